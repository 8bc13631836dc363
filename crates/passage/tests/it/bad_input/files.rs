//! Files that are missing, empty or something else.

use super::{Case, Folder, says};

pub const CASES: &[Case] = &[
    Case::made("A file that is not there", "`passage scenario show secnario.toml`, and there is no such file.", |_| {
        vec!["scenario", "show", "secnario.toml"]
    }),
    Case::made(
        "A folder instead of a scenario",
        "`passage scenario show .`, in a folder with a scenario.toml.",
        folder_given,
    ),
    Case::made("An empty scenario", "The scenario is an empty file.", empty),
    Case::made("A scenario that is not UTF-8", "The title was saved in Windows-1251.", not_utf8),
    Case::made("A spreadsheet as scenario", "The scenario is an .xlsx file.", spreadsheet),
    Case::made("Roads as scenario", "`passage plan roads.geojson --out new`", |folder| {
        folder.write("roads.geojson", "{\"type\": \"FeatureCollection\",\n\"features\": [\n1,\n2\n]}\n");
        vec!["plan", "roads.geojson", "--out", "new"]
    }),
    Case::made("A letter as scenario", "The scenario is a text of thirty lines.", |folder| {
        folder.write("scenario.toml", "Dear colleagues,\n".repeat(30));
        vec!["scenario", "show", "scenario.toml"]
    }),
    Case::changed("A scenario that cannot be read", r#"title = "Exercise""#, "title = Exercise"),
    Case::changed("A quotation mark that is not closed", r#"title = "Exercise""#, r#"title = "Exercise"#),
    Case::changed("A scenario of a newer passage", "version = 1", "version = 7"),
    Case::changed(
        "A scenario without its version",
        r"version = 1
",
        "",
    ),
    Case::changed(
        "A scenario that names no network",
        r#"network = "roads.osm"
"#,
        "",
    ),
    Case::changed("A network that is not there", r#"network = "roads.osm""#, r#"network = "raods.osm""#),
    Case::changed(
        "An overlay that is not there",
        r#"network = "roads.osm""#,
        r#"network = "roads.osm"
overlays = ["control.geojson"]"#,
    ),
    Case::changed("A folder instead of a network", r#"network = "roads.osm""#, r#"network = ".""#),
    Case::made("A folder instead of roads", "`passage network show .`", |_| vec!["network", "show", "."]),
    Case::made("A folder that cannot be made", "`passage demo --out roads.osm/new`, and roads.osm is a file.", |_| {
        vec!["demo", "--out", "roads.osm/new"]
    }),
    Case::made("A seed that is no number", "`passage plan scenario.toml --out new --seed x`", |_| {
        vec!["plan", "scenario.toml", "--out", "new", "--seed", "x"]
    }),
    Case::made("A time below zero", "`passage network reach roads.osm --from Mariupol --within \"-3 h\"`", |_| {
        vec!["network", "reach", "roads.osm", "--from", "Mariupol", "--within", "-3 h"]
    }),
    Case::made(
        "An unknown kind of vehicle to reach places with",
        "`passage network reach roads.osm --from Mariupol --within \"3 h\" --scenario scenario.toml --vehicle ambulance`",
        |_| {
            let reach = ["network", "reach", "roads.osm", "--from", "Mariupol", "--within", "3 h"];
            reach.into_iter().chain(["--scenario", "scenario.toml", "--vehicle", "ambulance"]).collect()
        },
    ),
    Case::made("An unknown command to a program", "`passage frobnicate --json`", |_| vec!["frobnicate", "--json"]),
    Case::made("An unknown command", "`passage scenario shwo scenario.toml`", |_| {
        vec!["scenario", "shwo", "scenario.toml"]
    }),
];

fn folder_given(folder: &Folder) -> Vec<&'static str> {
    folder.show("Exercise", "Exercise");
    vec!["scenario", "show", "."]
}

fn empty(folder: &Folder) -> Vec<&'static str> {
    folder.write("scenario.toml", "");
    vec!["scenario", "show", "scenario.toml"]
}

fn not_utf8(folder: &Folder) -> Vec<&'static str> {
    folder.write("scenario.toml", b"version = 1\ntitle = \"\xcc\xe0\xf0\xb3\xf3\xef\xee\xeb\xfc\"\n");
    vec!["scenario", "show", "scenario.toml"]
}

fn spreadsheet(folder: &Folder) -> Vec<&'static str> {
    folder.write("scenario.toml", b"PK\x03\x04\x14\x00\x06\x00\x08\x00\xff\xfe");
    vec!["scenario", "show", "scenario.toml"]
}

