//! Schedules that several simulators replay: roads in the format `tnf-1` and, for each route, when its vehicles depart, as
//! `../shared/bench/planning` has them; two keys more, which others do not look at, say who is on board and who stays on the way.

mod fault;
mod writing;

pub use fault::{ScheduleError, Source, Step};
pub use writing::written;

use crate::layout::{Closed, Layout, Queue, QueueId};
use crate::stage::closed;
use crate::trips::{Route, RouteId, Trips, Vehicle};
use crate::{Moment, WAVE};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Cars that stand on a metre of a lane, in hundredths: 5 m each (the default of `UXsim`, a jam density of 200 in a kilometre).
const STANDING: f64 = 20.0;

/// The most vehicles: more is a file that went wrong.
pub const MOST_VEHICLES: usize = 10_000_000;

/// The roads of an instance; whatever else it has is not looked at.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Roads {
    /// `tnf-1`.
    #[serde(default)]
    format: String,
    /// Minutes in a step.
    dt_min: f64,
    /// The last step.
    #[serde(rename = "T", default)]
    last: u32,
    /// Metres east and north, and how many may wait there.
    #[serde(default)]
    nodes: Vec<(f64, f64, i64)>,
    /// The roads, by their numbers.
    arcs: Vec<ScheduledRoad>,
    /// First and last step of each time in which a road may be entered.
    #[serde(default)]
    windows: Vec<Vec<(u32, u32)>>,
}

/// A road: from, to, steps, vehicles a step, window (-1: always open), metres, kilometres an hour.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(expecting = "a road of seven numbers: from, to, steps, vehicles a step, window, metres, km/h")]
pub struct ScheduledRoad(pub u32, pub u32, pub u32, pub f64, pub i64, pub f64, pub f64);

/// When vehicles depart, by routes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schedule {
    /// The routes.
    pub routes: Vec<ScheduledRoute>,
}

/// A route with its departures.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScheduledRoute {
    /// Its roads by their places in the instance.
    pub arcs: Vec<u32>,
    /// Seconds from the beginning.
    pub dep: Vec<u32>,
    /// Persons on board, by departure; empty where nobody has counted them. An addition of ours.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub persons: Vec<u32>,
    /// Where its vehicles stay beside the road: behind which road of the route (1: the first), and until how many seconds after
    /// the departure. An addition of ours.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stays: Vec<(u32, u32)>,
}

impl Roads {
    /// Roads with their junctions, in metres east and north, and windows of steps.
    pub fn new(
        minutes_a_step: f64,
        last: u32,
        junctions: Vec<(f64, f64)>,
        roads: Vec<ScheduledRoad>,
        windows: Vec<Vec<(u32, u32)>>,
    ) -> Self {
        let nodes = junctions.into_iter().map(|(east, north)| (east, north, 0)).collect();
        Self { format: "tnf-1".to_owned(), dt_min: minutes_a_step, last, nodes, arcs: roads, windows }
    }

    /// The format that they say they have; empty where they say none.
    pub fn format(&self) -> &str {
        &self.format
    }

    /// The roads, by their numbers.
    pub fn roads(&self) -> &[ScheduledRoad] {
        &self.arcs
    }
}

impl Schedule {
    /// Departures.
    pub fn vehicles(&self) -> usize {
        self.routes.iter().map(|route| route.dep.len()).sum()
    }

    /// Persons in each vehicle, in the order of [`world`]; `None` where a route does not say.
    pub fn persons(&self) -> Option<Vec<u32>> {
        let counted = self.routes.iter().all(|route| route.persons.len() == route.dep.len());
        let any = self.routes.iter().any(|route| !route.persons.is_empty());
        (counted && any).then(|| self.routes.iter().flat_map(|route| route.persons.iter().copied()).collect())
    }
}

