//! Claims as CSV (RFC 4180): one row for each, its keys in the first line; what a spreadsheet saves.

use super::reader::Notes;
use super::row::{Cell, KEYS, Row};
use super::write::recorded;
use super::{Claim, Kind};
use std::collections::BTreeMap;
use std::ops::Range;

/// The keys that are written: all but `unit`, which follows from the measure.
fn columns() -> impl Iterator<Item = &'static str> {
    KEYS.into_iter().filter(|key| *key != "unit")
}

/// The first line.
pub fn header() -> String {
    columns().collect::<Vec<_>>().join(",") + "\n"
}

/// The rows of a file. Commas or semicolons part its fields, whichever its first line has.
pub fn rows(text: &str, notes: &mut Notes) -> Vec<Row> {
    let first = text.lines().next().unwrap_or_default();
    let comma = if first.contains(';') && !first.contains(',') { b';' } else { b',' };
    let mut records = records(text, comma, notes).into_iter();
    let Some((header, _)) = records.next() else { return Vec::new() };
    for (key, span) in &header {
        notes.known_key(key.trim(), span.clone());
    }
    let mut rows = Vec::new();
    for (fields, span) in records {
        if fields.len() > header.len() {
            let words = format!("this row has {} fields, the first line names {}", fields.len(), header.len());
            notes.error("claim.ragged-row", words, "Put a field with a comma in it in quotes.", span.clone());
            continue;
        }
        let keys = header.iter().map(|(key, _)| key.trim().to_owned());
        let cells = keys.zip(fields).map(|(key, (text, span))| (key, Cell { texts: vec![text], span }));
        rows.push(Row { cells: cells.collect(), span });
    }
    rows
}

type Field = (String, Range<usize>);

/// The records that are not empty, each with its fields and its place.
fn records(text: &str, comma: u8, notes: &mut Notes) -> Vec<(Vec<Field>, Range<usize>)> {
    let (mut records, mut at) = (Vec::new(), 0);
    while at < text.len() {
        let start = at;
        let mut fields = Vec::new();
        loop {
            let (field, next) = field(text, at, comma, notes);
            fields.push((field, at..next));
            at = next;
            match text.as_bytes().get(at) {
                Some(byte) if *byte == comma => at += 1,
                _ => break,
            }
        }
        let end = at;
        at += text[at..].len() - text[at..].trim_start_matches('\r').len();
        at += usize::from(text.as_bytes().get(at) == Some(&b'\n'));
        if fields.iter().any(|(text, _)| !text.trim().is_empty()) {
            records.push((fields, start..end));
        }
    }
    records
}

/// The field that begins at a byte, and the byte behind it.
fn field(text: &str, start: usize, comma: u8, notes: &mut Notes) -> (String, usize) {
    let bytes = text.as_bytes();
    let ends = |byte: u8| byte == comma || byte == b'\n' || byte == b'\r';
    if bytes.get(start) != Some(&b'"') {
        let end = bytes[start..].iter().position(|byte| ends(*byte)).map_or(text.len(), |length| start + length);
        return (text[start..end].to_owned(), end);
    }
    let (mut field, mut at) = (String::new(), start + 1);
    loop {
        let Some(length) = text[at..].find('"') else {
            let advice = "Close the quote, and write a quote inside a text twice.";
            notes.error("claim.open-quote", "this quote is never closed", advice, start..start + 1);
            return (field, text.len());
        };
        field.push_str(&text[at..at + length]);
        at += length + 1;
        if bytes.get(at) != Some(&b'"') {
            break;
        }
        field.push('"');
        at += 1;
    }
    if bytes.get(at).is_some_and(|byte| !ends(*byte)) {
        let advice = "Write a quote inside a text twice, and nothing behind the last one.";
        notes.error("claim.open-quote", "something stands behind the quote that ends this field", advice, at..at + 1);
        at = bytes[at..].iter().position(|byte| ends(*byte)).map_or(text.len(), |length| at + length);
    }
    (field, at)
}

/// One row.
pub fn write(claim: &Claim) -> String {
    let cells: BTreeMap<&str, Vec<String>> = recorded(claim).collect();
    let fields = columns().map(|key| {
        let texts = cells.get(key).map_or(&[][..], Vec::as_slice);
        quoted(&texts.join(if Kind::find(key).is_some() { ";" } else { "" }))
    });
    fields.collect::<Vec<_>>().join(",") + "\n"
}

fn quoted(text: &str) -> String {
    if text.contains([',', ';', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}
