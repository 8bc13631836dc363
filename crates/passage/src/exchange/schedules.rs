//! Schedules as files: roads in the format `tnf-1` and departures by route, as `../shared/bench/planning` has them.

use super::json_place;
use crate::failure::{Failure, Kind};
use passage_model::finding::Finding;
use passage_rehearsal::{Layout, Roads, Schedule, ScheduleError, Source, Step, Trips, world};
use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use std::path::Path;

/// A schedule with its roads, ready to be played.
pub struct Scheduled {
    /// The roads.
    pub roads: Roads,
    /// The departures.
    pub schedule: Schedule,
    /// What there is to pass.
    pub layout: Layout,
    /// Who passes it.
    pub trips: Trips,
}

/// Reads both files.
pub fn read(roads: &Path, schedule: &Path) -> Result<Scheduled, Failure> {
    let texts = [text(roads)?, text(schedule)?];
    understood((roads, schedule), texts)
}

/// Understands the texts of both files.
pub fn understood((roads, schedule): (&Path, &Path), texts: [String; 2]) -> Result<Scheduled, Failure> {
    let [road_text, schedule_text] = texts;
    let read_roads: Roads = parsed(roads, &road_text, ROADS)?;
    let read_schedule: Schedule = parsed(schedule, &schedule_text, SCHEDULE)?;
    let format = read_roads.format();
    if !["", "tnf-1"].contains(&format) {
        let span = json_place::of(&road_text, &[Step::Key("format")]);
        let finding = Finding::error("schedule.other-format", format!("the roads have the format {format:?}"));
        let finding = finding.at(span).advise("Write them in the format \"tnf-1\": --help says what that is.");
        return Err(shown(finding, roads, road_text));
    }
    match world(&read_roads, &read_schedule) {
        Ok((layout, trips)) => Ok(Scheduled { roads: read_roads, schedule: read_schedule, layout, trips }),
        Err(fault) => {
            let (source, way) = fault.place();
            let (path, text) = match source {
                Source::Roads => (roads, road_text),
                Source::Schedule => (schedule, schedule_text),
            };
            let finding = found(fault).at(json_place::of(&text, &way));
            Err(shown(finding, path, text))
        }
    }
}

/// What is expected of a file.
#[derive(Clone, Copy)]
struct Expected {
    /// What it is called.
    name: &'static str,
    /// How it looks.
    looks: &'static str,
}

const ROADS: Expected = Expected {
    name: "roads",
    looks: "Roads look like {\"dt_min\": 1, \"arcs\": [[from, to, steps, vehicles a step, window, metres, km/h], ...], \
            \"windows\": [[[first step, last step], ...], ...]}.",
};

const SCHEDULE: Expected = Expected {
    name: "a schedule",
    looks: "A schedule looks like {\"routes\": [{\"arcs\": [roads by their numbers], \"dep\": [seconds]}, ...]}.",
};

fn text(path: &Path) -> Result<String, Failure> {
    let bytes = std::fs::read(path).map_err(|cause| Failure::file("read", path, &cause))?;
    String::from_utf8(bytes).map_err(|cause| {
        let words = format!("byte {} is not text (UTF-8)", cause.utf8_error().valid_up_to());
        let finding = Finding::error("schedule.not-readable", words).about(path.display().to_string());
        Failure::input(finding.advise("Give a file of JSON, not compressed."))
    })
}

fn parsed<T: DeserializeOwned>(path: &Path, text: &str, expected: Expected) -> Result<T, Failure> {
    serde_json::from_str(text).map_err(|cause| {
        let at = offset(text, cause.line(), cause.column());
        let told = cause.to_string();
        let told = told.split(" at line ").next().unwrap_or_default();
        let told = told.replace("expected u32", "expected a whole number from 0 to 4294967295");
        let told = told.replace("expected i64", "expected a whole number").replace("expected f64", "expected a number");
        let words = format!("this is not {}: {told}", expected.name);
        let advice = mistaken(text, expected).unwrap_or(expected.looks);
        shown(Finding::error("schedule.not-readable", words).at(at..at).advise(advice), path, text.to_owned())
    })
}

/// What was given instead, where that can be told.
fn mistaken(text: &str, expected: Expected) -> Option<&'static str> {
    #[derive(Deserialize)]
    struct Keys {
        routes: Option<IgnoredAny>,
        arcs: Option<IgnoredAny>,
        movements: Option<IgnoredAny>,
    }
    let keys: Keys = serde_json::from_str(text).ok()?;
    if keys.movements.is_some() {
        return Some(
            "This is a plan. Write it as a schedule first: passage rehearse PLAN --scenario FILE --write-schedule \
             SCHEDULE.json --write-roads ROADS.json.",
        );
    }
    let swapped = if expected.name == ROADS.name {
        keys.arcs.is_none() && keys.routes.is_some()
    } else {
        keys.routes.is_none() && keys.arcs.is_some()
    };
    swapped.then_some("The files are swapped: the departures belong to --schedule, the roads to --roads.")
}

fn found(fault: ScheduleError) -> Finding {
    let (code, advice) = match fault {
        ScheduleError::Step => ("schedule.bad-road", "Write the minutes of a step, as in \"dt_min\": 1."),
        ScheduleError::Road(..) | ScheduleError::Junction(..) => {
            ("schedule.bad-road", "Correct the number; roads are counted from 0.")
        }
        ScheduleError::NoRoad(_) | ScheduleError::UnknownRoad(..) => (
            "schedule.unknown-road",
            "Give the roads that the schedule was made for; a route names its roads by their places in \"arcs\", from 0.",
        ),
        ScheduleError::RoadsApart(..) => (
            "schedule.roads-apart",
            "Give the roads that the schedule was made for, or put the road in between into the route.",
        ),
        ScheduleError::Persons(..) => ("schedule.persons", "Tell the persons of each departure, or leave them out."),
        ScheduleError::Stay(..) => (
            "schedule.stay",
            "A stay is [the roads passed before, seconds after the departure]: from 1 to one less than the route has.",
        ),
        ScheduleError::Window(..) => ("schedule.window", "A window is [its first step, its last step]."),
        ScheduleError::Nobody => ("schedule.nobody", "Write the seconds of each departure under \"dep\"."),
        ScheduleError::TooMany => ("schedule.too-many", "Replay a part of it."),
    };
    Finding::error(code, fault.to_string()).advise(advice)
}

fn shown(finding: Finding, path: &Path, text: String) -> Failure {
    Failure::in_text(Kind::Input, vec![finding], path.display().to_string(), text)
}

/// The byte of a line and column, both from 1.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    text.floor_char_boundary((start + column.saturating_sub(1)).min(text.len()))
}
