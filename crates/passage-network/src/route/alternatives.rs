//! Alternative routes that really differ.

use super::search::{NO_ROAD, Towards};
use super::{Route, Router, Search, Weights};
use passage_model::id::{JunctionId, RoadId};
use passage_model::network::Network;
use passage_model::units::Milliseconds;
use serde::Serialize;

/// What makes a route an alternative.
///
/// The defaults are those of Abraham, Delling, Goldberg and Werneck ("Alternative Routes in Road Networks", ACM JEA 18, 2013) for local optimality
/// (a quarter of the fastest time), and wider than theirs for stretch: OSRM and Valhalla allow 1.25, `GraphHopper` 1.25 and
/// a share of 0.6, OSRM 0.75. A corridor that is 40 % longer but passes another checkpoint is worth naming.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// The most time, as a multiple of the fastest route's.
    pub stretch: f64,
    /// The most of its length that lies on the routes before it.
    pub shared: f64,
    /// Every part that takes half this share of the fastest time is itself a fastest way between its ends, or lies in one
    /// that takes up to the whole share (with a forbidden turn, a piece of a fastest way need not be one): no detour for
    /// the sake of being different.
    pub local: f64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { stretch: 1.4, shared: 0.6, local: 0.25 }
    }
}

/// A route among others.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Alternative {
    /// The route.
    pub route: Route,
    /// Its time as a multiple of the first's.
    pub stretch: f64,
    /// How much of its length lies on the routes before it, all together.
    pub shared: f64,
}

/// How many candidates of the first sort are looked at for each alternative wanted.
const CANDIDATES: usize = 12;
/// How many times the roads of known routes are made slower, for each alternative wanted.
const ROUNDS: usize = 4;
/// By how much: the upper end of what is used with the penalty method (Bader, Dees, Geisberger, Sanders, TAPAS 2011: 1.1 to 1.4).
const PENALTY: f64 = 1.4;
/// Ways from and to that agree for less than this share of the fastest time make no candidate.
const LEAST_PLATEAU: f64 = 0.02;

impl Router<'_> {
    /// Up to `count` routes through the waypoints, the fastest first, then as they were found; each within `limits`.
    /// Empty where there is no way at all. See [`Router::through`] for waypoints.
    ///
    /// Between two single junctions, candidates are plateaus: stretches on which the fastest ways from the start and to the end agree
    /// (Camvit, 2005; Abraham et al.). What is still missing is looked for by making the roads of all routes found so far
    /// slower, again and again (penalty method). Every candidate is held against the same limits.
    /// O(count) searches. The first route is always a fastest one.
    pub fn alternatives(&self, waypoints: &[Vec<JunctionId>], count: usize, limits: &Limits) -> Vec<Alternative> {
        let Ok(fastest) = self.through(waypoints) else { return Vec::new() };
        let mut choice = Choice::new(self, waypoints, fastest, count, limits);
        if let [from, to] = waypoints
            && let ([from], [to]) = (from.as_slice(), to.as_slice())
        {
            self.by_plateaus(&mut choice, *from, *to);
        }
        self.by_penalties(&mut choice, waypoints);
        choice.taken
    }

    fn by_plateaus(&self, choice: &mut Choice<'_, '_>, from: JunctionId, to: JunctionId) {
        if choice.is_full() {
            return;
        }
        let (mut ahead, mut back) = (Search::default(), Search::default());
        let most = choice.most_time;
        for (search, towards, end) in [(&mut ahead, Towards::Forward, from), (&mut back, Towards::Backward, to)] {
            search.start(self, towards, &[end]);
            search.run_until(self, |_, _| false);
        }
        let mut plateaus = plateaus(self, &ahead, &back);
        let least = (f64::from(choice.fastest.0) * LEAST_PLATEAU) as u32;
        plateaus.retain(|p| p.whole <= most.0 && p.agreed >= least.max(1));
        plateaus.sort_unstable_by_key(|p| (p.whole - p.agreed.min(p.whole), p.first));
        for plateau in plateaus.into_iter().take(choice.count * CANDIDATES) {
            if choice.is_full() {
                return;
            }
            let mut roads = ahead.roads_to(self.turns.reached_by(Towards::Forward, plateau.first));
            let onward = back.roads_to(self.turns.reached_by(Towards::Backward, plateau.first));
            roads.extend(onward.into_iter().skip(1));
            choice.offer(Route::over(self.network, self.weights, roads));
        }
    }

    fn by_penalties(&self, choice: &mut Choice<'_, '_>, waypoints: &[Vec<JunctionId>]) {
        let mut slower = self.weights.clone();
        for route in choice.taken.iter().map(|a| &a.route) {
            penalise(&mut slower, route);
        }
        for _ in 0..choice.count.saturating_sub(1) * ROUNDS {
            if choice.is_full() {
                return;
            }
            let router = Router { network: self.network, weights: &slower, turns: self.turns.clone() };
            let Ok(found) = router.through(waypoints) else { return };
            let route = Route::over(self.network, self.weights, found.roads);
            penalise(&mut slower, &route);
            choice.offer(route);
        }
    }
}

