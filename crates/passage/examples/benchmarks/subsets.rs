//! The table of the 31 sets of the first five exits, each by all deadlines, beside one maximum flow for each set.

use crate::solvers::{self, Said, median, number};
use std::fmt::Write as _;
use std::io;
use std::path::PathBuf;

const CASES: [&str; 2] = ["grid20-1m", "grid60-1m"];

/// Measures and writes `docs/reference/benchmarks/subsets.md`.
pub fn write() -> io::Result<PathBuf> {
    let folder = solvers::folder()?;
    let mut text = solvers::page(
        "Sets: what every choice of five corridors is worth, by every deadline",
        "Ours: `flow INSTANCE --subsets`, reducing and expanding included, one network in time for all sets, on the cores \
         named below; medians of five runs. OR-Tools: `peers/subsets_ortools.py`, one maximum flow for the last deadline for \
         each set on a network of its own, one run; its solves alone are compared, without building and loading. Equal: \
         the maximum of each of the 31 sets.",
        "subsets",
    );
    text.push_str(
        "\n| instance | ours, all deadlines: s, MB | OR-Tools, last deadline: its 31 solves, s | building and loading, s | its MB \
         | times faster | asked for | sets with equal maximum |\n|---|---|---|---|---|---|---|---|\n",
    );
    for name in CASES {
        let Some(instance) = solvers::instance(&folder, name) else {
            let _ = writeln!(text, "| {name} | not run: the instance is absent | | | | | | |");
            continue;
        };
        let ours = median(|| solvers::ours("flow", &instance, &["--subsets"]))?;
        let file = instance.display().to_string();
        let line = solvers::own_python(&folder, "subsets_ortools.py", &[&file])?;
        let theirs = Said::of(line, &["solve_s"]);
        let empty = Vec::new();
        let sets = |said: &Said| said.line["sets"].as_array().unwrap_or(&empty).clone();
        let (own, other) = (sets(&ours), sets(&theirs));
        let equal = own.iter().zip(&other).filter(|(a, b)| a["sites"] == b["sites"] && a["max"] == b["max"]).count();
        let _ = writeln!(
            text,
            "| {name} | {:.3}, {:.0} | {:.2} | {:.2} | {:.0} | {:.1} | 1 | {equal} of {} |",
            ours.seconds,
            ours.peak,
            theirs.seconds,
            number(&theirs.line, "build_s") + number(&theirs.line, "load_s"),
            theirs.peak,
            theirs.seconds / ours.seconds,
            other.len(),
        );
    }
    solvers::write("subsets", &text)
}
