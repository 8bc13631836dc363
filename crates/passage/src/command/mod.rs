//! The commands, one file each: their arguments, and what they do with the layers below.

pub mod check;
pub mod demo;
pub mod network;
pub mod plan;
pub mod scenario;

use crate::failure::Failure;
use crate::terminal::Terminal;
use clap::{Parser, Subcommand};

/// Evacuation corridors: planned over real roads, so that nobody is on the road when the firing resumes.
#[derive(Debug, Parser)]
#[command(name = "passage", version, max_term_width = 100)]
pub struct Program {
    /// Answer with one JSON document instead of words.
    #[arg(long, global = true)]
    pub json: bool,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What passage can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Plan the built-in example: Mariupol to Zaporizhzhia, 5 March 2022.
    Demo(demo::Demo),
    /// Roads to network: import, inspect, measure, find routes.
    #[command(subcommand)]
    Network(network::Network),
    /// Plan who leaves when and by which road, prove it, and write the report.
    Plan(plan::Plan),
    /// Prove a plan anew: nobody on a closed road, nothing overfull, nobody lost.
    Check(check::Check),
    /// Scenarios: read, completed, laid over a network.
    #[command(subcommand)]
    Scenario(scenario::ScenarioCommand),
}

/// Does what was asked.
pub fn run(command: &Command, terminal: &Terminal) -> Result<(), Failure> {
    match command {
        Command::Demo(demo) => demo::run(demo, terminal),
        Command::Network(network) => network::run(network, terminal),
        Command::Plan(plan) => plan::run(plan, terminal),
        Command::Check(check) => check::run(check, terminal),
        Command::Scenario(scenario) => scenario::run(scenario, terminal),
    }
}
