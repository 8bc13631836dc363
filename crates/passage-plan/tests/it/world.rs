//! Small worlds for tests: a network and a situation, in a few words.

use passage_model::digest::Digest;
use passage_model::id::{JunctionId, OpeningId, RoadId};
use passage_model::network::{ForbiddenTurn, Network, Origin as Source, Road};
use passage_model::plan::Plan;
use passage_model::situation::{
    CarEquivalents, Checkpoint, Origin, Reading, Ready, Reception, RoadUse, Situation, VehicleKind, Waiting,
};
use passage_model::time::{Clock, Interval, Opening};
use passage_model::units::{
    Milliseconds, Persons, PersonsPerVehicle, Position, Seconds, Vehicles, VehiclesPerDay, VehiclesPerHour,
};
use passage_model::weighing::Weighing;
use passage_model::work::Work;

/// A world under construction.
#[derive(Clone, Debug)]
pub struct World {
    pub junctions: u32,
    pub roads: Vec<(u32, u32)>,
    pub bans: Vec<(u32, u32)>,
    pub situation: Situation,
}

pub fn span(from: u32, until: u32) -> Interval {
    Interval { from: Clock(from), until: Clock(until) }
}

pub fn open(spans: &[(u32, u32)]) -> Opening {
    Opening::within(spans.iter().map(|&(from, until)| span(from, until)).collect())
}

impl World {
    pub fn new(junctions: u32, horizon: u32) -> Self {
        let situation = Situation {
            network: Digest::of(b"network"),
            scenario: Digest::of(b"scenario"),
            reading: Reading::Likely,
            step: Seconds(60),
            horizon: Clock(horizon),
            openings: vec![Opening::always()],
            roads: Vec::new(),
            waiting: Vec::new(),
            crowds: Vec::new(),
            checkpoints: Vec::new(),
            origins: Vec::new(),
            receptions: Vec::new(),
            corridors: Vec::new(),
            named: Vec::new(),
            equivalents: CarEquivalents::ALIKE,
            contraflow: Vec::new(),
            reversed: Vec::new(),
            fleets: Vec::new(),
            footways: Vec::new(),
            obey_turns: true,
            weighing: Weighing::default(),
        };
        Self { junctions, roads: Vec::new(), bans: Vec::new(), situation }
    }

    pub fn road(&mut self, from: u32, to: u32, seconds: f64, capacity: u32, opening: Opening) -> u32 {
        let known = self.situation.openings.iter().position(|o| *o == opening);
        let at = known.unwrap_or_else(|| {
            self.situation.openings.push(opening);
            self.situation.openings.len() - 1
        });
        self.roads.push((from, to));
        self.situation.roads.push(RoadUse {
            opening: OpeningId::at(at),
            travel: Milliseconds((seconds * 1000.0).round() as u32),
            capacity: VehiclesPerHour(capacity),
            exposed: false,
        });
        self.roads.len() as u32 - 1
    }

    pub fn origin(&mut self, junction: u32, kind: VehicleKind, vehicles: u32, per_vehicle: f64, from: u32) {
        let per_vehicle = PersonsPerVehicle::from_mean(per_vehicle);
        let number = self.situation.origins.len();
        self.situation.origins.push(Origin {
            assembly: format!("assembly {number}"),
            group: format!("group {number}"),
            junction: JunctionId(junction),
            kind,
            persons: per_vehicle.persons_in(Vehicles(vehicles)),
            per_vehicle,
            ready: vec![Ready { from: Clock(from), vehicles: Vehicles(vehicles) }],
            carried_by: Vec::new(),
            riders: Vec::new(),
            aboard: None,
        });
    }

    pub fn cars(&mut self, junction: u32, vehicles: u32) {
        self.origin(junction, VehicleKind::OwnCar, vehicles, 1.0, 0);
    }

    pub fn reception(&mut self, junction: u32, room: u32) {
        let name = format!("reception {}", self.situation.receptions.len());
        self.situation.receptions.push(Reception {
            name,
            junction: JunctionId(junction),
            room: Persons(room),
            only: Vec::new(),
        });
    }

    pub fn waiting(&mut self, junction: u32, room: u32) {
        self.situation.waiting.push(Waiting { junction: JunctionId(junction), room: Vehicles(room) });
        self.situation.waiting.sort_by_key(|w| w.junction);
    }

    pub fn checkpoint(&mut self, junction: u32, rates: [u32; 3], hours: Opening) {
        let name = format!("checkpoint at {junction}");
        let [own_car, bus, medical] = rates.map(VehiclesPerDay::hourly);
        let rates = Checkpoint::passing(own_car, bus, medical);
        self.situation.checkpoints.push(Checkpoint { name, junction: JunctionId(junction), rates, hours });
        self.situation.checkpoints.sort_by_key(|c| c.junction);
    }

    pub fn network(&self) -> Network {
        let positions = (0..self.junctions)
            .map(|i| Position::from_degrees(47.0 + f64::from(i) / 100.0, 36.0 + f64::from(i % 7) / 100.0).unwrap())
            .collect();
        let roads = self.roads.iter().zip(&self.situation.roads).map(|(&(from, to), role)| Road {
            from: JunctionId(from),
            to: JunctionId(to),
            travel: role.travel,
            capacity: role.capacity,
            lanes: 1,
            ..Road::default()
        });
        let bans = self.bans.iter().map(|&(from, onto)| ForbiddenTurn { from: RoadId(from), onto: RoadId(onto) });
        Network::new(Source::default(), positions, roads, bans.collect(), Vec::new()).unwrap()
    }

    /// The plan, checked.
    pub fn plan(&self) -> Plan {
        let network = self.network();
        let plan = passage_plan::plan(&network, &self.situation, None, &Work::quiet()).unwrap();
        must_hold(&network, &self.situation, &plan);
        plan
    }
}

/// Every plan of every test goes through the checker.
pub fn must_hold(network: &Network, situation: &Situation, plan: &Plan) {
    let faults = passage_model::check::plan(network, situation, plan);
    assert!(faults.is_empty(), "{faults:#?}\n{plan:#?}");
}
