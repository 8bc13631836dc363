//! The edge of the program: what it understands of a command line, what it says of its help, and where it writes.

use crate::stage::{folder, passage, root, runs};
use serde_json::Value;
use std::path::Path;

/// The example's roads.
fn roads() -> String {
    root().join("examples/mariupol-2022/roads.geojson").display().to_string()
}

/// What the program answers: exit code, standard output, standard error.
fn answer(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = passage(folder, arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn every_command_that_is_not_understood_is_told_as_json_where_that_is_asked_for() {
    let folder = folder();
    for arguments in [
        &["--json", "frobnicate"][..],
        &["plan", "--json"],
        &["network", "--json"],
        &["--json"],
        &["network", "times", "x", "y", "--json"],
        &["network", "reach", "x", "--from", "y", "--within", "tomorrow", "--json"],
        &["demo", "--language", "fr", "--json"],
        &["check", "x", "--frobnicate", "--json"],
    ] {
        let (code, out, err) = answer(folder.path(), arguments);
        assert_eq!((code, err.as_str()), (2, ""), "{arguments:?}");
        let failure: Value = serde_json::from_str(&out).unwrap();
        assert_eq!((&failure["failed"], &failure["exit_code"]), (&Value::Bool(true), &Value::from(2)), "{out}");
        let finding = &failure["findings"][0];
        assert_eq!(finding["code"], "command.not-understood");
        for part in ["words", "advice"] {
            let text = finding[part].as_str().unwrap();
            assert!(!text.is_empty() && !text.contains('\n') && !text.contains("error:"), "{arguments:?}: {text:?}");
        }
        let plain: Vec<&str> = arguments.iter().copied().filter(|word| *word != "--json").collect();
        let (code, out, err) = answer(folder.path(), &plain);
        assert_eq!((code, out.as_str()), (2, ""), "{plain:?}");
        assert!(serde_json::from_str::<Value>(&err).is_err(), "words for people: {err}");
    }
    let (code, out, _) = answer(folder.path(), &["network", "--help", "--json"]);
    assert!(code == 0 && out.contains("Usage: passage network"), "help is help: {out}");
    let (code, out, _) = answer(folder.path(), &["plan", "--", "--json"]);
    assert_eq!((code, out.as_str()), (2, ""), "behind -- it is the name of a file");
}

#[test]
fn no_help_has_marks_of_markdown_in_it() {
    let folder = folder();
    let mut told = 0;
    for command in [
        "",
        "demo",
        "network",
        "network build",
        "network show",
        "network times",
        "network reach",
        "network routes",
        "plan",
        "check",
        "scenario",
        "scenario show",
        "scenario from-matsim",
        "claim",
        "claim add",
        "claim list",
        "claim show",
        "claim correct",
        "figures",
        "questions",
    ] {
        for flag in ["--help", "-h"] {
            let words: Vec<&str> = command.split_whitespace().chain([flag]).collect();
            let (code, out, err) = answer(folder.path(), &words);
            assert_eq!((code, err.as_str()), (0, ""), "{command} {flag}");
            assert!(out.contains("Usage: passage") && !out.contains('`'), "{command} {flag}: {out}");
            told += 1;
        }
    }
    assert_eq!(told, 40);
}

#[test]
fn a_position_south_of_the_equator_is_no_option() {
    let folder = folder();
    for arguments in [
        &["network", "times", &roads(), "-33.6,150.8", "47.1,37.5"][..],
        &["network", "routes", &roads(), "47.1,37.5", "-33.6, 150.8"],
        &["network", "reach", &roads(), "--within", "1 h", "--from", "-33.6,150.8"],
    ] {
        let (code, _, err) = answer(folder.path(), arguments);
        assert_eq!(code, 3, "{err}");
        assert!(err.contains("place.too-far") && err.contains("the position -33.6, 150.8"), "{err}");
    }
}

#[cfg(unix)]
#[test]
fn a_network_is_written_where_a_link_leads_to_and_the_link_stays() {
    let folder = folder();
    let at = |name: &str| folder.path().join(name);
    std::fs::create_dir(at("disk")).unwrap();
    std::fs::write(at("disk/old.passage"), "").unwrap();
    for (target, link) in [("disk/old.passage", "there"), ("disk/new.passage", "nowhere"), ("nowhere", "twice")] {
        std::os::unix::fs::symlink(target, at(link)).unwrap();
        runs(folder.path(), &["network", "build", &roads(), "-o", link]);
        assert!(at(link).is_symlink(), "{link}");
    }
    for written in ["disk/old.passage", "disk/new.passage"] {
        runs(folder.path(), &["network", "show", written]);
    }
    let names = crate::stage::files(&at("disk"));
    assert_eq!(names.len(), 2, "nothing half written is left");
    std::os::unix::fs::symlink("round", at("round")).unwrap();
    let (code, _, err) = answer(folder.path(), &["network", "build", &roads(), "-o", "round"]);
    assert_eq!(code, 4);
    insta::assert_snapshot!(err, @r#"
file.not-usable

  x cannot write round: links there lead round in a circle
  help: Check the path and its links, or name another place.
"#);
}

#[cfg(unix)]
#[test]
fn a_demo_is_laid_down_where_a_link_leads_to() {
    let folder = folder();
    std::os::unix::fs::symlink("real", folder.path().join("link")).unwrap();
    runs(folder.path(), &["demo", "--out", "link"]);
    assert!(folder.path().join("link").is_symlink() && folder.path().join("real/plan.json").is_file());
}

#[test]
fn the_start_is_not_among_what_is_reached() {
    let folder = folder();
    let reach = |from: &str, within: &str| -> Value {
        let output = runs(folder.path(), &["network", "reach", &roads(), "--from", from, "--within", within, "--json"]);
        serde_json::from_slice(&output.stdout).unwrap()
    };
    let nothing = reach("Mariupol", "1 s");
    assert_eq!((&nothing["junctions_reached"], &nothing["other_junctions"]), (&0.into(), &295.into()));
    let places = nothing["places"].as_array().unwrap();
    assert!(places.len() > 40 && places.iter().all(|place| place["name"] != "Mariupol" && place["reached"] == false));
    // Where a position is asked for, no place is the start.
    let beside = reach("47.097,37.543", "1 s");
    let reached = beside["places"].as_array().unwrap().iter().filter(|place| place["reached"] == true);
    assert_eq!(reached.map(|place| &place["name"]).collect::<Vec<_>>(), ["Mariupol"]);
}

#[test]
fn every_number_of_four_digits_has_its_comma() {
    let folder = folder();
    let demo = ["demo", "--out", "demo"];
    let shown = [
        &demo[..],
        &["network", "build", &roads(), "-o", "x.passage"],
        &["network", "show", "x.passage"],
        &["network", "reach", "x.passage", "--from", "Mariupol", "--within", "3 h"],
        &["network", "routes", "x.passage", "Mariupol", "Zaporizhzhia"],
        &["scenario", "show", "demo/scenario.toml"],
        &["check", "demo", "--scenario", "demo/scenario.toml"],
    ];
    let mut with_comma = 0;
    for arguments in shown {
        let output = runs(folder.path(), arguments);
        let text = String::from_utf8(output.stdout).unwrap();
        for word in text.split(|c: char| !(c.is_alphanumeric() || ",.-/:_".contains(c))) {
            let word = word.trim_matches(['.', ',', ':']);
            let whole = word.split('.').next().unwrap_or_default();
            let is_number = !whole.is_empty() && whole.bytes().all(|byte| byte.is_ascii_digit());
            // Years, and the numbers of sources that a scenario quotes.
            let is_name =
                ["2000", "2011", "2022", "1480042", "1480070", "1093433", "3343861", "3430165"].contains(&whole);
            assert!(!is_number || whole.len() < 4 || is_name, "{arguments:?} tells {word:?}:\n{text}");
            with_comma += usize::from(word.contains(',') && word.starts_with(|c: char| c.is_ascii_digit()));
        }
    }
    assert!(with_comma > 20, "{with_comma} numbers were looked at");
}
