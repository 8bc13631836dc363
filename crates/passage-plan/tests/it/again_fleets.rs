//! Planning again while fleets are on their runs.

use crate::again::lose;
use crate::carry_streets::street;
use crate::columns::{Lot, rough_world};
use crate::world::{World, must_hold, open};
use passage_model::check;
use passage_model::id::{FleetId, JunctionId, RoadId};
use passage_model::network::Network;
use passage_model::plan::{Plan, Run};
use passage_model::situation::{CarEquivalents, Fleet, FleetEnd, Origin, Riders, Situation, Task, VehicleKind};
use passage_model::standing::Standing;
use passage_model::time::{Clock, Opening};
use passage_model::units::{Persons, Seconds, Vehicles};
use passage_model::work::Work;
use passage_plan::{Again, Change, RunsLeft, plan_again, runs_left};
use proptest::prelude::*;

const MINUTE: u32 = 60;

/// What came of planning again.
struct Came {
    again: Again,
    standing: Standing,
    after: Situation,
    told: Vec<RunsLeft>,
}

/// Plans again at `now`, where everybody followed `parent` and `change` happened to the situation.
fn again(network: &Network, situation: &Situation, parent: &Plan, now: u32, change: impl Fn(&mut Situation)) -> Came {
    let standing = Standing::of(network, situation, parent, Clock(now));
    let before = standing.left_of(network, situation);
    let mut after = before.clone();
    change(&mut after);
    let told = runs_left(network, &before, parent, &standing);
    let change = Change { before: &before, after: &after, standing: &standing };
    let again = plan_again(network, change, (parent, parent.digest()), &Work::quiet()).unwrap();
    must_hold(network, &after, &again.plan);
    must_hold(network, &after, &again.free);
    let plan = &again.plan;
    assert!(plan.movements.iter().all(|m| m.departure >= Clock(now)), "something happens before now");
    let empty = plan.rosters.iter().flat_map(|roster| &roster.runs).filter_map(|run| match run {
        Run::Empty { departure, .. } => Some(*departure),
        Run::Loaded { .. } => None,
    });
    assert!(empty.min().is_none_or(|first| first >= Clock(now)), "something drives off before now");
    assert!(plan.safe() <= plan.bound.persons);
    assert!(plan.bound.not_safe_sum <= plan.bound.plan_sum);
    // Nobody is lost between the plan, what has happened and who is left.
    let safe: u32 = standing.safe.iter().map(|s| s.1.0).sum();
    let left: u32 = plan.left_behind.iter().map(|l| l.persons.0).sum();
    assert_eq!(safe + plan.safe().0 + left, situation.persons().0);
    Came { again, standing, after, told }
}

/// A vehicle of a fleet, and when it drives which roads.
type Day = (FleetId, u32, Vec<(Clock, Vec<RoadId>)>);

/// What each vehicle is told: fleet, number, and when it drives which roads.
fn days(plan: &Plan) -> Vec<Day> {
    let of = |run: &Run| match run {
        Run::Loaded { movement } => {
            let movement = &plan.movements[*movement as usize];
            (movement.departure, plan.course(movement).roads.clone())
        }
        Run::Empty { departure, course } => (*departure, plan.courses[course.index()].roads.clone()),
    };
    let vehicles = plan.rosters.iter();
    vehicles.map(|roster| (roster.fleet, roster.number, roster.runs.iter().map(of).collect())).collect()
}

/// The same of what is left of a plan.
fn told(left: &[RunsLeft]) -> Vec<Day> {
    let of = |vehicle: &RunsLeft| {
        let runs = vehicle.runs.iter().filter(|(run, load)| load.is_some() || !run.course.roads.is_empty());
        let runs = runs.map(|(run, _)| (run.departure, run.course.roads.clone()));
        (vehicle.fleet, vehicle.number, runs.collect())
    };
    left.iter().map(of).collect()
}

