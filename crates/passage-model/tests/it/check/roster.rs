//! A bus that makes two journeys, worked out by hand, and for every rule of rosters a change that breaks it.

use super::mariupol;
use super::world::{add_up, codes, span};
use passage_model::id::{CourseId, FleetId, JunctionId, OpeningId, OriginId, ReceptionId, RoadId};
use passage_model::network::{Network, Origin as Source, Road};
use passage_model::plan::{Course, LeftBehind, Movement, Plan, Reason, Roster, Run};
use passage_model::situation::{
    Aboard, Begun, CarEquivalents, Fleet, FleetEnd, Riders, RoadUse, Situation, Task, VehicleKind,
};
use passage_model::time::{Clock, Opening};
use passage_model::units::{Milliseconds, Persons, Position, Seconds, Vehicles, VehiclesPerHour};

/// Depot to pick-up, pick-up to reception, and back: ten minutes each. A bus in 150 s is all that the roads take.
fn world() -> (Network, Situation) {
    let ends = [(0, 1), (1, 2), (2, 1), (1, 0)];
    let position = |i: u32| Position::from_degrees(47.0 + f64::from(i), 36.0).unwrap();
    let road = |(from, to)| Road {
        from: JunctionId(from),
        to: JunctionId(to),
        travel: Milliseconds(600_000),
        capacity: VehiclesPerHour(60),
        lanes: 1,
        ..Road::default()
    };
    let network = Network::new(Source::default(), (0..3).map(position).collect(), ends.map(road), vec![], vec![]);
    let mut situation = mariupol::situation();
    situation.horizon = Clock(3 * 3600);
    situation.openings = vec![Opening::always()];
    let usage =
        RoadUse { opening: OpeningId(0), travel: Milliseconds(600_000), capacity: VehiclesPerHour(60), exposed: false };
    situation.roads = vec![usage; 4];
    (situation.waiting, situation.checkpoints) = (vec![], vec![]);
    situation.equivalents[VehicleKind::Bus as usize] = CarEquivalents(250);
    let origin = &mut situation.origins[0];
    (origin.junction, origin.kind, origin.persons) = (JunctionId(1), VehicleKind::Bus, Persons(80));
    (origin.ready, origin.carried_by) = (vec![], vec![FleetId(0)]);
    let riders = |from, persons| Riders { from: Clock(from), persons: Persons(persons) };
    origin.riders = vec![riders(600, 40), riders(2400, 40)];
    situation.receptions[0].room = Persons(100);
    let hours = |from, until| Opening::within(vec![span(from, until)]);
    situation.fleets = vec![Fleet {
        name: "city buses".to_owned(),
        kind: VehicleKind::Bus,
        depot: JunctionId(0),
        vehicles: Vehicles(1),
        task: Task::Carry { seats: Persons(40), loading: Seconds(300), unloading: Seconds(120) },
        duty: hours(0, 2 * 3600),
        longest_duty: Some(Seconds(6000)),
        ends: FleetEnd::Anywhere,
        from: Clock::H_HOUR,
        begun: Vec::new(),
    }];
    (network.unwrap(), situation)
}

fn course(road: u32) -> Course {
    Course { roads: vec![RoadId(road)], enter: vec![Seconds(0)], arrive: Seconds(600) }
}

/// To the pick-up, loaded at 15 minutes, back at 27, loaded again at 45.
fn plan(situation: &Situation) -> Plan {
    let movement = |departure| Movement {
        departure: Clock(departure),
        origin: OriginId(0),
        reception: ReceptionId(0),
        course: CourseId(1),
        vehicles: Vehicles(1),
        persons: Persons(40),
        turn_back: Clock(3 * 3600 - 600),
    };
    let empty = |departure, course| Run::Empty { departure: Clock(departure), course: CourseId(course) };
    let loaded = |movement| Run::Loaded { movement };
    let runs = vec![empty(0, 0), loaded(0), empty(1620, 2), loaded(1)];
    let mut plan = mariupol::plan();
    plan.horizon = situation.horizon;
    plan.courses = vec![course(0), course(1), course(2), course(3)];
    plan.movements = vec![movement(900), movement(2700)];
    plan.rosters = vec![Roster { fleet: FleetId(0), number: 0, vehicles: Vehicles(1), runs }];
    plan.left_behind = vec![];
    add_up(situation, &mut plan);
    plan
}

fn after(change: impl FnOnce(&mut Situation, &mut Plan)) -> Vec<String> {
    let (network, mut situation) = world();
    let mut plan = plan(&situation);
    change(&mut situation, &mut plan);
    add_up(&situation, &mut plan);
    codes(&network, &situation, &plan)
}

fn task(situation: &mut Situation) -> (&mut Persons, &mut Seconds, &mut Seconds) {
    let parts = match &mut situation.fleets[0].task {
        Task::Carry { seats, loading, unloading } => Some((seats, loading, unloading)),
        Task::Deliver { .. } | Task::Lead { .. } => None,
    };
    parts.unwrap()
}

