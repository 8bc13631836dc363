//! A small corridor with its plans, made by hand, for the tests of everything that is told of a plan.

use super::bracket::Bracket;
use super::naive::Naive;
use super::times::Times;
use super::{Answer, Matched, Outcome, Setting};
use crate::assumptions::Assumption;
use jiff::tz::TimeZone;
use passage_model::digest::Digest;
use passage_model::finding::Finding;
use passage_model::id::{CourseId, JunctionId, OpeningId, OriginId, ReceptionId, RoadId};
use passage_model::network::{self, Network, Place, PlaceKind, Road, RoadClass, RoadMarks};
use passage_model::plan::{
    Bottleneck, BottleneckAt, Bound, BoundKind, Course, LeftBehind, Movement, PLAN_VERSION, Plan, Reason, Safe,
};
use passage_model::situation::{
    CarEquivalents, Checkpoint, Corridor, NamedJunction, Origin, Reading, Ready, Reception, RoadUse, Situation,
    VehicleKind, Waiting,
};
use passage_model::time::{Clock, Interval, Opening};
use passage_model::units::{
    Decimetres, Milliseconds, Persons, PersonsPerVehicle, Position, Seconds, Speed, Vehicles, VehiclesPerDay,
    VehiclesPerHour,
};
use passage_model::weighing::{Figures, Share, Weighing};
use passage_model::work::Work;

/// The places of the corridor with their positions and the road to the next one in km.
const PLACES: [(&str, f64, f64, f64, u32); 6] = [
    ("Mariupol", 47.096, 37.549, 22.0, 431_859),
    ("Nikolske", 47.199, 37.320, 33.0, 7_814),
    ("Rozivka", 47.389, 37.069, 52.0, 3_051),
    ("Polohy", 47.484, 36.254, 54.0, 18_396),
    ("Orikhiv", 47.567, 35.787, 65.0, 14_136),
    ("Zaporizhzhia", 47.838, 35.140, 0.0, 722_713),
];

/// The corridor of 5 March 2022 in six junctions, and its situation: open from 11:00 to 16:00, 600 vehicles an hour.
pub fn mariupol() -> (Network, Situation) {
    let network = roads();
    let window = Opening::within(vec![Interval { from: Clock(2 * 3600), until: Clock(7 * 3600) }]);
    let forward: Vec<RoadId> = (0..5).map(|i| RoadId(2 * i)).collect();
    let situation = Situation {
        network: Digest::of(b"network"),
        scenario: Digest::of(b"scenario"),
        reading: Reading::Likely,
        step: Seconds(60),
        horizon: Clock(8 * 3600),
        openings: vec![Opening::never(), window.clone()],
        roads: network
            .roads()
            .map(|road| RoadUse {
                opening: OpeningId(1 - road.0 % 2),
                travel: network.travel(road),
                capacity: VehiclesPerHour(600),
                exposed: false,
            })
            .collect(),
        waiting: Vec::new(),
        crowds: Vec::new(),
        checkpoints: Vec::new(),
        origins: vec![Origin {
            assembly: "Mariupol".to_owned(),
            group: "own cars".to_owned(),
            junction: JunctionId(0),
            kind: VehicleKind::OwnCar,
            persons: Persons(200_000),
            per_vehicle: PersonsPerVehicle(360),
            ready: vec![Ready { from: Clock(2 * 3600), vehicles: Vehicles(55_556) }],
            carried_by: Vec::new(),
            riders: Vec::new(),
            aboard: None,
        }],
        equivalents: CarEquivalents::ALIKE,
        contraflow: Vec::new(),
        reversed: Vec::new(),
        fleets: Vec::new(),
        footways: Vec::new(),
        receptions: vec![Reception {
            name: "Zaporizhzhia".to_owned(),
            junction: JunctionId(5),
            room: Persons(200_000),
            only: Vec::new(),
        }],
        corridors: vec![Corridor {
            name: "Mariupol to Zaporizhzhia by Orikhiv".to_owned(),
            roads: forward,
            opening: window,
            said_by: "Mariupol city council".to_owned(),
            clear: false,
        }],
        named: PLACES
            .iter()
            .enumerate()
            .map(|(i, p)| NamedJunction {
                junction: JunctionId::at(i),
                name: p.0.to_owned(),
                position: position(p.1, p.2),
            })
            .collect(),
        obey_turns: true,
        weighing: Weighing::default(),
    };
    (network, situation)
}

