//! Building a draft: points, facts and names that many lines share are kept once.

use crate::draft::{Draft, Facts, Line};
use passage_model::units::{Decimetres, Position};
use std::collections::BTreeMap;

/// A draft under construction.
#[derive(Debug)]
pub(crate) struct Drafting {
    draft: Draft,
    facts: BTreeMap<Facts, u32>,
    names: BTreeMap<String, u32>,
}

/// What a new line is, besides its points.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct LineFacts<'a> {
    /// What holds in the direction of its points.
    pub forward: Option<Facts>,
    /// What holds against the direction of its points.
    pub backward: Option<Facts>,
    /// The source's number for it.
    pub source: i64,
    /// Its name.
    pub name: &'a str,
    /// Its length where the source states one.
    pub length: Option<Decimetres>,
}

impl Drafting {
    /// An empty draft; its first name is the empty one.
    pub(crate) fn new() -> Self {
        let draft = Draft { names: vec![String::new()], ..Draft::default() };
        Self { draft, facts: BTreeMap::new(), names: BTreeMap::from([(String::new(), 0)]) }
    }

    /// One more point; its number.
    pub(crate) fn add_point(&mut self, position: Position) -> u32 {
        self.draft.points.push(position);
        self.draft.points.len() as u32 - 1
    }

    /// One more line over points that are there; lines of less than two points are not taken.
    pub(crate) fn add_line(&mut self, points: &[u32], line: LineFacts<'_>) {
        if points.len() < 2 {
            return;
        }
        let first_point = self.draft.line_points.len() as u32;
        self.draft.line_points.extend_from_slice(points);
        let forward = line.forward.map(|facts| self.facts_number(facts));
        let backward = line.backward.map(|facts| self.facts_number(facts));
        let name = self.name_number(line.name);
        self.draft.lines.push(Line {
            first_point,
            point_count: points.len() as u32,
            forward,
            backward,
            source: line.source,
            name,
            length: line.length,
        });
    }

    /// The draft so far.
    pub(crate) fn draft(&mut self) -> &mut Draft {
        &mut self.draft
    }

    /// The finished draft.
    pub(crate) fn finish(self) -> Draft {
        self.draft
    }

    fn facts_number(&mut self, facts: Facts) -> u32 {
        let table = &mut self.draft.facts;
        *self.facts.entry(facts).or_insert_with(|| {
            table.push(facts);
            table.len() as u32 - 1
        })
    }

    fn name_number(&mut self, name: &str) -> u32 {
        if let Some(&number) = self.names.get(name) {
            return number;
        }
        self.draft.names.push(name.to_owned());
        let number = self.draft.names.len() as u32 - 1;
        self.names.insert(name.to_owned(), number);
        number
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_kept_once() {
        let mut drafting = Drafting::new();
        let points: Vec<u32> = (0..3).map(|_| drafting.add_point(Position::default())).collect();
        drafting.add_line(&points[..2], LineFacts { name: "M14", ..LineFacts::default() });
        drafting.add_line(&points[1..], LineFacts { name: "M14", ..LineFacts::default() });
        drafting.add_line(&points[1..2], LineFacts { name: "one point is no line", ..LineFacts::default() });
        let draft = drafting.finish();
        assert_eq!(draft.names, ["", "M14"]);
        assert_eq!(draft.lines.len(), 2);
    }
}
