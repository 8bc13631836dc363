//! The relaxation: any fraction of any day, by column generation, with a limit in whole numbers after every round.

use super::left::Left;
use super::master::Master;
use super::rows::Rows;
use super::sweep::{Prices, Sweep};
use super::trips::Trips;
use super::{Duty, ShuttleError};
use passage_model::work::Work;

/// The days found so far, with the programme over them.
#[derive(Debug)]
pub(super) struct Relaxation<'t> {
    trips: &'t Trips<'t>,
    rows: Rows,
    master: Master,
    /// The programme's columns.
    pub days: Vec<Duty>,
    sweep: Sweep,
    /// Sweeps made.
    pub sweeps: u64,
    /// Which of the many best corners is found.
    pub seed: u64,
}

/// What one relaxation has shown.
#[derive(Clone, Debug)]
pub(super) struct Relaxed {
    /// The programme's worth: no proof.
    pub worth: f64,
    /// The days in it, by their number in [`Relaxation::days`], and how often each is made.
    pub days: Vec<(usize, f64)>,
    /// The proven limit, with [`Trips::fraction`] bits behind the point.
    pub bound: i128,
    /// The prices that prove it.
    pub prices: Prices,
    /// The best that a vehicle can do at these prices, for each place where each fleet's stand.
    pub best: Vec<Vec<i64>>,
}

/// Prices with which the programme was last asked, and what they prove.
struct Round {
    prices: Prices,
    bound: i128,
    best: Vec<Vec<i64>>,
    found: Vec<Duty>,
}

impl<'t> Relaxation<'t> {
    pub fn new(trips: &'t Trips<'t>) -> Self {
        let rows = Rows::new(trips.shuttles);
        let master = Master::new(&rows.limits(&Left::full(trips)));
        Self { trips, rows, master, days: Vec::new(), sweep: Sweep::default(), sweeps: 0, seed: 0 }
    }

    /// Limits what the programme may cost, in numbers of its inverse looked at. Then a relaxation ends with the limit that
    /// it has, which holds at any prices.
    pub fn limit_work(&mut self, most: u64) {
        self.master.work_left = most;
    }

    /// Whether that is used up.
    pub fn is_over(&self) -> bool {
        self.master.work_left == 0
    }

    /// Another day for the programme.
    pub fn add(&mut self, day: Duty) {
        let taken = self.rows.taken(self.trips, &day);
        self.master.add(self.value(&day) as f64, taken);
        self.days.push(day);
    }

    /// What a day is worth.
    pub fn value(&self, day: &Duty) -> i64 {
        day.rides.iter().map(|ride| self.trips.value(day.fleet, ride)).sum()
    }

    /// Relaxes what is `left`. With `whole`, only days count that can be made once as they are: a guide for choosing among
    /// them, no more a limit of what can be had.
    pub fn relax(&mut self, left: &mut Left<'t>, whole: bool, work: &Work<'_>) -> Result<Relaxed, ShuttleError> {
        self.master.restart(&self.rows.limits(left), whole, self.seed);
        let mut best: Option<Relaxed> = None;
        loop {
            if work.stopped() {
                return Err(ShuttleError::Stopped);
            }
            self.master.solve();
            let Round { prices, bound, best: of_vehicles, found } = self.round(left);
            let lowest = best.as_ref().map_or(bound, |before| bound.min(before.bound));
            if best.as_ref().is_none_or(|before| bound < before.bound) {
                best = Some(Relaxed { worth: 0.0, days: Vec::new(), bound, prices, best: of_vehicles });
            }
            let worth = self.master.worth();
            let unit = (1i128 << self.trips.fraction) as f64;
            let met = (lowest as f64 / unit).floor() <= worth + 1e-6 * worth.abs().clamp(1.0, 1e5);
            let over = self.is_over();
            let added = !over && !met && self.add_found(found, left, whole);
            if over || !added && !self.add_scarce(left, whole) {
                let days = self.master.days().collect();
                return best.map(|best| Relaxed { worth, days, ..best }).ok_or(ShuttleError::Stopped);
            }
        }
    }

