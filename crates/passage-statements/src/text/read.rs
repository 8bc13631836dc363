//! Reads a corridor text: every fault is found in one pass, each with where it stands and what to do.

use super::{ELEMENTS, Element, Entry, Kind, Receipt, Spoken, Stop, Text, Value};
use crate::clock::Context;
use crate::dated::{clock_finding, context, moment};
use crate::fields::{At, Fields, MOST_FINDINGS, Notes, table};
use passage_model::civil::span;
use passage_model::finding::{Finding, any_error};
use passage_model::units::Position;
use std::ops::Range;
use toml::de::{DeTable, DeValue};

/// The version of the file's form.
const FORMAT: u64 = 1;

const TOP: [&str; 13] = [
    "version", "corridor", "side", "revision", "zone", "date", "said_at", "quoted", "language", "source", "state",
    "said", "receipt",
];

/// The keys that every element may have.
const OF_ALL: [&str; 4] = ["quoted", "open", "none", "source"];

/// Reads a corridor text. `None` where anything in it is refused; the findings say what, with their bytes in the text.
///
/// Never panics, whatever the bytes. O(length), times the keys of each table.
pub fn read(bytes: &[u8]) -> (Option<Text>, Vec<Finding>) {
    let mut findings = Vec::new();
    let Some((source, top)) = table(bytes, "text", &mut findings) else { return (None, findings) };
    let mut notes = Notes::new(source);
    let text = read_table(&mut notes, &top).filter(|_| !any_error(&notes.findings));
    notes.findings.sort_by_key(|finding| finding.span.as_ref().map_or(0, |span| span.start));
    notes.findings.truncate(MOST_FINDINGS);
    (text, notes.findings)
}

fn read_table(notes: &mut Notes<'_>, table: &DeTable<'_>) -> Option<Text> {
    let known: Vec<&str> = TOP.into_iter().chain(ELEMENTS.iter().map(|element| element.key)).collect();
    let top = Fields::open(notes, table, 0..0, "", &known);
    if top.count(notes, "version").is_none_or(|version| version != FORMAT) {
        let at = top.get("version").map_or(0..0, |at| at.span());
        let finding = Finding::error("text.version", "this is no corridor text of version 1").at(at);
        notes.add(
            finding.advise("A corridor text begins with version = 1; docs/reference/corridor-text.md tells the rest."),
        );
        return None;
    }
    let corridor = top.need_text(notes, "corridor", "corridor = \"Sumy to Poltava\"");
    let side = top.need_text(notes, "side", "side = \"Ukraine\": whose version of the text it is");
    let context = context(notes, &top);
    claimed(notes, &top);
    let said_at = top.text(notes, "said_at").and_then(|(text, span)| moment(notes, &top, &context, &text, span));
    let spoken = top.tables(notes, "said").into_iter().filter_map(|(table, span)| said(notes, table, span)).collect();
    let receipts =
        top.tables(notes, "receipt").into_iter().filter_map(|(table, span)| receipt(notes, &context, table, span));
    let receipts = receipts.collect();
    let mut entries = Vec::new();
    for element in &ELEMENTS {
        let tables = top.tables(notes, element.key);
        if let Some((_, span)) = tables.get(1).filter(|_| !element.many) {
            let finding = Finding::error("statement.wrong-type", format!("there is only one [{}]", element.key));
            notes.add(finding.at(notes.first_line(span.clone())).advise("Join the tables into one."));
        }
        entries.extend(tables.into_iter().map(|(table, span)| entry(notes, &context, element, table, span)));
    }
    let words = |notes: &mut Notes<'_>, key: &str| top.text(notes, key).map(|(text, _)| text).unwrap_or_default();
    Some(Text {
        corridor: corridor?.0,
        side: side?.0,
        revision: if top.get("revision").is_some() { top.count(notes, "revision")? } else { 1 },
        date: context.date,
        zone: context.zone,
        said_at,
        quoted: words(notes, "quoted"),
        language: words(notes, "language"),
        source: words(notes, "source"),
        spoken,
        receipts,
        entries,
    })
}

