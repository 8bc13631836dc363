//! The planner against its twin on many random worlds.

use crate::random::{Features, expose, random_world, safe_by_step, sum_of_arrivals};
use crate::twin::{Graph, borne, least_burden, truth};
use passage_model::plan::BoundKind;
use passage_model::situation::CarEquivalents;
use passage_model::work::Work;
use proptest::prelude::*;

fn cases(count: u32) -> ProptestConfig {
    ProptestConfig { cases: count, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(cases(1500))]

    #[test]
    fn with_room_for_all_every_hour_is_as_good_as_it_alone_could_be(
        bytes in prop::collection::vec(any::<u8>(), 0..160)
    ) {
        let world = random_world(&bytes, Features::PLAIN);
        let plan = world.plan();
        let truth = truth(&world);
        prop_assert_eq!(safe_by_step(&plan), truth.most, "{:?} in {:?}", plan.movements, world);
        prop_assert_eq!(sum_of_arrivals(&plan), truth.least_sum, "{:?} in {:?}", plan.movements, world);
    }

    #[test]
    fn nobody_is_in_danger_on_the_road_or_waiting_for_longer_than_the_same_arrivals_need(
        bytes in prop::collection::vec(any::<u8>(), 0..160), exposed in any::<u64>()
    ) {
        let mut world = random_world(&bytes, Features::PLAIN);
        expose(&mut world, exposed);
        let plan = world.plan();
        prop_assert_eq!(borne(&world, &plan), least_burden(&world), "{:?} in {:?}", plan.movements, world);
    }

    #[test]
    fn beside_full_reception_sites_too(
        bytes in prop::collection::vec(any::<u8>(), 0..240), exposed in any::<u64>(), crowded in any::<bool>()
    ) {
        let mut world = random_world(&bytes, if crowded { Features::CROWDED } else { Features::TIGHT });
        expose(&mut world, exposed);
        let plan = world.plan();
        prop_assert_eq!(borne(&world, &plan), least_burden(&world), "{:?} in {:?}", plan.movements, world);
    }

    #[test]
    fn with_full_reception_sites_most_are_safe_and_as_early_as_can_be(
        bytes in prop::collection::vec(any::<u8>(), 0..160)
    ) {
        let world = random_world(&bytes, Features::TIGHT);
        let plan = world.plan();
        let truth = truth(&world);
        let safe = safe_by_step(&plan);
        prop_assert_eq!(safe.last(), truth.most.last());
        prop_assert_eq!(sum_of_arrivals(&plan), truth.least_sum, "{:?} in {:?}", plan.movements, world);
        for (k, &most) in truth.most.iter().enumerate() {
            let limit = plan.bound.curve.iter().rfind(|s| s.by.0 <= (k as u32 + 1) * 60);
            prop_assert!(limit.map_or(0, |s| i64::from(s.vehicles.0)) >= most);
        }
    }

    #[test]
    fn without_a_plan_as_many_are_safe_by_each_step_as_with_one(
        bytes in prop::collection::vec(any::<u8>(), 0..400), kind in 0..5usize
    ) {
        let all = [Features::PLAIN, Features::TIGHT, Features::MIXED, Features::ROUGH, Features::CROWDED];
        let world = random_world(&bytes, all[kind]);
        let plan = world.plan();
        let arrivals = passage_plan::arrivals(&world.network(), &world.situation, &Work::quiet()).unwrap();
        let safe: Vec<i64> = arrivals.vehicles.iter().map(|safe| i64::from(safe.0)).collect();
        prop_assert_eq!(safe.last().copied(), safe_by_step(&plan).last().copied());
        if !all[kind].rough {
            // A plan is written to the second, between the steps. Beside full sites it may have other arrivals of the
            // same sum: those with the least burden.
            let planned = safe_by_step(&plan);
            let sum = |safe: &[i64]| safe.iter().sum::<i64>();
            prop_assert_eq!(sum(&safe), sum(&planned));
            let full = world.situation.receptions.iter().any(|site| {
                let there = plan.movements.iter().filter(|movement| {
                    world.situation.receptions[movement.reception.index()].junction == site.junction
                });
                there.map(|movement| movement.persons.0).sum::<u32>() + 6 > site.room.0
            });
            prop_assert!(full || safe == planned, "{:?} {:?}", safe, planned);
        }
        prop_assert!(arrivals.persons.last().is_some_and(|persons| *persons >= plan.safe()));
        // The twin knows whole steps and one occupancy.
        let known = !all[kind].rough && !all[kind].mixed;
        if known && arrivals.most_by_every_step {
            prop_assert_eq!(&safe, &truth(&world).most);
        }
        if known && arrivals.least_sum {
            let sum: i64 = (0..).zip(safe.windows(2)).map(|(k, pair)| (k + 1) * (pair[1] - pair[0])).sum();
            prop_assert_eq!(sum, truth(&world).least_sum);
        }
    }

    #[test]
    fn mixed_vehicles_that_share_the_roads_bring_out_as_many_persons_as_can_be(
        bytes in prop::collection::vec(any::<u8>(), 0..160)
    ) {
        let world = random_world(&bytes, Features::MIXED);
        let plan = world.plan();
        prop_assert_eq!(i64::from(plan.safe().0), Graph::heaviest(&world), "{:?} in {:?}", plan.movements, world);
        prop_assert_eq!(plan.bound.persons, plan.safe());
        prop_assert!(plan.bound.not_safe_sum <= plan.bound.plan_sum);
    }

    #[test]
    fn whatever_the_world_the_plan_holds_and_the_limit_is_above_it(
        bytes in prop::collection::vec(any::<u8>(), 0..200)
    ) {
        let mut world = random_world(&bytes, Features::ROUGH);
        if bytes.len() % 2 == 1 {
            world.situation.equivalents = [100, 250, 100, 250, 100].map(CarEquivalents);
        }
        let plan = world.plan();
        prop_assert!(plan.bound.persons >= plan.safe());
        prop_assert!(plan.bound.not_safe_sum <= plan.bound.plan_sum);
        for safe in &plan.curve {
            let limit = plan.bound.curve.iter().rfind(|s| s.by.0 <= safe.by.0.next_multiple_of(60));
            prop_assert!(limit.is_some_and(|s| s.persons >= safe.persons), "{:?}", plan);
        }
    }
}

proptest! {
    #![proptest_config(cases(150))]

    #[test]
    fn in_a_crowd_most_are_safe_as_early_as_can_be_and_no_more_is_said_of_the_hours_than_is_true(
        bytes in prop::collection::vec(any::<u8>(), 0..400)
    ) {
        let world = random_world(&bytes, Features::CROWDED);
        let plan = world.plan();
        let truth = truth(&world);
        let safe = safe_by_step(&plan);
        prop_assert_eq!(safe.last(), truth.most.last());
        prop_assert_eq!(sum_of_arrivals(&plan), truth.least_sum);
        prop_assert!(plan.bound.not_safe_sum <= truth.least_not_safe(&world), "{:?}", world);
        prop_assert!(plan.bound.kind != BoundKind::Exact || safe == truth.most);
    }
}

#[test]
fn the_same_situation_gives_the_same_bytes_on_one_thread_and_on_two() {
    let bytes: Vec<u8> = (0..200u32).map(|i| (i * 7919 % 251) as u8).collect();
    let world = random_world(&bytes, Features::ROUGH);
    let on = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| passage_model::digest::canonical_json(&world.plan()))
    };
    let plan = on(1);
    assert_eq!(plan, on(2));
    assert!(plan.contains("movements"));
}
