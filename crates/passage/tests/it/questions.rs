//! Questions to a network at the terminal: times, reach and routes, in the words that people read.

use crate::stage::shared;
use std::path::Path;
use std::process::Command;

/// Two towns on a river with two bridges, a village spelled like the city, two hamlets of one name.
const ROADS: &str = r#"<osm version="0.6">
<node id="1" lat="47.00" lon="35.00"/><node id="2" lat="47.10" lon="35.00"/><node id="3" lat="47.20" lon="35.00"/>
<node id="4" lat="47.10" lon="35.20"/><node id="5" lat="47.30" lon="35.00"/>
<node id="11" lat="47.001" lon="35.001"><tag k="place" v="town"/><tag k="name" v="Southtown"/><tag k="population" v="60000"/></node>
<node id="12" lat="47.301" lon="35.001"><tag k="place" v="city"/><tag k="name" v="Zaporizhzhya"/><tag k="population" v="700000"/></node>
<node id="13" lat="47.101" lon="35.001"><tag k="place" v="village"/><tag k="name" v="Zaporizhzhia"/><tag k="population" v="656"/></node>
<node id="14" lat="47.101" lon="35.201"><tag k="place" v="village"/><tag k="name" v="Eastbridge"/><tag k="population" v="900"/></node>
<node id="15" lat="47.201" lon="35.001"><tag k="place" v="village"/><tag k="name" v="Lis"/><tag k="population" v="300"/></node>
<node id="16" lat="47.40" lon="36.00"><tag k="place" v="village"/><tag k="name" v="Lis"/><tag k="population" v="200"/></node>
<way id="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="primary"/><tag k="maxspeed" v="60"/></way>
<way id="2"><nd ref="2"/><nd ref="3"/><tag k="highway" v="primary"/><tag k="maxspeed" v="60"/></way>
<way id="3"><nd ref="3"/><nd ref="5"/><tag k="highway" v="primary"/><tag k="maxspeed" v="60"/></way>
<way id="4"><nd ref="1"/><nd ref="4"/><tag k="highway" v="secondary"/><tag k="maxspeed" v="60"/></way>
<way id="5"><nd ref="4"/><nd ref="3"/><tag k="highway" v="secondary"/><tag k="maxspeed" v="60"/></way>
</osm>"#;

/// A front across the direct road, with its bridge to the east open.
const FRONT: &str = r#"{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"passage":"control","holder":"north","may_cross":false},
 "geometry":{"type":"Polygon","coordinates":[[[34,47.15],[36,47.15],[36,48],[34,48]]]}},
{"type":"Feature","properties":{"passage":"crossing","name":"east bridge"},
 "geometry":{"type":"Point","coordinates":[35.1,47.15]}}]}"#;

/// The folder of one test, with the roads and the front in it.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("roads.osm"), ROADS).unwrap();
    std::fs::write(folder.path().join("front.geojson"), FRONT).unwrap();
    folder
}

