//! Two plans on the same days: which is safer, and whether the days tell.
//!
//! Both meet the same chances day by day, so that what differs between them on a day comes from the plans. The differences of the
//! days are a sample of their own: Student's interval for the mean of persons, `McNemar`'s exact test and Newcombe's interval for
//! the share of days with somebody caught (Newcombe, Statistics in Medicine 17, 1998, method 10).

use crate::many::variance;
use crate::played::Played;
use crate::summary::Proportion;

/// Two plans compared.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Versus {
    /// On how many days.
    pub days: u64,
    /// Persons safe by the horizon, the first plan's less the second's.
    pub safe: Difference,
    /// Days on which somebody was caught.
    pub caught: Pairs,
}

impl Versus {
    /// Of the same days in the same order; days that one has beyond the other are left out.
    pub fn of(first: &[Played], second: &[Played]) -> Self {
        let days = first.len().min(second.len());
        let safe =
            |days: &[Played]| days.iter().map(|played| f64::from(played.safe.last().copied().unwrap_or(0))).collect();
        let (a, b): (Vec<f64>, Vec<f64>) = (safe(&first[..days]), safe(&second[..days]));
        let caught = first.iter().zip(second).map(|(a, b)| (!a.caught.is_empty(), !b.caught.is_empty()));
        Self { days: days as u64, safe: Difference::of(&a, &b), caught: Pairs::of(caught) }
    }
}

/// The mean difference of pairs, with its 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Difference {
    /// The means of both.
    pub means: (f64, f64),
    /// The first less the second.
    pub mean: f64,
    /// No less; without bound where there are fewer than two pairs.
    pub low: f64,
    /// No more.
    pub high: f64,
    /// The variances of both.
    pub variances: (f64, f64),
    /// The variance of the differences. Had each its own days, it would be the sum of both variances.
    pub variance: f64,
}

impl Difference {
    /// Of pairs, as many as the shorter list has.
    pub fn of(first: &[f64], second: &[f64]) -> Self {
        let differences: Vec<f64> = first.iter().zip(second).map(|(a, b)| a - b).collect();
        let n = differences.len() as f64;
        let mean = |values: &[f64]| values.iter().sum::<f64>() / (values.len().max(1)) as f64;
        let (middle, spread) = (mean(&differences), variance(&differences));
        let half = match differences.len() as u64 {
            0 | 1 => f64::INFINITY,
            pairs => student(pairs - 1) * (spread / n).sqrt(),
        };
        Self {
            means: (mean(first), mean(second)),
            mean: middle,
            low: middle - half,
            high: middle + half,
            variances: (variance(first), variance(second)),
            variance: spread,
        }
    }

    /// Whether the pairs tell them apart.
    pub fn tells(&self) -> bool {
        self.low > 0.0 || self.high < 0.0
    }
}

/// Days on which something happened, with both plans, with one alone, or with none.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pairs {
    /// With both.
    pub both: u64,
    /// With the first alone.
    pub first: u64,
    /// With the second alone.
    pub second: u64,
    /// With none.
    pub neither: u64,
    /// The first's share of days less the second's.
    pub difference: f64,
    /// No less (95 %, Newcombe's method 10).
    pub low: f64,
    /// No more.
    pub high: f64,
    /// The chance of days at least as unlike if both plans were alike in it (`McNemar`'s exact test).
    pub chance: f64,
}

impl Pairs {
    /// Of whether it happened with each, day by day.
    pub fn of(days: impl Iterator<Item = (bool, bool)>) -> Self {
        let mut counts = [0u64; 4];
        for (first, second) in days {
            counts[usize::from(!first) * 2 + usize::from(!second)] += 1;
        }
        let [both, first, second, neither] = counts;
        let (low, high) = newcombe(counts);
        let n = (both + first + second + neither).max(1) as f64;
        let difference = (first as f64 - second as f64) / n;
        Self { both, first, second, neither, difference, low, high, chance: mcnemar(first, second) }
    }

    /// Whether the days tell the plans apart: by the exact test, and by the interval that is shown.
    pub fn tells(&self) -> bool {
        self.chance < 0.05 && (self.low > 0.0 || self.high < 0.0)
    }
}

