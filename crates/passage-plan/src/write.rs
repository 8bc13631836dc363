//! From trips to what people follow: courses with times to the second, movements, and the curve of arrivals.

use crate::decompose::{Leg, Trip};
use crate::expand::Timed;
use crate::fleet::Fleet;
use crate::foot::seats_as_they_leave;
use crate::persons::{Load, fill};
use crate::reduce::What;
use crate::turn_back::FreeDrive;
use passage_model::id::{CourseId, JunctionId, OriginId, ReceptionId};
use passage_model::network::Network;
use passage_model::plan::{Course, Movement, Safe};
use passage_model::situation::Situation;
use passage_model::time::Clock;
use passage_model::units::{Persons, Seconds, Vehicles};
use std::collections::BTreeMap;

/// The part of a plan that says who goes where.
pub(crate) struct Written {
    pub courses: Vec<Course>,
    pub movements: Vec<Movement>,
    pub curve: Vec<Safe>,
    /// Persons of each group that are brought out.
    pub moved: Vec<Persons>,
}

/// Vehicles that go as they were told before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fixed {
    /// Their group.
    pub origin: OriginId,
    /// Where they are received.
    pub reception: ReceptionId,
    /// When they enter the first road.
    pub departure: Clock,
    /// Roads and times.
    pub course: Course,
    /// How many.
    pub vehicles: Vehicles,
    /// The junctions of the course in order.
    pub(crate) junctions: Vec<JunctionId>,
}

impl Fixed {
    /// Vehicles of one of the groups of a situation on a course of its network.
    pub fn new(
        network: &Network,
        situation: &Situation,
        origin: OriginId,
        reception: ReceptionId,
        departure: Clock,
        course: Course,
        vehicles: Vehicles,
    ) -> Self {
        let home = situation.origins.get(origin.index()).map(|group| group.junction);
        let first = course.roads.first().map(|road| network.from(*road)).or(home);
        let junctions = first.into_iter().chain(course.roads.iter().map(|road| network.to(*road))).collect();
        Self { origin, reception, departure, course, vehicles, junctions }
    }
}

/// Writes all trips of a fleet. O(trips x length).
pub(crate) fn write(network: &Network, situation: &Situation, timed: &Timed, fleet: &Fleet<'_>) -> Written {
    write_with(network, situation, timed, fleet, &[])
}

/// Writes all trips of a fleet beside those that go as before. O(trips x length).
pub(crate) fn write_with(
    network: &Network,
    situation: &Situation,
    timed: &Timed,
    fleet: &Fleet<'_>,
    fixed: &[Fixed],
) -> Written {
    let mut joined: BTreeMap<(Clock, OriginId, Course, ReceptionId), u32> = BTreeMap::new();
    for (origin, trip) in &fleet.trips {
        let (departure, course) = follow(timed, trip);
        *joined.entry((departure, *origin, course, ReceptionId(trip.sink))).or_default() += trip.vehicles;
    }
    for Fixed { origin, reception, departure, course, vehicles, .. } in fixed {
        *joined.entry((*departure, *origin, course.clone(), *reception)).or_default() += vehicles.0;
    }
    let mut ids: BTreeMap<Course, (CourseId, FreeDrive<'_>)> = BTreeMap::new();
    for (_, origin, course, _) in joined.keys() {
        if !ids.contains_key(course) {
            ids.insert(course.clone(), (CourseId(0), free_drive(network, situation, course, *origin)));
        }
    }
    ids.values_mut().enumerate().for_each(|(i, known)| known.0 = CourseId::at(i));
    let mut movements: Vec<Movement> = joined
        .into_iter()
        .map(|((departure, origin, course, reception), vehicles)| {
            let (id, known) = &ids[&course];
            // One course without a road may serve several places; any other has one beginning.
            let own = course.roads.is_empty().then(|| free_drive(network, situation, &course, origin));
            Movement {
                departure,
                origin,
                reception,
                course: *id,
                vehicles: Vehicles(vehicles),
                persons: Persons(0),
                turn_back: own.as_ref().unwrap_or(known).last(departure),
            }
        })
        .collect();
    movements.sort_by_key(|m| (m.departure, m.origin, m.course, m.reception));
    let courses: Vec<Course> = ids.into_keys().collect();
    seat(situation, &courses, &mut movements);
    let curve = curve(&courses, &movements, situation.step);
    let mut moved = vec![Persons(0); situation.origins.len()];
    for movement in &movements {
        moved[movement.origin.index()] += movement.persons;
    }
    Written { courses, movements, curve, moved }
}

fn free_drive<'s>(network: &Network, situation: &'s Situation, course: &Course, origin: OriginId) -> FreeDrive<'s> {
    FreeDrive::of(network, situation, course, situation.origins[origin.index()].junction)
}