/// What there is to pass and who passes it: the roads by their numbers, then where vehicles start and stay; vehicles by route, in the
/// order of its departures. Each road has as many lanes as its rate needs under a triangular diagram with one second's reaction, as
/// the peers have it; a road is entered and left at its rate. O(roads + vehicles + roads of routes, x log).
pub fn world(roads: &Roads, schedule: &Schedule) -> Result<(Layout, Trips), ScheduleError> {
    let mut layout = Layout::default();
    if !(roads.dt_min > 0.0 && roads.dt_min.is_finite()) {
        return Err(ScheduleError::Step);
    }
    for number in 0..roads.arcs.len() {
        layout.add(road(roads, number)?);
    }
    for (number, windows) in roads.windows.iter().enumerate() {
        // [40, 39] is a window of no step.
        if let Some(place) = windows.iter().position(|(first, last)| *first > last.saturating_add(1)) {
            return Err(ScheduleError::Window(number, place));
        }
    }
    if schedule.vehicles() == 0 {
        return Err(ScheduleError::Nobody);
    }
    if schedule.vehicles() > MOST_VEHICLES {
        return Err(ScheduleError::TooMany);
    }
    let (mut trips, mut starts, mut stays) = (Trips::default(), BTreeMap::new(), BTreeMap::new());
    for (number, scheduled) in schedule.routes.iter().enumerate() {
        fault::look(roads, number, scheduled)?;
        // Whoever starts on one road stands in one line.
        let first = scheduled.arcs[0];
        let mut queues = vec![*starts.entry(first).or_insert_with(|| layout.add(Queue::start()))];
        let mut holds = Vec::new();
        let mut stopping = scheduled.stays.iter().peekable();
        for (passed, &arc) in (0u32..).zip(&scheduled.arcs) {
            if let Some((_, until)) = stopping.next_if(|stay| stay.0 == passed) {
                holds.push((queues.len() as u32, Moment::seconds(u64::from(*until))));
                // Whoever goes on elsewhere does not stand in the way.
                let place = (scheduled.arcs[passed as usize - 1], arc);
                queues.push(*stays.entry(place).or_insert_with(|| layout.add(beside())));
            }
            queues.push(QueueId(arc));
        }
        trips.routes.push(Route { queues, holds });
        let route = RouteId(number as u32);
        let vehicle = |&seconds: &u32| Vehicle::car(route, Moment::seconds(u64::from(seconds)));
        trips.vehicles.extend(scheduled.dep.iter().map(vehicle));
    }
    Ok((layout, trips))
}

/// A place beside the road with room for all.
fn beside() -> Queue {
    Queue { beside: true, ..Queue::start() }
}

fn road(roads: &Roads, number: usize) -> Result<Queue, ScheduleError> {
    let ScheduledRoad(from, to, _, each, window, metres, speed) = roads.arcs[number];
    let fault = |place| ScheduleError::Road(number, place);
    for (place, junction) in [from, to].into_iter().enumerate() {
        if !roads.nodes.is_empty() && junction as usize >= roads.nodes.len() {
            return Err(ScheduleError::Junction(number, place, junction));
        }
    }
    let (step, fast) = (roads.dt_min * 60.0, speed / 3.6);
    for (place, right) in [(3, each >= 0.0 && each.is_finite()), (5, above(metres)), (6, above(fast))] {
        if !right {
            return Err(fault(place));
        }
    }
    let rate = each / step;
    let lanes = (rate * (1.0 / (fast * 0.2) + 1.0)).ceil().max(1.0);
    let metres = metres.max(fast);
    let time = |seconds: f64| Moment((seconds * 1e6).round() as u64);
    let headway = if each <= 0.0 { Moment::NEVER } else { time(1.0 / rate) };
    let closed = match usize::try_from(window) {
        Ok(window) => outside(roads.windows.get(window).ok_or(fault(4))?, step),
        Err(_) => Vec::new(),
    };
    Ok(Queue {
        free: time(metres / fast),
        headway,
        headway_in: headway,
        storage: Some((STANDING * lanes * metres) as u32),
        wave: time(metres / f64::from(WAVE)),
        closed,
        driven: true,
        ..Queue::start()
    })
}

fn above(number: f64) -> bool {
    number > 0.0 && number.is_finite()
}

