//! One thing that somebody said, with all that is needed to weigh it: who, through what, when, about what, how it is known.
//!
//! A claim is never changed. A correction is a claim of its own that names the one it corrects; whoever asks what was known
//! before still finds the old one. *Not independently verified* is how every claim begins, and only a named verifier with a
//! method ends it.

mod csv;
mod json;
mod known;
mod read;
mod reader;
mod row;
mod toml;
mod when;
mod write;

pub use json::document;
pub use known::{Attribution, ContentGrade, Grades, HowKnown, Kind, Relation, SourceGrade, Stance, Verified};
pub use read::{Entry, Format, read};
pub use row::KEYS;
pub(crate) use toml::quoted;
pub(crate) use when::period_words;
pub use when::{Fault, Said, moment};
pub use write::{write, write_one};

use crate::measure::{Figure, Measure, Period, Point, Value};
use jiff::Timestamp;
use passage_model::civil::Zone;
use passage_model::digest::Digest;
use std::fmt::{self, Write as _};

/// The name of a claim: the digest of what it says. The same claim has the same name wherever it is read, and a claim that
/// was changed has another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ClaimId(pub Digest);

impl fmt::Display for ClaimId {
    /// Its first twelve digits.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.short())
    }
}

/// What was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A number.
    Figure {
        /// What it counts.
        measure: Measure,
        /// Where it was counted.
        point: Point,
        /// How many, with its form.
        value: Value,
    },
    /// Something without a number: "ceasefire not observed", "opened".
    Statement {
        /// What sort of thing, in a word or two that like claims share.
        topic: String,
    },
}

/// Something that somebody said. Where a text is empty, it was not stated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// A short name that people use for it: "S0-1". Not a part of what was said.
    pub name: String,
    /// The office that said it, rather than the person who held it.
    pub speaker: String,
    /// The party to the conflict that the speaker speaks for; empty for whoever is no party to it.
    pub side: String,
    /// Through what it was said: "Telegram".
    pub channel: String,
    /// Who carried it to us: a news agency, a page.
    pub carrier: String,
    /// Where it can be read again: an address or a file.
    pub address: String,
    /// By whose clocks its times are written.
    pub zone: Zone,
    /// When it was said.
    pub said: Said,
    /// The moment as it was quoted: "noon (10:00 GMT)".
    pub said_quoted: String,
    /// When we learned it. Not a part of what was said.
    pub learned: Timestamp,
    /// What it is about: a corridor, a town, an event.
    pub about: String,
    /// What was said.
    pub what: What,
    /// The time that it is for.
    pub period: Period,
    /// In which vehicles, where the statement says: "private cars".
    pub mode: String,
    /// The words as they were quoted.
    pub quote: String,
    /// Their language, as a tag: "uk".
    pub language: String,
    /// Who translated them.
    pub translator: String,
    /// How the speaker knows.
    pub how: HowKnown,
    /// How far source and content are believed.
    pub grades: Grades,
    /// Whom the claim holds responsible, for violations.
    pub attribution: Option<Attribution>,
    /// Who verified it independently, and how; `None`: not independently verified.
    pub verified: Option<Verified>,
    /// How it stands to other claims.
    pub relations: Vec<Relation>,
    /// A remark of whoever wrote the claim down. Not a part of what was said.
    pub note: String,
}

/// A text without capitals and with single blanks: how names of offices are compared.
pub(crate) fn folded(text: &str) -> String {
    text.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

impl Claim {
    /// Whether whoever is named as its verifier is who said it, the speaker's own side, or its carrier: that verifies nothing.
    pub fn is_verified_by_its_own(&self) -> bool {
        let Some(verified) = &self.verified else { return false };
        let by = folded(&verified.by);
        [&self.speaker, &self.side, &self.carrier].into_iter().any(|text| !text.is_empty() && folded(text) == by)
    }

    /// Whether somebody else than those is named as its verifier, with a method.
    pub fn is_independently_verified(&self) -> bool {
        self.verified.is_some() && !self.is_verified_by_its_own()
    }

    /// Its name by content: of all that it says, without the short name, the remark and when we learned it, so that a claim
    /// that is added twice is known again.
    pub fn id(&self) -> ClaimId {
        let skipped = ["name", "learned", "note"];
        let mut text = String::new();
        for (key, texts) in write::cells(self).filter(|(key, _)| !skipped.contains(key)) {
            for part in texts {
                // Writing to a String cannot fail.
                let _ = write!(text, "{key} {}\n{part}\n", part.len());
            }
        }
        ClaimId(Digest::of(text.as_bytes()))
    }

    /// Its short name, or else its name by content.
    pub fn called(&self) -> String {
        if self.name.is_empty() { self.id().to_string() } else { self.name.clone() }
    }

    /// Its figure; `None` for a statement without a number.
    pub fn figure(&self) -> Option<Figure> {
        let What::Figure { measure, point, value } = &self.what else { return None };
        let (about, point, period) = (self.about.clone(), point.clone(), self.period.clone());
        Some(Figure { about, measure: *measure, point, period, value: *value })
    }

    /// Its measure and number.
    pub fn number(&self) -> Option<(Measure, Value)> {
        match &self.what {
            What::Figure { measure, value, .. } => Some((*measure, *value)),
            What::Statement { .. } => None,
        }
    }

    /// Who said it, in one text: office, side, channel, carrier.
    pub fn source(&self) -> String {
        let speaker = if self.speaker.is_empty() { "not stated who" } else { &self.speaker };
        let mut text = speaker.to_owned();
        for part in [&self.channel, &self.carrier] {
            if !part.is_empty() {
                text.push_str(", ");
                text.push_str(part);
            }
        }
        text
    }

    /// Who stands behind it: the speaker, or the carrier where nobody is named.
    pub fn behind(&self) -> &str {
        if self.speaker.is_empty() { &self.carrier } else { &self.speaker }
    }

    /// The claims that it corrects, as it names them.
    pub fn corrects(&self) -> impl Iterator<Item = &str> {
        self.related(Kind::Corrects)
    }

    /// The claims to which it stands in one way, as it names them.
    pub fn related(&self, kind: Kind) -> impl Iterator<Item = &str> {
        self.relations.iter().filter(move |relation| relation.kind == kind).map(|relation| relation.to.as_str())
    }
}

#[cfg(test)]
mod tests;
