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

/// Vehicles received and the sum of their arrival steps, with prices behind the horizon or without, and whether it is
/// said to be the least.
fn flow(bytes: &[u8], features: Features, gives_up: bool) -> (u64, u64, bool) {
    let world = random_world(bytes, Features { checkpoints: false, ..features });
    let (network, situation) = (world.network(), &world.situation);
    let timed = expand::expand(&network, situation, reduce::reduce(&network, situation, false)).unwrap();
    let Some(class) = classes(situation, &timed).into_iter().next() else { return (0, 0, true) };
    let (sources, _) = sources(situation, &timed, &class);
    let sinks = sinks(situation, &timed, class.occupancy, &rooms(situation));
    let mut flow = Flow::new(&timed, Capacity::full(&timed), &class.kinds, &sources, &sinks).unwrap();
    if gives_up {
        flow.places.give_up();
    }
    flow.run(&Work::quiet()).unwrap();
    if gives_up {
        flow.least = flow.exchange_places(&Work::quiet()).unwrap();
    }
    let arrivals = flow.arrivals();
    (arrivals.iter().sum(), (0..).zip(&arrivals).map(|(k, n)| k * n).sum(), flow.least)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn giving_up_the_least_sum_brings_out_as_many_and_exchanges_find_it_again(
        bytes in prop::collection::vec(any::<u8>(), 0..400), crowded in any::<bool>()
    ) {
        let features = if crowded { Features::CROWDED } else { Features::TIGHT };
        let (most, least_sum, least) = flow(&bytes, features, false);
        let (received, sum, again) = flow(&bytes, features, true);
        prop_assert_eq!(received, most);
        prop_assert!(!least || least_sum <= sum);
        prop_assert!(!again || sum <= least_sum);
    }
}
