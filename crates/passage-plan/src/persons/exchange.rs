//! Seats as a flow: from groups over vehicles, in the order of their arrival, to sites.
//!
//! The vehicles of one mean that arrive at one site are a line: what the first of them carry together is what flows from
//! one to the next, and has their mean, rounded up, as its limit. Whoever finds no place in their order finds it, if there
//! is any, on a path along which people change places (Ford and Fulkerson 1956).

use super::Load;
use passage_model::situation::Situation;
use std::collections::{BTreeMap, VecDeque};

/// The number of no load.
const NONE: usize = usize::MAX;

/// Who sits where.
pub(super) struct Seats {
    /// Persons in each load.
    pub persons: Vec<u32>,
    /// The most that each load holds.
    most: Vec<u32>,
    /// Of each load its group and its site.
    ends: Vec<(usize, usize)>,
    /// The loads of each group that may be exchanged.
    of_group: Vec<Vec<usize>>,
    /// Whether each load is in a line: those who ride in the order of leaving are in none.
    in_line: Vec<bool>,
    /// The loads after and before each in its line.
    next: Vec<usize>,
    before: Vec<usize>,
    /// What those of the line up to each load may carry together.
    limit: Vec<u64>,
    /// The same less what they carry.
    spare: Vec<u64>,
    /// For each line the last load so far.
    last: Vec<usize>,
    /// The lines of each site.
    of_site: Vec<Vec<usize>>,
    /// The room that each site has left.
    room: Vec<u64>,
}

/// A point of the flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum At {
    Group(usize),
    Load(usize),
    Site(usize),
}

impl Seats {
    /// Nobody in any seat.
    pub fn of(situation: &Situation, loads: &[Load]) -> Self {
        let mut lines: BTreeMap<(usize, u32), usize> = BTreeMap::new();
        // Nobody has to change places where there is room for all.
        let may_fill = situation.sites_may_fill();
        // Of each line so far, in hundredths of a person.
        let mut sums: Vec<u64> = Vec::new();
        let (groups, sites) = (situation.origins.len(), situation.receptions.len());
        let mut seats = Self {
            persons: vec![0; loads.len()],
            most: Vec::with_capacity(loads.len()),
            ends: Vec::with_capacity(loads.len()),
            of_group: vec![Vec::new(); groups],
            in_line: vec![false; loads.len()],
            next: vec![NONE; loads.len()],
            before: vec![NONE; loads.len()],
            limit: vec![0; loads.len()],
            spare: vec![0; loads.len()],
            last: Vec::new(),
            of_site: vec![Vec::new(); sites],
            room: situation.receptions.iter().map(|site| u64::from(site.room.0)).collect(),
        };
        for (number, load) in loads.iter().enumerate() {
            let (group, site) = (load.origin.index(), load.reception.index());
            let mean = situation.origins[group].per_vehicle;
            seats.most.push(load.vehicles.saturating_mul(mean.most_in_one().0));
            seats.ends.push((group, site));
            if load.due.is_some() || !may_fill {
                continue;
            }
            seats.in_line[number] = true;
            let line = *lines.entry((site, mean.0)).or_insert_with(|| {
                seats.of_site[site].push(seats.last.len());
                seats.last.push(NONE);
                sums.push(0);
                seats.last.len() - 1
            });
            seats.of_group[group].push(number);
            let before = seats.last[line];
            seats.before[number] = before;
            if before != NONE {
                seats.next[before] = number;
            }
            seats.last[line] = number;
            sums[line] += u64::from(load.vehicles) * u64::from(mean.0);
            seats.limit[number] = sums[line].div_ceil(100);
        }
        seats
    }

    /// Puts as many of `wanted` into a load as it has seats, its line and its site room for; loads come in their order.
    pub fn put_next(&mut self, number: usize, wanted: u64) -> u64 {
        let (_, site) = self.ends[number];
        let mut fits = wanted.min(u64::from(self.most[number])).min(self.room[site]);
        if self.in_line[number] {
            let before = self.before[number];
            let carried = if before == NONE { 0 } else { self.limit[before] - self.spare[before] };
            fits = fits.min(self.limit[number].saturating_sub(carried));
            self.spare[number] = self.limit[number] - carried - fits;
        }
        self.room[site] -= fits;
        self.persons[number] = fits as u32;
        fits
    }

