//! The words of pages and screens, in each language that passage speaks: Fluent messages, numbers as each language
//! writes them.

mod found;

use clap::ValueEnum;
use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use passage_model::digits::thousands;
use passage_model::units::VehiclesPerDay;
use serde::Serialize;
use std::cell::RefCell;
use std::collections::BTreeSet;

/// A language that everything is written in completely.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// English.
    #[default]
    En,
    /// Ukrainian.
    Uk,
}

impl Language {
    /// Every language.
    pub const ALL: [Self; 2] = [Self::En, Self::Uk];

    /// Its BCP 47 tag, for the `lang` attribute.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Uk => "uk",
        }
    }

    /// Its messages: `(file name, text)`, each in its Fluent file.
    const fn messages(self) -> &'static [&'static str] {
        match self {
            Self::En => &[
                include_str!("en.ftl"),
                include_str!("report.en.ftl"),
                include_str!("live.en.ftl"),
                include_str!("offers.en.ftl"),
                include_str!("proof.en.ftl"),
                include_str!("weighed.en.ftl"),
                include_str!("explain.en.ftl"),
                include_str!("routes.en.ftl"),
                include_str!("foot.en.ftl"),
                include_str!("rehearse.en.ftl"),
                include_str!("rehearsal.en.ftl"),
                include_str!("replay.en.ftl"),
                include_str!("schedule.en.ftl"),
                include_str!("found.en.ftl"),
                include_str!("text.en.ftl"),
                include_str!("coordinates.en.ftl"),
                include_str!("place.en.ftl"),
                include_str!("clock.en.ftl"),
                include_str!("claim.en.ftl"),
                include_str!("talks.en.ftl"),
                include_str!("draft.en.ftl"),
                passage_statements::question::ENGLISH,
                passage_statements::place::ENGLISH,
            ],
            Self::Uk => &[
                include_str!("uk.ftl"),
                include_str!("report.uk.ftl"),
                include_str!("live.uk.ftl"),
                include_str!("offers.uk.ftl"),
                include_str!("proof.uk.ftl"),
                include_str!("weighed.uk.ftl"),
                include_str!("explain.uk.ftl"),
                include_str!("routes.uk.ftl"),
                include_str!("foot.uk.ftl"),
                include_str!("rehearse.uk.ftl"),
                include_str!("rehearsal.uk.ftl"),
                include_str!("replay.uk.ftl"),
                include_str!("schedule.uk.ftl"),
                include_str!("found.uk.ftl"),
                include_str!("text.uk.ftl"),
                include_str!("coordinates.uk.ftl"),
                include_str!("place.uk.ftl"),
                include_str!("clock.uk.ftl"),
                include_str!("claim.uk.ftl"),
                include_str!("talks.uk.ftl"),
                include_str!("draft.uk.ftl"),
                passage_statements::question::UKRAINIAN,
                passage_statements::place::UKRAINIAN,
            ],
        }
    }
}

/// The words of one language.
pub struct Words {
    /// Which language.
    pub language: Language,
    bundle: FluentBundle<FluentResource>,
    missing: RefCell<BTreeSet<String>>,
}

impl Words {
    /// The words of `language`.
    pub fn new(language: Language) -> Self {
        let tag = language.tag().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new(vec![tag]);
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(match language {
            Language::En => |value, _| grouped(value, Language::En),
            Language::Uk => |value, _| grouped(value, Language::Uk),
        }));
        for text in language.messages() {
            // A message that cannot be read is a word that is missing: the test of all words finds both.
            let resource = FluentResource::try_new((*text).to_owned()).unwrap_or_else(|(readable, _)| readable);
            let _ = bundle.add_resource(resource);
        }
        Self { language, bundle, missing: RefCell::default() }
    }

    /// A message without figures.
    pub fn say(&self, message: &str) -> String {
        self.tell(message, &[])
    }

    /// A message with its figures and names. Counts given as [`count`] choose the plural.
    pub fn tell(&self, message: &str, figures: &[(&str, FluentValue<'_>)]) -> String {
        let Some(pattern) = self.bundle.get_message(message).and_then(|m| m.value()) else {
            self.missing.borrow_mut().insert(message.to_owned());
            return format!("[{message}]");
        };
        let figures: FluentArgs<'_> = figures.iter().map(|(name, value)| (*name, value.clone())).collect();
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&figures), &mut errors).into_owned();
        if !errors.is_empty() {
            self.missing.borrow_mut().insert(format!("{message}: {errors:?}"));
        }
        text
    }

    /// A whole number as this language writes it: `1,904`, `1 904`.
    pub fn number(&self, number: impl Into<u64>) -> String {
        group(number.into(), self.language)
    }

    /// A checkpoint's rate in vehicles an hour: whole where it is, else to a hundredth ("0.83").
    pub fn rate(&self, rate: VehiclesPerDay) -> String {
        if rate.0.is_multiple_of(24) { self.number(rate.0 / 24) } else { self.decimal(rate.per_hour(), 2) }
    }

    /// A number with `places` decimals: `3.6`, `3,6`.
    pub fn decimal(&self, number: f64, places: usize) -> String {
        let text = format!("{number:.places$}");
        match self.language {
            Language::En => text,
            Language::Uk => text.replace('.', ","),
        }
    }

    /// What was asked for and could not be said so far; empty in every test.
    pub fn missing(&self) -> Vec<String> {
        self.missing.borrow().iter().cloned().collect()
    }
}

