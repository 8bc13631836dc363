//! Writes the first inputs of every target into `corpus/TARGET`: small ones made here, so that no foreign data is kept.

use ed25519_dalek::SigningKey;
use flate2::{Compression, write::GzEncoder};
use passage_fuzz::{pbf, small};
use passage_model::check;
use passage_model::id::{JunctionId, RoadId};
use passage_model::network::{ForbiddenTurn, Network, Origin, Place, PlaceKind, Road, RoadClass};
use passage_model::units::{Decimetres, Milliseconds, Position, Vehicles, VehiclesPerHour};
use passage_network::store;
use passage_record::entry::{Author, Commitment, Entry, Salt};
use passage_record::folder::{Folder, Settings, Simulated};
use std::io::Write;
use std::path::Path;
use world::{Layout, World};

/// The writer of PBF files that the readers' own tests use.
#[path = "../../crates/passage-network/tests/it/world.rs"]
#[allow(dead_code, reason = "the readers' tests use more of it than is needed here")]
mod world;

const GEOJSON: &str = r#"{"type":"FeatureCollection","attribution":"by hand","features":[
{"type":"Feature","properties":{"place":"city","name":"A","name:uk":"А","alt_name":"B;C","population":42},"geometry":{"type":"Point","coordinates":[37.5,47.1]}},
{"type":"Feature","id":"way/7","properties":{"highway":"trunk","lanes":2,"speed_kmh":55,"length_m":16000,"capacity":600},"geometry":{"type":"LineString","coordinates":[[37.5,47.1],[37.4,47.2,3]]}},
{"type":"Feature","properties":{"highway":"primary","oneway":true,"maxspeed":"UA:urban"},"geometry":{"type":"MultiLineString","coordinates":[[[37.4,47.2],[37.6,47.2]]]}}]}"#;
const MATSIM: &str = r#"<?xml version="1.0"?><!DOCTYPE network SYSTEM "network_v2.dtd"><network>
<attributes><attribute name="coordinateReferenceSystem">EPSG:32756</attribute></attributes>
<nodes><node id="a" x="288770" y="6279407"/><node id="b" x="289770" y="6279407"/></nodes>
<links capperiod="01:00:00"><link id="1" from="a" to="b" length="1000" freespeed="Infinity" capacity="2000" permlanes="1" modes="car"/>
<link id="2" from="b" to="a" length="1000" freespeed="13.9" capacity="600" permlanes="2" type="highway.primary"/></links></network>"#;
const GMNS: &str = "node_id,x_coord,y_coord\n1,37.5,47.1\n2,37.4,47.2\n\u{c}link_id,from_node_id,to_node_id,directed,length,capacity,free_speed,lanes,facility_type,geometry,dir_flag\n10,1,2,0,16,900,55,1,primary,\"LINESTRING (37.5 47.1, 37.45 47.16, 37.4 47.2)\",-1\n\u{c}long_length,speed,crs\nkm,kph,EPSG:4326\n";
const OVERLAY: &str = r#"{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"passage":"control","holder":"A","may_cross":false},"geometry":{"type":"Polygon","coordinates":[[[37,47],[37.3,47],[37.2,47.2],[37,47]],[[37.1,47.05],[37.15,47.05],[37.1,47.1],[37.1,47.05]]]}},
{"type":"Feature","properties":{"passage":"hazard","reason":"shelling"},"geometry":{"type":"MultiPolygon","coordinates":[[[[37,47],[37.3,47],[37.2,47.2],[37,47]]]]}},
{"type":"Feature","properties":{"passage":"closure","reason":"mined","from":"09:00","until":"10:00","within":"200 m"},"geometry":{"type":"Point","coordinates":[37.1,47.1]}},
{"type":"Feature","properties":{"passage":"crossing","within":500},"geometry":{"type":"Point","coordinates":[37.2,47.1]}},
{"type":"Feature","properties":{"passage":"checkpoint","side":"B"},"geometry":{"type":"Point","coordinates":[37.2,47.1]}}]}"#;
const OSM: &str = r#"<?xml version="1.0"?><osm version="0.6"><node id="1" lat="47.1" lon="37.5"><tag k="place" v="city"/><tag k="name" v="A"/></node>
<node id="2" lat="47.2" lon="37.4"/><node id="3" lat="47.3" lon="37.4"/>
<node id="4" lat="47.25" lon="37.4"><tag k="barrier" v="bollard"/><tag k="bollard" v="rising"/><tag k="locked" v="yes"/></node>
<way id="7"><nd ref="1"/><nd ref="2"/><tag k="highway" v="primary"/><tag k="maxspeed" v="90"/><tag k="lanes" v="2"/></way>
<way id="8"><nd ref="2"/><nd ref="4"/><nd ref="3"/><tag k="highway" v="residential"/><tag k="oneway" v="-1"/></way>
<relation id="9"><member type="way" ref="7" role="from"/><member type="node" ref="2" role="via"/><member type="way" ref="8" role="to"/><tag k="type" v="restriction"/><tag k="restriction" v="no_left_turn"/></relation></osm>"#;
const PLACES: &str =
    "Zaporizhzhia\nZaporizhzhya;Запоріжжя;Запорожье\nZaporizhzhia\nVasylivka;Vasilievka\nBerdiansk\nBerdyansk";
