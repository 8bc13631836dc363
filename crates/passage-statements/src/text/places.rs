//! The places that a corridor text names, whatever for.

use super::{Text, Value};
use passage_model::units::Position;

/// A name of a place in a text, with where the text puts it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The name, as the text has it.
    pub name: String,
    /// Where it is, where the text says so.
    pub at: Option<Position>,
}

impl Text {
    /// Every place that it names, each name once, in the order of the elements; of a name that stands with coordinates and
    /// without, with them. Names of checkpoints are among them.
    pub fn places(&self) -> Vec<Named> {
        let mut found: Vec<Named> = Vec::new();
        let mut add = |name: &str, at: Option<Position>| match found.iter_mut().find(|named| named.name == name) {
            Some(named) => named.at = named.at.or(at),
            None => found.push(Named { name: name.to_owned(), at }),
        };
        for entry in &self.entries {
            for (_, value) in &entry.parts {
                match value {
                    Value::Stops(stops) => stops.iter().for_each(|stop| add(&stop.name, stop.at)),
                    Value::Places(names) => names.iter().for_each(|name| add(name, None)),
                    _ => {}
                }
            }
            if entry.element.key == "checkpoint" {
                add(entry.words("name"), None);
            }
        }
        found.retain(|named| !named.name.is_empty());
        found
    }
}
