//! What there is to pass: roads, lanes of checkpoints, and the places where people start, each a queue in space.
//!
//! A queue is first in, first out (Gawron 1998; Yperman 2007, link transmission model). Who enters is at its end after the
//! free time, and leaves not sooner than a headway after the one before: the rate. It holds only so many: who enters needs a
//! hole, and a hole travels upstream from the exit at the speed of the backward wave (Newell 1993, "A simplified theory of
//! kinematic waves"): for the number entered by `t`, `in(t) <= out(t - wave) + storage`.

use crate::Moment;
use crate::chance::Stream;
use crate::trips::Vehicle;

/// Backward wave in metres a second: 5 m/s is a hole of 7.5 m taken up each 1.5 s, in the middle of the 15 to 20 km/h
/// that are measured (Highway Capacity Manual; Newell 2002, "A simplified car-following theory").
pub const WAVE: u32 = 5;

/// What a car counts as; vehicles are counted in hundredths of a car.
pub const CAR: u32 = 100;

/// The place of a queue in a [`Layout`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QueueId(pub u32);

impl QueueId {
    /// Its place.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A time in which nobody enters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Closed {
    /// From this moment on.
    pub from: Moment,
    /// Up to this one, at which it is open again.
    pub until: Moment,
}

/// A road, a lane of a checkpoint, or where people start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Queue {
    /// Time from the entry to the exit, if nobody is before.
    pub free: Moment,
    /// Time between two cars that leave: a day, divided by how many may in a day. Zero: as many as come.
    pub headway: Moment,
    /// The same between two that enter.
    pub headway_in: Moment,
    /// How many it holds, in hundredths of a car; `None`: all.
    pub storage: Option<u32>,
    /// How long a hole takes from the exit to the entry.
    pub wave: Moment,
    /// When nobody enters: apart, in the order of time.
    pub closed: Vec<Closed>,
    /// Whether it is driven: slower in the dark.
    pub driven: bool,
    /// Whether it lies beside the road: whoever is to go first goes first, and not who came first.
    pub beside: bool,
    /// A lane of a checkpoint: it counts vehicles, and not their size, and each is in it for as long as it is served: the headway,
    /// or a time that is drawn.
    pub lane: Option<Service>,
}

/// How long a checkpoint takes over each vehicle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Service {
    /// All alike.
    Even,
    /// By chance, with the mean of the rate: exponential, as between independent events.
    Chance(Stream),
}

impl Service {
    /// How long it takes over a vehicle, or several that keep together, where each takes so long on average.
    pub(crate) fn takes(self, each: Moment, vehicle: &Vehicle) -> Moment {
        match self {
            Self::Even => Moment(each.0.saturating_mul(u64::from(vehicle.count))),
            Self::Chance(stream) => stream.exponential(vehicle.key, vehicle.count, each),
        }
    }
}

impl Queue {
    /// A road of so many metres, with a rate in cars a day at both ends.
    pub fn road(metres: u32, free: Moment, cars_a_day: u32, storage: u32) -> Self {
        let headway = headway(cars_a_day);
        let wave = Moment(u64::from(metres) * 1_000_000 / u64::from(WAVE));
        let storage = Some(storage);
        Self { free, headway, headway_in: headway, storage, wave, driven: true, ..Self::start() }
    }

    /// A lane of a checkpoint: one vehicle is served at a time, and the next comes when it has gone.
    pub fn lane(vehicles_a_day: u32) -> Self {
        Self { headway: headway(vehicles_a_day), storage: Some(CAR), lane: Some(Service::Even), ..Self::start() }
    }

    /// A place beside the road where so many may stand until they can go on.
    pub fn waiting_place(vehicles: u32) -> Self {
        Self { storage: Some(vehicles.saturating_mul(CAR)), beside: true, ..Self::start() }
    }

    /// Where people start: room for all, and nothing that holds them up.
    pub fn start() -> Self {
        let nothing = Moment(0);
        Self {
            free: nothing,
            headway: nothing,
            headway_in: nothing,
            storage: None,
            wave: nothing,
            closed: Vec::new(),
            driven: false,
            beside: false,
            lane: None,
        }
    }

