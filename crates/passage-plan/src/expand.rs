//! Stretches in time, without a copy of anything: every spot has its own phase, every stretch the steps at which it
//! may be entered.
//!
//! Copy `k` of a spot stands for the moment `k * step + phase`. The phase of a junction is minus its shortest time to
//! the nearest reception site, modulo the step: along a shortest path to safety nothing is ever rounded, elsewhere
//! less than a step is lost on a stretch. Those who go in one step follow one another within it: the first at its
//! copy's moment, the last less than a step later (Fleischer and Tardos 1998: a flow in steps is one in time, at constant
//! rates over each step). So whatever must be over in time is over for the last of them. Times are exact in milliseconds inside and rounded up to seconds where they
//! are written, so that no journey is written faster than it is, but for the rounding of its own ends.

mod bursts;
mod rate;

pub(crate) use rate::Rate;

use crate::PlanError;
use crate::reduce::{Service, Spot, Streets, Stretch, What};
use passage_model::id::{JunctionId, RoadId};
use passage_model::network::Network;
use passage_model::situation::{CarEquivalents, Situation};
use passage_model::time::{Clock, Opening};
use passage_model::units::Milliseconds;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

/// The most steps between the H-hour and the horizon.
pub(crate) const MOST_STEPS: u32 = 1 << 20;

/// Spots and stretches in time.
#[derive(Clone, Debug)]
pub(crate) struct Timed {
    /// Seconds.
    pub step: u32,
    /// The last step at which anything can happen.
    pub last: u32,
    pub spots: Vec<TimedSpot>,
    pub stretches: Vec<TimedStretch>,
    /// Ranges of steps, both ends included: those of each stretch in order.
    pub entries: Vec<(u32, u32)>,
    pub roads: Vec<RoadId>,
    /// When each of `roads` is entered: seconds after the start of the step in which its stretch is entered.
    pub enters: Vec<u32>,
    pub home: BTreeMap<JunctionId, u32>,
    pub arrival: BTreeMap<JunctionId, u32>,
    pub shared_out: bool,
    /// Where, for limits, people are called all at once: how many seconds it takes, by the spot where they start.
    pub called: BTreeMap<u32, u32>,
    /// Where people are called in bursts: the steps in which these begin anew, by [`Rate::Burst`].
    pub bursts: Vec<Vec<u32>>,
    /// What the smallest vehicle counts as on a road, in hundredths of a car: the rates of roads are in such vehicles.
    pub least: u32,
}

/// A spot, with the steps between which somebody can be there and still be safe.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TimedSpot {
    pub junction: JunctionId,
    pub room: u32,
    /// The phase, in seconds rounded up.
    pub offset: u32,
    /// The phase, exactly.
    pub phase: Milliseconds,
    pub first: u32,
    /// Included; `first > last` where nobody can.
    pub last: u32,
    /// Whether a reception site can be reached from here at all.
    pub reaches: bool,
}

/// A stretch, with the steps between which it can be entered usefully.
#[derive(Clone, Debug)]
pub(crate) struct TimedStretch {
    pub from: u32,
    pub to: u32,
    pub what: What,
    /// Steps from entering to arriving.
    pub steps: u32,
    pub rate: Rate,
    /// What is added to the step before it is counted out, so that a vehicle on its shortest way to safety meets the
    /// same beat on every road: its steps to safety.
    pub beat: u32,
    pub first: u32,
    /// Included; `first > last` where it is of no use.
    pub last: u32,
    /// Its part of [`Timed::entries`].
    pub entries: std::ops::Range<u32>,
}

/// Puts `streets` into time.
///
/// O(spots log spots + roads + entry ranges).
pub(crate) fn expand(network: &Network, situation: &Situation, streets: Streets) -> Result<Timed, PlanError> {
    expand_in_phase(network, situation, streets, None)
}

