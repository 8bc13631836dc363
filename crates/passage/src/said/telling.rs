//! Claims in words: values with their forms, times, sources, in the language of the reader.

use crate::words::{Words, count};
use fluent_bundle::FluentValue;
use jiff::Timestamp;
use passage_model::civil::Zone;
use passage_statements::claim::{Claim, What};
use passage_statements::ledger::Ledger;
use passage_statements::measure::{Period, Point, Value};
use passage_statements::question::{Part, Phrase};

/// A number with its form: "about 20,000".
pub fn value(value: Value, words: &Words) -> String {
    let n = |number: u64| [("n", count(number))];
    match value {
        Value::Exact(number) => words.number(number),
        Value::AtLeast(number) => words.tell("claim-at-least", &n(number)),
        Value::MoreThan(number) => words.tell("claim-more-than", &n(number)),
        Value::UpTo(number) => words.tell("claim-up-to", &n(number)),
        Value::Almost(number) => words.tell("claim-almost", &n(number)),
        Value::About(number) => words.tell("claim-about", &n(number)),
        Value::Range(low, high) => range(low, Some(high), words),
        Value::Vague(_) => {
            let (low, high) = value.supports();
            let parts = [("word", value.to_string().into()), ("range", range(low, high, words).into())];
            words.tell("claim-vague", &parts)
        }
    }
}

/// The numbers from the least to the most.
pub fn range(low: u64, high: Option<u64>, words: &Words) -> String {
    match high {
        Some(high) if high == low => words.number(low),
        Some(high) => words.tell("claim-range", &[("low", count(low)), ("high", count(high))]),
        None => words.tell("claim-at-least", &[("n", count(low))]),
    }
}

/// A moment by the clocks of a zone: "2022-03-15 14:00".
pub fn moment(at: Timestamp, zone: &Zone) -> String {
    zone.at(at).strftime("%Y-%m-%d %H:%M").to_string()
}

/// Where a sum begins or ends: the date alone where that is a whole day, the last one included.
fn edge(at: Timestamp, zone: &Zone, end: bool) -> String {
    let local = zone.at(at);
    match local.date().yesterday() {
        _ if local.time() != jiff::civil::Time::midnight() => moment(at, zone),
        Ok(yesterday) if end => yesterday.to_string(),
        _ => local.date().to_string(),
    }
}

/// Until when a figure reaches, by the clocks of a zone: the last day where it ends at midnight.
pub fn until(at: Timestamp, zone: &Zone) -> String {
    edge(at, zone, true)
}

/// The time that a claim is for, by its own clocks.
pub fn period(claim: &Claim, words: &Words) -> String {
    time(&claim.period, &claim.zone, words)
}

/// The time that a figure is for, by the clocks of a zone.
pub fn time(period: &Period, zone: &Zone, words: &Words) -> String {
    let at = |moment_at: Timestamp| FluentValue::from(moment(moment_at, zone));
    let (begins, ends) = (|at: Timestamp| edge(at, zone, false), |at: Timestamp| edge(at, zone, true));
    match period {
        Period::At(moment) => words.tell("claim-as-of", &[("moment", at(*moment))]),
        Period::Day { date, .. } => date.to_string(),
        Period::DaySoFar { date, until, .. } => {
            let local = zone.at(*until);
            let form = if local.date() == *date { "%H:%M" } else { "%Y-%m-%d %H:%M" };
            let until = local.strftime(form).to_string();
            words.tell("claim-day-so-far", &[("date", date.to_string().into()), ("time", until.into())])
        }
        Period::Since { from: Some(from), until } => {
            words.tell("claim-since", &[("from", begins(*from).into()), ("until", ends(*until).into())])
        }
        Period::Since { from: None, until } => words.tell("claim-so-far", &[("until", ends(*until).into())]),
        Period::Unstated => words.say("claim-no-time"),
    }
}

