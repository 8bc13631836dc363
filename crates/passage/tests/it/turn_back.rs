//! `passage turn-back` as a whole.

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
fn the_last_entry_of_each_day_is_told_with_what_comes_after_it() {
    let english = said(&["turn-back", &example("berdiansk.toml")]);
    let first: Vec<&str> = english.lines().skip(4).take(7).collect();
    insta::assert_snapshot!(first.join("\n"), @r#"

Mariupol (assembly point)
  cars: pass by 15 Mar 13:52 (possible from 15 Mar 09:00). Zaporizhzhia by Mariupol to Vasylivka by Berdiansk and Tokmak, Vasylivka to Zaporizhzhia, received 15 Mar 19:00, in the dark. Checkpoints ahead: Vasylivka.
    At 15 Mar 14:22 a car would be on the road between Tokmak and Shyroke when it closes at 15 Mar 18:00. It is dark by then (sunset 15 Mar 17:41). May wait before that: Azovske crossroads (room for 2,000 vehicles, reached 15 Mar 16:06); Tokmak (room for 500 vehicles, reached 15 Mar 17:47).
  cars: pass by 16 Mar 13:52 (possible from 16 Mar 09:00). Zaporizhzhia by Mariupol to Vasylivka by Berdiansk and Tokmak, Vasylivka to Zaporizhzhia, received 16 Mar 19:00, in the dark. Checkpoints ahead: Vasylivka.
    At 16 Mar 14:22 a car would be on the road between Tokmak and Shyroke when it closes at 16 Mar 18:00. It is dark by then (sunset 16 Mar 17:42). May wait before that: Azovske crossroads (room for 2,000 vehicles, reached 16 Mar 16:06); Tokmak (room for 500 vehicles, reached 16 Mar 17:47).
"#);
    let ukrainian = said(&["turn-back", &example("berdiansk.toml"), "--language", "uk"]);
    let first: Vec<&str> = ukrainian.lines().skip(4).take(4).collect();
    insta::assert_snapshot!(first.join("\n"), @"
        Mariupol (пункт збору)
          автомобілі: проїхати до 15.03 13:52 (можна від 15.03 09:00). Zaporizhzhia, шлях: Mariupol to Vasylivka by Berdiansk and Tokmak, Vasylivka to Zaporizhzhia, прибуття 15.03 19:00, у темряві. Блокпости попереду: Vasylivka.
            Проїхавши о 15.03 14:22, автомобіль буде на дорозі між Tokmak і Shyroke, коли її закриють о 15.03 18:00. Тоді вже темно (захід сонця 15.03 17:41). До того можна зачекати: Azovske crossroads (місць для машин: 2 000, прибуття 15.03 16:06); Tokmak (місць для машин: 500, прибуття 15.03 17:47).
        ");
}

#[test]
fn the_document_and_the_file_have_the_same_moments_and_the_plan_its_queues() {
    let stage = folder();
    let scenario = example("berdiansk.toml");
    runs(stage.path(), &["plan", &scenario, "--out", "out"]);
    let output = runs(stage.path(), &["turn-back", &scenario, "--plan", "out", "--json"]);
    let document: Value = serde_json::from_slice(&output.stdout).expect("one JSON document and nothing else");
    let rows = document["rows"].as_array().expect("rows");
    let table = std::fs::read_to_string(stage.path().join("out/turn-back.csv")).expect("the table");
    assert_eq!(table.lines().count(), rows.len() + 1);
    for (row, line) in rows.iter().zip(table.lines().skip(1)) {
        assert!(line.contains(row["last"].as_str().expect("a moment")), "{line}");
        assert!(row["behind_the_queue"]["last"].as_str() <= row["last"].as_str(), "{row}");
    }
    // A thousand cars stand at Vasylivka: whoever comes to them is later than on an empty road.
    let costly = rows.iter().any(|row| row["behind_the_queue"]["vehicles_ahead"].as_u64() > Some(0));
    assert!(costly);
}

#[test]
fn the_plan_of_another_scenario_gives_no_queues() {
    let stage = folder();
    runs(stage.path(), &["plan", &example("scenario.toml"), "--out", "out"]);
    let output = passage(stage.path(), &["turn-back", &example("berdiansk.toml"), "--plan", "out"]).output();
    let output = output.expect("it starts");
    assert_eq!(output.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&output.stderr).contains("plan.other-scenario"));
}

#[test]
fn with_slow_figures_nobody_may_leave_later() {
    let last = |reading: &str| {
        let text = said(&["turn-back", &example("scenario.toml"), "--reading", reading, "--json"]);
        let document: Value = serde_json::from_str(&text).expect("JSON");
        document["rows"][0]["last"].as_str().expect("a moment").to_owned()
    };
    assert!(last("pessimistic") <= last("likely") && last("likely") <= last("optimistic"));
}

/// Nobody on foot goes on by road, and no bus to a place for those who walk; the footway has its own last moment.
#[test]
fn a_footway_has_its_last_moment_and_buses_go_where_they_are_received() {
    let stage = folder();
    let irpin = root().join("examples/irpin-2022");
    let text = std::fs::read_to_string(irpin.join("scenario.toml")).unwrap();
    let roads = format!("network = \"{}\"", irpin.join("roads.geojson").display());
    let text = text.replace("network = \"roads.geojson\"", &roads);
    let text = text.replace("length = \"600 m\"", "length = \"600 m\"\nwindows = [\"09:00-10:00\"]");
    std::fs::write(stage.path().join("irpin.toml"), text).unwrap();
    let told = String::from_utf8(runs(stage.path(), &["turn-back", "irpin.toml"]).stdout).unwrap();
    assert!(told.contains("people on foot: step onto it by 09:51, over by 10:00."), "{told}");
    assert!(!told.contains("buses 14:55"), "{told}");
    assert!(told.contains("Stoyanka: buses 14:43"), "{told}");
}

#[test]
fn a_place_on_the_way_is_told_once_for_each_window() {
    let told = said(&["turn-back", &example("buses.toml")]);
    assert!(told.contains("  Nikolske: cars, buses, ambulances 12:16\n"), "{told}");
    assert!(told.contains("  Orikhiv: cars, buses, ambulances 14:52\n"), "{told}");
}

#[test]
fn with_a_plan_it_is_said_why_those_who_stay_are_no_queue() {
    let stage = folder();
    runs(stage.path(), &["plan", &example("scenario.toml"), "--out", "out"]);
    let told = runs(stage.path(), &["turn-back", &example("scenario.toml"), "--plan", "out"]).stdout;
    let told = String::from_utf8(told).unwrap();
    assert!(told.contains("198,128 people who stay are in no queue"), "{told}");
}

/// Whoever sleeps at Tokmak is told when they come and when they go on, and turns back on the day on which they leave.
#[test]
fn a_night_on_the_way_is_told() {
    let stage = folder();
    runs(stage.path(), &["plan", &example("berdiansk.toml"), "--out", "out"]);
    let table = std::fs::read_to_string(stage.path().join("out/dispatch.csv")).unwrap();
    let night = "Tokmak=2022-03-15T";
    let sleeps = table.lines().find(|line| line.contains(night) && line.contains(" until 2022-03-16T"));
    assert!(sleeps.is_some(), "somebody sleeps at Tokmak");
    for line in table.lines().skip(1) {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(line.as_bytes());
        let row = reader.records().next().unwrap().unwrap();
        assert_eq!(row[0][..10], row[9][..10], "it leaves and turns back on one day: {line}");
    }
    let report = std::fs::read_to_string(stage.path().join("out/report.html")).unwrap();
    assert!(report.contains("Who stands where overnight on the way:"));
}
