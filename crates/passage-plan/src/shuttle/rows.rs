//! The few things that couple the days of vehicles, and how much of each a day takes.

use super::left::Left;
use super::trips::Trips;
use super::{Duty, Shuttles};
use std::collections::BTreeMap;

/// The rows of the linear programme.
#[derive(Clone, Debug)]
pub(super) struct Rows {
    /// The first row of each pick-up's riders: one for each time from which on more are there.
    pub riders: Vec<u32>,
    /// The row of the first room.
    pub room: u32,
    /// The first row of each fleet: one for each place where its vehicles stand.
    pub standing: Vec<u32>,
    /// Resources in steps in which they have become scarce.
    pub scarce: BTreeMap<(u32, u32), u32>,
    /// How many rows there are.
    pub count: u32,
}

impl Rows {
    pub fn new(shuttles: &Shuttles) -> Self {
        let mut count = 0;
        let mut take = |rows: usize| {
            let first = count;
            count += rows as u32;
            first
        };
        let riders = shuttles.riders.iter().map(|r| take(r.ready.len())).collect();
        let room = take(shuttles.rooms.len());
        let standing = shuttles.fleets.iter().map(|f| take(f.standing.len())).collect();
        Self { riders, room, standing, scarce: BTreeMap::new(), count }
    }

    /// A row for a resource in a step.
    pub fn add_scarce(&mut self, resource: u32, step: u32) {
        let row = self.count;
        self.count += u32::from(*self.scarce.entry((resource, step)).or_insert(row) == row);
    }

    /// What is left of each row.
    pub fn limits(&self, left: &Left<'_>) -> Vec<f64> {
        let mut limits = Vec::with_capacity(self.count as usize);
        limits.extend(left.riders.iter().flatten().map(|&n| f64::from(n)));
        limits.extend(left.rooms.iter().map(|&n| f64::from(n)));
        limits.extend(left.standing.iter().flatten().map(|&n| f64::from(n)));
        limits.resize(self.count as usize, 0.0);
        for (&(resource, step), &row) in &self.scarce {
            limits[row as usize] = f64::from(left.capacity[resource as usize][step as usize]);
        }
        limits
    }

    /// How much of each row a day takes.
    pub fn taken(&self, trips: &Trips<'_>, duty: &Duty) -> Vec<(u32, f64)> {
        let shuttles = trips.shuttles;
        let mut taken: BTreeMap<u32, f64> = BTreeMap::new();
        let mut add = |row: u32, amount: u32| *taken.entry(row).or_default() += f64::from(amount);
        add(self.standing[duty.fleet as usize] + duty.standing, 1);
        for ride in &duty.rides {
            let trip = &shuttles.fleets[duty.fleet as usize].trips[ride.trip as usize];
            for &(riders, persons) in &ride.board {
                let group = &shuttles.riders[riders as usize];
                let there = group.ready.partition_point(|(from, _)| *from <= ride.departs).saturating_sub(1);
                for part in there..group.ready.len() {
                    add(self.riders[riders as usize] + part as u32, persons.0);
                }
                for (i, room) in shuttles.rooms.iter().enumerate() {
                    let places = room.takes(trip.to, group.class);
                    if places > 0 {
                        add(self.room + i as u32, persons.0 * places);
                    }
                }
            }
            if !self.scarce.is_empty() {
                for used in &trip.uses {
                    if let Some(&row) = self.scarce.get(&(used.resource, ride.departs + used.offset)) {
                        add(row, used.amount);
                    }
                }
            }
        }
        taken.into_iter().collect()
    }
}
