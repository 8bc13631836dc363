//! Questions: where claims cannot all be true, or cannot be meant as they stand. Never answers.
//!
//! Each detector lies in its own file and turns a few claims into a question: the claims side by side, the arithmetic, what
//! may explain it, and what would settle it. None of them says who is right, and none takes a value. Claims are sorted into
//! buckets by what a detector compares ([`Index`]); a new claim is compared with its own buckets alone, so its cost does not
//! grow with the ledger.

mod answer;
mod attribution;
mod disjoint;
mod falling;
mod index;
mod more_arrived;
mod negation;
mod not_yet;
mod opened;
mod other_clock;
mod own_verifier;
mod part_of_whole;
mod people_per_vehicle;
mod phrase;
mod retold;
mod same_place;
mod series;
mod spans;
#[cfg(test)]
mod text_tests;
mod texts;
mod too_fast;
mod unit_change;
mod unit_pair;
mod waypoints;

pub use answer::{Answer, Answers};
pub use index::Index;
pub(crate) use index::folded;
pub use other_clock::{ClockWindow, other_clock};
pub use phrase::{ENGLISH, Part, Phrase, UKRAINIAN};
pub use same_place::same_place;
pub use series::among_series;
pub use texts::{between_texts, opened_in_life, opened_outside};
pub use too_fast::{Capacity, too_fast};
pub use waypoints::{Waypoints, waypoints};

/// Declares the detectors: variant, letter of `../shared/domain.md` D.2, name, documentation.
macro_rules! detectors {
    ($($(#[$doc:meta])* $variant:ident $name:literal;)*) => {
        /// What sort of question it is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Detector {
            $($(#[$doc])* $variant,)*
        }

        impl Detector {
            /// Every detector.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// Its name: "people-per-vehicle".
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }

            /// The detector of a name.
            pub fn find(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|detector| detector.name() == name)
            }
        }
    };
}

detectors! {
    /// (a) No number is supported by all claims on the same thing.
    Disjoint "disjoint";
    /// (b) More or fewer people in a vehicle than can be.
    PeoplePerVehicle "people-per-vehicle";
    /// (c) More arrived than departed, or more were registered than arrived.
    MoreArrived "more-arrived";
    /// (d) A sum since a date falls.
    Falling "falling";
    /// (e) More vehicles than a road or a checkpoint passes.
    TooFast "too-fast";
    /// (f) A window that two clocks put at different moments.
    OtherClock "other-clock";
    /// (g) Two texts of one corridor with different waypoints.
    Waypoints "waypoints";
    /// (h) "Open", and nobody says when a first vehicle passed.
    Opened "opened";
    /// (i) One statement through several carriers: it counts once.
    Retold "retold";
    /// (j) One number in two units.
    UnitChange "unit-change";
    /// (k) A "not" that came or went on the way through languages.
    Negation "negation";
    /// (l) Whoever verified it had said it.
    OwnVerifier "own-verifier";
    /// (m) Who is to blame is said by parties to the conflict alone.
    Attribution "attribution";
    /// A part that is larger than its whole.
    PartOfWhole "part-of-whole";
    /// Two units of one length that do not fit each other.
    UnitPair "unit-pair";
    /// A figure for a time that had not begun when it was said.
    NotYet "not-yet";
    /// Two subjects that may be one place in two spellings.
    SamePlace "same-place";
    /// A sum that grows many times faster than before; asked in series.
    Jump "jump";
    /// More were verified than were reported; asked in series.
    VerifiedAbove "verified-above";
    /// One speaker counts two things under one name; asked in series.
    MixedCounts "mixed-counts";
    /// The figure of a day that is as large as the sum; asked in series.
    DayAsLargeAsSum "day-as-large";
}

/// A question that claims raise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Which detector raised it.
    pub detector: Detector,
    /// What it is about.
    pub about: String,
    /// The claims side by side, by their place in the ledger.
    pub claims: Vec<usize>,
    /// The arithmetic, step by step; the first says in one sentence what does not fit.
    pub arithmetic: Vec<Phrase>,
    /// What may explain it, the likeliest first.
    pub explanations: Vec<Phrase>,
    /// What would settle it.
    pub settles: Vec<Phrase>,
}

#[cfg(test)]
mod tests;
