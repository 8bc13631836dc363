//! Whom a name means, on the places of southern Ukraine as its road extract spells them.

use super::*;
use std::io::Write as _;

fn place(name: &str, kind: PlaceKind, population: u32, (lat, lon): (f64, f64)) -> Place {
    let position = Position::from_degrees(lat, lon).unwrap();
    Place { name: name.to_owned(), other_names: Vec::new(), kind, population, position }
}

fn south() -> Vec<Place> {
    use PlaceKind::{City, Town, Village};
    vec![
        place("Zaporizhzhya", City, 710_052, (47.85167, 35.11714)),
        place("Zaporizhzhya", Village, 1_073, (47.15214, 35.74246)),
        place("Zaporizhzhia", Village, 656, (46.96173, 35.04281)),
        place("Mariupol", City, 230_000, (47.09514, 37.54131)),
        place("Berdyansk", City, 106_311, (46.75578, 36.78815)),
        place("Berdyanske", Village, 684, (47.10606, 37.44703)),
        place("Vasylivka", Town, 12_567, (47.44218, 35.28213)),
        place("Vasylivka", Village, 3_902, (45.64334, 28.83298)),
        place("Vasylivka", Village, 829, (47.07466, 32.85712)),
        place("Polohy", Town, 18_111, (47.47865, 36.25463)),
        place("Polohy", Village, 534, (49.39647, 34.61964)),
        place("Mykolayiv", City, 470_011, (46.97625, 31.99296)),
        place("Tokmak", Town, 29_573, (47.25554, 35.70836)),
    ]
}

fn matched(asked: &str) -> String {
    let found = find(&south(), asked, None);
    found.one().map_or_else(|| found.finding(asked).unwrap().words, |one| one.words(asked))
}

