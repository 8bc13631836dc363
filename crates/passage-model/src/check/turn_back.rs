//! Turn-back times: the last moment at which a course can be begun instead of at its departure, driven freely, and still be
//! off every road in time, everybody between being through as well.

use super::case::Case;
use super::tally::{Fault, Rule, Tally};
use super::words::clock;
use crate::id::JunctionId;
use crate::plan::Course;
use crate::time::{Clock, Opening};

static WRONG: Rule = Rule {
    code: "plan.turn-back-wrong",
    fault: "a turn-back time is not the one of the roads",
    advice: "Do not hand out the turn-back times of this plan. Make it anew.",
};

/// Every course once, and what its movements say about it.
pub(super) fn check(case: &Case, tally: &mut Tally) {
    for (id, course) in case.courses().filter(|(id, _)| case.is_used(*id)) {
        let mut last: Option<(JunctionId, Drive)> = None;
        for movement in case.on(id) {
            let home = case.situation.origins[movement.origin.index()].junction;
            // An empty course has no roads to know its junction by, so it may serve several assembly points.
            let known = last.take().filter(|(from, _)| *from == home || !course.roads.is_empty());
            let (from, drive) = known.unwrap_or_else(|| (home, Drive::of(case, course, home)));
            let right = drive.latest_start(u64::from(movement.departure.0));
            if u64::from(movement.turn_back.0) != right {
                let right = clock(Clock(u32::try_from(right).unwrap_or(u32::MAX)));
                let words = || format!("turn back after {} stated, {right} by the roads", clock(movement.turn_back));
                tally.add(&WRONG, || Fault::new(case.who(movement), words()));
            }
            last = Some((from, drive));
        }
    }
}

/// What a freely driven course asks of the world: to be within an opening from one moment to another.
struct Demand<'a> {
    opening: &'a Opening,
    /// Milliseconds after the departure would be finer than the plan: seconds, rounded up cumulatively.
    enter: u64,
    leave: u64,
}

/// A free drive in stages: what is asked up to each stop where the course may wait and does, the end being the last.
struct Drive<'a> {
    stages: Vec<Stage<'a>>,
    horizon: u64,
}

/// From one stop to the next.
struct Stage<'a> {
    demands: Vec<Demand<'a>>,
    /// When the free drive is there, and when the course goes on; the same at the end.
    there: u64,
    goes_on: u64,
}

impl<'a> Drive<'a> {
    fn of(case: &Case<'a>, course: &Course, home: JunctionId) -> Self {
        let situation = case.situation;
        let hours = |junction, at| {
            let hours = situation.checkpoint(junction).map(|checkpoint| &checkpoint.hours);
            hours.map(|opening| Demand { opening, enter: at, leave: at })
        };
        let (mut stages, mut demands) = (Vec::new(), Vec::new());
        let (mut travelled, mut enter, mut junction) = (0u64, 0u64, home);
        for (at, &road) in course.roads.iter().enumerate() {
            // What stands at a stop is asked of whoever goes on from it.
            demands.extend(hours(case.network.from(road), enter));
            travelled += u64::from(situation.roads[road.index()].travel.0);
            let leave = travelled.div_ceil(1000);
            demands.push(Demand { opening: situation.opening(road), enter, leave });
            (enter, junction) = (leave, case.network.to(road));
            let planned = course.enter.get(at + 1).map_or(enter, |next| u64::from(next.0));
            if planned > enter && situation.waiting_room(junction).0 > 0 {
                stages.push(Stage { demands: std::mem::take(&mut demands), there: enter, goes_on: planned });
            }
        }
        demands.extend(hours(junction, enter));
        stages.push(Stage { demands, there: enter, goes_on: enter });
        Self { stages, horizon: u64::from(situation.horizon.0) }
    }

    /// The last start up to which everybody who starts from `start` on gets through, or, where who starts then is held
    /// up without a wait, gets to the last stop before that and is there when the course goes on. O(demands).
    fn latest_start(&self, start: u64) -> u64 {
        let mut latest = u64::MAX;
        let mut stop: Option<u64> = None;
        for stage in &self.stages {
            let ends: Option<Vec<u64>> = stage.demands.iter().map(|demand| unbroken(demand, start)).collect();
            let Some(ends) = ends else { return stop.unwrap_or(start) };
            latest = ends.into_iter().fold(latest, u64::min);
            stop = Some(latest.min(start + (stage.goes_on - stage.there)));
        }
        let arrive = self.stages.last().map_or(0, |stage| stage.there);
        if start + arrive > self.horizon {
            let before = self.stages.len().checked_sub(2);
            let before = before.map(|at| &self.stages[at]);
            return before.map_or(start, |stage| {
                let demands = self.stages[..self.stages.len() - 1].iter().flat_map(|stage| &stage.demands);
                let ends = demands.filter_map(|demand| unbroken(demand, start)).min().unwrap_or(u64::MAX);
                ends.min(start + (stage.goes_on - stage.there))
            });
        }
        latest.min(self.horizon - arrive)
    }
}

/// The last start in the interval in which who starts at `start` meets one demand; `None` where they do not.
fn unbroken(demand: &Demand, start: u64) -> Option<u64> {
    // One is within an interval strictly before its end, and off it at its end at the latest.
    let off = demand.leave.max(demand.enter + 1);
    let moment = start + demand.enter;
    let open = demand
        .opening
        .intervals()
        .iter()
        .find(|open| u64::from(open.from.0) <= moment && moment < u64::from(open.until.0))?;
    u64::from(open.until.0).checked_sub(off).filter(|latest| *latest >= start)
}
