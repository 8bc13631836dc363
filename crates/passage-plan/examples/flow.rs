//! An instance in the peers' common format, solved for every deadline at once:
//! `cargo run --release -p passage-plan --example flow -- INSTANCE.json
//! [--subsets | --least-exposure | --plan [--routes N] [--schedule FILE] | --certificate [FILE] | --close ARC@STEP [FILE]]
//! [--capacity PERCENT] [--horizon STEPS]`
//!
//! Prints one line of JSON, as the peers do: `max` (vehicles safe by the last step), `sum_not_safe` (vehicles not yet
//! safe, summed over the steps), `curve` (vehicles safe by each step), `solve_s` (reducing, expanding, solving), `peak_mb`.
//! With `--subsets` the same for every set of the first five sites; with `--least-exposure` also the least `exposure`
//! (vehicle-steps on the road) among equal arrivals; with `--plan` the whole plan, bounded and checked, or with at most
//! `--routes` routes for each group in slots of 15 minutes, and as the schedule that simulators replay; with `--capacity`
//! on that share of every road's capacity, the rest kept in hand;
//! with `--certificate` the proof for every deadline, verified; with `--close` what becomes of the flow when nobody can
//! enter that road (by its place in the instance) from that step on, beside solving what is left from nothing, with the
//! proof; the file takes what is left as an instance for the peers.
#![allow(
    clippy::print_stderr,
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::disallowed_types,
    reason = "a benchmark of our own files"
)]

mod instance;

use instance::{Instance, remaining};
use passage_model::id::RoadId;
use passage_model::network::Network;
use passage_model::plan::{Plan, Slots};
use passage_model::situation::Situation;
use passage_model::time::Clock;
use passage_model::units::{Seconds, Vehicles};
use passage_model::work::Work;
use passage_plan::{InTime, Lost, Ongoing};
use serde::Deserialize as _;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::Write as _;
use std::time::Instant;

/// Sites whose sets are tried.
const FIRST: usize = 5;

fn main() {
    let Some(named) = std::env::args().nth(1) else { stop("name an instance: flow INSTANCE.json [--subsets ...]") };
    let read = || std::fs::read(&named).unwrap_or_else(|cause| stop(&format!("{named} cannot be read: {cause}")));
    let instance: Instance = serde_json::from_slice(&read())
        .unwrap_or_else(|cause| stop(&format!("{named} is not an instance in the format tnf-1: {cause}")));
    let (network, mut situation) = instance::world(&instance);
    if let Some(percent) = word_after("--capacity", 1) {
        let percent: u32 = percent.parse().unwrap();
        situation.roads.iter_mut().for_each(|road| road.capacity.0 = road.capacity.0 * percent / 100);
    }
    if let Some(steps) = word_after("--horizon", 1) {
        situation.horizon = Clock((steps.parse::<u32>().unwrap() + 1) * situation.step.0);
    }
    let told = |key: &str| std::env::args().any(|given| given == key);
    let mut line = json!({ "program": "passage", "instance": instance.name });
    drop(instance);
    let solved = if told("--subsets") {
        subsets(&network, &situation)
    } else if told("--certificate") {
        certificate(&network, &situation)
    } else if told("--close") {
        close(&serde_json::from_slice(&read()).unwrap(), &network, &situation)
    } else if told("--least-exposure") {
        least_exposure(&network, &situation)
    } else if told("--plan") {
        plan(&network, &situation)
    } else {
        solve(&network, &situation)
    };
    line.as_object_mut().unwrap().extend(solved.as_object().unwrap().clone());
    line["peak_mb"] = json!(peak_mb());
    // Whoever reads may have had enough.
    let _ = writeln!(std::io::stdout(), "{line}");
}

