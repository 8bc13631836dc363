//! What was said, from files to screens: ledgers of claims read and added to, told in words and as JSON.

pub mod days;
pub mod drafts;
pub mod questions;
pub mod series;
pub mod telling;

use crate::failure::{Failure, Kind};
use crate::folder;
use jiff::Timestamp;
use passage_model::civil::Zone;
use passage_model::finding::{Finding, any_error};
use passage_statements::claim::{self, Claim, Entry, Format};
use passage_statements::ledger::{Ledger, NotAdded};
use std::path::{Path, PathBuf};

/// A ledger as it lies in a file.
pub struct Book {
    /// Where.
    pub path: PathBuf,
    /// In which format.
    pub format: Format,
    /// Its text, which only grows.
    pub text: String,
    /// Its claims.
    pub ledger: Ledger,
}

/// The format of a file of claims, by the end of its name.
fn format_of(path: &Path) -> Result<Format, Failure> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    Format::of_name(&name).ok_or_else(|| {
        let finding =
            Finding::error("ledger.unknown-format", format!("{} is no file of claims by its name", path.display()));
        Failure::input(
            finding.advise("Claims lie in .toml, .jsonl (JSON lines) or .csv; see docs/reference/claims.md."),
        )
    })
}

/// The claims of a file, each with its place in the text; `learned` for those that do not say when we learned them.
pub fn entries(path: &Path, learned: Option<Timestamp>) -> Result<(Vec<Entry>, String), Failure> {
    let format = format_of(path)?;
    let bytes = std::fs::read(path).map_err(|cause| Failure::file("read", path, &cause))?;
    let (entries, findings) = claim::read(&bytes, format, learned);
    let text = String::from_utf8_lossy(&bytes).into_owned();
    if any_error(&findings) {
        return Err(Failure::in_text(Kind::Input, findings, path.display().to_string(), text));
    }
    Ok((entries, text))
}

/// Why a claim was not added, as a finding at its place.
pub fn not_added(error: &NotAdded) -> Finding {
    let code = match error {
        NotAdded::NameTaken { .. } => "ledger.name-taken",
        NotAdded::Unknown { .. } => "ledger.unknown-claim",
        NotAdded::CorrectedBefore { .. } => "ledger.corrected-before",
        NotAdded::OfAnother { .. } => "ledger.of-another",
    };
    Finding::error(code, error.to_string()).advise(error.advice())
}

impl Book {
    /// Reads a ledger.
    pub fn read(path: &Path) -> Result<Self, Failure> {
        let format = format_of(path)?;
        let (entries, text) = entries(path, None)?;
        let mut ledger = Ledger::default();
        let mut findings = Vec::new();
        for entry in entries {
            if let Err(error) = ledger.add(entry.claim) {
                findings.push(not_added(&error).at(entry.span));
            }
        }
        if !findings.is_empty() {
            return Err(Failure::in_text(Kind::Input, findings, path.display().to_string(), text));
        }
        Ok(Self { path: path.to_owned(), format, text, ledger })
    }

    /// Reads a ledger to add to, or begins one where none lies.
    pub fn open(path: &Path) -> Result<Self, Failure> {
        let format = format_of(path)?;
        if format == Format::Csv {
            let finding =
                Finding::error("ledger.not-added-to", "a ledger in CSV is not added to: its columns may be anybody's");
            return Err(Failure::input(
                finding.advise("Keep the ledger as .toml or .jsonl; claims to be added may be CSV."),
            ));
        }
        if path.exists() {
            return Self::read(path);
        }
        let text = claim::write([], format);
        Ok(Self { path: path.to_owned(), format, text, ledger: Ledger::default() })
    }

    /// Adds a claim behind the text, unless it is there already. Says whether it was new.
    pub fn add(&mut self, claim: &Claim) -> Result<bool, NotAdded> {
        let count = self.ledger.claims().len();
        self.ledger.add(claim.clone())?;
        let is_new = self.ledger.claims().len() > count;
        if is_new {
            if !self.text.is_empty() && !self.text.ends_with('\n') {
                self.text.push('\n');
            }
            self.text.push_str(&claim::write_one(claim, self.format));
        }
        Ok(is_new)
    }

    /// Writes the ledger in the place of the file, whole or not at all; `before` is the text that it was read from.
    pub fn save(&self, before: &str) -> Result<(), Failure> {
        let path = folder::behind_links(&self.path).map_err(|cause| Failure::file("write", &self.path, &cause))?;
        let there = std::fs::read(&path).unwrap_or_default();
        if path.exists() && there != before.as_bytes() {
            let words = format!("{} was changed by somebody else meanwhile", path.display());
            let finding = Finding::error("ledger.changed-meanwhile", words);
            return Err(Failure::new(Kind::File, finding.advise("Nothing was written. Run the command again.")));
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        folder::add(parent, &[(&name, self.text.clone().into_bytes())])
    }

    /// The zone in which moments are asked and told: that of the first claim.
    pub fn zone(&self) -> Option<&Zone> {
        self.ledger.claims().first().map(|claim| &claim.zone)
    }

    /// The moment of a text on the command line.
    pub fn moment(&self, text: &str) -> Result<Timestamp, Failure> {
        moment(text, self.zone())
    }

    /// The claim of a name.
    pub fn find(&self, name: &str) -> Result<usize, Failure> {
        self.ledger.find(name).ok_or_else(|| {
            let names = self.ledger.claims().iter().map(|claim| claim.name.as_str());
            let near = passage_model::nearest::nearest(name, names.filter(|name| !name.is_empty()));
            let advice = match near {
                Some(near) => format!("Did you mean {near:?}?"),
                None => "See `passage claim list`; at least six digits of an id will do.".into(),
            };
            let words = format!("{} has no claim {name:?}", self.path.display());
            Failure::input(Finding::error("ledger.no-such-claim", words).advise(advice))
        })
    }
}

/// The moment of a text on the command line, in a zone or else in UTC.
pub fn moment(text: &str, zone: Option<&Zone>) -> Result<Timestamp, Failure> {
    let utc = Zone::find("UTC").map_err(|error| Failure::input(Finding::error("command.moment", error.to_string())))?;
    claim::moment(text, zone.unwrap_or(&utc))
        .map_err(|fault| Failure::input(Finding::error("command.moment", fault.words).advise(fault.advice)))
}
