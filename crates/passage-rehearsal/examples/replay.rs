//! A schedule replayed as the peers replay it:
//! `cargo run --release -p passage-rehearsal --example replay -- INSTANCE.json SCHEDULE.json [HOURS]`
//!
//! Prints one line of JSON, as the peers do: `vehicles`, `arrived`, the minutes by which half, nine tenths and all have
//! arrived (`t50_min`, `t90_min`, `t100_min`), `moves`, circles of gridlock, `sim_s` (the day alone), `setup_s`, `peak_mb`.
#![allow(
    clippy::print_stderr,
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::disallowed_types,
    reason = "a benchmark of our own files"
)]

use passage_rehearsal::{Fate, Moment, Nobody, Roads, Schedule, day, world};
use serde_json::json;
use std::time::Instant;

fn main() {
    let given: Vec<String> = std::env::args().skip(1).collect();
    let [instance, schedule, rest @ ..] = given.as_slice() else {
        eprintln!("replay INSTANCE.json SCHEDULE.json [HOURS]");
        std::process::exit(2);
    };
    let hours: u64 = rest.first().map_or(12, |hours| hours.parse().unwrap());
    let begun = Instant::now();
    let roads: Roads = serde_json::from_slice(&std::fs::read(instance).unwrap()).unwrap();
    let schedule: Schedule = serde_json::from_slice(&std::fs::read(schedule).unwrap()).unwrap();
    let (layout, trips) = world(&roads, &schedule).unwrap();
    let setup = begun.elapsed().as_secs_f64();
    let begun = Instant::now();
    let played = day(&layout, &trips, Moment::seconds(hours * 3600), &mut Nobody);
    let seconds = begun.elapsed().as_secs_f64();
    let arrived = |fate: &Fate| match fate {
        Fate::Arrived(at) => Some(at.0),
        _ => None,
    };
    let mut arrivals: Vec<u64> = played.fates.iter().filter_map(arrived).collect();
    arrivals.sort_unstable();
    let all = trips.vehicles.len();
    let by = |part: f64| {
        let number = (part * all as f64) as usize;
        arrivals.get(number.saturating_sub(1)).filter(|_| number > 0).map(|at| (*at as f64 / 60e6).round())
    };
    let line = json!({
        "program": "passage",
        "vehicles": all,
        "arrived": arrivals.len(),
        "t50_min": by(0.5),
        "t90_min": by(0.9),
        "t100_min": by(1.0),
        "moves": played.moves,
        "gridlock": played.stuck.iter().map(|circle| circle.iter().map(|queue| queue.0).collect::<Vec<_>>()).collect::<Vec<_>>(),
        "setup_s": setup,
        "sim_s": seconds,
        "peak_mb": peak_mb(),
    });
    println!("{line}");
}

/// The most memory this process has had, in megabytes, where the system says it.
fn peak_mb() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").parse::<u64>().ok().map(|kilobytes| kilobytes / 1024)
}