    /// The best day of any vehicle that is left, at the given prices.
    pub fn best_day(&mut self, left: &Left<'t>, prices: &Prices) -> Option<Duty> {
        let found = self.sweep_all(left, prices).into_iter().flatten().zip(left.standing.iter().flatten());
        let found = found.filter(|(_, standing)| **standing > 0).map(|(found, _)| found);
        found.max_by_key(|(value, _)| *value).and_then(|(_, day)| day)
    }

    /// Closes, in all that is `left` while nothing is taken, the trips that no days of more than the value can have: they
    /// alone would lose more than the whole `gap` between the proof and that value (Dantzig, Fulkerson, Johnson 1954). Days
    /// that have one are forgotten.
    pub fn narrow(&mut self, left: &mut Left<'t>, proof: &Relaxed, gap: i64) {
        let mut near = vec![false; self.trips.costs.len()];
        self.sweep.price(self.trips, &proof.prices);
        for (f, fleet) in self.trips.shuttles.fleets.iter().enumerate() {
            for duty in 0..fleet.duties.len() {
                let which = (f as u32, duty as u32);
                self.sweep.run(self.trips, left, &proof.prices, which.0, which.1);
                self.sweep.near(self.trips, left, &proof.prices, which, (&proof.best[f], gap), &mut near);
                self.sweeps += 2;
            }
        }
        left.close(&near);
        let days = std::mem::take(&mut self.days);
        let work_left = self.master.work_left;
        self.master = Master::new(&self.rows.limits(left));
        self.master.work_left = work_left;
        days.into_iter().filter(|day| left.is_open(day)).for_each(|day| self.add(day));
    }

    /// Adds the days that are worth more than the prices of what they take; whether there were any.
    fn add_found(&mut self, found: Vec<Duty>, left: &mut Left<'t>, whole: bool) -> bool {
        let mut any = false;
        for day in found {
            let day = if whole { left.trimmed(&day) } else { Some(day) };
            let Some(day) = day else { continue };
            let worth = self.value(&day) as f64;
            let taken = self.rows.taken(self.trips, &day);
            if self.master.surplus(worth, &taken) > 1e-7 * worth.abs().max(1.0) {
                self.master.add(worth, taken);
                self.days.push(day);
                any = true;
            }
        }
        any
    }

    /// Sweeps at the programme's prices.
    fn round(&mut self, left: &Left<'t>) -> Round {
        let prices = self.prices();
        let mut bound = priced(left, &prices);
        let swept = self.sweep_all(left, &prices);
        let mut found = Vec::new();
        let mut best: Vec<Vec<i64>> = Vec::new();
        for (standing, of_fleet) in left.standing.iter().zip(swept) {
            best.push(of_fleet.iter().map(|(value, _)| *value).collect());
            for (&vehicles, (value, day)) in standing.iter().zip(of_fleet) {
                bound += i128::from(vehicles) * i128::from(value);
                found.extend(day.filter(|_| vehicles > 0));
            }
        }
        Round { prices, bound, best, found }
    }

    /// The best day from each place where the vehicles of each fleet stand, and its worth at these prices; none and 0
    /// where it is best to stay.
    fn sweep_all(&mut self, left: &Left<'t>, prices: &Prices) -> Vec<Vec<(i64, Option<Duty>)>> {
        self.sweep.price(self.trips, prices);
        let mut all = Vec::new();
        for (f, fleet) in self.trips.shuttles.fleets.iter().enumerate() {
            let mut best: Vec<(i64, Option<Duty>)> = vec![(0, None); fleet.standing.len()];
            for duty in 0..fleet.duties.len() {
                self.sweep.run(self.trips, left, prices, f as u32, duty as u32);
                self.sweeps += 1;
                for (s, (stop, _)) in fleet.standing.iter().enumerate() {
                    let value = self.sweep.best_from(*stop);
                    if value > best[s].0 {
                        let day = self.sweep.follow(self.trips, left, prices, f as u32, s as u32, duty as u32);
                        best[s] = (value, Some(day));
                    }
                }
            }
            all.push(best);
        }
        all
    }

