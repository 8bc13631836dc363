//! Roads that private cars may take instead of those that they are called to.
//!
//! Two of them at most for each route, found once for a plan: the fastest other way, as a map or a navigator tells it, and the
//! fastest that follows others whom the plan sends another way. Both leave the route at its start or at a junction on the way.

use super::{Routes, Stage};
use crate::trips::Route;
use passage_model::id::{CourseId, ReceptionId, RoadId};
use passage_model::situation::VehicleKind;
use passage_model::time::{Clock, Interval};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

/// Another route than the one called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Other {
    /// Its queues, with its own start.
    pub route: Route,
    /// Where it ends.
    pub site: ReceptionId,
}

/// Nobody takes a way that is more than so many times as long as the one called.
const TIMES_AS_LONG: u64 = 2;
/// A tenth of the time at least is on other roads: else it is a street beside and no other way.
const OTHER_TENTH: u64 = 10;
/// As many are looked at, the fastest first.
const LOOKED_AT: usize = 64;

/// From each road's beginning the time to the nearest site, and the road after it; `None` where none is reached.
type Fastest = Vec<Option<(u64, Option<RoadId>)>>;

/// For each road that cars are sent over, the time to the end of the fastest of their courses, and the place in it.
type Sent = BTreeMap<RoadId, (u64, CourseId, usize)>;

