//! The latest walk that brings everybody over in time.

use super::capacity;
use passage_model::id::FootwayId;
use passage_model::plan::Walk;
use passage_model::situation::{Footway, Situation, VehicleKind};
use passage_model::time::Clock;
use passage_model::units::Persons;
use std::collections::BTreeMap;

/// Persons who may begin in one step at the latest, and not before another.
struct Party {
    latest: u32,
    ready: u32,
    /// Their group's place in the footway's order.
    group: usize,
    persons: u32,
}

/// The walks of all footways. `boarding`: when how many persons of each group begin to board, by time.
pub(super) fn walks(situation: &Situation, boarding: &[Vec<(Clock, u32)>]) -> Vec<Walk> {
    let mut walks = Vec::new();
    for (number, footway) in situation.footways.iter().enumerate() {
        let mut parties = Vec::new();
        for (group, walkers) in footway.walkers.iter().enumerate() {
            parties.extend(of_group(situation, footway, group, &boarding[walkers.origin.index()]));
        }
        for ((k, group), persons) in backwards(situation, footway, parties) {
            let leave = Clock(k * situation.step.0);
            let over = footway.over(leave, situation.step);
            let origin = footway.walkers[group].origin;
            walks.push(Walk { leave, footway: FootwayId::at(number), origin, over, persons: Persons(persons) });
        }
    }
    walks.sort_unstable();
    walks
}

/// Who boards first was ready first; before any of them walks, whoever had begun and is over goes on.
fn of_group(situation: &Situation, footway: &Footway, group: usize, boarding: &[(Clock, u32)]) -> Vec<Party> {
    let walkers = &footway.walkers[group];
    let step = situation.step.0.max(1);
    let on_foot = situation.origins[walkers.origin.index()].kind == VehicleKind::Foot;
    let needed = footway.walk.0.saturating_add(if on_foot { 0 } else { step });
    let mut ready = walkers.ready.iter().map(|ready| (ready.from.0.div_ceil(step), ready.persons.0));
    let (mut since, mut there) = (0, 0u32);
    let (mut over, mut known) = (walkers.begun.iter().peekable(), 0u32);
    let mut parties = Vec::new();
    for &(by, mut persons) in boarding {
        while let Some(more) = over.next_if(|more| more.from <= by) {
            known += more.persons.0;
        }
        let first = persons.min(known);
        (persons, known) = (persons - first, known - first);
        let latest = by.0.saturating_sub(needed) / step;
        while persons > 0 {
            if there == 0 {
                let Some(next) = ready.next() else { break };
                (since, there) = next;
            }
            let some = persons.min(there);
            parties.extend((some > 0).then_some(Party { latest, ready: since, group, persons: some }));
            (persons, there) = (persons - some, there - some);
        }
    }
    parties
}

/// Who begins in which step, by step and group: from the end backwards, in each step as many as can; of those who may, who
/// was ready last, then who stands last in the order.
fn backwards(situation: &Situation, footway: &Footway, mut parties: Vec<Party>) -> BTreeMap<(u32, usize), u32> {
    parties.sort_unstable_by_key(|party| party.latest);
    let mut begins: BTreeMap<(u32, usize), u32> = BTreeMap::new();
    let mut waiting: BTreeMap<(u32, usize), u32> = BTreeMap::new();
    let capacity = capacity(footway, situation.step, situation.horizon);
    for (k, mut left) in capacity.into_iter().enumerate().rev() {
        let k = k as u32;
        while let Some(party) = parties.pop_if(|party| party.latest >= k) {
            *waiting.entry((party.ready, party.group)).or_default() += party.persons;
        }
        while left > 0
            && let Some(mut last) = waiting.last_entry()
        {
            let (key, some) = (*last.key(), left.min(*last.get()));
            debug_assert!(key.0 <= k, "somebody walks before they are ready");
            *begins.entry((k, key.1)).or_default() += some;
            left -= some;
            *last.get_mut() -= some;
            if *last.get() == 0 {
                last.remove();
            }
        }
    }
    debug_assert!(waiting.is_empty() && parties.is_empty(), "the earliest walk brings everybody over in time");
    begins
}
