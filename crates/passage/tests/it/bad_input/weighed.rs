//! Orders of objectives, floors and confirmations that cannot be meant.

use super::{Case, says};

const TRAVEL: &str = r#"travel_on = "corridors""#;

pub const CASES: &[Case] = &[
    Case::changed(
        "An objective that there is not",
        TRAVEL,
        "travel_on = \"corridors\"\nobjectives = [\"fairnes\", \"safe\"]",
    ),
    Case::changed(
        "An objective that stands twice",
        TRAVEL,
        "travel_on = \"corridors\"\nobjectives = [\"exposure\", \"safe\", \"exposure\"]",
    ),
    Case::changed("Objectives that are numbers", TRAVEL, "travel_on = \"corridors\"\nobjectives = [1, 2]"),
    Case::changed("Early before safe", TRAVEL, "travel_on = \"corridors\"\nobjectives = [\"early\", \"safe\"]"),
    Case::changed("A floor in per cent", "[[checkpoint]]", "[fairness]\nfloor = 30\n\n[[checkpoint]]"),
    Case::changed("A floor in another word", "[[checkpoint]]", "[fairness]\nfloor = \"maxmin\"\n\n[[checkpoint]]"),
    Case::changed("A fairness without a floor", "[[checkpoint]]", "[fairness]\n\n[[checkpoint]]"),
    Case::changed(
        "A corridor that one side has confirmed",
        "windows = [\"2022-03-05 11:00-16:00\"]",
        "windows = [\"2022-03-05 11:00-16:00\"]\nconfirmed = false",
    ),
    Case::changed(
        "A corridor that one side has confirmed, used all the same",
        "travel_on = \"corridors\"\n\n[[assembly]]\nname = \"Mariupol\"",
        "travel_on = \"corridors\"\nuse_unconfirmed = \"yes\"\n\n[[assembly]]\nname = \"Mariupol\"",
    ),
    Case::changed(
        "A corridor that waits for one that is only proposed",
        r#"windows = ["2022-03-05 11:00-16:00"]"#,
        r#"windows = ["2022-03-05 11:00-16:00"]
opens_with = ["South"]

[[corridor]]
name = "South"
via = ["Mariupol", "Berdyansk", "Orikhiv"]
proposed = true"#,
    ),
];

