//! `passage network`: roads to network, and questions about it.

use crate::failure::Failure;
use crate::terminal::Terminal;
use clap::Subcommand;

/// Roads to network: import, inspect, measure, find routes.
#[derive(Debug, Subcommand)]
pub enum Network {}

/// Does what was asked.
pub fn run(network: &Network, _terminal: &Terminal) -> Result<(), Failure> {
    match *network {}
}
