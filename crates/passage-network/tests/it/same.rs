//! One small network in three formats: whichever it is read from, the columns are the same.

use passage_model::network::Network;
use passage_model::work::Work;
use passage_network::import::{Settings, import};
use passage_network::source::{Bytes, Source};

const OSM: &str = r#"<osm version="0.6">
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
