//! One speaker's figures over time in two measures of one family: crossings and persons, reported and verified.

use super::super::phrase::{Part, Phrase, called, plain};
use super::super::{Detector, Question, folded};
use super::Told;
use crate::measure::Measure;
use std::collections::BTreeMap;

/// A part of another measure of the family is no mixture: children among the dead stand beside them.
const fn kind(measure: Measure) -> Measure {
    match measure {
        Measure::KilledChildrenReported => Measure::KilledReported,
        other => other,
    }
}

pub fn ask(series: &[Told<'_>]) -> Vec<Question> {
    let mut speakers: BTreeMap<String, Vec<&Told<'_>>> = BTreeMap::new();
    for told in series.iter().filter(|told| !told.1.speaker.is_empty()) {
        speakers.entry(folded(&told.1.speaker)).or_default().push(told);
    }
    let measure = |told: &Told<'_>| told.1.number().map(|(measure, _)| kind(measure));
    let asked = speakers.into_values().filter_map(|own| {
        let first = own.first()?;
        let other = own.iter().find(|other| measure(other) != measure(first))?;
        Some(question(**first, **other))
    });
    asked.collect()
}

fn question(one: Told<'_>, other: Told<'_>) -> Question {
    let name = |told: &Told<'_>| Part::Text(told.1.number().map_or("", |(measure, _)| measure.name()).to_owned());
    let parts = [
        ("speaker", Part::Text(one.1.speaker.clone())),
        ("first", name(&one)),
        ("a", called(one.1)),
        ("second", name(&other)),
        ("b", called(other.1)),
    ];
    let mut claims = vec![one.0, other.0];
    claims.sort_unstable();
    Question {
        detector: Detector::MixedCounts,
        about: one.1.about.clone(),
        claims,
        arithmetic: vec![Phrase::new("ask-mixed-counts", parts)],
        explanations: vec![plain("explain-counts-both"), plain("explain-unit-flipped")],
        settles: vec![plain("settle-find-original"), plain("settle-series-of-one-source")],
    }
}
