//! The outer side of the bracket: a limit on what any plan can bring out, whatever the length of its steps.
//!
//! A plan in steps loses something by its steps: times are rounded up, and whoever follows within a step must be out of
//! a window in time ([`crate::expand`]). So its limit holds for plans in steps alone. Here everything is rounded the
//! other way, so that the truth lies between the plan, which can be driven, and this limit.
//!
//! **Which plans.** Vehicles, or a stream of them, at any moments. Each is at home until it is ready; drives every road
//! in its time; is on a road only while it is open; passes checkpoints within their hours; waits where one may, never
//! more than there is room for. In any span of time of length `L`, at most `c L + 1` vehicles enter a road or lane of
//! rate `c`. Received by `t` is who comes before `t`. Plans of [`crate::plan`] in steps of this length are below the
//! limit too, but for their rounding to seconds: off the shortest ways they lose less than a step on a stretch, and a run of
//! `n` steps carries at most `n` steps' rate and one vehicle more.
//!
//! **Why none exceeds it.** Copy `k` of a spot stands for a step of time from `k * step + phase` on, the phase being
//! minus its shortest time to safety. Who is at a spot at some moment is in exactly one copy. A drive from a moment of
//! copy `k` ends in copy `k + n` or, off the shortest ways, `k + n + 1`, where `n` is the time between the phases,
//! rounded down; each is a way in the outer network ([`timed`]), so that times are not rounded road by road. So every
//! such plan is a flow in it. Take any set of copies without a reception site's before `t`: whoever is at home in the
//! set and received by `t` leaves it somewhere, and through each run of steps in which that can be, no more than
//! `c L + 1` do, `L` counted to the millisecond within the open times ([`count`]). That is the limit. The sets are the
//! minimum cuts of an earliest-arrival flow ([`crate::flow`]): they make the limit low, but it is proven whatever they
//! are (weak duality).
//!
//! With several occupancies: Abel's summation, as in [`crate::bound`]. Sites that fill: no more than their room together.
//!
//! Cost: an earliest-arrival flow on up to twice the spots for each occupancy; 4 bytes for each copy besides.
//! Twin: plans of the same world in steps of which every time is a multiple (`tests/it/bracket.rs`).

mod count;
mod timed;

use crate::fleet::{self, Class, at_mean, seated};
use crate::flow::{Capacity, Flow, Sink, Source};
use crate::{PlanError, fits, reduce};
use count::vehicles_at_most;
use passage_model::network::Network;
use passage_model::plan::Safe;
use passage_model::situation::{CarEquivalents, Situation};
use passage_model::time::Clock;
use passage_model::units::{Persons, Vehicles};
use passage_model::work::Work;
use timed::Outward;

/// The most persons and vehicles that any plan brings out, whatever its steps, by the end of each step of the
/// situation's length, the horizon's last: one entry for each moment at which it rises.
///
/// `None` where something binds that it does not know: fleets carry people, whose vehicles come back; contraflow is to be
/// chosen; vehicles count as more than a car; few people may be present at once; something stands before people.
/// Turning back in a dead end is left out, as in every limit of ours. O(flow) time, see [`crate::plan`].
pub fn outer(network: &Network, situation: &Situation, work: &Work<'_>) -> Result<Option<Vec<Safe>>, PlanError> {
    fits(network, situation)?;
    let carried = situation.origins.iter().any(|origin| !origin.carried_by.is_empty());
    let other = situation.alike_on_roads() != Some(CarEquivalents::CAR) || !situation.fleets.is_empty();
    let unknown = !situation.crowds.is_empty() || crate::weigh::binds(situation);
    if carried || other || unknown || !situation.contraflow.is_empty() {
        return Ok(None);
    }
    let situation = &crate::foot::walked_outward(situation);
    let outward = timed::expand(situation, reduce::reduce(network, situation, true))?;
    let steps = outward.timed.last as usize + 1;
    let (mut persons, mut vehicles) = (vec![0u64; steps], vec![0u64; steps]);
    let classes = fleet::classes(situation, &outward.timed);
    for (i, class) in classes.iter().enumerate() {
        let next = classes.get(i + 1).map_or(0, |class| class.occupancy);
        if next == class.occupancy {
            continue;
        }
        let most = most(&outward, &classes[..=i], work)?;
        for ((sum, all), most) in persons.iter_mut().zip(&mut vehicles).zip(most) {
            *sum += u64::from(class.occupancy - next) * most;
            *all = most;
        }
    }
    Ok(Some(curve(situation, outward.timed.step, &persons, &vehicles)))
}

/// The most vehicles of `classes` together by the end of each step.
fn most(outward: &Outward, classes: &[Class], work: &Work<'_>) -> Result<Vec<u64>, PlanError> {
    let Some(last) = classes.last() else { return Ok(vec![0; outward.timed.last as usize + 1]) };
    let mut kinds: Vec<_> = classes.iter().flat_map(|class| class.kinds.iter().copied()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let origins = classes.iter().flat_map(|class| class.origins.iter().copied()).collect();
    let all = Class { occupancy: last.occupancy, each: last.each, kinds, origins };
    let (sources, _) = fleet::sources(&outward.earlier, &outward.timed, &all);
    let parts = outward.parts(sources.iter().map(|source| u64::from(source.vehicles)).sum());
    let in_parts: Vec<Source> =
        sources.iter().map(|&source| Source { vehicles: source.vehicles.saturating_mul(parts), ..source }).collect();
    let open = outward.timed.arrival.values();
    let sinks: Vec<Sink> = open.map(|&spot| Sink { spot, room: u32::MAX }).collect();
    let capacity: Capacity = outward.capacity(parts);
    let mut flow = Flow::new(&outward.timed, capacity, &all.kinds, &in_parts, &sinks)?;
    flow.note_cuts();
    flow.run(work)?;
    Ok(vehicles_at_most(outward, &flow, &all.kinds, &sources))
}

/// The limits as a curve: none above the people and the room that there are, none before the one before it.
fn curve(situation: &Situation, step: u32, persons: &[u64], vehicles: &[u64]) -> Vec<Safe> {
    let rooms: u64 = fleet::rooms(situation).iter().sum();
    let cap = Persons(u32::try_from(seated(situation).min(rooms)).unwrap_or(u32::MAX));
    let mut curve: Vec<Safe> = Vec::new();
    for (k, (&persons, &vehicles)) in (1u32..).zip(persons.iter().zip(vehicles)) {
        let by = Clock(k.saturating_mul(step)).min(situation.horizon);
        let safe = Safe {
            by,
            persons: at_mean(persons).min(cap),
            vehicles: Vehicles(u32::try_from(vehicles).unwrap_or(u32::MAX)),
        };
        let before = curve.last().map_or((Persons(0), Vehicles(0)), |safe| (safe.persons, safe.vehicles));
        if safe.persons > before.0 || safe.vehicles > before.1 {
            curve.push(safe);
        }
    }
    // What holds later holds earlier.
    for i in (1..curve.len()).rev() {
        curve[i - 1].persons = curve[i - 1].persons.min(curve[i].persons);
        curve[i - 1].vehicles = curve[i - 1].vehicles.min(curve[i].vehicles);
    }
    curve
}
