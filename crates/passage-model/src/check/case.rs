//! The case that is checked: plan, network and situation together, without what refers to nothing.

mod travel;

pub(super) use travel::Travel;

use super::tally::{Fault, Rule, Tally};
use crate::id::{CourseId, FleetId, RoadId};
use crate::network::Network;
use crate::plan::{BottleneckAt, Course, Movement, Plan, Reason};
use crate::situation::Situation;
use crate::units::Seconds;
use std::collections::BTreeMap;

static UNKNOWN: Rule = Rule {
    code: "plan.unknown-index",
    fault: "the plan refers to something that is not there",
    advice: "The plan is damaged or was made for other documents. Make it anew.",
};
static MISCOUNTED: Rule = Rule {
    code: "plan.course-times",
    fault: "a course does not say when it enters each of its roads",
    advice: "The plan is damaged. Make it anew.",
};

/// What is checked. Courses and movements that refer to nothing have been reported and are left out.
pub(super) struct Case<'a> {
    pub network: &'a Network,
    pub situation: &'a Situation,
    pub plan: &'a Plan,
    sound: Vec<bool>,
    /// The sound movements, one course after the other, as positions in the plan's table.
    order: Vec<u32>,
    /// Where the movements of each course start in `order`; one more than there are courses.
    start: Vec<u32>,
    /// Runs without people on each course, as positions of roster and run.
    empty: BTreeMap<CourseId, Vec<(u32, u32)>>,
    /// The rosters that refer to what is there.
    sound_rosters: Vec<bool>,
    /// How long those of each movement take to get out, or to come in behind the first.
    pub(super) unloads: Vec<Seconds>,
    /// The fleet that leads each movement, if one does.
    leaders: Vec<Option<FleetId>>,
}

impl<'a> Case<'a> {
    /// Reports what refers to nothing and sets the rest up for the other families.
    pub(super) fn new(network: &'a Network, situation: &'a Situation, plan: &'a Plan, tally: &mut Tally) -> Self {
        let mut case = Self {
            network,
            situation,
            plan,
            sound: Vec::new(),
            order: Vec::new(),
            start: Vec::new(),
            empty: BTreeMap::new(),
            sound_rosters: Vec::new(),
            unloads: Vec::new(),
            leaders: Vec::new(),
        };
        case.find_sound_courses(tally);
        case.group_movements(tally);
        case.find_rosters(tally);
        case.check_explanations(tally);
        case
    }

    /// The courses whose roads exist and have times.
    pub(super) fn courses(&self) -> impl Iterator<Item = (CourseId, &'a Course)> + '_ {
        let sound = self.plan.courses.iter().zip(&self.sound).enumerate();
        sound.filter(|(_, (_, sound))| **sound).map(|(i, (course, _))| (CourseId::at(i), course))
    }

    /// The movements on sound courses between known origins and reception sites, one course after the other.
    pub(super) fn movements(&self) -> impl Iterator<Item = (&'a Movement, &'a Course)> + '_ {
        let movements = self.order.iter().map(|&m| &self.plan.movements[m as usize]);
        movements.map(|m| (m, &self.plan.courses[m.course.index()]))
    }

