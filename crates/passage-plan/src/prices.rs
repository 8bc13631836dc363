//! What each thing that people weigh costs: for each, a plan with it first beside a plan without.
//!
//! Both are plans that hold, made by the same planner on the same roads; the price by an hour is the difference of the
//! persons safe by then. Cost: a plan for each thing that a scenario names, and one that is free of them all.

use crate::{PlanError, plan, plan_reversing, weigh, weighed_beside};
use passage_model::digest::Digest;
use passage_model::network::Network;
use passage_model::plan::Plan;
use passage_model::situation::Situation;
use passage_model::time::Clock;
use passage_model::weighing::{Objective, Weighing};
use passage_model::work::Work;

/// One thing that people weigh, and the plan that weighs it otherwise.
#[derive(Clone, Debug)]
pub struct Priced {
    /// What it is.
    pub objective: Objective,
    /// Whether the plan has it before people; `other` is then the plan without it. If not, `other` is the one that has.
    pub binds: bool,
    /// The other plan; its limits are those of the plan that is free of all.
    pub other: Plan,
}

impl Priced {
    /// How many fewer persons are safe by a moment for its sake; below zero where more are, which is only possible with
    /// several occupancies or full sites.
    pub fn costs(&self, plan: &Plan, by: Clock) -> i64 {
        let (own, other) = (i64::from(plan.safe_by(by).0), i64::from(self.other.safe_by(by).0));
        if self.binds { other - own } else { own - other }
    }

    /// When it costs most: the first such moment of either curve, with the price; `None` where it costs nobody at any.
    pub fn most(&self, plan: &Plan) -> Option<(Clock, i64)> {
        let moments = plan.curve.iter().chain(&self.other.curve).map(|safe| safe.by);
        let costs = moments.map(|by| (by, self.costs(plan, by)));
        costs.max_by_key(|&(by, cost)| (cost, std::cmp::Reverse(by))).filter(|(_, cost)| *cost > 0)
    }
}

/// Plans `situation` as [`plan`] does, and says what each thing costs that a scenario names, and exposure wherever anybody
/// is exposed. Where stretches may be given to contraflow the situation is the one with the best choice for this plan, and
/// the other plans keep to it.
pub fn plan_priced(
    network: &Network,
    situation: &Situation,
    parent: Option<Digest>,
    work: &Work<'_>,
) -> Result<(Situation, Plan, Vec<Priced>), PlanError> {
    let reversing = !situation.contraflow.is_empty() && situation.reversed.is_empty();
    let chosen = if reversing { Some(plan_reversing(network, situation, parent, work)?) } else { None };
    let situation = chosen.as_ref().map_or(situation, |chosen| &chosen.0);
    let weighed_as = |weighing: Weighing| Situation { weighing, ..situation.clone() };
    let free = plan(network, &weighed_as(Weighing::default()), parent, work)?;
    let beside = |situation: &Situation| {
        if weigh::binds(situation) { weighed_beside(network, situation, &free, work) } else { Ok(free.clone()) }
    };
    let own = match &chosen {
        Some((_, plan)) => plan.clone(),
        None => beside(situation)?,
    };
    let weighing = &situation.weighing;
    let exposed = own.figures.as_ref().is_some_and(|figures| figures.exposure > 0);
    let mut prices = Vec::new();
    for objective in [Objective::Fairness, Objective::Exposure, Objective::Waiting] {
        let asked = match objective {
            Objective::Fairness => weighing.fairness.is_some(),
            Objective::Exposure => exposed || weighing.named.contains(&objective),
            _ => weighing.named.contains(&objective),
        };
        let binds = weighing.binds(objective);
        let other = weighed_as(if binds { weighing.without(objective) } else { weighing.with_first(objective) });
        // Where neither way has anything to decide there is no price.
        if asked && (weigh::decides(situation, objective) || weigh::decides(&other, objective)) {
            prices.push(Priced { objective, binds, other: beside(&other)? });
        }
    }
    Ok((situation.clone(), own, prices))
}
