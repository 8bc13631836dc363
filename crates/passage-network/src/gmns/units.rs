//! The units of a GMNS network: as its configuration states them, or as its own lines give them away.

use crate::foreign::finite;
use crate::tally::{Kind, Tally, shortened};

/// One international mile in metres (1959 agreement).
const MILE: f64 = 1_609.344;
/// One international foot in metres (1959 agreement).
const FOOT: f64 = 0.3048;

/// Metres for one unit of length, km/h for one unit of speed; `None`: not stated.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Units {
    length: Option<f64>,
    speed: Option<f64>,
}

const UNKNOWN_UNIT: Kind = Kind::warning(
    "network.unknown-unit",
    "config.csv names a unit that passage does not know",
    "Lengths are in m, km, ft or mi; speeds in kph, mph or m/s.",
);
const SPEED_ASSUMED: Kind = Kind::warning(
    "network.unit-assumed",
    "the unit of free_speed is not stated; km/h was assumed",
    "Add a config.csv with the column speed (kph, mph).",
);
const LENGTH_FOUND: Kind = Kind::note(
    "network.unit-found",
    "the unit of length is not stated; it was found by comparing with the lines",
    "Add a config.csv with the column long_length.",
);
const LENGTH_UNKNOWN: Kind = Kind::warning(
    "network.lengths-not-used",
    "the stated lengths agree with the lines in no unit; the lines' own lengths count",
    "Add a config.csv with the column long_length.",
);

impl Units {
    /// The units that a configuration names.
    pub(super) fn stated(length: Option<&str>, speed: Option<&str>, tally: &mut Tally) -> Self {
        let mut read = |text: Option<&str>, known: fn(&str) -> Option<f64>| {
            let text = text?;
            let unit = known(&text.to_ascii_lowercase());
            if unit.is_none() {
                tally.count(UNKNOWN_UNIT, || shortened(text));
            }
            unit
        };
        let length = read(length, metres_in);
        // "Usually long_length units per hour" (table config).
        let per_hour = length.filter(|metres| *metres >= 1_000.0).map(|metres| metres / 1_000.0);
        Self { length, speed: read(speed, kmh_in).or(per_hour) }
    }

    /// A free speed in km/h, as text; what is no number stays as it is.
    pub(super) fn kmh(&self, speed: &str, tally: &mut Tally) -> String {
        if self.speed.is_none() {
            tally.count(SPEED_ASSUMED, String::new);
        }
        finite(speed).map_or_else(|| speed.to_owned(), |value| (value * self.speed.unwrap_or(1.0)).to_string())
    }

    /// Metres for one unit of length. Where it is not stated: the unit in which the median link, of those with (stated,
    /// drawn) lengths, is between 0.7 and 1.5 times as long as drawn.
    pub(super) fn metres(&self, pairs: Vec<(f64, f64)>, tally: &mut Tally) -> Option<f64> {
        if self.length.is_some() {
            return self.length;
        }
        let drawn = pairs.into_iter().filter(|(stated, drawn)| *stated > 0.0 && *drawn > 1.0);
        let mut ratios: Vec<f64> = drawn.map(|(stated, drawn)| drawn / stated).collect();
        ratios.sort_by(f64::total_cmp);
        let median = *ratios.get(ratios.len() / 2)?;
        let units = [("m", 1.0), ("km", 1_000.0), ("mi", MILE), ("ft", FOOT)];
        let near = |(_, metres): &&(&str, f64)| (0.7..=1.5).contains(&(metres / median));
        let distance = |metres: f64| (metres / median).ln().abs();
        let best = units.iter().filter(near).min_by(|a, b| distance(a.1).total_cmp(&distance(b.1)));
        match best {
            Some((name, _)) => tally.count(LENGTH_FOUND, || (*name).to_owned()),
            None => tally.count(LENGTH_UNKNOWN, || format!("a median unit of {median:.3} m")),
        }
        best.map(|(_, metres)| *metres)
    }
}

fn metres_in(unit: &str) -> Option<f64> {
    match unit {
        "m" | "meter" | "meters" | "metre" | "metres" => Some(1.0),
        "km" | "kilometer" | "kilometers" | "kilometre" | "kilometres" => Some(1_000.0),
        "mi" | "mile" | "miles" => Some(MILE),
        "ft" | "foot" | "feet" => Some(FOOT),
        _ => None,
    }
}

fn kmh_in(unit: &str) -> Option<f64> {
    match unit {
        "kph" | "km/h" | "kmh" | "kmph" | "kilometers per hour" | "kilometres per hour" => Some(1.0),
        "mph" | "mi/h" | "miles per hour" => Some(MILE / 1_000.0),
        "m/s" | "mps" | "meters per second" | "metres per second" => Some(3.6),
        _ => None,
    }
}
