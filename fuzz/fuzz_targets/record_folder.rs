//! A record's folder whose journal, or index, holds anything: refused untouched, or a record that is the same again.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use passage_record::folder::{Disk, Folder, Settings, Simulated};

/// A disk with a record without entries.
static EMPTY: LazyLock<Simulated> = LazyLock::new(|| {
    let mut disk = Simulated::new(1);
    drop(Folder::init(&mut disk, Settings::default()).expect("a record without entries"));
    disk
});

fuzz_target!(|bytes: &[u8]| {
    let mut disk = EMPTY.clone();
    let (journal, index) = bytes.split_at(bytes.len() - bytes.len() / 4);
    let written = [b"passage journal 1\n", journal].concat();
    disk.create("journal/00000000000000000000", &written).expect("a disk with room");
    disk.make_directory("index").expect("a disk with room");
    disk.create("index/000000", index).expect("a disk with room");
    let Ok(mut folder) = Folder::open(&mut disk, Settings::default()) else { return };
    let (size, root) = (folder.size(), folder.root());
    for entry in 0..size {
        folder.entry(entry).expect("an entry that is there");
    }
    let _ = folder.find_kind("count");
    folder.publish(|size, root| format!("{size} {root}").into_bytes()).expect("a disk with room");
    drop(folder);
    let folder = Folder::open(&mut disk, Settings::default()).expect("what was opened opens again");
    assert_eq!((folder.size(), folder.root()), (size, root));
});
