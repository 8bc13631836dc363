//! The days of vehicles that carry: the situation's fleets as [`Shuttles`], solved.

use super::carries;
use super::pick_ups::PickUps;
use super::prices::Prices;
use super::rosters::Rosters;
use super::stops::{Drive, Stop, Stops};
use crate::PlanError;
use crate::reduce::What;
use crate::shuttle::{self, Duty, Resource, Riders, Room, ShuttleError, Shuttles, Solved, Trip, Use, limit, solve};
use passage_model::id::{OriginId, ReceptionId};
use passage_model::situation::{CarEquivalents, Fleet, FleetEnd, Origin, Situation, Task, VehicleKind};
use passage_model::units::{Persons, Seconds};
use passage_model::work::Work;
use std::collections::BTreeMap;

/// What a person is worth in a step, so that prices of hundredths of cars are whole.
pub(super) const WORTH: u32 = 10_000;
/// What a stretcher case is worth beside others where roads are short: none else brings them out. Assumed by us.
const STRETCHER: u32 = 5;
/// How far apart the beginnings of duties are, where crews may work longer than they can.
const BEGINNINGS: Seconds = Seconds(1_800);

/// The trips of each fleet.
pub(super) fn drives(stops: &mut Stops<'_>) -> Result<Vec<Vec<Drive>>, PlanError> {
    let situation = stops.situation;
    let of = |fleet: &(usize, &Fleet)| {
        let (number, fleet) = *fleet;
        let depot = Stop::At(fleet.depot);
        if let Task::Deliver { to, .. } = fleet.task {
            return stops.drives(fleet, &[depot], &[Stop::At(to)]);
        }
        if !carries(&fleet.task) {
            return Ok(Vec::new());
        }
        let groups = situation.origins.iter().enumerate();
        let groups = groups.filter(|(_, origin)| origin.carried_by.iter().any(|f| f.index() == number));
        let pick_ups: Vec<Stop> = groups.map(|(i, _)| Stop::PickUp(OriginId::at(i))).collect();
        let sites = situation.receptions.iter().enumerate();
        let sites = sites.filter(|(_, site)| site.admits(fleet.kind) && site.room.0 > 0);
        let sites: Vec<Stop> = sites.map(|(i, _)| Stop::Site(ReceptionId::at(i))).collect();
        let mut from = vec![depot];
        from.extend(pick_ups.iter().chain(&sites));
        let mut to: Vec<Stop> = pick_ups.iter().chain(&sites).copied().collect();
        if fleet.ends == FleetEnd::Depot {
            to.push(depot);
        }
        stops.drives(fleet, &from, &to)
    };
    situation.fleets.iter().enumerate().collect::<Vec<_>>().iter().map(of).collect()
}

/// What was solved.
pub(super) struct Days {
    pub duties: Vec<Duty>,
    /// Which of the situation's fleets each of the solver's is.
    pub fleets: Vec<usize>,
    /// For each of the solver's trips: its fleet's drive.
    pub trips: Vec<Vec<usize>>,
    /// The most person-steps that riders can have at the cars' prices.
    pub person_steps: u64,
    /// The same of persons safe by the horizon.
    pub persons: u64,
}

impl Days {
    /// Solves all fleets that carry, in what others have taken already.
    pub fn plan(
        stops: &Stops<'_>,
        drives: &[Vec<Drive>],
        (prices, taken): (&Prices, &Rosters),
        most_sweeps: u64,
        work: &Work<'_>,
    ) -> Result<Self, PlanError> {
        let model = Model { stops, drives, prices, taken, relaxed: false };
        let medical = stops.situation.fleets.iter().any(|f| f.kind == VehicleKind::Medical && carries(&f.task));
        let (shuttles, trips) = model.shuttles(if medical { STRETCHER } else { 1 }, false);
        let planned = solved(&shuttles, most_sweeps, work)?;
        let limits = Model { relaxed: true, ..model };
        let other = medical || limits.is_held();
        let equal = if other {
            limit(&limits.shuttles(1, false).0, most_sweeps, work).map_err(unsolved)?
        } else {
            planned.bound
        };
        let by_horizon = limit(&limits.shuttles(1, true).0, most_sweeps, work).map_err(unsolved)?;
        let whole = |bound: i64| u64::try_from(bound.max(0)).unwrap_or(0) / u64::from(WORTH);
        let fleets = stops.situation.fleets.iter().enumerate();
        let fleets = fleets.filter(|(_, fleet)| carries(&fleet.task)).map(|(number, _)| number).collect();
        Ok(Self { duties: planned.duties, fleets, trips, person_steps: whole(equal), persons: whole(by_horizon) })
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
    taken: &'m Rosters,
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
        for stop in ends.chain(situation.fleets.iter().map(|fleet| Stop::At(fleet.depot))) {
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
        for (number, fleet) in situation.fleets.iter().enumerate().filter(|(_, fleet)| carries(&fleet.task)) {
            trips.push(self.fleet(&mut shuttles, number, fleet, &numbers, (&resources, &pick_ups)));
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

    /// A fleet with its trips; which drive each trip is.
    fn fleet(
        &self,
        shuttles: &mut Shuttles,
        number: usize,
        fleet: &Fleet,
        stops: &BTreeMap<Stop, u32>,
        (resources, pick_ups): (&BTreeMap<(usize, u32), u32>, &PickUps),
    ) -> Vec<usize> {
        let groups = self.situation().origins.iter().enumerate();
        let carries = groups.filter(|(_, origin)| origin.carried_by.iter().any(|f| f.index() == number));
        let depot = stops[&Stop::At(fleet.depot)];
        let (mut trips, mut of) = (Vec::new(), Vec::new());
        for (at, drive) in self.drives[number].iter().enumerate() {
            for load in self.loads(fleet, drive) {
                let mut uses = self.uses(drive, fleet.kind, resources);
                uses.extend(self.held(pick_ups, drive, load));
                uses.sort_unstable_by_key(|used| (used.resource, used.offset));
                for &(first, last) in &drive.way.departs {
                    let departs = (first - drive.before, last - drive.before);
                    trips.push(Trip {
                        from: stops[&drive.from],
                        to: stops[&drive.to],
                        seats: Persons(load),
                        departs: (departs.0.min(shuttles.last), departs.1.min(shuttles.last)),
                        steps: drive.steps,
                        uses: uses.clone(),
                    });
                    of.push(at);
                }
            }
        }
        shuttles.fleets.push(shuttle::Fleet {
            carries: carries.map(|(i, _)| i as u32).collect(),
            standing: vec![(depot, fleet.vehicles)],
            duties: self.duties(fleet),
            ends: (fleet.ends == FleetEnd::Depot).then(|| vec![depot]),
            trips,
        });
        of
    }

    /// The turns of duty that a crew can work.
    fn duties(&self, fleet: &Fleet) -> Vec<(u32, u32)> {
        let (step, last) = (self.step(), self.steps().saturating_sub(1));
        let longest = fleet.longest_duty.map_or(u32::MAX, |most| most.0 / step);
        let mut duties = Vec::new();
        for open in fleet.duty.intervals() {
            let (mut first, until) = (open.from.0.div_ceil(step), (open.until.0 / step).min(last));
            while first <= until {
                let end = until.min(first.saturating_add(longest));
                duties.push((first, end));
                if end == until {
                    break;
                }
                first += BEGINNINGS.0.div_ceil(step);
            }
        }
        duties
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
