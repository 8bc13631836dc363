//! What is noted of a day while it is played: who arrives, who waits at a checkpoint, who is on a road whose window has ended.

use crate::Moment;
use crate::behave::Setting;
use crate::day::{Day, Fate, Nobody, Observer, Stuck, day};
use crate::layout::{Closed, QueueId};
use crate::stage::{Stage, What};
use passage_model::id::CheckpointId;

/// How a day went, in figures.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Played {
    /// Persons of the plan safe by the end of each hour.
    pub safe: Vec<u32>,
    /// Persons of those who joined, safe by the horizon.
    pub joined: u32,
    /// Persons of the plan received at each site.
    pub received: Vec<u32>,
    /// When the last of the plan's people were safe; 0 where nobody was.
    pub last: Moment,
    /// Whether everybody whom the plan brings out was safe by the horizon.
    pub finished: bool,
    /// Who was on a road whose window had ended, by road and movement.
    pub caught: Vec<Caught>,
    /// Persons of the plan that stayed at home: too late to leave, or not come.
    pub stayed: u32,
    /// Persons of the plan left on the way: broken down for good, or still under way at the end.
    pub left_on_the_way: u32,
    /// For each checkpoint, how long each vehicle waited, in seconds, sorted.
    pub waits: Vec<Vec<u32>>,
    /// For each checkpoint, the most vehicles that waited at once, and when.
    pub longest: Vec<(u32, Moment)>,
    /// Circles of queues that wait for one another.
    pub stuck: Vec<Stuck>,
}

/// Vehicles that were on a road for more than a step after its window had ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Caught {
    /// The road's queue.
    pub road: QueueId,
    /// The vehicle.
    pub vehicle: u32,
    /// Its persons.
    pub persons: u32,
    /// When it set out.
    pub left: Moment,
    /// When the window ended.
    pub ended: Moment,
    /// When it was off the road; [`Moment::NEVER`]: it was there at the end of the day.
    pub off: Moment,
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

/// Notes entries, and what follows from them when a queue is left.
struct Notes<'s, 'a> {
    stage: &'s Stage<'a>,
    setting: &'s Setting,
    queues: Vec<Left>,
    known: Vec<Known>,
    /// For each checkpoint, from when to when vehicles waited.
    waits: Vec<Vec<(Moment, Moment)>>,
    caught: Vec<Caught>,
}

impl<'s, 'a> Notes<'s, 'a> {
    fn new(stage: &'s Stage<'a>, setting: &'s Setting) -> Self {
        let step = Moment::seconds(u64::from(stage.plan.step.0));
        let left = |(number, &what): (usize, &What)| {
            let ends = setting.shut[number].iter().map(|closed| closed.from).find(|from| from.0 > 0);
            let first = ends.map_or(Moment::NEVER, |from| from.after(step));
            Left { what, free: setting.layout.queues[number].free, first }
        };
        Self {
            stage,
            setting,
            queues: stage.queues.iter().enumerate().map(left).collect(),
            known: vec![Known::default(); setting.trips.vehicles.len()],
            waits: vec![Vec::new(); stage.situation.checkpoints.len()],
            caught: Vec::new(),
        }
    }

    /// Whether a vehicle that has been on a road from one moment to another was caught there.
    fn on_road(&mut self, vehicle: u32, road: QueueId, off: Moment) {
        if off <= self.queues[road.index()].first {
            return;
        }
        let Known { left, entered: on, .. } = self.known[vehicle as usize];
        // A plan is exact to its step: whoever is off within one was not caught.
        let step = Moment::seconds(u64::from(self.stage.plan.step.0));
        let ended = |closed: &&Closed| closed.from > on && closed.from.after(step) < off;
        if let Some(closed) = self.setting.shut[road.index()].iter().find(ended) {
            let load = &self.setting.loads[vehicle as usize];
            let persons = load.persons + load.behind;
            self.caught.push(Caught { road, vehicle, persons, left, ended: closed.from, off });
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
            let known = &mut self.known[vehicle as usize];
            known.entered = at;
            if let What::Lane(CheckpointId(checkpoint), _) = self.queues[to.index()].what {
                self.waits[checkpoint as usize].push((known.stands, at));
            }
        }
    }
}

