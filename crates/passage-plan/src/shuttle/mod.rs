//! Vehicles that shuttle: whole days of identical vehicles between pick-ups and reception sites, with a proven limit.
//!
//! Buses of one fleet are alike, so a day of one of them is a path in time from stop to stop, and a plan is how many
//! vehicles make which day. Riders of a pick-up, room of a site, vehicles of a depot and scarce places of roads couple the
//! days; prices on those few couplings take them apart (Dantzig and Wolfe 1960). The best day at given prices is one
//! sweep backwards in time ([`sweep`]); the prices come from a small linear programme over the days found so far
//! ([`master`], [`relax`]).
//!
//! Promise: the limit is a Lagrangian bound (Geoffrion 1974), evaluated in whole numbers from prices that were rounded
//! first, so it holds whatever floating point did. Whole days come from fixing days of the programme one after the other
//! and solving again (diving with columns: Sadykov, Vanderbeck, Pessoa, Tahiri, Uchoa 2019), then from freeing a few
//! vehicles at a time. Where they are worth the limit they are the optimum, proven; else limit and gap are stated.
//! Cost: each sweep looks once at every trip in every step; some hundreds of sweeps.
//! Twin: `tests/it/shuttle.rs` tries every plan of tiny worlds.

mod count;
mod dive;
mod improve;
mod left;
mod master;
mod relax;
mod rows;
mod sweep;
mod trips;

pub use count::{Fault, count};

use passage_model::units::{Persons, Vehicles};
use passage_model::work::Work;
use trips::Trips;

/// Stops, riders, room and fleets; all times are steps.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shuttles {
    /// The last step; the first is 0.
    pub last: u32,
    /// How many stops there are: pick-ups, reception sites, depots.
    pub stops: u32,
    /// For each class of riders, what a person received in each step is worth. Never rises from step to step where
    /// early arrivals are wanted; nothing depends on it.
    pub worth: Vec<Vec<u32>>,
    /// Who waits where.
    pub riders: Vec<Riders>,
    /// Room at stops; a rider may take more than one place of it.
    pub rooms: Vec<Room>,
    /// The vehicles.
    pub fleets: Vec<Fleet>,
    /// What trips use of roads and checkpoints.
    pub resources: Vec<Resource>,
}

/// Riders of one class at one stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Riders {
    /// The stop.
    pub stop: u32,
    /// The class, an index into [`Shuttles::worth`].
    pub class: u32,
    /// How many more can board from which step on; sorted by step.
    pub ready: Vec<(u32, Persons)>,
}

/// How many a stop takes in all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Room {
    /// The stop.
    pub stop: u32,
    /// The classes that count, and how many places each rider takes.
    pub classes: Vec<(u32, u32)>,
    /// The places that there are.
    pub places: u32,
}

impl Room {
    /// How many places a rider of a class takes who gets out at a stop; 0: it does not count here.
    fn takes(&self, stop: u32, class: u32) -> u32 {
        let mine = self.classes.iter().find(|(counted, _)| *counted == class && self.stop == stop);
        mine.map_or(0, |(_, places)| *places)
    }
}

/// Vehicles that are alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fleet {
    /// The classes that it carries, in any mixture.
    pub carries: Vec<u32>,
    /// How many stand at which stop.
    pub standing: Vec<(u32, Vehicles)>,
    /// First and last step of each turn of duty; a vehicle works one of them.
    pub duties: Vec<(u32, u32)>,
    /// Stops where a vehicle may end its duty; `None`: it may stay anywhere.
    pub ends: Option<Vec<u32>>,
    /// Its trips.
    pub trips: Vec<Trip>,
}

/// A way from stop to stop that takes the same time whenever it is begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trip {
    /// From which stop.
    pub from: u32,
    /// To which.
    pub to: u32,
    /// The most riders on board; boarding and alighting are part of its time.
    pub seats: Persons,
    /// First and last step in which it can be begun.
    pub departs: (u32, u32),
    /// Steps from its beginning to its end, at least 1.
    pub steps: u32,
    /// What it uses on the way, sorted by resource and offset, each pair once.
    pub uses: Vec<Use>,
}

/// A trip's use of a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Use {
    /// The resource.
    pub resource: u32,
    /// How many steps after the trip's beginning; it may be after its end.
    pub offset: u32,
    /// How much, in the resource's unit.
    pub amount: u32,
}

/// A road or checkpoint that trips share with others, step by step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Resource {
    /// How much there is in each step, and in as many after the last as uses reach, in a unit of the caller's.
    pub capacity: Vec<u32>,
    /// What a unit costs in each step: the worth that others lose by it.
    pub price: Vec<u32>,
}

