//! The rehearsal on one screen of eighty columns.

use super::assumed::Assumed;
use super::document::clock;
use super::{Rehearsed, effects, reach, story};
use crate::offers::screen::{paragraph, row};
use crate::outcome::names::who;
use crate::outcome::times::duration;
use crate::words::{Words, count};
use fluent_bundle::FluentValue;
use passage_model::time::Clock;
use passage_model::units::Seconds;
use passage_rehearsal::{Assumptions, CaughtOf, Cause, Contribution, Figure, Hour, Moment, Played, Proportion};
use std::fmt::Write as _;

/// Roads that are told of.
const MOST_ROADS: usize = 3;
/// Queues that reach back over a junction that are told of.
const MOST_QUEUES: usize = 3;
/// Hours that are told of: where there are more, every second, third and so on.
const MOST_HOURS: usize = 14;

/// The screen.
pub fn of(rehearsed: &Rehearsed<'_>, words: &Words) -> String {
    let Rehearsed { summary, rehearsal, times, .. } = rehearsed;
    let mut out = String::new();
    if rehearsed.exercise {
        let _ = writeln!(out, "{}", words.say("exercise-line"));
    }
    let figures =
        [("title", rehearsed.title.into()), ("n", count(summary.days)), ("seed", rehearsal.seed.to_string().into())];
    paragraph(&mut out, &words.tell("rehearse-title", &figures), "");
    let plan = rehearsal.stage.plan;
    if summary.days == 1 {
        let safe = summary.hours.last().map_or(0, |hour| hour.safe.p50);
        let figures = [("n", count(safe)), ("planned", count(plan.safe().0))];
        // One day alone, with or without chance.
        let calm = rehearsed.assumed.figures == Assumptions::none();
        let message = if calm { "rehearse-calm" } else { "rehearse-day-safe" };
        paragraph(&mut out, &words.tell(message, &figures), "");
        let told = story::Told { stage: rehearsal.stage, times, names: rehearsed.names, words };
        for line in rehearsed.days.iter().flat_map(|played| told.outcome(played)) {
            paragraph(&mut out, &line, "  ");
        }
        hours(&mut out, rehearsed, words);
        return out;
    }
    if let Some(line) = safe(rehearsed, words) {
        paragraph(&mut out, &line, "");
    }
    paragraph(&mut out, &words.tell("rehearse-finished", &[("share", share(&summary.finished, words).into())]), "");
    out.push('\n');
    caught(&mut out, rehearsed, words);
    hours(&mut out, rehearsed, words);
    places(&mut out, rehearsed, words);
    causes(&mut out, rehearsed, words);
    effects::screen(&mut out, rehearsed, words);
    worst(&mut out, rehearsed, words);
    out
}

/// How many are safe: what was planned, and between what it lies.
pub fn safe(rehearsed: &Rehearsed<'_>, words: &Words) -> Option<String> {
    let (plan, times) = (rehearsed.rehearsal.stage.plan, rehearsed.times);
    let last = rehearsed.summary.hours.last()?;
    // The first hour by which all are safe as planned, as the plan's own screen tells it.
    let by =
        rehearsed.summary.hours.iter().find(|hour| hour.planned == plan.safe()).map_or(plan.horizon, |hour| hour.by);
    let figures = [
        ("planned", count(plan.safe().0)),
        ("by", times.minute(by, words).into()),
        ("zone", times.zone(by, words).into()),
        ("end", times.minute(plan.horizon, words).into()),
        ("low", count(last.safe.p5)),
        ("high", count(last.safe.p95)),
        ("half", count(last.safe.p50)),
    ];
    let mut ends = rehearsed.days.iter().map(|played| played.safe.last());
    let first = ends.next();
    let always = ends.all(|end| Some(end) == first);
    Some(words.tell(if always { "rehearse-safe-always" } else { "rehearse-safe" }, &figures))
}

