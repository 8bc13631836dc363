//! Which sets of corridors are weighed by which lengths of windows.
//!
//! Without fleets all of them: a flow each. With fleets each is a plan of its own, so that of many those are weighed that
//! a choice needs: every set by the agreed length, then the best set of each size by every length.

use super::book::Book;
use super::change::{Change, longest};
use super::{HOUR, Offers, Set};
use crate::failure::Failure;
use passage_model::situation::Reading;
use passage_model::units::Seconds;
use passage_model::work::Work;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// Plans with fleets for sets of corridors, at most, unless all are asked for. Chosen by us.
const MOST_PLANS: usize = 150;

/// Sets of corridors, lengths of windows in hours, and readings.
pub struct Grid<'g> {
    pub sets: Vec<Vec<usize>>,
    pub lengths: &'g [u32],
    pub readings: &'g [Reading],
}

impl Grid<'_> {
    /// A set by a length in hours.
    pub fn change(set: &[usize], hours: u32) -> Change {
        Change { corridors: Some(set.to_vec()), length: Some(Seconds(hours * HOUR.0)), ..Change::default() }
    }

    fn cells(sets: &[Vec<usize>], lengths: &[u32], readings: &[Reading]) -> Vec<(Change, Reading)> {
        let of = |reading: Reading| {
            sets.iter().flat_map(move |set| lengths.iter().map(move |hours| (Self::change(set, *hours), reading)))
        };
        readings.iter().flat_map(|reading| of(*reading)).collect()
    }

    /// Weighs them; says how many of how many are left out.
    pub fn weigh(&self, book: &mut Book<'_>, all: bool, work: &Work<'_>) -> Result<(usize, usize), Failure> {
        let stage = "weighing the sets of corridors";
        let every = Self::cells(&self.sets, self.lengths, self.readings);
        if all || book.scales().agreed().fleets.is_empty() || every.len() <= MOST_PLANS {
            book.weigh(&every, stage, work)?;
            return Ok((0, every.len()));
        }
        let agreed = self.as_agreed(book);
        let likely = &self.readings[..1];
        let mut some = Self::cells(&self.sets, &agreed, likely);
        some.truncate(MOST_PLANS / 2);
        book.weigh(&some, stage, work)?;
        let best = self.best_of_each_size(book);
        let mut more = Self::cells(&best, self.lengths, likely);
        more.extend(Self::cells(&self.sets, &agreed, self.readings));
        more.extend(Self::cells(&best, self.lengths, self.readings));
        more.retain(|cell| !some.contains(cell));
        let mut of_these: Vec<(Change, Reading)> = Vec::new();
        for cell in more {
            if !of_these.contains(&cell) {
                of_these.push(cell);
            }
        }
        of_these.truncate(MOST_PLANS - some.len());
        book.weigh(&of_these, stage, work)?;
        Ok((every.len() - some.len() - of_these.len(), every.len()))
    }

    /// The agreed length, in whole hours.
    fn as_agreed(&self, book: &Book<'_>) -> Vec<u32> {
        let hours = longest(book.scales().agreed()).0.div_ceil(HOUR.0);
        self.lengths.iter().copied().filter(|length| *length == hours).collect()
    }

    /// The best set of each size, of what has been weighed; the smaller numbers of corridors win a tie.
    pub fn best_of_each_size(&self, book: &Book<'_>) -> Vec<Vec<usize>> {
        let total = |set: &Vec<usize>| {
            let by = |hours: &u32| book.get(&Self::change(set, *hours), self.readings[Offers::LIKELY]);
            self.lengths.iter().filter_map(by).map(|weighed| u64::from(weighed.safe().0)).sum::<u64>()
        };
        let sizes: BTreeSet<usize> = self.sets.iter().map(Vec::len).collect();
        let best = |size: usize| {
            let of_size = self.sets.iter().filter(|set| set.len() == size);
            of_size.min_by_key(|set| (Reverse(total(set)), (*set).clone())).cloned()
        };
        sizes.into_iter().filter_map(best).collect()
    }

    /// The sets with what is in the book.
    pub fn told(&self, book: &Book<'_>) -> Vec<Set> {
        let of = |set: &Vec<usize>, hours: u32| {
            let change = Self::change(set, hours);
            self.readings.iter().map(|reading| book.get(&change, *reading).cloned()).collect()
        };
        let sets = self.sets.iter().map(|set| Set {
            corridors: set.clone(),
            by_length: self.lengths.iter().map(|hours| of(set, *hours)).collect(),
            struck_out: Vec::new(),
        });
        sets.collect()
    }
}
