//! Queues that reach back over a junction.

use super::Rehearsed;
use super::document::{clock, share, stamp};
use super::screen;
use crate::words::Words;
use passage_model::time::Clock;
use passage_rehearsal::{Head, Reaches};
use serde_json::{Value, json};

/// Each in a sentence, those on most days first.
pub fn lines(rehearsed: &Rehearsed<'_>, words: &Words) -> Vec<String> {
    rehearsed.summary.reach.iter().map(|reaches| line(reaches, rehearsed, words)).collect()
}

fn line(reaches: &Reaches, rehearsed: &Rehearsed<'_>, words: &Words) -> String {
    let since = clock(reaches.since).unwrap_or(Clock::H_HOUR);
    let (name, message) = match reaches.head {
        Head::Checkpoint(_) => (head(reaches, rehearsed, words), "rehearse-reach-checkpoint"),
        Head::Road(_) => (head(reaches, rehearsed, words), "rehearse-reach-road"),
    };
    let figures = [
        ("name", name.into()),
        ("place", place(reaches, rehearsed).into()),
        ("share", screen::share(&reaches.days, words).into()),
        ("time", rehearsed.times.minute(since, words).into()),
    ];
    words.tell(message, &figures)
}

/// Behind what it stands.
fn head(reaches: &Reaches, rehearsed: &Rehearsed<'_>, words: &Words) -> String {
    match reaches.head {
        Head::Checkpoint(at) => rehearsed.rehearsal.stage.situation.checkpoints[at.index()].name.clone(),
        Head::Road(road) => rehearsed.names.road(road, words),
    }
}

/// The junction to which it reaches.
fn place(reaches: &Reaches, rehearsed: &Rehearsed<'_>) -> String {
    rehearsed.names.junction(rehearsed.rehearsal.stage.network.from(reaches.road))
}

/// The same as a document.
pub fn document(rehearsed: &Rehearsed<'_>, words: &Words) -> Value {
    let of = |reaches: &Reaches| {
        let behind = match reaches.head {
            Head::Checkpoint(at) => {
                json!({ "checkpoint": rehearsed.rehearsal.stage.situation.checkpoints[at.index()].name })
            }
            Head::Road(road) => json!({ "road": road.0, "name": rehearsed.names.road(road, words) }),
        };
        let junction = rehearsed.rehearsal.stage.network.from(reaches.road);
        json!({
            "behind": behind,
            "junction": { "number": junction.0, "name": place(reaches, rehearsed) },
            "days": share(&reaches.days),
            "since": stamp(rehearsed, reaches.since),
        })
    };
    json!(rehearsed.summary.reach.iter().map(of).collect::<Vec<_>>())
}
