//! Buses that shuttle, as the peers' `bus_highs.py` has them:
//! `cargo run --release -p passage-plan --example shuttle -- INSTANCE.json [PICKUPS] [BUSES] [SEATS] [PEOPLE]`
//!
//! The first pick-ups of the instance have the same number of people each; every site takes three tenths of all; all buses
//! stand at the first site; a trip out takes the driving time at four fifths of the speed and ten minutes, in whole steps of
//! five minutes, the way back a step less; trips only within the first window. Prints one line of JSON: `value` (persons
//! times the steps that they are safe, the peer's objective), `bound`, `proven`, `served`, `solve_s`, `peak_mb`.
#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::disallowed_types, reason = "a benchmark of our own files")]

use passage_model::units::{Persons, Vehicles};
use passage_model::work::Work;
use passage_plan::shuttle::{Fleet, Riders, Room, Shuttles, Trip, count, solve};
use serde_json::{Value, json};
use std::collections::BinaryHeap;
use std::time::Instant;

/// Minutes in a step of the buses.
const STEP: u32 = 5;
/// Minutes for boarding.
const BOARDING: f64 = 10.0;
/// Sweeps after which the search for better days ends.
const MOST_SWEEPS: u64 = 8_000;

fn main() {
    let given: Vec<String> = std::env::args().collect();
    let number = |at: usize, otherwise: u32| given.get(at).map_or(otherwise, |text| text.parse().unwrap());
    let (pickups, buses, seats, people) = (number(2, 12), number(3, 60), number(4, 50), number(5, 12_000));
    let instance: Value = serde_json::from_slice(&std::fs::read(&given[1]).unwrap()).unwrap();
    let began = Instant::now();
    let shuttles = model(&instance, pickups, buses, seats, people);
    let built = began.elapsed().as_secs_f64();
    let solved = solve(&shuttles, MOST_SWEEPS, &Work::quiet()).unwrap();
    let seconds = began.elapsed().as_secs_f64();
    let value = count(&shuttles, &solved.duties).unwrap();
    assert_eq!(value, solved.value);
    let rides = || solved.duties.iter().flat_map(|day| &day.rides);
    let served: u32 = rides().flat_map(|ride| &ride.board).map(|(_, persons)| persons.0).sum();
    let line = json!({
        "program": "passage", "instance": instance["name"], "pickups": pickups, "buses": buses, "people": people,
        "value": value, "bound": solved.bound, "proven": solved.proven(), "served": served,
        "vehicles": solved.duties.len(), "rides": rides().count(), "sweeps": solved.sweeps,
        "build_s": built, "solve_s": seconds, "peak_mb": peak_mb(),
    });
    println!("{line}");
}

/// The peer's model. Stops are the pick-ups, then the sites.
fn model(instance: &Value, pickups: u32, buses: u32, seats: u32, people: u32) -> Shuttles {
    let whole = |value: &Value| u32::try_from(value.as_u64().unwrap()).unwrap();
    let last = 24 * 60 / STEP;
    let minutes = whole(&instance["dt_min"]);
    let windows: Vec<(u32, u32)> = instance["windows"][0]
        .as_array()
        .unwrap()
        .iter()
        .map(|window| (whole(&window[0]) * minutes / STEP, whole(&window[1]) * minutes / STEP))
        .collect();
    let junctions = instance["nodes"].as_array().unwrap().len();
    let mut roads: Vec<Vec<(usize, f64)>> = vec![Vec::new(); junctions];
    for arc in instance["arcs"].as_array().unwrap() {
        let (metres, speed) = (arc[5].as_f64().unwrap(), arc[6].as_f64().unwrap());
        roads[whole(&arc[0]) as usize].push((whole(&arc[1]) as usize, metres / 1000.0 / (speed * 0.8).max(5.0) * 60.0));
    }
    let sources = &instance["sources"].as_array().unwrap()[..pickups as usize];
    let sites: Vec<usize> = instance["sinks"].as_array().unwrap().iter().map(|sink| whole(&sink[0]) as usize).collect();
    let mut trips = Vec::new();
    for (p, source) in sources.iter().enumerate() {
        let times = drive(&roads, whole(&source[0]) as usize);
        for (s, time) in sites.iter().map(|site| times[*site]).enumerate().filter(|(_, time)| time.is_finite()) {
            let steps = ((time + BOARDING) / f64::from(STEP)).ceil() as u32;
            let (p, s) = (p as u32, pickups + s as u32);
            for (from, to, seats, steps) in [(p, s, seats, steps), (s, p, 0, steps.saturating_sub(1).max(1))] {
                for &(open, close) in windows.iter().filter(|(open, close)| open + steps <= *close) {
                    let (seats, departs) = (Persons(seats), (open, close - steps));
                    trips.push(Trip { from, to, seats, departs, steps, uses: Vec::new() });
                }
            }
        }
    }
    let riders = (0..pickups).map(|stop| Riders { stop, class: 0, ready: vec![(0, Persons(people / pickups))] });
    let room = |site: usize| Room { stop: pickups + site as u32, classes: vec![(0, 1)], places: people * 3 / 10 };
    Shuttles {
        last,
        stops: pickups + sites.len() as u32,
        worth: vec![(0..=last).map(|arrives| last + 1 - arrives).collect()],
        riders: riders.collect(),
        rooms: (0..sites.len()).map(room).collect(),
        fleets: vec![Fleet {
            carries: vec![0],
            standing: vec![(pickups, Vehicles(buses))],
            duties: vec![(0, last)],
            ends: None,
            trips,
        }],
        resources: Vec::new(),
    }
}

/// The minutes from one junction to every other (Dijkstra 1959).
fn drive(roads: &[Vec<(usize, f64)>], from: usize) -> Vec<f64> {
    let mut times = vec![f64::INFINITY; roads.len()];
    times[from] = 0.0;
    // Times are never negative, so their bits are in their order.
    let mut open = BinaryHeap::from([(std::cmp::Reverse(0f64.to_bits()), from)]);
    while let Some((std::cmp::Reverse(time), at)) = open.pop() {
        let time = f64::from_bits(time);
        if time > times[at] {
            continue;
        }
        for &(to, more) in &roads[at] {
            if time + more < times[to] {
                times[to] = time + more;
                open.push((std::cmp::Reverse((time + more).to_bits()), to));
            }
        }
    }
    times
}

/// The most memory that this process has had, in MB; 0 where the system does not say.
fn peak_mb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok()).unwrap_or(0) / 1024
}
