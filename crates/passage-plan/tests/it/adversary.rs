//! Random situations with everything on, meant to break the planner: whatever they are, the checker finds nothing.

use passage_model::check;
use passage_model::digest::Digest;
use passage_model::finding::Finding;
use passage_model::id::{JunctionId, OpeningId, RoadId};
use passage_model::network::{self, ForbiddenTurn, Network, Road};
use passage_model::plan::Plan;
use passage_model::situation::{
    CarEquivalents, Checkpoint, Origin, Reading, Ready, Reception, RoadUse, Situation, VehicleKind, Waiting,
};
use passage_model::time::{Clock, Interval, Opening};
use passage_model::units::{
    Milliseconds, Persons, PersonsPerVehicle, Position, Seconds, Vehicles, VehiclesPerDay, VehiclesPerHour,
};
use passage_model::weighing::Weighing;
use passage_model::work::Work;
use proptest::prelude::*;

/// Chance with a seed (`SplitMix64`, Steele, Lea and Flood 2014).
struct Luck(u64);

impl Luck {
    fn below(&mut self, end: u32) -> u32 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % u64::from(end.max(1))) as u32
    }

    fn between(&mut self, from: u32, end: u32) -> u32 {
        from + self.below(end - from)
    }

    fn once_in(&mut self, times: u32) -> bool {
        self.below(times) == 0
    }

    fn one_of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len() as u32) as usize]
    }
}

/// What kinds of trouble a world has.
#[derive(Clone, Copy)]
struct Trouble {
    size: u32,
    mixed: bool,
    rooms: bool,
}

/// A network and a situation over it; `size` is about the number of junctions.
fn world(luck: &mut Luck, trouble: Trouble) -> (Network, Situation) {
    let junctions = luck.between(2, trouble.size + 3);
    let step = luck.one_of(&[1, 7, 30, 60, 60, 60, 300]);
    let horizon = step * luck.between(5, 90) + luck.below(step);
    let count = luck.between(2 * junctions, 4 * junctions + 2);
    let mut openings = vec![Opening::always(), Opening::never()];
    openings.extend((0..4).map(|_| windows(luck, horizon)));
    let uses: Vec<RoadUse> = (0..count)
        .map(|_| RoadUse {
            opening: OpeningId(luck.one_of(&[0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5])),
            travel: Milliseconds(match luck.below(6) {
                0 => luck.below(2_000),
                1 => luck.below(60) * 1000,
                _ => luck.below(horizon * 1000 / 8 + 1),
            }),
            capacity: VehiclesPerHour(match luck.below(5) {
                0 => luck.below(20),
                1 => luck.between(1, 120),
                2 => 36_000,
                _ => luck.between(100, 2_400),
            }),
            exposed: false,
        })
        .collect();
    let ends: Vec<(u32, u32)> = (0..count)
        .map(|i| {
            if luck.once_in(3) {
                (i % junctions, (i + 1) % junctions)
            } else {
                (luck.below(junctions), luck.below(junctions))
            }
        })
        .collect();
    let network = network_of(luck, junctions, &ends, &uses);
    let mut situation = Situation {
        network: Digest::of(b"network"),
        scenario: Digest::of(b"scenario"),
        reading: Reading::Likely,
        step: Seconds(step),
        horizon: Clock(horizon),
        openings,
        roads: uses,
        waiting: Vec::new(),
        crowds: Vec::new(),
        checkpoints: Vec::new(),
        origins: Vec::new(),
        receptions: Vec::new(),
        corridors: Vec::new(),
        named: Vec::new(),
        equivalents: CarEquivalents::ALIKE,
        contraflow: Vec::new(),
        reversed: Vec::new(),
        fleets: Vec::new(),
        footways: Vec::new(),
        obey_turns: !luck.once_in(3),
        weighing: Weighing::default(),
    };
    for junction in (0..junctions).map(JunctionId) {
        if luck.once_in(3) {
            let room = Vehicles(luck.one_of(&[0, 1, 2, 7, 50, 100_000]));
            situation.waiting.push(Waiting { junction, room });
        }
        if luck.once_in(8) {
            let rates = if trouble.mixed {
                [0, 1, 2].map(|_| VehiclesPerDay(luck.one_of(&[0, 20, 150, 1_440, 14_400, 168_000, 168_000])))
            } else {
                [VehiclesPerDay(luck.one_of(&[0, 20, 150, 1_440, 14_400, 168_000, 168_000])); 3]
            };
            let hours = if luck.once_in(2) { Opening::always() } else { windows(luck, horizon) };
            let [own_car, bus, medical] = rates;
            let rates = Checkpoint::passing(own_car, bus, medical);
            situation.checkpoints.push(Checkpoint { name: format!("checkpoint {junction}"), junction, rates, hours });
        }
    }
    people(luck, trouble, junctions, &mut situation);
    (network, situation)
}

