//! Names and times as the checker says them.

use super::case::Case;
use crate::digits::thousands;
use crate::id::{JunctionId, RoadId};
use crate::plan::Movement;
use crate::time::Clock;
use crate::units::Seconds;

impl Case<'_> {
    /// A road: its name with its number, or its number with where it leads.
    pub(super) fn road(&self, road: RoadId) -> String {
        let name = self.network.name(road);
        if !name.is_empty() {
            return format!("{name} (road {road})");
        }
        let (from, to) = (self.network.from(road), self.network.to(road));
        format!("road {road} from {} to {}", self.junction(from), self.junction(to))
    }

    /// A junction: the name of what is there, or its number.
    pub(super) fn junction(&self, junction: JunctionId) -> String {
        let situation = self.situation;
        let named = situation.named.iter().find(|n| n.junction == junction).map(|n| &n.name);
        let assembly = || situation.origins.iter().find(|o| o.junction == junction).map(|o| &o.assembly);
        let reception = || situation.receptions.iter().find(|r| r.junction == junction).map(|r| &r.name);
        let checkpoint = || situation.checkpoints.iter().find(|c| c.junction == junction).map(|c| &c.name);
        match named.or_else(assembly).or_else(reception).or_else(checkpoint) {
            Some(name) => name.clone(),
            None => format!("junction {junction}"),
        }
    }

    /// A junction by its name and its number.
    pub(super) fn spot(&self, junction: JunctionId) -> String {
        let name = self.junction(junction);
        if name == format!("junction {junction}") { name } else { format!("{name} (junction {junction})") }
    }

    /// Who moves: the group, where from, and when.
    pub(super) fn who(&self, movement: &Movement) -> String {
        let group = self.situation.origins.get(movement.origin.index());
        let (group, assembly) = group.map_or(("?", "?"), |o| (o.group.as_str(), o.assembly.as_str()));
        format!("{group} from {assembly} leaving at {}", clock(movement.departure))
    }
}

/// A moment as hours and minutes after the H-hour, with seconds where there are any: H+1:05.
pub(super) fn clock(moment: Clock) -> String {
    let (hours, minutes, seconds) = (moment.0 / 3600, moment.0 / 60 % 60, moment.0 % 60);
    let seconds = if seconds == 0 { String::new() } else { format!(":{seconds:02}") };
    format!("H+{hours}:{minutes:02}{seconds}")
}

/// A span of time in hours, minutes and seconds, without those that are zero.
pub(super) fn span(span: Seconds) -> String {
    let parts = [(span.0 / 3600, "h"), (span.0 / 60 % 60, "min"), (span.0 % 60, "s")];
    let told = parts.iter().filter(|(number, _)| *number > 0);
    let told: Vec<String> = told.map(|(number, unit)| format!("{number} {unit}")).collect();
    if told.is_empty() { "0 s".to_owned() } else { told.join(" ") }
}

/// A count with its noun.
pub(super) fn count(number: u64, one: &str, many: &str) -> String {
    format!("{} {}", thousands(number), if number == 1 { one } else { many })
}

/// A count of vehicles.
pub(super) fn vehicles(number: u64) -> String {
    count(number, "vehicle", "vehicles")
}

/// A count of persons.
pub(super) fn persons(number: u64) -> String {
    count(number, "person", "persons")
}
