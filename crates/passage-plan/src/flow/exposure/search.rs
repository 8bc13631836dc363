//! Exact labels where they are needed: a search from a reception site back to whoever waits.

use super::super::residual::{At, Kind};
use super::super::{Flow, Row};
use super::{Burden, CUT_OFF, HOME, Labels, MOVE, WAITED};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A residual way into a copy or hub, as seen from there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look {
    /// Its number among all ways in.
    pub number: u32,
    /// The other end, and its spot; [`HOME`] for a hub.
    pub node: u32,
    pub spot: u32,
    /// What a vehicle bears, and one for the move.
    pub burden: i64,
}

/// A search, kept so that nothing is cleared between two.
pub(super) struct Search {
    /// For each node that this search has seen: the least label of the root by a path through it.
    through: Vec<u64>,
    seen: Vec<u32>,
    number: u32,
    touched: Vec<u32>,
    /// What is open, the least first; of equal ones the last found, so that they are followed to their end.
    open: BinaryHeap<(Reverse<u64>, u32, u32, u32)>,
    /// What is open and as near as what is looked at.
    equal: Vec<(u32, u32)>,
}

impl Search {
    pub fn new(nodes: usize) -> Self {
        Self {
            through: vec![0; nodes],
            seen: vec![0; nodes],
            number: 0,
            touched: Vec::new(),
            open: BinaryHeap::new(),
            equal: Vec::new(),
        }
    }

    fn begin(&mut self) {
        self.number += 1;
        self.open.clear();
        self.equal.clear();
        self.touched.clear();
    }

    /// Notes a path through a node; whether it is the best so far.
    fn sees(&mut self, node: u32, through: u64) -> bool {
        let n = node as usize;
        let new = std::mem::replace(&mut self.seen[n], self.number) != self.number;
        if new {
            self.touched.push(node);
        }
        let better = new || through < self.through[n];
        if better {
            self.through[n] = through;
        }
        better
    }
}

impl Flow<'_> {
    /// Raises the label of `root` to what is true, and those of all copies between as far as that tells (Dijkstra 1959
    /// with labels as potentials, ended at the first group that waits: Hart, Nilsson and Raphael 1968). What leads
    /// nowhere at all is cut off. O(looks log looks).
    pub(super) fn make_exact(&self, labels: &mut Labels<'_>, search: &mut Search, root: At) {
        search.begin();
        let mut here = labels.label[self.node(root) as usize];
        if here == CUT_OFF {
            return;
        }
        search.sees(self.node(root), here);
        search.equal.push((self.node(root), root.spot));
        let (mut exact, mut found) = (CUT_OFF, 0);
        loop {
            let next = search.equal.pop().or_else(|| {
                let (Reverse(through), _, node, spot) = search.open.pop()?;
                here = through;
                Some((node, spot))
            });
            let Some((node, spot)) = next else { break };
            if search.through[node as usize] < here {
                continue;
            }
            let at = self.seen_at(node, spot);
            if at.what == Kind::Hub && self.hubs[at.spot as usize].left > 0 {
                exact = here;
                break;
            }
            let label = labels.label[node as usize];
            let mut looks = 0;
            self.burdens_into(labels.burden, at, 0, |look| {
                looks += 1;
                let from = labels.label[look.node as usize];
                if from != CUT_OFF {
                    // Labels are lower limits: no way makes the path shorter than its end says.
                    let through = here.saturating_add(from.saturating_add_signed(look.burden) - label);
                    if search.sees(look.node, through) {
                        if through == here {
                            search.equal.push((look.node, look.spot));
                        } else {
                            found += 1;
                            search.open.push((Reverse(through), found, look.node, look.spot));
                        }
                    }
                }
                false
            });
            labels.looks += looks;
        }
        for node in search.touched.drain(..) {
            let through = search.through[node as usize];
            let label = &mut labels.label[node as usize];
            *label = if exact == CUT_OFF { CUT_OFF } else { *label + exact.saturating_sub(through) };
        }
    }

    fn seen_at(&self, node: u32, spot: u32) -> At {
        if spot == HOME {
            return At::hub(node - self.copies());
        }
        At::copy(spot, self.timed.spots[spot as usize].first + node - self.copy_start[spot as usize])
    }

    /// The residual ways into `at` from number `from` on, until `each` has enough. The same ways under the same numbers
    /// as [`Flow::way_in`] tells them, but those by which somebody gives up a place.
    #[inline]
    pub(super) fn burdens_into(&self, burden: &Burden, at: At, from: u32, mut each: impl FnMut(Look) -> bool) {
        if at.what == Kind::Hub {
            let mut next = from;
            while let Some(link) = self.way_in(at, &mut next) {
                let look = Look { number: next - 1, node: self.node(link.end), spot: link.end.spot, burden: MOVE };
                if each(look) {
                    return;
                }
            }
            return;
        }
        let (spot, k) = (at.spot, at.k);
        let hubs = &self.hubs_at[spot as usize];
        for number in from..hubs.len() as u32 {
            let hub = hubs[number as usize];
            let look = Look { number, node: self.copies() + hub, spot: HOME, burden: MOVE };
            if k >= self.hubs[hub as usize].first && each(look) {
                return;
            }
        }
        let before = hubs.len() as u32;
        let into: &[Row] = self.rows_into(spot);
        for (number, row) in (before..).zip(into).skip(from.saturating_sub(before) as usize) {
            let enter = k.wrapping_sub(row.steps);
            let within = k >= row.steps && enter >= row.first && enter <= row.last;
            if within && self.left.stretch[row.base.wrapping_add(enter as usize)] > 0 {
                let burden = MOVE + burden.stretch[row.stretch as usize];
                if each(Look { number, node: row.copy.wrapping_add(enter), spot: row.other, burden }) {
                    return;
                }
            }
        }
        let before = before + into.len() as u32;
        let out: &[Row] = self.rows_out(spot);
        for (number, row) in (before..).zip(out).skip(from.saturating_sub(before) as usize) {
            let within = k >= row.first && k <= row.last;
            if within && self.used[row.base.wrapping_add(k as usize)] > 0 {
                let burden = MOVE - burden.stretch[row.stretch as usize];
                if each(Look { number, node: row.copy.wrapping_add(k + row.steps), spot: row.other, burden }) {
                    return;
                }
            }
        }
        self.waits_into(spot, k, from, before + out.len() as u32, each);
    }

    /// The same, of the ways into a copy that are waits, numbered from `before` on.
    fn waits_into(&self, spot: u32, k: u32, from: u32, before: u32, mut each: impl FnMut(Look) -> bool) {
        let timed = &self.timed.spots[spot as usize];
        if timed.room == 0 {
            return;
        }
        let place = self.left.wait_base[spot as usize].wrapping_add(k as usize);
        if from <= before && k > timed.first && self.left.wait[place.wrapping_sub(1)] > 0 {
            let look = Look { number: before, node: self.copy(spot, k - 1), spot, burden: MOVE + WAITED };
            if each(look) {
                return;
            }
        }
        if from <= before + 1 && k < timed.last && self.waits[place] > 0 {
            each(Look { number: before + 1, node: self.copy(spot, k + 1), spot, burden: MOVE - WAITED });
        }
    }
}
