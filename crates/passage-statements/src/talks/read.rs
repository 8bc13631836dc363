//! Reads talks: every fault in one pass, each with where it stands, and never a private word in what is shown of the file.

use super::{Commitment, Delegation, Fact, Kind, Move, Outcome, Private, Record, RedLine, Report, Round, Talks};
use crate::clock::{Context, Moment};
use crate::dated::{context, moment_of, need_moment};
use crate::fields::{Fields, MOST_FINDINGS, Notes, table};
use crate::measure::Value;
use passage_model::finding::{Finding, any_error};
use passage_model::nearest::nearest;
use std::ops::Range;
use toml::de::{DeTable, DeValue};

/// The tables of a file with their keys. What stands under a key that is not here is treated as private when faults are shown.
const TABLES: [(&str, &[&str]); 9] = [
    ("delegation", &["side", "head", "members", "source"]),
    ("round", &["name", "called", "at", "place", "form", "present", "source"]),
    ("demand", MOVE),
    ("position", MOVE),
    ("concession", MOVE),
    ("fact", &["at", "on", "words", "said_by", "denied_by", "source"]),
    ("commitment", &["name", "by", "to", "at", "due", "what", "amount", "source"]),
    ("report", &["on", "by", "at", "learned", "amount", "outcome", "words", "source"]),
    ("red_line", &["by", "on", "words", "source"]),
];

const MOVE: &[&str] = &["by", "round", "at", "on", "words", "in_return_for", "source"];

const TOP: [&str; 6] = ["version", "title", "sides", "zone", "date", "source"];

/// What reading gave.
#[derive(Debug)]
pub struct Reading {
    /// The talks; `None` where anything in them is refused.
    pub talks: Option<Talks>,
    /// What is wrong or worth knowing.
    pub findings: Vec<Finding>,
    /// The file as it may be shown beside the findings: the lines that they stand on, without private words and remarks.
    /// Everything else is blanked, byte by byte, so that every place stays where it is.
    pub shown: String,
}

/// Reads talks. Never panics, whatever the bytes. O(length), times the keys of each table.
pub fn read(bytes: &[u8]) -> Reading {
    let mut findings = Vec::new();
    let Some((source, top)) = table(bytes, "talks", &mut findings) else {
        // What cannot be read cannot be told apart: nothing of it is shown.
        return Reading { talks: None, shown: blanked(&String::from_utf8_lossy(bytes)), findings };
    };
    let mut notes = Notes::new(source);
    let talks = read_table(&mut notes, &top).filter(|_| !any_error(&notes.findings));
    notes.findings.sort_by_key(|finding| finding.span.as_ref().map_or(0, |span| span.start));
    notes.findings.truncate(MOST_FINDINGS);
    let shown = shown(source, &notes.findings, &private(&top));
    Reading { talks, findings: notes.findings, shown }
}

/// A text with blanks in the place of everything but line ends, byte by byte.
pub fn blanked(text: &str) -> String {
    let blank = |byte: u8| if byte == b'\n' { '\n' } else { ' ' };
    text.bytes().map(blank).collect()
}

/// The bytes of values that are private, or stand where nobody knows whether they are.
fn private(top: &DeTable<'_>) -> Vec<Range<usize>> {
    let mut spans = Vec::new();
    for (key, value) in top {
        let keys = TABLES.iter().find(|(name, _)| *name == key.get_ref().as_ref()).map(|(_, keys)| *keys);
        match keys {
            Some(keys) if key.get_ref() != "red_line" => {
                for table in tables_in(value.get_ref()) {
                    let unknown = table.iter().filter(|(own, _)| !keys.contains(&own.get_ref().as_ref()));
                    spans.extend(unknown.flat_map(|(_, value)| deep(value.get_ref(), value.span())));
                }
            }
            _ if TOP.contains(&key.get_ref().as_ref()) => {}
            _ => spans.extend(deep(value.get_ref(), value.span())),
        }
    }
    spans
}

fn tables_in<'a>(value: &'a DeValue<'a>) -> Vec<&'a DeTable<'a>> {
    match value {
        DeValue::Table(table) => vec![table],
        DeValue::Array(list) => list.iter().filter_map(|own| own.get_ref().as_table()).collect(),
        _ => Vec::new(),
    }
}

/// The spans of all values in a value; the span of a table may be its head alone.
fn deep(value: &DeValue<'_>, span: Range<usize>) -> Vec<Range<usize>> {
    match value {
        DeValue::Table(table) => table.iter().flat_map(|(_, own)| deep(own.get_ref(), own.span())).collect(),
        DeValue::Array(list) => list.iter().flat_map(|own| deep(own.get_ref(), own.span())).collect(),
        _ => vec![span],
    }
}

