//! Overlays: read, and laid over a small network.
#![no_main]

use libfuzzer_sys::fuzz_target;
use passage_fuzz::check_findings;
use passage_model::id::JunctionId;
use passage_model::network::{Network, Origin, Road};
use passage_model::units::Position;
use passage_network::overlay;
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
    check_findings(&overlay.idle(&NETWORK));
});
