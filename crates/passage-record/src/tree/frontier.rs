//! The right edge of a tree: all that is needed to append to it.

use super::{cover, empty, node};
use crate::digest::Digest;

/// The perfect subtrees that a tree of `size` leaves is made of, the widest first: one for each bit that is set in `size`.
///
/// Appending costs amortised constant time, the root logarithmic time; 64 digests at most are kept. (Crosby and Wallach,
/// *Efficient Data Structures for Tamper-Evident Logging*, 2009, section 3.3, call it the frozen nodes.)
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frontier {
    size: u64,
    roots: Vec<Digest>,
}

impl Frontier {
    /// The frontier of a tree of `size` leaves from its perfect nodes, in the order of [`Frontier::places`].
    /// None if their number is not that of the bits set in `size`.
    pub fn from_parts(size: u64, roots: Vec<Digest>) -> Option<Frontier> {
        (roots.len() == size.count_ones() as usize).then_some(Frontier { size, roots })
    }

    /// Level and index of the perfect nodes that the frontier of a tree of `size` leaves holds, the widest first.
    pub fn places(size: u64) -> impl Iterator<Item = (u32, u64)> {
        cover(0, size)
    }

    /// How many leaves the tree has.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Adds a leaf, given by its hash ([`super::leaf`]).
    pub fn push(&mut self, leaf: Digest) {
        let mut made = leaf;
        for _ in 0..self.size.trailing_ones() {
            if let Some(left) = self.roots.pop() {
                made = node(left, made);
            }
        }
        self.roots.push(made);
        self.size += 1;
    }

    /// The root of the tree.
    pub fn root(&self) -> Digest {
        let mut from_the_right = self.roots.iter().rev().copied();
        let last = from_the_right.next();
        last.map_or_else(empty, |last| from_the_right.fold(last, |right, left| node(left, right)))
    }
}
