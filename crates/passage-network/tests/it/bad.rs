//! Bad road files, and what passage says of each.

use crate::world::{Layout, Message, Relation, World, blob, framed, gzip, tags};
use passage_model::work::Work;
use passage_network::import::{ImportError, Settings, import};
use passage_network::source::Bytes;
use std::io;

/// What is said of one file: why it is refused, or what was found and how many roads there are.
fn said(name: &str, bytes: &[u8]) -> String {
    let read = import(&[&Bytes { name, bytes }], &Settings::default(), &Work::quiet());
    match read {
        Err(ImportError::Refused(finding)) => format!("refused [{}] {}", finding.code, finding.words),
        Err(other) => format!("failed: {other}"),
        Ok(read) => {
            let found: Vec<String> =
                read.findings.iter().map(|f| format!("\n    {} x [{}] {}", f.count, f.code, f.words)).collect();
            format!("{} roads{}", read.network.road_count(), found.concat())
        }
    }
}

/// Three nodes in a row and a road over them.
fn row() -> World {
    let mut world = World::default();
    world.node(1, 47.0, 37.0, &[]).node(2, 47.0, 37.01, &[]).node(3, 47.0, 37.02, &[]);
    world.way(10, &[1, 2, 3], &[("highway", "primary")]);
    world
}

fn pbf(world: &World) -> Vec<u8> {
    world.to_pbf(Layout::default())
}

/// The row with something wrong.
fn wrong(change: impl FnOnce(&mut World)) -> Vec<u8> {
    let mut world = row();
    change(&mut world);
    pbf(&world)
}

