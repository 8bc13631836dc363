//! Better days: a few vehicles are freed and planned again in what the others leave.
//!
//! Large neighbourhood search (Shaw 1998). What the proof still misses is known to the vehicle: the limit exceeds the
//! value by what each day is worth less than the best at the proof's prices, and by what is left over of anything that has a price.
//! Those vehicles are freed first.

use super::dive::Search;
use super::left::Left;
use super::relax::Relaxed;
use super::{Duty, ShuttleError};

/// Vehicles freed at first.
const FEW: usize = 2;
/// Vehicles freed at most.
const MANY: usize = 12;
/// After so many vain tries one vehicle more is freed.
const VAIN: u32 = 4;

impl<'t> Search<'t> {
    /// Searches on from the best days until the limit is met or the sweeps are used up; nothing of `left` is taken yet.
    pub fn improve(&mut self, mut left: Left<'t>, proof: &Relaxed) -> Result<(), ShuttleError> {
        let mut draw = Draw(self.work.seed ^ 0x9E37_79B9_7F4A_7C15);
        let mut days = self.narrowed(&mut left, proof);
        let mut value = self.value;
        let (mut few, mut vain) = (FEW, 0);
        while self.value < self.bound && self.relaxation.sweeps < self.most_sweeps && !self.relaxation.is_over() {
            self.relaxation.seed = draw.below(1 << 32);
            let before = self.free(&mut left, &mut days, few, proof, &mut draw);
            self.dive(&mut left, &mut days, value)?;
            let now = self.keep(&mut left, &mut days);
            if now > value {
                left.give_all(&days);
                days = self.narrowed(&mut left, proof);
                (value, few, vain) = (now, FEW, 0);
                continue;
            }
            vain += 1;
            if vain >= VAIN {
                (few, vain) = (if few < MANY { few + 1 } else { FEW }, 0);
            }
            if now < value {
                left.give_all(&days);
                days = before.iter().filter_map(|day| left.take(day)).collect();
            }
        }
        Ok(())
    }

    /// Narrows what is `left`, of which nothing is taken, to what can still better the best days; takes those.
    fn narrowed(&mut self, left: &mut Left<'t>, proof: &Relaxed) -> Vec<Duty> {
        let gap = proof.bound - (i128::from(self.value) << self.trips.fraction);
        self.relaxation.narrow(left, proof, i64::try_from(gap).unwrap_or(i64::MAX));
        let best = self.best.clone();
        best.iter().filter_map(|day| left.take(day)).collect()
    }

    /// Frees some vehicles; returns all days as they were before.
    fn free(
        &self,
        left: &mut Left<'t>,
        days: &mut Vec<Duty>,
        few: usize,
        proof: &Relaxed,
        draw: &mut Draw,
    ) -> Vec<Duty> {
        let before = days.clone();
        let loss = |day: &Duty| {
            let best = proof.best[day.fleet as usize][day.standing as usize];
            best - self.relaxation.surplus(day, &proof.prices)
        };
        let mut order: Vec<(u64, usize)> = days
            .iter()
            .enumerate()
            .map(|(i, day)| {
                // Chance among all, with a head start for those that lose most.
                let head_start = (loss(day).max(0) >> self.trips.fraction).min(1 << 20) as u64;
                (draw.below(1 << 20) / (1 + head_start), i)
            })
            .collect();
        order.sort_unstable();
        let mut chosen: Vec<usize> = order.iter().take(few).map(|(_, i)| *i).collect();
        chosen.sort_unstable_by(|a, b| b.cmp(a));
        for i in chosen {
            let day = days.swap_remove(i);
            left.give(&day);
        }
        before
    }
}

/// Numbers drawn by chance, the same for the same seed (Marsaglia 2003: xorshift).
struct Draw(u64);

impl Draw {
    fn below(&mut self, most: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % most
    }
}
