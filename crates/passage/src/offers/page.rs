//! `offers.html`: every offer in people, with a picture, for the negotiating table; one file that asks nothing of anywhere.

mod losses;

use super::least::Shortest;
use super::picture;
use super::screen::NOT_WEIGHED;
use super::told::Told;
use super::weigh::{Scales, Weighed};
use super::{Offers, document};
use crate::brief::page::{Column, Page};
use crate::map::Size;
use crate::markup::escape;
use crate::outcome::times::Times;
use crate::words::Words;
use passage_model::time::Clock;

/// Hours that a table of hours has room for.
const MOST_HOURS: usize = 8;
/// What stands around a number that is struck out until the table is written; no text of a table has them.
const STRUCK: [(char, &str); 2] = [('\u{e000}', "<s>"), ('\u{e001}', "</s>")];

/// The whole file.
pub fn write(offers: &Offers, scales: &Scales<'_>, times: &Times, words: &Words) -> Vec<u8> {
    let told = Told { offers, scales, times, words };
    let mut page = Page::default();
    let agreed = scales.agreed();
    let title = words.tell("offers-title", &[("title", agreed.title.as_str().into())]);
    page.open(&title, agreed.exercise, words);
    page.raw(&format!("<header><h1>{}</h1></header>\n<main>\n", escape(&title)));
    page.paragraph("answer", &told.agreed());
    if let Some(line) = told.times_over() {
        page.paragraph("", &line);
    }
    page.list(&told.legend());
    for remark in told.remarks() {
        page.paragraph("", &remark);
    }
    worth(&mut page, &told);
    lengths(&mut page, &told);
    least(&mut page, &told);
    losses::write(&mut page, &told);
    page.section("basis", &words.say("offers-section-basis"));
    let fleets = !agreed.fleets.is_empty();
    for message in
        if fleets { ["offers-basis-windows", "offers-basis-fleets"] } else { ["offers-basis", "offers-basis-buses"] }
    {
        page.paragraph("small", &words.say(message));
    }
    let (scenario, network) = (agreed.digest().to_string(), scales.given().network_digest.to_string());
    page.raw(&format!("<p class=\"small\"><code>{}</code> <code>{}</code></p>\n", escape(&scenario), escape(&network)));
    page.raw("</main>\n</body>\n</html>\n");
    page.html.into_bytes()
}

fn readings(told: &Told<'_>) -> impl Iterator<Item = Column> {
    told.offers.readings.iter().map(|reading| Column::number(told.reading(*reading))).collect::<Vec<_>>().into_iter()
}

/// A row with what is proven of the one above.
fn of_proven(told: &Told<'_>, cells: Vec<String>) -> Vec<String> {
    std::iter::once(told.words.say("offers-proven")).chain(cells).collect()
}

fn worth(page: &mut Page, told: &Told<'_>) {
    let (offers, words) = (told.offers, told.words);
    page.section("worth", &words.say("offers-worth"));
    let columns: Vec<Column> = [Column::words(words.say("offers-offer"))].into_iter().chain(readings(told)).collect();
    let row = |worth: &super::Worth| {
        let gains =
            worth.weighed.iter().zip(&offers.agreed).map(|(with, without)| told.gain(with.safe(), without.safe()));
        [told.lever(worth.lever)].into_iter().chain(gains).collect()
    };
    let rows = offers.worth.iter().flat_map(|worth| {
        let proven = told.proven_worth(worth).map(|cells| of_proven(told, cells));
        std::iter::once(row(worth)).chain(proven)
    });
    page.table(&words.say("offers-worth-caption"), false, &columns, &rows.collect::<Vec<_>>());
    let longest = offers.worth.iter().map(|worth| &worth.weighed[Offers::LIKELY]).max_by_key(|w| w.horizon);
    let Some(longest) = longest else { return };
    let agreed = &offers.agreed[Offers::LIKELY];
    let any = |hour: &Clock| {
        let with = offers.worth.iter().map(|worth| worth.weighed[Offers::LIKELY].by(*hour));
        with.chain([agreed.by(*hour)]).any(|safe| safe.0 > 0)
    };
    let hours: Vec<Clock> = document::hours(longest, told.times).into_iter().filter(any).collect();
    let hours = some_of(&hours, MOST_HOURS);
    if hours.is_empty() {
        return;
    }
    let by = hours.iter().map(|hour| Column::number(told.times.minute(*hour, words)));
    let columns: Vec<Column> = [Column::words(words.say("offers-offer"))].into_iter().chain(by).collect();
    let curve = |name: String, weighed: &Weighed| {
        let cells = hours.iter().map(|hour| told.between(weighed.by(*hour), weighed.most_by(*hour)));
        [name].into_iter().chain(cells).collect::<Vec<_>>()
    };
    let mut rows = vec![curve(words.say("offers-as-agreed"), agreed)];
    rows.extend(offers.worth.iter().map(|worth| curve(told.lever(worth.lever), &worth.weighed[Offers::LIKELY])));
    page.table(&words.say("offers-hours-caption"), false, &columns, &rows);
}

