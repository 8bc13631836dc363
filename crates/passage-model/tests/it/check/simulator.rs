//! The slow twin of the checker: drives every movement second by second and looks at the world after each.
//!
//! Written from the rules of plans, not from the checker; it needs a sound plan (no index out of range).

use super::limits;
use passage_model::id::{JunctionId, RoadId};
use passage_model::network::Network;
use passage_model::plan::{Course, Movement, Plan, Reason, Safe};
use passage_model::situation::Situation;
use passage_model::time::{Clock, Opening};
use passage_model::units::{Persons, Vehicles};
use std::collections::{BTreeMap, BTreeSet};

/// The codes of all rules that the plan breaks.
pub fn broken_rules(network: &Network, situation: &Situation, plan: &Plan) -> BTreeSet<&'static str> {
    let mut world = World { network, situation, plan, broken: broken_while_driving(network, situation, plan) };
    world.count_people();
    world.add_up();
    world.turn_back();
    world.broken
}

/// The codes of the rules that are broken on the road and at checkpoints, whatever the figures say.
pub fn broken_while_driving(network: &Network, situation: &Situation, plan: &Plan) -> BTreeSet<&'static str> {
    let mut world = World { network, situation, plan, broken: BTreeSet::new() };
    world.look_at_courses();
    world.drive_everybody();
    world.count_passings();
    world.broken
}

/// When the last vehicle of a movement has arrived: they follow one another within a step.
pub fn arrived(plan: &Plan, movement: &Movement) -> u32 {
    movement.departure.0 + plan.course(movement).arrive.0 + plan.step.0
}

/// Persons and vehicles received by the end of each second in which the last of a movement arrives.
pub fn curve(plan: &Plan) -> Vec<Safe> {
    let moments: BTreeSet<u32> = plan.movements.iter().map(|m| arrived(plan, m)).collect();
    let curve = moments.into_iter().map(|by| {
        let in_time = || plan.movements.iter().filter(move |m| arrived(plan, m) <= by);
        let persons = Persons(in_time().map(|m| m.persons.0).sum());
        Safe { by: Clock(by), persons, vehicles: Vehicles(in_time().map(|m| m.vehicles.0).sum()) }
    });
    curve.collect()
}

/// At step, 2 step ... up to the horizon: everybody who is not received yet, added up.
pub fn not_safe_sum(situation: &Situation, plan: &Plan) -> u64 {
    let everybody: i64 = situation.origins.iter().map(|o| i64::from(o.persons.0)).sum();
    let mut sum = 0;
    let mut moment = situation.step.0;
    while moment <= situation.horizon.0 {
        let safe = plan.movements.iter().filter(|m| arrived(plan, m) <= moment);
        sum += everybody - safe.map(|m| i64::from(m.persons.0)).sum::<i64>();
        moment += situation.step.0;
    }
    sum.max(0) as u64
}

