//! What commands answer to programs, on the real data beside the repository, and that threads do not change a byte.

use crate::stage::{folder, passage, root, runs, shared};
use serde_json::Value;
use std::path::Path;

const ROADS: &str = "data/ukraine-main-roads/ukraine_main_roads.osm.pbf";
const TIMES: &str = "data/ukraine-2022/hromadas.csv";

fn answer(folder: &Path, arguments: &[&str]) -> Value {
    serde_json::from_slice(&runs(folder, arguments).stdout).expect("one JSON document and nothing else")
}

#[test]
fn calibration_on_the_real_extract_takes_two_fifths_off_the_error_and_says_so() {
    let (Some(roads), Some(times)) = (shared(ROADS), shared(TIMES)) else { return };
    let stage = folder();
    let (roads, times) = (roads.to_str().expect("a path"), times.to_str().expect("a path"));
    let built = answer(stage.path(), &["network", "build", roads, "--calibrate", times, "-o", "a.passage", "--json"]);
    let found = &built["calibration"];
    let number = |part: &str, key: &str| found[part][key].as_f64().unwrap_or_else(|| panic!("{part} {key}: {found}"));
    assert_eq!(found["table"], "hromadas.csv");
    assert!(found["used"].as_u64().is_some_and(|used| used > 150), "{found}");
    // The table's journeys are driven at 50 to 59 km/h; free-flow defaults are far too fast.
    let known = found["known_kmh"].as_f64().expect("a speed");
    assert!((50.0..59.0).contains(&known), "{known} km/h");
    assert!(number("before", "mean_kmh") > 1.15 * known && (number("after", "mean_kmh") / known - 1.0).abs() < 0.1);
    let (before, after) =
        (number("before", "mean_absolute_error_minutes"), number("after", "mean_absolute_error_minutes"));
    assert!(after < before * 0.6, "{before} min before, {after} min after");
    assert!((number("after", "median_ratio") - 1.0).abs() < 0.1, "{found}");
    let shown = answer(stage.path(), &["network", "show", "a.passage", "--json"]);
    let settings = shown["origin"]["settings"].as_str().expect("settings");
    assert!(settings.contains("hromadas.csv"), "the network names the table: {settings}");
    assert!(shown["figures"]["mean_kmh"].as_f64().is_some_and(|kmh| kmh < 65.0), "{shown}");
    let gaps = &shown["figures"]["gaps"];
    assert_eq!(gaps["capacity"], serde_json::json!([600, 600]), "what is assumed of gap connectors is shown: {gaps}");
}

#[test]
fn a_population_becomes_a_scenario_that_programs_can_follow() {
    let (network, people) =
        ("data/hawkesbury/hawkesbury_network.xml.gz", "data/hawkesbury/hawkesbury_population.xml.gz");
    let (Some(network), Some(people)) = (shared(network), shared(people)) else { return };
    let stage = folder();
    let (network, people) = (network.to_str().expect("a path"), people.to_str().expect("a path"));
    let built =
        answer(stage.path(), &["network", "build", network, "--crs", "EPSG:32756", "-o", "h.passage", "--json"]);
    let codes: Vec<&str> =
        built["findings"].as_array().expect("findings").iter().filter_map(|f| f["code"].as_str()).collect();
    assert!(codes.contains(&"network.connector"), "{codes:?}");
    let classes = built["figures"]["classes"].as_array().expect("classes");
    for class in classes {
        // Connectors are told apart: no class of roads carries what none does.
        assert!(class["capacity"][1].as_u64().is_some_and(|most| most <= 19_200), "{class}");
    }
    let words = String::from_utf8(runs(stage.path(), &["network", "show", "h.passage"]).stdout).expect("words");
    assert!(words.contains("Licence   the source names none\n"), "{words}");
    assert!(words.contains("connectors of a traffic model: more than any road"), "{words}");
    let midnight = "2000-01-01 00:00 Australia/Sydney";
    let command = ["scenario", "from-matsim", people, "--network", "h.passage", "--crs", "EPSG:32756", "-o", "made"];
    let made = answer(stage.path(), &[&command[..], &["--midnight", midnight, "--json"]].concat());
    assert_eq!(made["out"], "made/scenario.toml");
    let (agents, points) =
        (made["agents"].as_u64().expect("agents"), made["assembly_points"].as_u64().expect("points"));
    assert!(agents > 1_000 && (1..=200).contains(&points), "{made}");
    let shown = answer(stage.path(), &["scenario", "show", "made/scenario.toml", "--json"]);
    assert_eq!(shown["scenario"]["assemblies"].as_array().map(|a| a.len() as u64), Some(points));
}

/// The files of a folder after a command was run in it, for one thread and for two.
fn on_threads(prepare: impl Fn(&Path), arguments: &[&str], files: &[&str]) -> [Vec<Vec<u8>>; 2] {
    ["1", "2"].map(|threads| {
        let stage = folder();
        prepare(stage.path());
        let output = passage(stage.path(), arguments).env("RAYON_NUM_THREADS", threads).output().expect("it starts");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        files.iter().map(|file| std::fs::read(stage.path().join(file)).expect("a file")).collect()
    })
}

#[test]
fn a_country_is_built_to_the_same_bytes_on_one_thread_and_on_two() {
    let Some(roads) = shared(ROADS) else { return };
    let roads = roads.to_str().expect("a path").to_owned();
    let [one, two] = on_threads(|_| {}, &["network", "build", &roads, "-o", "a.passage"], &["a.passage"]);
    assert!(one == two && one[0].len() > 100_000);
}

#[test]
fn thirty_towns_are_planned_to_the_same_bytes_on_one_thread_and_on_two() {
    let Some(roads) = shared(ROADS) else { return };
    let text = std::fs::read_to_string(root().join("examples/ukraine-30/scenario.toml")).expect("the example");
    // A third of the day is enough to fill checkpoints and roads.
    let (before, rest) = text.split_once("\nhorizon = ").expect("a horizon");
    let (_, after) = rest.split_once('\n').expect("a line");
    let shorter = format!("{before}\nhorizon = \"8 h\"\n{after}");
    let prepare = |stage: &Path| {
        runs(stage, &["network", "build", roads.to_str().expect("a path"), "-o", "u.passage"]);
        std::fs::write(stage.join("scenario.toml"), &shorter).expect("a scenario");
    };
    let names =
        ["plan.json", "plan-pessimistic.json", "plan-optimistic.json", "dispatch.csv", "plan.geojson", "report.html"];
    let files = names.map(|name| format!("plan/{name}"));
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    let arguments = ["plan", "scenario.toml", "--network", "u.passage", "--out", "plan"];
    let [one, two] = on_threads(prepare, &arguments, &files);
    for (name, (one, two)) in names.iter().zip(one.iter().zip(&two)) {
        assert!(one == two, "{name} differs between one thread and two");
    }
    let plan: Value = serde_json::from_slice(&one[0]).expect("a plan");
    assert!(plan["movements"].as_array().is_some_and(|movements| movements.len() > 100));
}
