//! `passage network build`: roads to a network file.

use super::calibrate::{self, Calibrated};
use crate::failure::{Failure, Kind};
use crate::figures::Figures;
use crate::folder;
use crate::roads::{FileSource, failed};
use crate::terminal::Terminal;
use clap::Args;
use passage_model::digest::Digest;
use passage_model::digits::thousands;
use passage_model::finding::{Finding, Severity};
use passage_network::factors::SpeedFactors;
use passage_network::import::{Imported, Settings, import};
use passage_network::source::Source;
use passage_network::store;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, BufWriter, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// The first bytes of a file, by which a network file is known.
const START: u64 = 16;

/// What is built, and where to.
#[derive(Debug, Args)]
pub struct Build {
    /// Road files: OpenStreetMap (.osm.pbf, .osm, .osm.gz), `GeoJSON`, MATSim network XML, GMNS tables or their folder.
    /// Several extracts are joined.
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// The network file to write.
    #[arg(short, long = "out", value_name = "OUT")]
    pub out: PathBuf,
    /// Multiply all free speeds by this (0.8: everyone drives a fifth slower); ferries keep their times.
    #[arg(long, value_name = "F", value_parser = factor, allow_hyphen_values = true)]
    pub speed_factor: Option<f64>,
    /// Fit free speeds to a table (CSV) of known car travel times: columns from, to, minutes, or municipalities with
    /// `travel_time` to the centre of their region.
    #[arg(long, value_name = "TABLE", conflicts_with = "speed_factor")]
    pub calibrate: Option<PathBuf>,
    /// The coordinate system of MATSim or GMNS files, such as EPSG:32637; it holds whatever these say themselves.
    #[arg(long, value_name = "CRS")]
    pub crs: Option<String>,
}

/// Builds the network and tells what it holds.
pub fn run(build: &Build, terminal: &Terminal) -> Result<(), Failure> {
    let started = Instant::now();
    may_be_written(&build.out)?;
    let settings = settings(build);
    let mut imported = imported(build, &settings, terminal)?;
    let table = build.calibrate.as_deref();
    let calibrated = table.map(|table| calibrate::calibrated(&mut imported, &settings, table, &terminal.work(0)));
    let calibrated = calibrated.transpose()?;
    let digest = write(&imported, &build.out)?;
    let report = Report { calibrated, ..Report::new(&imported, digest, &build.out, started) };
    terminal.answer(&report.to_json(&imported), &report.to_words(&imported))
}

/// The settings that the arguments ask for.
pub fn settings(build: &Build) -> Settings {
    let speed_factors = build.speed_factor.map_or(SpeedFactors::NONE, SpeedFactors::all);
    Settings { speed_factors, crs: build.crs.clone(), ..Settings::default() }
}

/// Imports the files with `settings`.
pub fn imported(build: &Build, settings: &Settings, terminal: &Terminal) -> Result<Imported, Failure> {
    let paths = tables_of_folders(&build.files);
    let sources: Vec<FileSource> = paths.iter().map(|path| FileSource::new(path)).collect();
    let sources: Vec<&dyn Source> = sources.iter().map(|source| source as &dyn Source).collect();
    import(&sources, settings, &terminal.work(0)).map_err(|error| failed(&paths, error))
}

/// Refuses a place where something lies that is no network of ours: the roads themselves, a scenario, a device. Only a
/// network file or an empty file is written over.
fn may_be_written(out: &Path) -> Result<(), Failure> {
    let Ok(there) = fs::metadata(out) else { return Ok(()) };
    let mut start = Vec::new();
    if there.is_file() {
        let file = File::open(out).map_err(|cause| Failure::file("read", out, &cause))?;
        file.take(START).read_to_end(&mut start).map_err(|cause| Failure::file("read", out, &cause))?;
        if start.is_empty() || store::is_network(&start) {
            return Ok(());
        }
    }
    let what = if there.is_dir() { "is a folder, not a file" } else { "is there already and is no network file" };
    let words = format!("{} {what}", out.display());
    let advice = "It may be somebody's work, or the roads themselves. Name another file with --out.";
    Err(Failure::new(Kind::Input, Finding::error("file.in-the-way", words).advise(advice)))
}

