//! The built-in example, end to end: what somebody sees who has just built passage.

use crate::stage::{files, folder, passage, root, runs};
use serde_json::Value;
use std::path::Path;

#[test]
fn the_demo_says_that_fewer_than_two_thousand_of_200_000_can_be_safe() {
    let stage = folder();
    let output = runs(stage.path(), &["demo"]);
    let said = String::from_utf8(output.stdout).expect("words");
    let safe = persons_at_most(&said).expect("the sentence");
    assert!((1_500..2_000).contains(&safe), "at most {safe} of 200,000:\n{said}");
    assert!(said.contains("10,800"), "the naive figure stands beside it:\n{said}");
    assert!(said.contains("report.html"), "and where the report lies:\n{said}");
    let demo = stage.path().join("passage-demo");
    for file in ["plan.json", "dispatch.csv", "plan.geojson", "report.html", "scenario.toml", "roads.geojson"] {
        assert!(std::fs::metadata(demo.join(file)).is_ok_and(|file| file.len() > 100), "{file} is there and not empty");
    }
    let plan = json(&demo.join("plan.json"));
    let received: u64 =
        plan["movements"].as_array().expect("movements").iter().filter_map(|m| m["persons"].as_u64()).sum();
    assert_eq!(received, safe, "the sentence is the plan's own figure");
}

#[test]
fn the_demo_is_told_on_one_screen() {
    let stage = folder();
    let said = String::from_utf8(runs(stage.path(), &["demo"]).stdout).expect("words");
    // Told where it took more than a moment.
    let screen = said.rsplit_once(" Took ").map_or(said.trim_end(), |(screen, _)| screen);
    assert!(said.lines().count() < 24 && said.lines().all(|line| line.chars().count() <= 80), "{said}");
    insta::assert_snapshot!(screen, @"
        EXERCISE DATA. This is not the plan of a real operation.
        Mariupol to Zaporizhzhia, 5 March 2022
        Of 200,000 people, at most 1,872 can be safe by 16:00 on 5 March 2022
        (Europe/Kyiv, UTC+02; 17:00 Europe/Moscow, UTC+03); at this rate it takes 107
        such windows. Timed to the second, no plan has over 1,893 (here 1.1 % less).
          Pessimistic: at most 1,300 (154 such windows)
          Optimistic: at most 4,335 (47 such windows)
          They rest on (pessimistic / likely / optimistic): people in a vehicle, own
          cars of Mariupol 2.5 / 3.6 / 5; and 1 more: see report.html.
        Flow multiplied by hours would say 10,800 (7,500 to 25,000). That is wrong:
        nobody may be on the road when the window ends, and the journey takes 4 h 08
        min, so only those who leave between 11:00 and 11:52 are through in time.
        by      safe  at most  ready to go
        15:00      0        0      200,000
        16:00  1,872    1,872      200,000  ############################################
        Weighed: least share 0.9 % (Mariupol); nobody exposed or waiting if all goes to
        plan; 520 vehicles.
        Left behind: Mariupol, own cars: 198,128 people. No more fit through: M14 at
          Mariupol takes 600 vehicles an hour.
        What holds people up
          M14 at Mariupol takes 600 vehicles an hour: it is full from 11:00 to 11:52
          (520 vehicles).
        Open passage-demo/report.html (7 files beside it). Next: passage rehearse.
        ");
}

#[test]
fn the_demo_plan_passes_its_checker() {
    let stage = folder();
    runs(stage.path(), &["demo", "--out", "here"]);
    let output = runs(stage.path(), &["check", "here", "--scenario", "here/scenario.toml"]);
    assert!(String::from_utf8_lossy(&output.stdout).contains("holds"));
}

#[test]
fn the_demo_is_the_same_to_the_byte_on_one_thread_and_on_two() {
    let (one, two) = (folder(), folder());
    for (stage, threads) in [(&one, "1"), (&two, "2")] {
        let output = passage(stage.path(), &["demo"]).env("RAYON_NUM_THREADS", threads).output().expect("it starts");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    let (one, two) = (files(&one.path().join("passage-demo")), files(&two.path().join("passage-demo")));
    let names = |files: &[(String, Vec<u8>)]| files.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&one), names(&two));
    for ((name, one), (_, two)) in one.iter().zip(&two) {
        assert!(one == two, "{name} differs between the runs");
    }
}

#[test]
fn a_second_demo_writes_the_same_again_and_a_changed_one_is_kept() {
    let stage = folder();
    runs(stage.path(), &["demo"]);
    runs(stage.path(), &["demo"]);
    let scenario = stage.path().join("passage-demo/scenario.toml");
    let changed = std::fs::read_to_string(&scenario).expect("a scenario").replace("200000", "100000");
    std::fs::write(&scenario, &changed).expect("a change");
    let output = passage(stage.path(), &["demo"]).output().expect("it starts");
    assert_eq!(output.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&output.stderr).contains("demo.changed-example"));
    assert_eq!(std::fs::read_to_string(&scenario).expect("a scenario"), changed, "nobody's work is lost");
}

#[test]
fn what_the_demo_plans_is_the_example_in_the_repository() {
    let stage = folder();
    runs(stage.path(), &["demo"]);
    for file in ["scenario.toml", "roads.geojson", "SOURCES.md"] {
        let kept = std::fs::read(root().join("examples/mariupol-2022").join(file)).expect("the example");
        assert_eq!(std::fs::read(stage.path().join("passage-demo").join(file)).expect("its copy"), kept, "{file}");
    }
}

/// The number in "at most N can be safe".
fn persons_at_most(words: &str) -> Option<u64> {
    let after = words.split("at most ").nth(1)?;
    let digits = after.chars().take_while(|c| c.is_ascii_digit() || *c == ',').filter(char::is_ascii_digit);
    digits.collect::<String>().parse().ok()
}

fn json(path: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(path).expect("a file")).expect("JSON")
}