#[test]
fn the_village_that_is_spelled_like_the_city_is_refused() {
    let found = find(&south(), "Zaporizhzhia", None);
    let Match::Overshadowed { exact, larger } = &found else { panic!("{found:?}") };
    assert_eq!((exact.population, larger[0].population), (656, 710_052));
    insta::assert_snapshot!(matched("Zaporizhzhia"), @r#""Zaporizhzhia" is spelled like a small place, Zaporizhzhia (village of 656 at 46.9617, 35.0428, 99 km from Zaporizhzhya), but a place at least 10 times larger has nearly this name: Zaporizhzhya (city of 710,052 at 47.8517, 35.1171, 175 km from Berdyansk)"#);
    assert!(found.finding("Zaporizhzhia").unwrap().advice.contains("Zaporizhzhya"));
}

#[test]
fn a_spelling_of_no_other_place_finds_the_city_and_says_so() {
    for asked in ["Zaporizhia", "Zaporozhe", "Запорожье"] {
        assert_eq!(find(&south(), asked, None).one().unwrap().place.population, 710_052, "{asked}");
    }
    insta::assert_snapshot!(matched("Zaporozhe"), @r#"Zaporizhzhya (city of 710,052 at 47.8517, 35.1171, 175 km from Berdyansk), another spelling of "Zaporozhe", taken as the largest of 3 of that name (the next has 1,073 inhabitants)"#);
    insta::assert_snapshot!(matched("Mykolaiv"), @r#"Mykolayiv (city of 470,011 at 46.9763, 31.9930, 254 km from Zaporizhzhya), another spelling of "Mykolaiv""#);
    insta::assert_snapshot!(matched("Tokmak"), @"Tokmak (town of 29,573 at 47.2555, 35.7084, 80 km from Zaporizhzhya)");
}

#[test]
fn one_of_several_vasylivkas_needs_a_neighbour() {
    insta::assert_snapshot!(matched("Vasylivka"), @r#"3 places are called "Vasylivka": Vasylivka (town of 12,567 at 47.4422, 35.2821, 47 km from Zaporizhzhya); Vasylivka (village of 3,902 at 45.6433, 28.8330, 284 km from Mykolayiv); Vasylivka (village of 829 at 47.0747, 32.8571, 66 km from Mykolayiv)"#);
    let near = south()[0].position;
    let found = find(&south(), "Vasilievka", Some(near));
    let one = found.one().unwrap();
    assert_eq!((one.place.population, one.why, one.how), (12_567, Why::Nearest, How::Transliteration));
    insta::assert_snapshot!(one.words("Vasilievka"), @r#"Vasylivka (town of 12,567 at 47.4422, 35.2821, 47 km away), another spelling of "Vasilievka", taken as the nearest of 3 of that name"#);
}

#[test]
fn a_neighbour_halfway_between_two_settles_nothing() {
    // 56 km to the village, 47 km to the city.
    let vasylivka = south()[6].position;
    assert!(find(&south(), "Zaporizhzhia", Some(vasylivka)).one().is_none());
}

#[test]
fn a_village_one_letter_from_a_city_is_meant_only_when_its_neighbour_says_so() {
    assert!(matches!(find(&south(), "Berdyanske", None), Match::Overshadowed { .. }));
    let by_mariupol = find(&south(), "Berdyanske", Some(south()[3].position));
    assert_eq!(by_mariupol.one().unwrap().place.population, 684);
    assert_eq!(find(&south(), "Berdiansk", None).one().unwrap().place.population, 106_311);
}

#[test]
fn a_name_that_is_not_there_brings_the_nearest_spellings() {
    insta::assert_snapshot!(matched("Mariupl"), @r#"no place of the network is called "Mariupl"; nearly so: Mariupol (city of 230,000 at 47.0951, 37.5413, 69 km from Berdyansk)"#);
    insta::assert_snapshot!(matched("Atlantis"), @r#"no place of the network is called "Atlantis", or nearly so"#);
    assert!(matches!(find(&south(), " '- ", None), Match::NotFound { nearest } if nearest.is_empty()));
}

#[test]
fn an_entry_listed_twice_is_one_place() {
    let mut places = south();
    places.push(place("Токмак", PlaceKind::Town, 0, (47.256, 35.709)));
    assert_eq!(find(&places, "Tokmak", None).one().unwrap().why, Why::Only);
}

#[test]
fn other_names_of_a_place_find_it() {
    let mut places = south();
    places[3].other_names = vec!["Zhdanov".to_owned(), "Маріуполь".to_owned()];
    assert_eq!(find(&places, "zhdanov", None).one().unwrap().place.name, "Mariupol");
}

#[test]
fn ukraines_own_list_has_fourteen_vasylivkas_and_one_kyiv() {
    let file =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/ukraine-2022/ua_places_ge500.csv");
    let Ok(text) = std::fs::read_to_string(file) else {
        let name = "ukraines_own_list_has_fourteen_vasylivkas_and_one_kyiv";
        let mut screen = std::io::stderr();
        writeln!(screen, "skipped: {name} needs ../shared").unwrap();
        return;
    };
    let places: Vec<Place> = text
        .lines()
        .skip(1)
        .map(|line| {
            let mut cells = line.split(',').skip(1);
            let mut next = || cells.next().unwrap();
            let (name, lat, lon) = (next(), next().parse().unwrap(), next().parse().unwrap());
            let population = next().parse().unwrap();
            let kind = if population >= 50_000 {
                PlaceKind::City
            } else if population >= 5_000 {
                PlaceKind::Town
            } else {
                PlaceKind::Village
            };
            place(name, kind, population, (lat, lon))
        })
        .collect();
    let Match::Several { candidates } = find(&places, "Vasylivka", None) else { panic!("one Vasylivka only") };
    assert!(candidates.len() >= 14, "{}", candidates.len());
    assert_eq!(candidates.iter().filter(|c| c.name == "Vasylivka").count(), 14);
    assert!(matches!(find(&places, "Zaporizhzhia", None), Match::Overshadowed { .. }));
    for (asked, population) in [
        ("Kyiv", 2_952_301),
        ("Kiev", 2_952_301),
        ("Zaporizhzhya", 710_052),
        ("Mykolaiv", 470_011),
        ("Polohy", 18_111),
        ("Orikhiv", 14_479),
        ("Berdiansk", 106_311),
        ("Mangush", 7_731),
        ("Tokmak", 29_573),
        ("Energodar", 52_887),
        ("Volnovakha", 21_166),
    ] {
        let found = find(&places, asked, None);
        assert_eq!(found.one().map(|f| f.place.population), Some(population), "{asked}: {found:?}");
    }
}

#[test]
fn a_name_as_long_as_a_book_is_shown_in_part() {
    let long = "Zaporizhzhia".repeat(10_000);
    let places = [place(&long, PlaceKind::City, 1, (47.0, 35.0)), place("A", PlaceKind::City, 9, (47.0, 35.1))];
    for asked in [long.as_str(), &format!("{long}x"), "Запоріжжя".repeat(9_999).as_str()] {
        let found = find(&places, asked, None);
        let words = found.one().map(|one| one.words(asked)).or_else(|| Some(found.finding(asked)?.words)).unwrap();
        assert!(words.len() < 1_000, "{}", words.len());
    }
}
