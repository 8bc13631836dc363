//! Limits of how many people may be present at once at an assembly point: crowds at an announced place are targets
//! (Kramatorsk, 8 April 2022; Zaporizhzhia, 30 September 2022: `domain.md` A.6), so people are called forward.

use super::Situation;
use crate::id::JunctionId;
use crate::units::{Persons, Seconds};
use serde::{Deserialize, Serialize};

/// A limit at an assembly point. Whoever leaves was called there `gather` before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Crowd {
    /// The assembly point's name.
    pub name: String,
    /// Where its people join the road.
    pub junction: JunctionId,
    /// The most people present at once.
    pub most: Persons,
    /// How long before they leave people are called.
    pub gather: Seconds,
}

impl Situation {
    /// The limit for those who start at a junction, with its position in [`Situation::crowds`].
    pub fn crowd(&self, junction: JunctionId) -> Option<(usize, &Crowd)> {
        self.crowds.binary_search_by_key(&junction, |crowd| crowd.junction).ok().map(|at| (at, &self.crowds[at]))
    }
}
