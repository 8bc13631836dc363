//! What was sent so far, and what is left of roads, checkpoints, waiting places, sites and people at home.

use crate::decompose::{Leg, Trip};
use crate::expand::Timed;
use crate::flow::Capacity;
use passage_model::id::OriginId;
use std::collections::BTreeMap;

/// A route taken apart where vehicles may wait.
pub(super) struct Course {
    pub number: usize,
    pub group: usize,
    pub sink: u32,
    /// Persons in a hundred vehicles.
    pub occupancy: u64,
    pub parts: Vec<Part>,
    /// Steps from leaving to being received, without a wait.
    pub travel: u32,
    /// Its slots with their first and last step.
    pub slots: Vec<(u64, u32, u32)>,
    /// The most vehicles for now.
    pub most: u32,
}

/// Stretches that follow one another without a wait.
pub(super) struct Part {
    /// Where vehicles may wait before it; nowhere before the first, where they are at home.
    pub waits_at: Option<u32>,
    /// Stretches with the steps from the start of the part to entering them.
    pub stretches: Vec<(u32, u32)>,
    pub steps: u32,
}

/// Vehicles that leave together and drive on together.
#[derive(Clone, Debug)]
pub(super) struct Sent {
    pub group: usize,
    pub vehicles: u32,
    pub leave: u32,
    pub arrive: u32,
    /// The step in which each part of the route, between two waiting places, is begun.
    begins: Vec<u32>,
    /// Which of the group's ready vehicles they are.
    of: Vec<(usize, u32)>,
}

/// Slots filled, and what they left.
#[derive(Clone)]
pub(super) struct Filling {
    left: Capacity,
    /// For each group its vehicles that are still at home, by the step in which they are ready.
    ready: Vec<Vec<(u32, u32)>>,
    /// Of each site, in hundredths of a person.
    room: Vec<u64>,
    slots: BTreeMap<(usize, u64), Vec<Sent>>,
    /// Vehicles of each route so far.
    by_route: BTreeMap<usize, u32>,
    /// Looks at capacities.
    pub looks: u64,
}

impl Filling {
    pub fn new(left: Capacity, ready: Vec<Vec<(u32, u32)>>, room: Vec<u64>) -> Self {
        Self { left, ready, room, slots: BTreeMap::new(), by_route: BTreeMap::new(), looks: 0 }
    }

    /// How many cells of capacity it holds.
    pub fn size(&self) -> u64 {
        (self.left.stretch.len() + self.left.wait.len()) as u64
    }

    /// Everything that was sent.
    pub fn all(&self) -> impl Iterator<Item = &Sent> {
        self.slots.values().flatten()
    }

    /// What was sent, as trips.
    pub fn trips(&self, timed: &Timed, course: impl Fn(usize) -> Course) -> Vec<(OriginId, Trip)> {
        let mut trips = Vec::new();
        let mut known: Option<Course> = None;
        for ((number, _), sent) in &self.slots {
            let course = known.take().filter(|course| course.number == *number).unwrap_or_else(|| course(*number));
            let origin = OriginId::at(course.group);
            trips.extend(sent.iter().map(|sent| (origin, sent.trip(timed, &course))));
            known = Some(course);
        }
        trips
    }

    /// Vehicles of a group at home that are ready by a step.
    pub fn ready_by(&self, group: usize, k: u32) -> u32 {
        self.ready[group].iter().filter(|(first, _)| *first <= k).map(|(_, left)| left).sum()
    }

    /// Vehicles of a route so far.
    pub fn by(&self, course: &Course) -> u32 {
        self.by_route.get(&course.number).copied().unwrap_or(0)
    }

    /// Vehicles that the site of a route still has room for.
    pub fn room_for(&self, course: &Course) -> u32 {
        let vehicles = self.room[course.sink as usize].checked_div(course.occupancy).unwrap_or(0);
        u32::try_from(vehicles).unwrap_or(u32::MAX)
    }

    /// How many vehicles could leave home by a route in a step, as far as they may not wait.
    pub fn free_at_home(&mut self, timed: &Timed, course: &Course, k: u32) -> u32 {
        course.parts.first().map_or(u32::MAX, |part| self.free(timed, part, k))
    }

    /// How many vehicles could begin a part of a route in a step.
    pub fn free(&mut self, timed: &Timed, part: &Part, k: u32) -> u32 {
        let mut free = u32::MAX;
        for &(number, after) in &part.stretches {
            self.looks += 1;
            let (stretch, k) = (&timed.stretches[number as usize], k + after);
            if k < stretch.first || k > stretch.last {
                return 0;
            }
            let place = self.left.stretch_base[number as usize].wrapping_add(k as usize);
            free = free.min(u32::from(self.left.stretch[place]));
            if free == 0 {
                break;
            }
        }
        free
    }

    /// Whether anybody could come to the end of a route in the last `each` steps until a step.
    pub fn ends_free(&mut self, timed: &Timed, course: &Course, until: u32, each: u32) -> bool {
        let Some(part) = course.parts.last() else { return false };
        let more = self
            .room_for(course)
            .min(self.ready_by(course.group, until))
            .min(course.most.saturating_sub(self.by(course)));
        let first = (until + 1).saturating_sub(each).saturating_sub(part.steps);
        more > 0 && until >= part.steps && (first..=until - part.steps).any(|k| self.free(timed, part, k) > 0)
    }

