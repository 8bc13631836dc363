//! Devices that were offline exchange what they have, by file, in any order: all come to hold the same, every entry once.

use std::collections::{BTreeMap, BTreeSet};

use passage_record::digest::Digest;
use passage_record::entry::{Author, Chains, Entry, Fault, Signed};
use passage_record::folder::{Acknowledged, Fault as DiskFault, Folder, Settings, Simulated};
use passage_record::handover::{Handover, NotAHandover, NotHanded};
use passage_record::merge::{Merged, merge};
use passage_record::store::Store;
use passage_record::tree::{self, Memory, NoNode, Nodes};
use proptest::prelude::*;

use crate::entries::{entry_after, key};

/// A store in memory, which says what it was asked to write and can be told to fail.
#[derive(Default, Clone)]
pub struct Shelf {
    pub entries: Vec<Signed>,
    places: BTreeMap<Digest, u64>,
    nodes: Memory,
    fails: bool,
}

#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("the disk is full")]
pub struct Failed;

impl From<NoNode> for Failed {
    fn from(_: NoNode) -> Failed {
        Failed
    }
}

impl Nodes for Shelf {
    type Error = Failed;
    fn node(&mut self, level: u32, index: u64) -> Result<Digest, Failed> {
        Ok(self.nodes.node(level, index)?)
    }
}

impl Store for Shelf {
    fn size(&mut self) -> Result<u64, Failed> {
        Ok(self.entries.len() as u64)
    }
    fn root(&mut self) -> Result<Digest, Failed> {
        Ok(tree::root(&mut self.nodes, self.entries.len() as u64)?)
    }
    fn entry(&mut self, index: u64) -> Result<Vec<u8>, Failed> {
        Ok(self.entries[index as usize].bytes().to_vec())
    }
    fn places(&mut self, addresses: &[Digest]) -> Result<Vec<Option<u64>>, Failed> {
        Ok(addresses.iter().map(|address| self.places.get(address).copied()).collect())
    }
    fn append(&mut self, batch: &[Signed]) -> Result<Acknowledged, Failed> {
        if self.fails {
            return Err(Failed);
        }
        let first = self.entries.len() as u64;
        for signed in batch {
            self.places.insert(signed.address(), self.entries.len() as u64);
            self.nodes.push(tree::leaf(signed.bytes()));
            self.entries.push(signed.clone());
        }
        Ok(Acknowledged { first, count: batch.len() as u64 })
    }
}

/// A device: its number, its own last entry, and what it holds.
struct Device {
    number: u8,
    last: Option<Entry>,
    shelf: Shelf,
}

fn author(number: u8) -> Author {
    Author(key(number).verifying_key().to_bytes())
}

impl Device {
    fn new(number: u8) -> Device {
        Device { number, last: None, shelf: Shelf::default() }
    }

    /// Somebody taps a number of people in.
    fn count(&mut self, people: u32) {
        let parent = self.last.as_ref().map(|entry| entry.clone().sign(&key(self.number)).unwrap());
        let entry = entry_after(self.number, parent.as_ref(), people.to_string().as_bytes());
        self.shelf.append(&[entry.clone().sign(&key(self.number)).unwrap()]).unwrap();
        self.last = Some(entry);
    }

    fn file(&self) -> Vec<u8> {
        self.part(|_| true)
    }

    fn part(&self, mut which: impl FnMut(usize) -> bool) -> Vec<u8> {
        let entries = self.shelf.entries.iter().enumerate().filter(|(at, _)| which(*at));
        let entries = entries.map(|(_, signed)| signed.clone()).collect();
        Handover::new(author(self.number), 1_646_852_400, entries).write(&key(self.number)).unwrap()
    }

    fn take(&mut self, file: &[u8]) -> Merged {
        merge(&mut self.shelf, &Handover::read(file).unwrap()).unwrap()
    }

    fn set(&self) -> BTreeSet<Digest> {
        self.shelf.entries.iter().map(Signed::address).collect()
    }

    /// People, every entry once.
    fn people(&self) -> u64 {
        let people = |signed: &Signed| std::str::from_utf8(&signed.entry().body).unwrap().parse::<u64>().unwrap();
        self.shelf.entries.iter().map(people).sum()
    }
}

/// What happens between devices.
#[derive(Clone, Debug)]
enum Deed {
    Count(usize, u32),
    Exchange(usize, usize),
    /// Some entries only, as a cut hand-over in parts would bring them.
    Part(usize, usize, u64),
    Again(usize),
}

fn deeds() -> impl Strategy<Value = (u8, Vec<Deed>)> {
    let deed = prop_oneof![
        4 => (any::<usize>(), 0..300_u32).prop_map(|(device, people)| Deed::Count(device, people)),
        2 => any::<(usize, usize)>().prop_map(|(from, to)| Deed::Exchange(from, to)),
        1 => any::<(usize, usize, u64)>().prop_map(|(from, to, which)| Deed::Part(from, to, which)),
        1 => any::<usize>().prop_map(Deed::Again),
    ];
    (2..6_u8, proptest::collection::vec(deed, 1..40))
}

