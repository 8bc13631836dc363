//! Totals: the curve, the sums and the bound are those of the movements, and no answer lies above its bound.

use super::case::Case;
use super::tally::{Fault, Rule, Tally};
use super::words::{clock, persons, vehicles};
use crate::plan::{BoundKind, Safe};
use crate::time::Clock;
use crate::units::{Persons, Vehicles};
use std::collections::BTreeMap;

static CURVE: Rule = Rule {
    code: "plan.curve-wrong",
    fault: "the curve of persons safe is not that of the movements",
    advice: "Do not quote figures from this plan. Make it anew.",
};
static SUM: Rule = Rule {
    code: "plan.sum-wrong",
    fault: "the sum of persons not yet safe is not that of the movements",
    advice: "Do not quote figures from this plan. Make it anew.",
};
static BOUND: Rule = Rule {
    code: "plan.bound-wrong",
    fault: "the bound contradicts the plan",
    advice: "Do not quote the bound of this plan. Make it anew.",
};

/// Curve, sums and bound.
pub(super) fn check(case: &Case, tally: &mut Tally) {
    let arrivals = arrivals(case);
    check_curve(case, &arrivals, tally);
    let plan_sum = not_safe_sum(case, &arrivals);
    if u128::from(case.plan.bound.plan_sum) != plan_sum {
        let words = || format!("{} stated, {plan_sum} by the movements", case.plan.bound.plan_sum);
        tally.add(&SUM, || Fault::new("sum", words()));
    }
    check_bound(case, &arrivals, plan_sum, tally);
}

/// Persons and vehicles by the moment of arrival.
type Arrivals = BTreeMap<Clock, (u64, u64)>;

fn arrivals(case: &Case) -> Arrivals {
    let mut arrivals = Arrivals::new();
    for (movement, course) in case.movements() {
        let (persons, vehicles) = arrivals.entry(movement.arrival(course)).or_default();
        *persons += u64::from(movement.persons.0);
        *vehicles += u64::from(movement.vehicles.0);
    }
    arrivals
}

/// One entry for each moment of arrival, with everybody received up to it.
fn check_curve(case: &Case, arrivals: &Arrivals, tally: &mut Tally) {
    let (mut safe, mut through) = (0u64, 0u64);
    let ours: Vec<Safe> = arrivals
        .iter()
        .map(|(&by, (more_persons, more_vehicles))| {
            safe += more_persons;
            through += more_vehicles;
            let capped = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
            Safe { by, persons: Persons(capped(safe)), vehicles: Vehicles(capped(through)) }
        })
        .collect();
    let curve = &case.plan.curve;
    if *curve == ours {
        return;
    }
    let at = curve.iter().zip(&ours).position(|(stated, ours)| stated != ours);
    let at = at.unwrap_or(curve.len().min(ours.len()));
    let say = |point: Option<&Safe>| match point {
        Some(p) => {
            let (persons, vehicles) = (persons(p.persons.0.into()), vehicles(p.vehicles.0.into()));
            format!("{persons} in {vehicles} by {}", clock(p.by))
        }
        None => "nothing more".to_owned(),
    };
    let words = || format!("{} stated, {} by the movements", say(curve.get(at)), say(ours.get(at)));
    tally.add(&CURVE, || Fault::new(format!("point {at}"), words()));
}

/// The sum over the moments 0, step, 2 step, ... up to the horizon of everybody not received by then.
fn not_safe_sum(case: &Case, arrivals: &Arrivals) -> u128 {
    let step = u128::from(case.situation.step.0);
    let moments = u128::from(case.situation.horizon.0) / step + 1;
    let everybody: u128 = case.situation.origins.iter().map(|o| u128::from(o.persons.0)).sum();
    // Who arrives at a counts as safe from the first moment k step >= a on.
    let safe: u128 = arrivals
        .iter()
        .map(|(by, (persons, _))| {
            let unsafe_moments = u128::from(by.0).div_ceil(step);
            u128::from(*persons) * moments.saturating_sub(unsafe_moments)
        })
        .sum();
    (everybody * moments).saturating_sub(safe)
}

fn check_bound(case: &Case, arrivals: &Arrivals, plan_sum: u128, tally: &mut Tally) {
    let bound = &case.plan.bound;
    let horizon = case.situation.horizon;
    let safe: u64 = arrivals.range(..=horizon).map(|(_, (persons, _))| persons).sum();
    let (limit, least) = (u64::from(bound.persons.0), u128::from(bound.not_safe_sum));
    if limit < safe {
        tally.add(&BOUND, || Fault::new("persons", format!("at most {limit} stated, but {safe} arrive")));
    }
    if least > plan_sum {
        let words = format!("at least {least} stated, but the movements have {plan_sum}");
        tally.add(&BOUND, || Fault::new("sum", words));
    }
    if bound.kind == BoundKind::Exact && (limit != safe || least != plan_sum) {
        let words = format!("said to be exact, but {limit} is not {safe} or {least} is not {plan_sum}");
        tally.add(&BOUND, || Fault::new("kind", words));
    }
    check_bound_curve(case, arrivals, tally);
}

/// At every step, the limit is not below the movements; a plan without a curve of limits claims none.
fn check_bound_curve(case: &Case, arrivals: &Arrivals, tally: &mut Tally) {
    let limits = &case.plan.bound.curve;
    if limits.is_empty() {
        return;
    }
    if !limits.is_sorted_by(|a, b| a.by < b.by && a.persons <= b.persons) {
        tally.add(&BOUND, || Fault::new("curve", "its points are not sorted or fall"));
        return;
    }
    let step = case.situation.step.0;
    let mut arrivals = arrivals.iter().peekable();
    let mut safe = 0u64;
    while let Some((&by, (persons, _))) = arrivals.next() {
        safe += persons;
        // Within one step, only the last arrival matters: limits hold at the ends of steps.
        let end = u64::from(by.0).div_ceil(step.into()) * u64::from(step);
        if arrivals.peek().is_some_and(|(next, _)| u64::from(next.0) <= end) {
            continue;
        }
        let end = Clock(u32::try_from(end).unwrap_or(u32::MAX));
        let limit = match limits.partition_point(|limit| limit.by <= end) {
            0 => 0,
            passed => u64::from(limits[passed - 1].persons.0),
        };
        if limit < safe {
            let words = || format!("at most {limit} by {} stated, but {safe} arrive", clock(end));
            tally.add(&BOUND, || Fault::new("curve", words()));
        }
    }
}
