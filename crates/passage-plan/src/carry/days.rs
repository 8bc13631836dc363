//! The days of vehicles that carry: the situation's fleets as [`Shuttles`], solved.

use super::carries;
use super::groups::{self, Group};
use super::pick_ups::PickUps;
use super::prices::Prices;
use super::rosters::Rosters;
use super::stops::{Drive, Stop, Stops};
use crate::PlanError;
use crate::reduce::What;
use crate::shuttle::{self, Duty, Resource, Riders, Room, ShuttleError, Shuttles, Solved, Trip, Use, limit, solve};
use passage_model::id::{OriginId, ReceptionId};
use passage_model::situation::{CarEquivalents, Fleet, FleetEnd, Origin, Situation, Task, VehicleKind};
use passage_model::units::{Persons, Vehicles};
use passage_model::work::Work;
use std::collections::{BTreeMap, BTreeSet};

/// What a person is worth in a step, so that prices of hundredths of cars are whole.
pub(super) const WORTH: u32 = 10_000;
/// What a stretcher case is worth beside others where roads are short: none else brings them out. Assumed by us.
const STRETCHER: u32 = 5;

/// The trips of each fleet.
pub(super) fn drives(stops: &mut Stops<'_>) -> Result<Vec<Vec<Drive>>, PlanError> {
    let situation = stops.situation;
    let of = |fleet: &(usize, &Fleet)| {
        let (number, fleet) = *fleet;
        let depot = Stop::At(fleet.depot);
        let mut from = vec![depot];
        from.extend(groups::begun_at(situation, number));
        if let Task::Deliver { to, .. } = fleet.task {
            return stops.drives(fleet, &from, &[Stop::At(to)]);
        }
        let sites = situation.receptions.iter().enumerate();
        let sites = sites.filter(|(_, site)| site.admits(fleet.kind) && site.room.0 > 0);
        let sites: Vec<Stop> = sites.map(|(i, _)| Stop::Site(ReceptionId::at(i))).collect();
        let pick_ups: Vec<Stop> = groups::pick_ups(situation, number).map(Stop::PickUp).collect();
        from.extend(pick_ups.iter().chain(&sites));
        // Each once, in this order.
        let mut known = BTreeSet::new();
        from.retain(|stop| known.insert(*stop));
        let mut to: Vec<Stop> = pick_ups.iter().chain(&sites).copied().collect();
        if fleet.ends == FleetEnd::Depot {
            to.push(depot);
        }
        let mut drives = stops.drives(fleet, &from, &to)?;
        let on_board = fleet.begun.iter().filter_map(|begun| groups::on_board(situation, number, begun.number));
        let on_board: Vec<Stop> = on_board.map(Stop::PickUp).collect();
        drives.extend(stops.drives(fleet, &on_board, &sites)?);
        Ok(drives)
    };
    situation.fleets.iter().enumerate().collect::<Vec<_>>().iter().map(of).collect()
}

/// What was solved.
pub(super) struct Days {
    pub duties: Vec<Duty>,
    /// The vehicles that each of the solver's fleets is.
    pub groups: Vec<Group>,
    /// For each of the solver's trips: its fleet's drive.
    pub trips: Vec<Vec<usize>>,
    /// The most person-steps that riders can have at the cars' prices.
    pub person_steps: u64,
    /// The same of persons safe by the horizon.
    pub persons: u64,
}

