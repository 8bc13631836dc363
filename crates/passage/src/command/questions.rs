//! `passage questions`: what in a ledger does not fit, side by side, with no answer.

use crate::command::text::read_file;
use crate::failure::Failure;
use crate::places::{GazetteerFile, compared_by, version_document};
use crate::said::{Book, questions};
use crate::terminal::Terminal;
use crate::words::{Language, Words};
use clap::Args;
use jiff::Timestamp;
use passage_model::finding::Finding;
use passage_statements::place::{Gazetteer, Names};
use passage_statements::question::{
    Answers, Capacity, Index, Question, between_texts, opened_in_life, opened_outside, same_place, too_fast,
};
use passage_statements::text::{Outline, Text, read, read_history};
use serde_json::json;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// What is asked about.
#[derive(Debug, Args)]
#[command(
    after_help = "Example: the questions that the five reports raise, with a road that passes 600 vehicles an hour\n  \
    passage questions examples/claims-2022/five-reports.toml --capacity \"Mariupol=600\"\n\n\
    Example: what the two texts of Sumy ask beside them\n  \
    passage questions examples/claims-2022/five-reports.toml --text examples/texts-2022/sumy-2022-03-08-ukraine.toml \\\n    \
    --text examples/texts-2022/sumy-2022-03-08-russia.toml"
)]
pub struct Questions {
    /// The ledger, or any file of claims.
    #[arg(value_name = "LEDGER")]
    pub ledger: PathBuf,
    /// Only what stood at this moment: learned by then, and not corrected by then.
    #[arg(long, value_name = "TIME")]
    pub as_of: Option<String>,
    /// What is held against the claims.
    #[command(flatten)]
    pub beside: Beside,
    /// Those that somebody has answered as well.
    #[arg(long)]
    pub all: bool,
    /// The language of the answer.
    #[arg(long, value_enum, default_value_t = Language::En)]
    pub language: Language,
}

/// What the claims are held against beside one another: a question may rest on it.
#[derive(Debug, Args)]
pub struct Beside {
    /// Vehicles an hour that can pass on the way of a subject: "Mariupol=600". May be given again.
    #[arg(long, value_name = "SUBJECT=RATE")]
    pub capacity: Vec<String>,
    /// A side's corridor text, to be held against the other side's and against what is said to be open. May be given again.
    #[arg(long, value_name = "TEXT")]
    pub text: Vec<PathBuf>,
    /// The life of a corridor, to be held against what is said to be open.
    #[arg(long, value_name = "FILE")]
    pub state: Option<PathBuf>,
    /// A table of places, to ask where two subjects, or two names of texts, may be one place.
    #[command(flatten)]
    pub gazetteer: GazetteerFile,
}

/// Does what was asked. That there are questions is an answer, not a failure: the exit code stays 0.
pub fn run(command: &Questions, terminal: &Terminal) -> Result<(), Failure> {
    let (book, words) = (Book::read(&command.ledger)?, Words::new(command.language));
    let at = command.as_of.as_deref().map(|text| book.moment(text)).transpose()?;
    let (mut asked, gazetteer) = asked(&book, at, &command.beside, terminal)?;
    let answers = Answers::of(&book.ledger, at);
    let before = asked.len();
    if !command.all {
        asked.retain(|question| answers.to(question).is_none());
    }
    let (answered, claims) = (before - asked.len(), book.ledger.as_of(at).len());
    let text = questions::screen(&book.ledger, &asked, at, &words);
    let text = questions::answered(&text, answered, &words) + &compared_by(gazetteer.as_ref(), &words);
    let document = json!({
        "as_of": at.map(|at| at.to_string()),
        "claims": claims,
        "gazetteer": gazetteer.as_ref().map(version_document),
        "questions": questions::document(&book.ledger, &asked, at, &words),
        "answered_not_shown": answered,
    });
    terminal.answer(&document, &text)
}

/// The questions of a ledger as it stood at a moment, with those that rest on what is held against it; and the table of places,
/// if one was given.
pub fn asked(
    book: &Book,
    at: Option<Timestamp>,
    beside: &Beside,
    terminal: &Terminal,
) -> Result<(Vec<Question>, Option<Gazetteer>), Failure> {
    let capacities = beside.capacity.iter().map(|text| capacity(text)).collect::<Result<Vec<_>, _>>()?;
    let mut asked = Index::of(&book.ledger).questions(&book.ledger, at);
    let texts = beside.text.iter().map(|path| read_file(path, terminal, read)).collect::<Result<Vec<_>, _>>()?;
    // A text that was said later was not known by then.
    let known = texts
        .iter()
        .map(|(text, _)| text)
        .filter(|text| at.is_none_or(|at| text.said_at.as_ref().is_none_or(|said| said.at <= at)));
    let known: Vec<&Text> = known.collect();
    let capacities = slowest(capacities.into_iter().chain(known.iter().filter_map(|text| passes(text))));
    asked.extend(too_fast(&book.ledger, at, &capacities));
    let gazetteer = beside.gazetteer.read(terminal)?;
    asked.extend(between_texts(&known, &Names::by(gazetteer.as_ref())));
    asked.extend(opened_outside(&book.ledger, at, &known));
    if let Some(path) = &beside.state {
        asked.extend(opened_in_life(&book.ledger, at, &read_file(path, terminal, read_history)?.0));
    }
    asked.extend(same_place(&book.ledger, at, gazetteer.as_ref()));
    Ok((asked, gazetteer))
}

/// Of several capacities of one subject, the least.
fn slowest(all: impl Iterator<Item = Capacity>) -> Vec<Capacity> {
    let mut least: BTreeMap<String, Capacity> = BTreeMap::new();
    for own in all {
        match least.get(&own.about) {
            Some(before) if before.vehicles_per_hour <= own.vehicles_per_hour => {}
            _ => drop(least.insert(own.about.clone(), own)),
        }
    }
    least.into_values().collect()
}

/// What the slowest checkpoint of a text passes, from the first move on.
fn passes(text: &Text) -> Option<Capacity> {
    let outline = Outline::of(text);
    let slowest = outline.gates.iter().filter_map(|gate| gate.vehicles_per_hour).min().filter(|rate| *rate > 0)?;
    let opened = outline.first_move.map(|moment| moment.at);
    Some(Capacity { about: text.corridor.clone(), vehicles_per_hour: slowest, opened })
}

fn capacity(text: &str) -> Result<Capacity, Failure> {
    let parts = text.rsplit_once('=').and_then(|(about, rate)| Some((about.trim(), rate.trim().parse().ok()?)));
    let (about, vehicles_per_hour) = parts.filter(|(about, rate)| !about.is_empty() && *rate > 0).ok_or_else(|| {
        let finding = Finding::error("command.capacity", format!("{text:?} is no capacity"));
        Failure::input(finding.advise("Write the subject of the claims and vehicles an hour: \"Mariupol=600\"."))
    })?;
    Ok(Capacity { about: about.to_owned(), vehicles_per_hour, opened: None })
}
