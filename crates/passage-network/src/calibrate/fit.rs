//! The fit itself: least absolute deviations, one class of road at a time.

use super::{CLASSES, Sample};
use passage_model::network::RoadClass;

/// A journey witnesses for a class where it spends at least this share of its time on it.
const WITNESS: f64 = 0.2;
/// A class has a factor of its own where so many journeys witness for it.
const LEAST_WITNESSES: usize = 30;
/// A class's factor lies within this many times the one for all: beyond it the fit has found something else.
const MOST_APART: f64 = 2.0;
/// Rounds of reweighting, and of going through the classes.
const ROUNDS: usize = 60;
/// The smallest error, in minutes, that reweighting tells from none.
const LEAST_ERROR: f64 = 0.02;

/// Fitted factors.
pub(super) struct Fit {
    /// By class; those without a factor of their own have the one for all, ferries 1.
    pub factors: [f64; CLASSES],
    /// Which have their own.
    pub own: [bool; CLASSES],
}

impl Fit {
    /// The same factor for every class but ferries.
    pub(super) fn same(overall: f64) -> Self {
        let mut factors = [overall; CLASSES];
        factors[RoadClass::Ferry as usize] = 1.0;
        Self { factors, own: [false; CLASSES] }
    }
}

/// The one factor: the median of computed over known times.
pub(super) fn overall(samples: &[Sample]) -> f64 {
    let ratio = |sample: &Sample| (sample.minutes_at(&[1.0; CLASSES]) / sample.known, 1.0);
    weighted_median(samples.iter().map(ratio).collect())
}

/// A factor for each class that has witnesses enough: the slownesses (1 / factor) with the least sum of absolute errors.
///
/// First iteratively reweighted least squares (Schlossmacher, Journal of the American Statistical Association 68, 1973),
/// which comes near the least sum whatever the start, since the sum is convex; then one class at a time, the exact median
/// of (known - others' minutes) / own minutes, weighted by own minutes, which lowers the sum or leaves it.
/// O(rounds x journeys x classes^2).
pub(super) fn fit(samples: &[Sample], overall: f64) -> Fit {
    let mut fit = Fit::same(overall);
    for class in 0..CLASSES {
        fit.own[class] = class != RoadClass::Ferry as usize && journeys_on(samples, class) >= LEAST_WITNESSES;
    }
    let own: Vec<usize> = (0..CLASSES).filter(|&class| fit.own[class]).collect();
    let bounded = |slowness: f64| (1.0 / slowness.max(1e-3)).clamp(overall / MOST_APART, overall * MOST_APART);
    for _ in 0..ROUNDS {
        let Some(slownesses) = least_squares(samples, &fit.factors, &own) else { break };
        for (&class, slowness) in own.iter().zip(slownesses) {
            fit.factors[class] = bounded(slowness);
        }
    }
    if error(samples, &fit.factors) > error(samples, &Fit::same(overall).factors) {
        fit.factors = Fit::same(overall).factors;
    }
    for _ in 0..ROUNDS {
        let before = fit.factors;
        for &class in &own {
            fit.factors[class] = bounded(slowness(samples, &fit.factors, class));
        }
        if before.iter().zip(&fit.factors).all(|(old, new)| (old - new).abs() < 1e-4) {
            break;
        }
    }
    fit
}

/// The sum of absolute errors in minutes.
fn error(samples: &[Sample], factors: &[f64; CLASSES]) -> f64 {
    samples.iter().map(|sample| (sample.known - sample.minutes_at(factors)).abs()).sum()
}

/// The slownesses of some classes with the least sum of squared errors, each divided by how large it was before: one round
/// of reweighting. `None` where the classes cannot be told apart.
fn least_squares(samples: &[Sample], factors: &[f64; CLASSES], own: &[usize]) -> Option<Vec<f64>> {
    let count = own.len();
    let mut normal = vec![vec![0.0; count + 1]; count];
    for sample in samples {
        let minutes = sample.minutes_at(factors);
        let weight = 1.0 / (sample.known - minutes).abs().max(LEAST_ERROR);
        let mine: f64 = own.iter().map(|&class| sample.minutes[class] / factors[class]).sum();
        let wanted = sample.known - (minutes - mine);
        for (row, &a) in own.iter().enumerate() {
            for (column, &b) in own.iter().enumerate() {
                normal[row][column] += weight * sample.minutes[a] * sample.minutes[b];
            }
            normal[row][count] += weight * sample.minutes[a] * wanted;
        }
    }
    solved(normal)
}

/// Gauss's elimination with the largest pivot of each column.
fn solved(mut rows: Vec<Vec<f64>>) -> Option<Vec<f64>> {
    let count = rows.len();
    for column in 0..count {
        let pivot = (column..count).max_by(|&a, &b| rows[a][column].abs().total_cmp(&rows[b][column].abs()))?;
        rows.swap(column, pivot);
        let head = rows[column].clone();
        if head[column].abs() < 1e-9 {
            return None;
        }
        for row in (0..count).filter(|&row| row != column) {
            let times = rows[row][column] / head[column];
            for (value, above) in rows[row].iter_mut().zip(&head) {
                *value -= times * above;
            }
        }
    }
    Some((0..count).map(|row| rows[row][count] / rows[row][row]).collect())
}

/// How many journeys witness for a class.
pub(super) fn journeys_on(samples: &[Sample], class: usize) -> usize {
    let witness = |sample: &&Sample| sample.minutes[class] >= WITNESS * sample.minutes.iter().sum::<f64>();
    samples.iter().filter(witness).filter(|sample| sample.minutes[class] > 0.0).count()
}

fn slowness(samples: &[Sample], factors: &[f64; CLASSES], class: usize) -> f64 {
    let on_it = samples.iter().filter(|sample| sample.minutes[class] > 0.0);
    let ratio = |sample: &Sample| {
        let own = sample.minutes[class];
        let others = sample.minutes_at(factors) - own / factors[class];
        ((sample.known - others) / own, own)
    };
    weighted_median(on_it.map(ratio).collect())
}

/// The value at which half of the weight lies to each side; of two such, their middle. 0 where there is none.
pub(super) fn weighted_median(mut values: Vec<(f64, f64)>) -> f64 {
    values.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half = values.iter().map(|(_, weight)| weight).sum::<f64>() / 2.0;
    let mut passed = 0.0;
    for (i, (value, weight)) in values.iter().enumerate() {
        passed += weight;
        if passed > half * (1.0 + 1e-12) {
            return *value;
        }
        if passed >= half * (1.0 - 1e-12) {
            return f64::midpoint(*value, values.get(i + 1).map_or(*value, |next| next.0));
        }
    }
    0.0
}
