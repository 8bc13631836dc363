//! Instances in the peers' common format `tnf-1` (`../shared/bench/planning/make_instances.py`) as networks and
//! situations of ours.

pub mod remaining;

use passage_model::digest::Digest;
use passage_model::id::{JunctionId, OpeningId};
use passage_model::network::{Network, Origin as Source, Road};
use passage_model::situation::{
    CarEquivalents, Origin, Reading, Ready, Reception, RoadUse, Situation, VehicleKind, Waiting,
};
use passage_model::time::{Clock, Interval, Opening};
use passage_model::units::{Milliseconds, Persons, PersonsPerVehicle, Position, Seconds, Vehicles, VehiclesPerHour};
use passage_model::weighing::Weighing;
use serde_json::Value;

fn number(value: &Value) -> u32 {
    u32::try_from(value.as_i64().unwrap()).unwrap()
}

/// The instance, with everybody allowed to turn back everywhere, as the peers do.
pub fn world(instance: &Value) -> (Network, Situation) {
    let step = (instance["dt_min"].as_f64().unwrap() * 60.0) as u32;
    let rows = |key: &str| instance[key].as_array().unwrap().clone();
    let opening = |window: &Value| {
        let spans = window.as_array().unwrap().iter();
        // The peers' vehicles of one step are all off at a moment; ours follow one another until the step ends.
        let interval =
            |s: &Value| Interval { from: Clock(number(&s[0]) * step), until: Clock((number(&s[1]) + 1) * step) };
        Opening::within(spans.map(interval).collect())
    };
    let mut openings: Vec<Opening> = rows("windows").iter().map(opening).collect();
    openings.push(Opening::always());
    let (mut roads, mut uses) = (Vec::new(), Vec::new());
    for arc in rows("arcs") {
        let window = arc[4].as_i64().unwrap();
        let opening = usize::try_from(window).unwrap_or(openings.len() - 1);
        let travel = Milliseconds(number(&arc[2]) * step * 1000);
        let capacity = VehiclesPerHour(number(&arc[3]) * (3600 / step));
        uses.push(RoadUse { opening: OpeningId::at(opening), travel, capacity, exposed: false });
        let (from, to) = (JunctionId(number(&arc[0])), JunctionId(number(&arc[1])));
        roads.push(Road { from, to, travel, capacity, lanes: 1, ..Road::default() });
    }
    let nodes = rows("nodes");
    // The peers let everybody wait where somebody is at home (-1), those who pass too.
    let hold = |i: usize| match nodes[i][2].as_i64().unwrap() {
        -1 => 1_000_000,
        room => room,
    };
    let waiting = (0..nodes.len()).filter(|&i| hold(i) > 0);
    let waiting = waiting.map(|i| Waiting { junction: JunctionId::at(i), room: Vehicles(hold(i) as u32) }).collect();
    let sources = rows("sources");
    let origins = sources.iter().map(|source| Origin {
        assembly: String::new(),
        group: String::new(),
        junction: JunctionId(number(&source[0])),
        kind: VehicleKind::OwnCar,
        persons: Persons(number(&source[1])),
        per_vehicle: PersonsPerVehicle(100),
        ready: vec![Ready { from: Clock(0), vehicles: Vehicles(number(&source[1])) }],
        carried_by: Vec::new(),
        riders: Vec::new(),
    });
    // The peers let vehicles turn back everywhere, even in dead ends. So do we where a group, though empty, is at home.
    let empty = |i: usize| Origin {
        assembly: String::new(),
        group: String::new(),
        junction: JunctionId::at(i),
        kind: VehicleKind::OwnCar,
        persons: Persons(0),
        per_vehicle: PersonsPerVehicle(100),
        ready: Vec::new(),
        carried_by: Vec::new(),
        riders: Vec::new(),
    };
    let origins = origins.chain((0..nodes.len()).map(empty));
    let receptions = rows("sinks");
    let receptions = receptions.iter().map(|sink| Reception {
        name: String::new(),
        junction: JunctionId(number(&sink[0])),
        room: Persons(number(&sink[1])),
        only: Vec::new(),
    });
    let situation = Situation {
        network: Digest::default(),
        scenario: Digest::default(),
        reading: Reading::Likely,
        step: Seconds(step),
        horizon: Clock((number(&instance["T"]) + 1) * step),
        openings,
        roads: uses,
        waiting,
        crowds: Vec::new(),
        checkpoints: Vec::new(),
        origins: origins.collect(),
        receptions: receptions.collect(),
        corridors: Vec::new(),
        named: Vec::new(),
        equivalents: CarEquivalents::ALIKE,
        contraflow: Vec::new(),
        reversed: Vec::new(),
        fleets: Vec::new(),
        obey_turns: true,
        weighing: Weighing::default(),
    };
    let positions = vec![Position::default(); nodes.len()];
    (Network::new(Source::default(), positions, roads, Vec::new(), Vec::new()).unwrap(), situation)
}
