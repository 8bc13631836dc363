//! The past of a flow taken out of it: what has happened can no longer be planned, nor what is lost be used.

use super::places::Places;
use super::residual::At;
use super::{Flow, Hub, Source};
use crate::PlanError;
use passage_model::work::Work;
use std::collections::BTreeMap;

/// What is lost, and from when on.
#[derive(Clone, Debug, Default)]
pub(crate) struct Loss {
    /// All that happened before this step has happened.
    pub now: u32,
    /// Stretches, each with the first step in which it can no longer be entered.
    pub stretches: Vec<(u32, u32)>,
    /// Sinks that receive nobody from now on.
    pub docks: Vec<u32>,
}

/// What the past leaves of a flow.
#[derive(Clone, Debug, Default)]
pub(crate) struct Past {
    /// Vehicles received in each step before now.
    pub received: Vec<u64>,
    /// Vehicles on a stretch that is lost further on: nothing can be planned for them.
    pub adrift: u64,
    /// Vehicles stranded, and vacancies: where, and how many.
    pub(super) stranded: Vec<(At, u32)>,
    pub(super) vacancies: Vacancies,
}

/// Vehicles that go on from a copy, by spot and step, but no longer come to it.
pub(super) type Vacancies = BTreeMap<(u32, u32), u32>;

