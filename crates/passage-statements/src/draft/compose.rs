//! Drafts of a whole report: sentence by sentence, with what earlier sentences said where a sentence leaves it out.

use super::figure::{Figure, figures};
use super::noun::Noun;
use super::speaker::{Speaker, is_attributed, is_said, speaker};
use super::time::{self, Frame, When};
use super::word::{Word, any, words};
use super::{Draft, Drafts, Form, Found, Given, Source, channel, furniture, office, page, place, sentence};
use crate::measure::{Measure, Period};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// How many sentences back the speaker of a sentence without one may have spoken.
const SPEAKS_ON: usize = 3;

/// The drafts of a report.
pub fn drafts(text: &str, given: &Given) -> Drafts {
    let text = text.trim_start_matches('\u{feff}');
    let is_html = given.form == Form::Html || (given.form == Form::Either && page::is_html(text));
    let page = if is_html { page::html(text) } else { page::plain(text) };
    let published = page.published.as_deref().and_then(|text| text.get(..10)?.parse().ok());
    let mut reader = Reader { said: given.said.or(published), given, ..Reader::new(given) };
    reader.drafts.furniture = page.left_out;
    reader.drafts.said = reader.said;
    let mut met = BTreeSet::new();
    for paragraph in &page.paragraphs {
        for sentence in sentence::sentences(paragraph) {
            if furniture::is_sentence(sentence) {
                reader.drafts.furniture += 1;
                continue;
            }
            reader.drafts.sentences += 1;
            if met.insert(folded(sentence)) {
                reader.sentence(sentence);
            } else {
                reader.drafts.repeated += 1;
            }
        }
    }
    reader.drafts
}

/// Letters and digits alone: what a repeated sentence has in common with the first.
fn folded(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Another figure of the sentence: where it stands, and whether it is a part.
type Other = (Range<usize>, bool);

/// Who spoke last, and when.
struct Spoken {
    draft: Voice,
    sentence: usize,
}

/// Who speaks in a sentence, and through what.
#[derive(Clone, Default)]
struct Voice {
    speaker: Option<Found<String>>,
    side: Option<Found<String>>,
    channel: Option<Found<String>>,
    carrier: Option<Found<String>>,
    place: Option<String>,
    words: Range<usize>,
}

struct Reader<'g> {
    given: &'g Given,
    said: Option<Date>,
    drafts: Drafts,
    spoken: Option<Spoken>,
    /// Offices by the surnames of those who hold them, as the report gave them.
    surnames: BTreeMap<String, Voice>,
    /// The place of the last figure that had one.
    place: Option<String>,
    /// What the sentence before counts last.
    counts: Option<Noun>,
    /// By draft: which sentence it is of.
    sentence_of: Vec<usize>,
}

impl<'g> Reader<'g> {
    fn new(given: &'g Given) -> Self {
        let drafts = Drafts::default();
        Self {
            given,
            said: None,
            drafts,
            spoken: None,
            surnames: BTreeMap::new(),
            place: None,
            counts: None,
            sentence_of: Vec::new(),
        }
    }

