//! Why not more, where fleets carry or lead people: the figures of the plan itself, what it uses to its limit, and changes
//! for each of which the fleets' planner makes a plan anew.
//!
//! That planner is not proven to find the best, so a change may bring more, or fewer, than is told. What only a flow of
//! vehicles of people's own can tell is not told: which hours of a road are worth a vehicle each, and that nothing else helps.

use super::{Case, Changed, Explained, Hour, MORE_ON_FOOT, MORE_ROOM, What, waits};
use crate::command::plan::not_planned;
use crate::failure::Failure;
use crate::offers::change::longest;
use crate::offers::{Lever, MORE_AN_HOUR};
use passage_model::id::{OriginId, RoadId};
use passage_model::plan::{Bottleneck, BottleneckAt, Plan, Reason};
use passage_model::situation::{Reading, Situation, Task};
use passage_model::time::{Clock, Interval};
use passage_model::units::{Persons, Seconds, VehiclesPerDay, VehiclesPerHour};
use passage_model::work::{Unwatched, Work};
use passage_plan::{Place, Why, plan, walk_over};
use rayon::prelude::*;
use std::sync::atomic::{AtomicU64, Ordering};

/// Plans that are made anew at most. Chosen by us.
const MOST_PLANS: usize = 16;
/// People more present at once, where nobody may be.
const SOME_PRESENT: Persons = Persons(100);
const HOUR: u32 = 3600;

/// A change, and the situation with it.
struct Trial {
    what: What,
    situation: Situation,
    /// Whether arrivals count an hour longer with it.
    longer: bool,
}

/// Explains the moment `by` of the plan. Cost: a plan with fleets for each change, [`MOST_PLANS`] at most.
pub fn explained(case: &Case<'_>, by: Clock, hourly: bool, work: &Work<'_>) -> Result<Explained, Failure> {
    let (situation, own) = (case.situation, case.plan);
    let everybody = own.clearance().filter(|end| *end <= by && own.safe_by(*end) >= situation.persons());
    let at = everybody.map_or(by, |end| Clock(end.0.saturating_sub(situation.step.0)));
    let safe = own.safe_by(at);
    let places = places(case, at);
    let (trials, left_out) = trials(case, &places);
    let gains = tried(case, trials, at, work)?;
    let useless = (0..places.len()).filter(|number| {
        let alone = |changed: &&Changed| matches!(changed.what, What::Place(place, _) if place == *number);
        gains.iter().find(alone).is_some_and(|changed| changed.gain == Persons(0))
    });
    let useless = useless.collect();
    let mut changes: Vec<Changed> = gains.into_iter().filter(|changed| changed.gain.0 > 0).collect();
    changes.sort_by_key(|changed| std::cmp::Reverse(changed.gain));
    let hours = if hourly { hours(case, by, &places) } else { Vec::new() };
    let waits = (0..situation.origins.len()).map(|origin| waits(case, OriginId::at(origin))).collect();
    let why = Why { by: at, places, complete: false };
    Ok(Explained { by, everybody, at, safe, why, changes, useless, waits, hours, left_out })
}

/// What the plan uses to its limit before a moment.
fn places(case: &Case<'_>, at: Clock) -> Vec<Place> {
    let (situation, plan) = (case.situation, case.plan);
    let before = |full: &Interval| full.from < at;
    let told = plan.bottlenecks.iter().enumerate();
    let told = told.filter(|(_, b)| !matches!(b.at, BottleneckAt::Footway(_)) && b.full.iter().any(before));
    let place = |(number, bottleneck): (usize, &Bottleneck)| {
        let waits = |origin: OriginId| {
            let mut left = plan.left_behind.iter().filter(|left| left.origin == origin);
            let crowd = match bottleneck.at {
                BottleneckAt::Assembly(crowd) => situation.crowds.get(crowd as usize),
                _ => None,
            };
            let here =
                |crowd: &passage_model::situation::Crowd| crowd.junction == situation.origins[origin.index()].junction;
            left.any(|left| match &left.reason {
                Reason::Full { bottlenecks } => bottlenecks.contains(&(number as u32)),
                _ => crowd.is_some_and(here),
            })
        };
        let mut full: Vec<Interval> = bottleneck.full.iter().copied().filter(before).collect();
        full.sort_unstable();
        Place {
            at: bottleneck.at,
            roads: alike(case, bottleneck.at),
            kind: None,
            full,
            vehicles: bottleneck.vehicles,
            each: Vec::new(),
            met_by: (0..situation.origins.len()).map(OriginId::at).filter(|origin| waits(*origin)).collect(),
        }
    };
    told.map(place).collect()
}

/// The roads around a full one on a course of the plan that pass as few, in their order.
fn alike(case: &Case<'_>, at: BottleneckAt) -> Vec<RoadId> {
    let BottleneckAt::Road(road) = at else { return Vec::new() };
    let capacity = |road: &RoadId| case.situation.roads[road.index()].capacity;
    let on = |course: &&passage_model::plan::Course| course.roads.contains(&road);
    let Some(course) = case.plan.courses.iter().find(on) else { return vec![road] };
    let Some(place) = course.roads.iter().position(|other| *other == road) else { return vec![road] };
    let same = |other: &&RoadId| capacity(other) == capacity(&road);
    let before = course.roads[..place].iter().rev().take_while(same).count();
    let after = course.roads[place..].iter().take_while(same).count();
    course.roads[place - before..place + after].to_vec()
}

