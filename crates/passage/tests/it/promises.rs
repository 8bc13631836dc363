//! Promises of ARCHITECTURE.md that only the whole program can keep.

use passage::assumptions::assumptions;
use passage::outcome::setting;
use passage::roads;
use passage::words::{Language, Words};
use passage_model::network::Network;
use passage_model::work::Work;
use passage_model::{plan, scenario};
use std::path::{Path, PathBuf};

fn example(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/mariupol-2022").join(file)
}

/// Copies of `bytes`, each damaged in one way: cut off, one byte changed, a piece lost, a piece twice.
fn damaged(bytes: &[u8]) -> impl Iterator<Item = Vec<u8>> + '_ {
    (0..200usize).map(|number| {
        // Places spread over the whole file by the golden ratio, the same in every run.
        let at = (number * 40_503) % 65_536 * bytes.len() / 65_536;
        let end = (at + 1 + number).min(bytes.len());
        let mut copy = bytes.to_vec();
        match number % 4 {
            0 => copy.truncate(at),
            1 => copy[at] ^= 1 << (number / 4 % 8),
            2 => drop(copy.drain(at..end)),
            _ => drop(copy.splice(at..at, bytes[at..end].to_vec())),
        }
        copy
    })
}

#[test]
fn damaged_files_give_findings_not_panics() {
    let folder = tempfile::tempdir().unwrap();
    let scenario_text = std::fs::read(example("scenario.toml")).unwrap();
    for bytes in damaged(&scenario_text) {
        let (scenario, findings) = scenario::read(&bytes);
        assert!(scenario.is_some() || !findings.is_empty());
    }
    let (known, _) = scenario::read(&scenario_text);
    let page = std::fs::read_to_string(example("../../docs/reference/state.md")).unwrap();
    let sample = page.split("```toml").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    for bytes in damaged(sample.as_bytes()) {
        let (state, findings) = scenario::read_state(&bytes, known.as_ref().unwrap());
        assert!(state.is_some() || !findings.is_empty());
        // Applied to another scenario than its own, it is refused in words.
        let refused = state.map_or_else(Vec::new, |state| state.applied_to(known.as_ref().unwrap()).1);
        assert!(refused.iter().all(|finding| !finding.words.is_empty()));
    }
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_passage"));
    let out = folder.path().join("plan");
    assert!(
        command.arg("plan").arg(example("scenario.toml")).arg("--out").arg(&out).output().unwrap().status.success()
    );
    for bytes in damaged(&std::fs::read(out.join("plan.json")).unwrap()) {
        let (plan, findings) = plan::read(&bytes);
        assert_eq!(plan.is_some(), findings.is_empty());
    }
    let built = folder.path().join("roads.passage");
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_passage"));
    command.args(["network", "build"]).arg(example("roads.geojson")).arg("-o").arg(&built);
    assert!(command.output().unwrap().status.success());
    for file in [example("roads.geojson"), built] {
        let copy = folder.path().join(file.file_name().unwrap()).with_extension("copy");
        for bytes in damaged(&std::fs::read(&file).unwrap()).step_by(2) {
            std::fs::write(&copy, bytes).unwrap();
            // A network, or a failure in words: both are answers.
            if let Err(failure) = roads::load(&copy, &Work::quiet()) {
                assert!(failure.findings.iter().all(|finding| !finding.words.is_empty()));
            }
        }
    }
}

#[test]
fn every_default_names_its_source() {
    for file in ["scenario.toml", "berdiansk.toml"] {
        let (scenario, findings) = scenario::read(&std::fs::read(example(file)).unwrap());
        let scenario = scenario.unwrap_or_else(|| panic!("{findings:?}"));
        let (times, words) = (setting::times(&scenario), Words::new(Language::En));
        let figures = assumptions(&scenario, &times, &Network::default(), &words);
        assert!(figures.iter().any(|figure| figure.by_default));
        for figure in figures {
            assert!(figure.source.len() > 5, "{figure:?} does not say where it comes from");
        }
    }
}
