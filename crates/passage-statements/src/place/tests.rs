//! Names of the reports against the small gazetteer of the examples; the index against its twin; bad tables.

use super::index::Index;
use super::*;
use passage_model::digest::Digest;
use proptest::prelude::*;
use std::sync::LazyLock;

const TABLE: &str = include_str!("../../../../examples/texts-2022/places.csv");

static EXAMPLE: LazyLock<Gazetteer> = LazyLock::new(|| {
    let (gazetteer, findings) = read(TABLE.as_bytes(), None);
    assert!(findings.is_empty(), "{findings:#?}");
    gazetteer.expect("a gazetteer")
});

/// The candidates of a name in short: name, oblast, score, and the first reason's message.
fn found(name: &str) -> Vec<String> {
    let told = |candidate: &Candidate| {
        let place = &EXAMPLE.places()[candidate.place];
        let reasons: Vec<&str> =
            candidate.reasons.iter().map(|r| r.phrase().message.trim_start_matches("reason-")).collect();
        format!("{} / {} / {}", place.name, place.oblast.trim_end_matches(" oblast"), reasons.join("+"))
    };
    EXAMPLE.find(name).iter().map(told).collect()
}

fn first(name: &str) -> String {
    found(name).first().cloned().unwrap_or_default()
}

#[test]
fn every_spelling_of_a_report_finds_its_place_first() {
    let all = [
        ("Zaporozhe", "Zaporizhzhia / Zaporizhzhia / roman"),
        ("ЗАПОРІЖЖЯ", "Zaporizhzhia / Zaporizhzhia / spelled"),
        ("Zaporizhia", "Zaporizhzhia / Zaporizhzhia / sounds"),
        ("Zaporižžja", "Zaporizhzhia / Zaporizhzhia / roman"),
        ("Saporischschja", "Zaporizhzhia / Zaporizhzhia / roman"),
        ("Mangush", "Manhush / Donetsk / roman"),
        ("Berdyansk", "Berdiansk / Zaporizhzhia / roman"),
        ("Orihiw", "Orikhiv / Zaporizhzhia / sounds"),
        ("Nikolaev", "Mykolaiv / Mykolaiv / sounds"),
        ("Mykolayiv", "Mykolaiv / Mykolaiv / roman"),
        ("Portovske", "Portivske / Donetsk / spelled"),
        ("Raisins", "Izium / Kharkiv / translated+spelled"),
        ("Childbirth", "Polohy / Zaporizhzhia / dictionary+spelled"),
        ("Artemivsk", "Bakhmut / Donetsk / old-note"),
        ("Артёмовска", "Bakhmut / Donetsk / declined+old-note"),
        ("Dnepropetrovsk", "Dnipro / Dnipropetrovsk / roman+old-note"),
        ("Bilmak", "Kamianka / Zaporizhzhia / old-note"),
        ("з Маріуполя", "Mariupol / Donetsk / declined+spelled"),
        ("в Изюме", "Izium / Kharkiv / declined+spelled"),
        ("м. Суми", "Sumy / Sumy / without+spelled"),
        ("із Сум", "Sumy / Sumy / declined+spelled"),
        ("Горішніх Плавнів", "Horishni Plavni / Poltava / declined+spelled"),
        ("Mairupol", "Mariupol / Donetsk / sounds"),
        ("Mariuopl", "Mariupol / Donetsk / typing"),
        ("Volnovaha", "Volnovakha / Donetsk / sounds"),
        ("Mariupol's", "Mariupol / Donetsk / spelled"),
        // Latin letters among Cyrillic ones, which look alike: C, y, i.
        ("Cуми", "Sumy / Sumy / mixed+spelled"),
        ("Mapiупoль", "Mariupol / Donetsk / mixed+spelled"),
        ("UA63040090010029555", "Izium / Kharkiv / code"),
    ];
    let wrong: Vec<_> = all.iter().filter(|(written, expected)| first(written) != *expected).collect();
    assert!(wrong.is_empty(), "{:#?}", wrong.iter().map(|(written, _)| (written, found(written))).collect::<Vec<_>>());
    // Routes that are numbered are no errors of each other.
    assert_eq!(Names::default().compare("corridor 12", "corridor 13").likeness, Likeness::Different);
    assert_eq!(found("Atlantis"), Vec::<String>::new());
    assert_eq!(found("UA63040090010029556"), Vec::<String>::new());
}

