//! Stops and trips: where vehicles of fleets halt, by which ways they get from one to the other, and what they use there.

use super::ledger::Place;
use super::ways::{Way, Ways};
use crate::PlanError;
use crate::decompose::{Leg, Trip};
use crate::expand::{Rate, Timed, expand, expand_in_phase};
use crate::reduce::{What, reduce};
use crate::write::follow;
use passage_model::id::{CheckpointId, JunctionId, OriginId, ReceptionId, RoadId};
use passage_model::network::Network;
use passage_model::plan::Course;
use passage_model::situation::{Fleet, Ready, Situation, Task, VehicleKind};
use passage_model::time::Clock;
use passage_model::units::{Persons, Seconds, Vehicles};
use std::collections::BTreeMap;

/// Where vehicles halt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stop {
    /// A group that is carried.
    PickUp(OriginId),
    Site(ReceptionId),
    /// A depot, or where aid is wanted.
    At(JunctionId),
}

/// A trip: a way between two stops, in one of the networks in time.
#[derive(Clone, Debug)]
pub(super) struct Drive {
    pub from: Stop,
    pub to: Stop,
    /// Which of [`Stops::nets`].
    pub net: usize,
    pub way: Way,
    /// Steps from the beginning of boarding, or of forming a column, to the departure.
    pub before: u32,
    /// Steps from the beginning of boarding to the end of getting out, or until the last of a column is in.
    pub steps: u32,
    /// The cars that follow, and how many seconds each after the one before.
    pub behind: (u32, u32),
}

impl Drive {
    /// How many seconds after the vehicle the last of those behind it passes.
    pub fn tail(&self) -> u32 {
        self.behind.0 * self.behind.1
    }
}

/// The networks in time and the trips of every fleet.
pub(super) struct Stops<'a> {
    pub network: &'a Network,
    pub situation: &'a Situation,
    /// The cars' network, then one for each stop that vehicles go to empty, so that they lose nothing to rounding.
    pub nets: Vec<Timed>,
    of_target: BTreeMap<(JunctionId, VehicleKind, Vec<JunctionId>), usize>,
    /// The cars' stretch that each road is part of, with its time after the stretch is entered.
    of_road: BTreeMap<RoadId, (usize, u32)>,
}

impl<'a> Stops<'a> {
    /// The cars' network, with those who are carried in it; on the beats of the roads as they were `before`.
    pub fn new(network: &'a Network, situation: &'a Situation, before: Option<&Situation>) -> Result<Self, PlanError> {
        let mut served = situation.clone();
        for origin in served.origins.iter_mut().filter(|origin| origin.is_carried()) {
            let from = origin.riders.first().map_or(Clock::H_HOUR, |riders| riders.from);
            origin.ready = vec![Ready { from, vehicles: Vehicles(1) }];
        }
        let old = before.map(|before| {
            let (origins, fleets) = (served.origins.clone(), served.fleets.clone());
            let mut old = Situation { origins, fleets, ..before.clone() };
            // A site that is full by now was none when the beats were made.
            old.receptions.iter_mut().for_each(|site| site.room = site.room.max(Persons(1)));
            old
        });
        let old = old.as_ref().map(|old| (old, reduce(network, old, false)));
        let cars = expand_in_phase(network, &served, reduce(network, &served, false), old)?;
        let mut of_road = BTreeMap::new();
        for (i, stretch) in cars.stretches.iter().enumerate().filter(|(_, s)| s.first <= s.last) {
            if let What::Roads(range) = &stretch.what {
                for at in range.start as usize..range.end as usize {
                    of_road.insert(cars.roads[at], (i, cars.enters[at]));
                }
            }
        }
        Ok(Self { network, situation, nets: vec![cars], of_target: BTreeMap::new(), of_road })
    }

    /// Where a stop is.
    pub fn junction(&self, stop: Stop) -> JunctionId {
        match stop {
            Stop::PickUp(origin) => self.situation.origins[origin.index()].junction,
            Stop::Site(site) => self.situation.receptions[site.index()].junction,
            Stop::At(junction) => junction,
        }
    }