/// The same with the phases that junctions had in another situation, where they are part of both.
pub(crate) fn expand_in_phase(
    network: &Network,
    situation: &Situation,
    streets: Streets,
    before: Option<(&Situation, Streets)>,
) -> Result<Timed, PlanError> {
    let step = situation.step.0;
    if step == 0 {
        return Err(PlanError::ZeroStep);
    }
    // Who arrives in the last step has arrived when it ends.
    let steps = situation.horizon.0 / step;
    let last = steps.saturating_sub(1);
    if steps > MOST_STEPS {
        return Err(PlanError::TooManySteps { steps, most: MOST_STEPS });
    }
    let mut phase = settled_phases(situation, &streets, step);
    if let Some((before, streets)) = before {
        phase.extend(settled_phases(before, &streets, step));
    }
    let mut timed = Timed {
        step,
        last,
        spots: streets.spots.iter().map(|s| timed_spot(*s, &phase)).collect(),
        stretches: Vec::with_capacity(streets.stretches.len()),
        entries: Vec::new(),
        enters: vec![0; streets.roads.len()],
        roads: streets.roads,
        home: streets.home,
        arrival: streets.arrival,
        shared_out: streets.shared_out,
        called: BTreeMap::new(),
        bursts: Vec::new(),
        least: least(situation).0,
    };
    for stretch in streets.stretches {
        timed.add(network, situation, &phase, stretch);
    }
    timed.trim_ahead(situation);
    // A horizon of less than a step is over before anybody has arrived.
    timed.trim_behind(steps > 0);
    timed.trim_stretches();
    Ok(timed)
}

/// What the smallest of the vehicles that people have of their own counts as on a road.
fn least(situation: &Situation) -> CarEquivalents {
    let own = situation.origins.iter().filter(|origin| origin.vehicles().0 > 0);
    own.map(|origin| situation.equivalents[origin.kind as usize]).min().unwrap_or(CarEquivalents::CAR)
}

fn timed_spot(spot: Spot, phase: &BTreeMap<JunctionId, Phase>) -> TimedSpot {
    let milliseconds = phase.get(&spot.junction).map_or(0, |p| p.milliseconds);
    let (offset, phase) = (milliseconds.div_ceil(1000) as u32, Milliseconds(milliseconds as u32));
    TimedSpot { junction: spot.junction, room: spot.room, offset, phase, first: u32::MAX, last: 0, reaches: false }
}

/// A road's time in milliseconds; never nothing, so that time always rises along a journey.
pub(crate) fn road_time(situation: &Situation, road: RoadId) -> u64 {
    u64::from(situation.roads[road.index()].travel.0).max(1)
}

/// Where a junction stands in time: steps to safety, less the phase, is the shortest time from there to safety.
#[derive(Clone, Copy, Debug, Default)]
struct Phase {
    milliseconds: u64,
    steps: u32,
}

/// Phases with which no road takes a whole step more than it needs.
///
/// Rounding both ends of a road to seconds can make up to a second of a rounding that is just below a step. A junction
/// where that happens, or where vehicles may wait, is put on a whole second, which cannot; the ways through it lose
/// less than a second.
fn settled_phases(situation: &Situation, streets: &Streets, step: u32) -> BTreeMap<JunctionId, Phase> {
    let mut whole: BTreeSet<JunctionId> = streets.spots.iter().filter(|s| s.room > 0).map(|s| s.junction).collect();
    loop {
        let phase = phases(situation, streets, step, &whole);
        let before = whole.len();
        whole.extend(streets.stretches.iter().filter_map(|stretch| {
            let What::Roads(range) = &stretch.what else { return None };
            let (&last, before) = streets.roads[range.start as usize..range.end as usize].split_last()?;
            let end = streets.spots[stretch.to as usize].junction;
            let at = |junction: JunctionId| phase.get(&junction).map_or(0, |p: &Phase| p.milliseconds);
            let from = at(streets.spots[stretch.from as usize].junction);
            let enter = from + before.iter().map(|&road| road_time(situation, road)).sum::<u64>();
            let time = road_time(situation, last);
            let steps = steps_between(enter + time, at(end), u64::from(step) * 1000);
            let arrive = (steps * u64::from(step) * 1000 + at(end)).div_ceil(1000);
            (arrive >= enter.div_ceil(1000) + time.div_ceil(1000) + u64::from(step)).then_some(end)
        }));
        if whole.len() == before {
            return phase;
        }
    }
}

/// The steps from a moment of one junction to the next copy of another with phase `to`; all in milliseconds.
fn steps_between(moment: u64, to: u64, step: u64) -> u64 {
    moment.saturating_sub(to).div_ceil(step)
}

