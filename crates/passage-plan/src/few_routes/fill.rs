//! Filling slots: who leaves when by given routes, at an even rate within each slot.

use super::Worth;
use super::routes::Route;
use super::sent::{Course, Filling, Part, Sent};
use crate::decompose::Trip;
use crate::expand::{Timed, first_step};
use crate::flow::Capacity;
use passage_model::id::OriginId;
use passage_model::plan::Slots;
use passage_model::situation::Situation;

/// Slots in a row that send nobody more to an arrival, after which earlier ones are not asked.
const MOST_IN_VAIN: u32 = 12;

/// Cells of capacity that are copied in the time of one look.
const CELLS_A_LOOK: u64 = 16;

/// What is the same for all choices of routes.
pub(super) struct Ground<'a> {
    situation: &'a Situation,
    timed: &'a Timed,
    how: Slots,
    full: Capacity,
}

impl<'a> Ground<'a> {
    pub fn new(situation: &'a Situation, timed: &'a Timed, how: Slots) -> Self {
        Self { situation, timed, how, full: Capacity::full(timed) }
    }

    /// Fills the slots of the chosen routes of every group. `within_exact`: at first no more by each route than in the exact
    /// plan.
    pub fn fill(&self, routes: &[Route], chosen: &[Vec<usize>], within_exact: bool) -> Filling {
        let mut courses: Vec<Course> =
            chosen.iter().flatten().map(|&number| self.course(number, &routes[number])).collect();
        let ready = (0..self.situation.origins.len()).map(|group| self.ready(group)).collect();
        let room = self.situation.receptions.iter().map(|site| u64::from(site.room.0) * 100).collect();
        let mut filling = Filling::new(self.full.clone(), ready, room);
        if within_exact {
            for course in &mut courses {
                course.most = routes[course.number].planned;
            }
            self.by_arrival(&mut filling, &courses);
        }
        for course in &mut courses {
            course.most = u32::MAX;
        }
        self.by_arrival(&mut filling, &courses);
        filling
    }

    /// Puts one route in the place of another, or beside all.
    pub fn exchange(&self, filling: &Filling, routes: &[Route], out: Option<usize>, new: usize) -> Filling {
        let mut other = filling.clone();
        other.looks = other.size() / CELLS_A_LOOK;
        if let Some(out) = out {
            let course = self.course(out, &routes[out]);
            for (slot, ..) in &course.slots {
                other.take_back(&course, *slot);
            }
        }
        self.by_arrival(&mut other, &[self.course(new, &routes[new])]);
        other
    }

    /// Fills what is left with the chosen routes.
    pub fn fill_up(&self, filling: &mut Filling, routes: &[Route], chosen: &[Vec<usize>]) {
        let courses: Vec<Course> =
            chosen.iter().flatten().map(|&number| self.course(number, &routes[number])).collect();
        self.by_arrival(filling, &courses);
    }

    /// Persons safe by the horizon, then the sum over the steps of those safe.
    pub fn worth(&self, filling: &Filling) -> Worth {
        let (mut persons, mut sum) = (0, 0);
        for sent in filling.all() {
            let carried = u64::from(sent.vehicles) * self.occupancy(sent.group);
            persons += carried;
            sum += carried * u64::from(self.timed.last + 1 - sent.arrive);
        }
        (persons, sum)
    }

    fn occupancy(&self, group: usize) -> u64 {
        u64::from(self.situation.origins[group].per_vehicle.0)
    }

    fn ready(&self, group: usize) -> Vec<(u32, u32)> {
        let origin = &self.situation.origins[group];
        let Some(&home) = self.timed.home.get(&origin.junction) else { return Vec::new() };
        if origin.per_vehicle.0 == 0 {
            return Vec::new();
        }
        let offset = self.timed.spots[home as usize].offset;
        origin.ready.iter().map(|r| (first_step(r.from, offset, self.timed.step), r.vehicles.0)).collect()
    }

