//! Which single loss hurts most: each corridor, checkpoint and stretch of road closed in turn.

use super::book::Book;
use super::change::{Change, Lost};
use super::weigh::{Scales, Weighed};
use super::{Offers, by_each};
use crate::command::plan::not_planned;
use crate::failure::Failure;
use crate::outcome::names::Names;
use crate::situate::both_directions;
use passage_model::id::{JunctionId, RoadId};
use passage_model::situation::{Reading, Situation};
use passage_model::time::{Clock, Interval};
use passage_model::units::{Persons, Vehicles};
use passage_model::work::{Unwatched, Work};
use std::collections::BTreeMap;

/// Stretches of road that are tried, those with the most vehicles of the plan.
const MOST_STRETCHES: usize = 24;
/// The same where each is a plan with fleets.
const MOST_WITH_FLEETS: usize = 12;
const THROUGHOUT: Interval = Interval { from: Clock::H_HOUR, until: Clock::NEVER };
/// Hours that are tried for the worst loss.
const MOST_HOURS: u32 = 24;

/// What may be lost.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// A corridor, by its number.
    Corridor(usize),
    /// A checkpoint, by its number.
    Checkpoint(usize),
    /// A footway, by its number.
    Footway(usize),
    /// The roads between two neighbouring named places of a plan's ways.
    Stretch {
        /// From.
        from: String,
        /// To.
        to: String,
    },
}

/// A loss, and what is left.
pub struct Loss {
    /// What is lost.
    pub what: What,
    /// What is left, by each reading.
    pub left: Vec<Weighed>,
}

/// All losses.
#[derive(Default)]
pub struct Losses {
    /// For the whole time, the worst by the likely reading first.
    pub whole: Vec<Loss>,
    /// Of the worst: each hour from the first opening to the last closing, and who is left safe by each reading.
    pub hours: Vec<(Interval, Vec<Weighed>)>,
    /// Stretches with vehicles of the plan that were not tried, for they carry fewer than those tried.
    pub not_tried: usize,
}

/// What was tried.
pub struct Tried {
    whole: Vec<(What, Lost)>,
    /// The worst, with the hours in which it was tried alone.
    worst: Option<(Lost, Vec<Interval>)>,
    /// Stretches that were left out.
    left_out: usize,
}

/// Weighs every single loss.
pub fn weigh(book: &mut Book<'_>, readings: &[Reading], work: &Work<'_>) -> Result<Tried, Failure> {
    let (scales, stage) = (book.scales(), "closing each in turn");
    let Some(situation) = scales.situation(&Change::default(), Reading::Likely) else {
        return Ok(Tried { whole: Vec::new(), worst: None, left_out: 0 });
    };
    let mut whole = of_the_agreed(scales);
    let mut stretches = stretches(scales, &situation, work)?;
    let most = if situation.fleets.is_empty() { MOST_STRETCHES } else { MOST_WITH_FLEETS };
    let left_out = stretches.len().saturating_sub(most);
    stretches.truncate(most);
    let network = &scales.given().network;
    whole.extend(stretches.into_iter().map(|(what, roads)| {
        let roads = both_directions(network, &roads);
        (what, Lost { roads, checkpoint: None, footway: None, when: THROUGHOUT })
    }));
    let changes: Vec<Change> = whole.iter().map(|(_, lost)| change(lost)).collect();
    book.weigh(&by_each(&changes, readings), stage, work)?;
    let left = |lost: &Lost| book.get(&change(lost), readings[Offers::LIKELY]).map(Weighed::safe);
    let worst = whole.iter().min_by_key(|(_, lost)| left(lost)).map(|(_, lost)| lost.clone());
    let hours = each_hour(scales, &situation);
    if let Some(worst) = &worst {
        let changes: Vec<Change> = hours.iter().map(|when| change(&Lost { when: *when, ..worst.clone() })).collect();
        book.weigh(&by_each(&changes, readings), stage, work)?;
    }
    Ok(Tried { whole, worst: worst.map(|lost| (lost, hours)), left_out })
}

