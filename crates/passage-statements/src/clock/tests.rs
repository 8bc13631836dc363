//! Times as the reports and announcements of March 2022 quote them.

use super::*;
use crate::measure::Period;
use proptest::prelude::*;

fn kyiv(date: &str) -> Context {
    let zone = Zone::find("Europe/Kyiv").unwrap();
    Context { zone: Some(zone), date: Some(date.parse().unwrap()), said_at: None }
}

fn utc(moment: Timestamp) -> String {
    moment.strftime("%F %H:%M").to_string()
}

fn ends(context: &Context, text: &str) -> [Option<String>; 2] {
    let window = context.window(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    [window.from, window.until].map(|moment| moment.map(|m| utc(m.at)))
}

fn both(from: &str, until: &str) -> [Option<String>; 2] {
    [from, until].map(|text| Some(text.to_owned()))
}

fn refused(error: &ClockError) -> String {
    format!("{}: {error}. {}", error.code(), error.advice())
}

#[test]
fn a_moment_is_read_however_it_is_quoted() {
    let context = kyiv("2022-03-05");
    for (text, at) in [
        ("11:00", "2022-03-05 09:00"),
        ("11 a.m.", "2022-03-05 09:00"),
        ("11am on 6 March", "2022-03-06 09:00"),
        ("noon Moscow", "2022-03-05 09:00"),
        ("12:00 Moscow time, 5 March 2022", "2022-03-05 09:00"),
        ("11:00 за київським часом 5 березня 2022 року", "2022-03-05 09:00"),
        ("2022-03-05T11:00 +02:00", "2022-03-05 09:00"),
        ("09:00 GMT", "2022-03-05 09:00"),
        ("11:00 (noon Moscow)", "2022-03-05 09:00"),
        ("23:30 = 00:30 Moscow", "2022-03-05 21:30"),
        ("Saturday, March 5, 2022 at 11.00", "2022-03-05 09:00"),
        ("05.03.2022 11:00", "2022-03-05 09:00"),
        ("24:00", "2022-03-05 22:00"),
        ("12:30 p.m.", "2022-03-05 10:30"),
        ("12 a.m.", "2022-03-04 22:00"),
        ("11:00 utc+2", "2022-03-05 09:00"),
    ] {
        assert_eq!(context.moment(text).map(|m| utc(m.at)), Ok(at.to_owned()), "{text}");
    }
    let about = context.moment("about 11:00").unwrap();
    assert!(about.about && about.quoted == "about 11:00");
    assert_eq!(context.moment("no later than 18:00").unwrap().bound, Bound::By);
    assert_eq!(context.moment("as of 14:00").unwrap().bound, Bound::AsOf);
}

#[test]
fn a_window_in_two_clocks_is_one_window() {
    let context = kyiv("2022-03-05");
    let text = "9 a.m.\u{2013}4 p.m. (10 a.m.\u{2013}5 p.m. Moscow)";
    assert_eq!(ends(&context, text), both("2022-03-05 07:00", "2022-03-05 14:00"));
    let window = context.window("09:00-16:00 = 10:00-17:00 Moscow = 07:00-14:00 GMT").unwrap();
    assert_eq!(window.clocks.iter().map(Zone::name).collect::<Vec<_>>(), ["Europe/Kyiv", "Europe/Moscow", "UTC"]);
    // Late in the evening the other clock is a day ahead.
    let late = "22:00-23:30 = 00:00-01:30 +04:00";
    assert_eq!(ends(&context, late), both("2022-03-05 20:00", "2022-03-05 21:30"));
}

#[test]
fn two_clocks_that_disagree_are_told_on_both_sides_of_the_change() {
    let context = kyiv("2022-03-05");
    let error = context.window("10:00 to 17:00 (10:00 to 17:00 Moscow)").unwrap_err();
    insta::assert_snapshot!(refused(&error), @"scenario.clocks-disagree: the two clocks disagree: from 10:00 until 17:00 Europe/Moscow is from 09:00 until 16:00 by Europe/Kyiv on 5 March 2022, and the other clock says from 10:00 until 17:00 Europe/Kyiv. 10:00-17:00 Europe/Moscow is 09:00-16:00 Europe/Kyiv on 5 March 2022 and 10:00-17:00 on 28 March 2022 (the clocks changed on 27 March 2022). Which did the text mean? Correct one of the two.");
    let sentence =
        context.window("10:00 to 17:00 Moscow").unwrap().by_clock_of(&Zone::find("Europe/Kyiv").unwrap()).unwrap();
    insta::assert_snapshot!(sentence, @"10:00-17:00 Europe/Moscow is 09:00-16:00 Europe/Kyiv on 5 March 2022 and 10:00-17:00 on 28 March 2022 (the clocks changed on 27 March 2022)");
}

#[test]
fn a_curfew_of_thirty_five_hours_ends_where_it_should() {
    let context = kyiv("2022-03-15");
    let curfew = "from 20:00 local time on 15 March for 35 hours";
    assert_eq!(ends(&context, curfew), both("2022-03-15 18:00", "2022-03-17 05:00"));
    // 07:00 in Kyiv on the 17th; the same words over the change of the clocks end at 08:00.
    let window = kyiv("2022-03-26").window("from 20:00 for 35 hours").unwrap();
    let end = window.until.as_ref().unwrap();
    assert_eq!(end.zone.at(end.at).to_string(), "2022-03-28T08:00:00");
    assert_eq!(window.length().unwrap().as_hours(), 35);
    assert_eq!(ends(&context, "2022-03-15 20:00 - 2022-03-17 07:00"), both("2022-03-15 18:00", "2022-03-17 05:00"));
}

#[test]
fn a_window_may_leave_an_end_open_and_says_so() {
    let context = kyiv("2022-03-05");
    assert_eq!(ends(&context, "from 10:00 Moscow"), [Some("2022-03-05 07:00".to_owned()), None]);
    assert_eq!(ends(&context, "until 21:00"), [None, Some("2022-03-05 19:00".to_owned())]);
    assert_eq!(ends(&context, "10:00 to midnight"), both("2022-03-05 08:00", "2022-03-05 22:00"));
    assert_eq!(ends(&context, "10:00 to 17:00 Moscow on 28 March"), both("2022-03-28 07:00", "2022-03-28 14:00"));
}

#[test]
fn what_cannot_be_meant_is_refused_with_its_readings() {
    let context = kyiv("2022-03-05");
    let moment = |text: &str| refused(&context.moment(text).unwrap_err());
    let window = |text: &str| refused(&context.window(text).unwrap_err());
    let all = [
        moment("03:30 on 27 March 2022"),
        moment("03:30 on 30 October 2022"),
        moment("midnight on 5 March"),
        moment("Tuesday, 9 March 2022 11:00"),
        moment("30 February 2022 11:00"),
        moment("25:00"),
        moment("13 pm"),
        moment("early morning"),
        moment("11:00 12:00"),
        moment("11:00 (11:00 Moscow)"),
        moment("5 March 2022"),
        window("16:00-11:00"),
        window("09:00"),
        window("09:00-16:00 (10:00-17:00)"),
        refused(&Context::default().moment("11:00 on 5 March 2022").unwrap_err()),
        refused(&Context { date: None, ..context.clone() }.moment("11:00 on 5 March").unwrap_err()),
        moment("11:00 Europe/Kiew"),
    ];
    insta::assert_snapshot!(all.join("\n"), @r#"
        scenario.time-skipped: 03:30 on 27 March 2022 does not exist in Europe/Kyiv: the clocks were put forward over it. By the clocks before the change it is 2022-03-27 04:30+03:00, by those after it 2022-03-27 02:30+02:00. Write the one that was meant.
        scenario.time-twice: 03:30 on 30 October 2022 came twice in Europe/Kyiv: the clocks were put back over it. It was 2022-10-30 03:30+03:00 and again 2022-10-30 03:30+02:00. Write the one that was meant, with its offset.
        clock.midnight: midnight in "midnight on 5 March" may be the beginning of that day or its end. Write 00:00 for the beginning of the day or 24:00 for its end.
        clock.other-weekday: 9 March 2022 is a Wednesday, not a Tuesday. Ask which of the two was meant, and correct the other.
        clock.not-a-time: there is no 30.02.2022. Hours run from 00:00 to 24:00; check the date.
        clock.not-a-time: there is no 25:00. Hours run from 00:00 to 24:00; check the date.
        clock.not-a-time: there is no 13:00 pm. Hours run from 00:00 to 24:00; check the date.
        clock.not-a-time: "early" in "early morning" is not a part of a time such as "5 March 2022 11:00 Kyiv". Write it as "2022-03-05 11:00 Europe/Kyiv"; "5 March 2022", "11 a.m.", "noon Moscow", "about", "from", "by" and "as of" are understood too.
        clock.not-a-time: "11:00 12:00" in "11:00 12:00" is not one moment: it says a thing twice, or is a window. Write it as "2022-03-05 11:00 Europe/Kyiv"; "5 March 2022", "11 a.m.", "noon Moscow", "about", "from", "by" and "as of" are understood too.
        scenario.clocks-disagree: the two clocks disagree: 11:00 Europe/Moscow is 10:00 by Europe/Kyiv on 5 March 2022, and the other clock says 11:00 Europe/Kyiv. 11:00 Europe/Moscow is 10:00 Europe/Kyiv on 5 March 2022 and 11:00 on 28 March 2022 (the clocks changed on 27 March 2022). Which did the text mean? Correct one of the two.
        clock.not-a-time: "5 March 2022" in "5 March 2022" is not a moment: it has no time of day. Write it as "2022-03-05 11:00 Europe/Kyiv"; "5 March 2022", "11 a.m.", "noon Moscow", "about", "from", "by" and "as of" are understood too.
        scenario.window-ends-before-it-starts: the window "16:00-11:00" ends before it starts. If it runs over midnight, write "2022-03-05 16:00 - 2022-03-06 11:00".
        clock.not-a-time: "09:00" is one moment, not a window. Write both ends ("09:00-16:00"), or say that one is not known: "from 10:00", "until 21:00".
        clock.zone-missing: "09:00-16:00 (10:00-17:00)" does not say by whose clock. Write the zone after the time ("11:00 Kyiv", "12:00 Moscow", "+02:00"), or zone = "Europe/Kyiv" at the top.
        clock.zone-missing: "11:00 on 5 March 2022" does not say by whose clock. Write the zone after the time ("11:00 Kyiv", "12:00 Moscow", "+02:00"), or zone = "Europe/Kyiv" at the top.
        clock.date-missing: "11:00 on 5 March" has no date, or a date without a year. Write the date with its year, or date = "2022-03-05" at the top.
        scenario.unknown-zone: there is no time zone "europe/kiew". Did you mean "Europe/Kiev"?
        "#);
}

#[test]
fn the_time_of_a_figure_is_read() {
    let said_at = Some("2022-03-15T18:00:00Z".parse().unwrap());
    let context = Context { said_at, ..kyiv("2022-03-15") };
    for (text, words) in [
        ("15 March 2022", "15 March 2022 (Europe/Kyiv)"),
        ("today", "15 March 2022 (Europe/Kyiv)"),
        ("as of 14:00", "as of 2022-03-15 12:00 UTC"),
        ("today until 14:00", "15 March 2022 until 14:00 (Europe/Kyiv)"),
        ("by 14:00", "15 March 2022 until 14:00 (Europe/Kyiv)"),
        ("since 24 February", "from 2022-02-23 22:00 UTC to 2022-03-15 18:00 UTC"),
        ("from 24 February to 6 March", "from 2022-02-23 22:00 UTC to 2022-03-06 22:00 UTC"),
        ("so far", "so far, until 2022-03-15 18:00 UTC"),
        ("станом на 14:00", "as of 2022-03-15 12:00 UTC"),
    ] {
        assert_eq!(context.period(text).map(|p| p.to_string()), Ok(words.to_owned()), "{text}");
    }
    assert!(matches!(context.period("15 March 2022"), Ok(Period::Day { .. })));
    assert!(context.period("14:00").is_err() && context.period("").is_err());
}

proptest! {
    /// The twin is the calendar of the model, which reads one way of writing only.
    #[test]
    fn a_window_is_what_the_calendar_of_scenarios_makes_of_it(day in 1i8..=28, month in 1i8..=12, from in 4u32..12, long in 1u32..12) {
        use passage_model::civil::Calendar;
        use passage_model::time::Clock;
        let date = format!("2022-{month:02}-{day:02}");
        let text = format!("{date} {from:02}:00-{:02}:30 Europe/Moscow", from + long);
        let calendar = Calendar::new(&format!("{date} 00:00"), Some(Zone::find("Europe/Kyiv").unwrap())).unwrap();
        let interval = calendar.window(&text, Clock(172_800)).unwrap().intervals[0];
        let ours = Context::default().window(&text).unwrap();
        let start = Zone::find("Europe/Kyiv").unwrap().moment(date.parse::<Date>().unwrap().at(0, 0, 0, 0)).unwrap();
        let since = |moment: &Moment| moment.at.as_second() - start.as_second();
        prop_assert_eq!(since(ours.from.as_ref().unwrap()), i64::from(interval.from.0));
        prop_assert_eq!(since(ours.until.as_ref().unwrap()), i64::from(interval.until.0));
    }

    #[test]
    fn no_text_makes_a_panic(text in "\\PC{0,40}", times in "[0-9:. apm=(\\-–A-Z/]{0,30}") {
        let context = kyiv("2022-03-05");
        let _ = (context.moment(&text), context.window(&text), context.period(&text), context.window(&times), context.period(&times));
    }
}

/// Hours as people say them: without minutes, in three languages, with the half of the day or the clock beside them.
#[test]
fn spoken_hours_are_of_a_clock_of_24_where_that_is_sure_and_asked_about_where_it_is_not() {
    let day =
        Context { date: Some(Date::constant(2022, 3, 5)), zone: Zone::find("Europe/Kyiv").ok(), ..Context::default() };
    let window = |text: &str| {
        let window = day.window(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        let shown = |moment: Option<&Moment>| {
            moment.map_or_else(String::new, |moment| {
                day.zone.as_ref().unwrap().at(moment.at).strftime("%d %H:%M").to_string()
            })
        };
        format!("{}-{}", shown(window.from.as_ref()), shown(window.until.as_ref()))
    };
    for text in [
        "з 10 до 17 за Києвом",
        "з 10 до 17 години за київським часом",
        "від 10 до 17 годин",
        "с 10 до 17 по Киеву",
        "from 10 to 17 Kyiv",
        "10-17 Kyiv",
        "10 ранку до 5 вечора за Києвом",
        "10:00 EET - 17:00 EET",
        "11:00 MSK to 18:00 MSK",
    ] {
        assert_eq!(window(text), "05 10:00-05 17:00", "{text}");
    }
    assert_eq!(window("з 20:00 протягом 35 годин"), "05 20:00-07 07:00");
    let moment = |text: &str| {
        day.moment(text).map(|moment| day.zone.as_ref().unwrap().at(moment.at).strftime("%H:%M").to_string())
    };
    assert_eq!(moment("12 noon").as_deref(), Ok("12:00"));
    assert_eq!(moment("о 10 годині").as_deref(), Ok("10:00"));
    assert_eq!(moment("5 декабря 2022 10:00 Moscow").as_deref(), Ok("09:00"));
    let error = moment("after 10 Kyiv").unwrap_err();
    assert_eq!(
        (error.code(), error.advice().as_str()),
        ("clock.two-hours", "Write 10:00 or 22:00 (or 10 a.m., 10 p.m.).")
    );
    assert_eq!(moment("12 midnight").unwrap_err().code(), "clock.midnight");
    assert_eq!(moment("25 Kyiv").unwrap_err().code(), "clock.not-a-time");
}
