//! Thousands of crashes: whatever was acknowledged is there, and nothing that is half written is seen.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use passage_record::digest::Digest;
use passage_record::entry::Signed;
use passage_record::folder::{DiskError, Fault, Folder, FolderError, Settings, Simulated};
use passage_record::tile::{self, Files, Holds, Tile, Tiles};
use passage_record::tree::{self, Frontier};

use crate::entries::{entry_after, key};

/// Few entries to a tile round, so that many crashes fall into the making of tiles.
const SETTINGS: Settings = Settings { entries: 512, bytes: 1 << 20 };

/// The entries of every world, and the root after each number of them.
struct Written {
    entries: Vec<Signed>,
    roots: Vec<Digest>,
    /// Disks with a record on them, and how many entries it has.
    disks: Vec<(Simulated, usize)>,
}

static WRITTEN: LazyLock<Written> = LazyLock::new(|| {
    let mut entries: Vec<Signed> = Vec::new();
    let mut frontier = Frontier::default();
    let mut roots = vec![frontier.root()];
    for number in 0..2_000_usize {
        let author = 1 + (number % 2) as u8;
        let parent = number.checked_sub(2).map(|before| &entries[before]);
        let body = number.to_string().repeat(1 + number % 40);
        let signed = entry_after(author, parent, body.as_bytes()).sign(&key(author)).unwrap();
        frontier.push(tree::leaf(signed.bytes()));
        roots.push(frontier.root());
        entries.push(signed);
    }
    let mut disks = vec![(Simulated::new(0), 0)];
    for size in [0, 240, 505, 760, 1_020] {
        let mut disk = Simulated::new(0);
        let mut folder = Folder::init(&mut disk, SETTINGS).unwrap();
        for batch in entries[..size].chunks(100) {
            folder.append(batch).unwrap();
        }
        drop(folder);
        disks.push((disk, size));
    }
    Written { entries, roots, disks }
});

/// How often each kind of crash was played.
#[derive(Debug, Default, PartialEq, Eq)]
struct Played {
    power_went: usize,
    program_ended: usize,
    /// Of these, how many in the middle of a deed, and not between two batches.
    in_a_deed: usize,
    sync_failed: usize,
    disk_full: usize,
    /// Crashes after which a batch in writing was there whole, and after which nothing of it was.
    whole: usize,
    nothing: usize,
    while_opening: usize,
}

/// Chance of the test, apart from the disk's.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }
}

/// What a program knows of a record when it has ended.
#[derive(Clone, Copy, Debug)]
struct Known {
    /// Entries that were acknowledged.
    acknowledged: usize,
    /// With those that were being written: acknowledged ones, if none were.
    written: usize,
    /// The size of the last checkpoint whose publishing was acknowledged, and of the last that was begun.
    published: Option<usize>,
    publishing: Option<usize>,
    /// Whether its opening failed.
    opened: bool,
}

fn note(size: u64, root: Digest) -> Vec<u8> {
    format!("{size} {root}\n").into_bytes()
}

/// One life of a program: opens the record, appends and publishes until something goes wrong or it has had enough.
fn live(disk: &mut Simulated, before: Known, dice: &mut Dice, played: &mut Played) -> Known {
    let mut known = Known { opened: false, ..before };
    let is_there = disk.contents().contains_key("FORMAT");
    let opened = if is_there { Folder::open(disk, SETTINGS) } else { Folder::init(disk, SETTINGS) };
    let Ok(mut folder) = opened else { return known };
    known.opened = true;
    // What is seen after opening is durable: it counts as acknowledged from here on.
    known.acknowledged = folder.size() as usize;
    known.written = known.acknowledged;
    for _ in 0..dice.below(60) {
        if dice.below(12) == 0 {
            known.publishing = Some(known.acknowledged);
            match folder.publish(note) {
                Ok(()) => known.published = known.publishing,
                Err(error) => return spoiled(&mut folder, &error, known),
            }
            continue;
        }
        let most = if dice.below(4) == 0 { 130 } else { 30 };
        let count = 1 + dice.below(most) as usize;
        let Some(batch) = WRITTEN.entries.get(known.acknowledged..known.acknowledged + count) else { break };
        match folder.append(batch) {
            Ok(acknowledged) => {
                assert_eq!(acknowledged.first as usize, known.acknowledged);
                known.acknowledged += count;
                known.written = known.acknowledged;
                assert_eq!(folder.root(), WRITTEN.roots[known.acknowledged]);
            }
            Err(FolderError::Disk(DiskError::Full { .. })) => {
                played.disk_full += 1;
                // The old state is intact, and seen.
                assert_eq!(folder.size() as usize, known.acknowledged);
                assert_eq!(folder.root(), WRITTEN.roots[known.acknowledged]);
            }
            Err(error) => {
                known.written = known.acknowledged + count;
                return spoiled(&mut folder, &error, known);
            }
        }
    }
    known
}

