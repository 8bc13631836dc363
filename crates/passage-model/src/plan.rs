//! A plan: who leaves when, by which roads, in how many vehicles, and where they are received. Nothing is left to
//! decide. Immutable, named by its digest, naming the documents that it was made from.

mod read;

pub use read::read;

use crate::digest::Digest;
use crate::id::{CheckpointId, CourseId, FleetId, FootwayId, OriginId, ReceptionId, RoadId};
use crate::situation::{Fleet, Reading, Task};
use crate::time::{Clock, Interval};
use crate::units::{Persons, Seconds, Vehicles};
use crate::weighing::{Figures, Objective};
use serde::{Deserialize, Serialize};

/// The version of the plan document. A higher one is refused with words.
pub const PLAN_VERSION: u32 = 1;

/// A plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// [`PLAN_VERSION`].
    pub version: u32,
    /// The program that made it, with its version.
    pub program: String,
    /// The network it is for.
    pub network: Digest,
    /// The scenario it is for.
    pub scenario: Digest,
    /// Which values of the scenario's ranges it was made with.
    pub reading: Reading,
    /// The plan it replaces.
    pub parent: Option<Digest>,
    /// The seed of the run that made it.
    pub seed: u64,
    /// The planning step: times are exact to the second, capacities are kept within each step.
    pub step: Seconds,
    /// The last moment at which an arrival counts.
    pub horizon: Clock,
    /// The stretches of contraflow that it needs in force, as positions in the situation's table, rising.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reversed: Vec<u32>,
    /// Distinct courses: road sequences with their times, counted from the departure.
    pub courses: Vec<Course>,
    /// Who goes: sorted by departure, origin and course.
    pub movements: Vec<Movement>,
    /// What each vehicle of each fleet does, in the order of fleets and vehicles; those that never move are left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rosters: Vec<Roster>,
    /// Who walks over a footway before they go on: sorted by time, footway and group.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub walks: Vec<Walk>,
    /// How departures are called, where the plan has few routes and slots: then the checker proves it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slots: Option<Slots>,
    /// Persons safe as time passes: sorted by time, both counts rising; one entry for each moment of arrival.
    pub curve: Vec<Safe>,
    /// The proven limits beside the answer.
    pub bound: Bound,
    /// Who is left, by group, and why.
    pub left_behind: Vec<LeftBehind>,
    /// What held people up.
    pub bottlenecks: Vec<Bottleneck>,
    /// What people weigh, in figures; `None` in plans made before they were stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub figures: Option<Figures>,
}

/// A road sequence with its times.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Course {
    /// The roads, joined end to end, from the origin's junction to the reception site's.
    pub roads: Vec<RoadId>,
    /// When each road is entered, in seconds after the departure; the first is 0.
    pub enter: Vec<Seconds>,
    /// When the last road is left, in seconds after the departure.
    pub arrive: Seconds,
}

/// Vehicles of one group that travel together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Movement {
    /// When they enter the first road.
    pub departure: Clock,
    /// The group they belong to.
    pub origin: OriginId,
    /// Where they are received.
    pub reception: ReceptionId,
    /// The roads and times.
    pub course: CourseId,
    /// How many vehicles.
    pub vehicles: Vehicles,
    /// How many persons in all of them.
    pub persons: Persons,
    /// The last moment at which this course could be begun instead, freely driven, such that whoever begins it at any moment
    /// from the departure to then is off every road in time. Where it is only through by waiting on its way (overnight),
    /// through to that wait, and there before the course goes on.
    pub turn_back: Clock,
}

/// People of one group who begin to walk over a footway within one step, evenly spread over it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Walk {
    /// When the first of them begins.
    pub leave: Clock,
    /// The footway.
    pub footway: FootwayId,
    /// The group.
    pub origin: OriginId,
    /// When the last of them has come over.
    pub over: Clock,
    /// How many.
    pub persons: Persons,
}

/// How people are called: few routes for each group, and departures in slots at an even rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Slots {
    /// The most routes of a group, each a sequence of roads to a reception site.
    pub routes: u32,
    /// How long a slot is; not zero.
    pub length: Seconds,
    /// How far the H-hour lies within a slot of the civil clock.
    pub into: Seconds,
}

impl Slots {
    /// The number of the slot that a moment lies in.
    pub fn at(self, moment: Clock) -> u64 {
        (u64::from(moment.0) + u64::from(self.into.0)) / u64::from(self.length.0.max(1))
    }
}

/// What one vehicle of a fleet, or several that go together, do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Roster {
    /// The fleet.
    pub fleet: FleetId,
    /// Its number within the fleet, from 0.
    pub number: u32,
    /// How many go together: 1, but for convoys of aid.
    pub vehicles: Vehicles,
    /// Its runs in the order of time: each begins where the one before ended.
    pub runs: Vec<Run>,
}

/// One run of a vehicle of a fleet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Run {
    /// With people on board, or with a column behind: a position in [`Plan::movements`]. People who are carried are the
    /// vehicle's own load; a column's movement holds the cars, and the leader drives at their head.
    Loaded {
        /// The movement.
        movement: u32,
    },
    /// Without people.
    Empty {
        /// When the first road is entered.
        departure: Clock,
        /// Roads and times.
        course: CourseId,
    },
}

