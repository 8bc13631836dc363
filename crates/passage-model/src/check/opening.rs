//! Openings: whoever is on a road is on it within one of its open intervals, from the first who enters it to the last,
//! who follows within the step, being off it.

use super::case::{Case, Travel};
use super::drive::Leg;
use super::tally::{Fault, Rule, Tally};
use super::words::{clock, vehicles};

static CLOSED: Rule = Rule {
    code: "plan.closed-road",
    fault: "vehicles are on a closed road",
    advice: "Do not send these vehicles: they would be on the road outside its window. Make the plan anew.",
};

/// Every movement on every road that is not always open.
pub(super) fn check(case: &Case, tally: &mut Tally) {
    let mut limited: Vec<Leg> = Vec::new();
    for (id, course) in case.courses().filter(|(id, _)| case.is_used(*id)) {
        limited.clear();
        limited.extend(case.legs(course).filter(|leg| !case.situation.opening(leg.road).is_always()));
        if limited.is_empty() {
            continue;
        }
        for travel in case.travels(id) {
            for leg in &limited {
                check_stay(case, &travel, leg, tally);
            }
        }
    }
}

fn check_stay(case: &Case, movement: &Travel, leg: &Leg, tally: &mut Tally) {
    let opening = case.situation.opening(leg.road);
    let (enter, off) = (movement.departure + leg.enter, movement.departure + leg.off + case.situation.step);
    if opening.holds(enter, off) {
        return;
    }
    tally.add(&CLOSED, || {
        let closes = match opening.at(enter) {
            Some(interval) => format!("which closes at {}", clock(interval.until)),
            None => "which is closed then".to_owned(),
        };
        let who = format!("{}, {}", case.traveller(movement), vehicles(movement.vehicles.into()));
        Fault::new(case.road(leg.road), format!("{who}, on it from {} to {}, {closes}", clock(enter), clock(off)))
    });
}
