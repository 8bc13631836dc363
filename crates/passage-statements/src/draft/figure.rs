//! The figures of one sentence with what they count and what became of it, each with the words that led there.

use super::deed::{self, Deed, Told};
use super::noun::{self, Found, Noun};
use super::number::{Number, numbers};
use super::word::{Sort, Word, any, first};
use crate::measure::{Form, Measure, Value};
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
    /// Whether it is a part of the figure before it: "including 210 children".
    pub is_part: bool,
}

/// What denies the figures of a sentence.
const DENIED: &str = "denied that|denies that|denied reports|are false|is false|untrue|not true|is a fake|спростув*|не відповідає дійсності|\
                      не відповідають дійсності|фейк*|неправд*|вигадк*|rumours|rumors|чутк*";

/// What makes a figure a part of the one before.
const PART: &str = "including|among them|of them|of whom|of which|of these|зокрема|серед них|серед яких|із них|з них|з яких|із яких|\
                    у тому числі|в тому числі|of those";

/// A part of what was named before, behind the figure.
const OF_THEM: &str = "of them|of whom|of these|of those|з них|із них";

/// What happened long ago is not what a report is about.
const LONG_AGO: &str = "last year|years ago|a year ago|торік|минулого року|рік тому|роки тому|років тому";

/// How near behind a part its own deed stands.
const OWN: usize = 3;

/// What says that a number of inhabitants is that of before the war.
const PREWAR: &str = "населення міста|before the war|prewar|pre-war|before the invasion|до війни|до вторгнення|довоєнн*|inhabitants|жителів";

/// Who verifies the dead one by one.
const VERIFIERS: &str = "un|ohchr|united nations|оон|monitors";

const VERIFIED: &str = "confirmed killed|confirmed dead|has verified|have verified|verified|confirmed the deaths|has confirmed|\
                        have been confirmed|підтвердило|підтвердили|підтвердила|підтвердив|підтверджено|задокументовано|verified the deaths";

/// How far a deed may be from its figure.
const FARTHEST: usize = 40;

/// How much nearer a deed that does not fit must be, for a farther one not to be taken.
const CLEARLY_NEARER: usize = 4;

/// A sentence in which figures are looked for.
struct Sentence<'w> {
    words: &'w [Word],
    numbers: Vec<Number>,
    deeds: Vec<Told>,
    /// By word: how far it is from the first.
    distances: Vec<usize>,
    /// Whether its dead and injured were verified one by one.
    verified: bool,
    /// What the sentence before counts last.
    counted_before: Option<Noun>,
}

/// The figures of a sentence, and how many numbers were left out as none of ours; `counted_before` is what the sentence
/// before counts last, for "a further 2,000".
pub fn figures(words: &[Word], counted_before: Option<Noun>) -> (Vec<Figure>, usize) {
    let numbers = numbers(words);
    if first(DENIED, words, 0..words.len()).is_some() {
        return (Vec::new(), numbers.len());
    }
    let prewar = first(PREWAR, words, 0..words.len()).is_some();
    let mut deeds = deed::deeds(words);
    deeds.retain(|told| prewar || told.deed != Deed::Lived);
    let (distances, verified) = (distances(words), is_verified(words));
    let sentence = Sentence { words, numbers, deeds, distances, verified, counted_before };
    let mut figures: Vec<Figure> = Vec::new();
    for (at, number) in sentence.numbers.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| {
            let end = sentence.numbers[before].words.end;
            figures.last().filter(|figure| figure.number.end == end).cloned()
        });
        if let Some(figure) = sentence.figure(number, before.as_ref()) {
            figures.push(figure);
        }
    }
    let left_out = sentence.numbers.len() - figures.len();
    (figures, left_out)
}

