//! Rates: how many vehicles may pass something between any two moments.

use super::words::{clock, vehicles};
use crate::digits::thousands;
use crate::time::Clock;
use crate::units::{Seconds, VehiclesPerDay};

/// Seconds in the day that rates are counted in.
const DAY: i128 = 86_400;

/// Vehicles that pass at one moment, as one number that sorts by time.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Passing(u64);

impl Passing {
    /// `vehicles` at `moment`.
    pub(super) fn new(moment: Clock, vehicles: u32) -> Self {
        Self(u64::from(moment.0) << 32 | u64::from(vehicles))
    }

    fn moment(self) -> Clock {
        Clock((self.0 >> 32) as u32)
    }

    fn vehicles(self) -> u64 {
        self.0 & u64::from(u32::MAX)
    }
}

/// The stretch of time in which most vehicles too many pass.
pub(super) struct TooMany {
    from: Clock,
    until: Clock,
    vehicles: u64,
    over: u64,
}

impl TooMany {
    /// It in words.
    pub(super) fn words(&self, rate: VehiclesPerDay) -> String {
        let (pass, over) = (vehicles(self.vehicles), thousands(self.over));
        let when = if self.from == self.until {
            format!("at {}", clock(self.from))
        } else {
            format!("between {} and {}", clock(self.from), clock(self.until))
        };
        let allowed = if rate.0.is_multiple_of(24) {
            format!("{} an hour", thousands(rate.0 / 24))
        } else {
            format!("{} a day", thousands(rate.0))
        };
        format!("{pass} {when}, {over} too many for {allowed}")
    }
}

/// The worst stretch, if any two moments t <= u have n vehicles from t to u with
/// `86,400 n >= rate (u - t + step) + 86,400`, with the rate per day: more than the rate allows in that time and one step, by a whole vehicle.
///
/// Sorts, then one pass: with N the vehicles up to and at u, P those before t, the rule is
/// `(86,400 N - rate u) - (86,400 P - rate t) < rate step + 86,400`, so only the least second term so far matters.
pub(super) fn worst(passings: &mut [Passing], rate: VehiclesPerDay, step: Seconds) -> Option<TooMany> {
    passings.sort_unstable();
    let per_day = i128::from(rate.0);
    let allowed = per_day * i128::from(step.0) + DAY;
    let mut worst: Option<(i128, TooMany)> = None;
    let mut passed: u64 = 0;
    let (mut least, mut since) = (i128::MAX, (Clock::H_HOUR, 0));
    for passing in passings.iter() {
        let moment = passing.moment();
        let flow = per_day * i128::from(moment.0);
        let before = DAY * i128::from(passed) - flow;
        if before < least {
            (least, since) = (before, (moment, passed));
        }
        passed = passed.saturating_add(passing.vehicles());
        let excess = DAY * i128::from(passed) - flow - least - allowed;
        if excess >= 0 && worst.as_ref().is_none_or(|(most, _)| excess > *most) {
            let (from, earlier) = since;
            let over = (excess / DAY + 1) as u64;
            worst = Some((excess, TooMany { from, until: moment, vehicles: passed - earlier, over }));
        }
    }
    worst.map(|(_, too_many)| too_many)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Every pair of moments, as the rule is written.
    fn over_by_pairs(passings: &[(u32, u32)], rate: u32, step: u32) -> Option<u64> {
        let mut most: Option<u64> = None;
        for &(t, _) in passings {
            for &(u, _) in passings.iter().filter(|(u, _)| *u >= t) {
                let within = passings.iter().filter(|(at, _)| (t..=u).contains(at));
                let count: u64 = within.map(|(_, vehicles)| u64::from(*vehicles)).sum();
                let fits = |n: u64| 86_400 * n < u64::from(rate) * u64::from(u - t + step) + 86_400;
                let over = (0..=count).find(|over| fits(count - over)).unwrap();
                most = most.max(Some(over).filter(|over| *over > 0));
            }
        }
        most
    }

    proptest! {
        #[test]
        fn one_pass_finds_what_all_pairs_find(
            passings in proptest::collection::vec((0u32..600, 1u32..5), 0..12),
            rate in 0u32..48_000,
            step in 1u32..120,
        ) {
            let mut sorted: Vec<Passing> = passings.iter().map(|&(at, n)| Passing::new(Clock(at), n)).collect();
            let found = worst(&mut sorted, VehiclesPerDay(rate), Seconds(step)).map(|too_many| too_many.over);
            prop_assert_eq!(found, over_by_pairs(&passings, rate, step));
        }
    }

    #[test]
    fn twenty_a_day_pass_one_by_one() {
        let twenty_a_day = |each: u32| -> Vec<Passing> { (0..20).map(|k| Passing::new(Clock(k * each), 1)).collect() };
        // One each 4,320 s is 20 a day; one each 4,000 s is 21.6.
        assert!(worst(&mut twenty_a_day(4320), VehiclesPerDay(20), Seconds(60)).is_none());
        assert!(worst(&mut twenty_a_day(4000), VehiclesPerDay(20), Seconds(60)).is_some());
    }

    #[test]
    fn nobody_passes_where_the_rate_is_zero() {
        let too_many = worst(&mut [Passing::new(Clock(5), 1)], VehiclesPerDay(0), Seconds(60)).unwrap();
        assert_eq!(too_many.words(VehiclesPerDay(0)), "1 vehicle at H+0:00:05, 1 too many for 0 an hour");
    }
}
