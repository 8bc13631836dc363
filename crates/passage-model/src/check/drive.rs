//! What a course does, road by road, counted from its departure.

use super::case::Case;
use crate::id::{JunctionId, RoadId};
use crate::plan::Course;
use crate::units::{Seconds, Vehicles};

/// Moments are whole seconds: each may be rounded by less than one.
const ROUNDING_MS: u64 = 999;

/// One road of a course.
pub(super) struct Leg {
    /// The road.
    pub road: RoadId,
    /// When it is entered.
    pub enter: Seconds,
    /// When the vehicle is off it: at once after the free time where it may wait at the end, else when the next
    /// road is entered.
    pub off: Seconds,
    /// When the next road is entered, or the reception site reached.
    pub next: Seconds,
    /// The time beyond the free time between `enter` and `next`.
    pub extra: Seconds,
    /// The whole steps in it, whichever way both moments were rounded: rounding is driving a little slower, not
    /// waiting.
    pub waited: Seconds,
    /// How many vehicles may wait at its end.
    pub room: Vehicles,
}

impl Case<'_> {
    /// The roads of a sound course with their times.
    pub(super) fn legs<'c>(&'c self, course: &'c Course) -> impl Iterator<Item = Leg> + 'c {
        let after = course.enter.iter().skip(1).chain(std::iter::once(&course.arrive));
        let times = course.enter.iter().zip(after);
        let step = self.situation.step.0;
        course.roads.iter().zip(times).map(move |(&road, (&enter, &next))| {
            let travel = self.situation.roads[road.index()].travel;
            let free = travel.seconds_up();
            let room = self.situation.waiting_room(self.network.to(road));
            let off = if room.0 == 0 { next } else { next.min(enter + free) };
            let slower = (u64::from((next - enter).0) * 1000).saturating_sub(u64::from(travel.0) + ROUNDING_MS);
            let waited = Seconds((slower / 1000) as u32 / step * step);
            Leg { road, enter, off, next, extra: next - enter - free, waited, room }
        })
    }

    /// The junctions that a course touches after its departure's own, each with the moment at which it is left:
    /// the start of every road, and the end of the last.
    pub(super) fn junctions<'c>(&'c self, course: &'c Course) -> impl Iterator<Item = (JunctionId, Seconds)> + 'c {
        let starts = course.roads.iter().zip(&course.enter).map(|(&road, &enter)| (self.network.from(road), enter));
        starts.chain(course.roads.last().map(|&road| (self.network.to(road), course.arrive)))
    }
}
