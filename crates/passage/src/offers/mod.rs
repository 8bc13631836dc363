//! What is it worth? Each corridor, each hour, each lane and each bus in people, before anybody negotiates.
//!
//! Every question is a [`change::Change`] to the agreed scenario, laid out again and [weighed](weigh::Scales::weigh):
//! one earliest-arrival flow gives its whole curve. Everything here is a difference of such curves.

pub mod book;
pub mod by_hour;
pub mod carried;
pub mod change;
pub mod document;
mod grid;
pub mod least;
pub mod losses;
mod more;
pub mod page;
pub mod picture;
pub mod screen;
#[cfg(test)]
mod tests;
pub mod told;
pub mod weigh;

use crate::failure::Failure;
use book::Book;
use change::Change;
use grid::Grid;
use least::Least;
use losses::Losses;
use more::Made;
use passage_model::scenario::{FleetTask, Ranged, Scenario};
use passage_model::situation::{Reading, VehicleKind};
use passage_model::time::Clock;
use passage_model::units::{Persons, Seconds, Vehicles, VehiclesPerDay, VehiclesPerHour};
use passage_model::work::Work;
use std::collections::BTreeSet;
use weigh::{Scales, Weighed};

/// The longest window that is looked at, in hours.
pub const LONGEST: u32 = 24;
/// Hours beyond the agreed window that the table of lengths goes on for.
const BEYOND: u32 = 6;
/// With so many corridors all sets are weighed: 31.
const ALL_SETS: usize = 5;
/// Vehicles an hour more, as negotiators count.
pub const MORE_AN_HOUR: u32 = 50;
/// Buses more.
const BUSES: [u32; 2] = [10, 50];
/// Vehicles of a fleet more: buses and ambulances, and lead vehicles.
const OF_A_FLEET: [u32; 2] = [10, 2];
const HOUR: Seconds = Seconds(3600);

/// What is asked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked {
    /// The most corridors in a set; `None`: all of up to five, two of more.
    pub corridors: Option<usize>,
    /// How many people are to be safe.
    pub persons: Option<Persons>,
    /// By when; `None`: by the end.
    pub by: Option<Clock>,
    /// Every set by every length, also where each is a plan of its own and there are many.
    pub all: bool,
}

/// Something that may be had beyond what is agreed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lever {
    /// Every window an hour longer.
    Later,
    /// Every window and every first departure an hour earlier.
    Earlier,
    /// A proposed corridor, by its number.
    Corridor(usize),
    /// More vehicles of a kind an hour at a checkpoint, by its number.
    Checkpoint(usize, VehicleKind),
    /// More vehicles an hour on each lane.
    Lane,
    /// So many more buses, where there are no fleets.
    Buses(u32),
    /// More vehicles of a fleet, by its number.
    Fleet(usize, u32),
}

/// A lever with what it brings out, by each reading.
pub struct Worth {
    /// What.
    pub lever: Lever,
    /// With it, in the order of [`Offers::readings`].
    pub weighed: Vec<Weighed>,
    /// Whether whatever is planned as agreed can be planned with it too.
    pub never_less: bool,
}

/// A set of corridors.
pub struct Set {
    /// Their numbers in the scenario, rising.
    pub corridors: Vec<usize>,
    /// For each length of [`Offers::lengths`], by each reading; `None`: not weighed.
    pub by_length: Vec<Vec<Option<Weighed>>>,
    /// For each length, by the likely reading: whether another offer with no more corridors and no longer window, and
    /// fewer or shorter, brings out as many by every hour; with fleets, in the plans that were found.
    pub struck_out: Vec<bool>,
}

/// All answers.
pub struct Offers {
    /// The readings: the likely one alone where no value is a range, else likely, pessimistic, optimistic.
    pub readings: Vec<Reading>,
    /// As agreed, by each reading.
    pub agreed: Vec<Weighed>,
    /// What more is worth.
    pub worth: Vec<Worth>,
    /// Lengths of windows, in hours.
    pub lengths: Vec<u32>,
    /// The sets, smaller ones first.
    pub sets: Vec<Set>,
    /// How many of the sets times lengths times readings were not weighed, of how many.
    pub left_out: (usize, usize),
    /// What a loss costs.
    pub losses: Losses,
    /// The least for so many people, where that was asked.
    pub least: Option<Least>,
}

