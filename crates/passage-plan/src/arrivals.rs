//! How many can be safe by each moment, without a plan: what negotiators' questions are made of.

use crate::expand::Timed;
use crate::fleet::{self, Mixture};
use crate::flow::{Capacity, Flow};
use crate::reduce::What;
use crate::wider::Wider;
use crate::{PlanError, calling, fits, weigh};
use passage_model::id::RoadId;
use passage_model::network::Network;
use passage_model::situation::Situation;
use passage_model::units::{Persons, Vehicles};
use passage_model::work::Work;
use std::collections::BTreeMap;

/// Who is safe by the end of each step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arrivals {
    /// Vehicles received by the end of each step, from step 0 to the horizon.
    pub vehicles: Vec<Vehicles>,
    /// Persons in them at the mean occupancy, rounded down, and not more than there are.
    pub persons: Vec<Persons>,
    /// Whether each step's number is the most that any plan reaches by then, in steps of the situation's length: one
    /// occupancy, and no reception site that fills up.
    pub most_by_every_step: bool,
    /// Whether the last number of vehicles is the most, and the sum over the steps of those not yet safe the least.
    pub least_sum: bool,
}

impl Arrivals {
    /// Sum over the steps, the horizon's included, of the vehicles of `all` not received by its end.
    pub fn not_safe_sum(&self, all: Vehicles) -> u64 {
        self.vehicles.iter().map(|safe| u64::from(all.0.saturating_sub(safe.0))).sum()
    }
}

/// A part of a road that others have taken in a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Taken {
    /// The road.
    pub road: RoadId,
    /// The step in which they enter it.
    pub step: u32,
    /// How many cars cannot.
    pub vehicles: Vehicles,
}

/// Solves `situation` for every moment until the horizon in one go, without following anybody on the way.
///
/// With one occupancy a single earliest-arrival flow (see [`crate::plan`]); with several, the vehicles of the plan that
/// [`crate::plan`] makes. Cost as there, without the plan. Where stretches may be given to contraflow and none is yet, the
/// best choice of them is taken, as [`crate::plan_reversing`] does.
pub fn arrivals(network: &Network, situation: &Situation, work: &Work<'_>) -> Result<Arrivals, PlanError> {
    if !situation.contraflow.is_empty() && situation.reversed.is_empty() {
        return crate::contraflow::best_arrivals(network, situation, work);
    }
    arrivals_beside(network, situation, &[], work)
}

/// The same where something is wider for a time, with contraflow as it is in force.
pub fn arrivals_with(
    network: &Network,
    situation: &Situation,
    wider: &Wider,
    work: &Work<'_>,
) -> Result<Arrivals, PlanError> {
    arrivals_in(
        network,
        &wider.situation(situation),
        |timed| {
            let mut left = Capacity::full(timed);
            wider.widen(situation, timed, &mut left);
            left
        },
        work,
    )
}

/// The same in what others leave of the roads, with contraflow as it is in force. What they take of a road is taken from
/// every stretch that it is part of.
pub fn arrivals_beside(
    network: &Network,
    situation: &Situation,
    taken: &[Taken],
    work: &Work<'_>,
) -> Result<Arrivals, PlanError> {
    arrivals_in(network, situation, |timed| beside(timed, taken), work)
}

fn arrivals_in(
    network: &Network,
    situation: &Situation,
    left: impl FnOnce(&Timed) -> Capacity,
    work: &Work<'_>,
) -> Result<Arrivals, PlanError> {
    fits(network, situation)?;
    let timed = calling::in_time(network, situation, work)?;
    let left = left(&timed);
    let classes = fleet::classes(situation, &timed);
    if let ([class], false, false) = (classes.as_slice(), timed.shared_out, weigh::binds(situation)) {
        let (sources, _) = fleet::sources(situation, &timed, class);
        let sinks = fleet::sinks(situation, &timed, class.occupancy, &fleet::rooms_for(situation, class));
        let mut flow = Flow::new(&timed, left, &class.kinds, &sources, &sinks)?;
        flow.run(work)?;
        let full = flow.docks.iter().any(|dock| dock.full);
        let received = fleet::summed(flow.arrivals());
        let all = fleet::seated(situation);
        return Ok(one_class(&received, class.occupancy, all, !full, flow.least));
    }
    of_several(situation, &timed, left, work)
}