    /// The programme's prices in whole numbers.
    fn prices(&self) -> Prices {
        let unit = (1u64 << self.trips.fraction) as f64;
        let duals = self.master.duals();
        // Nobody is worth more, so a higher price says no more.
        let most = f64::from(self.trips.shuttles.worth.iter().flatten().copied().max().unwrap_or(0)) + 1.0;
        let whole = |row: usize, most: f64| (duals[row].clamp(0.0, most) * unit).round() as i64;
        let riders = self.rows.riders.iter().zip(&self.trips.shuttles.riders).map(|(&first, group)| {
            let mut prices: Vec<i64> = (0..group.ready.len()).map(|part| whole(first as usize + part, most)).collect();
            for part in (1..prices.len()).rev() {
                prices[part - 1] += prices[part];
            }
            prices
        });
        let rooms = (0..self.trips.shuttles.rooms.len()).map(|room| whole(self.rows.room as usize + room, most));
        let scarce = self.rows.scarce.iter().map(|(&at, &row)| (at, whole(row as usize, f64::from(u32::MAX))));
        Prices { riders: riders.collect(), rooms: rooms.collect(), scarce: scarce.collect() }
    }

    /// Makes rows of the resources of which the programme's days take more than there is; whether there are any.
    fn add_scarce(&mut self, left: &Left<'t>, whole: bool) -> bool {
        let shuttles = self.trips.shuttles;
        let mut taken = std::collections::BTreeMap::<(u32, u32), f64>::new();
        for (number, times) in self.master.days() {
            let day = &self.days[number];
            for ride in &day.rides {
                for used in &shuttles.fleets[day.fleet as usize].trips[ride.trip as usize].uses {
                    *taken.entry((used.resource, ride.departs + used.offset)).or_default() +=
                        times * f64::from(used.amount);
                }
            }
        }
        let before = self.rows.count;
        for ((resource, step), amount) in taken {
            if amount > f64::from(left.capacity[resource as usize][step as usize]) * (1.0 + 1e-6) + 1e-3 {
                self.rows.add_scarce(resource, step);
            }
        }
        if self.rows.count == before {
            return false;
        }
        for (number, day) in self.days.iter().enumerate() {
            self.master.count_anew(number, self.rows.taken(self.trips, day));
        }
        self.master.restart(&self.rows.limits(left), whole, self.seed);
        true
    }

    /// How much more a day is worth than what it takes costs, vehicles aside.
    pub fn surplus(&self, day: &Duty, prices: &Prices) -> i64 {
        let shuttles = self.trips.shuttles;
        let mut surplus = self.value(day) << self.trips.fraction;
        for ride in &day.rides {
            let trip = &shuttles.fleets[day.fleet as usize].trips[ride.trip as usize];
            for &(riders, persons) in &ride.board {
                let group = &shuttles.riders[riders as usize];
                let there = group.ready.partition_point(|(from, _)| *from <= ride.departs);
                let mut each = prices.riders[riders as usize].get(there.wrapping_sub(1)).copied().unwrap_or(0);
                let rooms = shuttles.rooms.iter().zip(&prices.rooms);
                each += rooms.map(|(room, price)| price * i64::from(room.takes(trip.to, group.class))).sum::<i64>();
                surplus -= each * i64::from(persons.0);
            }
            for used in trip.uses.iter().filter(|_| !prices.scarce.is_empty()) {
                let at = (used.resource, ride.departs + used.offset);
                let price = prices.scarce.binary_search_by_key(&at, |(at, _)| *at).map_or(0, |i| prices.scarce[i].1);
                surplus -= price.saturating_mul(i64::from(used.amount));
            }
        }
        surplus
    }
}

/// What everything that is left costs at these prices, but for vehicles.
fn priced(left: &Left<'_>, prices: &Prices) -> i128 {
    let mut sum = 0;
    for (left, prices) in left.riders.iter().zip(&prices.riders) {
        for part in 0..prices.len() {
            let own = prices[part] - prices.get(part + 1).copied().unwrap_or(0);
            sum += i128::from(left[part]) * i128::from(own);
        }
    }
    for (&left, &price) in left.rooms.iter().zip(&prices.rooms) {
        sum += i128::from(left) * i128::from(price);
    }
    for &((resource, step), price) in &prices.scarce {
        sum += i128::from(left.capacity[resource as usize][step as usize]) * i128::from(price);
    }
    sum
}
