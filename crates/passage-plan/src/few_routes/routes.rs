//! The routes that a group may be given: sequences of stretches from its home to a reception site.

use crate::expand::{Timed, TimedStretch};
use crate::reduce::What;
use passage_model::id::RoadId;
use passage_model::plan::Plan;
use passage_model::situation::{Situation, VehicleKind};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

/// Ways of the exact plan that are looked at for each group: those that most vehicles take.
const MOST_OF_PLAN: usize = 8;
/// Ways of a group, all that there are, where they are no more than so many.
const MOST_IN_ALL: usize = 12;
/// Moves looked at for all routes of a group.
const MOST_MOVES: u32 = 2_000;

/// A route of one group.
#[derive(Clone, Debug)]
pub(super) struct Route {
    pub group: usize,
    /// The reception site's number.
    pub sink: u32,
    pub stretches: Vec<u32>,
    /// Vehicles of the group that take it in the exact plan, or others to its site whose route is none of these.
    pub planned: u32,
}

/// What there is to choose from.
#[derive(Debug)]
pub(super) struct Choice {
    pub routes: Vec<Route>,
    /// For each group its routes, those that the exact plan uses most first.
    pub of_group: Vec<Vec<usize>>,
    /// Whether there are no other routes.
    pub complete: bool,
}

/// The routes of every group. O(plan + groups x (stretches log stretches)).
pub(super) fn routes(situation: &Situation, timed: &Timed, exact: &Plan) -> Choice {
    let roads = Streets::of(timed);
    let mut planned: Vec<BTreeMap<(u32, &[RoadId]), u32>> = vec![BTreeMap::new(); situation.origins.len()];
    for movement in &exact.movements {
        let key = (movement.reception.0, exact.course(movement).roads.as_slice());
        *planned[movement.origin.index()].entry(key).or_default() += movement.vehicles.0;
    }
    let mut choice = Choice { routes: Vec::new(), of_group: Vec::new(), complete: true };
    for (group, origin) in situation.origins.iter().enumerate() {
        let mut own: Vec<Route> = Vec::new();
        let mut taken: Vec<_> =
            planned[group].iter().map(|(&(sink, roads), &vehicles)| (vehicles, sink, roads)).collect();
        taken.sort_by_key(|&(vehicles, sink, roads)| (Reverse(vehicles), sink, roads));
        if let Some(&home) = timed.home.get(&origin.junction).filter(|_| origin.vehicles().0 > 0) {
            for &(vehicles, sink, taken) in taken.iter().take(MOST_OF_PLAN) {
                let end = timed.arrival.get(&situation.receptions[sink as usize].junction).copied();
                let stretches = end.and_then(|end| roads.along(timed, origin.kind, home, taken, end));
                own.extend(stretches.map(|stretches| Route { group, sink, stretches, planned: vehicles }));
            }
            for &(vehicles, sink, _) in taken.iter().skip(MOST_OF_PLAN) {
                if let Some(route) = own.iter_mut().find(|route| route.sink == sink) {
                    route.planned += vehicles;
                }
            }
            let all = roads.all(situation, timed, origin.kind, home);
            choice.complete &= all.is_some();
            let more = all.unwrap_or_else(|| roads.shortest(situation, timed, origin.kind, home));
            for (sink, stretches) in more {
                if !own.iter().any(|route| route.sink == sink && route.stretches == stretches) {
                    own.push(Route { group, sink, stretches, planned: 0 });
                }
            }
        }
        let first = choice.routes.len();
        choice.of_group.push((first..first + own.len()).collect());
        choice.routes.extend(own);
    }
    choice
}

/// The useful stretches by where they start.
struct Streets {
    out: Vec<Vec<u32>>,
}

impl Streets {
    fn of(timed: &Timed) -> Self {
        let mut streets = Self { out: vec![Vec::new(); timed.spots.len()] };
        for (number, stretch) in timed.stretches.iter().enumerate().filter(|(_, s)| s.first <= s.last) {
            streets.out[stretch.from as usize].push(number as u32);
        }
        streets
    }

    /// The stretches that a kind may take from a spot.
    fn open<'s>(&'s self, timed: &'s Timed, kind: VehicleKind, spot: u32) -> impl Iterator<Item = u32> + 's {
        self.out[spot as usize].iter().copied().filter(move |&number| may(&timed.stretches[number as usize], kind))
    }

