//! Candidates on the screen and for programs: each with what tells it from others, and why it may be meant.

use crate::said::telling;
use crate::words::{Language, Words, count};
use passage_model::digits::shortly;
use passage_model::units::Position;
use passage_statements::place::{Candidate, Gazetteer, Place, Reason};
use serde_json::json;

/// How many candidates are told on the screen; programs are given all.
const MOST_SHOWN: usize = 20;

/// How many times larger a place must be that the first candidate is doubted for: as where roads name places.
const TIMES_LARGER: u64 = passage_model::place::TIMES_LARGER as u64;

/// The reasons in one line.
pub fn reasons(all: &[Reason], words: &Words) -> String {
    all.iter().map(|reason| telling::phrase(&reason.phrase(), words)).collect::<Vec<_>>().join("; ")
}

/// The reasons for programs: English.
pub fn reasons_document(all: &[Reason]) -> serde_json::Value {
    let words = Words::new(Language::En);
    json!(all.iter().map(|reason| telling::phrase(&reason.phrase(), &words)).collect::<Vec<_>>())
}

/// "places.csv, 58 places, SHA-256 1a2b3c4d".
pub fn version_words(gazetteer: &Gazetteer, words: &Words) -> String {
    let version = gazetteer.version();
    let figures = [
        ("label", version.label.as_str().into()),
        ("n", count(gazetteer.places().len() as u64)),
        ("digest", version.digest.short().into()),
    ];
    words.tell("place-version", &figures)
}

/// The line that says by which gazetteer names were compared; empty where by none.
pub fn compared_by(gazetteer: Option<&Gazetteer>, words: &Words) -> String {
    gazetteer.map_or_else(String::new, |gazetteer| {
        format!("\n{}", words.tell("place-compared", &[("version", version_words(gazetteer, words).into())]))
    })
}

/// The version for programs.
pub fn version_document(gazetteer: &Gazetteer) -> serde_json::Value {
    let version = gazetteer.version();
    json!({
        "label": version.label,
        "sha256": version.digest.to_string(),
        "layout": version.layout.name(),
        "places": gazetteer.places().len(),
    })
}

/// "Vasylivka (city, Zaporizhzhia oblast, UA23040030010016724, 47.44, 35.28, 12,600 inhabitants)": what tells it from others.
pub fn place_line(place: &Place, words: &Words) -> String {
    let mut parts: Vec<String> = [&place.kind, &place.district, &place.oblast, &place.code]
        .into_iter()
        .filter(|part| !part.is_empty())
        .cloned()
        .collect();
    parts.extend(place.at.map(|at| format!("{}, {}", shortly(at.lat_degrees()), shortly(at.lon_degrees()))));
    if place.population > 0 {
        parts.push(words.tell("place-inhabitants", &[("n", count(place.population))]));
    }
    if parts.is_empty() { place.name.clone() } else { format!("{} ({})", place.name, parts.join(", ")) }
}

/// The answer to one name, in words.
pub fn answer(
    asked: &str,
    found: &[Candidate],
    gazetteer: &Gazetteer,
    near: Option<Position>,
    words: &Words,
) -> String {
    let number = ("n", count(found.len() as u64));
    let name = ("name", asked.into());
    let Some(first) = found.first() else { return words.tell("place-none", &[name]) };
    let mut lines = vec![words.tell("place-head", &[name, number])];
    for (at, candidate) in found.iter().take(MOST_SHOWN).enumerate() {
        let place = &gazetteer.places()[candidate.place];
        let figures = [("place", place_line(place, words).into()), ("score", count(candidate.score))];
        lines.push(format!("{}. {}", at + 1, words.tell("place-line", &figures)));
        lines.push(format!("   {}", reasons(&candidate.reasons, words)));
        if let Some(far) = place.at.zip(near).map(|(here, there)| here.metres_to(there) / 1_000.0) {
            lines.push(format!("   {}", words.tell("place-away", &[("km", words.number(far.round() as u64).into())])));
        }
    }
    if found.len() > MOST_SHOWN {
        lines.push(words.tell("place-more", &[("n", count((found.len() - MOST_SHOWN) as u64))]));
    }
    let size = |candidate: &Candidate| gazetteer.places()[candidate.place].population;
    let larger = found.iter().skip(1).find(|other| size(other) >= TIMES_LARGER * size(first).max(1));
    if let Some(larger) = larger {
        let name = gazetteer.places()[larger.place].name.as_str();
        let place = found.iter().position(|other| other.place == larger.place).unwrap_or_default() as u64 + 1;
        lines.push(words.tell("place-larger", &[("name", name.into()), ("n", count(place))]));
    }
    let sure = found.iter().filter(|candidate| candidate.is_sure()).count();
    match (found.len(), sure) {
        (1, 1) => {}
        (_, 0) => lines.push(words.say("place-unsure")),
        _ => lines.push(words.say("place-say-which")),
    }
    lines.join("\n")
}

/// A candidate for programs.
pub fn candidate_document(candidate: &Candidate, gazetteer: &Gazetteer) -> serde_json::Value {
    let place = &gazetteer.places()[candidate.place];
    let names = place
        .names
        .iter()
        .map(|name| json!({ "name": name.text, "language": name.language, "old": name.old, "note": name.note }));
    json!({
        "name": place.name,
        "code": place.code,
        "kind": place.kind,
        "oblast": place.oblast,
        "district": place.district,
        "position": place.at.map(|at| [at.lat_degrees(), at.lon_degrees()]),
        "population": place.population,
        "line": place.line,
        "names": names.collect::<Vec<_>>(),
        "score": candidate.score,
        "sure": candidate.is_sure(),
        "reasons": reasons_document(&candidate.reasons),
    })
}
