//! `[rehearsal]`: what may go otherwise, each a number or three.

use super::super::rehearsal::{REHEARSAL_KEYS, RehearsalFigure, RehearsalKey};
use super::super::{Factor, Sourced};
use super::fields::{At, Fields, Notes, entries};
use super::number::{Limits, plain};
use crate::finding::Finding;
use toml::de::DeValue;

/// The figures that are given, in the order of the keys. What is refused is left out and reported.
pub(super) fn rehearsal(notes: &mut Notes<'_>, top: &Fields<'_>) -> Vec<Sourced<RehearsalFigure>> {
    let Some(at) = top.get("rehearsal") else { return Vec::new() };
    let DeValue::Table(table) = at.value else {
        let finding = Finding::error("scenario.wrong-type", "\"rehearsal\" must be one table");
        notes.add(
            finding.advise("Write [rehearsal] once, its figures in the lines below.").at(notes.first_line(at.span())),
        );
        return Vec::new();
    };
    let known = REHEARSAL_KEYS.map(|known| known.key);
    let fields = Fields::open(notes, table, at.span(), "rehearsal", &known);
    REHEARSAL_KEYS.iter().filter_map(|key| figure(notes, &fields, key)).collect()
}

fn figure(notes: &mut Notes<'_>, fields: &Fields<'_>, key: &RehearsalKey) -> Option<Sourced<RehearsalFigure>> {
    let at = fields.get(key.key)?;
    let [least, likely, most] = match at.value {
        DeValue::Array(values) if values.len() == 3 => {
            let mut numbers = [0.0; 3];
            for (number, value) in numbers.iter_mut().zip(entries(values)) {
                *number = one(notes, fields, key, value)?;
            }
            numbers
        }
        value if plain(value).is_some() => [one(notes, fields, key, at)?; 3],
        _ => {
            let words = format!("{} must be a number, or three: [least, likely, most]", key.key);
            let (number, three) = example(key);
            let advice = format!("Write {0} = {number} or {0} = {three} with your own numbers.", key.key);
            let finding = Finding::error("scenario.wrong-type", words).about(&fields.label).advise(advice);
            notes.add(finding.at(at.span()));
            return None;
        }
    };
    if least > likely || likely > most {
        let words = format!("{} is [{least}, {likely}, {most}], which does not rise", key.key);
        let advice = "The least comes first, then the most likely, then the most.";
        let finding = Finding::error("scenario.range-order", words).about(&fields.label).advise(advice);
        notes.add(finding.at(at.span()));
        return None;
    }
    let [least, likely, most] = [least, likely, most].map(Factor::from_number);
    let value = RehearsalFigure { key: key.key, unit: key.unit, least, likely, most };
    Some(Sourced { value, source: fields.given(notes, at.start) })
}

/// What could be written, of the right kind: one number, and three.
fn example(key: &RehearsalKey) -> (&'static str, &'static str) {
    match (key.unit, key.most > 1.0) {
        ("share", false) => ("0.1", "[0, 0.1, 0.2]"),
        ("share", true) => ("1.1", "[1, 1.1, 1.3]"),
        ("persons", _) => ("3.6", "[2.5, 3.6, 5]"),
        ("minutes", _) => ("30", "[10, 30, 90]"),
        ("m", _) => ("25", "[10, 25, 50]"),
        ("km", _) => ("80", "[30, 80, 150]"),
        _ => ("1", "[0, 1, 4]"),
    }
}

fn one(notes: &mut Notes<'_>, fields: &Fields<'_>, key: &RehearsalKey, at: At<'_>) -> Option<f64> {
    // Nothing of a rehearsal can be below zero, and nobody need be told to remove a table for it.
    if plain(at.value).is_some_and(|number| number < 0.0) {
        let finding = Finding::error("scenario.below-zero", format!("{} cannot be below zero", key.key));
        notes.add(finding.about(&fields.label).advise("Remove the minus sign.").at(at.span()));
        return None;
    }
    let of_all = key.unit == "share" && key.most <= 1.0;
    let limits = match key.unit {
        "share" if of_all => Limits::any("whole", key.least, key.most),
        "share" => Limits::any("times the usual", key.least, key.most),
        unit => Limits::any(unit, key.least, key.most),
    };
    let beyond = match key.unit {
        "share" if of_all => "Write a share: 0.3 is thirty of a hundred.",
        _ if key.least >= 1.0 && key.unit == "share" => {
            "Write the time as a share of that by day: 1.3 is thirty of a hundred longer."
        }
        "share" => "Write a share of the usual: 0.9 is ninety of a hundred, 1.2 a hundred and twenty.",
        "minutes" => "Write minutes.",
        _ => "Check the decimal point.",
    };
    fields.number(notes, key.key, at, limits.beyond(beyond))
}
