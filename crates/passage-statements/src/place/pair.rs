//! Whether two names are one place, as far as names and a gazetteer can tell; nothing is merged in silence.

use super::cousin::cousins;
use super::declined::nominatives;
use super::find::{Candidate, digits};
use super::gazetteer::{Gazetteer, Place};
use super::mixed::in_cyrillic;
use super::reason::Reason;
use super::translated;
use passage_model::place::key::{distance, sound, spelling};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// How alike two names are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// The same but for case, marks and alphabet.
    Spelling,
    /// Another transliteration: Golubivka, Holubivka.
    Transliteration,
    /// Nearly alike, or one place by a gazetteer: a person must say.
    Perhaps,
    /// Different names.
    Different,
}

/// How alike two names are, and why that is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    /// How alike.
    pub likeness: Likeness,
    /// Why they may be one place; empty where they are not, or are without asking.
    pub reasons: Vec<Reason>,
}

/// The least letters of a sound of which one may differ; among shorter names neighbours differ by one.
const LEAST_LETTERS: usize = 5;

/// What names are compared by: their letters alone, or a gazetteer too.
#[derive(Debug, Default)]
pub struct Names<'g> {
    gazetteer: Option<&'g Gazetteer>,
    // A route is compared place by place: each name is looked for once.
    known: RefCell<BTreeMap<String, Rc<Vec<Candidate>>>>,
}

impl<'g> Names<'g> {
    /// Names compared by their letters, and with `gazetteer` by the places that they may mean.
    pub fn by(gazetteer: Option<&'g Gazetteer>) -> Self {
        Self { gazetteer, known: RefCell::default() }
    }

    /// The gazetteer, where there is one.
    pub const fn gazetteer(&self) -> Option<&'g Gazetteer> {
        self.gazetteer
    }

    /// How alike two names are, and why.
    ///
    /// By letters alone, names of one spelling or one sound are one place without asking. What differs by a letter, a case
    /// ending, the other language's beginning or a machine's translation is a question. A gazetteer adds the question whether
    /// two names are one of its places (an old name, another language), and asks about two names of one sound where it has
    /// both, as different places. It never answers.
    pub fn compare(&self, a: &str, b: &str) -> Compared {
        let alone = by_letters(a, b);
        match (self.gazetteer, alone.likeness) {
            (None, _) | (_, Likeness::Spelling) => alone,
            (Some(gazetteer), _) => self.by_gazetteer(gazetteer, alone, (a, b)),
        }
    }

    /// Whether two names are taken for one place without asking.
    pub fn is_same(&self, a: &str, b: &str) -> bool {
        self.compare(a, b).likeness <= Likeness::Transliteration
    }

    fn by_gazetteer(&self, gazetteer: &Gazetteer, alone: Compared, (a, b): (&str, &str)) -> Compared {
        let (here, there) = (self.found(gazetteer, a), self.found(gazetteer, b));
        let spelled = |candidates: &[Candidate]| -> Vec<usize> {
            candidates
                .iter()
                .filter(|c| matches!(c.reasons.last(), Some(Reason::Spelled(_))))
                .map(|c| c.place)
                .collect()
        };
        let (ours, theirs) = (spelled(&here), spelled(&there));
        let both_known = !ours.is_empty() && !theirs.is_empty() && ours.iter().all(|place| !theirs.contains(place));
        if both_known && alone.likeness != Likeness::Different {
            let reason = Reason::BothKnown { a: a.to_owned(), b: b.to_owned() };
            let reasons = alone.reasons.into_iter().chain([reason]).collect();
            return Compared { likeness: Likeness::Perhaps, reasons };
        }
        if alone.likeness != Likeness::Different || both_known {
            return alone;
        }
        match common(gazetteer, &here, &there) {
            Some(reasons) => Compared { likeness: Likeness::Perhaps, reasons },
            None => alone,
        }
    }

    /// The places that a name may mean.
    fn found(&self, gazetteer: &Gazetteer, name: &str) -> Rc<Vec<Candidate>> {
        if let Some(known) = self.known.borrow().get(name) {
            return Rc::clone(known);
        }
        let found = Rc::new(gazetteer.find(name));
        self.known.borrow_mut().insert(name.to_owned(), Rc::clone(&found));
        found
    }
}