/// Who is on a road whose window has ended, in one line.
pub fn caught_line(rehearsed: &Rehearsed<'_>, words: &Words) -> String {
    let caught = &rehearsed.summary.caught;
    if caught.days.days == 0 {
        let most = words.decimal(caught.days.high * 100.0, 1);
        return words.tell("rehearse-nobody-caught", &[("most", most.into())]);
    }
    let figures = [
        ("share", share(&caught.days, words).into()),
        ("n", count(caught.vehicles.p50)),
        ("persons", count(caught.persons.p50)),
        ("most", count(caught.vehicles.p95)),
    ];
    words.tell("rehearse-caught", &figures)
}

/// Who of these has stopped there for good, in one line; none where nobody has.
pub fn out_of_fuel_line(rehearsed: &Rehearsed<'_>, words: &Words) -> Option<String> {
    let (days, vehicles, persons) = &rehearsed.summary.caught.out_of_fuel;
    let figures = [
        ("share", share(days, words).into()),
        ("n", count(vehicles.p50)),
        ("persons", count(persons.p50)),
        ("late", share(&rehearsed.summary.caught.late, words).into()),
    ];
    (days.days > 0).then(|| words.tell("rehearse-caught-out-of-fuel", &figures))
}

/// A share in per cent: whole, and below one to a tenth.
pub fn percent(share: f64, words: &Words) -> String {
    words.decimal(share * 100.0, usize::from(share > 0.0 && share < 0.01))
}

/// A share of days with its interval.
pub fn share(of: &Proportion, words: &Words) -> String {
    let percent = |share: f64| percent(share, words);
    words.tell(
        "rehearse-share",
        &[("n", percent(of.share).into()), ("low", percent(of.low).into()), ("high", percent(of.high).into())],
    )
}

fn caught(out: &mut String, rehearsed: &Rehearsed<'_>, words: &Words) {
    let caught = &rehearsed.summary.caught;
    paragraph(out, &caught_line(rehearsed, words), "");
    if let Some(line) = out_of_fuel_line(rehearsed, words) {
        paragraph(out, &line, "");
    }
    for road in caught.roads.iter().take(MOST_ROADS) {
        let figures = [
            ("road", rehearsed.names.road(road.road, words).into()),
            ("share", share(&road.days, words).into()),
            ("n", count(road.vehicles.round() as u64)),
        ];
        paragraph(out, &words.tell("rehearse-caught-road", &figures), "  ");
    }
    if caught.roads.len() > MOST_ROADS {
        let more = caught.roads.len() - MOST_ROADS;
        paragraph(out, &words.tell("rehearse-caught-more", &[("n", count(more as u64))]), "  ");
    }
    for group in &caught.groups {
        let origin = &rehearsed.rehearsal.stage.situation.origins[group.origin.index()];
        let who = who("group-at", &origin.assembly, &origin.group, words);
        let time =
            |moment| clock(moment).map_or_else(|| words.say("rehearse-never"), |at| rehearsed.times.minute(at, words));
        let figures = [
            ("who", who.into()),
            ("time", time(group.uncaught_before).into()),
            ("always", time(group.always_before).into()),
            ("n", count(called(rehearsed, group, group.uncaught_before))),
            ("all", count(called(rehearsed, group, Moment::NEVER))),
        ];
        let message =
            if has_uncaught_departure(rehearsed, group) { "rehearse-turn-back" } else { "rehearse-turn-back-never" };
        paragraph(out, &words.tell(message, &figures), "  ");
    }
}

/// How many vehicles of a group the plan calls before a moment.
fn called(rehearsed: &Rehearsed<'_>, group: &CaughtOf, before: Moment) -> u32 {
    let own = rehearsed.rehearsal.stage.plan.movements.iter().filter(|movement| movement.origin == group.origin);
    let before = |departure: Clock| Moment::seconds(u64::from(departure.0)) < before;
    own.filter(|movement| before(movement.departure)).map(|movement| movement.vehicles.0).sum()
}

