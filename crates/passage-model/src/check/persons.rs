//! Persons: nobody is lost, nobody is invented, and nobody is sent where there is no room.

use super::case::Case;
use super::tally::{Fault, Rule, Tally};
use super::words::{self, persons, vehicles};
use crate::digits::thousands;
use crate::id::ReceptionId;
use crate::plan::Reason;
use crate::units::PersonsPerVehicle;
use std::collections::BTreeMap;

static EMPTY: Rule = Rule {
    code: "plan.empty-movement",
    fault: "a movement has no vehicle",
    advice: "The plan is damaged. Make it anew.",
};
static OVERLOADED: Rule = Rule {
    code: "plan.overloaded-vehicles",
    fault: "more persons travel than the vehicles hold",
    advice: "Make the plan anew with the persons per vehicle of the group.",
};
static MISCOUNTED: Rule = Rule {
    code: "plan.persons-not-conserved",
    fault: "the persons who travel are not those who are there",
    advice: "The plan loses or invents people. Make it anew.",
};
static LEFT: Rule = Rule {
    code: "plan.left-behind-wrong",
    fault: "those left behind are not those who do not travel",
    advice: "The plan hides or invents people left behind. Make it anew.",
};
static FULL: Rule = Rule {
    code: "plan.reception-overfull",
    fault: "more persons are sent to a reception site than it has room for",
    advice: "Make the plan anew, or give the site more room in the scenario if it has it.",
};

static ABOVE_MEAN: Rule = Rule {
    code: "plan.above-the-mean",
    fault: "the vehicles that come to a site carry more than their mean",
    advice: "Make the plan anew with the persons per vehicle of the groups.",
};

static NOT_ADMITTED: Rule = Rule {
    code: "plan.not-admitted",
    fault: "people are sent to a reception site that is for others",
    advice: "Make the plan anew with the kinds that each site receives.",
};

/// Who moves from one origin.
#[derive(Clone, Copy, Default)]
struct Moved {
    vehicles: u64,
    persons: u64,
}

/// Every movement's load, every group's sums, every reception site's room.
pub(super) fn check(case: &Case, tally: &mut Tally) {
    let mut moved = vec![Moved::default(); case.situation.origins.len()];
    let mut received = vec![0u64; case.situation.receptions.len()];
    for (movement, _) in case.movements() {
        let origin = &case.situation.origins[movement.origin.index()];
        let in_one = u64::from(origin.per_vehicle.most_in_one().0);
        let (vehicles, persons) = (u64::from(movement.vehicles.0), u64::from(movement.persons.0));
        if vehicles == 0 {
            tally.add(&EMPTY, || Fault::new(case.who(movement), "0 vehicles".to_owned()));
        }
        let site = &case.situation.receptions[movement.reception.index()];
        if !site.admits(origin.kind) {
            tally.add(&NOT_ADMITTED, || Fault::new(case.who(movement), format!("{} does not receive them", site.name)));
        }
        // Seats of fleets are counted by roster; cars behind a leader hold what cars hold.
        let in_fleet = origin.is_carried() && !case.situation.is_led(origin);
        if persons > vehicles.saturating_mul(in_one) && !in_fleet {
            let words =
                || format!("{} in {}, at most {in_one} in each", words::persons(persons), words::vehicles(vehicles));
            tally.add(&OVERLOADED, || Fault::new(case.who(movement), words()));
        }
        let sum = &mut moved[movement.origin.index()];
        sum.vehicles += vehicles;
        sum.persons += persons;
        received[movement.reception.index()] += persons;
    }
    check_means(case, tally);
    check_groups(case, &moved, tally);
    check_left_behind(case, &moved, tally);
    for (reception, sent) in case.situation.receptions.iter().zip(received) {
        let room = u64::from(reception.room.0);
        if sent > room {
            let words = || format!("{}, {} too many for {}", persons(sent), thousands(sent - room), thousands(room));
            tally.add(&FULL, || Fault::new(&reception.name, words()));
        }
    }
}