fn told(table: &[(&str, &str, Vec<u8>)]) -> String {
    let line = |(what, name, bytes): &(&str, &str, Vec<u8>)| format!("{what}\n  {}", said(name, bytes));
    table.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn files_of_another_kind_are_refused_with_what_they_seem_to_be() {
    let network = passage_network::store::to_bytes(&crate::osm::imported("a.osm.pbf", &pbf(&row())).network).0;
    let table = [
        ("nothing", "a.osm.pbf", Vec::new()),
        ("a zip archive", "roads.zip", b"PK\x03\x04\x14\x00\x00\x00".to_vec()),
        ("a bzip2 file", "a.osm.bz2", b"BZh91AY&SY".to_vec()),
        ("a PDF", "map.pdf", b"%PDF-1.7\n".to_vec()),
        ("a picture", "map.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec()),
        ("a GeoPackage", "roads.gpkg", b"SQLite format 3\0".to_vec()),
        ("a network file", "a.net", network),
        ("a web page", "a.osm", b"<!DOCTYPE html><html><body>404</body></html>".to_vec()),
        ("another XML", "population.xml", b"<?xml version='1.0'?><!-- people --><population/>".to_vec()),
        ("half an XML", "a.osm", b"<?xml version='1.0'".to_vec()),
        ("words", "notes.txt", b"Mariupol to Zaporizhzhia, 226 km".to_vec()),
        ("noise", "noise.bin", (0..=255).map(|b: u8| b.wrapping_mul(167).wrapping_add(13)).collect()),
    ];
    insta::assert_snapshot!(told(&table), @"
        nothing
          refused [network.unknown-format] this file is empty
        a zip archive
          refused [network.unknown-format] this is not a road file: it is a zip archive; unpack it first
        a bzip2 file
          refused [network.unknown-format] this is not a road file: it is compressed by bzip2; unpack it first
        a PDF
          refused [network.unknown-format] this is not a road file: it is a PDF
        a picture
          refused [network.unknown-format] this is not a road file: it is a picture
        a GeoPackage
          refused [network.unknown-format] this is not a road file: it is an SQLite database, perhaps a GeoPackage
        a network file
          refused [network.unknown-format] this is a network file, not a road file to build one from
        a web page
          refused [network.unknown-format] this is XML of another kind: its root is <html>
        another XML
          refused [network.unknown-format] this is XML of another kind: its root is <population>
        half an XML
          refused [network.unknown-format] this looks like XML but has no element at its start
        words
          refused [network.unknown-format] this is not a road file
        noise
          refused [network.unknown-format] this is not a road file
        ");
}

#[test]
fn damaged_pbf_files_keep_what_can_be_read() {
    let whole = pbf(&row());
    let mut flipped = row().to_pbf(Layout { in_blob: 1, zlib: true, ..Layout::default() });
    let middle = flipped.len() / 2;
    flipped[middle] ^= 0xff;
    let mut lzma = Message::default();
    lzma.number(2, 100).bytes(4, b"lzma data");
    let mut many_kinds = whole.clone();
    many_kinds.extend(framed("OSMData", &lzma.0));
    let mut unknown_blob = whole.clone();
    unknown_blob.extend(blob("Mystery", b"to be skipped", true));
    let mut huge = whole.clone();
    huge.extend([0x7f, 0xff, 0xff, 0xff]);
    let mut header = Message::default();
    header.bytes(4, b"HistoricalInformation");
    let mut history = blob("OSMHeader", &header.0, false);
    history.extend(&whole);
    let mut bomb = Message::default();
    bomb.number(2, u64::MAX).bytes(3, &[0x78, 0x9c, 3, 0]);
    let mut bombed = whole.clone();
    bombed.extend(framed("OSMData", &bomb.0));
    let mut broken = whole.clone();
    broken.extend(blob("OSMData", &[0x0a, 0xff, 1, 2], true));
    let table = [
        ("only a header", "a.osm.pbf", blob("OSMHeader", &[], true)),
        ("cut in the last blob", "a.osm.pbf", whole[..whole.len() - 3].to_vec()),
        ("cut in the first header", "a.osm.pbf", whole[..16].to_vec()),
        ("a bit changed", "a.osm.pbf", flipped),
        ("a blob of lzma", "a.osm.pbf", many_kinds),
        ("a blob of another kind", "a.osm.pbf", unknown_blob),
        ("a length of two thousand millions", "a.osm.pbf", huge),
        ("a history file", "a.osm.pbf", history),
        ("a blob that claims to be endless", "a.osm.pbf", bombed),
        ("a block that is no message", "a.osm.pbf", broken),
    ];
    insta::assert_snapshot!(told(&table), @"
        only a header
          refused [network.no-roads] a.osm.pbf: there is no road for motor vehicles in it
        cut in the last blob
          refused [network.no-roads] a.osm.pbf: there is no road for motor vehicles in it; the file ends within a blob; what comes after is lost, roads perhaps among it (from byte 127 on)
        cut in the first header
          refused [network.no-roads] a.osm.pbf: there is no road for motor vehicles in it; the file ends within a blob; what comes after is lost, roads perhaps among it (from byte 0 on)
        a bit changed
          refused [network.no-roads] a.osm.pbf: there is no road for motor vehicles in it; a blob of the file is damaged; what it holds is lost in part or whole (at byte 127); a road uses nodes that are not in the file and is cut there (way 10 lacks node 2)
        a blob of lzma
          2 roads
            1 x [osm.unknown-packing] a blob is compressed in a way that is not read here (lzma, lz4 or zstd); what it holds is lost (at byte 211)
        a blob of another kind
          2 roads
        a length of two thousand millions
          2 roads
            1 x [osm.damaged-file] the file is not PBF from there on; what comes after is lost (from byte 196 on)
        a history file
          2 roads
            1 x [osm.unknown-feature] the file needs a feature that is not known here; its roads may be wrong (HistoricalInformation)
        a blob that claims to be endless
          2 roads
            1 x [osm.damaged-blob] a blob of the file is damaged; what it holds is lost in part or whole (at byte 211)
        a block that is no message
          2 roads
            1 x [osm.damaged-blob] a blob of the file is damaged; what it holds is lost in part or whole (at byte 211)
        ");
}

#[test]
fn dirty_content_is_counted_and_told() {
    let member = |kind, id, role: &str| (kind, id, role.to_owned());
    let table = [
        ("no roads", "a.osm.pbf", wrong(|w| w.ways[0].tags = tags(&[("building", "yes")]))),
        ("no nodes", "a.osm.pbf", wrong(|w| w.nodes.clear())),
        (
            "an empty way",
            "a.osm.pbf",
            wrong(|w| {
                w.way(11, &[], &[("highway", "primary")]);
            }),
        ),
        (
            "a way of one node",
            "a.osm.pbf",
            wrong(|w| {
                w.way(11, &[2], &[("highway", "primary")]);
            }),
        ),
        (
            "a way of one place",
            "a.osm.pbf",
            wrong(|w| {
                w.way(11, &[2, 2, 2], &[("highway", "primary")]);
            }),
        ),
        ("a node off the Earth", "a.osm.pbf", wrong(|w| w.nodes[2].lat = 910_000_000)),
        ("a node in another galaxy", "a.osm.pbf", wrong(|w| w.nodes[2].lon = i64::MAX)),
        (
            "a node twice",
            "a.osm.pbf",
            wrong(|w| {
                w.node(2, 48.0, 37.0, &[]);
            }),
        ),
        (
            "a road twice",
            "a.osm.pbf",
            wrong(|w| {
                w.way(11, &[3, 2, 1], &[("highway", "primary")]);
            }),
        ),
        (
            "unreadable tags",
            "a.osm.pbf",
            wrong(|w| w.ways[0].tags.extend(tags(&[("maxspeed", "fast"), ("lanes", "x")]))),
        ),
        (
            "a turn nowhere",
            "a.osm.pbf",
            wrong(|w| {
                w.restriction(5, 98, 2, 99, &[("restriction", "no_u_turn")]);
            }),
        ),
        (
            "a turn without a node",
            "a.osm.pbf",
            wrong(|w| {
                let tags = tags(&[("type", "restriction"), ("restriction", "no_u_turn")]);
                w.relations.push(Relation { id: 6, members: vec![member(1, 10, "from"), member(1, 10, "to")], tags });
            }),
        ),
        (
            "a turn over a way",
            "a.osm.pbf",
            wrong(|w| {
                let tags = tags(&[("type", "restriction"), ("restriction", "no_u_turn")]);
                let members = vec![member(1, 10, "from"), member(1, 10, "via"), member(1, 10, "to")];
                w.relations.push(Relation { id: 7, members, tags });
            }),
        ),
        (
            "a turn of itself",
            "a.osm.pbf",
            wrong(|w| {
                let tags = tags(&[("type", "restriction"), ("restriction", "no_u_turn")]);
                w.relations.push(Relation { id: 8, members: vec![member(2, 8, "from"), member(2, 8, "to")], tags });
            }),
        ),
        (
            "a turn of no kind",
            "a.osm.pbf",
            wrong(|w| {
                w.restriction(9, 10, 2, 10, &[("restriction", "maybe")]);
            }),
        ),
        (
            "a turn from the middle",
            "a.osm.pbf",
            wrong(|w| {
                w.way(11, &[2, 1], &[("highway", "service")]);
                w.restriction(9, 10, 2, 11, &[("restriction", "no_left_turn")]);
            }),
        ),
    ];
    insta::assert_snapshot!(told(&table), @"
        no roads
          refused [network.no-roads] a.osm.pbf: there is no road for motor vehicles in it
        no nodes
          refused [network.no-roads] a.osm.pbf: there is no road for motor vehicles in it; a road uses nodes that are not in the file and is cut there (way 10 lacks node 1)
        an empty way
          2 roads
            1 x [osm.short-way] a road has fewer than two points and is left out (way 11)
        a way of one node
          2 roads
            1 x [osm.short-way] a road has fewer than two points and is left out (way 11)
        a way of one place
          2 roads
            2 x [network.loops-removed] roads returned to their own junction without going anywhere and were removed
        a node off the Earth
          2 roads
            1 x [osm.absurd-position] a node is not on Earth and is treated as missing (node 3 at 91 37.02)
            1 x [osm.missing-node] a road uses nodes that are not in the file and is cut there (way 10 lacks node 3)
        a node in another galaxy
          2 roads
            1 x [osm.absurd-position] a node is not on Earth and is treated as missing (node 3 at 47 922337203685.4775)
            1 x [osm.missing-node] a road uses nodes that are not in the file and is cut there (way 10 lacks node 3)
        a node twice
          2 roads
            1 x [osm.node-twice] a node stands twice in the file at different positions; the first is used (node 2)
        a road twice
          2 roads
            2 x [network.doubles-removed] roads ran along another point by point and were removed
        unreadable tags
          2 roads
            1 x [osm.unread-lanes] a number of lanes cannot be read; the usual number of the class is used (way 10: x)
            1 x [osm.unread-speed-limit] a speed limit cannot be read; the usual speed of the class is used (way 10: fast)
        a turn nowhere
          2 roads
            1 x [osm.restriction-elsewhere] a turn restriction is between ways that are no roads here, or do not meet at its node, and has no effect (relation 5)
        a turn without a node
          2 roads
            1 x [osm.restriction-incomplete] a turn restriction lacks its from, via or to, or has several via nodes, and is waived (relation 6)
        a turn over a way
          2 roads
            1 x [osm.restriction-over-ways] a turn restriction runs over a road between two junctions and is waived (relation 7)
        a turn of itself
          2 roads
            2 x [osm.relation-of-itself] a relation has itself as a member; that member is left out (such as relation 8)
            1 x [osm.restriction-incomplete] a turn restriction lacks its from, via or to, or has several via nodes, and is waived (relation 8)
        a turn of no kind
          2 roads
            1 x [osm.restriction-unknown] a turn restriction is of a kind that is not known and is waived (relation 9: maybe)
        a turn from the middle
          2 roads
            1 x [network.doubles-removed] roads ran along another point by point and were removed
            1 x [network.restriction-ambiguous] a turn restriction is from or onto a road that runs through the junction, so that it is not known which arm is meant; it is waived (from way 10 onto way 11)
        ");
}

#[test]
fn damaged_xml_keeps_what_stands_before_the_damage() {
    let whole = row().to_xml();
    let text = String::from_utf8(whole.clone()).unwrap();
    let packed = gzip(&whole);
    let broken = text.replace("</osm>", "<way id='11'><nd ref='1'/><nd ref=</osm>");
    let table = [
        ("no elements", "a.osm", b"<osm version='0.6'></osm>".to_vec()),
        ("cut within a way", "a.osm", whole[..whole.len() - 20].to_vec()),
        ("broken within a way", "a.osm", broken.into_bytes()),
        ("gzip cut", "a.osm.gz", packed[..packed.len() - 12].to_vec()),
        ("a way without number", "a.osm", text.replace("way id=\"10\"", "way").into_bytes()),
        ("a node without place", "a.osm", text.replace("lat=\"47.0000000\" lon=\"37.0200000\"", "").into_bytes()),
        ("a node at infinity", "a.osm", text.replace("37.0200000", "1e999").into_bytes()),
        ("not UTF-8", "a.osm", text.replace("primary", "\u{1}").replace('\u{1}', "pri\u{fffd}").into_bytes()),
    ];
    insta::assert_snapshot!(told(&table), @r#"
        no elements
          refused [network.no-roads] a.osm: there is no road for motor vehicles in it
        cut within a way
          refused [network.no-roads] a.osm: there is no road for motor vehicles in it; the file cannot be read further from there on; what comes after is lost (at byte 300: syntax error: attribute value not closed: `"` not found before end  ...); the file ends within an element; what comes after is lost (after byte 300)
        broken within a way
          2 roads
            1 x [osm.truncated-file] the file ends within an element; what comes after is lost (after byte 354)
        gzip cut
          2 roads
            1 x [osm.damaged-file] the file cannot be read further from there on; what comes after is lost (the packed data break off after 315 bytes of text)
        a way without number
          refused [network.no-roads] a.osm: there is no road for motor vehicles in it; an element has no number and is left out (<way>)
        a node without place
          2 roads
            1 x [osm.missing-node] a road uses nodes that are not in the file and is cut there (way 10 lacks node 3)
        a node at infinity
          2 roads
            1 x [osm.missing-node] a road uses nodes that are not in the file and is cut there (way 10 lacks node 3)
        not UTF-8
          refused [network.no-roads] a.osm: there is no road for motor vehicles in it
        "#);
}

/// A disk that fails after some bytes.
struct Failing(Vec<u8>);

impl passage_network::source::Source for Failing {
    fn name(&self) -> &'static str {
        "failing.osm.pbf"
    }

    fn open(&self) -> io::Result<Box<dyn io::Read + Send + '_>> {
        let fail = io::Error::other("the disk has gone");
        Ok(Box::new(io::Read::chain(&self.0[..], FailingReader(Some(fail)))))
    }
}

struct FailingReader(Option<io::Error>);

impl io::Read for FailingReader {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(self.0.take().unwrap_or_else(|| io::Error::other("still gone")))
    }
}

#[test]
fn a_failing_disk_is_an_error_and_not_a_finding() {
    let failed = import(&[&Failing(pbf(&row()))], &Settings::default(), &Work::quiet()).unwrap_err();
    assert!(matches!(failed, ImportError::Read { ref name, .. } if name == "failing.osm.pbf"), "{failed}");
}

#[test]
fn files_of_two_formats_are_not_mixed() {
    let (one, two) = (pbf(&row()), row().to_xml());
    let (one, two) = (Bytes { name: "a.osm.pbf", bytes: &one }, Bytes { name: "b.osm", bytes: &two });
    let refused = import(&[&one, &two], &Settings::default(), &Work::quiet()).unwrap_err();
    assert_eq!(refused.to_string(), "these files are of different formats: a.osm.pbf, b.osm");
    assert!(import(&[], &Settings::default(), &Work::quiet()).is_err());
}

#[test]
fn a_turn_between_a_thousand_copies_of_a_way_is_waived() {
    // Every copy with every copy would be 1,212,201 turns, for each of the relations.
    let damaged = wrong(|world| {
        (0..1_100).for_each(|_| world.ways.push(world.ways[0].clone()));
        for id in 0..50 {
            world.restriction(id, 10, 2, 10, &[("restriction", "no_u_turn")]);
        }
    });
    let few = wrong(|world| {
        (0..40).for_each(|_| world.ways.push(world.ways[0].clone()));
        world.restriction(9, 10, 2, 10, &[("restriction", "no_u_turn")]);
    });
    assert!(said("a.osm.pbf", &damaged).contains("50 x [osm.restriction-sprawling]"));
    assert!(said("a.osm.pbf", &few).contains("1 x [osm.restriction-sprawling]"));
}
