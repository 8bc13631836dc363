//! What is said to help by one vehicle does, and nothing else: each road widened for one step, and a road beside it.

use crate::random::{Features, random_world};
use crate::world::{World, open};
use passage_model::id::RoadId;
use passage_model::plan::BottleneckAt;
use passage_model::time::{Clock, Interval};
use passage_model::units::{Persons, Seconds, VehiclesPerDay};
use passage_model::work::Work;
use passage_plan::{Wider, arrivals, arrivals_with, why};
use proptest::prelude::*;

fn wider(roads: Vec<RoadId>, from: u32) -> Wider {
    let when = Interval { from: Clock(from), until: Clock(from) + Seconds(60) };
    // One vehicle in a step of a minute.
    Wider { roads, lanes: Vec::new(), when, more: VehiclesPerDay(1440), room: None }
}

fn safe(world: &World) -> u32 {
    arrivals(&world.network(), &world.situation, &Work::quiet()).unwrap().vehicles.last().unwrap().0
}

fn safe_with(world: &World, wider: &Wider) -> u32 {
    arrivals_with(&world.network(), &world.situation, wider, &Work::quiet()).unwrap().vehicles.last().unwrap().0
}

/// The world with a road beside a road, for one vehicle in one step.
fn beside(world: &World, road: u32, k: u32) -> World {
    let mut beside = world.clone();
    let (from, to) = world.roads[road as usize];
    let seconds = world.situation.roads[road as usize].travel.0 / 1000;
    let whole = world.situation.opening(RoadId(road)).holds(Clock(60 * k), Clock(60 * k + seconds + 60));
    let until = if whole { 60 * k + seconds + 60 } else { 60 * k };
    let new = beside.road(from, to, f64::from(seconds), 60, open(&[(60 * k, until)]));
    for &(before, after) in &world.bans {
        if before == road {
            beside.bans.push((new, after));
        }
        if after == road {
            beside.bans.push((before, new));
        }
    }
    beside
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 800, failure_persistence: None, ..ProptestConfig::default() })]

    /// The right derivative: one vehicle more at a time and place is one more that is safe, if and only if it is said.
    #[test]
    fn a_road_that_is_widened_for_a_step_helps_if_and_only_if_it_is_said(
        bytes in prop::collection::vec(any::<u8>(), 0..160), road: prop::sample::Index, k in 0u32..24, tight: bool
    ) {
        let world = random_world(&bytes, if tight { Features::TIGHT } else { Features::PLAIN });
        if world.roads.is_empty() {
            return Ok(());
        }
        let road = RoadId::at(road.index(world.roads.len()));
        let told = why(&world.network(), &world.situation, world.situation.horizon, &Work::quiet()).unwrap();
        prop_assert!(told.complete);
        let at = |place: &&passage_plan::Place| place.roads == [road] && matches!(place.at, BottleneckAt::Road(_));
        let helps = told.places.iter().find(at).is_some_and(|place| {
            place.each.iter().any(|when| when.from.0 <= 60 * k && 60 * k < when.until.0)
        });
        let gain = safe_with(&world, &wider(vec![road], 60 * k)) - safe(&world);
        prop_assert_eq!(gain, u32::from(helps), "road {} in step {} of {:?}: {:?}", road, k, world, told);
    }

    /// Every claim of every place, tried one by one; and what is said to be of no use alone is not.
    #[test]
    fn whatever_is_said_to_help_does(bytes in prop::collection::vec(any::<u8>(), 0..160), at: prop::sample::Index, step: prop::sample::Index) {
        let world = random_world(&bytes, Features::PLAIN);
        let told = why(&world.network(), &world.situation, world.situation.horizon, &Work::quiet()).unwrap();
        if told.places.is_empty() {
            return Ok(());
        }
        let place = at.get(&told.places);
        let before = safe(&world);
        let lanes = match place.at {
            BottleneckAt::Checkpoint(checkpoint) => vec![(checkpoint, place.kind.unwrap())],
            _ => Vec::new(),
        };
        let when = if place.each.is_empty() { &place.full } else { &place.each };
        let steps: Vec<u32> = when.iter().flat_map(|when| (when.from.0..when.until.0).step_by(60)).collect();
        let one = Wider { lanes, ..wider(place.roads.clone(), *step.get(&steps)) };
        let gain = safe_with(&world, &one) - before;
        prop_assert_eq!(gain, u32::from(!place.each.is_empty()), "{:?} in {:?}: {:?}", one, world, told);
    }

    /// The twin of a wider road: another road beside it, open for that step alone.
    #[test]
    fn a_wider_road_is_another_road_beside_it(bytes in prop::collection::vec(any::<u8>(), 0..160), road: prop::sample::Index, k in 0u32..24) {
        let world = random_world(&bytes, Features::PLAIN);
        if world.roads.is_empty() {
            return Ok(());
        }
        let road = road.index(world.roads.len()) as u32;
        let beside = beside(&world, road, k);
        prop_assert_eq!(safe_with(&world, &wider(vec![RoadId(road)], 60 * k)), safe(&beside), "road {} in step {} of {:?}", road, k, world);
    }

    /// A site whose places are said to be worth a person each is; another is worth nobody.
    #[test]
    fn a_place_more_helps_if_and_only_if_it_is_said(bytes in prop::collection::vec(any::<u8>(), 0..160), site: prop::sample::Index) {
        let world = random_world(&bytes, Features::TIGHT);
        let told = why(&world.network(), &world.situation, world.situation.horizon, &Work::quiet()).unwrap();
        let site = passage_model::id::ReceptionId::at(site.index(world.situation.receptions.len()));
        let helps = told.places.iter().any(|place| place.at == BottleneckAt::Reception(site));
        let room = Wider { room: Some((site, Persons(1))), ..wider(Vec::new(), 0) };
        prop_assert_eq!(safe_with(&world, &room) - safe(&world), u32::from(helps), "{} of {:?}: {:?}", site, world, told);
    }
}
