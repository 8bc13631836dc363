//! (m) Who is responsible is said by parties to the conflict alone.

use super::index::{Bucket, Key, Texts, date_key};
use super::phrase::{Part, Phrase, called, plain};
use super::{Detector, Question};
use crate::claim::{Attribution, Claim, Stance};
use crate::ledger::day_of;
use std::collections::BTreeSet;

/// The most claims that stand side by side in one question.
const MOST_SHOWN: usize = 8;

fn held(claim: &Claim) -> Option<&Attribution> {
    claim.attribution.as_ref().filter(|held| held.stance != Stance::Undetermined)
}

pub fn keys(claim: &Claim, texts: &mut Texts) -> Vec<Key> {
    if held(claim).is_none() {
        return Vec::new();
    }
    vec![[texts.number(&claim.about), date_key(day_of(claim)), 0, 0, 0, 0]]
}

pub fn ask(bucket: &Bucket<'_>) -> Option<Question> {
    // Somebody who is no party to it has said so, or has verified it.
    if bucket.iter().any(|(_, claim)| claim.side.is_empty() || claim.verified.is_some()) {
        return None;
    }
    let first = bucket.first()?.1;
    let step = |(_, claim): &(usize, &Claim)| {
        let held = held(claim)?;
        let message = if held.stance == Stance::Denied { "ask-attribution-denied" } else { "ask-attribution" };
        let parts =
            [("side", Part::Text(claim.side.clone())), ("to", Part::Text(held.to.clone())), ("a", called(claim))];
        Some(Phrase::new(message, parts))
    };
    let mut arithmetic: Vec<Phrase> = bucket.iter().take(MOST_SHOWN).filter_map(step).collect();
    let sides: BTreeSet<&str> = bucket.iter().map(|(_, claim)| claim.side.as_str()).collect();
    arithmetic.push(plain(if sides.len() > 1 { "ask-attribution-disputed" } else { "ask-attribution-one-side" }));
    Some(Question {
        detector: Detector::Attribution,
        about: first.about.clone(),
        claims: bucket.iter().take(MOST_SHOWN).map(|(place, _)| *place).collect(),
        arithmetic,
        explanations: vec![plain("explain-parties-blame")],
        settles: vec![plain("settle-verifier-and-method")],
    })
}
