//! Reads coordinates in whatever form they are handed over.

use super::mgrs::Reference;
use super::utm::{Utm, band_of};
use passage_model::units::Position;

/// The form that coordinates were written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Degrees with decimals.
    Decimal,
    /// Degrees and minutes, with or without seconds.
    Degrees,
    /// Zone, easting, northing.
    Utm,
    /// A grid reference.
    Mgrs,
}

impl Form {
    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Decimal => "decimal",
            Self::Degrees => "degrees",
            Self::Utm => "UTM",
            Self::Mgrs => "MGRS",
        }
    }
}

/// Coordinates as they were read.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// Where; of a grid reference the middle of the square.
    pub position: Position,
    /// How it was written.
    pub form: Form,
    /// The text.
    pub quoted: String,
}

/// Why coordinates cannot be used.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum CoordinateError {
    /// They are in none of the forms.
    #[error("{text:?} is none of the forms of coordinates that are read")]
    NotUnderstood {
        /// The text.
        text: String,
    },
    /// There are no so many minutes or seconds.
    #[error("there are no {number} {unit} of a degree: they run from 0 to 59")]
    Sixty {
        /// How many.
        number: u32,
        /// "minutes" or "seconds".
        unit: &'static str,
    },
    /// A latitude beyond the poles, or a longitude beyond 180 degrees.
    #[error("{lat} is no latitude, or {lon} no longitude")]
    OffEarth {
        /// The latitude.
        lat: String,
        /// The longitude.
        lon: String,
        /// Whether they would be on Earth the other way round.
        swapped: bool,
    },
    /// A sign and a letter, or two letters of one axis.
    #[error("{text:?} says twice which half of the Earth it is in, or names one axis twice")]
    Halves {
        /// The text.
        text: String,
    },
    /// There is no such zone, band or square.
    #[error("there is no {text}: {why}")]
    NoSuchSquare {
        /// The reference.
        text: String,
        /// Which part of it there is not.
        why: &'static str,
    },
    /// "S" is the southern half or the band from 32 to 40 degrees north.
    #[error("S in {text:?} may be the southern half or the band S: {south}, or {band}")]
    SouthOrBand {
        /// The text.
        text: String,
        /// The position in the southern half.
        south: String,
        /// The position in the band.
        band: String,
    },
}

impl CoordinateError {
    /// Its finding code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotUnderstood { .. } => "coordinates.not-understood",
            Self::Sixty { .. } => "coordinates.beyond-sixty",
            Self::OffEarth { .. } => "coordinates.off-earth",
            Self::Halves { .. } => "coordinates.halves",
            Self::NoSuchSquare { .. } => "coordinates.no-such-square",
            Self::SouthOrBand { .. } => "coordinates.south-or-band",
        }
    }

    /// What to do about it.
    pub const fn advice(&self) -> &'static str {
        match self {
            Self::NotUnderstood { .. } => {
                "Write 47.0971, 37.5434 (latitude first), 47\u{b0}05'50\"N 37\u{b0}32'36\"E, 37T 389463 5216984 or 37T CN 89462 16983."
            }
            Self::Sixty { .. } => "Ask for the coordinates again: a digit was misheard, or they are decimal.",
            Self::OffEarth { swapped: true, .. } => "Swapped? Latitude comes first.",
            Self::OffEarth { swapped: false, .. } => "Latitudes run from -90 to 90, longitudes from -180 to 180.",
            Self::Halves { .. } => "Write one N or S and one E or W, and no minus beside them.",
            Self::NoSuchSquare { .. } => "Ask for the reference again, letter by letter.",
            Self::SouthOrBand { .. } => "Write the coordinates as a grid reference (MGRS) or in degrees.",
        }
    }
}

impl Reading {
    /// Reads coordinates: MGRS, UTM, degrees with minutes, or decimal degrees with the latitude first.
    ///
    /// # Errors
    ///
    /// They are in none of the forms, or there is no such place.
    pub fn read(text: &str) -> Result<Self, CoordinateError> {
        let made = |position: Position, form: Form| Self { position, form, quoted: text.trim().to_owned() };
        if let Some(reference) = Reference::read(text) {
            let position = reference.position().ok_or_else(|| no_such_square(text))?;
            return Ok(made(position, Form::Mgrs));
        }
        if let Some(position) = utm(text) {
            return Ok(made(position?, Form::Utm));
        }
        degrees(text).map(|(position, form)| made(position, form))
    }
}

fn no_such_square(text: &str) -> CoordinateError {
    let why = "zones run from 1 to 60, bands from C to X without I and O, and each zone has its own squares";
    CoordinateError::NoSuchSquare { text: text.trim().to_owned(), why }
}

