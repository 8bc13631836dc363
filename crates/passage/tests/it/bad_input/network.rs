//! Networks that are cut off, damaged, of another kind or without roads.

use super::{Case, Folder, roads, says, tag};

pub const CASES: &[Case] = &[
    Case::made("A truncated PBF", "The file ends in the middle of its second block.", truncated_pbf),
    Case::made("A PBF that promises more than it holds", "A block header states a length of 2 GB.", boasting_pbf),
    Case::made("A file given twice", "`network build roads.osm copy.osm`, and the second is a copy.", twice),
    Case::made("A coordinate system that is none", "`network build roads.osm --crs foo`", |_| {
        vec!["network", "build", "roads.osm", "--crs", "foo", "-o", "new.passage"]
    }),
    Case::made("A coordinate system for OpenStreetMap", "`network build roads.osm --crs EPSG:32637`", |_| {
        vec!["network", "build", "roads.osm", "--crs", "EPSG:32637", "-o", "new.passage"]
    }),
    Case::made("A picture as network", "The file is a PNG.", picture),
    Case::made("A text as network", "The file holds a sentence.", sentence),
    Case::made("An empty file as network", "The file has no bytes.", nothing),
    Case::made("OpenStreetMap data without roads", "The file holds places only.", no_roads),
    Case::made("OpenStreetMap XML cut off", "The file ends in the middle of a way.", cut_xml),
    Case::made("Ways that refer to nodes that are not there", "A way names the nodes 1 and 999.", dangling),
    Case::made(
        "Relations that refer to each other in a circle",
        "Relation 1 is a member of relation 2, and relation 2 of relation 1.",
        cyclic,
    ),
    Case::made("Absurd coordinates", "A node lies at latitude 471.", absurd),
    Case::made("A network file with a flipped bit", "One bit in the middle of a network file is another.", flipped),
    Case::made("A network file that is cut off", "The last bytes of a network file are missing.", cut),
    Case::made("A network file of a newer passage", "The version of the network file is higher by one.", newer),
    Case::made("A network file of an older passage", "The version of the network file is lower by one.", older),
];

fn shown(folder: &Folder, name: &'static str, content: &[u8]) -> Vec<&'static str> {
    folder.write(name, content);
    vec!["network", "show", name]
}

/// One block of a PBF: the length of its header, the header, and the block itself, uncompressed.
fn block(kind: &str, content: &[u8], length: Option<u32>) -> Vec<u8> {
    let number = |mut value: u64| {
        let mut bytes = Vec::new();
        while value >= 0x80 {
            bytes.push(value as u8 | 0x80);
            value >>= 7;
        }
        bytes.push(value as u8);
        bytes
    };
    let field = |tag: u8, bytes: &[u8]| [&[tag][..], &number(bytes.len() as u64), bytes].concat();
    let blob = field(0x0a, content);
    let stated = u64::from(length.unwrap_or(blob.len() as u32));
    let header = [field(0x0a, kind.as_bytes()), vec![0x18], number(stated)].concat();
    [&(header.len() as u32).to_be_bytes()[..], &header, &blob].concat()
}

fn twice(folder: &Folder) -> Vec<&'static str> {
    folder.write("copy.osm", roads(""));
    vec!["network", "build", "roads.osm", "copy.osm", "-o", "new.passage"]
}

fn pbf_start() -> Vec<u8> {
    // A header block that requires the two usual features.
    let features = [&[0x22, 14][..], b"OsmSchema-V0.6", &[0x22, 10], b"DenseNodes"].concat();
    block("OSMHeader", &features, None)
}

fn truncated_pbf(folder: &Folder) -> Vec<&'static str> {
    let second = block("OSMData", &[0x0a; 400], None);
    shown(folder, "roads.osm.pbf", &[&pbf_start(), &second[..100]].concat())
}

fn boasting_pbf(folder: &Folder) -> Vec<&'static str> {
    let second = block("OSMData", &[0x0a; 40], Some(2_000_000_000));
    shown(folder, "roads.osm.pbf", &[pbf_start(), second].concat())
}

fn picture(folder: &Folder) -> Vec<&'static str> {
    shown(folder, "roads.osm.pbf", b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR\x00\x00\x00\x01")
}

fn sentence(folder: &Folder) -> Vec<&'static str> {
    shown(folder, "roads.txt", b"From Mariupol by Nikolske to Zaporizhzhia.")
}

fn nothing(folder: &Folder) -> Vec<&'static str> {
    shown(folder, "roads.osm", b"")
}

