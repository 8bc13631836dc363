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
    // A list of the test's own: a file that is lost or added must be noticed here.
    let wanted = [
        "dispatch.csv",
        "plan-optimistic.json",
        "plan-pessimistic.json",
        "plan.geojson",
        "plan.json",
        "report.html",
        "scenario.json",
        "turn-back.csv",
    ];
    assert_eq!(written, wanted);
    assert_eq!(document["files"], serde_json::json!(wanted));
    assert_eq!(document["likely"]["persons"], 200_000);
    assert_eq!(document["exercise"], true);
}

#[test]
fn what_cannot_be_had_of_a_scenario_is_refused_by_its_name_and_nothing_is_written() {
    let irpin = root().join("examples/irpin-2022/scenario.toml");
    let (columns, irpin) = (example("columns.toml"), irpin.to_str().expect("UTF-8"));
    let named = [
        (columns.as_str(), "--certificate", "(\"buses\", \"lead cars\"); most_present"),
        (&columns, "--few-routes", "(\"buses\", \"lead cars\"); most_present"),
        (irpin, "--certificate", "received on foot"),
        (irpin, "--few-routes", "different numbers of cars (1 and 2.5)"),
    ];
    for (scenario, option, reason) in named {
        let stage = folder();
        let output = passage(stage.path(), &["plan", scenario, "--out", "out", option, "--json"]).output();
        let output = output.expect("it starts");
        assert_eq!(output.status.code(), Some(1), "{scenario} {option}");
        let said: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let words = said["findings"][0]["words"].as_str().expect("words");
        assert!(words.contains(reason), "{words}");
        assert!(!stage.path().join("out").exists());
    }
}

