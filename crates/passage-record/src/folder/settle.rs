//! Making tiles of the journal, and publishing a record checkpoint.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::disk::{Disk, DiskError};
use super::error::FolderError;
use super::opening::directory_of;
use super::reading::root;
use super::{Folder, SPARE_JOURNAL, journal, journal_at};
use crate::digest::Digest;
use crate::tile::{Holds, Tile, WIDTH};

/// A file on its way: where it is written first, its own name, its bytes.
struct Way<'a> {
    from: String,
    to: String,
    bytes: Cow<'a, [u8]>,
}

impl<D: Disk> Folder<D> {
    /// Makes tiles of every 256 entries of the journal, and begins a new journal behind them. Nothing happens where
    /// there are fewer. After an error the record is as it was; unless the disk was full, it must be opened again.
    pub fn settle(&mut self) -> Result<(), FolderError> {
        self.must_write()?;
        let count = self.leaves.len() - self.leaves.len() % usize::from(WIDTH);
        if count == 0 {
            return Ok(());
        }
        let first = self.first + count as u64;
        // Their bytes are lent to the tiles, and come back.
        let payload = std::mem::take(&mut self.payload);
        let settled = self.settle_entries(&payload, count, first);
        self.payload = payload;
        let (length, upper) = settled?;
        let old = self.journal();
        let cut = self.starts.get(count).copied().unwrap_or(self.payload.len());
        self.payload.drain(..cut);
        self.starts.drain(..count);
        self.starts.iter_mut().for_each(|start| *start -= cut);
        self.leaves.drain(..count);
        let spare = self.allotted;
        self.allotted = self.spare.take().unwrap_or(0).max(length);
        (self.first, self.journal_length, self.upper) = (first, length, upper);
        // The old journal says nothing that the tiles do not. Whether its new name is durable does not matter: of two
        // journals the one that begins later counts, and frames say in which journal they were written.
        self.disk.rename(&old, SPARE_JOURNAL).map_err(|error| self.not_settled(error))?;
        self.spare = Some(spare);
        Ok(())
    }

    /// Brings the tiles of the first `count` entries to their names, and a journal with the rest, which begins with entry
    /// `first`. Its length, and what of upper tiles is not complete then.
    fn settle_entries(
        &mut self,
        payload: &[u8],
        count: usize,
        first: u64,
    ) -> Result<(u64, Vec<Vec<Digest>>), FolderError> {
        let (ways, upper) = self.full_tiles(payload, count);
        let mut journal = journal::HEAD.to_vec();
        if count < self.leaves.len() {
            let rest = (count..self.leaves.len()).map(|place| &payload[self.held_at(place, payload.len())]);
            journal.extend(journal::frame(Vec::new(), first, first, rest)?.bytes);
        }
        let length = journal.len() as u64;
        // The old journal's file is written over, so that it need not grow again.
        let from = if self.spare.is_some() { SPARE_JOURNAL } else { "settling/journal" };
        let begun = Way { from: from.to_owned(), to: journal_at(first), bytes: journal.into() };
        self.bring(&ways, &begun).map_err(|error| self.not_settled(error))?;
        Ok((length, upper))
    }

    /// Publishes a record checkpoint: the tiles of all entries are made durable, partial ones too, and then the note that
    /// `note` makes of size and root.
    pub fn publish(&mut self, note: impl FnOnce(u64, Digest) -> Vec<u8>) -> Result<(), FolderError> {
        self.settle()?;
        let bytes = note(self.size(), self.root());
        let checkpoint =
            Way { from: "settling/checkpoint".to_owned(), to: "checkpoint".to_owned(), bytes: bytes.into() };
        let payload = std::mem::take(&mut self.payload);
        let brought = self.bring(&self.partial_tiles(&payload), &checkpoint);
        self.payload = payload;
        brought.map_err(|error| self.not_settled(error))
    }

    fn not_settled(&mut self, error: DiskError) -> FolderError {
        if matches!(error, DiskError::Full { .. }) {
            // What was written takes room, and is written anew when there is some.
            for name in self.disk.list("settling").unwrap_or_default() {
                let _ = self.disk.remove(&format!("settling/{name}"));
            }
            return error.into();
        }
        self.spoil(error)
    }

