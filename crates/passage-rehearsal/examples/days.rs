//! Many days of a schedule: `cargo run --release -p passage-rehearsal --example days -- INSTANCE.json SCHEDULE.json DAYS
//! [--ways] [--other SCHEDULE.json]`
//!
//! Prints one line of JSON: seconds for all days on one thread and on two, whether both gave the same, persons safe and vehicles
//! caught. With `--ways` only what roads pass and closures are left to chance, else everything. With `--other` the variance of the
//! difference to another schedule on the same days, and on days of another seed.
#![allow(
    clippy::print_stderr,
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::disallowed_types,
    reason = "a benchmark of our own files"
)]

use passage_model::digest::Digest;
use passage_model::id::{CourseId, JunctionId, OpeningId, OriginId, ReceptionId, RoadId};
use passage_model::network::{Network, Origin as Source, Road};
use passage_model::plan::{Bound, Course, Movement, PLAN_VERSION, Plan};
use passage_model::situation::{CarEquivalents, Origin, Reading, Ready, Reception, RoadUse, Situation, VehicleKind};
use passage_model::time::{Clock, Opening};
use passage_model::units::{
    Decimetres, Milliseconds, Persons, PersonsPerVehicle, Position, Seconds, Vehicles, VehiclesPerHour,
};
use passage_model::weighing::Weighing;
use passage_model::work::Work;
use passage_rehearsal::{
    Assumptions, Cause, Enough, Figure, Played, Rehearsal, Schedule, Spread, Stage, Storage, variance,
};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::time::Instant;

fn main() {
    let given: Vec<String> = std::env::args().skip(1).collect();
    let [instance, schedule, days, rest @ ..] = given.as_slice() else {
        eprintln!("days INSTANCE.json SCHEDULE.json DAYS [--ways] [--other SCHEDULE.json]");
        std::process::exit(2);
    };
    let read = |file: &String| std::fs::read(file).unwrap();
    let instance: Value = serde_json::from_slice(&read(instance)).unwrap();
    let schedule: Schedule = serde_json::from_slice(&read(schedule)).unwrap();
    let enough = Enough { days: days.parse().unwrap(), precision: None };
    let assumptions = if rest.iter().any(|word| word == "--ways") { ways() } else { Assumptions::default() };
    let (network, situation) = ground(&instance, &schedule);
    let plan = plan(&instance, &situation, &schedule);
    let stage = Stage::new(&network, &situation, &plan, Storage::Finite);
    let rehearsal = Rehearsal { stage: &stage, assumptions: &assumptions, dark: &[], seed: 1 };
    let (one, alone) = timed(1, &rehearsal, enough);
    let (two, both) = timed(2, &rehearsal, enough);
    let mut safe: Vec<f64> = both.iter().map(safe_of).collect();
    let mut line = json!({
        "program": "passage",
        "vehicles": stage.trips.vehicles.len(),
        "days": enough.days,
        "one_thread_s": one,
        "two_threads_s": two,
        "same": alone == both,
        "mean_safe": safe.iter().sum::<f64>() / safe.len() as f64,
        "gridlock_days": both.iter().filter(|played| !played.stuck.is_empty()).count(),
        "peak_mb": peak_mb(),
    });
    if let Some(other) = rest.iter().position(|word| word == "--other").and_then(|at| rest.get(at + 1)) {
        let other: Schedule = serde_json::from_slice(&read(other)).unwrap();
        let (network, situation) = ground(&instance, &other);
        let plan = self::plan(&instance, &situation, &other);
        let stage = Stage::new(&network, &situation, &plan, Storage::Finite);
        // When on most days half of all are safe: by the end of the day all are, on any plan.
        let mean = |hour: usize| both.iter().map(|played| safe_by(played, hour)).sum::<f64>() / both.len() as f64;
        let hours = both.first().map_or(0, |played| played.safe.len());
        let hour = (0..hours).find(|hour| mean(*hour) * 2.0 >= mean(hours - 1)).unwrap_or(0);
        let difference = |seed: u64| {
            let rehearsal = Rehearsal { stage: &stage, assumptions: &assumptions, dark: &[], seed };
            let others = rehearsal.days(enough, &Work::quiet()).unwrap();
            variance(&others.iter().zip(&both).map(|(a, b)| safe_by(a, hour) - safe_by(b, hour)).collect::<Vec<_>>())
        };
        line["by_hour"] = json!(hour + 1);
        line["variance_same_days"] = json!(difference(1));
        line["variance_other_days"] = json!(difference(2));
    }
    safe.sort_by(f64::total_cmp);
    line["safe_5_to_95"] = json!([safe[safe.len() / 20], safe[safe.len() - 1 - safe.len() / 20]]);
    println!("{line}");
}

