//! `passage claim`: what was said, added to a ledger that only grows, listed, shown, corrected by new claims.

mod answer;
mod draft;

use crate::failure::{Failure, Kind};
use crate::said::{self, Book, telling};
use crate::terminal::Terminal;
use crate::words::{Language, Words, count};
use clap::{Args, Subcommand};
use jiff::Timestamp;
use passage_model::finding::Finding;
use passage_statements::claim::{self, Claim, Format, Relation};
use passage_statements::question::{Answers, Index};
use serde_json::json;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// What was said: kept in a ledger that is added to and never changed.
#[derive(Debug, Subcommand)]
pub enum ClaimCommand {
    /// Add the claims of files to a ledger, and tell the questions that they raise.
    Add(Add),
    /// List the claims of a ledger, or those that were known at a moment.
    List(List),
    /// Show one claim with all that it says, and how it stands to others.
    Show(Show),
    /// Correct a claim by a new one: the old one stays in the ledger.
    Correct(Correct),
    /// Read a report and propose claims for a person to accept; nothing is recorded.
    Draft(draft::Draft),
    /// Record a person's answer to a question; the claims stay as they are.
    Answer(answer::Answer),
}

/// What is added.
#[derive(Debug, Args)]
#[command(after_help = "Example: begin a ledger with the claims of five reports, as learned when the files say\n  \
    passage claim add ledger.toml examples/claims-2022/five-reports.toml")]
pub struct Add {
    /// The ledger: .toml or .jsonl (JSON lines); it is begun where none lies.
    #[arg(value_name = "LEDGER")]
    pub ledger: PathBuf,
    /// Files of claims: .toml, .jsonl or .csv; see docs/reference/claims.md.
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// When we learned the claims that do not say so, instead of now: "2022-03-15 16:00 Europe/Kyiv".
    #[arg(long, value_name = "TIME")]
    pub learned: Option<String>,
    /// The language of the answer.
    #[arg(long, value_enum, default_value_t = Language::En)]
    pub language: Language,
}

/// What is listed.
#[derive(Debug, Args)]
#[command(after_help = "Example: what did we know at 15:30?\n  \
    passage claim list examples/claims-2022/five-reports.toml --as-of \"2022-03-15 15:30\"")]
pub struct List {
    /// The ledger.
    #[arg(value_name = "LEDGER")]
    pub ledger: PathBuf,
    /// Only what stood at this moment: learned by then, and not corrected by then.
    #[arg(long, value_name = "TIME")]
    pub as_of: Option<String>,
    /// Only claims about this.
    #[arg(long, value_name = "SUBJECT")]
    pub about: Option<String>,
    /// The language of the answer.
    #[arg(long, value_enum, default_value_t = Language::En)]
    pub language: Language,
}

/// What is shown.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  passage claim show examples/claims-2022/five-reports.toml S0-1")]
pub struct Show {
    /// The ledger.
    #[arg(value_name = "LEDGER")]
    pub ledger: PathBuf,
    /// The claim: its name, or at least six digits of its id.
    #[arg(value_name = "CLAIM")]
    pub claim: String,
    /// The language of the answer.
    #[arg(long, value_enum, default_value_t = Language::En)]
    pub language: Language,
}

/// What is corrected.
#[derive(Debug, Args)]
#[command(after_help = "Example: the claim of correction.toml takes the place of S0-2, which stays in the ledger\n  \
    passage claim correct ledger.toml S0-2 correction.toml")]
pub struct Correct {
    /// The ledger.
    #[arg(value_name = "LEDGER")]
    pub ledger: PathBuf,
    /// The claim to be corrected: its name, or at least six digits of its id.
    #[arg(value_name = "CLAIM")]
    pub claim: String,
    /// A file with the one claim that takes its place.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// When we learned it, instead of now.
    #[arg(long, value_name = "TIME")]
    pub learned: Option<String>,
    /// The language of the answer.
    #[arg(long, value_enum, default_value_t = Language::En)]
    pub language: Language,
}

/// Does what was asked.
pub fn run(command: &ClaimCommand, terminal: &Terminal) -> Result<(), Failure> {
    match command {
        ClaimCommand::Add(add) => self::add(add, terminal),
        ClaimCommand::List(list) => self::list(list, terminal),
        ClaimCommand::Show(show) => self::show(show, terminal),
        ClaimCommand::Correct(correct) => self::correct(correct, terminal),
        ClaimCommand::Draft(draft) => draft::run(draft, terminal),
        ClaimCommand::Answer(answer) => answer::run(answer, terminal),
    }
}

/// Now, in whole seconds, as claims are written.
fn learned(asked: Option<&str>, book: &Book) -> Result<Timestamp, Failure> {
    match asked {
        Some(text) => book.moment(text),
        None => Ok(Timestamp::from_second(Timestamp::now().as_second()).unwrap_or(Timestamp::UNIX_EPOCH)),
    }
}

fn add(command: &Add, terminal: &Terminal) -> Result<(), Failure> {
    let mut book = Book::open(&command.ledger)?;
    let before = book.text.clone();
    let learned = learned(command.learned.as_deref(), &book)?;
    let (mut new, mut known) = (Vec::new(), 0);
    for file in &command.files {
        let (entries, text) = said::entries(file, Some(learned))?;
        let mut findings = Vec::new();
        for entry in entries {
            match book.add(&entry.claim) {
                Ok(true) => new.push(book.ledger.claims().len() - 1),
                Ok(false) => known += 1,
                Err(error) => findings.push(said::not_added(&error).at(entry.span)),
            }
        }
        if !findings.is_empty() {
            return Err(Failure::in_text(Kind::Input, findings, file.display().to_string(), text));
        }
    }
    added(&book, &before, &new, known, &Words::new(command.language), terminal)
}

