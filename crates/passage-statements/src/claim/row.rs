//! A claim as a row of texts under keys: what TOML, JSON lines and CSV have in common.

use std::collections::BTreeMap;
use std::ops::Range;

/// Every key of a claim, in the order in which they are written.
pub const KEYS: [&str; 36] = [
    "name",
    "speaker",
    "side",
    "channel",
    "carrier",
    "address",
    "zone",
    "said",
    "said_quoted",
    "learned",
    "about",
    "measure",
    "point",
    "value",
    "unit",
    "topic",
    "period",
    "mode",
    "quote",
    "language",
    "translator",
    "how_known",
    "source_grade",
    "content_grade",
    "attributed_to",
    "attribution",
    "verified_by",
    "verified_how",
    "supports",
    "contradicts",
    "corrects",
    "translates",
    "derives_from",
    "answers",
    "note",
    "id",
];

/// The texts under a key, and the bytes where they stand.
#[derive(Clone, Debug)]
pub struct Cell {
    pub texts: Vec<String>,
    pub span: Range<usize>,
}

/// A claim as it is written.
#[derive(Clone, Debug, Default)]
pub struct Row {
    pub cells: BTreeMap<String, Cell>,
    pub span: Range<usize>,
}

impl Row {
    /// The one text under a key, trimmed; `None` where there is none, or an empty one.
    pub fn text(&self, key: &str) -> Option<(&str, Range<usize>)> {
        let cell = self.cells.get(key)?;
        let text = cell.texts.first()?.trim();
        (!text.is_empty()).then_some((text, cell.span.clone()))
    }

    /// The names under a key: a list, or one text with commas or semicolons.
    pub fn names(&self, key: &str) -> Vec<String> {
        let texts = self.cells.get(key).map_or(&[][..], |cell| &cell.texts);
        let parts = texts.iter().flat_map(|text| text.split([',', ';']));
        parts.map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
    }
}
