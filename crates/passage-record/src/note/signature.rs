//! One signature line of a note.

use std::fmt;
use std::str::FromStr;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::key::{KeyId, Role, VerifierKey, is_name};

/// A signature line: `— name base64(id || signature)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    name: String,
    key: KeyId,
    bytes: Vec<u8>,
}

/// Why a line is no signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotASignature {
    /// It does not begin as one.
    #[error("it does not begin with \u{2014} (an em dash) and a space")]
    Dash,
    /// The name is none.
    #[error("after the dash stands a name without spaces or plus signs, then a space, then the signature")]
    Name,
    /// Not base64.
    #[error("what follows the name is not base64")]
    Base64,
    /// Too short to hold an id and a signature.
    #[error("what follows the name is too short")]
    Short,
}

/// What a cosignature at `time` signs of a note's text (tlog-cosignature, *Ed25519 signed message*).
pub(super) fn cosigned(text: &str, time: u64) -> String {
    format!("cosignature/v1\ntime {time}\n{text}")
}

impl Signature {
    pub(super) fn new(key: &VerifierKey, bytes: Vec<u8>) -> Signature {
        Signature { name: key.name().to_owned(), key: key.id(), bytes }
    }

    /// The name of the key that is said to have made it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The id of that key.
    pub fn key(&self) -> KeyId {
        self.key
    }

    /// Whether it says that `key` made it.
    pub(super) fn claims(&self, key: &VerifierKey) -> bool {
        self.name == key.name() && self.key == key.id()
    }

    /// Whether `key` made it of `text`; if so, when, where it says when.
    #[allow(clippy::option_option, reason = "whether it holds, and whether it says when, are two things")]
    pub(super) fn holds(&self, key: &VerifierKey, text: &str) -> Option<Option<u64>> {
        match key.role() {
            Role::Log => {
                let bytes: &[u8; 64] = self.bytes.as_slice().try_into().ok()?;
                key.signed(text.as_bytes(), bytes).then_some(None)
            }
            Role::Witness => {
                let (time, rest) = self.bytes.split_first_chunk()?;
                let time = u64::from_be_bytes(*time);
                let bytes: &[u8; 64] = rest.try_into().ok()?;
                // The specification's limit: a time fits 63 bits.
                (i64::try_from(time).is_ok() && key.signed(cosigned(text, time).as_bytes(), bytes))
                    .then_some(Some(time))
            }
        }
    }
}

impl fmt::Display for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all = [self.key.0.to_be_bytes().as_slice(), &self.bytes].concat();
        write!(f, "\u{2014} {} {}", self.name, STANDARD.encode(all))
    }
}

impl FromStr for Signature {
    type Err = NotASignature;

    fn from_str(line: &str) -> Result<Signature, NotASignature> {
        let rest = line.strip_prefix("\u{2014} ").ok_or(NotASignature::Dash)?;
        let (name, encoded) = rest.split_once(' ').filter(|(name, _)| is_name(name)).ok_or(NotASignature::Name)?;
        let bytes = STANDARD.decode(encoded).map_err(|_| NotASignature::Base64)?;
        let (id, signature) = bytes.split_first_chunk().ok_or(NotASignature::Short)?;
        if signature.is_empty() {
            return Err(NotASignature::Short);
        }
        Ok(Signature { name: name.to_owned(), key: KeyId(u32::from_be_bytes(*id)), bytes: signature.to_vec() })
    }
}
