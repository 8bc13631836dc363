//! Schedules that several simulators replay: roads in the format `tnf-1` and, for each route, when its vehicles depart, as
//! `../shared/bench/planning` has them.

use crate::layout::{Closed, Layout, Queue, QueueId};
use crate::stage::{Stage, What};
use crate::trips::{Route, RouteId, Trips, Vehicle};
use crate::{Moment, WAVE};
use passage_model::id::JunctionId;
use passage_model::time::Interval;
use passage_model::units::Position;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Cars that stand on a metre of a lane, in hundredths: 5 m each (the default of `UXsim`, a jam density of 200 in a kilometre).
const STANDING: f64 = 20.0;

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
    /// From, to, steps, vehicles a step, window (-1: always open), metres, kilometres an hour.
    arcs: Vec<(u32, u32, u32, f64, i64, f64, f64)>,
    /// First and last step of each time in which a road may be entered.
    windows: Vec<Vec<(u32, u32)>>,
}

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
}

/// Why a schedule cannot be replayed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ScheduleError {
    /// A route has no road.
    #[error("route {0} has no road")]
    NoRoad(usize),
    /// A route names a road that is not there.
    #[error("route {0} names road {1}, which the roads do not have")]
    UnknownRoad(usize, u32),
    /// A route goes on where the road before does not end.
    #[error("route {0}: road {1} does not begin where the one before it ends")]
    RoadsApart(usize, u32),
    /// A road names a window that is not there, or no speed or length.
    #[error("road {0} has no speed, no length or a window that is not there")]
    Road(usize),
}

/// What there is to pass and who passes it. Each road has as many lanes as its rate needs under a triangular diagram with one
/// second's reaction, as the peers have it; a road is entered and left at its rate.
pub fn world(roads: &Roads, schedule: &Schedule) -> Result<(Layout, Trips), ScheduleError> {
    let mut layout = Layout::default();
    for number in 0..roads.arcs.len() {
        layout.add(road(roads, number).ok_or(ScheduleError::Road(number))?);
    }
    let (mut trips, mut starts) = (Trips::default(), BTreeMap::new());
    for (number, scheduled) in schedule.routes.iter().enumerate() {
        let mut at = None;
        // Whoever starts on one road stands in one line.
        let first = *scheduled.arcs.first().ok_or(ScheduleError::NoRoad(number))?;
        let mut queues = vec![*starts.entry(first).or_insert_with(|| layout.add(Queue::start()))];
        for &arc in &scheduled.arcs {
            let &(from, to, ..) = roads.arcs.get(arc as usize).ok_or(ScheduleError::UnknownRoad(number, arc))?;
            if at.is_some_and(|at| at != from) {
                return Err(ScheduleError::RoadsApart(number, arc));
            }
            at = Some(to);
            queues.push(QueueId(arc));
        }
        trips.routes.push(Route::through(queues));
        let route = RouteId(number as u32);
        let vehicle = |&seconds: &u32| Vehicle::car(route, Moment::seconds(u64::from(seconds)));
        trips.vehicles.extend(scheduled.dep.iter().map(vehicle));
    }
    Ok((layout, trips))
}

