//! Entries and chains under random worlds: every change is seen, and every fault of a chain is named as its twin names it.

use std::collections::BTreeMap;

use ed25519_dalek::SigningKey;
use passage_record::digest::Digest;
use passage_record::entry::{Author, ChainFinding, Chains, Commitment, Entry, Fault, Salt, Signed};
use proptest::prelude::*;

/// The key of the author with this number.
pub fn key(number: u8) -> SigningKey {
    SigningKey::from_bytes(&[number; 32])
}

/// An entry of the author with this number after `parent`, with a body of its own.
pub fn entry_after(author: u8, parent: Option<&Signed>, body: &[u8]) -> Entry {
    let before = parent.map(Signed::entry);
    Entry {
        author: Author(key(author).verifying_key().to_bytes()),
        sequence: before.map_or(0, |before| before.sequence + 1),
        parent: parent.map(Signed::address),
        happened: 1_646_467_200,
        written: before.map_or(1_646_467_200, |before| before.written + 60),
        ticks: before.map_or(1, |before| before.ticks + 1),
        kind: "count".to_owned(),
        reason: "counted".to_owned(),
        commitments: Vec::new(),
        body: body.to_vec(),
    }
}

fn any_entry() -> impl Strategy<Value = Entry> {
    let names = proptest::collection::btree_map("[a-z][a-z0-9.-]{0,8}", any::<[u8; 32]>(), 0..4);
    let times = (any::<i64>(), any::<i64>(), any::<u64>());
    let texts = ("[a-z][a-z0-9.-]{0,31}", "[^ \\p{Cc}][^\\p{Cc}]{0,40}[^ \\p{Cc}]");
    let chain = prop_oneof![Just(None), (1..=u64::MAX, any::<[u8; 32]>()).prop_map(Some)];
    (chain, times, texts, names, proptest::collection::vec(any::<u8>(), 0..200)).prop_map(
        |(chain, (happened, written, ticks), (kind, reason), names, body)| Entry {
            author: Author(key(1).verifying_key().to_bytes()),
            sequence: chain.map_or(0, |(sequence, _)| sequence),
            parent: chain.map(|(_, parent)| Digest(parent)),
            happened,
            written,
            ticks,
            kind,
            reason,
            commitments: names.iter().map(|(name, salt)| Commitment::to(name, &Salt(*salt), b"")).collect(),
            body,
        },
    )
}

/// One change of one text: a byte turned into another, left out, put in, or two pieces exchanged.
fn changed(bytes: &[u8], (at, to, how): (usize, usize, u8)) -> Vec<u8> {
    let (at, to) = (at % bytes.len(), to % bytes.len());
    let mut changed = bytes.to_vec();
    match how % 5 {
        0 => changed[at] ^= (to % 255) as u8 + 1,
        1 => drop(changed.remove(at)),
        2 => changed.insert(at, to as u8),
        3 => changed.swap(at, to),
        _ => changed.truncate(at),
    }
    changed
}

proptest! {
    #[test]
    fn every_entry_is_read_as_it_was_signed(entry in any_entry()) {
        let signed = entry.clone().sign(&key(1)).unwrap();
        prop_assert_eq!(signed.entry(), &entry);
        prop_assert_eq!(signed.address(), Digest::of(signed.bytes()));
        prop_assert_eq!(Signed::read(signed.bytes()), Ok(signed));
    }

    #[test]
    fn no_change_of_an_entry_goes_unseen(entry in any_entry(), change in any::<(usize, usize, u8)>()) {
        let signed = entry.sign(&key(1)).unwrap();
        let changed = changed(signed.bytes(), change);
        prop_assume!(changed != signed.bytes());
        prop_assert!(Signed::read(&changed).is_err());
    }

    #[test]
    fn an_entry_has_one_form(entry in any_entry(), changes in proptest::collection::vec(any::<(usize, usize, u8)>(), 1..3)) {
        let signed = entry.sign(&key(1)).unwrap();
        let bytes = changes.iter().fold(signed.bytes().to_vec(), |bytes, change| match bytes.len() {
            0 => bytes,
            _ => changed(&bytes, *change),
        });
        // Whatever is still read is written back as it stood: there is no second way to say the same.
        if let Ok(entry) = Entry::read_unchecked(&bytes) {
            let key = key(1);
            prop_assume!(entry.author.0 == key.verifying_key().to_bytes());
            let again = entry.sign(&key).unwrap();
            let signature = 128 + "signature \n".len();
            prop_assert_eq!(&again.bytes()[..again.bytes().len() - signature], &bytes[..bytes.len() - signature]);
        }
    }
}

/// What can be done to a record of two authors.
#[derive(Clone, Copy, Debug)]
enum Deed {
    Append { author: u8, seconds: i64, ticks: u64 },
    Fork { of: usize },
    Repeat { of: usize },
    Exchange { a: usize, b: usize },
    Hide { which: usize },
}

fn any_deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        8 => (1..3_u8, -20..100_i64, 0..3_u64).prop_map(|(author, seconds, ticks)| Deed::Append { author, seconds, ticks }),
        1 => any::<usize>().prop_map(|of| Deed::Fork { of }),
        1 => any::<usize>().prop_map(|of| Deed::Repeat { of }),
        1 => any::<(usize, usize)>().prop_map(|(a, b)| Deed::Exchange { a, b }),
        1 => any::<usize>().prop_map(|which| Deed::Hide { which }),
    ]
}

