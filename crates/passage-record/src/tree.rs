//! The Merkle tree of RFC 6962: one digest that stands for every entry and their order, and short proofs against it.
//!
//! All of it works on *perfect nodes*: the node at `level` and `index` covers the `2^level` leaves from `index * 2^level`
//! on. `frontier` grows a tree by its right edge alone; `proof` makes proofs from nodes that somebody keeps (`Nodes`), and
//! checks them with none.

mod frontier;
mod proof;

use crate::digest::Digest;

pub use frontier::Frontier;
pub use proof::{Mismatch, check_consistency, check_inclusion, consistency, inclusion, root};

/// The hash of a leaf: `SHA-256(0x00 || entry)` (RFC 6962, section 2.1).
pub fn leaf(entry: &[u8]) -> Digest {
    Digest::of_parts(&[&[0], entry])
}

/// The hash of an inner node: `SHA-256(0x01 || left || right)` (RFC 6962, section 2.1).
pub fn node(left: Digest, right: Digest) -> Digest {
    Digest::of_parts(&[&[1], &left.0, &right.0])
}

/// The root of a tree without leaves: `SHA-256()` (RFC 6962, section 2.1).
pub fn empty() -> Digest {
    Digest::of(b"")
}

/// Whoever keeps the perfect nodes of a tree.
pub trait Nodes {
    /// Why a node cannot be had: a file that cannot be read, or nothing at all (`Infallible`).
    type Error;

    /// The perfect node at `level` (0: leaves) and `index`. Nobody asks for a node that the tree does not cover whole.
    fn node(&mut self, level: u32, index: u64) -> Result<Digest, Self::Error>;
}

/// Every node of a tree in memory, a list for each level: for small trees, and for tests.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Memory {
    levels: Vec<Vec<Digest>>,
}

impl Memory {
    /// How many leaves it has.
    pub fn size(&self) -> u64 {
        self.levels.first().map_or(0, |leaves| leaves.len() as u64)
    }

    /// Adds a leaf on the right, and every node that it completes. Amortised constant time.
    pub fn push(&mut self, leaf: Digest) {
        let mut made = Some(leaf);
        let mut level = 0;
        while let Some(digest) = made.take() {
            if self.levels.len() == level {
                self.levels.push(Vec::new());
            }
            let row = &mut self.levels[level];
            row.push(digest);
            if let (0, [.., left, right]) = (row.len() % 2, row.as_slice()) {
                made = Some(node(*left, *right));
            }
            level += 1;
        }
    }
}

impl FromIterator<Digest> for Memory {
    fn from_iter<I: IntoIterator<Item = Digest>>(leaves: I) -> Memory {
        let mut memory = Memory::default();
        leaves.into_iter().for_each(|leaf| memory.push(leaf));
        memory
    }
}

/// A node was asked for that the tree does not cover whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the tree has no node {index} on level {level}")]
pub struct NoNode {
    /// Its level, 0 for leaves.
    pub level: u32,
    /// Its place on the level, from the left, from 0.
    pub index: u64,
}

impl Nodes for Memory {
    type Error = NoNode;

    fn node(&mut self, level: u32, index: u64) -> Result<Digest, NoNode> {
        let row = self.levels.get(level as usize);
        row.and_then(|row| row.get(usize::try_from(index).ok()?)).copied().ok_or(NoNode { level, index })
    }
}

/// The perfect nodes whose leaves are those from `start` to before `end`, from the left: at most two on every level.
///
/// `start` must be a multiple of the largest power of two that is not above `end - start`, as every range of RFC 6962 is.
pub(crate) fn cover(start: u64, end: u64) -> impl Iterator<Item = (u32, u64)> {
    let mut at = start;
    std::iter::from_fn(move || {
        let left = end.checked_sub(at).filter(|left| *left > 0)?;
        let level = left.ilog2();
        let found = (level, at >> level);
        at += 1 << level;
        Some(found)
    })
}
