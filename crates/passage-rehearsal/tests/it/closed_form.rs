//! Days whose answer is known by a formula, which stands beside each.

use passage_rehearsal::{
    CAR, Fate, Layout, Moment, Nobody, Observer, Queue, QueueId, Route, RouteId, Trips, Vehicle, day,
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
fn a_lane_that_passes_nobody_holds_everybody() {
    let mut layout = Layout::default();
    let start = layout.add(Queue::start());
    let road = layout.add(Queue::road(1000, Moment::seconds(60), 1200 * 24, 100_000));
    let lane = layout.add(Queue::lane(0));
    let trips = Trips { routes: vec![Route::through(vec![start, road, lane])], vehicles: vec![car(0, 5), car(0, 5)] };
    let played = day(&layout, &trips, Moment::seconds(86_400), &mut Nobody);
    assert_eq!(played.fates[0], Fate::In(lane, Moment::seconds(65)));
    assert_eq!(played.fates[1], Fate::In(road, Moment::seconds(68)));
}
