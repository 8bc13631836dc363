//! Schedules to be replayed that cannot be.

use super::{Case, Folder, says};

/// Roads that are right, and a schedule on them; each bad one differs from them in one thing.
const ROADS: &str = r#"{"format": "tnf-1", "dt_min": 1,
 "nodes": [[0, 0, 0], [1000, 0, 0], [2000, 0, 0]],
 "arcs": [
  [0, 1, 2, 30, -1, 1000.0, 36.0],
  [1, 2, 2, 6, 0, 1000.0, 36.0]],
 "windows": [[[0, 60]]]}
"#;
const SCHEDULE: &str = r#"{"routes": [
 {"arcs": [0, 1], "dep": [0, 2, 4], "persons": [3, 3, 4]},
 {"arcs": [1], "dep": [10]}]}
"#;

/// Both files with one text replaced by another.
macro_rules! case {
    ($title:literal, $old:literal, $new:literal) => {
        Case::made($title, concat!("`", $new, "` in the place of `", $old, "`."), |folder| changed(folder, $old, $new))
    };
}

pub const CASES: &[Case] = &[
    case!("A schedule that is cut off", "\"dep\": [10]}]}\n", "\"dep\": [1"),
    case!("A departure before the beginning", "[0, 2, 4]", "[0, -2, 4]"),
    case!("A departure in a fraction of a second", "[0, 2, 4]", "[0, 2.5, 4]"),
    case!("A route without departures", "{\"arcs\": [1], \"dep\": [10]}", "{\"arcs\": [1]}"),
    case!("A route without a road", "[1], \"dep\"", "[], \"dep\""),
    case!("A road of a route that is not there", "[0, 1], \"dep\"", "[0, 7], \"dep\""),
    case!("Roads of a route that do not meet", "[0, 1], \"dep\"", "[1, 0], \"dep\""),
    case!("Persons told for fewer vehicles than depart", "[3, 3, 4]", "[3, 3]"),
    case!("A road of a schedule with six numbers", "[0, 1, 2, 30, -1, 1000.0, 36.0]", "[0, 1, 2, 30, 1000.0, 36.0]"),
    case!("A road of a schedule without speed", "30, -1, 1000.0, 36.0", "30, -1, 1000.0, 0"),
    case!("A road of a schedule to a junction that is not there", "[1, 2, 2, 6", "[1, 3, 2, 6"),
    case!("A window of a road that is not there", "6, 0, 1000.0", "6, 4, 1000.0"),
    case!("A window of a scheduled road that ends before it begins", "[[[0, 60]]]", "[[[60, 0]]]"),
    case!(
        "A schedule without a departure",
        "\"dep\": [0, 2, 4], \"persons\": [3, 3, 4]},\n {\"arcs\": [1], \"dep\": [10]}",
        "\"dep\": []}"
    ),
    case!("Roads of a schedule in another format", "tnf-1", "tnf-2"),
    Case::made("A schedule in the place of its roads", "`--schedule r.json --roads s.json`.", |folder| {
        changed(folder, "tnf-1", "tnf-1");
        vec!["rehearse", "--schedule", "r.json", "--roads", "s.json"]
    }),
    Case::made("A plan in the place of a schedule", "`--schedule plan.json`.", |folder| {
        changed(folder, "tnf-1", "tnf-1");
        folder.write("plan.json", r#"{"version": 1, "movements": []}"#);
        vec!["rehearse", "--schedule", "plan.json", "--roads", "r.json"]
    }),
];

fn changed(folder: &Folder, old: &str, new: &str) -> Vec<&'static str> {
    assert!(ROADS.contains(old) || SCHEDULE.contains(old), "neither file holds {old:?}");
    folder.write("r.json", ROADS.replacen(old, new, 1));
    folder.write("s.json", SCHEDULE.replacen(old, new, 1));
    vec!["rehearse", "--schedule", "s.json", "--roads", "r.json"]
}

#[test]
fn the_schedule_that_the_bad_ones_are_made_from_is_right() {
    let folder = Folder::new();
    let said = folder.run(&changed(&folder, "tnf-1", "tnf-1"));
    assert!(said.starts_with("exit code 0\nSchedule replayed: 4 vehicles"), "{said}");
}

#[test]
fn a_departure_before_the_beginning() {
    insta::assert_snapshot!(says("A departure before the beginning"), @r#"
        exit code 3
        schedule.not-readable

          x this is not a schedule: invalid value: integer `-2`, expected a whole number from 0 to
          | 4294967295
           ,-[s.json:2:31]
         1 | {"routes": [
         2 |  {"arcs": [0, 1], "dep": [0, -2, 4], "persons": [3, 3, 4]},
           :                               ^
           :                               `-- here
         3 |  {"arcs": [1], "dep": [10]}]}
           `----
          help: A schedule looks like {"routes": [{"arcs": [roads by their numbers], "dep":
                [seconds]}, ...]}.
        "#);
}

#[test]
fn a_road_of_a_route_that_is_not_there() {
    insta::assert_snapshot!(says("A road of a route that is not there"), @r#"
        exit code 3
        schedule.unknown-road

          x route 0 names road 7, which the roads do not have
           ,-[s.json:2:15]
         1 | {"routes": [
         2 |  {"arcs": [0, 7], "dep": [0, 2, 4], "persons": [3, 3, 4]},
           :               |
           :               `-- here
         3 |  {"arcs": [1], "dep": [10]}]}
           `----
          help: Give the roads that the schedule was made for; a route names its roads by their places in
                "arcs", from 0.
        "#);
}

#[test]
fn a_road_of_a_schedule_without_speed() {
    insta::assert_snapshot!(says("A road of a schedule without speed"), @r#"
        exit code 3
        schedule.bad-road

          x road 0 has no speed above 0 km/h
           ,-[r.json:4:29]
         3 |  "arcs": [
         4 |   [0, 1, 2, 30, -1, 1000.0, 0],
           :                             |
           :                             `-- here
         5 |   [1, 2, 2, 6, 0, 1000.0, 36.0]],
           `----
          help: Correct the number; roads are counted from 0.
        "#);
}

#[test]
fn a_schedule_in_the_place_of_its_roads() {
    insta::assert_snapshot!(says("A schedule in the place of its roads"), @r#"
        exit code 3
        schedule.not-readable

          x this is not roads: missing field `dt_min`
           ,-[s.json:3:29]
         2 |  {"arcs": [0, 1], "dep": [0, 2, 4], "persons": [3, 3, 4]},
         3 |  {"arcs": [1], "dep": [10]}]}
           :                             ^
           :                             `-- here
           `----
          help: The files are swapped: the departures belong to --schedule, the roads to --roads.
        "#);
}
