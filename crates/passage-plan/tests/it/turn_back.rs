//! Turn-back times against a twin that goes second by second, and drives that are driven.

use crate::random::{Features, random_world};
use crate::world::{World, open};
use passage_model::id::{CourseId, JunctionId, RoadId};
use passage_model::network::Network;
use passage_model::plan::{Course, Movement, Plan};
use passage_model::situation::{Situation, VehicleKind};
use passage_model::time::{Clock, Opening};
use passage_model::units::{Seconds, Vehicles};
use passage_plan::turn_back::{Drives, Held, Queues, drive, last_behind};
use proptest::prelude::*;
use std::collections::BTreeMap;

const CAR: VehicleKind = VehicleKind::OwnCar;

fn may_pass(situation: &Situation, junction: JunctionId, kind: VehicleKind, second: u32) -> bool {
    situation.checkpoint(junction).is_none_or(|c| c.rates[kind as usize].0 > 0 && c.hours.at(Clock(second)).is_some())
}

/// For each road, the seconds from which a direct drive is through, with its arrival: backwards, second by second, for
/// roads of whole seconds.
fn twin(network: &Network, situation: &Situation, kind: VehicleKind) -> Vec<BTreeMap<u32, u32>> {
    let mut direct: Vec<BTreeMap<u32, u32>> = vec![BTreeMap::new(); network.road_count()];
    let mut best = vec![u32::MAX; network.road_count()];
    for second in (0..=situation.horizon.0).rev() {
        for road in network.roads() {
            let leave = second + situation.roads[road.index()].travel.0 / 1000;
            let open = situation.opening(road).holds(Clock(second), Clock(leave));
            if !open || leave > situation.horizon.0 || !may_pass(situation, network.from(road), kind, second) {
                continue;
            }
            let end = network.to(road);
            let received = situation.receptions_at(end).next().is_some() && may_pass(situation, end, kind, leave);
            let on = network
                .leaving(end)
                .iter()
                .filter(|onto| network.may_turn(road, **onto) && network.to(**onto) != network.from(road));
            let on = on.filter_map(|onto| direct[onto.index()].get(&leave).copied()).min();
            let arrival = if received { Some(leave) } else { on };
            if let Some(arrival) = arrival.filter(|arrival| *arrival < best[road.index()]) {
                direct[road.index()].insert(second, arrival);
                best[road.index()] = arrival;
            }
        }
    }
    direct
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn the_last_moments_are_those_found_second_by_second(bytes in prop::collection::vec(any::<u8>(), 10..160)) {
        let world = random_world(&bytes, Features::PLAIN);
        let (network, situation) = (world.network(), &world.situation);
        let direct = twin(&network, situation, CAR);
        let drives = Drives::new(&network, situation, CAR);
        for junction in network.junctions() {
            let chances = drives.from(junction);
            for pair in chances.windows(2) {
                prop_assert!(pair[0].last.0 + 1 < pair[1].from.0);
            }
            let own = direct_from(&network, &direct, junction);
            for second in &own {
                let within = chances.iter().any(|c| c.from <= Clock(*second) && Clock(*second) <= c.last);
                prop_assert!(within, "{junction} at {second}: {chances:?}");
            }
            for chance in chances {
                prop_assert!(own.contains(&chance.from.0), "{junction} at {chance:?}: {own:?}");
                let driven = drive(&network, situation, CAR, &chance.roads, chance.last, &Queues::default());
                prop_assert_eq!(driven.held, None);
                let last = *chance.roads.last().unwrap();
                prop_assert!(situation.receptions_at(network.to(last)).next().is_some());
                let joined = chance.roads.windows(2).all(|pair| network.may_turn(pair[0], pair[1]));
                prop_assert!(joined && network.from(chance.roads[0]) == junction);
            }
        }
    }

    #[test]
    fn no_movement_of_a_plan_that_does_not_wait_leaves_after_the_last_moment(
        bytes in prop::collection::vec(any::<u8>(), 10..120),
    ) {
        let mut world = random_world(&bytes, Features::ROUGH);
        world.situation.waiting.clear();
        let (network, situation) = (world.network(), &world.situation);
        let plan = world.plan();
        for kind in VehicleKind::ALL {
            let drives = Drives::new(&network, situation, kind);
            for movement in plan.movements.iter().filter(|m| situation.origins[m.origin.index()].kind == kind) {
                let roads = &plan.courses[movement.course.index()].roads;
                // A journey whose ends are rounded can be a second shorter than its roads.
                let free = drive(&network, situation, kind, roads, movement.departure, &Queues::default());
                if roads.is_empty() || free.held.is_some() {
                    continue;
                }
                let home = situation.origins[movement.origin.index()].junction;
                let last = drives.from(home).last().map(|chance| chance.last);
                prop_assert!(last.is_some_and(|last| movement.departure <= last), "{movement:?} {last:?}");
            }
        }
    }
}

