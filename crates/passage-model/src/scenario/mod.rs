//! A scenario: the page of facts that a plan is asked for. Who is where, which roads are agreed from when to when,
//! what checkpoints pass, where people are received. Places are still names here; `situate` finds them in a network.

pub mod defaults;
mod read;
pub mod rehearsal;
pub mod state;
mod value;

pub use read::{SCENARIO_KEYS, read, read_state};
pub use value::{Factor, Ranged, Source, Sourced, Span};

use crate::civil::Calendar;
use crate::digest::Digest;
use crate::situation::{CarEquivalents, FleetEnd, Reading, VehicleKind};
use crate::time::{Clock, Interval, Opening};
use crate::units::{Persons, PersonsPerVehicle, Position, Seconds, Vehicles, VehiclesPerDay, VehiclesPerHour};
use crate::weighing::{Fairness, Objective, Weighing};
use rehearsal::RehearsalFigure;
use serde::{Deserialize, Serialize};

/// The version of the scenario file that this program reads. A higher one is refused with words.
pub const SCENARIO_VERSION: u32 = 1;

/// A scenario, every default filled in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scenario {
    /// [`SCENARIO_VERSION`].
    pub version: u32,
    /// What it is about.
    pub title: String,
    /// An exercise: everything made from it says so.
    pub exercise: bool,
    /// Where its figures come from, as its author says.
    pub said: String,
    /// The H-hour and the zone.
    pub calendar: Calendar,
    /// The last moment at which an arrival counts.
    pub horizon: Sourced<Clock>,
    /// The planning step.
    pub step: Sourced<Seconds>,
    /// The file of roads, as written; `None` where it is named on the command line.
    pub network: Option<String>,
    /// The files of overlays, as written.
    pub overlays: Vec<String>,
    /// Which roads may be used at all.
    pub travel_on: Sourced<TravelOn>,
    /// Whether forbidden turns are obeyed.
    pub obey_turns: Sourced<bool>,
    /// How fast and how many.
    pub traffic: Traffic,
    /// Where people gather.
    pub assemblies: Vec<Assembly>,
    /// Who leaves from there.
    pub groups: Vec<Group>,
    /// Where fleets stand.
    pub depots: Vec<Depot>,
    /// Vehicles with crews, which carry groups or bring aid in.
    pub fleets: Vec<FleetText>,
    /// Where they are received.
    pub receptions: Vec<ReceptionSite>,
    /// Roadside checkpoints.
    pub checkpoints: Vec<CheckpointSite>,
    /// Agreed ways, and those that are only proposed.
    pub corridors: Vec<CorridorText>,
    /// Windows over areas of the overlays.
    pub areas: Vec<AreaText>,
    /// Roads closed for a time or for good.
    pub closures: Vec<Closure>,
    /// Where vehicles may wait on the way.
    pub waiting: Vec<WaitingPlace>,
    /// Roads whose other direction may be given to those who leave.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contraflow: Vec<ContraflowText>,
    /// Stretches that groups walk over.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub footways: Vec<FootwayText>,
    /// Whether corridors that only one side has confirmed are used.
    #[serde(default = "defaults::use_unconfirmed", skip_serializing_if = "is_default")]
    pub use_unconfirmed: Sourced<bool>,
    /// What comes first where two things cannot both be had; the rest in the order of [`Objective::ALL`].
    #[serde(default = "defaults::objectives", skip_serializing_if = "is_default")]
    pub objectives: Sourced<Vec<Objective>>,
    /// What is fair between assembly points, where somebody says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fairness: Option<Sourced<Fairness>>,
    /// What may go otherwise on the days of a rehearsal, where somebody says so. Not part of the document: no plan rests on it,
    /// so that one plan can be rehearsed again with other figures.
    #[serde(skip)]
    pub rehearsal: Vec<Sourced<RehearsalFigure>>,
}

/// Whether a value is the program's own: then a scenario's document does without it.
fn is_default<T>(value: &Sourced<T>) -> bool {
    value.source.is_default()
}

impl Scenario {
    /// Its name: the digest of its canonical bytes.
    pub fn digest(&self) -> Digest {
        Digest::of_document(self)
    }

    /// The corridors that are agreed.
    pub fn in_force(&self) -> impl Iterator<Item = &CorridorText> {
        self.corridors.iter().filter(|corridor| !corridor.proposed)
    }

    /// The objectives in order, with what is fair where the order asks for it.
    pub fn weighing(&self) -> Weighing {
        let fairness = self.fairness.as_ref().map(|fairness| fairness.value);
        let named = self.objectives.value.clone();
        let asked = named.contains(&Objective::Fairness).then_some(Fairness::MaxMin);
        Weighing { named, fairness: fairness.or(asked) }
    }

    /// Everybody who wants to leave.
    pub fn persons(&self) -> Persons {
        self.groups.iter().map(|group| group.persons.value).sum()
    }
}

/// Which roads may be used at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TravelOn {
    /// Every road that nothing closes.
    AnyRoad,
    /// Only the roads of the corridors.
    Corridors,
}

