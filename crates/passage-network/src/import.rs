//! From road files to a network: which format they are in, who reads them, what is cleaned, and what was found.

use crate::clean::{self, Cleaned, StepReport};
use crate::draft::Draft;
use crate::factors::SpeedFactors;
use crate::projection::Crs;
use crate::source::{self, Source};
use crate::{geojson, gmns, matsim, osm, store};
use passage_model::digest::Digest;
use passage_model::finding::{Finding, Severity};
use passage_model::network::{Inconsistent, Network, Origin};
use passage_model::work::Work;
use rayon::prelude::*;
use serde::Serialize;
use std::io;

/// A format that roads come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// OpenStreetMap's binary format.
    OsmPbf,
    /// OpenStreetMap's XML, plain or compressed by gzip.
    OsmXml,
    /// `GeoJSON` lines with the tags of OpenStreetMap as properties.
    GeoJson,
    /// A MATSim network, plain or compressed by gzip.
    Matsim,
    /// A table of nodes and one of links as GMNS writes them.
    Gmns,
}

/// How roads are read and cleaned. All of it is kept in the network's origin.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Settings {
    /// What free speeds are multiplied by.
    pub speed_factors: SpeedFactors,
    /// How the network is cleaned.
    pub clean: clean::Settings,
    /// The coordinate system of sources that do not say (`EPSG:32756`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub crs: Option<String>,
    /// The table of travel times that the factors were fitted to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub calibrated_on: Option<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self { speed_factors: SpeedFactors::NONE, clean: clean::Settings::default(), crs: None, calibrated_on: None }
    }
}

/// A network and how it came to be.
#[derive(Debug)]
pub struct Imported {
    /// The network.
    pub network: Network,
    /// The format it was read from.
    pub format: Format,
    /// What was found in the source and while cleaning, sorted by code.
    pub findings: Vec<Finding>,
    /// What each step of the cleaning did, in order.
    pub steps: Vec<StepReport>,
}

/// Why there is no network.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// A source could not be read.
    #[error("cannot read {name}")]
    Read {
        /// Its name.
        name: String,
        /// What the system says.
        source: io::Error,
    },
    /// The sources are not roads that this program can read; the finding says why and what to do.
    #[error("{}", .0.words)]
    Refused(Box<Finding>),
    /// Somebody asked to stop.
    #[error("stopped")]
    Stopped,
    /// A fault of this program: the cleaned roads do not fit together.
    #[error(transparent)]
    Inconsistent(#[from] Inconsistent),
}

/// Imports the roads of `sources`: several OpenStreetMap extracts are joined, a GMNS network is its two tables.
///
/// Content never stops an import: what cannot be used is counted and told in the findings. Errors are a source
/// that cannot be read, one that is no road file at all, and an order to stop.
/// Memory is proportional to the roads kept, not to the sources.
pub fn import(sources: &[&dyn Source], settings: &Settings, work: &Work<'_>) -> Result<Imported, ImportError> {
    let crs = crs(settings)?;
    let format = format(sources)?;
    if let (Some(_), Some(reason)) = (&settings.crs, in_degrees(format).filter(|_| crs != Some(Crs::Degrees))) {
        return Err(refused("network.crs-not-used", format!("a coordinate system is given, but {reason}"), NO_CRS));
    }
    // One file is read while its digest is made; of several that of each is needed first.
    let (sources, digests, twice, read) = if let [_] = sources {
        let (read, digests) = rayon::join(|| read(format, sources, crs, work), || digests(sources));
        (sources.to_vec(), digests?, None, read)
    } else {
        let (sources, digests, twice) = each_once(sources)?;
        let read = read(format, &sources, crs, work);
        (sources, digests, twice, read)
    };
    let (draft, mut findings) = read?;
    findings.extend(twice);
    if work.stopped() {
        return Err(ImportError::Stopped);
    }
    if draft.lines.is_empty() {
        return Err(no_roads(&sources, &findings));
    }
    let origin = origin(&sources, &digests, settings, &draft);
    let Cleaned { network, findings: cleaned, steps } = clean::clean(draft, origin, &settings.clean, work)?;
    findings.extend(cleaned);
    findings.sort_by(|a, b| a.code.cmp(&b.code));
    let network = settings.speed_factors.apply(network, None)?;
    Ok(Imported { network, format, findings, steps })
}

