//! Plans: refused with a word why, or read, written the same again, and checked against the roads they are for.
#![no_main]

use libfuzzer_sys::fuzz_target;
use passage_fuzz::{check_findings, small};
use passage_model::finding::any_error;
use passage_model::network::Network;
use passage_model::situation::Situation;
use passage_model::{check, plan};
use std::sync::LazyLock;

static CASE: LazyLock<(Network, Situation)> = LazyLock::new(|| (small::network(), small::situation()));

fuzz_target!(|bytes: &[u8]| {
    let (plan, findings) = plan::read(bytes);
    check_findings(&findings);
    let Some(mut plan) = plan else {
        assert!(any_error(&findings), "no plan and no word why");
        return;
    };
    let written = serde_json::to_vec(&plan).expect("a plan is written");
    assert_eq!(plan::read(&written).0.as_ref(), Some(&plan));
    let (network, situation) = &*CASE;
    check_findings(&check::plan(network, situation, &plan));
    // What is behind the digests, too.
    plan.network = situation.network;
    plan.scenario = situation.scenario;
    check_findings(&check::plan(network, situation, &plan));
});