/// Whether two names are taken for one place by their letters, without asking.
pub(crate) fn is_same_place(a: &str, b: &str) -> bool {
    by_letters(a, b).likeness <= Likeness::Transliteration
}

/// The place that fits both names best, with the reasons of each that are no plain spelling.
fn common(gazetteer: &Gazetteer, here: &[Candidate], there: &[Candidate]) -> Option<Vec<Reason>> {
    let both = here.iter().filter_map(|ours| Some((ours, there.iter().find(|theirs| theirs.place == ours.place)?)));
    let (ours, theirs) =
        both.max_by_key(|(ours, theirs)| (ours.score + theirs.score, std::cmp::Reverse(ours.place)))?;
    let place = &gazetteer.places()[ours.place];
    let mut reasons = vec![Reason::Common { place: called(place) }];
    for reason in ours.reasons.iter().chain(&theirs.reasons) {
        if !matches!(reason, Reason::Spelled(_) | Reason::Marks { .. }) && !reasons.contains(reason) {
            reasons.push(reason.clone());
        }
    }
    Some(reasons)
}

/// "Izium (Kharkiv oblast)".
fn called(place: &Place) -> String {
    if place.oblast.is_empty() { place.name.clone() } else { format!("{} ({})", place.name, place.oblast) }
}

/// How alike two names are by their letters.
fn by_letters(a: &str, b: &str) -> Compared {
    let plain = |likeness| Compared { likeness, reasons: Vec::new() };
    let (spelling_a, spelling_b) = (spelling(a), spelling(b));
    if spelling_a == spelling_b {
        return plain(Likeness::Spelling);
    }
    let (sound_a, sound_b) = (sound(a), sound(b));
    if sound_a == sound_b && !sound_a.is_empty() {
        return plain(Likeness::Transliteration);
    }
    let (in_one, other) = (in_cyrillic(a), in_cyrillic(b));
    if in_one.is_some() || other.is_some() {
        return match by_letters(in_one.as_deref().unwrap_or(a), other.as_deref().unwrap_or(b)) {
            // It is listed as another spelling.
            same if same.likeness == Likeness::Spelling => plain(Likeness::Transliteration),
            compared => compared,
        };
    }
    let reason = in_a_case(a, b)
        .or_else(|| in_a_case(b, a))
        .or_else(|| of_the_other_language(&sound_a, &sound_b))
        .or_else(|| misspelled((a, &sound_a), (b, &sound_b)))
        .or_else(|| translated_word(a, b))
        .or_else(|| translated_word(b, a));
    let likeness = if reason.is_some() { Likeness::Perhaps } else { Likeness::Different };
    Compared { likeness, reasons: reason.into_iter().collect() }
}

fn in_a_case(written: &str, name: &str) -> Option<Reason> {
    let (key, heard) = (spelling(name), sound(name));
    let forms = nominatives(written, false);
    let form =
        forms.iter().find(|form| spelling(form) == key).or_else(|| forms.iter().find(|form| sound(form) == heard))?;
    Some(Reason::Declined { written: written.to_owned(), form: form.clone() })
}

fn of_the_other_language(a: &str, b: &str) -> Option<Reason> {
    let cousin = cousins(a).into_iter().find(|cousin| cousin.sound == b)?;
    Some(Reason::Cousin { from: cousin.from, to: cousin.to })
}

fn misspelled((a, sound_a): (&str, &str), (b, sound_b): (&str, &str)) -> Option<Reason> {
    let long = sound_a.chars().count().min(sound_b.chars().count()) >= LEAST_LETTERS;
    let letters = distance(sound_a, sound_b, 1).filter(|_| long && digits(sound_a).eq(digits(sound_b)))?;
    Some(Reason::Typing { written: b.to_owned(), name: a.to_owned(), letters: letters as u64 })
}

fn translated_word(word: &str, name: &str) -> Option<Reason> {
    let source = translated::is_made_of(word, name)?;
    Some(Reason::Translated { word: word.to_owned(), name: name.to_owned(), source })
}
