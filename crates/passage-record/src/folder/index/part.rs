//! One part of the index, as bytes.
//!
//! ```text
//! passage index 1\n
//! 8 bytes its number
//! 2 how many authors, 32 for each, sorted
//! 2 how many kinds, for each 1 byte its length and its letters, sorted
//! five tables, each with a row for every entry, sorted:
//!   8 bytes of the address, 2 place          2 author, 8 sequence, 2 place          2 kind, 2 place
//!   8 when it happened, 2 place              8 when it was written, 2 place
//! 32 SHA-256 of all above
//! ```
//!
//! Numbers are big-endian, so that rows are sorted as bytes; of times the sign is turned round. An author or kind is its
//! place in the list, an entry its place in the part.

use std::collections::BTreeSet;
use std::ops::Range;

use super::Time;
use crate::digest::Digest;
use crate::entry::Author;

const HEAD: &[u8] = b"passage index 1\n";

/// Widths of the rows of the five tables, in bytes.
const WIDTHS: [usize; 5] = [8 + 2, 2 + 8 + 2, 2 + 2, 8 + 2, 8 + 2];

/// What the index knows of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) address: Digest,
    pub(super) author: Author,
    pub(super) sequence: u64,
    pub(super) kind: String,
    pub(super) happened: i64,
    pub(super) written: i64,
}

impl Row {
    pub(super) fn time(&self, time: Time) -> i64 {
        match time {
            Time::Happened => self.happened,
            Time::Written => self.written,
        }
    }
}

/// A part that is whole.
pub(super) struct Part {
    bytes: Vec<u8>,
    authors: Vec<Author>,
    kinds: Vec<String>,
    /// Where each table begins.
    tables: [usize; 5],
    count: usize,
}

impl Part {
    /// The part with this number, of these rows: its entries in their order, 65,536 at most.
    pub(super) fn of(number: u64, rows: &[Row]) -> Part {
        let authors: Vec<Author> = rows.iter().map(|row| row.author).collect::<BTreeSet<_>>().into_iter().collect();
        let kinds: Vec<&str> = rows.iter().map(|row| row.kind.as_str()).collect::<BTreeSet<_>>().into_iter().collect();
        let mut bytes = [HEAD, &number.to_be_bytes(), &(authors.len() as u16).to_be_bytes()].concat();
        for author in &authors {
            bytes.extend(author.0);
        }
        bytes.extend((kinds.len() as u16).to_be_bytes());
        for kind in &kinds {
            bytes.push(kind.len() as u8);
            bytes.extend(kind.as_bytes());
        }
        let author = |row: &Row| authors.binary_search(&row.author).unwrap_or(0) as u16;
        let kind = |row: &Row| kinds.binary_search(&row.kind.as_str()).unwrap_or(0) as u16;
        table(&mut bytes, rows, |row| row.address.0[..8].to_vec());
        table(&mut bytes, rows, |row| [&author(row).to_be_bytes()[..], &row.sequence.to_be_bytes()].concat());
        table(&mut bytes, rows, |row| kind(row).to_be_bytes().to_vec());
        table(&mut bytes, rows, |row| sortable(row.happened).to_vec());
        table(&mut bytes, rows, |row| sortable(row.written).to_vec());
        let digest = Digest::of(&bytes);
        bytes.extend(digest.0);
        // What was just written is read as it would be from a disk: there is one reader.
        Part::read(bytes, number).unwrap_or_else(Part::empty)
    }

    fn empty() -> Part {
        Part { bytes: Vec::new(), authors: Vec::new(), kinds: Vec::new(), tables: [0; 5], count: 0 }
    }

