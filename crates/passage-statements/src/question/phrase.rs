//! The words of questions: messages with figures, in English here and in any language for whoever has its messages.

use crate::claim::Claim;
use crate::measure::Value;
use crate::text::State;
use passage_model::digits::thousands;
use std::fmt;

/// The messages of questions in English, in the format of Fluent.
pub const ENGLISH: &str = include_str!("words.en.ftl");

/// The same in Ukrainian.
pub const UKRAINIAN: &str = include_str!("words.uk.ftl");

/// A figure of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A count.
    Count(u64),
    /// A number in tenths: 100 is 10.0.
    Tenths(u64),
    /// A text as it was said, in its own language.
    Text(String),
    /// A number with its form.
    Value(Value),
    /// How a corridor stands.
    State(State),
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Count(count) => f.write_str(&thousands(*count)),
            Self::Tenths(tenths) => write!(f, "{}.{}", thousands(tenths / 10), tenths % 10),
            Self::Text(text) => f.write_str(text),
            Self::Value(value) => write!(f, "{value}"),
            Self::State(state) => f.write_str(state.name()),
        }
    }
}

/// A sentence: a message and its figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// The name of the message.
    pub message: &'static str,
    /// Its figures by name.
    pub parts: Vec<(&'static str, Part)>,
}

impl Phrase {
    /// A message with its figures.
    pub fn new(message: &'static str, parts: impl IntoIterator<Item = (&'static str, Part)>) -> Self {
        Self { message, parts: parts.into_iter().collect() }
    }
}

/// A message without figures.
pub(super) fn plain(message: &'static str) -> Phrase {
    Phrase { message, parts: Vec::new() }
}

/// A claim's short name, as a figure.
pub(super) fn called(claim: &Claim) -> Part {
    Part::Text(claim.called())
}

impl fmt::Display for Phrase {
    /// In English: the message with `{ $name }` replaced. The messages of questions and of places use nothing else
    /// of Fluent.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut lines = ENGLISH.lines().chain(crate::place::ENGLISH.lines());
        let start = lines.find_map(|line| line.strip_prefix(self.message)?.strip_prefix(" = "));
        let mut rest = start.unwrap_or(self.message);
        while let Some((before, after)) = rest.split_once("{ $") {
            f.write_str(before)?;
            let (name, behind) = after.split_once(" }").unwrap_or((after, ""));
            match self.parts.iter().find(|(part, _)| *part == name) {
                Some((_, part)) => write!(f, "{part}")?,
                None => write!(f, "{{{name}}}")?,
            }
            rest = behind;
        }
        f.write_str(rest)
    }
}
