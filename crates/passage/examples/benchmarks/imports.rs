//! Import beside other readers of road extracts.

use crate::measure::{self, Peer, Run, measure};
use crate::table::{Row, Table};
use crate::{DATA, SCRATCH};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Import of two road extracts: passage, the raw scan by the osmpbf crate, pyrosm, Valhalla's tile build.
pub fn write() -> io::Result<PathBuf> {
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
