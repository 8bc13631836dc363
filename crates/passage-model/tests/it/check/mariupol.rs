//! Mariupol to Zaporizhzhia in four roads, with a window, a checkpoint and a waiting place, and a plan for it that holds.
//! Ten minutes on the H-20 to Tokmak, then fifteen under a window; or from Tokmak around, where the turn is forbidden.
//! The fuzz targets start from the same.

use passage_model::digest::Digest;
use passage_model::id::{CourseId, JunctionId, OpeningId, OriginId, ReceptionId, RoadId};
use passage_model::network::{self, ForbiddenTurn, Network, Road};
use passage_model::plan::{Bound, BoundKind, Course, LeftBehind, Movement, PLAN_VERSION, Plan, Reason, Safe};
use passage_model::situation::{
    CarEquivalents, Checkpoint, NamedJunction, Origin, Reading, Ready, Reception, RoadUse, Situation, VehicleKind,
    Waiting,
};
use passage_model::time::{Clock, Interval, Opening};
use passage_model::units::{
    Decimetres, Milliseconds, Persons, PersonsPerVehicle, Position, Seconds, Vehicles, VehiclesPerDay, VehiclesPerHour,
};
use passage_model::weighing::Weighing;

/// From, to, travel in milliseconds, vehicles an hour.
const ROADS: [(u32, u32, u32, u32); 4] =
    [(0, 1, 600_000, 120), (1, 2, 900_500, 60), (1, 3, 100_000, 600), (3, 2, 100_000, 600)];

/// The roads.
pub fn network() -> Network {
    let positions =
        (0..4u32).map(|j| Position::from_degrees(47.0, 35.0 + f64::from(j) / 100.0).expect("on Earth")).collect();
    let roads = ROADS.map(|(from, to, travel, capacity)| Road {
        from: JunctionId(from),
        to: JunctionId(to),
        length: Decimetres::from_metres(1000.0),
        travel: Milliseconds(travel),
        capacity: VehiclesPerHour(capacity),
        storage: Vehicles(100),
        lanes: 1,
        name: if from == 0 { "H-20".to_owned() } else { String::new() },
        ..Road::default()
    });
    let turn = ForbiddenTurn { from: RoadId(0), onto: RoadId(2) };
    Network::new(network::Origin::default(), positions, roads, vec![turn], vec![]).expect("a small network")
}

/// Who is where, and what is open when.
pub fn situation() -> Situation {
    let until = |from, until| Opening::within(vec![Interval { from: Clock(from), until: Clock(until) }]);
    let ready = |from, vehicles| Ready { from: Clock(from), vehicles: Vehicles(vehicles) };
    let named = |junction, name: &str| NamedJunction {
        junction: JunctionId(junction),
        name: name.to_owned(),
        position: Position::default(),
    };
    let road = |(i, (_, _, travel, capacity)): (usize, (u32, u32, u32, u32))| RoadUse {
        opening: OpeningId(u32::from(i == 1)),
        travel: Milliseconds(travel),
        capacity: VehiclesPerHour(capacity),
        exposed: false,
    };
    Situation {
        network: Digest::of(b"network"),
        scenario: Digest::of(b"scenario"),
        reading: Reading::Likely,
        step: Seconds(60),
        horizon: Clock(3600),
        openings: vec![Opening::always(), until(600, 3000)],
        roads: ROADS.into_iter().enumerate().map(road).collect(),
        waiting: vec![Waiting { junction: JunctionId(1), room: Vehicles(1) }],
        crowds: Vec::new(),
        checkpoints: vec![Checkpoint {
            name: "Tokmak checkpoint".to_owned(),
            junction: JunctionId(1),
            rates: Checkpoint::passing(VehiclesPerDay::hourly(60), VehiclesPerDay(0), VehiclesPerDay(0)),
            hours: until(0, 1160),
        }],
        origins: vec![Origin {
            assembly: "Mariupol".to_owned(),
            group: "own cars".to_owned(),
            junction: JunctionId(0),
            kind: VehicleKind::OwnCar,
            persons: Persons(20),
            per_vehicle: PersonsPerVehicle::from_mean(3.6),
            ready: vec![ready(0, 3), ready(300, 2)],
            carried_by: Vec::new(),
            riders: Vec::new(),
            aboard: None,
        }],
        receptions: vec![Reception {
            name: "Zaporizhzhia".to_owned(),
            junction: JunctionId(2),
            room: Persons(18),
            only: Vec::new(),
        }],
        corridors: vec![],
        named: vec![named(0, "Mariupol"), named(1, "Tokmak"), named(2, "Zaporizhzhia")],
        equivalents: CarEquivalents::ALIKE,
        contraflow: Vec::new(),
        reversed: Vec::new(),
        fleets: Vec::new(),
        footways: Vec::new(),
        obey_turns: true,
        weighing: Weighing::default(),
    }
}

/// Five cars, one a minute through Tokmak; the last two are two minutes longer, one of them waiting.
pub fn plan() -> Plan {
    let situation = situation();
    let course = |enter: u32| Course {
        roads: vec![RoadId(0), RoadId(1)],
        enter: vec![Seconds(0), Seconds(enter)],
        arrive: Seconds(enter + 901),
    };
    let car = |departure, course, persons| Movement {
        departure: Clock(departure),
        origin: OriginId(0),
        reception: ReceptionId(0),
        course: CourseId(course),
        vehicles: Vehicles(1),
        persons: Persons(persons),
        turn_back: Clock(559),
    };
    let safe = |by, persons, vehicles| Safe { by: Clock(by), persons: Persons(persons), vehicles: Vehicles(vehicles) };
    let curve = vec![safe(1561, 4, 1), safe(1621, 8, 2), safe(1681, 12, 3), safe(1981, 15, 4), safe(2041, 18, 5)];
    let not_safe = |step: u32| 20 - curve.iter().rev().find(|s| s.by.0 <= step * 60).map_or(0, |s| s.persons.0);
    let sum: u64 = (1..=60).map(|step| u64::from(not_safe(step))).sum();
    Plan {
        version: PLAN_VERSION,
        program: "by hand".to_owned(),
        network: situation.network,
        scenario: situation.scenario,
        reading: situation.reading,
        parent: None,
        seed: 0,
        step: situation.step,
        horizon: situation.horizon,
        courses: vec![course(600), course(720)],
        movements: vec![car(0, 0, 4), car(60, 0, 4), car(120, 0, 4), car(300, 1, 3), car(360, 1, 3)],
        bound: Bound {
            persons: Persons(18),
            not_safe_sum: sum,
            plan_sum: sum,
            kind: BoundKind::Exact,
            curve: curve.clone(),
        },
        rosters: Vec::new(),
        walks: Vec::new(),
        reversed: Vec::new(),
        slots: None,
        curve,
        left_behind: vec![LeftBehind {
            origin: OriginId(0),
            persons: Persons(2),
            vehicles: Vehicles(0),
            reason: Reason::NoSeat,
        }],
        bottlenecks: vec![],
        figures: None,
    }
}
