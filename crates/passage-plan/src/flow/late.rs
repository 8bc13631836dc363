//! Changing places behind the horizon without the least sum, against the exact search, on random worlds.

use super::{Capacity, Flow};
use crate::fleet::{classes, rooms, sinks, sources};
use crate::{expand, reduce};
use passage_model::work::Work;
use proptest::prelude::*;

#[path = "../../tests/it/random.rs"]
#[allow(dead_code, reason = "shared with the integration tests")]
mod random;

use random::{Features, random_world};

/// Vehicles received, the sum of their arrival steps and the regret; with or without the least sum.
fn flow(bytes: &[u8], gives_up: bool) -> (u64, u64, u64) {
    let world = random_world(bytes, Features { checkpoints: false, ..Features::TIGHT });
    let (network, situation) = (world.network(), &world.situation);
    let timed = expand::expand(&network, situation, reduce::reduce(&network, situation, false)).unwrap();
    let Some(class) = classes(situation, &timed).into_iter().next() else { return (0, 0, 0) };
    let (sources, _) = sources(situation, &timed, &class);
    let sinks = sinks(situation, &timed, class.occupancy, &rooms(situation));
    let mut flow = Flow::new(&timed, Capacity::full(&timed), &class.kinds, &sources, &sinks).unwrap();
    if gives_up {
        flow.places.give_up();
    }
    flow.run(&Work::quiet()).unwrap();
    let arrivals = flow.arrivals();
    let sum = arrivals.iter().enumerate().map(|(k, n)| k as u64 * n).sum();
    (arrivals.iter().sum(), sum, flow.regret)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn giving_up_the_least_sum_brings_out_as_many_and_costs_no_more_than_the_regret(
        bytes in prop::collection::vec(any::<u8>(), 0..160)
    ) {
        let (most, least_sum, _) = flow(&bytes, false);
        let (received, sum, regret) = flow(&bytes, true);
        prop_assert_eq!(received, most);
        prop_assert!(sum >= least_sum);
        prop_assert!(sum - least_sum <= regret);
    }
}

#[test]
fn some_of_these_worlds_need_it() {
    let mut luck = 1u64;
    let mut differ = 0;
    for _ in 0..3000 {
        let bytes: Vec<u8> = (0..160)
            .map(|_| {
                luck = luck.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                (luck >> 33) as u8
            })
            .collect();
        differ += u32::from(flow(&bytes, true).2 > 0);
    }
    assert!(differ > 0, "no world with regret");
}
