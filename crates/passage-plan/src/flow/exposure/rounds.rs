//! The least burden where reception sites are full: rounds of residual ways that lower it.
//!
//! Source: a flow costs least if and only if no round of residual ways costs less than nothing (Klein 1967). Rounds are
//! found by correcting labels, first in first out (Bellman 1958, Ford 1956, Moore 1959): a circle among the ways by which
//! labels were last corrected is such a round (Cherkassky and Goldberg 1999). The labels are kept from one round to
//! the next; once no way corrects any, they are the proof. An arrival step costs more than all burdens together, so that
//! no round makes the sum of arrival steps greater.
//!
//! Promise: where it ends by itself, of the flows of as many vehicles with as small a sum of arrival steps it has the
//! least exposure, then the least time on the road, then the least waiting in the open, whoever comes to which site.
//! Cost: a look at each residual way for each correction of its end's label; looks are counted and limited.
//! Twin: `tests/it/twin.rs`, Bellman and Ford on an explicit network.

use super::super::exchange::Step;
use super::super::residual::{At, Kind, Way};
use super::{Burden, Flow, HOME, MOVE};
use crate::PlanError;
use passage_model::work::Work;
use std::collections::VecDeque;

/// A step until arrival: outweighs the burdens (each below 2^62) of a round of 2^28 ways.
const ARRIVED: i128 = 1 << 90;
/// No way has corrected this label yet.
const NONE: u32 = u32::MAX;
/// In the number of a way into a copy: a place is given up at the dock of the number that is left.
const YIELD: u32 = 1 << 31;

/// Labels of all copies, hubs and docks, of the room that sites have left and of those who wait at home.
struct Rounds<'b> {
    burden: &'b Burden,
    label: Vec<i128>,
    /// By which way each label was last corrected: the node that it leads to, and its number among the ways into that.
    next: Vec<(u32, u32)>,
    /// What is to be looked at, and whether a node is in it.
    open: VecDeque<u32>,
    is_open: Vec<bool>,
    looks: u64,
}

impl Rounds<'_> {
    fn open(&mut self, node: u32) {
        if !std::mem::replace(&mut self.is_open[node as usize], true) {
            self.open.push_back(node);
        }
    }
}

