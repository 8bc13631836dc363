//! Vehicles that shuttle beside `HiGHS`: buses alone, and buses and ambulances among cars.

use crate::solvers::{self, Said, median, number};
use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};

/// Pick-ups and buses on `grid30-5m`, and how many times faster ours is to be; none: beyond what was asked for.
const BUSES: [(u32, u32, Option<f64>); 3] = [(12, 20, Some(3.0)), (12, 60, Some(3.0)), (20, 60, None)];
/// The seconds that `HiGHS` has for cars, buses and ambulances together.
const LIMIT: &str = "300";

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
        "\n## Cars, buses and ambulances\n\nThe model of `docs/reference/benchmarks/mixed.json`, with the same model as a linear \
         programme for HiGHS (`peers/mixed_highs.py`; interior points, {LIMIT} s). Value and limit: persons times steps \
         safe, stretcher cases five times.\n\n| instance | ours: s, MB | value | limit | gap, % (asked for: 1 within 60 s) | cars, \
         riders, stretcher cases | HiGHS: s, MB | its answer |\n|---|---|---|---|---|---|---|---|\n",
    );
    match solvers::instance(&folder, "ukraine-south-1m") {
        Some(instance) => text.push_str(&mixed_row(&folder, &instance)?),
        None => text.push_str("| not run: `ukraine-south-1m` is absent | | | | | | | |\n"),
    }
    solvers::write("shuttle", &text)
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

fn mixed_row(folder: &Path, instance: &Path) -> io::Result<String> {
    let file = std::env::current_dir()?.join("docs/reference/benchmarks/mixed.json").display().to_string();
    let ours = median(|| solvers::ours("mixed", instance, &[&file]))?;
    let named = instance.canonicalize()?.display().to_string();
    let peer = solvers::own_python(folder, "mixed_highs.py", &[&named, &file, "ipm", LIMIT])?;
    let answer = match peer["value"].as_f64() {
        Some(value) => format!("{value}"),
        None => format!("none ({})", peer["status"].as_str().unwrap_or("stopped")),
    };
    let line = &ours.line;
    Ok(format!(
        "| ukraine-south-1m | {:.1}, {:.0} | {} | {} | {:.3} | {}, {}, {} | {:.0}, {:.0} | {answer} |\n",
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
