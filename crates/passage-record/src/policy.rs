//! Policies: whose signatures a record must bear before anybody relies on it ("2 of 3").
//!
//! The file is that of C2SP tlog-policy (<https://c2sp.org/tlog-policy>): one line a thing, names before their use.
//!
//! ```text
//! log mariupol.example/record+7e9c1d42+AQ...
//! witness Ukraine ministry.example/witness+1b2c3d4e+BA...
//! witness ICRC icrc.example/witness+5f6a7b8c+BA...
//! witness Russia defence.example/witness+9d8e7f6a+BA...
//! group two-of-three 2 Ukraine ICRC Russia
//! quorum two-of-three
//! ```

mod read;

use std::collections::BTreeSet;
use std::fmt;

use crate::note::{Note, Unverified, VerifierKey};

pub use read::{NotAPolicy, WrongLine};

/// A witness that a policy knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// What the policy calls it: a party, an intermediary.
    pub name: String,
    /// Its key.
    pub key: VerifierKey,
}

/// What is needed of some members, each a witness or a group before it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Group {
    name: String,
    needed: usize,
    members: Vec<Member>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Member {
    Witness(usize),
    Group(usize),
}

/// Which logs are trusted, which witnesses are known, and how many of them must have cosigned.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    logs: Vec<VerifierKey>,
    witnesses: Vec<Known>,
    groups: Vec<Group>,
    /// None: the log's own word is enough.
    quorum: Option<Member>,
}

/// On whose signatures a record checkpoint rests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The name of the log that signed.
    pub log: String,
    /// Witnesses that cosigned, in the order of the policy, and when by their own clocks (seconds since 1970).
    pub cosigned: Vec<(String, u64)>,
    /// Witnesses that did not, in the order of the policy.
    pub absent: Vec<String>,
}

/// A record checkpoint does not bear the signatures that a policy asks for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Untrusted {
    /// A signature is wrong, or nobody known signed.
    #[error(transparent)]
    Unverified(#[from] Unverified),
    /// No trusted log of that name signed.
    #[error("the record that it names, {0}, has not signed it, or is none that is trusted here")]
    NoLog(String),
    /// Too few witnesses.
    #[error("{} of {} witnesses cosigned it ({standing}); that is not enough: {asked}", standing.cosigned.len(), standing.cosigned.len() + standing.absent.len())]
    Quorum {
        /// Who did and who did not.
        standing: Standing,
        /// What the policy asks for, in words.
        asked: String,
    },
}

impl fmt::Display for Standing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let with: Vec<&str> = self.cosigned.iter().map(|(name, _)| name.as_str()).collect();
        match (with.is_empty(), self.absent.is_empty()) {
            (true, true) => write!(f, "no witness is asked for: it stands on {} alone", self.log),
            (true, false) => write!(f, "it stands on {} alone, without {}", self.log, self.absent.join(", ")),
            (false, true) => write!(f, "it stands on {} and {}", self.log, with.join(", ")),
            (false, false) => {
                write!(f, "it stands on {} and {}, without {}", self.log, with.join(", "), self.absent.join(", "))
            }
        }
    }
}

impl Policy {
    /// The logs that are trusted.
    pub fn logs(&self) -> &[VerifierKey] {
        &self.logs
    }

    /// The witnesses that are known.
    pub fn witnesses(&self) -> &[Known] {
        &self.witnesses
    }

    /// Judges the record checkpoint `note`: whether a trusted log of its own name signed it, and enough witnesses cosigned.
    pub fn judge(&self, note: &Note) -> Result<Standing, Untrusted> {
        let keys: Vec<VerifierKey> =
            self.logs.iter().chain(self.witnesses.iter().map(|witness| &witness.key)).cloned().collect();
        let held = note.held_by(&keys)?;
        let origin = note.text().lines().next().unwrap_or_default();
        let mut logs = held.iter().filter_map(|held| self.logs.get(held.key));
        let log = logs.find(|log| log.name() == origin).ok_or_else(|| Untrusted::NoLog(origin.to_owned()))?;
        let time_of =
            |place: usize| held.iter().filter(|held| held.key == self.logs.len() + place).find_map(|held| held.time);
        let mut standing = Standing { log: log.name().to_owned(), cosigned: Vec::new(), absent: Vec::new() };
        let mut there = BTreeSet::new();
        for (place, witness) in self.witnesses.iter().enumerate() {
            match time_of(place) {
                Some(time) => {
                    there.insert(place);
                    standing.cosigned.push((witness.name.clone(), time));
                }
                None => standing.absent.push(witness.name.clone()),
            }
        }
        match self.quorum {
            Some(quorum) if !self.is_met(quorum, &there) => {
                Err(Untrusted::Quorum { standing, asked: format!("the policy asks for {}", self.words(quorum)) })
            }
            _ => Ok(standing),
        }
    }

    fn is_met(&self, member: Member, there: &BTreeSet<usize>) -> bool {
        match member {
            Member::Witness(place) => there.contains(&place),
            Member::Group(place) => self.groups.get(place).is_some_and(|group| {
                group.members.iter().filter(|member| self.is_met(**member, there)).count() >= group.needed
            }),
        }
    }

    /// A quorum in words: "2 of Ukraine, ICRC, (1 of ...)".
    fn words(&self, member: Member) -> String {
        match member {
            Member::Witness(place) => self.witnesses.get(place).map_or_else(String::new, |known| known.name.clone()),
            Member::Group(place) => self.groups.get(place).map_or_else(String::new, |group| {
                let members: Vec<String> = group
                    .members
                    .iter()
                    .map(|member| match member {
                        Member::Witness(_) => self.words(*member),
                        Member::Group(_) => format!("({})", self.words(*member)),
                    })
                    .collect();
                format!("{} of {}", group.needed, members.join(", "))
            }),
        }
    }
}