fn safe_of(played: &Played) -> f64 {
    safe_by(played, played.safe.len().saturating_sub(1))
}

fn safe_by(played: &Played, hour: usize) -> f64 {
    f64::from(played.safe.get(hour).copied().unwrap_or(0))
}

/// What the study left to chance: capacities evenly between 0.7 and 1, roads closed for half an hour.
fn ways() -> Assumptions {
    let mut assumptions = Assumptions::none();
    assumptions.set(Figure::RoadPace, Spread { least: 0.7, likely: 0.85, most: 1.0 });
    assumptions.set(Figure::Incidents, Spread::fixed(20.0));
    assumptions.set(Figure::IncidentLasts, Spread::fixed(30.0));
    assert!(!assumptions.is_none(Cause::Roads));
    assumptions
}

fn timed(threads: usize, rehearsal: &Rehearsal<'_, '_>, enough: Enough) -> (f64, Vec<Played>) {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    let begun = Instant::now();
    let days = pool.install(|| rehearsal.days(enough, &Work::quiet())).unwrap();
    (begun.elapsed().as_secs_f64(), days)
}

/// The instance's roads with their true times, and a group of cars for each place where routes begin.
fn ground(instance: &Value, schedule: &Schedule) -> (Network, Situation) {
    let number = |value: &Value| value.as_f64().unwrap();
    let an_hour = 60.0 / number(&instance["dt_min"]);
    let horizon = Clock((number(&instance["T"]) * number(&instance["dt_min"]) * 60.0) as u32);
    let arcs = instance["arcs"].as_array().unwrap();
    let travel = |arc: &Value| Milliseconds((number(&arc[5]) / (number(&arc[6]) / 3.6) * 1000.0) as u32);
    let capacity = |arc: &Value| VehiclesPerHour((number(&arc[3]) * an_hour) as u32);
    let roads = arcs.iter().map(|arc| Road {
        from: JunctionId(number(&arc[0]) as u32),
        to: JunctionId(number(&arc[1]) as u32),
        length: Decimetres((number(&arc[5]) * 10.0) as u32),
        travel: travel(arc),
        capacity: capacity(arc),
        // As the peers have it: five metres each, on as many lanes as the rate needs.
        storage: Vehicles({
            let (rate, fast) = (number(&arc[3]) * an_hour / 3600.0, number(&arc[6]) / 3.6);
            ((rate * (1.0 / (fast * 0.2) + 1.0)).ceil().max(1.0) * 0.2 * number(&arc[5])) as u32
        }),
        lanes: 1,
        ..Road::default()
    });
    let uses = arcs.iter().map(|arc| RoadUse {
        opening: OpeningId(0),
        travel: travel(arc),
        capacity: capacity(arc),
        exposed: false,
    });
    let mut homes: BTreeMap<u32, u32> = BTreeMap::new();
    for route in &schedule.routes {
        *homes.entry(number(&arcs[route.arcs[0] as usize][0]) as u32).or_default() += route.dep.len() as u32;
    }
    let origins = homes.iter().map(|(node, vehicles)| Origin {
        assembly: String::new(),
        group: node.to_string(),
        junction: JunctionId(*node),
        kind: VehicleKind::OwnCar,
        persons: Persons(*vehicles * 4),
        per_vehicle: PersonsPerVehicle(360),
        ready: vec![Ready { from: Clock(0), vehicles: Vehicles(*vehicles) }],
        carried_by: Vec::new(),
        riders: Vec::new(),
        aboard: None,
    });
    let receptions = instance["sinks"].as_array().unwrap().iter().map(|sink| Reception {
        name: String::new(),
        junction: JunctionId(number(&sink[0]) as u32),
        room: Persons(u32::MAX),
        only: Vec::new(),
    });
    let situation = Situation {
        network: Digest::default(),
        scenario: Digest::default(),
        reading: Reading::Likely,
        step: Seconds(60),
        horizon,
        openings: vec![Opening::always()],
        roads: uses.collect(),
        waiting: Vec::new(),
        crowds: Vec::new(),
        checkpoints: Vec::new(),
        origins: origins.collect(),
        receptions: receptions.collect(),
        corridors: Vec::new(),
        named: Vec::new(),
        equivalents: CarEquivalents::ALIKE,
        contraflow: Vec::new(),
        reversed: Vec::new(),
        fleets: Vec::new(),
        footways: Vec::new(),
        obey_turns: true,
        weighing: Weighing::default(),
    };
    let positions = vec![Position::default(); instance["nodes"].as_array().unwrap().len()];
    (Network::new(Source::default(), positions, roads, Vec::new(), Vec::new()).unwrap(), situation)
}

