//! What is left of riders, room, vehicles and roads while days are fixed one after the other.

use super::trips::{Row, Trips};
use super::{Duty, Ride};
use passage_model::units::Persons;

/// Closed for good.
const CLOSED: u16 = u16::MAX;

/// Which trips can be begun in each step.
#[derive(Clone, Debug)]
pub(super) struct Calendar {
    start: Vec<u32>,
    trips: Vec<u32>,
}

impl Calendar {
    /// The trips that can be begun in step `k`.
    pub fn of(&self, k: u32) -> &[u32] {
        &self.trips[self.start[k as usize] as usize..self.start[k as usize + 1] as usize]
    }
}

/// What is left.
#[derive(Clone, Debug)]
pub(super) struct Left<'t> {
    trips: &'t Trips<'t>,
    /// For each group and each time from which on more are there: how many may still have boarded before the next.
    pub riders: Vec<Vec<u32>>,
    pub rooms: Vec<u32>,
    pub standing: Vec<Vec<u32>>,
    /// Of each resource in each step.
    pub capacity: Vec<Vec<u32>>,
    /// For each fleet, the trips that can be begun in each step, scarce roads aside.
    pub open: Vec<Calendar>,
    /// How many resources are too scarce for each trip in each step; laid out as [`Trips::costs`].
    pub blocked: Vec<u16>,
}

impl<'t> Left<'t> {
    /// Everything.
    pub fn full(trips: &'t Trips<'t>) -> Self {
        let shuttles = trips.shuttles;
        let riders = shuttles.riders.iter().map(|group| {
            let mut there = 0u32;
            let sums = group.ready.iter().map(|(_, more)| {
                there = there.saturating_add(more.0);
                there
            });
            sums.collect()
        });
        let mut left = Self {
            trips,
            riders: riders.collect(),
            rooms: shuttles.rooms.iter().map(|room| room.places).collect(),
            standing: shuttles.fleets.iter().map(|f| f.standing.iter().map(|(_, n)| n.0).collect()).collect(),
            capacity: shuttles.resources.iter().map(|r| r.capacity.clone()).collect(),
            open: Vec::new(),
            blocked: vec![0; trips.costs.len()],
        };
        left.write_calendars();
        for (capacity, users) in left.capacity.iter().zip(&trips.users) {
            for user in users {
                let row = &trips.fleets[user.fleet as usize][user.trip as usize];
                for departs in row.first..=row.last {
                    left.blocked[row.place(departs)] +=
                        u16::from(capacity[(departs + user.offset) as usize] < user.amount);
                }
            }
        }
        left
    }

    /// Closes all trips but those marked, for good.
    pub fn close(&mut self, near: &[bool]) {
        self.blocked.iter_mut().zip(near).filter(|(_, near)| !**near).for_each(|(blocked, _)| *blocked = CLOSED);
        self.write_calendars();
    }

    fn write_calendars(&mut self) {
        let trips = self.trips;
        let steps = trips.shuttles.last + 1;
        let of_fleet = |rows: &Vec<Row>| {
            let mut calendar = Calendar { start: vec![0], trips: Vec::new() };
            for k in 0..steps {
                let open = |row: &Row| k >= row.first && k <= row.last && self.blocked[row.place(k)] < CLOSED;
                calendar.trips.extend((0u32..).zip(rows).filter(|(_, row)| open(row)).map(|(number, _)| number));
                calendar.start.push(calendar.trips.len() as u32);
            }
            calendar
        };
        self.open = trips.fleets.iter().map(of_fleet).collect();
    }

    /// Whether no trip of a day is closed.
    pub fn is_open(&self, day: &Duty) -> bool {
        let rows = &self.trips.fleets[day.fleet as usize];
        day.rides.iter().all(|ride| self.blocked[rows[ride.trip as usize].place(ride.departs)] < CLOSED)
    }

    /// How many of a group can board in a step.
    pub fn waiting(&self, riders: u32, departs: u32) -> u32 {
        let there = self.trips.shuttles.riders[riders as usize].ready.partition_point(|(from, _)| *from <= departs);
        if there == 0 { 0 } else { self.riders[riders as usize][there - 1..].iter().copied().min().unwrap_or(0) }
    }

    /// How many of a class a stop has room for.
    pub fn room(&self, stop: u32, class: u32) -> u32 {
        let rooms = self.trips.shuttles.rooms.iter().zip(&self.rooms);
        rooms.filter_map(|(room, left)| left.checked_div(room.takes(stop, class))).min().unwrap_or(u32::MAX)
    }

