//! Augmenting: path after path from the dock with the least label backwards, until none is left.

use super::Flow;
use super::labels::{CUT_OFF, arrival_steps, beyond};
use super::residual::{At, Kind, Link, Way};
use crate::PlanError;
use passage_model::work::Work;

/// How often a search looks up whether it should stop, in steps taken.
const LOOKS_BETWEEN_STOPS: u64 = 1 << 16;
/// Looks after which changing places at full sites is given up: a few seconds. Chosen by us; the same on every machine.
const MOST_LOOKS: u64 = 60_000_000;

impl Flow<'_> {
    /// Sends as many vehicles as can arrive, each path adding the least to the sum of arrival steps.
    /// Gives up after about `most` looks; whether it came to its end.
    pub fn run(&mut self, work: &Work<'_>, most: u64) -> Result<bool, PlanError> {
        self.label_all(work)?;
        let mut last_stage = u64::MAX;
        loop {
            if let Some((dock, label)) = self.nearest_dock() {
                let stage = arrival_steps(label);
                if stage != last_stage {
                    last_stage = stage;
                    work.watch.progress("planning", stage, u64::from(self.timed.last));
                }
                if self.search(dock, work)? {
                    // A site is full from now on: others may take the places of those who have come.
                    self.label_all(work)?;
                }
            } else {
                return Ok(true);
            }
            if self.looks > most && self.docks.iter().any(|dock| dock.full) {
                return Ok(false);
            }
            let limit = 8 * (self.left.stretch.len() as u64 + u64::from(self.copies()));
            if self.work_done > limit && self.may_yield && self.docks.iter().any(|dock| dock.full) {
                self.label_all(work)?;
            }
        }
    }

    /// Sends as many vehicles as can arrive. If changing places at full sites takes too long, full sites are closed
    /// instead: that plan is early but may bring out fewer, and its limit is that of the roads and of all room.
    pub fn run_within_rooms(&mut self, work: &Work<'_>) -> Result<(), PlanError> {
        let (left, hubs, docks) = (self.left.clone(), self.hubs.clone(), self.docks.clone());
        if self.run(work, MOST_LOOKS)? {
            return Ok(());
        }
        (self.left, self.hubs, self.docks) = (left, hubs, docks);
        self.used.fill(0);
        self.waits.fill(0);
        self.regret = 0;
        self.may_yield = false;
        self.run(work, u64::MAX)?;
        for dock in &mut self.docks {
            dock.full = dock.left == 0;
        }
        Ok(())
    }

    /// Augments along paths to `dock` while its label stays; whether the dock became full.
    fn search(&mut self, dock: u32, work: &Work<'_>) -> Result<bool, PlanError> {
        let mut path: Vec<(At, Way)> = Vec::new();
        let mut at = At::dock(dock);
        let mut looks = 0u64;
        loop {
            looks += 1;
            if looks.is_multiple_of(LOOKS_BETWEEN_STOPS) && work.stopped() {
                return Err(PlanError::Stopped);
            }
            if at.what == Kind::Hub && self.hubs[at.spot as usize].left > 0 {
                self.augment(at.spot, dock, &path);
                if self.docks[dock as usize].left == 0 && !self.may_yield {
                    return Ok(false);
                }
                if self.docks[dock as usize].left == 0 {
                    self.docks[dock as usize].full = true;
                    return Ok(true);
                }
                if let Some(used_up) = path.iter().position(|(_, way)| self.slack(*way) == 0) {
                    at = path[used_up].0;
                    path.truncate(used_up);
                }
                continue;
            }
            if let Some(link) = self.tight(at) {
                path.push((at, link.way));
                at = link.end;
                continue;
            }
            let cut = self.raise(at);
            match path.pop() {
                None => return Ok(false),
                Some(_) if cut => return Ok(false),
                Some((before, _)) => at = before,
            }
        }
    }

    /// A residual way into `at` whose labels differ by just what it costs.
    fn tight(&mut self, at: At) -> Option<Link> {
        let node = self.node(at) as usize;
        let label = self.labels.label[node];
        if label == CUT_OFF {
            return None;
        }
        let mut next = self.labels.current[node];
        let found = loop {
            let number = next;
            let Some(link) = self.way_in(at, &mut next) else { break None };
            self.work_done += 1;
            self.looks += 1;
            if beyond(self.labels.label[self.node(link.end) as usize], link.cost) == label {
                next = number;
                break Some(link);
            }
            if at.what == Kind::Dock && link.cost.cast_unsigned() > arrival_steps(label) {
                break None;
            }
        };
        self.labels.current[node] = next;
        found
    }

    fn augment(&mut self, hub: u32, dock: u32, path: &[(At, Way)]) {
        let ends = self.hubs[hub as usize].left.min(self.docks[dock as usize].left);
        let vehicles = path.iter().map(|(_, way)| self.slack(*way)).fold(ends, u32::min);
        for (_, way) in path {
            self.push(*way, vehicles);
        }
        let stage = arrival_steps(self.labels.label[self.node(At::dock(dock)) as usize]);
        self.regret += stage.saturating_sub(u64::from(self.timed.last) + 1) * u64::from(vehicles);
        self.hubs[hub as usize].left -= vehicles;
        if self.docks[dock as usize].sink.room != u32::MAX {
            self.docks[dock as usize].left -= vehicles;
        }
    }
}
