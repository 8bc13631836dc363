//! Chains: roads that follow each other without a choice.

use super::special_junctions;
use passage_model::id::{JunctionId, RoadId};
use passage_model::network::{ForbiddenTurn, Network};
use passage_model::situation::Situation;

/// Chains of kept roads, each from one junction with a choice to the next.
#[derive(Debug, Default)]
pub(super) struct Chains {
    pub roads: Vec<RoadId>,
    /// Where each chain starts in `roads`; one more than there are chains.
    pub start: Vec<u32>,
}

impl Chains {
    pub fn iter(&self) -> impl Iterator<Item = &[RoadId]> {
        self.start.windows(2).map(|ends| &self.roads[ends[0] as usize..ends[1] as usize])
    }
}

/// Joins kept roads at every junction where one can only drive on. Each kept road is in exactly one chain.
///
/// O(junctions + roads).
pub(super) fn chains(network: &Network, situation: &Situation, keep: &[bool], bans: &[ForbiddenTurn]) -> Chains {
    let mut fixed = vec![false; network.junction_count()];
    let banned = bans.iter().map(|turn| network.to(turn.from));
    // Whoever sets out from a depot takes part of a chain, if it lies within one: then what it counts as would be taken
    // for the size of those before it.
    let depots = situation.fleets.iter().map(|fleet| fleet.depot);
    let begun = situation.fleets.iter().flat_map(|fleet| &fleet.begun).map(|begun| begun.junction);
    for junction in special_junctions(situation).chain(banned).chain(depots).chain(begun) {
        fixed[junction.index()] = true;
    }
    let through: Vec<bool> =
        network.junctions().map(|at| !fixed[at.index()] && is_through(network, keep, at)).collect();
    let mut chains = Chains { roads: Vec::new(), start: vec![0] };
    for first in network.roads().filter(|r| keep[r.index()] && !through[network.from(*r).index()]) {
        let mut road = first;
        chains.roads.push(road);
        while through[network.to(road).index()] {
            let Some(next) = onward(network, keep, road) else { break };
            road = next;
            chains.roads.push(road);
        }
        chains.start.push(chains.roads.len() as u32);
    }
    chains
}

/// Whether every way into a junction has exactly one way on that does not turn back.
fn is_through(network: &Network, keep: &[bool], at: JunctionId) -> bool {
    let mut after: Vec<JunctionId> = kept(network.leaving(at), keep).map(|r| network.to(r)).collect();
    let mut before: Vec<JunctionId> = kept(network.entering(at), keep).map(|r| network.from(r)).collect();
    after.sort_unstable();
    before.sort_unstable();
    match (before.as_slice(), after.as_slice()) {
        ([a], [b]) => a != b,
        ([a, b], [c, d]) => a != b && a == c && b == d,
        _ => false,
    }
}

fn onward(network: &Network, keep: &[bool], road: RoadId) -> Option<RoadId> {
    kept(network.leaving(network.to(road)), keep).find(|&next| network.to(next) != network.from(road))
}

fn kept<'k>(roads: &'k [RoadId], keep: &'k [bool]) -> impl Iterator<Item = RoadId> + 'k {
    roads.iter().copied().filter(|r| keep[r.index()])
}
