//! `passage offers` as a whole.

use crate::stage::{files, folder, passage, root, runs};
use serde_json::Value;

fn example(name: &str) -> String {
    root().join("examples/mariupol-2022").join(name).to_str().expect("a path in UTF-8").to_owned()
}

fn said(arguments: &[&str]) -> String {
    let stage = folder();
    String::from_utf8(runs(stage.path(), arguments).stdout).expect("UTF-8")
}

#[test]
fn the_built_in_example_is_answered_on_one_screen() {
    let screen = said(&["offers", &example("scenario.toml"), "--people", "20000"]);
    assert!(screen.lines().count() <= 40 && screen.lines().all(|line| line.chars().count() <= 80), "{screen}");
    insta::assert_snapshot!(screen);
    let ukrainian = said(&["offers", &example("scenario.toml"), "--people", "20000", "--language", "uk"]);
    assert!(ukrainian.lines().all(|line| line.chars().count() <= 80), "{ukrainian}");
    insta::assert_snapshot!("the_built_in_example_in_ukrainian", ukrainian);
}

#[test]
fn corridors_in_a_row_and_a_checkpoint_are_weighed() {
    let screen = said(&["offers", &example("berdiansk.toml"), "--corridors", "2"]);
    assert!(screen.lines().all(|line| line.chars().count() <= 80), "{screen}");
    insta::assert_snapshot!(screen);
}

#[test]
fn with_fleets_every_figure_has_its_limit_beside_it() {
    let screen = said(&["offers", &example("buses.toml"), "--people", "4000"]);
    assert!(screen.lines().all(|line| line.chars().count() <= 80), "{screen}");
    insta::assert_snapshot!(screen);
    let ukrainian = said(&["offers", &example("buses.toml"), "--people", "4000", "--language", "uk"]);
    assert!(ukrainian.lines().all(|line| line.chars().count() <= 80), "{ukrainian}");
    assert!(ukrainian.contains("на 10 машин більше:") && ukrainian.contains("доведено"), "{ukrainian}");
}

#[test]
fn the_document_with_fleets_has_both_ends_of_every_figure() {
    let document = said(&["offers", &example("buses.toml"), "--json"]);
    let document: Value = serde_json::from_str(&document).expect("JSON");
    let (safe, most) = (&document["agreed"]["likely"]["persons"], &document["agreed"]["likely"]["at_most"]);
    assert_eq!((document["with_fleets"].as_bool(), safe.as_u64(), most.as_u64()), (Some(true), Some(3713), Some(3722)));
    let offers = document["worth"].as_array().expect("offers");
    let buses = offers.iter().find(|offer| offer["fleet"] == "municipal buses").expect("the fleet by its name");
    assert_eq!(buses["more_vehicles"], 10);
    let between = buses["worth_between"]["likely"].as_array().expect("both ends");
    let ends: Vec<i64> = between.iter().map(|end| end.as_i64().expect("a number")).collect();
    let worth = buses["worth"]["likely"].as_i64().expect("a number");
    assert!(ends[0] <= worth && worth <= ends[1] && worth > 0, "{worth} in {ends:?}");
    assert_eq!(document["sets_not_weighed"], 0);
}

#[test]
fn the_files_say_what_the_screen_says_and_are_not_written_over_unasked() {
    let stage = folder();
    let scenario = example("scenario.toml");
    let arguments = ["offers", &scenario, "--out", "offers", "--json"];
    let document: Value = serde_json::from_slice(&runs(stage.path(), &arguments).stdout).expect("JSON");
    let written = std::fs::read_to_string(stage.path().join("offers/offers.json")).expect("the document");
    assert_eq!(serde_json::from_str::<Value>(&written).expect("JSON"), document);
    assert_eq!(document["agreed"]["likely"]["persons"], 1872);
    assert_eq!(document["worth"][0]["worth"]["likely"], 2160);
    let again = passage(stage.path(), &arguments).output().expect("it starts");
    assert_eq!(again.status.code(), Some(3));
    let refused: Value = serde_json::from_slice(&again.stdout).expect("JSON");
    assert_eq!(refused["findings"][0]["code"], "file.in-the-way");
    runs(stage.path(), &["offers", &scenario, "--out", "offers", "--force"]);
}

#[test]
fn every_loss_is_told_by_the_hour_also_of_the_second_day() {
    let document = said(&["offers", &example("berdiansk.toml"), "--corridors", "1", "--json"]);
    let document: Value = serde_json::from_str(&document).expect("JSON");
    let losses = &document["losses"];
    let (places, worst) = (losses["places"].as_array().expect("places"), losses["worst_by_hour"].as_array());
    let worst = worst.expect("hours");
    assert_eq!((places.len(), worst.len()), (12, 24), "twelve hours on each of two days");
    let likely = |value: &Value| value["costs"]["likely"].as_u64().expect("a number");
    for place in places {
        let by_hour = place["by_hour"].as_array().expect("hours");
        assert_eq!((by_hour.len(), likely(&by_hour[35])), (36, 2988), "closed throughout nobody is safe");
        assert_eq!(place["closed_for_an_hour"].as_array().map(Vec::len), Some(24));
    }
    let hours = |place: &Value| -> Vec<u64> {
        place["closed_for_an_hour"].as_array().expect("hours").iter().map(&likely).collect()
    };
    assert_eq!(hours(&places[0]), worst.iter().map(likely).collect::<Vec<_>>());
    assert_eq!(hours(&places[2])[12..16], [216, 220, 220, 220], "the checkpoint on the second day");
    let sixteenth = &places[2]["closed_for_an_hour"][12]["closed_from"];
    assert_eq!(sixteenth, "2022-03-16T09:00:00+02:00");
}

#[test]
fn offers_beside_a_plan_take_nothing_of_it_away() {
    let stage = folder();
    let scenario = example("scenario.toml");
    runs(stage.path(), &["plan", &scenario, "--out", "out"]);
    let before = files(&stage.path().join("out"));
    runs(stage.path(), &["offers", &scenario, "--out", "out"]);
    let mut after = files(&stage.path().join("out"));
    after.retain(|(name, _)| !name.starts_with("offers."));
    assert_eq!(after, before);
}

#[test]
fn a_time_that_is_none_is_refused_with_words() {
    for by in ["25:99", "2022-03-04 12:00"] {
        let stage = folder();
        let output =
            passage(stage.path(), &["offers", &example("scenario.toml"), "--people", "5", "--by", by]).output();
        let output = output.expect("it starts");
        let words = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success() && words.contains("command.moment") && words.contains(by), "{words}");
    }
}
