//! Who stays for the sake of what stands before people.

use crate::weigh;
use passage_model::plan::{LeftBehind, Plan, Reason};
use passage_model::situation::Situation;
use passage_model::units::{Persons, Vehicles};
use passage_model::weighing::Objective;

/// What stands before people and has something to decide, in the order of the scenario.
pub(crate) fn before_people(situation: &Situation) -> Vec<Objective> {
    let order = situation.weighing.order().into_iter();
    order.filter(|objective| weigh::decides(situation, *objective)).collect()
}

/// Gives their reason to those whom the plan that is `free` of what stands before people brings out, and this one does
/// not; also to those who meet nothing that is full: it is closed to them.
pub(crate) fn held_for(situation: &Situation, free: &Plan, left: Vec<LeftBehind>) -> Vec<LeftBehind> {
    let mut more: Vec<Persons> = (0..situation.origins.len())
        .map(|origin| of_group(&left, origin) - of_group(&free.left_behind, origin))
        .collect();
    let before = before_people(situation);
    let mut told = Vec::new();
    for entry in left {
        let Reason::Full { bottlenecks } = &entry.reason else {
            told.push(entry);
            continue;
        };
        let here = &mut more[entry.origin.index()];
        let held = if bottlenecks.is_empty() { entry.persons } else { (*here).min(entry.persons) };
        *here -= held;
        let per_vehicle = situation.origins[entry.origin.index()].per_vehicle;
        let all = held == entry.persons;
        let vehicles = if all { entry.vehicles } else { per_vehicle.vehicles_for(held).min(entry.vehicles) };
        let reason = Reason::Weighed { before: before.clone() };
        let rest = LeftBehind {
            persons: entry.persons - held,
            vehicles: Vehicles(entry.vehicles.0 - vehicles.0),
            ..entry.clone()
        };
        told.extend((held.0 > 0).then_some(LeftBehind { persons: held, vehicles, reason, ..entry }));
        told.extend((rest.persons.0 > 0).then_some(rest));
    }
    told
}

/// Persons of a group who have a seat and stay.
fn of_group(left: &[LeftBehind], origin: usize) -> Persons {
    let own = left.iter().filter(|left| left.origin.index() == origin && left.reason != Reason::NoSeat);
    own.map(|left| left.persons).sum()
}
