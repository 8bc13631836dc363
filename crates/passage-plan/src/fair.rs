//! Shares: every assembly point up to a floor, and where not all can have it, the least share as high as can be, then
//! the next, and so on.
//!
//! Which vehicles can be safe by the horizon together is a polymatroid over the assembly points (a gammoid, Perfect 1968:
//! a flow gives up nobody's place for another's). So the shares that are lexicographically greatest from the least on are
//! found by raising all together until a minimum cut holds some of them back, which then have what they can have
//! (Megiddo 1974; Fujishige 1980), vehicle by vehicle at the end of each level (Federgruen and Groenevelt 1986). How far
//! all can be raised together is found by Newton's method on the cuts (Dinkelbach 1967): the cut of a level that is too
//! high says what level it allows.
//!
//! Promise: exact with one occupancy, whatever the room of the sites; shares are counted in millionths. With several
//! occupancies the fullest vehicles of each assembly point go first, and nothing is claimed.
//! Cost: two to four flows that go on from the last one, for each of the levels, of which there are at most as many as
//! assembly points. Twin: `tests/it/weigh.rs`, one vehicle after the other on an explicit network.

use crate::PlanError;
use crate::flow::Flow;
use passage_model::id::OriginId;
use passage_model::scenario::Factor;
use passage_model::units::{Persons, PersonsPerVehicle, Vehicles};
use passage_model::work::Work;

/// An assembly point in a flow.
#[derive(Clone, Debug)]
pub(crate) struct Party {
    /// Everybody who wants to leave.
    pub persons: u64,
    /// Those who go otherwise.
    pub got: u64,
    /// Its groups, with their persons per vehicle and how many have a seat.
    pub groups: Vec<(OriginId, PersonsPerVehicle, Persons)>,
    /// Its hubs in the order in which they are filled, each with its group as a position in `groups`.
    pub hubs: Vec<(u32, usize)>,
}

impl Party {
    /// The vehicles that each hub must send for this share, or all that there are.
    fn needs(&self, flow: &Flow<'_>, share: u32) -> Vec<u32> {
        let wanted = (self.persons * u64::from(share)).div_ceil(u64::from(Factor::ONE.0)).saturating_sub(self.got);
        let all: Vec<u32> = self.hubs.iter().map(|&(hub, _)| flow.hubs[hub as usize].source.vehicles).collect();
        let most: u32 = all.iter().sum();
        // The fewest vehicles that hold so many.
        let (mut few, mut enough) = (0, most);
        while few < enough {
            let half = few + (enough - few) / 2;
            if self.persons_in(&spread(&all, half)) >= wanted { enough = half } else { few = half + 1 }
        }
        spread(&all, enough)
    }

    /// Persons in so many vehicles of each hub: each group's mean, rounded down, and not more than have a seat.
    fn persons_in(&self, sent: &[u32]) -> u64 {
        let mut vehicles = vec![0u32; self.groups.len()];
        for ((_, group), sent) in self.hubs.iter().zip(sent) {
            vehicles[*group] += sent;
        }
        let groups = self.groups.iter().zip(vehicles);
        groups.map(|((_, mean, seated), n)| u64::from(mean.persons_in(Vehicles(n)).min(*seated).0)).sum()
    }
}

/// So many vehicles over hubs of these sizes, the first ones first.
fn spread(all: &[u32], mut vehicles: u32) -> Vec<u32> {
    let take = |&size: &u32| {
        let taken = size.min(vehicles);
        vehicles -= taken;
        taken
    };
    all.iter().map(take).collect()
}

/// Sends from every party as many as its share up to `floor` asks for; where not all can have it, see above. Whoever has
/// left already counts, and stays. Afterwards nobody waits.
pub(crate) fn fill_up(flow: &mut Flow<'_>, parties: &[Party], floor: Factor, work: &Work<'_>) -> Result<(), PlanError> {
    let mut level = 0;
    let mut open = vec![true; parties.len()];
    while open.contains(&true) {
        let (reached, blocked) = raise_together(flow, parties, &open, level, floor.0, work)?;
        level = reached;
        if !blocked {
            break;
        }
        // One vehicle more for each that wants one: whoever cannot have it has all it can have.
        demand(flow, parties, &open, level + 1);
        flow.run(work)?;
        flow.mark_reached();
        for (party, open) in parties.iter().zip(&mut open) {
            *open &= !party.hubs.iter().any(|&(hub, _)| flow.reached_hub(hub));
        }
        flow.hubs.iter_mut().for_each(|hub| hub.left = 0);
    }
    flow.hubs.iter_mut().for_each(|hub| hub.kept = hub.gone());
    Ok(())
}

/// Lets the open parties want what a share asks for. Whoever has left already does not stay at home for it.
fn demand(flow: &mut Flow<'_>, parties: &[Party], open: &[bool], share: u32) {
    flow.hubs.iter_mut().for_each(|hub| hub.kept = hub.gone());
    for party in parties.iter().zip(open).filter(|(_, open)| **open).map(|(party, _)| party) {
        for (&(hub, _), need) in party.hubs.iter().zip(party.needs(flow, share)) {
            let hub = &mut flow.hubs[hub as usize];
            hub.left = need.saturating_sub(hub.gone());
        }
    }
}

/// Raises all open parties from `level`, which they have, as far as they can go together; whether a cut holds them back.
fn raise_together(
    flow: &mut Flow<'_>,
    parties: &[Party],
    open: &[bool],
    level: u32,
    floor: u32,
    work: &Work<'_>,
) -> Result<(u32, bool), PlanError> {
    let mut target = floor;
    loop {
        let mut trial = flow.clone();
        demand(&mut trial, parties, open, target);
        if trial.hubs.iter().any(|hub| hub.left > 0) {
            trial.run(work)?;
        }
        if trial.hubs.iter().all(|hub| hub.left == 0) {
            *flow = trial;
            return Ok((target, target < floor));
        }
        trial.mark_reached();
        let lower = allowed(&trial, flow, parties, open, (level, target));
        if lower <= level {
            return Ok((level, true));
        }
        target = lower;
    }
}

/// The highest share from `level` on, below `target`, for which those behind the cut of `trial` want no more than passes
/// it. `flow` is where it began: whoever has left there stays.
fn allowed(trial: &Flow<'_>, flow: &Flow<'_>, parties: &[Party], open: &[bool], (level, target): (u32, u32)) -> u32 {
    let hubs = (0u32..).zip(&trial.hubs).filter(|(number, _)| trial.reached_hub(*number));
    let passes: u64 = hubs.map(|(_, hub)| u64::from(hub.gone())).sum();
    let wanted = |share: u32| -> u64 {
        let mut sum = 0;
        for (party, open) in parties.iter().zip(open) {
            let needs = if *open { party.needs(flow, share) } else { vec![0; party.hubs.len()] };
            let behind = party.hubs.iter().zip(needs).filter(|((hub, _), _)| trial.reached_hub(*hub));
            sum += behind.map(|(&(hub, _), need)| u64::from(need.max(flow.hubs[hub as usize].gone()))).sum::<u64>();
        }
        sum
    };
    let (mut low, mut high) = (level, target);
    while low + 1 < high {
        let half = low + (high - low) / 2;
        if wanted(half) <= passes { low = half } else { high = half }
    }
    low
}
