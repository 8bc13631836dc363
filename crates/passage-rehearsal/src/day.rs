//! One day, event by event.
//!
//! The first vehicle of each queue is looked at when it can have got to the end and the rate lets it leave. If it cannot
//! enter the next queue (closed, no hole, or the rate there), it waits at that queue's door with the first of the other queues
//! that lead there, and the door lets one in as soon as there is room: start-time fair queueing by the rates of where they
//! come from (Goyal, Vin and Cheng 1996), so that a merge at capacity shares room in proportion to capacity (Daganzo 1995's
//! priorities) and nobody waits forever. A first vehicle that cannot move on holds up all behind it: that is
//! spill-back, and first in, first out. Gridlock is reported, never dissolved.
//!
//! One look moves on all that can be known: behind the first vehicle those that leave before anything elsewhere can matter to them.
//!
//! Cost: O(moves), and where many queues meet, O(moves x those that wait at a door); memory O(vehicles + queues + holes under
//! way). Twin: `tests/it/twin.rs`, every queue looked at in every moment.

mod ahead;
mod ended;
mod looks;
mod place;

use crate::Moment;
use crate::layout::{CAR, Layout, QueueId, scaled};
use crate::trips::{Route, Trips, Vehicle};
use ahead::{Foreseen, look_ahead};
use looks::{Look, Looks};
use place::{Place, UnderWay, Waits};
use std::collections::BTreeMap;

/// No queue.
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

/// Hears who enters which queue when; the end of a route is no queue. The moves of a vehicle are heard in their order, and so are those
/// out of a queue and those into it; others, which do not depend on one another, are not always heard in the order of time.
pub trait Observer {
    /// A vehicle leaves a queue for the next, or for good.
    fn moved(&mut self, vehicle: u32, from: QueueId, to: Option<QueueId>, at: Moment);

    /// The first vehicle of a queue finds no room in the next, which is full; `head` tells behind which queue those stand that fill it:
    /// the last full one ahead of it without a gap, about as it is at that moment.
    fn held_up(&mut self, _full: QueueId, _head: impl FnOnce() -> QueueId, _at: Moment) {}
}

/// Hears nothing.
pub struct Nobody;

impl Observer for Nobody {
    fn moved(&mut self, _vehicle: u32, _from: QueueId, _to: Option<QueueId>, _at: Moment) {}
}

/// Plays a day until `ends`; what happens at that moment still counts.
pub fn day(layout: &Layout, trips: &Trips, ends: Moment, observer: &mut impl Observer) -> Day {
    let mut run = Run::new(layout, trips, ends, observer);
    run.play();
    run.told()
}

struct Run<'r, O> {
    layout: &'r Layout,
    trips: &'r Trips,
    ends: Moment,
    observer: &'r mut O,
    /// The queues that anybody passes, in their order.
    places: Vec<Place>,
    /// What became of each vehicle so far; of those under way when the day ends.
    fates: Vec<Fate>,
    /// The places of every route, one route after the other, each with [`NONE`] at its end.
    ways: Vec<u32>,
    /// Where each route begins in them.
    begins: Vec<u32>,
    /// The vehicle that leaves when another has arrived.
    then: BTreeMap<u32, u32>,
    looks: Looks,
    moves: u64,
}

impl<'r, O: Observer> Run<'r, O> {
    fn new(layout: &'r Layout, trips: &'r Trips, ends: Moment, observer: &'r mut O) -> Self {
        // Only what is on somebody's way; in the same order, as ties go by it.
        let mut passed = vec![false; layout.queues.len()];
        trips.routes.iter().flat_map(|route| &route.queues).for_each(|queue| passed[queue.index()] = true);
        let mut numbers = vec![NONE; layout.queues.len()];
        let mut places = Vec::new();
        for (number, queue) in layout.queues.iter().enumerate().filter(|(number, _)| passed[*number]) {
            numbers[number] = places.len() as u32;
            places.push(Place::new(QueueId(number as u32), queue, layout));
        }
        let (mut ways, mut begins) = (Vec::new(), Vec::with_capacity(trips.routes.len()));
        for route in &trips.routes {
            begins.push(ways.len() as u32);
            ways.extend(route.queues.iter().map(|queue| numbers[queue.index()]));
            ways.push(NONE);
        }
        look_ahead(&mut places, &ways, &begins, trips);
        let looks = Looks::of(places.len(), pace(layout, trips));
        let after = |(number, vehicle): (u32, &Vehicle)| Some((vehicle.after?.vehicle, number));
        let mut run = Self {
            layout,
            trips,
            ends,
            observer,
            looks,
            places,
            fates: vec![Fate::Waiting; trips.vehicles.len()],
            ways,
            begins,
            then: (0u32..).zip(&trips.vehicles).filter_map(after).collect(),
            moves: 0,
        };
        for (number, _) in (0u32..).zip(&trips.vehicles).filter(|(_, vehicle)| vehicle.after.is_none()) {
            let (start, under_way) = run.at_home(number, trips.vehicles[number as usize].departs);
            run.places[start as usize].push(under_way);
        }
        run.places.iter_mut().for_each(Place::sort);
        for q in 0..run.places.len() as u32 {
            run.look_at_first(q, Moment(0));
        }
        run
    }

