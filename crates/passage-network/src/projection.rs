//! Projected coordinates to longitude and latitude: the Universal Transverse Mercator system and its kin.
//!
//! The series are Kruger's in the third flattening n as given by Karney, "Transverse Mercator with an accuracy of
//! a few nanometers", Journal of Geodesy 85 (2011), equations 12 to 15, 35 and 36, here to the fourth order:
//! below 0.1 mm within 1,000 km of the central meridian, a hundredth of what a [`Position`] resolves.

use passage_model::units::Position;

/// Semi-major axis of WGS 84 in metres (NGA.STND.0036, table 3.1). GRS 80 has the same.
const EQUATORIAL_RADIUS: f64 = 6_378_137.0;
/// Flattening of WGS 84 (NGA.STND.0036, table 3.1); GRS 80 differs in the eleventh digit, 0.1 mm in position.
const FLATTENING: f64 = 1.0 / 298.257_223_563;
/// Scale on the central meridian of UTM (NGA.SIG.0012, 2014, section 7).
const CENTRAL_SCALE: f64 = 0.9996;
/// False easting of UTM in metres (NGA.SIG.0012).
const FALSE_EASTING: f64 = 500_000.0;
/// False northing of UTM south of the equator in metres (NGA.SIG.0012).
const FALSE_NORTHING_SOUTH: f64 = 10_000_000.0;

/// A coordinate reference system that passage can read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Crs {
    /// Longitude (x) and latitude (y) in degrees: EPSG:4326 in the order in which files write it.
    Degrees,
    /// Universal Transverse Mercator: metres east and north.
    Utm {
        /// 1 to 60.
        zone: u8,
        /// Whether northings count from 10,000 km south of the equator.
        south: bool,
    },
}

impl Crs {
    /// Which systems are known, and how they are named, for people.
    pub const KNOWN: &str = "Name a UTM zone as EPSG:326zz (north) or EPSG:327zz (south), such as EPSG:32637, or EPSG:4326 \
                             for degrees.";

    /// Reads `EPSG:4326`, `EPSG:326zz` and `EPSG:327zz` (WGS 84 / UTM), `EPSG:258zz` (ETRS89 / UTM 28 to 38) and
    /// `EPSG:283zz` (GDA94 / MGA 48 to 58), which agree with WGS 84 within two metres, and MATSim's own names
    /// `WGS84` and `WGS84_UTM33N`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_ascii_uppercase();
        if let Some(zone) = text.strip_prefix("WGS84_UTM") {
            let south = zone.ends_with('S');
            return Self::utm(zone.strip_suffix(['N', 'S'])?.parse().ok()?, south);
        }
        if text == "WGS84" {
            return Some(Self::Degrees);
        }
        let code: u32 = text.strip_prefix("EPSG:").unwrap_or(&text).parse().ok()?;
        match code {
            4326 => Some(Self::Degrees),
            32_601..=32_660 => Self::utm(code - 32_600, false),
            32_701..=32_760 => Self::utm(code - 32_700, true),
            25_828..=25_838 => Self::utm(code - 25_800, false),
            28_348..=28_358 => Self::utm(code - 28_300, true),
            _ => None,
        }
    }

    /// The position of a point; `None` where the numbers lie outside what the system covers
    /// (UTM: within 1,000 km of the central meridian and 10,000 km of the equator).
    pub fn position(self, x: f64, y: f64) -> Option<Position> {
        match self {
            Self::Degrees => Position::from_degrees(y, x),
            Self::Utm { zone, south } => {
                let north = if south { y - FALSE_NORTHING_SOUTH } else { y };
                let east = x - FALSE_EASTING;
                if !(east.abs() <= 1_000_000.0 && north.abs() <= 10_000_000.0) {
                    return None;
                }
                let (lat, lon) = inverse(east / CENTRAL_SCALE, north / CENTRAL_SCALE);
                let central = f64::from(zone) * 6.0 - 183.0;
                let lon = central + lon;
                let wrapped = if lon >= 180.0 {
                    lon - 360.0
                } else if lon < -180.0 {
                    lon + 360.0
                } else {
                    lon
                };
                Position::from_degrees(lat, wrapped)
            }
        }
    }

    fn utm(zone: u32, south: bool) -> Option<Self> {
        (1..=60).contains(&zone).then_some(Self::Utm { zone: zone as u8, south })
    }
}

