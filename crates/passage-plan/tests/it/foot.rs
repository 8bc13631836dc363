//! People who walk first: what can be worked out by hand, every walk against matchings of persons and places, and random
//! worlds whose plans must hold.

use crate::random::{Features, random_world};
use crate::world::{World, must_hold, open};
use passage_model::id::{FleetId, FootwayId, JunctionId, OriginId};
use passage_model::plan::{BottleneckAt, BoundKind, Plan, Reason};
use passage_model::situation::{
    CarEquivalents, Fleet, FleetEnd, Footway, Riders, Situation, Task, VehicleKind, Walkers,
};
use passage_model::time::{Clock, Opening};
use passage_model::units::{Persons, Position, Seconds, Vehicles};
use passage_model::work::Work;
use passage_plan::walk_over;
use proptest::prelude::*;

const MINUTE: u32 = 60;
const HOUR: u32 = 3600;

fn bridge(far: u32, walk: u32, an_hour: u32, opening: Opening) -> Footway {
    Footway {
        name: "the bridge".to_owned(),
        ends: [Position::default(); 2],
        far: JunctionId(far),
        walk: Seconds(walk),
        an_hour: Persons(an_hour),
        opening,
        exposed: true,
        walkers: Vec::new(),
    }
}

/// Lets a group walk over the last footway, ready at these times.
pub fn walk(world: &mut World, origin: usize, ready: &[(u32, u32)]) {
    let ready = ready.iter().map(|&(from, n)| Riders { from: Clock(from), persons: Persons(n) }).collect();
    let footway = world.situation.footways.last_mut().unwrap();
    footway.walkers.push(Walkers::new(OriginId::at(origin), ready));
    world.situation.origins[origin].junction = footway.far;
}

/// A bridge of nine minutes to junction 0, from where a road of ten minutes leads to safety.
pub fn beyond_the_bridge(an_hour: u32, opening: Opening) -> World {
    let mut world = World::new(2, 4 * HOUR);
    world.road(0, 1, 600.0, 600, Opening::always());
    world.reception(1, 10_000);
    world.situation.footways = vec![bridge(0, 9 * MINUTE, an_hour, opening)];
    world
}

#[test]
fn two_buses_leave_when_their_people_have_come_over() {
    let mut world = beyond_the_bridge(600, Opening::always());
    world.origin(0, VehicleKind::Bus, 2, 50.0, 0);
    walk(&mut world, 0, &[(0, 100)]);
    walk_over(&mut world.situation);
    let ready: Vec<_> = world.situation.origins[0].ready.iter().map(|r| (r.from.0, r.vehicles.0)).collect();
    // Ten a minute: the fiftieth begins within the fifth minute, and is over by the end of the fourteenth.
    assert_eq!(ready, [(14 * MINUTE, 1), (19 * MINUTE, 1)]);
    let plan = world.plan();
    assert_eq!(plan.movements.iter().map(|m| m.departure.0).collect::<Vec<_>>(), [14 * MINUTE, 19 * MINUTE]);
    assert_eq!(plan.bound.kind, BoundKind::Exact);
    assert_eq!(plan.walks.iter().map(|walk| walk.persons.0).collect::<Vec<_>>(), [10; 10]);
    assert_eq!((plan.walks[0].leave, plan.walks[0].over), (Clock(0), Clock(10 * MINUTE)));
    assert_eq!(plan.figures.as_ref().unwrap().exposure, 100 * 540);
    let full = plan.bottlenecks.iter().find(|b| b.at == BottleneckAt::Footway(FootwayId(0))).unwrap();
    // Within the tenth minute nobody has to wait any more.
    assert_eq!((full.full[0].from, full.full[0].until), (Clock(0), Clock(9 * MINUTE)));
}

#[test]
fn nobody_is_walked_over_to_wait_there_for_a_road_that_is_closed() {
    let mut world = beyond_the_bridge(600, Opening::always());
    let opening = open(&[(2 * HOUR, 3 * HOUR)]);
    world.situation.openings[0] = opening;
    world.origin(0, VehicleKind::Bus, 4, 50.0, 0);
    walk(&mut world, 0, &[(0, 200)]);
    walk_over(&mut world.situation);
    let plan = world.plan();
    assert_eq!(plan.safe(), Persons(200));
    // The buses leave at once at ten a minute; their people are over in the minute before.
    let last = plan.walks.last().unwrap();
    assert_eq!(last.over, Clock(2 * HOUR));
    assert_eq!(plan.walks.first().unwrap().leave, Clock(2 * HOUR - 10 * MINUTE - 19 * MINUTE));
}