    /// A vehicle in its start, ready to leave it at a moment; and which that is.
    fn at_home(&self, v: u32, ready: Moment) -> (u32, UnderWay) {
        let vehicle = &self.trips.vehicles[v as usize];
        let way = self.begins[vehicle.route.0 as usize];
        let stops = vehicle.halt.is_some() || !self.trips.routes[vehicle.route.0 as usize].holds.is_empty();
        let size = vehicle.size.saturating_add(vehicle.gaps);
        (
            self.ways[way as usize],
            UnderWay { ready, way, vehicle: v, size, may_stay: vehicle.latest < Moment::NEVER, stops },
        )
    }

    /// Notes when the first vehicle of a queue can leave, from now on.
    fn look_at_first(&mut self, q: u32, now: Moment) {
        let moment = self.places[q as usize].first_can_leave().max(now);
        self.looks.first(q, moment);
    }

    fn play(&mut self) {
        let ends = self.ends;
        while let Some((now, look)) = self.looks.next(ends) {
            match look {
                Look::First(q) => self.come_to_the_end(q, now, ends),
                Look::Door(q) => self.open_door(q, now),
            }
        }
    }

    /// The first vehicle of a queue has come to its end and may leave; and all behind it that leave before anything can happen
    /// that they depend on. Who is not in the queue yet is not at its end before the time that it takes; and until others can enter the next
    /// queue, and a hole can have come up it, that is full or not whatever happens elsewhere (lookahead, as in Chandy and
    /// Misra, "Asynchronous distributed simulation", Communications of the ACM 24, 1981).
    fn come_to_the_end(&mut self, q: u32, now: Moment, ends: Moment) {
        let until = now.after(self.places[q as usize].ahead);
        let (mut at, mut alone) = (now, true);
        let mut foreseen = Foreseen { next: NONE, until: Moment(0) };
        while self.moves_on(q, (at, now), alone, &mut foreseen) {
            alone = false;
            at = self.places[q as usize].first_can_leave().max(at);
            if at >= until || at > ends {
                break;
            }
        }
        if !self.places[q as usize].waits {
            self.look_at_first(q, now);
        }
    }

    /// The first vehicle of a queue leaves it at a moment; whether it is known what the next does. If it is not `alone` but behind
    /// one that has left in the same look, it may be later than now, and others may come before where queues meet.
    #[inline]
    fn moves_on(&mut self, q: u32, (at, now): (Moment, Moment), alone: bool, foreseen: &mut Foreseen) -> bool {
        let Some(&first) = self.places[q as usize].vehicles.front() else { return false };
        if self.stays(&first, at) {
            self.give_up(q, at);
            return true;
        }
        let (next, breaks_down) = (self.ways[first.way as usize + 1], first.stops && self.breaks_down(&first));
        if next == NONE || breaks_down {
            // Whoever waits for an arrival may come to a start where others come before.
            let known = self.then.is_empty();
            if known || alone {
                self.end(q, &first, breaks_down, (at, now));
            }
            return known;
        }
        if !alone && !self.is_foreseen(q, next, (at, now), foreseen) {
            return false;
        }
        if !self.places[next as usize].waited_for {
            let enters = self.may_enter(next, first.size, at);
            if enters <= at {
                self.step(q, next, at, now);
                return true;
            }
            let may = !first.may_stay && enters <= self.ends && self.spaces(q, &first);
            if may && self.is_foreseen(q, next, (enters, now), foreseen) {
                self.wait_until(q, next, (at, enters), now);
                return true;
            }
        }
        if alone {
            self.wait_at_door(q, next, now);
        }
        false
    }

    /// Whoever finds no room in the next queue is heard of.
    fn tell_of_no_room(&mut self, next: u32, first: &UnderWay, at: Moment) {
        let entered = &mut self.places[next as usize];
        if entered.is_out_of_room(first.size, at) {
            let full = entered.queue;
            let (places, way) = (&self.places, &self.ways[first.way as usize + 1..]);
            self.observer.held_up(full, || head(places, way, first.size, at).unwrap_or(full), at);
        }
    }

