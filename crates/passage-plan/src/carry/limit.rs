//! The limit beside a plan with fleets: that of the cars at full roads, and that of whoever is carried at the cars' prices.
//!
//! For persons by the horizon and for the sum over the steps it is a Lagrangian bound (Geoffrion 1974) over all plans whose
//! fleets drive the ways that were planned with. Step by step it is the sum of what each could do alone, which
//! counts riders and seats; the least of both is stated.

use super::days::Days;
use super::prices::Prices;
use super::stops::{Drive, Stop, Stops, is_loaded};
use crate::PlanError;
use crate::bound::{limits, not_safe_sum};
use crate::count::Count;
use crate::expand::expand;
use crate::fleet::{Fleet as Cars, seated};
use crate::reduce::reduce;
use passage_model::plan::{Bound, BoundKind, Safe};
use passage_model::situation::{Fleet, Origin, Situation, Task};
use passage_model::time::Clock;
use passage_model::units::{Persons, Vehicles};
use passage_model::work::Work;

/// What the limit is made of.
pub(super) struct Limit<'l, 'a> {
    pub stops: &'l Stops<'a>,
    pub drives: &'l [Vec<Drive>],
    pub prices: &'l Prices,
    pub days: &'l Days,
}

impl Limit<'_, '_> {
    /// The limits for a plan with this `curve`.
    pub fn bound(&self, cars: &mut Cars<'_>, curve: &[Safe], work: &Work<'_>) -> Result<Bound, PlanError> {
        let situation = self.stops.situation;
        let (persons, vehicles) = self.cars(cars, work)?;
        let plan_sum = not_safe_sum(situation, curve);
        let reached = curve.last().map_or(0, |safe| u64::from(safe.persons.0));
        let by_cars = persons.last().copied().unwrap_or(0);
        let rooms: u64 = situation.receptions.iter().map(|site| u64::from(site.room.0)).sum();
        let everybody = seated(situation).min(rooms);
        let most = (by_cars + self.days.persons.min(self.riders())).min(everybody).max(reached);
        let points = self.curve(&persons, &vehicles, most, curve);
        let total = points.last().map_or(0, |safe| u64::from(safe.persons.0));
        let all = u64::from(situation.persons().0) * persons.len() as u64;
        let safe_steps = persons.iter().sum::<u64>() + self.days.person_steps;
        let least = all.saturating_sub(safe_steps).max(not_safe_sum(situation, &points)).min(plan_sum);
        let whole = |number: u64| Persons(u32::try_from(number).unwrap_or(u32::MAX));
        // Never the kind that is exact, though it be met: other ways might bring out more.
        Ok(Bound { persons: whole(total), not_safe_sum: least, plan_sum, kind: BoundKind::Shuttles, curve: points })
    }

    /// Persons and vehicles of those in cars that no plan exceeds by the end of each step.
    fn cars(&self, cars: &mut Cars<'_>, work: &Work<'_>) -> Result<(Vec<u64>, Vec<u64>), PlanError> {
        let situation = self.stops.situation;
        let own: u64 = situation.origins.iter().filter(|o| !o.is_carried()).map(|o| u64::from(o.seated().0)).sum();
        if let (Some(alone), [class]) = (&self.prices.alone, cars.classes.as_slice()) {
            let persons = alone.iter().map(|n| (n * u64::from(class.occupancy) / 100).min(own)).collect();
            return Ok((persons, alone.clone()));
        }
        if cars.classes.is_empty() {
            let steps = self.stops.nets[0].last as usize + 1;
            return Ok((vec![0; steps], vec![0; steps]));
        }
        let timed = &self.stops.nets[0];
        let free = if timed.shared_out {
            Some(expand(self.stops.network, situation, reduce(self.stops.network, situation, true))?)
        } else {
            None
        };
        let limits = limits(situation, cars, free.as_ref().unwrap_or(timed), true, work)?;
        Ok((limits.persons.iter().map(|n| (n / 100).min(own)).collect(), limits.vehicles))
    }

    /// Everybody whom somebody could come for.
    fn riders(&self) -> u64 {
        let carried = self.stops.situation.origins.iter().filter(|origin| origin.is_carried());
        carried.map(|origin| u64::from(origin.seated().0)).sum()
    }

