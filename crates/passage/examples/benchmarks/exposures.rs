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
        "\n## Driven\n\nThe plan's schedule replayed by two simulators with fixed routes: who arrives, and when the last \
         does. UXsim: `sim_uxsim.py NAME 5 cpp fixed HOURS`; SUMO: `sim_sumo.py NAME meso HOURS`. UXsim moves platoons of \
         five: the last few of a route are rounded up to one.\n\n| instance | vehicles, courses | last by plan, min | \
         simulator | arrived | last, min | later, % | asked for |\n|---|---|---|---|---|---|---|---|\n",
    );
    for (name, asked, hours) in DRIVEN {
        drive(&folder, name, asked, hours, &mut text)?;
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

fn drive(folder: &Path, name: &str, asked: f64, hours: &str, text: &mut String) -> io::Result<()> {
    let Some(instance) = solvers::instance(folder, name) else {
        let _ = writeln!(text, "| {name} | not run: the instance is absent | | | | | | |");
        return Ok(());
    };
    fs::create_dir_all(folder.join("out"))?;
    let schedule = folder.join(format!("out/{name}.sim.json"));
    let plan = solvers::ours("flow", &instance, &["--plan", "--schedule", &schedule.display().to_string()])?.line;
    let last = number(&plan, "last_min");
    let simulators: [(&str, &str, Vec<&str>); 2] = [
        ("UXsim, platoons of 5", "sim_uxsim.py", vec![name, "5", "cpp", "fixed", hours]),
        ("SUMO, mesoscopic", "sim_sumo.py", vec![name, "meso", hours]),
    ];
    for (words, script, arguments) in simulators {
        let _ = write!(text, "| {name} | {}, {} | {last} | {words} ", plan["max"], plan["courses"]);
        match solvers::line(simulator(folder, script).args(arguments)) {
            Ok(said) => {
                let (arrived, all, end) = (&said["arrived"], &said["vehicles"], said["t100_min"].as_f64());
                let later = end.map_or_else(|| "-".to_owned(), |end| format!("{:.1}", (end / last - 1.0) * 100.0));
                let _ = writeln!(text, "| {arrived} of {all} | {} | {later} | {asked} |", said["t100_min"]);
            }
            Err(error) => {
                let _ = writeln!(text, "| not run: {} | | | {asked} |", error.to_string().replace('|', "/"));
            }
        }
    }
    Ok(())
}

/// The command of a simulator, which finds its programs beside the Python that it is written in.
fn simulator(folder: &Path, script: &str) -> Command {
    let mut command = solvers::python_command(folder, script);
    let python = PathBuf::from(std::env::var_os("PASSAGE_PEER_PLANNING_PYTHON").unwrap_or_default());
    let mut path: Vec<PathBuf> = python.parent().map(Path::to_owned).into_iter().collect();
    path.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()));
    if let Ok(path) = std::env::join_paths(path) {
        command.env("PATH", path);
    }
    command
}
