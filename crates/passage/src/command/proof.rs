//! The certificate beside a plan, verified: flow and cuts, what they rest on, and that they are this plan's.

use crate::failure::{Failure, Kind};
use crate::outcome::times::Times;
use crate::words::{Language, Words};
use passage_model::certificate::Certificate;
use passage_model::check::{self, Basis, Proof};
use passage_model::digits::thousands;
use passage_model::finding::Finding;
use passage_model::network::Network;
use passage_model::plan::{Plan, Safe};
use passage_model::situation::Situation;
use passage_model::time::Clock;
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// What a certificate proved of a plan.
pub struct Verified {
    proof: Proof,
    basis: Basis,
    step: u32,
    /// Persons in a hundred vehicles.
    occupancy: u64,
    /// Seats, or the room of all sites where that is less.
    room: u64,
    /// What the plan reaches.
    curve: Vec<Safe>,
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
    if proof.safe.last().copied().unwrap_or(0) != last {
        let words = format!(
            "the certificate's flow brings out {} vehicles, the plan {}",
            thousands(proof.safe.last().copied().unwrap_or(0)),
            thousands(last)
        );
        let advice = "Give the certificate that was written with the plan.";
        return Err(Failure::new(Kind::Answer, Finding::error("certificate.other-plan", words).advise(advice)));
    }
    let occupancy = situation.origins.iter().map(|origin| u64::from(origin.per_vehicle.0)).max().unwrap_or(0);
    let seats: u64 = situation.origins.iter().map(|origin| u64::from(origin.seated().0)).sum();
    let room: u64 = situation.receptions.iter().map(|site| u64::from(site.room.0)).sum();
    let room = seats.min(room);
    let megabytes = bytes.len() as f64 / 1e6;
    Ok(Verified { proof, basis, step: situation.step.0, occupancy, room, curve: plan.curve.clone(), megabytes })
}

impl Verified {
    /// Whether flow and cut are equal at every step.
    pub fn is_exact(&self) -> bool {
        self.proof.is_exact()
    }

    /// The most persons by the end of each step.
    fn persons(&self, vehicles: u64) -> u64 {
        (vehicles * self.occupancy / 100).min(self.room)
    }

    /// Persons of the plan who are safe by a moment.
    fn reached(&self, by: Clock) -> u64 {
        self.curve.iter().take_while(|safe| safe.by <= by).last().map_or(0, |safe| u64::from(safe.persons.0))
    }

    /// For programs.
    pub fn document(&self, times: &Times) -> Value {
        let hours = self.hours(times).into_iter().map(|(by, step)| {
            let most = self.proof.most[step];
            json!({ "by": times.stamp(by), "vehicles": most, "persons": self.persons(most), "reached": self.reached(by) })
        });
        json!({
            "holds": true,
            "exact": self.is_exact(),
            "deadlines": self.proof.most.len(),
            "megabytes": self.megabytes,
            "roads": self.basis.roads,
            "roads_left_out": self.basis.left_out,
            "by_hour": hours.collect::<Vec<_>>(),
        })
    }

    /// For people: a sentence for each whole hour at which the limit has changed.
    pub fn words(&self, times: &Times) -> String {
        let words = Words::new(Language::En);
        let mut text = String::from("The proof holds: no plan can bring out more than\n");
        let mut before = None;
        for (by, step) in self.hours(times) {
            let (most, safe) = (self.persons(self.proof.most[step]), self.reached(by));
            if before.replace((most, safe)) != Some((most, safe)) {
                let reached = if most == safe { String::new() } else { format!(" ({} reached)", thousands(safe)) };
                let _ = writeln!(text, "  {} by {}{reached}", thousands(most), times.minute(by, &words));
            }
        }
        let deadlines = thousands(self.proof.most.len() as u64);
        let exact = if self.is_exact() {
            format!("Flow and cut are equal at each of {deadlines} deadlines")
        } else {
            format!("At some of {deadlines} deadlines the cut is above the flow, for it gives all sites room for all")
        };
        let left_out = match self.basis.left_out {
            0 => String::new(),
            more => format!("; {} more only lead into dead ends", thousands(more as u64)),
        };
        let _ = write!(
            text,
            "{exact}; certificate of {} kB.\nIt leaves out no window, capacity, time or vehicle of the {} roads that \
             lead to safety{left_out}.\nTaken from it unproven: how turns and checkpoints join roads and at what rates, and steps of {} s.",
            thousands((self.megabytes * 1000.0).ceil() as u64),
            thousands(self.basis.roads as u64),
            self.step,
        );
        text
    }

    /// The whole hours of the civil day and the horizon, with the step that ends then.
    fn hours(&self, times: &Times) -> Vec<(Clock, usize)> {
        let (first, steps) = (times.first_hour().0, self.proof.most.len() as u32);
        let end = steps * self.step;
        let hours = (0..).map(|hour| first + hour * 3600).take_while(|&by| by < end).chain([end]);
        hours.filter(|by| *by >= self.step).map(|by| (Clock(by), (by / self.step - 1) as usize)).collect()
    }
}
