//! (i) The same figure of the same source through several carriers: three reports of one statement are one source.

use super::index::{Bucket, Key, Texts, date_key, folded, moment_key};
use super::phrase::{Part, Phrase, called, plain};
use super::{Detector, Question};
use crate::claim::{Claim, Kind, What};
use std::collections::BTreeMap;

pub fn keys(claim: &Claim, texts: &mut Texts) -> Vec<Key> {
    let What::Figure { measure, value, .. } = &claim.what else { return Vec::new() };
    // A claim that says what it was made from is counted with that already.
    let linked = claim.relations.iter().any(|relation| matches!(relation.kind, Kind::DerivesFrom | Kind::Translates));
    if claim.speaker.is_empty() || claim.carrier.is_empty() || linked {
        return Vec::new();
    }
    let what = texts.number(&format!("{measure} {value}"));
    let day = date_key(claim.said.day(&claim.zone));
    let until = moment_key(claim.period.reach().1);
    vec![[texts.number(&claim.about), texts.number(&claim.speaker), what, day, until, claim.period.nature() as u64]]
}

pub fn ask(bucket: &Bucket<'_>) -> Option<Question> {
    let mut carriers: BTreeMap<String, usize> = BTreeMap::new();
    for (at, (_, claim)) in bucket.iter().enumerate() {
        carriers.entry(folded(&claim.carrier)).or_insert(at);
    }
    if carriers.len() < 2 {
        return None;
    }
    let first = bucket.first()?.1;
    let mut claims: Vec<usize> = carriers.values().map(|at| bucket[*at].0).collect();
    claims.sort_unstable();
    let parts = [
        ("n", Part::Count(carriers.len() as u64)),
        ("speaker", Part::Text(first.speaker.clone())),
        ("a", called(first)),
    ];
    Some(Question {
        detector: Detector::Retold,
        about: first.about.clone(),
        claims,
        arithmetic: vec![Phrase::new("ask-retold", parts)],
        explanations: vec![plain("explain-one-statement"), plain("explain-said-twice")],
        settles: vec![plain("settle-find-original")],
    })
}
