//! The record as its users meet it, beside other implementations of the same specifications.

#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

mod crashes;
mod entries;
mod folders;
mod keys;
mod killed;
mod merging;
mod notes;
mod other_logs;
mod tiles;
mod tree;
mod witnesses;

/// A file that `main.rs` does not name would never run.
#[test]
fn no_test_file_is_forgotten() {
    let named = include_str!("main.rs");
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it");
    for file in std::fs::read_dir(folder).unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        if let Some(module) = name.strip_suffix(".rs").filter(|module| *module != "main") {
            assert!(named.contains(&format!("mod {module};")), "{name} is not run");
        }
    }
}
