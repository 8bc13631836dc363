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

/// Vehicles received, with prices behind the horizon or without.
fn flow(bytes: &[u8], gives_up: bool) -> u64 {
    let world = random_world(bytes, Features { checkpoints: false, ..Features::TIGHT });
    let (network, situation) = (world.network(), &world.situation);
    let timed = expand::expand(&network, situation, reduce::reduce(&network, situation, false)).unwrap();
    let Some(class) = classes(situation, &timed).into_iter().next() else { return 0 };
    let (sources, _) = sources(situation, &timed, &class);
    let sinks = sinks(situation, &timed, class.occupancy, &rooms(situation));
    let mut flow = Flow::new(&timed, Capacity::full(&timed), &class.kinds, &sources, &sinks).unwrap();
    if gives_up {
        flow.places.give_up();
    }
    flow.run(&Work::quiet()).unwrap();
    flow.arrivals().iter().sum()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn giving_up_the_least_sum_brings_out_as_many(
        bytes in prop::collection::vec(any::<u8>(), 0..160)
    ) {
        let most = flow(&bytes, false);
        let received = flow(&bytes, true);
        prop_assert_eq!(received, most);
    }
}