/// Saves the ledger and tells what was added, with the questions that it raises.
fn added(
    book: &Book,
    before: &str,
    new: &[usize],
    known: usize,
    words: &Words,
    terminal: &Terminal,
) -> Result<(), Failure> {
    if !new.is_empty() || !book.path.exists() {
        book.save(before)?;
    }
    let index = Index::of(&book.ledger);
    let mut questions = index.questions(&book.ledger, None);
    let answers = Answers::of(&book.ledger, None);
    questions.retain(|question| answers.to(question).is_none());
    questions.retain(|question| question.claims.iter().any(|place| new.contains(place)));
    let ledger = book.path.display().to_string();
    let counts = [("new", count(new.len() as u64)), ("known", count(known as u64)), ("ledger", ledger.clone().into())];
    let mut text = words.tell("claim-added", &counts);
    if !questions.is_empty() {
        let asked = [("n", count(questions.len() as u64)), ("ledger", ledger.clone().into())];
        let _ = write!(text, "\n{}", words.tell("claim-added-questions", &asked));
    }
    let names: Vec<String> = new.iter().map(|place| book.ledger.claims()[*place].called()).collect();
    let document = json!({
        "ledger": ledger,
        "added": names,
        "known_before": known,
        "claims": book.ledger.claims().len(),
        "questions": said::questions::document(&book.ledger, &questions, None, words),
    });
    terminal.answer(&document, &text)
}

fn list(command: &List, terminal: &Terminal) -> Result<(), Failure> {
    let (book, words) = (Book::read(&command.ledger)?, Words::new(command.language));
    let at = command.as_of.as_deref().map(|text| book.moment(text)).transpose()?;
    let places = match at {
        Some(_) => book.ledger.as_of(at),
        None => (0..book.ledger.claims().len()).collect(),
    };
    let about =
        |place: &usize| command.about.as_deref().is_none_or(|about| book.ledger.claims()[*place].about == about);
    let places: Vec<usize> = places.into_iter().filter(about).collect();
    let lines: Vec<String> = places.iter().map(|place| listed(&book, *place, at, &words)).collect();
    let text = if lines.is_empty() { words.say("claim-list-empty") } else { lines.join("\n") };
    let document = json!(places.iter().map(|place| telling::document(&book.ledger, *place, at)).collect::<Vec<_>>());
    terminal.answer(&json!({ "as_of": at.map(|at| at.to_string()), "claims": document }), &text)
}

fn listed(book: &Book, place: usize, at: Option<Timestamp>, words: &Words) -> String {
    format!("{}: {}", book.ledger.claims()[place].about, telling::line(&book.ledger, place, at, words))
}

fn show(command: &Show, terminal: &Terminal) -> Result<(), Failure> {
    let (book, words) = (Book::read(&command.ledger)?, Words::new(command.language));
    let place = book.find(&command.claim)?;
    let claim = &book.ledger.claims()[place];
    let mut text = listed(&book, place, None, &words);
    let _ = writeln!(text, "\n{}", claim::write_one(claim, Format::Toml));
    for other in others(&book, place) {
        let _ = writeln!(text, "{}", words.tell("claim-refers", &[("other", other.into())]));
    }
    terminal.answer(&telling::document(&book.ledger, place, None), &text)
}

/// The claims that refer to one.
fn others(book: &Book, place: usize) -> Vec<String> {
    let refers = |claim: &&Claim| {
        let mut named = claim.relations.iter().map(|relation| book.ledger.find(&relation.to));
        named.any(|to| to == Some(place))
    };
    let kinds = |claim: &Claim| {
        let to = |relation: &&Relation| book.ledger.find(&relation.to) == Some(place);
        let kinds: Vec<&str> = claim.relations.iter().filter(to).map(|relation| relation.kind.name()).collect();
        format!("{} ({})", claim.called(), kinds.join(", "))
    };
    book.ledger.claims().iter().filter(refers).map(kinds).collect()
}

fn correct(command: &Correct, terminal: &Terminal) -> Result<(), Failure> {
    let mut book = Book::read(&command.ledger)?;
    let before = book.text.clone();
    let corrected = book.ledger.claims()[book.find(&command.claim)?].called();
    let learned = learned(command.learned.as_deref(), &book)?;
    let (claim, text) = the_one_claim(&command.file, learned)?;
    let mut claim = claim;
    if !claim.corrects().any(|to| book.ledger.find(to) == book.ledger.find(&corrected)) {
        claim.relations.push(Relation { kind: claim::Kind::Corrects, to: corrected });
        claim.relations.sort();
    }
    if book.format == Format::Csv {
        Book::open(&command.ledger)?;
    }
    let new = match book.add(&claim) {
        Ok(true) => vec![book.ledger.claims().len() - 1],
        Ok(false) => Vec::new(),
        Err(error) => {
            let finding = said::not_added(&error);
            return Err(Failure::in_text(Kind::Input, vec![finding], command.file.display().to_string(), text));
        }
    };
    added(&book, &before, &new, usize::from(new.is_empty()), &Words::new(command.language), terminal)
}

fn the_one_claim(file: &Path, learned: Timestamp) -> Result<(Claim, String), Failure> {
    let (mut entries, text) = said::entries(file, Some(learned))?;
    match (entries.pop(), entries.len()) {
        (Some(entry), 0) => Ok((entry.claim, text)),
        (last, more) => {
            let words = format!("{} holds {} claims", file.display(), more + usize::from(last.is_some()));
            let advice = "Give the one claim that takes the place of the other.";
            Err(Failure::input(Finding::error("ledger.not-one", words).advise(advice)))
        }
    }
}
