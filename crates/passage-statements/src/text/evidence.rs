//! What each state needs to be believed: a step without it is refused.
//!
//! The states and their real cases are those of `../shared/domain.md` A.4. Every step has a time beside.

use super::state::State;

/// A thing that a step must say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Evidence {
    /// Who says so, or did it: an office.
    By,
    /// Through which channel.
    Channel,
    /// Which sides say so.
    Sides,
    /// The two sides' texts, as files.
    Texts,
    /// The acknowledgements, as a file.
    Acknowledgements,
    /// Why.
    Reason,
    /// When the first vehicle passed the first checkpoint of the other side.
    FirstVehicle,
    /// Where.
    Place,
    /// Who has seen it.
    SeenBy,
    /// When the last may enter.
    LastEntry,
    /// How many vehicles.
    Vehicles,
    /// How many arrived.
    Arrived,
    /// How many are missing.
    Missing,
}

use Evidence::{
    Acknowledgements, Arrived, By, Channel, FirstVehicle, LastEntry, Missing, Place, Reason, SeenBy, Sides, Texts,
    Vehicles,
};

impl Evidence {
    /// Every sort.
    pub const ALL: [Self; 13] = [
        By,
        Channel,
        Sides,
        Texts,
        Acknowledgements,
        Reason,
        FirstVehicle,
        Place,
        SeenBy,
        LastEntry,
        Vehicles,
        Arrived,
        Missing,
    ];

    /// Its key in a file.
    pub const fn key(self) -> &'static str {
        match self {
            By => "by",
            Channel => "channel",
            Sides => "sides",
            Texts => "texts",
            Acknowledgements => "acknowledgements",
            Reason => "reason",
            FirstVehicle => "first_vehicle",
            Place => "place",
            SeenBy => "seen_by",
            LastEntry => "last_entry",
            Vehicles => "vehicles",
            Arrived => "arrived",
            Missing => "missing",
        }
    }

    /// What it is, for who left it out.
    pub const fn words(self) -> &'static str {
        match self {
            By => "who says so",
            Channel => "by which channel",
            Sides => "the sides that say so",
            Texts => "the two sides' texts",
            Acknowledgements => "the file of acknowledgements",
            Reason => "a reason",
            FirstVehicle => "a first-vehicle time",
            Place => "a place",
            SeenBy => "who has seen it",
            LastEntry => "the time of the last entry",
            Vehicles => "how many vehicles",
            Arrived => "how many arrived",
            Missing => "how many are missing",
        }
    }
}

impl State {
    /// What a step into it needs.
    pub const fn needs(self) -> &'static [Evidence] {
        match self {
            Self::Proposed | Self::Countered | Self::Reconciled | Self::Go => &[By],
            Self::AnnouncedByOneSide | Self::Announced | Self::Reported => &[By, Channel],
            Self::AgreedInPrinciple | Self::SilenceConfirmed => &[Sides],
            Self::AgreedInDetail => &[Texts],
            Self::NotifiedDown => &[Acknowledgements],
            Self::NoGo | Self::Paused | Self::NeverOpened => &[By, Reason],
            Self::Opened => &[FirstVehicle, Place],
            Self::Flowing | Self::Closed | Self::UsedWithoutAgreement => &[SeenBy],
            Self::Held | Self::RefusedAtLastGate | Self::AttackedWhileForming | Self::AttackedOnTheMove => &[Place, By],
            Self::Closing => &[LastEntry],
            Self::OpenedThenStopped => &[FirstVehicle, By, Reason],
            Self::HeldAtCheckpoint => &[Place, Vehicles],
            Self::PartArrived => &[Arrived, Missing],
            Self::Diverted => &[Place, SeenBy],
            Self::UnilateralUnused => &[By, SeenBy],
        }
    }

    /// The state of a name; none of another.
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }

    /// A case in which it ended so; `None` for whatever is no way of failing.
    pub const fn case(self) -> Option<&'static str> {
        match self {
            Self::NeverOpened => Some("Mariupol, 5 and 6 March 2022"),
            Self::OpenedThenStopped => {
                Some("Mariupol, 6 March 2022: the route was being opened when hostilities resumed")
            }
            Self::HeldAtCheckpoint => Some("45 buses, 31 March 2022; 50 buses for four days"),
            Self::PartArrived => Some("3 of 14 buses arrived, 11 were missing"),
            Self::RefusedAtLastGate => Some("Vasylivka, October 2022"),
            Self::Diverted => Some("buses from Azovstal, which went to Bezimenne first"),
            Self::UsedWithoutAgreement => Some("Mariupol, 15 March 2022"),
            Self::UnilateralUnused => Some("Ghouta, 2018: five hours a day, nobody left"),
            Self::AttackedWhileForming => Some("Zaporizhzhia, 30 September 2022; Kramatorsk"),
            Self::AttackedOnTheMove => Some("Kupiansk, 2022; Irpin, March 2022"),
            _ => None,
        }
    }
}
