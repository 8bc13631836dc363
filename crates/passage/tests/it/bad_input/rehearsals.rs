//! Figures of `[rehearsal]` that cannot be meant.

use super::{Case, says};

pub const CASES: &[Case] = &[
    Case::changed(
        "A figure of a rehearsal that there is not",
        "[[checkpoint]]",
        "[rehearsal]\nredy_late = 10\n\n[[checkpoint]]",
    ),
    Case::changed(
        "Figures of a rehearsal that do not rise",
        "[[checkpoint]]",
        "[rehearsal]\nready_late = [0, 45, 10]\n\n[[checkpoint]]",
    ),
    Case::changed(
        "A figure of a rehearsal below zero",
        "[[checkpoint]]",
        "[rehearsal]\nready_late = [-5, 10, 45]\n\n[[checkpoint]]",
    ),
    Case::changed(
        "A share of a rehearsal above one",
        "[[checkpoint]]",
        "[rehearsal]\nstay = [0, 5, 20]\n\n[[checkpoint]]",
    ),
    Case::changed(
        "A figure of a rehearsal as text",
        "[[checkpoint]]",
        "[rehearsal]\nlate_by = \"half an hour\"\n\n[[checkpoint]]",
    ),
    Case::changed(
        "Two numbers where a rehearsal needs three",
        "[[checkpoint]]",
        "[rehearsal]\nstay = [0, 0.2]\n\n[[checkpoint]]",
    ),
    Case::changed(
        "A rehearsal in the dark faster than by day",
        "[[checkpoint]]",
        "[rehearsal]\ndark_time = 0.8\n\n[[checkpoint]]",
    ),
    Case::changed(
        "A gap in columns beyond all columns",
        "[[checkpoint]]",
        "[rehearsal]\nconvoy_gap = [0, 15, 5000]\n\n[[checkpoint]]",
    ),
    Case::changed("A corridor that a blank has cleared of mines", "[[corridor]]", "[[corridor]]\ncleared_by = \" \""),
    Case::changed("A rehearsal that is a list", "[[checkpoint]]", "[[rehearsal]]\nstay = 0.1\n\n[[checkpoint]]"),
];

