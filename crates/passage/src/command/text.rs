//! `passage text`: what is open in one side's corridor text, how the texts of two sides differ, and what they would give.

mod acknowledgements;
mod scenario;

use crate::failure::{Failure, Kind};
use crate::places::{GazetteerFile, against, against_document, compared_by, version_document};
use crate::terminal::Terminal;
use crate::texts::{check_document, check_screen, diff_document, diff_screen};
use crate::words::{Language, Words};
use clap::{Args, Subcommand};
use passage_model::finding::Finding;
use passage_statements::place::Names;
use passage_statements::text::{Comparison, Settled, Text, read};
use std::path::{Path, PathBuf};

/// Corridor texts: what is open in one, how two differ.
#[derive(Debug, Subcommand)]
pub enum TextCommand {
    /// Say what a corridor text leaves open; exit code 1 while one of the fourteen elements is open.
    Check(Check),
    /// Compare two texts element by element, in words that can be read out; exit code 1 where they differ.
    Diff(Diff),
    /// Make a scenario of a text, or of what both sides' texts say; exit code 1 while the text leaves open what a plan needs.
    Scenario(scenario::MakeScenario),
    /// Lay a plan's answer beside the text: how many are to leave, how many can, how many do; exit code 1 where the plan does
    /// not keep to the text.
    Answer(scenario::AnswerTo),
    /// Who has confirmed a text, from the command down to the checkpoint, as of a moment; exit code 1 until everybody has.
    Acknowledgements(acknowledgements::Confirmed),
    /// How a corridor stands by what was written down of it, and what may follow on what evidence.
    State(acknowledgements::Stands),
}

/// What is checked.
#[derive(Debug, Args)]
pub struct Check {
    /// The corridor text.
    #[arg(value_name = "TEXT")]
    pub text: PathBuf,
    /// A table of places to hold the names against.
    #[command(flatten)]
    pub gazetteer: GazetteerFile,
    /// The language of the answer.
    #[arg(long, value_enum, default_value_t = Language::En)]
    pub language: Language,
}

/// What is compared.
#[derive(Debug, Args)]
pub struct Diff {
    /// The one side's text.
    #[arg(value_name = "A")]
    pub a: PathBuf,
    /// The other side's text.
    #[arg(value_name = "B")]
    pub b: PathBuf,
    /// A table of places to compare the names by.
    #[command(flatten)]
    pub gazetteer: GazetteerFile,
    /// The language of the answer.
    #[arg(long, value_enum, default_value_t = Language::En)]
    pub language: Language,
}

/// Does what was asked. That something is open, or differs, is an answer with exit code 1.
pub fn run(command: &TextCommand, terminal: &Terminal) -> Result<(), Failure> {
    match command {
        TextCommand::Check(check) => {
            let text = text(&check.text, terminal)?;
            let (mut document, words) = (check_document(&text), Words::new(check.language));
            let mut screen = check_screen(&text, &words);
            if let Some(gazetteer) = check.gazetteer.read(terminal)? {
                screen = format!("{screen}\n\n{}", against(&text, &gazetteer, &words));
                document["names"] = against_document(&text, &gazetteer);
            }
            terminal.answer(&document, &screen)?;
            told(text.is_precise())
        }
        TextCommand::Diff(diff) => {
            let (a, b) = (text(&diff.a, terminal)?, text(&diff.b, terminal)?);
            let gazetteer = diff.gazetteer.read(terminal)?;
            let comparison = Comparison::by(&a, &b, &Names::by(gazetteer.as_ref()));
            let (mut document, words) = (diff_document(&comparison), Words::new(diff.language));
            document["gazetteer"] = gazetteer.as_ref().map(version_document).into();
            let screen = diff_screen(&comparison, &words) + &compared_by(gazetteer.as_ref(), &words);
            terminal.answer(&document, &screen)?;
            told(comparison.settled() != Settled::Differ)
        }
        TextCommand::Scenario(command) => scenario::make(command, terminal),
        TextCommand::Answer(command) => scenario::answer(command, terminal),
        TextCommand::Acknowledgements(command) => acknowledgements::confirmed(command, terminal),
        TextCommand::State(command) => acknowledgements::stands(command, terminal),
    }
}

fn text(path: &Path, terminal: &Terminal) -> Result<Text, Failure> {
    read_file(path, terminal, read).map(|(text, _)| text)
}

/// What reads a file of statements: what it holds, unless it is refused, and what was found.
pub type Reader<T> = fn(&[u8]) -> (Option<T>, Vec<Finding>);

/// Reads a file of statements, with its name and its text; what is worth knowing is remarked on.
pub fn read_file<T>(path: &Path, terminal: &Terminal, reader: Reader<T>) -> Result<(T, (String, String)), Failure> {
    let bytes = std::fs::read(path).map_err(|cause| Failure::file("read", path, &cause))?;
    let (found, findings) = reader(&bytes);
    let source = (path.display().to_string(), String::from_utf8_lossy(&bytes).into_owned());
    match found {
        Some(found) => {
            terminal.remark(&findings, Some(&source));
            Ok((found, source))
        }
        None => Err(Failure::in_text(Kind::Input, findings, source.0, source.1)),
    }
}

fn told(yes: bool) -> Result<(), Failure> {
    if yes { Ok(()) } else { Err(Failure::answered_no()) }
}
