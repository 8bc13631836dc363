//! Labels: for each copy, a lower limit of what a path from any waiting vehicle to it costs: first what it adds to
//! the arrival steps (above zero only where a full reception site makes vehicles change places), then its hops.

use super::Flow;
use super::residual::{At, Kind};
use crate::PlanError;
use passage_model::work::Work;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Cut off from every waiting vehicle.
pub(super) const CUT_OFF: u64 = u64::MAX;
/// One hop; the arrival steps stand above the hops.
pub(super) const HOP: u64 = 1;
const HOP_BITS: u32 = 32;
const NOBODY: u32 = u32::MAX;

/// The label that a way of `cost` leads to from `label`.
pub(super) fn beyond(label: u64, cost: i64) -> u64 {
    if label == CUT_OFF {
        return CUT_OFF;
    }
    // Never below zero on a flow of least cost: whoever may give up a place could as well stay at home.
    ((label >> HOP_BITS) as i64 + cost).max(0).cast_unsigned() << HOP_BITS | ((label & u64::from(u32::MAX)) + HOP)
}

/// The arrival steps in a label.
pub(super) fn arrival_steps(label: u64) -> u64 {
    label >> HOP_BITS
}

/// Labels, where each search stands, and lists of the copies on each level (labels without arrival steps).
#[derive(Debug, Default)]
pub(super) struct Labels {
    pub label: Vec<u64>,
    /// The number of the next way in to look at.
    pub current: Vec<u32>,
    head: Vec<u32>,
    next: Vec<u32>,
    previous: Vec<u32>,
    /// No copy on a level above it.
    top: usize,
}

impl Labels {
    fn clear(&mut self, nodes: usize) {
        self.label.clear();
        self.label.resize(nodes, CUT_OFF);
        self.current.clear();
        self.current.resize(nodes, 0);
        self.next.clear();
        self.next.resize(nodes, NOBODY);
        self.previous.clear();
        self.previous.resize(nodes, NOBODY);
        self.head.clear();
        self.top = 0;
    }

    fn list(&mut self, node: u32) {
        let label = self.label[node as usize];
        if arrival_steps(label) > 0 {
            return;
        }
        let level = label as usize;
        if self.head.len() <= level {
            self.head.resize(level + 1, NOBODY);
        }
        let after = std::mem::replace(&mut self.head[level], node);
        self.next[node as usize] = after;
        self.previous[node as usize] = NOBODY;
        if after != NOBODY {
            self.previous[after as usize] = node;
        }
        self.top = self.top.max(level);
    }

    /// Takes a node from its list; whether its level is empty now.
    fn unlist(&mut self, node: u32) -> bool {
        let label = self.label[node as usize];
        if arrival_steps(label) > 0 {
            return false;
        }
        let (before, after) = (self.previous[node as usize], self.next[node as usize]);
        if before == NOBODY {
            self.head[label as usize] = after;
        } else {
            self.next[before as usize] = after;
        }
        if after != NOBODY {
            self.previous[after as usize] = before;
        }
        self.head[label as usize] == NOBODY
    }

    /// Empties every list above `level`.
    fn take_above(&mut self, level: usize) -> Vec<u32> {
        let mut taken = Vec::new();
        for above in level + 1..=self.top {
            let mut node = std::mem::replace(&mut self.head[above], NOBODY);
            while node != NOBODY {
                taken.push(node);
                node = self.next[node as usize];
            }
        }
        self.top = level;
        taken
    }
}

