//! The fastest route through waypoints, without turning round at them.

use super::{Route, Router, Search, Towards};
use passage_model::id::{JunctionId, RoadId};
use passage_model::units::Milliseconds;

/// What turning round at a waypoint costs when routes are compared; it is not part of the route's time.
///
/// Ten minutes, our choice: a corridor's text names a town that one drives through, and a column does not turn round on a
/// road; so a way that goes on is taken unless it is that much longer. (OSRM charges a single car 20 s.)
pub const U_TURN: Milliseconds = Milliseconds(600_000);

/// There is no way along one leg.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no way from waypoint {} to waypoint {}", leg + 1, leg + 2)]
pub struct NoWay {
    /// The leg, from 0: from waypoint `leg` to waypoint `leg + 1`.
    pub leg: usize,
}

/// Where a leg may begin.
#[derive(Clone, Copy, Debug)]
struct Begin {
    /// The junction.
    at: JunctionId,
    /// The road one arrived by; `None` before the first road.
    by: Option<RoadId>,
    /// The cost so far, turning round included.
    cost: u32,
    /// How one came here on the leg before.
    before: Before,
}

#[derive(Clone, Copy, Debug)]
enum Before {
    /// The route starts here.
    Nothing,
    /// The leg before began here already: it has no road.
    Here(usize),
    /// By `Begin::by`, straight from where the leg before began.
    Begin(usize),
    /// By `Begin::by`, from a label of the search of the leg before.
    Label(u32),
}

/// Marks, among the labels that a label was reached from, the beginnings of the leg.
const BEGIN: u32 = 1 << 31;