#[test]
fn several_places_of_one_name_are_all_told_and_where_they_were_said_to_lie_tells_them_apart() {
    let oblasts =
        |name: &str| found(name).iter().map(|line| line.split(" / ").nth(1).unwrap().to_owned()).collect::<Vec<_>>();
    assert_eq!(oblasts("Vasylivka"), ["Zaporizhzhia", "Odesa", "Poltava"]);
    assert_eq!(oblasts("Komsomolske"), ["Kharkiv", "Donetsk"]);
    assert_eq!(oblasts("Василівка (Одеська область)"), ["Odesa"]);
    assert_eq!(oblasts("Vasylivka, Poltava oblast"), ["Poltava"]);
    assert_eq!(oblasts("Чернігів, Чернігівська обл."), ["Chernihiv"]);
}

#[test]
fn a_pair_of_names_is_never_merged_by_the_gazetteer() {
    let (alone, with) = (Names::default(), Names::by(Some(&EXAMPLE)));
    let told = |names: &Names<'_>, a: &str, b: &str| {
        let compared = names.compare(a, b);
        let reasons: Vec<String> = compared.reasons.iter().map(|reason| reason.phrase().to_string()).collect();
        format!("{:?}: {}", compared.likeness, reasons.join("; "))
    };
    assert_eq!(told(&alone, "Artemivsk", "Bakhmut"), "Different: ");
    insta::assert_snapshot!(told(&with, "Artemivsk", "Bakhmut"), @"Perhaps: both may be Bakhmut (Donetsk oblast); it was called Artemivsk (1924 to 2016)");
    insta::assert_snapshot!(told(&with, "Izium", "Raisins"), @"Perhaps: a machine translation that was published has Raisins for Izium");
    insta::assert_snapshot!(told(&with, "Kamianka", "Більмак"), @"Perhaps: both may be Kamianka (Zaporizhzhia oblast); it was called Більмак (2016 to 2021)");
    insta::assert_snapshot!(told(&alone, "Миколаїв", "Николаев"), @"Perhaps: Микол- and Никол- begin one name in Russian and in Ukrainian");
    insta::assert_snapshot!(told(&alone, "Маріуполя", "Mariupol"), @"Perhaps: Маріуполя may be маріуполь in a case");
    assert_eq!(told(&alone, "Cуми", "Суми"), "Transliteration: ");
    assert_eq!(told(&with, "Romny", "Lubny"), "Different: ");
    assert_eq!(told(&with, "Holubivka", "Golubivka"), "Transliteration: ");
    // One sound, and the gazetteer has both: no longer taken for one.
    let two = "name,lat,lon\nRosivka,48,38\nRozovka,47,37\nRozivka,46,36\n";
    let two = read(two.as_bytes(), None).0.unwrap();
    assert_eq!(told(&alone, "Rozivka", "Rozovka"), "Transliteration: ");
    insta::assert_snapshot!(told(&Names::by(Some(&two)), "Rozivka", "Rozovka"), @"Perhaps: the gazetteer has both Rozivka and Rozovka, as different places");
}

