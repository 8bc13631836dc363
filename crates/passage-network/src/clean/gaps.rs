//! Gap connectors: roads that were added to close gaps in the source. They stay, marked, and are told.

use super::streets::Streets;
use passage_model::finding::Finding;
use passage_model::network::RoadMarks;

/// Counts the connectors and how long they are.
pub(crate) fn count(streets: &Streets, found: &mut Vec<Finding>) -> u64 {
    let lengths: Vec<f64> = streets.streets.iter().filter(|s| s.has(RoadMarks::GAP)).map(|s| s.metres).collect();
    if lengths.is_empty() {
        return 0;
    }
    let (total, longest) = (lengths.iter().sum::<f64>() / 1000.0, lengths.iter().fold(0.0, |a: f64, b| a.max(*b)));
    let words = format!(
        "stretches of road were added to close gaps in the source, {total:.1} km in all and up to {:.1} km long; \
         nobody has seen them on the ground",
        longest / 1000.0
    );
    let advice = "Routes over them are marked; check them on another map before relying on one.";
    found.push(Finding::warning("network.gap-connectors", words).advise(advice).times(lengths.len() as u64));
    lengths.len() as u64
}
