//! The documents: the plan is of a version known here, made from this network and this scenario, and in order.

use super::case::Case;
use super::tally::{Fault, Rule, Tally};
use super::words::{clock, span};
use crate::network::Network;
use crate::plan::PLAN_VERSION;
use crate::situation::Situation;

static NEWER: Rule = Rule {
    code: "plan.newer-version",
    fault: "the plan is of a version that this program does not know",
    advice: "Check it with the program that made it, or a newer one.",
};
static OTHER_NETWORK: Rule = Rule {
    code: "plan.other-network",
    fault: "the plan was made for another network",
    advice: "Give the network that the plan names, or make the plan anew on this one.",
};
static OTHER_SCENARIO: Rule = Rule {
    code: "plan.other-scenario",
    fault: "the plan was made for another scenario",
    advice: "Give the scenario that the plan names, or make the plan anew for this one.",
};
static OTHER_TERMS: Rule = Rule {
    code: "plan.other-terms",
    fault: "the plan was made on other terms than it is checked on",
    advice: "Check it with the reading, step, horizon and contraflow that it was made with.",
};
static OUT_OF_ORDER: Rule = Rule {
    code: "plan.out-of-order",
    fault: "the plan is not sorted",
    advice: "The plan was changed after it was made. Make it anew.",
};
static OTHER_SITUATION: Rule = Rule {
    code: "plan.situation-of-another-network",
    fault: "the scenario was laid over another network",
    advice: "Lay the scenario over the network that the plan is to be checked on.",
};

/// Whether the situation refers only to what the network has; nothing can be checked otherwise.
pub(super) fn situation_fits(network: &Network, situation: &Situation, tally: &mut Tally) -> bool {
    let (roads, junctions) = (network.road_count(), network.junction_count());
    let openings_known = situation.roads.iter().all(|r| r.opening.index() < situation.openings.len());
    let here = situation.origins.iter().map(|o| o.junction).chain(situation.receptions.iter().map(|r| r.junction));
    let begun = situation.fleets.iter().flat_map(|fleet| &fleet.begun).map(|begun| begun.junction);
    let here = here.chain(situation.fleets.iter().map(|fleet| fleet.depot)).chain(begun);
    let here = here.chain(situation.footways.iter().map(|footway| footway.far));
    let mut walkers = situation.footways.iter().flat_map(|footway| &footway.walkers);
    let walkers_known = walkers.all(|walkers| walkers.origin.index() < situation.origins.len());
    let junctions_known = here.chain(situation.checkpoints.iter().map(|c| c.junction)).all(|j| j.index() < junctions);
    let mut carried = situation.origins.iter().flat_map(|origin| &origin.carried_by);
    let fleets_known = carried.all(|fleet| fleet.index() < situation.fleets.len());
    let fits = fleets_known
        && walkers_known
        && situation.roads.len() == roads
        && openings_known
        && junctions_known
        && situation.step.0 > 0;
    if !fits {
        tally.add(&OTHER_SITUATION, || {
            let words = format!("it describes {} roads of a network of {roads}", situation.roads.len());
            Fault::new(format!("scenario {}", situation.scenario.short()), words)
        });
    }
    fits
}

/// Version, digests, terms and order.
pub(super) fn check(case: &Case, tally: &mut Tally) {
    let (plan, situation) = (case.plan, case.situation);
    if plan.version > PLAN_VERSION || plan.version == 0 {
        let words = format!("{}, where {PLAN_VERSION} is the newest known", plan.version);
        tally.add(&NEWER, || Fault::new("version", words));
    }
    let mut same = |rule, what: &str, ours: String, given: String| {
        if ours != given {
            tally.add(rule, || Fault::new(what, format!("the plan says {ours}, not {given}")));
        }
    };
    same(&OTHER_NETWORK, "network", plan.network.to_string(), situation.network.to_string());
    same(&OTHER_SCENARIO, "scenario", plan.scenario.to_string(), situation.scenario.to_string());
    same(&OTHER_TERMS, "reading", format!("{:?}", plan.reading), format!("{:?}", situation.reading));
    same(&OTHER_TERMS, "step", span(plan.step), span(situation.step));
    same(&OTHER_TERMS, "horizon", clock(plan.horizon), clock(situation.horizon));
    same(&OTHER_TERMS, "contraflow", format!("{:?}", plan.reversed), format!("{:?}", situation.reversed));

    for (i, pair) in plan.movements.windows(2).enumerate() {
        let key = |m: &crate::plan::Movement| (m.departure, m.origin, m.course);
        if key(&pair[0]) > key(&pair[1]) {
            let words = format!("it leaves at {}, listed after {}", clock(pair[1].departure), clock(pair[0].departure));
            tally.add(&OUT_OF_ORDER, || Fault::new(format!("movement {}", i + 1), words));
        }
    }
}
