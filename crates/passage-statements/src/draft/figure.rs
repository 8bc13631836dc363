//! The figures of one sentence with what they count and what became of it, each with the words that led there.

use super::deed::{self, Deed, Told};
use super::noun::{self, Found, Noun};
use super::number::{Number, numbers};
use super::word::{Sort, Word, any, first};
use crate::measure::{Measure, Value};
use std::ops::Range;

/// A figure that has a measure.
#[derive(Clone, Debug)]
pub struct Figure {
    pub value: Value,
    pub measure: Measure,
    pub deed: Option<Deed>,
    /// What is counted, as far as it is said.
    pub counts: Option<Noun>,
    /// The words of the number with its form.
    pub number: Range<usize>,
    /// The word that says what is counted, where one does.
    pub noun: Option<usize>,
    /// The words that say what became of it.
    pub told: Option<Range<usize>>,
}

/// What denies the figures of a sentence.
const DENIED: &str = "denied that|denies that|denied reports|are false|is false|untrue|not true|is a fake|спростув*|не відповідає дійсності|\
                      не відповідають дійсності|фейк*|неправд*|вигадк*|rumours|rumors|чутк*";

/// What makes a figure a part of the one before.
const PART: &str = "including|among them|of them|of whom|of which|of these|зокрема|серед них|серед яких|із них|з них|з яких|із яких|\
                    у тому числі|в тому числі|of those";

/// What says that a number of inhabitants is that of before the war.
const PREWAR: &str =
    "before the war|prewar|pre-war|before the invasion|до війни|до вторгнення|довоєнн*|inhabitants|жителів";

/// Who verifies the dead one by one.
const VERIFIERS: &str = "un|ohchr|united nations|оон|monitors";

const VERIFIED: &str = "confirmed killed|confirmed dead|has verified|have verified|verified|confirmed the deaths|has confirmed|\
                        have been confirmed|підтвердило|підтвердили|підтверджено|задокументовано|verified the deaths";

/// How far a deed may be from its figure.
const FARTHEST: usize = 40;

/// How much nearer a deed that does not fit must be, for a farther one not to be taken.
const CLEARLY_NEARER: usize = 4;

/// The figures of a sentence, and how many numbers were left out as none of ours.
pub fn figures(words: &[Word]) -> (Vec<Figure>, usize) {
    let numbers = numbers(words);
    if first(DENIED, words, 0..words.len()).is_some() {
        return (Vec::new(), numbers.len());
    }
    let deeds = deed::deeds(words);
    let mut figures: Vec<Figure> = Vec::new();
    for (at, number) in numbers.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| {
            let end = numbers[before].words.end;
            figures.last().filter(|figure| figure.number.end == end).cloned()
        });
        if let Some(figure) = figure(words, number, &numbers, &deeds, before.as_ref()) {
            figures.push(figure);
        }
    }
    let left_out = numbers.len() - figures.len();
    (figures, left_out)
}

