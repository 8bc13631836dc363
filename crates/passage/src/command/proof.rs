//! The certificate beside a plan, verified: its cuts, what they rest on, and that the plan states no less.

use crate::failure::{Failure, Kind};
use crate::outcome::times::Times;
use crate::summary::screen::wrap;
use crate::words::{Words, count};
use passage_model::certificate::Certificate;
use passage_model::check::{self, Basis, Proof};
use passage_model::digits::thousands;
use passage_model::finding::Finding;
use passage_model::network::Network;
use passage_model::plan::{Plan, Safe};
use passage_model::situation::Situation;
use passage_model::time::Clock;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// What a certificate proved of a plan.
pub struct Verified {
    proof: Proof,
    basis: Basis,
    step: u32,
    /// The most persons by the end of each step.
    limits: Vec<u64>,
    /// The persons of the plan who are safe by then.
    reached: Vec<u64>,
    /// The least sum over the steps of persons not yet safe: as the plan states it, and as the cuts prove it.
    sums: (u64, u64),
    /// Whether the proof is for contraflow as the plan has it.
    contraflow: bool,
    megabytes: f64,
}

/// The certificate in the folder of a plan.
pub fn beside(plan: &Path) -> PathBuf {
    let folder = if plan.is_dir() { plan.to_owned() } else { plan.parent().unwrap_or(plan).to_owned() };
    folder.join("certificate.json")
}

/// Reads and verifies the certificate of a plan that holds.
pub fn verified(path: &Path, network: &Network, situation: &Situation, plan: &Plan) -> Result<Verified, Failure> {
    let bytes = std::fs::read(path).map_err(|cause| Failure::file("read", path, &cause))?;
    let document: Certificate = serde_json::from_slice(&bytes).map_err(|cause| {
        let words = format!("{} cannot be read as a certificate: {cause}", path.display());
        let advice = "Make it anew with `passage plan --certificate`.";
        Failure::input(Finding::error("certificate.malformed", words).advise(advice))
    })?;
    let fails = |fault: check::Fault| Failure::new(Kind::Answer, *fault);
    let proof = check::certificate(&document).map_err(fails)?;
    let basis = check::basis(network, situation, &document).map_err(fails)?;
    let last = plan.curve.last().map_or(0, |safe| u64::from(safe.vehicles.0));
    // Something that stands before people may cost some of those whom the flow brings out.
    let weighed = !situation.weighing.named.is_empty();
    let other = |safe: &&u64| **safe != last && (!weighed || **safe < last);
    if let Some(&safe) = proof.safe.as_ref().and_then(|safe| safe.last()).filter(other) {
        let (safe, last) = (thousands(safe), thousands(last));
        let words = format!("the certificate's flow brings out {safe} vehicles, the plan {last}");
        let advice = "Give the certificate that was written with the plan.";
        return Err(Failure::new(Kind::Answer, Finding::error("certificate.other-plan", words).advise(advice)));
    }
    check::stated(situation, plan, &proof).map_err(fails)?;
    let limits = proof.limits(situation);
    let all = u64::from(situation.persons().0);
    let proven = limits.iter().map(|limit| all.saturating_sub(*limit)).sum();
    let step = situation.step.0;
    let reached: Vec<u64> =
        (1..=limits.len() as u32).map(|end| reached(&plan.curve, Clock(end.saturating_mul(step)))).collect();
    // By an hour people are counted at the mean; where sites fill up a whole person more may have come.
    let limits = limits.iter().zip(&reached).map(|(limit, reached)| *limit.max(reached)).collect();
    let (sums, megabytes) = ((plan.bound.not_safe_sum, proven), bytes.len() as f64 / 1e6);
    Ok(Verified { proof, basis, step, limits, reached, sums, contraflow: !situation.contraflow.is_empty(), megabytes })
}

/// Persons who are safe by a moment.
fn reached(curve: &[Safe], by: Clock) -> u64 {
    let passed = curve.partition_point(|safe| safe.by <= by);
    passed.checked_sub(1).map_or(0, |last| u64::from(curve[last].persons.0))
}

impl Verified {
    /// Deadlines at which the plan is below the limit, and by how much at most.
    fn gap(&self) -> (usize, u64) {
        let gaps = self.limits.iter().zip(&self.reached).map(|(limit, reached)| limit.saturating_sub(*reached));
        gaps.filter(|gap| *gap > 0).fold((0, 0), |(steps, most), gap| (steps + 1, gap.max(most)))
    }

