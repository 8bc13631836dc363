//! Coordinates against PROJ and GEOTRANS, against themselves, and as people get them wrong.

use super::*;
use proptest::prelude::*;

/// Latitude, longitude; zone, easting, northing by PROJ 9 (`+proj=utm +ellps=WGS84`); MGRS by GEOTRANS (the `mgrs` package).
/// The first is the CN Tower as Wikipedia's article on UTM has it (17T 630084 4833438); Norway, Svalbard, the equator from both
/// sides, the edge of the zones and the far ends of the bands are among them.
const ORACLE: [(f64, f64, u8, f64, f64, &str); 15] = [
    (43.642_566_7, -79.387_138_9, 17, 630_084.31, 4_833_438.55, "17T PJ 30084 33438"),
    (38.889_483_3, -77.035_277_8, 18, 323_479.95, 4_306_481.35, "18S UJ 23479 06481"),
    (47.0971, 37.5434, 37, 389_462.78, 5_216_983.9, "37T CN 89462 16983"),
    (50.9077, 34.7981, 36, 626_417.89, 5_641_100.68, "36U XB 26417 41100"),
    (50.4501, 30.5234, 36, 324_182.21, 5_591_607.61, "36U UA 24182 91607"),
    (-33.8568, 151.2153, 56, 334_900.57, 6_252_288.75, "56H LH 34900 52288"),
    (60.3913, 5.3221, 32, 297_353.93, 6_700_648.35, "32V KN 97353 00648"),
    (78.2232, 15.6267, 33, 514_278.72, 8_683_355.47, "33X WG 14278 83355"),
    (0.0001, 0.0001, 31, 166_032.59, 11.07, "31N AA 66032 00011"),
    (-0.0001, -0.0001, 30, 833_967.41, 9_999_988.93, "30M ZE 33967 99988"),
    (47.8388, 35.1396, 36, 660_097.48, 5_300_600.08, "36T XU 60097 00600"),
    (64.1466, -21.9426, 27, 454_138.38, 7_113_689.87, "27W VM 54138 13689"),
    (-54.8019, -68.303, 19, 544_805.1, 3_927_029.88, "19F EV 44805 27029"),
    (71.9999, -179.9999, 1, 396_569.84, 7_991_497.23, "1W CV 96569 91497"),
    (83.9, 25.0, 35, 476_276.99, 9_317_341.9, "35X MP 76276 17341"),
];

fn at(lat: f64, lon: f64) -> Reading {
    let position = Position::from_degrees(lat, lon).unwrap();
    Reading { position, form: Form::Decimal, quoted: String::new() }
}

#[test]
fn utm_and_mgrs_are_what_proj_and_geotrans_say() {
    for (lat, lon, zone, easting, northing, mgrs) in ORACLE {
        let utm = Utm::of(at(lat, lon).position).unwrap();
        assert_eq!(utm.zone, zone, "{mgrs}");
        assert!((utm.easting - easting).abs() < 0.02 && (utm.northing - northing).abs() < 0.02, "{mgrs}: {utm:?}");
        assert_eq!(at(lat, lon).mgrs().unwrap(), mgrs);
        for text in [mgrs.to_owned(), mgrs.replace(' ', "").to_lowercase(), utm.to_string()] {
            let back = Reading::read(&text).map(|read| read.position.metres_to(at(lat, lon).position));
            // The band S is taken for the southern half by some: refused with both readings.
            let refused = matches!(back, Err(CoordinateError::SouthOrBand { .. })) && text.contains("18S 3");
            assert!(refused || back.clone().is_ok_and(|metres| metres < 1.5), "{text}: {back:?}");
        }
    }
}

