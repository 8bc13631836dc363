//! What can be reached by a deadline when roads are open only at times and waiting is possible only in some places.

use super::search::Towards;
use super::{CLOSED, Router};
use passage_model::id::{JunctionId, RoadId};
use passage_model::situation::{Situation, VehicleKind};
use passage_model::time::{Clock, Opening};
use passage_model::units::Vehicles;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// When roads are open, and where one may wait for them.
pub trait Hours {
    /// When a vehicle may be on a road.
    fn opening(&self, road: RoadId) -> &Opening;
    /// Whether a vehicle may wait at a junction.
    fn may_wait(&self, junction: JunctionId) -> bool;
    /// When a checkpoint at a junction lets a vehicle drive on; `None` where there is none.
    fn service(&self, _junction: JunctionId) -> Option<&Opening> {
        None
    }
}

/// Every road is always open.
pub struct AlwaysOpen(Opening);

impl Default for AlwaysOpen {
    fn default() -> Self {
        Self(Opening::always())
    }
}

impl Hours for AlwaysOpen {
    fn opening(&self, _road: RoadId) -> &Opening {
        &self.0
    }

    fn may_wait(&self, _junction: JunctionId) -> bool {
        true
    }
}

/// What a situation allows one vehicle of a kind: its windows and closures, its waiting places, the hours of its
/// checkpoints. How many others are on the road is not looked at.
pub struct OneVehicle<'a> {
    situation: &'a Situation,
    kind: VehicleKind,
    never: Opening,
}

impl<'a> OneVehicle<'a> {
    /// A vehicle of `kind` in `situation`.
    pub fn of(situation: &'a Situation, kind: VehicleKind) -> Self {
        Self { situation, kind, never: Opening::within(Vec::new()) }
    }
}

impl Hours for OneVehicle<'_> {
    fn opening(&self, road: RoadId) -> &Opening {
        self.situation.opening(road)
    }

    fn may_wait(&self, junction: JunctionId) -> bool {
        self.situation.waiting_room(junction) > Vehicles::ZERO
    }

    fn service(&self, junction: JunctionId) -> Option<&Opening> {
        let checkpoint = self.situation.checkpoint(junction)?;
        let passes = checkpoint.rates[self.kind as usize].0 > 0;
        Some(if passes { &checkpoint.hours } else { &self.never })
    }
}

/// What one vehicle can reach from where it starts. It may set out at any time from its start time on.
#[derive(Clone, Debug)]
pub struct Reach {
    stays: Vec<Stay>,
    /// For each junction, the stay with the earliest arrival.
    first: Vec<Option<u32>>,
}

/// A stretch of time, in milliseconds since the H-hour, in which a vehicle can be at a label.
#[derive(Clone, Copy, Debug)]
struct Stay {
    /// Its first moment.
    from: u64,
    /// Whether it can stay there as long as it likes.
    waits: bool,
    /// The road it came by and the stay it came from; `None` at the start.
    came: Option<(RoadId, u32)>,
}

/// A way with its moments.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reached {
    /// The roads, joined end to end.
    pub roads: Vec<RoadId>,
    /// When each road is entered, in milliseconds since the H-hour.
    pub enter: Vec<u64>,
    /// The arrival, rounded up to a second.
    pub arrive: Clock,
}

/// Later than every clock.
const EVER: u64 = u64::MAX / 4;