/// A count, as a figure of a message.
pub fn count<'a>(number: impl Into<u64>) -> FluentValue<'a> {
    // Counts stay far below 2^53, where every whole number is exact.
    FluentValue::from(number.into() as f64)
}

fn grouped(value: &FluentValue<'_>, language: Language) -> Option<String> {
    match value {
        FluentValue::Number(number) if number.value >= 0.0 && number.value.fract() == 0.0 => {
            Some(group(number.value as u64, language))
        }
        _ => None,
    }
}

/// Groups of three digits: a comma in English, a narrow space that does not break in Ukrainian (DSTU 3582).
fn group(number: u64, language: Language) -> String {
    let english = thousands(number);
    match language {
        Language::En => english,
        Language::Uk => english.replace(',', "\u{202f}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;
    use std::path::{Path, PathBuf};

    /// The messages of a language with the figures that each uses.
    fn messages(language: Language) -> BTreeMap<String, BTreeSet<String>> {
        let mut found = BTreeMap::new();
        for text in language.messages() {
            let resource = FluentResource::try_new((*text).to_owned()).expect("every message can be read");
            for entry in resource.entries() {
                let fluent_syntax_message = format!("{entry:?}");
                assert!(!fluent_syntax_message.starts_with("Junk"), "{fluent_syntax_message}");
            }
            let mut name = String::new();
            for line in text.lines() {
                if let Some((id, _)) = line.split_once(" =").filter(|(id, _)| !id.starts_with([' ', '#'])) {
                    id.clone_into(&mut name);
                    assert!(found.insert(name.clone(), BTreeSet::new()).is_none(), "{name} is written twice");
                }
                let figures = line.split('$').skip(1).map(|rest| {
                    rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect::<String>()
                });
                if !line.starts_with('#') {
                    found.entry(name.clone()).or_default().extend(figures);
                }
            }
        }
        found.remove("");
        found
    }

    fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, found);
            } else if path.extension().is_some_and(|e| e == "rs") {
                found.push(path);
            }
        }
    }

    #[test]
    fn every_language_has_every_message_with_the_same_figures() {
        let (english, ukrainian) = (messages(Language::En), messages(Language::Uk));
        for (name, figures) in &english {
            assert_eq!(Some(figures), ukrainian.get(name), "{name} differs in Ukrainian");
        }
        for name in ukrainian.keys() {
            assert!(english.contains_key(name), "{name} is not English");
        }
    }

    #[test]
    fn every_message_that_the_program_says_is_written_and_every_written_one_is_said() {
        let mut files = Vec::new();
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
        // The library of statements names the messages of its questions.
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../passage-statements/src"), &mut files);
        let program: String = files.iter().map(|f| std::fs::read_to_string(f).unwrap()).collect();
        let written = messages(Language::En);
        for name in written.keys() {
            assert!(program.contains(&format!("\"{name}\"")), "no page says {name}");
        }
        for call in ["say(\"", "tell(\"", "tell(\n            \"", "tell(\n        \""] {
            for rest in program.split(call).skip(1) {
                let name = rest.split('"').next().unwrap_or_default();
                let real = name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
                assert!(!real || name.is_empty() || written.contains_key(name), "{name} is said but not written");
            }
        }
    }

    #[test]
    fn each_language_writes_numbers_its_own_way() {
        let (english, ukrainian) = (Words::new(Language::En), Words::new(Language::Uk));
        assert_eq!(english.number(1_234_567u32), "1,234,567");
        assert_eq!(ukrainian.number(1_234_567u32), "1\u{202f}234\u{202f}567");
        assert_eq!(english.number(999u32), "999");
        assert_eq!((english.decimal(3.6, 1), ukrainian.decimal(3.6, 1)), ("3.6".to_owned(), "3,6".to_owned()));
    }

    #[test]
    fn each_language_chooses_its_own_plurals() {
        let (english, ukrainian) = (Words::new(Language::En), Words::new(Language::Uk));
        let say = |words: &Words, n: u32| words.tell("persons", &[("n", count(n))]);
        assert_eq!([1, 2, 5].map(|n| say(&english, n)), ["1 person", "2 people", "5 people"]);
        assert_eq!(
            [1, 2, 5, 11, 21, 1904].map(|n| say(&ukrainian, n)),
            ["1 особа", "2 особи", "5 осіб", "11 осіб", "21 особа", "1\u{202f}904 особи"]
        );
        assert!(english.missing().is_empty() && ukrainian.missing().is_empty());
    }

    #[test]
    fn a_word_that_is_missing_is_noticed() {
        let words = Words::new(Language::En);
        let unknown = ["no", "such", "message"].join("-");
        assert_eq!(words.say(&unknown), "[no-such-message]");
        assert_eq!(words.missing(), ["no-such-message"]);
    }
}
