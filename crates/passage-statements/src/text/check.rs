//! What is open in one text: the gate before *agreed in detail*.

use super::{ELEMENTS, Element, Entry, Kind, Text, Value};

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
}

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
                Some(Value::Stops(stops)) if part.kind == Kind::Stops => {
                    let unplaced = stops.iter().filter(|stop| stop.at.is_none()).map(|stop| stop.name.clone());
                    let unplaced: Vec<String> = unplaced.collect();
                    missing.extend((!unplaced.is_empty()).then_some(Missing::Coordinates(unplaced)));
                }
                _ => {}
            }
        }
    }
}