/// The corridors that are open, the checkpoints and the footways.
fn of_the_agreed(scales: &Scales<'_>) -> Vec<(What, Lost)> {
    let nothing = || Lost { roads: Vec::new(), checkpoint: None, footway: None, when: THROUGHOUT };
    let mut tried: Vec<(What, Lost)> = Vec::new();
    let open = Change::default().open(scales.agreed());
    for &number in &open {
        // What other corridors share with it stays open by their agreement.
        let shared = |road: &RoadId| open.iter().any(|&i| i != number && scales.roads[i].contains(road));
        let roads = scales.roads[number].iter().copied().filter(|road| !shared(road)).collect();
        tried.push((What::Corridor(number), Lost { roads, ..nothing() }));
    }
    let checkpoints = 0..scales.agreed().checkpoints.len();
    tried.extend(checkpoints.map(|i| (What::Checkpoint(i), Lost { checkpoint: Some(i), ..nothing() })));
    let footways = 0..scales.agreed().footways.len();
    tried.extend(footways.map(|i| (What::Footway(i), Lost { footway: Some(i), ..nothing() })));
    tried
}

fn change(lost: &Lost) -> Change {
    Change { lost: Some(lost.clone()), ..Change::default() }
}

/// The answer from what is in the book.
pub fn losses(book: &Book<'_>, readings: &[Reading], tried: Tried) -> Losses {
    let left = |lost: &Lost| book.each(&change(lost), readings);
    let mut whole: Vec<Loss> = tried.whole.into_iter().map(|(what, lost)| Loss { what, left: left(&lost) }).collect();
    whole.sort_by_key(|loss| loss.left.first().map(Weighed::safe));
    let hours = tried
        .worst
        .map(|(lost, hours)| hours.into_iter().map(|when| (when, left(&Lost { when, ..lost.clone() }))).collect());
    Losses { whole, hours: hours.unwrap_or_default(), not_tried: tried.left_out }
}

/// Whole hours of the day between the first opening of a corridor or area and the last closing.
fn each_hour(scales: &Scales<'_>, situation: &Situation) -> Vec<Interval> {
    let agreed = scales.agreed();
    let corridors = agreed.in_force().map(|corridor| &corridor.windows);
    let windows = corridors.chain(agreed.areas.iter().map(|area| &area.windows));
    let open: Vec<&Interval> = windows.flat_map(|w| w.opening.intervals()).filter(|i| i.until < Clock::NEVER).collect();
    let first = open.iter().map(|i| i.from.0).min().unwrap_or(0);
    let last = open.iter().map(|i| i.until.0).max().unwrap_or(situation.horizon.0).min(situation.horizon.0);
    let hours = (last.saturating_sub(first)).div_ceil(3600).min(MOST_HOURS);
    let hour = |i: u32| Interval { from: Clock(first + i * 3600), until: Clock(first + (i + 1) * 3600) };
    (0..hours).map(hour).collect()
}

/// The stretches between neighbouring named places that the plan's vehicles use, those with the most vehicles first.
fn stretches(scales: &Scales<'_>, situation: &Situation, work: &Work<'_>) -> Result<Vec<(What, Vec<RoadId>)>, Failure> {
    let network = &scales.given().network;
    let plan = passage_plan::plan(network, situation, None, &Work { watch: &Unwatched, ..*work });
    let plan = plan.map_err(|error| not_planned(&error))?;
    let mut on_course = vec![Vehicles(0); plan.courses.len()];
    for movement in &plan.movements {
        on_course[movement.course.index()] += movement.vehicles;
    }
    let names = Names::new(network, situation);
    let ends_here = |junction: JunctionId| !names.at(junction).is_empty();
    let mut carried: BTreeMap<Vec<RoadId>, Vehicles> = BTreeMap::new();
    for (course, vehicles) in plan.courses.iter().zip(on_course) {
        let stretches = course.roads.chunk_by(|road, _| !ends_here(network.to(*road)));
        for stretch in stretches.filter(|_| vehicles > Vehicles(0)) {
            *carried.entry(stretch.to_vec()).or_default() += vehicles;
        }
    }
    let mut carried: Vec<_> = carried.into_iter().collect();
    carried.sort_by_key(|(roads, vehicles)| (std::cmp::Reverse(*vehicles), roads.first().copied()));
    let told = carried.into_iter().map(|(roads, _)| {
        let end = |junction: Option<JunctionId>| junction.map(|j| names.junction(j)).unwrap_or_default();
        let from = end(roads.first().map(|road| network.from(*road)));
        let to = end(roads.last().map(|road| network.to(*road)));
        (What::Stretch { from, to }, roads)
    });
    Ok(told.collect())
}

/// How many fewer are safe.
pub fn cost(agreed: &Weighed, left: &Weighed) -> Persons {
    Persons(agreed.safe().0.saturating_sub(left.safe().0))
}
