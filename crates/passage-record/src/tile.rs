//! The tree and the entries as static files: tiles of C2SP tlog-tiles (<https://c2sp.org/tlog-tiles>), 256 wide.
//!
//! A record can be copied with any tool and read with any program that knows the specification. `Tile` names a file;
//! `hashes` reads one of the tree, `bundle` one of entries; `Tiles` has the nodes of a tree out of such files.

mod bundle;
mod nodes;

use std::fmt;
use std::str::FromStr;

use crate::digest::Digest;

pub use bundle::{LONGEST_ENTRY, NotABundle, TooLong, bundle, put_entry};
pub use nodes::{Files, NoTile, Tiles};

/// Hashes in a full tile, and entries in a full bundle (tlog-tiles, *Merkle Tree*).
pub const WIDTH: u16 = 256;

/// Levels of the tree that one tile holds: `2^8` is its width.
pub(crate) const HEIGHT: u32 = 8;

/// What a tile holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Holds {
    /// The entries themselves, each after its length: an entry bundle.
    Entries,
    /// Hashes of the tree, each of `256^level` leaves.
    Hashes(u8),
}

/// A static file of a record: what it holds, its place among its like, how many it holds.
///
/// ```
/// use passage_record::tile::{Holds, Tile};
/// let tile = Tile::new(Holds::Hashes(0), 1_234_067, 17).expect("between 1 and 256");
/// assert_eq!(tile.to_string(), "tile/0/x001/x234/067.p/17");
/// assert_eq!("tile/0/x001/x234/067.p/17".parse(), Ok(tile));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tile {
    holds: Holds,
    index: u64,
    width: u16,
}

/// The highest level that a path may name (tlog-tiles: 0 to 63).
const HIGHEST_LEVEL: u8 = 63;

impl Tile {
    /// The tile number `index`, from 0, with `width` hashes or entries. None unless `width` is from 1 to 256 and the level
    /// at most 63.
    pub fn new(holds: Holds, index: u64, width: u16) -> Option<Tile> {
        let level = matches!(holds, Holds::Entries | Holds::Hashes(..=HIGHEST_LEVEL));
        (level && (1..=WIDTH).contains(&width)).then_some(Tile { holds, index, width })
    }

    /// What it holds.
    pub fn holds(&self) -> Holds {
        self.holds
    }

    /// Its place among tiles of its kind and level, from 0.
    pub fn index(&self) -> u64 {
        self.index
    }

    /// How many hashes or entries it holds, 1 to 256.
    pub fn width(&self) -> u16 {
        self.width
    }

    /// Whether it will never change.
    pub fn is_full(&self) -> bool {
        self.width == WIDTH
    }

    /// Every tile of `holds` of a tree of `size` leaves, in order; the last may be partial.
    pub fn row(holds: Holds, size: u64) -> impl Iterator<Item = Tile> {
        let count = match holds {
            Holds::Entries => size,
            Holds::Hashes(level) => size.checked_shr(HEIGHT * u32::from(level)).unwrap_or(0),
        };
        let (full, rest) = (count / u64::from(WIDTH), (count % u64::from(WIDTH)) as u16);
        let whole = (0..full).map(move |index| Tile { holds, index, width: WIDTH });
        whole.chain((rest > 0).then_some(Tile { holds, index: full, width: rest }))
    }

    /// Every tile of the tree of `size` leaves, level by level, leaves first.
    pub fn of_tree(size: u64) -> impl Iterator<Item = Tile> {
        // Above level 7 a tile would stand for more leaves than can be counted.
        (0..HEIGHT as u8).flat_map(move |level| Tile::row(Holds::Hashes(level), size))
    }
}

impl fmt::Display for Tile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.holds {
            Holds::Entries => write!(f, "tile/entries/")?,
            Holds::Hashes(level) => write!(f, "tile/{level}/")?,
        }
        let mut parts = vec![self.index % 1000];
        let mut rest = self.index / 1000;
        while rest > 0 {
            parts.push(rest % 1000);
            rest /= 1000;
        }
        for part in parts.iter().skip(1).rev() {
            write!(f, "x{part:03}/")?;
        }
        write!(f, "{:03}", parts[0])?;
        if self.is_full() { Ok(()) } else { write!(f, ".p/{}", self.width) }
    }
}

