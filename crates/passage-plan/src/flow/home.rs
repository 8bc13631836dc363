//! The way home: the shortest residual path from a copy back to a group that waits.
//!
//! A search backwards that goes by the labels (A*: Hart, Nilsson and Raphael 1968). What it has seen in vain is further
//! from home by as much as the path that it found is longer than hoped (Adaptive A*: Koenig and Likhachev 2005), and
//! where there is none, all that it has seen is cut off at once. A push-relabel search would raise each of these a move
//! at a time, until it is above everything else that waits in later steps.
//!
//! Cost: a look at each way into each node seen; each of these but those on the path gets a higher label.
//! Promise: the path has the fewest moves, as long as no label is too high (Hart, Nilsson and Raphael 1968); `None`
//! only where no path is left, whatever the labels say.
//! Twin: `tests/it/twin.rs`.

use super::Flow;
use super::augment::Move;
use super::labels::CUT_OFF;
use super::residual::{At, Kind, Link, Way};
use crate::PlanError;
use passage_model::work::Work;

/// How often a search looks up whether it should stop, in moves taken.
const MOVES_BETWEEN_STOPS: u64 = 1 << 16;
/// Looks, as a multiple of all ways, after which exact labels are worth the search for them. Chosen by us: with 8
/// the thirty towns of `examples` take longer.
const LOOKS_BETWEEN_LABELS: u64 = 2;
const NONE: u32 = u32::MAX;

/// What a search has seen, kept from one to the next to spare the memory.
#[derive(Clone, Debug, Default)]
pub(super) struct Search {
    /// In which search each node was last seen.
    seen: Vec<u32>,
    number: u32,
    visits: Vec<Visit>,
    /// For each excess the ways still to be tried: the visit that they lead into, and their number there.
    open: Vec<Vec<(u32, u32)>>,
    moves: u64,
}

/// A node that was seen.
#[derive(Clone, Copy, Debug)]
struct Visit {
    at: At,
    node: u32,
    /// The next way into it to look at.
    next: u32,
    /// By how many moves a path over it is longer than the label of the root says, at least.
    excess: u32,
    /// The visit that it leads to, and by which way.
    before: u32,
    way: Way,
}

impl Search {
    pub fn clear(&mut self, nodes: usize) {
        self.seen.clear();
        self.seen.resize(nodes, 0);
        self.number = 0;
    }

    fn begin(&mut self) {
        self.number += 1;
        self.visits.clear();
        self.open.iter_mut().for_each(Vec::clear);
    }

    fn visit(&mut self, at: At, node: u32, excess: u32, before: u32, way: Way) -> u32 {
        self.seen[node as usize] = self.number;
        self.visits.push(Visit { at, node, next: 0, excess, before, way });
        self.visits.len() as u32 - 1
    }

    fn open(&mut self, excess: u32, visit: u32, number: u32) {
        if self.open.len() <= excess as usize {
            self.open.resize_with(excess as usize + 1, Vec::new);
        }
        self.open[excess as usize].push((visit, number));
    }
}

