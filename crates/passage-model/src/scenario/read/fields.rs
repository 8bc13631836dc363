//! One table of the scenario's text: its keys, with where they stand and what may be wrong with them.

use super::super::Source;
use super::MOST_FINDINGS;
use crate::finding::Finding;
use crate::nearest::nearest;
use std::ops::Range;
use toml::de::{DeTable, DeValue};

/// The text that is read, and what was found in it so far.
pub(super) struct Notes<'t> {
    text: &'t str,
    line_starts: Vec<usize>,
    pub findings: Vec<Finding>,
}

impl<'t> Notes<'t> {
    pub fn new(text: &'t str) -> Self {
        let line_starts = std::iter::once(0).chain(text.match_indices('\n').map(|(i, _)| i + 1)).collect();
        Self { text, line_starts, findings: Vec::new() }
    }

    pub fn add(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// The line that a byte stands in, from 1.
    pub fn line(&self, byte: usize) -> u32 {
        self.line_starts.partition_point(|start| *start <= byte) as u32
    }

    /// Where a name stands between quotes in the table that begins with `table`; the table's first line where it is
    /// written another way.
    pub fn named(&self, table: &Range<usize>, name: &str) -> Range<usize> {
        let rest = self.text.get(table.start..).unwrap_or_default();
        let own = rest.get(1..).and_then(|after| after.find("\n[[")).map_or(rest, |end| &rest[..=end]);
        let quoted = [format!("\"{name}\""), format!("'{name}'")];
        let found = quoted.iter().find_map(|quoted| Some((own.find(quoted.as_str())?, quoted.len())));
        found.map_or(table.clone(), |(at, length)| table.start + at..table.start + at + length)
    }

    /// The first line of a stretch: a caret under a whole table helps nobody.
    pub fn first_line(&self, span: Range<usize>) -> Range<usize> {
        let stretch = self.text.get(span.clone()).unwrap_or_default();
        span.start..span.start + stretch.find('\n').unwrap_or(stretch.len())
    }
}

/// A value with where it stands.
#[derive(Clone, Copy)]
pub(super) struct At<'a> {
    pub value: &'a DeValue<'a>,
    pub start: usize,
    pub end: usize,
}

impl At<'_> {
    pub fn span(&self) -> Range<usize> {
        self.start..self.end
    }
}

/// A table with its known keys.
pub(super) struct Fields<'a> {
    table: &'a DeTable<'a>,
    pub span: Range<usize>,
    /// What it is, for people: `corridor "Mariupol to Zaporizhzhia"`.
    pub label: String,
    /// What its `source` key says.
    pub said: String,
}

impl<'a> Fields<'a> {
    /// Opens a table and reports every key that is not known.
    pub fn open(notes: &mut Notes<'_>, table: &'a DeTable<'a>, span: Range<usize>, what: &str, known: &[&str]) -> Self {
        let mut fields = Self { table, span: notes.first_line(span), label: what.to_owned(), said: String::new() };
        let name = ["name", "place"].iter().find_map(|key| fields.get(key)?.value.as_str());
        if let Some(name) = name.filter(|_| !what.is_empty() && !what.contains('"')) {
            fields.label = format!("{what} {name:?}");
        }
        fields.report_unknown(notes, known);
        fields.said = fields.text(notes, "source").map(|(said, _)| said).unwrap_or_default();
        fields
    }

    /// Reports every key that is not known; a guess what was meant is made for as many as are shown, the first ones.
    fn report_unknown(&self, notes: &mut Notes<'_>, known: &[&str]) {
        let written = self.table.iter().map(|(key, _)| (key.span(), key.get_ref().as_ref()));
        let mut unknown: Vec<(Range<usize>, &str)> =
            written.filter(|(_, key)| *key != "source" && !known.contains(key)).collect();
        unknown.sort_unstable_by_key(|(span, _)| span.start);
        let known_words = known.join(", ");
        for (at, (span, key)) in unknown.into_iter().enumerate() {
            let finding = Finding::error("scenario.unknown-key", format!("the key {key:?} is not known here")).at(span);
            if at >= MOST_FINDINGS {
                notes.add(finding);
                continue;
            }
            let advice = match nearest(key, known.iter().copied()) {
                Some(near) => format!("Did you mean {near:?}? Known here: {known_words}."),
                None => format!("Known here: {known_words}."),
            };
            notes.add(finding.about(&self.label).advise(advice));
        }
    }

    /// A table of which nothing is judged yet: a newer version may have any keys.
    pub fn unjudged(table: &'a DeTable<'a>) -> Self {
        Self { table, span: 0..0, label: String::new(), said: String::new() }
    }