impl Days {
    /// Solves all fleets that carry, in what others have taken already; the limits too, if they are asked for.
    pub fn plan(
        stops: &Stops<'_>,
        drives: &[Vec<Drive>],
        (prices, taken): (&Prices, &Rosters),
        (most_sweeps, bounded): (u64, bool),
        work: &Work<'_>,
    ) -> Result<Self, PlanError> {
        let groups = groups::groups(stops);
        let model = Model { stops, drives, prices, taken, groups: &groups, relaxed: false };
        let medical = stops.situation.fleets.iter().any(|f| f.kind == VehicleKind::Medical && carries(&f.task));
        let (shuttles, trips) = model.shuttles(if medical { STRETCHER } else { 1 }, false);
        let planned = solved(&shuttles, most_sweeps, work)?;
        let mut days = Self { duties: planned.duties, groups: groups.clone(), trips, person_steps: 0, persons: 0 };
        if bounded {
            let limits = Model { relaxed: true, ..model };
            let other = medical || limits.is_held();
            let equal = if other {
                limit(&limits.shuttles(1, false).0, most_sweeps, work).map_err(unsolved)?
            } else {
                planned.bound
            };
            let by_horizon = limit(&limits.shuttles(1, true).0, most_sweeps, work).map_err(unsolved)?;
            let whole = |bound: i64| u64::try_from(bound.max(0)).unwrap_or(0) / u64::from(WORTH);
            (days.person_steps, days.persons) = (whole(equal), whole(by_horizon));
        }
        Ok(days)
    }
}

fn solved(shuttles: &Shuttles, most_sweeps: u64, work: &Work<'_>) -> Result<Solved, PlanError> {
    solve(shuttles, most_sweeps, work).map_err(unsolved)
}

fn unsolved(error: ShuttleError) -> PlanError {
    match error {
        ShuttleError::Stopped => PlanError::Stopped,
        unfit @ ShuttleError::Unfit(_) => PlanError::Mismatch { what: unfit.to_string() },
    }
}

/// The fleets as the solver sees them. Riders are persons, and of those who are led cars.
#[derive(Clone, Copy)]
pub(super) struct Model<'m, 'a> {
    pub stops: &'m Stops<'a>,
    pub drives: &'m [Vec<Drive>],
    prices: &'m Prices,
    pub taken: &'m Rosters,
    groups: &'m [Group],
    /// For limits: without what is stricter than the rules.
    pub relaxed: bool,
}

impl Model<'_, '_> {
    pub fn situation(&self) -> &Situation {
        self.stops.situation
    }

    fn step(&self) -> u32 {
        self.situation().step.0
    }

    /// What a rider of a group holds of people, in hundredths.
    fn each(&self, origin: &Origin) -> u32 {
        if self.situation().is_led(origin) { origin.per_vehicle.0 } else { CarEquivalents::CAR.0 }
    }

    /// The steps between the H-hour and the horizon.
    pub fn steps(&self) -> u32 {
        self.situation().horizon.0 / self.step()
    }

    fn shuttles(&self, stretcher: u32, by_horizon: bool) -> (Shuttles, Vec<Vec<usize>>) {
        let situation = self.situation();
        let last = self.steps().saturating_sub(1);
        let mut numbers: BTreeMap<Stop, u32> = BTreeMap::new();
        let ends = self.drives.iter().flatten().flat_map(|drive| [drive.from, drive.to]);
        for stop in ends.chain(self.groups.iter().map(|group| group.stop)) {
            let next = numbers.len() as u32;
            numbers.entry(stop).or_insert(next);
        }
        let mut shuttles = Shuttles { last, stops: numbers.len() as u32, ..Shuttles::default() };
        let resources = self.resources(&mut shuttles, by_horizon);
        let pick_ups = self.pick_ups(&mut shuttles);
        for (i, origin) in situation.origins.iter().enumerate() {
            let times = if origin.kind == VehicleKind::Medical { stretcher } else { 1 };
            let worth = times * (WORTH / CarEquivalents::CAR.0) * self.each(origin);
            // Who has got out in step k is safe at the end of it, as the last who follow would be.
            let steps = |k: u32| if by_horizon { 1 } else { self.steps().saturating_sub(k) };
            shuttles.worth.push((0..=last).map(|k| steps(k).saturating_mul(worth)).collect());
            if let Some(&stop) = numbers.get(&Stop::PickUp(OriginId::at(i))) {
                let ready = self.called(OriginId::at(i), &pick_ups, self.ready(i));
                shuttles.riders.push(Riders { stop, class: i as u32, ready });
            }
        }
        self.rooms(&mut shuttles, &numbers);
        let mut trips = Vec::new();
        let mut known: Option<(usize, Vec<(usize, Trip)>)> = None;
        for group in self.groups {
            if known.as_ref().is_none_or(|(fleet, _)| *fleet != group.fleet) {
                known = Some((group.fleet, self.trips(&shuttles, group.fleet, &numbers, (&resources, &pick_ups))));
            }
            let all = known.as_ref().map_or(&[][..], |(_, trips)| trips);
            trips.push(self.group(&mut shuttles, group, &numbers, all));
        }
        (shuttles, trips)
    }

