//! Measures passage against its peers and writes the tables in `docs/reference/benchmarks`.
//!
//! `cargo run --release --example benchmarks -- import|plan|flow` from the repository's root, after
//! `cargo build --release`; `docs/reference/benchmarks/run` does both. Peers are found through the environment, see
//! that script; one that is missing is recorded as not run, with the reason.

mod flows;
mod measure;
mod table;

use measure::{Peer, Run, measure};
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use table::{Row, Table};

/// Where the real data lie, relative to the repository's root.
const DATA: &str = "../shared/data";
/// Where scratch files go.
const SCRATCH: &str = "target/benchmarks";

fn main() -> ExitCode {
    let done = match std::env::args().nth(1).as_deref() {
        Some("import") => import(),
        Some("plan") => plan(),
        Some("flow") => flows::write(),
        _ => Err(io::Error::other("name one of: import, plan, flow")),
    };
    match done {
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

/// Import of two road extracts: passage, the raw scan by the osmpbf crate, pyrosm, Valhalla's tile build.
fn import() -> io::Result<PathBuf> {
    fs::create_dir_all(SCRATCH)?;
    let mut table = Table::new(
        "Import: road extract to network",
        "`passage network build` writes speeds, capacities, storage, turn restrictions and places; the raw scan only \
         counts elements. Ratio: CPU time of passage over that of the peer, medians of the runs below, all measured in \
         this one run, rounds interleaved, times by bash, memory by GNU time. Other work on the machine lengthens the clock \
         of both sides, and makes ours the slower the more memory it touches.",
    );
    for (name, rounds, slow_rounds) in [("porto", 15, 3), ("mosaic16_porto", 5, 1)] {
        let file = PathBuf::from(format!("{DATA}/osm/{name}.osm.pbf"));
        let sides = import_sides(&file, name)?;
        let mut runs: Vec<Vec<Run>> = sides.iter().map(|_| Vec::new()).collect();
        for round in 0..rounds {
            for (side, runs) in sides.iter().zip(&mut runs) {
                // The slow peers need few rounds, and none after one that failed or took too long.
                let failed = runs.iter().any(|run: &Run| run.missing.is_some());
                if side.quick || round < slow_rounds && !failed {
                    runs.push(measure(side)?);
                }
            }
        }
        let ours = Run::median_cpu(&runs[0]);
        for (side, runs) in sides.iter().zip(&runs) {
            table.add(Row::of(name, side, runs, ours));
        }
    }
    let both = [Peer::ours(&[]), Peer::from_environment("osmpbf raw scan", "PASSAGE_PEER_SCAN", &[], true)];
    for side in both.iter().filter(|side| side.absent.is_none()) {
        let libraries = measure::inflaters(&side.program).join(", ");
        table.remark(format!("The program of \"{}\" unpacks with {libraries}.", side.name));
    }
    table.write(Path::new("docs/reference/benchmarks/import.md"), "import")
}

/// The programs that import `file`, ours first.
fn import_sides(file: &Path, name: &str) -> io::Result<Vec<Peer>> {
    let file = file.display().to_string();
    let network = format!("{SCRATCH}/{name}.passage");
    let mut sides = vec![Peer::ours(&["network", "build", &file, "-o", &network])];
    sides.push(Peer::from_environment("osmpbf raw scan", "PASSAGE_PEER_SCAN", &["scan-osmpbf", &file], true));
    sides.push(Peer::from_environment(
        "pyrosm",
        "PASSAGE_PEER_PYTHON",
        &["../shared/bench/routing/bench_import.py", &file, "pyrosm"],
        false,
    ));
    let tiles = format!("{SCRATCH}/valhalla-{name}");
    let configuration = format!("{SCRATCH}/valhalla-{name}.json");
    let mut valhalla =
        Peer::from_environment("Valhalla build_tiles", "PASSAGE_PEER_VALHALLA", &["-c", &configuration, &file], false);
    if valhalla.absent.is_none() {
        valhalla.absent = measure::valhalla_configuration(&configuration, &tiles)?;
    }
    sides.push(valhalla);
    Ok(sides)
}

/// Plans of the two large examples.
fn plan() -> io::Result<PathBuf> {
    fs::create_dir_all(SCRATCH)?;
    let mut table = Table::new(
        "Plan: scenario to plan, with every file written",
        "`passage plan` all told: reading the network and the scenario, three readings planned and checked, files and \
         report written. There is no peer here that does this job; the ratio is to the bar of 10 s for ukraine-30.",
    );
    let network = format!("{SCRATCH}/ukraine.passage");
    let extract = format!("{DATA}/ukraine-main-roads/ukraine_main_roads.osm.pbf");
    measure(&Peer::ours(&["network", "build", &extract, "-o", &network]))?;
    let out = format!("{SCRATCH}/ukraine-30");
    let ukraine =
        Peer::ours(&["plan", "examples/ukraine-30/scenario.toml", "--network", &network, "--out", &out, "--force"]);
    let runs = (0..3).map(|_| measure(&ukraine)).collect::<io::Result<Vec<_>>>()?;
    table.add(Row::of("ukraine-30", &ukraine, &runs, None));
    // The scenario is made from the MATSim files beforehand; the script says how.
    let hawkesbury = format!("{SCRATCH}/hawkesbury/scenario.toml");
    let out = format!("{SCRATCH}/hawkesbury-plan");
    let mut large = Peer::ours(&["plan", &hawkesbury, "--out", &out, "--force"]);
    if !Path::new(&hawkesbury).exists() {
        large.absent = Some(format!("{hawkesbury} is absent; docs/reference/benchmarks/run makes it"));
    }
    let runs = [measure(&large)?];
    table.add(Row::of("hawkesbury", &large, &runs, None));
    table.write(Path::new("docs/reference/benchmarks/plan.md"), "plan")
}