impl Router<'_> {
    /// What can be reached from `from`, setting out at `depart` or later, by `until`.
    ///
    /// A road is entered only within one open interval that also contains its leaving, and behind a checkpoint only
    /// while that works. Where one may wait, the earliest
    /// arrival is the best, and this is Dijkstra's algorithm with waiting (FIFO: Kaufman and Smith, IVHS Journal 1(1), 1993). Where one
    /// may not, an earlier arrival can be worse, so that labels hold intervals of moments (safe intervals: Phillips and Likhachev,
    /// ICRA 2011). Settled by earliest moment, each label keeps what lies after all earlier intervals.
    /// Exact. O(intervals x roads a junction x openings a road, times a logarithm); there is one interval a label where waiting is
    /// possible everywhere. Twin: every second tried (tests).
    pub fn reach(&self, from: JunctionId, depart: Clock, until: Clock, hours: &dyn Hours) -> Reach {
        let mut reach = Reach { stays: Vec::new(), first: vec![None; self.network.junction_count()] };
        let mut covered: Vec<Option<u64>> = vec![None; self.turns.count(Towards::Forward)];
        let mut queue: BinaryHeap<Reverse<(u64, u32, u64, u32)>> = BinaryHeap::new();
        let mut came: Vec<Option<(RoadId, u32)>> = vec![None];
        let deadline = milliseconds(until);
        let start = milliseconds(depart);
        if start <= deadline {
            queue.push(Reverse((start, from.0, EVER, 0)));
        }
        while let Some(Reverse((earliest, label, latest, origin))) = queue.pop() {
            let junction = self.turns.junction_of(Towards::Forward, label);
            let waits = came[origin as usize].is_none() || hours.may_wait(junction);
            let latest = if waits { EVER } else { latest };
            let known = &mut covered[label as usize];
            let earliest = known.map_or(earliest, |known| earliest.max(known + 1));
            if earliest > latest {
                continue;
            }
            *known = Some(latest);
            let stay = reach.stays.len() as u32;
            let came_by = came[origin as usize];
            reach.stays.push(Stay { from: earliest, waits, came: came_by });
            reach.first[junction.index()].get_or_insert(stay);
            for &road in self.network.leaving(junction) {
                let turned = self.turns.road(Towards::Forward, label).is_none_or(|by| self.network.may_turn(by, road));
                let travel = self.weights.travel(road);
                if !turned || travel == CLOSED {
                    continue;
                }
                let entries = entries(hours.opening(road), u64::from(travel.0), earliest, latest);
                for (enter, last) in entries.flat_map(|entry| served(hours.service(junction), entry)) {
                    let arrive = enter + u64::from(travel.0);
                    if arrive <= deadline {
                        came.push(Some((road, stay)));
                        let next = self.turns.reached_by(Towards::Forward, road);
                        queue.push(Reverse((arrive, next, last + u64::from(travel.0), came.len() as u32 - 1)));
                    }
                }
            }
        }
        reach
    }
}

impl Reach {
    /// The earliest arrival at a junction, rounded up to a second; `None` where it cannot be reached in time.
    pub fn arrival(&self, junction: JunctionId) -> Option<Clock> {
        let stay = (*self.first.get(junction.index())?)?;
        Some(clock_up(self.stays[stay as usize].from))
    }

    /// The way with the earliest arrival at a junction. It sets out and leaves waiting places as late as that allows.
    pub fn way(&self, junction: JunctionId, router: &Router<'_>) -> Option<Reached> {
        let mut stay = (*self.first.get(junction.index())?)?;
        let mut moment = self.stays[stay as usize].from;
        let mut way = Reached { arrive: clock_up(moment), ..Reached::default() };
        while let Some((road, before)) = self.stays[stay as usize].came {
            let enter = moment - u64::from(router.weights.travel(road).0);
            way.roads.push(road);
            way.enter.push(enter);
            // Where one may wait, one came at the first moment; elsewhere one passes through.
            let Stay { from, waits, .. } = self.stays[before as usize];
            moment = if waits { from } else { enter };
            stay = before;
        }
        way.roads.reverse();
        way.enter.reverse();
        Some(way)
    }

    /// How many intervals the search kept: at least one for each label reached.
    pub fn intervals(&self) -> usize {
        self.stays.len()
    }

    /// All junctions that can be reached, in the order of their ids, each with its earliest arrival.
    pub fn reached(&self) -> impl Iterator<Item = (JunctionId, Clock)> + '_ {
        let junctions = self.first.iter().enumerate();
        junctions.filter_map(|(j, stay)| stay.map(|s| (JunctionId::at(j), clock_up(self.stays[s as usize].from))))
    }
}

