//! From which moments on each road a vehicle, driving freely, is through: backwards from the reception sites.
//!
//! A drive is free when nobody waits on it. Kept are the direct ones: where one that begins later is received no later,
//! the earlier one only burns time on detours, and does not count on its own. So a moment of a road is kept with its
//! arrival, when no later moment of that road has an arrival as early, and every part of a drive is kept itself: the
//! profile search of public transport (departure late, arrival early: Dean 2004, "Shortest paths in FIFO
//! time-dependent networks", for sets of departures instead of functions), here without waiting.
//!
//! Labels are spells, intervals of moments with one drive each, settled in the order of the drive's length (Dijkstra
//! 1959): only a shorter drive can make a moment of a longer one needless, so a settled spell is final.
//! Twin: `tests/it/turn_back.rs`, second by second.

use passage_model::id::{JunctionId, RoadId};
use passage_model::network::Network;
use passage_model::situation::{Checkpoint, Situation, VehicleKind};
use passage_model::time::{Clock, Opening};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A moment in milliseconds after the H-hour.
type Moment = i64;

/// Moments of entering a road from which a vehicle is through by one and the same drive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Spell {
    road: RoadId,
    from: Moment,
    /// Included.
    until: Moment,
    /// To this moment the drive still leads through, though a later one is received no later.
    holds: Moment,
    /// Milliseconds until somebody who enters is received.
    travel: i64,
    /// The spell that follows.
    then: Option<u32>,
}

/// What is still to be settled, the shortest drive first; the rest makes the order one and the same in every run.
type Waiting = BinaryHeap<Reverse<(i64, RoadId, [Moment; 3], Option<u32>)>>;

/// Every direct drive of one kind of vehicle.
#[derive(Clone, Debug)]
pub struct Drives<'a> {
    network: &'a Network,
    situation: &'a Situation,
    kind: VehicleKind,
    spells: Vec<Spell>,
    of_road: Vec<Vec<u32>>,
}

/// Moments at which a place can be passed, and the drive of the last of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chance {
    /// The first of these moments.
    pub from: Clock,
    /// The last: a second later nobody is through, until the next chance.
    pub last: Clock,
    /// The roads of the last drive, from the place to a reception site.
    pub roads: Vec<RoadId>,
}

impl<'a> Drives<'a> {
    /// All direct drives of `kind` to sites that receive it, whoever needs them.
    ///
    /// O(s log s) for s spells: as many on each road as there are openings that differ on its ways to safety.
    pub fn new(network: &'a Network, situation: &'a Situation, kind: VehicleKind) -> Self {
        let of_road = vec![Vec::new(); network.road_count()];
        let mut drives = Self { network, situation, kind, spells: Vec::new(), of_road };
        let mut waiting = drives.last_roads();
        while let Some(Reverse((travel, road, [from, until, holds], then))) = waiting.pop() {
            for (first, last) in drives.needed(&drives.of_road[road.index()], from, until, travel) {
                let spell = Spell { road, from: first, until: last, holds, travel, then };
                let number = drives.spells.len() as u32;
                drives.spells.push(spell);
                drives.of_road[road.index()].push(number);
                drives.before(&spell, number, &mut waiting);
            }
        }
        drives
    }

    /// The chances to pass `junction`, in the order of time. Empty where nobody is ever through from there.
    pub fn from(&self, junction: JunctionId) -> Vec<Chance> {
        let leaving = self.network.leaving(junction).iter();
        let mut spells: Vec<u32> = leaving.flat_map(|road| self.of_road[road.index()].iter().copied()).collect();
        spells.sort_by_key(|&at| (self.spells[at as usize].travel, at));
        // In whole seconds; what holds for no whole second is no chance.
        let mut parts: Vec<(i64, i64, i64, u32)> = Vec::new();
        for (place, &at) in spells.iter().enumerate() {
            let spell = &self.spells[at as usize];
            for (from, _) in self.needed(&spells[..place], spell.from, spell.until, spell.travel) {
                let part = (from.div_euclid(1000) + i64::from(from % 1000 > 0), spell.holds.div_euclid(1000));
                parts.extend((part.0 <= part.1).then_some((part.0, part.1, spell.travel, at)));
            }
        }
        parts.sort_unstable();
        let mut chances: Vec<(i64, i64, u32)> = Vec::new();
        for (from, until, travel, at) in parts {
            match chances.last_mut() {
                Some(known) if from <= known.1 + 1 => {
                    let shorter = travel < self.spells[known.2 as usize].travel;
                    if until > known.1 || (until == known.1 && shorter) {
                        (known.1, known.2) = (until, at);
                    }
                }
                _ => chances.push((from, until, at)),
            }
        }
        let clock = |second: i64| Clock(u32::try_from(second).unwrap_or(u32::MAX));
        let chance =
            |(from, last, at): (i64, i64, u32)| Chance { from: clock(from), last: clock(last), roads: self.roads(at) };
        chances.into_iter().map(chance).collect()
    }