/// What the program answers in a folder: exit code, standard output, standard error.
fn passage(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_passage"));
    let output = command.current_dir(folder).arg("network").args(arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn times_come_as_a_table_that_says_what_was_matched() {
    let folder = folder();
    let (code, out, _) = passage(folder.path(), &["times", "roads.osm", "Southtown", "Zaporizhzhya", "47.1,35.2"]);
    assert_eq!(code, 0);
    insta::assert_snapshot!(out, @r"
    Matched:
      Southtown (town of 60,000 at 47.0010, 35.0010, 33 km from Zaporizhzhya); its road junction is 0.1 km away
      Zaporizhzhya (city of 700,000 at 47.3010, 35.0010, 33 km from Southtown), taken as the largest of 2 of that name (the next has 656 inhabitants); its road junction is 0.1 km away
      the position 47.1, 35.2; its road junction is 0.0 km away

    On empty roads, by the fastest way, from the place of the row:
    from \ to           Southtown     Zaporizhzhya        47.1,35.2
    Southtown                   -  38 min, 33.4 km  21 min, 18.8 km
    Zaporizhzhya  38 min, 33.4 km                -  34 min, 29.9 km
    47.1,35.2     21 min, 18.8 km  34 min, 29.9 km                -
    ");
}

#[test]
fn the_fastest_route_comes_first_and_the_other_bridge_second() {
    let folder = folder();
    let (code, out, _) = passage(
        folder.path(),
        &["routes", "roads.osm", "Southtown", "Zaporizhzhya", "--shared", "0.7", "--stretch", "2"],
    );
    assert_eq!(code, 0);
    insta::assert_snapshot!(out, @r"
    Matched:
      Southtown (town of 60,000 at 47.0010, 35.0010, 33 km from Zaporizhzhya); its road junction is 0.1 km away
      Zaporizhzhya (city of 700,000 at 47.3010, 35.0010, 33 km from Southtown), taken as the largest of 2 of that name (the next has 656 inhabitants); its road junction is 0.1 km away

    From Southtown to Zaporizhzhya on empty roads:
    1. 33.4 km, 38 min by Zaporizhzhia, Lis
       the fastest
    2. 48.7 km, 55 min by Eastbridge, Lis
       1.46 times as long in time, 23 % of it on the routes before
    No other takes at most 2 times as long with at most 70 % of its length on these.
    ");
}

#[test]
fn a_front_sends_everyone_over_the_bridge_that_is_open() {
    let folder = folder();
    let routes = ["routes", "roads.osm", "Southtown", "Zaporizhzhya", "--overlay", "front.geojson", "--count", "1"];
    let (code, out, _) = passage(folder.path(), &routes);
    assert_eq!(code, 0);
    insta::assert_snapshot!(out, @r"
    Matched:
      Southtown (town of 60,000 at 47.0010, 35.0010, 33 km from Zaporizhzhya); its road junction is 0.1 km away
      Zaporizhzhya (city of 700,000 at 47.3010, 35.0010, 33 km from Southtown), taken as the largest of 2 of that name (the next has 656 inhabitants); its road junction is 0.1 km away
    The overlays close 2 directed roads.

    From Southtown to Zaporizhzhya on empty roads:
    1. 48.7 km, 55 min by Eastbridge, Lis
       the fastest
    ");
    let closed = FRONT.replace("35.1,47.15", "36,47.15");
    std::fs::write(folder.path().join("front.geojson"), closed).unwrap();
    let (code, _, err) = passage(folder.path(), &routes);
    assert_eq!(code, 1);
    insta::assert_snapshot!(err, @r"
    route.none

      x there is no way from Southtown to Zaporizhzhya
      help: The overlays close 6 directed roads; ask again without them to see whether they are the
            reason.
    ");
}

#[test]
fn reach_tells_what_is_in_time_and_what_is_not() {
    let folder = folder();
    let (code, out, _) = passage(folder.path(), &["reach", "roads.osm", "--from", "Southtown", "--within", "25 min"]);
    assert_eq!(code, 0);
    insta::assert_snapshot!(out, @r#"
Matched:
  Southtown (town of 60,000 at 47.0010, 35.0010, 33 km from Zaporizhzhya); its road junction is 0.1 km away

Within 25 min of Southtown, on empty roads: 10 of 16 other junctions and 3 of 5 other places.
In time, of the largest places:
        13 min  Zaporizhzhia
        21 min  Eastbridge
        25 min  Lis
Not in time:
        38 min  Zaporizhzhya
"#);
}

/// The direct road is closed until 10:00; a checkpoint at the eastern bridge passes buses alone.
const SCENARIO: &str = r#"version = 1
title = "Two bridges"
zone = "Europe/Kyiv"
h_hour = "2022-03-05 09:00"
horizon = "3 h"
[[assembly]]
place = "Southtown"
[[group]]
assembly = "Southtown"
kind = "own car"
persons = 100
[[reception]]
place = "Zaporizhzhya"
room = 100
[[checkpoint]]
name = "East bridge"
at = [47.10, 35.20]
rate = { bus = 10 }
[[closure]]
at = [47.15, 35.0]
within = "1 km"
until = "10:00"
reason = "bridge under repair"
"#;

#[test]
fn under_a_scenario_reach_waits_for_the_bridge_or_takes_the_one_with_the_checkpoint() {
    let folder = folder();
    std::fs::write(folder.path().join("scenario.toml"), SCENARIO).unwrap();
    let asked = |more: &[&str]| {
        let reach = ["reach", "roads.osm", "--scenario", "scenario.toml", "--from", "Southtown", "--within", "70 min"];
        passage(folder.path(), &[&reach, more].concat())
    };
    let (code, out, err) = asked(&[]);
    assert_eq!(code, 0, "{err}");
    insta::assert_snapshot!(out, @r#"
Matched:
  Southtown (town of 60,000 at 47.0010, 35.0010, 33 km from Zaporizhzhya); its road junction is 0.1 km away
Under the windows, closures and checkpoints of "Two bridges", likely values; one own car, nobody before it.

From Southtown, leaving at 2022-03-05 09:00 or later, by 2022-03-05 10:10: 10 of 16 other junctions and 3 of 5 other places.
In time, of the largest places:
        13 min  Zaporizhzhia
        21 min  Eastbridge
    1 h 09 min  Lis
Not in time:
                Zaporizhzhya
"#);
    // A bus is let through in the east; a car waits at home until the direct road opens.
    let seconds = |more: &[&str]| {
        let (code, out, err) = asked(&[&["--json"], more].concat());
        assert_eq!(code, 0, "{err}");
        let answer: serde_json::Value = serde_json::from_str(&out).unwrap();
        let places = answer["places"].as_array().unwrap().clone();
        places.iter().find(|place| place["name"] == "Zaporizhzhya").unwrap()["seconds"].as_u64()
    };
    assert_eq!(seconds(&["--vehicle", "bus"]).map(|s| s.div_ceil(60)), Some(55));
    assert_eq!(seconds(&[]), None, "the car is not there by 10:10");
    let later = seconds(&["--leave", "9:45"]).expect("in time when the bridge opens");
    assert!((15 * 60..55 * 60).contains(&later), "{later} s");
    let (code, _, err) = asked(&["--leave", "13:00"]);
    assert_eq!(code, 3);
    assert!(err.contains("reach.leave") && err.contains("to 2022-03-05 12:00"), "{err}");
}

#[test]
fn every_name_that_is_not_clear_is_refused_at_once() {
    let folder = folder();
    let asked = ["times", "roads.osm", "Zaporizhzhia", "Lis", "Southtwon", "99,35", "48,35"];
    let (code, out, err) = passage(folder.path(), &asked);
    assert_eq!((code, out.as_str()), (3, ""));
    insta::assert_snapshot!(err, @r#"
    place.overshadowed

      x "Zaporizhzhia" is spelled like a small place, Zaporizhzhia (village of 656 at 47.1010,
      | 35.0010, 11 km from Southtown), but a place at least 10 times larger has nearly this name:
      | Zaporizhzhya (city of 700,000 at 47.3010, 35.0010, 33 km from Southtown)
      help: For the large one write "Zaporizhzhya"; for the small one a place near it, as in
            "Vasylivka near Tokmak", or its coordinates.

    place.several

      x 2 places are called "Lis": Lis (village of 300 at 47.2010, 35.0010, 11 km from Zaporizhzhya);
      | Lis (village of 200 at 47.4000, 36.0000, 76 km from Zaporizhzhya)
      help: Write a place near it, as in "Vasylivka near Tokmak", or its coordinates, as in
            47.4422,35.2821.

    place.not-found

      x no place of the network is called "Southtwon"; nearly so: Southtown (town of 60,000 at
      | 47.0010, 35.0010, 33 km from Zaporizhzhya)
      help: Use the spelling of the one that is meant, or coordinates, as in 47.4422,35.2821.

    place.not-on-earth

      x latitude 99, longitude 35 is not on Earth
      help: Write latitude first, in degrees: 47.0951,37.5413.

    place.too-far

      x the position 48, 35: the nearest usable road junction is 77.8 km away; at most 5.0 km are
      | allowed
      help: If people can get to that road, say so: --off-road "78 km".
    "#);
}

#[test]
fn with_json_every_answer_is_one_document() {
    let folder = folder();
    let ways: [&[&str]; 3] = [
        &["times", "roads.osm", "Southtown", "Zaporizhzhya"],
        &["routes", "roads.osm", "Southtown", "Zaporizhzhya"],
        &["reach", "roads.osm", "--from", "Southtown", "--within", "25 min"],
    ];
    for arguments in ways {
        let (code, out, err) = passage(folder.path(), &[arguments, &["--json"]].concat());
        let document: serde_json::Value = serde_json::from_str(&out).unwrap();
        assert_eq!((code, err.as_str()), (0, ""));
        assert!(document["network"].is_string(), "{document}");
    }
    let (code, out, _) = passage(folder.path(), &["times", "roads.osm", "Lis", "Southtown", "--json"]);
    let document: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!((code, document["findings"][0]["code"].as_str()), (3, Some("place.several")));
}

#[test]
fn the_distances_of_march_2022_come_out_of_the_road_extract() {
    let Some(file) = shared("data/ukraine-main-roads/ukraine_main_roads.osm.pbf") else { return };
    let roads = file.to_str().unwrap();
    let folder = folder();
    let kilometres = |from: &str, to: &str, via: &[&str]| {
        let via = via.iter().flat_map(|place| ["--via", place]);
        let arguments: Vec<&str> =
            ["routes", roads, from, to, "--count", "1", "--json"].into_iter().chain(via).collect();
        let (code, out, err) = passage(folder.path(), &arguments);
        assert_eq!(code, 0, "{out}{err}");
        let document: serde_json::Value = serde_json::from_str(&out).unwrap();
        let places = document["places"].as_array().unwrap();
        let ends = [&places[0]["name"], &places[places.len() - 1]["name"]].map(|name| name.as_str().unwrap());
        assert_eq!(ends, [from, to].map(|asked| asked.split(" near ").next().unwrap()));
        document["routes"][0]["route"]["length"].as_f64().unwrap() / 10_000.0
    };
    let orikhiv: &[&str] = &["Nikolske", "Rozivka near Nikolske", "Polohy", "Orikhiv"];
    let known = [
        ("Mariupol", "Zaporizhzhya", orikhiv, 226.6),
        ("Berdyansk", "Zaporizhzhya", &["Tokmak"], 196.0),
        ("Tokmak", "Vasylivka near Tokmak", &[], 39.0),
        ("Vasylivka near Tokmak", "Zaporizhzhya", &[], 54.0),
    ];
    for (from, to, via, stated) in known {
        let found = kilometres(from, to, via);
        assert!((found - stated).abs() <= stated * 0.02, "{from} to {to}: {found} km, stated {stated} km");
    }
}

#[test]
fn the_traps_of_the_road_extract_are_refused_with_candidates() {
    let Some(file) = shared("data/ukraine-main-roads/ukraine_main_roads.osm.pbf") else { return };
    let folder = folder();
    let (code, _, err) =
        passage(folder.path(), &["times", file.to_str().unwrap(), "Zaporizhzhia", "Vasylivka", "Enerhodar"]);
    assert_eq!(code, 3);
    let words = err.split_whitespace().filter(|word| *word != "|").collect::<Vec<_>>().join(" ");
    assert!(words.contains("village of 656") && words.contains("Zaporizhzhya (city of 710,052"), "{words}");
    assert!(words.contains("15 places are called \"Vasylivka\""), "{words}");
    assert!(words.contains("the nearest usable road junction is 19.5 km away"), "{words}");
}

#[test]
fn limits_of_other_routes_that_mean_nothing_are_refused() {
    let folder = folder();
    for limit in ["--shared=2", "--shared=-1", "--shared=nan", "--stretch=0.5", "--stretch=nan", "--stretch=inf"] {
        let (code, out, err) = passage(folder.path(), &["routes", "roads.osm", "Southtown", "Eastbridge", limit]);
        assert_eq!((code, out.as_str()), (2, ""), "{limit}: {err}");
    }
}

#[test]
fn places_at_one_junction_are_remarked_upon() {
    let folder = folder();
    let (code, _, err) = passage(folder.path(), &["routes", "roads.osm", "Southtown", "47.0011,35.0012"]);
    assert_eq!(code, 0);
    insta::assert_snapshot!(err, @"
        place.one-junction

          ! Southtown and 47.0011,35.0012 meet the roads at the same junction: the way is 0 km long
          help: Write another place, `NAME near NAME`, or positions, as in 47.0971,37.5434.
        ");
    let (_, out, _) = passage(folder.path(), &["times", "roads.osm", "Southtown", "Eastbridge", "Southtown", "--json"]);
    let document: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(document["findings"][0]["code"], "place.one-junction");
    // There and back is a way.
    let round = ["routes", "roads.osm", "Southtown", "Southtown", "--via", "Eastbridge"];
    let (code, _, err) = passage(folder.path(), &round);
    assert!(code == 0 && !err.contains("place.one-junction"), "{err}");
}
