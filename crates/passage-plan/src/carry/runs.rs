//! Runs of vehicles, planned here or told before: when they drive where, and what they use of roads and checkpoints.

use super::ledger::Place;
use super::stops::{Drive, Stops, passing};
use passage_model::id::{JunctionId, OriginId, ReceptionId};
use passage_model::plan::Course;
use passage_model::situation::VehicleKind;
use passage_model::time::Clock;
use passage_model::units::{Persons, Vehicles};

/// A drive that is made.
#[derive(Clone, Debug)]
pub(super) struct At {
    pub how: How,
    pub load: Option<Ride>,
}

/// When and by which roads.
#[derive(Clone, Debug)]
pub(super) enum How {
    /// A drive of the fleet's, with the step of departure.
    Planned { drive: usize, k: u32 },
    /// As it was told before, whatever the beats of the roads.
    Told(Told),
}

/// A run as it was told before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Where it begins.
    pub from: JunctionId,
    /// When the first road is entered.
    pub departure: Clock,
    /// Roads and times.
    pub course: Course,
    /// The cars that follow, and how many seconds each after the one before.
    pub behind: (u32, u32),
}

/// People on board of one run, or in the cars behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ride {
    /// Their group.
    pub origin: OriginId,
    /// Where they are received.
    pub reception: ReceptionId,
    /// The vehicles that they are in.
    pub vehicles: Vehicles,
    /// How many they are.
    pub persons: Persons,
}

impl At {
    pub fn course(&self, stops: &Stops<'_>, drives: &[Drive]) -> (Clock, Course) {
        match &self.how {
            How::Planned { drive, k } => stops.course(drives[*drive].net, &drives[*drive].way, *k),
            How::Told(told) => (told.departure, told.course.clone()),
        }
    }

    /// Where it begins.
    pub fn from(&self, stops: &Stops<'_>, drives: &[Drive]) -> JunctionId {
        match &self.how {
            How::Planned { drive, .. } => stops.junction(drives[*drive].from),
            How::Told(told) => told.from,
        }
    }

    /// How many seconds after the vehicle the last of those behind it passes.
    pub fn tail(&self, drives: &[Drive]) -> u32 {
        match &self.how {
            How::Planned { drive, .. } => drives[*drive].tail(),
            How::Told(told) => told.behind.0 * told.behind.1,
        }
    }

    /// What it uses of the cars' network.
    pub fn uses(&self, stops: &Stops<'_>, drives: &[Drive], kind: VehicleKind) -> Vec<(usize, u32)> {
        match &self.how {
            How::Planned { drive, k } => stops.uses(&drives[*drive], kind, *k),
            How::Told(_) => stops.bins_of(&self.passes(stops, drives, kind)),
        }
    }

    /// The roads and lanes that it passes, with the seconds.
    pub fn passes(&self, stops: &Stops<'_>, drives: &[Drive], kind: VehicleKind) -> Vec<(Place, u32)> {
        match &self.how {
            How::Planned { drive, k } => stops.passes(&drives[*drive], kind, *k),
            How::Told(told) => {
                let start = self.load.map(|_| told.from);
                passing(stops.network, stops.situation, kind, (told.departure, &told.course), start, told.behind)
            }
        }
    }
}
