//! Claims as JSON lines: one object in each line, which programs append without reading the rest.

use super::reader::{Notes, ROW_KEYS_ADVICE};
use super::row::{Cell, KEYS, Row};
use super::write::recorded;
use super::{Claim, Kind};
use serde_json::{Map, Value};
use std::ops::Range;

/// The row of each line that has one, handed on as it is read: the rows of a long file are never held together.
pub fn each_row(text: &str, notes: &mut Notes, mut take: impl FnMut(Row, &mut Notes)) {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let span = start..start + line.trim_end().len();
        start += line.len();
        if line.trim().is_empty() {
            continue;
        }
        match serde_json::from_str::<Map<String, Value>>(line) {
            Ok(object) => {
                let row = row(object, line, span, notes);
                take(row, notes);
            }
            Err(error) => {
                let words = error.to_string();
                let words = words.split(" at line ").next().unwrap_or_default();
                let at = span.start + line.floor_char_boundary(error.column().saturating_sub(1).min(span.len()));
                let advice = "Write one claim in each line: {\"speaker\": \"...\", \"said\": \"2022-03-15\", ...}.";
                notes.error("claim.not-json", format!("this line is no JSON object: {words}"), advice, at..at);
            }
        }
    }
}

fn row(object: Map<String, Value>, line: &str, span: Range<usize>, notes: &mut Notes) -> Row {
    let mut row = Row { span: span.clone(), ..Row::default() };
    for (key, value) in object {
        // Where it stands is only looked for where something is wrong with it.
        let place = || value_span(line, &key).map_or(span.clone(), |at| at.start + span.start..at.end + span.start);
        let texts = match value {
            Value::String(text) => vec![text],
            Value::Number(number) => vec![number.to_string()],
            Value::Null => continue,
            Value::Array(values) if values.iter().all(Value::is_string) => {
                values.iter().filter_map(|value| value.as_str().map(str::to_owned)).collect()
            }
            _ => {
                let words = format!("{key:?} is neither a text, a number nor a list of texts");
                notes.error("claim.wrong-type", words, ROW_KEYS_ADVICE, place());
                continue;
            }
        };
        if !KEYS.contains(&key.as_str()) {
            notes.known_key(&key, place());
        }
        row.cells.insert(key, Cell { texts, span: span.clone() });
    }
    row
}

/// Finds where each value of a row stands in the text.
pub fn locate(row: &mut Row, text: &str) {
    let line = text.get(row.span.clone()).unwrap_or_default();
    for (key, cell) in &mut row.cells {
        if let Some(at) = value_span(line, key) {
            cell.span = at.start + row.span.start..at.end + row.span.start;
        }
    }
}

/// The value behind the first `"key":` of a line; a text may hold the same letters, so the colon is wanted too.
fn value_span(line: &str, key: &str) -> Option<Range<usize>> {
    let quoted = format!("\"{key}\"");
    let at = line.match_indices(&quoted).map(|(at, _)| at + quoted.len());
    let at = at.into_iter().find(|at| line[*at..].trim_start().starts_with(':'))?;
    let rest = line[at..].trim_start().strip_prefix(':')?.trim_start();
    let start = line.len() - rest.len();
    let end = match rest.strip_prefix('"') {
        Some(inside) => start + 1 + closing_quote(inside)? + 1,
        None => start + rest.find([',', '}']).unwrap_or(rest.len()),
    };
    Some(start..end)
}

fn closing_quote(inside: &str) -> Option<usize> {
    let mut escaped = false;
    inside.bytes().position(|byte| {
        let closes = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        closes
    })
}

/// A claim as a JSON object, with its name by content.
pub fn document(claim: &Claim) -> Value {
    let value = |(key, texts): (&str, Vec<String>)| {
        let value = if Kind::find(key).is_some() { Value::from(texts) } else { Value::from(texts.concat()) };
        (key.to_owned(), value)
    };
    recorded(claim).map(value).collect::<Map<_, _>>().into()
}

/// One line.
pub fn write(claim: &Claim) -> String {
    let mut parts = Vec::new();
    for (key, texts) in recorded(claim) {
        let value = if Kind::find(key).is_some() { Value::from(texts) } else { Value::from(texts.concat()) };
        parts.push(format!("\"{key}\":{value}"));
    }
    format!("{{{}}}\n", parts.join(","))
}