    /// Reads a part. None if it is not whole, or another.
    pub(super) fn read(bytes: Vec<u8>, number: u64) -> Option<Part> {
        let (body, digest) = bytes.split_last_chunk::<32>()?;
        if Digest::of(body).0 != *digest {
            return None;
        }
        let (own, rest) = body.strip_prefix(HEAD)?.split_first_chunk()?;
        if u64::from_be_bytes(*own) != number {
            return None;
        }
        let (count, mut rest) = rest.split_first_chunk()?;
        let mut authors = Vec::new();
        for _ in 0..u16::from_be_bytes(*count) {
            let (author, after) = rest.split_first_chunk()?;
            authors.push(Author(*author));
            rest = after;
        }
        let (count, mut rest) = rest.split_first_chunk()?;
        let mut kinds = Vec::new();
        for _ in 0..u16::from_be_bytes(*count) {
            let (length, after) = rest.split_first()?;
            let (kind, after) = after.split_at_checked(usize::from(*length))?;
            kinds.push(String::from_utf8(kind.to_vec()).ok()?);
            rest = after;
        }
        let width: usize = WIDTHS.iter().sum();
        let (start, count) = (body.len() - rest.len(), rest.len() / width);
        let mut tables = [start; 5];
        for table in 1..5 {
            tables[table] = tables[table - 1] + count * WIDTHS[table - 1];
        }
        (rest.len() % width == 0).then_some(Part { bytes, authors, kinds, tables, count })
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The places whose address begins as this one does.
    pub(super) fn with_address(&self, address: &Digest) -> Vec<u16> {
        self.equal(0, &address.0[..8])
    }

    pub(super) fn in_chain(&self, author: Author, sequence: u64) -> Vec<u16> {
        let Ok(author) = self.authors.binary_search(&author) else { return Vec::new() };
        self.equal(1, &[&(author as u16).to_be_bytes()[..], &sequence.to_be_bytes()].concat())
    }

    pub(super) fn with_kind(&self, kind: &str) -> Vec<u16> {
        let Ok(kind) = self.kinds.binary_search_by(|known| known.as_str().cmp(kind)) else { return Vec::new() };
        self.equal(2, &(kind as u16).to_be_bytes())
    }

    pub(super) fn within(&self, time: Time, range: &Range<i64>) -> Vec<u16> {
        let table = if time == Time::Happened { 3 } else { 4 };
        let (from, to) = (sortable(range.start), sortable(range.end));
        self.places(table, self.below(table, &from)..self.below(table, &to))
    }

    /// The places of the rows of a table that begin with `key`.
    fn equal(&self, table: usize, key: &[u8]) -> Vec<u16> {
        let from = self.below(table, key);
        let to = (from..self.count).find(|row| !self.row(table, *row).starts_with(key)).unwrap_or(self.count);
        self.places(table, from..to)
    }

    fn places(&self, table: usize, rows: Range<usize>) -> Vec<u16> {
        let place = |row| self.row(table, row).last_chunk().map(|bytes| u16::from_be_bytes(*bytes));
        rows.filter_map(place).collect()
    }

    /// How many rows of a table are below `key`, by bisection.
    fn below(&self, table: usize, key: &[u8]) -> usize {
        let (mut low, mut high) = (0, self.count);
        while low < high {
            let middle = low.midpoint(high);
            if &self.row(table, middle)[..key.len()] < key {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    fn row(&self, table: usize, row: usize) -> &[u8] {
        let start = self.tables[table] + row * WIDTHS[table];
        &self.bytes[start..start + WIDTHS[table]]
    }
}

/// A time as bytes that are sorted as times are.
fn sortable(time: i64) -> [u8; 8] {
    ((time as u64) ^ (1 << 63)).to_be_bytes()
}

/// Appends a table: `key` and place of every row, sorted.
fn table(bytes: &mut Vec<u8>, rows: &[Row], key: impl Fn(&Row) -> Vec<u8>) {
    let with_place = |(place, row): (u16, &Row)| [key(row), place.to_be_bytes().to_vec()].concat();
    let mut made: Vec<Vec<u8>> = (0..=u16::MAX).zip(rows).map(with_place).collect();
    made.sort_unstable();
    for row in &made {
        bytes.extend(row);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn any_row() -> impl Strategy<Value = Row> {
        let times = (-3..3_i64, prop_oneof![Just(i64::MIN), Just(i64::MAX), -2..2_i64]);
        (any::<[u8; 2]>(), 0..3_u8, 0..4_u64, "[ab]{1,2}", times).prop_map(
            |(address, author, sequence, kind, (happened, written))| {
                // Addresses that begin alike, which they do not in the world.
                let mut bytes = [address[0] % 4; 32];
                bytes[31] = address[1];
                Row { address: Digest(bytes), author: Author([author; 32]), sequence, kind, happened, written }
            },
        )
    }

    /// The twin: every row looked at.
    fn those(rows: &[Row], of: impl Fn(&Row) -> bool) -> Vec<u16> {
        (0..).zip(rows).filter(|(_, row)| of(row)).map(|(place, _)| place).collect()
    }

    fn sorted(mut places: Vec<u16>) -> Vec<u16> {
        places.sort_unstable();
        places
    }

    proptest! {
        #[test]
        fn a_part_finds_what_looking_at_every_row_finds(rows in proptest::collection::vec(any_row(), 0..60), from in -4..4_i64, length in 0..5_i64) {
            let part = Part::of(7, &rows);
            for row in &rows {
                let alike = those(&rows, |other| other.address.0[..8] == row.address.0[..8]);
                prop_assert_eq!(sorted(part.with_address(&row.address)), alike);
                let chain = those(&rows, |other| (other.author, other.sequence) == (row.author, row.sequence));
                prop_assert_eq!(sorted(part.in_chain(row.author, row.sequence)), chain);
                prop_assert_eq!(sorted(part.with_kind(&row.kind)), those(&rows, |other| other.kind == row.kind));
            }
            for time in [Time::Happened, Time::Written] {
                for range in [from..from + length, i64::MIN..from, from..i64::MAX] {
                    let within = those(&rows, |row| range.contains(&row.time(time)));
                    prop_assert_eq!(sorted(part.within(time, &range)), within);
                }
            }
            prop_assert!(part.with_kind("c").is_empty() && part.in_chain(Author([9; 32]), 0).is_empty());
        }

        #[test]
        fn a_part_that_is_not_whole_is_not_read(rows in proptest::collection::vec(any_row(), 0..20), at in any::<usize>(), bit in 0..8_u8) {
            let bytes = Part::of(7, &rows).bytes().to_vec();
            prop_assert!(Part::read(bytes.clone(), 7).is_some() && Part::read(bytes.clone(), 8).is_none());
            let at = at % bytes.len();
            prop_assert!(Part::read(bytes[..at].to_vec(), 7).is_none());
            let mut changed = bytes;
            changed[at] ^= 1 << bit;
            prop_assert!(Part::read(changed, 7).is_none());
        }
    }
}
