//! Slots: where a plan says that people can follow it, each group has few routes and leaves evenly within each slot.

use super::case::Case;
use super::tally::{Fault, Rule, Tally};
use super::words::clock;
use crate::id::{OriginId, ReceptionId, RoadId};
use crate::plan::Slots;
use crate::time::Clock;
use std::collections::{BTreeMap, BTreeSet};

static ROUTES: Rule = Rule {
    code: "plan.too-many-routes",
    fault: "a group has more routes than the plan says",
    advice: "It cannot be read aloud as it says. Make the plan anew.",
};
static UNEVEN: Rule = Rule {
    code: "plan.uneven-slot",
    fault: "vehicles do not leave evenly within a slot",
    advice: "It cannot be read aloud as it says. Make the plan anew.",
};

/// A way of a group.
type Way<'a> = (OriginId, ReceptionId, &'a [RoadId]);

/// Every group's ways, and every slot's departures.
pub(super) fn check(case: &Case, tally: &mut Tally) {
    let Some(slots) = case.plan.slots else { return };
    let mut ways: BTreeMap<OriginId, BTreeSet<(ReceptionId, &[RoadId])>> = BTreeMap::new();
    let mut leaving: BTreeMap<(Way<'_>, u64), BTreeMap<Clock, u64>> = BTreeMap::new();
    for (movement, course) in case.movements() {
        let (reception, roads) = (movement.reception, course.roads.as_slice());
        ways.entry(movement.origin).or_default().insert((reception, roads));
        let key = ((movement.origin, reception, roads), slots.at(movement.departure));
        *leaving.entry(key).or_default().entry(movement.departure).or_default() += u64::from(movement.vehicles.0);
    }
    for (origin, ways) in ways.into_iter().filter(|(_, ways)| ways.len() as u64 > u64::from(slots.routes)) {
        let words = || format!("{} routes, at most {} stated", ways.len(), slots.routes);
        tally.add(&ROUTES, || Fault::new(who(case, origin), words()));
    }
    for (((origin, ..), _), leaving) in &leaving {
        check_slot(case, slots, *origin, leaving, tally);
    }
}

/// From the first departure to the last, in each step as many leave, or one more.
fn check_slot(case: &Case, slots: Slots, origin: OriginId, leaving: &BTreeMap<Clock, u64>, tally: &mut Tally) {
    let step = u64::from(case.situation.step.0);
    let (Some((&from, _)), Some((&until, _))) = (leaving.first_key_value(), leaving.last_key_value()) else { return };
    let steps = u64::from((until - from).0) / step + 1;
    let on_the_beat = leaving.keys().all(|at| u64::from((*at - from).0).is_multiple_of(step));
    let least = if leaving.len() as u64 == steps { leaving.values().min().copied().unwrap_or(0) } else { 0 };
    let most = leaving.values().max().copied().unwrap_or(0);
    if !on_the_beat || most > least + 1 {
        let words = || {
            let length = slots.length.0 / 60;
            format!("{least} to {most} in a step from {} to {} in a slot of {length} min", clock(from), clock(until))
        };
        tally.add(&UNEVEN, || Fault::new(who(case, origin), words()));
    }
}

fn who(case: &Case, origin: OriginId) -> String {
    let origin = &case.situation.origins[origin.index()];
    format!("{} from {}", origin.group, origin.assembly)
}
