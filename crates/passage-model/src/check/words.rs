//! Names and times as the checker says them.

use super::case::Case;
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

    /// Who moves: the group, where from, and when.
    pub(super) fn who(&self, movement: &Movement) -> String {
        let group = self.situation.origins.get(movement.origin.index());
        let (group, assembly) = group.map_or(("?", "?"), |o| (o.group.as_str(), o.assembly.as_str()));
        format!("{group} from {assembly} leaving at {}", clock(movement.departure))
    }
}

/// A moment as hours and minutes after the H-hour, with seconds where there are any.
pub(super) fn clock(moment: Clock) -> String {
    span(Seconds(moment.0))
}

/// A span of time as hours and minutes, with seconds where there are any.
pub(super) fn span(span: Seconds) -> String {
    let (hours, minutes, seconds) = (span.0 / 3600, span.0 / 60 % 60, span.0 % 60);
    if seconds == 0 { format!("{hours}:{minutes:02}") } else { format!("{hours}:{minutes:02}:{seconds:02}") }
}

/// A count with its noun.
pub(super) fn count(number: u64, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// A count of vehicles.
pub(super) fn vehicles(number: u64) -> String {
    count(number, "vehicle", "vehicles")
}

/// A count of persons.
pub(super) fn persons(number: u64) -> String {
    count(number, "person", "persons")
}
