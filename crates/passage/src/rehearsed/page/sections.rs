//! The sections of the page of a rehearsal.

use super::super::document::clock;
use super::super::{Rehearsed, effects, figures, reach, screen, story};
use super::Beside;
use crate::brief::page::{Column, Page};
use crate::markup::escape;
use crate::outcome::names::who;
use crate::outcome::times::duration;
use crate::words::{Words, count};
use passage_model::units::Seconds;
use passage_rehearsal::{Figure, Moment};

/// Hours that the table has room for.
const MOST_HOURS: usize = 26;
/// Roads that it has room for: those on most days.
const MOST_ROADS: usize = 12;
/// Queues that reach back over a junction, likewise.
const MOST_QUEUES: usize = 12;

/// Persons safe by hour, with the quantiles of the days.
pub fn hours(page: &mut Page, rehearsed: &Rehearsed<'_>, words: &Words) {
    let heads = ["rehearse-planned", "rehearse-p5", "rehearse-p25", "rehearse-p50", "rehearse-p75", "rehearse-p95"];
    let mut columns = vec![Column::times(words.say("hour-by"))];
    columns.extend(heads.map(|head| Column::number(words.say(head))));
    let rows: Vec<Vec<String>> = screen::shown(&rehearsed.summary.hours, MOST_HOURS)
        .map(|hour| {
            let safe = hour.safe;
            let numbers = [hour.planned.0, safe.p5, safe.p25, safe.p50, safe.p75, safe.p95];
            let by = rehearsed.times.minute(hour.by, words);
            std::iter::once(by).chain(numbers.map(|n| words.number(n))).collect()
        })
        .collect();
    page.table(&words.say("rehearsal-hours-caption"), false, &columns, &rows);
    page.paragraph("small", &words.say("rehearsal-quantiles"));
}

/// Where vehicles were when their window ended, and which turn-back times would have prevented it.
pub fn caught(page: &mut Page, rehearsed: &Rehearsed<'_>, words: &Words) {
    let caught = &rehearsed.summary.caught;
    if caught.days.days == 0 {
        page.paragraph("", &screen::caught_line(rehearsed, words));
        return;
    }
    let columns = [
        Column::words(words.say("rehearsal-who")),
        Column::words(words.say("rehearsal-days")),
        Column::words(words.say("rehearsal-before-95")),
        Column::words(words.say("rehearsal-before-all")),
    ];
    let time = |moment: Moment| {
        clock(moment).map_or_else(|| words.say("rehearsal-any-time"), |at| rehearsed.times.minute(at, words))
    };
    let rows = caught.groups.iter().map(|group| {
        let origin = &rehearsed.rehearsal.stage.situation.origins[group.origin.index()];
        let who = who("group-at", &origin.assembly, &origin.group, words);
        let before = if screen::has_uncaught_departure(rehearsed, group) {
            time(group.uncaught_before)
        } else {
            words.say("rehearsal-no-departure")
        };
        vec![who, screen::share(&group.days, words), before, time(group.always_before)]
    });
    page.table(&words.say("rehearsal-groups-caption"), true, &columns, &rows.collect::<Vec<_>>());
    let columns = [
        Column::words(words.say("rehearsal-road")),
        Column::words(words.say("rehearsal-days")),
        Column::number(words.say("rehearsal-vehicles")),
    ];
    let rows = caught.roads.iter().take(MOST_ROADS).map(|road| {
        let vehicles = words.number(road.vehicles.round() as u64);
        vec![rehearsed.names.road(road.road, words), screen::share(&road.days, words), vehicles]
    });
    page.table(&words.say("rehearsal-roads-caption"), true, &columns, &rows.collect::<Vec<_>>());
    if caught.roads.len() > MOST_ROADS {
        let more = (caught.roads.len() - MOST_ROADS) as u64;
        page.paragraph("small", &words.tell("rehearse-caught-more", &[("n", count(more))]));
    }
}

/// How long vehicles wait, and how long queues are.
pub fn checkpoints(page: &mut Page, rehearsed: &Rehearsed<'_>, words: &Words) {
    let situation = rehearsed.rehearsal.stage.situation;
    let passed = rehearsed.summary.checkpoints.iter().zip(&situation.checkpoints).filter(|(at, _)| at.passed > 0);
    let time = |seconds: u32| duration(Seconds(seconds), words);
    let rows: Vec<Vec<String>> = passed
        .map(|(at, checkpoint)| {
            let queues = [at.longest.p50, at.longest.p95].map(|n| words.number(n));
            let waits = [at.wait_p50, at.wait_p95].map(time);
            std::iter::once(checkpoint.name.clone()).chain(waits).chain(queues).collect()
        })
        .collect();
    if rows.is_empty() {
        page.paragraph("", &words.say("rehearsal-no-checkpoint"));
        return;
    }
    let columns = [
        Column::words(words.say("rehearsal-checkpoint")),
        Column::words(words.say("rehearsal-wait-half")),
        Column::words(words.say("rehearsal-wait-most")),
        Column::number(words.say("rehearsal-queue-half")),
        Column::number(words.say("rehearsal-queue-most")),
    ];
    page.table(&words.say("rehearsal-checkpoints-caption"), true, &columns, &rows);
    let lines: Vec<String> = reach::lines(rehearsed, words).into_iter().take(MOST_QUEUES).collect();
    page.list(&lines);
}