    pub fn get(&self, key: &str) -> Option<At<'a>> {
        let (_, value) = self.table.iter().find(|(k, _)| k.get_ref() == key)?;
        Some(At { value: value.get_ref(), start: value.span().start, end: value.span().end })
    }

    pub fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// The source of a value that stands here.
    pub fn given(&self, notes: &Notes<'_>, start: usize) -> Source {
        Source::Given { line: notes.line(start), said: self.said.clone() }
    }

    /// The value of a key that must be there.
    pub fn need(&self, notes: &mut Notes<'_>, key: &str, example: &str) -> Option<At<'a>> {
        let found = self.get(key);
        if found.is_none() {
            let finding = Finding::error("scenario.missing-key", format!("{key:?} is missing"));
            notes.add(finding.about(&self.label).advise(format!("Add {example}.")).at(self.span.clone()));
        }
        found
    }

    /// A text; a value that is none is reported. Dates and times written without quotes count as text.
    pub fn text(&self, notes: &mut Notes<'_>, key: &str) -> Option<(String, Range<usize>)> {
        self.get(key).and_then(|at| self.as_text(notes, key, at))
    }

    /// A text that must be there, and not be blank.
    pub fn need_text(&self, notes: &mut Notes<'_>, key: &str, example: &str) -> Option<(String, Range<usize>)> {
        let at = self.need(notes, key, example)?;
        let (text, span) = self.as_text(notes, key, at)?;
        if text.trim().is_empty() {
            let finding = Finding::error("scenario.missing-key", format!("{key:?} is blank"));
            notes.add(finding.about(&self.label).advise(format!("Write {example}.")).at(span));
            return None;
        }
        Some((text, span))
    }

    pub fn as_text(&self, notes: &mut Notes<'_>, key: &str, at: At<'a>) -> Option<(String, Range<usize>)> {
        match at.value {
            DeValue::String(text) => Some((text.trim().to_owned(), at.span())),
            DeValue::Datetime(moment) => Some((moment.to_string(), at.span())),
            other => {
                self.wrong_type(notes, key, "a text in quotes", other, at.span());
                None
            }
        }
    }

    pub fn truth(&self, notes: &mut Notes<'_>, key: &str) -> Option<bool> {
        let at = self.get(key)?;
        if at.value.as_bool().is_none() {
            self.wrong_type(notes, key, "true or false", at.value, at.span());
        }
        at.value.as_bool()
    }

    /// The values of a list; a single value counts as a list of one.
    pub fn list(&self, key: &str) -> Option<Vec<At<'a>>> {
        let at = self.get(key)?;
        Some(match at.value {
            DeValue::Array(values) => entries(values).collect(),
            _ => vec![at],
        })
    }

    /// A list of texts; a single text counts as a list of one.
    pub fn texts(&self, notes: &mut Notes<'_>, key: &str) -> Option<Vec<(String, Range<usize>)>> {
        let values = self.list(key)?;
        Some(values.into_iter().filter_map(|at| self.as_text(notes, key, at)).collect())
    }

    /// The texts of a list that names somebody; a list of nobody is reported, since it may mean all or none.
    pub fn some_texts(&self, notes: &mut Notes<'_>, key: &str) -> Vec<(String, Range<usize>)> {
        let texts = self.texts(notes, key).unwrap_or_default();
        if let Some(at) = self.get(key).filter(|at| at.value.as_array().is_some_and(|list| list.is_empty())) {
            let words = format!("{key:?} is an empty list: all, or none?");
            let finding = Finding::error("scenario.empty-list", words).about(&self.label);
            notes.add(finding.advise(format!("Name them, or leave {key:?} out.")).at(at.span()));
        }
        texts
    }

    /// The tables under `[[key]]`.
    pub fn tables(&self, notes: &mut Notes<'_>, key: &str) -> Vec<(&'a DeTable<'a>, Range<usize>)> {
        let mut tables = Vec::new();
        for at in self.list(key).unwrap_or_default() {
            match at.value.as_table() {
                Some(table) => tables.push((table, at.span())),
                None => self.wrong_type(notes, key, &format!("a table [[{key}]]"), at.value, at.span()),
            }
        }
        tables
    }

    /// One of a few words.
    pub fn choice<T: Copy>(&self, notes: &mut Notes<'_>, key: &str, choices: &[(&str, T)]) -> Option<(T, usize)> {
        let (text, span) = self.text(notes, key)?;
        if let Some((_, chosen)) = choices.iter().find(|(word, _)| *word == text) {
            return Some((*chosen, span.start));
        }
        let words: Vec<_> = choices.iter().map(|(word, _)| format!("{word:?}")).collect();
        let advice = match nearest(&text, choices.iter().map(|(word, _)| *word)) {
            Some(near) => format!("Did you mean {near:?}? It may be {}.", words.join(" or ")),
            None => format!("It may be {}.", words.join(" or ")),
        };
        let finding = Finding::error("scenario.unknown-choice", format!("{key} cannot be {text:?}"));
        notes.add(finding.about(&self.label).advise(advice).at(span));
        None
    }

    pub fn wrong_type(
        &self,
        notes: &mut Notes<'_>,
        key: &str,
        expected: &str,
        found: &DeValue<'_>,
        span: Range<usize>,
    ) {
        let words = format!("{key:?} must be {expected}, not {}", type_words(found));
        notes.add(Finding::error("scenario.wrong-type", words).about(&self.label).at(notes.first_line(span)));
    }
}

/// The entries of a list with where they stand.
pub(super) fn entries<'a>(values: &'a toml::de::DeArray<'a>) -> impl Iterator<Item = At<'a>> {
    values.iter().map(|v| At { value: v.get_ref(), start: v.span().start, end: v.span().end })
}

fn type_words(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a number with a fraction",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date or time",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
