//! Measures passage against its peers and writes the tables in `docs/reference/benchmarks`.
//!
//! `cargo run --release --example benchmarks -- NAME` from the repository's root, after `cargo build --release`;
//! `docs/reference/benchmarks/run NAME` does both. The names are those of [`TABLES`]. Peers are found through the
//! environment, see that script; one that is missing is recorded as not run, with the reason.

mod conserved;
mod deadlines;
mod exposures;
mod flows;
mod growth;
mod imports;
mod measure;
mod plans;
mod populations;
mod rehearsals;
mod replans;
mod shuttles;
mod solvers;
mod subsets;
mod table;
mod twins;

use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

/// Where the real data lie, relative to the repository's root.
const DATA: &str = "../shared/data";
/// Where scratch files go.
const SCRATCH: &str = "target/benchmarks";

/// What writes a table, and the file that it wrote.
type Write = fn() -> io::Result<PathBuf>;

/// Every table: its name, and what measures and writes it. One module each.
const TABLES: &[(&str, Write)] = &[
    ("import", imports::write),
    ("plan", plans::write),
    ("flow", flows::write),
    ("shuttle", shuttles::write),
    ("subsets", subsets::write),
    ("replan", replans::write),
    ("deadlines", deadlines::write),
    ("growth", growth::write),
    ("twins", twins::write),
    ("exposure", exposures::write),
    ("rehearsal", rehearsals::write),
    ("hawkesbury-population", populations::write),
];

fn main() -> ExitCode {
    let which = std::env::args().nth(1).unwrap_or_default();
    let write = TABLES.iter().find(|(name, _)| *name == which).map(|(_, write)| write);
    let names = || TABLES.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
    match write.map_or_else(|| Err(io::Error::other(format!("name one of: {}", names()))), |write| write()) {
        Ok(path) => {
            let _ = writeln!(io::stdout(), "written: {}", path.display());
            ExitCode::SUCCESS
        }
        Err(error) => {
            let _ = writeln!(io::stderr(), "{error}");
            ExitCode::FAILURE
        }
    }
}
