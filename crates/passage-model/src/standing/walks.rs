//! Who has begun to walk over a footway at a moment of a plan, and who is still before it.
//!
//! Whoever begins in a step that has begun has begun. Whoever goes on first was over first.

use super::Standing;
use crate::id::OriginId;
use crate::plan::Plan;
use crate::situation::{Riders, Situation, VehicleKind, Walkers};
use crate::units::Persons;

impl Standing {
    /// Adds who has begun to walk by now, in the plan or before it, and who is told to. O(walks log walks).
    pub(super) fn add_walks(&mut self, situation: &Situation, plan: &Plan) {
        self.walked = vec![Vec::new(); situation.origins.len()];
        self.told_to_walk = vec![Vec::new(); situation.origins.len()];
        for walkers in situation.footways.iter().flat_map(|footway| &footway.walkers) {
            if let Some(walked) = self.walked.get_mut(walkers.origin.index()) {
                walked.extend(&walkers.begun);
            }
        }
        for walk in &plan.walks {
            let at = walk.origin.index();
            let (Some(footway), Some(origin)) =
                (situation.footways.get(walk.footway.index()), situation.origins.get(at))
            else {
                continue;
            };
            if walk.leave >= self.now {
                self.told_to_walk[at].push(Riders { from: walk.leave, persons: walk.persons });
                continue;
            }
            // Whoever is received on foot is received as they come, within the step.
            let from = if origin.kind == VehicleKind::Foot { walk.leave + footway.walk } else { walk.over };
            self.walked[at].push(Riders { from, persons: walk.persons });
        }
        for riders in self.walked.iter_mut().chain(&mut self.told_to_walk) {
            riders.sort_by_key(|riders| riders.from);
        }
    }

    /// So many of a group are over its footway by now, as counted, gone on or not. On it are those whom the plan has on it, as
    /// far as the group, `of` persons in all, has so many.
    pub fn count_over(&mut self, origin: OriginId, over: Persons, of: Persons) {
        let now = self.now;
        let Some(walked) = self.walked.get_mut(origin.index()) else { return };
        let (there, on): (Vec<Riders>, Vec<Riders>) = walked.iter().partition(|riders| riders.from <= now);
        let mut counted = first(&there, over);
        let more = over - total(&there);
        counted.extend((more.0 > 0).then_some(Riders { from: now, persons: more }));
        counted.extend(first(&on, of - over));
        *walked = counted;
    }

    /// How many of a group are over its footway by now, gone on or not.
    pub fn over(&self, origin: OriginId) -> Persons {
        let walked = self.walked.get(origin.index()).into_iter().flatten();
        walked.filter(|riders| riders.from <= self.now).map(|riders| riders.persons).sum()
    }

    /// Puts everybody who walks where they are: over, on the footway, or before it and not ready before now.
    pub(super) fn leave_footways(&self, left: &mut Situation) {
        for walkers in left.footways.iter_mut().flat_map(|footway| &mut footway.walkers) {
            let at = walkers.origin.index();
            let (Some(walked), Some(gone)) = (self.walked.get(at), self.gone.get(at)) else { continue };
            self.leave_before(walkers, total(walked).max(gone.1));
            walkers.begun = without_first(walked, gone.1);
            for riders in &mut walkers.begun {
                riders.from = riders.from.max(self.now);
            }
            walkers.told = self.told_to_walk.get(at).cloned().unwrap_or_default();
        }
    }

    /// Whoever is still before the footway, when `walked` of all who were before it or on it have begun.
    fn leave_before(&self, walkers: &mut Walkers, walked: Persons) {
        let known = walkers.on_or_over();
        let mut ready = without_first(&walkers.ready, Persons(walked.0.saturating_sub(known.0)));
        for riders in &mut ready {
            riders.from = riders.from.max(self.now);
        }
        // Fewer have walked than was thought before.
        let back = Persons(known.0.saturating_sub(walked.0));
        if back.0 > 0 {
            ready.insert(0, Riders { from: self.now, persons: back });
        }
        walkers.ready = ready;
    }
}

fn total(riders: &[Riders]) -> Persons {
    riders.iter().map(|riders| riders.persons).sum()
}

/// The first so many persons.
fn first(all: &[Riders], persons: Persons) -> Vec<Riders> {
    let mut left = persons;
    let some = all.iter().map(|riders| {
        let persons = riders.persons.min(left);
        left -= persons;
        Riders { persons, ..*riders }
    });
    some.filter(|riders| riders.persons.0 > 0).collect()
}

/// All but the first so many persons.
fn without_first(all: &[Riders], first: Persons) -> Vec<Riders> {
    let mut away = first;
    let rest = all.iter().map(|riders| {
        let leave = away.min(riders.persons);
        away -= leave;
        Riders { persons: riders.persons - leave, ..*riders }
    });
    rest.filter(|riders| riders.persons.0 > 0).collect()
}