/// How fast, and how many.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Traffic {
    /// Multiplies every road's speed.
    pub speed_factor: Sourced<Ranged<Factor>>,
    /// Multiplies every road's capacity.
    pub capacity_factor: Sourced<Ranged<Factor>>,
    /// The most vehicles per hour on each lane, whatever the road.
    pub sustained_flow_per_lane: Sourced<Ranged<VehiclesPerHour>>,
    /// How many cars each kind counts as on a road, in the order of [`VehicleKind::ALL`].
    pub equivalents: [Sourced<CarEquivalents>; VehicleKind::COUNT],
}

/// Where something is: a name to be found in the network, or a position.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Location {
    /// A place by its name; `near` settles which of several.
    Place {
        /// The place's name.
        name: String,
        /// The name of a place nearby.
        near: Option<String>,
    },
    /// A position.
    At(Position),
}

/// Something at a location.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Site {
    /// Its name in this scenario.
    pub name: String,
    /// Where it is.
    pub location: Location,
    /// How many metres away its road may be.
    pub within: Sourced<u32>,
    /// Where its location is written.
    #[serde(skip)]
    pub span: Span,
}

/// Where people gather.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assembly {
    /// Name and location.
    pub site: Site,
    /// The most people who may be there at once; `None`: no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most_present: Option<Sourced<Persons>>,
    /// How long before they leave people are called there.
    pub gather: Sourced<Seconds>,
}

/// People who share an assembly point and a need.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// Its name.
    pub name: String,
    /// The name of its assembly point.
    pub assembly: String,
    /// What they travel in.
    pub kind: VehicleKind,
    /// How many they are.
    pub persons: Sourced<Persons>,
    /// How many travel in one vehicle, on average.
    pub persons_per_vehicle: Sourced<Ranged<PersonsPerVehicle>>,
    /// The most vehicles there are; `None`: as many as the persons need.
    pub vehicles: Option<Sourced<Vehicles>>,
    /// Which share is ready from when; sorted by time, adding up to one.
    pub ready: Sourced<Vec<ReadyShare>>,
    /// The names of the fleets that carry them; none: they have vehicles of their own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub carried_by: Vec<String>,
    /// The name of the footway that they walk over first; their vehicles stand at its far end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub walks: Option<String>,
    /// The names of the fleets that lead its cars; none: they leave by themselves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub escorted_by: Vec<String>,
    /// Where it is written.
    #[serde(skip)]
    pub span: Span,
}

/// A share of a group that becomes ready together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadyShare {
    /// From when on.
    pub from: Clock,
    /// Which share of its vehicles.
    pub share: Factor,
}

/// Where people are received.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceptionSite {
    /// Name and location.
    pub site: Site,
    /// How many persons it can take.
    pub room: Sourced<Persons>,
    /// Only whoever comes in vehicles of these kinds is received; none: everybody.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub only: Vec<VehicleKind>,
}

/// Where fleets stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Depot {
    /// Name and location.
    pub site: Site,
}

/// Vehicles of one kind with their crews.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FleetText {
    /// Its name.
    pub name: String,
    /// What its vehicles are.
    pub kind: VehicleKind,
    /// The name of the depot, assembly point or reception site where they stand.
    pub depot: String,
    /// How many there are.
    pub vehicles: Sourced<Vehicles>,
    /// When its crews may work.
    pub duty: Windows,
    /// The longest time from a crew's first move to its last.
    pub longest_duty: Sourced<Seconds>,
    /// Where its vehicles may be when they are done.
    pub ends: Sourced<FleetEnd>,
    /// What it does.
    pub task: FleetTask,
    /// Where it is written.
    #[serde(skip)]
    pub span: Span,
}

/// What a fleet does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FleetTask {
    /// Carries the groups that name it.
    Carry {
        /// Seats, or stretchers, in each vehicle.
        seats: Sourced<Ranged<Persons>>,
        /// Time to get in.
        loading: Sourced<Seconds>,
        /// Time to get out.
        unloading: Sourced<Seconds>,
    },
    /// Brings aid in, all of it together.
    Deliver {
        /// The name of the site that it goes to.
        to: String,
        /// The last moment of arrival.
        by: Sourced<Clock>,
        /// Time to unload.
        unloading: Sourced<Seconds>,
        /// Whether it goes before people do.
        first: Sourced<bool>,
    },
    /// Leads the cars of the groups that name it, in columns.
    Lead {
        /// The most cars behind each.
        cars: Sourced<Vehicles>,
        /// Time to form a column.
        forming: Sourced<Seconds>,
        /// The least time between the departures of two columns from one place.
        gap: Sourced<Seconds>,
        /// How far apart its vehicles are in time; `None`: as far as the slowest checkpoint asks.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        apart: Option<Sourced<Seconds>>,
    },
}

impl Group {
    /// The fleets that carry or lead it.
    pub fn fleets(&self) -> impl Iterator<Item = &String> {
        self.carried_by.iter().chain(&self.escorted_by)
    }
}

