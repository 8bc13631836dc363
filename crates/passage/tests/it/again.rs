//! `passage plan --from STATE --parent PLAN` as a whole.

use crate::stage::{folder, passage, root, runs};
use serde_json::Value;

fn example(name: &str) -> String {
    root().join("examples/mariupol-2022").join(name).to_str().expect("a path in UTF-8").to_owned()
}

fn scenario() -> String {
    example("berdiansk.toml")
}

/// Plans, then again from a state; the answer.
fn again(stage: &std::path::Path, known: &str) -> Value {
    runs(stage, &["plan", &scenario(), "--out", "first"]);
    again_from(stage, &scenario(), known)
}

/// Plans again from a state; the answer.
fn again_from(stage: &std::path::Path, scenario: &str, known: &str) -> Value {
    std::fs::write(stage.join("state.toml"), known).expect("a state");
    let arguments =
        ["plan", scenario, "--from", "state.toml", "--parent", "first", "--out", "second", "--force", "--json"];
    let document = serde_json::from_slice(&runs(stage, &arguments).stdout).expect("one JSON document");
    let check = ["check", "second", "--scenario", scenario, "--from", "state.toml", "--parent", "first"];
    let said = String::from_utf8(runs(stage, &check).stdout).expect("UTF-8");
    assert!(said.starts_with("The plan holds"), "{said}");
    document
}

fn sum(document: &Value, field: &str) -> u64 {
    document["again"]["changes"].as_array().expect("changes").iter().filter_map(|c| c[field].as_u64()).sum()
}

#[test]
fn where_nothing_changed_everybody_goes_as_told() {
    let stage = folder();
    let document = again(stage.path(), "version = 1\nnow = \"2022-03-15 15:00\"\n");
    let told = document["again"]["vehicles_told"].as_u64();
    assert_eq!(document["again"]["vehicles_that_could_be_kept"].as_u64(), told);
    assert_eq!(Some(sum(&document, "kept")), told);
    assert_eq!(["moved", "other_road", "cancelled", "new"].map(|field| sum(&document, field)), [0; 4]);
}

#[test]
fn a_broken_window_and_a_slow_checkpoint_keep_whom_they_can_and_name_who_is_adrift() {
    let stage = folder();
    let page = std::fs::read_to_string(root().join("docs/reference/state.md")).expect("the page");
    let known = page.split("```toml").nth(1).and_then(|rest| rest.split("```").next()).expect("its example");
    let document = again(stage.path(), known);
    assert!(sum(&document, "kept") > 300 && sum(&document, "cancelled") > 0, "{}", document["again"]);
    assert!(!document["again"]["adrift"].as_array().expect("a table").is_empty());
    for (language, out) in [("en", "third"), ("uk", "fourth")] {
        let from = ["plan", &scenario(), "--from", "state.toml", "--parent", "first"];
        let arguments = [&from[..], &["--out", out, "--language", language]].concat();
        let said = String::from_utf8(runs(stage.path(), &arguments).stdout).expect("UTF-8");
        assert!(said.contains("Mariupol → Tokmak") && !said.contains("[again"), "{said}");
    }
}

#[test]
fn what_is_wrong_in_a_state_is_told_with_its_place() {
    let stage = folder();
    runs(stage.path(), &["plan", &scenario(), "--out", "first"]);
    let window = "[[window]]\ncorridor = \"no such\"\nuntil = \"17:00\"\n";
    let known = format!("version = 1\nnow = \"2022-03-15 15:00\"\n{window}");
    std::fs::write(stage.path().join("state.toml"), known).expect("a state");
    let arguments = ["plan", &scenario(), "--from", "state.toml", "--parent", "first", "--out", "second"];
    let output = passage(stage.path(), &arguments).output().expect("it starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(3), "{said}");
    assert!(said.contains("state.unknown-name") && said.contains("state.toml:3"), "{said}");
    let output = passage(stage.path(), &["plan", &scenario(), "--from", "state.toml", "--out", "second"]).output();
    assert_eq!(output.expect("it starts").status.code(), Some(2));
}

#[test]
fn whoever_cannot_be_through_before_a_window_breaks_is_sent_to_a_place_with_room() {
    let stage = folder();
    let window = "[[window]]\ncorridor = \"Mariupol to Vasylivka by Berdiansk and Tokmak\"\nuntil = \"15:30\"\n";
    let document = again(stage.path(), &format!("version = 1\nnow = \"2022-03-15 15:00\"\n{window}"));
    let adrift = document["again"]["adrift"].as_array().expect("a table");
    let halts = adrift.iter().filter(|row| row["goes_on"].is_string()).filter_map(|row| row["persons"].as_u64());
    assert!(halts.sum::<u64>() > 100, "{adrift:#?}");
    let stands = |row: &&Value| row["stands_at_the_roadside_until"].is_string();
    assert!(adrift.iter().filter(stands).all(|row| row["shelter"].is_null()), "{adrift:#?}");
    for (language, word) in [("en", "go on to Tokmak now"), ("uk", "їдуть далі до Tokmak")] {
        let from = ["plan", &scenario(), "--from", "state.toml", "--parent", "first"];
        let arguments = [&from[..], &["--out", language, "--language", language]].concat();
        let said = String::from_utf8(runs(stage.path(), &arguments).stdout).expect("UTF-8");
        assert!(said.contains(word) && !said.contains("[again"), "{said}");
    }
}

#[test]
fn times_of_a_state_that_may_be_of_another_day_are_refused_with_their_place() {
    let stage = folder();
    runs(stage.path(), &["plan", &scenario(), "--out", "first"]);
    let window = "[[window]]\ncorridor = \"Mariupol to Vasylivka by Berdiansk and Tokmak\"\nuntil = \"08:00\"\n";
    let cases = [
        ("version = 1\nnow = \"2022-03-14 15:00\"\n".to_owned(), "state.before-start", "state.toml:2"),
        (format!("version = 1\nnow = \"2022-03-15 15:00\"\n{window}"), "state.which-day", "state.toml:5"),
    ];
    for (known, code, place) in cases {
        std::fs::write(stage.path().join("state.toml"), known).expect("a state");
        let arguments = ["plan", &scenario(), "--from", "state.toml", "--parent", "first", "--out", "second"];
        let output = passage(stage.path(), &arguments).output().expect("it starts");
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(3), "{said}");
        assert!(said.contains(code) && said.contains(place), "{said}");
    }
}

