//! Whoever is on board in the middle of a plan is brought to safety, and vehicles that must be back come back, where the
//! days that were solved have no place for them: by the first way that is free.

use super::convoy::Convoy;
use super::groups::Group;
use super::rosters::Rosters;
use super::runs::{At, How, Ride};
use super::stops::{Drive, Stop, Stops};
use passage_model::id::{OriginId, ReceptionId};
use passage_model::situation::{FleetEnd, Task};
use passage_model::units::Persons;

impl Rosters {
    /// Adds the ways to safety and back of vehicles in the middle of their day that have nothing else to do. A vehicle that
    /// finds no way stays. O(drives x steps) for each.
    pub fn bring_home(&mut self, stops: &Stops<'_>, drives: &[Vec<Drive>], groups: &[Group]) {
        for group in groups {
            let fleet = &stops.situation.fleets[group.fleet];
            let returns = fleet.ends == FleetEnd::Depot && group.stop != Stop::At(fleet.depot);
            if !returns && group.aboard.is_none() {
                continue;
            }
            for &number in &group.numbers {
                if !self.is_planned(group.fleet, number) {
                    let runs = self.ways_home(stops, drives, group);
                    if !runs.is_empty() {
                        self.add(group.fleet, number, 1, runs);
                    }
                }
            }
        }
    }

    fn ways_home(&self, stops: &Stops<'_>, drives: &[Vec<Drive>], group: &Group) -> Vec<At> {
        let fleet = &stops.situation.fleets[group.fleet];
        let mut runs = Vec::new();
        for &turn in &group.turns {
            let (mut stop, mut turn) = (group.stop, turn);
            if let Some(origin) = group.aboard {
                let to_site = |to: Stop| matches!(to, Stop::Site(site) if self.takes(stops, site, origin));
                let Some((run, end)) = self.first_way(stops, drives, group, (stop, &to_site), turn) else { continue };
                let How::Planned { drive, .. } = run.how else { continue };
                (stop, turn.0) = (drives[group.fleet][drive].to, end);
                let Stop::Site(reception) = stop else { continue };
                let vehicles = match fleet.task {
                    Task::Lead { .. } => passage_model::units::Vehicles(drives[group.fleet][drive].behind.0),
                    Task::Carry { .. } | Task::Deliver { .. } => passage_model::units::Vehicles(1),
                };
                let persons = stops.situation.origins[origin.index()].persons;
                runs.push(At { load: Some(Ride { origin, reception, vehicles, persons }), ..run });
            }
            if fleet.ends == FleetEnd::Depot {
                let depot = |to: Stop| to == Stop::At(fleet.depot);
                runs.extend(self.first_way(stops, drives, group, (stop, &depot), turn).map(|(run, _)| run));
            }
            if !runs.is_empty() {
                break;
            }
        }
        runs
    }

    /// Whether a site still has room for all of a group.
    fn takes(&self, stops: &Stops<'_>, site: ReceptionId, origin: OriginId) -> bool {
        let sent: Persons = self.rides().filter(|ride| ride.reception == site).map(|ride| ride.persons).sum();
        let room = stops.situation.receptions[site.index()].room - sent;
        stops.situation.origins[origin.index()].persons <= room
    }

    /// The drive that ends first of those that are free, within a turn of duty, and the step in which it ends.
    fn first_way(
        &self,
        stops: &Stops<'_>,
        drives: &[Vec<Drive>],
        group: &Group,
        (from, to): (Stop, &dyn Fn(Stop) -> bool),
        (free, until): (u32, u32),
    ) -> Option<(At, u32)> {
        let all = drives[group.fleet].iter().enumerate();
        let mut ways: Vec<(u32, usize, u32)> = Vec::new();
        for (at, drive) in all.filter(|(_, drive)| drive.from == from && to(drive.to)) {
            for &(first, last) in &drive.way.departs {
                let ends = |k: u32| k - drive.before + drive.steps;
                let moments = first.max(free + drive.before)..=last;
                ways.extend(moments.map(|k| (ends(k), at, k)).filter(|(ends, ..)| *ends <= until));
            }
        }
        ways.sort_unstable();
        let (room, ledger) = (self.room(stops, drives), self.ledger(stops, drives));
        let fleet = (group.fleet, &stops.situation.fleets[group.fleet]);
        ways.into_iter().find_map(|(ends, at, k)| {
            let run = At { how: How::Planned { drive: at, k }, load: None };
            let apart = self.is_apart(stops, drives, &run, group);
            let convoy = Convoy::new(stops, drives, fleet, run);
            (apart && convoy.most(1, &room, &ledger) == 1).then_some((convoy.run, ends))
        })
    }

    /// Whether nobody else leaves from there so soon before or after that they would be one crowd, or one column.
    fn is_apart(&self, stops: &Stops<'_>, drives: &[Vec<Drive>], run: &At, group: &Group) -> bool {
        let situation = stops.situation;
        let leaves = group.aboard.and_then(|at| situation.origins[at.index()].aboard).is_some_and(|a| a.leaves);
        let here = run.from(stops, &drives[group.fleet]);
        if !leaves || group.stop != group.aboard.map_or(group.stop, Stop::PickUp) {
            return true;
        }
        let gap = match situation.fleets[group.fleet].task {
            Task::Lead { gap, .. } => gap.0,
            Task::Carry { .. } | Task::Deliver { .. } => 0,
        };
        let apart = gap.max(situation.crowd(here).map_or(0, |(_, crowd)| crowd.gather.0));
        let departs = run.course(stops, &drives[group.fleet]).0.0;
        let present = self.present(stops, drives);
        present.iter().filter(|other| other.junction == here).all(|other| other.first.abs_diff(departs) >= apart)
    }
}