#[test]
fn each_layout_is_recognised_by_its_columns() {
    let cod = "ADM1_EN,ADM1_PCODE,ADM2_EN,ADM2_PCODE,ADM4_EN,ADM4_UA,ADM4_RU,ADM4_PCODE,validOn,lat,lon\n\
        #adm1+name,#adm1+code,#adm2+name,#adm2+code,#adm4+name,,,#adm4+code,#date,#geo+lat,#geo+lon\n\
        Kharkivska,UA63,Iziumskyi,UA6304,Izium,Ізюм,Изюм,UA6304009001,2025-01-31,49.19,37.28\n";
    let katotth = "Перший рівень;Другий рівень;Третій рівень;Четвертий рівень;Додатковий рівень;Категорія об'єкта;Назва об'єкта\n\
        UA63000000000041885;;;;;O;Харківська\nUA63000000000041885;UA63040000000057914;;;;P;Ізюмський\n\
        UA63000000000041885;UA63040000000057914;UA63040090000091525;;;H;Ізюмська\n\
        UA63000000000041885;UA63040000000057914;UA63040090000091525;UA63040090010029555;;M;Ізюм\n";
    // As it is published, with a title above.
    let katotth = &format!("Кодифікатор;;;;;;\nстаном на 2024;;;;;;\n{katotth}");
    let dump = "707292\tIzyum\tIzyum\tIzium,Izjum,https://en.wikipedia.org/wiki/Izium,Ізюм\t49.2\t37.3\tP\tPPLA2\tUA\t\t07\t\t\t\t45884\t\t\tEurope/Kyiv\t2019\n";
    let short = "geonameid,name,lat,lon,population,admin1\n707292,Izyum,49.2,37.3,45884,07\n";
    for (table, layout, code, oblast, label) in [
        (cod, Layout::CodAb, "UA6304009001", "Kharkivska", "2025-01-31"),
        (katotth, Layout::Katotth, "UA63040090010029555", "Харківська область", ""),
        (dump, Layout::GeoNames, "707292", "Kharkiv oblast", ""),
        (short, Layout::GeoNames, "707292", "Kharkiv oblast", ""),
    ] {
        let (gazetteer, findings) = read(table.as_bytes(), None);
        assert!(findings.is_empty(), "{findings:#?}");
        let gazetteer = gazetteer.unwrap();
        let place = &gazetteer.places()[0];
        let told = (
            gazetteer.version().layout,
            place.code.as_str(),
            place.oblast.as_str(),
            gazetteer.version().label.as_str(),
        );
        assert_eq!(told, (layout, code, oblast, label));
        assert_eq!(gazetteer.places().len(), 1);
        assert_eq!(gazetteer.find("Ізюм").len(), 1, "{table}");
        assert_eq!(gazetteer.find("Izium").len(), 1, "{table}");
    }
    assert_eq!(EXAMPLE.version().label, "places of the texts of March 2022, first edition");
    assert_eq!(EXAMPLE.version().digest, Digest::of(TABLE.as_bytes()));
}

