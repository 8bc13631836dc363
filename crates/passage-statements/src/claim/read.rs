//! Reads claims: every fault is found in one pass, each with where it stands, what is wrong and what to do.

use super::known::{Attribution, ContentGrade, Grades, HowKnown, Kind, Relation, SourceGrade, Stance, Verified};
use super::reader::{Notes, ROW_KEYS_ADVICE};
use super::row::Row;
use super::{Claim, Said, What, csv, json, toml, when};
use crate::measure::{Measure, Period, Point, Value};
use jiff::Timestamp;
use passage_model::civil::Zone;
use passage_model::finding::Finding;
use passage_model::nearest::nearest;
use std::collections::BTreeMap;
use std::ops::Range;

/// How claims are written in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// `[[claim]]` tables.
    Toml,
    /// An object in each line.
    JsonLines,
    /// A row for each, keys in the first line.
    Csv,
}

impl Format {
    /// The format of a file by the end of its name.
    pub fn of_name(name: &str) -> Option<Self> {
        match name.rsplit_once('.')?.1.to_ascii_lowercase().as_str() {
            "toml" => Some(Self::Toml),
            "jsonl" | "ndjson" | "json" => Some(Self::JsonLines),
            "csv" => Some(Self::Csv),
            _ => None,
        }
    }
}

/// A claim and the bytes where it was read.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The claim.
    pub claim: Claim,
    /// Where it stands.
    pub span: Range<usize>,
}

/// Reads a file of claims; `learned` is taken for those that do not say when we learned them. Findings that are errors
/// forbid to build on the file; the claims without faults are given all the same.
///
/// Never panics, whatever the bytes. O(length).
pub fn read(bytes: &[u8], format: Format, learned: Option<Timestamp>) -> (Vec<Entry>, Vec<Finding>) {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let line = bytes.iter().take(error.valid_up_to()).filter(|byte| **byte == b'\n').count() + 1;
            let finding = Finding::error("claim.not-text", format!("line {line} is not text in UTF-8"));
            return (Vec::new(), vec![finding.advise("Save the claims as plain text in UTF-8.")]);
        }
    };
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = Reader { zones: BTreeMap::new(), zone: None, learned, notes: Notes::default() };
    let mut entries = Vec::new();
    match format {
        Format::Toml => {
            let (rows, zone) = toml::rows(body, &mut reader.notes);
            reader.zone = zone.and_then(|(name, span)| reader.zone(&name, span));
            entries.extend(rows.into_iter().filter_map(|row| reader.entry(&row)));
        }
        Format::Csv => {
            let rows = csv::rows(body, &mut reader.notes);
            entries.extend(rows.into_iter().filter_map(|row| reader.entry(&row)));
        }
        Format::JsonLines => {
            let mut notes = Notes::default();
            json::each_row(body, &mut notes, |row, notes| {
                std::mem::swap(&mut reader.notes, notes);
                entries.extend(reader.entry_of_line(row, body));
                std::mem::swap(&mut reader.notes, notes);
            });
            reader.notes = notes;
        }
    }
    // Spans are of the bytes that were given, with the mark of their order.
    let shift = text.len() - body.len();
    for span in reader.notes.findings.iter_mut().filter_map(|finding| finding.span.as_mut()) {
        *span = span.start + shift..span.end + shift;
    }
    (entries, reader.notes.shown())
}

struct Reader {
    zones: BTreeMap<String, Zone>,
    zone: Option<Zone>,
    learned: Option<Timestamp>,
    notes: Notes,
}

impl Reader {
    fn entry(&mut self, row: &Row) -> Option<Entry> {
        self.claim(row).map(|claim| Entry { claim, span: row.span.clone() })
    }

    /// The claim of a line of JSON: only one with a fault is worth looking for the places of its values.
    fn entry_of_line(&mut self, mut row: Row, text: &str) -> Option<Entry> {
        let before = self.notes.findings.len();
        let entry = self.entry(&row);
        if self.notes.findings.len() == before {
            return entry;
        }
        self.notes.findings.truncate(before);
        json::locate(&mut row, text);
        self.entry(&row)
    }

