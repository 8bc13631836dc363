//! OpenStreetMap in, network out: small worlds in both formats, twins, and the real extracts.

use crate::shared;
use crate::world::{Layout, Node, World, gzip, tags};
use passage_model::id::RoadId;
use passage_model::network::{Network, RoadClass, RoadMarks};
use passage_model::units::Position;
use passage_model::work::Work;
use passage_network::draft::{Draft, Facts};
use passage_network::import::{Imported, Settings, import};
use passage_network::osm::barrier::{BarrierTags, Effect};
use passage_network::osm::tags::{RoadTags, facts};
use passage_network::source::Bytes;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

pub fn imported(name: &str, bytes: &[u8]) -> Imported {
    import(&[&Bytes { name, bytes }], &Settings::default(), &Work::quiet()).unwrap()
}

/// What must be equal whatever the format: everything but the source's name and digest.
fn content(network: &Network) -> impl PartialEq + std::fmt::Debug + use<> {
    let columns = network.columns().clone();
    (
        network.positions().to_vec(),
        columns,
        network.names().to_vec(),
        network.forbidden().to_vec(),
        network.places().to_vec(),
    )
}

/// A crossroads of a one-way street and a road with a bridge, a place, and a forbidden left turn.
fn crossroads() -> World {
    let mut world = World::default();
    world
        .node(1, 47.00, 37.00, &[])
        .node(2, 47.00, 37.01, &[])
        .node(3, 47.00, 37.02, &[])
        .node(4, 47.01, 37.01, &[])
        .node(5, 46.99, 37.01, &[])
        .node(
            6,
            47.00,
            37.015,
            &[("place", "town"), ("name", "Токмак"), ("name:en", "Tokmak"), ("population", "30 132")],
        )
        .way(10, &[1, 2], &[("highway", "primary"), ("name", "Головна"), ("maxspeed", "UA:urban")])
        .way(11, &[2, 3], &[("highway", "primary"), ("name", "Головна"), ("bridge", "yes")])
        .way(12, &[4, 2], &[("highway", "secondary"), ("oneway", "yes"), ("lanes", "2")])
        .way(13, &[2, 5], &[("highway", "secondary")])
        .way(14, &[1, 5], &[("highway", "footway")])
        .restriction(20, 10, 2, 13, &[("restriction", "no_right_turn")]);
    world
}

