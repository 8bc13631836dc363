//! The figures of days on a screen: announced, departed, seen, arrived, registered side by side, and the claims below.

use super::telling;
use crate::words::Words;
use jiff::Timestamp;
use passage_statements::ledger::{Cell, Day, Ledger, Row, Step};
use passage_statements::measure::{Measure, Period, Unit};
use passage_statements::question::Question;
use serde_json::json;
use std::fmt::Write as _;

/// What a measure counts beyond its unit and its step: children, those who wait.
fn beside(measure: Measure, words: &Words) -> Option<String> {
    Some(words.say(match measure {
        Measure::ArrivedChildren => "figures-children",
        Measure::WaitingVehicles | Measure::WaitingPeople => "figures-waiting",
        Measure::Held => "figures-held",
        Measure::Refused => "figures-refused",
        Measure::Detained => "figures-detained",
        Measure::Returned => "figures-returned",
        Measure::Offered => "figures-offered",
        Measure::Assembled => "figures-assembled",
        Measure::TransportedOnward => "figures-onward",
        Measure::CorridorsProposed => "figures-proposed",
        Measure::CorridorsAgreed => "figures-agreed",
        _ => return None,
    }))
}

/// The time of a cell, only where it is not the whole day.
fn time(cell: &Cell, ledger: &Ledger, words: &Words) -> Option<String> {
    let first = &ledger.claims()[*cell.claims.first()?];
    match &cell.period {
        Period::Day { .. } => None,
        Period::At(at) => {
            let time = first.zone.at(*at).strftime("%H:%M").to_string();
            Some(words.tell("figures-at", &[("time", time.into())]))
        }
        Period::DaySoFar { date, until, .. } => {
            let local = first.zone.at(*until);
            let form = if local.date() == *date { "%H:%M" } else { "%m-%d %H:%M" };
            Some(words.tell("figures-until", &[("time", local.strftime(form).to_string().into())]))
        }
        Period::Since { .. } => Some(words.say("figures-sum")),
        Period::Unstated => Some(words.say("claim-no-time")),
    }
}

/// A cell with the numbers of its claims in the list below.
fn cell_words(cell: &Cell, ledger: &Ledger, numbers: &[usize], words: &Words) -> String {
    let number = |place: &usize| numbers.iter().position(|known| known == place).map_or(0, |at| at + 1);
    let mut text = number_words(cell, ledger, words);
    let mode =
        Some(&cell.mode).filter(|mode| !mode.is_empty() && !mode.eq_ignore_ascii_case(cell.measure.unit().name()));
    // People in buses are no buses.
    let in_them = cell.measure.unit() == Unit::People;
    let told = |mode: &String| words.tell("figures-in", &[("mode", mode.as_str().into())]);
    let mode = mode.map(|mode| if in_them { told(mode) } else { mode.clone() });
    for part in [beside(cell.measure, words), mode, time(cell, ledger, words)].into_iter().flatten() {
        let _ = write!(text, " {part}");
    }
    if !cell.support.agree {
        let _ = write!(text, " {}", words.say("figures-disagree"));
    }
    let refs: Vec<String> = cell.claims.iter().map(|place| number(place).to_string()).collect();
    text + &format!(" [{}]", refs.join(","))
}

/// The figure of a cell: as it was said, where all its claims say the same, else what they support.
fn number_words(cell: &Cell, ledger: &Ledger, words: &Words) -> String {
    let mut values = cell.claims.iter().filter_map(|place| ledger.claims()[*place].number()).map(|(_, value)| value);
    match values.next() {
        Some(first) if values.all(|other| other == first) => telling::value(first, words),
        _ => telling::range(cell.support.low, cell.support.high, words),
    }
}

/// The screen of the days.
pub fn screen(ledger: &Ledger, days: &[Day], at: Option<Timestamp>, words: &Words) -> String {
    let mut text = String::new();
    for day in days {
        for about in subjects(day) {
            let rows: Vec<&Row> = day.rows.iter().filter(|row| row.about == about).collect();
            let title = [("about", about.into()), ("date", day.date.to_string().into())];
            let _ = writeln!(text, "{}", words.tell("figures-title", &title));
            table(&mut text, ledger, &rows, at, words);
            text.push('\n');
        }
    }
    text.push_str(&words.say("figures-foot"));
    text
}

fn subjects(day: &Day) -> Vec<&str> {
    let mut subjects: Vec<&str> = day.rows.iter().map(|row| row.about.as_str()).collect();
    subjects.dedup();
    subjects
}