    /// Finds seats for as many of a group as there are any for: free ones first, those that arrive first; then by exchange.
    pub fn put_anywhere(&mut self, group: usize, mut wanted: u64) {
        let mut least = self.least_spare();
        for number in self.of_group[group].clone() {
            let free = u64::from(self.most[number] - self.persons[number]).min(self.room[self.ends[number].1]);
            let more = wanted.min(free).min(least[number]);
            if more > 0 {
                self.add(number, more);
                wanted -= more;
                least = self.least_spare();
            }
        }
        while wanted > 0 && self.exchange(group) {
            wanted -= 1;
        }
    }

    /// For each load the least that its line can still carry up to any load from it on.
    fn least_spare(&self) -> Vec<u64> {
        let mut least = self.spare.clone();
        for number in (0..least.len()).rev().filter(|&number| self.next[number] != NONE) {
            least[number] = least[number].min(least[self.next[number]]);
        }
        least
    }

    /// More persons into a load whose line and site have room for them.
    fn add(&mut self, number: usize, more: u64) {
        self.persons[number] += more as u32;
        self.room[self.ends[number].1] -= more;
        let mut at = number;
        while at != NONE && more > 0 {
            (self.spare[at], at) = (self.spare[at] - more, self.next[at]);
        }
    }

    /// One more person of a group on the shortest path to a site with room; whether there is one.
    fn exchange(&mut self, group: usize) -> bool {
        let (loads, groups) = (self.persons.len(), self.of_group.len());
        let place = |at: At| match at {
            At::Load(number) => number,
            At::Group(number) => loads + number,
            At::Site(number) => loads + groups + number,
        };
        let mut from: Vec<Option<At>> = vec![None; loads + groups + self.room.len()];
        let mut open = VecDeque::from([At::Group(group)]);
        from[place(At::Group(group))] = Some(At::Group(group));
        while let Some(at) = open.pop_front() {
            if let At::Site(site) = at
                && self.room[site] > 0
            {
                self.room[site] -= 1;
                self.shift(at, |to| from[place(to)].filter(|before| *before != to));
                return true;
            }
            for to in self.neighbours(at) {
                let from = &mut from[place(to)];
                if from.is_none() {
                    *from = Some(at);
                    open.push_back(to);
                }
            }
        }
        false
    }

    /// Where one person more can go from a point.
    fn neighbours(&self, at: At) -> Vec<At> {
        match at {
            At::Group(group) => {
                let free = self.of_group[group].iter().filter(|&&number| self.persons[number] < self.most[number]);
                free.map(|&number| At::Load(number)).collect()
            }
            At::Load(number) => {
                let (group, site) = self.ends[number];
                let after = if self.next[number] == NONE { At::Site(site) } else { At::Load(self.next[number]) };
                let mut to = Vec::new();
                to.extend((self.spare[number] > 0).then_some(after));
                to.extend((self.persons[number] > 0).then_some(At::Group(group)));
                to.extend(self.carried_up_to(self.before[number]).map(At::Load));
                to
            }
            At::Site(site) => self.of_site[site]
                .iter()
                .filter_map(|&line| self.carried_up_to(self.last[line]))
                .map(At::Load)
                .collect(),
        }
    }

    /// A load, if it or any before it in its line carries somebody.
    fn carried_up_to(&self, number: usize) -> Option<usize> {
        (number != NONE && self.limit[number] > self.spare[number]).then_some(number)
    }

    /// Moves one person along the path that ends at `end`.
    fn shift(&mut self, end: At, from: impl Fn(At) -> Option<At>) {
        let mut to = end;
        while let Some(at) = from(to) {
            match (at, to) {
                (At::Group(_), At::Load(number)) => self.persons[number] += 1,
                (At::Load(number), At::Group(_)) => self.persons[number] -= 1,
                (At::Load(number), At::Load(other)) if self.next[number] == other => self.spare[number] -= 1,
                (At::Load(_) | At::Site(_), At::Load(other)) => self.spare[other] += 1,
                (At::Load(number), At::Site(_)) => self.spare[number] -= 1,
                _ => {}
            }
            to = at;
        }
    }
}
