//! Checker and simulator agree on every rule, for plans that hold and for plans with one thing changed.

use super::world::Luck;
use super::{greedy, mutation, simulator};
use passage_model::check;
use passage_model::network::Network;
use passage_model::plan::Plan;
use passage_model::situation::Situation;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

fn found(network: &Network, situation: &Situation, plan: &Plan) -> BTreeSet<String> {
    check::plan(network, situation, plan).into_iter().map(|finding| finding.code.into_owned()).collect()
}

fn broken(network: &Network, situation: &Situation, plan: &Plan) -> BTreeSet<String> {
    simulator::broken_rules(network, situation, plan).into_iter().map(str::to_owned).collect()
}

/// A world and a plan for it in which somebody travels by road. People are seated in the order of leaving: where a mean is not
/// whole that may be a person too many for the cars of one site, and another plan is tried.
fn somebody_travels(luck: &mut Luck) -> (Network, Situation, Plan) {
    loop {
        let (network, situation) = greedy::random_world(luck);
        let plan = greedy::plan_by_trying(&network, &situation, luck, 30);
        let above = found(&network, &situation, &plan).contains("plan.above-the-mean");
        if plan.courses.iter().any(|course| !course.roads.is_empty()) && !above {
            return (network, situation, plan);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_plan_with_one_thing_changed_holds_exactly_if_the_simulator_says_so(seed in any::<u64>()) {
        let mut luck = Luck(seed);
        let (network, situation, plan) = somebody_travels(&mut luck);
        prop_assert_eq!(found(&network, &situation, &plan), BTreeSet::new());
        for change in mutation::ALL {
            let (mut situation, mut plan) = (situation.clone(), plan.clone());
            change.apply(&mut situation, &mut plan, &mut luck);
            if luck.once_in(2) {
                greedy::follow(&network, &situation, &mut plan);
            }
            let (found, broken) = (found(&network, &situation, &plan), broken(&network, &situation, &plan));
            prop_assert_eq!(found, broken, "after: {}", change.name);
        }
    }
}

#[test]
fn every_rule_is_broken_by_some_change_alone() {
    let mut alone: BTreeMap<String, u32> = BTreeMap::new();
    let mut luck = Luck(1);
    for _ in 0..120 {
        let (network, situation, plan) = somebody_travels(&mut luck);
        for change in mutation::ALL {
            let (mut situation, mut plan) = (situation.clone(), plan.clone());
            change.apply(&mut situation, &mut plan, &mut luck);
            greedy::finish(&network, &situation, &mut plan, true);
            let found = found(&network, &situation, &plan);
            if let (1, Some(code)) = (found.len(), found.first()) {
                *alone.entry(code.clone()).or_default() += 1;
            }
        }
    }
    let rules = [
        "plan.after-horizon",
        "plan.checkpoint-overfull",
        "plan.checkpoint-shut",
        "plan.closed-road",
        "plan.course-times",
        "plan.empty-movement",
        "plan.forbidden-turn",
        "plan.not-ready",
        "plan.out-of-order",
        "plan.reception-overfull",
        "plan.road-overfull",
        "plan.too-fast",
        "plan.waiting-room-overfull",
        "plan.waits-on-road",
        "plan.wrong-end",
        "plan.wrong-start",
    ];
    for rule in rules {
        assert!(alone.contains_key(rule), "{rule} never alone: {alone:?}");
    }
}