    /// For programs.
    pub fn document(&self, times: &Times) -> Value {
        let hours = self.hours(times).into_iter().map(|(by, step)| {
            let (most, reached) = (self.limits[step], self.reached[step]);
            json!({ "by": times.stamp(by), "vehicles": self.proof.most[step], "persons": most, "reached": reached })
        });
        let (below, most) = self.gap();
        json!({
            "holds": true,
            "exact": self.proof.is_exact(),
            "deadlines": self.limits.len(),
            "below_the_limit": { "deadlines": below, "persons_at_most": most },
            "not_safe_sum": { "stated": self.sums.0, "proved": self.sums.1 },
            "for_the_plans_contraflow_only": self.contraflow,
            "megabytes": self.megabytes,
            "roads": self.basis.roads,
            "roads_left_out": self.basis.left_out,
            "by_hour": hours.collect::<Vec<_>>(),
        })
    }

    /// For people: the limit at the end, and a line for each whole hour before at which it has changed.
    pub fn words(&self, times: &Times, words: &Words) -> String {
        let hours = self.hours(times);
        let by = |step: usize| hours.iter().find(|hour| hour.1 == step).map_or(Clock(0), |hour| hour.0);
        let last = self.limits.len() - 1;
        // The first hour by which everything that is possible has been done.
        let done = |step: usize| (self.limits[step], self.reached[step]) == (self.limits[last], self.reached[last]);
        let end = hours.iter().map(|hour| hour.1).find(|&step| done(step)).unwrap_or(last);
        let (most, safe) = (self.limits[end], self.reached[end]);
        let told = words.tell("proof-holds", &[("n", count(most)), ("by", times.minute(by(end), words).into())]);
        let more = if most == safe {
            words.say("proof-reached")
        } else {
            let share = words.decimal(((safe as f64) * 1000.0 / most as f64).floor() / 10.0, 1);
            words.tell("proof-gap", &[("n", count(safe)), ("share", share.into())])
        };
        let mut lines = wrap(&told, "");
        lines.extend(wrap(&more, ""));
        let mut before = Some((0, 0));
        for &(by, step) in hours.iter().filter(|hour| hour.1 < end) {
            let (most, safe) = (self.limits[step], self.reached[step]);
            if before.replace((most, safe)) != Some((most, safe)) {
                let message = if most == safe { "proof-hour" } else { "proof-hour-gap" };
                let by = times.minute(by, words);
                let figures = [("by", by.into()), ("n", count(most)), ("reached", count(safe))];
                let shown = if most == safe { &figures[..2] } else { &figures[..] };
                lines.push(format!("  {}", words.tell(message, shown)));
            }
        }
        lines.extend(wrap(&self.rests_on(words), ""));
        lines.join("\n")
    }

    /// How near the plan comes, and what the limits rest on.
    fn rests_on(&self, words: &Words) -> String {
        let (below, most) = self.gap();
        let steps = count(self.limits.len() as u64);
        let gap = if below == 0 {
            words.tell("proof-every-step", &[("steps", steps)])
        } else {
            words.tell("proof-gap-steps", &[("n", count(below as u64)), ("steps", steps), ("most", count(most))])
        };
        let figures = [
            ("size", count((self.megabytes * 1000.0).ceil() as u64)),
            ("roads", count(self.basis.roads as u64)),
            ("step", count(self.step)),
        ];
        let mut told = format!("{gap} {}", words.tell("proof-basis", &figures));
        if self.basis.left_out > 0 {
            let more = words.tell("proof-left-out", &[("n", count(self.basis.left_out as u64))]);
            told = format!("{told} {more}");
        }
        if self.contraflow {
            told = format!("{told} {}", words.say("proof-contraflow"));
        }
        let (stated, proven) = self.sums;
        if stated > proven {
            let hours = |sum: u64| count(sum * u64::from(self.step) / 3600);
            let more = words.tell("proof-sum-unproven", &[("stated", hours(stated)), ("proven", hours(proven))]);
            told = format!("{told} {more}");
        }
        told
    }

    /// The whole hours of the civil day and the horizon, with the step that ends then.
    fn hours(&self, times: &Times) -> Vec<(Clock, usize)> {
        let (first, steps) = (times.first_hour().0, self.limits.len() as u32);
        let end = steps * self.step;
        let hours = (0..).map(|hour| first + hour * 3600).take_while(|&by| by < end).chain([end]);
        hours.filter(|by| *by >= self.step).map(|by| (Clock(by), (by / self.step - 1) as usize)).collect()
    }
}
