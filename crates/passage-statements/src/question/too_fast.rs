//! (e) More vehicles in an hour than a road or a checkpoint passes. What it passes is told from outside: claims do not know.

use super::phrase::{Part, Phrase, called, plain};
use super::{Detector, Question};
use crate::claim::Claim;
use crate::ledger::Ledger;
use crate::measure::{Measure, Unit};
use jiff::Timestamp;

/// What passes a road or a checkpoint in an hour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capacity {
    /// The subject of the claims that drive there.
    pub about: String,
    /// Vehicles an hour.
    pub vehicles_per_hour: u64,
    /// When it opened, where a day's figure began to be counted only then.
    pub opened: Option<Timestamp>,
}

/// Questions on the claims that stood at a moment and are faster than a capacity. O(n), and O(log n) to find a capacity.
pub fn too_fast(ledger: &Ledger, at: Option<Timestamp>, capacities: &[Capacity]) -> Vec<Question> {
    let mut sorted: Vec<&Capacity> = capacities.iter().collect();
    sorted.sort_by(|a, b| a.about.cmp(&b.about));
    let ask = |place: usize| {
        let claim = &ledger.claims()[place];
        let found = sorted.binary_search_by(|capacity| capacity.about.cmp(&claim.about)).ok()?;
        question(place, claim, sorted[found])
    };
    ledger.as_of(at).into_iter().filter_map(ask).collect()
}

fn question(place: usize, claim: &Claim, capacity: &Capacity) -> Option<Question> {
    let (measure, value) = claim.number()?;
    let moving = [Measure::DepartedVehicles, Measure::PassedVehicles, Measure::ArrivedVehicles];
    if measure.unit() != Unit::Vehicles || !moving.contains(&measure) {
        return None;
    }
    let (Some(from), Some(until)) = claim.period.reach() else { return None };
    let from = capacity.opened.filter(|opened| *opened > from && *opened < until).unwrap_or(from);
    let seconds = u64::try_from(until.as_second() - from.as_second()).ok().filter(|seconds| *seconds > 0)?;
    let low = value.supports().0;
    let most = capacity.vehicles_per_hour.saturating_mul(seconds) / 3600;
    if low <= most {
        return None;
    }
    let parts = [
        ("a", called(claim)),
        ("vehicles", Part::Count(low)),
        ("hours", Part::Tenths(seconds / 360)),
        ("rate", Part::Count((u128::from(low) * 3600).div_ceil(u128::from(seconds)) as u64)),
        ("capacity", Part::Count(capacity.vehicles_per_hour)),
        ("most", Part::Count(most)),
    ];
    Some(Question {
        detector: Detector::TooFast,
        about: claim.about.clone(),
        claims: vec![place],
        arithmetic: vec![Phrase::new("ask-too-fast", parts)],
        explanations: vec![
            plain("explain-counted-longer"),
            plain("explain-several-roads"),
            plain("explain-people-for-vehicles"),
        ],
        settles: vec![plain("settle-same-hours"), plain("settle-which-road")],
    })
}