proptest! {
    #[test]
    fn devices_that_exchange_all_hold_the_same_and_count_every_observation_once((count, deeds) in deeds()) {
        let mut devices: Vec<Device> = (1..=count).map(Device::new).collect();
        let (mut people, mut observations) = (0, 0);
        let at = |index: usize| index % usize::from(count);
        let mut old = Vec::new();
        for deed in deeds {
            match deed {
                Deed::Count(device, number) => {
                    devices[at(device)].count(number);
                    people += u64::from(number);
                    observations += 1;
                }
                Deed::Exchange(from, to) => {
                    let file = devices[at(from)].file();
                    let before = devices[at(to)].set();
                    let merged = devices[at(to)].take(&file);
                    let new = devices[at(from)].set().difference(&before).count() as u64;
                    prop_assert_eq!((merged.new, merged.first), (new, before.len() as u64));
                    old.push(file);
                }
                Deed::Part(from, to, which) => {
                    let file = devices[at(from)].part(|place| which >> (place % 64) & 1 == 1);
                    devices[at(to)].take(&file);
                }
                Deed::Again(which) => {
                    if let Some(file) = old.get(which % old.len().max(1)) {
                        devices[at(which)].take(file);
                    }
                }
            }
        }
        // Round and round until everybody has met everybody, through one another.
        for _ in 0..2 {
            for from in 0..devices.len() {
                let file = devices[from].file();
                let to = (from + 1) % devices.len();
                devices[to].take(&file);
            }
        }
        for device in &devices {
            prop_assert_eq!(device.set(), devices[0].set());
            prop_assert_eq!((device.people(), device.shelf.entries.len()), (people, observations));
            let mut chains = Chains::default();
            for (place, signed) in device.shelf.entries.iter().enumerate() {
                chains.take(signed, place as u64);
            }
            // Parts may come out of order; nothing is missing, nothing was told twice.
            let only_order = chains.finish().iter().all(|finding| matches!(finding.fault, Fault::Reordered { .. }));
            prop_assert!(only_order);
        }
    }

    #[test]
    fn a_handover_with_any_bit_changed_or_byte_cut_is_refused(at in any::<usize>(), bit in 0..8_u8, to in any::<usize>()) {
        let mut device = Device::new(1);
        (0..5).for_each(|people| device.count(people));
        let whole = device.file();
        let mut changed = whole.clone();
        changed[at % whole.len()] ^= 1 << bit;
        prop_assert!(Handover::read(&changed).is_err());
        prop_assert!(Handover::read(&whole[..to % whole.len()]).is_err());
    }

    #[test]
    fn no_bytes_stop_the_reader(bytes in proptest::collection::vec(any::<u8>(), 0..400), cut in any::<usize>()) {
        let mut device = Device::new(1);
        device.count(7);
        let mut file = device.file();
        file.truncate(cut % file.len());
        file.extend(&bytes);
        prop_assert!(Handover::read(&file).is_err());
        prop_assert!(Handover::read(&bytes).is_err());
    }
}