/// The schedule as a plan: each departure a movement of one car.
fn plan(instance: &Value, situation: &Situation, schedule: &Schedule) -> Plan {
    let arcs = instance["arcs"].as_array().unwrap();
    let end = |arc: u32, which: usize| arcs[arc as usize][which].as_f64().unwrap() as u32;
    let (mut courses, mut movements) = (Vec::new(), Vec::new());
    for (number, route) in schedule.routes.iter().enumerate() {
        let home = end(route.arcs[0], 0);
        let origin = situation.origins.iter().position(|origin| origin.junction.0 == home).unwrap();
        let goal = end(*route.arcs.last().unwrap(), 1);
        let reception = situation.receptions.iter().position(|site| site.junction.0 == goal).unwrap();
        let mut enter = Vec::new();
        let mut now = 0u64;
        for arc in &route.arcs {
            enter.push(Seconds((now / 1000) as u32));
            now += u64::from(situation.roads[*arc as usize].travel.0);
        }
        let roads = route.arcs.iter().map(|arc| RoadId(*arc)).collect();
        courses.push(Course { roads, enter, arrive: Seconds((now / 1000) as u32) });
        movements.extend(route.dep.iter().map(|departure| Movement {
            departure: Clock(*departure),
            origin: OriginId::at(origin),
            reception: ReceptionId::at(reception),
            course: CourseId::at(number),
            vehicles: Vehicles(1),
            persons: Persons(4),
            turn_back: situation.horizon,
        }));
    }
    movements.sort_by_key(|movement| (movement.departure, movement.origin, movement.course));
    Plan {
        version: PLAN_VERSION,
        program: String::new(),
        network: situation.network,
        scenario: situation.scenario,
        reading: situation.reading,
        parent: None,
        seed: 0,
        step: situation.step,
        horizon: situation.horizon,
        reversed: Vec::new(),
        courses,
        movements,
        rosters: Vec::new(),
        walks: Vec::new(),
        slots: None,
        curve: Vec::new(),
        bound: Bound::default(),
        left_behind: Vec::new(),
        bottlenecks: Vec::new(),
        figures: None,
    }
}

/// The most memory this process has had, in megabytes, where the system says it.
fn peak_mb() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").parse::<u64>().ok().map(|kilobytes| kilobytes / 1024)
}
