//! Random small worlds, and plans for them made by trying: a movement is kept if the simulator finds nothing wrong.

use super::simulator;
use super::world::{Luck, Stretch, empty_plan, span, world};
use passage_model::id::{CourseId, JunctionId, OriginId, ReceptionId, RoadId};
use passage_model::network::{ForbiddenTurn, Network};
use passage_model::plan::{Bound, BoundKind, Course, LeftBehind, Movement, Plan, Reason};
use passage_model::situation::{Checkpoint, Origin, Ready, Reception, Situation, VehicleKind, Waiting};
use passage_model::time::{Clock, Opening};
use passage_model::units::{Persons, PersonsPerVehicle, Seconds, Vehicles, VehiclesPerDay};

const HORIZON: u32 = 1200;

/// A random world with everything that a plan must mind.
pub fn random_world(luck: &mut Luck) -> (Network, Situation) {
    let junctions = luck.between(3, 7);
    let stretches: Vec<Stretch> = (0..luck.between(5, 13))
        .map(|_| Stretch {
            from: luck.below(junctions),
            to: luck.below(junctions),
            travel: if luck.once_in(5) { luck.between(1, 3000) } else { luck.between(5_000, 200_000) },
            capacity: [luck.between(0, 60), luck.between(60, 600), 3600][luck.pick(3)],
            opening: random_opening(luck),
            name: "",
        })
        .collect();
    let turns: Vec<ForbiddenTurn> = (0..stretches.len() * stretches.len())
        .map(|pair| (pair / stretches.len(), pair % stretches.len()))
        .filter(|&(from, onto)| stretches[from].to == stretches[onto].from && luck.once_in(8))
        .map(|(from, onto)| ForbiddenTurn { from: RoadId::at(from), onto: RoadId::at(onto) })
        .collect();
    let step = [20, 30, 60][luck.pick(3)];
    let (network, mut situation) = world(junctions, &stretches, turns, step, HORIZON - luck.below(100));
    situation.obey_turns = !luck.once_in(4);
    for junction in (0..junctions).map(JunctionId) {
        if luck.once_in(3) {
            situation.waiting.push(Waiting { junction, room: Vehicles(luck.below(5)) });
        }
        if luck.once_in(3) {
            let mut rate =
                || VehiclesPerDay([0, luck.between(480, 4_800), 86_400][luck.pick(3)].max(luck.below(2_400)));
            let (name, rates) = (format!("checkpoint {junction}"), Checkpoint::passing(rate(), rate(), rate()));
            situation.checkpoints.push(Checkpoint { name, junction, rates, hours: random_opening(luck) });
        }
    }
    for i in 0..luck.between(1, 4) {
        situation.origins.push(random_origin(luck, i, junctions));
    }
    for i in 0..luck.between(1, 3) {
        let (junction, room) = (JunctionId(luck.below(junctions)), Persons(luck.between(5, 60)));
        situation.receptions.push(Reception { name: format!("reception {i}"), junction, room, only: Vec::new() });
    }
    (network, situation)
}

fn random_opening(luck: &mut Luck) -> Opening {
    if !luck.once_in(3) {
        return Opening::always();
    }
    let windows = (0..luck.between(1, 3)).map(|_| {
        let from = luck.below(HORIZON / 2);
        span(from, from + luck.between(30, HORIZON))
    });
    Opening::within(windows.collect())
}

fn random_origin(luck: &mut Luck, number: u32, junctions: u32) -> Origin {
    let mut from = 0;
    let ready: Vec<Ready> = (0..luck.between(1, 3))
        .map(|_| {
            let ready = Ready { from: Clock(from), vehicles: Vehicles(luck.between(1, 6)) };
            from += luck.between(1, 300);
            ready
        })
        .collect();
    let vehicles: u32 = ready.iter().map(|r| r.vehicles.0).sum();
    let per_vehicle = PersonsPerVehicle(luck.between(100, 600));
    let persons = Persons((vehicles * per_vehicle.0 / 100 + luck.below(5)).saturating_sub(luck.below(3)));
    Origin {
        assembly: format!("assembly {number}"),
        group: "own cars".to_owned(),
        junction: JunctionId(luck.below(junctions)),
        kind: VehicleKind::ALL[luck.pick(3)],
        persons,
        per_vehicle,
        ready,
        carried_by: Vec::new(),
        riders: Vec::new(),
        aboard: None,
    }
}

/// A plan that the simulator finds nothing wrong with: `tries` random movements, kept where they break no rule.
pub fn plan_by_trying(network: &Network, situation: &Situation, luck: &mut Luck, tries: u32) -> Plan {
    let mut plan = empty_plan(situation);
    for _ in 0..tries {
        let before = plan.clone();
        let Some(course) = random_course(network, situation, luck, &mut plan) else { continue };
        finish(network, situation, &mut plan, false);
        let on_time = plan.movements.iter().all(|m| simulator::arrived(&plan, m) <= situation.horizon.0);
        let received =
            |i: usize| -> u32 { plan.movements.iter().filter(|m| m.reception.index() == i).map(|m| m.persons.0).sum() };
        let room = situation.receptions.iter().enumerate().all(|(i, r)| received(i) <= r.room.0);
        let driven = simulator::broken_while_driving(network, situation, &plan).is_empty();
        if !(on_time && room && driven && course.arrive.0 <= situation.horizon.0) {
            plan = before;
        }
    }
    finish(network, situation, &mut plan, true);
    plan
}