/// Says what is wrong, and ends.
fn stop(words: &str) -> ! {
    eprintln!("{words}");
    std::process::exit(2)
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

/// The same with the least time on the road among equal arrivals: `exposure` counts vehicle-steps as the peers do.
fn least_exposure(network: &Network, situation: &Situation) -> Value {
    let began = Instant::now();
    let spare = passage_plan::spare(network, situation, &Work::quiet()).unwrap().unwrap();
    let seconds = began.elapsed().as_secs_f64();
    json!({
        "max": spare.arrivals.vehicles.last().unwrap().0,
        "sum_not_safe": spare.arrivals.not_safe_sum(vehicles(situation)),
        "exposure": spare.on_the_road,
        "waiting": spare.waiting,
        "least_exposure_proven": spare.least,
        "solve_s": seconds,
    })
}

/// Every set of the first sites, the others closed.
fn subsets(network: &Network, situation: &Situation) -> Value {
    let began = Instant::now();
    let in_time = InTime::of(network, situation).unwrap();
    let choices = passage_plan::choices(&in_time, situation, FIRST, &Work::quiet()).unwrap().unwrap();
    let seconds = began.elapsed().as_secs_f64();
    let all = u64::from(vehicles(situation).0);
    let sets = choices.iter().map(|choice| {
        let not_safe: u64 = choice.curve.iter().map(|safe| all - safe).sum();
        let max = choice.curve.last().unwrap();
        json!({ "sites": choice.sites, "max": max, "sum_not_safe": not_safe, "curve": choice.curve })
    });
    json!({ "solve_s": seconds, "sets": sets.collect::<Vec<_>>() })
}

/// The word at a place behind a key.
fn word_after(key: &str, place: usize) -> Option<String> {
    std::env::args().skip_while(|word| word != key).nth(place)
}

/// A road is lost in the middle of the day: the flow repaired, and what is left solved from nothing.
fn close(instance: &Value, network: &Network, situation: &Situation) -> Value {
    let told = word_after("--close", 1).unwrap();
    let (arc, step) = told.split_once('@').unwrap();
    let (arc, step): (usize, u32) = (arc.parse().unwrap(), step.parse().unwrap());
    let lost = Lost { step, roads: vec![RoadId::at(arc)], receptions: Vec::new() };
    let work = Work::quiet();
    let began = Instant::now();
    let in_time = InTime::of(network, situation).unwrap();
    let day = Ongoing::solve(&in_time, situation, &work).unwrap().unwrap();
    let solved = began.elapsed().as_secs_f64();
    let before = *day.curve().last().unwrap();
    let (mut repaired, mut anew) = (day.clone(), day);
    let began = Instant::now();
    repaired.lose(&lost, &work).unwrap();
    let again = began.elapsed().as_secs_f64();
    let began = Instant::now();
    let document = repaired.certificate(situation, &work).unwrap();
    let written = began.elapsed().as_secs_f64();
    let began = Instant::now();
    let proof = passage_model::check::certificate(&document).unwrap();
    let verified = began.elapsed().as_secs_f64();
    let began = Instant::now();
    anew.lose_and_start_over(&lost, &work).unwrap();
    let over = began.elapsed().as_secs_f64();
    let left = remaining::remaining(instance, &repaired, arc, step);
    if let Some(file) = word_after("--close", 2) {
        std::fs::write(file, serde_json::to_vec(&left).unwrap()).unwrap();
    }
    let (other_network, other) = instance::world(&Instance::deserialize(&left).unwrap());
    let began = Instant::now();
    let nothing = passage_plan::arrivals(&other_network, &other, &work).unwrap();
    let from_nothing = began.elapsed().as_secs_f64();
    let curve = repaired.curve();
    let safe_by_then = curve[step as usize - 1];
    let the_same =
        curve[step as usize..].iter().zip(&nothing.vehicles[1..]).all(|(a, b)| a - safe_by_then == u64::from(b.0));
    json!({
        "max": curve.last().unwrap() - safe_by_then,
        "max_before": before,
        "safe_by_then": safe_by_then,
        "under_way": repaired.under_way().iter().map(|part| part.vehicles.0).sum::<u32>(),
        "max_in_all": curve.last().unwrap(),
        "repaired": repaired.repaired,
        "exact": proof.is_exact(),
        "equal_to_solving_from_nothing": the_same && anew.curve() == curve,
        "full_solve_s": solved,
        "replan_s": again,
        "certificate_s": written,
        "verify_s": verified,
        "start_over_s": over,
        "solve_left_s": from_nothing,
        "curve": curve,
    })
}

/// The proof for every deadline, verified. It is written to the file that the word after `--certificate` names, if any.
fn certificate(network: &Network, situation: &Situation) -> Value {
    let began = Instant::now();
    let document = passage_plan::certificate(network, situation, &Work::quiet()).unwrap().unwrap();
    let made = began.elapsed().as_secs_f64();
    let bytes = serde_json::to_vec(&document).unwrap();
    if let Some(file) = word_after("--certificate", 1) {
        std::fs::write(file, &bytes).unwrap();
    }
    let began = Instant::now();
    let proof = passage_model::check::certificate(&document).unwrap();
    let verified = began.elapsed().as_secs_f64();
    let began = Instant::now();
    let basis = passage_model::check::basis(network, situation, &document).unwrap();
    let safe = proof.safe.clone().unwrap_or_else(|| vec![0; proof.most.len()]);
    let gaps: Vec<u64> = proof.most.iter().zip(&safe).map(|(most, safe)| most - safe).collect();
    json!({
        "max": proof.safe.as_ref().and_then(|safe| safe.last()),
        "most": proof.most.last().unwrap(),
        "exact": proof.is_exact(),
        "deadlines": proof.most.len(),
        "certificate_s": made,
        "below_deadlines": gaps.iter().filter(|gap| **gap > 0).count(),
        "below_most": gaps.iter().max(),
        "verify_s": verified,
        "basis_s": began.elapsed().as_secs_f64(),
        "roads": basis.roads,
        "certificate_mb": bytes.len() as f64 / 1e6,
        "curve": proof.safe,
        "curve_most": proof.most,
    })
}

/// The whole plan, with its limits, proven by the checker.
fn plan(network: &Network, situation: &Situation) -> Value {
    let began = Instant::now();
    let mut plan = passage_plan::plan(network, situation, None, &Work::quiet()).unwrap();
    if let Some(routes) = word_after("--routes", 1) {
        let how = Slots { length: Seconds(15 * 60), into: Seconds(0), routes: routes.parse().unwrap() };
        plan = passage_plan::few_routes(network, situation, &plan, how, &Work::quiet()).unwrap().plan;
    }
    let seconds = began.elapsed().as_secs_f64();
    let faults = passage_model::check::plan(network, situation, &plan);
    let roads: u64 = plan.movements.iter().map(|m| u64::from(m.vehicles.0) * plan.course(m).roads.len() as u64).sum();
    let under_way: u64 =
        plan.movements.iter().map(|m| u64::from(m.vehicles.0) * u64::from(plan.course(m).arrive.0)).sum();
    let safe = plan.curve.last().map_or(0, |safe| safe.vehicles.0);
    let schedule = schedule(&plan);
    let routes = schedule["routes"].as_array().unwrap().len();
    if let Some(file) = word_after("--schedule", 1) {
        std::fs::write(file, schedule.to_string()).unwrap();
    }
    json!({
        "max": safe,
        "sum_not_safe": plan.bound.plan_sum,
        "bound": { "max": plan.bound.persons.0, "sum_not_safe": plan.bound.not_safe_sum, "kind": plan.bound.kind },
        "movements": plan.movements.len(),
        "courses": plan.courses.len(),
        "routes": routes,
        "last_min": plan.curve.last().map_or(0, |safe| safe.by.0 / 60),
        "roads_per_vehicle": roads as f64 / f64::from(safe.max(1)),
        "vehicle_steps_under_way": under_way / u64::from(situation.step.0),
        "faults": faults.len(),
        "solve_s": seconds,
    })
}

/// Who drives which arcs, departing when, in seconds: what `sim_uxsim.py` and `sim_sumo.py` of the peers replay.
fn schedule(plan: &Plan) -> Value {
    let mut routes: BTreeMap<Vec<u32>, Vec<u32>> = BTreeMap::new();
    for movement in &plan.movements {
        let arcs = plan.course(movement).roads.iter().map(|road| road.0).collect();
        let (from, step, all) = (movement.departure.0, plan.step.0, movement.vehicles.0);
        // They follow one another at a constant rate until the step ends.
        routes.entry(arcs).or_default().extend((0..all).map(|i| from + (2 * i + 1) * step / (2 * all)));
    }
    let routes = routes.into_iter().map(|(arcs, mut dep)| {
        dep.sort_unstable();
        json!({ "arcs": arcs, "dep": dep })
    });
    json!({ "routes": routes.collect::<Vec<_>>() })
}

/// The most memory that this process has had, in MB; 0 where the system does not say.
fn peak_mb() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok()).unwrap_or(0.0) / 1024.0
}
