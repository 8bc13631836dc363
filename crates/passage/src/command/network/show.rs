//! `passage network show`: what a network holds.

use crate::failure::Failure;
use crate::figures::Figures;
use crate::roads;
use crate::terminal::Terminal;
use clap::Args;
use std::path::PathBuf;

/// What is shown.
#[derive(Debug, Args)]
pub struct Show {
    /// A network file, or a road file, which is then imported on the spot.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
}

/// Tells what a network holds and what it was made from.
pub fn run(show: &Show, terminal: &Terminal) -> Result<(), Failure> {
    let loaded = roads::load(&show.file, &terminal.work(0))?;
    let figures = Figures::of(&loaded.network);
    let document = serde_json::json!({
        "digest": loaded.digest,
        "origin": loaded.network.origin(),
        "figures": figures,
        "findings": loaded.findings,
    });
    let mut words = format!("Network {}\n", loaded.digest);
    words.push_str(&figures.to_words(&loaded.network));
    words.push_str(&super::build::told(&loaded.findings));
    terminal.answer(&document, &words)
}