impl Router<'_> {
    /// The fastest route that passes one junction of each waypoint, in order; the first and the last are its ends.
    ///
    /// A waypoint is the set of junctions that count as being there (see [`crate::snap::Snapper::waypoint`]).
    /// Turning round at a waypoint costs [`U_TURN`] in the comparison. Each leg is one search over all junctions, started
    /// from every road by which the waypoint can be reached, so that forbidden turns hold across waypoints too:
    /// O(legs x (junctions + roads) log). Exact under that cost. Its twin tries all roads of all legs (tests).
    pub fn through(&self, waypoints: &[Vec<JunctionId>]) -> Result<Route, NoWay> {
        self.cheapest_through(waypoints).map(|(route, _)| route)
    }

    /// The route, and its cost with every turning round.
    fn cheapest_through(&self, waypoints: &[Vec<JunctionId>]) -> Result<(Route, u32), NoWay> {
        let Some((first, rest)) = waypoints.split_first() else { return Ok((Route::default(), 0)) };
        let start = |&at: &JunctionId| Begin { at, by: None, cost: 0, before: Before::Nothing };
        let mut legs: Vec<(Vec<Begin>, Search)> = Vec::with_capacity(rest.len());
        let mut begins: Vec<Begin> = first.iter().map(start).collect();
        for (leg, next) in rest.iter().enumerate() {
            let search = self.leg(&begins);
            let ends = self.ends(&begins, &search, next);
            if ends.is_empty() {
                return Err(NoWay { leg });
            }
            legs.push((begins, search));
            begins = ends;
        }
        let best = begins.iter().min_by_key(|b| (b.cost, b.at, b.by));
        Ok(best.map_or_else(Default::default, |&best| (self.walk_back(&legs, best), best.cost)))
    }

    /// Searches everything from where a leg may begin.
    fn leg(&self, begins: &[Begin]) -> Search {
        let mut search = Search::default();
        search.clear(self, Towards::Forward);
        for (i, begin) in begins.iter().enumerate() {
            for &road in self.network.leaving(begin.at) {
                if let Some(cost) = self.cost_from(begin, road) {
                    search.improve(self.turns.reached_by(Towards::Forward, road), cost, road.0, BEGIN | i as u32);
                }
            }
        }
        search.run_until(self, |_, _| false);
        search
    }

    /// The cost at the end of `road`, driven as the first road after a beginning; `None` where that is not possible.
    fn cost_from(&self, begin: &Begin, road: RoadId) -> Option<u32> {
        let turn = begin.by.is_none_or(|by| self.turns.may_turn(self.network, by, road));
        let possible = turn && self.weights.is_open(road) && self.network.from(road) == begin.at;
        let turns_round = begin.by.is_some_and(|by| self.network.from(by) == self.network.to(road));
        let turning = if turns_round { U_TURN.0 } else { 0 };
        possible.then(|| begin.cost.saturating_add(self.weights.travel(road).0).saturating_add(turning))
    }

    /// Every way of arriving at the next waypoint: one for each road that enters it, and staying where one is.
    fn ends(&self, begins: &[Begin], search: &Search, next: &[JunctionId]) -> Vec<Begin> {
        let staying = begins.iter().enumerate().filter(|(_, begin)| next.contains(&begin.at));
        let mut ends: Vec<Begin> = staying.map(|(i, begin)| Begin { before: Before::Here(i), ..*begin }).collect();
        for &at in next {
            for &road in self.network.entering(at).iter().filter(|&&road| self.weights.is_open(road)) {
                ends.extend(self.arrival(begins, search, at, road));
            }
        }
        ends.sort_by_key(|end| (end.at, end.by, end.cost));
        ends.dedup_by_key(|end| (end.at, end.by));
        ends
    }

    /// The cheapest way of arriving by `road`: from a label at its start, or straight from a beginning there.
    fn arrival(&self, begins: &[Begin], search: &Search, at: JunctionId, road: RoadId) -> Option<Begin> {
        let start = self.network.from(road);
        let by_road = self.network.entering(start).iter().map(|&r| self.turns.reached_by(Towards::Forward, r));
        let from_label = by_road
            .filter(|&label| search.time(label) != u32::MAX)
            .filter(|&label| {
                let came_by = self.turns.road(Towards::Forward, label);
                came_by.is_none_or(|came_by| self.turns.may_turn(self.network, came_by, road))
            })
            .map(|label| (search.time(label).saturating_add(self.weights.travel(road).0), Before::Label(label)));
        let from_begin = begins
            .iter()
            .enumerate()
            .filter_map(|(i, begin)| self.cost_from(begin, road).map(|cost| (cost, Before::Begin(i))));
        let (cost, before) = from_label.chain(from_begin).min_by_key(|&(cost, _)| cost)?;
        Some(Begin { at, by: Some(road), cost, before })
    }

    fn walk_back(&self, legs: &[(Vec<Begin>, Search)], mut end: Begin) -> Route {
        let mut roads = Vec::new();
        for (begins, search) in legs.iter().rev() {
            if !matches!(end.before, Before::Here(_)) {
                roads.extend(end.by);
            }
            let begin = match end.before {
                Before::Nothing => break,
                Before::Here(i) | Before::Begin(i) => i,
                Before::Label(mut label) => loop {
                    roads.push(RoadId(search.by_road(label)));
                    let from = search.label_before(label);
                    if from & BEGIN != 0 {
                        break (from & !BEGIN) as usize;
                    }
                    label = from;
                },
            };
            end = begins[begin];
        }
        roads.reverse();
        Route::over(self.network, self.weights, roads)
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{any_network, assert_drivable, network};
    use super::super::{CLOSED, Weights};
    use super::*;
    use passage_model::network::Network;
    use proptest::prelude::*;

    /// The least cost through single-junction waypoints, by trying all roads on all legs until nothing improves.
    fn cost_by_trying(network: &Network, weights: &Weights, waypoints: &[JunctionId]) -> Option<u64> {
        // costs[leg][road]: at the end of `road`, with waypoint `leg` as the last one passed.
        let roads: Vec<RoadId> = network.roads().filter(|&r| weights.is_open(r)).collect();
        let mut here: Option<u64> = Some(0);
        let mut passed = vec![u64::MAX; network.road_count()];
        for (leg, pair) in waypoints.windows(2).enumerate() {
            let mut costs = vec![u64::MAX; network.road_count()];
            let weight = |r: RoadId| u64::from(weights.travel(r).0);
            for &b in roads.iter().filter(|&&b| network.from(b) == pair[0]) {
                if here.is_some() {
                    costs[b.index()] = weight(b);
                }
                for &a in roads.iter().filter(|&&a| passed[a.index()] != u64::MAX && network.may_turn(a, b)) {
                    let round = if network.from(a) == network.to(b) { u64::from(U_TURN.0) } else { 0 };
                    costs[b.index()] = costs[b.index()].min(passed[a.index()] + weight(b) + round);
                }
            }
            for _ in 0..=roads.len() {
                for &a in &roads {
                    for &b in roads.iter().filter(|&&b| network.may_turn(a, b)) {
                        if costs[a.index()] != u64::MAX {
                            costs[b.index()] = costs[b.index()].min(costs[a.index()] + weight(b));
                        }
                    }
                }
            }
            here = here.filter(|_| pair[0] == pair[1] && leg < waypoints.len());
            for &r in &roads {
                let stays = if network.to(r) == pair[1] && pair[0] == pair[1] { passed[r.index()] } else { u64::MAX };
                let arrives = if network.to(r) == pair[1] { costs[r.index()] } else { u64::MAX };
                passed[r.index()] = stays.min(arrives);
            }
        }
        passed.into_iter().chain(here).min().filter(|&cost| cost != u64::MAX)
    }

    proptest! {
        #[test]
        fn the_route_through_waypoints_is_what_trying_everything_finds(
            network in any_network(),
            picks in prop::collection::vec(0u32..1000, 2..5),
        ) {
            let weights = Weights::of_network(&network);
            let router = Router::new(&network, &weights);
            let waypoints: Vec<JunctionId> = picks.iter().map(|p| JunctionId(p % network.junction_count() as u32)).collect();
            let sets: Vec<Vec<JunctionId>> = waypoints.iter().map(|&w| vec![w]).collect();
            let route = router.cheapest_through(&sets).ok();
            let twin = cost_by_trying(&network, &weights, &waypoints);
            prop_assert_eq!(route.as_ref().map(|(_, cost)| u64::from(*cost)), twin);
            if let Some((route, _)) = route {
                assert_drivable(&network, &route, waypoints[0], waypoints[waypoints.len() - 1], true);
                let mut passed = std::iter::once(waypoints[0]).chain(route.roads.iter().map(|&r| network.to(r))).peekable();
                for waypoint in &waypoints {
                    while passed.next_if(|at| at != waypoint).is_some() {}
                    prop_assert!(passed.peek().is_some(), "waypoint {} is not passed in its turn", waypoint);
                }
            }
        }
    }

    #[test]
    fn a_column_drives_on_through_a_town_and_does_not_turn_round_in_it() {
        // 0 -> 1 (town) -> 2; back from the town by the road it came on is shorter in time to 3.
        let roads = [(0, 1, 1_000), (1, 0, 1_000), (0, 3, 1_000), (1, 2, 2_000), (2, 3, 2_000)];
        let network = network(4, &roads, &[]);
        let weights = Weights::of_network(&network);
        let sets = [vec![JunctionId(0)], vec![JunctionId(1)], vec![JunctionId(3)]];
        let route = Router::new(&network, &weights).through(&sets).unwrap();
        assert_eq!(route.roads, [RoadId(0), RoadId(3), RoadId(4)]);
        let mut cut = weights.clone();
        cut.set(RoadId(3), CLOSED);
        let turned = Router::new(&network, &cut).through(&sets).unwrap();
        assert_eq!(
            (turned.roads.as_slice(), turned.travel),
            ([RoadId(0), RoadId(1), RoadId(2)].as_slice(), Milliseconds(3_000))
        );
    }

    #[test]
    fn a_leg_without_a_way_is_named() {
        let network = network(3, &[(0, 1, 10)], &[]);
        let weights = Weights::of_network(&network);
        let sets = [vec![JunctionId(0)], vec![JunctionId(1)], vec![JunctionId(2)]];
        let refused = Router::new(&network, &weights).through(&sets).unwrap_err();
        assert_eq!(refused.to_string(), "there is no way from waypoint 2 to waypoint 3");
        assert_eq!(Router::new(&network, &weights).through(&[]).unwrap(), Route::default());
    }
}
