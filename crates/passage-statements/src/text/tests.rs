//! The texts of March 2022 against each other, the gate, the states, and what may not be said.

use super::*;
use crate::place::{Names, Reason};
use proptest::prelude::*;

fn example(name: &str) -> Text {
    let path = format!("{}/../../examples/texts-2022/{name}.toml", env!("CARGO_MANIFEST_DIR"));
    let (text, findings) = read(std::fs::read_to_string(&path).expect("an example").as_bytes());
    text.unwrap_or_else(|| panic!("{name}: {findings:#?}"))
}

fn differences(a: &Text, b: &Text, key: &str) -> Vec<Difference> {
    let comparison = Comparison::of(a, b);
    let element = comparison.elements.into_iter().find(|compared| compared.element.key == key);
    element.map_or_else(Vec::new, |compared| compared.differences)
}

fn stops_of(side: Side, names: &[&str], after: &str, before: &str) -> Difference {
    let names = names.iter().map(|name| (*name).to_owned()).collect();
    Difference::Stops { side, names, after: Some(after.into()), before: Some(before.into()) }
}

#[test]
fn the_two_texts_of_sumy_differ_by_romny_by_belgorod_and_by_the_way_in() {
    let (ukraine, russia) = (example("sumy-2022-03-08-ukraine"), example("sumy-2022-03-08-russia"));
    let route = differences(&ukraine, &russia, "route");
    let way_in = ["Lokhvytsia", "Andriyashivka", "Romny", "Nedryhailiv", "Sumy"].map(str::to_owned).to_vec();
    let expected = [
        stops_of(Side::B, &["Romny"], "Holubivka", "Lokhvytsia"),
        Difference::Route(Side::A, way_in),
        Difference::Route(Side::B, vec!["Sudzha".into(), "Belgorod".into()]),
    ];
    assert_eq!(route, expected);
    let comparison = Comparison::of(&ukraine, &russia);
    let taken: Vec<_> = comparison.elements.iter().flat_map(|e| e.taken.clone()).collect();
    let pairs = [("Holubivka", "Golubivka"), ("Lokhvytsia", "Lokhvitsya")].map(|(a, b)| (a.to_owned(), b.to_owned()));
    assert_eq!(taken, pairs);
    assert!(comparison.elements.iter().all(|e| e.questions.is_empty()));
    assert_eq!(comparison.settled(), Settled::Differ);
}

#[test]
fn the_mariupol_route_of_6_march_goes_around_nikolske() {
    let (fifth, sixth) = (example("mariupol-2022-03-05-ukraine"), example("mariupol-2022-03-06-ukraine"));
    let expected = [
        stops_of(Side::A, &["Nikolske"], "Mariupol", "Rozivka"),
        stops_of(Side::B, &["Portovske", "Manhush", "Respublika"], "Mariupol", "Rozivka"),
        Difference::Part(Side::B, "by_passing", Box::new(Value::Places(vec!["Nikolske".into()]))),
    ];
    assert_eq!(differences(&fifth, &sixth, "route"), expected);
    assert!(matches!(differences(&fifth, &sixth, "times")[..], [Difference::Values(..), Difference::Values(..)]));
    assert!(differences(&fifth, &sixth, "deviation").is_empty());
}

#[test]
fn the_russian_route_of_7_march_is_the_ukrainian_one_but_for_one_name_that_a_person_must_settle() {
    let (ukraine, russia) = (example("mariupol-2022-03-06-ukraine"), example("mariupol-2022-03-07-russia"));
    let comparison = Comparison::of(&ukraine, &russia);
    let route = comparison.elements.iter().find(|e| e.element.key == "route").unwrap();
    let other = ["Novoazovsk", "Taganrog", "Rostov"].map(str::to_owned).to_vec();
    let by_passing = Difference::Part(Side::A, "by_passing", Box::new(Value::Places(vec!["Nikolske".into()])));
    assert_eq!(route.differences, [by_passing, Difference::Route(Side::B, other)]);
    let question = Question {
        a: "Rozivka".into(),
        b: "Rosivka".into(),
        after: Some("Respublika".into()),
        before: Some("Bilmak".into()),
        why: vec![Reason::Typing { written: "Rosivka".into(), name: "Rozivka".into(), letters: 1 }],
    };
    assert_eq!(route.questions, [question]);
    assert_eq!(route.taken.len(), 5, "{:?}", route.taken);
}

