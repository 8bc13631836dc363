//! What corridor texts ask: (f) a time that two clocks put at different moments, (g) ways through different places, (h) "open"
//! when the text has no silence, or when by the record of the corridor it had not opened.
//!
//! The texts are compared by the same rules as `passage text diff`. None of the sides is right.

use super::opened::{Says, says};
use super::phrase::{Part, Phrase, called as name_of, plain};
use super::{Detector, Question};
use crate::claim::{Claim, Said};
use crate::clock::{Moment, Window};
use crate::ledger::{Ledger, day_of};
use crate::measure::Period;
use crate::place::{Names, Reason};
use crate::text::{Comparison, Difference, Entry, History, Side, State, Text, Value, is_same_place};
use jiff::Timestamp;
use jiff::civil::Date;

/// The questions that texts raise between each other: of each pair of texts of two sides on one corridor that held at one
/// time, the later version of a side taking the place of the one before. O(pairs, each as [`Comparison::of`]).
///
/// Names of places are compared by `names`; which texts are of one corridor is told by their letters alone.
pub fn between_texts(texts: &[&Text], names: &Names<'_>) -> Vec<Question> {
    let mut asked = Vec::new();
    for (place, a) in texts.iter().enumerate() {
        for b in &texts[place + 1..] {
            if is_one_side(a, b) || !is_same_place(&a.corridor, &b.corridor) || !held_together(a, b, texts) {
                continue;
            }
            let (first, second) = (called(a, texts), called(b, texts));
            asked.extend(clocks((a, &first), (b, &second)));
            asked.extend(ways((a, &first), (b, &second), names));
        }
    }
    asked
}

/// How a text is called: by its side, with its version where several of that side are given.
fn called(own: &Text, texts: &[&Text]) -> String {
    let versions = texts.iter().filter(|other| is_version(own, other)).count();
    if versions > 1 { format!("{} ({})", own.side, own.revision) } else { own.side.clone() }
}

fn is_one_side(a: &Text, b: &Text) -> bool {
    a.side.to_lowercase() == b.side.to_lowercase()
}

/// Whether a text is a version of another one, or that itself.
fn is_version(a: &Text, b: &Text) -> bool {
    is_one_side(a, b) && is_same_place(&a.corridor, &b.corridor)
}

/// Whether two texts held at one time, as far as they say since when.
fn held_together(a: &Text, b: &Text, texts: &[&Text]) -> bool {
    let until = |own: &Text| {
        let later = texts.iter().filter(|other| is_version(own, other)).filter_map(|other| other.since());
        later.filter(|since| own.since().is_some_and(|own| *since > own)).min()
    };
    let before = |first: &Text, second: &Text| match (first.since(), until(second)) {
        (Some(since), Some(until)) => since < until,
        _ => true,
    };
    before(a, b) && before(b, a)
}

/// (f) Times of one day that two texts quote by different clocks and that are different moments.
fn clocks((a, our_name): (&Text, &str), (b, their_name): (&Text, &str)) -> Vec<Question> {
    let mut asked = Vec::new();
    for ours in &a.entries {
        let Some(theirs) = b.entries.iter().find(|own| is_one_thing(ours, own)) else { continue };
        for (key, value) in &ours.parts {
            let arithmetic = match (value, theirs.part(key)) {
                (Value::Window(ours), Some(Value::Window(theirs))) => windows((our_name, ours), (their_name, theirs)),
                (Value::Moment(ours), Some(Value::Moment(theirs))) => moments((our_name, ours), (their_name, theirs)),
                _ => None,
            };
            asked.extend(arithmetic.map(|arithmetic| Question {
                detector: Detector::OtherClock,
                about: format!("{}, {key}", a.corridor),
                claims: Vec::new(),
                arithmetic: vec![arithmetic],
                explanations: vec![plain("explain-zone-mixed"), plain("explain-clock-change")],
                settles: vec![plain("settle-window-in-utc")],
            }));
        }
    }
    asked
}

fn is_one_thing(ours: &Entry, theirs: &Entry) -> bool {
    let named = |entry: &Entry| entry.words("name").to_owned();
    let one = ours.element.number == theirs.element.number && !ours.none && !theirs.none;
    // Of several checkpoints, those of one name; of several routes none is compared here.
    one && (!ours.element.many || ours.element.key == "checkpoint" && is_same_place(&named(ours), &named(theirs)))
}

/// Whether two moments are of one day and quoted by two clocks that differ then.
fn by_two_clocks(ours: &Moment, theirs: &Moment) -> bool {
    let day = |moment: &Moment| moment.zone.at(moment.at).date();
    ours.zone.offset(ours.at) != theirs.zone.offset(ours.at) && day(ours) == day(theirs)
}

fn hour(moment: &Moment, by: &Moment) -> String {
    by.zone.at(moment.at).strftime("%H:%M").to_string()
}

