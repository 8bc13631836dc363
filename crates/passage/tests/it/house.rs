//! What ARCHITECTURE.md promises about the crates: who may know whom, and what may be linked in.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// What cargo knows of the crates that are linked in on this kind of machine: those are at hand without a network.
fn metadata() -> serde_json::Value {
    let compiler = Command::new("rustc").arg("-vV").output().expect("rustc is there, it built this test");
    let words = String::from_utf8_lossy(&compiler.stdout).into_owned();
    let host = words.lines().find_map(|line| line.strip_prefix("host: ")).expect("rustc names its host");
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--offline", "--locked", "--filter-platform", host])
        .current_dir(root())
        .output()
        .expect("cargo is there, it runs this test");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("cargo metadata speaks JSON")
}

/// The crates of ours that one of ours names in its dependencies, development ones included.
fn ours_used_by(metadata: &serde_json::Value, name: &str) -> BTreeSet<String> {
    let package = packages(metadata).find(|p| p["name"] == name).expect("one of our crates");
    package["dependencies"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|d| d["name"].as_str())
        .filter(|used| used.starts_with("passage"))
        .map(str::to_owned)
        .collect()
}

fn packages(metadata: &serde_json::Value) -> impl Iterator<Item = &serde_json::Value> {
    metadata["packages"].as_array().expect("a list of packages").iter()
}

#[test]
fn the_checker_lies_below_the_planner() {
    let metadata = metadata();
    assert_eq!(ours_used_by(&metadata, "passage-model"), BTreeSet::new());
    assert_eq!(ours_used_by(&metadata, "passage-network"), BTreeSet::from(["passage-model".to_owned()]));
    assert!(!ours_used_by(&metadata, "passage-plan").contains("passage"));
    assert_eq!(ours_used_by(&metadata, "passage-rehearsal"), BTreeSet::from(["passage-model".to_owned()]));
    assert_eq!(ours_used_by(&metadata, "passage-statements"), BTreeSet::from(["passage-model".to_owned()]));
    assert_eq!(ours_used_by(&metadata, "passage-record"), BTreeSet::new());
    // Its tests alone make records, to have something to check.
    assert_eq!(ours_used_by(&metadata, "passage-verify"), BTreeSet::from(["passage-record".to_owned()]));
    let verifier = std::fs::read_to_string(root().join("crates/passage-verify/Cargo.toml")).expect("its manifest");
    let linked = verifier.split("[dev-dependencies]").next().expect("what comes before");
    assert!(!linked.contains("passage-record"));
}

#[test]
fn computing_crates_forbid_the_outside_world() {
    let computing = [
        "passage-model",
        "passage-network",
        "passage-plan",
        "passage-record",
        "passage-rehearsal",
        "passage-statements",
    ];
    for name in computing {
        let text =
            std::fs::read_to_string(root().join("crates").join(name).join("clippy.toml")).expect("its clippy.toml");
        for forbidden in ["HashMap", "HashSet", "fs::File", "Instant", "SystemTime", "env::var", "thread::spawn"] {
            assert!(text.contains(&format!("::{forbidden}\"")), "{name}/clippy.toml does not forbid {forbidden}");
        }
    }
}

/// Whether an SPDX expression can be met with allowed licences alone: one side of every OR, both of every AND.
fn is_allowed(expression: &str, allowed: &BTreeSet<String>) -> bool {
    let plain = expression.replace(['(', ')'], "").replace('/', " OR ");
    plain.split(" AND ").all(|part| part.split(" OR ").any(|licence| allowed.contains(licence.trim())))
}

#[test]
fn everything_linked_in_has_a_licence_that_we_allow() {
    let deny: toml::Table =
        std::fs::read_to_string(root().join("deny.toml")).expect("deny.toml").parse().expect("TOML");
    let allowed: BTreeSet<String> =
        deny["licenses"]["allow"].as_array().expect("a list").iter().map(|l| l.as_str().unwrap().to_owned()).collect();
    assert!(!is_allowed("GPL-3.0-only", &allowed), "the rule must be able to refuse");
    assert!(is_allowed("GPL-3.0-only OR MIT", &allowed) && !is_allowed("MIT AND GPL-3.0-only", &allowed));
    let metadata = metadata();
    let refused: Vec<String> = packages(&metadata)
        .filter(|p| !is_allowed(p["license"].as_str().unwrap_or("none stated"), &allowed))
        .map(|p| format!("{} {}: {}", p["name"], p["version"], p["license"]))
        .collect();
    assert!(refused.is_empty(), "not allowed by deny.toml: {refused:#?}");
}