    /// What was sent, as trips.
    pub fn trips(&self, filling: &Filling, routes: &[Route]) -> Vec<(OriginId, Trip)> {
        filling.trips(self.timed, |number| self.course(number, &routes[number]))
    }

    fn course(&self, number: usize, route: &Route) -> Course {
        let timed = self.timed;
        let mut parts: Vec<Part> = Vec::new();
        for &stretch in &route.stretches {
            let known = &timed.stretches[stretch as usize];
            let waits = !parts.is_empty() && timed.spots[known.from as usize].room > 0;
            if parts.is_empty() || waits {
                parts.push(Part { waits_at: waits.then_some(known.from), stretches: Vec::new(), steps: 0 });
            }
            if let Some(part) = parts.last_mut() {
                part.stretches.push((stretch, part.steps));
                part.steps += known.steps;
            }
        }
        let travel = parts.iter().map(|part| part.steps).sum();
        let home = self.timed.home.get(&self.situation.origins[route.group].junction).copied().unwrap_or(0);
        let (mut first, mut last) = (timed.spots[home as usize].first, timed.spots[home as usize].last);
        if let Some(&stretch) = route.stretches.first() {
            let known = &timed.stretches[stretch as usize];
            (first, last) = (first.max(known.first), last.min(known.last));
        }
        let mut slots: Vec<(u64, u32, u32)> = Vec::new();
        // Slots in which nobody can leave are none.
        let usable = (first..=last).filter(|&k| parts.first().is_none_or(|part| self.is_open(part, k)));
        for k in usable {
            let slot = self.how.at(timed.moment(home, k));
            match slots.last_mut() {
                Some(same) if same.0 == slot => same.2 = k,
                _ => slots.push((slot, k, k)),
            }
        }
        Course {
            number,
            group: route.group,
            sink: route.sink,
            occupancy: self.occupancy(route.group),
            parts,
            travel,
            slots,
            most: u32::MAX,
        }
    }

    /// Whether anybody at all could begin a part of a route in a step.
    fn is_open(&self, part: &Part, k: u32) -> bool {
        part.stretches.iter().all(|&(number, after)| {
            let (stretch, k) = (&self.timed.stretches[number as usize], k + after);
            let place = self.full.stretch_base[number as usize].wrapping_add(k as usize);
            k >= stretch.first && k <= stretch.last && self.full.stretch[place] > 0
        })
    }

    /// Fills every slot, in the order of arrival, for one arrival the latest departure first.
    fn by_arrival(&self, filling: &mut Filling, courses: &[Course]) {
        let each = (self.how.length.0 / self.timed.step).max(1);
        let mut next: Vec<usize> = vec![0; courses.len()];
        for period in 0..=self.timed.last / each {
            let until = ((period + 1) * each - 1).min(self.timed.last);
            for (place, course) in courses.iter().enumerate() {
                // Slots whose last can arrive by then without a wait.
                while next[place] < course.slots.len()
                    && course.slots[next[place]].2.saturating_add(course.travel) <= until
                {
                    next[place] += 1;
                    if course.parts.len() < 2 {
                        self.fill_slot(filling, course, next[place] - 1, until);
                    }
                }
                if course.parts.len() > 1 && filling.ends_free(self.timed, course, until, each) {
                    let mut in_vain = 0;
                    for slot in (0..next[place]).rev() {
                        let more = self.fill_slot(filling, course, slot, until);
                        in_vain = if more { 0 } else { in_vain + 1 };
                        if in_vain > MOST_IN_VAIN || !filling.ends_free(self.timed, course, until, each) {
                            break;
                        }
                    }
                }
            }
        }
        // The slot that the end of the plan cuts off.
        for (place, course) in courses.iter().enumerate() {
            if next[place] < course.slots.len() {
                self.fill_slot(filling, course, next[place], self.timed.last);
            }
        }
    }

