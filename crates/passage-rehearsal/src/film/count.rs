//! How many are where, moment by moment, of all vehicles of a filmed day.

use super::Film;
use crate::Moment;
use crate::behave::Setting;
use crate::day::Fate;
use crate::layout::QueueId;
use crate::played::{Played, tolerance};
use crate::stage::{Stage, What};
use std::collections::BTreeMap;

/// The moments that are counted: evenly apart, and the horizon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moments {
    every: Moment,
    horizon: Moment,
}

impl Moments {
    /// From nought to the horizon; apart by some whole seconds.
    pub fn new(every: u32, horizon: Moment) -> Self {
        Self { every: Moment::seconds(u64::from(every.max(1))), horizon }
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.horizon.0.div_ceil(self.every.0) as usize + 1
    }

    /// Never.
    pub fn is_empty(&self) -> bool {
        false
    }

    /// The first that is not before a moment; none after the horizon.
    fn place(&self, moment: Moment) -> Option<usize> {
        (moment <= self.horizon).then(|| moment.0.div_ceil(self.every.0) as usize)
    }
}

/// A count that is made of changes.
#[derive(Clone)]
struct Series {
    moments: Moments,
    changes: Vec<i64>,
}

impl Series {
    fn new(moments: Moments) -> Self {
        Self { moments, changes: vec![0; moments.len()] }
    }

    /// So many more from a moment on.
    fn add(&mut self, moment: Moment, amount: i64) {
        if let Some(place) = self.moments.place(moment) {
            self.changes[place] += amount;
        }
    }

    /// So many from one moment to another.
    fn stay(&mut self, from: Moment, until: Moment, amount: i64) {
        self.add(from, amount);
        self.add(until, -amount);
    }

    fn values(self) -> Vec<u32> {
        let mut now = 0;
        let mut sum = |change| {
            now += change;
            u32::try_from(now).unwrap_or(0)
        };
        self.changes.into_iter().map(&mut sum).collect()
    }
}

/// Counts in each of [`Moments`]: what has happened by then, the moment itself included.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Persons of the plan who have not set out.
    pub home: Vec<u32>,
    /// Persons of the plan who have set out and are not safe: those who broke down for good too.
    pub on_the_way: Vec<u32>,
    /// Persons of the plan who are safe.
    pub safe: Vec<u32>,
    /// Persons of those who joined who are through.
    pub joined: Vec<u32>,
    /// Vehicles under way, those that drive empty and those that joined too; one that stopped for good is not.
    pub vehicles: Vec<u32>,
    /// Vehicles that have been caught so far, each of a column or a convoy.
    pub caught: Vec<u32>,
    /// Persons in these.
    pub caught_persons: Vec<u32>,
    /// For each checkpoint, vehicles that stand before it.
    pub waiting: Vec<Vec<u32>>,
    /// For each reception site, persons of the plan received.
    pub received: Vec<Vec<u32>>,
}

impl Counts {
    /// Of a filmed day. O(moves + series x moments).
    pub fn of(stage: &Stage<'_>, setting: &Setting, film: &Film, played: &Played, moments: Moments) -> Self {
        let none = Series::new(moments);
        let count = |number: usize| i64::from(setting.trips.vehicles[number].count);
        let (mut home, mut way, mut safe) = (none.clone(), none.clone(), none.clone());
        let (mut joined, mut vehicles) = (none.clone(), none.clone());
        let mut received = vec![none.clone(); stage.situation.receptions.len()];
        for (number, load) in setting.loads.iter().enumerate() {
            let site = stage.site(load);
            let persons = i64::from(load.persons);
            let out = film.left[number].first().copied().unwrap_or(Moment::NEVER);
            let arrived = match film.fates[number] {
                Fate::Arrived(at) => at.after(load.then),
                _ => Moment::NEVER,
            };
            if let Some(site) = site {
                home.stay(Moment(0), out, persons);
                way.stay(out, arrived, persons);
                safe.add(arrived, persons);
                received[site.index()].add(arrived, persons);
                joined.add(arrived, i64::from(load.behind));
            } else {
                joined.add(arrived, persons);
            }
            vehicles.stay(out, film.gone(number as u32).unwrap_or(Moment::NEVER), count(number));
        }
        let (mut caught, mut caught_persons) = (none.clone(), none.clone());
        for (vehicle, at) in first_caught(stage, played) {
            caught.add(at, count(vehicle as usize));
            caught_persons
                .add(at, i64::from(setting.loads[vehicle as usize].persons + setting.loads[vehicle as usize].behind));
        }
        Self {
            home: home.values(),
            on_the_way: way.values(),
            safe: safe.values(),
            joined: joined.values(),
            vehicles: vehicles.values(),
            caught: caught.values(),
            caught_persons: caught_persons.values(),
            waiting: waiting(stage, setting, film, &none),
            received: received.into_iter().map(Series::values).collect(),
        }
    }
}

