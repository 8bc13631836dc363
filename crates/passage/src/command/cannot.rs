//! What cannot be had of a scenario, and why: found before anything is planned, which may take minutes.

use crate::command::plan::Plan;
use crate::failure::{Failure, Kind};
use passage_model::finding::Finding;
use passage_model::situation::{CarEquivalents, Situation, VehicleKind};
use std::collections::BTreeSet;

/// Refuses what a command asks of a scenario that has none of it.
pub fn refuse(plan: &Plan, situation: &Situation) -> Result<(), Failure> {
    let refused = |code, what: &str, reasons: &[String], advice| {
        let words = format!("{what} of this scenario: {}", reasons.join("; "));
        Err(Failure::new(Kind::Answer, Finding::error(code, words).advise(advice)))
    };
    let mut common: Vec<String> = [fleets(situation), crowds(situation)].into_iter().flatten().collect();
    if plan.few_routes.is_some() {
        let mut reasons = common.clone();
        reasons.extend(differ(situation));
        if !reasons.is_empty() {
            let advice = "Plan without --few-routes. dispatch.csv, and rosters.csv and calls.csv where there are fleets \
                          and crowds, say who leaves when.";
            return refused("plan.few-routes-fleets", "few routes cannot be planned yet", &reasons, advice);
        }
    }
    if plan.certificate {
        common.extend([on_foot(situation), only(situation), large(situation)].into_iter().flatten());
        if !common.is_empty() {
            let advice = "Plan without --certificate: the limit is the same, and passage check counts it against seats, \
                          room, vehicles and roads. Who needs a proof takes the certificate of the same scenario \
                          without what is named: it proves what the others can do.";
            return refused("certificate.none", "no certificate can be made", &common, advice);
        }
    }
    Ok(())
}

fn fleets(situation: &Situation) -> Option<String> {
    told("vehicles of fleets go in it", situation.fleets.iter().map(|fleet| fleet.name.as_str()))
}

fn crowds(situation: &Situation) -> Option<String> {
    let places = situation.crowds.iter().map(|crowd| crowd.name.as_str());
    told("most_present limits who may wait", places)
}

/// Only those who are received on foot: whoever walks to vehicles has a certificate.
fn on_foot(situation: &Situation) -> Option<String> {
    let walkers = situation.origins.iter().filter(|origin| origin.kind == VehicleKind::Foot);
    told("people are received on foot from a footway", walkers.map(|origin| origin.group.as_str()))
}

fn only(situation: &Situation) -> Option<String> {
    let sites = situation.receptions.iter().filter(|site| !site.only.is_empty());
    told("only some kinds are received", sites.map(|site| site.name.as_str()))
}

/// Every vehicle counts as more than a car.
fn large(situation: &Situation) -> Option<String> {
    let own: Vec<_> = situation.origins.iter().filter(|origin| !origin.ready.is_empty()).collect();
    let counts = own.iter().map(|origin| situation.equivalents[origin.kind as usize]);
    let least = counts.min().filter(|least| *least != CarEquivalents::CAR)?;
    Some(format!("no vehicle in it counts as one car (equivalents; the least is {least})"))
}

/// Vehicles that count differently.
fn differ(situation: &Situation) -> Option<String> {
    let counts = situation.origins.iter().filter(|origin| !origin.ready.is_empty());
    let counts: BTreeSet<CarEquivalents> = counts.map(|origin| situation.equivalents[origin.kind as usize]).collect();
    let counts: Vec<String> = counts.iter().map(ToString::to_string).collect();
    (counts.len() > 1).then(|| format!("its vehicles count as different numbers of cars ({})", counts.join(" and ")))
}

/// A reason with the first names that it is about; nothing where there are none.
fn told<'n>(reason: &str, names: impl Iterator<Item = &'n str>) -> Option<String> {
    const FIRST: usize = 3;
    let names: BTreeSet<&str> = names.collect();
    let more = match names.len().saturating_sub(FIRST) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let first: Vec<String> = names.iter().take(FIRST).map(|name| format!("{name:?}")).collect();
    (!names.is_empty()).then(|| format!("{reason} ({}{more})", first.join(", ")))
}
