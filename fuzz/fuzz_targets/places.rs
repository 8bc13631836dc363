//! Names of places: the first line is asked for, the others are the places there are.
#![no_main]

use libfuzzer_sys::fuzz_target;
use passage_fuzz::check_findings;
use passage_model::network::{Place, PlaceKind};
use passage_model::place::{Match, find};
use passage_model::units::Position;

fuzz_target!(|text: &str| {
    let mut lines = text.lines();
    let asked = lines.next().unwrap_or_default();
    let places: Vec<Place> = lines.take(40).enumerate().map(|(i, name)| place(i, name)).collect();
    for near in [None, Position::from_degrees(47.1, 37.5)] {
        let found = find(&places, asked, near);
        if let Match::One(found) = &found {
            assert!(found.place.place.index() < places.len());
            assert!(!found.words(asked).is_empty());
        }
        check_findings(found.finding(asked).as_slice());
    }
});

fn place(i: usize, name: &str) -> Place {
    let kinds = [PlaceKind::City, PlaceKind::Town, PlaceKind::Village, PlaceKind::Hamlet, PlaceKind::Other];
    let mut names = name.split(';').map(str::to_owned);
    Place {
        name: names.next().unwrap_or_default(),
        other_names: names.collect(),
        kind: kinds[i % kinds.len()],
        population: 10u32.saturating_pow((i % 7) as u32),
        position: Position::from_degrees(47.0 + i as f64 / 10.0, 37.0).expect("on Earth"),
    }
}
