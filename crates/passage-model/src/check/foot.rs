//! Walks: footways are crossed at their rates and in their hours by whoever is ready, and nobody rides who has not walked
//! over; the situation lets vehicles go as soon as the earliest walk brings their people, so that limits hold.

use super::case::Case;
use super::tally::{Fault, Rule, Tally};
use super::words::{clock, persons};
use crate::digits::thousands;
use crate::id::OriginId;
use crate::plan::{Run, Walk};
use crate::situation::{Footway, Origin, Riders, Task, VehicleKind, Walkers};
use crate::time::Clock;
use crate::units::{Seconds, Vehicles};

static WRONG: Rule = Rule {
    code: "plan.walk-wrong",
    fault: "those who walk over a footway are not those who go on from its far end",
    advice: "The plan is damaged or was made for other footways. Make it anew.",
};
static CLOSED: Rule = Rule {
    code: "plan.footway-closed",
    fault: "people are on a footway while it is closed",
    advice: "They would be in the open when the window is over. Make the plan anew.",
};
static RATE: Rule = Rule {
    code: "plan.footway-rate",
    fault: "more persons walk over a footway than can",
    advice: "Make the plan anew with the persons per hour of the footway.",
};
static NOT_READY: Rule = Rule {
    code: "plan.not-ready",
    fault: "more persons begin to walk than are ready",
    advice: "Make the plan anew with the times at which they are ready.",
};
static NOT_OVER: Rule = Rule {
    code: "plan.not-over",
    fault: "more persons go on from the far end of a footway than have walked over",
    advice: "The vehicles would wait for them, or leave without them. Make the plan anew.",
};
static BY_ROAD: Rule = Rule {
    code: "plan.on-foot-by-road",
    fault: "people on foot are sent along roads",
    advice: "They are received at the far end of their footway or nowhere. Make the plan anew.",
};
static FAR_END: Rule = Rule {
    code: "plan.footway-late",
    fault: "a group is said to be over a footway later than it can be",
    advice: "The limits of the plan would be too low. Lay the scenario out anew, and plan again.",
};

/// Every walk by itself, every footway's rate, every group that walks. O(walks log walks + steps x groups that walk).
pub(super) fn check(case: &Case, tally: &mut Tally) {
    by_road(case, tally);
    if !case.plan.walks.is_sorted() {
        tally.add(&WRONG, || Fault::new("walks", "they are not sorted by time, footway and group"));
    }
    let sound: Vec<&Walk> =
        case.plan.walks.iter().enumerate().filter(|(at, walk)| one(case, *at, walk, tally)).map(|(_, w)| w).collect();
    for (number, footway) in case.situation.footways.iter().enumerate() {
        let here: Vec<&Walk> = sound.iter().filter(|walk| walk.footway.index() == number).copied().collect();
        rate(case, footway, &here, tally);
        for walkers in &footway.walkers {
            let own: Vec<&Walk> = here.iter().filter(|walk| walk.origin == walkers.origin).copied().collect();
            leave_ready(case, footway, walkers, &own, tally);
            go_on(case, footway, walkers, &own, tally);
        }
        over_in_time(case, footway, tally);
    }
}

/// Whether a walk is one of this situation; its hours and times are looked at too.
fn one(case: &Case, at: usize, walk: &Walk, tally: &mut Tally) -> bool {
    let footway = case.situation.footways.get(walk.footway.index());
    let Some(footway) = footway.filter(|f| f.walkers.iter().any(|walkers| walkers.origin == walk.origin)) else {
        let words = format!("group {} does not walk over footway {}", walk.origin, walk.footway);
        tally.add(&WRONG, || Fault::new(format!("walk {at}"), words));
        return false;
    };
    let over = footway.over(walk.leave, case.situation.step);
    if walk.over != over || walk.persons.0 == 0 {
        let words = || {
            let people = persons(walk.persons.0.into());
            format!("{people} from {}, over by {} and not {}", clock(walk.leave), clock(over), clock(walk.over))
        };
        tally.add(&WRONG, || Fault::new(&footway.name, words()));
    }
    if !footway.opening.holds(walk.leave, over) {
        let words = || format!("{} from {} to {}", persons(walk.persons.0.into()), clock(walk.leave), clock(over));
        tally.add(&CLOSED, || Fault::new(&footway.name, words()));
    }
    true
}

