//! Changing places: where a reception site is full, a vehicle may still be received if one that came before it goes on
//! to a site with room.
//!
//! Seen from the sites: each copy from which a vehicle could go on to a site with room has a *way on*, a lower limit
//! of the arrival step it would have there; the *price* of a full site is the least that somebody's going on adds. By
//! weak duality (Ford and Fulkerson 1962) a vehicle that comes in step `k` and takes a place adds `k + price` to the
//! sum of arrival steps, and the least of these is the next stage. A search that finds no way on raises all it has seen
//! by the least slack of the ways that lead out of it (Kuhn 1955, Munkres 1957: the Hungarian method).
//!
//! Only copies whose way on is earlier than the stage are kept: nearly all others are reached by waiting vehicles
//! themselves as cheaply. Those that are reached as cheaply only by changing places are missed; [`super::exchange`] makes
//! up for it. As the stages pass, more are admitted. What waits
//! keeps its labels ([`super::labels`]): a copy cut off from home stays so, whoever changes places.
//!
//! Cost: each copy is admitted about once; each search looks at the copies with the same way on.
//! Twin: `tests/it/twin.rs`, Bellman and Ford on an explicit network.

use super::Flow;
use super::augment::Move;
use super::home::Search;
use super::residual::{At, Kind, Way};
use crate::PlanError;
use passage_model::work::Work;

/// Not known to lead on, or never.
pub(super) const NEVER: u32 = u32::MAX;
/// Looks of searches behind the horizon after which the least sum is given up there: under a second. Chosen by us; the
/// same on every machine.
const MOST_LOOKS: usize = 2_000_000;
/// Steps in which places are given up together from then on, the last ones first. Chosen by us.
const TOGETHER: u32 = 120;
/// Looks of searches, as a multiple of what is admitted, after which all is admitted anew, with exact ways on.
const LOOKS_BETWEEN_ADMISSIONS: usize = 2;

/// The ways on, for the copies, hubs and docks; for a dock, its price.
#[derive(Clone, Debug, Default)]
pub(super) struct Places {
    way_on: Vec<u32>,
    /// The stages whose copies are admitted.
    admitted: u32,
    /// Where the way on of each leads, or led when it was last looked at.
    toward: Vec<u32>,
    /// How many are admitted, and how many searches have looked at since all were admitted anew.
    known: usize,
    looks: usize,
    /// For each dock, how many were full when it was last looked up whether it leads to room.
    looked_up: Vec<usize>,
    /// How many searches have looked at behind the horizon.
    late: usize,
}

/// A node that a search has seen, and the number of what was left for it: 8 bytes, where the moves themselves would be
/// 40 and searches see millions.
type Seen = (u32, u32);

#[cfg(test)]
impl Places {
    /// As if the searches behind the horizon had taken too long already.
    pub(super) fn give_up(&mut self) {
        self.late = MOST_LOOKS + 1;
    }
}

