//! Answers of persons to questions, series over time, and *not independently verified* wherever a claim is shown.

use crate::stage::{folder, passage, root, runs};
use serde_json::Value;
use std::path::Path;

fn example(name: &str) -> String {
    root().join("examples/claims-2022").join(name).display().to_string()
}

/// What the program says on standard output.
fn said(folder: &Path, arguments: &[&str]) -> String {
    String::from_utf8(runs(folder, arguments).stdout).unwrap().trim_end().to_owned()
}

fn refused(folder: &Path, arguments: &[&str]) -> String {
    let output = passage(folder, arguments).output().unwrap();
    assert!(!output.status.success(), "{arguments:?} is not refused");
    String::from_utf8(output.stderr).unwrap()
}

const ANSWER: [&str; 11] = [
    "claim",
    "answer",
    "ledger.toml",
    "people-per-vehicle",
    "S0-1",
    "--by",
    "Duty officer",
    "--because",
    "The car figure was so far at 14:00, the council says by phone.",
    "--at",
    "2022-03-15 21:00 Europe/Kyiv",
];

#[test]
fn an_answered_question_is_shown_with_who_answered_it_and_no_claim_changes() {
    let folder = folder();
    let read = || std::fs::read_to_string(folder.path().join("ledger.toml")).unwrap();
    runs(folder.path(), &["claim", "add", "ledger.toml", &example("five-reports.toml")]);
    let before = read();
    insta::assert_snapshot!(said(folder.path(), &ANSWER), @"");
    assert!(read().starts_with(&before), "it is added to");
    insta::assert_snapshot!(read()[before.len()..].trim(), @"");
    let open = said(folder.path(), &["questions", "ledger.toml"]);
    assert!(open.starts_with("3 questions") && !open.contains("people-per-vehicle"), "{open}");
    assert!(open.ends_with("1 more question was answered (--all shows that too)."), "{open}");
    for language in ["en", "uk"] {
        let all = said(folder.path(), &["questions", "ledger.toml", "--all", "--language", language]);
        let asked: Vec<&str> = all.split("\n\n").filter(|part| part.contains("people-per-vehicle")).collect();
        match language {
            "en" => insta::assert_snapshot!(asked.concat(), @""),
            _ => insta::assert_snapshot!(asked.concat().lines().last().unwrap().trim(), @""),
        }
    }
    // Before it was given, there was no answer.
    let then = said(folder.path(), &["questions", "ledger.toml", "--as-of", "2022-03-15 20:59"]);
    assert!(then.contains("people-per-vehicle"), "{then}");
    let figures = |ledger: &str| said(folder.path(), &["figures", ledger, "--json"]);
    assert_eq!(figures("ledger.toml"), figures(&example("five-reports.toml")), "an answer is no figure");
    // It is answered once; to answer otherwise is to correct.
    assert!(refused(folder.path(), &ANSWER).contains("ledger.answered"));
}

#[test]
fn a_corrected_claim_asks_anew_what_was_answered() {
    let folder = folder();
    runs(folder.path(), &["claim", "add", "ledger.toml", &example("five-reports.toml")]);
    runs(folder.path(), &ANSWER);
    let correction = "zone = \"Europe/Kyiv\"\n[[claim]]\nname = \"S0-2b\"\nspeaker = \"Mariupol city council\"\n\
                      said = \"2022-03-16\"\nabout = \"Mariupol\"\nmeasure = \"departed.vehicles\"\nvalue = \"1,900\"\n\
                      period = \"2022-03-15 until 14:00\"\nmode = \"private cars\"\n";
    std::fs::write(folder.path().join("correction.toml"), correction).unwrap();
    runs(folder.path(), &["claim", "correct", "ledger.toml", "S0-2", "correction.toml"]);
    let questions = said(folder.path(), &["questions", "ledger.toml"]);
    assert!(questions.contains("people-per-vehicle") && questions.contains("S0-2b"), "{questions}");
}

#[test]
fn series_stand_in_time_with_their_questions_beside_the_rows() {
    let folder = folder();
    let series = |arguments: &[&str]| {
        said(folder.path(), &[&["figures", &example("five-reports.toml"), "--series"][..], arguments].concat())
    };
    insta::assert_snapshot!(series(&["left"]), @"");
    let siege = |text: &str| text.split("\n\n").find(|part| part.starts_with("Mariupol, siege")).unwrap().to_owned();
    insta::assert_snapshot!(siege(&series(&["killed"])), @"");
    insta::assert_snapshot!(siege(&series(&["killed", "--language", "uk"])), @"");
    // What was known on 14 March raises no question.
    let then = series(&["killed", "--as-of", "2022-03-14 23:00"]);
    assert!(then.contains("S0-6-day-before") && !then.contains("?1"), "{then}");
    let document: Value = serde_json::from_str(&series(&["killed", "--json"])).unwrap();
    let rows = document["series"][2]["reports"].as_array().unwrap();
    assert_eq!(rows.len(), 5);
    assert_eq!(
        (&rows[0]["form"], &rows[0]["nature"], &rows[0]["questions"][0]),
        (&"more than".into(), &"cumulative".into(), &0.into())
    );
    assert_eq!(document["series"][2]["questions"][0]["detector"], "falling");
}