#[test]
fn silence_from_ten_in_moscow_begins_when_silence_from_nine_in_kyiv_does() {
    let (ukraine, russia) = (example("mariupol-2022-03-05-ukraine"), example("mariupol-2022-03-05-russia"));
    let times = differences(&ukraine, &russia, "times");
    let [Difference::Values("silence", both), Difference::Part(Side::A, "first_move", _)] = &times[..] else {
        panic!("{times:#?}")
    };
    let [Value::Window(a), Value::Window(b)] = &**both else { panic!("{both:#?}") };
    assert_eq!(a.from.as_ref().map(|m| m.at), b.from.as_ref().map(|m| m.at));
    assert!(a.until.is_some() && b.until.is_none());
}

#[test]
fn raisins_is_a_question_about_izium_and_never_a_silent_match() {
    let likeness = |a: &str, b: &str| Names::default().compare(a, b).likeness;
    assert_eq!(likeness("Raisins", "Izium"), Likeness::Perhaps);
    assert_eq!(likeness("Ізюм", "raisins"), Likeness::Perhaps);
    assert_eq!(likeness("Izyum", "Izium"), Likeness::Transliteration);
    assert_eq!(likeness("Romny", "Lubny"), Likeness::Different);
}

/// A text that has all that the fourteen ask for.
fn whole(side: &str) -> String {
    format!(
        r#"version = 1
corridor = "Sumy"
side = "{side}"
zone = "Europe/Kyiv"
date = "2022-03-08"
[parties]
sides = ["Ukraine", "Russia"]
instrument = "letter"
[direction]
ways = "out"
[[route]]
way = "out"
stops = [{{ name = "Sumy", at = [50.9077, 34.7981] }}, {{ name = "Poltava", at = [49.5883, 34.5514] }}]
[deviation]
rule = "none"
[times]
silence = "09:00-21:00"
first_move = "10:00"
last_entry = "17:00"
turn_back = "18:00"
[people]
may_leave = ["everybody"]
may_not_leave = ["nobody"]
[destination]
places = ["Poltava"]
own_choice = true
[vehicles]
private_cars = true
order = "cars behind buses"
marking = "white cloth"
[escort]
led_by = "ICRC"
hand_over = ["Lokhvytsia"]
[search]
rules = "bags only"
most_time = "10 min"
[checkpoint]
none = true
[mines]
confirmed_by = "both engineers"
evidence = "signed map"
[incidents]
counts = ["fire within 2 km"]
response = "halt"
calls = "hotline"
resumes = "when both confirm"
[goods]
none = true
"#
    )
}

fn made(text: &str) -> Text {
    let (read, findings) = read(text.as_bytes());
    read.unwrap_or_else(|| panic!("{findings:#?}"))
}

#[test]
fn both_sides_with_the_same_precise_text_are_agreed_in_detail_and_one_side_never_is() {
    let (ukraine, russia) = (made(&whole("Ukraine")), made(&whole("Russia")));
    assert!(ukraine.is_precise(), "{:#?}", ukraine.open());
    let both = Comparison::of(&ukraine, &russia);
    assert_eq!(both.settled(), Settled::InDetail);
    let own = Comparison::of(&ukraine, &ukraine);
    assert_eq!((own.settled(), own.agreement()), (Settled::OneSide, None));
    let mut life = Life::default();
    assert_eq!(life.take(Step::InDetail(both.agreement().unwrap())), Ok(State::AgreedInDetail));
}

