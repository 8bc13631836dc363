//! `passage network`: roads to network, and questions about it.

pub mod build;
pub mod show;

use crate::failure::Failure;
use crate::terminal::Terminal;
use clap::Subcommand;

/// Roads to network: import, inspect, measure, find routes.
#[derive(Debug, Subcommand)]
pub enum Network {
    /// Build a network file from road files.
    Build(build::Build),
    /// Tell what a network holds and what it was made from.
    Show(show::Show),
}

/// Does what was asked.
pub fn run(network: &Network, terminal: &Terminal) -> Result<(), Failure> {
    match network {
        Network::Build(build) => build::run(build, terminal),
        Network::Show(show) => show::run(show, terminal),
    }
}
