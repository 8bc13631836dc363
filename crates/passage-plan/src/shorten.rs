//! Less time on the road for the same arrival.
//!
//! A flow that is as early as can be may still drive in circles, because time on the road costs it nothing. Each trip
//! that takes longer than the shortest way is taken off the roads and sent again by the way with the latest departure
//! that its arrival and the capacity left by all others allow: a search backwards in time, held to copies from which
//! the shortest way home would still be a gain.
//!
//! Promise: no trip becomes longer, no arrival changes, all limits hold. Not promised: the least time on the road over
//! all trips together. Cost: bounded by [`MOST_LOOKS`], counted, so that the same input gives the same plan.

use crate::PlanError;
use crate::decompose::{Leg, Trip};
use crate::flow::Flow;
use passage_model::id::OriginId;
use passage_model::work::Work;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

/// Copies looked at in one plan: about two seconds.
const MOST_LOOKS: u64 = 4_000_000;

/// Sends trips of `flow` by shorter ways.
pub(crate) fn shorten(
    flow: &mut Flow<'_>,
    trips: &mut Vec<(OriginId, Trip)>,
    work: &Work<'_>,
) -> Result<(), PlanError> {
    let mut search = Search { looks: 0, number: 0, seen: vec![0; flow.copies() as usize], onward: Vec::new() };
    search.onward.resize(search.seen.len(), None);
    let mut least: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    let old = std::mem::take(trips);
    for (number, (origin, trip)) in old.into_iter().enumerate() {
        if number % 256 == 0 && work.stopped() {
            return Err(PlanError::Stopped);
        }
        let home = flow.hubs[trip.source as usize].source.spot;
        let least = least.entry(home).or_insert_with(|| steps_from(flow, home));
        let end = flow.docks[trip.sink as usize].sink.spot;
        if trip.arrive - trip.begin() <= least[end as usize] || search.looks >= MOST_LOOKS {
            trips.push((origin, trip));
            continue;
        }
        flow.take_back(&trip);
        let mut rest = trip.vehicles;
        while rest > 0 && search.looks < MOST_LOOKS {
            let Some(mut better) = search.later(flow, &trip, least) else { break };
            better.vehicles = flow.room_along(&better).min(rest);
            rest -= better.vehicles;
            flow.send(&better);
            trips.push((origin, better));
        }
        if rest > 0 {
            let same = Trip { vehicles: rest, ..trip };
            flow.send(&same);
            trips.push((origin, same));
        }
    }
    Ok(())
}

/// The fewest steps from a spot to every other, whatever is open.
fn steps_from(flow: &Flow<'_>, start: u32) -> Vec<u32> {
    let mut least = vec![u32::MAX; flow.timed.spots.len()];
    let mut open = BinaryHeap::from([Reverse((0, start))]);
    while let Some(Reverse((steps, spot))) = open.pop() {
        if least[spot as usize] <= steps {
            continue;
        }
        least[spot as usize] = steps;
        for row in flow.rows_out(spot) {
            open.push(Reverse((steps + row.steps, row.other)));
        }
    }
    least
}

/// Searches for shorter ways, one after the other.
struct Search {
    /// Copies looked at, over all searches.
    looks: u64,
    number: u32,
    /// In which search each copy was last seen.
    seen: Vec<u32>,
    /// The leg that leads on from each copy seen.
    onward: Vec<Option<Leg>>,
}

impl Search {
    /// A way for `trip` that begins later and arrives in the same step; the latest there is.
    fn later(&mut self, flow: &Flow<'_>, trip: &Trip, least: &[u32]) -> Option<Trip> {
        let hub = &flow.hubs[trip.source as usize];
        let (home, end) = (hub.source.spot, flow.docks[trip.sink as usize].sink.spot);
        let begin = trip.begin();
        let gains = |spot: u32, k: u32| least[spot as usize] < k.saturating_sub(begin);
        self.number += 1;
        let mut open = BinaryHeap::from([(trip.arrive, end)]);
        self.sees(flow, end, trip.arrive, None);
        while let Some((k, spot)) = open.pop() {
            self.looks += 1;
            if spot == home && k >= hub.first {
                return Some(self.follow(flow, trip, k));
            }
            for row in flow.rows_into(spot) {
                let enter = k.checked_sub(row.steps).filter(|&e| e >= row.first && e <= row.last);
                let Some(enter) = enter.filter(|&e| gains(row.other, e)) else { continue };
                let free = flow.left.stretch[row.base.wrapping_add(enter as usize)] > 0;
                let leg = Leg::Enter { stretch: row.stretch, k: enter };
                if free && self.sees(flow, row.other, enter, Some(leg)) {
                    open.push((enter, row.other));
                }
            }
            let here = &flow.timed.spots[spot as usize];
            if here.room > 0 && k > here.first && gains(spot, k - 1) {
                let place = flow.left.wait_base[spot as usize].wrapping_add(k as usize - 1);
                let leg = Leg::Wait { spot, k: k - 1 };
                if flow.left.wait[place] > 0 && self.sees(flow, spot, k - 1, Some(leg)) {
                    open.push((k - 1, spot));
                }
            }
        }
        None
    }

    /// Remembers what leads on from a copy; whether this search had not seen it.
    fn sees(&mut self, flow: &Flow<'_>, spot: u32, k: u32, leg: Option<Leg>) -> bool {
        let copy = flow.copy(spot, k) as usize;
        let new = std::mem::replace(&mut self.seen[copy], self.number) != self.number;
        if new {
            self.onward[copy] = leg;
        }
        new
    }

    fn follow(&self, flow: &Flow<'_>, trip: &Trip, leave: u32) -> Trip {
        let mut at = (leave, flow.hubs[trip.source as usize].source.spot);
        let mut legs = Vec::new();
        while let Some(leg) = self.onward[flow.copy(at.1, at.0) as usize] {
            legs.push(leg);
            at = match leg {
                Leg::Enter { stretch, k } => {
                    let taken = &flow.timed.stretches[stretch as usize];
                    (k + taken.steps, taken.to)
                }
                Leg::Wait { spot, k } => (k + 1, spot),
            };
        }
        Trip { legs, leave, ..trip.clone() }
    }
}