    /// The first moment not before `moment` at which it may be entered.
    pub fn open_from(&self, moment: Moment) -> Moment {
        let next = self.closed.partition_point(|closed| closed.until <= moment);
        let mut from = moment;
        for closed in &self.closed[next..] {
            if from < closed.from {
                break;
            }
            from = closed.until;
        }
        from
    }
}

/// A car's time for a vehicle of another size.
pub(crate) fn scaled(headway: Moment, size: u32) -> Moment {
    if size == CAR { headway } else { Moment(headway.0.saturating_mul(u64::from(size)) / u64::from(CAR)) }
}

/// Time between two, where so many pass in a day; nobody passes where none do.
fn headway(a_day: u32) -> Moment {
    const DAY: u64 = 86_400_000_000;
    DAY.checked_div(u64::from(a_day)).map_or(Moment::NEVER, Moment)
}

/// Everything that can be passed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// By [`QueueId`].
    pub queues: Vec<Queue>,
    /// The hours of darkness: apart, in the order of time.
    pub dark: Vec<Closed>,
    /// The time on a road in the dark, in hundredths of that by day: 100 or more.
    pub dark_time: u32,
}

impl Layout {
    /// One more.
    pub fn add(&mut self, queue: Queue) -> QueueId {
        self.queues.push(queue);
        QueueId(self.queues.len() as u32 - 1)
    }

    /// Whether roads take longer at any time.
    pub(crate) fn is_slow(&self) -> bool {
        !self.dark.is_empty() && self.dark_time > 100
    }

    /// When whoever enters a queue is at its end, if nobody is before.
    pub(crate) fn through(&self, queue: &Queue, now: Moment) -> Moment {
        if !queue.driven || !self.is_slow() {
            return now.after(queue.free);
        }
        // How far there is to go, in the time that it takes by day.
        let (mut at, mut left) = (now.0, queue.free.0);
        for dark in self.dark.iter().filter(|dark| dark.until > now) {
            let by_day = dark.from.0.saturating_sub(at);
            if left <= by_day {
                break;
            }
            (at, left) = (at + by_day, left - by_day);
            let by_night = u128::from(dark.until.0 - at) * 100 / u128::from(self.dark_time);
            let by_night = u64::try_from(by_night).unwrap_or(u64::MAX);
            if left <= by_night {
                return Moment(at.saturating_add(left.saturating_mul(u64::from(self.dark_time)) / 100));
            }
            (at, left) = (dark.until.0, left - by_night);
        }
        Moment(at.saturating_add(left))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_dark_slows_the_part_of_a_road_that_is_driven_in_it() {
        let at = Moment::seconds;
        let dark = vec![Closed { from: at(100), until: at(200) }, Closed { from: at(300), until: Moment::NEVER }];
        let layout = Layout { dark, dark_time: 200, ..Layout::default() };
        let road = Queue::road(1000, at(80), 1000, 1000);
        // By day; 40 s by day and 40 s twice as long; from the dark into the day; through a night into the day; for ever dark.
        let ends = [0, 60, 180, 90, 400].map(|enters| layout.through(&road, at(enters)));
        assert_eq!(ends, [80, 180, 270, 220, 560].map(at));
        assert_eq!(layout.through(&Queue::lane(10), at(120)), at(120));
    }

    #[test]
    fn a_queue_opens_after_all_closures_that_follow_one_another() {
        let at = Moment::seconds;
        let closed = |from, until| Closed { from: at(from), until: at(until) };
        let queue = Queue { closed: vec![closed(10, 20), closed(20, 30), closed(40, 50)], ..Queue::start() };
        let opens = [5, 10, 19, 20, 30, 35, 45, 50].map(|moment| queue.open_from(at(moment)));
        assert_eq!(opens, [5, 30, 30, 30, 30, 35, 50, 50].map(at));
    }
}
