//! Strongly connected components: junctions that can all be driven to from each other.

use super::Weights;
use passage_model::id::{JunctionId, RoadId};
use passage_model::network::Network;

/// The component of each junction, numbered from 0. Forbidden turns are not looked at.
///
/// Tarjan (SIAM Journal on Computing 1(2), 1972), without recursion. O(junctions + roads).
/// Its twin is reachability from each junction, in the tests.
pub fn strong_components(network: &Network, weights: &Weights) -> Vec<u32> {
    let mut walk = Walk::new(network.junction_count());
    for junction in network.junctions() {
        if walk.order[junction.index()] == UNSEEN {
            walk.from(network, weights, junction);
        }
    }
    walk.component
}

/// Whether each junction lies in the largest component; of several largest, the one with the lowest junction.
pub fn largest_component(network: &Network, weights: &Weights) -> Vec<bool> {
    let component = strong_components(network, weights);
    let mut sizes = vec![0u32; network.junction_count()];
    for &c in &component {
        sizes[c as usize] += 1;
    }
    let largest = sizes.iter().max().copied().unwrap_or(0);
    let chosen = component.iter().copied().find(|&c| sizes[c as usize] == largest);
    component.into_iter().map(|c| Some(c) == chosen).collect()
}

const UNSEEN: u32 = u32::MAX;

struct Walk {
    order: Vec<u32>,
    low: Vec<u32>,
    component: Vec<u32>,
    open: Vec<JunctionId>,
    seen: u32,
    found: u32,
}

impl Walk {
    fn new(junctions: usize) -> Self {
        let unseen = vec![UNSEEN; junctions];
        Self { order: unseen.clone(), low: unseen.clone(), component: unseen, open: Vec::new(), seen: 0, found: 0 }
    }

    fn enter(&mut self, junction: JunctionId) {
        self.order[junction.index()] = self.seen;
        self.low[junction.index()] = self.seen;
        self.seen += 1;
        self.open.push(junction);
    }

    fn from(&mut self, network: &Network, weights: &Weights, start: JunctionId) {
        let mut path: Vec<(JunctionId, &[RoadId])> = vec![(start, network.leaving(start))];
        self.enter(start);
        while let Some((junction, roads)) = path.last_mut() {
            let junction = *junction;
            if let Some((&road, rest)) = roads.split_first() {
                *roads = rest;
                if !weights.is_open(road) {
                    continue;
                }
                let next = network.to(road);
                if self.order[next.index()] == UNSEEN {
                    self.enter(next);
                    path.push((next, network.leaving(next)));
                } else if self.component[next.index()] == UNSEEN {
                    self.low[junction.index()] = self.low[junction.index()].min(self.order[next.index()]);
                }
                continue;
            }
            path.pop();
            if let Some(&(before, _)) = path.last() {
                self.low[before.index()] = self.low[before.index()].min(self.low[junction.index()]);
            }
            if self.low[junction.index()] == self.order[junction.index()] {
                self.close(junction);
            }
        }
    }

    fn close(&mut self, root: JunctionId) {
        while let Some(junction) = self.open.pop() {
            self.component[junction.index()] = self.found;
            if junction == root {
                break;
            }
        }
        self.found += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::any_network;
    use super::super::{CLOSED, Router, Search};
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn two_junctions_share_a_component_when_each_reaches_the_other(network in any_network()) {
            let weights = Weights::of_network(&network);
            let component = strong_components(&network, &weights);
            let router = Router::waiving_turns(&network, &weights);
            let mut search = Search::default();
            let times: Vec<_> = network.junctions().map(|j| router.times_from(&mut search, j)).collect();
            for a in 0..component.len() {
                for b in 0..component.len() {
                    let both = times[a][b] != CLOSED && times[b][a] != CLOSED;
                    prop_assert_eq!(component[a] == component[b], both);
                }
            }
            let size = |c: u32| component.iter().filter(|&&other| other == c).count();
            let most = component.iter().map(|&c| size(c)).max().unwrap();
            let largest = largest_component(&network, &weights);
            for (&c, &chosen) in component.iter().zip(&largest) {
                prop_assert!(!chosen || size(c) == most);
            }
            prop_assert_eq!(largest.iter().filter(|&&chosen| chosen).count(), most);
        }
    }
}
