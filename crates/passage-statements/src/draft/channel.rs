//! Through what something was said, and which agency carried it.

use super::word::{Word, look};
use std::ops::Range;

/// Channels by the words that name them.
const CHANNELS: &[(&str, &str)] = &[
    ("telegram|телеграм*", "Telegram"),
    ("facebook|фейсбук*|фейсбуц*", "Facebook"),
    ("viber|вайбер*", "Viber"),
    ("on twitter|у твіттері|в твіттері|у твітері|в твітері", "Twitter"),
    ("tweet|tweeted|твіті", "tweet"),
    ("video message", "video message"),
    ("video address|відеозверненн*", "video address"),
    ("nightly address|evening address|вечірньому зверненні", "nightly address"),
    ("online message", "online message"),
    ("online post|social media post", "online post"),
    ("briefing|брифінг*", "briefing"),
    ("press conference|news conference|пресконференці*", "press conference"),
    (
        "in a statement|evening statement|statement by|statement said|заяві|у повідомленні|в повідомленні|у заяві|в заяві",
        "statement",
    ),
    ("national television", "national television"),
    ("on television|state television|телемарафон*|в ефірі|телебаченн*", "television"),
    ("by phone|by telephone|телефоном|телефонній", "phone"),
    ("interview|інтерв'ю", "interview"),
    ("text message|by text", "text message"),
    ("in a comment|у коментарі|в коментарі", "comment"),
    ("radio|радіо", "radio"),
];

/// Agencies and broadcasters by the words that name them.
const CARRIERS: &[(&str, &str)] = &[
    ("reuters", "Reuters"),
    ("afp|agence france-presse", "AFP"),
    ("ap|associated press", "Associated Press"),
    ("bbc|бі-бі-сі", "BBC"),
    ("cnn", "CNN"),
    ("financial times", "Financial Times"),
    ("interfax-ukraine", "Interfax-Ukraine"),
    ("інтерфакс-україна|інтерфаксом-україна|інтерфаксу-україна", "Інтерфакс-Україна"),
    ("interfax|інтерфакс|інтерфаксу", "Interfax"),
    ("tass", "TASS"),
    ("тасс", "ТАСС"),
    ("ria novosti", "RIA Novosti"),
    ("ріа новості", "РІА Новості"),
    ("ukrinform", "Ukrinform"),
    ("укрінформ*", "Укрінформ"),
    ("suspilne", "Suspilne"),
    ("суспільному|суспільне|суспільного", "Суспільне"),
    ("ukrainska pravda", "Ukrainska Pravda"),
    ("українська правда|українській правді|української правди", "Українська правда"),
    ("al jazeera", "Al Jazeera"),
];

fn find(table: &'static [(&str, &'static str)], words: &[Word]) -> Option<(&'static str, Range<usize>)> {
    (0..words.len()).find_map(|at| look(table, words, at).map(|(length, name)| (name, at..at + length)))
}

/// The channel that a sentence names.
pub fn channel(words: &[Word]) -> Option<(&'static str, Range<usize>)> {
    find(CHANNELS, words)
}

/// The agency that a sentence names, but for one that is a part of the speaker: "a Reuters reporter saw".
pub fn carrier(words: &[Word], speaker: Option<&Range<usize>>) -> Option<(&'static str, Range<usize>)> {
    let (name, at) = find(CARRIERS, words)?;
    (!speaker.is_some_and(|speaker| speaker.contains(&at.start))).then_some((name, at))
}
