//! The way home: the shortest residual path from a copy back to a group that waits.
//!
//! A search backwards that goes by the labels (A*: Hart, Nilsson and Raphael 1968), depth first where they promise no
//! longer path. What it has seen in vain is further from home by as much as the path that it found is longer than
//! hoped (Adaptive A*: Koenig and Likhachev 2005), and where there is none, all that it has seen is cut off at once. The
//! gap rule of push-relabel searches (Ahuja and Orlin 1991) is of no use here, since no level is ever empty while later
//! steps wait: each node would have to be raised above all of these, a move or two at a time.
//!
//! Promise: `None` only where no path is left, whatever the labels say; otherwise the path has the fewest moves as long
//! as no label is too high.
//! Cost: a look at each way into each node seen; each of these but those on the path gets a higher label.
//! Twin: `tests/it/twin.rs`.

use super::Flow;
use super::augment::Move;
use super::labels::CUT_OFF;
use super::residual::{At, Kind};
use crate::PlanError;
use passage_model::work::Work;

/// How often a search looks up whether it should stop, in moves taken.
const MOVES_BETWEEN_STOPS: u64 = 1 << 16;
/// Looks at residual ways, as a multiple of all ways, after which exact labels are worth the search for them. Chosen by us: with 8
/// the thirty towns of `examples` take longer.
const LOOKS_BETWEEN_LABELS: u64 = 2;
const NONE: u32 = u32::MAX;

/// What a search has seen; its memory is kept from one to the next.
#[derive(Clone, Debug, Default)]
pub(super) struct Search {
    /// In which search each node was last seen.
    seen: Vec<u32>,
    number: u32,
    visits: Vec<Visit>,
    /// For each excess the ways still to be tried: the visit that they lead to, and their number there.
    open: Vec<Vec<(u32, u32)>>,
    /// The label of the root.
    hoped: u32,
    moves: u64,
}

/// A node that was seen: 28 bytes, since a part of the network that is cut off can have millions.
#[derive(Clone, Copy, Debug)]
struct Visit {
    node: u32,
    /// The spot of a copy; the number of a hub or dock.
    spot: u32,
    /// The next way into it to look at; `NONE` when all were.
    next: u32,
    /// By how many moves a path over it is longer than hoped, at least.
    excess: u32,
    /// The moves from it to the root.
    moves: u32,
    /// The visit that it leads to, and the number of the way there.
    before: u32,
    number: u32,
}

impl Search {
    /// For so many nodes, none of them seen.
    pub fn clear(&mut self, nodes: usize) {
        self.seen.clear();
        self.seen.resize(nodes, 0);
        self.number = 0;
    }

    fn begin(&mut self, hoped: u32) {
        self.number += 1;
        self.hoped = hoped;
        self.visits.clear();
        self.open.iter_mut().for_each(Vec::clear);
    }

    /// Its memory, a number for each node, for other use between two searches.
    pub fn lend(&mut self) -> Vec<u32> {
        std::mem::take(&mut self.seen)
    }

    /// What was lent: nothing has been seen.
    pub fn give_back(&mut self, mut memory: Vec<u32>) {
        memory.fill(0);
        (self.seen, self.number) = (memory, 0);
    }

    /// Another search begins for which nothing is kept but what it has seen.
    pub fn begin_anew(&mut self) {
        self.number += 1;
    }

    pub fn is_new(&self, node: u32) -> bool {
        self.seen[node as usize] != self.number
    }

    pub fn see(&mut self, node: u32) {
        self.seen[node as usize] = self.number;
    }

    fn visit(&mut self, (node, spot): (u32, u32), excess: u32, before: u32, number: u32) -> u32 {
        self.see(node);
        let moves = self.visits.get(before as usize).map_or(0, |visit| visit.moves + 1);
        self.visits.push(Visit { node, spot, next: 0, excess, moves, before, number });
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
        search.begin(self.labels.label[self.node(root) as usize]);
        let mut last = search.visit((self.node(root), root.spot), 0, NONE, 0);
        for step in path.iter() {
            last = search.visit((self.node(step.end), step.end.spot), 0, last, step.number);
        }
        let found = self.search_home(&mut search, last, work);
        let mut hub = None;
        match found {
            Ok(Some(home)) => {
                self.learn(&search, home);
                self.path_home(&search, home, path);
                hub = Some(search.visits[home as usize].spot);
            }
            Ok(None) => search.visits.iter().for_each(|visit| self.labels.cut(visit.node)),
            Err(_) => {}
        }
        self.search = search;
        found.map(|_| hub)
    }

