//! (g) Two texts of one corridor that go through different places. Which names mean one place is told from outside.

use super::phrase::{Part, Phrase, plain};
use super::{Detector, Question};

/// The way of a corridor as one side has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waypoints {
    /// Whose text.
    pub side: String,
    /// Its places in order.
    pub places: Vec<String>,
}

/// The question of two ways; `None` where each place of one is a place of the other by `same`. O(places of both, multiplied).
pub fn waypoints(
    about: &str,
    one: &Waypoints,
    other: &Waypoints,
    same: impl Fn(&str, &str) -> bool,
) -> Option<Question> {
    let has = |way: &Waypoints, place: &str| way.places.iter().any(|own| same(own, place));
    let only = |way: &Waypoints, than: &Waypoints| {
        let places = way.places.iter().enumerate().filter(|(_, place)| !has(than, place));
        places.map(|(at, _)| phrase(way, than, at)).collect::<Vec<_>>()
    };
    let mut arithmetic = only(one, other);
    arithmetic.extend(only(other, one));
    if arithmetic.is_empty() {
        return None;
    }
    Some(Question {
        detector: Detector::Waypoints,
        about: about.to_owned(),
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

fn phrase(way: &Waypoints, than: &Waypoints, at: usize) -> Phrase {
    let text = |place: Option<&String>| Part::Text(place.cloned().unwrap_or_else(|| "-".into()));
    let parts = [
        ("a", Part::Text(way.side.clone())),
        ("place", text(way.places.get(at))),
        ("before", text(at.checked_sub(1).and_then(|before| way.places.get(before)))),
        ("after", text(way.places.get(at + 1))),
        ("b", Part::Text(than.side.clone())),
    ];
    Phrase::new("ask-waypoints", parts)
}
