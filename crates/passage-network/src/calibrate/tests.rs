//! Calibration against networks whose true speeds are known, and the fit against a slow search.

use super::fit::{fit, overall, weighted_median};
use super::*;
use passage_model::network::{Origin, Road};
use passage_model::units::{Milliseconds, Speed};
use proptest::prelude::*;

/// A star: a centre, and spokes of 60 to 100 junctions a kilometre apart, alternately primary and secondary.
fn star(spokes: usize) -> Network {
    let mut positions = vec![Position::from_degrees(48.0, 30.0).unwrap()];
    let mut roads = Vec::new();
    for spoke in 0..spokes {
        let angle = spoke as f64 * std::f64::consts::TAU / spokes as f64;
        let (north, east) = (angle.cos() * 0.5, angle.sin() * 0.7);
        let middle = positions.len();
        for part in [0.5, 1.0] {
            positions.push(Position::from_degrees(48.0 + north * part, 30.0 + east * part).unwrap());
        }
        let share = spoke % 3;
        for (from, to, class) in [
            (0, middle, RoadClass::Primary),
            (middle, middle + 1, [RoadClass::Primary, RoadClass::Secondary, RoadClass::Secondary][share]),
        ] {
            let length = Decimetres::from_metres(positions[from].metres_to(positions[to]));
            let travel = Milliseconds::to_travel(length, Speed::from_kmh(90.0));
            for (from, to) in [(from, to), (to, from)] {
                let (from, to) = (JunctionId::at(from), JunctionId::at(to));
                roads.push(Road { from, to, length, travel, class, lanes: 1, ..Road::default() });
            }
        }
    }
    Network::new(Origin::default(), positions, roads, vec![], vec![]).unwrap()
}

/// The journeys from the end of each spoke to the centre, with the times that these factors give.
fn journeys(network: &Network, factor: impl Fn(RoadClass) -> f64) -> Vec<Known> {
    let weights = Weights::of_network(network);
    let router = Router::new(network, &weights);
    let mut search = Search::default();
    let ends: Vec<JunctionId> = network.junctions().filter(|j| j.0 % 2 == 0 && j.0 > 0).collect();
    let found = router.routes_to(&mut search, &ends, JunctionId(0));
    let minutes = |route: &crate::route::Route| {
        let on = |&road: &RoadId| f64::from(network.travel(road).0) / 60_000.0 / factor(network.class(road));
        route.roads.iter().map(on).sum()
    };
    ends.iter()
        .zip(found)
        .map(|(&end, route)| Known {
            from: network.position(end),
            to: network.position(JunctionId(0)),
            minutes: minutes(&route.unwrap()),
        })
        .collect()
}

#[test]
fn speeds_that_are_a_third_too_high_are_found_so() {
    let network = star(60);
    let calibration = calibrate(&network, &journeys(&network, |_| 0.75)).unwrap();
    assert_eq!(calibration.used, 60);
    assert!((calibration.overall - 0.75).abs() < 0.002, "{}", calibration.overall);
    assert!((calibration.before.median_ratio - 4.0 / 3.0).abs() < 0.003);
    assert!(calibration.after.mean_absolute_error_minutes < 0.1);
    assert!((calibration.after.mean_kmh - 67.5).abs() < 0.3, "{}", calibration.after.mean_kmh);
}

#[test]
fn each_class_gets_the_factor_that_its_journeys_witness_for() {
    let network = star(90);
    let truth = |class| if class == RoadClass::Primary { 0.8 } else { 0.5 };
    let mut journeys = journeys(&network, truth);
    // A tenth of the rows is wrong.
    for journey in journeys.iter_mut().step_by(10) {
        journey.minutes *= 1.9;
    }
    let calibration = calibrate(&network, &journeys).unwrap();
    assert!((calibration.factors.of(RoadClass::Primary) - 0.8).abs() < 0.01, "{calibration:?}");
    assert!((calibration.factors.of(RoadClass::Secondary) - 0.5).abs() < 0.01, "{calibration:?}");
    // Nothing was seen of the others: they get the one factor.
    assert!((calibration.factors.of(RoadClass::Track) - calibration.overall).abs() < 0.001);
    assert!((calibration.factors.of(RoadClass::Ferry) - 1.0).abs() < 1e-9);
}

