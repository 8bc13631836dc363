//! Civil times against the changes of the clocks in 2022, and windows in one zone against the same in another.

use super::*;
use crate::time::Interval;
use proptest::prelude::*;

fn calendar(h_hour: &str) -> Calendar {
    Calendar::new(h_hour, Some(Zone::find("Europe/Kyiv").unwrap())).unwrap()
}

fn hours(from: u32, until: u32) -> Interval {
    Interval { from: Clock(from * 3600), until: Clock(until * 3600) }
}

const DAY: Clock = Clock(86_400);

#[test]
fn five_hours_after_the_h_hour_is_sixteen_o_clock_minus_two() {
    let calendar = calendar("2022-03-05 09:00");
    let window = calendar.window("2022-03-05 11:00-16:00", DAY).unwrap();
    assert_eq!(window.intervals, [hours(2, 7)]);
    assert_eq!(calendar.civil(Clock(7 * 3600)), "2022-03-05 16:00");
    assert_eq!(calendar.rfc3339(Clock(0)), "2022-03-05T09:00:00+02:00");
}

#[test]
fn the_moscow_clock_is_an_hour_ahead_on_5_march_and_equal_on_28_march() {
    let moscow = Zone::find("Europe/Moscow").unwrap();
    assert_eq!(calendar("2022-03-05 09:00").civil_in(Clock(0), &moscow), "2022-03-05 10:00");
    assert_eq!(calendar("2022-03-28 09:00").civil_in(Clock(0), &moscow), "2022-03-28 09:00");
}

#[test]
fn the_day_of_the_change_has_twenty_three_hours() {
    let calendar = calendar("2022-03-26 20:00");
    let curfew = calendar.window("20:00-06:00", Clock(3 * 86_400)).unwrap();
    assert!(curfew.over_midnight && curfew.daily);
    // 20:00 to 06:00 is ten hours, but nine in the night in which the clocks go forward.
    assert_eq!(curfew.intervals, [hours(0, 9), hours(23, 33), hours(47, 57), hours(71, 81)]);
}

#[test]
fn the_kyiv_curfew_of_march_2022_lasts_thirty_five_hours() {
    let calendar = calendar("2022-03-15 20:00");
    let curfew = calendar.window("2022-03-15 20:00 - 2022-03-17 07:00", Clock(2 * 86_400)).unwrap();
    assert_eq!(curfew.intervals, [hours(0, 35)]);
}

#[test]
fn a_time_that_the_clocks_jump_over_is_refused_with_both_readings() {
    let refused = calendar("2022-03-26 20:00").moment("2022-03-27 03:30").unwrap_err();
    insta::assert_snapshot!(
        format!("{}: {refused}. {}", refused.code(), refused.advice()),
        @"scenario.time-skipped: 03:30 on 27 March 2022 does not exist in Europe/Kyiv: the clocks were put forward over it. By the clocks before the change it is 2022-03-27 04:30+03:00, by those after it 2022-03-27 02:30+02:00. Write the one that was meant."
    );
}

#[test]
fn a_time_that_comes_twice_is_refused_with_both_readings() {
    let calendar = calendar("2022-10-29 20:00");
    let refused = calendar.window("03:30-08:00", DAY).unwrap_err();
    insta::assert_snapshot!(
        format!("{}: {refused}. {}", refused.code(), refused.advice()),
        @"scenario.time-twice: 03:30 on 30 October 2022 came twice in Europe/Kyiv: the clocks were put back over it. It was 2022-10-30 03:30+03:00 and again 2022-10-30 03:30+02:00. Write the one that was meant, with its offset."
    );
    assert_eq!(calendar.moment("2022-10-30 03:30 +02:00").unwrap(), 8 * 3600 + 1800);
}

#[test]
fn two_clocks_that_agree_are_one_window() {
    let calendar = calendar("2022-03-05 09:00");
    let window = calendar.window("11:00-16:00 Europe/Kyiv = 12:00-17:00 Europe/Moscow", DAY).unwrap();
    assert_eq!(window.zones, ["Europe/Kyiv", "Europe/Moscow"]);
    assert_eq!(window.intervals, calendar.window("11:00-16:00", DAY).unwrap().intervals);
    let dated = calendar.window("2022-03-05 11:00-16:00 = 12:00-17:00 Europe/Moscow", DAY).unwrap();
    assert_eq!(dated.intervals, [hours(2, 7)]);
}

#[test]
fn two_clocks_that_disagree_are_refused_and_the_change_between_them_is_named() {
    let calendar = calendar("2022-03-05 09:00");
    let refused = calendar.window("10:00-17:00 = 10:00-17:00 Europe/Moscow", Clock(8 * 3600)).unwrap_err();
    insta::assert_snapshot!(
        format!("{refused}. {}", refused.advice()),
        @"the two clocks disagree: 10:00-17:00 Europe/Moscow is 09:00-16:00 by Europe/Kyiv on 5 March 2022, and the other clock says 10:00-17:00. 10:00-17:00 Europe/Moscow is 09:00-16:00 Europe/Kyiv on 5 March 2022 and 10:00-17:00 on 28 March 2022 (the clocks changed on 27 March 2022). Which did the text mean? Correct one of the two."
    );
}

