//! The tree beside a slow twin that follows RFC 6962 word for word, beside `ct-merkle` and `tlog_tiles`, and on the
//! known answers of Certificate Transparency.

use std::convert::Infallible;

use passage_record::digest::Digest;
use passage_record::tree::{self, Frontier, Memory, Mismatch};
use proptest::prelude::*;
use sha2::Sha256;

/// MTH(D[n]) of RFC 6962, section 2.1, by its own recursion.
fn slow_root(entries: &[Vec<u8>]) -> Digest {
    match entries {
        [] => tree::empty(),
        [only] => tree::leaf(only),
        _ => {
            let (left, right) = entries.split_at(slow_split(entries.len()));
            tree::node(slow_root(left), slow_root(right))
        }
    }
}

fn slow_split(count: usize) -> usize {
    (1..63).map(|power| 1 << power).take_while(|split| *split < count).last().unwrap_or(1)
}

/// PATH(m, D[n]) of section 2.1.1.
fn slow_path(index: usize, entries: &[Vec<u8>]) -> Vec<Digest> {
    if entries.len() == 1 {
        return Vec::new();
    }
    let (left, right) = entries.split_at(slow_split(entries.len()));
    let (mut path, other) = if index < left.len() {
        (slow_path(index, left), slow_root(right))
    } else {
        (slow_path(index - left.len(), right), slow_root(left))
    };
    path.push(other);
    path
}

/// SUBPROOF(m, D[n], b) of section 2.1.2.
fn slow_subproof(older: usize, entries: &[Vec<u8>], whole: bool) -> Vec<Digest> {
    if older == entries.len() {
        return if whole { Vec::new() } else { vec![slow_root(entries)] };
    }
    let (left, right) = entries.split_at(slow_split(entries.len()));
    let (mut proof, other) = if older <= left.len() {
        (slow_subproof(older, left, whole), slow_root(right))
    } else {
        (slow_subproof(older - left.len(), right, false), slow_root(left))
    };
    proof.push(other);
    proof
}

fn entries(count: usize) -> Vec<Vec<u8>> {
    (0..count).map(|at| format!("entry {at}").into_bytes()).collect()
}

fn memory(entries: &[Vec<u8>]) -> Memory {
    entries.iter().map(|entry| tree::leaf(entry)).collect()
}