#[test]
fn a_crossroads_becomes_roads_with_speeds_capacities_and_a_forbidden_turn() {
    let network = imported("a.osm.pbf", &crossroads().to_pbf(Layout::default())).network;
    let mut roads: Vec<String> = network.roads().map(|road| told(&network, road)).collect();
    roads.sort();
    insta::assert_snapshot!(roads.join("\n"), @"
        way 10 Primary 47.000 37.000 -> 47.000 37.010: 758 m, 45.0 km/h, 1500 veh/h, 1 lanes, holds 101, marks 0, Головна
        way 10 Primary 47.000 37.010 -> 47.000 37.000: 758 m, 45.0 km/h, 1500 veh/h, 1 lanes, holds 101, marks 0, Головна
        way 11 Primary 47.000 37.010 -> 47.000 37.020: 758 m, 65.0 km/h, 1500 veh/h, 1 lanes, holds 101, marks 1, Головна
        way 11 Primary 47.000 37.020 -> 47.000 37.010: 758 m, 65.0 km/h, 1500 veh/h, 1 lanes, holds 101, marks 1, Головна
        way 12 Secondary 47.010 37.010 -> 47.000 37.010: 1112 m, 55.0 km/h, 2000 veh/h, 2 lanes, holds 297, marks 0, 
        way 13 Secondary 46.990 37.010 -> 47.000 37.010: 1112 m, 55.0 km/h, 1000 veh/h, 1 lanes, holds 148, marks 0, 
        way 13 Secondary 47.000 37.010 -> 46.990 37.010: 1112 m, 55.0 km/h, 1000 veh/h, 1 lanes, holds 148, marks 0,
        ");
    assert_eq!(network.forbidden().len(), 1);
    let turn = network.forbidden()[0];
    assert_eq!((network.source(turn.from), network.source(turn.onto)), (10, 13));
    assert_eq!(network.places()[0].other_names, ["Tokmak"]);
    assert_eq!(network.places()[0].population, 30_132);
    assert!(network.origin().attribution.contains("OpenStreetMap"));
}

fn told(network: &Network, road: RoadId) -> String {
    let at = |position: Position| format!("{:.3} {:.3}", position.lat_degrees(), position.lon_degrees());
    let (from, to) = (network.position(network.from(road)), network.position(network.to(road)));
    format!(
        "way {} {:?} {} -> {}: {:.0} m, {:.1} km/h, {} veh/h, {} lanes, holds {}, marks {}, {}",
        network.source(road),
        network.class(road),
        at(from),
        at(to),
        network.length(road).metres(),
        network.speed(road).kmh(),
        network.capacity(road),
        network.lanes(road),
        network.storage(road),
        network.marks(road).0,
        network.name(road),
    )
}

#[test]
fn an_only_turn_forbids_all_others_even_back() {
    let mut world = crossroads();
    world.relations.clear();
    world.restriction(21, 10, 2, 11, &[("restriction", "only_straight_on")]);
    let network = imported("a.osm", &world.to_xml()).network;
    let onto: BTreeSet<i64> = network.forbidden().iter().map(|turn| network.source(turn.onto)).collect();
    assert_eq!(onto, BTreeSet::from([10, 13]));
}

#[test]
fn a_restriction_for_others_or_without_cars_is_not_ours() {
    let mut world = crossroads();
    world.relations.clear();
    world
        .restriction(22, 10, 2, 13, &[("restriction:hgv", "no_right_turn")])
        .restriction(23, 10, 2, 13, &[("restriction", "no_right_turn"), ("except", "psv;motorcar")])
        .restriction(24, 10, 2, 13, &[("restriction:conditional", "no_right_turn @ (07:00-09:00)")]);
    let read = imported("a.osm", &world.to_xml());
    assert!(read.network.forbidden().is_empty());
    assert!(read.findings.iter().any(|f| f.code == "osm.restriction-by-hours" && f.count == 1));
}

#[test]
fn a_way_is_cut_where_a_node_is_missing() {
    let mut world = World::default();
    for id in 1..=5 {
        world.node(id, 47.0, 37.0 + id as f64 / 100.0, &[]);
    }
    world.nodes.remove(2);
    world.way(10, &[1, 2, 3, 4, 5], &[("highway", "primary")]);
    let read = imported("a.osm.pbf", &world.to_pbf(Layout::default()));
    // Two stretches of 760 m, each in both directions; nothing across the hole.
    assert_eq!(read.network.road_count(), 4);
    assert!(read.network.roads().all(|road| read.network.length(road).metres() < 800.0));
    assert!(read.findings.iter().any(|f| f.code == "osm.missing-node" && f.words.contains("node 3")));
}

#[test]
fn two_extracts_that_share_a_road_become_one_network() {
    let mut west = crossroads();
    west.ways.retain(|way| way.id != 13);
    west.relations.clear();
    let mut east = crossroads();
    east.ways.retain(|way| way.id != 12);
    east.relations.clear();
    let (west, east) = (west.to_pbf(Layout::default()), east.to_pbf(Layout::default()));
    let (west, east) = (Bytes { name: "w.osm.pbf", bytes: &west }, Bytes { name: "e.osm.pbf", bytes: &east });
    let joined = import(&[&west, &east], &Settings::default(), &Work::quiet()).unwrap();
    assert_eq!(joined.network.junction_count(), 5);
    assert_eq!(joined.network.road_count(), 7);
    assert_eq!(joined.network.origin().file, "w.osm.pbf, e.osm.pbf");
}

#[test]
fn a_factor_slows_every_road() {
    let bytes = crossroads().to_pbf(Layout::default());
    let source = Bytes { name: "a.osm.pbf", bytes: &bytes };
    let half = Settings { speed_factors: passage_network::factors::SpeedFactors::all(0.5), ..Settings::default() };
    let slow = import(&[&source], &half, &Work::quiet()).unwrap().network;
    let fast = imported("a.osm.pbf", &bytes).network;
    for road in fast.roads() {
        assert_eq!(slow.travel(road).0, fast.travel(road).0 * 2);
    }
    assert!(slow.origin().settings.contains("500"));
}

/// Any small world: up to twelve nodes on a grid, up to eight ways over them with tags of all sorts, restrictions.
fn worlds() -> impl Strategy<Value = World> {
    let key_values = prop::sample::subsequence(
        vec![
            ("oneway", "yes"),
            ("maxspeed", "50"),
            ("lanes", "3"),
            ("bridge", "yes"),
            ("surface", "gravel"),
            ("name", "Миру"),
        ],
        0..3,
    );
    let highway = prop::sample::select(vec!["primary", "residential", "track", "footway", "motorway"]);
    let way = (prop::collection::vec(1i64..13, 1..6), highway, key_values);
    let restriction = (1i64..9, 1i64..13, 1i64..9, prop::sample::select(vec!["no_left_turn", "only_straight_on"]));
    (prop::collection::vec(way, 1..9), prop::collection::vec(restriction, 0..3)).prop_map(|(ways, restrictions)| {
        let mut world = World::default();
        for id in 1..=12i64 {
            let pairs: &[(&str, &str)] = match id {
                5 | 10 => &[("place", "village"), ("name", "Кам'янка")],
                3 | 8 => &[("barrier", "bollard")],
                _ => &[],
            };
            world.node(id, 47.0 + (id % 4) as f64 / 100.0, 37.0 + (id / 4) as f64 / 100.0 + id as f64 / 9000.0, pairs);
        }
        for (at, (refs, highway, pairs)) in ways.iter().enumerate() {
            world.way(at as i64 + 1, refs, &[]);
            let way = world.ways.last_mut().unwrap();
            way.tags = tags(pairs);
            way.tags.push(("highway".to_owned(), (*highway).to_owned()));
        }
        for (at, (from, via, onto, rule)) in restrictions.iter().enumerate() {
            world.restriction(at as i64 + 1, *from, *via, *onto, &[("restriction", rule)]);
        }
        world
    })
}

fn quiet(name: &str, bytes: &[u8]) -> Option<Imported> {
    import(&[&Bytes { name, bytes }], &Settings::default(), &Work::quiet()).ok()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn every_layout_of_pbf_and_xml_gives_the_same_network(
        world in worlds(), dense: bool, zlib: bool, sorted: bool, in_blob in 1usize..20
    ) {
        let plain = quiet("a.osm", &world.to_xml());
        let packed = quiet("a.osm.gz", &gzip(&world.to_xml()));
        let pbf = quiet("a.osm.pbf", &world.to_pbf(Layout { dense, zlib, in_blob, sorted }));
        prop_assert_eq!(plain.is_some(), pbf.is_some());
        if let (Some(plain), Some(packed), Some(pbf)) = (plain, packed, pbf) {
            prop_assert_eq!(plain.network.origin().settings.as_str(), pbf.network.origin().settings.as_str());
            prop_assert!(content(&plain.network) == content(&packed.network));
            if sorted {
                prop_assert!(content(&plain.network) == content(&pbf.network));
            }
            // Of a ring of roads side by side the order of the file decides which junction stays to keep them apart.
            let (plain_at, pbf_at) = (junctions(&plain.network), junctions(&pbf.network));
            let both = |(from, to): &(Position, Position)| [from, to].iter().all(|at| plain_at.contains(at) && pbf_at.contains(at));
            let of_both = |network| times(network).into_iter().filter(|(pair, _)| both(pair)).collect::<Vec<_>>();
            prop_assert_eq!(of_both(&plain.network), of_both(&pbf.network));
            prop_assert_eq!(plain_at.len(), pbf_at.len());
            if sorted {
                prop_assert_eq!(plain.findings, pbf.findings);
            }
        }
    }

    #[test]
    fn a_naive_reading_of_the_nodes_one_by_one_takes_the_same_time_everywhere(mut world in worlds()) {
        world.relations.clear();
        if let Some(read) = quiet("a.osm", &world.to_xml()) {
            let naive = naive_times(&world);
            // A barrier has a junction on each side of it, at one position; a way of one node is no road.
            let is_used = |node: &&Node| {
                node.tags.iter().all(|(key, _)| key != "barrier")
                    && world.ways.iter().any(|way| way.refs.len() > 1 && way.refs.contains(&node.id))
            };
            let position = |node: &Node| Position { lat: node.lat as i32, lon: node.lon as i32 };
            let on_roads: Vec<Position> = world.nodes.iter().filter(is_used).map(position).collect();
            for ((from, to), time) in times(&read.network) {
                // Cuts between two nodes are junctions that only the network has, even where a node of no road lies.
                let known = on_roads.contains(&from) && on_roads.contains(&to);
                let expected = naive.get(&(from, to)).filter(|_| known);
                let near = expected.is_none_or(|e| (e - f64::from(time)).abs() < 60.0);
                prop_assert!(near, "{from:?} -> {to:?}: {time} ms, naively {expected:?} ms");
            }
        }
    }

    #[test]
    fn no_bytes_at_all_bring_the_readers_down(
        world in worlds(), at in 0usize..4000, bytes in prop::collection::vec(any::<u8>(), 0..40), zlib: bool
    ) {
        for (name, mut file) in
            [("a.osm.pbf", world.to_pbf(Layout { zlib, in_blob: 5, ..Layout::default() })), ("a.osm", world.to_xml())]
        {
            let at = at % file.len();
            let until = (at + bytes.len()).min(file.len());
            file.splice(at..until, bytes.iter().copied());
            quiet(name, &file);
            quiet(name, &file[..at]);
        }
    }
}

/// Where junctions are.
fn junctions(network: &Network) -> BTreeSet<Position> {
    network.positions().iter().copied().collect()
}

/// The shortest time between all junctions, in milliseconds, by Floyd and Warshall, whatever turns are forbidden.
fn times(network: &Network) -> BTreeMap<(Position, Position), u32> {
    let count = network.junction_count();
    let mut table = vec![vec![u32::MAX; count]; count];
    for road in network.roads() {
        let cell = &mut table[network.from(road).index()][network.to(road).index()];
        *cell = (*cell).min(network.travel(road).0);
    }
    for via in 0..count {
        for from in 0..count {
            for to in 0..count {
                let over = table[from][via].saturating_add(table[via][to]);
                table[from][to] = table[from][to].min(over);
            }
        }
    }
    let pair = |from: usize, to: usize| (network.positions()[from], network.positions()[to]);
    let all = (0..count).flat_map(|from| (0..count).map(move |to| (from, to))).filter(|(from, to)| from != to);
    // Two junctions at one position lie above each other, or a barrier is between them: the nearer one counts.
    let mut nearest = BTreeMap::new();
    for (from, to) in all.filter(|&(from, to)| table[from][to] < u32::MAX) {
        let known = nearest.entry(pair(from, to)).or_insert(u32::MAX);
        *known = table[from][to].min(*known);
    }
    nearest
}

/// The same from the nodes themselves: every node a junction, every step of a way a road. The honest twin of gathering,
/// splitting and cleaning.
fn naive_times(world: &World) -> BTreeMap<(Position, Position), f64> {
    let count = world.nodes.len();
    let at = |id: i64| world.nodes.iter().position(|node| node.id == id);
    let position = |at: usize| Position { lat: world.nodes[at].lat as i32, lon: world.nodes[at].lon as i32 };
    let mut table = vec![vec![f64::INFINITY; count]; count];
    for way in &world.ways {
        let tags = RoadTags::read(way.tags.iter().map(|(key, value)| (key.as_str(), value.as_str())));
        let Some(road) = facts(&tags) else { continue };
        for step in way.refs.windows(2) {
            let (Some(from), Some(to)) = (at(step[0]), at(step[1])) else { continue };
            let metres = position(from).metres_to(position(to));
            for (from, to, facts) in [(from, to, road.forward), (to, from, road.backward)] {
                if let Some(facts) = facts {
                    table[from][to] = f64::min(table[from][to], metres * 3600.0 / facts.speed.kmh());
                }
            }
        }
    }
    let closed = closed(world);
    for via in (0..count).filter(|via| !closed.contains(&world.nodes[*via].id)) {
        for from in 0..count {
            for to in 0..count {
                table[from][to] = table[from][to].min(table[from][via] + table[via][to]);
            }
        }
    }
    let all = (0..count).flat_map(|from| (0..count).map(move |to| (from, to)));
    all.map(|(from, to)| ((position(from), position(to)), table[from][to])).collect()
}

/// The nodes with a bollard that have a road before and behind them, and no other.
fn closed(world: &World) -> BTreeSet<i64> {
    let mut arms: BTreeMap<i64, u32> = BTreeMap::new();
    for way in &world.ways {
        let tags = RoadTags::read(way.tags.iter().map(|(key, value)| (key.as_str(), value.as_str())));
        if facts(&tags).is_some() {
            let steps = way.refs.windows(2).flat_map(|step| [step[0], step[1]]);
            steps.for_each(|id| *arms.entry(id).or_default() += 1);
        }
    }
    let has_barrier = |id: &i64| world.nodes.iter().any(|n| n.id == *id && n.tags.iter().any(|(k, _)| k == "barrier"));
    arms.into_iter().filter(|(id, arms)| *arms == 2 && has_barrier(id)).map(|(id, _)| id).collect()
}

/// A way, its facts in both directions, and where its nodes are.
type ReadRoad = (i64, Option<Facts>, Option<Facts>, Vec<Position>);

/// Every road of a file as the `osmpbf` crate reads it: the way, its facts, and where its nodes are.
fn by_osmpbf(path: &std::path::Path) -> Vec<ReadRoad> {
    let (mut nodes, mut barriers) = (BTreeMap::new(), BTreeSet::new());
    let mut each = |nodes: &mut BTreeMap<i64, Position>, element: osmpbf::Element<'_>| {
        let (id, position, tags): (_, _, Vec<(String, String)>) = match element {
            osmpbf::Element::Node(node) => {
                let position = Position { lat: node.decimicro_lat(), lon: node.decimicro_lon() };
                (node.id(), position, node.tags().map(|(k, v)| (k.to_owned(), v.to_owned())).collect())
            }
            osmpbf::Element::DenseNode(node) => {
                let position = Position { lat: node.decimicro_lat(), lon: node.decimicro_lon() };
                (node.id(), position, node.tags().map(|(k, v)| (k.to_owned(), v.to_owned())).collect())
            }
            _ => return,
        };
        nodes.insert(id, position);
        let mut read = BarrierTags::default();
        for (key, value) in &tags {
            read.set(key, value);
        }
        if matches!(read.effect(), Some(Effect::Closed(_))) {
            barriers.insert(position);
        }
    };
    osmpbf::ElementReader::from_path(path).unwrap().for_each(|element| each(&mut nodes, element)).unwrap();
    let mut roads = Vec::new();
    let mut take = |element: osmpbf::Element<'_>| {
        if let osmpbf::Element::Way(way) = element
            && let Some(road) = facts(&RoadTags::read(way.tags()))
            && way.refs().len() >= 2
        {
            // Ways are cut where nodes are missing; here each piece is one road.
            let points: Vec<Option<Position>> = way.refs().map(|id| nodes.get(&id).copied()).collect();
            for piece in points.split(Option::is_none).filter(|piece| piece.len() >= 2) {
                roads.push((way.id(), road.forward, road.backward, piece.iter().flatten().copied().collect()));
            }
        }
    };
    osmpbf::ElementReader::from_path(path).unwrap().for_each(&mut take).unwrap();
    cut_at(&barriers, roads)
}

