//! (j) One number of one speaker on one day, in vehicles with one carrier and in people with another.

use super::index::{Bucket, Key, Texts, date_key, folded};
use super::phrase::{Part, Phrase, called, plain};
use super::{Detector, Question};
use crate::claim::Claim;
use crate::measure::Value;

fn number(value: Value) -> Option<u64> {
    match value {
        Value::Exact(n)
        | Value::AtLeast(n)
        | Value::MoreThan(n)
        | Value::UpTo(n)
        | Value::Almost(n)
        | Value::About(n) => Some(n),
        Value::Range(..) | Value::Vague(_) => None,
    }
}

pub fn keys(claim: &Claim, texts: &mut Texts) -> Vec<Key> {
    /// Below this many, equal numbers of unlike things are nothing strange.
    const FEWEST: u64 = 20;
    let number = claim.number().and_then(|(_, value)| number(value)).filter(|number| *number >= FEWEST);
    let Some(number) = number.filter(|_| !claim.speaker.is_empty()) else { return Vec::new() };
    let day = date_key(claim.said.day(&claim.zone));
    vec![[texts.number(&claim.about), texts.number(&claim.speaker), day, number, 0, 0]]
}

pub fn ask(bucket: &Bucket<'_>) -> Option<Question> {
    let unit = |claim: &Claim| claim.number().map(|(measure, _)| measure.unit());
    let (place, first) = bucket.first()?;
    let carriers = |one: &Claim, other: &Claim| folded(&one.carrier) != folded(&other.carrier);
    let (other_place, other) = bucket.iter().find(|(_, other)| unit(other) != unit(first) && carriers(first, other))?;
    let unit_words = |claim: &Claim| Part::Text(unit(claim).map_or("", |unit| unit.name()).to_owned());
    let parts = [
        ("number", Part::Count(first.number().and_then(|(_, value)| number(value))?)),
        ("first", unit_words(first)),
        ("a", called(first)),
        ("second", unit_words(other)),
        ("b", called(other)),
    ];
    Some(Question {
        detector: Detector::UnitChange,
        about: first.about.clone(),
        claims: vec![*place, *other_place],
        arithmetic: vec![Phrase::new("ask-unit-change", parts)],
        explanations: vec![plain("explain-unit-flipped"), plain("explain-two-figures")],
        settles: vec![plain("settle-find-original")],
    })
}
