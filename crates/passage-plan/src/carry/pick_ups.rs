//! What holds back those who leave a pick-up, as resources of the solver: people who may be present at once, and the time
//! between two columns.
//!
//! Whoever leaves in a step is present from when they are called: they take of the people who may be there for as many steps
//! as it takes to call them, and those of a column for as long as it takes to pass. Shifted by the time of calling, this
//! never lies before the H-hour. A column takes the one place of its pick-up until the gap is over. Both hold to the
//! second, as departures from one stop by different ways may differ by less than a step, which is added.
//!
//! Promise: what fits these resources obeys the rules. The resources of gaps are exact where departures fall together;
//! people are counted by full vehicles. So for limits ([`Model::relaxed`]) a crowd is only how many can have left
//! by when, and the gap the shortest that could be.

use super::days::Model;
use super::stops::{Drive, Stop, is_loaded};
use crate::shuttle::{Resource, Shuttles, Use};
use passage_model::id::{JunctionId, OriginId};
use passage_model::situation::{Crowd, Fleet, Task};
use passage_model::units::{Persons, Vehicles};
use std::collections::BTreeMap;

/// The pick-ups by junction: groups at one junction are one crowd.
#[derive(Default)]
pub(super) struct PickUps(BTreeMap<JunctionId, PickUp>);

/// What is common to all who leave from one junction.
#[derive(Default)]
struct PickUp {
    /// The earliest and the latest departure within a step, in seconds.
    phases: Option<(u32, u32)>,
    /// Most steps from the beginning of boarding to the departure.
    before: u32,
    /// The first step in which anybody can board.
    first: u32,
    /// The shortest and the longest gap of the fleets that lead columns from here, in seconds.
    gaps: Option<(u32, u32)>,
    /// The most that a use reaches beyond the beginning of a trip.
    reach: u32,
    /// The resource of people present and for how many steps whoever leaves is.
    crowd: Option<(u32, u32)>,
    /// The resource of columns and for how many steps each holds it.
    columns: Option<(u32, u32)>,
}

impl PickUp {
    fn spread(&self) -> u32 {
        self.phases.map_or(0, |(least, most)| most - least)
    }
}

impl Model<'_, '_> {
    /// Whether anything holds back whoever leaves a pick-up, so that the limit is of another model than the plan.
    pub(super) fn is_held(&self) -> bool {
        let here = |origin: &OriginId| self.crowd(*origin).is_some();
        let situation = self.situation();
        let carried = situation.origins.iter().enumerate().filter(|(_, origin)| origin.is_carried());
        carried.map(|(at, _)| OriginId::at(at)).any(|at| here(&at) || situation.is_led(&situation.origins[at.index()]))
    }

    /// The limit of people where a group is picked up.
    fn crowd(&self, origin: OriginId) -> Option<&Crowd> {
        let situation = self.situation();
        let group = &situation.origins[origin.index()];
        let here = group.aboard.is_none_or(|aboard| aboard.leaves);
        situation.crowd(group.junction).filter(|_| here).map(|(_, crowd)| crowd)
    }

