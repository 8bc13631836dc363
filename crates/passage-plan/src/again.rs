//! Planning again while a plan is being carried out: what the parent plan has left is kept where it still can be, the
//! rest is filled with whoever has no course, and what full freedom would gain is said.
//!
//! Kept movements take their part of every road, checkpoint, waiting place and site first; the rest is an exact flow in
//! what they leave ([`crate::fleet`]). Whoever walks over a footway first is ready behind it when the walk that is left from
//! now on has them over ([`crate::walk_over`]): what cannot be fed by it any more is not kept. The network is put into time with the phases of the parent's situation, so that
//! what the parent planned meets the same beats. The limits are those of the plan with full freedom.

mod parent_limit;
mod shelter;
mod taking;

use crate::carry::{self, Beyond, RunsLeft};
use crate::expand::{Timed, TimedStretch, expand_in_phase};
use crate::figures::figures;
use crate::fleet::fleet_in;
use crate::flow::Capacity;
use crate::reduce::{What, reduce};
use crate::write::{Fixed, write_with};
use crate::{PlanError, bound, fits, plan};
use passage_model::check;
use passage_model::digest::Digest;
use passage_model::id::{JunctionId, OriginId};
use passage_model::network::Network;
use passage_model::plan::{BottleneckAt, BoundKind, LeftBehind, Movement, Plan, Reason, Roster, Safe};
use passage_model::situation::{Reception, Situation, VehicleKind};
use passage_model::standing::Standing;
use passage_model::time::Clock;
use passage_model::units::{Persons, Vehicles};
use passage_model::weighing::{Objective, Weighing};
use passage_model::work::Work;
use std::collections::BTreeMap;
use taking::{Index, take};

/// A plan made again.
#[derive(Clone, Debug)]
pub struct Again {
    /// The plan that changes no more than asked.
    pub plan: Plan,
    /// The plan that is free to change everything that has not happened; equal to `plan` where it gains nothing.
    pub free: Plan,
    /// Vehicles of the parent's remaining movements that kept their course and times.
    pub kept: u64,
    /// Vehicles of the parent's remaining movements.
    pub remaining: u64,
    /// Runs of fleets that are made as they were told.
    pub kept_runs: u64,
    /// Runs of fleets that the parent has left.
    pub remaining_runs: u64,
}

/// The situation before the change and after it, both as they are from now on ([`Standing::left_of`]).
#[derive(Clone, Copy, Debug)]
pub struct Change<'a> {
    /// As the parent plan had it.
    pub before: &'a Situation,
    /// As it is.
    pub after: &'a Situation,
    /// How things stand.
    pub standing: &'a Standing,
}

/// Plans again from `change`; `parent` is the plan that was being carried out.
///
/// Three solves at most: with what can be kept, with nothing kept, and, where a kept movement stands in the way of the
/// rules, with the kept alone. The plan is never worse for the horizon than the parent's movements that can be kept.
/// With fleets ([`crate::carry`]) vehicles go on as told as long as they can; where that breaks a rule, only those that can do
/// all of it; at last the free plan.
pub fn plan_again(
    network: &Network,
    change: Change<'_>,
    parent: (&Plan, Digest),
    work: &Work<'_>,
) -> Result<Again, PlanError> {
    Ok(parent_limit::heed_parent(change, parent.0, made_again(network, change, parent, work)?))
}

fn made_again(
    network: &Network,
    change: Change<'_>,
    parent: (&Plan, Digest),
    work: &Work<'_>,
) -> Result<Again, PlanError> {
    let situation = change.after;
    fits(network, situation)?;
    let free = plan(network, situation, Some(parent.1), work)?;
    let remaining = remaining(network, change.before, parent.0, change.standing);
    if !situation.fleets.is_empty() {
        let told = carry::runs_left(network, change.before, parent.0, change.standing);
        return with_fleets(network, change, (&remaining, &told), free, work);
    }
    let fixed = possible(network, change, &situation.receptions, &remaining);
    let (mut filled, mut fixed) = filled(network, change, fixed, &free, true, work)?;
    if !check::plan(network, situation, &filled).is_empty() {
        // Those who go on at once may stand in the way of the rules.
        (filled, fixed) = self::filled(network, change, fixed, &free, false, work)?;
    }
    let (kept, all) = (vehicles(situation, &fixed), vehicles(situation, &remaining));
    if !may_stand(&situation.weighing, &filled, &free) {
        return Ok(Again { kept: 0, ..Again::cars(free.clone(), free, (kept, all)) });
    }
    if check::plan(network, situation, &filled).is_empty() {
        return Ok(Again::cars(filled, free, (kept, all)));
    }
    let alone = alone(network, change, &fixed, &free)?;
    let holds = check::plan(network, situation, &alone).is_empty();
    if holds && alone.safe() >= free.safe() {
        return Ok(Again::cars(alone, free, (kept, all)));
    }
    Ok(Again::cars(free.clone(), free, (0, all)))
}

