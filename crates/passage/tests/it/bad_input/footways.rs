//! Footways, and those who walk over them.

use super::{Case, says};

/// The scenario with a footway, and more keys of the group.
macro_rules! footway {
    ($title:literal, $group:literal, $footway:literal) => {
        Case::changed(
            $title,
            "kind = \"own car\"\npersons = 2000\n",
            concat!($group, "persons = 2000\n\n[[footway]]\nname = \"The bridge\"\n", $footway),
        )
    };
}

pub const CASES: &[Case] = &[
    footway!(
        "A footway of which nobody says how many can pass",
        "kind = \"own car\"\nwalks = \"The bridge\"\n",
        "from = \"Mariupol\"\nto = \"Nikolske\"\n"
    ),
    footway!(
        "A footway from a place to itself",
        "kind = \"own car\"\nwalks = \"The bridge\"\n",
        "from = \"Nikolske\"\nto = \"Nikolske\"\npersons_per_hour = 1000\n"
    ),
    footway!(
        "A group that walks over a footway that is not there",
        "kind = \"own car\"\nwalks = \"The bidge\"\n",
        "from = \"Mariupol\"\nto = \"Nikolske\"\npersons_per_hour = 1000\n"
    ),
    footway!(
        "A footway that nobody walks over",
        "kind = \"own car\"\n",
        "from = \"Mariupol\"\nto = \"Nikolske\"\npersons_per_hour = 1000\n"
    ),
    footway!(
        "People who walk as fast as they drive",
        "kind = \"own car\"\nwalks = \"The bridge\"\n",
        "from = \"Mariupol\"\nto = \"Nikolske\"\npersons_per_hour = 1000\nspeed = 40\n"
    ),
    footway!(
        "A footway shorter than the way between its ends",
        "kind = \"own car\"\nwalks = \"The bridge\"\n",
        "from = \"Mariupol\"\nto = \"Nikolske\"\npersons_per_hour = 1000\nlength = \"600 m\"\n"
    ),
    footway!(
        "A footway of no length",
        "kind = \"own car\"\nwalks = \"The bridge\"\n",
        "from = \"Mariupol\"\nto = \"Nikolske\"\npersons_per_hour = 1000\nlength = \"0 m\"\n"
    ),
    footway!(
        "A footway far from those who are to walk over it",
        "kind = \"own car\"\nwalks = \"The bridge\"\n",
        "from = \"Berdyansk\"\nto = \"Nikolske\"\npersons_per_hour = 1000\n"
    ),
    footway!(
        "People on foot without a footway",
        "kind = \"on foot\"\n",
        "from = \"Mariupol\"\nto = \"Nikolske\"\npersons_per_hour = 1000\n"
    ),
    footway!(
        "People on foot with vehicles",
        "kind = \"on foot\"\nwalks = \"The bridge\"\nvehicles = 20\n",
        "from = \"Mariupol\"\nto = \"Nikolske\"\npersons_per_hour = 1000\n"
    ),
    footway!(
        "People on foot to where nobody receives them",
        "kind = \"on foot\"\nwalks = \"The bridge\"\n",
        "from = \"Mariupol\"\nto = \"Nikolske\"\npersons_per_hour = 1000\n"
    ),
    Case::changed(
        "A crowd that walks",
        "place = \"Mariupol\"\n\n[[group]]\nname = \"cars\"\nassembly = \"Mariupol\"\nkind = \"own car\"\npersons = 2000\n",
        "place = \"Mariupol\"\nmost_present = 500\n\n[[group]]\nname = \"cars\"\nassembly = \"Mariupol\"\nkind = \"own car\"\n\
         persons = 2000\nwalks = \"The bridge\"\n\n[[footway]]\nname = \"The bridge\"\nfrom = \"Mariupol\"\nto = \"Nikolske\"\n\
         persons_per_hour = 1000\n",
    ),
];

#[test]
fn each_fault_of_a_footway_is_said_where_it_stands() {
    let codes = [
        ("A footway of which nobody says how many can pass", "scenario.missing-key", "\"persons_per_hour\" is missing"),
        ("A footway from a place to itself", "scenario.waypoint-twice", "to = \"Nikolske\""),
        (
            "A group that walks over a footway that is not there",
            "scenario.unknown-name",
            "Did you mean \"The bridge\"?",
        ),
        ("A footway that nobody walks over", "scenario.nobody", "walks = \"The bridge\""),
        ("People who walk as fast as they drive", "scenario.out-of-range", "speed = 40"),
        ("A footway shorter than the way between its ends", "scenario.footway-short", "600 m"),
        ("A footway of no length", "scenario.footway-nowhere", "its length is nought"),
        ("A footway far from those who are to walk over it", "scenario.footway-far", "from \"Mariupol\""),
        ("People on foot without a footway", "scenario.on-foot", "walks = "),
        ("People on foot with vehicles", "scenario.on-foot", "vehicles = 20"),
        ("People on foot to where nobody receives them", "scenario.on-foot", "people on foot would stand"),
        ("A crowd that walks", "scenario.crowd-on-foot", "most_present"),
    ];
    for (title, code, words) in codes {
        let said = says(title);
        assert!(said.contains(code) && said.contains(words), "{title}:\n{said}");
    }
}
