//! One sweep backwards in time finds the best day of a vehicle from every stop at once, at given prices.
//!
//! The longest path in a network without circles (Bellman 1958): O(trips x steps). All in whole numbers.

use super::left::Left;
use super::trips::{MOST, Row, Trips};
use super::{Duty, Ride, Shuttles};
use passage_model::units::Persons;

/// No way to end a day.
const NEVER: i64 = i64::MIN / 2;
/// The choice to wait, or to end.
const WAIT: u32 = u32::MAX;

/// Prices in whole numbers, with [`Trips::fraction`] bits behind the point; never negative.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Prices {
    /// What a person's place costs who boards from each time of readiness on.
    pub riders: Vec<Vec<i64>>,
    /// What a person's place in each room costs.
    pub rooms: Vec<i64>,
    /// What a unit of a scarce resource costs in a step, above its given price.
    pub scarce: Vec<((u32, u32), i64)>,
}

impl Prices {
    /// Everything for nothing.
    pub fn free(shuttles: &Shuttles) -> Self {
        Self {
            riders: shuttles.riders.iter().map(|group| vec![0; group.ready.len()]).collect(),
            rooms: vec![0; shuttles.rooms.len()],
            scarce: Vec::new(),
        }
    }
}

/// The best days of the vehicles of one fleet, for one turn of duty.
#[derive(Debug, Default)]
pub(super) struct Sweep {
    /// For each step from the first of the duty to its last, the best that is to come from each stop.
    best: Vec<i64>,
    choice: Vec<u32>,
    /// What trips cost above their given price; empty where nothing does.
    extra: Vec<i64>,
    /// The price of a room's place for each stop and class.
    room: Vec<i64>,
}

impl Sweep {
    /// Reads the prices, for the runs that follow.
    pub fn price(&mut self, trips: &Trips<'_>, prices: &Prices) {
        let shuttles = trips.shuttles;
        self.extra.clear();
        if !prices.scarce.is_empty() {
            self.extra.resize(trips.costs.len(), 0);
            for &((resource, step), price) in prices.scarce.iter().filter(|(_, price)| *price > 0) {
                for user in &trips.users[resource as usize] {
                    let row = &trips.fleets[user.fleet as usize][user.trip as usize];
                    let departs = step.checked_sub(user.offset).filter(|k| *k >= row.first && *k <= row.last);
                    if let Some(departs) = departs {
                        let extra = &mut self.extra[row.place(departs)];
                        *extra = extra.saturating_add(price.saturating_mul(i64::from(user.amount))).min(MOST);
                    }
                }
            }
        }
        let classes = shuttles.worth.len();
        self.room.clear();
        self.room.resize(shuttles.stops as usize * classes, 0);
        for (room, price) in shuttles.rooms.iter().zip(&prices.rooms) {
            for (class, takes) in &room.classes {
                self.room[room.stop as usize * classes + *class as usize] += price * i64::from(*takes);
            }
        }
    }

    /// Finds the best days of `fleet` in its turn `duty`, with what is `left`.
    pub fn run(&mut self, trips: &Trips<'_>, left: &Left<'_>, prices: &Prices, fleet: u32, duty: u32) {
        let plan = &trips.shuttles.fleets[fleet as usize];
        let (from, until) = plan.duties[duty as usize];
        let stops = trips.shuttles.stops as usize;
        let rows = (until + 1).saturating_sub(from) as usize;
        self.best.clear();
        self.best.resize(rows * stops, NEVER);
        self.choice.clear();
        self.choice.resize(rows * stops, WAIT);
        if rows == 0 {
            return;
        }
        let end = (rows - 1) * stops;
        match &plan.ends {
            None => self.best[end..].fill(0),
            Some(ends) => ends.iter().for_each(|stop| self.best[end + *stop as usize] = 0),
        }
        for k in (from..until).rev() {
            let at = (k - from) as usize * stops;
            self.best.copy_within(at + stops..at + 2 * stops, at);
            for &number in left.open[fleet as usize].of(k) {
                let row = &trips.fleets[fleet as usize][number as usize];
                if k + row.steps > until || left.blocked[row.place(k)] > 0 {
                    continue;
                }
                let then = self.best[at + row.steps as usize * stops + row.to as usize];
                let value = then + self.gain(trips, left, prices, row, k);
                let best = &mut self.best[at + row.from as usize];
                if value > (*best).max(NEVER) {
                    *best = value;
                    self.choice[at + row.from as usize] = number;
                }
            }
        }
    }

    /// What a trip is worth, less what it and those on board cost.
    fn gain(&self, trips: &Trips<'_>, left: &Left<'_>, prices: &Prices, row: &Row, k: u32) -> i64 {
        let mut gain = -trips.scaled_cost(row.place(k));
        if !self.extra.is_empty() {
            gain -= self.extra[row.place(k)];
        }
        if !row.riders.is_empty() {
            self.board(trips, left, prices, row, k, |_, persons, each| gain += each * i64::from(persons));
        }
        gain
    }

