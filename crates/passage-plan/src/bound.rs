//! The proven limits beside a plan.
//!
//! One class and no full reception site: the flow is maximal for every deadline at once, and the plan is the limit.
//! Otherwise the limits are those of [`limits`].

use crate::PlanError;
use crate::count::Count;
use crate::expand::Timed;
use crate::fleet::{self, Fleet, Mixture, at_mean, seated, summed};
use crate::limits;
use passage_model::id::OriginId;
use passage_model::network::Network;
use passage_model::plan::{Bound, BoundKind, Safe};
use passage_model::situation::{CarEquivalents, Situation};
use passage_model::time::Clock;
use passage_model::units::{Persons, Vehicles};
use passage_model::work::Work;

/// The limits for a plan with this `curve`. `relaxed` is the network without what only our method needs.
pub(crate) fn bound(
    network: &Network,
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
    if fleet.mixture == Mixture::One && !fleet.full && !is_relaxed && !seated_as_they_leave(situation) {
        return Ok(exact);
    }
    let limits = limits(situation, fleet, relaxed, is_relaxed, work)?;
    let mut proven = limit_curve(network, situation, relaxed, &limits, curve);
    let mut persons = proven.last().map_or(Persons(0), |s| s.persons);
    if fleet.mixture == Mixture::One && !is_relaxed {
        // A flow of most vehicles; only the seats that a vehicle too few leaves at a full site are in doubt.
        persons = persons.min(most_of_one(situation, fleet)).max(safe);
        for safe in &mut proven {
            safe.persons = safe.persons.min(persons);
        }
    }
    let not_safe = not_safe_sum(situation, &proven).min(plan_sum);
    if persons <= safe && not_safe >= plan_sum {
        return Ok(Bound { curve: proven, ..exact });
    }
    let least = fleet.mixture == Mixture::One
        && !is_relaxed
        && !seated_as_they_leave(situation)
        && fleet.flows.iter().all(|flow| flow.least);
    let not_safe = if least { not_safe.max(least_sum(fleet, relaxed, plan_sum, persons - safe)) } else { not_safe };
    let kind = if fleet.mixture == Mixture::One && !is_relaxed { BoundKind::Envelope } else { BoundKind::Relaxation };
    Ok(Bound { persons, not_safe_sum: not_safe, plan_sum, kind, curve: proven })
}

/// Whether a group's people are seated in the order of leaving: by an hour the plan may then be a person short.
fn seated_as_they_leave(situation: &Situation) -> bool {
    (0..situation.origins.len()).any(|origin| crate::foot::seats_as_they_leave(situation, OriginId::at(origin)))
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
pub(crate) struct Limits {
    pub persons: Vec<u64>,
    pub vehicles: Vec<u64>,
}

pub(crate) fn limits(
    situation: &Situation,
    fleet: &mut Fleet<'_>,
    relaxed: &Timed,
    is_relaxed: bool,
    work: &Work<'_>,
) -> Result<Limits, PlanError> {
    if fleet.mixture == Mixture::Apart || is_relaxed || limits::too_small(situation, &fleet.classes).is_some() {
        let (persons, vehicles) = limits::limits(situation, relaxed, fleet, work)?;
        return Ok(Limits { persons, vehicles });
    }
    let steps = relaxed.last as usize + 1;
    let mut limits = Limits { persons: vec![0; steps], vehicles: vec![0; steps] };
    for (i, class) in fleet.classes.iter().enumerate() {
        let next = fleet.classes.get(i + 1).map_or(0, |c| c.occupancy);
        let most = match fleet.flows.get_mut(i).filter(|_| fleet.mixture == Mixture::One).and_then(|f| f.ample.as_mut())
        {
            // One class has its own maximum for the horizon already; until a site was full, for every step.
            Some(ample) => {
                ample.run(work)?;
                summed(ample.arrivals())
            }
            None => fleet.received[i].clone(),
        };
        for (sum, n) in limits.persons.iter_mut().zip(&most) {
            *sum += u64::from(class.occupancy - next) * n;
        }
        limits.vehicles = most;
    }
    Ok(limits)
}

/// The limits as a curve: one entry for each step in which they rise, and none below what the plan reaches.
fn limit_curve(network: &Network, situation: &Situation, timed: &Timed, limits: &Limits, plan: &[Safe]) -> Vec<Safe> {
    let rooms: u64 = fleet::rooms(situation).iter().sum();
    let whole = |number: u64| Persons(u32::try_from(number).unwrap_or(u32::MAX));
    let cap = whole(seated(situation).min(rooms));
    // No limit above what can be counted; so is whoever is called at the beginning of a time of calling not counted
    // before they are ready. Counted in cars: not where a vehicle takes less room than one.
    let in_cars = situation.equivalents.iter().all(|each| *each >= CarEquivalents::CAR);
    let count = in_cars.then(|| Count::new(network, situation));
    let mut curve: Vec<Safe> = Vec::new();
    let mut next = 0;
    let mut reached = Safe { by: Clock(0), persons: Persons(0), vehicles: Vehicles(0) };
    for (k, (&persons, &vehicles)) in limits.persons.iter().zip(&limits.vehicles).enumerate() {
        let by = Clock((k as u32 + 1) * timed.step);
        while next < plan.len() && plan[next].by <= by {
            reached = plan[next];
            next += 1;
        }
        let can = count.as_ref().map_or(cap, |count| whole(count.most(by)).min(cap));
        let persons = at_mean(persons).min(can).max(reached.persons);
        let vehicles = Vehicles(u32::try_from(vehicles).unwrap_or(u32::MAX)).max(reached.vehicles);
        let rises =
            curve.last().map_or(persons.0 > 0 || vehicles.0 > 0, |s| s.persons < persons || s.vehicles < vehicles);
        if rises {
            curve.push(Safe { by, persons, vehicles });
        }
    }
    curve
}

/// Persons in a flow of most vehicles, with those who would fit into the parts of a vehicle's room that full sites have
/// left, and those whom the other sites may then have above the mean.
fn most_of_one(situation: &Situation, fleet: &Fleet<'_>) -> Persons {
    let (Some(class), Some(flow)) = (fleet.classes.first(), fleet.flows.first()) else { return Persons(0) };
    let left_behind: u64 = flow.hubs.iter().map(|h| u64::from(h.left)).sum();
    let occupancy = u64::from(class.occupancy.max(1));
    let full = situation.receptions.iter().zip(&flow.docks).filter(|(_, dock)| dock.full);
    let spare: u64 = full.map(|(site, _)| u64::from(site.room.0) * 100 % occupancy).sum();
    // The cut counts the room of one full site at least.
    let first = flow.docks.iter().zip(&situation.receptions).position(|(dock, site)| dock.full && site.room.0 > 0);
    let counted: Vec<bool> = (0..flow.docks.len()).map(|site| Some(site) == first).collect();
    let above = limits::above_the_mean(situation, &fleet.classes, &counted);
    let received = flow.arrivals().iter().sum::<u64>() * occupancy;
    at_mean(received + (spare + above).min(left_behind * occupancy))
}
