//! Calling forward: no more people at an assembly point than may be there, and what that costs.

use crate::random::{Features, random_world};
use crate::world::{World, must_hold};
use passage_model::check;
use passage_model::id::JunctionId;
use passage_model::plan::BottleneckAt;
use passage_model::situation::{Crowd, VehicleKind};
use passage_model::time::{Clock, Interval, Opening};
use passage_model::units::{Persons, Seconds};
use passage_model::work::Work;
use passage_plan::plan;
use proptest::prelude::*;

fn crowd(junction: u32, most: u32, gather: u32) -> Crowd {
    let name = format!("point {junction}");
    Crowd { name, junction: JunctionId(junction), most: Persons(most), gather: Seconds(gather) }
}

fn square() -> World {
    let mut world = World::new(2, 3600);
    world.road(0, 1, 600.0, 600, Opening::always());
    world.origin(0, VehicleKind::OwnCar, 2000, 3.0, 0);
    world.reception(1, 10_000);
    world
}

#[test]
fn people_are_called_forward_and_the_limit_is_what_holds_them_up() {
    let mut world = square();
    let network = world.network();
    let free = plan(&network, &world.situation, None, &Work::quiet()).unwrap();
    // 300 in half an hour, of the 900 that the road takes.
    world.situation.crowds = vec![crowd(0, 300, 1800)];
    let called = plan(&network, &world.situation, None, &Work::quiet()).unwrap();
    must_hold(&network, &world.situation, &called);
    assert_eq!(free.safe(), Persons(1500));
    // 50 minutes of departures: a hundred cars at once, and after 30 minutes as many again.
    assert_eq!(called.safe(), Persons(600));
    assert!(called.bound.persons >= called.safe() && called.bound.persons <= Persons(600), "{:?}", called.bound);
    assert!(called.bottlenecks.iter().any(|full| full.at == BottleneckAt::Assembly(0)), "{:?}", called.bottlenecks);
    let faults = check::plan(&network, &world.situation, &free);
    assert!(faults.iter().any(|fault| fault.code == "plan.crowd"), "{faults:?}");
}

#[test]
fn a_short_window_has_two_bursts_where_even_calling_would_halve_the_second() {
    // Open for entries from 30 to 82 minutes after the H-hour. 66 cars of three in any half hour: from minute 30 on as
    // fast as the road takes them, and again from minute 60 on; evenly it would be 52 / 30 of 66.
    let mut world = square();
    world.situation.openings[0] =
        Opening::within(vec![Interval { from: Clock(1800), until: Clock(1800 + 52 * 60 + 660) }]);
    world.situation.horizon = Clock(3 * 3600);
    world.situation.crowds = vec![crowd(0, 200, 1800)];
    let called = world.plan();
    assert_eq!(called.safe(), Persons(2 * 66 * 3));
    let first: Vec<Clock> = called.movements.iter().take(7).map(|movement| movement.departure).collect();
    assert!(first[0] == Clock(1800) && first.last().unwrap() <= &Clock(1800 + 8 * 60), "{first:?}");
}

#[test]
fn a_limit_below_one_car_lets_nobody_go() {
    let mut world = square();
    world.situation.crowds = vec![crowd(0, 2, 1800)];
    let network = world.network();
    let nobody = plan(&network, &world.situation, None, &Work::quiet()).unwrap();
    must_hold(&network, &world.situation, &nobody);
    assert_eq!(nobody.safe(), Persons(0));
}

/// Persons who have left a junction by each moment, by the plan.
fn largest_crowd(world: &World, plan: &passage_model::plan::Plan, crowd: &Crowd) -> u32 {
    let here: Vec<_> = plan
        .movements
        .iter()
        .filter(|m| world.situation.origins[m.origin.index()].junction == crowd.junction)
        .map(|m| (m.departure, m.persons.0))
        .collect();
    let present =
        |from: Clock| here.iter().filter(|(at, _)| *at >= from && *at < from + crowd.gather).map(|(_, n)| n).sum();
    here.iter().map(|(at, _)| present(*at)).max().unwrap_or(0)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn crowds_are_never_too_large_and_the_limit_is_never_below_the_answer(
        bytes in prop::collection::vec(any::<u8>(), 20..300), most in 0u32..40, steps in 1u32..8, whole in any::<bool>()
    ) {
        let mut world = random_world(&bytes, if whole { Features::TIGHT } else { Features::CROWDED });
        let network = world.network();
        // Nobody may wait on the way where people are called: so that the free plan is one of the others.
        let origins = world.situation.origins.clone();
        world.situation.waiting.retain(|place| !origins.iter().any(|origin| origin.junction == place.junction));
        let free = plan(&network, &world.situation, None, &Work::quiet()).unwrap();
        let gather = world.situation.step.0 * steps;
        let mut junctions: Vec<u32> = world.situation.origins.iter().map(|o| o.junction.0).collect();
        junctions.sort_unstable();
        junctions.dedup();
        world.situation.crowds = junctions.into_iter().map(|at| crowd(at, most, gather)).collect();
        let called = plan(&network, &world.situation, None, &Work::quiet()).unwrap();
        must_hold(&network, &world.situation, &called);
        for crowd in &world.situation.crowds {
            prop_assert!(largest_crowd(&world, &called, crowd) <= most);
        }
        prop_assert!(called.bound.persons >= called.safe());
        prop_assert!(called.safe() <= free.bound.persons);
        // What a free plan does within the limit shows that the limit of the other is no lower.
        if world.situation.crowds.iter().all(|crowd| largest_crowd(&world, &free, crowd) <= most) {
            for safe in &free.curve {
                let limit = called.bound.curve.iter().rfind(|limit| limit.by <= safe.by);
                prop_assert!(limit.is_some_and(|limit| limit.persons >= safe.persons), "{:?} {:?}", safe, called.bound);
            }
        }
    }
}
