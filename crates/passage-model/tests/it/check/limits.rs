//! The slow twin of the checks on a bound: second by second, vehicle by vehicle.

use super::simulator::{arrived, is_open};
use passage_model::id::{JunctionId, RoadId};
use passage_model::network::Network;
use passage_model::plan::{BoundKind, Plan};
use passage_model::situation::Situation;
use std::collections::BTreeSet;

/// Whether the bound can be one of this plan in this world.
pub fn hold(network: &Network, situation: &Situation, plan: &Plan, sum: u64) -> bool {
    let bound = &plan.bound;
    let horizon = situation.horizon.0;
    let safe = received_by(plan, horizon).0;
    let equal = u64::from(bound.persons.0) == safe && bound.not_safe_sum == sum;
    let total = u64::from(bound.persons.0) >= safe && bound.not_safe_sum <= sum;
    let ends = bound.curve.last().map_or(0, |l| l.persons.0) == bound.persons.0;
    let rises = bound.curve.windows(2).all(|pair| {
        let (before, after) = (pair[0], pair[1]);
        before.by < after.by && before.persons <= after.persons && before.vehicles <= after.vehicles
    });
    let in_time = bound.curve.iter().all(|limit| limit.by.0 <= horizon);
    let counted = bound.curve.iter().all(|limit| {
        let most = countable(network, situation, limit.by.0).max(received_by(plan, limit.by.0).0);
        u64::from(limit.persons.0) <= most
    });
    let kind = bound.kind != BoundKind::Exact || equal;
    total && kind && ends && rises && in_time && counted && above_movements(situation, plan)
}

/// At the end of each step, the limit is not below the movements that arrive by then and by the horizon.
fn above_movements(situation: &Situation, plan: &Plan) -> bool {
    let steps = 0..=situation.horizon.0.div_ceil(situation.step.0);
    steps.map(|k| k * situation.step.0).all(|moment| {
        let (persons, vehicles) = received_by(plan, moment.min(situation.horizon.0));
        let limit = plan.bound.curve.iter().rev().find(|limit| limit.by.0 <= moment);
        let (most, through) = limit.map_or((0, 0), |l| (u64::from(l.persons.0), u64::from(l.vehicles.0)));
        persons <= most && vehicles <= through
    })
}

/// Persons and vehicles received by a moment.
fn received_by(plan: &Plan, moment: u32) -> (u64, u64) {
    let in_time = || plan.movements.iter().filter(|m| arrived(plan, m) <= moment);
    (in_time().map(|m| u64::from(m.persons.0)).sum(), in_time().map(|m| u64::from(m.vehicles.0)).sum())
}

/// The most persons that can be received by a moment, as far as anybody can count.
fn countable(network: &Network, situation: &Situation, by: u32) -> u64 {
    let homes: BTreeSet<JunctionId> = situation.origins.iter().map(|o| o.junction).collect();
    let goals: BTreeSet<JunctionId> = situation.receptions.iter().map(|r| r.junction).collect();
    let fullest = |at: Option<JunctionId>| {
        let here = situation.origins.iter().filter(|o| at.is_none_or(|at| o.junction == at));
        u64::from(here.map(|o| o.per_vehicle.most_in_one().0).max().unwrap_or(0))
    };
    let roads = || (0..network.road_count()).map(RoadId::at);
    let through = |roads: &mut dyn Iterator<Item = RoadId>| roads.map(|road| entered(situation, road, by)).sum::<u64>();
    let leave = homes.iter().map(|&home| {
        let here = situation.origins.iter().filter(|o| o.junction == home);
        let seats = here.flat_map(|o| o.ready.iter().map(move |r| (r, o.per_vehicle.most_in_one().0)));
        let ready: u64 = seats.filter(|(r, _)| r.from.0 <= by).map(|(r, seats)| u64::from(r.vehicles.0 * seats)).sum();
        let out = through(&mut roads().filter(|&road| network.from(road) == home)) * fullest(Some(home));
        if goals.contains(&home) { ready } else { ready.min(out) }
    });
    let near = goals.iter().any(|goal| homes.contains(goal));
    let into = through(&mut roads().filter(|&road| goals.contains(&network.to(road)))) * fullest(None);
    let room = situation.receptions.iter().map(|r| u64::from(r.room.0)).sum::<u64>();
    let seated = situation.origins.iter().map(|o| u64::from(o.seated().0)).sum::<u64>();
    leave.sum::<u64>().min(if near { room } else { room.min(into) }).min(seated)
}

/// Vehicles that the rule of capacities lets into a road by a moment, tried one by one for each time it is open.
fn entered(situation: &Situation, road: RoadId, by: u32) -> u64 {
    let rate = u64::from(situation.roads[road.index()].capacity.0) * 24;
    let opening = situation.opening(road);
    let mut all = 0;
    let mut since = None;
    for second in 0..=by + 1 {
        match (since, second <= by && is_open(opening, second)) {
            (None, true) => since = Some(second),
            (Some(from), false) => {
                // Open up to this second, or asked up to the one before.
                let open = u64::from(second.min(by) - from + situation.step.0);
                let mut pass = 0;
                while 86_400 * (pass + 1) < rate * open + 86_400 {
                    pass += 1;
                }
                all += pass;
                since = None;
            }
            _ => {}
        }
    }
    all
}
