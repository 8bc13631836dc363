//! Claims are read as they were written, in every format, and what is wrong with them is said where it stands.

use super::*;
use crate::measure::Form;
use passage_model::finding::Finding;
use proptest::prelude::*;

fn kyiv() -> Zone {
    Zone::find("Europe/Kyiv").unwrap()
}

/// A text as a report may hold it: never empty, no blanks at its ends.
fn text() -> impl Strategy<Value = String> {
    "[a-zA-Zіїєґ'\"\\\\,;#=\\[\\]{}\n\t]{1,12}[а-я0-9]{1,4}".prop_map(|text| text.trim().to_owned())
}

fn maybe() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), text()]
}

fn moment() -> impl Strategy<Value = Timestamp> {
    // Across both changes of the clocks of 2022.
    (1_646_000_000i64..1_670_000_000).prop_map(|second| Timestamp::from_second(second).unwrap())
}

fn period() -> impl Strategy<Value = Period> {
    (0u8..6, moment(), 1i64..5_000_000).prop_map(|(kind, from, length)| {
        let until = Timestamp::from_second(from.as_second() + length).unwrap();
        let date = kyiv().at(from).date();
        match kind {
            0 => Period::At(from),
            1 => Period::Day { date, zone: kyiv() },
            2 => Period::DaySoFar { date, zone: kyiv(), until },
            3 => Period::Since { from: Some(from), until },
            4 => Period::Since { from: None, until },
            _ => Period::Unstated,
        }
    })
}

fn what() -> impl Strategy<Value = What> {
    let figure = (0..Measure::ALL.len(), 0usize..6, 0u64..1_000_000, any::<bool>()).prop_map(|(m, form, n, named)| {
        let measure = Measure::ALL[m];
        let named = named && measure.point() == Point::Unstated;
        let point = if named { Point::Checkpoint("Vasylivka, north".into()) } else { measure.point() };
        What::Figure { measure, point, value: Value::of(Form::ALL[form], n).unwrap() }
    });
    prop_oneof![figure, text().prop_map(|topic| What::Statement { topic })]
}

fn known() -> impl Strategy<Value = (HowKnown, Option<Attribution>, Option<Verified>, Vec<Relation>)> {
    let how = prop_oneof![Just(HowKnown::OwnCount), Just(HowKnown::Unstated), text().prop_map(HowKnown::ToldBy)];
    let attribution = proptest::option::of(
        (text(), 0usize..3).prop_map(|(to, stance)| Attribution { to, stance: Stance::ALL[stance] }),
    );
    let verified = proptest::option::of((text(), text()).prop_map(|(by, how)| Verified { by, how }));
    let relation = ("[A-Z][0-9]-[0-9]", 0usize..5).prop_map(|(to, kind)| Relation { kind: Kind::ALL[kind], to });
    let relations = proptest::collection::vec(relation, 0..3).prop_map(|mut relations| {
        relations.sort_by_key(|relation| relation.kind);
        relations
    });
    (how, attribution, verified, relations)
}

pub fn claim() -> impl Strategy<Value = Claim> {
    let texts = proptest::collection::vec(maybe(), 10);
    (texts, text(), text(), moment(), any::<bool>(), what(), period(), known()).prop_map(
        |(texts, speaker, about, said, day, what, period, (how, attribution, verified, relations))| {
            let mut texts = texts.into_iter();
            let mut next = || texts.next().unwrap_or_default();
            Claim {
                name: "S0-1".into(),
                speaker,
                side: next(),
                channel: next(),
                carrier: next(),
                address: next(),
                zone: kyiv(),
                said: if day { Said::On(kyiv().at(said).date()) } else { Said::At(said) },
                said_quoted: next(),
                learned: Timestamp::from_second(said.as_second() + 60).unwrap(),
                about,
                what,
                period,
                mode: next(),
                quote: next(),
                language: next(),
                translator: next(),
                how,
                grades: Grades { source: Some(SourceGrade::B), content: None },
                attribution,
                verified,
                relations,
                note: next(),
            }
        },
    )
}