impl Flow<'_> {
    /// Goes on with `path` from `root` back to a hub where vehicles wait; `None` once `root` is cut off.
    pub(super) fn find_home(
        &mut self,
        root: At,
        path: &mut Vec<Move>,
        work: &Work<'_>,
    ) -> Result<Option<u32>, PlanError> {
        let enough = LOOKS_BETWEEN_LABELS * (self.left.stretch.len() as u64 + u64::from(self.copies()));
        if self.looks > enough {
            self.label_all(work)?;
            path.clear();
        }
        if self.labels.label[self.node(root) as usize] == CUT_OFF {
            return Ok(None);
        }
        let mut search = std::mem::take(&mut self.search);
        search.begin();
        let mut last = search.visit(root, self.node(root), 0, NONE, Way::Leave(0, 0));
        for step in path.iter() {
            last = search.visit(step.end, self.node(step.end), 0, last, step.way);
        }
        let found = self.search_home(&mut search, last, work);
        match found {
            Ok(Some(home)) => {
                self.learn(&search, home);
                path.clear();
                let mut at = home;
                while search.visits[at as usize].before != NONE {
                    let visit = &search.visits[at as usize];
                    path.push(Move { way: visit.way, end: visit.at });
                    at = visit.before;
                }
                path.reverse();
            }
            Ok(None) => search.visits.iter().for_each(|visit| self.labels.cut(visit.node)),
            Err(_) => {}
        }
        let hub = found.map(|home| home.map(|home| search.visits[home as usize].at.spot));
        self.search = search;
        hub
    }

    /// The visit of a hub where vehicles wait.
    fn search_home(&mut self, search: &mut Search, first: u32, work: &Work<'_>) -> Result<Option<u32>, PlanError> {
        let (mut here, mut excess) = (first, 0);
        loop {
            search.moves += 1;
            if search.moves.is_multiple_of(MOVES_BETWEEN_STOPS) && work.stopped() {
                return Err(PlanError::Stopped);
            }
            let visit = search.visits[here as usize];
            if visit.at.what == Kind::Hub && self.hubs[visit.at.spot as usize].left > 0 {
                return Ok(Some(here));
            }
            if let Some((number, link)) = self.tight(search, &visit) {
                search.visits[here as usize].next = number + 1;
                here = search.visit(link.end, self.node(link.end), excess, here, link.way);
                continue;
            }
            search.visits[here as usize].next = NONE;
            self.open_ways(search, here);
            if visit.before != NONE && search.visits[visit.before as usize].excess == excess {
                here = visit.before;
                continue;
            }
            loop {
                let Some(ways) = search.open.get_mut(excess as usize) else { return Ok(None) };
                let Some((before, mut number)) = ways.pop() else {
                    excess += 1;
                    continue;
                };
                let Some(link) = self.way_in(search.visits[before as usize].at, &mut number) else { continue };
                let node = self.node(link.end);
                if search.seen[node as usize] != search.number {
                    here = search.visit(link.end, node, excess, before, link.way);
                    break;
                }
            }
        }
    }

    /// A way into a node from one that was not seen and whose label is lower.
    fn tight(&mut self, search: &Search, visit: &Visit) -> Option<(u32, Link)> {
        let label = self.labels.label[visit.node as usize];
        if visit.at.what == Kind::Copy {
            let (mut looks, mut found) = (0, None);
            self.ends_into_copy(visit.at.spot, visit.at.k, visit.next, |number, end| {
                looks += 1;
                if self.labels.label[end as usize] < label && search.seen[end as usize] != search.number {
                    found = Some(number);
                }
                found.is_some()
            });
            self.looks += looks;
            let number = found?;
            return Some((number, self.way_in(visit.at, &mut number.clone())?));
        }
        let mut next = visit.next;
        loop {
            let mut number = next;
            let link = self.way_in(visit.at, &mut next)?;
            self.looks += 1;
            let end = self.node(link.end) as usize;
            if self.labels.label[end] < label && search.seen[end] != search.number {
                number = next - 1;
                return Some((number, link));
            }
        }
    }

    /// Keeps the ways into a node that make the path longer for when no shorter ones are left.
    fn open_ways(&mut self, search: &mut Search, here: u32) {
        let visit = search.visits[here as usize];
        let label = self.labels.label[visit.node as usize];
        let mut looks = 0;
        let mut open = |number: u32, end: u32| {
            looks += 1;
            let before = self.labels.label[end as usize];
            if before != CUT_OFF && search.seen[end as usize] != search.number {
                search.open(visit.excess + (before + 1).saturating_sub(label), here, number);
            }
        };
        if visit.at.what == Kind::Copy {
            self.ends_into_copy(visit.at.spot, visit.at.k, 0, |number, end| {
                open(number, end);
                false
            });
        } else {
            let mut next = 0;
            while let Some(link) = self.way_in(visit.at, &mut next) {
                open(next - 1, self.node(link.end));
            }
        }
        self.looks += looks;
    }

    /// Raises the labels of what was seen by what the path is longer over it than hoped.
    fn learn(&mut self, search: &Search, home: u32) {
        let excess = search.visits[home as usize].excess;
        for visit in &search.visits {
            let exhausted = u32::from(visit.excess == excess && visit.next == NONE);
            self.labels.label[visit.node as usize] += excess - visit.excess + exhausted;
        }
    }
}