/// 97.5 % of Student's distribution lie below this, by its degrees of freedom (at least 1). From five on by Cornish and Fisher's
/// series (Abramowitz and Stegun 26.7.5), right to a thousandth.
fn student(freedom: u64) -> f64 {
    const FEW: [f64; 4] = [12.706_205, 4.302_653, 3.182_446, 2.776_445];
    if let Some(known) = FEW.get((freedom as usize).saturating_sub(1)) {
        return *known;
    }
    let (z, v) = (crate::many::Z, freedom as f64);
    let odd = |of: &[f64]| of.iter().rev().fold(0.0, |sum, factor| sum * z * z + factor) * z;
    z + odd(&[1.0, 1.0]) / (4.0 * v)
        + odd(&[3.0, 16.0, 5.0]) / (96.0 * v.powi(2))
        + odd(&[-15.0, 17.0, 19.0, 3.0]) / (384.0 * v.powi(3))
        + odd(&[-945.0, -1920.0, 1482.0, 776.0, 79.0]) / (92_160.0 * v.powi(4))
}

/// `McNemar`'s exact test, two-sided: of `first + second` fair coins, the chance that they lie at least as unevenly. O(coins).
fn mcnemar(first: u64, second: u64) -> f64 {
    let (n, least) = (first + second, first.min(second));
    // ln of n over least, less that of all outcomes.
    let ways: f64 = (0..least).map(|k| ((n - k) as f64 / (k + 1) as f64).ln()).sum();
    let mut term = (ways - n as f64 * std::f64::consts::LN_2).exp();
    let mut tail = 0.0;
    for k in (0..=least).rev() {
        tail += term;
        term *= k as f64 / (n - k + 1) as f64;
    }
    (2.0 * tail).min(1.0)
}

