//! Aid on its way in: how much of it comes in time, and what does not.

use super::Outcome;
use super::times::Times;
use crate::words::{Words, count};
use passage_model::situation::Task;
use passage_model::time::Clock;
use passage_model::units::Vehicles;
use serde_json::{Value, json};

/// A fleet that brings aid in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aid {
    /// Its name.
    pub fleet: String,
    /// How many vehicles it has.
    pub vehicles: Vehicles,
    /// How many of them come in time in the plan.
    pub in_time: Vehicles,
    /// The last moment at which they are wanted.
    pub by: Clock,
}

/// Every fleet that brings aid in, of the answer to plan with. O(fleets x rosters).
pub fn of(outcome: &Outcome<'_>) -> Vec<Aid> {
    let (plan, fleets) = (&outcome.likely.plan, &outcome.likely.situation.fleets);
    let aid = fleets.iter().enumerate().filter_map(|(at, fleet)| {
        let Task::Deliver { by, .. } = fleet.task else { return None };
        // A roster of aid that is not in time would not hold: whatever drives is in time.
        let driven = plan.rosters.iter().filter(|roster| roster.fleet.index() == at);
        let in_time = driven.map(|roster| roster.vehicles).sum();
        Some(Aid { fleet: fleet.name.clone(), vehicles: fleet.vehicles, in_time, by })
    });
    aid.collect()
}

/// One line for each fleet of which something does not come: `Aid: 12 of 12 vehicles (convoy) do not come by 12:00.`
pub fn lines(outcome: &Outcome<'_>, words: &Words) -> Vec<String> {
    let missed = of(outcome).into_iter().filter(|aid| aid.in_time < aid.vehicles);
    let line = |aid: Aid| {
        let figures = [
            ("n", count(aid.vehicles.0 - aid.in_time.0)),
            ("all", count(aid.vehicles.0)),
            ("fleet", aid.fleet.as_str().into()),
            ("by", outcome.setting.times.minute(aid.by, words).into()),
        ];
        words.tell("aid-missed", &figures)
    };
    missed.map(line).collect()
}

/// For programs: every fleet with aid, in time or not.
pub fn document(outcome: &Outcome<'_>, times: &Times) -> Value {
    let aid = of(outcome).into_iter().map(|aid| {
        json!({
            "fleet": aid.fleet, "vehicles": aid.vehicles, "in_time": aid.in_time,
            "not_in_time": aid.vehicles.0.saturating_sub(aid.in_time.0), "wanted_by": times.stamp(aid.by),
        })
    });
    aid.collect()
}
