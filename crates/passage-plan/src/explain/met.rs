//! Which bottlenecks each waiting group meets on its own ways.
//!
//! A minimum cut (Ford and Fulkerson 1956) parts all waiting vehicles from safety; a group meets those stretches of it
//! that one of its vehicles can drive up to, setting out from home at any time at which it is ready. What only others
//! come to is no reason for it.

use super::place_of;
use crate::flow::Flow;
use passage_model::id::{OriginId, ReceptionId};
use passage_model::plan::BottleneckAt;
use passage_model::situation::Situation;
use std::collections::{BTreeMap, BTreeSet};

/// For each group, what it meets, with the first step in which one of its vehicles can stand before it.
pub(super) type Met = BTreeMap<OriginId, BTreeMap<BottleneckAt, u32>>;

/// Adds what the groups of a flow meet whose vehicles are left. `owners` are the groups of its hubs; its labels must be
/// exact ([`Flow::mark_reached`]).
///
/// Every copy is given the set of groups that can drive there, up to 64 of them at a time, in the order of time:
/// O(copies + stretches x steps) for every 64 groups. Between copies that waiting vehicles still reach, a full stretch
/// does not stop anybody: others would give way. Twins: `tests/it/met.rs`, where one
/// group alone must meet all of the cut, and nobody what no way leads to.
pub(super) fn add(situation: &Situation, flow: &Flow<'_>, owners: &[OriginId], met: &mut Met) {
    let waiting = flow.hubs.iter().zip(owners).filter(|(hub, _)| hub.left > 0);
    let groups: BTreeSet<OriginId> = waiting.map(|(_, owner)| *owner).collect();
    let groups: Vec<OriginId> = groups.into_iter().collect();
    for batch in groups.chunks(64) {
        let mut drive = Drive::new(flow);
        // Those of a group who are ready early may all leave, and yet hold up those who are ready later.
        let hubs = (0..).zip(flow.hubs.iter().zip(owners));
        for (_, (hub, owner)) in hubs.filter(|(i, _)| flow.reached_hub(*i)) {
            let Ok(bit) = batch.binary_search(owner) else { continue };
            for k in hub.first..hub.first + hub.sent.len() as u32 {
                drive.groups[drive.base[hub.source.spot as usize].wrapping_add(k as usize)] |= 1 << bit;
            }
        }
        for ((at, bit), k) in drive.run(situation) {
            let first = met.entry(batch[bit as usize]).or_default().entry(at).or_insert(k);
            *first = k.min(*first);
        }
    }
}

/// Groups on their way.
struct Drive<'a, 'f> {
    flow: &'a Flow<'f>,
    /// Where each spot starts in `groups`, less its first step.
    base: Vec<usize>,
    /// For each copy of a spot, the groups that can be there: one bit each.
    groups: Vec<u64>,
    /// The groups, by bit, that stand before each stretch that is full and cut, with the first step.
    before: BTreeMap<(BottleneckAt, u32), u32>,
}

impl<'a, 'f> Drive<'a, 'f> {
    fn new(flow: &'a Flow<'f>) -> Self {
        let (mut base, mut copies) = (Vec::with_capacity(flow.timed.spots.len()), 0usize);
        for spot in &flow.timed.spots {
            base.push(copies.wrapping_sub(spot.first as usize));
            copies += (spot.last as usize + 1).saturating_sub(spot.first as usize);
        }
        Self { flow, base, groups: vec![0; copies], before: BTreeMap::new() }
    }

    fn run(mut self, situation: &Situation) -> BTreeMap<(BottleneckAt, u32), u32> {
        let spots = &self.flow.timed.spots;
        for k in 0..=self.flow.timed.last {
            // Stretches of no step lead on within this one.
            let mut now: Vec<u32> = (0..spots.len() as u32).filter(|&s| self.at(s, k) != 0).collect();
            while let Some(spot) = now.pop() {
                self.leave(situation, spot, k, &mut now);
            }
        }
        self.receive();
        self.before
    }

    fn at(&self, spot: u32, k: u32) -> u64 {
        let timed = &self.flow.timed.spots[spot as usize];
        let inside = timed.first <= k && k <= timed.last;
        if inside { self.groups[self.base[spot as usize].wrapping_add(k as usize)] } else { 0 }
    }

    /// Every way out of a copy in time.
    fn leave(&mut self, situation: &Situation, spot: u32, k: u32, now: &mut Vec<u32>) {
        let (flow, groups) = (self.flow, self.at(spot, k));
        for row in flow.rows_out(spot).iter().filter(|row| row.first <= k && k <= row.last) {
            let stretch = &flow.timed.stretches[row.stretch as usize];
            if flow.timed.capacity(stretch, k) == 0 {
                continue;
            }
            if flow.reached(row.other, k + row.steps) {
                if self.arrive(row.other, k + row.steps, groups) && row.steps == 0 {
                    now.push(row.other);
                }
            } else if let Some(at) = place_of(situation, flow.timed, stretch) {
                self.stand(at, groups, k);
            }
        }
        let timed = &flow.timed.spots[spot as usize];
        if timed.room > 0 && k < timed.last && flow.reached(spot, k + 1) {
            self.arrive(spot, k + 1, groups);
        }
    }

    /// Whether any of the groups had not been there.
    fn arrive(&mut self, spot: u32, k: u32, groups: u64) -> bool {
        let known = &mut self.groups[self.base[spot as usize].wrapping_add(k as usize)];
        let before = std::mem::replace(known, *known | groups);
        before != *known
    }

    /// Who stands before a full reception site.
    fn receive(&mut self) {
        for (j, dock) in self.flow.docks.iter().enumerate().filter(|(_, dock)| dock.left == 0) {
            for k in dock.first..dock.first + dock.received.len() as u32 {
                self.stand(BottleneckAt::Reception(ReceptionId::at(j)), self.at(dock.sink.spot, k), k);
            }
        }
    }

    /// Groups stand before a place in a step; the steps come in order.
    fn stand(&mut self, at: BottleneckAt, mut groups: u64, k: u32) {
        while groups != 0 {
            self.before.entry((at, groups.trailing_zeros())).or_insert(k);
            groups &= groups - 1;
        }
    }
}
