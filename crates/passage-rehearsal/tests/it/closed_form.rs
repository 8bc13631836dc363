//! Days whose answer is known by a formula, which stands beside each.

use passage_rehearsal::{
    CAR, Closed, Fate, Layout, Moment, Nobody, Observer, Queue, QueueId, Route, RouteId, Trips, Vehicle, day,
};

const ALWAYS: Moment = Moment(u64::MAX - 1);

fn car(route: u32, departs: u64) -> Vehicle {
    Vehicle::car(RouteId(route), Moment::seconds(departs))
}

fn arrivals(fates: &[Fate]) -> Vec<f64> {
    let of = |fate: &Fate| match fate {
        Fate::Arrived(at) => at.0 as f64 / 1e6,
        _ => f64::INFINITY,
    };
    fates.iter().map(of).collect()
}

/// Notes when vehicles enter one queue.
struct At(QueueId, Vec<f64>);

impl Observer for At {
    fn moved(&mut self, _: u32, _: QueueId, to: Option<QueueId>, at: Moment) {
        if to == Some(self.0) {
            self.1.push(at.0 as f64 / 1e6);
        }
    }
}

#[test]
fn a_bottleneck_delays_as_vickrey_says() {
    // 900 cars an hour for 20 minutes, then 300, before a bottleneck of 600 an hour that is 60 s away. The queue is longest
    // when the peak ends: 20 min x 300 an hour = 100 cars, whose last waits 100 / 600 h = 10 min; it is gone
    // 100 / 300 h = 20 min later.
    let mut layout = Layout::default();
    let start = layout.add(Queue::start());
    let road = layout.add(Queue { headway_in: Moment(0), ..Queue::road(1000, Moment::seconds(60), 600 * 24, 100_000) });
    let mut vehicles: Vec<Vehicle> = (0..300).map(|n| car(0, n * 4)).collect();
    vehicles.extend((0..200).map(|n| car(0, 1200 + n * 12)));
    let trips = Trips { routes: vec![Route::through(vec![start, road])], vehicles };
    let played = day(&layout, &trips, ALWAYS, &mut Nobody);
    let waits: Vec<f64> = arrivals(&played.fates)
        .iter()
        .zip(&trips.vehicles)
        .map(|(at, v)| at - v.departs.0 as f64 / 1e6 - 60.0)
        .collect();
    let most = waits.iter().copied().fold(0.0, f64::max);
    assert!((most - 600.0).abs() <= 6.0, "the last of the peak waits ten minutes, not {most}");
    let gone =
        trips.vehicles.iter().zip(&waits).find(|(v, wait)| v.departs.0 > 1_200_000_000 && **wait <= 6.0).unwrap();
    let gone = gone.0.departs.0 as f64 / 1e6;
    assert!((gone - 2400.0).abs() <= 24.0, "the queue is gone after 40 minutes, not at {gone}");
}

#[test]
fn a_queue_spills_back_over_a_full_road_at_the_speed_of_the_wave() {
    // A road of 600 m that holds 80 cars at a bottleneck of 600 an hour, fed by 1,200 an hour. It fills at 600 an hour; Newell:
    // the entry is first held up by the queue when out(t - 120 s) + 80 = in(t), with out(s) = (s - 60) / 6 and
    // in(t) = t / 3: (t - 180) / 6 + 80 = t / 3, so t = 300 s. From then on one enters each 6 s.
    let mut layout = Layout::default();
    let start = layout.add(Queue::start());
    let road = layout
        .add(Queue { headway_in: Moment::seconds(3), ..Queue::road(600, Moment::seconds(60), 600 * 24, 80 * CAR) });
    let trips =
        Trips { routes: vec![Route::through(vec![start, road])], vehicles: (0..400).map(|n| car(0, n * 3)).collect() };
    let mut at = At(road, Vec::new());
    day(&layout, &trips, ALWAYS, &mut at);
    let held = at.1.windows(2).position(|pair| pair[1] - pair[0] > 3.5).unwrap();
    assert!((at.1[held] - 300.0).abs() <= 6.0, "held up from {} s on", at.1[held]);
    assert!(at.1[held + 1..].windows(2).all(|pair| (pair[1] - pair[0] - 6.0).abs() < 1e-3));
}

