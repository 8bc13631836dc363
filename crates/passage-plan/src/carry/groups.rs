//! Vehicles that are alike from now on: they stand at one stop, and their crews may work the same turns.
//!
//! In a plan from its beginning each fleet is one group. In the middle of a plan those whose day has begun are free where
//! and from when on they are, and what their crews have worked is worked.

use super::carries;
use super::stops::{Drive, Stop, Stops};
use passage_model::id::{JunctionId, OriginId, ReceptionId};
use passage_model::situation::{Begun, Fleet, Situation, Task};
use passage_model::units::Seconds;

/// How far apart the beginnings of duties are, where crews may work longer than they can.
const BEGINNINGS: Seconds = Seconds(1_800);

/// Vehicles of a fleet that are alike.
#[derive(Clone, Debug)]
pub(super) struct Group {
    /// The fleet, as a position in the situation's table.
    pub fleet: usize,
    /// Their numbers in it, rising.
    pub numbers: Vec<u32>,
    /// Where they stand.
    pub stop: Stop,
    /// First and last step of each turn of duty that they can work.
    pub turns: Vec<(u32, u32)>,
    /// Those who are on board.
    pub aboard: Option<OriginId>,
}

impl Group {
    /// Whether a drive is for them: nobody else takes those who are on board.
    pub fn may_drive(&self, situation: &Situation, drive: &Drive) -> bool {
        match drive.from {
            Stop::PickUp(origin) if situation.origins[origin.index()].aboard.is_some() => self.aboard == Some(origin),
            _ => true,
        }
    }
}

/// The groups of all fleets that carry or lead, in the order of fleets.
pub(super) fn groups(stops: &Stops<'_>) -> Vec<Group> {
    let situation = stops.situation;
    let mut groups: Vec<Group> = Vec::new();
    for (number, fleet) in situation.fleets.iter().enumerate().filter(|(_, fleet)| carries(&fleet.task)) {
        let first = groups.len();
        let numbers = fleet.rested().collect();
        let (stop, turns) = (Stop::At(fleet.depot), turns(situation, fleet, None));
        groups.push(Group { fleet: number, numbers, stop, turns, aboard: None });
        for begun in &fleet.begun {
            let aboard = on_board(situation, number, begun.number);
            let stop = aboard.map_or_else(|| stop_at(situation, number, begun.junction), Stop::PickUp);
            let turns = self::turns(situation, fleet, Some(begun));
            let alike = |group: &&mut Group| {
                (group.stop, &group.turns, group.aboard) == (stop, &turns, None) && aboard.is_none()
            };
            match groups[first + 1..].iter_mut().find(alike) {
                Some(group) => group.numbers.push(begun.number),
                None => groups.push(Group { fleet: number, numbers: vec![begun.number], stop, turns, aboard }),
            }
        }
    }
    groups.retain(|group| !group.numbers.is_empty() && !group.turns.is_empty());
    groups
}

/// The group on board of a vehicle that still waits to be brought to safety.
pub(super) fn on_board(situation: &Situation, fleet: usize, number: u32) -> Option<OriginId> {
    let here = |at: &usize| {
        let origin = &situation.origins[*at];
        let mine = origin.aboard.is_some_and(|aboard| aboard.number == number);
        mine && !origin.riders.is_empty() && origin.carried_by.iter().any(|f| f.index() == fleet)
    };
    (0..situation.origins.len()).find(here).map(OriginId::at)
}

/// The groups of people that a fleet picks up.
pub(super) fn pick_ups(situation: &Situation, fleet: usize) -> impl Iterator<Item = OriginId> + '_ {
    let groups = situation.origins.iter().enumerate();
    let mine = groups
        .filter(move |(_, origin)| origin.aboard.is_none() && origin.carried_by.iter().any(|f| f.index() == fleet));
    mine.map(|(at, _)| OriginId::at(at))
}

/// Where vehicles of a fleet that are at a junction halt.
pub(super) fn stop_at(situation: &Situation, fleet: usize, junction: JunctionId) -> Stop {
    let of = &situation.fleets[fleet];
    if junction == of.depot || matches!(of.task, Task::Deliver { .. }) {
        return Stop::At(junction);
    }
    let pick_up = pick_ups(situation, fleet).find(|at| situation.origins[at.index()].junction == junction);
    let takes = |(_, site): &(usize, &passage_model::situation::Reception)| {
        site.junction == junction && site.admits(of.kind) && site.room.0 > 0
    };
    let site = situation.receptions.iter().enumerate().find(takes).map(|(at, _)| ReceptionId::at(at));
    pick_up.map(Stop::PickUp).or(site.map(Stop::Site)).unwrap_or(Stop::At(junction))
}

/// The stops at which vehicles stand in the middle of their day.
pub(super) fn begun_at(situation: &Situation, fleet: usize) -> Vec<Stop> {
    let begun = situation.fleets[fleet].begun.iter();
    let free = begun.filter(|begun| on_board(situation, fleet, begun.number).is_none());
    let mut stops: Vec<Stop> = free.map(|begun| stop_at(situation, fleet, begun.junction)).collect();
    stops.sort_unstable();
    stops.dedup();
    stops
}

/// The turns of duty that a crew can work, in steps; of one whose day has begun what is left of it.
pub(super) fn turns(situation: &Situation, fleet: &Fleet, begun: Option<&Begun>) -> Vec<(u32, u32)> {
    let step = situation.step.0;
    let last = (situation.horizon.0 / step).saturating_sub(1);
    let longest = fleet.longest_duty.map_or(u32::MAX, |most| most.0 / step);
    let free = begun.map_or(fleet.from, |begun| begun.from).0.div_ceil(step);
    let working = begun.and_then(|begun| fleet.duty.at(begun.since));
    let mut turns = Vec::new();
    for open in fleet.duty.intervals() {
        let (mut first, until) = (open.from.0.div_ceil(step).max(free), (open.until.0 / step).min(last));
        if let Some(begun) = begun.filter(|_| working == Some(*open)) {
            let end = fleet.longest_duty.map_or(u32::MAX, |most| begun.since.0.saturating_add(most.0) / step);
            turns.extend((first <= until.min(end)).then_some((first, until.min(end))));
            continue;
        }
        while first <= until {
            let end = until.min(first.saturating_add(longest));
            turns.push((first, end));
            if end == until {
                break;
            }
            first += BEGINNINGS.0.div_ceil(step);
        }
    }
    turns
}
