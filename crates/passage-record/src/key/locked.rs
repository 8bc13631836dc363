//! The file that a device's key is kept in, under a passphrase.
//!
//! ```text
//! passage key 1
//! author 3b6a…da29                       (64 digits)
//! argon2id 65536 3 4                     (KiB of memory, passes, lanes)
//! salt 9f31…                             (32 digits)
//! nonce 7a80…                            (48 digits)
//! sealed 51c4…                           (96 digits)
//! ```
//!
//! Argon2id (RFC 9106) makes a key of passphrase and salt; with it XChaCha20-Poly1305 seals the 32 bytes of the seed, with
//! all lines above as associated data, so that none of them can be changed unnoticed.

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use rand_core::CryptoRng;
use zeroize::Zeroizing;

use super::{DeviceKey, bytes, digits, number, values};
use crate::entry::Author;

const FORMAT_WORDS: &str = "passage key";
const FORMAT: &str = "1";

/// The most memory that a file may ask for, in KiB: one GiB, so that a made-up file cannot stop a laptop.
const MOST_MEMORY: u32 = 1024 * 1024;
const MOST_PASSES: u32 = 64;
const MOST_LANES: u32 = 16;

/// What it costs to try a passphrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    /// Memory, in KiB.
    pub memory: u32,
    /// Passes over it.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

impl Default for Cost {
    /// The second recommended option of RFC 9106, section 4: 64 MiB, 3 passes, 4 lanes.
    fn default() -> Cost {
        Cost { memory: 64 * 1024, passes: 3, lanes: 4 }
    }
}

/// Why a file cannot be unlocked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotUnlocked {
    /// It is no file of this kind.
    #[error("this is no locked key: it does not begin with \"{FORMAT_WORDS}\"")]
    NoKey,
    /// A newer program wrote it.
    #[error(
        "this locked key has format {found}, and this program knows format {FORMAT}: use the program that wrote it"
    )]
    Newer {
        /// What it says.
        found: String,
    },
    /// A line is not as it was written.
    #[error("the locked key is damaged: its lines are not those of format {FORMAT}")]
    Damaged,
    /// It asks for more than this program will spend.
    #[error(
        "the locked key asks for {memory} KiB of memory, {passes} passes and {lanes} lanes, more than any key needs"
    )]
    TooCostly {
        /// Memory in KiB.
        memory: u32,
        /// Passes.
        passes: u32,
        /// Lanes.
        lanes: u32,
    },
    /// The passphrase does not open it.
    #[error("the passphrase is not the one of this key, or the file was altered")]
    Passphrase,
}

/// The file of a key under a passphrase. Salt and nonce are drawn from `chance`, anew each time.
pub fn lock(key: &DeviceKey, passphrase: &str, cost: Cost, chance: &mut impl CryptoRng) -> Result<String, NotUnlocked> {
    let (mut salt, mut nonce) = ([0; 16], [0; 24]);
    chance.fill_bytes(&mut salt);
    chance.fill_bytes(&mut nonce);
    let Cost { memory, passes, lanes } = cost;
    let head = format!(
        "{FORMAT_WORDS} {FORMAT}\nauthor {}\nargon2id {memory} {passes} {lanes}\nsalt {}\nnonce {}\n",
        key.author(),
        digits(&salt),
        digits(&nonce)
    );
    let seed = Zeroizing::new(key.seed());
    let payload = Payload { msg: &*seed, aad: head.as_bytes() };
    let sealed = cipher(passphrase, &salt, cost)?.encrypt(&XNonce::from(nonce), payload);
    let sealed = sealed.map_err(|_| NotUnlocked::Damaged)?;
    Ok(format!("{head}sealed {}\n", digits(&sealed)))
}

/// The key in a file that [`lock`] made.
pub fn unlock(text: &str, passphrase: &str) -> Result<DeviceKey, NotUnlocked> {
    let version = text.strip_prefix(FORMAT_WORDS).and_then(|rest| rest.strip_prefix(' ')).ok_or(NotUnlocked::NoKey)?;
    let version = version.lines().next().unwrap_or_default();
    if number::<u32>(version).is_some_and(|version| version > 1) {
        return Err(NotUnlocked::Newer { found: version.to_owned() });
    }
    let parts = read(text).ok_or(NotUnlocked::Damaged)?;
    let Cost { memory, passes, lanes } = parts.cost;
    if memory > MOST_MEMORY || passes > MOST_PASSES || lanes > MOST_LANES {
        return Err(NotUnlocked::TooCostly { memory, passes, lanes });
    }
    let head = text.rfind("sealed ").map_or("", |at| &text[..at]);
    let payload = Payload { msg: &parts.sealed, aad: head.as_bytes() };
    let opened = cipher(passphrase, &parts.salt, parts.cost)?.decrypt(&XNonce::from(parts.nonce), payload);
    let opened = Zeroizing::new(opened.map_err(|_| NotUnlocked::Passphrase)?);
    let seed = <[u8; 32]>::try_from(opened.as_slice()).map_err(|_| NotUnlocked::Damaged)?;
    let key = DeviceKey::from_seed(seed);
    if key.author() == parts.author { Ok(key) } else { Err(NotUnlocked::Damaged) }
}

struct Parts {
    author: Author,
    cost: Cost,
    salt: [u8; 16],
    nonce: [u8; 24],
    sealed: [u8; 48],
}

fn read(text: &str) -> Option<Parts> {
    let [version, author, cost, salt, nonce, sealed] =
        values(text, [FORMAT_WORDS, "author", "argon2id", "salt", "nonce", "sealed"])?;
    let mut numbers = cost.split(' ').map(number::<u32>);
    let mut next = || numbers.next().flatten();
    let cost = Cost { memory: next()?, passes: next()?, lanes: next()? };
    (version == FORMAT && numbers.next().is_none()).then_some(Parts {
        author: Author(bytes(author)?),
        cost,
        salt: bytes(salt)?,
        nonce: bytes(nonce)?,
        sealed: bytes(sealed)?,
    })
}

fn cipher(passphrase: &str, salt: &[u8; 16], cost: Cost) -> Result<XChaCha20Poly1305, NotUnlocked> {
    let mut key = Zeroizing::new([0; 32]);
    let parameters = Params::new(cost.memory, cost.passes, cost.lanes, Some(32)).map_err(|_| NotUnlocked::Damaged)?;
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, parameters);
    argon.hash_password_into(passphrase.as_bytes(), salt, &mut *key).map_err(|_| NotUnlocked::Damaged)?;
    Ok(XChaCha20Poly1305::new((&*key).into()))
}