/// The times outside the windows; in the last step of a window vehicles still enter.
fn outside(windows: &[(u32, u32)], step: f64) -> Vec<Closed> {
    let at = |k: u64| Moment((k as f64 * step * 1e6).round() as u64);
    let mut open: Vec<_> =
        windows.iter().map(|&(first, last)| (at(u64::from(first)), at(u64::from(last) + 1))).collect();
    open.sort_unstable();
    closed(open.into_iter())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::CAR;
    use crate::{Fate, Nobody, day};

    fn roads() -> Roads {
        let road = |from, to, window| ScheduledRoad(from, to, 1, 30.0, window, 1000.0, 36.0);
        let windows = vec![vec![(5, 9), (20, 30)]];
        Roads::new(1.0, 60, Vec::new(), vec![road(0, 1, -1), road(1, 2, 0)], windows)
    }

    fn route(arcs: &[u32]) -> Schedule {
        Schedule { routes: vec![ScheduledRoute { arcs: arcs.to_vec(), dep: vec![0, 2], ..ScheduledRoute::default() }] }
    }

    #[test]
    fn roads_have_the_lanes_that_their_rate_needs() {
        // 0.5 a second at 10 m/s: 1 / (1 / 2 + 1) = 0.67 a lane.
        let (layout, trips) = world(&roads(), &route(&[0, 1])).unwrap();
        let road = &layout.queues[0];
        assert_eq!((road.free, road.headway), (Moment::seconds(100), Moment::seconds(2)));
        assert_eq!((road.storage, road.wave), (Some(200 * CAR), Moment::seconds(200)));
        let at = |minute: u64| Moment::seconds(minute * 60);
        let outside = [(at(0), at(5)), (at(10), at(20)), (at(31), Moment::NEVER)];
        assert_eq!(layout.queues[1].closed, outside.map(|(from, until)| Closed { from, until }));
        assert_eq!(trips.vehicles.len(), 2);
        assert_eq!(trips.routes[0].queues, [QueueId(2), QueueId(0), QueueId(1)]);
    }

    #[test]
    fn windows_may_come_in_any_order_and_overlap() {
        let mut mixed = roads();
        mixed.windows = vec![vec![(20, 30), (5, 7), (7, 9), (40, 39)]];
        let closures = |roads: &Roads| world(roads, &route(&[0])).unwrap().0.queues[1].closed.clone();
        assert_eq!(closures(&mixed), closures(&roads()));
    }

    #[test]
    fn whoever_stays_on_the_way_stands_in_nobodys_way() {
        let mut all = roads();
        all.arcs[1].4 = -1;
        let mut schedule = route(&[0, 1]);
        schedule.routes[0].stays = vec![(1, 600)];
        schedule.routes.push(ScheduledRoute { arcs: vec![0, 1], dep: vec![10], ..ScheduledRoute::default() });
        let (layout, trips) = world(&all, &schedule).unwrap();
        let fates = day(&layout, &trips, Moment::NEVER, &mut Nobody).fates;
        let arrives = |second| Fate::Arrived(Moment::seconds(second));
        assert_eq!(fates, [arrives(700), arrives(702), arrives(210)]);
    }

    #[test]
    fn what_cannot_be_replayed_is_said_with_its_place() {
        use Step::{At, Key};
        let fault = |roads: &Roads, schedule: &Schedule| world(roads, schedule).unwrap_err();
        assert_eq!(fault(&roads(), &route(&[])), ScheduleError::NoRoad(0));
        let unknown = fault(&roads(), &route(&[0, 7]));
        assert_eq!(unknown.to_string(), "route 0 names road 7, which the roads do not have");
        assert_eq!(unknown.place(), (Source::Schedule, vec![Key("routes"), At(0), Key("arcs"), At(1)]));
        assert_eq!(fault(&roads(), &route(&[1, 0])), ScheduleError::RoadsApart(0, 1, 0));
        let mut schedule = route(&[0, 1]);
        schedule.routes[0].persons = vec![4];
        assert_eq!(fault(&roads(), &schedule), ScheduleError::Persons(0, 1, 2));
        for stays in [vec![(0, 5)], vec![(2, 5)], vec![(1, 5), (1, 9)]] {
            let mut schedule = route(&[0, 1]);
            schedule.routes[0].stays = stays.clone();
            assert_eq!(fault(&roads(), &schedule), ScheduleError::Stay(0, stays.len() - 1));
        }
        let mut bad = roads();
        bad.arcs[1].4 = 9;
        let window = fault(&bad, &route(&[0]));
        assert!(window.to_string().starts_with("road 1 has no window of that number"), "{window}");
        assert_eq!(window.place(), (Source::Roads, vec![Key("arcs"), At(1), At(4)]));
        bad.arcs[0].6 = f64::NAN;
        assert_eq!(fault(&bad, &route(&[0])), ScheduleError::Road(0, 6));
        bad.nodes = vec![(0.0, 0.0, 0); 2];
        assert_eq!(fault(&bad, &route(&[0])), ScheduleError::Road(0, 6));
        bad.arcs[0] = ScheduledRoad(0, 3, 1, 1.0, -1, 1.0, 1.0);
        assert_eq!(fault(&bad, &route(&[0])), ScheduleError::Junction(0, 1, 3));
        bad.dt_min = 0.0;
        assert_eq!(fault(&bad, &route(&[0])), ScheduleError::Step);
    }
}
