//! Fleets: vehicles with crews that shuttle between pick-ups and reception sites, bring aid in, or lead columns of cars;
//! and what each kind of vehicle counts as on a road.

use super::VehicleKind;
use crate::id::JunctionId;
use crate::time::{Clock, Opening};
use crate::units::{Persons, Seconds, Vehicles};
use serde::{Deserialize, Serialize};

/// Vehicles of one kind that stand at one place, all alike.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fleet {
    /// Its name.
    pub name: String,
    /// What its vehicles are.
    pub kind: VehicleKind,
    /// Where they stand at first.
    pub depot: JunctionId,
    /// How many there are.
    pub vehicles: Vehicles,
    /// What they do.
    pub task: Task,
    /// When their crews may drive, load and unload: each crew within one of its intervals.
    pub duty: Opening,
    /// The longest time from a crew's first move to its last, loading and unloading included.
    pub longest_duty: Option<Seconds>,
    /// Where they may be when they are done.
    pub ends: FleetEnd,
}

/// What a fleet does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Task {
    /// Carries people from assembly points to reception sites, as often as there is time.
    Carry {
        /// Seats, or stretchers, in each vehicle.
        seats: Persons,
        /// Time to get in.
        loading: Seconds,
        /// Time to get out: people are safe when it is over.
        unloading: Seconds,
    },
    /// Brings aid in, all of it together, once.
    Deliver {
        /// Where to.
        to: JunctionId,
        /// The last moment of arrival.
        by: Clock,
        /// Time to unload.
        unloading: Seconds,
        /// Whether it goes before people do, on roads and at checkpoints.
        first: bool,
    },
    /// Leads columns of cars, at their head, and goes back for the next.
    Lead {
        /// The most cars behind each.
        cars: Vehicles,
        /// Time to form a column before it departs.
        forming: Seconds,
        /// The least time between the departures of two columns from one junction.
        gap: Seconds,
        /// How far apart its vehicles are in time, all the way: each follows the one before so much later.
        apart: Seconds,
    },
}

impl Task {
    /// How long it takes before a loaded run departs: getting in, or forming a column.
    pub fn before(&self) -> Seconds {
        match self {
            Self::Carry { loading, .. } => *loading,
            Self::Lead { forming, .. } => *forming,
            Self::Deliver { .. } => Seconds::ZERO,
        }
    }

    /// How long a loaded run of so many vehicles takes after its first has arrived: getting out, or the rest of a column.
    pub fn after(&self, vehicles: Vehicles) -> Seconds {
        match self {
            Self::Carry { unloading, .. } => *unloading,
            Self::Lead { .. } => self.tail(vehicles),
            Self::Deliver { .. } => Seconds::ZERO,
        }
    }

    /// How long after the first of its vehicles the last one passes: nothing but for columns.
    pub fn tail(&self, vehicles: Vehicles) -> Seconds {
        match self {
            Self::Lead { cars, apart, .. } => Seconds(apart.0.saturating_mul(vehicles.0.min(cars.0))),
            Self::Carry { .. } | Self::Deliver { .. } => Seconds::ZERO,
        }
    }
}

/// Where a fleet's vehicles may be when they are done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FleetEnd {
    /// Wherever their last trip ends.
    Anywhere,
    /// Back where they stood, within their duty and before the horizon.
    Depot,
}

/// What a vehicle counts as on a road, in hundredths of a car.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CarEquivalents(pub u32);

impl CarEquivalents {
    /// One car.
    pub const CAR: Self = Self(100);
    /// Every kind as one car.
    pub const ALIKE: [Self; VehicleKind::COUNT] = [Self::CAR; VehicleKind::COUNT];
}

impl std::fmt::Display for CarEquivalents {
    /// In cars: "2.5".
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        (f64::from(self.0) / f64::from(Self::CAR.0)).fmt(f)
    }
}
