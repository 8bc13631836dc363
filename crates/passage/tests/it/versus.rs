//! `passage rehearse PLAN --against PLAN2`: two plans on the same days.

use crate::stage::{folder, passage, root, runs};
use serde_json::Value;
use std::path::Path;

/// A plan of `berdiansk.toml`, in which one text may be another; the scenario's name and the plan's.
fn planned(stage: &Path, name: &str, (old, new): (&str, &str)) -> (String, String) {
    let example = root().join("examples/mariupol-2022");
    let text = std::fs::read_to_string(example.join("berdiansk.toml")).unwrap();
    assert!(text.contains(old));
    let roads = example.join("roads.geojson");
    let text = text.replace(old, new).replace("\"roads.geojson\"", &format!("{:?}", roads.to_str().unwrap()));
    let scenario = format!("{name}.toml");
    std::fs::write(stage.join(&scenario), text).unwrap();
    runs(stage, &["plan", &scenario, "--out", name]);
    (scenario, name.to_owned())
}

fn compared(stage: &Path, seed: &str) -> Value {
    let arguments = ["rehearse", "a", "--scenario", "a.toml", "--against", "b", "--against-scenario", "b.toml"];
    let output = runs(stage, &[&arguments[..], &["--json", "--runs", "200", "--seed", seed]].concat());
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Plans that differ in one window meet the same chances: the difference varies a fifth or less of what it would, had each plan
/// days of its own, and so needs a fifth or less of the days.
#[test]
fn the_same_days_tell_a_difference_five_times_as_well() {
    let stage = folder();
    planned(stage.path(), "a", ("09:00-18:00", "09:00-18:00"));
    planned(stage.path(), "b", ("09:00-18:00", "09:00-17:00"));
    let (one, other) = (compared(stage.path(), "1"), compared(stage.path(), "2"));
    let number = |value: &Value| value.as_f64().unwrap();
    let same = number(&one["safe"]["variance_of_difference"]);
    // Days of another seed have nothing in common with these.
    let apart = number(&one["first"]["variance_of_safe"]) + number(&other["second"]["variance_of_safe"]);
    assert!(same * 5.0 <= apart, "the same days leave {same:.0} of {apart:.0}: a share of {:.3}", same / apart);
    assert!(one["safe"]["told_apart"].as_bool().unwrap(), "{one}");
}

#[test]
fn two_plans_are_compared_in_both_languages_and_one_with_itself_is_not_told_apart() {
    let stage = folder();
    planned(stage.path(), "a", ("09:00-18:00", "09:00-18:00"));
    planned(stage.path(), "b", ("09:00-18:00", "09:00-17:00"));
    let arguments = ["rehearse", "a", "--scenario", "a.toml", "--runs", "60", "--seed", "7", "--against"];
    let said = |more: &[&str]| String::from_utf8(runs(stage.path(), &[&arguments[..], more].concat()).stdout).unwrap();
    let english = said(&["b", "--against-scenario", "b.toml"]);
    insta::assert_snapshot!("two_plans_on_the_same_days", english);
    let ukrainian = said(&["b", "--against-scenario", "b.toml", "--language", "uk"]);
    insta::assert_snapshot!("two_plans_on_the_same_days_in_ukrainian", ukrainian);
    for screen in [&english, &ukrainian] {
        assert!(screen.lines().all(|line| line.chars().count() <= 80) && !screen.contains("{$"), "{screen}");
    }
    let itself = said(&["a"]);
    assert!(itself.contains("Both are the same plan") && !itself.contains("-0"), "{itself}");
    // Another scenario's plan says which option names its scenario.
    let output = passage(stage.path(), &[&arguments[..], &["b"]].concat()).output().unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && stderr.contains("--against-scenario"), "{stderr}");
}
