//! The outer network: spots and stretches in time, rounded so that nothing that can be driven is missing.

use crate::PlanError;
use crate::expand::{MOST_STEPS, Rate, Timed, TimedSpot, TimedStretch, both, road_time};
use crate::flow::Capacity;
use crate::reduce::{Service, Streets, Stretch, What};
use passage_model::id::JunctionId;
use passage_model::situation::{CarEquivalents, Ready, Situation};
use passage_model::time::{Clock, Opening};
use passage_model::units::{Milliseconds, VehiclesPerDay};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

/// Milliseconds in the day that rates are counted in.
pub(super) const DAY: u64 = 86_400_000;
/// Plans in whole seconds round the moment at which a road is entered up: it may be so much earlier.
const ROUNDED: i64 = 1000;
/// A part of a vehicle is at most so small: an hour's rate is then whole in every step of a second or more.
const MOST_PARTS: u32 = 3600;
/// What a step of the widest road may hold in parts: ways that join are still as wide as they need be (16 bits).
const MOST_IN_STEP: u64 = 16_000;

/// The network in time, rounded outwards.
pub(super) struct Outward {
    pub timed: Timed,
    /// Milliseconds from the H-hour to copy 0 of each spot: not above 0.
    pub phase: Vec<i64>,
    /// When each stretch may be entered, in milliseconds, both ends included; empty for what has no limit.
    pub allowed: Vec<Vec<(i64, i64)>>,
    /// The situation with everybody ready at the start of the step in which they are.
    pub earlier: Situation,
}

/// Puts `streets` into time, rounded outwards. O(spots log spots + roads + times of opening).
pub(super) fn expand(situation: &Situation, streets: Streets) -> Result<Outward, PlanError> {
    let step = situation.step.0;
    if step == 0 {
        return Err(PlanError::ZeroStep);
    }
    let steps = situation.horizon.0.div_ceil(step);
    if steps > MOST_STEPS {
        return Err(PlanError::TooManySteps { steps, most: MOST_STEPS });
    }
    let time = times_to_safety(situation, &streets);
    let length = i64::from(step) * 1000;
    // Copy 0 holds the H-hour.
    let phase = |junction: JunctionId| -(time.get(&junction).copied().unwrap_or(0) as i64).rem_euclid(length);
    let earlier = ready_in_their_step(situation, phase, length);
    let mut outward = Outward {
        phase: streets.spots.iter().map(|spot| phase(spot.junction)).collect(),
        allowed: Vec::with_capacity(streets.stretches.len()),
        timed: Timed {
            step,
            last: steps.saturating_sub(1),
            spots: streets.spots.iter().map(|spot| timed_spot(spot.junction, spot.room)).collect(),
            stretches: Vec::with_capacity(streets.stretches.len()),
            entries: Vec::new(),
            enters: Vec::new(),
            roads: streets.roads,
            home: streets.home,
            arrival: streets.arrival,
            shared_out: false,
            called: BTreeMap::new(),
            bursts: Vec::new(),
            least: CarEquivalents::CAR.0,
        },
        earlier,
    };
    let mut gates = vec![None; outward.timed.spots.len()];
    for stretch in streets.stretches {
        outward.add(situation, stretch, &mut gates);
    }
    outward.timed.trim_ahead(&outward.earlier);
    outward.timed.trim_behind(steps > 0);
    outward.timed.trim_stretches();
    Ok(outward)
}

fn timed_spot(junction: JunctionId, room: u32) -> TimedSpot {
    TimedSpot { junction, room, offset: 0, phase: Milliseconds(0), first: u32::MAX, last: 0, reaches: false }
}

/// The shortest time from each junction to safety on empty roads, in milliseconds (Dijkstra, backwards).
fn times_to_safety(situation: &Situation, streets: &Streets) -> BTreeMap<JunctionId, u64> {
    let mut before: BTreeMap<JunctionId, Vec<(JunctionId, u64)>> = BTreeMap::new();
    for stretch in &streets.stretches {
        if let What::Roads(range) = &stretch.what {
            let roads = &streets.roads[range.start as usize..range.end as usize];
            let time = roads.iter().map(|&road| road_time(situation, road)).sum();
            let ends = (streets.spots[stretch.from as usize].junction, streets.spots[stretch.to as usize].junction);
            before.entry(ends.1).or_default().push((ends.0, time));
        }
    }
    let mut time = BTreeMap::new();
    let mut open: BinaryHeap<Reverse<(u64, JunctionId)>> = streets.arrival.keys().map(|&at| Reverse((0, at))).collect();
    while let Some(Reverse((so_far, at))) = open.pop() {
        if time.contains_key(&at) {
            continue;
        }
        time.insert(at, so_far);
        for &(from, more) in before.get(&at).map_or(&[][..], Vec::as_slice) {
            open.push(Reverse((so_far + more, from)));
        }
    }
    time
}

