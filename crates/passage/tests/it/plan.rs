//! `passage plan` as a whole: what lies in the folder, what is said to people and to programs, and what is never lost.

use crate::stage::{files, folder, passage, root, runs};
use serde_json::Value;

fn example(name: &str) -> String {
    root().join("examples/mariupol-2022").join(name).to_str().expect("a path in UTF-8").to_owned()
}

#[test]
fn the_folder_of_a_plan_holds_its_files_and_the_document_names_them() {
    let stage = folder();
    let output = runs(stage.path(), &["plan", &example("scenario.toml"), "--out", "out", "--json"]);
    let document: Value = serde_json::from_slice(&output.stdout).expect("one JSON document and nothing else");
    let written: Vec<String> = files(&stage.path().join("out")).into_iter().map(|(name, _)| name).collect();
    let wanted = [
        "dispatch.csv",
        "plan-optimistic.json",
        "plan-pessimistic.json",
        "plan.geojson",
        "plan.json",
        "report.html",
        "scenario.json",
    ];
    assert_eq!(written, wanted);
    assert_eq!(document["files"], serde_json::json!(wanted));
    assert_eq!(document["likely"]["persons"], 200_000);
    assert_eq!(document["exercise"], true);
}

#[test]
fn the_plan_of_another_scenario_stays_unless_forced() {
    let stage = folder();
    runs(stage.path(), &["plan", &example("scenario.toml"), "--out", "out"]);
    let before = files(&stage.path().join("out"));
    let other = example("berdiansk.toml");
    let output = passage(stage.path(), &["plan", &other, "--out", "out"]).output().expect("it starts");
    assert_eq!(output.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&output.stderr).contains("plan.in-the-way"));
    assert!(output.stdout.is_empty());
    assert!(files(&stage.path().join("out")) == before, "nothing was touched");
    runs(stage.path(), &["plan", &other, "--out", "out", "--force"]);
    assert!(files(&stage.path().join("out")) != before);
}

#[test]
fn the_demo_speaks_json_too() {
    let stage = folder();
    let output = runs(stage.path(), &["demo", "--json"]);
    let document: Value = serde_json::from_slice(&output.stdout).expect("one JSON document and nothing else");
    assert!(document["sentence"].as_str().is_some_and(|words| words.contains("200,000")), "{document}");
}
