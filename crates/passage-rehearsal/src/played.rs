//! What is noted of a day while it is played: who arrives, who waits at a checkpoint, who is on a road whose window has ended.

use crate::Moment;
use crate::behave::Setting;
use crate::day::{Day, Fate, Nobody, Observer, Stuck, day};
use crate::layout::{Closed, QueueId};
use crate::stage::{Stage, What};
use crate::trips::Vehicle;
use passage_model::id::CheckpointId;
use std::collections::BTreeMap;

/// How a day went, in figures.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Played {
    /// Persons of the plan safe by the end of each hour.
    pub safe: Vec<u32>,
    /// Persons of those who joined or followed, safe by the horizon.
    pub joined: u32,
    /// Persons of those who joined or followed and were not.
    pub joined_left: u32,
    /// Persons of the plan received at each site.
    pub received: Vec<u32>,
    /// Persons received at each site, with those who joined or followed.
    pub arrived: Vec<u32>,
    /// When the last of the plan's people were safe; 0 where nobody was.
    pub last: Moment,
    /// Whether everybody whom the plan brings out, and who came, was safe by the horizon.
    pub finished: bool,
    /// Who was on a road whose window had ended, by road and movement.
    pub caught: Vec<Caught>,
    /// Persons of the plan that stayed at home: too late to leave, or not come.
    pub stayed: u32,
    /// Persons of the plan left on the way: broken down for good, or still under way at the end.
    pub left_on_the_way: u32,
    /// For each checkpoint, how long each vehicle waited, in seconds, sorted; those too who still wait when the day ends.
    pub waits: Vec<Vec<u32>>,
    /// For each checkpoint, how many of these still wait when the day ends.
    pub waiting: Vec<u32>,
    /// For each checkpoint, the most vehicles that waited at once, and when.
    pub longest: Vec<(u32, Moment)>,
    /// Queues that reach back over a junction, in the order of the roads that they fill.
    pub reach: Vec<Reach>,
    /// Circles of queues that wait for one another.
    pub stuck: Vec<Stuck>,
}

/// A queue that fills a road to its beginning, so that others are held up at the junction there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reach {
    /// The road that is full.
    pub road: QueueId,
    /// Behind what they stand: the lane of a checkpoint, or the last road that is full.
    pub head: QueueId,
    /// Since when.
    pub since: Moment,
    /// How many vehicles were held up at the junction.
    pub vehicles: u32,
    /// For how long the first there could not enter, in all.
    pub stood: Moment,
}

/// A queue reaches back over a junction when it holds up so many there in a day, or the first for so long: one or two may have come in
/// one moment.
const REACHES: (u32, Moment) = (10, Moment::seconds(600));

impl Played {
    /// Vehicles and persons that were caught: whoever was on several roads is one.
    pub fn caught_in_all(&self) -> (u32, u32) {
        let ([vehicles, out_of_fuel], [persons, left]) = self.caught_and_out_of_fuel();
        (vehicles + out_of_fuel, persons + left)
    }

    /// Vehicles and persons that were caught on their way, and those that had stopped on a road for good.
    pub fn caught_and_out_of_fuel(&self) -> ([u32; 2], [u32; 2]) {
        let mut each: BTreeMap<u32, &Caught> = BTreeMap::new();
        for caught in &self.caught {
            let known = each.entry(caught.vehicle).or_insert(caught);
            if caught.out_of_fuel {
                *known = caught;
            }
        }
        let mut sums = ([0; 2], [0; 2]);
        for caught in each.values() {
            let of = usize::from(caught.out_of_fuel);
            sums.0[of] += caught.vehicles;
            sums.1[of] += caught.persons;
        }
        sums
    }

    /// Whether anybody was caught whom an earlier departure might have brought through.
    pub fn is_late(&self) -> bool {
        self.caught.iter().any(|caught| !caught.out_of_fuel)
    }
}

/// Vehicles that were on a road for more than a step after its window had ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Caught {
    /// The road's queue.
    pub road: QueueId,
    /// The vehicle, or the first of several that keep together.
    pub vehicle: u32,
    /// How many they are.
    pub vehicles: u32,
    /// Their persons.
    pub persons: u32,
    /// When it set out.
    pub left: Moment,
    /// When the window ended.
    pub ended: Moment,
    /// When the last of it was off the road; [`Moment::NEVER`]: it was there at the end of the day.
    pub off: Moment,
    /// Whether it has stopped there for good, without fuel: no turn-back time prevents that.
    pub out_of_fuel: bool,
}