fn penalise(weights: &mut Weights, route: &Route) {
    for &road in &route.roads {
        let travel = weights.travel(road);
        if weights.is_open(road) {
            // Held below the mark of a closed road.
            let slower = (f64::from(travel.0.max(1)) * PENALTY).ceil().min(f64::from(u32::MAX - 1));
            weights.set(road, Milliseconds(slower as u32));
        }
    }
}

/// The routes taken so far, and what the next one must be.
struct Choice<'r, 'n> {
    router: &'r Router<'n>,
    waypoints: &'r [Vec<JunctionId>],
    limits: Limits,
    count: usize,
    fastest: Milliseconds,
    most_time: Milliseconds,
    on_route: Vec<bool>,
    taken: Vec<Alternative>,
    search: Search,
}

impl<'r, 'n> Choice<'r, 'n> {
    fn new(
        router: &'r Router<'n>,
        waypoints: &'r [Vec<JunctionId>],
        fastest: Route,
        count: usize,
        limits: &Limits,
    ) -> Self {
        let most = (f64::from(fastest.travel.0) * limits.stretch).min(f64::from(u32::MAX - 1));
        let mut choice = Self {
            router,
            waypoints,
            limits: *limits,
            count,
            fastest: fastest.travel,
            most_time: Milliseconds(most as u32),
            on_route: vec![false; router.network.road_count()],
            taken: Vec::new(),
            search: Search::default(),
        };
        choice.take(fastest, 0.0);
        choice
    }

    fn is_full(&self) -> bool {
        self.taken.len() >= self.count
    }

    fn take(&mut self, route: Route, shared: f64) {
        for road in &route.roads {
            self.on_route[road.index()] = true;
        }
        let stretch = if self.fastest.0 == 0 { 1.0 } else { f64::from(route.travel.0) / f64::from(self.fastest.0) };
        self.taken.push(Alternative { route, stretch, shared });
    }

    /// Takes a route if it is within the limits.
    fn offer(&mut self, route: Route) {
        if self.is_full() || route.travel > self.most_time {
            return;
        }
        let common = route.roads.iter().filter(|road| self.on_route[road.index()]);
        let common: f64 = common.map(|&road| self.router.network.length(road).metres()).sum();
        let shared = if route.length.0 == 0 { 1.0 } else { common / route.length.metres() };
        if shared > self.limits.shared {
            return;
        }
        let network = self.router.network;
        if self.legs(&route.roads).into_iter().all(|leg| !passes_twice(network, leg) && self.is_locally_fastest(leg)) {
            self.take(route, shared);
        }
    }

    /// The T-test (Abraham et al.), on every part of a leg that takes at most the width, begun anew at least every half
    /// width: whatever takes half a width lies wholly in one such part.
    fn is_locally_fastest(&mut self, leg: &[RoadId]) -> bool {
        let width = (f64::from(self.fastest.0) * self.limits.local) as u64;
        let network = self.router.network;
        let mut before = vec![0u64];
        for &road in leg {
            before.push(before[before.len() - 1] + u64::from(self.router.weights.travel(road).0));
        }
        let mut first = 0;
        while first < leg.len() {
            let last = before.partition_point(|&time| time <= before[first] + width) - 1;
            if last > first {
                let (from, to) = (network.from(leg[first]), network.to(leg[last - 1]));
                let fastest = self.router.fastest(&mut self.search, from, to);
                if fastest.is_none_or(|f| u64::from(f.travel.0) < before[last] - before[first]) {
                    return false;
                }
            }
            if last == leg.len() {
                return true;
            }
            let half = before.partition_point(|&time| time <= before[first] + width / 2) - 1;
            first = half.max(first + 1);
        }
        true
    }

