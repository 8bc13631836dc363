//! What a written name may stand for: itself, without "city", in the nominative, in the other language, before a machine
//! translated it.

use super::cousin::cousins;
use super::declined::{behind_preposition, nominatives};
use super::mixed::in_cyrillic;
use super::reason::Reason;
use super::roman::System;
use super::translated;
use passage_model::place::key::{sound, spelling};

/// The longest name that is looked for, in characters; a longer text is no name of a place.
pub(super) const LONGEST_NAME: usize = 80;

/// One reading of a written name.
#[derive(Clone, Debug)]
pub(super) struct Form {
    pub text: String,
    pub spelling: String,
    pub sound: String,
    /// How known systems write it in Latin letters; empty where it is in them already.
    pub romans: Vec<(System, String)>,
    /// How it came from what was written.
    pub reasons: Vec<Reason>,
    /// What that takes off the score.
    pub cost: u32,
    /// Whether typing errors are looked for: only in what was written, not in what was made of it.
    pub errors: bool,
}

/// A written name: its readings, and where it was said to lie.
pub(super) struct Asked {
    pub forms: Vec<Form>,
    pub within: Vec<String>,
}

/// What each step takes off the score of a match, of a hundred. Our choice: a case ending is surer than another language's
/// beginning, and that is surer than a translation.
const CASE: u32 = 4;
const COUSIN: u32 = 8;
const TRANSLATED: u32 = 30;

/// Words for what a place is, which stand before its name or behind it.
const KINDS: [&str; 32] = [
    "city of",
    "town of",
    "village of",
    "settlement of",
    "city",
    "town",
    "village",
    "settlement",
    "urban-type settlement",
    "місто",
    "міста",
    "місті",
    "м.",
    "смт",
    "смт.",
    "селище",
    "селища",
    "село",
    "села",
    "селі",
    "с.",
    "с-ще",
    "город",
    "города",
    "городе",
    "г.",
    "пгт",
    "пгт.",
    "поселок",
    "посёлок",
    "пос.",
    "деревня",
];

impl Form {
    fn of(text: &str, reasons: Vec<Reason>, cost: u32, errors: bool) -> Self {
        let romans = System::ALL.iter().filter_map(|system| Some((*system, spelling(&system.write(text)?)))).collect();
        Self { text: text.to_owned(), spelling: spelling(text), sound: sound(text), romans, reasons, cost, errors }
    }
}

impl Asked {
    /// The readings of what was written. O(length, endings and stems).
    pub fn of(written: &str) -> Self {
        let (name, within) = apart(written);
        let mut asked = Self { forms: Vec::new(), within };
        if name.is_empty() || name.chars().count() > LONGEST_NAME {
            return asked;
        }
        asked.forms.push(Form::of(&name, Vec::new(), 0, true));
        let mixed = in_cyrillic(&name);
        let name = mixed.clone().unwrap_or(name);
        if mixed.is_some() {
            asked.forms.push(Form::of(&name, vec![Reason::Mixed(written.trim().to_owned())], 1, true));
        }
        if let Some(owner) = name.strip_suffix("'s").or(name.strip_suffix("\u{2019}s")) {
            asked.forms.push(Form::of(owner, Vec::new(), 1, true));
        }
        let behind = behind_preposition(&name).map(str::to_owned);
        if let Some(rest) = &behind {
            asked.forms.push(Form::of(rest, Vec::new(), 1, true));
        }
        let bare = behind.clone().unwrap_or_else(|| name.clone());
        let without = without_kind(&bare);
        if let Some((rest, word)) = &without {
            asked.forms.push(Form::of(rest, vec![Reason::Without(word.clone())], 1, true));
        }
        let core = without.map_or(bare, |(rest, _)| rest);
        for form in nominatives(&core, behind.is_some()) {
            let reason = Reason::Declined { written: core.clone(), form: form.clone() };
            asked.forms.push(Form::of(&form, vec![reason], CASE, false));
        }
        asked.others(&core);
        asked.forms.retain(|form| !form.spelling.is_empty() || !form.sound.is_empty());
        asked
    }

    /// The other language's beginning, and the name that a machine translated.
    fn others(&mut self, core: &str) {
        for cousin in cousins(&sound(core)) {
            let reasons = vec![Reason::Cousin { from: cousin.from, to: cousin.to }];
            let (text, sound) = (core.to_owned(), cousin.sound);
            let form =
                Form { text, spelling: String::new(), sound, romans: Vec::new(), reasons, cost: COUSIN, errors: false };
            self.forms.push(form);
        }
        if let Some((name, source)) = translated::name_of(core) {
            let reason = Reason::Translated { word: core.to_owned(), name: name.to_owned(), source };
            self.forms.push(Form::of(name, vec![reason], TRANSLATED, false));
        }
    }
}

/// The name, and what stands in brackets or behind a comma: where it lies.
fn apart(written: &str) -> (String, Vec<String>) {
    let written = written.trim().trim_matches(|c: char| matches!(c, '"' | '«' | '»' | '“' | '”'));
    // "(Bilmak)": a stop that only some lists have.
    let written = written.strip_prefix('(').and_then(|text| text.strip_suffix(')')).unwrap_or(written);
    let cut = written.find([',', '(']).unwrap_or(written.len());
    let (name, rest) = written.split_at(cut);
    let parts = rest.split([',', '(', ')']).map(str::trim).filter(|part| !part.is_empty());
    (name.trim().to_owned(), parts.map(str::to_owned).collect())
}

/// A name without the word for what it is, and that word.
fn without_kind(name: &str) -> Option<(String, String)> {
    let lower = name.to_lowercase();
    if lower.len() != name.len() {
        return None;
    }
    let before = KINDS.iter().find_map(|word| {
        let rest = lower.strip_prefix(word)?;
        let apart = word.ends_with('.') || rest.starts_with(char::is_whitespace);
        apart.then(|| (name[name.len() - rest.len()..].trim().to_owned(), (*word).to_owned()))
    });
    let behind = || {
        KINDS.iter().filter(|word| word.is_ascii()).find_map(|word| {
            let rest = lower.strip_suffix(word).filter(|rest| rest.ends_with(char::is_whitespace))?;
            Some((name[..rest.len()].trim().to_owned(), (*word).to_owned()))
        })
    };
    before.or_else(behind).filter(|(rest, _)| !rest.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_it_lies_and_what_it_is_are_told_from_the_name() {
        let asked = Asked::of("м. Василівка (Запорізька область)");
        assert_eq!(asked.within, ["Запорізька область"]);
        assert!(asked.forms.iter().any(|form| form.text == "Василівка"));
        assert_eq!(apart("(Bilmak)").0, "Bilmak");
        assert_eq!(apart("Polohy, Zaporizhzhia oblast"), ("Polohy".into(), vec!["Zaporizhzhia oblast".into()]));
        assert_eq!(without_kind("Sumy city"), Some(("Sumy".into(), "city".into())));
        assert_eq!(without_kind("Городище"), None);
        assert!(Asked::of("").forms.is_empty() && Asked::of(&"а".repeat(5_000)).forms.is_empty());
    }
}