fn record(deeds: &[Deed]) -> Vec<Signed> {
    let mut heads: BTreeMap<u8, Signed> = BTreeMap::new();
    let mut record: Vec<Signed> = Vec::new();
    for (number, deed) in deeds.iter().enumerate() {
        let some = |index: usize, record: &[Signed]| record.get(index % record.len().max(1)).cloned();
        match *deed {
            Deed::Append { author, seconds, ticks } => {
                let mut entry = entry_after(author, heads.get(&author), &number.to_be_bytes());
                entry.written += seconds - 60;
                entry.ticks = (entry.ticks + ticks).saturating_sub(1);
                let signed = entry.sign(&key(author)).unwrap();
                heads.insert(author, signed.clone());
                record.push(signed);
            }
            Deed::Fork { of } => {
                let author = |entry: &Entry| (1..3).find(|n| key(*n).verifying_key().to_bytes() == entry.author.0);
                if let Some(entry) = some(of, &record).map(|signed| signed.entry().clone()) {
                    let author = author(&entry).unwrap();
                    record.push(Entry { body: number.to_be_bytes().to_vec(), ..entry }.sign(&key(author)).unwrap());
                }
            }
            Deed::Repeat { of } => record.extend(some(of, &record)),
            Deed::Exchange { a, b } if !record.is_empty() => {
                let length = record.len();
                record.swap(a % length, b % length);
            }
            Deed::Hide { which } if !record.is_empty() => drop(record.remove(which % record.len())),
            _ => {}
        }
    }
    record
}

/// The twin: every entry is compared with every other.
fn faults_by_pairs(record: &[Signed]) -> Vec<ChainFinding> {
    let first_of = |address| record.iter().position(|other| other.address() == address);
    let mut found = Vec::new();
    for (position, signed) in record.iter().enumerate() {
        let entry = signed.entry();
        let mut find = |fault| {
            let (author, sequence) = (entry.author, entry.sequence);
            found.push(ChainFinding { position: position as u64, author, sequence, fault });
        };
        if let Some(first) = first_of(signed.address()).filter(|first| *first < position) {
            find(Fault::Repeated { first: first as u64 });
            continue;
        }
        let alike =
            |other: &Signed, sequence| other.entry().author == entry.author && other.entry().sequence == sequence;
        if let Some(other) = record[..position].iter().position(|other| alike(other, entry.sequence)) {
            find(Fault::Fork { other: other as u64 });
        }
        let Some(parent) = entry.parent else { continue };
        let before = entry.sequence - 1;
        if let Some(parent) = first_of(parent).filter(|parent| alike(&record[*parent], before)) {
            let other = record[parent].entry();
            let parent = parent as u64;
            if parent > position as u64 {
                find(Fault::Reordered { parent });
            }
            if entry.written < other.written {
                find(Fault::BackDated { parent, seconds: other.written.abs_diff(entry.written) });
            }
            if entry.ticks <= other.ticks {
                find(Fault::CounterFell { parent });
            }
        } else if record.iter().any(|other| alike(other, before)) {
            find(Fault::Severed);
        } else {
            let from = (0..before).rev().find(|number| record.iter().any(|other| alike(other, *number)));
            find(Fault::Gap { from: from.map_or(0, |from| from + 1), to: before });
        }
    }
    found.sort();
    found
}

proptest! {
    #[test]
    fn every_fault_of_a_chain_is_named_as_by_comparing_all_pairs(deeds in proptest::collection::vec(any_deed(), 1..30)) {
        let record = record(&deeds);
        let mut chains = Chains::default();
        for (position, signed) in record.iter().enumerate() {
            chains.take(signed, position as u64);
        }
        prop_assert_eq!(chains.finish(), faults_by_pairs(&record));
    }
}

#[test]
fn each_fault_of_a_chain_is_said_in_words() {
    let a = entry_after(1, None, b"a").sign(&key(1)).unwrap();
    let b = entry_after(1, Some(&a), b"b").sign(&key(1)).unwrap();
    let other = entry_after(1, Some(&a), b"another story").sign(&key(1)).unwrap();
    let mut late = entry_after(1, Some(&b), b"c");
    late.written -= 3_600;
    late.ticks = 2;
    let c = late.sign(&key(1)).unwrap();
    let d = entry_after(1, Some(&c), b"d").sign(&key(1)).unwrap();
    let said = |record: &[&Signed]| {
        let mut chains = Chains::default();
        record.iter().enumerate().for_each(|(position, signed)| chains.take(signed, position as u64));
        chains.finish().iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    };
    assert_eq!(said(&[&a, &b]), "");
    insta::assert_snapshot!(said(&[&a, &b, &other, &c]), @r"
    entry 2 (author 8a88e3dd7409, number 1): it and entry 1 have the same author and number: two histories under one key; both are kept
    entry 3 (author 8a88e3dd7409, number 2): it says that it was written 3540 s before entry 1, which it follows: a clock was set back
    entry 3 (author 8a88e3dd7409, number 2): the device's counter did not rise since entry 1, which it follows: the device was reset, or two hold its key
    ");
    insta::assert_snapshot!(said(&[&b, &a, &a]), @r"
    entry 0 (author 8a88e3dd7409, number 1): it stands before entry 1, which it follows: the order was changed
    entry 2 (author 8a88e3dd7409, number 0): it is entry 1 once more
    ");
    insta::assert_snapshot!(said(&[&a, &other, &c, &d]), @"entry 2 (author 8a88e3dd7409, number 2): it follows an entry that is not in the record, though another with that number is: one was replaced");
    insta::assert_snapshot!(said(&[&a, &d]), @"entry 1 (author 8a88e3dd7409, number 3): numbers 1 to 2 of this author are not in the record: they were hidden, or are still to come");
}