#[test]
fn what_may_not_be_meant_is_said_on_the_screen() {
    let stage = folder();
    let text = std::fs::read_to_string(example("scenario.toml")).expect("the example");
    let gate = "\n[[checkpoint]]\nname = \"Gate\"\nplace = \"Tokmak\"\nrate = { own_car = 60 }\n";
    std::fs::write(stage.path().join("s.toml"), text + gate).expect("a scenario");
    let said = |language| {
        let arguments =
            ["plan", "s.toml", "--network", &example("roads.geojson"), "--out", "out", "--language", language];
        String::from_utf8(runs(stage.path(), &arguments).stdout).expect("words")
    };
    let off = "\n  checkpoint \"Gate\": no road that may be used leads past it\n";
    let (english, ukrainian) = (said("en"), said("uk"));
    assert!(english.contains(&format!("One warning: is this what was meant?{off}")), "{english}");
    let off = "\n  checkpoint \"Gate\": дорогою до безпеки ніхто повз це місце не їде (no road that\n";
    assert!(ukrainian.contains(&format!("1 попередження: чи так задумано?{off}")), "{ukrainian}");
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
fn every_digest_in_the_report_can_be_verified_by_who_reads_it() {
    let stage = folder();
    runs(stage.path(), &["plan", &example("scenario.toml"), "--out", "out"]);
    let read = |name: &str| std::fs::read(stage.path().join("out").join(name)).expect("a file of the plan");
    let report = String::from_utf8(read("report.html")).expect("a report").replace('\u{a0}', " ");
    let documents = report.split_once("id=\"documents\"").expect("the documents").1;
    let digests = documents.matches("<tr").count() - 1;
    let files = ["plan.json", "plan-pessimistic.json", "plan-optimistic.json", "scenario.json"];
    for file in files {
        let digest = passage_model::digest::Digest::of(&read(file)).to_string();
        let row = documents.split("<tr").find(|row| row.contains(&digest)).expect("its digest");
        assert!(row.contains(file), "{row}");
    }
    let shown = runs(stage.path(), &["network", "show", &example("roads.geojson")]).stdout;
    let network = String::from_utf8(shown).expect("words");
    let network = network.lines().next().expect("a line").trim_start_matches("Network ").to_owned();
    let roads = passage_model::digest::Digest::of(&std::fs::read(example("roads.geojson")).expect("the roads"));
    assert!(documents.contains(&network) && documents.contains(&roads.to_string()));
    assert_eq!(digests, files.len() + 2, "nothing else is named");
}

#[test]
fn the_demo_speaks_json_too() {
    let stage = folder();
    let output = runs(stage.path(), &["demo", "--json"]);
    let document: Value = serde_json::from_slice(&output.stdout).expect("one JSON document and nothing else");
    assert!(document["sentence"].as_str().is_some_and(|words| words.contains("200,000")), "{document}");
}

fn is_table(name: &str) -> bool {
    std::path::Path::new(name).extension().is_some_and(|kind| kind == "csv")
}

/// Whoever has a single file, or what a program was told, sees that it is an exercise; of a real operation nothing does.
#[test]
fn everything_for_programs_of_an_exercise_says_so_and_nothing_of_a_real_operation() {
    let stage = folder();
    let exercise = example("scenario.toml");
    let real = std::fs::read_to_string(&exercise).expect("the example").replace("exercise = true", "exercise = false");
    let roads = format!("network = {:?}", example("roads.geojson"));
    let real = real.replace("network = \"roads.geojson\"", &roads);
    std::fs::write(stage.path().join("real.toml"), real).expect("a scenario");
    for (scenario, is_one) in [(exercise.as_str(), true), ("real.toml", false)] {
        let out = if is_one { "exercise" } else { "real" };
        runs(stage.path(), &["plan", scenario, "--out", out]);
        for (name, bytes) in files(&stage.path().join(out)).into_iter().filter(|(name, _)| is_table(name)) {
            let text = String::from_utf8(bytes).expect("text");
            assert_eq!(text.lines().next().expect("a header").ends_with(",exercise"), is_one, "{name}");
            assert!(text.lines().skip(1).all(|row| row.ends_with(",EXERCISE") == is_one), "{name}");
        }
        let commands: [&[&str]; 4] = [
            &["check", out, "--scenario", scenario],
            &["turn-back", scenario],
            &["explain", scenario],
            &["offers", scenario, "--corridors", "1"],
        ];
        for command in commands {
            let said = runs(stage.path(), &[command, &["--json"]].concat()).stdout;
            let said: Value = serde_json::from_slice(&said).expect("JSON");
            assert_eq!(said["exercise"], is_one, "{command:?}");
        }
    }
}

/// The command that a report gives to check its plan, as a shell would read it.
fn check_command(report: &str) -> String {
    let (_, rest) = report.split_once("<pre class=\"command\">").expect("a command in the report");
    let (command, _) = rest.split_once("</pre>").expect("its end");
    command.replace("&#39;", "'").replace("&quot;", "\"").replace("&amp;", "&")
}

#[test]
fn the_command_in_the_report_checks_the_plan_when_it_is_pasted_in_its_folder() {
    let stage = folder();
    let inputs = stage.path().join("what we know");
    std::fs::create_dir(&inputs).expect("a folder");
    for name in ["scenario.toml", "roads.geojson"] {
        std::fs::copy(example(name), inputs.join(name)).expect("a copy");
    }
    std::fs::copy(example("roads.geojson"), stage.path().join("other.geojson")).expect("a copy");
    let runs_with: [&[&str]; 3] = [
        &["plan", "what we know/scenario.toml", "--out", "plans/first"],
        &["plan", "what we know/scenario.toml", "--out", "what we know"],
        &["plan", "what we know/scenario.toml", "--network", "other.geojson", "--out", "second"],
    ];
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_passage")).parent().expect("a folder").to_owned();
    for arguments in runs_with {
        runs(stage.path(), arguments);
        let plan = stage.path().join(arguments.last().expect("a folder"));
        let command = check_command(&std::fs::read_to_string(plan.join("report.html")).expect("a report"));
        let mut shell = std::process::Command::new("/bin/sh");
        let output = shell.args(["-c", &command]).current_dir(&plan).env("PATH", &program).output().expect("a shell");
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(said.starts_with("The plan holds"), "{command}: {said}{}", String::from_utf8_lossy(&output.stderr));
    }
}
