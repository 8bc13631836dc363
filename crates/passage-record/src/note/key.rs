//! Keys of notes: who may sign, and what a signature of theirs means.

use std::fmt;
use std::str::FromStr;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signer as _, SigningKey, VerifyingKey};

use super::signature::{Signature, cosigned};
use crate::digest::Digest;

/// What a key's signature on a note means. The number is the signature type of the specifications.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// The log itself: *this is my record* (signed-note, type 0x01).
    Log,
    /// A witness: *at this time, this was the largest record that I had seen, and it went on from what I had seen before*
    /// (tlog-cosignature, type 0x04).
    Witness,
}

impl Role {
    fn byte(self) -> u8 {
        match self {
            Role::Log => 0x01,
            Role::Witness => 0x04,
        }
    }
}

/// The first four bytes of a hash over name, signature type and public key: tells keys of one name apart, no more.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct KeyId(pub u32);

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:08x}", self.0)
    }
}

/// A named public key, as it is written in a policy: `name+id+key`.
///
/// ```
/// use passage_record::note::VerifierKey;
/// let text = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
/// let key: VerifierKey = text.parse()?;
/// assert_eq!((key.name(), key.to_string().as_str()), ("example.com/foo", text));
/// # Ok::<(), passage_record::note::NotAKey>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifierKey {
    name: String,
    role: Role,
    public: VerifyingKey,
}

/// What is no key of a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAKey {
    /// No name, or one with a space or a plus.
    #[error("a key's name has neither spaces nor plus signs, nor control characters, and is not empty")]
    Name,
    /// Not three parts.
    #[error("a key is written name+id+key, where id is 8 hexadecimal digits and key is base64")]
    Form,
    /// A signature type that is not known here.
    #[error(
        "a key of type {0:#04x} is not known here; known are 0x01 (Ed25519, of a log) and 0x04 (Ed25519, of a witness)"
    )]
    Type(u8),
    /// Not 32 bytes, or no point of the curve, or one that proves nothing.
    #[error("it is no Ed25519 public key")]
    Public,
    /// The id does not belong to the name and the key: one of them was changed.
    #[error("its id should be {0}: the name, the id or the key was changed or mistyped")]
    Id(KeyId),
}

/// Whether `name` may name a key: not empty, no Unicode white space, no plus, no control characters.
pub(super) fn is_name(name: &str) -> bool {
    !name.is_empty() && !name.chars().any(|c| c.is_whitespace() || c == '+' || u32::from(c) < 0x20)
}

impl VerifierKey {
    /// The key of `name` with these 32 bytes (RFC 8032).
    pub fn new(name: &str, role: Role, public: &[u8; 32]) -> Result<VerifierKey, NotAKey> {
        if !is_name(name) {
            return Err(NotAKey::Name);
        }
        // A weak key accepts signatures of others: it proves nothing.
        let public = VerifyingKey::from_bytes(public).ok().filter(|key| !key.is_weak()).ok_or(NotAKey::Public)?;
        Ok(VerifierKey { name: name.to_owned(), role, public })
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What its signatures mean.
    pub fn role(&self) -> Role {
        self.role
    }

    /// Its 32 bytes (RFC 8032).
    pub fn public(&self) -> [u8; 32] {
        self.public.to_bytes()
    }

    /// Its id: `SHA-256(name || 0x0A || type || key)[:4]` (signed-note, *Signatures*).
    pub fn id(&self) -> KeyId {
        let hash = Digest::of_parts(&[self.name.as_bytes(), b"\n", &[self.role.byte()], self.public.as_bytes()]);
        let [a, b, c, d, ..] = hash.0;
        KeyId(u32::from_be_bytes([a, b, c, d]))
    }

    /// Whether these 64 bytes are its signature of `message`. Strict: no second form of a signature is accepted.
    pub(super) fn signed(&self, message: &[u8], signature: &[u8; 64]) -> bool {
        self.public.verify_strict(message, &ed25519_dalek::Signature::from_bytes(signature)).is_ok()
    }
}

impl fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut key = vec![self.role.byte()];
        key.extend(self.public.as_bytes());
        write!(f, "{}+{}+{}", self.name, self.id(), STANDARD.encode(key))
    }
}

impl FromStr for VerifierKey {
    type Err = NotAKey;

    fn from_str(text: &str) -> Result<VerifierKey, NotAKey> {
        let mut parts = text.splitn(3, '+');
        let (Some(name), Some(id), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(NotAKey::Form);
        };
        let key = STANDARD.decode(key).map_err(|_| NotAKey::Form)?;
        let (kind, public) = key.split_first().ok_or(NotAKey::Form)?;
        let role = match kind {
            0x01 => Role::Log,
            0x04 => Role::Witness,
            other => return Err(NotAKey::Type(*other)),
        };
        let public = public.try_into().map_err(|_| NotAKey::Public)?;
        let made = VerifierKey::new(name, role, public)?;
        if made.id().to_string() == id { Ok(made) } else { Err(NotAKey::Id(made.id())) }
    }
}

/// A secret key with its name, which signs notes. Its secret is wiped from memory when it is dropped.
pub struct Signer {
    key: VerifierKey,
    secret: SigningKey,
}

impl Signer {
    /// The signer of `name` from the 32 secret bytes of an Ed25519 key (RFC 8032).
    pub fn new(name: &str, role: Role, secret: &[u8; 32]) -> Result<Signer, NotAKey> {
        let secret = SigningKey::from_bytes(secret);
        let key = VerifierKey::new(name, role, secret.verifying_key().as_bytes())?;
        Ok(Signer { key, secret })
    }

    /// Its public key.
    pub fn key(&self) -> &VerifierKey {
        &self.key
    }

    /// Its signature of `text`, which ends with a line end. `time`, in seconds since 1970, is what a witness says about
    /// when; a log's signature does not hold it.
    pub fn sign(&self, text: &str, time: u64) -> Signature {
        let bytes = match self.key.role {
            Role::Log => self.secret.sign(text.as_bytes()).to_bytes().to_vec(),
            Role::Witness => {
                let signed = self.secret.sign(cosigned(text, time).as_bytes());
                [time.to_be_bytes().as_slice(), &signed.to_bytes()].concat()
            }
        };
        Signature::new(&self.key, bytes)
    }
}

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the signer of {}", self.key)
    }
}
