//! Numbers of a scenario: whole or not, in their limits, and as ranges of three readings.

use super::super::{Ranged, Source, Sourced};
use super::fields::{At, Fields, Notes};
use crate::digits::thousands;
use crate::finding::Finding;
use toml::de::DeValue;

/// What a number may be.
#[derive(Clone, Copy)]
pub(super) struct Limits {
    /// What it counts, for people: "persons".
    pub unit: &'static str,
    pub least: f64,
    pub most: f64,
    /// What to do with more than `most`, for people.
    pub beyond: &'static str,
    pub whole: bool,
}

impl Limits {
    pub const fn whole(unit: &'static str, least: u32, most: u32) -> Self {
        Self { unit, least: least as f64, most: most as f64, beyond: "Check the number of digits.", whole: true }
    }

    pub const fn any(unit: &'static str, least: f64, most: f64) -> Self {
        Self { unit, least, most, beyond: "Check the decimal point.", whole: false }
    }

    pub const fn beyond(self, advice: &'static str) -> Self {
        Self { beyond: advice, ..self }
    }
}

impl<'a> Fields<'a> {
    /// A whole number with its source.
    pub fn whole(&self, notes: &mut Notes<'_>, key: &str, limits: Limits) -> Option<Sourced<u32>> {
        let at = self.get(key)?;
        let number = self.number(notes, key, at, limits)?;
        Some(Sourced { value: number as u32, source: self.given(notes, at.start) })
    }

    /// A number that may be a range of three readings, with its source.
    pub fn ranged(&self, notes: &mut Notes<'_>, key: &str, limits: Limits) -> Option<Sourced<Ranged<f64>>> {
        let at = self.get(key)?;
        let DeValue::Table(table) = at.value else {
            let number = self.number(notes, key, at, limits)?;
            return Some(Sourced { value: Ranged::same(number), source: self.given(notes, at.start) });
        };
        let what = format!("{key} of {}", if self.label.is_empty() { "the scenario" } else { &self.label });
        let mut range = Fields::open(notes, table, at.span(), &what, &["pessimistic", "likely", "optimistic"]);
        range.label = what;
        let example = |key: &str| format!("{key} = a number; a range names all three readings");
        let mut one = |key: &str| {
            let at = range.need(notes, key, &example(key))?;
            range.number(notes, key, at, limits)
        };
        let (pessimistic, likely, optimistic) = (one("pessimistic"), one("likely"), one("optimistic"));
        let value = Ranged { pessimistic: pessimistic?, likely: likely?, optimistic: optimistic? };
        if value.pessimistic > value.likely || value.likely > value.optimistic {
            let words = format!(
                "{} pessimistic, {} likely, {} optimistic do not rise",
                value.pessimistic, value.likely, value.optimistic
            );
            let advice = "The pessimistic value brings out the fewest people safe, the optimistic one the most.";
            let finding = Finding::error("scenario.range-order", words).about(&range.label).advise(advice);
            notes.add(finding.at(at.span()));
            return None;
        }
        let said = if range.said.is_empty() { self.said.clone() } else { range.said };
        Some(Sourced { value, source: Source::Given { line: notes.line(at.start), said } })
    }

    /// A number within its limits; what is none, or beyond them, is reported.
    pub fn number(&self, notes: &mut Notes<'_>, key: &str, at: At<'a>, limits: Limits) -> Option<f64> {
        let Some(number) = plain(at.value) else {
            let expected = if limits.whole { "a whole number" } else { "a number" };
            self.wrong_type(notes, key, expected, at.value, at.span());
            return None;
        };
        let (unit, as_written) = (limits.unit, written(at.value));
        let refused = if !number.is_finite() {
            Finding::error("scenario.out-of-range", format!("{key} is not a number")).advise("Write digits.")
        } else if number < 0.0 && limits.least >= 0.0 {
            // A factor counts nothing of which there could be none.
            let (words, advice) = if unit.starts_with("times ") {
                (format!("{key} is {as_written}, and a factor cannot be below zero"), "Remove the minus sign.")
            } else {
                let advice = "Remove the minus sign, or the table if nobody is meant.";
                (format!("{key} is {as_written}: there are no {unit} below zero"), advice)
            };
            Finding::error("scenario.below-zero", words).advise(advice)
        } else if limits.whole && number.fract() != 0.0 {
            Finding::error("scenario.not-whole", format!("{key} is {as_written}: {unit} come whole")).advise(format!(
                "Write {} or {}.",
                number.floor(),
                number.ceil()
            ))
        } else if number < limits.least {
            Finding::error(
                "scenario.out-of-range",
                format!("{key} is {as_written}, and must be at least {}", limits.least),
            )
            .advise(limits.beyond)
        } else if number > limits.most {
            let words =
                format!("{key} is {as_written}: more than {} {unit} cannot be meant", thousands(limits.most as u64));
            Finding::error("scenario.out-of-range", words).advise(limits.beyond)
        } else {
            return Some(number);
        };
        notes.add(refused.about(&self.label).at(at.span()));
        None
    }
}

/// A number as it was written; of a very long one its start.
fn written(value: &DeValue<'_>) -> String {
    const LONGEST: usize = 24;
    let digits = match value {
        DeValue::Integer(number) => number.to_string(),
        DeValue::Float(number) => number.as_str().to_owned(),
        _ => String::new(),
    };
    match digits.get(..8).filter(|_| digits.len() > LONGEST) {
        Some(start) => format!("{start}... ({} characters)", digits.len()),
        None => digits,
    }
}

/// The number that a value is, if it is one.
pub(super) fn plain(value: &DeValue<'_>) -> Option<f64> {
    match value {
        DeValue::Integer(number) => i128::from_str_radix(number.as_str(), number.radix()).ok().map(|n| n as f64),
        DeValue::Float(number) => number.as_str().parse().ok(),
        _ => None,
    }
}
