//! The first page of a report: the answer, the map, the hours.

use super::page::{Column, Page};
use crate::chart;
use crate::map::{self, Size};
use crate::markup::{escape, prose};
use crate::outcome::verdict::{self, Verdict};
use crate::outcome::{Outcome, aid, hours, near};
use crate::words::{Words, count};
use passage_model::situation::Reading;
use passage_model::time::Clock;

/// The one sentence, the answers beside it, what they rest on, and why the naive figure is wrong.
pub fn answer(page: &mut Page, outcome: &Outcome<'_>, words: &Words) {
    let verdict = Verdict::of(&outcome.likely);
    page.paragraph("answer", &verdict::sentence(outcome, words));
    if verdict.persons.0 > 0 {
        let share = f64::from(verdict.safe.0) * 100.0 / f64::from(verdict.persons.0);
        let told = words.tell(
            "proportion",
            &[
                ("safe", count(verdict.safe.0)),
                ("all", count(verdict.persons.0)),
                ("share", words.decimal(share, usize::from(share < 10.0)).into()),
            ],
        );
        page.raw(&format!(
            "<div class=\"proportion\" role=\"img\" aria-label=\"{}\"><div style=\"width:{share:.2}%\"></div></div>\n",
            escape(&told)
        ));
        page.paragraph("small", &told);
    }
    if let Some(few) = &outcome.few_routes {
        page.paragraph("", &few.words(&outcome.likely, &outcome.setting.times, words));
    }
    if let Some(near) = near::words(outcome, words) {
        page.paragraph("", &near);
    }
    if let Some(bracket) = outcome.bracket.as_ref().and_then(|bracket| bracket.words(words)) {
        page.paragraph("", &bracket);
    }
    let beside: Vec<String> = [Reading::Pessimistic, Reading::Optimistic]
        .into_iter()
        .filter_map(|reading| verdict::beside(outcome, reading, words))
        .map(|text| format!("<li>{}</li>", prose(&text)))
        .collect();
    if !beside.is_empty() {
        page.raw(&format!("<ul class=\"beside\">{}</ul>\n", beside.concat()));
    }
    if let Some(contraflow) = verdict::contraflow(outcome, words) {
        page.paragraph("", &contraflow);
    }
    for missed in aid::lines(outcome, words) {
        page.paragraph("warning", &missed);
    }
    page.paragraph("", &verdict::rest_on(outcome, words));
    if let Some(naive) = verdict::naive(outcome, words) {
        page.paragraph("warning", &naive);
    }
    let certified = outcome.setting.certificate.is_some();
    let whose = words.say(if certified { "proof-certified" } else { "proof-whose" });
    let proof = verdict::proof(&outcome.likely, words);
    page.paragraph("small", &format!("{proof} {whose}"));
}

/// The map, once for a page and once for a phone, and what must be said under it.
pub fn map(page: &mut Page, outcome: &Outcome<'_>, words: &Words) {
    page.raw("<figure>");
    page.raw(&map::draw(outcome, words, Size::Wide));
    page.raw(&map::draw(outcome, words, Size::Narrow));
    let attribution = &outcome.network.origin().attribution;
    let roads = if attribution.is_empty() { words.say("attribution-missing") } else { attribution.clone() };
    let caption = [
        words.say("map-legend"),
        words.tell(
            "map-as-of",
            &[
                ("time", outcome.setting.times.full(Clock::H_HOUR, words).into()),
                ("plan", outcome.likely.plan.digest().short().into()),
            ],
        ),
        words.say("map-not-for-navigation"),
        words.tell("map-attribution", &[("roads", roads.trim_end_matches('.').into())]),
    ];
    page.raw(&format!("<figcaption>{}</figcaption></figure>\n", prose(&caption.join(" "))));
}

/// The curve and its table.
pub fn hours(page: &mut Page, outcome: &Outcome<'_>, words: &Words) {
    page.raw("<figure>");
    page.raw(&chart::draw(outcome, words, Size::Wide));
    page.raw(&chart::draw(outcome, words, Size::Narrow));
    let mut legend = words.say("curve-legend");
    if !chart::shut(&outcome.likely).is_never() {
        legend = format!("{legend} {}", words.say("curve-hatched"));
    }
    page.raw(&format!("<figcaption>{}</figcaption></figure>\n", prose(&legend)));
    let mut columns = vec![
        Column::words(words.say("hour-by")),
        Column::number(words.say("hour-safe")),
        Column::number(words.say("hour-limit")),
    ];
    columns.extend(outcome.few_routes.iter().map(|_| Column::number(words.say("hour-exact"))));
    columns.extend(outcome.bracket.iter().map(|_| Column::number(words.say("hour-bracket"))));
    let others: Vec<_> = [(&outcome.pessimistic, "reading-pessimistic"), (&outcome.optimistic, "reading-optimistic")]
        .into_iter()
        .filter_map(|(answer, name)| answer.as_ref().map(|answer| (answer, name)))
        .collect();
    columns.extend(others.iter().map(|(_, name)| Column::number(words.say(name))));
    columns.push(Column::number(words.say("hour-ready")));
    let rows: Vec<Vec<String>> = hours::of(&outcome.likely, &outcome.setting.times, 26)
        .into_iter()
        .map(|hour| {
            let mut row = vec![outcome.setting.times.minute(hour.by, words)];
            let most = outcome.bracket.iter().map(|bracket| bracket.by(hour.by).max(hour.safe));
            let exact = outcome.few_routes.iter().map(|few| hours::at(&few.exact, hour.by));
            row.extend([hour.safe, hour.limit].into_iter().chain(exact).chain(most).map(|p| words.number(p.0)));
            row.extend(others.iter().map(|(answer, _)| words.number(answer.plan.safe_by(hour.by).0)));
            row.push(words.number(hour.ready.0));
            row
        })
        .collect();
    page.table(&words.say("hours-caption"), false, &columns, &rows);
}
