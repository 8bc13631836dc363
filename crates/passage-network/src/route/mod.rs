//! Ways over the network: fastest routes, travel times, what can be reached in time, alternatives.
//!
//! Every search obeys forbidden turns exactly. Roads are weighed in milliseconds on their own, apart from the network, so
//! that a closure never touches it and reopening gives the same answers bit for bit.

mod along;
mod alternatives;
mod components;
mod reach;
mod search;
mod table;
#[cfg(test)]
mod testing;
mod through;
mod turns;

pub use along::{Passed, places_along};
pub use alternatives::{Alternative, Limits};
pub use components::{largest_component, strong_components};
pub use reach::{AlwaysOpen, Hours, OneVehicle, Reach, Reached};
pub use search::{Search, Towards};
pub use table::{Entry, Table};
pub use through::{NoWay, U_TURN};

use passage_model::id::{JunctionId, RoadId};
use passage_model::network::Network;
use passage_model::situation::Situation;
use passage_model::units::{Decimetres, Milliseconds, VehiclesPerHour};
use serde::Serialize;
use turns::Turns;

/// The weight of a road that may not be used.
pub const CLOSED: Milliseconds = Milliseconds(u32::MAX);

/// What each road costs: the time on it, or [`CLOSED`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weights(Vec<u32>);

impl Weights {
    /// The times on the empty roads of a network, all open.
    pub fn of_network(network: &Network) -> Self {
        Self(network.columns().travel.clone())
    }

    /// The times of a situation; roads that never open or pass nobody are closed.
    pub fn of_situation(situation: &Situation) -> Self {
        let shut: Vec<bool> = situation.openings.iter().map(passage_model::time::Opening::is_never).collect();
        let weight = |road: &passage_model::situation::RoadUse| {
            let closed = road.capacity == VehiclesPerHour::ZERO || shut.get(road.opening.index()) != Some(&false);
            if closed { CLOSED.0 } else { road.travel.0 }
        };
        Self(situation.roads.iter().map(weight).collect())
    }

    /// Closes a road; one that is not there is ignored.
    pub fn close(&mut self, road: RoadId) {
        self.set(road, CLOSED);
    }

    /// Gives a road another time; one that is not there is ignored.
    pub fn set(&mut self, road: RoadId, travel: Milliseconds) {
        if let Some(weight) = self.0.get_mut(road.index()) {
            *weight = travel.0;
        }
    }

    /// The time on a road.
    pub fn travel(&self, road: RoadId) -> Milliseconds {
        self.0.get(road.index()).map_or(CLOSED, |&weight| Milliseconds(weight))
    }

    /// Whether a road may be used.
    pub fn is_open(&self, road: RoadId) -> bool {
        self.travel(road) != CLOSED
    }
}

/// A way from one junction to another.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Route {
    /// Its roads, joined end to end. Empty where both ends are one junction.
    pub roads: Vec<RoadId>,
    /// The time on its roads.
    pub travel: Milliseconds,
    /// Their length.
    pub length: Decimetres,
}

impl Route {
    /// The route over these roads, which must join end to end.
    pub fn over(network: &Network, weights: &Weights, roads: Vec<RoadId>) -> Self {
        let travel = roads.iter().map(|&road| weights.travel(road)).sum();
        let length = roads.iter().map(|&road| network.length(road)).sum();
        Self { roads, travel, length }
    }
}

/// Finds ways over one network with one set of weights. Made in O(roads), shared between threads.
#[derive(Clone, Debug)]
pub struct Router<'n> {
    network: &'n Network,
    weights: &'n Weights,
    turns: Turns,
}

impl<'n> Router<'n> {
    /// Over `network` with `weights`, obeying forbidden turns.
    pub fn new(network: &'n Network, weights: &'n Weights) -> Self {
        Self { network, weights, turns: Turns::obeyed(network) }
    }

    /// The same with forbidden turns waived: whoever shows its answers must say so.
    pub fn waiving_turns(network: &'n Network, weights: &'n Weights) -> Self {
        Self { network, weights, turns: Turns::waived(network) }
    }