impl Again {
    fn cars(plan: Plan, free: Plan, (kept, remaining): (u64, u64)) -> Self {
        Self { plan, free, kept, remaining, kept_runs: 0, remaining_runs: 0 }
    }
}

/// Plans again where there are fleets.
fn with_fleets(
    network: &Network,
    change: Change<'_>,
    (cars, told): (&[Fixed], &[RunsLeft]),
    free: Plan,
    work: &Work<'_>,
) -> Result<Again, PlanError> {
    let situation = change.after;
    let (all, runs) = (vehicles(situation, cars), told.iter().map(|vehicle| vehicle.runs.len() as u64).sum());
    // Where nothing has changed nobody does more than they were told.
    let same = Situation { scenario: change.before.scenario, ..situation.clone() } == *change.before;
    for (whole, with_cars, fill) in
        [(false, true, true), (false, true, false), (true, true, true), (true, false, true), (true, true, false)]
    {
        let kept = carry::keep(network, change, told, whole);
        let fixed = if with_cars { possible(network, change, &kept.rest.receptions, cars) } else { Vec::new() };
        let made = kept.runs.iter().sum::<usize>() as u64;
        let idle = same && made == runs;
        let beyond = match (fill, idle) {
            (true, false) => Beyond::Everybody,
            (true, true) => Beyond::Cars,
            (false, _) => Beyond::Nobody,
        };
        let (plan, kept) = carry::plan_beside(network, change, kept, &fixed, &free, beyond, work)?;
        let enough = fill || idle || plan.safe() >= free.safe();
        if enough && check::plan(network, situation, &plan).is_empty() && may_stand(&situation.weighing, &plan, &free) {
            return Ok(Again { kept_runs: made, remaining_runs: runs, ..Again::cars(plan, free, (kept, all)) });
        }
    }
    Ok(Again { remaining_runs: runs, ..Again::cars(free.clone(), free, (0, all)) })
}

/// Whether what keeping costs may be paid: always, unless the scenario names people before change.
fn may_stand(weighing: &Weighing, kept: &Plan, free: &Plan) -> bool {
    if !weighing.named.contains(&Objective::Change)
        || weighing.place(Objective::Change) < weighing.place(Objective::Safe)
    {
        return true;
    }
    kept.safe() >= free.safe() && (weighing.binds(Objective::Change) || kept.curve == free.curve)
}

/// How many vehicles go; whoever is on foot is none.
pub(crate) fn vehicles(situation: &Situation, fixed: &[Fixed]) -> u64 {
    let drives = |f: &&Fixed| situation.origins.get(f.origin.index()).is_none_or(|o| o.kind != VehicleKind::Foot);
    fixed.iter().filter(drives).map(|f| u64::from(f.vehicles.0)).sum()
}

/// What a plan has left to do from a standing on: movements that have not left, then those of whoever is under way; without
/// those whom fleets carry or lead ([`crate::runs_left`]).
/// `left` is what [`Standing::left_of`] says.
pub fn remaining(network: &Network, left: &Situation, parent: &Plan, standing: &Standing) -> Vec<Fixed> {
    let alone = |m: &&Movement| left.origins.get(m.origin.index()).is_none_or(|origin| !origin.is_carried());
    let home = parent.movements.iter().filter(|m| m.departure >= standing.now).filter(alone).filter_map(|m| {
        let course = parent.courses.get(m.course.index())?.clone();
        Some(Fixed::new(network, left, m.origin, m.reception, m.departure, course, m.vehicles))
    });
    let first = standing.gone.len();
    let way = standing.under_way.iter().enumerate().filter_map(|(i, part)| {
        let (departure, course, reception) = part.rest.clone()?;
        let origin = OriginId::at(first + i);
        Some(Fixed::new(network, left, origin, reception, departure, course, part.vehicles))
    });
    home.chain(way).collect()
}

