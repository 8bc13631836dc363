//! Planning again while a plan is being carried out.

use crate::random::{Features, random_world};
use crate::world::{World, must_hold, open};
use passage_model::id::OpeningId;
use passage_model::network::Network;
use passage_model::plan::Plan;
use passage_model::situation::Situation;
use passage_model::standing::Standing;
use passage_model::time::{Clock, Opening};
use passage_model::work::Work;
use passage_plan::{Again, Change, Fixed, plan_again, remaining};
use proptest::prelude::*;

/// Plans again at `now`, where everybody followed `parent` and `change` happened to the situation.
pub fn again(
    network: &Network,
    situation: &Situation,
    parent: &Plan,
    now: u32,
    change: impl Fn(&mut Situation),
) -> (Again, Standing, Situation) {
    let standing = Standing::of(network, situation, parent, Clock(now));
    let before = standing.left_of(network, situation);
    let mut after = before.clone();
    change(&mut after);
    let told = Change { before: &before, after: &after, standing: &standing };
    let again = plan_again(network, told, (parent, parent.digest()), &Work::quiet()).unwrap();
    must_hold(network, &after, &again.plan);
    must_hold(network, &after, &again.free);
    assert!(again.plan.movements.iter().all(|m| m.departure >= Clock(now)), "something happens before now");
    assert!(again.plan.safe() <= again.plan.bound.persons);
    (again, standing, after)
}

/// Closes a road from a moment on.
pub fn lose(situation: &mut Situation, road: usize, from: u32) {
    let old = situation.opening(passage_model::id::RoadId::at(road)).clone();
    let lost = old.and(&open(&[(0, from)]));
    situation.openings.push(if from == 0 { Opening::never() } else { lost });
    situation.roads[road].opening = OpeningId::at(situation.openings.len() - 1);
}

/// The vehicles of `wanted` that a plan sends just so.
fn found(plan: &Plan, wanted: &[Fixed]) -> u64 {
    let mut there: std::collections::BTreeMap<_, u64> = std::collections::BTreeMap::new();
    for m in &plan.movements {
        let course = &plan.courses[m.course.index()];
        *there.entry((m.origin, m.reception, m.departure, course.clone())).or_default() += u64::from(m.vehicles.0);
    }
    let mut sum = 0;
    for fixed in wanted {
        let key = (fixed.origin, fixed.reception, fixed.departure, fixed.course.clone());
        let left = there.entry(key).or_default();
        let taken = (*left).min(u64::from(fixed.vehicles.0));
        *left -= taken;
        sum += taken;
    }
    sum
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn where_nothing_changed_every_remaining_movement_is_kept(
        bytes in prop::collection::vec(any::<u8>(), 10..160), now in 0u32..1200,
    ) {
        let world = random_world(&bytes, Features::PLAIN);
        let (network, parent) = (world.network(), world.plan());
        let (again, standing, after) = again(&network, &world.situation, &parent, now, |_| ());
        let wanted = remaining(&network, &after, &parent, &standing);
        let all: u64 = wanted.iter().map(|f| u64::from(f.vehicles.0)).sum();
        prop_assert_eq!((again.kept, again.remaining), (all, all));
        prop_assert_eq!(found(&again.plan, &wanted), all);
        // Nobody is lost between the plan, what has happened and who is left.
        let safe: u32 = standing.safe.iter().map(|s| s.1.0).sum();
        let left: u32 = again.plan.left_behind.iter().map(|l| l.persons.0).sum();
        prop_assert_eq!(safe + again.plan.safe().0 + left, world.situation.persons().0);
        prop_assert!(safe + again.plan.safe().0 >= parent.safe().0);
    }

    #[test]
    fn where_a_road_is_lost_nobody_else_changes_course_and_the_plan_is_no_worse_than_what_is_left_of_the_parent(
        bytes in prop::collection::vec(any::<u8>(), 10..160), now in 0u32..1200, road in 0usize..30, more in 0u32..600,
        rough in any::<bool>(),
    ) {
        let world = random_world(&bytes, if rough { Features::ROUGH } else { Features::PLAIN });
        prop_assume!(!world.roads.is_empty());
        let road = road % world.roads.len();
        let (network, parent) = (world.network(), world.plan());
        let (again, standing, after) =
            again(&network, &world.situation, &parent, now, |s| lose(s, road, now + more));
        let wanted = remaining(&network, &after, &parent, &standing);
        let unhurt: Vec<Fixed> =
            wanted.into_iter().filter(|f| !f.course.roads.iter().any(|r| r.index() == road)).collect();
        let all: u64 = unhurt.iter().map(|f| u64::from(f.vehicles.0)).sum();
        if !rough {
            prop_assert_eq!(found(&again.plan, &unhurt), all);
            let vehicles: u64 = again.plan.movements.iter().map(|m| u64::from(m.vehicles.0)).sum();
            prop_assert!(vehicles >= all);
        }
    }

    #[test]
    fn where_everything_closes_nobody_is_planned_onto_a_road_afterwards(
        bytes in prop::collection::vec(any::<u8>(), 10..120), now in 0u32..900, more in 0u32..600,
    ) {
        let world = random_world(&bytes, Features::PLAIN);
        let (network, parent) = (world.network(), world.plan());
        let end = now + more;
        let (again, _, _) = again(&network, &world.situation, &parent, now, |s| {
            for road in 0..s.roads.len() {
                lose(s, road, end);
            }
        });
        for movement in &again.plan.movements {
            let course = &again.plan.courses[movement.course.index()];
            let last = course.roads.last().map_or(0, |_| movement.departure.0 + course.enter.last().unwrap().0);
            prop_assert!(last <= end);
        }
    }
}

