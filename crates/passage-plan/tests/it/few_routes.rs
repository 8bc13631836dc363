//! Plans of few routes and slots: they obey every rule, are never above the exact plan, and as good as it where they can be.

use crate::certificate::above_the_mean;
use crate::random::{Features, random_world};
use crate::twin::truth;
use crate::world::{World, must_hold};
use passage_model::id::{OriginId, RoadId};
use passage_model::plan::{Plan, Slots};
use passage_model::time::Clock;
use passage_model::units::Seconds;
use passage_model::work::Work;
use passage_plan::{Followed, few_routes};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

fn followed(world: &World, routes: u32, slot: u32) -> (Plan, Followed) {
    let network = world.network();
    let exact = passage_plan::plan(&network, &world.situation, None, &Work::quiet()).unwrap();
    let how = Slots { routes, length: Seconds(slot), into: Seconds(0) };
    let few = few_routes(&network, &world.situation, &exact, how, &Work::quiet()).unwrap();
    must_hold(&network, &world.situation, &few.plan);
    (exact, few)
}

/// For each group its sites and roads.
type Ways = BTreeMap<OriginId, BTreeSet<(u32, Vec<RoadId>)>>;

fn ways(plan: &Plan) -> Ways {
    let mut ways = Ways::new();
    for movement in &plan.movements {
        let way = (movement.reception.0, plan.course(movement).roads.clone());
        ways.entry(movement.origin).or_default().insert(way);
    }
    ways
}

/// A group, its site and roads, and the number of the slot.
type Slot = (OriginId, u32, Vec<RoadId>, u32);

/// Vehicles of each way and slot in each step from the first to the last departure.
fn rates(plan: &Plan, slot: u32) -> Vec<Vec<u32>> {
    let mut slots: BTreeMap<Slot, BTreeMap<u32, u32>> = BTreeMap::new();
    for movement in &plan.movements {
        let roads = plan.course(movement).roads.clone();
        let key = (movement.origin, movement.reception.0, roads, movement.departure.0 / slot);
        *slots.entry(key).or_default().entry(movement.departure.0).or_default() += movement.vehicles.0;
    }
    let step = plan.step.0;
    slots
        .into_values()
        .map(|leave| {
            let (first, last) = (*leave.keys().next().unwrap(), *leave.keys().next_back().unwrap());
            (first..=last).step_by(step as usize).map(|at| leave.get(&at).copied().unwrap_or(0)).collect()
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn few_ways_obey_every_rule_and_are_never_above_the_exact_plan(
        bytes in prop::collection::vec(any::<u8>(), 0..300), kind in 0..5usize, routes in 1..3u32, slot in 0..3usize
    ) {
        let all = [Features::PLAIN, Features::TIGHT, Features::MIXED, Features::ROUGH, Features::CROWDED];
        let (world, slot) = (random_world(&bytes, all[kind]), [60, 300, 900][slot]);
        let (exact, few) = followed(&world, routes, slot);
        for by in (0..=24).map(|k| Clock(k * 60)) {
            let limit = few.plan.bound.curve.iter().rfind(|safe| safe.by <= by).map_or(0, |safe| safe.persons.0);
            // By an hour people are counted at the mean: each site may have a whole person more.
            prop_assert!(few.plan.safe_by(by).0 <= limit + above_the_mean(&world) as u32);
        }
        prop_assert!(few.plan.bound.persons <= exact.bound.persons);
        for (origin, ways) in ways(&few.plan) {
            prop_assert!(ways.len() <= routes as usize, "{origin:?} has {ways:?}");
        }
        for rates in rates(&few.plan, slot) {
            let (least, most) = (rates.iter().min().unwrap(), rates.iter().max().unwrap());
            prop_assert!(most - least <= 1, "{rates:?} within {slot} s");
        }
    }

    #[test]
    fn one_way_for_one_group_is_the_best_that_there_is(bytes in prop::collection::vec(any::<u8>(), 0..160)) {
        let mut world = random_world(&bytes, Features::PLAIN);
        world.situation.origins.truncate(1);
        world.situation.waiting.clear();
        let (_, few) = followed(&world, 1, 60);
        if few.all_tried {
            // A way alone has other beats than within its network: each of its roads may pass a vehicle more or less.
            let full = world.situation.origins.first().map_or(1, |origin| origin.per_vehicle.most_in_one().0);
            let (safe, best) = (few.plan.safe().0, best_single_way(&world));
            prop_assert!(safe.abs_diff(best) <= best / 10 + 4 * full, "{} {} {:?} {:?}", safe, best, few.plan.movements, world);
        }
    }
}

/// The most that any one way can bring out, each an explicit network of its roads alone.
fn best_single_way(world: &World) -> u32 {
    let home = world.situation.origins[0].junction.0;
    let sites: BTreeSet<u32> = world.situation.receptions.iter().map(|site| site.junction.0).collect();
    let mut best = 0;
    let mut open: Vec<(u32, Vec<usize>)> = vec![(home, Vec::new())];
    while let Some((at, roads)) = open.pop() {
        if sites.contains(&at) {
            let mut alone = world.clone();
            let (mut kept, mut used) = (Vec::new(), Vec::new());
            for &road in &roads {
                kept.push(alone.roads[road]);
                used.push(alone.situation.roads[road]);
            }
            alone.bans = world
                .bans
                .iter()
                .filter_map(|&(from, onto)| {
                    let place = |road: u32| roads.iter().position(|r| *r == road as usize);
                    Some((place(from)? as u32, place(onto)? as u32))
                })
                .collect();
            (alone.roads, alone.situation.roads) = (kept, used);
            alone.situation.receptions.retain(|site| site.junction.0 == at);
            best = best.max(truth(&alone).most.last().copied().unwrap_or(0) as u32);
        }
        for (road, &(from, to)) in world.roads.iter().enumerate() {
            let passed = to == home || roads.iter().any(|&r| world.roads[r].1 == to);
            if from == at && !passed {
                open.push((to, roads.iter().copied().chain([road]).collect()));
            }
        }
    }
    best
}

#[test]
fn a_slot_is_one_line_and_its_cars_leave_evenly() {
    let mut world = World::new(3, 3600);
    world.road(0, 1, 300.0, 450, crate::world::open(&[(0, 3000)]));
    world.road(1, 2, 300.0, 450, crate::world::open(&[(0, 3000)]));
    world.cars(0, 250);
    world.reception(2, 1000);
    let (exact, few) = followed(&world, 1, 900);
    // 7 or 8 a minute for 33 minutes, then the window is too short.
    assert_eq!(few.plan.safe(), exact.safe());
    assert_eq!(ways(&few.plan).len(), 1);
    assert!(few.all_tried);
}

#[test]
fn who_may_sleep_on_the_way_leaves_on_the_day_before() {
    let mut world = World::new(3, 40 * 3600);
    let days = [(0, 8 * 3600), (24 * 3600, 32 * 3600)];
    world.road(0, 1, 4.0 * 3600.0, 600, crate::world::open(&days));
    world.road(1, 2, 4.0 * 3600.0, 600, crate::world::open(&days));
    world.waiting(1, 500);
    world.cars(0, 5000);
    world.reception(2, 10_000);
    let (exact, few) = followed(&world, 1, 900);
    // Nobody is through in one day but the first; 500 wait for the morning.
    assert!(few.plan.safe().0 * 100 >= exact.safe().0 * 97, "{:?} of {:?}", few.plan.safe(), exact.safe());
}
