//! Which roads can carry anybody from an origin to a reception site at all.

use passage_model::id::{JunctionId, RoadId};
use passage_model::network::Network;
use passage_model::situation::Situation;

/// Marks the roads worth planning with: usable, reachable from an origin, leading to a reception site, and no dead end.
///
/// O(junctions + roads) beyond the look at each road's opening.
pub(crate) fn useful_roads(network: &Network, situation: &Situation) -> Vec<bool> {
    let mut keep: Vec<bool> = network.roads().map(|road| usable(network, situation, road)).collect();
    let origins = situation.origins.iter().filter(|o| o.vehicles().0 > 0).map(|o| o.junction);
    let receptions = situation.receptions.iter().filter(|r| r.room.0 > 0).map(|r| r.junction);
    let ahead = reached(network, &keep, origins, |at| network.leaving(at), |road| network.to(road));
    let behind = reached(network, &keep, receptions, |at| network.entering(at), |road| network.from(road));
    for road in network.roads() {
        keep[road.index()] &= ahead[network.from(road).index()] && behind[network.to(road).index()];
    }
    drop_dead_ends(network, situation, &mut keep);
    keep
}

/// Whether a road could be driven from end to end at some time before the horizon.
fn usable(network: &Network, situation: &Situation, road: RoadId) -> bool {
    let role = &situation.roads[road.index()];
    if role.capacity.0 == 0 || network.from(road) == network.to(road) {
        return false;
    }
    let travel = role.travel.0 / 1000;
    situation
        .opening(road)
        .intervals()
        .iter()
        .any(|open| open.from < situation.horizon && open.until.0.min(situation.horizon.0) - open.from.0 >= travel)
}

fn reached<'n>(
    network: &'n Network,
    keep: &[bool],
    starts: impl Iterator<Item = JunctionId>,
    roads: impl Fn(JunctionId) -> &'n [RoadId],
    far_end: impl Fn(RoadId) -> JunctionId,
) -> Vec<bool> {
    let mut seen = vec![false; network.junction_count()];
    let mut open: Vec<JunctionId> = starts.collect();
    for start in &open {
        seen[start.index()] = true;
    }
    while let Some(at) = open.pop() {
        for &road in roads(at).iter().filter(|r| keep[r.index()]) {
            let next = far_end(road);
            if !std::mem::replace(&mut seen[next.index()], true) {
                open.push(next);
            }
        }
    }
    seen
}

/// Takes away the roads into junctions from which one can only turn back, again and again until none is left.
fn drop_dead_ends(network: &Network, situation: &Situation, keep: &mut [bool]) {
    let mut fixed = vec![false; network.junction_count()];
    for junction in special_junctions(situation) {
        fixed[junction.index()] = true;
    }
    let mut open: Vec<JunctionId> = network.junctions().collect();
    while let Some(at) = open.pop() {
        let Some(neighbour) = only_neighbour(network, keep, at).filter(|_| !fixed[at.index()]) else { continue };
        for &road in network.leaving(at).iter().chain(network.entering(at)) {
            keep[road.index()] = false;
        }
        open.push(neighbour);
    }
}

/// The one junction at the other end of all kept roads; `None` where there are more, or no road.
fn only_neighbour(network: &Network, keep: &[bool], at: JunctionId) -> Option<JunctionId> {
    let after = network.leaving(at).iter().filter(|r| keep[r.index()]).map(|&r| network.to(r));
    let before = network.entering(at).iter().filter(|r| keep[r.index()]).map(|&r| network.from(r));
    let mut ends = after.chain(before);
    let first = ends.next()?;
    ends.all(|end| end == first).then_some(first)
}

/// The junctions where something other than driving on happens.
pub(crate) fn special_junctions(situation: &Situation) -> impl Iterator<Item = JunctionId> + '_ {
    let origins = situation.origins.iter().map(|o| o.junction);
    let receptions = situation.receptions.iter().map(|r| r.junction);
    let checkpoints = situation.checkpoints.iter().map(|c| c.junction);
    let waiting = situation.waiting.iter().filter(|w| w.room.0 > 0).map(|w| w.junction);
    origins.chain(receptions).chain(checkpoints).chain(waiting)
}
