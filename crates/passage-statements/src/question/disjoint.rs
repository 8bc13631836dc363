//! (a) The same measure at the same point over the same time, and no number that all claims support.

use super::index::{Bucket, Key, Texts, folded, moment_key};
use super::phrase::{Part, Phrase, called, plain};
use super::{Detector, Question};
use crate::claim::{Claim, What};
use crate::measure::{Measure, Period};

/// The most claims that stand side by side in one question.
const MOST_SHOWN: usize = 8;

pub fn keys(claim: &Claim, texts: &mut Texts) -> Vec<Key> {
    let What::Figure { measure, point, .. } = &claim.what else { return Vec::new() };
    let (from, until) = claim.period.reach();
    // Two moments that are not stated are hardly the same one, unless the thing does not change.
    if claim.period == Period::Unstated && *measure != Measure::PopulationPrewar {
        return Vec::new();
    }
    let point = texts.number(&point.to_string());
    let mode = texts.number(&claim.mode);
    let nature = claim.period.nature() as u64 * 100 + *measure as u64;
    vec![[texts.number(&claim.about), nature, point, mode, moment_key(from), moment_key(until)]]
}

pub fn ask(bucket: &Bucket<'_>) -> Option<Question> {
    let ranges: Vec<_> = bucket.iter().filter_map(|(_, claim)| Some(claim.number()?.1.supports())).collect();
    let least = (0..ranges.len()).max_by_key(|i| (ranges[*i].0, std::cmp::Reverse(*i)))?;
    let most = (0..ranges.len()).filter(|i| ranges[*i].1.is_some()).min_by_key(|i| ranges[*i].1)?;
    let (low, high) = (ranges[least].0, ranges[most].1?);
    if low <= high {
        return None;
    }
    let claims = shown(bucket, [most, least]);
    let (one, other) = (bucket[most].1, bucket[least].1);
    let arithmetic = Phrase::new(
        "ask-disjoint",
        [
            ("a", called(one)),
            ("most", Part::Count(high)),
            ("b", called(other)),
            ("least", Part::Count(low)),
            ("apart", Part::Count(low - high)),
        ],
    );
    let mut explanations = Vec::new();
    if !one.speaker.is_empty() && folded(&one.speaker) == folded(&other.speaker) {
        explanations.push(plain("explain-correction"));
    }
    explanations.extend([plain("explain-other-area"), plain("explain-other-hour"), plain("explain-older-figure")]);
    let about = one.about.clone();
    let settles = vec![plain("settle-ask-both-what"), plain("settle-third-count")];
    Some(Question { detector: Detector::Disjoint, about, claims, arithmetic: vec![arithmetic], explanations, settles })
}

/// The places of the claims, the two that do not fit first, and as many others as are read.
fn shown(bucket: &Bucket<'_>, first: [usize; 2]) -> Vec<usize> {
    let others = (0..bucket.len()).filter(|i| !first.contains(i));
    let mut places: Vec<usize> = first.into_iter().chain(others).take(MOST_SHOWN).map(|i| bucket[i].0).collect();
    places.sort_unstable();
    places
}
