//! What of a text can be planned with, and what two texts both hold to, against a minute-by-minute twin.

use super::{Element, How, Outline, Side, Text, Value, read};
use crate::clock::Context;
use passage_model::civil::Zone;
use proptest::prelude::*;

fn made(text: &str) -> Text {
    let (read, findings) = read(text.as_bytes());
    read.unwrap_or_else(|| panic!("{findings:#?}"))
}

fn text(side: &str, rest: &str) -> Text {
    made(&format!(
        "version = 1\ncorridor = 'Mariupol'\nside = '{side}'\nzone = 'Europe/Kyiv'\ndate = '2022-03-05'\n{rest}"
    ))
}

#[test]
fn what_only_one_side_allows_does_not_hold_and_what_only_one_forbids_does() {
    let ukraine = text(
        "Ukraine",
        "[times]\nsilence = '09:00-16:00'\nfirst_move = '11:00'\n[vehicles]\nprivate_cars = true\nbuses = 30\n\
         [[route]]\nstops = ['Mariupol', 'Nikolske', 'Zaporizhzhia']\n[[checkpoint]]\nname = 'Vasylivka'\nvehicles_per_hour = 60",
    );
    let russia = text(
        "Russia",
        "[times]\nsilence = '11:00-18:00 Moscow'\nlast_entry = '15:00 Moscow'\n[vehicles]\nbuses = 10\n\
         [[route]]\nstops = ['Mariupol', 'Nikolskoe', 'Zaporizhzhya']\n[[checkpoint]]\nname = 'Vasilievka'\nvehicles_per_hour = 20",
    );
    let both = Outline::of_both(&ukraine, &russia);
    let utc = |moment: &Option<crate::clock::Moment>| moment.as_ref().map(|m| m.at.to_string());
    assert_eq!(utc(&both.silence.from).as_deref(), Some("2022-03-05T08:00:00Z"));
    assert_eq!(utc(&both.silence.until).as_deref(), Some("2022-03-05T14:00:00Z"));
    assert_eq!(utc(&both.first_move).as_deref(), Some("2022-03-05T09:00:00Z"));
    assert_eq!(utc(&both.last_entry).as_deref(), Some("2022-03-05T12:00:00Z"));
    assert_eq!((both.private_cars, both.buses), (None, Some(10)));
    // Two spellings of Vasylivka that a person must settle stand as two checkpoints: the way is stricter, not freer.
    assert!(both.gates.iter().all(|gate| gate.vehicles_per_hour.is_some()));
    let how = |part: &str| both.apart.iter().find(|apart| apart.part == part).map(|apart| apart.how);
    assert_eq!(how("silence"), Some(How::Narrowed));
    assert_eq!(how("first_move"), Some(How::Restriction(Side::A)));
    assert_eq!(how("private_cars"), Some(How::Permission(Side::A)));
    assert_eq!(how("buses"), Some(How::Narrowed));
}

#[test]
fn silences_that_do_not_meet_leave_nothing() {
    let (a, b) = (text("A", "[times]\nsilence = '09:00-11:00'"), text("B", "[times]\nsilence = '11:00-16:00'"));
    let both = Outline::of_both(&a, &b);
    assert!(both.silence.from.is_none() && both.silence.until.is_none());
    assert_eq!(both.apart.last().map(|apart| apart.how), Some(How::Nothing));
}

#[test]
fn a_time_that_is_only_about_is_no_time_to_plan_by() {
    let outline = Outline::of(&text("A", "[times]\nsilence = 'from 09:00'\nfirst_move = 'about 11:00'"));
    assert!(outline.silence.from.is_some() && outline.silence.until.is_none() && outline.first_move.is_none());
}

/// A window of a day in one of two zones, or an end of it, or nothing.
fn window() -> impl Strategy<Value = Option<String>> {
    let zones = prop_oneof![Just("Kyiv"), Just("Moscow")];
    (0u32..20, 1u32..4, 0u32..4, 0u32..4, zones).prop_map(|(hour, length, quarter, form, zone)| {
        let time = |hour: u32| format!("{hour:02}:{:02}", quarter * 15);
        match form {
            0 => None,
            1 => Some(format!("from {} {zone}", time(hour))),
            2 => Some(format!("until {} {zone}", time(hour + length))),
            _ => Some(format!("{}-{} {zone}", time(hour), time(hour + length))),
        }
    })
}

proptest! {
    /// Twin: each minute of the day is asked whether both texts have it in their silence.
    #[test]
    fn the_window_of_both_is_every_minute_that_lies_in_both(a in window(), b in window()) {
        let own = |side: &str, window: &Option<String>| {
            text(side, &window.as_ref().map_or(String::new(), |window| format!("[times]\nsilence = '{window}'")))
        };
        let (first, second) = (own("A", &a), own("B", &b));
        let joint = Outline::of_both(&first, &second).silence;
        let ends = |text: &Text| {
            let times = Element::find("times").and_then(|times| text.entries_of(times).next());
            match times.and_then(|times| times.part("silence")) {
                Some(Value::Window(window)) => (window.from.clone(), window.until.clone()),
                _ => (None, None),
            }
        };
        let ((a_from, a_until), (b_from, b_until)) = (ends(&first), ends(&second));
        // Where each end is said by both, the joint silence is what lies in both; an end that one of them does not say is open.
        let day = Context { date: "2022-03-05".parse().ok(), zone: Zone::find("Europe/Kyiv").ok(), said_at: None };
        let start = day.moment("00:00").unwrap().at;
        let mut inside = false;
        for minute in 0..26 * 60 {
            let at = start + jiff::SignedDuration::from_mins(minute - 60);
            let within = |from: &Option<crate::clock::Moment>, until: &Option<crate::clock::Moment>| {
                from.as_ref().is_none_or(|m| m.at <= at) && until.as_ref().is_none_or(|m| at < m.at)
            };
            let closed = [&a_from, &a_until, &b_from, &b_until].iter().all(|end| end.is_some());
            if closed {
                let both = within(&a_from, &a_until) && within(&b_from, &b_until);
                inside |= both;
                prop_assert_eq!(joint.is_closed() && within(&joint.from, &joint.until), both);
            } else if joint.from.is_some() && within(&joint.from, &joint.until) {
                prop_assert!(within(&a_from, &None) && within(&b_from, &None));
            }
        }
        let closed = [&a_from, &a_until, &b_from, &b_until].iter().all(|end| end.is_some());
        prop_assert!(!closed || joint.is_closed() == inside);
    }
}
