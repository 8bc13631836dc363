//! From roads to the few spots and stretches that a flow needs: useless roads gone, chains of roads without a choice
//! joined, turns and checkpoints made explicit.
//!
//! A *spot* is a junction, or one side of it where turns are forbidden or a checkpoint stands. A *stretch* leads from
//! spot to spot: a chain of roads, a turn within a junction, or a passage through a checkpoint.
//!
//! What is left out: turning back in the middle of a chain or in a dead end. No plan of ours does so, and the proven
//! limits are over plans that do not.

mod chains;
mod turns;
mod useful;

use passage_model::id::{CheckpointId, JunctionId, RoadId};
use passage_model::network::Network;
use passage_model::situation::{Situation, VehicleKind};
use std::collections::BTreeMap;
use std::ops::Range;

pub(crate) use useful::{special_junctions, useful_roads};

/// Spots and stretches, not yet in time.
#[derive(Debug, Default)]
pub(crate) struct Streets {
    pub spots: Vec<Spot>,
    pub stretches: Vec<Stretch>,
    /// The roads of all chains, one after the other.
    pub roads: Vec<RoadId>,
    /// The spot where vehicles that start at a junction appear.
    pub home: BTreeMap<JunctionId, u32>,
    /// The spot where vehicles are received at a junction.
    pub arrival: BTreeMap<JunctionId, u32>,
    /// Whether forbidden turns at a checkpoint or waiting place made it necessary to share out its rate or room
    /// beforehand, or a limit of people present to spread departures evenly: then a plan may be less than the best, and the limit comes from the network without these turns.
    pub shared_out: bool,
}

/// A junction, or one side of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Spot {
    pub junction: JunctionId,
    /// How many vehicles may wait here at once.
    pub room: u32,
}

/// A way from one spot to another.
#[derive(Clone, Debug)]
pub(crate) struct Stretch {
    pub from: u32,
    pub to: u32,
    pub what: What,
}

/// What a stretch is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum What {
    /// Roads joined end to end: positions in [`Streets::roads`].
    Roads(Range<u32>),
    /// A turn within a junction: no time, no limit.
    Turn,
    /// Being let go from an assembly point where few may be present at once: its position in the situation's table.
    Gate(u32),
    /// Being served at a checkpoint: no time, the rate of the kind.
    Service(Service),
}

/// The lane of one kind at a checkpoint, or every `parts`-th vehicle of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Service {
    pub checkpoint: CheckpointId,
    pub kind: VehicleKind,
    pub part: u32,
    pub parts: u32,
}

/// Reduces a network to what `situation` can use.
///
/// With `waive_shared`, forbidden turns are waived at checkpoints and waiting places, and people may all be let go at the
/// start of each time that it takes to call them: a relaxation, for limits.
/// O(junctions + roads + turns).
pub(crate) fn reduce(network: &Network, situation: &Situation, waive_shared: bool) -> Streets {
    let keep = useful_roads(network, situation);
    let bans = turns::bans(network, situation, &keep);
    let chains = chains::chains(network, situation, &keep, &bans);
    turns::assemble(network, situation, &chains, &bans, waive_shared)
}
