//! Fleets planned again: each vehicle goes on as it was told as long as it can, and what breaks is planned anew.
//!
//! The runs that are left are gone through in the order of time, as the rules count: open roads and checkpoints, room at
//! the sites, riders who are there, roads to the second. At the first of a vehicle's runs that cannot be made its day is cut;
//! it is free from the end of the run before, with what is left of its crew's duty. Whoever is on board is brought on first.

use super::beside::{self, Around, Beside};
use super::days::{self, Days};
use super::groups;
use super::ledger::{Ledger, Place};
use super::rosters::{OfVehicle, Rosters};
use super::runs::{At, How, Ride, Told};
use super::stops::{Stops, passing};
use crate::PlanError;
use crate::again::{self, Change};
use crate::write::Fixed;
use passage_model::id::{FleetId, OriginId};
use passage_model::network::Network;
use passage_model::plan::{Plan, Run};
use passage_model::situation::{Begun, CarEquivalents, Fleet, Riders, Situation, Task};
use passage_model::standing::Standing;
use passage_model::time::Clock;
use passage_model::units::{Persons, Seconds, Vehicles};
use passage_model::work::Work;

/// What a vehicle of a fleet, or a convoy, has left to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunsLeft {
    /// Its fleet.
    pub fleet: FleetId,
    /// Its number within the fleet, from 0.
    pub number: u32,
    /// How many go together.
    pub vehicles: Vehicles,
    /// Its runs in the order of time; those on board of the first are groups of their own.
    pub runs: Vec<(Told, Option<Ride>)>,
}

/// What the vehicles of a plan's fleets have left to do from a standing on. `left` is what [`Standing::left_of`] says.
/// O(runs x roads).
pub fn runs_left(network: &Network, left: &Situation, parent: &Plan, standing: &Standing) -> Vec<RunsLeft> {
    let first = standing.gone.len() + standing.under_way.len();
    let loaded = standing.fleets.iter().filter(|vehicle| vehicle.load.is_some()).enumerate();
    let on_board: Vec<(FleetId, u32, OriginId)> =
        loaded.map(|(i, vehicle)| (vehicle.fleet, vehicle.begun.number, OriginId::at(first + i))).collect();
    let mut all = Vec::new();
    for roster in &parent.rosters {
        let Some(fleet) = left.fleets.get(roster.fleet.index()) else { continue };
        let vehicle = standing.fleets.iter().find(|v| (v.fleet, v.begun.number) == (roster.fleet, roster.number));
        let mut here = vehicle.map_or(fleet.depot, |vehicle| vehicle.begun.junction);
        let mut runs = Vec::new();
        let mut add = |departure, course: &passage_model::plan::Course, load: Option<Ride>| {
            let apart = match (&fleet.task, load) {
                (Task::Lead { apart, .. }, Some(ride)) => (ride.vehicles.0, apart.0),
                _ => (0, 0),
            };
            runs.push((Told { from: here, departure, course: course.clone(), behind: apart }, load));
            here = course.roads.last().map_or(here, |road| network.to(*road));
        };
        if let Some((vehicle, (departure, course))) = vehicle.and_then(|v| Some((v, v.rest.as_ref()?))) {
            let name = (vehicle.fleet, vehicle.begun.number);
            let origin = on_board.iter().find(|(fleet, number, _)| (*fleet, *number) == name).map(|found| found.2);
            let load = vehicle.load.zip(origin).map(|(load, origin)| {
                let (reception, vehicles, persons) = (load.reception, load.vehicles, load.persons);
                Ride { origin, reception, vehicles, persons }
            });
            add(*departure, course, load);
        }
        for run in roster.runs.iter().skip(vehicle.map_or(0, |vehicle| vehicle.runs)) {
            match run {
                Run::Empty { departure, course } => {
                    let Some(course) = parent.courses.get(course.index()) else { break };
                    add(*departure, course, None);
                }
                Run::Loaded { movement } => {
                    let Some(movement) = parent.movements.get(*movement as usize) else { break };
                    let (origin, reception) = (movement.origin, movement.reception);
                    let load = Ride { origin, reception, vehicles: movement.vehicles, persons: movement.persons };
                    add(movement.departure, parent.course(movement), Some(load));
                }
            }
        }
        if !runs.is_empty() {
            all.push(RunsLeft { fleet: roster.fleet, number: roster.number, vehicles: roster.vehicles, runs });
        }
    }
    all
}

