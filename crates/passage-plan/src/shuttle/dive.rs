//! Whole days: those that the relaxation makes most are fixed, the rest is relaxed again, until all vehicles have theirs.

use super::left::Left;
use super::relax::{Relaxation, Relaxed};
use super::sweep::Prices;
use super::trips::Trips;
use super::{Duty, ShuttleError, Shuttles};
use passage_model::units::Persons;
use passage_model::work::Work;

/// Days of which a fraction is made that are tried before one is fixed.
const TRIED: usize = 6;
/// Whoever has fewer sweeps than these to spare takes the first of them, and has so much work for the programme.
const HASTY: u64 = 500;
const HASTY_WORK: u64 = 80_000_000;

/// What a day may cost the rest and count as nothing, in worth: rounding.
const NOTHING: f64 = 0.5;

/// The search for the best whole days.
pub(super) struct Search<'t> {
    pub trips: &'t Trips<'t>,
    pub relaxation: Relaxation<'t>,
    pub work: &'t Work<'t>,
    /// The best days so far.
    pub best: Vec<Duty>,
    /// Their worth.
    pub value: i64,
    /// The proven limit.
    pub bound: i64,
    pub most_sweeps: u64,
    /// Days that are tried before one is fixed.
    tried: usize,
}

impl<'t> Search<'t> {
    pub fn new(trips: &'t Trips<'t>, most_sweeps: u64, work: &'t Work<'t>) -> Self {
        let mut relaxation = Relaxation::new(trips);
        let hasty = most_sweeps < HASTY;
        let tried = if hasty { 1 } else { TRIED };
        if hasty {
            relaxation.limit_work(HASTY_WORK);
        }
        Self { trips, relaxation, work, best: Vec::new(), value: 0, bound: i64::MAX, most_sweeps, tried }
    }

    /// Proves a limit, and searches until it is met or the sweeps are used up.
    pub fn run(&mut self) -> Result<(), ShuttleError> {
        let (mut left, relaxed) = self.prove()?;
        if self.value < self.bound {
            let mut days = Vec::new();
            self.dive(&mut left, &mut days, 0)?;
            self.keep(&mut left, &mut days);
            left.give_all(&days);
            self.improve(left, &relaxed)?;
        }
        Ok(())
    }

    /// Proves a limit, beside days that are easily found; nothing is taken of what is left.
    pub fn prove(&mut self) -> Result<(Left<'t>, Relaxed), ShuttleError> {
        let mut left = Left::full(self.trips);
        let mut days = Vec::new();
        self.fill(&mut left, &mut days);
        self.keep(&mut left, &mut days);
        left.give_all(&days);
        let relaxed = self.relaxation.relax(&mut left, false, self.work)?;
        let most = i64::try_from(relaxed.bound >> self.trips.fraction).unwrap_or(i64::MAX);
        let multiple = multiple(self.trips.shuttles);
        self.bound = (most - most.rem_euclid(multiple)).max(self.value);
        Ok((left, relaxed))
    }

    /// The vehicles that are left one after the other, each with the best day in what the others have left.
    fn fill(&mut self, left: &mut Left<'t>, days: &mut Vec<Duty>) {
        let free = Prices::free(self.trips.shuttles);
        while let Some(day) = self.relaxation.best_day(left, &free) {
            let Some(day) = left.take(&day) else { break };
            if self.relaxation.value(&day) <= 0 {
                left.give(&day);
                break;
            }
            self.relaxation.add(day.clone());
            days.push(day);
        }
    }

    /// Fixes days in what is `left` until nothing more is worth anything, or it can no longer become worth `least` with
    /// the days that are there.
    pub fn dive(&mut self, left: &mut Left<'t>, days: &mut Vec<Duty>, least: i64) -> Result<(), ShuttleError> {
        let mut fixed: i64 = days.iter().map(|day| self.relaxation.value(day)).sum();
        let mut relaxed = self.relaxation.relax(left, true, self.work)?;
        while relaxed.worth >= 0.5 && relaxed.worth + fixed as f64 > least as f64 - 0.5 {
            if self.relaxation.is_over() {
                self.fill(left, days);
                break;
            }
            let before = days.len();
            let Some(rest) = self.fix(left, days, &relaxed)? else { break };
            fixed += days[before..].iter().map(|day| self.relaxation.value(day)).sum::<i64>();
            relaxed = rest;
        }
        Ok(())
    }

    /// Fixes half as many of a day as are made, at least one: the first day that costs the rest nothing, else the one
    /// that costs least, of those that are made most.
    fn fix(
        &mut self,
        left: &mut Left<'t>,
        days: &mut Vec<Duty>,
        relaxed: &Relaxed,
    ) -> Result<Option<Relaxed>, ShuttleError> {
        let mut most = relaxed.days.clone();
        most.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let mut best: Option<(f64, Vec<Duty>, Relaxed)> = None;
        for (number, times) in most.into_iter().take(self.tried) {
            let copies = (times / 2.0 - 1e-6).ceil().max(1.0) as usize;
            let fixed: Vec<Duty> = (0..copies).map_while(|_| self.take(left, number)).collect();
            if fixed.is_empty() {
                continue;
            }
            let rest = self.relaxation.relax(left, true, self.work)?;
            let worth = fixed.iter().map(|day| self.relaxation.value(day)).sum::<i64>() as f64 + rest.worth;
            left.give_all(&fixed);
            if best.as_ref().is_none_or(|(so_far, ..)| worth > *so_far) {
                best = Some((worth, fixed, rest));
            }
            if worth > relaxed.worth - NOTHING {
                break;
            }
        }
        Ok(best.map(|(_, fixed, rest)| {
            days.extend(fixed.iter().filter_map(|day| left.take(day)));
            rest
        }))
    }