const SCENARIOS: [&str; 2] = [
    include_str!("../../examples/mariupol-2022/scenario.toml"),
    include_str!("../../examples/mariupol-2022/berdiansk.toml"),
];

const TEXTS: [&str; 3] = [
    include_str!("../../examples/texts-2022/mariupol-2022-03-05-ukraine.toml"),
    include_str!("../../examples/texts-2022/sumy-2022-03-08-russia.toml"),
    include_str!("../../examples/texts-2022/sumy-2022-03-08-ukraine.toml"),
];
const CLAIMS: &str = include_str!("../../examples/claims-2022/five-reports.toml");
const SAID: &str = "10:00 to 17:00 Moscow on 5 March 2022\nз 10 до 17 за Києвом\nfrom 20:00 for 35 hours\n47\u{b0}05'50\"N 37\u{b0}32'36\"E\n\
    37T CN 89462 16983\nabout 20,000\n54 to 60\nSome 1,200 people left Trostianets by 17:00, the regional governor said on Telegram.\n";
const RECORD_PROOF: &str = "c2sp.org/tlog-proof@v1\nindex 1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\nexample.com/behind-the-sofa\n\
    20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n\u{2014} example.com/behind-the-sofa \
    Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n";

fn main() -> std::io::Result<()> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let seed = |target: &str, name: &str, bytes: &[u8]| {
        let folder = corpus.join(target);
        std::fs::create_dir_all(&folder)?;
        std::fs::write(folder.join(name), bytes)
    };
    seed("geojson", "roads", GEOJSON.as_bytes())?;
    let (entry, journal) = record();
    seed("record_entry", "entry", &entry)?;
    seed("record_folder", "journal", &journal)?;
    seed("matsim", "plain", MATSIM.as_bytes())?;
    seed("matsim", "gzip", &gzip(MATSIM.as_bytes())?)?;
    seed("gmns", "tables", GMNS.as_bytes())?;
    seed("overlay", "all-kinds", OVERLAY.as_bytes())?;
    seed("osm_xml", "plain", OSM.as_bytes())?;
    seed("osm_xml", "gzip", &gzip(OSM.as_bytes())?)?;
    seed("places", "traps", PLACES.as_bytes())?;
    for (i, text) in TEXTS.iter().enumerate() {
        seed("texts", &i.to_string(), text.as_bytes())?;
    }
    seed("claims", "five-reports", CLAIMS.as_bytes())?;
    seed("claims", "mariupol", include_bytes!("../../examples/claims-2022/mariupol.toml"))?;
    seed("gazetteer", "places", include_bytes!("../../examples/texts-2022/places.csv"))?;
    seed("said", "times-and-places", SAID.as_bytes())?;
    seed("record_texts", "key", b"example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")?;
    seed("record_texts", "policy", b"# one\nlog example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k\nquorum none\n")?;
    seed("record_texts", "proof", RECORD_PROOF.as_bytes())?;
    seed("record_texts", "request", RECORD_PROOF.replacen("c2sp.org/tlog-proof@v1\nindex 1", "old 1", 1).as_bytes())?;
    for (i, scenario) in SCENARIOS.iter().enumerate() {
        seed("scenario", &format!("mariupol-{i}"), scenario.as_bytes())?;
    }
    seed("network_file", "small", &store::to_bytes(&network()).0)?;
    let (plan, situation) = (small::plan(), small::situation());
    let findings = check::plan(&small::network(), &situation, &plan);
    assert!(findings.is_empty(), "the plan does not hold: {findings:?}");
    seed("plan_json", "small", &serde_json::to_vec(&plan)?)?;
    seed_pbf(&seed)
}