#[test]
fn a_file_that_is_not_there() {
    insta::assert_snapshot!(says("A file that is not there"), @r#"
exit code 4
file.not-usable

  x cannot read secnario.toml: No such file or directory
  help: Check the name and the folder; names are case-sensitive.
"#);
}

#[test]
fn a_folder_instead_of_a_scenario() {
    insta::assert_snapshot!(says("A folder instead of a scenario"), @r#"
exit code 4
file.is-folder

  x . is a folder, not a scenario
  help: Did you mean ./scenario.toml?
"#);
}

#[test]
fn an_empty_scenario() {
    insta::assert_snapshot!(says("An empty scenario"), @r#"
exit code 3
scenario.empty

  x the scenario is empty
  help: Start from examples/mariupol-2022/scenario.toml.
"#);
}

#[test]
fn a_scenario_that_is_not_utf_8() {
    insta::assert_snapshot!(says("A scenario that is not UTF-8"), @r#"
exit code 3
scenario.not-text

  x line 2 is not text in UTF-8
  help: Save the scenario as plain text in UTF-8.
"#);
}

#[test]
fn a_spreadsheet_as_scenario() {
    insta::assert_snapshot!(says("A spreadsheet as scenario"), @r#"
exit code 3
scenario.not-text

  x line 1 is not text in UTF-8: it is a ZIP archive, such as a spreadsheet or a document
  help: Save the scenario as plain text in UTF-8.
"#);
}

#[test]
fn a_scenario_that_cannot_be_read() {
    insta::assert_snapshot!(says("A scenario that cannot be read"), @r#"
exit code 3
scenario.not-toml

  x this cannot be read: string values must be quoted, expected literal string
   ,-[scenario.toml:2:9]
 1 | version = 1
 2 | title = Exercise
   :         ^^^^|^^^
   :             `-- here
 3 | zone = "Europe/Kyiv"
   `----
  help: A line is key = value; texts stand in "quotes", lists in [brackets].
"#);
}

#[test]
fn a_quotation_mark_that_is_not_closed() {
    insta::assert_snapshot!(says("A quotation mark that is not closed"), @r#"
exit code 3
scenario.not-toml

  x this cannot be read: invalid basic string, expected `"`
   ,-[scenario.toml:2:18]
 1 | version = 1
 2 | title = "Exercise
   :                  ^
   :                  `-- here
 3 | zone = "Europe/Kyiv"
   `----
  help: A line is key = value; texts stand in "quotes", lists in [brackets].
"#);
}

#[test]
fn a_scenario_of_a_newer_passage() {
    insta::assert_snapshot!(says("A scenario of a newer passage"), @r#"
exit code 3
scenario.newer-version

  x the scenario has version 7, and this passage reads up to 1
   ,-[scenario.toml:1:11]
 1 | version = 7
   :           |
   :           `-- here
 2 | title = "Exercise"
   `----
  help: Use a newer passage to read it.
"#);
}

#[test]
fn a_scenario_without_its_version() {
    insta::assert_snapshot!(says("A scenario without its version"), @r#"
exit code 3
scenario.missing-key

  x "version" is missing
   ,-[scenario.toml:1:1]
 1 | title = "Exercise"
   : ^
   : `-- here
 2 | zone = "Europe/Kyiv"
   `----
  help: Add version = 1 as the first line.
"#);
}

#[test]
fn a_scenario_that_names_no_network() {
    insta::assert_snapshot!(says("A scenario that names no network"), @r#"
exit code 3
scenario.no-network

  x the scenario names no network, and none is given
  help: Add network = "roads.geojson" at its top, or give --network FILE.
"#);
}

#[test]
fn a_network_that_is_not_there() {
    insta::assert_snapshot!(says("A network that is not there"), @r#"
exit code 4
file.not-usable

  x cannot read raods.osm: No such file or directory
  help: Check the name and the folder; names are case-sensitive.
"#);
}

#[test]
fn an_overlay_that_is_not_there() {
    insta::assert_snapshot!(says("An overlay that is not there"), @r#"
exit code 4
file.not-usable

  x cannot read control.geojson: No such file or directory
  help: Check the name and the folder; names are case-sensitive.
"#);
}

#[test]
fn a_folder_instead_of_a_network() {
    insta::assert_snapshot!(says("A folder instead of a network"), @r#"
exit code 4
file.not-usable

  x cannot read .: Is a directory
  help: That is a folder. Name the file that is meant, such as one inside it.
"#);
}

#[test]
fn an_unknown_command() {
    insta::assert_snapshot!(says("An unknown command"), @r#"
exit code 2
error: unrecognized subcommand 'shwo'

  tip: a similar subcommand exists: 'show'

Usage: passage scenario [OPTIONS] <COMMAND>

For more information, try '--help'.
"#);
}

#[test]
fn a_folder_instead_of_roads() {
    insta::assert_snapshot!(says("A folder instead of roads"), @r#"
exit code 4
file.not-usable

  x cannot read .: Is a directory
  help: That is a folder. Name the file that is meant, such as one inside it.
"#);
}

#[test]
fn a_folder_that_cannot_be_made() {
    insta::assert_snapshot!(says("A folder that cannot be made"), @r#"
exit code 4
file.not-usable

  x cannot make the folder roads.osm/new: Not a directory
  help: A part of that path is a file, not a folder. Check the path, or name another one.
"#);
}

#[test]
fn a_seed_that_is_no_number() {
    insta::assert_snapshot!(says("A seed that is no number"), @r#"
exit code 2
error: invalid value 'x' for '--seed <NUMBER>': write a whole number, as in --seed 7

For more information, try '--help'.
"#);
}

#[test]
fn a_time_below_zero() {
    insta::assert_snapshot!(says("A time below zero"), @r#"
exit code 2
error: invalid value '-3 h' for '--within <TIME>': write a length of time such as "4 h", "90 min" or "4:30"

For more information, try '--help'.
"#);
}

#[test]
fn an_unknown_kind_of_vehicle_to_reach_places_with() {
    insta::assert_snapshot!(says("An unknown kind of vehicle to reach places with"), @r#"
exit code 2
error: invalid value 'ambulance' for '--vehicle <KIND>': it is no kind that passage knows; write "own car", "bus" or "medical" (ambulances), as in --vehicle bus

For more information, try '--help'.
"#);
}

#[test]
fn an_unknown_command_to_a_program() {
    insta::assert_snapshot!(says("An unknown command to a program"), @r#"
exit code 2
{"exit_code":2,"failed":true,"file":null,"findings":[{"advice":"Usage: passage [OPTIONS] <COMMAND>","code":"command.not-understood","count":1,"severity":"error","subject":"","words":"unrecognized subcommand 'frobnicate'"}]}
"#);
}

#[test]
fn roads_as_scenario() {
    insta::assert_snapshot!(says("Roads as scenario"), @r#"
exit code 3
scenario.not-toml

  x this is no scenario; it looks like JSON: roads, a network's overlay, or a plan
  help: Give the scenario.toml; roads and overlays are named inside it.
"#);
}

#[test]
fn a_letter_as_scenario_is_told_of_its_first_lines_only() {
    let said = says("A letter as scenario");
    assert_eq!(said.matches("scenario.not-toml").count(), 10, "{said}");
    assert!(said.contains("20 more findings are not shown"), "{said}");
}
