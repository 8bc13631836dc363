//! A plain simulator as twin: it looks at every queue and every door in every moment. And what holds in every day.

use passage_rehearsal::{
    After, CAR, Closed, Fate, Halt, Layout, Moment, Observer, Queue, QueueId, Route, RouteId, Service, Trips, Vehicle,
    day,
};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// Who went from where to where, and when; and when somebody found no room in which queue.
#[derive(Default, PartialEq, Debug)]
struct Log(Vec<(u32, u32, Option<u32>, u64)>, Vec<(u64, u32)>);

impl Observer for Log {
    fn moved(&mut self, vehicle: u32, from: QueueId, to: Option<QueueId>, at: Moment) {
        self.0.push((vehicle, from.0, to.map(|to| to.0), at.0));
    }

    fn held_up(&mut self, full: QueueId, _head: impl FnOnce() -> QueueId, at: Moment) {
        self.1.push((at.0, full.0));
    }
}

impl Log {
    /// By moment and vehicle: what does not depend on one another is heard in any order.
    /// Where a hole takes no time, who comes in the moment in which another leaves may be told of or not.
    fn in_order(mut self, layout: &Layout) -> Self {
        self.0.sort_by_key(|moved| (moved.3, moved.0));
        self.1.retain(|(_, full)| layout.queues[*full as usize].wave > Moment(0));
        self.1.sort_unstable();
        self
    }
}

/// The state of a queue: everything is looked up, nothing is kept up to date.
#[derive(Clone, Default)]
struct Place {
    inside: Vec<u32>,
    may_leave: u64,
    may_enter: u64,
    holes: Vec<(u64, u32)>,
    waiting: Vec<usize>,
    served: u64,
    /// By queue: up to when it has had its part of this door.
    had: BTreeMap<usize, u64>,
}

struct Plain<'a> {
    layout: &'a Layout,
    trips: &'a Trips,
    places: Vec<Place>,
    at: Vec<usize>,
    ready: Vec<u64>,
    stayed: Vec<u32>,
    log: Log,
}

