//! Hand-overs: entries of one device as one signed file, for another that was offline, in any order and as often as one likes.
//!
//! A statement in lines, and the entries behind it:
//!
//! ```text
//! passage hand-over 1
//! from 3b6a27bcceb6a42d62a3a8d02a6f0d73653215771de243a63ac048a18b59da29
//! made 1646852400              (seconds since 1970 UTC, by the device's clock)
//! entries 214
//! root 51f2…77a0               (of the RFC 6962 tree over them, in this order)
//! chain 3b6a…da29 0 119        (an author, and the first and last number of the author's entries here, by author)
//! chain ea4a…d22c 40 133
//! signature 8f0e…190c          (Ed25519 of `from` over every byte above this line)
//! …                            (each entry behind its length in two bytes, the higher first)
//! ```
//!
//! The signature covers the root and so every entry: a file that was cut or changed on the way is refused whole. The lines
//! of the chains say what the file is complete for: every number from first to last is in it, in order. Where a number is
//! missing, or is there twice since its author told two stories, another line begins.

mod read;

use ed25519_dalek::{Signer, SigningKey};

use crate::digest::Digest;
use crate::entry::{Author, Signed};
use crate::tile::{TooLong, put_entry};
use crate::tree::{Frontier, leaf};

pub use read::NotAHandover;

/// The first line of every hand-over, without its line end.
pub const FIRST_LINE: &str = "passage hand-over 1";

/// The most entries in one hand-over: what a phone reads into memory without trouble. More are handed over in parts.
pub const MOST_ENTRIES: usize = 100_000;

/// The most bytes of one hand-over: as many as a folder makes durable at once ([`crate::folder::MOST_BATCH`]), and its lines.
pub const MOST_BYTES: usize = crate::folder::MOST_BATCH + 1024 * 1024;

/// Entries on their way from one device to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handover {
    /// The device that hands over; it vouches that the file is whole, not for what the entries say.
    pub from: Author,
    /// When it was made, in seconds since 1970 UTC.
    pub made: i64,
    /// The entries, by author and number.
    pub entries: Vec<Signed>,
}

/// Entries cannot be handed over as they are.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotHanded {
    /// More than one file takes.
    #[error(
        "{entries} entries of {bytes} bytes: a hand-over takes {MOST_ENTRIES} entries and 64 MiB; hand over in parts"
    )]
    Large {
        /// How many entries.
        entries: usize,
        /// How many bytes.
        bytes: usize,
    },
    /// An entry that no file can hold.
    #[error(transparent)]
    TooLong(#[from] TooLong),
}

/// Whose entries follow one another, from which number to which.
type Chain = (Author, u64, u64);

/// The runs of entries in which one author's numbers rise by one.
fn chains(entries: &[Signed]) -> Vec<Chain> {
    let mut chains: Vec<Chain> = Vec::new();
    for signed in entries {
        let (author, sequence) = (signed.entry().author, signed.entry().sequence);
        match chains.last_mut() {
            Some((same, _, last)) if *same == author && last.checked_add(1) == Some(sequence) => *last = sequence,
            _ => chains.push((author, sequence, sequence)),
        }
    }
    chains
}

/// The root of the tree over these entries.
fn root(entries: &[Signed]) -> Digest {
    let mut frontier = Frontier::default();
    for signed in entries {
        frontier.push(leaf(signed.bytes()));
    }
    frontier.root()
}

impl Handover {
    /// A hand-over of these entries, whatever their order.
    pub fn new(from: Author, made: i64, mut entries: Vec<Signed>) -> Handover {
        entries.sort_by_key(|signed| (signed.entry().author, signed.entry().sequence, signed.address()));
        entries.dedup_by_key(|signed| signed.address());
        Handover { from, made, entries }
    }

    /// The bytes of the file, signed with the key of `from`. Linear in the bytes of the entries.
    pub fn write(&self, key: &SigningKey) -> Result<Vec<u8>, NotHanded> {
        let bytes: usize = self.entries.iter().map(|signed| signed.bytes().len() + 2).sum();
        if self.entries.len() > MOST_ENTRIES || bytes > crate::folder::MOST_BATCH {
            return Err(NotHanded::Large { entries: self.entries.len(), bytes });
        }
        let statement = self.statement();
        let signature = key.sign(statement.as_bytes()).to_bytes();
        let [first, second] = [&signature[..32], &signature[32..]]
            .map(|half| Digest::from_bytes(half).map_or_else(String::new, |half| half.to_string()));
        let mut file = format!("{statement}signature {first}{second}\n").into_bytes();
        for signed in &self.entries {
            put_entry(&mut file, signed.bytes())?;
        }
        Ok(file)
    }

    /// The lines that are signed.
    fn statement(&self) -> String {
        let Handover { from, made, entries } = self;
        let chains =
            chains(entries).into_iter().map(|(author, first, last)| format!("chain {author} {first} {last}\n"));
        let chains = chains.collect::<Vec<_>>().concat();
        format!("{FIRST_LINE}\nfrom {from}\nmade {made}\nentries {}\nroot {}\n{chains}", entries.len(), root(entries))
    }
}
