//! Talks: rounds, delegations, what was demanded, held and conceded, what was promised and what became of it; and each side's
//! own red lines, which no shared view can hold.
//!
//! ```
//! use passage_statements::talks::{Standing, read};
//!
//! let file = "version = 1\ntitle = 'Talks'\nsides = ['Ukraine', 'Russia']\nzone = 'Europe/Kyiv'\ndate = '2022-04-01'\n\
//!     [[commitment]]\nname = 'buses'\nby = 'Ukraine'\nat = '09:00'\ndue = '16:00'\nwhat = '54 buses'\namount = 54\n\
//!     [[report]]\non = 'buses'\nby = 'our monitor'\nat = '17:20'\namount = '45'\n\
//!     [[red_line]]\nby = 'Ukraine'\non = 'destination'\nwords = 'nobody is brought elsewhere'\n";
//! let talks = read(file.as_bytes()).talks.ok_or("it can be read")?;
//! let buses = &talks.record().commitments[0];
//! let at = "2022-04-01T18:00+03:00".parse()?;
//! assert_eq!(buses.standing(at).map(|progress| progress.standing), Some(Standing::NotKnown));
//! // The red line opens for its own side alone.
//! let (own, other) = (talks.seat("Ukraine").ok_or("a side")?, talks.seat("Russia").ok_or("a side")?);
//! assert_eq!((talks.of(&own).red_lines.len(), talks.of(&other).red_lines.len()), (1, 0));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod commitment;
mod private;
mod read;
#[cfg(test)]
mod tests;

pub use commitment::{Commitment, Outcome, Progress, Report, Standing};
pub use private::{Private, Seat};
pub use read::{Reading, blanked, read};

use crate::clock::Moment;
use jiff::Timestamp;
use passage_model::civil::Zone;

/// Talks, with what is private.
#[derive(Debug)]
pub struct Talks {
    record: Record,
    red_lines: Vec<Private<RedLine>>,
}

/// What may be shared of talks. Nothing in it can hold a private value.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// What they are about.
    pub title: String,
    /// By whose clocks times are shown.
    pub zone: Option<Zone>,
    /// The sides.
    pub sides: Vec<String>,
    /// Who speaks for them.
    pub delegations: Vec<Delegation>,
    /// The rounds, by time.
    pub rounds: Vec<Round>,
    /// What was put forward, by time.
    pub moves: Vec<Move>,
    /// What sides say to be so, by time.
    pub facts: Vec<Fact>,
    /// What was promised, by time.
    pub commitments: Vec<Commitment>,
}

/// Something that sides say to be so, or deny.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// When it was put on the table.
    pub at: Moment,
    /// On what: the key of an element of the corridor text, or words.
    pub on: String,
    /// The words.
    pub words: String,
    /// The sides that say so.
    pub said_by: Vec<String>,
    /// The sides that deny it.
    pub denied_by: Vec<String>,
}

/// How far sides hold to a fact: the table of agreed and contested facts that mediators draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Common {
    /// Every side says so.
    Agreed,
    /// Nobody denies it, and not every side has spoken.
    NotAnswered,
    /// A side says so and another denies it.
    Contested,
}

/// Who speaks for a side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delegation {
    /// The side.
    pub side: String,
    /// Who leads it: an office.
    pub head: String,
    /// Who else sits in it: offices.
    pub members: Vec<String>,
}

/// A round of talks.
#[derive(Clone, Debug, PartialEq)]
pub struct Round {
    /// Its name in this file.
    pub name: String,
    /// How each source counts it, where they count differently: who, and how.
    pub called: Vec<(String, String)>,
    /// When it began.
    pub at: Moment,
    /// Where.
    pub place: String,
    /// In which form: "in person", "by video".
    pub form: String,
    /// Which sides were there.
    pub present: Vec<String>,
}

/// What sort of move it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// What a side asks for.
    Demand,
    /// What it holds.
    Position,
    /// What it gave up.
    Concession,
}

/// Something that a side put forward.
#[derive(Clone, Debug, PartialEq)]
pub struct Move {
    /// What sort.
    pub kind: Kind,
    /// Which side.
    pub by: String,
    /// The name of the round; empty where it was outside of one.
    pub round: String,
    /// When.
    pub at: Moment,
    /// On what: the key of an element of the corridor text, or words.
    pub on: String,
    /// The words.
    pub words: String,
    /// For a concession: what it was given for; empty where nothing is said.
    pub in_return_for: String,
}

/// What a side will not give up, and tells nobody.
pub struct RedLine {
    /// On what.
    pub on: String,
    /// The words.
    pub words: String,
}

/// What one side sees: the shared record and its own red lines.
pub struct Own<'t> {
    /// What is shared.
    pub record: &'t Record,
    /// The side's own red lines.
    pub red_lines: Vec<&'t RedLine>,
}

impl Talks {
    /// What may be shared.
    pub const fn record(&self) -> &Record {
        &self.record
    }

    /// A seat on a side, whatever its capitals; `None` where there is no such side.
    pub fn seat(&self, side: &str) -> Option<Seat<'_>> {
        let asked = side.to_lowercase();
        self.record.sides.iter().find(|own| own.to_lowercase() == asked).map(|own| Seat::on(own))
    }

    /// What a side sees.
    pub fn of(&self, seat: &Seat<'_>) -> Own<'_> {
        let red_lines = self.red_lines.iter().filter_map(|line| line.open(seat)).collect();
        Own { record: &self.record, red_lines }
    }
}

impl Record {
    /// How far the sides hold to a fact.
    pub fn common(&self, fact: &Fact) -> Common {
        if !fact.denied_by.is_empty() {
            Common::Contested
        } else if self.sides.iter().all(|side| fact.said_by.contains(side)) {
            Common::Agreed
        } else {
            Common::NotAnswered
        }
    }

    /// The record as it stood at a moment: what came later is left out. Reports on promises are told by
    /// [`Commitment::standing`].
    #[must_use]
    pub fn as_of(&self, moment: Timestamp) -> Self {
        let mut record = self.clone();
        record.rounds.retain(|round| round.at.at <= moment);
        record.moves.retain(|own| own.at.at <= moment);
        record.facts.retain(|own| own.at.at <= moment);
        record.commitments.retain(|own| own.at.at <= moment);
        for own in &mut record.commitments {
            own.reports.retain(|report| report.learned.at <= moment);
        }
        record
    }
}
