//! `passage questions`: what in a ledger does not fit, side by side, with no answer.

use crate::failure::Failure;
use crate::said::{Book, questions};
use crate::terminal::Terminal;
use crate::words::{Language, Words};
use clap::Args;
use passage_model::finding::Finding;
use passage_statements::question::{Capacity, Index, too_fast};
use serde_json::json;
use std::path::PathBuf;

/// What is asked about.
#[derive(Debug, Args)]
#[command(
    after_help = "Example: the questions that the five reports raise, with a road that passes 600 vehicles an hour\n  \
    passage questions examples/claims-2022/five-reports.toml --capacity \"Mariupol=600\""
)]
pub struct Questions {
    /// The ledger, or any file of claims.
    #[arg(value_name = "LEDGER")]
    pub ledger: PathBuf,
    /// Only what stood at this moment: learned by then, and not corrected by then.
    #[arg(long, value_name = "TIME")]
    pub as_of: Option<String>,
    /// Vehicles an hour that can pass on the way of a subject: "Mariupol=600". May be given again.
    #[arg(long, value_name = "SUBJECT=RATE")]
    pub capacity: Vec<String>,
    /// The language of the answer.
    #[arg(long, value_enum, default_value_t = Language::En)]
    pub language: Language,
}

/// Does what was asked. That there are questions is an answer, not a failure: the exit code stays 0.
pub fn run(command: &Questions, terminal: &Terminal) -> Result<(), Failure> {
    let (book, words) = (Book::read(&command.ledger)?, Words::new(command.language));
    let at = command.as_of.as_deref().map(|text| book.moment(text)).transpose()?;
    let capacities = command.capacity.iter().map(|text| capacity(text)).collect::<Result<Vec<_>, _>>()?;
    let mut asked = Index::of(&book.ledger).questions(&book.ledger, at);
    asked.extend(too_fast(&book.ledger, at, &capacities));
    let claims = book.ledger.as_of(at).len();
    let text = questions::screen(&book.ledger, &asked, at, &words);
    let document = json!({
        "as_of": at.map(|at| at.to_string()),
        "claims": claims,
        "questions": questions::document(&book.ledger, &asked, &words),
    });
    terminal.answer(&document, &text)
}

fn capacity(text: &str) -> Result<Capacity, Failure> {
    let parts = text.rsplit_once('=').and_then(|(about, rate)| Some((about.trim(), rate.trim().parse().ok()?)));
    let (about, vehicles_per_hour) = parts.filter(|(about, rate)| !about.is_empty() && *rate > 0).ok_or_else(|| {
        let finding = Finding::error("command.capacity", format!("{text:?} is no capacity"));
        Failure::input(finding.advise("Write the subject of the claims and vehicles an hour: \"Mariupol=600\"."))
    })?;
    Ok(Capacity { about: about.to_owned(), vehicles_per_hour, opened: None })
}
