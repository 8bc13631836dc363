//! The last moments to step onto a footway: for those who are received behind it, and for those who go on by vehicle.

use super::{PlaceKind, Row};
use passage_model::situation::{Footway, Situation, Task, VehicleKind};
use passage_model::time::{Clock, Interval};
use passage_model::units::Seconds;
use passage_plan::turn_back::{Chance, Drives};

/// For each footway, when whoever walks may step onto it: they are off it when it closes, and over by the horizon.
pub(super) fn on_foot(situation: &Situation) -> Vec<Row> {
    let walked = situation.footways.iter().filter(|footway| !footway.walkers.is_empty());
    walked
        .flat_map(|footway| {
            let chances =
                footway.opening.intervals().iter().filter_map(|open| chance(footway, *open, situation.horizon));
            let mut rows: Vec<Row> = chances.map(|chance| row(footway, VehicleKind::Foot, Some(chance))).collect();
            if rows.is_empty() {
                rows.push(row(footway, VehicleKind::Foot, None));
            }
            rows
        })
        .collect()
}

/// For each footway, when those who go on by vehicles of a kind must step onto it to be over in time: before the last of
/// these vehicles, freely driving, is through, and before whoever fetches them has loaded.
pub(super) fn of(situation: &Situation, kind: VehicleKind, drives: &Drives<'_>) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for footway in &situation.footways {
        let origins = footway.walkers.iter().map(|walkers| &situation.origins[walkers.origin.index()]);
        for origin in origins.filter(|origin| origin.kind == kind) {
            let loading = origin.carried_by.iter().map(|fleet| &situation.fleets[fleet.index()].task);
            let loading = loading.map(Task::before).max().unwrap_or(Seconds::ZERO);
            for goes in drives.from(origin.junction) {
                let Some(last) = goes.last.0.checked_sub(loading.0) else { continue };
                let open = footway.opening.intervals().iter();
                let mut open = open.filter_map(|open| chance(footway, *open, Clock(last)));
                // The last walk before this chance ends; those who walk earlier are on time too.
                let Some(walk) = open.next_back() else { continue };
                let known = rows.iter().any(|row| row.place == footway.name && row.chance.as_ref() == Some(&walk));
                if !known {
                    rows.push(Row { over: Some(Clock(last)), ..row(footway, kind, Some(walk)) });
                }
            }
        }
    }
    rows
}

/// When somebody may begin to walk within an interval, to be over by a moment.
fn chance(footway: &Footway, open: Interval, by: Clock) -> Option<Chance> {
    let last = Clock(open.until.min(by).0.checked_sub(footway.walk.0)?);
    (open.from <= last).then(|| Chance { from: open.from, last, roads: Vec::new() })
}

fn row(footway: &Footway, kind: VehicleKind, chance: Option<Chance>) -> Row {
    let over = chance.as_ref().map(|chance| chance.last + footway.walk);
    Row { over, ..Row::new(footway.name.clone(), PlaceKind::Footway, kind, chance) }
}
