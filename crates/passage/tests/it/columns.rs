//! Columns behind lead cars beside buses, and few people present, on the road from Tokmak: planned, checked, read aloud.

use crate::stage::{folder, root, runs};
use serde_json::Value;

#[test]
fn six_lead_cars_lead_twelve_columns_from_tokmak_while_few_wait() {
    let stage = folder();
    let example = root().join("examples/mariupol-2022/columns.toml");
    let example = example.to_str().expect("a path in UTF-8");
    let screen = String::from_utf8(runs(stage.path(), &["plan", example, "--out", "out"]).stdout).expect("words");
    let one_line = screen.split_whitespace().collect::<Vec<_>>().join(" ");
    let near = "The limit is that of the ways that the fleets drive here. Weakest hour: 20.6 % of the limit by 11:00.";
    assert!(one_line.contains(near), "{screen}");
    let read = |name: &str| std::fs::read_to_string(stage.path().join("out").join(name)).expect("a file of the plan");
    let plan: Value = serde_json::from_str(&read("plan.json")).expect("a plan");
    let safe = plan["curve"].as_array().and_then(|points| points.last()).expect("a curve")["persons"].as_u64().unwrap();
    assert_eq!(safe, plan["bound"]["persons"].as_u64().unwrap(), "nobody more can be safe by the end");
    // Twelve columns of eight cars at 3.6 each, and eight buses of 46.
    assert_eq!(safe, 345 + 368);
    runs(stage.path(), &["check", "out/plan.json", "--scenario", example]);
    let columns: Vec<String> = rows(&read("rosters.csv")).filter(|row| row.contains(",column,")).collect();
    assert_eq!(columns.len(), 12);
    let calls = read("calls.csv");
    let present = rows(&calls).map(|row| row.rsplit(',').nth(1).unwrap().parse::<u64>().unwrap());
    assert!(present.max().is_some_and(|most| (100..=150).contains(&most)), "{calls}");
    let called: u64 = rows(&calls).map(|row| row.split(',').nth(2).unwrap().parse::<u64>().unwrap()).sum();
    assert_eq!(called, safe, "whoever is carried or led is called");
    let report = read("report.html");
    let aloud = "lead cars 1: 09:00 leads 8 cars, 28\u{a0}people, from Tokmak by the Vasylivka road, at \
                 Zaporizhzhia 10:43, the last car 10:51";
    assert!(report.contains(aloud), "read aloud");
    // The table has the last car too, and the cars of those who stay: 500 less twelve times eight.
    assert!(report.contains("10:43–11:01"), "the column has arrived when its last car has");
    let behind = report.split_once("id=\"left-behind\"").expect("who is left").1;
    let row: Vec<&str> = behind.split("<td").take(6).collect();
    assert!(row[3].contains(">404<"), "{row:?}");
    let vehicles = "106 vehicles (96 of the groups' own, 4 that carry people, 6 that lead columns)";
    assert!(report.replace("&#39;", "'").replace('\u{a0}', " ").contains(vehicles), "counted once each, and of what");
    runs(stage.path(), &["plan", example, "--out", "uk", "--language", "uk"]);
    let report = std::fs::read_to_string(stage.path().join("uk/report.html")).expect("a report");
    assert!(report.contains("веде 8 автомобілів"), "in Ukrainian");
}

fn rows(csv: &str) -> impl Iterator<Item = String> + '_ {
    csv.lines().skip(1).map(str::to_owned)
}
