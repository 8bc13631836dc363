//! Rates: how many vehicles may pass something between any two moments.

use super::words::{clock, vehicles};
use crate::digits::{shortly, thousands};
use crate::situation::CarEquivalents;
use crate::time::Clock;
use crate::units::{Seconds, VehiclesPerDay};

/// Seconds in the day that rates are counted in.
const DAY: i128 = 86_400;

/// What a rate counts as one: a car, in hundredths.
const ONE: u32 = CarEquivalents::CAR.0;

/// Vehicles that pass at one moment, in hundredths of a car, as one number that sorts by time.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Passing(u64);

impl Passing {
    /// `vehicles` at `moment`, each of which counts as one.
    pub(super) fn new(moment: Clock, vehicles: u32) -> Self {
        Self::of(moment, vehicles, CarEquivalents::CAR)
    }

    /// `vehicles` at `moment`, each of which counts as `each`.
    pub(super) fn of(moment: Clock, vehicles: u32, each: CarEquivalents) -> Self {
        Self(u64::from(moment.0) << 32 | u64::from(vehicles.saturating_mul(each.0)))
    }

    fn moment(self) -> Clock {
        Clock((self.0 >> 32) as u32)
    }

    fn amount(self) -> u64 {
        self.0 & u64::from(u32::MAX)
    }
}

/// The stretch of time in which most vehicles too many pass.
pub(super) struct TooMany {
    from: Clock,
    until: Clock,
    /// In hundredths of a car.
    amount: u64,
    over: u64,
    /// Whether all count as one.
    alike: bool,
}

impl TooMany {
    /// It in words.
    pub(super) fn words(&self, rate: VehiclesPerDay) -> String {
        let over = thousands(self.over);
        let pass = if self.alike {
            vehicles(self.amount / u64::from(ONE))
        } else {
            format!("vehicles that count as {} cars", shortly(self.amount as f64 / f64::from(ONE)))
        };
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

/// The worst stretch, if any two moments t <= u have vehicles from t to u that count as n cars with
/// `86,400 n >= rate (u - t + step) + 86,400 largest`, with the rate per day and what the `largest` that passes here counts
/// as: more than the rate allows in that time and one step, by the largest vehicle.
///
/// Sorts, then one pass: with N what has passed up to and at u, P before t, the rule is
/// `(86,400 N - rate u) - (86,400 P - rate t) < rate step + 86,400 largest`, so only the least second term so far matters.
pub(super) fn worst(
    passings: &mut [Passing],
    rate: VehiclesPerDay,
    step: Seconds,
    largest: CarEquivalents,
) -> Option<TooMany> {
    passings.sort_unstable();
    let per_day = i128::from(rate.0) * i128::from(ONE);
    let allowed = per_day * i128::from(step.0) + DAY * i128::from(largest.0);
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
        passed = passed.saturating_add(passing.amount());
        let excess = DAY * i128::from(passed) - flow - least - allowed;
        if excess >= 0 && worst.as_ref().is_none_or(|(most, _)| excess > *most) {
            let (from, earlier) = since;
            let over = (excess / (DAY * i128::from(ONE)) + 1) as u64;
            let alike = largest == CarEquivalents::CAR;
            worst = Some((excess, TooMany { from, until: moment, amount: passed - earlier, over, alike }));
        }
    }
    worst.map(|(_, too_many)| too_many)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Every pair of moments, as the rule is written: whole cars too many.
    fn over_by_pairs(passings: &[(u32, u32, u32)], rate: u32, step: u32, largest: u32) -> Option<u64> {
        let mut most: Option<u64> = None;
        for &(t, ..) in passings {
            for &(u, ..) in passings.iter().filter(|(u, ..)| *u >= t) {
                let within = passings.iter().filter(|(at, ..)| (t..=u).contains(at));
                let count: u64 = within.map(|(_, vehicles, each)| u64::from(vehicles * each)).sum();
                let fits =
                    |n: u64| 86_400 * n < 100 * u64::from(rate) * u64::from(u - t + step) + 86_400 * u64::from(largest);
                let over = (0..=count).find(|over| fits(count.saturating_sub(100 * over))).unwrap();
                most = most.max(Some(over).filter(|over| *over > 0));
            }
        }
        most
    }

    proptest! {
        #[test]
        fn one_pass_finds_what_all_pairs_find(
            passings in proptest::collection::vec((0u32..600, 1u32..5, prop_oneof![Just(100u32), Just(250u32)]), 0..12),
            rate in 0u32..48_000,
            step in 1u32..120,
        ) {
            let largest = passings.iter().map(|p| p.2).max().unwrap_or(100);
            let of = |&(at, n, each): &(u32, u32, u32)| Passing::of(Clock(at), n, CarEquivalents(each));
            let mut sorted: Vec<Passing> = passings.iter().map(of).collect();
            let found = worst(&mut sorted, VehiclesPerDay(rate), Seconds(step), CarEquivalents(largest));
            prop_assert_eq!(found.map(|too_many| too_many.over), over_by_pairs(&passings, rate, step, largest));
        }
    }

    #[test]
    fn twenty_a_day_pass_one_by_one() {
        let twenty_a_day = |each: u32| -> Vec<Passing> { (0..20).map(|k| Passing::new(Clock(k * each), 1)).collect() };
        // One each 4,320 s is 20 a day; one each 4,000 s is 21.6.
        assert!(worst(&mut twenty_a_day(4320), VehiclesPerDay(20), Seconds(60), CarEquivalents::CAR).is_none());
        assert!(worst(&mut twenty_a_day(4000), VehiclesPerDay(20), Seconds(60), CarEquivalents::CAR).is_some());
    }

    #[test]
    fn a_bus_takes_the_room_of_two_cars_and_a_half() {
        // 60 cars an hour: a bus each 150 s, and no sooner.
        let buses = |each: u32| -> Vec<Passing> {
            (0..20).map(|k| Passing::of(Clock(k * each), 1, CarEquivalents(250))).collect()
        };
        let rate = VehiclesPerDay::hourly(60);
        assert!(worst(&mut buses(150), rate, Seconds(60), CarEquivalents(250)).is_none());
        let too_many = worst(&mut buses(120), rate, Seconds(60), CarEquivalents(250)).unwrap();
        assert!(too_many.words(rate).starts_with("vehicles that count as 50 cars between"), "{}", too_many.words(rate));
    }

    #[test]
    fn nobody_passes_where_the_rate_is_zero() {
        let too_many =
            worst(&mut [Passing::new(Clock(5), 1)], VehiclesPerDay(0), Seconds(60), CarEquivalents::CAR).unwrap();
        assert_eq!(too_many.words(VehiclesPerDay(0)), "1 vehicle at H+0:00:05, 1 too many for 0 an hour");
    }
}
