//! Waiting: vehicles stop on the way only where they may, and never more of them than there is room for.
//!
//! Time beyond the free time counts as waiting by whole steps; the rest, and what rounding both moments to seconds
//! may have added, is driving a little slower.

use super::case::Case;
use super::drive::Leg;
use super::tally::{Fault, Rule, Tally};
use super::words::{clock, span, vehicles};
use crate::digits::thousands;
use crate::id::JunctionId;
use crate::time::Clock;

static ON_THE_ROAD: Rule = Rule {
    code: "plan.waits-on-road",
    fault: "vehicles wait on the road",
    advice: "Let them wait at home, or name the place and its room under [[waiting]] in the scenario.",
};
static NO_ROOM: Rule = Rule {
    code: "plan.waiting-room-overfull",
    fault: "more vehicles wait at a place than it has room for",
    advice: "Make the plan anew, or give the place more room under [[waiting]] if it has it.",
};

/// One group's wait at one junction: a number of vehicles that come or go at a moment.
struct Change {
    junction: JunctionId,
    at: Clock,
    /// Positive: they come; negative: they go on.
    vehicles: i64,
}

/// Every course for waits where there is no room at all, and every waiting place for too many at once.
pub(super) fn check(case: &Case, tally: &mut Tally) {
    let mut changes = Vec::new();
    let mut waits: Vec<Leg> = Vec::new();
    for (id, course) in case.courses().filter(|(id, _)| case.is_used(*id)) {
        waits.clear();
        waits.extend(case.legs(course).filter(|leg| leg.waited.0 > 0));
        for leg in waits.iter().filter(|leg| leg.room.0 == 0) {
            let users: u64 = case.travels(id).map(|t| u64::from(t.vehicles)).sum();
            let words = || format!("{} with {} more than the road needs", vehicles(users), span(leg.extra));
            tally.add(&ON_THE_ROAD, || Fault::new(case.road(leg.road), words()));
        }
        for leg in waits.iter().filter(|leg| leg.room.0 > 0) {
            let junction = case.network.to(leg.road);
            for travel in case.travels(id) {
                let goes = travel.departure + leg.next;
                let vehicles = i64::from(travel.vehicles);
                changes.push(Change { junction, at: goes - leg.waited, vehicles });
                changes.push(Change { junction, at: goes, vehicles: -vehicles });
            }
        }
    }
    check_rooms(case, changes, tally);
}

/// Adds up the vehicles at each junction, moment by moment; who goes makes room for who comes.
fn check_rooms(case: &Case, mut changes: Vec<Change>, tally: &mut Tally) {
    changes.sort_unstable_by_key(|change| (change.junction, change.at, change.vehicles));
    for changes in changes.chunk_by(|a, b| a.junction == b.junction) {
        let junction = changes[0].junction;
        let mut waiting = 0;
        let (mut most, mut when) = (0, Clock::H_HOUR);
        for change in changes {
            waiting += change.vehicles;
            if waiting > most {
                (most, when) = (waiting, change.at);
            }
        }
        let room = i64::from(case.situation.waiting_room(junction).0);
        if most > room {
            // Nobody waits in the negative.
            let told = |number: i64| thousands(number.unsigned_abs());
            let words =
                || format!("{} wait at {}, {} too many for {}", told(most), clock(when), told(most - room), told(room));
            tally.add(&NO_ROOM, || Fault::new(case.junction(junction), words()));
        }
    }
}
