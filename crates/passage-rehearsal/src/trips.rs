//! Who wants to pass: vehicles with a route and a moment of departure.

use crate::Moment;
use crate::layout::QueueId;

/// The place of a route in [`Trips::routes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RouteId(pub u32);

/// Queues in the order in which they are passed; the first is where it starts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// One at least.
    pub queues: Vec<QueueId>,
}

/// A vehicle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Vehicle {
    /// Its route.
    pub route: RouteId,
    /// When it is ready to leave the first queue.
    pub departs: Moment,
    /// Room that it takes on a road, in hundredths of a car.
    pub size: u32,
}

/// All vehicles with their routes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trips {
    /// By [`RouteId`].
    pub routes: Vec<Route>,
    /// In any order: those of one start leave it in the order of departure, then as they stand here.
    pub vehicles: Vec<Vehicle>,
}
