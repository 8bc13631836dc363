//! `walks.csv`: who walks over which footway, step by step.

use super::dispatch::{failed, harmless};
use crate::failure::Failure;
use crate::outcome::Outcome;

/// The whole file; `None` where nobody walks. `leave` is when the first of them begin, `over` when the last have come
/// over; times as in `dispatch.csv`.
pub fn write(outcome: &Outcome<'_>) -> Result<Option<Vec<u8>>, Failure> {
    let (situation, plan, times) = (&outcome.likely.situation, &outcome.likely.plan, &outcome.setting.times);
    if plan.walks.is_empty() {
        return Ok(None);
    }
    let mut csv = csv::Writer::from_writer(Vec::new());
    let header = ["leave", "over", "footway", "assembly_point", "group", "persons"];
    csv.write_record(header).map_err(|cause| failed("walks.csv", &cause.into()))?;
    for walk in &plan.walks {
        let origin = &situation.origins[walk.origin.index()];
        csv.write_record([
            times.stamp(walk.leave),
            times.stamp(walk.over),
            harmless(&situation.footways[walk.footway.index()].name),
            harmless(&origin.assembly),
            harmless(&origin.group),
            walk.persons.to_string(),
        ])
        .map_err(|cause| failed("walks.csv", &cause.into()))?;
    }
    let bytes = csv.into_inner().map_err(|cause| failed("walks.csv", &std::io::Error::other(cause.to_string())))?;
    Ok(Some(bytes))
}