/// In any steps in a row no more begin than the rate allows in that time, and less than one person more.
fn rate(case: &Case, footway: &Footway, walks: &[&Walk], tally: &mut Tally) {
    let (hourly, step) = (i128::from(footway.an_hour.0), i128::from(case.situation.step.0));
    let mut sorted: Vec<(Clock, i128)> = walks.iter().map(|walk| (walk.leave, walk.persons.0.into())).collect();
    sorted.sort_unstable();
    // With N begun up to and at u and P before t: 3,600 (N - P) < rate (u - t + step) + 3,600.
    let (mut begun, mut least) = (0i128, (i128::MAX, Clock::H_HOUR, 0i128));
    for (at, more) in sorted {
        let flow = hourly * i128::from(at.0);
        let before = 3600 * begun - flow;
        if before < least.0 {
            least = (before, at, begun);
        }
        begun += more;
        let excess = 3600 * begun - flow - least.0 - hourly * step - 3600;
        if excess >= 0 {
            let words = || {
                let (since, people) = (clock(least.1), persons((begun - least.2) as u64));
                format!("{people} from {since} to {}, for {} an hour", clock(at), thousands(footway.an_hour.0))
            };
            tally.add(&RATE, || Fault::new(&footway.name, words()));
            return;
        }
    }
}

fn name(case: &Case, origin: OriginId) -> String {
    let origin = &case.situation.origins[origin.index()];
    format!("{} from {}", origin.group, origin.assembly)
}

/// By any moment no more have begun to walk than are ready.
fn leave_ready(case: &Case, footway: &Footway, walkers: &Walkers, walks: &[&Walk], tally: &mut Tally) {
    let mut coming = walkers.ready.iter().peekable();
    let (mut gone, mut ready) = (0u64, 0u64);
    for walk in walks {
        gone += u64::from(walk.persons.0);
        while let Some(more) = coming.next_if(|ready| ready.from <= walk.leave) {
            ready += u64::from(more.persons.0);
        }
        if gone > ready {
            let words = || {
                let at = clock(walk.leave);
                format!("{} on the {:?} by {at}, {} ready by then", persons(gone), footway.name, thousands(ready))
            };
            tally.add(&NOT_READY, || Fault::new(name(case, walkers.origin), words()));
            return;
        }
    }
}

/// By any moment no more have begun to go on than have come over, and no more walk than must: whoever had begun before
/// goes on first.
fn go_on(case: &Case, footway: &Footway, walkers: &Walkers, walks: &[&Walk], tally: &mut Tally) {
    let origin = walkers.origin;
    let on_foot = case.situation.origins[origin.index()].kind == VehicleKind::Foot;
    // Whoever is received on foot walks on within the step in which they came.
    let follow = if on_foot { case.situation.step } else { Seconds::ZERO };
    let loading = loading(case);
    let mut going: Vec<(Clock, u64)> = case
        .numbered()
        .filter(|(_, movement, _)| movement.origin == origin)
        .map(|(at, m, _)| (Clock(m.departure.0.saturating_sub(loading[at].0)), m.persons.0.into()))
        .collect();
    going.sort_unstable();
    let known = |by: Clock| riders_by(&walkers.begun, by);
    let mut coming: Vec<(Clock, u64)> =
        walks.iter().map(|walk| (Clock(walk.over.0.saturating_sub(follow.0)), walk.persons.0.into())).collect();
    coming.sort_unstable();
    let mut coming = coming.into_iter().peekable();
    let (mut gone, mut over, mut must) = (0u64, 0u64, 0u64);
    for (when, more) in going {
        gone += more;
        while let Some((_, more)) = coming.next_if(|(at, _)| *at <= when) {
            over += more;
        }
        must = must.max(gone.saturating_sub(known(when)));
        if must > over {
            let there = over + known(when);
            let words = || {
                format!("{} by {}, {} over {:?} by then", persons(gone), clock(when), thousands(there), footway.name)
            };
            tally.add(&NOT_OVER, || Fault::new(name(case, origin), words()));
            return;
        }
    }
    let walked: u64 = walks.iter().map(|walk| u64::from(walk.persons.0)).sum();
    if walked != must {
        let words = || {
            let go = thousands(gone);
            format!(
                "{} walk over {:?}, and {go} go on, of whom {} must walk",
                persons(walked),
                footway.name,
                thousands(must)
            )
        };
        tally.add(&WRONG, || Fault::new(name(case, origin), words()));
    }
}

/// How long those of each movement take to get in, where a fleet carries them.
fn loading(case: &Case) -> Vec<Seconds> {
    let mut all = vec![Seconds::ZERO; case.plan.movements.len()];
    for (_, roster) in case.rosters() {
        let Task::Carry { loading, .. } = case.situation.fleets[roster.fleet.index()].task else { continue };
        for run in &roster.runs {
            if let Run::Loaded { movement } = run {
                all[*movement as usize] = loading;
            }
        }
    }
    all
}

/// People on foot take no road.
fn by_road(case: &Case, tally: &mut Tally) {
    for (movement, course) in case.movements() {
        let kind = case.situation.origins[movement.origin.index()].kind;
        if kind == VehicleKind::Foot && !course.roads.is_empty() {
            tally.add(&BY_ROAD, || {
                Fault::new(case.who(movement), format!("{} roads", thousands(course.roads.len() as u64)))
            });
        }
    }
}

