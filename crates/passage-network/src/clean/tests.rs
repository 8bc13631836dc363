//! Cleaning, looked at after each step, on small random drafts.

use super::streets::{Flow, Side, Street, Streets};
use super::*;
use crate::draft::{Facts, Line, Turn};
use passage_model::network::{RoadClass, RoadMarks};
use passage_model::units::{Position, Speed, VehiclesPerHour};
use proptest::prelude::*;
use std::collections::BTreeMap;

const FACTS: [(RoadClass, u16, u32, u8, RoadMarks); 4] = [
    (RoadClass::Primary, 650, 1500, 1, RoadMarks(0)),
    (RoadClass::Primary, 500, 3000, 2, RoadMarks::BRIDGE),
    (RoadClass::Residential, 250, 500, 1, RoadMarks(0)),
    (RoadClass::Primary, 300, 600, 1, RoadMarks::GAP),
];

/// Lines over sixteen points, most of them short rows, with any facts and a few turns.
fn drafts() -> impl Strategy<Value = Draft> {
    let line = (prop::collection::vec(0u32..16, 2..7), 0usize..4, 0u8..4);
    let turn = (any::<prop::sample::Index>(), 0u32..16, any::<prop::sample::Index>(), any::<bool>());
    (prop::collection::vec(line, 1..10), prop::collection::vec(turn, 0..3)).prop_map(|(lines, turns)| {
        let mut draft = Draft { names: vec![String::new()], ..Draft::default() };
        for at in 0..16 {
            // About 3 km between points, so that some streets are long, and no three in a row, so that no cut falls
            // on another junction.
            let (row, column) = (at / 4, at % 4);
            let position = Position {
                lat: 470_000_000 + row * 270_000 + at * at * 711,
                lon: 370_000_000 + column * 390_000 + (at * at * at) % 17 * 3_001,
            };
            draft.points.push(position);
        }
        draft.facts = FACTS
            .map(|(class, speed, capacity, lanes, marks)| Facts {
                class,
                speed: Speed(speed),
                lanes,
                capacity: VehiclesPerHour(capacity),
                marks,
                travel: None,
                storage: None,
            })
            .to_vec();
        for (source, (points, facts, directions)) in lines.iter().enumerate() {
            draft.lines.push(Line {
                first_point: draft.line_points.len() as u32,
                point_count: points.len() as u32,
                forward: (*directions != 1).then_some(*facts as u32),
                backward: (*directions != 2).then_some(*facts as u32),
                source: source as i64,
                name: 0,
                length: None,
            });
            draft.line_points.extend(points);
        }
        let line_of = |index: &prop::sample::Index| index.index(lines.len()) as u32;
        draft.turns = turns
            .iter()
            .map(|(from, via, onto, only)| Turn { from: line_of(from), via: *via, onto: line_of(onto), only: *only })
            .collect();
        draft
    })
}

/// What holds after every step.
fn check(streets: &Streets, step: Option<Step>) {
    for street in &streets.streets {
        assert!((street.from as usize) < streets.junctions.len() && (street.to as usize) < streets.junctions.len());
        assert!(street.metres >= 0.0 && street.metres.is_finite());
        assert!(street.forward.is_some() || street.backward.is_some());
        let drawn = drawn(streets, street);
        // A cut between two points lies at a share of the degrees, its length at the same share of the metres.
        let slack = if step == Some(Step::Long) { 5e-4 } else { 1e-6 };
        assert!((drawn - street.metres).abs() < 0.1 + slack * drawn, "{drawn} m drawn, {} m told", street.metres);
        for flow in [street.forward, street.backward].into_iter().flatten() {
            assert!(flow.lanes >= 1 && flow.capacity > 0 && flow.time.is_finite());
        }
        if !matches!(step, None | Some(Step::Joints)) {
            assert_ne!(street.from, street.to, "a loop after {step:?}");
        }
    }
    for ban in &streets.bans {
        let (from, onto) = (ban.from, ban.onto);
        let meet = streets.streets[from.street()].end(from.is_backward());
        assert_eq!(meet, streets.streets[onto.street()].end(!onto.is_backward()), "a turn apart after {step:?}");
    }
}

