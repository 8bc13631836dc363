//! `passage offers` as a whole.

use crate::stage::{folder, passage, root, runs};
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
