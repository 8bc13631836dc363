//! Plans that are of other roads, changed, damaged or newer.

use super::{Case, Folder, roads, says};

pub const CASES: &[Case] = &[
    Case::made(
        "A plan of another network",
        "The network was built anew from other roads after the plan was made.",
        other_network,
    ),
    Case::made(
        "A plan of another scenario",
        "A person more wants to leave than when the plan was made.",
        other_scenario,
    ),
    Case::made("A plan that is cut off", "plan.json ends in the middle.", cut),
    Case::made("A plan of a newer passage", "plan.json has version 99.", newer),
    Case::made("A certificate in the place of a plan", "`passage check plan/certificate.json`.", certificate),
    Case::made("A folder without a plan", "`passage check .`, in a folder without a plan.json.", no_plan),
];

const CHECK: [&str; 4] = ["check", "plan", "--scenario", "scenario.toml"];

/// Plans the scenario and reads the plan.
fn plan(folder: &Folder) -> String {
    folder.show("Exercise", "Exercise");
    let planned = folder.program(&["plan", "scenario.toml", "--out", "plan"]);
    assert!(planned.status.success(), "{}", String::from_utf8_lossy(&planned.stderr));
    std::fs::read_to_string(folder.path("plan/plan.json")).expect("the plan")
}

fn check() -> Vec<&'static str> {
    CHECK.to_vec()
}

fn other_network(folder: &Folder) -> Vec<&'static str> {
    plan(folder);
    folder.write("roads.osm", roads("").replace("trunk", "primary"));
    check()
}

fn other_scenario(folder: &Folder) -> Vec<&'static str> {
    plan(folder);
    folder.show("persons = 2000", "persons = 2001");
    check()
}

fn cut(folder: &Folder) -> Vec<&'static str> {
    let plan = plan(folder);
    folder.write("plan/plan.json", &plan[..plan.len().min(300)]);
    check()
}

fn newer(folder: &Folder) -> Vec<&'static str> {
    let mut plan: serde_json::Value = serde_json::from_str(&plan(folder)).expect("JSON");
    plan["version"] = 99.into();
    folder.write("plan/plan.json", plan.to_string());
    check()
}

fn certificate(folder: &Folder) -> Vec<&'static str> {
    folder.show("Exercise", "Exercise");
    folder.write("certificate.json", r#"{"version":2,"network":"","limits":[]}"#);
    vec!["check", "certificate.json", "--scenario", "scenario.toml"]
}

#[test]
fn a_certificate_is_no_plan() {
    let said = says("A certificate in the place of a plan");
    assert!(said.contains("plan.is-certificate") && said.contains("--certificate"), "{said}");
}

fn no_plan(folder: &Folder) -> Vec<&'static str> {
    folder.show("Exercise", "Exercise");
    vec!["check", ".", "--scenario", "scenario.toml"]
}

#[test]
fn a_plan_of_another_network() {
    insta::assert_snapshot!(says("A plan of another network"), @r#"
exit code 1
plan.other-network

  x the plan was made for another network: network: the plan says
  | (digest), not
  | (digest)
  help: Give the network that the plan names, or make the plan anew on this one.
"#);
}

#[test]
fn a_plan_of_another_scenario() {
    insta::assert_snapshot!(says("A plan of another scenario"), @r#"
exit code 1
plan.other-scenario

  x the plan was made for another scenario: scenario: the plan says
  | (digest), not
  | (digest)
  help: Give the scenario that the plan names, or make the plan anew for this one.
"#);
}

#[test]
fn a_plan_that_is_cut_off() {
    insta::assert_snapshot!(says("A plan that is cut off"), @r#"
        exit code 3
        plan.not-readable

          x this is not a plan: EOF while parsing a string
           ,-[plan/plan.json:1:300]
         1 | {"bottlenecks":[{"at":{"checkpoint":0},"full":[{"from":13147,"until":22807}],"vehicles":161}],"bound":{"curve":[{"by":15600,"persons":3,"vehicles":1},{"by":15660,"persons":7,"vehicles":2},{"by":15720,"persons":10,"vehicles":3},{"by":15780,"persons":14,"vehicles":4},{"by":15840,"persons":18,"vehicles
           :                                                                                                                                                                                                                                                                                                            ^
           :                                                                                                                                                                                                                                                                                                            `-- here
           `----
          help: Give the plan.json that `passage plan` wrote, unchanged.
        "#);
}

#[test]
fn a_plan_of_a_newer_passage() {
    insta::assert_snapshot!(says("A plan of a newer passage"), @r#"
exit code 3
plan.newer-version

  x the plan is of version 99; this program knows versions up to 1
  help: Use the program that made it, or a newer one.
"#);
}

#[test]
fn a_folder_without_a_plan() {
    insta::assert_snapshot!(says("A folder without a plan"), @r#"
exit code 4
file.not-usable

  x cannot read ./plan.json: No such file or directory
  help: Check the name and the folder; names are case-sensitive.
"#);
}
