//! What can be wrong with a folder, and what happened to one, in words.

use super::disk::DiskError;
use crate::tile::TooLong;

/// Why a folder could not be opened, read or written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FolderError {
    /// There is no record in the folder.
    #[error("there is no record here: the file FORMAT is not there; a record is made by `init`")]
    NoRecord,
    /// A record is to be made where there is one.
    #[error("there is a record here already; nothing was changed")]
    AlreadyThere,
    /// The folder was written by a newer program.
    #[error(
        "this record has format {found}, and this program knows formats up to {known}; nothing was changed: use the program that wrote it, or a newer one"
    )]
    Newer {
        /// The version that the folder says.
        found: u32,
        /// The newest that is known.
        known: u32,
    },
    /// Something is not as it was written.
    #[error(
        "{path} is damaged: {what}; nothing was changed: take the record from a copy, and keep this one to look into"
    )]
    Damaged {
        /// Which file.
        path: String,
        /// What is wrong with it.
        what: String,
    },
    /// A batch without entries, or with too many.
    #[error("a batch of {entries} entries and {bytes} bytes: it must have one at least, and 64 MiB at most")]
    Batch {
        /// How many entries.
        entries: usize,
        /// How many bytes they take.
        bytes: usize,
    },
    /// An entry that no bundle can hold.
    #[error(transparent)]
    TooLong(#[from] TooLong),
    /// The folder is open for reading only.
    #[error("the record was opened to be read, not to be written")]
    OnlyReads,
    /// It is not known what of the last batch is durable.
    #[error("{error}. The last batch was not acknowledged; open the record again to see what is durable")]
    Unsure {
        /// What went wrong.
        error: DiskError,
    },
    /// Something went wrong before, and nothing is written any more.
    #[error("nothing more is written to this record since {reason}; open it again")]
    Spoiled {
        /// What went wrong.
        reason: String,
    },
    /// The disk did not do what it was asked to; the record is as it was.
    #[error("{0}; the record is as it was before")]
    Disk(#[from] DiskError),
    /// There is no such entry.
    #[error("there is no entry {index} in a record of {size} entries")]
    NoEntry {
        /// The place asked for, from 0.
        index: u64,
        /// How many there are.
        size: u64,
    },
}

/// What happened to a folder that people should know.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Remark {
    /// A batch was being written when the program or the machine stopped.
    #[error(
        "a batch was being written when the program or the machine stopped; it had not been acknowledged, and nothing of it is kept"
    )]
    Dropped,
    /// Files that were on their way to their names were taken away.
    #[error("{files} files of tiles were being made when the program or the machine stopped; they are made anew")]
    Unsettled {
        /// How many.
        files: usize,
    },
    /// An older journal, whose entries are in tiles, was taken away.
    #[error("{path} was left over: all its entries are in tiles")]
    LeftOver {
        /// Which.
        path: String,
    },
    /// Tiles could not be made; the journal goes on.
    #[error("tiles could not be made of the journal: {reason}; every entry is safe in the journal")]
    NotSettled {
        /// Why.
        reason: String,
    },
    /// A part of the index was made, or made anew.
    #[error("part {part} of the index was made from the entries")]
    Indexed {
        /// Which, from 0.
        part: u64,
    },
}