/// "37T 389463 5216984", "37 T 389463E 5216984N"; `None` where the text is of another form.
fn utm(text: &str) -> Option<Result<Position, CoordinateError>> {
    let upper = text.trim().to_uppercase();
    let digits = upper.find(|c: char| !c.is_ascii_digit())?;
    let zone: u8 = upper[..digits].parse().ok().filter(|_| (1..=2).contains(&digits))?;
    let rest = upper[digits..].trim_start();
    let letter = rest.chars().next().filter(char::is_ascii_uppercase)?;
    let mut numbers =
        rest[1..].split([' ', ',', ';']).filter(|part| !part.is_empty() && !["E", "N", "M"].contains(part));
    let number = |part: &str| -> Option<f64> {
        let plain = part.trim_end_matches(['E', 'N', 'M']);
        plain.bytes().all(|b| b.is_ascii_digit() || b == b'.').then(|| plain.parse().ok())?
    };
    let (easting, northing) = (number(numbers.next()?)?, number(numbers.next()?)?);
    if numbers.next().is_some() {
        return None;
    }
    let inside = (100_000.0..1_000_000.0).contains(&easting) && (0.0..=10_000_000.0).contains(&northing);
    if !(1..=60).contains(&zone) || !inside || (letter != 'S' && letter != 'N' && band_start(letter).is_none()) {
        let why = "zones run from 1 to 60, eastings from 100,000 to 999,999 m, northings from 0 to 10,000,000 m";
        return Some(Err(CoordinateError::NoSuchSquare { text: text.trim().to_owned(), why }));
    }
    let at = |north: bool| Utm { zone, north, easting, northing }.degrees();
    let position = |(lat, lon): (f64, f64)| Position::from_degrees(lat, lon).ok_or_else(|| no_such_square(text));
    let (north, south) = (at(true), at(false));
    let in_band = band_of(north.0) == Some(letter);
    Some(match letter {
        'S' if in_band => {
            let shown = |(lat, lon): (f64, f64)| format!("{lat:.4}, {lon:.4}");
            let text = text.trim().to_owned();
            Err(CoordinateError::SouthOrBand { text, south: shown(south), band: shown(north) })
        }
        'S' => position(south),
        'N' => position(north),
        _ if in_band => position(north),
        _ if band_of(south.0) == Some(letter) => position(south),
        _ => {
            let why = "the northing does not lie in that band";
            Err(CoordinateError::NoSuchSquare { text: text.trim().to_owned(), why })
        }
    })
}

fn band_start(letter: char) -> Option<usize> {
    super::utm::BANDS.iter().position(|band| char::from(*band) == letter)
}

/// One axis as written: its numbers, its sign, its letter.
#[derive(Clone, Debug, Default)]
struct Axis {
    numbers: Vec<String>,
    minus: bool,
    letter: Option<char>,
}

/// The halves of the earth, degrees, minutes and seconds in words, as they are dictated in three languages; longer ones first.
const WORDS: [(&str, &str); 46] = [
    ("північної широти", "N"),
    ("південної широти", "S"),
    ("східної довготи", "E"),
    ("західної довготи", "W"),
    ("северной широты", "N"),
    ("южной широты", "S"),
    ("восточной долготы", "E"),
    ("западной долготы", "W"),
    ("пн. ш.", "N"),
    ("пд. ш.", "S"),
    ("сх. д.", "E"),
    ("зх. д.", "W"),
    ("пн.ш.", "N"),
    ("пд.ш.", "S"),
    ("сх.д.", "E"),
    ("зх.д.", "W"),
    ("с. ш.", "N"),
    ("ю. ш.", "S"),
    ("в. д.", "E"),
    ("з. д.", "W"),
    ("с.ш.", "N"),
    ("ю.ш.", "S"),
    ("в.д.", "E"),
    ("з.д.", "W"),
    ("north", "N"),
    ("south", "S"),
    ("east", "E"),
    ("west", "W"),
    ("latitude", " "),
    ("longitude", " "),
    ("широта", " "),
    ("довгота", " "),
    ("долгота", " "),
    ("degrees", "\u{b0}"),
    ("градусів", "\u{b0}"),
    ("градусов", "\u{b0}"),
    ("градуси", "\u{b0}"),
    ("градуса", "\u{b0}"),
    ("minutes", "'"),
    ("хвилини", "'"),
    ("хвилин", "'"),
    ("минуты", "'"),
    ("минут", "'"),
    ("seconds", "\""),
    ("секунди", "\""),
    ("секунд", "\""),
];

/// The text with letters and signs in place of words.
fn in_letters(text: &str) -> String {
    let lower = text.to_lowercase();
    WORDS.iter().fold(lower, |text, (word, letter)| if text.contains(word) { text.replace(word, letter) } else { text })
}