fn windows((a, ours): (&str, &Window), (b, theirs): (&str, &Window)) -> Option<Phrase> {
    let ends = [(&ours.from, &theirs.from), (&ours.until, &theirs.until)];
    let both = ends.map(|(ours, theirs)| ours.as_ref().zip(theirs.as_ref()));
    let differ = |pair: &Option<(&Moment, &Moment)>| pair.is_some_and(|(a, b)| a.at != b.at && by_two_clocks(a, b));
    match both {
        [Some((from, other_from)), Some((until, other_until))] if both.iter().any(differ) => {
            let words = |side: &str, from: &Moment, until: &Moment| {
                format!("{side}: {}-{} {}", hour(from, from), hour(until, until), from.zone.name())
            };
            let parts = [
                ("a", Part::Text(words(a, from, until))),
                ("b", Part::Text(words(b, other_from, other_until))),
                ("zone", Part::Text(from.zone.name().to_owned())),
                ("from", Part::Text(hour(other_from, from))),
                ("until", Part::Text(hour(other_until, from))),
                ("date", Part::Text(from.zone.at(other_from.at).date().to_string())),
            ];
            Some(Phrase::new("ask-other-clock", parts))
        }
        [Some(pair), None] | [None, Some(pair)] if differ(&Some(pair)) => moments((a, pair.0), (b, pair.1)),
        _ => None,
    }
}

fn moments((a, ours): (&str, &Moment), (b, theirs): (&str, &Moment)) -> Option<Phrase> {
    if ours.at == theirs.at || !by_two_clocks(ours, theirs) {
        return None;
    }
    let words = |side: &str, own: &Moment| format!("{side}: {} {}", hour(own, own), own.zone.name());
    let parts = [
        ("a", Part::Text(words(a, ours))),
        ("b", Part::Text(words(b, theirs))),
        ("hour", Part::Text(hour(theirs, ours))),
        ("zone", Part::Text(ours.zone.name().to_owned())),
        ("date", Part::Text(ours.zone.at(theirs.at).date().to_string())),
    ];
    Some(Phrase::new("ask-other-clock-moment", parts))
}

/// (g) Ways of one corridor through different places, or names that a person must settle.
fn ways((a, our_name): (&Text, &str), (b, their_name): (&Text, &str), names: &Names<'_>) -> Option<Question> {
    let comparison = Comparison::by(a, b, names);
    let route = comparison.elements.iter().find(|own| own.element.key == "route")?;
    let side = |side: Side| Part::Text(if side == Side::A { our_name.into() } else { their_name.into() });
    let other = |own: Side| side(if own == Side::A { Side::B } else { Side::A });
    let text = |name: &Option<String>| Part::Text(name.clone().unwrap_or_else(|| "-".into()));
    let mut arithmetic = Vec::new();
    for difference in &route.differences {
        match difference {
            Difference::Stops { side: own, names, after, before } => {
                let parts = [
                    ("a", side(*own)),
                    ("place", Part::Text(names.join(", "))),
                    ("before", text(after)),
                    ("after", text(before)),
                    ("b", other(*own)),
                ];
                arithmetic.push(Phrase::new("ask-waypoints", parts));
            }
            Difference::Route(own, stops) => {
                let parts = [("a", side(*own)), ("way", Part::Text(stops.join(" \u{2013} "))), ("b", other(*own))];
                arithmetic.push(Phrase::new("ask-way-alone", parts));
            }
            Difference::Moved { name, .. } => {
                arithmetic.push(Phrase::new("ask-way-order", [("place", Part::Text(name.clone()))]));
            }
            _ => {}
        }
    }
    for own in &route.questions {
        let parts = [("a", Part::Text(own.a.clone())), ("b", Part::Text(own.b.clone()))];
        arithmetic.push(Phrase::new("ask-way-names", parts));
        arithmetic.extend(own.why.iter().map(Reason::phrase));
    }
    (!arithmetic.is_empty()).then(|| Question {
        detector: Detector::Waypoints,
        about: a.corridor.clone(),
        claims: Vec::new(),
        arithmetic,
        explanations: vec![
            plain("explain-shortened-list"),
            plain("explain-other-road"),
            plain("explain-other-spelling"),
        ],
        settles: vec![plain("settle-read-route-aloud")],
    })
}

/// (h) Claims that a corridor is open, or that somebody passed, at a time at which a text of that corridor has no silence.
/// O(claims times texts).
pub fn opened_outside(ledger: &Ledger, at: Option<Timestamp>, texts: &[&Text]) -> Vec<Question> {
    let ask = |place: usize| {
        let claim = &ledger.claims()[place];
        let says = says(claim)?;
        let own: Vec<&Text> =
            texts.iter().copied().filter(|text| is_same_place(&text.corridor, &claim.about)).collect();
        let silent: Vec<(&Text, &Window)> = own
            .iter()
            .filter_map(|text| Some((*text, silence(text)?)))
            .filter(|(_, own)| is_of(own, day_of(claim)))
            .collect();
        // On a day of which no text speaks nothing can be held against it; one text with a fitting silence settles it.
        if silent.is_empty() || silent.iter().any(|(_, window)| fits(claim, window)) {
            return None;
        }
        let message = if says == Says::Open { "ask-opened-outside" } else { "ask-passed-outside" };
        let arithmetic = silent.iter().map(|(text, window)| {
            let parts = [
                ("a", name_of(claim)),
                ("moment", Part::Text(shown(claim, window))),
                ("b", Part::Text(text.side.clone())),
                ("window", Part::Text(hours(window))),
            ];
            Phrase::new(message, parts)
        });
        Some(Question {
            detector: Detector::Opened,
            about: claim.about.clone(),
            claims: vec![place],
            arithmetic: arithmetic.collect(),
            explanations: vec![
                plain("explain-zone-mixed"),
                plain("explain-used-without-agreement"),
                plain("explain-text-amended"),
            ],
            settles: vec![plain("settle-first-vehicle"), plain("settle-window-in-utc")],
        })
    };
    ledger.as_of(at).into_iter().filter_map(ask).collect()
}

