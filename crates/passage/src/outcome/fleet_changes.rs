//! What a plan that was made again changes for the vehicles of fleets, and where those under way must be.

use super::adrift::{Adrift, shelter};
use crate::words::Words;
use passage_model::id::{OriginId, RoadId};
use passage_model::network::Network;
use passage_model::plan::{Plan, Roster, Run};
use passage_model::situation::{Fleet, Situation};
use passage_model::standing::{InFleet, Standing};
use passage_model::time::Clock;
use passage_model::units::Vehicles;
use passage_plan::RunsLeft;
use std::collections::{BTreeMap, BTreeSet};

/// What becomes of what a vehicle was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// As told.
    Kept,
    /// As told, and then on.
    More,
    /// Otherwise from a moment on.
    Otherwise,
    /// As told until a moment, and no further.
    Stops,
    /// It does not go.
    Cancelled,
    /// It goes, and was told nothing.
    New,
}

/// What becomes of one vehicle, or of a convoy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedVehicle {
    /// Its fleet, as a position in the situation's table.
    pub fleet: usize,
    /// Its number within the fleet, from 0.
    pub number: u32,
    /// How many go together.
    pub vehicles: Vehicles,
    /// What becomes of it.
    pub turn: Turn,
    /// When the first run leaves that differs: of the new plan, where it has one, else of the old.
    pub from: Option<Clock>,
}

/// A run as it is told: when, by which roads, with people or empty.
type Made = (Clock, Vec<RoadId>, bool);

/// How many go together, what they were told and what they do now.
type BothDays = (Vehicles, Vec<Made>, Vec<Made>);

/// What differs, in the order of fleets and numbers. O(runs x roads).
pub fn of(told: &[RunsLeft], plan: &Plan) -> Vec<ChangedVehicle> {
    let mut all: BTreeMap<(usize, u32), BothDays> = BTreeMap::new();
    for vehicle in told {
        let name = (vehicle.fleet.index(), vehicle.number);
        let runs = vehicle.runs.iter().map(|(run, load)| (run.departure, run.course.roads.clone(), load.is_some()));
        // Who is where they are to be drives nowhere.
        let runs = runs.filter(|(_, roads, with_people)| *with_people || !roads.is_empty());
        all.insert(name, (vehicle.vehicles, runs.collect(), Vec::new()));
    }
    for roster in &plan.rosters {
        let name = (roster.fleet.index(), roster.number);
        let entry = all.entry(name).or_insert((roster.vehicles, Vec::new(), Vec::new()));
        entry.2 = roster.runs.iter().filter_map(|run| made(plan, run)).collect();
    }
    let changed = all.into_iter().filter_map(|((fleet, number), (vehicles, told, goes))| {
        let same = told.iter().zip(&goes).take_while(|(told, goes)| told == goes).count();
        let turn = match (told.len() - same, goes.len() - same) {
            (0, 0) if told.is_empty() => return None,
            (0, 0) => Turn::Kept,
            (0, _) if told.is_empty() => Turn::New,
            (0, _) => Turn::More,
            (_, 0) if same == 0 => Turn::Cancelled,
            (_, 0) => Turn::Stops,
            _ => Turn::Otherwise,
        };
        let from = goes.get(same).or(told.get(same)).map(|run| run.0);
        Some(ChangedVehicle { fleet, number, vehicles, turn, from })
    });
    changed.collect()
}

fn made(plan: &Plan, run: &Run) -> Option<Made> {
    match run {
        Run::Loaded { movement } => {
            let movement = plan.movements.get(*movement as usize)?;
            Some((movement.departure, plan.course(movement).roads.clone(), true))
        }
        Run::Empty { departure, course } => Some((*departure, plan.courses.get(course.index())?.roads.clone(), false)),
    }
}

/// The name of vehicles of a fleet as rosters print it: "city buses 3, 7–9". Each with its first number, from 0, and how many
/// go together.
pub fn name(fleet: &Fleet, vehicles: &[(u32, Vehicles)], words: &Words) -> String {
    let mut spans: Vec<(u32, u32)> = Vec::new();
    for (number, together) in vehicles {
        let (first, last) = (number + 1, number + together.0.max(1));
        match spans.last_mut().filter(|span| span.1 + 1 == first) {
            Some(span) => span.1 = last,
            None => spans.push((first, last)),
        }
    }
    let told =
        |(first, last): &(u32, u32)| if first == last { format!("{first}") } else { format!("{first}–{last}") };
    let numbers: Vec<String> = spans.iter().map(told).collect();
    words.tell("roster-vehicle", &[("fleet", fleet.name.as_str().into()), ("number", numbers.join(", ").into())])
}

