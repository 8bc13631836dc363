//! Vehicles that shuttle beside `HiGHS`: buses alone, and buses and ambulances among cars.

use crate::SCRATCH;
use crate::solvers::{self, Said, median, number};
use serde_json::Value;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// Pick-ups and buses on `grid30-5m`, and how many times faster ours is to be; none: beyond what was asked for.
const BUSES: [(u32, u32, Option<f64>); 3] = [(12, 20, Some(3.0)), (12, 60, Some(3.0)), (20, 60, None)];
/// The seconds that `HiGHS` has for cars, buses and ambulances together.
const LIMIT: &str = "300";
/// The same on the instance that it can solve.
const LONGER: &str = "1800";
/// Scenarios with buses, and with columns behind lead vehicles.
const EXAMPLES: [&str; 2] = ["examples/mariupol-2022/buses.toml", "examples/mariupol-2022/columns.toml"];

/// Measures and writes `docs/reference/benchmarks/shuttle.md`.
pub fn write() -> io::Result<PathBuf> {
    let folder = solvers::folder()?;
    let mut text = solvers::page(
        "Vehicles that shuttle: their days, and a proof",
        "Seconds as each program says them (ours: building the model and solving; HiGHS: the mixed-integer programme alone), \
         medians of five runs, of one where it takes more than 5 s, all in this one run. A ratio counts only beside equal values.",
        "shuttle",
    );
    text.push_str(
        "\n## Buses alone\n\n`grid30-5m`, 12,000 people, 50 seats. Value: persons times the steps that they are safe. HiGHS \
         stops when its limit is within 0.01 % of its value.\n\n| pick-ups, buses | ours: s, MB | value, limit | HiGHS: s, MB | \
         value, limit | times faster | asked for |\n|---|---|---|---|---|---|---|\n",
    );
    if let Some(instance) = solvers::instance(&folder, "grid30-5m") {
        for (pick_ups, buses, asked) in BUSES {
            text.push_str(&buses_row(&folder, &instance, [pick_ups, buses], asked)?);
        }
    } else {
        text.push_str("| not run: `grid30-5m` is absent | | | | | | |\n");
    }
    let _ = write!(
        text,
        "\n## Cars, buses and ambulances\n\nThe models of `mixed.json` and `mixed-grid.json` in this folder, each with the same model as a linear \
         programme for HiGHS (`peers/mixed_highs.py`; interior points; {LIMIT} s, on the grid {LONGER} s). Value and limit: persons times steps \
         safe, stretcher cases five times.\n\n| instance | ours: s, MB | value | limit | gap, % (asked for: 1 within 60 s) | cars, \
         riders, stretcher cases | HiGHS: s, MB | its answer |\n|---|---|---|---|---|---|---|---|\n",
    );
    match solvers::instance(&folder, "ukraine-south-1m") {
        Some(instance) => text.push_str(&mixed_row(&folder, "ukraine-south-1m", &instance, "mixed.json", LIMIT)?),
        None => text.push_str("| not run: `ukraine-south-1m` is absent | | | | | | | |\n"),
    }
    match solvers::instance(&folder, "grid30-5m") {
        Some(instance) => {
            let ample = with_room_for_all(&instance)?;
            text.push_str(&mixed_row(&folder, "grid30-ample-5m", &ample, "mixed-grid.json", LONGER)?);
        }
        None => text.push_str("| not run: `grid30-5m` is absent | | | | | | | |\n"),
    }
    text.push_str(
        "\n`grid30-ample-5m` is `grid30-5m` with room for all, on which HiGHS has longer. The linear programme's value may be \
         above any of whole vehicles; the limit of ours is proven for both.\n\n## The built-in examples\n\n`passage plan`, three \
         readings planned, checked and written. Persons by the end of the likely plan; the asked-for gap is 1 % within 60 s.\n\n\
         | scenario | s, all told | persons | limit | gap, % |\n|---|---|---|---|---|\n",
    );
    for scenario in EXAMPLES {
        text.push_str(&example_row(scenario)?);
    }
    solvers::write("shuttle", &text)
}

