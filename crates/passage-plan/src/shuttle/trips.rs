//! Trips as the sweep reads them: side by side, with what riders they find, what they cost and where they are listed.

use super::{Ride, Shuttles};

/// The most sweeps' worth of a plan: values are kept in `i64` with a fraction of as many bits as fit.
pub(super) const MOST: i64 = 1 << 60;

/// All fleets' trips.
#[derive(Debug)]
pub(super) struct Trips<'s> {
    pub shuttles: &'s Shuttles,
    /// Of each fleet.
    pub fleets: Vec<Vec<Row>>,
    /// What each trip costs in each step in which it can be begun; see [`Row::cost`].
    pub costs: Vec<i64>,
    /// Which trips use each resource.
    pub users: Vec<Vec<User>>,
    /// Bits behind the point in prices.
    pub fraction: u32,
}

/// A trip as the sweep reads it.
#[derive(Debug)]
pub(super) struct Row {
    pub from: u32,
    pub to: u32,
    pub first: u32,
    /// Included; `first > last` where it can never be made.
    pub last: u32,
    pub steps: u32,
    /// The most riders on board.
    pub seats: u32,
    /// The riders that may be on board.
    pub riders: Vec<u32>,
    /// Where it starts in [`Trips::costs`], less its first step.
    pub cost: usize,
}

impl Row {
    /// Where a beginning stands in [`Trips::costs`].
    pub fn place(&self, departs: u32) -> usize {
        self.cost.wrapping_add(departs as usize)
    }
}

/// A trip that uses a resource.
#[derive(Clone, Copy, Debug)]
pub(super) struct User {
    pub fleet: u32,
    pub trip: u32,
    pub offset: u32,
    pub amount: u32,
}

impl<'s> Trips<'s> {
    pub fn new(shuttles: &'s Shuttles) -> Self {
        let mut trips = Self {
            shuttles,
            fleets: Vec::new(),
            costs: Vec::new(),
            users: vec![Vec::new(); shuttles.resources.len()],
            fraction: fraction(shuttles),
        };
        for fleet in 0..shuttles.fleets.len() {
            trips.add_fleet(fleet);
        }
        trips
    }

    fn add_fleet(&mut self, number: usize) {
        let fleet = &self.shuttles.fleets[number];
        let mut rows = Vec::with_capacity(fleet.trips.len());
        for (i, trip) in fleet.trips.iter().enumerate() {
            let (first, last) = (trip.departs.0, trip.departs.1.min(self.shuttles.last.saturating_sub(trip.steps)));
            let aboard = self.shuttles.riders.iter().enumerate();
            let seats = trip.seats.0;
            let aboard = aboard.filter(|(_, r)| seats > 0 && r.stop == trip.from && fleet.carries.contains(&r.class));
            let riders = aboard.map(|(r, _)| r as u32).collect();
            let cost = self.costs.len().wrapping_sub(first as usize);
            let cost_of = |k: u32| -> i64 {
                let of = |u: &super::Use| {
                    let price = self.shuttles.resources[u.resource as usize].price[(k + u.offset) as usize];
                    i64::from(price) * i64::from(u.amount)
                };
                trip.uses.iter().map(of).sum()
            };
            let fits = trip.steps <= self.shuttles.last;
            let last = if fits { last } else { 0 };
            let first = if fits { first } else { 1 };
            self.costs.extend((first..=last).map(cost_of));
            for u in &trip.uses {
                let user = User { fleet: number as u32, trip: i as u32, offset: u.offset, amount: u.amount };
                self.users[u.resource as usize].push(user);
            }
            rows.push(Row { from: trip.from, to: trip.to, first, last, steps: trip.steps, seats, riders, cost });
        }
        self.fleets.push(rows);
    }

    /// A cost with the fraction's bits; what costs more than any day is worth is not worth more than that.
    pub fn scaled_cost(&self, place: usize) -> i64 {
        self.costs[place].min(MOST >> self.fraction) << self.fraction
    }

    /// What a ride is worth, less what it costs.
    pub fn value(&self, fleet: u32, ride: &Ride) -> i64 {
        let row = &self.fleets[fleet as usize][ride.trip as usize];
        let arrives = (ride.departs + row.steps) as usize;
        let worth = |riders: u32| {
            let class = self.shuttles.riders[riders as usize].class as usize;
            i64::from(self.shuttles.worth[class][arrives])
        };
        let gained: i64 = ride.board.iter().map(|(riders, n)| i64::from(n.0) * worth(*riders)).sum();
        gained - self.costs[row.place(ride.departs)]
    }
}

/// How many bits behind the point leave room for the sum of everything.
fn fraction(shuttles: &Shuttles) -> u32 {
    let most = u64::from(shuttles.worth.iter().flatten().copied().max().unwrap_or(0)).max(1);
    let trips = shuttles.fleets.iter().flat_map(|fleet| &fleet.trips);
    let seats = trips.map(|trip| u64::from(trip.seats.0)).max().unwrap_or(0).max(1);
    let day = most.saturating_mul(seats).saturating_mul(u64::from(shuttles.last) + 1);
    let most = MOST as u64;
    (most / day.min(most)).ilog2().min(24)
}
