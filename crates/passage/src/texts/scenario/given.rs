//! What the user gives beside a text: tables of a scenario that fill what the text leaves open, and what places are called
//! on the road network.

use super::rows::{Origin, Row, Rows};
use crate::failure::{Failure, Kind};
use passage_model::finding::Finding;
use passage_model::nearest::nearest;
use passage_model::scenario::SCENARIO_KEYS;
use std::path::Path;
use toml::{Table, Value};

/// The tables that a scenario has several of.
const MANY: [&str; 12] = [
    "assembly",
    "group",
    "footway",
    "depot",
    "fleet",
    "reception",
    "checkpoint",
    "corridor",
    "area",
    "closure",
    "waiting",
    "contraflow",
];

/// What the text or the command line gives alone.
const NOT_BESIDE: [&str; 2] = ["version", "network"];

/// What is given.
#[derive(Clone, Debug, Default)]
pub struct Beside {
    /// What a place of the text is on the road network: another name, or a position.
    pub places: Vec<(String, Value)>,
    /// The rest: tables and values of a scenario.
    pub rest: Table,
}

/// A value that was given in the place of what the text says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replaced {
    /// The table, as it is called: `[[group]] "own cars"`; empty for the top.
    pub table: String,
    /// The key.
    pub key: String,
    /// What it replaces came from here.
    pub was: Origin,
}

impl Beside {
    /// Reads the file.
    pub fn read(path: &Path) -> Result<Self, Failure> {
        let bytes = std::fs::read(path).map_err(|cause| Failure::file("read", path, &cause))?;
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let refused =
            |finding: Finding| Failure::in_text(Kind::Input, vec![finding], path.display().to_string(), text.clone());
        let mut rest: Table = text.parse().map_err(|error: toml::de::Error| {
            let words = error.message().lines().collect::<Vec<_>>().join(", ");
            let finding = Finding::error("statement.not-toml", format!("this cannot be read: {words}"))
                .advise("A line is key = value; texts stand in \"quotes\", lists in [brackets].");
            refused(match error.span() {
                Some(span) => finding.at(span),
                None => finding,
            })
        })?;
        let places = match rest.remove("places") {
            None => Vec::new(),
            Some(Value::Table(places)) => places.into_iter().collect(),
            Some(_) => {
                let at = text.find("places").map_or(0..0, |at| at..at + "places".len());
                let advice = "Write [places], and under it: \"Polohy\" = \"Polohy crossroads\".";
                let finding = Finding::error("statement.wrong-type", "\"places\" must be a table").advise(advice);
                return Err(refused(finding.at(at)));
            }
        };
        let beside = |key: &&str| !NOT_BESIDE.contains(key);
        let known = || SCENARIO_KEYS.into_iter().filter(beside).chain(["source", "places"]);
        if let Some(key) = rest.keys().find(|key| !known().any(|known| known == *key)) {
            let near = nearest(key, known()).map_or_else(String::new, |near| format!("Did you mean {near:?}? "));
            let advice = format!("{near}Tables and values of a scenario stand here, and [places].");
            let finding = Finding::error("statement.unknown-key", format!("the key {key:?} is not known here"));
            let at = text.find(key.as_str()).map_or(0..0, |at| at..at + key.len());
            return Err(refused(finding.advise(advice).at(at)));
        }
        Ok(Self { places, rest })
    }

    /// What a place of the text is on the road network; `None` where the user does not say.
    pub fn place(&self, name: &str) -> Option<&Value> {
        self.places.iter().find(|(own, _)| own == name).map(|(_, value)| value)
    }

    /// Puts what is given into the tables that the text has made, and says what it replaces there.
    pub fn fill(&self, rows: &mut Rows) -> Vec<Replaced> {
        let mut replaced = Vec::new();
        for (key, value) in self.rest.iter().filter(|(key, _)| *key != "source") {
            match value {
                Value::Array(tables) if MANY.contains(&key.as_str()) && tables.iter().all(Value::is_table) => {
                    for table in tables.iter().filter_map(Value::as_table) {
                        fill_row(rows, key, table, &mut replaced);
                    }
                }
                Value::Table(table) => {
                    let mut row = Row::default();
                    let origin = origin(table);
                    for (own, value) in table.iter().filter(|(own, _)| *own != "source") {
                        row.set(own, value.clone(), origin.clone());
                    }
                    rows.single.push((key.clone(), row));
                }
                value => {
                    let was = rows.top.set(key, value.clone(), origin(&self.rest));
                    replaced.extend(was.map(|was| Replaced { table: String::new(), key: key.clone(), was }));
                }
            }
        }
        replaced
    }
}

fn origin(table: &Table) -> Origin {
    Origin::Given(table.get("source").and_then(Value::as_str).unwrap_or_default().to_owned())
}

/// A table of the name of one that the text has made completes that; any other is added.
fn fill_row(rows: &mut Rows, kind: &str, table: &Table, replaced: &mut Vec<Replaced>) {
    let name = table.get("name").and_then(Value::as_str).unwrap_or_default();
    let origin = origin(table);
    let cells = || table.iter().filter(|(key, _)| *key != "source");
    if let Some(row) = rows.find(kind, name).filter(|_| !name.is_empty()) {
        for (key, value) in cells() {
            let was = row.set(key, value.clone(), origin.clone());
            replaced.extend(was.map(|was| Replaced { table: format!("[[{kind}]] {name:?}"), key: key.clone(), was }));
        }
        return;
    }
    let mut row = if name.is_empty() { Row::default() } else { Row::named(name, &origin) };
    for (key, value) in cells() {
        row.set(key, value.clone(), origin.clone());
    }
    rows.many.push((kind.to_owned(), row));
}
