//! Proofs of single entries: that this entry is in that record, in a text of ten lines or so.
//!
//! The format is C2SP tlog-proof (<https://c2sp.org/tlog-proof>):
//!
//! ```text
//! c2sp.org/tlog-proof@v1
//! index 416
//! gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=
//! B95lDa8R83lS8n0eG+o0buTxRKQTYFi//1U8anccXmA=
//!
//! mariupol.example/record
//! 417
//! sFodV/vSp5O8n9a8QpW6PRY97tfOSW5bsc2Xl/EQi08=
//!
//! — mariupol.example/record ...
//! — ministry.example/witness ...
//! ```

use std::fmt;
use std::str::FromStr;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::checkpoint::{Checkpoint, NotACheckpoint, decimal};
use crate::digest::Digest;
use crate::note::{NotANote, Note};
use crate::policy::{Policy, Standing, Untrusted};
use crate::tree::{self, Mismatch};

const HEADER: &str = "c2sp.org/tlog-proof@v1";

/// The most hashes that an inclusion proof can have: a record has fewer than `2^64` entries.
const MOST_HASHES: usize = 64;

/// That an entry is number `index` of a record, with the record checkpoint that it is proven against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// Bytes that travel with the proof and are proven by nothing.
    pub extra: Option<Vec<u8>>,
    /// The entry's number, from 0.
    pub index: u64,
    /// The audit path, from the leaf up.
    pub path: Vec<Digest>,
    /// The signed record checkpoint.
    pub checkpoint: Note,
}

/// What is no proof.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAProof {
    /// Another first line.
    #[error("line 1 should be {HEADER}")]
    Header,
    /// No extra data in base64.
    #[error("line 2 begins with 'extra', and what follows is not base64")]
    Extra,
    /// No index.
    #[error("line {0} should be 'index' and the number of the entry, counted from 0")]
    Index(usize),
    /// A line that should be a hash is none.
    #[error("line {0} should be a hash of 32 bytes in base64, or the blank line before the record checkpoint")]
    Hash(usize),
    /// More hashes than any proof has.
    #[error("it has more than {MOST_HASHES} hashes, which no proof needs")]
    Long,
    /// No blank line after the hashes.
    #[error("there is no blank line, and no record checkpoint after it")]
    Cut,
    /// What follows is no note.
    #[error("after the blank line: {0}")]
    Note(#[from] NotANote),
}

/// A proof does not prove that an entry is in the record.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unproven {
    /// Those whom the policy asks for have not signed.
    #[error(transparent)]
    Untrusted(#[from] Untrusted),
    /// What is signed is no record checkpoint.
    #[error("what is signed is no record checkpoint: {0}")]
    NotACheckpoint(#[from] NotACheckpoint),
    /// The entry is not the one that the record holds there.
    #[error("entry {index} is not the one that the record {origin} holds there: {error}")]
    Entry {
        /// Its number, from 0.
        index: u64,
        /// The record's name.
        origin: String,
        /// What does not fit.
        error: Mismatch,
    },
}

impl Proof {
    /// Checks that `entry` is where the proof says, in a record that `policy` trusts; answers on whose signatures that rests.
    pub fn check(&self, entry: &[u8], policy: &Policy) -> Result<(Checkpoint, Standing), Unproven> {
        let standing = policy.judge(&self.checkpoint)?;
        let checkpoint: Checkpoint = self.checkpoint.text().parse()?;
        tree::check_inclusion(tree::leaf(entry), self.index, checkpoint.size(), checkpoint.root(), &self.path)
            .map_err(|error| Unproven::Entry { index: self.index, origin: checkpoint.origin().to_owned(), error })?;
        Ok((checkpoint, standing))
    }
}

impl fmt::Display for Proof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{HEADER}")?;
        if let Some(extra) = &self.extra {
            writeln!(f, "extra {}", STANDARD.encode(extra))?;
        }
        writeln!(f, "index {}", self.index)?;
        self.path.iter().try_for_each(|hash| writeln!(f, "{}", hash.base64()))?;
        write!(f, "\n{}", self.checkpoint)
    }
}

impl FromStr for Proof {
    type Err = NotAProof;

    fn from_str(text: &str) -> Result<Proof, NotAProof> {
        let (head, note) = text.split_once("\n\n").ok_or(NotAProof::Cut)?;
        let mut lines = head.split('\n').enumerate().map(|(at, line)| (at + 1, line)).peekable();
        if lines.next().is_none_or(|(_, line)| line != HEADER) {
            return Err(NotAProof::Header);
        }
        let extra = match lines.next_if(|(_, line)| line.starts_with("extra ")) {
            Some((_, line)) => Some(STANDARD.decode(&line["extra ".len()..]).map_err(|_| NotAProof::Extra)?),
            None => None,
        };
        let (number, line) = lines.next().ok_or(NotAProof::Index(2 + usize::from(extra.is_some())))?;
        let index = line.strip_prefix("index ").and_then(decimal).ok_or(NotAProof::Index(number))?;
        let mut path = Vec::new();
        for (number, line) in lines {
            if path.len() == MOST_HASHES {
                return Err(NotAProof::Long);
            }
            path.push(Digest::from_base64(line).ok_or(NotAProof::Hash(number))?);
        }
        Ok(Proof { extra, index, path, checkpoint: Note::read(note.as_bytes())? })
    }
}