impl Flow<'_> {
    /// Carries out rounds that lower the burden, until there is none or the looks that are left are spent. Whether there
    /// is none.
    pub fn lessen_by_rounds(
        &mut self,
        burden: &Burden,
        looks_left: &mut u64,
        work: &Work<'_>,
    ) -> Result<bool, PlanError> {
        let nodes = self.home_node() as usize + 1;
        let mut rounds = Rounds {
            burden,
            label: vec![0; nodes],
            next: vec![(NONE, 0); nodes],
            open: (0..nodes as u32).collect(),
            is_open: vec![true; nodes],
            looks: 0,
        };
        let mut least = true;
        let mut looked_at = 0;
        while let Some(node) = rounds.open.pop_front() {
            rounds.is_open[node as usize] = false;
            self.correct(&mut rounds, node);
            looked_at += 1;
            if looked_at >= nodes || rounds.open.is_empty() {
                looked_at = 0;
                if work.stopped() {
                    return Err(PlanError::Stopped);
                }
                self.carry_out_rounds(&mut rounds);
                if rounds.looks > *looks_left {
                    least = rounds.open.is_empty();
                    break;
                }
            }
        }
        *looks_left = looks_left.saturating_sub(rounds.looks);
        Ok(least)
    }

    /// The room that sites have left.
    fn room_node(&self) -> u32 {
        self.node(At::dock(self.docks.len() as u32))
    }

    /// Those who wait at home.
    fn home_node(&self) -> u32 {
        self.room_node() + 1
    }

    /// Corrects the labels of all from which a residual way leads to `node`.
    fn correct(&self, rounds: &mut Rounds<'_>, node: u32) {
        let here = rounds.label[node as usize];
        let burden = rounds.burden;
        self.costs_into(burden, node, |from, number, cost| {
            rounds.looks += 1;
            let by = here + cost;
            if by < rounds.label[from as usize] {
                rounds.label[from as usize] = by;
                rounds.next[from as usize] = (node, number);
                rounds.open(from);
            }
        });
    }

    /// The residual ways into a node: where each begins, its number, and what it costs.
    fn costs_into(&self, burden: &Burden, node: u32, mut each: impl FnMut(u32, u32, i128)) {
        if node == self.home_node() {
            (0..self.hubs.len() as u32)
                .filter(|&hub| self.hubs[hub as usize].gone() > self.hubs[hub as usize].kept)
                .for_each(|hub| each(self.node(At::hub(hub)), 0, 0));
            return;
        }
        if node == self.room_node() {
            (0..self.docks.len() as u32)
                .filter(|&dock| self.docks[dock as usize].left > 0)
                .for_each(|dock| each(self.node(At::dock(dock)), 0, 0));
            return;
        }
        let at = self.at_node(node);
        match at.what {
            Kind::Copy => {
                self.burdens_into(burden, at, 0, |look| {
                    let hub = look.spot == HOME && self.hubs[(look.node - self.copies()) as usize].limited;
                    if !hub || self.can_pass(at, look.number) {
                        each(look.node, look.number, i128::from(look.burden - MOVE));
                    }
                    false
                });
                for &dock in &self.docks_at[at.spot as usize] {
                    let site = &self.docks[dock as usize];
                    if site.received[(at.k - site.first) as usize] > 0 {
                        each(self.node(At::dock(dock)), YIELD | dock, -i128::from(at.k) * ARRIVED);
                    }
                }
            }
            Kind::Hub => {
                if self.hubs[at.spot as usize].left > 0 {
                    each(self.home_node(), NONE, 0);
                }
                let mut next = 0;
                while let Some(link) = self.way_in(at, &mut next) {
                    each(self.node(link.end), next - 1, 0);
                }
            }
            Kind::Dock => {
                let site = &self.docks[at.spot as usize];
                if site.received.iter().any(|&vehicles| vehicles > 0) {
                    each(self.room_node(), NONE, 0);
                }
                let mut next = 0;
                while let Some(link) = self.way_in(at, &mut next) {
                    each(self.node(link.end), next - 1, i128::from(link.end.k) * ARRIVED);
                }
            }
        }
    }

    fn can_pass(&self, at: At, mut number: u32) -> bool {
        let asked = number;
        self.way_in(at, &mut number).is_some() && number == asked + 1
    }

    /// Carries out every circle among the ways by which labels were last corrected. O(nodes).
    fn carry_out_rounds(&mut self, rounds: &mut Rounds<'_>) {
        let mut walk = vec![0u32; rounds.next.len()];
        for start in 0..rounds.next.len() as u32 {
            let mut node = start;
            while node != NONE && walk[node as usize] == 0 {
                walk[node as usize] = start + 1;
                node = rounds.next[node as usize].0;
            }
            if node != NONE && walk[node as usize] == start + 1 {
                self.carry_out_round(rounds, node);
            }
        }
    }

    /// Sends as many as a circle bears round it, and opens it again.
    fn carry_out_round(&mut self, rounds: &mut Rounds<'_>, start: u32) {
        let mut steps = Vec::new();
        let mut node = start;
        loop {
            let (to, number) = rounds.next[node as usize];
            steps.push(self.step_of(node, to, number));
            rounds.next[node as usize] = (NONE, 0);
            rounds.open(node);
            node = to;
            if node == start {
                break;
            }
        }
        let steps: Option<Vec<Step>> = steps.into_iter().collect();
        let Some(steps) = steps else { return };
        let vehicles = steps.iter().map(|step| self.bears(*step)).min().unwrap_or(0);
        for step in steps {
            self.take(step, vehicles);
        }
    }

    /// The move from one node to the next by the way of this number; `None` if it is there no more.
    fn step_of(&self, from: u32, to: u32, number: u32) -> Option<Step> {
        let spot_of = |node: u32| self.at_node(node).spot;
        if to == self.home_node() {
            return Some(Step::Stay(spot_of(from)));
        }
        if from == self.home_node() {
            return Some(Step::Leave(spot_of(to)));
        }
        if to == self.room_node() {
            return Some(Step::Take(spot_of(from)));
        }
        if from == self.room_node() {
            return Some(Step::Give(spot_of(to)));
        }
        let at = self.at_node(to);
        if at.what == Kind::Copy && number & YIELD != 0 {
            let dock = number & !YIELD;
            return Some(Step::Way(Way::Yield(dock, (at.k - self.docks[dock as usize].first) as usize)));
        }
        let mut next = number;
        let link = self.way_in(at, &mut next)?;
        (self.node(link.end) == from).then_some(Step::Way(link.way))
    }
}
