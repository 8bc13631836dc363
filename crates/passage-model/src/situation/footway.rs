//! Footways: short stretches that people cross on foot, because no vehicle can: a bridge that was blown up.

use super::{Riders, Situation};
use crate::id::{FootwayId, JunctionId, OriginId};
use crate::time::{Clock, Opening};
use crate::units::{Persons, Position, Seconds};
use serde::{Deserialize, Serialize};

/// A stretch that people walk over, in one direction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Footway {
    /// Its name.
    pub name: String,
    /// Its two ends on the ground, the near one first; for maps.
    pub ends: [Position; 2],
    /// The junction at its far end, where their vehicles stand or where they are received.
    pub far: JunctionId,
    /// How long a person walks.
    pub walk: Seconds,
    /// The most persons who begin to walk in an hour.
    pub an_hour: Persons,
    /// When anybody may be on it.
    pub opening: Opening,
    /// Whether it lies in the open.
    pub exposed: bool,
    /// Who walks over it, in the order in which they share it: nobody waits for a group that stands later.
    pub walkers: Vec<Walkers>,
}

/// A group that walks over a footway before it goes on.
///
/// Its [`Origin`](super::Origin) stands at the far end: what is ready there, and when, is what the walk makes of this.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Walkers {
    /// The group.
    pub origin: OriginId,
    /// How many persons can begin to walk from when on; sorted by time.
    pub ready: Vec<Riders>,
    /// Persons who had begun to walk before anything here begins, and have not gone on: from when on they can; sorted by
    /// time. They are over, or on it, and walk no more.
    pub begun: Vec<Riders>,
    /// How many persons were told to begin in which step by the plan that was being carried out; sorted by time. Where
    /// several groups share a footway, whoever was told to have begun by now goes before whoever was not.
    pub told: Vec<Riders>,
}

impl Walkers {
    /// A group of which nobody has begun to walk.
    pub fn new(origin: OriginId, ready: Vec<Riders>) -> Self {
        Self { origin, ready, begun: Vec::new(), told: Vec::new() }
    }

    /// How many have begun to walk and have not gone on.
    pub fn on_or_over(&self) -> Persons {
        self.begun.iter().map(|riders| riders.persons).sum()
    }
}

impl Footway {
    /// When the last who begins to walk in the step from `leave` on has come over.
    pub fn over(&self, leave: Clock, step: Seconds) -> Clock {
        leave + step + self.walk
    }
}

impl Situation {
    /// The footway that a group walks over before it goes on.
    pub fn footway_of(&self, origin: OriginId) -> Option<(FootwayId, &Footway)> {
        let over = |footway: &Footway| footway.walkers.iter().any(|walkers| walkers.origin == origin);
        self.footways.iter().position(over).map(|at| (FootwayId::at(at), &self.footways[at]))
    }

    /// Where a group starts its journey by road: its assembly point, or "assembly point → footway".
    pub fn start_of(&self, origin: OriginId) -> String {
        let assembly = self.origins.get(origin.index()).map_or("", |origin| origin.assembly.as_str());
        match self.footway_of(origin) {
            Some((_, footway)) => format!("{assembly} \u{2192} {}", footway.name),
            None => assembly.to_owned(),
        }
    }
}
