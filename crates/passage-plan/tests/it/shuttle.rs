//! Vehicles that shuttle, against hand-made days and against every plan of tiny worlds.

use passage_model::units::{Persons, Vehicles};
use passage_model::work::Work;
use passage_plan::shuttle::{Duty, Fleet, Resource, Ride, Riders, Room, Shuttles, Trip, Use, count, solve};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;

/// Sweeps for worlds of tests.
const SWEEPS: u64 = 400;

/// One pick-up (stop 0), one site (stop 1) where `vehicles` of `seats` stand; out in 2 steps, back in 1.
fn there_and_back(persons: u32, vehicles: u32, seats: u32, last: u32) -> Shuttles {
    let aboard = |from| Persons(if from == 0 { seats } else { 0 });
    let trip = |from, to, steps| Trip { from, to, seats: aboard(from), departs: (0, last), steps, uses: Vec::new() };
    Shuttles {
        last,
        stops: 2,
        worth: vec![(0..=last).map(|arrives| last + 1 - arrives).collect()],
        riders: vec![Riders { stop: 0, class: 0, ready: vec![(0, Persons(persons))] }],
        rooms: Vec::new(),
        fleets: vec![Fleet {
            carries: vec![0],
            standing: vec![(1, Vehicles(vehicles))],
            duties: vec![(0, last)],
            ends: None,
            trips: vec![trip(0, 1, 2), trip(1, 0, 1)],
        }],
        resources: Vec::new(),
    }
}

#[test]
fn a_bus_goes_back_for_more_until_the_day_ends() {
    // Arrives full in steps 3, 6 and 9; a fourth round would end in step 12.
    let solved = solve(&there_and_back(1000, 1, 50, 10), SWEEPS, &Work::quiet()).unwrap();
    assert_eq!((solved.value, solved.bound), (50 * (8 + 5 + 2), 50 * (8 + 5 + 2)));
    assert_eq!(solved.duties[0].rides.len(), 6);
}

#[test]
fn nobody_drives_who_is_not_needed() {
    let solved = solve(&there_and_back(60, 5, 50, 10), SWEEPS, &Work::quiet()).unwrap();
    assert_eq!(solved.duties.len(), 2);
    assert!(solved.proven());
}

#[test]
fn a_vehicle_that_must_be_back_leaves_the_last_round_out() {
    let mut world = there_and_back(1000, 1, 50, 10);
    world.fleets[0].standing = vec![(0, Vehicles(1))];
    let stays = solve(&world, SWEEPS, &Work::quiet()).unwrap();
    world.fleets[0].ends = Some(vec![0]);
    let returns = solve(&world, SWEEPS, &Work::quiet()).unwrap();
    // Arrives in steps 2, 5 and 8, and would once more, in 10 at the latest, without having to be back.
    assert_eq!(stays.value, 50 * (9 + 6 + 3));
    assert_eq!(returns.value, 50 * (9 + 6 + 3));
    assert_eq!(returns.duties[0].rides.last().unwrap().trip, 1, "the last ride is the way back");
    world.fleets[0].duties = vec![(0, 8)];
    let shorter = solve(&world, SWEEPS, &Work::quiet()).unwrap();
    assert_eq!(shorter.value, 50 * (9 + 6));
}

#[test]
fn stretcher_cases_go_before_those_who_can_sit() {
    let mut world = there_and_back(10, 1, 2, 4);
    world.worth.push(world.worth[0].iter().map(|worth| worth * 10).collect());
    world.riders.push(Riders { stop: 0, class: 1, ready: vec![(0, Persons(1))] });
    world.fleets[0].carries = vec![0, 1];
    let solved = solve(&world, SWEEPS, &Work::quiet()).unwrap();
    assert_eq!(solved.value, 2 * 10 + 2);
    assert_eq!(solved.duties[0].rides[1].board, vec![(1, Persons(1)), (0, Persons(1))]);
}

