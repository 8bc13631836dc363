//! Rosters: the days of vehicles as runs, and convoys of aid put where roads, checkpoints and crews allow.

use super::convoy::{Convoy, Strained, in_time, standing, take};
use super::days::Days;
use super::gates;
use super::ledger::{Ledger, Place};
use super::runs::{At, How, Ride};
use super::stops::{Drive, Stop, Stops};
use crate::flow::Capacity;
use crate::room::Room;
use crate::turn_back::FreeDrive;
use crate::write::Written;
use passage_model::id::{CourseId, FleetId, JunctionId};
use passage_model::plan::{Course, Movement, Roster, Run, Safe};
use passage_model::situation::{Situation, Task};
use passage_model::time::Clock;
use passage_model::units::{Persons, Seconds, Vehicles};
use std::collections::BTreeMap;

/// What is planned of fleets so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Rosters {
    vehicles: Vec<OfVehicle>,
    /// What cars that go as they were told leave of the cars' network, where there are any.
    pub beside: Option<Capacity>,
}

/// What one vehicle, or a convoy, does.
#[derive(Clone, Debug)]
pub(super) struct OfVehicle {
    pub fleet: usize,
    pub number: u32,
    pub vehicles: u32,
    /// As they were told before, then those that are planned here.
    pub runs: Vec<At>,
}

impl OfVehicle {
    fn planned(&self) -> impl Iterator<Item = &At> {
        self.runs.iter().filter(|run| matches!(run.how, How::Planned { .. }))
    }
}

/// People who are present where they are picked up.
#[derive(Clone, Copy, Debug)]
pub(super) struct Present {
    pub junction: JunctionId,
    /// When the first of them leaves, in seconds.
    pub first: u32,
    /// When the last does.
    pub last: u32,
    pub persons: Persons,
    /// Whether they are a column.
    pub column: bool,
}

impl Rosters {
    /// Vehicles that go as they were told.
    pub fn told(vehicles: Vec<OfVehicle>, beside: Capacity) -> Self {
        Self { vehicles, beside: Some(beside) }
    }

