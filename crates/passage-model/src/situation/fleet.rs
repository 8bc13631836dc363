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
    /// From when on those at the depot may move: the H-hour, and in the middle of a plan now.
    #[serde(default, skip_serializing_if = "Clock::is_h_hour")]
    pub from: Clock,
    /// In the middle of a plan: those whose day has begun, sorted by number. All others stand at the depot, with rested
    /// crews.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub begun: Vec<Begun>,
}

/// A vehicle of a fleet whose day has begun, or a convoy of them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Begun {
    /// Its number within the fleet, from 0; of a convoy the first's.
    pub number: u32,
    /// How many go together: 1, but for convoys of aid.
    pub vehicles: Vehicles,
    /// Where it is free, or the next junction of its way.
    pub junction: JunctionId,
    /// From when on it is free there.
    pub from: Clock,
    /// When its crew began to work.
    pub since: Clock,
}

/// People who are on board of a vehicle of a fleet, or in the cars behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aboard {
    /// The vehicle's number within the fleet.
    pub number: u32,
    /// Whether it stands where they were picked up, and still has to leave.
    pub leaves: bool,
}

impl Fleet {
    /// What is said of a vehicle whose day has begun.
    pub fn begun(&self, number: u32) -> Option<&Begun> {
        self.begun.iter().find(|begun| begun.number == number)
    }

    /// The numbers of the vehicles that stand at the depot with rested crews, rising.
    pub fn rested(&self) -> impl Iterator<Item = u32> + '_ {
        let away = |number: &u32| self.begun.iter().any(|b| (b.number..b.number + b.vehicles.0).contains(number));
        (0..self.vehicles.0).filter(move |number| !away(number))
    }
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
