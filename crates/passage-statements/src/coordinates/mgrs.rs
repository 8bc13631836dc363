//! The Military Grid Reference System: UTM with squares of 100 km named by letters (NGA.STND.0037, 2014).

use super::utm::{BANDS, Utm, band_of};
use passage_model::units::Position;

const COLUMNS: [&[u8; 8]; 3] = [b"ABCDEFGH", b"JKLMNPQR", b"STUVWXYZ"];
const ROWS: &[u8; 20] = b"ABCDEFGHJKLMNPQRSTUV";
/// The side of a square in metres, and how far up the letters of its rows come again.
const SQUARE: f64 = 100_000.0;
const ROWS_AGAIN: f64 = 2_000_000.0;

/// A reference taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reference {
    pub zone: u8,
    pub band: u8,
    pub column: u8,
    pub row: u8,
    /// Tenths of a metre from the south-west corner of the square to the middle of what is named.
    pub east: u32,
    pub north: u32,
    /// The side of what is named, in metres.
    pub side: u32,
}

impl Reference {
    /// Reads "37T CN 89462 16983" with any blanks; `None` where the text is none.
    pub fn read(text: &str) -> Option<Self> {
        // "8946 216983": a blank in the wrong place, or a digit lost.
        let written = text.trim().trim_start_matches(|c: char| !c.is_alphabetic());
        let mut numbers = written.trim_start_matches(|c: char| !c.is_ascii_digit()).split_whitespace();
        if let (Some(east), Some(north)) = (numbers.next(), numbers.next())
            && east.len() != north.len()
        {
            return None;
        }
        let plain: String = text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_uppercase).collect();
        let digits = plain.find(|c: char| !c.is_ascii_digit())?;
        let zone = plain[..digits].parse().ok().filter(|_| (1..=2).contains(&digits))?;
        let [band, column, row, rest @ ..] = &plain.as_bytes()[digits..] else { return None };
        let letters = [band, column, row].iter().all(|letter| letter.is_ascii_uppercase());
        if !letters || !rest.iter().all(u8::is_ascii_digit) || rest.len() > 10 || rest.len() % 2 != 0 {
            return None;
        }
        let side = 10u32.pow(5 - (rest.len() / 2) as u32);
        // The middle of the square that is named, in tenths of a metre.
        let middle = |digits: &[u8]| -> u32 {
            let number = digits.iter().fold(0, |number, digit| number * 10 + u32::from(digit - b'0'));
            number * side * 10 + side * 5
        };
        let (east, north) = rest.split_at(rest.len() / 2);
        Some(Self { zone, band: *band, column: *column, row: *row, east: middle(east), north: middle(north), side })
    }

    /// Where it is; `None` where there is no such zone, band or square.
    pub fn position(self) -> Option<Position> {
        let band = BANDS.iter().position(|letter| *letter == self.band)?;
        if !(1..=60).contains(&self.zone) {
            return None;
        }
        let column = COLUMNS[usize::from(self.zone - 1) % 3].iter().position(|letter| *letter == self.column)?;
        let row = ROWS.iter().position(|letter| *letter == self.row)?;
        let easting = (column as f64 + 1.0) * SQUARE + f64::from(self.east) / 10.0;
        let offset = if self.zone.is_multiple_of(2) { 5.0 } else { 0.0 };
        let northing = ((row as f64 - offset) * SQUARE).rem_euclid(ROWS_AGAIN) + f64::from(self.north) / 10.0;
        let (low, high) = (band as f64 * 8.0 - 80.0, if band == 19 { 84.0 } else { band as f64 * 8.0 - 72.0 });
        // A square that the band's edge cuts may have its middle beyond the edge.
        let slack = f64::from(self.side) / 111_000.0 + 1e-6;
        let found = (0..5).find_map(|times| {
            let northing = northing + f64::from(times) * ROWS_AGAIN;
            let utm = Utm { zone: self.zone, north: band >= 10, easting, northing };
            let degrees = utm.degrees();
            (low - slack..=high + slack).contains(&degrees.0).then_some(degrees)
        });
        found.and_then(|(lat, lon)| Position::from_degrees(lat, lon))
    }
}

/// The reference to a metre; `None` where there is no UTM. The square metre that the position lies in: rounded down.
pub(super) fn write(position: Position) -> Option<String> {
    let utm = Utm::of(position)?;
    // A hair's breadth up, so that a position that stands on a line for its rounding stays in its square.
    let (easting, northing) = ((utm.easting + 1e-4).floor(), (utm.northing + 1e-4).floor());
    let column = (easting / SQUARE) as usize;
    let offset = if utm.zone.is_multiple_of(2) { 5 } else { 0 };
    let row = ((northing / SQUARE) as usize + offset) % 20;
    let column = COLUMNS[usize::from(utm.zone - 1) % 3].get(column.checked_sub(1)?)?;
    let band = band_of(position.lat_degrees())?;
    let (east, north) = (easting % SQUARE, northing % SQUARE);
    Some(format!("{}{band} {}{} {east:05.0} {north:05.0}", utm.zone, char::from(*column), char::from(ROWS[row])))
}
