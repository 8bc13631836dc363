//! Cars beside the vehicles of fleets, to the second.
//!
//! What fleets leave to cars is counted in steps ([`crate::room`]), and an empty vehicle keeps no beat: it may pass a road
//! between two steps of the cars. Where both together break the rule of a road or a lane, the place of the last car there is
//! kept free and the cars are planned again; where no car can be the cause, the last vehicle of a fleet that passes stays.
//! Rare, and then a flow of the cars for each place kept: in random worlds one in some thousands has one.

use super::ledger::{Ledger, Place};
use super::rosters::Rosters;
use super::stops::{Drive, Stops, passing};
use crate::PlanError;
use crate::again;
use crate::fleet::{self, Fleet as Cars};
use crate::room::Room;
use crate::write::{Fixed, Written, write_with};
use passage_model::id::JunctionId;
use passage_model::plan::Course;
use passage_model::situation::{CarEquivalents, Reception, Situation, Task, VehicleKind};
use passage_model::time::Clock;
use passage_model::units::Persons;
use passage_model::weighing::Objective;
use passage_model::work::Work;

/// Places kept free of cars before vehicles stay.
const MOST_KEPT: usize = 100;

/// What is around those who are planned.
pub(super) struct Around<'s> {
    /// Everybody, those who go as they were told among them.
    pub situation: &'s Situation,
    /// The sites without the people of runs that are made as they were told.
    pub sites: &'s [Reception],
    /// Cars that go as they were told.
    pub fixed: &'s [Fixed],
    /// Whether other cars go too.
    pub fill: bool,
    /// Whether aid that may wait goes too.
    pub aid: bool,
}

/// The cars that were planned beside fleets, and the fleets with the aid that went last.
pub(super) struct Beside<'b> {
    pub rosters: Rosters,
    /// The cars' part of the situation, without those who go as they were told.
    pub open: Situation,
    pub cars: Cars<'b>,
    /// The cars alone, with those who go as they were told.
    pub written: Written,
}

/// Plans the cars, then the aid that goes last, in what `rosters` leave.
pub(super) fn beside<'b>(
    stops: &'b Stops<'_>,
    drives: &[Vec<Drive>],
    mut rosters: Rosters,
    around: &Around<'_>,
    work: &Work<'_>,
) -> Result<Beside<'b>, PlanError> {
    let (situation, timed) = (around.situation, &stops.nets[0]);
    let mut kept: Vec<(usize, u32, u32)> = Vec::new();
    let strained = strained(stops, drives, &rosters, around.fixed);
    loop {
        rosters.seat_in_cars(stops, situation, drives);
        let mut room = rosters.room(stops, drives);
        for &(stretch, k, each) in &kept {
            room.take(timed, stretch, k, 1, each);
        }
        let all = around.without_the_carried(&rosters);
        let open = around.open(&all);
        let cars = fleet::beside(&open, timed, room.clone(), work)?;
        let written = write_with(stops.network, &all, timed, &cars, around.fixed);
        let of_fleets = rosters.ledger(stops, drives);
        let beside_them = passes(stops, &written, &of_fleets);
        let together = of_fleets.with(&beside_them);
        let broken = together.all_broken(situation).find(|broken| !strained.contains(&broken.place));
        if let Some(broken) = broken {
            let last = beside_them.last_within(broken).filter(|_| kept.len() < MOST_KEPT);
            let more = last.map(|(moment, each)| (stops.bins(broken.place, moment), each));
            if let Some((bins, each)) = more.filter(|(bins, _)| !bins.is_empty()) {
                kept.extend(bins.into_iter().map(|(stretch, k)| (stretch, k, each)));
                continue;
            }
            if rosters.drop_last(stops, drives, broken.place) {
                continue;
            }
        }
        take(&cars, stops, &mut room);
        if around.aid {
            rosters.convoys(stops, drives, false, Some((&room, &beside_them)));
        }
        return Ok(Beside { rosters, open, cars, written });
    }
}

impl Around<'_> {
    /// Everybody, at sites without the room of those who are carried.
    fn without_the_carried(&self, rosters: &Rosters) -> Situation {
        let mut all = Situation { receptions: self.sites.to_vec(), ..self.situation.clone() };
        for ride in rosters.rides() {
            let room = &mut all.receptions[ride.reception.index()].room;
            *room = Persons(room.0.saturating_sub(ride.persons.0));
        }
        all
    }

    /// The cars that are free to go.
    fn open(&self, all: &Situation) -> Situation {
        let mut open = again::rest_of(all, self.fixed);
        // Shares of those who are left over are nobody's shares.
        if !self.fixed.is_empty() {
            open.weighing = open.weighing.without(Objective::Fairness);
        }
        if !self.fill {
            open.origins.iter_mut().for_each(|origin| origin.ready.clear());
        }
        open
    }
}

/// Places that those who go as they were told use to the full by themselves, as they did before.
fn strained(stops: &Stops<'_>, drives: &[Vec<Drive>], rosters: &Rosters, fixed: &[Fixed]) -> Vec<Place> {
    if fixed.is_empty() {
        return Vec::new();
    }
    let mut ledger = rosters.ledger_of_told(stops, drives);
    for movement in fixed {
        let kind = stops.situation.origins[movement.origin.index()].kind;
        let start = stops.situation.origins[movement.origin.index()].junction;
        for (place, moment) in along(stops, &movement.course, movement.departure, kind, start) {
            ledger.add(place, moment, movement.vehicles.0, counts(stops.situation, place, kind));
        }
    }
    ledger.all_broken(stops.situation).map(|broken| broken.place).collect()
}

fn along(
    stops: &Stops<'_>,
    course: &Course,
    departure: Clock,
    kind: VehicleKind,
    start: JunctionId,
) -> Vec<(Place, u32)> {
    passing(stops.network, stops.situation, kind, (departure, course), Some(start), (0, 0))
}

/// What a vehicle counts as: at a checkpoint every one is one.
fn counts(situation: &Situation, place: Place, kind: VehicleKind) -> u32 {
    match place {
        Place::Road(_) => situation.equivalents[kind as usize].0,
        Place::Lane(..) => CarEquivalents::CAR.0,
    }
}

/// Takes what the cars use.
fn take(cars: &Cars<'_>, stops: &Stops<'_>, room: &mut Room) {
    for (class, flow) in cars.classes.iter().zip(&cars.flows) {
        room.take_all(&stops.nets[0], &flow.used, &flow.waits, class.each);
    }
}

/// The cars where fleets pass; everywhere, if aid is still to be sent between them.
fn passes(stops: &Stops<'_>, cars: &Written, of_fleets: &Ledger) -> Ledger {
    let situation = stops.situation;
    let goes_last = |task: &Task| matches!(task, Task::Deliver { first: false, .. });
    let everywhere = situation.fleets.iter().any(|fleet| goes_last(&fleet.task));
    let mut ledger = Ledger::default();
    for movement in &cars.movements {
        let course = &cars.courses[movement.course.index()];
        let origin = &situation.origins[movement.origin.index()];
        for (place, moment) in along(stops, course, movement.departure, origin.kind, origin.junction) {
            if everywhere || of_fleets.is_at(place) {
                ledger.add(place, moment, movement.vehicles.0, counts(situation, place, origin.kind));
            }
        }
    }
    ledger
}