#[test]
fn nothing_that_differs_hides_behind_an_agreement() {
    let text = whole("Ukraine");
    let settled = |old: &str, new: &str| {
        assert!(text.contains(old), "{old}");
        let (ukraine, russia) =
            (made(&text), made(&text.replace("side = \"Ukraine\"", "side = \"Russia\"").replace(old, new)));
        Comparison::of(&ukraine, &russia).settled()
    };
    assert_eq!(settled("Sumy\"\n", "Sumy\"\n"), Settled::InDetail);
    for (old, new) in [
        ("corridor = \"Sumy\"", "corridor = \"Mariupol\""),
        ("50.9077", "50.9277"),
        ("34.7981] }", "34.7981], streets = \"Kursk prospect\" }"),
        ("name = \"Poltava\"", "name = \"Poltavka\""),
        ("\"17:00\"", "\"17:01\""),
        ("\"09:00-21:00\"", "\"09:00-21:00 Moscow\""),
        ("own_choice = true", "own_choice = false"),
        ("\"10 min\"", "\"20 min\""),
        ("rule = \"none\"", "rule = \"strictly prohibited\""),
        ("[\"everybody\"]", "[\"women\", \"children\"]"),
        ("[goods]\nnone = true", "[goods]\nquantities = [\"20 t\"]\ninspection = \"joint\""),
        (
            "[checkpoint]\nnone = true",
            "[checkpoint]\nname = \"Gate\"\nside = \"B\"\nhours = \"09:00-21:00\"\nofficer = \"duty\"",
        ),
        ("counts = [\"fire within 2 km\"]", "counts = [\"any fire\"]"),
        ("led_by = \"ICRC\"", "led_by = \"police\""),
        ("\"17:00\"", "\"from 17:00\""),
        ("\"10:00\"", "\"by 10:00\""),
    ] {
        assert_eq!(settled(old, new), Settled::Differ, "{new}");
    }
    // The same moment by another clock, another spelling, another order: nothing differs.
    for (old, new) in [
        ("\"09:00-21:00\"", "\"10:00-22:00 Moscow\""),
        ("name = \"Poltava\"", "name = \"Полтава\""),
        ("[\"Ukraine\", \"Russia\"]", "[\"Russia\", \"Ukraine\"]"),
        ("\"17:00\"", "\"by 5 p.m.\""),
        ("\"10:00\"", "\"from 10:00\""),
    ] {
        assert_eq!(settled(old, new), Settled::InDetail, "{new}");
    }
    // A ministry of a side is that side.
    for office in ["Ukraine, Ministry of Defence", "UKRAINE (Ministry of Defence)", "Ukraine: government"] {
        let theirs = made(&text.replace("side = \"Ukraine\"", &format!("side = \"{office}\"")));
        assert_eq!(Comparison::of(&made(&text), &theirs).settled(), Settled::OneSide, "{office}");
    }
}

#[test]
fn each_of_the_fourteen_gates_the_state_agreed_in_detail() {
    let text = whole("Ukraine");
    for element in ELEMENTS.iter().filter(|element| element.precise) {
        let mut without = made(&text);
        without.entries.retain(|entry| entry.element != element);
        let open = without.open();
        assert_eq!(open, [Open { element, missing: vec![Missing::Silent] }]);
        let russia = Text { side: "Russia".into(), ..without.clone() };
        assert_eq!(Comparison::of(&without, &russia).settled(), Settled::Open);
    }
    assert_eq!(ELEMENTS.iter().filter(|element| element.precise).count(), 14);
}

#[test]
fn an_about_and_an_open_end_are_not_precise() {
    let missing = |old: &str, new: &str| {
        let text = made(&whole("Ukraine").replace(old, new));
        text.open().iter().flat_map(|open| open.missing.clone()).collect::<Vec<_>>()
    };
    assert_eq!(missing("09:00-21:00", "from 09:00"), [Missing::End("silence")]);
    assert_eq!(missing("\"10:00\"", "\"about 10:00\""), [Missing::About("first_move")]);
    assert_eq!(missing(", at = [50.9077, 34.7981]", ""), [Missing::Coordinates(vec!["Sumy".into()])]);
    assert_eq!(missing("evidence = \"signed map\"", "open = \"evidence\"").len(), 2);
    // Words that settle nothing.
    for blank in ["?", "to be agreed", "TBD.", "— —", "буде погоджено"] {
        let put = format!("led_by = \"{blank}\"");
        assert_eq!(missing("led_by = \"ICRC\"", &put), [Missing::Blank("led_by", blank.to_owned())]);
    }
    // The silence is from 09:00 to 21:00.
    assert_eq!(missing("\"10:00\"", "\"08:00\""), [Missing::Outside("first_move")]);
    assert_eq!(missing("\"17:00\"", "\"22:00\""), [Missing::Outside("last_entry")]);
    // North and east swapped in one place: two thousand kilometres from the next.
    assert_eq!(
        missing("[50.9077, 34.7981]", "[34.7981, 50.9077]"),
        [Missing::Far(vec!["Sumy".into(), "Poltava".into()])]
    );
}

