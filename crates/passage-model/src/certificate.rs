//! A certificate: the planner's network in time, and cuts through it that no plan gets more people across.
//!
//! No flow brings out more by a step than the capacity of any cut between those who wait and that step (Ford and
//! Fulkerson 1956). One number for each copy of a spot gives the cuts of all steps at once: the step from which on the
//! copy stands on the far side. Where vehicles carry different numbers of people, there is a cut for each number, and
//! their capacities are added up by the people that each further seat is for (Abel's summation); where reception
//! sites are full, their rooms are counted whole and the cuts stand before the others. [`crate::check::certificate`]
//! verifies it and shares nothing with the planner.

use crate::digest::Digest;
use crate::id::{CheckpointId, JunctionId, ReceptionId, RoadId};
use crate::situation::{Reading, VehicleKind};
use crate::units::{Milliseconds, Persons, PersonsPerVehicle, Seconds, Vehicles};
use serde::{Deserialize, Serialize};

/// The version of the document. Those of another one are refused: they prove less.
pub const CERTIFICATE_VERSION: u32 = 2;

/// The same for several steps in a row: from which step on, for how many, how many vehicles in each.
pub type Run = [u32; 3];

/// The document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Certificate {
    /// [`CERTIFICATE_VERSION`].
    pub version: u32,
    /// The network.
    pub network: Digest,
    /// The scenario.
    pub scenario: Digest,
    /// Which values of its ranges.
    pub reading: Reading,
    /// Seconds in a step.
    pub step: Seconds,
    /// The last step; the first is 0.
    pub last: u32,
    /// Junctions or sides of them.
    pub spots: Vec<Spot>,
    /// Ways from spot to spot.
    pub stretches: Vec<Stretch>,
    /// Who leaves.
    pub sources: Vec<Source>,
    /// Where they are received.
    pub sinks: Vec<Sink>,
    /// What no plan exceeds: at every step each of them holds.
    pub limits: Vec<Limit>,
    /// Vehicles on their way, where all carry the same: how near the limits can be come.
    pub flow: Option<Flow>,
}

/// A junction, or one side of it, in every step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spot {
    /// The junction.
    pub junction: JunctionId,
    /// How long after the start of each step its copy stands.
    pub phase: Milliseconds,
    /// How many may wait from a step to the next.
    pub room: Vehicles,
}

/// A way from spot to spot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stretch {
    /// From which spot.
    pub from: u32,
    /// To which.
    pub to: u32,
    /// Steps from one to the other.
    pub steps: u32,
    /// The roads, end to end; none within a junction.
    pub roads: Vec<RoadId>,
    /// The lane of a checkpoint that it is, within its junction.
    pub lane: Option<Lane>,
    /// The steps in which it may be entered: first and last of each range.
    pub entries: Vec<(u32, u32)>,
    /// How many may enter; `None`: as many as come.
    pub rate: Option<Rate>,
}

/// Where vehicles of one kind are served at a checkpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lane {
    /// At which.
    pub checkpoint: CheckpointId,
    /// Of which kind: no others pass.
    pub kind: VehicleKind,
}

/// The vehicles due at an even pace: those due by the end of a step less those due by its start, the steps counted
/// `beat` later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rate {
    /// Vehicles in 24 hours.
    pub per_day: u32,
    /// What is added to the step.
    pub beat: u32,
}

/// Vehicles that become ready together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// At which spot.
    pub spot: u32,
    /// The first step in which they can leave.
    pub first: u32,
    /// How many.
    pub vehicles: Vehicles,
    /// What they are.
    pub kind: VehicleKind,
    /// How many people each carries, on average.
    pub per_vehicle: PersonsPerVehicle,
}

/// A reception site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sink {
    /// Which.
    pub site: ReceptionId,
    /// At which spot.
    pub spot: u32,
    /// How many persons it takes; the greatest number where that is all who have a seat.
    pub room: Persons,
}

/// A limit at every step: the rooms of some sites, and what is cut of the ways to the others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limit {
    /// The sinks whose whole rooms are counted, by their numbers, rising.
    pub rooms: Vec<u32>,
    /// One for each number of people in a vehicle, the most first: of vehicles with as many or more.
    pub cuts: Vec<Cut>,
}

/// The cuts of all steps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cut {
    /// For each spot and so many steps in a row, beginning with step 0: from which step's cut on the copy stands on the
    /// far side.
    pub spots: Vec<Vec<(u32, Option<u32>)>>,
    /// For each source, from which step's cut on those at home stand on the far side.
    pub sources: Vec<Option<u32>>,
}

/// Vehicles on their way, in the order of the spots, stretches, sources and sinks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Flow {
    /// How many wait at each spot.
    pub waits: Vec<Vec<Run>>,
    /// How many enter each stretch.
    pub enter: Vec<Vec<Run>>,
    /// How many leave home.
    pub leave: Vec<Vec<Run>>,
    /// How many are received.
    pub receive: Vec<Vec<Run>>,
}
