//! People, vehicles and figures that cannot be.

use super::{Case, says};

pub const CASES: &[Case] = &[
    Case::changed("A speed below zero", "[[assembly]]", "[traffic]\nspeed_factor = -1\n\n[[assembly]]"),
    Case::changed("Persons below zero", "persons = 2000", "persons = -2000"),
    Case::changed("Half a person", "persons = 2000", "persons = 2000.5"),
    Case::changed("More persons than there are", "persons = 2000", "persons = 200000000000"),
    Case::changed(
        "Nine persons in a car",
        "persons = 2000",
        r"persons = 2000
persons_per_vehicle = 9",
    ),
    Case::changed(
        "Seven persons in a car",
        "persons = 2000",
        r"persons = 2000
persons_per_vehicle = 7",
    ),
    Case::changed(
        "A vehicle for nobody",
        "persons = 2000",
        r"persons = 2000
persons_per_vehicle = 0",
    ),
    Case::changed(
        "A range that falls",
        "persons = 2000",
        r"persons = 2000
persons_per_vehicle = { pessimistic = 5, likely = 3.6, optimistic = 2.5 }",
    ),
    Case::changed(
        "Shares that are not one",
        "persons = 2000",
        r#"persons = 2000
ready = [{ from = "11:00", share = 0.5 }, { from = "13:00", share = 0.4 }]"#,
    ),
    Case::changed(
        "A group ready after the end",
        "persons = 2000",
        r#"persons = 2000
ready = "2022-03-06 11:00""#,
    ),
    Case::changed(
        "A group ready before the start",
        "persons = 2000",
        r#"persons = 2000
ready = "2022-03-05 07:00""#,
    ),
    Case::changed("A number far beyond all that is", "room = 2000", "room = 1e99"),
    Case::changed("An unknown kind of vehicle", r#"kind = "own car""#, r#"kind = "own-car""#),
    Case::changed("A number in quotes", "persons = 2000", r#"persons = "2000""#),
    Case::changed("An unknown key", "persons = 2000", "person = 2000"),
    Case::changed(
        "Two sites of one name",
        "[[reception]]",
        r#"[[assembly]]
name = "mariupol"
place = "Berdyansk"

[[reception]]"#,
    ),
    Case::changed("A group that gathers nowhere", r#"assembly = "Mariupol""#, r#"assembly = "Mariopol""#),
    Case::changed(
        "A reception site with no room stated",
        r"room = 2000
",
        "",
    ),
    Case::changed("A reception site with room for nobody", "room = 2000", "room = 0"),
    Case::changed("One rate for all kinds", "rate = { own_car = 60, bus = 10 }", "rate = 60"),
    Case::changed(
        "Nobody to move",
        r#"[[group]]
name = "cars"
assembly = "Mariupol"
kind = "own car"
persons = 2000
"#,
        "",
    ),
];

#[test]
fn persons_below_zero() {
    let speed = says("A speed below zero");
    assert!(speed.contains("speed_factor is -1, and a factor cannot be below zero"), "{speed}");
    insta::assert_snapshot!(says("Persons below zero"), @r#"
exit code 3
scenario.below-zero

  x group "cars": persons is -2000: there are no persons below zero
    ,-[scenario.toml:17:11]
 16 | kind = "own car"
 17 | persons = -2000
    :           ^^|^^
    :             `-- here
 18 |
    `----
  help: Remove the minus sign, or the table if nobody is meant.
"#);
}

#[test]
fn half_a_person() {
    insta::assert_snapshot!(says("Half a person"), @r#"
exit code 3
scenario.not-whole

  x group "cars": persons is 2000.5: persons come whole
    ,-[scenario.toml:17:11]
 16 | kind = "own car"
 17 | persons = 2000.5
    :           ^^^|^^
    :              `-- here
 18 |
    `----
  help: Write 2000 or 2001.
"#);
}

#[test]
fn more_persons_than_there_are() {
    insta::assert_snapshot!(says("More persons than there are"), @r#"
exit code 3
scenario.out-of-range

  x group "cars": persons is 200000000000: more than 100,000,000 persons cannot be meant
    ,-[scenario.toml:17:11]
 16 | kind = "own car"
 17 | persons = 200000000000
    :           ^^^^^^|^^^^^
    :                 `-- here
 18 |
    `----
  help: Check the number of digits.
"#);
}

#[test]
fn nine_persons_in_a_car() {
    insta::assert_snapshot!(says("Nine persons in a car"), @r#"
exit code 3
scenario.out-of-range

  x group "cars": persons_per_vehicle is 9: more than 8 persons in a vehicle cannot be meant
    ,-[scenario.toml:18:23]
 17 | persons = 2000
 18 | persons_per_vehicle = 9
    :                       |
    :                       `-- here
 19 |
    `----
  help: Count vehicles and persons again; a group that travels in buses has kind = "bus".
"#);
}

#[test]
fn seven_persons_in_a_car() {
    insta::assert_snapshot!(says("Seven persons in a car"), @r#"
exit code 0
scenario.implausible

  ! group "cars": 7 persons in each vehicle are hardly possible
    ,-[scenario.toml:18:23]
 17 | persons = 2000
 18 | persons_per_vehicle = 7
    :                       |
    :                       `-- here
 19 |
    `----
  help: Out of Mariupol it was 3 to 4 a car, 5 at most; buses took up to 70, standing.
"#);
}

#[test]
fn a_vehicle_for_nobody() {
    insta::assert_snapshot!(says("A vehicle for nobody"), @r#"
exit code 3
scenario.out-of-range

  x group "cars": persons_per_vehicle is 0, and must be at least 1
    ,-[scenario.toml:18:23]
 17 | persons = 2000
 18 | persons_per_vehicle = 0
    :                       |
    :                       `-- here
 19 |
    `----
  help: Count vehicles and persons again; a group that travels in buses has kind = "bus".
"#);
}

#[test]
fn a_range_that_falls() {
    insta::assert_snapshot!(says("A range that falls"), @r#"
exit code 3
scenario.range-order

  x persons_per_vehicle of group "cars": 5 pessimistic, 3.6 likely, 2.5 optimistic do not rise
    ,-[scenario.toml:18:23]
 17 | persons = 2000
 18 | persons_per_vehicle = { pessimistic = 5, likely = 3.6, optimistic = 2.5 }
    :                       ^^^^^^^^^^^^^^^^^^^^^^^^^|^^^^^^^^^^^^^^^^^^^^^^^^^
    :                                                `-- here
 19 |
    `----
  help: The pessimistic value brings out the fewest people safe, the optimistic one the most.
"#);
}

#[test]
fn shares_that_are_not_one() {
    insta::assert_snapshot!(says("Shares that are not one"), @r#"
exit code 3
scenario.shares

  x group "cars": the shares that are ready add up to 0.9, not 1
    ,-[scenario.toml:18:9]
 17 | persons = 2000
 18 | ready = [{ from = "11:00", share = 0.5 }, { from = "13:00", share = 0.4 }]
    :         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^|^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    :                                          `-- here
 19 |
    `----
  help: Shares are parts of one: 0.5 and 0.5.
"#);
}

#[test]
fn a_group_ready_after_the_end() {
    insta::assert_snapshot!(says("A group ready after the end"), @r#"
exit code 0
scenario.ready-too-late

  ! group "cars": ready at 2022-03-06 11:00, after the plan, from 2022-03-05 09:00 to 2022-03-05
  | 17:00
    ,-[scenario.toml:18:9]
 17 | persons = 2000
 18 | ready = "2022-03-06 11:00"
    :         ^^^^^^^^^|^^^^^^^^
    :                  `-- here
 19 |
    `----
  help: Check its date, or the H-hour and the horizon.
"#);
}

#[test]
fn a_group_ready_before_the_start() {
    insta::assert_snapshot!(says("A group ready before the start"), @r#"
exit code 0
scenario.ready-before-start

  ! group "cars": ready at 2022-03-05 07:00, before the plan, from 2022-03-05 09:00 to 2022-03-05
  | 17:00
    ,-[scenario.toml:18:9]
 17 | persons = 2000
 18 | ready = "2022-03-05 07:00"
    :         ^^^^^^^^^|^^^^^^^^
    :                  `-- here
 19 |
    `----
  help: They are taken as ready at the H-hour. Check its date, or the H-hour.
"#);
}

#[test]
fn a_number_far_beyond_all_that_is() {
    insta::assert_snapshot!(says("A number far beyond all that is"), @r#"
exit code 3
scenario.out-of-range

  x reception "The city": room is 1e99: more than 100,000,000 persons cannot be meant
    ,-[scenario.toml:22:8]
 21 | place = "Zaporizhzhya"
 22 | room = 1e99
    :        ^^|^
    :          `-- here
 23 |
    `----
  help: Check the number of digits.
"#);
}

#[test]
fn an_unknown_kind_of_vehicle() {
    insta::assert_snapshot!(says("An unknown kind of vehicle"), @r#"
exit code 3
scenario.unknown-choice

  x group "cars": kind cannot be "own-car"
    ,-[scenario.toml:16:8]
 15 | assembly = "Mariupol"
 16 | kind = "own-car"
    :        ^^^^|^^^^
    :            `-- here
 17 | persons = 2000
    `----
  help: Did you mean "own car"? It may be "own car" or "bus" or "medical" or "on foot".
"#);
}

#[test]
fn a_number_in_quotes() {
    insta::assert_snapshot!(says("A number in quotes"), @r#"
exit code 3
scenario.wrong-type

  x group "cars": "persons" must be a whole number, not a text
    ,-[scenario.toml:17:11]
 16 | kind = "own car"
 17 | persons = "2000"
    :           ^^^|^^
    :              `-- here
 18 |
    `----
"#);
}

#[test]
fn an_unknown_key() {
    insta::assert_snapshot!(says("An unknown key"), @r#"
exit code 3
scenario.missing-key

  x group "cars": "persons" is missing
    ,-[scenario.toml:13:1]
 12 |
 13 | [[group]]
    : ^^^^|^^^^
    :     `-- here
 14 | name = "cars"
    `----
  help: Add persons = 200000.

scenario.unknown-key

  x group "cars": the key "person" is not known here
    ,-[scenario.toml:17:1]
 16 | kind = "own car"
 17 | person = 2000
    : ^^^|^^
    :    `-- here
 18 |
    `----
  help: Did you mean "persons"? Known here: name, assembly, kind, persons, persons_per_vehicle,
        vehicles, ready, carried_by, escorted_by, walks.
"#);
}

#[test]
fn two_sites_of_one_name() {
    insta::assert_snapshot!(says("Two sites of one name"), @r#"
exit code 3
scenario.duplicate-name

  x there is already an assembly point "mariupol", in line 10
    ,-[scenario.toml:20:8]
 19 | [[assembly]]
 20 | name = "mariupol"
    :        ^^^^^|^^^^
    :             `-- here
 21 | place = "Berdyansk"
    `----
  help: Give each its own name, or remove one.

scenario.nobody

  ! assembly "mariupol": no group gathers here
    ,-[scenario.toml:20:8]
 19 | [[assembly]]
 20 | name = "mariupol"
    :        ^^^^^|^^^^
    :             `-- here
 21 | place = "Berdyansk"
    `----
"#);
}

#[test]
fn a_group_that_gathers_nowhere() {
    insta::assert_snapshot!(says("A group that gathers nowhere"), @r#"
exit code 3
scenario.unknown-name

  x group "cars": there is no assembly point "Mariopol"
    ,-[scenario.toml:15:12]
 14 | name = "cars"
 15 | assembly = "Mariopol"
    :            ^^^^^|^^^^
    :                 `-- here
 16 | kind = "own car"
    `----
  help: Did you mean "Mariupol"?
"#);
}

#[test]
fn a_reception_site_with_no_room_stated() {
    insta::assert_snapshot!(says("A reception site with no room stated"), @r#"
exit code 3
scenario.missing-key

  x reception "The city": "room" is missing
    ,-[scenario.toml:19:1]
 18 |
 19 | [[reception]]
    : ^^^^^^|^^^^^^
    :       `-- here
 20 | name = "The city"
    `----
  help: Add room = 200000, the persons that it can take.
"#);
}

#[test]
fn a_reception_site_with_room_for_nobody() {
    insta::assert_snapshot!(says("A reception site with room for nobody"), @r#"
exit code 0
scenario.no-room

  ! reception "The city": it has room for nobody
    ,-[scenario.toml:22:8]
 21 | place = "Zaporizhzhya"
 22 | room = 0
    :        |
    :        `-- here
 23 |
    `----
  help: Nobody will be sent there; leave it out if that is meant.
"#);
}

#[test]
fn one_rate_for_all_kinds() {
    insta::assert_snapshot!(says("One rate for all kinds"), @r#"
exit code 3
scenario.wrong-type

  x checkpoint "Gate": "rate" must be a rate for each kind, as in rate = { own_car = 60, bus = 10,
  | medical = 20 }, in vehicles per hour, not a whole number
    ,-[scenario.toml:27:8]
 26 | place = "Orikhiv"
 27 | rate = 60
    :        ^|
    :         `-- here
 28 |
    `----
"#);
}

#[test]
fn nobody_to_move() {
    insta::assert_snapshot!(says("Nobody to move"), @r#"
exit code 3
scenario.missing-key

  x nobody wants to leave: [[group]] is missing
  help: Add at least one [[group]].
"#);
}