    /// Sends at most so many that leave in a step, each as early as can be, to arrive by `until`.
    pub fn send(&mut self, timed: &Timed, course: &Course, k: u32, vehicles: u32, until: u32) -> Vec<Sent> {
        let mut all = Vec::new();
        let mut rest = vehicles.min(self.ready_by(course.group, k)).min(self.room_for(course));
        while rest > 0 {
            let Some(mut sent) = self.earliest(timed, course, k, rest, until) else { break };
            rest -= sent.vehicles;
            let mut wanted = sent.vehicles;
            // Those who were ready last: the others could also leave earlier.
            for (place, (_, left)) in self.ready[course.group].iter().enumerate().rev().filter(|(_, r)| r.0 <= k) {
                let taken = wanted.min(*left);
                wanted -= taken;
                sent.of.extend((taken > 0).then_some((place, taken)));
            }
            self.put(course, std::slice::from_ref(&sent));
            all.push(sent);
        }
        all
    }

    fn earliest(&mut self, timed: &Timed, course: &Course, k: u32, vehicles: u32, until: u32) -> Option<Sent> {
        let (mut at, mut most, mut rest) = (k, vehicles, course.travel);
        let mut begins = Vec::with_capacity(course.parts.len());
        for part in &course.parts {
            let latest = until.min(timed.last).checked_sub(rest)?;
            rest -= part.steps;
            loop {
                if at > latest {
                    return None;
                }
                let free = self.free(timed, part, at);
                if free > 0 {
                    most = most.min(free);
                    break;
                }
                let spot = part.waits_at?;
                let place = self.left.wait_base[spot as usize].wrapping_add(at as usize);
                let known = &timed.spots[spot as usize];
                let room = if at >= known.first && at < known.last { self.left.wait[place] } else { 0 };
                self.looks += 1;
                if room == 0 {
                    return None;
                }
                most = most.min(room);
                at += 1;
            }
            begins.push(at);
            at += part.steps;
        }
        let fits = at <= until.min(timed.last);
        fits.then_some(Sent { group: course.group, vehicles: most, leave: k, arrive: at, begins, of: Vec::new() })
    }

    /// Puts vehicles on the roads.
    pub fn put(&mut self, course: &Course, sent: &[Sent]) {
        self.change(course, sent, |left, n| left - n);
    }

    /// Takes vehicles off the roads.
    pub fn undo(&mut self, course: &Course, sent: &[Sent]) {
        self.change(course, sent, |left, n| left + n);
    }

    fn change(&mut self, course: &Course, sent: &[Sent], with: impl Fn(u64, u64) -> u64) {
        for sent in sent {
            let vehicles = u64::from(sent.vehicles);
            let mut at = sent.leave;
            for (part, &begin) in course.parts.iter().zip(&sent.begins) {
                if let Some(spot) = part.waits_at {
                    for k in at..begin {
                        let place = self.left.wait_base[spot as usize].wrapping_add(k as usize);
                        self.left.wait[place] = with(u64::from(self.left.wait[place]), vehicles) as u32;
                    }
                }
                for &(number, after) in &part.stretches {
                    let place = self.left.stretch_base[number as usize].wrapping_add((begin + after) as usize);
                    self.left.stretch[place] = with(u64::from(self.left.stretch[place]), vehicles) as u16;
                }
                self.looks += part.stretches.len() as u64;
                at = begin + part.steps;
            }
            for &(place, taken) in &sent.of {
                let left = &mut self.ready[sent.group][place].1;
                *left = with(u64::from(*left), u64::from(taken)) as u32;
            }
            let room = &mut self.room[course.sink as usize];
            *room = with(*room, vehicles * course.occupancy);
            let by = self.by_route.entry(course.number).or_default();
            // What is left grows where what was sent shrinks.
            *by = (u64::from(*by) + vehicles - (with(vehicles, vehicles))) as u32;
        }
    }

    /// Remembers what a slot holds.
    pub fn keep(&mut self, course: &Course, slot: u64, sent: Vec<Sent>) {
        if sent.is_empty() {
            self.slots.remove(&(course.number, slot));
        } else {
            self.slots.insert((course.number, slot), sent);
        }
    }

    /// Empties a slot.
    pub fn take_back(&mut self, course: &Course, slot: u64) -> Vec<Sent> {
        let sent = self.slots.remove(&(course.number, slot)).unwrap_or_default();
        self.undo(course, &sent);
        sent
    }
}

impl Sent {
    fn trip(&self, timed: &Timed, course: &Course) -> Trip {
        let mut legs = Vec::new();
        let mut at = self.leave;
        for (part, &begin) in course.parts.iter().zip(&self.begins) {
            if let Some(spot) = part.waits_at {
                legs.extend((at..begin).map(|k| Leg::Wait { spot, k }));
            }
            let enter = |&(stretch, after): &(u32, u32)| Leg::Enter { stretch, k: begin + after };
            legs.extend(part.stretches.iter().map(enter));
            at = begin + part.steps;
        }
        debug_assert!(at == self.arrive && at <= timed.last);
        Trip { source: 0, sink: course.sink, vehicles: self.vehicles, legs, leave: self.leave, arrive: self.arrive }
    }
}
