//! A flow that loses roads and sites in the middle of the day, against solving what is left from nothing.

use crate::random::{Features, random_world};
use crate::world::{World, open};
use passage_model::check;
use passage_model::id::RoadId;
use passage_model::time::Opening;
use passage_model::work::Work;
use passage_plan::{InTime, Lost, Ongoing};
use proptest::prelude::*;

/// Curves: before the losses, repaired after them, and what is left solved from nothing.
struct Curves {
    before: Vec<u64>,
    after: Vec<u64>,
    anew: Vec<u64>,
    repaired: bool,
}

fn both(world: &World, lost: &[Lost]) -> Option<Curves> {
    let work = Work::quiet();
    let in_time = InTime::of(&world.network(), &world.situation).unwrap();
    let mut repaired = Ongoing::solve(&in_time, &world.situation, &work).unwrap()?;
    let before = repaired.curve();
    let mut anew = repaired.clone();
    for lost in lost {
        repaired.lose(lost, &work).unwrap();
        anew = repaired.clone();
        anew.lose_and_start_over(&Lost { step: lost.step, ..Lost::default() }, &work).unwrap();
        let document = repaired.certificate(&world.situation, &work).unwrap();
        let proof = check::certificate(&document).map_err(|fault| format!("{fault:?} in {document:?} of {world:?}"));
        let (proof, curve) = (proof.unwrap(), repaired.curve());
        let safe_by_then = lost.step.checked_sub(1).map_or(0, |last| curve[last as usize]);
        let proven: Vec<u64> = proof.safe.iter().flatten().map(|safe| safe + safe_by_then).collect();
        assert_eq!(proven[lost.step as usize..], curve[lost.step as usize..]);
        assert!(proof.is_exact() || !repaired.most_by_every_step(), "{proof:?} of {world:?}");
    }
    Some(Curves { before, after: repaired.curve(), anew: anew.curve(), repaired: repaired.repaired })
}

fn losses(world: &World, dice: &[u8]) -> Vec<Lost> {
    let roads = world.roads.len().max(1);
    let mut step = 0;
    let each = |bytes: &[u8]| {
        step += u32::from(bytes[0]) % 10;
        let roads = bytes[1..3].iter().map(|&byte| RoadId::at(usize::from(byte) % roads));
        let receptions = (bytes[3] < 60).then_some(usize::from(bytes[3]) % world.situation.receptions.len().max(1));
        Lost {
            step: step.min(23),
            roads: if world.roads.is_empty() { Vec::new() } else { roads.collect() },
            receptions: receptions.into_iter().filter(|_| !world.situation.receptions.is_empty()).collect(),
        }
    };
    dice.chunks_exact(4).map(each).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn after_losses_as_many_are_safe_by_every_step_as_if_what_is_left_were_solved_from_nothing(
        bytes in prop::collection::vec(any::<u8>(), 0..240), dice in prop::collection::vec(any::<u8>(), 4..12), kind in 0..3usize
    ) {
        let crowded = Features { crowded: true, ..Features::PLAIN };
        let rough = Features { rough: true, ..Features::PLAIN };
        let world = random_world(&bytes, [Features::PLAIN, crowded, rough][kind]);
        let losses = losses(&world, &dice);
        if let Some(Curves { before, after, anew, .. }) = both(&world, &losses) {
            let now = losses[0].step as usize;
            prop_assert_eq!(&before[..now], &after[..now], "who is safe by then stays so");
            prop_assert!(after.iter().zip(&before).all(|(after, before)| after <= before));
            prop_assert_eq!(after, anew, "{:?} in {:?}", losses, world);
        }
    }

    #[test]
    fn every_set_of_sites_is_worth_what_it_is_alone(
        bytes in prop::collection::vec(any::<u8>(), 0..240), kind in 0..3usize, first in 0..5usize
    ) {
        // Whole vehicles a step: where rates are slower, the sites that are closed change the beat.
        let crowded = Features { crowded: true, ..Features::PLAIN };
        let features = [Features::PLAIN, Features::TIGHT, crowded][kind];
        let world = random_world(&bytes, Features { checkpoints: false, ..features });
        let in_time = InTime::of(&world.network(), &world.situation).unwrap();
        let choices = passage_plan::choices(&in_time, &world.situation, first, &Work::quiet()).unwrap();
        let open = first.min(world.situation.receptions.len());
        prop_assert!(choices.as_ref().is_none_or(|choices| choices.len() == (1 << open) - 1));
        for choice in choices.iter().flatten() {
            let mut alone = world.situation.clone();
            alone.receptions = choice.sites.iter().map(|&site| world.situation.receptions[site].clone()).collect();
            let arrivals = passage_plan::arrivals(&world.network(), &alone, &Work::quiet()).unwrap();
            let curve: Vec<u64> = arrivals.vehicles.iter().map(|safe| u64::from(safe.0)).collect();
            prop_assert_eq!(choice.curve.last(), curve.last(), "{:?} in {:?}", choice.sites, world);
            if choice.most_by_every_step && arrivals.most_by_every_step {
                prop_assert_eq!(&choice.curve, &curve, "{:?} in {:?}", choice.sites, world);
            }
        }
    }

    #[test]
    fn where_sites_are_full_as_many_are_safe_in_the_end(
        bytes in prop::collection::vec(any::<u8>(), 0..240), dice in prop::collection::vec(any::<u8>(), 4..8)
    ) {
        let world = random_world(&bytes, Features::TIGHT);
        let losses = losses(&world, &dice);
        if let Some(Curves { after, anew, .. }) = both(&world, &losses) {
            prop_assert_eq!(after.last(), anew.last(), "{:?} in {:?}", losses, world);
        }
    }
}

#[test]
fn whoever_was_to_take_the_lost_road_goes_by_the_other() {
    let mut world = World::new(3, 30 * 60);
    world.road(0, 1, 60.0, 60, Opening::always());
    let lost = world.road(1, 2, 60.0, 60, Opening::always());
    world.road(1, 2, 300.0, 120, Opening::always());
    world.cars(0, 20);
    world.reception(2, 1000);
    let lost = Lost { step: 10, roads: vec![RoadId(lost)], receptions: Vec::new() };
    let Curves { before, after, anew, repaired } = both(&world, &[lost]).unwrap();
    assert!(repaired);
    assert_eq!((before[29], after[29]), (20, 20));
    // Eight were through, one more was on the lost road; the next arrives four minutes later than it would have.
    assert_eq!((before[11], before[12], after[11], after[14], after[15]), (10, 11, 9, 9, 10));
    assert_eq!(after, anew);
}

#[test]
fn who_is_on_the_last_road_is_received_and_who_is_before_a_lost_one_stays() {
    let mut world = World::new(3, 30 * 60);
    world.road(0, 1, 180.0, 60, Opening::always());
    let lost = world.road(1, 2, 180.0, 60, open(&[(0, 30 * 60)]));
    world.cars(0, 20);
    world.reception(2, 1000);
    world.waiting(1, 5);
    let lost = Lost { step: 10, roads: vec![RoadId(lost)], receptions: Vec::new() };
    let Curves { before, after, .. } = both(&world, &[lost]).unwrap();
    assert_eq!((before[29], after[29]), (20, 7));
}
