//! Vehicles of a day: who comes when, with how many people, and who stops on the way.

use super::{Setting, Told};
use crate::Moment;
use crate::assumptions::{Cause, Figure};
use crate::chances::Chances;
use crate::stage::{Load, Stage, What};
use crate::trips::{Halt, Vehicle};
use passage_model::situation::VehicleKind;

/// The mark of whoever joins, in the key of the car that they are behind.
const JOINED: u64 = 1 << 63;

/// Whether it is a car with people of its own.
pub(super) fn is_car(load: &Load) -> bool {
    is_private(load) && load.movement.is_some()
}

/// A private car, planned or not.
fn is_private(load: &Load) -> bool {
    load.alone && load.kind == VehicleKind::OwnCar
}

/// As many people in cars as on this day, and no more than a group has. What the scenario says of the figure is the mean of all
/// cars; what it does not say is taken as a share of the plan's own mean. Groups keep their proportions.
pub(super) fn persons(stage: &Stage<'_>, chances: &Chances<'_>, setting: &mut Setting) {
    if !chances.plays(Cause::PersonsInCar) {
        return;
    }
    let drawn = chances.of_the_day(Figure::PersonsInCar);
    let cars = stage.situation.origins.iter().filter(|origin| origin.kind == VehicleKind::OwnCar);
    let (hundredths, all) = cars.fold((0u64, 0u64), |(sum, all), origin| {
        let vehicles = u64::from(origin.vehicles().0);
        (sum + vehicles * u64::from(origin.per_vehicle.0), all + vehicles)
    });
    if hundredths == 0 {
        return;
    }
    let own = hundredths as f64 / all as f64 / 100.0;
    let usual = if chances.is_given(Figure::PersonsInCar) { own } else { Figure::PersonsInCar.said().spread.likely };
    let share = drawn / usual;
    let mean = own * share;
    setting.told.push(Told::PersonsInCar((mean * 100.0).round() as u32));
    let groups = stage.situation.origins.len();
    let (mut cars, mut moved) = (vec![0u32; groups], vec![0u32; groups]);
    for load in setting.loads.iter_mut().filter(|load| is_car(load)) {
        let Some((movement, _)) = load.movement else { continue };
        let origin = stage.plan.movements[movement as usize].origin;
        let (group, o) = (&stage.situation.origins[origin.index()], origin.index());
        cars[o] += 1;
        let each = f64::from(group.per_vehicle.0) / 100.0 * share;
        let by_now = ((f64::from(cars[o]) * each) as u32).min(group.persons.0);
        load.persons = by_now - moved[o];
        moved[o] = by_now;
    }
}

/// Who leaves before the call, and who does not come.
pub(super) fn compliance(stage: &Stage<'_>, chances: &Chances<'_>, setting: &mut Setting) {
    if !chances.plays(Cause::Compliance) {
        return;
    }
    let mut stayed = 0;
    for (vehicle, load) in setting.trips.vehicles.iter_mut().zip(&setting.loads) {
        let Some((movement, _)) = load.movement.filter(|_| is_car(load)) else { continue };
        let whom = vehicle.key;
        if chances.happens(Figure::Stay, whom) {
            // Never leaves: it is past its latest moment from the beginning.
            (vehicle.latest, vehicle.departs) = (Moment(0), vehicle.departs.max(Moment(1)));
            stayed += 1;
        } else if chances.happens(Figure::LeaveEarly, whom) {
            let origin = &stage.situation.origins[stage.plan.movements[movement as usize].origin.index()];
            let ready = origin.ready.first().map_or(0, |ready| u64::from(ready.from.0));
            let by = (chances.unit(Figure::EarlyBy, whom) * chances.minutes(Figure::EarlyBy, whom).0 as f64) as u64;
            vehicle.departs =
                Moment(vehicle.departs.0.saturating_sub(by)).max(Moment::seconds(ready)).min(vehicle.departs);
        }
    }
    setting.told.extend((stayed > 0).then_some(Told::Stayed(stayed)));
}