impl Flow<'_> {
    /// Exact labels for the flow as it is. O(copies + stretches x steps), times a logarithm where a site is full.
    pub(super) fn label_all(&mut self, work: &Work<'_>) -> Result<(), PlanError> {
        let docks = self.docks.len();
        let nodes = self.copies() as usize + self.hubs.len() + docks;
        let mut labels = std::mem::take(&mut self.labels);
        labels.clear(nodes);
        let mut level: Vec<At> = Vec::new();
        for (i, _) in self.hubs.iter().enumerate().filter(|(_, hub)| hub.left > 0) {
            let at = At::hub(i as u32);
            labels.label[self.node(at) as usize] = HOP;
            level.push(at);
        }
        let mut later: BinaryHeap<Reverse<(u64, u32)>> = BinaryHeap::new();
        while !level.is_empty() {
            if work.stopped() {
                return Err(PlanError::Stopped);
            }
            let mut above = Vec::new();
            for &at in &level {
                let label = labels.label[self.node(at) as usize];
                self.ways_out(at, |end, cost| {
                    let (node, reached) = (self.node(end), beyond(label, cost));
                    if reached < labels.label[node as usize] {
                        labels.label[node as usize] = reached;
                        if end.what == Kind::Dock { later.push(Reverse((reached, node))) } else { above.push(end) }
                    }
                });
            }
            level = above;
        }
        self.settle(&mut labels.label, later);
        for node in 0..(nodes - docks) as u32 {
            if labels.label[node as usize] != CUT_OFF {
                labels.list(node);
            }
        }
        self.labels = labels;
        for dock in &mut self.docks {
            dock.passed = 0;
        }
        self.work_done = 0;
        Ok(())
    }

    /// Lowers labels until each is what its ways in allow (Dijkstra, but a way that frees a place may lower a label
    /// that was settled; there is no cycle that costs less than nothing, so that it ends).
    fn settle(&self, label: &mut [u64], mut open: BinaryHeap<Reverse<(u64, u32)>>) {
        while let Some(Reverse((reached, node))) = open.pop() {
            if reached > label[node as usize] {
                continue;
            }
            self.ways_out(self.at(node), |end, cost| {
                let (node, reached) = (self.node(end), beyond(reached, cost));
                if reached < label[node as usize] {
                    label[node as usize] = reached;
                    open.push(Reverse((reached, node)));
                }
            });
        }
    }

    /// Raises the label of `at`, which no tight way leads into. Returns whether copies were cut off by it.
    pub(super) fn raise(&mut self, at: At) -> bool {
        let node = self.node(at);
        let (best, first) = if at.what == Kind::Dock { self.least_for_dock(at) } else { self.least(at) };
        self.labels.current[node as usize] = first;
        if at.what == Kind::Dock {
            self.labels.label[node as usize] = best;
            return false;
        }
        let old = self.labels.label[node as usize];
        let emptied = self.labels.unlist(node);
        self.labels.label[node as usize] = best;
        if best != CUT_OFF {
            self.labels.list(node);
        }
        if !emptied {
            return false;
        }
        let above = self.labels.take_above(old as usize);
        if self.may_yield && self.docks.iter().any(|dock| dock.full) {
            self.label_again(&above);
        } else {
            // Levels are left one hop at a time: with a level empty, nobody above it can be reached any more.
            for &cut in &above {
                self.labels.label[cut as usize] = CUT_OFF;
            }
        }
        true
    }

    fn least(&mut self, at: At) -> (u64, u32) {
        let mut next = 0;
        let (mut best, mut first) = (CUT_OFF, 0);
        if at.what == Kind::Hub && self.hubs[at.spot as usize].left > 0 {
            return (HOP, 0);
        }
        loop {
            let number = next;
            let Some(link) = self.way_in(at, &mut next) else { break };
            self.work_done += 1;
            self.looks += 1;
            let label = beyond(self.labels.label[self.node(link.end) as usize], link.cost);
            if label < best {
                (best, first) = (label, number);
            }
        }
        (best, first)
    }

    /// The same for a dock: arrivals in order, so that the first steps that are not cut off decide.
    fn least_for_dock(&mut self, at: At) -> (u64, u32) {
        let mut next = self.first_arrival(at.spot);
        let (mut best, mut first) = (CUT_OFF, next);
        loop {
            let number = next;
            let Some(link) = self.way_in(at, &mut next) else { break };
            if best != CUT_OFF && link.cost.cast_unsigned() > arrival_steps(best) {
                break;
            }
            let label = beyond(self.labels.label[self.node(link.end) as usize], link.cost);
            if label < best {
                (best, first) = (label, number);
            }
        }
        (best, first)
    }

    /// The first arrival at a dock that is not cut off. Those before it stay so until everything is labelled again.
    fn first_arrival(&mut self, dock: u32) -> u32 {
        let site = &self.docks[dock as usize];
        let start = self.copy_start[site.sink.spot as usize] as usize;
        let labels = &self.labels.label[start..start + site.received.len()];
        let passed = site.passed as usize;
        let cut = labels[passed..].iter().take_while(|&&label| label == CUT_OFF).count();
        self.docks[dock as usize].passed = (passed + cut) as u32;
        (passed + cut) as u32
    }

    /// Exact labels for copies that lost their level while a site is full, from those around them.
    fn label_again(&mut self, stale: &[u32]) {
        let mut labels = std::mem::take(&mut self.labels);
        for &node in stale {
            labels.label[node as usize] = CUT_OFF;
            labels.current[node as usize] = 0;
        }
        self.labels = labels;
        let mut open = BinaryHeap::new();
        for &node in stale {
            let (best, _) = self.least(self.at(node));
            if best != CUT_OFF {
                open.push(Reverse((best, node)));
            }
        }
        let mut label = std::mem::take(&mut self.labels.label);
        for Reverse((reached, node)) in &open {
            label[*node as usize] = (*reached).min(label[*node as usize]);
        }
        self.settle(&mut label, open);
        self.labels.label = label;
        for &node in stale {
            if self.labels.label[node as usize] != CUT_OFF {
                self.labels.list(node);
            }
        }
    }

    /// The unfilled dock with the least label.
    pub(super) fn nearest_dock(&self) -> Option<(u32, u64)> {
        let open = self.docks.iter().enumerate().filter(|(_, dock)| dock.left > 0);
        let labelled = open.map(|(i, _)| (i as u32, self.labels.label[self.node(At::dock(i as u32)) as usize]));
        labelled.filter(|(_, label)| *label != CUT_OFF).min_by_key(|(i, label)| (*label, *i))
    }

    /// Whether a copy can still be reached by a waiting vehicle: exact after [`Flow::label_all`].
    pub(crate) fn reached(&self, spot: u32, k: u32) -> bool {
        self.labels.label[self.node(At::copy(spot, k)) as usize] != CUT_OFF
    }
}