/// Adds one movement over a random walk to the plan, ready or not; `None` where the walk led nowhere.
fn random_course(network: &Network, situation: &Situation, luck: &mut Luck, plan: &mut Plan) -> Option<Course> {
    let origin = luck.pick(situation.origins.len());
    let reception = luck.pick(situation.receptions.len());
    let group = &situation.origins[origin];
    let gone: u32 = plan.movements.iter().filter(|m| m.origin.index() == origin).map(|m| m.vehicles.0).sum();
    let mut ready = group.ready.iter().scan(0, |all, r| {
        *all += r.vehicles.0;
        Some((r.from, *all))
    });
    let (from, all) = ready.find(|(_, all)| *all > gone)?;
    let mut course = Course { roads: Vec::new(), enter: Vec::new(), arrive: Seconds(0) };
    let (mut at, mut travelled, mut late) = (group.junction, 0u32, 0);
    while at != situation.receptions[reception].junction {
        let leaving = network.leaving(at);
        if leaving.is_empty() || course.roads.len() == 8 {
            return None;
        }
        let road = leaving[luck.pick(leaving.len())];
        course.roads.push(road);
        course.enter.push(course.arrive);
        travelled += situation.roads[road.index()].travel.0;
        at = network.to(road);
        let step = situation.step.0;
        if situation.waiting_room(at).0 > 0 && luck.once_in(3) {
            late += step * luck.between(1, 4);
        }
        late += if luck.once_in(3) { luck.below(step / 2) } else { 0 };
        course.arrive = Seconds(travelled.div_ceil(1000) + late);
    }
    let id = plan.courses.iter().position(|known| *known == course).unwrap_or_else(|| {
        plan.courses.push(course.clone());
        plan.courses.len() - 1
    });
    plan.movements.push(Movement {
        departure: from + Seconds(luck.below(400)),
        origin: OriginId::at(origin),
        reception: ReceptionId::at(reception),
        course: CourseId::at(id),
        vehicles: Vehicles(luck.between(1, 4).min(all - gone)),
        persons: Persons(0),
        turn_back: Clock(0),
    });
    plan.movements.sort_by_key(|m| (m.departure, m.origin, m.course));
    Some(course)
}

/// Gives every movement its persons, and the plan the figures that follow from its movements.
pub fn finish(network: &Network, situation: &Situation, plan: &mut Plan, with_figures: bool) {
    let mut moved = vec![(Vehicles(0), Persons(0)); situation.origins.len()];
    for movement in &mut plan.movements {
        let origin = &situation.origins[movement.origin.index()];
        let (vehicles, persons) = &mut moved[movement.origin.index()];
        *vehicles += movement.vehicles;
        let all = origin.per_vehicle.persons_in(*vehicles).min(origin.persons);
        movement.persons = all - *persons;
        *persons = all;
    }
    plan.left_behind.clear();
    for (i, origin) in situation.origins.iter().enumerate() {
        let (vehicles, persons) = moved[i];
        let mut leave = |persons: Persons, vehicles, reason| {
            if persons.0 > 0 {
                plan.left_behind.push(LeftBehind { origin: OriginId::at(i), persons, vehicles, reason });
            }
        };
        leave(origin.persons - origin.seated(), Vehicles(0), Reason::NoSeat);
        leave(origin.seated() - persons, origin.vehicles() - vehicles, Reason::TooLate);
    }
    if with_figures {
        follow(network, situation, plan);
    }
}

/// The figures that follow from the movements.
pub fn follow(network: &Network, situation: &Situation, plan: &mut Plan) {
    plan.curve = simulator::curve(plan);
    let sum = simulator::not_safe_sum(situation, plan);
    let in_time = |m: &&Movement| simulator::arrived(plan, m) <= situation.horizon.0;
    let persons = Persons(plan.movements.iter().filter(in_time).map(|m| m.persons.0).sum());
    let curve = plan.curve.iter().filter(|safe| safe.by <= situation.horizon).copied().collect();
    plan.bound = Bound { persons, not_safe_sum: sum, plan_sum: sum, kind: BoundKind::Exact, curve };
    for i in 0..plan.movements.len() {
        let movement = &plan.movements[i];
        let home = situation.origins[movement.origin.index()].junction;
        let (course, departure) = (plan.course(movement), movement.departure);
        plan.movements[i].turn_back = simulator::latest_start(network, situation, course, home, departure);
    }
}