    /// The route cut at its waypoints: legs between which it is free to do what is no fastest way.
    fn legs<'a>(&self, roads: &'a [RoadId]) -> Vec<&'a [RoadId]> {
        let mut waypoints = self.waypoints.iter().skip(1);
        let mut next = waypoints.next();
        let (mut legs, mut first) = (Vec::new(), 0);
        for (i, &road) in roads.iter().enumerate() {
            while next.is_some_and(|w| w.contains(&self.router.network.to(road))) {
                legs.push(&roads[first..=i]);
                first = i + 1;
                next = waypoints.next();
            }
        }
        legs.push(&roads[first..]);
        legs
    }
}

fn passes_twice(network: &Network, leg: &[RoadId]) -> bool {
    let mut junctions: Vec<JunctionId> = leg.iter().map(|&road| network.to(road)).collect();
    junctions.extend(leg.first().map(|&road| network.from(road)));
    let all = junctions.len();
    junctions.sort_unstable();
    junctions.dedup();
    junctions.len() < all
}

/// A stretch on which the fastest way from the start and the fastest way to the end agree.
struct Plateau {
    /// Its first road.
    first: RoadId,
    /// The time on it.
    agreed: u32,
    /// The time of the whole route over it.
    whole: u32,
}

/// All plateaus, in the order of their first roads. O(roads).
fn plateaus(router: &Router<'_>, ahead: &Search, back: &Search) -> Vec<Plateau> {
    let label = |towards: Towards, road: RoadId| router.turns.reached_by(towards, road);
    let in_tree =
        |search: &Search, label: u32, road: RoadId| search.time(label) != u32::MAX && search.by_road(label) == road.0;
    let agreed = |road: RoadId| {
        in_tree(ahead, label(Towards::Forward, road), road) && in_tree(back, label(Towards::Backward, road), road)
    };
    // The next road of the way to the end, where the way from the start takes it too.
    let next = |road: RoadId| {
        let beyond = back.label_before(label(Towards::Backward, road));
        let next = back.by_road(beyond);
        let follows = next != NO_ROAD
            && agreed(RoadId(next))
            && ahead.label_before(label(Towards::Forward, RoadId(next))) == label(Towards::Forward, road);
        follows.then_some(RoadId(next))
    };
    let mut continues = vec![false; router.network.road_count()];
    let all: Vec<RoadId> = router.network.roads().filter(|&road| agreed(road)).collect();
    for &road in &all {
        if let Some(next) = next(road) {
            continues[next.index()] = true;
        }
    }
    let starts = all.into_iter().filter(|road| !continues[road.index()]);
    starts
        .map(|first| {
            let weight = |road: RoadId| router.weights.travel(road).0;
            let (to_end, from_start) = (label(Towards::Backward, first), label(Towards::Forward, first));
            let whole = ahead.time(from_start).saturating_add(back.time(to_end)) - weight(first);
            let along = std::iter::successors(Some(first), |&road| next(road));
            Plateau { first, agreed: along.map(weight).fold(0, u32::saturating_add), whole }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{any_network, assert_drivable, network};
    use super::*;
    use proptest::prelude::*;

    /// Whether a route keeps its limits, looked at without any of the code above: all parts, all pairs.
    fn assert_within(router: &Router<'_>, found: &[Alternative], limits: &Limits) {
        let network = router.network();
        let fastest = f64::from(found[0].route.travel.0);
        for (i, alternative) in found.iter().enumerate().skip(1) {
            let route = &alternative.route;
            assert!(f64::from(route.travel.0) <= fastest * limits.stretch);
            let before: Vec<RoadId> = found[..i].iter().flat_map(|a| a.route.roads.clone()).collect();
            let common: f64 =
                route.roads.iter().filter(|r| before.contains(r)).map(|&r| network.length(r).metres()).sum();
            assert!(common <= route.length.metres() * limits.shared + 1e-9);
            // Where a turn is forbidden, a piece of a fastest way need not be one itself: it is enough to lie in one.
            let parts: Vec<(usize, usize, f64, bool)> = (0..route.roads.len())
                .flat_map(|a| (a..route.roads.len()).map(move |b| (a, b)))
                .map(|(a, b)| {
                    let part = Route::over(network, router.weights(), route.roads[a..=b].to_vec());
                    let (from, to) = (network.from(route.roads[a]), network.to(route.roads[b]));
                    let best = router.fastest(&mut Search::default(), from, to).unwrap();
                    (a, b, f64::from(part.travel.0), best.travel == part.travel)
                })
                .collect();
            for &(a, b, _, _) in parts.iter().filter(|part| part.2 <= fastest * limits.local / 2.0 - 1.0) {
                let within = |part: &&(usize, usize, f64, bool)| part.0 <= a && b <= part.1;
                let holds = parts.iter().filter(within).any(|part| part.3 && part.2 <= fastest * limits.local);
                assert!(holds, "a detour over {:?}", &route.roads[a..=b]);
            }
        }
    }

    proptest! {
        #[test]
        fn every_alternative_keeps_its_limits(network in any_network(), stretch in 1.0f64..3.0, shared in 0.0f64..1.0) {
            let weights = Weights::of_network(&network);
            let router = Router::new(&network, &weights);
            let limits = Limits { stretch, shared, ..Limits::default() };
            for from in network.junctions() {
                for to in network.junctions() {
                    let found = router.alternatives(&[vec![from], vec![to]], 4, &limits);
                    let best = router.fastest(&mut Search::default(), from, to);
                    prop_assert_eq!(found.first().map(|a| a.route.travel), best.map(|r| r.travel));
                    prop_assert!(found.len() <= 4);
                    for alternative in &found {
                        assert_drivable(&network, &alternative.route, from, to, true);
                    }
                    if !found.is_empty() {
                        assert_within(&router, &found, &limits);
                    }
                }
            }
        }
    }

    #[test]
    fn three_bridges_are_three_routes() {
        // Over each of three bridges, 100, 110 and 130 seconds; and over a fourth in 200.
        let mut roads = Vec::new();
        for (bridge, half) in [(1, 50_000), (2, 55_000), (3, 65_000), (4, 100_000)] {
            roads.extend([(0, bridge, half), (bridge, 5, half)]);
        }
        let network = network(6, &roads, &[]);
        let weights = Weights::of_network(&network);
        let ends = [vec![JunctionId(0)], vec![JunctionId(5)]];
        let found = Router::new(&network, &weights).alternatives(&ends, 4, &Limits::default());
        let times: Vec<u32> = found.iter().map(|a| a.route.travel.0).collect();
        assert_eq!(times, [100_000, 110_000, 130_000]);
        assert!(found.iter().all(|a| a.shared < 1e-9));
        assert!((found[2].stretch - 1.3).abs() < 1e-9);
    }

    #[test]
    fn a_loop_through_a_lay_by_is_no_alternative() {
        // Straight on, or out through a lay-by and back: nearly all in common.
        let network = network(4, &[(0, 1, 100_000), (1, 2, 100_000), (2, 3, 100_000), (1, 2, 101_000)], &[]);
        let weights = Weights::of_network(&network);
        let ends = [vec![JunctionId(0)], vec![JunctionId(3)]];
        let found = Router::new(&network, &weights).alternatives(&ends, 3, &Limits::default());
        assert_eq!(found.len(), 1);
    }

    #[test]
    fn alternatives_through_a_town_all_pass_it() {
        let roads = [
            (0, 1, 50_000),
            (0, 2, 10_000),
            (2, 1, 45_000),
            (1, 3, 50_000),
            (1, 4, 30_000),
            (4, 3, 30_000),
            (0, 3, 20_000),
        ];
        let network = network(5, &roads, &[]);
        let weights = Weights::of_network(&network);
        let waypoints = [vec![JunctionId(0)], vec![JunctionId(1)], vec![JunctionId(3)]];
        let found = Router::new(&network, &weights).alternatives(&waypoints, 3, &Limits::default());
        assert!(found.len() >= 2, "{found:?}");
        assert!(found.iter().all(|a| a.route.roads.iter().any(|&r| network.to(r) == JunctionId(1))));
    }
}