impl Flow<'_> {
    /// What arriving at a dock adds beyond the arrival step: zero with room. `None` where nobody there can go on.
    pub(super) fn price(&self, dock: u32) -> Option<u32> {
        if self.docks[dock as usize].closed {
            return None;
        }
        if !self.docks[dock as usize].full || self.places.way_on.is_empty() {
            return Some(0);
        }
        Some(self.places.way_on[self.node(At::dock(dock)) as usize]).filter(|&price| price != NEVER)
    }

    /// Sends vehicles to a full dock in step `k` while others can go on from there for what makes up `stage`.
    pub(super) fn change_places(&mut self, dock: u32, k: u32, stage: u32, work: &Work<'_>) -> Result<(), PlanError> {
        self.admit(stage, work)?;
        if stage > self.timed.last && !self.leads_to_room(dock) {
            return Ok(());
        }
        let root = At::copy(self.docks[dock as usize].sink.spot, k);
        let arrival = Way::Arrive(dock, (k - self.docks[dock as usize].first) as usize);
        let mut home = Vec::new();
        while let Some(hub) = self.find_home(root, &mut home, work)? {
            if !self.change_place(arrival, hub, &home, stage) {
                break;
            }
            home.clear();
        }
        Ok(())
    }

    /// Receives vehicles from a hub by the path from there, in place of others that go on; `false` if none can.
    fn change_place(&mut self, arrival: Way, hub: u32, home: &[Move], stage: u32) -> bool {
        let Way::Arrive(dock, _) = arrival else { return false };
        let Some((last, on)) = self.find_way_on(dock, stage) else { return false };
        let ends = self.hubs[hub as usize].left.min(self.docks[last as usize].left);
        let path = home.iter().chain(&on);
        let vehicles = path.clone().map(|step| self.slack(step.way)).fold(ends, u32::min);
        self.push(arrival, vehicles);
        for step in path {
            self.push(step.way, vehicles);
        }
        self.hubs[hub as usize].left -= vehicles;
        self.take_room(last, vehicles);
        true
    }

    /// Whether anybody at a full dock can go on to one with room at all; looked up again each
    /// time that a dock fills or all are admitted anew.
    fn leads_to_room(&mut self, dock: u32) -> bool {
        let full = self.docks.iter().filter(|dock| dock.full).count();
        if self.places.looked_up[dock as usize] == full {
            return true;
        }
        self.places.looked_up[dock as usize] = full;
        let mut reached = vec![false; self.places.way_on.len()];
        reached[self.node(At::dock(dock)) as usize] = true;
        let mut open = vec![At::dock(dock)];
        while let Some(at) = open.pop() {
            if at.what == Kind::Dock && !self.docks[at.spot as usize].full {
                return true;
            }
            self.find_way_out(at, |link| {
                if !std::mem::replace(&mut reached[self.node(link.end) as usize], true) {
                    open.push(link.end);
                }
                false
            });
        }
        for (way_on, _) in self.places.way_on.iter_mut().zip(reached).filter(|(_, reached)| *reached) {
            *way_on = NEVER;
        }
        false
    }

    /// Whether changing places behind the horizon has become too long a search for the least sum.
    pub(super) fn is_late(&self, stage: u32) -> bool {
        stage > self.timed.last && self.places.late > MOST_LOOKS
    }

    /// Sends all that can still be received, however much later others are for it: those who came in step `from` or
    /// later give up their places first. The flow is then the largest.
    pub(super) fn fill_whatever_it_costs(&mut self, from: u32, work: &Work<'_>) -> Result<(), PlanError> {
        self.yields_from = from;
        loop {
            self.label_all(work)?;
            for dock in 0..self.docks.len() as u32 {
                if !self.docks[dock as usize].full && self.fill_by_any_way(dock, work)? {
                    // Who came to the dock before may give up a place from now on.
                    self.label_all(work)?;
                }
            }
            if self.yields_from == 0 {
                self.yields_from = NEVER;
                return Ok(());
            }
            self.yields_from = self.yields_from.saturating_sub(TOGETHER);
        }
    }

    /// Sends all that any way leads to a dock; whether it became full.
    fn fill_by_any_way(&mut self, dock: u32, work: &Work<'_>) -> Result<bool, PlanError> {
        let mut path = Vec::new();
        while let Some(hub) = self.find_home(At::dock(dock), &mut path, work)? {
            let ends = self.hubs[hub as usize].left.min(self.docks[dock as usize].left);
            let vehicles = path.iter().map(|step| self.slack(step.way)).fold(ends, u32::min);
            for step in &path {
                self.push(step.way, vehicles);
            }
            self.hubs[hub as usize].left -= vehicles;
            self.take_room(dock, vehicles);
            if self.docks[dock as usize].full {
                return Ok(true);
            }
            let used_up = path.iter().position(|step| self.slack(step.way) == 0);
            path.truncate(used_up.unwrap_or(path.len()));
        }
        Ok(false)
    }

    /// Admits the copies from which a vehicle can go on before `stage`; after the horizon, all that can go on at all.
    fn admit(&mut self, stage: u32, work: &Work<'_>) -> Result<(), PlanError> {
        let nodes = self.copies() as usize + self.hubs.len() + self.docks.len();
        if self.places.way_on.is_empty() {
            self.places.way_on = vec![NEVER; nodes];
            self.places.toward = vec![NEVER; nodes];
            self.places.looked_up = vec![0; self.docks.len()];
            for dock in 0..self.docks.len() as u32 {
                let node = self.node(At::dock(dock)) as usize;
                self.places.way_on[node] = 0;
            }
        }
        let anew = self.places.looks > LOOKS_BETWEEN_ADMISSIONS * self.places.known;
        let mut before = Vec::new();
        if anew {
            before = self.search.lend();
            before.copy_from_slice(&self.places.way_on);
            self.places.way_on[..nodes - self.docks.len()].fill(NEVER);
            (self.places.admitted, self.places.known, self.places.looks) = (0, 0, 0);
            // Who only leads back to a full dock rises with its price each time, and never seems to come to an end.
            self.places.looked_up.fill(0);
        }
        let prices = (0..self.docks.len() as u32).filter_map(|dock| self.price(dock));
        let ends = self.timed.last + prices.max().unwrap_or(0) + 1;
        let until = if stage > self.timed.last { stage.max(ends) } else { stage };
        for step in self.places.admitted..until {
            if work.stopped() {
                return Err(PlanError::Stopped);
            }
            self.admit_step(step);
        }
        self.places.admitted = self.places.admitted.max(until);
        // Of two lower limits that agree with every move, the greater does too.
        for (way_on, before) in self.places.way_on.iter_mut().zip(&before) {
            *way_on = if *before == NEVER { *way_on } else { (*way_on).max(*before) };
        }
        if anew {
            self.search.give_back(before);
        }
        Ok(())
    }

    /// Admits the copies from which a vehicle goes on to arrive in `step`.
    fn admit_step(&mut self, step: u32) {
        let prices: Vec<u32> = (0..self.docks.len() as u32).map(|dock| self.price(dock).unwrap_or(NEVER)).collect();
        let mut places = std::mem::take(&mut self.places);
        let mut open: Vec<(u32, u32)> = Vec::new();
        let mut admit = |(node, spot): (u32, u32), toward: u32, open: &mut Vec<(u32, u32)>| {
            if places.way_on[node as usize] == NEVER {
                places.way_on[node as usize] = step;
                places.toward[node as usize] = toward;
                places.known += 1;
                open.push((node, spot));
            }
        };
        for (number, price) in prices.into_iter().enumerate() {
            let (dock, site) = (At::dock(number as u32), &self.docks[number]);
            let k = step.checked_sub(price).filter(|&k| k >= site.first);
            if let Some(k) = k.filter(|&k| ((k - site.first) as usize) < site.received.len()) {
                admit((self.copy(site.sink.spot, k), site.sink.spot), self.node(dock), &mut open);
            }
        }
        let mut looked_at = 0;
        while let Some(&(node, spot)) = open.get(looked_at) {
            looked_at += 1;
            self.each_way_in(self.at_known(node, spot), 0, |_, end, spot| {
                admit((end, spot), node, &mut open);
                false
            });
        }
        self.places = places;
    }

    /// The moves by which somebody at a full dock goes on to a dock with room, for the dock's price, and that dock.
    /// If there are none, the price is raised.
    fn find_way_on(&mut self, dock: u32, stage: u32) -> Option<(u32, Vec<Move>)> {
        let mut places = std::mem::take(&mut self.places);
        let mut search = std::mem::take(&mut self.search);
        search.begin_anew();
        let begin = At::dock(dock);
        search.see(self.node(begin));
        let mut seen: Vec<Seen> = vec![(self.node(begin), NEVER)];
        let mut open = vec![0u32];
        let mut found = None;
        while let Some(number) = open.pop() {
            let at = self.at_node(seen[number as usize].0);
            if at.what == Kind::Dock && !self.docks[at.spot as usize].full {
                found = Some(number);
                break;
            }
            let (first, usual) = (open.len(), places.toward[self.node(at) as usize]);
            self.find_way_out(at, |link| {
                let node = self.node(link.end) as usize;
                // Who goes on no earlier than in this stage is reached by waiting vehicles themselves: no need to change.
                let before = places.way_on[node] < if link.end.what == Kind::Dock { NEVER } else { stage };
                if before && search.is_new(node as u32) && self.slack_on(&places.way_on, at, link.end, stage) == 0 {
                    search.see(node as u32);
                    open.push(seen.len() as u32);
                    seen.push((node as u32, number));
                }
                false
            });
            // The way by which it was admitted is tried first.
            if let Some(i) = (first..open.len()).find(|&i| seen[open[i] as usize].0 == usual) {
                let last = open.len() - 1;
                open.swap(i, last);
            }
        }
        places.looks += seen.len();
        places.late += if stage > self.timed.last { seen.len() } else { 0 };
        if found.is_none() {
            self.raise_way_on(&mut places, &search, &seen, stage);
        }
        (self.places, self.search) = (places, search);
        let mut number = found?;
        let (last, mut path) = (self.at_node(seen[number as usize].0).spot, Vec::new());
        loop {
            let (end, before) = seen[number as usize];
            if before == NEVER {
                break;
            }
            let (node, end) = (seen[before as usize].0, self.at_node(end));
            // The first of parallel moves was the one that was taken.
            let way = self.find_way_out(self.at_node(node), |link| link.end == end)?.way;
            self.places.toward[node as usize] = self.node(end);
            path.push(Move { way, end, number: 0 });
            number = before;
        }
        Some((last, path))
    }

    /// By how much the way on of `at` can rise until the way to `end` binds.
    fn slack_on(&self, way_on: &[u32], at: At, end: At, stage: u32) -> u32 {
        let (here, there) = (way_on[self.node(at) as usize], way_on[self.node(end) as usize]);
        let there = match there {
            NEVER if stage > self.timed.last => return NEVER,
            // Who is not admitted goes on no earlier than in this stage.
            NEVER => stage,
            there => there,
        };
        match (at.what, end.what) {
            (_, Kind::Dock) => (there + at.k).saturating_sub(here),
            (Kind::Dock, _) => there.saturating_sub(end.k).saturating_sub(here),
            _ => there.saturating_sub(here),
        }
    }

    /// Raises all that a search has seen until a way out of them binds.
    fn raise_way_on(&self, places: &mut Places, search: &Search, seen: &[Seen], stage: u32) {
        let mut least = NEVER;
        for &(node, _) in seen {
            let at = self.at_node(node);
            self.find_way_out(at, |link| {
                if search.is_new(self.node(link.end)) {
                    least = least.min(self.slack_on(&places.way_on, at, link.end, stage));
                }
                false
            });
        }
        for &(node, _) in seen {
            let way_on = &mut places.way_on[node as usize];
            *way_on = if least == NEVER { NEVER } else { *way_on + least.max(1) };
        }
    }
}
