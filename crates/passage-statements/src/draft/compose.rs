//! Drafts of a whole report: sentence by sentence, with what earlier sentences said where a sentence leaves it out.

use super::figure::{Figure, figures};
use super::noun::Noun;
use super::scene::{Scene, found, quote};
use super::speaker::{Speaker, is_attributed, speaker};
use super::voice::Voice;
use super::word::{Word, any, words};
use super::{Draft, Drafts, Form, Found, Given, Source, channel, furniture, office, page, place, sentence};
use crate::measure::{Measure, Period};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// How many sentences back the speaker of a sentence without one may have spoken.
const SPEAKS_ON: usize = 3;

/// The longest that a sentence may be, in words: what is longer is a table or a list without full stops.
const LONGEST: usize = 250;

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

/// Who spoke last, and when.
struct Spoken {
    voice: Voice,
    sentence: usize,
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
        if words.len() > LONGEST {
            self.drafts.furniture += 1;
            return;
        }
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
            self.spoken = Some(Spoken { voice, sentence: self.drafts.sentences });
        }
        for (at, figure) in figures.iter().enumerate() {
            let scene = Scene::new(text, &words, &places, &figures, at);
            let draft = self.draft(text, figure, &scene, voice.as_ref());
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
        if let Some(place) = spoken.and_then(|spoken| spoken.voice.place.clone())
            && figures.is_empty()
        {
            self.place.get_or_insert(place);
        }
    }

    /// "Про це повідомив мер": who said what the sentence before says.
    fn after(&mut self, voice: Option<&Voice>) {
        let Some(voice) = voice else { return };
        let now = self.drafts.sentences;
        let own = |draft: &Draft| draft.speaker.as_ref().is_some_and(|speaker| speaker.source != Source::Before);
        let drafts = self.drafts.drafts.iter_mut().zip(&self.sentence_of);
        for (draft, _) in drafts.filter(|(draft, sentence)| **sentence + 1 == now && !own(draft)) {
            voice.clone().of(Source::After).speaks_in(draft);
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
                    place: place.filter(|name| !is_country(name)),
                    words: office.words,
                    ..Voice::default()
                };
                if let Some(surname) = names.last() {
                    self.surnames.insert(surname.clone(), voice.clone());
                }
                voice
            }
            Speaker::Before(range) => Voice { words: range, ..self.voice_before()? },
            Speaker::Named(surname, range) => {
                Voice { words: range, ..self.surnames.get(&surname)?.clone().of(Source::Before) }
            }
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
        Some(spoken.voice.clone().of(Source::Before))
    }

    fn draft(&mut self, text: &str, figure: &Figure, scene: &Scene<'_>, voice: Option<&Voice>) -> Draft {
        // How many lived there is nobody's news.
        let prewar = figure.measure == Measure::PopulationPrewar;
        let own = |voice: &&Voice| voice.speaker.as_ref().is_some_and(|s| s.source == Source::Sentence);
        let voice = voice.filter(|voice| !prewar || own(voice)).cloned().unwrap_or_default();
        let period = self.said.and_then(|said| scene.period(said, &self.given.zone));
        // What was counted since the invasion began is hardly of the town of the sentence before.
        let of_all = period.as_ref().is_some_and(|found| matches!(found.value, Period::Since { from: Some(_), .. }));
        let place = scene.place(&voice, self.place.as_deref());
        let here = |place: &&Found<String>| place.source == Source::Sentence;
        if let Some(place) = place.as_ref().filter(here) {
            self.place = Some(place.value.clone());
        }
        // Whoever left Ukraine left the country.
        let country = place.as_ref().filter(here).is_some_and(|place| is_country(&place.value));
        let measure = match figure.measure {
            Measure::DepartedPeople if country => Measure::LeftIndividuals,
            measure => measure,
        };
        let noun = figure.noun.map(|at| scene.quote(&(at..at + 1)));
        let told = figure.told.as_ref().map(|range| scene.quote(range));
        let measured = [told, noun].into_iter().flatten().collect::<Vec<_>>().join(", ");
        let mut draft = Draft {
            quote: text.to_owned(),
            language: language(text),
            place: place.filter(|place| !(of_all && place.source == Source::Before)),
            period,
            measure: found(measure, measured),
            value: found(figure.value, scene.quote(&figure.number)),
            speaker: None,
            side: None,
            channel: None,
            carrier: None,
        };
        voice.speaks_in(&mut draft);
        draft
    }
}

fn is_country(name: &str) -> bool {
    matches!(name, "Ukraine" | "Україна")
}

/// The language of most letters of a sentence.
fn language(text: &str) -> &'static str {
    let cyrillic = text.chars().filter(|c| ('\u{400}'..'\u{530}').contains(c)).count();
    let latin = text.chars().filter(char::is_ascii_alphabetic).count();
    if cyrillic > latin { "uk" } else { "en" }
}
