//! The last moment at which a course can still be begun; [`Drives`] finds it without a course, for every road at once.

mod after;
mod drives;

pub use after::{Driven, Held, Queues, drive, last_behind};
pub use drives::{Chance, Drives};

use passage_model::id::{JunctionId, RoadId};
use passage_model::network::Network;
use passage_model::plan::Course;
use passage_model::situation::Situation;
use passage_model::time::{Clock, Opening};

/// One thing that must hold: an opening, and when one is inside it, in seconds after the departure.
struct Need<'s> {
    opening: &'s Opening,
    enter: u32,
    leave: u32,
}

/// The largest departure from which `course`, freely driven from `start` to `end`, is off every road in time, passes
/// its checkpoints within their hours and arrives by the horizon. `None` where there is none.
///
/// O(roads x openings tried): each try lowers the departure past an end of an interval.
pub(crate) fn turn_back(network: &Network, situation: &Situation, course: &Course, start: JunctionId) -> Option<Clock> {
    let (needs, arrive) = needs(network, situation, &course.roads, start);
    let mut departure = situation.horizon.0.checked_sub(arrive)?;
    loop {
        let mut lowered = departure;
        for need in &needs {
            lowered = latest(need, lowered)?;
        }
        if lowered == departure {
            return Some(Clock(departure));
        }
        departure = lowered;
    }
}

fn needs<'s>(network: &Network, situation: &'s Situation, roads: &[RoadId], start: JunctionId) -> (Vec<Need<'s>>, u32) {
    let mut needs = Vec::with_capacity(roads.len());
    let pass = |junction: JunctionId, moment: u32, needs: &mut Vec<Need<'s>>| {
        if let Some(checkpoint) = situation.checkpoint(junction) {
            needs.push(Need { opening: &checkpoint.hours, enter: moment, leave: moment });
        }
    };
    let (mut so_far, mut moment) = (0u64, 0);
    pass(start, 0, &mut needs);
    for &road in roads {
        so_far += u64::from(situation.roads[road.index()].travel.0);
        let leave = u32::try_from(so_far.div_ceil(1000)).unwrap_or(u32::MAX);
        needs.push(Need { opening: situation.opening(road), enter: moment, leave });
        moment = leave;
        pass(network.to(road), moment, &mut needs);
    }
    (needs, moment)
}

/// The largest departure up to `departure` for which `need` holds.
fn latest(need: &Need<'_>, departure: u32) -> Option<u32> {
    let intervals = need.opening.intervals();
    let begun = intervals.partition_point(|i| i.from.0 <= departure.saturating_add(need.enter));
    intervals[..begun].iter().rev().find_map(|i| {
        let inside = i.until.0.checked_sub(1)?.checked_sub(need.enter)?;
        let off = i.until.0.checked_sub(need.leave)?;
        let last = departure.min(inside).min(off);
        (last.checked_add(need.enter)? >= i.from.0).then_some(last)
    })
}
