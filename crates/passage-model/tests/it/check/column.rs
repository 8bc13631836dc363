//! Two columns behind one lead car, worked out by hand, and for every rule of columns a change that breaks it.

use super::mariupol;
use super::world::{add_up, codes};
use passage_model::id::{CourseId, FleetId, JunctionId, OpeningId, OriginId, ReceptionId, RoadId};
use passage_model::network::{Network, Origin as Source, Road};
use passage_model::plan::{Course, LeftBehind, Movement, Plan, Reason, Roster, Run};
use passage_model::situation::{Checkpoint, Crowd, Fleet, FleetEnd, Riders, RoadUse, Situation, Task, VehicleKind};
use passage_model::time::{Clock, Interval, Opening};
use passage_model::units::{
    Milliseconds, Persons, PersonsPerVehicle, Position, Seconds, Vehicles, VehiclesPerDay, VehiclesPerHour,
};

/// The pick-up where the lead car stands, and safety: ten minutes each way, a car every six seconds.
fn world() -> (Network, Situation) {
    let position = |i: u32| Position::from_degrees(47.0 + f64::from(i), 36.0).unwrap();
    let road = |(from, to)| Road {
        from: JunctionId(from),
        to: JunctionId(to),
        travel: Milliseconds(600_000),
        capacity: VehiclesPerHour(600),
        lanes: 1,
        ..Road::default()
    };
    let ends = [(0, 1), (1, 0)];
    let network = Network::new(Source::default(), (0..2).map(position).collect(), ends.map(road), vec![], vec![]);
    let mut situation = mariupol::situation();
    situation.horizon = Clock(2 * 3600);
    situation.openings = vec![Opening::always()];
    let usage = RoadUse {
        opening: OpeningId(0),
        travel: Milliseconds(600_000),
        capacity: VehiclesPerHour(600),
        exposed: false,
    };
    situation.roads = vec![usage; 2];
    (situation.waiting, situation.checkpoints) = (vec![], vec![]);
    let origin = &mut situation.origins[0];
    (origin.junction, origin.kind, origin.persons) = (JunctionId(0), VehicleKind::OwnCar, Persons(36));
    (origin.ready, origin.carried_by) = (vec![], vec![FleetId(0)]);
    origin.per_vehicle = PersonsPerVehicle::from_mean(3.6);
    origin.riders = vec![Riders { from: Clock(0), persons: Persons(36) }];
    situation.receptions[0].junction = JunctionId(1);
    situation.receptions[0].room = Persons(100);
    let task = Task::Lead { cars: Vehicles(8), forming: Seconds(300), gap: Seconds(600), apart: Seconds(30) };
    situation.fleets = vec![Fleet {
        name: "lead cars".to_owned(),
        kind: VehicleKind::OwnCar,
        depot: JunctionId(0),
        vehicles: Vehicles(2),
        task,
        duty: Opening::always(),
        longest_duty: None,
        ends: FleetEnd::Anywhere,
        from: Clock::H_HOUR,
        begun: Vec::new(),
    }];
    (network.unwrap(), situation)
}

/// Eight cars from minute 5 on, the last of which comes at 19; back at 29, and two more cars at 34.
fn plan(situation: &Situation) -> Plan {
    let movement = |departure, vehicles, persons| Movement {
        departure: Clock(departure),
        origin: OriginId(0),
        reception: ReceptionId(0),
        course: CourseId(0),
        vehicles: Vehicles(vehicles),
        persons: Persons(persons),
        turn_back: Clock(2 * 3600 - 600),
    };
    let course = |road| Course { roads: vec![RoadId(road)], enter: vec![Seconds(0)], arrive: Seconds(600) };
    let back = Run::Empty { departure: Clock(1140), course: CourseId(1) };
    let mut plan = mariupol::plan();
    plan.horizon = situation.horizon;
    plan.courses = vec![course(0), course(1)];
    plan.movements = vec![movement(300, 8, 28), movement(2040, 2, 8)];
    let runs = vec![Run::Loaded { movement: 0 }, back, Run::Loaded { movement: 1 }];
    plan.rosters = vec![Roster { fleet: FleetId(0), number: 0, vehicles: Vehicles(1), runs }];
    plan.left_behind = vec![];
    plan
}

fn after(change: impl FnOnce(&mut Situation, &mut Plan)) -> Vec<String> {
    let (network, mut situation) = world();
    let mut plan = plan(&situation);
    change(&mut situation, &mut plan);
    add_up(&situation, &mut plan);
    codes(&network, &situation, &plan)
}

fn within(until: u32) -> Opening {
    Opening::within(vec![Interval { from: Clock(0), until: Clock(until) }])
}

#[test]
fn one_lead_car_leads_ten_cars_in_two_columns() {
    assert_eq!(after(|_, _| {}), Vec::<String>::new());
}