/// Every remaining run and movement is kept, and nothing is added.
fn all_kept(world: &World, now: u32) -> Result<(), TestCaseError> {
    let network = world.network();
    let parent = world.plan();
    let Came { again, told: left, after, standing } = again(&network, &world.situation, &parent, now, |_| ());
    // Cars that come by a place where few may be present are counted there as if they left from it.
    let under_way = &after.origins[standing.gone.len()..];
    let crowded = |origin: &Origin| origin.aboard.is_none() && after.crowd(origin.junction).is_some();
    prop_assume!(!under_way.iter().any(crowded));
    prop_assert_eq!((again.kept_runs, again.kept), (again.remaining_runs, again.remaining));
    prop_assert_eq!(days(&again.plan), told(&left));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn where_nothing_changed_every_vehicle_goes_on_as_told(world in street(), now in 0u32..10_000) {
        all_kept(&world, now)?;
    }

    #[test]
    fn whatever_road_is_lost_buses_obey_every_rule(
        world in street(), now in 0u32..9_000, road in 0usize..8, more in 0u32..2_000, all in any::<bool>(),
    ) {
        let (network, parent) = (world.network(), world.plan());
        let Came { again, told: left, .. } = again(&network, &world.situation, &parent, now, |s| {
            (0..8).filter(|at| all || *at == road).for_each(|at| lose(s, at, now + more));
        });
        // Who meets nothing of it goes as told.
        let unhurt = |day: &&Day| {
            !all && day.2.iter().all(|(_, roads)| roads.iter().all(|at| at.index() != road))
        };
        let goes = days(&again.plan);
        for day in told(&left).iter().filter(unhurt) {
            let same = goes.iter().find(|other| (other.0, other.1) == (day.0, day.1));
            prop_assert!(same.is_some_and(|other| other.2.starts_with(&day.2)), "{day:?} {same:?}");
        }
    }

    #[test]
    fn a_slow_checkpoint_and_a_full_site_are_heeded(
        world in street(), now in 0u32..9_000, lane in 0u32..30, room in 0u32..300,
    ) {
        let (network, parent) = (world.network(), world.plan());
        again(&network, &world.situation, &parent, now, |s| {
            s.checkpoints[0].rates[VehicleKind::Bus as usize] = passage_model::units::VehiclesPerDay::hourly(lane);
            s.receptions[0].room = s.receptions[0].room.min(Persons(room));
        });
    }
}

