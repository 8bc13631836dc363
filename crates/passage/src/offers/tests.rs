//! What is weighed is what a plan of the same changed scenario brings out; and more of anything is never worth less.

use super::change::{Change, Lost};
use super::weigh::{Scales, Weighed};
use super::*;
use crate::given::{Given, given};
use passage_model::id::RoadId;
use passage_model::time::Interval;
use passage_model::units::Vehicles;
use proptest::prelude::*;
use std::path::Path;

mod fleets;
mod lost;

fn example(name: &str) -> Given {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/mariupol-2022").join(name);
    given(&path, None, &Work::quiet()).unwrap_or_else(|failure| panic!("{}", failure.to_words()))
}

fn one(scales: &Scales<'_>, change: Change, reading: Reading) -> Weighed {
    scales.weigh(&[(change, reading)], "", &Work::quiet()).unwrap_or_else(|_| panic!("not weighed")).remove(0)
}

/// The slow twin: the plan, whose every number passed the checker.
fn planned(scales: &Scales<'_>, change: &Change, reading: Reading) -> Vec<Persons> {
    let Some(situation) = scales.situation(change, reading) else { return Vec::new() };
    let network = &scales.given().network;
    let plan = passage_plan::plan(network, &situation, None, &Work::quiet()).unwrap();
    assert_eq!(passage_model::check::plan(network, &situation, &plan), []);
    let by = |hour: u32| plan.curve.iter().take_while(|safe| safe.by.0 <= hour * 3600).last().map(|safe| safe.persons);
    (0..=situation.horizon.0 / 3600).map(|hour| by(hour).unwrap_or_default()).collect()
}

#[test]
fn every_offer_is_worth_what_its_own_plan_brings_out_by_every_hour() {
    let given = example("scenario.toml");
    let scales = Scales::new(&given).unwrap_or_else(|failure| panic!("{}", failure.to_words()));
    let mut changes: Vec<Change> =
        levers(&given.scenario).into_iter().map(|lever| lever.change(&given.scenario)).collect();
    changes.push(Change::default());
    let set = |corridors: &[usize], hours: u32| Change {
        corridors: Some(corridors.to_vec()),
        length: Some(Seconds(hours * 3600)),
        ..Change::default()
    };
    changes.extend([set(&[1], 6), set(&[1], 5), set(&[0, 1], 9)]);
    for change in changes {
        for reading in [Reading::Likely, Reading::Pessimistic] {
            let weighed = one(&scales, change.clone(), reading);
            for (hour, persons) in planned(&scales, &change, reading).into_iter().enumerate() {
                let by = weighed.by(Clock(hour as u32 * 3600));
                // Persons in several classes of vehicles are rounded down class by class in a plan.
                let slack = if change.buses > 0 { 2 } else { 0 };
                assert!(by.0.abs_diff(persons.0) <= slack, "{change:?} {reading:?} {hour}: {by} and {persons}");
            }
        }
    }
}

#[test]
fn what_is_only_proposed_is_not_planned_and_leaves_nothing_without_the_agreed() {
    let given = example("scenario.toml");
    let scales = Scales::new(&given).unwrap_or_else(|failure| panic!("{}", failure.to_words()));
    assert_eq!(scales.situation(&Change::default(), Reading::Likely).unwrap().corridors.len(), 1);
    let nobody = Change { corridors: Some(Vec::new()), ..Change::default() };
    assert_eq!(one(&scales, nobody, Reading::Likely).safe(), Persons(0));
}

#[test]
fn a_bus_takes_the_room_of_two_and_a_half_cars_and_its_people_from_the_largest_group() {
    let given = example("scenario.toml");
    let changed = Change { buses: 10, ..Change::default() }.apply(&given.scenario, Reading::Likely);
    assert_eq!(changed.persons(), given.scenario.persons());
    let buses = changed.groups.last().unwrap();
    assert_eq!((buses.persons.value, buses.kind), (Persons(500), VehicleKind::Bus));
    let per_vehicle = buses.persons_per_vehicle.value.at(Reading::Likely);
    assert_eq!(per_vehicle.vehicles_for(buses.persons.value), Vehicles(25));
    // Ten buses more take the place of 25 cars of 3.6 people, and carry 500.
    let scales = Scales::new(&given).unwrap_or_else(|failure| panic!("{}", failure.to_words()));
    let gain = |change| one(&scales, change, Reading::Likely).safe().0;
    assert_eq!(gain(Change { buses: 10, ..Change::default() }) - gain(Change::default()), 500 - 25 * 36 / 10);
}