/// Writes the network beside its place, which is where links lead to, and moves it there when it is whole.
pub fn write(imported: &Imported, out: &Path) -> Result<Digest, Failure> {
    let out = &folder::behind_links(out).map_err(|cause| Failure::file("write", out, &cause))?;
    let mut part = out.as_os_str().to_owned();
    part.push(format!(".part-{}", std::process::id()));
    let part = PathBuf::from(part);
    let written = write_part(imported, &part).and_then(|digest| fs::rename(&part, out).map(|()| digest));
    written.map_err(|cause| {
        // What is left of it is of no use; that it cannot be removed changes nothing.
        let _ = fs::remove_file(&part);
        Failure::file("write", out, &cause)
    })
}

fn write_part(imported: &Imported, part: &Path) -> io::Result<Digest> {
    let mut out = BufWriter::with_capacity(1 << 20, File::create(part)?);
    let digest = store::write(&imported.network, &mut out)?;
    out.flush()?;
    Ok(digest)
}

/// A folder stands for the tables of GMNS in it; the one of units may be absent.
fn tables_of_folders(files: &[PathBuf]) -> Vec<PathBuf> {
    let tables = |path: &PathBuf| {
        if !path.is_dir() {
            return vec![path.clone()];
        }
        let units = Some(path.join("config.csv")).filter(|units| units.exists());
        [path.join("node.csv"), path.join("link.csv")].into_iter().chain(units).collect()
    };
    files.iter().flat_map(tables).collect()
}

fn factor(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(factor) if (0.01..=10.0).contains(&factor) => Ok(factor),
        Ok(_) => Err("a speed factor lies between 0.01 and 10".to_owned()),
        Err(_) => Err("a speed factor is a number such as 0.8".to_owned()),
    }
}

/// What was built.
struct Report {
    digest: Digest,
    out: PathBuf,
    figures: Figures,
    calibrated: Option<Calibrated>,
    seconds: f64,
    peak_memory: Option<u64>,
}

impl Report {
    fn new(imported: &Imported, digest: Digest, out: &Path, started: Instant) -> Self {
        Self {
            digest,
            out: out.to_owned(),
            figures: Figures::of(&imported.network),
            calibrated: None,
            seconds: started.elapsed().as_secs_f64(),
            peak_memory: peak_memory(),
        }
    }

    fn to_json(&self, imported: &Imported) -> serde_json::Value {
        serde_json::json!({
            "out": self.out.display().to_string(),
            "digest": self.digest,
            "format": imported.format,
            "origin": imported.network.origin(),
            "figures": self.figures,
            "steps": imported.steps,
            "calibration": self.calibrated,
            "findings": imported.findings,
            "seconds": (self.seconds * 1000.0).round() / 1000.0,
            "peak_memory_bytes": self.peak_memory,
        })
    }

    fn to_words(&self, imported: &Imported) -> String {
        let mut words = self.figures.to_words(&imported.network);
        words.push_str("\nCleaning\n");
        for step in &imported.steps {
            let [count, junctions, roads] = [step.count, step.junctions, step.roads].map(thousands);
            let _ = writeln!(
                words,
                "  {count:>9} {:<40} {junctions:>9} junctions {roads:>9} roads left",
                step.step.words()
            );
        }
        words.push_str(&told(&imported.findings));
        words.push_str(&self.calibrated.as_ref().map(Calibrated::to_words).unwrap_or_default());
        let memory = self
            .peak_memory
            .map_or(String::new(), |bytes| format!(", peak memory {} MB", thousands(bytes / 1_000_000)));
        let (seconds, out, digest) = (self.seconds, self.out.display(), self.digest.short());
        let _ = writeln!(words, "\nWritten to {out} as network {digest} in {seconds:.2} s{memory}.");
        words
    }
}

/// The findings by kind, with their counts and examples.
pub fn told(findings: &[Finding]) -> String {
    let mut words = String::new();
    if !findings.is_empty() {
        words.push_str("\nFound on the way\n");
    }
    for finding in findings {
        let sign = match finding.severity {
            Severity::Error => '!',
            Severity::Warning => '*',
            Severity::Note => ' ',
        };
        let _ = writeln!(words, "{sign} {:>9} x {}  [{}]", thousands(finding.count), finding.words, finding.code);
        if !finding.advice.is_empty() {
            let _ = writeln!(words, "              {}", finding.advice);
        }
    }
    words
}

/// The most memory that this process held so far, in bytes; Linux alone tells.
fn peak_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    Some(line.split_whitespace().nth(1)?.parse::<u64>().ok()? * 1024)
}