/// The runs that are made as they were told, and the situation without what they take.
#[derive(Clone, Debug)]
pub(crate) struct Kept {
    /// For each vehicle how many of its runs are kept.
    pub runs: Vec<usize>,
    vehicles: Vec<OfVehicle>,
    pub rest: Situation,
}

/// How far the vehicles go on as they were told; `whole`: those that cannot do all of it only bring on who is on board.
pub(crate) fn keep(network: &Network, change: Change<'_>, told: &[RunsLeft], whole: bool) -> Kept {
    let mut keeping = Keeping { network, change, rest: change.after.clone(), ledger: Ledger::default() };
    let mut order: Vec<(Clock, usize, usize)> = Vec::new();
    for (v, vehicle) in told.iter().enumerate() {
        order.extend(vehicle.runs.iter().enumerate().map(|(r, (run, _))| (run.departure, v, r)));
    }
    order.sort_unstable();
    let mut made = vec![0; told.len()];
    for (_, v, r) in order {
        made[v] += usize::from(made[v] == r && keeping.goes_on(&told[v], r));
    }
    for (made, vehicle) in made.iter_mut().zip(told) {
        if *made < vehicle.runs.len() && whole {
            *made = usize::from(*made > 0 && is_on_board(change.after, &vehicle.runs[0]));
        }
        // Nobody drives to where there is nothing to do any more.
        while *made > 0 && *made < vehicle.runs.len() && vehicle.runs[*made - 1].1.is_none() {
            *made -= 1;
        }
    }
    let mut kept = Keeping { network, change, rest: change.after.clone(), ledger: Ledger::default() };
    let mut vehicles = Vec::new();
    for (vehicle, made) in told.iter().zip(&made).filter(|(_, made)| **made > 0) {
        vehicle.runs[..*made].iter().for_each(|run| kept.take(vehicle, run));
        kept.advance(vehicle, *made);
        let runs = vehicle.runs[..*made].iter();
        vehicles.push(OfVehicle {
            fleet: vehicle.fleet.index(),
            number: vehicle.number,
            vehicles: vehicle.vehicles.0,
            runs: runs.map(|(run, load)| At { how: How::Told(run.clone()), load: *load }).collect(),
        });
    }
    for fleet in &mut kept.rest.fleets {
        fleet.begun.sort();
    }
    Kept { runs: made, vehicles, rest: kept.rest }
}

fn is_on_board(situation: &Situation, run: &(Told, Option<Ride>)) -> bool {
    run.1.is_some_and(|ride| situation.origins[ride.origin.index()].aboard.is_some())
}

/// When a run is over, with getting out.
fn ends(fleet: &Fleet, (run, load): &(Told, Option<Ride>)) -> Clock {
    let after = load.map_or(Seconds::ZERO, |ride| fleet.task.after(ride.vehicles));
    run.departure + run.course.arrive + after
}

/// What is left while runs are kept.
struct Keeping<'k> {
    network: &'k Network,
    change: Change<'k>,
    rest: Situation,
    ledger: Ledger,
}