    /// The trips of a fleet from stop to stop; those from pick-ups to sites with people, behind a lead vehicle with every
    /// number of cars.
    pub fn drives(&mut self, fleet: &Fleet, from: &[Stop], to: &[Stop]) -> Result<Vec<Drive>, PlanError> {
        let mut drives = Vec::new();
        let loaded: Vec<(Stop, Stop)> = pairs(from, to).filter(|pair| is_loaded(*pair)).collect();
        for pair in &loaded {
            let (start, end) = (self.junction(pair.0), self.junction(pair.1));
            let net = &self.nets[0];
            let (Some(&start), Some(&end)) = (net.home.get(&start), net.arrival.get(&end)) else { continue };
            let ways = Ways::new(net, fleet.kind).from(start, &[end]).pop().unwrap_or_default();
            let sizes = match fleet.task {
                Task::Lead { cars, .. } => self.behind(pair.0).map_or(1..=cars.0, |all| all..=all),
                Task::Carry { .. } | Task::Deliver { .. } => 0..=0,
            };
            for way in ways {
                drives.extend(sizes.clone().filter_map(|cars| self.drive(fleet, *pair, 0, way.clone(), cars)));
            }
        }
        for target in to.iter().filter(|to| !matches!(to, Stop::Site(_))) {
            let net = self.net_to(self.junction(*target), fleet.kind, from)?;
            let Some(&end) = self.nets[net].arrival.get(&self.junction(*target)) else { continue };
            for start in from.iter().filter(|start| *start != target) {
                let Some(&spot) = self.nets[net].home.get(&self.junction(*start)) else { continue };
                let ways = Ways::new(&self.nets[net], fleet.kind).from(spot, &[end]).pop().unwrap_or_default();
                drives.extend(ways.into_iter().filter_map(|way| self.drive(fleet, (*start, *target), net, way, 0)));
            }
        }
        Ok(drives)
    }

    /// The network in time for vehicles without people that go to a junction.
    fn net_to(&mut self, target: JunctionId, kind: VehicleKind, from: &[Stop]) -> Result<usize, PlanError> {
        let starts: Vec<JunctionId> = from.iter().map(|stop| self.junction(*stop)).collect();
        let name = (target, kind, starts);
        if let Some(&known) = self.of_target.get(&name) {
            return Ok(known);
        }
        let mut there = self.situation.clone();
        let (Some(origin), Some(site)) = (there.origins.first().cloned(), there.receptions.first().cloned()) else {
            return Ok(0);
        };
        there.origins = from
            .iter()
            .map(|stop| {
                let mut origin = origin.clone();
                (origin.junction, origin.kind, origin.carried_by) = (self.junction(*stop), kind, Vec::new());
                origin.ready = vec![Ready { from: Clock::H_HOUR, vehicles: Vehicles(1) }];
                origin
            })
            .collect();
        there.receptions = vec![site];
        // Where few may be present nobody waits, for vehicles without people either.
        there.waiting.retain(|place| self.situation.crowd(place.junction).is_none());
        there.crowds = Vec::new();
        (there.receptions[0].junction, there.receptions[0].room) = (target, Persons(u32::MAX));
        let timed = expand(self.network, &there, reduce(self.network, &there, false))?;
        self.nets.push(timed);
        self.of_target.insert(name, self.nets.len() - 1);
        Ok(self.nets.len() - 1)
    }

    /// Whether whoever is picked up at a stop is on board already.
    fn is_aboard(&self, stop: Stop) -> bool {
        matches!(stop, Stop::PickUp(origin) if self.situation.origins[origin.index()].aboard.is_some())
    }

    /// The cars of a column that has formed.
    fn behind(&self, stop: Stop) -> Option<u32> {
        let Stop::PickUp(origin) = stop else { return None };
        let group = &self.situation.origins[origin.index()];
        group.aboard.map(|_| group.per_vehicle.vehicles_for(group.persons).0)
    }

