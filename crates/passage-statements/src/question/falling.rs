//! (d) A sum since a date that falls: the dead, those who left, whoever was counted together until then.

use super::index::{Bucket, Key, Texts, moment_key};
use super::phrase::{Part, Phrase, called, plain};
use super::{Detector, Question};
use crate::claim::{Claim, What};
use crate::measure::{Nature, Value};

/// The most claims that fall in one question.
const MOST_SHOWN: usize = 6;

pub fn keys(claim: &Claim, texts: &mut Texts) -> Vec<Key> {
    let What::Figure { measure, point, .. } = &claim.what else { return Vec::new() };
    if claim.period.nature() != Nature::Cumulative {
        return Vec::new();
    }
    let from = moment_key(claim.period.reach().0);
    let (point, mode) = (texts.number(&point.to_string()), texts.number(&claim.mode));
    vec![[texts.number(&claim.about), *measure as u64, point, from, mode, 0]]
}

/// The most that whoever said this can have known of: "more than 2,300" is not said by whoever knows of 2,500.
fn ceiling(value: Value) -> u64 {
    match value {
        Value::AtLeast(n) | Value::MoreThan(n) => n,
        _ => value.supports().1.unwrap_or(u64::MAX),
    }
}

pub fn ask(bucket: &Bucket<'_>) -> Option<Question> {
    let mut series: Vec<(usize, &Claim, Value)> =
        bucket.iter().filter_map(|(place, claim)| Some((*place, *claim, claim.number()?.1))).collect();
    series.sort_by_key(|(place, claim, _)| (claim.period.reach().1, *place));
    let mut highest: Option<usize> = None;
    let mut fallen: Option<(usize, Vec<usize>)> = None;
    let mut begun = 0;
    for next in 0..series.len() {
        // Figures until the same moment do not follow each other.
        while series[begun].1.period.reach().1 < series[next].1.period.reach().1 {
            let floor = |i: usize| series[i].2.supports().0;
            if highest.is_none_or(|highest| floor(begun) > floor(highest)) {
                highest = Some(begun);
            }
            begun += 1;
        }
        let Some(top) = highest.filter(|top| ceiling(series[next].2) < series[*top].2.supports().0) else { continue };
        match &mut fallen {
            Some((from, later)) if *from == top => later.push(next),
            None => fallen = Some((top, vec![next])),
            Some(_) => {}
        }
    }
    let (top, later) = fallen?;
    let step = |next: &usize| {
        let (_, claim, value) = series[*next];
        let (first, high) = (series[top].1, series[top].2.supports().0.min(ceiling(series[top].2)));
        let parts = [
            ("a", called(first)),
            ("high", Part::Value(series[top].2)),
            ("b", called(claim)),
            ("low", Part::Value(value)),
            ("fall", Part::Count(high.saturating_sub(ceiling(value)))),
        ];
        Phrase::new("ask-falling", parts)
    };
    let mut arithmetic: Vec<Phrase> = later.iter().take(MOST_SHOWN).map(step).collect();
    if later.iter().any(|next| series[*next].2.supports().1.is_none()) {
        arithmetic.push(plain("ask-falling-open"));
    }
    let mut claims: Vec<usize> = later.iter().take(MOST_SHOWN).chain([&top]).map(|i| series[*i].0).collect();
    claims.sort_unstable();
    Some(Question {
        detector: Detector::Falling,
        about: series[top].1.about.clone(),
        claims,
        arithmetic,
        explanations: vec![plain("explain-older-figure"), plain("explain-other-area"), plain("explain-revised")],
        settles: vec![plain("settle-ask-both-what"), plain("settle-series-of-one-source")],
    })
}
