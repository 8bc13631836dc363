//! What the crate promises to others, tested from outside.

#![allow(
    clippy::too_many_lines,
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    missing_docs,
    clippy::format_collect,
    clippy::format_push_string,
    clippy::missing_panics_doc
)]

mod bad;
mod barrier;
mod geojson;
mod gmns;
mod matsim;
mod osm;
mod same;
pub mod world;

use passage_model::finding::{Finding, Severity};
use passage_network::draft::{Draft, Facts};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::PathBuf;

/// A file of `../shared`, or one line that says the test was skipped.
pub fn shared(path: &str) -> Option<PathBuf> {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared").join(path);
    if file.exists() {
        return Some(file);
    }
    // Past the capture of tests' output: CI makes a skip a fault.
    let test = std::thread::current();
    let mut screen = std::io::stderr();
    writeln!(screen, "skipped: {} needs ../shared/{path}", test.name().unwrap_or("a test")).unwrap();
    None
}

/// A draft as text: points, lines, places.
pub fn sketch(draft: &Draft) -> String {
    let mut text = String::new();
    for (i, point) in draft.points.iter().enumerate() {
        writeln!(text, "point {i}: {:.7} {:.7}", point.lat_degrees(), point.lon_degrees()).unwrap();
    }
    for line in &draft.lines {
        let points = &draft.line_points[line.first_point as usize..][..line.point_count as usize];
        let name = &draft.names[line.name as usize];
        write!(text, "line {} {points:?} {name:?}", line.source).unwrap();
        if let Some(length) = line.length {
            write!(text, " {} m", length.metres()).unwrap();
        }
        text.push('\n');
        for (word, facts) in [("forward", line.forward), ("backward", line.backward)] {
            if let Some(facts) = facts {
                writeln!(text, "  {word}: {}", sketch_facts(&draft.facts[facts as usize])).unwrap();
            }
        }
    }
    for place in &draft.places {
        writeln!(text, "place {} {:?} {:?} {}", place.name, place.other_names, place.kind, place.population).unwrap();
    }
    text
}

fn sketch_facts(facts: &Facts) -> String {
    let Facts { class, speed, lanes, capacity, marks, .. } = facts;
    format!("{class:?}, {} km/h, {lanes} lanes, {capacity} veh/h, marks {}", speed.kmh(), marks.0)
}

/// Findings as text, one a line.
pub fn words(findings: &[Finding]) -> String {
    let mut text = String::new();
    for finding in findings {
        let severity = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        };
        let times = if finding.count == 1 { String::new() } else { format!(" x{}", finding.count) };
        writeln!(text, "{severity} {}{times}: {}", finding.code, finding.words).unwrap();
    }
    text
}