fn position(lat: f64, lon: f64) -> Position {
    Position::from_degrees(lat, lon).expect("on Earth")
}

fn roads() -> Network {
    let positions: Vec<Position> = PLACES.iter().map(|p| position(p.1, p.2)).collect();
    let mut roads = Vec::new();
    for (i, place) in PLACES.iter().take(5).enumerate() {
        let (length, speed) = (Decimetres::from_metres(place.3 * 1000.0), Speed::from_kmh(55.0));
        for (from, to) in [(i, i + 1), (i + 1, i)] {
            roads.push(Road {
                from: JunctionId::at(from),
                to: JunctionId::at(to),
                length,
                travel: Milliseconds::to_travel(length, speed),
                capacity: VehiclesPerHour(1_500),
                storage: Vehicles(1_000),
                lanes: 1,
                class: RoadClass::Trunk,
                marks: if i == 3 { RoadMarks::GAP } else { RoadMarks::default() },
                name: if i == 2 { "T0803 \"<Polohy>\"".to_owned() } else { String::new() },
                ..Road::default()
            });
        }
    }
    let places = PLACES.iter().map(|p| Place {
        name: p.0.to_owned(),
        other_names: Vec::new(),
        kind: PlaceKind::Town,
        population: p.4,
        position: position(p.1, p.2),
    });
    let origin = network::Origin {
        file: "roads.geojson".to_owned(),
        attribution: "Roads: the authors of passage".to_owned(),
        ..network::Origin::default()
    };
    Network::new(origin, positions, roads, Vec::new(), places.collect()).expect("consistent")
}

/// Puts a checkpoint for cars at Orikhiv, with room to wait.
pub fn add_checkpoint(situation: &mut Situation, rate: u32) {
    situation.checkpoints.push(Checkpoint {
        name: "Orikhiv".to_owned(),
        junction: JunctionId(4),
        rates: Checkpoint::passing(VehiclesPerDay::hourly(rate), VehiclesPerDay(0), VehiclesPerDay(0)),
        hours: Opening::always(),
    });
    situation.waiting.push(Waiting { junction: JunctionId(4), room: Vehicles(300) });
    situation.openings[1] = Opening::always();
}

/// A plan that fills the corridor evenly from its opening until nobody could get through any more.
pub fn plan(network: &Network, situation: &Situation) -> Plan {
    let roads = situation.corridors[0].roads.clone();
    let mut enter = Vec::new();
    let mut passed = 0;
    for &road in &roads {
        enter.push(Milliseconds(passed).seconds_up());
        passed += network.travel(road).0;
    }
    let course = Course { roads, enter, arrive: Milliseconds(passed).seconds_up() };
    let origin = &situation.origins[0];
    let a_minute = Vehicles(situation.roads[0].capacity.0 / 60);
    let turn_back = Clock(7 * 3600 - course.arrive.0);
    let (mut sent, mut carried) = (Vehicles(0), Persons(0));
    let (mut movements, mut curve) = (Vec::new(), Vec::new());
    let mut at = Clock(2 * 3600);
    // The last of a minute follow the first within it.
    while at + Seconds(60) <= turn_back && carried < origin.seated() {
        let vehicles = a_minute.min(origin.vehicles() - sent);
        sent += vehicles;
        let persons = origin.per_vehicle.persons_in(sent).min(origin.seated()) - carried;
        carried += persons;
        movements.push(Movement {
            departure: at,
            origin: OriginId(0),
            reception: ReceptionId(0),
            course: CourseId(0),
            vehicles,
            persons,
            turn_back,
        });
        curve.push(Safe { by: at + course.arrive + Seconds(60), persons: carried, vehicles: sent });
        at = at + Seconds(60);
    }
    let full = Interval { from: Clock(2 * 3600), until: at };
    let (left, vehicles) = (origin.persons - carried, origin.vehicles() - sent);
    let bottlenecks = vec![Bottleneck { at: BottleneckAt::Road(RoadId(0)), full: vec![full], vehicles: sent }];
    let left_behind =
        LeftBehind { origin: OriginId(0), persons: left, vehicles, reason: Reason::Full { bottlenecks: vec![0] } };
    Plan {
        version: PLAN_VERSION,
        program: "passage 0.1.0".to_owned(),
        network: situation.network,
        scenario: situation.scenario,
        reading: situation.reading,
        parent: None,
        seed: 0,
        step: Seconds(60),
        horizon: situation.horizon,
        courses: vec![course],
        movements,
        bound: Bound { persons: carried, kind: BoundKind::Exact, curve: curve.clone(), ..Bound::default() },
        rosters: Vec::new(),
        walks: Vec::new(),
        reversed: Vec::new(),
        slots: None,
        curve,
        left_behind: if left > Persons(0) { vec![left_behind] } else { Vec::new() },
        bottlenecks: if left > Persons(0) { bottlenecks } else { Vec::new() },
        figures: Some(Figures {
            vehicles: sent,
            shares: vec![Share { origin: OriginId(0), persons: origin.persons, safe: carried }],
            ..Figures::default()
        }),
    }
}