/// The lines that findings stand on, without private bytes and without remarks behind `#`; the rest is blank.
fn shown(text: &str, findings: &[Finding], private: &[Range<usize>]) -> String {
    let mut masked = text.as_bytes().to_vec();
    for span in private {
        let bytes = masked[span.start.min(text.len())..span.end.min(text.len())].iter_mut();
        bytes.filter(|byte| **byte != b'\n').for_each(|byte| *byte = b'*');
    }
    let mut bytes = blanked(text).into_bytes();
    for finding in findings {
        let Some(span) = &finding.span else { continue };
        let start = text[..span.start.min(text.len())].rfind('\n').map_or(0, |newline| newline + 1);
        let end = text[start..].find('\n').map_or(text.len(), |length| start + length);
        let end = start + remark(&text[start..end]);
        bytes[start..end].copy_from_slice(&masked[start..end]);
    }
    // Private values and remarks are cut out whole: what is left is text.
    String::from_utf8(bytes).unwrap_or_default()
}

/// Where the remark of a line begins; its length where it has none.
fn remark(line: &str) -> usize {
    let mut quote = None;
    for (at, letter) in line.char_indices() {
        match (letter, quote) {
            ('#', None) => return at,
            ('"' | '\'', None) => quote = Some(letter),
            (own, Some(open)) if own == open => quote = None,
            _ => {}
        }
    }
    line.len()
}

fn read_table(notes: &mut Notes<'_>, table: &DeTable<'_>) -> Option<Talks> {
    let known: Vec<&str> = TOP.into_iter().chain(TABLES.iter().map(|(name, _)| *name)).collect();
    let top = Fields::open(notes, table, 0..0, "", &known);
    if top.count(notes, "version") != Some(1) {
        let at = top.get("version").map_or(0..0, |at| at.span());
        let finding = Finding::error("talks.version", "these are no talks of version 1").at(at);
        notes.add(finding.advise("The file begins with version = 1; docs/reference/talks.md tells the rest."));
        return None;
    }
    let title = top.need_text(notes, "title", "title = \"Talks on the corridor from Mariupol\"");
    top.text(notes, "source");
    let sides = top.texts(notes, "sides");
    if sides.len() < 2 {
        let at = top.get("sides").map_or(0..0, |at| at.span());
        let finding = Finding::error("talks.sides", "talks have two sides at least").at(at);
        notes.add(finding.advise("Write sides = [\"Ukraine\", \"Russia\"]."));
        return None;
    }
    let context = context(notes, &top);
    let mut reader = Reader { notes, context, sides };
    let delegations = reader.each(&top, "delegation", Reader::delegation);
    let mut rounds = reader.each(&top, "round", Reader::round);
    rounds.sort_by_key(|round| round.at.at);
    let mut moves: Vec<Move> = Vec::new();
    for (key, kind) in [("demand", Kind::Demand), ("position", Kind::Position), ("concession", Kind::Concession)] {
        let own = reader.each(&top, key, |reader, fields| reader.said(fields, kind, &rounds));
        moves.extend(own);
    }
    moves.sort_by_key(|own| own.at.at);
    let mut facts = reader.each(&top, "fact", Reader::fact);
    facts.sort_by_key(|own| own.at.at);
    let mut commitments = reader.each(&top, "commitment", Reader::commitment);
    reader.once(&top, &commitments);
    for (table, span) in top.tables(reader.notes, "report") {
        reader.report(table, span, &mut commitments);
    }
    commitments.sort_by_key(|own| own.at.at);
    let red_lines = reader.each(&top, "red_line", Reader::red_line);
    let record = Record {
        title: title?.0,
        zone: reader.context.zone,
        sides: reader.sides,
        delegations,
        rounds,
        moves,
        facts,
        commitments,
    };
    Some(Talks { record, red_lines })
}

struct Reader<'n, 't> {
    notes: &'n mut Notes<'t>,
    context: Context,
    sides: Vec<String>,
}

