//! What went wrong, for the person at the terminal: kind, code, words, what to do, and where in their file.

use miette::{LabeledSpan, MietteDiagnostic, NamedSource, Report};
use passage_model::finding::{Finding, Severity};
use passage_statements::talks::blanked;
use std::path::Path;

/// What sort of failure it is; decides the exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The question was answered, and the answer is no: a plan that does not hold, a proof that fails. Exit code 1.
    Answer,
    /// The command was not understood. Exit code 2, as clap uses it.
    Usage,
    /// What was given cannot be used. Exit code 3.
    Input,
    /// A file could not be read or written. Exit code 4.
    File,
}

impl Kind {
    /// The exit code.
    pub const fn exit_code(self) -> u8 {
        match self {
            Self::Answer => 1,
            Self::Usage => 2,
            Self::Input => 3,
            Self::File => 4,
        }
    }
}

/// A failure as it is shown.
#[derive(Debug)]
pub struct Failure {
    /// What sort it is.
    pub kind: Kind,
    /// The findings that explain it; none where the answer itself has told everything.
    pub findings: Vec<Finding>,
    /// The file that the findings' spans point into: its name and text.
    pub text: Option<(String, String)>,
}

impl Failure {
    /// A failure of one finding.
    pub fn new(kind: Kind, finding: Finding) -> Self {
        Self { kind, findings: vec![finding], text: None }
    }

    /// The answer is no, and has been told.
    pub const fn answered_no() -> Self {
        Self { kind: Kind::Answer, findings: Vec::new(), text: None }
    }

    /// Foreign or written input that cannot be used.
    pub fn input(finding: Finding) -> Self {
        Self::new(Kind::Input, finding)
    }

    /// A file that could not be read or written; `doing` is what was attempted, such as "read" or "write".
    pub fn file(doing: &str, path: &Path, cause: &std::io::Error) -> Self {
        let advice = match cause.kind() {
            std::io::ErrorKind::NotFound if doing == "read" => {
                "Check the name and the folder; names are case-sensitive."
            }
            std::io::ErrorKind::NotFound => {
                "The folder that it is to lie in is not there: make it, or name another one."
            }
            std::io::ErrorKind::IsADirectory => "That is a folder. Name the file that is meant, such as one inside it.",
            std::io::ErrorKind::NotADirectory => {
                "A part of that path is a file, not a folder. Check the path, or name another one."
            }
            std::io::ErrorKind::AlreadyExists => "A file of that name lies there already. Name another folder.",
            std::io::ErrorKind::ReadOnlyFilesystem => "That disk cannot be written to. Name a place on another one.",
            std::io::ErrorKind::InvalidFilename => "Take a shorter name.",
            std::io::ErrorKind::InvalidInput => "Check the path and its links, or name another place.",
            std::io::ErrorKind::PermissionDenied => "Check the permissions of the file and of its folder.",
            std::io::ErrorKind::StorageFull => "Free some room on that disk and run the command again.",
            _ => "Try again; if it happens again, take a copy of the file, or another disk.",
        };
        let words = format!("cannot {doing} {}: {}", path.display(), plain(cause));
        Self::new(Kind::File, Finding::error("file.not-usable", words).advise(advice))
    }

    /// A command line that was not understood.
    pub fn usage(error: &clap::Error) -> Self {
        let text = error.render().to_string();
        let mut parts = text.split("\n\n").map(str::trim);
        let words = match error.kind() {
            clap::error::ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => "the command is not complete",
            _ => parts.next().unwrap_or_default().trim_start_matches("error: "),
        };
        let usage = text.lines().find(|line| line.starts_with("Usage: ")).unwrap_or_default();
        let tips = text.lines().filter_map(|line| line.trim().strip_prefix("tip: "));
        let advice: Vec<&str> = tips.chain([usage]).filter(|line| !line.is_empty()).collect();
        let words = words.lines().map(str::trim).collect::<Vec<_>>().join(" ");
        let advice = if advice.is_empty() { "See --help.".to_owned() } else { advice.join(". ") };
        Self::new(Kind::Usage, Finding::error("command.not-understood", words).advise(advice))
    }