impl Plain<'_> {
    fn route(&self, v: u32) -> &[QueueId] {
        &self.trips.routes[self.trips.vehicles[v as usize].route.0 as usize].queues
    }

    fn size(&self, v: u32) -> u32 {
        self.trips.vehicles[v as usize].size
    }

    /// With the gaps between its vehicles.
    fn room(&self, v: u32) -> u32 {
        self.size(v) + self.trips.vehicles[v as usize].gaps
    }

    fn next(&self, v: u32) -> Option<usize> {
        self.route(v).get(self.at[v as usize] + 1).map(|queue| queue.index())
    }

    fn fits(&self, next: usize, v: u32, now: u64) -> bool {
        let (queue, place) = (&self.layout.queues[next], &self.places[next]);
        let inside: u32 = place.inside.iter().map(|v| self.room(*v)).sum();
        let holes: u32 = place.holes.iter().filter(|hole| hole.0 > now).map(|hole| hole.1).sum();
        queue.storage.is_none_or(|most| inside + holes + self.room(v) <= most.max(self.room(v)))
    }

    fn may_enter(&self, next: usize, v: u32, now: u64) -> bool {
        let (queue, place) = (&self.layout.queues[next], &self.places[next]);
        let fits = self.fits(next, v, now);
        let open = !queue.closed.iter().any(|closed| closed.from.0 <= now && now < closed.until.0);
        fits && open && place.may_enter <= now
    }

    /// What a queue has had of a door, and no less than all have.
    fn share(&self, q: usize, next: usize) -> u64 {
        let door = &self.places[next];
        door.had.get(&q).copied().unwrap_or(0).max(door.served)
    }

    /// The first of a start does not go any more, if it is too late; whether that is so.
    fn stays(&mut self, q: usize, now: u64) -> bool {
        let v = self.places[q].inside[0];
        let late = self.at[v as usize] == 0 && now > self.trips.vehicles[v as usize].latest.0;
        if late {
            self.places[q].inside.remove(0);
            self.ready[v as usize] = now;
            self.stayed.push(v);
        }
        late
    }

    fn go(&mut self, q: usize, now: u64) {
        let v = self.places[q].inside.remove(0);
        let vehicle = &self.trips.vehicles[v as usize];
        let place = self.at[v as usize];
        let strands = vehicle.halt.is_some_and(|halt| !halt.goes_on && halt.place as usize == place);
        let (size, room, next) = (self.size(v), self.room(v), self.next(v).filter(|_| !strands));
        let headway = |each: Moment| each.0.saturating_mul(u64::from(size)) / u64::from(CAR);
        let queue = &self.layout.queues[q];
        let behind = if queue.lane.is_some() { 0 } else { headway(queue.headway) };
        self.places[q].may_leave = now.saturating_add(behind);
        self.places[q].holes.push((now + queue.wave.0, room));
        if next.is_none() && !strands {
            let after = |w: &u32| self.trips.vehicles[*w as usize].after.filter(|after| after.vehicle == v);
            if let Some(w) = (0..self.trips.vehicles.len() as u32).find(|w| after(w).is_some()) {
                let time = after(&w).unwrap().time.0;
                self.ready[w as usize] = self.ready[w as usize].max(now + time);
                let start = self.route(w)[0].index();
                self.places[start].inside.push(w);
            }
        }
        if let Some(next) = next {
            self.at[v as usize] += 1;
            let halt = vehicle.halt.filter(|halt| halt.place as usize == self.at[v as usize]);
            let place = self.at[v as usize];
            let holds = &self.trips.routes[vehicle.route.0 as usize].holds;
            let hold = holds.iter().find(|hold| hold.0 as usize == place).map_or(0, |hold| vehicle.called.0 + hold.1.0);
            let queue = &self.layout.queues[next];
            let count = u64::from(vehicle.count);
            let each = queue.headway.0;
            let waits = (each * count).saturating_sub(vehicle.tail.0);
            let served = queue.lane.map(|_| if count > 1 { waits.max(each * count / count) } else { each });
            let free = served.unwrap_or(queue.free.0) + halt.map_or(0, |halt| halt.time.0);
            self.ready[v as usize] = (now + free).max(hold);
            let inside = &self.places[next].inside;
            let first = inside.first().filter(|_| self.places.iter().any(|door| door.waiting.contains(&next)));
            let later = |w: &u32| self.ready[*w as usize] > self.ready[v as usize] && first != Some(w);
            let place = inside.iter().position(later).filter(|_| self.layout.queues[next].beside);
            let place = place.unwrap_or(inside.len());
            self.places[next].inside.insert(place, v);
            let queue = &self.layout.queues[next];
            let behind = if queue.lane.is_some() { each * count } else { headway(queue.headway_in) };
            self.places[next].may_enter = now.saturating_add(behind);
        }
        self.log.0.push((v, q as u32, next.map(|next| next as u32), now));
    }

    /// The first in the lowest queue that has come to its end goes on or waits at a door.
    fn first(&mut self, now: u64) -> bool {
        let can = |q: &usize| {
            let place = &self.places[*q];
            let waits = self.places.iter().any(|door| door.waiting.contains(q));
            place.inside.first().is_some_and(|&v| self.ready[v as usize] <= now && place.may_leave <= now && !waits)
        };
        let Some(q) = (0..self.places.len()).find(can) else { return false };
        if self.stays(q, now) {
            return true;
        }
        let v = self.places[q].inside[0];
        let halt = self.trips.vehicles[v as usize].halt;
        let strands = halt.is_some_and(|halt| !halt.goes_on && halt.place as usize == self.at[v as usize]);
        match self.next(v).filter(|_| !strands) {
            None => self.go(q, now),
            Some(next)
                if self.places[next].waiting.is_empty() && self.may_enter(next, self.places[q].inside[0], now) =>
            {
                self.go(q, now);
            }
            Some(next) => {
                if !self.fits(next, v, now) {
                    self.log.1.push((now, next as u32));
                }
                self.places[next].waiting.push(q);
            }
        }
        true
    }

    /// The lowest door at which one can enter lets in whoever has had least of it.
    fn door(&mut self, now: u64) -> bool {
        for next in 0..self.places.len() {
            let share = |q: usize| self.share(q, next);
            let turn = self.places[next].waiting.iter().copied().min_by_key(|&q| (share(q), q));
            let Some(q) = turn else { continue };
            let v = self.places[q].inside[0];
            if !self.may_enter(next, v, now) {
                continue;
            }
            self.places[next].waiting.retain(|&waiting| waiting != q);
            if self.stays(q, now) {
                return true;
            }
            let rates = [q, next].map(|of| self.layout.queues[of].headway.0);
            let rate = rates.into_iter().find(|rate| *rate > 0).unwrap_or(1);
            let share = self.share(q, next);
            let until = share + rate * u64::from(self.size(v)) / u64::from(CAR);
            self.places[next].served = share;
            self.places[next].had.insert(q, until);
            self.go(q, now);
            return true;
        }
        false
    }
}