fn silence(text: &Text) -> Option<&Window> {
    let times = text.entries.iter().find(|entry| entry.element.key == "times")?;
    match times.part("silence") {
        Some(Value::Window(window)) => Some(window),
        _ => None,
    }
}

/// Whether a window is of a day: it begins or ends on it.
fn is_of(window: &Window, date: Date) -> bool {
    window.from.iter().chain(&window.until).any(|end| end.zone.at(end.at).date() == date)
}

/// The moment that a claim is of, where it names one.
fn moment(claim: &Claim) -> Option<Timestamp> {
    match (&claim.period, claim.said) {
        (Period::At(at), _) => Some(*at),
        (Period::Unstated, Said::At(at)) => Some(at),
        _ => None,
    }
}

/// Whether a claim can be true within a window. A claim of a whole day can, one of a day so far if it reaches into it.
fn fits(claim: &Claim, window: &Window) -> bool {
    let begun = |at: Timestamp| window.from.as_ref().is_none_or(|from| from.at <= at);
    let lasts = |at: Timestamp| window.until.as_ref().is_none_or(|until| at <= until.at);
    match (moment(claim), claim.period.reach().1) {
        (Some(at), _) => begun(at) && lasts(at),
        (None, Some(until)) => begun(until),
        (None, None) => true,
    }
}

fn shown(claim: &Claim, window: &Window) -> String {
    let at = moment(claim).or(claim.period.reach().1);
    let zone = window.from.iter().chain(&window.until).map(|end| &end.zone).next().unwrap_or(&claim.zone);
    at.map_or_else(String::new, |at| format!("{} {}", zone.at(at).strftime("%F %H:%M"), zone.name()))
}

fn hours(window: &Window) -> String {
    let end = |own: &Option<Moment>| own.as_ref().map_or_else(|| "?".to_owned(), |own| hour(own, own));
    let zone = window.from.iter().chain(&window.until).map(|end| end.zone.name()).next().unwrap_or_default();
    format!("{}-{} {zone}", end(&window.from), end(&window.until))
}

/// (h) Claims that a corridor is open at a time at which, by the record of its life, it had not opened.
/// O(claims times steps).
pub fn opened_in_life(ledger: &Ledger, at: Option<Timestamp>, life: &History) -> Vec<Question> {
    let ask = |place: usize| {
        let claim = &ledger.claims()[place];
        let reach = moment(claim).or(claim.period.reach().1)?;
        if says(claim)? != Says::Open || !is_same_place(&life.corridor, &claim.about) {
            return None;
        }
        let steps = || life.steps.iter().filter(|step| at.is_none_or(|at| step.at.at <= at));
        let day = |step: &&crate::text::Taken| step.at.zone.at(step.at.at).date() == day_of(claim);
        let opened = steps().any(|step| step.at.at <= reach && has_opened(step.to));
        let last = steps().rfind(|step| step.at.at <= reach)?;
        if opened || !steps().any(|step| day(&step)) {
            return None;
        }
        let parts = [
            ("a", name_of(claim)),
            ("state", Part::State(last.to)),
            ("moment", Part::Text(last.at.zone.at(last.at.at).strftime("%F %H:%M").to_string())),
        ];
        Some(Question {
            detector: Detector::Opened,
            about: claim.about.clone(),
            claims: vec![place],
            arithmetic: vec![Phrase::new("ask-opened-state", parts)],
            explanations: vec![plain("explain-announced-only"), plain("explain-used-without-agreement")],
            settles: vec![plain("settle-first-vehicle")],
        })
    };
    ledger.as_of(at).into_iter().filter_map(ask).collect()
}

/// Whether a corridor in a state has been used.
const fn has_opened(state: State) -> bool {
    !matches!(
        state,
        State::Proposed
            | State::Countered
            | State::AnnouncedByOneSide
            | State::AgreedInPrinciple
            | State::AgreedInDetail
            | State::NotifiedDown
            | State::Go
            | State::NoGo
            | State::Announced
            | State::SilenceConfirmed
            | State::NeverOpened
            | State::UnilateralUnused
            | State::AttackedWhileForming
    )
}
