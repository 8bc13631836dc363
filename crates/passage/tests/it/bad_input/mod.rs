//! Bad input: what passage says to each of a table of faults, through the program as its users meet it.
//!
//! The same table is written as `docs/reference/errors/bad-inputs.md`; a test holds the two together.

mod claims;
mod coordinates;
mod document;
mod drafts;
mod files;
mod fleets;
mod footways;
mod gazetteers;
mod network;
mod overlays;
mod people;
mod places;
mod plans;
mod rehearsals;
mod schedules;
mod states;
mod talks;
mod texts;
mod times;
mod ways;
mod weighed;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

/// One bad input.
pub struct Case {
    /// What is wrong, as a heading.
    pub title: &'static str,
    /// What is given, and how.
    pub given: Given,
}

/// What is given to the program.
pub enum Given {
    /// The scenario below with one text replaced by another, shown with `passage scenario show`.
    Changed(&'static str, &'static str),
    /// Files made by a function, which names the arguments; with what the reader of the table should know of them.
    Made(&'static str, fn(&Folder) -> Vec<&'static str>),
}

impl Case {
    const fn changed(title: &'static str, old: &'static str, new: &'static str) -> Self {
        Self { title, given: Given::Changed(old, new) }
    }

    const fn made(title: &'static str, given: &'static str, make: fn(&Folder) -> Vec<&'static str>) -> Self {
        Self { title, given: Given::Made(given, make) }
    }

    /// What the program says: exit code, then standard error, or standard output where it is silent there.
    pub fn said(&self) -> String {
        let folder = Folder::new();
        let args = match self.given {
            Given::Changed(old, new) => {
                assert!(SCENARIO.contains(old), "the scenario does not hold {old:?}");
                folder.write("scenario.toml", SCENARIO.replacen(old, new, 1));
                vec!["scenario", "show", "scenario.toml"]
            }
            Given::Made(_, make) => make(&folder),
        };
        folder.run(&args)
    }
}

/// All tables, in the order of the document.
pub fn all() -> Vec<(&'static str, &'static [Case])> {
    vec![
        ("Files", files::CASES),
        ("Networks", network::CASES),
        ("Times and windows", times::CASES),
        ("People and figures", people::CASES),
        ("Fleets", fleets::CASES),
        ("Footways", footways::CASES),
        ("Places", places::CASES),
        ("Ways", ways::CASES),
        ("Overlays", overlays::CASES),
        ("What is weighed", weighed::CASES),
        ("Rehearsals", rehearsals::CASES),
        ("Schedules", schedules::CASES),
        ("Plans", plans::CASES),
        ("States", states::CASES),
        ("Corridor texts", texts::CASES),
        ("Talks and what stands beside a text", talks::CASES),
        ("Coordinates", coordinates::CASES),
        ("Gazetteers and clocks", gazetteers::CASES),
        ("Claims", claims::CASES),
        ("Drafts, answers, series", drafts::CASES),
    ]
}

/// What the program says to one case of the table.
fn says(title: &str) -> String {
    let tables = all();
    let mut cases = tables.iter().flat_map(|(_, cases)| *cases);
    cases.find(|case| case.title == title).unwrap_or_else(|| panic!("no case {title:?}")).said()
}

/// A scenario that is right; each bad one differs from it in one thing.
pub const SCENARIO: &str = r#"version = 1
title = "Exercise"
zone = "Europe/Kyiv"
h_hour = "2022-03-05 09:00"
horizon = "8 h"
network = "roads.osm"
travel_on = "corridors"

[[assembly]]
name = "Mariupol"
place = "Mariupol"

[[group]]
name = "cars"
assembly = "Mariupol"
kind = "own car"
persons = 2000

[[reception]]
name = "The city"
place = "Zaporizhzhya"
room = 2000

[[checkpoint]]
name = "Gate"
place = "Orikhiv"
rate = { own_car = 60, bus = 10 }

[[corridor]]
name = "North"
via = ["Mariupol", "Nikolske", "Orikhiv", "The city"]
windows = ["2022-03-05 11:00-16:00"]
"#;

/// Its roads as OpenStreetMap would write them: places, and ways between them.
pub const PLACES: &[(&str, f64, f64, &str, u32)] = &[
    ("Mariupol", 47.10, 37.50, "city", 430_000),
    ("Nikolske", 47.20, 37.30, "town", 8_000),
    ("Orikhiv", 47.57, 35.78, "town", 14_000),
    ("Zaporizhzhya", 47.84, 35.14, "city", 710_000),
    ("Berdyansk", 46.76, 36.79, "city", 107_000),
    ("Zaporizhzhia", 47.60, 36.90, "village", 656),
    ("Enerhodar", 47.50, 34.66, "city", 52_000),
    ("Solone", 47.58, 35.80, "hamlet", 40),
];

