//! The last moment at which a course can still be begun; [`Drives`] finds it without a course, for every road at once.

mod after;
mod drives;

pub use after::{Driven, Held, Queues, drive, last_behind};
pub use drives::{Chance, Drives};

use passage_model::id::JunctionId;
use passage_model::network::Network;
use passage_model::plan::Course;
use passage_model::situation::Situation;
use passage_model::time::{Clock, Opening};

/// One thing that must hold: an opening, and when one is inside it, in seconds after the departure.
struct Need<'s> {
    opening: &'s Opening,
    enter: u32,
    leave: u32,
    /// How many roads are driven before it.
    roads: usize,
}

/// A course, freely driven: what it needs, found once for all its departures.
pub(crate) struct FreeDrive<'s> {
    needs: Vec<Need<'s>>,
    horizon: u32,
    arrive: u32,
    /// Where the course may wait and does: roads driven before, when one is there, and when the course goes on.
    waits: Vec<(usize, u32, u32)>,
}

impl<'s> FreeDrive<'s> {
    /// The needs of `course` from `start`. O(roads).
    pub fn of(network: &Network, situation: &'s Situation, course: &Course, start: JunctionId) -> Self {
        let mut needs = Vec::with_capacity(course.roads.len());
        let pass = |junction: JunctionId, moment: u32, roads: usize, needs: &mut Vec<Need<'s>>| {
            if let Some(checkpoint) = situation.checkpoint(junction) {
                needs.push(Need { opening: &checkpoint.hours, enter: moment, leave: moment, roads });
            }
        };
        let (mut so_far, mut moment, mut waits) = (0u64, 0, Vec::new());
        pass(start, 0, 0, &mut needs);
        for (driven, &road) in course.roads.iter().enumerate() {
            so_far += u64::from(situation.roads[road.index()].travel.0);
            let leave = u32::try_from(so_far.div_ceil(1000)).unwrap_or(u32::MAX);
            needs.push(Need { opening: situation.opening(road), enter: moment, leave, roads: driven });
            moment = leave;
            pass(network.to(road), moment, driven + 1, &mut needs);
            let goes_on = course.enter.get(driven + 1).map_or(moment, |enter| enter.0);
            if goes_on > moment && situation.waiting_room(network.to(road)).0 > 0 {
                waits.push((driven + 1, moment, goes_on));
            }
        }
        Self { needs, horizon: situation.horizon.0, arrive: moment, waits }
    }

    /// The last moment to begin the course instead of at `departure`, such that whoever begins it at any moment between is
    /// through: freely driven, off every road in time, at each checkpoint within its hours, received by the horizon. Where
    /// a vehicle that leaves at `departure` is not through without a wait on its way, through to the last wait before it
    /// would be held, and there before the course goes on. At least `departure`. O(roads log).
    pub fn last(&self, departure: Clock) -> Clock {
        let from = departure.0;
        let held = self.needs.iter().find(|need| latest(need, from).is_none()).map(|need| need.roads);
        let late = from.saturating_add(self.arrive) > self.horizon;
        let Some(held) = held.or(late.then_some(usize::MAX)) else {
            let ends = self.needs.iter().filter_map(|need| latest(need, from));
            return Clock(ends.min().unwrap_or(u32::MAX).min(self.horizon.saturating_sub(self.arrive)));
        };
        let Some(&(roads, there, goes_on)) = self.waits.iter().rev().find(|wait| wait.0 <= held) else {
            return departure;
        };
        // The checkpoint where it waits is passed when it goes on.
        let before = self.needs.iter().filter(|need| need.roads < roads);
        let ends = before.filter_map(|need| latest(need, from)).min().unwrap_or(u32::MAX);
        Clock(ends.min(from.saturating_add(goes_on - there)).max(from))
    }
}

/// The last moment to begin, in the interval in which whoever begins at `departure` meets the need; `None` where they do not.
fn latest(need: &Need<'_>, departure: u32) -> Option<u32> {
    let open = need.opening.at(Clock(departure.saturating_add(need.enter)))?;
    let inside = open.until.0.checked_sub(1)?.checked_sub(need.enter)?;
    let off = open.until.0.checked_sub(need.leave)?;
    let last = inside.min(off);
    (last >= departure).then_some(last)
}