fn no_roads(folder: &Folder) -> Vec<&'static str> {
    let tags = [("place", "city"), ("name", "Mariupol")].map(tag).concat();
    let osm = format!("<osm version=\"0.6\"><node id=\"1\" lat=\"47.1\" lon=\"37.5\">{tags}</node></osm>");
    folder.write("roads.osm", osm);
    folder.show("Exercise", "Exercise")
}

fn cut_xml(folder: &Folder) -> Vec<&'static str> {
    let osm = roads("");
    let cut = osm.rfind("<nd").expect("a way");
    shown(folder, "roads.osm", &osm.as_bytes()[..cut + 8])
}

fn dangling(folder: &Folder) -> Vec<&'static str> {
    let way = format!("<way id=\"77\"><nd ref=\"1\"/><nd ref=\"999\"/>{}</way>", tag(("highway", "primary")));
    shown(folder, "roads.osm", roads(&way).as_bytes())
}

fn cyclic(folder: &Folder) -> Vec<&'static str> {
    let relation = |id: u32, other: u32| {
        let tags = [("type", "restriction"), ("restriction", "no_u_turn")].map(tag).concat();
        let member = |role: &str| format!("<member type=\"relation\" ref=\"{other}\" role=\"{role}\"/>");
        format!("<relation id=\"{id}\">{}{}{}{tags}</relation>", member("from"), member("via"), member("to"))
    };
    shown(folder, "roads.osm", roads(&(relation(1, 2) + &relation(2, 1))).as_bytes())
}

fn absurd(folder: &Folder) -> Vec<&'static str> {
    let more = format!(
        "<node id=\"88\" lat=\"471\" lon=\"37.5\"/><way id=\"78\"><nd ref=\"1\"/><nd ref=\"88\"/>{}</way>",
        tag(("highway", "primary"))
    );
    shown(folder, "roads.osm", roads(&more).as_bytes())
}

fn flipped(folder: &Folder) -> Vec<&'static str> {
    let mut network = folder.build();
    let middle = network.len() / 2;
    network[middle] ^= 4;
    shown(folder, "roads.passage", &network)
}

fn cut(folder: &Folder) -> Vec<&'static str> {
    let network = folder.build();
    shown(folder, "roads.passage", &network[..network.len() - 100])
}

fn newer(folder: &Folder) -> Vec<&'static str> {
    let mut network = folder.build();
    network[8] += 1;
    shown(folder, "roads.passage", &network)
}

fn older(folder: &Folder) -> Vec<&'static str> {
    let mut network = folder.build();
    network[8] -= 1;
    shown(folder, "roads.passage", &network)
}

