//! Overlays that are missing, drawn elsewhere or no overlays.

use super::{Case, Folder, says};

pub const CASES: &[Case] = &[
    Case::changed(
        "An area without an overlay",
        "[[corridor]]",
        r#"[[area]]
name = "grey zone"
windows = ["09:00-16:00"]

[[corridor]]"#,
    ),
    Case::made(
        "An area that no overlay holds",
        r#"The overlay holds the area "gray zone", and the scenario gives windows to "grey zone"."#,
        unknown_area,
    ),
    Case::made("An overlay with swapped coordinates", "The overlay gives latitude before longitude.", swapped_overlay),
    Case::made("An overlay that is not GeoJSON", "The overlay is a text.", no_overlay),
];

fn with_overlay(folder: &Folder, overlay: &str) -> Vec<&'static str> {
    folder.write("control.geojson", overlay);
    let area = "overlays = [\"control.geojson\"]\n\n[[area]]\nname = \"grey zone\"\nwindows = [\"09:00-16:00\"]\n\n[[assembly]]";
    folder.show("\n[[assembly]]", area)
}

fn square(name: &str, low: (f64, f64), high: (f64, f64)) -> String {
    let ring = [(low.0, low.1), (high.0, low.1), (high.0, high.1), (low.0, high.1), (low.0, low.1)];
    let ring: Vec<String> = ring.iter().map(|(x, y)| format!("[{x},{y}]")).collect();
    format!(
        "{{\"type\":\"FeatureCollection\",\"features\":[{{\"type\":\"Feature\",\"properties\":{{\"passage\":\"area\",\
         \"name\":\"{name}\"}},\"geometry\":{{\"type\":\"Polygon\",\"coordinates\":[[{}]]}}}}]}}",
        ring.join(",")
    )
}

fn unknown_area(folder: &Folder) -> Vec<&'static str> {
    with_overlay(folder, &square("gray zone", (36.0, 47.3), (36.5, 47.6)))
}

fn swapped_overlay(folder: &Folder) -> Vec<&'static str> {
    with_overlay(folder, &square("grey zone", (47.3, 36.0), (47.6, 36.5)))
}

fn no_overlay(folder: &Folder) -> Vec<&'static str> {
    with_overlay(folder, "the grey zone lies between Polohy and Orikhiv")
}

#[test]
fn an_area_without_an_overlay() {
    insta::assert_snapshot!(says("An area without an overlay"), @r#"
exit code 3
scenario.area-without-overlay

  x area "grey zone": no overlay is named that could hold this area
    ,-[scenario.toml:29:1]
 28 |
 29 | [[area]]
    : ^^^^|^^^
    :     `-- here
 30 | name = "grey zone"
    `----
  help: Add overlays = ["control.geojson"] at the top of the scenario.
"#);
}

#[test]
fn an_area_that_no_overlay_holds() {
    insta::assert_snapshot!(says("An area that no overlay holds"), @r#"
exit code 3
scenario.unknown-area

  x area "grey zone": no overlay holds an area "grey zone"
    ,-[scenario.toml:10:1]
  9 |
 10 | [[area]]
    : ^^^^|^^^
    :     `-- here
 11 | name = "grey zone"
    `----
  help: The overlays hold "gray zone".
"#);
}

#[test]
fn an_overlay_with_swapped_coordinates() {
    insta::assert_snapshot!(says("An overlay with swapped coordinates"), @r#"
exit code 0
overlay.touches-no-road

  ! the area "grey zone" touches no road of the network
  help: Check its coordinates (GeoJSON gives longitude first), and that it belongs to this
        network.
"#);
}

#[test]
fn an_overlay_that_is_not_geojson() {
    insta::assert_snapshot!(says("An overlay that is not GeoJSON"), @r#"
exit code 3
overlay.not-geojson

  x control.geojson: this is not JSON: expected ident at line 1 column 2
  help: Overlays are GeoJSON files.
"#);
}
