//! Keys: locked and unlocked, shared and recovered, handed on and taken back.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;

use passage_record::digest::Digest;
use passage_record::entry::{Author, Entry, Signed};
use passage_record::key::{
    Cost, DeviceKey, GUARDIANS, Guardians, KeyFault, KeyFinding, NotRecovered, NotUnlocked, REVOKE, ROTATE, Revocation,
    Rotation, Share, Standing, Standings, lock, recover, share, unlock,
};
use proptest::prelude::*;
use rand_core::{TryCryptoRng, TryRng};

use crate::entries::entry_after;

/// Chance that is the same each time: the SHA-256 of a counter. For tests alone.
pub struct Counted(pub u64);

impl TryRng for Counted {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        self.try_next_u64().map(|number| number as u32)
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        self.0 += 1;
        Ok(u64::from_be_bytes(Digest::of(&self.0.to_be_bytes()).0[..8].try_into().unwrap()))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        for byte in bytes {
            *byte = self.try_next_u64()? as u8;
        }
        Ok(())
    }
}

impl TryCryptoRng for Counted {}

const CHEAP: Cost = Cost { memory: 8, passes: 1, lanes: 1 };

fn device(number: u8) -> DeviceKey {
    DeviceKey::from_seed([number; 32])
}

fn seed_of(key: &DeviceKey) -> Author {
    key.author()
}