/// The one format of all sources, from their first bytes and, where these leave it open, their names.
pub fn format(sources: &[&dyn Source]) -> Result<Format, ImportError> {
    let mut formats = Vec::with_capacity(sources.len());
    for &source in sources {
        let start = source::start(source, 1 << 16).map_err(|e| unread(source, e))?;
        formats.push(sniff(source.name(), &start).map_err(|f| ImportError::Refused(Box::new(f)))?);
    }
    let Some(&format) = formats.first() else {
        return Err(refused("network.no-source", "no road file was given", "Name at least one file."));
    };
    if formats.iter().any(|&f| f != format) {
        let names = sources.iter().map(|s| s.name()).collect::<Vec<_>>().join(", ");
        let words = format!("these files are of different formats: {names}");
        return Err(refused("network.mixed-formats", words, "Give files of one format at a time."));
    }
    Ok(format)
}

/// The format of a file that starts with `start`, or what it seems to be instead.
#[allow(clippy::result_large_err, reason = "made once for each file")]
pub fn sniff(name: &str, start: &[u8]) -> Result<Format, Finding> {
    let wrong = |words: String, advice: &str| {
        Finding::error("network.unknown-format", words).about(name.to_owned()).advise(advice.to_owned())
    };
    if start.is_empty() {
        return Err(wrong("this file is empty".to_owned(), "Download or copy it again."));
    }
    if store::is_network(start) {
        let words = "this is a network file, not a road file to build one from".to_owned();
        return Err(wrong(words, "Use it as it is; `passage network show` tells what it holds."));
    }
    if osm::pbf::is_pbf(start) {
        return Ok(Format::OsmPbf);
    }
    let unpacked = unpacked_start(start);
    let text = String::from_utf8_lossy(unpacked.as_deref().unwrap_or(start));
    let text = text.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    if text.starts_with('<') {
        return match root_element(text) {
            Some("osm" | "osmChange") => Ok(Format::OsmXml),
            Some("network") => Ok(Format::Matsim),
            Some(root) => Err(wrong(format!("this is XML of another kind: its root is <{root}>"), FORMATS)),
            None => Err(wrong("this looks like XML but has no element at its start".to_owned(), FORMATS)),
        };
    }
    if text.starts_with('{') {
        return Ok(Format::GeoJson);
    }
    if gmns::table_kind(text.lines().next().unwrap_or_default()).is_some() {
        return Ok(Format::Gmns);
    }
    Err(wrong(format!("this is not a road file{}", instead(start)), FORMATS))
}

const FORMATS: &str = "Roads are read from OpenStreetMap (.osm.pbf, .osm, .osm.gz), GeoJSON, MATSim network XML \
                       (.xml, .xml.gz) and GMNS tables (node.csv and link.csv).";

/// What a reader hands over.
type Read = (Draft, Vec<Finding>);

fn read(
    format: Format,
    sources: &[&dyn Source],
    crs: Option<Crs>,
    work: &Work<'_>,
) -> Result<(Draft, Vec<Finding>), ImportError> {
    let each = |read: &dyn Fn(&dyn Source) -> io::Result<Read>| {
        let mut joined: Option<(Draft, Vec<Finding>)> = None;
        for &source in sources {
            let (draft, findings) = read(source).map_err(|e| unread(source, e))?;
            match &mut joined {
                None => joined = Some((draft, findings)),
                Some((all, found)) => {
                    all.append(draft);
                    found.extend(findings);
                }
            }
        }
        Ok(joined.unwrap_or_default())
    };
    match format {
        Format::OsmPbf => each(&|source| osm::pbf::read(source, work)),
        Format::OsmXml => each(&|source| osm::xml::read(source, work)),
        Format::GeoJson => each(&|source| geojson::read(source.open()?)),
        Format::Matsim => {
            let settings = matsim::Settings { crs };
            each(&|source| matsim::read(source.open()?, &settings))
        }
        Format::Gmns => gmns(sources, gmns::Settings { crs }),
    }
}

