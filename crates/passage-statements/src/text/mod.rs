//! The corridor text: one side's version, verbatim and in parts; what is open in it; and how two versions differ.
//!
//! A text is what one side said. Nothing that one side says is *agreed*, however often it is announced, and a notice that was
//! received is not approved; what both sides hold to is found by comparing their texts.

mod check;
mod diff;
mod element;
mod evidence;
mod life;
#[cfg(test)]
mod life_tests;
mod outline;
#[cfg(test)]
mod outline_tests;
mod places;
mod read;
mod route;
mod state;
#[cfg(test)]
mod tests;

pub use crate::place::Likeness;
pub(crate) use crate::place::is_same_place;
pub use check::{Missing, Open};
pub use diff::{Agreement, Compared, Comparison, Difference, Settled};
pub use element::{ELEMENTS, Element, Kind, Part};
pub use evidence::Evidence;
pub use life::{History, Stopped, Taken, read_history};
pub use outline::{Apart, Course, Gate, How, Outline, Span};
pub use places::Named;
pub use read::read;
pub(crate) use read::speaks_of_consent;
pub use route::{Question, Side};
pub use state::{Life, Refused, State, Step};

use crate::clock::{Moment, Window};
use jiff::Timestamp;
use jiff::civil::Date;
use passage_model::civil::Zone;
use passage_model::units::Position;
use std::ops::Range;

/// One side's version of a corridor agreement.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// Which corridor it is about.
    pub corridor: String,
    /// Whose version it is.
    pub side: String,
    /// Which version of that side, from 1.
    pub revision: u64,
    /// The zone of times that name none.
    pub zone: Option<Zone>,
    /// The day of times that name none.
    pub date: Option<Date>,
    /// When it was said.
    pub said_at: Option<Moment>,
    /// The whole text as it was said; empty where only the elements are quoted.
    pub quoted: String,
    /// The language that it was said in, as a BCP 47 tag; empty where not stated.
    pub language: String,
    /// Where it is known from.
    pub source: String,
    /// Who spoke for whom, through which channel.
    pub spoken: Vec<Spoken>,
    /// Who has received it, and with which words.
    pub receipts: Vec<Receipt>,
    /// The elements that it has, in the order of the list.
    pub entries: Vec<Entry>,
}

/// Who said it, for whom, how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spoken {
    /// The person's office, or the person.
    pub speaker: String,
    /// Whom the speaker spoke for.
    pub on_behalf_of: String,
    /// Through which channel: "Telegram", "letter", "hotline".
    pub channel: String,
    /// To whom.
    pub to: Vec<String>,
}

/// That somebody has received the text: nothing more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// Who has received it.
    pub by: String,
    /// When.
    pub at: Option<Moment>,
    /// Their words.
    pub words: String,
}

/// What a text says to one element; several routes and checkpoints are several entries.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The element.
    pub element: &'static Element,
    /// Its parts, in the order of the element.
    pub parts: Vec<(&'static str, Value)>,
    /// The text says that there is none of it: no goods, no checkpoints.
    pub none: bool,
    /// Why it is open by the text itself; `None` where it does not say so.
    pub open: Option<String>,
    /// The words that it was read from.
    pub quoted: String,
    /// Where it stands in the file.
    pub span: Range<usize>,
}

/// What a part of an element says.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Words.
    Text(String),
    /// Words in no order.
    Texts(Vec<String>),
    /// Names of places in no order.
    Places(Vec<String>),
    /// Places in the order in which they are passed.
    Stops(Vec<Stop>),
    /// From when until when.
    Window(Window),
    /// A moment.
    Moment(Moment),
    /// How many.
    Count(u64),
    /// Yes or no.
    Truth(bool),
    /// How long, in seconds.
    Length(u32),
}

/// A place on a route.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// Its name, as the text has it.
    pub name: String,
    /// Where it is, where the text says so.
    pub at: Option<Position>,
    /// Its streets, where the text names them.
    pub streets: String,
}

impl Text {
    /// Since when it has held: when it was said, or else the beginning of its day; `None` where it states neither.
    pub fn since(&self) -> Option<Timestamp> {
        let day = || self.zone.as_ref()?.start_of(self.date?).ok();
        self.said_at.as_ref().map(|said| said.at).or_else(day)
    }

    /// What it says to an element: none, one, or several.
    pub fn entries_of(&self, element: &Element) -> impl Iterator<Item = &Entry> {
        let number = element.number;
        self.entries.iter().filter(move |entry| entry.element.number == number)
    }
}

impl Entry {
    /// What it says to a part.
    pub fn part(&self, key: &str) -> Option<&Value> {
        self.parts.iter().find(|(own, _)| *own == key).map(|(_, value)| value)
    }

    /// Its places in order; empty where it is no route.
    pub fn stops(&self) -> &[Stop] {
        match self.part("stops") {
            Some(Value::Stops(stops)) => stops,
            _ => &[],
        }
    }

    /// A part that is words; empty where it is not there.
    pub fn words(&self, key: &str) -> &str {
        match self.part(key) {
            Some(Value::Text(text)) => text,
            _ => "",
        }
    }
}