/// The roads and times of a trip, from the moment it enters the first road.
pub(crate) fn follow(timed: &Timed, trip: &Trip) -> (Clock, Course) {
    let arrive = trip.arrive * timed.step;
    let mut roads = Vec::new();
    let mut enter = Vec::new();
    for leg in &trip.legs {
        let Leg::Enter { stretch, k } = *leg else { continue };
        if let What::Roads(range) = &timed.stretches[stretch as usize].what {
            for i in range.start as usize..range.end as usize {
                roads.push(timed.roads[i]);
                enter.push(k * timed.step + timed.enters[i]);
            }
        }
    }
    let departure = enter.first().copied().unwrap_or(arrive);
    let enter = enter.into_iter().map(|moment| Seconds(moment - departure)).collect();
    (Clock(departure), Course { roads, enter, arrive: Seconds(arrive - departure) })
}

/// Puts the persons into the movements, in the order of arrival.
fn seat(situation: &Situation, courses: &[Course], movements: &mut [Movement]) {
    let mut order: Vec<usize> = (0..movements.len()).collect();
    order.sort_by_key(|&i| (movements[i].arrival(&courses[movements[i].course.index()]), i));
    let due = due_as_they_leave(situation, movements);
    let mut loads: Vec<Load> = order
        .iter()
        .map(|&i| Load {
            origin: movements[i].origin,
            reception: movements[i].reception,
            vehicles: movements[i].vehicles.0,
            persons: 0,
            due: due[i],
        })
        .collect();
    fill(situation, &mut loads);
    for (load, &i) in loads.iter().zip(&order) {
        movements[i].persons = Persons(load.persons);
    }
}

/// How many ride in each movement of the groups that are seated in the order of leaving, in which movements are.
fn due_as_they_leave(situation: &Situation, movements: &[Movement]) -> Vec<Option<u32>> {
    let so: Vec<bool> = (0..situation.origins.len()).map(|o| seats_as_they_leave(situation, OriginId::at(o))).collect();
    let mut gone = vec![Vehicles(0); situation.origins.len()];
    let due = movements.iter().map(|movement| {
        let o = movement.origin.index();
        let origin = &situation.origins[o];
        let by = |vehicles: Vehicles| origin.per_vehicle.persons_in(vehicles).min(origin.persons);
        let before = by(gone[o]);
        gone[o] += movement.vehicles;
        so[o].then(|| (by(gone[o]) - before).0)
    });
    due.collect()
}

fn curve(courses: &[Course], movements: &[Movement], step: Seconds) -> Vec<Safe> {
    let mut arrivals: BTreeMap<Clock, (Persons, Vehicles)> = BTreeMap::new();
    for movement in movements {
        // When the last of them has followed.
        let entry = arrivals.entry(movement.arrival(&courses[movement.course.index()]) + step).or_default();
        entry.0 += movement.persons;
        entry.1 += movement.vehicles;
    }
    let (mut persons, mut vehicles) = (Persons(0), Vehicles(0));
    arrivals
        .into_iter()
        .map(|(by, arrived)| {
            persons += arrived.0;
            vehicles += arrived.1;
            Safe { by, persons, vehicles }
        })
        .collect()
}