/// Weighs everything: changes times readings earliest-arrival flows, or plans with fleets.
pub fn offers(scales: &Scales<'_>, asked: &Asked, work: &Work<'_>) -> Result<Offers, Failure> {
    let agreed = scales.agreed();
    let readings = readings(scales);
    let levers = levers(agreed);
    let lengths = lengths(agreed);
    let mut book = Book::new(scales);
    let changes = levers.iter().map(|lever| lever.change(agreed));
    let changes: Vec<Change> = std::iter::once(Change::default()).chain(changes).collect();
    book.weigh(&by_each(&changes, &readings), "weighing the offers", work)?;
    let grid = Grid { sets: sets(agreed.corridors.len(), asked.corridors), lengths: &lengths, readings: &readings };
    let left_out = grid.weigh(&mut book, asked.all, work)?;
    let lost = losses::weigh(&mut book, &readings, work)?;
    let least = asked.persons.map(|persons| least::weigh(&mut book, &grid, persons, asked, work)).transpose()?;
    // All is in the book: only now has every larger offer what every smaller one has.
    let worth = levers.into_iter().zip(changes.iter().skip(1));
    let as_agreed = Made::of(&Change::default(), agreed);
    let worth = worth.map(|(lever, change)| {
        let never_less = as_agreed.is_within(&Made::of(change, agreed), agreed);
        Worth { lever, weighed: book.each(change, &readings), never_less }
    });
    let worth = worth.collect();
    let mut sets = grid.told(&book);
    strike_out(&mut sets);
    let least = least.map(|sets| least::least(&book, &grid, sets, asked));
    let losses = losses::losses(&book, &readings, lost);
    let agreed = book.each(&Change::default(), &readings);
    Ok(Offers { readings, agreed, worth, lengths, sets, left_out, losses, least })
}

/// Every change by each reading.
fn by_each(changes: &[Change], readings: &[Reading]) -> Vec<(Change, Reading)> {
    changes.iter().flat_map(|change| readings.iter().map(move |reading| (change.clone(), *reading))).collect()
}

impl Offers {
    /// The place of the likely reading among [`Self::readings`]: always the first.
    pub const LIKELY: usize = 0;

    /// The best set of each size by the longest window, the smaller number of the corridor winning a tie.
    pub fn best_of_each_size(&self) -> Vec<&Set> {
        let sizes: BTreeSet<usize> = self.sets.iter().map(|set| set.corridors.len()).collect();
        let best = |size: usize| {
            let of_size = self.sets.iter().filter(|set| set.corridors.len() == size);
            of_size.min_by_key(|set| (std::cmp::Reverse(set.total()), set.corridors.clone()))
        };
        sizes.into_iter().filter_map(best).collect()
    }
}

impl Set {
    /// What a length brings out by the likely reading, if it has been weighed.
    pub fn likely(&self, length: usize) -> Option<&Weighed> {
        self.by_length.get(length)?.get(Offers::LIKELY)?.as_ref()
    }

    /// The sum over all lengths that have been weighed.
    fn total(&self) -> u64 {
        let lengths = (0..self.by_length.len()).filter_map(|length| self.likely(length));
        lengths.map(|weighed| u64::from(weighed.safe().0)).sum()
    }
}

/// Likely first; the ends of the ranges only where anything is a range.
fn readings(scales: &Scales<'_>) -> Vec<Reading> {
    let situation = |reading| scales.situation(&Change { buses: 0, ..Change::default() }, reading);
    let likely = situation(Reading::Likely);
    let alike = |reading: Reading| match (&likely, situation(reading)) {
        (Some(likely), Some(other)) => passage_model::situation::Situation { reading, ..likely.clone() } == other,
        (likely, other) => likely.is_none() == other.is_none(),
    };
    if alike(Reading::Pessimistic) && alike(Reading::Optimistic) {
        return vec![Reading::Likely];
    }
    vec![Reading::Likely, Reading::Pessimistic, Reading::Optimistic]
}

fn levers(agreed: &Scenario) -> Vec<Lever> {
    let mut levers = Vec::new();
    if change::longest(agreed) > Seconds(0) {
        levers.extend([Lever::Later, Lever::Earlier]);
    }
    let proposed = (0..agreed.corridors.len()).filter(|&i| agreed.corridors[i].proposed);
    levers.extend(proposed.map(Lever::Corridor));
    for (number, site) in agreed.checkpoints.iter().enumerate() {
        let lane = |kind: VehicleKind| site.rates[kind as usize].value != Ranged::same(VehiclesPerDay(0));
        levers.extend(lane(VehicleKind::OwnCar).then_some(Lever::Checkpoint(number, VehicleKind::OwnCar)));
        let carried: BTreeSet<VehicleKind> = carrying(agreed).map(|(_, kind)| kind).collect();
        levers.extend(carried.into_iter().map(|kind| Lever::Checkpoint(number, kind)));
    }
    levers.push(Lever::Lane);
    if agreed.fleets.is_empty() {
        levers.extend(BUSES.map(Lever::Buses));
    }
    let more = |(number, fleet): (usize, &passage_model::scenario::FleetText)| match fleet.task {
        FleetTask::Carry { .. } => Some(Lever::Fleet(number, OF_A_FLEET[0])),
        FleetTask::Lead { .. } => Some(Lever::Fleet(number, OF_A_FLEET[1])),
        FleetTask::Deliver { .. } => None,
    };
    levers.extend(agreed.fleets.iter().enumerate().filter_map(more));
    levers
}

