//! What has been weighed so far: nothing is weighed twice, and with fleets a larger offer has what a smaller one has.

use super::change::Change;
use super::more::Made;
use super::weigh::{Scales, Weighed};
use crate::failure::Failure;
use passage_model::situation::Reading;
use passage_model::work::Work;

/// Offers with what they bring out.
pub struct Book<'a> {
    scales: &'a Scales<'a>,
    entries: Vec<Entry>,
}

struct Entry {
    made: Made,
    change: Change,
    reading: Reading,
    weighed: Weighed,
}

impl<'a> Book<'a> {
    /// An empty one.
    pub fn new(scales: &'a Scales<'a>) -> Self {
        Self { scales, entries: Vec::new() }
    }

    /// What is weighed here.
    pub fn scales(&self) -> &'a Scales<'a> {
        self.scales
    }

    /// Weighs those of `wanted` that have not been, all at a time.
    pub fn weigh(&mut self, wanted: &[(Change, Reading)], stage: &str, work: &Work<'_>) -> Result<(), Failure> {
        let mut new: Vec<(Change, Reading)> = Vec::new();
        for wanted in wanted {
            if self.get(&wanted.0, wanted.1).is_none() && !new.contains(wanted) {
                new.push(wanted.clone());
            }
        }
        let agreed = self.scales.agreed();
        let made: Vec<Made> = new.iter().map(|(change, _)| Made::of(change, agreed)).collect();
        // The first that says the same in other words: as the agreed corridors for the agreed time.
        let same = |this: usize, other: usize| {
            let alike = made[this].is_within(&made[other], agreed) && made[other].is_within(&made[this], agreed);
            new[this].1 == new[other].1 && alike
        };
        let first = |this: usize| (0..this).find(|other| same(this, *other)).unwrap_or(this);
        let first: Vec<usize> = (0..new.len()).map(first).collect();
        let own: Vec<usize> = (0..new.len()).filter(|this| first[*this] == *this).collect();
        let weighed = self.scales.weigh(&own.iter().map(|&i| new[i].clone()).collect::<Vec<_>>(), stage, work)?;
        let of = |this: usize| own.iter().position(|own| *own == first[this]).map(|at| weighed[at].clone());
        let weighed: Vec<Weighed> = (0..new.len()).filter_map(of).collect();
        let entries = made.into_iter().zip(new).zip(weighed);
        self.entries.extend(entries.map(|((made, (change, reading)), weighed)| Entry {
            made,
            change,
            reading,
            weighed,
        }));
        self.settle();
        Ok(())
    }

    /// What a change brings out, if it has been weighed.
    pub fn get(&self, change: &Change, reading: Reading) -> Option<&Weighed> {
        let entry = self.entries.iter().find(|entry| entry.reading == reading && entry.change == *change);
        entry.map(|entry| &entry.weighed)
    }

    /// The same by each reading, in their order; empty where it has not been weighed.
    pub fn each(&self, change: &Change, readings: &[Reading]) -> Vec<Weighed> {
        readings.iter().filter_map(|reading| self.get(change, *reading).cloned()).collect()
    }

    /// Gives every plan with fleets to all larger offers, for it is one of theirs. Without fleets figures are the most
    /// there can be. O(offers squared) comparisons of scenarios.
    fn settle(&mut self) {
        let agreed = self.scales.agreed();
        if agreed.fleets.is_empty() {
            return;
        }
        let smaller = |larger: &Entry| {
            let within = |entry: &&Entry| {
                let other = entry.change != larger.change && entry.reading == larger.reading;
                other && entry.made.is_within(&larger.made, agreed)
            };
            let mut settled = larger.weighed.clone();
            for entry in self.entries.iter().filter(within) {
                settled.rise(&entry.weighed);
            }
            settled
        };
        let settled: Vec<Weighed> = self.entries.iter().map(smaller).collect();
        for (entry, settled) in self.entries.iter_mut().zip(settled) {
            entry.weighed = settled;
        }
    }
}
