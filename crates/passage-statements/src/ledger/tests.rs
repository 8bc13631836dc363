//! The ledger keeps what was added, and answers what was known at a moment.

use super::*;
use crate::claim::{Format, read};
use std::fmt::Write as _;

pub const REPORTS: &str = include_str!("../../../../examples/claims-2022/five-reports.toml");
pub const MARIUPOL: &str = include_str!("../../../../examples/claims-2022/mariupol.toml");

/// A ledger of claims in TOML.
pub fn ledger(text: &str) -> Ledger {
    let (entries, findings) = read(text.as_bytes(), Format::Toml, None);
    assert!(findings.is_empty(), "{findings:#?}");
    let mut ledger = Ledger::default();
    for entry in entries {
        ledger.add(entry.claim).unwrap();
    }
    ledger
}

fn at(text: &str) -> Option<Timestamp> {
    text.parse().ok()
}

/// Two claims and a correction of the first, learned an hour after one another.
const CORRECTED: &str = r#"
zone = "UTC"
[[claim]]
name = "one"
speaker = "City council"
said = "2022-03-15 13:00"
learned = "2022-03-15 13:30"
about = "Mariupol"
measure = "departed.vehicles"
value = "2,000"
period = "2022-03-15"
[[claim]]
name = "two"
speaker = "City council"
said = "2022-03-15 14:00"
learned = "2022-03-15 14:30"
about = "Mariupol"
measure = "departed.people"
value = "about 6,000"
period = "2022-03-15"
[[claim]]
name = "three"
speaker = "City council"
said = "2022-03-15 15:00"
learned = "2022-03-15 15:30"
about = "Mariupol"
measure = "departed.vehicles"
value = "1,600"
period = "2022-03-15"
corrects = "one"
"#;

#[test]
fn what_was_known_at_a_moment_is_what_was_learned_and_corrected_by_then() {
    let ledger = ledger(CORRECTED);
    assert_eq!(ledger.as_of(at("2022-03-15T13:29:59Z")), Vec::<usize>::new());
    assert_eq!(ledger.as_of(at("2022-03-15T14:00:00Z")), [0]);
    assert_eq!(ledger.as_of(at("2022-03-15T15:00:00Z")), [0, 1]);
    assert_eq!(ledger.as_of(at("2022-03-15T16:00:00Z")), [1, 2]);
    assert_eq!(ledger.as_of(None), [1, 2]);
    assert_eq!(ledger.claims().len(), 3, "what was corrected is still there");
}

#[test]
fn a_claim_is_found_by_its_name_and_by_the_first_digits_of_its_id() {
    let ledger = ledger(CORRECTED);
    let id = ledger.claims()[1].id().to_string();
    assert_eq!([ledger.find("two"), ledger.find(&id), ledger.find(&id[..6])], [Some(1); 3]);
    assert_eq!([ledger.find(&id[..5]), ledger.find("four"), ledger.find("")], [None; 3]);
}

#[test]
fn nothing_is_added_twice_or_in_the_place_of_another() {
    let mut ledger = ledger(CORRECTED);
    let claim = ledger.claims()[1].clone();
    assert_eq!(ledger.add(claim.clone()), Ok(Added::Known(1)));
    let other = Claim { about: "Sumy".into(), ..claim.clone() };
    assert_eq!(ledger.add(other.clone()).unwrap_err().to_string(), "another claim is called two already");
    let again = Claim { name: "four".into(), relations: ledger.claims()[2].relations.clone(), ..other };
    insta::assert_snapshot!(ledger.add(again.clone()).unwrap_err(), @"one was corrected by three already");
    let mut unknown = again;
    unknown.relations[0].to = "nobody".into();
    insta::assert_snapshot!(ledger.add(unknown).unwrap_err(), @"corrects nobody: there is no such claim before this one");
    assert_eq!(ledger.claims().len(), 3);
}

/// The days in words, one cell in each line.
fn told(ledger: &Ledger, day: Option<&str>) -> String {
    let mut text = String::new();
    for day in days(ledger, None, day.map(|day| day.parse().unwrap())) {
        for row in day.rows {
            for cell in row.cells {
                let names: Vec<String> = cell.claims.iter().map(|place| ledger.claims()[*place].called()).collect();
                let high = cell.support.high.map_or_else(|| "...".to_owned(), |high| high.to_string());
                let agree = if cell.support.agree { "" } else { " DISAGREE" };
                let _ = writeln!(
                    text,
                    "{} {} {}: {}..{high} {} ({}){agree} [{}]",
                    day.date,
                    row.about,
                    cell.step.name(),
                    cell.support.low,
                    row.unit,
                    cell.period,
                    names.join(", ")
                );
            }
        }
    }
    text
}

