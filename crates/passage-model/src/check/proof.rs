//! What a certificate proves, or why it does not hold.

use crate::digits::thousands;
use crate::finding::Finding;
use crate::plan::{BoundKind, Plan};
use crate::situation::Situation;

/// What a certificate that holds proves, by the end of each step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// Vehicles received by the flow, where there is one.
    pub safe: Option<Vec<u64>>,
    /// The most vehicles, or all where that is less.
    pub most: Vec<u64>,
    /// The most persons, in hundredths: vehicles at the mean of their group, sites' rooms whole.
    pub persons: Vec<u64>,
}

impl Proof {
    /// Whether flow and cut are equal in every step.
    pub fn is_exact(&self) -> bool {
        self.safe.as_ref().is_some_and(|safe| *safe == self.most)
    }

    /// The most persons by the end of each step: never more than have a seat, or than all sites have room for.
    pub fn limits(&self, situation: &Situation) -> Vec<u64> {
        let seats: u64 = situation.origins.iter().map(|origin| u64::from(origin.seated().0)).sum();
        let rooms: u64 = situation.receptions.iter().map(|site| u64::from(site.room.0)).sum();
        self.persons.iter().map(|hundredths| (hundredths / 100).min(seats).min(rooms)).collect()
    }
}

/// The limits that a plan states are none that the proof does not reach: one that was lowered is refused.
///
/// O(steps + points of the stated curve).
pub fn stated(situation: &Situation, plan: &Plan, proof: &Proof) -> Result<(), Fault> {
    let one = situation.origins.windows(2).all(|pair| pair[0].per_vehicle == pair[1].per_vehicle);
    // Where the plan itself is the limit, each group's persons are rounded down, and its last vehicle has seats left.
    let seats = |origin: &crate::situation::Origin| u64::from(origin.per_vehicle.most_in_one().0);
    // A plan that weighs something else first states the limits of the plan that does not.
    let is_limit = plan.bound.kind == BoundKind::Exact || !situation.weighing.named.is_empty();
    let rounding: u64 = if is_limit && one { situation.origins.iter().map(seats).sum() } else { 0 };
    let mut points = plan.bound.curve.iter().peekable();
    let (mut persons, mut vehicles) = (0u64, 0u64);
    for (step, (most, limit)) in proof.most.iter().zip(proof.limits(situation)).enumerate() {
        let by = (step as u64 + 1) * u64::from(situation.step.0);
        while let Some(point) = points.next_if(|point| u64::from(point.by.0) <= by) {
            (persons, vehicles) = (u64::from(point.persons.0), u64::from(point.vehicles.0));
        }
        if persons.saturating_add(rounding) < limit || (one && vehicles < *most) {
            let told = |persons: u64, vehicles: u64| {
                format!("{} persons in {} vehicles", thousands(persons), thousands(vehicles))
            };
            let words = format!(
                "the plan states that at most {} are safe by the end of step {step}; the certificate proves {}",
                told(persons, vehicles),
                told(limit, *most)
            );
            return Err(fault("certificate.bound-not-proven", words));
        }
    }
    Ok(())
}

/// Why it does not hold.
pub type Fault = Box<Finding>;

pub(super) fn fault(code: &'static str, words: String) -> Fault {
    let advice = "Do not quote the limits of this plan. Make it anew.";
    Box::new(Finding::error(code, words).advise(advice))
}
