//! What is it worth? Each corridor, each hour, each lane and each bus in people, before anybody negotiates.
//!
//! Every question is a [`change::Change`] to the agreed scenario, laid out again and [weighed](weigh::Scales::weigh):
//! one earliest-arrival flow gives its whole curve. Everything here is a difference of such curves.

pub mod change;
pub mod document;
pub mod least;
pub mod losses;
pub mod page;
pub mod picture;
pub mod screen;
#[cfg(test)]
mod tests;
pub mod told;
pub mod weigh;

use crate::failure::Failure;
use change::Change;
use least::Least;
use losses::Losses;
use passage_model::scenario::{Ranged, Scenario};
use passage_model::situation::{Reading, VehicleKind};
use passage_model::time::Clock;
use passage_model::units::{Persons, Seconds, VehiclesPerDay, VehiclesPerHour};
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
    /// More own cars an hour at a checkpoint, by its number.
    Checkpoint(usize),
    /// More vehicles an hour on each lane.
    Lane,
    /// So many more buses.
    Buses(u32),
}

/// A lever with what it brings out, by each reading.
pub struct Worth {
    /// What.
    pub lever: Lever,
    /// With it, in the order of [`Offers::readings`].
    pub weighed: Vec<Weighed>,
}

/// A set of corridors.
pub struct Set {
    /// Their numbers in the scenario, rising.
    pub corridors: Vec<usize>,
    /// For each length of [`Offers::lengths`], by each reading.
    pub by_length: Vec<Vec<Weighed>>,
    /// For each length, by the likely reading: whether another offer with no more corridors and no longer window, and
    /// fewer or shorter, brings out as many by every hour.
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
    /// What a loss costs.
    pub losses: Losses,
    /// The least for so many people, where that was asked.
    pub least: Option<Least>,
}

/// Weighs everything: changes times readings earliest-arrival flows.
pub fn offers(scales: &Scales<'_>, asked: &Asked, work: &Work<'_>) -> Result<Offers, Failure> {
    let agreed = scales.agreed();
    let readings = readings(scales);
    let levers = levers(agreed);
    let sets = sets(agreed.corridors.len(), asked.corridors);
    let lengths = lengths(agreed);
    let mut changes = vec![Change::default()];
    changes.extend(levers.iter().map(|lever| lever.change(agreed)));
    for set in &sets {
        let length = |hours: &u32| Some(Seconds(hours * HOUR.0));
        changes.extend(lengths.iter().map(|hours| Change {
            corridors: Some(set.clone()),
            length: length(hours),
            ..Change::default()
        }));
    }
    let every: Vec<(Change, Reading)> =
        changes.into_iter().flat_map(|change| readings.iter().map(move |reading| (change.clone(), *reading))).collect();
    let weighed = scales.weigh(&every, "weighing the offers", work)?;
    let mut by_change = weighed.chunks(readings.len()).map(<[Weighed]>::to_vec);
    let base = by_change.next().unwrap_or_default();
    let worth = levers.into_iter().zip(by_change.by_ref()).map(|(lever, weighed)| Worth { lever, weighed }).collect();
    let mut sets: Vec<Set> = sets
        .into_iter()
        .map(|corridors| Set {
            corridors,
            by_length: by_change.by_ref().take(lengths.len()).collect(),
            struck_out: Vec::new(),
        })
        .collect();
    strike_out(&mut sets);
    let losses = losses::losses(scales, &readings, work)?;
    let least = asked.persons.map(|persons| least::least(scales, &sets, &readings, persons, asked.by, work));
    let least = least.transpose()?;
    Ok(Offers { readings, agreed: base, worth, lengths, sets, losses, least })
}

impl Offers {
    /// The place of the likely reading among [`Self::readings`]: always the first.
    pub const LIKELY: usize = 0;

    /// The best set of each size by the longest window, the smaller number of the corridor winning a tie.
    pub fn best_of_each_size(&self) -> Vec<&Set> {
        let sizes: BTreeSet<usize> = self.sets.iter().map(|set| set.corridors.len()).collect();
        let total = |set: &Set| set.by_length.iter().map(|w| u64::from(w[Self::LIKELY].safe().0)).sum::<u64>();
        let best = |size: usize| {
            let of_size = self.sets.iter().filter(|set| set.corridors.len() == size);
            of_size.min_by_key(|set| (std::cmp::Reverse(total(set)), set.corridors.clone()))
        };
        sizes.into_iter().filter_map(best).collect()
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
    let lane = |site: &passage_model::scenario::CheckpointSite| site.rates[VehicleKind::OwnCar as usize].value;
    let with_lane =
        (0..agreed.checkpoints.len()).filter(|&i| lane(&agreed.checkpoints[i]) != Ranged::same(VehiclesPerDay(0)));
    levers.extend(with_lane.map(Lever::Checkpoint));
    levers.push(Lever::Lane);
    levers.extend(BUSES.map(Lever::Buses));
    levers
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
            Self::Checkpoint(number) => {
                Change { checkpoint: Some((number, VehiclesPerDay(MORE_AN_HOUR * 24))), ..nothing }
            }
            Self::Lane => Change { lane: VehiclesPerHour(MORE_AN_HOUR), ..nothing },
            Self::Buses(buses) => Change { buses, ..nothing },
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
    let offer = &set.by_length[length][Offers::LIKELY];
    let as_good = |cheap: &Weighed| {
        let hours = (0..=offer.horizon.0 / HOUR.0).map(|hour| Clock(hour * HOUR.0)).chain([offer.horizon]);
        hours.into_iter().all(|hour| cheap.by(hour) >= offer.by(hour))
    };
    let lengths = if fewer { 0..=length } else { 0..=length.saturating_sub(1) };
    no_more && (fewer || length > 0) && lengths.into_iter().any(|l| as_good(&other.by_length[l][Offers::LIKELY]))
}
