//! Buses, ambulances and aid on the example of Mariupol: planned, checked, and read aloud vehicle by vehicle.

use crate::stage::{folder, root, runs};
use serde_json::Value;

#[test]
fn fifty_buses_ten_ambulances_and_aid_share_the_road_of_the_fifth_of_march() {
    let stage = folder();
    let example = root().join("examples/mariupol-2022/buses.toml");
    let example = example.to_str().expect("a path in UTF-8");
    let output = runs(stage.path(), &["plan", example, "--out", "out", "--json"]);
    let document: Value = serde_json::from_slice(&output.stdout).expect("one JSON document and nothing else");
    let plan: Value = serde_json::from_slice(&std::fs::read(stage.path().join("out/plan.json")).unwrap()).unwrap();
    let (safe, limit) = (last(&plan["curve"]), plan["bound"]["persons"].as_u64().unwrap());
    // 50 buses of 46, 10 ambulances of 2, and cars in what is left of 52 minutes at ten a minute.
    assert!((3_500..4_200).contains(&safe), "{safe}");
    assert!(safe * 100 >= limit * 95, "{safe} of {limit}");
    assert_eq!(document["exercise"], true);
    let trucks: u64 = rosters(&plan, 2).map(|roster| roster["vehicles"].as_u64().unwrap()).sum();
    assert_eq!((rosters(&plan, 0).count(), rosters(&plan, 1).count(), trucks), (50, 10, 12));
    let near = &document["near"];
    assert!(near["percent_of_limit"].as_f64().is_some_and(|percent| (95.0..100.0).contains(&percent)), "{near}");
    assert_eq!(near["over_ways_of_fleets_only"], true);
    let of = serde_json::json!({ "own": 387, "carry_people": 60, "lead_columns": 0, "bring_aid": 12 });
    assert_eq!(document["weighed"]["vehicles_of"], of);
    let full = document["bottlenecks"][0].as_str().expect("what is full");
    assert!(full.ends_with("(447 vehicles, those of fleets counted)."), "{full}");
    let said = String::from_utf8(runs(stage.path(), &["check", "out", "--scenario", example]).stdout).expect("words");
    let vehicles = "persons in 459 vehicles (387 of the groups' own, 60 that carry people, 12 with aid), 100 movements";
    assert!(said.contains(vehicles), "{said}");
    let csv = std::fs::read_to_string(stage.path().join("out/rosters.csv")).expect("rosters.csv");
    assert_eq!(csv.lines().count(), 1 + 50 + 10 + rosters(&plan, 2).count());
    let report = std::fs::read_to_string(stage.path().join("out/report.html")).expect("a report");
    assert!(report.contains("municipal buses 1: 11:00 from Mariupol with 46\u{a0}people by"), "read aloud");
}

/// Aid that is wanted by noon, in a window that opens at eleven and a journey of four hours.
#[test]
fn aid_that_cannot_come_in_time_is_not_left_out_in_silence() {
    let stage = folder();
    let example = root().join("examples/mariupol-2022");
    let text = std::fs::read_to_string(example.join("buses.toml")).expect("the example");
    let wanted = text.lines().find(|line| line.starts_with("by = ")).expect("when the aid is wanted");
    std::fs::write(stage.path().join("s.toml"), text.replace(wanted, "by = \"12:00\"")).expect("a scenario");
    let roads = example.join("roads.geojson");
    let plan = ["plan", "s.toml", "--network", roads.to_str().expect("UTF-8"), "--out", "out"];
    let screen = String::from_utf8(runs(stage.path(), &plan).stdout).expect("words");
    let missed = "Aid: 12 of 12 vehicles (aid convoy) do not come by 12:00, when they are wanted.";
    let one_line = screen.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(one_line.contains(missed), "{screen}");
    let report = std::fs::read_to_string(stage.path().join("out/report.html")).expect("a report");
    assert!(report.replace('\u{a0}', " ").contains(missed), "the report too");
    let document: Value =
        serde_json::from_slice(&runs(stage.path(), &[&plan[..], &["--json"]].concat()).stdout).unwrap();
    assert_eq!((&document["aid"][0]["not_in_time"], &document["aid"][0]["in_time"]), (&12.into(), &0.into()));
    assert_eq!(document["aid"][0]["wanted_by"], "2022-03-05T12:00:00+02:00");
}

fn last(curve: &Value) -> u64 {
    curve.as_array().and_then(|points| points.last()).map_or(0, |point| point["persons"].as_u64().unwrap())
}

fn rosters(plan: &Value, fleet: u64) -> impl Iterator<Item = &Value> {
    let rosters = plan["rosters"].as_array().expect("rosters");
    rosters.iter().filter(move |roster| roster["fleet"].as_u64() == Some(fleet))
}
