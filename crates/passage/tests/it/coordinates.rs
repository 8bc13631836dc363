//! `passage coordinates`: read back in other forms, by the nearest place, and doubted.

use std::path::Path;
use std::process::Command;

fn said(arguments: &[&str]) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/mariupol-2022");
    let mut command = Command::new(env!("CARGO_BIN_EXE_passage"));
    let output = command.arg("coordinates").args(arguments).current_dir(folder).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
    format!("exit code {}\n{}", output.status.code().unwrap(), text.trim_end())
}

#[test]
fn a_grid_reference_is_said_back_in_other_forms_and_by_the_nearest_place() {
    insta::assert_snapshot!(said(&["37T CN 89462 16983", "--network", "roads.geojson"]), @r#"
        exit code 0
        37T CN 89462 16983 (read as MGRS)
          decimal  47.09710, 37.54340
          degrees  47°05'49.5"N 37°32'36.2"E
          UTM      37T 389463 5216983
          MGRS     37T CN 89462 16983
          nearest  Mariupol, 0.0 km
        "#);
}

#[test]
fn coordinates_far_from_where_they_should_be_are_told_with_the_likely_slip() {
    let near = ["--near", "47.1, 37.5"];
    insta::assert_snapshot!(said(&[&["37.1, 47.5", "38T 389463 5216984", "10.0, 10.0"][..], &near].concat()), @r#"
        exit code 1
        37.1, 47.5 (read as decimal degrees)
          decimal  37.10000, 47.50000
          degrees  37°06'00.0"N 47°30'00.0"E
          UTM      38S 722168 4108891
          MGRS     38S QG 22167 08890
        That is 1,382 km from where it should be.
        Latitude and longitude swapped? Then it is 47.50000, 37.10000.

        38T 389463 5216984 (read as UTM)
          decimal  47.09710, 43.54340
          degrees  47°05'49.6"N 43°32'36.3"E
          UTM      38T 389463 5216984
          MGRS     38T LT 89462 16983
        That is 457 km from where it should be.
        Zone 37 meant? Then it is 47.09710, 37.54340.

        10.0, 10.0 (read as decimal degrees)
          decimal  10.00000, 10.00000
          degrees  10°00'00.0"N 10°00'00.0"E
          UTM      32P 609601 1105579
          MGRS     32P PS 09600 05578
        That is 4,870 km from where it should be.
        No slip of the hand explains it: ask for the coordinates again.
        "#);
    insta::assert_snapshot!(said(&[&["-47.1,37.5", "--language", "uk"][..], &near].concat()), @r#"
        exit code 1
        −47.1,37.5 (прочитано як десяткові градуси)
          десяткові  -47.10000, 37.50000
          градуси    47°06'00.0"S 37°30'00.0"E
          UTM        37G 386176 4782632
          MGRS       37G CH 86175 82631
        Це за 10 475 км від того місця, де має бути.
        Сплутано північ і південь чи загублено мінус? Тоді це 47.10000, 37.50000.
        "#);
}

#[test]
fn programs_are_told_the_same() {
    let said = said(&["--json", "37.1, 47.5", "--near", "47.1, 37.5"]);
    let document: serde_json::Value = serde_json::from_str(said.split_once('\n').unwrap().1).unwrap();
    let only = &document["coordinates"][0];
    assert_eq!(only["mgrs"], "38S QG 22167 08890", "as GEOTRANS has it");
    assert_eq!(only["doubt"]["likely"][0]["position"], serde_json::json!([47.5, 37.1]));
}
