//! A flow repaired after roads or reception sites were lost: nobody is planned anew who need not be.
//!
//! The stage in which each copy was cut off from those who wait ([`Flow::cuts`]) is its potential in a least-cost flow
//! whose only costs are arrival steps: no residual way leads to a copy that was cut off sooner than the one where it
//! begins. A loss only takes ways away, so the potentials hold on. It leaves vehicles *stranded* before what was lost
//! and *vacancies* behind it. Each of the stranded is sent on to the earliest arrival left, or back home; each vacancy is filled
//! by somebody who waits, or else the latest arrival behind it is given up: shortest augmenting paths by reduced costs,
//! one after the other, potentials raised or lowered where a search has been (Edmonds and Karp 1972, Tomizawa 1971;
//! reoptimisation in Ahuja, Magnanti and Orlin 1993, chapter 9). Labels are neither used nor made.
//!
//! Promise: the flow is maximal for every deadline again, with the least sum of arrival steps, and the potentials are
//! its cuts, which [`passage_model::check::certificate`] verifies. Only where no reception site is full.
//! Cost: for each path the copies cut off between the stage where it begins and the stage where it ends; in all, a look
//! at each copy that could still lead somebody out, and at those of one stage for each path.
//! Twin: solving what is left from nothing ([`Flow::start_over`], `crate::lose`).

use super::Flow;
use super::past::{Past, Vacancies};
use super::residual::{At, Kind, Way};
use crate::PlanError;
use passage_model::work::Work;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Never cut off.
const NEVER: u32 = u32::MAX;
/// What all searches may see, as a multiple of the copies, before starting over is quicker. Chosen by us: a solve looks at
/// each copy several times; the same on every machine.
const MOST_SEEN: usize = 2;
/// What all searches may see in any case: on a small network nothing takes long.
const ALWAYS_SEEN: usize = 1 << 16;
/// Searches between two questions whether to stop.
const SEARCHES_BETWEEN_STOPS: u32 = 64;

impl Flow<'_> {
    /// Makes this flow, from which `past` was cut off, the best again. `cuts` are those of the flow before, and become
    /// those of the flow as it is. `false` where that cannot be done because a site is full, or where it would take longer
    /// than to start over, which must be done then.
    pub fn repair(&mut self, past: &Past, cuts: &mut Vec<u32>, work: &Work<'_>) -> Result<bool, PlanError> {
        if self.docks.iter().any(|dock| dock.full) {
            return Ok(false);
        }
        let copies = self.copies() as usize;
        cuts.truncate(cuts.len() - self.docks.len());
        for hub in &self.hubs[cuts.len() - copies..] {
            let steps = (hub.first..).zip(&hub.sent).filter(|(_, sent)| **sent > 0);
            let latest = steps.map(|(k, _)| cuts[self.copy(hub.source.spot, k) as usize]).max();
            cuts.push(latest.unwrap_or(NEVER));
        }
        let seen = vec![0; cuts.len()];
        let (vacancies, trail) = (past.vacancies.clone(), Vec::new());
        let mut repair =
            Repair { flow: self, cuts, vacancies, seen, search: 0, looked: 0, trail, open: Open::default() };
        for &(at, vehicles) in &past.stranded {
            if !repair.send_on(at, vehicles, work)? {
                return Ok(false);
            }
        }
        for ((spot, k), vehicles) in std::mem::take(&mut repair.vacancies) {
            if !repair.fill_vacancy(At::copy(spot, k), vehicles, work)? {
                return Ok(false);
            }
        }
        // Sites are never reached from behind; the cuts end with one number for each of them all the same.
        cuts.resize(cuts.len() + self.docks.len(), NEVER);
        Ok(!self.docks.iter().any(|dock| dock.full))
    }
}

/// A node that a search has seen, by which way, from which of those before.
#[derive(Clone, Copy, Debug)]
struct Seen {
    at: At,
    way: Way,
    before: u32,
}

/// What a search has still to look at: that of the stage it is in first, the last seen first.
#[derive(Default)]
struct Open {
    here: Vec<u32>,
    beyond: BinaryHeap<(Reverse<u32>, u32)>,
}

struct Repair<'f, 'a> {
    flow: &'f mut Flow<'a>,
    /// The stage in which each copy and hub is cut off.
    cuts: &'f mut Vec<u32>,
    vacancies: Vacancies,
    /// In which search each was last seen.
    seen: Vec<u32>,
    search: u32,
    /// How many all searches before have seen.
    looked: usize,
    trail: Vec<Seen>,
    open: Open,
}

