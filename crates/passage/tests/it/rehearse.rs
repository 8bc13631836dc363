//! `passage rehearse` as a whole: plans of the examples played with and without chance.

use crate::stage::{folder, passage, root, runs};
use passage_model::time::Clock;
use passage_model::work::Work;
use passage_rehearsal::{Fate, Moment, Nobody, Stage, Storage, day};
use serde_json::Value;
use std::path::Path;

fn example(name: &str) -> String {
    root().join("examples").join(name).to_str().expect("a path in UTF-8").to_owned()
}

fn planned(stage: &Path, name: &str) -> String {
    let scenario = example(name);
    runs(stage, &["plan", &scenario, "--out", "plan"]);
    scenario
}

fn said(stage: &Path, arguments: &[&str]) -> String {
    String::from_utf8(runs(stage, arguments).stdout).expect("UTF-8")
}

fn document(stage: &Path, arguments: &[&str]) -> Value {
    let mut all = vec!["rehearse", "plan", "--json"];
    all.extend(arguments);
    serde_json::from_str(&said(stage, &all)).unwrap()
}

/// So many seconds later than planned may people be at the end of an example, as a plan counts what checkpoints pass and not for how
/// long each holds whoever it serves: two buses that keep together for twelve minutes where ten pass in an hour, behind
/// the first of a column for one.
fn later(name: &str) -> u32 {
    if name.ends_with("columns.toml") { 14 * 60 } else { 0 }
}

/// Planner and simulator share nothing: with chance left out and queues that spill back, the plan of every example arrives as
/// it says, hour by hour but for the time at a checkpoint, and nobody is caught.
#[test]
fn with_nothing_going_otherwise_every_example_arrives_as_planned() {
    let names =
        ["scenario.toml", "buses.toml", "columns.toml", "berdiansk.toml"].map(|name| format!("mariupol-2022/{name}"));
    for name in names.into_iter().chain(["irpin-2022/scenario.toml".to_owned()]) {
        let stage = folder();
        let scenario = planned(stage.path(), &name);
        let calm = document(stage.path(), &["--scenario", &scenario, "--calm"]);
        let hours = calm["hours"].as_array().unwrap();
        let of = |hour: &Value| (hour["planned"].as_u64().unwrap(), hour["safe"]["p50"].as_u64().unwrap());
        let (planned, safe) = of(hours.last().unwrap());
        assert_eq!(
            (planned, safe, &calm["caught"]["days"]["days"]),
            (calm["planned"].as_u64().unwrap(), planned, &0.into()),
            "{name}"
        );
        let plan = passage::command::check::read(&stage.path().join("plan")).unwrap();
        for (number, hour) in (1u32..).zip(hours) {
            let (planned, safe) = of(hour);
            // A plan counts what a checkpoint passes; here each is in its lane for as long as it is served, a bus for six minutes.
            let by = plan.safe_by(Clock((number * 3600).min(plan.horizon.0) - later(&name)));
            let few = calm["planned"].as_u64().unwrap() / 50;
            assert!(safe <= planned + few && safe + few >= u64::from(by.0), "{name}: {hour}");
        }
    }
}

/// The same with the planner's own view of roads, queues that stand on end: everybody is received within two steps of what the
/// plan says, and the time at the checkpoint.
#[test]
fn with_queues_on_end_every_plan_arrives_as_it_says() {
    for name in ["mariupol-2022/scenario.toml", "mariupol-2022/buses.toml", "mariupol-2022/columns.toml"] {
        let stage = folder();
        let scenario = planned(stage.path(), name);
        let plan = passage::command::check::read(&stage.path().join("plan")).unwrap();
        let given = passage::given::given(Path::new(&scenario), None, &Work::quiet()).unwrap();
        let laid = passage::situate::lay(&given.scenario, &given.network, given.network_digest, &given.overlay);
        let situation = laid.situation(plan.reading).unwrap().with_reversed(&plan.reversed);
        let points = Stage::new(&given.network, &situation, &plan, Storage::Endless);
        let played = day(&points.layout, &points.trips, Moment::seconds(u64::from(plan.horizon.0)), &mut Nobody);
        for (fate, load) in played.fates.iter().zip(&points.loads) {
            let Some((movement, _)) = load.movement else { continue };
            let movement = &plan.movements[movement as usize];
            let told = movement.arrival(plan.course(movement));
            let Fate::Arrived(at) = *fate else { panic!("{name}: {fate:?}") };
            assert!(
                at <= Moment::seconds(u64::from((told + plan.step + plan.step).0 + later(name))),
                "{name}: {at:?} after {told:?}"
            );
        }
    }
}

