//! One day, event by event.
//!
//! The first vehicle of each queue is looked at when it can have got to the end and the rate lets it leave. If it cannot
//! enter the next queue (closed, no hole, or the rate there), it waits at that queue's door with the first of the other queues
//! that lead there, and the door lets one in as soon as there is room: start-time fair queueing by the rates of where they
//! come from (Goyal, Vin and Cheng 1996), so that a merge at capacity shares room in proportion to capacity (Daganzo 1995's
//! priorities) and nobody waits forever. A first vehicle that cannot move on holds up all behind it: that is
//! spill-back, and first in, first out. Gridlock is reported, never dissolved.
//!
//! Cost: O(moves log queues); memory O(vehicles + queues + holes under way). Twin: `tests/it/twin.rs`, every queue looked at
//! in every moment.

mod ended;
mod looks;

use crate::Moment;
use crate::layout::{CAR, Layout, Queue, QueueId, scaled};
use crate::trips::{Trips, Vehicle};
use looks::{Look, Looks};
use std::collections::{BTreeMap, VecDeque};

/// No vehicle, no queue.
const NONE: u32 = u32::MAX;

/// What became of a vehicle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It left the last queue of its route.
    Arrived(Moment),
    /// It was in this queue when the day ended, at whose end it would have been at that moment.
    In(QueueId, Moment),
    /// Its day ended in this queue: it broke down and was pushed aside.
    BrokenDown(QueueId, Moment),
    /// It stayed: it could not leave before its latest moment.
    Stayed(Moment),
    /// It never came to leave: what it had to do before was not done.
    Waiting,
}

/// Queues whose first vehicles wait for one another in a circle: nobody of them can ever move.
pub type Stuck = Vec<QueueId>;

/// How a day went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    /// By vehicle.
    pub fates: Vec<Fate>,
    /// Gridlock at the end of the day: circles of queues, each from its lowest number on.
    pub stuck: Vec<Stuck>,
    /// Moves from queue to queue.
    pub moves: u64,
}

/// Hears who enters which queue when; the end of a route is no queue.
pub trait Observer {
    /// A vehicle leaves a queue for the next, or for good.
    fn moved(&mut self, vehicle: u32, from: QueueId, to: Option<QueueId>, at: Moment);
}

/// Hears nothing.
pub struct Nobody;

impl Observer for Nobody {
    fn moved(&mut self, _vehicle: u32, _from: QueueId, _to: Option<QueueId>, _at: Moment) {}
}

/// Plays a day until `ends`; what happens at that moment still counts.
pub fn day(layout: &Layout, trips: &Trips, ends: Moment, observer: &mut impl Observer) -> Day {
    let mut run = Run::new(layout, trips, observer);
    run.play(ends);
    run.told()
}

/// The state of a queue.
#[derive(Clone, Debug)]
struct State {
    first: u32,
    last: u32,
    /// When the next may leave by the rate.
    may_leave: Moment,
    /// When the next may enter by the rate.
    may_enter: Moment,
    /// Room taken, holes that have not come to the entry included.
    taken: u32,
    /// Holes on their way to the entry: when they come, how large.
    holes: VecDeque<(Moment, u32)>,
    /// The queues whose first vehicles wait at the door.
    waiting: Vec<u32>,
    /// When the door is next looked at.
    door: Moment,
    /// Fair share: the virtual time of the door, and of this queue where its first vehicle wants to go.
    served: u64,
    share: u64,
    toward: u32,
    /// Whether its first vehicle waits at a door.
    waits: bool,
}

/// A vehicle under way: what is looked at in every move, in few bytes.
#[derive(Clone, Copy, Debug)]
struct UnderWay {
    /// When it is at the end of its queue.
    ready: Moment,
    /// The next behind it in the queue.
    behind: u32,
    /// Where it is in [`Run::ways`].
    place: u32,
    /// Room that it takes.
    size: u32,
    state: Progress,
    /// Whether it stops or stays anywhere on its way.
    stops: bool,
}

/// How far a vehicle is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Progress {
    /// What it does before is not done.
    Waiting,
    /// In its start.
    Home,
    UnderWay,
    Arrived,
    BrokenDown,
    Stayed,
}

struct Run<'r, O> {
    layout: &'r Layout,
    trips: &'r Trips,
    observer: &'r mut O,
    queues: Vec<State>,
    vehicles: Vec<UnderWay>,
    /// The queues of every route, one route after the other, each with [`NONE`] at its end.
    ways: Vec<u32>,
    /// Where each route begins in them.
    begins: Vec<u32>,
    /// The vehicle that leaves when another has arrived.
    then: BTreeMap<u32, u32>,
    looks: Looks,
    moves: u64,
}

