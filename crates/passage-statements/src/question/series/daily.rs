//! The figure of one day, or one without a time, among sums of the same speaker: read as one of them, the sum seems to fall.

use super::super::phrase::{Part, Phrase, called, plain};
use super::super::{Detector, Question, folded};
use super::{Told, spoken, sums};
use crate::measure::Nature;

pub fn ask(series: &[Told<'_>]) -> Vec<Question> {
    let sums = sums(series);
    let mut asked = Vec::new();
    for told in series {
        let claim = told.1;
        let Some((measure, value)) = claim.number() else { continue };
        if !matches!(claim.period.nature(), Nature::Daily | Nature::Unstated) || claim.speaker.is_empty() {
            continue;
        }
        let own = |sum: &&(Told<'_>, jiff::Timestamp, crate::measure::Value)| {
            let other = sum.0.1;
            other.number().map(|(measure, _)| measure) == Some(measure)
                && folded(&other.speaker) == folded(&claim.speaker)
        };
        let Some((sum, _, whole)) = sums.iter().filter(own).min_by_key(|(sum, ..)| sum.0) else { continue };
        // Only where it is as large as the sum may the day's figure be the sum itself.
        if spoken(value).1 >= spoken(*whole).0 {
            asked.push(question(*told, *sum));
        }
    }
    asked
}

fn question(day: Told<'_>, sum: Told<'_>) -> Question {
    let value = |told: &Told<'_>| told.1.number().map_or(Part::Count(0), |(_, value)| Part::Value(value));
    let parts = [("a", called(day.1)), ("day", value(&day)), ("b", called(sum.1)), ("sum", value(&sum))];
    let mut claims = vec![day.0, sum.0];
    claims.sort_unstable();
    Question {
        detector: Detector::DayAsLargeAsSum,
        about: day.1.about.clone(),
        claims,
        arithmetic: vec![Phrase::new("ask-day-as-large", parts)],
        explanations: vec![plain("explain-sum-for-day"), plain("explain-day-for-sum")],
        settles: vec![plain("settle-find-original"), plain("settle-series-of-one-source")],
    }
}
