//! Cars that take another road than the one that they are called to.

use super::vehicles::is_car;
use super::{Setting, Told};
use crate::Moment;
use crate::assumptions::{Cause, Figure};
use crate::chances::Chances;
use crate::stage::Stage;
use crate::trips::{Route, RouteId};
use std::collections::BTreeMap;

/// The mark of the draw which of several ways it is.
const WHICH: u64 = 1 << 62;

/// Sends cars over other roads: each over one of the ways that lead from where it is called, if it would find all of that open by
/// what is announced, drives it freely, and may still leave. Whoever takes another road is received where it leads to.
pub(super) fn roads(stage: &Stage<'_>, chances: &Chances<'_>, setting: &mut Setting) {
    if !chances.plays(Cause::OtherRoad) {
        return;
    }
    let mut known: BTreeMap<(RouteId, usize), RouteId> = BTreeMap::new();
    let mut gone = 0;
    for (vehicle, load) in setting.trips.vehicles.iter_mut().zip(&mut setting.loads) {
        if !is_car(load) || vehicle.departs > vehicle.latest || !chances.happens(Figure::OtherRoad, vehicle.key) {
            continue;
        }
        let others = stage.others(vehicle.route);
        let first = (chances.unit(Figure::OtherRoad, vehicle.key | WHICH) * others.len() as f64) as usize;
        let mut turns = (first..others.len()).chain(0..first);
        let Some(other) = turns.find(|other| is_open(stage, &others[*other].route, vehicle.departs)) else { continue };
        let routes = &mut setting.trips.routes;
        vehicle.route = *known.entry((vehicle.route, other)).or_insert_with(|| {
            routes.push(others[other].route.clone());
            RouteId(routes.len() as u32 - 1)
        });
        load.elsewhere = Some(others[other].site);
        gone += 1;
    }
    setting.told.extend((gone > 0).then_some(Told::OtherRoad(gone)));
}

/// Whether all of a route is open by what is announced for whoever sets out at a moment and drives freely. O(queues of it).
fn is_open(stage: &Stage<'_>, route: &Route, departs: Moment) -> bool {
    let mut at = departs;
    route.queues.iter().all(|queue| {
        let queue = &stage.layout.queues[queue.index()];
        let enters = at;
        at = at.after(queue.free);
        // Open all the time that it is driven.
        queue.open_from(enters) == enters
            && queue.closed.iter().all(|closed| closed.from >= at || closed.until <= enters)
    })
}
