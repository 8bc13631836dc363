//! (h) A corridor that was announced as open, and nobody who says that a first vehicle passed.

use super::index::{Bucket, Key, Texts, date_key, folded};
use super::phrase::{Phrase, called, plain};
use super::{Detector, Question};
use crate::claim::{Claim, What};
use crate::ledger::day_of;
use crate::measure::Measure;

/// What a claim says of a corridor's opening.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Says {
    Open,
    Passed,
}

pub(super) fn says(claim: &Claim) -> Option<Says> {
    match &claim.what {
        What::Statement { topic } => match folded(topic).as_str() {
            "open" | "opened" => Some(Says::Open),
            "first vehicle" => Some(Says::Passed),
            _ => None,
        },
        What::Figure { measure, value, .. } => match measure {
            Measure::CorridorsOpened if value.supports().0 > 0 => Some(Says::Open),
            // Whoever passed a checkpoint or arrived has opened the corridor; whoever only left has not.
            Measure::PassedVehicles | Measure::PassedPeople | Measure::ArrivedVehicles | Measure::ArrivedPeople
                if value.supports().0 > 0 =>
            {
                Some(Says::Passed)
            }
            _ => None,
        },
    }
}

pub fn keys(claim: &Claim, texts: &mut Texts) -> Vec<Key> {
    if says(claim).is_none() {
        return Vec::new();
    }
    vec![[texts.number(&claim.about), date_key(day_of(claim)), 0, 0, 0, 0]]
}

pub fn ask(bucket: &Bucket<'_>) -> Option<Question> {
    if bucket.iter().any(|(_, claim)| says(claim) == Some(Says::Passed)) {
        return None;
    }
    let (_, first) = bucket.first()?;
    Some(Question {
        detector: Detector::Opened,
        about: first.about.clone(),
        claims: bucket.iter().map(|(place, _)| *place).collect(),
        arithmetic: vec![Phrase::new("ask-opened", [("a", called(first))])],
        explanations: vec![plain("explain-announced-only"), plain("explain-first-vehicle-unsaid")],
        settles: vec![plain("settle-first-vehicle")],
    })
}