    /// The same with their positions in the plan's table.
    pub(super) fn numbered(&self) -> impl Iterator<Item = (usize, &'a Movement, &'a Course)> + '_ {
        let movements = self.order.iter().map(|&m| (m as usize, &self.plan.movements[m as usize]));
        movements.map(|(number, m)| (number, m, &self.plan.courses[m.course.index()]))
    }

    /// The sound movements on one course, in the order of the plan.
    pub(super) fn on(&self, course: CourseId) -> impl Iterator<Item = &'a Movement> + '_ {
        self.numbered_on(course).map(|(_, movement)| movement)
    }

    /// The same with their positions in the plan's table.
    fn numbered_on(&self, course: CourseId) -> impl Iterator<Item = (usize, &'a Movement)> + '_ {
        let (from, to) = (self.start[course.index()] as usize, self.start[course.index() + 1] as usize);
        self.order[from..to].iter().map(|&m| (m as usize, &self.plan.movements[m as usize]))
    }

    /// Whether anybody travels on a course.
    pub(super) fn is_used(&self, course: CourseId) -> bool {
        self.start[course.index()] < self.start[course.index() + 1] || self.empty.contains_key(&course)
    }

    fn find_sound_courses(&mut self, tally: &mut Tally) {
        let roads = self.network.road_count();
        for (i, course) in self.plan.courses.iter().enumerate() {
            let unknown = course.roads.iter().find(|road| road.index() >= roads);
            if let Some(road) = unknown {
                tally.add(&UNKNOWN, || {
                    Fault::new(format!("course {i}"), format!("road {road} of a network of {roads} roads"))
                });
            }
            let counted = course.roads.len() == course.enter.len();
            if !counted {
                let (roads, times) = (course.roads.len(), course.enter.len());
                tally.add(&MISCOUNTED, || {
                    Fault::new(format!("course {i}"), format!("{roads} roads but {times} times of entry"))
                });
            }
            self.sound.push(unknown.is_none() && counted);
        }
    }

    fn group_movements(&mut self, tally: &mut Tally) {
        let plan = self.plan;
        let mut start = vec![0; plan.courses.len() + 1];
        let mut kept = Vec::with_capacity(plan.movements.len());
        for (i, movement) in plan.movements.iter().enumerate() {
            if self.refers_to_what_is_there(i, movement, tally) {
                start[movement.course.index() + 1] += 1;
                kept.push(i as u32);
            }
        }
        for course in 0..plan.courses.len() {
            start[course + 1] += start[course];
        }
        let mut next = start.clone();
        self.order = vec![0; kept.len()];
        for movement in kept {
            let place = &mut next[plan.movements[movement as usize].course.index()];
            self.order[*place as usize] = movement;
            *place += 1;
        }
        self.start = start;
    }

    fn refers_to_what_is_there(&self, at: usize, movement: &Movement, tally: &mut Tally) -> bool {
        let mut within = |what: &str, index: usize, size: usize| {
            if index >= size {
                tally.add(&UNKNOWN, || {
                    Fault::new(format!("movement {at}"), format!("{what} {index}, where there are {size}"))
                });
            }
            index < size
        };
        let origin = within("group", movement.origin.index(), self.situation.origins.len());
        let reception = within("reception site", movement.reception.index(), self.situation.receptions.len());
        let course = within("course", movement.course.index(), self.plan.courses.len());
        origin && reception && course && self.sound[movement.course.index()]
    }

    fn check_explanations(&self, tally: &mut Tally) {
        let mut within = |whose: String, what: &str, index: usize, size: usize| {
            if index >= size {
                tally.add(&UNKNOWN, || Fault::new(whose, format!("{what} {index}, where there are {size}")));
            }
        };
        for (i, left) in self.plan.left_behind.iter().enumerate() {
            within(format!("left behind {i}"), "group", left.origin.index(), self.situation.origins.len());
            if let Reason::NotOver { footway } = &left.reason {
                within(format!("left behind {i}"), "footway", footway.index(), self.situation.footways.len());
            }
            if let Reason::Full { bottlenecks } = &left.reason {
                for &bottleneck in bottlenecks {
                    let size = self.plan.bottlenecks.len();
                    within(format!("left behind {i}"), "bottleneck", bottleneck as usize, size);
                }
            }
        }
        for (i, bottleneck) in self.plan.bottlenecks.iter().enumerate() {
            let (what, index, size) = match bottleneck.at {
                BottleneckAt::Road(RoadId(road)) => ("road", road as usize, self.network.road_count()),
                BottleneckAt::Checkpoint(c) => ("checkpoint", c.index(), self.situation.checkpoints.len()),
                BottleneckAt::Footway(at) => ("footway", at.index(), self.situation.footways.len()),
                BottleneckAt::Assembly(at) => ("crowd limit", at as usize, self.situation.crowds.len()),
                BottleneckAt::Reception(r) => ("reception site", r.index(), self.situation.receptions.len()),
            };
            within(format!("bottleneck {i}"), what, index, size);
        }
    }
}