fn plain(layout: &Layout, trips: &Trips, ends: u64) -> (Log, Vec<u32>) {
    let vehicles = trips.vehicles.len();
    let mut run = Plain {
        layout,
        trips,
        places: vec![Place::default(); layout.queues.len()],
        at: vec![0; vehicles],
        ready: trips.vehicles.iter().map(|v| v.departs.0).collect(),
        stayed: Vec::new(),
        log: Log::default(),
    };
    let begins = |v: &u32| trips.vehicles[*v as usize].after.is_none();
    let mut order: Vec<u32> = (0..vehicles as u32).filter(begins).collect();
    order.sort_by_key(|&v| (trips.vehicles[v as usize].departs, v));
    for v in order {
        let start = run.route(v)[0].index();
        run.places[start].inside.push(v);
    }
    for now in 0..=ends {
        while run.first(now) || run.door(now) {}
    }
    run.stayed.sort_unstable();
    (run.log, run.stayed)
}

/// Queues of a small network: free time, headway, storage and wave, in moments, and one closure.
fn queues() -> impl Strategy<Value = Vec<Queue>> {
    let times = (0u64..12, 0u64..7, 0u64..4, 0u64..9);
    let queue = (times, prop::option::weighted(0.8, 1u32..5), 0u64..60, 0u64..30, 0u32..4);
    let queue = queue.prop_map(|((free, headway, headway_in, wave), storage, from, length, lane)| Queue {
        free: Moment(free),
        headway: Moment(headway),
        headway_in: Moment(headway_in),
        storage: storage.map(|cars| cars * CAR),
        wave: Moment(wave),
        closed: if length > 20 {
            vec![Closed { from: Moment(from), until: Moment(from + length) }]
        } else {
            Vec::new()
        },
        driven: lane > 0,
        lane: (lane == 0).then_some(Service::Even),
        beside: lane == 1,
    });
    prop::collection::vec(queue, 2..7)
}

/// Routes over the queues behind a start of their own, and vehicles of four sizes on them.
fn world() -> impl Strategy<Value = (Layout, Trips)> {
    let routes = prop::collection::vec(prop::collection::vec(0usize..100, 1..6), 1..4);
    let sizes = prop::sample::select(vec![50u32, 100, 100, 250]);
    let halt = prop::option::weighted(0.2, (1u32..4, 1u64..30, any::<bool>()));
    let vehicles = prop::collection::vec((0usize..4, 0u64..80, sizes, 0u64..200, halt), 1..25);
    (queues(), routes, vehicles).prop_map(|(queues, routes, vehicles)| {
        let mut layout = Layout { queues, ..Layout::default() };
        let roads = layout.queues.len();
        let of = |route: Vec<usize>, layout: &mut Layout| {
            let start = layout.add(Queue::start());
            let mut queues: Vec<QueueId> = vec![start];
            for road in route {
                let next = QueueId((road % roads) as u32);
                if queues.last() != Some(&next) {
                    queues.push(next);
                }
            }
            let holds = if queues.len() > 2 { vec![(2, Moment(queues.len() as u64 * 15))] } else { Vec::new() };
            Route { queues, holds }
        };
        let routes: Vec<Route> = routes.into_iter().map(|route| of(route, &mut layout)).collect();
        let mut vehicles: Vec<Vehicle> = vehicles
            .into_iter()
            .map(|(route, departs, size, patience, halt)| Vehicle {
                size,
                // Those that are several keep gaps.
                gaps: if size > CAR { departs as u32 % 3 * 60 } else { 0 },
                count: size.div_ceil(100),
                tail: Moment(if size > CAR { departs % 4 * 3 } else { 0 }),
                latest: if patience < 100 { Moment(departs + patience) } else { Moment(u64::MAX) },
                halt: halt.map(|(place, time, goes_on)| Halt { place, time: Moment(time), goes_on }),
                ..Vehicle::car(RouteId((route % routes.len()) as u32), Moment(departs))
            })
            .collect();
        // Some go again: one vehicle after the other, in pairs.
        for n in (1..vehicles.len()).step_by(2).filter(|n| n % 3 == 0) {
            vehicles[n].after = Some(After { vehicle: n as u32 - 1, time: Moment(n as u64) });
        }
        (layout, Trips { routes, vehicles })
    })
}