/// For how many each site should prepare: from few to many, never one number.
pub fn sites(page: &mut Page, rehearsed: &Rehearsed<'_>, words: &Words) {
    let sites = &rehearsed.rehearsal.stage.situation.receptions;
    let received = rehearsed.summary.arrivals.iter().zip(sites).filter(|(received, _)| received.p95 > 0);
    let lines: Vec<String> = received
        .map(|(received, site)| {
            let figures =
                [("name", site.name.as_str().into()), ("low", count(received.p5)), ("high", count(received.p95))];
            words.tell(if received.p5 == received.p95 { "rehearse-site-one" } else { "rehearse-site" }, &figures)
        })
        .collect();
    page.list(&lines);
    let joined = screen::joined(rehearsed, words).unwrap_or_else(|| words.say("rehearsal-sites-note"));
    page.paragraph("small", &joined);
}

/// What the spread comes from.
pub fn causes(page: &mut Page, rehearsed: &Rehearsed<'_>, words: &Words) {
    let columns = [
        Column::words(words.say("rehearsal-cause")),
        Column::number(words.say("rehearsal-spread")),
        Column::number(words.say("rehearsal-vehicles-caught")),
    ];
    let rows: Vec<Vec<String>> = screen::contributions(rehearsed, words).into_iter().map(Vec::from).collect();
    page.table(&words.say("rehearsal-causes-caption"), false, &columns, &rows);
    for line in screen::strongest(rehearsed, words) {
        page.paragraph("", &line);
    }
    page.paragraph("small", &words.say("rehearse-causes-note"));
}

/// The worst days as stories, each with the command that plays it again.
pub fn worst(page: &mut Page, rehearsed: &Rehearsed<'_>, beside: &Beside, words: &Words) {
    page.paragraph("", &words.say("rehearsal-worst-note"));
    let told = story::Told { stage: rehearsed.rehearsal.stage, times: rehearsed.times, names: rehearsed.names, words };
    for &day in &rehearsed.summary.worst {
        let (setting, played) = (rehearsed.rehearsal.setting(day, None), &rehearsed.days[day as usize]);
        page.heading(&words.tell("rehearse-day-title", &[("day", count(day))]));
        page.paragraph("", &told.events(&setting).join(" "));
        page.list(&[vec![told.safe(played)], told.outcome(played)].concat());
        let command = beside.again(rehearsed.rehearsal.seed, day);
        page.raw(&format!("<pre class=\"command\">{}</pre>\n", escape(&command)));
    }
}

/// Everything that is assumed, by cause; what no public source says is marked.
pub fn assumed(page: &mut Page, rehearsed: &Rehearsed<'_>, words: &Words) {
    page.paragraph("", &words.say("rehearsal-assumed-note"));
    if !rehearsed.effects.is_empty() {
        page.paragraph("", &words.tell("rehearsal-effects-note", &[("days", count(rehearsed.effect_days))]));
    }
    let heads = ["rehearsal-figure", "rehearsal-value", "rehearsal-why", "rehearsal-source"];
    let tried = ["rehearsal-effect-caught", "rehearsal-effect-safe"];
    let tried = if rehearsed.effects.is_empty() { &[][..] } else { &tried[..] };
    let columns: Vec<Column> = heads.iter().chain(tried).map(|head| Column::words(words.say(head))).collect();
    let row = |figure: Figure| {
        let cause = screen::cause(figure.cause(), words);
        let what = words.say(figures::what(figure));
        let assumed = rehearsed.assumed;
        let what = format!("{cause}: {what} ({})", figure.key());
        let said = [what, assumed.value(figure, words), assumed.why(figure, words), assumed.word(figure, words)];
        said.into_iter().chain(effects::of(figure, rehearsed, words)).take(columns.len()).collect::<Vec<_>>()
    };
    page.table(&words.say("rehearsal-assumed-caption"), true, &columns, &Figure::ALL.map(row));
    let clearances = rehearsed.assumed.clearances(words);
    if !clearances.is_empty() {
        page.paragraph("", &words.say("rehearse-mines"));
        page.list(&clearances);
    }
}
