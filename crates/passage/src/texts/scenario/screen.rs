//! What became of a text: what is lacking, what was assumed, what was given, what two texts do not both say.

use super::open::Lacking;
use super::rows::{Origin, Row};
use super::{Asked, Draft, whose};
use crate::command::scenario::CorridorFigures;
use crate::outcome::times::duration;
use crate::texts::names::{element, part};
use crate::words::{Words, count};
use passage_model::units::Seconds;
use passage_statements::text::{Apart, ELEMENTS, Element, How, Side};
use serde_json::{Value, json};
use std::path::Path;

/// The elements that a scenario has a place for.
const USED: [&str; 9] =
    ["parties", "direction", "route", "deviation", "times", "people", "vehicles", "checkpoint", "destination"];

/// What became of a text, on the screen; `written` is where the scenario lies.
pub fn screen(
    asked: &Asked<'_>,
    draft: &Draft,
    ways: &[CorridorFigures],
    written: Option<&Path>,
    words: &Words,
) -> String {
    let whose = [("corridor", asked.outline.corridor.as_str().into()), ("whose", told_whose(asked, words).into())];
    let mut lines = vec![words.tell("made-head", &whose)];
    let mut section = |title: String, told: Vec<String>| {
        if !told.is_empty() {
            lines.push(String::new());
            lines.push(title);
            lines.extend(told.into_iter().map(|line| format!("  {line}")));
        }
    };
    let lacking: Vec<String> = draft.lacking.iter().map(|what| lacks(what, words)).collect();
    section(words.tell("made-lacking", &[("n", count(lacking.len() as u64))]), lacking);
    section(words.say("made-ways"), ways.iter().map(|way| told_way(way, words)).collect());
    let apart = asked.outline.apart.iter().map(|apart| told_apart(asked, apart, words)).collect();
    section(words.say("made-apart"), apart);
    let assumed = cells(draft, |origin| match origin {
        Origin::Assumed(why) => Some(why.message()),
        _ => None,
    });
    let assumed = assumed.into_iter().map(|(what, why)| format!("{what} ({})", words.say(why)));
    section(words.say("made-assumed"), assumed.collect());
    let given = cells(draft, |origin| match origin {
        Origin::Given(said) => Some(said.as_str()),
        _ => None,
    });
    let given = given.into_iter().map(|(what, said)| if said.is_empty() { what } else { format!("{what} ({said})") });
    section(words.say("made-given"), given.collect());
    let replaced = draft.replaced.iter().map(|replaced| {
        let figures = [
            ("what", format!("{} {}", replaced.table, replaced.key).trim().to_owned().into()),
            ("was", before(&replaced.was, asked, words).into()),
        ];
        words.tell("made-replaced-one", &figures)
    });
    section(words.say("made-replaced"), replaced.collect());
    section(words.say("made-not-used"), not_used(asked, draft, words));
    lines.push(String::new());
    lines.push(match written {
        Some(path) => words.tell("made-written", &[("path", path.display().to_string().into())]),
        None if draft.lacking.is_empty() => words.say("made-not-written"),
        None => words.say("made-none"),
    });
    lines.join("\n")
}

/// A way on the roads: how long it is, how long it takes, and how long it is open.
fn told_way(way: &CorridorFigures, words: &Words) -> String {
    let span = |seconds: u32| duration(Seconds(seconds.next_multiple_of(60)), words);
    let figures = [
        ("name", way.name.as_str().into()),
        ("km", words.decimal(way.kilometres, 1).into()),
        ("time", span(way.travel_seconds).into()),
        ("open", span(way.longest_window_seconds).into()),
    ];
    let fits = way.longest_window_seconds >= way.travel_seconds;
    words.tell(if fits { "made-way" } else { "made-way-too-short" }, &figures)
}

/// Where a value came from that another one replaces.
fn before(was: &Origin, asked: &Asked<'_>, words: &Words) -> String {
    match was {
        Origin::Text(_) => told_whose(asked, words),
        Origin::Given(_) => words.say("made-given"),
        Origin::Assumed(why) => words.say(why.message()),
    }
}

fn told_whose(asked: &Asked<'_>, words: &Words) -> String {
    let each = asked
        .outline
        .texts
        .iter()
        .map(|(side, n)| words.tell("text-version", &[("side", side.as_str().into()), ("n", count(*n))]));
    let each: Vec<String> = each.collect();
    let message = if each.len() == 1 { "made-of-one" } else { "made-of-both" };
    words.tell(message, &[("texts", each.join("; ").into())])
}

/// What is lacking, and what to write.
pub(super) fn lacks(what: &Lacking, words: &Words) -> String {
    let (message, name) = match what {
        Lacking::Zone => ("made-lacks-zone", ""),
        Lacking::Begin => ("made-lacks-begin", ""),
        Lacking::End => ("made-lacks-end", ""),
        Lacking::Way => ("made-lacks-way", ""),
        Lacking::Shares => ("made-lacks-shares", ""),
        Lacking::Persons => ("made-lacks-persons", ""),
        Lacking::Vehicles => ("made-lacks-vehicles", ""),
        Lacking::Rate(name) => ("made-lacks-rate", name.as_str()),
        Lacking::NoSuchPlace(name, _) => ("made-lacks-place", name.as_str()),
    };
    let told = if name.is_empty() { words.say(message) } else { words.tell(message, &[("name", name.into())]) };
    words.tell("made-lacks-line", &[("told", told.into()), ("example", what.example().into())])
}

