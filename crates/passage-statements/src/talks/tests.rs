//! Promises as of any moment against a naive fold, red lines behind their seat, and what is shown of a faulty file.

use super::*;
use crate::clock::Bound;
use crate::damage::{damaged, edits};
use crate::measure::Value;
use proptest::prelude::*;

const HEAD: &str =
    "version = 1\ntitle = 'Talks'\nsides = ['Ukraine', 'Russia']\nzone = 'Europe/Kyiv'\ndate = '2022-03-14'\n";

/// A file with a table of each kind.
const WHOLE: &str = "[[delegation]]\nside = 'Ukraine'\nhead = 'аташе'\n[[round]]\nname = '1'\nat = '10:00'\ncalled = { Ukraine = '3' }\n\
    [[demand]]\nby = 'Ukraine'\nround = '1'\nat = '11:00'\non = 'route'\nwords = 'шлях'\n[[fact]]\nat = '11:00'\non = 'mines'\nwords = 'x'\n\
    said_by = ['Russia']\n[[commitment]]\nname = 'buses'\nby = 'Ukraine'\nat = '11:00'\ndue = '12:00'\nwhat = 'x'\namount = 54\n\
    [[red_line]]\nby = 'Ukraine'\non = 'SECRET'\nwords = 'SECRET'\n[[report]]\non = 'buses'\nby = 'm'\nat = '12:00'\namount = '45'\n\
    [[red_line]]\nby = 'Russia' # SECRET\non = 'x'\nwords = \"\"\"SECRET\nSECRET\"\"\"\n";

fn made(rest: &str) -> Talks {
    let reading = read((HEAD.to_owned() + rest).as_bytes());
    reading.talks.unwrap_or_else(|| panic!("{:#?}", reading.findings))
}

fn minute(n: i64) -> Moment {
    let zone = Zone::find("UTC").unwrap();
    let at = Timestamp::from_second(1_647_216_000 + n * 60).unwrap();
    Moment { at, zone, about: false, bound: Bound::At, quoted: String::new() }
}

fn report(at: i64, amount: Option<u64>, outcome: Option<Outcome>, learned: i64) -> Report {
    Report {
        by: String::new(),
        at: minute(at),
        learned: minute(learned),
        amount: amount.map(Value::Exact),
        outcome,
        words: String::new(),
    }
}

fn promise(due: Option<i64>, amount: Option<u64>, reports: Vec<Report>) -> Commitment {
    Commitment {
        name: "buses".into(),
        by: "Ukraine".into(),
        to: String::new(),
        at: minute(0),
        due: due.map(minute),
        what: "buses".into(),
        amount,
        reports,
    }
}

#[test]
fn forty_five_of_fifty_four_buses_are_not_known_to_be_all() {
    let own = promise(Some(60), Some(54), vec![report(70, Some(45), None, 70)]);
    let at = |n: i64| own.standing(minute(n).at).unwrap();
    assert_eq!(at(30).standing, Standing::Open);
    assert_eq!((at(65).standing, at(65).most), (Standing::NotKnown, None));
    assert_eq!((at(70).standing, at(70).most), (Standing::NotKnown, Some(0)));
    assert_eq!(own.standing(minute(-1).at), None);
    // "About 54" may be 49: nobody has said that all came.
    let about = Report { amount: Some(Value::About(54)), ..report(50, None, None, 50) };
    assert_eq!(promise(Some(60), Some(54), vec![about]).standing(minute(61).at).unwrap().standing, Standing::NotKnown);
}

#[test]
fn done_and_broken_side_by_side_are_not_known_and_nobody_is_believed() {
    let both = vec![report(50, None, Some(Outcome::Done), 50), report(55, None, Some(Outcome::Broken), 58)];
    let own = promise(Some(60), None, both);
    assert_eq!(own.standing(minute(57).at).unwrap().standing, Standing::Kept);
    let progress = own.standing(minute(58).at).unwrap();
    assert_eq!((progress.standing, progress.by, progress.against), (Standing::NotKnown, Some(0), Some(1)));
}

#[test]
fn a_red_line_opens_for_its_own_seat_alone() {
    let talks = made(
        "[[red_line]]\nby = 'Ukraine'\non = 'route'\nwords = 'SECRET-A'\n[[red_line]]\nby = 'Russia'\non = 'route'\nwords = 'SECRET-B'\n",
    );
    let seat = talks.seat("ukraine").unwrap();
    let own = talks.of(&seat);
    let lines: Vec<&str> = own.red_lines.iter().map(|line| line.words.as_str()).collect();
    assert_eq!(lines, ["SECRET-A"]);
    assert!(talks.seat("Neutral").is_none());
    let shown = format!("{talks:?} {:?}", talks.record());
    assert!(!shown.contains("SECRET"), "{shown}");
}

