//! An instance in the peers' common format, solved for every deadline at once:
//! `cargo run --release -p passage-plan --example flow -- INSTANCE.json [--subsets | --plan | --certificate [FILE]]`
//!
//! Prints one line of JSON, as the peers do: `max` (vehicles safe by the last step), `sum_not_safe` (vehicles not yet
//! safe, summed over the steps), `curve` (vehicles safe by each step), `solve_s` (reducing, expanding, solving), `peak_mb`.
//! With `--subsets` the same for every set of the first five sites; with `--plan` the whole plan, bounded and checked;
//! with `--certificate` the proof for every deadline, verified.
#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::disallowed_types, reason = "a benchmark of our own files")]

mod instance;

use passage_model::network::Network;
use passage_model::situation::Situation;
use passage_model::units::Vehicles;
use passage_model::work::Work;
use rayon::prelude::*;
use serde_json::{Value, json};
use std::time::Instant;

/// Sites whose sets are tried.
const FIRST: usize = 5;

fn main() {
    let named = std::env::args().nth(1).unwrap();
    let text: Value = serde_json::from_slice(&std::fs::read(&named).unwrap()).unwrap();
    let (network, situation) = instance::world(&text);
    let told = |key: &str| std::env::args().any(|given| given == key);
    let mut line = json!({ "program": "passage", "instance": text["name"] });
    let solved = if told("--subsets") {
        subsets(&network, &situation)
    } else if told("--certificate") {
        certificate(&network, &situation)
    } else if told("--plan") {
        plan(&network, &situation)
    } else {
        solve(&network, &situation)
    };
    line.as_object_mut().unwrap().extend(solved.as_object().unwrap().clone());
    line["peak_mb"] = json!(peak_mb());
    println!("{line}");
}

fn vehicles(situation: &Situation) -> Vehicles {
    Vehicles(situation.origins.iter().map(|origin| origin.vehicles().0).sum())
}

fn solve(network: &Network, situation: &Situation) -> Value {
    let began = Instant::now();
    let arrivals = passage_plan::arrivals(network, situation, &Work::quiet()).unwrap();
    let seconds = began.elapsed().as_secs_f64();
    json!({
        "max": arrivals.vehicles.last().unwrap().0,
        "sum_not_safe": arrivals.not_safe_sum(vehicles(situation)),
        "least_sum_proven": arrivals.least_sum,
        "solve_s": seconds,
        "curve": arrivals.vehicles.iter().map(|safe| safe.0).collect::<Vec<_>>(),
    })
}

/// Every set of the first sites, the others closed.
fn subsets(network: &Network, situation: &Situation) -> Value {
    let began = Instant::now();
    let sets: Vec<usize> = (1..1usize << FIRST.min(situation.receptions.len())).collect();
    let solved: Vec<Value> = sets
        .par_iter()
        .map(|&set| {
            let mut open = situation.clone();
            open.receptions = (0..FIRST).filter(|site| set >> site & 1 == 1).map(|s| situation.receptions[s].clone()).collect();
            let arrivals = passage_plan::arrivals(network, &open, &Work::quiet()).unwrap();
            let sites: Vec<usize> = (0..FIRST).filter(|site| set >> site & 1 == 1).collect();
            json!({ "sites": sites, "max": arrivals.vehicles.last().unwrap().0, "sum_not_safe": arrivals.not_safe_sum(vehicles(situation)) })
        })
        .collect();
    json!({ "solve_s": began.elapsed().as_secs_f64(), "sets": solved })
}

/// The proof for every deadline, verified. It is written to the file that the word after `--certificate` names, if any.
fn certificate(network: &Network, situation: &Situation) -> Value {
    let began = Instant::now();
    let document = passage_plan::certificate(network, situation, &Work::quiet()).unwrap().unwrap();
    let made = began.elapsed().as_secs_f64();
    let bytes = serde_json::to_vec(&document).unwrap();
    if let Some(file) = std::env::args().skip_while(|word| word != "--certificate").nth(1) {
        std::fs::write(file, &bytes).unwrap();
    }
    let began = Instant::now();
    let proof = passage_model::check::certificate(&document).unwrap();
    json!({
        "max": proof.safe.last().unwrap(),
        "most": proof.most.last().unwrap(),
        "exact": proof.is_exact(),
        "deadlines": proof.safe.len(),
        "certificate_s": made,
        "verify_s": began.elapsed().as_secs_f64(),
        "certificate_mb": bytes.len() as f64 / 1e6,
    })
}

/// The whole plan, with its limits, proven by the checker.
fn plan(network: &Network, situation: &Situation) -> Value {
    let began = Instant::now();
    let plan = passage_plan::plan(network, situation, None, &Work::quiet()).unwrap();
    let seconds = began.elapsed().as_secs_f64();
    let faults = passage_model::check::plan(network, situation, &plan);
    let roads: u64 = plan.movements.iter().map(|m| u64::from(m.vehicles.0) * plan.course(m).roads.len() as u64).sum();
    let under_way: u64 =
        plan.movements.iter().map(|m| u64::from(m.vehicles.0) * u64::from(plan.course(m).arrive.0)).sum();
    let safe = plan.curve.last().map_or(0, |safe| safe.vehicles.0);
    json!({
        "max": safe,
        "sum_not_safe": plan.bound.plan_sum,
        "bound": { "max": plan.bound.persons.0, "sum_not_safe": plan.bound.not_safe_sum, "kind": plan.bound.kind },
        "movements": plan.movements.len(),
        "courses": plan.courses.len(),
        "roads_per_vehicle": roads as f64 / f64::from(safe.max(1)),
        "vehicle_steps_under_way": under_way / u64::from(situation.step.0),
        "faults": faults.len(),
        "solve_s": seconds,
    })
}

/// The most memory that this process has had, in MB; 0 where the system does not say.
fn peak_mb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok()).unwrap_or(0) / 1024
}
