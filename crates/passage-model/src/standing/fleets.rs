//! Where the vehicles of fleets are at a moment of a plan, and what of their day is left.
//!
//! A vehicle whose first run has not begun stands at its depot, and is not listed. Whoever has arrived is safe; who has
//! begun to board, or to form a column, is on board, and leaves when that is over.

use super::{Standing, name_near, on_the_way};
use crate::id::{FleetId, JunctionId, OriginId, ReceptionId, RoadId};
use crate::network::Network;
use crate::plan::{Course, Movement, Plan, Roster, Run};
use crate::situation::{Aboard, Begun, Fleet, Origin, Riders, Situation, Task};
use crate::time::Clock;
use crate::units::{Persons, PersonsPerVehicle, Seconds, Vehicles};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A vehicle of a fleet in the middle of its day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InFleet {
    /// Its fleet.
    pub fleet: FleetId,
    /// Where and from when on it is free, or comes next.
    pub begun: Begun,
    /// How many of its runs by the plan have begun.
    pub runs: usize,
    /// The run that it is on: when it goes on from there, and the rest of the way.
    pub rest: Option<(Clock, Course)>,
    /// Who is on board, or behind it.
    pub load: Option<Load>,
    /// The road that it is on until it is there; `None` for those who stand.
    pub road: Option<RoadId>,
    /// It has broken down, and does nothing any more; whoever is on board waits for others.
    pub out: bool,
}

/// People in a vehicle of a fleet, or in the cars behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Load {
    /// The group that they left with.
    pub origin: OriginId,
    /// Where they are bound for.
    pub reception: ReceptionId,
    /// The vehicles that they are in.
    pub vehicles: Vehicles,
    /// How many they are.
    pub persons: Persons,
    /// Whether they board or form up, and have not left.
    pub leaves: bool,
}

/// A column that has left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnGone {
    /// From where.
    pub junction: JunctionId,
    /// When.
    pub departure: Clock,
    /// The least time until the next.
    pub gap: Seconds,
}

/// The movements that vehicles of fleets carry or lead.
pub(super) fn carried(plan: &Plan) -> BTreeSet<u32> {
    let runs = plan.rosters.iter().flat_map(|roster| &roster.runs);
    let of = |run: &Run| match run {
        Run::Loaded { movement } => Some(*movement),
        Run::Empty { .. } => None,
    };
    runs.filter_map(of).collect()
}

/// A run in time.
struct Leg<'p> {
    begins: Clock,
    departs: Clock,
    arrives: Clock,
    ends: Clock,
    course: &'p Course,
    movement: Option<&'p Movement>,
}

impl<'p> Leg<'p> {
    fn of(situation: &Situation, plan: &'p Plan, fleet: &Fleet, run: &Run) -> Option<Self> {
        match run {
            Run::Empty { departure, course } => {
                let course = plan.courses.get(course.index())?;
                let arrives = *departure + course.arrive;
                Some(Self { begins: *departure, departs: *departure, arrives, ends: arrives, course, movement: None })
            }
            Run::Loaded { movement } => {
                let movement = plan.movements.get(*movement as usize)?;
                let origin = situation.origins.get(movement.origin.index())?;
                let course = plan.courses.get(movement.course.index())?;
                let before = if origin.aboard.is_some() { Seconds::ZERO } else { fleet.task.before() };
                let arrives = movement.arrival(course);
                Some(Self {
                    begins: movement.departure - before,
                    departs: movement.departure,
                    arrives,
                    ends: arrives + fleet.task.after(movement.vehicles),
                    course,
                    movement: Some(movement),
                })
            }
        }
    }
}