/// One vehicle's day.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Duty {
    /// Which fleet.
    pub fleet: u32,
    /// Which of [`Fleet::standing`] it is from.
    pub standing: u32,
    /// Which of [`Fleet::duties`] it works.
    pub duty: u32,
    /// Its trips in order.
    pub rides: Vec<Ride>,
}

/// A trip that is made.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ride {
    /// Which of [`Fleet::trips`].
    pub trip: u32,
    /// The step in which it begins.
    pub departs: u32,
    /// Which riders are on board, and how many.
    pub board: Vec<(u32, Persons)>,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Solved {
    /// The days of all vehicles that do anything.
    pub duties: Vec<Duty>,
    /// What they are worth: persons times worth, less the prices of what they use.
    pub value: i64,
    /// What nobody can exceed.
    pub bound: i64,
    /// Sweeps that were made.
    pub sweeps: u64,
}

impl Solved {
    /// Whether the value is proven to be the greatest there is.
    pub fn proven(&self) -> bool {
        self.value == self.bound
    }
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ShuttleError {
    /// Somebody asked to stop.
    #[error("the planning of shuttles was stopped")]
    Stopped,
    /// Something does not fit together.
    #[error("the shuttles do not fit together: {0}")]
    Unfit(String),
}

/// Plans the days of all vehicles so that their [worth](Solved::value) is as great as can be.
///
/// `most_sweeps` limits the search after the first limit has been proven, on every machine alike; with fewer than 500 the
/// first days are fixed without trying others beside them, and the programme's work is limited too: some limit and some
/// days are there all the same.
pub fn solve(shuttles: &Shuttles, most_sweeps: u64, work: &Work<'_>) -> Result<Solved, ShuttleError> {
    fits(shuttles).map_err(ShuttleError::Unfit)?;
    let trips = Trips::new(shuttles);
    let mut search = dive::Search::new(&trips, most_sweeps, work);
    search.run()?;
    let (mut duties, value) = (search.best, search.value);
    duties.sort_unstable();
    Ok(Solved { duties, value, bound: search.bound, sweeps: search.relaxation.sweeps })
}

/// The limit alone: what [`solve`] proves in as many sweeps, without a search for days.
pub fn limit(shuttles: &Shuttles, most_sweeps: u64, work: &Work<'_>) -> Result<i64, ShuttleError> {
    fits(shuttles).map_err(ShuttleError::Unfit)?;
    let trips = Trips::new(shuttles);
    let mut search = dive::Search::new(&trips, most_sweeps, work);
    search.prove()?;
    Ok(search.bound)
}

/// Says what does not fit, if anything.
fn fits(shuttles: &Shuttles) -> Result<(), String> {
    let steps = shuttles.last as usize + 1;
    let stop = |stop: u32| if stop < shuttles.stops { Ok(()) } else { Err(format!("there is no stop {stop}")) };
    if shuttles.last >= u32::MAX / 2 || shuttles.worth.iter().any(|w| w.len() != steps) {
        return Err("not one worth for each step".to_owned());
    }
    let classes = shuttles.worth.len() as u32;
    for riders in &shuttles.riders {
        stop(riders.stop)?;
        if riders.class >= classes || !riders.ready.is_sorted_by(|a, b| a.0 < b.0) {
            return Err(format!("the riders at stop {} have no class, or are not sorted by time", riders.stop));
        }
    }
    shuttles.rooms.iter().try_for_each(|room| stop(room.stop))?;
    if shuttles.resources.iter().any(|r| r.capacity.len() < steps || r.price.len() != r.capacity.len()) {
        return Err("a resource has not one capacity and price for each step".to_owned());
    }
    for fleet in &shuttles.fleets {
        fleet.standing.iter().try_for_each(|(at, _)| stop(*at))?;
        fleet.ends.iter().flatten().try_for_each(|at| stop(*at))?;
        if fleet.carries.iter().any(|c| *c >= classes) || fleet.duties.iter().any(|d| d.1 > shuttles.last) {
            return Err("a fleet carries a class that is not there, or works after the last step".to_owned());
        }
        for trip in &fleet.trips {
            stop(trip.from).and(stop(trip.to))?;
            // The last step in which it can be begun, and end in time.
            let begins = trip.departs.1.min(shuttles.last.saturating_sub(trip.steps)) as usize;
            let within = |u: &Use| {
                let resource = shuttles.resources.get(u.resource as usize);
                resource.is_some_and(|resource| begins + (u.offset as usize) < resource.capacity.len())
            };
            let late = trip.departs.1 > shuttles.last || !trip.uses.iter().all(within);
            let twice = !trip.uses.is_sorted_by(|a, b| (a.resource, a.offset) < (b.resource, b.offset));
            if trip.steps == 0 || late || twice {
                return Err(format!(
                    "a trip from stop {} to {} takes no time, leaves its time, or names its uses out of order",
                    trip.from, trip.to
                ));
            }
        }
    }
    Ok(())
}