    fn sentence(&mut self, text: &str) {
        let words = words(text);
        let own = self.voice(text, &words);
        let (mut figures, left_out) = figures(&words, self.counts);
        self.drafts.numbers += left_out;
        // "Two drivers told": those who speak are not counted.
        let speaks = own.as_ref().map_or(0..0, |voice| voice.words.clone());
        figures.retain(|figure| !speaks.contains(&figure.number.start));
        // Whoever is said to speak, and was not found, is not whoever spoke before.
        let voice = own.clone().or_else(|| self.voice_before().filter(|_| !is_attributed(&words)));
        let places = place::places(&words);
        if figures.is_empty() && any("про це|this was", &words, 0).is_some() {
            self.after(own.as_ref());
        }
        // A headline speaks for itself alone.
        let ends = text.ends_with(['.', '!', '?', '…', '»', '"', '”', ')']);
        if let Some(voice) = own.filter(|_| ends) {
            self.spoken = Some(Spoken { draft: voice, sentence: self.drafts.sentences });
        }
        for (at, figure) in figures.iter().enumerate() {
            let others: Vec<Other> = figures
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != at)
                .map(|(_, figure)| (figure.number.clone(), figure.is_part))
                .collect();
            let draft = self.draft(text, &words, figure, &places, &others, voice.as_ref());
            self.take(draft);
        }
        self.counts = figures.last().and_then(|figure| figure.counts);
        let from = places.iter().find(|place| place.known && place.role == place::Role::From);
        if figures.is_empty()
            && let Some(place) = from
        {
            self.place.get_or_insert_with(|| place.name.clone());
        }
        // "Authorities in Mariupol said": what they go on with is of there.
        let spoken = self.spoken.as_ref().filter(|spoken| spoken.sentence == self.drafts.sentences);
        if let Some(place) = spoken.and_then(|spoken| spoken.draft.place.clone())
            && figures.is_empty()
        {
            self.place.get_or_insert(place);
        }
    }

    /// "Про це повідомив мер": who said what the sentence before says.
    fn after(&mut self, voice: Option<&Voice>) {
        let Some(voice) = voice else { return };
        let now = self.drafts.sentences;
        let from = |found: &Option<Found<String>>| found.clone().map(|found| Found { source: Source::After, ..found });
        for (draft, _) in
            self.drafts.drafts.iter_mut().zip(&self.sentence_of).filter(|(_, sentence)| **sentence + 1 == now)
        {
            if draft.speaker.as_ref().is_none_or(|speaker| speaker.source == Source::Before) {
                draft.speaker = from(&voice.speaker);
                draft.side = from(&voice.side);
                draft.channel = from(&voice.channel);
                draft.carrier = from(&voice.carrier);
            }
        }
    }

    /// Keeps a draft, unless the report has said the same before.
    fn take(&mut self, draft: Draft) {
        let value = |found: &Option<Found<String>>| found.as_ref().map(|found| found.value.clone());
        let same = |other: &Draft| {
            let period = draft.period.is_none()
                || draft.period.as_ref().map(|p| &p.value) == other.period.as_ref().map(|p| &p.value);
            other.measure.value == draft.measure.value
                && other.value.value == draft.value.value
                && value(&other.place) == value(&draft.place)
                && value(&other.speaker) == value(&draft.speaker)
                && period
        };
        if self.drafts.drafts.iter().any(same) {
            self.drafts.repeated += 1;
        } else {
            self.drafts.drafts.push(draft);
            self.sentence_of.push(self.drafts.sentences);
        }
    }

    /// Who speaks in this sentence, by its own words.
    fn voice(&mut self, text: &str, words: &[Word]) -> Option<Voice> {
        let mut voice = match speaker(words)? {
            Speaker::Office(office, names) => {
                let quoted = quote(text, words, &office.words);
                let side = office::side(words, &office.words);
                let place = place::places(&words[office.words.clone()])
                    .into_iter()
                    .find(|place| place.known)
                    .map(|place| place.name);
                let voice = Voice {
                    speaker: Some(found(office.name, quoted)),
                    side: side.map(|(side, at)| found(side.to_owned(), words[at].text.clone())),
                    place: place.filter(|name| name != "Ukraine" && name != "Україна"),
                    words: office.words,
                    ..Voice::default()
                };
                if let Some(surname) = names.last() {
                    self.surnames.insert(surname.clone(), voice.clone());
                }
                voice
            }
            Speaker::Before(range) => Voice { words: range, ..self.voice_before()? },
            Speaker::Named(surname, range) => Voice { words: range, ..before(self.surnames.get(&surname)?.clone()) },
        };
        if let Some((channel, range)) = channel::channel(words) {
            voice.channel = Some(found(channel.to_owned(), quote(text, words, &range)));
        }
        if let Some((carrier, range)) = channel::carrier(words, Some(&voice.words)) {
            voice.carrier = Some(found(carrier.to_owned(), quote(text, words, &range)));
        }
        Some(voice)
    }

    /// Whoever spoke shortly before.
    fn voice_before(&self) -> Option<Voice> {
        let spoken = self.spoken.as_ref().filter(|spoken| self.drafts.sentences - spoken.sentence <= SPEAKS_ON)?;
        Some(before(spoken.draft.clone()))
    }

    fn draft(
        &mut self,
        text: &str,
        words: &[Word],
        figure: &Figure,
        places: &[place::Named],
        others: &[Other],
        voice: Option<&Voice>,
    ) -> Draft {
        // How many lived there is nobody's news.
        let voice = voice.filter(|voice| {
            figure.measure != Measure::PopulationPrewar
                || voice.speaker.as_ref().is_some_and(|s| s.source == Source::Sentence)
        });
        let voice = voice.cloned().unwrap_or_default();
        let counted = figure.noun.map(|at| quote(text, words, &(at..at + 1)));
        let told = figure.told.clone().map(|range| quote(text, words, &range));
        let measured = [told, counted].into_iter().flatten().collect::<Vec<_>>().join(", ");
        let period = self.period(text, words, figure, others);
        // What was counted since the invasion began is hardly of the town of the sentence before.
        let of_all = period.as_ref().is_some_and(|found| matches!(found.value, Period::Since { from: Some(_), .. }));
        let place = self.place(text, words, figure, places, others, &voice);
        let place = place.filter(|place| !(of_all && place.source == Source::Before));
        // Whoever left Ukraine left the country.
        let country = place.as_ref().is_some_and(|place| {
            place.source == Source::Sentence && matches!(place.value.as_str(), "Ukraine" | "Україна")
        });
        let measure = match figure.measure {
            Measure::DepartedPeople if country => Measure::LeftIndividuals,
            measure => measure,
        };
        Draft {
            quote: text.to_owned(),
            language: language(text),
            place,
            period,
            measure: found(measure, measured),
            value: found(figure.value, quote(text, words, &figure.number)),
            speaker: voice.speaker,
            side: voice.side,
            channel: voice.channel,
            carrier: voice.carrier,
        }
    }

    /// The place of a figure: the nearest that fits, else that of a figure before, else the speaker's own.
    fn place(
        &mut self,
        text: &str,
        words: &[Word],
        figure: &Figure,
        places: &[place::Named],
        others: &[Other],
        voice: &Voice,
    ) -> Option<Found<String>> {
        use Measure as M;
        let corridors = matches!(
            figure.measure,
            M::CorridorsProposed
                | M::CorridorsAgreed
                | M::CorridorsAnnounced
                | M::CorridorsOpened
                | M::CorridorsCompleted
        );
        if corridors {
            return None;
        }
        let spoken = |place: &place::Named| {
            voice.speaker.as_ref().is_some_and(|s| s.source == Source::Sentence)
                && voice.words.contains(&place.words.start)
        };
        // Those who wait, wait somewhere, wherever they come from.
        let state = matches!(figure.measure, M::WaitingPeople | M::WaitingVehicles | M::Held | M::AidTrucksHeld);
        let rank = |place: &&place::Named| {
            let role = match place.role {
                place::Role::From if state => 8,
                place::Role::From => 0,
                place::Role::At => 4,
                place::Role::Plain => 9,
                place::Role::To => 20,
                place::Role::Adjective => 40,
            };
            role + distance(words, &figure.number, &place.words, others)
        };
        // Where a part comes from, "of these 1,553 residents of Mariupol", is not where its whole does.
        let of_part = |place: &place::Named| {
            let between = figure.number.end..place.words.start;
            let own = |from: usize| !(from..place.words.start).any(|at| super::deed::is_deed(words, at));
            others.iter().any(|(range, is_part)| *is_part && between.contains(&range.start) && own(range.end))
        };
        // "Of these, 570 have reached Zaporizhzhia": from where the whole came.
        let goes_on = any("of these|of them|of those|із них|з них", words, 0).is_some() && self.place.is_some();
        let fits = |place: &&place::Named| {
            let other = (goes_on && place.role == place::Role::To)
                || spoken(place)
                || of_part(place)
                || (state && place.is_demonym);
            !other && place.role != place::Role::Adjective
        };
        let nearest = places.iter().filter(fits).min_by_key(rank);
        if let Some(place) = nearest {
            self.place = Some(place.name.clone());
            return Some(found(place.name.clone(), quote(text, words, &place.words)));
        }
        if let Some(name) = &self.place {
            return Some(Found { value: name.clone(), words: name.clone(), source: Source::Before });
        }
        let name = voice.place.clone()?;
        Some(Found { words: name.clone(), value: name, source: Source::Speaker })
    }

    fn period(&self, text: &str, words: &[Word], figure: &Figure, others: &[Other]) -> Option<Found<Period>> {
        use Measure as M;
        let said = self.said?;
        let times = time::times(words, Some(said));
        let rank = |time: &&time::Named| {
            let sort = usize::from(matches!(time.when, When::Day(_) | When::Weekday(_)));
            sort + distance(words, &figure.number, &time.words, others)
        };
        // What stands behind a semicolon is of another figure.
        let within = |time: &&time::Named| {
            let behind = (figure.number.end..time.words.start).any(|at| words[at].is(";"));
            !behind && !is_of_saying(words, time, figure)
        };
        let best = times.iter().filter(within).min_by_key(rank)?;
        // "By 14:00 on Tuesday", "on Tuesday, by 14:00"; not "by 8 p.m., twice the day before".
        let beside = |time: &&time::Named| {
            let gap = best.words.end..time.words.start;
            time.words.start < best.words.start || (gap.len() <= 2 && !gap.into_iter().any(|at| words[at].parts()))
        };
        let dated = |time: &&time::Named| matches!(time.when, When::Day(_) | When::Weekday(_));
        let day = times.iter().filter(dated).find(beside).map(|time| time.when);
        let measure = figure.measure;
        let frame = Frame {
            said,
            zone: &self.given.zone,
            state: matches!(
                measure,
                M::WaitingPeople | M::WaitingVehicles | M::Trapped | M::AidTrucksHeld | M::AidConvoysHeld | M::Held
            ),
            sum: matches!(
                measure,
                M::KilledReported
                    | M::KilledVerified
                    | M::KilledChildrenReported
                    | M::InjuredReported
                    | M::InjuredVerified
                    | M::DiedInQueue
                    | M::LeftIndividuals
                    | M::LeftCrossings
            ),
            future: matches!(measure, M::Planned | M::CorridorsProposed | M::CorridorsAgreed | M::CorridorsAnnounced),
        };
        let period = time::period(best.when, day, &frame)?;
        Some(found(period, quote(text, words, &best.words)))
    }
}

