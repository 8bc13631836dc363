//! Corridors, checkpoints and closures that lead nowhere.

use super::{Case, Folder, says, tag};

pub const CASES: &[Case] = &[
    Case::changed(
        "A corridor with one place",
        r#"via = ["Mariupol", "Nikolske", "Orikhiv", "The city"]"#,
        r#"via = ["Mariupol"]"#,
    ),
    Case::changed(
        "A corridor with the same place twice",
        r#"via = ["Mariupol", "Nikolske", "Orikhiv", "The city"]"#,
        r#"via = ["Mariupol", "Nikolske", "Nikolske", "The city"]"#,
    ),
    Case::changed(
        "A corridor out of order",
        r#"via = ["Mariupol", "Nikolske", "Orikhiv", "The city"]"#,
        r#"via = ["Mariupol", "Orikhiv", "Nikolske", "The city"]"#,
    ),
    Case::changed(
        "A corridor that ends where it begins",
        r#"via = ["Mariupol", "Nikolske", "Orikhiv", "The city"]"#,
        r#"via = ["Mariupol", "Nikolske", "Mariupol"]"#,
    ),
    Case::changed(
        "A corridor through a place that nobody knows",
        r#"via = ["Mariupol", "Nikolske", "Orikhiv", "The city"]"#,
        r#"via = ["Mariupol", "Nowhere", "The city"]"#,
    ),
    Case::changed(
        "An assembly point that no corridor leaves from",
        r#"via = ["Mariupol", "Nikolske", "Orikhiv", "The city"]"#,
        r#"via = ["Berdyansk", "Orikhiv", "The city"]"#,
    ),
    Case::made("Roads in one direction only", "The only road runs from the city to Mariupol.", one_way),
    Case::changed(
        "A checkpoint that passes nobody on the only way",
        "rate = { own_car = 60, bus = 10 }",
        "rate = { own_car = 0, bus = 0 }",
    ),
    Case::changed(
        "A checkpoint that does not know the kind on the only way",
        "rate = { own_car = 60, bus = 10 }",
        "rate = { bus = 10 }",
    ),
    Case::changed(
        "A corridor that opens with one that nobody named",
        "[[corridor]]",
        "[[corridor]]\nopens_with = [\"Sumy to Poltava\"]",
    ),
    Case::changed(
        "A stretch of contraflow between places that no road joins",
        "[[corridor]]",
        "[[contraflow]]\nbetween = [\"Mariupol\", \"Mariupol\"]\n\n[[corridor]]",
    ),
    Case::changed(
        "An assembly point where people gather at no time that can be read",
        "[[corridor]]",
        "[[assembly]]\nname = \"Hall\"\nplace = \"Berdyansk\"\nmost_present = 300\ngather = \"soon\"\n\n[[corridor]]",
    ),
    Case::changed("A checkpoint off the way", r#"place = "Orikhiv""#, r#"place = "Berdyansk""#),
    Case::changed(
        "Two checkpoints at one junction",
        "[[corridor]]",
        r#"[[checkpoint]]
name = "Gate two"
place = "Orikhiv"
rate = { own_car = 20 }

[[corridor]]"#,
    ),
    Case::changed(
        "A closure across the only corridor",
        "[[corridor]]",
        r#"[[closure]]
between = ["Nikolske", "Orikhiv"]
reason = "bridge destroyed"

[[corridor]]"#,
    ),
    Case::changed(
        "A closure that closes nothing",
        "[[corridor]]",
        r#"[[closure]]
at = [47.0, 37.0]
reason = "mined"

[[corridor]]"#,
    ),
    Case::changed(
        "A closure that ends before it starts",
        "[[corridor]]",
        r#"[[closure]]
between = ["Nikolske", "Orikhiv"]
from = "2022-03-05 14:00"
until = "2022-03-05 12:00"
reason = "mined"

[[corridor]]"#,
    ),
    Case::changed(
        "A closure without a reason",
        "[[corridor]]",
        r#"[[closure]]
between = ["Nikolske", "Orikhiv"]

[[corridor]]"#,
    ),
];

fn one_way(folder: &Folder) -> Vec<&'static str> {
    let nodes: String =
        [("1", 47.1, 37.5, "Mariupol"), ("2", 47.84, 35.14, "Zaporizhzhya"), ("3", 47.57, 35.78, "Orikhiv")]
            .map(|(id, lat, lon, name)| {
                let tags = [("place", "city"), ("name", name), ("population", "200000")].map(tag).concat();
                format!("<node id=\"{id}\" lat=\"{lat}\" lon=\"{lon}\">{tags}</node>")
            })
            .concat();
    let tags = [("highway", "trunk"), ("oneway", "yes")].map(tag).concat();
    let way = format!("<way id=\"1\"><nd ref=\"2\"/><nd ref=\"3\"/><nd ref=\"1\"/>{tags}</way>");
    folder.write("roads.osm", format!("<osm version=\"0.6\">{nodes}{way}</osm>"));
    folder.show("via = [\"Mariupol\", \"Nikolske\", \"Orikhiv\", \"The city\"]", "via = [\"Mariupol\", \"The city\"]")
}