    /// Findings that point into a text.
    pub fn in_text(kind: Kind, findings: Vec<Finding>, name: impl Into<String>, text: impl Into<String>) -> Self {
        Self { kind, findings, text: Some((name.into(), without_red_lines(text.into()))) }
    }

    /// The failure as one JSON object, for `--json`.
    pub fn to_json(&self) -> serde_json::Value {
        serde_json::json!({
            "failed": true,
            "exit_code": self.kind.exit_code(),
            "file": self.text.as_ref().map(|(name, _)| name),
            "findings": self.findings,
        })
    }

    /// The failure for a terminal without colour: words, line and caret, what to do.
    pub fn to_words(&self) -> String {
        let source = self.text.as_ref();
        self.findings.iter().map(|finding| words_of(finding, source)).collect::<Vec<_>>().join("\n")
    }
}

/// One finding for a terminal; `source` is the name and the text that its span points into.
pub fn words_of(finding: &Finding, source: Option<&(String, String)>) -> String {
    let severity = match finding.severity {
        Severity::Error => miette::Severity::Error,
        Severity::Warning => miette::Severity::Warning,
        Severity::Note => miette::Severity::Advice,
    };
    let subject = if finding.subject.is_empty() { String::new() } else { format!("{}: ", finding.subject) };
    let place = match (&finding.span, source) {
        (Some(span), Some((_, text))) if !is_shown(text, span.start) => {
            let before = &text[..text.floor_char_boundary(span.start)];
            let (line, column) = (before.matches('\n').count() + 1, before.rsplit('\n').next().map_or(0, str::len) + 1);
            format!(" (line {line}, column {column})")
        }
        _ => String::new(),
    };
    let mut diagnostic = MietteDiagnostic::new(format!("{subject}{}{place}", finding.words))
        .with_code(finding.code.clone())
        .with_severity(severity);
    if !finding.advice.is_empty() {
        diagnostic = diagnostic.with_help(&finding.advice);
    }
    let report = match (&finding.span, source) {
        (Some(span), Some((name, text))) if place.is_empty() => {
            let within = span.start.min(text.len())..span.end.min(text.len());
            let labelled = diagnostic.with_label(LabeledSpan::at(within, "here"));
            Report::new(labelled).with_source_code(NamedSource::new(name, text.clone()))
        }
        _ => Report::new(diagnostic),
    };
    let handler = miette::GraphicalReportHandler::new_themed(miette::GraphicalTheme {
        characters: miette::ThemeCharacters::ascii(),
        styles: miette::ThemeStyles::none(),
    });
    let mut words = String::new();
    // Writing to a String cannot fail; were it to, the plain words still serve.
    if handler.with_width(100).with_links(false).render_report(&mut words, report.as_ref()).is_err() {
        words.clone_from(&finding.words);
    }
    words
}

/// A text as it may be shown: one that may have red lines in it, which are one side's own, is blank, wherever it was given by mistake
/// and however the key is spelled. `passage talks` shows its own files without theirs.
pub(crate) fn without_red_lines(text: String) -> String {
    let letters: String = text.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    if letters.contains("redline") { blanked(&text) } else { text }
}

/// Whether the line at a byte can be shown: a whole document on one line would fill the terminal, and a blank one tells nothing.
fn is_shown(text: &str, at: usize) -> bool {
    const LONGEST: usize = 400;
    let at = text.floor_char_boundary(at.min(text.len()));
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let line = &text[start..text[start..].find('\n').map_or(text.len(), |length| start + length)];
    line.len() <= LONGEST && (line.is_empty() || !line.trim().is_empty())
}

/// The system's words without its error number.
fn plain(cause: &std::io::Error) -> String {
    if cause.raw_os_error().is_none() && cause.kind() == std::io::ErrorKind::NotFound {
        return "there is no such folder".to_owned();
    }
    let words = cause.to_string();
    words.split(" (os error").next().unwrap_or(&words).to_owned()
}
