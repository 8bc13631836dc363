//! `passage figures`: by corridor and day what was announced, departed, seen, arrived and registered, side by side.

use crate::failure::Failure;
use crate::places::{GazetteerFile, compared_by, version_document};
use crate::said::{Book, days, questions, series, telling};
use crate::terminal::Terminal;
use crate::words::{Language, Words};
use clap::Args;
use jiff::Timestamp;
use jiff::civil::Date;
use passage_model::finding::Finding;
use passage_model::nearest::nearest;
use passage_statements::ledger::{self, Family};
use passage_statements::place::Gazetteer;
use passage_statements::question::{Question, same_place};
use serde_json::json;
use std::path::PathBuf;

/// What is tabulated.
#[derive(Debug, Args)]
#[command(after_help = "Example: a day, and the same day as it was known at 15:30\n  \
    passage figures examples/claims-2022/mariupol.toml --day 2022-03-15\n  \
    passage figures examples/claims-2022/five-reports.toml --day 2022-03-15 --as-of \"2022-03-15 15:30\"\n\
    Example: those who left the country, and the dead, over time\n  \
    passage figures examples/claims-2022/five-reports.toml --series left\n  \
    passage figures examples/claims-2022/five-reports.toml --series killed")]
pub struct Figures {
    /// The ledger, or any file of claims.
    #[arg(value_name = "LEDGER")]
    pub ledger: PathBuf,
    /// Only this day: 2022-03-15.
    #[arg(long, value_name = "DATE")]
    pub day: Option<String>,
    /// What was said of one thing over time instead of days: left (the country), killed, injured, or a measure.
    #[arg(long, value_name = "MEASURE", conflicts_with = "day")]
    pub series: Option<String>,
    /// Only what stood at this moment: learned by then, and not corrected by then.
    #[arg(long, value_name = "TIME")]
    pub as_of: Option<String>,
    /// A table of places, to say where two subjects may be one place in two spellings.
    #[command(flatten)]
    pub gazetteer: GazetteerFile,
    /// The language of the answer.
    #[arg(long, value_enum, default_value_t = Language::En)]
    pub language: Language,
}

/// Does what was asked.
pub fn run(command: &Figures, terminal: &Terminal) -> Result<(), Failure> {
    let (book, words) = (Book::read(&command.ledger)?, Words::new(command.language));
    let at = command.as_of.as_deref().map(|text| book.moment(text)).transpose()?;
    if let Some(name) = &command.series {
        let gazetteer = command.gazetteer.read(terminal)?;
        return over_time(name, &book, at, gazetteer.as_ref(), &words, terminal);
    }
    let day = command.day.as_deref().map(date).transpose()?;
    let tables = ledger::days(&book.ledger, at, day);
    let mut text = String::new();
    if let (Some(at), Some(zone)) = (at, book.zone()) {
        text = words.tell("figures-as-of", &[("moment", telling::moment(at, zone).into())]) + "\n\n";
    }
    text +=
        &if tables.is_empty() { words.say("figures-none") } else { days::screen(&book.ledger, &tables, at, &words) };
    let gazetteer = command.gazetteer.read(terminal)?;
    let asked = same_place(&book.ledger, at, gazetteer.as_ref());
    text += &days::one_place(&asked, &words);
    text += &compared_by(gazetteer.as_ref(), &words);
    let document = json!({
        "as_of": at.map(|at| at.to_string()),
        "days": days::document(&book.ledger, &tables),
        "gazetteer": gazetteer.as_ref().map(version_document),
        "one_place": questions::document(&book.ledger, &asked, at, &words),
    });
    terminal.answer(&document, &text)
}

/// What was said of one thing over time.
fn over_time(
    name: &str,
    book: &Book,
    at: Option<Timestamp>,
    gazetteer: Option<&Gazetteer>,
    words: &Words,
    terminal: &Terminal,
) -> Result<(), Failure> {
    let family = Family::find(name).ok_or_else(|| {
        let near = nearest(name, Family::names());
        let near = near.map_or_else(String::new, |near| format!("Did you mean {near:?}? "));
        let advice = format!("{near}A series is left, killed, injured, or a measure of docs/reference/claims.md.");
        Failure::input(Finding::error("ledger.no-such-series", format!("there is no series {name:?}")).advise(advice))
    })?;
    let all = ledger::series(&book.ledger, &family, at);
    let mut text = String::new();
    if let (Some(at), Some(zone)) = (at, book.zone()) {
        text = words.tell("figures-as-of", &[("moment", telling::moment(at, zone).into())]) + "\n\n";
    }
    text += &series::screen(&book.ledger, &family, &all, words);
    let mut document = series::document(&book.ledger, &family, &all, at, words);
    // Of the subjects that are in the series: each stands in a series of its own.
    if let Some(gazetteer) = gazetteer {
        let shown = |question: &Question| {
            let in_series = |place: &usize| all.iter().any(|one| one.about == book.ledger.claims()[*place].about);
            question.claims.iter().all(in_series)
        };
        let asked: Vec<Question> = same_place(&book.ledger, at, Some(gazetteer)).into_iter().filter(shown).collect();
        text += &days::one_place(&asked, words);
        text += &compared_by(Some(gazetteer), words);
        document["one_place"] = json!(questions::document(&book.ledger, &asked, at, words));
        document["gazetteer"] = version_document(gazetteer);
    }
    document["as_of"] = at.map(|at| at.to_string()).into();
    terminal.answer(&document, &text)
}

fn date(text: &str) -> Result<Date, Failure> {
    text.parse().map_err(|_| {
        let finding = Finding::error("command.moment", format!("{text:?} is no date"));
        Failure::input(finding.advise("Write it as 2022-03-15."))
    })
}
