//! Planning again while people are on foot: random worlds whose plans must hold, and what can be worked out by hand.

use crate::foot::{Lot, agrees_with_matchings, beyond_the_bridge, lots, walk, ways, with_footways};
use crate::random::{Features, random_world};
use crate::world::{World, must_hold, open};
use passage_model::network::Network;
use passage_model::plan::{Plan, Reason};
use passage_model::situation::{Riders, Situation, VehicleKind};
use passage_model::standing::Standing;
use passage_model::time::{Clock, Opening};
use passage_model::units::{Persons, Seconds, Vehicles};
use passage_model::work::Work;
use passage_plan::{Again, Change, plan_again, walk_over};
use proptest::prelude::*;

const MINUTE: u32 = 60;

/// What came of planning again.
struct Came {
    again: Again,
    standing: Standing,
    after: Situation,
}

/// Plans again at `now`, where everybody followed `parent`, but for what `seen` says, and `change` happened.
fn again(
    network: &Network,
    situation: &Situation,
    parent: &Plan,
    now: u32,
    seen: impl Fn(&mut Standing),
    change: impl Fn(&mut Situation),
) -> Came {
    let mut standing = Standing::of(network, situation, parent, Clock(now));
    seen(&mut standing);
    let mut before = standing.left_of(network, situation);
    walk_over(&mut before);
    let mut changed = situation.clone();
    change(&mut changed);
    let mut after = standing.left_of(network, &changed);
    walk_over(&mut after);
    let told = Change { before: &before, after: &after, standing: &standing };
    let again = plan_again(network, told, (parent, parent.digest()), &Work::quiet()).unwrap();
    must_hold(network, &after, &again.plan);
    must_hold(network, &after, &again.free);
    // Matchings take long where many walk.
    let walkers = situation.footways.iter().flat_map(|footway| &footway.walkers);
    let walk: Persons = walkers.map(|walkers| situation.origins[walkers.origin.index()].persons).sum();
    if walk < Persons(150) {
        agrees_with_matchings(&after, &again.plan);
        agrees_with_matchings(&after, &again.free);
    }
    let plan = &again.plan;
    assert_eq!(plan.parent, Some(parent.digest()));
    assert!(plan.movements.iter().all(|m| m.departure >= Clock(now)), "something happens before now");
    assert!(plan.walks.iter().all(|walk| walk.leave >= Clock(now)), "somebody walks before now");
    assert!(plan.safe() <= plan.bound.persons);
    assert!(plan.bound.not_safe_sum <= plan.bound.plan_sum);
    // Whoever is kept goes.
    let vehicles: u64 = plan.movements.iter().map(|m| u64::from(m.vehicles.0)).sum();
    assert!(vehicles >= again.kept, "{vehicles} of {} that are kept", again.kept);
    // Nobody is lost between the plan, what has happened and who is left.
    let safe: u32 = standing.safe.iter().map(|s| s.1.0).sum();
    let left: u32 = plan.left_behind.iter().map(|l| l.persons.0).sum();
    assert_eq!(safe + plan.safe().0 + left, situation.persons().0);
    Came { again, standing, after }
}

/// Vehicles safe by a moment.
fn safe_by(plan: &Plan, by: Clock) -> u32 {
    plan.curve.iter().rfind(|safe| safe.by <= by).map_or(0, |safe| safe.vehicles.0)
}

/// Where nothing has changed everything is kept, and as many vehicles are safe by any moment as were planned.
fn nothing_is_lost(network: &Network, situation: &Situation, parent: &Plan, now: u32) -> Came {
    let came = again(network, situation, parent, now, |_| (), |_| ());
    let Again { plan, kept, remaining, kept_runs, remaining_runs, .. } = &came.again;
    assert_eq!((kept, kept_runs), (remaining, remaining_runs));
    let safe: Vehicles = came.standing.safe.iter().map(|safe| safe.0).sum();
    for point in parent.curve.iter().filter(|point| point.by > Clock(now) + situation.step) {
        assert!(safe.0 + safe_by(plan, point.by) >= point.vehicles.0, "{point:?}, {safe:?} and {:?}", plan.curve);
    }
    came
}

prop_compose! {
    fn worlds()(
        bytes in proptest::collection::vec(any::<u8>(), 60..140), rough in any::<bool>(), whole in any::<bool>(),
        lots in lots(), ways in ways(),
    ) -> World {
        let mut world = random_world(&bytes, if rough { Features::ROUGH } else { Features::PLAIN });
        // Means that are whole, or not.
        let whole_mean = |lot: &Lot| {
            // A vehicle that is not full, goes in the middle and comes last needs fewer over than others.
            let mean = 1 + lot.1 / 5;
            Lot::from((lot.0, lot.1 / 5 * 5, lot.2.next_multiple_of(mean), lot.3, lot.4, lot.5))
        };
        let lots: Vec<Lot> = if whole { lots.iter().map(whole_mean).collect() } else { lots };
        with_footways(&mut world, &lots, &ways);
        world
    }
}

/// What may happen to a footway.
#[derive(Clone, Copy, Debug)]
enum Happens {
    Closes(u32),
    Slows(u32),
    Quickens(u32),
    Lengthens(u32),
    Shortens,
}

