//! Why people stay in a plan that is made again: from now on.

use super::no_way;
use crate::again::{Again, Change};
use passage_model::network::Network;
use passage_model::plan::{Plan, Reason};
use passage_model::situation::Situation;
use passage_model::time::{Clock, Interval, Opening};

/// Whoever was ready before now is not too late by their own doing: the way is gone, or what is left of it is too short.
///
/// To the planner everybody is ready now at the earliest. O(junctions + roads) log for each such group.
pub(crate) fn not_too_late(network: &Network, change: Change<'_>, again: Again) -> Again {
    let now = change.standing.now;
    let told = |plan: Plan| from_now(network, change.after, now, plan);
    Again { plan: told(again.plan), free: told(again.free), ..again }
}

fn from_now(network: &Network, situation: &Situation, now: Clock, mut plan: Plan) -> Plan {
    let late = plan.left_behind.iter().any(|left| left.reason == Reason::TooLate);
    if !late {
        return plan;
    }
    let mut rest = situation.clone();
    let ahead = Opening::within(vec![Interval { from: now, until: Clock::NEVER }]);
    for opening in &mut rest.openings {
        *opening = opening.and(&ahead);
    }
    for left in plan.left_behind.iter_mut().filter(|left| left.reason == Reason::TooLate) {
        let origin = &situation.origins[left.origin.index()];
        if origin.ready.iter().all(|ready| ready.from <= now) {
            left.reason = no_way(network, &rest, origin);
        }
    }
    plan
}