    /// The tiles that the first `count` entries of the journal complete, and what of upper tiles is not complete then.
    fn full_tiles<'a>(&self, payload: &'a [u8], count: usize) -> (Vec<Way<'a>>, Vec<Vec<Digest>>) {
        let mut upper = self.upper.clone();
        let mut ways = Vec::new();
        let mut add = |holds, index, bytes: Cow<'a, [u8]>| way(&mut ways, Tile::new(holds, index, WIDTH), bytes);
        let starts = |place: usize| self.starts.get(place).copied().unwrap_or(payload.len());
        for (number, leaves) in self.leaves[..count].chunks_exact(usize::from(WIDTH)).enumerate() {
            let index = self.first / u64::from(WIDTH) + number as u64;
            let (start, end) = (starts(number * usize::from(WIDTH)), starts((number + 1) * usize::from(WIDTH)));
            add(Holds::Entries, index, payload[start..end].into());
            add(Holds::Hashes(0), index, joined(leaves).into());
            let (mut made, mut below) = (root(leaves), index);
            for level in 1.. {
                if upper.len() < level {
                    upper.push(Vec::new());
                }
                let row = &mut upper[level - 1];
                row.push(made);
                if row.len() < usize::from(WIDTH) {
                    break;
                }
                below /= u64::from(WIDTH);
                add(Holds::Hashes(level as u8), below, joined(row).into());
                made = root(row);
                row.clear();
            }
        }
        (ways, upper)
    }

    /// The partial tiles of all entries, when every full one is made.
    fn partial_tiles<'a>(&self, payload: &'a [u8]) -> Vec<Way<'a>> {
        let mut ways = Vec::new();
        let index = self.first / u64::from(WIDTH);
        let width = self.leaves.len() as u16;
        way(&mut ways, Tile::new(Holds::Entries, index, width), payload.into());
        way(&mut ways, Tile::new(Holds::Hashes(0), index, width), joined(&self.leaves).into());
        let mut above = index;
        for (level, row) in (1..).zip(&self.upper) {
            above /= u64::from(WIDTH);
            way(&mut ways, Tile::new(Holds::Hashes(level), above, row.len() as u16), joined(row).into());
        }
        ways
    }

    /// Brings files to their names: all their bytes are durable before one has its name, and all names before `last` has.
    fn bring(&mut self, ways: &[Way<'_>], last: &Way<'_>) -> Result<(), DiskError> {
        let mut directories = BTreeSet::new();
        let mut written = Vec::new();
        for way in ways.iter().chain([last]) {
            match way.from.as_str() {
                SPARE_JOURNAL => self.disk.write_at(SPARE_JOURNAL, 0, &way.bytes)?,
                from => self.disk.create(from, &way.bytes)?,
            }
            written.push(way.from.clone());
            // A directory's own name must be durable as well, up to the folder's.
            let mut directory = directory_of(&way.to);
            while directories.insert(directory.to_owned()) && !directory.is_empty() {
                directory = directory_of(directory);
            }
        }
        self.disk.sync_files(&written)?;
        let directories: Vec<String> = directories.into_iter().collect();
        for directory in &directories {
            self.disk.make_directory(directory)?;
        }
        for way in ways {
            self.disk.rename(&way.from, &way.to)?;
        }
        self.disk.sync_directories(&directories)?;
        self.disk.rename(&last.from, &last.to)?;
        self.disk.sync_directories(&[directory_of(&last.to).to_owned()])
    }
}

fn way<'a>(ways: &mut Vec<Way<'a>>, tile: Option<Tile>, bytes: Cow<'a, [u8]>) {
    if let Some(tile) = tile {
        ways.push(Way { from: format!("settling/{:06}", ways.len()), to: tile.to_string(), bytes });
    }
}

fn joined(hashes: &[Digest]) -> Vec<u8> {
    hashes.iter().flat_map(|hash| hash.0).collect()
}