#[test]
fn all_sets_of_up_to_so_many_corridors() {
    assert_eq!(sets(3, None), [vec![0], vec![1], vec![2], vec![0, 1], vec![0, 2], vec![1, 2], vec![0, 1, 2]]);
    assert_eq!(sets(3, Some(1)).len(), 3);
    assert_eq!(sets(5, None).len(), 31);
    assert_eq!(sets(6, None).len(), 21);
    assert_eq!(sets(0, None).len(), 0);
}

#[test]
fn what_costs_more_and_does_no_more_is_struck_out() {
    let given = example("scenario.toml");
    let scales = Scales::new(&given).unwrap_or_else(|failure| panic!("{}", failure.to_words()));
    let asked = Asked { persons: Some(Persons(4_000)), ..Asked::default() };
    let offers = offers(&scales, &asked, &Work::quiet()).unwrap_or_else(|failure| panic!("{}", failure.to_words()));
    let out = |set: usize| offers.sets[set].struck_out.clone();
    assert_eq!(offers.sets[0].corridors, [0]);
    // Nobody is through in four hours or fewer, so one hour is as good as four; each later hour brings more people.
    assert_eq!(out(0), [false, true, true, true, false, false, false, false, false, false, false]);
    // By Berdiansk an hour longer does what the agreed road does; both together do no more than it.
    assert!(out(1).iter().skip(1).all(|out| *out) && out(2).iter().all(|out| *out));
    let least = offers.least.unwrap();
    // 4,000 people: 1,112 cars at 600 an hour behind a journey of 4 h 07 min.
    assert_eq!(least.hours[0][Offers::LIKELY], least::Shortest { hours: Some(6), no_less: 6 });
    assert_eq!(least.struck_out, [false, true, true]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    /// A longer window, an earlier start, a faster lane, a corridor or a bus more: never fewer people at any hour that
    /// the smaller offer reaches. A loss: never more.
    #[test]
    fn more_is_never_worth_less(
        hours in 1u32..12, more in 0u32..4, earlier in 0u32..3, lane in 0u32..200, both: bool,
        closed in 0usize..200, from in 0u32..8, vasylivka: bool,
    ) {
        let given = example(if vasylivka { "berdiansk.toml" } else { "scenario.toml" });
        let scales = Scales::new(&given).unwrap_or_else(|failure| panic!("{}", failure.to_words()));
        let corridors = if vasylivka || both { vec![0, 1] } else { vec![0] };
        let small = Change { corridors: Some(corridors), length: Some(Seconds(hours * 3600)), ..Change::default() };
        let large = Change {
            corridors: Some(vec![0, 1]),
            length: Some(Seconds((hours + more) * 3600)),
            lane: VehiclesPerHour(lane),
            earlier: Seconds(earlier * 3600),
            ..small.clone()
        };
        let when = Interval { from: Clock(from * 3600), until: Clock((from + 1) * 3600) };
        let road = RoadId::at(closed % given.network.road_count());
        let lost = Change { lost: Some(Lost { roads: vec![road], checkpoint: None, footway: None, when }), ..small.clone() };
        let small = one(&scales, small, Reading::Likely);
        let (large, lost) = (one(&scales, large, Reading::Likely), one(&scales, lost, Reading::Likely));
        for hour in 0..=small.horizon.0 / 3600 {
            let hour = Clock(hour * 3600);
            prop_assert!(large.by(hour) >= small.by(hour), "larger");
            prop_assert!(lost.by(hour) <= small.by(hour), "lost");
        }
    }
}
