//! `passage claim draft`: claims that a report proposes, for a person to accept.

use crate::failure::{Failure, Kind};
use crate::folder;
use crate::said::drafts;
use crate::terminal::Terminal;
use crate::words::{Language, Words};
use clap::Args;
use jiff::civil::Date;
use passage_model::civil::Zone;
use passage_model::finding::Finding;
use passage_statements::draft::{self, Drafts, Form, Given, file};
use std::path::{Path, PathBuf};

/// What is read.
#[derive(Debug, Args)]
#[command(
    after_help = "Example: what a report proposes, and the same as a file to go through and then add to a ledger\n  \
    passage claim draft examples/claims-2022/report.txt --said 2022-03-15\n  \
    passage claim draft examples/claims-2022/report.txt --said 2022-03-15 --into drafts.toml\n  \
    passage claim add ledger.toml drafts.toml"
)]
pub struct Draft {
    /// A news report or an official post, in English or Ukrainian: plain text or HTML.
    #[arg(value_name = "REPORT")]
    pub report: PathBuf,
    /// Read it as HTML; without this, it is HTML where it looks like it.
    #[arg(long)]
    pub html: bool,
    /// On which day it was published: 2022-03-15. Without it, the day that a page of HTML states; without any, times stay open.
    #[arg(long, value_name = "DATE")]
    pub said: Option<String>,
    /// By whose clocks its times are.
    #[arg(long, value_name = "ZONE", default_value = "Europe/Kyiv")]
    pub zone: String,
    /// Who carried the report, for the drafts whose sentence names no agency.
    #[arg(long, value_name = "NAME")]
    pub carrier: Option<String>,
    /// Write the drafts as a file of claims, each marked as not accepted; no file may lie there yet.
    #[arg(long, value_name = "FILE.toml")]
    pub into: Option<PathBuf>,
    /// The language of the answer.
    #[arg(long, value_enum, default_value_t = Language::En)]
    pub language: Language,
}

/// Does what was asked. Nothing is recorded.
pub fn run(command: &Draft, terminal: &Terminal) -> Result<(), Failure> {
    let words = Words::new(command.language);
    if let Some(into) = &command.into {
        may_write(into)?;
    }
    let zone = Zone::find(&command.zone).map_err(|error| {
        Failure::input(Finding::error("claim.unknown-zone", error.to_string()).advise(error.advice()))
    })?;
    let said = command.said.as_deref().map(day).transpose()?;
    let text = text(&command.report)?;
    let form = if command.html { Form::Html } else { Form::Either };
    let mut drafts = draft::draft(text.as_bytes(), &Given { form, said, zone: zone.clone() });
    if let Some(carrier) = &command.carrier {
        drafts.carried_by(carrier);
    }
    if let Some(into) = &command.into {
        write(into, &drafts, &zone, &words)?;
    }
    let name = command.report.display().to_string();
    let into = command.into.as_ref().map(|into| into.display().to_string());
    let screen = drafts::screen(&drafts, &name, into.as_deref(), &zone, &words);
    terminal.answer(&drafts::document(&drafts, &name, into.as_deref(), &zone), &screen)
}

fn day(text: &str) -> Result<Date, Failure> {
    text.parse().map_err(|_| {
        let finding = Finding::error("command.moment", format!("{text:?} is no date"));
        Failure::input(finding.advise("Write it as 2022-03-15."))
    })
}

/// The text of a report.
fn text(path: &Path) -> Result<String, Failure> {
    let bytes = std::fs::read(path).map_err(|cause| Failure::file("read", path, &cause))?;
    let text = String::from_utf8(bytes).ok().filter(|text| !text.contains('\0'));
    // Drafts quote what they read: a file of talks, given by mistake, has what is nobody else's.
    if text.as_deref().is_some_and(is_toml) {
        let words = format!("{} is a file of tables in TOML, not a report", path.display());
        let advice =
            "Give the report itself: plain text or a web page. Claims in TOML are added with `passage claim add`.";
        return Err(Failure::input(Finding::error("claim.report-not-text", words).advise(advice)));
    }
    text.ok_or_else(|| {
        let words = format!("{} is not text in UTF-8", path.display());
        let advice = "Save the report as plain text or as a web page, in UTF-8. Of a PDF or a picture, copy the text into a file.";
        Failure::input(Finding::error("claim.report-not-text", words).advise(advice))
    })
}

/// Whether a text has a line that begins a table of TOML, or red lines under a key: no report has those.
fn is_toml(text: &str) -> bool {
    let letters = |c: &char| c.is_alphabetic() || matches!(c, '=' | ']' | '.');
    let key: String = text.chars().filter(letters).flat_map(char::to_lowercase).collect();
    let keyed = ["redline=", "redlines=", "redline]", "redlines]"].iter().any(|own| key.contains(own));
    keyed || text.lines().map(str::trim).any(|line| line.starts_with("[[") && line.contains("]]"))
}

/// Refuses to write over anything: it may be what a person has gone through.
fn may_write(into: &Path) -> Result<(), Failure> {
    if into.extension().is_none_or(|end| !end.eq_ignore_ascii_case("toml")) {
        let words = format!("{} is no name of a file in TOML", into.display());
        return Err(Failure::input(Finding::error("claim.drafts-not-toml", words).advise("Let it end in .toml.")));
    }
    if into.exists() || into.is_symlink() {
        let words = format!("{} is there already", into.display());
        let advice = "It may hold drafts that somebody has gone through. Name another file, or move that one away.";
        return Err(Failure::new(Kind::File, Finding::error("claim.drafts-there", words).advise(advice)));
    }
    Ok(())
}

fn write(into: &Path, drafts: &Drafts, zone: &Zone, words: &Words) -> Result<(), Failure> {
    let text = file::write(drafts, zone, &|remark| drafts::remark(remark, words));
    let name = into.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let parent = into.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    folder::add(parent, &[(&name, text.into_bytes())])
}