    /// The pick-ups of all fleets, with their resources.
    pub(super) fn pick_ups(&self, shuttles: &mut Shuttles) -> PickUps {
        let (situation, step) = (self.situation(), self.situation().step.0);
        let mut pick_ups: BTreeMap<JunctionId, PickUp> = BTreeMap::new();
        for (fleet, drives) in situation.fleets.iter().zip(self.drives) {
            for drive in drives.iter().filter(|drive| is_loaded((drive.from, drive.to)) && !self.under_way(drive)) {
                let at = pick_ups
                    .entry(self.stops.junction(drive.from))
                    .or_insert(PickUp { first: u32::MAX, ..PickUp::default() });
                let Some(&(first, _)) = drive.way.departs.first() else { continue };
                let phase = self.stops.course(drive.net, &drive.way, first).0.0 - first * step;
                at.phases = Some(at.phases.map_or((phase, phase), |(least, most)| (least.min(phase), most.max(phase))));
                at.before = at.before.max(drive.before);
                at.first = at.first.min(first - drive.before);
                if let Task::Lead { gap, .. } = fleet.task {
                    at.gaps = Some(at.gaps.map_or((gap.0, gap.0), |(least, most)| (least.min(gap.0), most.max(gap.0))));
                }
                at.reach = at.reach.max(drive.before + drive.tail().div_ceil(step));
            }
        }
        for (junction, at) in &mut pick_ups {
            let crowd = situation.crowd(*junction).filter(|_| !self.relaxed);
            if let Some((_, crowd)) = crowd {
                let called = (crowd.gather.0 + at.spread()).div_ceil(step);
                at.crowd = Some((hold(shuttles, crowd.most.0, at.reach + called), called));
            }
            if let Some((least, most)) = at.gaps {
                let gap = if self.relaxed { least.saturating_sub(at.spread()) } else { most + at.spread() };
                let held = gap.div_ceil(step);
                at.columns = (held > 0).then(|| (hold(shuttles, 1, at.reach + held), held));
            }
        }
        self.take_told(shuttles, &pick_ups);
        PickUps(pick_ups)
    }

    /// Whether those of a drive are on their way already.
    fn under_way(&self, drive: &Drive) -> bool {
        let Stop::PickUp(origin) = drive.from else { return false };
        self.situation().origins[origin.index()].aboard.is_some_and(|aboard| !aboard.leaves)
    }

    /// Takes what those who are planned already hold of their pick-ups; within a step they may leave at any second.
    fn take_told(&self, shuttles: &mut Shuttles, pick_ups: &BTreeMap<JunctionId, PickUp>) {
        let step = self.situation().step.0;
        for present in self.taken.present(self.stops, self.drives).iter().filter(|_| !self.relaxed) {
            let Some(at) = pick_ups.get(&present.junction) else { continue };
            let mut take = |(resource, steps): (u32, u32), amount: u32| {
                let capacity = &mut shuttles.resources[resource as usize].capacity;
                let last = (present.last / step + steps + 1).min(capacity.len() as u32);
                let first = (present.first / step).saturating_sub(1).min(last);
                capacity[first as usize..last as usize].iter_mut().for_each(|left| *left = left.saturating_sub(amount));
            };
            if let Some(crowd) = at.crowd {
                take(crowd, present.persons.0);
            }
            if let Some(columns) = at.columns.filter(|_| present.column) {
                take(columns, 1);
            }
        }
    }

    /// How many people, or cars of those who are led, may be on board of a drive: several where fewer than all seats fit
    /// better among those who may be present; none where nobody can.
    pub(super) fn loads(&self, fleet: &Fleet, drive: &Drive) -> Vec<u32> {
        let Stop::PickUp(origin) = drive.from else { return vec![0] };
        if !is_loaded((drive.from, drive.to)) {
            return vec![0];
        }
        let most = self.crowd(origin).map(|crowd| crowd.most.0);
        match fleet.task {
            Task::Carry { seats, .. } => {
                let full = most.map_or(seats.0, |most| seats.0.min(most));
                let rest = most.filter(|most| !self.relaxed && *most > full).map_or(0, |most| most % full.max(1));
                [full, rest].into_iter().filter(|load| *load > 0).collect()
            }
            Task::Lead { .. } => {
                let cars = drive.behind.0;
                let people = if self.relaxed {
                    self.situation().origins[origin.index()].per_vehicle.persons_in(Vehicles(cars)).0
                } else {
                    self.people(origin, cars)
                };
                if most.is_none_or(|most| people <= most) { vec![cars] } else { Vec::new() }
            }
            Task::Deliver { .. } => vec![0],
        }
    }

