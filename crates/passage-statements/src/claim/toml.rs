//! Claims as TOML: `[[claim]]` tables, each key a text; what most people write by hand.

use super::Claim;
use super::reader::{Notes, ROW_KEYS_ADVICE};
use super::row::{Cell, Row};
use super::write::recorded;
use passage_model::finding::Finding;
use std::fmt::Write as _;
use std::ops::Range;
use toml::de::{DeTable, DeValue};

/// The most faults of the syntax that are told: beyond these it is the file that is wrong, not a line.
const MOST_SYNTAX: usize = 10;

/// The rows of a file, and the zone that it gives to those without one of their own.
pub fn rows(text: &str, notes: &mut Notes) -> (Vec<Row>, Option<(String, Range<usize>)>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        for error in errors.iter().take(MOST_SYNTAX) {
            let words = error.message().lines().collect::<Vec<_>>().join(", ");
            let finding = Finding::error("claim.not-toml", format!("this cannot be read: {words}"));
            let finding = finding.advise("A line is key = \"text\", and each claim begins with [[claim]].");
            notes.add(match error.span() {
                Some(span) => finding.at(span),
                None => finding,
            });
        }
        return (Vec::new(), None);
    }
    let (mut rows, mut zone) = (Vec::new(), None);
    for (key, value) in table.get_ref() {
        match (key.get_ref().as_ref(), value.get_ref()) {
            ("version", DeValue::Integer(number)) if number.to_string() == "1" => {}
            ("zone", DeValue::String(name)) => zone = Some((name.trim().to_owned(), value.span())),
            ("claim", DeValue::Array(claims)) => {
                for claim in claims {
                    match claim.get_ref() {
                        DeValue::Table(table) => rows.push(row(table, claim.span(), notes)),
                        _ => notes.error(
                            "claim.not-a-table",
                            "this is no table",
                            "Begin each claim with [[claim]].",
                            claim.span(),
                        ),
                    }
                }
            }
            ("version", _) => {
                let advice = "Write version = 1.";
                notes.error("claim.other-version", "only version 1 of the format is known", advice, value.span());
            }
            (key, _) => {
                let words = format!("{key:?} is none of version, zone and [[claim]]");
                notes.error(
                    "claim.unknown-key",
                    words,
                    "Put what belongs to a claim under [[claim]].",
                    key_span(key, text, value.span()),
                );
            }
        }
    }
    (rows, zone)
}

/// Where the key of a value stands, which is before it on its line.
fn key_span(key: &str, text: &str, value: Range<usize>) -> Range<usize> {
    let before = text.get(..value.start).unwrap_or_default();
    before.rfind(key).map_or(value, |at| at..at + key.len())
}

fn row(table: &DeTable<'_>, span: Range<usize>, notes: &mut Notes) -> Row {
    let mut row = Row { span, ..Row::default() };
    for (key, value) in table {
        let Some(texts) = texts(value.get_ref()) else {
            let words = format!("{:?} is neither a text, a number nor a list of texts", key.get_ref());
            notes.error("claim.wrong-type", words, ROW_KEYS_ADVICE, value.span());
            continue;
        };
        notes.known_key(key.get_ref(), key.span());
        row.cells.insert(key.get_ref().to_string(), Cell { texts, span: value.span() });
    }
    row
}

fn texts(value: &DeValue<'_>) -> Option<Vec<String>> {
    Some(match value {
        DeValue::String(text) => vec![text.to_string()],
        DeValue::Integer(number) => vec![number.to_string()],
        DeValue::Datetime(moment) => vec![moment.to_string()],
        DeValue::Array(values) => {
            let texts = values.iter().map(|value| match value.get_ref() {
                DeValue::String(text) => Some(text.to_string()),
                _ => None,
            });
            texts.collect::<Option<_>>()?
        }
        _ => return None,
    })
}

/// A table with an empty line before it.
pub fn write(claim: &Claim) -> String {
    let mut text = String::from("\n[[claim]]\n");
    for (key, texts) in recorded(claim) {
        let quoted: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
        let value = if super::Kind::find(key).is_some() { format!("[{}]", quoted.join(", ")) } else { quoted.concat() };
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{key} = {value}");
    }
    text
}

/// A text in quotes.
pub fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            '\r' => quoted.push_str("\\r"),
            c if c.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", c as u32);
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}
