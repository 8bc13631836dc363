//! The proven limits beside a plan.
//!
//! One class and no full reception site: the flow is maximal for every deadline at once, and the plan is the limit.
//! Otherwise, with classes of `w_1 > w_2 > ...` persons per vehicle, no plan has more persons safe by `t` than
//! `sum_k (w_k - w_(k+1)) F_k(t)` (Abel's summation), where `F_k(t)` is the most vehicles of the `k` fullest classes
//! together that any plan of these classes alone can bring out by `t`, over checkpoints that pass the sum of their
//! rates: in any plan, the vehicles of these classes are such a plan.

use crate::PlanError;
use crate::expand::Timed;
use crate::fleet::{self, Class, Fleet, Mixture, at_mean, seated, summed};
use crate::flow::{Capacity, Flow};
use passage_model::plan::{Bound, BoundKind, Safe};
use passage_model::situation::Situation;
use passage_model::time::Clock;
use passage_model::units::{Persons, Vehicles};
use passage_model::work::Work;

/// The limits for a plan with this `curve`. `relaxed` is the network without what only our method needs.
pub(crate) fn bound(
    situation: &Situation,
    fleet: &mut Fleet<'_>,
    relaxed: &Timed,
    is_relaxed: bool,
    curve: &[Safe],
    work: &Work<'_>,
) -> Result<Bound, PlanError> {
    let plan_sum = not_safe_sum(situation, curve);
    let safe = curve.last().map_or(Persons(0), |s| s.persons);
    let exact =
        Bound { persons: safe, not_safe_sum: plan_sum, plan_sum, kind: BoundKind::Exact, curve: curve.to_vec() };
    if fleet.mixture == Mixture::One && !fleet.full && !is_relaxed {
        return Ok(exact);
    }
    let limits = limits(situation, fleet, relaxed, is_relaxed, work)?;
    let mut proven = limit_curve(situation, relaxed, &limits, curve);
    let mut persons = proven.last().map_or(Persons(0), |s| s.persons);
    if fleet.mixture == Mixture::One && !is_relaxed {
        // A flow of most vehicles; only the seats that a vehicle too few leaves at a full site are in doubt.
        persons = persons.min(safe + spare_room(situation, fleet));
        for safe in &mut proven {
            safe.persons = safe.persons.min(persons);
        }
    }
    let not_safe = not_safe_sum(situation, &proven).min(plan_sum);
    if persons <= safe && not_safe >= plan_sum {
        return Ok(Bound { curve: proven, ..exact });
    }
    let least = fleet.mixture == Mixture::One && !is_relaxed && fleet.flows.iter().all(|flow| flow.least);
    let not_safe = if least { not_safe.max(least_sum(fleet, relaxed, plan_sum, persons - safe)) } else { not_safe };
    let kind = if fleet.mixture == Mixture::One && !is_relaxed { BoundKind::Envelope } else { BoundKind::Relaxation };
    Ok(Bound { persons, not_safe_sum: not_safe, plan_sum, kind, curve: proven })
}

/// No plan has a sum below this, where the flow has the least. The least sum is convex in the room of the sites, and a
/// place more lowers it by one vehicle's wait until the horizon at most (linear programming duality): so does each
/// seat that a vehicle too few leaves at a full site.
fn least_sum(fleet: &Fleet<'_>, timed: &Timed, plan_sum: u64, doubtful: Persons) -> u64 {
    let seats = if fleet.full && doubtful.0 > 0 { u64::from(doubtful.0) + 1 } else { 0 };
    plan_sum.saturating_sub(seats * (u64::from(timed.last) + 1))
}

/// Sum over the steps of all persons less those received by their ends.
pub(crate) fn not_safe_sum(situation: &Situation, curve: &[Safe]) -> u64 {
    let all = u64::from(situation.persons().0);
    let step = situation.step.0.max(1);
    let mut sum = 0;
    let mut next = 0;
    let mut safe = 0;
    for k in 1..=situation.horizon.0 / step {
        while next < curve.len() && curve[next].by.0 <= k * step {
            safe = u64::from(curve[next].persons.0);
            next += 1;
        }
        sum += all.saturating_sub(safe);
    }
    sum
}

/// Persons (in hundredths) and vehicles that no plan exceeds by the end of each step.
struct Limits {
    persons: Vec<u64>,
    vehicles: Vec<u64>,
}