/// As many hours as a table has room for, evenly and with the last.
fn some_of(hours: &[Clock], most: usize) -> Vec<Clock> {
    let skipped = hours.len().div_ceil(most).max(1);
    hours.iter().rev().step_by(skipped).rev().copied().collect()
}

fn lengths(page: &mut Page, told: &Told<'_>) {
    let (offers, words) = (told.offers, told.words);
    if offers.lengths.is_empty() || offers.sets.is_empty() {
        return;
    }
    page.section("lengths", &words.say("offers-lengths"));
    page.raw("<figure>");
    page.raw(&picture::draw(told, Size::Wide));
    page.raw(&picture::draw(told, Size::Narrow));
    page.raw(&format!("<figcaption>{}</figcaption></figure>\n", escape(&words.say("offers-picture-caption"))));
    for (number, reading) in offers.readings.iter().enumerate() {
        let sets = offers.sets.iter().map(|set| Column::number(Told::set(set)));
        let columns: Vec<Column> = [Column::words(words.say("offers-length"))].into_iter().chain(sets).collect();
        let row = |(length, hours): (usize, &u32)| {
            let cell = |set: &super::Set| {
                let Some(weighed) = &set.by_length[length][number] else { return NOT_WEIGHED.to_owned() };
                let safe = told.safe(weighed);
                let out = number == Offers::LIKELY && set.struck_out[length];
                if out { format!("{}{safe}{}", STRUCK[0].0, STRUCK[1].0) } else { safe }
            };
            [told.length(*hours)].into_iter().chain(offers.sets.iter().map(cell)).collect()
        };
        let rows: Vec<Vec<String>> = offers.lengths.iter().enumerate().map(row).collect();
        let caption = words.tell("offers-lengths-caption", &[("reading", told.reading(*reading).into())]);
        let mut part = Page::default();
        part.table(&caption, false, &columns, &rows);
        let html = STRUCK.iter().fold(part.html, |html, (mark, tag)| html.replace(*mark, tag));
        page.raw(&html);
        if number == Offers::LIKELY && offers.sets.iter().any(|set| set.struck_out.contains(&true)) {
            let fleets = !told.scales.agreed().fleets.is_empty();
            let message = if fleets { "offers-struck-out-page-fleets" } else { "offers-struck-out-page" };
            page.paragraph("small", &words.say(message));
        }
    }
    if let Some(line) = told.left_out() {
        page.paragraph("small", &line);
    }
}

fn least(page: &mut Page, told: &Told<'_>) {
    let Some(least) = &told.offers.least else { return };
    page.section("least", &told.least(least));
    let columns: Vec<Column> =
        [Column::words(told.words.say("offers-corridors"))].into_iter().chain(readings(told)).collect();
    let sets = least.sets.iter().map(|&set| &told.offers.sets[set]);
    let sets = sets.zip(&least.hours).zip(&least.struck_out).filter(|(_, out)| !**out);
    let row = |((set, hours), _): ((&super::Set, &Vec<Shortest>), &bool)| {
        [Told::set(set)].into_iter().chain(hours.iter().map(|hours| told.shortest(*hours))).collect()
    };
    let rows: Vec<Vec<String>> = sets.map(row).collect();
    if rows.is_empty() {
        page.paragraph("", &told.none());
    } else {
        page.table(&told.words.say("offers-least-caption"), false, &columns, &rows);
    }
    if let Some(line) = told.least_left_out(least) {
        page.paragraph("small", &line);
    }
}