const ENDS: u64 = 1_000;

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_move_is_that_of_the_plain_simulator((layout, trips) in world()) {
        let mut log = Log::default();
        let played = day(&layout, &trips, Moment(ENDS), &mut log);
        let (twin, stayed) = plain(&layout, &trips, ENDS);
        let (log, twin) = (log.in_order(&layout), twin.in_order(&layout));
        prop_assert_eq!(&log, &twin);
        let stays = |v: &u32| matches!(played.fates[*v as usize], Fate::Stayed(_));
        prop_assert_eq!((0..trips.vehicles.len() as u32).filter(stays).collect::<Vec<_>>(), stayed);
        prop_assert_eq!(played.moves as usize, log.0.iter().filter(|moved| moved.2.is_some()).count());
    }

    #[test]
    fn nobody_is_lost_overtakes_is_too_fast_or_has_no_room((layout, trips) in world()) {
        let mut log = Log::default();
        let played = day(&layout, &trips, Moment(ENDS), &mut log);
        log.0.sort_by_key(|moved| moved.3);
        let sizes = |v: &u32| trips.vehicles[*v as usize].size + trips.vehicles[*v as usize].gaps;
        let mut inside: Vec<Vec<(u32, u64)>> = vec![Vec::new(); layout.queues.len()];
        for (number, vehicle) in (0u32..).zip(&trips.vehicles).filter(|(_, vehicle)| vehicle.after.is_none()) {
            inside[trips.routes[vehicle.route.0 as usize].queues[0].index()].push((number, vehicle.departs.0));
        }
        for start in &mut inside {
            start.sort_by_key(|&(v, at)| (at, v));
        }
        let mut left: Vec<Option<u64>> = vec![None; layout.queues.len()];
        let mut now = 0;
        for &(v, from, to, at) in &log.0 {
            prop_assert!(at >= now);
            now = at;
            // First in, first out; not before the free time; not faster than the rate.
            let stayed = |v: u32| matches!(played.fates[v as usize], Fate::Stayed(_));
            while stayed(inside[from as usize][0].0) {
                inside[from as usize].remove(0);
            }
            let queue = &layout.queues[from as usize];
            let place = inside[from as usize].iter().position(|(w, _)| *w == v).unwrap();
            let (_, entered) = inside[from as usize].remove(place);
            prop_assert!(place == 0 || queue.beside);
            let Vehicle { size, count, tail, .. } = trips.vehicles[v as usize];
            let all = queue.headway.0 * u64::from(count);
            let takes = if queue.lane.is_some() { all.saturating_sub(tail.0).max(queue.headway.0) } else { queue.free.0 };
            prop_assert!(at >= entered + takes);
            if let Some(before) = left[from as usize] {
                prop_assert!(at >= before, "{at} {before}");
            }
            let headway = if queue.lane.is_some() { 0 } else { queue.headway.0 };
            left[from as usize] = Some(at + headway * u64::from(size) / u64::from(CAR));
            let Some(to) = to else {
                if matches!(played.fates[v as usize], Fate::BrokenDown(..)) {
                    continue;
                }
                let then = trips.vehicles.iter().position(|w| w.after.is_some_and(|after| after.vehicle == v));
                if let Some(then) = then {
                    let vehicle = &trips.vehicles[then];
                    let start = trips.routes[vehicle.route.0 as usize].queues[0].index();
                    inside[start].push((then as u32, vehicle.departs.0));
                }
                continue;
            };
            let next = &layout.queues[to as usize];
            prop_assert!(!next.closed.iter().any(|closed| closed.from.0 <= at && at < closed.until.0));
            inside[to as usize].push((v, at));
            let taken: u32 = inside[to as usize].iter().map(|(v, _)| sizes(v)).sum();
            prop_assert!(next.storage.is_none_or(|most| taken <= most.max(sizes(&v))));
        }
        // Everybody has arrived or is where the day says.
        for (v, fate) in (0u32..).zip(&played.fates) {
            let place = inside.iter().position(|inside| inside.iter().any(|(other, _)| *other == v));
            match fate {
                Fate::In(queue, _) => prop_assert_eq!(place, Some(queue.index())),
                Fate::Arrived(_) | Fate::BrokenDown(..) | Fate::Waiting => prop_assert_eq!(place, None),
                Fate::Stayed(_) => {}
            }
        }
    }
}