fn ready_in_their_step(situation: &Situation, phase: impl Fn(JunctionId) -> i64, length: i64) -> Situation {
    let mut earlier = situation.clone();
    for origin in &mut earlier.origins {
        let phase = phase(origin.junction);
        for Ready { from, .. } in &mut origin.ready {
            let step = (i64::from(from.0) * 1000 - ROUNDED - phase).div_euclid(length).max(0);
            *from = Clock(u32::try_from(step * length / 1000).unwrap_or(u32::MAX));
        }
    }
    earlier
}

impl Outward {
    fn add(&mut self, situation: &Situation, stretch: Stretch, gates: &mut [Option<u32>]) {
        match stretch.what.clone() {
            // Limits of people present are not counted here: an outer limit may leave them out.
            What::Turn | What::Gate(_) => self.push(stretch, 0, Rate::Unlimited, Vec::new()),
            What::Service(service) => {
                let (rate, allowed) = service_of(situation, service);
                self.push(stretch, 0, rate, allowed);
            }
            What::Roads(range) => {
                let range = range.start as usize..range.end as usize;
                let roads = &self.timed.roads[range];
                let time: u64 = roads.iter().map(|&road| road_time(situation, road)).sum();
                let least = roads.iter().map(|road| situation.roads[road.index()].capacity.0).min().unwrap_or(0);
                let mut allowed = vec![(0, i64::from(situation.horizon.0) * 1000)];
                let mut so_far = 0;
                for &road in roads {
                    let enter = so_far;
                    so_far += road_time(situation, road) as i64;
                    allowed = both(&allowed, &moments(situation.opening(road), enter, so_far));
                }
                let (from, to) = (self.phase[stretch.from as usize], self.phase[stretch.to as usize]);
                let (length, between) = (i64::from(self.timed.step) * 1000, from + time as i64 - to);
                let steps = u32::try_from(between.div_euclid(length).max(0)).unwrap_or(u32::MAX);
                let rate = Rate::PerDay { vehicles: VehiclesPerDay::hourly(least).0, part: 0, parts: 1 };
                // On the shortest ways nothing is rounded.
                let to = if between.rem_euclid(length) == 0 { stretch.to } else { self.gate(stretch.to, gates) };
                self.push(Stretch { to, ..stretch }, steps, rate, allowed);
            }
        }
    }

    /// The spot before another from which one comes to it in the same step or one later.
    fn gate(&mut self, spot: u32, gates: &mut [Option<u32>]) -> u32 {
        if let Some(known) = gates[spot as usize] {
            return known;
        }
        let gate = self.timed.spots.len() as u32;
        self.timed.spots.push(timed_spot(self.timed.spots[spot as usize].junction, 0));
        self.phase.push(self.phase[spot as usize]);
        for later in 0..2 {
            self.push(Stretch { from: gate, to: spot, what: What::Turn }, later, Rate::Unlimited, Vec::new());
        }
        gates[spot as usize] = Some(gate);
        gate
    }

    fn push(&mut self, stretch: Stretch, steps: u32, rate: Rate, allowed: Vec<(i64, i64)>) {
        let start = self.timed.entries.len() as u32;
        if rate == Rate::Unlimited {
            self.timed.entries.push((0, self.timed.last));
        } else {
            for &span in &allowed {
                if let Some((first, last)) = self.steps_of(stretch.from, span) {
                    self.timed.entries.push((first, last));
                }
            }
        }
        let entries = start..self.timed.entries.len() as u32;
        let Stretch { from, to, what } = stretch;
        self.timed.stretches.push(TimedStretch {
            from,
            to,
            what,
            steps,
            rate,
            beat: 0,
            first: u32::MAX,
            last: 0,
            entries,
        });
        self.allowed.push(allowed);
    }

