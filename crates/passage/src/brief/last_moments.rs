//! Turn-back times in words: a table for pages, lines for screens, `turn-back.csv` and JSON for programs.

use super::page::{Column, Page};
use super::tables::kind;
use crate::exchange::dispatch::harmless;
use crate::failure::Failure;
use crate::outcome::last_moments::{Late, PlaceKind, Row};
use crate::outcome::times::{Times, duration};
use crate::words::{Words, count};
use passage_model::plan::Plan;
use passage_model::situation::VehicleKind;
use passage_model::units::Seconds;
use passage_plan::turn_back::Held;
use serde_json::{Value, json};
use std::path::Path;

/// The table of a report: assembly points and checkpoints. The named places on the way stand with each road of the plan
/// and are told in full by `turn-back.csv`; here they would fill a page for every ten of them.
pub fn table(page: &mut Page, rows: &[Row], times: &Times, words: &Words) {
    let (places, rows): (Vec<&Row>, Vec<&Row>) = rows.iter().partition(|row| row.what == PlaceKind::Place);
    if rows.is_empty() {
        return;
    }
    page.paragraph("", &words.say("last-moments-intro"));
    let planned = rows.iter().any(|row| row.behind.is_some());
    // One kind of vehicle is told once for all.
    let one_kind = rows.iter().all(|row| row.kinds == rows[0].kinds);
    let mut columns = vec![Column::words(words.say("last-moments-place"))];
    if !one_kind {
        columns.push(Column::words(words.say("last-moments-vehicles")));
    }
    columns.push(Column::times(words.say("last-moments-pass-by")));
    if planned {
        columns.push(Column::words(words.say("last-moments-behind")));
    }
    columns.push(Column::words(words.say("last-moments-leads")));
    columns.push(Column::words(words.say("last-moments-later")));
    let lines = rows.iter().map(|row| {
        let mut cells = vec![place(row, words)];
        if !one_kind {
            cells.push(kinds(row, words));
        }
        cells
            .push(row.chance.as_ref().map_or_else(|| words.say("last-moments-never"), |c| times.minute(c.last, words)));
        if planned {
            cells.push(behind(row, times, words));
        }
        cells.push(leads(row, times, words));
        cells.push(row.late.as_ref().map_or_else(String::new, |late| later(row, late, times, words)));
        cells
    });
    let caption = if one_kind {
        words.tell("last-moments-caption-kinds", &[("kinds", kinds(rows[0], words).into())])
    } else {
        words.say("last-moments-caption")
    };
    page.table(&caption, true, &columns, &lines.collect::<Vec<_>>());
    if !places.is_empty() {
        page.paragraph("small", &words.tell("last-moments-others", &[("n", count(places.len() as u64))]));
    }
}

/// Persons who stay in a plan.
pub fn stay(plan: &Plan) -> u32 {
    plan.left_behind.iter().map(|left| left.persons.0).sum()
}

/// Why those who stay are no queue: nothing where everybody leaves.
pub fn who_stays(plan: &Plan, words: &Words) -> Option<String> {
    let stay = stay(plan);
    (stay > 0).then(|| words.tell("last-moments-stay", &[("n", count(u64::from(stay)))]))
}

/// The lines of a screen: assembly points and checkpoints in full, of other places the last moments.
pub fn lines(rows: &[Row], times: &Times, words: &Words) -> String {
    let (mut lines, mut places) = (Vec::new(), false);
    for same in rows.chunk_by(|a, b| (&a.place, a.what) == (&b.place, b.what)) {
        if same[0].what == PlaceKind::Place {
            let last = |row: &Row| {
                let last = row.chance.as_ref().map(|chance| times.minute(chance.last, words)).unwrap_or_default();
                words.tell("last-moments-short", &[("kinds", kinds(row, words).into()), ("last", last.into())])
            };
            if !std::mem::replace(&mut places, true) {
                lines.extend([String::new(), words.say("last-moments-places")]);
            }
            lines.push(format!("  {}: {}", same[0].place, same.iter().map(last).collect::<Vec<_>>().join("; ")));
            continue;
        }
        lines.extend([String::new(), place(&same[0], words)]);
        for row in same {
            lines.extend(in_full(row, times, words));
        }
    }
    lines.join("\n")
}

