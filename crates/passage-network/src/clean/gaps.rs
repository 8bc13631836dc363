//! Gap connectors: roads that were added to close gaps in the source. They stay, marked, and are told.

use super::streets::Streets;
use passage_model::digits::{tenths, thousands};
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
        "stretches of road were added to close gaps in the source, {} km in all and up to {} km long; \
         nobody has seen them on the ground, and {} are assumed of them",
        tenths(total),
        tenths(longest / 1000.0),
        assumed(streets)
    );
    let advice = "Routes over them are marked; check them on another map before relying on one.";
    found.push(Finding::warning("network.gap-connectors", words).advise(advice).times(lengths.len() as u64));
    lengths.len() as u64
}

/// Speeds and capacities of the connectors, from the least to the most. What is shorter than a metre tells no speed.
fn assumed(streets: &Streets) -> String {
    let gaps = || streets.streets.iter().filter(|street| street.has(RoadMarks::GAP));
    let flows =
        || gaps().flat_map(|street| street.forward.iter().chain(&street.backward).map(|flow| (street.metres, flow)));
    let speeds = flows().filter(|(metres, flow)| *metres >= 1.0 && flow.time > 0.0);
    let speed = span(speeds.map(|(metres, flow)| (metres * 3600.0 / flow.time).round() as u32));
    let capacity = span(flows().map(|(_, flow)| flow.capacity));
    format!("{}{capacity} vehicles an hour", if speed.is_empty() { speed } else { speed + " km/h and " })
}

fn span(numbers: impl Iterator<Item = u32> + Clone) -> String {
    match (numbers.clone().min(), numbers.max()) {
        (Some(least), Some(most)) if least == most => thousands(least),
        (Some(least), Some(most)) => format!("{} to {}", thousands(least), thousands(most)),
        _ => String::new(),
    }
}