/// After an error that is not a full disk nothing more is written.
fn spoiled(folder: &mut Folder<&mut Simulated>, error: &FolderError, known: Known) -> Known {
    if !matches!(error, FolderError::Disk(DiskError::Full { .. })) {
        let again = folder.append(&WRITTEN.entries[..1]);
        assert!(matches!(again, Err(FolderError::Spoiled { .. })), "after {error}: {again:?}");
    }
    known
}

/// Opens the record after a crash and holds it against all that was known.
fn hold(disk: &mut Simulated, known: Known, played: &mut Played) -> usize {
    let mut folder = match Folder::open(&mut *disk, SETTINGS) {
        Err(FolderError::NoRecord) if known.acknowledged == 0 => return 0,
        opened => opened.unwrap_or_else(|error| panic!("{error}, with {known:?}")),
    };
    let size = folder.size() as usize;
    assert!(size == known.acknowledged || size == known.written, "{size} entries, where {known:?}");
    if known.written > known.acknowledged {
        *(if size == known.written { &mut played.whole } else { &mut played.nothing }) += 1;
    }
    assert_eq!(folder.root(), WRITTEN.roots[size]);
    // Every entry near the end, and every seventh before.
    for index in (0..size).filter(|index| index + 140 > size || index % 7 == 0) {
        assert_eq!(folder.entry(index as u64).unwrap(), WRITTEN.entries[index].bytes(), "entry {index}");
    }
    drop(folder);
    hold_files(disk, known);
    size
}

struct Seen<'a>(&'a BTreeMap<&'a str, &'a [u8]>);

impl Files for Seen<'_> {
    type Error = String;

    fn tile(&mut self, tile: &Tile) -> Result<Vec<u8>, String> {
        let full = Tile::new(tile.holds(), tile.index(), tile::WIDTH).unwrap();
        let found = [tile, &full].into_iter().find_map(|tile| self.0.get(tile.to_string().as_str()));
        found.map(|bytes| bytes.to_vec()).ok_or_else(|| format!("{tile} is not there"))
    }
}

/// Every static file is whole, and the checkpoint that was published stands on tiles that are there.
fn hold_files(disk: &Simulated, known: Known) {
    let contents = disk.contents();
    for (path, bytes) in &contents {
        let Ok(tile) = path.parse::<Tile>() else { continue };
        let start = tile.index() as usize * 256;
        let entries = &WRITTEN.entries[start..start + usize::from(tile.width())];
        let expected = match tile.holds() {
            Holds::Entries => entries.iter().fold(Vec::new(), |mut bundle, entry| {
                tile::put_entry(&mut bundle, entry.bytes()).unwrap();
                bundle
            }),
            Holds::Hashes(0) => entries.iter().flat_map(|entry| tree::leaf(entry.bytes()).0).collect(),
            Holds::Hashes(_) => continue,
        };
        assert!(**bytes == expected[..], "{path} is not whole");
    }
    let Some(text) = contents.get("checkpoint") else {
        return assert_eq!(known.published, None, "the checkpoint is lost");
    };
    let size: usize = std::str::from_utf8(text).unwrap().split(' ').next().unwrap().parse().unwrap();
    assert_eq!(*text, note(size as u64, WRITTEN.roots[size]));
    assert!(Some(size) == known.published || Some(size) == known.publishing, "checkpoint of {size}, where {known:?}");
    let root = tree::root(&mut Tiles::new(Seen(&contents), size as u64), size as u64);
    assert_eq!(root, Ok(WRITTEN.roots[size]), "tiles of the checkpoint of {size}");
}

