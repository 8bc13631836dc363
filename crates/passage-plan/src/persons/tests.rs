//! Against every way of seating.

use super::*;
use passage_model::digest::Digest;
use passage_model::id::JunctionId;
use passage_model::situation::{CarEquivalents, Origin, Reading, Ready, Reception, VehicleKind};
use passage_model::time::Clock;
use passage_model::units::{Persons, PersonsPerVehicle, Seconds};
use passage_model::weighing::Weighing;
use proptest::prelude::*;

/// The group, the site and how many vehicles.
type Sent = (usize, usize, u32);

/// Groups with their means, sites whose rooms hold the mean of the vehicles sent there, and the vehicles by arrival.
type Case = (Vec<u32>, Vec<u32>, Vec<Sent>);

fn case() -> impl Strategy<Value = Case> {
    let loads = prop::collection::vec((0..3usize, 0..3usize, 1..3u32), 1..7);
    (
        prop::collection::vec(prop::sample::select(vec![50, 100, 130, 150, 250]), 3),
        prop::collection::vec(0..3u32, 3),
        loads,
    )
        .prop_map(|(means, more, loads)| {
            let mean = |site| -> u32 {
                loads.iter().filter(|(_, at, _)| *at == site).map(|(group, _, n)| means[*group] * n).sum()
            };
            let rooms = (0..3).map(|site| mean(site).div_ceil(100) + if more[site] == 2 { 50 } else { 0 }).collect();
            (means, rooms, loads)
        })
}

fn situation(means: &[u32], rooms: &[u32], loads: &[Sent]) -> Situation {
    let origin = |(group, mean): (usize, &u32)| {
        let vehicles = loads.iter().filter(|load| load.0 == group).map(|load| load.2).sum();
        let per_vehicle = PersonsPerVehicle(*mean);
        Origin {
            assembly: String::new(),
            group: String::new(),
            junction: JunctionId(0),
            kind: VehicleKind::OwnCar,
            persons: per_vehicle.persons_in(Vehicles(vehicles)),
            per_vehicle,
            ready: vec![Ready { from: Clock(0), vehicles: Vehicles(vehicles) }],
            carried_by: Vec::new(),
            riders: Vec::new(),
            aboard: None,
        }
    };
    let reception =
        |room: &u32| Reception { name: String::new(), junction: JunctionId(1), room: Persons(*room), only: Vec::new() };
    let origins = means.iter().enumerate().map(origin).collect();
    Situation {
        network: Digest::of(b""),
        scenario: Digest::of(b""),
        reading: Reading::Likely,
        step: Seconds(60),
        horizon: Clock(3600),
        openings: Vec::new(),
        roads: Vec::new(),
        waiting: Vec::new(),
        crowds: Vec::new(),
        checkpoints: Vec::new(),
        origins,
        receptions: rooms.iter().map(reception).collect(),
        corridors: Vec::new(),
        named: Vec::new(),
        equivalents: CarEquivalents::ALIKE,
        contraflow: Vec::new(),
        reversed: Vec::new(),
        fleets: Vec::new(),
        footways: Vec::new(),
        obey_turns: true,
        weighing: Weighing::default(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whoever_has_a_vehicle_has_a_seat_and_no_site_more_than_its_mean((means, rooms, loads) in case()) {
        let situation = situation(&means, &rooms, &loads);
        let load = |&(group, site, vehicles): &Sent| Load {
            origin: OriginId::at(group), reception: ReceptionId::at(site), vehicles, persons: 0, due: None,
        };
        let mut filled: Vec<Load> = loads.iter().map(load).collect();
        fill(&situation, &mut filled);
        for (group, origin) in situation.origins.iter().enumerate() {
            let persons: u32 = filled.iter().filter(|l| l.origin.index() == group).map(|l| l.persons).sum();
            prop_assert_eq!(persons, origin.persons.0);
        }
        for (site, room) in rooms.iter().enumerate() {
            let here = |l: &&Load| l.reception.index() == site;
            prop_assert!(filled.iter().filter(here).map(|l| l.persons).sum::<u32>() <= *room);
            for mean in &means {
                let (mut hundredths, mut persons) = (0, 0);
                for load in filled.iter().filter(here).filter(|l| means[l.origin.index()] == *mean) {
                    hundredths += load.vehicles * mean;
                    persons += load.persons;
                    prop_assert!(persons <= hundredths.div_ceil(100) || !situation.sites_may_fill());
                    prop_assert!(load.persons <= load.vehicles * mean.div_ceil(100));
                }
            }
        }
    }
}
