//! Chains: whether the entries of each author follow one another, and what does not.

use std::collections::BTreeMap;

use super::{Author, Signed};
use crate::digest::Digest;

/// What is wrong with an author's chain, and where in the record it shows.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
#[error("entry {position} (author {}, number {sequence}): {fault}", author.short())]
pub struct ChainFinding {
    /// The place in the record of the entry at which it shows, from 0.
    pub position: u64,
    /// Whose chain it is.
    pub author: Author,
    /// The entry's number in that chain.
    pub sequence: u64,
    /// What is wrong.
    pub fault: Fault,
}

/// What can be wrong between an entry and the entry that it says it follows.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum Fault {
    /// Entries of the author are not in the record.
    #[error("numbers {from} to {to} of this author are not in the record: they were hidden, or are still to come")]
    Gap {
        /// The first number that is not there.
        from: u64,
        /// The last.
        to: u64,
    },
    /// Another entry has the same author and number. Both are kept: the author told two stories, or two hold the key.
    #[error("it and entry {other} have the same author and number: two histories under one key; both are kept")]
    Fork {
        /// The place of the other.
        other: u64,
    },
    /// The entry before it is there, but is not the one that it names.
    #[error("it follows an entry that is not in the record, though another with that number is: one was replaced")]
    Severed,
    /// It stands before the entry that it follows.
    #[error("it stands before entry {parent}, which it follows: the order was changed")]
    Reordered {
        /// The place of the entry that it follows.
        parent: u64,
    },
    /// It says that it was written before the entry that it follows.
    #[error("it says that it was written {seconds} s before entry {parent}, which it follows: a clock was set back")]
    BackDated {
        /// The place of the entry that it follows.
        parent: u64,
        /// How many seconds before.
        seconds: u64,
    },
    /// The device's counter did not rise.
    #[error(
        "the device's counter did not rise since entry {parent}, which it follows: the device was reset, or two hold its key"
    )]
    CounterFell {
        /// The place of the entry that it follows.
        parent: u64,
    },
    /// The same entry stands in the record before.
    #[error("it is entry {first} once more")]
    Repeated {
        /// The place at which it stood first.
        first: u64,
    },
}

/// Checks the chains of all authors while the entries of a record pass by, in any order.
///
/// One look-up in a sorted table for an entry; about 150 bytes are kept of each. Twin: every pair of entries compared,
/// in the tests.
#[derive(Clone, Debug, Default)]
pub struct Chains {
    /// For each author and number the entries that have them: one, unless there is a fork.
    links: BTreeMap<(Author, u64), Vec<Link>>,
    /// Children whose parent has not come, by the author and number that the parent must have.
    waiting: BTreeMap<(Author, u64), Vec<Child>>,
    found: Vec<ChainFinding>,
}

#[derive(Clone, Copy, Debug)]
struct Link {
    address: Digest,
    position: u64,
    written: i64,
    ticks: u64,
}

#[derive(Clone, Copy, Debug)]
struct Child {
    parent: Digest,
    link: Link,
}

impl Chains {
    /// Takes the entry that stands at `position` of the record. Positions are to rise.
    pub fn take(&mut self, signed: &Signed, position: u64) {
        let entry = signed.entry();
        let (author, sequence) = (entry.author, entry.sequence);
        let link = Link { address: signed.address(), position, written: entry.written, ticks: entry.ticks };
        let same = self.links.entry((author, sequence)).or_default();
        if let Some(first) = same.iter().find(|other| other.address == link.address) {
            let fault = Fault::Repeated { first: first.position };
            self.found.push(ChainFinding { position, author, sequence, fault });
            return;
        }
        let other = same.first().map(|other| other.position);
        same.push(link);
        if let Some(other) = other {
            self.found.push(ChainFinding { position, author, sequence, fault: Fault::Fork { other } });
        }
        if let (Some(parent), Some(before)) = (entry.parent, sequence.checked_sub(1)) {
            let there = self.links.get(&(author, before)).and_then(|links| links.iter().find(|l| l.address == parent));
            match there.copied() {
                Some(found) => self.compare((author, sequence), link, found),
                None => self.waiting.entry((author, before)).or_default().push(Child { parent, link }),
            }
        }
        self.join_children((author, sequence), link);
    }

    /// The children of `parent`, which has just come, wait no longer.
    fn join_children(&mut self, (author, sequence): (Author, u64), parent: Link) {
        let Some(children) = self.waiting.remove(&(author, sequence)) else {
            return;
        };
        let (own, others): (Vec<Child>, Vec<Child>) = children.into_iter().partition(|c| c.parent == parent.address);
        if !others.is_empty() {
            self.waiting.insert((author, sequence), others);
        }
        for child in own {
            let fault = Fault::Reordered { parent: parent.position };
            self.found.push(ChainFinding { position: child.link.position, author, sequence: sequence + 1, fault });
            self.compare((author, sequence + 1), child.link, parent);
        }
    }

    /// What an entry and the one that it follows say of time.
    fn compare(&mut self, (author, sequence): (Author, u64), link: Link, parent: Link) {
        let mut find = |fault| self.found.push(ChainFinding { position: link.position, author, sequence, fault });
        if link.written < parent.written {
            let seconds = parent.written.abs_diff(link.written);
            find(Fault::BackDated { parent: parent.position, seconds });
        }
        if link.ticks <= parent.ticks {
            find(Fault::CounterFell { parent: parent.position });
        }
    }

    /// Everything that was found, in the order of positions; what still waits for its parent is found now.
    pub fn finish(mut self) -> Vec<ChainFinding> {
        for (&(author, before), children) in &self.waiting {
            let replaced = self.links.contains_key(&(author, before));
            // Where nothing has the number before, the numbers back to the last that is there are missing.
            let last = self.links.range((author, 0)..(author, before)).next_back().map(|((_, number), _)| *number);
            let fault =
                if replaced { Fault::Severed } else { Fault::Gap { from: last.map_or(0, |l| l + 1), to: before } };
            self.found.extend(children.iter().map(|child| {
                let position = child.link.position;
                ChainFinding { position, author, sequence: before + 1, fault: fault.clone() }
            }));
        }
        self.found.sort();
        self.found
    }
}
