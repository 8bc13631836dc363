//! Proofs: that an entry is in a tree, and that a tree is the beginning of a larger one.

use super::{Nodes, cover, empty, node};
use crate::digest::Digest;

/// A proof does not lead to the root that it is held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Mismatch {
    /// There is no such leaf in a tree of that size.
    #[error("there is no entry {index} in a record of {size} entries")]
    Outside {
        /// The leaf asked for, from 0.
        index: u64,
        /// Leaves of the tree.
        size: u64,
    },
    /// The older tree has more leaves than the newer.
    #[error("a record of {older} entries cannot be the beginning of one of {newer}")]
    Shrunk {
        /// Leaves of the tree that is said to be older.
        older: u64,
        /// Leaves of the tree that is said to be newer.
        newer: u64,
    },
    /// The proof has too few or too many hashes for these sizes.
    #[error("the proof has {found} hashes where these sizes need {expected}")]
    Length {
        /// Hashes that the proof has.
        found: usize,
        /// Hashes that it must have.
        expected: usize,
    },
    /// The hashes lead to another root, at the older or the newer size.
    #[error("the hashes do not lead to the root of the record of {size} entries")]
    Root {
        /// Leaves of the tree whose root is another.
        size: u64,
    },
}

/// The root of the first `size` leaves (RFC 6962, section 2.1). Logarithmic in `size`.
pub fn root<N: Nodes>(nodes: &mut N, size: u64) -> Result<Digest, N::Error> {
    if size == 0 { Ok(empty()) } else { range(nodes, 0, size) }
}

/// The hash of the leaves from `start` to before `end`, as one subtree.
fn range<N: Nodes>(nodes: &mut N, start: u64, end: u64) -> Result<Digest, N::Error> {
    let parts: Vec<Digest> =
        cover(start, end).map(|(level, index)| nodes.node(level, index)).collect::<Result<_, _>>()?;
    let mut from_the_right = parts.into_iter().rev();
    let last = from_the_right.next().unwrap_or_else(empty);
    Ok(from_the_right.fold(last, |right, left| node(left, right)))
}

/// The largest power of two below `count`, which is at least 2: where RFC 6962 splits a tree.
fn split(count: u64) -> u64 {
    1 << (count - 1).ilog2()
}

/// The audit path of leaf `index` in the tree of the first `size` leaves, from the leaf up (RFC 6962, section 2.1.1).
/// None if there is no such leaf. Logarithmic in `size`.
pub fn inclusion<N: Nodes>(nodes: &mut N, index: u64, size: u64) -> Result<Option<Vec<Digest>>, N::Error> {
    if index >= size {
        return Ok(None);
    }
    let (mut start, mut end) = (0, size);
    let mut path = Vec::new();
    while end - start > 1 {
        let middle = start + split(end - start);
        if index < middle {
            path.push(range(nodes, middle, end)?);
            end = middle;
        } else {
            path.push(range(nodes, start, middle)?);
            start = middle;
        }
    }
    path.reverse();
    Ok(Some(path))
}

/// The proof that the tree of the first `older` leaves is the beginning of that of the first `newer` (RFC 6962, section
/// 2.1.2). None if `older` is larger; nothing needs proving, and the proof is empty, if `older` is 0 or the same.
pub fn consistency<N: Nodes>(nodes: &mut N, older: u64, newer: u64) -> Result<Option<Vec<Digest>>, N::Error> {
    if older > newer {
        return Ok(None);
    }
    let mut proof = Vec::new();
    if older == 0 || older == newer {
        return Ok(Some(proof));
    }
    let (mut start, mut end) = (0, newer);
    while end > older {
        let middle = start + split(end - start);
        if older <= middle {
            proof.push(range(nodes, middle, end)?);
            end = middle;
        } else {
            proof.push(range(nodes, start, middle)?);
            start = middle;
        }
    }
    // The whole older tree is known to whoever checks; a part of it is not.
    if start > 0 {
        proof.push(range(nodes, start, end)?);
    }
    proof.reverse();
    Ok(Some(proof))
}

/// Checks that the leaf with the hash `leaf` is number `index` of the tree with `root` and `size` leaves.
/// (RFC 9162, section 2.1.3.2: the walk from the leaf up, told left from right by the bits of the index.)
pub fn check_inclusion(leaf: Digest, index: u64, size: u64, root: Digest, path: &[Digest]) -> Result<(), Mismatch> {
    if index >= size {
        return Err(Mismatch::Outside { index, size });
    }
    let expected = path_length(index, size);
    if path.len() != expected {
        return Err(Mismatch::Length { found: path.len(), expected });
    }
    let (mut place, mut last, mut made) = (index, size - 1, leaf);
    for &sibling in path {
        if place & 1 == 1 || place == last {
            made = node(sibling, made);
            while place & 1 == 0 && place != 0 {
                place >>= 1;
                last >>= 1;
            }
        } else {
            made = node(made, sibling);
        }
        place >>= 1;
        last >>= 1;
    }
    if made == root { Ok(()) } else { Err(Mismatch::Root { size }) }
}

/// How many hashes the audit path of leaf `index` in a tree of `size` leaves has.
fn path_length(index: u64, size: u64) -> usize {
    let last = size - 1;
    // Up to where the ways of the leaf and of the last leaf meet, every level has a sibling; above, each left subtree.
    let apart = 64 - (index ^ last).leading_zeros();
    let above = index.checked_shr(apart).unwrap_or(0).count_ones();
    (apart + above) as usize
}

/// Checks that the tree with `older_root` is the beginning of the one with `newer_root`; each with its number of leaves.
/// (RFC 9162, section 2.1.4.2.)
pub fn check_consistency(
    (older, older_root): (u64, Digest),
    (newer, newer_root): (u64, Digest),
    proof: &[Digest],
) -> Result<(), Mismatch> {
    if older > newer {
        return Err(Mismatch::Shrunk { older, newer });
    }
    if older == 0 && older_root != empty() {
        return Err(Mismatch::Root { size: 0 });
    }
    if older == newer && older_root != newer_root {
        return Err(Mismatch::Root { size: newer });
    }
    let expected = consistency_length(older, newer);
    if proof.len() != expected {
        return Err(Mismatch::Length { found: proof.len(), expected });
    }
    if older == 0 || older == newer {
        return Ok(());
    }
    // The older tree's last perfect node is the first hash, or the older root itself where the older tree is perfect.
    let (first, rest) = match proof.split_first() {
        Some((first, rest)) if !older.is_power_of_two() => (*first, rest),
        _ => (older_root, proof),
    };
    let shift = older.trailing_zeros();
    let (mut place, mut last) = ((older - 1) >> shift, (newer - 1) >> shift);
    let (mut old, mut new) = (first, first);
    for &hash in rest {
        if place & 1 == 1 || place == last {
            old = node(hash, old);
            new = node(hash, new);
            while place & 1 == 0 && place != 0 {
                place >>= 1;
                last >>= 1;
            }
        } else {
            new = node(new, hash);
        }
        place >>= 1;
        last >>= 1;
    }
    if old != older_root {
        return Err(Mismatch::Root { size: older });
    }
    if new == newer_root { Ok(()) } else { Err(Mismatch::Root { size: newer }) }
}

/// How many hashes a consistency proof between trees of these sizes has.
fn consistency_length(older: u64, newer: u64) -> usize {
    if older == 0 || older == newer {
        return 0;
    }
    let shift = older.trailing_zeros();
    let path = path_length((older - 1) >> shift, ((newer - 1) >> shift) + 1);
    path + usize::from(!older.is_power_of_two())
}