#[test]
fn a_lane_for_one_vehicle_at_a_time_is_shared() {
    let mut world = there_and_back(100, 2, 50, 3);
    world.fleets[0].trips[0].uses = vec![Use { resource: 0, offset: 1, amount: 5 }];
    world.resources = vec![Resource { capacity: vec![9; 4], price: vec![0; 4] }];
    // Only one of two gets through in time for step 3.
    let solved = solve(&world, SWEEPS, &Work::quiet()).unwrap();
    assert_eq!(solved.value, 50);
    world.resources[0].price = vec![7; 4];
    let priced = solve(&world, SWEEPS, &Work::quiet()).unwrap();
    assert_eq!(priced.value, 50 - 5 * 7);
    assert_eq!(count(&world, &priced.duties), Ok(priced.value));
}

/// Every day of a vehicle from `stop` on, free from step `free`, with everybody who could be on board.
fn every_day(world: &Shuttles, fleet: u32, stop: u32, free: u32, until: u32) -> Vec<Vec<Ride>> {
    let plan = &world.fleets[fleet as usize];
    let mut days = Vec::new();
    if plan.ends.as_ref().is_none_or(|ends| ends.contains(&stop)) {
        days.push(Vec::new());
    }
    for (number, trip) in plan.trips.iter().enumerate().filter(|(_, trip)| trip.from == stop) {
        for departs in free.max(trip.departs.0)..=trip.departs.1 {
            if departs + trip.steps > until {
                break;
            }
            let loads = every_load(world, fleet, trip);
            for rest in every_day(world, fleet, trip.to, departs + trip.steps, until) {
                for board in &loads {
                    let ride = Ride { trip: number as u32, departs, board: board.clone() };
                    days.push(std::iter::once(ride).chain(rest.iter().cloned()).collect());
                }
            }
        }
    }
    days
}

fn every_load(world: &Shuttles, fleet: u32, trip: &Trip) -> Vec<Vec<(u32, Persons)>> {
    let mut loads = vec![Vec::new()];
    let mine = (0u32..).zip(&world.riders);
    let plan = &world.fleets[fleet as usize];
    for (riders, _) in mine.filter(|(_, r)| r.stop == trip.from && plan.carries.contains(&r.class)) {
        let before = loads.clone();
        for persons in 1..=trip.seats.0 {
            loads.extend(before.iter().map(|load: &Vec<_>| {
                let mut load = load.clone();
                load.push((riders, Persons(persons)));
                load
            }));
        }
    }
    loads
}

/// The most that any plan is worth: every day of every vehicle is tried with every other's.
fn twin(world: &Shuttles) -> i64 {
    let mut vehicles = Vec::new();
    for (f, fleet) in world.fleets.iter().enumerate() {
        for (s, (stop, number)) in fleet.standing.iter().enumerate() {
            let mut days = Vec::new();
            for (d, &(from, until)) in fleet.duties.iter().enumerate() {
                let every = every_day(world, f as u32, *stop, from, until);
                let duty = |rides| Duty { fleet: f as u32, standing: s as u32, duty: d as u32, rides };
                days.extend(every.into_iter().map(duty).filter(|day| count(world, std::slice::from_ref(day)).is_ok()));
            }
            (0..number.0).for_each(|_| vehicles.push(days.clone()));
        }
    }
    let mut best = 0;
    let mut chosen = Vec::new();
    try_all(world, &vehicles, &mut chosen, &mut best);
    best
}

fn try_all(world: &Shuttles, vehicles: &[Vec<Duty>], chosen: &mut Vec<Duty>, best: &mut i64) {
    let Ok(value) = count(world, chosen) else { return };
    *best = value.max(*best);
    if let Some((first, rest)) = vehicles.split_first() {
        for day in first {
            chosen.push(day.clone());
            try_all(world, rest, chosen, best);
            chosen.pop();
        }
        try_all(world, rest, chosen, best);
    }
}