/// The ways: each through these places.
const WAYS: &[&[usize]] = &[&[0, 1], &[1, 2], &[2, 3], &[0, 4], &[4, 2]];

/// The road file of the scenario, with more elements where a case needs them.
pub fn roads(more: &str) -> String {
    let mut osm = String::from("<osm version=\"0.6\">\n");
    for (i, (name, lat, lon, kind, population)) in PLACES.iter().enumerate() {
        let tags = [("place", *kind), ("name", name), ("population", &population.to_string())].map(tag).concat();
        let _ = writeln!(osm, "<node id=\"{}\" lat=\"{lat}\" lon=\"{lon}\">{tags}</node>", i + 1);
    }
    for (i, way) in WAYS.iter().enumerate() {
        let points: Vec<String> = way.iter().map(|point| format!("<nd ref=\"{}\"/>", point + 1)).collect();
        let points = points.concat();
        let tags = [("highway", "trunk"), ("name", "M14")].map(tag).concat();
        let _ = writeln!(osm, "<way id=\"{}\">{points}{tags}</way>", i + 1);
    }
    osm + more + "</osm>\n"
}

pub fn tag((key, value): (&str, &str)) -> String {
    format!("<tag k=\"{key}\" v=\"{value}\"/>")
}

/// A folder for one case.
pub struct Folder(tempfile::TempDir);

impl Folder {
    pub fn new() -> Self {
        let folder = Self(tempfile::tempdir().expect("a temporary folder"));
        folder.write("roads.osm", roads(""));
        folder
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        std::fs::write(self.path(name), content).expect("a file in the temporary folder");
    }

    /// Writes the right scenario with one text replaced, and shows it.
    pub fn show(&self, old: &str, new: &str) -> Vec<&'static str> {
        assert!(SCENARIO.contains(old), "the scenario does not hold {old:?}");
        self.write("scenario.toml", SCENARIO.replacen(old, new, 1));
        vec!["scenario", "show", "scenario.toml"]
    }

    /// Builds a network file from the roads.
    pub fn build(&self) -> Vec<u8> {
        let built = self.program(&["network", "build", "roads.osm", "-o", "roads.passage"]);
        assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
        std::fs::read(self.path("roads.passage")).expect("the network file")
    }

    fn run(&self, args: &[&str]) -> String {
        let output = self.program(args);
        let shown = if output.stderr.is_empty() { &output.stdout } else { &output.stderr };
        let code = output.status.code().unwrap_or(-1);
        let text = String::from_utf8_lossy(shown);
        // Of a network that could be read, what was found on the way is what matters here.
        let text = text.find("Found on the way").map_or(&*text, |at| &text[at..]);
        // How long it took and how much memory differs from run to run.
        let text = text.split("\n\nWritten to").next().unwrap_or_default();
        let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
        let text = lines.join("\n");
        // Of a plan that does not hold, the first fault and not the figures of all that follow from it.
        let parts: Vec<&str> = text.split("\n\n").collect();
        let first = if args[0] == "check" { parts[..parts.len().min(2)].join("\n\n") } else { text };
        format!("exit code {code}\n{}", without_digests(first.trim_end()))
    }

    fn program(&self, args: &[&str]) -> std::process::Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_passage"));
        command.args(args).current_dir(self.0.path()).output().expect("the program runs")
    }
}

/// The text with every digest left out: they change with the programs' formats, and no word does.
fn without_digests(text: &str) -> String {
    let is_digest = |word: &str| word.len() == 64 && word.bytes().all(|b| b.is_ascii_hexdigit());
    let words = text.split_inclusive(|c: char| !c.is_ascii_alphanumeric());
    let masked = words.map(|word| {
        let plain = word.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
        if is_digest(plain) { word.replace(plain, "(digest)") } else { word.to_owned() }
    });
    masked.collect::<Vec<_>>().concat()
}

/// The root of the repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

#[test]
fn the_scenario_that_the_bad_ones_are_made_from_is_right() {
    let said = Case::changed("", "Exercise", "Exercise").said();
    assert!(said.starts_with("exit code 0\nExercise\n"), "{said}");
}

#[test]
fn the_table_holds_at_least_forty_bad_inputs_each_under_its_own_title() {
    let tables = all();
    let mut titles: Vec<&str> = tables.iter().flat_map(|(_, cases)| cases.iter().map(|case| case.title)).collect();
    let count = titles.len();
    titles.sort_unstable();
    titles.dedup();
    assert!(count >= 40 && titles.len() == count, "{count} cases, {} titles", titles.len());
}
