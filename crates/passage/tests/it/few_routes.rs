//! Plans that people can follow, as the program makes them, and what steps of another length could change.

use crate::stage::{folder, passage, root, runs};
use serde_json::Value;

fn example(name: &str) -> String {
    root().join("examples/mariupol-2022").join(name).to_str().expect("a path in UTF-8").to_owned()
}

fn document(bytes: &[u8]) -> Value {
    serde_json::from_slice(bytes).expect("one JSON document and nothing else")
}

#[test]
fn a_plan_of_one_route_is_read_aloud_from_four_lines_and_costs_nobody() {
    let stage = folder();
    let arguments =
        ["plan", &example("scenario.toml"), "--out", "out", "--few-routes", "1", "--slots", "15min", "--json"];
    let told = document(&runs(stage.path(), &arguments).stdout);
    let few = &told["few_routes"];
    assert_eq!((&few["routes"], &few["slot_seconds"]), (&Value::from(1), &Value::from(900)), "{few}");
    assert_eq!((&few["cost"], &few["share_of_limit_percent"]), (&Value::from(0), &Value::from(100.0)), "{few}");
    let plan = document(&std::fs::read(stage.path().join("out/plan.json")).unwrap());
    assert_eq!(plan["slots"], serde_json::json!({ "routes": 1, "length": 900, "into": 0 }));
    let dispatch = std::fs::read_to_string(stage.path().join("out/dispatch.csv")).unwrap();
    // 11:00, 11:15, 11:30 and the seven minutes from 11:45 on.
    assert_eq!(dispatch.lines().count(), 1 + 4, "{dispatch}");
    runs(stage.path(), &["check", "out", "--scenario", &example("scenario.toml")]);
}

#[test]
fn few_routes_of_both_examples_are_within_five_per_cent_at_every_hour() {
    for file in ["scenario.toml", "berdiansk.toml"] {
        let stage = folder();
        let told =
            document(&runs(stage.path(), &["plan", &example(file), "--out", "out", "--few-routes", "--json"]).stdout);
        for hour in told["hours"].as_array().unwrap() {
            let (safe, limit) = (hour["safe"].as_u64().unwrap(), hour["limit"].as_u64().unwrap());
            assert!(safe * 100 >= limit * 95, "{file}: {hour}");
        }
    }
}

#[test]
fn the_bracket_of_both_examples_is_within_three_per_cent() {
    for file in ["scenario.toml", "berdiansk.toml"] {
        let stage = folder();
        let told = document(&runs(stage.path(), &["plan", &example(file), "--out", "out", "--json"]).stdout);
        let bracket = &told["bracket"];
        assert_eq!(bracket["from"], told["likely"]["safe"]);
        assert!(bracket["percent"].as_f64().is_some_and(|percent| percent <= 3.0), "{file}: {bracket}");
        for hour in told["hours"].as_array().unwrap() {
            assert!(hour["whatever_the_step"].as_u64() >= hour["safe"].as_u64(), "{file}: {hour}");
        }
    }
}

#[test]
fn a_slot_of_no_time_is_refused() {
    let stage = folder();
    for wrong in ["0", "soon", "2000", "25 h"] {
        let arguments = ["plan", &example("scenario.toml"), "--out", "out", "--few-routes", "1", "--slots", wrong];
        let output = passage(stage.path(), &arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{wrong}");
    }
    let alone = ["plan", &example("scenario.toml"), "--out", "out", "--slots", "15min"];
    let output = passage(stage.path(), &alone).output().unwrap();
    assert!(String::from_utf8_lossy(&output.stderr).contains("--few-routes"), "slots are those of few routes");
    assert!(minutes_are_hours(stage.path()), "a length of time may be written as elsewhere");
}

fn minutes_are_hours(folder: &std::path::Path) -> bool {
    let arguments = ["plan", &example("scenario.toml"), "--out", "out", "--few-routes", "1", "--slots", "1 h"];
    passage(folder, &arguments).output().unwrap().status.success()
}
