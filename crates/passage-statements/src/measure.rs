//! What a figure counts, where it was counted, over which time, and how it was put into words.
//!
//! Opened is not left, left is not arrived, arrived is not registered. So a number here is never alone: it has a [`Measure`],
//! a [`Point`], a [`Period`] and a [`Value`] with its form, and there is one way to add two of them, [`Sum`], which refuses
//! what may not be added and says why. The vocabulary is that of `../shared/domain.md` D.2.

mod period;
mod sum;
mod value;
mod written;

pub use period::{Nature, Period};
pub use sum::{Refusal, Sum, Total};
pub use value::{Form, Vague, Value};
pub use written::NotAValue;

use std::fmt;

/// What is counted one by one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// Persons.
    People,
    /// Vehicles of any kind.
    Vehicles,
    /// Buses.
    Buses,
    /// Trucks.
    Trucks,
    /// Seats in vehicles.
    Seats,
    /// Convoys, whatever their length.
    Convoys,
    /// Tonnes.
    Tonnes,
    /// Crossings of a border: one person may cross it twice.
    Crossings,
    /// Corridors.
    Corridors,
}

impl Unit {
    /// Every unit.
    pub const ALL: [Self; 9] = [
        Self::People,
        Self::Vehicles,
        Self::Buses,
        Self::Trucks,
        Self::Seats,
        Self::Convoys,
        Self::Tonnes,
        Self::Crossings,
        Self::Corridors,
    ];

    /// Its word: "people".
    pub const fn name(self) -> &'static str {
        match self {
            Self::People => "people",
            Self::Vehicles => "vehicles",
            Self::Buses => "buses",
            Self::Trucks => "trucks",
            Self::Seats => "seats",
            Self::Convoys => "convoys",
            Self::Tonnes => "tonnes",
            Self::Crossings => "crossings",
            Self::Corridors => "corridors",
        }
    }

    /// The unit of a word.
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unit| unit.name() == name)
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Where, on the way from home to a list of those received, something was counted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Point {
    /// Before anybody leaves: plans, offers, those who have gathered.
    Start,
    /// The exit of the place that people leave.
    Exit,
    /// A checkpoint, by its name.
    Checkpoint(String),
    /// The border of a country.
    Border,
    /// The place of arrival.
    Arrival,
    /// The list of those received.
    Registration,
    /// No place on a way: the dead, the trapped, corridors.
    Nowhere,
    /// The statement does not say where.
    Unstated,
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Start => f.write_str("start"),
            Self::Exit => f.write_str("exit"),
            Self::Checkpoint(name) => write!(f, "checkpoint {name}"),
            Self::Border => f.write_str("border"),
            Self::Arrival => f.write_str("arrival"),
            Self::Registration => f.write_str("registration"),
            Self::Nowhere => f.write_str("no point"),
            Self::Unstated => f.write_str("point not stated"),
        }
    }
}

impl Point {
    /// The point of a text, as [`fmt::Display`] writes it.
    pub fn find(text: &str) -> Option<Self> {
        let text = text.trim();
        let known =
            [Self::Start, Self::Exit, Self::Border, Self::Arrival, Self::Registration, Self::Nowhere, Self::Unstated];
        let named = text.strip_prefix("checkpoint ").map(|name| Self::Checkpoint(name.trim().to_owned()));
        known.into_iter().find(|point| point.to_string() == text).or(named)
    }
}

