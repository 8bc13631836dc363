//! The naive figure: what comes out when flow is multiplied by hours, as if journeys took no time.
//!
//! It is shown beside the answer because it is what people compute on paper, and it is several times too large
//! whenever the journey fills much of the window.

use passage_model::id::{JunctionId, RoadId};
use passage_model::network::Network;
use passage_model::situation::Situation;
use passage_model::time::{Clock, Opening};
use passage_model::units::{Persons, VehiclesPerDay};
use std::collections::{BTreeMap, VecDeque};

/// Flow times hours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Naive {
    /// The persons who would be out by the horizon if each road passed its capacity in every open hour and nobody
    /// needed time to drive.
    pub persons: Persons,
}

impl Naive {
    /// Computes it: one maximum flow of vehicles over the roads, each with capacity times open hours. Groups with more
    /// persons in a vehicle go first; what an earlier group sends is never taken back, so the persons are the most
    /// that there can be (the origins' flows form a gammoid, where the greedy order is best; Perfect 1968).
    ///
    /// Dinic's algorithm (1970), O(junctions^2 * roads) at worst and close to linear on road networks. A reception
    /// site's room counts in vehicles of the emptiest kind, so the figure errs upwards.
    pub fn of(network: &Network, situation: &Situation) -> Self {
        let mut flow = Flow::new(network, situation);
        let mut order: Vec<usize> = (0..situation.origins.len()).collect();
        order.sort_by_key(|&i| std::cmp::Reverse(situation.origins[i].per_vehicle));
        let mut persons = Persons(0);
        for i in order {
            let origin = &situation.origins[i];
            let vehicles = flow.send(origin.junction, u64::from(origin.vehicles().0));
            persons += origin.per_vehicle.persons_in(vehicles_of(vehicles)).min(origin.persons);
        }
        Self { persons }
    }
}

fn vehicles_of(count: u64) -> passage_model::units::Vehicles {
    passage_model::units::Vehicles(u32::try_from(count).unwrap_or(u32::MAX))
}

/// How many vehicles pass in the open hours up to the horizon.
fn passes(rate: VehiclesPerDay, open: &Opening, horizon: Clock) -> u64 {
    let seconds: u64 = open.intervals().iter().map(|i| u64::from((i.until.min(horizon) - i.from).0)).sum();
    (u64::from(rate.0) * seconds).div_ceil(86_400)
}

/// How many vehicles a road passes in its open hours.
fn road_most(situation: &Situation, road: RoadId) -> u64 {
    passes(situation.roads[road.index()].capacity.into(), situation.opening(road), situation.horizon)
}

/// A maximum flow under construction: arcs in pairs, each with what it can still take.
struct Flow {
    start: Vec<Vec<u32>>,
    to: Vec<u32>,
    left: Vec<u64>,
    sink: u32,
    level: Vec<u32>,
    next: Vec<u32>,
}

impl Flow {
    /// Each junction has an arriving and a leaving side; a checkpoint's rate lies between them.
    fn new(network: &Network, situation: &Situation) -> Self {
        let junctions = network.junction_count();
        let sink = 2 * junctions as u32;
        let size = 2 * junctions + 1;
        let mut flow = Self {
            start: vec![Vec::new(); size],
            to: Vec::new(),
            left: Vec::new(),
            sink,
            level: vec![0; size],
            next: vec![0; size],
        };
        let mut used = vec![false; junctions];
        for road in network.roads() {
            let most = road_most(situation, road);
            if most > 0 {
                let (from, to) = (network.from(road), network.to(road));
                flow.join(leaving(from), arriving(to), most);
                used[from.index()] = true;
                used[to.index()] = true;
            }
        }
        for reception in &situation.receptions {
            used[reception.junction.index()] = true;
        }
        let served: BTreeMap<JunctionId, u64> = situation
            .checkpoints
            .iter()
            .map(|c| (c.junction, c.rates.iter().map(|&rate| passes(rate, &c.hours, situation.horizon)).sum()))
            .collect();
        for junction in network.junctions().filter(|j| used[j.index()]) {
            let most = served.get(&junction).copied().unwrap_or(u64::MAX / 4);
            flow.join(arriving(junction), leaving(junction), most);
        }
        let emptiest = situation.origins.iter().map(|o| o.per_vehicle).min();
        for reception in &situation.receptions {
            let room = emptiest.map_or(0, |mean| u64::from(mean.vehicles_for(reception.room).0));
            flow.join(leaving(reception.junction), sink, room);
        }
        flow
    }

