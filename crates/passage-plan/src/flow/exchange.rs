//! The least sum of arrival steps, made sure of: exchanges of places between reception sites.
//!
//! A flow of most vehicles has the least sum of arrival steps if and only if no round of residual ways lowers it (Klein
//! 1967). Only being received costs anything, so each such round is a chain of exchanges: somebody gives up a place at
//! one site and goes on to another, where somebody else does, until room is taken where there is some or the round is
//! closed. What the best exchange from each site to each other gains is found by one search a site, latest arrivals
//! last; rounds that gain are found among the few sites (Bellman 1958, Ford 1956) and carried out until there is none.
//!
//! Cost: a look at each residual way where the prices of [`super::places`] prove that there is no such round; otherwise
//! one for each site, and again after each round. Nothing unless a site is full.
//! Twin: `tests/it/twin.rs`.

use super::Flow;
use super::places::NEVER;
use super::residual::{At, Kind, Way};
use crate::PlanError;
use passage_model::work::Work;
use std::collections::BTreeMap;

/// Rounds after which the flow is left as it is, and its sum not called the least. Chosen by us: at a second for a
/// search on the largest networks here, more would be waited for. The same on every machine.
const MOST_ROUNDS: u32 = 16;
/// Looks between two questions whether to stop.
const LOOKS_BETWEEN_STOPS: usize = 1 << 16;

/// Somebody received at one site in step `given_up` can be received at another in step `arrival`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Exchange {
    /// By how much the sum of arrival steps rises for each vehicle.
    adds: i64,
    given_up: u32,
    arrival: u32,
}

/// Where a round passes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Node(u32),
    /// The room that sites have left.
    Room,
    /// Those who wait at home.
    Home,
}

/// One move of a round.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step {
    Way(Way),
    /// Room is taken at this site, or given back.
    Take(u32),
    Give(u32),
    /// Somebody of this group stays at home after all, or leaves.
    Stay(u32),
    Leave(u32),
}

/// A move and where it begins.
type Leg = (Place, Step);