    fn curve(&self, cars: &[u64], vehicles: &[u64], most: u64, plan: &[Safe]) -> Vec<Safe> {
        let situation = self.stops.situation;
        let step = situation.step.0;
        let journeys: Vec<Journeys> = self.journeys();
        let count = Count::new(self.stops.network, situation);
        let mut points: Vec<Safe> = Vec::new();
        let mut next = 0;
        let mut reached = Safe { by: Clock(0), persons: Persons(0), vehicles: Vehicles(0) };
        for (k, (&cars, &vehicles)) in cars.iter().zip(vehicles).enumerate() {
            let by = Clock((k as u32 + 1) * step);
            while next < plan.len() && plan[next].by <= by {
                reached = plan[next];
                next += 1;
            }
            // Whoever is safe by the end of step k got out a step before.
            let ends = (k as u32 + 1).saturating_sub(1);
            let seats: u64 = journeys.iter().map(|j| j.most(ends) * u64::from(j.seats)).sum();
            let there: u64 = situation.origins.iter().enumerate().map(|(i, o)| self.there(i, o, ends)).sum();
            let whole = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
            let persons = Persons(whole((cars + seats.min(there)).min(most).min(count.most(by)))).max(reached.persons);
            let carrying: u64 = journeys.iter().map(|j| j.most(ends) * u64::from(j.with_people)).sum();
            let vehicles = Vehicles(whole(vehicles + carrying)).max(reached.vehicles);
            if points.last().map_or(persons.0 > 0 || vehicles.0 > 0, |s| s.persons < persons || s.vehicles < vehicles) {
                points.push(Safe { by, persons, vehicles });
            }
        }
        points
    }

    /// Riders of a group who can have got out by the end of a step: those ready a fastest trip before.
    fn there(&self, number: usize, origin: &Origin, ends: u32) -> u64 {
        let own = |drive: &&Drive| matches!(drive.from, Stop::PickUp(at) if at.index() == number);
        let loaded = self.drives.iter().flatten().filter(own).filter(|drive| is_loaded((drive.from, drive.to)));
        let Some(fastest) = loaded.map(|drive| drive.steps).min() else { return 0 };
        let in_time = origin.riders.iter().filter(|riders| {
            u64::from(riders.from.0.div_ceil(self.stops.situation.step.0)) + u64::from(fastest) <= u64::from(ends)
        });
        in_time.map(|riders| u64::from(riders.persons.0)).sum()
    }

    fn journeys(&self) -> Vec<Journeys> {
        let situation = self.stops.situation;
        let fleets = situation.fleets.iter().zip(self.drives);
        fleets.filter_map(|(fleet, drives)| Journeys::of(situation, fleet, drives)).collect()
    }
}

/// How often the vehicles of a fleet can have brought somebody.
struct Journeys {
    vehicles: u32,
    /// Vehicles with people in each journey: one, or the cars of a column.
    with_people: u32,
    seats: u32,
    /// The first step in which anybody can have got out.
    first: u32,
    /// The fewest steps from one such moment of a vehicle to its next.
    round: u32,
}

impl Journeys {
    fn of(situation: &Situation, fleet: &Fleet, drives: &[Drive]) -> Option<Self> {
        let (with_people, seats) = match fleet.task {
            Task::Carry { seats, .. } => (1, seats.0),
            Task::Lead { cars, .. } => {
                // Whole persons over all cars so far: in one column it may be one more than its own cars hold.
                let led = drives.iter().filter_map(|drive| match drive.from {
                    Stop::PickUp(origin) => Some(&situation.origins[origin.index()]),
                    Stop::Site(_) | Stop::At(_) => None,
                });
                let hold = led.map(|origin| u64::from(cars.0) * u64::from(origin.per_vehicle.0)).max()?;
                (cars.0, u32::try_from(hold.div_ceil(100)).unwrap_or(u32::MAX))
            }
            Task::Deliver { .. } => return None,
        };
        let loaded = |drive: &&Drive| is_loaded((drive.from, drive.to));
        let ends = |drive: &Drive| drive.way.departs.first().map(|r| r.0 - drive.before + drive.steps);
        let first = drives.iter().filter(loaded).filter_map(ends).min()?;
        let shortest = drives.iter().filter(loaded).map(|drive| drive.steps).min()?;
        let back = |drive: &&Drive| matches!((drive.from, drive.to), (Stop::Site(_), Stop::PickUp(_)));
        let back = drives.iter().filter(back).map(|drive| drive.steps).min();
        let round = back.map_or(u32::MAX, |back| shortest + back);
        Some(Self { vehicles: fleet.vehicles.0, with_people, seats, first, round })
    }

    fn most(&self, ends: u32) -> u64 {
        let rounds = ends.checked_sub(self.first).map_or(0, |since| 1 + since / self.round.max(1));
        u64::from(rounds) * u64::from(self.vehicles)
    }
}
