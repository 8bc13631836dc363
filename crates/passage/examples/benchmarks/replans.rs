//! A corridor that closes in the middle of the day: the flow repaired, beside solving what is left from nothing.

use crate::SCRATCH;
use crate::solvers::{self, Said, number};
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Instance, the road that closes (the first exit's way through its checkpoint, the first of the last roads) and the
/// step from which nobody can enter it: a third of the day, two hours after the first window opened.
const CASES: [(&str, &str); 3] =
    [("grid60-1m", "14160@480"), ("grid60-1m", "14161@480"), ("grid20-ample-1m", "1521@480")];
const RUNS: usize = 5;

/// Measures and writes `docs/reference/benchmarks/replan.md`.
pub fn write() -> io::Result<PathBuf> {
    let folder = solvers::folder()?;
    let mut text = solvers::page(
        "Replan: a corridor closes in the middle of the day",
        "From a step on nobody can enter the road of the first exit's checkpoint (the road into it, and the road out of it, by \
         their places in the instance). Whoever is safe by then stays safe, whoever is under way goes on from where they are \
         next, all else may change. Ours: `flow INSTANCE --close ROAD@STEP FILE` repairs the flow; the certificate for what is \
         left is written and verified by `check::certificate`, flow and cut equal at each deadline. The file is what is left \
         as an instance, from which OR-Tools (building, loading, one maximum flow) and our own solver start from nothing: \
         equal maxima, and our two curves equal at every step. Ours: medians of five runs.",
        "replan",
    );
    text.push_str(
        "\n| instance | closed | under way | safe: by then, in the end, without the loss | repair, s | with certificate and its \
         verification, s | our whole solve, s | what is left from nothing, s | OR-Tools on what is left: s, MB | its time over \
         repair and certificate | asked for | equal | our peak, MB |\n|---|---|---|---|---|---|---|---|---|---|---|---|---|\n",
    );
    fs::create_dir_all(SCRATCH)?;
    for (name, closing) in CASES {
        let Some(instance) = solvers::instance(&folder, name) else {
            let _ = writeln!(text, "| {name} | not run: the instance is absent | | | | | | | | | | | |");
            continue;
        };
        let left = std::env::current_dir()?.join(SCRATCH).join(format!("{name}-{closing}.json"));
        text.push_str(&row(&folder, (name, &instance), closing, &left)?);
    }
    solvers::write("replan", &text)
}

fn row(folder: &Path, (name, instance): (&str, &Path), closing: &str, left: &Path) -> io::Result<String> {
    let file = left.display().to_string();
    let run = || solvers::ours("flow", instance, &["--close", closing, &file]);
    let mut runs = (0..RUNS).map(|_| run()).collect::<io::Result<Vec<Said>>>()?;
    let middle = |keys: &[&str]| {
        let mut seconds: Vec<f64> =
            runs.iter().map(|said| keys.iter().map(|key| number(&said.line, key)).sum()).collect();
        seconds.sort_by(f64::total_cmp);
        seconds[RUNS / 2]
    };
    let certified = middle(&["replan_s", "certificate_s", "verify_s"]);
    let (repair, whole, nothing) = (middle(&["replan_s"]), middle(&["full_solve_s"]), middle(&["solve_left_s"]));
    let said = runs.swap_remove(0);
    let line = solvers::python(folder, "solve_ortools.py", &[&file, "maxflow"])?;
    let theirs = Said::of(line, &["build_s", "load_s", "solve_s"]);
    let ours = &said.line;
    let equal =
        ours["equal_to_solving_from_nothing"] == true && ours["exact"] == true && ours["max"] == theirs.line["obj"];
    let equal = if equal {
        format!("max {}, curve, cut", ours["max"])
    } else {
        format!("no: {} and {}", ours["max"], theirs.line["obj"])
    };
    Ok(format!(
        "| {name} | {closing} | {} | {}, {}, {} | {repair:.3} | {certified:.3} | {whole:.3} | {nothing:.3} | {:.2}, {:.0} | {:.0} | 10 | {equal} | {:.0} |\n",
        ours["under_way"],
        ours["safe_by_then"],
        ours["max_in_all"],
        ours["max_before"],
        theirs.seconds,
        theirs.peak,
        theirs.seconds / certified,
        said.peak,
    ))
}
