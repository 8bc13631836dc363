//! The nodes of a tree out of its tiles.

use std::collections::BTreeMap;

use super::{HEIGHT, Holds, Tile, WIDTH, hashes};
use crate::digest::Digest;
use crate::tree::{Nodes, node};

/// Wherever the files of a record lie.
pub trait Files {
    /// Why a file cannot be had.
    type Error;

    /// The bytes of `tile`. A full tile may stand in for a partial one; whoever has both may give either.
    fn tile(&mut self, tile: &Tile) -> Result<Vec<u8>, Self::Error>;
}

/// A node of a tree cannot be had out of its files.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoTile<E> {
    /// The file cannot be read.
    #[error("{tile} cannot be read: {error}")]
    Unread {
        /// The file.
        tile: Tile,
        /// Why not.
        error: E,
    },
    /// The file has another length than its name says.
    #[error("{tile} has {bytes} bytes where {} belong", 32 * u32::from(tile.width()))]
    Length {
        /// The file.
        tile: Tile,
        /// How many bytes it has.
        bytes: usize,
    },
    /// The tree is too small for such a node.
    #[error("a record of {size} entries has no node {index} on level {level}")]
    Outside {
        /// Leaves of the tree.
        size: u64,
        /// The level asked for, from the leaves up.
        level: u32,
        /// The place on the level.
        index: u64,
    },
}

/// The tree of the first `size` leaves, read from its tiles; the last tile read on each level is kept in memory.
///
/// Nothing of what is read is checked here: proofs made from it hold against a root, or do not.
#[derive(Debug)]
pub struct Tiles<F> {
    files: F,
    size: u64,
    kept: BTreeMap<u8, (u64, Vec<Digest>)>,
}

impl<F: Files> Tiles<F> {
    /// The tree of the first `size` leaves of the record that lies in `files`.
    pub fn new(files: F, size: u64) -> Tiles<F> {
        Tiles { files, size, kept: BTreeMap::new() }
    }

    fn load(&mut self, level: u8, index: u64) -> Result<&[Digest], NoTile<F::Error>> {
        if self.kept.get(&level).is_none_or(|kept| kept.0 != index) {
            let on_level = self.size >> (HEIGHT * u32::from(level));
            let width = (on_level - index * u64::from(WIDTH)).min(u64::from(WIDTH)) as u16;
            let tile = Tile { holds: Holds::Hashes(level), index, width };
            let mut bytes = self.files.tile(&tile).map_err(|error| NoTile::Unread { tile, error })?;
            if bytes.len() == Digest::BYTES * usize::from(WIDTH) {
                bytes.truncate(Digest::BYTES * usize::from(width));
            }
            let read = hashes(&bytes, width).ok_or(NoTile::Length { tile, bytes: bytes.len() })?;
            self.kept.insert(level, (index, read));
        }
        Ok(self.kept.get(&level).map_or(&[], |kept| kept.1.as_slice()))
    }
}

impl<F: Files> Nodes for Tiles<F> {
    type Error = NoTile<F::Error>;

    fn node(&mut self, level: u32, index: u64) -> Result<Digest, NoTile<F::Error>> {
        let size = self.size;
        let outside = NoTile::Outside { size, level, index };
        // The last leaf that the node covers must be there.
        let end = index.checked_add(1).and_then(|next| next.checked_shl(level).filter(|end| end >> level == next));
        if level >= u64::BITS || end.is_none_or(|end| end > size) {
            return Err(outside);
        }
        let (tile_level, above) = ((level / HEIGHT) as u8, level % HEIGHT);
        let first = index << above;
        let row = self.load(tile_level, first / u64::from(WIDTH))?;
        let start = (first % u64::from(WIDTH)) as usize;
        let mut made = row.get(start..start + (1 << above)).ok_or(outside)?.to_vec();
        while made.len() > 1 {
            made = made.chunks_exact(2).map(|pair| node(pair[0], pair[1])).collect();
        }
        made.first().copied().ok_or(NoTile::Outside { size, level, index })
    }
}
