//! Universal Transverse Mercator on WGS 84: Krueger's series to the fourth order in the third flattening (Karney,
//! "Transverse Mercator with an accuracy of a few nanometers", Journal of Geodesy 85, 2011): errors far below a millimetre
//! within a zone. O(1). Tested against PROJ and GEOTRANS at fifteen places.

use passage_model::units::Position;
use std::fmt;

/// The semi-major axis of WGS 84 in metres.
const AXIS: f64 = 6_378_137.0;
/// The flattening of WGS 84.
const FLATTENING: f64 = 1.0 / 298.257_223_563;
/// The third flattening.
const N: f64 = FLATTENING / (2.0 - FLATTENING);
const N2: f64 = N * N;
const N3: f64 = N2 * N;
const N4: f64 = N3 * N;
/// The scale on the central meridian.
const SCALE: f64 = 0.9996;
/// The false easting, and the false northing of the southern half, in metres.
const FALSE_EASTING: f64 = 500_000.0;
const FALSE_NORTHING: f64 = 10_000_000.0;
/// The letters of the bands of 8 degrees from 80 degrees south; the last is of 12.
pub(super) const BANDS: &[u8; 20] = b"CDEFGHJKLMNPQRSTUVWX";

const ALPHA: [f64; 4] = [
    N / 2.0 - 2.0 * N2 / 3.0 + 5.0 * N3 / 16.0 + 41.0 * N4 / 180.0,
    13.0 * N2 / 48.0 - 3.0 * N3 / 5.0 + 557.0 * N4 / 1440.0,
    61.0 * N3 / 240.0 - 103.0 * N4 / 140.0,
    49_561.0 * N4 / 161_280.0,
];
const BETA: [f64; 4] = [
    N / 2.0 - 2.0 * N2 / 3.0 + 37.0 * N3 / 96.0 - N4 / 360.0,
    N2 / 48.0 + N3 / 15.0 - 437.0 * N4 / 1440.0,
    17.0 * N3 / 480.0 - 37.0 * N4 / 840.0,
    4_397.0 * N4 / 161_280.0,
];
const DELTA: [f64; 4] = [
    2.0 * N - 2.0 * N2 / 3.0 - 2.0 * N3 + 116.0 * N4 / 45.0,
    7.0 * N2 / 3.0 - 8.0 * N3 / 5.0 - 227.0 * N4 / 45.0,
    56.0 * N3 / 15.0 - 136.0 * N4 / 35.0,
    4_279.0 * N4 / 630.0,
];

/// A position in UTM.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Utm {
    /// The zone, 1 to 60.
    pub zone: u8,
    /// Whether it is in the northern half.
    pub north: bool,
    /// Metres.
    pub easting: f64,
    /// Metres.
    pub northing: f64,
}

impl Utm {
    /// A position in its own zone, with the exceptions of Norway and Svalbard; `None` beyond 84 north or 80 south.
    pub fn of(position: Position) -> Option<Self> {
        let (lat, lon) = (position.lat_degrees(), position.lon_degrees());
        (-80.0..=84.0).contains(&lat).then(|| Self::in_zone(zone_of(lat, lon), lat, lon))
    }

    pub(super) fn in_zone(zone: u8, lat: f64, lon: f64) -> Self {
        let (phi, lambda) = (lat.to_radians(), wrapped(lon - meridian(zone)).to_radians());
        let eccentricity = 2.0 * N.sqrt() / (1.0 + N);
        let conformal = (phi.sin().atanh() - eccentricity * (eccentricity * phi.sin()).atanh()).sinh();
        let xi = conformal.atan2(lambda.cos());
        let eta = (lambda.sin() / conformal.hypot(1.0)).atanh();
        let (mut northing, mut easting) = (xi, eta);
        for (j, alpha) in (1..).zip(ALPHA) {
            let twice = 2.0 * f64::from(j);
            northing += alpha * (twice * xi).sin() * (twice * eta).cosh();
            easting += alpha * (twice * xi).cos() * (twice * eta).sinh();
        }
        let north = lat >= 0.0;
        let false_northing = if north { 0.0 } else { FALSE_NORTHING };
        Self {
            zone,
            north,
            easting: FALSE_EASTING + radius() * easting,
            northing: false_northing + radius() * northing,
        }
    }

    /// Latitude and longitude in degrees.
    pub fn degrees(self) -> (f64, f64) {
        let false_northing = if self.north { 0.0 } else { FALSE_NORTHING };
        let (xi, eta) = ((self.northing - false_northing) / radius(), (self.easting - FALSE_EASTING) / radius());
        let (mut x, mut y) = (xi, eta);
        for (j, beta) in (1..).zip(BETA) {
            let twice = 2.0 * f64::from(j);
            x -= beta * (twice * xi).sin() * (twice * eta).cosh();
            y -= beta * (twice * xi).cos() * (twice * eta).sinh();
        }
        let chi = (x.sin() / y.cosh()).asin();
        let terms = (1..).zip(DELTA).map(|(j, delta)| delta * (2.0 * f64::from(j) * chi).sin());
        let lat = chi + terms.sum::<f64>();
        let lon = y.sinh().atan2(x.cos());
        (lat.to_degrees(), wrapped(meridian(self.zone) + lon.to_degrees()))
    }

    /// The letter of its band; `None` where there is none.
    pub fn band(self) -> Option<char> {
        band_of(self.degrees().0)
    }
}

impl fmt::Display for Utm {
    /// "37T 389463 5216984".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let band = self.band().unwrap_or(if self.north { 'N' } else { 'S' });
        write!(f, "{}{band} {:.0} {:.0}", self.zone, self.easting, self.northing)
    }
}

/// The letter of the band that a latitude lies in.
pub(super) fn band_of(lat: f64) -> Option<char> {
    let band = ((lat + 80.0) / 8.0).floor();
    (-80.0..=84.0).contains(&lat).then(|| char::from(BANDS[(band as usize).min(19)]))
}

fn zone_of(lat: f64, lon: f64) -> u8 {
    let own = (((lon + 180.0) / 6.0).floor() as i32).rem_euclid(60) as u8 + 1;
    match (lat, lon) {
        (56.0..64.0, 3.0..12.0) => 32,
        (72.0.., 0.0..9.0) => 31,
        (72.0.., 9.0..21.0) => 33,
        (72.0.., 21.0..33.0) => 35,
        (72.0.., 33.0..42.0) => 37,
        _ => own,
    }
}

fn meridian(zone: u8) -> f64 {
    f64::from(zone) * 6.0 - 183.0
}

fn wrapped(degrees: f64) -> f64 {
    (degrees + 180.0).rem_euclid(360.0) - 180.0
}

/// The radius of the sphere with the meridian's length, scaled.
fn radius() -> f64 {
    SCALE * AXIS / (1.0 + N) * (1.0 + N2 / 4.0 + N4 / 64.0)
}
