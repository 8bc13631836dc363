//! The blown bridge of Irpin: people on foot to buses on the far side, planned, checked, and told.

use crate::stage::{folder, root, runs};
use serde_json::Value;
use std::path::Path;

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

/// Plans Irpin, then again from a state; checked, the answer, and the same in words of a language.
fn again(stage: &Path, known: &str, parent: &str, out: &str) -> (Value, String, String) {
    let example = root().join("examples/irpin-2022/scenario.toml");
    let example = example.to_str().expect("a path in UTF-8");
    if parent == "first" {
        runs(stage, &["plan", example, "--out", "first", "--force"]);
    }
    let file = format!("{out}.toml");
    std::fs::write(stage.join(&file), known).expect("a state");
    let from = ["--from", &file, "--parent", parent];
    let plan = |more: &[&str]| runs(stage, &[&["plan", example][..], &from, &["--out", out, "--force"], more].concat());
    let said = |language: &str| String::from_utf8(plan(&["--language", language]).stdout).expect("UTF-8");
    let (uk, en) = (said("uk"), said("en"));
    let document = serde_json::from_slice(&plan(&["--json"]).stdout).expect("one JSON document");
    let check = [&["check", out, "--scenario", example][..], &from].concat();
    let held = String::from_utf8(runs(stage, &check).stdout).expect("UTF-8");
    assert!(held.starts_with("The plan holds"), "{held}");
    (document, en, uk)
}

fn at<'d>(document: &'d Value, field: &str) -> &'d Value {
    &document["again"]["on_foot"]["footways"][0][field]
}

/// Persons who walk in the plan of a folder, and when the first of them begins.
fn walks(stage: &Path, out: &str) -> (u64, Option<u64>) {
    let plan: Value = serde_json::from_slice(&std::fs::read(stage.join(out).join("plan.json")).unwrap()).unwrap();
    let walks = plan["walks"].as_array().map_or(&[][..], Vec::as_slice);
    let persons = walks.iter().map(|walk| walk["persons"].as_u64().unwrap()).sum();
    (persons, walks.iter().filter_map(|walk| walk["leave"].as_u64()).min())
}

const NOW: &str = "version = 1\nnow = \"2022-03-06 09:40\"\n";

#[test]
fn people_under_the_bridge_come_over_and_the_rest_walk_from_now_on() {
    let stage = folder();
    let (same, en, uk) = again(stage.path(), NOW, "first", "same");
    assert_eq!(same["again"]["vehicles_told"], same["again"]["vehicles_that_could_be_kept"], "{}", same["again"]);
    let number = |field: &str| at(&same, field).as_u64().expect("a number");
    // A thousand an hour for forty minutes.
    let gone: u64 = 2000 - number("before_it") - number("on_it") - number("over_and_not_gone_on");
    assert_eq!(number("before_it"), 2000 - 666, "{}", same["again"]);
    assert!(number("on_it") > 100 && gone > 400, "{}", same["again"]);
    assert_eq!(number("begun_and_not_brought_on"), 0);
    assert_eq!(same["again"]["on_foot"]["changes"][0]["kept"], 200, "{}", same["again"]);
    assert_eq!(walks(stage.path(), "same"), (number("before_it"), Some(2400)));
    assert!(en.contains("On foot (the walks of this plan are those from now on):") && en.contains("are on it"), "{en}");
    assert!(uk.contains("ще перед ним") && !uk.contains("[again"), "{uk}");
    let report = std::fs::read_to_string(stage.path().join("same/report.html")).expect("a report");
    assert!(report.contains("over Romanivka bridge, "), "the line stands in the report");
    // Again from that plan: the day goes on.
    let (later, ..) = again(stage.path(), "version = 1\nnow = \"2022-03-06 10:05\"\n", "same", "later");
    assert_eq!(later["again"]["vehicles_told"], later["again"]["vehicles_that_could_be_kept"], "{}", later["again"]);
    assert_eq!(at(&later, "begun_and_not_brought_on"), 0);
}

#[test]
fn a_bridge_that_slows_down_or_closes_leaves_whom_it_does_not_bring_over() {
    let stage = folder();
    let slow = format!("{NOW}[[footway]]\nname = \"Romanivka bridge\"\npersons_per_hour = 500\n");
    let (slow, ..) = again(stage.path(), &slow, "first", "slow");
    assert!(slow["again"]["vehicles_that_could_be_kept"].as_u64() < slow["again"]["vehicles_told"].as_u64());
    assert_eq!(slow["left_behind"].as_array().map(Vec::len), Some(0), "{slow:#}");
    let shut = format!("{NOW}[[footway]]\nname = \"Romanivka bridge\"\nuntil = \"09:40\"\n");
    let (_, en, _) = again(stage.path(), &shut, "first", "shut");
    assert_eq!(walks(stage.path(), "shut").0, 0);
    assert!(en.contains("Romanivka bridge does not bring"), "{en}");
    // Buses leave with forty: whoever is over beyond that is told.
    assert!(en.contains("26 of those who have begun to walk are not brought on"), "{en}");
}

#[test]
fn a_count_of_those_who_have_come_over_goes_before_the_plan() {
    let stage = folder();
    // The example of the page, with people who are received on foot.
    let page = std::fs::read_to_string(root().join("docs/reference/state.md")).expect("the page");
    let known = page.split("```toml").nth(2).and_then(|rest| rest.split("```").next()).expect("its second example");
    let (document, en, _) = again(stage.path(), known, "first", "page");
    assert_eq!(document["again"]["on_foot"]["counted"].as_array().map(Vec::len), Some(2), "{en}");
    assert_eq!(document["again"]["persons_safe_already"].as_u64().map(|safe| safe % 40), Some(20), "{en}");
    let counted = "[[crossed]]\ngroup = \"for Kyiv\"\nassembly = \"Irpin, the bridge\"\npersons = 520\n";
    let (document, en, uk) = again(stage.path(), &format!("{NOW}{counted}"), "first", "counted");
    let count = &document["again"]["on_foot"]["counted"][0];
    assert_eq!((&count["come_over_as_counted"], &count["come_over_by_plan"]), (&520.into(), &516.into()), "{count}");
    assert!(en.contains("520 people have come over as counted, by the plan 516."), "{en}");
    assert!(uk.contains("за підрахунком перейшли 520"), "{uk}");
}
