//! Labels: for each copy, a lower limit of the moves that a path from any waiting vehicle to it needs.

use super::Flow;
use super::places::NEVER;
use super::residual::{At, Kind, Link, Way};
use crate::PlanError;
use passage_model::work::Work;

/// Cut off from every waiting vehicle.
pub(super) const CUT_OFF: u32 = u32::MAX;
/// The label of a hub where vehicles wait.
const HOME: u32 = 1;

/// The labels, and when each node was cut off.
#[derive(Clone, Debug, Default)]
pub(super) struct Labels {
    pub label: Vec<u32>,
    /// For each node the stage in which it was cut off for good; empty where nobody wants to know.
    cut_in: Vec<u32>,
    /// The stage that the search is in.
    pub stage: u32,
}

impl Labels {
    /// Cuts a node off for good, and notes in which stage.
    pub fn cut(&mut self, node: u32) {
        self.label[node as usize] = CUT_OFF;
        self.note(node);
    }

    /// Notes that a node was cut off in this stage, if it was not before.
    fn note(&mut self, node: u32) {
        if let Some(stage) = self.cut_in.get_mut(node as usize) {
            *stage = (*stage).min(self.stage);
        }
    }

    /// Notes all that have been cut off.
    fn note_all(&mut self) {
        for (label, stage) in self.label.iter().zip(&mut self.cut_in) {
            if *label == CUT_OFF {
                *stage = (*stage).min(self.stage);
            }
        }
    }
}

