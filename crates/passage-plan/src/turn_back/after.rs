//! What becomes of a vehicle that is later than the last moment, and of one that meets the queues of a plan.

use passage_model::id::{JunctionId, RoadId};
use passage_model::network::Network;
use passage_model::plan::Plan;
use passage_model::situation::{Situation, VehicleKind};
use passage_model::time::Clock;
use std::collections::BTreeMap;

/// Where a drive breaks off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// Before a road that is closed when the vehicle comes to it.
    Before(RoadId),
    /// On a road, when that road closes.
    On(RoadId),
    /// At a checkpoint that does not work when the vehicle comes to it.
    Checkpoint(JunctionId),
    /// On a road at the horizon.
    Horizon(RoadId),
}

/// How a drive ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Driven {
    /// When it broke off, or when the vehicle is received.
    pub until: Clock,
    /// What held it; `None` where it is through.
    pub held: Option<Held>,
    /// When each junction was passed, the first included, up to there.
    pub passed: Vec<(JunctionId, Clock)>,
    /// Vehicles of the plan that were ahead at the checkpoints.
    pub ahead: u64,
    /// Seconds that they cost.
    pub waited: u32,
}

/// The queues that a plan makes: for each checkpoint and kind, when its vehicles come there and when they go on.
#[derive(Clone, Debug, Default)]
pub struct Queues {
    lanes: BTreeMap<(JunctionId, VehicleKind), Lane>,
}

#[derive(Clone, Debug, Default)]
struct Lane {
    come: Vec<(u32, u64)>,
    go: Vec<(u32, u64)>,
}

impl Queues {
    /// The queues of `plan`. O(roads of all movements).
    pub fn of(network: &Network, situation: &Situation, plan: &Plan) -> Self {
        let mut queues = Self::default();
        for movement in &plan.movements {
            let Some(course) = plan.courses.get(movement.course.index()) else { continue };
            let Some(origin) = situation.origins.get(movement.origin.index()) else { continue };
            let start = movement.departure.0;
            // At home nobody queues.
            let mut come = start;
            for (&road, enter) in course.roads.iter().zip(&course.enter) {
                let go = start.saturating_add(enter.0);
                queues.pass(situation, network.from(road), origin.kind, [come, go], movement.vehicles.0);
                come = go.saturating_add(situation.roads[road.index()].travel.seconds_up().0);
            }
            if let Some(&last) = course.roads.last() {
                let arrive = start.saturating_add(course.arrive.0);
                queues.pass(situation, network.to(last), origin.kind, [come.min(arrive), arrive], movement.vehicles.0);
            }
        }
        for lane in queues.lanes.values_mut() {
            summed(&mut lane.come);
            summed(&mut lane.go);
        }
        queues
    }

    fn pass(&mut self, situation: &Situation, at: JunctionId, kind: VehicleKind, when: [u32; 2], vehicles: u32) {
        if situation.checkpoint(at).is_some() {
            let lane = self.lanes.entry((at, kind)).or_default();
            lane.come.push((when[0].min(when[1]), vehicles.into()));
            lane.go.push((when[1], vehicles.into()));
        }
    }

    /// Vehicles that are there at `moment` or come with it, and have not gone on before.
    fn ahead(&self, at: JunctionId, kind: VehicleKind, moment: u32) -> u64 {
        let upto = |sums: &[(u32, u64)], moment: u32| match sums.partition_point(|s| s.0 <= moment) {
            0 => 0,
            n => sums[n - 1].1,
        };
        let Some(lane) = self.lanes.get(&(at, kind)) else { return 0 };
        let gone = moment.checked_sub(1).map_or(0, |before| upto(&lane.go, before));
        upto(&lane.come, moment).saturating_sub(gone)
    }
}

fn summed(events: &mut [(u32, u64)]) {
    events.sort_unstable();
    let mut so_far = 0;
    for event in events {
        so_far += event.1;
        event.1 = so_far;
    }
}

