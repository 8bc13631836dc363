//! Contraflow: the best of all choices, and what it is worth.

use crate::random::{Features, random_world};
use crate::world::World;
use passage_model::check;
use passage_model::id::RoadId;
use passage_model::situation::{Contraflow, VehicleKind};
use passage_model::time::Opening;
use passage_model::units::{Persons, VehiclesPerHour};
use passage_model::work::Work;
use passage_plan::{plan, plan_reversing};
use proptest::prelude::*;

#[test]
fn the_lane_that_nobody_needs_is_given_to_those_who_leave() {
    let mut world = World::new(2, 3600);
    let out = RoadId(world.road(0, 1, 600.0, 600, Opening::always()));
    let back = RoadId(world.road(1, 0, 600.0, 600, Opening::always()));
    world.origin(0, VehicleKind::OwnCar, 2000, 1.0, 0);
    world.reception(1, 10_000);
    let keep = VehiclesPerHour(60);
    world.situation.contraflow = vec![Contraflow { name: "the bridge".to_owned(), roads: vec![(out, back)], keep }];
    let network = world.network();
    let alone = plan(&network, &world.situation, None, &Work::quiet()).unwrap();
    let (situation, both) = plan_reversing(&network, &world.situation, None, &Work::quiet()).unwrap();
    assert_eq!(both.reversed, [0]);
    // 50 minutes of departures: ten minutes of the hour are the journey.
    assert_eq!(alone.safe(), Persons(500));
    assert_eq!(both.safe(), Persons(950));
    assert_eq!(both.bound.persons, Persons(950));
    assert_eq!(check::plan(&network, &situation, &both), []);
    let faults = check::plan(&network, &world.situation, &both);
    assert!(faults.iter().any(|fault| fault.code == "plan.other-terms"), "{faults:?}");
}

#[test]
fn a_road_keeps_what_it_is_told_to_keep() {
    let mut world = World::new(2, 3600);
    let out = RoadId(world.road(0, 1, 60.0, 600, Opening::always()));
    let back = RoadId(world.road(1, 0, 60.0, 40, Opening::always()));
    let stretch = |keep| Contraflow { name: String::new(), roads: vec![(out, back)], keep: VehiclesPerHour(keep) };
    world.situation.contraflow = vec![stretch(100), stretch(10)];
    let kept = world.situation.with_reversed(&[0]);
    assert_eq!((kept.roads[0].capacity.0, kept.roads[1].capacity.0), (600, 40));
    // A road that two stretches share is given once.
    let given = world.situation.with_reversed(&[0, 1, 7]);
    assert_eq!((given.roads[0].capacity.0, given.roads[1].capacity.0), (630, 10));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_choice_does_better_and_the_best_one_holds(
        bytes in prop::collection::vec(any::<u8>(), 20..300), pairs in prop::collection::vec((any::<u32>(), any::<u32>()), 1..4)
    ) {
        let mut world = random_world(&bytes, Features::TIGHT);
        let roads = world.situation.roads.len() as u32;
        prop_assume!(roads > 1);
        let stretch = |(out, back): (u32, u32)| Contraflow {
            name: "stretch".to_owned(),
            roads: vec![(RoadId(out % roads), RoadId(back % roads))],
            keep: VehiclesPerHour(5),
        };
        world.situation.contraflow = pairs.into_iter().filter(|(a, b)| a % roads != b % roads).map(stretch).collect();
        let network = world.network();
        let (situation, best) = plan_reversing(&network, &world.situation, None, &Work::quiet()).unwrap();
        prop_assert_eq!(check::plan(&network, &situation, &best), []);
        let stretches = world.situation.contraflow.len();
        for set in 0u32..1 << stretches {
            let chosen: Vec<u32> = (0..stretches as u32).filter(|at| set & (1 << at) != 0).collect();
            let other = plan(&network, &world.situation.with_reversed(&chosen), None, &Work::quiet()).unwrap();
            prop_assert!(other.safe() <= best.safe());
            prop_assert!(other.safe() < best.safe() || other.bound.plan_sum >= best.bound.plan_sum);
        }
    }
}
