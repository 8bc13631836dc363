//! A situation: a scenario laid over a network, for one reading of its uncertain figures.
//!
//! Everything that the planner and the checker need, and nothing else: which road may be used when and by how many,
//! where one may wait, who is where, where they are received. Names have become ids, civil times clocks,
//! ranges single values. It is a document: planner and checker are given the same one.

mod contraflow;
mod crowd;
mod fleet;
mod footway;

pub use contraflow::Contraflow;
pub use crowd::Crowd;
pub use fleet::{Aboard, Begun, CarEquivalents, Fleet, FleetEnd, Task};
pub use footway::{Footway, Walkers};

use crate::digest::Digest;
use crate::id::{CorridorId, FleetId, JunctionId, OpeningId, ReceptionId, RoadId};
use crate::time::{Clock, Opening};
use crate::units::{
    Milliseconds, Persons, PersonsPerVehicle, Position, Seconds, Vehicles, VehiclesPerDay, VehiclesPerHour,
};
use crate::weighing::Weighing;
use serde::{Deserialize, Serialize};

/// Which of a range's three values a situation was made with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Reading {
    /// The values that bring out the fewest.
    Pessimistic,
    /// The values to plan with.
    #[default]
    Likely,
    /// The values that bring out the most.
    Optimistic,
}

/// What a vehicle is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VehicleKind {
    /// A private car, van or minibus with its own people.
    OwnCar,
    /// A bus.
    Bus,
    /// An ambulance or another vehicle with patients.
    Medical,
    /// A truck with aid, on its way in.
    Truck,
    /// A person on foot: each counts as a vehicle of its own.
    Foot,
}

impl VehicleKind {
    /// Every kind, in the order used for tables indexed by kind.
    pub const ALL: [Self; Self::COUNT] = [Self::OwnCar, Self::Bus, Self::Medical, Self::Truck, Self::Foot];
    /// How many kinds there are.
    pub const COUNT: usize = 5;
}

/// A scenario laid over a network.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Situation {
    /// The network document it lies over.
    pub network: Digest,
    /// The scenario document it was made from.
    pub scenario: Digest,
    /// Which values of the ranges it holds.
    pub reading: Reading,
    /// The planning step.
    pub step: Seconds,
    /// The last moment at which an arrival counts.
    pub horizon: Clock,
    /// Distinct openings; [`RoadUse::opening`] points here.
    pub openings: Vec<Opening>,
    /// One for each road of the network.
    pub roads: Vec<RoadUse>,
    /// Junctions where vehicles may wait, with how many at once; sorted by junction, each junction once.
    /// Assembly points are not among them: there, waiting is at home, and unlimited.
    pub waiting: Vec<Waiting>,
    /// How many people may be present at once where they gather; sorted by junction, at most one at a junction.
    pub crowds: Vec<Crowd>,
    /// Sorted by junction, at most one at a junction.
    pub checkpoints: Vec<Checkpoint>,
    /// Who leaves.
    pub origins: Vec<Origin>,
    /// Vehicles that shuttle, deliver or lead; each has its crew.
    pub fleets: Vec<Fleet>,
    /// Stretches that groups walk over before they go on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub footways: Vec<Footway>,
    /// Where people are received.
    pub receptions: Vec<Reception>,
    /// The named corridors, with their roads in order.
    pub corridors: Vec<Corridor>,
    /// Named places along the way, for timetables; sorted by junction.
    pub named: Vec<NamedJunction>,
    /// Stretches whose other direction may be given to those who leave.
    pub contraflow: Vec<Contraflow>,
    /// Those of them that are in force, as positions, rising.
    pub reversed: Vec<u32>,
    /// How many cars each kind counts as on a road, in the order of [`VehicleKind::ALL`].
    pub equivalents: [CarEquivalents; VehicleKind::COUNT],
    /// Whether forbidden turns are obeyed; if not, they are waived and that is printed.
    pub obey_turns: bool,
    /// What comes first where two things cannot both be had.
    #[serde(default)]
    pub weighing: Weighing,
}