/// When each vehicle that is caught is first caught: a step after the window has ended, as a plan is exact to its step.
pub fn first_caught(stage: &Stage<'_>, played: &Played) -> BTreeMap<u32, Moment> {
    let horizon = Moment::seconds(u64::from(stage.plan.horizon.0));
    let step = tolerance(stage);
    let mut first: BTreeMap<u32, Moment> = BTreeMap::new();
    for caught in &played.caught {
        let at = caught.ended.after(step).min(horizon);
        let known = first.entry(caught.vehicle).or_insert(at);
        *known = at.min(*known);
    }
    first
}

/// Vehicles that stand before each checkpoint: from the end of the road, or from when they are ready where they start there.
fn waiting(stage: &Stage<'_>, setting: &Setting, film: &Film, none: &Series) -> Vec<Vec<u32>> {
    let mut waiting = vec![none.clone(); stage.situation.checkpoints.len()];
    for (number, vehicle) in setting.trips.vehicles.iter().enumerate() {
        let route = &setting.trips.routes[vehicle.route.0 as usize].queues;
        let left = &film.left[number];
        // The one after those where it has been is the one that it stands before at the end.
        let been = film.been_in(setting, number).len();
        for (place, queue) in route.iter().enumerate().take(been + 1).skip(1) {
            let What::Lane(checkpoint, _) = stage.queues[queue.index()] else { continue };
            let Some(stands) = stands(stage, setting, film, number, place) else { continue };
            let stays = match film.fates[number] {
                Fate::Stayed(at) | Fate::BrokenDown(_, at) => at,
                _ => Moment::NEVER,
            };
            let until = left.get(place - 1).copied().unwrap_or(stays);
            if stands < until {
                waiting[checkpoint.index()].stay(stands, until, i64::from(vehicle.count));
            }
        }
    }
    waiting.into_iter().map(Series::values).collect()
}

/// Since when a vehicle stands before the queue at a place of its route; none where it has not come there.
fn stands(stage: &Stage<'_>, setting: &Setting, film: &Film, number: usize, place: usize) -> Option<Moment> {
    let vehicle = &setting.trips.vehicles[number];
    let left = &film.left[number];
    let mut before = place - 1;
    let queue = |at: usize| setting.trips.routes[vehicle.route.0 as usize].queues[at];
    while before > 0 && matches!(stage.queues[queue(before).index()], What::Waiting(..)) {
        before -= 1;
    }
    if before == 0 {
        let started = !matches!(film.fates[number], Fate::Waiting) && vehicle.after.is_none();
        return (started || !left.is_empty())
            .then(|| left.first().map_or(vehicle.departs, |at| vehicle.departs.min(*at)));
    }
    let entered = *left.get(before - 1)?;
    let free = entered.after(setting.layout.queues[queue(before).index()].free);
    Some(left.get(before).map_or(free, |at| free.min(*at)))
}

/// The room that is taken on several stretches of queues in each moment, in hundredths of a car; `stretches` by queue, and how
/// many there are. O(moves + stretches x moments).
pub fn taken(
    setting: &Setting,
    film: &Film,
    stretches: &BTreeMap<QueueId, usize>,
    all: usize,
    moments: Moments,
) -> Vec<Vec<u32>> {
    let mut taken = vec![Series::new(moments); all];
    for (number, (vehicle, left)) in setting.trips.vehicles.iter().zip(&film.left).enumerate() {
        for (place, queue) in film.been_in(setting, number).iter().enumerate().skip(1) {
            let Some(&stretch) = stretches.get(queue) else { continue };
            let until = left.get(place).copied().unwrap_or(Moment::NEVER);
            taken[stretch].stay(left[place - 1], until, i64::from(vehicle.size));
        }
    }
    taken.into_iter().map(Series::values).collect()
}
