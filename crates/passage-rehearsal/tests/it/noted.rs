//! What is noted of a day: who is caught, who waits still, who is late.

use crate::small::{HORIZON, Small, only, set};
use passage_model::work::Work;
use passage_rehearsal::{Assumptions, Caught, Figure, Moment, QueueId, Rehearsal, Spread, Stage, Storage, What};

/// Ten cars, one a minute, over two roads of 600 s and 6 km each.
fn two_roads() -> Small {
    Small::new(&[(0, 1, 600, 1800), (1, 2, 600, 1800)], &[2], 10, 60, &[0, 1])
}

fn queue(small: &Small, road: u32) -> QueueId {
    let stage = Stage::new(&small.network, &small.situation, &small.plan, Storage::Finite);
    let on = |what: &What| matches!(what, What::Road(other) if other.0 == road);
    QueueId(stage.queues.iter().position(on).unwrap() as u32)
}

#[test]
fn who_runs_out_of_fuel_on_a_road_is_caught_there_when_its_window_ends() {
    let mut small = two_roads();
    small.opens(&[0, 1], 0, 2 * 3600);
    // Nine kilometres: half way on the second road, hours before the window ends, and still there when it does.
    let dry = only(&[(Figure::ShortOfFuel, 1.0), (Figure::FuelFor, 9.0), (Figure::BreakdownLasts, 1.0)]);
    let (_, played) = set(&small, &dry, 0);
    assert_eq!((played.safe[3], played.left_on_the_way), (0, 40));
    assert_eq!(played.caught.len(), 10);
    let (road, ended) = (queue(&small, 1), Moment::seconds(2 * 3600));
    let at = |n: u32| Caught {
        road,
        vehicle: n,
        vehicles: 1,
        persons: 4,
        left: Moment::seconds(u64::from(n) * 60),
        ended,
        off: Moment::NEVER,
        out_of_fuel: true,
    };
    assert_eq!(played.caught, (0..10).map(at).collect::<Vec<_>>());
    // Where the window does not end in this day, nobody is.
    small.opens(&[0, 1], 0, HORIZON + 3600);
    assert_eq!(set(&small, &dry, 0).1.caught, []);
}

#[test]
fn a_window_that_is_extended_beyond_the_day_has_not_ended_in_it() {
    // The second road passes a car in ten minutes: six are through in the window's two hours, and whoever is on the first
    // road at the day's end stands there still.
    let mut small = Small::new(&[(0, 1, 600, 1800), (1, 2, 600, 1)], &[2], 10, 60, &[0, 1]);
    small.opens(&[0], 0, HORIZON - 600);
    let (_, ends) = set(&small, &Assumptions::none(), 0);
    assert!(!ends.caught.is_empty());
    let extended = only(&[(Figure::Extended, 1.0), (Figure::ExtendedBy, 60.0)]);
    assert_eq!(set(&small, &extended, 0).1.caught, []);
}

#[test]
fn margins_that_are_proposed_keep_the_limit_on_days_that_the_search_has_not_seen() {
    // Forty cars, one a minute, 40 min of road; the window ends after 80 min, and half an hour early at most on three days of ten.
    let mut small = Small::new(&[(0, 1, 1200, 1800), (1, 2, 1200, 1800)], &[2], 40, 60, &[0, 1]);
    small.opens(&[0, 1], 0, 80 * 60);
    let mut assumptions = only(&[(Figure::EndsEarly, 0.3)]);
    assumptions.set(Figure::EndsBy, Spread { least: 0.0, likely: 15.0, most: 30.0 });
    let stage = Stage::new(&small.network, &small.situation, &small.plan, Storage::Finite);
    let mut found = 0;
    for seed in 0..6 {
        for limit in [0.05, 0.1, 0.2] {
            let rehearsal = Rehearsal { stage: &stage, assumptions: &assumptions, dark: &[], seed };
            let search = rehearsal.harden(limit, 100, &Work::quiet()).unwrap();
            assert!(search.plan.caught.share > 0.2, "{:?}", search.plan);
            if let Some(best) = search.best {
                found += 1;
                assert!(best.caught.high <= limit && best.safe > 0.0, "{limit}: {best:?}");
            }
        }
    }
    assert!(found >= 12, "{found}");
}

