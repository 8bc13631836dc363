//! The ways of vehicles on the map: lines that many drive, and for each vehicle how far along its line it is when.

use super::{Shown, deltas, seconds};
use crate::map::{Projection, line};
use passage_model::id::RoadId;
use passage_rehearsal::{RouteId, What};
use std::collections::BTreeMap;

/// Tenths of a point in a point of the map.
pub const TENTHS: f64 = 10.0;
/// No line of a road and no vehicle is drawn farther than this from where it is, in points of a map 960 points wide.
const TOLERANCE: f64 = 0.5;

/// A line on the map, measured along itself.
pub struct Line {
    /// Points with their distance from the start; those that a straight line comes close to are left out.
    points: Vec<(f64, f64, f64)>,
    /// The distance at which each road ends.
    ends: Vec<f64>,
}

impl Line {
    fn of(shown: &Shown<'_>, projection: &Projection, roads: &[RoadId]) -> Self {
        let mut points: Vec<(f64, f64, f64)> = Vec::new();
        let mut ends = Vec::new();
        let mut far = 0.0;
        for &road in roads {
            for (x, y) in projection.all(shown.stage.network.line(road)) {
                if let Some(last) = points.last() {
                    far += (x - last.0).hypot(y - last.1);
                }
                points.push((x, y, far));
            }
            ends.push(far);
        }
        let distance = |p: (f64, f64, f64), a: (f64, f64, f64), b: (f64, f64, f64)| {
            // Where the distance along the line says it is, and not only beside the line.
            let share = if b.2 > a.2 { (p.2 - a.2) / (b.2 - a.2) } else { 0.0 };
            (p.0 - a.0 - (b.0 - a.0) * share).hypot(p.1 - a.1 - (b.1 - a.1) * share)
        };
        let kept = line::kept(&points, TOLERANCE / 2.0, distance);
        Self { points: points.into_iter().zip(kept).filter(|(_, kept)| *kept).map(|(point, _)| point).collect(), ends }
    }

    /// Its points as x, y and distance, each in tenths, after the first as differences.
    pub fn numbers(&self) -> Vec<i64> {
        let tenths = |number: f64| (number * TENTHS).round() as i64;
        let [x, y, far] = [0, 1, 2].map(|n| deltas(self.points.iter().map(|p| tenths([p.0, p.1, p.2][n]))));
        (0..self.points.len()).flat_map(|i| [x[i], y[i], far[i]]).collect()
    }
}

/// The lines that are driven, each once.
pub struct Lines<'a> {
    shown: &'a Shown<'a>,
    projection: &'a Projection,
    known: BTreeMap<Vec<RoadId>, usize>,
    /// In the order in which they were first asked for.
    pub all: Vec<Line>,
}

impl<'a> Lines<'a> {
    /// None yet.
    pub fn new(shown: &'a Shown<'a>, projection: &'a Projection) -> Self {
        Self { shown, projection, known: BTreeMap::new(), all: Vec::new() }
    }

    /// The line of a route.
    fn of(&mut self, route: RouteId) -> usize {
        let queues = &self.shown.setting.trips.routes[route.0 as usize].queues;
        let road = |queue: &passage_rehearsal::QueueId| match self.shown.stage.queues[queue.index()] {
            What::Road(road) => Some(road),
            _ => None,
        };
        let roads: Vec<RoadId> = queues.iter().filter_map(road).collect();
        if let Some(&known) = self.known.get(&roads) {
            return known;
        }
        self.all.push(Line::of(self.shown, self.projection, &roads));
        self.known.insert(roads, self.all.len() - 1);
        self.all.len() - 1
    }

    /// The line of a vehicle, and seconds with tenths along it, after the first as differences; none for one that never sets out.
    pub fn drive(&mut self, vehicle: u32) -> Option<(usize, Vec<i64>)> {
        let shown = self.shown;
        let route = shown.setting.trips.vehicles[vehicle as usize].route;
        let queues = &shown.setting.trips.routes[route.0 as usize].queues;
        let number = self.of(route);
        let line = &self.all[number];
        // Roads that end before each place of the route.
        let mut before: Vec<usize> = Vec::with_capacity(queues.len());
        let mut roads = 0;
        for queue in queues {
            before.push(roads);
            roads += usize::from(matches!(shown.stage.queues[queue.index()], What::Road(_)));
        }
        let spots = shown.film.way(shown.stage, shown.setting, vehicle);
        let along = |place: u32, share: f64| {
            let end = |roads: usize| roads.checked_sub(1).map_or(0.0, |last| line.ends[last]);
            let begun = before[place as usize];
            let is_road = matches!(shown.stage.queues[queues[place as usize].index()], What::Road(_));
            if is_road { end(begun) + (end(begun + 1) - end(begun)) * share } else { end(begun) }
        };
        let horizon = shown.stage.plan.horizon.0;
        let driven: Vec<(i64, i64)> = spots
            .iter()
            .map(|spot| {
                let far = along(spot.place, spot.share) * TENTHS;
                (i64::from(seconds(spot.at, horizon)), far.round() as i64)
            })
            .collect();
        let off = |p: (i64, i64), a: (i64, i64), b: (i64, i64)| {
            let share = if b.0 > a.0 { (p.0 - a.0) as f64 / (b.0 - a.0) as f64 } else { 0.0 };
            (p.1 as f64 - a.1 as f64 - (b.1 - a.1) as f64 * share).abs()
        };
        let kept = line::kept(&driven, TOLERANCE * TENTHS, off);
        let kept: Vec<(i64, i64)> = driven.into_iter().zip(kept).filter(|(_, kept)| *kept).map(|(at, _)| at).collect();
        let (when, far) = (deltas(kept.iter().map(|at| at.0)), deltas(kept.iter().map(|at| at.1)));
        (!kept.is_empty()).then(|| (number, when.into_iter().zip(far).flat_map(|(when, far)| [when, far]).collect()))
    }
}