impl<'r, O: Observer> Run<'r, O> {
    fn new(layout: &'r Layout, trips: &'r Trips, observer: &'r mut O) -> Self {
        let empty = State {
            first: NONE,
            last: NONE,
            may_leave: Moment(0),
            may_enter: Moment(0),
            taken: 0,
            holes: VecDeque::new(),
            waiting: Vec::new(),
            door: Moment::NEVER,
            served: 0,
            share: 0,
            toward: NONE,
            waits: false,
        };
        // Where none pass in a day, the first does not either.
        let shut = |headway: Moment| if headway == Moment::NEVER { headway } else { Moment(0) };
        let of = |queue: &Queue, empty: State| State {
            may_leave: shut(queue.headway),
            may_enter: shut(queue.headway_in),
            ..empty
        };
        let (mut ways, mut begins) = (Vec::new(), Vec::with_capacity(trips.routes.len()));
        for route in &trips.routes {
            begins.push(ways.len() as u32);
            ways.extend(route.queues.iter().map(|queue| queue.0));
            ways.push(NONE);
        }
        let ready = |vehicle: &Vehicle| UnderWay {
            ready: vehicle.departs,
            behind: NONE,
            place: begins[vehicle.route.0 as usize],
            size: vehicle.size,
            state: if vehicle.after.is_some() { Progress::Waiting } else { Progress::Home },
            stops: vehicle.halt.is_some() || !trips.routes[vehicle.route.0 as usize].holds.is_empty(),
        };
        let after = |(number, vehicle): (u32, &Vehicle)| Some((vehicle.after?.vehicle, number));
        let mut run = Self {
            layout,
            trips,
            observer,
            queues: layout.queues.iter().map(|queue| of(queue, empty.clone())).collect(),
            vehicles: trips.vehicles.iter().map(ready).collect(),
            ways,
            begins,
            then: (0u32..).zip(&trips.vehicles).filter_map(after).collect(),
            looks: Looks::default(),
            moves: 0,
        };
        let begins = |v: &u32| trips.vehicles[*v as usize].after.is_none();
        let mut order: Vec<u32> = (0..trips.vehicles.len() as u32).filter(begins).collect();
        order.sort_by_key(|&v| (trips.vehicles[v as usize].departs, v));
        for v in order {
            let start = run.queue_of(&run.vehicles[v as usize]);
            run.append(start, v);
        }
        for q in 0..run.queues.len() as u32 {
            run.look_at_first(q, Moment(0));
        }
        run
    }

    /// The queue where a vehicle is.
    fn queue_of(&self, vehicle: &UnderWay) -> u32 {
        self.ways[vehicle.place as usize]
    }

    /// The queue that a vehicle enters next; [`NONE`] at the end of its route.
    fn next_of(&self, vehicle: u32) -> u32 {
        self.ways[self.vehicles[vehicle as usize].place as usize + 1]
    }

    fn append(&mut self, q: u32, v: u32) {
        if self.layout.queues[q as usize].beside && self.goes_before(q, v) {
            return;
        }
        let state = &mut self.queues[q as usize];
        let last = std::mem::replace(&mut state.last, v);
        if last == NONE {
            state.first = v;
        } else {
            self.vehicles[last as usize].behind = v;
        }
        state.taken += self.vehicles[v as usize].size;
    }

    /// Puts a vehicle before the first of those beside the road that go later, unless that one waits at a door; whether there is
    /// one.
    fn goes_before(&mut self, q: u32, v: u32) -> bool {
        let ready = self.vehicles[v as usize].ready;
        let state = &self.queues[q as usize];
        let (mut before, mut at) = if state.waits && state.first != NONE {
            (state.first, self.vehicles[state.first as usize].behind)
        } else {
            (NONE, state.first)
        };
        while at != NONE && self.vehicles[at as usize].ready <= ready {
            (before, at) = (at, self.vehicles[at as usize].behind);
        }
        if at == NONE {
            return false;
        }
        self.vehicles[v as usize].behind = at;
        if before == NONE {
            self.queues[q as usize].first = v;
        } else {
            self.vehicles[before as usize].behind = v;
        }
        self.queues[q as usize].taken += self.vehicles[v as usize].size;
        true
    }

    /// Notes when the first vehicle of a queue can leave, from now on.
    fn look_at_first(&mut self, q: u32, now: Moment) {
        let state = &self.queues[q as usize];
        if state.first != NONE {
            let moment = self.vehicles[state.first as usize].ready.max(state.may_leave).max(now);
            if moment < Moment::NEVER {
                self.looks.push(moment, Look::First(q));
            }
        }
    }