/// What is left of all capacities.
fn beside(timed: &Timed, taken: &[Taken]) -> Capacity {
    let mut left = Capacity::full(timed);
    if taken.is_empty() {
        return left;
    }
    let mut parts: BTreeMap<RoadId, Vec<(usize, u32)>> = BTreeMap::new();
    for (number, stretch) in timed.stretches.iter().enumerate().filter(|(_, s)| s.first <= s.last) {
        if let What::Roads(range) = &stretch.what {
            for i in range.start as usize..range.end as usize {
                parts.entry(timed.roads[i]).or_default().push((number, timed.enters[i]));
            }
        }
    }
    for part in taken {
        let end = (u64::from(part.step) + 1) * u64::from(timed.step);
        for &(number, enters) in parts.get(&part.road).map_or(&[][..], Vec::as_slice) {
            let stretch = &timed.stretches[number];
            let Some(moment) = end.checked_sub(u64::from(enters) + 1) else { continue };
            let k = moment / u64::from(timed.step);
            if k >= u64::from(stretch.first) && k <= u64::from(stretch.last) {
                let place = &mut left.stretch[left.stretch_base[number].wrapping_add(k as usize)];
                *place = place.saturating_sub(u16::try_from(part.vehicles.0).unwrap_or(u16::MAX));
            }
        }
    }
    left
}

pub(crate) fn one_class(
    received: &[u64],
    occupancy: u32,
    all: u64,
    most_by_every_step: bool,
    least_sum: bool,
) -> Arrivals {
    let whole = |vehicles: u64| Vehicles(u32::try_from(vehicles).unwrap_or(u32::MAX));
    Arrivals {
        vehicles: received.iter().map(|&vehicles| whole(vehicles)).collect(),
        persons: received
            .iter()
            .map(|&vehicles| fleet::at_mean((vehicles * u64::from(occupancy)).min(all * 100)))
            .collect(),
        most_by_every_step,
        least_sum,
    }
}

fn of_several(situation: &Situation, timed: &Timed, left: Capacity, work: &Work<'_>) -> Result<Arrivals, PlanError> {
    let fleet = fleet::fleet_in(situation, timed, left, work)?;
    let steps = timed.last as usize + 1;
    let mut vehicles = vec![0u64; steps];
    let mut of_origin = vec![vec![0u64; steps]; situation.origins.len()];
    for (origin, trip) in &fleet.trips {
        vehicles[trip.arrive as usize] += u64::from(trip.vehicles);
        of_origin[origin.index()][trip.arrive as usize] += u64::from(trip.vehicles);
    }
    let mut hundredths = vec![0u64; steps];
    for (origin, received) in situation.origins.iter().zip(of_origin) {
        let (occupancy, all) = (u64::from(origin.per_vehicle.0), u64::from(origin.persons.0) * 100);
        for (sum, vehicles) in hundredths.iter_mut().zip(fleet::summed(received)) {
            *sum += (vehicles * occupancy).min(all);
        }
    }
    let one = fleet.mixture == Mixture::One && !weigh::binds(situation);
    let whole = |vehicles: u64| Vehicles(u32::try_from(vehicles).unwrap_or(u32::MAX));
    Ok(Arrivals {
        vehicles: fleet::summed(vehicles).into_iter().map(whole).collect(),
        persons: hundredths.into_iter().map(fleet::at_mean).collect(),
        most_by_every_step: one && !fleet.full && !timed.shared_out,
        least_sum: one && !timed.shared_out && fleet.flows.iter().all(|flow| flow.least),
    })
}
