//! The blown bridge of Irpin: people on foot to buses on the far side, planned, checked, and told.

use crate::stage::{folder, root, runs};
use serde_json::Value;

#[test]
fn two_thousand_walk_under_the_bridge_of_romanivka() {
    let stage = folder();
    let example = root().join("examples/irpin-2022/scenario.toml");
    let example = example.to_str().expect("a path in UTF-8");
    let output = runs(stage.path(), &["plan", example, "--out", "out", "--json"]);
    let document: Value = serde_json::from_slice(&output.stdout).expect("one JSON document and nothing else");
    let line = document["on_foot"][0].as_str().expect("a line");
    assert!(line.starts_with("On foot: 2,000 people over Romanivka bridge, "), "{line}");
    let plan: Value = serde_json::from_slice(&std::fs::read(stage.path().join("out/plan.json")).unwrap()).unwrap();
    let walks = plan["walks"].as_array().expect("walks");
    let walked: u64 = walks.iter().map(|walk| walk["persons"].as_u64().unwrap()).sum();
    assert_eq!(walked, 2000);
    // 1,000 an hour are 16 or 17 a minute, of all groups together.
    let minute = |walk: &&Value| walk["leave"].as_u64();
    for one in walks.chunk_by(|a, b| minute(&a) == minute(&b)) {
        assert!(one.iter().map(|walk| walk["persons"].as_u64().unwrap()).sum::<u64>() <= 17);
    }
    let said = String::from_utf8(runs(stage.path(), &["check", "out", "--scenario", example]).stdout).expect("words");
    assert!(said.contains("2,000 persons, 200 of them on foot and the others in 45 vehicles, 57 movements"), "{said}");
    let csv = std::fs::read_to_string(stage.path().join("out/walks.csv")).expect("walks.csv");
    assert_eq!(csv.lines().count(), 1 + walks.len());
    let report = std::fs::read_to_string(stage.path().join("out/report.html")).expect("a report");
    assert!(report.contains("people over Romanivka bridge, "), "the line stands in the report");
    let offers = runs(stage.path(), &["offers", example]);
    let offers = String::from_utf8(offers.stdout).expect("text");
    assert!(offers.contains("the footway Romanivka bridge"), "{offers}");
}