/// The changes that are tried, what is likeliest to help first; and how many are left out.
fn trials(case: &Case<'_>, places: &[Place]) -> (Vec<Trial>, usize) {
    let situation = case.situation;
    let mut trials = Vec::new();
    let mut add = |what: What, change: &dyn Fn(&mut Situation)| {
        let mut changed = situation.clone();
        change(&mut changed);
        trials.push(Trial { what, situation: changed, longer: false });
    };
    for (number, fleet) in situation.fleets.iter().enumerate() {
        if !matches!(fleet.task, Task::Deliver { .. }) {
            add(What::Vehicle(number), &|changed| changed.fleets[number].vehicles.0 += 1);
        }
    }
    for (number, crowd) in situation.crowds.iter().enumerate() {
        let most = Persons(crowd.most.0.saturating_mul(2).max(SOME_PRESENT.0));
        add(What::Present(number, most), &|changed| changed.crowds[number].most = most);
    }
    let whole = Interval { from: Clock::H_HOUR, until: situation.horizon };
    for (number, place) in places.iter().enumerate().take(super::MOST_PLACES) {
        match place.at {
            // How many may be present is tried of every assembly point.
            BottleneckAt::Assembly(_) | BottleneckAt::Footway(_) => {}
            BottleneckAt::Road(_) => {
                add(What::Place(number, whole), &|changed| {
                    for road in &place.roads {
                        let capacity = &mut changed.roads[road.index()].capacity;
                        *capacity = VehiclesPerHour(capacity.0.saturating_add(MORE_AN_HOUR));
                    }
                });
            }
            BottleneckAt::Checkpoint(at) => add(What::Place(number, whole), &|changed| {
                for rate in changed.checkpoints[at.index()].rates.iter_mut().filter(|rate| rate.0 > 0) {
                    *rate = VehiclesPerDay(rate.0.saturating_add(MORE_AN_HOUR * 24));
                }
            }),
            BottleneckAt::Reception(site) => {
                add(What::Place(number, whole), &|changed| changed.receptions[site.index()].room += MORE_ROOM);
            }
        }
    }
    for number in 0..situation.footways.len() {
        add(What::Footway(number), &|changed| {
            changed.footways[number].an_hour += MORE_ON_FOOT;
            walk_over(changed);
        });
    }
    trials.extend(longer_windows(case));
    let left_out = trials.len().saturating_sub(MOST_PLANS);
    trials.truncate(MOST_PLANS);
    (trials, left_out)
}

/// Windows that last or begin an hour longer; duties stay as they are.
fn longer_windows(case: &Case<'_>) -> Vec<Trial> {
    let agreed = case.scales.agreed();
    if longest(agreed) == Seconds(0) {
        return Vec::new();
    }
    let levers = [Lever::Later, Lever::Earlier].into_iter();
    let trial = |lever: Lever| {
        let changed = case.scales.situation(&lever.change(agreed), Reading::Likely)?;
        let changed = Situation { step: case.situation.step, ..changed.with_reversed(&case.plan.reversed) };
        Some(Trial { what: What::Agreed(lever), situation: changed, longer: matches!(lever, Lever::Later) })
    };
    levers.filter_map(trial).collect()
}

/// Every change with a plan of its own; in the order of the trials.
fn tried(case: &Case<'_>, trials: Vec<Trial>, at: Clock, work: &Work<'_>) -> Result<Vec<Changed>, Failure> {
    let (done, all) = (AtomicU64::new(0), trials.len() as u64);
    let quiet = Work { watch: &Unwatched, ..*work };
    let stage = "planning each change anew";
    work.watch.progress(stage, 0, all);
    let safe = case.plan.safe_by(at);
    let one = |trial: Trial| {
        let made = plan(case.network, &trial.situation, None, &quiet).map_err(|error| not_planned(&error));
        work.watch.progress(stage, done.fetch_add(1, Ordering::Relaxed) + 1, all);
        let by = |made: &Plan| {
            let end = trial.longer && at >= case.plan.horizon;
            made.safe_by(if end { made.horizon } else { at })
        };
        let gain = by(&made?).0.saturating_sub(safe.0);
        Ok(Changed { what: trial.what, gain: Persons(gain) })
    };
    trials.into_par_iter().map(one).collect()
}

/// The hours of the plan, each with what is full within it.
fn hours(case: &Case<'_>, by: Clock, places: &[Place]) -> Vec<Hour> {
    let mut hours = Vec::new();
    for by in (1..=by.0 / HOUR).map(|hour| Clock(hour * HOUR)) {
        let within = |full: &Interval| full.from < by && full.until > by - Seconds(HOUR);
        let full = places.iter().filter(|place| place.full.iter().any(within)).cloned().collect();
        let safe = case.plan.safe_by(by);
        let everybody = safe >= case.situation.persons();
        hours.push(Hour { by, safe, everybody, full });
        if everybody {
            break;
        }
    }
    hours
}