    fn join(&mut self, from: u32, to: u32, most: u64) {
        for (a, b, room) in [(from, to, most), (to, from, 0)] {
            self.start[a as usize].push(self.to.len() as u32);
            self.to.push(b);
            self.left.push(room);
        }
    }

    /// Sends up to `most` vehicles from a junction to safety and says how many go.
    fn send(&mut self, from: JunctionId, most: u64) -> u64 {
        let source = arriving(from);
        let mut sent = 0;
        while sent < most && self.reach(source) {
            self.next.fill(0);
            loop {
                let more = self.push(source, most - sent);
                if more == 0 {
                    break;
                }
                sent += more;
            }
        }
        sent
    }

    /// Levels by breadth-first search; whether safety is reached.
    fn reach(&mut self, source: u32) -> bool {
        self.level.fill(u32::MAX);
        self.level[source as usize] = 0;
        let mut queue = VecDeque::from([source]);
        while let Some(at) = queue.pop_front() {
            for &arc in &self.start[at as usize] {
                let to = self.to[arc as usize] as usize;
                if self.left[arc as usize] > 0 && self.level[to] == u32::MAX {
                    self.level[to] = self.level[at as usize] + 1;
                    queue.push_back(to as u32);
                }
            }
        }
        self.level[self.sink as usize] != u32::MAX
    }

    /// One path along rising levels, without recursion: roads can be long.
    fn push(&mut self, source: u32, most: u64) -> u64 {
        let mut path: Vec<u32> = Vec::new();
        let mut at = source;
        while at != self.sink {
            let row = &self.start[at as usize];
            let found = row[self.next[at as usize] as usize..].iter().position(|&arc| {
                let to = self.to[arc as usize] as usize;
                self.left[arc as usize] > 0 && self.level[to] == self.level[at as usize].wrapping_add(1)
            });
            if let Some(skipped) = found {
                self.next[at as usize] += skipped as u32;
                let arc = row[self.next[at as usize] as usize];
                path.push(arc);
                at = self.to[arc as usize];
            } else {
                let Some(back) = path.pop() else { return 0 };
                at = self.to[(back ^ 1) as usize];
                self.next[at as usize] += 1;
            }
        }
        let amount = path.iter().map(|&arc| self.left[arc as usize]).min().unwrap_or(0).min(most);
        for &arc in &path {
            self.left[arc as usize] -= amount;
            self.left[(arc ^ 1) as usize] += amount;
        }
        amount
    }
}

fn arriving(junction: JunctionId) -> u32 {
    2 * junction.0
}

fn leaving(junction: JunctionId) -> u32 {
    2 * junction.0 + 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outcome::sample;

    #[test]
    fn six_hundred_an_hour_for_five_hours_with_three_point_six_people_each() {
        let (network, situation) = sample::mariupol();
        assert_eq!(Naive::of(&network, &situation).persons, Persons(10_800));
    }

    #[test]
    fn nobody_is_counted_over_a_road_that_never_opens() {
        let (network, mut situation) = sample::mariupol();
        situation.openings = vec![Opening::never(); situation.openings.len()];
        assert_eq!(Naive::of(&network, &situation).persons, Persons(0));
    }

    #[test]
    fn a_checkpoint_and_the_reception_room_count_too() {
        let (network, mut situation) = sample::mariupol();
        sample::add_checkpoint(&mut situation, 60);
        // Ten hours of opening would be 600; the horizon ends it after eight.
        assert_eq!(Naive::of(&network, &situation).persons, Persons(8 * 60 * 36 / 10));
        situation.receptions[0].room = Persons(36);
        assert_eq!(Naive::of(&network, &situation).persons, Persons(36));
    }
}