/// The last second up to which whoever begins the course after `departure` is through without waiting anywhere; tried one by
/// one. Where who begins then is not, the last second up to which one comes to the last place where the course waits
/// to which it is, before it goes on.
pub fn latest_start(
    network: &Network,
    situation: &Situation,
    course: &Course,
    home: JunctionId,
    departure: Clock,
) -> Clock {
    let (mut free, mut travelled) = (vec![0u32], 0u64);
    for road in &course.roads {
        travelled += u64::from(situation.roads[road.index()].travel.0);
        free.push(travelled.div_ceil(1000) as u32);
    }
    let all = course.roads.len();
    let mut junctions: Vec<JunctionId> = course.roads.iter().map(|&road| network.from(road)).collect();
    junctions.push(course.roads.last().map_or(home, |&road| network.to(road)));
    // So many roads, and with the last of all received.
    let possible = |start: u32, roads: usize| {
        let on_time = roads < all || start + free[all] <= situation.horizon.0;
        let driven = course.roads[..roads].iter().enumerate().all(|(i, road)| {
            let (enter, off) = (start + free[i], start + free[i + 1]);
            (enter..off.max(enter + 1)).all(|second| is_open(situation.opening(*road), second))
        });
        let stations = if roads < all { &junctions[..roads] } else { &junctions[..] };
        let passed = stations.iter().enumerate().all(|(i, &junction)| {
            situation.checkpoint(junction).is_none_or(|place| is_open(&place.hours, start + free[i]))
        });
        on_time && driven && passed
    };
    let last = |roads: usize, until: u32| (departure.0..=until).take_while(|&start| possible(start, roads)).last();
    if possible(departure.0, all) {
        return last(all, situation.horizon.0).map_or(departure, Clock);
    }
    // Where it stands is the end of the road before.
    let waits = |i: &usize| {
        let stands = network.to(course.roads[*i - 1]);
        course.enter[*i].0 > free[*i] && situation.waiting_room(stands).0 > 0
    };
    let stop = (1..all).rev().filter(waits).find(|&i| possible(departure.0, i));
    let there = stop.and_then(|i| last(i, departure.0 + (course.enter[i].0 - free[i])));
    there.map_or(departure, Clock)
}

/// Whether it is open in a second.
pub fn is_open(opening: &Opening, second: u32) -> bool {
    opening.intervals().iter().any(|i| i.from.0 <= second && second < i.until.0)
}

struct World<'a> {
    network: &'a Network,
    situation: &'a Situation,
    plan: &'a Plan,
    broken: BTreeSet<&'static str>,
}

/// Vehicles by the second in which they pass something.
type Passings = BTreeMap<u32, u64>;

