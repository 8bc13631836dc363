//! Everything that travels on a course: movements, and vehicles of fleets without people.

use super::{Case, Fault, Tally, UNKNOWN};
use crate::id::CourseId;
use crate::plan::{Course, Movement, Roster, Run};
use crate::situation::{CarEquivalents, Task, VehicleKind};
use crate::time::Clock;
use crate::units::Seconds;

/// Vehicles that enter a course together.
#[derive(Clone, Copy)]
pub(in super::super) struct Travel<'a> {
    /// When they enter the first road.
    pub departure: Clock,
    pub vehicles: u32,
    pub kind: VehicleKind,
    who: Who<'a>,
}

#[derive(Clone, Copy)]
enum Who<'a> {
    People(&'a Movement),
    Empty(&'a Roster),
}

impl<'a> Case<'a> {
    /// Everything that travels on a course.
    pub(in super::super) fn travels(&self, course: CourseId) -> impl Iterator<Item = Travel<'a>> + '_ {
        let people = self.on(course).map(|movement| self.people(movement));
        let empty = self.empty.get(&course).into_iter().flatten().filter_map(|&(roster, run)| {
            let roster = &self.plan.rosters[roster as usize];
            let Run::Empty { departure, .. } = &roster.runs[run as usize] else { return None };
            let kind = self.situation.fleets[roster.fleet.index()].kind;
            Some(Travel { departure: *departure, vehicles: roster.vehicles.0, kind, who: Who::Empty(roster) })
        });
        people.chain(empty)
    }

    /// The vehicles of a movement.
    pub(in super::super) fn people(&self, movement: &'a Movement) -> Travel<'a> {
        Travel {
            departure: movement.departure,
            vehicles: movement.vehicles.0,
            kind: self.situation.origins[movement.origin.index()].kind,
            who: Who::People(movement),
        }
    }

    /// Who travels, and when.
    pub(in super::super) fn traveller(&self, travel: &Travel) -> String {
        match travel.who {
            Who::People(movement) => self.who(movement),
            Who::Empty(roster) => {
                let fleet = &self.situation.fleets[roster.fleet.index()].name;
                let leaves = super::super::words::clock(travel.departure);
                format!("{fleet} {} without people leaving at {leaves}", roster.number + 1)
            }
        }
    }

    /// What each of them counts as on a road.
    pub(in super::super) fn each(&self, travel: &Travel) -> CarEquivalents {
        self.situation.equivalents[travel.kind as usize]
    }

    /// The rosters that refer to what is there, with their positions.
    pub(in super::super) fn rosters(&self) -> impl Iterator<Item = (usize, &'a Roster)> + '_ {
        self.plan.rosters.iter().enumerate().filter(|(at, _)| self.sound_rosters[*at])
    }

    /// A movement by its position, if it refers to what is there.
    pub(in super::super) fn sound(&self, movement: u32) -> Option<&'a Movement> {
        let movement = self.plan.movements.get(movement as usize)?;
        let there = movement.origin.index() < self.situation.origins.len()
            && movement.reception.index() < self.situation.receptions.len();
        self.course(movement.course).filter(|_| there).map(|_| movement)
    }

    /// A sound course.
    pub(in super::super) fn course(&self, course: CourseId) -> Option<&'a Course> {
        self.plan.courses.get(course.index()).filter(|_| self.sound[course.index()])
    }

    /// Reports rosters that refer to nothing, and notes what the others do.
    pub(super) fn find_rosters(&mut self, tally: &mut Tally) {
        self.unloads = vec![Seconds::ZERO; self.plan.movements.len()];
        for (i, roster) in self.plan.rosters.iter().enumerate() {
            let fleet = self.situation.fleets.get(roster.fleet.index());
            let known = |run: &Run| match run {
                Run::Loaded { movement } => self.sound(*movement).is_some(),
                Run::Empty { course, .. } => self.course(*course).is_some(),
            };
            let sound = fleet.is_some() && roster.runs.iter().all(known);
            self.sound_rosters.push(sound);
            let Some(fleet) = fleet.filter(|_| sound) else {
                tally.add(&UNKNOWN, || Fault::new(format!("roster {i}"), "a fleet or a run that is not there"));
                continue;
            };
            for (number, run) in roster.runs.iter().enumerate() {
                match (run, &fleet.task) {
                    (Run::Loaded { movement }, Task::Carry { unloading, .. }) => {
                        self.unloads[*movement as usize] = *unloading;
                    }
                    (Run::Loaded { .. }, _) => {}
                    (Run::Empty { course, .. }, _) => {
                        self.empty.entry(*course).or_default().push((i as u32, number as u32));
                    }
                }
            }
        }
    }
}