/// The movements that can still be made as they were planned, each judged by itself but for the room of the sites,
/// where those that come first are received first.
fn possible(network: &Network, change: Change<'_>, sites: &[Reception], remaining: &[Fixed]) -> Vec<Fixed> {
    let (before, after) = (change.before, change.after);
    let mut kept: Vec<Fixed> =
        remaining.iter().filter(|fixed| may_be_made(network, before, after, fixed)).cloned().collect();
    keep_fed(after, &mut kept);
    let mut room: Vec<u64> = sites.iter().map(|r| u64::from(r.room.0)).collect();
    kept.sort_by_key(|fixed| (fixed.departure + fixed.course.arrive, fixed.origin));
    kept.retain(|fixed| {
        let most = u64::from(after.origins[fixed.origin.index()].per_vehicle.0) * u64::from(fixed.vehicles.0);
        let room = &mut room[fixed.reception.index()];
        let fits = most.div_ceil(100) <= *room + u64::from(*room > 0);
        *room = room.saturating_sub(most / 100);
        fits
    });
    kept
}

/// Leaves out the movements whose people are not over their footway by then; those who leave first go first.
fn keep_fed(after: &Situation, kept: &mut Vec<Fixed>) {
    let walks = after.footways.iter().flat_map(|footway| &footway.walkers).map(|walkers| walkers.origin);
    let mut gone: BTreeMap<OriginId, u64> = walks.map(|origin| (origin, 0)).collect();
    if gone.is_empty() {
        return;
    }
    kept.sort_by_key(|fixed| (fixed.departure, fixed.origin));
    kept.retain(|fixed| {
        let Some(gone) = gone.get_mut(&fixed.origin) else { return true };
        let ready = after.origins[fixed.origin.index()].ready.iter().filter(|ready| ready.from <= fixed.departure);
        let ready: u64 = ready.map(|ready| u64::from(ready.vehicles.0)).sum();
        let fed = *gone + u64::from(fixed.vehicles.0) <= ready;
        *gone += if fed { u64::from(fixed.vehicles.0) } else { 0 };
        fed
    });
}

/// When a movement is at each junction of its course, as the checker counts it: when it enters the next road.
fn moments<'f>(network: &'f Network, fixed: &'f Fixed) -> impl Iterator<Item = (JunctionId, Clock)> + 'f {
    let roads = fixed.course.roads.iter().zip(&fixed.course.enter);
    let entered = roads.map(|(road, enter)| (network.from(*road), fixed.departure + *enter));
    let end = fixed.course.roads.last().map(|road| (network.to(*road), fixed.departure + fixed.course.arrive));
    entered.chain(end)
}

fn may_be_made(network: &Network, before: &Situation, after: &Situation, fixed: &Fixed) -> bool {
    let (Some(origin), Some(site)) =
        (after.origins.get(fixed.origin.index()), after.receptions.get(fixed.reception.index()))
    else {
        return false;
    };
    let course = &fixed.course;
    let at = |after: passage_model::units::Seconds| fixed.departure + after;
    let starts = course.roads.first().map_or(origin.junction, |road| network.from(*road));
    let ends = course.roads.last().map_or(origin.junction, |road| network.to(*road));
    // The last of them follow within the step.
    if starts != origin.junction || ends != site.junction || at(course.arrive) + after.step > after.horizon {
        return false;
    }
    let stays = course.roads.iter().enumerate().all(|(i, road)| {
        let role = &after.roads[road.index()];
        let driven = at(course.enter[i]) + role.travel.seconds_up();
        let next = at(course.enter.get(i + 1).copied().unwrap_or(course.arrive));
        let off = if after.waiting_room(network.to(*road)).0 > 0 { driven.min(next) } else { next };
        role.travel == before.roads[road.index()].travel
            && role.capacity.0 > 0
            && after.opening(*road).holds(at(course.enter[i]), off + after.step)
    });
    let here = course.roads.is_empty().then_some((origin.junction, fixed.departure));
    stays
        && moments(network, fixed).chain(here).all(|(junction, moment)| {
            let open = |c: &passage_model::situation::Checkpoint| {
                c.rates[origin.kind as usize].0 > 0 && c.hours.holds(moment, moment + after.step)
            };
            after.checkpoint(junction).is_none_or(open)
        })
}

