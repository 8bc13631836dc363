//! Roads and places from `GeoJSON`, and what is said about bad files.

use crate::{sketch, words};
use passage_model::finding::Finding;
use passage_network::draft::Draft;
use passage_network::geojson;
use std::fmt::Write as _;

const SMALL: &str = r#"{"type": "FeatureCollection", "name": "small", "attribution": "by hand", "features": [
{"type": "Feature", "properties": {"place": "city", "name": "Mariupol", "name:uk": "Маріуполь", "alt_name": "Zhdanov;Mariupil", "population": 425681},
 "geometry": {"type": "Point", "coordinates": [37.543, 47.097]}},
{"type": "Feature", "id": "way/7", "properties": {"highway": "trunk", "name": "H20", "lanes": 2, "speed_kmh": 55, "length_m": 16000},
 "geometry": {"type": "LineString", "coordinates": [[37.5, 47.1], [37.45, 47.15], [37.4, 47.2]]}},
{"type": "Feature", "properties": {"highway": "primary", "oneway": true, "lanes": "1", "capacity": 450, "bridge": "yes"},
 "geometry": {"type": "MultiLineString", "coordinates": [[[37.45, 47.15], [37.6, 47.2]], [[37.4, 47.2], [37.3, 47.2]]]}},
{"type": "Feature", "properties": {"highway": "footway"}, "geometry": {"type": "LineString", "coordinates": [[37.5, 47.1], [37.6, 47.1]]}}
]}"#;

fn read(text: &str) -> (Draft, Vec<Finding>) {
    geojson::read(text.as_bytes()).unwrap()
}

#[test]
fn lines_meet_where_they_share_a_coordinate() {
    let (draft, findings) = read(SMALL);
    assert_eq!(draft.attribution, "by hand");
    insta::assert_snapshot!(sketch(&draft) + &words(&findings), @r#"
    point 0: 47.1000000 37.5000000
    point 1: 47.1500000 37.4500000
    point 2: 47.2000000 37.4000000
    point 3: 47.2000000 37.6000000
    point 4: 47.2000000 37.3000000
    line 7 [0, 1, 2] "H20" 16000 m
      forward: Trunk, 55 km/h, 1 lanes, 1700 veh/h, marks 0
      backward: Trunk, 55 km/h, 1 lanes, 1700 veh/h, marks 0
    line 3 [1, 3] ""
      forward: Primary, 65 km/h, 1 lanes, 450 veh/h, marks 1
    line 3 [2, 4] ""
      forward: Primary, 65 km/h, 1 lanes, 450 veh/h, marks 1
    place Mariupol ["Mariupil", "Zhdanov", "Маріуполь"] City 425681
    note network.not-for-cars: a line has no `highway` for motor vehicles, or they may not use it; it was left out (feature 4)
    "#);
}

#[test]
fn the_example_of_mariupol_is_read_without_a_word() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/mariupol-2022/roads.geojson");
    let (draft, findings) = geojson::read(std::fs::read(file).unwrap().as_slice()).unwrap();
    insta::assert_snapshot!(format!("{} lines, {} places\n{}", draft.lines.len(), draft.places.len(), words(&findings)), @r"95 lines, 46 places");
}

