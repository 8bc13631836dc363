//! Counts what days are worth and what they take, one step after the other, and says what is wrong with them.
//!
//! Shares nothing with the search: it is what tests and callers hold an answer against.

use super::{Duty, Shuttles};
use std::collections::BTreeMap;

/// What is wrong with days.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Something named is not there.
    #[error("day {day}: names something that is not there")]
    Unknown {
        /// Which of the days.
        day: usize,
    },
    /// A vehicle is not where its ride begins, or not in time, or not at an end.
    #[error("day {day}: the vehicle cannot make ride {ride}")]
    Route {
        /// Which of the days.
        day: usize,
        /// Which of its rides; one past the last for its end.
        ride: usize,
    },
    /// More on board than seats, or whoever may not be.
    #[error("day {day}: ride {ride} cannot have those on board")]
    Load {
        /// Which of the days.
        day: usize,
        /// Which of its rides.
        ride: usize,
    },
    /// More of something is taken than there is.
    #[error("{what} {number} is taken beyond its limit")]
    Beyond {
        /// What.
        what: &'static str,
        /// Which of them.
        number: usize,
    },
}

/// The worth of days: persons times worth, less what their use of resources costs.
///
/// O(rides x (uses + riders on board)), and what there is of everything.
pub fn count(shuttles: &Shuttles, days: &[Duty]) -> Result<i64, Fault> {
    let mut value = 0;
    let mut used: BTreeMap<(u32, u32), u64> = BTreeMap::new();
    let mut vehicles: BTreeMap<(u32, u32), u64> = BTreeMap::new();
    let mut boarded: Vec<BTreeMap<u32, u64>> = vec![BTreeMap::new(); shuttles.riders.len()];
    let mut received: BTreeMap<(u32, u32), u64> = BTreeMap::new();
    for (d, day) in days.iter().enumerate() {
        route(shuttles, d, day)?;
        *vehicles.entry((day.fleet, day.standing)).or_default() += 1;
        let fleet = &shuttles.fleets[day.fleet as usize];
        for (r, ride) in day.rides.iter().enumerate() {
            let trip = &fleet.trips[ride.trip as usize];
            for u in &trip.uses {
                let step = ride.departs + u.offset;
                *used.entry((u.resource, step)).or_default() += u64::from(u.amount);
                let price = shuttles.resources[u.resource as usize].price[step as usize];
                value -= i64::from(price) * i64::from(u.amount);
            }
            let aboard: u64 = ride.board.iter().map(|(_, n)| u64::from(n.0)).sum();
            for (riders, persons) in &ride.board {
                let group = shuttles.riders.get(*riders as usize).ok_or(Fault::Unknown { day: d })?;
                if group.stop != trip.from || !fleet.carries.contains(&group.class) {
                    return Err(Fault::Load { day: d, ride: r });
                }
                let worth = shuttles.worth[group.class as usize][(ride.departs + trip.steps) as usize];
                value += i64::from(worth) * i64::from(persons.0);
                *boarded[*riders as usize].entry(ride.departs).or_default() += u64::from(persons.0);
                *received.entry((trip.to, group.class)).or_default() += u64::from(persons.0);
            }
            if aboard > u64::from(trip.seats.0) {
                return Err(Fault::Load { day: d, ride: r });
            }
        }
    }
    limits(shuttles, &used, &vehicles, &received)?;
    waiting(shuttles, &boarded)?;
    Ok(value)
}

/// Whether a vehicle can make its rides in order.
fn route(shuttles: &Shuttles, d: usize, day: &Duty) -> Result<(), Fault> {
    let unknown = Fault::Unknown { day: d };
    let fleet = shuttles.fleets.get(day.fleet as usize).ok_or(unknown.clone())?;
    let (mut stop, _) = *fleet.standing.get(day.standing as usize).ok_or(unknown.clone())?;
    let (mut free, until) = *fleet.duties.get(day.duty as usize).ok_or(unknown.clone())?;
    for (r, ride) in day.rides.iter().enumerate() {
        let trip = fleet.trips.get(ride.trip as usize).ok_or(unknown.clone())?;
        let ends = ride.departs + trip.steps;
        let may = ride.departs >= trip.departs.0 && ride.departs <= trip.departs.1;
        if trip.from != stop || ride.departs < free || !may || ends > until {
            return Err(Fault::Route { day: d, ride: r });
        }
        (stop, free) = (trip.to, ends);
    }
    match &fleet.ends {
        Some(ends) if !ends.contains(&stop) => Err(Fault::Route { day: d, ride: day.rides.len() }),
        _ => Ok(()),
    }
}

fn limits(
    shuttles: &Shuttles,
    used: &BTreeMap<(u32, u32), u64>,
    vehicles: &BTreeMap<(u32, u32), u64>,
    received: &BTreeMap<(u32, u32), u64>,
) -> Result<(), Fault> {
    for (&(resource, step), &amount) in used {
        if amount > u64::from(shuttles.resources[resource as usize].capacity[step as usize]) {
            return Err(Fault::Beyond { what: "resource", number: resource as usize });
        }
    }
    for (&(fleet, standing), &out) in vehicles {
        if out > u64::from(shuttles.fleets[fleet as usize].standing[standing as usize].1.0) {
            return Err(Fault::Beyond { what: "fleet", number: fleet as usize });
        }
    }
    for (number, room) in shuttles.rooms.iter().enumerate() {
        let of =
            |(class, takes): &(u32, u32)| received.get(&(room.stop, *class)).copied().unwrap_or(0) * u64::from(*takes);
        if room.classes.iter().map(of).sum::<u64>() > u64::from(room.places) {
            return Err(Fault::Beyond { what: "room", number });
        }
    }
    Ok(())
}

/// Whether nobody boards before they are ready.
fn waiting(shuttles: &Shuttles, boarded: &[BTreeMap<u32, u64>]) -> Result<(), Fault> {
    for (number, (group, boarded)) in shuttles.riders.iter().zip(boarded).enumerate() {
        let mut gone = 0;
        for (&step, &persons) in boarded {
            gone += persons;
            let there: u64 = group.ready.iter().filter(|(from, _)| *from <= step).map(|(_, n)| u64::from(n.0)).sum();
            if gone > there {
                return Err(Fault::Beyond { what: "group of riders", number });
            }
        }
    }
    Ok(())
}