/// What the text claims to be: one side's word is a proposal, an announcement or a notice, and nothing more.
fn claimed(notes: &mut Notes<'_>, top: &Fields<'_>) {
    let Some((state, span)) = top.text(notes, "state") else { return };
    if ["proposed", "countered", "announced", "notified"].contains(&state.as_str()) {
        return;
    }
    let words =
        format!("one side's text cannot be {state:?}: it is what that side proposed, announced or gave notice of");
    let advice = "Write state = \"proposed\", \"countered\", \"announced\" or \"notified\". Whether both sides agree, and how far, \
                  `passage text diff` finds by their two texts.";
    notes.add(Finding::error("text.one-sided", words).advise(advice).at(span));
}

fn said(notes: &mut Notes<'_>, table: &DeTable<'_>, span: Range<usize>) -> Option<Spoken> {
    let fields = Fields::open(notes, table, span, "said", &["speaker", "for", "channel", "to"]);
    let speaker = fields.need_text(notes, "speaker", "speaker = \"deputy prime minister\"");
    let on_behalf_of = fields.need_text(notes, "for", "for = \"Ukraine\": whom the speaker spoke for");
    let channel = fields.need_text(notes, "channel", "channel = \"Telegram\"");
    let to = fields.texts(notes, "to");
    Some(Spoken { speaker: speaker?.0, on_behalf_of: on_behalf_of?.0, channel: channel?.0, to })
}

fn receipt(notes: &mut Notes<'_>, context: &Context, table: &DeTable<'_>, span: Range<usize>) -> Option<Receipt> {
    let fields = Fields::open(notes, table, span, "receipt", &["by", "at", "words", "as"]);
    let by = fields.need_text(notes, "by", "by = \"ICRC\"");
    let at = fields.text(notes, "at").and_then(|(text, span)| moment(notes, &fields, context, &text, span));
    let words = fields.text(notes, "words");
    let advice = "This is a notice, not a request. Record it as received: as = \"received\".";
    if let Some((form, span)) = fields.text(notes, "as").filter(|(form, _)| form != "received") {
        let finding = Finding::error("text.receipt", format!("a notice that was received cannot be {form:?}"));
        notes.add(finding.about("receipt").advise(advice).at(span));
    }
    if let Some((said, span)) = words.as_ref().filter(|(said, _)| speaks_of_consent(said)) {
        let finding = Finding::warning("text.receipt-words", format!("the receipt speaks of consent: {said:?}"));
        let advice = "It stays *received*. If consent was meant, ask for that side's own text.";
        notes.add(finding.about("receipt").advise(advice).at(span.clone()));
    }
    Some(Receipt { by: by?.0, at, words: words.map(|(words, _)| words).unwrap_or_default() })
}

/// Whether words sound like consent, in English, Ukrainian or Russian.
pub(crate) fn speaks_of_consent(words: &str) -> bool {
    /// What words of consent begin with.
    const CONSENT: [&str; 9] =
        ["approv", "agree", "accept", "consent", "authoris", "authoriz", "погодж", "схвал", "соглас"];
    let lower = words.to_lowercase();
    CONSENT.iter().any(|word| lower.contains(word))
}

fn entry(
    notes: &mut Notes<'_>,
    context: &Context,
    element: &'static Element,
    table: &DeTable<'_>,
    span: Range<usize>,
) -> Entry {
    let known: Vec<&str> = element.parts.iter().map(|part| part.key).chain(OF_ALL).collect();
    let fields = Fields::open(notes, table, span, element.key, &known);
    let mut parts = Vec::new();
    for part in element.parts {
        if let Some(at) = fields.get(part.key) {
            parts.extend(value(notes, context, &fields, part.key, part.kind, at).map(|value| (part.key, value)));
        }
    }
    let open = fields.text(notes, "open").map(|(why, _)| why);
    let none = fields.truth(notes, "none").unwrap_or(false);
    if let Some(at) = fields.get("none").filter(|_| none && (!parts.is_empty() || open.is_some())) {
        let finding =
            Finding::error("text.none-and-some", format!("{} says that there is none, and says more", element.key));
        notes.add(finding.about(element.key).advise("Leave out none = true, or the rest.").at(at.span()));
    }
    let quoted = fields.text(notes, "quoted").map(|(text, _)| text).unwrap_or_default();
    Entry { element, parts, none, open, quoted, span: fields.span }
}