prop_compose! {
    fn sorts()(
        bytes in proptest::collection::vec(any::<u8>(), 60..140),
        fleets in proptest::collection::vec((0u32..9, 0u32..9, 0u32..5, 1u32..60, any::<bool>(), 0u32..30), 1..4),
        crowds in proptest::collection::vec((0u32..9, 1u32..120, 1u32..40), 0..3),
        apart in prop_oneof![Just(15u32), Just(60), 1u32..200],
        home in any::<bool>(),
        duty in prop::option::of(10u32..60),
    ) -> World {
        let fleets: Vec<Lot> = fleets;
        let mut world = rough_world(&bytes, &fleets, &crowds, apart);
        for fleet in &mut world.situation.fleets {
            fleet.ends = if home { FleetEnd::Depot } else { FleetEnd::Anywhere };
            fleet.longest_duty = duty.map(|minutes| Seconds(minutes * MINUTE));
        }
        world
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn where_nothing_changed_every_column_goes_on_as_told(world in sorts(), now in 0u32..1_400) {
        all_kept(&world, now)?;
    }

    #[test]
    fn whatever_is_lost_columns_buses_and_cars_obey_every_rule(
        world in sorts(), now in 0u32..1_400, road in 0usize..30, more in 0u32..600, all in any::<bool>(),
    ) {
        prop_assume!(!world.roads.is_empty());
        let road = road % world.roads.len();
        let (network, parent) = (world.network(), world.plan());
        again(&network, &world.situation, &parent, now, |s| {
            (0..s.roads.len()).filter(|at| all || *at == road).for_each(|at| lose(s, at, now + more));
        });
    }
}

/// A depot and a pick-up at 0, safety at 2 by 1, or at 4 by 1 and 3: ten minutes each road, both ways.
fn fork(persons: u32, vehicles: u32) -> World {
    let mut world = World::new(5, 4 * 3600);
    for (from, to) in [(0, 1), (1, 2), (1, 3), (3, 4)] {
        world.road(from, to, 600.0, 600, Opening::always());
        world.road(to, from, 600.0, 600, Opening::always());
    }
    world.situation.equivalents[VehicleKind::Bus as usize] = CarEquivalents(250);
    world.reception(2, 1_000);
    world.reception(4, 1_000);
    world.origin(0, VehicleKind::Bus, 0, 1.0, 0);
    let origin = world.situation.origins.last_mut().unwrap();
    origin.ready.clear();
    (origin.persons, origin.carried_by) = (Persons(persons), vec![FleetId(0)]);
    origin.riders = vec![Riders { from: Clock(0), persons: Persons(persons) }];
    world.situation.fleets = vec![Fleet {
        name: "city buses".to_owned(),
        kind: VehicleKind::Bus,
        depot: JunctionId(0),
        vehicles: Vehicles(vehicles),
        task: Task::Carry { seats: Persons(40), loading: Seconds(5 * MINUTE), unloading: Seconds(2 * MINUTE) },
        duty: Opening::always(),
        longest_duty: None,
        ends: FleetEnd::Depot,
        from: Clock::H_HOUR,
        begun: Vec::new(),
    }];
    world
}

#[test]
fn a_loaded_bus_before_the_fork_takes_the_other_road_and_comes_home() {
    let world = fork(40, 1);
    let (network, parent) = (world.network(), world.plan());
    // It boards from minute 1 to 6, and is on its way to the fork at minute 10.
    let came = again(&network, &world.situation, &parent, 10 * MINUTE, |s| lose(s, 2, 10 * MINUTE));
    assert_eq!(came.again.plan.safe(), Persons(40));
    let roads: Vec<Vec<u32>> =
        days(&came.again.plan)[0].2.iter().map(|(_, roads)| roads.iter().map(|road| road.0).collect()).collect();
    assert_eq!(roads, [vec![4, 6], vec![7, 5, 1]], "by 1 and 3 to 4, and back");
    assert_eq!(came.after.origins[1].aboard.map(|aboard| (aboard.number, aboard.leaves)), Some((0, false)));
}

#[test]
fn whoever_is_on_board_behind_a_lost_road_is_left_and_their_bus_with_them() {
    let world = fork(400, 1);
    let (network, parent) = (world.network(), world.plan());
    // At minute 18 it is past the fork, on its way to the site; the road beyond is lost for those who are on it.
    let came = again(&network, &world.situation, &parent, 18 * MINUTE, |s| {
        s.receptions[0].room = Persons(0);
        (0..8).for_each(|road| lose(s, road, 18 * MINUTE));
    });
    assert_eq!(came.again.plan.safe(), Persons(0));
    assert!(came.again.plan.rosters.is_empty());
    assert_eq!(came.again.plan.left_behind.iter().map(|l| l.persons.0).sum::<u32>(), 400);
}

#[test]
fn a_window_that_is_extended_lets_a_bus_go_once_more_and_moves_nothing() {
    let mut world = fork(400, 1);
    for road in 0..8 {
        lose(&mut world.situation, road, 80 * MINUTE);
    }
    let (network, parent) = (world.network(), world.plan());
    let came = again(&network, &world.situation, &parent, 20 * MINUTE, |s| {
        for road in &mut s.roads {
            road.opening = passage_model::id::OpeningId(0);
        }
    });
    assert_eq!(came.again.kept_runs, came.again.remaining_runs);
    let safe: u32 = came.standing.safe.iter().map(|s| s.1.0).sum();
    assert!(safe + came.again.plan.safe().0 > parent.safe().0);
    assert!(days(&came.again.plan)[0].2.starts_with(&told(&came.told)[0].2));
}

#[test]
fn what_a_crew_has_worked_counts() {
    let mut world = fork(400, 1);
    world.situation.fleets[0].longest_duty = Some(Seconds(100 * MINUTE));
    let (network, parent) = (world.network(), world.plan());
    let came = again(&network, &world.situation, &parent, 50 * MINUTE, |s| s.horizon = Clock(4 * 3600 - 60));
    let begun = &came.after.fleets[0].begun[0];
    assert!(begun.since < Clock(5 * MINUTE), "{begun:?}");
    let mut rested = came.after.clone();
    let mut late = came.again.plan.clone();
    // The same plan by a crew that has worked an hour more.
    rested.fleets[0].longest_duty = Some(Seconds(50 * MINUTE));
    late.scenario = rested.scenario;
    let faults = check::plan(&network, &rested, &late);
    assert!(late.rosters.is_empty() || faults.iter().any(|fault| fault.code == "plan.off-duty"), "{faults:?}");
}

#[test]
fn aid_on_its_way_goes_on() {
    let mut world = World::new(3, 2 * 3600);
    for (from, to) in [(0, 1), (1, 2)] {
        world.road(from, to, 600.0, 600, open(&[(0, 3600)]));
    }
    world.reception(2, 100);
    world.cars(0, 10);
    let task = Task::Deliver { to: JunctionId(2), by: Clock(3600), unloading: Seconds(60), first: true };
    world.situation.fleets = vec![Fleet {
        kind: VehicleKind::Truck,
        vehicles: Vehicles(4),
        task,
        ends: FleetEnd::Anywhere,
        ..fork(1, 1).situation.fleets[0].clone()
    }];
    let (network, parent) = (world.network(), world.plan());
    let came = again(&network, &world.situation, &parent, 5 * MINUTE, |s| s.horizon = Clock(2 * 3600 - 60));
    assert_eq!(came.again.plan.rosters.iter().map(|roster| roster.vehicles.0).sum::<u32>(), 4);
    let there = again(&network, &world.situation, &parent, 30 * MINUTE, |_| ());
    assert!(there.again.plan.rosters.is_empty(), "it has come");
}