/// In which way two texts do not both say a thing, and what holds.
pub(super) fn told_apart(asked: &Asked<'_>, apart: &Apart, words: &Words) -> String {
    let named = |side: Side| asked.sides.get(usize::from(side == Side::B)).cloned().unwrap_or_default();
    let (message, side) = match (apart.how, asked.of) {
        (How::Permission(side), None) => ("made-apart-permission", named(side)),
        (How::Restriction(side), None) => ("made-apart-restriction", named(side)),
        (How::Narrowed, None) => ("made-apart-narrowed", String::new()),
        (How::Nothing, None) => ("made-apart-nothing", String::new()),
        (How::Permission(side) | How::Restriction(side), Some(own)) if side == own => ("made-apart-own", named(side)),
        (How::Permission(side) | How::Restriction(side), Some(_)) => ("made-apart-other", named(side)),
        (How::Narrowed | How::Nothing, Some(own)) => ("made-apart-differs", named(own)),
    };
    let of = Element::find(apart.element).map_or_else(String::new, |own| element(own, words));
    let mut figures = vec![("element", of.into()), ("part", part(apart.part, words).into())];
    if !side.is_empty() {
        figures.push(("side", side.into()));
    }
    words.tell(message, &figures)
}

/// The values of one origin: `[[reception]] "Zaporizhzhia" room = 200000`, with what the origin says.
fn cells<'d>(draft: &'d Draft, of: impl Fn(&'d Origin) -> Option<&'d str>) -> Vec<(String, &'d str)> {
    let single = draft.rows.single.iter().map(|(name, row)| (format!("[{name}] "), row));
    let many = draft.rows.many.iter().map(|(kind, row)| (format!("[[{kind}]] {}", quoted(row)), row));
    let rows = std::iter::once((String::new(), &draft.rows.top)).chain(single).chain(many);
    let mut told = Vec::new();
    for (table, row) in rows {
        for cell in row.cells.iter().filter(|cell| cell.key != "name") {
            told.extend(of(&cell.origin).map(|why| (format!("{table}{} = {}", cell.key, cell.value), why)));
        }
    }
    told
}

fn quoted(row: &Row) -> String {
    if row.name().is_empty() { String::new() } else { format!("{:?} ", row.name()) }
}

/// What was said and no scenario has a place for.
fn not_used(asked: &Asked<'_>, draft: &Draft, words: &Words) -> Vec<String> {
    let mut told = Vec::new();
    let said = |element: &Element| asked.texts.iter().any(|text| text.entries_of(element).any(|entry| !entry.none));
    let fleet = |kind: &str| draft.rows.of("fleet").any(|row| row.get("kind").and_then(|k| k.as_str()) == Some(kind));
    for (number, kind, message) in
        [(asked.outline.buses, "bus", "made-buses"), (asked.outline.ambulances, "medical", "made-ambulances")]
    {
        told.extend(number.filter(|_| !fleet(kind)).map(|n| words.tell(message, &[("n", count(n))])));
    }
    if asked.outline.last_entry.is_some() || asked.outline.turn_back.is_some() {
        told.push(words.say("made-compared"));
    }
    let others: Vec<String> =
        ELEMENTS.iter().filter(|e| !USED.contains(&e.key) && said(e)).map(|e| element(e, words)).collect();
    if !others.is_empty() {
        told.push(others.join(", "));
    }
    told
}

/// What became of a text, for programs; `text` is the scenario file.
pub fn document(
    asked: &Asked<'_>,
    draft: &Draft,
    (text, ways): (Option<&str>, &[CorridorFigures]),
    written: Option<&Path>,
    words: &Words,
) -> Value {
    let lacking = draft.lacking.iter().map(|what| json!({ "words": lacks(what, words), "write": what.example() }));
    let apart =
        asked.outline.apart.iter().map(
            |apart| json!({ "element": apart.element, "part": apart.part, "words": told_apart(asked, apart, words) }),
        );
    let origin = |of: fn(&Origin) -> bool| {
        let told = cells(draft, move |origin| of(origin).then_some(""));
        told.into_iter().map(|(what, _)| what).collect::<Vec<_>>()
    };
    let replaced = draft
        .replaced
        .iter()
        .map(|replaced| json!({ "table": replaced.table, "key": replaced.key, "was": replaced.was.words() }));
    json!({
        "corridor": asked.outline.corridor,
        "whose": whose(&asked.outline),
        "of_both": asked.outline.is_of_both(),
        "scenario": text,
        "ways": ways,
        "written": written.map(|path| path.display().to_string()),
        "lacking": lacking.collect::<Vec<_>>(),
        "apart": apart.collect::<Vec<_>>(),
        "assumed": origin(|origin| matches!(origin, Origin::Assumed(_))),
        "given": origin(|origin| matches!(origin, Origin::Given(_))),
        "replaced": replaced.collect::<Vec<_>>(),
        "not_used": not_used(asked, draft, words),
    })
}
