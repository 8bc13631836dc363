//! Tables of known travel times: rows with a start, an end and minutes, or municipalities with the minutes to the centre
//! of their region.

use crate::foreign::{DAMAGED, finite, is_damage};
use crate::tally::{Kind, Tally, shortened};
use passage_model::finding::Finding;
use passage_model::network::Place;
use passage_model::place::{Match, find};
use passage_model::units::Position;
use std::collections::BTreeMap;
use std::io::{self, Read};

/// One journey whose time is known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Known {
    /// Where it starts.
    pub from: Position,
    /// Where it ends.
    pub to: Position,
    /// How long it takes by car.
    pub minutes: f64,
}

/// What a table holds.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// The journeys that could be read.
    pub journeys: Vec<Known>,
    /// What could not, and why, by kind.
    pub findings: Vec<Finding>,
}

/// Reads a table, a CSV file with a header. Only a failing disk is an error. One of two forms:
///
/// - `from`, `to`, `minutes`: names of the network's places, or `latitude, longitude` in degrees;
/// - `lat_center`, `lon_center`, `travel_time` and `oblast_center`, `oblast_code`: municipalities with car minutes to the
///   centre of their region, which is the row of that region with `oblast_center` 1 (the form of the hromada data set).
pub fn read(input: impl Read, places: &[Place]) -> io::Result<Table> {
    let mut tally = Tally::default();
    let mut reader = csv::ReaderBuilder::new().flexible(true).has_headers(false).from_reader(input);
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut record = csv::ByteRecord::new();
    loop {
        match reader.read_byte_record(&mut record) {
            Ok(false) => break,
            Ok(true) => {
                rows.push(record.iter().map(|value| String::from_utf8_lossy(value).trim().to_owned()).collect());
            }
            Err(error) => {
                let words = error.to_string();
                match error.into_kind() {
                    csv::ErrorKind::Io(cause) if !is_damage(&cause) => return Err(cause),
                    _ => tally.count(DAMAGED, || words),
                }
                break;
            }
        }
    }
    let header = if rows.is_empty() { Vec::new() } else { rows.remove(0) };
    let column = |name: &str| header.iter().position(|h| h.trim_start_matches('\u{feff}').eq_ignore_ascii_case(name));
    let [from, to, minutes] = ["from", "to", "minutes"].map(column);
    let regions = ["lat_center", "lon_center", "travel_time", "oblast_center", "oblast_code"].map(column);
    let journeys = if let (Some(from), Some(to), Some(minutes)) = (from, to, minutes) {
        pairs(&rows, [from, to, minutes], places, &mut tally)
    } else if let [Some(lat), Some(lon), Some(minutes), Some(is_centre), Some(region)] = regions {
        to_centres(&rows, [lat, lon, minutes, is_centre, region], &mut tally)
    } else {
        tally.count(NO_COLUMNS, || shortened(&header.join(",")));
        Vec::new()
    };
    Ok(Table { journeys, findings: tally.into_findings() })
}

const NO_COLUMNS: Kind = Kind::error(
    "calibrate.missing-columns",
    "the table of travel times has neither the columns from, to, minutes nor lat_center, lon_center, travel_time, \
            oblast_center, oblast_code",
    "Name the columns in the first line.",
);
const BAD_ROW: Kind = Kind::warning(
    "calibrate.unreadable-row",
    "a row of travel times has no minutes above zero or no position on Earth",
    "",
);
const NO_PLACE: Kind = Kind::warning(
    "calibrate.place-not-found",
    "a name of the table is not one place of the network",
    "Write the place's coordinates instead: 47.0958, 37.5494.",
);
const NO_CENTRE: Kind = Kind::note("calibrate.no-centre", "a row's region has no row that is its centre", "");
const CENTRE: Kind =
    Kind::note("calibrate.centre-itself", "a row is the centre of its region itself and has no journey", "");

fn text(row: &[String], column: usize) -> &str {
    row.get(column).map_or("", String::as_str)
}

fn pairs(rows: &[Vec<String>], columns: [usize; 3], places: &[Place], tally: &mut Tally) -> Vec<Known> {
    let mut known: BTreeMap<&str, Option<Position>> = BTreeMap::new();
    let mut journeys = Vec::new();
    for row in rows {
        let [from, to, minutes] = columns.map(|column| text(row, column));
        let [from, to] = [from, to].map(|end| *known.entry(end).or_insert_with(|| position(end, places)));
        match (from, to, finite(minutes).filter(|minutes| *minutes > 0.0)) {
            (Some(from), Some(to), Some(minutes)) => journeys.push(Known { from, to, minutes }),
            (_, _, None) => tally.count(BAD_ROW, || shortened(&row.join(","))),
            _ => tally.count(NO_PLACE, || shortened(&row.join(","))),
        }
    }
    journeys
}

/// A position in degrees, or of the one place that has this name.
fn position(end: &str, places: &[Place]) -> Option<Position> {
    if let Some((lat, lon)) = end.split_once(',')
        && let (Some(lat), Some(lon)) = (finite(lat), finite(lon))
    {
        return Position::from_degrees(lat, lon);
    }
    match find(places, end, None) {
        Match::One(found) => Some(found.place.position),
        _ => None,
    }
}

fn to_centres(rows: &[Vec<String>], columns: [usize; 5], tally: &mut Tally) -> Vec<Known> {
    let [lat, lon, minutes, is_centre, region] = columns;
    let position = |row: &[String]| {
        let (lat, lon) = (finite(text(row, lat))?, finite(text(row, lon))?);
        Position::from_degrees(lat, lon)
    };
    let of_region = |row: &[String]| text(row, region).to_owned();
    let centre_rows = rows.iter().filter(|row| text(row, is_centre) == "1");
    let centres: BTreeMap<String, Position> =
        centre_rows.filter_map(|row| Some((of_region(row), position(row)?))).collect();
    let mut journeys = Vec::new();
    for row in rows {
        if text(row, is_centre) == "1" {
            tally.count(CENTRE, String::new);
            continue;
        }
        let minutes = finite(text(row, minutes)).filter(|minutes| *minutes > 0.0);
        match (position(row), centres.get(text(row, region)), minutes) {
            (Some(from), Some(&to), Some(minutes)) => journeys.push(Known { from, to, minutes }),
            (Some(_), None, _) => tally.count(NO_CENTRE, || shortened(text(row, region))),
            _ => tally.count(BAD_ROW, || shortened(&row.iter().take(6).cloned().collect::<Vec<_>>().join(","))),
        }
    }
    journeys
}