fn drawn(streets: &Streets, street: &Street) -> f64 {
    let mut line = vec![streets.junctions[street.from as usize]];
    line.extend_from_slice(streets.points(street));
    line.push(streets.junctions[street.to as usize]);
    line.windows(2).map(|pair| streets::metres(pair[0], pair[1])).sum()
}

type Times = BTreeMap<(Position, Position), f64>;

/// The shortest times between junctions over streets that may be driven one after the other: Floyd and Warshall over the
/// streets' sides, with every restriction and without turning on the spot.
fn times(streets: &Streets) -> Times {
    let sides: Vec<(Side, Flow)> = (0..streets.streets.len() as u32)
        .flat_map(|street| [Side::new(street, false), Side::new(street, true)])
        .filter_map(|side| streets.streets[side.street()].flow(side.is_backward()).map(|flow| (side, flow)))
        .collect();
    let end = |side: Side| streets.streets[side.street()].end(side.is_backward());
    let start = |side: Side| streets.streets[side.street()].end(!side.is_backward());
    let may_turn = |from: Side, onto: Side| {
        let own = || streets.bans.iter().filter(|ban| ban.from == from);
        let forced = own().any(|ban| ban.only) && !own().any(|ban| ban.only && ban.onto == onto);
        end(from) == start(onto) && from.0 != onto.0 ^ 1 && !forced && !own().any(|ban| !ban.only && ban.onto == onto)
    };
    let count = sides.len();
    let mut table = vec![vec![f64::INFINITY; count]; count];
    for from in 0..count {
        table[from][from] = sides[from].1.time;
        for onto in (0..count).filter(|onto| *onto != from && may_turn(sides[from].0, sides[*onto].0)) {
            table[from][onto] = sides[from].1.time + sides[onto].1.time;
        }
    }
    for via in 0..count {
        for from in 0..count {
            for onto in 0..count {
                let over = table[from][via] + table[via][onto] - sides[via].1.time;
                table[from][onto] = table[from][onto].min(over);
            }
        }
    }
    let mut times = BTreeMap::new();
    for from in 0..count {
        for onto in (0..count).filter(|onto| table[from][*onto].is_finite()) {
            let pair = [start(sides[from].0), end(sides[onto].0)].map(|junction| streets.junctions[junction as usize]);
            let best = times.entry((pair[0], pair[1])).or_insert(f64::INFINITY);
            *best = f64::min(*best, table[from][onto]);
        }
    }
    times
}

/// The length that may be driven, each direction counted.
fn driven(streets: &Streets) -> f64 {
    let ways = |street: &Street| f64::from(u8::from(street.forward.is_some()) + u8::from(street.backward.is_some()));
    streets.streets.iter().map(|street| street.metres * ways(street)).sum()
}

