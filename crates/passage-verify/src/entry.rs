//! One entry: what an author wrote and signed, and how it follows the author's entry before it.

use std::collections::BTreeMap;

use crate::bytes::{Hash, decimal, from_hexadecimal, hexadecimal, sha256};
use crate::note::signed;
use crate::report::Report;

/// The most bytes of a body, of a reason and of an entry, and the most commitments.
const MOST: (usize, usize, usize, usize) = (49_152, 2_000, 65_535, 64);

/// What the chain of an author needs of an entry.
pub struct Entry {
    author: [u8; 32],
    sequence: u64,
    parent: Option<Hash>,
    written: i64,
    ticks: u64,
    address: Hash,
}

/// Why bytes are no entry.
pub enum Wrong {
    /// They have not the form of one.
    Form,
    /// The signature is not its author's.
    Signature,
}

/// Reads an entry in its one form, and checks its signature.
pub fn read(bytes: &[u8]) -> Result<Entry, Wrong> {
    let (entry, statement, signature) = parts(bytes).ok_or(Wrong::Form)?;
    if signed(&entry.author, statement, &signature) { Ok(entry) } else { Err(Wrong::Signature) }
}

/// The value of the line at the front of `rest`, which must begin with `key` and a space.
fn line<'a>(rest: &mut &'a [u8], key: &str) -> Option<&'a str> {
    let end = rest.iter().position(|byte| *byte == b'\n')?;
    let text = std::str::from_utf8(&rest[..end]).ok()?;
    let value = text.strip_prefix(key)?.strip_prefix(' ')?;
    *rest = &rest[end + 1..];
    Some(value)
}

fn parts(bytes: &[u8]) -> Option<(Entry, &[u8], [u8; 64])> {
    if bytes.len() > MOST.2 {
        return None;
    }
    let mut rest = bytes;
    let rest = &mut rest;
    if line(rest, "passage")? != "entry 1" {
        return None;
    }
    let author = from_hexadecimal(line(rest, "author")?)?;
    let sequence = decimal(line(rest, "sequence")?)?;
    let parent = match (line(rest, "parent")?, sequence) {
        ("none", 0) => None,
        (_, 0) => return None,
        (digits, _) => Some(from_hexadecimal(digits)?),
    };
    time(line(rest, "happened")?)?;
    let written = time(line(rest, "written")?)?;
    let ticks = decimal(line(rest, "ticks")?)?;
    word(line(rest, "kind")?)?;
    let reason = line(rest, "reason")?;
    let whole = !reason.is_empty() && reason.len() <= MOST.1 && reason.trim_matches(' ') == reason;
    if !whole || reason.chars().any(char::is_control) {
        return None;
    }
    let mut names: Vec<&str> = Vec::new();
    while rest.starts_with(b"commitment ") {
        let (name, digits) = line(rest, "commitment")?.split_once(' ')?;
        from_hexadecimal::<32>(digits)?;
        names.push(word(name)?);
    }
    if names.len() > MOST.3 || names.windows(2).any(|pair| pair[0] >= pair[1]) {
        return None;
    }
    let length = decimal(line(rest, "body")?)? as usize;
    if length > MOST.0 || *rest.get(length)? != b'\n' {
        return None;
    }
    *rest = &rest[length + 1..];
    let statement = &bytes[..bytes.len() - rest.len()];
    let signature = from_hexadecimal(line(rest, "signature")?)?;
    let address = sha256(&[bytes]);
    rest.is_empty().then_some((Entry { author, sequence, parent, written, ticks, address }, statement, signature))
}

fn time(text: &str) -> Option<i64> {
    text.parse::<i64>().ok().filter(|seconds| seconds.to_string() == text)
}

fn word(text: &str) -> Option<&str> {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'.' || byte == b'-';
    let first = text.bytes().next()?.is_ascii_lowercase();
    (first && text.len() <= 32 && text.bytes().all(fits)).then_some(text)
}

/// Checks how the entries of each author follow one another; each with its number in the record, in order.
pub fn chains(entries: &[(u64, Entry)], report: &mut Report) {
    let mut authors: BTreeMap<[u8; 32], Vec<&(u64, Entry)>> = BTreeMap::new();
    for entry in entries {
        authors.entry(entry.1.author).or_default().push(entry);
    }
    let before = report.faults();
    for (author, own) in &authors {
        let by_address: BTreeMap<Hash, &(u64, Entry)> = own.iter().rev().map(|one| (one.1.address, *one)).collect();
        let mut numbers: BTreeMap<u64, u64> = BTreeMap::new();
        let name = &hexadecimal(author)[..12];
        for (place, entry) in own.iter().copied() {
            follow(*place, entry, name, &by_address, report);
            if let Some(other) = numbers.insert(entry.sequence, *place) {
                report.broken(
                    "fork",
                    format!("Entries {other} and {place} have the same author ({name}) and number: two histories, or one entry twice."),
                    format!("Записи {other} і {place} мають того самого автора ({name}) і номер: дві історії або один запис двічі."),
                );
            }
        }
    }
    if report.faults() == before {
        let count = authors.len();
        report.holds(
            "chains",
            format!("The entries of each author follow one another without a gap (authors: {count})."),
            format!("Записи кожного автора йдуть один за одним без пропусків (авторів: {count})."),
        );
    }
}

/// Checks one entry against the one that it follows.
fn follow(place: u64, entry: &Entry, name: &str, own: &BTreeMap<Hash, &(u64, Entry)>, report: &mut Report) {
    let Some(parent) = entry.parent else { return };
    let Some((before, parent)) = own.get(&parent) else {
        report.broken(
            "gap",
            format!("Entry {place} of author {name} follows one that is not here: it was hidden or replaced, or is still to come."),
            format!("Запис {place} автора {name} продовжує той, якого тут немає: його приховано, замінено, або він ще надійде."),
        );
        return;
    };
    if *before > place || parent.sequence.checked_add(1) != Some(entry.sequence) {
        report.broken(
            "order",
            format!("Entry {place} stands before entry {before}, which it follows, or is misnumbered."),
            format!("Запис {place} стоїть перед записом {before}, який продовжує, або має хибний номер."),
        );
    }
    if entry.written < parent.written || entry.ticks <= parent.ticks {
        report.broken(
            "clock",
            format!(
                "Entry {place} says that it was written before entry {before}, which it follows: a clock was set back."
            ),
            format!(
                "Запис {place} нібито написано раніше за запис {before}, який він продовжує: годинник переведено назад."
            ),
        );
    }
}