/// Degrees in any form: two, four or six numbers, with letters or signs.
fn degrees(text: &str) -> Result<(Position, Form), CoordinateError> {
    let not_understood = || CoordinateError::NotUnderstood { text: text.trim().to_owned() };
    let halves = || CoordinateError::Halves { text: text.trim().to_owned() };
    let (mut numbers, mut letters) = (Vec::new(), Vec::new());
    let plain = decimal_points(&in_letters(text));
    let mut rest = plain.trim();
    let mut minus = false;
    while let Some(first) = rest.chars().next() {
        let end = rest.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(rest.len());
        if first.is_ascii_digit() {
            numbers.push((rest[..end].to_owned(), std::mem::take(&mut minus)));
            rest = &rest[end..];
            continue;
        }
        match first.to_ascii_uppercase() {
            letter @ ('N' | 'S' | 'E' | 'W') => letters.push((letter, numbers.len())),
            '-' | '\u{2212}' => minus = true,
            ' ' | '+' | ',' | ';' | '\u{b0}' | '\u{ba}' | '\'' | '"' | '\u{2032}' | '\u{2033}' | '\u{2019}'
            | '\u{201d}' | '\t' | '\u{a0}' => {}
            _ => return Err(not_understood()),
        }
        rest = &rest[first.len_utf8()..];
    }
    if minus || ![2, 4, 6].contains(&numbers.len()) || ![0, 2].contains(&letters.len()) {
        return Err(not_understood());
    }
    let half = numbers.len() / 2;
    // The letters stand both before their numbers or both behind them.
    let at: Vec<usize> = letters.iter().map(|(_, at)| *at).collect();
    if !at.is_empty() && at != [0, half] && at != [half, 2 * half] {
        return Err(not_understood());
    }
    let axis = |part: usize| Axis {
        numbers: numbers[part * half..(part + 1) * half].iter().map(|(number, _)| number.clone()).collect(),
        minus: numbers[part * half].1,
        letter: letters.get(part).map(|(letter, _)| *letter),
    };
    let stray = numbers.iter().enumerate().any(|(at, (_, minus))| *minus && at % half != 0);
    let (first, second) = (axis(0), axis(1));
    if stray || [&first, &second].iter().any(|axis| axis.minus && axis.letter.is_some()) {
        return Err(halves());
    }
    let is_lat = |axis: &Axis| axis.letter.is_some_and(|letter| matches!(letter, 'N' | 'S'));
    let (lat, lon) = match (first.letter, is_lat(&first), is_lat(&second)) {
        (None, ..) | (_, true, false) => (first, second),
        (_, false, true) => (second, first),
        _ => return Err(halves()),
    };
    let (lat, lon) = (value(&lat).ok_or_else(not_understood)??, value(&lon).ok_or_else(not_understood)??);
    let form = if half == 1 { Form::Decimal } else { Form::Degrees };
    let shown = |degrees: f64| passage_model::digits::shortly(degrees);
    let swapped = Position::from_degrees(lon, lat).is_some();
    let off_earth = || CoordinateError::OffEarth { lat: shown(lat), lon: shown(lon), swapped };
    Position::from_degrees(lat, lon).map(|position| (position, form)).ok_or_else(off_earth)
}

/// Two decimal commas become points ("47,0971 37,5434"); a text with a point has commas between its numbers.
fn decimal_points(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let inner = |at: usize| {
        let digit = |at: Option<usize>| at.and_then(|at| letters.get(at)).is_some_and(char::is_ascii_digit);
        letters[at] == ',' && digit(at.checked_sub(1)) && digit(Some(at + 1))
    };
    let commas = (0..letters.len()).filter(|at| inner(*at)).count();
    if text.contains('.') || commas != 2 {
        return text.to_owned();
    }
    letters.iter().enumerate().map(|(at, letter)| if inner(at) { '.' } else { *letter }).collect()
}

/// The degrees of an axis; only its last number may have decimals.
fn value(axis: &Axis) -> Option<Result<f64, CoordinateError>> {
    let mut degrees = 0.0;
    for (at, number) in axis.numbers.iter().enumerate() {
        let last = at + 1 == axis.numbers.len();
        let parsed: f64 = number.parse().ok().filter(|_| number.len() <= 20 && (last || !number.contains('.')))?;
        if at > 0 && parsed >= 60.0 {
            let unit = if at == 1 { "minutes" } else { "seconds" };
            return Some(Err(CoordinateError::Sixty { number: parsed.min(1e9) as u32, unit }));
        }
        degrees += parsed / [1.0, 60.0, 3600.0][at];
    }
    let negative = axis.minus || axis.letter.is_some_and(|letter| matches!(letter, 'S' | 'W'));
    Some(Ok(if negative { -degrees } else { degrees }))
}
