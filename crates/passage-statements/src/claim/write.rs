//! Writes claims so that they are read back as they were, in each of the three formats.

use super::row::KEYS;
use super::when::{moment_words, period_words};
use super::{Claim, Format, Kind, What, csv, json, toml};

/// What stands under each key that has something, in the order of [`KEYS`].
pub fn cells(claim: &Claim) -> impl Iterator<Item = (&'static str, Vec<String>)> {
    let of = |key: &'static str| (key, texts(claim, key));
    let keys = KEYS.into_iter().filter(|key| *key != "id");
    keys.map(of).filter(|(_, texts)| !texts.is_empty()).collect::<Vec<_>>().into_iter()
}

/// [`cells`] with the claim's name by content at the end: a later reader sees whether anybody changed it.
pub fn recorded(claim: &Claim) -> impl Iterator<Item = (&'static str, Vec<String>)> {
    cells(claim).chain([("id", vec![claim.id().to_string()])])
}

/// The texts of a claim under a key.
fn texts(claim: &Claim, key: &str) -> Vec<String> {
    if let Some(kind) = Kind::find(key) {
        return claim.related(kind).map(str::to_owned).collect();
    }
    let text = match key {
        "zone" => claim.zone.name().to_owned(),
        "said" => claim.said.words(&claim.zone),
        "learned" => moment_words(claim.learned, &claim.zone),
        "period" => period_words(&claim.period, &claim.zone),
        "how_known" => claim.how.words(),
        "source_grade" => claim.grades.source.map_or("", |grade| grade.name()).to_owned(),
        "content_grade" => claim.grades.content.map_or("", |grade| grade.name()).to_owned(),
        "attributed_to" => claim.attribution.as_ref().map_or_else(String::new, |held| held.to.clone()),
        "attribution" => claim.attribution.as_ref().map_or("", |held| held.stance.name()).to_owned(),
        "verified_by" => claim.verified.as_ref().map_or_else(String::new, |verified| verified.by.clone()),
        "verified_how" => claim.verified.as_ref().map_or_else(String::new, |verified| verified.how.clone()),
        "measure" | "point" | "value" | "topic" => said(&claim.what, key),
        _ => plain(claim, key).to_owned(),
    };
    if text.is_empty() { Vec::new() } else { vec![text] }
}

/// What was said, part by part. The unit follows from the measure and is only read, as a check.
fn said(what: &What, key: &str) -> String {
    match (what, key) {
        (What::Figure { measure, .. }, "measure") => measure.name().to_owned(),
        (What::Figure { point, .. }, "point") => point.to_string(),
        (What::Figure { value, .. }, "value") => value.to_string(),
        (What::Statement { topic }, "topic") => topic.clone(),
        _ => String::new(),
    }
}

fn plain<'c>(claim: &'c Claim, key: &str) -> &'c str {
    match key {
        "name" => &claim.name,
        "speaker" => &claim.speaker,
        "side" => &claim.side,
        "channel" => &claim.channel,
        "carrier" => &claim.carrier,
        "address" => &claim.address,
        "said_quoted" => &claim.said_quoted,
        "about" => &claim.about,
        "mode" => &claim.mode,
        "quote" => &claim.quote,
        "language" => &claim.language,
        "translator" => &claim.translator,
        "note" => &claim.note,
        _ => "",
    }
}

/// A claim as it is appended to a file of a format: a table of TOML, a line of JSON, a row of CSV under [`KEYS`].
pub fn write_one(claim: &Claim, format: Format) -> String {
    match format {
        Format::Toml => toml::write(claim),
        Format::JsonLines => json::write(claim),
        Format::Csv => csv::write(claim),
    }
}

/// A whole file of claims.
pub fn write<'c>(claims: impl IntoIterator<Item = &'c Claim>, format: Format) -> String {
    let mut text = match format {
        Format::Toml => "version = 1\n".to_owned(),
        Format::JsonLines => String::new(),
        Format::Csv => csv::header(),
    };
    for claim in claims {
        text.push_str(&write_one(claim, format));
    }
    text
}
