//! MATSim networks: what they say, and what is said about bad ones.

use crate::{shared, sketch, words};
use flate2::{Compression, write::GzEncoder};
use passage_network::matsim::{self, Settings};
use passage_network::projection::Crs;
use std::fmt::Write as _;
use std::io::Write as _;

const SMALL: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE network SYSTEM "http://www.matsim.org/files/dtd/network_v2.dtd">
<network name="small">
  <attributes><attribute name="coordinateReferenceSystem" class="java.lang.String">EPSG:32756</attribute></attributes>
  <nodes>
    <node id="a" x="288770" y="6279407"/>
    <node id="b" x="289770" y="6279407"/>
    <node id="c" x="289770" y="6280407"></node>
  </nodes>
  <links capperiod="01:00:00" effectivecellsize="7.5" effectivelanewidth="3.75">
    <link id="1" from="a" to="b" length="1000.0" freespeed="22.22222222222222" capacity="2000.0" permlanes="1.0" oneway="1" modes="car,bus"/>
    <link id="2" from="b" to="a" length="1000.0" freespeed="13.9" capacity="600.0" permlanes="1.0" oneway="1" modes="car"><attributes><attribute name="type" class="java.lang.String">tertiary</attribute></attributes></link>
    <link id="3" from="b" to="c" length="1.0" freespeed="Infinity" capacity="38343" permlanes="1.0" modes="car"/>
    <link id="4" from="b" to="c" length="1000.0" freespeed="13.9" capacity="600.0" permlanes="1.0" modes="pt"/>
    <link id="x5" from="c" to="b" length="1010.0" freespeed="8.333" capacity="1200" permlanes="2.0" type="highway.residential"/>
  </links>
</network>
"#;

fn read(text: &str, crs: Option<&str>) -> (passage_network::draft::Draft, Vec<passage_model::finding::Finding>) {
    matsim::read(text.as_bytes(), &Settings { crs: crs.and_then(Crs::parse) }).unwrap()
}