#[test]
fn a_handover_can_be_read_by_people_and_is_refused_in_words() {
    let mut device = Device::new(1);
    (0..3).for_each(|people| device.count(people));
    let file = device.file();
    let end = file.windows(11).position(|window| window == b"\nsignature ").unwrap();
    insta::assert_snapshot!(String::from_utf8_lossy(&file[..end]), @"
        passage hand-over 1
        from 8a88e3dd7409f195fd52db2d3cba5d72ca6709bf1d94121bf3748801b40f6f5c
        made 1646852400
        entries 3
        root 0b2d89f821be236848e82177692f2aef5ee59e7bf33f8ee20ecd1a7698e2c44d
        chain 8a88e3dd7409f195fd52db2d3cba5d72ca6709bf1d94121bf3748801b40f6f5c 0 2
        ");
    let changed = |from: &str, to: &str| {
        let at = file.windows(from.len()).position(|window| window == from.as_bytes()).expect("it is there");
        let changed = [&file[..at], to.as_bytes(), &file[at + from.len()..]].concat();
        Handover::read(&changed).unwrap_err().to_string()
    };
    let told = [
        changed("hand-over 1", "hand-over 2"),
        changed("from ", "by "),
        changed("made 1", "made 01"),
        changed("entries 3", "entries 300000"),
        changed("entries 3", "entries 2"),
        changed("chain ", "train "),
        changed("reason counted", "reason surmised"),
        Handover::read(&file[..file.len() - 1]).unwrap_err().to_string(),
        Handover::read(&[&file[..], b"more"].concat()).unwrap_err().to_string(),
        Handover::read(b"just words\n").unwrap_err().to_string(),
    ];
    insta::assert_snapshot!(told.join("\n"), @r#"
        it is no hand-over: its first line should be 'passage hand-over 1'
        line 2 should be 'from' and 64 digits, 0 to 9 and a to f
        line 3 should be 'made' and seconds since 1970
        line 4 should be 'entries' and how many, 100000 at most
        the signature of 8a88e3dd7409 does not belong to it: it was changed, or is not from that device
        line 6 should be 'chain' or 'signature' and 128 digits, 0 to 9 and a to f
        entry 0 of it, counted from 0: line 12 of the entry must begin with "signature"; it is "signature 9af5dd9f2a2d05810c56e671b0bc8b…"
        it is cut: it ends within entry 2 of 3, counted from 0; ask for it again
        4 bytes follow its last entry
        it is no hand-over: its first line should be 'passage hand-over 1'
        "#);
    assert_eq!(Handover::read(&vec![0; 70 * 1024 * 1024]), Err(NotAHandover::Long(70 * 1024 * 1024)));
}

#[test]
fn two_stories_under_one_key_are_handed_over_both_and_found() {
    let mut device = Device::new(1);
    (0..4).for_each(|people| device.count(people));
    let mut other = Device::new(1);
    other.shelf = Shelf::default();
    (0..2).for_each(|people| other.count(people));
    (7..9).for_each(|people| other.count(people));
    let merged = device.take(&other.file());
    assert_eq!((merged.new, merged.known, merged.first), (2, 2, 4));
    let mut third = Device::new(2);
    assert_eq!(third.take(&device.file()).new, 6);
    let mut chains = Chains::default();
    for (place, signed) in third.shelf.entries.iter().enumerate() {
        chains.take(signed, place as u64);
    }
    let found = chains.finish();
    assert_eq!(found.iter().filter(|finding| matches!(finding.fault, Fault::Fork { .. })).count(), 2, "{found:?}");
}

#[test]
fn a_merge_that_fails_leaves_both_sides_as_they_were() {
    let (mut here, mut there) = (Device::new(1), Device::new(2));
    here.count(1);
    there.count(2);
    let (before, file) = (here.set(), there.file());
    here.shelf.fails = true;
    assert_eq!(merge(&mut here.shelf, &Handover::read(&file).unwrap()), Err(Failed));
    assert_eq!((here.set(), there.file()), (before, file.clone()));
    here.shelf.fails = false;
    assert_eq!(here.take(&file).new, 1);
    assert_eq!(here.take(&file), Merged { new: 0, known: 1, first: 2 });
}

#[test]
fn what_one_file_cannot_take_is_to_be_handed_over_in_parts() {
    let mut device = Device::new(1);
    device.count(1);
    let entries = vec![device.shelf.entries[0].clone(); 100_001];
    let large = Handover { from: author(1), made: 0, entries };
    assert!(matches!(large.write(&key(1)), Err(NotHanded::Large { entries: 100_001, .. })));
}

/// A folder whose disk fails at any deed of a merge holds all of what was handed over, or nothing of it, when it is opened again.
#[test]
fn a_merge_into_a_folder_is_whole_or_not_at_all_wherever_it_is_cut() {
    let (mut here, mut there) = (Device::new(1), Device::new(2));
    (0..7).for_each(|people| here.count(people));
    (0..300).for_each(|people| there.count(people));
    let mut disk = Simulated::new(5);
    let mut folder = Folder::init(&mut disk, Settings::default()).unwrap();
    folder.append(&here.shelf.entries).unwrap();
    drop(folder);
    let handover = Handover::read(&there.file()).unwrap();
    let (mut nothing, mut all) = (0, 0);
    for deed in 0..200_u64 {
        for seed in 0..3 {
            let mut cut = disk.with(seed, Some(DiskFault::Ends(deed)));
            // Whether it is acknowledged or not is what the disk says afterwards; where it cannot be opened it is not.
            let opened = Folder::open(&mut cut, Settings::default());
            let acknowledged = opened.is_ok_and(|mut folder| merge(&mut folder, &handover).is_ok());
            let mut after = cut.after_the_power_went();
            let mut folder = Folder::open(&mut after, Settings::default()).unwrap();
            match folder.size() {
                7 if !acknowledged => nothing += 1,
                307 => all += 1,
                other => panic!("{other} entries, and acknowledged: {acknowledged}"),
            }
            // Again, it is whole; and a third time nothing is new.
            merge(&mut folder, &handover).unwrap();
            assert_eq!((folder.size(), merge(&mut folder, &handover).unwrap().new), (307, 0));
        }
    }
    assert!(nothing > 3 && all > 3, "{nothing} {all}");
}