/// Home, a fork, two roads of ten and twelve minutes to the site; fifty cars, one a minute on each road.
fn fork() -> World {
    let mut world = World::new(4, 3 * 3600);
    world.road(0, 1, 300.0, 120, Opening::always());
    world.road(1, 2, 300.0, 60, Opening::always());
    world.road(2, 3, 300.0, 60, Opening::always());
    world.road(1, 3, 720.0, 60, Opening::always());
    world.cars(0, 60);
    world.reception(3, 1000);
    world
}

#[test]
fn a_lost_road_sends_those_before_the_fork_by_the_other_and_holds_those_who_are_past_it() {
    let world = fork();
    let (network, parent) = (world.network(), world.plan());
    // At minute 11 some are between 1 and 2, some between 2 and 3.
    let (again, standing, after) = again(&network, &world.situation, &parent, 660, |s| lose(s, 2, 660));
    let stuck: u32 = again.plan.left_behind.iter().map(|l| l.persons.0).sum();
    let beyond: u32 = standing
        .under_way
        .iter()
        .filter(|part| part.junction.0 == 2 && part.rest.as_ref().is_some_and(|rest| !rest.1.roads.is_empty()))
        .map(|part| part.persons.0)
        .sum();
    assert!(beyond > 0 && stuck == beyond, "{stuck} {beyond}");
    assert!(again.kept < again.remaining && again.kept > 0);
    let safe: u32 = standing.safe.iter().map(|s| s.1.0).sum();
    assert_eq!(safe + again.plan.safe().0 + stuck, 60);
    assert_eq!(again.plan.parent, Some(parent.digest()));
    assert_eq!(after.origins.len(), 1 + standing.under_way.len());
}

#[test]
fn a_window_that_is_extended_brings_out_more_and_moves_nobody() {
    let mut world = fork();
    for road in 0..4 {
        lose(&mut world.situation, road, 1500);
    }
    let (network, parent) = (world.network(), world.plan());
    let (again, standing, _) = again(&network, &world.situation, &parent, 600, |s| {
        for road in &mut s.roads {
            road.opening = OpeningId(0);
        }
    });
    assert_eq!(again.kept, again.remaining);
    let safe: u32 = standing.safe.iter().map(|s| s.1.0).sum();
    assert!(safe + again.plan.safe().0 > parent.safe().0);
    assert_eq!(safe + again.plan.safe().0, 60);
}
