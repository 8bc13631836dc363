//! Places that are not found, are several, or lie where no road is.

use super::{Case, Folder, roads, says, tag};

pub const CASES: &[Case] = &[
    Case::changed("The village with the name of the city", r#"place = "Zaporizhzhya""#, r#"place = "Zaporizhzhia""#),
    Case::made(
        "Fourteen Vasylivkas",
        r#"Fourteen places of the network are called Vasylivka, and the scenario says `place = "Vasylivka"`."#,
        fourteen,
    ),
    Case::changed("A place that is not in the network", r#"place = "Orikhiv""#, r#"place = "Orihiw Station""#),
    Case::changed("A near spelling", r#"place = "Mariupol""#, r#"place = "Mariopil""#),
    Case::changed("Swapped coordinates", r#"place = "Mariupol""#, "at = [37.5, 47.1]"),
    Case::changed("A position at sea", r#"place = "Mariupol""#, "at = [46.6, 37.3]"),
    Case::changed("A position elsewhere on Earth", r#"place = "Mariupol""#, "at = [4.71, 3.75]"),
    Case::changed("A position that is not on Earth", r#"place = "Mariupol""#, "at = [147.1, 37.5]"),
    Case::changed("Degrees, minutes and seconds", r#"place = "Mariupol""#, r#"at = "47°05'45\"N 37°32'58\"E""#),
    Case::changed("Sixty-one minutes of arc", r#"place = "Mariupol""#, r#"at = "47°61'00\"N 37°32'58\"E""#),
    Case::changed("One number for a position", r#"place = "Mariupol""#, "at = [47.1]"),
    Case::changed(
        "Both a place and a position",
        r#"place = "Mariupol""#,
        r#"place = "Mariupol"
at = [47.1, 37.5]"#,
    ),
    Case::changed("A city far from every road of the network", r#"place = "Orikhiv""#, r#"place = "Enerhodar""#),
    Case::changed(
        "A distance that is no distance",
        r#"place = "Orikhiv""#,
        r#"place = "Orikhiv"
within = "5 miles""#,
    ),
    Case::changed("A place found as a hamlet", r#"place = "Orikhiv""#, r#"place = "Solone""#),
    Case::changed(
        "Places that refer to each other in a circle",
        "[[reception]]",
        r#"[[waiting]]
name = "First"
place = "Orikhiv"
near = "Second"
vehicles = 5

[[waiting]]
name = "Second"
place = "Nikolske"
near = "First"
vehicles = 5

[[reception]]"#,
    ),
];

fn fourteen(folder: &Folder) -> Vec<&'static str> {
    let place = |i: u32| {
        let tags = [("place", "village"), ("name", "Vasylivka"), ("population", &(500 + 20 * i).to_string())].map(tag);
        let (lat, lon) = (47.0 + f64::from(i) / 20.0, 35.0 + f64::from(i * 7 % 14) / 7.0);
        format!("<node id=\"{}\" lat=\"{lat:.2}\" lon=\"{lon:.2}\">{}</node>\n", 100 + i, tags.concat())
    };
    folder.write("roads.osm", roads(&(0..14).map(place).collect::<String>()));
    folder.show("place = \"Orikhiv\"", "place = \"Vasylivka\"")
}

#[test]
fn the_village_with_the_name_of_the_city() {
    insta::assert_snapshot!(says("The village with the name of the city"), @r#"
exit code 3
place.overshadowed

  x reception site "The city": "Zaporizhzhia" is spelled like a small place, Zaporizhzhia (village
  | of 656 at 47.6000, 36.9000, 72 km from Mariupol), but a place at least 10 times larger has
  | nearly this name: Zaporizhzhya (city of 710,000 at 47.8400, 35.1400, 52 km from Enerhodar)
    ,-[scenario.toml:21:9]
 20 | name = "The city"
 21 | place = "Zaporizhzhia"
    :         ^^^^^^^|^^^^^^
    :                `-- here
 22 | room = 2000
    `----
  help: For the large one write "Zaporizhzhya"; for the small one name a place near it (`near
        = ...`) or give its coordinates.
"#);
}

#[test]
fn fourteen_vasylivkas() {
    insta::assert_snapshot!(says("Fourteen Vasylivkas"), @r#"
exit code 3
place.several

  x checkpoint "Gate": 14 places are called "Vasylivka": Vasylivka (village of 760 at 47.6500,
  | 36.0000, 68 km from Zaporizhzhya); Vasylivka (village of 740 at 47.6000, 35.0000, 28 km from
  | Enerhodar); Vasylivka (village of 720 at 47.5500, 36.0000, 72 km from Zaporizhzhya); Vasylivka
  | (village of 700 at 47.5000, 35.0000, 26 km from Enerhodar); Vasylivka (village of 680 at
  | 47.4500, 36.0000, 78 km from Zaporizhzhya); Vasylivka (village of 660 at 47.4000, 35.0000, 28
  | km from Enerhodar); Vasylivka (village of 640 at 47.3500, 36.0000, 84 km from Zaporizhzhya);
  | Vasylivka (village of 620 at 47.3000, 35.0000, 34 km from Enerhodar); Vasylivka (village of
  | 600 at 47.2500, 36.0000, 81 km from Berdyansk); Vasylivka (village of 580 at 47.2000, 35.0000,
  | 42 km from Enerhodar); Vasylivka (village of 560 at 47.1500, 36.0000, 74 km from Berdyansk);
  | Vasylivka (village of 540 at 47.1000, 35.0000, 51 km from Enerhodar); Vasylivka (village of
  | 520 at 47.0500, 36.0000, 68 km from Berdyansk); Vasylivka (village of 500 at 47.0000, 35.0000,
  | 61 km from Enerhodar)
    ,-[scenario.toml:26:9]
 25 | name = "Gate"
 26 | place = "Vasylivka"
    :         ^^^^^|^^^^^
    :              `-- here
 27 | rate = { own_car = 60, bus = 10 }
    `----
  help: Say which: name a place near it (`near = ...`), or give its coordinates.
"#);
}

#[test]
fn a_place_that_is_not_in_the_network() {
    insta::assert_snapshot!(says("A place that is not in the network"), @r#"
exit code 3
place.not-found

  x checkpoint "Gate": no place of the network is called "Orihiw Station", or nearly so
    ,-[scenario.toml:26:9]
 25 | name = "Gate"
 26 | place = "Orihiw Station"
    :         ^^^^^^^^|^^^^^^^
    :                 `-- here
 27 | rate = { own_car = 60, bus = 10 }
    `----
  help: Check the name, or give coordinates.
"#);
}

#[test]
fn a_near_spelling() {
    insta::assert_snapshot!(says("A near spelling"), @r#"
exit code 3
place.not-found

  x assembly point "Mariupol": no place of the network is called "Mariopil"; nearly so: Mariupol
  | (city of 430,000 at 47.1000, 37.5000, 66 km from Berdyansk)
    ,-[scenario.toml:11:9]
 10 | name = "Mariupol"
 11 | place = "Mariopil"
    :         ^^^^^|^^^^
    :              `-- here
 12 |
    `----
  help: Use the name of the one that is meant, or give coordinates.
"#);
}

#[test]
fn swapped_coordinates() {
    insta::assert_snapshot!(says("Swapped coordinates"), @r#"
exit code 3
scenario.swapped-coordinates

  x assembly point "Mariupol": 37.5000 N 47.1000 E lies 1,325 km from the nearest road of this
  | network, but 47.1000 N 37.5000 E lies 0 m from one
    ,-[scenario.toml:11:6]
 10 | name = "Mariupol"
 11 | at = [37.5, 47.1]
    :      ^^^^^^|^^^^^
    :            `-- here
 12 |
    `----
  help: Swapped? Latitude comes first: at = [47.1000, 37.5000].
"#);
}

#[test]
fn a_position_at_sea() {
    insta::assert_snapshot!(says("A position at sea"), @r#"
exit code 3
scenario.far-from-road

  x assembly point "Mariupol": 46.6000 N 37.3000 E lies 36.9 km from the nearest road of this
  | network; at most 5.0 km are allowed
    ,-[scenario.toml:11:6]
 10 | name = "Mariupol"
 11 | at = [46.6, 37.3]
    :      ^^^^^^|^^^^^
    :            `-- here
 12 |
    `----
  help: At sea, beyond a river, or without a road here? Name a place on the road; if it is right
        as it is, write within = "37 km".
"#);
}

#[test]
fn a_position_elsewhere_on_earth() {
    insta::assert_snapshot!(says("A position elsewhere on Earth"), @r#"
exit code 3
scenario.far-from-road

  x assembly point "Mariupol": 4.7100 N 3.7500 E lies 5,647 km from the nearest road of this
  | network; at most 5.0 km are allowed
    ,-[scenario.toml:11:6]
 10 | name = "Mariupol"
 11 | at = [4.71, 3.75]
    :      ^^^^^^|^^^^^
    :            `-- here
 12 |
    `----
  help: Check the coordinates and the network: this is elsewhere.
"#);
}

#[test]
fn a_position_that_is_not_on_earth() {
    insta::assert_snapshot!(says("A position that is not on Earth"), @r#"
exit code 3
scenario.position-off-earth

  x assembly "Mariupol": latitude 147.1, longitude 37.5 is not on Earth
    ,-[scenario.toml:11:6]
 10 | name = "Mariupol"
 11 | at = [147.1, 37.5]
    :      ^^^^^^|^^^^^^
    :            `-- here
 12 |
    `----
  help: Swapped? Latitude comes first: at = [37.5, 147.1].
"#);
}

#[test]
fn degrees_minutes_and_seconds() {
    insta::assert_snapshot!(says("Degrees, minutes and seconds"), @r#"
exit code 3
scenario.position-not-decimal

  x assembly "Mariupol": "47°05'45\"N 37°32'58\"E" is not a position in decimal degrees
    ,-[scenario.toml:11:6]
 10 | name = "Mariupol"
 11 | at = "47°05'45\"N 37°32'58\"E"
    :      ^^^^^^^^^^^^|^^^^^^^^^^^^
    :                  `-- here
 12 |
    `----
  help: In decimal degrees it is [47.09583, 37.54944]: write at = [47.09583, 37.54944].
"#);
}

#[test]
fn sixty_one_minutes_of_arc() {
    insta::assert_snapshot!(says("Sixty-one minutes of arc"), @r#"
exit code 3
scenario.position-not-decimal

  x assembly "Mariupol": "47°61'00\"N 37°32'58\"E" is not a position in decimal degrees
    ,-[scenario.toml:11:6]
 10 | name = "Mariupol"
 11 | at = "47°61'00\"N 37°32'58\"E"
    :      ^^^^^^^^^^^^|^^^^^^^^^^^^
    :                  `-- here
 12 |
    `----
  help: There are no 61 minutes in a degree. Write at = [47.0958, 37.5494] (latitude, longitude).
"#);
}

#[test]
fn one_number_for_a_position() {
    insta::assert_snapshot!(says("One number for a position"), @r#"
exit code 3
scenario.wrong-type

  x assembly "Mariupol": "at" must be two numbers
    ,-[scenario.toml:11:6]
 10 | name = "Mariupol"
 11 | at = [47.1]
    :      ^^^|^^
    :         `-- here
 12 |
    `----
  help: Write at = [47.0958, 37.5494] (latitude, longitude).
"#);
}

#[test]
fn both_a_place_and_a_position() {
    insta::assert_snapshot!(says("Both a place and a position"), @r#"
exit code 3
scenario.two-locations

  x assembly "Mariupol": both the place "Mariupol" and a position are named
    ,-[scenario.toml:12:6]
 11 | place = "Mariupol"
 12 | at = [47.1, 37.5]
    :      ^^^^^^|^^^^^
    :            `-- here
 13 |
    `----
  help: Keep the one that is meant.
"#);
}

#[test]
fn a_city_far_from_every_road_of_the_network() {
    insta::assert_snapshot!(says("A city far from every road of the network"), @r#"
exit code 3
scenario.far-from-road

  x checkpoint "Gate": Enerhodar lies 52.2 km from the nearest road of this network; at most 5.0
  | km are allowed
    ,-[scenario.toml:26:9]
 25 | name = "Gate"
 26 | place = "Enerhodar"
    :         ^^^^^|^^^^^
    :              `-- here
 27 | rate = { own_car = 60, bus = 10 }
    `----
  help: At sea, beyond a river, or without a road here? Name a place on the road; if it is right
        as it is, write within = "53 km".
"#);
}

#[test]
fn a_distance_that_is_no_distance() {
    insta::assert_snapshot!(says("A distance that is no distance"), @r#"
exit code 3
scenario.not-a-distance

  x checkpoint "Gate": "5 miles" is not a distance
    ,-[scenario.toml:27:10]
 26 | place = "Orikhiv"
 27 | within = "5 miles"
    :          ^^^^|^^^^
    :              `-- here
 28 | rate = { own_car = 60, bus = 10 }
    `----
  help: Write "5 km" or "200 m".
"#);
}

#[test]
fn a_place_found_as_a_hamlet() {
    insta::assert_snapshot!(says("A place found as a hamlet"), @r#"
exit code 0
scenario.small-place

  ! checkpoint "Gate": "Solone" was found as a hamlet: Solone (hamlet of 40 at 47.5800, 35.8000,
  | 57 km from Zaporizhzhya)
    ,-[scenario.toml:26:9]
 25 | name = "Gate"
 26 | place = "Solone"
    :         ^^^^|^^^
    :             `-- here
 27 | rate = { own_car = 60, bus = 10 }
    `----
  help: If a larger place is meant, write its spelling in this network, or its coordinates.
"#);
}

#[test]
fn places_that_refer_to_each_other_in_a_circle() {
    insta::assert_snapshot!(says("Places that refer to each other in a circle"), @r#"
exit code 3
scenario.near-in-circles

  x waiting place "First": near leads in a circle: "First", near "Second" and back to "First"
    ,-[scenario.toml:21:9]
 20 | name = "First"
 21 | place = "Orikhiv"
    :         ^^^^|^^^^
    :             `-- here
 22 | near = "Second"
    `----
  help: Name a place that stands for itself, or give coordinates.

scenario.near-in-circles

  x waiting place "Second": near leads in a circle: "Second", near "First" and back to "Second"
    ,-[scenario.toml:27:9]
 26 | name = "Second"
 27 | place = "Nikolske"
    :         ^^^^^|^^^^
    :              `-- here
 28 | near = "First"
    `----
  help: Name a place that stands for itself, or give coordinates.
"#);
}