/// The roads cut where they pass a barrier at which no third arm is.
fn cut_at(barriers: &BTreeSet<Position>, roads: Vec<ReadRoad>) -> Vec<ReadRoad> {
    let mut arms: BTreeMap<Position, u32> = BTreeMap::new();
    for step in roads.iter().flat_map(|road| road.3.windows(2)) {
        for at in step {
            *arms.entry(*at).or_default() += 1;
        }
    }
    let mut cut = Vec::new();
    for (way, forward, backward, mut points) in roads {
        let is_cut = |at: &Position| barriers.contains(at) && arms[at] == 2;
        while let Some(inner) = points[1..points.len() - 1].iter().position(is_cut) {
            let rest = points.split_off(inner + 1);
            points.push(rest[0]);
            cut.push((way, forward, backward, std::mem::replace(&mut points, rest)));
        }
        cut.push((way, forward, backward, points));
    }
    cut
}

fn by_us(draft: &Draft) -> Vec<ReadRoad> {
    let facts = |number: Option<u32>| number.map(|n| draft.facts[n as usize]);
    let points = |line: &passage_network::draft::Line| {
        let own = &draft.line_points[line.first_point as usize..][..line.point_count as usize];
        own.iter().map(|point| draft.points[*point as usize]).collect()
    };
    draft.lines.iter().map(|line| (line.source, facts(line.forward), facts(line.backward), points(line))).collect()
}

