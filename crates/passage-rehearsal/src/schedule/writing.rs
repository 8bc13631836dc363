//! A plan as roads and a schedule that other simulators replay.

use super::{Roads, Schedule, ScheduledRoad, ScheduledRoute};
use crate::Moment;
use crate::layout::QueueId;
use crate::stage::{Stage, What};
use passage_model::id::JunctionId;
use passage_model::time::Interval;
use passage_model::units::Position;
use std::collections::BTreeMap;

/// A plan as roads and a schedule that other simulators replay: every road that it passes, and every vehicle at its planned
/// departure, with those on board and where it stays on the way. Checkpoints, and that a bus leaves when its run before is done,
/// are not in that format; a column is one vehicle. O(vehicles + roads of courses, x log).
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
            roads.windows.push(opening.intervals().iter().filter_map(|open| steps(*open, roads.last)).collect());
        }
        number.insert(queue, roads.arcs.len() as u32);
        let each = f64::from(role.capacity.0) / 60.0;
        let (steps, speed) = ((seconds / 60.0).ceil() as u32, length / seconds * 3.6);
        roads.arcs.push(ScheduledRoad(ends[0], ends[1], steps, each, window, length, speed));
    }
    let mut routes: Vec<ScheduledRoute> = Vec::new();
    for route in &stage.trips.routes {
        let on_roads = |queues: &[QueueId]| queues.iter().filter_map(|queue| number.get(queue).copied()).collect();
        let arcs: Vec<u32> = on_roads(&route.queues);
        let stay = |&(place, until): &(u32, Moment)| {
            let passed: Vec<u32> = on_roads(&route.queues[..place as usize]);
            (passed.len() as u32, (until.0 / 1_000_000) as u32)
        };
        let stays = route.holds.iter().map(stay).filter(|stay| (1..arcs.len() as u32).contains(&stay.0)).collect();
        routes.push(ScheduledRoute { arcs, stays, ..ScheduledRoute::default() });
    }
    let mut vehicles: Vec<_> = stage.trips.vehicles.iter().zip(&stage.loads).collect();
    vehicles.sort_by_key(|(vehicle, _)| vehicle.called);
    for (vehicle, load) in vehicles {
        let route = &mut routes[vehicle.route.0 as usize];
        route.dep.push((vehicle.called.0 / 1_000_000) as u32);
        route.persons.push(load.persons);
    }
    routes.retain(|route| !route.arcs.is_empty());
    (roads, Schedule { routes })
}

/// The whole minutes of an interval: the first and the last in which a road may be entered.
fn steps(open: Interval, last: u32) -> Option<(u32, u32)> {
    let (first, beyond) = (open.from.0.div_ceil(60), open.until.0 / 60);
    (first < beyond).then(|| (first, (beyond - 1).min(last)))
}

/// Metres east and north of where the meridian of Greenwich meets the equator, on a plate carree: for drawings.
fn metres(position: Position) -> (f64, f64) {
    const METRES: f64 = 111_320.0;
    let (lat, lon) = (position.lat_degrees(), position.lon_degrees());
    (lon * METRES * lat.to_radians().cos(), lat * METRES)
}
