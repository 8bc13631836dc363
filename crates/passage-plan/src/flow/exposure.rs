//! The least burden among equal arrivals: the same earliest-arrival flow, over the ways that expose least.
//!
//! Source: successive shortest augmenting paths with potentials (Jewell 1958, Busacker and Gowen 1960, Edmonds and Karp
//! 1972). Paths are taken arrival step by arrival step and within a step by their [`Burden`], so that the flow has the
//! least burden of all with its arrivals after every path. Labels are lower limits of the burden of a path from home,
//! plus one for each move: then no circle of moves costs nothing, and labels only rise, over all deadlines, as those of
//! [`super::labels`] do. A search runs along tight ways from the reception site backwards and raises what leads nowhere
//! to its next way; where two in a row send nobody, [`search`] raises all that lies between to what is true.
//!
//! Promise: of the flows with the same number received in each step (where reception sites are limited step by step: at
//! each site in each step) it has the least exposure, then the least time on the road, then the least waiting in the
//! open. It is as early as [`Flow::run`]'s while no reception site is full.
//! Cost: 2 to 4 looks at each way on the grids of `../shared/bench/planning`, up to 30 on its open country.
//! Twin: `tests/it/twin.rs`, Bellman and Ford on an explicit network.

mod rounds;
mod search;

use super::Flow;
use super::residual::{At, Kind, Way};
use crate::PlanError;
use crate::decompose::Trip;
use crate::expand::{Timed, TimedStretch};
use crate::reduce::What;
use passage_model::situation::Situation;
use passage_model::work::Work;
use search::Search;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// The label of what no waiting vehicle can reach.
const CUT_OFF: u64 = u64::MAX;
/// Where a look leads to a group at home rather than to a copy of a spot.
const HOME: u32 = u32::MAX;
/// One move, of whatever burden.
const MOVE: i64 = 1;
/// A step of waiting in the open: outweighs 65,535 moves, more than any path has.
const WAITED: i64 = 1 << 16;
/// A step on the road: outweighs 16,383 steps of waiting by one vehicle and those that make room for it.
const DRIVEN: i64 = 1 << 30;
/// An eighth of a step on an exposed road: outweighs 16,383 steps on other roads. 20 bits are left for the sum.
const EXPOSED: i64 = 1 << 44;
/// How finely exposure is counted: parts of a step.
const PARTS: u64 = 8;
/// Searches in a row that send nobody, after which labels are made exact. Of 1, 2, 3, 5 and 10 it is the quickest on
/// the instances of `../shared/bench/planning`, by a few per cent.
const MISSES: u32 = 2;

/// What a vehicle bears on each stretch, in one number: the time on exposed roads before the time on all roads, that
/// before the time of waiting in the open, whichever way it goes.
#[derive(Clone, Debug)]
pub(crate) struct Burden {
    stretch: Vec<i64>,
}

impl Burden {
    /// Of every stretch: its exposed roads by their travel times in eighths of a step, rounded up; all of it by its steps.
    pub fn of(situation: &Situation, timed: &Timed) -> Self {
        let step = u64::from(timed.step.max(1)) * 1000;
        let stretch = timed.stretches.iter().map(|stretch| {
            let roads = match &stretch.what {
                What::Roads(range) => &timed.roads[range.start as usize..range.end as usize],
                _ => &[],
            };
            let uses = roads.iter().map(|road| situation.roads[road.index()]).filter(|road| road.exposed);
            let exposed = (uses.map(|road| u64::from(road.travel.0)).sum::<u64>() * PARTS).div_ceil(step);
            i64::try_from(exposed.min(u64::from(u16::MAX))).unwrap_or(0) * EXPOSED + i64::from(stretch.steps) * DRIVEN
        });
        Self { stretch: stretch.collect() }
    }
}

/// How far a flow of least burden has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Spared {
    /// Nobody more can be received.
    All,
    /// A reception site is full while others wait: exact so far.
    UntilFull,
    /// More looks were needed than allowed: exact so far.
    UntilLimit,
}