/// Whether there is a departure of a group of which nobody was caught on 95 of 100 days, in the plan's first step at the earliest.
pub fn has_uncaught_departure(rehearsed: &Rehearsed<'_>, group: &CaughtOf) -> bool {
    let plan = rehearsed.rehearsal.stage.plan;
    let own = plan.movements.iter().filter(|movement| movement.origin == group.origin);
    let first = own.map(|movement| movement.departure).min().unwrap_or_default();
    let step = Moment::seconds(u64::from(first.0) + u64::from(plan.step.0));
    group.uncaught_before > step
}

fn hours(out: &mut String, rehearsed: &Rehearsed<'_>, words: &Words) {
    let hours = &rehearsed.summary.hours;
    out.push('\n');
    let calm = rehearsed.summary.days == 1;
    let all: &[&str] = if calm {
        &["rehearse-planned", "rehearse-played"]
    } else {
        &["rehearse-planned", "rehearse-p5", "rehearse-p50", "rehearse-p95"]
    };
    row(out, &words.say("rehearse-hours"), &all.iter().map(|head| words.say(head)).collect::<Vec<_>>());
    for hour in shown(hours, MOST_HOURS) {
        let cells = [hour.planned.0, hour.safe.p5, hour.safe.p50, hour.safe.p95].map(|n| words.number(n));
        row(out, &format!("  {}", rehearsed.times.minute(hour.by, words)), &cells[..all.len()]);
    }
    if !calm {
        paragraph(out, &words.say("rehearse-quantiles"), "");
    }
}

/// The hours that are worth a row, as many as there is room for: from the one before the first arrival to the first in which all is
/// as at the end; the last one always.
pub fn shown(hours: &[Hour], most: usize) -> impl Iterator<Item = &Hour> {
    let same = |n: usize| {
        let (hour, last) = (&hours[n], &hours[hours.len() - 1]);
        hour.safe == last.safe && hour.planned == last.planned
    };
    let first = hours.iter().position(|hour| hour.planned.0 > 0 || hour.safe.p95 > 0).unwrap_or(0).saturating_sub(1);
    let last = (first..hours.len()).find(|n| same(*n)).unwrap_or(hours.len().saturating_sub(1));
    let each = (last + 1 - first).div_ceil(most).max(1);
    (first..=last).filter(move |n| (last - n).is_multiple_of(each)).filter_map(|n| hours.get(n))
}

fn places(out: &mut String, rehearsed: &Rehearsed<'_>, words: &Words) {
    let (summary, situation) = (&rehearsed.summary, rehearsed.rehearsal.stage.situation);
    let passed = summary.checkpoints.iter().zip(&situation.checkpoints).filter(|(at, _)| at.passed > 0);
    for (number, (at, checkpoint)) in passed.enumerate() {
        if number == 0 {
            out.push('\n');
        }
        let figures = [
            ("name", checkpoint.name.as_str().into()),
            ("half", duration(Seconds(at.wait_p50), words).into()),
            ("most", duration(Seconds(at.wait_p95), words).into()),
            ("queue", count(at.longest.p50)),
            ("longest", count(at.longest.p95)),
        ];
        paragraph(out, &words.tell("rehearse-checkpoint", &figures), "");
    }
    for line in reach::lines(rehearsed, words).into_iter().take(MOST_QUEUES) {
        paragraph(out, &line, "");
    }
    out.push('\n');
    for (received, site) in summary.arrivals.iter().zip(&situation.receptions).filter(|(received, _)| received.p95 > 0)
    {
        let figures = [("name", site.name.as_str().into()), ("low", count(received.p5)), ("high", count(received.p95))];
        paragraph(
            out,
            &words.tell(if received.p5 == received.p95 { "rehearse-site-one" } else { "rehearse-site" }, &figures),
            "",
        );
    }
    if let Some(line) = joined(rehearsed, words) {
        paragraph(out, &line, "");
    }
    let (gridlock, place) = &summary.gridlock;
    if let Some((day, queues)) = place {
        let told =
            story::Told { stage: rehearsed.rehearsal.stage, times: rehearsed.times, names: rehearsed.names, words };
        let places: Vec<String> = queues.iter().map(|queue| told.queue(*queue)).collect();
        let figures =
            [("share", share(gridlock, words).into()), ("day", count(*day)), ("places", places.join("; ").into())];
        paragraph(out, &words.tell("rehearse-gridlock", &figures), "");
    }
}

