//! The places that a corridor text names, held against a gazetteer: which are known, which may be several, which lie elsewhere.

use super::screen::{candidate_document, place_line, reasons, version_document, version_words};
use crate::words::{Words, count};
use passage_statements::place::{Candidate, Gazetteer, Reason};
use passage_statements::text::{Named, Text};
use serde_json::json;

/// How far a text may put a place from where the gazetteer has it, in metres, before that is told. Our choice: lists put the
/// middle of a city several kilometres apart.
const FAR_METRES: f64 = 5_000.0;

/// How many places of one name are told; the rest are counted.
const MOST_SHOWN: usize = 4;

/// The lines on the places of a text.
pub fn against(text: &Text, gazetteer: &Gazetteer, words: &Words) -> String {
    let version = version_words(gazetteer, words);
    let mut lines = vec![words.tell("text-places-head", &[("gazetteer", version.into())])];
    let mut plain = Vec::new();
    for named in text.places() {
        let found = gazetteer.find(&named.name);
        let chosen = chosen(&named, &found, gazetteer);
        match told(&named, &found, chosen, gazetteer, words) {
            Some(line) => lines.push(format!("  {line}")),
            None => plain.push(named.name),
        }
    }
    if !plain.is_empty() {
        lines.push(format!("  {}", words.tell("text-places-plain", &[("names", plain.join(", ").into())])));
    }
    lines.join("\n")
}

/// The candidate that a text means by the coordinates that it gives, and how far it is from there; without coordinates the only
/// one that fits for sure.
fn chosen<'c>(named: &Named, found: &'c [Candidate], gazetteer: &Gazetteer) -> Option<(&'c Candidate, f64)> {
    let sure = || found.iter().filter(|candidate| candidate.is_sure());
    let Some(at) = named.at else { return sure().next().filter(|_| sure().count() == 1).map(|only| (only, 0.0)) };
    let far = |candidate: &Candidate| Some(gazetteer.places()[candidate.place].at?.metres_to(at));
    let all = found.iter().filter_map(|candidate| Some((candidate, far(candidate)?)));
    all.min_by(|a, b| a.1.total_cmp(&b.1))
}

/// What is to be said of a name; `None` where it is one place, spelled so, where it should be.
fn told(
    named: &Named,
    found: &[Candidate],
    chosen: Option<(&Candidate, f64)>,
    gazetteer: &Gazetteer,
    words: &Words,
) -> Option<String> {
    let name = ("name", named.name.as_str().into());
    if found.is_empty() {
        return Some(words.tell("text-place-none", &[name]));
    }
    let Some((candidate, metres)) = chosen else {
        let places = found.iter().take(MOST_SHOWN).map(|c| place_line(&gazetteer.places()[c.place], words));
        let mut places: Vec<String> = places.collect();
        if found.len() > MOST_SHOWN {
            places.push(words.tell("text-place-more", &[("n", count((found.len() - MOST_SHOWN) as u64))]));
        }
        let plainly = found.first().is_none_or(is_plain);
        let number = (found.len() > 1).then(|| words.tell("text-place-number", &[("n", count(found.len() as u64))]));
        let reasons = (!plainly).then(|| reasons(&found[0].reasons, words));
        let why = number.into_iter().chain(reasons).collect::<Vec<_>>().join("; ");
        let figures = [name, ("places", places.join("; ").into()), ("why", why.into())];
        return Some(words.tell("text-place-several", &figures));
    };
    let place = place_line(&gazetteer.places()[candidate.place], words);
    if metres > FAR_METRES {
        let km = words.number((metres / 1_000.0).round() as u64);
        return Some(words.tell("text-place-far", &[name, ("place", place.into()), ("km", km.into())]));
    }
    let why = reasons(&candidate.reasons, words);
    (!is_plain(candidate)).then(|| words.tell("text-place-one", &[name, ("place", place.into()), ("why", why.into())]))
}

/// Whether a name is spelled as the gazetteer has it.
fn is_plain(candidate: &Candidate) -> bool {
    matches!(candidate.reasons.as_slice(), [Reason::Spelled(_) | Reason::Marks { .. }])
}

/// The places of a text for programs.
pub fn against_document(text: &Text, gazetteer: &Gazetteer) -> serde_json::Value {
    let named = text.places().into_iter().map(|named| {
        let found = gazetteer.find(&named.name);
        let chosen = chosen(&named, &found, gazetteer);
        json!({
            "name": named.name,
            "position": named.at.map(|at| [at.lat_degrees(), at.lon_degrees()]),
            "candidates": found.iter().map(|c| candidate_document(c, gazetteer)).collect::<Vec<_>>(),
            "chosen": chosen.and_then(|(own, _)| found.iter().position(|c| c.place == own.place)),
            "metres_from_chosen": chosen.filter(|_| named.at.is_some()).map(|(_, metres)| metres.round()),
        })
    });
    json!({ "gazetteer": version_document(gazetteer), "places": named.collect::<Vec<_>>() })
}
