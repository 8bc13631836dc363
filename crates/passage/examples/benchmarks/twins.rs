//! 100,000 random small instances against the slow twins.

use crate::solvers;
use std::fmt::Write as _;
use std::io;
use std::path::PathBuf;
use std::process::Command;

const CASES: &str = "100000";

/// Compares and writes `docs/reference/benchmarks/twins.md`.
pub fn write() -> io::Result<PathBuf> {
    let program = std::env::current_exe()?.with_file_name("twins");
    let output = Command::new(program).arg(CASES).output()?;
    if !output.status.success() {
        return Err(io::Error::other(String::from_utf8_lossy(&output.stderr).into_owned()));
    }
    let said = String::from_utf8_lossy(&output.stdout);
    let words = "`cargo run --release -p passage-plan --example twins -- 100000` plans random worlds of a few junctions and 24 steps. \
         Each plan passes `check::plan`. With one occupancy the persons safe by the horizon and the least sum of arrivals are those \
         of a twin that searches an explicit network in time (and by every deadline, with room for all); of several occupancies \
         the most persons; of rough worlds, which no twin knows, that the limit is none below the plan.";
    let mut text = solvers::page("Twins: random instances against slow, plain searches", words, "twins");
    let _ = writeln!(text, "\n{}", said.lines().last().unwrap_or_default());
    solvers::write("twins", &text)
}
