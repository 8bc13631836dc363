//! The record's folder: entries are durable before they are acknowledged, whatever becomes of the machine.
//!
//! ```text
//! FORMAT                  "passage record folder 1"
//! LOCK                    held by the one program that writes
//! journal/<first entry>   what is not in tiles yet, one frame for each batch (`journal`)
//! journal/spare           the file of the journal before, which becomes the next one
//! tile/entries/… tile/0/… the C2SP static files, made of the journal when 256 entries are together
//! checkpoint              the latest record checkpoint that was published
//! settling/               files on their way to their names; empty but in between
//! index/                  where entries are by address, author, kind and time; can be deleted at any time
//! ```
//!
//! A batch is appended to the journal as one frame and made durable by one sync: then it is acknowledged. Now and then the
//! full tiles are *settled*: written under other names, made durable, renamed, and only when their names are durable too
//! does a new journal, which begins behind them, take the place of the old one. So the journal's name says how far the
//! tiles can be relied upon, and a crash at any point leaves either the old journal or the new one with all its tiles.
//!
//! Whoever opens a folder to write copies the journal to a new file first. After a sync that failed, the system may show
//! bytes that never reached the disk and never will; what is copied is written anew.

mod disk;
mod error;
mod index;
mod journal;
mod opening;
mod reading;
mod real;
mod settle;
mod simulated;

use crate::digest::Digest;
use crate::entry::Signed;
use crate::tree::Frontier;

pub use disk::{Disk, DiskError};
pub use error::{FolderError, Remark};
pub use index::Time;
pub use real::Real;
pub use simulated::{Fault, Simulated};

/// The version of the layout that this program writes, and the newest that it reads.
pub const FORMAT: u32 = 1;

/// The most bytes that the entries of one batch may take: our choice, so that a batch is read back in one piece.
pub const MOST_BATCH: usize = 64 * 1024 * 1024;

/// By how many bytes the journal's file grows: our choice, about two batches of 256 entries.
const GROWTH: u64 = 256 * 1024;

/// The old journal's file, until it becomes the next journal.
const SPARE_JOURNAL: &str = "journal/spare";

/// What is left free beyond what a batch needs, in bytes: our choice, for the file system's own notes.
const SPARE: u64 = 64 * 1024;

/// When tiles are made of the journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// At how many entries in the journal.
    pub entries: usize,
    /// Or at how many bytes, if that is sooner.
    pub bytes: usize,
}

impl Default for Settings {
    /// 16,384 entries or 8 MiB: what is read again when a folder is opened, in a tenth of a second.
    fn default() -> Settings {
        Settings { entries: 16_384, bytes: 8 * 1024 * 1024 }
    }
}

/// A record's folder that is open, in the state after the last acknowledged batch.
///
/// Kept in memory: the journal's entries (at most [`Settings`] say, and one batch), and 256 digests for each level of tiles.
#[derive(Debug)]
pub struct Folder<D: Disk> {
    disk: D,
    settings: Settings,
    writes: bool,
    /// The journal's first entry; all before it are in tiles. A multiple of 256.
    first: u64,
    /// How many bytes of the journal's file are whole frames, and how many it has.
    journal_length: u64,
    allotted: u64,
    /// How many bytes the old journal's file has that can become the next journal.
    spare: Option<u64>,
    /// The journal's entries, each behind its length, and where each begins in them.
    payload: Vec<u8>,
    starts: Vec<usize>,
    leaves: Vec<Digest>,
    /// The roots of full tiles that are in no full tile yet, by level of the tile that they are for, from 1.
    upper: Vec<Vec<Digest>>,
    frontier: Frontier,
    /// Why nothing can be written any more, until the folder is opened again.
    spoiled: Option<String>,
    remarks: Vec<Remark>,
    /// Where frames are made, kept so that its memory is not asked for again.
    buffer: Vec<u8>,
    index: index::Index,
    /// The bundle that was read last.
    bundle: Option<(u64, Vec<u8>)>,
}

/// That a batch is durable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Acknowledged {
    /// The place in the record of its first entry.
    pub first: u64,
    /// How many entries it has.
    pub count: u64,
}

