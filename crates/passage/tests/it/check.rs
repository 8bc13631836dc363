//! `passage check`: plans as they were written, plans changed since, and what are no plans.

use std::path::{Path, PathBuf};
use std::process::Command;

fn example(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/mariupol-2022").join(file)
}

/// Exit code, standard output, standard error.
fn passage(arguments: &[&str], files: &[&Path]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_passage"));
    let output = command.args(arguments).args(files).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

/// The plan of the built-in example, in a folder of its own.
fn planned() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("plan");
    let (code, _, err) = passage(&["plan", "--out"], &[&out, &example("scenario.toml")]);
    assert_eq!(code, 0, "{err}");
    folder
}

/// Checks the plan of the example after a change to the text of its plan.json.
fn after(change: impl FnOnce(String) -> String) -> (i32, String, String) {
    let folder = planned();
    let file = folder.path().join("plan/plan.json");
    let text = std::fs::read_to_string(&file).unwrap();
    let changed = change(text.clone());
    assert_ne!(text, changed);
    std::fs::write(&file, changed).unwrap();
    passage(&["check", "--scenario"], &[&example("scenario.toml"), &file])
}

#[test]
fn the_proof_of_the_example_holds_and_one_that_was_changed_does_not() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("plan");
    let (code, _, err) = passage(&["plan", "--certificate", "--out"], &[&out, &example("scenario.toml")]);
    assert_eq!(code, 0, "{err}");
    let file = out.join("certificate.json");
    let report = std::fs::read_to_string(out.join("report.html")).unwrap().replace('\u{a0}', " ");
    assert!(report.contains("--certificate</pre>") && report.contains("certificate: the proof of the limit"));
    assert!(!report.contains("planner&#39;s word") && !report.contains("planner's word"), "it is proven");
    let check = || passage(&["check", "--certificate", "--scenario"], &[&example("scenario.toml"), &out]);
    let (code, said, err) = check();
    assert_eq!(code, 0, "{err}");
    let (_, said) = said.split_once("The proof").unwrap();
    insta::assert_snapshot!(said.trim(), @"
        holds: no plan can bring out more than 1,872 by 16:00.
        This plan does bring them out.
        This plan is at the limit at each of 480 deadlines. Certificate of 2 kB. It
        leaves out no window, time, capacity, turn, checkpoint, waiting place or vehicle
        of the 57 roads that lead to safety; vehicles carry the mean of their group,
        move in steps of 60 s and never turn back.
        ");
    let text = std::fs::read_to_string(&file).unwrap();
    let changes = [
        ("\"vehicles\":55556", "\"vehicles\":55555", "certificate.other-basis"),
        ("\"per_day\":14400", "\"per_day\":14399", "certificate.other-basis"),
        ("[120,52,10]", "[120,52,11]", "certificate.no-flow"),
        // Cuts of a faster road prove less than the plan states.
        ("\"per_day\":14400", "\"per_day\":28800", "certificate.bound-not-proven"),
        ("{\"version\"", "{\"verse\"", "certificate.malformed"),
    ];
    for (from, to, code) in changes {
        assert!(text.contains(from), "{from} in {text}");
        std::fs::write(&file, text.replace(from, to)).unwrap();
        let (exit, said, err) = check();
        assert!(exit != 0 && err.contains(code), "{exit} {said}{err}");
    }
    std::fs::remove_file(&file).unwrap();
    assert_ne!(check().0, 0);
}

