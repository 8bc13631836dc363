//! The places that a written name may mean, with reasons and a score.

use super::form::{Asked, Form};
use super::gazetteer::{Gazetteer, Place, is_code};
use super::index::{Indexed, sound_errors, spelling_errors};
use super::reason::Reason;
use super::roman::System;
use super::weigh;
use passage_model::place::TIMES_LARGER;
use passage_model::place::key::{distance, sound, spelling};
use std::collections::{BTreeMap, BTreeSet};

/// From this score on the spelling is accounted for by case, alphabet, a system, the habits of transliteration, a case ending or
/// the other language; below it by a typing error or a machine.
pub const SURE_SCORE: u32 = 78;

/// Nothing below this score is told.
pub const LEAST_SCORE: u32 = 40;

/// Scores of a hundred, before what the form and an old name take off. Our choice: only their order matters.
const SPELLED: u32 = 100;
const MARKS: u32 = 99;
const ROMAN: u32 = 97;
const SOUNDS: u32 = 93;
const TYPED: u32 = 76;

/// What it takes off that a place is no longer called so, and that it lies elsewhere than was said.
const OLD: u32 = 2;
const ELSEWHERE: u32 = 25;

/// A place that may be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Its number in the gazetteer.
    pub place: usize,
    /// How well the name fits, of a hundred: 100 is spelled so. No probability.
    pub score: u32,
    /// Why, the way that the match was made.
    pub reasons: Vec<Reason>,
}

impl Candidate {
    /// Whether the spelling is accounted for, errors aside.
    pub const fn is_sure(&self) -> bool {
        self.score >= SURE_SCORE
    }
}

impl Gazetteer {
    /// The places that a written name, or a code, may mean: the best first, of one score the largest first.
    ///
    /// All of one name are told; where it is said in which oblast or raion ("Vasylivka, Odesa oblast") those that lie there. Names that fit only by a typing error are left out where another fits without one, unless
    /// their place is ten times larger ([`TIMES_LARGER`]). Cost: see `index`; it grows with the logarithm of the gazetteer and
    /// with what is found.
    pub fn find(&self, written: &str) -> Vec<Candidate> {
        if is_code(written) {
            let of_code = |place| Candidate {
                place,
                score: SPELLED,
                reasons: vec![Reason::Code(self.places()[place].code.clone())],
            };
            let found: Vec<Candidate> = self.of_code(written).map(of_code).collect();
            // What looks like a code and is none may still be a name: "km 20".
            if !found.is_empty() {
                return found;
            }
        }
        self.without_errors(self.find_all(written))
    }

    /// All that a name may mean, errors too where there are names without.
    pub(crate) fn find_all(&self, written: &str) -> Vec<Candidate> {
        let asked = Asked::of(written);
        let mut pairs: BTreeSet<(usize, u32)> = BTreeSet::new();
        for (at, form) in asked.forms.iter().enumerate() {
            let index = self.index();
            let mut ids: Vec<u32> = index.spelled(&form.spelling).to_vec();
            ids.extend(form.romans.iter().flat_map(|(_, key)| index.spelled(key)));
            ids.extend(index.sounding(&form.sound));
            if form.errors {
                ids.extend(index.near(&form.spelling, &form.sound));
            }
            pairs.extend(ids.into_iter().map(|id| (at, id)));
        }
        self.among(&asked, pairs)
    }

    /// As [`Gazetteer::find`], by comparing with every name: the twin of the tests. O(names).
    #[cfg(test)]
    pub(super) fn find_slowly(&self, written: &str) -> Vec<Candidate> {
        if is_code(written) && self.of_code(written).next().is_some() {
            return self.find(written);
        }
        let asked = Asked::of(written);
        let all = (0..asked.forms.len()).flat_map(|at| (0..self.index().names.len() as u32).map(move |id| (at, id)));
        self.without_errors(self.among(&asked, all.collect::<Vec<_>>()))
    }

    /// The best match of each place among some forms and names.
    fn among(&self, asked: &Asked, pairs: impl IntoIterator<Item = (usize, u32)>) -> Vec<Candidate> {
        let mut best: BTreeMap<usize, Candidate> = BTreeMap::new();
        for (at, id) in pairs {
            let name = &self.index().names[id as usize];
            let Some(candidate) = self.fits(&asked.forms[at], name, &asked.within) else { continue };
            let kept = best.entry(candidate.place).or_insert_with(|| candidate.clone());
            if candidate.score > kept.score {
                *kept = candidate;
            }
        }
        let mut found: Vec<Candidate> = best.into_values().collect();
        let there = |candidate: &Candidate| candidate.reasons.iter().any(|reason| matches!(reason, Reason::Within(_)));
        if found.iter().any(there) {
            found.retain(there);
        }
        let size = |candidate: &Candidate| self.places()[candidate.place].population;
        found.sort_by_key(|c| (std::cmp::Reverse(c.score), std::cmp::Reverse(size(c)), c.place));
        found
    }

    /// What fits by an error alone left out where another fits without one, unless its place is far larger.
    fn without_errors(&self, mut found: Vec<Candidate>) -> Vec<Candidate> {
        let size = |candidate: &Candidate| self.places()[candidate.place].population;
        found.retain(|candidate| candidate.score >= LEAST_SCORE);
        let sure = found.iter().filter(|candidate| candidate.is_sure()).map(size).max();
        found.retain(|candidate| {
            candidate.is_sure() || sure.is_none_or(|sure| size(candidate) >= u64::from(TIMES_LARGER) * sure.max(1))
        });
        found
    }

