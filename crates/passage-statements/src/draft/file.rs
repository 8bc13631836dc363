//! Drafts as a file of claims that a person goes through: what was found with the words behind it, what is open.
//!
//! Each table bears the key `draft`, which the ledger refuses: whoever deletes that line has accepted the claim.

use super::{Draft, Drafts, Found, Source};
use crate::claim::{period_words, quoted};
use passage_model::civil::Zone;
use std::fmt::Write as _;

/// The key of a claim that nobody has accepted.
pub const MARK: &str = "draft";

/// A remark of the file, to be put into the language of whoever reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark<'d> {
    /// What the file is and what to do with it; several lines.
    Head,
    /// What the mark of a draft says.
    NotAccepted,
    /// A field rests on these words.
    From(Source, &'d str),
    /// A field was not found.
    Open,
}

/// A remark in English.
pub fn english(remark: &Remark<'_>) -> String {
    match remark {
        Remark::Head => "Drafts of claims, made by rules from a report. Nothing of this is recorded.\nCompare each with its \
                         sentence, correct it, fill in what is open, and delete its line \"draft\": that accepts it.\nDelete \
                         the whole table of a draft that is wrong. Then add the file to the ledger: passage claim add"
            .into(),
        Remark::NotAccepted => "not accepted; delete this line to accept the claim".into(),
        Remark::From(Source::Sentence, words) => format!("\"{words}\""),
        Remark::From(Source::Before, words) => format!("from a sentence before: \"{words}\""),
        Remark::From(Source::After, words) => format!("from the sentence after: \"{words}\""),
        Remark::From(Source::Speaker, words) => format!("from the name of the speaker: \"{words}\""),
        Remark::From(Source::Given, _) => "given with the command".into(),
        Remark::Open => "open".into(),
    }
}

/// The file, in TOML. Fields that are open stand in it as remarks.
pub fn write(drafts: &Drafts, zone: &Zone, say: &dyn Fn(&Remark<'_>) -> String) -> String {
    let mut text = String::new();
    for line in say(&Remark::Head).lines() {
        line_of(&mut text, &format!("# {}", one_line(line)));
    }
    line_of(&mut text, "version = 1");
    line_of(&mut text, &format!("zone = {}", quoted(zone.name())));
    for draft in &drafts.drafts {
        let said = drafts.said.map(|said| said.to_string());
        table(&mut text, draft, said.as_deref(), zone, say);
    }
    text
}

fn table(text: &mut String, draft: &Draft, said: Option<&str>, zone: &Zone, say: &dyn Fn(&Remark<'_>) -> String) {
    line_of(text, "");
    line_of(text, "[[claim]]");
    line_of(text, &format!("{MARK} = {}", quoted(&say(&Remark::NotAccepted))));
    line_of(text, &format!("quote = {}", quoted(&draft.quote)));
    line_of(text, &format!("language = {}", quoted(draft.language)));
    field(text, "speaker", draft.speaker.as_ref(), say, String::clone);
    field(text, "side", draft.side.as_ref(), say, String::clone);
    field(text, "channel", draft.channel.as_ref(), say, String::clone);
    field(text, "carrier", draft.carrier.as_ref(), say, String::clone);
    match said {
        Some(said) => line_of(text, &format!("said = {}", quoted(said))),
        None => line_of(text, &format!("# said: {}", one_line(&say(&Remark::Open)))),
    }
    field(text, "about", draft.place.as_ref(), say, String::clone);
    field(text, "measure", Some(&draft.measure), say, |measure| measure.name().to_owned());
    field(text, "value", Some(&draft.value), say, ToString::to_string);
    field(text, "period", draft.period.as_ref(), say, |period| period_words(period, zone));
}

fn field<T>(
    text: &mut String,
    key: &str,
    found: Option<&Found<T>>,
    say: &dyn Fn(&Remark<'_>) -> String,
    words: impl Fn(&T) -> String,
) {
    match found {
        Some(found) => {
            let why = one_line(&say(&Remark::From(found.source, &found.words)));
            line_of(text, &format!("{key} = {}  # {why}", quoted(&words(&found.value))));
        }
        None => line_of(text, &format!("# {key}: {}", one_line(&say(&Remark::Open)))),
    }
}

fn line_of(text: &mut String, line: &str) {
    // Writing to a String cannot fail.
    let _ = writeln!(text, "{line}");
}

/// A comment of TOML has no control characters.
fn one_line(text: &str) -> String {
    text.replace(char::is_control, " ")
}

/// A period as it stands in the file: as claims have it.
pub fn period(period: &crate::measure::Period, zone: &Zone) -> String {
    period_words(period, zone)
}
