//! The ways from stop to stop, in steps, with when they can be begun.
//!
//! A way is driven without a stop. The fastest one on empty roads is taken, and where it cannot be begun the one that is
//! fastest then (Dijkstra 1959 in time: who begins later on the same stretches arrives later). O(stretches log stretches)
//! for each moment tried.

use crate::expand::{Rate, Timed, both};
use crate::reduce::What;
use passage_model::situation::VehicleKind;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Moments tried between the first step and the last.
const MOMENTS: u32 = 48;

/// A way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Way {
    /// Stretches, with the steps from the beginning until each is entered.
    pub legs: Vec<(u32, u32)>,
    /// Steps from the beginning to the end.
    pub steps: u32,
    /// The steps in which it can be begun: ranges, both ends included.
    pub departs: Vec<(u32, u32)>,
}

/// Stretches that vehicles of a kind may take.
pub(super) struct Ways<'t> {
    timed: &'t Timed,
    out: Vec<Vec<u32>>,
}

impl<'t> Ways<'t> {
    pub fn new(timed: &'t Timed, kind: VehicleKind) -> Self {
        let mut out = vec![Vec::new(); timed.spots.len()];
        for (i, stretch) in timed.stretches.iter().enumerate().filter(|(_, s)| s.first <= s.last) {
            let lane = !matches!(&stretch.what, What::Service(service) if service.kind != kind);
            let passes = !matches!(stretch.rate, Rate::PerDay { vehicles: 0, .. });
            if lane && passes {
                out[stretch.from as usize].push(i as u32);
            }
        }
        Self { timed, out }
    }

    /// The ways from a spot to each of some others.
    pub fn from(&self, start: u32, ends: &[u32]) -> Vec<Vec<Way>> {
        let mut ways: Vec<Vec<Way>> = vec![Vec::new(); ends.len()];
        let stride = (self.timed.last / MOMENTS).max(1);
        let moments = (0..=self.timed.last).step_by(stride as usize).map(Some);
        for moment in std::iter::once(None).chain(moments) {
            let known = |ways: &Vec<Way>| {
                moment.is_some_and(|k| ways.iter().any(|way| way.departs.iter().any(|r| r.0 <= k && k <= r.1)))
            };
            if ways.iter().all(known) {
                continue;
            }
            let by = self.search(start, moment);
            for (ways, &end) in ways.iter_mut().zip(ends) {
                let Some(way) = self.follow(&by, start, end) else { continue };
                if !way.departs.is_empty() && !ways.iter().any(|known| known.legs == way.legs) {
                    ways.push(way);
                }
            }
        }
        ways
    }

    /// The stretch by which each spot is reached soonest by whoever begins in a step; on empty roads that are always open
    /// where no step is given.
    fn search(&self, start: u32, begin: Option<u32>) -> Vec<Option<u32>> {
        let mut by = vec![None; self.timed.spots.len()];
        let mut done = vec![false; self.timed.spots.len()];
        let mut open = BinaryHeap::from([Reverse((begin.unwrap_or(0), start, None))]);
        while let Some(Reverse((k, spot, stretch))) = open.pop() {
            if std::mem::replace(&mut done[spot as usize], true) {
                continue;
            }
            by[spot as usize] = stretch;
            for &next in &self.out[spot as usize] {
                let taken = &self.timed.stretches[next as usize];
                let inside = k >= taken.first && k <= taken.last && self.timed.is_open(taken, k);
                if begin.is_none() || inside {
                    open.push(Reverse((k + taken.steps, taken.to, Some(next))));
                }
            }
        }
        by
    }

    fn follow(&self, by: &[Option<u32>], start: u32, end: u32) -> Option<Way> {
        let mut stretches = Vec::new();
        let mut at = end;
        while at != start {
            let stretch = by[at as usize]?;
            stretches.push(stretch);
            at = self.timed.stretches[stretch as usize].from;
        }
        stretches.reverse();
        let (mut departs, mut steps) = (vec![(0, self.timed.last)], 0);
        let mut legs = Vec::with_capacity(stretches.len());
        for stretch in stretches {
            let taken = &self.timed.stretches[stretch as usize];
            let entries = &self.timed.entries[taken.entries.start as usize..taken.entries.end as usize];
            let earlier = |range: &(u32, u32)| {
                let (first, last) = (range.0.max(taken.first), range.1.min(taken.last));
                (first <= last && last >= steps).then(|| (first.saturating_sub(steps), last - steps))
            };
            let allowed: Vec<(u32, u32)> = entries.iter().filter_map(earlier).collect();
            departs = both(&departs, &allowed);
            legs.push((stretch, steps));
            steps += taken.steps;
        }
        Some(Way { legs, steps, departs })
    }
}
