//! The outer side of the bracket: never below a plan, whatever its steps, and near it where it should be.

use crate::random::{Features, random_world};
use crate::world::{World, open};
use passage_model::plan::{Plan, Safe};
use passage_model::time::Clock;
use passage_model::units::{Persons, Seconds};
use passage_model::work::Work;
use passage_plan::outer;
use proptest::prelude::*;

fn limit(world: &World) -> Vec<Safe> {
    outer(&world.network(), &world.situation, &Work::quiet()).unwrap().unwrap()
}

fn at(curve: &[Safe], by: Clock) -> (u32, u32) {
    curve.iter().rfind(|safe| safe.by <= by).map_or((0, 0), |safe| (safe.persons.0, safe.vehicles.0))
}

fn in_steps_of(world: &World, step: u32) -> Plan {
    let mut finer = world.clone();
    finer.situation.step = Seconds(step);
    finer.plan()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_plan_in_any_steps_is_above_the_outer_limit(
        bytes in prop::collection::vec(any::<u8>(), 0..300), kind in 0..5usize, step in 0..6usize
    ) {
        let all = [Features::PLAIN, Features::TIGHT, Features::MIXED, Features::ROUGH, Features::CROWDED];
        let mut world = random_world(&bytes, all[kind]);
        let step = [60, 30, 20, 12, 5, 1][step];
        // Every vehicle drives every road in its time: nothing is rounded in the finer plan.
        let fine = step * 1000;
        let rounds = step < 60 && world.situation.roads.iter().any(|road| road.travel.0 % fine != 0);
        if rounds {
            world.situation.roads.iter_mut().for_each(|road| road.travel.0 = road.travel.0.next_multiple_of(fine));
        }
        let outer = limit(&world);
        let plan = in_steps_of(&world, step);
        for k in 1..=24 {
            let by = Clock(k * 60);
            let (plan, limit) = (at(&plan.curve, by), at(&outer, by));
            // Only at a full site do people sit closer in the vehicles that come first than the mean says.
            prop_assert!(plan.0 <= limit.0 || all[kind].rough, "{plan:?} by {by:?} in steps of {step}, {limit:?}: {world:?}");
            prop_assert!(plan.1 <= limit.1, "{plan:?} by {by:?} in steps of {step}, {limit:?}: {world:?}");
        }
        prop_assert!(plan.safe().0 <= at(&outer, world.situation.horizon).0);
    }
}

#[test]
fn a_window_is_counted_to_the_second_and_not_in_steps() {
    let mut world = World::new(2, 7200);
    // Who leaves in the first 40 minutes and a second is through in time: 401 cars at 600 an hour, or one more.
    world.road(0, 1, 1000.0, 600, open(&[(0, 3401)]));
    world.cars(0, 2000);
    world.reception(1, 10_000);
    assert_eq!(in_steps_of(&world, 60).safe(), Persons(390));
    assert_eq!(in_steps_of(&world, 600).safe(), Persons(300));
    assert_eq!(in_steps_of(&world, 1).safe(), Persons(400));
    assert_eq!(at(&limit(&world), Clock(7200)).0, 401);
    world.situation.step = Seconds(600);
    assert_eq!(at(&limit(&world), Clock(7200)).0, 401);
}

#[test]
fn slow_checkpoints_are_counted_over_spans_and_not_step_by_step() {
    let mut world = World::new(3, 36_000);
    world.road(0, 1, 100.0, 1200, open(&[(0, 36_000)]));
    world.road(1, 2, 100.0, 1200, open(&[(0, 36_000)]));
    world.cars(0, 2000);
    world.waiting(1, 100);
    // 15 an hour: one in four steps, each of which could not be rounded up.
    world.checkpoint(1, [15, 0, 0], open(&[(3600, 7200), (10_800, 14_400)]));
    world.reception(2, 10_000);
    let plan = world.plan().safe();
    let most = at(&limit(&world), Clock(36_000)).0;
    assert!(plan.0 >= 29 && most <= 32, "{plan:?} {most}");
}

#[test]
fn detours_over_many_roads_lose_less_than_a_step_on_each() {
    let mut world = World::new(12, 3600);
    for i in 0..11 {
        world.road(i, i + 1, 61.0, 600, open(&[(0, 3600)]));
    }
    world.cars(0, 2000);
    world.reception(11, 10_000);
    let (plan, most) = (world.plan().safe().0, at(&limit(&world), Clock(3600)).0);
    // 671 s on the way: 2,929 s of 3,600 are left to leave in, at one car in 6 s.
    assert!(plan >= 470 && most <= 489, "{plan} {most}");
}
