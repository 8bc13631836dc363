//! What a scenario says of the things that can go otherwise than a plan: `[rehearsal]`. No plan rests on it; `passage rehearse`
//! does. Which figures there are is data here, for this crate knows no rehearsal.

use super::{Factor, Sourced};

/// A figure that a scenario may give for rehearsals.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RehearsalKey {
    /// Its key in `[rehearsal]`.
    pub key: &'static str,
    /// Its unit: `minutes`, `share`, `persons`, `a day`, `km`, `m`, `per 10,000 km`.
    pub unit: &'static str,
    /// No less can be meant.
    pub least: f64,
    /// No more can be meant.
    pub most: f64,
}

const fn minutes(key: &'static str) -> RehearsalKey {
    RehearsalKey { key, unit: "minutes", least: 0.0, most: 1440.0 }
}

/// A share of all, or a chance.
const fn share(key: &'static str) -> RehearsalKey {
    RehearsalKey { key, unit: "share", least: 0.0, most: 1.0 }
}

/// A share that can be above the whole: ten times is beyond any report.
const fn times(key: &'static str, least: f64) -> RehearsalKey {
    RehearsalKey { key, unit: "share", least, most: 10.0 }
}

const fn other(key: &'static str, unit: &'static str, least: f64, most: f64) -> RehearsalKey {
    RehearsalKey { key, unit, least, most }
}

/// Every figure, in the order in which a rehearsal prints them.
pub const REHEARSAL_KEYS: [RehearsalKey; 30] = [
    minutes("ready_late"),
    share("leave_early"),
    minutes("early_by"),
    share("stay"),
    times("join", 0.0),
    other("persons_in_car", "persons", 1.0, 60.0),
    times("checkpoint_pace", 0.01),
    other("checkpoint_pauses", "a day", 0.0, 100.0),
    minutes("pause_lasts"),
    times("road_pace", 0.01),
    other("breakdowns", "per 10,000 km", 0.0, 1000.0),
    minutes("breakdown_lasts"),
    share("short_of_fuel"),
    other("fuel_for", "km", 0.0, 2000.0),
    share("opens_late"),
    minutes("late_by"),
    share("opens_early"),
    minutes("opens_by"),
    share("ends_early"),
    minutes("ends_by"),
    share("extended"),
    minutes("extended_by"),
    other("incidents", "a day", 0.0, 100.0),
    minutes("incident_lasts"),
    times("dark_time", 1.0),
    share("other_road"),
    times("follow", 0.0),
    share("mined"),
    minutes("mined_lasts"),
    other("convoy_gap", "m", 0.0, 500.0),
];

/// A figure of `[rehearsal]`, as written: never falling from the least to the most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RehearsalFigure {
    /// One of [`REHEARSAL_KEYS`].
    pub key: &'static str,
    /// Its unit.
    pub unit: &'static str,
    /// No less, in its unit.
    pub least: Factor,
    /// Most likely.
    pub likely: Factor,
    /// No more.
    pub most: Factor,
}

/// What a scenario says of one figure.
pub fn figure<'a>(figures: &'a [Sourced<RehearsalFigure>], key: &str) -> Option<&'a Sourced<RehearsalFigure>> {
    figures.iter().find(|figure| figure.value.key == key)
}
