//! Small networks for tests, and the slow honest twins of the searches.

use super::{CLOSED, Route, Weights};
use passage_model::id::{JunctionId, RoadId};
use passage_model::network::{ForbiddenTurn, Network, Origin, Road};
use passage_model::units::{Decimetres, Milliseconds, Position};
use proptest::prelude::*;

/// Junctions in a row a kilometre apart; roads as (from, to, milliseconds), forbidden turns as (road, road).
pub fn network(junctions: u32, roads: &[(u32, u32, u32)], forbidden: &[(u32, u32)]) -> Network {
    let positions =
        (0..junctions).map(|j| Position { lon: 350_000_000 + j as i32 * 100_000, lat: 470_000_000 }).collect();
    let roads = roads.iter().map(|&(from, to, travel)| Road {
        from: JunctionId(from),
        to: JunctionId(to),
        travel: Milliseconds(travel),
        length: Decimetres(travel),
        lanes: 1,
        ..Road::default()
    });
    let forbidden = forbidden.iter().map(|&(from, onto)| ForbiddenTurn { from: RoadId(from), onto: RoadId(onto) });
    Network::new(Origin::default(), positions, roads, forbidden.collect(), Vec::new()).unwrap()
}

/// Two to seven junctions, up to sixteen roads (parallel ones, loops, some of no time, some closed), and about a third of
/// all turns forbidden.
pub fn any_network() -> impl Strategy<Value = Network> {
    (2u32..8)
        .prop_flat_map(|junctions| {
            let weight = prop_oneof![8 => 1u32..40, 1 => Just(0), 1 => Just(u32::MAX)];
            let roads = prop::collection::vec((0..junctions, 0..junctions, weight), 0..17);
            (Just(junctions), roads, prop::collection::vec(0u8..3, 17 * 17))
        })
        .prop_map(|(junctions, roads, dice)| {
            let mut forbidden = Vec::new();
            for (a, from) in roads.iter().enumerate() {
                for (b, onto) in roads.iter().enumerate() {
                    if from.1 == onto.0 && dice[a * 17 + b] == 0 {
                        forbidden.push((a as u32, b as u32));
                    }
                }
            }
            network(junctions, &roads, &forbidden)
        })
}

/// Times from a junction by Bellman and Ford: every pair of roads is tried until nothing improves.
pub fn times_by_bellman_ford(network: &Network, weights: &Weights, from: JunctionId, obey: bool) -> Vec<Milliseconds> {
    let weight = |road: RoadId| u64::from(weights.travel(road).0);
    let open: Vec<RoadId> = network.roads().filter(|&r| weights.is_open(r)).collect();
    let mut at_end = vec![u64::MAX; network.road_count()];
    for &road in open.iter().filter(|&&r| network.from(r) == from) {
        at_end[road.index()] = weight(road);
    }
    for _ in 0..=network.road_count() {
        for &a in &open {
            for &b in &open {
                let turn = if obey { network.may_turn(a, b) } else { network.to(a) == network.from(b) };
                if turn && at_end[a.index()] != u64::MAX {
                    at_end[b.index()] = at_end[b.index()].min(at_end[a.index()] + weight(b));
                }
            }
        }
    }
    let best = |junction: JunctionId| {
        let by_road = network.entering(junction).iter().map(|r| at_end[r.index()]).min().unwrap_or(u64::MAX);
        if junction == from { 0 } else { by_road }
    };
    network.junctions().map(|j| u32::try_from(best(j)).map_or(CLOSED, Milliseconds)).collect()
}

/// That a route joins end to end from one junction to another, and makes no forbidden turn.
pub fn assert_drivable(network: &Network, route: &Route, from: JunctionId, to: JunctionId, obey: bool) {
    let mut at = from;
    for (i, &road) in route.roads.iter().enumerate() {
        assert_eq!(network.from(road), at);
        at = network.to(road);
        if let Some(&next) = route.roads.get(i + 1) {
            assert!(!obey || network.may_turn(road, next), "a forbidden turn from {road} onto {next}");
        }
    }
    assert_eq!(at, to);
}