    /// The stretches of a sequence of roads from one spot to another.
    fn along(&self, timed: &Timed, kind: VehicleKind, home: u32, roads: &[RoadId], end: u32) -> Option<Vec<u32>> {
        let (mut at, mut rest, mut route) = (home, roads, Vec::new());
        while !rest.is_empty() {
            let begins = |number: u32| match &timed.stretches[number as usize].what {
                What::Roads(range) => rest.starts_with(&timed.roads[range.start as usize..range.end as usize]),
                What::Turn | What::Gate(_) | What::Service(_) => false,
            };
            let (within, number) =
                self.within(timed, kind, at, |spot| self.open(timed, kind, spot).find(|&number| begins(number)))?;
            route.extend(within);
            route.push(number);
            let stretch = &timed.stretches[number as usize];
            let What::Roads(range) = &stretch.what else { return None };
            rest = &rest[range.len()..];
            at = stretch.to;
        }
        let (within, _) = self.within(timed, kind, at, |spot| (spot == end).then_some(0))?;
        route.extend(within);
        Some(route)
    }

    /// The turns and lanes within a junction to the first spot where something is found, and what.
    fn within(
        &self,
        timed: &Timed,
        kind: VehicleKind,
        from: u32,
        find: impl Fn(u32) -> Option<u32>,
    ) -> Option<(Vec<u32>, u32)> {
        let mut open = std::collections::VecDeque::from([(from, Vec::new())]);
        while let Some((spot, route)) = open.pop_front() {
            if let Some(found) = find(spot) {
                return Some((route, found));
            }
            // A junction has an arriving, a served and a leaving side.
            if route.len() < 3 {
                for number in self.open(timed, kind, spot) {
                    let stretch = &timed.stretches[number as usize];
                    if !matches!(stretch.what, What::Roads(_)) {
                        let longer = route.iter().copied().chain([number]).collect();
                        open.push_back((stretch.to, longer));
                    }
                }
            }
        }
        None
    }

    /// Every route to every site that passes no spot twice, if they are few.
    fn all(&self, situation: &Situation, timed: &Timed, kind: VehicleKind, home: u32) -> Option<Vec<(u32, Vec<u32>)>> {
        let mut found = Vec::new();
        let mut moves = 0;
        let mut open: Vec<(u32, Vec<u32>)> = vec![(home, Vec::new())];
        while let Some((spot, route)) = open.pop() {
            moves += 1;
            if moves > MOST_MOVES || found.len() > MOST_IN_ALL {
                return None;
            }
            found.extend(sites_at(situation, timed, spot).map(|sink| (sink, route.clone())));
            for number in self.open(timed, kind, spot) {
                let to = timed.stretches[number as usize].to;
                let passed = to == home || route.iter().any(|&number| timed.stretches[number as usize].to == to);
                if !passed {
                    open.push((to, route.iter().copied().chain([number]).collect()));
                }
            }
        }
        Some(found)
    }

    /// The shortest route to each site on empty roads (Dijkstra).
    fn shortest(&self, situation: &Situation, timed: &Timed, kind: VehicleKind, home: u32) -> Vec<(u32, Vec<u32>)> {
        let mut by: BTreeMap<u32, u32> = BTreeMap::new();
        let mut open = BinaryHeap::from([Reverse((0u32, home, u32::MAX))]);
        let mut found = Vec::new();
        while let Some(Reverse((steps, spot, number))) = open.pop() {
            if by.contains_key(&spot) {
                continue;
            }
            by.insert(spot, number);
            for sink in sites_at(situation, timed, spot) {
                let (mut at, mut route) = (spot, Vec::new());
                while by[&at] != u32::MAX {
                    route.push(by[&at]);
                    at = timed.stretches[by[&at] as usize].from;
                }
                route.reverse();
                found.push((sink, route));
            }
            for number in self.open(timed, kind, spot) {
                let stretch = &timed.stretches[number as usize];
                open.push(Reverse((steps + stretch.steps, stretch.to, number)));
            }
        }
        found
    }
}

fn may(stretch: &TimedStretch, kind: VehicleKind) -> bool {
    !matches!(&stretch.what, What::Service(service) if service.kind != kind)
}

/// The reception sites where a spot is where vehicles are received.
fn sites_at<'s>(situation: &'s Situation, timed: &'s Timed, spot: u32) -> impl Iterator<Item = u32> + 's {
    let sites = situation.receptions.iter().enumerate();
    sites
        .filter(move |(_, site)| site.room.0 > 0 && timed.arrival.get(&site.junction) == Some(&spot))
        .map(|(i, _)| i as u32)
}
