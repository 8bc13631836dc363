//! The texts of March 2022 against each other and against what was said to be open.

use super::{Detector, Question, between_texts, opened_in_life, opened_outside};
use crate::claim::{Format, read as read_claims};
use crate::ledger::Ledger;
use crate::place::Names;
use crate::text::{Text, read, read_history};

fn made(text: &str) -> Text {
    let (read, findings) = read(text.as_bytes());
    read.unwrap_or_else(|| panic!("{findings:#?}"))
}

fn example(name: &str) -> Text {
    let path = format!("{}/../../examples/texts-2022/{name}.toml", env!("CARGO_MANIFEST_DIR"));
    made(&std::fs::read_to_string(path).unwrap())
}

fn side(name: &str, zone: &str, rest: &str) -> Text {
    made(&format!("version = 1\ncorridor = 'Mariupol'\nside = '{name}'\nzone = '{zone}'\ndate = '2022-03-05'\n{rest}"))
}

fn told(questions: &[Question]) -> Vec<String> {
    questions.iter().flat_map(|q| q.arithmetic.iter().map(move |own| format!("{}: {own}", q.detector.name()))).collect()
}

#[test]
fn ten_to_five_in_two_clocks_is_a_question_and_the_same_moment_is_none() {
    let kyiv = side("Ukraine", "Europe/Kyiv", "[times]\nsilence = '10:00-17:00'\nfirst_move = '12:00'");
    let moscow = side("Russia", "Europe/Moscow", "[times]\nsilence = '10:00-17:00'\nfirst_move = '12:00'");
    let asked = between_texts(&[&kyiv, &moscow], &Names::default());
    assert_eq!(
        told(&asked),
        [
            "other-clock: Russia: 10:00-17:00 Europe/Moscow is 09:00-16:00 Europe/Kyiv on 2022-03-05, not Ukraine: 10:00-17:00 Europe/Kyiv.",
            "other-clock: Russia: 12:00 Europe/Moscow is 11:00 Europe/Kyiv on 2022-03-05, not Ukraine: 12:00 Europe/Kyiv.",
        ]
    );
    let same = side("Russia", "Europe/Moscow", "[times]\nsilence = '11:00-18:00'\nfirst_move = '13:00'");
    assert_eq!(between_texts(&[&kyiv, &same], &Names::default()), []);
    // From 27 March both clocks show the same: a difference is then one of the texts, not of the clocks.
    let late = |name: &str, zone: &str, hours: &str| Text {
        side: name.into(),
        ..made(&format!(
            "version = 1\ncorridor = 'Mariupol'\nside = 'x'\nzone = '{zone}'\ndate = '2022-03-28'\n[times]\nsilence = '{hours}'"
        ))
    };
    let (a, b) = (late("Ukraine", "Europe/Kyiv", "10:00-17:00"), late("Russia", "Europe/Moscow", "10:00-16:00"));
    assert_eq!(between_texts(&[&a, &b], &Names::default()), []);
    // Versions of one side are a change of mind.
    assert_eq!(between_texts(&[&kyiv, &Text { side: "ukraine".into(), ..moscow }], &Names::default()), []);
}

#[test]
fn the_texts_of_sumy_ask_for_romny_and_for_two_ways_and_not_for_their_clocks() {
    let (ukraine, russia) = (example("sumy-2022-03-08-ukraine"), example("sumy-2022-03-08-russia"));
    let asked = between_texts(&[&ukraine, &russia], &Names::default());
    assert_eq!(asked.len(), 1);
    assert_eq!(asked[0].detector, Detector::Waypoints);
    assert_eq!(
        told(&asked),
        [
            "waypoints: Russia has Romny between Holubivka and Lokhvytsia; Ukraine does not.",
            "waypoints: Only Ukraine has the way Lokhvytsia – Andriyashivka – Romny – Nedryhailiv – Sumy; Russia has not.",
            "waypoints: Only Russia has the way Sudzha – Belgorod; Ukraine has not.",
        ]
    );
    let (sixth, seventh) = (example("mariupol-2022-03-06-ukraine"), example("mariupol-2022-03-07-russia"));
    let names = told(&between_texts(&[&sixth, &seventh], &Names::default()));
    assert!(
        names.contains(&"waypoints: Rosivka and Rozivka may be one place.".to_owned())
            || names.contains(&"waypoints: Rozivka and Rosivka may be one place.".to_owned()),
        "{names:?}"
    );
}

