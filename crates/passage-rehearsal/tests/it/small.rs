//! A small world with its plan: roads, a group of cars, whoever goes first.

use passage_model::digest::Digest;
use passage_model::id::{CheckpointId, CourseId, JunctionId, OpeningId, OriginId, ReceptionId, RoadId};
use passage_model::network::{Network, Origin as Source, Road};
use passage_model::plan::{Bound, Course, Movement, PLAN_VERSION, Plan};
use passage_model::situation::{
    CarEquivalents, Checkpoint, Origin, Reading, Ready, Reception, RoadUse, Situation, VehicleKind,
};
use passage_model::time::{Clock, Interval, Opening};
use passage_model::units::{
    Decimetres, Milliseconds, Persons, PersonsPerVehicle, Position, Seconds, Vehicles, VehiclesPerDay, VehiclesPerHour,
};
use passage_model::weighing::Weighing;
use passage_rehearsal::{Assumptions, Figure, Played, Rehearsal, Setting, Stage, Storage};

/// A network with a situation and a plan.
#[derive(Debug)]
pub struct Small {
    pub network: Network,
    pub situation: Situation,
    pub plan: Plan,
}

/// Only these figures play a part, always as given.
pub fn only(figures: &[(Figure, f64)]) -> Assumptions {
    figures.iter().fold(Assumptions::none(), |all, (figure, value)| all.with(*figure, *value))
}

/// A day as it is set, and as it is played.
pub fn set(small: &Small, assumptions: &Assumptions, day: u64) -> (Setting, Played) {
    let stage = Stage::new(&small.network, &small.situation, &small.plan, Storage::Finite);
    let rehearsal = Rehearsal { stage: &stage, assumptions, dark: &[], seed: 1 };
    (rehearsal.setting(day, None), rehearsal.day(day, None))
}

/// A road: from, to, seconds, vehicles an hour. It is as long as it takes at 10 m/s.
pub type Line = (u32, u32, u32, u32);

/// The end of the day.
pub const HORIZON: u32 = 4 * 3600;

impl Small {
    /// Roads, sites at junctions, and a group of cars with four persons each at junction 0, called one by one each so many seconds
    /// over the roads given.
    pub fn new(lines: &[Line], sites: &[u32], cars: u32, each: u32, roads: &[u32]) -> Self {
        let junctions = lines.iter().flat_map(|line| [line.0, line.1]).chain(sites.iter().copied()).max().unwrap() + 1;
        let positions = vec![Position::default(); junctions as usize];
        let network =
            Network::new(Source::default(), positions, lines.iter().map(road), Vec::new(), Vec::new()).unwrap();
        let mut small = Self { situation: situation(&network, sites, cars), plan: plan(), network };
        let reception = sites.iter().position(|site| *site == lines[*roads.last().unwrap() as usize].1).unwrap();
        let course = small.course(roads);
        small.plan.movements = (0..cars)
            .map(|n| Movement {
                departure: Clock(n * each),
                origin: OriginId(0),
                reception: ReceptionId::at(reception),
                course,
                vehicles: Vehicles(1),
                persons: Persons(4),
                turn_back: Clock(HORIZON),
            })
            .collect();
        small
    }

    /// A course over roads, freely driven.
    pub fn course(&mut self, roads: &[u32]) -> CourseId {
        let roads: Vec<RoadId> = roads.iter().map(|road| RoadId(*road)).collect();
        let (mut enter, mut now) = (Vec::new(), 0);
        for road in &roads {
            enter.push(Seconds(now));
            now += self.network.travel(*road).0 / 1000;
        }
        self.plan.courses.push(Course { roads, enter, arrive: Seconds(now) });
        CourseId::at(self.plan.courses.len() - 1)
    }

    /// Opens roads from one second to another and at no other time.
    pub fn opens(&mut self, roads: &[u32], from: u32, until: u32) {
        let opening = OpeningId::at(self.situation.openings.len());
        self.situation.openings.push(Opening::within(vec![Interval { from: Clock(from), until: Clock(until) }]));
        for road in roads {
            self.situation.roads[*road as usize].opening = opening;
        }
    }

    /// A checkpoint that serves cars, so many a day.
    pub fn checkpoint(&mut self, junction: u32, a_day: u32) -> CheckpointId {
        let rate = VehiclesPerDay(a_day);
        self.situation.checkpoints.push(Checkpoint {
            name: "gate".to_owned(),
            junction: JunctionId(junction),
            rates: [rate; VehicleKind::COUNT],
            hours: Opening::always(),
        });
        CheckpointId::at(self.situation.checkpoints.len() - 1)
    }
}

/// A road of a line.
pub fn road(&(from, to, seconds, capacity): &Line) -> Road {
    Road {
        from: JunctionId(from),
        to: JunctionId(to),
        length: Decimetres(seconds * 100),
        travel: Milliseconds(seconds * 1000),
        capacity: VehiclesPerHour(capacity),
        storage: Vehicles(seconds * 10 / 7),
        lanes: 1,
        ..Road::default()
    }
}

fn situation(network: &Network, sites: &[u32], cars: u32) -> Situation {
    let uses = network.roads().map(|road| RoadUse {
        opening: OpeningId(0),
        travel: network.travel(road),
        capacity: network.capacity(road),
        exposed: false,
    });
    let group = Origin {
        assembly: "square".to_owned(),
        group: "cars".to_owned(),
        junction: JunctionId(0),
        kind: VehicleKind::OwnCar,
        persons: Persons(cars * 4),
        per_vehicle: PersonsPerVehicle(400),
        ready: vec![Ready { from: Clock(0), vehicles: Vehicles(cars) }],
        carried_by: Vec::new(),
        riders: Vec::new(),
        aboard: None,
    };
    let site = |junction: &u32| Reception {
        name: format!("site {junction}"),
        junction: JunctionId(*junction),
        room: Persons(u32::MAX),
        only: Vec::new(),
    };
    Situation {
        network: Digest::default(),
        scenario: Digest::default(),
        reading: Reading::Likely,
        step: Seconds(60),
        horizon: Clock(HORIZON),
        openings: vec![Opening::always()],
        roads: uses.collect(),
        waiting: Vec::new(),
        crowds: Vec::new(),
        checkpoints: Vec::new(),
        origins: vec![group],
        receptions: sites.iter().map(site).collect(),
        corridors: Vec::new(),
        named: Vec::new(),
        equivalents: CarEquivalents::ALIKE,
        contraflow: Vec::new(),
        reversed: Vec::new(),
        fleets: Vec::new(),
        footways: Vec::new(),
        obey_turns: true,
        weighing: Weighing::default(),
    }
}

fn plan() -> Plan {
    Plan {
        version: PLAN_VERSION,
        program: String::new(),
        network: Digest::default(),
        scenario: Digest::default(),
        reading: Reading::Likely,
        parent: None,
        seed: 0,
        step: Seconds(60),
        horizon: Clock(HORIZON),
        reversed: Vec::new(),
        courses: Vec::new(),
        movements: Vec::new(),
        rosters: Vec::new(),
        walks: Vec::new(),
        slots: None,
        curve: Vec::new(),
        bound: Bound::default(),
        left_behind: Vec::new(),
        bottlenecks: Vec::new(),
        figures: None,
    }
}