/// The kept movements, whoever is under way and goes on at once (`goes_on`), and whoever else can go beside them.
fn filled(
    network: &Network,
    change: Change<'_>,
    fixed: Vec<Fixed>,
    free: &Plan,
    goes_on: bool,
    work: &Work<'_>,
) -> Result<(Plan, Vec<Fixed>), PlanError> {
    let situation = change.after;
    // The same groups on the roads as they were: their phases.
    let mut old = Situation { origins: situation.origins.clone(), ..change.before.clone() };
    // A site that is full by now was none when its phases were made.
    old.receptions.iter_mut().for_each(|site| site.room = site.room.max(Persons(1)));
    let timed = expand_in_phase(
        network,
        situation,
        reduce(network, situation, false),
        Some((&old, reduce(network, &old, false))),
    )?;
    let (mut left, fixed) = taken(change, &timed, fixed);
    let mut told = fixed.clone();
    if goes_on {
        let first = change.standing.gone.len();
        let (less, sent) = shelter::go_on(network, situation, &timed, (left, &fixed), first, work)?;
        left = less;
        told.extend(sent);
    }
    let mut rest = rest_of(situation, &told);
    // Shares of those who are left over are nobody's shares.
    rest.weighing = rest.weighing.without(Objective::Fairness);
    let fleet = fleet_in(&rest, &timed, left, work)?;
    let written = write_with(network, situation, &timed, &fleet, &told);
    Ok((as_plan(network, situation, free, written, Vec::new()), fixed))
}

/// What kept movements leave of the roads, and those of them that are on the beat of what passes fewer than before: there
/// those who leave first go first.
pub(crate) fn taken(change: Change<'_>, timed: &Timed, mut fixed: Vec<Fixed>) -> (Capacity, Vec<Fixed>) {
    let mut left = Capacity::full(timed);
    fixed.sort_by_key(|movement| (movement.departure, movement.origin));
    let (slower, index) = (slower(change, timed), Index::of(timed));
    fixed.retain(|movement| take(change.after, timed, &index, &slower, &mut left, movement));
    (left, fixed)
}

/// Which stretches pass fewer than before.
fn slower(change: Change<'_>, timed: &Timed) -> Vec<bool> {
    let (before, after) = (change.before, change.after);
    let fewer = |stretch: &TimedStretch| match &stretch.what {
        What::Turn => false,
        What::Gate(at) => before.crowds.get(*at as usize) != after.crowds.get(*at as usize),
        What::Roads(range) => {
            let roads = &timed.roads[range.start as usize..range.end as usize];
            roads.iter().any(|road| after.roads[road.index()].capacity < before.roads[road.index()].capacity)
        }
        What::Service(service) => {
            let (at, kind) = (service.checkpoint.index(), service.kind as usize);
            before.checkpoints.get(at).is_none_or(|old| after.checkpoints[at].rates[kind] < old.rates[kind])
        }
    };
    timed.stretches.iter().map(fewer).collect()
}

/// The kept movements and nobody else.
fn alone(network: &Network, change: Change<'_>, fixed: &[Fixed], free: &Plan) -> Result<Plan, PlanError> {
    let situation = change.after;
    let timed = expand_in_phase(network, situation, reduce(network, situation, false), None)?;
    let mut nobody = situation.clone();
    nobody.origins.iter_mut().for_each(|origin| origin.ready.clear());
    let fleet = fleet_in(&nobody, &timed, Capacity::full(&timed), &Work::quiet())?;
    Ok(as_plan(network, situation, free, write_with(network, situation, &timed, &fleet, fixed), Vec::new()))
}

