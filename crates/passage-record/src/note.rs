//! Signed notes: a short text and who signed it, as lines that can be read out, pasted or printed.
//!
//! The format is C2SP signed-note (<https://c2sp.org/signed-note>), with the two Ed25519 signature types that a record
//! needs: that of the log itself, and that of a witness, which says when (<https://c2sp.org/tlog-cosignature>):
//!
//! ```text
//! mariupol.example/record
//! 417
//! CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
//!
//! — mariupol.example/record Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
//! ```

mod key;
mod signature;

use std::fmt;

pub use key::{KeyId, NotAKey, Role, Signer, VerifierKey};
pub use signature::{NotASignature, Signature};

/// The most signatures that are read in one note: each party, the log and its witnesses have one; the specification asks
/// for 16 at least.
pub const MOST_SIGNATURES: usize = 64;

/// The longest note that is read, in bytes: 64 signatures of the longest known kind (ML-DSA-44, 3,300 bytes in base64).
pub const LONGEST_NOTE: usize = 256 * 1024;

/// A text and its signatures; nothing says that any of them holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    text: String,
    signatures: Vec<Signature>,
}

/// Bytes are no signed note.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotANote {
    /// Longer than any note.
    #[error("it has {0} bytes; the longest note has {LONGEST_NOTE}")]
    Long(usize),
    /// Not UTF-8.
    #[error("it is not text: the byte at {0} is not UTF-8")]
    NotText(usize),
    /// A character that a note cannot hold.
    #[error("line {line} has the control character U+{:04X}, which a note cannot hold (was it saved with Windows line ends?)", u32::from(*character))]
    Control {
        /// The line, from 1.
        line: usize,
        /// The character.
        character: char,
    },
    /// No blank line, or nothing after it.
    #[error(
        "it has no signatures: they stand after a blank line, each beginning with \u{2014} (an em dash) and a space"
    )]
    Unsigned,
    /// The text does not end with a line end, or the last signature does not.
    #[error("its last line is cut: a note ends with a line end")]
    Cut,
    /// More signatures than are read.
    #[error("it has {0} signatures; {MOST_SIGNATURES} at most are read")]
    Many(usize),
    /// A signature line that is none.
    #[error("line {line} is no signature: {error}")]
    Signature {
        /// The line, from 1.
        line: usize,
        /// Why not.
        error: NotASignature,
    },
}

/// None of the keys that are known has signed, or one of them has not signed what is here.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unverified {
    /// A signature of a known key is wrong: somebody changed the text or the signature.
    #[error("the signature of {0} does not belong to this text: one of them was changed")]
    Wrong(String),
    /// No known key signed.
    #[error("no key that is known here has signed it")]
    Nobody,
}

/// A signature that holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// Which of the keys that it was held against, from 0.
    pub key: usize,
    /// When it was made, in seconds since 1970, by the witness's own clock; a log does not say.
    pub time: Option<u64>,
}

impl Note {
    /// A text without signatures yet. None if it does not end with a line end, or has control characters.
    pub fn unsigned(text: String) -> Option<Note> {
        (text.ends_with('\n') && control(&text).is_none()).then(|| Note { text, signatures: Vec::new() })
    }

    /// Reads a note. Linear in its length.
    pub fn read(bytes: &[u8]) -> Result<Note, NotANote> {
        if bytes.len() > LONGEST_NOTE {
            return Err(NotANote::Long(bytes.len()));
        }
        let all = std::str::from_utf8(bytes).map_err(|error| NotANote::NotText(error.valid_up_to()))?;
        if let Some((line, character)) = control(all) {
            return Err(NotANote::Control { line, character });
        }
        let blank = all.rfind("\n\n").ok_or(NotANote::Unsigned)?;
        let (text, signed) = (&all[..=blank], &all[blank + 2..]);
        let signed = match signed.strip_suffix('\n') {
            Some(signed) => signed,
            None if signed.is_empty() => return Err(NotANote::Unsigned),
            None => return Err(NotANote::Cut),
        };
        let lines: Vec<&str> = signed.split('\n').collect();
        if lines.len() > MOST_SIGNATURES {
            return Err(NotANote::Many(lines.len()));
        }
        let before = text.split('\n').count();
        let read = |(at, line): (usize, &&str)| {
            line.parse().map_err(|error| NotANote::Signature { line: before + 1 + at, error })
        };
        let signatures = lines.iter().enumerate().map(read).collect::<Result<_, _>>()?;
        Ok(Note { text: text.to_owned(), signatures })
    }

    /// What is signed, with its last line end.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Its signatures, as they came.
    pub fn signatures(&self) -> &[Signature] {
        &self.signatures
    }

    /// Adds a signature, unless it is there; a later one of the same key takes the place of an earlier one.
    pub fn add(&mut self, signature: Signature) {
        let same = |other: &Signature| other.name() == signature.name() && other.key() == signature.key();
        match self.signatures.iter_mut().find(|other| same(other)) {
            Some(other) => *other = signature,
            None => self.signatures.push(signature),
        }
    }

    /// Which of `keys` signed, in the order of the signatures. Signatures of unknown keys say nothing and are passed over;
    /// one of a known key that does not hold makes the whole note worthless, as the specification asks.
    pub fn held_by(&self, keys: &[VerifierKey]) -> Result<Vec<Held>, Unverified> {
        let mut held = Vec::new();
        for signature in &self.signatures {
            let known = keys.iter().enumerate().filter(|(_, key)| signature.claims(key));
            for (place, key) in known {
                let time = signature.holds(key, &self.text).ok_or_else(|| Unverified::Wrong(key.name().to_owned()))?;
                held.push(Held { key: place, time });
            }
        }
        if held.is_empty() { Err(Unverified::Nobody) } else { Ok(held) }
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.text)?;
        self.signatures.iter().try_for_each(|signature| writeln!(f, "{signature}"))
    }
}

/// The first character that a note cannot hold, and its line: ASCII control characters but the line end.
fn control(text: &str) -> Option<(usize, char)> {
    let (at, character) = text.char_indices().find(|(_, c)| u32::from(*c) < 0x20 && *c != '\n')?;
    Some((text[..at].matches('\n').count() + 1, character))
}
