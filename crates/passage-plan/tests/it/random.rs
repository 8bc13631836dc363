//! Random worlds from random bytes, and what is asked of their plans.

use crate::world::{World, open};
use passage_model::id::JunctionId;
use passage_model::plan::Plan;
use passage_model::situation::{Ready, VehicleKind};
use passage_model::time::{Clock, Opening};
use passage_model::units::Vehicles;

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
#[allow(clippy::struct_excessive_bools, reason = "independent switches")]
pub struct Features {
    pub tight_rooms: bool,
    pub checkpoints: bool,
    /// Several kinds, with whole persons per vehicle.
    pub mixed: bool,
    /// Means such as 3.6 too, forbidden turns at checkpoints and waiting places, roads of any length and beat.
    pub rough: bool,
    /// Many more vehicles than the hours and the rooms of several sites can take.
    pub crowded: bool,
}

impl Features {
    pub const PLAIN: Self = Self { tight_rooms: false, checkpoints: true, mixed: false, rough: false, crowded: false };
    pub const TIGHT: Self = Self { tight_rooms: true, ..Self::PLAIN };
    pub const MIXED: Self = Self { mixed: true, checkpoints: false, ..Self::PLAIN };
    pub const ROUGH: Self = Self { tight_rooms: true, checkpoints: true, mixed: true, rough: true, crowded: false };
    pub const CROWDED: Self = Self { crowded: true, ..Self::TIGHT };
}

pub fn random_world(bytes: &[u8], features: Features) -> World {
    let mut dice = Dice(bytes, 0);
    let junctions = if features.crowded { 8 + dice.below(8) } else { 3 + dice.below(6) };
    let mut world = World::new(junctions, STEPS * 60);
    // Whole vehicles a step: the beat of slower roads in a row is tried inside the crate.
    let rates = [60, 60, 60, 60, 120, 120, 180, 300];
    let slow = [10, 20, 45, 50, 60, 75, 90, 130];
    for _ in 0..2 + dice.below(3 * junctions) + if features.crowded { 20 } else { 0 } {
        let (from, to) = (dice.below(junctions), dice.below(junctions));
        if from == to || world.roads.contains(&(to, from)) {
            continue;
        }
        let mut seconds = f64::from(60 * (1 + dice.below(4)));
        let mut rate = rates[dice.below(8) as usize];
        if features.rough {
            seconds = f64::from(1 + dice.below(250)) * 0.93;
            rate = slow[dice.below(8) as usize];
        }
        let opening = dice.opening();
        world.road(from, to, seconds, rate, opening);
    }
    for _ in 0..=dice.below(3) + if features.crowded { 3 } else { 0 } {
        let junction = dice.below(junctions);
        let vehicles = (1 + dice.below(40)) * if features.crowded { 4 } else { 1 };
        let (mut kind, mut per_vehicle) = (VehicleKind::OwnCar, 1.0);
        if features.mixed {
            kind = VehicleKind::ALL[dice.below(3) as usize];
            per_vehicle = [2.0, 4.0, 5.0, 50.0][dice.below(4) as usize];
        }
        if features.rough {
            per_vehicle = [1.0, 2.5, 3.6, 46.0, 4.74][dice.below(5) as usize];
        }
        world.origin(junction, kind, vehicles, per_vehicle, 60 * dice.below(6));
        if dice.below(3) == 0 {
            let more = 1 + dice.below(10);
            let origin = world.situation.origins.last_mut().unwrap();
            let later = Clock(origin.ready[0].from.0 + 60 * (1 + dice.below(8)));
            origin.ready.push(Ready { from: later, vehicles: Vehicles(more) });
            origin.persons = origin.per_vehicle.persons_in(origin.vehicles());
        }
        if features.rough {
            let origin = world.situation.origins.last_mut().unwrap();
            origin.persons.0 = (origin.persons.0 + 2).saturating_sub(dice.below(5));
        }
    }
    for _ in 0..=dice.below(3) + if features.crowded { 3 } else { 0 } {
        let room = if features.tight_rooms { (1 + dice.below(40)) * (1 + dice.below(4)) } else { 1_000_000 };
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
        let others = if features.mixed { [60 * dice.below(3), 30] } else { [0, 0] };
        world.checkpoint(junction, [rate, others[0], others[1]], hours);
    }
    bans(&mut world, &mut dice, features.rough);
    world
}

fn bans(world: &mut World, dice: &mut Dice<'_>, anywhere: bool) {
    for _ in 0..dice.below(4) {
        let count = world.roads.len() as u32;
        if count == 0 {
            return;
        }
        let (from, onto) = (dice.below(count), dice.below(count));
        let at = JunctionId(world.roads[from as usize].1);
        let plain = world.situation.checkpoint(at).is_none() && world.situation.waiting_room(at).0 == 0;
        if (plain || anywhere) && world.roads[onto as usize].0 == at.0 {
            world.bans.push((from, onto));
        }
    }
}

/// Vehicles safe by the end of each step.
pub fn safe_by_step(plan: &Plan) -> Vec<i64> {
    (1..=STEPS)
        .map(|k| {
            let passed = plan.curve.partition_point(|s| s.by.0 <= k * 60);
            if passed == 0 { 0 } else { i64::from(plan.curve[passed - 1].vehicles.0) }
        })
        .collect()
}

pub fn sum_of_arrivals(plan: &Plan) -> i64 {
    plan.movements.iter().map(|m| i64::from(m.vehicles.0) * i64::from(m.arrival(plan.course(m)).0 / 60)).sum()
}

/// Some of the roads lie in danger.
pub fn expose(world: &mut World, which: u64) {
    for (number, road) in world.situation.roads.iter_mut().enumerate() {
        road.exposed = which >> (number % 64) & 1 == 1;
    }
}