impl World<'_> {
    fn rule(&mut self, code: &'static str, holds: bool) {
        if !holds {
            self.broken.insert(code);
        }
    }

    /// Moments of a course: entering each road, and arriving.
    fn moments(course: &Course) -> Vec<i64> {
        course.enter.iter().chain([&course.arrive]).map(|moment| i64::from(moment.0)).collect()
    }

    fn look_at_courses(&mut self) {
        for course in &self.plan.courses {
            let moments = Self::moments(course);
            self.rule("plan.course-times", moments[0] == 0);
            self.rule("plan.course-times", moments.windows(2).all(|pair| pair[0] <= pair[1]));
            for from in 0..moments.len() {
                for to in from + 1..moments.len() {
                    let roads = &course.roads[from..to];
                    let needed: i64 = roads.iter().map(|r| i64::from(self.situation.roads[r.index()].travel.0)).sum();
                    let taken = (moments[to] - moments[from]) * 1000;
                    self.rule("plan.too-fast", taken >= needed - 999);
                }
            }
            for pair in course.roads.windows(2) {
                let meet = self.network.to(pair[0]) == self.network.from(pair[1]);
                let turns = self.network.forbidden();
                let forbidden = turns.iter().any(|turn| turn.from == pair[0] && turn.onto == pair[1]);
                self.rule("plan.roads-apart", meet);
                self.rule("plan.forbidden-turn", !(meet && forbidden && self.situation.obey_turns));
            }
        }
    }

    /// Second by second: on open roads, and waiting where there is room.
    fn drive_everybody(&mut self) {
        let step = self.situation.step.0;
        let mut waiting: BTreeMap<(JunctionId, u32), u32> = BTreeMap::new();
        for movement in &self.plan.movements {
            let course = self.plan.course(movement);
            let moments: Vec<u32> = Self::moments(course).iter().map(|m| movement.departure.0 + *m as u32).collect();
            for (i, road) in course.roads.iter().enumerate() {
                let (enter, next) = (moments[i], moments[i + 1]);
                let free = self.situation.roads[road.index()].travel.0.div_ceil(1000);
                let junction = self.network.to(*road);
                let may_wait = self.situation.waiting.iter().any(|w| w.junction == junction && w.room.0 > 0);
                // A moment in seconds may be 999 ms later than the true one: that much is no waiting.
                let travel = u64::from(self.situation.roads[road.index()].travel.0);
                let mut steps = 0;
                while u64::from(enter) * 1000 + travel + u64::from((steps + 1) * step) * 1000 + 999
                    <= u64::from(next) * 1000
                {
                    steps += 1;
                }
                let off = if may_wait { next.min(enter + free) } else { next };
                for second in enter..(off + step).max(enter + 1) {
                    self.rule("plan.closed-road", is_open(self.situation.opening(*road), second));
                }
                self.rule("plan.waits-on-road", may_wait || steps == 0);
                if may_wait {
                    for second in next - steps * step..next {
                        *waiting.entry((junction, second)).or_default() += movement.vehicles.0;
                    }
                }
            }
        }
        for ((junction, _), vehicles) in waiting {
            self.rule("plan.waiting-room-overfull", vehicles <= self.situation.waiting_room(junction).0);
        }
    }

    fn count_passings(&mut self) {
        let mut roads: BTreeMap<RoadId, Passings> = BTreeMap::new();
        let mut places: BTreeMap<(usize, usize), Passings> = BTreeMap::new();
        for movement in &self.plan.movements {
            let course = self.plan.course(movement);
            let origin = &self.situation.origins[movement.origin.index()];
            let mut touched = vec![origin.junction];
            if let Some(first) = course.roads.first() {
                touched = vec![self.network.from(*first)];
                touched.extend(course.roads.iter().skip(1).map(|road| self.network.from(*road)));
                touched.push(self.network.to(course.roads[course.roads.len() - 1]));
            }
            let mut moments = Self::moments(course);
            // Without a road, the vehicles are served when they leave, whatever else the course says.
            moments[0] = if course.roads.is_empty() { 0 } else { moments[0] };
            let moments: Vec<u32> = moments.iter().map(|m| movement.departure.0 + *m as u32).collect();
            for (road, moment) in course.roads.iter().zip(&moments) {
                *roads.entry(*road).or_default().entry(*moment).or_default() += u64::from(movement.vehicles.0);
            }
            for (junction, moment) in touched.iter().zip(&moments) {
                let Some(place) = self.situation.checkpoints.iter().position(|c| c.junction == *junction) else {
                    continue;
                };
                for second in *moment..moment + self.situation.step.0 {
                    self.rule("plan.checkpoint-shut", is_open(&self.situation.checkpoints[place].hours, second));
                }
                let served = places.entry((place, origin.kind as usize)).or_default();
                *served.entry(*moment).or_default() += u64::from(movement.vehicles.0);
            }
        }
        for (road, passings) in roads {
            let fits = self.within_rate(&passings, self.situation.roads[road.index()].capacity.0 * 24);
            self.rule("plan.road-overfull", fits);
        }
        for ((place, kind), passings) in places {
            let fits = self.within_rate(&passings, self.situation.checkpoints[place].rates[kind].0);
            self.rule("plan.checkpoint-overfull", fits);
        }
    }

    /// `rate` in vehicles per day.
    fn within_rate(&self, passings: &Passings, rate: u32) -> bool {
        passings.keys().all(|first| {
            passings.range(first..).all(|(last, _)| {
                let passed: u64 = passings.range(first..=last).map(|(_, vehicles)| vehicles).sum();
                86_400 * passed < u64::from(rate) * u64::from(last - first + self.situation.step.0) + 86_400
            })
        })
    }

    fn count_people(&mut self) {
        for movement in &self.plan.movements {
            let course = self.plan.course(movement);
            let origin = &self.situation.origins[movement.origin.index()];
            let starts = course.roads.first().map_or(origin.junction, |road| self.network.from(*road));
            let ends = course.roads.last().map_or(origin.junction, |road| self.network.to(*road));
            let goal = &self.situation.receptions[movement.reception.index()];
            self.rule("plan.wrong-start", starts == origin.junction);
            self.rule("plan.wrong-end", ends == goal.junction);
            self.rule("plan.after-horizon", arrived(self.plan, movement) <= self.situation.horizon.0);
            self.rule("plan.empty-movement", movement.vehicles.0 > 0);
            let seats = movement.vehicles.0 * origin.per_vehicle.most_in_one().0;
            self.rule("plan.overloaded-vehicles", movement.persons.0 <= seats);
        }
        let movements = &self.plan.movements;
        for (i, origin) in self.situation.origins.iter().enumerate() {
            let ours = || movements.iter().filter(|m| m.origin.index() == i);
            for second in ours().map(|m| m.departure.0).collect::<BTreeSet<u32>>() {
                let gone: u32 = ours().filter(|m| m.departure.0 <= second).map(|m| m.vehicles.0).sum();
                let ready: u32 = origin.ready.iter().filter(|r| r.from.0 <= second).map(|r| r.vehicles.0).sum();
                self.rule("plan.not-ready", gone <= ready);
            }
            let persons: u32 = ours().map(|m| m.persons.0).sum();
            let vehicles: u32 = ours().map(|m| m.vehicles.0).sum();
            let seated = origin.seated().0;
            let all_gone = vehicles == origin.vehicles().0;
            self.rule("plan.persons-not-conserved", persons <= seated && (!all_gone || persons == seated));
            let left = || self.plan.left_behind.iter().filter(|l| l.origin.index() == i);
            let left_persons: u32 = left().map(|l| l.persons.0).sum();
            let left_vehicles: u32 = left().map(|l| l.vehicles.0).sum();
            let seatless = left().filter(|l| l.reason == Reason::NoSeat).all(|l| l.vehicles.0 == 0);
            let adds_up = persons + left_persons == origin.persons.0;
            let none_twice = left_vehicles == 0 || vehicles + left_vehicles <= origin.vehicles().0;
            self.rule("plan.left-behind-wrong", adds_up && none_twice && seatless);
        }
        for (i, reception) in self.situation.receptions.iter().enumerate() {
            let received: u32 = movements.iter().filter(|m| m.reception.index() == i).map(|m| m.persons.0).sum();
            self.rule("plan.reception-overfull", received <= reception.room.0);
            for origin in &self.situation.origins {
                let alike = |m: &&Movement| {
                    let other = &self.situation.origins[m.origin.index()];
                    m.reception.index() == i && other.per_vehicle == origin.per_vehicle && !other.is_carried()
                };
                let persons: u32 = movements.iter().filter(alike).map(|m| m.persons.0).sum();
                let vehicles: u32 = movements.iter().filter(alike).map(|m| m.vehicles.0).sum();
                let seated: u32 = self.situation.origins.iter().map(|origin| origin.seated().0).sum();
                let fills = self.situation.receptions.iter().any(|site| (1..seated).contains(&site.room.0));
                self.rule("plan.above-the-mean", !fills || persons * 100 < vehicles * origin.per_vehicle.0 + 100);
            }
        }
    }

    fn add_up(&mut self) {
        let plan = self.plan;
        let key = |m: &Movement| (m.departure, m.origin, m.course);
        self.rule("plan.out-of-order", plan.movements.is_sorted_by_key(key));
        self.rule("plan.curve-wrong", plan.curve == curve(plan));
        let sum = not_safe_sum(self.situation, plan);
        self.rule("plan.sum-wrong", plan.bound.plan_sum == sum);
        self.rule("plan.bound-wrong", limits::hold(self.network, self.situation, plan, sum));
    }

    fn turn_back(&mut self) {
        for movement in &self.plan.movements {
            let home = self.situation.origins[movement.origin.index()].junction;
            let course = self.plan.course(movement);
            let right = latest_start(self.network, self.situation, course, home, movement.departure);
            self.rule("plan.turn-back-wrong", movement.turn_back == right);
        }
    }
}
