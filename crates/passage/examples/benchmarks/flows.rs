//! The planner's core beside general solvers, on the instances of `../shared/bench/planning`.

use crate::SCRATCH;
use crate::solvers::{self, Said, median};
use serde_json::Value;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The instances with the peers that each is compared with, and how many times faster ours is to be.
const CASES: [(&str, &[(PeerKind, f64)]); 8] = [
    ("grid30-5m", &[(PeerKind::Lemon, 20.0), (PeerKind::OrTools, 1.0)]),
    ("grid20-1m", &[(PeerKind::Lemon, 30.0), (PeerKind::OrTools, 1.0)]),
    ("grid20-ample-1m", &[(PeerKind::Lemon, 200.0), (PeerKind::OrTools, 1.0)]),
    ("grid30-open-5m", &[(PeerKind::OrTools, 1.0)]),
    ("ukraine-south-1m", &[(PeerKind::OrTools, 5.0)]),
    ("ukraine-south-open-1m", &[(PeerKind::Lemon, 100.0), (PeerKind::OrTools, 5.0)]),
    ("grid60-1m", &[(PeerKind::OrTools, 15.0)]),
    ("hawkesbury-1m", &[]),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum PeerKind {
    /// LEMON's network simplex: every deadline, least sum.
    Lemon,
    /// OR-Tools' maximum flow for the last deadline alone, its network built by the same program.
    OrTools,
}

/// Measures and writes `docs/reference/benchmarks/flow.md`.
pub fn write() -> io::Result<PathBuf> {
    let folder = solvers::folder()?;
    let mut text = solvers::page(
        "Flow: every deadline at once, and its proof",
        "The planner's core on the peers' instances: seconds to solve as each program says them (ours: reducing, \
         expanding and solving; OR-Tools: building, loading and solving one maximum flow; LEMON: solving for every \
         deadline), medians of five runs, of one where it takes more than 5 s, all in this one run. A ratio counts only \
         beside equal values.",
        "flow",
    );
    text.push_str(
        "\n| instance | ours: s, MB | peer | its s, MB | times faster | asked for | part of its memory | values |\n\
         |---|---|---|---|---|---|---|---|\n",
    );
    let mut proofs = String::new();
    for (name, peers) in CASES {
        let Some(instance) = solvers::instance(&folder, name) else {
            let _ = writeln!(text, "| {name} | not run: the instance is absent | | | | | | |");
            continue;
        };
        let ours = median(|| solvers::ours("flow", &instance, &[]))?;
        let (best, peak) = (ours.seconds, ours.peak);
        let values = format!("max {}, sum {}", ours.line["max"], ours.line["sum_not_safe"]);
        if peers.is_empty() {
            let _ = writeln!(text, "| {name} | {best:.3}, {peak:.0} | - | | | | | {values} |");
        }
        for (kind, asked) in peers {
            let said = median(|| peer(*kind, &folder, name))?;
            let (key, label, equal) = match kind {
                PeerKind::Lemon => {
                    ("sum_not_safe", "LEMON network simplex", said.line["obj"] == ours.line["sum_not_safe"])
                }
                PeerKind::OrTools => ("max", "OR-Tools, one maximum flow", said.line["obj"] == ours.line["max"]),
            };
            let values = if equal {
                format!("equal {key} {}", ours.line[key])
            } else {
                format!("{values}; peer {}", said.line["obj"])
            };
            let (ratio, part) = (said.seconds / best, peak / said.peak);
            let _ = writeln!(
                text,
                "| {name} | {best:.3}, {peak:.0} | {label} | {:.2}, {:.0} | {ratio:.1} | {asked} | {part:.2} | {values} |",
                said.seconds, said.peak
            );
        }
        let proof = ours_certified(&instance)?;
        let _ = writeln!(proofs, "| {name} | {} |", solvers::certificate_cells(&proof));
    }
    text.push_str(
        "\nThe rows of grid30-5m and grid20-1m beside one maximum flow are where reception sites fill up: a study with a plain \
         search was 2.7 times slower there and could not reach the bar; repairing only what a cancelled arrival reconnects does. \
         A fifth of the peer's memory was asked for beside LEMON, a quarter beside OR-Tools: on grid30-5m ours is at the bar, as \
         4 of its 10 MB are the program itself.\n",
    );
    text.push_str(
        "\n## Certificates\n\nFlow and cuts of every deadline, written and verified by `check::certificate`. Where \
         reception sites are full, the limit at each deadline is the less of two: cuts with room for all, and the rooms of \
         those that more want to come to, with cuts before the others.\n\n| instance | deadlines | size, MB | solved and \
         written, s | verified, ms | peak, MB | flow and cut |\n|---|---|---|---|---|---|---|\n",
    );
    text.push_str(&proofs);
    solvers::write("flow", &text)
}

fn ours_certified(instance: &Path) -> io::Result<Value> {
    Ok(solvers::ours("flow", instance, &["--certificate"])?.line)
}

fn peer(kind: PeerKind, folder: &Path, name: &str) -> io::Result<Said> {
    let instance = format!("instances/{name}.json");
    if kind == PeerKind::OrTools {
        return Ok(Said::of(
            solvers::python(folder, "solve_ortools.py", &[&instance, "maxflow"])?,
            &["build_s", "load_s", "solve_s"],
        ));
    }
    let network = std::env::current_dir()?.join(SCRATCH).join(format!("{name}.bin"));
    fs::create_dir_all(SCRATCH)?;
    if !network.exists() {
        solvers::python_command(folder, "export_dimacs.py")
            .arg(&instance)
            .arg(&network)
            .stdout(Stdio::null())
            .status()?;
    }
    let line = solvers::line(Command::new(folder.join("lemon_peer")).arg(&network).arg("ns"))?;
    Ok(Said::of(line, &["solve_s"]))
}