prop_compose! {
    /// Two pick-ups, a site, a depot; one or two vehicles; a class or two; rooms, a lane, prices, and turns of duty.
    fn tiny()(
        last in 3u32..=5,
        persons in prop::collection::vec((0u32..=3, 0u32..=2, 0u32..=2), 2),
        stretchers in 0u32..=1,
        room in 1u32..=6,
        seats in 1u32..=2,
        vehicles in 1u32..=2,
        steps in prop::collection::vec(1u32..=2, 6),
        until in 2u32..=5,
        returns in any::<bool>(),
        lane in 1u32..=4,
        price in 0u32..=1,
        mixed in any::<bool>(),
        takes in 1u32..=2,
        hold in prop_oneof![Just(0u32), 1u32..=4],
    ) -> Shuttles {
        // Whoever leaves a pick-up keeps others off for a while: past the end of the trip, perhaps of the day.
        let uses = |from: u32, steps: u32| {
            let road = Use { resource: 0, offset: steps / 2, amount: 2 };
            let kept = (0..hold).map(|offset| Use { resource: 1, offset, amount: 1 });
            std::iter::once(road).chain(kept.filter(|_| from < 2)).collect()
        };
        let trip = |from, to, i: usize| Trip {
            from,
            to,
            seats: Persons(if from < 2 { seats } else { 0 }),
            departs: (i as u32 % 2, last),
            steps: steps[i],
            uses: uses(from, steps[i]),
        };
        let worth = |by: u32| (0..=last).map(|arrives| (last + 1 - arrives) * by).collect();
        let mut riders: Vec<Riders> = (0u32..).zip(&persons).map(|(stop, &(now, later, from))| Riders {
            stop, class: 0, ready: vec![(0, Persons(now)), (from + 1, Persons(later))],
        }).collect();
        riders.push(Riders { stop: 0, class: 1, ready: vec![(1, Persons(stretchers))] });
        Shuttles {
            last,
            stops: 4,
            worth: vec![worth(1), worth(3)],
            riders,
            rooms: vec![Room { stop: 2, classes: vec![(0, takes), (1, 1)], places: room }],
            fleets: vec![Fleet {
                carries: if mixed { vec![0, 1] } else { vec![0] },
                standing: vec![(3, Vehicles(vehicles))],
                duties: if until >= last { vec![(0, last)] } else { vec![(0, until), (last - until, last)] },
                ends: returns.then(|| vec![3]),
                trips: vec![trip(0, 2, 0), trip(1, 2, 1), trip(2, 0, 2), trip(2, 3, 3), trip(3, 0, 4), trip(3, 1, 5)],
            }],
            resources: vec![
                Resource { capacity: vec![lane; last as usize + 1], price: vec![price; last as usize + 1] },
                Resource { capacity: vec![1; last as usize + 5], price: vec![0; last as usize + 5] },
            ],
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, ..ProptestConfig::default() })]

    #[test]
    fn shuttles_are_worth_no_more_than_their_limit_and_no_plan_is(world in tiny()) {
        let solved = solve(&world, SWEEPS, &Work::quiet()).unwrap();
        prop_assert_eq!(count(&world, &solved.duties), Ok(solved.value));
        let best = twin(&world);
        prop_assert!(solved.value <= best && best <= solved.bound, "{} <= {} <= {}", solved.value, best, solved.bound);
        prop_assert!(!solved.proven() || solved.value == best);
    }
}

#[test]
fn a_fleet_for_a_stop_that_is_not_there_is_refused() {
    let mut world = there_and_back(10, 1, 2, 4);
    world.fleets[0].standing = vec![(7, Vehicles(1))];
    let refused = solve(&world, SWEEPS, &Work::quiet()).unwrap_err();
    assert_eq!(refused.to_string(), "the shuttles do not fit together: there is no stop 7");
}

#[test]
fn the_limit_of_most_tiny_worlds_is_met() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let (mut busy, mut proven) = (0, 0);
    for _ in 0..200 {
        let world = tiny().new_tree(&mut runner).unwrap().current();
        let solved = solve(&world, SWEEPS, &Work::quiet()).unwrap();
        assert_eq!(solved, solve(&world, SWEEPS, &Work::quiet()).unwrap(), "the same world, the same answer");
        if solved.value > 0 {
            busy += 1;
            proven += u32::from(solved.proven());
        }
    }
    assert!(busy >= 40, "{busy} worlds in which anybody can go");
    assert!(proven * 10 > busy * 7, "{proven} of {busy} proven");
}