impl Sentence<'_> {
    fn figure(&self, number: &Number, before: Option<&Figure>) -> Option<Figure> {
        if self.is_long_ago(number) || self.is_age(number) {
            return None;
        }
        let whole = is_part(self.words, number).then_some(before).flatten();
        let (noun, at) = self.counted(number, before)?;
        if number.may_be_year && noun.is_none() {
            return None;
        }
        let end = at.map_or(number.words.end, |at| (at + 1).max(number.words.end));
        let ranked = self.ranked(&(number.words.start..end));
        match whole {
            Some(whole) => self.part(number, whole, (noun, at), &ranked),
            None => self.alone(number, (noun, at), &ranked),
        }
    }

    /// Whether its clause tells of what happened long ago.
    fn is_long_ago(&self, number: &Number) -> bool {
        let parts = |at: &usize| self.words[*at].parts();
        let from = (0..number.words.start).rev().find(parts).unwrap_or(0);
        let to = (number.words.end..self.words.len()).find(parts).unwrap_or(self.words.len());
        first(LONG_AGO, self.words, from..to).is_some()
    }

    /// "Four of them over 70", "aged 62".
    fn is_age(&self, number: &Number) -> bool {
        let before = number.words.start;
        let behind_part = before > 1 && any(OF_THEM, self.words, before - 2).is_some();
        let aged = before > 0 && any("aged|віком", self.words, before - 1).is_some();
        (behind_part && number.value.form() == Form::MoreThan) || aged
    }

    /// What a figure counts, and the word that says so; `None` where it is none of ours.
    fn counted(&self, number: &Number, before: Option<&Figure>) -> Option<(Option<Noun>, Option<usize>)> {
        let found = |(noun, at)| (Some(noun), Some(at));
        match noun::counted(self.words, number) {
            // "No reports of deaths" is not that none died.
            Found::Ours(_, at) if number.value == Value::Exact(0) && at > number.words.end + 1 => return None,
            Found::Ours(noun, at) => return Some(found((noun, at))),
            Found::Other => return None,
            Found::Bare => {}
        }
        if let Some(before) = noun::counted_before(self.words, number) {
            return Some(found(before));
        }
        // "2,000 cars left, a further 2,000 were waiting": cars again.
        let further = is_further(self.words, number);
        let before = before.and_then(|before| before.counts).or(self.counted_before);
        Some((before.filter(|_| further), None))
    }

    /// The deeds of the sentence, the nearest first.
    fn ranked(&self, reach: &Range<usize>) -> Vec<(usize, &Told)> {
        let cost = |told: &Told| self.cost(reach, &(told.at..told.at + told.length));
        let mut ranked: Vec<(usize, &Told)> = self.deeds.iter().map(|told| (cost(told), told)).collect();
        ranked.retain(|(cost, _)| *cost <= FARTHEST);
        ranked.sort_by_key(|(cost, told)| (*cost, told.at));
        ranked
    }

    /// How far a deed is from a figure, by [`distances`] and other figures between.
    fn cost(&self, reach: &Range<usize>, told: &Range<usize>) -> usize {
        let between = if told.start >= reach.end {
            reach.end..told.start
        } else if told.end <= reach.start {
            told.end..reach.start
        } else {
            return 0;
        };
        let other = |number: &&Number| between.contains(&number.words.start) && number.words != *reach;
        let others = self.numbers.iter().filter(other).count();
        self.distances[between.end] - self.distances[between.start] + 10 * others
    }

    /// A part has the deed of its whole, unless one of its own follows at once: "and seven of them worked".
    fn part(
        &self,
        number: &Number,
        whole: &Figure,
        (noun, at): (Option<Noun>, Option<usize>),
        ranked: &[(usize, &Told)],
    ) -> Option<Figure> {
        let near = |(cost, told): &&(usize, &Told)| *cost == 0 || (*cost <= OWN && told.at >= number.words.end);
        let own = ranked.first().filter(near);
        // "Four of them over 70" is no figure of its own.
        let them = any(OF_THEM, self.words, number.words.end);
        let placed =
            them.is_some_and(|length| any("from|in|із|зі|з|у|в", self.words, number.words.end + length).is_some());
        let bare = noun.is_none() && own.is_none() && them.is_some() && !placed;
        let noun = noun.or(whole.counts).or(whole.deed.and_then(deed::usual));
        let deed = own.map(|(_, told)| told.deed).or(whole.deed);
        let measure = deed::measure(deed?, noun?, self.verified).filter(|_| !bare)?;
        let told = own.map(|(_, told)| told.at..told.at + told.length).or(whole.told.clone());
        let (value, number) = (number.value, number.words.clone());
        Some(Figure { value, measure, deed, counts: noun, number, noun: at, told, is_part: true })
    }

    /// A figure with the nearest deed that fits what it counts.
    fn alone(
        &self,
        number: &Number,
        (noun, at): (Option<Noun>, Option<usize>),
        ranked: &[(usize, &Told)],
    ) -> Option<Figure> {
        let fitting = |told: &Told| {
            let people = |noun: Noun| matches!(noun, Noun::People | Noun::Dead | Noun::Injured);
            let noun = noun.or(deed::usual(told.deed)).filter(|noun| !number.of_people || people(*noun))?;
            deed::measure(told.deed, noun, self.verified)
        };
        let figure = |measure: Measure, told: Option<&Told>| Figure {
            value: number.value,
            measure,
            deed: told.map(|told| told.deed),
            counts: noun,
            number: number.words.clone(),
            noun: at,
            told: told.map(|told| told.at..told.at + told.length),
            is_part: false,
        };
        let nearest_fitting = ranked.iter().find(|(_, told)| fitting(told).is_some());
        // "39 people waiting for a train were killed": what was done to them, not what they were doing.
        let suffered = |(_, told): &&(usize, &Told)| {
            matches!(told.deed, Deed::Killed | Deed::Injured | Deed::Evacuated)
                && told.at > 0
                && any("were|was|been", self.words, told.at - 1).is_some()
        };
        let waited = nearest_fitting.filter(|(_, told)| matches!(told.deed, Deed::Waiting | Deed::Trapped));
        let overtaken = waited
            .and_then(|(_, waited)| ranked.iter().filter(suffered).find(|(_, told)| told.at > waited.at))
            .filter(|(_, told)| fitting(told).is_some());
        let Some((best, told)) = overtaken.or(nearest_fitting) else {
            // "Room for 1,500 seats": the noun says enough.
            let carried = noun != Some(Noun::Seats)
                || first("bus|buses|автобус*|машин*|vehicles", self.words, 0..self.words.len()).is_some();
            let noun = noun.filter(|_| carried)?;
            return deed::by_noun(noun, self.verified).map(|measure| figure(measure, None));
        };
        let (nearest, other) = ranked.first()?;
        let itself = at.is_some_and(|at| told.at == at);
        let adjacent = *nearest == 0 && *best > 1;
        if (nearest + CLEARLY_NEARER <= *best || adjacent) && overtaken.is_none() && !itself && other.deed != told.deed
        {
            return None;
        }
        let none = number.value == Value::Exact(0);
        if (told.denied && !none) || (number.needs_noun && noun.is_none() && *best > CLEARLY_NEARER) {
            return None;
        }
        Some(figure(fitting(told)?, Some(told)))
    }
}

/// What each word of a sentence adds to the distance across it, summed up from the first: a word one, a mark or "and" four more,
/// a semicolon twelve more.
fn distances(words: &[Word]) -> Vec<usize> {
    let mut sums = vec![0];
    for at in 0..words.len() {
        let parts = words[at].parts() || any("but|while|and|хоча|а", words, at).is_some();
        let step = 1 + 4 * usize::from(parts) + 12 * usize::from(words[at].is(";"));
        sums.push(sums[at] + step);
    }
    sums
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
    before || any(OF_THEM, words, number.words.end).is_some()
}

fn is_verified(words: &[Word]) -> bool {
    let Some(at) = first(VERIFIED, words, 0..words.len()) else { return false };
    let not = first("not|cannot|не", words, at.saturating_sub(4)..at).is_some();
    !not && first(VERIFIERS, words, 0..words.len()).is_some()
}