impl Flow<'_> {
    /// Carries out rounds of exchanges until none lowers the sum of arrival steps. Whether it is the least then.
    pub(super) fn exchange_places(&mut self, work: &Work<'_>) -> Result<bool, PlanError> {
        if self.prices_hold(work)? {
            return Ok(true);
        }
        for _ in 0..MOST_ROUNDS {
            let exchanges = self.exchanges(work)?;
            let Some(sites) = round_that_gains(&exchanges) else { return Ok(true) };
            self.carry_out(&exchanges, &sites, work)?;
        }
        Ok(round_that_gains(&self.exchanges(work)?).is_none())
    }

    /// Whether the prices of full sites prove that no round gains: nobody who gives up a place can be received for
    /// less than its price more (weak duality). One search instead of one a site.
    fn prices_hold(&self, work: &Work<'_>) -> Result<bool, PlanError> {
        let prices: Vec<u32> = (0..self.docks.len() as u32).map(|dock| self.price(dock).unwrap_or(NEVER)).collect();
        let mut received: Vec<(u32, At)> = Vec::new();
        for (dock, &price) in self.docks.iter().zip(&prices).filter(|(_, price)| **price != NEVER) {
            let steps = dock.steps().zip(0..dock.received.len()).filter(|(_, place)| dock.may_come(*place) > 0);
            received.extend(steps.map(|(step, _)| (step + price, At::copy(dock.sink.spot, step))));
        }
        received.sort_unstable_by_key(|(step, at)| (*step, at.spot));
        let mut received_by = vec![NEVER; self.copies() as usize + self.hubs.len()];
        self.label_received(&received, &mut received_by, work)?;
        Ok(self.docks.iter().zip(&prices).all(|(dock, &price)| {
            let mut given_up = dock.steps().zip(&dock.received).filter(|(_, vehicles)| **vehicles > 0);
            given_up
                .all(|(step, _)| received_by[self.copy(dock.sink.spot, step) as usize] >= step.saturating_add(price))
        }))
    }

    /// The best exchange from each site to each other. The last site stands for the room that is left anywhere.
    fn exchanges(&self, work: &Work<'_>) -> Result<Vec<Vec<Option<Exchange>>>, PlanError> {
        let room = self.docks.len();
        let free = Some(Exchange { adds: 0, given_up: NEVER, arrival: NEVER });
        let mut exchanges = vec![vec![None; room + 1]; room + 1];
        let mut received_by = vec![NEVER; self.copies() as usize + self.hubs.len()];
        for (to, site) in self.docks.iter().enumerate() {
            if site.left > 0 {
                exchanges[to][room] = free;
            }
            if site.received.iter().any(|&vehicles| vehicles > 0) {
                exchanges[room][to] = free;
            }
            let steps = site.steps().zip(0..site.received.len()).filter(|(_, place)| site.may_come(*place) > 0);
            let received: Vec<(u32, At)> = steps.map(|(step, _)| (step, At::copy(site.sink.spot, step))).collect();
            received_by.fill(NEVER);
            self.label_received(&received, &mut received_by, work)?;
            for (from, other) in self.docks.iter().enumerate() {
                let given_up = (0u32..).zip(&other.received).filter(|(_, vehicles)| **vehicles > 0);
                exchanges[from][to] = given_up
                    .filter_map(|(place, _)| {
                        let given_up = other.first + place;
                        let arrival = received_by[self.copy(other.sink.spot, given_up) as usize];
                        let adds = i64::from(arrival) - i64::from(given_up);
                        (arrival != NEVER).then_some(Exchange { adds, given_up, arrival })
                    })
                    .min();
            }
        }
        Ok(exchanges)
    }

    /// For each copy and hub, the least figure of those of `received` that somebody there could come to, places given
    /// up by nobody. `received` is sorted by its figures.
    fn label_received(&self, received: &[(u32, At)], labels: &mut [u32], work: &Work<'_>) -> Result<(), PlanError> {
        let mut open = Vec::new();
        let (mut looks, mut home) = (0usize, false);
        for &(figure, root) in received {
            let mut reach = |at: At, open: &mut Vec<At>| {
                let label = &mut labels[self.node(at) as usize];
                if *label == NEVER {
                    *label = figure;
                    open.push(at);
                }
            };
            reach(root, &mut open);
            while let Some(at) = open.pop() {
                looks += 1;
                if looks.is_multiple_of(LOOKS_BETWEEN_STOPS) && work.stopped() {
                    return Err(PlanError::Stopped);
                }
                if at.what == Kind::Hub && self.hubs[at.spot as usize].left > 0 && !std::mem::replace(&mut home, true) {
                    // Whoever stays at home instead lets one of these leave.
                    let hubs = (0..self.hubs.len() as u32).filter(|&hub| self.may_stay(hub) > 0);
                    hubs.for_each(|hub| reach(At::hub(hub), &mut open));
                }
                let mut next = 0;
                while let Some(link) = self.way_in(at, &mut next) {
                    if link.end.what != Kind::Dock {
                        reach(link.end, &mut open);
                    }
                }
            }
        }
        Ok(())
    }

    /// Carries out a round over `sites`, or a shorter one that lies within it and gains too, with as many vehicles as
    /// it bears.
    fn carry_out(
        &mut self,
        exchanges: &[Vec<Option<Exchange>>],
        sites: &[usize],
        work: &Work<'_>,
    ) -> Result<(), PlanError> {
        let room = self.docks.len();
        let mut round: Vec<Leg> = Vec::new();
        for (i, &from) in sites.iter().enumerate() {
            let to = sites[(i + 1) % sites.len()];
            let node = |site: usize| Place::Node(self.node(At::dock(site as u32)));
            match exchanges[from][to] {
                Some(_) if to == room => round.push((node(from), Step::Take(from as u32))),
                Some(_) if from == room => round.push((Place::Room, Step::Give(to as u32))),
                Some(exchange) => self.follow(from as u32, to as u32, exchange, &mut round, work)?,
                None => return Ok(()),
            }
        }
        let round = self.simple_round(round);
        let vehicles = round.iter().map(|(_, step)| self.bears(*step)).min().unwrap_or(0);
        for (_, step) in round {
            self.take(step, vehicles);
        }
        Ok(())
    }

    /// The moves from giving up a place at one site to being received at another.
    fn follow(
        &self,
        from: u32,
        to: u32,
        exchange: Exchange,
        round: &mut Vec<Leg>,
        work: &Work<'_>,
    ) -> Result<(), PlanError> {
        let (own, other) = (&self.docks[from as usize], &self.docks[to as usize]);
        let (begin, end) = (At::copy(own.sink.spot, exchange.given_up), At::copy(other.sink.spot, exchange.arrival));
        let give_up = Way::Yield(from, (exchange.given_up - own.first) as usize);
        round.push((Place::Node(self.node(At::dock(from))), Step::Way(give_up)));
        // Each node with the number of the leg that led to it.
        let mut legs: Vec<(At, usize, Leg)> = Vec::new();
        let mut came: Vec<bool> = vec![false; self.copies() as usize + self.hubs.len()];
        came[self.node(begin) as usize] = true;
        let mut open = vec![(begin, usize::MAX)];
        let (mut looks, mut home) = (0usize, None);
        let mut last = (begin == end).then_some(usize::MAX);
        while let Some((at, number)) = open.pop().filter(|_| last.is_none()) {
            looks += 1;
            if looks.is_multiple_of(LOOKS_BETWEEN_STOPS) && work.stopped() {
                return Err(PlanError::Stopped);
            }
            let mut reach = |step: Step, before: Place, next: At, number: usize, legs: &mut Vec<(At, usize, Leg)>| {
                if !std::mem::replace(&mut came[self.node(next) as usize], true) {
                    legs.push((next, number, (before, step)));
                    open.push((next, legs.len() - 1));
                    if next == end {
                        last = Some(legs.len() - 1);
                    }
                }
            };
            let here = Place::Node(self.node(at));
            if at.what == Kind::Hub && home.is_none() && self.may_stay(at.spot) > 0 {
                home = Some(number);
                legs.push((at, number, (here, Step::Stay(at.spot))));
                let stayed = legs.len() - 1;
                for hub in (0..self.hubs.len() as u32).filter(|&hub| self.hubs[hub as usize].left > 0) {
                    reach(Step::Leave(hub), Place::Home, At::hub(hub), stayed, &mut legs);
                }
            }
            self.find_way_out(at, |link| {
                if link.end.what != Kind::Dock {
                    reach(Step::Way(link.way), here, link.end, number, &mut legs);
                }
                false
            });
        }
        let first = round.len();
        let mut number = last.unwrap_or(usize::MAX);
        while number != usize::MAX {
            let (_, before, leg) = legs[number];
            round.push(leg);
            number = before;
        }
        round[first..].reverse();
        let arrive = Way::Arrive(to, (exchange.arrival - other.first) as usize);
        round.push((Place::Node(self.node(end)), Step::Way(arrive)));
        Ok(())
    }

    /// Of a round that passes a place twice, a part between that gains, until none is passed twice.
    fn simple_round(&self, mut round: Vec<Leg>) -> Vec<Leg> {
        'shorten: loop {
            let mut passed: BTreeMap<Place, usize> = BTreeMap::new();
            for (i, (place, _)) in round.iter().enumerate() {
                if let Some(first) = passed.insert(*place, i) {
                    let within: Vec<Leg> = round.drain(first..i).collect();
                    if self.adds(&within) < self.adds(&round) {
                        round = within;
                    }
                    continue 'shorten;
                }
            }
            return round;
        }
    }

    /// By how much a round raises the sum of arrival steps.
    fn adds(&self, round: &[Leg]) -> i64 {
        let step = |dock: u32, place: usize| i64::from(self.docks[dock as usize].first) + place as i64;
        round
            .iter()
            .map(|(_, leg)| match *leg {
                Step::Way(Way::Arrive(dock, place)) => step(dock, place),
                Step::Way(Way::Yield(dock, place)) => -step(dock, place),
                _ => 0,
            })
            .sum()
    }

    pub(super) fn bears(&self, step: Step) -> u32 {
        match step {
            Step::Way(way) => self.slack(way),
            Step::Take(dock) => self.docks[dock as usize].left,
            Step::Leave(hub) => self.hubs[hub as usize].left,
            Step::Stay(hub) => self.may_stay(hub),
            Step::Give(_) => u32::MAX,
        }
    }

    /// How many vehicles of a group may stay at home after all; those that a floor keeps may not.
    fn may_stay(&self, hub: u32) -> u32 {
        let hub = &self.hubs[hub as usize];
        if hub.kept == 0 { u32::MAX } else { hub.gone() - hub.kept.min(hub.gone()) }
    }

    pub(super) fn take(&mut self, step: Step, vehicles: u32) {
        match step {
            Step::Way(way) => self.push(way, vehicles),
            Step::Take(dock) => self.take_room(dock, vehicles),
            Step::Give(dock) => {
                let dock = &mut self.docks[dock as usize];
                dock.left += if dock.sink.room == u32::MAX { 0 } else { vehicles };
                dock.full = dock.left == 0;
            }
            Step::Stay(hub) => self.hubs[hub as usize].left += vehicles,
            Step::Leave(hub) => self.hubs[hub as usize].left -= vehicles,
        }
    }
}

/// Sites in a round along which the sum falls, each once. O(sites^3).
fn round_that_gains(exchanges: &[Vec<Option<Exchange>>]) -> Option<Vec<usize>> {
    let sites = exchanges.len();
    let (mut adds, mut before) = (vec![0i64; sites], vec![usize::MAX; sites]);
    let mut changed = None;
    for _ in 0..sites {
        changed = None;
        for from in 0..sites {
            for (to, exchange) in exchanges[from].iter().enumerate() {
                let Some(exchange) = exchange else { continue };
                if adds[from] + exchange.adds < adds[to] {
                    (adds[to], before[to]) = (adds[from] + exchange.adds, from);
                    changed = Some(to);
                }
            }
        }
        changed?;
    }
    // What still changes after so many passes hangs on a round: go back into it, then round it once.
    let mut at = changed?;
    for _ in 0..sites {
        at = before[at];
    }
    let (begin, mut round) = (at, vec![at]);
    while before[at] != begin {
        at = before[at];
        round.push(at);
    }
    round.reverse();
    Some(round)
}
