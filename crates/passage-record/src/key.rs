//! Keys of devices: made, kept under a passphrase, handed on, taken back, and recovered from what several people keep.
//!
//! A device's key is its author's name. It never leaves this module but to sign: `locked` is the file that it is kept in,
//! `recovery` the printed shares that bring it back, `standing` which keys may still write, told from the entries.

mod locked;
mod recovery;
mod standing;

use std::fmt;

use ed25519_dalek::{Signer, SigningKey};
use rand_core::CryptoRng;

use crate::entry::{Author, Entry, Malformed, Signed};

pub use locked::{Cost, NotUnlocked, lock, unlock};
pub use recovery::{MOST_SHARES, NotRecovered, NotShared, Share, recover, share};
pub use standing::{
    GUARDIANS, Guardians, KeyFault, KeyFinding, REVOKE, ROTATE, Revocation, Rotation, Standing, Standings, UnreadBody,
};

/// The secret key of a device (Ed25519); wiped from memory when it is dropped.
pub struct DeviceKey(SigningKey);

impl DeviceKey {
    /// A new key from good chance: the operating system's, in programs.
    pub fn new(chance: &mut impl CryptoRng) -> DeviceKey {
        let mut seed = [0; 32];
        chance.fill_bytes(&mut seed);
        DeviceKey::from_seed(seed)
    }

    /// The key of a seed that was kept or recovered.
    pub fn from_seed(seed: [u8; 32]) -> DeviceKey {
        DeviceKey(SigningKey::from_bytes(&seed))
    }

    /// The public half: the author of what it signs.
    pub fn author(&self) -> Author {
        Author(self.0.verifying_key().to_bytes())
    }

    /// Signs an entry of its own.
    pub fn sign(&self, entry: Entry) -> Result<Signed, Malformed> {
        entry.sign(&self.0)
    }

    /// Its signature over words of this module, which begin with a line of their own.
    fn sign_words(&self, words: &[u8]) -> [u8; 64] {
        self.0.sign(words).to_bytes()
    }

    fn seed(&self) -> [u8; 32] {
        self.0.to_bytes()
    }
}

impl fmt::Debug for DeviceKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DeviceKey(of {})", self.author())
    }
}

/// Bytes as lower-case hexadecimal digits.
fn digits(bytes: &[u8]) -> String {
    use fmt::Write;
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The `N` bytes that lower-case hexadecimal digits are; none if they are not.
fn bytes<const N: usize>(text: &str) -> Option<[u8; N]> {
    let mut found = [0; N];
    let fits = text.len() == 2 * N && text.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'));
    if !fits {
        return None;
    }
    for (byte, at) in found.iter_mut().zip((0..).step_by(2)) {
        *byte = u8::from_str_radix(text.get(at..at + 2)?, 16).ok()?;
    }
    Some(found)
}

/// The lines of `text` as their values, each after its word and a space; none if it is not exactly these lines.
fn values<'a, const N: usize>(text: &'a str, words: [&str; N]) -> Option<[&'a str; N]> {
    let mut found = [""; N];
    let mut rest = text;
    for (value, word) in found.iter_mut().zip(words) {
        let (line, after) = rest.split_once('\n')?;
        *value = line.strip_prefix(word)?.strip_prefix(' ')?;
        rest = after;
    }
    rest.is_empty().then_some(found)
}

/// A number in its one decimal form.
fn number<N: std::str::FromStr + ToString>(text: &str) -> Option<N> {
    text.parse::<N>().ok().filter(|number| number.to_string() == text)
}
