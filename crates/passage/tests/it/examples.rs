//! The examples in `examples/` are sound: read without a word, and true to the real roads.

use crate::stage::{folder, root, runs};
use passage_model::scenario;
use std::io::Write as _;

const SCENARIOS: [&str; 7] = [
    "irpin-2022/scenario.toml",
    "mariupol-2022/scenario.toml",
    "mariupol-2022/berdiansk.toml",
    "mariupol-2022/buses.toml",
    "mariupol-2022/columns.toml",
    "mariupol-2022/rehearsal.toml",
    "ukraine-30/scenario.toml",
];

#[test]
fn every_example_is_read_without_a_word() {
    for path in SCENARIOS {
        let bytes = std::fs::read(root().join("examples").join(path)).expect("an example");
        let (scenario, findings) = scenario::read(&bytes);
        assert!(findings.is_empty(), "{path}: {findings:#?}");
        assert!(scenario.expect("a scenario").exercise, "{path} is an exercise and says so");
    }
}

/// Places of `mariupol-2022` between which a main road runs, on the way in which people drove.
const STRETCHES: [(&str, &str); 8] = [
    ("Mariupol", "Rozivka"),
    ("Rozivka", "Bilmak"),
    ("Orikhiv", "Zaporizhzhia"),
    ("Berdiansk", "Tokmak"),
    ("Tokmak", "Vasylivka"),
    ("Vasylivka", "Zaporizhzhia"),
    ("Melitopol", "Vasylivka"),
    ("Mariupol", "Volnovakha"),
];

#[test]
fn the_roads_of_mariupol_are_as_long_as_in_the_extract() {
    let extract = root().join("../shared/data/ukraine-main-roads/ukraine_main_roads.osm.pbf");
    if !extract.exists() {
        let test = "the_roads_of_mariupol_are_as_long_as_in_the_extract";
        let _ = writeln!(std::io::stderr(), "skipped: {test}: needs ../shared/data/ukraine-main-roads");
        return;
    }
    let stage = folder();
    let ours = root().join("examples/mariupol-2022/roads.geojson");
    let kilometres = |roads: &std::path::Path, from: &str, to: &str| {
        let roads = roads.to_str().expect("a path");
        let output = runs(stage.path(), &["network", "routes", roads, from, to, "--count", "1", "--json"]);
        let document: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        document["routes"][0]["route"]["length"].as_f64().expect("a length") / 10_000.0
    };
    let network = stage.path().join("extract.passage");
    let (from, to) = (extract.to_str().expect("a path"), network.to_str().expect("a path"));
    runs(stage.path(), &["network", "build", from, "-o", to]);
    for (from, to) in STRETCHES {
        // The same two points on both networks: names are spelled differently there.
        let (start, end) = (position(from), position(to));
        let (ours, theirs) = (kilometres(&ours, from, to), kilometres(&network, &start, &end));
        // 2 %, and what lies between the middle of a town and the nearest junction of either network.
        let off = (ours - theirs).abs();
        assert!(off <= 0.02 * theirs + 1.5, "{from} to {to}: {ours:.1} km, in the extract {theirs:.1} km");
    }
}

/// Where a place of `mariupol-2022` lies, as the terminal takes it.
fn position(name: &str) -> String {
    let bytes = std::fs::read(root().join("examples/mariupol-2022/roads.geojson")).expect("the roads");
    let roads: serde_json::Value = serde_json::from_slice(&bytes).expect("JSON");
    let features = roads["features"].as_array().expect("features");
    let is_it =
        |feature: &&serde_json::Value| feature["properties"]["name"] == name && feature["geometry"]["type"] == "Point";
    let found = features.iter().find(is_it).unwrap_or_else(|| panic!("{name} is not a place of the example"));
    let at = &found["geometry"]["coordinates"];
    format!("{},{}", at[1], at[0])
}