impl Flow<'_> {
    /// Labels for the run that begins: in O(copies) where nobody is under way yet.
    pub(super) fn label_first(&mut self, work: &Work<'_>) -> Result<(), PlanError> {
        if self.hubs.iter().all(|hub| hub.sent.iter().all(|&vehicles| vehicles == 0)) {
            self.label_by_spots();
            return Ok(());
        }
        self.label_all(work)
    }

    /// The moves from home to each spot over stretches that are open at any time: no more than are needed in time.
    fn label_by_spots(&mut self) {
        let nodes = self.copies() as usize + self.hubs.len() + self.docks.len();
        let mut label = vec![CUT_OFF; nodes];
        let mut of_spot = vec![CUT_OFF; self.timed.spots.len()];
        let mut open: Vec<u32> = Vec::new();
        for (i, hub) in self.hubs.iter().enumerate().filter(|(_, hub)| hub.left > 0) {
            label[self.node(At::hub(i as u32)) as usize] = HOME;
            if of_spot[hub.source.spot as usize] == CUT_OFF {
                of_spot[hub.source.spot as usize] = HOME + 1;
                open.push(hub.source.spot);
            }
        }
        let mut looked_at = 0;
        while let Some(&spot) = open.get(looked_at) {
            looked_at += 1;
            let next = of_spot[spot as usize] + 1;
            for row in self.rows_out(spot) {
                if of_spot[row.other as usize] == CUT_OFF {
                    of_spot[row.other as usize] = next;
                    open.push(row.other);
                }
            }
        }
        for spot in open {
            let copies = self.copy_start[spot as usize] as usize..self.copy_start[spot as usize + 1] as usize;
            label[copies].fill(of_spot[spot as usize]);
        }
        self.labels.label = label;
        self.labels.note_all();
        self.search.clear(nodes);
        self.looks = 0;
    }

    /// Exact labels for the flow as it is. O(copies + stretches x steps).
    pub(super) fn label_all(&mut self, work: &Work<'_>) -> Result<(), PlanError> {
        let nodes = self.copies() as usize + self.hubs.len() + self.docks.len();
        let mut labels = std::mem::take(&mut self.labels);
        labels.label.clear();
        labels.label.resize(nodes, CUT_OFF);
        let mut level: Vec<At> = Vec::new();
        for (i, _) in self.hubs.iter().enumerate().filter(|(_, hub)| hub.left > 0) {
            let at = At::hub(i as u32);
            labels.label[self.node(at) as usize] = HOME;
            level.push(at);
        }
        let mut above = Vec::new();
        let mut reached = HOME;
        while !level.is_empty() {
            if work.stopped() {
                return Err(PlanError::Stopped);
            }
            reached += 1;
            for &at in &level {
                self.find_way_out(at, |link| {
                    if self.leads_on(link) {
                        let label = &mut labels.label[self.node(link.end) as usize];
                        if *label == CUT_OFF {
                            *label = reached;
                            above.push(link.end);
                        }
                    }
                    false
                });
            }
            level.clear();
            std::mem::swap(&mut level, &mut above);
        }
        labels.note_all();
        self.labels = labels;
        self.search.clear(nodes);
        self.looks = 0;
        Ok(())
    }

    /// Whether searches go on behind a move: docks are passed only while others give up places there.
    fn leads_on(&self, link: Link) -> bool {
        match link.way {
            Way::Arrive(..) => self.yields_from != NEVER,
            Way::Yield(dock, _) => self.docks[dock as usize].full && link.end.k >= self.yields_from,
            _ => true,
        }
    }

    /// The first step from which a waiting vehicle may still be received at a dock. Those before it stay cut off.
    pub(super) fn first_arrival(&mut self, dock: u32) -> Option<u32> {
        let site = &self.docks[dock as usize];
        let start = self.copy_start[site.sink.spot as usize] as usize;
        let labels = &self.labels.label[start..start + site.received.len()];
        let passed = site.passed as usize;
        let cut = |&(place, &label): &(usize, &u32)| label == CUT_OFF || site.may_come(place) == 0;
        let more = labels.iter().enumerate().skip(passed).take_while(cut).count();
        let first = (passed + more) as u32;
        self.docks[dock as usize].passed = first;
        let site = &self.docks[dock as usize];
        ((first as usize) < site.received.len()).then_some(site.first + first)
    }

    /// Notes from now on in which stage each copy, and each group at home, is cut off: to be asked before the first run.
    pub fn note_cuts(&mut self) {
        self.labels.cut_in = vec![u32::MAX; self.copies() as usize + self.hubs.len() + self.docks.len()];
        self.labels.stage = 0;
    }

    /// The stages in which copies, and after them the groups at home, were cut off; `u32::MAX`: never. Where nobody
    /// waits any more, whatever is left is cut off in the last stage.
    pub fn cuts(&self) -> Vec<u32> {
        let mut cuts = self.labels.cut_in.clone();
        if self.hubs.iter().all(|hub| hub.left == 0) {
            for stage in &mut cuts {
                *stage = (*stage).min(self.labels.stage);
            }
        }
        cuts
    }

    /// Which copies a waiting vehicle can still reach, if need be by taking another's place at a full site, for
    /// [`Flow::reached`]. O(copies + stretches x steps).
    pub fn mark_reached(&mut self) {
        let mut reached = vec![false; self.copies() as usize + self.hubs.len() + self.docks.len()];
        let homes = self.hubs.iter().enumerate().filter(|(_, hub)| hub.left > 0);
        let mut open: Vec<At> = homes.map(|(i, _)| At::hub(i as u32)).collect();
        while let Some(at) = open.pop() {
            self.find_way_out(at, |link| {
                let node = self.node(link.end) as usize;
                let leads_on = link.end.what != Kind::Dock || self.docks[link.end.spot as usize].left == 0;
                if leads_on && !std::mem::replace(&mut reached[node], true) {
                    open.push(link.end);
                }
                false
            });
        }
        self.reached = reached;
    }

    /// From which copies a vehicle could go on to a site with room, if need be by taking another's place, for
    /// [`Flow::leads_on_from`]. O(copies + stretches x steps).
    pub fn mark_leading_on(&mut self) {
        let mut leads = vec![false; self.copies() as usize + self.hubs.len() + self.docks.len()];
        let mut open: Vec<At> = (0..self.docks.len() as u32).map(At::dock).collect();
        open.retain(|dock| self.docks[dock.spot as usize].left > 0);
        for dock in &open {
            leads[self.node(*dock) as usize] = true;
        }
        // Somebody gives up a place at a full site in any step.
        let before = std::mem::replace(&mut self.yields_from, 0);
        while let Some(at) = open.pop() {
            let mut next = 0;
            while let Some(link) = self.way_in(at, &mut next) {
                if !std::mem::replace(&mut leads[self.node(link.end) as usize], true) {
                    open.push(link.end);
                }
            }
        }
        self.yields_from = before;
        self.leading_on = leads;
    }

    /// Whether a vehicle at a copy could go on to a site with room when [`Flow::mark_leading_on`] was last asked.
    pub fn leads_on_from(&self, spot: u32, k: u32) -> bool {
        self.leading_on[self.node(At::copy(spot, k)) as usize]
    }

    /// Whether a waiting vehicle could reach a copy when [`Flow::mark_reached`] was last asked.
    pub fn reached(&self, spot: u32, k: u32) -> bool {
        self.reached[self.node(At::copy(spot, k)) as usize]
    }

    /// Whether more vehicles could come to a full dock than it has room for.
    pub fn reached_dock(&self, dock: u32) -> bool {
        self.docks[dock as usize].left == 0 && self.reached[self.node(At::dock(dock)) as usize]
    }

    /// Whether vehicles of a hub wait, or would have to wait in place of others.
    pub fn reached_hub(&self, hub: u32) -> bool {
        self.hubs[hub as usize].left > 0 || self.reached[self.node(At::hub(hub)) as usize]
    }
}
