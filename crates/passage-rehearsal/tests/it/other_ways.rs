//! The other way that cars take beside every way that there is, on random networks.

use crate::small::{Line, Small};
use passage_model::id::{JunctionId, RoadId};
use passage_model::network::{ForbiddenTurn, Network};
use passage_rehearsal::{Assumptions, Figure, QueueId, Rehearsal, Spread, Stage, Storage, What};
use proptest::prelude::*;

/// The roads that the first car takes when everybody takes another road.
fn taken(small: &Small) -> Option<Vec<u32>> {
    let stage = Stage::new(&small.network, &small.situation, &small.plan, Storage::Finite);
    let mut assumptions = Assumptions::none();
    assumptions.set(Figure::OtherRoad, Spread::fixed(1.0));
    let rehearsal = Rehearsal { stage: &stage, assumptions: &assumptions, dark: &[], seed: 1 };
    let setting = rehearsal.setting(0, None);
    setting.loads[0].elsewhere?;
    let road = |queue: &QueueId| if let What::Road(road) = stage.queues[queue.index()] { Some(road.0) } else { None };
    Some(setting.trips.routes[setting.trips.vehicles[0].route.0 as usize].queues.iter().filter_map(road).collect())
}

/// All ways from a road on to a site, which is never passed, over no road twice.
fn ways(small: &Small, way: &mut Vec<u32>, found: &mut Vec<Vec<u32>>) {
    let (network, last) = (&small.network, RoadId(*way.last().unwrap()));
    let here = network.to(last);
    if small.situation.receptions.iter().any(|site| site.junction == here) {
        found.push(way.clone());
        return;
    }
    for onto in network.leaving(here).iter().filter(|onto| network.may_turn(last, **onto)) {
        if !way.contains(&onto.0) {
            way.push(onto.0);
            ways(small, way, found);
            way.pop();
        }
    }
}

/// Whether a way from junction 0 passes none twice.
fn is_simple(small: &Small, way: &[u32]) -> bool {
    let mut junctions: Vec<JunctionId> = way.iter().map(|road| small.network.to(RoadId(*road))).collect();
    junctions.push(JunctionId(0));
    junctions.sort_unstable();
    junctions.windows(2).all(|pair| pair[0] != pair[1])
}

/// Every place at which the way called can be left, with the fastest way on from there, if that makes another way: by its time.
fn others(small: &Small, called: &[u32]) -> Vec<(u64, Vec<u32>)> {
    let (network, mut all) = (&small.network, Vec::new());
    let time = |roads: &[u32]| roads.iter().map(|road| u64::from(network.travel(RoadId(*road)).0)).sum::<u64>();
    for (place, road) in called.iter().enumerate() {
        let may = |onto: &RoadId| place == 0 || network.may_turn(RoadId(called[place - 1]), *onto);
        let leaving = network.leaving(network.from(RoadId(*road))).iter().filter(|onto| onto.0 != *road);
        for onto in leaving.filter(|onto| may(onto)) {
            let mut on = Vec::new();
            ways(small, &mut vec![onto.0], &mut on);
            let Some(on) = on.into_iter().min_by_key(|on| time(on)) else { continue };
            let way = [&called[..place], &on].concat();
            let other: Vec<u32> = way.iter().filter(|road| !called.contains(road)).copied().collect();
            if is_simple(small, &way) && time(&way) <= 2 * time(called) && time(&other) * 10 >= time(called) {
                all.push((time(&way), way));
            }
        }
    }
    all.sort();
    all
}

/// Roads with forbidden turns, sites at two junctions, and one of the ways from junction 0 to them as the way called.
fn world() -> impl Strategy<Value = Option<(Small, Vec<u32>)>> {
    let lines = prop::collection::vec((0u32..6, 0u32..6, 1u32..400, Just(900u32)), 4..14);
    let turns = prop::collection::vec((0usize..14, 0usize..14), 0..5);
    (lines, turns, any::<prop::sample::Index>()).prop_map(|(mut lines, turns, which)| {
        lines.retain(|line: &Line| line.0 != line.1);
        // Something to begin with.
        lines.push((0, 5, 399, 900));
        let place = lines.len() as u32 - 1;
        let mut small = Small::new(&lines, &[4, 5], 1, 10, &[place]);
        let network = &small.network;
        let road = |at: usize| RoadId((at % lines.len()) as u32);
        let turn = |(from, onto): (usize, usize)| ForbiddenTurn { from: road(from), onto: road(onto) };
        let forbidden = turns.into_iter().map(turn).filter(|turn| network.to(turn.from) == network.from(turn.onto));
        let roads = network.roads().map(|road| crate::small::road(&lines[road.index()]));
        let positions = network.positions().to_vec();
        small.network =
            Network::new(network.origin().clone(), positions, roads, forbidden.collect(), Vec::new()).ok()?;
        let mut found = Vec::new();
        for first in small.network.leaving(JunctionId(0)).to_vec() {
            ways(&small, &mut vec![first.0], &mut found);
        }
        found.retain(|way| is_simple(&small, way));
        let called = found[which.index(found.len())].clone();
        let end = small.network.to(RoadId(*called.last().unwrap()));
        let site = small.situation.receptions.iter().position(|site| site.junction == end)?;
        let course = small.course(&called);
        small.plan.movements[0].course = course;
        small.plan.movements[0].reception = passage_model::id::ReceptionId::at(site);
        Some((small, called))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_other_way_is_the_fastest_of_all_that_leave_the_one_called(world in world()) {
        let Some((small, called)) = world else { return Ok(()) };
        let all = others(&small, &called);
        let time = |roads: &Vec<u32>| roads.iter().map(|road| u64::from(small.network.travel(RoadId(*road)).0)).sum::<u64>();
        let taken = taken(&small);
        // Ways as fast as one another are each as good, and one of them may be none.
        let ties = all.windows(2).any(|pair| pair[0].0 == pair[1].0);
        prop_assume!(!ties);
        prop_assert_eq!(taken.as_ref().map(time), all.first().map(|(time, _)| *time), "{:?} {:?} {:?}", called, taken, all);
    }
}
