//! A record as static files: made with `tlog_tiles`, read with ours, node for node.

use std::collections::BTreeMap;

use passage_record::tile::{Files, Holds, NoTile, Tile, Tiles};
use passage_record::tree::{self, Memory, Nodes};

/// Files in memory, by path.
#[derive(Default)]
pub struct Folder(pub BTreeMap<String, Vec<u8>>);

impl Files for &Folder {
    type Error = &'static str;

    fn tile(&mut self, tile: &Tile) -> Result<Vec<u8>, &'static str> {
        self.0.get(&tile.to_string()).cloned().ok_or("there is no such file")
    }
}

/// The tiles of a tree of `size` leaves, by paths of our own and with nodes of ours.
pub fn folder(nodes: &mut Memory, size: u64) -> Folder {
    let mut made = Folder::default();
    for tile in Tile::of_tree(size) {
        let Holds::Hashes(level) = tile.holds() else { panic!("a tile of the tree") };
        let first = tile.index() * 256;
        let hashes = (first..first + u64::from(tile.width())).map(|at| nodes.node(8 * u32::from(level), at).unwrap().0);
        made.0.insert(tile.to_string(), hashes.flatten().collect());
    }
    made
}

#[test]
fn every_node_can_be_had_out_of_the_tiles_of_another_implementation() {
    let mut stored = super::tree::Stored::default();
    let mut nodes = Memory::default();
    for at in 0..70_001_u32 {
        stored.push(&at.to_be_bytes());
        nodes.push(tree::leaf(&at.to_be_bytes()));
    }
    for size in [1, 255, 256, 257, 65_536, 65_537, 70_001] {
        let mut theirs = Folder::default();
        for tile in tlog_tiles::tile::Tile::new_tiles(8, 0, size) {
            // Their path names the height of a tile, which the specification leaves away.
            let path = tile.path().replacen("tile/8/", "tile/", 1);
            theirs.0.insert(path, tile.read_data(&stored).unwrap());
        }
        assert_eq!(theirs.0, folder(&mut nodes, size).0);
        let mut tiles = Tiles::new(&theirs, size);
        assert_eq!(tree::root(&mut tiles, size), Ok(tree::root(&mut nodes, size).unwrap()));
        for level in 0..=size.ilog2() {
            let last = (size >> level) - 1;
            for index in [0, last / 3, last / 2, last] {
                assert_eq!(
                    tiles.node(level, index),
                    Ok(nodes.node(level, index).unwrap()),
                    "{level} {index} of {size}"
                );
            }
            assert!(matches!(tiles.node(level, last + 1), Err(NoTile::Outside { .. })));
        }
        assert!(matches!(tiles.node(63, 1), Err(NoTile::Outside { .. })));
        assert!(matches!(tiles.node(64, 0), Err(NoTile::Outside { .. })));
        assert!(matches!(tiles.node(1, u64::MAX), Err(NoTile::Outside { .. })));
    }
}

#[test]
fn a_full_tile_stands_in_for_a_partial_one_and_a_cut_one_is_named() {
    let mut nodes: Memory = (0..256_u32).map(|at| tree::leaf(&at.to_be_bytes())).collect();
    let root = tree::root(&mut nodes, 200).unwrap();
    let mut files = folder(&mut nodes, 256);
    let whole = files.0["tile/0/000"].clone();
    files.0.insert("tile/0/000.p/200".to_owned(), whole.clone());
    assert_eq!(tree::root(&mut Tiles::new(&files, 200), 200), Ok(root));
    files.0.insert("tile/0/000.p/200".to_owned(), whole[..199 * 32].to_vec());
    let cut = tree::root(&mut Tiles::new(&files, 200), 200).unwrap_err();
    assert_eq!(cut.to_string(), "tile/0/000.p/200 has 6368 bytes where 6400 belong");
    files.0.clear();
    let none = tree::root(&mut Tiles::new(&files, 200), 200).unwrap_err();
    assert_eq!(none.to_string(), "tile/0/000.p/200 cannot be read: there is no such file");
}
