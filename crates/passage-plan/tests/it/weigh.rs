//! What stands before people: floors, shares, closed waiting places, against explicit networks.

use crate::random::{Features, random_world, safe_by_step, sum_of_arrivals};
use crate::twin::{Graph, assemblies, truth};
use crate::world::{World, open};
use passage_model::id::{OpeningId, OriginId};
use passage_model::plan::Plan;
use passage_model::scenario::Factor;
use passage_model::situation::VehicleKind;
use passage_model::time::{Clock, Opening};
use passage_model::units::Vehicles;
use passage_model::weighing::{Fairness, Objective, Weighing};
use passage_model::work::Work;
use proptest::prelude::*;

const MILLION: u64 = 1_000_000;

fn cases(count: u32) -> ProptestConfig {
    ProptestConfig { cases: count, failure_persistence: None, ..ProptestConfig::default() }
}

/// A random world in which the groups at a junction share an assembly point.
fn gathered(bytes: &[u8], features: Features) -> World {
    let mut world = random_world(bytes, features);
    for origin in &mut world.situation.origins {
        origin.assembly = format!("assembly at {}", origin.junction);
    }
    world
}

fn weighed(world: &World, named: &[Objective], fairness: Fairness) -> World {
    let mut world = world.clone();
    world.situation.weighing = Weighing { named: named.to_vec(), fairness: Some(fairness) };
    world
}

/// Vehicles at each assembly point, and those of a plan that leave there.
fn vehicles(world: &World, plan: &Plan) -> Vec<(i64, i64)> {
    let of_group = |o: usize| i64::from(world.situation.origins[o].vehicles().0);
    let gone = |o: usize| -> i64 {
        plan.movements.iter().filter(|m| m.origin.index() == o).map(|m| i64::from(m.vehicles.0)).sum()
    };
    let of = assemblies(world);
    of.iter().map(|of| (of.iter().map(|&o| of_group(o)).sum(), of.iter().map(|&o| gone(o)).sum())).collect()
}

/// The fewest vehicles, of one person each, that are this share of so many.
fn needed(all: i64, share: u64) -> i64 {
    (all as u64 * share).div_ceil(MILLION) as i64
}

