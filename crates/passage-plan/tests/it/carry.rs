//! Fleets beside cars: what can be worked out by hand, and random worlds whose plans must hold.

use crate::random::{Features, random_world};
use crate::world::{World, open};
use passage_model::id::{FleetId, JunctionId};
use passage_model::plan::Run;
use passage_model::situation::{CarEquivalents, Crowd, Fleet, FleetEnd, Riders, Task, VehicleKind, Waiting};
use passage_model::time::{Clock, Opening};
use passage_model::units::{Persons, Seconds, Vehicles};
use proptest::prelude::*;

const MINUTE: u32 = 60;

fn buses(depot: u32, vehicles: u32, seats: u32) -> Fleet {
    Fleet {
        name: "city buses".to_owned(),
        kind: VehicleKind::Bus,
        depot: JunctionId(depot),
        vehicles: Vehicles(vehicles),
        task: Task::Carry { seats: Persons(seats), loading: Seconds(5 * MINUTE), unloading: Seconds(2 * MINUTE) },
        duty: Opening::always(),
        longest_duty: None,
        ends: FleetEnd::Anywhere,
        from: Clock::H_HOUR,
        begun: Vec::new(),
    }
}

/// Persons at a junction who are carried by a fleet.
fn riders(world: &mut World, junction: u32, kind: VehicleKind, fleet: u32, persons: u32, from: u32) {
    world.origin(junction, kind, 0, 1.0, 0);
    let origin = world.situation.origins.last_mut().unwrap();
    origin.ready.clear();
    origin.persons = Persons(persons);
    origin.carried_by = vec![FleetId(fleet)];
    origin.riders = vec![Riders { from: Clock(from), persons: Persons(persons) }];
}

/// A depot at 0, a pick-up at 1, safety at 2: ten minutes each way.
fn shuttle(horizon: u32, persons: u32, vehicles: u32) -> World {
    let mut world = World::new(3, horizon);
    for (from, to) in [(0, 1), (1, 2), (2, 1), (1, 0)] {
        world.road(from, to, 600.0, 600, Opening::always());
    }
    world.situation.equivalents[VehicleKind::Bus as usize] = CarEquivalents(250);
    world.reception(2, 100_000);
    riders(&mut world, 1, VehicleKind::Bus, 0, persons, 0);
    world.situation.fleets = vec![buses(0, vehicles, 40)];
    world
}

#[test]
fn one_bus_makes_as_many_journeys_as_there_is_time_for() {
    // To the pick-up 10 minutes, board 5, drive 10, get out 2: safe after 27, then every 27.
    for (minutes, journeys) in [(27, 0), (28, 1), (54, 1), (55, 2), (82, 3)] {
        let world = shuttle(minutes * MINUTE, 1000, 1);
        let plan = world.plan();
        assert_eq!(plan.safe(), Persons(40 * journeys), "in {minutes} minutes");
        assert_eq!(plan.bound.persons, plan.safe(), "in {minutes} minutes the limit is the plan");
        assert_eq!(plan.left_behind[0].persons, Persons(1000 - 40 * journeys));
    }
    let plan = shuttle(82 * MINUTE, 1000, 1).plan();
    assert_eq!(plan.rosters.len(), 1);
    assert_eq!(plan.rosters[0].runs.len(), 6);
    assert!(matches!(plan.rosters[0].runs[0], Run::Empty { departure: Clock(0), .. }));
}

#[test]
fn a_bus_from_where_people_are_received_sets_out_before_anybody_could_be_there() {
    // The way back is of no use to cars before one has come: a bus whose depot is there need not wait for that.
    for (minutes, journeys) in [(27, 0), (28, 1), (55, 2)] {
        let mut world = shuttle(minutes * MINUTE, 1000, 1);
        world.situation.fleets[0].depot = JunctionId(2);
        let plan = world.plan();
        assert_eq!(plan.safe(), Persons(40 * journeys), "in {minutes} minutes");
        assert_eq!(plan.bound.persons, plan.safe(), "in {minutes} minutes the limit is the plan");
    }
}

#[test]
fn an_empty_bus_is_on_the_road_until_it_goes_on_where_few_may_be_present() {
    // The short road is closed when the crew begins. Whoever waits at a waiting place is off the road at once, but where few
    // may be present nobody waits: leaving at 110 and going on at 240 it would be on a road that closes at 280, with the
    // minute in which others could follow.
    let mut world = World::new(4, 3600);
    world.road(0, 2, 10.0, 600, open(&[(0, 15)]));
    world.road(0, 1, 100.0, 600, open(&[(0, 280)]));
    world.road(1, 2, 60.0, 600, Opening::always());
    world.road(2, 3, 600.0, 600, Opening::always());
    world.reception(3, 1_000);
    riders(&mut world, 2, VehicleKind::Bus, 0, 40, 0);
    world.situation.fleets = vec![Fleet { duty: open(&[(60, 3600)]), ..buses(0, 1, 40) }];
    world.situation.waiting = vec![Waiting { junction: JunctionId(1), room: Vehicles(5) }];
    let square = Crowd { name: "square".to_owned(), junction: JunctionId(1), most: Persons(9), gather: Seconds(600) };
    world.situation.crowds = vec![square];
    assert_eq!(world.plan().safe(), Persons(40));
}