fn network_of(luck: &mut Luck, junctions: u32, ends: &[(u32, u32)], uses: &[RoadUse]) -> Network {
    let positions =
        (0..junctions).map(|j| Position { lon: 350_000_000 + j as i32 * 1_000, lat: 470_000_000 }).collect();
    let roads = ends.iter().zip(uses).map(|(&(from, to), road)| Road {
        from: JunctionId(from),
        to: JunctionId(to),
        travel: road.travel,
        capacity: road.capacity,
        lanes: 1,
        ..Road::default()
    });
    let mut forbidden = Vec::new();
    for (from, a) in ends.iter().enumerate() {
        for (onto, b) in ends.iter().enumerate() {
            if a.1 == b.0 && luck.once_in(6) {
                forbidden.push(ForbiddenTurn { from: RoadId::at(from), onto: RoadId::at(onto) });
            }
        }
    }
    Network::new(network::Origin::default(), positions, roads, forbidden, Vec::new()).unwrap()
}

fn windows(luck: &mut Luck, horizon: u32) -> Opening {
    let windows = (0..luck.between(1, 5)).map(|_| {
        let from = luck.below(horizon);
        Interval { from: Clock(from), until: Clock(from + luck.between(1, horizon + 1)) }
    });
    Opening::within(windows.collect())
}

fn people(luck: &mut Luck, trouble: Trouble, junctions: u32, situation: &mut Situation) {
    let one_for_all = PersonsPerVehicle(luck.one_of(&[100, 200, 250, 360, 4_600]));
    for i in 0..luck.between(1, 5) {
        let kind = if trouble.mixed { luck.one_of(&VehicleKind::ALL) } else { VehicleKind::OwnCar };
        let per_vehicle = if trouble.mixed {
            PersonsPerVehicle(luck.one_of(&[0, 50, 100, 200, 100, 130, 250, 360, 360, 4_600]))
        } else {
            one_for_all
        };
        let mut from = 0;
        let ready: Vec<Ready> = (0..luck.one_of(&[0, 1, 1, 2, 2, 3]))
            .map(|_| {
                from += luck.below(situation.horizon.0 / 2 + 1);
                Ready { from: Clock(from), vehicles: Vehicles(luck.one_of(&[0, 1, 3, 10, 40, 200])) }
            })
            .collect();
        let vehicles: u32 = ready.iter().map(|r| r.vehicles.0).sum();
        let seats = per_vehicle.persons_in(Vehicles(vehicles)).0;
        let persons = match luck.below(4) {
            0 => seats + luck.below(20),
            1 => seats.saturating_sub(luck.below(4)),
            _ => seats,
        };
        situation.origins.push(Origin {
            assembly: format!("assembly {i}"),
            group: format!("group {i}"),
            junction: JunctionId(luck.below(junctions)),
            kind,
            persons: Persons(persons),
            per_vehicle,
            ready,
            carried_by: Vec::new(),
            riders: Vec::new(),
            aboard: None,
        });
    }
    for i in 0..luck.between(1, 4) {
        let room = if trouble.rooms { luck.one_of(&[0, 1, 33, 100, 100_000, 100_000]) } else { 1_000_000 };
        let junction = JunctionId(luck.below(junctions));
        situation.receptions.push(Reception {
            name: format!("reception {i}"),
            junction,
            room: Persons(room),
            only: Vec::new(),
        });
    }
}