impl Repair<'_, '_> {
    /// Sends the vehicles stranded at a copy on to the earliest arrivals that are left, or back where they came from.
    /// `false` where a site has become full.
    fn send_on(&mut self, from: At, mut vehicles: u32, work: &Work<'_>) -> Result<bool, PlanError> {
        while vehicles > 0 {
            if !self.begin(from, work)? {
                return Ok(false);
            }
            let Some((stage, number, dock)) = self.earliest_arrival() else {
                self.raise(NEVER);
                self.send_back(from, vehicles);
                return Ok(true);
            };
            self.raise(stage);
            let arrive = Way::Arrive(dock, (stage - self.flow.docks[dock as usize].first) as usize);
            let sent = self.send(number, vehicles.min(self.flow.docks[dock as usize].left));
            self.flow.push(arrive, sent);
            self.flow.take_room(dock, sent);
            vehicles -= sent;
            if self.flow.docks[dock as usize].full {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Begins a search; `false` where too much has been looked at.
    fn begin(&mut self, at: At, work: &Work<'_>) -> Result<bool, PlanError> {
        self.search += 1;
        self.looked += self.trail.len();
        if self.looked > (MOST_SEEN * self.cuts.len()).max(ALWAYS_SEEN) {
            return Ok(false);
        }
        if self.search.is_multiple_of(SEARCHES_BETWEEN_STOPS) && work.stopped() {
            return Err(PlanError::Stopped);
        }
        self.trail.clear();
        self.open.here.clear();
        self.open.beyond.clear();
        self.seen[self.flow.node(at) as usize] = self.search;
        self.trail.push(Seen { at, way: Way::Enter(usize::MAX), before: NEVER });
        self.open.here.push(0);
        Ok(true)
    }

    /// The earliest arrival that the node where the search begins leads to: its step, the node before it, the dock.
    fn earliest_arrival(&mut self) -> Option<(u32, u32, u32)> {
        let Self { flow, cuts, seen, search, trail, open, .. } = self;
        let mut stage = cuts[flow.node(trail[0].at) as usize];
        let mut arrivals: BinaryHeap<Reverse<(u32, u32, u32)>> = BinaryHeap::new();
        loop {
            let number = match (open.here.pop(), open.beyond.peek()) {
                (Some(number), _) => number,
                (None, next) => {
                    let next = next.map_or(NEVER, |(Reverse(next), _)| *next);
                    if let Some(Reverse(arrival)) = arrivals.peek().filter(|Reverse((k, ..))| *k <= next) {
                        return Some(*arrival);
                    }
                    stage = stage.max(next);
                    open.beyond.pop()?.1
                }
            };
            let at = trail[number as usize].at;
            flow.find_way_out(at, |link| {
                if link.end.what == Kind::Dock {
                    arrivals.push(Reverse((at.k, number, link.end.spot)));
                    return at.k <= stage;
                }
                let node = flow.node(link.end) as usize;
                let cut = cuts[node];
                // From where those who wait are cut off never, nobody can be received.
                if cut != NEVER && seen[node] != *search {
                    seen[node] = *search;
                    let new = trail.len() as u32;
                    trail.push(Seen { at: link.end, way: link.way, before: number });
                    if cut <= stage {
                        open.here.push(new);
                    } else {
                        open.beyond.push((Reverse(cut), new));
                    }
                }
                false
            });
            if let Some(Reverse(arrival)) = arrivals.peek().filter(|Reverse((k, ..))| *k <= stage) {
                return Some(*arrival);
            }
        }
    }

    /// Whoever the search has seen is cut off in `stage` at the soonest.
    fn raise(&mut self, stage: u32) {
        for seen in &self.trail {
            let cut = &mut self.cuts[self.flow.node(seen.at) as usize];
            *cut = (*cut).max(stage);
        }
    }

    /// Sends as many of `vehicles` as can go along the ways of the search to one that it has seen.
    fn send(&mut self, last: u32, vehicles: u32) -> u32 {
        let trail = &self.trail;
        let ways = || {
            let mut number = last;
            std::iter::from_fn(move || {
                let seen = trail.get(number as usize).filter(|seen| seen.before != NEVER)?;
                number = seen.before;
                Some(seen.way)
            })
        };
        let sent = ways().map(|way| self.flow.slack(way)).fold(vehicles, u32::min);
        for way in ways() {
            self.flow.push(way, sent);
        }
        sent
    }

    /// Takes the way by which vehicles came to a copy back: home, to where they are under way, or to a vacancy, which then
    /// is none.
    fn send_back(&mut self, from: At, mut vehicles: u32) {
        while vehicles > 0 {
            let (mut at, mut back, mut most) = (from, Vec::new(), vehicles);
            let vacancy =
                |vacancies: &Vacancies, at: At| vacancies.get(&(at.spot, at.k)).copied().filter(|vacancy| *vacancy > 0);
            while at.what == Kind::Copy && vacancy(&self.vacancies, at).is_none() {
                let came = |way: &Way| matches!(way, Way::Return(_) | Way::Unwait(_) | Way::Stay(..));
                let Some(link) = self.flow.find_way_out(at, |link| came(&link.way)) else { return };
                most = most.min(self.flow.slack(link.way));
                back.push(link.way);
                at = link.end;
            }
            if at.what == Kind::Copy {
                let vacancy = self.vacancies.entry((at.spot, at.k)).or_default();
                most = most.min(*vacancy);
                *vacancy -= most;
            } else {
                self.flow.hubs[at.spot as usize].left += most;
            }
            for way in back {
                self.flow.push(way, most);
            }
            vehicles -= most;
        }
    }

    /// Fills a vacancy: vehicles that go on from a copy, but no longer come to it. `false` where nobody can.
    fn fill_vacancy(&mut self, to: At, mut vehicles: u32, work: &Work<'_>) -> Result<bool, PlanError> {
        while vehicles > 0 {
            if !self.begin(to, work)? {
                return Ok(false);
            }
            let Some((stage, number, dock)) = self.latest_source() else { return Ok(false) };
            self.lower(stage);
            let at = self.trail[number as usize].at;
            let Some(dock) = dock else {
                let sent = self.send(number, vehicles.min(self.flow.hubs[at.spot as usize].left));
                self.flow.hubs[at.spot as usize].left -= sent;
                vehicles -= sent;
                continue;
            };
            let site = &self.flow.docks[dock as usize];
            let place = (at.k - site.first) as usize;
            let sent = self.send(number, vehicles.min(site.received[place]));
            self.flow.push(Way::Yield(dock, place), sent);
            let site = &mut self.flow.docks[dock as usize];
            site.left += if site.sink.room == NEVER { 0 } else { sent };
            vehicles -= sent;
        }
        Ok(true)
    }

    /// Who can best fill a vacancy where the search begins: those who wait, else whoever arrives last of those whose
    /// arrival leads back to it. The stage, the node, and the dock where an arrival is given up.
    fn latest_source(&mut self) -> Option<(u32, u32, Option<u32>)> {
        let Self { flow, cuts, seen, search, trail, open, .. } = self;
        let mut stage = cuts[flow.node(trail[0].at) as usize];
        loop {
            let number = if let Some(number) = open.here.pop() {
                number
            } else {
                let (Reverse(beyond), number) = open.beyond.pop()?;
                stage = stage.min(NEVER - beyond);
                number
            };
            let at = trail[number as usize].at;
            if at.what == Kind::Hub && flow.hubs[at.spot as usize].left > 0 {
                return Some((NEVER, number, None));
            }
            let docks = if at.what == Kind::Copy { &flow.docks_at[at.spot as usize][..] } else { &[] };
            let received = |&&dock: &&u32| {
                let site = &flow.docks[dock as usize];
                site.received[(at.k - site.first) as usize] > 0
            };
            if let Some(&dock) = docks.iter().find(received) {
                return Some((at.k, number, Some(dock)));
            }
            let mut next = 0;
            while let Some(link) = flow.way_in(at, &mut next) {
                let node = flow.node(link.end) as usize;
                if link.end.what != Kind::Dock && seen[node] != *search {
                    seen[node] = *search;
                    let new = trail.len() as u32;
                    trail.push(Seen { at: link.end, way: link.way, before: number });
                    if cuts[node] >= stage {
                        open.here.push(new);
                    } else {
                        // The latest first.
                        open.beyond.push((Reverse(NEVER - cuts[node]), new));
                    }
                }
            }
        }
    }

    /// Whoever the search has seen is cut off in `stage` at the latest.
    fn lower(&mut self, stage: u32) {
        for seen in &self.trail {
            let cut = &mut self.cuts[self.flow.node(seen.at) as usize];
            *cut = (*cut).min(stage);
        }
    }
}