/// How one road may be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoadUse {
    /// When a vehicle may be on it.
    pub opening: OpeningId,
    /// The time on the empty road, after calibration.
    pub travel: Milliseconds,
    /// The most vehicles that may enter it in an hour, after every factor.
    pub capacity: VehiclesPerHour,
    /// Whether it lies in a hazard area, or is open only by a window that not both sides have confirmed.
    pub exposed: bool,
}

/// A junction where vehicles may wait.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// Where.
    pub junction: JunctionId,
    /// How many at once.
    pub room: Vehicles,
}

/// A roadside checkpoint: every vehicle that passes its junction, in any direction, is served.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checkpoint {
    /// Its name.
    pub name: String,
    /// Where it is. Vehicles wait for it here, if [`Situation::waiting`] says that they may.
    pub junction: JunctionId,
    /// Vehicles that it passes in 24 hours of work, for each kind in the order of [`VehicleKind::ALL`]; each kind has
    /// its lane.
    pub rates: [VehiclesPerDay; VehicleKind::COUNT],
    /// When it works.
    pub hours: Opening,
}

/// One group at one assembly point: the vehicles of one kind that leave from there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// The assembly point's name.
    pub assembly: String,
    /// The group's name.
    pub group: String,
    /// Where they join the road; for those who walk first, at the far end of their [`Footway`].
    pub junction: JunctionId,
    /// What they travel in.
    pub kind: VehicleKind,
    /// How many people want to leave. Those beyond `vehicles` times `per_vehicle` have no seat.
    pub persons: Persons,
    /// Persons in each vehicle, on average.
    pub per_vehicle: PersonsPerVehicle,
    /// How many vehicles are ready from when on; sorted by time, adding up to all vehicles of the group. Of those who walk
    /// first: when the earliest walk has brought over whom they carry, which `passage_plan::walk_over` fills in.
    pub ready: Vec<Ready>,
    /// The fleets that carry or lead them, as positions in [`Situation::fleets`]; none: they leave by themselves. Whoever
    /// is carried has no vehicles, and whoever is led does not leave alone: `ready` is empty, and `riders` says when they
    /// can be picked up.
    pub carried_by: Vec<FleetId>,
    /// For those who are carried or led: how many persons can be picked up from when on; sorted by time. Of those who are
    /// led, whoever has a seat in the group's cars.
    pub riders: Vec<Riders>,
    /// In the middle of a plan: the vehicle that they are on board of, or behind. It is of the one fleet in `carried_by`,
    /// and takes nobody else before they are received.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aboard: Option<Aboard>,
}

impl Origin {
    /// All its vehicles.
    pub fn vehicles(&self) -> Vehicles {
        self.ready.iter().map(|r| r.vehicles).sum()
    }

    /// Whether fleets carry or lead them.
    pub fn is_carried(&self) -> bool {
        !self.carried_by.is_empty()
    }

    /// The persons who have a seat. Of those who are carried it is everybody: a vehicle may come again.
    pub fn seated(&self) -> Persons {
        if self.is_carried() {
            return self.riders.iter().map(|riders| riders.persons).sum::<Persons>().min(self.persons);
        }
        self.per_vehicle.persons_in(self.vehicles()).min(self.persons)
    }
}

/// Vehicles that become ready together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ready {
    /// From when on they can leave.
    pub from: Clock,
    /// How many.
    pub vehicles: Vehicles,
}

/// Persons who can be picked up from a moment on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Riders {
    /// From when on.
    pub from: Clock,
    /// How many.
    pub persons: Persons,
}

/// Where people are received.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reception {
    /// Its name.
    pub name: String,
    /// Where it is.
    pub junction: JunctionId,
    /// How many persons it can take in all.
    pub room: Persons,
    /// Only whoever comes in vehicles of these kinds is received; none: everybody.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub only: Vec<VehicleKind>,
}