/// Those whom nobody planned, if any come.
pub fn joined(rehearsed: &Rehearsed<'_>, words: &Words) -> Option<String> {
    let (safe, left) = (&rehearsed.summary.joined, &rehearsed.summary.joined_left);
    let figures =
        [("low", count(safe.p5)), ("high", count(safe.p95)), ("least", count(left.p5)), ("most", count(left.p95))];
    (safe.p95 + left.p95 > 0).then(|| words.tell("rehearse-those-who-joined", &figures))
}

/// Each cause with its share of the spread and its vehicles caught, the largest share first.
pub fn contributions(rehearsed: &Rehearsed<'_>, words: &Words) -> Vec<[String; 3]> {
    let mut shares = rehearsed.contributions.clone();
    shares.sort_by(|a, b| b.safe.total_cmp(&a.safe).then(a.cause.cmp(&b.cause)));
    let row = |share: &Contribution| {
        let sign = if share.caught >= 0.05 { "+" } else { "" };
        let caught = words.decimal(if share.caught.abs() < 0.05 { 0.0 } else { share.caught }, 1);
        let spread = format!("{} %", words.decimal(share.safe * 100.0, 0));
        [cause(share.cause, words), spread, format!("{sign}{caught}")]
    };
    shares.iter().map(row).collect()
}

/// The causes with which most vehicles more and fewer are caught, each in a sentence.
pub fn strongest(rehearsed: &Rehearsed<'_>, words: &Words) -> Vec<String> {
    let by_caught = |a: &&Contribution, b: &&Contribution| a.caught.total_cmp(&b.caught).then(b.cause.cmp(&a.cause));
    let most = rehearsed.contributions.iter().max_by(by_caught).filter(|most| most.caught >= 0.5);
    let least = rehearsed.contributions.iter().min_by(by_caught).filter(|least| least.caught <= -0.5);
    let told = |message: &'static str| {
        move |of: &Contribution| {
            let figures = [("n", count(of.caught.abs().round() as u64)), ("cause", cause(of.cause, words).into())];
            words.tell(message, &figures)
        }
    };
    let adds = most.map(told("rehearse-cause-adds"));
    adds.into_iter().chain(least.map(told("rehearse-cause-spares"))).collect()
}

fn causes(out: &mut String, rehearsed: &Rehearsed<'_>, words: &Words) {
    let rows = contributions(rehearsed, words);
    if rows.is_empty() {
        return;
    }
    out.push('\n');
    row(out, &words.say("rehearse-causes"), &[words.say("rehearse-spread"), words.say("rehearse-vehicles-caught")]);
    for [cause, spread, caught] in rows {
        row(out, &format!("  {cause}"), &[spread, caught]);
    }
    for line in strongest(rehearsed, words) {
        paragraph(out, &line, "");
    }
    paragraph(out, &words.say("rehearse-causes-note"), "");
}

/// A cause in words.
pub fn cause(cause: Cause, words: &Words) -> String {
    words.say(match cause {
        Cause::Ready => "rehearse-cause-ready",
        Cause::Compliance => "rehearse-cause-compliance",
        Cause::Joiners => "rehearse-cause-joiners",
        Cause::PersonsInCar => "rehearse-cause-persons-in-car",
        Cause::Checkpoints => "rehearse-cause-checkpoints",
        Cause::Roads => "rehearse-cause-roads",
        Cause::Breakdowns => "rehearse-cause-breakdowns",
        Cause::Fuel => "rehearse-cause-fuel",
        Cause::Opening => "rehearse-cause-opening",
        Cause::Closing => "rehearse-cause-closing",
        Cause::Incidents => "rehearse-cause-incidents",
        Cause::Dark => "rehearse-cause-dark",
        Cause::OtherRoad => "rehearse-cause-other-road",
        Cause::Followers => "rehearse-cause-followers",
        Cause::Mines => "rehearse-cause-mines",
        Cause::Convoys => "rehearse-cause-convoys",
    })
}

