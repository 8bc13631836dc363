//! One search: Dijkstra's, with buffers that are used again.

use super::{CLOSED, Router};
use passage_model::id::{JunctionId, RoadId};
use passage_model::units::Milliseconds;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Which way a search runs along the roads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Towards {
    /// With traffic, away from where one starts.
    #[default]
    Forward,
    /// Against traffic, back from where one wants to be.
    Backward,
}

/// No road: the search started here.
pub(super) const NO_ROAD: u32 = u32::MAX;

/// The working memory of searches. One serves any number of searches, one after the other; a new one allocates
/// 12 bytes for each label of the network at its first search, later ones only clear what the last one touched.
#[derive(Clone, Debug, Default)]
pub struct Search {
    towards: Towards,
    time: Vec<u32>,
    by_road: Vec<u32>,
    from_label: Vec<u32>,
    touched: Vec<u32>,
    queue: BinaryHeap<Reverse<(u32, u32)>>,
}

impl Search {
    /// Clears the memory and starts at `ends`, in any of which one may set out on every road.
    pub(super) fn start(&mut self, router: &Router<'_>, towards: Towards, ends: &[JunctionId]) {
        self.clear(router, towards);
        for &end in ends {
            self.improve(end.0, 0, NO_ROAD, end.0);
        }
    }

    /// Clears the memory; nothing is in the queue.
    pub(super) fn clear(&mut self, router: &Router<'_>, towards: Towards) {
        let labels = router.turns.count(towards);
        self.towards = towards;
        self.queue.clear();
        if self.time.len() == labels {
            for label in self.touched.drain(..) {
                self.time[label as usize] = u32::MAX;
            }
        } else {
            self.time = vec![u32::MAX; labels];
            self.by_road = vec![NO_ROAD; labels];
            self.from_label = vec![0; labels];
            self.touched.clear();
        }
    }

    /// Notes a faster way to a label: by `road` from `from_label`.
    pub(super) fn improve(&mut self, label: u32, time: u32, road: u32, from_label: u32) {
        let i = label as usize;
        if time < self.time[i] {
            if self.time[i] == u32::MAX {
                self.touched.push(label);
            }
            self.time[i] = time;
            self.by_road[i] = road;
            self.from_label[i] = from_label;
            self.queue.push(Reverse((time, label)));
        }
    }

    /// Settles label after label, the nearest first (of two equally near the one with the lower number), until `done`
    /// says so; returns the label it stopped at.
    pub(super) fn run_until(
        &mut self,
        router: &Router<'_>,
        mut done: impl FnMut(&Router<'_>, u32) -> bool,
    ) -> Option<u32> {
        while let Some(Reverse((time, label))) = self.queue.pop() {
            if time > self.time[label as usize] {
                continue;
            }
            if done(router, label) {
                return Some(label);
            }
            self.settle(router, label, time);
        }
        None
    }

    fn settle(&mut self, router: &Router<'_>, label: u32, time: u32) {
        let (network, turns) = (router.network, &router.turns);
        let junction = turns.junction_of(self.towards, label);
        let came_by = turns.road(self.towards, label);
        let next = match self.towards {
            Towards::Forward => network.leaving(junction),
            Towards::Backward => network.entering(junction),
        };
        for &road in next {
            let weight = router.weights.travel(road);
            let turned = match (came_by, self.towards) {
                (None, _) => true,
                (Some(came_by), Towards::Forward) => network.may_turn(came_by, road),
                (Some(leaves_by), Towards::Backward) => network.may_turn(road, leaves_by),
            };
            if weight != CLOSED && turned {
                self.improve(turns.reached_by(self.towards, road), time.saturating_add(weight.0), road.0, label);
            }
        }
    }

    /// The time of a label, `u32::MAX` where it was not reached.
    pub(super) fn time(&self, label: u32) -> u32 {
        self.time[label as usize]
    }

    /// The road by which a label was reached, [`NO_ROAD`] at a start; only for labels that were reached.
    pub(super) fn by_road(&self, label: u32) -> u32 {
        self.by_road[label as usize]
    }

    /// The label from which a label was reached.
    pub(super) fn label_before(&self, label: u32) -> u32 {
        self.from_label[label as usize]
    }

    /// The time between a junction and where the search started, [`CLOSED`] where there is no way.
    pub(super) fn time_at(&self, router: &Router<'_>, junction: JunctionId) -> Milliseconds {
        Milliseconds(self.best_label(router, junction).map_or(CLOSED.0, |label| self.time(label)))
    }

    /// The label of a junction that was reached first.
    pub(super) fn best_label(&self, router: &Router<'_>, junction: JunctionId) -> Option<u32> {
        let roads = match self.towards {
            Towards::Forward => router.network.entering(junction),
            Towards::Backward => router.network.leaving(junction),
        };
        let by_road = roads.iter().map(|&road| router.turns.reached_by(self.towards, road));
        let labels = std::iter::once(junction.0).chain(by_road);
        labels.filter(|&l| self.time(l) != u32::MAX).min_by_key(|&l| (self.time(l), l))
    }

    /// The roads between the start and a label, in the direction of travel.
    pub(super) fn roads_to(&self, label: u32) -> Vec<RoadId> {
        let mut roads = Vec::new();
        let mut label = label;
        while self.by_road(label) != NO_ROAD {
            roads.push(RoadId(self.by_road(label)));
            label = self.label_before(label);
        }
        if self.towards == Towards::Forward {
            roads.reverse();
        }
        roads
    }
}