    /// The moves from the root back to a visit.
    fn path_home(&self, search: &Search, home: u32, path: &mut Vec<Move>) {
        path.clear();
        let mut visit = &search.visits[home as usize];
        while let Some(before) = search.visits.get(visit.before as usize) {
            let mut next = visit.number;
            path.extend(self.way_in(self.at_known(before.node, before.spot), &mut next).map(|link| Move {
                way: link.way,
                end: link.end,
                number: visit.number,
            }));
            visit = before;
        }
        path.reverse();
    }

    /// The visit of a hub where vehicles wait.
    fn search_home(&mut self, search: &mut Search, first: u32, work: &Work<'_>) -> Result<Option<u32>, PlanError> {
        let mut here = first;
        loop {
            search.moves += 1;
            if search.moves.is_multiple_of(MOVES_BETWEEN_STOPS) && work.stopped() {
                return Err(PlanError::Stopped);
            }
            let visit = search.visits[here as usize];
            let at = self.at_known(visit.node, visit.spot);
            if at.what == Kind::Hub && self.hubs[at.spot as usize].left > 0 {
                return Ok(Some(here));
            }
            if let Some((number, end)) = self.tight(search, &visit, at) {
                search.visits[here as usize].next = number + 1;
                here = search.visit(end, visit.excess, here, number);
                continue;
            }
            search.visits[here as usize].next = NONE;
            self.open_ways(search, here, at);
            if search.visits.get(visit.before as usize).is_some_and(|before| before.excess == visit.excess) {
                here = visit.before;
                continue;
            }
            let Some(next) = self.next_open(search, visit.excess) else { return Ok(None) };
            here = next;
        }
    }

    /// A visit by the way that makes the path the least longer, `excess` moves or more.
    fn next_open(&self, search: &mut Search, mut excess: u32) -> Option<u32> {
        loop {
            let Some((before, number)) = search.open.get_mut(excess as usize)?.pop() else {
                excess += 1;
                continue;
            };
            let Visit { node, spot, .. } = search.visits[before as usize];
            let Some(link) = self.way_in(self.at_known(node, spot), &mut number.clone()) else { continue };
            let node = self.node(link.end);
            if search.is_new(node) {
                return Some(search.visit((node, link.end.spot), excess, before, number));
            }
        }
    }

    /// A way into a node from one that was not seen and has a lower label.
    fn tight(&mut self, search: &Search, visit: &Visit, at: At) -> Option<(u32, (u32, u32))> {
        let label = self.labels.label[visit.node as usize];
        let (mut looks, mut found) = (0, None);
        self.each_way_in(at, visit.next, |number, end, spot| {
            looks += 1;
            if self.labels.label[end as usize] < label && search.is_new(end) {
                found = Some((number, (end, spot)));
            }
            found.is_some()
        });
        self.looks += looks;
        found
    }

    /// Keeps the ways into a node that lead to longer paths for when no shorter ones are left, and raises its label to
    /// what they promise; without any it is cut off.
    fn open_ways(&mut self, search: &mut Search, here: u32, at: At) {
        let visit = search.visits[here as usize];
        let label = self.labels.label[visit.node as usize];
        let (mut looks, mut least) = (0, CUT_OFF);
        self.each_way_in(at, 0, |number, end, _| {
            looks += 1;
            let longer = self.labels.label[end as usize].saturating_add(1);
            least = least.min(longer);
            if longer != CUT_OFF && search.is_new(end) {
                search.open(visit.excess + longer.saturating_sub(label), here, number);
            }
            false
        });
        self.looks += looks;
        if least == CUT_OFF {
            self.labels.cut(visit.node);
        } else {
            self.labels.label[visit.node as usize] = label.max(least);
        }
    }

    /// Raises the labels of what was seen by what the path over it is longer than hoped.
    fn learn(&mut self, search: &Search, home: u32) {
        let home = &search.visits[home as usize];
        let length = home.moves + self.labels.label[home.node as usize];
        for visit in &search.visits {
            let in_vain = u32::from(visit.excess == home.excess && visit.next == NONE);
            let label = &mut self.labels.label[visit.node as usize];
            if *label == CUT_OFF {
                continue;
            }
            // Whatever the labels say, it is no further than the path that was found.
            let most = (length + in_vain).saturating_sub(visit.moves);
            *label = (*label).max((*label + home.excess - visit.excess + in_vain).min(most));
        }
    }
}
