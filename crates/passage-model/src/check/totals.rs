//! Totals: the curve and the sums are those of the movements, and the bound is one that they can have.

use super::bound;
use super::case::Case;
use super::tally::{Fault, Rule, Tally};
use super::words::{clock, persons, vehicles};
use crate::digits::thousands;
use crate::plan::Safe;
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
/// Curve, sums and bound.
pub(super) fn check(case: &Case, tally: &mut Tally) {
    let arrivals = arrivals(case);
    check_curve(case, &arrivals, tally);
    let plan_sum = not_safe_sum(case, &arrivals);
    if u128::from(case.plan.bound.plan_sum) != plan_sum {
        let words =
            || format!("{} stated, {} by the movements", thousands(case.plan.bound.plan_sum), thousands(plan_sum));
        tally.add(&SUM, || Fault::new("sum", words()));
    }
    bound::check(case, &arrivals, plan_sum, tally);
}

/// Persons and vehicles by the moment at which the last of them has arrived, a step after the first, and got out.
pub(super) type Arrivals = BTreeMap<Clock, (u64, u64)>;

fn arrivals(case: &Case) -> Arrivals {
    let mut arrivals = Arrivals::new();
    for (number, movement, course) in case.numbered() {
        let safe = movement.arrival(course) + case.situation.step + case.unloading(number);
        let (persons, vehicles) = arrivals.entry(safe).or_default();
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

/// The sum over the moments step, 2 step, ... up to the horizon of everybody not received by then.
fn not_safe_sum(case: &Case, arrivals: &Arrivals) -> u128 {
    let step = u128::from(case.situation.step.0);
    let moments = u128::from(case.situation.horizon.0) / step;
    let everybody: u128 = case.situation.origins.iter().map(|o| u128::from(o.persons.0)).sum();
    // Who arrives at a counts as safe from the first moment k step >= a on.
    let safe: u128 = arrivals
        .iter()
        .map(|(by, (persons, _))| {
            let unsafe_moments = u128::from(by.0).div_ceil(step).saturating_sub(1);
            u128::from(*persons) * moments.saturating_sub(unsafe_moments)
        })
        .sum();
    (everybody * moments).saturating_sub(safe)
}
