//! What is noted of a day: who is caught, who waits still, who is late.

use crate::small::{HORIZON, Small};
use passage_rehearsal::{
    Assumptions, Caught, Figure, Moment, Played, QueueId, Rehearsal, Setting, Spread, Stage, Storage, What,
};

fn only(figures: &[(Figure, f64)]) -> Assumptions {
    let mut assumptions = Assumptions::none();
    for &(figure, value) in figures {
        assumptions.set(figure, Spread::fixed(value));
    }
    assumptions
}

fn set(small: &Small, assumptions: &Assumptions) -> (Setting, Played) {
    let stage = Stage::new(&small.network, &small.situation, &small.plan, Storage::Finite);
    let rehearsal = Rehearsal { stage: &stage, assumptions, dark: &[], seed: 1 };
    (rehearsal.setting(0, None), rehearsal.day(0, None))
}

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
    let (_, played) = set(&small, &dry);
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
    assert_eq!(set(&small, &dry).1.caught, []);
}

#[test]
fn a_window_that_is_extended_beyond_the_day_has_not_ended_in_it() {
    // The second road passes a car in ten minutes: six are through in the window's two hours, and whoever is on the first
    // road at the day's end stands there still.
    let mut small = Small::new(&[(0, 1, 600, 1800), (1, 2, 600, 1)], &[2], 10, 60, &[0, 1]);
    small.opens(&[0], 0, HORIZON - 600);
    let (_, ends) = set(&small, &Assumptions::none());
    assert!(!ends.caught.is_empty());
    let extended = only(&[(Figure::Extended, 1.0), (Figure::ExtendedBy, 60.0)]);
    assert_eq!(set(&small, &extended).1.caught, []);
}

#[test]
fn who_is_never_served_has_waited_all_the_same() {
    // One an hour: the first is served from 600 s on, the fourth would be at the end of the day; all others wait until then.
    let mut small = two_roads();
    small.checkpoint(1, 24);
    let (_, played) = set(&small, &Assumptions::none());
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
    assert!(set(&small, &Assumptions::none()).1.finished);
    // Half do not come, or three sit in a car and not four: nobody who came is late.
    let (_, half) = set(&small, &only(&[(Figure::Stay, 0.5)]));
    assert!(half.finished && half.stayed > 0 && half.safe[3] + half.stayed == 40);
    let (_, fewer) = set(&small, &only(&[(Figure::PersonsInCar, 3.0)]));
    assert!(fewer.finished && fewer.safe[3] == 30, "{:?}", fewer.safe);
    // One that is not served in the day is late.
    let mut slow = two_roads();
    slow.checkpoint(1, 9 * 6);
    assert!(!set(&slow, &Assumptions::none()).1.finished);
}