#[test]
fn a_window_that_ends_before_it_starts_is_refused_when_it_names_its_day() {
    let calendar = calendar("2022-03-05 09:00");
    let refused = calendar.window("2022-03-05 16:00-11:00", DAY).unwrap_err();
    insta::assert_snapshot!(
        format!("{refused}. {}", refused.advice()),
        @r#"the window "2022-03-05 16:00-11:00" ends before it starts. If it runs over midnight, write "2022-03-05 16:00 - 2022-03-06 11:00"."#
    );
    assert!(calendar.window("2022-03-05 16:00 - 2022-03-05 11:00", DAY).is_err());
    assert!(calendar.window("09:00-09:00", DAY).is_err());
}

#[test]
fn midnight_is_both_the_end_of_a_day_and_the_start_of_the_next() {
    let calendar = calendar("2022-03-05 09:00");
    assert_eq!(calendar.moment("2022-03-05 24:00").unwrap(), calendar.moment("2022-03-06 00:00").unwrap());
    assert_eq!(calendar.window("18:00-24:00", DAY).unwrap().intervals, [hours(9, 15)]);
    assert!(matches!(calendar.moment("24:01"), Err(CivilError::Impossible { .. })));
}

#[test]
fn a_time_without_a_date_is_the_next_one_at_or_after_the_h_hour() {
    let calendar = calendar("2022-03-05 09:00");
    assert_eq!(calendar.moment("09:00").unwrap(), 0);
    assert_eq!(calendar.moment("11:00").unwrap(), 2 * 3600);
    assert_eq!(calendar.moment("08:00").unwrap(), 23 * 3600);
    assert_eq!(calendar.moment("11:00 Europe/Moscow").unwrap(), 3600);
    assert_eq!(calendar.moment("2022-03-05 08:00").unwrap(), -3600);
}

#[test]
fn an_unknown_zone_is_answered_with_the_nearest() {
    for (asked, nearest) in [
        ("Europe/Kiyv", "Europe/Kyiv"),
        ("Kyiv", "Europe/Kyiv"),
        ("Moscow", "Europe/Moscow"),
        ("Asia/Tokio", "Asia/Tokyo"),
    ] {
        let Err(CivilError::UnknownZone { nearest: found, .. }) = Zone::find(asked) else {
            panic!("{asked} was found")
        };
        assert_eq!(found.as_deref(), Some(nearest), "{asked}");
    }
    assert!(Zone::find("Middle of nowhere").is_err());
}

#[test]
fn spans_are_read_as_people_write_them() {
    use super::span;
    for (text, seconds) in
        [("8 h", 28_800), ("90 min", 5400), ("1 d 6 h 30 min", 109_800), ("60 s", 60), ("8:30", 30_600)]
    {
        assert_eq!(span(text), Some(crate::units::Seconds(seconds)), "{text}");
    }
    for text in ["", "8", "h", "-8 h", "8 fortnights", "99999999999 h", "4000000 h", "8:75"] {
        assert_eq!(span(text), None, "{text}");
    }
}

#[test]
fn a_calendar_survives_its_document() {
    let calendar = calendar("2022-03-05 09:00");
    let text = serde_json::to_string(&calendar).unwrap();
    assert_eq!(text, r#"{"h_hour":"2022-03-05T09:00:00+02:00","zone":"Europe/Kyiv","zone_is_given":true}"#);
    assert_eq!(serde_json::from_str::<Calendar>(&text).unwrap(), calendar);
}

const ZONES: [&str; 8] = [
    "Europe/Kyiv",
    "Europe/Moscow",
    "UTC",
    "America/New_York",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Asia/Gaza",
    "+05:45",
];

proptest! {
    /// The same stretch of time, written by two clocks, is the same window, and both clocks agree on it.
    #[test]
    fn a_window_is_the_same_in_every_zone(
        start in 0u32..200 * 1440,
        length in 1u32..2000,
        zones in (0..ZONES.len(), 0..ZONES.len()),
    ) {
        let calendar = calendar("2022-03-01 06:00");
        let span = Interval { from: Clock(start * 60), until: Clock((start + length) * 60) };
        let horizon = Clock(300 * 86_400);
        let written = |zone: &str| {
            let zone = Zone::find(zone).unwrap();
            format!("{} - {} {}", calendar.civil_in(span.from, &zone), calendar.civil_in(span.until, &zone), zone.name())
        };
        let (first, second) = (written(ZONES[zones.0]), written(ZONES[zones.1]));
        let both = calendar.window(&format!("{first} = {second}"), horizon);
        match both {
            Ok(window) => prop_assert_eq!(window.intervals, vec![span]),
            // Only where a clock was put back may the written time be unclear.
            Err(CivilError::Twice { .. }) => {}
            Err(other) => prop_assert!(false, "{}: {}", first, other),
        }
    }

    /// Every moment that a clock shows is read back as that moment.
    #[test]
    fn what_the_clock_shows_is_read_back(minutes in 0u32..500_000, zone in 0..ZONES.len()) {
        let calendar = calendar("2021-12-31 23:00");
        let zone = Zone::find(ZONES[zone]).unwrap();
        let clock = Clock(minutes * 60);
        match calendar.moment(&format!("{} {}", calendar.civil_in(clock, &zone), zone.name())) {
            Ok(read) => prop_assert_eq!(read, i64::from(clock.0)),
            Err(other) => prop_assert!(matches!(other, CivilError::Twice { .. }), "{}", other),
        }
    }

    /// Whatever is written, reading it answers and does not break.
    #[test]
    fn any_text_is_read_or_refused(text in "[0-9:\\- A-Za-z/+=é]{0,40}") {
        let calendar = calendar("2022-03-05 09:00");
        let _ = (calendar.moment(&text), calendar.window(&text, DAY), span(&text));
    }
}
