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
use serde::Deserialize;

/// An instance as it is written.
#[derive(Deserialize)]
pub struct Instance {
    pub name: String,
    /// Minutes in a step.
    dt_min: f64,
    /// The last step.
    #[serde(rename = "T")]
    last: u32,
    /// Where each is, and how many may wait there: -1 where somebody is at home.
    nodes: Vec<(f64, f64, i64)>,
    /// From, to, steps, vehicles a step, window (-1: always open), metres, kilometres an hour.
    arcs: Vec<(u32, u32, u32, u32, i64, f64, f64)>,
    windows: Vec<Vec<(u32, u32)>>,
    /// Node and vehicles, of each.
    sources: Vec<(u32, u32)>,
    sinks: Vec<(u32, u32)>,
}

/// The instance, with everybody allowed to turn back everywhere, as the peers do.
pub fn world(instance: &Instance) -> (Network, Situation) {
    let step = (instance.dt_min * 60.0) as u32;
    let opening = |spans: &Vec<(u32, u32)>| {
        // The peers' vehicles of one step are all off at a moment; ours follow one another until the step ends.
        let interval =
            |&(from, until): &(u32, u32)| Interval { from: Clock(from * step), until: Clock((until + 1) * step) };
        Opening::within(spans.iter().map(interval).collect())
    };
    let mut openings: Vec<Opening> = instance.windows.iter().map(opening).collect();
    openings.push(Opening::always());
    let travel = |steps: u32| Milliseconds(steps * step * 1000);
    let capacity = |each: u32| VehiclesPerHour(each * (3600 / step));
    let always = openings.len() - 1;
    let uses = instance.arcs.iter().map(|&(_, _, steps, each, window, ..)| {
        let opening = OpeningId::at(usize::try_from(window).unwrap_or(always));
        RoadUse { opening, travel: travel(steps), capacity: capacity(each), exposed: false }
    });
    let nodes = &instance.nodes;
    // The peers let everybody wait where somebody is at home (-1), those who pass too.
    let hold = |i: usize| match nodes[i].2 {
        -1 => 1_000_000,
        room => room,
    };
    let waiting = (0..nodes.len()).filter(|&i| hold(i) > 0);
    let waiting = waiting.map(|i| Waiting { junction: JunctionId::at(i), room: Vehicles(hold(i) as u32) }).collect();
    let origins = instance.sources.iter().map(|&(node, vehicles)| Origin {
        assembly: String::new(),
        group: String::new(),
        junction: JunctionId(node),
        kind: VehicleKind::OwnCar,
        persons: Persons(vehicles),
        per_vehicle: PersonsPerVehicle(100),
        ready: vec![Ready { from: Clock(0), vehicles: Vehicles(vehicles) }],
        carried_by: Vec::new(),
        riders: Vec::new(),
        aboard: None,
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
        aboard: None,
    };
    let origins = origins.chain((0..nodes.len()).map(empty));
    let receptions = instance.sinks.iter().map(|&(node, room)| Reception {
        name: String::new(),
        junction: JunctionId(node),
        room: Persons(room),
        only: Vec::new(),
    });
    let situation = Situation {
        network: Digest::default(),
        scenario: Digest::default(),
        reading: Reading::Likely,
        step: Seconds(step),
        horizon: Clock((instance.last + 1) * step),
        openings,
        roads: uses.collect(),
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
        footways: Vec::new(),
        obey_turns: true,
        weighing: Weighing::default(),
    };
    let roads = instance.arcs.iter().map(|&(from, to, steps, each, ..)| Road {
        from: JunctionId(from),
        to: JunctionId(to),
        travel: travel(steps),
        capacity: capacity(each),
        lanes: 1,
        ..Road::default()
    });
    let positions = vec![Position::default(); nodes.len()];
    (Network::new(Source::default(), positions, roads, Vec::new(), Vec::new()).unwrap(), situation)
}
