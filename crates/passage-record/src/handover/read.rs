//! Reads a hand-over: whole and as it was signed, or not at all.

use super::{FIRST_LINE, Handover, MOST_BYTES, MOST_ENTRIES};
use crate::entry::{Author, Malformed, Signed};

/// What is no hand-over, or is not as it was signed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAHandover {
    /// Another first line.
    #[error("it is no hand-over: its first line should be '{FIRST_LINE}'")]
    FirstLine,
    /// A line of the statement is wrong.
    #[error("line {line} should be {rule}")]
    Line {
        /// The line, from 1.
        line: usize,
        /// What should stand there.
        rule: &'static str,
    },
    /// More bytes than are read.
    #[error("it has {0} bytes; a hand-over has 65 MiB at most")]
    Long(usize),
    /// The statement was changed, or another signed it.
    #[error("the signature of {} does not belong to it: it was changed, or is not from that device", .0.short())]
    Signature(Author),
    /// The file ends early.
    #[error("it is cut: it ends within entry {place} of {entries}, counted from 0; ask for it again")]
    Cut {
        /// The place in the file, from 0.
        place: usize,
        /// How many it should have.
        entries: usize,
    },
    /// The file goes on.
    #[error("{0} bytes follow its last entry")]
    Beyond(usize),
    /// An entry is none.
    #[error("entry {place} of it, counted from 0: {error}")]
    Entry {
        /// The place in the file, from 0.
        place: usize,
        /// What is wrong.
        error: Malformed,
    },
    /// The entries are not those that were signed.
    #[error("its entries are not those that {} signed: at least one was changed, put in, taken out or moved", .0.short())]
    Entries(Author),
}

/// Line by line, from the front of the bytes.
struct Lines<'a> {
    rest: &'a [u8],
    line: usize,
}

impl<'a> Lines<'a> {
    /// The value behind `key` on the next line, if it begins with that word.
    fn value(&mut self, key: &str) -> Option<&'a str> {
        let end = self.rest.iter().position(|byte| *byte == b'\n')?;
        let value = std::str::from_utf8(&self.rest[..end]).ok()?.strip_prefix(key)?.strip_prefix(' ')?;
        self.rest = &self.rest[end + 1..];
        self.line += 1;
        Some(value)
    }

    fn read<T>(
        &mut self,
        key: &str,
        rule: &'static str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Result<T, NotAHandover> {
        let line = self.line + 1;
        self.value(key).and_then(read).ok_or(NotAHandover::Line { line, rule })
    }
}

/// A number in its one form.
fn number<N: std::str::FromStr + ToString>(text: &str) -> Option<N> {
    text.parse::<N>().ok().filter(|number| number.to_string() == text)
}

fn author(text: &str) -> Option<Author> {
    text.parse::<crate::digest::Digest>().ok().map(|digest| Author(digest.0))
}

impl Handover {
    /// Reads a whole file, and checks every signature in it. Linear, and a signature check for each entry.
    pub fn read(bytes: &[u8]) -> Result<Handover, NotAHandover> {
        if bytes.len() > MOST_BYTES {
            return Err(NotAHandover::Long(bytes.len()));
        }
        let first = bytes.strip_prefix(FIRST_LINE.as_bytes()).and_then(|rest| rest.strip_prefix(b"\n"));
        let mut lines = Lines { rest: first.ok_or(NotAHandover::FirstLine)?, line: 1 };
        let from = lines.read("from", "'from' and 64 digits, 0 to 9 and a to f", author)?;
        let made = lines.read("made", "'made' and seconds since 1970", number::<i64>)?;
        let entries = lines.read("entries", "'entries' and how many, 100000 at most", |text| {
            number::<usize>(text).filter(|count| *count <= MOST_ENTRIES)
        })?;
        lines.read("root", "'root' and 64 digits, 0 to 9 and a to f", |text| {
            text.parse::<crate::digest::Digest>().ok()
        })?;
        while lines.value("chain").is_some() {}
        let statement = &bytes[..bytes.len() - lines.rest.len()];
        let signature =
            lines.read("signature", "'chain' or 'signature' and 128 digits, 0 to 9 and a to f", signature)?;
        if !from.signed(statement, &signature) {
            return Err(NotAHandover::Signature(from));
        }
        let read = Handover { from, made, entries: entries_of(lines.rest, entries)? };
        // What is written again from what was read is what was signed: root, number and chains at once.
        if read.statement().as_bytes() == statement { Ok(read) } else { Err(NotAHandover::Entries(from)) }
    }
}

fn entries_of(bytes: &[u8], entries: usize) -> Result<Vec<Signed>, NotAHandover> {
    let mut rest = bytes;
    let mut read = Vec::new();
    for place in 0..entries {
        let cut = NotAHandover::Cut { place, entries };
        let (length, after) = rest.split_first_chunk().ok_or(cut.clone())?;
        let (entry, after) = after.split_at_checked(usize::from(u16::from_be_bytes(*length))).ok_or(cut)?;
        read.push(Signed::read(entry).map_err(|error| NotAHandover::Entry { place, error })?);
        rest = after;
    }
    if rest.is_empty() { Ok(read) } else { Err(NotAHandover::Beyond(rest.len())) }
}

fn signature(text: &str) -> Option<[u8; 64]> {
    let (first, second) = text.split_at_checked(64)?;
    let halves: [crate::digest::Digest; 2] = [first.parse().ok()?, second.parse().ok()?];
    let mut both = [0; 64];
    both[..32].copy_from_slice(&halves[0].0);
    both[32..].copy_from_slice(&halves[1].0);
    Some(both)
}
