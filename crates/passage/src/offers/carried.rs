//! Scenarios with fleets: each offer is a plan of its own, checked, with the limit that is proven beside it.

use super::weigh::Weighed;
use crate::command::plan::not_planned;
use crate::failure::Failure;
use passage_model::check;
use passage_model::finding::any_error;
use passage_model::network::Network;
use passage_model::plan::Safe;
use passage_model::situation::Situation;
use passage_model::time::Clock;
use passage_model::units::Persons;
use passage_model::work::Work;

/// Sweeps after which the search for better days of fleets ends. Chosen by us; the same on every machine.
pub const MOST_SWEEPS: u64 = 200;

/// What a plan with the fleets brings out by each moment, and what no plan exceeds.
///
/// A plan that the checker refuses counts as one that brings out nobody; its limit stands. Cost: [`passage_plan::plan`]
/// in a tenth of its sweeps, and the check.
pub fn weighed(network: &Network, situation: &Situation, work: &Work<'_>) -> Result<Weighed, Failure> {
    let planned = passage_plan::plan_in_sweeps(network, situation, MOST_SWEEPS, work);
    let (situation, plan) = planned.map_err(|error| not_planned(&error))?;
    let holds = !any_error(&check::plan(network, &situation, &plan));
    let curve = if holds { by_step(&situation, &plan.curve) } else { by_step(&situation, &[]) };
    let limit = Some(by_step(&situation, &plan.bound.curve));
    Ok(Weighed { horizon: situation.horizon, step: situation.step.0, curve, limit })
}

/// Persons by the end of each step.
fn by_step(situation: &Situation, curve: &[Safe]) -> Vec<Persons> {
    let step = situation.step.0.max(1);
    let by = |moment: Clock| match curve.partition_point(|safe| safe.by <= moment) {
        0 => Persons(0),
        passed => curve[passed - 1].persons,
    };
    (1..=situation.horizon.0 / step).map(|k| by(Clock(k * step))).collect()
}
