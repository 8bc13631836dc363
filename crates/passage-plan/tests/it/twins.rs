//! The planner against its twin on many random worlds.

use crate::twin::truth;
use crate::world::{World, open};
use passage_model::id::JunctionId;
use passage_model::plan::Plan;
use passage_model::situation::{Ready, VehicleKind};
use passage_model::time::{Clock, Opening};
use passage_model::units::Vehicles;
use proptest::prelude::*;

const STEPS: u32 = 24;

/// Random bytes, spent one by one; a shorter string is a smaller world.
struct Dice<'d>(&'d [u8], usize);

impl Dice<'_> {
    fn below(&mut self, n: u32) -> u32 {
        let byte = self.0.get(self.1).copied().unwrap_or(0);
        self.1 += 1;
        u32::from(byte) % n
    }

    fn opening(&mut self) -> Opening {
        match self.below(4) {
            0 => {
                let from = self.below(STEPS);
                let mid = from + self.below(STEPS);
                let gap = mid + 1 + self.below(4);
                open(&[(from * 60, mid * 60 + self.below(60)), (gap * 60, (gap + self.below(STEPS)) * 60)])
            }
            1 => {
                let from = self.below(STEPS);
                open(&[(from * 60 + self.below(2), (from + 1 + self.below(STEPS)) * 60)])
            }
            _ => Opening::always(),
        }
    }
}

/// Which features a random world has.
#[derive(Clone, Copy)]
pub struct Features {
    pub tight_rooms: bool,
    pub checkpoints: bool,
}

pub fn random_world(bytes: &[u8], features: Features) -> World {
    let mut dice = Dice(bytes, 0);
    let junctions = 3 + dice.below(6);
    let mut world = World::new(junctions, STEPS * 60);
    // Whole vehicles a step: the beat of slower roads in a row is tried inside the crate.
    let rates = [60, 60, 60, 60, 120, 120, 180, 300];
    let slow = [10, 20, 45, 50, 60, 75, 90, 130];
    for _ in 0..2 + dice.below(3 * junctions) {
        let (from, to) = (dice.below(junctions), dice.below(junctions));
        if from == to || world.roads.contains(&(to, from)) {
            continue;
        }
        let seconds = f64::from(60 * (1 + dice.below(4)));
        let rate = rates[dice.below(8) as usize];
        let opening = dice.opening();
        world.road(from, to, seconds, rate, opening);
    }
    for _ in 0..=dice.below(3) {
        let junction = dice.below(junctions);
        let vehicles = 1 + dice.below(40);
        world.origin(junction, VehicleKind::OwnCar, vehicles, 1.0, 60 * dice.below(6));
        if dice.below(3) == 0 {
            let more = 1 + dice.below(10);
            let origin = world.situation.origins.last_mut().unwrap();
            let later = Clock(origin.ready[0].from.0 + 60 * (1 + dice.below(8)));
            origin.ready.push(Ready { from: later, vehicles: Vehicles(more) });
            origin.persons.0 += more;
        }
    }
    for _ in 0..=dice.below(3) {
        let room = if features.tight_rooms { 1 + dice.below(40) } else { 1_000_000 };
        let junction = dice.below(junctions);
        world.reception(junction, room);
    }
    for _ in 0..dice.below(3) {
        let junction = dice.below(junctions);
        if world.situation.waiting_room(JunctionId(junction)).0 == 0 {
            world.waiting(junction, 1 + dice.below(9));
        }
    }
    if features.checkpoints && dice.below(2) == 0 {
        let (junction, rate, hours) = (dice.below(junctions), slow[dice.below(8) as usize], dice.opening());
        world.checkpoint(junction, [rate, 0, 0], hours);
    }
    bans(&mut world, &mut dice);
    world
}

fn bans(world: &mut World, dice: &mut Dice<'_>) {
    for _ in 0..dice.below(4) {
        let count = world.roads.len() as u32;
        if count == 0 {
            return;
        }
        let (from, onto) = (dice.below(count), dice.below(count));
        let at = JunctionId(world.roads[from as usize].1);
        let plain = world.situation.checkpoint(at).is_none() && world.situation.waiting_room(at).0 == 0;
        if plain && world.roads[onto as usize].0 == at.0 {
            world.bans.push((from, onto));
        }
    }
}

/// Vehicles safe by the end of each step.
fn safe_by_step(plan: &Plan) -> Vec<i64> {
    (0..=STEPS)
        .map(|k| {
            let passed = plan.curve.partition_point(|s| s.by.0 <= k * 60);
            if passed == 0 { 0 } else { i64::from(plan.curve[passed - 1].vehicles.0) }
        })
        .collect()
}

fn sum_of_arrivals(plan: &Plan) -> i64 {
    plan.movements.iter().map(|m| i64::from(m.vehicles.0) * i64::from(m.arrival(plan.course(m)).0 / 60)).sum()
}

fn cases(count: u32) -> ProptestConfig {
    ProptestConfig { cases: count, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(cases(1500))]

    #[test]
    fn with_room_for_all_every_hour_is_as_good_as_it_alone_could_be(
        bytes in prop::collection::vec(any::<u8>(), 0..160)
    ) {
        let world = random_world(&bytes, Features { tight_rooms: false, checkpoints: true });
        let plan = world.plan();
        let truth = truth(&world);
        prop_assert_eq!(safe_by_step(&plan), truth.most, "{:?} in {:?}", plan.movements, world);
        prop_assert_eq!(sum_of_arrivals(&plan), truth.least_sum, "{:?} in {:?}", plan.movements, world);
    }

    #[test]
    fn with_full_reception_sites_most_are_safe_and_as_early_as_can_be(
        bytes in prop::collection::vec(any::<u8>(), 0..160)
    ) {
        let world = random_world(&bytes, Features { tight_rooms: true, checkpoints: true });
        let plan = world.plan();
        let truth = truth(&world);
        let safe = safe_by_step(&plan);
        prop_assert_eq!(safe.last(), truth.most.last());
        prop_assert_eq!(sum_of_arrivals(&plan), truth.least_sum, "{:?} in {:?}", plan.movements, world);
        for (k, &most) in truth.most.iter().enumerate() {
            let limit = plan.bound.curve.iter().rfind(|s| s.by.0 <= k as u32 * 60);
            prop_assert!(limit.map_or(0, |s| i64::from(s.vehicles.0)) >= most);
        }
    }
}