/// Vehicles of fleets that are under way and neither bring those on board to safety nor have anything to do where they
/// come to, each with the nearest shelter. O(roads log roads) for each.
pub fn adrift(
    network: &Network,
    situation: &Situation,
    standing: &Standing,
    plan: &Plan,
    words: &Words,
) -> Vec<Adrift> {
    let goes: BTreeSet<(usize, u32)> =
        plan.rosters.iter().map(|roster: &Roster| (roster.fleet.index(), roster.number)).collect();
    let mut at = standing.gone.len() + standing.under_way.len();
    let mut stranded: Vec<Stranded> = Vec::new();
    for vehicle in &standing.fleets {
        let id = OriginId::at(at);
        at += usize::from(vehicle.load.is_some());
        let left = plan.left_behind.iter().filter(|left| left.origin == id && vehicle.load.is_some());
        let persons = left.map(|left| left.persons.0).sum::<u32>();
        let goes = goes.contains(&(vehicle.fleet.index(), vehicle.begun.number));
        let Some(one) = one(network, situation, (vehicle, id), (persons, goes), standing.now) else { continue };
        // Alike ones together, with the latest moment.
        match stranded.iter_mut().find(|other| other.is_like(&one)) {
            Some(known) => known.join(one),
            None => stranded.push(one),
        }
    }
    stranded.into_iter().map(|group| group.told(situation, words)).collect()
}

/// Alike vehicles that are adrift.
struct Stranded {
    fleet: usize,
    vehicles: Vec<(u32, Vehicles)>,
    /// The group of people on board.
    assembly: Option<String>,
    adrift: Adrift,
}

impl Stranded {
    fn is_like(&self, other: &Self) -> bool {
        let place = |a: &Adrift| (a.caught, a.out, a.shelter.map(|shelter| shelter.0));
        (self.fleet, &self.assembly, place(&self.adrift)) == (other.fleet, &other.assembly, place(&other.adrift))
    }

    fn join(&mut self, other: Self) {
        let (mine, more) = (&mut self.adrift, other.adrift);
        self.vehicles.extend(other.vehicles);
        (mine.persons, mine.vehicles) = (mine.persons + more.persons, mine.vehicles + more.vehicles);
        (mine.from, mine.shelter) = (mine.from.max(more.from), mine.shelter.max(more.shelter));
    }

    fn told(self, situation: &Situation, words: &Words) -> Adrift {
        let name = name(&situation.fleets[self.fleet], &self.vehicles, words);
        let who = self.assembly.map_or_else(|| name.clone(), |assembly| format!("{assembly}, {name}"));
        Adrift { who, ..self.adrift }
    }
}

fn one(
    network: &Network,
    situation: &Situation,
    (vehicle, id): (&InFleet, OriginId),
    (left, goes): (u32, bool),
    now: Clock,
) -> Option<Stranded> {
    let begun = &vehicle.begun;
    let caught = vehicle.road.is_some_and(|road| !situation.opening(road).holds(now, begun.from));
    let empty = vehicle.load.is_none();
    let stands = if empty { vehicle.road.is_some() && !goes } else { left > 0 || vehicle.out };
    if !caught && !stands {
        return None;
    }
    situation.fleets.get(vehicle.fleet.index())?;
    let assembly = situation.origins.get(id.index()).filter(|_| !empty).map(|origin| origin.assembly.clone());
    let persons = vehicle.load.map_or(0, |load| if caught || vehicle.out { load.persons.0 } else { left });
    let vehicles = vehicle.load.map_or(begun.vehicles.0, |load| load.vehicles.0);
    // One that has broken down stays where it is.
    let (out, here) = (vehicle.out, (begun.junction, begun.from));
    let moves = !caught && !out;
    let shelter = if moves { shelter(network, situation, here.0, here.1) } else { out.then_some(here) };
    let (who, from) = (String::new(), begun.from);
    let (roadside, goes_on, back) = (None, None, false);
    let adrift = Adrift { who, persons, vehicles, empty, out, from, caught, roadside, shelter, goes_on, back };
    Some(Stranded { fleet: vehicle.fleet.index(), vehicles: vec![(begun.number, begun.vehicles)], assembly, adrift })
}