    /// After a run: marks in `near` the trips that are part of a day which loses no more than `gap` beside the best,
    /// `best` for each place where vehicles stand. Another sweep, forwards.
    pub fn near(
        &self,
        trips: &Trips<'_>,
        left: &Left<'_>,
        prices: &Prices,
        (fleet, duty): (u32, u32),
        (best, gap): (&[i64], i64),
        near: &mut [bool],
    ) {
        let plan = &trips.shuttles.fleets[fleet as usize];
        let (from, until) = plan.duties[duty as usize];
        let stops = trips.shuttles.stops as usize;
        let mut so_far = vec![NEVER; self.best.len()];
        for ((stop, _), best) in plan.standing.iter().zip(best) {
            let start = &mut so_far[*stop as usize];
            *start = (*start).max(-best);
        }
        for k in from..until {
            let at = (k - from) as usize * stops;
            for stop in at..at + stops {
                so_far[stop + stops] = so_far[stop + stops].max(so_far[stop]);
            }
            for &number in left.open[fleet as usize].of(k) {
                let row = &trips.fleets[fleet as usize][number as usize];
                if k + row.steps > until || left.blocked[row.place(k)] > 0 {
                    continue;
                }
                let behind = so_far[at + row.from as usize];
                let there = at + row.steps as usize * stops + row.to as usize;
                if behind == NEVER || self.best[there] == NEVER {
                    continue;
                }
                let reached = behind.saturating_add(self.gain(trips, left, prices, row, k));
                near[row.place(k)] |= reached.saturating_add(self.best[there]) >= -gap;
                so_far[there] = so_far[there].max(reached);
            }
        }
    }

    /// Fills the seats with those who are worth most, and tells who, how many and what each is worth.
    fn board(
        &self,
        trips: &Trips<'_>,
        left: &Left<'_>,
        prices: &Prices,
        row: &Row,
        k: u32,
        mut tell: impl FnMut(u32, u32, i64),
    ) {
        let shuttles = trips.shuttles;
        let each = |riders: u32| {
            let group = &shuttles.riders[riders as usize];
            let there = group.ready.partition_point(|(from, _)| *from <= k);
            let class = group.class as usize;
            let worth = i64::from(shuttles.worth[class][(k + row.steps) as usize]) << trips.fraction;
            let price = prices.riders[riders as usize].get(there.wrapping_sub(1)).copied().unwrap_or(0);
            worth - price - self.room[row.to as usize * shuttles.worth.len() + class]
        };
        let mut seats = row.seats;
        let mut fill = |riders: u32, each: i64| {
            let class = shuttles.riders[riders as usize].class;
            let persons = seats.min(left.waiting(riders, k)).min(left.room(row.to, class));
            if each > 0 && persons > 0 {
                seats -= persons;
                tell(riders, persons, each);
            }
        };
        if let [only] = row.riders[..] {
            fill(only, each(only));
        } else {
            let mut groups: Vec<(i64, u32)> = row.riders.iter().map(|&r| (each(r), r)).collect();
            groups.sort_unstable_by_key(|&(each, riders)| (std::cmp::Reverse(each), riders));
            for (each, riders) in groups {
                fill(riders, each);
            }
        }
    }

    /// The best that a vehicle can do that stands at a stop when the duty of the last run begins.
    pub fn best_from(&self, stop: u32) -> i64 {
        self.best.get(stop as usize).copied().unwrap_or(NEVER)
    }

    /// The day that is worth so much.
    pub fn follow(
        &self,
        trips: &Trips<'_>,
        left: &Left<'_>,
        prices: &Prices,
        fleet: u32,
        standing: u32,
        duty: u32,
    ) -> Duty {
        let plan = &trips.shuttles.fleets[fleet as usize];
        let (from, until) = plan.duties[duty as usize];
        let stops = trips.shuttles.stops as usize;
        let (mut stop, mut k) = (plan.standing[standing as usize].0, from);
        let mut rides = Vec::new();
        while k < until {
            let choice = self.choice[(k - from) as usize * stops + stop as usize];
            let Some(row) = trips.fleets[fleet as usize].get(choice as usize) else {
                k += 1;
                continue;
            };
            let mut board = Vec::new();
            if !row.riders.is_empty() {
                self.board(trips, left, prices, row, k, |riders, n, _| board.push((riders, Persons(n))));
            }
            rides.push(Ride { trip: choice, departs: k, board });
            (stop, k) = (row.to, k + row.steps);
        }
        Duty { fleet, standing, duty, rides }
    }
}