/// A plan of what was written, with the limits of the free plan.
pub(crate) fn as_plan(
    network: &Network,
    situation: &Situation,
    free: &Plan,
    written: crate::write::Written,
    rosters: Vec<Roster>,
) -> Plan {
    let figures = figures(network, situation, &written.courses, &written.movements, &rosters);
    let mut bound = free.bound.clone();
    bound.plan_sum = bound::not_safe_sum(situation, &written.curve);
    bound.curve = highest(&bound.curve, &written.curve);
    bound.persons = bound.curve.last().map_or(bound.persons, |safe| safe.persons);
    bound.not_safe_sum = bound.not_safe_sum.min(bound.plan_sum);
    if situation.fleets.is_empty() {
        bound.not_safe_sum = bound.not_safe_sum.min(bound::not_safe_sum(situation, &bound.curve));
        if written.curve != free.curve && bound.kind == BoundKind::Exact {
            bound.kind = BoundKind::Relaxation;
        }
    }
    let mut gone = vec![Vehicles(0); situation.origins.len()];
    for movement in &written.movements {
        gone[movement.origin.index()] += movement.vehicles;
    }
    let mut left_behind = Vec::new();
    for (i, origin) in situation.origins.iter().enumerate() {
        let id = OriginId::at(i);
        let unseated = Persons(origin.persons.0 - origin.seated().0);
        let behind = Persons(origin.seated().0.saturating_sub(written.moved[i].0));
        let vehicles = Vehicles(origin.vehicles().0.saturating_sub(gone[i].0));
        // Who of those who are carried is not over is found anew.
        let own = |l: &LeftBehind| match l.reason {
            Reason::NoSeat => false,
            Reason::NotOver { .. } => !origin.is_carried(),
            _ => true,
        };
        let why = free.left_behind.iter().find(|l| l.origin == id && own(l));
        // Footways are looked at anew, and stand after all others.
        let known = free.bottlenecks.iter().filter(|full| !matches!(full.at, BottleneckAt::Footway(_)));
        let full = Reason::Full { bottlenecks: (0..known.count() as u32).collect() };
        let all = || if origin.is_carried() { Reason::NotCarried } else { full };
        let reason = why.map_or_else(all, |left| left.reason.clone());
        left_behind.extend((behind.0 > 0).then_some(LeftBehind { origin: id, persons: behind, vehicles, reason }));
        let no_seat = LeftBehind { origin: id, persons: unseated, vehicles: Vehicles(0), reason: Reason::NoSeat };
        left_behind.extend((unseated.0 > 0).then_some(no_seat));
    }
    let plan = Plan {
        courses: written.courses,
        movements: written.movements,
        rosters,
        curve: written.curve,
        bound,
        left_behind,
        figures: Some(figures),
        ..free.clone()
    };
    crate::foot::finish(situation, plan)
}

/// The higher of two rising curves. Kept movements lie on the parent's beats, so that within a step they may be ahead of
/// what is the most on the beats of the situation as it is.
fn highest(a: &[Safe], b: &[Safe]) -> Vec<Safe> {
    of_both(a, b, u32::max)
}

/// At each moment of two rising curves what is chosen of both.
fn of_both(a: &[Safe], b: &[Safe], choose: fn(u32, u32) -> u32) -> Vec<Safe> {
    let mut moments: Vec<Clock> = a.iter().chain(b).map(|safe| safe.by).collect();
    moments.sort_unstable();
    moments.dedup();
    let at = |curve: &[Safe], moment: Clock| match curve.partition_point(|safe| safe.by <= moment) {
        0 => (0, 0),
        n => (curve[n - 1].persons.0, curve[n - 1].vehicles.0),
    };
    let both = moments.into_iter().map(|by| {
        let (one, other) = (at(a, by), at(b, by));
        Safe { by, persons: Persons(choose(one.0, other.0)), vehicles: Vehicles(choose(one.1, other.1)) }
    });
    both.collect()
}

/// The groups without those who are kept, and the sites without their people.
pub(crate) fn rest_of(situation: &Situation, fixed: &[Fixed]) -> Situation {
    let mut rest = situation.clone();
    let mut order: Vec<&Fixed> = fixed.iter().collect();
    order.sort_by_key(|f| f.departure);
    for movement in order {
        let origin = &mut rest.origins[movement.origin.index()];
        let persons = origin.per_vehicle.persons_in(movement.vehicles);
        let room = &mut rest.receptions[movement.reception.index()].room;
        *room = Persons(room.0.saturating_sub(persons.0 + 1));
        // The last to be ready in time, so that who is ready early is free to go early.
        let mut away = movement.vehicles.0;
        for ready in origin.ready.iter_mut().rev().filter(|ready| ready.from <= movement.departure) {
            let leave = away.min(ready.vehicles.0);
            ready.vehicles = Vehicles(ready.vehicles.0 - leave);
            away -= leave;
        }
        origin.persons = Persons(origin.persons.0.saturating_sub(persons.0));
    }
    rest
}
