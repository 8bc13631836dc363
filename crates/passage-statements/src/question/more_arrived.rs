//! (c) More arrived than departed, or more were registered than arrived.

use super::index::{Bucket, Key, Texts, date_key, moment_key};
use super::phrase::{Part, Phrase, called, plain};
use super::{Detector, Question};
use crate::claim::{Claim, What};
use crate::ledger::day_of;
use crate::measure::{Measure, Nature, Unit};
use jiff::Timestamp;

/// How far on the way a measure is counted.
const fn place(measure: Measure) -> Option<u64> {
    Some(match measure {
        Measure::DepartedVehicles | Measure::DepartedPeople | Measure::DepartedBuses => 0,
        Measure::ArrivedVehicles | Measure::ArrivedPeople | Measure::ArrivedBuses => 1,
        Measure::Registered => 2,
        _ => return None,
    })
}

pub fn keys(claim: &Claim, texts: &mut Texts) -> Vec<Key> {
    let What::Figure { measure, .. } = &claim.what else { return Vec::new() };
    let nature = claim.period.nature();
    if place(*measure).is_none() || !matches!(nature, Nature::Daily | Nature::Cumulative) {
        return Vec::new();
    }
    let unit: Unit = measure.unit();
    let from = if nature == Nature::Cumulative { moment_key(claim.period.reach().0) } else { 0 };
    let mode = texts.number(&claim.mode);
    vec![[texts.number(&claim.about), unit as u64, nature as u64, from, mode, date_key(day_of(claim))]]
}

/// What a claim supports, until when, and where it is in the bucket.
struct Counted {
    at: usize,
    stage: u64,
    low: u64,
    high: u64,
    until: Option<Timestamp>,
}

pub fn ask(bucket: &Bucket<'_>) -> Option<Question> {
    let counted: Vec<Counted> = bucket
        .iter()
        .enumerate()
        .filter_map(|(at, (_, claim))| {
            let (measure, value) = claim.number()?;
            let (low, high) = value.supports();
            Some(Counted {
                at,
                stage: place(measure)?,
                low,
                high: high.unwrap_or(u64::MAX),
                until: claim.period.reach().1,
            })
        })
        .collect();
    let found = (1..=2).find_map(|stage| misfit(&counted, stage));
    let (before, after) = found?;
    let (earlier, later) = (&bucket[before.at], &bucket[after.at]);
    let message = if after.stage == 2 { "ask-more-registered" } else { "ask-more-arrived" };
    let arithmetic = Phrase::new(
        message,
        [
            ("b", called(later.1)),
            ("least", Part::Count(after.low)),
            ("a", called(earlier.1)),
            ("most", Part::Count(before.high)),
            ("more", Part::Count(after.low - before.high)),
        ],
    );
    let mut claims = vec![earlier.0, later.0];
    claims.sort_unstable();
    let mut explanations = vec![plain("explain-joiners"), plain("explain-day-before")];
    explanations.push(plain(if after.stage == 2 { "explain-registered-others" } else { "explain-departed-part" }));
    Some(Question {
        detector: Detector::MoreArrived,
        about: earlier.1.about.clone(),
        claims,
        arithmetic: vec![arithmetic],
        explanations,
        settles: vec![plain("settle-count-on-the-way"), plain("settle-same-hours")],
    })
}

/// A figure further on the way that is above all figures before it on the way that reach as long.
fn misfit(counted: &[Counted], stage: u64) -> Option<(&Counted, &Counted)> {
    let mut before: Vec<&Counted> = counted.iter().filter(|one| one.stage == stage - 1).collect();
    // From the latest end on, the greatest figure so far.
    before.sort_by_key(|one| std::cmp::Reverse(one.until));
    let mut most: Vec<&Counted> = Vec::with_capacity(before.len());
    for one in &before {
        let greater = most.last().copied().filter(|last: &&Counted| last.high >= one.high).unwrap_or(one);
        most.push(greater);
    }
    let after = counted.iter().filter(|one| one.stage == stage);
    let misfits = after.filter_map(|after| {
        let reaching = before.partition_point(|one| one.until >= after.until);
        let greatest = most.get(reaching.checked_sub(1)?)?;
        (after.low > greatest.high).then_some((*greatest, after))
    });
    misfits.max_by_key(|(before, after)| after.low - before.high)
}
