//! What a plan with fleets is said to use to its limit, by hand.

use crate::world::World;
use passage_model::id::{CheckpointId, FleetId, JunctionId, RoadId};
use passage_model::plan::{Bottleneck, BottleneckAt, Plan, Reason};
use passage_model::situation::{Crowd, Fleet, FleetEnd, Riders, Task, VehicleKind};
use passage_model::time::{Clock, Opening};
use passage_model::units::{Persons, Seconds, Vehicles};

const MINUTE: u32 = 60;

/// Buses of fifty at the pick-up at 0, safety at 1, ten minutes each way, for two hours.
fn street(buses: u32) -> World {
    let mut world = World::new(2, 120 * MINUTE);
    world.road(0, 1, 600.0, 600, Opening::always());
    world.road(1, 0, 600.0, 600, Opening::always());
    world.reception(1, 100_000);
    let task = Task::Carry { seats: Persons(50), loading: Seconds(MINUTE), unloading: Seconds(MINUTE) };
    world.situation.fleets = vec![Fleet {
        name: "buses".to_owned(),
        kind: VehicleKind::Bus,
        depot: JunctionId(0),
        vehicles: Vehicles(buses),
        task,
        duty: Opening::always(),
        longest_duty: None,
        ends: FleetEnd::Anywhere,
        from: Clock::H_HOUR,
        begun: Vec::new(),
    }];
    world.origin(0, VehicleKind::Bus, 0, 1.0, 0);
    let origin = &mut world.situation.origins[0];
    origin.ready.clear();
    origin.persons = Persons(10_000);
    origin.carried_by = vec![FleetId(0)];
    origin.riders = vec![Riders { from: Clock(0), persons: Persons(10_000) }];
    world
}

fn crowded(most: u32) -> Plan {
    let mut world = street(4);
    let name = "the square".to_owned();
    let crowd = Crowd { name, junction: JunctionId(0), most: Persons(most), gather: Seconds(30 * MINUTE) };
    world.situation.crowds = vec![crowd];
    world.plan()
}

fn at(plan: &Plan, at: BottleneckAt) -> Option<&Bottleneck> {
    plan.bottlenecks.iter().find(|full| full.at == at)
}

#[test]
fn a_limit_of_people_present_is_named_where_those_who_are_carried_stay_behind_it() {
    let plan = crowded(60);
    let full = at(&plan, BottleneckAt::Assembly(0)).expect("it is named");
    // Fifty are there all the time, and fifty more would be too many.
    assert!(full.full[0].until - full.full[0].from > Seconds(60 * MINUTE), "{full:?}");
    assert_eq!(plan.left_behind[0].reason, Reason::NotCarried, "more buses, or more people: not known which");
    assert_eq!(at(&crowded(100_000), BottleneckAt::Assembly(0)), None);
}

#[test]
fn where_nobody_may_be_present_that_is_the_reason() {
    let plan = crowded(0);
    assert_eq!(plan.safe(), Persons(0));
    assert_eq!(plan.left_behind[0].reason, Reason::Full { bottlenecks: vec![0] });
    assert_eq!(plan.bottlenecks[0].at, BottleneckAt::Assembly(0));
    assert_eq!(plan.bottlenecks[0].full, [crate::world::span(0, 120 * MINUTE)]);
}

#[test]
fn a_lane_that_serves_one_bus_after_the_other_is_full() {
    let mut world = street(30);
    world.checkpoint(1, [0, 6, 0], Opening::always());
    let plan = world.plan();
    let full = at(&plan, BottleneckAt::Checkpoint(CheckpointId(0))).expect("ten minutes each");
    assert_eq!(full.vehicles.0 as usize, plan.rosters.iter().map(|roster| roster.runs.len()).sum::<usize>());
    assert!(full.full[0].until - full.full[0].from >= Seconds(100 * MINUTE), "{full:?}");
    assert_eq!(at(&street(30).plan(), BottleneckAt::Checkpoint(CheckpointId(0))), None);
}

/// Cars fill the road; the buses among them pass it as well.
#[test]
fn a_full_road_counts_the_vehicles_of_fleets() {
    let mut world = street(2);
    world.situation.roads[0].capacity = passage_model::units::VehiclesPerHour(60);
    world.cars(0, 500);
    let plan = world.plan();
    let full = at(&plan, BottleneckAt::Road(RoadId(0))).expect("the road is full");
    let gone: u32 = plan.movements.iter().map(|movement| movement.vehicles.0).sum();
    assert!(plan.movements.iter().any(|movement| movement.origin.index() == 0), "a bus goes");
    assert_eq!(full.vehicles, Vehicles(gone), "{full:?}");
}
