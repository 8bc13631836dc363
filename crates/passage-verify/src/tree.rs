//! The Merkle tree of RFC 6962, as its section 2.1 defines it.

use crate::bytes::{Hash, sha256};

/// The hash of an entry as a leaf: `SHA-256(0x00 || entry)`.
pub fn leaf(entry: &[u8]) -> Hash {
    sha256(&[&[0], entry])
}

/// The hash of two subtrees: `SHA-256(0x01 || left || right)`.
pub fn node(left: Hash, right: Hash) -> Hash {
    sha256(&[&[1], &left, &right])
}

/// The root of the tree of these leaves; of none, the hash of nothing.
pub fn root(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => sha256(&[]),
        [only] => *only,
        _ => {
            let (left, right) = leaves.split_at(split(leaves.len()));
            node(root(left), root(right))
        }
    }
}

/// The largest power of two below `count`, which is at least 2.
fn split(count: usize) -> usize {
    1 << (count - 1).ilog2()
}

/// The root that `path` leads to from `leaf`, number `index` of `size`: section 2.1.1 read backwards, from the root down.
/// None if the path is too long or too short.
pub fn root_by_path(leaf: Hash, index: u64, size: u64, path: &[Hash]) -> Option<Hash> {
    if index >= size {
        return None;
    }
    if size == 1 {
        return path.is_empty().then_some(leaf);
    }
    let (top, below) = path.split_last()?;
    let left = 1 << (size - 1).ilog2();
    if index < left {
        Some(node(root_by_path(leaf, index, left, below)?, *top))
    } else {
        Some(node(*top, root_by_path(leaf, index - left, size - left, below)?))
    }
}
