//! The least road among equal arrivals beside LEMON's network simplex, and plans driven by traffic simulators.

use crate::SCRATCH;
use crate::solvers::{self, Said, median, number};
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The instances on which the least is compared, and how many times faster ours is to be.
const LEAST: [(&str, f64); 2] = [("grid30-open-5m", 10.0), ("grid30-5m", 1.0)];
/// What LEMON's costs count an arrival step as, in vehicle-steps on the road (`export_dimacs.py`, `lex`).
const ARRIVAL: f64 = 10_000.0;
/// The instances that are driven; by how much, in per cent, the last may be later than planned; hours simulated.
const DRIVEN: [(&str, f64, &str); 2] = [("grid30-open-5m", 12.0, "12"), ("ukraine-south-open-1m", 5.0, "36")];
/// The plans of each that are driven.
const PLANS: [(&str, &[&str]); 2] = [("exact", &[]), ("three routes a group, slots of 15 minutes", &["--routes", "3"])];

/// Measures and writes `docs/reference/benchmarks/exposure.md`.
pub fn write() -> io::Result<PathBuf> {
    let folder = solvers::folder()?;
    let mut text = solvers::page(
        "Exposure: the least road among equal arrivals, and plans that drive",
        "Seconds to solve as each program says them, medians of five runs, of one where it takes more than 5 s. Ours: \
         reducing, expanding and solving both objectives. LEMON: network simplex with an arrival step as 10,000 \
         vehicle-steps on the road. A ratio counts only beside an equal optimum.",
        "exposure",
    );
    text.push_str(
        "\n| instance | ours: s, MB | LEMON: s, MB | times faster | asked for | vehicle-steps on the road, of the same \
         sum |\n|---|---|---|---|---|---|\n",
    );
    for (name, asked) in LEAST {
        let Some(instance) = solvers::instance(&folder, name) else {
            let _ = writeln!(text, "| {name} | not run: the instance is absent | | | | |");
            continue;
        };
        let ours = median(|| solvers::ours("flow", &instance, &["--least-exposure"]))?;
        let lemon = median(|| lemon(&folder, name))?;
        let (ours_least, least) = (number(&ours.line, "exposure"), number(&lemon.line, "obj"));
        let least = least - number(&ours.line, "sum_not_safe") * ARRIVAL;
        let words = if (ours_least - least).abs() < 0.5 {
            format!("equal: {ours_least}")
        } else {
            format!("ours {ours_least}, LEMON {least}: {:.2} % more", (ours_least / least - 1.0) * 100.0)
        };
        let _ = writeln!(
            text,
            "| {name} | {:.3}, {:.0} | {:.2}, {:.0} | {:.1} | {asked} | {words} |",
            ours.seconds,
            ours.peak,
            lemon.seconds,
            lemon.peak,
            lemon.seconds / ours.seconds
        );
    }
    text.push_str(
        "\n## Driven\n\nA plan's schedule replayed by two simulators with fixed routes: who arrives, and when the last \
         does. UXsim: `sim_uxsim.py NAME 5 cpp fixed HOURS`, platoons of five (the last few of a route are rounded up to \
         one). SUMO: `peers/drive_sumo.py`, mesoscopic, every road with its own capacity, all cars as fast as the road \
         allows; `sim_sumo.py` is not used, since netconvert drops its `<meso>` elements and every lane then passes what SUMO \
         assumes: 960 vehicles over a road of 16 a minute are there after 37 minutes instead of 65.\n\nTwo plans of each \
         instance: the exact one, and one that people can follow (`--plan --routes 3`). Both simulators lose capacity where \
         roads meet, and whoever turns off waits behind those who go on: the exact plan, which fills every road by many \
         routes, comes late by what they lose; few routes leave room. The sum tells what that costs on paper: vehicles not \
         yet safe, summed over the steps.\n\n\
         | instance | plan | vehicles, routes | sum | last by plan, min | simulator | arrived | half, nine tenths, the last, min \
         | last later, % | asked for |\n|---|---|---|---|---|---|---|---|---|---|\n",
    );
    for (name, asked, hours) in DRIVEN {
        for (plan, told) in PLANS {
            drive(&folder, name, (plan, told), asked, hours, &mut text)?;
        }
    }
    solvers::write("exposure", &text)
}

fn lemon(folder: &Path, name: &str) -> io::Result<Said> {
    let network = std::env::current_dir()?.join(SCRATCH).join(format!("{name}-lex.bin"));
    fs::create_dir_all(SCRATCH)?;
    if !network.exists() {
        let mut export = solvers::python_command(folder, "export_dimacs.py");
        export.arg(format!("instances/{name}.json")).arg(&network).arg("lex").stdout(Stdio::null()).status()?;
    }
    let line = solvers::line(Command::new(folder.join("lemon_peer")).arg(&network).arg("ns"))?;
    Ok(Said::of(line, &["solve_s"]))
}

fn drive(
    folder: &Path,
    name: &str,
    (which, told): (&str, &[&str]),
    asked: f64,
    hours: &str,
    text: &mut String,
) -> io::Result<()> {
    let Some(instance) = solvers::instance(folder, name) else {
        let _ = writeln!(text, "| {name} | {which} | not run: the instance is absent | | | | | | | |");
        return Ok(());
    };
    fs::create_dir_all(folder.join("out"))?;
    let schedule = folder.canonicalize()?.join(format!("out/{name}.sim.json")).display().to_string();
    let told = [&["--plan", "--schedule", &schedule], told].concat();
    let plan = solvers::ours("flow", &instance, &told)?.line;
    let last = number(&plan, "last_min");
    let file = instance.canonicalize()?.display().to_string();
    let sumo = solvers::own_script("drive_sumo.py")?;
    let simulators: [(&str, &str, &[&str]); 2] = [
        ("UXsim, platoons of 5", "sim_uxsim.py", &[name, "5", "cpp", "fixed", hours]),
        ("SUMO, mesoscopic", &sumo, &[&file, &schedule, hours]),
    ];
    for (words, script, arguments) in simulators {
        let (max, routes, sum) = (&plan["max"], &plan["routes"], &plan["sum_not_safe"]);
        let _ = write!(text, "| {name} | {which} | {max}, {routes} | {sum} | {last} | {words} ");
        match solvers::python(folder, script, arguments) {
            Ok(said) => {
                let (arrived, all, end) = (&said["arrived"], &said["vehicles"], said["t100_min"].as_f64());
                let later = end.map_or_else(|| "-".to_owned(), |end| format!("{:.1}", (end / last - 1.0) * 100.0));
                let [half, most, end] = ["t50_min", "t90_min", "t100_min"].map(|key| &said[key]);
                let _ = writeln!(text, "| {arrived} of {all} | {half}, {most}, {end} | {later} | {asked} |");
            }
            Err(error) => {
                let _ = writeln!(text, "| not run: {} | | | {asked} |", error.to_string().replace('|', "/"));
            }
        }
    }
    Ok(())
}
