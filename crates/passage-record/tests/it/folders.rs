//! A record's folder on a real disk, and what it says when something is not as it should be.

use passage_record::entry::Signed;
use passage_record::folder::{Disk, DiskError, Fault, Folder, FolderError, Real, Settings, Simulated, Time};
use passage_record::tile::{Holds, Tile, bundle};
use passage_record::tree::{self, Memory, Nodes};
use proptest::prelude::*;

use crate::entries::{entry_after, key};

const SETTINGS: Settings = Settings { entries: 600, bytes: 1 << 20 };

/// A chain of this many entries of one author.
fn chain(count: usize) -> Vec<Signed> {
    let mut entries: Vec<Signed> = Vec::new();
    for number in 0..count {
        entries.push(entry_after(1, entries.last(), number.to_string().as_bytes()).sign(&key(1)).unwrap());
    }
    entries
}

fn on_simulated(entries: &[Signed]) -> Simulated {
    let mut disk = Simulated::new(1);
    let mut folder = Folder::init(&mut disk, SETTINGS).unwrap();
    for batch in entries.chunks(100) {
        folder.append(batch).unwrap();
    }
    drop(folder);
    disk
}

#[test]
fn a_record_on_a_real_disk_is_there_again_with_files_that_others_can_read() {
    let entries = chain(1_100);
    let home = tempfile::tempdir().unwrap();
    let root = home.path().join("record");
    let mut folder = Folder::init(Real::at(&root), SETTINGS).unwrap();
    for batch in entries.chunks(150) {
        folder.append(batch).unwrap();
    }
    folder.publish(|size, root| format!("{size} {root}").into_bytes()).unwrap();
    drop(folder);
    let mut folder = Folder::open(Real::at(&root), SETTINGS).unwrap();
    assert_eq!(folder.remarks(), []);
    let mut memory: Memory = entries.iter().map(|entry| tree::leaf(entry.bytes())).collect();
    let told = format!("1100 {}", tree::root(&mut memory, 1_100).unwrap());
    assert_eq!(folder.checkpoint(), Ok(Some(told.into_bytes())));
    for (index, entry) in entries.iter().enumerate() {
        assert_eq!(folder.entry(index as u64).unwrap(), entry.bytes());
    }
    // 1,100 entries: four full bundles, and a partial one for the checkpoint.
    let partial = Tile::new(Holds::Entries, 4, 76).unwrap();
    let bytes = std::fs::read(root.join(partial.to_string())).unwrap();
    assert_eq!(bundle(&bytes, 76).unwrap()[75], entries[1_099].bytes());
    assert_eq!(std::fs::read_dir(root.join("settling")).unwrap().count(), 0);
}

#[test]
fn a_second_program_cannot_write_while_one_does_but_can_read() {
    let home = tempfile::tempdir().unwrap();
    let entries = chain(3);
    let mut folder = Folder::init(Real::at(home.path()), SETTINGS).unwrap();
    folder.append(&entries[..2]).unwrap();
    let second = Folder::open(Real::at(home.path()), SETTINGS).map(|_| ()).unwrap_err().to_string();
    let second = second.replace(&home.path().display().to_string(), "FOLDER");
    insta::assert_snapshot!(second, @"another program writes to this record: it holds FOLDER/LOCK; the record is as it was before");
    let mut view = Folder::view(Real::at(home.path()), SETTINGS).unwrap();
    assert_eq!(view.entry(1).unwrap(), entries[1].bytes());
    insta::assert_snapshot!(view.append(&entries[2..]).unwrap_err(), @"the record was opened to be read, not to be written");
    insta::assert_snapshot!(view.entry(2).unwrap_err(), @"there is no entry 2 in a record of 2 entries");
    drop(view);
    folder.append(&entries[2..]).unwrap();
    drop(folder);
    assert_eq!(Folder::open(Real::at(home.path()), SETTINGS).unwrap().size(), 3);
}

/// What opening says, and that it left every byte as it was.
fn refused(disk: &mut Simulated) -> String {
    let owned = |disk: &Simulated| {
        disk.contents().iter().map(|(path, bytes)| ((*path).to_owned(), bytes.to_vec())).collect::<Vec<_>>()
    };
    let before = owned(disk);
    let said = Folder::open(&mut *disk, SETTINGS).map(|_| ()).unwrap_err().to_string();
    assert_eq!(owned(disk), before, "something was changed");
    said
}

