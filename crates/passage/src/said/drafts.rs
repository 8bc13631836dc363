//! Drafts of claims on the screen and as JSON: each field with the words that it rests on, and what is open.

use super::telling;
use crate::words::{Words, count};
use passage_model::civil::Zone;
use passage_statements::draft::file::{self, Remark};
use passage_statements::draft::{Draft, Drafts, Found, Source};
use serde_json::{Value, json};
use std::fmt::Write as _;

/// A remark of the file of drafts, in the language of its reader.
pub fn remark(remark: &Remark<'_>, words: &Words) -> String {
    match remark {
        Remark::Head => ["draft-file-what", "draft-file-how", "draft-file-then"].map(|line| words.say(line)).join("\n"),
        Remark::NotAccepted => words.say("draft-not-accepted"),
        Remark::From(source, quoted) => because(*source, quoted, words),
        Remark::Open => words.say("draft-open"),
    }
}

/// The words that a field rests on.
fn because(source: Source, quoted: &str, words: &Words) -> String {
    let parts = [("words", quoted.to_owned().into())];
    match source {
        Source::Sentence => words.tell("draft-from-sentence", &parts),
        Source::Before => words.tell("draft-from-before", &parts),
        Source::After => words.tell("draft-from-after", &parts),
        Source::Speaker => words.tell("draft-from-speaker", &parts),
        Source::Given => words.say("draft-from-given"),
    }
}

/// One field: its name, what was found, the words behind it.
struct Line {
    label: &'static str,
    found: Option<(String, String)>,
}

fn line<T>(label: &'static str, found: Option<&Found<T>>, words: &Words, say: impl Fn(&T) -> String) -> Line {
    Line { label, found: found.map(|found| (say(&found.value), because(found.source, &found.words, words))) }
}

fn lines(draft: &Draft, zone: &Zone, words: &Words) -> Vec<Line> {
    let text = String::clone;
    vec![
        line("draft-speaker", draft.speaker.as_ref(), words, text),
        line("draft-side", draft.side.as_ref(), words, text),
        line("draft-channel", draft.channel.as_ref(), words, text),
        line("draft-carrier", draft.carrier.as_ref(), words, text),
        line("draft-measure", Some(&draft.measure), words, |measure| measure.name().to_owned()),
        line("draft-value", Some(&draft.value), words, |value| telling::value(*value, words)),
        line("draft-place", draft.place.as_ref(), words, text),
        line("draft-period", draft.period.as_ref(), words, |period| telling::time(period, zone, words)),
    ]
}

/// The screen of the drafts of a report; `into` is where they were written.
pub fn screen(drafts: &Drafts, report: &str, into: Option<&str>, zone: &Zone, words: &Words) -> String {
    let mut text = opening(drafts, report, words);
    for (number, draft) in drafts.drafts.iter().enumerate() {
        let _ = writeln!(text, "\n{}. {}", number + 1, draft.quote);
        let lines = lines(draft, zone, words);
        let width = |text: &str| text.chars().count();
        let labels = lines.iter().map(|line| width(&words.say(line.label))).max().unwrap_or(0);
        let values = lines.iter().filter_map(|line| Some(width(&line.found.as_ref()?.0))).max().unwrap_or(0);
        for line in &lines {
            let label = words.say(line.label);
            if let Some((value, why)) = &line.found {
                let _ = writeln!(text, "   {label:<labels$}  {value:<values$}  {why}");
            }
        }
        let open: Vec<String> =
            lines.iter().filter(|line| line.found.is_none()).map(|line| words.say(line.label)).collect();
        if !open.is_empty() {
            let _ = writeln!(text, "   {}", words.tell("draft-left-open", &[("fields", open.join(", ").into())]));
        }
        let _ = writeln!(text, "   {}", words.say("claim-not-verified"));
    }
    if !drafts.drafts.is_empty() {
        let _ = write!(text, "\n{}", words.say("draft-foot"));
    }
    if let Some(into) = into {
        let _ = write!(text, "\n{}", words.tell("draft-written", &[("file", into.to_owned().into())]));
    }
    text
}

fn opening(drafts: &Drafts, report: &str, words: &Words) -> String {
    let said = match drafts.said {
        Some(said) => words.tell("draft-said", &[("date", said.to_string().into())]),
        None => words.say("draft-said-open"),
    };
    let counts =
        [("drafts", count(drafts.drafts.len() as u64)), ("report", report.to_owned().into()), ("said", said.into())];
    let left = [
        ("sentences", count(drafts.sentences as u64)),
        ("repeated", count(drafts.repeated as u64)),
        ("numbers", count(drafts.numbers as u64)),
        ("furniture", count(drafts.furniture as u64)),
    ];
    format!("{}\n{}\n", words.tell("draft-found", &counts), words.tell("draft-left-out", &left))
}

/// The drafts as JSON.
pub fn document(drafts: &Drafts, report: &str, into: Option<&str>, zone: &Zone) -> Value {
    fn field<T>(found: Option<&Found<T>>, say: impl Fn(&T) -> String) -> Value {
        let source = |source: Source| match source {
            Source::Sentence => "sentence",
            Source::Before => "sentence before",
            Source::After => "sentence after",
            Source::Speaker => "speaker",
            Source::Given => "given",
        };
        found.map_or(
            Value::Null,
            |found| json!({ "value": say(&found.value), "words": found.words, "from": source(found.source) }),
        )
    }
    let draft = |draft: &Draft| {
        json!({
            "quote": draft.quote,
            "language": draft.language,
            "speaker": field(draft.speaker.as_ref(), String::clone),
            "side": field(draft.side.as_ref(), String::clone),
            "channel": field(draft.channel.as_ref(), String::clone),
            "carrier": field(draft.carrier.as_ref(), String::clone),
            "measure": field(Some(&draft.measure), |measure| measure.name().to_owned()),
            "value": field(Some(&draft.value), ToString::to_string),
            "place": field(draft.place.as_ref(), String::clone),
            "period": field(draft.period.as_ref(), |period| file::period(period, zone)),
            "independently_verified": false,
        })
    };
    json!({
        "report": report,
        "said": drafts.said.map(|said| said.to_string()),
        "written_into": into,
        "accepted": false,
        "drafts": drafts.drafts.iter().map(draft).collect::<Vec<_>>(),
        "sentences": drafts.sentences,
        "repeated": drafts.repeated,
        "numbers_left_out": drafts.numbers,
        "page_left_out": drafts.furniture,
    })
}
