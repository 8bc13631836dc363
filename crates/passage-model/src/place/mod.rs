//! Matching of place names: which place is meant, and when a person has to say so.
//!
//! Nothing is merged in silence: a match says what was found, by which spelling, and which others there are.

pub mod key;
mod words;

use crate::id::PlaceId;
use crate::network::{Place, PlaceKind};
use crate::units::{Decimetres, Position};
use serde::Serialize;

/// How many times larger a place must be to be meant where others have its name, or to be meant by a spelling that is
/// exactly a smaller place's. Our choice: in Ukraine's list of places it settles Kyiv, Mykolaiv and Polohy (34 times the
/// next), and leaves the fourteen Vasylivkas (3 times the next) and Rozivka to a person.
pub const TIMES_LARGER: u32 = 10;

/// How many times farther every other place of the name must be for [`find`]'s `near` to settle which is meant.
/// Our choice, with [`CLEARLY_NEARER`].
pub const TIMES_FARTHER: f64 = 2.0;

/// How much farther, at least, every other place of the name must be: less than this is within the imprecision of
/// where a town's centre is put.
pub const CLEARLY_NEARER: Decimetres = Decimetres(50_000);

/// Two entries of one sound this near to each other are one place listed twice.
const SAME_PLACE_METRES: f64 = 2_000.0;

/// A place that helps a person to tell others apart has at least so many inhabitants.
const BIG_PLACE: u32 = 50_000;

/// The most candidates shown for a name that was not found.
const MOST_SUGGESTIONS: usize = 5;

/// What became of a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum Match {
    /// One place is meant.
    One(Found),
    /// Several places have this name and none stands out: a person must say which.
    Several {
        /// All of them, the largest first.
        candidates: Vec<Candidate>,
    },
    /// The spelling is exactly a small place's, while a place of nearly this name is at least [`TIMES_LARGER`] times
    /// larger: a person must say which.
    Overshadowed {
        /// The small place, or the largest where several small ones are spelled so.
        exact: Candidate,
        /// The larger ones, the largest first.
        larger: Vec<Candidate>,
    },
    /// No place has this name.
    NotFound {
        /// The nearest spellings, the nearest first.
        nearest: Vec<Candidate>,
    },
}

/// The one place that is meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Found {
    /// The place.
    pub place: Candidate,
    /// By which spelling it was found.
    pub how: How,
    /// Why this one.
    pub why: Why,
    /// The others of that name, which were not taken; the largest first.
    pub others: Vec<Candidate>,
}

/// How alike the name asked for and the name found are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// The same but for case, marks and alphabet.
    Spelling,
    /// Another transliteration of what may be the same name.
    Transliteration,
}

/// Why one place was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// There is no other of that name.
    Only,
    /// It is at least [`TIMES_LARGER`] times larger than every other.
    Largest,
    /// It is clearly the nearest to the place that was named with it.
    Nearest,
}

/// A place that may be meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Candidate {
    /// Its number in the list of places.
    pub place: PlaceId,
    /// Its name.
    pub name: String,
    /// How large it is.
    pub kind: PlaceKind,
    /// Its inhabitants; 0 where the source does not say.
    pub population: u32,
    /// Its centre.
    pub position: Position,
    /// How far it is from the place that was named with it.
    pub from_near: Option<Decimetres>,
    /// The nearest place of at least 50,000 other than itself, and how far that is.
    pub big_place: Option<(String, Decimetres)>,
}

/// Finds the place that `asked` names; `near` is a position that the right one is nearest to, where known.
///
/// The places of the asked spelling and of its other transliterations are compared (see [`key`]). The rules, in order:
/// 1. with `near`, the nearest is taken if every other is at least [`TIMES_FARTHER`] times as far and [`CLEARLY_NEARER`]
///    farther; a larger place whose name differs by one letter counts as an other;
/// 2. a village, hamlet or locality spelled exactly as asked, beside a place of the same sound or one letter away that is
///    [`TIMES_LARGER`] times larger: [`Match::Overshadowed`];
/// 3. the only one is taken; so is one that is [`TIMES_LARGER`] times larger than every other;
/// 4. otherwise [`Match::Several`], or [`Match::NotFound`].
///
/// O(places) with a comparison of keys for each.
pub fn find(places: &[Place], asked: &str, near: Option<Position>) -> Match {
    let named = named(places, asked);
    if named.is_empty() {
        return Match::NotFound { nearest: suggestions(places, asked, near) };
    }
    let exact_top = named.iter().find(|n| n.1 == How::Spelling).map(|n| n.0);
    let larger: Vec<usize> = exact_top.map_or_else(Vec::new, |top| larger_ones(places, asked, top, &named));
    if let Some(near) = near
        && let Some(found) = nearest_one(places, &named, &larger, near)
    {
        return found;
    }
    let show = |i: usize| candidate(places, i, near);
    if let Some(top) = exact_top.filter(|_| !larger.is_empty()) {
        return Match::Overshadowed { exact: show(top), larger: larger.into_iter().map(show).collect() };
    }
    let (first, how) = named[0];
    let others: Vec<Candidate> = named[1..].iter().map(|n| show(n.0)).collect();
    let why = match named.get(1) {
        None => Why::Only,
        Some(&(next, _)) if is_times_larger(&places[first], &places[next]) => Why::Largest,
        Some(_) => return Match::Several { candidates: named.iter().map(|n| show(n.0)).collect() },
    };
    Match::One(Found { place: show(first), how, why, others })
}

