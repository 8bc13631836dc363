//! Ends: a course leads from the assembly point to the reception site, not before the vehicles are ready and not
//! beyond the horizon.

use super::case::Case;
use super::tally::{Fault, Rule, Tally};
use super::words::{clock, vehicles};
use crate::digits::thousands;
use crate::plan::{Course, Movement};
use crate::situation::Origin;
use crate::time::Clock;

static WRONG_START: Rule = Rule {
    code: "plan.wrong-start",
    fault: "a movement does not start at its assembly point",
    advice: "The plan is damaged or was made for other assembly points. Make it anew.",
};
static WRONG_END: Rule = Rule {
    code: "plan.wrong-end",
    fault: "a movement does not end at its reception site",
    advice: "The plan is damaged or was made for other reception sites. Make it anew.",
};
static NOT_READY: Rule = Rule {
    code: "plan.not-ready",
    fault: "more vehicles leave than are ready",
    advice: "Make the plan anew with the times at which they are ready.",
};
static LATE: Rule = Rule {
    code: "plan.after-horizon",
    fault: "a movement arrives after the horizon",
    advice: "It would be on the road when the time is over. Make the plan anew.",
};

/// Every movement's two ends, and every group's departures.
pub(super) fn check(case: &Case, tally: &mut Tally) {
    for (number, movement, course) in case.numbered() {
        check_places(case, movement, course, tally);
        let after = [course.arrive, case.situation.step, case.unloading(number)];
        let arrival = u64::from(movement.departure.0) + after.iter().map(|s| u64::from(s.0)).sum::<u64>();
        if arrival > u64::from(case.situation.horizon.0) {
            let late = clock(Clock(u32::try_from(arrival).unwrap_or(u32::MAX)));
            let words = || format!("the last arrives by {late}, after {}", clock(case.situation.horizon));
            tally.add(&LATE, || Fault::new(case.who(movement), words()));
        }
    }
    check_readiness(case, tally);
}

fn check_places(case: &Case, movement: &Movement, course: &Course, tally: &mut Tally) {
    let situation = case.situation;
    let home = situation.origins[movement.origin.index()].junction;
    let goal = &situation.receptions[movement.reception.index()];
    let starts = course.roads.first().map_or(home, |&road| case.network.from(road));
    let ends = course.roads.last().map_or(home, |&road| case.network.to(road));
    if starts != home {
        let words = || format!("the course starts at {}, not {}", case.spot(starts), case.spot(home));
        tally.add(&WRONG_START, || Fault::new(case.who(movement), words()));
    }
    if ends != goal.junction {
        let words =
            || format!("the course ends at {}, not {} (junction {})", case.spot(ends), goal.name, goal.junction);
        tally.add(&WRONG_END, || Fault::new(case.who(movement), words()));
    }
}

/// For each group, the vehicles gone by any moment are at most those ready by then.
fn check_readiness(case: &Case, tally: &mut Tally) {
    let mut departures: Vec<Vec<(Clock, u64)>> = vec![Vec::new(); case.situation.origins.len()];
    for (movement, _) in case.movements() {
        departures[movement.origin.index()].push((movement.departure, movement.vehicles.0.into()));
    }
    let groups = case.situation.origins.iter().zip(&mut departures);
    // Whoever is carried is looked for where they are picked up.
    for (origin, departures) in groups.filter(|(origin, _)| !origin.is_carried()) {
        departures.sort_unstable();
        if let Some((when, gone, ready)) = worst_haste(origin, departures) {
            let subject = || format!("{} from {}", origin.group, origin.assembly);
            let words = || format!("{} gone by {}, {} ready by then", vehicles(gone), clock(when), thousands(ready));
            tally.add(&NOT_READY, || Fault::new(subject(), words()));
        }
    }
}

/// The moment at which most vehicles too many are gone, with the number gone and the number ready.
fn worst_haste(origin: &Origin, departures: &[(Clock, u64)]) -> Option<(Clock, u64, u64)> {
    let mut coming: Vec<(Clock, u64)> = origin.ready.iter().map(|r| (r.from, r.vehicles.0.into())).collect();
    coming.sort_unstable();
    let mut coming = coming.into_iter().peekable();
    let (mut gone, mut ready) = (0u64, 0u64);
    let mut worst: Option<(Clock, u64, u64)> = None;
    for &(when, vehicles) in departures {
        while let Some((_, more)) = coming.next_if(|(from, _)| *from <= when) {
            ready += more;
        }
        gone += vehicles;
        if gone > ready && worst.is_none_or(|(_, g, r)| gone - ready > g - r) {
            worst = Some((when, gone, ready));
        }
    }
    worst
}
