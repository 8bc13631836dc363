//! What the parent plan has proven is a limit for what it has left, where nothing is better than it was.
//!
//! Whatever is done from now on, together with what has happened, is a plan of the parent's situation: so no more are safe
//! by any moment than the parent's limit less those who are safe already. Only the limit of the situation that is left
//! knows that whoever has left cannot leave anew, so neither is always the lower one: both together are the limit. That
//! whoever is under way may stand at their next junction is not counted as better; where the plan or the free one gains by it,
//! the limit is raised to what they have.

use super::{Again, Change, highest, of_both};
use crate::bound;
use passage_model::plan::{Bound, Plan, Safe};
use passage_model::situation::Situation;
use passage_model::units::{Persons, Vehicles};

/// Lowers the limits of the plan that keeps what was told to its parent's, where they hold for it.
pub(super) fn heed_parent(change: Change<'_>, parent: &Plan, mut again: Again) -> Again {
    let standing = change.standing;
    let safe = standing.safe.iter().fold((Persons(0), Vehicles(0)), |sum, safe| (sum.0 + safe.1, sum.1 + safe.0));
    // What was seen or counted otherwise than planned is another beginning.
    let planned = parent.safe_by(standing.now)..=parent.safe_by(standing.now + change.after.step);
    let as_planned = planned.contains(&safe.0) && standing.under_way.iter().all(|part| part.rest.is_some());
    if !as_planned || parent.bound.curve.is_empty() || !nowhere_better(change.before, change.after) {
        return again;
    }
    let later = parent.bound.curve.iter().filter(|point| point.by > standing.now);
    let left: Vec<Safe> = later
        .map(|point| Safe {
            by: point.by,
            persons: Persons(point.persons.0.saturating_sub(safe.0.0)),
            vehicles: Vehicles(point.vehicles.0.saturating_sub(safe.1.0)),
        })
        .collect();
    // No limit is below what one of the two plans has.
    let reached = highest(&again.plan.curve, &again.free.curve);
    lower(change.after, &mut again.plan.bound, &left, &reached);
    again
}

fn lower(situation: &Situation, limit: &mut Bound, parent: &[Safe], reached: &[Safe]) {
    limit.curve = highest(&of_both(&limit.curve, parent, u32::min), reached);
    limit.persons = limit.curve.last().map_or(limit.persons, |safe| safe.persons);
    let least = bound::not_safe_sum(situation, &limit.curve);
    limit.not_safe_sum = limit.not_safe_sum.max(least).min(limit.plan_sum);
}

/// Whether no road, checkpoint, place or site is better than before, and nobody more leaves, or sooner.
fn nowhere_better(before: &Situation, after: &Situation) -> bool {
    let rest = |situation: &Situation| {
        (
            situation.step,
            situation.horizon,
            situation.fleets.is_empty(),
            situation.reversed.clone(),
            situation.obey_turns,
        )
    };
    let roads = (0..after.roads.len()).all(|at| {
        let (old, new) = (&before.roads[at], &after.roads[at]);
        let (open, opens) = (&before.openings[old.opening.index()], &after.openings[new.opening.index()]);
        new.travel >= old.travel && new.capacity <= old.capacity && opens.and(open) == *opens
    });
    let checkpoints = before.checkpoints.iter().all(|old| {
        after.checkpoint(old.junction).is_some_and(|new| {
            let slower = new.rates.iter().zip(&old.rates).all(|(new, old)| new <= old);
            slower && new.hours.and(&old.hours) == new.hours
        })
    });
    let sites = before.receptions.len() == after.receptions.len()
        && before
            .receptions
            .iter()
            .zip(&after.receptions)
            .all(|(old, new)| (old.junction, &old.only) == (new.junction, &new.only) && new.room <= old.room);
    let places = after.waiting.iter().all(|new| before.waiting_room(new.junction) >= new.room);
    let same = before.origins == after.origins && before.crowds == after.crowds && after.footways.is_empty();
    rest(before) == rest(after) && after.fleets.is_empty() && roads && checkpoints && sites && places && same
}
