//! What a command is given: a scenario file with the network and the overlays that it names, read from the disk.

use crate::failure::{Failure, Kind};
use crate::roads;
use passage_model::digest::Digest;
use passage_model::finding::{Finding, any_error};
use passage_model::network::Network;
use passage_model::scenario::{self, Scenario};
use passage_model::work::Work;
use passage_network::overlay::{self, Overlay};
use std::path::{Path, PathBuf};

/// A scenario file is a page of facts. More than this is another kind of file: 16 MiB.
const LARGEST_SCENARIO: u64 = 16 << 20;

/// A scenario with what it names.
pub struct Given {
    /// The scenario.
    pub scenario: Scenario,
    /// The file's name and its text, which the spans of the scenario's findings point into.
    pub text: (String, String),
    /// The network.
    pub network: Network,
    /// The network's file.
    pub network_path: PathBuf,
    /// The digest that names the network.
    pub network_digest: Digest,
    /// The overlays, taken together.
    pub overlay: Overlay,
    /// What is worth knowing about the scenario; spans point into its text.
    pub findings: Vec<Finding>,
    /// What reading the network and the overlays found; no spans into the scenario.
    pub foreign: Vec<Finding>,
}

/// Reads a scenario with the network and the overlays that it names. `network` replaces the network that it names.
pub fn given(path: &Path, network: Option<&Path>, work: &Work<'_>) -> Result<Given, Failure> {
    let (scenario, text, findings) = scenario_of(path)?;
    let beside = path.parent().unwrap_or_else(|| Path::new(""));
    let network_path = match (network, &scenario.network) {
        (Some(network), _) => network.to_owned(),
        (None, Some(name)) => beside.join(name),
        (None, None) => {
            let finding = Finding::error("scenario.no-network", "the scenario names no network, and none is given");
            let advice = "Add network = \"roads.geojson\" at its top, or give --network FILE.";
            return Err(Failure::in_text(Kind::Input, vec![finding.advise(advice)], text.0, text.1));
        }
    };
    let loaded = roads::load(&network_path, work)?;
    let mut foreign = loaded.findings;
    let mut all = Overlay::default();
    for name in &scenario.overlays {
        let path = beside.join(name);
        let bytes = read(&path)?;
        let (overlay, found) = overlay::read(&bytes);
        let found: Vec<Finding> = found.into_iter().map(|f| in_file(&path, f)).collect();
        if any_error(&found) {
            return Err(Failure { kind: Kind::Input, findings: found, text: None });
        }
        foreign.extend(found);
        all.add(overlay);
    }
    Ok(Given {
        scenario,
        text,
        network: loaded.network,
        network_path,
        network_digest: loaded.digest,
        overlay: all,
        findings,
        foreign,
    })
}

/// A scenario, its file's name and text, and what is worth knowing about it.
pub type Read = (Scenario, (String, String), Vec<Finding>);

/// Reads a scenario alone.
pub fn scenario_of(path: &Path) -> Result<Read, Failure> {
    let bytes = read_small(path)?;
    let name = path.display().to_string();
    let (scenario, findings) = scenario::read(&bytes);
    let text = String::from_utf8_lossy(&bytes).into_owned();
    match scenario {
        Some(scenario) => Ok((scenario, (name, text), findings)),
        None => Err(Failure::in_text(Kind::Input, findings, name, text)),
    }
}

fn read_small(path: &Path) -> Result<Vec<u8>, Failure> {
    let meta = std::fs::metadata(path).map_err(|cause| Failure::file("read", path, &cause))?;
    if meta.is_dir() {
        let words = format!("{} is a folder, not a scenario", path.display());
        let inside: PathBuf = path.join("scenario.toml");
        let advice = if inside.exists() {
            format!("Did you mean {}?", inside.display())
        } else {
            "Give the scenario.toml in it.".to_owned()
        };
        return Err(Failure::new(Kind::File, Finding::error("file.is-folder", words).advise(advice)));
    }
    if meta.len() > LARGEST_SCENARIO {
        let words = format!("{} has {} MB: too large for a scenario", path.display(), meta.len() >> 20);
        let advice = "Give the scenario.toml; the network is named inside it.";
        return Err(Failure::input(Finding::error("scenario.too-large", words).advise(advice)));
    }
    read(path)
}

fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    std::fs::read(path).map_err(|cause| Failure::file("read", path, &cause))
}

/// A finding in a file other than the scenario.
fn in_file(path: &Path, finding: Finding) -> Finding {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    let subject = if finding.subject.is_empty() { name.into_owned() } else { format!("{name}: {}", finding.subject) };
    Finding { subject, span: None, ..finding }
}