#[test]
fn a_figure_of_a_rehearsal_that_there_is_not() {
    insta::assert_snapshot!(says("A figure of a rehearsal that there is not"), @r#"
        exit code 3
        scenario.unknown-key

          x rehearsal: the key "redy_late" is not known here
            ,-[scenario.toml:25:1]
         24 | [rehearsal]
         25 | redy_late = 10
            : ^^^^|^^^^
            :     `-- here
         26 |
            `----
          help: Did you mean "ready_late"? Known here: ready_late, leave_early, early_by, stay, join,
                persons_in_car, checkpoint_pace, checkpoint_pauses, pause_lasts, road_pace, breakdowns,
                breakdown_lasts, short_of_fuel, fuel_for, opens_late, late_by, opens_early, opens_by,
                ends_early, ends_by, extended, extended_by, incidents, incident_lasts, dark_time,
                other_road, follow, mined, mined_lasts, convoy_gap.
        "#);
}

#[test]
fn figures_of_a_rehearsal_that_do_not_rise() {
    insta::assert_snapshot!(says("Figures of a rehearsal that do not rise"), @"
        exit code 3
        scenario.range-order

          x rehearsal: ready_late is [0, 45, 10], which does not rise
            ,-[scenario.toml:25:14]
         24 | [rehearsal]
         25 | ready_late = [0, 45, 10]
            :              ^^^^^|^^^^^
            :                   `-- here
         26 |
            `----
          help: The least comes first, then the most likely, then the most.
        ");
}

#[test]
fn a_figure_of_a_rehearsal_below_zero() {
    insta::assert_snapshot!(says("A figure of a rehearsal below zero"), @"
        exit code 3
        scenario.below-zero

          x rehearsal: ready_late cannot be below zero
            ,-[scenario.toml:25:15]
         24 | [rehearsal]
         25 | ready_late = [-5, 10, 45]
            :               ^|
            :                `-- here
         26 |
            `----
          help: Remove the minus sign.
        ");
}

#[test]
fn a_share_of_a_rehearsal_above_one() {
    insta::assert_snapshot!(says("A share of a rehearsal above one"), @"
        exit code 3
        scenario.out-of-range

          x rehearsal: stay is 5: more than 1 whole cannot be meant
            ,-[scenario.toml:25:12]
         24 | [rehearsal]
         25 | stay = [0, 5, 20]
            :            |
            :            `-- here
         26 |
            `----
          help: Write a share: 0.3 is thirty of a hundred.
        ");
}

#[test]
fn a_figure_of_a_rehearsal_as_text() {
    insta::assert_snapshot!(says("A figure of a rehearsal as text"), @r#"
        exit code 3
        scenario.wrong-type

          x rehearsal: late_by must be a number, or three: [least, likely, most]
            ,-[scenario.toml:25:11]
         24 | [rehearsal]
         25 | late_by = "half an hour"
            :           ^^^^^^^|^^^^^^
            :                  `-- here
         26 |
            `----
          help: Write late_by = 30 or late_by = [10, 30, 90] with your own numbers.
        "#);
}

#[test]
fn two_numbers_where_a_rehearsal_needs_three() {
    insta::assert_snapshot!(says("Two numbers where a rehearsal needs three"), @"
        exit code 3
        scenario.wrong-type

          x rehearsal: stay must be a number, or three: [least, likely, most]
            ,-[scenario.toml:25:8]
         24 | [rehearsal]
         25 | stay = [0, 0.2]
            :        ^^^^|^^^
            :            `-- here
         26 |
            `----
          help: Write stay = 0.1 or stay = [0, 0.1, 0.2] with your own numbers.
        ");
}

#[test]
fn a_rehearsal_in_the_dark_faster_than_by_day() {
    insta::assert_snapshot!(says("A rehearsal in the dark faster than by day"), @"
        exit code 3
        scenario.out-of-range

          x rehearsal: dark_time is 0.8, and must be at least 1
            ,-[scenario.toml:25:13]
         24 | [rehearsal]
         25 | dark_time = 0.8
            :             ^|^
            :              `-- here
         26 |
            `----
          help: Write the time as a share of that by day: 1.3 is thirty of a hundred longer.
        ");
}

#[test]
fn a_rehearsal_that_is_a_list() {
    insta::assert_snapshot!(says("A rehearsal that is a list"), @r#"
        exit code 3
        scenario.wrong-type

          x "rehearsal" must be one table
            ,-[scenario.toml:24:1]
         23 |
         24 | [[rehearsal]]
            : ^^^^^^|^^^^^^
            :       `-- here
         25 | stay = 0.1
            `----
          help: Write [rehearsal] once, its figures in the lines below.
        "#);
}

#[test]
fn a_gap_in_columns_beyond_all_columns() {
    insta::assert_snapshot!(says("A gap in columns beyond all columns"), @r#"
        exit code 3
        scenario.out-of-range

          x rehearsal: convoy_gap is 5000: more than 500 m cannot be meant
            ,-[scenario.toml:25:22]
         24 | [rehearsal]
         25 | convoy_gap = [0, 15, 5000]
            :                      ^^|^
            :                        `-- here
         26 |
            `----
          help: Check the decimal point.
        "#);
}

#[test]
fn a_corridor_that_a_blank_has_cleared_of_mines() {
    insta::assert_snapshot!(says("A corridor that a blank has cleared of mines"), @r#"
        exit code 3
        scenario.missing-key

          x corridor "North": "cleared_by" is blank
            ,-[scenario.toml:30:14]
         29 | [[corridor]]
         30 | cleared_by = " "
            :              ^|^
            :               `-- here
         31 | name = "North"
            `----
          help: Write cleared_by = "sappers of both sides, 14 March 18:00", or remove the line.
        "#);
}
