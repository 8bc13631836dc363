//! With fleets: every figure is a plan's that the checker accepts, more is never worth less, and fleets that can carry
//! nobody change nothing.

use super::super::book::Book;
use super::super::carried;
use super::super::more::Made;
use super::*;
use passage_model::plan::Plan;
use passage_model::situation::Situation;
use passage_model::time::Opening;

fn scales(given: &Given) -> Scales<'_> {
    Scales::new(given).unwrap_or_else(|failure| panic!("{}", failure.to_words()))
}

fn set(corridors: &[usize], hours: u32) -> Change {
    Grid::change(corridors, hours)
}

/// The plan that a figure is read from.
fn plan_of(scales: &Scales<'_>, change: &Change) -> (Situation, Plan) {
    let situation = scales.situation(change, Reading::Likely).unwrap();
    let network = &scales.given().network;
    passage_plan::plan_in_sweeps(network, &situation, carried::MOST_SWEEPS, &Work::quiet()).unwrap()
}

fn faults(scales: &Scales<'_>, situation: &Situation, plan: &Plan) -> Vec<String> {
    let findings = passage_model::check::plan(&scales.given().network, situation, plan);
    findings.iter().map(|finding| finding.code.to_string()).collect()
}

#[test]
fn every_figure_is_that_of_a_plan_that_the_checker_accepts() {
    for (name, changes) in
        [("buses.toml", vec![set(&[0], 6), set(&[0, 1], 11), set(&[0, 1], 5)]), ("columns.toml", vec![set(&[0], 6)])]
    {
        let given = example(name);
        let scales = scales(&given);
        let levers = levers(&given.scenario).into_iter().map(|lever| lever.change(&given.scenario));
        let levers: Vec<Change> = if name == "buses.toml" { levers.collect() } else { Vec::new() };
        for change in changes.into_iter().chain(levers).chain([Change::default()]) {
            let weighed = one(&scales, change.clone(), Reading::Likely);
            let (situation, plan) = plan_of(&scales, &change);
            assert_eq!(faults(&scales, &situation, &plan), [] as [&str; 0], "{change:?}");
            for hour in (0..=situation.horizon.0 / 3600).map(|hour| Clock(hour * 3600)).chain([situation.horizon]) {
                assert_eq!(weighed.by(hour), plan.safe_by(hour), "{change:?} by {hour:?}");
                assert!(weighed.most_by(hour) >= weighed.by(hour));
            }
            assert_eq!(weighed.most(), plan.bound.persons);
        }
    }
}

/// What the book takes for granted: in everything but what only tells of it, a plan holds under every larger offer.
#[test]
fn a_plan_holds_under_every_larger_offer() {
    let given = example("buses.toml");
    let scales = scales(&given);
    let agreed = &given.scenario;
    let (_, plan) = plan_of(&scales, &Change::default());
    let levers = levers(agreed);
    assert!(levers.contains(&Lever::Fleet(0, 10)) && levers.contains(&Lever::Fleet(1, 10)));
    assert!(!levers.contains(&Lever::Fleet(2, 10)), "aid carries nobody");
    let larger = levers.into_iter().map(|lever| lever.change(agreed)).chain([set(&[0, 1], 5), set(&[0, 1], 7)]);
    for change in larger {
        assert!(Made::of(&Change::default(), agreed).is_within(&Made::of(&change, agreed), agreed), "{change:?}");
        let situation = scales.situation(&change, Reading::Likely).unwrap();
        let moved = Plan { scenario: situation.scenario, horizon: situation.horizon, ..plan.clone() };
        let faults = faults(&scales, &situation, &moved);
        // Last moments are later where windows are longer, and the sum of the bound runs to another horizon.
        let told: Vec<_> = faults
            .iter()
            .filter(|code| !["plan.turn-back-wrong", "plan.bound-wrong", "plan.sum-wrong"].contains(&code.as_str()))
            .collect();
        assert_eq!(told, [] as [&str; 0], "{change:?}");
    }
}