    /// The most people that so many riders are: cars of those who are led hold several.
    fn people(&self, origin: OriginId, riders: u32) -> u32 {
        let situation = self.situation();
        let group = &situation.origins[origin.index()];
        if situation.is_led(group) {
            return (u64::from(riders) * u64::from(group.per_vehicle.0)).div_ceil(100).min(u64::from(u32::MAX)) as u32;
        }
        riders
    }

    /// What a drive with a load uses of its pick-up.
    pub(super) fn held(&self, pick_ups: &PickUps, drive: &Drive, load: u32) -> Vec<Use> {
        let Stop::PickUp(origin) = drive.from else { return Vec::new() };
        let here = load > 0 && !self.under_way(drive);
        let at = pick_ups.0.get(&self.stops.junction(drive.from)).filter(|_| here);
        let Some(at) = at else { return Vec::new() };
        let tail = drive.tail().div_ceil(self.situation().step.0);
        let mut uses = Vec::new();
        let mut take = |resource: u32, steps: u32, amount: u32| {
            uses.extend((drive.before..drive.before + steps).map(|offset| Use { resource, offset, amount }));
        };
        if let Some((resource, called)) = at.crowd {
            take(resource, called + tail, self.people(origin, load));
        }
        if let Some((resource, steps)) = at.columns.filter(|_| drive.behind.0 > 0) {
            take(resource, steps, 1);
        }
        uses
    }

    /// For limits: of those who are `ready`, no more than may be present can board in any time that it takes to call them.
    pub(super) fn called(
        &self,
        origin: OriginId,
        pick_ups: &PickUps,
        ready: Vec<(u32, Persons)>,
    ) -> Vec<(u32, Persons)> {
        let (Some(crowd), Some(at)) = (
            self.crowd(origin).filter(|_| self.relaxed),
            pick_ups.0.get(&self.situation().origins[origin.index()].junction),
        ) else {
            return ready;
        };
        let step = self.situation().step.0;
        let group = &self.situation().origins[origin.index()];
        // Cars of those who are led hold so many on average, in whole persons over all of them.
        let each = if self.situation().is_led(group) { group.per_vehicle.0.max(1) } else { 100 };
        let at_once = u32::try_from((u64::from(crowd.most.0) + u64::from(each > 100)) * 100 / u64::from(each));
        let at_once = at_once.unwrap_or(u32::MAX);
        // The first of a time leaves at the earliest when the first who boards does, and the last boards up to `before` sooner.
        let begins = |time: u32| {
            let moment = (u64::from(time) * u64::from(crowd.gather.0)).saturating_sub(u64::from(at.spread()));
            let least = at.first + u32::try_from(moment / u64::from(step)).unwrap_or(u32::MAX / 2);
            if time == 0 { 0 } else { least.saturating_sub(at.before) }
        };
        let times = self.situation().horizon.0 / crowd.gather.0.max(1) + 2;
        let mut moments: Vec<u32> = (0..times).map(begins).chain(ready.iter().map(|part| part.0)).collect();
        moments.sort_unstable();
        moments.dedup();
        let (mut called, mut before): (Vec<(u32, Persons)>, u64) = (Vec::new(), 0);
        for moment in moments.into_iter().filter(|moment| *moment <= self.steps()) {
            let there: u64 = ready.iter().filter(|part| part.0 <= moment).map(|part| u64::from(part.1.0)).sum();
            let over = (0..times).filter(|time| begins(*time) <= moment).count() as u64;
            let so_far = there.min(over * u64::from(at_once));
            if so_far > before {
                called.push((moment, Persons(u32::try_from(so_far - before).unwrap_or(u32::MAX))));
                before = so_far;
            }
        }
        called
    }
}

/// A resource of which there is as much in every step, and so many steps after the last.
fn hold(shuttles: &mut Shuttles, capacity: u32, beyond: u32) -> u32 {
    let steps = shuttles.last as usize + 2 + beyond as usize;
    shuttles.resources.push(Resource { capacity: vec![capacity; steps], price: vec![0; steps] });
    shuttles.resources.len() as u32 - 1
}