    fn drive(&self, fleet: &Fleet, (from, to): (Stop, Stop), net: usize, way: Way, cars: u32) -> Option<Drive> {
        let (loading, unloading) = if is_loaded((from, to)) {
            let before = if self.is_aboard(from) { Seconds::ZERO } else { fleet.task.before() };
            (before, fleet.task.after(Vehicles(cars)))
        } else {
            (Seconds::ZERO, Seconds::ZERO)
        };
        let apart = match fleet.task {
            Task::Lead { apart, .. } => apart.0,
            Task::Carry { .. } | Task::Deliver { .. } => 0,
        };
        let step = self.situation.step.0;
        let first = self.course(net, &way, 0).0.0;
        // Boarding begins in the last step that is not after its moment.
        let before = loading.0.saturating_sub(first).div_ceil(step);
        let steps = before + way.steps + unloading.0.div_ceil(step);
        // The last of a column has to find everything open, too: so do those between, of steps that follow one another.
        let tail = (cars * apart).div_ceil(step);
        let departs = way.departs.iter().filter_map(|range| {
            let range = (range.0.max(before), range.1.checked_sub(tail)?);
            (range.0 <= range.1).then_some(range)
        });
        let way = Way { departs: departs.collect(), ..way };
        let behind = (cars, apart);
        (!way.departs.is_empty()).then(|| Drive { from, to, net, way, before, steps: steps.max(1), behind })
    }

    /// The departure and the course of whoever begins a way in a step.
    pub fn course(&self, net: usize, way: &Way, k: u32) -> (Clock, Course) {
        let legs = way.legs.iter().map(|&(stretch, after)| Leg::Enter { stretch, k: k + after });
        let trip = Trip { source: 0, sink: 0, vehicles: 1, legs: legs.collect(), leave: k, arrive: k + way.steps };
        follow(&self.nets[net], &trip)
    }

    /// What one who departs in step `k` uses of the cars' network, with those behind: stretches and lanes with the steps;
    /// beside a beat both. Gates are for cars that leave by themselves.
    pub fn uses(&self, drive: &Drive, kind: VehicleKind, k: u32) -> Vec<(usize, u32)> {
        let step = self.situation.step.0;
        if drive.net == 0 {
            let stretches = &self.nets[0].stretches;
            let legs = drive.way.legs.iter().filter(|leg| !matches!(stretches[leg.0 as usize].what, What::Gate(_)));
            let legs: Vec<(usize, u32)> = legs.map(|&(stretch, after)| (stretch as usize, k + after)).collect();
            let mut uses = legs.clone();
            for place in 1..=drive.behind.0 {
                let late = place * drive.behind.1;
                // As many in each step as others that begin on its beat, or one each so many: each falls in one step.
                let even = drive.behind.1.is_multiple_of(step) || step.is_multiple_of(drive.behind.1.max(1));
                for later in late / step..=if even { late / step } else { late.div_ceil(step) } {
                    uses.extend(legs.iter().map(|&(stretch, k)| (stretch, k + later)));
                }
            }
            return uses;
        }
        self.bins_of(&self.passes(drive, kind, k))
    }

    /// The stretches and lanes of the cars' network that these passages fall into, with the steps; beside a beat both.
    pub fn bins_of(&self, passes: &[(Place, u32)]) -> Vec<(usize, u32)> {
        let step = self.situation.step.0;
        let mut uses = Vec::new();
        let mut bins = |stretch: usize, moment: u32, after: u32| {
            // Where fewer than one a step pass, no two steps that follow one another let anybody through.
            let slow = match self.nets[0].stretches[stretch].rate {
                Rate::PerDay { vehicles, parts, .. } => {
                    u64::from(vehicles) * u64::from(step) < 86_400 * u64::from(parts)
                }
                Rate::Unlimited | Rate::Gate { .. } | Rate::Burst { .. } => false,
            };
            let Some(since) = moment.checked_sub(after) else {
                // Before the first step of the stretch: what is counted in it is never too little.
                uses.push((stretch, 0));
                return;
            };
            uses.push((stretch, since / step));
            if since % step > 0 && !slow {
                uses.push((stretch, since / step + 1));
            }
        };
        for &(place, moment) in passes {
            match place {
                Place::Road(road) => {
                    if let Some(&(stretch, after)) = self.of_road.get(&road) {
                        bins(stretch, moment, after);
                    }
                }
                Place::Lane(checkpoint, kind) => {
                    for i in self.lanes(checkpoint, kind) {
                        bins(i, moment, self.nets[0].spots[self.nets[0].stretches[i].from as usize].offset);
                    }
                }
            }
        }
        // A stretch is a chain of roads, which the vehicle enters once.
        uses.sort_unstable();
        uses.dedup();
        uses
    }