#[test]
fn journeys_that_say_nothing_are_counted_with_the_reason() {
    let network = star(30);
    let mut journeys = journeys(&network, |_| 1.0);
    let far = Position::from_degrees(50.0, 40.0).unwrap();
    journeys.push(Known { from: far, minutes: 500.0, ..journeys[0] });
    journeys.push(Known { minutes: 3.0, ..journeys[0] });
    journeys.push(Known { minutes: 5_000.0, ..journeys[0] });
    let calibration = calibrate(&network, &journeys).unwrap();
    assert_eq!(calibration.used, 30);
    let expected = [(Unusable::FarFromRoads, 1), (Unusable::TooShort, 1), (Unusable::Implausible, 1)];
    assert_eq!(calibration.unusable, BTreeMap::from(expected));
    let few = calibrate(&network, &journeys[28..]).unwrap_err();
    assert_eq!((few.used, few.of), (2, 5));
}

#[test]
fn calibrating_a_calibrated_network_changes_nothing() {
    let network = star(60);
    let calibration = calibrate(&network, &journeys(&network, |_| 1.0)).unwrap();
    assert!((calibration.overall - 1.0).abs() < 1e-9);
    assert_eq!(calibration.factors, SpeedFactors::NONE);
}

/// Journeys over two classes, with their known times.
fn any_samples() -> impl Strategy<Value = Vec<Sample>> {
    let one = (5.0..60.0f64, 5.0..60.0f64, 10.0..200.0f64);
    prop::collection::vec(one, 40..60).prop_map(|rows| {
        let sample = |(primary, secondary, known)| {
            let mut sample = Sample { known, ..Sample::default() };
            sample.minutes[RoadClass::Primary as usize] = primary;
            sample.minutes[RoadClass::Secondary as usize] = secondary;
            sample
        };
        rows.into_iter().map(sample).collect()
    })
}

fn error(samples: &[Sample], factors: &[f64; CLASSES]) -> f64 {
    samples.iter().map(|sample| (sample.known - sample.minutes_at(factors)).abs()).sum()
}

proptest! {
    #[test]
    fn no_single_change_of_a_factor_does_better(samples in any_samples()) {
        let overall = overall(&samples);
        let fit = fit(&samples, overall);
        let reached = error(&samples, &fit.factors);
        prop_assert!(reached <= error(&samples, &[overall; CLASSES]) * (1.0 + 1e-9));
        // The slow twin of each step: every factor between the bounds, in steps of half a percent.
        for class in [RoadClass::Primary as usize, RoadClass::Secondary as usize] {
            for step in 0..=300 {
                let mut other = fit.factors;
                other[class] = overall * (0.5 + 1.5 * f64::from(step) / 300.0);
                prop_assert!(error(&samples, &other) >= reached * (1.0 - 1e-3), "{} < {reached}", error(&samples, &other));
            }
        }
    }

    #[test]
    fn the_weighted_median_is_the_median_of_repeated_values(
        values in prop::collection::vec((0..50i32, 1..5usize), 1..20)
    ) {
        let mut repeated: Vec<f64> = values.iter().flat_map(|&(v, n)| vec![f64::from(v); n]).collect();
        repeated.sort_by(f64::total_cmp);
        let middle = repeated.len() / 2;
        let plain = if repeated.len() % 2 == 1 { repeated[middle] } else { f64::midpoint(repeated[middle - 1], repeated[middle]) };
        let weighted = weighted_median(values.iter().map(|&(v, n)| (f64::from(v), n as f64)).collect());
        prop_assert!((plain - weighted).abs() < 1e-9, "{plain} {weighted}");
    }
}
