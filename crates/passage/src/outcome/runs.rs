//! Rosters as people follow them: vehicle by vehicle, run by run, with names and times.

use super::names::Names;
use super::{Answer, Outcome};
use crate::words::{Words, count};
use passage_model::id::FleetId;
use passage_model::plan::{Course, Roster, Run};
use passage_model::situation::{Fleet, Task};
use passage_model::time::Clock;
use passage_model::units::{Persons, Seconds, Vehicles};

/// One run of a vehicle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunOfVehicle {
    /// When it leaves.
    pub departure: Clock,
    /// When it is there.
    pub arrival: Clock,
    /// From where.
    pub from: String,
    /// To where.
    pub to: String,
    /// By which road.
    pub road: String,
    /// Who is on board, or led, and how many; nobody where it drives empty.
    pub load: Option<(String, Persons)>,
    /// The cars that it leads; none where it leads nobody.
    pub cars: Vehicles,
    /// When the last of the cars that it leads is there; for others the arrival.
    pub last: Clock,
}

/// What one vehicle, or several together, do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfVehicle {
    /// Its fleet.
    pub fleet: FleetId,
    /// "city buses 7", or "aid convoy, 3 vehicles".
    pub name: String,
    /// How many go together.
    pub vehicles: Vehicles,
    /// Its runs in the order of time.
    pub runs: Vec<RunOfVehicle>,
}

/// Every vehicle that moves, in the order of fleets and numbers. O(runs x roads).
pub fn runs(outcome: &Outcome<'_>, words: &Words) -> Vec<OfVehicle> {
    let answer = &outcome.likely;
    let names = Names::new(outcome.network, &answer.situation);
    let teller = Teller { outcome, answer, names, words };
    answer.plan.rosters.iter().map(|roster| teller.vehicle(roster)).collect()
}

/// A vehicle's day in one line, to be read aloud.
pub fn aloud(vehicle: &OfVehicle, outcome: &Outcome<'_>, words: &Words) -> String {
    let times = &outcome.setting.times;
    let carries = is_aid(vehicle, outcome);
    let runs = vehicle.runs.iter().map(|run| {
        let mut figures = vec![
            ("leaves", times.minute(run.departure, words).into()),
            ("arrives", times.minute_after(run.arrival, words).into()),
            ("from", run.from.as_str().into()),
            ("to", run.to.as_str().into()),
            ("road", run.road.as_str().into()),
        ];
        let message = match &run.load {
            Some((_, persons)) => {
                figures.push(("n", count(persons.0)));
                figures.push(("cars", count(run.cars.0)));
                figures.push(("last", times.minute_after(run.last, words).into()));
                if run.cars.0 > 0 { "run-leading" } else { "run-with-people" }
            }
            None if carries => "run-with-aid",
            None => "run-empty",
        };
        words.tell(message, &figures)
    });
    let runs: Vec<String> = runs.collect();
    words.tell("roster-line", &[("vehicle", vehicle.name.as_str().into()), ("runs", runs.join("; ").into())])
}

/// For each movement of a plan how long after its first vehicle its last one passes: nothing but for columns.
pub fn tails(answer: &Answer) -> Vec<Seconds> {
    let mut tails = vec![Seconds::ZERO; answer.plan.movements.len()];
    for roster in &answer.plan.rosters {
        let task = &answer.situation.fleets[roster.fleet.index()].task;
        for run in &roster.runs {
            if let Run::Loaded { movement } = run
                && let Some(led) = answer.plan.movements.get(*movement as usize)
            {
                tails[*movement as usize] = task.tail(led.vehicles);
            }
        }
    }
    tails
}

/// For each movement of a plan how long after its first vehicle its last one is there: a step for those who follow one
/// another, the column for those who are led, nothing for a vehicle of a fleet, which is planned to the second.
pub fn followers(answer: &Answer) -> Vec<Seconds> {
    let mut followers = vec![answer.plan.step; answer.plan.movements.len()];
    let tails = tails(answer);
    let runs = answer.plan.rosters.iter().flat_map(|roster| &roster.runs);
    for run in runs {
        if let Run::Loaded { movement } = run
            && let Some(last) = followers.get_mut(*movement as usize)
        {
            *last = tails[*movement as usize];
        }
    }
    followers
}

/// Whether a vehicle brings aid.
pub fn is_aid(vehicle: &OfVehicle, outcome: &Outcome<'_>) -> bool {
    let fleet = &outcome.likely.situation.fleets[vehicle.fleet.index()];
    matches!(fleet.task, Task::Deliver { .. })
}

struct Teller<'t> {
    outcome: &'t Outcome<'t>,
    answer: &'t Answer,
    names: Names<'t>,
    words: &'t Words,
}

impl Teller<'_> {
    fn vehicle(&self, roster: &Roster) -> OfVehicle {
        let fleet = &self.answer.situation.fleets[roster.fleet.index()];
        let number = roster.number + 1;
        let name = if roster.vehicles.0 > 1 {
            let last = count(number + roster.vehicles.0 - 1);
            let figures = [("fleet", fleet.name.as_str().into()), ("first", count(number)), ("last", last)];
            self.words.tell("roster-vehicles", &figures)
        } else {
            self.words.tell("roster-vehicle", &[("fleet", fleet.name.as_str().into()), ("number", count(number))])
        };
        let runs = roster.runs.iter().filter_map(|run| self.run(run, fleet)).collect();
        OfVehicle { fleet: roster.fleet, name, vehicles: roster.vehicles, runs }
    }

    fn run(&self, run: &Run, fleet: &Fleet) -> Option<RunOfVehicle> {
        let (plan, situation) = (&self.answer.plan, &self.answer.situation);
        match run {
            Run::Loaded { movement } => {
                let movement = plan.movements.get(*movement as usize)?;
                let course = plan.course(movement);
                let origin = &situation.origins[movement.origin.index()];
                let from = situation.start_of(movement.origin);
                let arrival = movement.arrival(course);
                let leads = matches!(fleet.task, Task::Lead { .. });
                Some(RunOfVehicle {
                    departure: movement.departure,
                    arrival,
                    cars: if leads { movement.vehicles } else { Vehicles(0) },
                    last: arrival + fleet.task.tail(movement.vehicles),
                    from,
                    to: situation.receptions[movement.reception.index()].name.clone(),
                    road: self.names.course(course, self.words),
                    load: Some((origin.group.clone(), movement.persons)),
                })
            }
            Run::Empty { departure, course } => {
                let course: &Course = plan.courses.get(course.index())?;
                let network = self.outcome.network;
                let from = course.roads.first().map_or(fleet.depot, |road| network.from(*road));
                let to = course.roads.last().map_or(fleet.depot, |road| network.to(*road));
                let arrival = *departure + course.arrive;
                Some(RunOfVehicle {
                    departure: *departure,
                    arrival,
                    cars: Vehicles(0),
                    last: arrival,
                    from: self.names.junction(from),
                    to: self.names.junction(to),
                    road: self.names.course(course, self.words),
                    load: None,
                })
            }
        }
    }
}
