//! Places: nodes with `place` and a name.

use passage_model::network::{Place, PlaceKind};
use passage_model::units::Position;

/// The tags of a node that make it a place. Names are kept in the order in which they come.
#[derive(Clone, Debug, Default)]
pub(crate) struct PlaceTags<'a> {
    kind: Option<&'a str>,
    name: Option<&'a str>,
    others: Vec<&'a str>,
    population: Option<&'a str>,
}

/// The keys under which a place is also known: other names, and the languages of those who may read a plan and of
/// the neighbours of Ukraine.
const OTHER_NAMES: [&str; 16] = [
    "alt_name",
    "int_name",
    "loc_name",
    "official_name",
    "old_name",
    "short_name",
    "name:be",
    "name:crh",
    "name:de",
    "name:en",
    "name:hu",
    "name:pl",
    "name:ro",
    "name:ru",
    "name:sk",
    "name:uk",
];

impl<'a> PlaceTags<'a> {
    /// Takes one tag.
    pub(crate) fn set(&mut self, key: &str, value: &'a str) {
        match key {
            "place" => self.kind = Some(value),
            "name" => self.name = Some(value),
            "population" => self.population = Some(value),
            _ if OTHER_NAMES.contains(&key) => self.others.push(value),
            _ => {}
        }
    }

    /// The place, if it is one and has a name.
    pub(crate) fn place(&self, position: Position) -> Option<Place> {
        let kind = kind_of(self.kind?);
        let mut others: Vec<String> = self.others.iter().flat_map(|names| split(names)).collect();
        let name = match self.name.map(str::trim).filter(|name| !name.is_empty()) {
            Some(name) => name.to_owned(),
            None if others.is_empty() => return None,
            None => others.remove(0),
        };
        others.sort_unstable();
        others.dedup();
        others.retain(|other| *other != name);
        let population = self.population.map_or(0, population);
        Some(Place { name, other_names: others, kind, population, position })
    }
}

/// The kind of a value of `place` (wiki, `Key:place`).
pub(crate) fn kind_of(place: &str) -> PlaceKind {
    match place {
        "city" => PlaceKind::City,
        "town" => PlaceKind::Town,
        "village" => PlaceKind::Village,
        "hamlet" | "isolated_dwelling" | "farm" | "allotments" => PlaceKind::Hamlet,
        _ => PlaceKind::Other,
    }
}

/// Several names in one value are divided by semicolons (wiki, `Semi-colon value separator`).
pub(crate) fn split(names: &str) -> Vec<String> {
    names.split(';').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect()
}

/// A population such as `431859`, `431 859`, `431,859` or `~2000`; 0 where it cannot be read.
pub(crate) fn population(value: &str) -> u32 {
    let mut digits = String::new();
    for c in value.trim().trim_start_matches(['~', '≈', '>', '<', '+', ' ']).chars() {
        match c {
            '0'..='9' => digits.push(c),
            ' ' | ',' | '.' | '\'' | '\u{a0}' | '\u{202f}' => {}
            _ => break,
        }
    }
    digits.parse().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_city_is_known_by_all_its_names() {
        let mut tags = PlaceTags::default();
        for (key, value) in [
            ("place", "city"),
            ("name", "Запоріжжя"),
            ("name:en", "Zaporizhzhia"),
            ("name:uk", "Запоріжжя"),
            ("alt_name", "Zaporizhzhya; Zaporozhye"),
            ("population", "710 052"),
            ("wikidata", "Q157835"),
        ] {
            tags.set(key, value);
        }
        let place = tags.place(Position::default()).unwrap();
        assert_eq!((place.name.as_str(), place.kind, place.population), ("Запоріжжя", PlaceKind::City, 710_052));
        assert_eq!(place.other_names, ["Zaporizhzhia", "Zaporizhzhya", "Zaporozhye"]);
    }

    #[test]
    fn a_place_without_a_name_in_its_own_language_has_its_first_other_one() {
        let mut tags = PlaceTags::default();
        tags.set("place", "hamlet");
        assert_eq!(tags.place(Position::default()), None);
        tags.set("name:ru", "Каменка");
        assert_eq!(tags.place(Position::default()).unwrap().name, "Каменка");
    }

    #[test]
    fn populations_are_read_in_all_their_spellings() {
        let read = ["431859", "431 859", "431,859", "~2000", "1200 (2001)", "many", "99999999999"].map(population);
        assert_eq!(read, [431_859, 431_859, 431_859, 2_000, 1_200, 0, 0]);
    }
}