#[test]
fn a_small_network_says_what_its_links_say() {
    let (draft, findings) = read(SMALL, None);
    insta::assert_snapshot!(sketch(&draft) + &words(&findings), @r#"
    point 0: -33.6041804 150.7234096
    point 1: -33.6043782 150.7341800
    point 2: -33.5953658 150.7344158
    line 1 [0, 1] "" 1000 m
      forward: Trunk, 80 km/h, 1 lanes, 2000 veh/h, marks 0
    line 2 [1, 0] "" 1000 m
      forward: Tertiary, 50 km/h, 1 lanes, 600 veh/h, marks 0
    line 3 [1, 2] "" 1 m
      forward: Unclassified, 130 km/h, 1 lanes, 38343 veh/h, marks 8
    line 0 [2, 1] "" 1010 m
      forward: Residential, 30 km/h, 2 lanes, 1200 veh/h, marks 0
    note network.connector: a link has infinite speed: a connector between a zone's centre and its roads, not a road; it was kept, marked as a gap, at 130 km/h and with the capacity that the file states, which no road has (link 3)
    note network.not-for-cars: a link is for other modes than cars; it was left out (link 4)
    "#);
}

#[test]
fn the_same_network_compressed_is_the_same() {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
    gzip.write_all(SMALL.as_bytes()).unwrap();
    let bytes = gzip.finish().unwrap();
    let (draft, findings) = matsim::read(bytes.as_slice(), &Settings::default()).unwrap();
    assert_eq!(sketch(&draft), sketch(&read(SMALL, None).0));
    assert_eq!(findings, read(SMALL, None).1);
    for cut in 0..bytes.len() {
        let (_, findings) = matsim::read(&bytes[..cut], &Settings::default()).unwrap();
        assert!(
            findings.iter().any(|f| f.code == "network.damaged-file" || f.code == "network.not-matsim"),
            "at {cut}"
        );
    }
}

#[test]
fn bad_networks_are_read_as_far_as_they_go_and_said() {
    let bad = [
        ("no coordinate reference system", SMALL.replace("EPSG:32756", "")),
        ("an unknown one", SMALL.replace("EPSG:32756", "GK4")),
        ("the wrong zone's hemisphere and a node beyond it", SMALL.replace("x=\"288770\"", "x=\"28877000\"")),
        ("cut in the middle of a link", SMALL[..SMALL.find("id=\"3\"").unwrap()].to_owned()),
        ("cut between two links", SMALL[..SMALL.find("<link id=\"3\"").unwrap()].to_owned()),
        ("a population", SMALL.replace("<network", "<population")),
        ("nothing", String::new()),
        ("only text", "roads, lots of roads".to_owned()),
        ("a node without x", SMALL.replace("x=\"288770\"", "")),
        ("a node at infinity", SMALL.replace("288770", "Infinity")),
        ("the same node twice", SMALL.replace("id=\"c\"", "id=\"b\"")),
        ("the same link twice", SMALL.replace("id=\"2\"", "id=\"1\"")),
        ("capacities of an hour under a period of a minute", SMALL.replace("01:00:00", "00:01:00")),
        ("a period that is none", SMALL.replace("01:00:00", "soon")),
        ("an absurd capacity", SMALL.replace("2000.0", "1e30")),
        ("no capacity", SMALL.replace("capacity=\"600.0\"", "")),
        ("a standstill", SMALL.replace("\"13.9\"", "\"0\"")),
        ("faster than sound", SMALL.replace("\"13.9\"", "\"400\"")),
        ("shorter than straight", SMALL.replace("1010.0", "10.0")),
        ("attributes that are not", SMALL.replace("from=\"a\" to", "from=a to")),
        ("an unknown entity", SMALL.replace("id=\"1\"", "id=\"&nbsp;\"")),
    ];
    let mut table = String::new();
    for (what, text) in bad {
        let (draft, findings) = read(&text, None);
        writeln!(table, "{what}: {} points, {} lines\n{}", draft.points.len(), draft.lines.len(), words(&findings))
            .unwrap();
    }
    insta::assert_snapshot!(table, @r#"
    no coordinate reference system: 0 points, 0 lines
    error network.no-crs: the file does not say in which coordinate reference system its coordinates are

    an unknown one: 0 points, 0 lines
    error network.unknown-crs: the file's coordinate reference system is not one that passage reads (GK4)

    the wrong zone's hemisphere and a node beyond it: 2 points, 2 lines
    note network.connector: a link has infinite speed: a connector between a zone's centre and its roads, not a road; it was kept, marked as a gap, at 130 km/h and with the capacity that the file states, which no road has (link 3)
    warning network.coordinates-off-earth: a node lies outside what its coordinate reference system covers; it was left out with its links (node a at x=28877000 y=6279407)
    warning network.dangling-reference x2: a link names a node that is not in the file; it was left out (such as link 1 from node a to b; link 2 from node b to a)
    note network.not-for-cars: a link is for other modes than cars; it was left out (link 4)

    cut in the middle of a link: 3 points, 2 lines
    error network.damaged-file: the file is damaged or cut off; what comes after was not read (byte 859: syntax error: tag not closed: `>` not found before end of input)

    cut between two links: 3 points, 2 lines
    error network.damaged-file: the file is damaged or cut off; what comes after was not read (the file ends before </network>)

    a population: 0 points, 0 lines
    error network.not-matsim: the file is XML but no MATSim network: its outermost element is not <network> (it is <population>)

    nothing: 0 points, 0 lines
    error network.not-matsim: the file is XML but no MATSim network: its outermost element is not <network> (it has no elements)

    only text: 0 points, 0 lines
    error network.not-matsim: the file is XML but no MATSim network: its outermost element is not <network> (it has no elements)

    a node without x: 2 points, 2 lines
    note network.connector: a link has infinite speed: a connector between a zone's centre and its roads, not a road; it was kept, marked as a gap, at 130 km/h and with the capacity that the file states, which no road has (link 3)
    warning network.dangling-reference x2: a link names a node that is not in the file; it was left out (such as link 1 from node a to b; link 2 from node b to a)
    note network.not-for-cars: a link is for other modes than cars; it was left out (link 4)
    warning network.unreadable-element: a node or link lacks a required attribute or has one that cannot be read; it was left out (<node id="a"  y="6279407">)

    a node at infinity: 2 points, 2 lines
    note network.connector: a link has infinite speed: a connector between a zone's centre and its roads, not a road; it was kept, marked as a gap, at 130 km/h and with the capacity that the file states, which no road has (link 3)
    warning network.coordinates-off-earth: a node lies outside what its coordinate reference system covers; it was left out with its links (node a at x=Infinity y=6279407)
    warning network.dangling-reference x2: a link names a node that is not in the file; it was left out (such as link 1 from node a to b; link 2 from node b to a)
    note network.not-for-cars: a link is for other modes than cars; it was left out (link 4)

    the same node twice: 2 points, 2 lines
    warning network.dangling-reference x2: a link names a node that is not in the file; it was left out (such as link 3 from node b to c; link x5 from node c to b)
    warning network.duplicate-id: an id is used twice; the first one counts (node b)
    note network.not-for-cars: a link is for other modes than cars; it was left out (link 4)

    the same link twice: 3 points, 3 lines
    note network.connector: a link has infinite speed: a connector between a zone's centre and its roads, not a road; it was kept, marked as a gap, at 130 km/h and with the capacity that the file states, which no road has (link 3)
    warning network.duplicate-id: an id is used twice; the first one counts (link 1)
    note network.not-for-cars: a link is for other modes than cars; it was left out (link 4)

    capacities of an hour under a period of a minute: 3 points, 4 lines
    warning network.capacity-period x3: a link's capacity over the file's capperiod is more than any road carries (2,400 vehicles an hour and lane); it was read as vehicles per hour (such as link 1: 2000 in 1 min, lanes: 1; link 2: 600 in 1 min, lanes: 1; link x5: 1200 in 1 min, lanes: 2)
    note network.connector: a link has infinite speed: a connector between a zone's centre and its roads, not a road; it was kept, marked as a gap, at 130 km/h and with the capacity that the file states, which no road has (link 3)
    note network.not-for-cars: a link is for other modes than cars; it was left out (link 4)

    a period that is none: 3 points, 4 lines
    warning network.capperiod-unreadable: the period of the capacities (capperiod) cannot be read; one hour was assumed (capperiod=soon)
    note network.connector: a link has infinite speed: a connector between a zone's centre and its roads, not a road; it was kept, marked as a gap, at 130 km/h and with the capacity that the file states, which no road has (link 3)
    note network.not-for-cars: a link is for other modes than cars; it was left out (link 4)

    an absurd capacity: 3 points, 4 lines
    warning network.capacity-absurd: a road states more capacity than any carries; it was lowered to 2,400 vehicles an hour and lane (link 1: 1000000000000000000000000000000 in 60 min, lanes: 1)
    note network.connector: a link has infinite speed: a connector between a zone's centre and its roads, not a road; it was kept, marked as a gap, at 130 km/h and with the capacity that the file states, which no road has (link 3)
    note network.not-for-cars: a link is for other modes than cars; it was left out (link 4)

    no capacity: 3 points, 4 lines
    note network.connector: a link has infinite speed: a connector between a zone's centre and its roads, not a road; it was kept, marked as a gap, at 130 km/h and with the capacity that the file states, which no road has (link 3)
    warning network.no-capacity: a link states no usable capacity; 600 vehicles an hour and lane were assumed (link 2)
    note network.not-for-cars: a link is for other modes than cars; it was left out (link 4)

    a standstill: 3 points, 3 lines
    note network.connector: a link has infinite speed: a connector between a zone's centre and its roads, not a road; it was kept, marked as a gap, at 130 km/h and with the capacity that the file states, which no road has (link 3)
    note network.not-for-cars: a link is for other modes than cars; it was left out (link 4)
    warning network.unreadable-element: a node or link lacks a required attribute or has one that cannot be read; it was left out (<link id="2" from="b" to="a" length="1000.0" freespeed="0" capacity="600.0" perm ...)

    faster than sound: 3 points, 4 lines
    note network.connector: a link has infinite speed: a connector between a zone's centre and its roads, not a road; it was kept, marked as a gap, at 130 km/h and with the capacity that the file states, which no road has (link 3)
    note network.not-for-cars: a link is for other modes than cars; it was left out (link 4)
    warning network.speed-absurd: a road states a speed above 130 km/h; it was lowered to that (link 2: 1440 km/h)

    shorter than straight: 3 points, 4 lines
    note network.connector: a link has infinite speed: a connector between a zone's centre and its roads, not a road; it was kept, marked as a gap, at 130 km/h and with the capacity that the file states, which no road has (link 3)
    note network.not-for-cars: a link is for other modes than cars; it was left out (link 4)
    warning network.shorter-than-straight: a road is stated more than a tenth shorter than the straight line between its ends; its line counts (link x5: 10 m, straight 1002 m)

    attributes that are not: 3 points, 3 lines
    note network.connector: a link has infinite speed: a connector between a zone's centre and its roads, not a road; it was kept, marked as a gap, at 130 km/h and with the capacity that the file states, which no road has (link 3)
    note network.not-for-cars: a link is for other modes than cars; it was left out (link 4)
    warning network.unreadable-element: a node or link lacks a required attribute or has one that cannot be read; it was left out (<link id="1" from=a to="b" length="1000.0" freespeed="22.22222222222222" capacit ...)

    an unknown entity: 3 points, 3 lines
    note network.connector: a link has infinite speed: a connector between a zone's centre and its roads, not a road; it was kept, marked as a gap, at 130 km/h and with the capacity that the file states, which no road has (link 3)
    note network.not-for-cars: a link is for other modes than cars; it was left out (link 4)
    warning network.unreadable-element: a node or link lacks a required attribute or has one that cannot be read; it was left out (<link id="&nbsp;" from="a" to="b" length="1000.0" freespeed="22.22222222222222"  ...)
    "#);
}

#[test]
fn hawkesbury_has_every_node_and_link_of_the_study() {
    let Some(file) = shared("data/hawkesbury/hawkesbury_network.xml.gz") else { return };
    let bytes = std::fs::read(file).unwrap();
    let settings = Settings { crs: Crs::parse("EPSG:32756") };
    let (draft, findings) = matsim::read(bytes.as_slice(), &settings).unwrap();
    assert_eq!(draft.points.len(), 71_304);
    assert_eq!(draft.lines.len(), 135_876);
    insta::assert_snapshot!(words(&findings), @r"
    warning network.capacity-period x134763: a link's capacity over the file's capperiod is more than any road carries (2,400 vehicles an hour and lane); it was read as vehicles per hour (such as link 1500: 600 in 1 min, lanes: 1; link 1501: 600 in 1 min, lanes: 1; link 1502: 600 in 1 min, lanes: 1)
    note network.connector x637: a link has infinite speed: a connector between a zone's centre and its roads, not a road; it was kept, marked as a gap, at 130 km/h and with the capacity that the file states, which no road has (such as link 100; link 108; link 110)
    ");
}