#[test]
fn a_bad_table_gives_findings_with_their_lines() {
    let told = |bytes: &[u8]| {
        let (gazetteer, findings) = read(bytes, None);
        let words: Vec<String> = findings.iter().map(|f| format!("{}: {}", f.code, f.words)).collect();
        format!("{} | {}", gazetteer.is_some(), words.join(" | "))
    };
    insta::assert_snapshot!(told(b""), @"false | gazetteer.empty: the table of places is empty");
    insta::assert_snapshot!(told(b"name,lat,lon\n"), @"false | gazetteer.empty: the table has no row with a name of a place");
    insta::assert_snapshot!(told(b"PK\x03\x04\xff\xfe"), @"false | gazetteer.not-text: the table of places is not text in UTF-8: line 1 has other bytes");
    insta::assert_snapshot!(told(b"town,x,y\nSumy,1,2\n"), @"false | gazetteer.unknown-layout: none of the columns is known to hold names of places: town, x, y");
    insta::assert_snapshot!(told(b"name,lat,lon,code\nSumy,95,34,a\n,50,34,b\nLubny,50,33,a\nRomny,50.7,east,c\n"), @r#"true | gazetteer.no-position: line 2 has no position on Earth: latitude "95", longitude "34" (2 such rows) | gazetteer.no-name: line 3 has no name of a place and is left out | gazetteer.code-twice: the code a stands in line 2 and again in line 4"#);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Garbage is a gazetteer or findings, and never a panic; a lookup of garbage neither.
    #[test]
    fn anything_may_be_read_and_asked(bytes in proptest::collection::vec(any::<u8>(), 0..300), asked in "\\PC{0,40}") {
        let _ = read(&bytes, None);
        let text = format!("name,lat,lon,old_names\n{}", String::from_utf8_lossy(&bytes));
        if let (Some(gazetteer), _) = read(text.as_bytes(), None) {
            prop_assert_eq!(gazetteer.find(&asked), gazetteer.find_slowly(&asked));
        }
        let _ = EXAMPLE.find(&asked);
    }

    /// The index finds what comparing with every name finds.
    #[test]
    fn the_index_finds_what_comparing_with_all_finds(
        names in proptest::collection::vec("[abhiov]{1,10}|[авиіоіґхз]{1,10}", 1..30), asked in "[abhiov]{1,10}|[авиіоіґхз]{1,10}", old in any::<bool>()
    ) {
        let column = if old { "name,old_names\nplain," } else { "name,other_names\nplain," };
        let table = format!("{column}\nx,{}\n", names.join("\nx,"));
        let gazetteer = read(table.as_bytes(), None).0.unwrap();
        for name in names.iter().chain([&asked]) {
            prop_assert_eq!(gazetteer.find(name), gazetteer.find_slowly(name), "{}", name);
        }
    }

    /// A name of the example in any romanisation, in any case of letters, finds its place for sure.
    #[test]
    fn a_romanised_name_finds_its_place_for_sure(at in 0usize..60, system in 0usize..7, capitals in any::<bool>()) {
        let place = at % EXAMPLE.places().len();
        let own: Vec<&Name> = EXAMPLE.places()[place].names.iter().filter(|name| !name.old).collect();
        let system = System::ALL[system];
        for name in own.iter().filter(|name| system.writes(name.language)) {
            let Some(written) = system.write(&name.text) else { continue };
            let written = if capitals { written.to_uppercase() } else { written };
            let sure = EXAMPLE.find(&written).iter().any(|found| found.place == place && found.is_sure());
            prop_assert!(sure, "{} by {}: {:?}", written, system.name(), found(&written));
        }
    }

    /// One typing error in a name of seven letters or more keeps its place among the candidates.
    #[test]
    fn a_typing_error_keeps_the_place(at in 0usize..60, letter in 0usize..20, kind in 0usize..4, other in "[a-z]") {
        let place = at % EXAMPLE.places().len();
        let mut letters: Vec<char> = EXAMPLE.places()[place].name.chars().collect();
        prop_assume!(letters.len() >= 7);
        let at = 1 + letter % (letters.len() - 2);
        match kind {
            0 => { letters.remove(at); }
            1 => letters.insert(at, other.chars().next().unwrap()),
            2 => letters[at] = other.chars().next().unwrap(),
            _ => letters.swap(at, at + 1),
        }
        let written: String = letters.into_iter().collect();
        prop_assert!(EXAMPLE.find(&written).iter().any(|c| c.place == place), "{}: {:?}", written, found(&written));
    }
}

#[test]
fn a_lookup_among_many_names_goes_through_few() {
    // Eight times as many places, and not twice as many names looked at: those of other sounds are never touched.
    let of = |count: usize| {
        let letters = ["ba", "do", "ku", "le", "mi", "no", "pa", "ru"];
        let name = |mut at: usize| {
            let mut name = String::new();
            for _ in 0..5 {
                name += letters[at % 8];
                at /= 8;
            }
            name
        };
        let rows: String = (0..count).map(|at| name(at.wrapping_mul(2_654_435_761) % 32_768) + "\n").collect();
        read(format!("name\n{rows}").as_bytes(), None).0.unwrap()
    };
    let looked = |gazetteer: &Gazetteer| {
        let index: &Index = gazetteer.index();
        index.near("bodokulemi", "bidikulimi").len() + index.sounding("bidikulimi").len()
    };
    let (few, many) = (of(500), of(4_000));
    assert!(looked(&many) < many.places().len() / 20, "{} of {}", looked(&many), looked(&few));
}
