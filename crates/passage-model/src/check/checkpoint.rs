//! Checkpoints: every vehicle that touches one is served there, at its kind's rate, while the checkpoint works.

use super::case::{Case, Travel};
use super::rate::{Passing, worst};
use super::tally::{Fault, Rule, Tally};
use super::words::{clock, vehicles};
use crate::id::JunctionId;
use crate::plan::Course;
use crate::situation::{CarEquivalents, VehicleKind};
use crate::time::Clock;
use crate::units::Seconds;

static OVERFULL: Rule = Rule {
    code: "plan.checkpoint-overfull",
    fault: "more vehicles pass a checkpoint than it lets through",
    advice: "They would queue at the checkpoint. Make the plan anew with its true rate.",
};
static SHUT: Rule = Rule {
    code: "plan.checkpoint-shut",
    fault: "vehicles come through a checkpoint while it does not work",
    advice: "They would stand before it. Make the plan anew with its true hours.",
};

/// Vehicles of each kind that are served at one checkpoint.
type Served = [Vec<Passing>; VehicleKind::COUNT];

/// Every checkpoint, with every vehicle that touches its junction.
pub(super) fn check(case: &Case, tally: &mut Tally) {
    let checkpoints = &case.situation.checkpoints;
    if checkpoints.is_empty() {
        return;
    }
    let mut served: Vec<Served> = vec![Served::default(); checkpoints.len()];
    let at = |junction: JunctionId| checkpoints.binary_search_by_key(&junction, |c| c.junction).ok();
    for (id, course) in case.courses().filter(|(id, _)| case.is_used(*id)) {
        for (junction, after) in case.junctions(course) {
            if let Some(checkpoint) = at(junction) {
                for travel in case.travels(id) {
                    serve(case, checkpoint, &travel, after, &mut served, tally);
                }
            }
        }
    }
    // Who is received where they start touches the one junction, once.
    let stay = case.numbered().filter(|(.., course): &(_, _, &Course)| course.roads.is_empty());
    for (number, movement, _) in stay {
        if let Some(checkpoint) = at(case.situation.origins[movement.origin.index()].junction) {
            for travel in case.one_by_one(number, movement) {
                serve(case, checkpoint, &travel, Seconds::ZERO, &mut served, tally);
            }
        }
    }
    for (checkpoint, kinds) in checkpoints.iter().zip(&mut served) {
        for (kind, passings) in VehicleKind::ALL.into_iter().zip(kinds) {
            let rate = checkpoint.rates[kind as usize];
            if let Some(too_many) = worst(passings, rate, case.situation.step, CarEquivalents::CAR) {
                let words = || format!("{}: {}", kind_words(kind), too_many.words(rate));
                tally.add(&OVERFULL, || Fault::new(&checkpoint.name, words()));
            }
        }
    }
}

fn serve(case: &Case, checkpoint: usize, travel: &Travel, after: Seconds, served: &mut [Served], tally: &mut Tally) {
    let moment: Clock = travel.departure + after;
    served[checkpoint][travel.kind as usize].push(Passing::new(moment, travel.vehicles));
    let place = &case.situation.checkpoints[checkpoint];
    let last = moment + case.situation.step;
    if !place.hours.holds(moment, last) {
        tally.add(&SHUT, || {
            let who = format!("{}, {}", case.traveller(travel), vehicles(travel.vehicles.into()));
            Fault::new(&place.name, format!("{who}, from {} to {}", clock(moment), clock(last)))
        });
    }
}

fn kind_words(kind: VehicleKind) -> &'static str {
    match kind {
        VehicleKind::OwnCar => "own cars",
        VehicleKind::Bus => "buses",
        VehicleKind::Medical => "medical vehicles",
        VehicleKind::Truck => "trucks",
        VehicleKind::Foot => "people on foot",
    }
}