const EXTRACTS: [&str; 6] = [
    "data/osm/andorra.osm.pbf",
    "data/osm/liechtenstein.osm.pbf",
    "data/osm/malta.osm.pbf",
    "data/osm/monaco.osm.pbf",
    "data/osm/porto.osm.pbf",
    "data/ukraine-main-roads/ukraine_main_roads.osm.pbf",
];

#[test]
fn our_decoder_reads_the_roads_that_the_osmpbf_crate_reads() {
    for path in EXTRACTS.iter().filter_map(|path| shared(path)) {
        let bytes = std::fs::read(&path).unwrap();
        let source = Bytes { name: "a.osm.pbf", bytes: &bytes };
        let (draft, _) = passage_network::osm::pbf::read(&source, &Work::quiet()).unwrap();
        let (ours, theirs) = (by_us(&draft), by_osmpbf(&path));
        assert_eq!(ours.len(), theirs.len(), "{}", path.display());
        for (ours, theirs) in ours.iter().zip(&theirs) {
            assert_eq!(ours, theirs, "{}", path.display());
        }
    }
}

#[test]
fn the_same_bytes_come_out_on_one_thread_and_on_three() {
    let Some(path) = shared("data/osm/liechtenstein.osm.pbf") else { return };
    let bytes = std::fs::read(path).unwrap();
    let on = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| passage_network::store::to_bytes(&imported("a.osm.pbf", &bytes).network).1)
    };
    assert_eq!(on(1), on(3));
}

