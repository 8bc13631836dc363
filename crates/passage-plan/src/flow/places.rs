//! Changing places: where a reception site is full, a vehicle may still be received if one that came before it goes on
//! to a site with room.
//!
//! Seen from the sites: each copy from which a vehicle could go on to a site with room has a *way on*, a lower limit
//! of the arrival step it would have there; the *price* of a full site is the least that somebody's going on adds. By
//! weak duality (Ford and Fulkerson 1962) a vehicle that comes in step `k` and takes a place adds `k + price` to the
//! sum of arrival steps, and the least of these is the next stage. A search that finds no way on raises all it has seen
//! by the least slack of the ways that lead out of it (Kuhn 1955, Munkres 1957: the Hungarian method).
//!
//! Only copies whose way on is earlier than the stage are kept: the others are reached by waiting vehicles themselves
//! as cheaply, so that no shortest path changes places through them. As the stages pass, more are admitted. What waits
//! keeps its labels ([`super::labels`]): a copy cut off from home stays so, whoever changes places.
//!
//! Cost: each copy is admitted about once; each search looks at the copies with the same way on.
//! Twin: `tests/it/twin.rs`, Bellman and Ford on an explicit network.

use super::Flow;
use super::augment::Move;
use super::residual::{At, Kind, Way};
use crate::PlanError;
use passage_model::work::Work;

/// Not known to lead on, or never.
const NEVER: u32 = u32::MAX;

/// The ways on, for the copies, hubs and docks; for a dock, its price.
#[derive(Clone, Debug, Default)]
pub(super) struct Places {
    way_on: Vec<u32>,
    /// The stages whose copies are admitted.
    admitted: u32,
    /// In which search each was last seen.
    seen: Vec<u32>,
    search: u32,
}

impl Flow<'_> {
    /// What arriving at a dock adds beyond the arrival step: zero with room. `None` where nobody there can go on.
    pub(super) fn price(&self, dock: u32) -> Option<u32> {
        if !self.docks[dock as usize].full || self.places.way_on.is_empty() {
            return Some(0);
        }
        Some(self.places.way_on[self.node(At::dock(dock)) as usize]).filter(|&price| price != NEVER)
    }

    /// Sends vehicles to a full dock in step `k` while others can go on from there for what makes up `stage`.
    pub(super) fn change_places(&mut self, dock: u32, k: u32, stage: u32, work: &Work<'_>) -> Result<(), PlanError> {
        self.admit(stage, work)?;
        let root = At::copy(self.docks[dock as usize].sink.spot, k);
        let mut home = Vec::new();
        while let Some(hub) = self.find_home(root, &mut home, work)? {
            let Some((last, on)) = self.find_way_on(dock, stage) else { break };
            let arrival = Way::Arrive(dock, (k - self.docks[dock as usize].first) as usize);
            let ends = self.hubs[hub as usize].left.min(self.docks[last as usize].left);
            let path = home.iter().chain(&on);
            let vehicles = path.clone().map(|step| self.slack(step.way)).fold(ends, u32::min);
            self.push(arrival, vehicles);
            for step in path {
                self.push(step.way, vehicles);
            }
            self.regret += u64::from(stage.saturating_sub(self.timed.last + 1)) * u64::from(vehicles);
            self.hubs[hub as usize].left -= vehicles;
            self.take_room(last, vehicles);
            home.clear();
        }
        Ok(())
    }

    /// Admits the copies from which a vehicle can go on before `stage`; after the horizon, all that can go on at all.
    fn admit(&mut self, stage: u32, work: &Work<'_>) -> Result<(), PlanError> {
        let nodes = self.copies() as usize + self.hubs.len() + self.docks.len();
        if self.places.way_on.is_empty() {
            self.places.way_on = vec![NEVER; nodes];
            self.places.seen = vec![0; nodes];
            for dock in 0..self.docks.len() as u32 {
                let node = self.node(At::dock(dock)) as usize;
                self.places.way_on[node] = 0;
            }
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
        Ok(())
    }

    /// Admits the copies from which a vehicle goes on to arrive in `step`.
    fn admit_step(&mut self, step: u32) {
        let mut open: Vec<At> = Vec::new();
        for dock in 0..self.docks.len() as u32 {
            let site = &self.docks[dock as usize];
            let k = self.price(dock).and_then(|price| step.checked_sub(price)).filter(|&k| k >= site.first);
            if let Some(k) = k.filter(|&k| ((k - site.first) as usize) < site.received.len()) {
                open.push(At::copy(site.sink.spot, k));
            }
        }
        let mut way_on = std::mem::take(&mut self.places.way_on);
        open.retain(|&at| way_on[self.node(at) as usize] == NEVER);
        for &at in &open {
            way_on[self.node(at) as usize] = step;
        }
        while let Some(at) = open.pop() {
            let mut next = 0;
            while let Some(link) = self.way_in(at, &mut next) {
                let known = &mut way_on[self.node(link.end) as usize];
                if *known == NEVER {
                    *known = step;
                    open.push(link.end);
                }
            }
        }
        self.places.way_on = way_on;
    }

    /// The moves by which somebody at a full dock goes on to a dock with room, for the dock's price, and that dock.
    /// If there are none, the price is raised.
    fn find_way_on(&mut self, dock: u32, stage: u32) -> Option<(u32, Vec<Move>)> {
        let mut places = std::mem::take(&mut self.places);
        places.search += 1;
        let begin = At::dock(dock);
        places.seen[self.node(begin) as usize] = places.search;
        // All that was seen, each with the move that led to it and the number of what that move left.
        let mut seen: Vec<(At, Option<(Way, usize)>)> = vec![(begin, None)];
        let mut open = vec![0];
        let mut found = None;
        while let Some(number) = open.pop() {
            let at = seen[number].0;
            if at.what == Kind::Dock && !self.docks[at.spot as usize].full {
                found = Some(number);
                break;
            }
            self.find_way_out(at, |link| {
                let node = self.node(link.end) as usize;
                let new = places.seen[node] != places.search && places.way_on[node] != NEVER;
                if new && self.slack_on(&places.way_on, at, link.end, stage) == 0 {
                    places.seen[node] = places.search;
                    open.push(seen.len());
                    seen.push((link.end, Some((link.way, number))));
                }
                false
            });
        }
        if found.is_none() {
            self.raise_way_on(&mut places, &seen, stage);
        }
        self.places = places;
        let mut number = found?;
        let (last, mut path) = (seen[number].0.spot, Vec::new());
        while let (end, Some((way, before))) = seen[number] {
            path.push(Move { at: seen[before].0, way, end });
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
    fn raise_way_on(&self, places: &mut Places, seen: &[(At, Option<(Way, usize)>)], stage: u32) {
        let mut least = NEVER;
        for &(at, _) in seen {
            self.find_way_out(at, |link| {
                if places.seen[self.node(link.end) as usize] != places.search {
                    least = least.min(self.slack_on(&places.way_on, at, link.end, stage));
                }
                false
            });
        }
        for &(at, _) in seen {
            let way_on = &mut places.way_on[self.node(at) as usize];
            *way_on = if least == NEVER { NEVER } else { *way_on + least.max(1) };
        }
    }
}