    /// How a name of a place fits a form; `None` where it does not.
    fn fits(&self, form: &Form, name: &Indexed, within: &[String]) -> Option<Candidate> {
        let place = &self.places()[name.place as usize];
        let own = place.names.get(name.name as usize)?;
        let (score, how) = alike(form, &own.text, own.language, name)?;
        let mut reasons = form.reasons.clone();
        // That it was called so says that it was spelled so.
        if !(own.old && matches!(how, Reason::Spelled(_))) {
            reasons.push(how);
        }
        let mut score = score.saturating_sub(form.cost);
        if own.old {
            reasons.push(Reason::Old { name: own.text.clone(), note: own.note.clone() });
            score = score.saturating_sub(OLD);
        }
        if !within.is_empty() {
            match within.iter().find_map(|said| lies_in(place, said)) {
                Some(region) => reasons.push(Reason::Within(region)),
                None => score = score.saturating_sub(ELSEWHERE),
            }
        }
        Some(Candidate { place: name.place as usize, score, reasons })
    }
}

/// The score of a form and a name alone, and the reason.
fn alike(form: &Form, name: &str, language: &str, keys: &Indexed) -> Option<(u32, Reason)> {
    let (written, shown) = (form.text.clone(), name.to_owned());
    let has_spelling = !form.spelling.is_empty();
    if has_spelling && form.text.to_lowercase() == name.to_lowercase() {
        return Some((SPELLED, Reason::Spelled(shown)));
    }
    // Of two alphabets the system that writes one in the other says more than that their keys are equal.
    let system = has_spelling.then(|| by_system(form, name, language, keys)).flatten();
    if let Some(system) = system {
        return Some((ROMAN, Reason::Roman { written, name: shown, system }));
    }
    if has_spelling && form.spelling == keys.spelling {
        return Some((MARKS, Reason::Marks { written, name: shown }));
    }
    let apart = if has_spelling { weigh::distance(&form.spelling, &keys.spelling) } else { 0 };
    if !form.sound.is_empty() && form.sound == keys.sound {
        return Some((SOUNDS - (apart / 4).min(10), Reason::Sounds { written, name: shown }));
    }
    let letters = if form.errors { errors(form, keys) } else { None }?;
    let score = TYPED.saturating_sub(apart.max(1));
    Some((score, Reason::Typing { written, name: shown, letters: letters as u64 }))
}

/// The system by which one of form and name is the other in Latin letters.
fn by_system(form: &Form, name: &str, language: &str, keys: &Indexed) -> Option<System> {
    // What is in Cyrillic itself is no other name's writing in Latin letters.
    if form.romans.is_empty() == System::Kmu2010.write(name).is_none() {
        return None;
    }
    let of_form = form.romans.iter().find(|(_, key)| *key == keys.spelling).map(|(system, _)| *system);
    let writes = |system: &&System| {
        system.writes(language) && system.write(name).is_some_and(|text| spelling(&text) == form.spelling)
    };
    of_form.or_else(|| System::ALL.iter().find(writes).copied())
}

/// How many letters differ, by spelling or sound, where that may be a typing error.
fn errors(form: &Form, keys: &Indexed) -> Option<usize> {
    if digits(&form.sound).ne(digits(&keys.sound)) {
        return None;
    }
    let count = |text: &str| text.chars().count();
    let most = |a: &str, b: &str, errors: fn(usize) -> usize| errors(count(a).min(count(b)));
    let within = |a: &str, b: &str, errors: fn(usize) -> usize| {
        // Longer keys are not cut by the index either.
        let most = most(a, b, errors);
        (most > 0 && count(a).max(count(b)) <= 40).then(|| distance(a, b, most)).flatten()
    };
    let spelled = within(&form.spelling, &keys.spelling, spelling_errors);
    let sounding = within(&form.sound, &keys.sound, sound_errors);
    spelled.into_iter().chain(sounding).min()
}

/// The digits of a key: what is numbered is not another number misspelled.
pub(super) fn digits(key: &str) -> impl Iterator<Item = char> {
    key.chars().filter(char::is_ascii_digit)
}

/// The region of a place that was said: "Zaporizhzhia oblast", "Запорізька область" are one by their beginning.
fn lies_in(place: &Place, said: &str) -> Option<String> {
    const KINDS: [&str; 9] = ["oblast", "region", "raion", "district", "область", "області", "обл.", "район", "р-н"];
    let stem = |text: &str| {
        let lower = text.to_lowercase();
        let words: Vec<&str> = lower.split_whitespace().filter(|word| !KINDS.contains(word)).collect();
        let key = sound(&words.join(" "));
        let letters: Vec<char> = key.chars().collect();
        let end = letters.iter().rposition(|letter| !"aiu".contains(*letter)).map_or(0, |at| at + 1);
        letters[..end].iter().collect::<String>()
    };
    let said = stem(said);
    [&place.oblast, &place.district].into_iter().find_map(|region| {
        let own = stem(region);
        // Six sounds tell all oblasts apart: Chernihiv from Chernivtsi by the last of them.
        let shared = own.chars().zip(said.chars()).take_while(|(a, b)| a == b).count();
        let least = own.chars().count().min(said.chars().count()).min(6);
        (least >= 3 && shared >= least).then(|| region.clone())
    })
}
