//! What is open in one text: the gate before *agreed in detail*.

use super::diff::plain;
use super::{ELEMENTS, Element, Entry, Kind, Stop, Text, Value};
use crate::clock::Moment;
use passage_model::units::Position;

/// An element that is not settled by a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open {
    /// The element.
    pub element: &'static Element,
    /// What it lacks, at least one thing.
    pub missing: Vec<Missing>,
}

/// What an element lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Missing {
    /// The text does not speak of it.
    Silent,
    /// The text itself says that it is open, and why.
    Said(String),
    /// A part that it cannot be precise without; of the route or checkpoint of that name, where there are several.
    Part(&'static str, String),
    /// These places of a route have no coordinates.
    Coordinates(Vec<String>),
    /// The window does not say from when, or until when.
    End(&'static str),
    /// The time is only about.
    About(&'static str),
    /// The words say that it is open, or nothing.
    Blank(&'static str, String),
    /// The time is not within the silence.
    Outside(&'static str),
    /// These places of a route lie farther from every other than any corridor is long.
    Far(Vec<String>),
}

/// Words that leave a part open.
const BLANK: [&str; 18] = [
    "tbd",
    "tba",
    "tbc",
    "n/a",
    "unknown",
    "pending",
    "later",
    "to be agreed",
    "to be confirmed",
    "to be decided",
    "to be determined",
    "not agreed",
    "not known",
    "буде погоджено",
    "погоджується",
    "уточнюється",
    "невідомо",
    "пізніше",
];

/// Between two waypoints that follow one another no corridor of 2022 was longer; from Mariupol to Zaporizhzhia it is 220 km in all.
const FARTHEST_METRES: f64 = 300_000.0;

impl Text {
    /// The elements that are open, in the order of the list; those beyond the fourteen are open only where the text speaks
    /// of them and is not precise.
    pub fn open(&self) -> Vec<Open> {
        let missing = |element: &'static Element| {
            let mut entries = self.entries_of(element).peekable();
            let mut missing = Vec::new();
            if entries.peek().is_none() && element.precise {
                missing.push(Missing::Silent);
            }
            entries.for_each(|entry| entry.lacks(&mut missing));
            Open { element, missing }
        };
        ELEMENTS.iter().map(missing).filter(|open| !open.missing.is_empty()).collect()
    }

    /// Whether each of the fourteen elements is precise. It is one side's text all the same: nothing is agreed by it.
    pub fn is_precise(&self) -> bool {
        self.open().iter().all(|open| !open.element.precise)
    }
}

impl Entry {
    fn lacks(&self, missing: &mut Vec<Missing>) {
        if let Some(why) = &self.open {
            missing.push(Missing::Said(why.clone()));
        }
        if self.none {
            return;
        }
        for part in self.element.parts {
            match self.part(part.key) {
                None if part.needed => missing.push(Missing::Part(part.key, self.words("name").to_owned())),
                Some(Value::Window(window)) if !window.is_closed() => missing.push(Missing::End(part.key)),
                Some(Value::Window(window)) => {
                    let about = window.from.iter().chain(&window.until).any(|moment| moment.about);
                    missing.extend(about.then_some(Missing::About(part.key)));
                }
                Some(Value::Moment(moment)) if moment.about => missing.push(Missing::About(part.key)),
                Some(Value::Moment(moment)) if self.is_outside(part.key, moment) => {
                    missing.push(Missing::Outside(part.key));
                }
                Some(Value::Text(text)) if part.needed && is_blank(text) => {
                    missing.push(Missing::Blank(part.key, text.clone()));
                }
                Some(Value::Stops(stops)) if part.kind == Kind::Stops => {
                    let unplaced = stops.iter().filter(|stop| stop.at.is_none()).map(|stop| stop.name.clone());
                    let unplaced: Vec<String> = unplaced.collect();
                    missing.extend((!unplaced.is_empty()).then_some(Missing::Coordinates(unplaced)));
                    let far = far(stops);
                    missing.extend((!far.is_empty()).then_some(Missing::Far(far)));
                }
                _ => {}
            }
        }
    }
}

impl Entry {
    /// Whether a time of the day lies outside the silence of the same text.
    fn is_outside(&self, part: &str, moment: &Moment) -> bool {
        let Some(Value::Window(silence)) = self.part("silence") else { return false };
        let before = silence.from.as_ref().is_some_and(|from| moment.at < from.at);
        let after = silence.until.as_ref().is_some_and(|until| moment.at > until.at);
        ["first_move", "last_entry", "turn_back"].contains(&part) && (before || after)
    }
}

/// Whether words settle nothing: no letter and no digit, or a word for what is open.
fn is_blank(text: &str) -> bool {
    let words = plain(text);
    !words.chars().any(char::is_alphanumeric) || BLANK.contains(&words.trim_matches(['?', '!', '-', ' ']))
}

/// The places that lie too far from each of those next to them on the route.
fn far(stops: &[Stop]) -> Vec<String> {
    let placed: Vec<(&Stop, Position)> = stops.iter().filter_map(|stop| Some((stop, stop.at?))).collect();
    let is_far = |number: &usize| {
        let next = [number.checked_sub(1), Some(number + 1)].into_iter().flatten().filter_map(|n| placed.get(n));
        let mut metres = next.map(|(_, at)| placed[*number].1.metres_to(*at)).peekable();
        metres.peek().is_some() && metres.all(|metres| metres > FARTHEST_METRES)
    };
    (0..placed.len()).filter(is_far).map(|number| placed[number].0.name.clone()).collect()
}
