//! Everything that travels on a course: movements, and vehicles of fleets without people.

use super::{Case, Fault, Tally, UNKNOWN};
use crate::id::{CourseId, FleetId};
use crate::plan::{Course, Movement, Roster, Run};
use crate::situation::{CarEquivalents, Task, VehicleKind};
use crate::time::Clock;
use crate::units::{Seconds, Vehicles};

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
    /// Everything that travels on a course: of a column the lead vehicle and each car, one after the other.
    pub(in super::super) fn travels(&self, course: CourseId) -> impl Iterator<Item = Travel<'a>> + '_ {
        let people = self.numbered_on(course).flat_map(|(number, movement)| self.one_by_one(number, movement));
        let empty = self.empty.get(&course).into_iter().flatten().filter_map(|&(roster, run)| {
            let roster = &self.plan.rosters[roster as usize];
            let Run::Empty { departure, .. } = &roster.runs[run as usize] else { return None };
            let kind = self.situation.fleets[roster.fleet.index()].kind;
            Some(Travel { departure: *departure, vehicles: roster.vehicles.0, kind, who: Who::Empty(roster) })
        });
        people.chain(empty)
    }

    /// The vehicles of a movement.
    fn people(&self, movement: &'a Movement) -> Travel<'a> {
        Travel {
            departure: movement.departure,
            vehicles: movement.vehicles.0,
            kind: self.situation.origins[movement.origin.index()].kind,
            who: Who::People(movement),
        }
    }

    /// The vehicles of a movement, with whoever leads them.
    pub(in super::super) fn one_by_one(
        &self,
        number: usize,
        movement: &'a Movement,
    ) -> impl Iterator<Item = Travel<'a>> + use<'a> {
        let together = self.people(movement);
        let column = self.leader(number).and_then(|fleet| match self.situation.fleets[fleet.index()].task {
            // More than a column holds are told elsewhere; here they come with the last.
            Task::Lead { cars, apart, .. } => Some((apart, movement.vehicles.0.min(cars.0))),
            _ => None,
        });
        let (apart, cars) = column.unwrap_or((Seconds::ZERO, 0));
        (0..=cars).map(move |place| {
            let vehicles = match column {
                None => together.vehicles,
                Some(_) if place == cars && cars > 0 => together.vehicles - (cars - 1),
                Some(_) => 1,
            };
            let departure = together.departure + Seconds(apart.0.saturating_mul(place));
            Travel { departure, vehicles, ..together }
        })
    }

    /// The fleet that leads a movement's cars.
    pub(in super::super) fn leader(&self, movement: usize) -> Option<FleetId> {
        self.leaders.get(movement).copied().flatten()
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
        self.leaders = vec![None; self.plan.movements.len()];
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
                    (Run::Loaded { movement }, task) => {
                        let vehicles: Vehicles = self.plan.movements[*movement as usize].vehicles;
                        self.unloads[*movement as usize] = task.after(vehicles);
                        if matches!(task, Task::Lead { .. }) {
                            self.leaders[*movement as usize] = Some(roster.fleet);
                        }
                    }
                    (Run::Empty { course, .. }, _) => {
                        self.empty.entry(*course).or_default().push((i as u32, number as u32));
                    }
                }
            }
        }
    }
}