#[test]
fn what_is_shown_of_a_faulty_file_has_no_private_word() {
    let faults = [
        "[[red_line]]\nby = 'Nobody'\non = 'route'\nwords = 'SECRET' # SECRET\n",
        "[[red_line]]\non = 'route'\nwords = 'SECRET'\nsecret = 'SECRET'\n",
        "[[redline]]\nby = 'Ukraine'\nwords = 'SECRET'\n",
        "red_line = 'SECRET'\n",
        "[[demand]]\nby = 'Ukraine'\nred_line = 'SECRET'\n# SECRET\nat = 'x'\n",
        "[[red_line]]\nby = 'Ukraine'\nwords = 'SECRET\n",
    ];
    for fault in faults {
        let text = HEAD.to_owned() + fault;
        let reading = read(text.as_bytes());
        assert!(reading.talks.is_none() && !reading.findings.is_empty(), "{fault}");
        assert!(!reading.shown.contains("SECRET"), "{fault}: {}", reading.shown);
        assert_eq!(reading.shown.len(), text.len());
        let told: Vec<String> =
            reading.findings.iter().map(|f| format!("{} {} {}", f.words, f.advice, f.subject)).collect();
        assert!(!told.concat().contains("SECRET"), "{told:?}");
    }
}

#[test]
fn whoever_put_it_forward_must_be_named() {
    let reading = read((HEAD.to_owned() + "[[demand]]\nat = '10:00'\non = 'route'\nwords = 'x'\n").as_bytes());
    assert_eq!(reading.findings[0].code, "talks.nobody-named");
    assert!(reading.findings[0].advice.starts_with("Who put this forward?"));
}

#[test]
fn a_fact_is_agreed_when_every_side_says_so_and_contested_when_one_denies_it() {
    let fact = |rest: &str| {
        let talks = made(&format!("[[fact]]\nat = '10:00'\non = 'mines'\nwords = 'the road is mined'\n{rest}\n"));
        let record = talks.record();
        record.common(&record.facts[0])
    };
    assert_eq!(fact("said_by = ['Ukraine', 'russia']"), Common::Agreed);
    assert_eq!(fact("said_by = ['Ukraine']"), Common::NotAnswered);
    assert_eq!(fact("said_by = ['Ukraine']\ndenied_by = ['Russia']"), Common::Contested);
}

fn reports() -> impl Strategy<Value = Vec<Report>> {
    let outcome = prop_oneof![Just(None), Just(Some(Outcome::Done)), Just(Some(Outcome::Broken))];
    let one = (0i64..30, proptest::option::of(0u64..6), outcome, 0i64..10);
    let one = one.prop_map(|(at, amount, outcome, later)| report(at, amount, outcome, at + later));
    proptest::collection::vec(one, 0..6)
}

/// Twin: takes what was known, in the order in which it was so, and lives through it.
fn folded(own: &Commitment, now: i64) -> Standing {
    let mut known: Vec<&Report> = own.reports.iter().filter(|r| r.learned.at <= minute(now).at).collect();
    known.sort_by_key(|report| (report.at.at, !own.is_done(report)));
    let mut standing = Standing::Open;
    let mut contradicted = false;
    for report in known {
        let in_time = own.due.as_ref().is_none_or(|due| report.at.at <= due.at);
        standing = match (standing, own.is_done(report), report.outcome == Some(Outcome::Broken)) {
            (Standing::Kept | Standing::Late, _, true) => {
                contradicted = true;
                standing
            }
            (Standing::Open | Standing::Broken, true, _) if in_time => Standing::Kept,
            (Standing::Open | Standing::Broken, true, _) => Standing::Late,
            (Standing::Open, _, true) => Standing::Broken,
            (before, ..) => before,
        };
    }
    match standing {
        _ if contradicted => Standing::NotKnown,
        Standing::Open if own.due.as_ref().is_some_and(|due| due.at < minute(now).at) => Standing::NotKnown,
        standing => standing,
    }
}

proptest! {
    #[test]
    fn a_promise_as_of_a_moment_is_what_a_naive_fold_says(
        reports in reports(), due in proptest::option::of(0i64..30), amount in proptest::option::of(1u64..6), now in 0i64..45,
    ) {
        let own = promise(due, amount, reports);
        let progress = own.standing(minute(now).at).unwrap();
        prop_assert_eq!(progress.standing, folded(&own, now));
        if let Some(place) = progress.by {
            prop_assert!(own.reports[place].learned.at <= minute(now).at);
        }
    }

    /// However a file is damaged, what is shown of it has no red line, and every place in it is one of the text.
    #[test]
    fn no_damage_brings_a_red_line_to_light(
        edits in edits(),
    ) {
        let text = damaged(&(HEAD.to_owned() + WHOLE), edits);
        let reading = read(text.as_bytes());
        prop_assert!(!reading.shown.contains("SECRET"), "{}", reading.shown);
        prop_assert_eq!(reading.shown.len(), text.len());
        prop_assert!(reading.talks.is_some() || !reading.findings.is_empty());
        for finding in &reading.findings {
            let told = format!("{} {} {}", finding.words, finding.advice, finding.subject);
            prop_assert!(!told.contains("SECRET"), "{}", told);
            if let Some(span) = &finding.span {
                prop_assert!(span.end <= text.len() && text.get(span.clone()).is_some(), "{:?} of {}", span, text);
            }
        }
    }

    #[test]
    fn no_bytes_make_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..60), cut in 0usize..300) {
        let _ = read(&bytes);
        let text = HEAD.to_owned() + "[[red_line]]\nby = 'Україна'\non = 'route'\nwords = 'x'\n[[round]]\nname = 'й'\nat = '1'\n";
        let cut = text.floor_char_boundary(cut.min(text.len()));
        prop_assert_eq!(read(&text.as_bytes()[..cut]).shown.len(), cut);
    }
}
