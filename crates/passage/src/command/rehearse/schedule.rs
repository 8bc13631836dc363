//! `passage rehearse --schedule FILE --roads FILE`: a schedule replayed; and a plan written as one.

use super::Rehearse;
use crate::exchange::{exercise, schedules};
use crate::failure::{Failure, Kind};
use crate::folder;
use crate::given::Given;
use crate::outcome::times::Times;
use crate::rehearsed::replayed::Replayed;
use crate::terminal::Terminal;
use crate::words::{Words, count};
use clap::Args;
use passage_model::finding::Finding;
use passage_model::time::Clock;
use passage_rehearsal::{Moment, Nobody, Stage, day, written};
use std::path::{Path, PathBuf};

/// What belongs to schedules.
#[derive(Debug, Args)]
pub struct Scheduled {
    /// Replay a schedule of this or another program instead of a plan, with queues that spill back and nothing left to chance:
    /// `{"routes": [{"arcs": [roads by their numbers, from 0], "dep": [seconds]}, ...]}`. A route may also have
    /// "persons": [in each vehicle] and "stays": [[roads passed before, until how many seconds after the departure], ...].
    #[arg(long, value_name = "FILE.json", requires = "roads", conflicts_with_all = [
        "plan", "scenario", "network", "runs", "precision", "day", "calm", "harden", "replay", "against", "assumptions",
        "write_schedule",
    ])]
    pub schedule: Option<PathBuf>,
    /// The roads of that schedule, in the format tnf-1: `{"dt_min": minutes in a step, "arcs": [[from, to, steps, vehicles a step,
    /// window, metres, km/h], ...], "windows": [[[first step, last step], ...], ...]}`; window -1 is always open.
    #[arg(long, value_name = "FILE.json", requires = "schedule", conflicts_with_all = ["plan", "scenario"])]
    pub roads: Option<PathBuf>,
    /// Play so many hours of that schedule only; without it, until nobody moves any more.
    #[arg(long, value_name = "HOURS", requires = "schedule", value_parser = hours, allow_negative_numbers = true)]
    pub hours: Option<f64>,
    /// Write the plan as a schedule that others replay, and stop.
    #[arg(long, value_name = "FILE.json", requires = "write_roads", conflicts_with_all = [
        "precision", "day", "calm", "harden", "replay", "against", "assumptions",
    ])]
    pub write_schedule: Option<PathBuf>,
    /// Where the roads of that schedule are written.
    #[arg(long, value_name = "FILE.json", requires = "write_schedule")]
    pub write_roads: Option<PathBuf>,
}

fn hours(text: &str) -> Result<f64, String> {
    let number: f64 = text.trim_end_matches('h').trim().parse().map_err(|_| "not a number of hours".to_owned())?;
    if number > 0.0 && number <= 10_000.0 { Ok(number) } else { Err("more than 0, and 10000 at most".to_owned()) }
}

/// Replays a schedule.
pub fn replay(command: &Rehearse, schedule: &Path, terminal: &Terminal) -> Result<(), Failure> {
    let asked = &command.scheduled;
    let roads = asked.roads.as_deref().unwrap_or(Path::new(""));
    let scheduled = schedules::read(roads, schedule)?;
    let ends = asked.hours.map_or(Moment::NEVER, |hours| Moment((hours * 3.6e9) as u64));
    let played = day(&scheduled.layout, &scheduled.trips, ends, &mut Nobody);
    let replayed = Replayed::of(&scheduled, &played, asked.hours);
    terminal.answer(&replayed.document(), &replayed.screen(&Words::new(command.language)))
}

/// Writes a plan as a schedule.
pub fn write(
    command: &Rehearse,
    file: &Path,
    (stage, given, times): (&Stage<'_>, &Given, &Times),
    terminal: &Terminal,
) -> Result<(), Failure> {
    let words = Words::new(command.language);
    let road_file = command.scheduled.write_roads.as_deref().unwrap_or(Path::new(""));
    if real(file) == real(road_file) {
        let words = format!("the schedule and its roads would both be written to {}", file.display());
        let finding = Finding::error("schedule.one-file", words).advise("Name another file with --write-roads.");
        return Err(Failure::new(Kind::Usage, finding));
    }
    let (roads, schedule) = written(stage);
    save(road_file, &roads)?;
    save(file, &schedule)?;
    let persons: u64 = schedule.persons().iter().flatten().map(|n| u64::from(*n)).sum();
    let vehicles = schedule.vehicles();
    let document = serde_json::json!({
        "plan": stage.plan.digest(),
        "schedule": file.display().to_string(),
        "roads_file": road_file.display().to_string(),
        "begins": times.stamp(Clock::H_HOUR),
        "vehicles": vehicles,
        "persons": persons,
        "routes": schedule.routes.len(),
        "roads": roads.roads().len(),
    });
    let figures = [
        ("vehicles", count(vehicles as u64)),
        ("persons", count(persons)),
        ("routes", count(schedule.routes.len() as u64)),
        ("roads", count(roads.roads().len() as u64)),
        ("time", times.minute(Clock::H_HOUR, &words).into()),
    ];
    let mut text = String::new();
    if given.scenario.exercise {
        text = format!("{}\n", words.say("exercise-line"));
    }
    crate::offers::screen::paragraph(&mut text, &words.tell("schedule-written", &figures), "");
    crate::offers::screen::paragraph(&mut text, &words.say("schedule-without"), "");
    for file in [file, road_file] {
        text.push_str(&words.tell("rehearse-written", &[("file", file.display().to_string().into())]));
        text.push('\n');
    }
    terminal.answer(&exercise::said(document, given.scenario.exercise), &text)
}

fn real(file: &Path) -> PathBuf {
    std::path::absolute(file).unwrap_or_else(|_| file.to_owned())
}

/// Writes a document of JSON whole or not at all.
fn save(file: &Path, document: &impl serde::Serialize) -> Result<(), Failure> {
    let bytes = serde_json::to_vec(document).map_err(|cause| Failure::file("write", file, &cause.into()))?;
    let Some(name) = file.file_name().map(|name| name.to_string_lossy().into_owned()) else {
        let cause = std::io::Error::new(std::io::ErrorKind::InvalidInput, "it names no file");
        return Err(Failure::file("write", file, &cause));
    };
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    folder::add(folder, &[(&name, bytes)])
}
