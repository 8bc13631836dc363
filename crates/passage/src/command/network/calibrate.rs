//! `passage network build --calibrate TABLE`: free speeds fitted to known travel times, told before and after.

use crate::failure::Failure;
use passage_model::digest::{Digest, canonical_json};
use passage_model::digits::thousands;
use passage_model::finding::{Finding, any_error};
use passage_model::network::Origin;
use passage_model::work::Work;
use passage_network::calibrate::{Agreement, Calibration, ClassFactor, TooFew, Unusable, calibrate, read};
use passage_network::import::{Imported, Settings};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

/// A calibration and the table that it rests on.
#[derive(Debug, Serialize)]
pub struct Calibrated {
    /// The table's file name.
    pub table: String,
    /// The digest of its bytes.
    pub digest: Digest,
    /// What was found.
    #[serde(flatten)]
    pub calibration: Calibration,
    /// What was found in the table.
    pub findings: Vec<Finding>,
}

/// Fits the speeds of `imported`, built with `settings`, to the table at `path`; its network is the calibrated one then,
/// and its origin names factors and table.
pub fn calibrated(
    imported: &mut Imported,
    settings: &Settings,
    path: &Path,
    work: &Work<'_>,
) -> Result<Calibrated, Failure> {
    work.watch.progress("calibrating speeds", 0, 0);
    let bytes = std::fs::read(path).map_err(|cause| Failure::file("read", path, &cause))?;
    let table = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let digest = Digest::of(&bytes);
    let known = read(bytes.as_slice(), imported.network.places());
    let known = known.map_err(|cause| Failure::file("read", path, &cause))?;
    if any_error(&known.findings) {
        let errors = known.findings.into_iter().map(|finding| finding.about(table.clone())).collect();
        return Err(Failure { kind: crate::failure::Kind::Input, findings: errors, text: None });
    }
    let calibration = calibrate(&imported.network, &known.journeys).map_err(|too_few| refused(&table, &too_few))?;
    let calibrated_on = Some(format!("{table} (SHA-256 {digest})"));
    let settings = Settings { speed_factors: calibration.factors, calibrated_on, ..settings.clone() };
    let origin = Origin { settings: canonical_json(&settings), ..imported.network.origin().clone() };
    let network = std::mem::take(&mut imported.network);
    imported.network = calibration.factors.apply(network, Some(origin)).map_err(|cause| {
        let advice = "This is a fault of passage: please report it with the files.";
        Failure::input(Finding::error("network.inconsistent", cause.to_string()).advise(advice))
    })?;
    Ok(Calibrated { table, digest, calibration, findings: known.findings })
}

fn refused(table: &str, too_few: &TooFew) -> Failure {
    let words = format!("{too_few}{}", reasons(&too_few.unusable));
    let advice = "Give a table of journeys between places on these roads, or set --speed-factor by hand.";
    Failure::input(Finding::error("calibrate.too-few", words).about(table.to_owned()).advise(advice))
}

fn reasons(unusable: &BTreeMap<Unusable, usize>) -> String {
    unusable.iter().fold(String::new(), |mut words, (reason, count)| {
        let _ = write!(words, "; {} not: {}", thousands(*count as u64), reason.words());
        words
    })
}

impl Calibrated {
    /// Before and after, for people.
    pub fn to_words(&self) -> String {
        let Calibration { used, unusable, known_kmh, before, overall, with_overall, classes, after, .. } =
            &self.calibration;
        let mut words = format!("\nCalibrated on {} (SHA-256 {})\n", self.table, self.digest.short());
        let _ = writeln!(words, "  {:>6} journeys used, at {known_kmh:.1} km/h on average", thousands(*used as u64));
        for (reason, count) in unusable {
            let _ = writeln!(words, "  {:>6} not used: {}", thousands(*count as u64), reason.words());
        }
        for finding in &self.findings {
            let _ = writeln!(words, "  {:>6} not used: {}", thousands(finding.count), finding.words);
        }
        words.push_str("                         mean error   known/computed   mean speed\n");
        let line = |name: &str, agreement: &Agreement| {
            let Agreement { mean_absolute_error_minutes, median_ratio, mean_kmh } = agreement;
            format!("  {name:<20} {mean_absolute_error_minutes:>8.1} min {median_ratio:>16.2} {mean_kmh:>7.1} km/h\n")
        };
        words.push_str(&line("before", before));
        words.push_str(&line(&format!("all speeds x {overall:.3}"), with_overall));
        if classes.iter().any(|class| class.own) {
            words.push_str(&line("by class", after));
        }
        for ClassFactor { class, factor, journeys, share, own } in classes {
            let whose = if *own { "its own" } else { "the one for all" };
            let _ = writeln!(
                words,
                "  {:<16} x {factor:.3}  ({whose}; {} journeys, {:.0} % of the way)",
                format!("{class:?}"),
                thousands(*journeys as u64),
                share * 100.0
            );
        }
        words
    }
}
