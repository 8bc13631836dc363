//! Who wants to pass: vehicles with a route and a moment of departure.

use crate::Moment;
use crate::layout::{CAR, QueueId};

/// The place of a route in [`Trips::routes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RouteId(pub u32);

/// Queues in the order in which they are passed; the first is where it starts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// One at least.
    pub queues: Vec<QueueId>,
    /// Where a vehicle stays longer than it must, by its orders: the place in `queues`, and until how long after it is called.
    pub holds: Vec<(u32, Moment)>,
}

impl Route {
    /// Queues that are passed without a stay.
    pub const fn through(queues: Vec<QueueId>) -> Self {
        Self { queues, holds: Vec::new() }
    }
}

/// A vehicle, or several that keep together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Vehicle {
    /// Whose chances it has: the same in every plan that has somebody like it.
    pub key: u64,
    /// Its route.
    pub route: RouteId,
    /// When it is called to leave the first queue: what its orders count from.
    pub called: Moment,
    /// When it is ready to leave it.
    pub departs: Moment,
    /// After this moment it does not leave the first queue any more: its turn-back time.
    pub latest: Moment,
    /// Room that it takes on a road, in hundredths of a car.
    pub size: u32,
    /// Room beside it that it takes for the gaps between its vehicles, in hundredths of a car.
    pub gaps: u32,
    /// How many vehicles a checkpoint counts.
    pub count: u32,
    /// How long after its first its last passes a place, where nothing holds it up: a column that keeps apart. The day follows
    /// the first.
    pub tail: Moment,
    /// What it does before: it leaves when that is done.
    pub after: Option<After>,
    /// Where it stops on its way.
    pub halt: Option<Halt>,
}

/// What has to be done first: a bus that comes back for more is one vehicle after the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct After {
    /// The vehicle whose arrival it waits for.
    pub vehicle: u32,
    /// How long after it.
    pub time: Moment,
}

/// A stop in the lane, until it is cleared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Halt {
    /// In which queue of the route, from 0.
    pub place: u32,
    /// For how long.
    pub time: Moment,
    /// Whether it drives on then, or its day ends there.
    pub goes_on: bool,
}

impl Vehicle {
    /// How long its first is held where all of it take so long to be served: the first's own part, and more if the last would
    /// have to wait for those before.
    pub(crate) fn served(&self, all: Moment) -> Moment {
        if self.count <= 1 {
            all
        } else {
            Moment((all.0 / u64::from(self.count)).max(all.0.saturating_sub(self.tail.0)))
        }
    }

    /// A car that leaves whenever it can.
    pub const fn car(route: RouteId, departs: Moment) -> Self {
        let latest = Moment::NEVER;
        let (tail, called) = (Moment(0), departs);
        Self { key: 0, route, called, departs, latest, size: CAR, gaps: 0, count: 1, tail, after: None, halt: None }
    }
}

/// All vehicles with their routes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trips {
    /// By [`RouteId`].
    pub routes: Vec<Route>,
    /// In any order: those of one start leave it in the order in which they come to it, then as they stand here.
    pub vehicles: Vec<Vehicle>,
}

impl Trips {
    /// What a vehicle that takes so much room counts as at a road's ends: gaps are no vehicles.
    pub(crate) fn passes(&self, vehicle: u32, room: u32) -> u32 {
        if room == CAR { CAR } else { self.vehicles[vehicle as usize].size }
    }
}