#[test]
fn a_merge_at_capacity_shares_in_proportion_to_capacity() {
    // Two roads of 1,200 and 600 an hour into one of 900: 600 and 300 an hour get through.
    let mut layout = Layout::default();
    let starts = [layout.add(Queue::start()), layout.add(Queue::start())];
    let roads = [1200, 600].map(|an_hour| layout.add(Queue::road(1000, Moment::seconds(60), an_hour * 24, 50 * CAR)));
    let out = layout.add(Queue::road(1000, Moment::seconds(60), 900 * 24, 100_000));
    let routes = starts.iter().zip(roads).map(|(start, road)| Route::through(vec![*start, road, out])).collect();
    let vehicles = (0..2400).map(|n| car(n % 2, 0)).collect();
    let trips = Trips { routes, vehicles };
    let hour = Moment::seconds(3600 + 120);
    let played = day(&layout, &trips, hour, &mut Nobody);
    let through = |route: u32| {
        let own = played.fates.iter().zip(&trips.vehicles).filter(|(_, v)| v.route == RouteId(route));
        own.filter(|(fate, _)| matches!(fate, Fate::Arrived(_))).count()
    };
    assert!(through(0).abs_diff(600) <= 1 && through(1).abs_diff(300) <= 1, "{} and {}", through(0), through(1));
}

#[test]
fn roads_that_take_turns_lose_nothing_to_a_slow_road_behind() {
    // Two full roads of one car each 4 s meet in one of 4 s; those of the first go on by a road of 6 s, the others by one of 4 s. In
    // turns a car for the slow road comes each 8 s, which it has time for: 4 s a car. Were the next drawn, one car in four would
    // be for the slow road behind another and wait 6 s, not 4: 4.5 s a car, as UXsim has it (docs/reference/benchmarks/rehearsal.md).
    let mut layout = Layout::default();
    let mut road = |headway: u32| layout.add(Queue::road(1000, Moment::seconds(90), 86_400 / headway, 200 * CAR));
    let (roads, both, slow, fast) = ([road(4), road(4)], road(4), road(6), road(4));
    let starts = [layout.add(Queue::start()), layout.add(Queue::start())];
    let route = |way: usize| Route::through(vec![starts[way], roads[way], both, [slow, fast][way]]);
    let trips = Trips { routes: vec![route(0), route(1)], vehicles: (0..4000).map(|n| car(n % 2, 0)).collect() };
    let played = day(&layout, &trips, Moment::seconds(86_400), &mut Nobody);
    let mut at = arrivals(&played.fates);
    at.sort_by(f64::total_cmp);
    let each = (at[2000] - at[400]) / 1600.0;
    assert!((each - 4.0).abs() < 0.01, "{each}");
}

#[test]
fn a_road_whose_cars_alternate_between_two_doors_does_not_starve_others_there() {
    // Two roads out, 10 cars a minute each, the second 3 s behind the first, so that a full road of 30 a minute can go to both in turn
    // as fast as they take cars. Beside it one of 10 a minute to the first and one of 10 to the second. Room at each is shared 30 to
    // 10: the two have a quarter each of their door.
    let mut layout = Layout::default();
    let a_minute = |rate: u32| Queue::road(1000, Moment::seconds(60), rate * 1440, 200 * CAR);
    let roads = [30, 10, 10].map(|rate| layout.add(a_minute(rate)));
    let out = [0, 1].map(|_| layout.add(a_minute(10)));
    let starts = [0, 1, 2].map(|_| layout.add(Queue::start()));
    let by = |way: usize, to: usize| Route::through(vec![starts[way], roads[way], out[to]]);
    let routes = vec![by(0, 0), by(0, 1), by(1, 0), by(2, 1)];
    let mut vehicles: Vec<Vehicle> = (0..1200).map(|n| car(n % 2, 0)).collect();
    vehicles.extend((0..1200).map(|n| car(2 + n % 2, u64::from(n % 2 * 3))));
    let trips = Trips { routes, vehicles };
    let played = day(&layout, &trips, Moment::seconds(60 * 60), &mut Nobody);
    let of = |from: usize, route: u32| {
        let through = |n: &usize| matches!(played.fates[*n], Fate::Arrived(_)) && trips.vehicles[*n].route.0 == route;
        (from..trips.vehicles.len()).filter(through).count()
    };
    for (both, alone) in [(of(0, 0), of(1200, 2)), (of(0, 1), of(1200, 3))] {
        let share = alone as f64 / (both + alone) as f64;
        assert!((share - 0.25).abs() < 0.02, "{both} and {alone}: {share}");
    }
}