#[test]
fn fleets_that_can_carry_nobody_change_nothing() {
    let mut given = example("buses.toml");
    for fleet in &mut given.scenario.fleets {
        fleet.duty.opening = Opening::within(vec![Interval { from: Clock(0), until: Clock(60) }]);
    }
    let scales = scales(&given);
    for change in [Change::default(), set(&[0], 8), Lever::Lane.change(&given.scenario)] {
        for reading in [Reading::Likely, Reading::Pessimistic] {
            let with = one(&scales, change.clone(), reading);
            let cars = scales.weigh_cars(&[(change.clone(), reading)], "", &Work::quiet());
            let cars = cars.unwrap_or_else(|_| panic!("not weighed")).remove(0);
            assert!(cars.safe() > Persons(0));
            for hour in (0..=cars.horizon.0 / 600).map(|part| Clock(part * 600)) {
                assert_eq!(with.by(hour), cars.by(hour), "{change:?} {reading:?} {hour:?}");
            }
            assert_eq!(with.most(), cars.safe(), "the limit too");
        }
    }
}

#[test]
fn of_many_sets_those_are_weighed_that_a_choice_needs_and_the_rest_is_told() {
    let mut given = example("buses.toml");
    for number in 0..3 {
        let mut proposed = given.scenario.corridors[number % 2].clone();
        proposed.name = format!("{} again {number}", proposed.name);
        proposed.proposed = true;
        given.scenario.corridors.push(proposed);
    }
    let scales = scales(&given);
    let sets = sets(5, None);
    let readings = [Reading::Likely];
    let lengths: Vec<u32> = (1..=11).collect();
    let grid = Grid { sets: sets.clone(), lengths: &lengths, readings: &readings };
    let mut book = Book::new(&scales);
    let (left_out, all) = grid.weigh(&mut book, false, &Work::quiet()).unwrap_or_else(|_| panic!("not weighed"));
    // 31 sets by the agreed length, and the best of each of five sizes by ten more.
    assert_eq!((left_out, all), (341 - 31 - 50, 341));
    let told = grid.told(&book);
    assert!(told.iter().all(|set| set.likely(4).is_some()));
    let whole = told.iter().filter(|set| (0..11).all(|length| set.likely(length).is_some())).count();
    assert_eq!(whole, 5);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]
    /// As without fleets: more is never worth less at any hour, whatever the search found.
    #[test]
    fn more_with_fleets_is_never_worth_less(
        hours in 4u32..8, more in 0u32..3, earlier in 0u32..2, lane in 0u32..200, vehicles in 0u32..20, both: bool,
        closed in 0usize..200,
    ) {
        let given = example("buses.toml");
        let scales = scales(&given);
        let small = set(if both { &[0, 1] } else { &[0] }, hours);
        let large = Change {
            lane: VehiclesPerHour(lane),
            earlier: Seconds(earlier * 3600),
            fleet: Some((0, Vehicles(vehicles))),
            ..set(&[0, 1], hours + more)
        };
        let when = Interval { from: Clock::H_HOUR, until: Clock::NEVER };
        let road = RoadId::at(closed % given.network.road_count());
        let lost = Change { lost: Some(Lost { roads: vec![road], checkpoint: None, footway: None, when }), ..small.clone() };
        let mut book = Book::new(&scales);
        let all = [&large, &small, &lost].map(|change| (change.clone(), Reading::Likely));
        prop_assert!(book.weigh(&all, "", &Work::quiet()).is_ok());
        let of = |change: &Change| book.get(change, Reading::Likely).cloned().unwrap();
        let (large, small, lost) = (of(&large), of(&small), of(&lost));
        for hour in 0..=small.horizon.0 / 3600 {
            let hour = Clock(hour * 3600);
            prop_assert!(large.by(hour) >= small.by(hour), "larger");
            prop_assert!(lost.by(hour) <= small.by(hour), "lost");
            prop_assert!(small.most_by(hour) >= small.by(hour) && large.most_by(hour) >= large.by(hour), "limits");
        }
    }
}
