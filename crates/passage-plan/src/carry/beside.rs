//! Cars beside the vehicles of fleets, to the second.
//!
//! What fleets leave to cars is counted in steps ([`crate::room`]), and an empty vehicle keeps no beat: it may pass a road
//! between two steps of the cars. Where both together break the rule of a road or a lane, the place of the last car there is
//! kept free and the cars are planned again; where no car can be the cause, the last vehicle of a fleet that passes stays.
//! Rare, and then a flow of the cars for each place kept: in random worlds one in some thousands has one.

use super::ledger::{Ledger, Place};
use super::rosters::Rosters;
use super::stops::{Drive, Stops};
use crate::PlanError;
use crate::fleet::{self, Fleet as Cars};
use crate::room::Room;
use crate::write::{Written, write};
use passage_model::situation::{CarEquivalents, Situation, Task};
use passage_model::units::Persons;
use passage_model::work::Work;

/// Places kept free of cars before vehicles stay.
const MOST_KEPT: usize = 100;

/// The cars that were planned beside fleets, and the fleets with the aid that went last.
pub(super) struct Beside<'b> {
    pub rosters: Rosters,
    /// The cars' part of the situation.
    pub rest: Situation,
    pub cars: Cars<'b>,
    /// The cars alone.
    pub written: Written,
}

/// Plans the cars, then the aid that goes last, in what `rosters` leave.
pub(super) fn beside<'b>(
    stops: &'b Stops<'_>,
    drives: &[Vec<Drive>],
    mut rosters: Rosters,
    work: &Work<'_>,
) -> Result<Beside<'b>, PlanError> {
    let (situation, timed) = (stops.situation, &stops.nets[0]);
    let mut kept: Vec<(usize, u32, u32)> = Vec::new();
    loop {
        let mut room = rosters.room(stops, drives);
        for &(stretch, k, each) in &kept {
            room.take(timed, stretch, k, 1, each);
        }
        let rest = without_the_carried(situation, &rosters);
        let cars = fleet::beside(&rest, timed, room.clone(), work)?;
        let written = write(stops.network, &rest, timed, &cars);
        let of_fleets = rosters.ledger(stops, drives);
        let beside_them = passes(stops, &written, &of_fleets);
        let broken = of_fleets.with(&beside_them).broken(situation);
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
        rosters.convoys(stops, drives, false, Some((&room, &beside_them)));
        return Ok(Beside { rosters, rest, cars, written });
    }
}

/// The cars' part of a situation: sites without the room of those who are carried.
fn without_the_carried(situation: &Situation, rosters: &Rosters) -> Situation {
    let mut rest = situation.clone();
    for ride in rosters.rides() {
        let room = &mut rest.receptions[ride.reception.index()].room;
        *room = Persons(room.0.saturating_sub(ride.persons.0));
    }
    rest
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
        let start = course.roads.is_empty().then_some(origin.junction);
        for (place, moment) in stops.along(course, movement.departure, origin.kind, start) {
            if everywhere || of_fleets.is_at(place) {
                let each = match place {
                    Place::Road(_) => situation.equivalents[origin.kind as usize].0,
                    Place::Lane(..) => CarEquivalents::CAR.0,
                };
                ledger.add(place, moment, movement.vehicles.0, each);
            }
        }
    }
    ledger
}
