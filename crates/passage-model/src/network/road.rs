//! One road, one forbidden turn, one place: what a network is put together from.

use crate::id::{JunctionId, RoadId};
use crate::units::{Decimetres, Milliseconds, Position, Vehicles, VehiclesPerHour};
use serde::{Deserialize, Serialize};

/// The class of a road, from OpenStreetMap's `highway` tag.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[repr(u8)]
pub enum RoadClass {
    /// `motorway`.
    Motorway,
    /// `motorway_link`.
    MotorwayLink,
    /// `trunk`.
    Trunk,
    /// `trunk_link`.
    TrunkLink,
    /// `primary`.
    Primary,
    /// `primary_link`.
    PrimaryLink,
    /// `secondary`.
    Secondary,
    /// `secondary_link`.
    SecondaryLink,
    /// `tertiary`.
    Tertiary,
    /// `tertiary_link`.
    TertiaryLink,
    /// `unclassified` and `road`.
    #[default]
    Unclassified,
    /// `residential`.
    Residential,
    /// `living_street`.
    LivingStreet,
    /// `service`.
    Service,
    /// `track`.
    Track,
    /// A ferry (`route=ferry`).
    Ferry,
}

impl RoadClass {
    /// Every class, in the order of their numbers.
    pub const ALL: [Self; 16] = [
        Self::Motorway,
        Self::MotorwayLink,
        Self::Trunk,
        Self::TrunkLink,
        Self::Primary,
        Self::PrimaryLink,
        Self::Secondary,
        Self::SecondaryLink,
        Self::Tertiary,
        Self::TertiaryLink,
        Self::Unclassified,
        Self::Residential,
        Self::LivingStreet,
        Self::Service,
        Self::Track,
        Self::Ferry,
    ];
}

/// What is special about a road; several may hold at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RoadMarks(pub u8);

impl RoadMarks {
    /// On a bridge, somewhere along it.
    pub const BRIDGE: Self = Self(1);
    /// Through a ford.
    pub const FORD: Self = Self(2);
    /// A ferry.
    pub const FERRY: Self = Self(4);
    /// Added to close a gap in the source, not seen on the ground.
    pub const GAP: Self = Self(8);
    /// Unpaved, somewhere along it.
    pub const UNPAVED: Self = Self(16);
    /// In a tunnel, somewhere along it.
    pub const TUNNEL: Self = Self(32);
    /// Part of a roundabout.
    pub const ROUNDABOUT: Self = Self(64);

    /// Whether all of `marks` hold.
    pub const fn has(self, marks: Self) -> bool {
        self.0 & marks.0 == marks.0
    }

    /// With `marks` too.
    #[must_use]
    pub const fn with(self, marks: Self) -> Self {
        Self(self.0 | marks.0)
    }
}

/// One directed road, as it is put into a network.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Road {
    /// Where it starts.
    pub from: JunctionId,
    /// Where it ends.
    pub to: JunctionId,
    /// How long it is.
    pub length: Decimetres,
    /// The time on the empty road.
    pub travel: Milliseconds,
    /// The most vehicles per hour that can leave it, all lanes together.
    pub capacity: VehiclesPerHour,
    /// The vehicles that fit on it at jam density.
    pub storage: Vehicles,
    /// Lanes in this direction, at least 1.
    pub lanes: u8,
    /// Its class.
    pub class: RoadClass,
    /// What is special about it.
    pub marks: RoadMarks,
    /// The source's own number for it (the OpenStreetMap way of its longest part; 0 where it has none).
    pub source: i64,
    /// Its name or number; empty where it has none.
    pub name: String,
    /// The points between its two junctions, in the direction of travel.
    pub shape: Vec<Position>,
}

/// A forbidden turn: from one road straight onto another at the junction where the first ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ForbiddenTurn {
    /// The road that is left.
    pub from: RoadId,
    /// The road that may not be entered next.
    pub onto: RoadId,
}

/// How large a place is, from OpenStreetMap's `place` tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[repr(u8)]
pub enum PlaceKind {
    /// A city.
    City,
    /// A town.
    Town,
    /// A village.
    Village,
    /// A hamlet.
    Hamlet,
    /// Anything else with a name: a suburb, a locality, a junction's name.
    Other,
}

/// A named place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Its name in the source.
    pub name: String,
    /// Other spellings and languages, sorted, without the name itself.
    pub other_names: Vec<String>,
    /// How large it is.
    pub kind: PlaceKind,
    /// How many people lived there; 0 where the source does not say.
    pub population: u32,
    /// Its centre.
    pub position: Position,
}