fn happens() -> impl Strategy<Value = Happens> {
    prop_oneof![
        (0u32..900).prop_map(Happens::Closes),
        (1u32..20).prop_map(Happens::Slows),
        (2u32..9).prop_map(Happens::Quickens),
        (1u32..900).prop_map(Happens::Lengthens),
        Just(Happens::Shortens),
    ]
}

fn to(situation: &mut Situation, what: Happens, now: u32) {
    for footway in &mut situation.footways {
        match what {
            Happens::Closes(more) => {
                let lost = open(&[(0, now + more)]);
                footway.opening = if now + more == 0 { Opening::never() } else { footway.opening.and(&lost) };
            }
            Happens::Slows(by) => footway.an_hour = Persons(footway.an_hour.0 / by),
            Happens::Quickens(by) => footway.an_hour = Persons(footway.an_hour.0 * by),
            Happens::Lengthens(by) => footway.walk += Seconds(by),
            Happens::Shortens => footway.walk = Seconds(footway.walk.0 / 3),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn where_nothing_changed_those_who_walk_go_on_as_told_and_so_again(
        world in worlds(), now in 0u32..1_300, later in 0u32..600,
    ) {
        let mut world = world;
        // Where a site is full, whom it has room for is rounded.
        world.situation.receptions.iter_mut().for_each(|site| site.room = Persons(10_000));
        let (network, parent) = (world.network(), world.plan());
        let whole = |situation: &Situation| {
            let walkers = situation.footways.iter().flat_map(|footway| &footway.walkers);
            walkers.map(|w| &situation.origins[w.origin.index()]).all(|o| o.per_vehicle.0.is_multiple_of(100))
        };
        if !whole(&world.situation) {
            again(&network, &world.situation, &parent, now, |_| (), |_| ());
            return Ok(());
        }
        let came = nothing_is_lost(&network, &world.situation, &parent, now);
        // Vehicles of fleets are followed through one plan only.
        if world.situation.fleets.is_empty() && whole(&came.after) {
            nothing_is_lost(&network, &came.after, &came.again.plan, now + later);
        }
    }

    #[test]
    fn whatever_happens_to_a_footway_nobody_rides_who_is_not_over(
        world in worlds(), now in 0u32..1_300, what in happens(), road in prop::option::of(0usize..30),
    ) {
        let (network, parent) = (world.network(), world.plan());
        let road = road.filter(|_| !world.roads.is_empty()).map(|road| road % world.roads.len());
        again(&network, &world.situation, &parent, now, |_| (), |situation| {
            to(situation, what, now);
            if let Some(road) = road {
                crate::again::lose(situation, road, now + 200);
            }
        });
    }

    #[test]
    fn where_more_or_fewer_have_walked_than_told_the_rest_walk_from_now_on(
        world in worlds(), now in 0u32..1_300, all in any::<bool>(), share in 0u32..9, what in prop::option::of(happens()),
    ) {
        let (network, parent) = (world.network(), world.plan());
        let count = |standing: &mut Standing| {
            for walkers in world.situation.footways.iter().flat_map(|footway| &footway.walkers) {
                let at = walkers.origin.index();
                let (gone, persons) = (standing.gone[at].1.0, world.situation.origins[at].persons.0);
                let counted = if all { persons } else { gone + (persons - gone) * share / 9 };
                standing.walked[at] = vec![Riders { from: Clock(now), persons: Persons(counted) }];
            }
        };
        again(&network, &world.situation, &parent, now, count, |situation| {
            if let Some(what) = what {
                to(situation, what, now);
            }
        });
    }
}

/// Four buses of fifty, ten a minute over nine minutes; all are ready at the start.
fn four_buses(opening: Opening) -> World {
    let mut world = beyond_the_bridge(600, opening);
    world.origin(0, VehicleKind::Bus, 4, 50.0, 0);
    walk(&mut world, 0, &[(0, 200)]);
    walk_over(&mut world.situation);
    world
}

#[test]
fn a_bridge_that_closes_leaves_those_who_have_not_begun_to_walk() {
    let world = four_buses(Opening::always());
    let (network, parent) = (world.network(), world.plan());
    // By the tenth minute a hundred have begun; one of them is over by then, and the first bus leaves at the fourteenth.
    let lost = |situation: &mut Situation| situation.footways[0].opening = open(&[(0, 10 * MINUTE)]);
    let came = again(&network, &world.situation, &parent, 10 * MINUTE, |_| (), lost);
    assert_eq!(came.after.footways[0].walkers[0].on_or_over(), Persons(100));
    assert_eq!(came.again.plan.safe(), Persons(100));
    assert_eq!(came.again.plan.walks, []);
    assert_eq!((came.again.kept, came.again.remaining), (2, 4));
    let left = &came.again.plan.left_behind;
    assert_eq!(left.iter().map(|left| left.persons.0).sum::<u32>(), 100);
    assert!(left.iter().all(|left| matches!(left.reason, Reason::NotOver { .. })), "{left:?}");
    let departures: Vec<u32> = came.again.plan.movements.iter().map(|m| m.departure.0 / MINUTE).collect();
    assert_eq!(departures, [14, 19]);
}

#[test]
fn a_bridge_that_slows_down_delays_the_buses_that_it_feeds() {
    let world = four_buses(Opening::always());
    let (network, parent) = (world.network(), world.plan());
    let came =
        again(&network, &world.situation, &parent, 10 * MINUTE, |_| (), |s| s.footways[0].an_hour = Persons(300));
    // Those who had begun feed two; five a minute from the tenth minute on feed the others.
    let departures: Vec<u32> = came.again.plan.movements.iter().map(|m| m.departure.0 / MINUTE).collect();
    assert_eq!(departures, [14, 19, 29, 39]);
    // The third time as told is the fourth of them.
    assert_eq!(came.again.kept, 3);
    assert_eq!(came.again.plan.walks.iter().map(|walk| walk.persons.0).sum::<u32>(), 100);
}

#[test]
fn whoever_was_told_to_walk_walks_before_a_group_that_stands_first_and_was_not() {
    // Buses stand first, and their road opens after an hour and a half; cars stand second, and theirs is open.
    let mut world = four_buses(Opening::always());
    world.junctions = 3;
    world.road(0, 2, 600.0, 600, open(&[(90 * MINUTE, 120 * MINUTE)]));
    world.reception(2, 10_000);
    world.situation.receptions[0].only = vec![VehicleKind::OwnCar];
    world.situation.receptions[1].only = vec![VehicleKind::Bus];
    world.origin(0, VehicleKind::OwnCar, 50, 4.0, 0);
    walk(&mut world, 1, &[(0, 200)]);
    walk_over(&mut world.situation);
    let (network, parent) = (world.network(), world.plan());
    // The buses' people are told to walk late, those of the cars from the twentieth minute on. Were it by the scenario's
    // order alone, those who could have walked by now would push in before them.
    let first = |at: usize| parent.walks.iter().filter(|walk| walk.origin.index() == at).map(|walk| walk.leave).min();
    assert!(first(0) >= Some(Clock(40 * MINUTE)) && first(1) == Some(Clock(20 * MINUTE)), "{:?}", parent.walks);
    for now in [5, 15, 25, 35, 45] {
        nothing_is_lost(&network, &world.situation, &parent, now * MINUTE);
    }
    // The checker knows that order too: without it the first group could be over earlier than is said.
    let came = nothing_is_lost(&network, &world.situation, &parent, 5 * MINUTE);
    refused(&network, &came, "plan.footway-late", |s, _| s.footways[0].walkers.iter_mut().for_each(|w| w.told.clear()));
    refused(&network, &came, "plan.footway-late", |s, _| s.origins[1].ready[0].from.0 += MINUTE);
}

/// The checker finds this fault in a plan made again with one thing changed.
fn refused(network: &Network, came: &Came, code: &str, change: impl Fn(&mut Situation, &mut Plan)) {
    let (mut situation, mut plan) = (came.after.clone(), came.again.plan.clone());
    change(&mut situation, &mut plan);
    let faults = passage_model::check::plan(network, &situation, &plan);
    assert!(faults.iter().any(|fault| fault.code == code), "{code}: {faults:?}");
}

#[test]
fn the_checker_knows_who_is_over_already_and_that_nobody_else_walks_for_them() {
    let world = four_buses(Opening::always());
    let (network, parent) = (world.network(), world.plan());
    let came = again(&network, &world.situation, &parent, 10 * MINUTE, |_| (), |_| ());
    refused(&network, &came, "plan.not-over", |s, _| s.footways[0].walkers[0].begun.clear());
    refused(&network, &came, "plan.not-over", |s, _| {
        s.footways[0].walkers[0].begun.iter_mut().for_each(|riders| riders.from.0 += MINUTE);
    });
    refused(&network, &came, "plan.footway-late", |s, _| s.origins[0].ready[0].from.0 += MINUTE);
    // Somebody walks although enough are over, or has not begun and does not walk.
    refused(&network, &came, "plan.walk-wrong", |_, plan| plan.walks[0].persons += Persons(1));
    refused(&network, &came, "plan.not-over", |_, plan| plan.walks[0].persons -= Persons(1));
    refused(&network, &came, "plan.not-ready", |_, plan| plan.walks[0].leave.0 -= MINUTE);
}

#[test]
fn whoever_is_over_and_has_not_gone_is_not_walked_over_again() {
    let world = four_buses(Opening::always());
    let (network, parent) = (world.network(), world.plan());
    let all = |standing: &mut Standing| standing.walked[0] = vec![Riders { from: Clock(0), persons: Persons(200) }];
    let came = again(&network, &world.situation, &parent, 12 * MINUTE, all, |_| ());
    assert_eq!((came.again.plan.safe(), came.again.plan.walks.len()), (Persons(200), 0));
    // They could go at once; told as they are, they go as told.
    assert_eq!(came.again.kept, 4);
    assert_eq!(came.again.free.movements.iter().map(|m| m.departure).max(), Some(Clock(12 * MINUTE)));
}
