//! `rosters.csv`: what each vehicle of each fleet does, run by run.

use super::dispatch::harmless;
use crate::failure::Failure;
use crate::outcome::Outcome;
use crate::outcome::runs::{is_aid, runs};
use crate::words::Words;
use std::path::Path;

/// The whole file. Columns as in `dispatch.csv`; `vehicle` names those who go together, `vehicles` says how many they are;
/// `load` is `people`, `column`, `aid` or `empty`; `cars` are those that the vehicle leads, and `last_arrival` is when the
/// last of them is there; `vehicle`, places and roads are in the language of the plan.
pub fn write(outcome: &Outcome<'_>, words: &Words) -> Result<Vec<u8>, Failure> {
    let failed = |cause: &std::io::Error| Failure::file("write", Path::new("rosters.csv"), cause);
    let times = &outcome.setting.times;
    let mut csv = csv::Writer::from_writer(Vec::new());
    let header = [
        "vehicle",
        "vehicles",
        "run",
        "load",
        "departure",
        "from",
        "road",
        "to",
        "arrival",
        "group",
        "persons",
        "cars",
        "last_arrival",
    ];
    csv.write_record(header).map_err(|cause| failed(&cause.into()))?;
    for vehicle in runs(outcome, words) {
        for (number, run) in vehicle.runs.iter().enumerate() {
            let load = match &run.load {
                Some(_) if run.cars.0 > 0 => "column",
                Some(_) => "people",
                None if is_aid(&vehicle, outcome) => "aid",
                None => "empty",
            };
            let (group, persons) = run.load.clone().unwrap_or_default();
            csv.write_record([
                harmless(&vehicle.name),
                vehicle.vehicles.to_string(),
                (number + 1).to_string(),
                load.to_owned(),
                times.stamp(run.departure),
                harmless(&run.from),
                harmless(&run.road),
                harmless(&run.to),
                times.stamp(run.arrival),
                harmless(&group),
                persons.to_string(),
                run.cars.to_string(),
                times.stamp(run.last),
            ])
            .map_err(|cause| failed(&cause.into()))?;
        }
    }
    csv.into_inner().map_err(|cause| failed(&std::io::Error::other(cause.to_string())))
}