impl Reader<'_, '_> {
    /// Each table of a kind.
    fn each<T>(
        &mut self,
        top: &Fields<'_>,
        key: &'static str,
        read: impl Fn(&mut Self, &Fields<'_>) -> Option<T>,
    ) -> Vec<T> {
        let keys = TABLES.iter().find(|(name, _)| *name == key).map_or(&[][..], |(_, keys)| *keys);
        let tables = top.tables(self.notes, key);
        let fields = tables.into_iter().map(|(table, span)| Fields::open(self.notes, table, span, key, keys));
        let fields: Vec<Fields<'_>> = fields.collect();
        fields.iter().filter_map(|fields| read(self, fields)).collect()
    }

    fn words(&mut self, fields: &Fields<'_>, key: &str) -> String {
        fields.text(self.notes, key).map(|(text, _)| text).unwrap_or_default()
    }

    /// The side under a key, as the file spells it at its top.
    fn side(&mut self, fields: &Fields<'_>, key: &str) -> Option<String> {
        if fields.get(key).is_none() {
            let finding = Finding::error("talks.nobody-named", "no side is named").about(&fields.label);
            let advice = format!("Who put this forward? Add {key} = {:?}.", self.sides[0]);
            self.notes.add(finding.advise(advice).at(fields.span.clone()));
            return None;
        }
        let (name, span) = fields.text(self.notes, key)?;
        let found = self.sides.iter().find(|side| side.to_lowercase() == name.to_lowercase()).cloned();
        if found.is_none() {
            let finding = Finding::error("talks.no-such-side", "that is none of the sides").about(&fields.label);
            self.notes.add(finding.advise(format!("The sides are: {}.", self.sides.join(", "))).at(span));
        }
        found
    }

    fn moment(&mut self, fields: &Fields<'_>, key: &str) -> Option<Moment> {
        let example = format!("{key} = \"2022-03-14 10:00\"");
        need_moment(self.notes, fields, &self.context, key, &example).map(|(moment, _)| moment)
    }

    fn delegation(&mut self, fields: &Fields<'_>) -> Option<Delegation> {
        let side = self.side(fields, "side");
        let head = fields.need_text(self.notes, "head", "head = \"minister of defence\": the office");
        let members = fields.texts(self.notes, "members");
        Some(Delegation { side: side?, head: head?.0, members })
    }

    fn round(&mut self, fields: &Fields<'_>) -> Option<Round> {
        let name = fields.need_text(self.notes, "name", "name = \"3\"");
        let at = self.moment(fields, "at");
        let called = fields.get("called").and_then(|at| at.value.as_table());
        let called = called.map_or_else(Vec::new, |table| {
            let all = table.iter();
            all.filter_map(|(who, how)| Some((who.get_ref().to_string(), how.get_ref().as_str()?.to_owned()))).collect()
        });
        let present = fields.texts(self.notes, "present");
        let (place, form) = (self.words(fields, "place"), self.words(fields, "form"));
        Some(Round { name: name?.0, called, at: at?, place, form, present })
    }

    fn said(&mut self, fields: &Fields<'_>, kind: Kind, rounds: &[Round]) -> Option<Move> {
        let by = self.side(fields, "by");
        let at = self.moment(fields, "at");
        let on = fields.need_text(self.notes, "on", "on = \"route\": an element of the text, or words");
        let words = fields.need_text(self.notes, "words", "words = \"...\"");
        let round = fields.text(self.notes, "round");
        if let Some((name, span)) = round.as_ref().filter(|(name, _)| !rounds.iter().any(|r| r.name == *name)) {
            let near = nearest(name, rounds.iter().map(|round| round.name.as_str()));
            let near = near.map_or_else(|| "Write the [[round]].".to_owned(), |near| format!("Did you mean {near:?}?"));
            let finding = Finding::error("talks.no-such-round", format!("there is no round {name:?}"));
            self.notes.add(finding.about(&fields.label).advise(near).at(span.clone()));
        }
        let in_return_for = self.words(fields, "in_return_for");
        let round = round.map(|(round, _)| round).unwrap_or_default();
        Some(Move { kind, by: by?, round, at: at?, on: on?.0, words: words?.0, in_return_for })
    }

    /// The sides of a list, as the file spells them at its top.
    fn sides_in(&mut self, fields: &Fields<'_>, key: &str) -> Vec<String> {
        let mut found = Vec::new();
        for at in fields.list(key) {
            let Some((name, span)) = fields.as_text(self.notes, key, at) else { continue };
            let side = self.sides.iter().find(|side| side.to_lowercase() == name.to_lowercase()).cloned();
            if side.is_none() {
                let finding = Finding::error("talks.no-such-side", "that is none of the sides").about(&fields.label);
                self.notes.add(finding.advise(format!("The sides are: {}.", self.sides.join(", "))).at(span));
            }
            found.extend(side);
        }
        found
    }

    fn fact(&mut self, fields: &Fields<'_>) -> Option<Fact> {
        let at = self.moment(fields, "at");
        let on = fields.need_text(self.notes, "on", "on = \"route\": an element of the text, or words");
        let words = fields.need_text(self.notes, "words", "words = \"...\"");
        let (said_by, denied_by) = (self.sides_in(fields, "said_by"), self.sides_in(fields, "denied_by"));
        if said_by.is_empty() && !any_error(&self.notes.findings) {
            let finding = Finding::error("talks.nobody-named", "no side is named").about("fact");
            let advice = format!("Who says so? Add said_by = [{:?}].", self.sides[0]);
            self.notes.add(finding.advise(advice).at(fields.span.clone()));
        }
        if let Some(both) = said_by.iter().find(|side| denied_by.contains(side)) {
            let words = format!("{both} says so and denies it");
            let finding = Finding::error("talks.says-and-denies", words).about("fact").at(fields.span.clone());
            self.notes.add(finding.advise("Write two facts with their times, or leave out one of the two."));
        }
        Some(Fact { at: at?, on: on?.0, words: words?.0, said_by, denied_by })
    }

    fn commitment(&mut self, fields: &Fields<'_>) -> Option<Commitment> {
        let name = fields.need_text(self.notes, "name", "name = \"buses\"");
        let by = self.side(fields, "by");
        let at = self.moment(fields, "at");
        let due = moment_of(self.notes, fields, &self.context, "due");
        let what = fields.need_text(self.notes, "what", "what = \"54 buses\"");
        let amount = fields.count(self.notes, "amount");
        let to = self.words(fields, "to");
        if let Some(((due, span), at)) = due.as_ref().zip(at.as_ref())
            && due.at < at.at
        {
            let finding = Finding::error("talks.due-before-promised", "it was due before it was promised");
            self.notes.add(finding.about(&fields.label).advise("Correct one of the two times.").at(span.clone()));
        }
        let due = due.map(|(due, _)| due);
        Some(Commitment { name: name?.0, by: by?, to, at: at?, due, what: what?.0, amount, reports: Vec::new() })
    }

    /// Reports find a promise by its name: no two may share one.
    fn once(&mut self, top: &Fields<'_>, commitments: &[Commitment]) {
        for (place, own) in commitments.iter().enumerate() {
            if commitments[..place].iter().any(|before| before.name == own.name) {
                let at = top.tables(self.notes, "commitment").get(place).map_or(0..0, |(_, span)| span.clone());
                let words = format!("two promises are called {:?}", own.name);
                let finding = Finding::error("talks.name-twice", words).at(self.notes.first_line(at));
                self.notes.add(finding.advise("Give each its own name; reports find them by it."));
            }
        }
    }

    fn report(&mut self, table: &DeTable<'_>, span: Range<usize>, commitments: &mut [Commitment]) {
        let keys = TABLES.iter().find(|(name, _)| *name == "report").map_or(&[][..], |(_, keys)| *keys);
        let fields = Fields::open(self.notes, table, span, "report", keys);
        let on = fields.need_text(self.notes, "on", "on = \"buses\": the name of the commitment");
        let by = fields.need_text(self.notes, "by", "by = \"our monitor\": who says so");
        let at = self.moment(&fields, "at");
        let learned = moment_of(self.notes, &fields, &self.context, "learned").map(|(learned, _)| learned);
        let amount = fields.text(self.notes, "amount").and_then(|(text, span)| {
            let value = Value::read(&text);
            value
                .map_err(|error| {
                    let finding = Finding::error("talks.not-a-number", error.to_string()).about("report");
                    self.notes.add(finding.advise("Write a number as it was said: \"45\", \"about 30\".").at(span));
                })
                .ok()
        });
        let outcome = fields.text(self.notes, "outcome").and_then(|(word, span)| match word.as_str() {
            "done" => Some(Outcome::Done),
            "broken" => Some(Outcome::Broken),
            _ => {
                let finding =
                    Finding::error("statement.unknown-word", format!("{word:?} is none of the words for this"));
                self.notes.add(finding.about("report").advise("Write one of: done, broken.").at(span));
                None
            }
        });
        let words = self.words(&fields, "words");
        let (Some((on, on_span)), Some((by, _)), Some(at)) = (on, by, at) else { return };
        let near = nearest(&on, commitments.iter().map(|own| own.name.as_str())).map(str::to_owned);
        let Some(commitment) = commitments.iter_mut().find(|own| own.name == on) else {
            let advice =
                near.map_or_else(|| "Write the [[commitment]].".to_owned(), |near| format!("Did you mean {near:?}?"));
            let finding =
                Finding::error("talks.no-such-commitment", format!("nothing of the name {on:?} was promised"));
            self.notes.add(finding.about("report").advise(advice).at(on_span));
            return;
        };
        let learned = learned.unwrap_or_else(|| at.clone());
        commitment.reports.push(Report { by, at, learned, amount, outcome, words });
    }

    fn red_line(&mut self, fields: &Fields<'_>) -> Option<Private<RedLine>> {
        let owner = self.side(fields, "by");
        let on = fields.need_text(self.notes, "on", "on = \"route\"");
        let words = fields.need_text(self.notes, "words", "words = \"...\"");
        Some(Private::of(owner?, RedLine { on: on?.0, words: words?.0 }))
    }
}
