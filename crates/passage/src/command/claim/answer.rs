//! `passage claim answer`: a person's answer to a question, recorded beside the claims, which stay as they are.

use crate::command::questions;
use crate::failure::Failure;
use crate::said::{Book, telling};
use crate::terminal::Terminal;
use crate::words::{Language, Words};
use clap::Args;
use passage_model::civil::Zone;
use passage_model::finding::Finding;
use passage_model::nearest::nearest;
use passage_statements::question::{Answer as Answered, Answers, Detector, Question};
use serde_json::json;
use std::path::PathBuf;

/// What is answered.
#[derive(Debug, Args)]
#[command(after_help = "Example: the question about people in a vehicle that S0-1 and S0-2 raise\n  \
    passage claim answer ledger.toml people-per-vehicle S0-1 S0-2 --by \"Duty officer\" \\\n    \
    --because \"The car figure was so far at 14:00, the council says by phone.\"\n\
    To take an answer back, correct it: passage claim correct")]
pub struct Answer {
    /// The ledger.
    #[arg(value_name = "LEDGER")]
    pub ledger: PathBuf,
    /// The sort of question, as `passage questions` has it in brackets: people-per-vehicle.
    #[arg(value_name = "DETECTOR")]
    pub detector: String,
    /// Claims of the question: names, or at least six digits of their ids; as many as tell it from others.
    #[arg(value_name = "CLAIM", required = true)]
    pub claims: Vec<String>,
    /// Who answers: an office.
    #[arg(long, value_name = "OFFICE", value_parser = said)]
    pub by: String,
    /// What explains it, in a sentence.
    #[arg(long, value_name = "WORDS", value_parser = said)]
    pub because: String,
    /// When it was answered, instead of now: "2022-03-15 21:00 Europe/Kyiv".
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
    /// What the question rests on beside claims, as it was given to `passage questions`.
    #[command(flatten)]
    pub beside: questions::Beside,
    /// The language of the answer.
    #[arg(long, value_enum, default_value_t = Language::En)]
    pub language: Language,
}

fn said(text: &str) -> Result<String, String> {
    let text = text.trim();
    if text.is_empty() { Err("an answer needs an office and a reason".into()) } else { Ok(text.to_owned()) }
}

/// Does what was asked.
pub fn run(command: &Answer, terminal: &Terminal) -> Result<(), Failure> {
    let words = Words::new(command.language);
    // A ledger in CSV is not added to; one that is not there has no questions.
    let mut book = if command.ledger.exists() { Book::open(&command.ledger)? } else { Book::read(&command.ledger)? };
    let before = book.text.clone();
    let at = super::learned(command.at.as_deref(), &book)?;
    let question = asked(command, &book, at, terminal)?;
    if let Some(place) = Answers::of(&book.ledger, None).to(&question) {
        let claim = &book.ledger.claims()[place];
        let words = format!("{} has answered this question already ({})", claim.speaker, claim.called());
        let advice = "To answer otherwise, correct that answer: `passage claim correct`.";
        return Err(Failure::input(Finding::error("ledger.answered", words).advise(advice)));
    }
    let zone = book.zone().cloned().map_or_else(|| Zone::find("UTC").ok(), Some);
    let Some(zone) = zone else { return Err(no_question(command)) };
    let answer = Answered { by: command.by.clone(), because: command.because.clone(), at, zone };
    let claim = answer.to(&question, &book.ledger);
    book.add(&claim).map_err(|error| Failure::input(crate::said::not_added(&error)))?;
    book.save(&before)?;
    let place = book.ledger.claims().len() - 1;
    let text = words.tell(
        "answer-recorded",
        &[
            ("detector", question.detector.name().into()),
            ("about", question.about.clone().into()),
            ("name", book.ledger.claims()[place].called().into()),
            ("ledger", book.path.display().to_string().into()),
        ],
    );
    let document = json!({
        "answered": question.detector.name(),
        "about": question.about,
        "claims": question.claims.iter().map(|place| book.ledger.claims()[*place].called()).collect::<Vec<_>>(),
        "answer": telling::document(&book.ledger, place, None),
    });
    terminal.answer(&document, &text)
}

/// The one question of a detector in which the named claims take part, as it stood when it was answered.
fn asked(command: &Answer, book: &Book, at: jiff::Timestamp, terminal: &Terminal) -> Result<Question, Failure> {
    let detector = Detector::find(&command.detector).ok_or_else(|| {
        let words = format!("there is no question of the sort {:?}", command.detector);
        let names = Detector::ALL.iter().map(|detector| detector.name());
        let advice = match nearest(&command.detector, names) {
            Some(near) => format!("Did you mean {near:?}?"),
            None => "`passage questions` has the sort of each question in brackets behind its subject.".into(),
        };
        Failure::input(Finding::error("ledger.no-such-question", words).advise(advice))
    })?;
    let places = command.claims.iter().map(|name| book.find(name)).collect::<Result<Vec<_>, _>>()?;
    let mut questions = questions::asked(book, Some(at), &command.beside, terminal)?.0;
    questions
        .retain(|question| question.detector == detector && places.iter().all(|place| question.claims.contains(place)));
    match (questions.pop(), questions.len()) {
        (Some(question), 0) => Ok(question),
        (None, _) => Err(no_question(command)),
        (Some(_), more) => {
            let words = format!("{} questions of the sort {} have these claims", more + 1, detector.name());
            let advice = "Name more claims of the one that is answered.";
            Err(Failure::input(Finding::error("ledger.several-questions", words).advise(advice)))
        }
    }
}

fn no_question(command: &Answer) -> Failure {
    let words = format!(
        "no question of the sort {} with {} is asked at that moment",
        command.detector,
        command.claims.join(", ")
    );
    let advice = "See `passage questions`: only what is asked can be answered.";
    Failure::input(Finding::error("ledger.no-such-question", words).advise(advice))
}