/// The coordinate reference system that was asked for.
fn crs(settings: &Settings) -> Result<Option<Crs>, ImportError> {
    let Some(text) = &settings.crs else { return Ok(None) };
    let words = format!("{text} is not a coordinate reference system that passage reads");
    Crs::parse(text).map(Some).ok_or_else(|| refused("network.unknown-crs", words, Crs::KNOWN))
}

/// Why files of a format need no coordinate system to be named, where that is so.
const fn in_degrees(format: Format) -> Option<&'static str> {
    match format {
        Format::OsmPbf | Format::OsmXml => Some("OpenStreetMap is in degrees (EPSG:4326) always"),
        Format::GeoJson => Some("GeoJSON is in degrees (EPSG:4326) always, longitude first (RFC 7946)"),
        Format::Matsim | Format::Gmns => None,
    }
}

const NO_CRS: &str = "Leave out --crs; if the file's coordinates are no degrees, convert them first.";

/// The sources without those that repeat another one's bytes, under whatever name, with their digests; and what was
/// left out. Digests first: reading a country twice takes longer than knowing that it is the same.
#[allow(clippy::type_complexity, reason = "used once")]
fn each_once<'a>(
    sources: &[&'a dyn Source],
) -> Result<(Vec<&'a dyn Source>, Vec<Digest>, Option<Finding>), ImportError> {
    let (mut kept, mut known): (Vec<&dyn Source>, Vec<Digest>) = (Vec::new(), Vec::new());
    let mut again = Vec::new();
    for (&source, digest) in sources.iter().zip(digests(sources)?) {
        if let Some(first) = known.iter().position(|&other| other == digest) {
            again.push(format!("{} is the same file as {}", source.name(), kept[first].name()));
        } else {
            kept.push(source);
            known.push(digest);
        }
    }
    let count = again.len() as u64;
    again.truncate(3);
    let words = format!("a file was given twice and is read once: {}", again.join("; "));
    let advice = "If another file was meant, name that one; its roads are missing.";
    let finding = Finding::warning("network.file-twice", words).advise(advice).times(count);
    Ok((kept, known, (count > 0).then_some(finding)))
}

/// The tables of one GMNS network, told apart by their columns.
fn gmns(sources: &[&dyn Source], settings: gmns::Settings) -> Result<(Draft, Vec<Finding>), ImportError> {
    let mut found: [Option<&dyn Source>; 3] = [None; 3];
    for &source in sources {
        let start = source::start(source, 1 << 16).map_err(|e| unread(source, e))?;
        let text = String::from_utf8_lossy(&start);
        let kind = gmns::table_kind(text.lines().next().unwrap_or_default());
        let Some(slot) = kind.and_then(|kind| found.get_mut(kind as usize)) else { continue };
        if let Some(first) = slot {
            let words = format!("{} and {} are both the same table of a GMNS network", first.name(), source.name());
            return Err(refused("network.duplicate-table", words, GMNS_TABLES));
        }
        *slot = Some(source);
    }
    let [Some(nodes), Some(links), config] = found else {
        let missing =
            if found[0].is_none() { "the table of nodes (node.csv)" } else { "the table of links (link.csv)" };
        return Err(refused("network.missing-table", format!("{missing} is not among the files given"), GMNS_TABLES));
    };
    let tables = gmns::Tables {
        nodes: nodes.open().map_err(|e| unread(nodes, e))?,
        links: links.open().map_err(|e| unread(links, e))?,
        config: config.map(|config| config.open().map_err(|e| unread(config, e))).transpose()?,
    };
    gmns::read(tables, &settings).map_err(|e| unread(links, e))
}

