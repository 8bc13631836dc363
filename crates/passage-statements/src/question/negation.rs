//! (k) A "not" that came or went between a statement and its translation: "received" here, "were denied" there.

use super::index::{Bucket, Key, Texts};
use super::phrase::{Part, Phrase, called, plain};
use super::{Detector, Question};
use crate::claim::{Claim, Kind};

/// Words that turn a sentence round, in English, Ukrainian and Russian.
const NEGATIONS: [&str; 37] = [
    "not",
    "no",
    "never",
    "none",
    "nobody",
    "without",
    "denied",
    "refused",
    "rejected",
    "failed",
    "unable",
    "cannot",
    "didn't",
    "wasn't",
    "weren't",
    "isn't",
    "aren't",
    "hasn't",
    "haven't",
    "couldn't",
    "не",
    "ні",
    "ніхто",
    "жодного",
    "жодної",
    "без",
    "відмовлено",
    "відмовили",
    "заборонено",
    "нема",
    "немає",
    "нет",
    "никто",
    "отказано",
    "отказали",
    "запрещено",
    "ни",
];

/// The first word of a text that turns it round.
fn negation(text: &str) -> Option<String> {
    let words = text.split(|c: char| !c.is_alphabetic() && c != '\'' && c != '’');
    words.map(|word| word.to_lowercase().replace('’', "'")).find(|word| NEGATIONS.contains(&word.as_str()))
}

pub fn keys(claim: &Claim, texts: &mut Texts) -> Vec<Key> {
    if claim.quote.is_empty() {
        return Vec::new();
    }
    let retells = claim.relations.iter().filter(|one| matches!(one.kind, Kind::Translates | Kind::DerivesFrom));
    let others = retells.map(|relation| relation.to.as_str());
    let own = (!claim.name.is_empty()).then_some(claim.name.as_str());
    others.chain(own).map(|name| [texts.number(name), 0, 0, 0, 0, 0]).collect()
}

pub fn ask(bucket: &Bucket<'_>) -> Option<Question> {
    let with = bucket.iter().find_map(|(place, claim)| Some((*place, *claim, negation(&claim.quote)?)))?;
    let (place, without) = bucket.iter().find(|(_, claim)| negation(&claim.quote).is_none())?;
    let parts = [
        ("a", called(with.1)),
        ("word", Part::Text(with.2)),
        ("language", Part::Text(language(with.1))),
        ("b", called(without)),
        ("other", Part::Text(language(without))),
    ];
    let mut claims = vec![with.0, *place];
    claims.sort_unstable();
    Some(Question {
        detector: Detector::Negation,
        about: without.about.clone(),
        claims,
        arithmetic: vec![Phrase::new("ask-negation", parts)],
        explanations: vec![plain("explain-mistranslated"), plain("explain-part-quoted")],
        settles: vec![plain("settle-original-words")],
    })
}

fn language(claim: &Claim) -> String {
    if claim.language.is_empty() { "?".into() } else { claim.language.clone() }
}
