//! The least that must be agreed to get so many people out by a moment.

use super::change::Change;
use super::weigh::{Scales, Weighed};
use super::{HOUR, LONGEST, Set};
use crate::failure::Failure;
use passage_model::situation::Reading;
use passage_model::time::Clock;
use passage_model::units::{Persons, Seconds};
use passage_model::work::Work;

/// The shortest windows that do.
pub struct Least {
    /// How many people.
    pub persons: Persons,
    /// By when; `None`: by the end.
    pub by: Option<Clock>,
    /// For each set, in their order: the shortest window in hours by each reading; `None`: not within a day.
    pub hours: Vec<Vec<Option<u32>>>,
    /// Whether each set is struck out: another with no more corridors needs no longer a window by the likely reading,
    /// and has fewer corridors or a shorter one.
    pub struck_out: Vec<bool>,
}

/// Halves the interval of whole hours for each set and reading: a longer window never brings out fewer.
pub fn least(
    scales: &Scales<'_>,
    sets: &[Set],
    readings: &[Reading],
    persons: Persons,
    by: Option<Clock>,
    work: &Work<'_>,
) -> Result<Least, Failure> {
    let pairs: Vec<(&Set, Reading)> = sets.iter().flat_map(|set| readings.iter().map(move |r| (set, *r))).collect();
    // Of each pair: too short so far, long enough so far (one more than the longest: nothing yet).
    let mut between: Vec<(u32, u32)> = vec![(0, LONGEST + 1); pairs.len()];
    loop {
        let open: Vec<usize> = (0..pairs.len()).filter(|&i| between[i].1 - between[i].0 > 1).collect();
        if open.is_empty() {
            break;
        }
        let middle: Vec<u32> = between.iter().map(|b| u32::midpoint(b.0, b.1)).collect();
        let change = |i: usize| Change {
            corridors: Some(pairs[i].0.corridors.clone()),
            length: Some(Seconds(middle[i] * HOUR.0)),
            ..Change::default()
        };
        let changes: Vec<_> = open.iter().map(|&i| (change(i), pairs[i].1)).collect();
        let weighed = scales.weigh(&changes, "looking for the shortest windows", work)?;
        for (&i, weighed) in open.iter().zip(&weighed) {
            let middle = middle[i];
            if enough(weighed, persons, by) { between[i].1 = middle } else { between[i].0 = middle }
        }
    }
    let hours: Vec<Option<u32>> = between.into_iter().map(|b| (b.1 <= LONGEST).then_some(b.1)).collect();
    let hours: Vec<Vec<Option<u32>>> = hours.chunks(readings.len().max(1)).map(<[_]>::to_vec).collect();
    let cost = |i: usize| Some((sets[i].corridors.len(), hours[i].first().copied().flatten()?));
    let beaten = |i: usize| {
        let Some(own) = cost(i) else { return true };
        (0..sets.len()).filter_map(cost).any(|other| other != own && other.0 <= own.0 && other.1 <= own.1)
    };
    let struck_out = (0..sets.len()).map(beaten).collect();
    Ok(Least { persons, by, hours, struck_out })
}

fn enough(weighed: &Weighed, persons: Persons, by: Option<Clock>) -> bool {
    by.map_or(weighed.safe(), |by| weighed.by(by)) >= persons
}
