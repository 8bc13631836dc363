//! Stops and trips: where vehicles of fleets halt, by which ways they get from one to the other, and what they use there.

use super::ledger::Place;
use super::ways::{Way, Ways};
use crate::PlanError;
use crate::decompose::{Leg, Trip};
use crate::expand::{Timed, expand};
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
    /// Steps from the beginning of boarding to the departure.
    pub before: u32,
    /// Steps from the beginning of boarding to the end of getting out.
    pub steps: u32,
}

/// The networks in time and the trips of every fleet.
pub(super) struct Stops<'a> {
    pub network: &'a Network,
    pub situation: &'a Situation,
    /// The cars' network, then one for each stop that vehicles go to empty, so that they lose nothing to rounding.
    pub nets: Vec<Timed>,
    of_target: BTreeMap<(JunctionId, VehicleKind), usize>,
    /// The cars' stretch that each road is part of, with its time after the stretch is entered.
    of_road: BTreeMap<RoadId, (usize, u32)>,
}

impl<'a> Stops<'a> {
    /// The cars' network, with those who are carried in it.
    pub fn new(network: &'a Network, situation: &'a Situation) -> Result<Self, PlanError> {
        let mut served = situation.clone();
        for origin in served.origins.iter_mut().filter(|origin| origin.is_carried()) {
            let from = origin.riders.first().map_or(Clock::H_HOUR, |riders| riders.from);
            origin.ready = vec![Ready { from, vehicles: Vehicles(1) }];
        }
        let cars = expand(network, &served, reduce(network, &served, false))?;
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

    /// The trips of a fleet from stop to stop; those from pick-ups to sites with people.
    pub fn drives(&mut self, fleet: &Fleet, from: &[Stop], to: &[Stop]) -> Result<Vec<Drive>, PlanError> {
        let mut drives = Vec::new();
        let loaded: Vec<(Stop, Stop)> = pairs(from, to).filter(|pair| is_loaded(*pair)).collect();
        for pair in &loaded {
            let (start, end) = (self.junction(pair.0), self.junction(pair.1));
            let net = &self.nets[0];
            let (Some(&start), Some(&end)) = (net.home.get(&start), net.arrival.get(&end)) else { continue };
            let ways = Ways::new(net, fleet.kind).from(start, &[end]).pop().unwrap_or_default();
            drives.extend(ways.into_iter().filter_map(|way| self.drive(fleet, *pair, 0, way)));
        }
        for target in to.iter().filter(|to| !matches!(to, Stop::Site(_))) {
            let net = self.net_to(self.junction(*target), fleet.kind, from)?;
            let Some(&end) = self.nets[net].arrival.get(&self.junction(*target)) else { continue };
            for start in from.iter().filter(|start| *start != target) {
                let Some(&spot) = self.nets[net].home.get(&self.junction(*start)) else { continue };
                let ways = Ways::new(&self.nets[net], fleet.kind).from(spot, &[end]).pop().unwrap_or_default();
                drives.extend(ways.into_iter().filter_map(|way| self.drive(fleet, (*start, *target), net, way)));
            }
        }
        Ok(drives)
    }

    /// The network in time for vehicles without people that go to a junction.
    fn net_to(&mut self, target: JunctionId, kind: VehicleKind, from: &[Stop]) -> Result<usize, PlanError> {
        if let Some(&known) = self.of_target.get(&(target, kind)) {
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
        (there.receptions[0].junction, there.receptions[0].room) = (target, Persons(u32::MAX));
        let timed = expand(self.network, &there, reduce(self.network, &there, false))?;
        self.nets.push(timed);
        self.of_target.insert((target, kind), self.nets.len() - 1);
        Ok(self.nets.len() - 1)
    }

    fn drive(&self, fleet: &Fleet, (from, to): (Stop, Stop), net: usize, way: Way) -> Option<Drive> {
        let (loading, unloading) = match fleet.task {
            Task::Carry { loading, unloading, .. } if is_loaded((from, to)) => (loading, unloading),
            _ => (Seconds::ZERO, Seconds::ZERO),
        };
        let step = self.situation.step.0;
        let first = self.course(net, &way, 0).0.0;
        // Boarding begins in the last step that is not after its moment.
        let before = loading.0.saturating_sub(first).div_ceil(step);
        let steps = before + way.steps + unloading.0.div_ceil(step);
        let departs = way.departs.iter().filter(|r| r.1 >= before).map(|r| (r.0.max(before), r.1)).collect();
        let way = Way { departs, ..way };
        (!way.departs.is_empty()).then(|| Drive { from, to, net, way, before, steps: steps.max(1) })
    }

    /// The departure and the course of whoever begins a way in a step.
    pub fn course(&self, net: usize, way: &Way, k: u32) -> (Clock, Course) {
        let legs = way.legs.iter().map(|&(stretch, after)| Leg::Enter { stretch, k: k + after });
        let trip = Trip { source: 0, sink: 0, vehicles: 1, legs: legs.collect(), leave: k, arrive: k + way.steps };
        follow(&self.nets[net], &trip)
    }

    /// What one who departs in step `k` uses of the cars' network: stretches and lanes with the steps; beside a beat both.
    pub fn uses(&self, drive: &Drive, kind: VehicleKind, k: u32) -> Vec<(usize, u32)> {
        if drive.net == 0 {
            return drive.way.legs.iter().map(|&(stretch, after)| (stretch as usize, k + after)).collect();
        }
        let step = self.situation.step.0;
        let mut uses = Vec::new();
        let mut bins = |stretch: usize, moment: u32, after: u32| {
            let Some(since) = moment.checked_sub(after) else {
                // Before the first step of the stretch: what is counted in it is never too little.
                uses.push((stretch, 0));
                return;
            };
            uses.push((stretch, since / step));
            if since % step > 0 {
                uses.push((stretch, since / step + 1));
            }
        };
        for (place, moment) in self.passes(drive, kind, k) {
            match place {
                Place::Road(road) => {
                    if let Some(&(stretch, after)) = self.of_road.get(&road) {
                        bins(stretch, moment, after);
                    }
                }
                Place::Lane(checkpoint, kind) => {
                    for (i, stretch) in self.nets[0].stretches.iter().enumerate() {
                        let same = |s: &crate::reduce::Service| s.checkpoint == checkpoint && s.kind == kind;
                        if matches!(&stretch.what, What::Service(service) if same(service)) {
                            bins(i, moment, self.nets[0].spots[stretch.from as usize].offset);
                        }
                    }
                }
            }
        }
        uses
    }

    /// The roads and lanes that one who departs in step `k` passes, with the seconds.
    pub fn passes(&self, drive: &Drive, kind: VehicleKind, k: u32) -> Vec<(Place, u32)> {
        let (departure, course) = self.course(drive.net, &drive.way, k);
        let mut passes = Vec::new();
        let lane = |junction: JunctionId, moment: u32| {
            let at = self.situation.checkpoints.binary_search_by_key(&junction, |c| c.junction).ok();
            at.map(|at| (Place::Lane(CheckpointId::at(at), kind), moment))
        };
        for (road, enter) in course.roads.iter().zip(&course.enter) {
            let moment = (departure + *enter).0;
            passes.extend(lane(self.network.from(*road), moment));
            passes.push((Place::Road(*road), moment));
        }
        passes.extend(course.roads.last().and_then(|road| lane(self.network.to(*road), (departure + course.arrive).0)));
        passes
    }
}

/// Whether people may be on board between two stops.
pub(super) fn is_loaded((from, to): (Stop, Stop)) -> bool {
    matches!((from, to), (Stop::PickUp(_), Stop::Site(_)))
}

fn pairs<'s>(from: &'s [Stop], to: &'s [Stop]) -> impl Iterator<Item = (Stop, Stop)> + 's {
    from.iter().flat_map(|from| to.iter().map(|to| (*from, *to)))
}
