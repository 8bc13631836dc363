//! `passage explain` as a whole: what it says is what planning anew gives.

use crate::stage::{folder, passage, root, runs};
use serde_json::Value;

fn example(name: &str) -> String {
    root().join("examples/mariupol-2022").join(name).to_str().expect("a path in UTF-8").to_owned()
}

fn said(arguments: &[&str]) -> String {
    let stage = folder();
    String::from_utf8(runs(stage.path(), arguments).stdout).expect("UTF-8")
}

fn fits(screen: &str) {
    assert!(screen.lines().count() <= 45 && screen.lines().all(|line| line.chars().count() <= 80), "{screen}");
    assert!(!screen.contains("{$") && !screen.contains('['), "{screen}");
}

#[test]
fn the_window_of_the_example_is_explained_in_both_languages() {
    let screen = said(&["explain", &example("scenario.toml")]);
    fits(&screen);
    insta::assert_snapshot!("the_window_of_the_example", screen);
    let ukrainian = said(&["explain", &example("scenario.toml"), "--language", "uk", "--hourly"]);
    fits(&ukrainian);
    insta::assert_snapshot!("the_window_of_the_example_in_ukrainian", ukrainian);
}

#[test]
fn a_checkpoint_is_explained_hour_by_hour() {
    let screen = said(&["explain", &example("berdiansk.toml"), "--hourly"]);
    fits(&screen);
    insta::assert_snapshot!("a_checkpoint", screen);
    let sooner = said(&["explain", &example("berdiansk.toml"), "--by", "2022-03-15 16:00"]);
    fits(&sooner);
    insta::assert_snapshot!("a_checkpoint_by_an_hour", sooner);
}

/// A plan of the example after a change to its text: how many are safe.
fn safe(from: &str, to: &str) -> u64 {
    let stage = folder();
    let text = std::fs::read_to_string(example("scenario.toml")).unwrap();
    assert!(text.contains(from), "{from}");
    let roads = format!("network = \"{}\"", example("roads.geojson"));
    let text = text.replace("network = \"roads.geojson\"", &roads).replace(from, to);
    std::fs::write(stage.path().join("scenario.toml"), text).unwrap();
    let answer: Value =
        serde_json::from_slice(&runs(stage.path(), &["plan", "scenario.toml", "--json", "--out", "plan"]).stdout)
            .unwrap();
    answer["likely"]["safe"].as_u64().or(answer["safe"].as_u64()).unwrap_or_else(|| panic!("{answer}"))
}

/// Fifty more an hour all along the corridor is what a plan with roads for fifty more brings out.
#[test]
fn a_change_that_is_said_to_help_helps_a_plan_as_much() {
    let document: Value = serde_json::from_str(&said(&["explain", &example("scenario.toml"), "--json"])).unwrap();
    let changes = document["changes"].as_array().unwrap();
    let gain = |named: &str| {
        let change = changes.iter().find(|change| change["what"].as_str().unwrap().contains(named));
        change.unwrap_or_else(|| panic!("{named} in {document}"))["persons_more"].as_u64().unwrap()
    };
    let agreed = safe("likely = 600", "likely = 600");
    assert_eq!(document["safe"].as_u64(), Some(agreed));
    let later =
        safe("11:00-16:00 Europe/Kyiv = 2022-03-05 12:00-17:00", "11:00-17:00 Europe/Kyiv = 2022-03-05 12:00-18:00");
    assert_eq!(gain("window an hour longer"), later - agreed);
    let full = &document["full"][0];
    assert_eq!((full["kind"].as_str(), full["vehicles"].as_u64()), (Some("road"), Some(520)));
    assert_eq!(full["waiting"][0]["vehicles_stay"], 55_036);
}

#[test]
fn the_plan_of_another_scenario_and_a_time_that_is_none_are_refused() {
    let stage = folder();
    runs(stage.path(), &["plan", &example("scenario.toml"), "--out", "plan"]);
    let refused = passage(stage.path(), &["explain", &example("berdiansk.toml"), "--plan", "plan"]).output().unwrap();
    assert!(String::from_utf8_lossy(&refused.stderr).contains("plan.other-scenario"));
    let own = passage(stage.path(), &["explain", &example("scenario.toml"), "--plan", "plan"]).output().unwrap();
    assert!(own.status.success());
    let refused = passage(stage.path(), &["explain", &example("scenario.toml"), "--by", "25:99"]).output().unwrap();
    assert!(String::from_utf8_lossy(&refused.stderr).contains("command.moment"));
}