fn stepped(draft: Draft, settings: &Settings) -> (Network, Vec<(Option<Step>, Streets)>) {
    let mut seen = Vec::new();
    let look = |streets: &Streets, step| {
        check(streets, step);
        seen.push((step, streets.clone()));
    };
    let (network, ..) = run(draft, Origin::default(), settings, &Work::quiet(), look).unwrap();
    (network, seen)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn merging_and_cutting_change_no_time_between_junctions(draft in drafts(), cut_above in 2_000.0..20_000.0f64) {
        let settings = Settings { cut_above_metres: cut_above, drop_isolated_below_metres: 0.0, ..Settings::default() };
        let (network, seen) = stepped(draft, &settings);
        let mut last: Option<(Times, f64)> = None;
        for (step, streets) in seen.iter().filter(|(step, _)| !matches!(step, None | Some(Step::Joints))) {
            let (now, length) = (times(streets), driven(streets));
            // From the cut of the loops on, no step but the removal of doubles changes any length or time; that one may,
            // as one may turn from a road onto its double where one may not turn on the spot.
            if let Some((before, driven)) = last.filter(|_| *step != Some(Step::Doubles)) {
                prop_assert!((driven - length).abs() < 0.01, "{step:?}: {driven} m, then {length} m");
                for (pair, time) in now.iter().filter(|(pair, _)| pair.0 != pair.1) {
                    // Cuts are junctions that were none.
                    if let Some(was) = before.get(pair) {
                        prop_assert!((time - was).abs() < 0.001, "{step:?} {pair:?}: {was} ms, then {time} ms");
                    }
                }
            }
            last = Some((now, length));
        }
        for road in network.roads() {
            // A cut may lie a tenth of a part off, on either end.
            prop_assert!(network.length(road).metres() <= cut_above * 1.2 + 0.1);
        }
        let rounded: f64 = network.roads().map(|road| network.length(road).metres()).sum();
        prop_assert!((rounded - last.unwrap().1).abs() <= 0.06 * network.road_count() as f64);
    }

    #[test]
    fn no_junction_is_left_between_two_roads_that_are_one(draft in drafts()) {
        let settings = Settings { cut_above_metres: f64::INFINITY, ..Settings::default() };
        let (_, seen) = stepped(draft, &settings);
        let (_, chained) = seen.iter().find(|(step, _)| *step == Some(Step::Chains)).unwrap();
        let mut again = chained.clone();
        prop_assert_eq!(Step::Chains.run(&mut again, &settings, &mut Vec::new()), 0);
    }
}

fn line(points: &[(f64, f64)]) -> Draft {
    let at = |(lat, lon): &(f64, f64)| Position::from_degrees(*lat, *lon).unwrap();
    let facts = Facts {
        class: RoadClass::Primary,
        speed: Speed(600),
        lanes: 1,
        capacity: VehiclesPerHour(1500),
        marks: RoadMarks::default(),
        travel: None,
        storage: None,
    };
    Draft {
        points: points.iter().map(at).collect(),
        line_points: (0..points.len() as u32).collect(),
        lines: Vec::new(),
        facts: vec![facts],
        names: vec![String::new()],
        ..Draft::default()
    }
}

fn with_lines(mut draft: Draft, lines: &[(u32, u32)]) -> Network {
    for (source, &(first_point, point_count)) in lines.iter().enumerate() {
        let (forward, backward) = (Some(0), Some(0));
        let source = source as i64;
        draft.lines.push(Line { first_point, point_count, forward, backward, source, name: 0, length: None });
    }
    clean(draft, Origin::default(), &Settings::default(), &Work::quiet()).unwrap().network
}

#[test]
fn a_long_straight_road_gets_junctions_for_those_who_live_on_it() {
    let network = with_lines(line(&[(47.0, 37.0), (47.0, 37.2)]), &[(0, 2)]);
    // 15.2 km in four equal parts.
    assert_eq!((network.junction_count(), network.road_count()), (5, 8));
    let lengths: Vec<f64> = network.roads().map(|road| network.length(road).metres().round()).collect();
    assert!(lengths.iter().all(|length| (length - 3_792.0).abs() <= 1.0), "{lengths:?}");
}

#[test]
fn two_ends_that_lie_together_are_one_junction() {
    // 30 cm apart; a third road passes 3 m away.
    let points =
        [(47.0, 37.0), (47.0, 37.01), (47.000_002, 37.010_002), (47.0, 37.02), (47.000_03, 37.01), (47.01, 37.01)];
    let network = with_lines(line(&points), &[(0, 2), (2, 2), (4, 2)]);
    let from = network.junctions().find(|j| network.position(*j).lon == 370_000_000).unwrap();
    let only = network.leaving(from)[0];
    // Joined and merged: the road now leads through to the far end.
    assert_eq!(network.position(network.to(only)).lon, 370_200_000);
    assert_eq!(network.junction_count(), 4);
}