impl Scenario {
    /// How far apart the vehicles of a column are where nobody says: as long as the slowest checkpoint that passes cars
    /// takes for each, and no less than the [least](defaults::least_apart), rounded up to whole steps or to a whole part
    /// of one.
    pub fn apart(&self, reading: Reading) -> Seconds {
        let rates = self.checkpoints.iter().map(|site| site.rates[VehicleKind::OwnCar as usize].value.at(reading).0);
        let slowest = rates.filter(|rate| *rate > 0).map(|rate| 86_400u32.div_ceil(rate)).max().unwrap_or(0);
        let (least, step) = (defaults::least_apart().0.max(slowest), self.step.value.0.max(1));
        let part = (least..=step).find(|part| step.is_multiple_of(*part));
        Seconds(part.unwrap_or_else(|| least.div_ceil(step).saturating_mul(step)))
    }
}

/// A roadside checkpoint.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckpointSite {
    /// Name and location.
    pub site: Site,
    /// Vehicles per hour for each kind in the order of [`VehicleKind::ALL`].
    pub rates: [Sourced<Ranged<VehiclesPerDay>>; VehicleKind::COUNT],
    /// When it works.
    pub hours: Windows,
    /// How many vehicles may wait for it.
    pub waiting: Sourced<Vehicles>,
    /// Whose it is; empty where nobody says.
    pub side: String,
}

/// Windows as they were written, and what they mean together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Windows {
    /// Each as it was written; none: always.
    pub written: Vec<String>,
    /// Open when any of them is.
    pub opening: Opening,
    /// The zones of the clocks that they are quoted in, each once, in the order of the text.
    pub zones: Vec<String>,
    /// Where they come from.
    pub source: Source,
}

/// An agreed way: named places in order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorridorText {
    /// Its name.
    pub name: String,
    /// The places it leads through, in the direction of leaving.
    pub via: Vec<Waypoint>,
    /// When it may be used.
    pub windows: Windows,
    /// Whose word it rests on; empty where nobody is named.
    pub said_by: String,
    /// The corridors without which it does not open: it may be used only while each of them may.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub opens_with: Vec<String>,
    /// Only proposed: no plan uses it, and `passage offers` says what it would be worth.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub proposed: bool,
    /// Only one side has confirmed it: closed, or used and counted as exposed ([`Scenario::use_unconfirmed`]).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unconfirmed: bool,
    /// Who has confirmed that it is clear of mines, and when; `None`: nobody. Not part of the document: no plan rests on it.
    #[serde(skip)]
    pub cleared_by: Option<Sourced<String>>,
    /// Where it is written.
    #[serde(skip)]
    pub span: Span,
}

/// One place of a corridor or of a closure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waypoint {
    /// A site of the scenario or a place, by name; or a position.
    pub place: WaypointPlace,
    /// Where it is written.
    #[serde(skip)]
    pub span: Span,
}

/// What a waypoint names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WaypointPlace {
    /// A site of this scenario by its name, or else a place of the network.
    Named(String),
    /// A position.
    At(Position),
}

/// Windows over an area of an overlay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AreaText {
    /// The `name` of a feature of an overlay.
    pub name: String,
    /// When its roads may be used.
    pub windows: Windows,
    /// Where it is written.
    #[serde(skip)]
    pub span: Span,
}

/// Roads closed for a time or for good.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closure {
    /// Which.
    pub roads: ClosedRoads,
    /// When they are closed.
    pub closed: Interval,
    /// Why.
    pub reason: String,
    /// Where from and until come from.
    pub source: Source,
    /// Where it is written.
    #[serde(skip)]
    pub span: Span,
}

/// The roads of a closure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClosedRoads {
    /// Those of the fastest way between two places, in both directions.
    Between([Waypoint; 2]),
    /// Every road that comes this near to a position.
    Near {
        /// The position.
        at: Position,
        /// Metres.
        within: Sourced<u32>,
    },
}

/// Roads between two places whose other direction may be given to those who leave, all day or not at all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContraflowText {
    /// Its ends, in the direction of leaving.
    pub between: [Waypoint; 2],
    /// What the other direction keeps for buses, ambulances and aid on their way in.
    pub keep: Sourced<VehiclesPerHour>,
    /// Where it is written.
    #[serde(skip)]
    pub span: Span,
}

/// A short stretch that people walk over because no vehicle can.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FootwayText {
    /// Its name.
    pub name: String,
    /// Its near end, then its far end.
    pub ends: [Waypoint; 2],
    /// Its length in metres; `None`: the straight line between its ends.
    pub length: Option<Sourced<u32>>,
    /// How fast people walk, in metres an hour.
    pub speed: Sourced<Ranged<u32>>,
    /// The most persons who begin to walk in an hour.
    pub persons_per_hour: Sourced<Ranged<Persons>>,
    /// When it may be used.
    pub windows: Windows,
    /// Whether it lies in the open.
    pub exposed: Sourced<bool>,
    /// Where it is written.
    #[serde(skip)]
    pub span: Span,
}

/// Where vehicles may wait on the way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitingPlace {
    /// Name and location.
    pub site: Site,
    /// How many at once.
    pub vehicles: Sourced<Vehicles>,
}
