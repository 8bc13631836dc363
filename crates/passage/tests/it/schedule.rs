//! `passage rehearse --schedule` and `--write-schedule`: schedules that several simulators replay.

use crate::stage::{folder, passage, root, runs};
use passage::exchange::schedules::understood;
use passage::rehearsed::replayed::Replayed;
use passage::words::{Language, Words};
use passage_rehearsal::{Moment, Nobody, day};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::path::Path;

/// Two roads in a row of 1 km at 36 km/h, which pass a vehicle each 2 s and each 10 s.
const ROADS: &str = r#"{"format": "tnf-1", "dt_min": 1, "T": 60, "nodes": [[0, 0, 0], [1000, 0, 0], [2000, 0, 0]],
 "arcs": [[0, 1, 2, 30, -1, 1000.0, 36.0], [1, 2, 2, 6, -1, 1000.0, 36.0]], "windows": []}"#;

fn said(stage: &Path, arguments: &[&str]) -> String {
    String::from_utf8(runs(stage, arguments).stdout).expect("UTF-8")
}

fn replayed(stage: &Path, more: &[&str]) -> Value {
    let all = [&["rehearse", "--json", "--schedule", "s.json", "--roads", "r.json"], more].concat();
    serde_json::from_str(&said(stage, &all)).unwrap()
}

fn put(stage: &Path, roads: &str, schedule: &str) {
    std::fs::write(stage.join("r.json"), roads).unwrap();
    std::fs::write(stage.join("s.json"), schedule).unwrap();
}

#[test]
fn a_queue_at_a_narrow_road_takes_as_long_as_its_formula_says() {
    let stage = folder();
    let dep: Vec<u32> = (0..10).map(|n| 2 * n).collect();
    let schedule = json!({ "inst": "two", "routes": [{ "arcs": [0, 1], "dep": dep, "persons": vec![3; 10] }] });
    put(stage.path(), ROADS, &schedule.to_string());
    // Vickrey's queue: vehicle n comes to the narrow road at 100 + 2 n and is in it at 100 + 10 n.
    let told = replayed(stage.path(), &[]);
    assert_eq!((&told["t50_s"], &told["t90_s"], &told["t100_s"]), (&240.0.into(), &280.0.into(), &290.0.into()));
    assert_eq!(told["arrived_persons"], 30);
    let on_the_way: f64 = (0..10).map(|n| 200.0 + 8.0 * f64::from(n)).sum();
    assert!((told["travel_hours"].as_f64().unwrap() - on_the_way / 3600.0).abs() < 0.001, "{told}");
    assert!((told["free_travel_hours"].as_f64().unwrap() - 2000.0 / 3600.0).abs() < 0.001, "{told}");
    // As far as it is played, everybody is somewhere.
    let cut = replayed(stage.path(), &["--hours", "0.07"]);
    let places = cut["not_arrived"].as_array().unwrap();
    let left: u64 = places.iter().map(|place| place["vehicles"].as_u64().unwrap()).sum();
    let persons: u64 = places.iter().map(|place| place["persons"].as_u64().unwrap()).sum();
    assert_eq!((cut["arrived"].as_u64().unwrap(), left, persons), (6, 4, 12), "{cut}");
}