#[test]
fn one_place_is_read_in_every_form() {
    let mariupol = at(47.0971, 37.5434).position;
    for (text, form) in [
        ("47.0971, 37.5434", Form::Decimal),
        ("47.0971 37.5434", Form::Decimal),
        ("47,0971 37,5434", Form::Decimal),
        ("47,0971; 37,5434", Form::Decimal),
        ("N47.0971 E37.5434", Form::Decimal),
        ("37.5434E 47.0971N", Form::Decimal),
        ("47\u{b0}05'49.56\"N 37\u{b0}32'36.24\"E", Form::Degrees),
        ("47\u{b0}05.826'N, 37\u{b0}32.604'E", Form::Degrees),
        ("47 05 49.56 37 32 36.24", Form::Degrees),
        ("37T 389463 5216984", Form::Utm),
        ("37 N 389463E 5216984N", Form::Utm),
        ("37TCN8946216983", Form::Mgrs),
        ("37T CN 89462 16983", Form::Mgrs),
    ] {
        let read = Reading::read(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(read.form, form, "{text}");
        assert!(read.position.metres_to(mariupol) < 2.0, "{text}: {read:?}");
    }
    let coarse = Reading::read("37T CN 89 16").unwrap();
    assert!(coarse.position.metres_to(mariupol) < 1_000.0);
    assert_eq!(at(47.0971, 37.5434).degrees(), "47\u{b0}05'49.6\"N 37\u{b0}32'36.2\"E");
    assert_eq!(at(-0.5, -59.999_999).degrees(), "0\u{b0}30'00.0\"S 60\u{b0}00'00.0\"W");
}

#[test]
fn what_cannot_be_is_refused_in_words() {
    let refused = |text: &str| {
        let error = Reading::read(text).unwrap_err();
        format!("{}: {error}. {}", error.code(), error.advice())
    };
    let texts = [
        "47\u{b0}61'00\"N 37\u{b0}32'36\"E",
        "47 05 75 37 32 36",
        "137.5434, 47.0971",
        "97.1, 137.5",
        "-47.1N 37.5E",
        "47.1N 37.5N",
        "47.1",
        "Mariupol",
        "61T CN 89462 16983",
        "37I CN 89462 16983",
        "37T SN 89462 16983",
        "37T CN 8946 216983",
        "18S 323480 4306481",
        "37T 89463 5216984",
        "37U 389463 5216984",
    ];
    insta::assert_snapshot!(texts.map(refused).join("\n"), @r#"
        coordinates.beyond-sixty: there are no 61 minutes of a degree: they run from 0 to 59. Ask for the coordinates again: a digit was misheard, or they are decimal.
        coordinates.beyond-sixty: there are no 75 seconds of a degree: they run from 0 to 59. Ask for the coordinates again: a digit was misheard, or they are decimal.
        coordinates.off-earth: 137.5434 is no latitude, or 47.0971 no longitude. Swapped? Latitude comes first.
        coordinates.off-earth: 97.1 is no latitude, or 137.5 no longitude. Latitudes run from -90 to 90, longitudes from -180 to 180.
        coordinates.halves: "-47.1N 37.5E" says twice which half of the Earth it is in, or names one axis twice. Write one N or S and one E or W, and no minus beside them.
        coordinates.halves: "47.1N 37.5N" says twice which half of the Earth it is in, or names one axis twice. Write one N or S and one E or W, and no minus beside them.
        coordinates.not-understood: "47.1" is none of the forms of coordinates that are read. Write 47.0971, 37.5434 (latitude first), 47°05'50"N 37°32'36"E, 37T 389463 5216984 or 37T CN 89462 16983.
        coordinates.not-understood: "Mariupol" is none of the forms of coordinates that are read. Write 47.0971, 37.5434 (latitude first), 47°05'50"N 37°32'36"E, 37T 389463 5216984 or 37T CN 89462 16983.
        coordinates.no-such-square: there is no 61T CN 89462 16983: zones run from 1 to 60, bands from C to X without I and O, and each zone has its own squares. Ask for the reference again, letter by letter.
        coordinates.no-such-square: there is no 37I CN 89462 16983: zones run from 1 to 60, bands from C to X without I and O, and each zone has its own squares. Ask for the reference again, letter by letter.
        coordinates.no-such-square: there is no 37T SN 89462 16983: zones run from 1 to 60, bands from C to X without I and O, and each zone has its own squares. Ask for the reference again, letter by letter.
        coordinates.not-understood: "37T CN 8946 216983" is none of the forms of coordinates that are read. Write 47.0971, 37.5434 (latitude first), 47°05'50"N 37°32'36"E, 37T 389463 5216984 or 37T CN 89462 16983.
        coordinates.south-or-band: S in "18S 323480 4306481" may be the southern half or the band S: -51.3655, -77.5358, or 38.8895, -77.0353. Write the coordinates as a grid reference (MGRS) or in degrees.
        coordinates.no-such-square: there is no 37T 89463 5216984: zones run from 1 to 60, eastings from 100,000 to 999,999 m, northings from 0 to 10,000,000 m. Ask for the reference again, letter by letter.
        coordinates.no-such-square: there is no 37U 389463 5216984: the northing does not lie in that band. Ask for the reference again, letter by letter.
        "#);
}

#[test]
fn a_slip_of_the_hand_is_recognised_by_where_it_leads() {
    let area = Area { middle: at(47.1, 37.5).position, metres: 300_000.0 };
    let doubt = |text: &str| Reading::read(text).unwrap().doubt(area);
    assert_eq!(doubt("47.0971, 37.5434"), None);
    let slips = |text: &str| doubt(text).unwrap().likely.into_iter().map(|(slip, _)| slip).collect::<Vec<_>>();
    assert_eq!(slips("37.5434, 47.0971"), [Slip::Swapped]);
    assert_eq!(slips("47.0971, -37.5434"), [Slip::LongitudeSign]);
    assert_eq!(slips("-47.0971, 37.5434"), [Slip::LatitudeSign]);
    assert_eq!(slips("-47.0971, -37.5434"), [Slip::BothSigns]);
    assert_eq!(slips("38T 389463 5216984"), [Slip::Zone(37)]);
    assert_eq!(slips("10.0, 10.0"), []);
    // In zone 36 the letters name another square, or none: nothing is made up.
    assert!(Reading::read("40T CN 89462 16983").unwrap().doubt(area).unwrap().likely.is_empty());
    let swapped = doubt("37.5434, 47.0971").unwrap();
    assert!((1_200_000.0..1_400_000.0).contains(&swapped.metres), "{}", swapped.metres);
}

proptest! {
    #[test]
    fn what_is_read_back_is_the_same_place(lat in -79.99..83.99f64, lon in -179.99..179.99f64) {
        let own = at(lat, lon);
        for (text, within) in [(own.decimal(), 1.0), (own.degrees(), 3.0), (own.mgrs().unwrap(), 1.0)] {
            let back = Reading::read(&text).unwrap();
            prop_assert!(back.position.metres_to(own.position) < within, "{} {:?}", text, back);
        }
        let utm = Utm::of(own.position).unwrap().degrees();
        prop_assert!(Position::from_degrees(utm.0, utm.1).unwrap().metres_to(own.position) < 0.05);
    }

    #[test]
    fn no_text_makes_a_panic(text in "\\PC{0,30}", like in "[0-9A-Z°'\",. -]{0,25}") {
        let _ = (Reading::read(&text), Reading::read(&like));
    }
}

#[test]
fn halves_of_the_earth_are_read_in_three_languages() {
    for text in [
        "47.1 пн. ш., 37.5 сх. д.",
        "47,1 пн.ш. 37,5 сх.д.",
        "47.1 північної широти 37.5 східної довготи",
        "47°06'00\" с. ш. 37°30'00\" в. д.",
        "47 градусів 6 хвилин північної широти, 37 градусів 30 хвилин східної довготи",
        "47 градусов 6 минут северной широты 37 градусов 30 минут восточной долготы",
        "47.1 degrees north, 37.5 degrees east",
        "Latitude 47.1 North, Longitude 37.5 East",
    ] {
        let read = Reading::read(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(Some(read.position), Position::from_degrees(47.1, 37.5), "{text}");
    }
    assert!(
        Reading::read("47.1 пд. ш., 37.5 зх. д.")
            .is_ok_and(|read| Some(read.position) == Position::from_degrees(-47.1, -37.5))
    );
    assert_eq!(Reading::read("47.1 пн. ш., 37.5 пн. ш.").unwrap_err().code(), "coordinates.halves");
    assert_eq!(Reading::read("47.1 кудись").unwrap_err().code(), "coordinates.not-understood");
}
