//! What vehicles that count as different numbers of cars leave one another of roads.
//!
//! A stretch is taken in hundredths of a car, step by step. In any steps `a` to `b` less may enter than `rate (b - a + 1)`
//! and the largest vehicle that enters: a leaky bucket (Turner 1986, "New directions in communications") as deep as that
//! vehicle. What vehicles of one kind may still add is found in one pass backwards, for how full the bucket may be so that
//! those who are there already still fit, and one forwards, which gives each step as many whole ones as it can. However
//! few of them go then, the rule holds. O(steps of each stretch) for each kind.
//!
//! Promise: whole vehicles, and never more than the rule allows. Not promised: the most over all kinds together.
//! Twin: the tests below try the rule on every pair of steps.

use crate::expand::{Rate, Timed, TimedStretch};
use crate::flow::Capacity;
use crate::reduce::What;
use std::collections::BTreeMap;

/// Seconds in the day that rates are counted in.
const DAY: i64 = 86_400;

/// What is taken, and what is left of what is not counted in cars.
#[derive(Clone, Debug)]
pub(crate) struct Room {
    /// Hundredths of a car that enter each stretch in each step, laid out as [`Capacity::stretch`].
    taken: Vec<u32>,
    /// What the largest vehicle on each stretch counts as; 0 where nobody is.
    largest: Vec<u32>,
    /// The same before a stretch's first useful step and after its last, by stretch and step.
    beside: BTreeMap<(usize, u32), u32>,
    /// Lanes of checkpoints and waiting places, in vehicles.
    left: Capacity,
}

impl Room {
    /// What is taken of all so that `left` is left, in the smallest vehicles.
    pub fn new(timed: &Timed, left: Capacity) -> Self {
        let (taken, largest) = (vec![0; left.stretch.len()], vec![0; timed.stretches.len()]);
        let mut room = Self { taken, largest, beside: BTreeMap::new(), left: Capacity::full(timed) };
        let used: Vec<u16> = room.left.stretch.iter().zip(&left.stretch).map(|(all, left)| all - left).collect();
        room.take_all(timed, &used, &[], timed.least);
        room.left.wait = left.wait;
        room
    }

    /// Takes `vehicles`, each of which counts as `each`, from a stretch in a step; of a lane the vehicles themselves.
    pub fn take(&mut self, timed: &Timed, stretch: usize, k: u32, vehicles: u32, each: u32) {
        let place = self.left.stretch_base[stretch].wrapping_add(k as usize);
        let useful = timed.stretches[stretch].first..=timed.stretches[stretch].last;
        if vehicles == 0 {
            return;
        }
        if !useful.contains(&k) {
            if matches!(timed.stretches[stretch].what, What::Roads(_)) {
                *self.beside.entry((stretch, k)).or_default() += vehicles.saturating_mul(each);
                self.largest[stretch] = self.largest[stretch].max(each);
            }
            return;
        }
        if matches!(timed.stretches[stretch].what, What::Roads(_)) {
            self.taken[place] = self.taken[place].saturating_add(vehicles.saturating_mul(each));
            self.largest[stretch] = self.largest[stretch].max(each);
        } else {
            let left = &mut self.left.stretch[place];
            *left = left.saturating_sub(u16::try_from(vehicles).unwrap_or(u16::MAX));
        }
    }

    /// Leaves of what is no road no more than so many vehicles in a step.
    pub fn limit(&mut self, timed: &Timed, stretch: usize, k: u32, vehicles: u32) {
        debug_assert!(!matches!(timed.stretches[stretch].what, What::Roads(_)), "roads are counted by what is taken");
        let left = &mut self.left.stretch[self.left.stretch_base[stretch].wrapping_add(k as usize)];
        *left = (*left).min(u16::try_from(vehicles).unwrap_or(u16::MAX));
    }

    /// Takes all that a flow of vehicles uses: those that enter each stretch, laid out as the capacities, and those that wait.
    pub fn take_all(&mut self, timed: &Timed, used: &[u16], waits: &[u32], each: u32) {
        for (i, stretch) in timed.stretches.iter().enumerate().filter(|(_, s)| s.first <= s.last) {
            for k in stretch.first..=stretch.last {
                let place = self.left.stretch_base[i].wrapping_add(k as usize);
                self.take(timed, i, k, u32::from(used[place]), each);
            }
        }
        for (left, waiting) in self.left.wait.iter_mut().zip(waits) {
            *left = left.saturating_sub(*waiting);
        }
    }

    /// What is left for vehicles that each count as `each`.
    pub fn left_for(&self, timed: &Timed, each: u32) -> Capacity {
        let mut left = self.left.clone();
        for (i, stretch) in timed.stretches.iter().enumerate().filter(|(_, s)| s.first <= s.last) {
            if matches!(stretch.what, What::Roads(_)) {
                left.stretch[self.places(stretch, i)].copy_from_slice(&self.left_in(timed, i, each));
            }
        }
        left
    }

