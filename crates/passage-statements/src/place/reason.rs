//! Why a place may be meant, in words of either language.

use super::roman::System;
use crate::question::{Part, Phrase};

/// How we know what a machine made of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// A report had it.
    Report,
    /// The dictionary has it: the name is also a word, and this is its meaning.
    Dictionary,
}

/// One reason for a match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// What was asked for is its code.
    Code(String),
    /// It is spelled so.
    Spelled(String),
    /// Its name is the same but for case, marks, hyphens and alphabet.
    Marks {
        /// As it was asked for.
        written: String,
        /// The place's name.
        name: String,
    },
    /// One is how a known system writes the other in Latin letters.
    Roman {
        /// As it was asked for.
        written: String,
        /// The place's name.
        name: String,
        /// The system.
        system: System,
    },
    /// Another transliteration, or the other language: they sound alike.
    Sounds {
        /// As it was asked for.
        written: String,
        /// The place's name.
        name: String,
    },
    /// A few letters differ.
    Typing {
        /// As it was asked for.
        written: String,
        /// The place's name.
        name: String,
        /// How many letters, by whichever of spelling and sound has fewer.
        letters: u64,
    },
    /// The place was called so, and is no longer.
    Old {
        /// The old name.
        name: String,
        /// What the gazetteer says of it.
        note: String,
    },
    /// The name stands in a case.
    Declined {
        /// As it was asked for.
        written: String,
        /// Its nominative.
        form: String,
    },
    /// Ukrainian and Russian begin this name with other letters.
    Cousin {
        /// The beginning as it was asked for.
        from: &'static str,
        /// As the other language has it.
        to: &'static str,
    },
    /// A machine took the name for a word.
    Translated {
        /// The word.
        word: String,
        /// The name.
        name: String,
        /// How we know.
        source: Source,
    },
    /// A word such as "city" was left out.
    Without(String),
    /// Latin letters stand among Cyrillic ones, which look alike.
    Mixed(String),
    /// It lies where the name was said to.
    Within(String),
    /// The gazetteer knows both names, as different places.
    BothKnown {
        /// The first name.
        a: String,
        /// The second name.
        b: String,
    },
    /// Both names may be one place of the gazetteer.
    Common {
        /// That place.
        place: String,
    },
}

impl Reason {
    /// The message with its figures.
    pub fn phrase(&self) -> Phrase {
        let text = |text: &str| Part::Text(text.to_owned());
        let pair = |message, written: &str, name: &str| {
            Phrase::new(message, [("written", text(written)), ("name", text(name))])
        };
        match self {
            Self::Code(code) => Phrase::new("reason-code", [("code", text(code))]),
            Self::Spelled(name) => Phrase::new("reason-spelled", [("name", text(name))]),
            Self::Marks { written, name } => pair("reason-marks", written, name),
            Self::Roman { written, name, system } => {
                let figures = [("written", text(written)), ("name", text(name)), ("system", text(system.name()))];
                Phrase::new("reason-roman", figures)
            }
            Self::Sounds { written, name } => pair("reason-sounds", written, name),
            Self::Typing { written, name, letters } => {
                let figures = [("written", text(written)), ("name", text(name)), ("n", Part::Count(*letters))];
                Phrase::new("reason-typing", figures)
            }
            Self::Old { name, note } if note.is_empty() => Phrase::new("reason-old", [("name", text(name))]),
            Self::Old { name, note } => Phrase::new("reason-old-note", [("name", text(name)), ("note", text(note))]),
            Self::Declined { written, form } => {
                Phrase::new("reason-declined", [("written", text(written)), ("form", text(form))])
            }
            Self::Cousin { from, to } => Phrase::new("reason-cousin", [("from", text(from)), ("to", text(to))]),
            Self::Translated { word, name, source: Source::Report } => pair("reason-translated", word, name),
            Self::Translated { word, name, source: Source::Dictionary } => pair("reason-dictionary", word, name),
            Self::Without(word) => Phrase::new("reason-without", [("word", text(word))]),
            Self::Mixed(written) => Phrase::new("reason-mixed", [("written", text(written))]),
            Self::Within(place) => Phrase::new("reason-within", [("place", text(place))]),
            Self::BothKnown { a, b } => Phrase::new("reason-both-known", [("a", text(a)), ("b", text(b))]),
            Self::Common { place } => Phrase::new("reason-common", [("place", text(place))]),
        }
    }
}
