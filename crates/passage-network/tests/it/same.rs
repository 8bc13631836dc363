//! One small network in three formats: whichever it is read from, the columns are the same.

use passage_model::finding::Severity;
use passage_model::network::Network;
use passage_model::work::Work;
use passage_network::import::{ImportError, Settings, import};
use passage_network::source::{Bytes, Source};

const OSM: &str = r#"<osm version="0.6"><node id="90" lat="47.1" lon="37.5"><tag k="place" v="city"/><tag k="name" v="Mariupol"/></node>
<node id="1" lat="47.1" lon="37.5"/><node id="2" lat="47.11" lon="37.48"/><node id="3" lat="47.12" lon="37.46"/>
<node id="4" lat="47.13" lon="37.5"/><node id="5" lat="47.14" lon="37.44"/>
<way id="10"><nd ref="1"/><nd ref="2"/><nd ref="3"/><tag k="highway" v="primary"/><tag k="name" v="H20"/></way>
<way id="11"><nd ref="3"/><nd ref="4"/><tag k="highway" v="secondary"/><tag k="surface" v="gravel"/></way>
<way id="12"><nd ref="3"/><nd ref="5"/><tag k="highway" v="residential"/><tag k="oneway" v="yes"/><tag k="bridge" v="yes"/></way>
<way id="13"><nd ref="5"/><nd ref="4"/><tag k="highway" v="tertiary"/></way></osm>"#;

const GEOJSON: &str = r#"{"type":"FeatureCollection","features":[
{"type":"Feature","id":10,"properties":{"highway":"primary","name":"H20"},"geometry":{"type":"LineString","coordinates":[[37.5,47.1],[37.48,47.11],[37.46,47.12]]}},
{"type":"Feature","id":11,"properties":{"highway":"secondary","surface":"gravel"},"geometry":{"type":"LineString","coordinates":[[37.46,47.12],[37.5,47.13]]}},
{"type":"Feature","id":12,"properties":{"highway":"residential","oneway":true,"bridge":"yes"},"geometry":{"type":"LineString","coordinates":[[37.46,47.12],[37.44,47.14]]}},
{"type":"Feature","id":13,"properties":{"highway":"tertiary"},"geometry":{"type":"LineString","coordinates":[[37.44,47.14],[37.5,47.13]]}}]}"#;

const NODES: &str = "node_id,x_coord,y_coord\n1,37.5,47.1\n3,37.46,47.12\n4,37.5,47.13\n5,37.44,47.14\n";
const LINKS: &str = "link_id,name,from_node_id,to_node_id,directed,facility_type,surface,bridge,geometry\n\
    10,H20,1,3,0,primary,,,\"LINESTRING (37.5 47.1, 37.48 47.11, 37.46 47.12)\"\n\
    11,,3,4,0,secondary,gravel,,\n12,,3,5,1,residential,,yes,\n13,,5,4,0,tertiary,,,\n";

fn network(files: &[(&str, &str)]) -> Network {
    let sources: Vec<Bytes> = files.iter().map(|(name, text)| Bytes { name, bytes: text.as_bytes() }).collect();
    let sources: Vec<&dyn Source> = sources.iter().map(|source| source as &dyn Source).collect();
    import(&sources, &Settings::default(), &Work::quiet()).unwrap().network
}

/// The roads by what they are, not by the order in which a reader met their junctions.
fn roads(network: &Network) -> Vec<String> {
    let mut roads: Vec<String> = network
        .roads()
        .map(|road| {
            let line: Vec<_> = network.line(road).map(|at| (at.lat, at.lon)).collect();
            let (length, travel, capacity) = (network.length(road), network.travel(road), network.capacity(road));
            let (lanes, class, marks) = (network.lanes(road), network.class(road), network.marks(road));
            let storage = network.storage(road);
            format!(
                "{line:?} {length} {travel} {capacity} {storage} {lanes} {class:?} {marks:?} {} {}",
                network.source(road),
                network.name(road)
            )
        })
        .collect();
    roads.sort();
    roads
}

#[test]
fn one_network_is_the_same_from_openstreetmap_geojson_and_gmns() {
    let osm = network(&[("roads.osm", OSM)]);
    assert_eq!(osm.road_count(), 7);
    assert_eq!(roads(&osm), roads(&network(&[("roads.geojson", GEOJSON)])));
    assert_eq!(roads(&osm), roads(&network(&[("node.csv", NODES), ("link.csv", LINKS)])));
}

#[test]
fn a_file_given_twice_is_read_once_whatever_it_is_called() {
    let (a, copy) = (Bytes { name: "a.osm", bytes: OSM.as_bytes() }, Bytes { name: "copy.osm", bytes: OSM.as_bytes() });
    let once = import(&[&a], &Settings::default(), &Work::quiet()).unwrap();
    let twice = import(&[&a, &a, &copy], &Settings::default(), &Work::quiet()).unwrap();
    assert!(!once.network.places().is_empty());
    assert_eq!(once.network, twice.network);
    assert_eq!(once.network.origin(), twice.network.origin());
    let found: Vec<_> = twice.findings.iter().filter(|f| f.code == "network.file-twice").collect();
    assert_eq!((found.len(), found[0].count, found[0].severity), (1, 2, Severity::Warning));
    insta::assert_snapshot!(found[0].words, @"a file was given twice and is read once: a.osm is the same file as a.osm; copy.osm is the same file as a.osm");
    assert!(once.findings.iter().all(|f| f.code != "network.file-twice"));
}

#[test]
fn a_place_in_two_extracts_that_overlap_is_one_place() {
    let more = OSM.replace("</osm>", "<node id=\"99\" lat=\"47.2\" lon=\"37.6\"><tag k=\"place\" v=\"village\"/><tag k=\"name\" v=\"Other\"/></node></osm>");
    let (a, b) = (Bytes { name: "a.osm", bytes: OSM.as_bytes() }, Bytes { name: "b.osm", bytes: more.as_bytes() });
    let names = |sources: &[&dyn Source]| -> Vec<String> {
        let network = import(sources, &Settings::default(), &Work::quiet()).unwrap().network;
        let mut names: Vec<String> = network.places().iter().map(|place| place.name.clone()).collect();
        names.sort();
        names
    };
    assert!(names(&[&b]).contains(&"Other".to_owned()));
    assert_eq!(names(&[&a, &b]), names(&[&b]));
}

#[test]
fn a_coordinate_system_that_is_unknown_or_of_no_use_is_refused() {
    let osm = Bytes { name: "a.osm", bytes: OSM.as_bytes() };
    let geojson = Bytes { name: "a.geojson", bytes: GEOJSON.as_bytes() };
    let refused = |source: &dyn Source, crs: &str| {
        let settings = Settings { crs: Some(crs.to_owned()), ..Settings::default() };
        import(&[source], &settings, &Work::quiet()).err().map(|error| match error {
            ImportError::Refused(finding) => format!("{}: {}", finding.code, finding.words),
            other => panic!("{other}"),
        })
    };
    insta::assert_snapshot!(refused(&osm, "foo").unwrap(), @"network.unknown-crs: foo is not a coordinate reference system that passage reads");
    insta::assert_snapshot!(refused(&osm, "EPSG:32637").unwrap(), @"network.crs-not-used: a coordinate system is given, but OpenStreetMap is in degrees (EPSG:4326) always");
    insta::assert_snapshot!(refused(&geojson, "EPSG:32637").unwrap(), @"network.crs-not-used: a coordinate system is given, but GeoJSON is in degrees (EPSG:4326) always, longitude first (RFC 7946)");
    assert_eq!(refused(&osm, "EPSG:4326"), None);
}