fn plan_and_check(seed: u64, trouble: Trouble) -> Vec<Finding> {
    let (network, situation) = world(&mut Luck(seed), trouble);
    let plan = passage_plan::plan(&network, &situation, None, &Work::quiet()).unwrap();
    check::plan(&network, &situation, &plan)
}

fn sizes() -> impl Strategy<Value = u32> {
    prop_oneof![3 => 1u32..6, 1 => 6u32..25]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn equal_vehicles_in_any_world_are_planned_as_the_rules_say(seed in any::<u64>(), size in sizes()) {
        prop_assert_eq!(plan_and_check(seed, Trouble { size, mixed: false, rooms: false }), []);
    }

    #[test]
    fn full_reception_sites_in_any_world_are_planned_as_the_rules_say(seed in any::<u64>(), size in sizes()) {
        prop_assert_eq!(plan_and_check(seed, Trouble { size, mixed: false, rooms: true }), []);
    }

    #[test]
    fn mixed_vehicles_in_any_world_are_planned_as_the_rules_say(seed in any::<u64>(), size in sizes()) {
        prop_assert_eq!(plan_and_check(seed, Trouble { size, mixed: true, rooms: true }), []);
    }
}

#[test]
fn nobody_on_foot_goes_round_a_road_and_back() {
    assert_eq!(plan_and_check(3_600_256_112_370_022_899, Trouble { size: 2, mixed: true, rooms: true }), []);
}

/// Plans of a hundred worlds with everything on.
fn plans() -> impl Iterator<Item = (Situation, Plan)> {
    (0..100).map(|seed| {
        let (network, situation) = world(&mut Luck(seed), Trouble { size: 8, mixed: seed % 2 == 0, rooms: true });
        let plan = passage_plan::plan(&network, &situation, None, &Work::quiet()).unwrap();
        (situation, plan)
    })
}

#[test]
fn every_departure_is_complete() {
    let mut departures = 0;
    for (situation, plan) in plans() {
        for movement in &plan.movements {
            let course = plan.course(movement);
            assert_eq!(course.roads.len(), course.enter.len());
            assert!(movement.origin.index() < situation.origins.len());
            assert!(movement.reception.index() < situation.receptions.len());
            assert!(movement.vehicles.0 > 0 && movement.arrival(course) <= situation.horizon);
            departures += 1;
        }
    }
    assert!(departures > 100);
}

#[test]
fn the_bound_is_never_below_the_answer() {
    for (_, plan) in plans() {
        assert!(plan.bound.persons >= plan.safe());
        assert!(plan.bound.not_safe_sum <= plan.bound.plan_sum);
    }
}

#[test]
fn the_same_inputs_give_the_same_bytes_on_one_and_two_threads() {
    let on = |threads: usize| -> Vec<Digest> {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| plans().map(|(_, plan)| plan.digest()).collect())
    };
    assert_eq!(on(1), on(2));
}

#[test]
fn somebody_gets_out_of_many_of_these_worlds() {
    let moving = |seed: &u64| {
        let (network, situation) = world(&mut Luck(*seed), Trouble { size: 8, mixed: true, rooms: false });
        let plan = passage_plan::plan(&network, &situation, None, &Work::quiet()).unwrap();
        plan.movements.iter().any(|movement| plan.course(movement).roads.len() > 1)
    };
    let count = (0..200).filter(moving).count();
    // People on foot take no road.
    assert!(count > 40, "{count} of 200");
}
