//! Records made with `passage-record`, to be checked by a program that shares no code with it.

use std::collections::BTreeMap;
use std::path::Path;

use ed25519_dalek::SigningKey;
use passage_record::checkpoint::Checkpoint;
use passage_record::digest::Digest;
use passage_record::entry::{Author, Entry};
use passage_record::note::{Note, Role, Signer};
use passage_record::tile::{Holds, Tile, put_entry};
use passage_record::tree::{self, Memory, Nodes};
use passage_verify::{Answer, answer};

pub const ORIGIN: &str = "mariupol.example/record";

pub fn log() -> Signer {
    Signer::new(ORIGIN, Role::Log, &[1; 32]).unwrap()
}

pub fn witness(name: &str, secret: u8) -> Signer {
    Signer::new(&format!("{name}.example"), Role::Witness, &[secret; 32]).unwrap()
}

/// The policy of the tests: the log, and one of the witnesses A and B.
pub fn policy() -> String {
    let (a, b) = (witness("A", 2), witness("B", 3));
    format!("log {}\nwitness A {}\nwitness B {}\ngroup any-of 1 A B\nquorum any-of\n", log().key(), a.key(), b.key())
}

fn author(number: u8) -> SigningKey {
    SigningKey::from_bytes(&[100 + number; 32])
}

/// A day of entries by `authors` devices, taking turns; entry `at` is written a minute after the one before it.
pub fn day(count: usize, authors: u8) -> Vec<Entry> {
    let mut last: BTreeMap<u8, (u64, Digest)> = BTreeMap::new();
    let mut entries = Vec::new();
    for at in 0..count {
        let who = (at % usize::from(authors)) as u8;
        let (sequence, parent) = last.get(&who).map_or((0, None), |(sequence, parent)| (sequence + 1, Some(*parent)));
        let entry = Entry {
            author: Author(author(who).verifying_key().to_bytes()),
            sequence,
            parent,
            happened: 1_646_812_800 + 60 * at as i64,
            written: 1_646_812_830 + 60 * at as i64,
            ticks: sequence + 1,
            kind: "count.checkpoint".to_owned(),
            reason: "counted at the barrier".to_owned(),
            commitments: Vec::new(),
            body: format!("{} vehicles", 3 * at).into_bytes(),
        };
        last.insert(who, (sequence, sign(&entry, who).1));
        entries.push(entry);
    }
    entries
}

/// The bytes and the address of an entry, signed by device `who`.
pub fn sign(entry: &Entry, who: u8) -> (Vec<u8>, Digest) {
    let signed = entry.clone().sign(&author(who)).unwrap();
    (signed.bytes().to_vec(), signed.address())
}

pub fn signed(entries: &[Entry], authors: u8) -> Vec<Vec<u8>> {
    entries.iter().enumerate().map(|(at, entry)| sign(entry, (at % usize::from(authors)) as u8).0).collect()
}

pub fn nodes(entries: &[Vec<u8>]) -> Memory {
    entries.iter().map(|entry| tree::leaf(entry)).collect()
}

/// The record checkpoint of these entries, with the cosignatures of `witnesses`.
pub fn checkpoint(entries: &[Vec<u8>], witnesses: &[(Signer, u64)]) -> Note {
    let size = entries.len() as u64;
    let root = tree::root(&mut nodes(entries), size).unwrap();
    let mut note = Note::unsigned(Checkpoint::new(ORIGIN, size, root).unwrap().to_string()).unwrap();
    note.add(log().sign(note.text(), 0));
    for (witness, time) in witnesses {
        note.add(witness.sign(note.text(), *time));
    }
    note
}

/// The files of entries.
pub fn bundles(entries: &[Vec<u8>]) -> BTreeMap<String, Vec<u8>> {
    let bundle = |tile: Tile| {
        let first = tile.index() as usize * 256;
        let mut bytes = Vec::new();
        for entry in &entries[first..first + usize::from(tile.width())] {
            put_entry(&mut bytes, entry).unwrap();
        }
        (tile.to_string(), bytes)
    };
    Tile::row(Holds::Entries, entries.len() as u64).map(bundle).collect()
}

/// The files of the tree.
pub fn tiles(entries: &[Vec<u8>]) -> BTreeMap<String, Vec<u8>> {
    let mut nodes = nodes(entries);
    let mut files = BTreeMap::new();
    for tile in Tile::of_tree(entries.len() as u64) {
        let Holds::Hashes(level) = tile.holds() else { continue };
        let first = tile.index() * 256;
        let hashes = (first..first + u64::from(tile.width())).map(|at| nodes.node(8 * u32::from(level), at).unwrap().0);
        files.insert(tile.to_string(), hashes.flatten().collect());
    }
    files
}

/// Every file of the record of these entries.
pub fn record(entries: &[Vec<u8>], witnesses: &[(Signer, u64)]) -> BTreeMap<String, Vec<u8>> {
    let mut files = bundles(entries);
    files.extend(tiles(entries));
    files.insert("checkpoint".to_owned(), checkpoint(entries, witnesses).to_string().into_bytes());
    files
}

pub fn write(folder: &Path, files: &BTreeMap<String, Vec<u8>>) {
    for (name, bytes) in files {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
}

/// What `passage-verify` answers; the folder's own name is told as FOLDER.
pub fn verify(folder: &Path, arguments: &[&str]) -> Answer {
    let name = folder.display().to_string();
    let arguments: Vec<String> = arguments.iter().map(|argument| argument.replace("FOLDER", &name)).collect();
    let told = answer(&arguments, &mut std::io::empty());
    let hide = |text: &str| text.replace(&name, "FOLDER");
    Answer { words: hide(&told.words), complaint: hide(&told.complaint), status: told.status }
}
