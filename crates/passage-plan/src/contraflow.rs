//! Which stretches of contraflow to put in force.
//!
//! Choosing the direction of every arc for several sources is NP-complete (Kim and Shekhar 2005). Here stretches are few and
//! are given whole, so every choice is planned, and the best is taken: most persons by the horizon, then the least sum
//! of persons not yet safe, then the fewest stretches. Cost: a plan for each choice, two to the number of stretches.
//! Promise: no other choice's plan is better. The limit beside the plan is that of its own choice.
//! Twin: `tests/it/contraflow.rs`, every choice by the explicit flow.

use crate::arrivals::{Arrivals, arrivals_beside};
use crate::{PlanError, plan, plan_searching};
use passage_model::digest::Digest;
use passage_model::network::Network;
use passage_model::plan::Plan;
use passage_model::situation::{Origin, Situation};
use passage_model::work::{Unwatched, Work};
use rayon::prelude::*;
use std::cmp::Reverse;

/// More stretches are not compared: 32 plans.
const MOST_STRETCHES: usize = 5;

/// Plans with the best choice of contraflow; the situation is the one with that choice in force.
///
/// Of more than five stretches the first five are weighed, and the others stay as they are.
pub fn plan_reversing(
    network: &Network,
    situation: &Situation,
    parent: Option<Digest>,
    work: &Work<'_>,
) -> Result<(Situation, Plan), PlanError> {
    reversing(situation, |choice, work| plan(network, choice, parent, work), work)
}

/// The same where the search for better days of fleets ends after `most_sweeps` (a plan alone: 2,000). What is found in
/// fewer is a plan like others, with a limit as proven; its days may be worse.
pub fn plan_in_sweeps(
    network: &Network,
    situation: &Situation,
    most_sweeps: u64,
    work: &Work<'_>,
) -> Result<(Situation, Plan), PlanError> {
    reversing(situation, |choice, work| plan_searching(network, choice, None, most_sweeps, work), work)
}

fn reversing(
    situation: &Situation,
    plan: impl Fn(&Situation, &Work<'_>) -> Result<Plan, PlanError> + Sync,
    work: &Work<'_>,
) -> Result<(Situation, Plan), PlanError> {
    if situation.contraflow.is_empty() {
        return Ok((situation.clone(), plan(situation, work)?));
    }
    let choices: Vec<Situation> = choices(situation.contraflow.len().min(MOST_STRETCHES))
        .map(|chosen| situation.with_reversed(&chosen))
        .collect();
    let unwatched = Work { watch: &Unwatched, ..*work };
    work.watch.progress("choosing contraflow", 0, choices.len() as u64);
    let planned = choices.par_iter().map(|choice| plan(choice, &unwatched));
    let plans: Vec<Plan> = planned.collect::<Result<_, _>>()?;
    let worth = |plan: &Plan| (Reverse(plan.safe()), plan.bound.plan_sum, plan.reversed.len());
    let best = (0..plans.len()).min_by_key(|&i| (worth(&plans[i]), i)).unwrap_or(0);
    Ok((choices[best].clone(), plans[best].clone()))
}

/// The arrivals of the best choice: most persons by the horizon, then the fewest vehicles waiting over the steps.
pub(crate) fn best_arrivals(network: &Network, situation: &Situation, work: &Work<'_>) -> Result<Arrivals, PlanError> {
    let all = situation.origins.iter().map(Origin::vehicles).sum();
    let mut best: Option<Arrivals> = None;
    for chosen in choices(situation.contraflow.len().min(MOST_STRETCHES)) {
        let next = arrivals_beside(network, &situation.with_reversed(&chosen), &[], work)?;
        let worth = |of: &Arrivals| (of.persons.last().copied(), Reverse(of.not_safe_sum(all)));
        if best.as_ref().is_none_or(|best| worth(best) < worth(&next)) {
            best = Some(next);
        }
    }
    // The empty choice is always among them. Another choice may be faster in some hour.
    Ok(best.map(|best| Arrivals { most_by_every_step: false, ..best }).unwrap_or_default())
}

/// Every set of stretches, the smallest first where the numbers agree.
fn choices(stretches: usize) -> impl Iterator<Item = Vec<u32>> {
    (0u32..1 << stretches).map(move |set| (0..stretches as u32).filter(|at| set & (1 << at) != 0).collect())
}
