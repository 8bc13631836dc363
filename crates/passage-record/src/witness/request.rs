//! What a witness is asked with: where it left off, the proof from there, the record checkpoint.

use std::fmt;
use std::str::FromStr;

use crate::checkpoint::decimal;
use crate::digest::Digest;
use crate::note::{NotANote, Note};

/// The most hashes that a proof may have (tlog-witness: 63).
const MOST_HASHES: usize = 63;

/// A request to cosign (tlog-witness, *add-checkpoint*).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Entries of the record when the witness cosigned it last; 0 if it never did.
    pub old: u64,
    /// The consistency proof from there.
    pub proof: Vec<Digest>,
    /// The record checkpoint that is to be cosigned, signed by its log.
    pub checkpoint: Note,
}

/// What is no request to cosign.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotARequest {
    /// The first line is another.
    #[error("line 1 should be 'old' and how many entries the witness cosigned last, such as: old 417")]
    Old,
    /// A line that should be a hash is none.
    #[error("line {0} should be a hash of 32 bytes in base64, or the blank line before the record checkpoint")]
    Hash(usize),
    /// More hashes than any proof has.
    #[error("it has more than {MOST_HASHES} hashes, which no proof needs")]
    Long,
    /// No blank line after the proof.
    #[error("there is no blank line, and no record checkpoint after it")]
    Cut,
    /// What follows the proof is no note.
    #[error("after the blank line: {0}")]
    Note(#[from] NotANote),
}

impl fmt::Display for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "old {}", self.old)?;
        self.proof.iter().try_for_each(|hash| writeln!(f, "{}", hash.base64()))?;
        write!(f, "\n{}", self.checkpoint)
    }
}

impl FromStr for Request {
    type Err = NotARequest;

    fn from_str(text: &str) -> Result<Request, NotARequest> {
        let (head, note) = text.split_once("\n\n").ok_or(NotARequest::Cut)?;
        let mut lines = head.split('\n');
        let first = lines.next().and_then(|line| line.strip_prefix("old "));
        let old = first.and_then(decimal).ok_or(NotARequest::Old)?;
        let proof = hashes(lines, 2)?;
        Ok(Request { old, proof, checkpoint: Note::read(note.as_bytes())? })
    }
}

/// Hashes, one a line; `first` is the number of their first line.
fn hashes<'a>(lines: impl Iterator<Item = &'a str>, first: usize) -> Result<Vec<Digest>, NotARequest> {
    let mut read = Vec::new();
    for (at, line) in lines.enumerate() {
        if at == MOST_HASHES {
            return Err(NotARequest::Long);
        }
        read.push(Digest::from_base64(line).ok_or(NotARequest::Hash(first + at))?);
    }
    Ok(read)
}