/// One reading of the corridor with its plan.
pub fn answer(reading: Reading) -> Answer {
    let (network, mut situation) = mariupol();
    situation.reading = reading;
    let (mean, rate) = match reading {
        Reading::Pessimistic => (250, 600),
        Reading::Likely => (360, 600),
        Reading::Optimistic => (500, 1_000),
    };
    situation.origins[0].per_vehicle = PersonsPerVehicle(mean);
    situation.origins[0].ready[0].vehicles = PersonsPerVehicle(mean).vehicles_for(Persons(200_000));
    situation.roads.iter_mut().for_each(|road| road.capacity = VehiclesPerHour(rate));
    answer_to(&network, situation)
}

/// A situation of the corridor with its plan.
pub fn answer_to(network: &Network, situation: Situation) -> Answer {
    let plan = plan(network, &situation);
    let naive = Naive::of(network, &situation);
    Answer { situation, plan, naive }
}

/// The corridor with all three readings. The network is leaked: tests end.
pub fn outcome() -> Outcome<'static> {
    let network = Box::leak(Box::new(roads()));
    let likely = answer(Reading::Likely);
    let outer = passage_plan::outer(network, &likely.situation, &Work::quiet()).ok().flatten();
    let bracket = outer.map(|outer| Bracket::of(&likely, outer));
    Outcome {
        network,
        setting: setting(),
        few_routes: None,
        bracket,
        likely,
        pessimistic: Some(answer(Reading::Pessimistic)),
        optimistic: Some(answer(Reading::Optimistic)),
        prices: Vec::new(),
    }
}

fn setting() -> Setting {
    let h_hour = jiff::civil::date(2022, 3, 5).at(9, 0, 0, 0).in_tz("Europe/Kyiv").expect("a zone");
    let assumption = |what: &str, value: &str, range: Option<(&str, &str)>, source: &str| Assumption {
        what: what.to_owned(),
        value: value.to_owned(),
        range: range.map(|(low, high)| (low.to_owned(), high.to_owned())),
        source: source.to_owned(),
        by_default: false,
    };
    Setting {
        title: "Mariupol, 5 March 2022".to_owned(),
        exercise: true,
        times: Times::new(h_hour, TimeZone::get("Europe/Moscow").ok(), Clock(8 * 3600)),
        scenario_file: "scenario.toml".to_owned(),
        network_file: "roads.geojson".to_owned(),
        check: "passage check . --scenario scenario.toml".to_owned(),
        certificate: None,
        network: Digest::of(b"network"),
        assumptions: vec![
            assumption("persons per vehicle, own cars", "3.6", Some(("2.5", "5")), "reports of March 2022"),
            assumption("sustained flow per lane, vehicles per hour", "600", Some(("600", "1,000")), "TRB 2011"),
            assumption("room, Zaporizhzhia", "200,000 persons", None, "the scenario, line 20"),
        ],
        matched: vec![Matched { asked: "Zaporizhzhia".to_owned(), found: "Zaporizhzhia, city of 722,713".to_owned() }],
        findings: vec![
            Finding::warning("network.gap-connectors", "262 gaps were closed").advise("Check them.").times(262),
        ],
    }
}