/// The moments at which a road may be entered by someone who can be there from `earliest` to `latest`: first and last of
/// each interval.
fn entries(opening: &Opening, travel: u64, earliest: u64, latest: u64) -> impl Iterator<Item = (u64, u64)> + '_ {
    opening.intervals().iter().filter_map(move |open| {
        let (from, until) = (milliseconds(open.from), milliseconds(open.until));
        let first = earliest.max(from);
        // On the road at `enter` and off it at `until`; a road of no time is still entered before it closes.
        let last = latest.min(until.checked_sub(travel.max(1))?);
        (first <= last).then_some((first, last))
    })
}

/// The parts of a stretch of moments at which a checkpoint works; its last second is the one before it ends.
fn served(service: Option<&Opening>, (first, last): (u64, u64)) -> impl Iterator<Item = (u64, u64)> + '_ {
    let hours = service.into_iter().flat_map(Opening::intervals);
    let parts = hours.filter_map(move |open| {
        let (from, until) = (milliseconds(open.from), milliseconds(open.until).saturating_sub(1000));
        let part = (first.max(from), last.min(until));
        (part.0 <= part.1 && open.from < open.until).then_some(part)
    });
    service.is_none().then_some((first, last)).into_iter().chain(parts)
}

fn milliseconds(clock: Clock) -> u64 {
    if clock == Clock::NEVER { EVER } else { u64::from(clock.0) * 1000 }
}

