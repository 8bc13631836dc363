//! Where entries are by address, author, kind and time: made of the entries alone, so that it can be deleted at any time.
//!
//! Every 16,384 entries have a part of their own, which never changes: `part` says its bytes. What no part holds yet is
//! kept in memory. A part that is missing or damaged is made anew when it is first asked for.

mod part;

use std::ops::Range;

use super::Folder;
use super::disk::{Disk, DiskError};
use super::error::{FolderError, Remark};
use super::opening::damaged;
use super::reading::full;
use crate::digest::Digest;
use crate::entry::{Author, Entry};
use crate::tile::{self, Holds, WIDTH};

use part::{Part, Row};

/// Entries to a part: 64 bundles. A part is read in a millisecond, and a place in it takes two bytes.
const PART: u64 = 16_384;

/// What the index keeps in memory.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// Rows of the entries behind the last full part, and the place of the first.
    recent: Vec<Row>,
    start: u64,
}

/// Which time of an entry is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Time {
    /// When it happened.
    Happened,
    /// When it was written.
    Written,
}

impl<D: Disk> Folder<D> {
    /// The place in the record of the first entry with each of these addresses, if there is one. One pass over the index
    /// for all of them: each part, of 0.75 MB, is read and checked once.
    pub fn find_addresses(&mut self, addresses: &[Digest]) -> Result<Vec<Option<u64>>, FolderError> {
        let mut found: Vec<Option<u64>> = vec![None; addresses.len()];
        for number in 0..self.size() / PART {
            let part = self.part(number)?;
            for (address, found) in addresses.iter().zip(&mut found).filter(|(_, found)| found.is_none()) {
                // A part knows eight bytes of an address: the entry decides.
                for place in part.with_address(address) {
                    let index = number * PART + u64::from(place);
                    if found.is_none() && Digest::of(self.entry(index)?) == *address {
                        *found = Some(index);
                    }
                }
            }
        }
        let recent = self.recent()?;
        for (address, found) in addresses.iter().zip(&mut found).filter(|(_, found)| found.is_none()) {
            let at = recent.recent.iter().position(|row| row.address == *address);
            *found = at.map(|at| recent.start + at as u64);
        }
        Ok(found)
    }

    /// The places of the entries of an author with this number: more than one where there is a fork.
    pub fn find_in_chain(&mut self, author: Author, sequence: u64) -> Result<Vec<u64>, FolderError> {
        let of = |row: &Row| row.author == author && row.sequence == sequence;
        self.find(|part| part.in_chain(author, sequence), of)
    }

    /// The places of the entries of a kind, in the order of the record.
    pub fn find_kind(&mut self, kind: &str) -> Result<Vec<u64>, FolderError> {
        self.find(|part| part.with_kind(kind), |row| row.kind == kind)
    }

    /// The places of the entries whose time lies in `range` (seconds since 1970 UTC), in the order of the record.
    pub fn find_time(&mut self, time: Time, range: Range<i64>) -> Result<Vec<u64>, FolderError> {
        self.find(|part| part.within(time, &range), |row| range.contains(&row.time(time)))
    }

    fn find(
        &mut self,
        in_part: impl Fn(&Part) -> Vec<u16>,
        of: impl Fn(&Row) -> bool,
    ) -> Result<Vec<u64>, FolderError> {
        let mut found = Vec::new();
        for number in 0..self.size() / PART {
            let mut places = in_part(&self.part(number)?);
            places.sort_unstable();
            found.extend(places.iter().map(|place| number * PART + u64::from(*place)));
        }
        let Index { recent, start } = self.recent()?;
        found.extend((*start..).zip(recent).filter(|(_, row)| of(row)).map(|(index, _)| index));
        Ok(found)
    }

    /// Makes every part that is missing or damaged; how many those were.
    pub fn index(&mut self) -> Result<usize, FolderError> {
        let before = self.remarks.len();
        for number in 0..self.size() / PART {
            self.part(number)?;
        }
        Ok(self.remarks.len() - before)
    }

    /// A part: as it is on the disk, or made of the entries where it is not.
    fn part(&mut self, number: u64) -> Result<Part, FolderError> {
        let path = format!("index/{number:06}");
        let read = match self.disk.read(&path) {
            Err(DiskError::Missing { .. }) => None,
            read => Part::read(read?, number),
        };
        if let Some(part) = read {
            return Ok(part);
        }
        let rows = self.rows(number * PART..(number + 1) * PART)?;
        let part = Part::of(number, &rows);
        if self.writes && self.spoiled.is_none() {
            // Whatever becomes of it is seen by its own digest, so that nothing waits for the disk.
            let made = self.disk.make_directory("index");
            let made = made.and_then(|()| self.disk.create("settling/index", part.bytes()));
            match made.and_then(|()| self.disk.rename("settling/index", &path)) {
                Ok(()) => self.remarks.push(Remark::Indexed { part: number }),
                Err(DiskError::Full { .. }) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(part)
    }

    /// The rows behind the last full part, up to the last entry.
    fn recent(&mut self) -> Result<&Index, FolderError> {
        let (size, start) = (self.size(), self.size() / PART * PART);
        if self.index.start != start {
            self.index = Index { recent: Vec::new(), start };
        }
        let rows = self.rows(start + self.index.recent.len() as u64..size)?;
        self.index.recent.extend(rows);
        Ok(&self.index)
    }

    fn rows(&mut self, range: Range<u64>) -> Result<Vec<Row>, FolderError> {
        let mut rows = Vec::new();
        let mut at = range.start;
        while at < range.end {
            if at >= self.first {
                let place = (at - self.first) as usize;
                rows.push(row(&self.payload[self.held_at(place, self.payload.len())], at)?);
                at += 1;
                continue;
            }
            let path = full(Holds::Entries, at / u64::from(WIDTH));
            let bytes = self.disk.read(&path)?;
            let entries = tile::bundle(&bytes, WIDTH).map_err(|error| damaged(&path, &error.to_string()))?;
            let end = range.end.min((at / u64::from(WIDTH) + 1) * u64::from(WIDTH));
            for index in at..end {
                rows.push(row(entries[(index % u64::from(WIDTH)) as usize], index)?);
            }
            at = end;
        }
        Ok(rows)
    }
}

fn row(bytes: &[u8], index: u64) -> Result<Row, FolderError> {
    let entry = Entry::read_unchecked(bytes);
    let entry = entry.map_err(|error| damaged(&format!("entry {index}"), &error.to_string()))?;
    let Entry { author, sequence, kind, happened, written, .. } = entry;
    Ok(Row { address: Digest::of(bytes), author, sequence, kind, happened, written })
}