    fn play(&mut self, ends: Moment) {
        while let Some((now, look)) = self.looks.pop(ends) {
            match look {
                Look::First(q) => self.first_at_the_end(q, now),
                Look::Door(q) => self.open_door(q, now),
            }
        }
    }

    /// The first vehicle of a queue has come to its end and may leave.
    fn first_at_the_end(&mut self, q: u32, now: Moment) {
        let state = &self.queues[q as usize];
        let v = state.first;
        // Somebody else may be first by now, who is looked at later or waits already.
        if v == NONE || state.waits || self.vehicles[v as usize].ready.max(state.may_leave) > now {
            return;
        }
        if self.stays(v, now) {
            self.give_up(q, now);
            return;
        }
        let (next, breaks_down) = (self.next_of(v), self.breaks_down(v));
        if next == NONE || breaks_down {
            self.leave(q, now);
            if breaks_down {
                self.vehicles[v as usize].state = Progress::BrokenDown;
                self.vehicles[v as usize].ready = now;
            } else {
                self.arrive(v, now);
            }
            self.observer.moved(v, QueueId(q), None, now);
            self.look_at_first(q, now);
            return;
        }
        if self.queues[next as usize].waiting.is_empty() && self.may_enter(next, v, now) <= now {
            self.step(q, next, now);
            self.look_at_first(q, now);
            return;
        }
        let served = self.queues[next as usize].served;
        let state = &mut self.queues[q as usize];
        state.waits = true;
        if state.toward != next {
            (state.toward, state.share) = (next, served);
        }
        state.share = state.share.max(served);
        self.queues[next as usize].waiting.push(q);
        self.look_at_door(next, now);
    }

    /// Whether a vehicle that has not left yet has missed its latest moment.
    fn stays(&self, v: u32, now: Moment) -> bool {
        self.vehicles[v as usize].state == Progress::Home && now > self.trips.vehicles[v as usize].latest
    }

    /// Whether a vehicle's day ends in the queue where it is.
    fn breaks_down(&self, v: u32) -> bool {
        let under_way = &self.vehicles[v as usize];
        if !under_way.stops {
            return false;
        }
        let vehicle = &self.trips.vehicles[v as usize];
        let place = under_way.place - self.begins[vehicle.route.0 as usize];
        vehicle.halt.is_some_and(|halt| !halt.goes_on && halt.place == place)
    }

    /// The first vehicle of a start stays.
    fn give_up(&mut self, q: u32, now: Moment) {
        let v = self.queues[q as usize].first;
        let state = &mut self.queues[q as usize];
        state.first = std::mem::replace(&mut self.vehicles[v as usize].behind, NONE);
        if state.first == NONE {
            state.last = NONE;
        }
        state.taken -= self.vehicles[v as usize].size;
        self.vehicles[v as usize].state = Progress::Stayed;
        self.vehicles[v as usize].ready = now;
        self.look_at_first(q, now);
    }

    /// A vehicle is through; whoever waits for that comes to its start.
    fn arrive(&mut self, v: u32, now: Moment) {
        self.vehicles[v as usize].state = Progress::Arrived;
        self.vehicles[v as usize].ready = now;
        let Some(&then) = self.then.get(&v) else { return };
        let vehicle = &self.trips.vehicles[then as usize];
        let time = vehicle.after.map_or(Moment(0), |after| after.time);
        self.vehicles[then as usize].ready = vehicle.departs.max(now.after(time));
        self.vehicles[then as usize].state = Progress::Home;
        let start = self.queue_of(&self.vehicles[then as usize]);
        let was_empty = self.queues[start as usize].first == NONE;
        self.append(start, then);
        if was_empty {
            self.look_at_first(start, now);
        }
    }

    /// When a vehicle may enter a queue, as far as is known; [`Moment::NEVER`] while somebody has to leave it first.
    fn may_enter(&mut self, next: u32, v: u32, now: Moment) -> Moment {
        let size = self.vehicles[v as usize].size;
        let queue = &self.layout.queues[next as usize];
        let state = &mut self.queues[next as usize];
        while let Some(&(comes, hole)) = state.holes.front().filter(|hole| hole.0 <= now) {
            debug_assert!(comes <= now, "holes come in order");
            state.taken -= hole;
            state.holes.pop_front();
        }
        let mut moment = state.may_enter.max(now);
        if let Some(storage) = queue.storage {
            // What is larger than a queue enters it when it is empty.
            let most = storage.max(size) - size;
            let mut taken = state.taken;
            let mut holes = state.holes.iter();
            while taken > most {
                let Some(&(comes, hole)) = holes.next() else { return Moment::NEVER };
                taken -= hole;
                moment = moment.max(comes);
            }
        }
        queue.open_from(moment)
    }