/// Plans again from a state and a plan's folder, and checks it; the answer.
fn link(stage: &std::path::Path, known: &str, parent: &str, out: &str) -> Value {
    let file = format!("{out}.toml");
    std::fs::write(stage.join(&file), known).expect("a state");
    let (from, scenario) = (["--from", &file, "--parent", parent], scenario());
    let arguments = [&["plan", &scenario][..], &from, &["--out", out, "--json"]].concat();
    let document = serde_json::from_slice(&runs(stage, &arguments).stdout).expect("one JSON document");
    let check = [&["check", out, "--scenario", &scenario][..], &from].concat();
    let said = String::from_utf8(runs(stage, &check).stdout).expect("UTF-8");
    assert!(said.starts_with("The plan holds"), "{said}");
    document
}

#[test]
fn a_day_is_planned_again_three_times_each_from_the_plan_before() {
    let stage = folder();
    runs(stage.path(), &["plan", &scenario(), "--out", "first"]);
    let window = |until: &str| {
        format!("[[window]]\ncorridor = \"Mariupol to Vasylivka by Berdiansk and Tokmak\"\nuntil = \"{until}\"\n")
    };
    let at = |now: &str| format!("version = 1\nnow = \"2022-03-15 {now}\"\n");
    let extended = link(stage.path(), &(at("12:00") + &window("2022-03-15 19:00")), "first", "second");
    let slow = "[[checkpoint]]\nname = \"Vasylivka\"\nrate = { own_car = 40 }\n";
    let slower = link(stage.path(), &(at("14:00") + slow), "second", "third");
    let broken = link(stage.path(), &(at("15:00") + &window("15:30")), "third", "fourth");
    let same = link(stage.path(), &at("15:10"), "fourth", "fifth");
    let reached = |document: &Value| document["again"]["persons_safe_already"].as_u64().expect("a number");
    assert!([&extended, &slower, &broken, &same].is_sorted_by_key(|document| reached(document)));
    // Where nothing has changed since, everybody goes as told.
    assert_eq!(same["again"]["vehicles_told"].as_u64(), Some(sum(&same, "kept")), "{}", same["again"]);
    let names = same["again"]["changes"].as_array().expect("changes").iter();
    assert!(names.filter_map(|c| c["assembly_point"].as_str()).all(|name| name.matches('→').count() <= 1));
    // Whoever was seen stands there, whichever plan sent them.
    let seen = "[[under_way]]\ngroup = \"private cars\"\nassembly = \"Mariupol\"\nvehicles = 30\npersons = 100\n\
                place = \"Tokmak\"\n";
    let met = link(stage.path(), &(at("15:20") + seen), "fifth", "sixth");
    assert_eq!(met["again"]["persons_under_way"], 100, "{}", met["again"]);
}

