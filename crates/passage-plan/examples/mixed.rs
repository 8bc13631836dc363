//! Cars, buses and ambulances on the same roads, with a certified gap:
//! `cargo run --release -p passage-plan --example mixed -- INSTANCE.json docs/reference/benchmarks/mixed.json`
//!
//! Cars are one exact flow; each copy of a junction notes the deadline in whose cut it falls (`passage_plan::certificate`), so
//! a vehicle on a stretch costs as many cars as there are deadlines whose cut it crosses: those are dual prices of the roads for
//! the sum over all deadlines. No plan is worth more than the cars' limit at full capacity and the vehicles' limit at these prices
//! (Lagrangian relaxation of the shared roads; Geoffrion 1974). Plan: vehicles at these prices first, then the exact flow of
//! cars in what they leave. Prints one line of JSON: `value` and `bound` (person-steps safe, stretcher cases as often as
//! `worth` says), `gap_percent`, `sum_not_safe` in persons, `solve_s`, `peak_mb`.
#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::disallowed_types, reason = "a benchmark of our own files")]

#[allow(dead_code, reason = "what is left of an instance is for the flow alone")]
mod instance;
mod mixed_model;

use mixed_model::Model;
use passage_model::id::RoadId;
use passage_model::units::Vehicles;
use passage_model::work::Work;
use passage_plan::shuttle::{Duty, Shuttles, count, solve};
use passage_plan::{Taken, arrivals_beside, certificate};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::time::Instant;

/// Sweeps after which the search for better days ends.
const MOST_SWEEPS: u64 = 3_000;

fn main() {
    let given: Vec<String> = std::env::args().collect();
    let read = |at: usize| -> Value { serde_json::from_slice(&std::fs::read(&given[at]).unwrap()).unwrap() };
    let (text, rest) = (read(1), read(2));
    assert_eq!(text["name"], rest["instance"], "made for another instance");
    let began = Instant::now();
    let (network, situation) = instance::world(&serde_json::from_value(text.clone()).unwrap());
    let cars: u64 = situation.origins.iter().map(|origin| u64::from(origin.vehicles().0)).sum();
    let proof = certificate(&network, &situation, &Work::quiet()).unwrap().unwrap();
    let proven = passage_model::check::certificate(&proof).unwrap();
    let model = Model::new(&text, &rest);
    model.assert_room(&text);
    // Hundredths of persons.
    let of_car = model.tenths_per_car * 10;
    let cars_bound = i64::from(of_car) * proven.most.iter().map(|&n| n as i64).sum::<i64>();
    let shuttles = model.shuttles(&proof);
    let certified = began.elapsed().as_secs_f64();
    let solved = solve(&shuttles, MOST_SWEEPS, &Work::quiet()).unwrap();
    assert_eq!(count(&shuttles, &solved.duties), Ok(solved.value));
    let planned = began.elapsed().as_secs_f64();
    let taken = taken(&shuttles, &solved.duties);
    let beside = arrivals_beside(&network, &situation, &taken, &Work::quiet()).unwrap();
    assert!(beside.least_sum, "the cars' flow is exact");
    let seconds = began.elapsed().as_secs_f64();
    let safe_cars: i64 = beside.vehicles.iter().map(|n| i64::from(n.0)).sum();
    let riders = gained(&shuttles, &solved.duties);
    let value = i64::from(of_car) * safe_cars + riders.iter().map(|fleet| fleet.worth).sum::<i64>();
    let bound = cars_bound + solved.bound;
    assert!(value <= bound);
    let all = cars as i64 * i64::from(of_car) + 100 * model.fleets.iter().map(|f| i64::from(f.riders)).sum::<i64>();
    let safe = i64::from(of_car) * safe_cars + riders.iter().map(|fleet| fleet.person_steps).sum::<i64>();
    let line = json!({
        "program": "passage", "instance": text["name"],
        "value": value / 100, "bound": bound / 100 + 1, "gap_percent": (bound - value) as f64 / value as f64 * 100.0,
        "shuttle_gap": (solved.bound - solved.value) / 100,
        "sum_not_safe": (all * (i64::from(shuttles.last) + 1) - safe) / 100,
        "cars": beside.vehicles.last().unwrap_or(&Vehicles(0)).0,
        "cars_alone": proven.safe.as_ref().and_then(|safe| safe.last()),
        "carried": riders.iter().map(|fleet| fleet.persons).collect::<Vec<_>>(),
        "vehicles": riders.iter().map(|fleet| fleet.vehicles).collect::<Vec<_>>(),
        "rides": solved.duties.iter().map(|day| day.rides.len()).sum::<usize>(),
        "sweeps": solved.sweeps,
        "cars_s": certified, "shuttles_s": planned - certified, "cars_beside_s": seconds - planned,
        "solve_s": seconds, "peak_mb": peak_mb(),
    });
    println!("{line}");
}

/// What a fleet brings out.
#[derive(Clone, Default)]
struct Gained {
    persons: u32,
    vehicles: u32,
    /// Hundredths of persons times steps.
    person_steps: i64,
    worth: i64,
}

fn gained(shuttles: &Shuttles, days: &[Duty]) -> Vec<Gained> {
    let mut gained = vec![Gained::default(); shuttles.fleets.len()];
    for day in days {
        let fleet = &mut gained[day.fleet as usize];
        fleet.vehicles += 1;
        for ride in &day.rides {
            let ends = ride.departs + shuttles.fleets[day.fleet as usize].trips[ride.trip as usize].steps;
            for (riders, persons) in &ride.board {
                let class = shuttles.riders[*riders as usize].class as usize;
                fleet.persons += persons.0;
                fleet.worth += i64::from(persons.0) * i64::from(shuttles.worth[class][ends as usize]);
                fleet.person_steps += i64::from(persons.0) * i64::from(shuttles.last + 1 - ends) * 100;
            }
        }
    }
    gained
}

/// The whole cars that cannot enter roads beside these vehicles.
fn taken(shuttles: &Shuttles, days: &[Duty]) -> Vec<Taken> {
    let mut tenths: BTreeMap<(u32, u32), u32> = BTreeMap::new();
    for day in days {
        for ride in &day.rides {
            for used in &shuttles.fleets[day.fleet as usize].trips[ride.trip as usize].uses {
                *tenths.entry((used.resource, ride.departs + used.offset)).or_default() += used.amount;
            }
        }
    }
    let whole = |((road, step), tenths): ((u32, u32), u32)| Taken {
        road: RoadId(road),
        step,
        vehicles: Vehicles(tenths.div_ceil(10)),
    };
    tenths.into_iter().map(whole).collect()
}

/// The most memory that this process has had, in MB; 0 where the system does not say.
fn peak_mb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok()).unwrap_or(0) / 1024
}
