//! The fixtures of `../shared/domain.md` F raise the questions that their traps deserve, and no others.

use super::*;
use crate::ledger::Ledger;
use crate::ledger::tests::{MARIUPOL, REPORTS, ledger};

/// A question as an analyst reads it.
fn words(question: &Question, ledger: &Ledger) -> String {
    let names: Vec<String> = question.claims.iter().map(|place| ledger.claims()[*place].called()).collect();
    let mut lines = vec![format!("{} [{}] {}", question.detector.name(), names.join(", "), question.about)];
    lines.extend(question.arithmetic.iter().map(|phrase| format!("  {phrase}")));
    lines.extend(question.explanations.iter().map(|phrase| format!("  ? {phrase}")));
    lines.extend(question.settles.iter().map(|phrase| format!("  > {phrase}")));
    lines.join("\n")
}

fn told(ledger: &Ledger) -> String {
    let questions = Index::of(ledger).questions(ledger, None);
    questions.iter().map(|question| words(question, ledger)).collect::<Vec<_>>().join("\n\n")
}

/// The questions of claims in TOML under one zone.
fn asked(claims: &str) -> String {
    told(&ledger(&format!("zone = \"Europe/Kyiv\"\n{claims}")))
}

#[test]
fn the_five_reports_raise_the_questions_that_their_traps_deserve() {
    insta::assert_snapshot!(told(&ledger(REPORTS)), @r#"
    disjoint [S0-7, S0-7-elsewhere] Mariupol
      S0-7 supports 440,000 at most, S0-7-elsewhere at least 450,000: no number fits both, they are 10,000 apart.
      ? They may be of different areas or routes under one name.
      ? They may have been counted until different hours.
      ? One of them may repeat an older figure.
      > Ask both what exactly they counted: where, of whom, until which hour.
      > A count by somebody else, at one place, over the same hours.

    people-per-vehicle [S0-1, S0-2, S0-3] Mariupol
      10.0 people per vehicle (20,000 by S0-1, divided by 2,000 by S0-2). Plausible is 1.2 to 6.0.
      With the vehicles that were waiting (S0-3) there are 4,000: 5.0 people per vehicle.
      ? Most likely the vehicle figure is so far (14:00) and the people figure is the whole day.
      ? The people figure may include those in buses or on foot.
      ? The people figure may be of those who wanted to leave, not of those who left.
      > Both figures for the same hours at the same place.
      > Somebody who counts people and vehicles at one checkpoint.

    falling [S0-6, S0-6-same-day, S0-6-day-before] Mariupol, siege
      A sum that can only grow falls: more than 2,500 by S0-6-day-before, later more than 2,300 by S0-6; 200 fewer.
      A sum that can only grow falls: more than 2,500 by S0-6-day-before, later more than 2,100 by S0-6-same-day; 400 fewer.
      Figures of the form "more than" may both be true, but whoever knows of the larger one does not say the smaller one.
      ? One of them may repeat an older figure.
      ? They may be of different areas or routes under one name.
      ? The sum may have been revised, or counts something narrower now.
      > Ask both what exactly they counted: where, of whom, until which hour.
      > The figures of one source from day to day, with the words in which it revised them.

    attribution [S2-1, S2-2] Mariupol, evacuation of 6 March
      Ukraine holds Russia responsible (S2-1).
      Russia holds Ukraine responsible (S2-2).
      The attribution is disputed, and nobody outside the conflict has stated one.
      ? Parties to a conflict hold each other responsible, whatever happened.
      > A named verifier who is no party to the conflict, and the method.
    "#);
}

#[test]
fn the_days_of_mariupol_raise_two_questions_and_no_false_one() {
    insta::assert_snapshot!(told(&ledger(MARIUPOL)), @r"
    disjoint [A1-1, A1-2] Mariupol
      A1-2 supports 33 at most, A1-1 at least 54: no number fits both, they are 21 apart.
      ? They may be of different areas or routes under one name.
      ? They may have been counted until different hours.
      ? One of them may repeat an older figure.
      > Ask both what exactly they counted: where, of whom, until which hour.
      > A count by somebody else, at one place, over the same hours.

    more-arrived [A6-1, A6-2] Berdiansk, column of 6 April
      At least 900 arrived by A6-2, at most 550 had departed by A6-1: 350 more than left.
      ? Others may have joined on the way.
      ? Those who arrived may have left on the day before.
      ? The figure of those who left may be of one start or one hour only.
      > A count at a checkpoint between the two.
      > Both figures for the same hours at the same place.
    ");
}

/// Tables of claims that share all but a few keys.
fn claims(common: &str, each: &[&str]) -> String {
    let said = "said = \"2022-10-08\"\nlearned = \"2022-10-09 12:00\"";
    each.iter().map(|own| ["[[claim]]\n", said, "\n", common, "\n", own, "\n"].concat()).collect()
}

#[test]
fn a_unit_that_flipped_in_retelling_is_asked_about() {
    let common =
        "speaker = \"Mayor of Melitopol\"\nabout = \"Vasylivka\"\nvalue = \"6,000\"\nperiod = \"at 2022-10-08 12:00\"";
    insta::assert_snapshot!(asked(&claims(common, &[
        "name = \"G1\"\ncarrier = \"GNN Liberia\"\nmeasure = \"waiting.vehicles\"",
        "name = \"G2\"\ncarrier = \"Close the Sky\"\nmeasure = \"waiting.people\"",
    ])), @r"
    unit-change [G1, G2] Vasylivka
      6,000 are vehicles in G1 and people in G2, by one speaker on one day.
      ? A unit may have been changed in retelling.
      ? They may be two figures that happen to be equal.
      > The statement itself, in its own words and language.
    ");
}

#[test]
fn a_not_that_was_lost_between_languages_is_asked_about() {
    let common = "speaker = \"OCHA\"\nabout = \"Gaza, missions\"\ntopic = \"missions\"";
    insta::assert_snapshot!(asked(&claims(common, &[
        "name = \"R1\"\ncarrier = \"report.az\"\nlanguage = \"en\"\nquote = \"30 % received assistance\"",
        "name = \"R2\"\ncarrier = \"TASS\"\nlanguage = \"en\"\nquote = \"30 % were denied assistance\"\ntranslates = \"R1\"",
    ])), @r#"
    negation [R1, R2] Gaza, missions
      R2 (en) has the word "denied"; R1 (en), which is to say the same, has no word of that kind.
      ? A word may have been lost or added in translation.
      ? They may quote different parts of one sentence.
      > The original sentence, and a second translator.
    "#);
}

#[test]
fn one_statement_through_three_carriers_counts_once() {
    let common = "speaker = \"Office of the President\"\nabout = \"Mariupol\"\nmeasure = \"departed.people\"\n\
                  value = \"about 20,000\"\nperiod = \"2022-10-08\"";
    let each = ["carrier = \"AFP\"", "carrier = \"Reuters\"", "carrier = \"CNN\""];
    let each: Vec<String> = each.iter().enumerate().map(|(i, own)| format!("name = \"C{i}\"\n{own}")).collect();
    let text = claims(common, &each.iter().map(String::as_str).collect::<Vec<_>>());
    insta::assert_snapshot!(asked(&text), @r"
    retold [C0, C1, C2] Mariupol
      3 carriers have the same figure of Office of the President (C0). It is one source, and counts once.
      ? All of them may report one statement.
      ? The speaker may have said it to each of them.
      > The statement itself, in its own words and language.
    ");
    let ledger = ledger(&format!("zone = \"UTC\"\n{text}"));
    assert_eq!(crate::ledger::days(&ledger, None, None)[0].rows[0].cells[0].sources, 1);
    // Who says that it is a retelling has answered the question.
    let linked = text.replace("carrier = \"Reuters\"", "carrier = \"Reuters\"\nderives_from = \"C0\"");
    let linked = linked.replace("carrier = \"CNN\"", "carrier = \"CNN\"\nderives_from = \"C0\"");
    assert_eq!(asked(&linked), "");
}

#[test]
fn more_registered_than_arrived_is_asked_about_and_fewer_is_not() {
    let common = "speaker = \"Government\"\nabout = \"Lachin\"\nperiod = \"since 2022-09-24 until 2022-10-03\"";
    let lachin = ["measure = \"arrived.people\"\nvalue = \"97,735\"", "measure = \"registered\"\nvalue = \"74,382\""];
    assert_eq!(asked(&claims(common, &lachin)), "");
    let turned = [
        "name = \"L1\"\nmeasure = \"arrived.people\"\nvalue = \"74,382\"",
        "name = \"L2\"\nmeasure = \"registered\"\nvalue = \"97,735\"",
    ];
    insta::assert_snapshot!(asked(&claims(common, &turned)), @r"
    more-arrived [L1, L2] Lachin
      At least 97,735 were registered by L2, at most 74,382 had arrived by L1: 23,353 more than came.
      ? Others may have joined on the way.
      ? Those who arrived may have left on the day before.
      ? The list may hold people who came by other ways.
      > A count at a checkpoint between the two.
      > Both figures for the same hours at the same place.
    ");
}

#[test]
fn a_morning_figure_of_departures_is_not_held_against_the_evening_of_arrivals() {
    let common = "speaker = \"Council\"\nabout = \"Mariupol\"";
    let text = claims(
        common,
        &[
            "measure = \"departed.vehicles\"\nvalue = \"160\"\nperiod = \"2022-10-08 until 13:00\"",
            "measure = \"arrived.vehicles\"\nvalue = \"570\"\nperiod = \"2022-10-08\"",
        ],
    );
    assert_eq!(asked(&text), "");
}

#[test]
fn open_without_a_first_vehicle_is_asked_about() {
    let common = "speaker = \"Ministry\"\nside = \"Russia\"\nabout = \"Sumy\"\nperiod = \"2022-10-08\"";
    insta::assert_snapshot!(asked(&claims(common, &["name = \"O1\"\ntopic = \"opened\""])), @r"
    opened [O1] Sumy
      O1 says that it is open; nobody says when a first vehicle passed a checkpoint or arrived.
      ? It may have been announced and never opened.
      ? Vehicles may have passed without a report of it.
      > The time and the place at which a first vehicle passed the other side's first checkpoint.
    ");
    assert_eq!(asked(&claims(common, &["topic = \"opened\"", "topic = \"first vehicle\""])), "");
    assert_eq!(asked(&claims(common, &["topic = \"opened\"", "measure = \"arrived.vehicles\"\nvalue = \"30\""])), "");
}

#[test]
fn whoever_verifies_an_own_claim_has_verified_nothing() {
    let common = "speaker = \"City council\"\nabout = \"Mariupol\"\nmeasure = \"arrived.people\"\nvalue = \"100\"\nperiod = \"2022-10-08\"";
    let own = "name = \"V1\"\nverified_by = \"city council\"\nverified_how = \"recount\"";
    insta::assert_snapshot!(asked(&claims(common, &[own])), @r"
    own-verifier [V1] Mariupol
      V1 counts as verified by city council (recount), who said it.
      ? The speaker may have counted again; that is a second statement, not a verification.
      ? The verifier may have been written down wrongly.
      > A verifier who did not say it, and the method.
    ");
    assert_eq!(asked(&claims(common, &["verified_by = \"ICRC\"\nverified_how = \"count on arrival\""])), "");
}

#[test]
fn what_is_counted_before_its_day_is_asked_about_and_plans_are_not() {
    let common = "speaker = \"City council\"\nabout = \"Mariupol\"";
    let of = |measure: &str, period: &str| {
        asked(&claims(
            common,
            &[&format!("name = \"F\"\nmeasure = \"{measure}\"\nvalue = \"100\"\nperiod = \"{period}\"")],
        ))
    };
    insta::assert_snapshot!(of("departed.people", "2022-10-09"), @"
        not-yet [F] Mariupol
          F was said on 2022-10-08 and counts what was on 2022-10-09, which had not come.
          ? It may be a plan or an announcement that was taken down as a count.
          ? One of the dates may have been written down wrongly.
          > The words as they were said: was it to be, or had it been?
        ");
    for (measure, period) in [
        ("departed.people", "2022-10-08"),
        ("departed.people", "2022-10-08 until 23:00"),
        ("departed.people", "so far until 2022-10-09 00:00"),
        ("planned", "2022-10-09"),
        ("offered", "2022-10-10"),
    ] {
        assert_eq!(of(measure, period), "", "{measure} {period}");
    }
    assert!(of("left.individuals", "so far until 2022-11-09").contains("not-yet"));
}

#[test]
fn parts_above_their_whole_and_pairs_of_units_are_asked_about() {
    let common = "speaker = \"City council\"\nabout = \"Mariupol\"\nperiod = \"2022-10-08\"";
    insta::assert_snapshot!(asked(&claims(common, &[
        "name = \"P1\"\nmeasure = \"arrived.people\"\nvalue = \"479\"",
        "name = \"P2\"\nmeasure = \"arrived.children\"\nvalue = \"1,865\"",
        "name = \"P3\"\ntopic = \"distance\"\nquote = \"30 km (25 miles)\"",
    ])), @r"
    part-of-whole [P1, P2] Mariupol
      At least 1,865 by P2 are a part of at most 479 by P1.
      ? They may have been counted until different hours.
      ? They may be of different areas or routes under one name.
      > Ask both what exactly they counted: where, of whom, until which hour.

    unit-pair [P3] Mariupol
      P3: 30 km are 18.6 miles, not 25 miles.
      ? One of the two may have been converted wrongly, or both be rounded.
      > The statement itself, in its own words and language.
    ");
}

#[test]
fn a_road_has_a_capacity_that_is_told_from_outside() {
    let ledger = ledger(REPORTS);
    let opened = "2022-03-15T11:00:00Z".parse().ok();
    let capacity = |vehicles_per_hour| [Capacity { about: "Mariupol".into(), vehicles_per_hour, opened }];
    let slow: Vec<String> = too_fast(&ledger, None, &capacity(600)).iter().map(|q| words(q, &ledger)).collect();
    insta::assert_snapshot!(slow.join("\n"), @r"
    too-fast [S0-2] Mariupol
      2,000 vehicles in 1.0 h by S0-2 are 2,000 an hour; 600 an hour can pass there, 600 in that time.
      ? It may have been counted over a longer time than is stated.
      ? It may be of several roads together.
      ? It may be a figure of people.
      > Both figures for the same hours at the same place.
      > Which road or roads the figure is of.
    ");
    assert!(too_fast(&ledger, None, &capacity(2_000)).is_empty());
}

#[test]
fn a_window_by_two_clocks_is_checked_on_its_date() {
    use passage_model::civil::Zone;
    let window = |zone: &str, from: i8, until: i8| ClockWindow {
        zone: Zone::find(zone).unwrap(),
        from: jiff::civil::time(from, 0, 0, 0),
        until: jiff::civil::time(until, 0, 0, 0),
    };
    let (kyiv, moscow) = (window("Europe/Kyiv", 9, 16), window("Europe/Moscow", 10, 17));
    let ask =
        |day: i8, kyiv: &ClockWindow| other_clock("Mariupol", jiff::civil::date(2022, 3, day), kyiv, &moscow).unwrap();
    assert_eq!(ask(5, &kyiv), None);
    insta::assert_snapshot!(ask(28, &kyiv).unwrap().arithmetic[0], @"10:00-17:00 Europe/Moscow is 10:00-17:00 Europe/Kyiv on 2022-03-28, not 09:00-16:00 Europe/Kyiv.");
    assert_eq!(ask(28, &window("Europe/Kyiv", 10, 17)), None);
}

#[test]
fn a_town_that_one_side_has_and_the_other_has_not_is_asked_about() {
    let way = |side: &str, places: &[&str]| Waypoints {
        side: side.into(),
        places: places.iter().map(|p| (*p).into()).collect(),
    };
    let ukraine = way("Ukraine", &["Sumy", "Holubivka", "Lokhvytsia", "Lubny", "Poltava"]);
    let russia = way("Russia", &["Sumy", "Golubivka", "Romny", "Lokhvitsya", "Lubny", "Poltava"]);
    let same = |a: &str, b: &str| {
        a == b
            || [a, b] == ["Holubivka", "Golubivka"]
            || [a, b] == ["Lokhvytsia", "Lokhvitsya"]
            || [b, a] == ["Holubivka", "Golubivka"]
            || [b, a] == ["Lokhvytsia", "Lokhvitsya"]
    };
    let question = waypoints("Sumy", &ukraine, &russia, same).unwrap();
    let lines: Vec<String> = question.arithmetic.iter().map(ToString::to_string).collect();
    insta::assert_snapshot!(lines.join("\n"), @"Russia has Romny between Golubivka and Lokhvitsya; Ukraine does not.");
    assert_eq!(waypoints("Sumy", &ukraine, &ukraine, same), None);
}

#[test]
fn a_new_claim_asks_what_it_takes_part_in_and_is_compared_with_its_own_buckets_alone() {
    let whole = ledger(REPORTS);
    let all = Index::of(&whole).questions(&whole, None);
    let (mut growing, mut index) = (Ledger::default(), Index::default());
    let mut last = Vec::new();
    for claim in whole.claims() {
        growing.add(claim.clone()).unwrap();
        index.follow(&growing);
        last.extend(index.questions_on(&growing, growing.claims().len() - 1).into_iter().map(|q| q.detector));
    }
    assert_eq!(index.questions(&growing, None), all, "it does not matter when the claims are sorted in");
    assert!(all.iter().all(|question| last.contains(&question.detector)));
}

#[test]
fn every_message_has_its_words_in_both_languages() {
    let names = |text: &str| -> Vec<String> {
        text.lines().filter_map(|line| Some(line.split_once(" = ")?.0.to_owned())).collect()
    };
    assert_eq!(names(ENGLISH), names(UKRAINIAN));
}

mod twins {
    //! Slow twins of the detectors that sort: every pair of claims is asked.

    use super::*;
    use crate::claim::{Claim, What};
    use crate::measure::{Form, Measure, Period, Value};
    use jiff::Timestamp;
    use passage_model::civil::Zone;
    use proptest::prelude::*;

    const MEASURES: [Measure; 3] = [Measure::DepartedVehicles, Measure::ArrivedVehicles, Measure::KilledReported];

    /// Claims on one thing, with few numbers and few moments.
    fn random() -> impl Strategy<Value = Vec<Claim>> {
        let base = ledger(MARIUPOL).claims()[0].clone();
        let one = (0usize..3, 0usize..6, 0u64..9, 0i64..4, any::<bool>());
        proptest::collection::vec(one, 1..9).prop_map(move |all| {
            let claim = |(i, (measure, form, number, until, since)): (usize, (usize, usize, u64, i64, bool))| {
                let zone = Zone::find("UTC").unwrap();
                let until = Timestamp::from_second(1_647_302_400 + 3_600 * (until + 1)).unwrap();
                let period = if since {
                    Period::Since { from: None, until }
                } else {
                    Period::DaySoFar { date: zone.at(until).date(), zone, until }
                };
                let (measure, value) = (MEASURES[measure], Value::of(Form::ALL[form], number).unwrap());
                let what = What::Figure { measure, point: measure.point(), value };
                Claim { name: format!("c{i}"), about: "one".into(), what, period, ..base.clone() }
            };
            all.into_iter().enumerate().map(claim).collect()
        })
    }

    /// Whether any two claims make `wrong` true.
    fn any_pair(claims: &[Claim], wrong: impl Fn((&Claim, Measure, Value), (&Claim, Measure, Value)) -> bool) -> bool {
        let all: Vec<_> = claims.iter().filter_map(|claim| claim.number().map(|(m, v)| (claim, m, v))).collect();
        all.iter().any(|one| all.iter().any(|other| wrong(*one, *other)))
    }

    proptest! {
        #[test]
        fn a_sorted_detector_asks_where_its_twin_finds_a_pair(claims in random()) {
            let mut ledger = Ledger::default();
            for claim in &claims {
                ledger.add(claim.clone()).unwrap();
            }
            let claims = ledger.claims();
            let asked = Index::of(&ledger).questions(&ledger, None);
            let has = |detector: Detector| asked.iter().any(|question| question.detector == detector);
            let disjoint = any_pair(claims, |(a, m, v), (b, n, w)| m == n && a.period == b.period && !v.agrees_with(w));
            prop_assert_eq!(has(Detector::Disjoint), disjoint);
            let low = |value: Value| value.supports().0;
            // The last that is known of: the number itself where a figure names no most.
            let most = |value: Value| match value {
                Value::AtLeast(n) | Value::MoreThan(n) => n,
                other => other.supports().1.unwrap(),
            };
            let end = |claim: &Claim| claim.period.reach().1;
            let since = |claim: &Claim| matches!(claim.period, Period::Since { .. });
            let falls = any_pair(claims, |(a, m, v), (b, n, w)| {
                m == n && since(a) && since(b) && end(a) < end(b) && most(w) < low(v)
            });
            prop_assert_eq!(has(Detector::Falling), falls);
            // An arrival is above every departure that reaches as long, and there is one.
            let departed = |a: &Claim, b: &Claim| {
                since(a) == since(b) && end(b) >= end(a) && (!since(a) || crate::ledger::day_of(a) == crate::ledger::day_of(b))
            };
            let above = claims.iter().any(|a| {
                let Some((Measure::ArrivedVehicles, value)) = a.number() else { return false };
                let before: Vec<Value> = claims.iter().filter(|b| departed(a, b)).filter_map(|b| match b.number() {
                    Some((Measure::DepartedVehicles, value)) => Some(value),
                    _ => None,
                }).collect();
                !before.is_empty() && before.iter().all(|b| b.supports().1.is_some_and(|high| high < low(value)))
            });
            prop_assert_eq!(has(Detector::MoreArrived), above);
        }
    }
}
