//! `passage rehearse --replay`: the page of a day holds the day as it was played.

use crate::stage::{folder, passage, root, runs};
use serde_json::Value;
use std::path::Path;

/// The folder's plan of an example; the scenario's path.
fn planned(stage: &Path, name: &str) -> String {
    let scenario = root().join("examples/mariupol-2022").join(name).to_str().expect("a path in UTF-8").to_owned();
    runs(stage, &["plan", &scenario, "--out", "plan"]);
    scenario
}

/// A day as it is told, and the data of its page.
fn replayed(stage: &Path, scenario: &str, arguments: &[&str]) -> (Value, Value) {
    let all = [&["rehearse", "plan", "--json", "--scenario", scenario], arguments, &["--replay"]].concat();
    let told = serde_json::from_slice(&runs(stage, &all).stdout).unwrap();
    (told, data(&std::fs::read_to_string(stage.join("plan/replay.html")).unwrap()))
}

fn data(page: &str) -> Value {
    let (_, rest) = page.split_once("id=\"replay-data\">").unwrap();
    serde_json::from_str(rest.split_once("</script>").unwrap().0).unwrap()
}

/// Numbers from differences, every `of`-th belonging together.
fn sums(list: &Value, of: usize) -> Vec<i64> {
    let mut all: Vec<i64> = list.as_array().unwrap().iter().map(|n| n.as_i64().unwrap()).collect();
    for at in of..all.len() {
        all[at] += all[at - of];
    }
    all
}

fn counted(data: &Value, name: &str) -> Vec<i64> {
    sums(&data["counts"][name], 1)
}

#[test]
fn the_page_counts_as_the_day_was_played() {
    for name in ["scenario.toml", "berdiansk.toml", "columns.toml", "buses.toml"] {
        let stage = folder();
        let scenario = planned(stage.path(), name);
        for day in ["0", "3", "11"] {
            let (told, data) = replayed(stage.path(), &scenario, &["--seed", "7", "--day", day]);
            let last = |name: &str| Value::from(*counted(&data, name).last().unwrap());
            assert_eq!(
                [last("safe"), last("home"), last("way"), last("joined")],
                ["safe", "stayed", "left_on_the_way", "joined"].map(|name| told[name].clone()),
                "{name}, day {day}"
            );
            assert_eq!(
                [last("caught"), last("caught_persons")],
                ["vehicles", "persons"].map(|what| told["caught"][what].clone()),
                "{name}, day {day}"
            );
            let people = ["home", "way", "safe"].map(|name| counted(&data, name));
            let all: Vec<i64> = (0..people[0].len()).map(|at| people.iter().map(|count| count[at]).sum()).collect();
            assert!(all.windows(2).all(|pair| pair[0] == pair[1]), "{name}: nobody is lost between two counts");
            assert!(people[2].is_sorted() && counted(&data, "caught").is_sorted());
            let received: i64 =
                data["sites"].as_array().unwrap().iter().filter_map(|site| sums(&site["n"], 1).pop()).sum();
            assert_eq!(Value::from(received), told["safe"], "{name}");
            let caught = data["vehicles"].as_array().unwrap().iter().filter(|vehicle| vehicle[3].as_i64() >= Some(0));
            let caught: i64 = caught.filter_map(|vehicle| vehicle[2].as_i64()).sum();
            assert_eq!(Value::from(caught), told["caught"]["vehicles"], "{name}: each is marked");
        }
    }
}

/// Where vehicles are drawn and how many are counted come from the same day by two ways: on a calm day, which nobody ends by the
/// road, as many are on the map in each moment as are counted on the road.
#[test]
fn as_many_vehicles_are_on_the_map_as_are_counted() {
    for name in ["scenario.toml", "berdiansk.toml", "columns.toml", "buses.toml"] {
        let stage = folder();
        let scenario = planned(stage.path(), name);
        let (told, data) = replayed(stage.path(), &scenario, &[]);
        assert_eq!(told["caught"]["vehicles"], 0);
        assert!(data["day"].is_null());
        let lines: Vec<Vec<i64>> = data["lines"].as_array().unwrap().iter().map(|line| sums(line, 3)).collect();
        let mut under_way: Vec<(i64, i64, i64)> = Vec::new();
        for vehicle in data["vehicles"].as_array().unwrap() {
            let drive = sums(&Value::from(vehicle.as_array().unwrap()[4..].to_vec()), 2);
            let (when, far): (Vec<i64>, Vec<i64>) = drive.chunks(2).map(|spot| (spot[0], spot[1])).unzip();
            assert!(when.is_sorted() && far.is_sorted(), "{name}: nobody drives back: {drive:?}");
            let line = &lines[vehicle[0].as_u64().unwrap() as usize];
            assert_eq!((far[0], far.last()), (0, line.last()), "{name}: from one end of its line to the other");
            under_way.push((when[0], *when.last().unwrap(), vehicle[2].as_i64().unwrap()));
        }
        let every = data["every"].as_u64().unwrap() as i64;
        for (at, counted) in counted(&data, "vehicles").into_iter().enumerate() {
            let now = (at as i64 * every).min(data["horizon"].as_i64().unwrap());
            let drawn = |now: i64| {
                let then = under_way.iter().filter(|(from, until, _)| *from <= now && now < *until);
                then.map(|(_, _, vehicles)| vehicles).sum::<i64>()
            };
            // The map knows whole seconds, the count parts of them.
            let near = [drawn(now - 1), drawn(now)];
            assert!(
                (near.iter().min() <= Some(&counted)) && near.iter().max() >= Some(&counted),
                "{name} at {now}: {counted}, {near:?}"
            );
        }
    }
}

#[test]
fn a_page_is_the_same_whoever_computes_it() {
    let stage = folder();
    let scenario = planned(stage.path(), "berdiansk.toml");
    let page = |threads: &str, seed: &str, file: &str| {
        let arguments = ["rehearse", "plan", "--scenario", &scenario, "--day", "3", "--seed", seed, "--replay", file];
        let output = passage(stage.path(), &arguments).env("RAYON_NUM_THREADS", threads).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        std::fs::read(stage.path().join(file)).unwrap()
    };
    let one = page("1", "7", "one.html");
    assert!(one == page("2", "7", "two.html"));
    assert!(one != page("1", "8", "other.html"));
    assert!(!stage.path().join("plan/replay.html").exists());
}

#[test]
fn a_page_goes_with_the_plan_that_it_shows() {
    let stage = folder();
    let scenario = planned(stage.path(), "columns.toml");
    let said = runs(stage.path(), &["rehearse", "plan", "--scenario", &scenario, "--replay", "--language", "uk"]);
    let said = String::from_utf8(said.stdout).unwrap();
    assert!(said.contains("plan/replay.html") && !said.contains('['), "{said}");
    let page = std::fs::read_to_string(stage.path().join("plan/replay.html")).unwrap();
    assert!(page.contains("<html lang=\"uk\">") && page.contains("Людей у безпеці"));
    for loads in ["src=", "href=\"http", "url(", "@import", "<link", "<iframe", "fetch(", "onclick", "import("] {
        assert!(!page.contains(loads), "the page has {loads}");
    }
    runs(stage.path(), &["plan", &scenario, "--out", "plan"]);
    assert!(!stage.path().join("plan/replay.html").exists(), "an earlier plan's page is taken away");
    let both =
        passage(stage.path(), &["rehearse", "plan", "--scenario", &scenario, "--replay", "--harden", "5"]).output();
    assert!(!both.unwrap().status.success());
}