    /// Notes when the door of a queue is to be looked at: when the first of those who wait can enter.
    fn look_at_door(&mut self, next: u32, now: Moment) {
        let Some(q) = self.first_in_turn(next) else { return };
        let v = self.queues[q as usize].first;
        let opens = self.may_enter(next, v, now);
        if opens < self.queues[next as usize].door {
            self.queues[next as usize].door = opens;
            self.looks.push(opens, Look::Door(next));
        }
    }

    /// Whose turn it is at a door: who has had least of it for its rate, then the lowest number.
    fn first_in_turn(&self, next: u32) -> Option<u32> {
        let waiting = &self.queues[next as usize].waiting;
        waiting.iter().copied().min_by_key(|&q| (self.queues[q as usize].share, q))
    }

    fn open_door(&mut self, next: u32, now: Moment) {
        if self.queues[next as usize].door != now {
            return;
        }
        self.queues[next as usize].door = Moment::NEVER;
        let Some(q) = self.first_in_turn(next) else { return };
        let v = self.queues[q as usize].first;
        if self.may_enter(next, v, now) <= now {
            self.let_in(next, q, now);
        }
        self.look_at_door(next, now);
    }

    /// It is the turn of a queue's first vehicle at a door that is open; it may have missed its latest moment.
    fn let_in(&mut self, next: u32, q: u32, now: Moment) {
        let v = self.queues[q as usize].first;
        self.queues[next as usize].waiting.retain(|&waiting| waiting != q);
        self.queues[q as usize].waits = false;
        if self.stays(v, now) {
            self.give_up(q, now);
            return;
        }
        self.queues[next as usize].served = self.queues[q as usize].share;
        let size = u64::from(self.vehicles[v as usize].size);
        // A start shares a road like the road itself.
        let rate = [q, next].map(|of| self.layout.queues[of as usize].headway.0).into_iter().find(|n| *n > 0);
        let state = &mut self.queues[q as usize];
        state.share = state.share.saturating_add(rate.unwrap_or(1).saturating_mul(size) / u64::from(CAR));
        self.step(q, next, now);
        self.look_at_first(q, now);
    }

    /// The first vehicle of one queue enters the next.
    fn step(&mut self, q: u32, next: u32, now: Moment) {
        let v = self.leave(q, now);
        let queue = &self.layout.queues[next as usize];
        let under_way = &mut self.vehicles[v as usize];
        (under_way.place, under_way.state) = (under_way.place + 1, Progress::UnderWay);
        under_way.ready = self.layout.through(queue, now);
        let size = under_way.size;
        if under_way.stops {
            self.stop(v);
        }
        let first = self.queues[next as usize].first;
        self.append(next, v);
        let is_first = self.queues[next as usize].first != first;
        self.queues[next as usize].may_enter = now.after(scaled(queue.headway_in, size));
        self.moves += 1;
        self.observer.moved(v, QueueId(q), Some(QueueId(next)), now);
        if is_first {
            self.look_at_first(next, now);
        }
    }

    /// A vehicle stops or stays in the queue that it has entered, if it is to.
    fn stop(&mut self, v: u32) {
        let Vehicle { route, called, halt, .. } = self.trips.vehicles[v as usize];
        let under_way = &mut self.vehicles[v as usize];
        let place = under_way.place - self.begins[route.0 as usize];
        let halts = halt.filter(|halt| halt.place == place).map_or(Moment(0), |halt| halt.time);
        let holds = &self.trips.routes[route.0 as usize].holds;
        let until = holds.iter().find(|hold| hold.0 == place).map_or(Moment(0), |hold| called.after(hold.1));
        under_way.ready = under_way.ready.after(halts).max(until);
    }

    /// Takes the first vehicle out of a queue, and sends its hole upstream.
    fn leave(&mut self, q: u32, now: Moment) -> u32 {
        let v = self.queues[q as usize].first;
        let queue = &self.layout.queues[q as usize];
        let size = self.vehicles[v as usize].size;
        let state = &mut self.queues[q as usize];
        state.first = std::mem::replace(&mut self.vehicles[v as usize].behind, NONE);
        if state.first == NONE {
            state.last = NONE;
        }
        let spacing = match queue.lane {
            None => scaled(queue.headway, size),
            Some(service) => queue.service(service, v, self.trips.vehicles[v as usize].count),
        };
        state.may_leave = now.after(spacing);
        if queue.storage.is_some() {
            // Holes come in the order of leaving, as the wave's speed is one.
            state.holes.push_back((now.after(queue.wave), size));
        } else {
            state.taken -= size;
        }
        if !state.waiting.is_empty() {
            self.look_at_door(q, now);
        }
        v
    }
}
