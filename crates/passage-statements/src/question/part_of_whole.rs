//! A part that is larger than its whole: more children than people, more corridors opened than announced.

use super::index::{Bucket, Key, Texts, moment_key};
use super::phrase::{Part, Phrase, called, plain};
use super::{Detector, Question};
use crate::claim::Claim;
use crate::measure::Measure;

/// Parts and their wholes.
const PAIRS: [(Measure, Measure); 4] = [
    (Measure::ArrivedChildren, Measure::ArrivedPeople),
    (Measure::KilledChildrenReported, Measure::KilledReported),
    (Measure::CorridorsOpened, Measure::CorridorsAnnounced),
    (Measure::CorridorsCompleted, Measure::CorridorsOpened),
];

pub fn keys(claim: &Claim, texts: &mut Texts) -> Vec<Key> {
    let Some((measure, _)) = claim.number() else { return Vec::new() };
    let (from, until) = claim.period.reach();
    let pairs = PAIRS.iter().enumerate().filter(|(_, (part, whole))| [*part, *whole].contains(&measure));
    let (about, nature) = (texts.number(&claim.about), claim.period.nature() as u64);
    pairs.map(|(pair, _)| [about, pair as u64, nature, moment_key(from), moment_key(until), 0]).collect()
}

pub fn ask(bucket: &Bucket<'_>) -> Option<Question> {
    PAIRS.iter().find_map(|(part, whole)| {
        let of = |measure: Measure| {
            bucket.iter().filter(move |(_, claim)| claim.number().is_some_and(|(m, _)| m == measure))
        };
        let low = |claim: &Claim| claim.number().map_or(0, |(_, value)| value.supports().0);
        let high = |claim: &Claim| claim.number().and_then(|(_, value)| value.supports().1).unwrap_or(u64::MAX);
        let part = of(*part).max_by_key(|(_, claim)| low(claim))?;
        let whole = of(*whole).max_by_key(|(_, claim)| high(claim))?;
        let (least, most) = (low(part.1), high(whole.1));
        (least > most).then(|| question(*part, *whole, least, most))
    })
}

fn question(part: (usize, &Claim), whole: (usize, &Claim), least: u64, most: u64) -> Question {
    let parts =
        [("a", called(part.1)), ("least", Part::Count(least)), ("b", called(whole.1)), ("most", Part::Count(most))];
    let mut claims = vec![part.0, whole.0];
    claims.sort_unstable();
    Question {
        detector: Detector::PartOfWhole,
        about: part.1.about.clone(),
        claims,
        arithmetic: vec![Phrase::new("ask-part-of-whole", parts)],
        explanations: vec![plain("explain-other-hour"), plain("explain-other-area")],
        settles: vec![plain("settle-ask-both-what")],
    }
}
