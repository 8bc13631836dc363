//! Units: a number has its unit in its type, so that metres are never added to seconds.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Sub, SubAssign};

macro_rules! whole_number {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub u32);

        impl $name {
            /// None of it.
            pub const ZERO: Self = Self(0);
        }

        impl Add for $name {
            type Output = Self;
            fn add(self, other: Self) -> Self {
                Self(self.0.saturating_add(other.0))
            }
        }

        impl AddAssign for $name {
            fn add_assign(&mut self, other: Self) {
                *self = *self + other;
            }
        }

        impl Sub for $name {
            type Output = Self;
            /// Stops at zero: there are no negative counts.
            fn sub(self, other: Self) -> Self {
                Self(self.0.saturating_sub(other.0))
            }
        }

        impl SubAssign for $name {
            fn sub_assign(&mut self, other: Self) {
                *self = *self - other;
            }
        }

        impl Sum for $name {
            fn sum<I: Iterator<Item = Self>>(parts: I) -> Self {
                parts.fold(Self(0), Add::add)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

whole_number! {
    /// People. Counts only; passage knows no names.
    Persons
}
whole_number! {
    /// Vehicles of any kind, each counting as one.
    Vehicles
}
whole_number! {
    /// A span of time in whole seconds.
    Seconds
}
whole_number! {
    /// A span of time in milliseconds, for roads that take less than a second or two.
    Milliseconds
}
whole_number! {
    /// A length in decimetres: up to 429,000 km, fine enough that ten thousand short roads add up right.
    Decimetres
}
whole_number! {
    /// Vehicles per hour.
    VehiclesPerHour
}
whole_number! {
    /// Vehicles per day of 24 hours, for checkpoints: 20 a day is less than one an hour.
    VehiclesPerDay
}

impl VehiclesPerDay {
    /// The rate that keeps up `vehicles` an hour, day and night.
    pub const fn hourly(vehicles: u32) -> Self {
        Self(vehicles.saturating_mul(24))
    }

    /// Vehicles per hour, on average.
    pub fn per_hour(self) -> f64 {
        f64::from(self.0) / 24.0
    }
}

impl From<VehiclesPerHour> for VehiclesPerDay {
    fn from(rate: VehiclesPerHour) -> Self {
        Self::hourly(rate.0)
    }
}

impl Seconds {
    /// `hours` whole hours.
    pub const fn hours(hours: u32) -> Self {
        Self(hours * 3600)
    }

    /// `minutes` whole minutes.
    pub const fn minutes(minutes: u32) -> Self {
        Self(minutes * 60)
    }
}

impl Milliseconds {
    /// The same span in whole seconds, rounded up: a vehicle is never assumed faster than its road.
    pub const fn seconds_up(self) -> Seconds {
        Seconds(self.0.div_ceil(1000))
    }

    /// The time that `length` takes at `speed`, rounded up; a standstill gives the largest value.
    pub fn to_travel(length: Decimetres, speed: Speed) -> Self {
        if speed.0 == 0 {
            return Self(u32::MAX);
        }
        // decimetres / (0.1 km/h) = 3,600 ms exactly: (0.1 m) / (0.1 * 1000 m / 3,600,000 ms).
        let time = (u64::from(length.0) * 3_600).div_ceil(u64::from(speed.0));
        Self(u32::try_from(time).unwrap_or(u32::MAX))
    }
}

impl Decimetres {
    /// From metres, rounded to the nearest decimetre; what is not a length becomes zero.
    pub fn from_metres(metres: f64) -> Self {
        Self((metres * 10.0).round().clamp(0.0, f64::from(u32::MAX)) as u32)
    }

    /// In metres.
    pub fn metres(self) -> f64 {
        f64::from(self.0) / 10.0
    }

    /// In kilometres.
    pub fn kilometres(self) -> f64 {
        f64::from(self.0) / 10_000.0
    }
}

/// A speed in tenths of a kilometre per hour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Speed(pub u16);

impl Speed {
    /// From km/h, rounded to a tenth and held within 0 to 6,553.5 km/h.
    pub fn from_kmh(kmh: f64) -> Self {
        Self((kmh * 10.0).round().clamp(0.0, f64::from(u16::MAX)) as u16)
    }

    /// In km/h.
    pub fn kmh(self) -> f64 {
        f64::from(self.0) / 10.0
    }
}

/// Persons per vehicle in hundredths: 3.6 persons a car is `PersonsPerVehicle(360)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PersonsPerVehicle(pub u32);

impl PersonsPerVehicle {
    /// From a mean such as 3.6, rounded to a hundredth.
    pub fn from_mean(mean: f64) -> Self {
        Self((mean * 100.0).round().clamp(0.0, f64::from(u32::MAX)) as u32)
    }

    /// As a mean.
    pub fn mean(self) -> f64 {
        f64::from(self.0) / 100.0
    }

    /// Vehicles needed so that `persons` all have a place; zero persons per vehicle needs none and carries none.
    pub fn vehicles_for(self, persons: Persons) -> Vehicles {
        if self.0 == 0 {
            return Vehicles(0);
        }
        Vehicles((u64::from(persons.0) * 100).div_ceil(u64::from(self.0)).min(u64::from(u32::MAX)) as u32)
    }

    /// The most persons that `vehicles` carry, rounded down over all of them together.
    pub fn persons_in(self, vehicles: Vehicles) -> Persons {
        Persons((u64::from(vehicles.0) * u64::from(self.0) / 100).min(u64::from(u32::MAX)) as u32)
    }

    /// The most persons in any one vehicle: the mean rounded up.
    pub fn most_in_one(self) -> Persons {
        Persons(self.0.div_ceil(100))
    }
}

/// A position in ten-millionths of a degree (WGS 84), as OpenStreetMap stores it: about a centimetre.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Position {
    /// East of Greenwich, -1,800,000,000 to 1,800,000,000.
    pub lon: i32,
    /// North of the equator, -900,000,000 to 900,000,000.
    pub lat: i32,
}

impl Position {
    /// From degrees; `None` where they are not on Earth.
    pub fn from_degrees(lat: f64, lon: f64) -> Option<Self> {
        let on_earth = (-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon);
        on_earth.then(|| Self { lon: (lon * 1e7).round() as i32, lat: (lat * 1e7).round() as i32 })
    }

    /// Whether it lies in the ranges of its fields.
    pub fn is_on_earth(self) -> bool {
        self.lat.unsigned_abs() <= 900_000_000 && self.lon.unsigned_abs() <= 1_800_000_000
    }

    /// Longitude in degrees.
    pub fn lon_degrees(self) -> f64 {
        f64::from(self.lon) / 1e7
    }

    /// Latitude in degrees.
    pub fn lat_degrees(self) -> f64 {
        f64::from(self.lat) / 1e7
    }

    /// Great-circle distance in metres on the sphere of radius 6,371,008.8 m (the mean radius of IUGG's GRS 80):
    /// within 0.3 % of the ellipsoid between 40 and 60 degrees north.
    pub fn metres_to(self, other: Self) -> f64 {
        const MEAN_RADIUS_METRES: f64 = 6_371_008.8;
        let (lat1, lat2) = (self.lat_degrees().to_radians(), other.lat_degrees().to_radians());
        let half_lat = (lat2 - lat1) / 2.0;
        let half_lon = (other.lon_degrees() - self.lon_degrees()).to_radians() / 2.0;
        let h = half_lat.sin().powi(2) + lat1.cos() * lat2.cos() * half_lon.sin().powi(2);
        2.0 * MEAN_RADIUS_METRES * h.sqrt().min(1.0).asin()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kilometre_at_sixty_takes_a_minute() {
        assert_eq!(
            Milliseconds::to_travel(Decimetres::from_metres(1000.0), Speed::from_kmh(60.0)),
            Milliseconds(60_000)
        );
    }

    #[test]
    fn a_standstill_never_arrives() {
        assert_eq!(Milliseconds::to_travel(Decimetres(1), Speed(0)), Milliseconds(u32::MAX));
    }

    #[test]
    fn three_point_six_persons_need_a_vehicle_for_the_rest() {
        let mean = PersonsPerVehicle::from_mean(3.6);
        assert_eq!(mean.vehicles_for(Persons(37)), Vehicles(11));
        assert_eq!(mean.persons_in(Vehicles(10)), Persons(36));
        assert_eq!(mean.most_in_one(), Persons(4));
    }

    #[test]
    fn mariupol_to_zaporizhzhia_is_two_hundred_kilometres_by_air() {
        let mariupol = Position::from_degrees(47.0958, 37.5494).unwrap();
        let zaporizhzhia = Position::from_degrees(47.8388, 35.1396).unwrap();
        assert!((mariupol.metres_to(zaporizhzhia) - 199_000.0).abs() < 2_000.0);
    }
}
