//! `passage place`: which places of a gazetteer a name may mean, in any spelling, with reasons.

use super::coordinates;
use crate::failure::{Failure, Kind};
use crate::places;
use crate::terminal::Terminal;
use crate::words::{Language, Words};
use clap::Args;
use passage_model::finding::Finding;
use passage_model::units::Position;
use passage_statements::place::{Candidate, Gazetteer};
use serde_json::json;
use std::cmp::Reverse;
use std::path::PathBuf;

/// What is looked for.
#[derive(Debug, Args)]
#[command(after_help = "Example: names as the reports of March 2022 have them\n  \
    passage place Raisins Komsomolske \"до Запоріжжя\" --gazetteer examples/texts-2022/places.csv\n  \
    passage place \"Vasylivka, Odesa oblast\" --gazetteer examples/texts-2022/places.csv")]
pub struct Place {
    /// Names in any spelling, or codes; an oblast may follow behind a comma.
    #[arg(value_name = "NAME", required = true)]
    pub names: Vec<String>,
    /// The table of places (CSV): COD-AB, KATOTTH, `GeoNames`, or name,lat,lon.
    #[arg(long, value_name = "FILE")]
    pub gazetteer: PathBuf,
    /// What to call this version of the table, such as "COD-AB 2025-01".
    #[arg(long, value_name = "TEXT")]
    pub gazetteer_version: Option<String>,
    /// Where the right one should be near, as coordinates in any form: of equally good ones the nearest comes first.
    #[arg(long, value_name = "COORDINATES")]
    pub near: Option<String>,
    /// The language of the answer.
    #[arg(long, value_enum, default_value_t = Language::En)]
    pub language: Language,
}

/// Does what was asked. A name that no place has is an answer with exit code 1.
pub fn run(command: &Place, terminal: &Terminal) -> Result<(), Failure> {
    let words = Words::new(command.language);
    let gazetteer = places::read(&command.gazetteer, command.gazetteer_version.as_deref(), terminal)?;
    let near = command.near.as_deref().map(coordinates::read).transpose()?.map(|reading| reading.position);
    let (mut lines, mut documents, mut findings) = (
        vec![words.tell("place-gazetteer", &[("version", places::version_words(&gazetteer, &words).into())])],
        Vec::new(),
        Vec::new(),
    );
    let mut all_found = true;
    for name in &command.names {
        let found = sorted(gazetteer.find(name), &gazetteer, near);
        all_found &= !found.is_empty();
        findings.extend(found.is_empty().then(|| unknown_code(name, &gazetteer)).flatten());
        lines.push(places::answer(name, &found, &gazetteer, near, &words));
        let candidates = found.iter().map(|candidate| places::candidate_document(candidate, &gazetteer));
        documents.push(json!({ "asked": name, "candidates": candidates.collect::<Vec<_>>() }));
    }
    let document =
        json!({ "gazetteer": places::version_document(&gazetteer), "names": documents, "findings": findings });
    terminal.answer(&document, &lines.join("\n\n"))?;
    terminal.remark(&findings, None);
    if all_found { Ok(()) } else { Err(Failure { kind: Kind::Answer, findings: Vec::new(), text: None }) }
}

/// Of one score the nearest first, where it is known near what.
fn sorted(mut found: Vec<Candidate>, gazetteer: &Gazetteer, near: Option<Position>) -> Vec<Candidate> {
    let far = |candidate: &Candidate| {
        let metres = gazetteer.places()[candidate.place].at.zip(near).map(|(here, there)| here.metres_to(there));
        metres.map_or(u64::MAX, |metres| metres as u64)
    };
    if near.is_some() {
        found.sort_by_key(|candidate| (Reverse(candidate.is_sure()), Reverse(candidate.score), far(candidate)));
    }
    found
}

/// What is to be said of a code that the table does not have.
fn unknown_code(name: &str, gazetteer: &Gazetteer) -> Option<Finding> {
    let name = name.trim();
    let digits = name.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let lettered = name.len() - digits.len();
    let is_code = digits.len() >= 5 && digits.bytes().all(|b| b.is_ascii_digit()) && (lettered == 0 || lettered == 2);
    let label = &gazetteer.version().label;
    let finding = Finding::warning("gazetteer.unknown-code", format!("the code {name} is not in {label}"));
    let old = lettered == 0 && digits.len() == 10;
    let advice = if old {
        "It has the form of KOATUU, which KATOTTH took the place of after the reform of 2020. Look the place up by its name."
    } else {
        "Codes change with reforms and editions: look the place up by its name, or give the edition that the code is from."
    };
    is_code.then(|| finding.advise(advice))
}
