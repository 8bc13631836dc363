//! Talks on the screen and for programs. What is shared is made from the record alone, which can hold nothing private; only
//! what a side sees of its own takes that side's red lines.

use crate::texts::element_name;
use crate::words::{Words, count};
use jiff::Timestamp;
use passage_model::civil::Zone;
use passage_statements::talks::{Commitment, Common, Fact, Kind, Move, Own, Progress, Record, Round, Standing};
use serde_json::{Value, json};
use std::fmt::Write as _;

/// The talks as both sides may see them, as of a moment.
pub fn shared_screen(record: &Record, at: Timestamp, words: &Words) -> String {
    let record = record.as_of(at);
    let head = [("title", record.title.as_str().into()), ("moment", shown(&record, at).into())];
    let mut lines = vec![words.tell("talks-head", &head)];
    let mut section = |title: &str, told: Vec<String>| {
        if !told.is_empty() {
            lines.push(String::new());
            lines.push(words.say(title));
            lines.extend(told.into_iter().map(|line| format!("  {line}")));
        }
    };
    let delegations = record.delegations.iter().map(|own| {
        let members = if own.members.is_empty() { String::new() } else { format!("; {}", own.members.join(", ")) };
        format!("{}: {}{members}", own.side, own.head)
    });
    section("talks-delegations", delegations.collect());
    section("talks-rounds", record.rounds.iter().map(|round| round_line(&record, round)).collect());
    section("talks-moves", moves(&record, words));
    section("talks-facts", record.facts.iter().map(|fact| fact_line(&record, fact, words)).collect());
    section("talks-commitments", record.commitments.iter().flat_map(|own| promise(&record, own, at, words)).collect());
    lines.join("\n")
}

/// The talks as one side sees them: the same, and its own red lines behind it.
pub fn own_screen(own: &Own<'_>, side: &str, at: Timestamp, words: &Words) -> String {
    let mut text = shared_screen(own.record, at, words);
    let head = [("side", side.into()), ("n", count(own.red_lines.len() as u64))];
    text.push_str("\n\n");
    text.push_str(&words.tell("talks-red-lines", &head));
    for line in &own.red_lines {
        // Writing to a String cannot fail.
        let _ = write!(text, "\n  {}: \u{201c}{}\u{201d}", subject(&line.on, words), line.words);
    }
    text
}

fn shown(record: &Record, at: Timestamp) -> String {
    let utc = Zone::find("UTC").ok();
    let Some(zone) = record.zone.as_ref().or(utc.as_ref()) else { return at.to_string() };
    format!("{} ({})", zone.at(at).strftime("%F %H:%M"), zone.name())
}

/// A moment without its zone, which stands at the head.
fn short(record: &Record, at: Timestamp) -> String {
    let utc = Zone::find("UTC").ok();
    let Some(zone) = record.zone.as_ref().or(utc.as_ref()) else { return at.to_string() };
    zone.at(at).strftime("%F %H:%M").to_string()
}

/// "round 3 (Ukraine) / second day of round 4 (Russia)": two counts are both shown.
fn round_line(record: &Record, round: &Round) -> String {
    let called: Vec<String> = round.called.iter().map(|(who, how)| format!("{how} ({who})")).collect();
    let name = if called.is_empty() { round.name.clone() } else { called.join(" / ") };
    let parts = [round.place.clone(), round.form.clone(), round.present.join(", ")];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    format!("{name}: {}; {}", short(record, round.at.at), parts.join("; "))
}

/// What an element is called, or the words as they are.
fn subject(on: &str, words: &Words) -> String {
    element_name(on, words).unwrap_or_else(|| on.to_owned())
}

/// What was put forward, by what it is on, in the order in which that came up.
fn moves(record: &Record, words: &Words) -> Vec<String> {
    let mut subjects: Vec<&str> = Vec::new();
    for own in &record.moves {
        if !subjects.contains(&own.on.as_str()) {
            subjects.push(&own.on);
        }
    }
    let mut lines = Vec::new();
    for on in subjects {
        lines.push(subject(on, words));
        for own in record.moves.iter().filter(|own| own.on == on) {
            lines.push(format!("  {}", move_line(record, own, words)));
        }
    }
    lines
}

fn move_line(record: &Record, own: &Move, words: &Words) -> String {
    let message = match own.kind {
        Kind::Demand => "talks-demand",
        Kind::Position => "talks-position",
        Kind::Concession if own.in_return_for.is_empty() => "talks-concession",
        Kind::Concession => "talks-concession-for",
    };
    let mut figures = vec![("side", own.by.as_str().into()), ("words", own.words.as_str().into())];
    if message == "talks-concession-for" {
        figures.push(("for", own.in_return_for.as_str().into()));
    }
    format!("{}  {}", short(record, own.at.at), words.tell(message, &figures))
}

const fn common_word(common: Common) -> (&'static str, &'static str) {
    match common {
        Common::Agreed => ("talks-agreed-fact", "agreed"),
        Common::NotAnswered => ("talks-not-answered", "not answered"),
        Common::Contested => ("talks-contested", "contested"),
    }
}

fn fact_line(record: &Record, fact: &Fact, words: &Words) -> String {
    let common = words.say(common_word(record.common(fact)).0);
    let said = words.tell("talks-said-by", &[("sides", fact.said_by.join(", ").into())]);
    let denied = (!fact.denied_by.is_empty())
        .then(|| words.tell("talks-denied-by", &[("sides", fact.denied_by.join(", ").into())]));
    let who = [Some(said), denied].into_iter().flatten().collect::<Vec<_>>().join("; ");
    format!("{common}  {}: \u{201c}{}\u{201d} ({who})", subject(&fact.on, words), fact.words)
}