/// The seconds at which a junction is passed on a direct drive by any of its roads.
fn direct_from(network: &Network, direct: &[BTreeMap<u32, u32>], junction: JunctionId) -> Vec<u32> {
    let mut all: Vec<(u32, u32)> = Vec::new();
    for road in network.leaving(junction) {
        all.extend(direct[road.index()].iter().map(|(second, arrival)| (*second, *arrival)));
    }
    all.sort_unstable_by_key(|(second, arrival)| (std::cmp::Reverse(*second), *arrival));
    let mut best = u32::MAX;
    all.retain(|(_, arrival)| {
        let direct = *arrival < best;
        best = best.min(*arrival);
        direct
    });
    all.into_iter().map(|(second, _)| second).collect()
}

/// Home, a gate that is open from 10 to 20 and from 40 to 60 minutes, and the site: ten minutes each.
fn gate() -> World {
    let mut world = World::new(3, 3600);
    world.road(0, 1, 600.0, 60, Opening::always());
    world.road(1, 2, 600.0, 60, open(&[(600, 1500), (2400, 3600)]));
    world.cars(0, 30);
    world.reception(2, 1000);
    world
}

#[test]
fn each_window_has_its_own_last_moment() {
    let world = gate();
    let network = world.network();
    let drives = Drives::new(&network, &world.situation, CAR);
    let told =
        |junction: u32| drives.from(JunctionId(junction)).iter().map(|c| (c.from.0, c.last.0)).collect::<Vec<_>>();
    assert_eq!(told(1), [(600, 900), (2400, 3000)]);
    assert_eq!(told(0), [(0, 300), (1800, 2400)]);
    assert_eq!(drives.from(JunctionId(0))[1].roads, [RoadId(0), RoadId(1)]);
}

#[test]
fn driving_in_circles_until_a_gate_opens_is_no_chance() {
    let mut world = gate();
    world.road(1, 0, 600.0, 60, Opening::always());
    world.road(0, 0, 60.0, 60, Opening::always());
    let network = world.network();
    let told = Drives::new(&network, &world.situation, CAR).from(JunctionId(0));
    assert_eq!(told.iter().map(|c| (c.from.0, c.last.0)).collect::<Vec<_>>(), [(0, 300), (1800, 2400)]);
}

#[test]
fn who_is_late_stands_before_what_has_closed_or_on_it() {
    let world = gate();
    let (network, situation) = (world.network(), &world.situation);
    let late = |start: u32| {
        let driven = drive(&network, situation, CAR, &[RoadId(0), RoadId(1)], Clock(start), &Queues::default());
        (driven.until.0, driven.held)
    };
    assert_eq!(late(300), (1500, None));
    assert_eq!(late(301), (1500, Some(Held::On(RoadId(1)))));
    assert_eq!(late(900), (1500, Some(Held::Before(RoadId(1)))));
    assert_eq!(late(2401), (3600, Some(Held::On(RoadId(1)))));
}

