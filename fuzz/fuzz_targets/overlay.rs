//! Overlays: read, and laid over a small network.
#![no_main]

use libfuzzer_sys::fuzz_target;
use passage_fuzz::check_findings;
use passage_model::id::JunctionId;
use passage_model::network::{Network, Origin, Road};
use passage_model::units::Position;
use passage_network::overlay::{self, roads_in, roads_inside};
use std::sync::LazyLock;

static NETWORK: LazyLock<Network> = LazyLock::new(|| {
    let at = |lat, lon| Position::from_degrees(lat, lon).expect("on Earth");
    let positions = vec![at(47.0, 37.0), at(47.1, 37.2), at(47.3, 37.1), at(-10.0, 179.9)];
    let road = |from, to| Road { from: JunctionId(from), to: JunctionId(to), lanes: 1, ..Road::default() };
    let roads = [road(0, 1), road(1, 2), road(2, 0), road(2, 3)];
    Network::new(Origin::default(), positions, roads, vec![], vec![]).expect("a small network")
});

fuzz_target!(|bytes: &[u8]| {
    let (overlay, findings) = overlay::read(bytes);
    check_findings(&findings);
    if overlay.controls.len() + overlay.hazards.len() + overlay.areas.len() + overlay.closures.len() <= 150 {
        check_findings(&overlay.idle(&NETWORK));
    }
    for control in &overlay.controls {
        let closed = control.closes(&NETWORK, &overlay.crossings);
        let touched = roads_in(&NETWORK, &control.area);
        assert!(closed.iter().all(|road| touched.contains(road)), "a road is closed that the area does not touch");
        assert!(roads_inside(&NETWORK, &control.area).iter().all(|road| touched.contains(road)));
    }
});