/// Where it was counted, only where the statement says more than its measure does.
fn point(claim: &Claim, words: &Words) -> Option<String> {
    let What::Figure { measure, point, .. } = &claim.what else { return None };
    match point {
        Point::Checkpoint(name) => Some(words.tell("claim-at-checkpoint", &[("name", name.clone().into())])),
        point if *point == measure.point() => None,
        point => Some(point.to_string()),
    }
}

/// What was said, with the time that it is for: "about 20,000 departed.people, 2022-03-15".
pub fn said(claim: &Claim, words: &Words) -> String {
    let mut parts = vec![match &claim.what {
        What::Figure { measure, value: number, .. } => format!("{} {measure}", value(*number, words)),
        What::Statement { topic } => topic.clone(),
    }];
    parts.extend(point(claim, words));
    if !claim.mode.is_empty() {
        parts.push(claim.mode.clone());
    }
    parts.push(period(claim, words));
    if let Some(held) = claim.attribution.as_ref().filter(|held| !held.to.is_empty()) {
        let message = match held.stance {
            passage_statements::claim::Stance::Denied => "claim-denies",
            _ => "claim-holds",
        };
        parts.push(words.tell(message, &[("to", held.to.clone().into())]));
    }
    parts.join(", ")
}

/// Who said it: office, channel, carrier.
pub fn source(claim: &Claim, words: &Words) -> String {
    let mut parts = Vec::new();
    if claim.speaker.is_empty() {
        parts.push(words.say("claim-nobody-named"));
    } else {
        parts.push(claim.speaker.clone());
    }
    parts.extend([&claim.channel, &claim.carrier].into_iter().filter(|text| !text.is_empty()).cloned());
    parts.join(", ")
}

/// Whether it was verified, and by whom.
pub fn verified(claim: &Claim, words: &Words) -> String {
    match &claim.verified {
        Some(by) if claim.is_verified_by_its_own() => {
            words.tell("claim-verified-by-its-own", &[("by", by.by.clone().into())])
        }
        Some(by) => words.tell("claim-verified", &[("by", by.by.clone().into()), ("how", by.how.clone().into())]),
        None => words.say("claim-not-verified"),
    }
}

/// A claim in one line, behind its name; with its correction where that was known at a moment.
pub fn line(ledger: &Ledger, place: usize, at: Option<Timestamp>, words: &Words) -> String {
    let claim = &ledger.claims()[place];
    let mut text =
        format!("{}  {}; {}; {}", claim.called(), said(claim, words), source(claim, words), verified(claim, words));
    let known = |by: &usize| at.is_none_or(|at| ledger.claims()[*by].learned <= at);
    if let Some(by) = ledger.corrected_by(place).filter(known) {
        let by = words.tell("claim-corrected-by", &[("by", ledger.claims()[by].called().into())]);
        text.push_str("; ");
        text.push_str(&by);
    }
    text
}

/// A sentence of a question.
pub fn phrase(phrase: &Phrase, words: &Words) -> String {
    let figure = |part: &Part| match part {
        Part::Count(number) => count(*number),
        Part::Tenths(tenths) => words.decimal(*tenths as f64 / 10.0, 1).into(),
        Part::Value(number) => value(*number, words).into(),
        Part::Text(text) => text.clone().into(),
        Part::State(state) => crate::texts::states::name(*state, words).into(),
    };
    let figures: Vec<_> = phrase.parts.iter().map(|(name, part)| (*name, figure(part))).collect();
    words.tell(phrase.message, &figures)
}

/// A claim as JSON: its keys as they are written, and its correction where that was known at a moment.
pub fn document(ledger: &Ledger, place: usize, at: Option<Timestamp>) -> serde_json::Value {
    let claim = &ledger.claims()[place];
    let mut document = passage_statements::claim::document(claim);
    if let Some(object) = document.as_object_mut() {
        let known = |by: &usize| at.is_none_or(|at| ledger.claims()[*by].learned <= at);
        let by = ledger.corrected_by(place).filter(known).map(|by| ledger.claims()[by].called());
        object.insert("corrected_by".into(), by.into());
        object.insert("independently_verified".into(), claim.verified.is_some().into());
    }
    document
}