    /// The claim of a row; `None` where anything that it cannot be without is missing or wrong.
    fn claim(&mut self, row: &Row) -> Option<Claim> {
        let before = self.notes.findings.len();
        let zone = self.zone_of(row)?;
        let said = self.said(row, &zone);
        let learned = self.learned(row, &zone, said);
        let about = self.need(row, "about", "about = \"corridor Mariupol - Zaporizhzhia\"");
        let (what, period) = (self.what(row), self.period(row, &zone));
        let verified = self.both(row, "verified_by", "verified_how").map(|(by, how)| Verified { by, how });
        let attribution = self.attribution(row);
        let how = self.how(row);
        let grades = Grades {
            source: self.word(row, "source_grade", SourceGrade::ALL, SourceGrade::name),
            content: self.word(row, "content_grade", ContentGrade::ALL, ContentGrade::name),
        };
        self.spoken(row);
        let text = |key: &str| row.text(key).map_or_else(String::new, |(text, _)| text.to_owned());
        let claim = Claim {
            name: self.name(row),
            speaker: text("speaker"),
            side: text("side"),
            channel: text("channel"),
            carrier: text("carrier"),
            address: text("address"),
            zone,
            said: said?,
            said_quoted: text("said_quoted"),
            learned: learned?,
            about: about?,
            what: what?,
            period,
            mode: text("mode"),
            quote: text("quote"),
            language: text("language"),
            translator: text("translator"),
            how,
            grades,
            attribution,
            verified,
            relations: relations(row),
            note: text("note"),
        };
        self.unchanged(row, &claim);
        (self.notes.findings.len() == before).then_some(claim)
    }

    fn missing(&mut self, row: &Row, code: &'static str, words: impl Into<String>, advice: impl Into<String>) {
        self.notes.error(code, words, advice, row.span.clone());
    }

    fn need(&mut self, row: &Row, key: &str, example: &str) -> Option<String> {
        let text = row.text(key).map(|(text, _)| text.to_owned());
        if text.is_none() {
            self.missing(row, "claim.missing", format!("this claim has no {key:?}"), format!("Write {example}."));
        }
        text
    }

    fn zone(&mut self, name: &str, span: Range<usize>) -> Option<Zone> {
        if let Some(zone) = self.zones.get(name) {
            return Some(zone.clone());
        }
        match Zone::find(name) {
            Ok(zone) => {
                self.zones.insert(name.to_owned(), zone.clone());
                Some(zone)
            }
            Err(error) => {
                self.notes.error("claim.unknown-zone", error.to_string(), error.advice(), span);
                None
            }
        }
    }

    fn zone_of(&mut self, row: &Row) -> Option<Zone> {
        let own = row.text("zone").map(|(name, span)| (name.to_owned(), span));
        match own {
            Some((name, span)) => self.zone(&name, span),
            None if self.zone.is_some() => self.zone.clone(),
            None => {
                let advice = "Write zone = \"Europe/Kyiv\": a day is not the same day everywhere.";
                self.missing(row, "claim.missing", "this claim names no zone for its times", advice);
                None
            }
        }
    }

    /// A value read by a function, its fault noted where it stands.
    fn timed<T>(&mut self, row: &Row, key: &str, read: impl Fn(&str) -> Result<T, when::Fault>) -> Option<T> {
        let (text, span) = row.text(key)?;
        match read(text) {
            Ok(value) => Some(value),
            Err(fault) => {
                self.notes.error("claim.not-a-time", fault.words, fault.advice, span);
                None
            }
        }
    }

    fn said(&mut self, row: &Row, zone: &Zone) -> Option<Said> {
        if row.text("said").is_none() {
            let advice = "Write said = \"2022-03-15\", or with the time of day where it is known.";
            self.missing(row, "claim.missing", "this claim does not say when it was said", advice);
            return None;
        }
        self.timed(row, "said", |text| when::said(text, zone))
    }