#[test]
fn a_locked_key_is_opened_by_its_passphrase_alone() {
    let key = DeviceKey::new(&mut Counted(1));
    let text = lock(&key, "п'ять слів на папері", CHEAP, &mut Counted(2)).unwrap();
    insta::assert_snapshot!(text, @r"
    passage key 1
    author 942d8b7de62ff333edc3420d0f71e7c56f3b2135642cf5c185bcb39eeebf2052
    argon2id 8 1 1
    salt ece7bad93c69348a91a35d370671a78c
    nonce ce6a5e26ccf78d474da41fd434e261aa1db1eac8cf739b8a
    sealed 3563eb9509aec6df30eea6343f34bc5c9490b767b5617fa6ca1f26210d1f7a703e874a523089c6e2a816dddf995b0b3a
    ");
    assert_eq!(seed_of(&unlock(&text, "п'ять слів на папері").unwrap()), key.author());
    let said = |text: &str, passphrase: &str| unlock(text, passphrase).unwrap_err().to_string();
    insta::assert_snapshot!(said(&text, "п'ять слів на папер"), @"the passphrase is not the one of this key, or the file was altered");
    insta::assert_snapshot!(said(&text.replace("key 1", "key 2"), ""), @"this locked key has format 2, and this program knows format 1: use the program that wrote it");
    insta::assert_snapshot!(said("passage entry 1\n", ""), @r#"this is no locked key: it does not begin with "passage key""#);
    insta::assert_snapshot!(said(&text.replace("argon2id 8 ", "argon2id 4000000000 "), ""), @"the locked key asks for 4000000000 KiB of memory, 1 passes and 1 lanes, more than any key needs");
    insta::assert_snapshot!(said(&text.replace("argon2id 8 ", "argon2id 08 "), ""), @"the locked key is damaged: its lines are not those of format 1");
    // The same key under the same passphrase is another file each time.
    assert_ne!(lock(&key, "п'ять слів на папері", CHEAP, &mut Counted(3)).unwrap(), text);
    assert_eq!(format!("{key:?}"), format!("DeviceKey(of {})", key.author()));
}

#[test]
fn the_costs_by_default_are_those_of_rfc_9106() {
    assert_eq!(Cost::default(), Cost { memory: 65_536, passes: 3, lanes: 4 });
    let text = lock(&device(1), "word", Cost::default(), &mut Counted(2)).unwrap();
    assert_eq!(unlock(&text, "word").unwrap().author(), device(1).author());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn no_changed_file_is_unlocked(at in any::<usize>(), flip in 1..=255_u8) {
        let text = lock(&device(1), "word", CHEAP, &mut Counted(2)).unwrap();
        let mut bytes = text.into_bytes();
        let at = at % bytes.len();
        bytes[at] ^= flip;
        if let Ok(changed) = String::from_utf8(bytes) {
            // A changed cost may ask for more memory than a test should take.
            let costs = changed.lines().nth(2).unwrap_or_default().len() > 16;
            prop_assume!(!costs);
            prop_assert!(unlock(&changed, "word").is_err());
        }
    }

    #[test]
    fn any_as_many_shares_as_are_needed_bring_the_key_back_and_fewer_do_not(
        (of, needed) in (2..=16_u8).prop_flat_map(|of| (Just(of), 2..=of)),
        order in Just((0..16_usize).collect::<Vec<_>>()).prop_shuffle(),
        seed in any::<u64>(),
    ) {
        let key = DeviceKey::new(&mut Counted(seed >> 1));
        let shares = share(&key, needed, of, &mut Counted(seed)).unwrap();
        // Typed in from paper, in any order, some of them twice.
        let typed = order.iter().filter(|number| **number < usize::from(of)).map(|number| {
            Share::read(&shares[*number].text().to_uppercase().replace(' ', "  ")).unwrap()
        });
        let typed: Vec<Share> = typed.collect();
        let needed = usize::from(needed);
        let enough = [&typed[..needed], &typed[..1]].concat();
        prop_assert_eq!(recover(&enough).unwrap().author(), key.author());
        let few = [&typed[..needed - 1], &typed[..1]].concat();
        let too_few = matches!(recover(&few), Err(NotRecovered::TooFew { .. }));
        prop_assert!(too_few);
    }

    #[test]
    fn a_letter_that_was_misread_is_found_in_its_line(at in any::<usize>(), letter in "[a-z]") {
        let text = share(&device(1), 2, 3, &mut Counted(9)).unwrap()[0].text();
        let start = text.find("\n1 ").unwrap() + 1;
        let letters: Vec<usize> = text.char_indices().filter(|(at, c)| *at > start && c.is_ascii_lowercase()).map(|(at, _)| at).collect();
        let at = letters[at % letters.len()];
        prop_assume!(text[at..=at] != letter);
        let line = 1 + text[..at].matches('\n').count();
        let mut typed = text.clone();
        typed.replace_range(at..=at, &letter);
        match Share::read(&typed) {
            Err(NotRecovered::Check { line: found, .. } | NotRecovered::Line { line: found, .. }) => prop_assert_eq!(found, line),
            other => prop_assert!(false, "{:?}", other),
        }
    }
}

#[test]
fn a_share_can_be_read_out_and_what_is_wrong_with_it_is_said() {
    let shares = share(&device(1), 3, 5, &mut Counted(7)).unwrap();
    insta::assert_snapshot!(shares[1].text(), @r"
    passage recovery share 1
    key 8a88e3dd7409f195fd52db2d3cba5d72ca6709bf1d94121bf3748801b40f6f5c
    share 2 of 5, any 3 bring the key back
    1 tabos bulid movap bobis check lofig
    2 zukip nihiv kufon gipaj check rukak
    3 zotas rasat zuhol hokim check dubob
    4 budaz zojij zikad dumur check puluj
    ");
    let said = |shares: &[Share]| recover(shares).unwrap_err().to_string();
    insta::assert_snapshot!(said(&shares[..2]), @"2 different shares are here, and 3 are needed");
    insta::assert_snapshot!(said(&[]), @"0 different shares are here, and 2 are needed");
    let others = share(&device(2), 3, 5, &mut Counted(7)).unwrap();
    insta::assert_snapshot!(said(&[shares[0].clone(), others[1].clone()]), @"the shares are not of one printing: share 1 of 5 (3 needed) of the key 8a88e3dd7409 and share 2 of 5 (3 needed) of the key 8139770ea87d");
    // The same key, printed twice: nothing on the paper tells them apart, but they do not make the key.
    let again = share(&device(1), 3, 5, &mut Counted(8)).unwrap();
    insta::assert_snapshot!(said(&[shares[0].clone(), shares[1].clone(), again[2].clone()]), @"these shares do not make the key of 8a88e3dd7409f195fd52db2d3cba5d72ca6709bf1d94121bf3748801b40f6f5c: one of them is of another printing");
    insta::assert_snapshot!(share(&device(1), 1, 5, &mut Counted(7)).unwrap_err(), @"1 of 5 shares cannot be made: at least 2 must be needed, at most as many as there are, and 16 at most");
    let text = shares[1].text();
    let wrong = |from: &str, to: &str| Share::read(&text.replacen(from, to, 1)).unwrap_err().to_string();
    insta::assert_snapshot!(wrong("share 2 of 5", "share 6 of 5"), @r#"line 3 of the share must be such as "share 2 of 5, any 3 bring the key back"; it is "share 6 of 5, any 3 bring the key back""#);
    insta::assert_snapshot!(wrong("share 2 of 5", "share 3 of 5"), @r#"line 4 of the share does not fit its check word "lofig": compare it letter by letter, and the lines above it"#);
    insta::assert_snapshot!(wrong("\n2 ", "\n3 "), @r#"line 5 of the share must be its number, four words, "check" and a word; it is "3 zukip nihiv kufon gipaj check rukak""#);
    insta::assert_snapshot!(wrong("recovery share 1", "recovery share 2"), @r#"line 1 of the share must be "passage recovery share 1"; it is "passage recovery share 2""#);
    // Which share it is never shows in a message for people who look for a secret.
    assert_eq!(format!("{:?}", shares[1]), format!("Share(2 of 5, 3 needed, of {})", device(1).author()));
}

/// A record that several devices write.
#[derive(Default)]
struct Room {
    heads: BTreeMap<Author, Signed>,
    record: Vec<Signed>,
}

impl Room {
    fn write(&mut self, key: &DeviceKey, kind: &str, body: &[u8], written: i64) {
        let head = self.heads.get(&key.author());
        let entry = Entry { author: key.author(), kind: kind.to_owned(), written, ..entry_after(1, head, body) };
        let signed = key.sign(entry).unwrap();
        self.heads.insert(key.author(), signed.clone());
        self.record.push(signed);
    }

    fn standings(&self) -> Standings {
        let mut standings = Standings::default();
        for (position, signed) in (0..).zip(&self.record) {
            standings.take(signed, position);
        }
        standings
    }

    fn said(&self) -> String {
        self.standings().finish().iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    }
}

#[test]
fn a_key_hands_on_to_another_and_then_writes_no_more() {
    let (old, new) = (device(1), device(2));
    let mut room = Room::default();
    room.write(&old, "count", b"12", 10);
    room.write(&old, ROTATE, &Rotation::body(old.author(), &new), 20);
    room.write(&new, "count", b"13", 30);
    assert_eq!(room.said(), "");
    assert_eq!(room.standings().current(old.author()), Some(new.author()));
    assert_eq!(room.standings().of(old.author()), Standing::HandedOn { to: new.author(), position: 1 });
    room.write(&old, "count", b"14", 40);
    // Handing on to a key that has written, and with a proof made for another key.
    room.write(&device(3), ROTATE, &Rotation::body(device(3).author(), &new), 50);
    room.write(&device(3), ROTATE, &Rotation::body(old.author(), &device(4)), 60);
    room.write(&device(3), ROTATE, b"new\n", 70);
    insta::assert_snapshot!(room.said(), @r#"
    entry 3 (author 8a88e3dd7409): its key handed on to another by entry 1, and was to write no more
    entry 4 (author ed4928c628d1): it hands on to a key that has written already or was handed on to already; it has no effect
    entry 5 (author ed4928c628d1): it is to concern keys, and the new key did not sign that it takes over; it has no effect
    entry 6 (author ed4928c628d1): it is to concern keys, and its body is not made of "new" and 64 digits, "proof" and 128 digits; it has no effect
    "#);
}

#[test]
fn two_of_three_guardians_take_the_key_of_a_lost_device_back() {
    let lost = device(1);
    let guardians: Vec<DeviceKey> = [2, 3, 4].map(device).into();
    let mut authors: Vec<Author> = guardians.iter().map(DeviceKey::author).collect();
    authors.sort();
    let back = Revocation { key: lost.author(), since: 100 }.body();
    let mut room = Room::default();
    room.write(&lost, GUARDIANS, &Guardians { needed: 2, authors }.body(), 10);
    room.write(&lost, "count", b"1", 90);
    room.write(&lost, "count", b"2", 110);
    room.write(&guardians[0], REVOKE, &back, 200);
    // The same guardian twice is one guardian.
    room.write(&guardians[0], REVOKE, &back, 201);
    assert_eq!(room.standings().of(lost.author()), Standing::InUse);
    room.write(&device(9), REVOKE, &back, 202);
    room.write(&guardians[2], REVOKE, &back, 203);
    assert_eq!(room.standings().of(lost.author()), Standing::Revoked { since: 100, position: 6 });
    assert_eq!(room.standings().current(lost.author()), None);
    room.write(&lost, "count", b"3", 300);
    room.write(&guardians[1], REVOKE, &back, 301);
    insta::assert_snapshot!(room.said(), @r"
    entry 2 (author 8a88e3dd7409): entry 6 says that its key may have been in other hands when it was written
    entry 5 (author fd1724385aa0): its author is no guardian of the key 8a88e3dd7409…; it has no effect
    entry 7 (author 8a88e3dd7409): its key was taken back by entry 6: whoever holds the device wrote it
    entry 8 (author ed4928c628d1): the key 8a88e3dd7409… was taken back or had handed on before; it has no effect
    ");
}

#[test]
fn a_key_takes_itself_back_at_once_and_a_thief_names_no_other_guardians() {
    let key = device(1);
    let named = |numbers: [u8; 2]| {
        let mut authors = numbers.map(|number| device(number).author()).to_vec();
        authors.sort();
        Guardians { needed: 2, authors }.body()
    };
    let mut room = Room::default();
    room.write(&key, GUARDIANS, &named([2, 3]), 10);
    room.write(&key, GUARDIANS, &named([8, 9]), 20);
    room.write(&key, ROTATE, &Rotation::body(key.author(), &device(7)), 30);
    room.write(&device(7), GUARDIANS, &named([8, 9]), 40);
    let back = Revocation { key: device(7).author(), since: 30 }.body();
    room.write(&device(2), REVOKE, &back, 50);
    room.write(&device(3), REVOKE, &back, 60);
    room.write(&device(5), REVOKE, &Revocation { key: device(5).author(), since: 0 }.body(), 70);
    assert_eq!(room.standings().of(device(5).author()), Standing::Revoked { since: 0, position: 6 });
    insta::assert_snapshot!(room.said(), @r"
    entry 1 (author 8a88e3dd7409): guardians of this key were named before; it has no effect
    entry 3 (author ea4a6c63e29c): entry 5 says that its key may have been in other hands when it was written
    entry 3 (author ea4a6c63e29c): guardians of this key were named before; it has no effect
    ");
}

#[derive(Clone, Copy, Debug)]
enum Deed {
    Count,
    Guardians { first: u8, needed: u8 },
    Revoke { of: u8, since: i64 },
    Rotate { to: u8 },
}

fn any_deed() -> impl Strategy<Value = (u8, Deed)> {
    let deed = prop_oneof![
        Just(Deed::Count),
        (1..5_u8, 1..3_u8).prop_map(|(first, needed)| Deed::Guardians { first, needed }),
        (1..7_u8, 0..30_i64).prop_map(|(of, since)| Deed::Revoke { of, since }),
        (1..9_u8).prop_map(|to| Deed::Rotate { to }),
    ];
    (1..7_u8, deed)
}

/// The twin: what stands of each key is told anew for every entry, by looking at all before it.
struct Twin<'a>(&'a [(u8, Deed)]);

impl Twin<'_> {
    /// When the key ended, and whether by revocation with the time from when on, before entry `until`.
    fn ended(&self, key: u8, until: usize) -> Option<(usize, Option<i64>)> {
        (0..until).find_map(|at| self.ends(key, at).map(|how| (at, how)))
    }

    /// Whether entry `at` ends `key`.
    #[allow(clippy::option_option)]
    fn ends(&self, key: u8, at: usize) -> Option<Option<i64>> {
        let (author, deed) = self.0[at];
        if self.ended(author, at).is_some() || self.ended(key, at).is_some() {
            return None;
        }
        match deed {
            Deed::Rotate { to } => (author == key && self.is_new(to, at)).then_some(None),
            Deed::Revoke { of, .. } if of == key => {
                let said = self.said(key, at + 1);
                let guardians = self.guardians(key, at);
                let others: BTreeSet<u8> = said.iter().map(|(author, _)| *author).filter(|a| *a != key).collect();
                let enough = guardians.is_some_and(|(_, needed)| others.len() >= usize::from(needed));
                let counts = author == key || enough && said.iter().any(|(by, _)| *by == author);
                let known = self.known(key, at + 1);
                (counts && known).then(|| said.iter().map(|(_, since)| *since).min())
            }
            _ => None,
        }
    }

    /// Whether a key has written or was handed on to before `at`, the author of `at` included.
    fn is_new(&self, key: u8, at: usize) -> bool {
        !self.known(key, at + 1)
    }

    fn known(&self, key: u8, until: usize) -> bool {
        (0..until).any(|at| self.0[at].0 == key || at + 1 < until && self.hands_on(at) == Some(key))
            || until > 0
                && until < self.0.len() + 1
                && (0..until.saturating_sub(1)).any(|at| self.hands_on(at) == Some(key))
    }

    fn hands_on(&self, at: usize) -> Option<u8> {
        let (author, deed) = self.0[at];
        match deed {
            Deed::Rotate { to } if self.ended(author, at).is_none() && self.is_new(to, at) => Some(to),
            _ => None,
        }
    }

    /// The guardians of a key before `at`: the first that it named, or those of the key that handed on to it.
    fn guardians(&self, key: u8, at: usize) -> Option<(u8, u8)> {
        for place in 0..at {
            if self.hands_on(place) == Some(key)
                && let Some(found) = self.guardians(self.0[place].0, place)
            {
                return Some(found);
            }
            if let (author, Deed::Guardians { first, needed }) = self.0[place]
                && author == key
                && self.ended(author, place).is_none()
            {
                return Some((first, needed));
            }
        }
        None
    }

    /// Who said before `until` that the key is taken back, and from when on, of those who may.
    fn said(&self, key: u8, until: usize) -> Vec<(u8, i64)> {
        let may = |at: usize, author: u8| {
            let guards = self.guardians(key, at).is_some_and(|(first, _)| author == first || author == first + 1);
            (author == key || guards) && self.ended(author, at).is_none() && self.ended(key, at).is_none()
        };
        let said = (0..until).filter_map(|at| match self.0[at] {
            (author, Deed::Revoke { of, since }) if of == key && may(at, author) => Some((author, since)),
            _ => None,
        });
        said.collect()
    }
}

proptest! {
    #[test]
    fn keys_stand_as_by_looking_at_all_entries_before_each(deeds in proptest::collection::vec(any_deed(), 1..14)) {
        let mut room = Room::default();
        for (time, (author, deed)) in (0..).zip(&deeds) {
            let key = device(*author);
            match *deed {
                Deed::Count => room.write(&key, "count", b"1", time),
                Deed::Guardians { first, needed } => {
                    let mut authors = [first, first + 1].map(|number| device(number).author()).to_vec();
                    authors.sort();
                    room.write(&key, GUARDIANS, &Guardians { needed, authors }.body(), time);
                }
                Deed::Revoke { of, since } => room.write(&key, REVOKE, &Revocation { key: device(of).author(), since }.body(), time),
                Deed::Rotate { to } => room.write(&key, ROTATE, &Rotation::body(key.author(), &device(to)), time),
            }
        }
        let twin = Twin(&deeds);
        let standings = room.standings();
        let found: Vec<KeyFinding> = standings.clone().finish();
        for number in 1..10 {
            let expected = match twin.ended(number, deeds.len()) {
                None => Standing::InUse,
                Some((at, None)) => {
                    let Deed::Rotate { to } = deeds[at].1 else { panic!("no rotation") };
                    Standing::HandedOn { to: device(to).author(), position: at as u64 }
                }
                Some((at, Some(since))) => Standing::Revoked { since, position: at as u64 },
            };
            prop_assert_eq!(standings.of(device(number).author()), expected, "key {}", number);
        }
        for (position, (author, _)) in deeds.iter().enumerate() {
            let after = twin.ended(*author, position).is_some();
            let said = found.iter().any(|finding| {
                let fault = matches!(finding.fault, KeyFault::AfterRevocation { .. } | KeyFault::AfterRotation { .. });
                fault && finding.position == position as u64
            });
            prop_assert_eq!(said, after, "entry {}", position);
        }
    }
}

#[test]
fn no_text_stops_the_readers_of_keys() {
    for text in ["", "\n", "passage key", "passage key ", "passage key 1", "passage recovery share 1\nkey \n", "\u{0}"]
    {
        assert!(matches!(unlock(text, ""), Err(NotUnlocked::NoKey | NotUnlocked::Damaged)), "{text:?}");
        assert!(Share::read(text).is_err(), "{text:?}");
    }
}
