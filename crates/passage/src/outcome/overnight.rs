//! How many vehicles stand where overnight on their way, from when to when.

use super::Answer;
use super::times::Times;
use passage_model::id::JunctionId;
use passage_model::network::Network;
use passage_model::time::Clock;
use passage_model::units::{Persons, Vehicles};
use std::collections::BTreeMap;

/// Vehicles that stand at one place over one midnight.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Night {
    /// Where.
    pub junction: JunctionId,
    /// When the first of them comes.
    pub from: Clock,
    /// When the last of them goes on.
    pub until: Clock,
    /// How many there are at midnight.
    pub vehicles: Vehicles,
    /// The people in them.
    pub persons: Persons,
}

/// Every night that vehicles of the plan stand at a place where they may wait, by place and time; midnight is that of the
/// scenario's clock. O(roads of all movements).
pub fn of(network: &Network, answer: &Answer, times: &Times) -> Vec<Night> {
    let (plan, situation) = (&answer.plan, &answer.situation);
    let midnights = midnights(times, plan.horizon);
    let mut nights: BTreeMap<(JunctionId, Clock), Night> = BTreeMap::new();
    for movement in &plan.movements {
        let course = plan.course(movement);
        for (pair, roads) in course.enter.windows(2).zip(course.roads.windows(2)) {
            let junction = network.to(roads[0]);
            if situation.waiting_room(junction) == Vehicles(0) {
                continue;
            }
            let comes = movement.departure + pair[0] + situation.roads[roads[0].index()].travel.seconds_up();
            let goes = movement.departure + pair[1];
            for &midnight in midnights.iter().filter(|midnight| comes <= **midnight && **midnight < goes) {
                let none = Night { junction, from: comes, until: goes, vehicles: Vehicles(0), persons: Persons(0) };
                let night = nights.entry((junction, midnight)).or_insert(none);
                (night.from, night.until) = (night.from.min(comes), night.until.max(goes));
                night.vehicles += movement.vehicles;
                night.persons += movement.persons;
            }
        }
    }
    nights.into_values().collect()
}

/// The midnights of the scenario's clock within a plan.
fn midnights(times: &Times, horizon: Clock) -> Vec<Clock> {
    let start = times.h_hour();
    let mut midnights = Vec::new();
    let mut day = start.date();
    while let Ok(next) = day.tomorrow() {
        let Ok(midnight) = next.to_zoned_datetime(start.time_zone().clone()) else { break };
        let seconds = midnight.timestamp().as_second() - start.timestamp().as_second();
        match u32::try_from(seconds) {
            Ok(seconds) if seconds < horizon.0 => midnights.push(Clock(seconds)),
            _ => break,
        }
        day = next;
    }
    midnights
}
