//! Who says what a sentence says: by the verbs of saying, "according to", a colon, a pronoun for whoever spoke before.

use super::office::{Office, office};
use super::word::{Sort, Word, any, first};
use std::ops::Range;

/// Verbs of saying, in English.
const SAID: &str = "said|says|say|told|wrote|reported|reports|announced|added|adds|posted|confirmed|denied|denies|repeated|\
                    estimates|estimated|stated|claimed|warned|recorded|tweeted|acknowledged|hoped|saw|has verified|have verified|\
                    has recorded|had recorded|has confirmed|have confirmed|counted|plans to|planned to|aims to|expects|expected to|hopes|rejected|insists|insisted|noted|tells|writes|explained|stressed|informed|put the number";

/// Verbs of saying, in Ukrainian.
const SAID_UKRAINIAN: &str = "оцінив|оцінила|оцінили|оцінює|оцінюють|нарахувало|нарахували|порахували|підтвердила|підтвердив|підтвердили|повідомив|повідомила|повідомили|повідомило|повідомляє|повідомляють|сказав|сказала|сказали|заявив|заявила|\
                              заявили|заявило|написав|написала|написали|розповів|розповіла|розповіли|каже|кажуть|стверджує|стверджують|\
                              зазначив|зазначила|зазначили|додав|додала|уточнив|уточнила|підрахували|наголосив|наголосила|визнав|\
                              визнала|інформує|інформують|спростував|спростувала|спростували|йдеться|ідеться|пише|пишуть|запевнив|\
                              запевнили|поінформував|поінформувала|поінформували|оприлюднив|оприлюднила|оголосив|оголосила";

/// What names a source without a verb.
const BY: &str = "according to|за словами|за даними|за інформацією|за повідомленням|із посиланням на|з посиланням на|за оцінками|\
                  за підрахунками|зі слів|за оцінкою";

/// Whether a verb of saying stands at a word.
pub fn is_said(words: &[Word], at: usize) -> bool {
    any(SAID, words, at).or_else(|| any(SAID_UKRAINIAN, words, at)).is_some()
}

/// Whether a sentence has a verb of saying: then somebody speaks in it, found or not.
pub fn is_attributed(words: &[Word]) -> bool {
    first(SAID, words, 0..words.len()).or_else(|| first(SAID_UKRAINIAN, words, 0..words.len())).is_some()
}

/// Who speaks, and how that was found.
#[derive(Clone, Debug)]
pub enum Speaker {
    /// An office that the sentence names; with the names of persons behind it.
    Office(Office, Vec<String>),
    /// A pronoun: whoever spoke before.
    Before(Range<usize>),
    /// A name alone, which an office before may have.
    Named(String, Range<usize>),
}

/// The speaker of a sentence.
pub fn speaker(words: &[Word]) -> Option<Speaker> {
    by_preposition(words)
        .or_else(|| quoted(words))
        .or_else(|| english(words))
        .or_else(|| ukrainian(words))
        .or_else(|| colon(words))
}

fn until_mark(words: &[Word], from: usize) -> usize {
    (from..words.len()).find(|at| words[*at].sort == Sort::Mark).unwrap_or(words.len())
}

fn since_mark(words: &[Word], to: usize) -> usize {
    (0..to).rev().find(|at| words[*at].sort == Sort::Mark).map_or(0, |at| at + 1)
}

/// Personal names directly behind an office.
fn names(words: &[Word], office: &Office) -> Vec<String> {
    let behind = words[office.words.end..].iter().skip_while(|word| word.is(","));
    behind.take_while(|word| word.is_capital() && !word.is_shouted()).map(|word| word.low.clone()).collect()
}

fn found(words: &[Word], office: Office) -> Speaker {
    let names = names(words, &office);
    Speaker::Office(office, names)
}

fn by_preposition(words: &[Word]) -> Option<Speaker> {
    let at = first(BY, words, 0..words.len())?;
    let from = at + any(BY, words, at)?;
    let to = until_mark(words, from);
    if words.get(from).is_some_and(|word| matches!(word.low.as_str(), "його" | "її" | "їхніми"))
        || any("її|його", words, at + 1).is_some()
    {
        return Some(Speaker::Before(at..from));
    }
    office(words, from..to, true).map(|office| found(words, office))
}

/// "Interfax quoted the ministry as saying".
fn quoted(words: &[Word]) -> Option<Speaker> {
    let at = first("quoted|cited|citing", words, 0..words.len())?;
    let to = first("as saying", words, at..words.len())?;
    office(words, at + 1..to, false).map(|office| found(words, office))
}

fn english(words: &[Word]) -> Option<Speaker> {
    let mut at = words.len();
    // The last verb of saying first: "he said, the council announced" is the council's.
    while at > 0 {
        at -= 1;
        if any(SAID, words, at).is_none() {
            continue;
        }
        if let Some(speaker) = before(words, at).or_else(|| behind(words, at)) {
            return Some(speaker);
        }
    }
    None
}

