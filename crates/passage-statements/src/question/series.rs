//! What only a series over time shows: jumps, verified and reported mixed, a day among sums. Asked where a series is drawn.

mod daily;
mod jump;
mod mixed;
mod verified_above;

use super::Question;
use crate::claim::Claim;
use crate::measure::{Nature, Value};
use jiff::Timestamp;

/// A claim of a series with its place in the ledger.
pub type Told<'l> = (usize, &'l Claim);

/// The questions of a series: claims on one subject in the measures of one family, in the order of their moments.
pub fn among_series(series: &[Told<'_>]) -> Vec<Question> {
    let detectors = [jump::ask, verified_above::ask, mixed::ask, daily::ask];
    detectors.iter().flat_map(|ask| ask(series)).collect()
}

/// The least and the most of a figure as it was spoken: "more than 2,300" is said by whoever does not know of 2,500.
fn spoken(value: Value) -> (u64, u64) {
    match value {
        Value::AtLeast(n) | Value::MoreThan(n) | Value::UpTo(n) => (n, n),
        _ => {
            let (low, high) = value.supports();
            (low, high.unwrap_or(low))
        }
    }
}

/// The sums of a series with the moments that they reach to, in their order.
fn sums<'l>(series: &[Told<'l>]) -> Vec<(Told<'l>, Timestamp, Value)> {
    let sum = |told: &Told<'l>| {
        let claim = told.1;
        (claim.period.nature() == Nature::Cumulative).then_some(())?;
        Some((*told, claim.period.reach().1?, claim.number()?.1))
    };
    series.iter().filter_map(sum).collect()
}
