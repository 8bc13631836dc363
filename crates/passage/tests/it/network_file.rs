//! `passage network build` and `show`: road files in, a network file out, and nothing half done.

use std::path::Path;
use std::process::Command;

const ROADS: &str = r#"<osm version="0.6">
<node id="1" lat="47.00" lon="35.00"/><node id="2" lat="47.01" lon="35.00"/><node id="3" lat="47.02" lon="35.00"/>
<node id="4" lat="47.01" lon="35.02"/>
<node id="9" lat="47.00" lon="35.01"><tag k="place" v="city"/><tag k="name" v="Мелітополь"/><tag k="population" v="150768"/></node>
<way id="1"><nd ref="1"/><nd ref="2"/><nd ref="3"/><tag k="highway" v="primary"/><tag k="name" v="M-14"/></way>
<way id="2"><nd ref="2"/><nd ref="4"/><tag k="highway" v="secondary"/><tag k="passage:connector" v="yes"/></way>
<way id="3"><nd ref="4"/><tag k="highway" v="secondary"/></way>
</osm>"#;

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("roads.osm"), ROADS).unwrap();
    folder
}

/// What the program answers in a folder: exit code, standard output, standard error.
fn passage(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_passage"));
    let answer = command.current_dir(folder).args(arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (answer.status.code().unwrap(), text(answer.stdout), text(answer.stderr))
}

/// Words without what changes from run to run: time and memory.
fn steady(words: &str) -> String {
    let steady = |line: &str| match line.find(" in ").filter(|_| line.starts_with("Written to")) {
        Some(at) => format!("{} in ...", &line[..at]),
        None => line.trim_end().to_owned(),
    };
    words.lines().map(steady).collect::<Vec<_>>().join("\n")
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_network_is_built_and_told() {
    let folder = folder();
    let (code, out, err) = passage(folder.path(), &["network", "build", "roads.osm", "-o", "a.net"]);
    assert_eq!((code, err.as_str()), (0, ""));
    insta::assert_snapshot!(steady(&out), @r#"
From      roads.osm (SHA-256 c757668e1868)
Settings  cut above metres: 5,000
          drop isolated below metres: 300
          join within metres: 0.5
          speed factors: none
Licence   © OpenStreetMap contributors, Open Database License 1.0 (openstreetmap.org/copyright)
        4 junctions
        6 roads, one for each direction: 7.5 km; 3.7 km on the ground
     60.5 km/h mean free speed
        0 forbidden turns
        1 places, 1 of them cities or towns
        1 gap connectors, 1.5 km: not seen on the ground
          assumed of them, measured by nobody: 55 km/h, 1,000 vehicles/h

Class               roads          km   km/h   vehicles/h
Primary                 4         4.4   65.0        1,500

Cleaning
          0 junctions at the same place joined               4 junctions         6 roads left
          0 loops cut or removed                             4 junctions         6 roads left
          0 double roads removed                             4 junctions         6 roads left
          1 gap connectors kept                              4 junctions         6 roads left
          0 isolated roads dropped                           4 junctions         6 roads left
          0 junctions between two roads merged away          4 junctions         6 roads left
          0 cuts of long roads                               4 junctions         6 roads left

Found on the way
*         1 x stretches of road were added to close gaps in the source, 1.5 km in all and up to 1.5 km long; nobody has seen them on the ground, and 55 km/h and 1,000 vehicles an hour are assumed of them  [network.gap-connectors]
              Routes over them are marked; check them on another map before relying on one.
          1 x a road has fewer than two points and is left out (way 3)  [osm.short-way]

Written to a.net as network ff6f78dbdafe in ...
"#);
    let (code, out, _) = passage(folder.path(), &["network", "show", "a.net"]);
    assert_eq!(code, 0);
    insta::assert_snapshot!(steady(&out), @r#"
Network ff6f78dbdafedf3fae9ddff7dfb6539d9dbc098f43367d5fe0b3c3f52861aa80
From      roads.osm (SHA-256 c757668e1868)
Settings  cut above metres: 5,000
          drop isolated below metres: 300
          join within metres: 0.5
          speed factors: none
Licence   © OpenStreetMap contributors, Open Database License 1.0 (openstreetmap.org/copyright)
        4 junctions
        6 roads, one for each direction: 7.5 km; 3.7 km on the ground
     60.5 km/h mean free speed
        0 forbidden turns
        1 places, 1 of them cities or towns
        1 gap connectors, 1.5 km: not seen on the ground
          assumed of them, measured by nobody: 55 km/h, 1,000 vehicles/h

Class               roads          km   km/h   vehicles/h
Primary                 4         4.4   65.0        1,500
"#);
}

#[test]
fn a_network_file_and_its_roads_show_the_same() {
    let folder = folder();
    let (code, built, _) = passage(folder.path(), &["--json", "network", "build", "roads.osm", "-o", "a.net"]);
    assert_eq!(code, 0);
    let read = |arguments: &[&str]| -> serde_json::Value {
        serde_json::from_str(&passage(folder.path(), arguments).1).unwrap()
    };
    let built: serde_json::Value = serde_json::from_str(&built).unwrap();
    let (file, roads) =
        (read(&["--json", "network", "show", "a.net"]), read(&["--json", "network", "show", "roads.osm"]));
    for part in ["digest", "figures", "origin"] {
        assert_eq!(file[part], roads[part]);
        assert_eq!(file[part], built[part]);
    }
    assert_eq!(built["steps"].as_array().unwrap().len(), 7);
    assert_eq!(roads["findings"], built["findings"]);
}

#[test]
fn half_the_speed_shows_in_the_file() {
    let folder = folder();
    passage(folder.path(), &["network", "build", "roads.osm", "-o", "a.net"]);
    passage(folder.path(), &["network", "build", "roads.osm", "-o", "b.net", "--speed-factor", "0.5"]);
    let speed = |file: &str| -> f64 {
        let shown = passage(folder.path(), &["--json", "network", "show", file]).1;
        serde_json::from_str::<serde_json::Value>(&shown).unwrap()["figures"]["mean_kmh"].as_f64().unwrap()
    };
    assert!((speed("a.net") / speed("b.net") - 2.0).abs() < 0.01);
    let (code, _, err) =
        passage(folder.path(), &["network", "build", "roads.osm", "-o", "c.net", "--speed-factor", "fast"]);
    assert_eq!(code, 2);
    assert!(err.contains("a speed factor is a number such as 0.8"), "{err}");
}

#[test]
fn a_failed_build_leaves_the_old_network_alone() {
    let folder = folder();
    passage(folder.path(), &["network", "build", "roads.osm", "-o", "a.net"]);
    let old = std::fs::read(folder.path().join("a.net")).unwrap();
    std::fs::write(folder.path().join("broken.osm.pbf"), b"\0\0\0\x0d\x0a\x09OSMHeader\x18\x7c").unwrap();
    let before = names(folder.path());
    let (code, _, err) = passage(folder.path(), &["network", "build", "broken.osm.pbf", "-o", "a.net"]);
    assert_eq!(code, 3);
    insta::assert_snapshot!(err, @"
        network.no-roads

          x broken.osm.pbf: there is no road for motor vehicles in it; the file ends within a blob; what
          | comes after is lost, roads perhaps among it (from byte 0 on)
          help: Check that the extract covers the area and has ways tagged `highway`.
        ");
    let (code, _, err) = passage(folder.path(), &["network", "build", "roads.osm", "-o", "nowhere/a.net"]);
    assert_eq!(code, 4);
    insta::assert_snapshot!(err, @r#"
file.not-usable

  x cannot write nowhere/a.net: No such file or directory
  help: The folder that it is to lie in is not there: make it, or name another one.
"#);
    let (code, _, err) = passage(folder.path(), &["network", "build", "no-such-file.osm", "-o", "a.net"]);
    assert_eq!(code, 4);
    insta::assert_snapshot!(err, @"
        file.not-usable

          x cannot read no-such-file.osm: No such file or directory
          help: Check the name and the folder; names are case-sensitive.
        ");
    assert_eq!(names(folder.path()), before);
    assert_eq!(std::fs::read(folder.path().join("a.net")).unwrap(), old);
}

#[test]
fn a_network_file_that_cannot_be_used_is_refused_in_words() {
    let folder = folder();
    passage(folder.path(), &["network", "build", "roads.osm", "-o", "a.net"]);
    let whole = std::fs::read(folder.path().join("a.net")).unwrap();
    let said = |bytes: &[u8]| {
        std::fs::write(folder.path().join("b.net"), bytes).unwrap();
        let (code, _, err) = passage(folder.path(), &["network", "show", "b.net"]);
        assert_eq!(code, 3);
        err
    };
    let (mut newer, mut damaged) = (whole.clone(), whole.clone());
    newer[8] = 9;
    *damaged.last_mut().unwrap() ^= 1;
    let all = [said(&newer), said(&damaged), said(&whole[..whole.len() / 2])];
    insta::assert_snapshot!(all.join("\n"), @"
        network.newer-version

          x b.net: this network file has version 9, and this program reads up to version 2
          help: Update passage, or build the network again with this one.

        network.damaged-file

          x b.net: this network file is damaged in its section `places`
          help: Copy the file again, or build the network again from its roads.

        network.damaged-file

          x b.net: this network file ends after 680 bytes of at least 926
          help: Copy the file again, or build the network again from its roads.
        ");
}

#[test]
fn the_roads_a_page_of_facts_and_a_folder_are_not_written_over() {
    let folder = folder();
    std::fs::write(folder.path().join("scenario.toml"), "version = 1").unwrap();
    std::fs::create_dir(folder.path().join("networks")).unwrap();
    let before = names(folder.path());
    for out in ["roads.osm", "scenario.toml", "networks"] {
        let (code, said, err) = passage(folder.path(), &["network", "build", "roads.osm", "-o", out]);
        assert_eq!((code, said.as_str()), (3, ""), "{out}");
        assert!(err.starts_with("file.in-the-way"), "{err}");
    }
    assert_eq!(names(folder.path()), before);
    assert_eq!(std::fs::read_to_string(folder.path().join("roads.osm")).unwrap(), ROADS);
    assert_eq!(std::fs::read_to_string(folder.path().join("scenario.toml")).unwrap(), "version = 1");
}

#[cfg(unix)]
#[test]
fn a_socket_is_not_written_over() {
    use std::os::unix::fs::FileTypeExt as _;
    let folder = folder();
    let _kept = std::os::unix::net::UnixListener::bind(folder.path().join("socket")).unwrap();
    let (code, _, err) = passage(folder.path(), &["network", "build", "roads.osm", "-o", "socket"]);
    assert_eq!(code, 3);
    assert!(err.starts_with("file.in-the-way"), "{err}");
    assert!(std::fs::metadata(folder.path().join("socket")).unwrap().file_type().is_socket());
}

#[test]
fn a_network_file_is_written_over_by_the_next_one() {
    let folder = folder();
    std::fs::write(folder.path().join("a.net"), "").unwrap();
    for factor in ["1", "0.5"] {
        let (code, ..) =
            passage(folder.path(), &["network", "build", "roads.osm", "-o", "a.net", "--speed-factor", factor]);
        assert_eq!(code, 0);
    }
}
