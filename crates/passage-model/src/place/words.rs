//! What a match says to a person.

use super::{Candidate, Found, How, Match, TIMES_LARGER, Why};
use crate::digits::thousands;
use crate::finding::Finding;
use crate::network::PlaceKind;
use std::borrow::Cow;
use std::fmt;

/// How many characters of a name are shown: names in a file of roads, or asked for, may have any length.
const LONGEST_NAME: usize = 100;

/// The most candidates put into words; the rest are counted.
const MOST_SHOWN: usize = 14;

impl Match {
    /// The finding that stops the work where no one place is meant; `None` where one is.
    pub fn finding(&self, asked: &str) -> Option<Finding> {
        let asked = &*shortened(asked);
        match self {
            Self::One(_) => None,
            Self::Several { candidates } => Some(
                Finding::error(
                    "place.several",
                    format!("{} places are called {asked:?}: {}", candidates.len(), listed(candidates)),
                )
                .advise("Say which: name a place near it (`near = ...`), or give its coordinates."),
            ),
            Self::Overshadowed { exact, larger } => Some(
                Finding::error(
                    "place.overshadowed",
                    format!(
                        "{asked:?} is spelled like a small place, {exact}, but a place at least {TIMES_LARGER} times \
                         larger has nearly this name: {}",
                        listed(larger)
                    ),
                )
                .advise(format!(
                    "For the large one write {:?}; for the small one name a place near it (`near = ...`) or give its \
                     coordinates.",
                    larger.first().map_or("", |l| l.name.as_str())
                )),
            ),
            Self::NotFound { nearest } if nearest.is_empty() => Some(
                Finding::error("place.not-found", format!("no place of the network is called {asked:?}, or nearly so"))
                    .advise("Check the name, or give coordinates."),
            ),
            Self::NotFound { nearest } => Some(
                Finding::error(
                    "place.not-found",
                    format!("no place of the network is called {asked:?}; nearly so: {}", listed(nearest)),
                )
                .advise("Use the name of the one that is meant, or give coordinates."),
            ),
        }
    }

    /// The one place that is meant.
    pub fn one(&self) -> Option<&Found> {
        match self {
            Self::One(found) => Some(found),
            _ => None,
        }
    }
}

impl Found {
    /// What was matched and why, in one line: for the list of matches that every answer carries.
    pub fn words(&self, asked: &str) -> String {
        let asked = shortened(asked);
        let how = match self.how {
            How::Spelling => String::new(),
            How::Transliteration => format!(", another spelling of {asked:?}"),
        };
        let why = match (self.why, self.others.first()) {
            (Why::Only, _) | (_, None) => String::new(),
            (Why::Largest, Some(next)) => format!(
                ", taken as the largest of {} of that name (the next has {} inhabitants)",
                self.others.len() + 1,
                thousands(next.population)
            ),
            (Why::Nearest, Some(_)) => format!(", taken as the nearest of {} of that name", self.others.len() + 1),
        };
        format!("{}{how}{why}", self.place)
    }
}

impl fmt::Display for Candidate {
    /// Name, kind, inhabitants, coordinates, and how far from which known place.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}", shortened(&self.name), kind(self.kind))?;
        if self.population > 0 {
            write!(f, " of {}", thousands(self.population))?;
        }
        write!(f, " at {:.4}, {:.4}", self.position.lat_degrees(), self.position.lon_degrees())?;
        if let Some(far) = self.from_near {
            write!(f, ", {} km away", thousands(far.kilometres().round() as u64))?;
        } else if let Some((name, far)) = &self.big_place {
            write!(f, ", {} km from {}", thousands(far.kilometres().round() as u64), shortened(name))?;
        }
        f.write_str(")")
    }
}

/// A name that is shown to people, not more than [`LONGEST_NAME`] of it.
fn shortened(name: &str) -> Cow<'_, str> {
    match name.char_indices().nth(LONGEST_NAME) {
        Some((end, _)) => Cow::Owned(format!("{} ...", &name[..end])),
        None => Cow::Borrowed(name),
    }
}

fn listed(candidates: &[Candidate]) -> String {
    let mut words: Vec<String> = candidates.iter().take(MOST_SHOWN).map(ToString::to_string).collect();
    if candidates.len() > MOST_SHOWN {
        words.push(format!("and {} more", candidates.len() - MOST_SHOWN));
    }
    words.join("; ")
}

const fn kind(kind: PlaceKind) -> &'static str {
    match kind {
        PlaceKind::City => "city",
        PlaceKind::Town => "town",
        PlaceKind::Village => "village",
        PlaceKind::Hamlet => "hamlet",
        PlaceKind::Other => "locality",
    }
}