#[test]
fn a_crew_that_may_work_an_hour_does_not_make_the_third_journey() {
    let mut world = shuttle(3 * 3600, 1000, 1);
    world.situation.fleets[0].longest_duty = Some(Seconds(3600));
    assert_eq!(world.plan().safe(), Persons(80));
    world.situation.fleets[0].ends = FleetEnd::Depot;
    assert_eq!(world.plan().safe(), Persons(40));
}

#[test]
fn buses_leave_the_cars_what_they_do_not_take() {
    let mut world = World::new(3, 2 * 3600);
    world.road(0, 1, 60.0, 600, Opening::always());
    // Ten minutes' entries: a hundred cars.
    world.road(1, 2, 600.0, 600, open(&[(30 * MINUTE, 50 * MINUTE)]));
    world.situation.equivalents[VehicleKind::Bus as usize] = CarEquivalents(250);
    world.reception(2, 100_000);
    world.origin(1, VehicleKind::OwnCar, 1000, 4.0, 0);
    riders(&mut world, 1, VehicleKind::Bus, 0, 1000, 0);
    world.situation.fleets = vec![buses(0, 10, 40)];
    let plan = world.plan();
    // Ten buses with 400, and 75 cars with 300: a hundred cars' room, and two more cars that are not yet due.
    assert!((700..=708).contains(&plan.safe().0), "{}", plan.safe());
    assert!(plan.bound.persons.0 <= 710, "{}", plan.bound.persons);
}

#[test]
fn aid_goes_first_if_it_is_to_and_else_in_what_is_left() {
    let mut world = World::new(2, 2 * 3600);
    world.road(0, 1, 600.0, 600, open(&[(0, 20 * MINUTE)]));
    world.situation.equivalents[VehicleKind::Truck as usize] = CarEquivalents(250);
    world.reception(1, 100_000);
    world.origin(0, VehicleKind::OwnCar, 1000, 4.0, 0);
    let convoy = |first| Fleet {
        kind: VehicleKind::Truck,
        vehicles: Vehicles(8),
        task: Task::Deliver { to: JunctionId(1), by: Clock(20 * MINUTE), unloading: Seconds(3600), first },
        ..buses(0, 8, 0)
    };
    world.situation.fleets = vec![convoy(true)];
    let first = world.plan();
    assert_eq!(first.rosters.iter().map(|r| r.vehicles.0).sum::<u32>(), 8);
    assert!((320..=328).contains(&first.safe().0), "{}", first.safe());
    world.situation.fleets = vec![convoy(false)];
    let last = world.plan();
    assert_eq!(last.safe(), Persons(400));
    assert!(last.rosters.iter().map(|r| r.vehicles.0).sum::<u32>() <= 1);
}

#[test]
fn a_hospital_receives_only_ambulances() {
    let mut world = shuttle(3600, 100, 1);
    world.situation.receptions[0].only = vec![VehicleKind::Medical];
    world.origin(1, VehicleKind::OwnCar, 10, 4.0, 0);
    assert_eq!(world.plan().safe(), Persons(0));
    world.situation.fleets[0].kind = VehicleKind::Medical;
    world.situation.origins[0].kind = VehicleKind::Medical;
    assert_eq!(world.plan().safe(), Persons(80));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]
    #[test]
    fn whatever_the_world_fleets_and_cars_together_obey_every_rule(
        bytes in proptest::collection::vec(any::<u8>(), 60..140),
        fleets in proptest::collection::vec((0u32..9, 0u32..9, 0u32..6, 1u32..60, 0u32..3, any::<bool>(), 0u32..90), 1..4),
    ) {
        let mut world = random_world(&bytes, Features::ROUGH);
        let at = |number: u32| number % world.junctions;
        let placed: Vec<_> = fleets.iter().map(|f| (at(f.0), at(f.1))).collect();
        world.situation.equivalents = [100, 250, 100, 250, 100].map(CarEquivalents);
        for ((depot, there), (.., vehicles, persons, what, home, minutes)) in placed.into_iter().zip(fleets) {
            let number = world.situation.fleets.len() as u32;
            let mut fleet = buses(depot, vehicles, 7 + persons % 40);
            fleet.kind = [VehicleKind::Bus, VehicleKind::Medical, VehicleKind::Truck][what as usize];
            if what == 2 {
                let (to, by) = (JunctionId(there), Clock(minutes * 17));
                fleet.task = Task::Deliver { to, by, unloading: Seconds(600), first: home };
            } else {
                fleet.ends = if home { FleetEnd::Depot } else { FleetEnd::Anywhere };
                fleet.longest_duty = (minutes > 20).then_some(Seconds(minutes * MINUTE));
                riders(&mut world, there, fleet.kind, number, persons * 3, 60 * (minutes % 5));
            }
            world.situation.fleets.push(fleet);
        }
        for checkpoint in &mut world.situation.checkpoints {
            checkpoint.rates[VehicleKind::Truck as usize] = checkpoint.rates[VehicleKind::Bus as usize];
        }
        let plan = world.plan();
        prop_assert!(plan.bound.persons >= plan.safe());
    }
}