    /// The roads and lanes that one who departs in step `k` passes, with the seconds, and those behind.
    pub fn passes(&self, drive: &Drive, kind: VehicleKind, k: u32) -> Vec<(Place, u32)> {
        let (departure, course) = self.course(drive.net, &drive.way, k);
        let start = is_loaded((drive.from, drive.to)).then(|| self.junction(drive.from));
        passing(self.network, self.situation, kind, (departure, &course), start, drive.behind)
    }

    /// The stretches or lanes of the cars' network that a place belongs to, with the step in which a car at this moment
    /// enters them.
    pub fn bins(&self, place: Place, moment: u32) -> Vec<(usize, u32)> {
        let step = self.situation.step.0;
        let entered = |stretch: usize, after: u32| Some((stretch, moment.checked_sub(after)? / step));
        match place {
            Place::Road(road) => {
                self.of_road.get(&road).and_then(|&(s, after)| entered(s, after)).into_iter().collect()
            }
            Place::Lane(checkpoint, kind) => self
                .lanes(checkpoint, kind)
                .filter_map(|s| entered(s, self.nets[0].spots[self.nets[0].stretches[s].from as usize].offset))
                .collect(),
        }
    }

    /// The stretches that are the lane of a kind at a checkpoint.
    fn lanes(&self, checkpoint: CheckpointId, kind: VehicleKind) -> impl Iterator<Item = usize> + '_ {
        let is_lane = move |what: &What| match what {
            What::Service(service) => service.checkpoint == checkpoint && service.kind == kind,
            _ => false,
        };
        (0..self.nets[0].stretches.len()).filter(move |s| is_lane(&self.nets[0].stretches[*s].what))
    }
}

/// The roads and lanes that a vehicle on a course passes, with the seconds, and those `behind` it; `start` is where people
/// are on board from.
pub(super) fn passing(
    network: &Network,
    situation: &Situation,
    kind: VehicleKind,
    (departure, course): (Clock, &Course),
    start: Option<JunctionId>,
    behind: (u32, u32),
) -> Vec<(Place, u32)> {
    let mut passes = Vec::new();
    let lane = |junction: JunctionId, moment: u32| {
        let at = situation.checkpoints.binary_search_by_key(&junction, |c| c.junction).ok();
        at.map(|at| (Place::Lane(CheckpointId::at(at), kind), moment))
    };
    for (road, enter) in course.roads.iter().zip(&course.enter) {
        let moment = (departure + *enter).0;
        passes.extend(lane(network.from(*road), moment));
        passes.push((Place::Road(*road), moment));
    }
    passes.extend(course.roads.last().and_then(|road| lane(network.to(*road), (departure + course.arrive).0)));
    if let Some(start) = start.filter(|_| course.roads.is_empty()) {
        passes.extend(lane(start, departure.0));
    }
    let alone = passes.len();
    for place in 1..=behind.0 {
        let after = place * behind.1;
        passes.extend_from_within(..alone);
        let last = passes.len() - alone;
        passes[last..].iter_mut().for_each(|(_, moment)| *moment += after);
    }
    passes
}

/// Whether people may be on board between two stops.
pub(super) fn is_loaded((from, to): (Stop, Stop)) -> bool {
    matches!((from, to), (Stop::PickUp(_), Stop::Site(_)))
}

fn pairs<'s>(from: &'s [Stop], to: &'s [Stop]) -> impl Iterator<Item = (Stop, Stop)> + 's {
    from.iter().flat_map(|from| to.iter().map(|to| (*from, *to)))
}
