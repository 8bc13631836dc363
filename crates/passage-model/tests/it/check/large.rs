//! A large plan: the checker's work grows with the roads driven, not with their square.

use super::world::{Stretch, empty_plan, world};
use passage_model::check;
use passage_model::id::{CourseId, JunctionId, OriginId, ReceptionId, RoadId};
use passage_model::network::Network;
use passage_model::plan::{BoundKind, Course, Movement, Plan, Safe};
use passage_model::situation::{Origin, Ready, Reception, Situation, VehicleKind};
use passage_model::time::{Clock, Opening};
use passage_model::units::{Persons, PersonsPerVehicle, Seconds, Vehicles};

/// Cars that leave one a second over a chain of roads, every one on a course of its own.
fn convoy(cars: u32, roads: u32) -> (Network, Situation, Plan) {
    let window = Opening::within(vec![super::world::span(0, 2_000_000)]);
    let stretches: Vec<Stretch> = (0..roads)
        .map(|i| Stretch {
            from: i,
            to: i + 1,
            travel: 10_000,
            capacity: 3600,
            opening: if i % 2 == 0 { Opening::always() } else { window.clone() },
            name: "",
        })
        .collect();
    let horizon = cars + 20 * roads;
    let (network, mut situation) = world(roads + 1, &stretches, Vec::new(), 60, horizon);
    situation.origins.push(Origin {
        assembly: "home".to_owned(),
        group: "own cars".to_owned(),
        junction: JunctionId(0),
        kind: VehicleKind::OwnCar,
        persons: Persons(cars * 3),
        per_vehicle: PersonsPerVehicle(300),
        ready: vec![Ready { from: Clock(0), vehicles: Vehicles(cars) }],
        carried_by: Vec::new(),
        riders: Vec::new(),
        aboard: None,
    });
    situation.receptions.push(Reception {
        name: "away".to_owned(),
        junction: JunctionId(roads),
        room: Persons(cars * 3),
        only: Vec::new(),
    });
    let mut plan = empty_plan(&situation);
    let all_roads: Vec<RoadId> = (0..roads).map(RoadId).collect();
    for car in 0..cars {
        let enter = (0..roads).map(|i| Seconds(10 * i)).collect();
        plan.courses.push(Course { roads: all_roads.clone(), enter, arrive: Seconds(10 * roads) });
        plan.movements.push(Movement {
            departure: Clock(car),
            origin: OriginId(0),
            reception: ReceptionId(0),
            course: CourseId(car),
            vehicles: Vehicles(1),
            persons: Persons(3),
            turn_back: Clock(horizon - 10 * roads),
        });
        let (persons, vehicles) = (Persons(3 * (car + 1)), Vehicles(car + 1));
        plan.curve.push(Safe { by: Clock(car + 10 * roads + 60), persons, vehicles });
    }
    plan.bound.kind = BoundKind::Exact;
    plan.bound.persons = Persons(cars * 3);
    // Of moments 0, 60, ..., all before the arrival find a car's three persons not yet safe.
    plan.bound.plan_sum = (0..cars).map(|car| 3 * u64::from((car + 10 * roads).div_ceil(60))).sum();
    plan.bound.not_safe_sum = plan.bound.plan_sum;
    plan.bound.curve.clone_from(&plan.curve);
    (network, situation, plan)
}

#[test]
fn a_convoy_of_twenty_thousand_cars_over_a_hundred_roads_holds() {
    let (network, situation, plan) = convoy(20_000, 100);
    assert_eq!(check::plan(&network, &situation, &plan), []);
}

#[test]
fn one_car_too_many_in_it_is_counted_on_every_road() {
    let (network, situation, mut plan) = convoy(2_000, 100);
    plan.movements[1_000].departure = Clock(999);
    plan.movements[1_001].departure = Clock(999);
    for _ in 0..61 {
        plan.movements[1_002].vehicles += Vehicles(1);
    }
    let findings = check::plan(&network, &situation, &plan);
    let overfull = findings.iter().find(|finding| finding.code == "plan.road-overfull").unwrap();
    assert_eq!(overfull.count, 100);
}