#[test]
fn states_follow_on_each_other_and_agreement_is_found_not_said() {
    let mut life = Life::default();
    let refused = |life: &mut Life, step: Step| life.take(step).unwrap_err().to_string();
    let words = [
        refused(&mut life, Step::To(State::AgreedInDetail)),
        refused(&mut life, Step::InPrinciple(vec!["Ukraine".into(), "Ukraine".into()])),
        refused(&mut life, Step::To(State::Opened)),
    ];
    insta::assert_snapshot!(words.join("\n"), @r#"
        "agreed in detail" is not said but found: compare the two sides' texts.
        Ukraine alone cannot agree: one side's word is a proposal or an announcement.
        "opened" does not follow on "proposed".
        "#);
    assert_eq!(life.state(), State::Proposed);
    assert_eq!(life.take(Step::To(State::AnnouncedByOneSide)), Ok(State::AnnouncedByOneSide));
    assert_eq!(life.take(Step::To(State::UsedWithoutAgreement)), Ok(State::UsedWithoutAgreement));
    assert_eq!(life.take(Step::InPrinciple(vec!["Ukraine".into(), "Russia".into()])), Ok(State::AgreedInPrinciple));
}

#[test]
fn every_state_can_be_reached_and_every_life_ends_in_a_report() {
    for state in State::ALL {
        assert!(
            state == State::Proposed || State::ALL.iter().any(|before| before.next().contains(&state)),
            "{state:?}"
        );
        // Twin of the rule: go on until nothing is new.
        let mut reached = vec![state];
        while let Some(next) = reached.iter().flat_map(|s| s.next()).find(|next| !reached.contains(next)).copied() {
            reached.push(next);
        }
        assert!(reached.contains(&State::Reported), "{state:?}");
        assert!(
            !state.is_failure() || state.next().contains(&State::Reconciled) || state == State::UsedWithoutAgreement
        );
    }
}

fn stops(letters: &str) -> Vec<Stop> {
    let towns = ["Sumy", "Romny", "Poltava", "Tokmak", "Berdiansk", "Vasylivka"];
    let stop = |c: char| Stop { name: towns[c as usize - 'a' as usize].into(), at: None, streets: String::new() };
    letters.chars().map(stop).collect()
}

/// The longest common order, by trying everything.
fn twin(a: &[Stop], b: &[Stop]) -> usize {
    match (a, b) {
        ([], _) | (_, []) => 0,
        ([x, a @ ..], [y, b @ ..]) if x.name == y.name => 1 + twin(a, b),
        ([_, rest @ ..], [_, other @ ..]) => twin(rest, b).max(twin(a, other)),
    }
}

proptest! {
    #[test]
    fn routes_are_laid_side_by_side_so_that_most_is_shared(a in "[a-f]{0,7}", b in "[a-f]{0,7}") {
        let (a, b) = (stops(&a), stops(&b));
        let laid = route::pairs(&a, &b, &Names::default());
        prop_assert_eq!(laid.iter().filter(|(a, b)| a.is_some() && b.is_some()).count(), twin(&a, &b));
        prop_assert_eq!(laid.iter().filter_map(|(a, _)| *a).collect::<Vec<_>>(), (0..a.len()).collect::<Vec<_>>());
        prop_assert_eq!(laid.iter().filter_map(|(_, b)| *b).collect::<Vec<_>>(), (0..b.len()).collect::<Vec<_>>());
        let own = route::align(&a, &a, &Names::default());
        prop_assert!(own.differences.is_empty() && own.questions.is_empty() && own.taken.is_empty());
    }

    #[test]
    fn no_bytes_make_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..60), cut in 0usize..1_200) {
        let _ = read(&bytes);
        let text = whole("Ukraine");
        let _ = read(&text.as_bytes()[..cut.min(text.len())]);
    }
}
