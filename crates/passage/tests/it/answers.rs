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

/// Two names of one town, which a table of places alone can tell.
const TWO_NAMES: &str = "zone = 'Europe/Kyiv'\n\
    [[claim]]\nname = 'A'\nspeaker = 'X'\nsaid = '2022-03-15'\nlearned = '2022-03-15 20:00'\nabout = 'Artemivsk'\n\
    measure = 'killed.reported'\nvalue = '20'\nperiod = 'so far until 2022-03-15'\n\
    [[claim]]\nname = 'B'\nspeaker = 'Y'\nsaid = '2022-03-16'\nlearned = '2022-03-16 20:00'\nabout = 'Bakhmut'\n\
    measure = 'killed.reported'\nvalue = '10'\nperiod = 'so far until 2022-03-16'\n";

#[test]
fn a_question_that_rests_on_a_table_of_places_is_asked_beside_a_series_and_answered_with_it() {
    let folder = folder();
    std::fs::write(folder.path().join("ledger.toml"), TWO_NAMES).unwrap();
    std::fs::write(
        folder.path().join("places.csv"),
        "name,lat,lon,old_names\nBakhmut,48.59,38.0,Artemivsk (until 2016)\n",
    )
    .unwrap();
    let with = |arguments: &[&str]| {
        let all = [arguments, &["--gazetteer", "places.csv"]].concat();
        passage(folder.path(), &all).output().map(|output| String::from_utf8(output.stdout).unwrap()).unwrap()
    };
    let series = with(&["figures", "ledger.toml", "--series", "killed"]);
    assert!(series.contains("it was called Artemivsk (until 2016)"), "{series}");
    assert!(with(&["questions", "ledger.toml"]).contains("(same-place)"));
    let answer = [
        "claim",
        "answer",
        "ledger.toml",
        "same-place",
        "A",
        "B",
        "--by",
        "Duty officer",
        "--because",
        "It was renamed.",
    ];
    // Without the table the question is not asked, and nothing can be answered.
    assert!(refused(folder.path(), &answer).contains("ledger.no-such-question"));
    assert!(with(&answer).contains("The answer to the question same-place on Artemivsk was added"));
    assert!(with(&["questions", "ledger.toml"]).contains("1 more question was answered"));
}