fn value(
    notes: &mut Notes<'_>,
    context: &Context,
    fields: &Fields<'_>,
    key: &str,
    kind: Kind,
    at: At<'_>,
) -> Option<Value> {
    let text = |notes: &mut Notes<'_>| fields.text(notes, key);
    Some(match kind {
        Kind::Text => Value::Text(text(notes)?.0),
        Kind::Texts => Value::Texts(fields.texts(notes, key)),
        Kind::Places => Value::Places(fields.texts(notes, key)),
        Kind::Stops => Value::Stops(stops(notes, fields, key)),
        Kind::Count => Value::Count(fields.count(notes, key)?),
        Kind::Truth => Value::Truth(fields.truth(notes, key)?),
        Kind::Moment => {
            let (text, span) = text(notes)?;
            Value::Moment(moment(notes, fields, context, &text, span)?)
        }
        Kind::Window => {
            let (text, span) = text(notes)?;
            let window = context.window(&text);
            Value::Window(window.map_err(|error| clock_finding(notes, fields, &error, span)).ok()?)
        }
        Kind::Length => {
            let (text, span_of_text) = text(notes)?;
            let Some(length) = span(&text) else {
                let finding = Finding::error("text.not-a-length", format!("{text:?} is not a length of time"));
                notes.add(
                    finding.about(&fields.label).advise("Write it as \"10 min\" or \"1 h 30 min\".").at(span_of_text),
                );
                return None;
            };
            Value::Length(length.0)
        }
    })
    .filter(|_| !matches!(at.value, DeValue::Array(list) if list.is_empty()))
    .or_else(|| empty(notes, fields, key, at))
}

/// An empty list may mean nobody or everybody.
fn empty(notes: &mut Notes<'_>, fields: &Fields<'_>, key: &str, at: At<'_>) -> Option<Value> {
    let finding = Finding::error("text.empty-list", format!("{key:?} is an empty list: none, or all?"));
    notes
        .add(finding.about(&fields.label).advise("Name them; or write \"nobody\", \"everybody\" in it.").at(at.span()));
    None
}

fn stops(notes: &mut Notes<'_>, fields: &Fields<'_>, key: &str) -> Vec<Stop> {
    let mut stops: Vec<Stop> = Vec::new();
    for at in fields.list(key) {
        let stop = match at.value {
            DeValue::Table(table) => {
                let own = Fields::open(notes, table, at.span(), "stop", &["name", "at", "streets"]);
                let name = own.need_text(notes, "name", "name = \"Sumy\"").map(|(name, _)| name);
                let position = own.get("at").and_then(|at| position(notes, &own, at));
                let streets = own.text(notes, "streets").map(|(text, _)| text).unwrap_or_default();
                name.map(|name| Stop { name, at: position, streets })
            }
            _ => fields.as_text(notes, key, at).map(|(name, _)| Stop { name, at: None, streets: String::new() }),
        };
        let Some(stop) = stop else { continue };
        if stops.last().is_some_and(|last| last.name == stop.name) {
            let finding = Finding::error("text.stop-twice", format!("{} stands twice in a row", stop.name));
            notes.add(finding.about(&fields.label).advise("Leave one of them out.").at(at.span()));
        }
        stops.push(stop);
    }
    stops
}

/// `[latitude, longitude]` in degrees.
fn position(notes: &mut Notes<'_>, fields: &Fields<'_>, at: At<'_>) -> Option<Position> {
    let number = |value: &DeValue<'_>| match value {
        DeValue::Float(number) => number.as_str().parse().ok(),
        DeValue::Integer(number) => number.as_str().parse::<f64>().ok(),
        _ => None,
    };
    let numbers: Vec<f64> = at
        .value
        .as_array()
        .map_or_else(Vec::new, |list| list.iter().filter_map(|value| number(value.get_ref())).collect());
    let found = match numbers[..] {
        [lat, lon] => Position::from_degrees(lat, lon),
        _ => None,
    };
    if found.is_none() {
        let finding = Finding::error("text.not-a-position", "this is no position on Earth").about(&fields.label);
        notes.add(finding.advise("Write at = [50.9077, 34.7981]: latitude, then longitude, in degrees.").at(at.span()));
    }
    found
}
