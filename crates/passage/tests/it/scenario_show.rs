//! `passage scenario show` on the built-in example: what was read, assumed and matched.

use std::path::Path;
use std::process::Command;

fn show(arguments: &[&str]) -> std::process::Output {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut command = Command::new(env!("CARGO_BIN_EXE_passage"));
    command.args(["scenario", "show"]).args(arguments).current_dir(root).output().expect("the program runs")
}

#[test]
fn the_example_is_printed_back_with_the_source_of_every_figure() {
    let output = show(&["examples/mariupol-2022/scenario.toml"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    let words = String::from_utf8(output.stdout).unwrap();
    for expected in [
        "Mariupol to Zaporizhzhia, 5 March 2022  EXERCISE\n",
        "H-hour 2022-03-05 09:00 Europe/Kyiv (+02:00)\n200,000 persons want to leave\n",
        "  assembly point Mariupol: Mariupol (city of ",
        " km, 4 h 08 min on the empty road; ",
        " km of it (100 %) under windows, the whole open for 5 h at most\n",
        "  people in a vehicle, own cars of Mariupol: 3.6 (2.5 to 5) [line ",
        "  forbidden turns: obeyed [program's default: passage: forbidden turns are obeyed]",
        "11:00 to 16:00 (as written: 2022-03-05 11:00-16:00 Europe/Kyiv = ",
    ] {
        assert!(words.contains(expected), "{expected:?} is missing in\n{words}");
    }
}

#[test]
fn for_programs_every_figure_carries_its_source_and_whether_it_is_a_default() {
    let output = show(&["--json", "examples/mariupol-2022/scenario.toml"]);
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let figures = answer["assumptions"].as_array().unwrap();
    assert!(figures.iter().all(|f| !f["source"].as_str().unwrap().is_empty()));
    assert!(figures.iter().any(|f| f["by_default"] == true) && figures.iter().any(|f| f["by_default"] == false));
    assert_eq!(answer["matched"][0]["place"]["name"], "Mariupol");
    let corridor = &answer["corridors"][0];
    let kilometres = corridor["kilometres"].as_f64().unwrap();
    // 226.6 km by the road extract; the issue asks for 2 %.
    assert!((kilometres / 226.6 - 1.0).abs() < 0.02, "{kilometres} km");
    assert_eq!(corridor["kilometres_under_windows"], corridor["kilometres"]);
    assert_eq!(corridor["longest_window_seconds"], 5 * 3600);
    assert_eq!(answer["scenario"]["exercise"], true);
}

#[test]
fn a_refusal_is_one_json_document_too() {
    let output = show(&["--json", "--network", "no-such-file", "examples/mariupol-2022/scenario.toml"]);
    assert_eq!(output.status.code(), Some(4));
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(answer["findings"][0]["code"], "file.not-usable");
}

#[test]
fn the_same_scenario_and_network_are_shown_in_the_same_bytes() {
    let once = show(&["--json", "examples/mariupol-2022/berdiansk.toml"]);
    let again = show(&["--json", "examples/mariupol-2022/berdiansk.toml"]);
    assert!(once.status.success());
    assert_eq!(once.stdout, again.stdout);
}

#[test]
fn the_scenario_of_the_reference_is_read_without_a_remark() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/reference/scenario.md");
    let text = std::fs::read_to_string(path).unwrap();
    let (_, rest) = text.split_once("```toml\n").unwrap();
    let (scenario, _) = rest.split_once("```").unwrap();
    let (read, findings) = passage_model::scenario::read(scenario.as_bytes());
    // It shows every key, also those that have no say together.
    let codes: Vec<&str> = findings.iter().map(|finding| finding.code.as_ref()).collect();
    assert_eq!(codes, ["scenario.order-without-say"]);
    assert_eq!(read.unwrap().groups.len(), 5);
}
