//! More were verified one by one than anybody had reported until then.

use super::super::phrase::{Part, Phrase, called, plain};
use super::super::{Detector, Question};
use super::{Told, spoken, sums};
use crate::measure::Measure;

/// The reported measure of a verified one.
const fn reported(verified: Measure) -> Option<Measure> {
    match verified {
        Measure::KilledVerified => Some(Measure::KilledReported),
        Measure::InjuredVerified => Some(Measure::InjuredReported),
        _ => None,
    }
}

pub fn ask(series: &[Told<'_>]) -> Vec<Question> {
    let sums = sums(series);
    let measure = |told: &Told<'_>| told.1.number().map(|(measure, _)| measure);
    let mut asked = Vec::new();
    for (verified, until, value) in &sums {
        let Some(wanted) = measure(verified).and_then(reported) else { continue };
        // Whoever reports later, since the same day or an earlier one, had all of these to report.
        let from = verified.1.period.reach().0;
        let fits = |told: &Told<'_>| measure(told) == Some(wanted) && told.1.period.reach().0 <= from;
        let later = sums.iter().filter(|(told, end, _)| end >= until && fits(told));
        let Some((other, _, most)) = later.min_by_key(|(told, _, value)| (spoken(*value).1, told.0)) else { continue };
        if spoken(*value).0 > spoken(*most).1 {
            asked.push(question(*verified, *value, *other, *most));
        }
    }
    asked
}

fn question(verified: Told<'_>, low: crate::measure::Value, other: Told<'_>, high: crate::measure::Value) -> Question {
    let parts =
        [("a", called(verified.1)), ("low", Part::Value(low)), ("b", called(other.1)), ("high", Part::Value(high))];
    let mut claims = vec![verified.0, other.0];
    claims.sort_unstable();
    Question {
        detector: Detector::VerifiedAbove,
        about: verified.1.about.clone(),
        claims,
        arithmetic: vec![Phrase::new("ask-verified-above", parts)],
        explanations: vec![plain("explain-other-area"), plain("explain-older-figure"), plain("explain-verified-word")],
        settles: vec![plain("settle-ask-both-what"), plain("settle-verifier-and-method")],
    }
}