fn table(text: &mut String, ledger: &Ledger, rows: &[&Row], at: Option<Timestamp>, words: &Words) {
    let numbers: Vec<usize> =
        rows.iter().flat_map(|row| row.cells.iter()).flat_map(|cell| cell.claims.iter().copied()).collect();
    let unstated = rows.iter().any(|row| row.cells.iter().any(|cell| cell.step == Step::Unstated));
    let steps: Vec<Step> = Step::ALL.into_iter().filter(|step| unstated || *step != Step::Unstated).collect();
    let mut lines: Vec<Vec<String>> =
        vec![std::iter::once(String::new()).chain(steps.iter().map(|step| head(*step, words))).collect()];
    for row in rows {
        let columns: Vec<Vec<String>> = steps
            .iter()
            .map(|step| {
                let cells = row.cells.iter().filter(|cell| cell.step == *step);
                cells.map(|cell| cell_words(cell, ledger, &numbers, words)).collect()
            })
            .collect();
        for line in 0..columns.iter().map(Vec::len).max().unwrap_or(0) {
            let label = if line == 0 { unit(row, words) } else { String::new() };
            let dash = if line == 0 { "-" } else { "" };
            let cells = columns.iter().map(|column| column.get(line).cloned().unwrap_or_else(|| dash.into()));
            lines.push(std::iter::once(label).chain(cells).collect());
        }
    }
    let width = |column: usize| lines.iter().map(|line| line[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..=steps.len()).map(width).collect();
    for line in &lines {
        let padded: Vec<String> = line.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}")).collect();
        let _ = writeln!(text, "  {}", padded.join("  ").trim_end());
    }
    for (number, place) in numbers.iter().enumerate() {
        let _ = writeln!(text, "  [{}] {}", number + 1, telling::line(ledger, *place, at, words));
    }
}

fn head(step: Step, words: &Words) -> String {
    words.say(match step {
        Step::Announced => "figures-announced",
        Step::Departed => "figures-departed",
        Step::Seen => "figures-seen",
        Step::Arrived => "figures-arrived",
        Step::Registered => "figures-registered",
        Step::Unstated => "figures-unstated",
    })
}

fn unit(row: &Row, words: &Words) -> String {
    use passage_statements::measure::Unit;
    words.say(match row.unit {
        Unit::People => "figures-people",
        Unit::Vehicles => "figures-vehicles",
        Unit::Buses => "figures-buses",
        Unit::Trucks => "figures-trucks",
        Unit::Seats => "figures-seats",
        Unit::Convoys => "figures-convoys",
        Unit::Tonnes => "figures-tonnes",
        Unit::Crossings => "figures-crossings",
        Unit::Corridors => "figures-corridors",
    })
}

/// The subjects that may be one place, below the tables that keep them apart; empty where there are none.
pub fn one_place(asked: &[Question], words: &Words) -> String {
    let mut text = String::new();
    for question in asked {
        let mut told = question.arithmetic.iter().map(|phrase| telling::phrase(phrase, words));
        let (first, reasons) = (told.next().unwrap_or_default(), told.collect::<Vec<_>>().join("; "));
        text.push('\n');
        text.push_str(&words.tell("figures-same-place", &[("question", first.into()), ("reasons", reasons.into())]));
    }
    text
}

/// The days as JSON.
pub fn document(ledger: &Ledger, days: &[Day]) -> serde_json::Value {
    let cell = |cell: &Cell| {
        json!({
            "step": cell.step.name(),
            "measure": cell.measure.name(),
            "point": cell.point.to_string(),
            "period": cell.period.to_string(),
            "mode": cell.mode,
            "least": cell.support.low,
            "most": cell.support.high,
            "agree": cell.support.agree,
            "sources": cell.sources,
            "independently_verified": cell.claims.iter().all(|place| ledger.claims()[*place].is_independently_verified()),
            "claims": cell.claims.iter().map(|place| ledger.claims()[*place].called()).collect::<Vec<_>>(),
        })
    };
    let row = |row: &Row| json!({ "about": row.about, "unit": row.unit.name(), "figures": row.cells.iter().map(cell).collect::<Vec<_>>() });
    let day = |day: &Day| json!({ "date": day.date.to_string(), "rows": day.rows.iter().map(row).collect::<Vec<_>>() });
    json!(days.iter().map(day).collect::<Vec<_>>())
}