impl Standing {
    /// Adds what the fleets of a plan have done by now. O(runs + roads).
    pub(super) fn add_fleets(&mut self, network: &Network, situation: &Situation, plan: &Plan) {
        for roster in &plan.rosters {
            let Some(fleet) = situation.fleets.get(roster.fleet.index()) else { continue };
            let legs = roster.runs.iter().map_while(|run| Leg::of(situation, plan, fleet, run));
            let legs: Vec<Leg<'_>> = legs.take_while(|leg| leg.begins < self.now).collect();
            for leg in &legs {
                self.count(situation, fleet, leg);
            }
            let vehicle = self.vehicle(network, situation, (fleet, roster), &legs);
            self.fleets.extend(vehicle);
        }
        // Those whose day had begun before this plan, and who do nothing in it.
        for (number, fleet) in situation.fleets.iter().enumerate() {
            for begun in &fleet.begun {
                let known = self.fleets.iter().any(|v| v.fleet.index() == number && v.begun.number == begun.number);
                if !known {
                    let begun = Begun { from: begun.from.max(self.now), ..begun.clone() };
                    let fleet = FleetId::at(number);
                    self.fleets.push(InFleet { fleet, begun, runs: 0, rest: None, load: None, road: None, out: false });
                }
            }
        }
        self.fleets.sort_by_key(|vehicle| (vehicle.fleet, vehicle.begun.number));
    }

    /// Counts those of a run that has begun.
    fn count(&mut self, situation: &Situation, fleet: &Fleet, leg: &Leg<'_>) {
        let Some(movement) = leg.movement else { return };
        let (Some(gone), Some(safe)) =
            (self.gone.get_mut(movement.origin.index()), self.safe.get_mut(movement.reception.index()))
        else {
            return;
        };
        gone.0 += movement.vehicles;
        gone.1 += movement.persons;
        if leg.arrives <= self.now {
            safe.0 += movement.vehicles;
            safe.1 += movement.persons;
        }
        if let Task::Lead { gap, .. } = fleet.task
            && leg.departs < self.now
            && situation.origins[movement.origin.index()].aboard.is_none_or(|aboard| aboard.leaves)
        {
            let junction = situation.origins[movement.origin.index()].junction;
            self.columns.push(ColumnGone { junction, departure: leg.departs, gap });
        }
    }

