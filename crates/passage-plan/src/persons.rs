//! Persons into vehicles, whole.
//!
//! The vehicles of a group carry its mean occupancy on the way: after the first `n` have arrived, `n` times the mean,
//! rounded down, and never more than the group has. A full reception site takes only what its room allows; what does
//! not fit rides in another vehicle of the group that has seats, if need be where somebody of another group had their place,
//! who rides elsewhere. At each site the vehicles of one mean carry no more than it, rounded up, at every moment: so the
//! limits ([`crate::limits`]) can count them at the mean. Whoever must ride in the order of leaving (`due`) has their place
//! from that.
//!
//! Nobody is left over where rooms hold the mean of all vehicles that are sent to them: the mean in each vehicle is then a
//! solution, not whole, of a flow from groups over vehicles, in the order of their arrival, to sites, and flows have whole
//! solutions (Hoffman and Kruskal 1956).

mod exchange;

use exchange::Seats;
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

/// Fills `loads`, which are sorted by arrival. O(loads), and once more for each person who finds no place in their order.
pub(crate) fn fill(situation: &Situation, loads: &mut [Load]) {
    let mut gone = vec![0u32; situation.origins.len()];
    let mut moved = vec![0u64; situation.origins.len()];
    let mut seats = Seats::of(situation, loads);
    for (number, load) in loads.iter().enumerate() {
        let o = load.origin.index();
        gone[o] += load.vehicles;
        let wanted = load.due.map_or(due(situation, o, gone[o]).saturating_sub(moved[o]), u64::from);
        moved[o] += seats.put_next(number, wanted);
    }
    let short = |o: &usize| due(situation, *o, gone[*o]) > moved[*o];
    for o in (0..moved.len()).filter(short) {
        seats.put_anywhere(o, due(situation, o, gone[o]) - moved[o]);
    }
    for (load, persons) in loads.iter_mut().zip(seats.persons) {
        load.persons = persons;
    }
}

/// How many of a group have left with so many vehicles.
fn due(situation: &Situation, origin: usize, vehicles: u32) -> u64 {
    let origin = &situation.origins[origin];
    u64::from(origin.per_vehicle.persons_in(Vehicles(vehicles)).min(origin.persons).0)
}

#[cfg(test)]
mod tests;
