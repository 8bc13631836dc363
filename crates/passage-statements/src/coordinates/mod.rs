//! Coordinates as people hand them over: decimal, degrees and minutes, UTM, MGRS; read, and read back in the other forms.
//!
//! Some coordinates that were submitted for protection were wrong, and nobody had checked them (`../shared/domain.md` D.5). So what
//! is read is said back in a second form, and a position far from where it should be is told with the slip that explains it.

mod doubt;
mod mgrs;
mod read;
#[cfg(test)]
mod tests;
mod utm;

pub use doubt::{Area, Doubt, Slip};
pub use read::{CoordinateError, Form, Reading};
pub use utm::Utm;

use passage_model::units::Position;

impl Reading {
    /// The position in degrees with five decimals, about a metre: "47.09710, 37.54340".
    pub fn decimal(&self) -> String {
        format!("{:.5}, {:.5}", self.position.lat_degrees(), self.position.lon_degrees())
    }

    /// The position in degrees, minutes and seconds to a tenth, about three metres: `47°05'49.6"N 37°32'36.2"E`.
    pub fn degrees(&self) -> String {
        let (lat, lon) = (self.position.lat_degrees(), self.position.lon_degrees());
        format!("{}{} {}{}", sexagesimal(lat), half(lat, "N", "S"), sexagesimal(lon), half(lon, "E", "W"))
    }

    /// The position in UTM to a metre; `None` beyond 84 degrees north or 80 south, where there is none.
    pub fn utm(&self) -> Option<String> {
        Some(Utm::of(self.position)?.to_string())
    }

    /// The position in MGRS to a metre: "37T CN 89462 16983"; `None` where there is no UTM.
    pub fn mgrs(&self) -> Option<String> {
        mgrs::write(self.position)
    }
}

const fn half(degrees: f64, above: &'static str, below: &'static str) -> &'static str {
    if degrees < 0.0 { below } else { above }
}

fn sexagesimal(degrees: f64) -> String {
    // In tenths of a second, so that 59.96 seconds become a minute.
    let tenths = (degrees.abs() * 36_000.0).round() as u64;
    format!("{}\u{b0}{:02}'{:02}.{}\"", tenths / 36_000, tenths / 600 % 60, tenths / 10 % 60, tenths % 10)
}

/// A position with a name, for reading back: the nearest of some; `None` of none.
pub fn nearest<'n>(position: Position, named: impl IntoIterator<Item = (&'n str, Position)>) -> Option<(&'n str, f64)> {
    let far = named.into_iter().map(|(name, place)| (name, position.metres_to(place)));
    far.min_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(b.0)))
}