proptest! {
    #![proptest_config(cases(600))]

    #[test]
    fn a_floor_that_all_can_have_is_held_and_everybody_is_as_early_as_it_allows(
        bytes in prop::collection::vec(any::<u8>(), 0..200), percent in 0..=100u32
    ) {
        let world = gathered(&bytes, Features::PLAIN);
        let fair = weighed(&world, &[Objective::Fairness], Fairness::Floor(Factor(percent * 10_000)));
        let (free, plan) = (world.plan(), fair.plan());
        let parties = vehicles(&fair, &plan);
        let all: Vec<i64> = parties.iter().map(|party| party.0).collect();
        let floors: Vec<i64> = all.iter().map(|&all| needed(all, u64::from(percent) * 10_000)).collect();
        let feasible = Graph::gathered(&fair, &floors, &floors, 0).largest() == floors.iter().sum::<i64>();
        let held = parties.iter().zip(&floors).all(|((_, gone), floor)| gone >= floor);
        prop_assert_eq!(held, feasible, "{:?} of {:?} in {:?}", parties, floors, fair);
        // Nobody is left by the horizon for it, and nobody is later than it must be.
        prop_assert_eq!(plan.safe(), free.safe());
        for (fair, free) in safe_by_step(&plan).into_iter().zip(safe_by_step(&free)) {
            prop_assert!(fair <= free);
        }
        if feasible {
            let worth = 1 << 30;
            let (_, cost) = Graph::gathered(&fair, &floors, &all, worth).cheapest();
            prop_assert_eq!(sum_of_arrivals(&plan), cost + worth * floors.iter().sum::<i64>(), "{:?}", fair);
        }
    }

    #[test]
    fn no_share_can_be_raised_but_at_the_cost_of_one_that_is_no_greater(
        bytes in prop::collection::vec(any::<u8>(), 0..200), kind in 0..3usize
    ) {
        let features = [Features::PLAIN, Features::TIGHT, Features::CROWDED][kind];
        let world = gathered(&bytes, features);
        let fair = weighed(&world, &[Objective::Fairness, Objective::Safe], Fairness::MaxMin);
        let (free, plan) = (world.plan(), fair.plan());
        prop_assert_eq!(plan.safe(), free.safe());
        let parties = vehicles(&fair, &plan);
        let everybody: i64 = parties.iter().map(|party| party.0).sum();
        for (number, &(all, gone)) in parties.iter().enumerate().filter(|(_, (all, gone))| gone < all) {
            // Everybody whose share is greater gives up all that leaves it greater.
            let wanted: Vec<i64> = parties.iter().enumerate().map(|(other, &(others, theirs))| {
                if other == number {
                    gone + 1
                } else if theirs * all <= gone * others {
                    theirs
                } else {
                    (gone * others / all + 1).min(theirs)
                }
            }).collect();
            let most = Graph::gathered(&fair, &wanted, &wanted, 0).largest();
            prop_assert!(most < wanted.iter().sum::<i64>(), "{} of {:?} ({}) in {:?}", number, parties, everybody, fair);
        }
    }

    #[test]
    fn who_may_not_wait_on_the_way_never_does_and_who_may_only_for_the_horizon_brings_out_as_many(
        bytes in prop::collection::vec(any::<u8>(), 0..200)
    ) {
        let world = gathered(&bytes, Features::PLAIN);
        let free = world.plan();
        let first = weighed(&world, &[Objective::Waiting], Fairness::MaxMin).plan();
        prop_assert_eq!(first.figures.as_ref().map(|figures| figures.waiting), Some(0));
        let mut closed = world.clone();
        closed.situation.waiting.clear();
        prop_assert_eq!(safe_by_step(&first), truth(&closed).most);
        let order = [Objective::Safe, Objective::Waiting, Objective::Early];
        let second = weighed(&world, &order, Fairness::MaxMin).plan();
        prop_assert_eq!(second.safe(), free.safe());
        prop_assert!(first.safe() != free.safe() || second.figures.is_some_and(|figures| figures.waiting == 0));
    }

    #[test]
    fn nobody_is_exposed_unless_more_get_out_by_it_and_what_that_costs_is_never_below_nothing(
        bytes in prop::collection::vec(any::<u8>(), 0..200), exposed in any::<u32>()
    ) {
        // Slow checkpoints count to the beat of the roads that are open: those of another world differ by a vehicle.
        let mut world = gathered(&bytes, Features { checkpoints: false, ..Features::PLAIN });
        for (number, road) in world.situation.roads.iter_mut().enumerate() {
            road.exposed = exposed >> (number % 32) & 1 == 1;
        }
        let free = world.plan();
        let mut first = weighed(&world, &[Objective::Exposure], Fairness::MaxMin);
        first.situation.weighing.fairness = None;
        let mut closed = world.clone();
        closed.situation.openings.push(Opening::never());
        let never = OpeningId::at(closed.situation.openings.len() - 1);
        closed.situation.roads.iter_mut().filter(|road| road.exposed).for_each(|road| road.opening = never);
        let (_, own, prices) =
            passage_plan::plan_priced(&world.network(), &first.situation, None, &Work::quiet()).unwrap();
        prop_assert_eq!(&own, &first.plan());
        prop_assert_eq!(own.figures.as_ref().map(|figures| figures.exposure), Some(0));
        prop_assert_eq!(i64::from(own.safe().0), *truth(&closed).most.last().unwrap());
        for priced in &prices {
            prop_assert_eq!(&priced.other, &free);
            for k in 1..=24 {
                prop_assert!(priced.costs(&own, Clock(k * 60)) >= 0);
            }
        }
        let order = [Objective::Safe, Objective::Exposure, Objective::Early];
        let second = weighed(&world, &order, Fairness::MaxMin).plan();
        prop_assert_eq!(second.safe(), free.safe());
        prop_assert!(own.safe() != free.safe() || second.figures.is_some_and(|figures| figures.exposure == 0));
    }

    #[test]
    fn whatever_is_weighed_in_whatever_order_the_plan_holds_and_its_figures_are_counted_twice(
        bytes in prop::collection::vec(any::<u8>(), 0..240), order in prop::sample::subsequence(Objective::ALL.to_vec(), 0..7),
        turn in 0..7usize, percent in 0..=100u32
    ) {
        let world = gathered(&bytes, Features::ROUGH);
        let mut named = order;
        if !named.is_empty() {
            let turn = turn % named.len();
            named.rotate_left(turn);
        }
        let fairness = if percent > 80 { Fairness::MaxMin } else { Fairness::Floor(Factor(percent * 10_000)) };
        let weighed = weighed(&world, &named, fairness);
        let plan = weighed.plan();
        prop_assert_eq!(&plan, &weighed.plan());
        let all: Vehicles = plan.movements.iter().map(|m| m.vehicles).sum();
        prop_assert_eq!(plan.figures.map(|figures| figures.vehicles), Some(all));
    }
}
/// Nineteen at a distance and five beside a site with room for four: one of the nineteen comes.
#[test]
fn whoever_is_beside_a_full_site_makes_room_for_the_share_of_those_who_are_not() {
    let mut world = World::new(3, 1440);
    world.road(1, 2, 60.0, 60, open(&[(840, 1200)]));
    world.checkpoint(1, [10, 0, 0], Opening::always());
    world.origin(1, VehicleKind::OwnCar, 19, 1.0, 0);
    world.origin(2, VehicleKind::OwnCar, 5, 1.0, 0);
    world.reception(2, 4);
    assert_eq!(vehicles(&world, &world.plan()), [(19, 0), (5, 4)]);
    let fair = weighed(&world, &[Objective::Fairness, Objective::Safe], Fairness::MaxMin);
    let plan = fair.plan();
    assert_eq!(vehicles(&fair, &plan), [(19, 1), (5, 3)]);
    let figures = plan.figures.unwrap();
    assert_eq!(figures.least().map(|least| (least.origin, least.share())), Some((OriginId(0), Factor(52_631))));
}
