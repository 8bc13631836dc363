//! Positions: latitude and longitude in degrees, and what people write instead.

use super::fields::{At, Fields, Notes, entries};
use super::number::plain;
use crate::digits::shortly;
use crate::finding::Finding;
use crate::units::Position;
use toml::de::DeValue;

const EXAMPLE: &str = "at = [47.0958, 37.5494] (latitude, longitude)";

impl<'a> Fields<'a> {
    /// `[latitude, longitude]` in degrees; anything else is reported, with the decimal form where it can be known.
    pub fn position(&self, notes: &mut Notes<'_>, key: &str, at: At<'a>) -> Option<Position> {
        let refused = match at.value {
            DeValue::Array(list) => {
                let numbers: Vec<_> = entries(list).map(|entry| plain(entry.value)).collect();
                match numbers[..] {
                    [Some(lat), Some(lon)] => match Position::from_degrees(lat, lon) {
                        Some(position) => return Some(position),
                        None => off_earth(lat, lon),
                    },
                    _ => Finding::error("scenario.wrong-type", format!("{key:?} must be two numbers"))
                        .advise(format!("Write {EXAMPLE}.")),
                }
            }
            DeValue::String(text) => as_written(text),
            other => {
                self.wrong_type(notes, key, "a list of two numbers, latitude and longitude", other, at.span());
                return None;
            }
        };
        notes.add(refused.about(&self.label).at(at.span()));
        None
    }
}

fn off_earth(lat: f64, lon: f64) -> Finding {
    let words = format!("latitude {}, longitude {} is not on Earth", shortly(lat), shortly(lon));
    let advice = if Position::from_degrees(lon, lat).is_some() {
        format!("Swapped? Latitude comes first: at = [{lon}, {lat}].")
    } else {
        "Latitudes run from -90 to 90, longitudes from -180 to 180.".to_owned()
    };
    Finding::error("scenario.position-off-earth", words).advise(advice)
}

/// What a position written as text would be in decimal degrees.
fn as_written(text: &str) -> Finding {
    let words = format!("{text:?} is not a position in decimal degrees");
    let advice = match sexagesimal(text) {
        Ok(Some((lat, lon))) => {
            format!("In decimal degrees it is [{lat:.5}, {lon:.5}]: write at = [{lat:.5}, {lon:.5}].")
        }
        Ok(None) => format!("Write {EXAMPLE}."),
        Err(wrong) => format!("There are no {wrong} in a degree. Write {EXAMPLE}."),
    };
    Finding::error("scenario.position-not-decimal", words).advise(advice)
}

/// Reads `47°05'45"N 37°32'58"E`, `N 47 05.75 E 37 32.97` or `47.1, 37.5`; `Err` names impossible minutes or seconds.
fn sexagesimal(text: &str) -> Result<Option<(f64, f64)>, String> {
    let mut numbers: Vec<f64> = Vec::new();
    let mut letters: Vec<(char, usize)> = Vec::new();
    let mut digits = String::new();
    for c in text.chars().take(100).chain(std::iter::once(' ')) {
        if c.is_ascii_digit() || c == '.' || (c == '-' && digits.is_empty()) {
            digits.push(c);
            continue;
        }
        if let Ok(number) = digits.parse() {
            numbers.push(number);
        }
        digits.clear();
        if let 'N' | 'S' | 'E' | 'W' = c.to_ascii_uppercase() {
            letters.push((c.to_ascii_uppercase(), numbers.len()));
        }
    }
    let half = match (numbers.len(), &letters[..]) {
        (2 | 4 | 6, []) => numbers.len() / 2,
        // Letters after the numbers: the first one ends the first angle. Letters before: the second one does.
        (_, [(_, first), (_, second)]) if *first > 0 && *second == numbers.len() => *first,
        (_, [(_, 0), (_, second)]) => *second,
        _ => return Ok(None),
    };
    let (first, second) = numbers.split_at(half);
    let (Some(first), Some(second)) = (angle(first)?, angle(second)?) else { return Ok(None) };
    let signed = |value: f64, letter: Option<char>| if matches!(letter, Some('S' | 'W')) { -value } else { value };
    let letter = |i: usize| letters.get(i).map(|(letter, _)| *letter);
    let (first, second) = (signed(first, letter(0)), signed(second, letter(1)));
    let east_first = matches!(letter(0), Some('E' | 'W'));
    let (lat, lon) = if east_first { (second, first) } else { (first, second) };
    Ok(Position::from_degrees(lat, lon).map(|_| (lat, lon)))
}

fn angle(parts: &[f64]) -> Result<Option<f64>, String> {
    let (degrees, minutes, seconds) = match *parts {
        [degrees] => (degrees, 0.0, 0.0),
        [degrees, minutes] => (degrees, minutes, 0.0),
        [degrees, minutes, seconds] => (degrees, minutes, seconds),
        _ => return Ok(None),
    };
    if !(0.0..60.0).contains(&minutes) {
        return Err(format!("{minutes} minutes"));
    }
    if !(0.0..60.0).contains(&seconds) {
        return Err(format!("{seconds} seconds"));
    }
    let size = degrees.abs() + minutes / 60.0 + seconds / 3600.0;
    Ok(Some(if degrees.is_sign_negative() { -size } else { size }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rounded(text: &str) -> Option<(i64, i64)> {
        let (lat, lon) = sexagesimal(text).unwrap()?;
        Some(((lat * 1e4).round() as i64, (lon * 1e4).round() as i64))
    }

    #[test]
    fn degrees_minutes_and_seconds_become_decimal_degrees() {
        for text in [
            "47\u{b0}05'45\"N 37\u{b0}32'58\"E",
            "N 47 05 45 E 37 32 58",
            "47 5.75 N, 37 32.9667 E",
            "37\u{b0}32'58\"E 47\u{b0}05'45\"N",
            "47.0958, 37.5494",
        ] {
            assert_eq!(rounded(text), Some((470_958, 375_494)), "{text}");
        }
        assert_eq!(rounded("33 51 54 S 151 12 36 E"), Some((-338_650, 1_512_100)));
        assert_eq!(rounded("somewhere"), None);
    }

    #[test]
    fn sixty_one_minutes_are_refused() {
        assert_eq!(sexagesimal("47\u{b0}61'00\"N 37\u{b0}32'58\"E"), Err("61 minutes".to_owned()));
    }
}
