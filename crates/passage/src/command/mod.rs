//! The commands, one file each: their arguments, and what they do with the layers below.

pub mod again;
mod cannot;
pub mod check;
pub mod claim;
pub mod clock;
pub mod coordinates;
pub mod demo;
pub mod explain;
pub mod figures;
pub mod network;
pub mod offers;
pub mod place;
pub mod plan;
pub mod proof;
pub mod questions;
pub mod rehearse;
pub mod scenario;
pub mod talks;
pub mod text;
pub mod turn_back;

use crate::failure::Failure;
use crate::terminal::Terminal;
use clap::builder::StyledStr;
use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand};
use std::ffi::OsString;

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
    /// The last moment to pass each place and still be through, and what happens after.
    TurnBack(turn_back::TurnBack),
    /// What each corridor, hour, lane and bus is worth in people, before it is negotiated.
    Offers(offers::Offers),
    /// What is full and when, who waits for it, and what would change the answer.
    Explain(explain::Explain),
    /// Play a plan through many days on which things go otherwise, and say what is likely.
    Rehearse(rehearse::Rehearse),
    /// What was said: claims added to a ledger, listed, shown, corrected.
    #[command(subcommand)]
    Claim(claim::ClaimCommand),
    /// What was said to have been announced, departed, seen, arrived and registered, day by day, side by side.
    Figures(figures::Figures),
    /// What in a ledger of claims does not fit: questions, never answers.
    Questions(questions::Questions),
    /// Scenarios: read, completed, laid over a network.
    #[command(subcommand)]
    Scenario(scenario::ScenarioCommand),
    /// Corridor texts: what is open in one, how two sides' differ, what they would give, who has confirmed them.
    #[command(subcommand)]
    Text(text::TextCommand),
    /// Talks: who demanded, held, conceded and promised what, and what came of it.
    #[command(subcommand)]
    Talks(talks::TalksCommand),
    /// Coordinates in any form, said back in the others and doubted where they lie far off.
    Coordinates(coordinates::Coordinates),
    /// Places by name, in any spelling, with reasons; never one of several in silence.
    Place(place::Place),
    /// A time or a window as it was quoted, by the clocks of both sides, across the change of the clocks.
    Clock(clock::Clock),
}

/// Understands a command line, its first word being the program's name.
///
/// # Errors
///
/// What clap found; a request for help or for the version is one of these.
pub fn understand(words: impl IntoIterator<Item = OsString>) -> Result<Program, clap::Error> {
    let mut command = in_plain_words(Program::command());
    let matches = command.try_get_matches_from_mut(words.into_iter().map(position))?;
    Program::from_arg_matches(&matches).map_err(|error| error.format(&mut command))
}

/// Whether a command line asks for JSON, even where the rest of it cannot be understood.
pub fn wants_json(words: impl IntoIterator<Item = OsString>) -> bool {
    words.into_iter().take_while(|word| word != "--").any(|word| word == "--json")
}

/// The help without the marks that the documentation of the code has around names.
fn in_plain_words(command: clap::Command) -> clap::Command {
    let plain = |text: Option<&StyledStr>| text.map(|text| text.to_string().replace('`', "")).unwrap_or_default();
    let command = command.mut_args(|argument| {
        let (short, long) = (plain(argument.get_help()), plain(argument.get_long_help()));
        let argument = argument.help(short);
        if long.is_empty() { argument } else { argument.long_help(long) }
    });
    let about = plain(command.get_about());
    command.about(about).mut_subcommands(in_plain_words)
}

/// A position south of the equator ("-33.56,150.71") as a word that does not look like an option: with a minus sign
/// (U+2212) instead of a hyphen, which is read as well.
fn position(word: OsString) -> OsString {
    let is_number = |text: &str| text.trim().parse::<f64>().is_ok();
    let south = word.to_str().and_then(|text| {
        let (lat, lon) = text.split_once(',')?;
        (lat.starts_with('-') && is_number(lat) && is_number(lon)).then(|| format!("\u{2212}{}", &text[1..]))
    });
    south.map_or(word, OsString::from)
}

/// Does what was asked.
pub fn run(command: &Command, terminal: &Terminal) -> Result<(), Failure> {
    match command {
        Command::Demo(demo) => demo::run(demo, terminal),
        Command::Network(network) => network::run(network, terminal),
        Command::Plan(plan) => plan::run(plan, terminal),
        Command::Check(check) => check::run(check, terminal),
        Command::TurnBack(turn_back) => turn_back::run(turn_back, terminal),
        Command::Offers(offers) => offers::run(offers, terminal),
        Command::Explain(explain) => explain::run(explain, terminal),
        Command::Rehearse(rehearse) => rehearse::run(rehearse, terminal),
        Command::Claim(claim) => claim::run(claim, terminal),
        Command::Figures(figures) => figures::run(figures, terminal),
        Command::Questions(questions) => questions::run(questions, terminal),
        Command::Scenario(scenario) => scenario::run(scenario, terminal),
        Command::Text(text) => text::run(text, terminal),
        Command::Talks(talks) => talks::run(talks, terminal),
        Command::Coordinates(coordinates) => coordinates::run(coordinates, terminal),
        Command::Place(place) => place::run(place, terminal),
        Command::Clock(clock) => clock::run(clock, terminal),
    }
}