/// Drives `roads` from `start` on, behind the queues that there are, until something holds the vehicle. O(roads).
pub fn drive(
    network: &Network,
    situation: &Situation,
    kind: VehicleKind,
    roads: &[RoadId],
    start: Clock,
    queues: &Queues,
) -> Driven {
    let mut driven = Driven { until: start, held: None, passed: Vec::new(), ahead: 0, waited: 0 };
    let mut moment = u64::from(start.0) * 1000;
    let clock = |moment: u64| Clock(u32::try_from(moment.div_ceil(1000)).unwrap_or(u32::MAX));
    let Some(&first) = roads.first() else { return driven };
    let mut held = driven.pass(situation, kind, network.from(first), &mut moment, queues);
    for &road in roads {
        if held.is_some() {
            break;
        }
        let travel = u64::from(situation.roads[road.index()].travel.0);
        let Some(open) = situation.opening(road).at(clock(moment)) else {
            held = Some((clock(moment), Held::Before(road)));
            break;
        };
        moment += travel;
        if clock(moment) > open.until {
            held = Some((open.until, Held::On(road)));
        } else if clock(moment) > situation.horizon {
            held = Some((situation.horizon, Held::Horizon(road)));
        } else {
            held = driven.pass(situation, kind, network.to(road), &mut moment, queues);
        }
    }
    driven.until = clock(moment);
    if let Some((until, what)) = held {
        (driven.until, driven.held) = (until, Some(what));
    }
    driven
}

impl Driven {
    /// Passes a junction behind whoever is ahead there.
    fn pass(
        &mut self,
        situation: &Situation,
        kind: VehicleKind,
        at: JunctionId,
        moment: &mut u64,
        queues: &Queues,
    ) -> Option<(Clock, Held)> {
        let clock = |moment: u64| Clock(u32::try_from(moment.div_ceil(1000)).unwrap_or(u32::MAX));
        if let Some(checkpoint) = situation.checkpoint(at) {
            let rate = u64::from(checkpoint.rates[kind as usize].0);
            let come = clock(*moment);
            let ahead = queues.ahead(at, kind, come.0);
            if rate == 0 || checkpoint.hours.at(come).is_none() {
                return Some((come, Held::Checkpoint(at)));
            }
            let wait = (ahead * 86_400).div_ceil(rate);
            *moment += wait * 1000;
            self.ahead += ahead;
            self.waited = self.waited.saturating_add(u32::try_from(wait).unwrap_or(u32::MAX));
            let open = checkpoint.hours.at(come).map_or(Clock::H_HOUR, |hours| hours.until);
            if clock(*moment) >= open {
                return Some((open, Held::Checkpoint(at)));
            }
        }
        self.passed.push((at, clock(*moment)));
        None
    }
}

/// The last moment of a chance, to the minute, from which a drive behind the plan's queues is through, and what the last
/// free drive would meet on its way: vehicles ahead and the seconds that they cost.
/// O(minutes x roads); one drive where nobody is ahead.
pub fn last_behind(
    network: &Network,
    situation: &Situation,
    kind: VehicleKind,
    chance: &super::Chance,
    queues: &Queues,
) -> (Option<Clock>, u64, u32) {
    /// Nobody plans to queue longer than this: three days in minutes.
    const MOST_TRIES: u32 = 4320;
    let behind = |moment: u32| drive(network, situation, kind, &chance.roads, Clock(moment), queues);
    let first = behind(chance.last.0);
    if first.held.is_none() {
        return (Some(chance.last), first.ahead, first.waited);
    }
    let minutes = (0..MOST_TRIES).map_while(|back| (chance.last.0 / 60 * 60).checked_sub(back * 60));
    let mut within = minutes.take_while(|moment| *moment >= chance.from.0);
    let last = within.find(|moment| behind(*moment).held.is_none());
    (last.map(Clock), first.ahead, first.waited)
}
