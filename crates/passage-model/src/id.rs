//! Indices that cannot be mixed up.

use serde::{Deserialize, Serialize};
use std::fmt;

macro_rules! index {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub u32);

        impl $name {
            /// The position in its table.
            pub const fn index(self) -> usize {
                self.0 as usize
            }

            /// The id at a position of its table.
            pub const fn at(index: usize) -> Self {
                Self(index as u32)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

index! {
    /// A junction of a network.
    JunctionId
}
index! {
    /// A directed road of a network.
    RoadId
}
index! {
    /// A place of a network: a city, town, village or hamlet with its names.
    PlaceId
}
index! {
    /// An origin of a situation: one group at one assembly point.
    OriginId
}
index! {
    /// A reception site of a situation.
    ReceptionId
}
index! {
    /// A checkpoint of a situation.
    CheckpointId
}
index! {
    /// A corridor of a situation.
    CorridorId
}
index! {
    /// A distinct opening of a situation, shared by many roads.
    OpeningId
}
index! {
    /// A fleet of a situation.
    FleetId
}
index! {
    /// A footway of a situation.
    FootwayId
}
index! {
    /// A course of a plan: a road sequence with its times.
    CourseId
}