#[test]
fn the_main_roads_of_ukraine_have_the_length_of_their_table() {
    let Some(path) = shared("data/ukraine-main-roads/ukraine_main_roads.osm.pbf") else { return };
    let table = shared("data/ukraine-main-roads/edges.csv").unwrap();
    let network = imported("u.osm.pbf", &std::fs::read(path).unwrap()).network;
    // Columns: u, v, km, class M, N or C (a connector), way, geometry.
    let mut expected = BTreeMap::new();
    for row in csv::Reader::from_path(table).unwrap().records() {
        let row = row.unwrap();
        *expected.entry(row[3].to_owned()).or_insert(0.0) += row[2].parse::<f64>().unwrap();
    }
    let length = |counts: &dyn Fn(RoadId) -> bool| -> f64 {
        network.roads().filter(|road| counts(*road)).map(|road| network.length(road).kilometres()).sum::<f64>() / 2.0
    };
    let gap = |road| network.marks(road).has(RoadMarks::GAP);
    let of_class = |class| length(&|road| network.class(road) == class && !gap(road));
    // The table adds a fifth to the straight connectors.
    let connectors = length(&gap) * 1.2;
    for (name, km) in [("M", of_class(RoadClass::Trunk)), ("N", of_class(RoadClass::Primary)), ("C", connectors)] {
        assert!((km / expected[name] - 1.0).abs() < 0.005, "{name}: {km} km, in the table {} km", expected[name]);
    }
    assert_eq!(network.places().len(), 5_488);
}
