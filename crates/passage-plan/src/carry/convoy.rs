//! Vehicles that depart together: whether roads and checkpoints pass them, and what they take of both.

use super::ledger::{Ledger, Place};
use super::runs::At;
use super::stops::{Drive, Stops};
use crate::reduce::What;
use crate::room::Room;
use passage_model::id::JunctionId;
use passage_model::situation::{CarEquivalents, Fleet};
use passage_model::time::Clock;
use std::collections::BTreeMap;

/// What those who go as they were told use beyond what the planner would allow.
pub(super) struct Strained {
    pub places: Vec<Place>,
    pub stretches: Vec<usize>,
}

/// Takes what vehicles of a fleet use of the cars' network.
pub(super) fn take(stops: &Stops<'_>, fleet: &Fleet, uses: &[(usize, u32)], vehicles: u32, room: &mut Room) {
    let each = stops.situation.equivalents[fleet.kind as usize].0;
    let timed = &stops.nets[0];
    for &(stretch, k) in uses {
        let taken = &timed.stretches[stretch];
        if taken.first <= taken.last && !matches!(taken.what, What::Turn) {
            room.take(timed, stretch, k, vehicles, each);
        }
    }
}

/// Aid that stands somewhere.
pub(super) struct Standing {
    /// The first number of those who stand there.
    pub number: u32,
    pub vehicles: u32,
    pub junction: JunctionId,
    pub from: Clock,
    pub since: Option<Clock>,
    /// Whether they may go in parts.
    pub divides: bool,
}

impl Standing {
    /// Whether they are there and their crews still work long enough.
    pub fn may_leave(&self, stops: &Stops<'_>, fleet: &Fleet, drive: &Drive, k: u32) -> bool {
        let (departure, course) = stops.course(drive.net, &drive.way, k);
        let begins = self.since.filter(|since| fleet.duty.at(*since) == fleet.duty.at(departure)).unwrap_or(departure);
        let worked = departure + course.arrive - begins;
        departure >= self.from && fleet.longest_duty.is_none_or(|most| worked <= most)
    }
}

/// The aid of a fleet that has not come yet: where convoys on their way are, and what is left at the depot.
pub(super) fn standing(fleet: &Fleet, is_sent: impl Fn(u32) -> bool) -> Vec<Standing> {
    let mut standing: Vec<Standing> = Vec::new();
    for begun in fleet.begun.iter().filter(|begun| !is_sent(begun.number)) {
        standing.push(Standing {
            number: begun.number,
            vehicles: begun.vehicles.0,
            junction: begun.junction,
            from: begun.from,
            since: Some(begun.since),
            divides: false,
        });
    }
    for number in fleet.rested() {
        match standing.last_mut().filter(|last| last.divides && last.number + last.vehicles == number) {
            Some(last) => last.vehicles += 1,
            None => standing.push(Standing {
                number,
                vehicles: 1,
                junction: fleet.depot,
                from: fleet.from,
                since: None,
                divides: true,
            }),
        }
    }
    standing
}

/// Whether aid that departs in a step comes in time, within its crews' duty.
pub(super) fn in_time(stops: &Stops<'_>, fleet: &Fleet, drive: &Drive, k: u32, by: Clock) -> bool {
    let (departure, course) = stops.course(drive.net, &drive.way, k);
    let arrives = departure + course.arrive;
    let over = arrives + stops.situation.step;
    over <= by.min(stops.situation.horizon)
        && fleet.duty.holds(departure, arrives)
        && fleet.longest_duty.is_none_or(|most| course.arrive <= most)
}

/// Vehicles that depart together.
pub(super) struct Convoy<'c, 'a> {
    stops: &'c Stops<'a>,
    fleet: &'c Fleet,
    pub run: At,
    uses: Vec<(usize, u32)>,
    passes: Vec<(Place, u32)>,
}

impl<'c, 'a> Convoy<'c, 'a> {
    pub fn new(stops: &'c Stops<'a>, drives: &[Vec<Drive>], (number, fleet): (usize, &'c Fleet), run: At) -> Self {
        let uses = run.uses(stops, &drives[number], fleet.kind);
        let passes = run.passes(stops, &drives[number], fleet.kind);
        Self { stops, fleet, run, uses, passes }
    }

    fn each(&self) -> u32 {
        self.stops.situation.equivalents[self.fleet.kind as usize].0
    }

    /// As many of `wanted` as pass everything on the way.
    pub fn most(&self, wanted: u32, room: &Room, ledger: &Ledger) -> u32 {
        let timed = &self.stops.nets[0];
        let mut most = wanted;
        let mut uses: BTreeMap<usize, Vec<u32>> = BTreeMap::new();
        for &(stretch, k) in &self.uses {
            uses.entry(stretch).or_default().push(k);
        }
        for (stretch, steps) in
            uses.iter().filter(|(stretch, _)| timed.stretches[**stretch].first <= timed.stretches[**stretch].last)
        {
            if !matches!(timed.stretches[*stretch].what, What::Turn) {
                most = most.min(u32::from(room.left_at(timed, *stretch, steps, self.each())));
            }
        }
        let fits = |most: u32| {
            self.passes
                .iter()
                .all(|&(place, moment)| ledger.fits(self.stops.situation, place, moment, most, self.counts(place)))
        };
        (1..=most).rev().find(|most| fits(*most)).unwrap_or(0)
    }

    pub fn take(&self, vehicles: u32, room: &mut Room, ledger: &mut Ledger) {
        take(self.stops, self.fleet, &self.uses, vehicles, room);
        self.note(vehicles, ledger);
    }

    pub fn note(&self, vehicles: u32, ledger: &mut Ledger) {
        for &(place, moment) in &self.passes {
            ledger.add(place, moment, vehicles, self.counts(place));
        }
    }

    /// What each counts as there: at a checkpoint every vehicle is one.
    fn counts(&self, place: Place) -> u32 {
        match place {
            Place::Road(_) => self.each(),
            Place::Lane(..) => CarEquivalents::CAR.0,
        }
    }
}