    /// A vehicle of which some runs have begun.
    fn vehicle(
        &self,
        network: &Network,
        situation: &Situation,
        (fleet, roster): (&Fleet, &Roster),
        legs: &[Leg<'_>],
    ) -> Option<InFleet> {
        let last = legs.last()?;
        // The crew's work within the interval of duty that it is in.
        let known = fleet.begun(roster.number);
        let turn = fleet.duty.at(last.begins);
        let before = known.map(|begun| begun.since).filter(|since| fleet.duty.at(*since) == turn);
        let first = legs.iter().find(|leg| fleet.duty.at(leg.begins) == turn).map(|leg| leg.begins);
        let since = before.or(first).unwrap_or(last.begins);
        let home = match (last.movement, known) {
            (Some(movement), _) => situation.origins[movement.origin.index()].junction,
            (None, Some(begun)) => begun.junction,
            (None, None) => fleet.depot,
        };
        let load = last.movement.map(|movement| Load {
            origin: movement.origin,
            reception: movement.reception,
            vehicles: movement.vehicles,
            persons: movement.persons,
            leaves: last.departs >= self.now,
        });
        let (junction, from, rest, load, road) = if last.arrives <= self.now {
            let to = last.course.roads.last().map_or(home, |road| network.to(*road));
            (to, last.ends.max(self.now), None, None, None)
        } else if last.departs >= self.now || last.course.roads.is_empty() {
            let departs = last.departs.max(self.now);
            (home, departs, Some((departs, last.course.clone())), load, None)
        } else {
            let (junction, from, road, goes, rest) =
                on_the_way(network, situation, last.course, last.departs, self.now);
            (junction, from, Some((goes, rest)), load, road)
        };
        let begun = Begun { number: roster.number, vehicles: roster.vehicles, junction, from, since };
        Some(InFleet { fleet: roster.fleet, begun, runs: legs.len(), rest, load, road, out: false })
    }

    /// Puts the fleets as they stand into what is left of a situation, with those on board as groups of their own.
    pub(super) fn leave_fleets(&self, network: &Network, situation: &Situation, left: &mut Situation) {
        for fleet in &mut left.fleets {
            fleet.begun.clear();
            fleet.from = self.now;
        }
        for vehicle in &self.fleets {
            let Some(fleet) = left.fleets.get_mut(vehicle.fleet.index()) else { continue };
            let from = if vehicle.out { Clock::NEVER } else { vehicle.begun.from };
            fleet.begun.push(Begun { from, ..vehicle.begun.clone() });
            let Some(load) = vehicle.load else { continue };
            let Some(group) = situation.origins.get(load.origin.index()) else { continue };
            let near = name_near(network, situation, vehicle.begun.junction);
            let (persons, from) = (load.persons, vehicle.begun.from);
            let mean = (u64::from(persons.0) * 100).div_ceil(u64::from(load.vehicles.0.max(1)));
            let aboard = Some(Aboard { number: vehicle.begun.number, leaves: load.leaves });
            left.origins.push(Origin {
                assembly: if load.leaves { group.assembly.clone() } else { format!("{} → {near}", group.assembly) },
                group: group.group.clone(),
                junction: vehicle.begun.junction,
                kind: group.kind,
                persons,
                per_vehicle: PersonsPerVehicle(u32::try_from(mean).unwrap_or(u32::MAX)),
                ready: Vec::new(),
                // Whoever was on board of a vehicle that has broken down waits for any other.
                carried_by: if vehicle.out { group.carried_by.clone() } else { vec![vehicle.fleet] },
                riders: vec![Riders { from, persons }],
                aboard: aboard.filter(|_| !vehicle.out),
            });
        }
    }

    /// A vehicle of a fleet breaks down where it is; one that has not begun its day, at its depot.
    pub fn break_down(&mut self, situation: &Situation, fleet: FleetId, number: u32) {
        if let Some(known) = self.fleets.iter_mut().find(|v| (v.fleet, v.begun.number) == (fleet, number)) {
            known.out = true;
            return;
        }
        let Some(of) = situation.fleets.get(fleet.index()) else { return };
        let (junction, from) = (of.depot, self.now);
        let begun = Begun { number, vehicles: Vehicles(1), junction, from, since: from };
        self.fleets.push(InFleet { fleet, begun, runs: 0, rest: None, load: None, road: None, out: true });
        self.fleets.sort_by_key(|vehicle| (vehicle.fleet, vehicle.begun.number));
    }

    /// Takes those who have left from the riders of a group, and lets no column form before the gap after the last is over.
    pub(super) fn send_off_riders(&self, situation: &Situation, origin: &mut Origin, gone: (Vehicles, Persons)) {
        let there: Persons = origin.riders.iter().map(|riders| riders.persons).sum();
        let cars = origin.per_vehicle.vehicles_for(there).0.saturating_sub(gone.0.0);
        let mut away = gone.1.0;
        let from = self.forms_from(situation, origin).max(self.now);
        for riders in &mut origin.riders {
            let leave = away.min(riders.persons.0);
            riders.persons = Persons(riders.persons.0 - leave);
            riders.from = riders.from.max(from);
            away -= leave;
        }
        origin.riders.retain(|riders| riders.persons.0 > 0);
        let rest: Persons = origin.riders.iter().map(|riders| riders.persons).sum();
        if situation.is_led(origin) && gone.0.0 > 0 {
            // What rounding down took from the mean on the way is still in these cars.
            let mean = (u64::from(rest.0) * 100).div_ceil(u64::from(cars.max(1)));
            origin.per_vehicle = PersonsPerVehicle(u32::try_from(mean).unwrap_or(u32::MAX).max(1));
            if cars == 0 {
                origin.riders.clear();
            }
        }
    }

    /// When the first column of a group can begin to form.
    fn forms_from(&self, situation: &Situation, origin: &Origin) -> Clock {
        let fleets = origin.carried_by.iter().filter_map(|fleet| situation.fleets.get(fleet.index()));
        let leaders = fleets.filter_map(|fleet| match fleet.task {
            Task::Lead { forming, gap, .. } => Some((forming, gap)),
            Task::Carry { .. } | Task::Deliver { .. } => None,
        });
        let before = || self.columns.iter().filter(|column| column.junction == origin.junction);
        let after = |(forming, gap): (Seconds, Seconds)| {
            before().map(move |column| column.departure + column.gap.max(gap) - forming).max()
        };
        leaders.filter_map(after).max().unwrap_or(Clock::H_HOUR)
    }
}
