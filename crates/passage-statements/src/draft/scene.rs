//! Place and time of one figure in its sentence: the nearest that fit.

use super::deed;
use super::figure::Figure;
use super::place::{Named, Role};
use super::speaker::is_said;
use super::time::{self, Frame, When};
use super::voice::Voice;
use super::word::{Word, any};
use super::{Found, Source};
use crate::measure::{Measure, Period};
use jiff::civil::Date;
use passage_model::civil::Zone;
use std::ops::Range;

/// Another figure of the sentence: where it stands, and whether it is a part.
type Other = (Range<usize>, bool);

/// A figure in its sentence.
pub struct Scene<'s> {
    text: &'s str,
    words: &'s [Word],
    places: &'s [Named],
    figure: &'s Figure,
    others: Vec<Other>,
}

impl<'s> Scene<'s> {
    /// One of the figures of a sentence.
    pub fn new(text: &'s str, words: &'s [Word], places: &'s [Named], figures: &'s [Figure], at: usize) -> Self {
        let others = figures.iter().enumerate().filter(|(other, _)| *other != at);
        let others = others.map(|(_, figure)| (figure.number.clone(), figure.is_part)).collect();
        Self { text, words, places, figure: &figures[at], others }
    }

    /// The words of a range as they stand in the text.
    pub fn quote(&self, range: &Range<usize>) -> String {
        quote(self.text, self.words, range)
    }

    /// The place of the figure: the nearest that fits, else that of a figure before, else the speaker's own.
    pub fn place(&self, voice: &Voice, before: Option<&str>) -> Option<Found<String>> {
        if is_of_corridors(self.figure.measure) {
            return None;
        }
        let fits = |place: &&Named| self.may_be_at(place, voice, before.is_some());
        let nearest = self.places.iter().filter(fits).min_by_key(|place| self.rank(place));
        if let Some(place) = nearest {
            return Some(found(place.name.clone(), self.quote(&place.words)));
        }
        if let Some(name) = before {
            return Some(Found { value: name.to_owned(), words: name.to_owned(), source: Source::Before });
        }
        let name = voice.place.clone()?;
        Some(Found { words: name.clone(), value: name, source: Source::Speaker })
    }

    /// Whether a place of the sentence may be that of the figure; `known`: a sentence before had one.
    fn may_be_at(&self, place: &Named, voice: &Voice, known: bool) -> bool {
        let spoken = voice.speaker.as_ref().is_some_and(|speaker| speaker.source == Source::Sentence)
            && voice.words.contains(&place.words.start);
        // Where a part comes from, "of these 1,553 residents of Mariupol", is not where its whole does.
        let between = self.figure.number.end..place.words.start;
        let own = |from: usize| !(from..place.words.start).any(|at| deed::is_deed(self.words, at));
        let of_part =
            self.others.iter().any(|(range, is_part)| *is_part && between.contains(&range.start) && own(range.end));
        // "Of these, 570 have reached Zaporizhzhia": from where the whole came.
        let goes_on = known && any("of these|of them|of those|із них|з них", self.words, 0).is_some();
        let other = (goes_on && place.role == Role::To) || (is_state(self.figure.measure) && place.is_demonym);
        !other && !spoken && !of_part && place.role != Role::Adjective
    }

    fn rank(&self, place: &Named) -> usize {
        let role = match place.role {
            // Those who wait, wait somewhere, wherever they come from.
            Role::From if is_state(self.figure.measure) => 8,
            Role::From => 0,
            Role::At => 4,
            Role::Plain => 9,
            Role::To => 20,
            Role::Adjective => 40,
        };
        role + self.distance(&place.words)
    }