/// The instance with sites that none can fill, so that the peer's programme and ours are the same.
fn with_room_for_all(instance: &Path) -> io::Result<PathBuf> {
    let mut read: Value = serde_json::from_slice(&fs::read(instance)?)?;
    read["name"] = "grid30-ample-5m".into();
    for sink in read["sinks"].as_array_mut().into_iter().flatten() {
        sink[1] = 1_000_000.into();
    }
    fs::create_dir_all(SCRATCH)?;
    let file = Path::new(SCRATCH).join("grid30-ample-5m.json");
    fs::write(&file, read.to_string())?;
    file.canonicalize()
}

fn example_row(scenario: &str) -> io::Result<String> {
    let out = format!("{SCRATCH}/shuttle-example");
    let program = std::env::current_exe()?.with_file_name("../passage");
    let began = Instant::now();
    solvers::line(Command::new(program).args(["plan", scenario, "--out", &out, "--force", "--json"]))?;
    let seconds = began.elapsed().as_secs_f64();
    let plan: Value = serde_json::from_slice(&fs::read(format!("{out}/plan.json"))?)?;
    let limit = number(&plan["bound"], "persons");
    let safe = plan["curve"].as_array().and_then(|curve| curve.last()).map_or(0.0, |safe| number(safe, "persons"));
    let gap = 100.0 * (limit - safe) / limit.max(1.0);
    Ok(format!("| `{scenario}` | {seconds:.1} | {safe} | {limit} | {gap:.2} |\n"))
}

fn buses_row(folder: &Path, instance: &Path, numbers: [u32; 2], asked: Option<f64>) -> io::Result<String> {
    let [pick_ups, buses] = numbers.map(|number| number.to_string());
    let ours = median(|| solvers::ours("shuttle", instance, &[&pick_ups, &buses]))?;
    let peer = median(|| {
        let line = solvers::python(folder, "bus_highs.py", &["instances/grid30-5m.json", &pick_ups, &buses])?;
        Ok(Said { seconds: number(&line["mip"], "s"), peak: number(&line, "peak_mb"), line })
    })?;
    let theirs = -number(&peer.line["mip"], "obj");
    let equal = (number(&ours.line, "value") - theirs).abs() < 0.5;
    let ratio = if equal { format!("{:.1}", peer.seconds / ours.seconds) } else { "values differ".to_owned() };
    let proven = if ours.line["proven"] == true { ", proven" } else { "" };
    Ok(format!(
        "| {pick_ups}, {buses} | {:.3}, {:.0} | {}, {}{proven} | {:.1}, {:.0} | {theirs}, {} | {ratio} | {} |\n",
        ours.seconds,
        ours.peak,
        ours.line["value"],
        ours.line["bound"],
        peer.seconds,
        peer.peak,
        -number(&peer.line["mip"], "bound"),
        asked.map_or_else(|| "-".to_owned(), |times| times.to_string()),
    ))
}

fn mixed_row(folder: &Path, name: &str, instance: &Path, model: &str, limit: &str) -> io::Result<String> {
    let file = std::env::current_dir()?.join("docs/reference/benchmarks").join(model).display().to_string();
    let ours = median(|| solvers::ours("mixed", instance, &[&file]))?;
    let named = instance.canonicalize()?.display().to_string();
    let peer = solvers::own_python(folder, "mixed_highs.py", &[&named, &file, "ipm", limit])?;
    let answer = match peer["value"].as_f64() {
        Some(value) => format!("{value}"),
        None => format!("none ({})", peer["status"].as_str().unwrap_or("stopped")),
    };
    let line = &ours.line;
    Ok(format!(
        "| {name} | {:.1}, {:.0} | {} | {} | {:.3} | {}, {}, {} | {:.0}, {:.0} | {answer} |\n",
        ours.seconds,
        ours.peak,
        line["value"],
        line["bound"],
        number(line, "gap_percent"),
        line["cars"],
        line["carried"][0],
        line["carried"][1],
        number(&peer, "solve_s"),
        number(&peer, "peak_mb"),
    ))
}
