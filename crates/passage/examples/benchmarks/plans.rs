//! Whole plans of the large examples.

use crate::measure::{Peer, measure};
use crate::table::{Row, Table};
use crate::{DATA, SCRATCH};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Plans of the two large examples.
pub fn write() -> io::Result<PathBuf> {
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