#[test]
fn what_a_figure_does_is_told_at_its_least_and_its_most() {
    let mut small = two_roads();
    small.opens(&[0, 1], 0, 1800);
    // The last car is off the second road at 1,740 s: ready at once nobody is caught, a quarter of an hour late all but the first.
    let mut assumptions = Assumptions::none();
    assumptions.set(Figure::ReadyLate, Spread { least: 0.0, likely: 1.0, most: 9.0 });
    let stage = Stage::new(&small.network, &small.situation, &small.plan, Storage::Finite);
    let rehearsal = Rehearsal { stage: &stage, assumptions: &assumptions, dark: &[], seed: 1 };
    let effects = rehearsal.effects(&Figure::ALL, 20, &Work::quiet()).unwrap();
    // Nothing else varies.
    assert_eq!(effects.iter().map(|effect| effect.figure).collect::<Vec<_>>(), [Figure::ReadyLate]);
    let (least, most) = (effects[0].least, effects[0].most);
    assert_eq!((least.caught, least.vehicles, least.safe), (0.0, 0.0, 40.0));
    // Nine minutes late: the nth is off at 540 + 60 n + 1,200 s, and caught where that is more than a minute after 1,800 s.
    assert_eq!((most.caught, most.vehicles), (1.0, 7.0));
}

#[test]
fn a_road_that_is_full_for_long_is_told_though_few_are_held_up() {
    // A checkpoint for one car an hour behind a road for ten: a car at a time is held up before it, each for an hour.
    let mut small = Small::new(&[(0, 1, 600, 1800), (1, 2, 7, 1800), (2, 3, 60, 1800)], &[3], 30, 60, &[0, 1, 2]);
    small.checkpoint(2, 24);
    let (_, played) = set(&small, &Assumptions::none(), 0);
    let short = queue(&small, 1);
    let reach: Vec<_> = played.reach.iter().filter(|reach| reach.road == short).collect();
    assert!(reach.len() == 1 && reach[0].vehicles < 10 && reach[0].stood >= Moment::seconds(600), "{reach:?}");
}

#[test]
fn who_is_never_served_has_waited_all_the_same() {
    // One an hour: the first is served from 600 s on, the fourth would be at the end of the day; all others wait until then.
    let mut small = two_roads();
    small.checkpoint(1, 24);
    let (_, played) = set(&small, &Assumptions::none(), 0);
    let end = HORIZON;
    assert_eq!(played.waiting, [6]);
    // Each came a minute after the one before and entered, if it did, when the one before was through.
    let came = |n: u32| 600 + n * 60;
    let mut waits: Vec<u32> = (0..10).map(|n| (600 + n * 3600).min(end) - came(n)).collect();
    waits.sort_unstable();
    assert_eq!(played.waits, [waits]);
    assert_eq!(played.longest, [(9, Moment::seconds(600 + 9 * 60))]);
}

#[test]
fn a_day_is_finished_when_everybody_is_safe_who_came() {
    let small = two_roads();
    assert!(set(&small, &Assumptions::none(), 0).1.finished);
    // Half do not come, or three sit in a car and not four: nobody who came is late.
    let (_, half) = set(&small, &only(&[(Figure::Stay, 0.5)]), 0);
    assert!(half.finished && half.stayed > 0 && half.safe[3] + half.stayed == 40);
    let (_, fewer) = set(&small, &only(&[(Figure::PersonsInCar, 3.0)]), 0);
    assert!(fewer.finished && fewer.safe[3] == 30, "{:?}", fewer.safe);
    // One that is not served in the day is late.
    let mut slow = two_roads();
    slow.checkpoint(1, 9 * 6);
    assert!(!set(&slow, &Assumptions::none(), 0).1.finished);
}
