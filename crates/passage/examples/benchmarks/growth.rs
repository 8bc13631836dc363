//! How time and memory grow with the network, the horizon and the corridors.

use crate::SCRATCH;
use crate::solvers::{self, median, number};
use serde_json::Value;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::PathBuf;

/// What grows: the name of its instances, their sizes, and the words for it.
const SERIES: [(&str, &[u32], &str); 3] = [
    ("grid", &[10, 20, 30, 40, 60, 80], "side of the grid, in junctions"),
    ("hours", &[6, 12, 24, 48, 72], "hours until the horizon, without windows"),
    ("corridors", &[2, 4, 8, 16, 32], "corridors"),
];

/// Measures and writes `docs/reference/benchmarks/growth.md`.
pub fn write() -> io::Result<PathBuf> {
    let folder = solvers::folder()?;
    let scratch = std::env::current_dir()?.join(SCRATCH).join("growth");
    fs::create_dir_all(&scratch)?;
    let script = std::env::current_dir()?.join("docs/reference/benchmarks/peers/growth_instances.py");
    let mut make = solvers::python_command(&folder, &script.display().to_string());
    let done = make.env("PYTHONPATH", folder.canonicalize()?).arg(&scratch).output()?;
    if !done.status.success() {
        return Err(io::Error::other(String::from_utf8_lossy(&done.stderr).into_owned()));
    }
    let mut text = solvers::page(
        "Growth: what size costs",
        "`peers/growth_instances.py` makes the instances, `flow` solves each for every deadline at once (medians of five runs) and \
         writes and verifies its certificate (once), `flow --subsets` the table of the sets of its first five sites (once). Grids of \
         1 km with 80,000 vehicles at 20 places and steps of a minute; 24 hours, 30 by 30 junctions and five corridors \
         where they do not grow. Memory is that of the whole process, the instance included. Size: roads times steps, in \
         millions, before useless ones are left out.",
        "growth",
    );
    for (series, sizes, words) in SERIES {
        let _ = write!(
            text,
            "\n## {words}\n\n| {series} | size | most safe | solved, s | a million of the size, s | peak, MB | with certificate: \
             s, MB | the sets: s, MB |\n|---|---|---|---|---|---|---|---|\n"
        );
        for size in sizes {
            let instance = scratch.join(format!("growth-{series}-{size}.json"));
            let read: Value = serde_json::from_slice(&fs::read(&instance)?)?;
            let roads = read["arcs"].as_array().map_or(0, Vec::len) as f64;
            let millions = roads * number(&read, "T") / 1e6;
            let solved = median(|| solvers::ours("flow", &instance, &[]))?;
            let proof = solvers::ours("flow", &instance, &["--certificate"])?.line;
            let sets = solvers::ours("flow", &instance, &["--subsets"])?;
            let _ = writeln!(
                text,
                "| {size} | {millions:.1} | {} | {:.3} | {:.4} | {:.0} | {:.3}, {:.0} | {:.3}, {:.0} |",
                solved.line["max"],
                solved.seconds,
                solved.seconds / millions,
                solved.peak,
                number(&proof, "certificate_s"),
                number(&proof, "peak_mb"),
                sets.seconds,
                sets.peak,
            );
        }
    }
    solvers::write("growth", &text)
}
