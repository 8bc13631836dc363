//! Values that know where they come from, and figures that are known only as a range.

use crate::situation::Reading;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Where a value of a scenario comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// Written in the scenario.
    Given {
        /// The line of the file, from 1. Not part of the document: a comment more does not make another scenario.
        #[serde(skip)]
        line: u32,
        /// The `source` that the scenario itself names for the table it stands in; empty where it names none.
        said: String,
    },
    /// The program's default, with the public source that it rests on.
    Default {
        /// The source, for people.
        citation: String,
    },
}

impl Source {
    /// For people: "line 12", "line 12: ICRC", "default: ...".
    pub fn words(&self) -> String {
        match self {
            Self::Given { line, said } if said.is_empty() => format!("line {line}"),
            Self::Given { line, said } => format!("line {line}: {said}"),
            Self::Default { citation } => format!("default: {citation}"),
        }
    }

    /// Whether it is the program's default.
    pub const fn is_default(&self) -> bool {
        matches!(self, Self::Default { .. })
    }
}

/// A value with its source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sourced<T> {
    /// The value.
    pub value: T,
    /// Where it comes from.
    pub source: Source,
}

impl<T> Sourced<T> {
    /// A default with the public source that it rests on.
    pub fn by_default(value: T, citation: &str) -> Self {
        Self { value, source: Source::Default { citation: citation.to_owned() } }
    }
}

/// A figure by each of the three readings; never falling from the pessimistic to the optimistic one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ranged<T> {
    /// What brings out the fewest.
    pub pessimistic: T,
    /// What to plan with.
    pub likely: T,
    /// What brings out the most.
    pub optimistic: T,
}

impl<T: Copy + PartialEq> Ranged<T> {
    /// The same by every reading.
    pub const fn same(value: T) -> Self {
        Self { pessimistic: value, likely: value, optimistic: value }
    }

    /// The figure by one reading.
    pub const fn at(&self, reading: Reading) -> T {
        match reading {
            Reading::Pessimistic => self.pessimistic,
            Reading::Likely => self.likely,
            Reading::Optimistic => self.optimistic,
        }
    }

    /// Whether all three readings agree.
    pub fn is_same(&self) -> bool {
        self.pessimistic == self.likely && self.likely == self.optimistic
    }

    /// Each figure turned into another.
    pub fn map<U>(self, turn: impl Fn(T) -> U) -> Ranged<U> {
        Ranged { pessimistic: turn(self.pessimistic), likely: turn(self.likely), optimistic: turn(self.optimistic) }
    }
}

impl<T: Copy + PartialEq + std::fmt::Display> std::fmt::Display for Ranged<T> {
    /// "600", or "600 (400 to 1000)" with the likely one first.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.is_same() {
            return self.likely.fmt(f);
        }
        write!(f, "{} ({} to {})", self.likely, self.pessimistic, self.optimistic)
    }
}

/// A factor or a share in millionths: 0.9 is `Factor(900_000)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Factor(pub u32);

impl Factor {
    /// One: changes nothing, or the whole.
    pub const ONE: Self = Self(1_000_000);

    /// From a number, rounded to a millionth and held within 0 to 4,294.
    pub fn from_number(number: f64) -> Self {
        Self((number * 1e6).round().clamp(0.0, f64::from(u32::MAX)) as u32)
    }

    /// As a number.
    pub fn number(self) -> f64 {
        f64::from(self.0) / 1e6
    }

    /// This part of `count`, rounded down.
    pub fn of(self, count: u32) -> u32 {
        (u64::from(count) * u64::from(self.0) / u64::from(Self::ONE.0)).min(u64::from(u32::MAX)) as u32
    }
}

impl std::fmt::Display for Factor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.number().fmt(f)
    }
}

/// The bytes of the scenario's text that something was read from; no part of the document.
#[derive(Clone, Debug, Default)]
pub struct Span(pub Range<usize>);

impl PartialEq for Span {
    fn eq(&self, _other: &Self) -> bool {
        // Where something stood does not make it another thing.
        true
    }
}

impl Eq for Span {}
