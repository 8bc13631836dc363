//! Promises: by whom, to whom, until when, and what became of them as of any moment.
//!
//! The program does not decide who is right. Where one source says done and a later one says broken, it is not known, and both
//! are shown; counts of several observers are not added.

use crate::clock::Moment;
use crate::measure::Value;
use jiff::Timestamp;

/// Something that was promised.
#[derive(Clone, Debug, PartialEq)]
pub struct Commitment {
    /// Its name in the file.
    pub name: String,
    /// Which side promised.
    pub by: String,
    /// To whom; empty where not stated.
    pub to: String,
    /// When it was promised.
    pub at: Moment,
    /// Until when; `None` where not stated.
    pub due: Option<Moment>,
    /// What.
    pub what: String,
    /// How many of it; `None` where it is no number.
    pub amount: Option<u64>,
    /// What was reported of it, in the order of the file.
    pub reports: Vec<Report>,
}

/// What somebody said became of a promise.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// Who says so: an office.
    pub by: String,
    /// When it was so.
    pub at: Moment,
    /// When we learned it.
    pub learned: Moment,
    /// How many by then, altogether.
    pub amount: Option<Value>,
    /// What it says outright.
    pub outcome: Option<Outcome>,
    /// The words.
    pub words: String,
}

/// What a report says outright.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// It was done.
    Done,
    /// It was not done, and will not be.
    Broken,
}

/// How a promise stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// It is not due yet, and nobody says that it is done.
    Open,
    /// Done in time.
    Kept,
    /// Done, after it was due.
    Late,
    /// Said to be broken.
    Broken,
    /// It is due, and nobody says what became of it; or sources contradict each other.
    NotKnown,
}

/// How a promise stands, and by whose word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// How it stands.
    pub standing: Standing,
    /// The report that it rests on: a position in [`Commitment::reports`].
    pub by: Option<usize>,
    /// A report that contradicts that one.
    pub against: Option<usize>,
    /// The report with the most of it, while it is not done.
    pub most: Option<usize>,
}

impl Commitment {
    /// How it stands as of a moment, by what was known then; `None` before it was promised. O(reports).
    ///
    /// The earliest report that it is done decides whether it was in time. A report that it is broken counts against that one
    /// where it is of the same moment or later; an earlier one was overtaken.
    pub fn standing(&self, moment: Timestamp) -> Option<Progress> {
        if self.at.at > moment {
            return None;
        }
        let known = || self.reports.iter().enumerate().filter(|(_, report)| report.learned.at <= moment);
        let done = known().filter(|(_, report)| self.is_done(report)).min_by_key(|(place, r)| (r.at.at, *place));
        let broken = known().filter(|(_, report)| report.outcome == Some(Outcome::Broken));
        let broken = broken.max_by_key(|(place, report)| (report.at.at, std::cmp::Reverse(*place)));
        let is_due = |at: Timestamp| self.due.as_ref().is_some_and(|due| due.at < at);
        let most = known().filter(|(_, report)| report.amount.is_some());
        let most = most.max_by_key(|(place, r)| (r.amount.map(|v| v.supports().0), std::cmp::Reverse(*place)));
        let most = most.map(|(place, _)| place);
        let of = |standing, by: Option<usize>| Progress { standing, by, against: None, most };
        Some(match (done, broken) {
            (Some((place, done)), Some((other, broken))) if broken.at.at >= done.at.at => {
                Progress { against: Some(other), ..of(Standing::NotKnown, Some(place)) }
            }
            (Some((place, done)), _) => {
                let standing = if is_due(done.at.at) { Standing::Late } else { Standing::Kept };
                Progress { most: None, ..of(standing, Some(place)) }
            }
            (None, Some((place, _))) => of(Standing::Broken, Some(place)),
            (None, None) if is_due(moment) => of(Standing::NotKnown, None),
            (None, None) => of(Standing::Open, None),
        })
    }

    /// Whether a report says that it is done, or has all of it for certain.
    pub fn is_done(&self, report: &Report) -> bool {
        let all = || Some(report.amount?.supports().0 >= self.amount?);
        match report.outcome {
            Some(Outcome::Done) => true,
            Some(Outcome::Broken) => false,
            None => all().unwrap_or(false),
        }
    }
}