#[test]
fn the_known_answers_of_certificate_transparency_hold() {
    let leaves: Vec<Vec<u8>> = vec![
        vec![],
        vec![0x00],
        vec![0x10],
        vec![0x20, 0x21],
        vec![0x30, 0x31],
        (0x40..0x44).collect(),
        (0x50..0x58).collect(),
        (0x60..0x70).collect(),
    ];
    let roots = [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];
    let mut frontier = Frontier::default();
    let mut nodes = memory(&leaves);
    for (size, known) in roots.iter().enumerate() {
        assert_eq!(frontier.root().to_string(), *known);
        assert_eq!(tree::root(&mut nodes, size as u64).unwrap().to_string(), *known);
        if let Some(leaf) = leaves.get(size) {
            frontier.push(tree::leaf(leaf));
        }
    }
    // The published audit paths and consistency proofs of the same reference (leaf 5 of 8; 6 to 8; 2 to 5).
    let hexadecimal =
        |proof: Option<Vec<Digest>>| -> Vec<String> { proof.unwrap().iter().map(Digest::to_string).collect() };
    assert_eq!(
        hexadecimal(tree::inclusion(&mut nodes, 5, 8).unwrap()),
        [
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ]
    );
    assert_eq!(
        hexadecimal(tree::consistency(&mut nodes, 6, 8).unwrap()),
        [
            "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ]
    );
    assert_eq!(
        hexadecimal(tree::consistency(&mut nodes, 2, 5).unwrap()),
        [
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        ]
    );
}

#[test]
fn every_proof_of_every_small_tree_is_that_of_the_specification_and_is_accepted() {
    let all = entries(40);
    let mut nodes = memory(&all);
    let mut frontier = Frontier::default();
    for size in 0..=all.len() {
        let some = &all[..size];
        let root = slow_root(some);
        assert_eq!((frontier.size(), frontier.root()), (size as u64, root));
        assert_eq!(tree::root(&mut nodes, size as u64), Ok(root));
        for (index, entry) in some.iter().enumerate() {
            let path = tree::inclusion(&mut nodes, index as u64, size as u64).unwrap().unwrap();
            assert_eq!(path, slow_path(index, some));
            assert_eq!(tree::check_inclusion(tree::leaf(entry), index as u64, size as u64, root, &path), Ok(()));
        }
        assert_eq!(tree::inclusion(&mut nodes, size as u64, size as u64), Ok(None));
        for older in 0..=size {
            let proof = tree::consistency(&mut nodes, older as u64, size as u64).unwrap().unwrap();
            if older > 0 {
                assert_eq!(proof, slow_subproof(older, some, true));
            }
            let older = (older as u64, slow_root(&all[..older]));
            assert_eq!(tree::check_consistency(older, (size as u64, root), &proof), Ok(()));
        }
        assert_eq!(tree::consistency(&mut nodes, size as u64 + 1, size as u64), Ok(None));
        if let Some(entry) = all.get(size) {
            frontier.push(tree::leaf(entry));
        }
    }
}

#[test]
fn ct_merkle_makes_the_same_proofs() {
    let all = entries(150);
    let mut theirs = ct_merkle::mem_backed_tree::MemoryBackedTree::<Sha256, Vec<u8>>::new();
    let mut nodes = memory(&all);
    for (before, entry) in all.iter().enumerate() {
        theirs.push(entry.clone());
        let size = before as u64 + 1;
        let root = tree::root(&mut nodes, size).unwrap();
        assert_eq!(theirs.root().as_bytes().as_slice(), root.0);
        for index in (0..size).step_by(7) {
            let ours = tree::inclusion(&mut nodes, index, size).unwrap().unwrap();
            assert_eq!(theirs.prove_inclusion(index as usize).as_bytes(), flat(&ours));
        }
        for older in (1..size).step_by(5) {
            let ours = tree::consistency(&mut nodes, older, size).unwrap().unwrap();
            assert_eq!(theirs.prove_consistency((size - older) as usize).as_bytes(), flat(&ours));
        }
    }
}

fn flat(proof: &[Digest]) -> Vec<u8> {
    proof.iter().flat_map(|digest| digest.0).collect()
}

/// What `tlog_tiles` keeps: every hash, at its own numbering.
#[derive(Default)]
pub struct Stored {
    hashes: Vec<tlog_tiles::tlog::Hash>,
    size: u64,
}

impl Stored {
    pub fn push(&mut self, entry: &[u8]) {
        let new = tlog_tiles::tlog::stored_hashes(self.size, entry, self).expect("it has what it needs");
        self.hashes.extend(new);
        self.size += 1;
    }
}

impl tlog_tiles::tlog::HashReader for Stored {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<tlog_tiles::tlog::Hash>, tlog_tiles::tlog::Error> {
        Ok(indexes.iter().map(|index| self.hashes[*index as usize]).collect())
    }
}

#[test]
fn tlog_tiles_accepts_our_proofs_and_makes_the_same() {
    let all = entries(300);
    let mut stored = Stored::default();
    for entry in &all {
        stored.push(entry);
    }
    let theirs = |hash: Digest| tlog_tiles::tlog::Hash(hash.0);
    let mut nodes = memory(&all);
    for size in [1, 2, 3, 64, 255, 256, 257, 300] {
        let root = tree::root(&mut nodes, size).unwrap();
        assert_eq!(tlog_tiles::tlog::tree_hash(size, &stored).unwrap(), theirs(root));
        for index in (0..size).step_by(11) {
            let path: Vec<_> =
                tree::inclusion(&mut nodes, index, size).unwrap().unwrap().into_iter().map(theirs).collect();
            assert_eq!(tlog_tiles::tlog::prove_record(size, index, &stored).unwrap(), path);
            let leaf = theirs(tree::leaf(&all[index as usize]));
            tlog_tiles::tlog::check_record(&path, size, theirs(root), index, leaf).expect("our proof holds");
        }
        for older in (1..=size).step_by(13) {
            let proof: Vec<_> =
                tree::consistency(&mut nodes, older, size).unwrap().unwrap().into_iter().map(theirs).collect();
            assert_eq!(tlog_tiles::tlog::prove_tree(size, older, &stored).unwrap(), proof);
        }
    }
}

/// Every node of a tree whose leaves are all alike: one digest for each level, so that any size can be tried.
struct Alike(Vec<Digest>);

impl tree::Nodes for Alike {
    type Error = Infallible;

    fn node(&mut self, level: u32, _: u64) -> Result<Digest, Infallible> {
        while self.0.len() <= level as usize {
            let last = *self.0.last().expect("the leaf");
            self.0.push(tree::node(last, last));
        }
        Ok(self.0[level as usize])
    }
}

proptest! {
    #[test]
    fn proofs_of_trees_of_any_size_hold_and_with_one_hash_changed_do_not(
        sizes in (1..=u64::MAX, 1..=u64::MAX),
        small in any::<bool>(),
        at in any::<u64>(),
        changed in any::<usize>(),
        bit in 0..256_usize,
    ) {
        let limit = if small { 3000 } else { u64::MAX };
        let (a, b) = (sizes.0 % limit + 1, sizes.1 % limit + 1);
        let (older, newer) = (a.min(b).max(1), a.max(b).max(1));
        let leaf = tree::leaf(b"alike");
        let mut nodes = Alike(vec![leaf]);
        let (old_root, root) = (tree::root(&mut nodes, older).unwrap(), tree::root(&mut nodes, newer).unwrap());
        let index = at % newer;
        let mut path = tree::inclusion(&mut nodes, index, newer).unwrap().expect("it is inside");
        prop_assert_eq!(tree::check_inclusion(leaf, index, newer, root, &path), Ok(()));
        let longer: Vec<Digest> = path.iter().copied().chain([leaf]).collect();
        let refused = matches!(tree::check_inclusion(leaf, index, newer, root, &longer), Err(Mismatch::Length { .. }));
        prop_assert!(refused);
        if !path.is_empty() {
            let which = changed % path.len();
            path[which].0[bit / 8] ^= 1 << (bit % 8);
            let found = tree::check_inclusion(leaf, index, newer, root, &path);
            prop_assert_eq!(found, Err(Mismatch::Root { size: newer }));
        }
        let mut proof = tree::consistency(&mut nodes, older, newer).unwrap().expect("older is no larger");
        prop_assert_eq!(tree::check_consistency((older, old_root), (newer, root), &proof), Ok(()));
        if !proof.is_empty() {
            let which = changed % proof.len();
            proof[which].0[bit / 8] ^= 1 << (bit % 8);
            prop_assert!(tree::check_consistency((older, old_root), (newer, root), &proof).is_err());
        }
    }

    #[test]
    fn no_proof_whatever_it_holds_stops_the_checker(
        index in any::<u64>(),
        sizes in any::<(u64, u64)>(),
        path in proptest::collection::vec(any::<[u8; 32]>().prop_map(Digest), 0..130),
    ) {
        let root = tree::leaf(b"a root of nothing");
        prop_assert!(tree::check_inclusion(root, index, sizes.0, tree::empty(), &path).is_err());
        let outcome = tree::check_consistency((sizes.0, root), (sizes.1, tree::empty()), &path);
        prop_assert!(outcome.is_err());
    }

    #[test]
    fn a_frontier_goes_on_from_its_parts(size in 0..600_u64, more in 0..20_u64) {
        let all = entries((size + more) as usize);
        let mut nodes = memory(&all);
        let roots = Frontier::places(size).map(|(level, index)| tree::Nodes::node(&mut nodes, level, index).unwrap());
        let mut frontier = Frontier::from_parts(size, roots.collect()).expect("as many as it needs");
        all[size as usize..].iter().for_each(|entry| frontier.push(tree::leaf(entry)));
        prop_assert_eq!(frontier.root(), tree::root(&mut nodes, size + more).unwrap());
    }
}