/// Cars that join: as many of each group as the share of the day says, each behind one that is planned.
pub(super) fn joiners(stage: &Stage<'_>, chances: &Chances<'_>, setting: &mut Setting) {
    if !chances.plays(Cause::Joiners) {
        return;
    }
    let before = setting.trips.vehicles.len();
    for number in 0..before {
        let vehicle = setting.trips.vehicles[number];
        if is_car(&setting.loads[number]) && chances.happens(Figure::Join, vehicle.key) {
            // Nobody has told them a turn-back time.
            setting.trips.vehicles.push(Vehicle { key: vehicle.key | JOINED, latest: Moment::NEVER, ..vehicle });
            setting.loads.push(Load {
                movement: None,
                elsewhere: stage.site(&setting.loads[number]),
                ..setting.loads[number]
            });
        }
    }
    let joined = (setting.trips.vehicles.len() - before) as u32;
    setting.told.extend((joined > 0).then_some(Told::Joined(joined)));
}

/// Who is ready late: everybody who carries people, and those who join with the car that they are behind.
pub(super) fn ready(chances: &Chances<'_>, setting: &mut Setting) {
    if !chances.plays(Cause::Ready) {
        return;
    }
    for (vehicle, load) in setting.trips.vehicles.iter_mut().zip(&setting.loads) {
        if load.movement.is_some() {
            vehicle.departs = vehicle.departs.after(chances.minutes(Figure::ReadyLate, vehicle.key));
        }
    }
}

/// Who stops on the way: by a breakdown, for a time, or without fuel.
pub(super) fn halts(stage: &Stage<'_>, chances: &Chances<'_>, setting: &mut Setting) {
    let (breaks, dry) = (chances.plays(Cause::Breakdowns), chances.plays(Cause::Fuel));
    if !breaks && !dry {
        return;
    }
    // The metres of each route up to the end of each of its queues.
    let metres =
        |what: &What| if let What::Road(road) = *what { u64::from(stage.network.length(road).0) / 10 } else { 0 };
    let so_far: Vec<Vec<u64>> = setting
        .trips
        .routes
        .iter()
        .map(|route| {
            let mut sum = 0;
            let of = |queue: &crate::QueueId| {
                sum += metres(&stage.queues[queue.index()]);
                sum
            };
            route.queues.iter().map(of).collect()
        })
        .collect();
    let (mut broken, mut empty) = (0, 0);
    for (number, vehicle) in setting.trips.vehicles.iter_mut().enumerate() {
        let whom = vehicle.key;
        let ends = &so_far[vehicle.route.0 as usize];
        let way = ends.last().copied().unwrap_or(0);
        let at = |metre: u64| ends.partition_point(|end| *end <= metre).min(ends.len() - 1) as u32;
        // Each vehicle of a column may break down, and stops all of it.
        let chance = chances.of_the_day(Figure::Breakdowns) * way as f64 / 1e7 * f64::from(vehicle.count.max(1));
        let breakdown = breaks && chances.unit(Figure::Breakdowns, whom) < chance;
        let range = (chances.figure(Figure::FuelFor, whom) * 1000.0) as u64;
        let runs_dry =
            dry && is_private(&setting.loads[number]) && range < way && chances.happens(Figure::ShortOfFuel, whom);
        if runs_dry {
            // Pushed aside like any other.
            let time = chances.minutes(Figure::BreakdownLasts, whom);
            vehicle.halt = Some(Halt { place: at(range), time, goes_on: false });
            empty += 1;
        } else if breakdown {
            let place = at((chances.unit(Figure::BreakdownLasts, whom) * way as f64) as u64);
            vehicle.halt = Some(Halt { place, time: chances.minutes(Figure::BreakdownLasts, whom), goes_on: true });
            broken += 1;
        }
    }
    setting.told.extend((broken > 0).then_some(Told::BrokeDown(broken)));
    setting.told.extend((empty > 0).then_some(Told::OutOfFuel(empty)));
}