#[test]
fn a_window_and_a_rate_say_how_many_are_over_and_the_rest_are_told_why() {
    let mut world = beyond_the_bridge(1000, open(&[(HOUR, 2 * HOUR)]));
    world.origin(0, VehicleKind::OwnCar, 500, 4.0, 0);
    walk(&mut world, 0, &[(0, 2000)]);
    walk_over(&mut world.situation);
    let plan = world.plan();
    // Fifty whole minutes, from the first to the one whose last are over when the window ends.
    assert_eq!(plan.safe(), Persons(848));
    assert_eq!(plan.left_behind[0].reason, Reason::NotOver { footway: FootwayId(0) });
    assert!(plan.bottlenecks.iter().any(|full| full.at == BottleneckAt::Footway(FootwayId(0))));
    assert!(plan.walks.iter().all(|walk| walk.leave >= Clock(HOUR) && walk.over <= Clock(2 * HOUR)));
}

#[test]
fn whoever_is_received_on_foot_is_safe_when_they_have_come_over() {
    let mut world = World::new(2, 2 * HOUR);
    world.road(0, 1, 600.0, 600, Opening::always());
    world.reception(0, 70);
    world.reception(1, 1000);
    world.situation.footways = vec![bridge(0, 9 * MINUTE, 600, Opening::always())];
    world.origin(0, VehicleKind::Foot, 100, 1.0, 0);
    walk(&mut world, 0, &[(0, 100)]);
    walk_over(&mut world.situation);
    let plan = world.plan();
    // There is room for seventy, and nobody goes on by road.
    assert_eq!(plan.safe(), Persons(70));
    assert_eq!(plan.clearance(), Some(Clock(16 * MINUTE)));
    assert!(plan.movements.iter().all(|movement| plan.course(movement).roads.is_empty()));
}

#[test]
fn the_group_that_stands_first_walks_first() {
    let mut world = beyond_the_bridge(600, Opening::always());
    world.origin(0, VehicleKind::Bus, 1, 50.0, 0);
    world.origin(0, VehicleKind::Bus, 1, 50.0, 0);
    walk(&mut world, 1, &[(0, 50)]);
    walk(&mut world, 0, &[(0, 50)]);
    walk_over(&mut world.situation);
    let ready = |origin: usize| world.situation.origins[origin].ready[0].from;
    assert_eq!((ready(1), ready(0)), (Clock(14 * MINUTE), Clock(19 * MINUTE)));
    world.plan();
}

/// As many of `people`, each with its first and last place, as find one of the places that are free: Kuhn's algorithm.
fn matched(people: &[(u32, u32)], places: &[(u32, u32)]) -> usize {
    let slots: Vec<u32> = places.iter().flat_map(|&(k, n)| std::iter::repeat_n(k, n as usize)).collect();
    let mut of_slot: Vec<Option<usize>> = vec![None; slots.len()];
    (0..people.len()).filter(|at| find(*at, people, &slots, &mut of_slot, &mut vec![false; slots.len()])).count()
}

/// Finds a slot for one person, moving others who have one.
fn find(at: usize, people: &[(u32, u32)], slots: &[u32], of: &mut [Option<usize>], seen: &mut [bool]) -> bool {
    for slot in 0..slots.len() {
        if seen[slot] || !(people[at].0..=people[at].1).contains(&slots[slot]) {
            continue;
        }
        seen[slot] = true;
        if of[slot].is_none_or(|other| find(other, people, slots, of, seen)) {
            of[slot] = Some(at);
            return true;
        }
    }
    false
}

/// The places on a footway as its words say: whole persons a step at the rate, in steps from which all are over in time.
fn places(situation: &Situation, footway: &Footway) -> Vec<(u32, u32)> {
    let by = |k: u64| u64::from(footway.an_hour.0) * k * u64::from(situation.step.0) / 3600;
    let steps = situation.horizon.0 / situation.step.0;
    let open = |k: &u32| {
        let leave = Clock(k * situation.step.0);
        footway.opening.holds(leave, leave + situation.step + footway.walk)
    };
    (0..steps).filter(open).map(|k| (k, (by(u64::from(k) + 1) - by(u64::from(k))) as u32)).collect()
}