/// "He said on Friday": when it was said, not what the figure is for.
fn is_of_saying(words: &[Word], time: &time::Named, figure: &Figure) -> bool {
    let clause = (0..time.words.start).rev().take_while(|at| !words[*at].parts()).last().unwrap_or(time.words.start);
    let verb = (clause..time.words.start).rev().find(|at| is_said(words, *at));
    let day = matches!(time.when, When::Day(_) | When::Weekday(_));
    day && verb.is_some_and(|verb| !(verb..time.words.start).contains(&figure.number.start))
}

/// Words between, more for marks and for other figures.
fn distance(words: &[Word], one: &Range<usize>, other: &Range<usize>, others: &[Other]) -> usize {
    let between = if other.start >= one.end { one.end..other.start } else { other.end.min(one.start)..one.start };
    let parted = |at: &usize| words[*at].parts() || any("and|but|while|і|й|та|а", words, *at).is_some();
    let marks = between.clone().filter(parted).count();
    let crossed = others.iter().filter(|(range, _)| between.contains(&range.start)).count();
    // What stands before a figure, and in another clause, belongs to another one rather.
    let before = usize::from(other.start < one.start) * if marks > 0 { 5 } else { 1 };
    between.len() + 2 * marks + 12 * crossed + before
}

fn found<T>(value: T, words: String) -> Found<T> {
    Found { value, words, source: Source::Sentence }
}

/// The same voice as of a sentence before.
fn before(mut voice: Voice) -> Voice {
    for field in [&mut voice.speaker, &mut voice.side, &mut voice.channel, &mut voice.carrier].into_iter().flatten() {
        field.source = Source::Before;
    }
    voice
}

/// The words of a range as they stand in the text.
fn quote(text: &str, words: &[Word], range: &Range<usize>) -> String {
    let start = words.get(range.start).map_or(text.len(), |word| word.start);
    let end = range.end.checked_sub(1).and_then(|last| words.get(last)).map_or(start, Word::end);
    text.get(start..end.max(start)).unwrap_or_default().to_owned()
}

/// The language of most letters of a sentence.
fn language(text: &str) -> &'static str {
    let cyrillic = text.chars().filter(|c| ('\u{400}'..'\u{530}').contains(c)).count();
    let latin = text.chars().filter(char::is_ascii_alphabetic).count();
    if cyrillic > latin { "uk" } else { "en" }
}