impl std::fmt::Display for Crs {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Degrees => f.write_str("EPSG:4326"),
            Self::Utm { zone, south } => write!(f, "EPSG:32{}{zone:02}", if *south { 7 } else { 6 }),
        }
    }
}

/// Latitude and longitude from the central meridian, both in degrees, of a point in metres at scale 1.
fn inverse(east: f64, north: f64) -> (f64, f64) {
    let n = FLATTENING / (2.0 - FLATTENING);
    let (n2, n3, n4) = (n * n, n * n * n, n * n * n * n);
    // Karney (14): the radius of the circle with the circumference of a meridian.
    let rectifying_radius = EQUATORIAL_RADIUS / (1.0 + n) * (1.0 + n2 / 4.0 + n4 / 64.0);
    // Karney (36), to the fourth order.
    let beta = [
        n / 2.0 - 2.0 / 3.0 * n2 + 37.0 / 96.0 * n3 - n4 / 360.0,
        n2 / 48.0 + n3 / 15.0 - 437.0 / 1440.0 * n4,
        17.0 / 480.0 * n3 - 37.0 / 840.0 * n4,
        4397.0 / 161_280.0 * n4,
    ];
    let (xi, eta) = (north / rectifying_radius, east / rectifying_radius);
    let (mut xi_sphere, mut eta_sphere) = (xi, eta);
    for (j, b) in beta.iter().enumerate() {
        let twice = 2.0 * (j as f64 + 1.0);
        xi_sphere -= b * (twice * xi).sin() * (twice * eta).cosh();
        eta_sphere -= b * (twice * xi).cos() * (twice * eta).sinh();
    }
    let tau_conformal = xi_sphere.sin() / eta_sphere.sinh().hypot(xi_sphere.cos());
    let lon = eta_sphere.sinh().atan2(xi_sphere.cos());
    (geographic(tau_conformal).atan().to_degrees(), lon.to_degrees())
}

