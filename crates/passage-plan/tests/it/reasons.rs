//! Why people stay: each its true reason, by hand.

use crate::world::{World, must_hold, open};
use passage_model::id::OpeningId;
use passage_model::plan::{BottleneckAt, LeftBehind, Reason};
use passage_model::standing::Standing;
use passage_model::time::{Clock, Opening};
use passage_model::units::{Persons, Seconds};
use passage_model::weighing::{Fairness, Objective, Weighing};
use passage_model::work::Work;
use passage_plan::{Change, outer, plan_again};

const HOUR: u32 = 3600;

/// From 0 to 1 in half an hour, ten vehicles a minute, within two hours.
fn road(vehicles: u32, opening: Opening) -> World {
    let mut world = World::new(2, 2 * HOUR);
    world.road(0, 1, 1800.0, 600, opening);
    world.cars(0, vehicles);
    world.reception(1, 100_000);
    world
}

fn reasons(world: &World) -> Vec<(u32, Reason)> {
    let told = |left: LeftBehind| (left.persons.0, left.reason);
    world.plan().left_behind.into_iter().map(told).collect()
}

#[test]
fn a_site_without_room_is_the_reason_and_not_the_road() {
    let mut world = road(10, Opening::always());
    world.situation.receptions[0].room = Persons(0);
    assert_eq!(reasons(&world), [(10, Reason::NoRoom)]);
    // Room for others is none for them.
    world.reception(1, 100);
    world.situation.receptions[1].only = vec![passage_model::situation::VehicleKind::Bus];
    assert_eq!(reasons(&world), [(10, Reason::NoRoom)]);
    world.situation.roads[0].opening = OpeningId::at(world.situation.openings.len());
    world.situation.openings.push(Opening::never());
    assert_eq!(reasons(&world), [(10, Reason::NoRoad)]);
}

#[test]
fn whoever_is_ready_after_the_last_moment_is_too_late() {
    let mut world = road(10, open(&[(0, HOUR)]));
    world.situation.origins[0].ready[0].from = Clock(HOUR);
    assert_eq!(reasons(&world), [(10, Reason::TooLate)]);
}

#[test]
fn whoever_keeps_off_an_exposed_road_stays_for_that() {
    let mut world = road(2000, Opening::always());
    world.situation.roads[0].exposed = true;
    let free = world.plan().safe().0;
    assert!(free > 0);
    world.situation.weighing = Weighing { named: vec![Objective::Exposure], fairness: None };
    let plan = world.plan();
    assert_eq!(plan.safe(), Persons(0));
    assert_eq!(plan.bottlenecks, [], "nobody drives, so that nothing is full");
    assert_eq!(reasons(&world), [(2000, Reason::Weighed { before: vec![Objective::Exposure] })]);
    let why = passage_plan::why(&world.network(), &world.situation, Clock(2 * HOUR), &Work::quiet()).unwrap();
    assert_eq!(why.places, [], "no vehicle more helps");
    assert_eq!(outer(&world.network(), &world.situation, &Work::quiet()).unwrap(), None, "it knows no order");
}

/// Those who are near give way to those who are far, so that all have a share: as many of them stay for that.
#[test]
fn whoever_gives_way_for_the_sake_of_shares_stays_for_that() {
    let mut world = World::new(3, HOUR);
    world.road(0, 1, 600.0, 60, Opening::always());
    world.road(1, 2, 600.0, 60, Opening::always());
    world.cars(0, 100);
    world.cars(1, 100);
    world.reception(2, 100_000);
    let free = world.plan();
    world.situation.weighing =
        Weighing { named: vec![Objective::Fairness, Objective::Safe], fairness: Some(Fairness::MaxMin) };
    let plan = world.plan();
    let left = |plan: &passage_model::plan::Plan, group: usize| -> u32 {
        plan.left_behind.iter().filter(|left| left.origin.index() == group).map(|left| left.persons.0).sum()
    };
    for group in 0..2 {
        let more = left(&plan, group).saturating_sub(left(&free, group));
        let weighed: u32 = plan
            .left_behind
            .iter()
            .filter(|l| l.origin.index() == group && matches!(l.reason, Reason::Weighed { .. }))
            .map(|l| l.persons.0)
            .sum();
        assert_eq!(weighed, more, "{:?}", plan.left_behind);
    }
    assert!(left(&plan, 1) > left(&free, 1), "those who are near give way");
    // What is full is this plan's own: every vehicle that it counts drives in it.
    let gone: u32 = plan.movements.iter().map(|movement| movement.vehicles.0).sum();
    assert!(plan.bottlenecks.iter().all(|full| full.vehicles.0 <= gone));
    assert!(plan.bottlenecks.iter().any(|full| matches!(full.at, BottleneckAt::Road(_))));
}

#[test]
fn who_was_ready_before_a_road_was_lost_is_not_too_late() {
    let world = road(10, Opening::always());
    let (network, situation) = (world.network(), &world.situation);
    let parent = world.plan();
    let told = |until: u32| {
        let standing = Standing::of(&network, situation, &parent, Clock(0));
        // Nothing has happened yet; the road is lost now, or is open for too short a time from now on.
        let standing = Standing { now: Clock(HOUR), ..standing };
        let mut before = situation.clone();
        before.origins[0].ready[0].from = Clock(HOUR);
        let mut after = before.clone();
        after.openings.push(open(&[(0, until)]));
        after.roads[0].opening = OpeningId::at(after.openings.len() - 1);
        let change = Change { before: &before, after: &after, standing: &standing };
        let again = plan_again(&network, change, (&parent, parent.digest()), &Work::quiet()).unwrap();
        must_hold(&network, &after, &again.plan);
        again.plan.left_behind[0].reason.clone()
    };
    assert_eq!(told(HOUR), Reason::NoRoad);
    let short = Reason::WindowTooShort { journey: Seconds(1800), longest_window: Seconds(1200) };
    assert_eq!(told(HOUR + 1200), short);
}
