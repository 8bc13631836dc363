//! The Ukrainian codifier (KATOTTH): rows of all levels, from oblasts to villages, of which some are places.

use super::gazetteer::Place;
use super::layout::Columns;
use super::read::{Notes, Row, place};
use std::collections::BTreeMap;

/// The rows of the codifier that are places, each with the oblast and raion whose codes it has.
pub(super) fn codifier(rows: &[Row], columns: &Columns, notes: &mut Notes) -> Vec<Place> {
    let code = |row: &Row, level: usize| row.field(columns.levels.get(level).copied()).to_owned();
    let own = |row: &Row| (0..columns.levels.len()).map(|level| code(row, level)).rfind(|code| !code.is_empty());
    let category = |row: &Row| row.field(columns.kind).chars().next().map_or(' ', latin_capital);
    let titled = |row: &Row| row.field(columns.names.first().map(|column| column.at)).to_owned();
    let mut regions: BTreeMap<String, String> = BTreeMap::new();
    for row in rows {
        let words = match category(row) {
            'O' => " область",
            'P' => " район",
            'K' => "",
            _ => continue,
        };
        // Crimea stands among the oblasts under its whole name.
        let name = titled(row);
        let words = if name.contains("еспубліка") { "" } else { words };
        regions.extend(own(row).map(|code| (code, name + words)));
    }
    let mut places = Vec::new();
    for row in rows {
        let kind = match category(row) {
            'K' | 'M' => "місто",
            'T' => "смт",
            'X' => "селище",
            'C' => "село",
            _ => continue,
        };
        let region = |level| regions.get(&code(row, level)).cloned().unwrap_or_default();
        let Some(place) = place(row, columns, notes) else { continue };
        let (oblast, district) = (region(0), region(1));
        places.push(Place { code: own(row).unwrap_or_default(), kind: kind.to_owned(), oblast, district, ..place });
    }
    places
}

/// A category's letter, whichever alphabet it was typed in.
const fn latin_capital(letter: char) -> char {
    match letter {
        'О' => 'O',
        'К' => 'K',
        'Р' => 'P',
        'М' => 'M',
        'Т' => 'T',
        'Х' => 'X',
        'С' => 'C',
        _ => letter,
    }
}