    fn learned(&mut self, row: &Row, zone: &Zone, said: Option<Said>) -> Option<Timestamp> {
        let Some((_, span)) = row.text("learned") else {
            if self.learned.is_none() {
                let advice = "Add claims with `passage claim add`, which notes the moment, or write learned = \"2022-03-15 16:00\".";
                self.missing(row, "claim.missing", "this claim does not say when we learned it", advice);
            }
            return self.learned;
        };
        let learned = self.timed(row, "learned", |text| when::moment(text, zone))?;
        let begun = match said? {
            Said::At(moment) => Some(moment),
            Said::On(date) => zone.start_of(date).ok(),
        };
        if begun.is_some_and(|begun| learned < begun) {
            let words = "we cannot have learned this before it was said";
            self.notes.error("claim.learned-early", words, "Correct said or learned; look at their zones.", span);
        }
        Some(learned)
    }

    fn period(&mut self, row: &Row, zone: &Zone) -> Period {
        self.timed(row, "period", |text| when::period(text, zone)).unwrap_or(Period::Unstated)
    }

    fn what(&mut self, row: &Row) -> Option<What> {
        let (measure, value, topic) = (row.text("measure"), row.text("value"), row.text("topic"));
        match (measure, value, topic) {
            (Some((measure, span)), Some(value), None) => self.counted(row, (measure, span), value),
            (None, None, Some((topic, _))) => Some(What::Statement { topic: topic.to_owned() }),
            (None, None, None) => {
                let advice = "Write measure = \"departed.people\" and value = \"about 20,000\", or topic = \"opened\" for what \
                              has no number.";
                self.missing(
                    row,
                    "claim.missing",
                    "this claim says nothing: it has neither a measure nor a topic",
                    advice,
                );
                None
            }
            (Some(_), Some(_), Some((_, span))) => {
                let advice = "Write one claim for the number and one for the rest.";
                self.notes.error("claim.two-things", "a claim has a measure or a topic, not both", advice, span);
                None
            }
            (Some((_, span)), None, _) => {
                let advice =
                    "Write value = \"about 20,000\", as it was said; for what has no number, write a topic instead.";
                self.notes.error("claim.missing", "a measure without a value", advice, span);
                None
            }
            (None, Some((_, span)), _) => {
                let advice = "Write measure = \"departed.people\" or another one: a number alone may mean anything.";
                self.notes.error("claim.missing", "a value without a measure", advice, span);
                None
            }
        }
    }

    fn counted(&mut self, row: &Row, measure: (&str, Range<usize>), value: (&str, Range<usize>)) -> Option<What> {
        let Some(found) = Measure::find(measure.0) else {
            let near = nearest(measure.0, Measure::ALL.iter().map(|measure| measure.name()));
            let near = near.map_or_else(String::new, |near| format!("Did you mean {near:?}? "));
            let advice = format!("{near}The measures are in docs/reference/claims.md.");
            self.notes.error(
                "claim.unknown-measure",
                format!("there is no measure {:?}", measure.0),
                advice,
                measure.1,
            );
            return None;
        };
        if let Some((unit, span)) = row.text("unit").filter(|(unit, _)| *unit != found.unit().name()) {
            let words = format!("{found} counts {}, not {unit}", found.unit());
            let advice =
                "Take the measure of what was counted; if the sources differ in the unit, write a claim for each.";
            self.notes.error("claim.other-unit", words, advice, span);
            return None;
        }
        let value = match Value::read(value.0) {
            Ok(value) => value,
            Err(error) => {
                let advice = "Put the whole number with its form here, its thousands parted by a comma or a blank (20,000 and not \
                              20.000), and the words as they were said in quote.";
                self.notes.error("claim.not-a-value", error.to_string(), advice, value.1);
                return None;
            }
        };
        Some(What::Figure { measure: found, point: self.point(row, found)?, value })
    }

    fn point(&mut self, row: &Row, measure: Measure) -> Option<Point> {
        let Some((text, span)) = row.text("point") else { return Some(measure.point()) };
        let Some(point) = Point::find(text) else {
            let advice = "Write start, exit, checkpoint NAME, border, arrival, registration or no point; leave it out where the \
                          statement does not say.";
            self.notes.error("claim.unknown-point", format!("{text:?} is no point of a way"), advice, span);
            return None;
        };
        if !measure.may_be_at(&point) {
            let words = format!("{measure} is counted at {}, not at {point}", measure.point());
            let advice = "Take the measure that fits the place: whoever has left has not arrived yet.";
            self.notes.error("claim.other-point", words, advice, span);
            return None;
        }
        Some(point)
    }