    /// Takes what a ride needs of roads, and as many of those who should be on board as there are and have room; returns
    /// who is. `None`, and nothing is taken, where a resource is too scarce.
    pub fn take_ride(&mut self, fleet: u32, ride: &Ride) -> Option<Ride> {
        let row = &self.trips.fleets[fleet as usize][ride.trip as usize];
        if self.blocked[row.place(ride.departs)] > 0 {
            return None;
        }
        self.change_capacity(fleet, ride, false);
        let mut board = Vec::with_capacity(ride.board.len());
        for &(riders, wanted) in &ride.board {
            let persons = self.board(fleet, ride, riders, wanted.0);
            if persons > 0 {
                board.push((riders, Persons(persons)));
            }
        }
        Some(Ride { trip: ride.trip, departs: ride.departs, board })
    }

    /// A day with no more on board than there are, its last empty rides left out where a vehicle may stay anywhere;
    /// `None` where roads are too scarce for it.
    pub fn trimmed(&mut self, day: &Duty) -> Option<Duty> {
        let trimmed = self.take(day)?;
        self.give(&trimmed);
        Some(trimmed)
    }

    /// The same, and takes it.
    pub fn take(&mut self, day: &Duty) -> Option<Duty> {
        let mut rides: Vec<Ride> = Vec::with_capacity(day.rides.len());
        for ride in &day.rides {
            let Some(taken) = self.take_ride(day.fleet, ride) else {
                for ride in &rides {
                    self.give_ride(day.fleet, ride);
                }
                return None;
            };
            rides.push(taken);
        }
        let stays = self.trips.shuttles.fleets[day.fleet as usize].ends.is_none();
        while let Some(last) = rides.pop_if(|last| stays && last.board.is_empty()) {
            self.give_ride(day.fleet, &last);
        }
        self.standing[day.fleet as usize][day.standing as usize] -= 1;
        Some(Duty { rides, ..day.clone() })
    }

    /// Gives a ride back.
    fn give_ride(&mut self, fleet: u32, ride: &Ride) {
        self.change_capacity(fleet, ride, true);
        self.give_persons(fleet, ride);
    }

    /// Gives back those on board of a ride; the ride goes on.
    pub fn give_persons(&mut self, fleet: u32, ride: &Ride) {
        let to = self.trips.fleets[fleet as usize][ride.trip as usize].to;
        for &(riders, persons) in &ride.board {
            self.change_persons(riders, to, ride.departs, |left, taken| left + taken * persons.0);
        }
    }

    /// Lets as many of a group board a ride as wait, have room, and `most`; returns how many.
    pub fn board(&mut self, fleet: u32, ride: &Ride, riders: u32, most: u32) -> u32 {
        let to = self.trips.fleets[fleet as usize][ride.trip as usize].to;
        let class = self.trips.shuttles.riders[riders as usize].class;
        let persons = most.min(self.waiting(riders, ride.departs)).min(self.room(to, class));
        if persons > 0 {
            self.change_persons(riders, to, ride.departs, |left, taken| left - taken * persons);
        }
        persons
    }

    /// Gives a vehicle with all its rides back.
    pub fn give(&mut self, duty: &Duty) {
        self.standing[duty.fleet as usize][duty.standing as usize] += 1;
        for ride in &duty.rides {
            self.give_ride(duty.fleet, ride);
        }
    }

    /// Gives several back.
    pub fn give_all(&mut self, days: &[Duty]) {
        for day in days {
            self.give(day);
        }
    }

    /// Changes what is left by what each rider takes of it.
    fn change_persons(&mut self, riders: u32, to: u32, departs: u32, change: impl Fn(u32, u32) -> u32) {
        let group = &self.trips.shuttles.riders[riders as usize];
        let there = group.ready.partition_point(|(from, _)| *from <= departs).saturating_sub(1);
        for left in &mut self.riders[riders as usize][there..] {
            *left = change(*left, 1);
        }
        for (room, left) in self.trips.shuttles.rooms.iter().zip(&mut self.rooms) {
            *left = change(*left, room.takes(to, group.class));
        }
    }

    fn change_capacity(&mut self, fleet: u32, ride: &Ride, give: bool) {
        let trips = self.trips;
        for used in &trips.shuttles.fleets[fleet as usize].trips[ride.trip as usize].uses {
            let step = ride.departs + used.offset;
            let left = &mut self.capacity[used.resource as usize][step as usize];
            let before = *left;
            *left = if give { before + used.amount } else { before.saturating_sub(used.amount) };
            let after = *left;
            for user in &trips.users[used.resource as usize] {
                let row = &trips.fleets[user.fleet as usize][user.trip as usize];
                let (was, is) = (before < user.amount, after < user.amount);
                let Some(departs) =
                    step.checked_sub(user.offset).filter(|k| was != is && *k >= row.first && *k <= row.last)
                else {
                    continue;
                };
                let blocked = &mut self.blocked[row.place(departs)];
                if *blocked < CLOSED {
                    *blocked = if is { *blocked + 1 } else { *blocked - 1 };
                }
            }
        }
    }
}