/// When each of a group's persons goes on, with the step in which the one who was ready as early is ready.
fn going(situation: &Situation, plan: &Plan, walkers: &Walkers) -> Vec<(u32, Clock)> {
    let loading = |movement: usize| {
        let of = |roster: &&passage_model::plan::Roster| {
            roster
                .runs
                .iter()
                .any(|run| matches!(run, passage_model::plan::Run::Loaded { movement: at } if *at as usize == movement))
        };
        match plan.rosters.iter().find(of).map(|roster| &situation.fleets[roster.fleet.index()].task) {
            Some(Task::Carry { loading, .. }) => *loading,
            _ => Seconds(0),
        }
    };
    let own = plan.movements.iter().enumerate().filter(|(_, m)| m.origin == walkers.origin);
    let mut by: Vec<Clock> =
        own.flat_map(|(at, m)| std::iter::repeat_n(m.departure - loading(at), m.persons.0 as usize)).collect();
    by.sort_unstable();
    // Whoever had begun goes first, as soon as they are over.
    let mut begun: Vec<Clock> =
        walkers.begun.iter().flat_map(|r| std::iter::repeat_n(r.from, r.persons.0 as usize)).collect();
    by.retain(|by| match begun.first() {
        Some(over) if over <= by => begun.remove(0) > *by,
        _ => true,
    });
    let ready = walkers
        .ready
        .iter()
        .flat_map(|ready| std::iter::repeat_n(ready.from.0.div_ceil(situation.step.0), ready.persons.0 as usize));
    ready.zip(by).collect()
}

/// The earliest and the latest walks are what matchings of persons and places say, step by step.
pub fn agrees_with_matchings(situation: &Situation, plan: &Plan) {
    for (number, footway) in situation.footways.iter().enumerate() {
        let (places, step) = (places(situation, footway), situation.step);
        let over = |k: u32| Clock(k * step.0) + step + footway.walk;
        let mut people: Vec<(u32, u32)> = Vec::new();
        let mut earlier = Vec::new();
        // Whoever was told to walk walks out of the order, where there is one.
        let in_order = footway.walkers.len() == 1 || footway.walkers.iter().all(|walkers| walkers.told.is_empty());
        for walkers in footway.walkers.iter().filter(|_| in_order) {
            let origin = &situation.origins[walkers.origin.index()];
            let seated = (origin.seated() - walkers.on_or_over()).0 as usize;
            let ready = walkers.ready.iter().flat_map(|r| std::iter::repeat_n(r.from, r.persons.0 as usize));
            people.extend(ready.take(seated).map(|from| (from.0.div_ceil(step.0), u32::MAX)));
            let begun: Vec<usize> = places
                .iter()
                .map(|&(last, _)| {
                    let until: Vec<_> = places.iter().copied().filter(|(k, _)| *k <= last).collect();
                    matched(&people, &until)
                })
                .collect();
            for (i, &(k, _)) in places.iter().enumerate() {
                let by = if origin.kind == VehicleKind::Foot { Clock(over(k).0 - step.0) } else { over(k) };
                if by >= situation.horizon {
                    break;
                }
                let before = walkers.begun.iter().filter(|r| r.from <= by).map(|r| r.persons.0).sum::<u32>();
                let own = (begun[i] - earlier.get(i).copied().unwrap_or(0)) as u32 + before;
                let there = origin.riders.iter().filter(|r| r.from <= by).map(|r| r.persons.0).sum::<u32>();
                let vehicles: Vehicles = origin.ready.iter().filter(|r| r.from <= by).map(|r| r.vehicles).sum();
                if origin.is_carried() {
                    assert_eq!(there, own, "carried by {by:?}");
                } else {
                    let load = |n: u32| origin.per_vehicle.persons_in(Vehicles(n)).min(origin.persons).0;
                    let most = (0..=origin.vehicles().0).rev().find(|n| load(*n) <= own).unwrap();
                    assert_eq!(vehicles.0, most, "vehicles by {by:?}");
                }
            }
            earlier = begun;
        }
        let mut going_on: Vec<(u32, u32)> = Vec::new();
        for walkers in &footway.walkers {
            let on_foot = situation.origins[walkers.origin.index()].kind == VehicleKind::Foot;
            let needed = footway.walk.0 + if on_foot { 0 } else { step.0 };
            let of = going(situation, plan, walkers);
            going_on.extend(of.into_iter().map(|(ready, by)| (ready, (by.0 - needed) / step.0)));
        }
        for &(after, _) in &places {
            let later: Vec<_> = places.iter().copied().filter(|(k, _)| *k > after).collect();
            let walks = plan.walks.iter().filter(|walk| walk.footway.index() == number);
            let walk_later: u32 = walks.filter(|walk| walk.leave.0 / step.0 > after).map(|walk| walk.persons.0).sum();
            assert_eq!(walk_later as usize, matched(&going_on, &later), "after step {after}");
        }
    }
}