fn in_full(row: &Row, times: &Times, words: &Words) -> Vec<String> {
    let Some(chance) = &row.chance else {
        return vec![format!("  {}: {}", kinds(row, words), words.say("last-moments-never"))];
    };
    if row.over.is_some() {
        return vec![format!("  {}", on_a_footway(row, times, words))];
    }
    let figures = [
        ("kinds", kinds(row, words).into()),
        ("last", times.minute(chance.last, words).into()),
        ("from", times.minute_after(chance.from, words).into()),
    ];
    let mut lines = vec![format!("  {} {}", words.tell("last-moments-line", &figures), leads(row, times, words))];
    if row.behind.is_some_and(|b| b.0.is_none_or(|last| last.0 / 60 < chance.last.0 / 60)) {
        lines.push(format!("    {}: {}", words.say("last-moments-behind"), behind(row, times, words)));
    }
    lines.extend(row.late.as_ref().map(|late| format!("    {}", later(row, late, times, words))));
    lines
}

/// Until when to step onto a footway, and until when to be over.
fn on_a_footway(row: &Row, times: &Times, words: &Words) -> String {
    let (Some(chance), Some(over)) = (&row.chance, row.over) else { return String::new() };
    let figures = [
        ("kinds", kinds(row, words).into()),
        ("last", times.minute(chance.last, words).into()),
        ("over", times.minute(over, words).into()),
    ];
    words.tell(if row.kinds == [VehicleKind::Foot] { "last-moments-walk" } else { "last-moments-walk-on" }, &figures)
}

fn place(row: &Row, words: &Words) -> String {
    let message = match row.what {
        PlaceKind::AssemblyPoint => "last-moments-assembly",
        PlaceKind::Checkpoint => "last-moments-checkpoint",
        PlaceKind::Footway => "last-moments-footway",
        PlaceKind::Place => return row.place.clone(),
    };
    words.tell(message, &[("place", row.place.as_str().into())])
}

fn kinds(row: &Row, words: &Words) -> String {
    row.kinds.iter().map(|k| words.say(kind(*k))).collect::<Vec<_>>().join(", ")
}

fn behind(row: &Row, times: &Times, words: &Words) -> String {
    match row.behind {
        None => String::new(),
        Some((None, ..)) => words.say("last-moments-no-place"),
        Some((Some(last), 0, _)) => times.minute(last, words),
        Some((Some(last), ahead, cost)) => words.tell(
            "last-moments-ahead",
            &[
                ("last", times.minute(last, words).into()),
                ("n", count(ahead)),
                ("wait", duration(Seconds(cost), words).into()),
            ],
        ),
    }
}

fn leads(row: &Row, times: &Times, words: &Words) -> String {
    if row.over.is_some() {
        return on_a_footway(row, times, words);
    }
    let Some((site, at)) = &row.received else { return String::new() };
    let message = match (row.corridors.is_empty(), row.dark) {
        (true, false) => "last-moments-to",
        (true, true) => "last-moments-to-dark",
        (false, false) => "last-moments-by",
        (false, true) => "last-moments-by-dark",
    };
    let figures = [
        ("site", site.as_str().into()),
        ("at", times.minute_after(*at, words).into()),
        ("way", row.corridors.join(", ").into()),
    ];
    let mut text = words.tell(message, if row.corridors.is_empty() { &figures[..2] } else { &figures });
    let ahead: Vec<&str> = row.checkpoints.iter().map(String::as_str).filter(|name| *name != row.place).collect();
    if !ahead.is_empty() {
        text = format!("{text} {}", words.tell("last-moments-through", &[("places", ahead.join(", ").into())]));
    }
    text
}

/// What becomes of whoever is later.
fn later(row: &Row, late: &Late, times: &Times, words: &Words) -> String {
    let one = match row.kinds.first() {
        Some(VehicleKind::Bus) => "one-bus",
        Some(VehicleKind::Medical) => "one-medical",
        _ => "one-car",
    };
    let message = match (late.held, late.between[0] == late.between[1]) {
        (Held::Checkpoint(_), _) => "late-checkpoint",
        (Held::Before(_), _) => "late-before",
        (Held::On(_), true) => "late-on-near",
        (Held::On(_), false) => "late-on",
        (Held::Horizon(_), true) => "late-horizon-near",
        (Held::Horizon(_), false) => "late-horizon",
    };
    let two = matches!(message, "late-on" | "late-horizon");
    let figures = [
        ("at", times.minute(late.at, words).into()),
        ("one", words.say(one).into()),
        ("until", times.minute_after(late.until, words).into()),
        ("from", late.between[0].as_str().into()),
        ("to", late.between[1].as_str().into()),
    ];
    let mut text = words.tell(message, if two { &figures } else { &figures[..4] });
    if late.dark {
        text = match late.sunset {
            Some(sunset) => {
                format!("{text} {}", words.tell("late-dark", &[("sunset", times.minute(sunset, words).into())]))
            }
            None => format!("{text} {}", words.say("late-dark-always")),
        };
    }
    if !late.stays.is_empty() {
        let stay = |s: &crate::outcome::last_moments::Stay| {
            words.tell(
                "late-stay",
                &[
                    ("place", s.place.as_str().into()),
                    ("at", times.minute_after(s.at, words).into()),
                    ("n", count(s.room)),
                ],
            )
        };
        let stays = late.stays.iter().map(stay).collect::<Vec<_>>().join("; ");
        text = format!("{text} {}", words.tell("late-stays", &[("stays", stays.into())]));
    }
    text
}