/// Declares the measures: variant, name, unit, where it is counted, documentation.
macro_rules! measures {
    ($($(#[$doc:meta])* $variant:ident $name:literal $unit:ident $point:ident;)*) => {
        /// What exactly a figure counts.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Measure {
            $($(#[$doc])* $variant,)*
        }

        impl Measure {
            /// Every measure.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// Its name: "departed.people".
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }

            /// What it counts one by one.
            pub const fn unit(self) -> Unit {
                match self {
                    $(Self::$variant => Unit::$unit,)*
                }
            }

            /// Where it is counted unless the statement says otherwise; [`Point::Unstated`] where it must say.
            pub const fn point(self) -> Point {
                match self {
                    $(Self::$variant => Point::$point,)*
                }
            }
        }
    };
}

measures! {
    /// People who are to leave by a plan.
    Planned "planned" People Start;
    /// Seats, or a passage, offered to people.
    Offered "offered" People Start;
    /// Seats in the vehicles at hand.
    Seats "seats" Seats Start;
    /// People who have gathered to leave.
    Assembled "assembled" People Start;
    /// Vehicles that have driven out.
    DepartedVehicles "departed.vehicles" Vehicles Exit;
    /// People who have driven or walked out.
    DepartedPeople "departed.people" People Exit;
    /// Buses that have driven out.
    DepartedBuses "departed.buses" Buses Exit;
    /// Vehicles past a checkpoint.
    PassedVehicles "passed.vehicles" Vehicles Unstated;
    /// People past a checkpoint.
    PassedPeople "passed.people" People Unstated;
    /// People held at a checkpoint, to go on later.
    Held "held" People Unstated;
    /// Buses held at a checkpoint, to go on later.
    HeldBuses "held.buses" Buses Unstated;
    /// People who were not let through.
    Refused "refused" People Unstated;
    /// People who were detained.
    Detained "detained" People Unstated;
    /// People who turned back.
    Returned "returned" People Exit;
    /// Vehicles that have arrived.
    ArrivedVehicles "arrived.vehicles" Vehicles Arrival;
    /// People who have arrived.
    ArrivedPeople "arrived.people" People Arrival;
    /// Children among those who have arrived.
    ArrivedChildren "arrived.children" People Arrival;
    /// Buses that have arrived.
    ArrivedBuses "arrived.buses" Buses Arrival;
    /// People on the list of those received.
    Registered "registered" People Registration;
    /// People brought on from where they were received.
    TransportedOnward "transported_onward" People Registration;
    /// "Evacuated", said without a word on whether they left, arrived or were registered.
    Evacuated "evacuated.people" People Unstated;
    /// Vehicles that wait to leave or to pass.
    WaitingVehicles "waiting.vehicles" Vehicles Unstated;
    /// People who wait to leave or to pass.
    WaitingPeople "waiting.people" People Unstated;
    /// People who died while they waited.
    DiedInQueue "died_in_queue" People Unstated;
    /// Dead, as somebody reported them.
    KilledReported "killed.reported" People Nowhere;
    /// Children among the dead that were reported.
    KilledChildrenReported "killed.children.reported" People Nowhere;
    /// Dead, each verified by whoever counts.
    KilledVerified "killed.verified" People Nowhere;
    /// Injured, as somebody reported them.
    InjuredReported "injured.reported" People Nowhere;
    /// Injured, each verified by whoever counts.
    InjuredVerified "injured.verified" People Nowhere;
    /// People who cannot leave, by an estimate.
    Trapped "trapped.estimated" People Nowhere;
    /// Inhabitants before the war.
    PopulationPrewar "population.prewar" People Nowhere;
    /// Crossings out of the country.
    LeftCrossings "left.crossings" Crossings Border;
    /// Persons who have left the country.
    LeftIndividuals "left.individuals" People Border;
    /// Goods delivered.
    AidTonnesDelivered "aid.tonnes.delivered" Tonnes Arrival;
    /// Trucks with goods that are held.
    AidTrucksHeld "aid.trucks.held" Trucks Unstated;
    /// Convoys with goods that are held.
    AidConvoysHeld "aid.convoys.held" Convoys Unstated;
    /// Corridors that somebody proposed.
    CorridorsProposed "corridors.proposed" Corridors Nowhere;
    /// Corridors that all parties agreed on.
    CorridorsAgreed "corridors.agreed" Corridors Nowhere;
    /// Corridors that somebody announced.
    CorridorsAnnounced "corridors.announced" Corridors Nowhere;
    /// Corridors that a first vehicle passed.
    CorridorsOpened "corridors.opened" Corridors Nowhere;
    /// Corridors that were used to their end.
    CorridorsCompleted "corridors.completed" Corridors Nowhere;
}

impl Measure {
    /// The measure of a name.
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|measure| measure.name() == name)
    }

    /// Whether it may have been counted at a point: who departed was not counted on arrival, whatever a table says.
    pub fn may_be_at(self, point: &Point) -> bool {
        let own = self.point();
        own == Point::Unstated || *point == Point::Unstated || own == *point
    }
}

impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A number with everything that it needs to mean something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// What it is about, as the statement has it: a corridor, a town, all corridors of a day.
    pub about: String,
    /// What it counts.
    pub measure: Measure,
    /// Where it was counted.
    pub point: Point,
    /// Over which time.
    pub period: Period,
    /// How many, with its form.
    pub value: Value,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_measure_and_unit_is_found_by_its_name_and_no_two_share_one() {
        for measure in Measure::ALL {
            assert_eq!(Measure::find(measure.name()), Some(*measure));
        }
        for unit in Unit::ALL {
            assert_eq!(Unit::find(unit.name()), Some(unit));
        }
        assert_eq!(Measure::find("evacuated"), None);
    }

    #[test]
    fn whoever_departed_was_not_counted_on_arrival() {
        assert!(Measure::DepartedPeople.may_be_at(&Point::Exit));
        assert!(!Measure::DepartedPeople.may_be_at(&Point::Arrival));
        assert!(Measure::PassedPeople.may_be_at(&Point::Checkpoint("Vasylivka".into())));
    }

    #[test]
    fn a_point_is_read_as_it_is_written() {
        for point in [Point::Exit, Point::Checkpoint("Vasylivka".into()), Point::Unstated] {
            assert_eq!(Point::find(&point.to_string()), Some(point));
        }
        assert_eq!(Point::find("somewhere"), None);
    }
}