#[test]
fn a_version_that_was_replaced_is_not_held_against_what_came_after() {
    let names = ["05-ukraine", "06-ukraine", "14-ukraine", "05-russia", "07-russia"];
    let texts: Vec<Text> = names.iter().map(|name| example(&format!("mariupol-2022-03-{name}"))).collect();
    let asked = told(&between_texts(&texts.iter().collect::<Vec<_>>(), &Names::default()));
    // The text of 5 March had gone when the list of 7 March came: nobody is asked about Nikolske.
    assert!(!asked.concat().contains("Nikolske"), "{asked:#?}");
    assert!(asked.concat().contains("Russia (2) has Respublika, Rosivka"), "{asked:#?}");
    assert!(asked.contains(&"waypoints: Rozivka and Rosivka may be one place.".to_owned()), "{asked:#?}");
}

fn ledger(claims: &[(&str, &str)]) -> Ledger {
    let claim = |(topic, period): &(&str, &str)| {
        let name = format!("{topic}-{period}").replace([' ', ':'], "-");
        format!(
            "[[claim]]\nname = '{name}'\nspeaker = 'City council'\nsaid = '2022-03-05'\nlearned = '2022-03-05 20:00'\nabout = \
             'Mariupol'\ntopic = '{topic}'\nperiod = '{period}'\n"
        )
    };
    let text = format!("zone = 'Europe/Kyiv'\n{}", claims.iter().map(claim).collect::<String>());
    let (entries, findings) = read_claims(text.as_bytes(), Format::Toml, None);
    assert!(findings.is_empty(), "{findings:#?}");
    let mut ledger = Ledger::default();
    for entry in entries {
        ledger.add(entry.claim).unwrap();
    }
    ledger
}

#[test]
fn open_before_the_silence_begins_is_a_question_and_open_within_it_is_none() {
    let text = example("mariupol-2022-03-05-ukraine");
    let early = ledger(&[("open", "at 2022-03-05 08:10")]);
    let asked = opened_outside(&early, None, &[&text]);
    assert_eq!(
        told(&asked),
        [
            "opened: open-at-2022-03-05-08-10 says that it is open at 2022-03-05 08:10 Europe/Kyiv; by the text of Ukraine the silence is 09:00-16:00 Europe/Kyiv."
        ]
    );
    for fine in ["at 2022-03-05 11:20", "2022-03-05", "2022-03-05 until 12:00", "at 2022-03-09 08:10"] {
        assert_eq!(opened_outside(&ledger(&[("open", fine)]), None, &[&text]), [], "{fine}");
    }
    let late = ledger(&[("first vehicle", "at 2022-03-05 18:30")]);
    assert_eq!(opened_outside(&late, None, &[&text]).len(), 1);
    // One side's silence that fits settles it; the other side's says only from when.
    let russia = example("mariupol-2022-03-05-russia");
    assert_eq!(opened_outside(&late, None, &[&text, &russia]), []);
    assert_eq!(opened_outside(&early, None, &[&text, &russia]).len(), 1);
}

#[test]
fn open_while_the_record_says_that_it_never_opened_is_a_question() {
    let path = format!("{}/../../examples/talks-2022/5-march.toml", env!("CARGO_MANIFEST_DIR"));
    let life = read_history(&std::fs::read(path).unwrap()).0.unwrap();
    let open = ledger(&[("open", "at 2022-03-05 11:20")]);
    assert_eq!(
        told(&opened_in_life(&open, None, &life)),
        [
            "opened: open-at-2022-03-05-11-20 says that it is open; by the record it was announced by one side (2022-03-05 08:30)."
        ]
    );
    let later = ledger(&[("open", "at 2022-03-14 13:00")]);
    assert_eq!(opened_in_life(&later, None, &life), [], "the record says nothing of that day");
}