#[test]
fn a_truncated_pbf() {
    insta::assert_snapshot!(says("A truncated PBF"), @r#"
exit code 3
network.no-roads

  x roads.osm.pbf: there is no road for motor vehicles in it; the file ends within a blob; what
  | comes after is lost, roads perhaps among it (from byte 47 on)
  help: Check that the extract covers the area and has ways tagged `highway`.
"#);
}

#[test]
fn a_pbf_that_promises_more_than_it_holds() {
    insta::assert_snapshot!(says("A PBF that promises more than it holds"), @r#"
exit code 3
network.no-roads

  x roads.osm.pbf: there is no road for motor vehicles in it; the file is not PBF from there on;
  | what comes after is lost (from byte 47 on)
  help: Check that the extract covers the area and has ways tagged `highway`.
"#);
}

#[test]
fn a_picture_as_network() {
    insta::assert_snapshot!(says("A picture as network"), @r#"
exit code 3
network.unknown-format

  x roads.osm.pbf: this is not a road file: it is a picture
  help: Roads are read from OpenStreetMap (.osm.pbf, .osm, .osm.gz), GeoJSON, MATSim network XML
        (.xml, .xml.gz) and GMNS tables (node.csv and link.csv).
"#);
}

#[test]
fn a_text_as_network() {
    insta::assert_snapshot!(says("A text as network"), @r#"
exit code 3
network.unknown-format

  x roads.txt: this is not a road file
  help: Roads are read from OpenStreetMap (.osm.pbf, .osm, .osm.gz), GeoJSON, MATSim network XML
        (.xml, .xml.gz) and GMNS tables (node.csv and link.csv).
"#);
}

#[test]
fn an_empty_file_as_network() {
    insta::assert_snapshot!(says("An empty file as network"), @r#"
exit code 3
network.unknown-format

  x roads.osm: this file is empty
  help: Download or copy it again.
"#);
}

#[test]
fn openstreetmap_data_without_roads() {
    insta::assert_snapshot!(says("OpenStreetMap data without roads"), @r#"
exit code 3
network.no-roads

  x roads.osm: there is no road for motor vehicles in it
  help: Check that the extract covers the area and has ways tagged `highway`.
"#);
}

#[test]
fn openstreetmap_xml_cut_off() {
    insta::assert_snapshot!(says("OpenStreetMap XML cut off"), @r#"
exit code 0
Found on the way
*         1 x the file cannot be read further from there on; what comes after is lost (at byte 1470: syntax error: tag not closed: `>` not found before end of input)  [osm.damaged-file]
              Download or copy the file again; a network built of it lacks roads.
*         1 x the file ends within an element; what comes after is lost (after byte 1470)  [osm.truncated-file]
              Download or copy the file again; a network built of it lacks roads.
"#);
}

#[test]
fn ways_that_refer_to_nodes_that_are_not_there() {
    insta::assert_snapshot!(says("Ways that refer to nodes that are not there"), @r#"
exit code 0
Found on the way
          1 x a road uses nodes that are not in the file and is cut there (way 77 lacks node 999)  [osm.missing-node]
              Usual at the border of an extract; elsewhere download the file again.
"#);
}

#[test]
fn relations_that_refer_to_each_other_in_a_circle() {
    insta::assert_snapshot!(says("Relations that refer to each other in a circle"), @r#"
exit code 0
Found on the way
          2 x a turn restriction lacks its from, via or to, or has several via nodes, and is waived (such as relation 1; relation 2)  [osm.restriction-incomplete]
              Usual at the border of an extract.
"#);
}

#[test]
fn absurd_coordinates() {
    insta::assert_snapshot!(says("Absurd coordinates"), @r#"
exit code 0
Found on the way
*         1 x a node is not on Earth and is treated as missing (node 88 at 471 37.5)  [osm.absurd-position]
              The file is probably damaged: download it again.
          1 x a road uses nodes that are not in the file and is cut there (way 78 lacks node 88)  [osm.missing-node]
              Usual at the border of an extract; elsewhere download the file again.
"#);
}

#[test]
fn a_network_file_with_a_flipped_bit() {
    insta::assert_snapshot!(says("A network file with a flipped bit"), @r#"
exit code 3
network.damaged-file

  x roads.passage: this network file is damaged in its section `capacity`
  help: Copy the file again, or build the network again from its roads.
"#);
}

#[test]
fn a_network_file_that_is_cut_off() {
    insta::assert_snapshot!(says("A network file that is cut off"), @r#"
exit code 3
network.damaged-file

  x roads.passage: this network file ends after 9196 bytes of at least 9296
  help: Copy the file again, or build the network again from its roads.
"#);
}

#[test]
fn a_network_file_of_a_newer_passage() {
    insta::assert_snapshot!(says("A network file of a newer passage"), @r#"
exit code 3
network.newer-version

  x roads.passage: this network file has version 3, and this program reads up to version 2
  help: Update passage, or build the network again with this one.
"#);
}

#[test]
fn a_network_file_of_an_older_passage() {
    insta::assert_snapshot!(says("A network file of an older passage"), @"
        exit code 3
        network.older-version

          x roads.passage: this network file has version 1, whose digest was made by another rule than
          | that of version 2
          help: Build the network again from its roads with `passage network build`, and plan anew on it.
        ");
}

#[test]
fn a_file_given_twice() {
    insta::assert_snapshot!(says("A file given twice"), @r#"
exit code 0
Found on the way
*         1 x a file was given twice and is read once: copy.osm is the same file as roads.osm  [network.file-twice]
              If another file was meant, name that one; its roads are missing.
"#);
}

#[test]
fn a_coordinate_system_that_is_none() {
    insta::assert_snapshot!(says("A coordinate system that is none"), @r#"
exit code 3
network.unknown-crs

  x foo is not a coordinate reference system that passage reads
  help: Name a UTM zone as EPSG:326zz (north) or EPSG:327zz (south), such as EPSG:32637, or
        EPSG:4326 for degrees.
"#);
}

#[test]
fn a_coordinate_system_for_openstreetmap() {
    insta::assert_snapshot!(says("A coordinate system for OpenStreetMap"), @r#"
exit code 3
network.crs-not-used

  x a coordinate system is given, but OpenStreetMap is in degrees (EPSG:4326) always
  help: Leave out --crs; if the file's coordinates are no degrees, convert them first.
"#);
}
