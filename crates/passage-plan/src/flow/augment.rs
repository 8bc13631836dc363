//! Augmenting: stage after stage, path after path from a dock backwards, until no waiting vehicle can be received.
//!
//! In a steady stream what was a path in one step is one in the next, a step later. So the paths of the stage before are
//! tried first: a look at each of their moves, where a search would look at all around.

use super::Flow;
use super::residual::{At, Kind, Way};
use crate::PlanError;
use passage_model::work::Work;

/// One move of a path: what is pushed, where it leads.
#[derive(Clone, Copy, Debug)]
pub(super) struct Move {
    pub way: Way,
    pub end: At,
    /// The number of the way, at the node that it leads into.
    pub number: u32,
}

/// The numbers of the ways of a path from a dock back home; the same a step later.
pub(super) type Trail = Vec<u32>;

impl Flow<'_> {
    /// Sends as many vehicles as can arrive, each path adding the least to the sum of arrival steps.
    pub fn run(&mut self, work: &Work<'_>) -> Result<(), PlanError> {
        self.label_first(work)?;
        // New sources may reach what was cut off.
        for dock in &mut self.docks {
            dock.passed = 0;
        }
        self.trails = vec![Vec::new(); self.docks.len()];
        let mut last_stage = u32::MAX;
        let mut gave_up = false;
        while self.hubs.iter().any(|hub| hub.left > 0) && self.docks.iter().any(|dock| !dock.full && !dock.closed) {
            let Some((stage, dock, k)) = self.next_arrival() else { break };
            if stage != last_stage {
                last_stage = stage;
                self.labels.stage = stage;
                work.watch.progress("planning", u64::from(stage), u64::from(self.timed.last));
            }
            if self.is_late(stage) {
                gave_up = true;
                self.fill_whatever_it_costs(self.timed.last, work)?;
                break;
            }
            if self.docks[dock as usize].full {
                self.change_places(dock, k, stage, work)?;
            } else {
                self.fill(dock, k, work)?;
            }
        }
        if self.docks.iter().any(|dock| dock.full) {
            // That nobody more can be received is searched for once more, whatever the prices say.
            self.fill_whatever_it_costs(0, work)?;
            // Where places were given up in blocks, too many rounds are left to carry out one by one.
            self.least = !gave_up && self.exchange_places(work)?;
        }
        Ok(())
    }

    /// Where the next vehicle is received: what it adds to the sum of arrival steps, dock and step. Docks with room
    /// first: then nobody who waits can be received in this stage but by changing places.
    fn next_arrival(&mut self) -> Option<(u32, u32, u32)> {
        let mut next: Option<((u32, bool, u32), u32)> = None;
        for dock in 0..self.docks.len() as u32 {
            let Some(price) = self.price(dock) else { continue };
            let Some(k) = self.first_arrival(dock) else { continue };
            let key = (k + price, self.docks[dock as usize].full, dock);
            if next.is_none_or(|(least, _)| key < least) {
                next = Some((key, k));
            }
        }
        next.map(|((stage, _, dock), k)| (stage, dock, k))
    }

    /// Sends all that can be received at a dock in step `k`.
    fn fill(&mut self, dock: u32, k: u32, work: &Work<'_>) -> Result<(), PlanError> {
        let root = At::copy(self.docks[dock as usize].sink.spot, k);
        let place = (k - self.docks[dock as usize].first) as usize;
        let filled = |flow: &Self| flow.docks[dock as usize].full || flow.docks[dock as usize].may_come(place) == 0;
        let mut path = Vec::new();
        for trail in std::mem::take(&mut self.trails[dock as usize]) {
            let Some(hub) = self.retrace(root, &trail, &mut path).filter(|_| !filled(self)) else { continue };
            self.augment(dock, place, &path, hub);
            self.trails[dock as usize].push(trail);
        }
        path.clear();
        while !filled(self) {
            let Some(hub) = self.find_home(root, &mut path, work)? else { break };
            self.remember(dock, &path);
            self.augment(dock, place, &path, hub);
            let used_up = path.iter().position(|step| self.slack(step.way) == 0);
            path.truncate(used_up.unwrap_or(path.len()));
        }
        Ok(())
    }

    /// Keeps the trail of a path from a dock for the next stage.
    fn remember(&mut self, dock: u32, path: &[Move]) {
        // Over another group's home, a path is another in the next step.
        if path.iter().rev().skip(1).all(|step| step.end.what == Kind::Copy) {
            self.trails[dock as usize].push(path.iter().map(|step| step.number).collect());
        }
    }

    /// The path from `root` by the ways of a trail, and the hub that it leads back to; `None` if one of them is closed or
    /// nobody waits there.
    fn retrace(&self, root: At, trail: &[u32], path: &mut Vec<Move>) -> Option<u32> {
        path.clear();
        let mut at = root;
        for &number in trail {
            let mut next = number;
            let link = self.way_in(at, &mut next).filter(|_| next == number + 1)?;
            path.push(Move { way: link.way, end: link.end, number });
            at = link.end;
        }
        (at.what == Kind::Hub && self.hubs[at.spot as usize].left > 0).then_some(at.spot)
    }

    /// Sends as many vehicles as a path from a hub to a dock bears.
    fn augment(&mut self, dock: u32, place: usize, path: &[Move], hub: u32) {
        let site = &self.docks[dock as usize];
        let ends = self.hubs[hub as usize].left.min(site.left).min(site.may_come(place));
        let vehicles = path.iter().map(|step| self.slack(step.way)).fold(ends, u32::min);
        for step in path {
            self.push(step.way, vehicles);
        }
        self.push(Way::Arrive(dock, place), vehicles);
        self.hubs[hub as usize].left -= vehicles;
        self.take_room(dock, vehicles);
    }

    /// Takes room at a dock with room, which may be full then.
    pub(super) fn take_room(&mut self, dock: u32, vehicles: u32) {
        if self.docks[dock as usize].sink.room == u32::MAX {
            return;
        }
        self.docks[dock as usize].left -= vehicles;
        if self.docks[dock as usize].left == 0 {
            if self.keeps_ample && self.ample.is_none() {
                self.ample = Some(Box::new(self.with_ample_room()));
            }
            self.docks[dock as usize].full = true;
        }
    }
}