    /// Everybody who is carried by a run that is planned here.
    pub fn rides(&self) -> impl Iterator<Item = Ride> + '_ {
        self.vehicles.iter().flat_map(|vehicle| vehicle.planned().filter_map(|run| run.load))
    }

    /// Whether a vehicle makes a run that is planned here.
    pub fn is_planned(&self, fleet: usize, number: u32) -> bool {
        let mine = self.vehicles.iter().find(|vehicle| (vehicle.fleet, vehicle.number) == (fleet, number));
        mine.is_some_and(|vehicle| vehicle.planned().next().is_some())
    }

    /// Adds runs to what a vehicle does.
    pub fn add(&mut self, fleet: usize, number: u32, vehicles: u32, runs: Vec<At>) {
        let mine = self.vehicles.iter_mut().find(|vehicle| (vehicle.fleet, vehicle.number) == (fleet, number));
        match mine {
            Some(vehicle) => vehicle.runs.extend(runs),
            None => self.vehicles.push(OfVehicle { fleet, number, vehicles, runs }),
        }
    }

    /// The aid that goes first, or the aid that goes last, in what is left: as early as can be, as many trucks together as
    /// pass. Trucks that cannot come in time stay.
    pub fn convoys(
        &mut self,
        stops: &Stops<'_>,
        drives: &[Vec<Drive>],
        goes_first: bool,
        beside: Option<(&Room, &Ledger)>,
    ) {
        let mut room = beside.map_or_else(|| self.room(stops, drives), |(room, _)| room.clone());
        let mut ledger = self.ledger(stops, drives);
        if let Some((_, cars)) = beside {
            ledger = ledger.with(cars);
        }
        for (number, fleet) in stops.situation.fleets.iter().enumerate() {
            let Task::Deliver { by, first, .. } = fleet.task else { continue };
            if first != goes_first {
                continue;
            }
            let mut moments: Vec<(u32, usize)> = Vec::new();
            for (at, drive) in drives[number].iter().enumerate() {
                let departs = drive.way.departs.iter().flat_map(|range| range.0..=range.1);
                moments.extend(departs.filter(|k| in_time(stops, fleet, drive, *k, by)).map(|k| (k, at)));
            }
            moments.sort_unstable_by_key(|&(k, at)| (k + drives[number][at].way.steps, at));
            let known = |rosters: &Self, first: u32| rosters.is_planned(number, first);
            let mut standing = standing(fleet, |first| known(self, first));
            for (k, at) in moments {
                let drive = &drives[number][at];
                let convoy =
                    Convoy::new(stops, drives, (number, fleet), At { how: How::Planned { drive: at, k }, load: None });
                for from in
                    standing.iter_mut().filter(|from| from.vehicles > 0 && Stop::At(from.junction) == drive.from)
                {
                    if !from.may_leave(stops, fleet, drive, k) {
                        continue;
                    }
                    let vehicles = convoy.most(from.vehicles, &room, &ledger);
                    if vehicles > 0 && (vehicles == from.vehicles || from.divides) {
                        convoy.take(vehicles, &mut room, &mut ledger);
                        self.add(number, from.number, vehicles, vec![convoy.run.clone()]);
                        from.number += vehicles;
                        from.vehicles -= vehicles;
                    }
                }
            }
        }
    }

    /// The days that were solved. A vehicle whose runs do not fit the roads to the second stays: resources of the solver
    /// are steps.
    pub fn shuttle(&mut self, stops: &Stops<'_>, drives: &[Vec<Drive>], days: &Days) {
        let mut sent = vec![0; days.groups.len()];
        let told = self.strained(stops, drives);
        for day in &days.duties {
            let group = &days.groups[day.fleet as usize];
            let fleet = group.fleet;
            let runs = day.rides.iter().map(|ride| {
                let at = days.trips[day.fleet as usize][ride.trip as usize];
                let drive = &drives[fleet][at];
                let riders: Persons = ride.board.iter().map(|(_, riders)| *riders).sum();
                let load = match (drive.from, drive.to) {
                    (Stop::PickUp(origin), Stop::Site(reception)) if riders.0 > 0 => {
                        // Riders of a column are cars; who sits in them is told once all are known.
                        let vehicles = if drive.behind.0 > 0 { Vehicles(riders.0) } else { Vehicles(1) };
                        Some(Ride { origin, reception, vehicles, persons: riders })
                    }
                    _ => None,
                };
                At { how: How::Planned { drive: at, k: ride.departs + drive.before }, load }
            });
            let runs: Vec<At> = runs.collect();
            // Whoever is on board is not left standing while their vehicle goes elsewhere.
            let stays = group.aboard.is_some() && runs.first().is_none_or(|run| run.load.is_none());
            if runs.iter().any(|run| run.load.is_some()) && !stays {
                let Some(&number) = group.numbers.get(sent[day.fleet as usize]) else { continue };
                self.add(fleet, number, 1, runs);
                sent[day.fleet as usize] += 1;
            }
        }
        while let Some(last) = self.beyond(stops, drives, &told) {
            self.stay(last);
        }
    }

    /// A vehicle does only what it was told.
    fn stay(&mut self, vehicle: usize) {
        self.vehicles[vehicle].runs.retain(|run| matches!(run.how, How::Told(_)));
        if self.vehicles[vehicle].runs.is_empty() {
            self.vehicles.remove(vehicle);
        }
    }

    /// The people in the cars of columns: in the order of leaving, as many as all cars so far hold on average.
    pub fn seat_in_cars(&mut self, stops: &Stops<'_>, situation: &Situation, drives: &[Vec<Drive>]) {
        let mut cars = vec![Vehicles(0); situation.origins.len()];
        let mut columns: Vec<(Clock, usize, usize)> = Vec::new();
        for (v, vehicle) in self.vehicles.iter().enumerate() {
            for (r, run) in vehicle.runs.iter().enumerate() {
                if run.load.is_some_and(|ride| situation.is_led(&situation.origins[ride.origin.index()])) {
                    columns.push((run.course(stops, &drives[vehicle.fleet]).0, v, r));
                }
            }
        }
        columns.sort_unstable();
        for (_, v, r) in columns {
            let Some(ride) = &mut self.vehicles[v].runs[r].load else { continue };
            let group = &situation.origins[ride.origin.index()];
            let so_far = &mut cars[ride.origin.index()];
            let hold = |cars: Vehicles| group.per_vehicle.persons_in(cars).min(group.seated());
            let before = hold(*so_far);
            *so_far += ride.vehicles;
            ride.persons = hold(*so_far) - before;
        }
    }

    /// What those who go as they were told use beyond what the planner would allow: places to the second, and stretches.
    fn strained(&self, stops: &Stops<'_>, drives: &[Vec<Drive>]) -> Strained {
        let room = self.room(stops, drives);
        let stretches = (0..stops.nets[0].stretches.len()).filter(|at| !room.holds(&stops.nets[0], *at)).collect();
        let ledger = self.ledger(stops, drives);
        let places = ledger.all_broken(stops.situation).map(|broken| broken.place).collect();
        Strained { places, stretches }
    }

    /// The last vehicle with a run planned here that passes something which more pass than may.
    fn beyond(&self, stops: &Stops<'_>, drives: &[Vec<Drive>], told: &Strained) -> Option<usize> {
        let timed = &stops.nets[0];
        let kind = |vehicle: &OfVehicle| stops.situation.fleets[vehicle.fleet].kind;
        let ledger = self.ledger(stops, drives);
        let broken = ledger.all_broken(stops.situation).find(|broken| !told.places.contains(&broken.place));
        if let Some(broken) = broken {
            return self.last_at(stops, drives, broken.place);
        }
        let room = self.room(stops, drives);
        let over = |stretch: &usize| !told.stretches.contains(stretch) && !room.holds(timed, *stretch);
        let broken = (0..timed.stretches.len()).find(over)?;
        let passes = |vehicle: &OfVehicle| {
            let of = |run: &At| run.uses(stops, &drives[vehicle.fleet], kind(vehicle));
            vehicle.planned().flat_map(of).any(|(stretch, _)| stretch == broken)
        };
        self.vehicles.iter().rposition(passes)
    }

    /// The last vehicle with a run planned here that passes a place.
    fn last_at(&self, stops: &Stops<'_>, drives: &[Vec<Drive>], place: Place) -> Option<usize> {
        let passes = |vehicle: &OfVehicle| {
            let kind = stops.situation.fleets[vehicle.fleet].kind;
            let of = |run: &At| run.passes(stops, &drives[vehicle.fleet], kind);
            vehicle.planned().flat_map(of).any(|(passed, _)| passed == place)
        };
        self.vehicles.iter().rposition(passes)
    }

    /// Lets the last vehicle that passes a place by a run planned here do only what it was told. Whether there was one.
    pub fn drop_last(&mut self, stops: &Stops<'_>, drives: &[Vec<Drive>], place: Place) -> bool {
        let last = self.last_at(stops, drives, place);
        if let Some(last) = last {
            self.stay(last);
        }
        last.is_some()
    }

    /// What all of them leave of the cars' network.
    pub fn room(&self, stops: &Stops<'_>, drives: &[Vec<Drive>]) -> Room {
        let left = self.beside.clone().unwrap_or_else(|| Capacity::full(&stops.nets[0]));
        let mut room = Room::new(&stops.nets[0], left);
        for vehicle in &self.vehicles {
            let fleet = &stops.situation.fleets[vehicle.fleet];
            for run in &vehicle.runs {
                let uses = run.uses(stops, &drives[vehicle.fleet], fleet.kind);
                take(stops, fleet, &uses, vehicle.vehicles, &mut room);
            }
        }
        gates::narrow(stops.situation, &stops.nets[0], &self.present(stops, drives), &mut room);
        room
    }

    /// Who is present where they are picked up.
    pub fn present(&self, stops: &Stops<'_>, drives: &[Vec<Drive>]) -> Vec<Present> {
        let mut present = Vec::new();
        let origins = &stops.situation.origins;
        for vehicle in &self.vehicles {
            for (run, ride) in vehicle.runs.iter().filter_map(|run| Some((run, run.load?))) {
                let origin = &origins[ride.origin.index()];
                if origin.aboard.is_some_and(|aboard| !aboard.leaves) {
                    continue;
                }
                let first = run.course(stops, &drives[vehicle.fleet]).0.0;
                let last = first + run.tail(&drives[vehicle.fleet]);
                let column = stops.situation.is_led(origin);
                present.push(Present { junction: origin.junction, first, last, persons: ride.persons, column });
            }
        }
        present
    }

    /// What all of them pass, to the second.
    pub fn ledger(&self, stops: &Stops<'_>, drives: &[Vec<Drive>]) -> Ledger {
        self.ledger_of(stops, drives, |_| true)
    }

    /// The same of the runs that are made as they were told.
    pub fn ledger_of_told(&self, stops: &Stops<'_>, drives: &[Vec<Drive>]) -> Ledger {
        self.ledger_of(stops, drives, |run| matches!(run.how, How::Told(_)))
    }

    fn ledger_of(&self, stops: &Stops<'_>, drives: &[Vec<Drive>], which: impl Fn(&At) -> bool) -> Ledger {
        let mut ledger = Ledger::default();
        for vehicle in &self.vehicles {
            let fleet = (vehicle.fleet, &stops.situation.fleets[vehicle.fleet]);
            for run in vehicle.runs.iter().filter(|run| which(run)) {
                Convoy::new(stops, drives, fleet, run.clone()).note(vehicle.vehicles, &mut ledger);
            }
        }
        ledger
    }

    /// The plan's movements with those who are carried, and the rosters.
    pub fn written(
        &self,
        stops: &Stops<'_>,
        situation: &Situation,
        drives: &[Vec<Drive>],
        cars: &Written,
    ) -> (Written, Vec<Roster>) {
        let network = stops.network;
        let mut all: Vec<(Course, Movement, Option<usize>)> =
            cars.movements.iter().map(|m| (cars.courses[m.course.index()].clone(), m.clone(), None)).collect();
        let mut moved = cars.moved.clone();
        let mut rosters: Vec<(usize, u32, u32, Vec<OnPaper>)> = Vec::new();
        let mut rides = 0;
        for vehicle in &self.vehicles {
            let mut runs = Vec::new();
            for run in &vehicle.runs {
                let (departure, course) = run.course(stops, &drives[vehicle.fleet]);
                let Some(Ride { origin, reception, vehicles, persons }) = run.load else {
                    if !course.roads.is_empty() {
                        runs.push(OnPaper::Empty(departure, course));
                    }
                    continue;
                };
                let home = situation.origins[origin.index()].junction;
                let last = FreeDrive::of(network, situation, &course, home).last(departure);
                let movement =
                    Movement { departure, origin, reception, course: CourseId(0), vehicles, persons, turn_back: last };
                moved[origin.index()] += persons;
                all.push((course, movement, Some(rides)));
                runs.push(OnPaper::Loaded(rides));
                rides += 1;
            }
            rosters.push((vehicle.fleet, vehicle.number, vehicle.vehicles, runs));
        }
        let mut ids: BTreeMap<Course, CourseId> =
            all.iter().map(|(course, ..)| (course.clone(), CourseId(0))).collect();
        let empty = rosters.iter().flat_map(|(.., runs)| runs);
        ids.extend(empty.filter_map(|run| match run {
            OnPaper::Empty(_, course) => Some((course.clone(), CourseId(0))),
            OnPaper::Loaded(_) => None,
        }));
        ids.values_mut().enumerate().for_each(|(i, id)| *id = CourseId::at(i));
        for (course, movement, _) in &mut all {
            movement.course = ids[course];
        }
        all.sort_by_key(|(_, m, ride)| (m.departure, m.origin, m.course, m.reception, *ride));
        let mut place = vec![0u32; rides];
        for (at, ride) in all.iter().enumerate().filter_map(|(at, (.., ride))| Some((at, (*ride)?))) {
            place[ride] = at as u32;
        }
        let rosters = rosters.into_iter().map(|(fleet, number, vehicles, runs)| Roster {
            fleet: FleetId::at(fleet),
            number,
            vehicles: Vehicles(vehicles),
            runs: runs
                .into_iter()
                .map(|run| match run {
                    OnPaper::Loaded(ride) => Run::Loaded { movement: place[ride] },
                    OnPaper::Empty(departure, course) => Run::Empty { departure, course: ids[&course] },
                })
                .collect(),
        });
        let mut rosters: Vec<Roster> = rosters.collect();
        rosters.sort_by_key(|roster| (roster.fleet, roster.number));
        let mut unloads = vec![Seconds::ZERO; rides];
        let mut ride = 0;
        for vehicle in &self.vehicles {
            for load in vehicle.runs.iter().filter_map(|run| run.load) {
                unloads[ride] = situation.fleets[vehicle.fleet].task.after(load.vehicles);
                ride += 1;
            }
        }
        let curve = curve(situation, &all, &unloads);
        let movements = all.into_iter().map(|(_, movement, _)| movement).collect();
        (Written { courses: ids.into_keys().collect(), movements, curve, moved }, rosters)
    }
}

/// A run on its way into the plan.
enum OnPaper {
    /// With the number of those who are carried.
    Loaded(usize),
    Empty(Clock, Course),
}

/// Who is safe when: when the last of them has arrived and got out.
fn curve(situation: &Situation, all: &[(Course, Movement, Option<usize>)], unloads: &[Seconds]) -> Vec<Safe> {
    let mut arrivals: BTreeMap<Clock, (Persons, Vehicles)> = BTreeMap::new();
    for (course, movement, ride) in all {
        let unloading = ride.map_or(Seconds::ZERO, |ride| unloads[ride]);
        let entry = arrivals.entry(movement.arrival(course) + situation.step + unloading).or_default();
        entry.0 += movement.persons;
        entry.1 += movement.vehicles;
    }
    let (mut persons, mut vehicles) = (Persons(0), Vehicles(0));
    let point = |(by, more): (Clock, (Persons, Vehicles))| {
        persons += more.0;
        vehicles += more.1;
        Safe { by, persons, vehicles }
    };
    arrivals.into_iter().map(point).collect()
}
