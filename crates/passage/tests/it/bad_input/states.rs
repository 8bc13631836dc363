//! States that are wrong about people on foot.

use super::{Case, Folder, says};

/// A state at noon with so much more.
macro_rules! state {
    ($title:literal, $state:literal) => {
        Case::made(
            $title,
            concat!("Planned again with `--from` from the state at 12:00 with\n\n```toml\n", $state, "```"),
            |folder| again(folder, $state),
        )
    };
}

pub const CASES: &[Case] = &[
    state!(
        "More people behind a footway than the group has",
        "[[crossed]]\ngroup = \"cars\"\nassembly = \"Mariupol\"\npersons = 2500\n"
    ),
    state!(
        "Fewer people behind a footway than have gone on from it",
        "[[crossed]]\ngroup = \"cars\"\nassembly = \"Mariupol\"\npersons = 10\n"
    ),
    state!(
        "A group behind a footway that is counted twice",
        "[[crossed]]\ngroup = \"cars\"\nassembly = \"Mariupol\"\npersons = 900\n\n[[crossed]]\ngroup = \"cars\"\n\
         assembly = \"Mariupol\"\npersons = 800\n"
    ),
    state!(
        "People who are counted behind a footway and walk over none",
        "[[crossed]]\ngroup = \"buses\"\nassembly = \"Mariupol\"\npersons = 10\n"
    ),
    state!("A footway of a state of which nothing is said", "[[footway]]\nname = \"The bridge\"\n"),
    state!("A footway of a state that is not there", "[[footway]]\nname = \"The bidge\"\nuntil = \"13:00\"\n"),
    state!(
        "A footway that would close before it opened",
        "[[footway]]\nname = \"The bridge\"\nuntil = \"2022-03-05 09:00\"\n"
    ),
];

/// Plans the scenario with people who walk, and asks for a plan from a state.
fn again(folder: &Folder, state: &str) -> Vec<&'static str> {
    let cars = "kind = \"own car\"\npersons = 2000\n";
    let walking = "walks = \"The bridge\"\n\n[[group]]\nname = \"buses\"\nassembly = \"Mariupol\"\nkind = \"bus\"\n\
                   persons = 100\n\n[[footway]]\nname = \"The bridge\"\nfrom = \"Mariupol\"\nto = \"Nikolske\"\n\
                   length = \"600 m\"\npersons_per_hour = 1000\nwindows = [\"2022-03-05 09:30-15:00\"]\n";
    folder.show(cars, &format!("{cars}{walking}"));
    let planned = folder.program(&["plan", "scenario.toml", "--out", "plan"]);
    assert!(planned.status.success(), "{}", String::from_utf8_lossy(&planned.stderr));
    folder.write("state.toml", format!("version = 1\nnow = \"2022-03-05 12:00\"\n\n{state}"));
    vec!["plan", "scenario.toml", "--from", "state.toml", "--parent", "plan", "--out", "again"]
}

#[test]
fn what_a_state_gets_wrong_about_people_on_foot_is_said_where_it_stands() {
    let codes = [
        ("More people behind a footway than the group has", "state.crossed-many", "2,500 persons of \"cars\""),
        ("Fewer people behind a footway than have gone on from it", "state.crossed-few", "10 persons of \"cars\""),
        ("A group behind a footway that is counted twice", "state.crossed-twice", "counted twice"),
        ("People who are counted behind a footway and walk over none", "state.not-on-foot", "no footway"),
        ("A footway of a state of which nothing is said", "scenario.missing-key", "or until = \"12:00\""),
        ("A footway of a state that is not there", "state.unknown-name", "It has \"The bridge\""),
        ("A footway that would close before it opened", "state.no-window", "footway \"The bridge\" has no window"),
    ];
    for (title, code, words) in codes {
        let said = says(title);
        assert!(said.contains(code) && said.contains(words) && said.contains("state.toml:"), "{title}:\n{said}");
    }
}

#[test]
fn more_people_behind_a_footway_than_the_group_has() {
    insta::assert_snapshot!(says("More people behind a footway than the group has"), @r#"
exit code 3
state.crossed-many

  x 2,500 persons of "cars" have come over, and the group has 2,000
   ,-[state.toml:4:1]
 3 |
 4 | [[crossed]]
   : ^^^^^|^^^^^
   :      `-- here
 5 | group = "cars"
   `----
  help: Correct the count, or the persons of the group.
"#);
}