/// No plan in steps of this length has more vehicles safe by any minute than the outer limit says.
fn not_above_the_outer_limit(world: &World, step: u32) {
    let mut finer = world.clone();
    if step < 60 {
        // Every vehicle drives every road in its time: nothing is rounded in the finer plan.
        let fine = step * 1000;
        for road in &mut finer.situation.roads {
            road.travel.0 = road.travel.0.next_multiple_of(fine);
        }
    }
    let limit = passage_plan::outer(&finer.network(), &finer.situation, &Work::quiet()).unwrap();
    let Some(limit) = limit else { return };
    finer.situation.step = Seconds(step);
    walk_over(&mut finer.situation);
    for safe in &finer.plan().curve {
        let by = Clock(safe.by.0.div_ceil(60) * 60);
        let most = limit.iter().rfind(|limit| limit.by <= by).map_or(Vehicles(0), |limit| limit.vehicles);
        assert!(
            safe.vehicles <= most,
            "{safe:?} in steps of {step}, at most {most:?} by {by:?}: {:?}",
            finer.situation
        );
    }
}

/// What a group of a random world is: kind, persons in a vehicle, persons, when ready, which footway, its other share.
pub type Lot = (u32, u32, u32, u32, bool, bool);

pub fn with_footways(world: &mut World, lots: &[Lot], ways: &[(u32, u32, u32, u32, bool)]) {
    let junctions = world.junctions;
    for &(far, walk_time, an_hour, from, exposed) in ways {
        let opening = if from % 3 == 0 { Opening::always() } else { open(&[(from * 30, from * 30 + 1500)]) };
        world.situation.footways.push(Footway { exposed, ..bridge(far % junctions, walk_time * 10, an_hour, opening) });
    }
    for (number, &(kind, mean, persons, from, other, late)) in lots.iter().enumerate() {
        let at = usize::from(other) % world.situation.footways.len();
        let far = world.situation.footways[at].far;
        let last = world.situation.origins.len();
        let kind = [VehicleKind::OwnCar, VehicleKind::Bus, VehicleKind::Foot, VehicleKind::Medical][kind as usize];
        let mean = if kind == VehicleKind::Foot { 1.0 } else { 1.0 + f64::from(mean) / 5.0 };
        let vehicles = (f64::from(persons) / mean).ceil() as u32 - u32::from(late && persons > 4);
        world.origin(far.0, kind, vehicles.max(1), mean, 0);
        let origin = world.situation.origins.last_mut().unwrap();
        origin.persons = Persons(persons);
        if kind == VehicleKind::Medical {
            let carry = Task::Carry { seats: Persons(2), loading: Seconds(200), unloading: Seconds(60) };
            world.situation.fleets.push(Fleet {
                name: format!("ambulances {number}"),
                kind,
                depot: JunctionId(persons % junctions),
                vehicles: Vehicles(1 + persons % 3),
                task: carry,
                duty: Opening::always(),
                longest_duty: None,
                ends: FleetEnd::Anywhere,
                from: Clock::H_HOUR,
                begun: Vec::new(),
            });
            origin.ready.clear();
            origin.carried_by = vec![FleetId::at(world.situation.fleets.len() - 1)];
            origin.riders = vec![Riders { from: Clock(0), persons: Persons(persons) }];
        }
        let first = persons / 3;
        let ready = [(from * 20, first), (from * 20 + 300, persons - first)];
        let ready = ready.map(|(from, n)| Riders { from: Clock(from), persons: Persons(n) }).to_vec();
        world.situation.footways[at].walkers.push(Walkers::new(OriginId::at(last), ready));
    }
    walk_over(&mut world.situation);
}

pub fn lots() -> impl Strategy<Value = Vec<Lot>> {
    proptest::collection::vec((0u32..4, 0u32..20, 1u32..25, 0u32..40, any::<bool>(), any::<bool>()), 1..4)
}

pub fn ways() -> impl Strategy<Value = Vec<(u32, u32, u32, u32, bool)>> {
    proptest::collection::vec((0u32..9, 1u32..60, 10u32..900, 0u32..40, any::<bool>()), 1..3)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 160, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn whatever_the_world_nobody_rides_before_they_have_walked_and_walks_are_as_late_as_can_be(
        bytes in proptest::collection::vec(any::<u8>(), 60..140), lots in lots(), ways in ways(), cars_differ in any::<bool>()
    ) {
        let mut world = random_world(&bytes, Features::ROUGH);
        if cars_differ {
            world.situation.equivalents = [100, 250, 100, 250, 100].map(CarEquivalents);
        }
        with_footways(&mut world, &lots, &ways);
        let network = world.network();
        let plan = passage_plan::plan(&network, &world.situation, None, &Work::quiet()).unwrap();
        must_hold(&network, &world.situation, &plan);
        agrees_with_matchings(&world.situation, &plan);
        for step in [60, 20] {
            not_above_the_outer_limit(&world, step);
        }
    }
}

