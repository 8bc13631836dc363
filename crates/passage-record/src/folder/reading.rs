//! Reading entries and nodes of the tree, from tiles and from the journal.

use super::Folder;
use super::disk::{Disk, DiskError};
use super::error::FolderError;
use crate::digest::Digest;
use crate::tile::{self, Files, Holds, Tile, Tiles, WIDTH};
use crate::tree::{Frontier, Nodes};

/// The tiles of a tree whose size is a multiple of 256. Full ones are on the disk; partial ones are made of those below.
pub(super) struct TileFiles<'a, D: Disk>(pub(super) &'a mut D);

impl<D: Disk> Files for TileFiles<'_, D> {
    type Error = DiskError;

    fn tile(&mut self, tile: &Tile) -> Result<Vec<u8>, DiskError> {
        let (Holds::Hashes(level @ 1..), false) = (tile.holds(), tile.is_full()) else {
            return self.0.read(&tile.to_string());
        };
        let start = tile.index() * u64::from(WIDTH);
        let mut bytes = Vec::new();
        for index in start..start + u64::from(tile.width()) {
            let below = full(Holds::Hashes(level - 1), index);
            let hashes = tile::hashes(&self.0.read(&below)?, WIDTH).ok_or(DiskError::Failed {
                path: below,
                attempt: "read",
                reason: "it does not have 256 hashes".to_owned(),
            })?;
            bytes.extend(root(&hashes).0);
        }
        Ok(bytes)
    }
}

/// The root of a full tile.
pub(super) fn root(hashes: &[Digest]) -> Digest {
    let mut frontier = Frontier::default();
    for hash in hashes {
        frontier.push(*hash);
    }
    frontier.root()
}

impl<D: Disk> Folder<D> {
    /// The bytes of the entry at `index`, from 0.
    pub fn entry(&mut self, index: u64) -> Result<&[u8], FolderError> {
        let size = self.size();
        if index >= size {
            return Err(FolderError::NoEntry { index, size });
        }
        if let Some(place) = index.checked_sub(self.first) {
            return Ok(self.held(place as usize));
        }
        let number = index / u64::from(WIDTH);
        if self.bundle.as_ref().is_none_or(|(kept, _)| *kept != number) {
            let path = full(Holds::Entries, number);
            self.bundle = Some((number, self.disk.read(&path)?));
        }
        let bytes = self.bundle.as_ref().map_or(&[][..], |(_, bytes)| bytes);
        let entries = tile::bundle(bytes, WIDTH);
        let entries = entries
            .map_err(|error| FolderError::Damaged { path: full(Holds::Entries, number), what: error.to_string() })?;
        Ok(entries[(index % u64::from(WIDTH)) as usize])
    }

    /// The bytes of the entry at this place of the journal.
    fn held(&self, place: usize) -> &[u8] {
        &self.payload[self.held_at(place, self.payload.len())]
    }

    /// Where the bytes of the entry at this place of the journal are in the journal's entries, which end at `end`.
    pub(super) fn held_at(&self, place: usize, end: usize) -> std::ops::Range<usize> {
        self.starts[place] + 2..self.starts.get(place + 1).copied().unwrap_or(end)
    }

    /// The record checkpoint that was published last, as the bytes of its note.
    pub fn checkpoint(&mut self) -> Result<Option<Vec<u8>>, FolderError> {
        match self.disk.read("checkpoint") {
            Err(DiskError::Missing { .. }) => Ok(None),
            read => Ok(Some(read?)),
        }
    }
}

/// The path of the full tile number `index`.
pub(super) fn full(holds: Holds, index: u64) -> String {
    Tile::new(holds, index, WIDTH).map_or_else(String::new, |tile| tile.to_string())
}

impl<D: Disk> Folder<D> {
    /// The node, if it is made of roots of full tiles that are in no full tile yet: they are in memory.
    fn upper_node(&self, level: u32, index: u64) -> Option<Digest> {
        let (tile_level, above) = (level / 8, level % 8);
        let row = self.upper.get(tile_level.checked_sub(1)? as usize)?;
        let start = (self.first >> (8 * tile_level)) - row.len() as u64;
        let at = usize::try_from((index << above).checked_sub(start)?).ok()?;
        row.get(at..at.checked_add(1 << above)?).map(root)
    }
}

impl<D: Disk> Nodes for Folder<D> {
    type Error = FolderError;

    fn node(&mut self, level: u32, index: u64) -> Result<Digest, FolderError> {
        let size = self.size();
        // Wide enough that no level and index overflow.
        let [start, end] = [u128::from(index), u128::from(index) + 1].map(|place| place << level.min(63));
        if end > u128::from(size) {
            return Err(FolderError::NoEntry { index: u64::try_from(end - 1).unwrap_or(u64::MAX), size });
        }
        let (start, end) = (start as u64, end as u64);
        if let Some(root) = self.upper_node(level, index) {
            return Ok(root);
        }
        let Some(held) = start.checked_sub(self.first) else {
            if end <= self.first {
                let mut tiles = Tiles::new(TileFiles(&mut self.disk), self.first);
                let node = tiles.node(level, index);
                return node.map_err(|error| FolderError::Damaged { path: "tile".to_owned(), what: error.to_string() });
            }
            let (left, right) = (self.node(level - 1, 2 * index)?, self.node(level - 1, 2 * index + 1)?);
            return Ok(crate::tree::node(left, right));
        };
        Ok(root(&self.leaves[held as usize..(end - self.first) as usize]))
    }
}