#[test]
fn who_is_alone_at_a_checkpoint_is_served_too() {
    // 60 an hour: a car is through a minute after it came, a column of ten in ten, and who comes behind it waits for both.
    let mut layout = Layout::default();
    let start = layout.add(Queue::start());
    let road = layout.add(Queue { headway_in: Moment(0), ..Queue::road(1000, Moment::seconds(60), 0, 100_000) });
    layout.queues[road.index()].headway = Moment(0);
    let lane = layout.add(Queue::lane(60 * 24));
    let column = Vehicle { count: 10, size: 10 * CAR, ..car(0, 600) };
    let trips =
        Trips { routes: vec![Route::through(vec![start, road, lane])], vehicles: vec![car(0, 0), column, car(0, 660)] };
    let played = day(&layout, &trips, ALWAYS, &mut Nobody);
    assert_eq!(arrivals(&played.fates), [120.0, 1260.0, 1320.0]);
    // One that keeps a minute apart is served while it comes: its first is held for its own minute, who comes behind for all ten; at
    // half a minute the last five would stand, so that the first is held for the five minutes that they lack.
    let keeps = |seconds: u64| {
        let mut trips = trips.clone();
        trips.vehicles[1].tail = Moment::seconds(9 * seconds);
        arrivals(&day(&layout, &trips, ALWAYS, &mut Nobody).fates)
    };
    assert_eq!(keeps(60), [120.0, 720.0, 1320.0]);
    assert_eq!(keeps(30), [120.0, 660.0 + 330.0, 1320.0]);
}

#[test]
fn those_for_a_blocked_exit_hold_up_those_for_a_free_one() {
    // First in, first out: every second car is for a lane that serves 60 an hour, so all pass at 120 an hour.
    let mut layout = Layout::default();
    let start = layout.add(Queue::start());
    let road = layout.add(Queue::road(1000, Moment::seconds(60), 1200 * 24, 100_000));
    let lane = layout.add(Queue::lane(60 * 24));
    let free = layout.add(Queue::road(1000, Moment::seconds(60), 1200 * 24, 100_000));
    let routes = vec![Route::through(vec![start, road, lane]), Route::through(vec![start, road, free])];
    let trips = Trips { routes, vehicles: (0..240).map(|n| car(n % 2, 0)).collect() };
    let played = day(&layout, &trips, Moment::seconds(3600 + 60), &mut Nobody);
    let through = played.fates.iter().filter(|fate| matches!(fate, Fate::Arrived(_))).count();
    assert!(through.abs_diff(120) <= 2, "{through}");
}