#[test]
fn a_correction_stands_linked_in_its_series() {
    let folder = folder();
    runs(folder.path(), &["claim", "add", "ledger.toml", &example("five-reports.toml")]);
    let correction = "zone = \"Europe/Kyiv\"\n[[claim]]\nname = \"S2-5b\"\nspeaker = \"UNHCR\"\nsaid = \"2022-03-07\"\n\
                      about = \"Ukraine\"\nmeasure = \"left.crossings\"\nvalue = \"1.7 million\"\n\
                      period = \"since 2022-02-24 until 2022-03-06\"\nverified_by = \"Border guards of five countries\"\n\
                      verified_how = \"their own counts, added by a third office\"\n";
    std::fs::write(folder.path().join("correction.toml"), correction).unwrap();
    let learned = ["--learned", "2022-03-07 12:00 Europe/Kyiv"];
    runs(folder.path(), &[&["claim", "correct", "ledger.toml", "S2-5", "correction.toml"][..], &learned].concat());
    insta::assert_snapshot!(said(folder.path(), &["figures", "ledger.toml", "--series", "left"]), @"");
}

/// A claim that nobody verified, and one that somebody did, by a method.
const TWO: &str = "zone = \"Europe/Kyiv\"\n[[claim]]\nname = \"bare\"\nspeaker = \"City council\"\nsaid = \"2022-03-15\"\n\
    learned = \"2022-03-15 20:00\"\nabout = \"Mariupol\"\nmeasure = \"killed.reported\"\nvalue = \"2,500\"\n\
    period = \"so far until 2022-03-14\"\n[[claim]]\nname = \"checked\"\nspeaker = \"City council\"\nsaid = \"2022-03-15\"\n\
    learned = \"2022-03-15 20:00\"\nabout = \"Mariupol\"\nmeasure = \"killed.reported\"\nvalue = \"2,000\"\n\
    period = \"so far until 2022-03-15\"\nverified_by = \"Monitors\"\nverified_how = \"graves counted\"\n[[claim]]\n\
    name = \"arrived\"\nspeaker = \"City council\"\nsaid = \"2022-03-15\"\nlearned = \"2022-03-15 20:00\"\nabout = \"Mariupol\"\n\
    measure = \"arrived.people\"\nvalue = \"300\"\nperiod = \"2022-03-15\"\n";

#[test]
fn nothing_is_shown_as_verified_but_by_a_named_verifier_with_a_method() {
    let folder = folder();
    std::fs::write(folder.path().join("claims.toml"), TWO).unwrap();
    for command in [
        &["claim", "list", "claims.toml"][..],
        &["claim", "show", "claims.toml", "bare"],
        &["claim", "show", "claims.toml", "checked"],
        &["questions", "claims.toml"],
        &["figures", "claims.toml"],
        &["figures", "claims.toml", "--series", "killed"],
    ] {
        for (language, not, verified) in [
            ("en", "not independently verified", "verified by Monitors (graves counted)"),
            ("uk", "незалежно не перевірено", "перевірено: Monitors (graves counted)"),
        ] {
            let text = said(folder.path(), &[command, &["--language", language]].concat());
            let lines = text.lines().filter(|line| line.contains("City council;") || line.contains("City council, "));
            let mut shown = 0;
            for line in lines {
                shown += 1;
                let (wanted, other) = if line.contains("checked ") { (verified, not) } else { (not, verified) };
                assert!(line.contains(wanted) && !line.contains(other), "{command:?}: {line}");
            }
            assert!(shown > 0, "{command:?} shows no claim: {text}");
        }
        let document = said(folder.path(), &[command, &["--json"]].concat());
        assert!(document.contains("independently_verified"), "{command:?}: {document}");
    }
    // A half is no verification.
    for half in ["verified_how = \"graves counted\"\n", "verified_by = \"Monitors\"\n"] {
        std::fs::write(folder.path().join("half.toml"), TWO.replace(half, "")).unwrap();
        assert!(refused(folder.path(), &["claim", "list", "half.toml"]).contains("claim.half-verified"));
    }
}