    /// The first and the last step of a spot that have a moment within a span of time.
    fn steps_of(&self, spot: u32, span: (i64, i64)) -> Option<(u32, u32)> {
        let (length, phase) = (i64::from(self.timed.step) * 1000, self.phase[spot as usize]);
        let first = (span.0 - phase).div_euclid(length).max(0);
        let last = (span.1 - phase).div_euclid(length).min(i64::from(self.timed.last));
        (first <= last).then_some((first as u32, last as u32))
    }

    /// For each useful step of a stretch within each of its spans: the span, the step, and the milliseconds of it there.
    pub fn open_steps(&self, number: usize) -> impl Iterator<Item = (usize, u32, u64)> + '_ {
        let stretch = &self.timed.stretches[number];
        let (length, phase) = (i64::from(self.timed.step) * 1000, self.phase[stretch.from as usize]);
        self.allowed[number].iter().enumerate().flat_map(move |(place, &span)| {
            let (first, last) = self.steps_of(stretch.from, span).unwrap_or((1, 0));
            (first.max(stretch.first)..=last.min(stretch.last)).map(move |k| {
                let begin = i64::from(k) * length + phase;
                let within = (span.1.min(begin + length) - span.0.max(begin)).max(0);
                (place, k, within as u64)
            })
        })
    }

    /// Into how many parts each of so many vehicles is cut, so that a step's rate is whole parts.
    pub fn parts(&self, vehicles: u64) -> u32 {
        let step = u64::from(self.timed.step);
        let rates = self.timed.stretches.iter().filter_map(|stretch| match stretch.rate {
            Rate::PerDay { vehicles, .. } if stretch.first <= stretch.last => Some(u64::from(vehicles)),
            _ => None,
        });
        let widest = (rates.max().unwrap_or(0) * step).div_ceil(86_400).max(1);
        let most = (MOST_IN_STEP / widest).min(u64::from(u32::MAX / 2) / vehicles.max(1));
        let exact = MOST_PARTS / gcd(MOST_PARTS, self.timed.step);
        exact.min(u32::try_from(most).unwrap_or(u32::MAX)).max(1)
    }

    /// What each stretch and waiting place holds in each step, in such parts. Rounded up: it only shapes the cuts.
    pub fn capacity(&self, parts: u32) -> Capacity {
        let mut capacity = Capacity::full(&self.timed);
        for (number, stretch) in self.timed.stretches.iter().enumerate() {
            let Rate::PerDay { vehicles, .. } = stretch.rate else { continue };
            if stretch.first > stretch.last {
                continue;
            }
            let base = capacity.stretch_base[number];
            let place = |k: u32| base.wrapping_add(k as usize);
            capacity.stretch[place(stretch.first)..=place(stretch.last)].fill(0);
            for (_, k, within) in self.open_steps(number) {
                let more = (u64::from(parts) * u64::from(vehicles) * within).div_ceil(DAY);
                let held = &mut capacity.stretch[place(k)];
                *held = u64::from(*held).saturating_add(more).min(u64::from(u16::MAX)) as u16;
            }
        }
        capacity.wait.iter_mut().for_each(|room| *room = room.saturating_mul(parts));
        capacity
    }
}

fn service_of(situation: &Situation, service: Service) -> (Rate, Vec<(i64, i64)>) {
    let checkpoint = &situation.checkpoints[service.checkpoint.index()];
    let vehicles = checkpoint.rates[service.kind as usize].0;
    let all = [(0, i64::from(situation.horizon.0) * 1000)];
    (Rate::PerDay { vehicles, part: 0, parts: 1 }, both(&all, &moments(&checkpoint.hours, 0, 0)))
}

/// The moments of setting out for which an opening holds from `enter` to `leave` milliseconds later.
fn moments(opening: &Opening, enter: i64, leave: i64) -> Vec<(i64, i64)> {
    let whole = opening.intervals().iter().map(|open| {
        let until = if open.until == Clock::NEVER { i64::MAX / 4 } else { i64::from(open.until.0) * 1000 };
        (i64::from(open.from.0) * 1000 - ROUNDED - enter, until - leave)
    });
    whole.filter(|(from, until)| from <= until).collect()
}

fn gcd(a: u32, b: u32) -> u32 {
    if b == 0 { a } else { gcd(b, a % b) }
}