#[test]
fn what_is_likely_is_told_in_both_languages_and_any_day_again() {
    let stage = folder();
    let scenario = planned(stage.path(), "mariupol-2022/berdiansk.toml");
    let arguments = ["rehearse", "plan", "--scenario", &scenario, "--runs", "60", "--seed", "7"];
    let screen = said(stage.path(), &arguments);
    assert!(screen.lines().all(|line| line.chars().count() <= 80) && !screen.contains("{$"), "{screen}");
    insta::assert_snapshot!("sixty_days_by_berdiansk", screen);
    let ukrainian = said(stage.path(), &[&arguments[..], &["--language", "uk"]].concat());
    assert!(ukrainian.lines().all(|line| line.chars().count() <= 80) && !ukrainian.contains('['), "{ukrainian}");
    insta::assert_snapshot!("sixty_days_by_berdiansk_in_ukrainian", ukrainian);
    // The worst day alone is the worst day of all.
    let written: Value =
        serde_json::from_slice(&std::fs::read(stage.path().join("plan/rehearsal.json")).unwrap()).unwrap();
    let worst = &written["worst"][0];
    let day = worst["day"].to_string();
    let told = document(stage.path(), &["--scenario", &scenario, "--seed", "7", "--day", &day]);
    assert_eq!((&told["safe"], &told["caught"]), (&worst["safe"], &worst["caught"]));
    assert_eq!(written["assumptions"].as_array().unwrap().len(), passage_rehearsal::Figure::ALL.len());
}

#[test]
fn a_seed_gives_the_same_bytes_on_one_thread_and_on_two() {
    let stage = folder();
    let scenario = planned(stage.path(), "mariupol-2022/buses.toml");
    let arguments = ["rehearse", "plan", "--json", "--scenario", &scenario, "--runs", "40"];
    let on = |threads: &str, seed: &str| {
        let mut command = passage(stage.path(), &[&arguments[..], &["--seed", seed]].concat());
        let output = command.env("RAYON_NUM_THREADS", threads).output().unwrap();
        assert!(output.status.success());
        output.stdout
    };
    let one = on("1", "3");
    assert_eq!(one, on("2", "3"));
    assert_ne!(one, on("2", "4"));
}

#[test]
fn days_stop_when_the_answer_is_precise_enough() {
    let stage = folder();
    let scenario = planned(stage.path(), "irpin-2022/scenario.toml");
    let coarse = document(stage.path(), &["--scenario", &scenario, "--precision", "20%", "--runs", "5000"]);
    assert_eq!(coarse["days"], 100);
    let finer = document(stage.path(), &["--scenario", &scenario, "--precision", "1", "--runs", "5000"]);
    assert!((101..5000).contains(&finer["days"].as_u64().unwrap()), "{}", finer["days"]);
}

#[test]
fn every_assumption_is_printed_with_its_source() {
    let stage = folder();
    let scenario = planned(stage.path(), "mariupol-2022/scenario.toml");
    let screen = said(stage.path(), &["rehearse", "plan", "--scenario", &scenario, "--assumptions"]);
    insta::assert_snapshot!("what_a_rehearsal_assumes", screen);
}

#[test]
fn a_plan_of_another_scenario_is_not_rehearsed() {
    let stage = folder();
    planned(stage.path(), "mariupol-2022/scenario.toml");
    let other = example("mariupol-2022/berdiansk.toml");
    let output = passage(stage.path(), &["rehearse", "plan", "--scenario", &other]).output().unwrap();
    assert!(!output.status.success() && output.stdout.is_empty());
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    // One finding: all else follows from it.
    assert!(said.starts_with("plan.other-scenario") && said.matches("plan.").count() == 1, "{said}");
}