impl Reception {
    /// Whether whoever comes in a vehicle of this kind is received.
    pub fn admits(&self, kind: VehicleKind) -> bool {
        self.only.is_empty() || self.only.contains(&kind)
    }
}

/// A corridor, as roads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Corridor {
    /// Its name.
    pub name: String,
    /// Its roads in order, in the direction of leaving.
    pub roads: Vec<RoadId>,
    /// When it may be used.
    pub opening: Opening,
    /// The words it rests on: who said that it is open.
    pub said_by: String,
    /// Whether somebody has confirmed that it is clear of mines. No plan rests on it; rehearsals do.
    #[serde(skip)]
    pub clear: bool,
}

/// A named place on the network.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedJunction {
    /// The junction nearest to it.
    pub junction: JunctionId,
    /// Its name.
    pub name: String,
    /// Where its centre is.
    pub position: Position,
}

impl Checkpoint {
    /// Rates that let through own cars, buses and medical vehicles only.
    pub const fn passing(
        own_car: VehiclesPerDay,
        bus: VehiclesPerDay,
        medical: VehiclesPerDay,
    ) -> [VehiclesPerDay; VehicleKind::COUNT] {
        [own_car, bus, medical, VehiclesPerDay(0), VehiclesPerDay(0)]
    }
}

impl Situation {
    /// When a road may be used.
    pub fn opening(&self, road: RoadId) -> &Opening {
        &self.openings[self.roads[road.index()].opening.index()]
    }

    /// How many vehicles may wait at a junction: none where nothing says otherwise, and none where people gather who may
    /// not be many at once.
    pub fn waiting_room(&self, junction: JunctionId) -> Vehicles {
        if self.crowd(junction).is_some() {
            return Vehicles(0);
        }
        self.waiting
            .binary_search_by_key(&junction, |w| w.junction)
            .map_or(Vehicles(0), |found| self.waiting[found].room)
    }

    /// The checkpoint at a junction.
    pub fn checkpoint(&self, junction: JunctionId) -> Option<&Checkpoint> {
        self.checkpoints.binary_search_by_key(&junction, |c| c.junction).ok().map(|found| &self.checkpoints[found])
    }

    /// The reception sites at a junction.
    pub fn receptions_at(&self, junction: JunctionId) -> impl Iterator<Item = ReceptionId> + '_ {
        self.receptions.iter().enumerate().filter(move |(_, r)| r.junction == junction).map(|(i, _)| ReceptionId::at(i))
    }

    /// The corridor that a road belongs to, the first where there are several.
    pub fn corridor_of(&self, road: RoadId) -> Option<CorridorId> {
        self.corridors.iter().position(|c| c.roads.contains(&road)).map(CorridorId::at)
    }

    /// What every vehicle that people have of their own counts as on a road; `None` where they differ.
    pub fn alike_on_roads(&self) -> Option<CarEquivalents> {
        let own = self.origins.iter().filter(|origin| !origin.ready.is_empty());
        let mut each = own.map(|origin| self.equivalents[origin.kind as usize]);
        let first = each.next().unwrap_or(CarEquivalents::CAR);
        each.all(|other| other == first).then_some(first)
    }

    /// Whether a group leaves in its own cars behind lead vehicles.
    pub fn is_led(&self, origin: &Origin) -> bool {
        let leads =
            |fleet: &FleetId| self.fleets.get(fleet.index()).is_some_and(|f| matches!(f.task, Task::Lead { .. }));
        origin.carried_by.iter().any(leads)
    }

    /// Whether any reception site has room for somebody and not for all who have a seat.
    pub fn sites_may_fill(&self) -> bool {
        let seated: Persons = self.origins.iter().map(Origin::seated).sum();
        self.receptions.iter().any(|site| site.room.0 > 0 && site.room < seated)
    }

    /// Everybody who wants to leave.
    pub fn persons(&self) -> Persons {
        self.origins.iter().map(|o| o.persons).sum()
    }
}
