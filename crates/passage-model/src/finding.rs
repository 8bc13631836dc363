//! What a reader, a cleaner or a checker found: for people, with what to do about it.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::ops::Range;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// Used, but look at it.
    Warning,
    /// Refused: nothing may be built on it.
    Error,
}

/// Something found in foreign data, in a scenario or in a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// How much it matters.
    pub severity: Severity,
    /// Its name for programs and for the error index, such as `scenario.unknown-key`.
    pub code: Cow<'static, str>,
    /// What it is about: a way, a checkpoint, a group. Empty where the words say it all.
    pub subject: String,
    /// What is wrong, in plain words, with the values seen.
    pub words: String,
    /// What to do about it. Empty where there is nothing to do.
    pub advice: String,
    /// The bytes of the text it was found in.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub span: Option<Range<usize>>,
    /// How many times; findings of one kind in foreign data are counted, not repeated.
    pub count: u64,
}

impl Finding {
    /// A finding seen once, without advice or place in a text.
    pub fn new(severity: Severity, code: &'static str, words: impl Into<String>) -> Self {
        Self {
            severity,
            code: Cow::Borrowed(code),
            subject: String::new(),
            words: words.into(),
            advice: String::new(),
            span: None,
            count: 1,
        }
    }

    /// An error; see [`Finding::new`].
    pub fn error(code: &'static str, words: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, words)
    }

    /// A warning; see [`Finding::new`].
    pub fn warning(code: &'static str, words: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, words)
    }

    /// A note; see [`Finding::new`].
    pub fn note(code: &'static str, words: impl Into<String>) -> Self {
        Self::new(Severity::Note, code, words)
    }

    /// About `subject`.
    #[must_use]
    pub fn about(mut self, subject: impl Into<String>) -> Self {
        self.subject = subject.into();
        self
    }

    /// With what to do.
    #[must_use]
    pub fn advise(mut self, advice: impl Into<String>) -> Self {
        self.advice = advice.into();
        self
    }

    /// At these bytes of the text.
    #[must_use]
    pub fn at(mut self, span: Range<usize>) -> Self {
        self.span = Some(span);
        self
    }

    /// Seen `count` times.
    #[must_use]
    pub fn times(mut self, count: u64) -> Self {
        self.count = count;
        self
    }
}

/// Whether any of them forbids going on.
pub fn any_error(findings: &[Finding]) -> bool {
    findings.iter().any(|f| f.severity == Severity::Error)
}