#[test]
fn one_bus_brings_out_eighty_in_two_journeys() {
    assert_eq!(after(|_, _| {}), Vec::<String>::new());
}

#[test]
fn a_bus_cannot_be_in_two_places() {
    // It takes longer to board, to get out, or leaves the reception site too soon.
    assert_eq!(after(|s, _| *task(s).1 = Seconds(301)), ["plan.not-ready", "plan.roster-apart"]);
    assert_eq!(after(|s, _| *task(s).2 = Seconds(121)), ["plan.roster-apart"]);
    assert_eq!(after(|s, _| s.fleets[0].depot = JunctionId(1)), ["plan.roster-apart"]);
    let without = |_: &mut Situation, plan: &mut Plan| {
        plan.rosters[0].runs.retain(|run| !matches!(run, Run::Empty { course: CourseId(2), .. }));
    };
    assert_eq!(after(without), ["plan.roster-apart"]);
}

#[test]
fn whoever_is_carried_is_carried_once() {
    let unclaimed = |_: &mut Situation, plan: &mut Plan| plan.rosters[0].runs.truncate(3);
    assert!(after(unclaimed).contains(&"plan.carried-wrong".to_owned()));
    let twice = |s: &mut Situation, plan: &mut Plan| {
        s.fleets[0].vehicles = Vehicles(2);
        let mut other = plan.rosters[0].clone();
        other.number = 1;
        other.runs.truncate(2);
        other.runs[0] = Run::Empty { departure: Clock(300), course: CourseId(0) };
        plan.rosters.push(other);
    };
    assert!(after(twice).contains(&"plan.carried-wrong".to_owned()));
    let another = |s: &mut Situation, _: &mut Plan| {
        let mut fleet = s.fleets[0].clone();
        fleet.name = "others".to_owned();
        s.fleets.push(fleet);
        s.origins[0].carried_by = vec![FleetId(1)];
    };
    assert!(after(another).contains(&"plan.carried-wrong".to_owned()));
    let two = |_: &mut Situation, plan: &mut Plan| plan.movements[0].vehicles = Vehicles(2);
    assert!(after(two).contains(&"plan.carried-wrong".to_owned()));
}

#[test]
fn no_more_travel_than_there_are_seats_and_riders() {
    assert_eq!(after(|s, _| *task(s).0 = Persons(39)), ["plan.overloaded-vehicles"]);
    assert_eq!(after(|s, _| s.origins[0].riders[1].from = Clock(2401)), ["plan.not-ready"]);
    assert_eq!(after(|s, _| s.receptions[0].only = vec![VehicleKind::Medical]), ["plan.not-admitted"]);
    let fewer = |_: &mut Situation, plan: &mut Plan| {
        plan.movements[1].persons = Persons(39);
        plan.left_behind = vec![LeftBehind {
            origin: OriginId(0),
            persons: Persons(1),
            vehicles: Vehicles(0),
            reason: Reason::TooLate,
        }];
    };
    assert_eq!(after(fewer), Vec::<String>::new());
}

#[test]
fn crews_rest() {
    // It works from 0 to 3,420 s.
    assert_eq!(after(|s, _| s.fleets[0].longest_duty = Some(Seconds(3420))), Vec::<String>::new());
    assert_eq!(after(|s, _| s.fleets[0].longest_duty = Some(Seconds(3419))), ["plan.off-duty"]);
    let until =
        |end: u32| move |s: &mut Situation, _: &mut Plan| s.fleets[0].duty = Opening::within(vec![span(0, end)]);
    assert_eq!(after(until(3420)), Vec::<String>::new());
    assert_eq!(after(until(3419)), ["plan.off-duty"]);
    // Another crew after a break.
    let two = Opening::within(vec![span(0, 1620), span(1620, 7200)]);
    assert_eq!(after(|s, _| s.fleets[0].duty = two), Vec::<String>::new());
}

#[test]
fn a_fleet_has_the_vehicles_that_it_has_and_ends_where_it_must() {
    assert_eq!(after(|s, _| s.fleets[0].vehicles = Vehicles(0)), ["plan.fleet-vehicles"]);
    assert_eq!(after(|s, _| s.fleets[0].ends = FleetEnd::Depot), ["plan.fleet-end"]);
    let home = |s: &mut Situation, plan: &mut Plan| {
        s.fleets[0].ends = FleetEnd::Depot;
        let run = |departure, course| Run::Empty { departure: Clock(departure), course: CourseId(course) };
        plan.rosters[0].runs.extend([run(3420, 2), run(4020, 3)]);
    };
    assert_eq!(after(home), Vec::<String>::new());
}