    /// The network.
    pub fn network(&self) -> &'n Network {
        self.network
    }

    /// The weights.
    pub fn weights(&self) -> &'n Weights {
        self.weights
    }

    /// The fastest route; `None` where there is none.
    ///
    /// Dijkstra (Numerische Mathematik 1, 1959) over junctions, and over roads where a junction has a forbidden turn:
    /// O((junctions + roads) log). Exact. Its twin is Bellman and Ford's over the roads (`testing.rs`).
    pub fn fastest(&self, search: &mut Search, from: JunctionId, to: JunctionId) -> Option<Route> {
        self.fastest_between(search, &[from], &[to])
    }

    /// The fastest route from any of some junctions to any of others.
    pub fn fastest_between(&self, search: &mut Search, from: &[JunctionId], to: &[JunctionId]) -> Option<Route> {
        search.start(self, Towards::Forward, from);
        let label =
            search.run_until(self, |router, label| to.contains(&router.turns.junction_of(Towards::Forward, label)))?;
        Some(Route::over(self.network, self.weights, search.roads_to(label)))
    }

    /// The fastest route from each of some junctions to one, all by one search; `None` where there is no way.
    pub fn routes_to(&self, search: &mut Search, from: &[JunctionId], to: JunctionId) -> Vec<Option<Route>> {
        search.start(self, Towards::Backward, &[to]);
        search.run_until(self, |_, _| false);
        let route = |&from: &JunctionId| {
            let label = search.best_label(self, from)?;
            Some(Route::over(self.network, self.weights, search.roads_to(label)))
        };
        from.iter().map(route).collect()
    }

    /// The time from a junction to every junction, [`CLOSED`] where there is no way. O((junctions + roads) log).
    pub fn times_from(&self, search: &mut Search, from: JunctionId) -> Vec<Milliseconds> {
        self.times(search, Towards::Forward, &[from])
    }

    /// The time from every junction to the nearest of some, [`CLOSED`] where there is no way. O((junctions + roads) log).
    pub fn times_to(&self, search: &mut Search, to: &[JunctionId]) -> Vec<Milliseconds> {
        self.times(search, Towards::Backward, to)
    }

    fn times(&self, search: &mut Search, towards: Towards, ends: &[JunctionId]) -> Vec<Milliseconds> {
        search.start(self, towards, ends);
        search.run_until(self, |_, _| false);
        self.network.junctions().map(|junction| search.time_at(self, junction)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::testing::{self, any_network, times_by_bellman_ford};
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_fastest_route_is_what_trying_everything_finds(network in any_network()) {
            let weights = Weights::of_network(&network);
            for obey in [true, false] {
                let router = if obey { Router::new(&network, &weights) } else { Router::waiving_turns(&network, &weights) };
                let mut search = Search::default();
                for from in network.junctions() {
                    let twin = times_by_bellman_ford(&network, &weights, from, obey);
                    prop_assert_eq!(&router.times_from(&mut search, from), &twin);
                    for to in network.junctions() {
                        let route = router.fastest(&mut search, from, to);
                        prop_assert_eq!(route.as_ref().map_or(CLOSED, |r| r.travel), twin[to.index()]);
                        if let Some(route) = route {
                            testing::assert_drivable(&network, &route, from, to, obey);
                        }
                    }
                }
            }
        }

        #[test]
        fn looking_back_from_the_end_gives_the_same_times(network in any_network()) {
            let weights = Weights::of_network(&network);
            let router = Router::new(&network, &weights);
            let mut search = Search::default();
            for to in network.junctions() {
                let back = router.times_to(&mut search, &[to]);
                let starts: Vec<JunctionId> = network.junctions().collect();
                for (route, &from) in router.routes_to(&mut search, &starts, to).iter().zip(&starts) {
                    prop_assert_eq!(route.as_ref().map_or(CLOSED, |r| r.travel), back[from.index()]);
                    if let Some(route) = route {
                        testing::assert_drivable(&network, route, from, to, true);
                    }
                }
                for from in network.junctions() {
                    prop_assert_eq!(back[from.index()], router.times_from(&mut search, from)[to.index()]);
                }
            }
        }
    }

    #[test]
    fn a_closed_bridge_sends_everyone_round_and_reopening_brings_them_back() {
        let network = testing::network(3, &[(0, 1, 10), (1, 2, 10), (0, 2, 50)], &[]);
        let mut weights = Weights::of_network(&network);
        let before = weights.clone();
        weights.close(RoadId(1));
        let round = Router::new(&network, &weights).fastest(&mut Search::default(), JunctionId(0), JunctionId(2));
        assert_eq!(round.unwrap().roads, [RoadId(2)]);
        weights.set(RoadId(1), before.travel(RoadId(1)));
        assert_eq!(weights, before);
    }

    #[test]
    fn a_no_left_turn_is_obeyed_or_waived_as_asked() {
        let network = testing::network(4, &[(0, 1, 10), (1, 2, 10), (1, 3, 10), (3, 1, 10)], &[(0, 1)]);
        let weights = Weights::of_network(&network);
        let mut search = Search::default();
        let obeyed = Router::new(&network, &weights).fastest(&mut search, JunctionId(0), JunctionId(2)).unwrap();
        assert_eq!((obeyed.roads.len(), obeyed.travel), (4, Milliseconds(40)));
        let waived = Router::waiving_turns(&network, &weights).fastest(&mut search, JunctionId(0), JunctionId(2));
        assert_eq!(waived.unwrap().travel, Milliseconds(20));
    }
}
