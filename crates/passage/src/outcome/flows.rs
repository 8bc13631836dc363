//! How many vehicles and persons use each road, and how densely at most.

use passage_model::id::RoadId;
use passage_model::plan::Plan;
use passage_model::time::Clock;
use std::collections::BTreeMap;

/// The traffic of a plan on one road.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoadFlow {
    /// The road.
    pub road: RoadId,
    /// Vehicles that enter it, all told.
    pub vehicles: u64,
    /// Persons in them.
    pub persons: u64,
    /// The most vehicles that enter it within any 60 minutes.
    pub peak_per_hour: u64,
    /// When the first enters it.
    pub first: Clock,
    /// When the last enters it.
    pub last: Clock,
}

/// The traffic on every road that the plan uses, by road. O(entries log entries) time, where each movement enters each
/// road of its course; memory proportional to the courses, not to the entries.
pub fn of(plan: &Plan) -> Vec<RoadFlow> {
    let mut departures: Vec<Vec<(Clock, u64, u64)>> = vec![Vec::new(); plan.courses.len()];
    for movement in &plan.movements {
        let sent = (movement.departure, u64::from(movement.vehicles.0), u64::from(movement.persons.0));
        departures[movement.course.index()].push(sent);
    }
    let mut users: BTreeMap<RoadId, Vec<(usize, u32)>> = BTreeMap::new();
    for (course, taken) in plan.courses.iter().enumerate().filter(|(i, _)| !departures[*i].is_empty()) {
        for (&road, enter) in taken.roads.iter().zip(&taken.enter) {
            users.entry(road).or_default().push((course, enter.0));
        }
    }
    let mut entries = Vec::new();
    users
        .into_iter()
        .map(|(road, courses)| {
            entries.clear();
            for (course, after) in courses {
                entries.extend(departures[course].iter().map(|&(at, v, p)| (at.0.saturating_add(after), v, p)));
            }
            entries.sort_unstable();
            RoadFlow {
                road,
                vehicles: entries.iter().map(|e| e.1).sum(),
                persons: entries.iter().map(|e| e.2).sum(),
                peak_per_hour: peak(&entries),
                first: Clock(entries.first().map_or(0, |e| e.0)),
                last: Clock(entries.last().map_or(0, |e| e.0)),
            }
        })
        .collect()
}

/// The most vehicles in any stretch of 3,600 seconds.
fn peak(entries: &[(u32, u64, u64)]) -> u64 {
    let (mut most, mut within, mut first) = (0, 0, 0);
    for &(at, vehicles, _) in entries {
        within += vehicles;
        while entries[first].0 + 3600 <= at {
            within -= entries[first].1;
            first += 1;
        }
        most = most.max(within);
    }
    most
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outcome::sample;

    #[test]
    fn every_road_of_the_corridor_carries_everybody() {
        let outcome = sample::outcome();
        let plan = &outcome.likely.plan;
        let flows = of(plan);
        assert_eq!(flows.len(), plan.courses[0].roads.len());
        assert!(flows.iter().all(|f| f.persons == u64::from(plan.safe().0)));
        // Ten a minute is 600 an hour; the sample sends vehicles for less than an hour.
        let all: u64 = plan.movements.iter().map(|m| u64::from(m.vehicles.0)).sum();
        assert!(flows.iter().all(|f| f.peak_per_hour == all && f.first <= f.last));
    }

    #[test]
    fn the_peak_is_the_densest_hour_not_the_whole_day() {
        assert_eq!(peak(&[(0, 5, 0), (1800, 5, 0), (3600, 5, 0), (7200, 1, 0)]), 10);
        assert_eq!(peak(&[]), 0);
    }
}