fn worst(out: &mut String, rehearsed: &Rehearsed<'_>, words: &Words) {
    if rehearsed.summary.days < 2 {
        return;
    }
    out.push('\n');
    let told = story::Told { stage: rehearsed.rehearsal.stage, times: rehearsed.times, names: rehearsed.names, words };
    if let Some(&day) = rehearsed.summary.worst.first() {
        let (setting, played) = (rehearsed.rehearsal.setting(day, None), &rehearsed.days[day as usize]);
        paragraph(out, &words.tell("rehearse-worst", &of_a_day(day, played)), "");
        for line in told.lines(&setting, played) {
            paragraph(out, &line, "  ");
        }
        let other = |&day: &u64| words.tell("rehearse-worst-other", &of_a_day(day, &rehearsed.days[day as usize]));
        let others: Vec<String> = rehearsed.summary.worst.iter().skip(1).map(other).collect();
        paragraph(out, &words.tell("rehearse-worst-others", &[("days", others.join("; ").into())]), "");
    }
}

/// What a day came to: persons caught and safe.
fn of_a_day(day: u64, played: &Played) -> [(&'static str, FluentValue<'static>); 3] {
    let (caught, safe) = (played.caught_in_all().1, played.safe.last().copied().unwrap_or(0));
    [("day", count(day)), ("caught", count(caught)), ("safe", count(safe))]
}

/// What is assumed, with the source of each.
pub fn assumptions(assumed: &Assumed<'_>, words: &Words) -> String {
    let mut out = String::new();
    let mut before = None;
    for figure in Figure::ALL {
        let said = figure.said();
        if before != Some(said.cause) {
            paragraph(&mut out, &cause(said.cause, words), "");
            before = Some(said.cause);
        }
        let line = format!("{}: {}; {}", said.key, assumed.value(figure, words), assumed.because(figure, words));
        paragraph(&mut out, &line, "  ");
    }
    let clearances = assumed.clearances(words);
    if !clearances.is_empty() {
        paragraph(&mut out, &words.say("rehearse-mines"), "");
    }
    for line in clearances {
        paragraph(&mut out, &line, "  ");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    /// One, few and many in both languages, also where a number ends in one.
    #[test]
    fn numbers_and_their_words_agree() {
        let told = |language: Language, message: &'static str| {
            let words = Words::new(language);
            let one = |n: u32| {
                let all = ["n", "persons", "most", "queue", "longest"].map(|name| (name, count(n)));
                let text = ["share", "late", "name", "half", "cause"].map(|name| (name, "…".into()));
                words.tell(message, &[&all[..], &text[..]].concat())
            };
            let all = [1, 2, 5, 21, 22].map(one);
            assert!(words.missing().is_empty());
            all
        };
        let has = |all: [String; 5], expected: [&str; 5]| {
            for (said, expected) in all.iter().zip(expected) {
                assert!(said.contains(expected), "{said}: {expected}");
            }
        };
        let english = ["one vehicle", "2 vehicles", "5 vehicles", "21 vehicles", "22 vehicles"];
        let ukrainian = ["1 машина", "2 машини", "5 машин", "21 машина", "22 машини"];
        for message in ["rehearse-caught", "rehearse-caught-out-of-fuel", "rehearse-checkpoint"] {
            has(told(Language::En, message), english);
            has(told(Language::Uk, message), ukrainian);
        }
        let accusative = ["1 машину", "2 машини", "5 машин", "21 машину", "22 машини"];
        for message in ["rehearse-cause-adds", "rehearse-cause-spares"] {
            has(told(Language::En, message), english);
            has(told(Language::Uk, message), accusative);
        }
    }
}