/// The fleets that carry people in vehicles which have a lane of their own at checkpoints, by their numbers and kinds.
fn carrying(scenario: &Scenario) -> impl Iterator<Item = (usize, VehicleKind)> + '_ {
    let fleets = scenario.fleets.iter().enumerate();
    fleets
        .filter(|(_, fleet)| matches!(fleet.task, FleetTask::Carry { .. }))
        .map(|(number, fleet)| (number, fleet.kind))
}

impl Lever {
    /// The change that it is.
    pub fn change(self, agreed: &Scenario) -> Change {
        let nothing = Change::default();
        match self {
            Self::Later => Change { later: HOUR, ..nothing },
            Self::Earlier => Change { earlier: HOUR, ..nothing },
            Self::Corridor(number) => {
                let mut open = nothing.open(agreed);
                open.push(number);
                open.sort_unstable();
                Change { corridors: Some(open), ..nothing }
            }
            Self::Checkpoint(number, kind) => {
                Change { checkpoint: Some((number, kind, VehiclesPerDay(MORE_AN_HOUR * 24))), ..nothing }
            }
            Self::Lane => Change { lane: VehiclesPerHour(MORE_AN_HOUR), ..nothing },
            Self::Buses(buses) => Change { buses, ..nothing },
            Self::Fleet(number, more) => Change { fleet: Some((number, Vehicles(more))), ..nothing },
        }
    }
}

/// All sets of 1 to `most` of `corridors`, smaller ones first, each in rising order.
pub fn sets(corridors: usize, most: Option<usize>) -> Vec<Vec<usize>> {
    let most = most.unwrap_or(if corridors <= ALL_SETS { corridors } else { 2 });
    let mut sets: Vec<Vec<usize>> = Vec::new();
    let mut of_size: Vec<Vec<usize>> = vec![Vec::new()];
    for _ in 0..most.min(corridors) {
        let longer = |set: &Vec<usize>| {
            let next = set.last().map_or(0, |last| last + 1);
            let set = set.clone();
            (next..corridors).map(move |i| set.iter().copied().chain([i]).collect::<Vec<_>>())
        };
        of_size = of_size.iter().flat_map(longer).collect();
        sets.extend(of_size.iter().cloned());
    }
    sets
}

/// Whole hours, up to some hours beyond the longest agreed window; none where no window ends.
fn lengths(agreed: &Scenario) -> Vec<u32> {
    let longest = change::longest(agreed).0.div_ceil(HOUR.0);
    if longest == 0 { Vec::new() } else { (1..=(longest + BEYOND).min(LONGEST.max(longest))).collect() }
}

fn strike_out(sets: &mut [Set]) {
    let struck: Vec<Vec<bool>> = sets
        .iter()
        .map(|set| {
            let lengths = 0..set.by_length.len();
            lengths.map(|length| sets.iter().any(|other| beats(other, set, length))).collect()
        })
        .collect();
    for (set, struck) in sets.iter_mut().zip(struck) {
        set.struck_out = struck;
    }
}

/// Whether some length of `other` costs less than `length` of `set` and brings out as many by every hour.
fn beats(other: &Set, set: &Set, length: usize) -> bool {
    let (fewer, no_more) = (other.corridors.len() < set.corridors.len(), other.corridors.len() <= set.corridors.len());
    let Some(offer) = set.likely(length) else { return false };
    let as_good = |cheap: &Weighed| {
        let hours = (0..=offer.horizon.0 / HOUR.0).map(|hour| Clock(hour * HOUR.0)).chain([offer.horizon]);
        hours.into_iter().all(|hour| cheap.by(hour) >= offer.by(hour))
    };
    let lengths = if fewer { 0..=length } else { 0..=length.saturating_sub(1) };
    no_more && (fewer || length > 0) && lengths.into_iter().filter_map(|l| other.likely(l)).any(as_good)
}