/// The tangent of the latitude whose conformal latitude has the tangent `wanted`: Newton's method on Karney (7) to
/// (9) as in his (19) to (21). Three rounds reach the last digit; five are made.
fn geographic(wanted: f64) -> f64 {
    let eccentricity = (FLATTENING * (2.0 - FLATTENING)).sqrt();
    let mut tau = wanted;
    for _ in 0..5 {
        let sigma = (eccentricity * (eccentricity * tau / 1f64.hypot(tau)).atanh()).sinh();
        let conformal = tau * 1f64.hypot(sigma) - sigma * 1f64.hypot(tau);
        let squared = 1.0 - eccentricity * eccentricity;
        let step =
            (wanted - conformal) / 1f64.hypot(conformal) * (1.0 + squared * tau * tau) / (squared * 1f64.hypot(tau));
        tau += step;
    }
    tau
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn degrees(d: f64, m: f64, s: f64) -> f64 {
        d + m / 60.0 + s / 3600.0
    }

    /// Snyder, "Map Projections - A Working Manual", USGS Professional Paper 1395 (1987), equations 8-9 to 8-15 and
    /// 3-21: Redfearn's series in the longitude, nothing in common with Kruger's. Good to millimetres within 3 degrees.
    #[allow(clippy::many_single_char_names)] // Snyder's own letters.
    fn snyder_forward(lat: f64, lon_from_central: f64) -> (f64, f64) {
        let (a, e2) = (EQUATORIAL_RADIUS, FLATTENING * (2.0 - FLATTENING));
        let second = e2 / (1.0 - e2);
        let (phi, lambda) = (lat.to_radians(), lon_from_central.to_radians());
        let n = a / (1.0 - e2 * phi.sin().powi(2)).sqrt();
        let t = phi.tan().powi(2);
        let c = second * phi.cos().powi(2);
        let big_a = lambda * phi.cos();
        let m = a
            * ((1.0 - e2 / 4.0 - 3.0 * e2.powi(2) / 64.0 - 5.0 * e2.powi(3) / 256.0) * phi
                - (3.0 * e2 / 8.0 + 3.0 * e2.powi(2) / 32.0 + 45.0 * e2.powi(3) / 1024.0) * (2.0 * phi).sin()
                + (15.0 * e2.powi(2) / 256.0 + 45.0 * e2.powi(3) / 1024.0) * (4.0 * phi).sin()
                - (35.0 * e2.powi(3) / 3072.0) * (6.0 * phi).sin());
        let x = n
            * (big_a
                + (1.0 - t + c) * big_a.powi(3) / 6.0
                + (5.0 - 18.0 * t + t * t + 72.0 * c - 58.0 * second) * big_a.powi(5) / 120.0);
        let y = m + n
            * phi.tan()
            * (big_a.powi(2) / 2.0
                + (5.0 - t + 9.0 * c + 4.0 * c * c) * big_a.powi(4) / 24.0
                + (61.0 - 58.0 * t + t * t + 600.0 * c - 330.0 * second) * big_a.powi(6) / 720.0);
        (CENTRAL_SCALE * x + FALSE_EASTING, CENTRAL_SCALE * y)
    }

    #[test]
    fn the_survey_marks_of_the_australian_manual_are_where_it_says() {
        // Geocentric Datum of Australia Technical Manual, version 2.4 (ICSM), chapter 5, worked example:
        // Flinders Peak and Buninyong in MGA zone 55.
        let zone = Crs::parse("EPSG:28355").unwrap();
        let marks = [
            (273_741.297, 5_796_489.777, -degrees(37.0, 57.0, 3.7203), degrees(144.0, 25.0, 29.5244)),
            (228_854.052, 5_828_259.038, -degrees(37.0, 39.0, 10.1561), degrees(143.0, 55.0, 35.3839)),
        ];
        for (x, y, lat, lon) in marks {
            let found = zone.position(x, y).unwrap();
            // 0.0001 seconds of arc in the manual are 3e-8 degrees; a Position has 1e-7.
            assert!((found.lat_degrees() - lat).abs() < 1.5e-7, "{found:?} is not at latitude {lat}");
            assert!((found.lon_degrees() - lon).abs() < 1.5e-7, "{found:?} is not at longitude {lon}");
        }
    }

    #[test]
    fn names_of_systems_are_understood_or_refused() {
        assert_eq!(Crs::parse("EPSG:32756"), Some(Crs::Utm { zone: 56, south: true }));
        assert_eq!(Crs::parse("epsg:32636"), Some(Crs::Utm { zone: 36, south: false }));
        assert_eq!(Crs::parse("WGS84_UTM33N"), Some(Crs::Utm { zone: 33, south: false }));
        assert_eq!(Crs::parse("4326"), Some(Crs::Degrees));
        for unknown in ["EPSG:32661", "EPSG:2154", "Atlantis", "", "WGS84_UTM", "WGS84_UTM61N", "EPSG:"] {
            assert_eq!(Crs::parse(unknown), None, "{unknown}");
        }
        assert_eq!(Crs::parse("EPSG:28356").unwrap().to_string(), "EPSG:32756");
    }

    #[test]
    fn numbers_that_are_nowhere_have_no_position() {
        let zone = Crs::parse("EPSG:32756").unwrap();
        for (x, y) in [(f64::NAN, 0.0), (f64::INFINITY, 0.0), (3e6, 6e6), (3e5, 6e7), (3e5, f64::NEG_INFINITY)] {
            assert_eq!(zone.position(x, y), None);
        }
    }

    proptest! {
        #[test]
        fn going_there_by_snyder_and_back_by_karney_ends_where_it_began(
            lat in -80.0..84.0f64, from_central in -3.0..3.0f64, zone in 1u8..=60
        ) {
            let (x, y) = snyder_forward(lat, from_central);
            let south = lat < 0.0;
            let crs = Crs::Utm { zone, south };
            let back = crs.position(x, if south { y + FALSE_NORTHING_SOUTH } else { y }).unwrap();
            let lon = f64::from(zone) * 6.0 - 183.0 + from_central;
            let there = Position::from_degrees(lat, lon).unwrap();
            prop_assert!(there.metres_to(back) < 0.03, "{there:?} became {back:?}");
        }
    }
}