/// What names no tile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the path of a tile, such as tile/0/x001/234 or tile/entries/000.p/17")]
pub struct NotATile;

impl FromStr for Tile {
    type Err = NotATile;

    fn from_str(path: &str) -> Result<Tile, NotATile> {
        let tile = read(path).ok_or(NotATile)?;
        // One path for one tile: whatever reads as a tile but would be written otherwise is none.
        if tile.to_string() == path { Ok(tile) } else { Err(NotATile) }
    }
}

fn read(path: &str) -> Option<Tile> {
    let (row, place) = path.strip_prefix("tile/")?.split_once('/')?;
    let holds = if row == "entries" { Holds::Entries } else { Holds::Hashes(row.parse().ok()?) };
    let (place, width) = match place.split_once(".p/") {
        Some((place, width)) => (place, width.parse().ok().filter(|width| *width < WIDTH)?),
        None => (place, WIDTH),
    };
    let mut index: u64 = 0;
    for part in place.split('/') {
        let digits = part.strip_prefix('x').unwrap_or(part);
        if digits.len() != 3 || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
            return None;
        }
        index = index.checked_mul(1000)?.checked_add(digits.parse().ok()?)?;
    }
    Tile::new(holds, index, width)
}

/// The hashes in the bytes of a tile. None unless there are exactly `width` of them.
pub fn hashes(bytes: &[u8], width: u16) -> Option<Vec<Digest>> {
    let whole = bytes.len() == Digest::BYTES * usize::from(width);
    whole.then(|| bytes.chunks_exact(Digest::BYTES).filter_map(Digest::from_bytes).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_of_seventy_thousand_has_the_tiles_of_the_specification() {
        let told = |size| {
            let mut rows: Vec<(u8, usize, u16)> = Vec::new();
            for tile in Tile::of_tree(size) {
                let Holds::Hashes(level) = tile.holds() else { panic!("a tile of the tree") };
                match rows.last_mut().filter(|row| row.0 == level) {
                    Some(row) => *row = (level, row.1 + 1, tile.width()),
                    None => rows.push((level, 1, tile.width())),
                }
            }
            rows
        };
        // Tiles on each level, and the width of the last: "273 full level 0 tiles, one partial of width 112, one full
        // level 1 tile, one partial of width 17, and one partial level 2 tile of width 1".
        assert_eq!(told(70_000), [(0, 274, 112), (1, 2, 17), (2, 1, 1)]);
        assert_eq!(told(256), [(0, 1, 256), (1, 1, 1)]);
        assert_eq!(told(0), []);
    }

    #[test]
    fn one_path_alone_is_read_for_each_tile() {
        let wrong = [
            "tile/0/01",
            "tile/0/1234",
            "tile/00/001",
            "tile/64/001",
            "tile/0/x000/001",
            "tile/0/001/002",
            "tile/0/x001",
            "tile/0/001.p/0",
            "tile/0/001.p/256",
            "tile/0/001.p/07",
            "tile/0/001.p/",
            "tile/-1/001",
            "tile/0/+01",
            "tile/x/001",
            "tile/entries/",
            "0/001",
            "tile/0/x999/x999/x999/x999/x999/x999/x999/999",
            "",
            "tile/0/001/",
            "/tile/0/001",
        ];
        for path in wrong {
            assert_eq!(path.parse::<Tile>(), Err(NotATile), "{path}");
        }
        for index in [0, 7, 999, 1000, 1_234_067, u64::MAX] {
            for width in [1, 255, 256] {
                for holds in [Holds::Entries, Holds::Hashes(0), Holds::Hashes(63)] {
                    let tile = Tile::new(holds, index, width).unwrap();
                    assert_eq!(tile.to_string().parse(), Ok(tile));
                }
            }
        }
    }
}
