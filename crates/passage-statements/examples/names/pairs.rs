//! Two tables of places brought together by coordinates alone, and split into halves by a hash of the code.

use passage_model::units::Position;
use passage_statements::place::{Gazetteer, read};
use std::path::Path;

/// The farthest that two entries of one place lie apart, in metres. Of those in the tables 88 % lie within one kilometre.
const NEAR_METRES: f64 = 2_000.0;

/// One place in both tables.
pub struct Pair {
    /// Its number among the Latin names.
    pub latin: usize,
    /// Its number among the Ukrainian names.
    pub ukrainian: usize,
    /// Whether it may be looked at while rules are made.
    pub tuning: bool,
}

/// Both tables, and the pairs.
pub struct Data {
    /// `GeoNames`: Latin names, with oblasts in English.
    pub latin: Gazetteer,
    /// Municipalities' centres: Ukrainian names, with oblasts in Ukrainian.
    pub ukrainian: Gazetteer,
    /// Places that both have.
    pub pairs: Vec<Pair>,
}

impl Data {
    /// Reads both tables; `None` where they are not there.
    pub fn read(folder: &Path) -> Option<Self> {
        let latin = read(&std::fs::read(folder.join("ua_places_ge500.csv")).ok()?, Some("GeoNames")).0?;
        let ukrainian = read(centres(&folder.join("hromadas.csv"))?.as_bytes(), Some("municipalities")).0?;
        let mut pairs = Vec::new();
        for (number, centre) in ukrainian.places().iter().enumerate() {
            let Some((place, metres)) = centre.at.and_then(|at| latin.nearest(at)) else { continue };
            if metres <= NEAR_METRES {
                let place = latin.places().iter().position(|own| own.line == place.line)?;
                pairs.push(Pair { latin: place, ukrainian: number, tuning: hash(&centre.code).is_multiple_of(2) });
            }
        }
        Some(Self { latin, ukrainian, pairs })
    }
}

/// The centres of the municipalities as a table of ours.
fn centres(path: &Path) -> Option<String> {
    let mut reader = csv::Reader::from_path(path).ok()?;
    let header = reader.headers().ok()?.clone();
    let column = |name: &str| header.iter().position(|own| own == name);
    let wanted = ["hromada_center_code", "hromada_center", "oblast_name", "lat_center", "lon_center"];
    let columns: Vec<usize> = wanted.into_iter().map(column).collect::<Option<_>>()?;
    let mut table = String::from("code,name_uk,oblast,lat,lon\n");
    for row in reader.records().flatten() {
        let fields: Vec<&str> = columns.iter().map(|at| row.get(*at).unwrap_or_default()).collect();
        table += &(fields.join(",") + "\n");
    }
    Some(table)
}

/// FNV-1a.
pub fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// How far two places lie apart; far where one has no position.
pub fn apart(a: Option<Position>, b: Option<Position>) -> f64 {
    a.zip(b).map_or(f64::INFINITY, |(a, b)| a.metres_to(b))
}