fn road(roads: &Roads, number: usize) -> Option<Queue> {
    let &(_, _, _, each, window, metres, speed) = roads.arcs.get(number)?;
    let step = roads.dt_min * 60.0;
    let fast = speed / 3.6;
    if !(fast > 0.0 && metres > 0.0 && step > 0.0 && fast.is_finite() && metres.is_finite()) {
        return None;
    }
    let rate = each / step;
    let lanes = (rate * (1.0 / (fast * 0.2) + 1.0)).ceil().max(1.0);
    let metres = metres.max(fast);
    let time = |seconds: f64| Moment((seconds * 1e6).round() as u64);
    let headway = if each <= 0.0 { Moment::NEVER } else { time(1.0 / rate) };
    let closed = match usize::try_from(window) {
        Ok(window) => closed(roads.windows.get(window)?, step),
        Err(_) => Vec::new(),
    };
    Some(Queue {
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

/// The times outside the windows; in the last step of a window vehicles still enter.
fn closed(windows: &[(u32, u32)], step: f64) -> Vec<Closed> {
    let at = |k: u32| Moment((f64::from(k) * step * 1e6).round() as u64);
    let mut closed = Vec::new();
    let mut from = Moment(0);
    for &(first, last) in windows {
        if at(first) > from {
            closed.push(Closed { from, until: at(first) });
        }
        from = at(last.saturating_add(1));
    }
    closed.push(Closed { from, until: Moment::NEVER });
    closed
}

/// A plan as roads and a schedule that other simulators replay: every road that it passes, and every vehicle at its planned
/// departure. Checkpoints, waiting places, and that a bus comes back for more are not in that format; a column is one vehicle.
/// O(vehicles + roads of courses).
pub fn written(stage: &Stage<'_>) -> (Roads, Schedule) {
    let (network, situation) = (stage.network, stage.situation);
    let mut number: BTreeMap<QueueId, u32> = BTreeMap::new();
    let mut junctions: BTreeMap<JunctionId, u32> = BTreeMap::new();
    let mut roads = Roads {
        format: "tnf-1".to_owned(),
        dt_min: 1.0,
        last: stage.plan.horizon.0 / 60,
        nodes: Vec::new(),
        arcs: Vec::new(),
        windows: Vec::new(),
    };
    // No other roads than those that the plan uses.
    for (queue, what) in (0u32..).map(QueueId).zip(&stage.queues[..stage.planned()]) {
        let What::Road(road) = *what else { continue };
        let ends = [network.from(road), network.to(road)].map(|junction| {
            *junctions.entry(junction).or_insert_with(|| {
                let (east, north) = metres(network.position(junction));
                roads.nodes.push((east, north, 0));
                roads.nodes.len() as u32 - 1
            })
        });
        let role = &situation.roads[road.index()];
        let seconds = f64::from(role.travel.0.max(1)) / 1000.0;
        let length = (f64::from(network.length(road).0) / 10.0).max(1.0);
        let opening = situation.opening(road);
        let window = if opening.is_always() { -1 } else { roads.windows.len() as i64 };
        if !opening.is_always() {
            let of =
                |open: &Interval| (open.from.0.div_ceil(60), (open.until.0 / 60).saturating_sub(1).min(roads.last));
            roads.windows.push(opening.intervals().iter().map(of).collect());
        }
        number.insert(queue, roads.arcs.len() as u32);
        let steps = (seconds / 60.0).ceil() as u32;
        let each = f64::from(role.capacity.0) / 60.0;
        roads.arcs.push((ends[0], ends[1], steps, each, window, length, length / seconds * 3.6));
    }
    let mut routes: Vec<ScheduledRoute> = Vec::new();
    for route in &stage.trips.routes {
        let arcs = route.queues.iter().filter_map(|queue| number.get(queue).copied()).collect();
        routes.push(ScheduledRoute { arcs, dep: Vec::new() });
    }
    for vehicle in &stage.trips.vehicles {
        routes[vehicle.route.0 as usize].dep.push((vehicle.called.0 / 1_000_000) as u32);
    }
    routes.retain(|route| !route.arcs.is_empty());
    for route in &mut routes {
        route.dep.sort_unstable();
    }
    (roads, Schedule { routes })
}

/// Metres east and north of where the meridian of Greenwich meets the equator, on a plate carree: for drawings.
fn metres(position: Position) -> (f64, f64) {
    const METRES: f64 = 111_320.0;
    let (lat, lon) = (position.lat_degrees(), position.lon_degrees());
    (lon * METRES * lat.to_radians().cos(), lat * METRES)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::CAR;

    fn roads() -> Roads {
        let road = |from, to, window| (from, to, 1, 30.0, window, 1000.0, 36.0);
        let (format, nodes) = (String::new(), Vec::new());
        Roads {
            format,
            dt_min: 1.0,
            last: 60,
            nodes,
            arcs: vec![road(0, 1, -1), road(1, 2, 0)],
            windows: vec![vec![(5, 9), (20, 30)]],
        }
    }

    fn route(arcs: &[u32]) -> Schedule {
        Schedule { routes: vec![ScheduledRoute { arcs: arcs.to_vec(), dep: vec![0, 2] }] }
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
    fn what_cannot_be_replayed_is_said() {
        assert_eq!(world(&roads(), &route(&[])).unwrap_err(), ScheduleError::NoRoad(0));
        assert_eq!(world(&roads(), &route(&[0, 7])).unwrap_err(), ScheduleError::UnknownRoad(0, 7));
        assert_eq!(world(&roads(), &route(&[1, 0])).unwrap_err(), ScheduleError::RoadsApart(0, 0));
        let mut bad = roads();
        bad.arcs[1].4 = 9;
        assert_eq!(world(&bad, &route(&[0])).unwrap_err(), ScheduleError::Road(1));
        bad.arcs[0].6 = f64::NAN;
        assert_eq!(world(&bad, &route(&[0])).unwrap_err(), ScheduleError::Road(0));
    }
}