impl<D: Disk> Folder<D> {
    /// Makes a batch durable, whole or not at all; the entries stand in the record in this order. One sync of the disk.
    ///
    /// After an error nothing of it is acknowledged. Where the disk was full the folder goes on and the batch can be tried
    /// again; after any other error it must be opened again, and may then show the batch, whole.
    pub fn append(&mut self, batch: &[Signed]) -> Result<Acknowledged, FolderError> {
        self.must_write()?;
        let size: usize = batch.iter().map(|signed| signed.bytes().len() + 2).sum();
        if batch.is_empty() || size > MOST_BATCH {
            return Err(FolderError::Batch { entries: batch.len(), bytes: size });
        }
        let start = self.size();
        let buffer = std::mem::take(&mut self.buffer);
        let frame = journal::frame(buffer, self.first, start, batch.iter().map(Signed::bytes))?;
        let (needed, free) = (frame.bytes.len() as u64 + GROWTH + SPARE, self.disk.free_space()?);
        if free < needed {
            return Err(DiskError::Full { path: self.journal(), free }.into());
        }
        let length = frame.bytes.len();
        let bytes = self.write(frame.bytes)?;
        self.take(journal::payload(&bytes[..length]), &frame.leaves);
        self.journal_length += length as u64;
        self.buffer = bytes;
        if self.leaves.len() >= self.settings.entries || self.payload.len() >= self.settings.bytes {
            // The batch is acknowledged whatever becomes of this: the journal holds it.
            if let Err(error) = self.settle() {
                self.remarks.push(Remark::NotSettled { reason: error.to_string() });
            }
        }
        Ok(Acknowledged { first: start, count: batch.len() as u64 })
    }

    /// Writes a frame behind the last one of the journal, and makes it durable. Gives back the bytes that were written:
    /// the frame, and zeros behind it where the file grows.
    fn write(&mut self, mut bytes: Vec<u8>) -> Result<Vec<u8>, FolderError> {
        let journal = self.journal();
        let end = self.journal_length + bytes.len() as u64;
        if end > self.allotted {
            let grown = end.next_multiple_of(GROWTH);
            bytes.resize((grown - self.journal_length) as usize, 0);
        }
        if let Err(error) = self.disk.write_at(&journal, self.journal_length, &bytes) {
            // What was written of it must not stand before the next frame, nor come back when the power goes.
            let cut = |folder: &mut Self| {
                folder.disk.cut(&journal, folder.journal_length)?;
                folder.disk.sync_files(std::slice::from_ref(&journal))
            };
            let full = matches!(error, DiskError::Full { .. });
            if !full || cut(self).is_err() {
                return Err(self.spoil(error));
            }
            self.allotted = self.journal_length;
            return Err(error.into());
        }
        self.disk.sync_files(&[journal]).map_err(|error| self.spoil(error))?;
        self.allotted = self.allotted.max(self.journal_length + bytes.len() as u64);
        Ok(bytes)
    }

    /// Takes entries that are in the journal into the state; `entries` are their bytes, each behind its length.
    fn take(&mut self, entries: &[u8], leaves: &[Digest]) {
        let mut at = self.payload.len();
        self.payload.extend_from_slice(entries);
        for leaf in leaves {
            self.starts.push(at);
            at += 2 + usize::from(u16::from_be_bytes([self.payload[at], self.payload[at + 1]]));
            self.frontier.push(*leaf);
        }
        self.leaves.extend_from_slice(leaves);
    }

    /// How many entries are acknowledged.
    pub fn size(&self) -> u64 {
        self.first + self.leaves.len() as u64
    }

    /// The root of the tree over all of them.
    pub fn root(&self) -> Digest {
        self.frontier.root()
    }

    /// What happened that people should know, since this was asked last.
    pub fn remarks(&mut self) -> Vec<Remark> {
        std::mem::take(&mut self.remarks)
    }

    fn journal(&self) -> String {
        journal_at(self.first)
    }

    fn must_write(&self) -> Result<(), FolderError> {
        match &self.spoiled {
            _ if !self.writes => Err(FolderError::OnlyReads),
            Some(reason) => Err(FolderError::Spoiled { reason: reason.clone() }),
            None => Ok(()),
        }
    }

    /// Nothing that was not synced can be relied upon any more: nothing more is written.
    fn spoil(&mut self, error: DiskError) -> FolderError {
        self.spoiled = Some(error.to_string());
        FolderError::Unsure { error }
    }
}

impl<D: Disk> Drop for Folder<D> {
    fn drop(&mut self) {
        if self.writes {
            self.disk.unlock();
        }
    }
}

/// The path of the journal that begins with entry `first`.
fn journal_at(first: u64) -> String {
    format!("journal/{first:020}")
}