/// No group is said to be over later than it can be: those who had begun before, and whoever can have begun since then.
fn over_in_time(case: &Case, footway: &Footway, tally: &mut Tally) {
    let situation = case.situation;
    for (walkers, begun) in footway.walkers.iter().zip(begun(case, footway)) {
        let origin = &situation.origins[walkers.origin.index()];
        let follow = if origin.kind == VehicleKind::Foot { Seconds::ZERO } else { situation.step };
        let step = |k: u32| Clock(k.saturating_mul(situation.step.0)) + follow + footway.walk;
        let before = walkers.begun.iter().map(|riders| (riders.from, u64::from(riders.persons.0)));
        let mut over: Vec<(Clock, u64)> = before.chain((0u32..).map(step).zip(begun)).collect();
        over.sort_unstable();
        let mut possible = 0;
        for (at, (by, more)) in over.iter().enumerate() {
            possible += more;
            if *by >= situation.horizon {
                break;
            }
            let last = over.get(at + 1).is_none_or(|(next, _)| next > by);
            let said = said(origin, *by);
            if last && said < able(origin, possible) {
                let words = || {
                    let (by, said) = (clock(*by), thousands(said));
                    format!("{} can be over {:?} by {by}, and {said} are said", persons(possible), footway.name)
                };
                tally.add(&FAR_END, || Fault::new(name(case, walkers.origin), words()));
                break;
            }
        }
    }
}

/// How many of each group of a footway can begin to walk in each step.
///
/// The first groups together are one queue: of what can begin they leave to those who stand later only what these were
/// told to have begun by now and have not. What each does is what the queue grows by when it is one of them.
fn begun(case: &Case, footway: &Footway) -> Vec<Vec<u64>> {
    let (situation, step) = (case.situation, u64::from(case.situation.step.0));
    let in_time = |c: u64| u64::from(footway.an_hour.0) * c * step / 3600;
    let groups = footway.walkers.len();
    // By group: all who have begun of it.
    let (mut begun, mut each) = (vec![0u64; groups], vec![Vec::new(); groups]);
    for k in 0..u64::from(situation.horizon.0) / step {
        let leave = Clock((k * step) as u32);
        let open = footway.opening.holds(leave, footway.over(leave, situation.step));
        let can = if open { in_time(k + 1) - in_time(k) } else { 0 };
        let ready: Vec<u64> = footway.walkers.iter().map(|walkers| ready_by(case, walkers, leave)).collect();
        let told = |g: usize| riders_by(&footway.walkers[g].told, leave).min(ready[g]).saturating_sub(begun[g]);
        let owed: Vec<u64> = (0..groups).map(told).collect();
        let together = |n: usize| {
            let waits: u64 = ready[..n].iter().sum::<u64>() - begun[..n].iter().sum::<u64>();
            let (mine, theirs): (u64, u64) = (owed[..n].iter().sum(), owed[n..].iter().sum());
            waits.min(can.saturating_sub(theirs).max(mine.min(can)))
        };
        let sums: Vec<u64> = (0..=groups).map(together).collect();
        for g in 0..groups {
            let more = sums[g + 1] - sums[g];
            begun[g] += more;
            each[g].push(more);
        }
    }
    each
}

/// Persons of a group who can begin to walk by a moment, of those who have a seat behind the footway and have not begun.
fn ready_by(case: &Case, walkers: &Walkers, leave: Clock) -> u64 {
    let seats = case.situation.origins[walkers.origin.index()].seated() - walkers.on_or_over();
    riders_by(&walkers.ready, leave).min(seats.0.into())
}

fn riders_by(riders: &[Riders], by: Clock) -> u64 {
    riders.iter().filter(|riders| riders.from <= by).map(|riders| u64::from(riders.persons.0)).sum()
}

/// What a group is said to have at the far end by a moment: persons where it is carried, else vehicles.
fn said(origin: &Origin, by: Clock) -> u64 {
    if origin.is_carried() {
        return riders_by(&origin.riders, by);
    }
    origin.ready.iter().filter(|ready| ready.from <= by).map(|ready| u64::from(ready.vehicles.0)).sum()
}

/// What it has there when so many persons are over: vehicles whose people are all there.
fn able(origin: &Origin, over: u64) -> u64 {
    if origin.is_carried() {
        return over;
    }
    let load = |vehicles: u32| u64::from(origin.per_vehicle.persons_in(Vehicles(vehicles)).min(origin.persons).0);
    let all = origin.vehicles().0;
    let (mut fits, mut beyond) = (0, all + 1);
    while beyond - fits > 1 {
        let middle = fits + (beyond - fits) / 2;
        if load(middle) <= over { fits = middle } else { beyond = middle }
    }
    u64::from(fits)
}