#[test]
fn a_plan_made_again_without_what_came_before_it_is_refused_in_words() {
    let stage = folder();
    runs(stage.path(), &["plan", &scenario(), "--out", "first"]);
    link(stage.path(), "version = 1\nnow = \"2022-03-15 12:00\"\n", "first", "second");
    let chain = stage.path().join("second/chain.json");
    let whole = std::fs::read(&chain).expect("a chain");
    std::fs::write(stage.path().join("state.toml"), "version = 1\nnow = \"2022-03-15 13:00\"\n").expect("a state");
    let said = || {
        let arguments = ["plan", &scenario(), "--from", "state.toml", "--parent", "second", "--out", "third"];
        let output = passage(stage.path(), &arguments).output().expect("it starts");
        assert_eq!(output.status.code(), Some(3));
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    std::fs::remove_file(&chain).expect("it is there");
    assert!(said().contains("plan.chain-missing"));
    std::fs::write(&chain, &whole[..whole.len() / 2]).expect("a chain");
    assert!(said().contains("plan.chain-broken"));
    let mut other: Value = serde_json::from_slice(&whole).expect("JSON");
    other["before"][0]["plan"]["seed"] = 77.into();
    std::fs::write(&chain, other.to_string()).expect("a chain");
    assert!(said().contains("plan.chain-broken"));
    std::fs::write(&chain, whole).expect("a chain");
    std::fs::write(stage.path().join("state.toml"), "version = 1\nnow = \"2022-03-15 11:00\"\n").expect("a state");
    assert!(said().contains("state.before-parent"));
}

#[test]
fn vehicles_that_were_seen_stand_where_they_were_seen() {
    let stage = folder();
    let document = again(
        stage.path(),
        "version = 1\nnow = \"2022-03-15 15:00\"\n[[safe]]\nsite = \"Zaporizhzhia\"\npersons = 200\n\
         [[under_way]]\ngroup = \"private cars\"\nassembly = \"Mariupol\"\nvehicles = 30\npersons = 110\n\
         between = [\"Tokmak\", \"Vasylivka\"]\npassed = \"14:50\"\n",
    );
    assert_eq!(document["again"]["persons_safe_already"], 200);
    assert_eq!(document["again"]["persons_under_way"], 110);
}

fn change<'d>(document: &'d Value, fleet: &str, number: u64) -> &'d Value {
    let vehicles = document["again"]["fleets"].as_array().expect("vehicles");
    let mine = |v: &&Value| v["fleet"] == fleet && v["number"] == number;
    &vehicles.iter().find(mine).unwrap_or_else(|| panic!("{fleet} {number} in {vehicles:?}"))["change"]
}

#[test]
fn lead_cars_and_buses_on_their_runs_go_on_as_told_and_a_broken_window_names_who_must_be_where() {
    let (stage, columns) = (folder(), example("columns.toml"));
    runs(stage.path(), &["plan", &columns, "--out", "first"]);
    let noon = "version = 1\nnow = \"2022-03-16 12:00\"\n";
    let same = again_from(stage.path(), &columns, noon);
    let told = same["again"]["runs_told"].as_u64().expect("a number");
    assert!(told > 6 && same["again"]["runs_that_could_be_kept"] == told, "{}", same["again"]);
    assert!(same["again"]["fleets"].as_array().expect("vehicles").iter().all(|v| v["change"] == "kept"));
    // One that breaks down does not go; the others do what they were told, or more.
    let out = format!("{noon}[[fleet]]\nname = \"lead cars\"\nout = [2]\n");
    let fewer = again_from(stage.path(), &columns, &out);
    assert!(["cancelled", "stops"].iter().any(|word| change(&fewer, "lead cars", 2) == word), "{}", fewer["again"]);
    assert!(["kept", "more"].iter().any(|word| change(&fewer, "lead cars", 1) == word), "{}", fewer["again"]);
    let broken = "[[window]]\ncorridor = \"the Vasylivka road back\"\nuntil = \"12:10\"\n";
    let broken = format!("{noon}{broken}[[window]]\ncorridor = \"the Vasylivka road\"\nuntil = \"12:20\"\n");
    let lost = again_from(stage.path(), &columns, &broken);
    let adrift = lost["again"]["adrift"].as_array().expect("a table");
    assert!(adrift.iter().any(|row| row["empty"] == true), "{adrift:?}");
    for (language, word) in [("en", "buses 1–4: cancelled"), ("uk", "buses 1–4: скасовано")] {
        let from = ["plan", &columns, "--from", "state.toml", "--parent", "first", "--force"];
        let arguments = [&from[..], &["--out", language, "--language", language]].concat();
        let said = String::from_utf8(runs(stage.path(), &arguments).stdout).expect("UTF-8");
        assert!(said.contains(word) && !said.contains("[again"), "{said}");
    }
}

#[test]
fn what_is_wrong_about_fleets_in_a_state_is_told_with_its_place() {
    let (stage, columns) = (folder(), example("columns.toml"));
    runs(stage.path(), &["plan", &columns, "--out", "first"]);
    let seen = "[[under_way]]\ngroup = \"own cars\"\nassembly = \"Tokmak\"\nvehicles = 3\npersons = 9\nplace = \"Vasylivka\"\n";
    let cases = [
        ("[[fleet]]\nname = \"lead cars\"\nout = [7]\n", "state.unknown-vehicle"),
        ("[[fleet]]\nname = \"trams\"\nout = [1]\n", "state.unknown-name"),
        ("[[fleet]]\nname = \"lead cars\"\nout = [0]\n", "scenario."),
        (seen, "state.in-fleet"),
    ];
    for (wrong, code) in cases {
        std::fs::write(stage.path().join("state.toml"), format!("version = 1\nnow = \"2022-03-16 12:00\"\n{wrong}"))
            .expect("a state");
        let arguments = ["plan", &columns, "--from", "state.toml", "--parent", "first", "--out", "second"];
        let output = passage(stage.path(), &arguments).output().expect("it starts");
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(3), "{said}");
        assert!(said.contains(code) && said.contains("state.toml:"), "{said}");
    }
}
