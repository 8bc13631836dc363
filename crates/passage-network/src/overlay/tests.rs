//! What an overlay closes, and what it says when it cannot be read.

use super::*;
use passage_model::id::JunctionId;
use passage_model::network::{Origin, Road};

fn at(lat: f64, lon: f64) -> Position {
    Position::from_degrees(lat, lon).unwrap()
}

/// Two parallel roads from west to east, half a degree apart, and one that stays in the east.
fn roads() -> Network {
    let positions =
        vec![at(47.0, 35.0), at(47.0, 36.0), at(47.5, 35.0), at(47.5, 36.0), at(47.2, 35.8), at(47.3, 35.8)];
    let road = |from: u32, to: u32| Road { from: JunctionId(from), to: JunctionId(to), lanes: 1, ..Road::default() };
    Network::new(Origin::default(), positions, [road(0, 1), road(2, 3), road(4, 5)], Vec::new(), Vec::new()).unwrap()
}

/// A GeoJSON collection around features given as (properties, geometry).
fn collection(features: &[(&str, &str)]) -> String {
    let features: Vec<String> = features
        .iter()
        .map(|(properties, geometry)| {
            format!(r#"{{"type":"Feature","properties":{properties},"geometry":{geometry}}}"#)
        })
        .collect();
    format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","))
}

const EAST: &str =
    r#"{"type":"Polygon","coordinates":[[[35.5,46.5],[36.5,46.5],[36.5,48.0],[35.5,48.0],[35.5,46.5]]]}"#;

#[test]
fn a_front_is_crossed_only_where_a_crossing_is_given() {
    let text = collection(&[
        (r#"{"passage":"control","holder":"Russian forces","may_cross":false}"#, EAST),
        (r#"{"passage":"crossing","name":"Vasylivka"}"#, r#"{"type":"Point","coordinates":[35.5,47.501]}"#),
    ]);
    let (overlay, findings) = read(text.as_bytes());
    assert_eq!(findings, []);
    let control = &overlay.controls[0];
    assert_eq!(control.holder, "Russian forces");
    assert_eq!(control.closes(&roads(), &overlay.crossings), [RoadId(0)]);
    assert_eq!(control.closes(&roads(), &[]), [RoadId(0), RoadId(1)]);
    assert_eq!(roads_in(&roads(), &control.area), [RoadId(0), RoadId(1), RoadId(2)]);
    assert_eq!(roads_inside(&roads(), &control.area), [RoadId(2)]);
    let open = Control { may_cross: true, ..control.clone() };
    assert!(open.closes(&roads(), &[]).is_empty());
}

#[test]
fn a_closure_at_a_point_closes_the_roads_that_come_near() {
    let text = collection(&[(
        r#"{"passage":"closure","reason":"bridge down","from":"2022-03-05 12:00","within":"1 km"}"#,
        r#"{"type":"Point","coordinates":[35.3,47.005]}"#,
    )]);
    let (overlay, findings) = read(text.as_bytes());
    assert_eq!(findings, []);
    let closure = &overlay.closures[0];
    assert_eq!((closure.from.as_deref(), closure.until.as_deref()), (Some("2022-03-05 12:00"), None));
    assert_eq!(closure.extent.roads(&roads()), [RoadId(0)]);
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_is_read() {
    let point = r#"{"type":"Point","coordinates":[35.5,47.5]}"#;
    let text = collection(&[
        (r#"{"passage":"area","name":"grey zone"}"#, EAST),
        (r#"{"passage":"area"}"#, EAST),
        (r#"{"passage":"control","holder":"?"}"#, EAST),
        (r#"{"passage":"contol"}"#, EAST),
        (r#"{"passage":7}"#, EAST),
        (r#"{"name":"a school"}"#, point),
        (r#"{"passage":"area","name":"a point"}"#, point),
        (r#"{"passage":"crossing"}"#, r#"{"type":"Point","coordinates":[35.5,147.5]}"#),
        (r#"{"passage":"crossing","within":"far"}"#, point),
        (r#"{"passage":"hazard"}"#, r#"{"type":"LineString","coordinates":[[35,47],[36,47]]}"#),
        (r#"{"passage":"hazard"}"#, r#"{"type":"Polygon","coordinates":[[[35,47],[36,47],[35,47]]]}"#),
        (r#"{"passage":"hazard"}"#, r#"{"type":"Polygon","coordinates":[[[-179,47],[179,47],[179,48]]]}"#),
        (r#"{"passage":"closure"}"#, "null"),
    ]);
    let (overlay, findings) = read(text.as_bytes());
    assert_eq!((overlay.areas.len(), overlay.areas[0].name.as_str()), (1, "grey zone"));
    let words: Vec<String> = findings.iter().map(|f| format!("{} x{}: {}", f.code, f.count, f.words)).collect();
    insta::assert_snapshot!(words.join("\n"), @r#"
    overlay.antimeridian x1: an area spans more than half the Earth: it lies across the antimeridian, or its longitudes are mistaken (feature 12)
    overlay.bad-geometry x5: a feature has no usable geometry (such as feature 7, "a point": it is no polygon; feature 8: longitude 35.5, latitude 147.5 is not on Earth; feature 10: it is a line; draw a polygon around it)
    overlay.missing-property x3: a feature lacks a property that it needs, or has it in another type (such as feature 2: name; feature 3: may_cross (true or false); feature 9: within (metres, or a text such as "200 m" or "1 km"))
    overlay.not-for-passage x1: a feature has no `passage` property and was left out (feature 6, "a school")
    overlay.unknown-kind x2: a feature's `passage` property is none of control, hazard, area, closure, crossing, checkpoint (such as feature 4: it is "contol"; feature 5: it is 7)
    "#);
}

#[test]
fn a_file_that_is_no_overlay_says_so() {
    for text in ["", "{", "[]", "7", r#"{"type":"Topology"}"#, "\u{feff}"] {
        let (overlay, findings) = read(text.as_bytes());
        assert_eq!(overlay, Overlay::default());
        assert_eq!(findings[0].code, "overlay.not-geojson", "{text}");
    }
}

#[test]
fn an_area_in_another_country_is_pointed_out() {
    let swapped = r#"{"type":"Polygon","coordinates":[[[46.5,35.5],[46.5,36.5],[48.0,36.5]]]}"#;
    let text = collection(&[(r#"{"passage":"area","name":"grey zone"}"#, swapped)]);
    let (overlay, _) = read(text.as_bytes());
    let findings = overlay.idle(&roads());
    assert_eq!(findings[0].words, "the area \"grey zone\" touches no road of the network");
}

#[test]
fn an_area_with_a_book_for_a_name_is_named_in_part() {
    let elsewhere = r#"{"type":"Polygon","coordinates":[[[46.5,35.5],[46.5,36.5],[48.0,36.5]]]}"#;
    let properties = format!(r#"{{"passage":"control","holder":"{}","may_cross":false}}"#, "8".repeat(7_000));
    let (overlay, _) = read(collection(&[(&properties, elsewhere)]).as_bytes());
    assert!(overlay.idle(&roads())[0].words.len() < 200);
}
