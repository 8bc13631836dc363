//! Persons into vehicles, whole.
//!
//! The vehicles of a group carry its mean occupancy on the way: after the first `n` have arrived, `n` times the mean,
//! rounded down, and never more than the group has. A full reception site takes only what its room allows; what does
//! not fit rides in a later vehicle of the group, as far as that has seats. Whoever must ride in the order of leaving
//! (`due`) has their place from that.

use passage_model::id::{OriginId, ReceptionId};
use passage_model::situation::Situation;
use passage_model::units::Vehicles;

/// Vehicles to be filled, in the order of arrival.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Load {
    pub origin: OriginId,
    pub reception: ReceptionId,
    pub vehicles: u32,
    pub persons: u32,
    /// Where the order of arrival does not say it: how many are due to ride.
    pub due: Option<u32>,
}

/// Fills `loads`, which are sorted by arrival. O(loads).
pub(crate) fn fill(situation: &Situation, loads: &mut [Load]) {
    let mut room: Vec<u64> = situation.receptions.iter().map(|r| u64::from(r.room.0)).collect();
    let mut gone = vec![0u32; situation.origins.len()];
    let mut moved = vec![0u64; situation.origins.len()];
    for load in loads.iter_mut() {
        let o = load.origin.index();
        let origin = &situation.origins[o];
        gone[o] += load.vehicles;
        let by_now = u64::from(origin.per_vehicle.persons_in(Vehicles(gone[o])).min(origin.persons).0);
        let due = load.due.map_or(by_now.saturating_sub(moved[o]), u64::from);
        load.persons = put(load, due, &mut room, seats(situation, load));
        moved[o] += u64::from(load.persons);
    }
    // What did not fit, into vehicles that arrived earlier and still have seats.
    for load in loads.iter_mut().filter(|load| load.due.is_none()) {
        let o = load.origin.index();
        let origin = &situation.origins[o];
        let due = u64::from(origin.per_vehicle.persons_in(Vehicles(gone[o])).min(origin.persons).0);
        let free = seats(situation, load) - u64::from(load.persons);
        let more = put(load, due - moved[o], &mut room, free);
        load.persons += more;
        moved[o] += u64::from(more);
    }
}

fn seats(situation: &Situation, load: &Load) -> u64 {
    let most = situation.origins[load.origin.index()].per_vehicle.most_in_one();
    u64::from(load.vehicles) * u64::from(most.0)
}

/// How many of `wanted` fit into `seats` and into the room of the site, which they take.
fn put(load: &Load, wanted: u64, room: &mut [u64], seats: u64) -> u32 {
    let room = &mut room[load.reception.index()];
    let fits = wanted.min(seats).min(*room);
    *room -= fits;
    fits as u32
}