/// Persons and vehicles safe by a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Safe {
    /// The moment.
    pub by: Clock,
    /// Persons received up to and at it.
    pub persons: Persons,
    /// Vehicles received up to and at it.
    pub vehicles: Vehicles,
}

/// The proven limits beside an answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bound {
    /// No plan, in steps of [`Plan::step`], brings more persons out by the horizon.
    pub persons: Persons,
    /// No plan has a smaller sum over the steps of persons not yet safe.
    pub not_safe_sum: u64,
    /// The sum that this plan has.
    pub plan_sum: u64,
    /// What the limits rest on.
    pub kind: BoundKind,
    /// The limit for each moment: sorted by time, rising. Vehicles are those of the relaxation.
    pub curve: Vec<Safe>,
}

/// How a bound was proven.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BoundKind {
    /// The plan is itself a maximum flow for every hour at once (equal occupancy, no reception limit that binds).
    #[default]
    Exact,
    /// Each hour's limit is no less than the maximum flow for that hour alone; no one plan need reach them all, because
    /// total reception limits bind (Gross, Kappmeier, Schmidt and Schmidt, ESA 2012). The horizon's own is exact, but
    /// for the seats that a vehicle too few leaves at a full site.
    Envelope,
    /// The limit lets groups of different occupancy share what only one of them can have.
    Relaxation,
    /// The limit is that of those in cars at full roads, and that of vehicles that shuttle on the ways that they were
    /// planned on, which pay for roads what these are worth to the cars (Geoffrion, Mathematical Programming Study 2, 1974).
    Shuttles,
}

/// A group's people who are not brought out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeftBehind {
    /// The group.
    pub origin: OriginId,
    /// How many persons.
    pub persons: Persons,
    /// In how many vehicles; 0 where they have no seat.
    pub vehicles: Vehicles,
    /// Why.
    pub reason: Reason,
}

/// Why people are left behind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Reason {
    /// There are fewer seats than people.
    NoSeat,
    /// No road leads from there to any reception site, at any time.
    NoRoad,
    /// Roads lead to reception sites that would receive them, but none of these has any room.
    NoRoom,
    /// Roads lead there, but none is open long enough for the journey.
    WindowTooShort {
        /// The journey on empty roads, at its shortest.
        journey: Seconds,
        /// The longest stretch of time in which it could be made.
        longest_window: Seconds,
    },
    /// The roads, checkpoints or reception sites are full: those that this group meets on its ways, what it comes
    /// to first before the rest, as positions in [`Plan::bottlenecks`].
    Full {
        /// Positions in [`Plan::bottlenecks`].
        bottlenecks: Vec<u32>,
    },
    /// They are ready only after the last moment to leave and be received.
    TooLate,
    /// No vehicle of the fleets that carry them comes for them in time.
    NotCarried,
    /// They could be brought out, but stay for the sake of what stands before people.
    Weighed {
        /// What stands there and has something to decide, in the order of the scenario.
        before: Vec<Objective>,
    },
    /// The footway does not bring them over in time to go on.
    NotOver {
        /// Which.
        footway: FootwayId,
    },
}

/// Something that is used to its limit and stands between people and safety (part of a minimum cut).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bottleneck {
    /// What it is.
    pub at: BottleneckAt,
    /// From when to when it is full; the longest such stretch first.
    pub full: Vec<Interval>,
    /// Vehicles that pass it in those times.
    pub vehicles: Vehicles,
}

/// What a bottleneck is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BottleneckAt {
    /// A road.
    Road(RoadId),
    /// A checkpoint.
    Checkpoint(CheckpointId),
    /// A reception site.
    Reception(ReceptionId),
    /// A limit of people present at an assembly point: its position in the situation's table.
    Assembly(u32),
    /// A footway; its `vehicles` are persons.
    Footway(FootwayId),
}

impl Plan {
    /// How long the people of each movement board before it departs: none but those whom fleets carry. O(runs).
    ///
    /// # Panics
    ///
    /// Where a roster names no fleet of `fleets` or no movement: `check::plan` refuses such a plan.
    pub fn loadings(&self, fleets: &[Fleet]) -> Vec<Seconds> {
        let mut loadings = vec![Seconds::ZERO; self.movements.len()];
        for roster in &self.rosters {
            let Task::Carry { loading, .. } = fleets[roster.fleet.index()].task else { continue };
            for run in &roster.runs {
                if let Run::Loaded { movement } = run {
                    loadings[*movement as usize] = loading;
                }
            }
        }
        loadings
    }

    /// Its name.
    pub fn digest(&self) -> Digest {
        Digest::of_document(self)
    }

    /// Persons safe by a moment.
    pub fn safe_by(&self, moment: Clock) -> Persons {
        match self.curve.partition_point(|safe| safe.by <= moment) {
            0 => Persons(0),
            passed => self.curve[passed - 1].persons,
        }
    }

    /// Persons safe by the horizon.
    pub fn safe(&self) -> Persons {
        self.safe_by(self.horizon)
    }

    /// The course of a movement.
    pub fn course(&self, movement: &Movement) -> &Course {
        &self.courses[movement.course.index()]
    }

    /// When the last person is received; `None` where nobody is.
    pub fn clearance(&self) -> Option<Clock> {
        self.curve.last().map(|safe| safe.by)
    }
}

impl Movement {
    /// When they are received, on the course that they take.
    pub fn arrival(&self, course: &Course) -> Clock {
        self.departure + course.arrive
    }
}