/// Labels, and what they cost so far.
struct Labels<'b> {
    burden: &'b Burden,
    label: Vec<u64>,
    looks: u64,
}

/// A move of the path being searched, and what is known of the copy that it leads back to.
#[derive(Clone, Copy, Debug)]
struct Step {
    /// How the copy is left towards the reception site.
    way: Way,
    at: At,
    /// The next way in to look at.
    next: u32,
    /// The least that the ways before it would allow as its label.
    least: u64,
}

impl Step {
    fn to(way: Way, at: At) -> Self {
        Self { way, at, next: 0, least: CUT_OFF }
    }
}

impl Flow<'_> {
    /// Sends as many vehicles as can arrive as early as they can, by the ways of least burden, until a reception site
    /// is full or the looks that are left are spent. Begins with no flow; [`Flow::run`] can go on from where it ends.
    pub fn run_sparing(&mut self, burden: &Burden, looks_left: &mut u64, work: &Work<'_>) -> Result<Spared, PlanError> {
        let mut labels = Labels { burden, label: self.least_burdens(burden), looks: 0 };
        let spared = self.spare_all(&mut labels, *looks_left, work);
        *looks_left = looks_left.saturating_sub(labels.looks);
        spared
    }

    fn spare_all(&mut self, labels: &mut Labels<'_>, most_looks: u64, work: &Work<'_>) -> Result<Spared, PlanError> {
        let mut search = Search::new(labels.label.len());
        for k in 0..=self.timed.last {
            work.watch.progress("planning", u64::from(k), u64::from(self.timed.last));
            let mut misses = 0;
            while self.hubs.iter().any(|hub| hub.left > 0) {
                if self.docks.iter().any(|dock| dock.full && dock.sink.room > 0) {
                    return Ok(Spared::UntilFull);
                }
                if work.stopped() {
                    return Err(PlanError::Stopped);
                }
                if labels.looks > most_looks {
                    return Ok(Spared::UntilLimit);
                }
                let Some(dock) = self.least_dock(labels, k) else { break };
                misses = if self.fill_sparing(labels, dock, k) { 0 } else { misses + 1 };
                if misses == MISSES {
                    self.make_exact(labels, &mut search, self.root(dock, k));
                    misses = 0;
                }
            }
        }
        Ok(Spared::All)
    }

    /// Lets as many be received at each dock in each step as `trips` bring, and no more.
    pub fn limit_arrivals<'t>(&mut self, trips: impl Iterator<Item = &'t Trip>) {
        for dock in &mut self.docks {
            (dock.may, dock.limited) = (vec![0; dock.received.len()], true);
        }
        for trip in trips {
            let dock = &mut self.docks[trip.sink as usize];
            dock.may[(trip.arrive - dock.first) as usize] += trip.vehicles;
        }
    }

    /// Steps on the road, over all vehicles. O(stretches x steps).
    pub fn steps_on_the_road(&self) -> u64 {
        let of = |(stretch, base): (&TimedStretch, &usize)| {
            let entered = (stretch.first..=stretch.last).map(|k| u64::from(self.used[base.wrapping_add(k as usize)]));
            entered.sum::<u64>() * u64::from(stretch.steps)
        };
        self.timed.stretches.iter().zip(&self.left.stretch_base).filter(|(s, _)| s.first <= s.last).map(of).sum()
    }

    /// Where somebody is received in step `k`.
    fn root(&self, dock: u32, k: u32) -> At {
        At::copy(self.docks[dock as usize].sink.spot, k)
    }

    /// The dock with room in step `k` whose copy has the least label, if anybody can reach one.
    fn least_dock(&self, labels: &Labels<'_>, k: u32) -> Option<u32> {
        let docks = (0u32..).zip(&self.docks).filter_map(|(number, dock)| {
            let place = k.checked_sub(dock.first)? as usize;
            let open = place < dock.received.len() && dock.left > 0 && dock.may_come(place) > 0;
            let label = open.then(|| labels.label[self.copy(dock.sink.spot, k) as usize])?;
            (label != CUT_OFF).then_some((label, number))
        });
        docks.min().map(|(_, number)| number)
    }

    /// First labels: the least burden from home if all is open at all times (Dijkstra), with one for each move.
    fn least_burdens(&self, burden: &Burden) -> Vec<u64> {
        let spots = self.timed.spots.len();
        let mut least = vec![CUT_OFF; spots];
        let mut open: BinaryHeap<_> = self.hubs.iter().map(|hub| Reverse((0u64, hub.source.spot))).collect();
        while let Some(Reverse((so_far, spot))) = open.pop() {
            if least[spot as usize] <= so_far {
                continue;
            }
            least[spot as usize] = so_far;
            let out = self.rows_out(spot).iter();
            open.extend(out.map(|row| {
                let more = burden.stretch[row.stretch as usize] + MOVE;
                Reverse((so_far.saturating_add_signed(more), row.other))
            }));
        }
        let mut label = Vec::with_capacity(self.copies() as usize + self.hubs.len());
        for (spot, &least) in least.iter().enumerate() {
            label.resize(self.copy_start[spot + 1] as usize, least);
        }
        label.resize(label.len() + self.hubs.len(), 0);
        label
    }

    /// Sends all that can be received at a dock in step `k` for its label, which rises then. Whether there was anybody.
    fn fill_sparing(&mut self, labels: &mut Labels<'_>, dock: u32, k: u32) -> bool {
        let place = (k - self.docks[dock as usize].first) as usize;
        let mut sent = false;
        let mut path = vec![Step::to(Way::Arrive(dock, place), self.root(dock, k))];
        while let Some(last) = path.last_mut() {
            let at = last.at;
            if at.what == Kind::Hub && self.hubs[at.spot as usize].left > 0 {
                sent = true;
                if self.send_along(&mut path, dock, at.spot) {
                    continue;
                }
                break;
            }
            if let Some(step) = self.tight_way(labels, last) {
                path.push(step);
                continue;
            }
            let node = self.node(at) as usize;
            labels.label[node] = last.least;
            path.pop();
        }
        sent
    }

    /// Sends as many as a path bears from a hub to a dock, and cuts it back to where it can go on. Whether the dock
    /// takes more.
    fn send_along(&mut self, path: &mut Vec<Step>, dock: u32, hub: u32) -> bool {
        let ends = self.hubs[hub as usize].left.min(self.docks[dock as usize].left);
        let vehicles = path.iter().map(|step| self.slack(step.way)).fold(ends, u32::min);
        for step in path.iter() {
            self.push(step.way, vehicles);
        }
        self.hubs[hub as usize].left -= vehicles;
        self.take_room(dock, vehicles);
        let used_up = path.iter().position(|step| self.slack(step.way) == 0);
        path.truncate(used_up.unwrap_or(path.len()));
        for step in path.iter_mut() {
            *step = Step::to(step.way, step.at);
        }
        !path.is_empty() && self.docks[dock as usize].left > 0
    }

    /// A residual way into the last copy of a path by which its label is reached exactly.
    fn tight_way(&self, labels: &mut Labels<'_>, step: &mut Step) -> Option<Step> {
        let label = labels.label[self.node(step.at) as usize];
        let mut found = None;
        let (mut least, mut looks) = (step.least, 0);
        self.burdens_into(labels.burden, step.at, step.next, |look| {
            looks += 1;
            let from = labels.label[look.node as usize];
            if from != CUT_OFF {
                let by = from.saturating_add_signed(look.burden);
                if by == label {
                    found = Some(look.number);
                } else {
                    least = least.min(by);
                }
            }
            found.is_some()
        });
        labels.looks += looks;
        step.least = least;
        let mut number = found?;
        // Looked at once more on the way back: by then its label has risen.
        step.next = number;
        let link = self.way_in(step.at, &mut number)?;
        Some(Step::to(link.way, link.end))
    }
}