    /// The time that the figure is for, by the day on which it was said.
    pub fn period(&self, said: Date, zone: &Zone) -> Option<Found<Period>> {
        let times = time::times(self.words, Some(said));
        let dated = |time: &&time::Named| matches!(time.when, When::Day(_) | When::Weekday(_));
        // What stands behind a semicolon is of another figure.
        let within = |time: &&time::Named| {
            let behind = (self.figure.number.end..time.words.start).any(|at| self.words[at].is(";"));
            !behind && !self.is_of_saying(time)
        };
        let rank = |time: &&time::Named| usize::from(dated(time)) + self.distance(&time.words);
        let best = times.iter().filter(within).min_by_key(rank)?;
        // "By 14:00 on Tuesday", "on Tuesday, by 14:00"; not "by 8 p.m., twice the day before".
        let beside = |time: &&time::Named| {
            let mut gap = best.words.end..time.words.start;
            time.words.start < best.words.start || (gap.len() <= 2 && !gap.any(|at| self.words[at].parts()))
        };
        let day = times.iter().filter(dated).find(beside).map(|time| time.when);
        let period = time::period(best.when, day, &frame(self.figure.measure, said, zone))?;
        Some(found(period, self.quote(&best.words)))
    }

    /// "He said on Friday": when it was said, not what the figure is for.
    fn is_of_saying(&self, time: &time::Named) -> bool {
        let start = time.words.start;
        let clause = (0..start).rev().take_while(|at| !self.words[*at].parts()).last().unwrap_or(start);
        let verb = (clause..start).rev().find(|at| is_said(self.words, *at));
        let day = matches!(time.when, When::Day(_) | When::Weekday(_));
        day && verb.is_some_and(|verb| !(verb..start).contains(&self.figure.number.start))
    }

    /// How far words are from the figure: words between, more for marks and for other figures.
    fn distance(&self, other: &Range<usize>) -> usize {
        let one = &self.figure.number;
        let between = if other.start >= one.end { one.end..other.start } else { other.end.min(one.start)..one.start };
        let parted = |at: &usize| self.words[*at].parts() || any("and|but|while|і|й|та|а", self.words, *at).is_some();
        let marks = between.clone().filter(parted).count();
        let crossed = self.others.iter().filter(|(range, _)| between.contains(&range.start)).count();
        // What stands before a figure, and in another clause, belongs to another one rather.
        let before = usize::from(other.start < one.start) * if marks > 0 { 5 } else { 1 };
        between.len() + 2 * marks + 12 * crossed + before
    }
}

const fn is_of_corridors(measure: Measure) -> bool {
    use Measure as M;
    matches!(
        measure,
        M::CorridorsProposed | M::CorridorsAgreed | M::CorridorsAnnounced | M::CorridorsOpened | M::CorridorsCompleted
    )
}

/// Whether those who are counted stand somewhere.
const fn is_state(measure: Measure) -> bool {
    use Measure as M;
    matches!(measure, M::WaitingPeople | M::WaitingVehicles | M::Held | M::AidTrucksHeld)
}

/// By what the time of a measure is worked out.
fn frame(measure: Measure, said: Date, zone: &Zone) -> Frame<'_> {
    use Measure as M;
    let sum = matches!(
        measure,
        M::KilledReported
            | M::KilledVerified
            | M::KilledChildrenReported
            | M::InjuredReported
            | M::InjuredVerified
            | M::DiedInQueue
            | M::LeftIndividuals
            | M::LeftCrossings
    );
    let state = is_state(measure) || matches!(measure, M::Trapped | M::AidConvoysHeld);
    let future = matches!(measure, M::Planned | M::CorridorsProposed | M::CorridorsAgreed | M::CorridorsAnnounced);
    Frame { said, zone, state, sum, future }
}

/// What the sentence itself says.
pub fn found<T>(value: T, words: String) -> Found<T> {
    Found { value, words, source: Source::Sentence }
}

/// The words of a range as they stand in the text.
pub fn quote(text: &str, words: &[Word], range: &Range<usize>) -> String {
    let start = words.get(range.start).map_or(text.len(), |word| word.start);
    let end = range.end.checked_sub(1).and_then(|last| words.get(last)).map_or(start, Word::end);
    text.get(start..end.max(start)).unwrap_or_default().to_owned()
}