    /// Fills a slot anew with as many as can arrive by `until`, those that it has among them; whether there are more now.
    fn fill_slot(&self, filling: &mut Filling, course: &Course, place: usize, until: u32) -> bool {
        let (slot, first, last) = course.slots[place];
        let more = filling.room_for(course).min(course.most.saturating_sub(filling.by(course)));
        if more.min(filling.ready_by(course.group, last)) == 0 {
            return false;
        }
        let old = filling.take_back(course, slot);
        let before = vehicles(&old);
        let sent = self.even(filling, course, first..=last, more.saturating_add(before), until);
        let better = vehicles(&sent) > before;
        if better {
            filling.keep(course, slot, sent);
        } else {
            filling.undo(course, &sent);
            filling.put(course, &old);
            filling.keep(course, slot, old);
        }
        better
    }

    /// Sends at most `most` at an even rate within these steps.
    fn even(
        &self,
        filling: &mut Filling,
        course: &Course,
        steps: std::ops::RangeInclusive<u32>,
        most: u32,
        until: u32,
    ) -> Vec<Sent> {
        let free: Vec<u32> = steps
            .clone()
            .map(|k| filling.free_at_home(self.timed, course, k).min(filling.ready_by(course.group, k)))
            .collect();
        let Some((span, rate)) =
            best_span(&free, |place| filling.ready_by(course.group, steps.start() + place as u32).min(most))
        else {
            return Vec::new();
        };
        let (from, length) = (steps.start() + span.start as u32, span.len() as u32);
        let most = most.min(filling.ready_by(course.group, from));
        let mut most_rate = rate.min(most / length);
        let (mut least, mut tried, mut sent) = (0, most_rate, Vec::new());
        // Behind a waiting place there may be less room than before it: bisection.
        while most_rate > least {
            filling.undo(course, &sent);
            let all = self.each(filling, course, from, length, tried, until);
            if vehicles(&all) == tried * length {
                (least, sent) = (tried, all);
            } else {
                filling.undo(course, &all);
                filling.put(course, &sent);
                most_rate = tried - 1;
            }
            tried = least + (most_rate - least).div_ceil(2);
        }
        let more = (most - least * length).min(length);
        let evenly = |place: u32| (place + 1) * more / length > place * more / length;
        let (own, others): (Vec<u32>, Vec<u32>) = (0..length).partition(|&place| evenly(place));
        let mut rest = more;
        for place in own.into_iter().chain(others) {
            if rest > 0 {
                let one = filling.send(self.timed, course, from + place, 1, until);
                rest -= vehicles(&one);
                sent.extend(one);
            }
        }
        sent
    }

    /// Sends `rate` vehicles in each of so many steps; ends where it cannot.
    fn each(&self, filling: &mut Filling, course: &Course, from: u32, length: u32, rate: u32, until: u32) -> Vec<Sent> {
        let mut all = Vec::new();
        for k in from..from + length {
            let sent = filling.send(self.timed, course, k, rate, until);
            let fewer = vehicles(&sent) < rate;
            all.extend(sent);
            if fewer {
                break;
            }
        }
        all
    }
}

fn vehicles(sent: &[Sent]) -> u32 {
    sent.iter().map(|sent| sent.vehicles).sum()
}

/// The steps of a slot in a row in which most can leave at an even rate, with the rate: each step takes it, or one more.
fn best_span(free: &[u32], most: impl Fn(usize) -> u32) -> Option<(std::ops::Range<usize>, u32)> {
    let mut best: Option<(u64, std::ops::Range<usize>, u32)> = None;
    for from in 0..free.len() {
        let mut rate = u32::MAX;
        for until in from + 1..=free.len() {
            rate = rate.min(free[until - 1]);
            let all: u64 = free[from..until].iter().map(|&n| u64::from(n.min(rate.saturating_add(1)))).sum();
            let all = all.min(u64::from(most(from)));
            if all > 0 && best.as_ref().is_none_or(|(known, ..)| all > *known) {
                best = Some((all, from..until, rate));
            }
        }
    }
    best.map(|(_, span, rate)| (span, rate))
}
