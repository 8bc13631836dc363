//! GMNS tables: what they say, in which units, and what is said about bad ones.

use crate::{sketch, words};
use passage_model::finding::Finding;
use passage_network::draft::Draft;
use passage_network::gmns::{self, Settings, TableKind, Tables};
use std::fmt::Write as _;

const NODES: &str = "\u{feff}node_id,name,x_coord,y_coord,zone_id
1,Mariupol,37.5,47.1,
2,,37.4,47.2,7
3,,37.3,47.2,
";
const LINKS: &str = "link_id,name,from_node_id,to_node_id,directed,length,facility_type,capacity,free_speed,lanes,allowed_uses,geometry,dir_flag
10,H20,1,2,false,16,trunk,900,55,1,auto,\"LINESTRING (37.5 47.1, 37.45 47.16, 37.4 47.2)\",1
11,,2,3,1,7.6,Major Arterial,700,80,2,,\"LINESTRING Z (37.3 47.2 5, 37.35 47.21 5, 37.4 47.2 6)\",-1
12,,3,1,true,,,,,,walk,,
";
const CONFIG: &str = "dataset_name,short_length,long_length,speed,crs\nsmall,m,km,kph,EPSG:4326\n";

fn read(nodes: &str, links: &str, config: Option<&str>) -> (Draft, Vec<Finding>) {
    let config = config.map(str::as_bytes);
    gmns::read(Tables { nodes: nodes.as_bytes(), links: links.as_bytes(), config }, &Settings::default()).unwrap()
}