const GMNS_TABLES: &str =
    "Give node.csv and link.csv of one network, and its config.csv if it has one, or their folder.";

fn digests(sources: &[&dyn Source]) -> Result<Vec<Digest>, ImportError> {
    sources.par_iter().map(|&source| source::digest(source).map_err(|e| unread(source, e))).collect()
}

fn origin(sources: &[&dyn Source], digests: &[Digest], settings: &Settings, draft: &Draft) -> Origin {
    // One source is named by its own digest, several by the digest of theirs in order.
    let digest = match *digests {
        [one] => one,
        _ => Digest::of(&digests.iter().flat_map(|d| d.0).collect::<Vec<u8>>()),
    };
    Origin {
        file: sources.iter().map(|s| s.name()).collect::<Vec<_>>().join(", "),
        digest,
        settings: passage_model::digest::canonical_json(settings),
        attribution: draft.attribution.clone(),
    }
}

fn no_roads(sources: &[&dyn Source], findings: &[Finding]) -> ImportError {
    if let Some(reason) = findings.iter().find(|finding| finding.severity == Severity::Error) {
        return ImportError::Refused(Box::new(reason.clone()));
    }
    let names = sources.iter().map(|s| s.name()).collect::<Vec<_>>().join(", ");
    let why = findings
        .iter()
        .map(|f| if f.count == 1 { format!("; {}", f.words) } else { format!("; {} times: {}", f.count, f.words) })
        .collect::<Vec<_>>()
        .concat();
    let words = format!("{names}: there is no road for motor vehicles in it{why}");
    refused("network.no-roads", words, "Check that the extract covers the area and has ways tagged `highway`.")
}

fn refused(code: &'static str, words: impl Into<String>, advice: &str) -> ImportError {
    ImportError::Refused(Box::new(Finding::error(code, words).advise(advice)))
}

fn unread(source: &dyn Source, cause: io::Error) -> ImportError {
    ImportError::Read { name: source.name().to_owned(), source: cause }
}

/// The first unpacked bytes of a gzip file; `None` where it is none.
fn unpacked_start(start: &[u8]) -> Option<Vec<u8>> {
    use std::io::Read as _;
    let mut unpacked = vec![0; 4096];
    let mut decoder = start.starts_with(&[0x1f, 0x8b]).then(|| flate2::read::GzDecoder::new(start))?;
    let mut length = 0;
    // A cut or damaged start still shows what it was up to there.
    while let Ok(more) = decoder.read(&mut unpacked[length..]) {
        if more == 0 {
            break;
        }
        length += more;
    }
    unpacked.truncate(length);
    Some(unpacked)
}

/// The name of the first element, past declaration, comments and document type.
fn root_element(mut text: &str) -> Option<&str> {
    loop {
        text = &text[text.find('<')? + 1..];
        if let Some(comment) = text.strip_prefix("!--") {
            text = &comment[comment.find("-->")?..];
        } else if !text.starts_with(['?', '!']) {
            let end = text.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | ':' | '.')));
            return Some(&text[..end.unwrap_or(text.len())]).filter(|name| !name.is_empty());
        }
    }
}

/// What a file seems to be that holds no roads, to be put after a sentence.
fn instead(start: &[u8]) -> &'static str {
    match start {
        [b'P', b'K', 3, 4, ..] => ": it is a zip archive; unpack it first",
        [b'B', b'Z', b'h', ..] => ": it is compressed by bzip2; unpack it first",
        [0xfd, b'7', b'z', b'X', b'Z', ..] => ": it is compressed by xz; unpack it first",
        [0x28, 0xb5, 0x2f, 0xfd, ..] => ": it is compressed by zstd; unpack it first",
        [b'%', b'P', b'D', b'F', ..] => ": it is a PDF",
        [0x89, b'P', b'N', b'G', ..] | [0xff, 0xd8, 0xff, ..] => ": it is a picture",
        [b'S', b'Q', b'L', b'i', b't', b'e', ..] => ": it is an SQLite database, perhaps a GeoPackage",
        _ => "",
    }
}
