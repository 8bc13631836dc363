//! People who walk over a footway before they go on: the earliest walk before the plan, the latest walk after it.
//!
//! **Before.** Who begins as soon as there is room has, at the end of every step, begun in as large a number as any walk
//! can have: a queue with one server and no choice. So the far end's arrivals are the most for every moment at once,
//! whatever happens behind it, and what is ready there is a fact of the situation ([`walk_over`]). With several groups on
//! one footway the scenario's order is the rule: each walks in what those before it leave, as if those after were not there.
//! Where a plan is made again, whoever had begun by then is over when they are over, and whoever that plan had told to have
//! begun by now goes before whoever it had not: in each step first these by the order, then all who wait by the order. So
//! every group can still be over as early as it was told, and what is ready is a fact again.
//!
//! **After.** A plan needs each person over by the time at which their vehicle is boarded. Among all walks that bring
//! everybody over by then, [`finish`] takes the latest: seen backwards in time it is a queue again, so that at every moment
//! no walk has fewer people over. So the time that people stand at the far end is the least for this plan, at every
//! moment. Who is ready last walks last (earliest deadline first, seen backwards), so that nobody leaves before they are
//! ready if any walk can do without.
//!
//! All whole persons in whole steps. Twins: `tests/it/foot.rs`, every walk as a flow in an explicit network.

mod latest;
mod outward;

pub(crate) use outward::walked_outward;

use crate::expand::first_step;
use passage_model::id::{FootwayId, OriginId};
use passage_model::plan::{Bottleneck, BottleneckAt, LeftBehind, Plan, Reason};
use passage_model::situation::{Footway, Origin, Ready, Riders, Situation, VehicleKind, Walkers};
use passage_model::time::{Clock, Interval, Opening};
use passage_model::units::{Persons, Seconds, Vehicles};
use std::iter::Peekable;
use std::slice::Iter;

/// A group's earliest walk, of those who have not begun.
#[derive(Default)]
struct Earliest {
    /// Persons who begin in each step.
    begin: Vec<u32>,
    /// Persons who are ready by each step, and have still to wait at its end.
    kept: Vec<u32>,
}

/// Fills in when the groups that walk are ready at the far ends of their footways: as early as any walk has them there.
///
/// Of those with vehicles of their own each vehicle is ready when all have come over whom it and those before it carry;
/// those who are carried, person by person; those on foot a step sooner, since who follows is received as they come. Who is
/// not over before the horizon is said to be ready at it. O(steps x groups) for each footway.
pub fn walk_over(situation: &mut Situation) {
    for number in 0..situation.footways.len() {
        let all = earliest(situation, &situation.footways[number]);
        let footway = &situation.footways[number];
        for (walkers, earliest) in footway.walkers.iter().zip(all) {
            let Some(origin) = situation.origins.get_mut(walkers.origin.index()) else { continue };
            let kind = origin.kind;
            let anew = (0u32..).zip(earliest.begin).map(|(k, n)| (goes_on(footway, kind, k, situation.step), n));
            settle(origin, walkers, anew, situation.horizon);
        }
    }
}

/// How many can begin in each step: whole persons, whose long-run rate is exact; nobody who would not be over when the
/// footway closes.
fn capacity(footway: &Footway, step: Seconds, horizon: Clock) -> Vec<u32> {
    let by = |k: u64| u64::from(footway.an_hour.0) * k * u64::from(step.0) / 3600;
    let steps = u64::from(horizon.0.checked_div(step.0).unwrap_or(0));
    let of = |k: u64| {
        let leave = Clock((k * u64::from(step.0)) as u32);
        let open = footway.opening.holds(leave, footway.over(leave, step));
        if open { (by(k + 1) - by(k)) as u32 } else { 0 }
    };
    (0..steps).map(of).collect()
}

/// Those of a group who have not begun to walk, step by step.
struct Queue<'w> {
    coming: Peekable<Iter<'w, Riders>>,
    told: Peekable<Iter<'w, Riders>>,
    /// Who has a seat behind the footway and is not ready.
    to_come: u32,
    waiting: u32,
    /// Who was told to have begun by now and has not.
    owed: u32,
    begun: u32,
    told_by: u32,
    walk: Earliest,
}

impl<'w> Queue<'w> {
    fn of(situation: &Situation, walkers: &'w Walkers) -> Self {
        let seated = situation.origins.get(walkers.origin.index()).map_or(Persons(0), Origin::seated);
        Self {
            coming: walkers.ready.iter().peekable(),
            told: walkers.told.iter().peekable(),
            to_come: (seated - walkers.on_or_over()).0,
            waiting: 0,
            owed: 0,
            begun: 0,
            told_by: 0,
            walk: Earliest::default(),
        }
    }

