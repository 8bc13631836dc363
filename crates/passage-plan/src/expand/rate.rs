//! How many vehicles may pass a stretch in each step.

use passage_model::situation::{CarEquivalents, Situation};
use passage_model::units::VehiclesPerDay;

/// How many vehicles may pass in each step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rate {
    /// As many as come.
    Unlimited,
    /// So many in each `gather` seconds: evenly, or all at their start.
    Gate { vehicles: u32, gather: u32, at_once: bool },
    /// So many in each so many steps, one after the other as fast as `a_day` allows; `starts` says where they begin anew.
    Burst { vehicles: u32, steps: u32, a_day: u32, starts: u32 },
    /// Every `parts`-th of so many in a day of 24 hours, beginning with number `part`.
    PerDay { vehicles: u32, part: u32, parts: u32 },
}

impl Rate {
    /// A road's rate in vehicles that each count as `each` hundredths of a car: whole ones, and not before the whole of
    /// one is due.
    pub(super) fn of_road(capacity: u32, each: u32) -> Self {
        const CAR: u32 = CarEquivalents::CAR.0;
        let each = each.max(1);
        let (mut common, mut rest) = (CAR, each);
        while rest > 0 {
            (common, rest) = (rest, common % rest);
        }
        let vehicles = VehiclesPerDay::hourly(capacity).0.saturating_mul(CAR / common);
        Self::PerDay { vehicles, part: each / common - 1, parts: each / common }
    }

    /// The same for vehicles that each count as `each` instead of `least` hundredths of a car.
    pub fn in_vehicles_of(self, each: u32, least: u32) -> Self {
        match self {
            Self::PerDay { vehicles, parts, .. } if each != least => {
                // Two rates in two vehicles are one in cars: per day x least / (100 x parts of a car).
                let cars =
                    u64::from(vehicles) * u64::from(least) / (u64::from(parts) * u64::from(CarEquivalents::CAR.0));
                Self::of_road(u32::try_from(cars / 24).unwrap_or(u32::MAX), each)
            }
            same => same,
        }
    }

    /// How many may enter in step `k`: the whole vehicles due by its end, less those due by its start, so that slow
    /// checkpoints pass one vehicle every so many steps and nothing is lost to rounding.
    pub fn in_step(self, k: u32, step: u32) -> u32 {
        match self {
            Self::Unlimited => u32::MAX,
            Self::Gate { vehicles, gather, at_once } => {
                let (step, gather) = (u64::from(step), u64::from(gather));
                let due = |k: u64| if at_once { k * step / gather } else { k * step * u64::from(vehicles) / gather };
                let k = u64::from(k);
                if at_once {
                    // A step that begins a time, and the first.
                    let begins = k == 0 || due(k) > due(k - 1);
                    return if begins { vehicles } else { 0 };
                }
                u32::try_from(due(k + 1) - due(k)).unwrap_or(u32::MAX)
            }
            Self::Burst { vehicles, steps, a_day, .. } => {
                let due = |j: u32| {
                    let due = (u64::from(j) * u64::from(a_day) * u64::from(step)).div_ceil(86_400);
                    due.min(u64::from(vehicles)) as u32
                };
                let j = k % steps.max(1);
                due(j + 1) - due(j)
            }
            Self::PerDay { vehicles, part, parts } => {
                let due = |k: u64| k * u64::from(vehicles) * u64::from(step) / 86_400;
                let (before, after) = (due(u64::from(k)), due(u64::from(k) + 1));
                let (part, parts) = (u64::from(part), u64::from(parts));
                let of_part = |due: u64| (due + parts - 1 - part) / parts;
                u32::try_from(of_part(after) - of_part(before)).unwrap_or(u32::MAX)
            }
        }
    }
}

/// How many vehicles of an assembly point may be let go: in any time that it takes to call people, no more than may be
/// present, each counted as full. `at_once`: all of them at its start, and as many as their mean allows, for limits.
pub(super) fn gate(situation: &Situation, at: usize, at_once: bool) -> Rate {
    let crowd = &situation.crowds[at];
    let own =
        situation.origins.iter().filter(|o| o.junction == crowd.junction && !o.is_carried() && o.vehicles().0 > 0);
    let most_in_one = own.clone().map(|o| o.per_vehicle.most_in_one().0).max().unwrap_or(1).max(1);
    let least = own.map(|o| o.per_vehicle.0).filter(|mean| *mean > 0).min().unwrap_or(100);
    let even = crowd.most.0 / most_in_one;
    let all = u32::try_from((u64::from(crowd.most.0) * 100).div_ceil(u64::from(least))).unwrap_or(u32::MAX);
    Rate::Gate { vehicles: if at_once { all } else { even }, gather: crowd.gather.0.max(1), at_once }
}