    /// The sites' rooms: in persons, or where cars are led in hundredths of them, but for those that hold everybody.
    fn rooms(&self, shuttles: &mut Shuttles, numbers: &BTreeMap<Stop, u32>) {
        let origins = &self.situation().origins;
        let led = origins.iter().any(|origin| self.situation().is_led(origin));
        let carried: u64 = origins.iter().filter(|o| o.is_carried()).map(|o| u64::from(o.persons.0)).sum();
        for (i, site) in self.situation().receptions.iter().enumerate() {
            let Some(&stop) = numbers.get(&Stop::Site(ReceptionId::at(i))) else { continue };
            if led && u64::from(site.room.0) >= carried {
                continue;
            }
            let takes = |origin: &Origin| if led { self.each(origin) } else { 1 };
            let classes = (0u32..).zip(origins).map(|(class, origin)| (class, takes(origin))).collect();
            let places = if led { site.room.0.saturating_mul(100) } else { site.room.0 };
            shuttles.rooms.push(Room { stop, classes, places });
        }
    }

    fn ready(&self, origin: usize) -> Vec<(u32, Persons)> {
        let origin = &self.situation().origins[origin];
        let led = self.situation().is_led(origin);
        let mut ready: Vec<(u32, Persons)> = Vec::new();
        let (mut persons, mut before) = (Persons(0), 0);
        for riders in &origin.riders {
            persons += riders.persons;
            let so_far = if led { origin.per_vehicle.vehicles_for(persons).0 } else { persons.0 };
            let (step, more) = (riders.from.0.div_ceil(self.step()), Persons(so_far - before));
            before = so_far;
            match ready.last_mut() {
                Some(last) if last.0 == step => last.1 += more,
                _ => ready.push((step, more)),
            }
        }
        ready
    }

    /// The trips of a fleet, with the drive that each is.
    fn trips(
        &self,
        shuttles: &Shuttles,
        number: usize,
        stops: &BTreeMap<Stop, u32>,
        (resources, pick_ups): (&BTreeMap<(usize, u32), u32>, &PickUps),
    ) -> Vec<(usize, Trip)> {
        let fleet = &self.situation().fleets[number];
        let mut trips = Vec::new();
        for (at, drive) in self.drives[number].iter().enumerate() {
            for load in self.loads(fleet, drive) {
                let mut uses = self.uses(drive, fleet.kind, resources);
                uses.extend(self.held(pick_ups, drive, load));
                uses.sort_unstable_by_key(|used| (used.resource, used.offset));
                for &(first, last) in &drive.way.departs {
                    let departs = (first - drive.before, last - drive.before);
                    let trip = Trip {
                        from: stops[&drive.from],
                        to: stops[&drive.to],
                        seats: Persons(load),
                        departs: (departs.0.min(shuttles.last), departs.1.min(shuttles.last)),
                        steps: drive.steps,
                        uses: uses.clone(),
                    };
                    trips.push((at, trip));
                }
            }
        }
        trips
    }