    fn come(&mut self, k: u32, step: Seconds) {
        while let Some(ready) = self.coming.next_if(|ready| first_step(ready.from, 0, step.0) <= k) {
            let more = ready.persons.0.min(self.to_come);
            (self.waiting, self.to_come) = (self.waiting + more, self.to_come - more);
        }
        while let Some(told) = self.told.next_if(|told| first_step(told.from, 0, step.0) <= k) {
            self.told_by += told.persons.0;
        }
        self.owed = self.told_by.saturating_sub(self.begun).min(self.waiting);
    }

    fn begin(&mut self, some: u32) {
        self.begun += some;
        self.waiting -= some;
    }
}

/// The earliest walk of every group of a footway, each in what those before it leave.
fn earliest(situation: &Situation, footway: &Footway) -> Vec<Earliest> {
    let step = situation.step;
    let mut queues: Vec<Queue<'_>> = footway.walkers.iter().map(|walkers| Queue::of(situation, walkers)).collect();
    for (k, mut left) in (0u32..).zip(capacity(footway, step, situation.horizon)) {
        for queue in &mut queues {
            queue.come(k, step);
            let some = queue.owed.min(left);
            left -= some;
            queue.begin(some);
            queue.walk.begin.push(some);
        }
        for queue in &mut queues {
            let more = queue.waiting.min(left);
            left -= more;
            queue.begin(more);
            queue.walk.begin[k as usize] += more;
            queue.walk.kept.push(queue.waiting);
        }
    }
    queues.into_iter().map(|queue| queue.walk).collect()
}

/// When those who begin in a step can go on at the far end.
fn goes_on(footway: &Footway, kind: VehicleKind, k: u32, step: Seconds) -> Clock {
    let leave = Clock(k.saturating_mul(step.0));
    if kind == VehicleKind::Foot { leave + footway.walk } else { footway.over(leave, step) }
}

/// What is ready at the far end when those of `anew` go on then, beside those who had begun before.
fn settle(origin: &mut Origin, walkers: &Walkers, anew: impl Iterator<Item = (Clock, u32)>, horizon: Clock) {
    let before = walkers.begun.iter().map(|riders| (riders.from, riders.persons.0));
    let mut over: Vec<(Clock, u32)> =
        before.chain(anew).filter(|(from, persons)| *persons > 0 && *from < horizon).collect();
    over.sort_by_key(|(from, _)| *from);
    let over = over.chunk_by(|a, b| a.0 == b.0).map(|same| (same[0].0, same.iter().map(|(_, n)| n).sum::<u32>()));
    if origin.is_carried() {
        let mut riders: Vec<Riders> = over.map(|(from, n)| Riders { from, persons: Persons(n) }).collect();
        let there: Persons = riders.iter().map(|riders| riders.persons).sum();
        let rest = origin.persons - there;
        riders.extend((rest.0 > 0).then_some(Riders { from: horizon, persons: rest }));
        origin.riders = riders;
        return;
    }
    let (all, mut there, mut gone) = (origin.vehicles(), 0u64, 0);
    let mut ready = Vec::new();
    for (from, persons) in over {
        there += u64::from(persons);
        let filled = filled(origin, all, there);
        if filled > gone {
            ready.push(Ready { from, vehicles: Vehicles(filled - gone) });
            gone = filled;
        }
    }
    let rest = all.0 - gone;
    ready.extend((rest > 0).then_some(Ready { from: horizon, vehicles: Vehicles(rest) }));
    origin.ready = ready;
}

/// How many of a group's vehicles go with their people, when so many are there.
fn filled(origin: &Origin, all: Vehicles, there: u64) -> u32 {
    if there >= u64::from(origin.seated().0) {
        return all.0;
    }
    // The largest n with n times the mean, rounded down, not above them.
    let most = ((there + 1) * 100).div_ceil(u64::from(origin.per_vehicle.0.max(1))).saturating_sub(1);
    u32::try_from(most).unwrap_or(u32::MAX).min(all.0)
}

/// Whether the vehicles of a group that walks carry its people in the order in which they leave: where a mean is not
/// whole, any other order would seat people before they are over.
pub(crate) fn seats_as_they_leave(situation: &Situation, origin: OriginId) -> bool {
    let whole = situation.origins[origin.index()].per_vehicle.0.is_multiple_of(100);
    !whole && situation.footway_of(origin).is_some()
}

/// Puts the walks into a plan, with what they expose, where a footway holds people up, and who is left before it.
/// O((walks + movements) log) and O(steps) for each footway.
pub(crate) fn finish(situation: &Situation, mut plan: Plan) -> Plan {
    if situation.footways.is_empty() {
        return plan;
    }
    plan.walks = latest::walks(situation, &boarding(situation, &plan));
    let exposed = plan.walks.iter().filter(|walk| situation.footways[walk.footway.index()].exposed);
    let seconds = |walk: &passage_model::plan::Walk| situation.footways[walk.footway.index()].walk.0;
    let exposure: u64 = exposed.map(|walk| u64::from(walk.persons.0) * u64::from(seconds(walk))).sum();
    if let Some(figures) = &mut plan.figures {
        figures.exposure += exposure;
    }
    plan.bottlenecks.retain(|bottleneck| !matches!(bottleneck.at, BottleneckAt::Footway(_)));
    for number in 0..situation.footways.len() {
        left_before(situation, FootwayId::at(number), &mut plan);
        let found = binding(situation, FootwayId::at(number), &plan);
        plan.bottlenecks.extend(found);
    }
    plan
}

