//! The ledger of claims: added to, never changed; what was known at a moment; figures of a day side by side.
//!
//! Adding a claim costs the same however long the ledger is (O(log n)): names and digests are looked up, nothing is compared
//! with everything. What was known at a moment is what we had learned by then, corrected by what we had learned by then.

mod days;
mod series;

pub use days::{Cell, Day, Row, Step, Support, day_of, days};
pub use series::{Family, Report, Series, series};

use crate::claim::{Claim, ClaimId, Kind};
use crate::question::folded;
use jiff::Timestamp;
use std::collections::BTreeMap;

/// The fewest digits of a name by content that say which claim is meant.
const FEWEST_DIGITS: usize = 6;

/// Claims in the order in which they were added.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    claims: Vec<Claim>,
    ids: BTreeMap<ClaimId, usize>,
    names: BTreeMap<String, usize>,
    /// By claim: the claim that corrects it.
    corrected_by: Vec<Option<usize>>,
}

/// Where a claim went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// It is new, at this place.
    New(usize),
    /// It is in the ledger already, at this place.
    Known(usize),
}

/// Why a claim was not added.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAdded {
    /// Another claim has its name.
    #[error("another claim is called {name} already")]
    NameTaken {
        /// The name.
        name: String,
    },
    /// It refers to a claim that is not there.
    #[error("{kind} {to}: there is no such claim before this one")]
    Unknown {
        /// In which way it refers to it.
        kind: &'static str,
        /// How it names it.
        to: String,
    },
    /// What it corrects was corrected before.
    #[error("{corrected} was corrected by {by} already")]
    CorrectedBefore {
        /// The claim to be corrected.
        corrected: String,
        /// Its correction.
        by: String,
    },
    /// What it corrects was said by somebody else.
    #[error("{corrected} is of {speaker}, who alone corrects it, and this claim of {own}")]
    OfAnother {
        /// The claim to be corrected.
        corrected: String,
        /// Who said that.
        speaker: String,
        /// Who says this.
        own: String,
    },
}

impl NotAdded {
    /// What to do about it.
    pub fn advice(&self) -> String {
        match self {
            Self::NameTaken { .. } => {
                "Take another name. To change what was recorded, add a claim that corrects it: `passage claim correct`."
                    .into()
            }
            Self::Unknown { .. } => {
                format!(
                    "Add that claim first, or name it as it is called; at least {FEWEST_DIGITS} digits of its id will do."
                )
            }
            Self::CorrectedBefore { by, .. } => {
                format!("Correct {by} instead: the last correction is the one that stands.")
            }
            Self::OfAnother { corrected, .. } => {
                format!(
                    "Write contradicts = \"{corrected}\" instead: both stand, and a question is asked. A slip of whoever wrote it down is corrected with the speaker who said it."
                )
            }
        }
    }
}

impl Ledger {
    /// Adds a claim. One that is there already, with the same content, is not added again.
    ///
    /// # Errors
    ///
    /// Its name is taken, it refers to a claim that is not there, or corrects one that was corrected or that somebody else said; nothing is added then.
    pub fn add(&mut self, claim: Claim) -> Result<Added, NotAdded> {
        let id = claim.id();
        if let Some(known) = self.ids.get(&id) {
            return Ok(Added::Known(*known));
        }
        if self.names.contains_key(&claim.name) {
            return Err(NotAdded::NameTaken { name: claim.name });
        }
        let mut corrected = Vec::new();
        for relation in &claim.relations {
            let unknown = || NotAdded::Unknown { kind: relation.kind.name(), to: relation.to.clone() };
            let to = self.find(&relation.to).ok_or_else(unknown)?;
            if relation.kind == Kind::Corrects {
                let (before, said) = (self.claims[to].behind(), claim.behind());
                if folded(before) != folded(said) {
                    let (corrected, speaker, own) = (relation.to.clone(), before.to_owned(), said.to_owned());
                    return Err(NotAdded::OfAnother { corrected, speaker, own });
                }
                if let Some(by) = self.corrected_by[to] {
                    let (corrected, by) = (relation.to.clone(), self.claims[by].called());
                    return Err(NotAdded::CorrectedBefore { corrected, by });
                }
                corrected.push(to);
            }
        }
        let place = self.claims.len();
        for to in corrected {
            self.corrected_by[to] = Some(place);
        }
        self.ids.insert(id, place);
        if !claim.name.is_empty() {
            self.names.insert(claim.name.clone(), place);
        }
        self.claims.push(claim);
        self.corrected_by.push(None);
        Ok(Added::New(place))
    }

    /// Every claim, in the order in which they were added.
    pub fn claims(&self) -> &[Claim] {
        &self.claims
    }

    /// The claim of a name, or of the first digits of its name by content where these fit one claim alone.
    pub fn find(&self, name: &str) -> Option<usize> {
        if let Some(place) = self.names.get(name) {
            return Some(*place);
        }
        if name.len() < FEWEST_DIGITS || name.len() > 64 || !name.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let first = passage_model::digest::Digest::parse(&format!("{name:0<64}"))?;
        let mut fitting =
            self.ids.range(ClaimId(first)..).take_while(|(id, _)| id.0.to_string().starts_with(&name.to_lowercase()));
        match (fitting.next(), fitting.next()) {
            (Some((_, place)), None) => Some(*place),
            _ => None,
        }
    }

    /// The claim that corrects another, if any does.
    pub fn corrected_by(&self, place: usize) -> Option<usize> {
        self.corrected_by.get(place).copied().flatten()
    }

    /// Whether a claim stood at a moment: it was learned by then, and nothing that corrects it was. `None`: now, with all
    /// that is in the ledger.
    pub fn stood(&self, place: usize, at: Option<Timestamp>) -> bool {
        let known = |place: usize| at.is_none_or(|at| self.claims[place].learned <= at);
        place < self.claims.len() && known(place) && !self.corrected_by(place).is_some_and(known)
    }

    /// The claims that stood at a moment; what did we know at 14:00?
    pub fn as_of(&self, at: Option<Timestamp>) -> Vec<usize> {
        (0..self.claims.len()).filter(|place| self.stood(*place, at)).collect()
    }
}

#[cfg(test)]
pub(crate) mod tests;