    /// A queue with this share of a door has its part of it.
    fn serve(&mut self, q: u32, next: u32, first: &UnderWay, share: u64) {
        // A start shares a road like the road itself.
        let rate = [q, next].map(|of| self.places[of as usize].headway.0).into_iter().find(|n| *n > 0);
        let size = u64::from(self.trips.passes(first.vehicle, first.size));
        let had = rate.unwrap_or(1).saturating_mul(size) / u64::from(CAR);
        self.places[next as usize].serve(q, share, had);
    }

    /// The first vehicle of a queue is through, or its day ends there.
    fn end(&mut self, q: u32, first: &UnderWay, breaks_down: bool, (at, now): (Moment, Moment)) {
        self.leave(q, at, now);
        let queue = self.places[q as usize].queue;
        if breaks_down {
            self.fates[first.vehicle as usize] = Fate::BrokenDown(queue, at);
        } else {
            self.arrive(first.vehicle, at);
        }
        self.observer.moved(first.vehicle, queue, None, at);
    }

    /// The first vehicle of a queue waits at the door of the next.
    fn wait_at_door(&mut self, q: u32, next: u32, now: Moment) {
        let share = self.places[next as usize].share_of(q);
        let place = &mut self.places[q as usize];
        place.waits = true;
        self.looks.first(q, Moment::NEVER);
        let Some(&first) = place.vehicles.front() else { return };
        self.tell_of_no_room(next, &first, now);
        let waits = Waits { share, place: q, size: first.size };
        let entered = &mut self.places[next as usize];
        entered.waiting.push(waits);
        entered.waited_for = true;
        self.look_at_door(next, now);
    }

    /// Whether a vehicle that has not left yet has missed its latest moment.
    fn stays(&self, under_way: &UnderWay, now: Moment) -> bool {
        under_way.may_stay && now > self.trips.vehicles[under_way.vehicle as usize].latest
    }

    /// Whether a vehicle's day ends in the queue where it is.
    fn breaks_down(&self, under_way: &UnderWay) -> bool {
        let vehicle = &self.trips.vehicles[under_way.vehicle as usize];
        let number = under_way.way - self.begins[vehicle.route.0 as usize];
        vehicle.halt.is_some_and(|halt| !halt.goes_on && halt.place == number)
    }

    /// The first vehicle of a start stays.
    fn give_up(&mut self, q: u32, now: Moment) {
        let place = &mut self.places[q as usize];
        if let Some(first) = place.vehicles.pop_front() {
            place.taken -= first.size;
            self.fates[first.vehicle as usize] = Fate::Stayed(now);
        }
    }

    /// A vehicle is through; whoever waits for that comes to its start.
    fn arrive(&mut self, v: u32, now: Moment) {
        self.fates[v as usize] = Fate::Arrived(now);
        let Some(&then) = self.then.get(&v) else { return };
        let vehicle = &self.trips.vehicles[then as usize];
        let time = vehicle.after.map_or(Moment(0), |after| after.time);
        let ready = vehicle.departs.max(now.after(time));
        let (start, under_way) = self.at_home(then, ready);
        if self.places[start as usize].append(under_way) {
            self.look_at_first(start, now);
        }
    }

    /// When a vehicle of this size may enter a queue, as far as is known; [`Moment::NEVER`] while somebody has to leave it first.
    #[inline]
    fn may_enter(&mut self, next: u32, size: u32, now: Moment) -> Moment {
        let place = &mut self.places[next as usize];
        let moment = place.has_room(size, now);
        place.open_from(moment, self.layout)
    }

    /// Notes when the door of a queue is to be looked at: when the first of those who wait can enter.
    fn look_at_door(&mut self, next: u32, now: Moment) {
        let Some((_, size)) = self.first_in_turn(next) else { return };
        let opens = self.may_enter(next, size, now);
        if opens < self.places[next as usize].door {
            self.places[next as usize].door = opens;
            self.looks.door(next, opens);
        }
    }

    /// Whose turn it is at a door, and how much room that takes: who has had least of it for its rate, then the lowest number.
    fn first_in_turn(&self, next: u32) -> Option<(u32, u32)> {
        let first = self.places[next as usize].waiting.iter().min_by_key(|waits| (waits.share, waits.place))?;
        Some((first.place, first.size))
    }

    fn open_door(&mut self, next: u32, now: Moment) {
        self.places[next as usize].door = Moment::NEVER;
        self.looks.door(next, Moment::NEVER);
        let Some((q, size)) = self.first_in_turn(next) else { return };
        if self.may_enter(next, size, now) <= now {
            self.let_in(next, q, now);
        }
        self.look_at_door(next, now);
    }