#[test]
fn the_plan_of_the_example_holds_as_a_folder_and_as_a_file() {
    let folder = planned();
    let [one, other] = ["plan", "plan/plan.json"].map(|plan| {
        let plan = folder.path().join(plan);
        let (code, out, err) = passage(&["check", "--scenario"], &[&example("scenario.toml"), &plan]);
        assert_eq!(code, 0, "{err}");
        out
    });
    assert_eq!(one, other);
    let (said, digests) = one.rsplit_once("\nplan ").unwrap();
    assert!(digests.contains(", network "), "{digests}");
    insta::assert_snapshot!(said, @"
        The plan holds: 1,872 persons in 520 vehicles, 52 movements; 198,128 persons are left behind.
        Nobody is on a closed road. No road passes more than it can. Nobody waits where there is no room,
        arrives late or without room, or is lost. Every figure is that of the movements.
        Not proved here: that no plan brings out more than 1,872. That bound is the planner's word; it was only found
        to contradict neither the plan nor what can be counted (seats, room, vehicles ready, roads at both ends).
        ");
    for reading in ["optimistic", "pessimistic"] {
        let plan = folder.path().join(format!("plan/plan-{reading}.json"));
        let (code, out, err) = passage(&["check", "--json", "--scenario"], &[&example("scenario.toml"), &plan]);
        assert_eq!(code, 0, "{err}");
        let answer: serde_json::Value = serde_json::from_str(&out).unwrap();
        assert_eq!((&answer["holds"], &answer["reading"]), (&true.into(), &reading.into()));
        assert_eq!(answer["bound"]["proved_here"], false, "{out}");
    }
}

#[test]
fn a_vehicle_sent_ten_hours_later_is_found_on_a_closed_road() {
    let (code, out, err) = after(|text| {
        let mut plan: serde_json::Value = serde_json::from_str(&text).unwrap();
        let last = plan["movements"].as_array_mut().unwrap().last_mut().unwrap();
        last["departure"] = (last["departure"].as_u64().unwrap() + 36_000).into();
        plan.to_string()
    });
    assert_eq!((code, out.as_str()), (1, ""));
    for code in ["plan.closed-road", "plan.after-horizon", "plan.curve-wrong"] {
        assert!(err.contains(code), "{err}");
    }
}

/// The plan of the example after a change to its document.
fn forged(change: impl FnOnce(&mut serde_json::Value)) -> (i32, String, String) {
    after(|text| {
        let mut plan: serde_json::Value = serde_json::from_str(&text).unwrap();
        change(&mut plan);
        plan.to_string()
    })
}

/// A change to a plan, and what must be said of it.
type Forgery<'a> = (&'a dyn Fn(&mut serde_json::Value), &'a str);

#[test]
fn a_forged_bound_is_found_where_it_contradicts_the_plan_or_what_can_be_counted() {
    let told = |plan: &mut serde_json::Value, most: u64| {
        plan["bound"]["kind"] = "relaxation".into();
        plan["bound"]["persons"] = most.into();
        plan["bound"]["curve"].as_array_mut().unwrap().last_mut().unwrap()["persons"] = most.into();
    };
    // More than the road out of Mariupol lets through in the five hours; fewer than arrive; another total than the curve.
    let forgeries: [Forgery<'_>; 4] = [
        (&|plan| told(plan, 150_000), "can have left"),
        (&|plan| told(plan, 1_000), "arrive"),
        (&|plan| plan["bound"]["persons"] = 1_909.into(), "it ends at 1,872, but at most 1,909 are stated"),
        (&|plan| plan["bound"]["curve"] = serde_json::json!([]), "it ends at 0"),
    ];
    for (change, words) in forgeries {
        let (code, out, err) = forged(change);
        assert_eq!((code, out.as_str()), (1, ""));
        assert!(err.contains("plan.bound-wrong") && err.contains(words), "{err}");
    }
}

#[test]
fn a_key_that_no_plan_has_is_told_with_its_line() {
    let (code, _, err) = after(|text| text.replacen("\"bound\":{", "\"bound\":{\n\"approved_by\":\"nobody\",", 1));
    assert_eq!(code, 3);
    assert!(err.contains("plan.unknown-key") && err.contains("the key \"approved_by\" in line 2"), "{err}");
}

#[test]
fn findings_come_as_json_where_it_is_asked_for() {
    let folder = planned();
    let file = folder.path().join("plan/plan.json");
    let text = std::fs::read_to_string(&file).unwrap();
    let mut plan: serde_json::Value = serde_json::from_str(&text).unwrap();
    plan["movements"][0]["persons"] = 100_000.into();
    std::fs::write(&file, plan.to_string()).unwrap();
    let (code, out, _) = passage(&["check", "--json", "--scenario"], &[&example("scenario.toml"), &file]);
    assert_eq!(code, 1);
    let answer: serde_json::Value = serde_json::from_str(&out).unwrap();
    let codes: Vec<&str> = answer["findings"].as_array().unwrap().iter().map(|f| f["code"].as_str().unwrap()).collect();
    assert!(codes.contains(&"plan.overloaded-vehicles"), "{codes:?}");
}

#[test]
fn the_plan_of_another_scenario_is_refused_by_its_digest() {
    let folder = planned();
    let plan = folder.path().join("plan");
    let (code, _, err) = passage(&["check", "--scenario"], &[&example("berdiansk.toml"), &plan]);
    assert_eq!(code, 1);
    assert!(err.contains("plan.other-scenario"), "{err}");
}

#[test]
fn a_plan_of_a_newer_program_is_refused_with_words() {
    let (code, _, err) = after(|text| {
        text.replacen("\"version\":1", "\"version\":7", 1).replacen("\"version\": 1", "\"version\": 7", 1)
    });
    assert_eq!(code, 3);
    assert!(err.contains("the plan is of version 7; this program knows versions up to 1"), "{err}");
}

#[test]
fn half_a_plan_is_refused_at_the_place_where_it_ends() {
    let (code, _, err) = after(|text| text[..text.len() / 2].to_owned());
    assert_eq!(code, 3);
    assert!(err.contains("plan.not-readable"), "{err}");
}