    /// Takes a day, if there is anybody for it.
    fn take(&self, left: &mut Left<'t>, number: usize) -> Option<Duty> {
        let taken = left.take(&self.relaxation.days[number])?;
        if self.relaxation.value(&taken) <= 0 {
            left.give(&taken);
            return None;
        }
        Some(taken)
    }

    /// Fills the seats of these days anew, and keeps them if they are the best so far.
    pub fn keep(&mut self, left: &mut Left<'t>, days: &mut [Duty]) -> i64 {
        self.seat(left, days);
        let value = days.iter().map(|day| self.relaxation.value(day)).sum();
        if value > self.value {
            (self.best, self.value) = (days.to_vec(), value);
        }
        value
    }

    /// Whoever waits takes the rides that are worth most, in order of their worth.
    fn seat(&self, left: &mut Left<'t>, days: &mut [Duty]) {
        let before: Vec<Duty> = days.to_vec();
        let worth_before: i64 = before.iter().map(|day| self.relaxation.value(day)).sum();
        let mut order: Vec<(u32, usize, usize, u32)> = Vec::new();
        for (d, day) in days.iter_mut().enumerate() {
            for (r, ride) in day.rides.iter_mut().enumerate() {
                left.give_persons(day.fleet, ride);
                ride.board.clear();
                let row = &self.trips.fleets[day.fleet as usize][ride.trip as usize];
                for &riders in &row.riders {
                    let class = self.trips.shuttles.riders[riders as usize].class as usize;
                    order.push((self.trips.shuttles.worth[class][(ride.departs + row.steps) as usize], d, r, riders));
                }
            }
        }
        order.sort_by(|a, b| b.0.cmp(&a.0).then((a.1, a.2, a.3).cmp(&(b.1, b.2, b.3))));
        for (_, d, r, riders) in order {
            let fleet = days[d].fleet;
            let ride = &mut days[d].rides[r];
            let seats = self.trips.fleets[fleet as usize][ride.trip as usize].seats;
            let free = seats - ride.board.iter().map(|b| b.1.0).sum::<u32>();
            let boarded = left.board(fleet, ride, riders, free);
            if boarded > 0 {
                ride.board.push((riders, Persons(boarded)));
            }
        }
        if days.iter().map(|day| self.relaxation.value(day)).sum::<i64>() < worth_before {
            for day in &*days {
                day.rides.iter().for_each(|ride| left.give_persons(day.fleet, ride));
            }
            for (day, before) in days.iter_mut().zip(before) {
                for ride in &before.rides {
                    ride.board.iter().for_each(|b| {
                        left.board(before.fleet, ride, b.0, b.1.0);
                    });
                }
                *day = before;
            }
        }
    }
}

/// What every value is a multiple of, the days being whole. Where each vehicle carries one class, each stop has one room and
/// each rider takes one place of it, the loads of given days are a flow in a network, which is best at a corner (Hoffman
/// and Kruskal 1956): a multiple of what divides all seats, riders and rooms.
fn multiple(shuttles: &Shuttles) -> i64 {
    let priced = shuttles.resources.iter().any(|r| r.price.iter().any(|p| *p > 0));
    let mixed = shuttles.fleets.iter().any(|fleet| fleet.carries.len() > 1);
    let stops: std::collections::BTreeSet<u32> = shuttles.rooms.iter().map(|room| room.stop).collect();
    let several = shuttles.rooms.iter().flat_map(|room| &room.classes).any(|(_, takes)| *takes != 1);
    if priced || mixed || several || stops.len() < shuttles.rooms.len() {
        return 1;
    }
    let riders = shuttles.riders.iter().flat_map(|r| r.ready.iter().map(|(_, n)| n.0));
    let trips = shuttles.fleets.iter().flat_map(|fleet| &fleet.trips).filter(|trip| trip.seats.0 > 0);
    let counts = riders.chain(trips.map(|trip| trip.seats.0)).chain(shuttles.rooms.iter().map(|room| room.places));
    let (mut persons, mut worth) = (0, 0);
    counts.for_each(|n| persons = divisor(persons, n));
    shuttles.worth.iter().flatten().for_each(|&n| worth = divisor(worth, n));
    (i64::from(persons) * i64::from(worth)).max(1)
}

/// The greatest common divisor (Euclid).
fn divisor(a: u32, b: u32) -> u32 {
    if b == 0 { a } else { divisor(b, a % b) }
}
