//! What a rehearsal assumes of people, checkpoints, roads and windows, each with the source that it rests on.

mod table;

use crate::chance::Spread;
use table::TABLE;

/// What can go otherwise than the plan says. Whatever belongs to one cause is drawn from one stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cause {
    /// People are ready late.
    Ready,
    /// People leave before they are called, or do not come.
    Compliance,
    /// Others join.
    Joiners,
    /// More or fewer people in each car.
    PersonsInCar,
    /// Checkpoints are slower or faster than agreed, and pause.
    Checkpoints,
    /// Roads pass fewer vehicles than they should.
    Roads,
    /// Vehicles break down in the lane.
    Breakdowns,
    /// Cars run out of fuel.
    Fuel,
    /// The window opens late, or early.
    Opening,
    /// The window ends early, or is extended.
    Closing,
    /// A road is closed for a time.
    Incidents,
    /// People drive slower in the dark.
    Dark,
    /// Cars take another road than the one that they are called to.
    OtherRoad,
    /// Cars that nobody planned follow columns and convoys.
    Followers,
    /// A corridor that nobody has confirmed clear turns out mined.
    Mines,
    /// Columns and convoys keep gaps between their vehicles.
    Convoys,
}

impl Cause {
    /// Every cause.
    pub const ALL: [Self; 16] = [
        Self::Ready,
        Self::Compliance,
        Self::Joiners,
        Self::PersonsInCar,
        Self::Checkpoints,
        Self::Roads,
        Self::Breakdowns,
        Self::Fuel,
        Self::Opening,
        Self::Closing,
        Self::Incidents,
        Self::Dark,
        Self::OtherRoad,
        Self::Followers,
        Self::Mines,
        Self::Convoys,
    ];

    /// The name of its stream, and in documents.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::Compliance => "compliance",
            Self::Joiners => "joiners",
            Self::PersonsInCar => "persons_in_car",
            Self::Checkpoints => "checkpoints",
            Self::Roads => "roads",
            Self::Breakdowns => "breakdowns",
            Self::Fuel => "fuel",
            Self::Opening => "opening",
            Self::Closing => "closing",
            Self::Incidents => "incidents",
            Self::Dark => "dark",
            Self::OtherRoad => "other_road",
            Self::Followers => "followers",
            Self::Mines => "mines",
            Self::Convoys => "convoys",
        }
    }
}

/// One figure that is assumed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Figure {
    /// How late a vehicle is ready, in minutes.
    ReadyLate,
    /// The share of cars that leave before they are called.
    LeaveEarly,
    /// By how many minutes at most.
    EarlyBy,
    /// The share of cars that do not come.
    Stay,
    /// Cars that join, as a share of those that are planned.
    Join,
    /// Persons in a car, on the mean of a day.
    PersonsInCar,
    /// What a checkpoint passes, as a share of its rate.
    CheckpointPace,
    /// How often a checkpoint stops work in a day.
    Pauses,
    /// For how many minutes.
    PauseLasts,
    /// What roads pass, as a share of their capacity.
    RoadPace,
    /// Breakdowns in 10,000 kilometres that vehicles drive.
    Breakdowns,
    /// How many minutes one blocks the lane.
    BreakdownLasts,
    /// The share of cars without fuel for the whole way.
    ShortOfFuel,
    /// How many kilometres these can drive.
    FuelFor,
    /// The chance that a window opens late.
    OpensLate,
    /// By how many minutes.
    LateBy,
    /// The chance that a window ends early.
    EndsEarly,
    /// By how many minutes.
    EndsBy,
    /// The chance that it is extended.
    Extended,
    /// By how many minutes.
    ExtendedBy,
    /// How often in a day a corridor is closed by an incident.
    Incidents,
    /// For how many minutes.
    IncidentLasts,
    /// The time on a road in the dark, as a share of that by day.
    DarkTime,
    /// The share of cars that take another road than the one called.
    OtherRoad,
    /// Persons in cars that follow a column or a convoy, as a share of its own.
    Follow,
    /// The chance that a corridor which nobody has confirmed clear is mined.
    Mined,
    /// For how many minutes after that is found.
    MinedLasts,
    /// How many metres lie between two vehicles of a column or a convoy, beyond the room of a car.
    ConvoyGap,
    /// The chance that a window that is not late opens before it was to.
    OpensEarly,
    /// By how many minutes.
    OpensBy,
}