/// The rows for programs; times in RFC 3339.
pub fn document(rows: &[Row], times: &Times) -> Value {
    let row = |row: &Row| {
        json!({
            "place": row.place,
            "what": row.what,
            "over": row.over.map(|over| times.stamp(over)),
            "kinds": row.kinds,
            "from": row.chance.as_ref().map(|c| times.stamp(c.from)),
            "last": row.chance.as_ref().map(|c| times.stamp(c.last)),
            "behind_the_queue": row.behind.map(|(last, ahead, cost)| json!({
                "last": last.map(|last| times.stamp(last)), "vehicles_ahead": ahead, "seconds": cost,
            })),
            "reception_site": row.received.as_ref().map(|(site, _)| site),
            "received": row.received.as_ref().map(|(_, at)| times.stamp(*at)),
            "in_the_dark": row.dark,
            "corridors": row.corridors,
            "checkpoints": row.checkpoints,
            "late": row.late.as_ref().map(|late| json!({
                "passes": times.stamp(late.at),
                "held": held(late.held),
                "at": times.stamp(late.until),
                "between": late.between,
                "in_the_dark": late.dark,
                "sunset": late.sunset.map(|sunset| times.stamp(sunset)),
                "may_wait": late.stays.iter().map(|s| json!({
                    "place": s.place, "vehicles": s.room, "reached": times.stamp(s.at),
                })).collect::<Vec<_>>(),
            })),
        })
    };
    Value::Array(rows.iter().map(row).collect())
}

const fn held(held: Held) -> &'static str {
    match held {
        Held::Before(_) => "before_a_closed_road",
        Held::On(_) => "on_a_road_that_closes",
        Held::Checkpoint(_) => "at_a_closed_checkpoint",
        Held::Horizon(_) => "on_a_road_at_the_horizon",
    }
}

/// `turn-back.csv`: a line for each place, kind of vehicle and window; columns in English in every language, times in
/// RFC 3339. Empty `last`: nobody is ever through.
pub fn csv(rows: &[Row], times: &Times) -> Result<Vec<u8>, Failure> {
    let failed = |cause: std::io::Error| Failure::file("write", Path::new("turn-back.csv"), &cause);
    let mut csv = csv::Writer::from_writer(Vec::new());
    let header = [
        "place",
        "what",
        "vehicle",
        "from",
        "last",
        "last_behind_queue",
        "vehicles_ahead",
        "road",
        "reception_site",
        "received",
        "late",
        "late_held",
        "late_at",
        "may_wait",
    ];
    csv.write_record(header).map_err(|cause| failed(cause.into()))?;
    let word = |value: Value| value.as_str().unwrap_or_default().to_owned();
    for row in rows {
        let behind = row.behind;
        let late = row.late.as_ref();
        let stays = late.iter().flat_map(|l| &l.stays).map(|s| s.place.as_str()).collect::<Vec<_>>().join("; ");
        for kind in &row.kinds {
            let record = [
                harmless(&row.place),
                word(json!(row.what)),
                word(json!(kind)),
                row.chance.as_ref().map(|c| times.stamp(c.from)).unwrap_or_default(),
                row.chance.as_ref().map(|c| times.stamp(c.last)).unwrap_or_default(),
                behind.and_then(|b| Some(times.stamp(b.0?))).unwrap_or_default(),
                behind.map(|b| b.1.to_string()).unwrap_or_default(),
                harmless(&row.corridors.join("; ")),
                row.received.as_ref().map(|r| harmless(&r.0)).unwrap_or_default(),
                row.received.as_ref().map(|r| times.stamp(r.1)).unwrap_or_default(),
                late.map(|l| times.stamp(l.at)).unwrap_or_default(),
                late.map(|l| held(l.held)).unwrap_or_default().to_owned(),
                late.map(|l| times.stamp(l.until)).unwrap_or_default(),
                harmless(&stays),
            ];
            csv.write_record(record).map_err(|cause| failed(cause.into()))?;
        }
    }
    csv.into_inner().map_err(|cause| failed(cause.into_error()))
}
