//! A figure of what has been, for a time that had not begun when it was said.

use super::index::{Bucket, Key, Texts};
use super::phrase::{Part, Phrase, called, plain};
use super::{Detector, Question};
use crate::claim::Claim;
use crate::measure::{Measure, Nature};
use jiff::civil::Date;

/// What is said ahead of its time: plans and offers. All else is counted when it has been.
const AHEAD: [Measure; 5] =
    [Measure::Planned, Measure::Offered, Measure::Seats, Measure::CorridorsAgreed, Measure::CorridorsAnnounced];

/// The day on which the claim was said, and the later one that its figure is for. Sums are for the day until which they count,
/// and may be told a day early: "until midnight".
fn days(claim: &Claim) -> Option<(Date, Date)> {
    let (measure, _) = claim.number()?;
    let (from, until) = claim.period.reach();
    let moment = if claim.period.nature() == Nature::Cumulative { until } else { from }?;
    let (said, counted) = (claim.said.day(&claim.zone), claim.zone.at(moment).date());
    let slack = i32::from(claim.period.nature() == Nature::Cumulative);
    let ahead = counted.duration_since(said).as_hours() / 24;
    (!AHEAD.contains(&measure) && ahead > i64::from(slack)).then_some((said, counted))
}

pub fn keys(claim: &Claim, texts: &mut Texts) -> Vec<Key> {
    if days(claim).is_none() {
        return Vec::new();
    }
    vec![[texts.number(&claim.id().0.to_string()), 0, 0, 0, 0, 0]]
}

pub fn ask(bucket: &Bucket<'_>) -> Option<Question> {
    let (place, claim) = bucket.first()?;
    let (said, counted) = days(claim)?;
    let parts =
        [("a", called(claim)), ("said", Part::Text(said.to_string())), ("counted", Part::Text(counted.to_string()))];
    Some(Question {
        detector: Detector::NotYet,
        about: claim.about.clone(),
        claims: vec![*place],
        arithmetic: vec![Phrase::new("ask-not-yet", parts)],
        explanations: vec![plain("explain-a-plan"), plain("explain-date-mistyped")],
        settles: vec![plain("settle-plan-or-count")],
    })
}