/// What is said of a figure.
#[derive(Clone, Copy, Debug)]
pub struct Said {
    /// Which figure.
    pub figure: Figure,
    /// The key of scenarios and documents.
    pub key: &'static str,
    /// The cause that it belongs to.
    pub cause: Cause,
    /// Its unit: `minutes`, `share`, `persons`, `a day`, `km`, `m`, `per 10,000 km`.
    pub unit: &'static str,
    /// Least, likely, most.
    pub spread: Spread,
    /// The public source; `None`: assumed by us.
    pub source: Option<&'static str>,
    /// Why, where it is assumed by us; what the source says, where there is one.
    pub why: &'static str,
}

impl Figure {
    /// Every figure, in the order of the causes.
    pub const ALL: [Self; 30] = [
        Self::ReadyLate,
        Self::LeaveEarly,
        Self::EarlyBy,
        Self::Stay,
        Self::Join,
        Self::PersonsInCar,
        Self::CheckpointPace,
        Self::Pauses,
        Self::PauseLasts,
        Self::RoadPace,
        Self::Breakdowns,
        Self::BreakdownLasts,
        Self::ShortOfFuel,
        Self::FuelFor,
        Self::OpensLate,
        Self::LateBy,
        Self::OpensEarly,
        Self::OpensBy,
        Self::EndsEarly,
        Self::EndsBy,
        Self::Extended,
        Self::ExtendedBy,
        Self::Incidents,
        Self::IncidentLasts,
        Self::DarkTime,
        Self::OtherRoad,
        Self::Follow,
        Self::Mined,
        Self::MinedLasts,
        Self::ConvoyGap,
    ];

    /// Key, unit, default and source.
    pub const fn said(self) -> &'static Said {
        &TABLE[self as usize]
    }

    /// The key of scenarios and documents.
    pub const fn key(self) -> &'static str {
        self.said().key
    }

    /// The cause that it belongs to.
    pub const fn cause(self) -> Cause {
        self.said().cause
    }
}

/// All figures.
#[derive(Clone, Debug, PartialEq)]
pub struct Assumptions {
    spreads: [Spread; Figure::ALL.len()],
    given: [bool; Figure::ALL.len()],
}

impl Default for Assumptions {
    fn default() -> Self {
        Self { spreads: TABLE.map(|said| said.spread), given: [false; Figure::ALL.len()] }
    }
}

impl Assumptions {
    /// Nothing goes otherwise than the plan says.
    pub fn none() -> Self {
        // No persons in a car: as many as the plan says.
        let nothing = |figure: Figure| match figure {
            Figure::CheckpointPace | Figure::RoadPace | Figure::DarkTime => Spread::fixed(1.0),
            _ => Spread::fixed(0.0),
        };
        Self { spreads: std::array::from_fn(|n| nothing(TABLE[n].figure)), given: [true; Figure::ALL.len()] }
    }

    /// These, but nothing of one cause.
    #[must_use]
    pub fn without(mut self, cause: Cause) -> Self {
        let none = Self::none();
        for figure in Figure::ALL.into_iter().filter(|figure| figure.cause() == cause) {
            self.set(figure, none.of(figure));
        }
        self
    }

    /// What is assumed of a figure.
    pub fn of(&self, figure: Figure) -> Spread {
        self.spreads[figure as usize]
    }

    /// Whether somebody has set it.
    pub fn is_given(&self, figure: Figure) -> bool {
        self.given[figure as usize]
    }

    /// These, but one figure is always the same.
    #[must_use]
    pub fn with(mut self, figure: Figure, always: f64) -> Self {
        self.set(figure, Spread::fixed(always));
        self
    }

    /// Sets a figure.
    pub fn set(&mut self, figure: Figure, spread: Spread) {
        self.spreads[figure as usize] = spread;
        self.given[figure as usize] = true;
    }

    /// Whether it can vary at all, or differs from what the plan takes for granted.
    pub fn is_none(&self, cause: Cause) -> bool {
        let none = Self::none();
        let same = |figure: Figure| self.of(figure) == none.of(figure);
        Figure::ALL.into_iter().filter(|figure| figure.cause() == cause).all(same)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_figure_has_its_row_and_a_rising_spread() {
        for figure in Figure::ALL {
            let Said { figure: row, spread, key, .. } = figure.said();
            assert_eq!(*row, figure);
            assert!(spread.least <= spread.likely && spread.likely <= spread.most, "{key}");
        }
        let none = Assumptions::none();
        assert!(Cause::ALL.into_iter().all(|cause| none.is_none(cause)));
        let calm = Assumptions::default().without(Cause::Dark);
        assert!(calm.is_none(Cause::Dark) && !calm.is_none(Cause::Ready));
    }
}