    /// The roads of a spell's drive.
    fn roads(&self, first: u32) -> Vec<RoadId> {
        let follow = |at: &u32| self.spells[*at as usize].then;
        std::iter::successors(Some(first), follow).map(|at| self.spells[at as usize].road).collect()
    }

    /// The last road of each drive, to a reception site by the horizon.
    fn last_roads(&self) -> Waiting {
        let mut waiting = Waiting::new();
        let mut sites: Vec<JunctionId> = {
            let receptions = self.situation.receptions.iter().filter(|site| site.admits(self.kind));
            receptions.map(|site| site.junction).collect()
        };
        sites.sort_unstable();
        sites.dedup();
        let end = i64::from(self.situation.horizon.0) * 1000;
        for site in sites {
            for passed in self.passing(site) {
                for &road in self.network.entering(site) {
                    let last = passed.1.min(end);
                    self.offer(road, [passed.0, last, last], 0, None, &mut waiting);
                }
            }
        }
        waiting
    }

    /// The roads by which one may come to a spell.
    fn before(&self, spell: &Spell, number: u32, waiting: &mut Waiting) {
        let (network, road) = (self.network, spell.road);
        for &before in network.entering(network.from(road)) {
            let back = network.from(before) == network.to(road);
            if !back && (!self.situation.obey_turns || network.may_turn(before, road)) {
                self.offer(before, [spell.from, spell.until, spell.holds], spell.travel, Some(number), waiting);
            }
        }
    }

    /// Puts `road` on the list for those who leave it from the first of `leave` until the second; to the third it holds.
    fn offer(&self, road: RoadId, leave: [Moment; 3], rest: i64, then: Option<u32>, waiting: &mut Waiting) {
        let travel = i64::from(self.situation.roads[road.index()].travel.0).max(1);
        let passing = self.passing(self.network.from(road));
        for open in self.situation.opening(road).intervals() {
            // Entered before it closes, left when it closes at the latest.
            let end = (seconds(open.until) - travel).min(seconds(open.until) - 1000);
            let from = first(open.from).max(leave[0] - travel).max(0);
            for passed in &passing {
                let (from, end) = (from.max(passed.0), end.min(passed.1));
                let (until, holds) = (end.min(leave[1] - travel), end.min(leave[2] - travel));
                if from <= until {
                    waiting.push(Reverse((travel + rest, road, [from, until, holds], then)));
                }
            }
        }
    }

    /// When `junction` may be passed: always where no checkpoint stands.
    fn passing(&self, junction: JunctionId) -> Vec<(Moment, Moment)> {
        let hours = |opening: &Opening| {
            let intervals = opening.intervals().iter();
            intervals.map(|i| (first(i.from), seconds(i.until) - 1000)).collect()
        };
        match self.situation.checkpoint(junction) {
            None => vec![(0, Moment::MAX)],
            Some(checkpoint) if rate(checkpoint, self.kind) == 0 => Vec::new(),
            Some(checkpoint) => hours(&checkpoint.hours),
        }
    }

    /// The parts of `from..=until` in which none of the `shorter` drives makes a drive of `travel` needless.
    fn needed(&self, shorter: &[u32], from: Moment, until: Moment, travel: i64) -> Vec<(Moment, Moment)> {
        let mut parts = vec![(from, until)];
        for &known in shorter {
            let known = &self.spells[known as usize];
            // Whoever waits for the shorter drive is received no later.
            let (first, last) = (known.from - (travel - known.travel), known.until);
            let cut = |part: (Moment, Moment)| {
                let before = (part.0, part.1.min(first - 1));
                let after = (part.0.max(last + 1), part.1);
                [before, after].into_iter().filter(|p| p.0 <= p.1)
            };
            parts = parts.into_iter().flat_map(cut).collect();
        }
        parts
    }
}

fn rate(checkpoint: &Checkpoint, kind: VehicleKind) -> u32 {
    checkpoint.rates[kind as usize].0
}

fn seconds(clock: Clock) -> Moment {
    if clock == Clock::NEVER { Moment::MAX / 4 } else { i64::from(clock.0) * 1000 }
}

/// The first moment that is told as `clock`: times on the way are rounded up to seconds, here as by the checker.
fn first(clock: Clock) -> Moment {
    seconds(clock) - 999
}
