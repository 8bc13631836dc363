//! Which bottlenecks a group that stays is told of: those on its own ways, and no others.

use crate::random::{Features, random_world};
use crate::world::{World, open};
use passage_model::id::RoadId;
use passage_model::plan::{BottleneckAt, Plan, Reason};
use passage_model::situation::{Ready, VehicleKind};
use passage_model::time::{Clock, Opening};
use passage_model::units::{Persons, Vehicles};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Whether each junction can be come to from one, over every way, whenever it is open and whatever is full.
fn reachable_by_trying(world: &World, from: u32) -> Vec<bool> {
    let mut at = vec![false; world.junctions as usize];
    at[from as usize] = true;
    for _ in 0..world.junctions {
        for (&(tail, head), role) in world.roads.iter().zip(&world.situation.roads) {
            let passable = role.capacity.0 > 0 && !world.situation.openings[role.opening.index()].is_never();
            at[head as usize] |= at[tail as usize] && passable;
        }
    }
    at
}

/// The places that those who stay of one group are told of.
fn told(plan: &Plan, group: usize) -> Vec<BottleneckAt> {
    let full = plan.left_behind.iter().filter(|left| left.origin.index() == group);
    let positions = full.filter_map(|left| match &left.reason {
        Reason::Full { bottlenecks } => Some(bottlenecks),
        _ => None,
    });
    positions.flatten().map(|&i| plan.bottlenecks[i as usize].at).collect()
}

#[test]
fn two_valleys_are_each_told_of_their_own_bridge() {
    let mut world = World::new(5, 3600);
    let west = world.road(0, 2, 600.0, 60, Opening::always());
    let east = world.road(1, 3, 600.0, 120, Opening::always());
    world.road(3, 4, 60.0, 600, Opening::always());
    world.cars(0, 1000);
    world.cars(1, 1000);
    world.reception(2, 5000);
    world.reception(4, 5000);
    let plan = world.plan();
    assert_eq!(plan.bottlenecks.len(), 2);
    assert_eq!(told(&plan, 0), [BottleneckAt::Road(RoadId(west))]);
    assert_eq!(told(&plan, 1), [BottleneckAt::Road(RoadId(east))]);
}

#[test]
fn a_bridge_behind_a_free_road_is_met_by_both_who_come_to_it() {
    let mut world = World::new(5, 3600);
    world.road(0, 2, 60.0, 600, Opening::always());
    let own = world.road(1, 2, 60.0, 60, Opening::always());
    let shared = world.road(2, 3, 600.0, 120, Opening::always());
    world.cars(0, 1000);
    world.cars(1, 1000);
    world.reception(3, 5000);
    let plan = world.plan();
    assert_eq!(told(&plan, 0), [BottleneckAt::Road(RoadId(shared))]);
    // Whoever lives behind the small road could use the bridge in place of others, so that the bridge binds alone.
    assert_eq!(told(&plan, 1), [BottleneckAt::Road(RoadId(shared))]);
    assert!(!plan.bottlenecks.iter().any(|b| b.at == BottleneckAt::Road(RoadId(own))));
}

#[test]
fn the_place_that_one_comes_to_first_is_told_first() {
    let mut world = World::new(4, 3600);
    // The far way passes more vehicles in all, so that the plan lists it before the near one.
    let near = world.road(0, 1, 60.0, 60, Opening::always());
    world.road(0, 2, 600.0, 6000, Opening::always());
    let far = world.road(2, 3, 60.0, 120, Opening::always());
    world.cars(0, 5000);
    world.cars(2, 1);
    world.reception(1, 9000);
    world.reception(3, 9000);
    let plan = world.plan();
    assert_eq!(plan.bottlenecks[0].at, BottleneckAt::Road(RoadId(far)));
    assert_eq!(told(&plan, 0), [BottleneckAt::Road(RoadId(near)), BottleneckAt::Road(RoadId(far))]);
}

#[test]
fn the_late_of_a_group_are_told_of_what_its_early_keep_full() {
    let mut world = World::new(3, 1200);
    // Only the early can take the first road; those of them for whom it is full take the places of the late on the other.
    let first = world.road(0, 1, 60.0, 60, open(&[(0, 300)]));
    let other = world.road(0, 2, 60.0, 60, open(&[(600, 1200)]));
    world.origin(0, VehicleKind::OwnCar, 12, 1.0, 0);
    let late = Ready { from: Clock(600), vehicles: Vehicles(30) };
    world.situation.origins[0].ready.push(late);
    world.situation.origins[0].persons = Persons(42);
    world.reception(1, 5000);
    world.reception(2, 5000);
    let plan = world.plan();
    let told: BTreeSet<BottleneckAt> = told(&plan, 0).into_iter().collect();
    assert_eq!(told, [BottleneckAt::Road(RoadId(first)), BottleneckAt::Road(RoadId(other))].into());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    /// With one group all that binds binds it: the cut is reached by its own vehicles alone.
    #[test]
    fn a_group_alone_meets_every_bottleneck(bytes in prop::collection::vec(any::<u8>(), 0..120)) {
        let mut world = random_world(&bytes, Features::TIGHT);
        world.situation.origins.truncate(1);
        let plan = world.plan();
        let is_full = plan.left_behind.iter().any(|left| matches!(left.reason, Reason::Full { .. }));
        if is_full {
            let all: BTreeSet<BottleneckAt> = plan.bottlenecks.iter().map(|b| b.at).collect();
            prop_assert_eq!(told(&plan, 0).into_iter().collect::<BTreeSet<_>>(), all);
        }
    }

    #[test]
    fn nobody_is_told_of_a_place_that_no_way_leads_to(bytes in prop::collection::vec(any::<u8>(), 0..160)) {
        let world = random_world(&bytes, Features::ROUGH);
        let plan = world.plan();
        for (group, origin) in world.situation.origins.iter().enumerate() {
            let at = reachable_by_trying(&world, origin.junction.0);
            for place in told(&plan, group) {
                let junction = match place {
                    BottleneckAt::Road(road) => world.roads[road.index()].0,
                    BottleneckAt::Checkpoint(id) => world.situation.checkpoints[id.index()].junction.0,
                    BottleneckAt::Reception(id) => world.situation.receptions[id.index()].junction.0,
                    BottleneckAt::Footway(id) => world.situation.footways[id.index()].far.0,
                    BottleneckAt::Assembly(at) => world.situation.crowds[at as usize].junction.0,
                };
                prop_assert!(at[junction as usize], "group {group} is told of {place:?}");
            }
        }
    }
}
