//! `passage offers`: what each corridor, hour, lane and bus is worth in people.

use crate::command::network::whole;
use crate::exchange::exercise;
use crate::failure::{Failure, Kind};
use crate::folder;
use crate::given::given;
use crate::offers::weigh::Scales;
use crate::offers::{Asked, document, offers, page, screen};
use crate::outcome::setting;
use crate::terminal::Terminal;
use crate::words::{Language, Words};
use clap::Args;
use passage_model::finding::Finding;
use passage_model::scenario::Scenario;
use passage_model::time::Clock;
use passage_model::units::Persons;
use std::path::{Path, PathBuf};

/// For which scenario, and how far to look.
#[derive(Debug, Args)]
#[command(after_help = "Example: what must be agreed so that 20,000 people are safe by 21:00, with a page to show\n  \
    passage offers scenario.toml --people 20000 --by 21:00 --out offers")]
pub struct Offers {
    /// The scenario file; a [[corridor]] with proposed = true is weighed beside those that are agreed.
    #[arg(value_name = "SCENARIO")]
    pub scenario: PathBuf,
    /// The network to use, instead of the one that the scenario names.
    #[arg(long, value_name = "FILE")]
    pub network: Option<PathBuf>,
    /// The most corridors in one offer [default: all of up to five, two of more].
    #[arg(long, value_name = "NUMBER", value_parser = few)]
    pub corridors: Option<u8>,
    /// How many people are to be safe: which windows that takes, on each set of corridors.
    #[arg(long, value_name = "NUMBER", value_parser = people)]
    pub people: Option<u32>,
    /// By when they are to be safe [default: by the end].
    #[arg(long, value_name = "TIME", requires = "people")]
    pub by: Option<String>,
    /// With fleets: every set of corridors by every length, however long it takes [default: some 150 plans].
    #[arg(long)]
    pub all: bool,
    /// A folder for offers.html, the page with the picture, and offers.json.
    #[arg(short, long, value_name = "FOLDER")]
    pub out: Option<PathBuf>,
    /// Write over the offers that lie there.
    #[arg(long, requires = "out")]
    pub force: bool,
    /// The language of the answer.
    #[arg(long, value_enum, default_value_t = Language::En)]
    pub language: Language,
}

/// Reads how many corridors.
fn few(text: &str) -> Result<u8, String> {
    whole(text, &8, "--corridors 2").and_then(|n| if (1..=8).contains(&n) { Ok(n) } else { Err("1 to 8".to_owned()) })
}

/// Reads how many people.
fn people(text: &str) -> Result<u32, String> {
    whole(text, &u32::MAX, "--people 20000").and_then(|n| if n > 0 { Ok(n) } else { Err("nobody at all".to_owned()) })
}

/// The files of a folder of offers.
const FILES: [&str; 2] = ["offers.html", "offers.json"];

/// Does what was asked.
pub fn run(command: &Offers, terminal: &Terminal) -> Result<(), Failure> {
    let words = Words::new(command.language);
    let work = terminal.work(0);
    if let Some(out) = &command.out {
        may_hold(out, command.force)?;
    }
    let given = given(&command.scenario, command.network.as_deref(), &work)?;
    let asked = Asked {
        corridors: command.corridors.map(usize::from),
        persons: command.people.map(Persons),
        by: command.by.as_deref().map(|text| moment(&given.scenario, text)).transpose()?,
        all: command.all,
    };
    let scales = Scales::new(&given)?;
    let offers = offers(&scales, &asked, &work)?;
    let times = setting::times(&given.scenario);
    let document = exercise::said(document::of(&offers, &scales, &times), given.scenario.exercise);
    let mut text = screen::write(&offers, &scales, &times, &words);
    if let Some(out) = &command.out {
        let html = page::write(&offers, &scales, &times, &words);
        let files = [(FILES[0], html), (FILES[1], format!("{document}\n").into_bytes())];
        folder::add(out, &files)?;
        let page = out.join(FILES[0]).display().to_string();
        text = format!("{text}{}\n", words.tell("offers-written", &[("file", page.into())]));
    }
    terminal.answer(&document, &text)
}

/// Refuses a folder with offers in it, unless they are to be written over.
fn may_hold(out: &Path, force: bool) -> Result<(), Failure> {
    let there = |name: &&&str| out.join(name).symlink_metadata().is_ok();
    let Some(name) = FILES.iter().find(there).filter(|_| !force) else { return Ok(()) };
    let words = format!("{name} is in {} already", out.display());
    let advice = "It may be somebody's work. Name another folder with --out, or write over it with --force.";
    Err(Failure::new(Kind::Input, Finding::error("file.in-the-way", words).advise(advice)))
}

/// A moment as people write it, on the scenario's clock.
pub fn moment(scenario: &Scenario, text: &str) -> Result<Clock, Failure> {
    let wrong = |words: String, advice: String| Failure::input(Finding::error("command.moment", words).advise(advice));
    match scenario.calendar.moment(text) {
        Err(error) => Err(wrong(format!("--by {text}: {error}"), error.advice())),
        Ok(seconds) => u32::try_from(seconds).ok().filter(|&s| s > 0).map(Clock).ok_or_else(|| {
            let words = format!("--by {text} is not after the scenario begins");
            wrong(words, "Name a moment after the H-hour, such as --by \"2022-03-05 16:00\".".to_owned())
        }),
    }
}