/// Newcombe's interval of the difference of two shares of the same days: Wilson's intervals of both, squared and added, less what
/// they have in common.
fn newcombe([both, first, second, neither]: [u64; 4]) -> (f64, f64) {
    let days = both + first + second + neither;
    let (one, other) = (Proportion::of(both + first, days), Proportion::of(both + second, days));
    let [both, first, second, neither, all] = [both, first, second, neither, days].map(|count| count as f64);
    let margins = (both + first) * (second + neither) * (both + second) * (first + neither);
    let product = both * neither - first * second;
    // Corrected for continuity where they go together.
    let common = if product > 0.0 { (product - all / 2.0).max(0.0) } else { product };
    let phi = if margins > 0.0 { common / margins.sqrt() } else { 0.0 };
    let root = |x: f64, y: f64| (x * x - 2.0 * phi * x * y + y * y).max(0.0).sqrt();
    let difference = one.share - other.share;
    let low = difference - root(one.share - one.low, other.high - other.share);
    let high = difference + root(one.high - one.share, other.share - other.low);
    (low.max(-1.0), high.min(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::Stream;

    fn near(a: f64, b: f64, by: f64) {
        assert!((a - b).abs() <= by, "{a} is not {b}");
    }

    #[test]
    fn quantiles_of_student_are_those_of_the_tables() {
        let table = [(1, 12.706_205), (4, 2.776_445), (5, 2.570_582), (9, 2.262_157), (30, 2.042_272), (99, 1.984_217)];
        for (freedom, quantile) in table {
            near(student(freedom), quantile, 0.0015);
        }
        near(student(100_000), 1.959_988, 1e-5);
    }

    #[test]
    fn a_mean_of_differences_has_the_interval_worked_by_hand() {
        // Differences 2, 1, 0, 3: mean 1.5, variance 5/3, and 3.182446 x 0.6454972 = 2.054260.
        let by_hand = Difference::of(&[10.0, 12.0, 9.0, 11.0], &[8.0, 11.0, 9.0, 8.0]);
        near(by_hand.mean, 1.5, 1e-12);
        near(by_hand.variance, 5.0 / 3.0, 1e-12);
        near(by_hand.low, 1.5 - 2.054_260, 1e-5);
        near(by_hand.high, 1.5 + 2.054_260, 1e-5);
        assert!(!by_hand.tells() && by_hand.means == (10.5, 9.0));
        let surely = Difference::of(&[10.0, 12.0, 9.0, 11.0], &[7.0, 8.5, 6.0, 8.0]);
        assert!(surely.tells());
        assert!(!Difference::of(&[1.0], &[0.0]).tells());
    }

    fn pairs(counts: [u64; 4]) -> Pairs {
        let of = [(true, true), (true, false), (false, true), (false, false)];
        let days = of.into_iter().zip(counts).flat_map(|(day, count)| (0..count).map(move |_| day));
        Pairs::of(days)
    }

    #[test]
    fn shares_of_the_same_days_have_the_test_and_the_interval_worked_by_hand() {
        // Twelve coins of which two fall one way: 2 x (1 + 12 + 66) / 4096.
        let uneven = pairs([20, 10, 2, 18]);
        near(uneven.chance, 158.0 / 4096.0, 1e-12);
        near(uneven.difference, 8.0 / 50.0, 1e-12);
        // Shares 0.6 and 0.44; Wilson 0.461814..0.723916 and 0.311622..0.576940; phi = (340 - 25) / sqrt(30 x 20 x 22 x 28).
        near(uneven.low, 0.024_951, 1e-5);
        near(uneven.high, 0.283_899, 1e-5);
        assert!(uneven.tells());
        near(pairs([0, 5, 5, 0]).chance, 1.0, 1e-12);
        near(pairs([0, 0, 0, 10]).chance, 1.0, 1e-12);
        // One way only: two in 2^n.
        near(pairs([3, 6, 0, 4]).chance, 2.0 / 64.0, 1e-12);
        // Many: summed in whole numbers.
        near(pairs([0, 500, 440, 60]).chance, 0.054_250_698, 1e-8);
    }

    #[test]
    fn who_changes_places_changes_signs() {
        let (one, other) = (pairs([31, 17, 4, 8]), pairs([31, 4, 17, 8]));
        near(one.low, -other.high, 1e-12);
        near(one.high, -other.low, 1e-12);
        near(one.chance, other.chance, 1e-12);
    }

    /// Intervals hold the truth on 95 of 100 rehearsals, and plans that are alike are seldom told apart.
    #[test]
    fn intervals_hold_what_they_should_as_often_as_they_say() {
        const REHEARSALS: u64 = 2_000;
        let (mut mean_held, mut share_held, mut told) = (0, 0, 0);
        for rehearsal in 0..REHEARSALS {
            let unit = |purpose: &str, day: u64| Stream::named(rehearsal, day, purpose).unit(0);
            // A skewed difference with the mean 1/3, and shares of days 0.3 and 0.2 that go together.
            let differences: Vec<f64> = (0..40).map(|day| unit("skewed", day).powi(2)).collect();
            let found = Difference::of(&differences, &[0.0; 40]);
            mean_held += u64::from(found.low <= 1.0 / 3.0 && found.high >= 1.0 / 3.0);
            let caught = |day: u64, share: f64| unit("both", day) < share * 0.5 || unit("own", day) < share * 0.5;
            let shares = Pairs::of((0..80).map(|day| (caught(day, 0.3), caught(day, 0.2))));
            let of = |share: f64| share - share * share / 4.0;
            let truth = of(0.3) - of(0.2);
            share_held += u64::from(shares.low <= truth && truth <= shares.high);
            let alike = Pairs::of((0..80).map(|day| (unit("one", day) < 0.3, unit("other", day) < 0.3)));
            told += u64::from(alike.tells());
        }
        let percent = |of: u64| of as f64 * 100.0 / REHEARSALS as f64;
        // Twice the standard error is one of a hundred.
        assert!((92.5..=97.5).contains(&percent(mean_held)), "the mean is held on {} of 100", percent(mean_held));
        assert!((93.5..=98.5).contains(&percent(share_held)), "the share is held on {} of 100", percent(share_held));
        assert!(percent(told) <= 6.0, "told apart on {} of 100", percent(told));
    }
}