/// Whole files in every layout, and their blobs alone.
fn seed_pbf(seed: &impl Fn(&str, &str, &[u8]) -> std::io::Result<()>) -> std::io::Result<()> {
    for (name, dense, zlib, sorted) in [
        ("dense", true, true, true),
        ("plain", false, false, true),
        ("raw", true, false, true),
        ("mixed", false, true, false),
    ] {
        seed("osm_pbf", name, &world().to_pbf(Layout { dense, zlib, in_blob: 3, sorted }))?;
    }
    for (name, dense, in_blob) in [("blobs-dense", true, 100), ("blobs-plain", false, 2)] {
        let file = world().to_pbf(Layout { dense, zlib: false, in_blob, sorted: true });
        seed("osm_pbf", name, &pbf::unframed(&file).expect("a file in order"))?;
    }
    Ok(())
}

fn gzip(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes)?;
    encoder.finish()
}

fn network() -> Network {
    let at = |lat, lon| Position::from_degrees(lat, lon).expect("on Earth");
    let road = |from, to, name: &str| Road {
        from: JunctionId(from),
        to: JunctionId(to),
        length: Decimetres(10_000),
        travel: Milliseconds(60_000),
        capacity: VehiclesPerHour(1_200),
        storage: Vehicles(133),
        lanes: 1,
        class: RoadClass::Primary,
        name: name.to_owned(),
        shape: vec![at(47.05, 37.1)],
        ..Road::default()
    };
    let place = Place {
        name: "A".to_owned(),
        other_names: vec!["B".to_owned()],
        kind: PlaceKind::Town,
        population: 7,
        position: at(47.0, 37.0),
    };
    let turn = ForbiddenTurn { from: RoadId(0), onto: RoadId(1) };
    let roads = [road(0, 1, "H20"), road(1, 0, ""), road(1, 2, "M14")];
    let positions = vec![at(47.0, 37.0), at(47.1, 37.2), at(47.3, 37.1)];
    Network::new(Origin::default(), positions, roads, vec![turn], vec![place]).expect("a small network")
}

/// Two roads and a forbidden turn, and a place: the world of [`OSM`].
fn world() -> World {
    let mut world = World::default();
    world.node(1, 47.1, 37.5, &[("place", "city"), ("name", "A"), ("population", "42")]);
    world.node(2, 47.2, 37.4, &[]).node(3, 47.3, 37.4, &[("barrier", "bollard")]).node(4, 47.3, 37.5, &[]);
    world.node(5, 47.25, 37.4, &[("barrier", "gate"), ("access", "private")]);
    world.way(7, &[1, 2], &[("highway", "primary"), ("maxspeed", "90"), ("lanes", "2"), ("ref", "M14")]);
    world.way(8, &[2, 5, 3, 4, 3], &[("highway", "residential"), ("oneway", "-1"), ("surface", "gravel")]);
    world.way(10, &[4, 1], &[("route", "ferry"), ("duration", "00:20"), ("motor_vehicle", "yes")]);
    world.restriction(9, 7, 2, 8, &[("restriction", "no_left_turn"), ("except", "bus")]);
    world
}

/// An entry, and a journal that holds it, without its first line.
fn record() -> (Vec<u8>, Vec<u8>) {
    let key = SigningKey::from_bytes(&[7; 32]);
    let entry = Entry {
        author: Author(key.verifying_key().to_bytes()),
        sequence: 0,
        parent: None,
        happened: 1_646_467_200,
        written: 1_646_467_261,
        ticks: 1,
        kind: "count".to_owned(),
        reason: "counted at the barrier".to_owned(),
        commitments: vec![Commitment::to("phone", &Salt([1; 32]), b"112")],
        body: b"214 vehicles".to_vec(),
    };
    let signed = entry.sign(&key).expect("an entry in order");
    let mut disk = Simulated::new(1);
    let mut folder = Folder::init(&mut disk, Settings::default()).expect("an empty disk");
    folder.append(std::slice::from_ref(&signed)).expect("a disk with room");
    drop(folder);
    let journal = disk.contents()["journal/00000000000000000000"]["passage journal 1\n".len()..].to_vec();
    (signed.bytes().to_vec(), journal)
}