/// "the regional governor, Pavlo Hrytsenko, wrote": the office may be two commas before.
fn before(words: &[Word], verb: usize) -> Option<Speaker> {
    let mut end = verb;
    // "The mayor ("I counted them") reported".
    if end > 0 && words[end - 1].is(")") {
        end = (0..end).rev().find(|at| words[*at].is("("))?;
    }
    for _ in 0..3 {
        let start = since_mark(words, end);
        let chunk = &words[start..end];
        if let [pronoun, rest @ ..] = chunk
            && matches!(pronoun.low.as_str(), "he" | "she" | "it" | "they")
            && rest.iter().all(|word| matches!(word.low.as_str(), "had" | "has" | "have" | "also" | "later"))
        {
            return Some(Speaker::Before(start..end));
        }
        if let Some(office) = last_office(words, start..end) {
            return Some(found(words, office));
        }
        let personal = chunk.iter().all(Word::is_capital) && chunk.len() <= 3;
        if !personal {
            return None;
        }
        if start == 0 || !words[start - 1].is(",") {
            let name = chunk.last()?;
            return Some(Speaker::Named(name.low.clone(), start..end));
        }
        end = start - 1;
    }
    None
}

/// The office that ends a run of words, but for a name behind it.
fn last_office(words: &[Word], range: Range<usize>) -> Option<Office> {
    let mut found = None;
    let mut from = range.start;
    while let Some(office) = office(words, from..range.end, false) {
        from = office.words.end;
        found = Some(office);
    }
    let office = found?;
    let rest = &words[office.words.end..range.end];
    // "Officials in Zaporizhzhia", "officials there".
    if let [place, names @ ..] = rest
        && matches!(place.low.as_str(), "in" | "at" | "there")
        && names.iter().all(Word::is_capital)
    {
        let end = if place.low == "there" { office.words.end } else { range.end };
        let name = words[office.words.start..end].iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
        return Some(Office { name, words: office.words.start..end });
    }
    rest.iter().all(Word::is_capital).then_some(office)
}

/// ", said Liudmyla Savchuk, the deputy prime minister."
fn behind(words: &[Word], verb: usize) -> Option<Speaker> {
    if verb == 0 || !words[verb - 1].parts() {
        return None;
    }
    let from = verb + 1;
    let to = until_mark(words, from);
    if let Some(office) = office(words, from..to, false) {
        return Some(found(words, office));
    }
    let personal = to > from && words[from..to].iter().all(Word::is_capital);
    let office = office(words, to + 1..until_mark(words, (to + 1).min(words.len())), false).filter(|_| personal)?;
    let surname = words[to - 1].low.clone();
    Some(Speaker::Office(office, vec![surname]))
}

fn ukrainian(words: &[Word]) -> Option<Speaker> {
    let mut at = words.len();
    while at > 0 {
        at -= 1;
        if any(SAID_UKRAINIAN, words, at).is_none() {
            continue;
        }
        let to = until_mark(words, at + 1);
        if let Some(office) = after(words, at, to) {
            return Some(found(words, office));
        }
        if words.get(at + 1).is_some_and(|next| matches!(next.low.as_str(), "він" | "вона" | "вони")) {
            return Some(Speaker::Before(at + 1..at + 2));
        }
        // "Сказала Катерина Лозова, віцепрем'єрка".
        let named = to > at + 1 && words[to - 1].is_capital() && words.get(to).is_some_and(|mark| mark.is(","));
        if let Some(office) =
            office(words, to + 1..until_mark(words, (to + 1).min(words.len())), false).filter(|_| named)
        {
            return Some(Speaker::Office(office, vec![words[to - 1].low.clone()]));
        }
        let start = since_mark(words, at);
        let inside = words.get(start).is_some_and(|word| matches!(word.low.as_str(), "у" | "в"));
        if let Some(office) = office(words, start + usize::from(inside)..at, inside) {
            return Some(found(words, office));
        }
        if let [only] = &words[start..at]
            && matches!(only.low.as_str(), "він" | "вона" | "воно" | "вони")
        {
            return Some(Speaker::Before(start..at));
        }
        let name = &words[start..at];
        if (1..=3).contains(&name.len()) && name.iter().all(|word| word.is_capital() && !word.is_shouted()) {
            return Some(Speaker::Named(words[at - 1].low.clone(), start..at));
        }
    }
    None
}

/// "повідомили в ООН", "сказала на брифінгу віцепрем'єрка", "йдеться в повідомленні ради".
fn after(words: &[Word], verb: usize, to: usize) -> Option<Office> {
    let word = words[verb].low.as_str();
    let passive = matches!(word, "йдеться" | "ідеться");
    let next = words.get(verb + 1).map(|word| word.low.as_str());
    let inside = matches!(next, Some("у" | "в")) && word.ends_with("ли");
    let from = if inside { verb + 2 } else { verb + 1 };
    office(words, from.min(to)..to, inside || passive)
}

/// "Mariupol city council (Telegram): …", "Маріупольська міська рада: …".
fn colon(words: &[Word]) -> Option<Speaker> {
    let colon = (0..words.len().min(14)).find(|at| words[*at].is(":"))?;
    let to = until_mark(words, 0).min(colon);
    let office = office(words, 0..to, false)?;
    (office.words.end == to).then(|| found(words, office))
}