impl Flow<'_> {
    /// Takes the past and what is lost out of this flow. Whoever is under way becomes a group that goes on, from where
    /// and when it is next at a spot; stretches before now and lost ones have no room any more.
    pub fn cut_off_past(&mut self, loss: &Loss) -> Past {
        let mut past = Past { received: vec![0; loss.now as usize], ..Past::default() };
        let mut from = vec![u32::MAX; self.timed.stretches.len()];
        for &(stretch, first) in &loss.stretches {
            from[stretch as usize] = first;
        }
        let mut under_way: BTreeMap<(u32, u32), u32> = BTreeMap::new();
        for (i, (stretch, lost)) in self.timed.stretches.iter().zip(from).enumerate() {
            if stretch.first > stretch.last {
                continue;
            }
            let base = self.left.stretch_base[i];
            let gone = stretch.first..loss.now.min(stretch.last + 1);
            let closed = lost.max(loss.now).max(stretch.first)..stretch.last + 1;
            for k in gone.chain(closed) {
                let place = base.wrapping_add(k as usize);
                self.left.stretch[place] = 0;
                let vehicles = u32::from(std::mem::take(&mut self.used[place]));
                if vehicles == 0 || k + stretch.steps < loss.now {
                    continue;
                }
                let (begin, end) = (At::copy(stretch.from, k), At::copy(stretch.to, k + stretch.steps));
                if k < lost {
                    *under_way.entry((end.spot, end.k)).or_default() += vehicles;
                    continue;
                }
                *past.vacancies.entry((end.spot, end.k)).or_default() += vehicles;
                if k < loss.now {
                    past.adrift += u64::from(vehicles);
                } else {
                    past.stranded.push((begin, vehicles));
                }
            }
        }
        self.cut_off_waits(loss.now, &mut under_way);
        self.cut_off_homes(loss.now);
        self.cut_off_docks(loss, &mut past);
        self.add_under_way(&under_way);
        past
    }

    fn cut_off_waits(&mut self, now: u32, under_way: &mut BTreeMap<(u32, u32), u32>) {
        for (i, spot) in self.timed.spots.iter().enumerate().filter(|(_, s)| s.room > 0 && s.first <= s.last) {
            for k in spot.first..now.min(spot.last + 1) {
                let place = self.left.wait_base[i].wrapping_add(k as usize);
                self.left.wait[place] = 0;
                let vehicles = std::mem::take(&mut self.waits[place]);
                if vehicles > 0 && k + 1 == now {
                    *under_way.entry((i as u32, now)).or_default() += vehicles;
                }
            }
        }
    }

    fn cut_off_homes(&mut self, now: u32) {
        for hub in &mut self.hubs {
            let gone = (now.saturating_sub(hub.first) as usize).min(hub.sent.len());
            let left: u32 = hub.sent[..gone].iter().sum();
            hub.sent[..gone].fill(0);
            // Whoever could not go on from where they were stays there.
            let stuck: u32 = hub.may.iter_mut().take(gone).map(std::mem::take).sum();
            hub.source.vehicles -= left + stuck;
            hub.left -= stuck;
            hub.source.first = hub.source.first.max(now);
        }
    }

    fn cut_off_docks(&mut self, loss: &Loss, past: &mut Past) {
        for (i, dock) in self.docks.iter_mut().enumerate() {
            let gone = (loss.now.saturating_sub(dock.first) as usize).min(dock.received.len());
            for (place, vehicles) in dock.received[..gone].iter_mut().enumerate() {
                past.received[dock.first as usize + place] += u64::from(*vehicles);
                if dock.sink.room != u32::MAX {
                    dock.sink.room -= *vehicles;
                }
                *vehicles = 0;
            }
            if !std::mem::replace(&mut dock.limited, true) {
                dock.may = dock.received.iter().map(|received| u32::MAX - received).collect();
            }
            // Nor is anybody received before now who is at home at the site itself.
            dock.may[..gone].fill(0);
            if loss.docks.contains(&(i as u32)) {
                dock.closed = true;
                dock.may.fill(0);
                for (place, vehicles) in dock.received.iter_mut().enumerate().filter(|(_, n)| **n > 0) {
                    past.stranded.push((At::copy(dock.sink.spot, dock.first + place as u32), *vehicles));
                    dock.left += if dock.sink.room == u32::MAX { 0 } else { *vehicles };
                    *vehicles = 0;
                }
            }
        }
    }

    /// One group for each spot at which somebody under way is next, each of whom goes on in a step of its own.
    fn add_under_way(&mut self, under_way: &BTreeMap<(u32, u32), u32>) {
        let old = self.hubs.len();
        for (&(spot, k), &vehicles) in under_way {
            let same = self.hubs[old..].last().is_some_and(|hub| hub.source.spot == spot);
            if !same {
                self.hubs_at[spot as usize].push(self.hubs.len() as u32);
                let source = Source { spot, first: k, vehicles: 0 };
                let steps = self.timed.spots[spot as usize].last as usize + 1 - k as usize;
                let (sent, may) = (vec![0; steps], vec![0; steps]);
                self.hubs.push(Hub { source, left: 0, sent, first: k, kept: 0, may, limited: true });
            }
            if let Some(hub) = self.hubs.last_mut() {
                hub.source.vehicles += vehicles;
                hub.sent[(k - hub.first) as usize] += vehicles;
            }
        }
    }

    /// Takes back all that is left of this flow: everybody is at home again, or where they are under way.
    pub fn start_over(&mut self) {
        for (left, used) in self.left.stretch.iter_mut().zip(&mut self.used) {
            *left += std::mem::take(used);
        }
        for (left, waits) in self.left.wait.iter_mut().zip(&mut self.waits) {
            *left += std::mem::take(waits);
        }
        for hub in &mut self.hubs {
            hub.left = hub.source.vehicles;
            for (may, sent) in hub.may.iter_mut().zip(&hub.sent) {
                *may += sent;
            }
            hub.sent.fill(0);
        }
        for dock in &mut self.docks {
            (dock.left, dock.full) = (dock.sink.room, dock.sink.room == 0);
            for (may, received) in dock.may.iter_mut().zip(&mut dock.received) {
                *may += std::mem::take(received);
            }
        }
        self.places = Places::default();
        self.least = true;
    }

    /// The cuts of all that is left of this flow, from nothing, with room for all at each site where there was any.
    pub fn cuts_with_room_for_all(&self, any: &[bool], work: &Work<'_>) -> Result<Vec<u32>, PlanError> {
        let mut ample = self.clone();
        for (dock, _) in ample.docks.iter_mut().zip(any).filter(|(_, any)| **any) {
            dock.sink.room = u32::MAX;
        }
        ample.start_over();
        ample.note_cuts();
        ample.run(work)?;
        Ok(ample.cuts())
    }
}
