//! Thirty towns on real roads: `examples/ukraine-30`, planned on the extract beside the repository.

use crate::stage::{folder, root, runs};
use passage::roads;
use passage::situate::lay;
use passage_model::situation::Reading;
use passage_model::work::Work;
use passage_model::{check, scenario};
use passage_network::overlay::Overlay;
use std::io::Write as _;
use std::path::{Path, PathBuf};

const EXTRACT: &str = "../shared/data/ukraine-main-roads/ukraine_main_roads.osm.pbf";

/// The extract, or one line past the test's captured output that says what was skipped.
fn extract(test: &str) -> Option<PathBuf> {
    let file = root().join(EXTRACT);
    if file.exists() {
        return Some(file);
    }
    let _ = writeln!(std::io::stderr(), "skipped: {test}: needs {EXTRACT}");
    None
}

fn scenario_text() -> String {
    std::fs::read_to_string(root().join("examples/ukraine-30/scenario.toml")).unwrap()
}

/// The network of the extract, built into a file of the folder.
fn network(folder: &Path, extract: &Path) -> PathBuf {
    let network = folder.join("ukraine.passage");
    runs(folder, &["network", "build", extract.to_str().unwrap(), "-o", network.to_str().unwrap()]);
    network
}

/// A screen with a nought for every number and without the bars: figures change with every better plan.
fn shape(said: &str) -> String {
    assert!(said.lines().count() < 24 && said.lines().all(|line| line.chars().count() <= 80), "{said}");
    let mut shape = String::new();
    for letter in said.chars().filter(|letter| *letter != '#') {
        let number = letter.is_ascii_digit() || letter == ',' && shape.ends_with('0');
        match letter {
            _ if number && shape.ends_with('0') => {}
            _ if number => shape.push('0'),
            _ => shape.push(letter),
        }
    }
    shape.lines().map(|line| line.trim_end_matches(['.', ' '])).collect::<Vec<_>>().join("\n")
}

