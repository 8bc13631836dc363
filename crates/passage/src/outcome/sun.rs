//! When the sun rises and sets.
//!
//! Source: NOAA Global Monitoring Division, "General Solar Position Calculations" (solareqns.pdf, after Spencer 1971):
//! good to about a minute between the polar circles, for a flat horizon and the usual refraction (zenith 90.833°).

use super::times::Times;
use passage_model::time::Clock;
use passage_model::units::Position;
use std::f64::consts::TAU;

/// The zenith angle of the sun's centre at sunrise and sunset, in degrees: refraction and the sun's half width.
const ZENITH: f64 = 90.833;

/// The light of one day at one place, in minutes after midnight UTC of that day; they may lie before or beyond it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Day {
    /// The sun rises and sets.
    Between {
        /// Sunrise.
        rises: f64,
        /// Sunset.
        sets: f64,
    },
    /// It does not set.
    Light,
    /// It does not rise.
    Dark,
}

/// The light of day number `day` (1 January: 1) at a position.
pub fn day(day: u16, at: Position) -> Day {
    let (lat, lon) = (at.lat_degrees().to_radians(), at.lon_degrees());
    let year = TAU / 365.0 * (f64::from(day) - 1.0);
    let (once, twice, thrice) = (year, 2.0 * year, 3.0 * year);
    let minutes = 229.18
        * (0.000_075 + 0.001_868 * once.cos()
            - 0.032_077 * once.sin()
            - 0.014_615 * twice.cos()
            - 0.040_849 * twice.sin());
    let declination = 0.006_918 - 0.399_912 * once.cos() + 0.070_257 * once.sin() - 0.006_758 * twice.cos()
        + 0.000_907 * twice.sin()
        - 0.002_697 * thrice.cos()
        + 0.001_48 * thrice.sin();
    let angle = ZENITH.to_radians().cos() / (lat.cos() * declination.cos()) - lat.tan() * declination.tan();
    if angle <= -1.0 {
        return Day::Light;
    }
    if angle >= 1.0 {
        return Day::Dark;
    }
    let half = 4.0 * angle.acos().to_degrees();
    let noon = 720.0 - 4.0 * lon - minutes;
    Day::Between { rises: noon - half, sets: noon + half }
}

/// Whether it is dark at a moment, and the sunset of its civil day, where there is one.
pub fn at(times: &Times, moment: Clock, position: Position) -> (bool, Option<Clock>) {
    let civil = times.at(moment);
    let midnight = civil.date().to_datetime(jiff::civil::Time::midnight());
    let Ok(midnight) = jiff::tz::Offset::UTC.to_timestamp(midnight) else { return (false, None) };
    match day(u16::try_from(civil.date().day_of_year()).unwrap_or(1), position) {
        Day::Light => (false, None),
        Day::Dark => (true, None),
        Day::Between { rises, sets } => {
            let second = |minutes: f64| midnight.as_second() + (minutes * 60.0).round().clamp(-1e6, 1e6) as i64;
            let now = civil.timestamp().as_second();
            let after = second(sets) - times.h_hour().timestamp().as_second();
            let dark = now < second(rises) || now >= second(sets);
            (dark, u32::try_from(after).ok().map(Clock))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::tz::TimeZone;

    fn minutes(of: u16, lat: f64, lon: f64) -> (f64, f64) {
        match day(of, Position::from_degrees(lat, lon).unwrap()) {
            Day::Between { rises, sets } => (rises, sets),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_sun_is_up_twelve_hours_and_a_little_at_the_equinox_and_eight_at_midwinter_in_kyiv() {
        // 20 March and 21 December.
        let (rises, sets) = minutes(79, 0.0, 0.0);
        assert!((sets - rises - 727.0).abs() < 2.0, "{rises} {sets}");
        // Almanac: Kyiv, 21 December, sunrise 07:56 and sunset 15:56 (UTC+2).
        let (rises, sets) = minutes(355, 50.45, 30.52);
        assert!(
            (rises - (5.0 * 60.0 + 56.0)).abs() < 3.0 && (sets - (13.0 * 60.0 + 56.0)).abs() < 3.0,
            "{rises} {sets}"
        );
    }

    #[test]
    fn beyond_the_polar_circle_it_may_neither_rise_nor_set() {
        let tromso = Position::from_degrees(69.65, 18.96).unwrap();
        assert_eq!((day(355, tromso), day(172, tromso)), (Day::Dark, Day::Light));
    }

    #[test]
    fn evening_is_dark_by_the_clock_of_the_scenario() {
        let h_hour = "2022-03-15T09:00".parse::<jiff::civil::DateTime>().unwrap().in_tz("Europe/Kyiv").unwrap();
        let times = Times::new(h_hour, Some(TimeZone::UTC), Clock(36 * 3600));
        let berdiansk = Position::from_degrees(46.77, 36.80).unwrap();
        let (dark, sunset) = at(&times, Clock(9 * 3600), berdiansk);
        assert!(dark);
        // Almanac: about 17:36 in Berdiansk on 15 March.
        let minutes = sunset.unwrap().0 / 60;
        assert!((minutes as i32 - (8 * 60 + 36)).abs() <= 3, "{minutes}");
        assert!(!at(&times, Clock(7 * 3600), berdiansk).0);
        assert!(at(&times, Clock(20 * 3600), berdiansk).0);
        assert!(!at(&times, Clock(23 * 3600), berdiansk).0);
    }
}
