//! What a scenario says of itself, in the language of the page: its clock, its values with ranges and sources.

use super::times::Times;
use super::{Matched, Setting};
use crate::assumptions::assumptions;
use crate::given::Given;
use crate::situate;
use crate::words::{Words, count};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use passage_model::civil::Zone;
use passage_model::finding::Finding;
use passage_model::network::PlaceKind;
use passage_model::scenario::Scenario;
use passage_model::time::Clock;
use std::path::Path;

/// The setting of a scenario that was read and laid out; `findings` are those of the laying out, `check` is the command
/// that checks the plan.
pub fn of(given: &Given, matched: &[situate::Matched], findings: &[Finding], check: String, words: &Words) -> Setting {
    let scenario = &given.scenario;
    let times = times(scenario);
    let mut all: Vec<Finding> = Vec::new();
    for finding in given.findings.iter().chain(findings).chain(&given.foreign) {
        let known =
            all.iter().any(|f| f.code == finding.code && f.words == finding.words && f.subject == finding.subject);
        if !known {
            // Spans point into a file that the page does not show.
            all.push(Finding { span: None, ..finding.clone() });
        }
    }
    all.sort_by_key(|f| std::cmp::Reverse(f.severity));
    Setting {
        title: scenario.title.clone(),
        exercise: scenario.exercise,
        scenario_file: file_name(Path::new(&given.text.0)),
        network_file: file_name(&given.network_path),
        check,
        certificate: None,
        network: given.network_digest,
        assumptions: assumptions(scenario, &times, &given.network, words),
        matched: matched.iter().map(|m| found(m, words)).collect(),
        findings: all,
        times,
    }
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// The clock of a scenario. The second zone is the first other one that a window quotes after "=".
pub fn times(scenario: &Scenario) -> Times {
    let calendar = &scenario.calendar;
    let instant = calendar.rfc3339(Clock::H_HOUR).parse::<Timestamp>().unwrap_or(Timestamp::UNIX_EPOCH);
    let zone = TimeZone::get(calendar.zone().name()).unwrap_or_else(|_| {
        // A zone without a name is an offset, and the instant's own text carries it.
        let text = calendar.rfc3339(Clock::H_HOUR);
        offset(&text).unwrap_or(TimeZone::UTC)
    });
    Times::new(instant.to_zoned_datetime(zone), second_zone(scenario), scenario.horizon.value)
}

/// The offset at the end of an RFC 3339 text.
fn offset(text: &str) -> Option<TimeZone> {
    let tail = text.get(text.len().checked_sub(6)?..)?;
    let sign = if tail.starts_with('-') { -1 } else { 1 };
    let (hours, minutes) = tail.get(1..)?.split_once(':')?;
    let seconds = hours.parse::<i32>().ok()? * 3600 + minutes.parse::<i32>().ok()? * 60;
    Some(jiff::tz::Offset::from_seconds(sign * seconds).ok()?.to_time_zone())
}

fn second_zone(scenario: &Scenario) -> Option<TimeZone> {
    let windows = scenario.corridors.iter().map(|c| &c.windows).chain(scenario.areas.iter().map(|a| &a.windows));
    let own = scenario.calendar.zone().name();
    windows
        .flat_map(|w| &w.written)
        .flat_map(|written| written.split('=').filter_map(|quoted| quoted.split_whitespace().next_back()))
        .filter_map(|name| Zone::find(name).ok())
        .find(|zone| zone.name() != own)
        .and_then(|zone| TimeZone::get(zone.name()).ok())
}

/// What a name was taken for, in words.
fn found(matched: &situate::Matched, words: &Words) -> Matched {
    let position = format!("{:.4}, {:.4}", matched.position.lat_degrees(), matched.position.lon_degrees());
    let what = matched.place.as_ref().map_or(position, |place| {
        let kind = words.say(match place.kind {
            PlaceKind::City => "place-city",
            PlaceKind::Town => "place-town",
            PlaceKind::Village => "place-village",
            PlaceKind::Hamlet => "place-hamlet",
            PlaceKind::Other => "place-other",
        });
        let figures = [("name", place.name.as_str().into()), ("kind", kind.into()), ("n", count(place.population))];
        words.tell(if place.population > 0 { "place-with-people" } else { "place-without-people" }, &figures)
    });
    let far = words.decimal(matched.distance.kilometres(), 1);
    Matched {
        asked: matched.name.clone(),
        found: words.tell("matched-with-distance", &[("what", what.into()), ("km", far.into())]),
    }
}