#[test]
fn what_a_scenario_gives_is_used_and_printed_with_its_line() {
    let stage = folder();
    let scenario = planned(stage.path(), "mariupol-2022/scenario.toml");
    let text = std::fs::read_to_string(&scenario).unwrap();
    std::fs::copy(example("mariupol-2022/roads.geojson"), stage.path().join("roads.geojson")).unwrap();
    let given = "[rehearsal]\nsource = \"our counts\"\nlate_by = [5, 20, 60]\nopens_late = 1\n";
    let cleared = "said_by = \"Donetsk";
    assert!(text.contains(cleared));
    let text = text.replacen(cleared, &format!("cleared_by = \"sappers, 4 March\"\n{cleared}"), 1);
    let text = format!("{text}\n{given}");
    std::fs::write(stage.path().join("given.toml"), &text).unwrap();
    let line = text.lines().position(|line| line.starts_with("late_by")).unwrap() + 1;
    // The same plan: no plan rests on what is assumed of a rehearsal.
    let screen = said(stage.path(), &["rehearse", "plan", "--scenario", "given.toml", "--assumptions"]);
    let one_line = screen.split_whitespace().collect::<Vec<_>>().join(" ");
    let expected = format!("late_by: 20 (5 to 60) minutes; line {line} of the scenario: our counts");
    assert!(one_line.contains(&expected) && one_line.contains("opens_late: 100 %; line"), "{screen}");
    let at = text.lines().position(|line| line.starts_with("cleared_by")).unwrap() + 1;
    let told = format!("Orikhiv: confirmed clear of mines by sappers, 4 March, line {at}");
    assert!(one_line.contains(&told) && !one_line.contains("nobody has confirmed"), "{screen}");
    let days = document(stage.path(), &["--scenario", "given.toml", "--runs", "20"]);
    assert_eq!(days["mines"][0]["cleared_by"], "sappers, 4 March");
    assert!(days["causes"].as_array().unwrap().iter().all(|cause| cause["cause"] != "mines"), "{}", days["causes"]);
    let of = |key: &str| days["assumptions"].as_array().unwrap().iter().find(|a| a["key"] == key).unwrap().clone();
    assert_eq!((&of("late_by")["given"], &of("stay")["given"]), (&Value::Bool(true), &Value::Bool(false)));
    assert_eq!(of("late_by")["source"], format!("line {line} of the scenario: our counts"));
    // Every window opens late now.
    for worst in days["worst"].as_array().unwrap() {
        let story = worst["story"].to_string();
        assert!(story.contains("opens"), "{story}");
    }
    let shown = said(stage.path(), &["scenario", "show", "given.toml"]);
    assert!(shown.contains(&format!("of a rehearsal, late_by: 20 (5 to 60) minutes [line {line}")), "{shown}");
}

#[test]
fn one_day_with_chance_is_not_told_as_one_without() {
    let stage = folder();
    let scenario = planned(stage.path(), "irpin-2022/scenario.toml");
    let with = |more: &[&str]| said(stage.path(), &[&["rehearse", "plan", "--scenario", &scenario], more].concat());
    let nothing = "With nothing going otherwise";
    assert!(!with(&["--runs", "1"]).contains(nothing) && with(&["--calm"]).contains(nothing));
}

/// What stands between the two places that a report keeps for a rehearsal, taken out.
fn without_rehearsal(report: &str) -> String {
    let mut rest = report.to_owned();
    for name in ["rehearsal-contents", "rehearsal"] {
        let (begins, ends) = (format!("<!-- {name} -->"), format!("<!-- end of {name} -->"));
        let from = rest.find(&begins).unwrap() + begins.len();
        let to = rest.find(&ends).unwrap();
        rest.replace_range(from..to, "");
    }
    rest
}

