//! What machine translation makes of names that are also words.

use super::reason::Source;
use passage_model::place::key::{sound, spelling};

/// Words, the name that they were made of, and how we know. What a report had is told apart from what the dictionary says:
/// the latter are words that a machine may choose, and nobody was seen to.
///
/// `../shared/domain.md` F.2: the emergency service's page on the Sumy region, 10 March 2022, as a machine translated it.
const TRANSLATED: [(&[&str], &str, Source); 8] = [
    (&["raisins", "raisin"], "Izium", Source::Report),
    (&["sums", "amounts"], "Sumy", Source::Dictionary),
    (&["childbirth"], "Polohy", Source::Dictionary),
    (&["happiness"], "Shchastia", Source::Dictionary),
    (&["sands"], "Pisky", Source::Dictionary),
    (&["estuary"], "Lyman", Source::Dictionary),
    (&["golden"], "Zolote", Source::Dictionary),
    (&["peaceful"], "Myrne", Source::Dictionary),
];

/// The name that a word was made of, and how we know.
pub(super) fn name_of(word: &str) -> Option<(&'static str, Source)> {
    let word = spelling(word);
    let found = TRANSLATED.iter().find(|(words, ..)| words.contains(&word.as_str()));
    found.map(|(_, name, source)| (*name, *source))
}

/// Whether a word is what a machine made of this name.
pub(super) fn is_made_of(word: &str, name: &str) -> Option<Source> {
    name_of(word).filter(|(made_of, _)| sound(made_of) == sound(name)).map(|(_, source)| source)
}