/// What is known of a vehicle under way.
#[derive(Clone, Copy, Debug, Default)]
struct Known {
    /// When it set out.
    left: Moment,
    /// When it entered the queue where it is.
    entered: Moment,
    /// Since when it stands at the end of a road.
    stands: Moment,
}

/// What is asked of a queue whenever somebody leaves it.
#[derive(Clone, Copy, Debug)]
struct Left {
    what: What,
    free: Moment,
    /// Nobody who is off by then was caught there.
    first: Moment,
}

/// From when to when, and how many vehicles together.
type Wait = (Moment, Moment, u32);

/// Notes entries, and what follows from them when a queue is left.
struct Notes<'s, 'a> {
    stage: &'s Stage<'a>,
    setting: &'s Setting,
    /// The end of the day.
    horizon: Moment,
    queues: Vec<Left>,
    known: Vec<Known>,
    /// For each checkpoint, from when to when vehicles waited, and how many together.
    waits: Vec<Vec<Wait>>,
    /// For each, how many wait when the day ends.
    waiting: Vec<u32>,
    caught: Vec<Caught>,
    /// For each queue, who is held up before it for want of room.
    reach: Vec<Reach>,
    /// For each queue, since when its next cannot enter; never, while it can.
    held: Vec<Moment>,
}

/// A plan is exact to its step: whoever is off a road within one of its window's end was not caught; within a minute at most.
pub(crate) fn tolerance(stage: &Stage<'_>) -> Moment {
    Moment::seconds(u64::from(stage.plan.step.0.min(60)))
}

fn nobody(queue: u32) -> Reach {
    Reach { road: QueueId(queue), head: QueueId(queue), since: Moment::NEVER, vehicles: 0, stood: Moment(0) }
}

impl<'s, 'a> Notes<'s, 'a> {
    fn new(stage: &'s Stage<'a>, setting: &'s Setting, horizon: Moment) -> Self {
        let step = tolerance(stage);
        let left = |(number, &what): (usize, &What)| {
            let ends = setting.shut[number].iter().map(|closed| closed.from).find(|from| from.0 > 0);
            let first = ends.map_or(Moment::NEVER, |from| from.after(step));
            Left { what, free: setting.layout.queues[number].free, first }
        };
        Self {
            stage,
            setting,
            horizon,
            queues: stage.queues.iter().enumerate().map(left).collect(),
            known: vec![Known::default(); setting.trips.vehicles.len()],
            waits: vec![Vec::new(); stage.situation.checkpoints.len()],
            waiting: vec![0; stage.situation.checkpoints.len()],
            caught: Vec::new(),
            reach: (0..stage.queues.len() as u32).map(nobody).collect(),
            held: vec![Moment::NEVER; stage.queues.len()],
        }
    }

    /// Whether a vehicle that has been on a road until a moment was caught there, or the last of those behind it that keep together.
    /// Windows that end after the day count for nothing.
    fn on_road(&mut self, vehicle: u32, road: QueueId, off: Moment) {
        let &Vehicle { tail, count, .. } = &self.setting.trips.vehicles[vehicle as usize];
        let off = off.after(tail);
        if off <= self.queues[road.index()].first {
            return;
        }
        let Known { left, entered: on, .. } = self.known[vehicle as usize];
        let step = tolerance(self.stage);
        let ended = |closed: &&Closed| closed.from > on && closed.from.after(step) < off && closed.from <= self.horizon;
        if let Some(closed) = self.setting.shut[road.index()].iter().find(ended) {
            let load = &self.setting.loads[vehicle as usize];
            let persons = load.persons + load.behind;
            self.caught.push(Caught {
                road,
                vehicle,
                vehicles: count,
                persons,
                left,
                ended: closed.from,
                off,
                out_of_fuel: false,
            });
        }
    }
}

impl Observer for Notes<'_, '_> {
    fn moved(&mut self, vehicle: u32, from: QueueId, to: Option<QueueId>, at: Moment) {
        let left = self.queues[from.index()];
        match left.what {
            What::Road(_) => {
                self.on_road(vehicle, from, at);
                let known = &mut self.known[vehicle as usize];
                known.stands = known.entered.after(left.free).min(at);
            }
            What::Group(..) | What::Run(..) => {
                let known = &mut self.known[vehicle as usize];
                known.left = at;
                // Whoever starts at a checkpoint waits from when they are ready.
                known.stands = self.setting.trips.vehicles[vehicle as usize].departs.min(at);
            }
            What::Lane(..) | What::Waiting(..) => {}
        }
        if let Some(to) = to {
            self.enters(to, at);
            let known = &mut self.known[vehicle as usize];
            known.entered = at;
            if let What::Lane(CheckpointId(checkpoint), _) = self.queues[to.index()].what {
                self.waits[checkpoint as usize].push((
                    known.stands,
                    at,
                    self.setting.trips.vehicles[vehicle as usize].count,
                ));
            }
        }
    }