#[test]
fn bad_files_are_read_as_far_as_they_go_and_said() {
    let line = |coordinates: &str, properties: &str| {
        format!(
            r#"{{"type": "FeatureCollection", "features": [{{"type": "Feature", "properties": {properties},
            "geometry": {{"type": "LineString", "coordinates": {coordinates}}}}}]}}"#
        )
    };
    let highway = r#"{"highway": "primary"}"#;
    let good = "[[37.5, 47.1], [37.4, 47.2]]";
    let bad = [
        ("nothing", String::new()),
        ("an array", "[1, 2]".to_owned()),
        ("some other object", r#"{"roads": []}"#.to_owned()),
        ("features that are no array", r#"{"type": "FeatureCollection", "features": {}}"#.to_owned()),
        ("a feature that is a number", r#"{"type": "FeatureCollection", "features": [7]}"#.to_owned()),
        ("cut in the third feature", SMALL[..SMALL.find("footway").unwrap() - 200].to_owned()),
        ("text after the end", SMALL.to_owned() + "}"),
        ("a null geometry", SMALL.replace(r#"{"type": "Point", "coordinates": [37.543, 47.097]}"#, "null")),
        ("an unknown geometry", SMALL.replace("MultiLineString", "Arc")),
        ("polygons", SMALL.replace("MultiLineString", "Polygon")),
        ("latitude first, in Norway", line("[[70.1, 120.5], [70.2, 120.4]]", highway)),
        ("metres", line("[[288770, 6279407], [288870, 6279407]]", highway)),
        ("a point at infinity", line("[[1e999, 47.1], [37.4, 47.2]]", highway)),
        ("words for coordinates", line(r#"[["37.5", "47.1"], [37.4, 47.2]]"#, highway)),
        ("heights", line("[[37.5, 47.1, 12.0], [37.4, 47.2, 13.0]]", highway)),
        ("one point", line("[[37.5, 47.1]]", highway)),
        ("the same point twice", line("[[37.5, 47.1], [37.5, 47.1]]", highway)),
        ("coordinates that are no array", line("7", highway)),
        ("no properties", line(good, "null")),
        ("an absurd capacity", line(good, r#"{"highway": "primary", "capacity": 1e12}"#)),
        ("a negative speed", line(good, r#"{"highway": "primary", "speed_kmh": -5}"#)),
        ("a supersonic speed", line(good, r#"{"highway": "primary", "speed_kmh": 1300}"#)),
        ("a length that is too short", line(good, r#"{"highway": "primary", "length_m": 135}"#)),
        ("a length in words", line(good, r#"{"highway": "primary", "length_m": "far"}"#)),
        ("a limit in words", line(good, r#"{"highway": "primary", "maxspeed": "slowly", "lanes": "many"}"#)),
        (
            "an old coordinate system",
            line(good, highway).replacen(
                '{',
                r#"{"crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28404"}},"#,
                1,
            ),
        ),
        ("a point that is no place", SMALL.replace("\"place\": \"city\"", "\"plaice\": \"city\"")),
        ("nested without end", "[".repeat(1000)),
        ("a feature nested without end", r#"{"features": ["#.to_owned() + &r#"{"geometry":"#.repeat(1000)),
    ];
    let mut table = String::new();
    for (what, text) in bad {
        let (draft, findings) = read(&text);
        writeln!(table, "{what}: {} lines, {} places\n{}", draft.lines.len(), draft.places.len(), words(&findings))
            .unwrap();
    }
    insta::assert_snapshot!(table, @r#"
    nothing: 0 lines, 0 places
    error network.damaged-file: the file is damaged or cut off; what comes after was not read (EOF while parsing a value at line 1 column 0)

    an array: 0 lines, 0 places
    error network.not-geojson: the file is JSON but not GeoJSON: a FeatureCollection, a Feature or a geometry (invalid type: sequence, expected an object with `features`, `geometry` or `coord ...)

    some other object: 0 lines, 0 places
    error network.not-geojson: the file is JSON but not GeoJSON: a FeatureCollection, a Feature or a geometry (it has no `features`)

    features that are no array: 0 lines, 0 places
    error network.not-geojson: the file is JSON but not GeoJSON: a FeatureCollection, a Feature or a geometry (invalid type: map, expected an array of features at line 1 column 43)

    a feature that is a number: 0 lines, 0 places
    warning network.unreadable-element: a feature is not of the shape that GeoJSON asks for; it was left out (feature 1: its type is not "Feature")

    cut in the third feature: 1 lines, 1 places
    error network.damaged-file: the file is damaged or cut off; what comes after was not read (EOF while parsing a string at line 6 column 91)

    text after the end: 3 lines, 1 places
    error network.damaged-file: the file is damaged or cut off; what comes after was not read (trailing characters at line 9 column 3)
    note network.not-for-cars: a line has no `highway` for motor vehicles, or they may not use it; it was left out (feature 4)

    a null geometry: 3 lines, 0 places
    warning network.no-geometry: a feature has no geometry; it was left out (feature 1, Mariupol)
    note network.not-for-cars: a line has no `highway` for motor vehicles, or they may not use it; it was left out (feature 4)

    an unknown geometry: 1 lines, 1 places
    note network.not-for-cars: a line has no `highway` for motor vehicles, or they may not use it; it was left out (feature 4)
    warning network.unreadable-element: a feature is not of the shape that GeoJSON asks for; it was left out (feature 3: Arc)

    polygons: 1 lines, 1 places
    note network.not-for-cars: a line has no `highway` for motor vehicles, or they may not use it; it was left out (feature 4)
    note network.other-geometry: a feature is neither a line nor a place's point; it was left out (feature 3: Polygon)

    latitude first, in Norway: 0 lines, 0 places
    error network.coordinates-swapped: a latitude is beyond the poles but would be a longitude: the coordinates seem to be swapped; its feature was left out (feature 1: [70.1, 120.5])

    metres: 0 lines, 0 places
    warning network.coordinates-off-earth: a coordinate is not on Earth; its feature was left out (feature 1: [288770, 6279407])

    a point at infinity: 0 lines, 0 places
    error network.damaged-file: the file is damaged or cut off; what comes after was not read (number out of range at line 2 column 70)

    words for coordinates: 0 lines, 0 places
    warning network.unreadable-element: a feature is not of the shape that GeoJSON asks for; it was left out (feature 1: a coordinate is not two numbers)

    heights: 1 lines, 0 places
    note network.heights: a feature has heights; they were not used (feature 1)

    one point: 0 lines, 0 places
    warning network.line-without-length: a line has fewer than two different points; it was left out (feature 1)

    the same point twice: 0 lines, 0 places
    warning network.line-without-length: a line has fewer than two different points; it was left out (feature 1)

    coordinates that are no array: 0 lines, 0 places
    warning network.line-without-length: a line has fewer than two different points; it was left out (feature 1)

    no properties: 0 lines, 0 places
    note network.not-for-cars: a line has no `highway` for motor vehicles, or they may not use it; it was left out (feature 1)

    an absurd capacity: 1 lines, 0 places
    warning network.capacity-absurd: a road states more capacity than any carries; it was lowered to 2,400 vehicles an hour and lane (feature 1: 1000000000000.0 an hour, lanes: 1)

    a negative speed: 1 lines, 0 places
    warning network.unreadable-figure x2: a stated speed, capacity, length or number of lanes cannot be read; the default counts (such as feature 1: -5; feature 1: speed -5)

    a supersonic speed: 1 lines, 0 places
    warning network.speed-absurd: a road states a speed above 130 km/h; it was lowered to that (feature 1: 1300 km/h)
    warning network.unreadable-figure: a stated speed, capacity, length or number of lanes cannot be read; the default counts (feature 1: 1300)

    a length that is too short: 1 lines, 0 places
    warning network.shorter-than-straight: a road is stated more than a tenth shorter than the straight line between its ends; its line counts (feature 1: 135 m, straight 13447 m)

    a length in words: 1 lines, 0 places
    warning network.unreadable-figure: a stated speed, capacity, length or number of lanes cannot be read; the default counts (feature 1: length far)

    a limit in words: 1 lines, 0 places
    warning network.unreadable-figure x2: a stated speed, capacity, length or number of lanes cannot be read; the default counts (such as feature 1: slowly; feature 1: many)

    an old coordinate system: 1 lines, 0 places
    error network.unknown-crs: the file's coordinate reference system is not one that passage reads; its coordinates were taken as degrees (urn:ogc:def:crs:EPSG::28404)

    a point that is no place: 3 lines, 0 places
    note network.not-for-cars: a line has no `highway` for motor vehicles, or they may not use it; it was left out (feature 4)
    note network.place-without-name: a point is no place with a name; it was left out (feature 1, Mariupol)

    nested without end: 0 lines, 0 places
    error network.not-geojson: the file is JSON but not GeoJSON: a FeatureCollection, a Feature or a geometry (invalid type: sequence, expected an object with `features`, `geometry` or `coord ...)

    a feature nested without end: 0 lines, 0 places
    error network.damaged-file: the file is damaged or cut off; what comes after was not read (recursion limit exceeded at line 1 column 1515)
    "#);
}

#[test]
fn projected_coordinates_are_read_where_the_file_names_their_system() {
    let text = r#"{"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32756"}},
        "features": [{"type": "Feature", "properties": {"highway": "primary"},
        "geometry": {"type": "LineString", "coordinates": [[288770, 6279407], [289770, 6279407]]}}]}"#;
    let (draft, findings) = read(text);
    assert_eq!(words(&findings), "");
    let metres = draft.points[0].metres_to(draft.points[1]);
    assert!((metres - 1000.0).abs() < 3.0, "{metres}");
}

#[test]
fn a_single_feature_with_twenty_thousand_points_is_one_line() {
    let points: Vec<String> = (0..20_000).map(|i| format!("[{}, 47]", f64::from(i) / 1000.0)).collect();
    let text = format!(
        r#"{{"type": "Feature", "properties": {{"highway": "primary"}},
        "geometry": {{"type": "LineString", "coordinates": [{}]}}}}"#,
        points.join(",")
    );
    let (draft, findings) = read(&text);
    assert_eq!((draft.points.len(), draft.lines.len(), findings.len()), (20_000, 1, 0));
}
