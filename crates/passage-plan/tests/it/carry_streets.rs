//! Fleets on a street of five junctions, whose depots may lie anywhere along it, against the checker.

use crate::world::{World, open};
use passage_model::id::{FleetId, JunctionId, OpeningId};
use passage_model::plan::Plan;
use passage_model::situation::{CarEquivalents, Fleet, FleetEnd, Riders, Task, VehicleKind};
use passage_model::time::{Clock, Opening};
use passage_model::units::{Persons, Seconds, Vehicles};
use proptest::prelude::*;

const HOUR: u32 = 3600;

/// Adds people who are carried by all fleets so far.
fn riders(world: &mut World, junction: u32, persons: u32, from: u32) {
    world.origin(junction, VehicleKind::Bus, 0, 1.0, 0);
    let fleets = (0..world.situation.fleets.len()).map(FleetId::at).collect();
    let origin = world.situation.origins.last_mut().unwrap();
    (origin.persons, origin.carried_by) = (Persons(persons), fleets);
    origin.riders = vec![Riders { from: Clock(from), persons: Persons(persons) }];
    origin.ready = Vec::new();
}

fn buses(world: &mut World, depot: u32, vehicles: u32, seats: u32, ends: FleetEnd) {
    let minutes = |n: u32| Seconds(n * 60);
    world.situation.fleets.push(Fleet {
        name: format!("buses {}", world.situation.fleets.len()),
        kind: VehicleKind::Bus,
        depot: JunctionId(depot),
        vehicles: Vehicles(vehicles),
        task: Task::Carry { seats: Persons(seats), loading: minutes(5), unloading: minutes(5) },
        duty: Opening::always(),
        longest_duty: None,
        ends,
        from: Clock::H_HOUR,
        begun: Vec::new(),
    });
}

/// A village (0) and a town (1), ten minutes apart on a road that takes ten cars a minute each way.
fn village(horizon: u32) -> World {
    let mut world = World::new(2, horizon);
    world.road(0, 1, 600.0, 600, Opening::always());
    world.road(1, 0, 600.0, 600, Opening::always());
    world.reception(1, 10_000);
    world.situation.equivalents[VehicleKind::Bus as usize] = CarEquivalents(250);
    world
}

#[test]
fn nobody_is_on_board_when_the_window_ends() {
    let mut world = village(4 * HOUR);
    world.situation.openings.push(open(&[(0, 40 * 60)]));
    world.situation.roads[0].opening = OpeningId::at(1);
    buses(&mut world, 0, 1, 50, FleetEnd::Anywhere);
    riders(&mut world, 0, 200, 0);
    // The second round would load until minute 35 and drive until 45.
    assert_eq!(world.plan().safe(), Persons(50));
}

#[test]
fn cars_give_way_to_buses_that_carry_more() {
    let mut world = village(2 * HOUR);
    world.cars(0, 300);
    let cars = world.plan();
    buses(&mut world, 0, 10, 50, FleetEnd::Anywhere);
    riders(&mut world, 0, 500, 0);
    let plan = world.plan();
    assert_eq!((cars.safe(), plan.safe()), (Persons(300), Persons(800)));
    let own = |plan: &Plan| {
        let own = plan.movements.iter().filter(|m| m.origin.index() == 0);
        own.map(|m| m.arrival(plan.course(m))).max().unwrap()
    };
    assert!(own(&plan) > own(&cars), "ten buses take the road for some minutes");
}

prop_compose! {
    /// A street of five junctions with cars, riders and buses; windows, a checkpoint, rooms.
    pub fn street()(
        seconds in prop::collection::vec(30u32..400, 4),
        rates in prop::collection::vec(90u32..700, 4),
        window in (0u32..90, 30u32..150),
        lane in 3u32..80,
        groups in prop::collection::vec((0u32..4, 0u32..120, 0u32..60), 1..4),
        cars in 0u32..200,
        fleets in prop::collection::vec((0u32..5, 1u32..6, 5u32..50, any::<bool>()), 1..3),
        room in 50u32..600,
        shift in (0u32..30, 60u32..200, prop::option::of(40u32..120)),
    ) -> World {
        let mut world = World::new(5, 3 * HOUR);
        for (i, (seconds, rate)) in (0u32..).zip(seconds.iter().zip(&rates)) {
            let opening = if i == 2 { open(&[(window.0 * 60, (window.0 + window.1) * 60)]) } else { Opening::always() };
            world.road(i, i + 1, f64::from(*seconds) * 1.003, *rate, opening.clone());
            world.road(i + 1, i, f64::from(*seconds) * 0.997, *rate, opening);
        }
        world.situation.equivalents[VehicleKind::Bus as usize] = CarEquivalents(250);
        world.checkpoint(3, [300, lane, 60], Opening::always());
        world.waiting(3, 20);
        world.reception(4, room);
        for (depot, vehicles, seats, returns) in fleets {
            let ends = if returns { FleetEnd::Depot } else { FleetEnd::Anywhere };
            buses(&mut world, depot, vehicles, seats, ends);
            let fleet = world.situation.fleets.last_mut().unwrap();
            fleet.duty = open(&[(shift.0 * 60, (shift.0 + shift.1) * 60)]);
            fleet.longest_duty = shift.2.map(|minutes| Seconds(minutes * 60));
        }
        world.cars(0, cars);
        for (junction, persons, from) in groups {
            riders(&mut world, junction, persons, from * 60);
        }
        world
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn every_plan_with_fleets_holds_and_keeps_its_limits(world in street()) {
        let plan = world.plan();
        prop_assert!(plan.bound.persons >= plan.safe());
        prop_assert!(plan.bound.not_safe_sum <= plan.bound.plan_sum);
    }
}

#[test]
fn a_bus_for_two_does_not_take_the_road_from_ten_in_cars() {
    let mut world = village(25 * 60);
    // All of the road is taken: whoever is early enough to arrive goes by car.
    world.origin(0, VehicleKind::OwnCar, 1000, 4.0, 0);
    let cars = world.plan().safe();
    buses(&mut world, 0, 1, 50, FleetEnd::Anywhere);
    riders(&mut world, 0, 2, 0);
    assert_eq!(world.plan().safe(), cars, "the bus would be in the place of two cars and a half");
    world.situation.origins[1].persons = Persons(40);
    world.situation.origins[1].riders[0].persons = Persons(40);
    assert!(world.plan().safe() > cars, "forty in the place of three cars");
}
