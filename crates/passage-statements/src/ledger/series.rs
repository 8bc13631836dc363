//! Series over time: what was said of one thing until one moment after another, with the questions that stand beside it.
//!
//! Each row is one claim. Nothing is averaged, nothing drawn between two figures, and no row is left out: what was corrected
//! stands with its correction. Measures of one family (reported and verified dead, crossings and persons) stand in one table so
//! that nobody takes one for the other; the questions say where they were mixed.

use super::Ledger;
use crate::claim::Claim;
use crate::measure::{Measure, Nature};
use crate::question::{Index, Question, among_series, folded};
use jiff::Timestamp;
use std::collections::BTreeMap;

/// Measures that are shown in one table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Family {
    /// The name under which they are asked for.
    pub name: &'static str,
    /// The measures.
    pub measures: Vec<Measure>,
}

/// Families by name.
const FAMILIES: [(&str, &[Measure]); 3] = [
    ("left", &[Measure::LeftCrossings, Measure::LeftIndividuals]),
    ("killed", &[Measure::KilledReported, Measure::KilledVerified, Measure::KilledChildrenReported]),
    ("injured", &[Measure::InjuredReported, Measure::InjuredVerified]),
];

impl Family {
    /// The family of a name, or a single measure by its own.
    pub fn find(name: &str) -> Option<Self> {
        if let Some((name, measures)) = FAMILIES.iter().find(|(known, _)| *known == name) {
            return Some(Self { name, measures: measures.to_vec() });
        }
        Measure::find(name).map(|measure| Self { name: measure.name(), measures: vec![measure] })
    }

    /// Every name that [`Family::find`] knows.
    pub fn names() -> impl Iterator<Item = &'static str> {
        FAMILIES.iter().map(|(name, _)| *name).chain(Measure::ALL.iter().map(|measure| measure.name()))
    }
}

/// One claim of a series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The claim, by its place in the ledger.
    pub claim: usize,
    /// Until which moment its figure reaches; `None` where it does not say.
    pub until: Option<Timestamp>,
    /// Of which sort its time is: a sum, a day, a moment.
    pub nature: Nature,
    /// The claim that corrects it, where that was known.
    pub corrected_by: Option<usize>,
    /// The questions that it takes part in, by their place in [`Series::questions`].
    pub questions: Vec<usize>,
}

/// What was said of one thing over time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// What it is about.
    pub about: String,
    /// In the order of the moments that they reach to, those without one last.
    pub reports: Vec<Report>,
    /// Where its claims do not fit each other.
    pub questions: Vec<Question>,
}

/// The series of a family, by subject, from the claims that were known at a moment. O(n log n) in the claims.
pub fn series(ledger: &Ledger, family: &Family, at: Option<Timestamp>) -> Vec<Series> {
    let known = |place: &usize| at.is_none_or(|at| ledger.claims()[*place].learned <= at);
    let mut subjects: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (place, claim) in ledger.claims().iter().enumerate() {
        let counted = claim.number().is_some_and(|(measure, _)| family.measures.contains(&measure));
        if counted && known(&place) {
            subjects.entry(folded(&claim.about)).or_default().push(place);
        }
    }
    let asked = Index::of(ledger).questions(ledger, at);
    subjects.into_values().map(|places| one(ledger, places, at, &asked)).collect()
}

fn one(ledger: &Ledger, mut places: Vec<usize>, at: Option<Timestamp>, asked: &[Question]) -> Series {
    let until = |place: usize| ledger.claims()[place].period.reach().1;
    let said = |claim: &Claim| claim.said.day(&claim.zone);
    places.sort_by_key(|place| (until(*place).is_none(), until(*place), said(&ledger.claims()[*place]), *place));
    let stood: Vec<(usize, &Claim)> = places
        .iter()
        .filter(|place| ledger.stood(**place, at))
        .map(|place| (*place, &ledger.claims()[*place]))
        .collect();
    // What the ledger asks of these claims anyway, and what only a series shows.
    let within = |question: &&Question| question.claims.iter().all(|place| places.contains(place));
    let mut questions: Vec<Question> = asked.iter().filter(within).cloned().collect();
    questions.extend(among_series(&stood));
    let report = |place: &usize| Report {
        claim: *place,
        until: until(*place),
        nature: ledger.claims()[*place].period.nature(),
        corrected_by: ledger.corrected_by(*place).filter(|by| at.is_none_or(|at| ledger.claims()[*by].learned <= at)),
        questions: (0..questions.len()).filter(|question| questions[*question].claims.contains(place)).collect(),
    };
    let about = places.first().map_or_else(String::new, |place| ledger.claims()[*place].about.clone());
    Series { about, reports: places.iter().map(report).collect(), questions }
}

#[cfg(test)]
mod tests;