/// The phase of every junction (Dijkstra from all reception sites, backwards), with those of `whole` on whole seconds.
fn phases(
    situation: &Situation,
    streets: &Streets,
    step: u32,
    whole: &BTreeSet<JunctionId>,
) -> BTreeMap<JunctionId, Phase> {
    let mut before: BTreeMap<JunctionId, Vec<(JunctionId, u64)>> = BTreeMap::new();
    for stretch in &streets.stretches {
        if let What::Roads(range) = &stretch.what {
            let roads = &streets.roads[range.start as usize..range.end as usize];
            let time = roads.iter().map(|&road| road_time(situation, road)).sum();
            let ends = (streets.spots[stretch.from as usize].junction, streets.spots[stretch.to as usize].junction);
            before.entry(ends.1).or_default().push((ends.0, time));
        }
    }
    let mut time: BTreeMap<JunctionId, u64> = BTreeMap::new();
    let mut open: BinaryHeap<Reverse<(u64, JunctionId)>> = streets.arrival.keys().map(|&at| Reverse((0, at))).collect();
    while let Some(Reverse((so_far, at))) = open.pop() {
        if time.contains_key(&at) {
            continue;
        }
        let so_far = if whole.contains(&at) { so_far.next_multiple_of(1000) } else { so_far };
        time.insert(at, so_far);
        for &(from, more) in before.get(&at).map_or(&[][..], Vec::as_slice) {
            open.push(Reverse((so_far + more, from)));
        }
    }
    let step = u64::from(step) * 1000;
    time.into_iter()
        .map(|(at, time)| {
            let steps = time.div_ceil(step);
            (at, Phase { milliseconds: steps * step - time, steps: u32::try_from(steps).unwrap_or(u32::MAX) })
        })
        .collect()
}

impl Timed {
    fn add(&mut self, network: &Network, situation: &Situation, phase: &BTreeMap<JunctionId, Phase>, stretch: Stretch) {
        let start = self.entries.len() as u32;
        let mut steps = 0;
        let rate = match &stretch.what {
            What::Turn => {
                self.entries.push((0, self.last));
                Rate::Unlimited
            }
            What::Service(service) => self.add_service(situation, stretch.from, *service),
            What::Gate(at) => {
                self.entries.push((0, self.last));
                let rate = rate::gate(situation, *at as usize, self.spots[stretch.to as usize].room > 0);
                if let Rate::Gate { gather, at_once: true, .. } = rate {
                    self.called.insert(stretch.from, gather);
                }
                rate
            }
            What::Roads(range) => {
                let at = |spot: u32| phase.get(&self.spots[spot as usize].junction).map_or(0, |p| p.milliseconds);
                let (from, to) = (at(stretch.from), at(stretch.to));
                let range = range.start as usize..range.end as usize;
                steps = self.add_roads(network, situation, range.clone(), from, to);
                let least = self.roads[range].iter().map(|r| situation.roads[r.index()].capacity.0).min();
                Rate::of_road(least.unwrap_or(0), self.least)
            }
        };
        let entries = start..self.entries.len() as u32;
        let Stretch { from, to, what } = stretch;
        let beat = phase.get(&self.spots[from as usize].junction).map_or(0, |p| p.steps);
        // Times of calling begin at the H-hour, wherever the point is.
        let beat = if matches!(rate, Rate::Gate { at_once: true, .. }) { 0 } else { beat };
        self.stretches.push(TimedStretch { from, to, what, steps, rate, beat, first: u32::MAX, last: 0, entries });
    }

    fn add_service(&mut self, situation: &Situation, spot: u32, service: Service) -> Rate {
        let checkpoint = &situation.checkpoints[service.checkpoint.index()];
        let moment = u64::from(self.spots[spot as usize].offset);
        self.entries.extend(steps_within(&checkpoint.hours, self.step, self.last, moment, moment));
        let vehicles = checkpoint.rates[service.kind as usize].0;
        Rate::PerDay { vehicles, part: service.part, parts: service.parts }
    }