#[test]
fn a_rehearsal_stands_in_the_report_and_changes_nothing_else_of_it() {
    let stage = folder();
    let scenario = example("mariupol-2022/scenario.toml");
    runs(stage.path(), &["plan", &scenario, "--out", "plan", "--language", "uk"]);
    let file = stage.path().join("plan/report.html");
    let report = || std::fs::read_to_string(&file).unwrap();
    let planned = report();
    let rehearse =
        |seed: &str| said(stage.path(), &["rehearse", "plan", "--scenario", &scenario, "--runs", "30", "--seed", seed]);
    let screen = rehearse("7");
    assert!(screen.contains("Written: plan/report.html"), "{screen}");
    let rehearsed = report();
    assert_eq!(without_rehearsal(&rehearsed), planned, "nothing else changes");
    // In the language of the report, with seed and days, link and figure; every id once.
    for part in
        ["<h2 id=\"rehearsal\">", "href=\"#rehearsal\"", "href=\"rehearsal.html\"", "band-wide", "зерно 7", "30 днів"]
    {
        assert!(rehearsed.contains(part) && !planned.contains(part), "{part}");
    }
    let ids: Vec<&str> = rehearsed.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let distinct: std::collections::BTreeSet<&&str> = ids.iter().collect();
    assert_eq!(distinct.len(), ids.len(), "an id is used twice");
    // The same rehearsal again, on another day too: the same bytes. Another one: in the place of the first.
    rehearse("7");
    assert_eq!(report(), rehearsed);
    let date = rehearsed.split("<time datetime=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let earlier = rehearsed.replace(&date, "2022-03-05");
    std::fs::write(&file, &earlier).unwrap();
    rehearse("7");
    assert_eq!(report(), earlier, "it keeps its date");
    rehearse("8");
    let other = report();
    assert!(other != earlier && other.contains(&date) && other.contains("зерно 8"));
    assert_eq!(without_rehearsal(&other), planned);
    // Days of which none is written leave the report alone, and a new plan takes the section away.
    runs(stage.path(), &["rehearse", "plan", "--scenario", &scenario, "--calm"]);
    assert_eq!(report(), other);
    runs(stage.path(), &["plan", &scenario, "--out", "plan", "--language", "uk"]);
    assert_eq!(report(), planned);
}

#[test]
fn a_report_without_a_place_or_of_another_plan_is_left_as_it_is() {
    let stage = folder();
    let scenario = planned(stage.path(), "mariupol-2022/scenario.toml");
    let file = stage.path().join("plan/report.html");
    let report = std::fs::read_to_string(&file).unwrap();
    let plan = passage::command::check::read(&stage.path().join("plan")).unwrap().digest().to_string();
    let rehearse = ["rehearse", "plan", "--scenario", &scenario, "--runs", "20"];
    for (changed, words) in [
        (report.replace("<!-- rehearsal -->", ""), "keeps no place for a rehearsal"),
        ("mine".to_owned(), "keeps no place for a rehearsal"),
        (report.replace(&plan, "another"), "the report of another plan"),
    ] {
        std::fs::write(&file, &changed).unwrap();
        let screen = said(stage.path(), &rehearse);
        assert!(screen.contains(words) && !screen.contains("Written: plan/report.html"), "{screen}");
        assert!(screen.contains("Written: plan/rehearsal.html"), "{screen}");
        assert_eq!(std::fs::read_to_string(&file).unwrap(), changed);
    }
    std::fs::remove_file(&file).unwrap();
    let screen = said(stage.path(), &rehearse);
    assert!(!screen.contains("report.html") && !file.exists(), "{screen}");
}

/// The example with figures of its own is the same scenario as the one without: the plan of one is rehearsed with the other.
#[test]
fn the_example_with_own_figures_rehearses_the_plan_without_them() {
    let stage = folder();
    planned(stage.path(), "mariupol-2022/berdiansk.toml");
    let own = example("mariupol-2022/rehearsal.toml");
    let figures =
        |scenario: &str| document(stage.path(), &["--scenario", scenario, "--assumptions"])["assumptions"].clone();
    let given: Vec<Value> =
        figures(&own).as_array().unwrap().iter().filter(|a| a["given"] == true).map(|a| a["key"].clone()).collect();
    assert_eq!(given, ["join", "persons_in_car", "checkpoint_pace", "checkpoint_pauses", "pause_lasts"]);
    assert!(figures(&example("mariupol-2022/berdiansk.toml")).as_array().unwrap().iter().all(|a| a["given"] == false));
    // Slower checkpoints and longer pauses: fewer arrive on the median day.
    let safe = |scenario: &str| {
        let days = document(stage.path(), &["--scenario", scenario, "--runs", "60", "--seed", "7"]);
        days["hours"].as_array().unwrap().last().unwrap()["safe"]["p50"].as_u64().unwrap()
    };
    assert!(safe(&own) < safe(&example("mariupol-2022/berdiansk.toml")));
}
