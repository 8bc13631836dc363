//! Days, claims and scores.

use super::Told;
use super::words::{band, persons, signed, within};
use crate::compared::{AGAIN, REHEARSAL, YESTERDAY, scored, scores};
use crate::record::{Date, FITTED};
use passage_rehearsal::half_width;
use std::fmt::{Result, Write};

pub(super) fn claims(page: &mut String, told: &Told<'_>) -> Result {
    writeln!(page, "## Where two sources differ\n")?;
    writeln!(
        page,
        "Both are kept and both are scored; they are never averaged. The rule: later forecasts rest on what the organiser (the \
         Ministry of Reintegration; the President's office where it spoke instead) reported of the corridor itself, because that is \
         what there was on the evening. The whole back-test is then done again with the other claim in its place, fit included.\n"
    )?;
    writeln!(
        page,
        "| day | organiser | other claim | by whom | 50 % band | 90 % band | in them: organiser's, other |\n|---|--:|--:|---|--:|--:|---|"
    )?;
    for (day, forecast) in told.days.iter().zip(&told.organiser.methods[REHEARSAL].forecasts) {
        let [organiser, other] = day.claims.as_slice() else { continue };
        writeln!(
            page,
            "| {} | {} | {} | {} | {} | {} | {}, {} |",
            day.date,
            persons(organiser.persons),
            persons(other.persons),
            other.source,
            band(forecast.half()),
            band(forecast.nine_of_ten()),
            within(forecast, organiser.persons),
            within(forecast, other.persons),
        )?;
    }
    writeln!(
        page,
        "\nOther figures measure something else and are not scored: 20,000 people and 4,000 cars *left* on 15 March; 31,367 people \
         of the Russian Ministry of Defence for the same 24 hours, destination not said, occupied places included; 3,071 \"from \
         Mariupol\" on 1 April with those in buses. 17 March counts in the fit and is foretold here as any other day.\n"
    )
}

pub(super) fn table(page: &mut String, told: &Told<'_>) -> Result {
    writeln!(page, "## Day by day\n")?;
    writeln!(
        page,
        "Persons. Days up to 17 March are those that were fitted. **Bold**: the figure lies outside the 90 % band; *slanted*: outside the 50 % band.\n"
    )?;
    writeln!(
        page,
        "| day | reported | foretold: middle | 50 % | 90 % | score | yesterday's score |\n|---|--:|--:|--:|--:|--:|--:|"
    )?;
    let (ours, yesterday) =
        (&told.organiser.methods[REHEARSAL].forecasts, &told.organiser.methods[YESTERDAY].forecasts);
    for ((day, ours), yesterday) in told.days.iter().zip(ours).zip(yesterday) {
        let Some(figure) = day.figure(false) else { continue };
        let mark = if !ours.nine_of_ten().holds(figure) {
            "**"
        } else if !ours.half().holds(figure) {
            "*"
        } else {
            ""
        };
        writeln!(
            page,
            "| {} | {mark}{}{mark} | {} | {} | {} | {} | {} |",
            day.date,
            persons(figure),
            persons(ours.median()),
            band(ours.half()),
            band(ours.nine_of_ten()),
            persons(ours.score(figure)),
            persons(yesterday.score(figure)),
        )?;
    }
    let without = told.days.iter().filter(|day| day.date > FITTED && day.figure(false).is_none());
    let without: Vec<String> = without.map(|day| day.date.to_string()).collect();
    writeln!(
        page,
        "\nNo figure of Mariupol alone was reported or read on {}. 3 and 16 April are of Mariupol and Berdiansk together. 15 March is 570 \
         cars at 3.6 people. From 20 April on buses came, no private cars. May is left out: the United Nations and the Red Cross \
         then led people out by other rules.\n",
        without.join(", "),
    )
}

pub(super) fn all_scores(page: &mut String, told: &Told<'_>) -> Result {
    let n = scored(told.days, false).len();
    writeln!(page, "## Scores\n")?;
    writeln!(
        page,
        "{n} days. In brackets: the same with the other claim wherever two differ, known, fitted and scored.\n"
    )?;
    writeln!(
        page,
        "| method | score, persons | score, logarithm | in 50 % | in 90 % | width of 90 % | middle off by |\n|---|--:|--:|--:|--:|--:|--:|"
    )?;
    for (way, other) in told.organiser.methods.iter().zip(&told.others.methods) {
        let (one, two) = (scores(told.days, &way.forecasts, false), scores(told.days, &other.forecasts, true));
        writeln!(
            page,
            "| {} | {} ({}) | {:.2} ({:.2}) | {} ({}) | {} ({}) | {} | {} |",
            way.name.split(" (").next().unwrap_or_default(),
            persons(one.persons),
            persons(two.persons),
            one.logarithm,
            two.logarithm,
            one.in_half,
            two.in_half,
            one.in_nine,
            two.in_nine,
            persons(one.width),
            persons(one.off),
        )?;
    }
    writeln!(
        page,
        "\nThe rehearsal less another method, a day, with the 95 % interval of the mean, and on how many days it is better:\n"
    )?;
    writeln!(
        page,
        "| than | 18 March to 22 April | days better | to 25 March | from 26 March |\n|---|--:|--:|--:|--:|"
    )?;
    for way in YESTERDAY..told.organiser.methods.len() {
        let (difference, half, days) = paired(told, REHEARSAL, way);
        let (early, late) = parts(told, way);
        let name = told.organiser.methods[way].name.split(" (").next().unwrap_or_default();
        let half = persons(half);
        writeln!(
            page,
            "| {name} | {} +- {half} | {days} | {} | {} |",
            signed(difference),
            signed(early),
            signed(late)
        )?;
    }
    let again = scores(told.days, &told.organiser.methods[AGAIN].forecasts, false);
    writeln!(
        page,
        "\nFitted again every evening, the rehearsal's 90 % bands hold {} of {n} figures and are {} persons wide.\n",
        again.in_nine,
        persons(again.width)
    )
}

/// The mean of our score less another's, half its 95 % interval, and on how many days ours is better.
pub(super) fn paired(told: &Told<'_>, ours: usize, theirs: usize) -> (f64, f64, usize) {
    let differences = differences(told, ours, theirs, |_| true);
    let mean = differences.iter().sum::<f64>() / differences.len().max(1) as f64;
    (mean, half_width(&differences), differences.iter().filter(|difference| **difference < 0.0).count())
}

/// The mean difference up to 25 March, and from 26 March on.
fn parts(told: &Told<'_>, theirs: usize) -> (f64, f64) {
    let mean = |early: bool| {
        let part = differences(told, REHEARSAL, theirs, |date| (date < Date::new(3, 26)) == early);
        part.iter().sum::<f64>() / part.len().max(1) as f64
    };
    (mean(true), mean(false))
}

fn differences(told: &Told<'_>, ours: usize, theirs: usize, which: impl Fn(Date) -> bool) -> Vec<f64> {
    let days = scored(told.days, false).into_iter().filter(|(at, _)| which(told.days[*at].date));
    let methods = &told.organiser.methods;
    days.map(|(at, figure)| methods[ours].forecasts[at].score(figure) - methods[theirs].forecasts[at].score(figure))
        .collect()
}
