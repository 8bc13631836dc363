//! Drafts of claims from a report: who said how many of what, where, for which time, each field with the words it rests on.
//!
//! Rules read the report, the same on every machine; nothing is learned and nothing guessed: what they do not find stays open
//! and is said to be. A draft is a proposal. It becomes a claim when a person has compared it with the report; the file that
//! [`file::write`] makes is refused by the ledger until then.
//!
//! Sentence by sentence: [`page`] leaves out what is no part of the report, [`number`] finds figures with their form, [`noun`]
//! and [`deed`] what they count and what became of it, [`speaker`], [`channel`], [`place`] and [`time`] the rest. How often that
//! is right is measured on paragraphs that the rules never met: `docs/concepts/drafts.md`.

mod channel;
mod compose;
mod count;
mod deed;
mod figure;
pub mod file;
mod furniture;
mod noun;
mod number;
mod office;
mod page;
mod place;
mod scene;
mod sentence;
mod speaker;
mod time;
mod voice;
mod word;

use crate::measure::{Measure, Period, Value};
use jiff::civil::Date;
use passage_model::civil::Zone;

/// How the bytes of a report are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// HTML where it looks like it, else plain text.
    #[default]
    Either,
    /// A page of HTML.
    Html,
    /// Plain text.
    Plain,
}

/// What is known of a report beside its text.
#[derive(Clone, Debug)]
pub struct Given {
    /// How it is read.
    pub form: Form,
    /// On which day it was published; else the day that a page of HTML states.
    pub said: Option<Date>,
    /// By whose clocks its times are.
    pub zone: Zone,
}

/// Where a field was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// In the sentence itself.
    Sentence,
    /// In a sentence before: less sure.
    Before,
    /// In the sentence after: "Про це повідомив мер".
    After,
    /// In the name of the speaker: "the mayor of Mariupol".
    Speaker,
    /// Nowhere in the report: whoever had it read has given it.
    Given,
}

/// A field that was found, with the words that it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found<T> {
    /// The field.
    pub value: T,
    /// The words that led to it, as they stand in the report.
    pub words: String,
    /// Where they stand.
    pub source: Source,
}

/// A claim that is proposed. Fields that were not found are `None` and are left to a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The sentence, word for word.
    pub quote: String,
    /// The language of most of its letters, as a tag.
    pub language: &'static str,
    /// The office that speaks.
    pub speaker: Option<Found<String>>,
    /// The party to the conflict that it speaks for, where its words name it.
    pub side: Option<Found<String>>,
    /// Through what it spoke.
    pub channel: Option<Found<String>>,
    /// The agency that the sentence names.
    pub carrier: Option<Found<String>>,
    /// What is counted.
    pub measure: Found<Measure>,
    /// How many, with the form.
    pub value: Found<Value>,
    /// Whose people, cars or dead: the claim's `about`.
    pub place: Option<Found<String>>,
    /// The time that it is for.
    pub period: Option<Found<Period>>,
}

/// What was made of a report.
#[derive(Clone, Debug, Default)]
pub struct Drafts {
    /// The drafts, in the order of the text.
    pub drafts: Vec<Draft>,
    /// On which day it was published.
    pub said: Option<Date>,
    /// How many sentences were read.
    pub sentences: usize,
    /// How many of these stood there before, and were taken once.
    pub repeated: usize,
    /// How many pieces of text were left out as a part of the page: menus, links, counts of shares.
    pub furniture: usize,
    /// How many numbers were left out: money, missiles, ages, what is denied, what has no measure.
    pub numbers: usize,
}

impl Drafts {
    /// Names who carried the report, in the drafts whose sentence names nobody.
    pub fn carried_by(&mut self, carrier: &str) {
        for draft in &mut self.drafts {
            let given = || Found { value: carrier.to_owned(), words: String::new(), source: Source::Given };
            draft.carrier.get_or_insert_with(given);
        }
    }
}

/// Reads a report and proposes claims. Never fails: bytes that are no text are read as far as they are.
///
/// O(length) but for the table of words, which each word is looked up in.
///
/// ```
/// use passage_model::civil::Zone;
/// use passage_statements::draft::{Form, Given, draft};
///
/// let report = "Some 1,200 people left Trostianets by 17:00, the regional governor said on Telegram. Petrol costs 60 hryvnias.";
/// let given = Given { form: Form::Plain, said: "2022-03-10".parse().ok(), zone: Zone::find("Europe/Kyiv")? };
/// let drafts = draft(report.as_bytes(), &given).drafts;
/// assert_eq!(drafts.len(), 1);
/// assert_eq!(drafts[0].measure.value.name(), "departed.people");
/// assert_eq!(drafts[0].value.value.to_string(), "about 1,200");
/// assert_eq!(drafts[0].speaker.as_ref().map(|found| found.value.as_str()), Some("regional governor"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn draft(report: &[u8], given: &Given) -> Drafts {
    compose::drafts(&String::from_utf8_lossy(report), given)
}
