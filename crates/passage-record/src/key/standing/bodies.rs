//! The bodies of entries on keys, written and read.

use crate::entry::Author;
use crate::key::{DeviceKey, bytes, digits, number, values};

/// Why a body of an entry on keys is not read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum UnreadBody {
    /// Other lines than its kind has.
    #[error("its body is not made of {0}")]
    Lines(&'static str),
    /// The new key did not sign.
    #[error("the new key did not sign that it takes over")]
    Proof,
}

/// That one key hands on to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rotation {
    /// The key that takes over.
    pub new: Author,
}

impl Rotation {
    /// The body by which `old` hands on to `new`; the entry itself is to be signed with the old key.
    pub fn body(old: Author, new: &DeviceKey) -> Vec<u8> {
        let proof = new.sign_words(&handing_on(old, new.author()));
        format!("new {}\nproof {}\n", new.author(), digits(&proof)).into_bytes()
    }

    /// Reads such a body in an entry of `old`, and checks that the new key signed.
    pub fn read(old: Author, body: &[u8]) -> Result<Rotation, UnreadBody> {
        let lines = UnreadBody::Lines("\"new\" and 64 digits, \"proof\" and 128 digits");
        let text = std::str::from_utf8(body).map_err(|_| lines.clone())?;
        let read = values(text, ["new", "proof"]);
        let read = read.and_then(|[new, proof]| Some((Author(bytes(new)?), bytes::<64>(proof)?)));
        let (new, proof) = read.ok_or(lines)?;
        if new.signed(&handing_on(old, new), &proof) { Ok(Rotation { new }) } else { Err(UnreadBody::Proof) }
    }
}

/// What the new key signs.
fn handing_on(old: Author, new: Author) -> Vec<u8> {
    format!("passage key rotation 1\nold {old}\nnew {new}\n").into_bytes()
}

/// Who together can take a key back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guardians {
    /// How many of them it takes.
    pub needed: u8,
    /// Their keys, sorted, each once.
    pub authors: Vec<Author>,
}

impl Guardians {
    /// The body that names them.
    pub fn body(&self) -> Vec<u8> {
        let needed = format!("needed {}\n", self.needed);
        self.authors.iter().fold(needed, |lines, author| format!("{lines}guardian {author}\n")).into_bytes()
    }

    /// Reads such a body.
    pub fn read(body: &[u8]) -> Result<Guardians, UnreadBody> {
        guardians(body).ok_or(UnreadBody::Lines(
            "\"needed\" and a number from 1 to that of the guardians, and two \"guardian\" lines at least, sorted",
        ))
    }
}

fn guardians(body: &[u8]) -> Option<Guardians> {
    let mut lines = std::str::from_utf8(body).ok()?.strip_suffix('\n')?.split('\n');
    let needed = number::<u8>(lines.next()?.strip_prefix("needed ")?)?;
    let author = |line: &str| Some(Author(bytes(line.strip_prefix("guardian ")?)?));
    let authors: Vec<Author> = lines.map(author).collect::<Option<_>>()?;
    let sorted = authors.windows(2).all(|pair| pair[0] < pair[1]);
    let fits = authors.len() >= 2 && (1..=authors.len()).contains(&usize::from(needed));
    (sorted && fits).then_some(Guardians { needed, authors })
}

/// That a key is taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Revocation {
    /// Which.
    pub key: Author,
    /// From when on it may have been in other hands, seconds since 1970 UTC.
    pub since: i64,
}

impl Revocation {
    /// The body that takes it back.
    pub fn body(&self) -> Vec<u8> {
        format!("key {}\nsince {}\n", self.key, self.since).into_bytes()
    }

    /// Reads such a body.
    pub fn read(body: &[u8]) -> Result<Revocation, UnreadBody> {
        let text = std::str::from_utf8(body).ok();
        let read = text.and_then(|text| values(text, ["key", "since"]));
        let read = read.and_then(|[key, since]| Some(Revocation { key: Author(bytes(key)?), since: number(since)? }));
        read.ok_or(UnreadBody::Lines("\"key\" and 64 digits, \"since\" and seconds since 1970 UTC"))
    }
}