#[test]
fn a_corridor_with_one_place() {
    insta::assert_snapshot!(says("A corridor with one place"), @r#"
exit code 3
scenario.corridor-too-short

  x corridor "North": a corridor leads through at least two places, and this names 1
    ,-[scenario.toml:31:7]
 30 | name = "North"
 31 | via = ["Mariupol"]
    :       ^^^^^^|^^^^^
    :             `-- here
 32 | windows = ["2022-03-05 11:00-16:00"]
    `----
  help: Name its start, the places on its way and its end, in order.
"#);
}

#[test]
fn a_corridor_with_the_same_place_twice() {
    insta::assert_snapshot!(says("A corridor with the same place twice"), @r#"
exit code 3
scenario.waypoint-twice

  x corridor "North": the same place stands twice in a row
    ,-[scenario.toml:31:32]
 30 | name = "North"
 31 | via = ["Mariupol", "Nikolske", "Nikolske", "The city"]
    :                                ^^^^^|^^^^
    :                                     `-- here
 32 | windows = ["2022-03-05 11:00-16:00"]
    `----
  help: Remove one of them.
"#);
}

#[test]
fn a_corridor_that_ends_where_it_begins() {
    let said = says("A corridor that ends where it begins");
    assert!(said.contains("ends where it begins") && !said.contains("inf times"), "{said}");
}

#[test]
fn a_corridor_out_of_order() {
    insta::assert_snapshot!(says("A corridor out of order"), @r#"
exit code 0
scenario.corridor-turns-back

  ! corridor "North": it turns round on its way: 197 km of it are driven there and back
    ,-[scenario.toml:29:1]
 28 |
 29 | [[corridor]]
    : ^^^^^^|^^^^^
    :       `-- here
 30 | name = "North"
    `----
  help: Is a place on it beside the road that is meant? Leave it out, or name a position on the
        road.
scenario.corridor-detour

  ! corridor "North": it is 459 km long, 2.3 times the fastest way between its ends (197 km);
  | "Orikhiv" leads astray the most
    ,-[scenario.toml:31:20]
 30 | name = "North"
 31 | via = ["Mariupol", "Orikhiv", "Nikolske", "The city"]
    :                    ^^^^|^^^^
    :                        `-- here
 32 | windows = ["2022-03-05 11:00-16:00"]
    `----
  help: Are its places in order, and is each the one that is meant?
"#);
}

#[test]
fn a_corridor_through_a_place_that_nobody_knows() {
    insta::assert_snapshot!(says("A corridor through a place that nobody knows"), @r#"
exit code 3
place.not-found

  x corridor "North": no place of the network is called "Nowhere", or nearly so
    ,-[scenario.toml:31:20]
 30 | name = "North"
 31 | via = ["Mariupol", "Nowhere", "The city"]
    :                    ^^^^|^^^^
    :                        `-- here
 32 | windows = ["2022-03-05 11:00-16:00"]
    `----
  help: Check the name, or give coordinates.
"#);
}

#[test]
fn an_assembly_point_that_no_corridor_leaves_from() {
    insta::assert_snapshot!(says("An assembly point that no corridor leaves from"), @r#"
exit code 3
scenario.unreachable

  x assembly point "Mariupol": no corridor that opens within the plan leads from it to a reception
  | site
    ,-[scenario.toml:11:9]
 10 | name = "Mariupol"
 11 | place = "Mariupol"
    :         ^^^^^|^^^^
    :              `-- here
 12 |
    `----
  help: Nobody can leave from there. Check its place, the corridors' places and the closures.

scenario.unreachable

  ! reception site "The city": no assembly point has a way to it
    ,-[scenario.toml:21:9]
 20 | name = "The city"
 21 | place = "Zaporizhzhya"
    :         ^^^^^^^|^^^^^^
    :                `-- here
 22 | room = 2000
    `----
  help: It receives nobody. Check its place.

scenario.not-on-the-way

  ! checkpoint "Gate": no road that may be used leads past it
    ,-[scenario.toml:26:9]
 25 | name = "Gate"
 26 | place = "Orikhiv"
    :         ^^^^|^^^^
    :             `-- here
 27 | rate = { own_car = 60, bus = 10 }
    `----
  help: It changes nothing in the plan. Check its place, or give its coordinates on the road.
"#);
}

#[test]
fn roads_in_one_direction_only() {
    insta::assert_snapshot!(says("Roads in one direction only"), @r#"
exit code 3
scenario.corridor-broken

  x corridor "North": the network has no road from "Mariupol" to "The city"
    ,-[scenario.toml:31:20]
 30 | name = "North"
 31 | via = ["Mariupol", "The city"]
    :                    ^^^^^|^^^^
    :                         `-- here
 32 | windows = ["2022-03-05 11:00-16:00"]
    `----
  help: Check the order of its places and the network: are there roads on this side of the river?
"#);
}

#[test]
fn a_checkpoint_that_passes_nobody_on_the_only_way() {
    insta::assert_snapshot!(says("A checkpoint that passes nobody on the only way"), @r#"
exit code 3
scenario.checkpoint-passes-nobody

  ! checkpoint "Gate": the checkpoint passes nobody
    ,-[scenario.toml:27:8]
 26 | place = "Orikhiv"
 27 | rate = { own_car = 0, bus = 0 }
    :        ^^^^^^^^^^^^|^^^^^^^^^^^
    :                    `-- here
 28 |
    `----
  help: Its place is closed by this; write [[closure]] if that is meant, or the rates that were
        seen.

scenario.checkpoint-blocks

  x group "cars" of "Mariupol": there is no way round "Gate", which lets none of its vehicles
  | through
    ,-[scenario.toml:13:1]
 12 |
 13 | [[group]]
    : ^^^^|^^^^
    :     `-- here
 14 | name = "cars"
    `----
  help: Write the rate for their kind, or another corridor.
"#);
}

#[test]
fn a_checkpoint_that_does_not_know_the_kind_on_the_only_way() {
    insta::assert_snapshot!(says("A checkpoint that does not know the kind on the only way"), @r#"
exit code 3
scenario.checkpoint-blocks

  x group "cars" of "Mariupol": there is no way round "Gate", which lets none of its vehicles
  | through
    ,-[scenario.toml:13:1]
 12 |
 13 | [[group]]
    : ^^^^|^^^^
    :     `-- here
 14 | name = "cars"
    `----
  help: Write the rate for their kind, or another corridor.
"#);
}

#[test]
fn a_checkpoint_off_the_way() {
    insta::assert_snapshot!(says("A checkpoint off the way"), @r#"
exit code 0
scenario.not-on-the-way

  ! checkpoint "Gate": no road that may be used leads past it
    ,-[scenario.toml:26:9]
 25 | name = "Gate"
 26 | place = "Berdyansk"
    :         ^^^^^|^^^^^
    :              `-- here
 27 | rate = { own_car = 60, bus = 10 }
    `----
  help: It changes nothing in the plan. Check its place, or give its coordinates on the road.
"#);
}

#[test]
fn two_checkpoints_at_one_junction() {
    insta::assert_snapshot!(says("Two checkpoints at one junction"), @r#"
        exit code 0
        scenario.same-junction

          ! checkpoint "Gate two": it stands at the same junction as the checkpoint "Gate"
            ,-[scenario.toml:31:9]
         30 | name = "Gate two"
         31 | place = "Orikhiv"
            :         ^^^^|^^^^
            :             `-- here
         32 | rate = { own_car = 20 }
            `----
          help: They are planned as one: the lower rates, the common hours. Give coordinates if they lie
                apart.
        scenario.held-while-served

          ! checkpoint "Gate two": it takes 3 min over each car; a plan counts how many pass, and not how
          | long each is held
            ,-[scenario.toml:31:9]
         30 | name = "Gate two"
         31 | place = "Orikhiv"
            :         ^^^^|^^^^
            :             `-- here
         32 | rate = { own_car = 20 }
            `----
          help: Whoever passes it towards the end of a window comes out that much later, a column by the
                time of all its vehicles. Take it off their turn-back time; passage rehearse counts it.
        "#);
}

#[test]
fn a_closure_across_the_only_corridor() {
    insta::assert_snapshot!(says("A closure across the only corridor"), @r#"
exit code 3
scenario.unreachable

  x assembly point "Mariupol": no corridor that opens within the plan leads from it to a reception
  | site: without the closure "bridge destroyed" there would be a way
    ,-[scenario.toml:29:1]
 28 |
 29 | [[closure]]
    : ^^^^^|^^^^^
    :      `-- here
 30 | between = ["Nikolske", "Orikhiv"]
    `----
  help: Check the closure's roads and its from and until, or agree a way round it.

scenario.unreachable

  ! reception site "The city": no assembly point has a way to it
    ,-[scenario.toml:21:9]
 20 | name = "The city"
 21 | place = "Zaporizhzhya"
    :         ^^^^^^^|^^^^^^
    :                `-- here
 22 | room = 2000
    `----
  help: It receives nobody. Check its place.

scenario.not-on-the-way

  ! checkpoint "Gate": no road that may be used leads past it
    ,-[scenario.toml:26:9]
 25 | name = "Gate"
 26 | place = "Orikhiv"
    :         ^^^^|^^^^
    :             `-- here
 27 | rate = { own_car = 60, bus = 10 }
    `----
  help: It changes nothing in the plan. Check its place, or give its coordinates on the road.

scenario.corridor-closed

  ! corridor "North": a closure, a hazard or a line of control lies across the corridor for the
  | whole plan
    ,-[scenario.toml:33:1]
 32 |
 33 | [[corridor]]
    : ^^^^^^|^^^^^
    :       `-- here
 34 | name = "North"
    `----
  help: Nobody passes there. A way round through the same places is 278 km long: if it was agreed,
        name a place on it.
"#);
}

#[test]
fn a_closure_that_closes_nothing() {
    insta::assert_snapshot!(says("A closure that closes nothing"), @r#"
exit code 3
scenario.closes-nothing

  x closure 1 (mined): no road is closed by this
    ,-[scenario.toml:29:1]
 28 |
 29 | [[closure]]
    : ^^^^^|^^^^^
    :      `-- here
 30 | at = [47.0, 37.0]
    `----
  help: Check its places or its position; raise within if the road runs farther off.
"#);
}

#[test]
fn a_closure_that_ends_before_it_starts() {
    insta::assert_snapshot!(says("A closure that ends before it starts"), @r#"
exit code 3
scenario.closure-ends-before-it-starts

  x closure: the closure ends before it starts
    ,-[scenario.toml:32:9]
 31 | from = "2022-03-05 14:00"
 32 | until = "2022-03-05 12:00"
    :         ^^^^^^^^^|^^^^^^^^
    :                  `-- here
 33 | reason = "mined"
    `----
  help: Check both times.
"#);
}

#[test]
fn a_closure_without_a_reason() {
    insta::assert_snapshot!(says("A closure without a reason"), @r#"
exit code 3
scenario.missing-key

  x closure: "reason" is missing
    ,-[scenario.toml:29:1]
 28 |
 29 | [[closure]]
    : ^^^^^|^^^^^
    :      `-- here
 30 | between = ["Nikolske", "Orikhiv"]
    `----
  help: Add reason = "bridge destroyed".
"#);
}