#[test]
fn a_queue_before_a_lane_reaches_back_over_the_roads_that_it_fills() {
    // A lane for one in a minute behind two roads of ten cars each: the first car that finds the second road full stands behind the
    // lane, and so does the first that finds the first road full, at whose beginning it waits.
    struct Held(Vec<(QueueId, QueueId)>);
    impl Observer for Held {
        fn moved(&mut self, _: u32, _: QueueId, _: Option<QueueId>, _: Moment) {}
        fn held_up(&mut self, full: QueueId, head: impl FnOnce() -> QueueId, _: Moment) {
            self.0.push((full, head()));
        }
    }
    let mut layout = Layout::default();
    let start = layout.add(Queue::start());
    let roads = [0, 1].map(|_| layout.add(Queue::road(75, Moment::seconds(10), 3600 * 24, 10 * CAR)));
    let lane = layout.add(Queue::lane(60 * 24));
    let after = layout.add(Queue::road(75, Moment::seconds(10), 3600 * 24, 10 * CAR));
    let routes = vec![Route::through(vec![start, roads[0], roads[1], lane, after])];
    let trips = Trips { routes, vehicles: (0..40).map(|n| car(0, n * 5)).collect() };
    let mut held = Held(Vec::new());
    day(&layout, &trips, ALWAYS, &mut held);
    let first = |full: QueueId| held.0.iter().find(|(road, _)| *road == full).map(|(_, head)| *head);
    assert_eq!([roads[0], roads[1], lane, after].map(first), [Some(lane), Some(lane), Some(lane), None]);
}

#[test]
fn four_full_roads_in_a_circle_are_gridlock_with_its_place() {
    let mut layout = Layout::default();
    let roads: Vec<QueueId> =
        (0..4).map(|_| layout.add(Queue::road(100, Moment::seconds(10), 1800 * 24, 5 * CAR))).collect();
    let starts: Vec<QueueId> = (0..4).map(|_| layout.add(Queue::start())).collect();
    let out = layout.add(Queue::road(100, Moment::seconds(10), 1800 * 24, 100_000));
    // Everybody drives three sides of the square before leaving it: the fourth car of each cannot enter.
    let route = |side: usize| {
        Route::through(vec![starts[side], roads[side], roads[(side + 1) % 4], roads[(side + 2) % 4], out])
    };
    let trips = Trips { routes: (0..4).map(route).collect(), vehicles: (0..400).map(|n| car(n % 4, 0)).collect() };
    let played = day(&layout, &trips, Moment::seconds(86_400), &mut Nobody);
    assert_eq!(played.stuck, vec![roads]);
    assert!(played.fates.iter().any(|fate| matches!(fate, Fate::In(..))));
}

#[test]
fn roads_in_a_circle_that_are_closed_but_not_full_are_no_gridlock() {
    let mut layout = Layout::default();
    let roads: Vec<QueueId> =
        (0..4).map(|_| layout.add(Queue::road(100, Moment::seconds(10), 1800 * 24, 50 * CAR))).collect();
    let starts: Vec<QueueId> = (0..4).map(|_| layout.add(Queue::start())).collect();
    for road in &roads {
        layout.queues[road.index()].closed = vec![Closed { from: Moment::seconds(5), until: ALWAYS }];
    }
    // One car on each when they close; it may not go on, but there is room.
    let route = |side: usize| Route::through(vec![starts[side], roads[side], roads[(side + 1) % 4]]);
    let trips = Trips { routes: (0..4).map(route).collect(), vehicles: (0..4).map(|n| car(n, 0)).collect() };
    let played = day(&layout, &trips, Moment::seconds(86_400), &mut Nobody);
    assert_eq!(played.fates, [0, 1, 2, 3].map(|n| Fate::In(roads[n], Moment::seconds(10))));
    assert_eq!(played.stuck, Vec::<Vec<QueueId>>::new());
}

#[test]
fn a_lane_that_passes_nobody_holds_everybody() {
    let mut layout = Layout::default();
    let start = layout.add(Queue::start());
    let road = layout.add(Queue::road(1000, Moment::seconds(60), 1200 * 24, 100_000));
    let lane = layout.add(Queue::lane(0));
    let trips = Trips { routes: vec![Route::through(vec![start, road, lane])], vehicles: vec![car(0, 5), car(0, 5)] };
    let played = day(&layout, &trips, Moment::seconds(86_400), &mut Nobody);
    assert_eq!(played.fates[0], Fate::In(lane, Moment::NEVER));
    assert_eq!(played.fates[1], Fate::In(road, Moment::seconds(68)));
}
