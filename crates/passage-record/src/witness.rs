//! Witnesses: the parties and the intermediary, who vouch that a record only ever grows.
//!
//! A witness remembers the last state of each record that it cosigned, and cosigns a later one only with a proof that it
//! goes on from there: so no side can later show another history to somebody else. The texts are those of C2SP
//! tlog-witness (<https://c2sp.org/tlog-witness>), without the network: a request and its answer fit a message, or a
//! QR code each.

mod request;

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use crate::checkpoint::{Checkpoint, NotACheckpoint};
use crate::digest::Digest;
use crate::note::{Role, Signature, Signer, Unverified, VerifierKey};
use crate::tree::{self, Mismatch};

pub use request::{NotARequest, Request};

/// What a witness keeps: the last state that it cosigned of each record.
///
/// As text, three lines for each record, with a blank line between them, in the order of their names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Memory {
    last: BTreeMap<String, (u64, Digest)>,
}

/// What is no memory of a witness.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAMemory {
    /// A part is no record checkpoint.
    #[error("part {part}: {error}")]
    Part {
        /// Which part, from 1; a blank line ends each.
        part: usize,
        /// Why not.
        error: NotACheckpoint,
    },
    /// The same record stands twice.
    #[error("part {0} is of a record that stands there already")]
    Twice(usize),
}

impl Memory {
    /// The last state of the record `origin` that was cosigned: entries and root.
    pub fn last(&self, origin: &str) -> Option<(u64, Digest)> {
        self.last.get(origin).copied()
    }
}

impl fmt::Display for Memory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, (origin, (size, root))) in self.last.iter().enumerate() {
            let between = if place == 0 { "" } else { "\n" };
            write!(f, "{between}{origin}\n{size}\n{}\n", root.base64())?;
        }
        Ok(())
    }
}

impl FromStr for Memory {
    type Err = NotAMemory;

    fn from_str(text: &str) -> Result<Memory, NotAMemory> {
        let mut memory = Memory::default();
        if text.is_empty() {
            return Ok(memory);
        }
        for (place, lines) in text.split("\n\n").enumerate() {
            let part = place + 1;
            let whole = if lines.ends_with('\n') { lines.to_owned() } else { format!("{lines}\n") };
            let read: Checkpoint = whole.parse().map_err(|error| NotAMemory::Part { part, error })?;
            if memory.last.insert(read.origin().to_owned(), (read.size(), read.root())).is_some() {
                return Err(NotAMemory::Twice(part));
            }
        }
        Ok(memory)
    }
}

/// Why a witness does not cosign.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// What was signed is no record checkpoint.
    #[error("what is to be cosigned is no record checkpoint: {0}")]
    NotACheckpoint(#[from] NotACheckpoint),
    /// None of the logs that are trusted here has this name.
    #[error("the record {0} is not one that this witness was told to watch")]
    Unknown(String),
    /// The log's own signature is missing or wrong.
    #[error("the record {origin} itself has not signed this: {error}")]
    Unsigned {
        /// The record's name.
        origin: String,
        /// What is wrong.
        error: Unverified,
    },
    /// The proof begins at another size than the last that was cosigned.
    #[error("the proof begins at {old} entries; this witness last cosigned {last}: ask for a proof from there")]
    Elsewhere {
        /// Entries that the proof begins at.
        old: u64,
        /// Entries that were cosigned last.
        last: u64,
    },
    /// The log signed two different records of one size: one of them was changed.
    #[error(
        "the record of {size} entries is another than the one of {size} entries that this witness cosigned. Keep both texts: together they prove that the record was changed"
    )]
    Two {
        /// Entries of both.
        size: u64,
    },
    /// Fewer entries than were cosigned: an older text, or a record whose end was cut off.
    #[error(
        "the record has {newer} entries, and this witness cosigned it with {older}: this is an older text, or entries were cut off; ask for the newest"
    )]
    Shorter {
        /// Entries that were cosigned before.
        older: u64,
        /// Entries that are to be cosigned.
        newer: u64,
    },
    /// The proof does not show that the record goes on from what was cosigned before.
    #[error(
        "nothing shows that the record of {newer} entries goes on from the {older} that this witness cosigned: {error}. Ask for the proof again; if none can be given, the record was changed"
    )]
    Unproven {
        /// Entries that were cosigned before.
        older: u64,
        /// Entries that are to be cosigned.
        newer: u64,
        /// What does not fit.
        error: Mismatch,
    },
    /// The key is not one of a witness.
    #[error("this key signs for a log, and not as a witness")]
    Role,
}

/// Cosigns what `request` shows of a record, if it goes on from what `memory` holds of it, and remembers it.
///
/// `logs` are the keys of the records that this witness watches, `now` is its clock in seconds since 1970. The new memory must
/// be kept durably *before* the signature is handed out; on refusal the memory is as it was. Logarithmic in the size of the record.
pub fn cosign(
    memory: &mut Memory,
    logs: &[VerifierKey],
    signer: &Signer,
    request: &Request,
    now: u64,
) -> Result<Signature, Refused> {
    if signer.key().role() != Role::Witness {
        return Err(Refused::Role);
    }
    let shown: Checkpoint = request.checkpoint.text().parse()?;
    let origin = shown.origin();
    let own: Vec<VerifierKey> =
        logs.iter().filter(|log| log.name() == origin && log.role() == Role::Log).cloned().collect();
    if own.is_empty() {
        return Err(Refused::Unknown(origin.to_owned()));
    }
    let unsigned = |error| Refused::Unsigned { origin: origin.to_owned(), error };
    request.checkpoint.held_by(&own).map_err(unsigned)?;
    let (last, root) = memory.last(origin).unwrap_or((0, tree::empty()));
    if request.old != last {
        return Err(Refused::Elsewhere { old: request.old, last });
    }
    let newer = shown.size();
    if newer < last {
        return Err(Refused::Shorter { older: last, newer });
    }
    if newer == last && shown.root() != root {
        return Err(Refused::Two { size: last });
    }
    let unproven = |error| Refused::Unproven { older: last, newer, error };
    tree::check_consistency((last, root), (newer, shown.root()), &request.proof).map_err(unproven)?;
    memory.last.insert(origin.to_owned(), (shown.size(), shown.root()));
    Ok(signer.sign(request.checkpoint.text(), now))
}