#[test]
fn a_schedule_is_replayed_on_a_screen_in_both_languages() {
    let stage = folder();
    let dep: Vec<u32> = (0..10).map(|n| 2 * n).collect();
    let schedule = json!({ "routes": [{ "arcs": [0, 1], "dep": dep, "persons": vec![3; 10] }] });
    put(stage.path(), ROADS, &schedule.to_string());
    let arguments = ["rehearse", "--schedule", "s.json", "--roads", "r.json", "--hours", "0.07"];
    insta::assert_snapshot!(said(stage.path(), &arguments), @"
        Schedule replayed: 10 vehicles on one route over 2 roads, each at its departure,
        with queues that spill back and nothing left to chance.
        6 of 10 vehicles arrive, with 18 of 30 persons.
        Until half of all vehicles are there: 4 min; nine tenths: not reached; all: not
        reached.
        Vehicle hours on the way of those who arrive: 0.4, of which 0.3 would be free
        driving.
        After 0.07 h 4 vehicles have not arrived:
          4 on road 1 (junction 1 to 2)

        Arrived after                                              vehicles      persons
          1 h                                                             6           18
        ");
    let ukrainian = said(stage.path(), &[&arguments[..], &["--language", "uk"]].concat());
    insta::assert_snapshot!(ukrainian, @"
        Відтворено розклад: 10 машин, 1 маршрут, 2 дороги; кожна виїжджає у свій час,
        черги ростуть назад дорогами, випадку не лишено нічого.
        Доїжджають 6 з 10 машин, у них 18 з 30 людей.
        Поки на місці половина всіх машин: 4 хв; дев’ять десятих: не досягнуто; усі: не
        досягнуто.
        Машино-годин у дорозі в тих, хто доїжджає: 0,4, із них вільної їзди було б 0,3.
        Не доїхало за 0,07 год: 4 машини
          4: дорога 1 (від перехрестя 1 до 2)

        Доїхало за                                                    машин        людей
          1 год                                                           6           18
        ");
}

/// Four roads in a circle, each full of vehicles that go on over two more: nobody can move, and nobody is taken away.
#[test]
fn gridlock_is_told_with_its_place() {
    let stage = folder();
    let road = |from: u32| json!([from, (from + 1) % 4, 1, 60, -1, 20.0, 36.0]);
    let roads = json!({ "dt_min": 1, "arcs": (0..4).map(road).collect::<Vec<_>>() });
    let route = |from: u32| {
        let arcs: Vec<u32> = (from..from + 4).map(|road| road % 4).collect();
        json!({ "arcs": arcs, "dep": vec![0; 50] })
    };
    let schedule = json!({ "routes": (0..4).map(route).collect::<Vec<_>>() });
    put(stage.path(), &roads.to_string(), &schedule.to_string());
    let told = replayed(stage.path(), &[]);
    let circle: Vec<u64> =
        told["gridlock"][0].as_array().unwrap().iter().map(|road| road["road"].as_u64().unwrap()).collect();
    assert_eq!(circle, [0, 1, 2, 3]);
    let left: u64 = told["not_arrived"].as_array().unwrap().iter().map(|at| at["vehicles"].as_u64().unwrap()).sum();
    assert_eq!((told["arrived"].as_u64().unwrap() + left, &told["t100_min"]), (200, &Value::Null));
    let screen = said(stage.path(), &["rehearse", "--schedule", "s.json", "--roads", "r.json"]);
    let one_line = screen.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(one_line.contains("never arrive:") && one_line.contains("GRIDLOCK"), "{screen}");
    assert!(one_line.contains("road 0 (junction 0 to 1); road 1 (junction 1 to 2)"), "{screen}");
}

/// What is written of a plan is read and replayed: everybody of the plan, no later than the plan has them but for the queues
/// that the other rules for room make.
#[test]
fn a_plan_written_as_a_schedule_arrives_as_planned() {
    for name in ["mariupol-2022/scenario.toml", "mariupol-2022/berdiansk.toml", "mariupol-2022/buses.toml"] {
        let stage = folder();
        let scenario = root().join("examples").join(name).to_str().unwrap().to_owned();
        runs(stage.path(), &["plan", &scenario, "--out", "plan"]);
        let write =
            ["rehearse", "plan", "--scenario", &scenario, "--write-schedule", "s.json", "--write-roads", "r.json"];
        let screen = said(stage.path(), &write);
        assert!(screen.contains("Written: s.json") && screen.contains("Written: r.json"), "{screen}");
        let plan = passage::command::check::read(&stage.path().join("plan")).unwrap();
        let told = replayed(stage.path(), &[]);
        assert_eq!(told["arrived_persons"].as_u64(), Some(u64::from(plan.safe().0)), "{name}: {told}");
        assert_eq!((&told["arrived"], &told["gridlock"]), (&told["vehicles"], &json!([])), "{name}");
        let last = plan.movements.iter().map(|movement| movement.arrival(plan.course(movement)).0).max().unwrap();
        let replayed_last = told["t100_s"].as_f64().unwrap();
        assert!(replayed_last <= f64::from(last) + 120.0, "{name}: {replayed_last} after {last}");
        assert!(replayed_last >= f64::from(last) - 3600.0, "{name}: {replayed_last} before {last}");
        // The same bytes again.
        let bytes = std::fs::read(stage.path().join("s.json")).unwrap();
        said(stage.path(), &write);
        assert_eq!(bytes, std::fs::read(stage.path().join("s.json")).unwrap());
    }
}

#[test]
fn what_does_not_go_together_is_not_understood() {
    let stage = folder();
    put(stage.path(), ROADS, r#"{"routes": []}"#);
    for arguments in [
        &["rehearse", "--schedule", "s.json"][..],
        &["rehearse", "--roads", "r.json"],
        &["rehearse", "plan"],
        &["rehearse", "--scenario", "scenario.toml"],
        &["rehearse", "plan", "--schedule", "s.json", "--roads", "r.json"],
        &["rehearse", "--schedule", "s.json", "--roads", "r.json", "--calm"],
        &["rehearse", "--schedule", "s.json", "--roads", "r.json", "--hours", "-1"],
        &["rehearse", "plan", "--scenario", "x.toml", "--write-schedule", "s.json"],
    ] {
        let output = passage(stage.path(), arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    }
    let nobody = passage(stage.path(), &["rehearse", "--schedule", "s.json", "--roads", "r.json"]).output().unwrap();
    assert_eq!(nobody.status.code(), Some(3), "{}", String::from_utf8_lossy(&nobody.stderr));
}

/// Numbers as files may have them: too small, too large, or of another kind.
fn number() -> impl Strategy<Value = Value> {
    prop_oneof![
        4 => (0u32..4).prop_map(Value::from),
        2 => (-2i64..70).prop_map(Value::from),
        1 => any::<i64>().prop_map(Value::from),
        1 => any::<u64>().prop_map(Value::from),
        2 => (0.0..2000.0f64).prop_map(Value::from),
        1 => prop_oneof![Just(1e308), Just(1e-308), Just(-1e308), Just(0.5)].prop_map(Value::from),
        1 => prop_oneof![Just(Value::Null), Just("1".into()), Just(true.into())],
    ]
}

fn numbers(most: usize) -> impl Strategy<Value = Value> {
    prop::collection::vec(number(), 0..most).prop_map(Value::from)
}

fn road() -> impl Strategy<Value = Value> {
    let sound = (0u32..2, 0.0..40.0f64, -1i64..2, 1.0..900.0f64, 1.0..100.0f64);
    prop_oneof![
        // Roads that lead back to where they begin: routes over them meet, and gridlock comes easily.
        12 => sound.prop_map(|(to, each, window, metres, speed)| {
            json!([0, to / 2, 1, each, window.min(0), metres, speed])
        }),
        1 => prop::collection::vec(number(), 6..9).prop_map(Value::from),
    ]
}

fn windows() -> impl Strategy<Value = Value> {
    let sound = prop::collection::vec((0u32..200, 0u32..400), 0..3).prop_map(|windows| json!([windows]));
    prop_oneof![6 => sound, 1 => prop::collection::vec(numbers(3), 0..2).prop_map(|windows| json!([windows]))]
}

fn route() -> impl Strategy<Value = Value> {
    let sound = (prop::collection::vec(0u32..3, 1..6), prop::collection::vec(0u32..900, 0..40), 0u32..4, 0u32..3);
    let sound = sound.prop_map(|(arcs, dep, with, passed)| {
        let mut route = json!({ "arcs": arcs, "dep": dep });
        if with == 1 {
            route["persons"] = vec![3; dep.len()].into();
        } else if with == 2 {
            route["stays"] = json!([[passed, 600]]);
        }
        route
    });
    let strange = (numbers(5), numbers(6), numbers(3), numbers(3), 0u32..4);
    let strange = strange.prop_map(|(arcs, dep, persons, stay, without)| {
        let mut route = json!({ "arcs": arcs, "dep": dep, "persons": persons, "stays": [stay] });
        let keys = ["arcs", "dep", "persons", "stays"];
        route.as_object_mut().unwrap().remove(keys[without as usize]);
        route
    });
    prop_oneof![8 => sound, 1 => strange]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]
    /// Whatever the numbers: a failure with words, or a day on which everybody is told of.
    #[test]
    fn no_schedule_is_too_strange(
        roads in prop::collection::vec(road(), 2..5),
        windows in windows(),
        routes in prop::collection::vec(route(), 0..4),
        step in number(),
        cut in prop::option::of((any::<bool>(), 0usize..200)),
        hours in prop::option::of(0.01..20.0f64),
    ) {
        let step = if cut.is_none() { json!(1) } else { step };
        let mut texts = [
            json!({ "dt_min": step, "arcs": roads, "windows": windows }).to_string(),
            json!({ "routes": routes }).to_string(),
        ];
        if let Some((which, at)) = cut.filter(|(_, at)| *at < 100) {
            texts[usize::from(which)].truncate(at);
        }
        match understood((Path::new("r.json"), Path::new("s.json")), texts) {
            Ok(scheduled) => {
                let ends = hours.map_or(Moment::NEVER, |hours| Moment((hours * 3.6e9) as u64));
                let played = day(&scheduled.layout, &scheduled.trips, ends, &mut Nobody);
                let told = Replayed::of(&scheduled, &played, hours);
                let document = told.document();
                let left = document["not_arrived"].as_array().unwrap().iter().map(|at| at["vehicles"].as_u64().unwrap());
                prop_assert_eq!(document["vehicles"].as_u64(), Some(document["arrived"].as_u64().unwrap() + left.sum::<u64>()));
                for language in Language::ALL {
                    let words = Words::new(language);
                    let screen = told.screen(&words);
                    prop_assert!(words.missing().is_empty() && !screen.contains("{$"), "{}", screen);
                }
            }
            Err(failure) => {
                let words = failure.to_words();
                prop_assert!(failure.findings.len() == 1 && words.contains("schedule."), "{}", words);
            }
        }
    }
}
