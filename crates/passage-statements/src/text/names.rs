//! Whether two names are one place, as far as names can tell; nothing is merged in silence.

use passage_model::place::key::{distance, sound, spelling};

/// How alike two names are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// The same but for case, marks and alphabet.
    Spelling,
    /// Another transliteration: Golubivka, Holubivka.
    Transliteration,
    /// Nearly alike: a person must say.
    Perhaps,
    /// Different names.
    Different,
}

/// The least letters of a sound of which one may differ; among shorter names neighbours differ by one.
const LEAST_LETTERS: usize = 5;

/// What machine translation has made of names. Izium (Ізюм) reads "raisins": the emergency service's page of 10 March 2022 as
/// translated, `../shared/domain.md` F.2.
const TRANSLATED: [(&str, &str); 1] = [("raisins", "Izium")];

/// How alike two names are.
pub(super) fn likeness(a: &str, b: &str) -> Likeness {
    if spelling(a) == spelling(b) {
        return Likeness::Spelling;
    }
    let (sound_a, sound_b) = (sound(a), sound(b));
    if sound_a == sound_b && !sound_a.is_empty() {
        return Likeness::Transliteration;
    }
    let near = distance(&sound_a, &sound_b, 1).is_some();
    let long = sound_a.chars().count().min(sound_b.chars().count()) >= LEAST_LETTERS;
    let translated = |word: &str, other: &str| {
        TRANSLATED.iter().any(|(from, to)| spelling(word) == *from && sound(to) == sound(other))
    };
    if near && long || translated(a, b) || translated(b, a) { Likeness::Perhaps } else { Likeness::Different }
}

/// Whether two names are taken for one place without asking.
pub(crate) fn is_same(a: &str, b: &str) -> bool {
    likeness(a, b) <= Likeness::Transliteration
}
