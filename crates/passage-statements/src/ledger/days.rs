//! Figures by day: announced, departed, seen, arrived and registered side by side, each with the claims behind it.
//!
//! Nothing is added and nothing averaged here. Claims on the same thing stand in one cell with the numbers that all of them
//! support together; where they support none, the cell says that they disagree and shows from the least to the most.

use super::Ledger;
use crate::claim::{Claim, What};
use crate::measure::{Measure, Period, Point, Unit, Value};
use crate::question::folded;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use std::collections::{BTreeMap, BTreeSet};

/// How far on its way a figure was counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Planned, offered, assembled, announced.
    Announced,
    /// Driven or walked out.
    Departed,
    /// Passed a checkpoint, held, refused or waiting.
    Seen,
    /// Arrived.
    Arrived,
    /// On the list of those received.
    Registered,
    /// "Evacuated", without a word on how far.
    Unstated,
}

impl Step {
    /// Every step.
    pub const ALL: [Self; 6] =
        [Self::Announced, Self::Departed, Self::Seen, Self::Arrived, Self::Registered, Self::Unstated];

    /// Its word.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Announced => "announced",
            Self::Departed => "departed",
            Self::Seen => "seen",
            Self::Arrived => "arrived",
            Self::Registered => "registered",
            Self::Unstated => "not stated",
        }
    }

    /// The step of a measure; `None` for what is no step of people on their way.
    pub const fn of(measure: Measure) -> Option<Self> {
        use Measure as M;
        Some(match measure {
            M::Planned | M::Offered | M::Seats | M::Assembled | M::CorridorsProposed | M::CorridorsAgreed => {
                Self::Announced
            }
            M::CorridorsAnnounced => Self::Announced,
            M::DepartedVehicles | M::DepartedPeople | M::DepartedBuses | M::CorridorsOpened => Self::Departed,
            M::PassedVehicles
            | M::PassedPeople
            | M::WaitingVehicles
            | M::WaitingPeople
            | M::Held
            | M::Refused
            | M::Detained
            | M::Returned => Self::Seen,
            M::ArrivedVehicles | M::ArrivedPeople | M::ArrivedChildren | M::ArrivedBuses => Self::Arrived,
            M::Registered | M::TransportedOnward => Self::Registered,
            M::Evacuated => Self::Unstated,
            _ => return None,
        })
    }
}

/// The numbers that claims on one thing support.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Support {
    /// The least.
    pub low: u64,
    /// The most; `None` where none of them names a most.
    pub high: Option<u64>,
    /// Whether one number is supported by all of them.
    pub agree: bool,
}

impl Support {
    /// Of values: what all of them support, or else from the least to the most of them. `None` of no value.
    pub fn of(values: impl IntoIterator<Item = Value>) -> Option<Self> {
        let all: Vec<(u64, Option<u64>)> = values.into_iter().map(Value::supports).collect();
        let low = all.iter().map(|(low, _)| *low).max()?;
        let high = all.iter().filter_map(|(_, high)| *high).min();
        if high.is_none_or(|high| low <= high) {
            return Some(Self { low, high, agree: true });
        }
        let low = all.iter().map(|(low, _)| *low).min()?;
        // Where one names no most, its least is the most that was named.
        let high = all.iter().map(|(low, high)| high.unwrap_or(*low)).max();
        Some(Self { low, high, agree: false })
    }
}

/// Claims on one thing: the same measure, point, time and mode.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// How far on the way.
    pub step: Step,
    /// What is counted.
    pub measure: Measure,
    /// Where.
    pub point: Point,
    /// Over which time.
    pub period: Period,
    /// In which vehicles, as the first claim has it; empty where they do not say.
    pub mode: String,
    /// What the claims support.
    pub support: Support,
    /// The claims, by their place in the ledger.
    pub claims: Vec<usize>,
    /// How many different sources they have: what one speaker says through several carriers counts once.
    pub sources: usize,
}

