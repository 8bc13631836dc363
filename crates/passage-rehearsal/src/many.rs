//! Many days of one plan, and what they have in common.

use crate::Moment;
use crate::assumptions::{Assumptions, Cause};
use crate::behave::{Setting, set};
use crate::chances::{Chances, Number};
use crate::layout::Closed;
use crate::played::{Played, play};
use crate::stage::Stage;
use passage_model::work::Work;
use rayon::prelude::*;

/// How a plan is rehearsed.
#[derive(Clone, Debug)]
pub struct Rehearsal<'s, 'a> {
    /// The plan, set up.
    pub stage: &'s Stage<'a>,
    /// What is assumed.
    pub assumptions: &'s Assumptions,
    /// The hours of darkness.
    pub dark: &'s [Closed],
    /// The seed.
    pub seed: u64,
}

/// When there have been days enough.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Enough {
    /// No more days than this.
    pub days: u64,
    /// No more once the mean of persons safe and the share of days with somebody caught are known this well: half the width
    /// of their 95 % intervals, as a share of the plan's persons and of all days.
    pub precision: Option<f64>,
}

/// Days that are played before precision is looked at.
const FIRST: u64 = 100;

impl Rehearsal<'_, '_> {
    /// One day, set up; `anew` is drawn anew.
    pub fn setting(&self, day: u64, anew: Option<Cause>) -> Setting {
        let number = Number { seed: self.seed, day, anew };
        set(self.stage, &Chances::new(self.assumptions, number), self.dark)
    }

    /// One day. The same for the same seed and number, whoever asks.
    pub fn day(&self, day: u64, anew: Option<Cause>) -> Played {
        play(self.stage, &self.setting(day, anew))
    }

    /// Day after day until there are enough, on all threads; in their order whatever the threads. `None` where the work was
    /// called off. O(days x moves x log queues).
    pub fn days(&self, enough: Enough, work: &Work<'_>) -> Option<Vec<Played>> {
        self.days_from(0, enough, work)
    }

    /// The same from another day on.
    pub(crate) fn days_from(&self, first: u64, enough: Enough, work: &Work<'_>) -> Option<Vec<Played>> {
        let mut days: Vec<Played> = Vec::new();
        while (days.len() as u64) < enough.days {
            if work.stopped() {
                return None;
            }
            let from = days.len() as u64;
            let until = (from + FIRST / 2).max(FIRST.min(enough.days)).min(enough.days);
            let more: Vec<Played> =
                (first + from..first + until).into_par_iter().map(|day| self.day(day, None)).collect();
            days.extend(more);
            work.watch.progress("days", days.len() as u64, enough.days);
            if enough.precision.is_some_and(|precision| self.is_known(&days, precision)) {
                break;
            }
        }
        Some(days)
    }

    fn is_known(&self, days: &[Played], precision: f64) -> bool {
        let n = days.len() as f64;
        let safe = days.iter().map(|played| f64::from(played.safe.last().copied().unwrap_or(0)));
        let half = half_width(&safe.collect::<Vec<_>>());
        let caught = days.iter().filter(|played| !played.caught.is_empty()).count() as f64 / n;
        // Wilson's interval: half its width, which is never nothing.
        let z2 = Z * Z;
        let share = Z / (1.0 + z2 / n) * (caught * (1.0 - caught) / n + z2 / (4.0 * n * n)).sqrt();
        half <= precision * f64::from(self.stage.plan.safe().0.max(1)) && share <= precision
    }
}

/// 95 % of a normal distribution lie within this many standard deviations.
pub const Z: f64 = 1.959_964;

/// Half the width of the 95 % interval of a mean.
pub fn half_width(values: &[f64]) -> f64 {
    let n = values.len() as f64;
    Z * (variance(values) / n).sqrt()
}

/// The variance of a sample; 0 of fewer than two.
pub fn variance(values: &[f64]) -> f64 {
    if values.len() < 2 {
        return 0.0;
    }
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / (n - 1.0)
}

/// What each cause contributes to the spread of an outcome.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Contribution {
    /// The cause.
    pub cause: Cause,
    /// Its share of the variance of persons safe by the horizon, alone and together with others: a total index (Jansen, Computer
    /// Physics Communications 117, 1999). Shares add up to more than one where causes act together.
    pub safe: f64,
    /// The mean of vehicles caught on a day, less that without the cause.
    pub caught: f64,
}

impl Rehearsal<'_, '_> {
    /// Whether a cause can change anything of this plan.
    pub(crate) fn matters(&self, cause: Cause) -> bool {
        !self.assumptions.is_none(cause) && self.stage.meets(cause)
    }

    /// What each cause that plays a part contributes, over the first of `days`, `most` of them: each of these days is played again with
    /// that cause alone drawn anew, and once without it.
    pub fn contributions(&self, days: &[Played], most: u64, work: &Work<'_>) -> Option<Vec<Contribution>> {
        let safe = |played: &Played| f64::from(played.safe.last().copied().unwrap_or(0));
        let first = &days[..(most as usize).min(days.len())];
        let all = variance(&first.iter().map(safe).collect::<Vec<_>>());
        let mean = |caught: &[u32]| caught.iter().map(|n| f64::from(*n)).sum::<f64>() / caught.len().max(1) as f64;
        let with = mean(&first.iter().map(|played| played.caught_in_all().0).collect::<Vec<_>>());
        let mut contributions = Vec::new();
        for cause in Cause::ALL.into_iter().filter(|cause| self.matters(*cause)) {
            if work.stopped() {
                return None;
            }
            let without = self.assumptions.clone().without(cause);
            let calm = Rehearsal { assumptions: &without, ..self.clone() };
            let again: Vec<(f64, u32)> = (0..first.len() as u64)
                .into_par_iter()
                .map(|day| (safe(&self.day(day, Some(cause))), calm.day(day, None).caught_in_all().0))
                .collect();
            let squares: f64 = first.iter().zip(&again).map(|(played, again)| (safe(played) - again.0).powi(2)).sum();
            let part = squares / (2.0 * first.len().max(1) as f64);
            let caught = with - mean(&again.iter().map(|again| again.1).collect::<Vec<_>>());
            contributions.push(Contribution { cause, safe: if all > 0.0 { part / all } else { 0.0 }, caught });
            work.watch.progress("causes", contributions.len() as u64, Cause::ALL.len() as u64);
        }
        Some(contributions)
    }
}

/// The value that this share of all sorted values does not exceed (the nearest rank); 0 of none.
pub fn quantile(sorted: &[u32], share: f64) -> u32 {
    let rank = (share * sorted.len() as f64).ceil() as usize;
    sorted.get(rank.saturating_sub(1)).copied().unwrap_or(0)
}

/// The quantile of moments, as of numbers.
pub fn moment_at(sorted: &[Moment], share: f64) -> Moment {
    let rank = (share * sorted.len() as f64).ceil() as usize;
    sorted.get(rank.saturating_sub(1)).copied().unwrap_or(Moment(0))
}