    /// Times a chain of roads between two phases; returns its steps.
    fn add_roads(
        &mut self,
        network: &Network,
        situation: &Situation,
        range: std::ops::Range<usize>,
        from: u64,
        to: u64,
    ) -> u32 {
        let step = u64::from(self.step) * 1000;
        let time: u64 = self.roads[range.clone()].iter().map(|&road| road_time(situation, road)).sum();
        let steps = steps_between(time + from, to, step);
        let arrive = (steps * step + to).div_ceil(1000);
        let mut within = vec![(0, self.last)];
        let mut so_far = from;
        for i in range.clone() {
            let road = self.roads[i];
            let enter = so_far.div_ceil(1000);
            self.enters[i] = u32::try_from(enter).unwrap_or(u32::MAX);
            so_far += road_time(situation, road);
            let is_last = i + 1 == range.end;
            let waits = is_last && situation.waiting_room(network.to(road)).0 > 0;
            let leave = match (is_last, waits) {
                (false, _) => so_far.div_ceil(1000),
                // Whoever may wait at the end is off the road once it has been driven, before the rounding to a step.
                (true, true) => enter + road_time(situation, road).div_ceil(1000),
                (true, false) => arrive,
            };
            let opening = situation.opening(road);
            if !opening.is_always() {
                let allowed: Vec<_> = steps_within(opening, self.step, self.last, enter, leave).collect();
                within = both(&within, &allowed);
            }
        }
        self.entries.extend(within);
        u32::try_from(steps).unwrap_or(u32::MAX)
    }

    /// The first step in which anybody can be at each spot, if everywhere one could wait: a sound limit.
    pub(crate) fn trim_ahead(&mut self, situation: &Situation) {
        let mut after: Vec<Vec<u32>> = vec![Vec::new(); self.spots.len()];
        for (i, stretch) in self.stretches.iter().enumerate() {
            after[stretch.from as usize].push(i as u32);
        }
        let mut open: BinaryHeap<Reverse<(u32, u32)>> = BinaryHeap::new();
        for origin in &situation.origins {
            let Some(&spot) = self.home.get(&origin.junction) else { continue };
            let ready = origin.ready.iter().filter(|r| r.vehicles.0 > 0).map(|r| self.first_step(spot, r.from));
            open.extend(ready.min().map(|k| Reverse((k, spot))));
        }
        while let Some(Reverse((k, spot))) = open.pop() {
            if self.spots[spot as usize].first <= k || k > self.last {
                continue;
            }
            self.spots[spot as usize].first = k;
            for &i in &after[spot as usize] {
                let stretch = &self.stretches[i as usize];
                let ranges = &self.entries[stretch.entries.start as usize..stretch.entries.end as usize];
                if let Some(range) = ranges.iter().find(|r| r.1 >= k) {
                    open.push(Reverse((range.0.max(k).saturating_add(stretch.steps), stretch.to)));
                }
            }
        }
    }

    /// The last step in which somebody at a spot can still reach a reception site, if one could wait everywhere.
    pub(crate) fn trim_behind(&mut self, any: bool) {
        let mut before: Vec<Vec<u32>> = vec![Vec::new(); self.spots.len()];
        for (i, stretch) in self.stretches.iter().enumerate() {
            before[stretch.to as usize].push(i as u32);
        }
        let mut seen = vec![false; self.spots.len()];
        let mut open: BinaryHeap<(u32, u32)> =
            self.arrival.values().filter(|_| any).map(|&spot| (self.last, spot)).collect();
        while let Some((k, spot)) = open.pop() {
            if std::mem::replace(&mut seen[spot as usize], true) {
                continue;
            }
            self.spots[spot as usize].last = k;
            for &i in &before[spot as usize] {
                let stretch = &self.stretches[i as usize];
                let Some(latest) = k.checked_sub(stretch.steps) else { continue };
                let ranges = &self.entries[stretch.entries.start as usize..stretch.entries.end as usize];
                if let Some(range) = ranges.iter().rev().find(|r| r.0 <= latest) {
                    open.push((range.1.min(latest), stretch.from));
                }
            }
        }
        for (spot, seen) in self.spots.iter_mut().zip(seen) {
            spot.reaches = seen;
            if !seen {
                (spot.first, spot.last) = (u32::MAX, 0);
            }
        }
    }