#[test]
fn an_answered_question_is_shown_with_who_answered_it_and_no_claim_changes() {
    let folder = folder();
    let read = || std::fs::read_to_string(folder.path().join("ledger.toml")).unwrap();
    runs(folder.path(), &["claim", "add", "ledger.toml", &example("five-reports.toml")]);
    let before = read();
    insta::assert_snapshot!(said(folder.path(), &ANSWER), @r"
    The answer to the question people-per-vehicle on Mariupol was added to ledger.toml as fe517753d8d6. No claim was changed.
    ");
    assert!(read().starts_with(&before), "it is added to");
    insta::assert_snapshot!(read()[before.len()..].trim(), @r#"
    [[claim]]
    speaker = "Duty officer"
    zone = "Europe/Kyiv"
    said = "2022-03-15 21:00 +02:00"
    learned = "2022-03-15 21:00 +02:00"
    about = "Mariupol"
    topic = "answer to people-per-vehicle"
    quote = "The car figure was so far at 14:00, the council says by phone."
    answers = ["S0-1", "S0-2", "S0-3"]
    id = "fe517753d8d6"
    "#);
    let open = said(folder.path(), &["questions", "ledger.toml"]);
    assert!(open.starts_with("3 questions") && !open.contains("people-per-vehicle"), "{open}");
    assert!(open.ends_with("1 more question was answered (--all shows that too)."), "{open}");
    for language in ["en", "uk"] {
        let all = said(folder.path(), &["questions", "ledger.toml", "--all", "--language", language]);
        let asked: Vec<&str> = all.split("\n\n").filter(|part| part.contains("people-per-vehicle")).collect();
        match language {
            "en" => insta::assert_snapshot!(asked.concat(), @r"
            2. Mariupol (people-per-vehicle)
               10.0 people per vehicle (20,000 by S0-1, divided by 2,000 by S0-2). Plausible is 1.2 to 6.0.
               With the vehicles that were waiting (S0-3) there are 4,000: 5.0 people per vehicle.
                 S0-1  about 20,000 departed.people, private cars, 2022-03-15; Office of the President of Ukraine, Telegram; not independently verified
                 S0-2  2,000 departed.vehicles, private cars, 2022-03-15 until 14:00; Mariupol city council, Telegram; not independently verified
                 S0-3  2,000 waiting.vehicles, as of 2022-03-15 14:00; Mariupol city council, Telegram; not independently verified
               May be:
                 - Most likely the vehicle figure is so far (14:00) and the people figure is the whole day.
                 - The people figure may include those in buses or on foot.
                 - The people figure may be of those who wanted to leave, not of those who left.
               Would settle it:
                 - Both figures for the same hours at the same place.
                 - Somebody who counts people and vehicles at one checkpoint.
               Answered by Duty officer, 2022-03-15 21:00: The car figure was so far at 14:00, the council says by phone. (fe517753d8d6)
            "),
            _ => insta::assert_snapshot!(asked.concat().lines().last().unwrap().trim(), @r"
            Відповідь: Duty officer, 2022-03-15 21:00: The car figure was so far at 14:00, the council says by phone. (fe517753d8d6)
            "),
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
    insta::assert_snapshot!(series(&["left"]), @r"
    Ukraine: people who left the country
      until       figure                              counts                said by                                                                       asked
      2022-03-03  more than 1,000,000 left.crossings  all since 2022-02-24  S4-1  UN; not independently verified
      2022-03-06  1,500,000 left.crossings            all since 2022-02-24  S2-5  UNHCR; not independently verified
      2022-03-10  more than 2,100,000 left.crossings  all since 2022-02-24  S3-4  speaker not named, news report of 10 March; not independently verified

    Each row is one claim as it was said. Nothing is averaged, added or filled in between; a question picks no figure.
    ");
    let siege = |text: &str| text.split("\n\n").find(|part| part.starts_with("Mariupol, siege")).unwrap().to_owned();
    insta::assert_snapshot!(siege(&series(&["killed"])), @r#"
    Mariupol, siege: the dead
      until       figure                           counts      said by                                                                 asked
      2022-03-14  more than 2,500 killed.reported  all so far  S0-6-day-before  City of Mariupol, Reuters; not independently verified  ?1
      2022-03-15  more than 2,300 killed.reported  all so far  S0-6  Local officials; not independently verified                       ?1
      2022-03-15  more than 2,100 killed.reported  all so far  S0-6-same-day  Local officials, Al Arabiya; not independently verified  ?1
      2022-03-29  almost 5,000 killed.reported     all so far  S1-1  Mayor of Mariupol; not independently verified
      2022-03-29  210 killed.children.reported     all so far  S1-1-children  Mayor of Mariupol; not independently verified
      ?1 A sum that can only grow falls: more than 2,500 by S0-6-day-before, later more than 2,300 by S0-6; 200 fewer.
         A sum that can only grow falls: more than 2,500 by S0-6-day-before, later more than 2,100 by S0-6-same-day; 400 fewer.
         Figures of the form "more than" may both be true, but whoever knows of the larger one does not say the smaller one. (falling)
         - One of them may repeat an older figure.
         - They may be of different areas or routes under one name.
         - The sum may have been revised, or counts something narrower now.
    "#);
    insta::assert_snapshot!(siege(&series(&["killed", "--language", "uk"])), @r"
    Mariupol, siege: загиблі
      до          число                         рахує     сказано                                                              запитання
      2022-03-14  понад 2 500 killed.reported   усе досі  S0-6-day-before  City of Mariupol, Reuters; незалежно не перевірено  ?1
      2022-03-15  понад 2 300 killed.reported   усе досі  S0-6  Local officials; незалежно не перевірено                       ?1
      2022-03-15  понад 2 100 killed.reported   усе досі  S0-6-same-day  Local officials, Al Arabiya; незалежно не перевірено  ?1
      2022-03-29  майже 5 000 killed.reported   усе досі  S1-1  Mayor of Mariupol; незалежно не перевірено
      2022-03-29  210 killed.children.reported  усе досі  S1-1-children  Mayor of Mariupol; незалежно не перевірено
      ?1 Сума, що може лише зростати, зменшується: понад 2 500 за S0-6-day-before, пізніше понад 2 300 за S0-6; менше на 200.
         Сума, що може лише зростати, зменшується: понад 2 500 за S0-6-day-before, пізніше понад 2 100 за S0-6-same-day; менше на 400.
         Числа виду «понад» можуть бути правдиві обидва, але хто знає більше, не каже меншого. (falling)
         - Одне з них може повторювати давніше число.
         - Під однією назвою можуть бути різні території або шляхи.
         - Суму могли переглянути, або тепер вона рахує щось вужче.
    ");
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
    insta::assert_snapshot!(said(folder.path(), &["figures", "ledger.toml", "--series", "left"]), @r"
    Ukraine: people who left the country
      until       figure                              counts                said by                                                                                                asked
      2022-03-03  more than 1,000,000 left.crossings  all since 2022-02-24  S4-1  UN; not independently verified
      2022-03-06  1,500,000 left.crossings            all since 2022-02-24  S2-5  UNHCR; not independently verified; corrected by S2-5b
      2022-03-06  1,700,000 left.crossings            all since 2022-02-24  S2-5b  UNHCR; verified by Border guards of five countries (their own counts, added by a third office)
      2022-03-10  more than 2,100,000 left.crossings  all since 2022-02-24  S3-4  speaker not named, news report of 10 March; not independently verified

    Each row is one claim as it was said. Nothing is averaged, added or filled in between; a question picks no figure.
    ");
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