#[test]
fn the_days_of_mariupol_stand_side_by_side_and_are_never_added() {
    let ledger = ledger(MARIUPOL);
    insta::assert_snapshot!(told(&ledger, Some("2022-03-15")), @r"
    2022-03-15 Mariupol departed: 18000..22000 people (15 March 2022 (Europe/Kyiv)) [S0-1]
    2022-03-15 Mariupol departed: 2000..2000 vehicles (15 March 2022 until 14:00 (Europe/Kyiv)) [S0-2]
    2022-03-15 Mariupol departed: 4000..4000 vehicles (15 March 2022 (Europe/Kyiv)) [M15-2]
    2022-03-15 Mariupol seen: 2000..2000 vehicles (as of 2022-03-15 12:00 UTC) [S0-3]
    2022-03-15 Mariupol arrived: 570..570 vehicles (15 March 2022 (Europe/Kyiv)) [M15-1]
    ");
    insta::assert_snapshot!(told(&ledger, Some("2022-03-17")), @r"
    2022-03-17 all corridors arrived: 3810..3810 people (17 March 2022 (Europe/Kyiv)) [M17-4]
    2022-03-17 Mariupol arrived: 1865..1865 people (17 March 2022 (Europe/Kyiv)) [M17-1]
    2022-03-17 Mariupol arrived: 479..479 people (17 March 2022 (Europe/Kyiv)) [M17-3]
    2022-03-17 Mariupol arrived: 470..470 vehicles (17 March 2022 (Europe/Kyiv)) [M17-2]
    ");
    insta::assert_snapshot!(told(&ledger, Some("2022-04-01")), @r"
    2022-04-01 all corridors arrived: 6266..6266 people (1 April 2022 (Europe/Kyiv)) [A1-6]
    2022-04-01 Mariupol arrived: 3071..3071 people (1 April 2022 (Europe/Kyiv)) [A1-5]
    2022-04-01 Mariupol arrived: 2501..... people (1 April 2022 (Europe/Kyiv)) [A1-3]
    2022-04-01 Mariupol arrived: 301..... vehicles (1 April 2022 (Europe/Kyiv)) [A1-4]
    2022-04-01 Mariupol arrived: 27..54 buses (1 April 2022 (Europe/Kyiv)) DISAGREE [A1-1, A1-2]
    ");
}

#[test]
fn one_place_in_capitals_or_without_is_one_row() {
    let twice = MARIUPOL.replacen("about = \"Mariupol\"", "about = \"  mariupol\"", 1);
    assert_ne!(twice, MARIUPOL);
    let rows = |text: &str| days(&ledger(text), None, None).iter().map(|day| day.rows.len()).sum::<usize>();
    assert_eq!(rows(&twice), rows(MARIUPOL));
}

#[test]
fn nobody_corrects_what_another_has_said() {
    let mut ledger = ledger(CORRECTED);
    let third = ledger.claims()[2].clone();
    let mut own = Claim { name: "four".into(), speaker: "CITY  COUNCIL".into(), ..third };
    own.relations[0].to = "three".into();
    let hostile = Claim { speaker: "Ministry of Defence".into(), ..own.clone() };
    let refused = ledger.add(hostile).unwrap_err();
    insta::assert_snapshot!(refused, @"three is of City council, who alone corrects it, and this claim of Ministry of Defence");
    assert!(refused.advice().contains("contradicts = \"three\""), "{}", refused.advice());
    // The council itself does, in whatever capitals.
    assert_eq!(ledger.add(own), Ok(Added::New(3)));
}

#[test]
fn claims_that_agree_support_what_all_of_them_do() {
    use crate::measure::Value;
    let of = |values: &[Value]| Support::of(values.iter().copied()).unwrap();
    assert_eq!(
        of(&[Value::About(20_000), Value::UpTo(20_000)]),
        Support { low: 18_000, high: Some(20_000), agree: true }
    );
    assert_eq!(of(&[Value::Exact(54), Value::About(30)]), Support { low: 27, high: Some(54), agree: false });
    assert_eq!(of(&[Value::MoreThan(300)]), Support { low: 301, high: None, agree: true });
    assert_eq!(Support::of([]), None);
}