/// Where sites may fill up the vehicles of one mean carry to each no more than it, rounded up, in all; but for those who walk
/// first and are seated in the order in which they leave.
fn check_means(case: &Case, tally: &mut Tally) {
    if !case.situation.sites_may_fill() {
        return;
    }
    let walks = |at: usize| case.situation.footways.iter().flat_map(|f| &f.walkers).any(|w| w.origin.index() == at);
    let at_mean = |at: usize| !case.situation.origins[at].is_carried() && !walks(at);
    let free: Vec<bool> = (0..case.situation.origins.len()).map(at_mean).collect();
    let mut arrived: BTreeMap<(ReceptionId, PersonsPerVehicle), Moved> = BTreeMap::new();
    for (movement, _) in case.movements().filter(|(movement, _)| free[movement.origin.index()]) {
        let mean = case.situation.origins[movement.origin.index()].per_vehicle;
        let sum = arrived.entry((movement.reception, mean)).or_default();
        sum.vehicles += u64::from(movement.vehicles.0);
        sum.persons += u64::from(movement.persons.0);
    }
    for ((reception, mean), sum) in arrived {
        let most = sum.vehicles.saturating_mul(u64::from(mean.0)).div_ceil(100);
        if sum.persons > most {
            let site = &case.situation.receptions[reception.index()].name;
            let words = || {
                let (vehicles, persons) = (vehicles(sum.vehicles), persons(sum.persons));
                format!("{persons} in {vehicles}, at most {}", thousands(most))
            };
            tally.add(&ABOVE_MEAN, || Fault::new(site, words()));
        }
    }
}

/// Not more travel than have a seat; all of these do if all vehicles travel.
fn check_groups(case: &Case, moved: &[Moved], tally: &mut Tally) {
    for (origin, moved) in case.situation.origins.iter().zip(moved) {
        let seated = u64::from(origin.seated().0);
        let all = u64::from(origin.vehicles().0);
        let subject = || format!("{} from {}", origin.group, origin.assembly);
        if moved.persons > seated {
            let words = || {
                format!(
                    "{} travel, {} too many for the seats",
                    persons(moved.persons),
                    thousands(moved.persons - seated)
                )
            };
            tally.add(&MISCOUNTED, || Fault::new(subject(), words()));
        } else if moved.vehicles == all && moved.persons < seated && !origin.is_carried() {
            let words = || {
                format!(
                    "all {} travel, with {} of {} persons",
                    vehicles(all),
                    thousands(moved.persons),
                    thousands(seated)
                )
            };
            tally.add(&MISCOUNTED, || Fault::new(subject(), words()));
        }
    }
}

/// For each group, those left behind and those who travel are everybody.
fn check_left_behind(case: &Case, moved: &[Moved], tally: &mut Tally) {
    let mut left = vec![Moved::default(); moved.len()];
    for entry in &case.plan.left_behind {
        let Some(sum) = left.get_mut(entry.origin.index()) else { continue };
        sum.vehicles += u64::from(entry.vehicles.0);
        sum.persons += u64::from(entry.persons.0);
        if entry.reason == Reason::NoSeat && entry.vehicles.0 > 0 {
            let origin = &case.situation.origins[entry.origin.index()];
            let subject = || format!("{} from {}", origin.group, origin.assembly);
            let words = || {
                format!(
                    "{} left without a seat, but with {}",
                    thousands(entry.persons.0),
                    vehicles(entry.vehicles.0.into())
                )
            };
            tally.add(&LEFT, || Fault::new(subject(), words()));
        }
    }
    for ((origin, moved), left) in case.situation.origins.iter().zip(moved).zip(&left) {
        let subject = || format!("{} from {}", origin.group, origin.assembly);
        let everybody = u64::from(origin.persons.0);
        if moved.persons + left.persons != everybody {
            let words = || {
                format!(
                    "{} travel and {} are left behind, of {}",
                    thousands(moved.persons),
                    thousands(left.persons),
                    thousands(everybody)
                )
            };
            tally.add(&LEFT, || Fault::new(subject(), words()));
        }
        let all = u64::from(origin.vehicles().0);
        if left.vehicles > 0 && moved.vehicles + left.vehicles > all {
            let words = || {
                format!(
                    "{} of {} travel and {} are left behind",
                    vehicles(moved.vehicles),
                    thousands(all),
                    thousands(left.vehicles)
                )
            };
            tally.add(&LEFT, || Fault::new(subject(), words()));
        }
    }
}