fn clock_up(moment: u64) -> Clock {
    Clock(u32::try_from(moment.div_ceil(1000)).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{any_network, network};
    use super::super::{Search, Weights};
    use super::*;
    use passage_model::network::Network;
    use passage_model::time::Interval;
    use proptest::prelude::*;

    struct Rules {
        openings: Vec<Opening>,
        waiting: Vec<bool>,
        services: Vec<Option<Opening>>,
    }

    impl Hours for Rules {
        fn opening(&self, road: RoadId) -> &Opening {
            &self.openings[road.index()]
        }

        fn may_wait(&self, junction: JunctionId) -> bool {
            self.waiting[junction.index()]
        }

        fn service(&self, junction: JunctionId) -> Option<&Opening> {
            self.services.get(junction.index())?.as_ref()
        }
    }

    fn window(from: u32, until: u32) -> Opening {
        Opening::within(vec![Interval { from: Clock(from), until: Clock(until) }])
    }

    const END: usize = 60;

    /// Whether one can be at each junction at each second, by trying every second: `at[second][road]`, last road driven.
    fn arrivals_by_trying(network: &Network, weights: &Weights, rules: &Rules, from: JunctionId) -> Vec<Option<Clock>> {
        let roads = network.road_count();
        let mut at = vec![vec![false; roads]; END + 1];
        let mut first: Vec<Option<Clock>> = vec![None; network.junction_count()];
        first[from.index()] = Some(Clock(0));
        for second in 0..=END {
            // Roads of no time: as often as a chain of them can be long.
            for _ in 0..=roads {
                for next in network.roads().filter(|&r| weights.is_open(r)) {
                    let leaves_home = network.from(next) == from;
                    let drives_on = network.roads().any(|r| at[second][r.index()] && network.may_turn(r, next));
                    let travel = weights.travel(next).0 as usize / 1000;
                    let leave = Clock((second + travel) as u32);
                    let moment = Clock(second as u32);
                    let served = rules.service(network.from(next)).is_none_or(|hours| hours.at(moment).is_some());
                    if (leaves_home || drives_on)
                        && served
                        && second + travel <= END
                        && rules.opening(next).holds(Clock(second as u32), leave)
                    {
                        at[second + travel][next.index()] = true;
                    }
                }
            }
            for road in network.roads().filter(|r| at[second][r.index()]) {
                first[network.to(road).index()].get_or_insert(Clock(second as u32));
            }
            for road in network.roads() {
                if second < END && at[second][road.index()] && rules.waiting[network.to(road).index()] {
                    at[second + 1][road.index()] = true;
                }
            }
        }
        first
    }

    proptest! {
        #[test]
        fn the_earliest_arrival_is_what_trying_every_second_finds(
            network in any_network(),
            spans in prop::collection::vec((0u32..30, 1u32..40, 0u32..30, 1u32..20), 17),
            waiting in prop::collection::vec(any::<bool>(), 8),
            services in prop::collection::vec((any::<bool>(), 0u32..30, 0u32..30), 8),
        ) {
            let mut weights = Weights::of_network(&network);
            for road in network.roads().filter(|&r| weights.is_open(r)).collect::<Vec<_>>() {
                weights.set(road, passage_model::units::Milliseconds(weights.travel(road).0 % 12 * 1000));
            }
            let openings = spans.iter().map(|&(a, b, c, d)| {
                if a % 3 == 0 { Opening::always() } else { window(a, a + b).or(&window(a + b + c, a + b + c + d)) }
            });
            let services = services.into_iter().map(|(is_there, a, b)| is_there.then(|| window(a, a + b))).collect();
            let rules = Rules { openings: openings.collect(), waiting, services };
            let router = Router::new(&network, &weights);
            for from in network.junctions() {
                let reach = router.reach(from, Clock(0), Clock(END as u32), &rules);
                let twin = arrivals_by_trying(&network, &weights, &rules, from);
                for to in network.junctions() {
                    prop_assert_eq!(reach.arrival(to), twin[to.index()]);
                    if let Some(way) = reach.way(to, &router) {
                        check_way(&network, &weights, &rules, &way, from, to);
                    }
                }
            }
        }

        #[test]
        fn without_hours_it_is_the_fastest_time(network in any_network()) {
            let weights = Weights::of_network(&network);
            let router = Router::new(&network, &weights);
            for from in network.junctions() {
                let times = router.times_from(&mut Search::default(), from);
                let reach = router.reach(from, Clock(7), Clock::NEVER, &AlwaysOpen::default());
                for to in network.junctions() {
                    let time = times[to.index()];
                    let clock = (time != CLOSED).then(|| Clock(7) + time.seconds_up());
                    prop_assert_eq!(reach.arrival(to), clock);
                }
            }
        }
    }

    fn check_way(network: &Network, weights: &Weights, rules: &Rules, way: &Reached, from: JunctionId, to: JunctionId) {
        let mut at = from;
        for (i, &road) in way.roads.iter().enumerate() {
            assert_eq!(network.from(road), at);
            at = network.to(road);
            let leave = way.enter[i] + u64::from(weights.travel(road).0);
            assert!(rules.opening(road).holds(clock_up(way.enter[i]), clock_up(leave)));
            assert!(rules.service(network.from(road)).is_none_or(|hours| hours.at(clock_up(way.enter[i])).is_some()));
            let next = way.enter.get(i + 1).copied().unwrap_or(leave);
            assert!(leave <= next && (leave == next || rules.waiting[at.index()]), "waits at {at}");
            assert!(way.roads.get(i + 1).is_none_or(|&onto| network.may_turn(road, onto)));
        }
        assert_eq!(at, to);
    }

    #[test]
    fn where_one_may_not_wait_one_sets_out_later() {
        // The second road opens at second 100; the first takes 10 seconds.
        let network = network(3, &[(0, 1, 10_000), (1, 2, 20_000)], &[]);
        let weights = Weights::of_network(&network);
        let router = Router::new(&network, &weights);
        let mut rules =
            Rules { openings: vec![window(0, 95), window(100, 200)], waiting: vec![true; 3], services: Vec::new() };
        let reach = router.reach(JunctionId(0), Clock(0), Clock(1_000), &rules);
        assert_eq!(reach.way(JunctionId(2), &router).unwrap().enter, [0, 100_000]);
        rules.waiting[1] = false;
        // The first road is closed at 95, so that nobody can be at its end at 100.
        assert_eq!(router.reach(JunctionId(0), Clock(0), Clock(1_000), &rules).arrival(JunctionId(2)), None);
        rules.openings[0] = window(0, 101);
        let reach = router.reach(JunctionId(0), Clock(0), Clock(1_000), &rules);
        assert_eq!(reach.way(JunctionId(2), &router).unwrap().enter, [90_000, 100_000]);
        assert_eq!(reach.arrival(JunctionId(1)), Some(Clock(10)));
        assert_eq!(router.reach(JunctionId(0), Clock(0), Clock(119), &rules).arrival(JunctionId(2)), None);
    }
}