#[test]
fn a_column_is_no_longer_than_its_leader_may_lead() {
    let shorter = |s: &mut Situation, _: &mut Plan| {
        let Task::Lead { cars, .. } = &mut s.fleets[0].task else { return };
        *cars = Vehicles(7);
    };
    assert!(after(shorter).contains(&"plan.column-size".to_owned()));
}

#[test]
fn a_leader_is_there_in_time_and_waits_for_the_last() {
    // The last car comes at 300 + 600 + 8 x 30 = 1,140.
    let early = |_: &mut Situation, plan: &mut Plan| {
        plan.rosters[0].runs[1] = Run::Empty { departure: Clock(1139), course: CourseId(1) };
    };
    assert_eq!(after(early), ["plan.roster-apart"]);
    let soon = |_: &mut Situation, plan: &mut Plan| plan.movements[1].departure = Clock(2039);
    assert_eq!(after(soon), ["plan.roster-apart"]);
    let alone = |_: &mut Situation, plan: &mut Plan| plan.rosters[0].runs.truncate(2);
    assert!(after(alone).contains(&"plan.carried-wrong".to_owned()));
}

#[test]
fn columns_keep_their_gap_whoever_leads_them() {
    // The second behind another lead car, ten minutes after the first, and a second sooner.
    let second = |departure: u32| {
        move |_: &mut Situation, plan: &mut Plan| {
            plan.movements[1].departure = Clock(departure);
            plan.rosters[0].runs.truncate(1);
            let runs = vec![Run::Loaded { movement: 1 }];
            plan.rosters.push(Roster { fleet: FleetId(0), number: 1, vehicles: Vehicles(1), runs });
        }
    };
    assert_eq!(after(second(900)), Vec::<String>::new());
    assert_eq!(after(second(899)), ["plan.column-gap"]);
}

#[test]
fn no_more_cars_and_people_leave_than_there_are() {
    let cars = |_: &mut Situation, plan: &mut Plan| plan.movements[1].vehicles = Vehicles(3);
    assert_eq!(after(cars), ["plan.column-cars"]);
    // 8 cars hold 28 at 3.6 each.
    let squeezed = |_: &mut Situation, plan: &mut Plan| {
        (plan.movements[0].persons, plan.movements[1].persons) = (Persons(29), Persons(7));
    };
    assert_eq!(after(squeezed), ["plan.overloaded-vehicles"]);
    let late = |s: &mut Situation, _: &mut Plan| s.origins[0].riders[0].from = Clock(1);
    assert_eq!(after(late), ["plan.not-ready"]);
    let behind = |_: &mut Situation, plan: &mut Plan| {
        (plan.movements[1].vehicles, plan.movements[1].persons) = (Vehicles(1), Persons(4));
        let (persons, vehicles) = (Persons(4), Vehicles(0));
        plan.left_behind = vec![LeftBehind { origin: OriginId(0), persons, vehicles, reason: Reason::NotCarried }];
    };
    assert_eq!(after(behind), Vec::<String>::new());
}

#[test]
fn every_car_of_a_column_obeys_roads_and_checkpoints() {
    // The last of eight is off the road at 300 + 240 + 600, and a step later those who follow.
    let closed = |until: u32| {
        move |s: &mut Situation, plan: &mut Plan| {
            s.openings.push(within(until));
            s.roads[0].opening = OpeningId(1);
            plan.movements.truncate(1);
            plan.rosters[0].runs.truncate(1);
            plan.movements[0].turn_back = Clock(until - 600);
            let (persons, vehicles) = (Persons(8), Vehicles(0));
            plan.left_behind = vec![LeftBehind { origin: OriginId(0), persons, vehicles, reason: Reason::NotCarried }];
        }
    };
    assert_eq!(after(closed(1200)), Vec::<String>::new());
    assert_eq!(after(closed(1199)), ["plan.closed-road"]);
    // Nine vehicles, one each 30 seconds: 120 an hour and no fewer. The lead car comes back through it too.
    let lane = |hourly: u32| {
        move |s: &mut Situation, _: &mut Plan| {
            let none = VehiclesPerDay(0);
            let rates = Checkpoint::passing(VehiclesPerDay::hourly(hourly), none, none);
            s.checkpoints =
                vec![Checkpoint { name: "gate".to_owned(), junction: JunctionId(1), rates, hours: Opening::always() }];
        }
    };
    assert_eq!(after(lane(120)), Vec::<String>::new());
    assert_eq!(after(lane(90)), ["plan.checkpoint-overfull"]);
}

#[test]
fn those_of_a_column_are_there_until_its_last_car_has_left() {
    // Called half an hour before: the second column when the first has 300 + 240 behind it, and not a second sooner.
    let crowd = |gather: u32| {
        move |s: &mut Situation, _: &mut Plan| {
            let (name, junction) = ("square".to_owned(), JunctionId(0));
            s.crowds = vec![Crowd { name, junction, most: Persons(28), gather: Seconds(gather) }];
        }
    };
    assert_eq!(after(crowd(2040 - 540)), Vec::<String>::new());
    assert_eq!(after(crowd(2040 - 539)), ["plan.crowd"]);
}