/// The places of this name, the largest first, each with how it was found; entries for one place only once.
fn named(places: &[Place], asked: &str) -> Vec<(usize, How)> {
    let (spelling, sound) = (key::spelling(asked), key::sound(asked));
    let mut named: Vec<(usize, How)> = Vec::new();
    if spelling.is_empty() {
        return named;
    }
    for (i, place) in places.iter().enumerate() {
        let how = names(place)
            .filter_map(|name| {
                if key::spelling(name) == spelling {
                    Some(How::Spelling)
                } else {
                    (!sound.is_empty() && key::sound(name) == sound).then_some(How::Transliteration)
                }
            })
            .min();
        named.extend(how.map(|how| (i, how)));
    }
    named.sort_by_key(|&(i, how)| (std::cmp::Reverse(places[i].population), places[i].kind, how, i));
    let mut once: Vec<(usize, How)> = Vec::with_capacity(named.len());
    for (i, how) in named {
        let same =
            |&&mut (k, _): &&mut (usize, How)| places[k].position.metres_to(places[i].position) < SAME_PLACE_METRES;
        match once.iter_mut().find(same) {
            Some(kept) => kept.1 = kept.1.min(how),
            None => once.push((i, how)),
        }
    }
    once
}

fn names(place: &Place) -> impl Iterator<Item = &str> {
    std::iter::once(place.name.as_str()).chain(place.other_names.iter().map(String::as_str))
}

/// Whether `a` is [`TIMES_LARGER`] times larger than `b`. A place whose population is not known is no larger than any.
fn is_times_larger(a: &Place, b: &Place) -> bool {
    a.population > 0 && u64::from(a.population) >= u64::from(TIMES_LARGER) * u64::from(b.population.max(1))
}

/// The places that a person may have meant instead of the small one spelled exactly so, the largest first.
fn larger_ones(places: &[Place], asked: &str, exact: usize, named: &[(usize, How)]) -> Vec<usize> {
    if places[exact].kind <= PlaceKind::Town {
        return Vec::new();
    }
    let sound = key::sound(asked);
    let alike =
        |place: &Place| sound.len() >= 5 && names(place).any(|n| key::distance(&key::sound(n), &sound, 1).is_some());
    let mut larger: Vec<usize> = (0..places.len())
        .filter(|&i| i != exact && is_times_larger(&places[i], &places[exact]))
        .filter(|&i| named.iter().any(|n| n.0 == i) || alike(&places[i]))
        .collect();
    larger.sort_by_key(|&i| (std::cmp::Reverse(places[i].population), i));
    larger
}

fn nearest_one(places: &[Place], named: &[(usize, How)], larger: &[usize], near: Position) -> Option<Match> {
    let far = |i: usize| places[i].position.metres_to(near);
    let &(best, how) = named.iter().min_by(|a, b| far(a.0).total_cmp(&far(b.0)).then(a.0.cmp(&b.0)))?;
    let others: Vec<usize> = named.iter().map(|n| n.0).chain(larger.iter().copied()).filter(|&i| i != best).collect();
    let nearest = far(best);
    let clearly = |&i: &usize| far(i) >= nearest * TIMES_FARTHER && far(i) >= nearest + CLEARLY_NEARER.metres();
    if !others.iter().all(clearly) {
        return None;
    }
    let why = if others.is_empty() { Why::Only } else { Why::Nearest };
    let mut shown: Vec<usize> = named.iter().map(|n| n.0).filter(|&i| i != best).collect();
    shown.extend(larger.iter().filter(|&&i| named.iter().all(|n| n.0 != i)));
    let others = shown.into_iter().map(|i| candidate(places, i, Some(near))).collect();
    Some(Match::One(Found { place: candidate(places, best, Some(near)), how, why, others }))
}

/// The nearest spellings, at most two letters away (one for short names).
fn suggestions(places: &[Place], asked: &str, near: Option<Position>) -> Vec<Candidate> {
    let sound = key::sound(asked);
    if sound.is_empty() {
        return Vec::new();
    }
    let most = if sound.len() < 5 { 1 } else { 2 };
    let mut alike: Vec<(usize, std::cmp::Reverse<u32>, usize)> = places
        .iter()
        .enumerate()
        .filter_map(|(i, place)| {
            let distance = names(place).filter_map(|n| key::distance(&key::sound(n), &sound, most)).min()?;
            Some((distance, std::cmp::Reverse(place.population), i))
        })
        .collect();
    alike.sort_unstable();
    alike.truncate(MOST_SUGGESTIONS);
    alike.into_iter().map(|(_, _, i)| candidate(places, i, near)).collect()
}

fn candidate(places: &[Place], i: usize, near: Option<Position>) -> Candidate {
    let place = &places[i];
    let metres = |other: Position| Decimetres::from_metres(place.position.metres_to(other));
    let big_place = places
        .iter()
        .enumerate()
        .filter(|&(k, big)| k != i && big.population >= BIG_PLACE)
        .map(|(_, big)| (metres(big.position), big))
        .min_by_key(|&(far, _)| far)
        .map(|(far, big)| (big.name.clone(), far));
    Candidate {
        place: PlaceId::at(i),
        name: place.name.clone(),
        kind: place.kind,
        population: place.population,
        position: place.position,
        from_near: near.map(metres),
        big_place,
    }
}

#[cfg(test)]
mod tests;
