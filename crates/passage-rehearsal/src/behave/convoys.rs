//! Columns and convoys: cars that nobody planned follow them, and their vehicles keep gaps.

use super::{Setting, Told};
use crate::assumptions::{Cause, Figure};
use crate::chances::Chances;
use crate::layout::CAR;
use crate::stage::{Load, Stage, What};
use crate::trips::{Route, Vehicle};
use passage_model::situation::VehicleKind;

/// The metres of a lane that a car takes where it stands, as the storage of roads has it.
const METRES: f64 = 7.5;

/// Lets cars follow, and keeps gaps. Whoever follows does so from the start to the end, and keeps together with all the others: the
/// whole is longer on roads, and checkpoints take longer over it.
pub(super) fn convoys(stage: &Stage<'_>, chances: &Chances<'_>, setting: &mut Setting) {
    let (follow, gaps) = (chances.plays(Cause::Followers), chances.plays(Cause::Convoys));
    if !follow && !gaps {
        return;
    }
    let each = persons_in_car(stage);
    let (mut columns, mut all) = (0, 0);
    for (vehicle, load) in setting.trips.vehicles.iter_mut().zip(&mut setting.loads).filter(|(_, load)| !load.alone) {
        let mut vehicles = vehicle.count;
        let cars = if follow { followers(chances, vehicle, load, each) } else { 0 };
        if cars > 0 {
            let car = stage.situation.equivalents[VehicleKind::OwnCar as usize].0;
            let route = &setting.trips.routes[vehicle.route.0 as usize];
            vehicle.size = vehicle.size.saturating_add(car.saturating_mul(cars));
            vehicle.count = vehicle.count.saturating_add(counted(stage, route, cars));
            load.behind = (f64::from(cars) * each).round() as u32;
            vehicles = vehicles.saturating_add(cars);
            (columns, all) = (columns + 1, all + cars);
        }
        if gaps {
            let gap = chances.figure(Figure::ConvoyGap, vehicle.key).max(0.0) * f64::from(vehicles.saturating_sub(1));
            vehicle.gaps = (gap / METRES * f64::from(CAR)).round() as u32;
        }
    }
    setting.told.extend((all > 0).then_some(Told::Followed(columns, all)));
}

/// Persons in a car of those who have cars of their own in the plan; where nobody has, the usual figure.
fn persons_in_car(stage: &Stage<'_>) -> f64 {
    let cars = stage.situation.origins.iter().filter(|origin| origin.kind == VehicleKind::OwnCar);
    let (persons, all) = cars.fold((0, 0), |(sum, all), origin| (sum + u64::from(origin.per_vehicle.0), all + 1));
    if persons == 0 { Figure::PersonsInCar.said().spread.likely } else { persons as f64 / f64::from(all) / 100.0 }
}

/// How many cars follow: for the day's share of its people, whole cars, and by chance one more for the rest.
fn followers(chances: &Chances<'_>, vehicle: &Vehicle, load: &Load, each: f64) -> u32 {
    let cars = chances.of_the_day(Figure::Follow).max(0.0) * f64::from(load.persons) / each;
    cars as u32 + u32::from(chances.unit(Figure::Follow, vehicle.key) < cars.fract())
}

/// What cars count as at the checkpoints of a route, in vehicles of the convoy's kind: as many as take as long there, rounded up.
/// Where no cars are let through at all they are let through with the convoy, like its own vehicles.
fn counted(stage: &Stage<'_>, route: &Route, cars: u32) -> u32 {
    let (mut as_cars, mut as_own) = (0.0, 0.0);
    for queue in &route.queues {
        let What::Lane(checkpoint, kind) = stage.queues[queue.index()] else { continue };
        let rates = &stage.situation.checkpoints[checkpoint.index()].rates;
        let own = f64::from(rates[kind as usize].0);
        let car = f64::from(rates[VehicleKind::OwnCar as usize].0);
        if own > 0.0 {
            as_own += 1.0 / own;
            as_cars += 1.0 / if car > 0.0 { car } else { own };
        }
    }
    let share = if as_own > 0.0 { as_cars / as_own } else { 1.0 };
    (f64::from(cars) * share - 1e-9).ceil().max(0.0) as u32
}