/// The figures on one subject in one unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What it is about.
    pub about: String,
    /// What is counted one by one.
    pub unit: Unit,
    /// The cells, by step and time.
    pub cells: Vec<Cell>,
}

/// The figures of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    /// The date, by the clocks of each claim.
    pub date: Date,
    /// By subject and unit.
    pub rows: Vec<Row>,
}

/// The last day of the time that a claim is for; the day on which it was said where it names none.
pub fn day_of(claim: &Claim) -> Date {
    let last = |until: Timestamp| {
        let before = until.checked_sub(SignedDuration::from_secs(1)).unwrap_or(until);
        claim.zone.at(before).date()
    };
    match &claim.period {
        Period::At(at) => claim.zone.at(*at).date(),
        Period::Day { date, .. } | Period::DaySoFar { date, .. } => *date,
        Period::Since { until, .. } => last(*until),
        Period::Unstated => claim.said.day(&claim.zone),
    }
}

/// In which order the times of one cell stand: by when they end.
fn end(period: &Period) -> Option<Timestamp> {
    period.reach().1
}

/// By what the cells of a row are told apart: step, end, measure, point, time in words, mode.
type Key = (Step, Option<Timestamp>, Measure, Point, String, String);

/// The cells of a day, by subject, capitals and blanks aside, and unit.
type Rows = BTreeMap<(String, Unit), BTreeMap<Key, Vec<usize>>>;

/// The tables of the days, from the claims that stood at a moment; of one day only, where it is named.
/// O(n log n) in the claims.
pub fn days(ledger: &Ledger, at: Option<Timestamp>, day: Option<Date>) -> Vec<Day> {
    let mut tables: BTreeMap<Date, Rows> = BTreeMap::new();
    for place in ledger.as_of(at) {
        let claim = &ledger.claims()[place];
        let What::Figure { measure, point, .. } = &claim.what else { continue };
        let Some(step) = Step::of(*measure) else { continue };
        let date = day_of(claim);
        if day.is_some_and(|day| day != date) {
            continue;
        }
        let key = (step, end(&claim.period), *measure, point.clone(), claim.period.to_string(), folded(&claim.mode));
        let rows = tables.entry(date).or_default().entry((folded(&claim.about), measure.unit())).or_default();
        rows.entry(key).or_default().push(place);
    }
    let table = |(date, rows): (Date, Rows)| {
        let names = names(ledger, &rows);
        let row = |((about, unit), cells): ((String, Unit), BTreeMap<Key, Vec<usize>>)| Row {
            about: names.get(&about).copied().unwrap_or_default().to_owned(),
            unit,
            cells: cells.into_values().filter_map(|claims| cell(ledger, claims)).collect(),
        };
        Day { date, rows: rows.into_iter().map(row).collect() }
    };
    tables.into_iter().map(table).collect()
}

/// How the subjects of a day are written: as in the first claim of each.
fn names<'l>(ledger: &'l Ledger, rows: &Rows) -> BTreeMap<String, &'l str> {
    let mut first: BTreeMap<String, usize> = BTreeMap::new();
    for ((about, _), cells) in rows {
        for place in cells.values().flatten() {
            let known = first.entry(about.clone()).or_insert(*place);
            *known = (*known).min(*place);
        }
    }
    first.into_iter().map(|(about, place)| (about, ledger.claims()[place].about.as_str())).collect()
}

fn cell(ledger: &Ledger, places: Vec<usize>) -> Option<Cell> {
    let first = &ledger.claims()[*places.first()?];
    let What::Figure { measure, point, .. } = &first.what else { return None };
    let numbers = places.iter().filter_map(|place| ledger.claims()[*place].number());
    let support = Support::of(numbers.map(|(_, value)| value))?;
    let sources: BTreeSet<&str> = places.iter().map(|place| ledger.claims()[*place].behind()).collect();
    Some(Cell {
        step: Step::of(*measure)?,
        measure: *measure,
        point: point.clone(),
        period: first.period.clone(),
        mode: first.mode.clone(),
        support,
        sources: sources.len(),
        claims: places,
    })
}