#[test]
fn links_say_their_own_figures_in_the_units_of_the_configuration() {
    let (draft, findings) = read(NODES, LINKS, Some(CONFIG));
    insta::assert_snapshot!(sketch(&draft) + &words(&findings), @r#"
    point 0: 47.1000000 37.5000000
    point 1: 47.2000000 37.4000000
    point 2: 47.2000000 37.3000000
    point 3: 47.1600000 37.4500000
    point 4: 47.2100000 37.3500000
    line 10 [0, 3, 1] "H20" 16000 m
      forward: Trunk, 55 km/h, 1 lanes, 900 veh/h, marks 0
      backward: Trunk, 55 km/h, 1 lanes, 900 veh/h, marks 0
    line 11 [1, 4, 2] "" 7600 m
      forward: Primary, 80 km/h, 2 lanes, 1400 veh/h, marks 0
    note network.not-for-cars: a link is not for motor vehicles; it was left out (row 4: 12,,3,1,true,,,,,,walk,,)
    "#);
}

#[test]
fn miles_are_told_from_kilometres_by_the_drawn_lines() {
    let miles = LINKS.replace(",16,", ",9.94,").replace(",7.6,", ",4.72,");
    let (draft, findings) = read(NODES, &miles, None);
    let lengths: Vec<f64> = draft.lines.iter().filter_map(|line| Some(line.length?.metres())).collect();
    assert_eq!(lengths, [15_996.9, 7_596.1]);
    insta::assert_snapshot!(words(&findings), @r"
    note network.not-for-cars: a link is not for motor vehicles; it was left out (row 4: 12,,3,1,true,,,,,,walk,,)
    warning network.unit-assumed x2: the unit of free_speed is not stated; km/h was assumed
    note network.unit-found: the unit of length is not stated; it was found by comparing with the lines (mi)
    ");
}

#[test]
fn tables_are_told_by_their_columns() {
    assert_eq!(gmns::table_kind(NODES), Some(TableKind::Nodes));
    assert_eq!(gmns::table_kind(LINKS), Some(TableKind::Links));
    assert_eq!(gmns::table_kind(CONFIG), Some(TableKind::Config));
    assert_eq!(gmns::table_kind("a,b,c"), None);
}

#[test]
fn bad_tables_are_read_as_far_as_they_go_and_said() {
    let nodes = |from: &str, to: &str| (NODES.replace(from, to), LINKS.to_owned(), CONFIG.to_owned());
    let links = |from: &str, to: &str| (NODES.to_owned(), LINKS.replace(from, to), CONFIG.to_owned());
    let config = |from: &str, to: &str| (NODES.to_owned(), LINKS.to_owned(), CONFIG.replace(from, to));
    let bad = [
        ("no coordinates", nodes("x_coord,y_coord", "east,north")),
        ("empty tables", (String::new(), String::new(), String::new())),
        ("links without ends", links("from_node_id,to_node_id,directed", "a,b,c")),
        ("the tables exchanged", (LINKS.to_owned(), NODES.to_owned(), CONFIG.to_owned())),
        ("a node in words", nodes("37.5,47.1", "here,there")),
        ("a node beyond the pole", nodes("37.5,47.1", "37.5,147.1")),
        ("the same node twice", nodes("\n2,", "\n1,")),
        ("the same link twice", links("\n11,", "\n10,")),
        ("a link to nowhere", links("\n11,,2,3", "\n11,,2,33")),
        ("a short row", links("\n11,,2,3,1,7.6", "\n11,,2\n13,,2,3,1,7.6")),
        ("a direction in words", links("1,2,false", "1,2,perhaps")),
        ("a geometry that is none", links("LINESTRING (37.5", "CURVE (37.5")),
        ("a geometry off Earth", links("37.45 47.16", "37.45 147.16")),
        ("an unknown type", links("Major Arterial", "boulevard")),
        ("a speed in words", links(",55,", ",slow,")),
        ("a capacity in words", links(",900,", ",much,")),
        ("an absurd capacity", links(",900,", ",90000,")),
        ("an unknown unit", config("km,kph", "verst,verst/h")),
        ("an unknown system", config("EPSG:4326", "EPSG:2154")),
        (
            "lengths in no unit",
            (
                NODES.to_owned(),
                LINKS.replace(",16,", ",0.3,").replace(",7.6,", ",.13,"),
                "dataset_name\nx\n".to_owned(),
            ),
        ),
        ("far too short a length", links(",16,", ",1,")),
        ("bytes that are no text", nodes("Mariupol", "\u{0}\u{1}\"")),
    ];
    let mut table = String::new();
    for (what, (nodes, links, config)) in bad {
        let (draft, findings) = read(&nodes, &links, Some(&config));
        writeln!(table, "{what}: {} points, {} lines\n{}", draft.points.len(), draft.lines.len(), words(&findings))
            .unwrap();
    }
    insta::assert_snapshot!(table, @r"
    no coordinates: 0 points, 0 lines
    error network.missing-columns: a table lacks columns that it must have (node.csv: x_coord, y_coord)

    empty tables: 0 points, 0 lines
    error network.missing-columns: a table lacks columns that it must have (node.csv: node_id, x_coord, y_coord)

    links without ends: 3 points, 0 lines
    error network.missing-columns: a table lacks columns that it must have (link.csv: from_node_id, to_node_id, directed)

    the tables exchanged: 0 points, 0 lines
    error network.missing-columns: a table lacks columns that it must have (node.csv: node_id, x_coord, y_coord)

    a node in words: 3 points, 1 lines
    warning network.dangling-reference: a link names a node that is not in the node table; it was left out (row 2: 10,H20,1,2,false,16,trunk,900,55,1,auto,LINESTRING (37.5 47.1, 37.45 47.1 ...)
    note network.not-for-cars: a link is not for motor vehicles; it was left out (row 4: 12,,3,1,true,,,,,,walk,,)
    warning network.unreadable-element: a row lacks a required value or has one that cannot be read; it was left out (row 2: 1,Mariupol,here,there,)

    a node beyond the pole: 3 points, 1 lines
    warning network.coordinates-off-earth: a node lies outside what its coordinate reference system covers; it was left out with its links (row 2: 1,Mariupol,37.5,147.1,)
    warning network.dangling-reference: a link names a node that is not in the node table; it was left out (row 2: 10,H20,1,2,false,16,trunk,900,55,1,auto,LINESTRING (37.5 47.1, 37.45 47.1 ...)
    note network.not-for-cars: a link is not for motor vehicles; it was left out (row 4: 12,,3,1,true,,,,,,walk,,)

    the same node twice: 2 points, 0 lines
    warning network.dangling-reference x2: a link names a node that is not in the node table; it was left out (such as row 2: 10,H20,1,2,false,16,trunk,900,55,1,auto,LINESTRING (37.5 47.1, 37.45 47.1 ...; row 3: 11,,2,3,1,7.6,Major Arterial,700,80,2,,LINESTRING Z (37.3 47.2 5, 37.35 4 ...)
    warning network.duplicate-id: an id is used twice; the first one counts (row 3: 1,,37.4,47.2,7)
    note network.not-for-cars: a link is not for motor vehicles; it was left out (row 4: 12,,3,1,true,,,,,,walk,,)

    the same link twice: 4 points, 1 lines
    warning network.duplicate-id: an id is used twice; the first one counts (row 3: 10,,2,3,1,7.6,Major Arterial,700,80,2,,LINESTRING Z (37.3 47.2 5, 37.35 4 ...)
    note network.not-for-cars: a link is not for motor vehicles; it was left out (row 4: 12,,3,1,true,,,,,,walk,,)

    a link to nowhere: 4 points, 1 lines
    warning network.dangling-reference: a link names a node that is not in the node table; it was left out (row 3: 11,,2,33,1,7.6,Major Arterial,700,80,2,,LINESTRING Z (37.3 47.2 5, 37.35  ...)
    note network.not-for-cars: a link is not for motor vehicles; it was left out (row 4: 12,,3,1,true,,,,,,walk,,)

    a short row: 5 points, 2 lines
    note network.not-for-cars: a link is not for motor vehicles; it was left out (row 5: 12,,3,1,true,,,,,,walk,,)
    warning network.unreadable-element: a row lacks a required value or has one that cannot be read; it was left out (row 3: 11,,2)

    a direction in words: 4 points, 1 lines
    note network.not-for-cars: a link is not for motor vehicles; it was left out (row 4: 12,,3,1,true,,,,,,walk,,)
    warning network.unreadable-element: a row lacks a required value or has one that cannot be read; it was left out (row 2: 10,H20,1,2,perhaps,16,trunk,900,55,1,auto,LINESTRING (37.5 47.1, 37.45 47 ...)

    a geometry that is none: 4 points, 2 lines
    note network.not-for-cars: a link is not for motor vehicles; it was left out (row 4: 12,,3,1,true,,,,,,walk,,)
    warning network.unreadable-geometry: a link's geometry is no LINESTRING on Earth; the straight line between its nodes was taken (row 2: 10,H20,1,2,false,16,trunk,900,55,1,auto,CURVE (37.5 47.1, 37.45 47.16, 37 ...)

    a geometry off Earth: 4 points, 2 lines
    note network.not-for-cars: a link is not for motor vehicles; it was left out (row 4: 12,,3,1,true,,,,,,walk,,)
    warning network.unreadable-geometry: a link's geometry is no LINESTRING on Earth; the straight line between its nodes was taken (row 2: 10,H20,1,2,false,16,trunk,900,55,1,auto,LINESTRING (37.5 47.1, 37.45 147. ...)

    an unknown type: 5 points, 2 lines
    note network.not-for-cars: a link is not for motor vehicles; it was left out (row 4: 12,,3,1,true,,,,,,walk,,)
    note network.unknown-road-type: a link's facility_type is none that passage knows; it was taken for an unclassified road (row 3: 11,,2,3,1,7.6,boulevard,700,80,2,,LINESTRING Z (37.3 47.2 5, 37.35 47.21  ...)

    a speed in words: 5 points, 2 lines
    note network.not-for-cars: a link is not for motor vehicles; it was left out (row 4: 12,,3,1,true,,,,,,walk,,)
    warning network.unreadable-figure: a stated speed, capacity, length or number of lanes cannot be read; the default counts (row 2: 10,H20,1,2,false,16,trunk,900,slow,1,auto,LINESTRING (37.5 47.1, 37.45 47 ...)

    a capacity in words: 5 points, 2 lines
    note network.not-for-cars: a link is not for motor vehicles; it was left out (row 4: 12,,3,1,true,,,,,,walk,,)
    warning network.unreadable-figure: a stated speed, capacity, length or number of lanes cannot be read; the default counts (row 2: 10,H20,1,2,false,16,trunk,much,55,1,auto,LINESTRING (37.5 47.1, 37.45 47. ...)

    an absurd capacity: 5 points, 2 lines
    warning network.capacity-absurd: a road states more capacity than any carries; it was lowered to 2,400 vehicles an hour and lane (row 2: 10,H20,1,2,false,16,trunk,90000,55,1,auto,LINESTRING (37.5 47.1, 37.45 47 ...)
    note network.not-for-cars: a link is not for motor vehicles; it was left out (row 4: 12,,3,1,true,,,,,,walk,,)

    an unknown unit: 5 points, 2 lines
    note network.not-for-cars: a link is not for motor vehicles; it was left out (row 4: 12,,3,1,true,,,,,,walk,,)
    warning network.unit-assumed x2: the unit of free_speed is not stated; km/h was assumed
    note network.unit-found: the unit of length is not stated; it was found by comparing with the lines (km)
    warning network.unknown-unit x2: config.csv names a unit that passage does not know (such as verst; verst/h)

    an unknown system: 5 points, 2 lines
    note network.not-for-cars: a link is not for motor vehicles; it was left out (row 4: 12,,3,1,true,,,,,,walk,,)
    error network.unknown-crs: the coordinate reference system in config.csv is not one that passage reads; degrees were assumed (EPSG:2154)

    lengths in no unit: 5 points, 2 lines
    warning network.lengths-not-used: the stated lengths agree with the lines in no unit; the lines' own lengths count (a median unit of 60576.034 m)
    note network.not-for-cars: a link is not for motor vehicles; it was left out (row 4: 12,,3,1,true,,,,,,walk,,)
    warning network.unit-assumed x2: the unit of free_speed is not stated; km/h was assumed

    far too short a length: 5 points, 2 lines
    note network.not-for-cars: a link is not for motor vehicles; it was left out (row 4: 12,,3,1,true,,,,,,walk,,)
    warning network.shorter-than-straight: a road is stated more than a tenth shorter than the straight line between its ends; its line counts (link 10: 1000 m, straight 13447 m)

    bytes that are no text: 5 points, 2 lines
    note network.not-for-cars: a link is not for motor vehicles; it was left out (row 4: 12,,3,1,true,,,,,,walk,,)
    ");
}