/// With fleets the figures are those of the plan, and every change is worth what a plan with it brings out more.
#[test]
fn columns_and_buses_are_explained_by_their_own_plan() {
    let document: Value = serde_json::from_str(&said(&["explain", &example("columns.toml"), "--json"])).unwrap();
    assert_eq!(document["safe"], 713);
    assert!(document["everybody_by"].is_null() && document["nothing_else_alone"] == false);
    let full = document["full"].as_array().unwrap();
    let crowd = full.iter().find(|place| place["kind"] == "assembly").expect("150 people at Tokmak are a limit");
    assert_eq!(crowd["waiting"][0]["persons_stay"], 1455);
    let changes = document["changes"].as_array().unwrap();
    let gain = |name: &str| {
        let named = changes.iter().find(|change| change["what"].as_str().unwrap().contains(name));
        named.unwrap_or_else(|| panic!("{name} in {document}"))["persons_more"].as_u64().unwrap()
    };
    let stage = folder();
    let text = std::fs::read_to_string(example("columns.toml")).unwrap();
    let roads = format!("network = \"{}\"", example("roads.geojson"));
    let text = text.replace("network = \"roads.geojson\"", &roads).replace("vehicles = 6\n", "vehicles = 7\n");
    std::fs::write(stage.path().join("seven.toml"), text).unwrap();
    let planned = runs(stage.path(), &["plan", "seven.toml", "--json", "--out", "plan"]).stdout;
    let planned: Value = serde_json::from_slice(&planned).unwrap();
    assert_eq!(planned["likely"]["safe"].as_u64(), Some(713 + gain("one more vehicle of lead cars")));
    let screen = said(&["explain", &example("columns.toml"), "--by", "12:00", "--language", "uk"]);
    fits(&screen);
    assert!(screen.contains("328 з 2\u{202f}300") && screen.contains("водночас 300 людей, Tokmak"), "{screen}");
}

#[test]
fn a_plan_with_buses_that_is_given_is_the_one_that_is_explained() {
    let stage = folder();
    runs(stage.path(), &["plan", &example("buses.toml"), "--out", "plan"]);
    let output = runs(stage.path(), &["explain", &example("buses.toml"), "--plan", "plan"]);
    let screen = String::from_utf8(output.stdout).unwrap();
    fits(&screen);
    insta::assert_snapshot!("a_plan_with_buses", screen);
    let report = std::fs::read_to_string(stage.path().join("plan/report.html")).unwrap();
    assert!(!report.contains("nobody would be safe earlier"), "with fleets that is not known");
}

#[test]
fn a_moment_outside_the_plan_is_refused_with_words() {
    let stage = folder();
    for (by, is) in [("2022-03-09 10:00", "2022-03-09 10:00"), ("08:00", "2022-03-06 08:00")] {
        let output = passage(stage.path(), &["explain", &example("scenario.toml"), "--by", by]).output().unwrap();
        let words = String::from_utf8_lossy(&output.stderr).split_whitespace().collect::<Vec<_>>().join(" ");
        let wanted = format!("--by {by} is {is}, after the plan ends");
        assert!(words.contains("command.moment") && words.replace("| ", "").contains(&wanted), "{words}");
    }
}

/// What stands before people is the reason, and no road that nobody drives on is full.
#[test]
fn exposure_before_people_is_the_reason_why_nobody_leaves() {
    let stage = folder();
    let text = std::fs::read_to_string(example("scenario.toml")).unwrap();
    let roads = format!(
        "objectives = [\"exposure\", \"safe\", \"early\"]\nuse_unconfirmed = true\nnetwork = \"{}\"",
        example("roads.geojson")
    );
    let said_by = "said_by = \"Donetsk regional military administration and Mariupol";
    let text = text.replace("network = \"roads.geojson\"", &roads);
    std::fs::write(stage.path().join("s.toml"), text.replacen(said_by, &format!("confirmed = false\n{said_by}"), 1))
        .unwrap();
    let plan = String::from_utf8(runs(stage.path(), &["plan", "s.toml", "--out", "plan"]).stdout).unwrap();
    let one_line = plan.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(one_line.contains("They stay so that nobody is on an exposed"), "{plan}");
    assert!(!plan.contains("it is full") && !plan.contains("Timed to the second"), "{plan}");
    let why = String::from_utf8(runs(stage.path(), &["explain", "s.toml"]).stdout).unwrap();
    assert!(why.contains("exposed roads used") && why.contains("+1,872"), "{why}");
    assert!(!why.contains("one more that is safe"), "{why}");
}