impl Keeping<'_> {
    fn fleet(&self, vehicle: &RunsLeft) -> &Fleet {
        &self.change.after.fleets[vehicle.fleet.index()]
    }

    /// Whether a run can be made after those before it; takes what it needs.
    fn goes_on(&mut self, vehicle: &RunsLeft, number: usize) -> bool {
        let run = &vehicle.runs[number];
        let fleet = self.fleet(vehicle);
        let begun = fleet.begun(vehicle.number);
        let starts = begun.map_or((fleet.depot, fleet.from), |begun| (begun.junction, begun.from));
        if number == 0 && (run.0.from != starts.0 || self.begins(fleet, run) < starts.1) {
            return false;
        }
        // What passes as many as before passes all who were told.
        let mut passes = self.passes(fleet, run);
        passes.retain(|(place, _)| self.is_slower(*place));
        let counts = |place: Place| match place {
            Place::Road(_) => self.change.after.equivalents[fleet.kind as usize].0,
            Place::Lane(..) => CarEquivalents::CAR.0,
        };
        // Those of one vehicle, too, pass one after the other.
        let mut ledger = self.ledger.clone();
        let fits = passes.iter().all(|&(place, moment)| {
            let fits = ledger.fits(self.change.after, place, moment, vehicle.vehicles.0, counts(place));
            ledger.add(place, moment, vehicle.vehicles.0, counts(place));
            fits
        });
        if !fits || !self.may_drive(fleet, run) || !run.1.is_none_or(|ride| self.may_load(fleet, run, ride)) {
            return false;
        }
        self.ledger = ledger;
        self.take(vehicle, run);
        true
    }

    fn is_slower(&self, place: Place) -> bool {
        let (before, after) = (self.change.before, self.change.after);
        match place {
            Place::Road(road) => after.roads[road.index()].capacity < before.roads[road.index()].capacity,
            Place::Lane(at, kind) => before
                .checkpoints
                .get(at.index())
                .is_none_or(|old| after.checkpoints[at.index()].rates[kind as usize] < old.rates[kind as usize]),
        }
    }

    fn passes(&self, fleet: &Fleet, (run, load): &(Told, Option<Ride>)) -> Vec<(Place, u32)> {
        let start = load.map(|_| run.from);
        let course = (run.departure, &run.course);
        passing(self.network, self.change.after, fleet.kind, course, start, run.behind)
    }

    /// When a run begins: with boarding, or forming up.
    fn begins(&self, fleet: &Fleet, run: &(Told, Option<Ride>)) -> Clock {
        let boards = run.1.is_some() && !is_on_board(self.change.after, run);
        if boards { run.0.departure - fleet.task.before() } else { run.0.departure }
    }

    /// Whether roads and checkpoints are open, as the rules count, and it comes in time.
    fn may_drive(&self, fleet: &Fleet, run: &(Told, Option<Ride>)) -> bool {
        let (after, (told, _)) = (self.change.after, run);
        let tail = Seconds(told.behind.0 * told.behind.1);
        let at = |after: Seconds| told.departure + after;
        let course = &told.course;
        let stays = course.roads.iter().enumerate().all(|(i, road)| {
            let off = at(course.enter.get(i + 1).copied().unwrap_or(course.arrive));
            let role = &after.roads[road.index()];
            role.travel == self.change.before.roads[road.index()].travel
                && role.capacity.0 > 0
                && after.opening(*road).holds(at(course.enter[i]), off + after.step + tail)
        });
        let served = self.passes(fleet, run).into_iter().all(|(place, moment)| match place {
            Place::Road(_) => true,
            Place::Lane(at, kind) => {
                let checkpoint = &after.checkpoints[at.index()];
                let moment = Clock(moment);
                checkpoint.rates[kind as usize].0 > 0 && checkpoint.hours.holds(moment, moment + after.step)
            }
        });
        let in_time = match fleet.task {
            Task::Deliver { by, .. } => at(course.arrive) + after.step <= by,
            Task::Carry { .. } | Task::Lead { .. } => true,
        };
        stays && served && in_time && ends(fleet, run) + after.step <= after.horizon
    }

    /// Whether those of a run are there and have room.
    fn may_load(&self, fleet: &Fleet, run: &(Told, Option<Ride>), ride: Ride) -> bool {
        let Some(origin) = self.rest.origins.get(ride.origin.index()) else { return false };
        let Some(site) = self.rest.receptions.get(ride.reception.index()) else { return false };
        let begins = self.begins(fleet, run);
        let there: Persons = origin.riders.iter().filter(|r| r.from <= begins).map(|r| r.persons).sum();
        let goal = run.0.course.roads.last().map_or(run.0.from, |road| self.network.to(*road));
        ride.persons <= there && ride.persons <= site.room && site.admits(origin.kind) && goal == site.junction
    }

    /// Takes riders, the last of those who are there in time, and room.
    fn take(&mut self, vehicle: &RunsLeft, run: &(Told, Option<Ride>)) {
        let Some(ride) = run.1 else { return };
        let begins = self.begins(self.fleet(vehicle), run);
        let origin = &mut self.rest.origins[ride.origin.index()];
        let led = self.change.after.is_led(&self.change.after.origins[ride.origin.index()]);
        let there: Persons = origin.riders.iter().map(|riders| riders.persons).sum();
        let cars = origin.per_vehicle.vehicles_for(there).0.saturating_sub(ride.vehicles.0);
        let mut away = ride.persons.0;
        for riders in origin.riders.iter_mut().rev().filter(|riders| riders.from <= begins) {
            let leave = away.min(riders.persons.0);
            riders.persons = Persons(riders.persons.0 - leave);
            away -= leave;
        }
        origin.riders.retain(|riders: &Riders| riders.persons.0 > 0);
        if led {
            let rest: Persons = origin.riders.iter().map(|riders| riders.persons).sum();
            // No more cars than there are: what rounding took from the mean sits in those that are left.
            if cars == 0 {
                origin.riders.clear();
            } else if origin.per_vehicle.vehicles_for(rest).0 > cars {
                let mean = (u64::from(rest.0) * 100).div_ceil(u64::from(cars));
                origin.per_vehicle.0 = u32::try_from(mean).unwrap_or(u32::MAX);
            }
        }
        origin.persons -= ride.persons;
        let room = &mut self.rest.receptions[ride.reception.index()].room;
        *room -= ride.persons;
    }

    /// Puts a vehicle where and when its kept runs end.
    fn advance(&mut self, vehicle: &RunsLeft, made: usize) {
        let fleet = self.fleet(vehicle);
        let last = &vehicle.runs[made - 1];
        let turn = fleet.duty.at(self.begins(fleet, last));
        let before = fleet.begun(vehicle.number).map(|begun| begun.since);
        let since = before.filter(|since| fleet.duty.at(*since) == turn).unwrap_or_else(|| {
            let mut begins = vehicle.runs[..made].iter().map(|run| self.begins(fleet, run));
            begins.find(|begins| fleet.duty.at(*begins) == turn).unwrap_or(last.0.departure)
        });
        let begun = Begun {
            number: vehicle.number,
            vehicles: vehicle.vehicles,
            junction: last.0.course.roads.last().map_or(last.0.from, |road| self.network.to(*road)),
            from: ends(fleet, last),
            since,
        };
        let all = &mut self.rest.fleets[vehicle.fleet.index()].begun;
        all.retain(|other| other.number != vehicle.number);
        all.push(begun);
    }
}

