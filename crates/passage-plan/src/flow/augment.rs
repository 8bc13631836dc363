//! Augmenting: stage after stage, path after path from a dock backwards, until no waiting vehicle can be received.

use super::Flow;
use super::residual::{At, Way};
use crate::PlanError;
use passage_model::work::Work;

/// One move of a path: what is pushed, where it leads.
#[derive(Clone, Copy, Debug)]
pub(super) struct Move {
    pub way: Way,
    pub end: At,
}

impl Flow<'_> {
    /// Sends as many vehicles as can arrive, each path adding the least to the sum of arrival steps.
    pub fn run(&mut self, work: &Work<'_>) -> Result<(), PlanError> {
        self.label_all(work)?;
        // New sources may reach what was cut off.
        for dock in &mut self.docks {
            dock.passed = 0;
        }
        let mut last_stage = u32::MAX;
        let mut gave_up = false;
        while self.hubs.iter().any(|hub| hub.left > 0) && self.docks.iter().any(|dock| !dock.full) {
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
        let mut path = Vec::new();
        while let Some(hub) = self.find_home(root, &mut path, work)? {
            let site = &self.docks[dock as usize];
            let ends = self.hubs[hub as usize].left.min(site.left).min(site.may_come(place));
            let vehicles = path.iter().map(|step: &Move| self.slack(step.way)).fold(ends, u32::min);
            for step in &path {
                self.push(step.way, vehicles);
            }
            self.push(Way::Arrive(dock, place), vehicles);
            self.hubs[hub as usize].left -= vehicles;
            self.take_room(dock, vehicles);
            if self.docks[dock as usize].full || self.docks[dock as usize].may_come(place) == 0 {
                break;
            }
            let used_up = path.iter().position(|step| self.slack(step.way) == 0);
            path.truncate(used_up.unwrap_or(path.len()));
        }
        Ok(())
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