    /// It is the turn of a queue's first vehicle at a door that is open; it may have missed its latest moment.
    fn let_in(&mut self, next: u32, q: u32, now: Moment) {
        let waiting = &mut self.places[next as usize].waiting;
        let Some(number) = waiting.iter().position(|waits| waits.place == q) else { return };
        let share = waiting.remove(number).share;
        self.places[next as usize].waited_for = !self.places[next as usize].waiting.is_empty();
        self.places[q as usize].waits = false;
        let Some(&first) = self.places[q as usize].vehicles.front() else { return };
        if self.stays(&first, now) {
            self.give_up(q, now);
            self.look_at_first(q, now);
            return;
        }
        self.serve(q, next, &first, share);
        self.step(q, next, now, now);
        self.look_at_first(q, now);
    }

    /// The first vehicle of one queue enters the next at a moment.
    #[inline]
    fn step(&mut self, q: u32, next: u32, at: Moment, now: Moment) {
        let Some(mut under_way) = self.leave(q, at, now) else { return };
        let from = self.places[q as usize].queue;
        let place = &self.places[next as usize];
        under_way.way += 1;
        under_way.may_stay = false;
        let mut spacing = scaled(place.headway_in, self.trips.passes(under_way.vehicle, under_way.size));
        under_way.ready = match place.lane {
            Some(service) => {
                let vehicle = &self.trips.vehicles[under_way.vehicle as usize];
                spacing = service.takes(place.headway, vehicle);
                at.after(vehicle.served(spacing))
            }
            None if place.slows => self.layout.through(&self.layout.queues[place.queue.index()], at),
            None => at.after(place.free),
        };
        if under_way.stops {
            self.stop(&mut under_way);
        }
        let place = &mut self.places[next as usize];
        let is_first = place.append(under_way);
        place.may_enter = at.after(spacing);
        self.moves += 1;
        let to = place.queue;
        self.observer.moved(under_way.vehicle, from, Some(to), at);
        if is_first {
            self.look_at_first(next, now);
        }
    }

    /// A vehicle stops or stays in the queue that it has entered, if it is to.
    fn stop(&self, under_way: &mut UnderWay) {
        let Vehicle { route, called, halt, .. } = self.trips.vehicles[under_way.vehicle as usize];
        let number = under_way.way - self.begins[route.0 as usize];
        let halts = halt.filter(|halt| halt.place == number).map_or(Moment(0), |halt| halt.time);
        let holds = &self.trips.routes[route.0 as usize].holds;
        let until = holds.iter().find(|hold| hold.0 == number).map_or(Moment(0), |hold| called.after(hold.1));
        under_way.ready = under_way.ready.after(halts).max(until);
    }

    /// Takes the first vehicle out of a queue at a moment, and sends its hole upstream.
    #[inline]
    fn leave(&mut self, q: u32, at: Moment, now: Moment) -> Option<UnderWay> {
        let place = &mut self.places[q as usize];
        let first = place.vehicles.pop_front()?;
        let spacing = if place.lane.is_some() { Moment(0) } else { place.headway };
        place.may_leave = at.after(scaled(spacing, self.trips.passes(first.vehicle, first.size)));
        place.vacate(first.size, at);
        if place.waited_for {
            self.look_at_door(q, now);
        }
        Some(first)
    }
}

/// The last of the queues along a way that are full from its first on: of a queue that moves up a hole may just have come to an entry,
/// so that one without room for two is full here.
fn head(places: &[Place], way: &[u32], size: u32, now: Moment) -> Option<QueueId> {
    let ahead = way.iter().take_while(|next| **next != NONE).map(|next| &places[*next as usize]);
    ahead.take_while(|place| place.lacks_room(size.saturating_mul(2), now)).last().map(|place| place.queue)
}

/// About how long it is from one move to the next: from the first departure to the last and a free drive, for all moves.
fn pace(layout: &Layout, trips: &Trips) -> Moment {
    let free = |route: &Route| {
        let times = route.queues.iter().map(|queue| layout.queues[queue.index()].free);
        (route.queues.len() as u64, times.fold(Moment(0), Moment::after))
    };
    let routes: Vec<(u64, Moment)> = trips.routes.iter().map(free).collect();
    let (mut moves, mut first, mut last) = (1u64, Moment::NEVER, Moment(0));
    for vehicle in &trips.vehicles {
        let (length, time) = routes[vehicle.route.0 as usize];
        moves += length;
        (first, last) = (first.min(vehicle.departs), last.max(vehicle.departs.after(time)));
    }
    Moment(last.0.saturating_sub(first.0) / moves)
}
