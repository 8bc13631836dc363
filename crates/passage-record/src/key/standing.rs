//! Which keys may still write: told from the entries, in the order of the record.
//!
//! Three kinds of entry concern keys. Their bodies are lines, each with one form:
//!
//! ```text
//! key.rotate      new 3b6a…da29            the key that takes over
//!                 proof 8f0e…190c          its signature over both names, so that nobody hands on to a key of another
//! key.guardians   needed 2                 how many of the guardians take a key back together
//!                 guardian 51f2…77a0       two at least, sorted, each once
//! key.revoke      key 3b6a…da29            the key that is taken back
//!                 since 1646467200         from when on it may have been in other hands, seconds since 1970 UTC
//! ```
//!
//! A key's own revocation counts at once; that of others when as many of its guardians as are needed have said it.
//! The guardians that an author names first stay, also for the key that it hands on to: who steals a device cannot name
//! others. Nothing is refused: what a key writes when it no longer may is kept, and found.

mod bodies;

use std::collections::{BTreeMap, BTreeSet};

use crate::entry::{Author, Entry, Signed};

pub use bodies::{Guardians, Revocation, Rotation, UnreadBody};

/// The kind of an entry by which a key hands on to another.
pub const ROTATE: &str = "key.rotate";
/// The kind of an entry by which an author names those who together can take its key back.
pub const GUARDIANS: &str = "key.guardians";
/// The kind of an entry by which a key is taken back.
pub const REVOKE: &str = "key.revoke";

/// What became of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// It may write.
    InUse,
    /// It handed on to another.
    HandedOn {
        /// To which.
        to: Author,
        /// By the entry at this place of the record.
        position: u64,
    },
    /// It was taken back.
    Revoked {
        /// From when on it may have been in other hands, seconds since 1970 UTC.
        since: i64,
        /// By the entry at this place, with those of other guardians before it.
        position: u64,
    },
}

/// What an entry has to do with keys that it should not.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
#[error("entry {position} (author {}): {fault}", author.short())]
pub struct KeyFinding {
    /// The entry's place in the record, from 0.
    pub position: u64,
    /// Its author.
    pub author: Author,
    /// What is wrong.
    pub fault: KeyFault,
}

/// What can be wrong.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum KeyFault {
    /// The key wrote on after it had been taken back.
    #[error("its key was taken back by entry {by}: whoever holds the device wrote it")]
    AfterRevocation {
        /// The entry that took it back.
        by: u64,
    },
    /// The key was in doubt when it wrote.
    #[error("entry {by} says that its key may have been in other hands when it was written")]
    InDoubt {
        /// The entry that took the key back.
        by: u64,
    },
    /// The key wrote on after it had handed on to another.
    #[error("its key handed on to another by entry {by}, and was to write no more")]
    AfterRotation {
        /// The entry that handed on.
        by: u64,
    },
    /// A body that has no form.
    #[error("it is to concern keys, and {0}; it has no effect")]
    Unread(#[from] UnreadBody),
    /// A key hands on to one that is in use already, or to itself.
    #[error("it hands on to a key that has written already or was handed on to already; it has no effect")]
    NotNew,
    /// Guardians that were named already, by this key or the one that it took over from.
    #[error("guardians of this key were named before; it has no effect")]
    NamedBefore,
    /// Somebody takes back a key who is not one of its guardians.
    #[error("its author is no guardian of the key {}…; it has no effect", of.short())]
    NoGuardian {
        /// Whose key.
        of: Author,
    },
    /// A key that was taken back already.
    #[error("the key {}… was taken back or had handed on before; it has no effect", of.short())]
    TakenBackBefore {
        /// Whose key.
        of: Author,
    },
}

/// The standing of every key, while the entries of a record pass by in their order.
///
/// One look-up in a sorted table for an entry; 16 bytes are kept of each. Twin: every entry judged from all before it, in
/// the tests.
#[derive(Clone, Debug, Default)]
pub struct Standings {
    keys: BTreeMap<Author, Key>,
    found: Vec<KeyFinding>,
}

