//! `passage text acknowledgements` and `passage text state`: who has confirmed a text as of a moment, and how its corridor stands.

use super::read_file;
use crate::failure::{Failure, Kind};
use crate::said;
use crate::terminal::Terminal;
use crate::texts::{board, states};
use crate::words::{Language, Words};
use clap::Args;
use jiff::Timestamp;
use passage_model::civil::Zone;
use passage_model::finding::Finding;
use passage_statements::acknowledgement::{self, Acknowledgements};
use passage_statements::text::{Agreement, Comparison, Evidence, History, State, Stopped, Taken, read, read_history};
use std::path::{Path, PathBuf};

/// Who has confirmed.
#[derive(Debug, Args)]
#[command(after_help = "Example: who had confirmed at eight in the morning\n  \
    passage text acknowledgements examples/talks-2022/acknowledgements.toml --at 2022-03-16T08:00+02:00")]
pub struct Confirmed {
    /// Who must confirm, and who has.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// As of this moment [default: now].
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
    /// The text as it is now: whether its version is the one that was sent down.
    #[arg(long, value_name = "TEXT")]
    pub text: Option<PathBuf>,
    /// The language of the answer.
    #[arg(long, value_enum, default_value_t = Language::En)]
    pub language: Language,
}

/// How a corridor stands.
#[derive(Debug, Args)]
pub struct Stands {
    /// The steps of its life.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// As of this moment [default: with every step].
    #[arg(long, value_name = "TIME")]
    pub as_of: Option<String>,
    /// The language of the answer.
    #[arg(long, value_enum, default_value_t = Language::En)]
    pub language: Language,
}

/// A moment of the command line, in a zone or else in UTC.
fn moment(text: &str, zone: Option<&Zone>) -> Result<Timestamp, Failure> {
    // 2022-03-16T08:00+02:00 is a moment by itself.
    text.parse::<Timestamp>().or_else(|_| said::moment(text, zone))
}

/// Who has confirmed; exit code 1 until everybody has.
pub fn confirmed(command: &Confirmed, terminal: &Terminal) -> Result<(), Failure> {
    let words = Words::new(command.language);
    let (tree, _) = read_file(&command.file, terminal, acknowledgement::read)?;
    let at = match &command.at {
        Some(text) => moment(text, tree.zone.as_ref())?,
        None => Timestamp::from_second(Timestamp::now().as_second()).unwrap_or(Timestamp::UNIX_EPOCH),
    };
    let stands = tree.at(at);
    let text = command.text.as_deref().map(|path| read_file(path, terminal, read)).transpose()?;
    let newest = text.map(|(text, _)| text.revision);
    let document = board::document(&tree, &stands, (at, newest), &words);
    terminal.answer(&document, &board::screen(&tree, &stands, (at, newest), &words))?;
    let is_newest = newest.is_none_or(|newest| stands.revision == Some(newest));
    if stands.is_complete() && is_newest { Ok(()) } else { Err(Failure::answered_no()) }
}

/// How a corridor stands.
pub fn stands(command: &Stands, terminal: &Terminal) -> Result<(), Failure> {
    let words = Words::new(command.language);
    let (history, source) = read_file(&command.file, terminal, read_history)?;
    let at = command.as_of.as_deref().map(|text| moment(text, history.zone.as_ref())).transpose()?;
    let beside = command.file.parent().unwrap_or_else(|| Path::new(""));
    let refuse = |step: usize, finding: Finding| {
        let finding = finding.about("step").at(history.steps[step].span.clone());
        Failure::in_text(Kind::Input, vec![finding], source.0.clone(), source.1.clone())
    };
    gone_unconfirmed(&history, at, beside, terminal)?.map_or(Ok(()), |(step, finding)| Err(refuse(step, finding)))?;
    let mut unreadable = None;
    let life = history.life(at, |taken| {
        agreement(taken, beside, terminal).unwrap_or_else(|failure| {
            unreadable = Some(failure);
            None
        })
    });
    if let Some(failure) = unreadable {
        return Err(failure);
    }
    match life {
        Ok(life) => terminal
            .answer(&states::document(&history, &life, at, &words), &states::screen(&history, &life, at, &words)),
        Err(Stopped { step, refused }) => {
            let advice = states::advice(&refused);
            Err(refuse(step, Finding::error("life.does-not-follow", refused.to_string()).advise(advice)))
        }
    }
}

/// Compares the two texts that a step names.
fn agreement(taken: &Taken, beside: &Path, terminal: &Terminal) -> Result<Option<Agreement>, Failure> {
    let [a, b] = taken.of(Evidence::Texts) else { return Ok(None) };
    let (a, _) = read_file(&beside.join(a), terminal, read)?;
    let (b, _) = read_file(&beside.join(b), terminal, read)?;
    Ok(Comparison::of(&a, &b).agreement())
}

/// A *go* while somebody has not confirmed needs a reason: the first step that has none.
fn gone_unconfirmed(
    history: &History,
    at: Option<Timestamp>,
    beside: &Path,
    terminal: &Terminal,
) -> Result<Option<(usize, Finding)>, Failure> {
    let mut told: Option<Acknowledgements> = None;
    for (place, step) in history.steps.iter().enumerate().filter(|(_, step)| at.is_none_or(|at| step.at.at <= at)) {
        if let [file] = step.of(Evidence::Acknowledgements) {
            told = Some(read_file(&beside.join(file), terminal, acknowledgement::read)?.0);
        }
        let board = told.as_ref().map(|tree| tree.at(step.at.at));
        if step.to == State::NotifiedDown && board.is_some_and(|board| board.revision.is_none()) {
            let finding = Finding::error("life.not-sent", "no version of the text had been sent down by then");
            return Ok(Some((
                place,
                finding.advise("Correct the time, or write the [[sent]] in the acknowledgements."),
            )));
        }
        let open = told.as_ref().map(|tree| tree.at(step.at.at)).filter(|board| !board.is_complete());
        if let (State::Go, Some(board), []) = (step.to, open, step.of(Evidence::Reason)) {
            let words = format!(
                "\"go\" while {} of {} have confirmed needs a reason",
                board.confirmed(),
                board.standings.len()
            );
            let finding = Finding::error("life.go-unconfirmed", words);
            return Ok(Some((place, finding.advise("Add reason: why it goes although somebody has not confirmed."))));
        }
    }
    Ok(None)
}