#[test]
fn a_queue_ahead_brings_the_last_moment_forward() {
    // One vehicle a minute at the gate, where thirty stand that came before.
    let mut world = gate();
    world.situation.roads[0].capacity.0 = 6000;
    world.checkpoint(1, [60, 60, 60], open(&[(0, 3000)]));
    world.waiting(1, 100);
    let (network, situation) = (world.network(), &world.situation);
    let mut plan = world.plan();
    let drives = Drives::new(&network, situation, CAR);
    let chances = drives.from(JunctionId(0));
    let behind = |plan: &Plan, chance: usize| {
        let queues = Queues::of(&network, situation, plan);
        let (last, ahead, seconds) = last_behind(&network, situation, CAR, &chances[chance], &queues);
        (last.map(|last| last.0), ahead, seconds)
    };
    assert_eq!(chances[1].last.0, 2399);
    let empty = Plan { movements: Vec::new(), ..plan.clone() };
    assert_eq!(behind(&empty, 1), (Some(2399), 0, 0));
    // Ten reach the gate at 2,940 seconds and go on one a minute: at 2,999 one has gone.
    let course = |go: u32| Course {
        roads: vec![RoadId(0), RoadId(1)],
        enter: vec![Seconds(0), Seconds(go)],
        arrive: Seconds(go + 600),
    };
    let one = plan.movements[0].clone();
    plan.courses = (0..10).map(|i| course(600 + 60 * i)).collect();
    let movement = |i| Movement { departure: Clock(2340), course: CourseId(i), vehicles: Vehicles(1), ..one.clone() };
    plan.movements = (0..10).map(movement).collect();
    // Whoever comes after them is held; a minute before, nobody is there.
    assert_eq!(behind(&plan, 1), (Some(2280), 9, 540));
}

/// A road that is open in the morning and in the evening: whoever leaves in the morning turns back by the morning's end.
#[test]
fn the_turn_back_time_is_of_the_same_unbroken_time_as_the_departure() {
    let mut world = World::new(2, 10_000);
    world.road(0, 1, 600.0, 60, open(&[(0, 1800), (5000, 7000)]));
    world.cars(0, 50);
    world.reception(1, 100);
    let plan = world.plan();
    let of = |day: std::ops::Range<u32>| -> Vec<u32> {
        plan.movements.iter().filter(|m| day.contains(&m.departure.0)).map(|m| m.turn_back.0).collect()
    };
    let (morning, evening) = (of(0..5000), of(5000..10_000));
    assert!(!morning.is_empty() && morning.iter().all(|last| *last == 1200), "{morning:?}");
    assert!(!evening.is_empty() && evening.iter().all(|last| *last == 6400), "{evening:?}");
}

/// Two days with a night between at a place with room: whoever is to wait there may leave until they are there in time.
#[test]
fn whoever_waits_overnight_turns_back_by_the_first_day() {
    let mut world = World::new(3, 12_000);
    world.road(0, 1, 600.0, 60, open(&[(0, 1800)]));
    world.road(1, 2, 600.0, 60, open(&[(6000, 9000)]));
    world.cars(0, 5);
    world.waiting(1, 100);
    world.reception(2, 100);
    let plan = world.plan();
    assert_eq!(plan.movements.iter().map(|m| m.vehicles.0).sum::<u32>(), 5);
    // Off the first road when it closes, and long before they go on.
    assert!(plan.movements.iter().all(|m| m.turn_back == Clock(1200) && m.departure <= m.turn_back), "{plan:?}");
}

#[test]
fn last_moments_lead_to_sites_that_receive_the_kind() {
    let mut world = World::new(3, 10_000);
    world.road(0, 1, 600.0, 60, Opening::always());
    world.road(1, 2, 600.0, 60, Opening::always());
    world.reception(1, 100);
    world.reception(2, 100);
    world.situation.receptions[0].only = vec![VehicleKind::Foot];
    let network = world.network();
    let last = |kind: VehicleKind| Drives::new(&network, &world.situation, kind).from(JunctionId(0))[0].last;
    assert_eq!(last(CAR), Clock(10_000 - 1200));
    assert_eq!(last(VehicleKind::Foot), Clock(10_000 - 600));
}