    fn held_up(&mut self, full: QueueId, head: impl FnOnce() -> QueueId, at: Moment) {
        let reach = &mut self.reach[full.index()];
        if reach.vehicles == 0 {
            (reach.head, reach.since) = (head(), at);
        }
        reach.vehicles += 1;
        let since = &mut self.held[full.index()];
        *since = at.min(*since);
    }
}

/// Notes for two at once.
struct Both<'o, A, B>(&'o mut A, &'o mut B);

impl<A: Observer, B: Observer> Observer for Both<'_, A, B> {
    fn moved(&mut self, vehicle: u32, from: QueueId, to: Option<QueueId>, at: Moment) {
        self.0.moved(vehicle, from, to, at);
        self.1.moved(vehicle, from, to, at);
    }

    fn held_up(&mut self, full: QueueId, head: impl FnOnce() -> QueueId, at: Moment) {
        self.0.held_up(full, head, at);
    }
}

/// Plays a day and notes what happens; `hours` are those of the plan's horizon, begun ones whole.
pub fn play(stage: &Stage<'_>, setting: &Setting) -> Played {
    play_before(stage, setting, &mut Nobody).0
}

/// The same before somebody who hears every move, with what became of each vehicle.
pub(crate) fn play_before(stage: &Stage<'_>, setting: &Setting, observer: &mut impl Observer) -> (Played, Vec<Fate>) {
    let horizon = Moment::seconds(u64::from(stage.plan.horizon.0));
    let mut notes = Notes::new(stage, setting, horizon);
    let played = day(&setting.layout, &setting.trips, horizon, &mut Both(&mut notes, observer));
    for (vehicle, fate) in (0u32..).zip(&played.fates) {
        match *fate {
            Fate::In(queue, _) => notes.stays_in(vehicle, queue),
            Fate::BrokenDown(queue, _) => notes.stays_for_good(vehicle, queue),
            _ => {}
        }
    }
    let fates = played.fates.clone();
    // By time: what does not depend on one another is heard in any order.
    notes.caught.sort_by_key(|caught| (caught.off, caught.ended, caught.vehicle));
    (notes.sum_up(played), fates)
}

impl Notes<'_, '_> {
    /// A vehicle is in a queue when the day ends: on a road, or before a checkpoint, or both.
    fn stays_in(&mut self, vehicle: u32, queue: QueueId) {
        let horizon = self.horizon;
        let left = self.queues[queue.index()];
        if matches!(left.what, What::Road(_)) {
            self.on_road(vehicle, queue, Moment::NEVER);
        }
        let known = self.known[vehicle as usize];
        let since = match left.what {
            What::Road(_) => known.entered.after(left.free),
            What::Waiting(..) => known.stands,
            What::Group(..) | What::Run(..) => self.setting.trips.vehicles[vehicle as usize].departs,
            What::Lane(..) => return,
        };
        let trips = &self.setting.trips;
        let route = &trips.routes[trips.vehicles[vehicle as usize].route.0 as usize].queues;
        let ahead =
            route.iter().skip_while(|other| **other != queue).skip(1).map(|other| self.queues[other.index()].what);
        let next = ahead.into_iter().find(|what| !matches!(what, What::Waiting(..)));
        if let Some(What::Lane(CheckpointId(checkpoint), _)) = next
            && since < horizon
        {
            let count = trips.vehicles[vehicle as usize].count;
            self.waits[checkpoint as usize].push((since, horizon, count));
            self.waiting[checkpoint as usize] += count;
        }
    }

    /// A vehicle has stopped on a road for good: it is there until the end, whatever moved past it.
    fn stays_for_good(&mut self, vehicle: u32, road: QueueId) {
        if matches!(self.queues[road.index()].what, What::Road(_)) {
            self.caught.retain(|caught| caught.vehicle != vehicle || caught.road != road);
            let before = self.caught.len();
            self.on_road(vehicle, road, Moment::NEVER);
            self.caught[before..].iter_mut().for_each(|caught| caught.out_of_fuel = true);
        }
    }

