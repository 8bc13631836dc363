//! Turn-back times: the last moment at which a course can be begun, driven freely, and still be off every road in
//! time.

use super::case::Case;
use super::tally::{Fault, Rule, Tally};
use super::words::clock;
use crate::id::JunctionId;
use crate::plan::Course;
use crate::time::{Clock, Opening};

static WRONG: Rule = Rule {
    code: "plan.turn-back-wrong",
    fault: "a turn-back time is not the one of the roads",
    advice: "Do not hand out the turn-back times of this plan. Make it anew.",
};

/// Every course once, and what its movements say about it.
pub(super) fn check(case: &Case, tally: &mut Tally) {
    for (id, course) in case.courses().filter(|(id, _)| case.is_used(*id)) {
        let mut last = None;
        for movement in case.on(id) {
            let home = case.situation.origins[movement.origin.index()].junction;
            // An empty course has no roads to know its junction by, so it may serve several assembly points.
            let known = last.filter(|(from, _)| *from == home || !course.roads.is_empty());
            let (_, latest) = *last.insert(known.unwrap_or_else(|| (home, latest_start(case, course, home))));
            let agrees = match latest {
                Some(latest) => movement.turn_back == latest,
                // Nobody can drive through without waiting on the way: there is nothing to turn back by.
                None => movement.turn_back <= movement.departure,
            };
            if !agrees {
                let right = latest.map_or("no moment".to_owned(), clock);
                let words = || format!("turn back after {} stated, {right} by the roads", clock(movement.turn_back));
                tally.add(&WRONG, || Fault::new(case.who(movement), words()));
            }
        }
    }
}

/// What a freely driven course asks of the world: to be within an opening from one moment to another.
struct Demand<'a> {
    opening: &'a Opening,
    /// Milliseconds after the departure would be finer than the plan: seconds, rounded up cumulatively.
    enter: u64,
    leave: u64,
}

/// The last moment to start, or `None` where there is none. O(demands) for each interval that is given up.
fn latest_start(case: &Case, course: &Course, home: JunctionId) -> Option<Clock> {
    let (demands, arrive) = demands(case, course, home);
    let mut start = u64::from(case.situation.horizon.0).checked_sub(arrive)?;
    loop {
        let before = start;
        for demand in &demands {
            start = latest_within(demand, start)?;
        }
        if start == before {
            return Some(Clock(u32::try_from(start).unwrap_or(u32::MAX)));
        }
    }
}

fn demands<'a>(case: &Case<'a>, course: &Course, home: JunctionId) -> (Vec<Demand<'a>>, u64) {
    let situation = case.situation;
    let hours = |junction, at| {
        let hours = situation.checkpoint(junction).map(|checkpoint| &checkpoint.hours);
        hours.map(|opening| Demand { opening, enter: at, leave: at })
    };
    let mut demands = Vec::new();
    let (mut travelled, mut enter, mut junction) = (0u64, 0u64, home);
    for &road in &course.roads {
        demands.extend(hours(case.network.from(road), enter));
        travelled += u64::from(situation.roads[road.index()].travel.0);
        let leave = travelled.div_ceil(1000);
        demands.push(Demand { opening: situation.opening(road), enter, leave });
        (enter, junction) = (leave, case.network.to(road));
    }
    demands.extend(hours(junction, enter));
    demands.retain(|demand| !demand.opening.is_always());
    (demands, enter)
}

/// The last start not after `start` that meets one demand.
fn latest_within(demand: &Demand, start: u64) -> Option<u64> {
    // One is within an interval strictly before its end, and off it at its end at the latest.
    let off = demand.leave.max(demand.enter + 1);
    demand.opening.intervals().iter().rev().find_map(|open| {
        let latest = u64::from(open.until.0).checked_sub(off)?.min(start);
        (latest + demand.enter >= u64::from(open.from.0)).then_some(latest)
    })
}
