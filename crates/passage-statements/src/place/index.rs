//! Names by their keys, so that a lookup goes through few of them: equal keys by bisection, nearly equal ones by what is left of
//! both when letters are cut (Garbe's symmetric delete, 2012).
//!
//! With n names of at most l letters a lookup costs O(l² log n) and the names that it finds; with up to two errors allowed, an
//! entry of l letters takes l²/2 cut keys. Twin: every name compared, in the tests.

use super::gazetteer::Place;
use super::roman::System;
use passage_model::place::key::{sound, spelling};

/// How many letters of a spelling may differ: one, in names of five letters or more. Shorter names are neighbours of others.
pub(super) const fn spelling_errors(letters: usize) -> usize {
    if letters >= 5 { 1 } else { 0 }
}

/// How many letters of a sound may differ.
pub(super) const fn sound_errors(letters: usize) -> usize {
    match letters {
        0..5 => 0,
        5..9 => 1,
        _ => 2,
    }
}

/// The longest key that is cut: a longer one is no name.
const LONGEST_CUT: usize = 40;

/// One name of one place.
#[derive(Clone, Debug)]
pub(super) struct Indexed {
    pub place: u32,
    pub name: u32,
    pub spelling: String,
    pub sound: String,
}

/// All names of a gazetteer by their keys.
#[derive(Clone, Debug)]
pub(super) struct Index {
    pub names: Vec<Indexed>,
    spellings: Keys,
    sounds: Keys,
}

impl Index {
    /// O(letters of all names, times the square of the longest).
    pub fn of(places: &[Place]) -> Self {
        let mut names = Vec::new();
        let mut spellings = Vec::new();
        for (at, place) in (0u32..).zip(places) {
            for (number, name) in (0u32..).zip(&place.names) {
                let id = names.len() as u32;
                let own = Indexed { place: at, name: number, spelling: spelling(&name.text), sound: sound(&name.text) };
                let systems = System::ALL.iter().filter(|system| system.writes(name.language));
                let mut keys: Vec<String> =
                    systems.filter_map(|system| system.write(&name.text)).map(|text| spelling(&text)).collect();
                keys.retain(|key| *key != own.spelling);
                keys.sort();
                keys.dedup();
                spellings.extend(keys.into_iter().map(|key| (key, id, false)));
                spellings.push((own.spelling.clone(), id, true));
                names.push(own);
            }
        }
        let sounds = (0u32..).zip(&names).map(|(id, name)| (name.sound.clone(), id, true)).collect();
        Self { spellings: Keys::of(spellings, spelling_errors), sounds: Keys::of(sounds, sound_errors), names }
    }

    /// The names of this spelling, their own or by a romanisation.
    pub fn spelled(&self, key: &str) -> &[u32] {
        self.spellings.equal(key)
    }

    /// The names of this sound.
    pub fn sounding(&self, key: &str) -> &[u32] {
        self.sounds.equal(key)
    }

    /// Every name whose spelling or sound is within the errors that are allowed, and some that are not.
    pub fn near(&self, spelling: &str, sound: &str) -> Vec<u32> {
        let mut found = self.spellings.near(spelling, spelling_errors);
        found.extend(self.sounds.near(sound, sound_errors));
        found
    }
}

/// Keys, the names under each, and their cuts.
#[derive(Clone, Debug)]
struct Keys {
    texts: Vec<String>,
    members: Vec<Vec<u32>>,
    /// The hash of a key with letters cut, and the number of the key.
    cuts: Vec<(u64, u32)>,
}

impl Keys {
    /// Of keys with the names under them, and whether a key may be misspelled.
    fn of(mut all: Vec<(String, u32, bool)>, errors: fn(usize) -> usize) -> Self {
        all.retain(|(key, ..)| !key.is_empty());
        all.sort();
        let mut keys = Self { texts: Vec::new(), members: Vec::new(), cuts: Vec::new() };
        let mut cut = Vec::new();
        for (key, id, own) in all {
            if keys.texts.last() != Some(&key) {
                keys.texts.push(key);
                keys.members.push(Vec::new());
                cut.push(false);
            }
            if let (Some(members), Some(cut)) = (keys.members.last_mut(), cut.last_mut()) {
                members.push(id);
                *cut |= own;
            }
        }
        for ((number, key), _) in (0u32..).zip(&keys.texts).zip(cut).filter(|(_, cut)| *cut) {
            keys.cuts.extend(cuts(key, errors).into_iter().map(|hash| (hash, number)));
        }
        keys.cuts.sort_unstable();
        keys.cuts.dedup();
        keys
    }

    fn equal(&self, key: &str) -> &[u32] {
        self.texts.binary_search_by(|own| own.as_str().cmp(key)).map_or(&[], |at| &self.members[at])
    }

    fn near(&self, key: &str, errors: fn(usize) -> usize) -> Vec<u32> {
        let mut found = Vec::new();
        for hash in cuts(key, errors) {
            let first = self.cuts.partition_point(|(own, _)| *own < hash);
            let equal = self.cuts[first..].iter().take_while(|(own, _)| *own == hash);
            found.extend(equal.map(|(_, number)| *number));
        }
        found.sort_unstable();
        found.dedup();
        found.into_iter().flat_map(|number| self.members[number as usize].iter().copied()).collect()
    }
}

/// The hashes of a key and of all that is left of it with as many letters cut as may differ.
fn cuts(key: &str, errors: fn(usize) -> usize) -> Vec<u64> {
    let letters: Vec<char> = key.chars().collect();
    if letters.is_empty() || letters.len() > LONGEST_CUT {
        return Vec::new();
    }
    let most = errors(letters.len());
    let mut hashes = vec![hash(letters.iter())];
    for first in (0..letters.len()).filter(|_| most >= 1) {
        let without = |cut: &[usize]| {
            let kept = letters.iter().enumerate().filter(|(at, _)| !cut.contains(at)).map(|(_, letter)| letter);
            hash(kept.collect::<Vec<_>>().into_iter())
        };
        hashes.push(without(&[first]));
        hashes.extend((first + 1..letters.len()).filter(|_| most >= 2).map(|second| without(&[first, second])));
    }
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}

/// FNV-1a over letters: the same on every machine. Two texts of one hash are only looked at in vain.
fn hash<'l>(letters: impl Iterator<Item = &'l char>) -> u64 {
    letters.fold(0xcbf2_9ce4_8422_2325, |hash, letter| {
        (hash ^ u64::from(u32::from(*letter))).wrapping_mul(0x0100_0000_01b3)
    })
}