#[test]
fn buses_without_people_obey_the_road_too() {
    let closed = |s: &mut Situation, _: &mut Plan| {
        s.openings.push(Opening::within(vec![span(0, 2000)]));
        s.roads[2].opening = OpeningId(1);
    };
    assert_eq!(after(closed), ["plan.closed-road"]);
    // Two buses within two minutes where one fits in each 150 s.
    let two = |apart: u32| {
        move |s: &mut Situation, plan: &mut Plan| {
            s.fleets[0].vehicles = Vehicles(2);
            let runs = vec![Run::Empty { departure: Clock(apart), course: CourseId(0) }];
            plan.rosters.push(Roster { fleet: FleetId(0), number: 1, vehicles: Vehicles(1), runs });
        }
    };
    assert_eq!(after(two(150)), Vec::<String>::new());
    assert_eq!(after(two(60)), ["plan.road-overfull"]);
}

#[test]
fn aid_comes_in_time_and_whole() {
    let convoy = |by: u32, to: u32| {
        move |s: &mut Situation, plan: &mut Plan| {
            let mut fleet = s.fleets[0].clone();
            fleet.kind = VehicleKind::Truck;
            fleet.vehicles = Vehicles(3);
            (fleet.depot, fleet.duty) = (JunctionId(2), Opening::always());
            let (to, by) = (JunctionId(to), Clock(by));
            fleet.task = Task::Deliver { to, by, unloading: Seconds(3600), first: true };
            s.fleets.push(fleet);
            let runs = vec![Run::Empty { departure: Clock(0), course: CourseId(2) }];
            plan.rosters.push(Roster { fleet: FleetId(1), number: 0, vehicles: Vehicles(1), runs });
        }
    };
    assert_eq!(after(convoy(660, 1)), Vec::<String>::new());
    assert_eq!(after(convoy(659, 1)), ["plan.delivery-wrong"]);
    assert_eq!(after(convoy(660, 0)), ["plan.delivery-wrong"]);
}

/// A bus that is free at a junction from a moment on, with a crew that works since the H-hour.
fn begun(junction: u32, from: u32) -> Begun {
    let (vehicles, since) = (Vehicles(1), Clock::H_HOUR);
    Begun { number: 0, vehicles, junction: JunctionId(junction), from: Clock(from), since }
}

#[test]
fn a_bus_in_the_middle_of_its_day_goes_on_from_where_and_when_it_is_free() {
    // It is at the pick-up after ten minutes: its first run is over.
    let later = |s: &mut Situation, p: &mut Plan, at: Begun| {
        s.fleets[0].begun = vec![at];
        p.rosters[0].runs.remove(0);
        p.courses = vec![course(1), course(2)];
        p.movements.iter_mut().for_each(|movement| movement.course = CourseId(0));
        p.rosters[0].runs[1] = Run::Empty { departure: Clock(1620), course: CourseId(1) };
    };
    assert_eq!(after(|s, p| later(s, p, begun(1, 600))), Vec::<String>::new());
    assert_eq!(after(|s, p| later(s, p, begun(1, 601))), ["plan.roster-apart"]);
    assert_eq!(after(|s, p| later(s, p, begun(0, 600))), ["plan.roster-apart"]);
    // What its crew has worked before counts: since the H-hour, not since it boards after ten minutes.
    let tired = |most: u32, since: u32| {
        after(|s, p| {
            later(s, p, Begun { since: Clock(since), ..begun(1, 600) });
            s.fleets[0].longest_duty = Some(Seconds(most));
        })
    };
    assert_eq!(tired(3420, 0), Vec::<String>::new());
    assert_eq!(tired(3419, 0), ["plan.off-duty"]);
    assert_eq!(tired(3419, 600), Vec::<String>::new());
    // Those at the depot do not move before now, and a vehicle under way is no second one.
    assert_eq!(after(|s, _| s.fleets[0].from = Clock(1)), ["plan.roster-apart"]);
    assert_eq!(after(|s, _| s.fleets[0].begun = vec![Begun { number: 1, ..begun(0, 0) }]), ["plan.fleet-vehicles"]);
}

#[test]
fn whoever_is_on_board_is_brought_on_first_and_by_their_own_bus() {
    let aboard = |number: u32| {
        after(|s, p| {
            let mut on_board = s.origins[0].clone();
            (on_board.persons, on_board.aboard) = (Persons(40), Some(Aboard { number, leaves: true }));
            on_board.riders = vec![Riders { from: Clock(900), persons: Persons(40) }];
            s.origins[0].riders.remove(0);
            s.origins.push(on_board);
            s.fleets[0].begun = vec![begun(1, 900)];
            p.rosters[0].runs.remove(0);
            p.courses = vec![course(1), course(2)];
            p.movements.iter_mut().for_each(|movement| movement.course = CourseId(0));
            p.movements[0].origin = OriginId(1);
            p.rosters[0].runs[1] = Run::Empty { departure: Clock(1620), course: CourseId(1) };
        })
    };
    // They have boarded, and leave at once; a bus of another number has no business with them.
    assert!(!aboard(0).contains(&"plan.carried-wrong".to_owned()), "{:?}", aboard(0));
    assert!(!aboard(0).contains(&"plan.roster-apart".to_owned()), "{:?}", aboard(0));
    assert!(aboard(1).contains(&"plan.carried-wrong".to_owned()), "{:?}", aboard(1));
}
