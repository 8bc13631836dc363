//! One table of a file of statements: its keys, with where they stand and what may be wrong with them.

use passage_model::finding::Finding;
use passage_model::nearest::nearest;
use std::ops::Range;
use toml::de::{DeTable, DeValue};

/// The most findings shown at once: more than anybody corrects before trying again.
pub(crate) const MOST_FINDINGS: usize = 200;

/// The text that is read, and what was found in it so far.
pub(crate) struct Notes<'t> {
    text: &'t str,
    pub findings: Vec<Finding>,
}

impl<'t> Notes<'t> {
    pub const fn new(text: &'t str) -> Self {
        Self { text, findings: Vec::new() }
    }

    pub fn add(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// The first line of a stretch: a caret under a whole table helps nobody.
    pub fn first_line(&self, span: Range<usize>) -> Range<usize> {
        let stretch = self.text.get(span.clone()).unwrap_or_default();
        span.start..span.start + stretch.find('\n').unwrap_or(stretch.len())
    }
}

/// A file of statements as a table. `None` where it is no TOML; the findings say what and where.
pub(crate) fn table<'t>(bytes: &'t [u8], what: &str, findings: &mut Vec<Finding>) -> Option<(&'t str, DeTable<'t>)> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let line = bytes.iter().take(error.valid_up_to()).filter(|b| **b == b'\n').count() + 1;
            let finding = Finding::error("statement.not-text", format!("line {line} is not text in UTF-8"));
            findings.push(finding.advise(format!("Save the {what} as plain text in UTF-8.")));
            return None;
        }
    };
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors.iter().take(10) {
        let words = error.message().lines().collect::<Vec<_>>().join(", ");
        let finding = Finding::error("statement.not-toml", format!("this cannot be read: {words}"));
        let finding = finding.advise("A line is key = value; texts stand in \"quotes\", lists in [brackets].");
        findings.push(match error.span() {
            Some(span) => finding.at(span),
            None => finding,
        });
    }
    errors.is_empty().then(|| (text, table.into_inner()))
}

/// A value with where it stands.
#[derive(Clone, Copy)]
pub(crate) struct At<'a> {
    pub value: &'a DeValue<'a>,
    start: usize,
    end: usize,
}

impl At<'_> {
    pub const fn span(&self) -> Range<usize> {
        self.start..self.end
    }
}

/// A table with its known keys.
pub(crate) struct Fields<'a> {
    table: &'a DeTable<'a>,
    pub span: Range<usize>,
    /// What it is, for people: `route`.
    pub label: String,
}

impl<'a> Fields<'a> {
    /// Opens a table and reports every key that is not known.
    pub fn open(notes: &mut Notes<'_>, table: &'a DeTable<'a>, span: Range<usize>, what: &str, known: &[&str]) -> Self {
        let fields = Self { table, span: notes.first_line(span), label: what.to_owned() };
        for (key, _) in table.iter().filter(|(key, _)| !known.contains(&key.get_ref().as_ref())) {
            if notes.findings.len() >= MOST_FINDINGS {
                break;
            }
            let near = nearest(key.get_ref(), known.iter().copied());
            let meant = near.map_or_else(String::new, |near| format!("Did you mean {near:?}? "));
            let words = format!("the key {:?} is not known here", key.get_ref());
            let finding = Finding::error("statement.unknown-key", words).about(what).at(key.span());
            notes.add(finding.advise(format!("{meant}Known here: {}.", known.join(", "))));
        }
        fields
    }

    pub fn get(&self, key: &str) -> Option<At<'a>> {
        let (_, value) = self.table.iter().find(|(k, _)| k.get_ref() == key)?;
        Some(At { value: value.get_ref(), start: value.span().start, end: value.span().end })
    }

    /// A text that is not blank; one that is, or another value, is reported. Dates without quotes count as text.
    pub fn text(&self, notes: &mut Notes<'_>, key: &str) -> Option<(String, Range<usize>)> {
        self.get(key).and_then(|at| self.as_text(notes, key, at))
    }

    /// A text that must be there.
    pub fn need_text(&self, notes: &mut Notes<'_>, key: &str, example: &str) -> Option<(String, Range<usize>)> {
        if self.get(key).is_none() {
            let finding = Finding::error("statement.missing-key", format!("{key:?} is missing"));
            notes.add(finding.about(&self.label).advise(format!("Add {example}.")).at(self.span.clone()));
        }
        self.text(notes, key)
    }

    pub fn as_text(&self, notes: &mut Notes<'_>, key: &str, at: At<'a>) -> Option<(String, Range<usize>)> {
        let text = match at.value {
            DeValue::String(text) => text.trim().to_owned(),
            DeValue::Datetime(moment) => moment.to_string(),
            other => {
                self.wrong_type(notes, key, "a text in quotes", other, at.span());
                return None;
            }
        };
        if text.is_empty() {
            let finding = Finding::error("statement.missing-key", format!("{key:?} is blank"));
            notes.add(finding.about(&self.label).advise("Write it, or leave the key out.").at(at.span()));
            return None;
        }
        Some((text, at.span()))
    }

    pub fn truth(&self, notes: &mut Notes<'_>, key: &str) -> Option<bool> {
        let at = self.get(key)?;
        if at.value.as_bool().is_none() {
            self.wrong_type(notes, key, "true or false", at.value, at.span());
        }
        at.value.as_bool()
    }

    /// A whole number from 0.
    pub fn count(&self, notes: &mut Notes<'_>, key: &str) -> Option<u64> {
        let at = self.get(key)?;
        let number = at.value.as_integer().and_then(|n| u64::from_str_radix(n.as_str(), n.radix()).ok());
        if number.is_none() {
            self.wrong_type(notes, key, "a whole number, not below 0", at.value, at.span());
        }
        number
    }

    /// The values of a list; a single value counts as a list of one.
    pub fn list(&self, key: &str) -> Vec<At<'a>> {
        let Some(at) = self.get(key) else { return Vec::new() };
        match at.value {
            DeValue::Array(values) => {
                values.iter().map(|v| At { value: v.get_ref(), start: v.span().start, end: v.span().end }).collect()
            }
            _ => vec![at],
        }
    }

    /// A list of texts; a single text counts as a list of one.
    pub fn texts(&self, notes: &mut Notes<'_>, key: &str) -> Vec<String> {
        let values = self.list(key).into_iter();
        values.filter_map(|at| self.as_text(notes, key, at)).map(|(text, _)| text).collect()
    }

    /// The tables under `[[key]]`, or the one under `[key]`.
    pub fn tables(&self, notes: &mut Notes<'_>, key: &str) -> Vec<(&'a DeTable<'a>, Range<usize>)> {
        let mut tables = Vec::new();
        for at in self.list(key) {
            match at.value.as_table() {
                Some(table) => tables.push((table, at.span())),
                None => self.wrong_type(notes, key, &format!("a table [{key}]"), at.value, at.span()),
            }
        }
        tables
    }

    pub fn wrong_type(
        &self,
        notes: &mut Notes<'_>,
        key: &str,
        expected: &str,
        found: &DeValue<'_>,
        span: Range<usize>,
    ) {
        let found = match found {
            DeValue::String(_) => "a text",
            DeValue::Integer(_) => "a whole number",
            DeValue::Float(_) => "a number with a fraction",
            DeValue::Boolean(_) => "true or false",
            DeValue::Datetime(_) => "a date or time",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        };
        let finding = Finding::error("statement.wrong-type", format!("{key:?} must be {expected}, not {found}"));
        notes.add(finding.about(&self.label).at(notes.first_line(span)));
    }
}