/// Up to four crashes of one record after one another.
fn play(seed: u64, played: &mut Played) {
    let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9) + 1);
    let (disk, size) = &WRITTEN.disks[dice.below(WRITTEN.disks.len() as u64) as usize];
    let mut known = Known { acknowledged: *size, written: *size, published: None, publishing: None, opened: true };
    let mut disk = disk.clone();
    for crash in 0..4 {
        let most = if dice.below(3) == 0 { 12 } else { 70 };
        let at = 1 + dice.below(most);
        let fault = match dice.below(20) {
            0..16 => Fault::Ends(at),
            16..18 => Fault::SyncFails(at),
            _ => Fault::Full(at),
        };
        disk = disk.with(seed * 16 + crash, Some(fault));
        known = live(&mut disk, known, &mut dice, played);
        played.while_opening += usize::from(!known.opened);
        played.in_a_deed += usize::from(disk.has_ended());
        if matches!(fault, Fault::SyncFails(_)) {
            played.sync_failed += 1;
            // The machine stays on, and the program is started again: it sees bytes that no sync ever wrote.
            if dice.below(2) == 0 {
                disk = disk.after_the_program_ended();
                let found = hold(&mut disk, known, played);
                known = Known { acknowledged: found, written: found, ..known };
            }
        }
        disk = if dice.below(4) > 0 {
            played.power_went += 1;
            disk.after_the_power_went()
        } else {
            played.program_ended += 1;
            disk.after_the_program_ended()
        };
        let found = hold(&mut disk, known, played);
        // Whichever checkpoint is there now was published, and durable since the record was opened again.
        let published = published(&disk);
        known = Known { acknowledged: found, written: found, published, publishing: published, opened: true };
    }
}

fn published(disk: &Simulated) -> Option<usize> {
    let contents = disk.contents();
    let text = std::str::from_utf8(contents.get("checkpoint")?).ok()?;
    text.split(' ').next()?.parse().ok()
}

fn play_all(seeds: std::ops::Range<u64>) -> Played {
    let mut played = Played::default();
    seeds.for_each(|seed| play(seed, &mut played));
    played
}

#[test]
fn four_thousand_crashes_lose_no_acknowledged_entry_and_show_nothing_half_written() {
    let played = play_all(0..1_000);
    assert_eq!(played.power_went + played.program_ended, 4_000);
    assert!(played.power_went > 2_500 && played.program_ended > 800 && played.in_a_deed > 2_000, "{played:?}");
    assert!(played.sync_failed > 200 && played.disk_full > 200, "{played:?}");
    assert!(played.whole > 200 && played.nothing > 200 && played.while_opening > 400, "{played:?}");
}

/// `cargo test --release -p passage-record --test it -- --ignored twenty_thousand --nocapture`
#[test]
#[ignore = "a minute: the same as four thousand, for longer"]
fn twenty_thousand_crashes_lose_no_acknowledged_entry() {
    let played = play_all(1_000..6_000);
    println!("{played:?}");
    assert_eq!(played.power_went + played.program_ended, 20_000);
}

#[test]
fn on_a_disk_that_lies_crashes_do_lose_entries() {
    let lost = (0..40_u64).any(|seed| {
        let mut disk = WRITTEN.disks[2].0.with(seed, None).that_lies();
        let mut folder = Folder::open(&mut disk, SETTINGS).unwrap();
        folder.append(&WRITTEN.entries[240..250]).unwrap();
        drop(folder);
        let mut disk = disk.after_the_power_went();
        Folder::open(&mut disk, SETTINGS).map_or(true, |folder| folder.size() < 250)
    });
    assert!(lost, "the simulated disk loses nothing");
}
