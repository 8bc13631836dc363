//! Rosters: the days of vehicles as runs, and convoys of aid put where roads, checkpoints and crews allow.

use super::days::Days;
use super::gates;
use super::ledger::{Ledger, Place};
use super::stops::{Drive, Stop, Stops};
use crate::flow::Capacity;
use crate::reduce::What;
use crate::room::Room;
use crate::turn_back::turn_back;
use crate::write::Written;
use passage_model::id::{CourseId, FleetId, JunctionId, OriginId, ReceptionId};
use passage_model::plan::{Course, Movement, Roster, Run, Safe};
use passage_model::situation::{CarEquivalents, Fleet, Situation, Task};
use passage_model::time::Clock;
use passage_model::units::{Persons, Seconds, Vehicles};
use std::collections::BTreeMap;

/// What is planned of fleets so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Rosters(Vec<OfVehicle>);

/// What one vehicle, or a convoy, does.
#[derive(Clone, Debug)]
struct OfVehicle {
    fleet: usize,
    number: u32,
    vehicles: u32,
    runs: Vec<At>,
}

/// A drive that is made.
#[derive(Clone, Copy, Debug)]
struct At {
    drive: usize,
    /// The step of departure.
    k: u32,
    load: Option<Ride>,
}

/// People on board of one run, or in the cars behind it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ride {
    pub origin: OriginId,
    pub reception: ReceptionId,
    /// The vehicles that they are in.
    pub vehicles: Vehicles,
    pub persons: Persons,
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
}

