//! Barriers on the nodes of roads: a bollard closes a road, a gate does not, and nothing joins what a bollard parts.

use crate::osm::imported;
use crate::world::{Layout, World};
use passage_model::network::Network;
use passage_network::import::Imported;

/// A road from west (1) by 2 and 3 to east (4), 3 being where two ways meet end to end.
fn row(at_two: &[(&str, &str)], at_three: &[(&str, &str)]) -> World {
    let mut world = World::default();
    world.node(1, 47.0, 37.00, &[]).node(2, 47.0, 37.01, at_two).node(3, 47.0, 37.02, at_three);
    world.node(4, 47.0, 37.03, &[]);
    world.way(10, &[1, 2, 3], &[("highway", "residential")]).way(11, &[3, 4], &[("highway", "residential")]);
    world
}

fn packed(world: &World) -> Imported {
    imported("a.osm.pbf", &world.to_pbf(Layout::default()))
}

/// Whether one can drive from the westernmost junction to the easternmost.
fn gets_through(network: &Network) -> bool {
    let by_longitude = |junction: &passage_model::id::JunctionId| network.position(*junction).lon;
    let (west, east) =
        (network.junctions().min_by_key(by_longitude).unwrap(), network.junctions().max_by_key(by_longitude).unwrap());
    let mut reached = vec![west];
    let mut at = 0;
    while let Some(&junction) = reached.get(at) {
        for &road in network.leaving(junction) {
            if !reached.contains(&network.to(road)) {
                reached.push(network.to(road));
            }
        }
        at += 1;
    }
    reached.contains(&east)
}

fn said(read: &Imported) -> Vec<String> {
    let about = read.findings.iter().filter(|finding| finding.code.starts_with("osm.barrier"));
    about.map(|finding| format!("{} x {}: {}", finding.count, finding.code, finding.words)).collect()
}

#[test]
fn a_bollard_parts_a_road_in_every_format() {
    for world in [row(&[("barrier", "bollard")], &[]), row(&[], &[("barrier", "block"), ("bicycle", "yes")])] {
        let dense = world.to_pbf(Layout::default());
        let single = world.to_pbf(Layout { dense: false, zlib: false, in_blob: 2, sorted: true });
        let backwards = world.to_pbf(Layout { sorted: false, in_blob: 1, ..Layout::default() });
        for (name, file) in
            [("a.osm.pbf", &dense), ("a.osm.pbf", &single), ("a.osm.pbf", &backwards), ("a.osm", &world.to_xml())]
        {
            let read = imported(name, file);
            assert!(!gets_through(&read.network), "{name}");
            // Both sides are there still, up to the barrier.
            let metres: f64 = read.network.roads().map(|road| read.network.length(road).metres()).sum();
            assert!((metres - 2.0 * 2274.9).abs() < 1.0, "{metres}");
        }
    }
    let read = packed(&row(&[("barrier", "bollard")], &[]));
    insta::assert_snapshot!(said(&read).join("\n"), @"1 x osm.barrier-closed: a bollard, a block, a locked or private gate or the like closes a road to motor vehicles (node 2: bollard)");
}

#[test]
fn a_gate_is_taken_for_open_and_told() {
    let read = packed(&row(&[("barrier", "lift_gate")], &[("barrier", "bollard"), ("motor_vehicle", "yes")]));
    assert!(gets_through(&read.network));
    assert_eq!(said(&read).len(), 1);
    assert!(said(&read)[0].contains("2 x osm.barrier-open"), "{:?}", said(&read));
    assert!(said(&read)[0].contains("node 2: lift_gate; node 3: bollard"), "{:?}", said(&read));
    assert!(!gets_through(&packed(&row(&[("barrier", "lift_gate"), ("access", "private")], &[])).network));
    let unknown = packed(&row(&[("barrier", "dragon")], &[]));
    assert!(gets_through(&unknown.network));
    assert!(said(&unknown)[0].contains("1 x osm.barrier-unknown") && said(&unknown)[0].contains("node 2: dragon"));
}

#[test]
fn a_barrier_where_three_arms_meet_is_waived_and_told() {
    let mut world = row(&[], &[("barrier", "bollard")]);
    world.node(5, 47.01, 37.02, &[]).way(12, &[3, 5], &[("highway", "service")]);
    let read = packed(&world);
    assert!(gets_through(&read.network));
    assert!(said(&read)[0].contains("1 x osm.barrier-at-junction"), "{:?}", said(&read));
}

#[test]
fn a_bollard_at_the_end_of_the_only_road_or_on_a_footpath_closes_nothing() {
    let mut world = row(&[], &[]);
    world.nodes[3].tags = crate::world::tags(&[("barrier", "bollard")]);
    world.node(6, 47.01, 37.03, &[("barrier", "bollard")]).way(13, &[4, 6], &[("highway", "footway")]);
    let read = packed(&world);
    assert!(gets_through(&read.network));
    assert_eq!(said(&read), Vec::<String>::new());
}

#[test]
fn a_third_road_that_ends_beside_a_bollard_does_not_join_what_it_parts() {
    let mut world = row(&[("barrier", "bollard")], &[]);
    // 10 cm beside the bollard, where a junction would be taken for the same.
    world.node(7, 47.000_001, 37.01, &[]).node(8, 47.01, 37.01, &[]).way(14, &[7, 8], &[("highway", "residential")]);
    assert!(!gets_through(&packed(&world).network));
    world.nodes[1].tags.clear();
    assert!(gets_through(&packed(&world).network));
}

#[test]
fn a_way_of_bollards_is_cut_at_each_and_its_restrictions_go_on_at_other_nodes() {
    let mut world = World::default();
    for id in 0..2_000 {
        let pairs: &[(&str, &str)] = if id % 2 == 1 { &[("barrier", "bollard")] } else { &[] };
        world.node(id, 47.0, 37.0 + id as f64 / 200.0, pairs);
    }
    let refs: Vec<i64> = (0..2_000).collect();
    world.way(10, &refs, &[("highway", "residential"), ("oneway", "yes")]);
    world.node(5_000, 47.01, 37.0 + 1_000.0 / 200.0, &[]).way(11, &[1_000, 5_000], &[("highway", "residential")]);
    world.restriction(1, 11, 1_000, 10, &[("restriction", "no_left_turn")]);
    let read = packed(&world);
    // The last node is the end of the way, where a bollard closes nothing.
    assert!(said(&read)[0].starts_with("999 x osm.barrier-closed"), "{:?}", said(&read));
    let metres: f64 = read.network.roads().map(|road| read.network.length(road).kilometres()).sum();
    assert!((metres - 1_999.0 * 0.379_16 - 2.0 * 1.112).abs() < 1.0, "{metres}");
    assert_eq!(read.network.forbidden().len(), 1);
}