/// The codes of what the checker finds in a changed plan.
fn codes(world: &World, plan: &Plan, change: impl FnOnce(&mut Situation, &mut Plan)) -> Vec<String> {
    let (mut situation, mut plan) = (world.situation.clone(), plan.clone());
    change(&mut situation, &mut plan);
    let findings = passage_model::check::plan(&world.network(), &situation, &plan);
    findings.into_iter().map(|finding| finding.code.to_string()).collect()
}

#[test]
fn the_checker_refuses_walks_that_were_tampered_with() {
    let mut world = beyond_the_bridge(600, open(&[(0, HOUR)]));
    world.origin(0, VehicleKind::Bus, 4, 50.0, 0);
    walk(&mut world, 0, &[(10 * MINUTE, 200)]);
    walk_over(&mut world.situation);
    let plan = world.plan();
    let moved = |by: i64| {
        move |_: &mut Situation, plan: &mut Plan| {
            for walk in &mut plan.walks {
                walk.leave = Clock((i64::from(walk.leave.0) + by) as u32);
                walk.over = Clock((i64::from(walk.over.0) + by) as u32);
            }
        }
    };
    let has = |codes: &[String], code: &str| assert!(codes.iter().any(|known| known == code), "{code}: {codes:?}");
    has(&codes(&world, &plan, moved(-60)), "plan.not-ready");
    has(&codes(&world, &plan, moved(60)), "plan.not-over");
    has(&codes(&world, &plan, moved(i64::from(HOUR))), "plan.footway-closed");
    has(&codes(&world, &plan, |_, plan| plan.walks[0].over = Clock(0)), "plan.walk-wrong");
    has(&codes(&world, &plan, |_, plan| plan.walks.truncate(3)), "plan.not-over");
    has(&codes(&world, &plan, |_, plan| plan.walks.clear()), "plan.not-over");
    has(&codes(&world, &plan, |_, plan| plan.walks.swap(0, 1)), "plan.walk-wrong");
    has(&codes(&world, &plan, |_, plan| plan.walks[0].footway = FootwayId(1)), "plan.walk-wrong");
    has(&codes(&world, &plan, |_, plan| plan.walks[0].persons += Persons(1)), "plan.walk-wrong");
    has(&codes(&world, &plan, |situation, _| situation.footways[0].an_hour = Persons(540)), "plan.footway-rate");
    // Somebody more beside the first, and one fewer among the last.
    let shifted = codes(&world, &plan, |_, plan| {
        plan.walks[0].persons += Persons(1);
        let last = plan.walks.len() - 1;
        plan.walks[last].persons -= Persons(1);
    });
    has(&shifted, "plan.footway-rate");
    has(&codes(&world, &plan, |_, plan| plan.figures.as_mut().unwrap().exposure -= 540), "plan.figures-wrong");
    has(&codes(&world, &plan, |situation, _| situation.origins[0].ready[0].from.0 += 60), "plan.footway-late");
    let known = FootwayId(9);
    has(&codes(&world, &plan, |_, plan| plan.bottlenecks[0].at = BottleneckAt::Footway(known)), "plan.unknown-index");
    // On foot, by road.
    has(&codes(&world, &plan, |situation, _| situation.origins[0].kind = VehicleKind::Foot), "plan.on-foot-by-road");
}

#[test]
fn the_random_worlds_have_people_who_walk() {
    let mut walked = 0;
    for seed in 0u32..200 {
        let bytes: Vec<u8> =
            (0..120u32).map(|i| (seed.wrapping_mul(2_654_435_761).wrapping_add(i * i * 97) >> 7) as u8).collect();
        let mut world = random_world(&bytes, Features::PLAIN);
        let lots = [(seed % 4, 7, 20, seed % 9, false, false), ((seed / 4) % 4, 0, 12, 3, false, false)];
        with_footways(&mut world, &lots, &[(seed, 3, 600, 0, true)]);
        let plan = world.plan();
        agrees_with_matchings(&world.situation, &plan);
        walked += u32::from(!plan.walks.is_empty());
    }
    assert!(walked > 60, "{walked} of 200");
}