impl Rosters {
    /// Everybody who is carried.
    pub fn rides(&self) -> impl Iterator<Item = Ride> + '_ {
        self.0.iter().flat_map(|vehicle| vehicle.runs.iter().filter_map(|run| run.load))
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
            let mut sent = 0;
            let mut moments: Vec<(u32, usize)> = Vec::new();
            for (at, drive) in drives[number].iter().enumerate() {
                let departs = drive.way.departs.iter().flat_map(|range| range.0..=range.1);
                moments.extend(departs.filter(|k| in_time(stops, fleet, drive, *k, by)).map(|k| (k, at)));
            }
            moments.sort_unstable_by_key(|&(k, at)| (k + drives[number][at].way.steps, at));
            for (k, at) in moments {
                if sent == fleet.vehicles.0 {
                    break;
                }
                let convoy = Convoy { stops, fleet, drive: &drives[number][at], k };
                let vehicles = convoy.most(fleet.vehicles.0 - sent, &room, &ledger);
                if vehicles > 0 {
                    convoy.take(vehicles, &mut room, &mut ledger);
                    let runs = vec![At { drive: at, k, load: None }];
                    self.0.push(OfVehicle { fleet: number, number: sent, vehicles, runs });
                    sent += vehicles;
                }
            }
        }
    }

    /// The days that were solved. A vehicle whose runs do not fit the roads to the second stays: resources of the solver
    /// are steps.
    pub fn shuttle(&mut self, stops: &Stops<'_>, drives: &[Vec<Drive>], days: &Days) {
        let before = self.0.len();
        let mut numbers = vec![0; stops.situation.fleets.len()];
        for day in &days.duties {
            let fleet = days.fleets[day.fleet as usize];
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
                At { drive: at, k: ride.departs + drive.before, load }
            });
            let runs: Vec<At> = runs.collect();
            if runs.iter().any(|run| run.load.is_some()) {
                self.0.push(OfVehicle { fleet, number: numbers[fleet], vehicles: 1, runs });
                numbers[fleet] += 1;
            }
        }
        while let Some(last) = self.beyond(stops, drives).filter(|last| *last >= before) {
            self.0.remove(last);
        }
        self.seat_in_cars(stops, drives);
    }

    /// The people in the cars of columns: in the order of leaving, as many as all cars so far hold on average.
    fn seat_in_cars(&mut self, stops: &Stops<'_>, drives: &[Vec<Drive>]) {
        let mut cars = vec![Vehicles(0); stops.situation.origins.len()];
        let mut columns: Vec<(Clock, usize, usize)> = Vec::new();
        for (v, vehicle) in self.0.iter().enumerate() {
            for (r, run) in vehicle.runs.iter().enumerate().filter(|(_, run)| run.load.is_some()) {
                let drive = &drives[vehicle.fleet][run.drive];
                if drive.behind.0 > 0 {
                    columns.push((stops.course(drive.net, &drive.way, run.k).0, v, r));
                }
            }
        }
        columns.sort_unstable();
        for (_, v, r) in columns {
            let Some(ride) = &mut self.0[v].runs[r].load else { continue };
            let group = &stops.situation.origins[ride.origin.index()];
            let so_far = &mut cars[ride.origin.index()];
            let hold = |cars: Vehicles| group.per_vehicle.persons_in(cars).min(group.seated());
            let before = hold(*so_far);
            *so_far += ride.vehicles;
            ride.persons = hold(*so_far) - before;
        }
    }

    /// The last vehicle that passes something which more pass than may.
    fn beyond(&self, stops: &Stops<'_>, drives: &[Vec<Drive>]) -> Option<usize> {
        let timed = &stops.nets[0];
        if let Some(broken) = self.ledger(stops, drives).broken(stops.situation) {
            return self.last_at(stops, drives, broken.place);
        }
        let room = self.room(stops, drives);
        let broken = (0..timed.stretches.len()).find(|stretch| !room.holds(timed, *stretch))?;
        let passes = |vehicle: &OfVehicle| {
            let kind = stops.situation.fleets[vehicle.fleet].kind;
            let of = |run: &At| stops.uses(&drives[vehicle.fleet][run.drive], kind, run.k);
            vehicle.runs.iter().flat_map(of).any(|(stretch, _)| stretch == broken)
        };
        self.0.iter().rposition(passes)
    }

    /// The last vehicle that passes a place.
    fn last_at(&self, stops: &Stops<'_>, drives: &[Vec<Drive>], place: Place) -> Option<usize> {
        let passes = |vehicle: &OfVehicle| {
            let kind = stops.situation.fleets[vehicle.fleet].kind;
            let of = |run: &At| stops.passes(&drives[vehicle.fleet][run.drive], kind, run.k);
            vehicle.runs.iter().flat_map(of).any(|(passed, _)| passed == place)
        };
        self.0.iter().rposition(passes)
    }

    /// Lets the last vehicle that passes a place stay. Whether there was one.
    pub fn drop_last(&mut self, stops: &Stops<'_>, drives: &[Vec<Drive>], place: Place) -> bool {
        let last = self.last_at(stops, drives, place);
        last.map(|last| self.0.remove(last));
        self.seat_in_cars(stops, drives);
        last.is_some()
    }

    /// What all of them leave of the cars' network.
    pub fn room(&self, stops: &Stops<'_>, drives: &[Vec<Drive>]) -> Room {
        let mut room = Room::new(&stops.nets[0], Capacity::full(&stops.nets[0]));
        for vehicle in &self.0 {
            let fleet = &stops.situation.fleets[vehicle.fleet];
            for run in &vehicle.runs {
                let drive = &drives[vehicle.fleet][run.drive];
                take(stops, fleet, drive, run.k, vehicle.vehicles, &mut room);
            }
        }
        gates::narrow(stops.situation, &stops.nets[0], &self.present(stops, drives), &mut room);
        room
    }

    /// Who is present where they are picked up.
    fn present(&self, stops: &Stops<'_>, drives: &[Vec<Drive>]) -> Vec<Present> {
        let mut present = Vec::new();
        for vehicle in &self.0 {
            for (run, ride) in vehicle.runs.iter().filter_map(|run| Some((run, run.load?))) {
                let drive = &drives[vehicle.fleet][run.drive];
                let first = stops.course(drive.net, &drive.way, run.k).0.0;
                let (junction, last) = (stops.junction(drive.from), first + drive.tail());
                present.push(Present { junction, first, last, persons: ride.persons });
            }
        }
        present
    }

    /// What all of them pass, to the second.
    pub fn ledger(&self, stops: &Stops<'_>, drives: &[Vec<Drive>]) -> Ledger {
        let mut ledger = Ledger::default();
        for vehicle in &self.0 {
            let fleet = &stops.situation.fleets[vehicle.fleet];
            for run in &vehicle.runs {
                let convoy = Convoy { stops, fleet, drive: &drives[vehicle.fleet][run.drive], k: run.k };
                convoy.note(vehicle.vehicles, &mut ledger);
            }
        }
        ledger
    }

    /// The plan's movements with those who are carried, and the rosters.
    pub fn written(&self, stops: &Stops<'_>, drives: &[Vec<Drive>], cars: &Written) -> (Written, Vec<Roster>) {
        let (network, situation) = (stops.network, stops.situation);
        let mut all: Vec<(Course, Movement, Option<usize>)> =
            cars.movements.iter().map(|m| (cars.courses[m.course.index()].clone(), m.clone(), None)).collect();
        let mut moved = cars.moved.clone();
        let mut rosters: Vec<(usize, u32, u32, Vec<OnPaper>)> = Vec::new();
        let mut rides = 0;
        for vehicle in &self.0 {
            let mut runs = Vec::new();
            for run in &vehicle.runs {
                let drive = &drives[vehicle.fleet][run.drive];
                let (departure, course) = stops.course(drive.net, &drive.way, run.k);
                let Some(Ride { origin, reception, vehicles, persons }) = run.load else {
                    if !course.roads.is_empty() {
                        runs.push(OnPaper::Empty(departure, course));
                    }
                    continue;
                };
                let home = situation.origins[origin.index()].junction;
                let last = turn_back(network, situation, &course, home);
                let movement = Movement {
                    departure,
                    origin,
                    reception,
                    course: CourseId(0),
                    vehicles,
                    persons,
                    turn_back: last.unwrap_or(departure),
                };
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
        for vehicle in &self.0 {
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

/// Takes what vehicles of a fleet use of the cars' network.
fn take(stops: &Stops<'_>, fleet: &Fleet, drive: &Drive, k: u32, vehicles: u32, room: &mut Room) {
    let each = stops.situation.equivalents[fleet.kind as usize].0;
    let timed = &stops.nets[0];
    for (stretch, k) in stops.uses(drive, fleet.kind, k) {
        let taken = &timed.stretches[stretch];
        if taken.first <= taken.last && !matches!(taken.what, What::Turn) {
            room.take(timed, stretch, k, vehicles, each);
        }
    }
}

/// Whether aid that departs in a step comes in time, within its crews' duty.
fn in_time(stops: &Stops<'_>, fleet: &Fleet, drive: &Drive, k: u32, by: Clock) -> bool {
    let (departure, course) = stops.course(drive.net, &drive.way, k);
    let arrives = departure + course.arrive;
    let over = arrives + stops.situation.step;
    over <= by.min(stops.situation.horizon)
        && fleet.duty.holds(departure, arrives)
        && fleet.longest_duty.is_none_or(|most| course.arrive <= most)
}

/// Vehicles that depart together.
struct Convoy<'c, 'a> {
    stops: &'c Stops<'a>,
    fleet: &'c Fleet,
    drive: &'c Drive,
    k: u32,
}

impl Convoy<'_, '_> {
    fn each(&self) -> u32 {
        self.stops.situation.equivalents[self.fleet.kind as usize].0
    }

    /// As many of `wanted` as pass everything on the way.
    fn most(&self, wanted: u32, room: &Room, ledger: &Ledger) -> u32 {
        let timed = &self.stops.nets[0];
        let mut most = wanted;
        let mut uses: BTreeMap<usize, Vec<u32>> = BTreeMap::new();
        for (stretch, k) in self.stops.uses(self.drive, self.fleet.kind, self.k) {
            uses.entry(stretch).or_default().push(k);
        }
        for (stretch, steps) in
            uses.iter().filter(|(stretch, _)| timed.stretches[**stretch].first <= timed.stretches[**stretch].last)
        {
            if !matches!(timed.stretches[*stretch].what, What::Turn) {
                most = most.min(u32::from(room.left_at(timed, *stretch, steps, self.each())));
            }
        }
        let passes = self.stops.passes(self.drive, self.fleet.kind, self.k);
        let fits = |most: u32| {
            passes
                .iter()
                .all(|&(place, moment)| ledger.fits(self.stops.situation, place, moment, most, self.counts(place)))
        };
        (1..=most).rev().find(|most| fits(*most)).unwrap_or(0)
    }

    fn take(&self, vehicles: u32, room: &mut Room, ledger: &mut Ledger) {
        take(self.stops, self.fleet, self.drive, self.k, vehicles, room);
        self.note(vehicles, ledger);
    }

    fn note(&self, vehicles: u32, ledger: &mut Ledger) {
        for (place, moment) in self.stops.passes(self.drive, self.fleet.kind, self.k) {
            ledger.add(place, moment, vehicles, self.counts(place));
        }
    }

    /// What each counts as there: at a checkpoint every vehicle is one.
    fn counts(&self, place: Place) -> u32 {
        match place {
            Place::Road(_) => self.each(),
            Place::Lane(..) => CarEquivalents::CAR.0,
        }
    }
}