#[test]
fn a_loop_street_keeps_a_junction_for_its_people() {
    let mut draft = line(&[(47.0, 37.0), (47.0, 37.01), (47.01, 37.01), (47.01, 37.02), (47.0, 37.02)]);
    // The approach, and the ring from its end back to it.
    draft.line_points = vec![0, 1, 1, 2, 3, 4, 1];
    let network = with_lines(draft, &[(0, 2), (2, 5)]);
    assert_eq!(network.junction_count(), 3);
    assert_eq!(network.road_count(), 6);
    assert!(network.roads().all(|road| network.from(road) != network.to(road)));
}

/// Roads in one piece between points: from, to, by what way point if any.
fn drawn_draft(points: Vec<Position>, lines: &[Vec<u32>]) -> Draft {
    let facts = Facts {
        class: RoadClass::Primary,
        speed: Speed(500),
        lanes: 1,
        capacity: VehiclesPerHour(600),
        marks: RoadMarks::default(),
        travel: None,
        storage: None,
    };
    let mut draft = Draft { points, facts: vec![facts], names: vec![String::new()], ..Draft::default() };
    for (source, line) in lines.iter().enumerate() {
        draft.lines.push(Line {
            first_point: draft.line_points.len() as u32,
            point_count: line.len() as u32,
            forward: Some(0),
            backward: None,
            source: source as i64,
            name: 0,
            length: None,
        });
        draft.line_points.extend(line);
    }
    draft
}

/// A junction that as many roads enter as leave it, each entering one with a forced turn.
fn star(arms: u32) -> Cleaned {
    let around = |at: u32| Position {
        lat: 470_000_000 + (at % 2).cast_signed() * 1_000_000,
        lon: 370_000_000 + at.cast_signed() * 10_000,
    };
    let mut points = vec![Position { lat: 470_500_000, lon: 370_000_000 }];
    points.extend((1..=2 * arms).map(around));
    let lines: Vec<Vec<u32>> =
        (1..=arms).map(|at| vec![at, 0]).chain((1..=arms).map(|at| vec![0, arms + at])).collect();
    let mut draft = drawn_draft(points, &lines);
    draft.turns = (0..arms).map(|from| Turn { from, via: 0, onto: arms + from, only: true }).collect();
    clean(draft, Origin::default(), &Settings::default(), &Work::quiet()).unwrap()
}

#[test]
fn a_forced_turn_forbids_all_others_unless_more_roads_meet_than_anywhere() {
    let real = star(6);
    assert_eq!(real.network.forbidden().len(), 6 * 5);
    assert!(!real.findings.iter().any(|finding| finding.code == "network.restriction-at-star"));
    let damaged = star(2_000);
    assert!(damaged.network.forbidden().is_empty());
    let waived = damaged.findings.iter().find(|finding| finding.code == "network.restriction-at-star").unwrap();
    assert_eq!(waived.count, 2_000);
}

#[test]
fn a_road_is_looked_for_among_the_first_sixty_four_between_its_ends() {
    let at = |lat: i32, lon: i32| Position { lat: 470_000_000 + lat, lon: 370_000_000 + lon };
    let mut points = vec![at(0, 0), at(0, 100_000)];
    // Seventy ways round, and the first and the last once more.
    points.extend((1..=70).chain([1, 70]).map(|way| at(way * 10_000, 50_000)));
    let lines: Vec<Vec<u32>> = (0..72).map(|way| vec![0, 2 + way, 1]).collect();
    let draft = drawn_draft(points, &lines);
    let mut streets = split::split(draft, &mut Vec::new());
    assert_eq!(doubles::remove(&mut streets, &mut Vec::new()), 1);
    let sources: Vec<i64> = streets.streets.iter().map(|street| street.source).collect();
    assert_eq!(sources, (0..70).chain([71]).collect::<Vec<i64>>());
}
