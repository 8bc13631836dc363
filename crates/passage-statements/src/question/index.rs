//! Claims sorted into buckets by what each detector compares, so that nothing is compared with everything.

use super::{
    Question, attribution, disjoint, falling, more_arrived, negation, not_yet, opened, own_verifier, part_of_whole,
    people_per_vehicle, retold, unit_change, unit_pair,
};
use crate::claim::Claim;
use crate::ledger::Ledger;
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// What claims of one bucket have in common; texts are numbers of the index.
pub type Key = [u64; 6];

/// The claims of a bucket that stood, with their places in the ledger, in its order.
pub type Bucket<'l> = Vec<(usize, &'l Claim)>;

/// A detector that asks within buckets.
struct Sorter {
    /// The buckets of a claim.
    keys: fn(&Claim, &mut Texts) -> Vec<Key>,
    /// The question that a bucket raises.
    ask: fn(&Bucket<'_>) -> Option<Question>,
}

/// The detectors that need nothing but claims.
const SORTERS: [Sorter; 13] = [
    Sorter { keys: disjoint::keys, ask: disjoint::ask },
    Sorter { keys: people_per_vehicle::keys, ask: people_per_vehicle::ask },
    Sorter { keys: more_arrived::keys, ask: more_arrived::ask },
    Sorter { keys: falling::keys, ask: falling::ask },
    Sorter { keys: opened::keys, ask: opened::ask },
    Sorter { keys: retold::keys, ask: retold::ask },
    Sorter { keys: unit_change::keys, ask: unit_change::ask },
    Sorter { keys: negation::keys, ask: negation::ask },
    Sorter { keys: own_verifier::keys, ask: own_verifier::ask },
    Sorter { keys: attribution::keys, ask: attribution::ask },
    Sorter { keys: part_of_whole::keys, ask: part_of_whole::ask },
    Sorter { keys: unit_pair::keys, ask: unit_pair::ask },
    Sorter { keys: not_yet::keys, ask: not_yet::ask },
];

/// Numbers of texts: equal where the texts are, but for blanks and capitals.
#[derive(Clone, Debug, Default)]
pub struct Texts {
    numbers: BTreeMap<String, u64>,
}

impl Texts {
    /// The number of a text.
    pub fn number(&mut self, text: &str) -> u64 {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        let next = self.numbers.len() as u64;
        let number = *self.numbers.entry(folded(text)).or_insert(next);
        // The text as it stands is found without folding it next time.
        self.numbers.insert(text.to_owned(), number);
        number
    }
}

pub(crate) use crate::claim::folded;

/// The buckets of a ledger. It is kept beside the ledger as that grows: [`Index::follow`] sorts in what is new.
#[derive(Clone, Debug, Default)]
pub struct Index {
    texts: Texts,
    buckets: BTreeMap<(u8, Key), Vec<u32>>,
    /// By claim: its buckets.
    of: Vec<Vec<(u8, Key)>>,
}

impl Index {
    /// The buckets of a ledger. O(n log n).
    pub fn of(ledger: &Ledger) -> Self {
        let mut index = Self::default();
        index.follow(ledger);
        index
    }

    /// Sorts in the claims that were added since. O(log n) for each.
    pub fn follow(&mut self, ledger: &Ledger) {
        for (place, claim) in ledger.claims().iter().enumerate().skip(self.of.len()) {
            let mut own = Vec::new();
            for (number, sorter) in SORTERS.iter().enumerate() {
                for key in (sorter.keys)(claim, &mut self.texts) {
                    own.push((number as u8, key));
                }
            }
            for key in &own {
                self.buckets.entry(*key).or_default().push(place as u32);
            }
            self.of.push(own);
        }
    }

    /// Every question that the claims raise that stood at a moment, in the order of the detectors and of the ledger.
    pub fn questions(&self, ledger: &Ledger, at: Option<Timestamp>) -> Vec<Question> {
        ask(ledger, at, self.buckets.iter())
    }

    /// The questions that a claim takes part in by what it says: what to ask when it is added. Its buckets alone are looked at.
    pub fn questions_on(&self, ledger: &Ledger, place: usize) -> Vec<Question> {
        let keys: BTreeSet<&(u8, Key)> = self.of.get(place).into_iter().flatten().collect();
        let asked = ask(ledger, None, keys.into_iter().filter_map(|key| self.buckets.get_key_value(key)));
        asked.into_iter().filter(|question| question.claims.contains(&place)).collect()
    }
}

/// The questions of some buckets, each once.
fn ask<'i>(
    ledger: &Ledger,
    at: Option<Timestamp>,
    buckets: impl Iterator<Item = (&'i (u8, Key), &'i Vec<u32>)>,
) -> Vec<Question> {
    let mut asked: Vec<Question> = Vec::new();
    let mut seen = BTreeSet::new();
    for ((sorter, _), places) in buckets {
        let stood = places.iter().map(|place| *place as usize).filter(|place| ledger.stood(*place, at));
        let bucket: Bucket<'_> = stood.map(|place| (place, &ledger.claims()[place])).collect();
        let Some(question) = (SORTERS[usize::from(*sorter)].ask)(&bucket) else { continue };
        // Claims that share two buckets ask the same once.
        if seen.insert((question.detector, question.claims.clone())) {
            asked.push(question);
        }
    }
    asked.sort_by(|a, b| (a.detector, &a.claims).cmp(&(b.detector, &b.claims)));
    asked
}

/// A date as a part of a key.
pub fn date_key(date: jiff::civil::Date) -> u64 {
    (i64::from(date.year()) * 10_000 + i64::from(date.month()) * 100 + i64::from(date.day())) as u64
}

/// A moment as a part of a key.
pub fn moment_key(moment: Option<Timestamp>) -> u64 {
    moment.map_or(u64::MAX, |moment| moment.as_second() as u64)
}
