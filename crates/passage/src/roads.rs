//! Roads from the disk: network files, and road files that are imported on the spot.

use crate::failure::{Failure, Kind};
use passage_model::digest::Digest;
use passage_model::finding::Finding;
use passage_model::network::Network;
use passage_model::work::Work;
use passage_network::import::{ImportError, Settings, import};
use passage_network::source::Source;
use passage_network::store::{self, StoreError};
use std::fs::File;
use std::io::{self, Read, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

/// A network that was read or built.
#[derive(Debug)]
pub struct Loaded {
    /// The network.
    pub network: Network,
    /// The digest that names it.
    pub digest: Digest,
    /// What an import on the spot found; empty for a network file.
    pub findings: Vec<Finding>,
}

/// Loads a network file, or imports any road file with the default settings.
pub fn load(path: &Path, work: &Work<'_>) -> Result<Loaded, Failure> {
    let start = start_of(path).map_err(|cause| Failure::file("read", path, &cause))?;
    if store::is_network(&start) {
        work.watch.progress("reading the network", 0, 0);
        let bytes = std::fs::read(path).map_err(|cause| Failure::file("read", path, &cause))?;
        let (network, digest) = store::read(&bytes).map_err(|cause| unusable(path, &cause))?;
        return Ok(Loaded { network, digest, findings: Vec::new() });
    }
    let source = FileSource::new(path);
    let imported = import(&[&source], &Settings::default(), work).map_err(|e| failed(&[path.to_owned()], e))?;
    let digest = store::digest(&imported.network);
    Ok(Loaded { network: imported.network, digest, findings: imported.findings })
}

/// A file as a source of roads.
#[derive(Debug)]
pub struct FileSource {
    path: PathBuf,
    name: String,
}

impl FileSource {
    /// The file at `path`.
    pub fn new(path: &Path) -> Self {
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        Self { path: path.to_owned(), name }
    }
}

impl Source for FileSource {
    fn name(&self) -> &str {
        &self.name
    }

    fn open(&self) -> io::Result<Box<dyn Read + Send + '_>> {
        Ok(Box::new(File::open(&self.path)?))
    }

    fn open_at(&self, offset: u64) -> io::Result<Box<dyn Read + Send + '_>> {
        let mut file = File::open(&self.path)?;
        file.seek(SeekFrom::Start(offset))?;
        Ok(Box::new(file))
    }
}

/// A failed import as it is shown; `paths` are the files it was about.
pub fn failed(paths: &[PathBuf], error: ImportError) -> Failure {
    match error {
        ImportError::Read { name, source } => {
            let path = paths.iter().find(|path| FileSource::new(path).name == name);
            Failure::file("read", path.unwrap_or(&PathBuf::from(name)), &source)
        }
        ImportError::Refused(finding) => Failure::input(*finding),
        ImportError::Stopped => Failure::new(Kind::Answer, Finding::error("network.stopped", "stopped before the end")),
        ImportError::Inconsistent(cause) => {
            let advice = "This is a fault of passage: please report it with the file.";
            Failure::input(Finding::error("network.inconsistent", cause.to_string()).advise(advice))
        }
    }
}

fn unusable(path: &Path, cause: &StoreError) -> Failure {
    let (code, advice) = match cause {
        StoreError::Newer(_) => ("network.newer-version", "Update passage, or build the network again with this one."),
        StoreError::Older(_) => (
            "network.older-version",
            "Build the network again from its roads with `passage network build`, and plan anew on it.",
        ),
        StoreError::OtherKind(_) => ("network.unknown-format", "Build a network with `passage network build`."),
        _ => ("network.damaged-file", "Copy the file again, or build the network again from its roads."),
    };
    Failure::input(Finding::error(code, cause.to_string()).about(path.display().to_string()).advise(advice))
}

fn start_of(path: &Path) -> io::Result<Vec<u8>> {
    let mut start = Vec::new();
    File::open(path)?.take(16).read_to_end(&mut start)?;
    Ok(start)
}
