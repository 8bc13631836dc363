//! A certificate: a flow, and for every step a cut of the same size, over the planner's network in time.
//!
//! No flow brings out more by a step than the capacity of any cut between those who wait and that step (Ford and
//! Fulkerson 1956). One number for each copy of a spot gives the cuts of all steps at once: the step from which on the
//! copy stands on the far side. [`crate::check::certificate`] verifies it and shares nothing with the planner.

use crate::digest::Digest;
use crate::id::{JunctionId, RoadId};
use crate::situation::Reading;
use crate::units::{Milliseconds, Seconds, Vehicles};
use serde::{Deserialize, Serialize};

/// The version of the document.
pub const CERTIFICATE_VERSION: u32 = 1;

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
    /// How many do.
    pub waits: Vec<Run>,
    /// For so many steps in a row, beginning with step 0: from which step's cut on the copy stands on the far side.
    pub far: Vec<(u32, Option<u32>)>,
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
    /// The steps in which it may be entered: first and last of each range.
    pub entries: Vec<(u32, u32)>,
    /// How many may enter; `None`: as many as come.
    pub rate: Option<Rate>,
    /// How many do.
    pub enter: Vec<Run>,
}

/// Every `parts`-th of the vehicles due at an even pace, beginning with number `part`: those due by the end of a step
/// less those due by its start, the steps counted `beat` later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rate {
    /// Vehicles in 24 hours.
    pub per_day: u32,
    /// What is added to the step.
    pub beat: u32,
    /// Which part, from 0.
    pub part: u32,
    /// Of how many.
    pub parts: u32,
}

/// Vehicles that become ready together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// At which spot.
    pub spot: u32,
    /// The first step in which they can leave.
    pub first: u32,
    /// How many.
    pub vehicles: Vehicles,
    /// From which step's cut on they stand on the far side.
    pub far: Option<u32>,
    /// How many leave.
    pub leave: Vec<Run>,
}

/// A reception site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sink {
    /// At which spot.
    pub spot: u32,
    /// How many it takes; `None`: all who come. The cuts heed no room.
    pub room: Option<Vehicles>,
    /// How many are received.
    pub receive: Vec<Run>,
}
