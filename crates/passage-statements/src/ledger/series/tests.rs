//! Series of the fixtures and of claims made for each question.

use super::*;
use crate::ledger::tests::{REPORTS, ledger};
use std::fmt::Write as _;

/// A series as an analyst reads it: each row, then what is asked.
fn told(ledger: &Ledger, name: &str) -> String {
    let mut text = String::new();
    for series in series(ledger, &Family::find(name).unwrap(), None) {
        let _ = writeln!(text, "{}", series.about);
        for report in &series.reports {
            let claim = &ledger.claims()[report.claim];
            let (measure, value) = claim.number().unwrap();
            let _ = writeln!(
                text,
                "  {} {value} {measure} {} {:?}",
                claim.called(),
                report.nature.name(),
                report.questions
            );
        }
        for question in &series.questions {
            let _ = writeln!(text, "  {}: {}", question.detector.name(), question.arithmetic[0]);
        }
    }
    text
}

/// Claims of one speaker on one subject: measure, value, period.
fn claims(rows: &[(&str, &str, &str)]) -> Ledger {
    let mut text = String::from("zone = \"Europe/Kyiv\"\n");
    for (number, (measure, value, period)) in rows.iter().enumerate() {
        let _ = writeln!(
            text,
            "[[claim]]\nname = \"c{number}\"\nspeaker = \"UN office\"\nsaid = \"2022-04-01\"\nlearned = \"2022-04-02 00:00\"\n\
             about = \"Ukraine\"\nmeasure = \"{measure}\"\nvalue = \"{value}\"\nperiod = \"{period}\""
        );
    }
    ledger(&text)
}

#[test]
fn those_who_left_the_country_rise_from_report_to_report() {
    insta::assert_snapshot!(told(&ledger(REPORTS), "left"), @r"
    Ukraine
      S4-1 more than 1,000,000 left.crossings cumulative []
      S2-5 1,500,000 left.crossings cumulative []
      S3-4 more than 2,100,000 left.crossings cumulative []
    ");
}

#[test]
fn the_dead_of_the_siege_fall_and_are_asked_about_beside_their_rows() {
    insta::assert_snapshot!(told(&ledger(REPORTS), "killed"), @r"
    Chernihiv region
      S4-2 at least 9 killed.reported daily []
    Mariupol, maternity hospital
      S3-3 3 killed.reported daily []
    Mariupol, siege
      S0-6-day-before more than 2,500 killed.reported cumulative [0]
      S0-6 more than 2,300 killed.reported cumulative [0]
      S0-6-same-day more than 2,100 killed.reported cumulative [0]
      S1-1 almost 5,000 killed.reported cumulative []
      S1-1-children 210 killed.children.reported cumulative []
      falling: A sum that can only grow falls: more than 2,500 by S0-6-day-before, later more than 2,300 by S0-6; 200 fewer.
    Mykolaiv, regional administration
      S1-6 at least 3 killed.reported daily []
    Ukraine
      S2-4 at least 364 killed.verified cumulative []
    ");
}

#[test]
fn a_jump_is_asked_about_and_steady_growth_is_not() {
    let since = |until: &str| format!("since 2022-02-24 until {until}");
    let days = ["2022-03-03", "2022-03-06", "2022-03-09"].map(since);
    let with = |last: &str| {
        told(
            &claims(&[
                ("left.crossings", "1,000,000", &days[0]),
                ("left.crossings", "1,500,000", &days[1]),
                ("left.crossings", last, &days[2]),
            ]),
            "left",
        )
    };
    assert!(!with("2,100,000").contains("jump"));
    assert!(!with("4,000,000").contains("jump"), "five times as fast is not more than five times");
    insta::assert_snapshot!(with("21,000,000"), @r"
    Ukraine
      c0 1,000,000 left.crossings cumulative [0]
      c1 1,500,000 left.crossings cumulative [0]
      c2 21,000,000 left.crossings cumulative [0]
      jump: c2 adds at least 6,500,000 a day since c1; from c0 to c1 it was at most 166,666 a day.
    ");
}

#[test]
fn verified_above_reported_and_measures_that_change_are_asked_about() {
    insta::assert_snapshot!(told(&claims(&[
        ("killed.verified", "at least 800", "since 2022-02-24 until 2022-03-20"),
        ("killed.reported", "about 500", "since 2022-02-24 until 2022-03-21"),
    ]), "killed"), @r"
    Ukraine
      c0 at least 800 killed.verified cumulative [0, 1]
      c1 about 500 killed.reported cumulative [0, 1]
      verified-above: c0 has at least 800 verified; c1, which reaches as long or longer, has only about 500 reported.
      mixed-counts: UN office has killed.verified in c0 and killed.reported in c1: the two are no one series.
    ");
}

#[test]
fn a_day_as_large_as_the_sum_is_asked_about() {
    insta::assert_snapshot!(told(&claims(&[
        ("left.individuals", "1.5 million", "since 2022-02-24 until 2022-03-06"),
        ("left.individuals", "1.7 million", "2022-03-07"),
        ("left.individuals", "130,000", "2022-03-08"),
    ]), "left"), @r"
    Ukraine
      c0 1,500,000 left.individuals cumulative [0]
      c1 1,700,000 left.individuals daily [0]
      c2 130,000 left.individuals daily []
      day-as-large: c1 has 1,700,000 for one day, or for a time that is not stated; the sum by c0 is 1,500,000.
    ");
}

#[test]
fn every_family_and_measure_is_found_by_its_name() {
    for name in Family::names() {
        assert_eq!(Family::find(name).map(|family| family.name), Some(name));
    }
    assert_eq!(Family::find("everybody"), None);
}