#[test]
fn an_objective_that_there_is_not() {
    insta::assert_snapshot!(says("An objective that there is not"), @r#"
        exit code 3
        scenario.unknown-choice

          x there is no objective "fairnes"
           ,-[scenario.toml:8:15]
         7 | travel_on = "corridors"
         8 | objectives = ["fairnes", "safe"]
           :               ^^^^|^^^^
           :                   `-- here
         9 |
           `----
          help: Did you mean "fairness"? There are "safe", "early", "exposure", "fairness", "waiting",
                "vehicles", "change".
        "#);
}

#[test]
fn an_objective_that_stands_twice() {
    insta::assert_snapshot!(says("An objective that stands twice"), @r#"
        exit code 3
        scenario.objective-twice

          x "exposure" stands twice among the objectives
           ,-[scenario.toml:8:35]
         7 | travel_on = "corridors"
         8 | objectives = ["exposure", "safe", "exposure"]
           :                                   ^^^^^|^^^^
           :                                        `-- here
         9 |
           `----
          help: Each has one place in the order: remove one.
        "#);
}

#[test]
fn objectives_that_are_numbers() {
    insta::assert_snapshot!(says("Objectives that are numbers"), @r#"
        exit code 3
        scenario.wrong-type

          x "objectives" must be texts in quotes, not a whole number
           ,-[scenario.toml:8:15]
         7 | travel_on = "corridors"
         8 | objectives = [1, 2]
           :               |
           :               `-- here
         9 |
           `----

        scenario.wrong-type

          x "objectives" must be texts in quotes, not a whole number
           ,-[scenario.toml:8:18]
         7 | travel_on = "corridors"
         8 | objectives = [1, 2]
           :                  |
           :                  `-- here
         9 |
           `----
        "#);
}

#[test]
fn early_before_safe() {
    insta::assert_snapshot!(says("Early before safe"), @r#"
        exit code 0
        scenario.early-before-safe

          ! "early" stands before "safe": the most persons by the horizon are planned first all the same
           ,-[scenario.toml:8:14]
         7 | travel_on = "corridors"
         8 | objectives = ["early", "safe"]
           :              ^^^^^^^^|^^^^^^^^
           :                      `-- here
         9 |
           `----
          help: Every hour as early as possible includes the last; where sites fill up, the last hour
                counts first.
        "#);
}

#[test]
fn a_floor_in_per_cent() {
    insta::assert_snapshot!(says("A floor in per cent"), @"
        exit code 3
        scenario.out-of-range

          x fairness: floor is 30: more than 1 whole cannot be meant
            ,-[scenario.toml:25:9]
         24 | [fairness]
         25 | floor = 30
            :         ^|
            :          `-- here
         26 |
            `----
          help: Write a share: 0.3 is thirty of a hundred.
        ");
}

#[test]
fn a_floor_in_another_word() {
    insta::assert_snapshot!(says("A floor in another word"), @r#"
        exit code 3
        scenario.unknown-choice

          x fairness: floor cannot be "maxmin"
            ,-[scenario.toml:25:9]
         24 | [fairness]
         25 | floor = "maxmin"
            :         ^^^^|^^^
            :             `-- here
         26 |
            `----
          help: Write a share such as 0.3, or "max-min".
        "#);
}

#[test]
fn a_fairness_without_a_floor() {
    insta::assert_snapshot!(says("A fairness without a floor"), @r#"
        exit code 3
        scenario.missing-key

          x fairness: "floor" is missing
            ,-[scenario.toml:24:1]
         23 |
         24 | [fairness]
            : ^^^^^|^^^^
            :      `-- here
         25 |
            `----
          help: Add floor = 0.3, or floor = "max-min".
        "#);
}

#[test]
fn a_corridor_that_one_side_has_confirmed() {
    insta::assert_snapshot!(says("A corridor that one side has confirmed"), @r#"
        exit code 3
        scenario.unreachable

          x assembly point "Mariupol": no corridor that opens within the plan leads from it to a reception
          | site: "North" would, but only one side has confirmed it (confirmed = false)
            ,-[scenario.toml:29:1]
         28 |
         29 | [[corridor]]
            : ^^^^^^|^^^^^
            :       `-- here
         30 | name = "North"
            `----
          help: Remove `confirmed` once both sides have, or write use_unconfirmed = true to plan with it
                as exposed.

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

        scenario.unconfirmed-closed

          ! corridor "North": only one side has confirmed it: it is closed
            ,-[scenario.toml:29:1]
         28 |
         29 | [[corridor]]
            : ^^^^^^|^^^^^
            :       `-- here
         30 | name = "North"
            `----
          help: Remove confirmed = false once both have; use_unconfirmed = true would use it all the same.
        "#);
}

#[test]
fn a_corridor_that_one_side_has_confirmed_used_all_the_same() {
    insta::assert_snapshot!(says("A corridor that one side has confirmed, used all the same"), @r#"
        exit code 3
        scenario.wrong-type

          x "use_unconfirmed" must be true or false, not a text
           ,-[scenario.toml:8:19]
         7 | travel_on = "corridors"
         8 | use_unconfirmed = "yes"
           :                   ^^|^^
           :                     `-- here
         9 |
           `----
        "#);
}

#[test]
fn a_corridor_that_waits_for_one_that_is_only_proposed() {
    insta::assert_snapshot!(says("A corridor that waits for one that is only proposed"), @r#"
exit code 3
scenario.unreachable

  x assembly point "Mariupol": no corridor that opens within the plan leads from it to a reception
  | site: "North" would, but it waits for "South" (opens_with): it is only proposed (proposed =
  | true)
    ,-[scenario.toml:29:1]
 28 |
 29 | [[corridor]]
    : ^^^^^^|^^^^^
    :       `-- here
 30 | name = "North"
    `----
  help: Agree the other corridor too, or drop opens_with.

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

scenario.linked-never-opens

  ! corridor "North": it never opens: it waits for "South", which is not open in any of its
  | windows
    ,-[scenario.toml:29:1]
 28 |
 29 | [[corridor]]
    : ^^^^^^|^^^^^
    :       `-- here
 30 | name = "North"
    `----
  help: Agree the other corridor for the same hours, or drop opens_with.
"#);
}