    fn sum_up(mut self, played: Day) -> Played {
        let horizon = self.horizon;
        let plan = self.stage.plan;
        let hours = (u64::from(plan.horizon.0)).div_ceil(3600) as usize;
        let mut noted = Played {
            safe: vec![0; hours],
            received: vec![0; self.stage.situation.receptions.len()],
            arrived: vec![0; self.stage.situation.receptions.len()],
            stuck: played.stuck,
            caught: std::mem::take(&mut self.caught),
            waiting: std::mem::take(&mut self.waiting),
            reach: self.reach_back(horizon),
            ..Played::default()
        };
        let mut late = 0;
        for (number, fate) in played.fates.iter().enumerate() {
            let load = &self.setting.loads[number];
            let planned = self.stage.site(load);
            match *fate {
                Fate::Arrived(at) if at.after(load.then) <= horizon => {
                    let safe = at.after(load.then);
                    if let Some(site) = planned.or(load.elsewhere) {
                        noted.arrived[site.index()] += load.persons + load.behind;
                    }
                    let Some(site) = planned else {
                        noted.joined += load.persons;
                        continue;
                    };
                    noted.joined += load.behind;
                    if load.persons > 0 {
                        noted.last = noted.last.max(safe);
                    }
                    noted.received[site.index()] += load.persons;
                    // Safe by the end of the hour.
                    let hour = (safe.0.saturating_sub(1) / 3_600_000_000) as usize;
                    noted.safe[hour.min(hours - 1)] += load.persons;
                }
                // Who joins is of no movement; who drives empty has nobody.
                _ if planned.is_none() => noted.joined_left += load.persons,
                Fate::Arrived(_) | Fate::In(..) | Fate::BrokenDown(..) => {
                    noted.joined_left += load.behind;
                    let home = matches!(*fate, Fate::In(queue, _) if self.at_home(queue));
                    *(if home { &mut noted.stayed } else { &mut noted.left_on_the_way }) += load.persons;
                    late += load.persons;
                }
                Fate::Stayed(_) | Fate::Waiting => {
                    noted.joined_left += load.behind;
                    noted.stayed += load.persons;
                    // Who does not come has no moment to leave by.
                    let comes = self.setting.trips.vehicles[number].latest > Moment(0);
                    late += if comes { load.persons } else { 0 };
                }
            }
        }
        let mut so_far = 0;
        for safe in &mut noted.safe {
            so_far += *safe;
            *safe = so_far;
        }
        noted.finished = late == 0;
        for waits in self.waits {
            noted.longest.push(longest(&waits));
            let seconds = |(from, to, _): &Wait| ((to.0 - from.0) / 1_000_000) as u32;
            let all = waits.iter().flat_map(|wait| std::iter::repeat_n(seconds(wait), wait.2 as usize));
            let mut seconds: Vec<u32> = all.collect();
            seconds.sort_unstable();
            noted.waits.push(seconds);
        }
        noted
    }

    /// Roads that are full up to the junction where they begin, with what those stand behind.
    fn reach_back(&mut self, horizon: Moment) -> Vec<Reach> {
        (0..self.held.len() as u32).for_each(|queue| self.enters(QueueId(queue), horizon));
        let road = |reach: &&Reach| matches!(self.queues[reach.road.index()].what, What::Road(_));
        let far = |reach: &&Reach| reach.vehicles >= REACHES.0 || reach.stood >= REACHES.1;
        self.reach.iter().filter(far).filter(road).copied().collect()
    }

    /// Somebody enters a queue: whoever was held up before it has stood there so long.
    fn enters(&mut self, queue: QueueId, at: Moment) {
        let held = std::mem::replace(&mut self.held[queue.index()], Moment::NEVER);
        if held < Moment::NEVER {
            let reach = &mut self.reach[queue.index()];
            reach.stood = reach.stood.after(Moment(at.0.saturating_sub(held.0)));
        }
    }

    fn at_home(&self, queue: QueueId) -> bool {
        matches!(self.stage.queues[queue.index()], What::Group(..) | What::Run(..))
    }
}

/// The most that waited at once, and when first.
fn longest(waits: &[Wait]) -> (u32, Moment) {
    let stood = waits.iter().filter(|(from, to, _)| from < to);
    let mut changes: Vec<(Moment, i64)> =
        stood.flat_map(|&(from, to, n)| [(from, i64::from(n)), (to, -i64::from(n))]).collect();
    changes.sort_unstable();
    let (mut now, mut most) = (0, (0, Moment(0)));
    for (at, change) in changes {
        now += change;
        if now > most.0 {
            most = (now, at);
        }
    }
    (most.0 as u32, most.1)
}
