//! Places by name: a gazetteer read from the user's file, and candidates in words and as JSON.

mod against;
mod screen;

pub use against::{against, against_document};
pub use screen::{
    answer, candidate_document, compared_by, place_line, reasons, reasons_document, version_document, version_words,
};

use crate::failure::{Failure, Kind};
use crate::terminal::Terminal;
use clap::Args;
use passage_model::finding::any_error;
use passage_statements::place::{self, Gazetteer};
use std::path::{Path, PathBuf};

/// The gazetteer of a command that can do without one.
#[derive(Debug, Default, Args)]
pub struct GazetteerFile {
    /// A table of places (CSV: COD-AB, KATOTTH, `GeoNames`, or name,lat,lon), so that names are compared by the places
    /// that they may mean.
    #[arg(long, value_name = "FILE")]
    pub gazetteer: Option<PathBuf>,
    /// What to call this version of the table, such as "COD-AB 2025-01".
    #[arg(long, value_name = "TEXT", requires = "gazetteer")]
    pub gazetteer_version: Option<String>,
}

impl GazetteerFile {
    /// Reads it, where one is named; what is wrong with single rows is remarked on.
    pub fn read(&self, terminal: &Terminal) -> Result<Option<Gazetteer>, Failure> {
        let read = |path: &PathBuf| read(path, self.gazetteer_version.as_deref(), terminal);
        self.gazetteer.as_ref().map(read).transpose()
    }
}

/// Reads a table of places under a label, or under the one that it has, or else its file's name.
pub fn read(path: &Path, label: Option<&str>, terminal: &Terminal) -> Result<Gazetteer, Failure> {
    let bytes = std::fs::read(path).map_err(|cause| Failure::file("read", path, &cause))?;
    let (gazetteer, findings) = place::read(&bytes, label);
    let source = (path.display().to_string(), String::from_utf8_lossy(&bytes).into_owned());
    let Some(gazetteer) = gazetteer.filter(|_| !any_error(&findings)) else {
        return Err(Failure::in_text(Kind::Input, findings, source.0, source.1));
    };
    terminal.remark(&findings, Some(&source));
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    Ok(if gazetteer.version().label.is_empty() { gazetteer.called(&name) } else { gazetteer })
}
