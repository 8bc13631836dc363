//! What can be counted without a search: who can have left home, and who can have come, by a moment.
//!
//! The limit step by step is a sum of what cars and fleets could each do alone; where one road out is all that both have, the
//! count is lower.

use passage_model::id::{JunctionId, RoadId};
use passage_model::network::Network;
use passage_model::situation::{Origin, Situation, Task};
use passage_model::time::Clock;
use passage_model::units::VehiclesPerDay;
use std::collections::{BTreeMap, BTreeSet};

/// Seconds in the day that rates are counted in.
const DAY: u64 = 86_400;

/// Homes and ways to safety.
pub(crate) struct Count<'a> {
    situation: &'a Situation,
    homes: Vec<Home>,
    /// The roads into the sites; `None` where somebody is at one already.
    into: Option<Vec<RoadId>>,
    in_one: u64,
}

#[derive(Default)]
struct Home {
    ready: Vec<(Clock, u64)>,
    /// `None` where people are received there.
    out: Option<Vec<RoadId>>,
    in_one: u64,
}

impl<'a> Count<'a> {
    pub fn new(network: &Network, situation: &'a Situation) -> Self {
        let goals: BTreeSet<JunctionId> = situation.receptions.iter().map(|site| site.junction).collect();
        let mut homes: BTreeMap<JunctionId, Home> = BTreeMap::new();
        for origin in &situation.origins {
            let in_one = most_in_one(situation, origin);
            let home = homes.entry(origin.junction).or_default();
            home.ready.extend(origin.ready.iter().map(|r| (r.from, u64::from(r.vehicles.0) * in_one)));
            home.ready.extend(origin.riders.iter().map(|r| (r.from, u64::from(r.persons.0))));
            home.in_one = home.in_one.max(in_one);
            home.out = (!goals.contains(&origin.junction)).then(|| network.leaving(origin.junction).to_vec());
        }
        let by_road = goals.iter().all(|goal| !homes.contains_key(goal));
        let into = by_road.then(|| goals.iter().flat_map(|goal| network.entering(*goal)).copied().collect());
        let in_one = homes.values().map(|home| home.in_one).max().unwrap_or(0);
        Self { situation, homes: homes.into_values().collect(), into, in_one }
    }

    /// The most persons by a moment.
    pub fn most(&self, by: Clock) -> u64 {
        let leave = |home: &Home| {
            let ready = home.ready.iter().filter(|(from, _)| *from <= by).map(|(_, persons)| persons).sum();
            home.out.as_ref().map_or(ready, |roads| (self.entered(roads, by) * home.in_one).min(ready))
        };
        let leave: u64 = self.homes.iter().map(leave).sum();
        self.into.as_ref().map_or(leave, |roads| leave.min(self.entered(roads, by) * self.in_one))
    }

    /// The most vehicles that can have entered any of these roads, each counting as a car.
    fn entered(&self, roads: &[RoadId], by: Clock) -> u64 {
        let step = u64::from(self.situation.step.0);
        let of = |road: &RoadId| {
            let rate = u64::from(VehiclesPerDay::from(self.situation.roads[road.index()].capacity).0);
            let open = self.situation.opening(*road).intervals().iter().take_while(|open| open.from <= by);
            let times = open.map(|open| u64::from((open.until.min(by) - open.from).0) + step);
            times.map(|time| (rate * time).div_ceil(DAY)).sum::<u64>()
        };
        roads.iter().map(of).sum()
    }
}

/// Persons in the fullest vehicle of a group, or of the fleets that carry it.
fn most_in_one(situation: &Situation, origin: &Origin) -> u64 {
    let seats = origin.carried_by.iter().filter_map(|fleet| match situation.fleets.get(fleet.index())?.task {
        Task::Carry { seats, .. } => Some(u64::from(seats.0)),
        Task::Deliver { .. } | Task::Lead { .. } => None,
    });
    seats.max().unwrap_or_else(|| u64::from(origin.per_vehicle.most_in_one().0))
}