/// Notes for two at once.
struct Both<'o, A, B>(&'o mut A, &'o mut B);

impl<A: Observer, B: Observer> Observer for Both<'_, A, B> {
    fn moved(&mut self, vehicle: u32, from: QueueId, to: Option<QueueId>, at: Moment) {
        self.0.moved(vehicle, from, to, at);
        self.1.moved(vehicle, from, to, at);
    }
}

/// Plays a day and notes what happens; `hours` are those of the plan's horizon, begun ones whole.
pub fn play(stage: &Stage<'_>, setting: &Setting) -> Played {
    play_before(stage, setting, &mut Nobody).0
}

/// The same before somebody who hears every move, with what became of each vehicle.
pub(crate) fn play_before(stage: &Stage<'_>, setting: &Setting, observer: &mut impl Observer) -> (Played, Vec<Fate>) {
    let mut notes = Notes::new(stage, setting);
    let horizon = Moment::seconds(u64::from(stage.plan.horizon.0));
    let played = day(&setting.layout, &setting.trips, horizon, &mut Both(&mut notes, observer));
    for (vehicle, fate) in (0u32..).zip(&played.fates) {
        if let Fate::In(queue, _) = *fate
            && matches!(stage.queues[queue.index()], What::Road(_))
        {
            notes.on_road(vehicle, queue, Moment::NEVER);
        }
    }
    let fates = played.fates.clone();
    // By time: what does not depend on one another is heard in any order.
    notes.caught.sort_by_key(|caught| (caught.off, caught.ended, caught.vehicle));
    (notes.sum_up(played, horizon), fates)
}

impl Notes<'_, '_> {
    fn sum_up(mut self, played: Day, horizon: Moment) -> Played {
        let plan = self.stage.plan;
        let hours = (u64::from(plan.horizon.0)).div_ceil(3600) as usize;
        let mut noted = Played {
            safe: vec![0; hours],
            received: vec![0; self.stage.situation.receptions.len()],
            stuck: played.stuck,
            caught: std::mem::take(&mut self.caught),
            ..Played::default()
        };
        for (number, fate) in played.fates.iter().enumerate() {
            let load = &self.setting.loads[number];
            let planned = self.stage.site(load);
            match *fate {
                Fate::Arrived(at) if at.after(load.then) <= horizon => {
                    let safe = at.after(load.then);
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
                Fate::Arrived(_) | Fate::In(..) | Fate::BrokenDown(..) if planned.is_some() => {
                    let home = matches!(*fate, Fate::In(queue, _) if self.at_home(queue));
                    *(if home { &mut noted.stayed } else { &mut noted.left_on_the_way }) += load.persons;
                }
                Fate::Stayed(_) | Fate::Waiting if planned.is_some() => noted.stayed += load.persons,
                _ => {}
            }
        }
        let mut so_far = 0;
        for safe in &mut noted.safe {
            so_far += *safe;
            *safe = so_far;
        }
        noted.finished = so_far >= plan.safe().0;
        for waits in self.waits {
            noted.longest.push(longest(&waits));
            let mut seconds: Vec<u32> = waits.iter().map(|(from, to)| ((to.0 - from.0) / 1_000_000) as u32).collect();
            seconds.sort_unstable();
            noted.waits.push(seconds);
        }
        noted
    }

    fn at_home(&self, queue: QueueId) -> bool {
        matches!(self.stage.queues[queue.index()], What::Group(..) | What::Run(..))
    }
}

/// The most that waited at once, and when first.
fn longest(waits: &[(Moment, Moment)]) -> (u32, Moment) {
    let mut changes: Vec<(Moment, i32)> =
        waits.iter().filter(|(from, to)| from < to).flat_map(|&(from, to)| [(from, 1), (to, -1)]).collect();
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
