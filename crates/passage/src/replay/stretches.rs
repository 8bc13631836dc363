//! Roads in stretches that can be seen on the map, each as full as its queues together, and closed as they are.

use super::{Shown, deltas, seconds};
use crate::map::{Projection, line};
use passage_model::id::RoadId;
use passage_rehearsal::{Closed, Moments, QueueId, What, taken};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// A stretch is at least so long, where it meets no other: points of a map 960 points wide.
const SHORTEST: f64 = 9.0;

/// Some roads that are driven one after the other and nowhere else.
struct Stretch {
    queues: Vec<QueueId>,
    points: Vec<(f64, f64)>,
}

/// The stretches as documents.
pub fn of(shown: &Shown<'_>, projection: &Projection, moments: Moments) -> Vec<Value> {
    let stretches = cut(shown, projection);
    let by_queue: BTreeMap<QueueId, usize> =
        stretches.iter().enumerate().flat_map(|(n, stretch)| stretch.queues.iter().map(move |q| (*q, n))).collect();
    let taken = taken(shown.setting, shown.film, &by_queue, stretches.len(), moments);
    let queue = |queue: &QueueId| &shown.setting.layout.queues[queue.index()];
    let document = |(stretch, taken): (Stretch, Vec<u32>)| {
        let holds: u64 = stretch.queues.iter().map(|q| u64::from(queue(q).storage.unwrap_or(u32::MAX))).sum();
        let levels = taken.iter().map(|&taken| level(u64::from(taken), holds));
        let closed = stretch.queues.first().map_or(&[][..], |first| &queue(first).closed[..]);
        json!({
            "line": numbers(&stretch.points),
            "full": changes(levels),
            "closed": spans(closed, shown.stage.plan.horizon.0),
        })
    };
    stretches.into_iter().zip(taken).map(document).collect()
}

/// Quarters of a road's room that are taken, begun ones whole: nothing, up to a quarter, ... more than three.
fn level(taken: u64, holds: u64) -> u8 {
    if taken == 0 { 0 } else { 1 + (taken * 4 / holds.max(1)).min(3) as u8 }
}

/// The places at which a value changes, as differences, each with the new value; it is nothing before.
fn changes(values: impl Iterator<Item = u8>) -> Vec<i64> {
    let (mut now, mut at) = (0, 0);
    let mut changes = Vec::new();
    for (place, value) in values.enumerate() {
        if value != now {
            changes.extend([place as i64 - at, i64::from(value)]);
            (now, at) = (value, place as i64);
        }
    }
    changes
}

/// From and until of each time up to the horizon; what lasts beyond it holds at the horizon too.
pub fn spans(closed: &[Closed], horizon: u32) -> Vec<[u32; 2]> {
    let span = |closed: &Closed| [closed.from, closed.until].map(|moment| seconds(moment, horizon.saturating_add(1)));
    closed.iter().map(span).filter(|[from, until]| from < until).collect()
}

fn numbers(points: &[(f64, f64)]) -> Vec<i64> {
    let tenths = |number: f64| (number * super::lines::TENTHS).round() as i64;
    let (x, y) = (deltas(points.iter().map(|p| tenths(p.0))), deltas(points.iter().map(|p| tenths(p.1))));
    x.into_iter().zip(y).flat_map(|(x, y)| [x, y]).collect()
}

/// Roads joined where all who drive one drive the other next, and closed alike; cut again where they are long enough to be seen.
fn cut(shown: &Shown<'_>, projection: &Projection) -> Vec<Stretch> {
    let (network, layout) = (shown.stage.network, &shown.setting.layout);
    let mut before: BTreeMap<QueueId, BTreeSet<Option<QueueId>>> = BTreeMap::new();
    let mut next = before.clone();
    for route in &shown.setting.trips.routes {
        let is_road = |queue: &&QueueId| matches!(shown.stage.queues[queue.index()], What::Road(_));
        let roads: Vec<QueueId> = route.queues.iter().filter(is_road).copied().collect();
        for (place, &road) in roads.iter().enumerate() {
            before.entry(road).or_default().insert(place.checked_sub(1).map(|at| roads[at]));
            next.entry(road).or_default().insert(roads.get(place + 1).copied());
        }
    }
    let follows = |road: QueueId| {
        let only = next[&road].first().copied().flatten().filter(|_| next[&road].len() == 1)?;
        let alike =
            before[&only].len() == 1 && layout.queues[only.index()].closed == layout.queues[road.index()].closed;
        alike.then_some(only)
    };
    let inner: BTreeSet<QueueId> = next.keys().filter_map(|road| follows(*road)).collect();
    let mut done = BTreeSet::new();
    let mut stretches = Vec::new();
    // First from the starts, then whatever is left over: circles.
    for start in next.keys().filter(|road| !inner.contains(road)).chain(next.keys()) {
        let mut at = Some(*start);
        let mut open = Stretch { queues: Vec::new(), points: Vec::new() };
        let mut far = 0.0;
        while let Some(road) = at.filter(|road| done.insert(*road)) {
            let What::Road(id) = shown.stage.queues[road.index()] else { break };
            far += length(&projection.all(network.line(id)));
            open.queues.push(road);
            if far >= SHORTEST {
                stretches.push(std::mem::replace(&mut open, Stretch { queues: Vec::new(), points: Vec::new() }));
                far = 0.0;
            }
            at = follows(road);
        }
        stretches.extend((!open.queues.is_empty()).then_some(open));
    }
    for stretch in &mut stretches {
        let road = |queue: &QueueId| match shown.stage.queues[queue.index()] {
            What::Road(road) => Some(road),
            _ => None,
        };
        let roads: Vec<RoadId> = stretch.queues.iter().filter_map(road).collect();
        stretch.points = line::simple(projection.all(roads.iter().flat_map(|&road| network.line(road))), 0.3);
    }
    stretches
}

fn length(points: &[(f64, f64)]) -> f64 {
    points.windows(2).map(|pair| (pair[1].0 - pair[0].0).hypot(pair[1].1 - pair[0].1)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_changes_are_written() {
        assert_eq!(changes([0, 0, 2, 2, 0, 1].into_iter()), [2, 2, 2, 0, 1, 1]);
        assert_eq!([0, 1, 24, 25, 50, 75, 100, 170].map(|taken| level(taken, 100)), [0, 1, 1, 2, 3, 4, 4, 4]);
    }
}
