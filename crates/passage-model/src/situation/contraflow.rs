//! Contraflow: roads whose other direction may be given to those who leave.
//!
//! Kim and Shekhar (2005) and Rebennack et al. (2010) choose directions of arcs; here a stretch is given as a whole and for
//! the whole plan, since a road whose direction changes during the day needs a crew at every junction.

use super::Situation;
use crate::id::RoadId;
use crate::units::VehiclesPerHour;
use serde::{Deserialize, Serialize};

/// A stretch of road that may be given to those who leave, in both carriageways.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contraflow {
    /// What people call it.
    pub name: String,
    /// Its roads in the direction of leaving, each with the one that leads back along it.
    pub roads: Vec<(RoadId, RoadId)>,
    /// What each road that leads back keeps, at the most.
    pub keep: VehiclesPerHour,
}

impl Situation {
    /// This situation with stretches of contraflow in force: what the other direction does not keep is added to that of
    /// leaving. `chosen` are positions in [`Situation::contraflow`], rising; others, and those that are not there, change
    /// nothing. O(roads of the stretches).
    #[must_use]
    pub fn with_reversed(&self, chosen: &[u32]) -> Self {
        let mut reversed = self.clone();
        reversed.reversed = chosen.to_vec();
        for stretch in chosen.iter().filter_map(|&at| self.contraflow.get(at as usize)) {
            for &(out, back) in &stretch.roads {
                // A road that two stretches share is given once.
                let there = reversed.roads[back.index()].capacity;
                let given = there - there.min(stretch.keep);
                reversed.roads[back.index()].capacity = there - given;
                reversed.roads[out.index()].capacity += given;
            }
        }
        reversed
    }
}