#[test]
fn what_cannot_be_opened_is_left_untouched_and_said_in_words() {
    let entries = chain(620);
    let good = on_simulated(&entries[..50]);
    let with = |path: &str, bytes: &[u8]| {
        let mut disk = good.clone();
        disk.create(path, bytes).unwrap();
        refused(&mut disk)
    };
    insta::assert_snapshot!(with("FORMAT", b"passage record folder 2\n"), @"this record has format 2, and this program knows formats up to 1; nothing was changed: use the program that wrote it, or a newer one");
    insta::assert_snapshot!(with("FORMAT", b"passage record folder one\n"), @r#"FORMAT is damaged: it should read "passage record folder 1"; nothing was changed: take the record from a copy, and keep this one to look into"#);
    insta::assert_snapshot!(with("journal/00000000000000000000", b"passage journal"), @"journal/00000000000000000000 is damaged: it does not begin as a journal; nothing was changed: take the record from a copy, and keep this one to look into");
    insta::assert_snapshot!(refused(&mut Simulated::new(0)), @"there is no record here: the file FORMAT is not there; a record is made by `init`");
    let mut disk = good.clone();
    insta::assert_snapshot!(Folder::init(&mut disk, SETTINGS).map(|_| ()).unwrap_err(), @"there is a record here already; nothing was changed");
    let mut disk = good.clone();
    disk.remove("FORMAT").unwrap();
    insta::assert_snapshot!(Folder::init(&mut disk, SETTINGS).map(|_| ()).unwrap_err(), @"FORMAT is damaged: it is missing, and there are entries; nothing was changed: take the record from a copy, and keep this one to look into");
    let mut disk = good.clone();
    disk.remove("journal/00000000000000000000").unwrap();
    insta::assert_snapshot!(refused(&mut disk), @"journal is damaged: no journal is in it; nothing was changed: take the record from a copy, and keep this one to look into");
    let mut disk = on_simulated(&entries);
    disk.remove("tile/0/001").unwrap();
    insta::assert_snapshot!(refused(&mut disk), @"tile is damaged: tile/1/000.p/2 cannot be read: tile/0/001 is not there; nothing was changed: take the record from a copy, and keep this one to look into");
}

#[test]
fn damage_before_a_later_batch_is_no_batch_that_was_being_written() {
    let good = on_simulated(&chain(300));
    let journal = good.contents().keys().find(|path| path.starts_with("journal/")).unwrap().to_string();
    // Zeros follow the last frame.
    let length = 1 + good.contents()[journal.as_str()].iter().rposition(|byte| *byte != 0).unwrap();
    let mut dropped = 0;
    for at in (0..length).step_by(997) {
        let mut disk = good.clone();
        assert!(disk.rot(&journal, at, at as u8));
        match Folder::open(&mut disk, SETTINGS) {
            // The last batch: nothing shows that it had been acknowledged, but a record checkpoint kept elsewhere.
            Ok(mut folder) => {
                assert_eq!(folder.size(), 200, "byte {at}");
                insta::allow_duplicates! {
                    insta::assert_snapshot!(folder.remarks()[0], @"a batch was being written when the program or the machine stopped; it had not been acknowledged, and nothing of it is kept");
                }
                dropped += 1;
            }
            Err(FolderError::Damaged { .. }) => assert!(at < 2 * length / 3 + 100, "byte {at} of {length}"),
            Err(error) => panic!("{error}"),
        }
    }
    assert!(dropped > 10);
}

#[test]
fn a_full_disk_is_said_with_its_path_and_a_later_try_succeeds() {
    let entries = chain(40);
    let mut disk = on_simulated(&entries[..20]).with(3, Some(Fault::Full(7)));
    let mut folder = Folder::open(&mut disk, SETTINGS).unwrap();
    let full = folder.append(&entries[20..40]).unwrap_err();
    insta::assert_snapshot!(full, @"journal/00000000000000000000 could not be written: the disk is full, 0 bytes are free; the record is as it was before");
    assert!(matches!(full, FolderError::Disk(DiskError::Full { .. })));
    assert_eq!(folder.size(), 20);
    drop(folder);
    disk.make_room();
    let mut folder = Folder::open(&mut disk, SETTINGS).unwrap();
    assert_eq!(folder.append(&entries[20..40]).unwrap().first, 20);
}

#[test]
fn a_sync_that_fails_is_the_end_of_writing_until_the_record_is_opened_again() {
    let entries = chain(40);
    let mut disk = on_simulated(&entries[..20]);
    let opening = {
        let mut probe = disk.with(0, None);
        drop(Folder::open(&mut probe, SETTINGS).unwrap());
        probe.deeds()
    };
    disk = disk.with(3, Some(Fault::SyncFails(opening + 1)));
    let mut folder = Folder::open(&mut disk, SETTINGS).unwrap();
    insta::assert_snapshot!(folder.append(&entries[20..30]).unwrap_err(), @"journal/00000000000000000000 could not be made durable: input or output error. The last batch was not acknowledged; open the record again to see what is durable");
    insta::assert_snapshot!(folder.append(&entries[20..30]).unwrap_err(), @"nothing more is written to this record since journal/00000000000000000000 could not be made durable: input or output error; open it again");
    insta::assert_snapshot!(folder.publish(|_, _| Vec::new()).unwrap_err(), @"nothing more is written to this record since journal/00000000000000000000 could not be made durable: input or output error; open it again");
    // Reading goes on.
    assert_eq!(folder.entry(19).unwrap(), entries[19].bytes());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn the_folders_nodes_are_those_of_a_tree_in_memory(count in 0..1_300_usize, batch in 1..400_usize, publish in any::<bool>()) {
        let entries = chain(count);
        let mut disk = Simulated::new(1);
        let mut folder = Folder::init(&mut disk, SETTINGS).unwrap();
        for batch in entries.chunks(batch) {
            folder.append(batch).unwrap();
        }
        if publish {
            folder.publish(|_, _| b"note".to_vec()).unwrap();
        }
        let mut memory: Memory = entries.iter().map(|entry| tree::leaf(entry.bytes())).collect();
        for level in 0..12 {
            for index in 0..=(count as u64 >> level) {
                prop_assert_eq!(folder.node(level, index).ok(), memory.node(level, index).ok(), "{} {}", level, index);
            }
        }
        prop_assert_eq!(Ok(folder.root()), tree::root(&mut memory, count as u64));
    }
}

#[test]
fn the_index_can_be_deleted_and_is_made_again_to_the_same_bytes() {
    let entries = chain(16_500);
    let mut disk = Simulated::new(1);
    let mut folder = Folder::init(&mut disk, Settings::default()).unwrap();
    for batch in entries.chunks(2_000) {
        folder.append(batch).unwrap();
    }
    let author = entries[0].entry().author;
    for index in [0, 1, 16_383, 16_384, 16_499] {
        let entry = &entries[index];
        let other = passage_record::digest::Digest::of(b"no entry");
        let found = folder.find_addresses(&[entry.address(), other, entry.address()]).unwrap();
        assert_eq!(found, [Some(index as u64), None, Some(index as u64)]);
        assert_eq!(folder.find_in_chain(author, index as u64).unwrap(), [index as u64]);
        let written = entry.entry().written;
        assert_eq!(folder.find_time(Time::Written, written..written + 1).unwrap(), [index as u64]);
    }
    assert_eq!(folder.find_kind("count").unwrap().len(), 16_500);
    assert_eq!(folder.find_time(Time::Happened, 0..1).unwrap(), []);
    drop(folder);
    let index = |disk: &Simulated| disk.contents()["index/000000"].to_vec();
    let bytes = index(&disk);
    // Deleted, and then damaged.
    disk.remove("index/000000").unwrap();
    for _ in 0..2 {
        let mut folder = Folder::open(&mut disk, Settings::default()).unwrap();
        assert_eq!(folder.index(), Ok(1));
        insta::allow_duplicates! {
            insta::assert_snapshot!(folder.remarks()[0], @"part 0 of the index was made from the entries");
        }
        assert_eq!(folder.index(), Ok(0));
        drop(folder);
        assert!(index(&disk) == bytes, "other bytes");
        assert!(disk.rot("index/000000", 5_000, 3));
    }
    // Who only reads finds the same, and writes nothing.
    let damaged = index(&disk);
    let mut view = Folder::view(&mut disk, Settings::default()).unwrap();
    assert_eq!(view.find_addresses(&[entries[77].address()]), Ok(vec![Some(77)]));
    drop(view);
    assert!(index(&disk) == damaged);
}

/// `cargo test --release -p passage-record --test it -- --ignored seventy_thousand`
#[test]
#[ignore = "ten seconds: what a tile of tiles holds, which only a record of more than 65,536 entries has"]
fn a_record_of_seventy_thousand_entries_is_there_again_with_every_node() {
    let entries = chain(70_000);
    let mut disk = Simulated::new(1);
    let mut folder = Folder::init(&mut disk, Settings::default()).unwrap();
    for batch in entries.chunks(1_000) {
        folder.append(batch).unwrap();
    }
    drop(folder);
    let mut memory: Memory = entries.iter().map(|entry| tree::leaf(entry.bytes())).collect();
    let mut folder = Folder::open(&mut disk, Settings::default()).unwrap();
    assert_eq!(Ok(folder.root()), tree::root(&mut memory, 70_000));
    for level in 6..18 {
        for index in 0..=(70_000_u64 >> level) {
            assert_eq!(folder.node(level, index).ok(), memory.node(level, index).ok(), "{level} {index}");
        }
    }
    for index in [0, 255, 65_535, 65_536, 69_999] {
        let path = tree::inclusion(&mut folder, index, 70_000).unwrap().unwrap();
        let leaf = tree::leaf(entries[index as usize].bytes());
        assert_eq!(tree::check_inclusion(leaf, index, 70_000, folder.root(), &path), Ok(()));
    }
    folder.publish(|size, root| format!("{size} {root}").into_bytes()).unwrap();
    drop(folder);
    assert!(disk.contents().contains_key("tile/1/000") && disk.contents().contains_key("tile/2/000.p/1"));
}

/// A disk on which another program settles between the list of the journals and the reading of one.
struct Busy {
    disk: Simulated,
    batches: Vec<Vec<Signed>>,
}

impl Busy {
    fn other_writes(&mut self) {
        if let Some(batch) = self.batches.pop() {
            let mut folder = Folder::open(&mut self.disk, SETTINGS).unwrap();
            folder.append(&batch).unwrap();
            folder.settle().unwrap();
        }
    }
}

impl Disk for Busy {
    fn make_directory(&mut self, path: &str) -> Result<(), DiskError> {
        self.disk.make_directory(path)
    }
    fn create(&mut self, path: &str, bytes: &[u8]) -> Result<(), DiskError> {
        self.disk.create(path, bytes)
    }
    fn write_at(&mut self, path: &str, at: u64, bytes: &[u8]) -> Result<(), DiskError> {
        self.disk.write_at(path, at, bytes)
    }
    fn cut(&mut self, path: &str, length: u64) -> Result<(), DiskError> {
        self.disk.cut(path, length)
    }
    fn sync_files(&mut self, paths: &[String]) -> Result<(), DiskError> {
        self.disk.sync_files(paths)
    }
    fn sync_directories(&mut self, paths: &[String]) -> Result<(), DiskError> {
        self.disk.sync_directories(paths)
    }
    fn rename(&mut self, from: &str, to: &str) -> Result<(), DiskError> {
        self.disk.rename(from, to)
    }
    fn remove(&mut self, path: &str) -> Result<(), DiskError> {
        self.disk.remove(path)
    }
    fn read(&mut self, path: &str) -> Result<Vec<u8>, DiskError> {
        if path.starts_with("journal/") {
            self.other_writes();
        }
        self.disk.read(path)
    }
    fn list(&mut self, path: &str) -> Result<Vec<String>, DiskError> {
        self.disk.list(path)
    }
    fn free_space(&mut self) -> Result<u64, DiskError> {
        self.disk.free_space()
    }
    fn lock(&mut self, path: &str) -> Result<(), DiskError> {
        self.disk.lock(path)
    }
    fn unlock(&mut self) {
        self.disk.unlock();
    }
}

#[test]
fn who_reads_while_another_begins_new_journals_sees_a_whole_record() {
    let entries = chain(1_000);
    let disk = on_simulated(&entries[..200]);
    let mut batches: Vec<Vec<Signed>> = entries[200..].chunks(200).map(<[Signed]>::to_vec).collect();
    batches.reverse();
    let mut view = Folder::view(Busy { disk, batches }, SETTINGS).unwrap();
    let size = view.size() as usize;
    assert!(size > 200);
    let mut memory: Memory = entries[..size].iter().map(|entry| tree::leaf(entry.bytes())).collect();
    assert_eq!(Ok(view.root()), tree::root(&mut memory, size as u64));
    assert_eq!(view.entry(size as u64 - 1).unwrap(), entries[size - 1].bytes());
}
