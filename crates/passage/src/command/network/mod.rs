//! `passage network`: roads to network, and questions about it.

mod ask;
pub mod build;
mod calibrate;
pub mod reach;
pub mod routes;
pub mod show;
pub mod times;

pub use ask::{span, whole};

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
    /// Tell travel times between places.
    Times(times::Times),
    /// Tell what can be reached in time.
    Reach(reach::Reach),
    /// Tell the fastest route and others that really differ.
    Routes(routes::Routes),
}

/// Does what was asked.
pub fn run(network: &Network, terminal: &Terminal) -> Result<(), Failure> {
    match network {
        Network::Build(build) => build::run(build, terminal),
        Network::Show(show) => show::run(show, terminal),
        Network::Times(times) => times::run(times, terminal),
        Network::Reach(reach) => reach::run(reach, terminal),
        Network::Routes(routes) => routes::run(routes, terminal),
    }
}
