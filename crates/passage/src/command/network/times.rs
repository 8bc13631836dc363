//! `passage network times`: travel times between places.

use super::ask::{Ground, Spot, at_one_junction};
use crate::failure::Failure;
use crate::terminal::Terminal;
use clap::Args;
use passage_model::digits::{tenths, thousands};
use passage_model::id::JunctionId;
use passage_network::route::Table;
use std::fmt::Write as _;

/// Between which places.
#[derive(Debug, Args)]
pub struct Times {
    #[command(flatten)]
    ground: Ground,
    /// A name, `NAME near NAME`, or `LATITUDE,LONGITUDE`; at least two.
    #[arg(value_name = "PLACE", required = true, num_args = 2..)]
    places: Vec<String>,
}

/// Tells the minutes and kilometres from each place to each by the fastest way.
pub fn run(times: &Times, terminal: &Terminal) -> Result<(), Failure> {
    let ground = &times.ground;
    let mut asked = ground.load(terminal)?;
    let spots = ground.spots(&asked.loaded.network, &times.places)?;
    let same = at_one_junction(&spots);
    terminal.remark(&same, None);
    asked.findings.extend(same);
    let junctions: Vec<JunctionId> = spots.iter().map(|spot| spot.junction).collect();
    let table = ground.router(&asked).table(&junctions);
    let document = serde_json::json!({
        "network": asked.loaded.digest,
        "places": spots,
        "ways": table.rows,
        "roads_closed": asked.closed,
        "turns_waived": ground.waive_turns,
        "findings": asked.findings,
    });
    terminal.answer(&document, &(ground.rests_on(&asked, &spots) + &words(&spots, &table)))
}

/// The table, a row for each place one starts from.
fn words(spots: &[Spot], table: &Table) -> String {
    let cell = |row: usize, column: usize| match table.rows[row][column] {
        _ if row == column => "-".to_owned(),
        None => "no way".to_owned(),
        Some(entry) => {
            let minutes = entry.travel.seconds_up().0.div_ceil(60);
            format!("{} min, {} km", thousands(minutes), tenths(entry.length.kilometres()))
        }
    };
    let names: Vec<&str> = spots.iter().map(|spot| spot.name.as_str()).collect();
    let first = names.iter().map(|name| name.chars().count()).max().unwrap_or(0).max("from \\ to".len());
    let width = |column: usize| {
        let cells = (0..names.len()).map(|row| cell(row, column).len());
        cells.chain([names[column].chars().count()]).max().unwrap_or(0)
    };
    let mut words = String::from("\nOn empty roads, by the fastest way, from the place of the row:\n");
    let _ = write!(words, "{:first$}", "from \\ to");
    for (column, name) in names.iter().enumerate() {
        let _ = write!(words, "  {name:>w$}", w = width(column));
    }
    for (row, name) in names.iter().enumerate() {
        let _ = write!(words, "\n{name:first$}");
        for column in 0..names.len() {
            let _ = write!(words, "  {:>w$}", cell(row, column), w = width(column));
        }
    }
    words
}