    /// What is left of one stretch for vehicles that each count as `each`, from its first step on; of a lane in vehicles.
    pub fn left_in(&self, timed: &Timed, i: usize, each: u32) -> Vec<u16> {
        let stretch = &timed.stretches[i];
        if stretch.first > stretch.last {
            return Vec::new();
        }
        let places = self.places(stretch, i);
        if !matches!(stretch.what, What::Roads(_)) {
            return self.left.stretch[places].to_vec();
        }
        if self.largest[i] == 0 {
            let most = |k| timed.capacity_in(stretch, k, each).min(u32::from(u16::MAX)) as u16;
            return (stretch.first..=stretch.last).map(most).collect();
        }
        let (rate, deep) = (per_step(timed, stretch), bucket(self.largest[i].max(each)));
        let (first, taken) = self.with_beside(stretch, i);
        let may = Bucket { rate, deep, taken: &taken };
        let useful = stretch.first..=stretch.last;
        let open = |k: usize| useful.contains(&(first + k as u32)) && timed.is_open(stretch, first + k as u32);
        let all = may.add(each, open);
        let before = (stretch.first - first) as usize;
        all[before..before + places.len()].to_vec()
    }

    /// The same in each of so many steps from the first on: also before and after those that are of use to cars, and
    /// whether or not it is open then, for vehicles that know by themselves when it is.
    pub fn left_through(&self, timed: &Timed, i: usize, steps: usize, each: u32) -> Vec<u16> {
        let stretch = &timed.stretches[i];
        let useful = stretch.first..=stretch.last;
        let inside = self.left_in(timed, i, each);
        // A stretch of no use has its first step after all others.
        let place = |(after, may): (usize, u16)| (stretch.first as usize + after, may);
        let inside = inside.into_iter().enumerate().map(place).filter(|(k, _)| *k < steps);
        if !matches!(stretch.what, What::Roads(_)) {
            let of = |k: usize| stretch.rate.in_step((k as u32).saturating_add(stretch.beat), timed.step);
            let mut all: Vec<u16> = (0..steps).map(|k| of(k).min(u32::from(u16::MAX)) as u16).collect();
            for (k, may) in inside {
                all[k] = may;
            }
            return all;
        }
        let (first, known) = self.with_beside(stretch, i);
        let mut taken = vec![0; steps.max(first as usize + known.len())];
        taken[first as usize..first as usize + known.len()].copy_from_slice(&known);
        // What is left beside the useful steps when all that is left in them is taken.
        let inside: Vec<(usize, u16)> = inside.collect();
        for &(k, may) in &inside {
            taken[k] = taken[k].saturating_add(u32::from(may).saturating_mul(each));
        }
        let largest = if self.largest[i] == 0 { timed.least } else { self.largest[i] };
        let bucket = Bucket { rate: per_step(timed, stretch), deep: bucket(largest.max(each)), taken: &taken };
        let mut all = bucket.add(each, |k| !useful.contains(&(k as u32)));
        for &(k, may) in &inside {
            all[k] = may;
        }
        all.truncate(steps);
        all
    }

    /// How many vehicles that each count as `each` could enter a stretch in each of some steps, useful ones or not.
    pub fn left_at(&self, timed: &Timed, i: usize, steps: &[u32], each: u32) -> u16 {
        let stretch = &timed.stretches[i];
        let useful = stretch.first..=stretch.last;
        if !matches!(stretch.what, What::Roads(_)) {
            let left = self.left_in(timed, i, each);
            let inside = steps.iter().filter(|k| useful.contains(k));
            return inside.map(|k| left[(k - stretch.first) as usize]).min().unwrap_or(u16::MAX);
        }
        let (rate, deep) = (per_step(timed, stretch), bucket(self.largest[i].max(each)));
        let (mut first, mut taken) = self.with_beside(stretch, i);
        let before = steps.iter().map(|k| first.saturating_sub(*k)).max().unwrap_or(0);
        taken.splice(0..0, vec![0; before as usize]);
        first -= before;
        let last = steps.iter().map(|k| (k - first) as usize + 1).max().unwrap_or(0);
        taken.resize(taken.len().max(last), 0);
        let all = Bucket { rate, deep, taken: &taken }.add(each, |k: usize| steps.contains(&(first + k as u32)));
        steps.iter().map(|k| all[(k - first) as usize]).min().unwrap_or(u16::MAX)
    }

    /// What is taken of a road in and beside its useful steps, from which step on.
    fn with_beside(&self, stretch: &TimedStretch, i: usize) -> (u32, Vec<u32>) {
        let beside = || self.beside.range((i, 0)..=(i, u32::MAX)).map(|(&(_, k), &amount)| (k, amount));
        let first = beside().map(|(k, _)| k).min().unwrap_or(u32::MAX).min(stretch.first);
        let last = beside().map(|(k, _)| k).max().unwrap_or(0).max(stretch.last);
        let mut taken = vec![0; (last - first) as usize + 1];
        let before = (stretch.first - first) as usize;
        let places = self.places(stretch, i);
        taken[before..before + places.len()].copy_from_slice(&self.taken[places]);
        beside().for_each(|(k, amount)| taken[(k - first) as usize] += amount);
        (first, taken)
    }