#[derive(Clone, Debug, Default)]
struct Key {
    ended: Option<Standing>,
    guardians: Option<Guardians>,
    /// Which guardians have said that it is taken back, and the earliest time that one of them gave.
    said: BTreeSet<Author>,
    since: Option<i64>,
    /// Place and time of writing of each of its entries.
    written: Vec<(u64, i64)>,
}

impl Standings {
    /// Takes the entry that stands at `position` of the record; positions are to rise.
    pub fn take(&mut self, signed: &Signed, position: u64) {
        let entry = signed.entry();
        let key = self.keys.entry(entry.author).or_default();
        key.written.push((position, entry.written));
        match key.ended {
            Some(Standing::Revoked { position: by, .. }) => {
                return self.find(position, entry, KeyFault::AfterRevocation { by });
            }
            Some(Standing::HandedOn { position: by, .. }) => {
                return self.find(position, entry, KeyFault::AfterRotation { by });
            }
            _ => {}
        }
        let done = match entry.kind.as_str() {
            ROTATE => self.rotate(entry, position),
            GUARDIANS => self.name_guardians(entry),
            REVOKE => self.revoke(entry, position),
            _ => Ok(()),
        };
        if let Err(fault) = done {
            self.find(position, entry, fault);
        }
    }

    fn find(&mut self, position: u64, entry: &Entry, fault: KeyFault) {
        self.found.push(KeyFinding { position, author: entry.author, fault });
    }

    fn rotate(&mut self, entry: &Entry, position: u64) -> Result<(), KeyFault> {
        let rotation = Rotation::read(entry.author, &entry.body)?;
        if self.keys.contains_key(&rotation.new) {
            return Err(KeyFault::NotNew);
        }
        let old = self.keys.entry(entry.author).or_default();
        old.ended = Some(Standing::HandedOn { to: rotation.new, position });
        let guardians = old.guardians.clone();
        self.keys.insert(rotation.new, Key { guardians, ..Key::default() });
        Ok(())
    }

    fn name_guardians(&mut self, entry: &Entry) -> Result<(), KeyFault> {
        let guardians = Guardians::read(&entry.body)?;
        let key = self.keys.entry(entry.author).or_default();
        if key.guardians.is_some() {
            return Err(KeyFault::NamedBefore);
        }
        key.guardians = Some(guardians);
        Ok(())
    }

    fn revoke(&mut self, entry: &Entry, position: u64) -> Result<(), KeyFault> {
        let Revocation { key: of, since } = Revocation::read(&entry.body)?;
        let own = of == entry.author;
        let Some(key) = self.keys.get_mut(&of) else { return Err(KeyFault::NoGuardian { of }) };
        if !own && !key.guardians.as_ref().is_some_and(|guardians| guardians.authors.contains(&entry.author)) {
            return Err(KeyFault::NoGuardian { of });
        }
        if key.ended.is_some() {
            return Err(KeyFault::TakenBackBefore { of });
        }
        key.said.insert(entry.author);
        let since = key.since.map_or(since, |before| before.min(since));
        key.since = Some(since);
        let needed = key.guardians.as_ref().map_or(1, |guardians| usize::from(guardians.needed));
        if own || key.said.iter().filter(|author| **author != of).count() >= needed {
            key.ended = Some(Standing::Revoked { since, position });
            // The entry by which a key takes itself back is in no doubt more than its content.
            let doubtful = key.written.iter().filter(|(at, written)| *written >= since && *at != position);
            let fault = KeyFault::InDoubt { by: position };
            self.found.extend(doubtful.map(|(at, _)| KeyFinding { position: *at, author: of, fault: fault.clone() }));
        }
        Ok(())
    }

    /// How the key of `author` stands now; a key that nothing is known of is in use.
    pub fn of(&self, author: Author) -> Standing {
        self.keys.get(&author).and_then(|key| key.ended).unwrap_or(Standing::InUse)
    }

    /// The key that writes in place of `author` now, if any does.
    pub fn current(&self, author: Author) -> Option<Author> {
        let mut at = author;
        loop {
            match self.of(at) {
                Standing::InUse => return Some(at),
                Standing::HandedOn { to, .. } => at = to,
                Standing::Revoked { .. } => return None,
            }
        }
    }

    /// Everything that was found, in the order of the record.
    pub fn finish(mut self) -> Vec<KeyFinding> {
        self.found.sort();
        self.found
    }
}