fn limits(
    situation: &Situation,
    fleet: &mut Fleet<'_>,
    relaxed: &Timed,
    is_relaxed: bool,
    work: &Work<'_>,
) -> Result<Limits, PlanError> {
    let steps = relaxed.last as usize + 1;
    let mut limits = Limits { persons: vec![0; steps], vehicles: vec![0; steps] };
    for (i, class) in fleet.classes.iter().enumerate() {
        let next = fleet.classes.get(i + 1).map_or(0, |c| c.occupancy);
        if next == class.occupancy {
            continue;
        }
        let known = fleet.mixture == Mixture::Interchangeable && !is_relaxed;
        let alone = fleet.mixture == Mixture::One && !is_relaxed;
        let most = if known {
            fleet.received[i].clone()
        } else if let Some(ample) = fleet.flows.get_mut(i).filter(|_| alone).and_then(|flow| flow.ample.as_mut()) {
            // One class has its own maximum for the horizon already; until a site was full, for every step.
            ample.run(work)?;
            summed(ample.arrivals())
        } else {
            most(situation, relaxed, &fleet.classes[..=i], work)?
        };
        for (sum, n) in limits.persons.iter_mut().zip(&most) {
            *sum += u64::from(class.occupancy - next) * n;
        }
        limits.vehicles = most;
    }
    Ok(limits)
}

/// The most vehicles of `classes` together that can arrive by each step.
fn most(situation: &Situation, timed: &Timed, classes: &[Class], work: &Work<'_>) -> Result<Vec<u64>, PlanError> {
    let Some(last) = classes.last() else { return Ok(Vec::new()) };
    let mut kinds: Vec<_> = classes.iter().flat_map(|c| c.kinds.iter().copied()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let all = Class {
        occupancy: last.occupancy,
        kinds,
        origins: classes.iter().flat_map(|c| c.origins.iter().copied()).collect(),
    };
    let (sources, _) = fleet::sources(situation, timed, &all);
    let rooms = fleet::rooms(situation);
    let sinks = fleet::sinks(situation, timed, all.occupancy, &rooms);
    let limited = sinks.iter().any(|s| s.room != u32::MAX);
    let ample: Vec<_> = sinks.iter().map(|&s| crate::flow::Sink { room: u32::MAX, ..s }).collect();
    let mut flow = Flow::new(timed, Capacity::full(timed), &all.kinds, &sources, &ample)?;
    flow.run(work)?;
    let mut most = summed(flow.arrivals());
    if limited {
        // A vehicle that a site has not quite room for is counted: limits may not be too low.
        let rounded =
            sinks.iter().map(|&s| crate::flow::Sink { room: s.room.saturating_add(1), ..s }).collect::<Vec<_>>();
        let mut flow = Flow::new(timed, Capacity::full(timed), &all.kinds, &sources, &rounded)?;
        flow.run(work)?;
        let total: u64 = flow.arrivals().iter().sum();
        for n in &mut most {
            *n = total.min(*n);
        }
    }
    Ok(most)
}

/// The limits as a curve: one entry for each step in which they rise, and none below what the plan reaches.
fn limit_curve(situation: &Situation, timed: &Timed, limits: &Limits, plan: &[Safe]) -> Vec<Safe> {
    let rooms: u64 = fleet::rooms(situation).iter().sum();
    let cap = Persons(u32::try_from(seated(situation).min(rooms)).unwrap_or(u32::MAX));
    let mut curve: Vec<Safe> = Vec::new();
    let mut next = 0;
    let mut reached = Safe { by: Clock(0), persons: Persons(0), vehicles: Vehicles(0) };
    for (k, (&persons, &vehicles)) in limits.persons.iter().zip(&limits.vehicles).enumerate() {
        let by = Clock((k as u32 + 1) * timed.step);
        while next < plan.len() && plan[next].by <= by {
            reached = plan[next];
            next += 1;
        }
        let persons = at_mean(persons).min(cap).max(reached.persons);
        let vehicles = Vehicles(u32::try_from(vehicles).unwrap_or(u32::MAX)).max(reached.vehicles);
        let rises =
            curve.last().map_or(persons.0 > 0 || vehicles.0 > 0, |s| s.persons < persons || s.vehicles < vehicles);
        if rises {
            curve.push(Safe { by, persons, vehicles });
        }
    }
    curve
}

/// Persons who would fit into the parts of a vehicle's room that full sites have left.
fn spare_room(situation: &Situation, fleet: &Fleet<'_>) -> Persons {
    let (Some(class), Some(flow)) = (fleet.classes.first(), fleet.flows.first()) else { return Persons(0) };
    let left_behind: u64 = flow.hubs.iter().map(|h| u64::from(h.left)).sum();
    let occupancy = u64::from(class.occupancy.max(1));
    let full = situation.receptions.iter().zip(&flow.docks).filter(|(_, dock)| dock.full);
    let spare: u64 = full.map(|(site, _)| u64::from(site.room.0) * 100 % occupancy).sum();
    at_mean(spare.min(left_behind * occupancy))
}