#[test]
fn thirty_towns_are_planned_checked_and_reported() {
    let Some(extract) = extract("thirty_towns_are_planned_checked_and_reported") else { return };
    let stage = folder();
    let network = network(stage.path(), &extract);
    let scenario = root().join("examples/ukraine-30/scenario.toml");
    let (scenario, network) = (scenario.to_str().unwrap(), network.to_str().unwrap());
    let output = runs(stage.path(), &["plan", scenario, "--network", network, "--out", "plan"]);
    let said = String::from_utf8_lossy(&output.stdout);
    insta::assert_snapshot!(shape(&said), @"
        EXERCISE DATA. This is not the plan of a real operation
        Thirty towns, six reception sites, one day
        Of 0 people, this plan brings out 0 by 0:0 on 0 April 0
        (Europe/Kyiv, UTC+0; 0:0 Europe/Moscow, UTC+0), and no plan more than
        0; at this plan's rate it takes 0 such periods of 0 h. At least 0.0 % of
        the best possible. Weakest hour: 0.0 % of the limit by 0 Apr 0:0. Timed to
        the second, no plan has over 0 (here 0.0 % less)
          Pessimistic: 0 in a plan, at most 0 (0 such periods of 0 h)
          Optimistic: at most 0 (0 such periods of 0 h)
          They rest on 0 values that are given as ranges: see report.html
        by               safe  at most  ready to go
        0 Apr 0:0   0   0      0
        0 Apr 0:0  0  0      0
        0 Apr 0:0  0  0      0
        Weighed: least share 0.0 % (Chuhuyiv); nobody exposed or waiting if all goes to
        plan; 0 vehicles
        Left behind: 0 people (and 0 more groups: see report.html)
          Mariupol, own cars: 0 people. No more fit through: the reception site
          Zaporizhzhya has room for 0 people; 0 more places are full too
        What holds people up (and 0 more: see report.html)
          The reception site Kropyvnytskyi has room for 0 people: it is full at the
          end, after 0 vehicles
        Open plan/report.html (0 files beside it). Next: passage rehearse. Took 0.0 s
        ");
    for file in ["plan.json", "dispatch.csv", "plan.geojson", "report.html"] {
        let written = std::fs::metadata(stage.path().join("plan").join(file));
        assert!(written.is_ok_and(|file| file.len() > 100), "{file} is there and not empty");
    }
    let output = runs(stage.path(), &["check", "plan", "--scenario", scenario, "--network", network]);
    assert!(String::from_utf8_lossy(&output.stdout).contains("holds"));
    // Eight printed pages of timetable at most, some forty rows each.
    let report = std::fs::read_to_string(stage.path().join("plan/report.html")).unwrap();
    let timetable = report.split_once("id=\"timetable\"").unwrap().1.split_once("id=\"bottlenecks\"").unwrap().0;
    let rows = timetable.matches("<tr").count();
    assert!((60..=330).contains(&rows), "{rows} rows");
}

/// Persons safe by the horizon, and the sum over time of those not yet safe.
type Value = (u32, u64);

fn value(text: &str, network: &roads::Loaded) -> Value {
    let (scenario, findings) = scenario::read(text.as_bytes());
    let scenario = scenario.unwrap_or_else(|| panic!("{findings:#?}"));
    let laid = lay(&scenario, &network.network, network.digest, &Overlay::default());
    let situation = laid.situation(Reading::Likely).unwrap_or_else(|| panic!("{:#?}", laid.findings));
    let plan = passage_plan::plan(&network.network, &situation, None, &Work::quiet()).unwrap();
    assert!(check::plan(&network.network, &situation, &plan).is_empty(), "the plan holds");
    (plan.safe().0, plan.bound.plan_sum)
}

/// More people safe, or as many sooner. Groups are counted in whole persons, which moves a total by a few.
fn is_better((safe, sum): Value, (base_safe, base_sum): Value) -> bool {
    safe > base_safe + 60 || safe + 60 > base_safe && sum < base_sum
}

/// `text` with the lines that start with `key` made by `change` of the line; how many there were.
fn with_lines(text: &str, key: &str, change: impl Fn(&str) -> String) -> (String, usize) {
    let lines = text.lines().filter(|line| line.starts_with(key)).count();
    let changed = text.lines().map(|line| if line.starts_with(key) { change(line) } else { line.to_owned() });
    (changed.collect::<Vec<_>>().join("\n"), lines)
}

/// Every whole number after an equals sign of a line, ten times.
fn ten_times(line: &str) -> String {
    let grown = line.split("= ").map(|part| match part.find(|c: char| !c.is_ascii_digit()) {
        _ if part.is_empty() || !part.starts_with(|c: char| c.is_ascii_digit()) => part.to_owned(),
        Some(end) => part[..end].to_owned() + "0" + &part[end..],
        None => part.to_owned() + "0",
    });
    grown.collect::<Vec<_>>().join("= ")
}

#[test]
fn every_limit_of_the_thirty_towns_binds() {
    assert_eq!(ten_times("rate = { own_car = { pessimistic = 15, likely = 60 } }"), {
        "rate = { own_car = { pessimistic = 150, likely = 600 } }"
    });
    let Some(extract) = extract("every_limit_of_the_thirty_towns_binds") else { return };
    let stage = folder();
    let network = roads::load(&network(stage.path(), &extract), &Work::quiet()).unwrap();
    let text = scenario_text();
    let base = value(&text, &network);
    let relaxed = [
        ("windows", 3, with_lines(&text, "windows = ", |_| String::new())),
        ("checkpoint rates", 2, with_lines(&text, "rate = ", ten_times)),
        ("reception rooms", 6, with_lines(&text, "room = ", ten_times)),
    ];
    for (limit, expected, (text, lines)) in relaxed {
        assert_eq!(lines, expected, "the scenario has so many {limit}");
        let value = value(&text, &network);
        assert!(is_better(value, base), "{limit} do not bind: {value:?} without them, {base:?} with them");
    }
}