    /// Two keys that need each other.
    fn both(&mut self, row: &Row, one: &str, other: &str) -> Option<(String, String)> {
        match (row.text(one), row.text(other)) {
            (Some((a, _)), Some((b, _))) => Some((a.to_owned(), b.to_owned())),
            (None, None) => None,
            (Some((_, span)), None) | (None, Some((_, span))) => {
                let words = format!("{one:?} and {other:?} need each other");
                let advice =
                    "Name the verifier and the method; without both the claim stays not independently verified.";
                self.notes.error("claim.half-verified", words, advice, span);
                None
            }
        }
    }

    fn attribution(&mut self, row: &Row) -> Option<Attribution> {
        let to = row.text("attributed_to").map(|(to, _)| to.to_owned());
        let stance = self.word(row, "attribution", Stance::ALL, Stance::name);
        match (to, stance, row.text("attribution")) {
            (Some(to), stance, _) => Some(Attribution { to, stance: stance.unwrap_or(Stance::Claimed) }),
            (None, Some(Stance::Undetermined), _) => {
                Some(Attribution { to: String::new(), stance: Stance::Undetermined })
            }
            (None, Some(_), Some((_, span))) => {
                let advice = "Write attributed_to = \"...\", or attribution = \"undetermined\".";
                self.notes.error("claim.missing", "an attribution to nobody", advice, span);
                None
            }
            _ => None,
        }
    }

    fn how(&mut self, row: &Row) -> HowKnown {
        let Some((text, span)) = row.text("how_known") else { return HowKnown::Unstated };
        HowKnown::find(text).unwrap_or_else(|| {
            let words = format!("{text:?} does not say how the speaker knows");
            let advice = "Write own count, told by NAME, seen by NAME, document NAME, or leave it out.";
            self.notes.error("claim.unknown-word", words, advice, span);
            HowKnown::Unstated
        })
    }

    fn word<T: Copy>(&mut self, row: &Row, key: &str, all: &[T], name: impl Fn(T) -> &'static str) -> Option<T> {
        let (text, span) = row.text(key)?;
        let found = all.iter().copied().find(|one| name(*one).eq_ignore_ascii_case(text));
        if found.is_none() {
            let names = all.iter().map(|one| name(*one)).collect::<Vec<_>>().join(", ");
            let words = format!("{key} is one of {names}, not {text:?}");
            self.notes.error("claim.unknown-word", words, ROW_KEYS_ADVICE, span);
        }
        found
    }

    /// Somebody must have said it, or carried it to us.
    fn spoken(&mut self, row: &Row) {
        if row.text("speaker").is_none() && row.text("carrier").is_none() {
            let advice = "Write speaker = \"Mariupol city council\"; where the report does not say, write its carrier.";
            self.missing(row, "claim.missing", "this claim names neither a speaker nor a carrier", advice);
        }
    }

    fn name(&mut self, row: &Row) -> String {
        let Some((name, span)) = row.text("name") else { return String::new() };
        if name.contains(|c: char| c.is_whitespace() || c.is_control() || ",;".contains(c)) {
            let words = format!("the name {name:?} is not one word");
            self.notes.error(
                "claim.name",
                words,
                "Other claims refer to it, such as \"S0-1\": no blanks and commas.",
                span,
            );
        }
        name.to_owned()
    }

    /// A recorded claim carries its name by content; that it still fits shows that nobody changed it.
    fn unchanged(&mut self, row: &Row, claim: &Claim) {
        let Some((id, span)) = row.text("id") else { return };
        let own = claim.id().to_string();
        if id != own {
            let words = format!("this claim was changed after it was recorded: it was {id} and is {own} now");
            let advice =
                "Put the recorded words back, and add a new claim that corrects this one: `passage claim correct`.";
            self.notes.error("claim.changed", words, advice, span);
        }
    }
}

fn relations(row: &Row) -> Vec<Relation> {
    let of =
        |kind: &Kind| row.names(kind.name()).into_iter().map(|to| Relation { kind: *kind, to }).collect::<Vec<_>>();
    Kind::ALL.iter().flat_map(of).collect()
}
