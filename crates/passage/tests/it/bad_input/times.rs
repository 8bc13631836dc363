//! Times that do not exist, come twice, contradict each other or lie outside the plan.

use super::{Case, says};

pub const CASES: &[Case] = &[
    Case::changed(
        "A time that the clocks jump over",
        r#"h_hour = "2022-03-05 09:00""#,
        r#"h_hour = "2022-03-27 03:30""#,
    ),
    Case::changed(
        "A window that starts at a time that comes twice",
        r#"h_hour = "2022-03-05 09:00"
horizon = "8 h"
network = "roads.osm"
travel_on = "corridors""#,
        r#"h_hour = "2022-10-29 22:00"
horizon = "12 h"
network = "roads.osm"
travel_on = "corridors"

[[corridor]]
name = "East"
via = ["Mariupol", "Berdyansk"]
windows = ["03:30-08:00"]"#,
    ),
    Case::changed(
        "Two clocks that disagree",
        r#"windows = ["2022-03-05 11:00-16:00"]"#,
        r#"windows = ["10:00-17:00 Europe/Kyiv = 10:00-17:00 Europe/Moscow"]"#,
    ),
    Case::changed("An unknown time zone", r#"zone = "Europe/Kyiv""#, r#"zone = "Europe/Kiyv""#),
    Case::changed("A city instead of a time zone", r#"zone = "Europe/Kyiv""#, r#"zone = "Moscow""#),
    Case::changed(
        "No time zone anywhere",
        r#"zone = "Europe/Kyiv"
"#,
        "",
    ),
    Case::changed("An H-hour without a date", r#"h_hour = "2022-03-05 09:00""#, r#"h_hour = "09:00""#),
    Case::changed(
        "An hour that no day has",
        r#"windows = ["2022-03-05 11:00-16:00"]"#,
        r#"windows = ["2022-03-05 11:00-25:00"]"#,
    ),
    Case::changed("A day that no year has", r#"h_hour = "2022-03-05 09:00""#, r#"h_hour = "2022-02-30 09:00""#),
    Case::changed(
        "A window that ends before it starts",
        r#"windows = ["2022-03-05 11:00-16:00"]"#,
        r#"windows = ["2022-03-05 16:00-11:00"]"#,
    ),
    Case::changed("A window that is empty", r#"windows = ["2022-03-05 11:00-16:00"]"#, r#"windows = ["11:00-11:00"]"#),
    Case::changed(
        "Overlapping windows",
        r#"windows = ["2022-03-05 11:00-16:00"]"#,
        r#"windows = ["11:00-14:00", "2022-03-05 13:00-16:00"]"#,
    ),
    Case::changed(
        "A window of another day",
        r#"windows = ["2022-03-05 11:00-16:00"]"#,
        r#"windows = ["2022-03-06 11:00-16:00"]"#,
    ),
    Case::changed("A list without any window", r#"windows = ["2022-03-05 11:00-16:00"]"#, "windows = []"),
    Case::changed(
        "A window that is no window",
        r#"windows = ["2022-03-05 11:00-16:00"]"#,
        r#"windows = ["from eleven to four"]"#,
    ),
    Case::changed("A horizon of zero", r#"horizon = "8 h""#, r#"horizon = "0 h""#),
    Case::changed("A horizon before the H-hour", r#"horizon = "8 h""#, r#"horizon = "2022-03-04 17:00""#),
    Case::changed(
        "A step that does not divide the horizon",
        r#"horizon = "8 h""#,
        r#"horizon = "8 h"
step = "7 min""#,
    ),
];

#[test]
fn a_time_that_the_clocks_jump_over() {
    insta::assert_snapshot!(says("A time that the clocks jump over"), @r#"
exit code 3
scenario.time-skipped

  x 03:30 on 27 March 2022 does not exist in Europe/Kyiv: the clocks were put forward over it
   ,-[scenario.toml:4:10]
 3 | zone = "Europe/Kyiv"
 4 | h_hour = "2022-03-27 03:30"
   :          ^^^^^^^^^|^^^^^^^^
   :                   `-- here
 5 | horizon = "8 h"
   `----
  help: By the clocks before the change it is 2022-03-27 04:30+03:00, by those after it 2022-03-27
        02:30+02:00. Write the one that was meant.
"#);
}

#[test]
fn a_window_that_starts_at_a_time_that_comes_twice() {
    insta::assert_snapshot!(says("A window that starts at a time that comes twice"), @r#"
exit code 3
scenario.time-twice

  x corridor "East": 03:30 on 30 October 2022 came twice in Europe/Kyiv: the clocks were put back
  | over it
    ,-[scenario.toml:12:12]
 11 | via = ["Mariupol", "Berdyansk"]
 12 | windows = ["03:30-08:00"]
    :            ^^^^^^|^^^^^^
    :                  `-- here
 13 |
    `----
  help: It was 2022-10-30 03:30+03:00 and again 2022-10-30 03:30+02:00. Write the one that was
        meant, with its offset.

scenario.window-outside-horizon

  ! corridor "North": the window "2022-03-05 11:00-16:00" lies outside the plan, from 2022-10-29
  | 22:00 to 2022-10-30 09:00
    ,-[scenario.toml:37:12]
 36 | via = ["Mariupol", "Nikolske", "Orikhiv", "The city"]
 37 | windows = ["2022-03-05 11:00-16:00"]
    :            ^^^^^^^^^^^^|^^^^^^^^^^^
    :                        `-- here
    `----
  help: Check its date, or the H-hour and the horizon.
"#);
}

#[test]
fn two_clocks_that_disagree() {
    insta::assert_snapshot!(says("Two clocks that disagree"), @r#"
exit code 3
scenario.clocks-disagree

  x corridor "North": the two clocks disagree: 10:00-17:00 Europe/Moscow is 09:00-16:00 by Europe/
  | Kyiv on 5 March 2022, and the other clock says 10:00-17:00 Europe/Kyiv
    ,-[scenario.toml:32:12]
 31 | via = ["Mariupol", "Nikolske", "Orikhiv", "The city"]
 32 | windows = ["10:00-17:00 Europe/Kyiv = 10:00-17:00 Europe/Moscow"]
    :            ^^^^^^^^^^^^^^^^^^^^^^^^^^|^^^^^^^^^^^^^^^^^^^^^^^^^^
    :                                      `-- here
    `----
  help: 10:00-17:00 Europe/Moscow is 09:00-16:00 Europe/Kyiv on 5 March 2022 and 10:00-17:00 on 28
        March 2022 (the clocks changed on 27 March 2022). Which did the text mean? Correct one of
        the two.
"#);
}

#[test]
fn an_unknown_time_zone() {
    insta::assert_snapshot!(says("An unknown time zone"), @r#"
exit code 3
scenario.unknown-zone

  x there is no time zone "Europe/Kiyv"
   ,-[scenario.toml:3:8]
 2 | title = "Exercise"
 3 | zone = "Europe/Kiyv"
   :        ^^^^^^|^^^^^^
   :              `-- here
 4 | h_hour = "2022-03-05 09:00"
   `----
  help: Did you mean "Europe/Kyiv"?
"#);
}

#[test]
fn a_city_instead_of_a_time_zone() {
    insta::assert_snapshot!(says("A city instead of a time zone"), @r#"
exit code 3
scenario.unknown-zone

  x there is no time zone "Moscow"
   ,-[scenario.toml:3:8]
 2 | title = "Exercise"
 3 | zone = "Moscow"
   :        ^^^^|^^^
   :            `-- here
 4 | h_hour = "2022-03-05 09:00"
   `----
  help: Did you mean "Europe/Moscow"?
"#);
}

#[test]
fn no_time_zone_anywhere() {
    insta::assert_snapshot!(says("No time zone anywhere"), @r#"
exit code 3
scenario.zone-missing

  x "2022-03-05 09:00" names no time zone, and the scenario has none
   ,-[scenario.toml:3:10]
 2 | title = "Exercise"
 3 | h_hour = "2022-03-05 09:00"
   :          ^^^^^^^^^|^^^^^^^^
   :                   `-- here
 4 | horizon = "8 h"
   `----
  help: Add zone = "Europe/Kyiv" (yours) at the top of the scenario, or write the zone after the
        time.
"#);
}

#[test]
fn an_h_hour_without_a_date() {
    insta::assert_snapshot!(says("An H-hour without a date"), @r#"
exit code 3
scenario.date-missing

  x "09:00" has no date
   ,-[scenario.toml:4:10]
 3 | zone = "Europe/Kyiv"
 4 | h_hour = "09:00"
   :          ^^^|^^^
   :             `-- here
 5 | horizon = "8 h"
   `----
  help: Write the date too, as in "2022-03-05 09:00".
"#);
}

#[test]
fn an_hour_that_no_day_has() {
    insta::assert_snapshot!(says("An hour that no day has"), @r#"
exit code 3
scenario.not-a-time

  x corridor "North": there is no 25:00
    ,-[scenario.toml:32:12]
 31 | via = ["Mariupol", "Nikolske", "Orikhiv", "The city"]
 32 | windows = ["2022-03-05 11:00-25:00"]
    :            ^^^^^^^^^^^^|^^^^^^^^^^^
    :                        `-- here
    `----
  help: Hours run from 00:00 to 24:00; dates are written 2022-03-05.
"#);
}

#[test]
fn a_day_that_no_year_has() {
    insta::assert_snapshot!(says("A day that no year has"), @r#"
exit code 3
scenario.not-a-time

  x there is no 2022-02-30
   ,-[scenario.toml:4:10]
 3 | zone = "Europe/Kyiv"
 4 | h_hour = "2022-02-30 09:00"
   :          ^^^^^^^^^|^^^^^^^^
   :                   `-- here
 5 | horizon = "8 h"
   `----
  help: Hours run from 00:00 to 24:00; dates are written 2022-03-05.
"#);
}

#[test]
fn a_window_that_ends_before_it_starts() {
    insta::assert_snapshot!(says("A window that ends before it starts"), @r#"
exit code 3
scenario.window-ends-before-it-starts

  x corridor "North": the window "2022-03-05 16:00-11:00" ends before it starts
    ,-[scenario.toml:32:12]
 31 | via = ["Mariupol", "Nikolske", "Orikhiv", "The city"]
 32 | windows = ["2022-03-05 16:00-11:00"]
    :            ^^^^^^^^^^^^|^^^^^^^^^^^
    :                        `-- here
    `----
  help: If it runs over midnight, write "2022-03-05 16:00 - 2022-03-06 11:00".
"#);
}

#[test]
fn a_window_that_is_empty() {
    insta::assert_snapshot!(says("A window that is empty"), @r#"
exit code 3
scenario.window-ends-before-it-starts

  x corridor "North": the window "11:00-11:00" ends when it starts
    ,-[scenario.toml:32:12]
 31 | via = ["Mariupol", "Nikolske", "Orikhiv", "The city"]
 32 | windows = ["11:00-11:00"]
    :            ^^^^^^|^^^^^^
    :                  `-- here
    `----
  help: Check both times; a whole day is written 00:00-24:00.
"#);
}

#[test]
fn overlapping_windows() {
    insta::assert_snapshot!(says("Overlapping windows"), @r#"
exit code 0
scenario.windows-overlap

  ! corridor "North": the windows "11:00-14:00" and "2022-03-05 13:00-16:00" overlap from 2022-03-
  | 05 13:00 to 2022-03-05 14:00
    ,-[scenario.toml:32:27]
 31 | via = ["Mariupol", "Nikolske", "Orikhiv", "The city"]
 32 | windows = ["11:00-14:00", "2022-03-05 13:00-16:00"]
    :                           ^^^^^^^^^^^^|^^^^^^^^^^^
    :                                       `-- here
    `----
  help: They are used as one window.
"#);
}

#[test]
fn a_window_of_another_day() {
    insta::assert_snapshot!(says("A window of another day"), @r#"
exit code 3
scenario.window-outside-horizon

  ! corridor "North": the window "2022-03-06 11:00-16:00" lies outside the plan, from 2022-03-05
  | 09:00 to 2022-03-05 17:00
    ,-[scenario.toml:32:12]
 31 | via = ["Mariupol", "Nikolske", "Orikhiv", "The city"]
 32 | windows = ["2022-03-06 11:00-16:00"]
    :            ^^^^^^^^^^^^|^^^^^^^^^^^
    :                        `-- here
    `----
  help: Check its date, or the H-hour and the horizon.

scenario.unreachable

  x assembly point "Mariupol": no corridor that opens within the plan leads from it to a reception
  | site: "North" would, but none of its windows lies within the plan (windows = ["2022-03-06
  | 11:00-16:00"])
    ,-[scenario.toml:29:1]
 28 |
 29 | [[corridor]]
    : ^^^^^^|^^^^^
    :       `-- here
 30 | name = "North"
    `----
  help: Check the day and the hours of its windows against h_hour and horizon.

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
fn a_list_without_any_window() {
    insta::assert_snapshot!(says("A list without any window"), @r#"
exit code 3
scenario.no-window

  x corridor "North": "windows" is an empty list: open throughout, or never?
    ,-[scenario.toml:32:11]
 31 | via = ["Mariupol", "Nikolske", "Orikhiv", "The city"]
 32 | windows = []
    :           ^|
    :            `-- here
    `----
  help: Leave "windows" out if it is always open; use [[closure]] if it is closed.
"#);
}

#[test]
fn a_window_that_is_no_window() {
    insta::assert_snapshot!(says("A window that is no window"), @r#"
exit code 3
scenario.not-a-time

  x corridor "North": "from eleven to four" is not a window such as "09:00-16:00" or "2022-03-05
  | 09:00-16:00 Europe/Kyiv"
    ,-[scenario.toml:32:12]
 31 | via = ["Mariupol", "Nikolske", "Orikhiv", "The city"]
 32 | windows = ["from eleven to four"]
    :            ^^^^^^^^^^|^^^^^^^^^^
    :                      `-- here
    `----
  help: Dates are written 2022-03-05, times 09:00; a zone or an offset may follow.
"#);
}

#[test]
fn a_horizon_of_zero() {
    insta::assert_snapshot!(says("A horizon of zero"), @r#"
exit code 3
scenario.horizon

  x the horizon is the H-hour itself: nothing can happen before it
   ,-[scenario.toml:5:11]
 4 | h_hour = "2022-03-05 09:00"
 5 | horizon = "0 h"
   :           ^^|^^
   :             `-- here
 6 | network = "roads.osm"
   `----
  help: Write how long the plan may last, such as horizon = "8 h".
"#);
}

#[test]
fn a_horizon_before_the_h_hour() {
    insta::assert_snapshot!(says("A horizon before the H-hour"), @r#"
exit code 3
scenario.horizon

  x the horizon lies before the H-hour
   ,-[scenario.toml:5:11]
 4 | h_hour = "2022-03-05 09:00"
 5 | horizon = "2022-03-04 17:00"
   :           ^^^^^^^^^|^^^^^^^^
   :                    `-- here
 6 | network = "roads.osm"
   `----
  help: Check both dates.
"#);
}

#[test]
fn a_step_that_does_not_divide_the_horizon() {
    insta::assert_snapshot!(says("A step that does not divide the horizon"), @r#"
exit code 3
scenario.step

  x the step of 420 s does not divide the horizon of 28800 s
   ,-[scenario.toml:6:8]
 5 | horizon = "8 h"
 6 | step = "7 min"
   :        ^^^|^^^
   :           `-- here
 7 | network = "roads.osm"
   `----
  help: 60 s would, or a horizon of 28560 s.
"#);
}