/// A promise with how it stands, and what was reported of it.
fn promise(record: &Record, own: &Commitment, at: Timestamp, words: &Words) -> Vec<String> {
    let Some(progress) = own.standing(at) else { return Vec::new() };
    let due = match &own.due {
        Some(due) => words.tell("talks-due", &[("moment", short(record, due.at).into())]),
        None => words.say("talks-no-due"),
    };
    let to = if own.to.is_empty() { String::new() } else { format!(" \u{2192} {}", own.to) };
    let standing = words.say(standing(progress.standing));
    let mut lines = vec![format!("{standing}  {}: {}{to}: {}; {due}", own.name, own.by, own.what)];
    lines.extend(reasons(record, own, &progress, words).into_iter().map(|line| format!("  {line}")));
    lines
}

const fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Open => "talks-open",
        Standing::Kept => "talks-kept",
        Standing::Late => "talks-late",
        Standing::Broken => "talks-broken",
        Standing::NotKnown => "talks-not-known",
    }
}

const fn standing_word(standing: Standing) -> &'static str {
    match standing {
        Standing::Open => "open",
        Standing::Kept => "kept",
        Standing::Late => "late",
        Standing::Broken => "broken",
        Standing::NotKnown => "not known",
    }
}

/// By whose word it stands so.
fn reasons(record: &Record, own: &Commitment, progress: &Progress, words: &Words) -> Vec<String> {
    let told = |message: &str, place: usize| {
        let report = &own.reports[place];
        let figures = [("by", report.by.as_str().into()), ("moment", short(record, report.at.at).into())];
        let told = words.tell(message, &figures);
        if report.words.is_empty() { told } else { format!("{told} \u{201c}{}\u{201d}", report.words) }
    };
    let mut lines = Vec::new();
    if let Some(place) = progress.by {
        let message = if progress.standing == Standing::Broken { "talks-by-broken" } else { "talks-by-done" };
        lines.push(told(message, place));
    }
    lines.extend(progress.against.map(|place| told("talks-by-broken", place)));
    if let (Some(place), Some(amount)) = (progress.most, own.amount) {
        let report = &own.reports[place];
        let seen = report.amount.map(|value| crate::said::telling::value(value, words)).unwrap_or_default();
        let figures = [
            ("seen", seen.into()),
            ("amount", count(amount)),
            ("by", report.by.as_str().into()),
            ("moment", short(record, report.at.at).into()),
        ];
        lines.push(words.tell("talks-seen", &figures));
    }
    if progress.standing == Standing::NotKnown && lines.is_empty() {
        lines.push(words.say("talks-nobody-says"));
    }
    lines
}

/// What may be shared, for programs.
pub fn shared_document(record: &Record, at: Timestamp, words: &Words) -> Value {
    let record = record.as_of(at);
    let rounds = record.rounds.iter().map(|round| {
        let called: serde_json::Map<String, Value> =
            round.called.iter().map(|(who, how)| (who.clone(), json!(how))).collect();
        json!({
            "name": round.name,
            "called": called,
            "at": round.at.at.to_string(),
            "place": round.place,
            "form": round.form,
            "present": round.present,
        })
    });
    let moves = record.moves.iter().map(|own| {
        let kind = match own.kind {
            Kind::Demand => "demand",
            Kind::Position => "position",
            Kind::Concession => "concession",
        };
        json!({
            "kind": kind,
            "by": own.by,
            "round": own.round,
            "at": own.at.at.to_string(),
            "on": own.on,
            "words": own.words,
            "in_return_for": own.in_return_for,
        })
    });
    let promises = record.commitments.iter().filter_map(|own| {
        let progress = own.standing(at)?;
        Some(json!({
            "name": own.name,
            "by": own.by,
            "to": own.to,
            "what": own.what,
            "amount": own.amount,
            "at": own.at.at.to_string(),
            "due": own.due.as_ref().map(|due| due.at.to_string()),
            "standing": standing_word(progress.standing),
            "words": reasons(&record, own, &progress, words),
        }))
    });
    json!({
        "title": record.title,
        "as_of": at.to_string(),
        "shared": true,
        "sides": record.sides,
        "delegations": record.delegations.iter().map(|own| {
            json!({ "side": own.side, "head": own.head, "members": own.members })
        }).collect::<Vec<_>>(),
        "rounds": rounds.collect::<Vec<_>>(),
        "moves": moves.collect::<Vec<_>>(),
        "facts": record.facts.iter().map(|fact| json!({
            "at": fact.at.at.to_string(),
            "on": fact.on,
            "words": fact.words,
            "said_by": fact.said_by,
            "denied_by": fact.denied_by,
            "standing": common_word(record.common(fact)).1,
        })).collect::<Vec<_>>(),
        "commitments": promises.collect::<Vec<_>>(),
    })
}

/// What one side sees, for programs; it says that it is not to be shared.
pub fn own_document(own: &Own<'_>, side: &str, at: Timestamp, words: &Words) -> Value {
    let mut document = shared_document(own.record, at, words);
    if let Some(object) = document.as_object_mut() {
        object.insert("shared".into(), false.into());
        object.insert("for".into(), side.into());
        let lines = own.red_lines.iter().map(|line| json!({ "on": line.on, "words": line.words }));
        object.insert("red_lines".into(), lines.collect::<Vec<_>>().into());
    }
    document
}