    /// Whether what is taken of a stretch is within the rule, and of its lane within the lane.
    pub fn holds(&self, timed: &Timed, i: usize) -> bool {
        let stretch = &timed.stretches[i];
        if stretch.first > stretch.last || self.largest[i] == 0 {
            return true;
        }
        let (rate, deep) = (per_step(timed, stretch), bucket(self.largest[i]));
        Bucket { rate, deep, taken: &self.with_beside(stretch, i).1 }.holds()
    }

    fn places(&self, stretch: &TimedStretch, i: usize) -> std::ops::Range<usize> {
        let start = self.left.stretch_base[i].wrapping_add(stretch.first as usize);
        start..start + (stretch.last - stretch.first) as usize + 1
    }
}

/// What may enter a stretch in a step, in hundredths of a car times seconds of a day.
fn per_step(timed: &Timed, stretch: &TimedStretch) -> i64 {
    match stretch.rate {
        Rate::Unlimited | Rate::Gate { .. } | Rate::Burst { .. } => i64::MAX / 4,
        Rate::PerDay { vehicles, parts, .. } => {
            i64::from(vehicles) * i64::from(timed.least) * i64::from(timed.step) / i64::from(parts)
        }
    }
}

/// The most that may be in the bucket: less than one of the largest vehicles.
fn bucket(largest: u32) -> i64 {
    i64::from(largest) * DAY - 1
}

/// One stretch's rule. What has entered raises it, each step lowers it by the rate, and never below nothing.
struct Bucket<'t> {
    rate: i64,
    deep: i64,
    /// Hundredths of a car in each step.
    taken: &'t [u32],
}

impl Bucket<'_> {
    fn after(&self, full: i64, k: usize, more: i64) -> i64 {
        (full + i64::from(self.taken[k]) * DAY + more - self.rate).max(0)
    }

    fn holds(&self) -> bool {
        let mut full = 0;
        (0..self.taken.len()).all(|k| {
            full = self.after(full, k, 0);
            full <= self.deep
        })
    }

    /// How many vehicles that each count as `each` may be added in each step.
    fn add(&self, each: u32, open: impl Fn(usize) -> bool) -> Vec<u16> {
        // How full it may be after each step so that those who are there still fit afterwards.
        let mut most = vec![self.deep; self.taken.len()];
        for k in (1..self.taken.len()).rev() {
            let before = most[k] + self.rate - i64::from(self.taken[k]) * DAY;
            most[k - 1] = self.deep.min(before);
        }
        let (mut full, each) = (0, i64::from(each.max(1)) * DAY);
        let step = |k: usize| {
            let free = most[k] + self.rate - full - i64::from(self.taken[k]) * DAY;
            let more = if open(k) { (free / each).clamp(0, i64::from(u16::MAX)) } else { 0 };
            full = self.after(full, k, more * each);
            more as u16
        };
        (0..self.taken.len()).map(step).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Any steps a to b: less than the rate and one largest vehicle.
    fn by_pairs(amounts: &[u32], rate: i64, largest: u32) -> bool {
        (0..amounts.len()).all(|a| {
            (a..amounts.len()).all(|b| {
                let entered: i64 = amounts[a..=b].iter().map(|n| i64::from(*n)).sum();
                entered * DAY < rate * (b - a + 1) as i64 + i64::from(largest) * DAY
            })
        })
    }

    proptest! {
        #[test]
        fn what_may_be_added_fits_and_no_step_takes_one_more(
            cars in proptest::collection::vec(0u32..4, 1..14),
            cars_a_day in 1i64..6_000,
            buses in any::<bool>(),
        ) {
            let (rate, each) = (cars_a_day * 100 * 60, if buses { 250 } else { 100 });
            let first = |k: usize| (cars_a_day * 60 * (k as i64 + 1) / DAY - cars_a_day * 60 * k as i64 / DAY) as u32;
            let mut taken: Vec<u32> = cars.iter().enumerate().map(|(k, n)| 100 * first(k).min(*n)).collect();
            prop_assert!(by_pairs(&taken, rate, 100));
            let bucket = Bucket { rate, deep: bucket(each), taken: &taken };
            prop_assert!(bucket.holds());
            let more = bucket.add(each, |_| true);
            for (taken, more) in taken.iter_mut().zip(&more) {
                *taken += u32::from(*more) * each;
            }
            prop_assert!(by_pairs(&taken, rate, each));
            for k in 0..taken.len() {
                taken[k] += each;
                prop_assert!(!by_pairs(&taken, rate, each), "one more would fit in step {}", k);
                taken[k] -= each;
            }
        }
    }
}
