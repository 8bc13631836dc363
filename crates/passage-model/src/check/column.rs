//! Columns: cars that are led leave only in columns, none too long, none too soon after another, and with no more cars and
//! people than the group has. That each has its leader, who is there in time, is for [`super::roster`].

use super::case::Case;
use super::roster::loaded;
use super::tally::{Fault, Rule, Tally};
use super::words::{clock, persons, span, vehicles};
use crate::digits::thousands;
use crate::id::JunctionId;
use crate::plan::Movement;
use crate::situation::{Fleet, Origin, Task};
use crate::time::Clock;
use crate::units::{Persons, Seconds, Vehicles};
use std::collections::BTreeMap;

static SIZE: Rule = Rule {
    code: "plan.column-size",
    fault: "a column has more cars than its leader may lead",
    advice: "The last cars would lose it. Make the plan anew with the true length of columns.",
};
static GAP: Rule = Rule {
    code: "plan.column-gap",
    fault: "two columns leave too soon one after the other",
    advice: "They would become one, and one target. Make the plan anew with the gap that holds.",
};
static CARS: Rule = Rule {
    code: "plan.column-cars",
    fault: "more cars leave in columns than the group has",
    advice: "Make the plan anew with the cars that there are.",
};
static LOAD: Rule = Rule {
    code: "plan.overloaded-vehicles",
    fault: "more persons travel than the vehicles hold",
    advice: "Make the plan anew with the persons per vehicle of the group.",
};

/// A column.
struct Column<'a> {
    movement: &'a Movement,
    fleet: &'a Fleet,
    gap: Seconds,
}

/// Every column by itself, those of each assembly point and of each group together.
pub(super) fn check(case: &Case, tally: &mut Tally) {
    let mut columns: Vec<Column> = Vec::new();
    for (_, roster) in case.rosters() {
        let fleet = &case.situation.fleets[roster.fleet.index()];
        let Task::Lead { cars, gap, .. } = fleet.task else { continue };
        for movement in loaded(roster).filter_map(|at| case.sound(at)) {
            if movement.vehicles > cars {
                let words =
                    || format!("{} behind {}, at most {cars}", vehicles(movement.vehicles.0.into()), fleet.name);
                tally.add(&SIZE, || Fault::new(case.who(movement), words()));
            }
            columns.push(Column { movement, fleet, gap });
        }
    }
    columns.sort_by_key(|column| column.movement.departure);
    check_gaps(case, &columns, tally);
    for (number, origin) in case.situation.origins.iter().enumerate().filter(|(_, o)| case.situation.is_led(o)) {
        let mine = columns.iter().map(|column| column.movement).filter(|m| m.origin.index() == number);
        check_cars(origin, mine, tally);
    }
}

/// From one junction no column departs within the gap after another; where their fleets have different gaps, the longer.
fn check_gaps(case: &Case, columns: &[Column], tally: &mut Tally) {
    let mut before: BTreeMap<JunctionId, Vec<&Column>> = BTreeMap::new();
    for column in columns {
        let origin = &case.situation.origins[column.movement.origin.index()];
        // Whoever is under way has left elsewhere.
        if origin.aboard.is_some_and(|aboard| !aboard.leaves) {
            continue;
        }
        let earlier = before.entry(origin.junction).or_default();
        // Only the longest gap of those that left can still matter, and the last of all.
        for other in earlier.iter() {
            let (gap, since) = (column.gap.max(other.gap), column.movement.departure - other.movement.departure);
            if since < gap {
                let words = || {
                    let (first, leader) = (clock(other.movement.departure), &other.fleet.name);
                    format!("{} after a column behind {leader} at {first}, at least {}", span(since), span(gap))
                };
                tally.add(&GAP, || Fault::new(case.who(column.movement), words()));
                break;
            }
        }
        earlier.retain(|other| other.gap > column.gap);
        earlier.push(column);
    }
}

/// At every moment no more cars have gone than a group has for those who are ready, nor more people than have a seat in
/// them on average.
fn check_cars<'a>(origin: &Origin, columns: impl Iterator<Item = &'a Movement>, tally: &mut Tally) {
    let subject = || format!("{} from {}", origin.group, origin.assembly);
    let (mut cars, mut gone) = (0u64, 0u64);
    let mut by: BTreeMap<Clock, (u64, u64)> = BTreeMap::new();
    for movement in columns {
        let entry = by.entry(movement.departure).or_default();
        entry.0 += u64::from(movement.vehicles.0);
        entry.1 += u64::from(movement.persons.0);
    }
    let capped = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
    for (when, (more, people)) in by {
        (cars, gone) = (cars + more, gone + people);
        let ready: Persons = origin.riders.iter().filter(|r| r.from <= when).map(|r| r.persons).sum();
        let there = u64::from(origin.per_vehicle.vehicles_for(ready).0);
        if cars > there {
            let words = || format!("{} gone by {}, of {}", vehicles(cars), clock(when), thousands(there));
            tally.add(&CARS, || Fault::new(subject(), words()));
            return;
        }
        let hold = u64::from(origin.per_vehicle.persons_in(Vehicles(capped(cars))).0);
        if gone > hold {
            let words = || {
                format!(
                    "{} gone by {} in {}, which hold {}",
                    persons(gone),
                    clock(when),
                    vehicles(cars),
                    thousands(hold)
                )
            };
            tally.add(&LOAD, || Fault::new(subject(), words()));
            return;
        }
    }
}