    pub(crate) fn trim_stretches(&mut self) {
        for stretch in &mut self.stretches {
            let (from, to) = (&self.spots[stretch.from as usize], &self.spots[stretch.to as usize]);
            let ranges = &self.entries[stretch.entries.start as usize..stretch.entries.end as usize];
            let (Some(open), Some(close)) = (ranges.first(), ranges.last()) else { continue };
            if from.first > from.last || to.first > to.last || stretch.steps > to.last {
                continue;
            }
            stretch.first = open.0.max(from.first).max(to.first.saturating_sub(stretch.steps));
            stretch.last = close.1.min(from.last).min(to.last - stretch.steps);
        }
    }

    /// How many of the smallest vehicles may enter `stretch` in step `k`.
    pub fn capacity(&self, stretch: &TimedStretch, k: u32) -> u32 {
        self.capacity_in(stretch, k, self.least)
    }

    /// How many vehicles that each count as `each` hundredths of a car may enter `stretch` in step `k`.
    pub fn capacity_in(&self, stretch: &TimedStretch, k: u32, each: u32) -> u32 {
        let rate = match stretch.what {
            What::Roads(_) => stretch.rate.in_vehicles_of(each, self.least),
            What::Turn | What::Service(_) | What::Gate(_) => stretch.rate,
        };
        if !self.is_open(stretch, k) {
            return 0;
        }
        if let Rate::Burst { starts, .. } = rate {
            // Bursts keep their own beat.
            let starts = &self.bursts[starts as usize];
            let begun = starts.partition_point(|start| *start <= k).checked_sub(1);
            return begun.map_or(0, |last| rate.in_step(k - starts[last], self.step));
        }
        rate.in_step(k.saturating_add(stretch.beat), self.step)
    }

    /// Whether `stretch` may be entered in step `k`.
    pub fn is_open(&self, stretch: &TimedStretch, k: u32) -> bool {
        let ranges = &self.entries[stretch.entries.start as usize..stretch.entries.end as usize];
        let next = ranges.partition_point(|r| r.1 < k);
        ranges.get(next).is_some_and(|r| r.0 <= k)
    }

    /// The first step in which whoever is ready from a moment on may leave a spot where people start. For limits, where
    /// all of a time of calling go at its beginning, that beginning: in any plan no more of them leave during it.
    pub fn first_step(&self, spot: u32, from: Clock) -> u32 {
        let first = first_step(from, self.spots[spot as usize].offset, self.step);
        let Some(&gather) = self.called.get(&spot) else { return first };
        let (step, gather) = (u64::from(self.step), u64::from(gather));
        let begins = u64::from(first) * step / gather * gather;
        u32::try_from(begins.div_ceil(step)).unwrap_or(u32::MAX)
    }

    /// The second in which copy `k` of `spot` lies.
    pub fn moment(&self, spot: u32, k: u32) -> Clock {
        Clock(k * self.step + self.spots[spot as usize].offset)
    }
}

/// The first step of a spot that is not before `from`.
pub(crate) fn first_step(from: Clock, offset: u32, step: u32) -> u32 {
    from.0.saturating_sub(offset).div_ceil(step)
}

/// The ranges of steps `k` for which `opening` holds from `k * step + enter` until `(k + 1) * step + leave`.
fn steps_within(
    opening: &Opening,
    step: u32,
    last: u32,
    enter: u64,
    leave: u64,
) -> impl Iterator<Item = (u32, u32)> + '_ {
    let step = u64::from(step);
    opening.intervals().iter().filter_map(move |open| {
        let first = u64::from(open.from.0).saturating_sub(enter).div_ceil(step);
        let until = if open.until == Clock::NEVER { u64::MAX } else { u64::from(open.until.0) };
        // The last who follow within the step are off when it ends at the latest.
        let latest = until.checked_sub(leave.max(enter) + step)? / step;
        let latest = latest.min(u64::from(last));
        (first <= latest).then_some((first as u32, latest as u32))
    })
}

/// What is in both lists of ranges, ends included.
pub(crate) fn both<T: Copy + Ord>(a: &[(T, T)], b: &[(T, T)]) -> Vec<(T, T)> {
    let mut common = Vec::new();
    let (mut i, mut j) = (0, 0);
    while i < a.len() && j < b.len() {
        let (from, to) = (a[i].0.max(b[j].0), a[i].1.min(b[j].1));
        if from <= to {
            common.push((from, to));
        }
        if a[i].1 < b[j].1 { i += 1 } else { j += 1 }
    }
    common
}
