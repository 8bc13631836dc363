//! `calls.csv`: when to call how many people to each assembly point that has a limit.

use super::dispatch::{failed, harmless};
use crate::failure::Failure;
use crate::outcome::{Outcome, calls};

/// The whole file; `None` where no assembly point has a limit. Times as in `dispatch.csv`.
pub fn write(outcome: &Outcome<'_>) -> Result<Option<Vec<u8>>, Failure> {
    let calls = calls::of(&outcome.likely);
    if outcome.likely.situation.crowds.is_empty() {
        return Ok(None);
    }
    let times = &outcome.setting.times;
    let mut csv = csv::Writer::from_writer(Vec::new());
    let header = ["call", "assembly_point", "persons", "leave_from", "leave_until", "present"];
    csv.write_record(header).map_err(|cause| failed("calls.csv", &cause.into()))?;
    for call in calls {
        csv.write_record([
            times.stamp(call.call),
            harmless(&call.assembly),
            call.persons.to_string(),
            times.stamp(call.first),
            times.stamp(call.last + outcome.likely.plan.step),
            call.present.to_string(),
        ])
        .map_err(|cause| failed("calls.csv", &cause.into()))?;
    }
    let bytes = csv.into_inner().map_err(|cause| failed("calls.csv", &std::io::Error::other(cause.to_string())))?;
    Ok(Some(bytes))
}