proptest! {
    /// Nothing is lost on the way through any format, and a claim keeps its name by content.
    #[test]
    fn a_claim_is_read_as_it_was_written(claims in proptest::collection::vec(claim(), 1..4)) {
        for format in [Format::Toml, Format::JsonLines, Format::Csv] {
            let written = write(&claims, format);
            let (entries, findings) = read(written.as_bytes(), format, None);
            prop_assert_eq!(&findings, &Vec::<Finding>::new(), "{}", written);
            let read: Vec<Claim> = entries.into_iter().map(|entry| entry.claim).collect();
            prop_assert_eq!(&read, &claims, "{}", written);
        }
    }

    /// Whatever the bytes, there is an answer.
    #[test]
    fn no_bytes_are_too_strange(bytes in proptest::collection::vec(any::<u8>(), 0..200), text in "[\\[\\]a-z=\"\n,;{}:]{0,80}") {
        for format in [Format::Toml, Format::JsonLines, Format::Csv] {
            for given in [&bytes[..], text.as_bytes()] {
                let (_, findings) = read(given, format, None);
                let ends = findings.iter().filter_map(|finding| finding.span.as_ref()).all(|span| span.end <= given.len());
                prop_assert!(ends);
            }
        }
    }
}

const GOOD: &str = r#"
zone = "Europe/Kyiv"

[[claim]]
name = "S0-1"
speaker = "Office of the President of Ukraine"
said = "2022-03-15"
learned = "2022-03-15 18:00"
about = "Mariupol"
measure = "departed.people"
value = "around 20,000"
period = "2022-03-15"
"#;

fn faults(old: &str, new: &str) -> String {
    assert!(GOOD.contains(old), "{old}");
    let text = GOOD.replacen(old, new, 1);
    let (_, findings) = read(text.as_bytes(), Format::Toml, None);
    let told = findings.iter().map(|f| format!("[{}] {} | {}", &text[f.span.clone().unwrap()], f.words, f.advice));
    told.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_claim_is_not_independently_verified_unless_somebody_did_so_somehow() {
    let (entries, findings) = read(GOOD.as_bytes(), Format::Toml, None);
    assert!(findings.is_empty(), "{findings:?}");
    let claim = &entries[0].claim;
    assert_eq!((claim.number(), &claim.verified), (Some((Measure::DepartedPeople, Value::About(20_000))), &None));
    insta::assert_snapshot!(faults("about =", "verified_by = \"ICRC\"\nabout ="), @r#"["ICRC"] "verified_by" and "verified_how" need each other | Name the verifier and the method; without both the claim stays not independently verified."#);
}

#[test]
fn what_is_wrong_is_said_where_it_stands() {
    insta::assert_snapshot!(faults("departed.people", "departed.peple"), @r#"["departed.peple"] there is no measure "departed.peple" | Did you mean "departed.people"? The measures are in docs/reference/claims.md."#);
    insta::assert_snapshot!(faults("period = \"2022-03-15\"", "period = \"today\""), @r#"["today"] "today" is no time that a figure can be for | Write a day (2022-03-15), a day so far (2022-03-15 until 14:00), a moment (at 2022-03-15 14:00), or a sum (since 2022-02-24 until 2022-03-06; so far until 2022-03-16). Leave it out where the statement does not say."#);
    insta::assert_snapshot!(faults("value =", "unit = \"vehicles\"\nvalue ="), @r#"["vehicles"] departed.people counts people, not vehicles | Take the measure of what was counted; if the sources differ in the unit, write a claim for each."#);
    insta::assert_snapshot!(faults("value =", "point = \"arrival\"\nvalue ="), @r#"["arrival"] departed.people is counted at exit, not at arrival | Take the measure that fits the place: whoever has left has not arrived yet."#);
    insta::assert_snapshot!(faults("2022-03-15 18:00", "2022-03-27 03:30"), @r#"["2022-03-27 03:30"] 03:30 on 27 March 2022 does not exist in Europe/Kyiv: the clocks were put forward over it | By the clocks before the change it is 2022-03-27 04:30+03:00, by those after it 2022-03-27 02:30+02:00. Write the one that was meant."#);
    insta::assert_snapshot!(faults("2022-03-15 18:00", "2022-03-14 18:00"), @r#"["2022-03-14 18:00"] we cannot have learned this before it was said | Correct said or learned; look at their zones."#);
    insta::assert_snapshot!(faults("value =", "id = \"123456789012\"\nvalue ="), @r#"["123456789012"] this claim was changed after it was recorded: it was 123456789012 and is 3945d29cc382 now | Put the recorded words back, and add a new claim that corrects this one: `passage claim correct`."#);
}

#[test]
fn the_name_by_content_leaves_out_what_is_not_a_part_of_what_was_said() {
    let of = |old: &str, new: &str| {
        let text = GOOD.replacen(old, new, 1);
        read(text.as_bytes(), Format::Toml, None).0[0].claim.id()
    };
    assert_eq!(of("S0-1", "S0-9"), of("18:00", "19:00"));
    assert_ne!(of("S0-1", "S0-9"), of("around 20,000", "up to 20,000"));
}