    /// Adds a group of vehicles with its trips; which drive each trip is.
    fn group(
        &self,
        shuttles: &mut Shuttles,
        group: &Group,
        stops: &BTreeMap<Stop, u32>,
        all: &[(usize, Trip)],
    ) -> Vec<usize> {
        let (situation, drives) = (self.situation(), &self.drives[group.fleet]);
        let fleet = &situation.fleets[group.fleet];
        let mine = all.iter().filter(|(at, _)| group.may_drive(situation, &drives[*at]));
        let (of, trips): (Vec<usize>, Vec<Trip>) = mine.cloned().unzip();
        let carries = groups::pick_ups(situation, group.fleet).chain(group.aboard);
        // Who drives nowhere has no stop of that name.
        let depot = stops.get(&Stop::At(fleet.depot)).copied();
        shuttles.fleets.push(shuttle::Fleet {
            carries: carries.map(|origin| origin.0).collect(),
            standing: vec![(stops[&group.stop], Vehicles(group.numbers.len() as u32))],
            duties: group.turns.clone(),
            ends: (fleet.ends == FleetEnd::Depot).then(|| depot.into_iter().collect()),
            trips,
        });
        of
    }

    /// What a drive uses of each resource, in steps after its beginning.
    fn uses(&self, drive: &Drive, kind: VehicleKind, resources: &BTreeMap<(usize, u32), u32>) -> Vec<Use> {
        let Some(&(first, _)) = drive.way.departs.first() else { return Vec::new() };
        let timed = &self.stops.nets[0];
        let each = self.situation().equivalents[kind as usize].0;
        let begins = first - drive.before;
        let mut uses: BTreeMap<(u32, u32), u32> = BTreeMap::new();
        for (stretch, k) in self.stops.uses(drive, kind, first) {
            let amount = if matches!(timed.stretches[stretch].what, What::Roads(_)) { each } else { 1 };
            let key = if matches!(timed.stretches[stretch].what, What::Roads(_)) { 0 } else { kind as u32 };
            let Some(&resource) = resources.get(&(stretch, key)) else { continue };
            if let Some(offset) = k.checked_sub(begins).filter(|offset| *offset <= drive.steps) {
                *uses.entry((resource, offset)).or_default() += amount;
            }
        }
        uses.into_iter().map(|((resource, offset), amount)| Use { resource, offset, amount }).collect()
    }

    /// The cars' stretches and lanes that any drive uses, as resources.
    fn resources(&self, shuttles: &mut Shuttles, by_horizon: bool) -> BTreeMap<(usize, u32), u32> {
        let (situation, timed) = (self.situation(), &self.stops.nets[0]);
        let mut used: BTreeMap<(usize, u32), u32> = BTreeMap::new();
        for (fleet, drives) in situation.fleets.iter().zip(self.drives).filter(|(fleet, _)| carries(&fleet.task)) {
            let each = situation.equivalents[fleet.kind as usize].0;
            for drive in drives {
                let Some(&(first, _)) = drive.way.departs.first() else { continue };
                for (stretch, _) in self.stops.uses(drive, fleet.kind, first) {
                    let on_road = matches!(timed.stretches[stretch].what, What::Roads(_));
                    let key = (stretch, if on_road { 0 } else { fleet.kind as u32 });
                    let largest = used.entry(key).or_default();
                    *largest = (*largest).max(if on_road { each } else { 1 });
                }
            }
        }
        let left = self.taken.room(self.stops, self.drives);
        let steps = shuttles.last as usize + 1;
        for (&(stretch, _), number) in &used {
            let each = *number;
            let taken = &timed.stretches[stretch];
            // Also when no car could use it: an empty bus goes the other way, and sooner.
            let may = left.left_through(timed, stretch, steps, each);
            let capacity = may.into_iter().map(|may| u32::from(may) * each).collect();
            let mut resource = Resource { capacity, price: vec![0; steps] };
            for k in (taken.first..=taken.last).filter(|k| (*k as usize) < steps) {
                resource.price[k as usize] = self.prices.price(timed, stretch, k, by_horizon);
            }
            shuttles.resources.push(resource);
        }
        used.keys().zip(0u32..).map(|(key, number)| (*key, number)).collect()
    }
}