/// Who does more than they were told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Beyond {
    Everybody,
    /// Cars of those who leave by themselves.
    Cars,
    Nobody,
}

/// The plan in which the kept runs and `cars` go as they were told, and whoever else can beside them. With the limits of the
/// free plan; how many cars are kept.
pub(crate) fn plan_beside(
    network: &Network,
    change: Change<'_>,
    kept: Kept,
    cars: &[Fixed],
    free: &Plan,
    beyond: Beyond,
    work: &Work<'_>,
) -> Result<(Plan, u64), PlanError> {
    let Kept { vehicles, rest, .. } = kept;
    let mut stops = Stops::new(network, &rest, Some(change.before))?;
    let drives = days::drives(&mut stops)?;
    let stops = stops;
    let timed = &stops.nets[0];
    let (left, cars) = again::taken(change, timed, cars.to_vec());
    let mut rosters = Rosters::told(vehicles, left);
    if beyond == Beyond::Everybody {
        rosters.convoys(&stops, &drives, true, None);
        let alone = again::rest_of(&rest, &cars);
        let prices = super::Prices::of(&alone, timed, work)?;
        let days = Days::plan(&stops, &drives, (&prices, &rosters), (crate::MOST_SWEEPS, false), work)?;
        rosters.shuttle(&stops, &drives, &days);
    }
    rosters.bring_home(&stops, &drives, &groups::groups(&stops));
    let everybody = beyond == Beyond::Everybody;
    let (sites, fill) = (&rest.receptions, beyond != Beyond::Nobody);
    let around = Around { situation: change.after, sites, fixed: &cars, fill, aid: everybody };
    let Beside { rosters, written, .. } = beside::beside(&stops, &drives, rosters, &around, work)?;
    let (written, plan_rosters) = rosters.written(&stops, change.after, &drives, &written);
    let plan = again::as_plan(network, change.after, free, written, plan_rosters);
    Ok((plan, again::vehicles(change.after, &cars)))
}