impl Stage<'_> {
    /// Finds other ways for every route of private cars. O(roads x log + routes x roads of a route).
    pub(super) fn add_others(&mut self, routes: &Routes) {
        self.others = vec![Vec::new(); self.trips.routes.len()];
        let cars: Vec<_> = routes.iter().filter(|((origin, _), _)| self.drives_alone(origin.index())).collect();
        if cars.is_empty() {
            return;
        }
        let (fastest, sent) = (self.fastest(), self.sent(cars.iter().map(|((_, course), _)| *course)));
        for ((origin, course), route) in cars {
            let called = &self.plan.courses[course.index()].roads;
            let mut ways: Vec<Vec<RoadId>> = self.fastest_beside(called, &fastest).into_iter().collect();
            ways.extend(self.sent_beside(called, &sent).filter(|way| !ways.contains(way)));
            for way in ways {
                let Some(site) = way.last().and_then(|last| self.site_at(*last)) else { continue };
                let home = self.situation.origins[origin.index()].junction;
                let queues = self.passes(home, &way, &[], VehicleKind::OwnCar);
                let queues = self.with_start(*origin, queues);
                self.others[route.0 as usize].push(Other { route: queues, site });
            }
        }
    }

    fn drives_alone(&self, origin: usize) -> bool {
        let origin = &self.situation.origins[origin];
        origin.kind == VehicleKind::OwnCar && !origin.is_carried()
    }

    /// The first site at a road's end that receives cars.
    fn site_at(&self, road: RoadId) -> Option<ReceptionId> {
        let sites = &self.situation.receptions;
        let mut here = self.situation.receptions_at(self.network.to(road));
        here.find(|site| sites[site.index()].admits(VehicleKind::OwnCar))
    }

    /// Whether a road can be driven at all before the horizon.
    fn is_usable(&self, road: RoadId) -> bool {
        let open = |window: &Interval| window.from < self.plan.horizon && window.until > Clock::H_HOUR;
        self.situation.roads[road.index()].capacity.0 > 0 && self.situation.opening(road).intervals().iter().any(open)
    }

    fn may_turn(&self, from: RoadId, onto: RoadId) -> bool {
        !self.situation.obey_turns || self.network.may_turn(from, onto)
    }

    fn travel(&self, road: RoadId) -> u64 {
        u64::from(self.situation.roads[road.index()].travel.0)
    }

    /// From every road the fastest way to the nearest site that receives cars (Dijkstra 1959, from the sites back, over roads
    /// instead of junctions for the sake of forbidden turns).
    fn fastest(&self) -> Fastest {
        let mut known: Fastest = vec![None; self.network.road_count()];
        let mut next = BinaryHeap::new();
        let sites = self.situation.receptions.iter().filter(|site| site.admits(VehicleKind::OwnCar));
        for &road in sites.flat_map(|site| self.network.entering(site.junction)).filter(|road| self.is_usable(**road)) {
            known[road.index()] = Some((self.travel(road), None));
            next.push(Reverse((self.travel(road), road)));
        }
        while let Some(Reverse((time, road))) = next.pop() {
            if known[road.index()].is_some_and(|(least, _)| least < time) {
                continue;
            }
            for &before in self.network.entering(self.network.from(road)) {
                let so_far = time + self.travel(before);
                let is_faster = known[before.index()].is_none_or(|(least, _)| so_far < least);
                if is_faster && self.is_usable(before) && self.may_turn(before, road) {
                    known[before.index()] = Some((so_far, Some(road)));
                    next.push(Reverse((so_far, before)));
                }
            }
        }
        known
    }

    /// Where the plan sends private cars.
    fn sent(&self, courses: impl Iterator<Item = CourseId>) -> Sent {
        let mut sent = Sent::new();
        for course in courses.collect::<BTreeSet<_>>() {
            let mut left = 0;
            for (place, road) in self.plan.courses[course.index()].roads.iter().enumerate().rev() {
                left += self.travel(*road);
                let known = sent.entry(*road).or_insert((left, course, place));
                *known = (*known).min((left, course, place));
            }
        }
        sent
    }

    /// The fastest way that leaves a course and is another.
    fn fastest_beside(&self, called: &[RoadId], fastest: &Fastest) -> Option<Vec<RoadId>> {
        let left = |onto: RoadId| fastest[onto.index()].map(|(left, _)| left);
        let on = |onto: RoadId| {
            std::iter::successors(Some(onto), |road| fastest[road.index()].and_then(|(_, then)| then)).collect()
        };
        self.beside(called, left, on)
    }

    /// The fastest that leaves a course and goes on as another of the plan.
    fn sent_beside(&self, called: &[RoadId], sent: &Sent) -> Option<Vec<RoadId>> {
        let left = |onto: RoadId| sent.get(&onto).map(|(left, ..)| *left);
        let on = |onto: RoadId| match sent.get(&onto) {
            Some((_, course, place)) => self.plan.courses[course.index()].roads[*place..].to_vec(),
            None => Vec::new(),
        };
        self.beside(called, left, on)
    }

    /// The fastest that leaves a course and is another way, given the time that is left from each road's beginning and the roads
    /// from there.
    fn beside(
        &self,
        called: &[RoadId],
        left: impl Fn(RoadId) -> Option<u64>,
        on: impl Fn(RoadId) -> Vec<RoadId>,
    ) -> Option<Vec<RoadId>> {
        let mut leaves: Vec<(u64, usize, RoadId)> = Vec::new();
        let mut driven = 0;
        for (place, road) in called.iter().enumerate() {
            let may = |onto: &RoadId| onto != road && (place == 0 || self.may_turn(called[place - 1], *onto));
            let onto = self.network.leaving(self.network.from(*road)).iter().copied().filter(may);
            leaves.extend(onto.filter_map(|onto| Some((driven + left(onto)?, place, onto))));
            driven += self.travel(*road);
        }
        leaves.sort_unstable();
        let short = leaves.iter().take_while(|(time, ..)| *time <= driven * TIMES_AS_LONG);
        short.take(LOOKED_AT).find_map(|&(_, place, onto)| {
            let way = [called[..place].to_vec(), on(onto)].concat();
            (self.is_simple(&way) && self.is_other(&way, called, driven)).then_some(way)
        })
    }

    /// Whether it passes no junction twice.
    fn is_simple(&self, way: &[RoadId]) -> bool {
        let mut junctions: Vec<_> = way.iter().map(|road| self.network.to(*road)).collect();
        junctions.extend(way.first().map(|first| self.network.from(*first)));
        let all = junctions.len();
        junctions.sort_unstable();
        junctions.dedup();
        junctions.len() == all
    }

    /// Whether enough of it is on other roads than the way called, which takes so long.
    fn is_other(&self, way: &[RoadId], called: &[RoadId], time: u64) -> bool {
        let called: BTreeSet<&RoadId> = called.iter().collect();
        let other: u64 = way.iter().filter(|road| !called.contains(road)).map(|road| self.travel(*road)).sum();
        other * OTHER_TENTH >= time
    }
}