/// When how many persons of each group begin to board, or are received on foot.
fn boarding(situation: &Situation, plan: &Plan) -> Vec<Vec<(Clock, u32)>> {
    let loading = plan.loadings(&situation.fleets);
    let mut boarding = vec![Vec::new(); situation.origins.len()];
    for (movement, loading) in plan.movements.iter().zip(loading).filter(|(movement, _)| movement.persons.0 > 0) {
        boarding[movement.origin.index()].push((movement.departure - loading, movement.persons.0));
    }
    for group in &mut boarding {
        group.sort_unstable();
    }
    boarding
}

/// Gives their reason to those who are not over in time.
fn left_before(situation: &Situation, id: FootwayId, plan: &mut Plan) {
    let footway = &situation.footways[id.index()];
    for (walkers, earliest) in footway.walkers.iter().zip(earliest(situation, footway)) {
        let origin = &situation.origins[walkers.origin.index()];
        let held = earliest.kept.iter().any(|kept| *kept > 0);
        if !held {
            continue;
        }
        let behind = origin.riders.iter().filter(|riders| riders.from >= situation.horizon);
        let behind: Persons = behind.map(|riders| riders.persons).sum();
        let reason = Reason::NotOver { footway: id };
        let Some(at) = plan.left_behind.iter().position(|left| {
            left.origin == walkers.origin && matches!(left.reason, Reason::TooLate | Reason::NotCarried)
        }) else {
            continue;
        };
        let entry = &mut plan.left_behind[at];
        // Whoever is carried and has come over waits for a bus, and not for the footway.
        if !origin.is_carried() || behind >= entry.persons {
            entry.reason = reason;
        } else if behind.0 > 0 {
            entry.persons -= behind;
            let not_over = LeftBehind { origin: walkers.origin, persons: behind, vehicles: Vehicles(0), reason };
            plan.left_behind.insert(at, not_over);
        }
    }
}

/// A footway as a bottleneck, where it is full and somebody is left before it, or the last of a group go on as soon as the
/// earliest walk has them over.
fn binding(situation: &Situation, id: FootwayId, plan: &Plan) -> Option<Bottleneck> {
    let (footway, step) = (&situation.footways[id.index()], situation.step);
    let open = capacity(footway, step, situation.horizon);
    let mut kept = vec![0u32; open.len()];
    let mut begun = vec![0u32; open.len()];
    let boarding = boarding(situation, plan);
    let mut binds = false;
    for (walkers, earliest) in footway.walkers.iter().zip(earliest(situation, footway)) {
        let origin = &situation.origins[walkers.origin.index()];
        let behind =
            |left: &LeftBehind| left.origin == walkers.origin && left.reason == Reason::NotOver { footway: id };
        let last = earliest.begin.iter().rposition(|persons| *persons > 0);
        let soonest = last.map(|k| goes_on(footway, origin.kind, k as u32, step));
        let goes = boarding[walkers.origin.index()].last().map(|(at, _)| *at);
        let everybody = !plan.left_behind.iter().any(|left| left.origin == walkers.origin);
        let at_once = goes.zip(soonest).is_some_and(|(goes, soonest)| goes < soonest + step);
        binds |= plan.left_behind.iter().any(behind) || (everybody && at_once);
        kept.iter_mut().zip(&earliest.kept).for_each(|(all, more)| *all += more);
        begun.iter_mut().zip(&earliest.begin).for_each(|(all, more)| *all += more);
    }
    let full = (0u32..).zip(&kept).filter(|(k, kept)| **kept > 0 && is_open(&open, *k));
    let (mut spans, mut persons) = (Vec::new(), 0u64);
    for (k, _) in full {
        let from = Clock(k * step.0);
        spans.push(Interval { from, until: from + step });
        persons += u64::from(begun[k as usize]);
    }
    let mut full = Opening::within(spans).intervals().to_vec();
    full.sort_by_key(|span| (std::cmp::Reverse(span.until - span.from), span.from));
    let vehicles = Vehicles(u32::try_from(persons).unwrap_or(u32::MAX));
    (binds && persons > 0).then_some(Bottleneck { at: BottleneckAt::Footway(id), full, vehicles })
}

/// Whether a step lies between two in which people may begin: the beat of a slow footway is no closure.
fn is_open(capacity: &[u32], k: u32) -> bool {
    let at = k as usize;
    capacity[at] > 0 || (capacity[..at].iter().any(|n| *n > 0) && capacity[at..].iter().any(|n| *n > 0))
}
