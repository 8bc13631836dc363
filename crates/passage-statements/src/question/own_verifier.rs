//! (l) A claim that was verified by whoever made it.

use super::index::{Bucket, Key, Texts};
use super::phrase::{Part, Phrase, called, plain};
use super::{Detector, Question};
use crate::claim::Claim;

pub fn keys(claim: &Claim, texts: &mut Texts) -> Vec<Key> {
    if !claim.is_verified_by_its_own() {
        return Vec::new();
    }
    vec![[texts.number(&claim.id().0.to_string()), 0, 0, 0, 0, 0]]
}

pub fn ask(bucket: &Bucket<'_>) -> Option<Question> {
    let (place, claim) = bucket.first()?;
    let verified = claim.verified.as_ref()?;
    let parts =
        [("a", called(claim)), ("by", Part::Text(verified.by.clone())), ("how", Part::Text(verified.how.clone()))];
    Some(Question {
        detector: Detector::OwnVerifier,
        about: claim.about.clone(),
        claims: vec![*place],
        arithmetic: vec![Phrase::new("ask-own-verifier", parts)],
        explanations: vec![plain("explain-own-check"), plain("explain-verifier-mistyped")],
        settles: vec![plain("settle-other-verifier")],
    })
}