fn figure(
    words: &[Word],
    number: &Number,
    numbers: &[Number],
    deeds: &[Told],
    before: Option<&Figure>,
) -> Option<Figure> {
    let part = is_part(words, number).then_some(before).flatten();
    let (noun, at) = match noun::counted(words, number) {
        Found::Ours(noun, at) => (Some(noun), Some(at)),
        Found::Other => return None,
        Found::Bare => match noun::counted_before(words, number) {
            Some((noun, at)) => (Some(noun), Some(at)),
            // "2,000 cars left, a further 2,000 were waiting": cars again.
            None => (is_further(words, number).then(|| before.and_then(|before| before.counts)).flatten(), None),
        },
    };
    if number.may_be_year && noun.is_none() {
        return None;
    }
    let end = at.map_or(number.words.end, |at| (at + 1).max(number.words.end));
    let reach = number.words.start..end;
    let prewar = first(PREWAR, words, 0..words.len()).is_some();
    let mut ranked: Vec<(usize, &Told)> = deeds
        .iter()
        .filter(|told| prewar || told.deed != Deed::Lived)
        .map(|told| (cost(words, &reach, told.at..told.at + told.length, numbers), told))
        .filter(|(cost, _)| *cost <= FARTHEST)
        .collect();
    ranked.sort_by_key(|(cost, told)| (*cost, told.at));
    let verified = is_verified(words);
    let fitting = |told: &Told| {
        let people = |noun: Noun| matches!(noun, Noun::People | Noun::Dead | Noun::Injured);
        let noun = noun.or(deed::usual(told.deed)).filter(|noun| !number.of_people || people(*noun))?;
        deed::measure(told.deed, noun, verified).map(|measure| (measure, noun))
    };
    // A part has the deed of its whole, unless one of its own follows at once.
    if let Some(whole) = part {
        let own = ranked.first().filter(|(cost, _)| *cost == 0);
        let noun = noun.or(whole.deed.and_then(deed::usual));
        let deed = own.map(|(_, told)| told.deed).or(whole.deed);
        let measure = deed::measure(deed?, noun?, verified)?;
        return Some(Figure {
            value: number.value,
            measure,
            deed,
            counts: noun,
            number: number.words.clone(),
            noun: at,
            told: whole.told.clone(),
        });
    }
    let (best, told) = ranked.iter().find(|(_, told)| fitting(told).is_some())?;
    let (nearest, other) = ranked.first()?;
    let itself = at.is_some_and(|at| told.at == at);
    if nearest + CLEARLY_NEARER <= *best && !itself && !same_sort(other.deed, told.deed) {
        return None;
    }
    let none = number.value == Value::Exact(0);
    if (told.denied && !none) || (number.needs_noun && noun.is_none() && *best > CLEARLY_NEARER) {
        return None;
    }
    let (measure, _) = fitting(told)?;
    Some(Figure {
        value: number.value,
        measure,
        deed: Some(told.deed),
        counts: noun,
        number: number.words.clone(),
        noun: at,
        told: Some(told.at..told.at + told.length),
    })
}

/// Deeds that stand beside each other for one thing: "were confirmed killed".
fn same_sort(one: Deed, other: Deed) -> bool {
    one == other
}

/// How far a deed is from a figure: words between, more for marks and for other figures between.
fn cost(words: &[Word], reach: &Range<usize>, told: Range<usize>, numbers: &[Number]) -> usize {
    let between = if told.start >= reach.end {
        reach.end..told.start
    } else if told.end <= reach.start {
        told.end..reach.start
    } else {
        return 0;
    };
    let marks =
        between.clone().filter(|at| words[*at].parts() || any("but|while|and|хоча|а", words, *at).is_some()).count();
    let others =
        numbers.iter().filter(|number| between.contains(&number.words.start) && number.words != *reach).count();
    between.len() + 4 * marks + 10 * others
}

/// Whether a figure goes on with what the one before counts: "a further 2,000", "ще 2 тисячі".
fn is_further(words: &[Word], number: &Number) -> bool {
    let before = number.words.start.saturating_sub(2)..number.words.start;
    first("further|another|additional|ще|іще|додатково", words, before).is_some()
}

fn is_part(words: &[Word], number: &Number) -> bool {
    let from = number.words.start.saturating_sub(4);
    let mark =
        |at: &usize| words[*at].sort == Sort::Mark && !words[*at].is(",") && !words[*at].is("—") && !words[*at].is("(");
    let from = (from..number.words.start).rev().find(mark).map_or(from, |at| at + 1);
    let before = first(PART, words, from..number.words.start)
        .is_some_and(|at| at > 0 && words[..at].iter().any(|word| word.sort != Sort::Mark));
    before || any("of them|of whom|of these|of those|з них|із них", words, number.words.end).is_some()
}

fn is_verified(words: &[Word]) -> bool {
    let Some(at) = first(VERIFIED, words, 0..words.len()) else { return false };
    let not = first("not|cannot|не", words, at.saturating_sub(4)..at).is_some();
    !not && first(VERIFIERS, words, 0..words.len()).is_some()
}
