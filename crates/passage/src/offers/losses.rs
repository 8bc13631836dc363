//! Which single loss hurts most: each corridor, checkpoint and stretch of road closed in turn.

use super::book::Book;
use super::by_hour::{self, Cost, Hours};
use super::change::{Change, Lost};
use super::weigh::{Scales, Weighed};
use super::{Offers, by_each};
use crate::command::plan::not_planned;
use crate::failure::Failure;
use crate::outcome::names::Names;
use crate::situate::both_directions;
use passage_model::id::{JunctionId, RoadId};
use passage_model::network::Network;
use passage_model::plan::Plan;
use passage_model::situation::{Reading, Situation};
use passage_model::time::{Clock, Interval};
use passage_model::units::Vehicles;
use passage_model::work::{Unwatched, Work};
use std::collections::BTreeMap;

/// Stretches of road that are tried, those with the most vehicles of the plan.
const MOST_STRETCHES: usize = 24;
/// The same where each is a plan with fleets.
const MOST_WITH_FLEETS: usize = 12;
const THROUGHOUT: Interval = Interval { from: Clock::H_HOUR, until: Clock::NEVER };

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
    /// What is closed for it.
    pub lost: Lost,
    /// What is left, by each reading.
    pub left: Vec<Weighed>,
    /// What it costs when it is closed in each of [`Losses::hours`] alone, by the likely reading; `None`: not weighed.
    pub for_an_hour: Option<Vec<Cost>>,
}

/// All losses.
#[derive(Default)]
pub struct Losses {
    /// For the whole time, the worst by the likely reading first.
    pub whole: Vec<Loss>,
    /// The hours in which anything of the agreed is open.
    pub hours: Vec<Interval>,
    /// Of the worst: who is left safe when it is closed in each hour alone, by each reading.
    pub worst: Vec<(Interval, Vec<Weighed>)>,
    /// Stretches with vehicles of the plan that were not tried, for they carry fewer than those tried.
    pub not_tried: usize,
    /// Such hours that were not tried, after the others.
    pub hours_not_tried: usize,
}

/// What was tried.
#[derive(Default)]
pub struct Tried {
    /// The worst first.
    whole: Vec<(What, Lost)>,
    /// The hours in which each was tried alone.
    hours: Hours,
    /// Stretches that were left out.
    left_out: usize,
}

/// Weighs every single loss.
pub fn weigh(book: &mut Book<'_>, readings: &[Reading], work: &Work<'_>) -> Result<Tried, Failure> {
    let (scales, stage) = (book.scales(), "closing each in turn");
    let Some(situation) = scales.situation(&Change::default(), Reading::Likely) else {
        return Ok(Tried::default());
    };
    let mut whole = of_the_agreed(scales);
    let network = &scales.given().network;
    let likely = plan(network, &situation, work)?;
    let mut stretches = stretches(network, &situation, &likely);
    let most = if situation.fleets.is_empty() { MOST_STRETCHES } else { MOST_WITH_FLEETS };
    let left_out = stretches.len().saturating_sub(most);
    stretches.truncate(most);
    whole.extend(stretches.into_iter().map(|(what, roads)| {
        let roads = both_directions(network, &roads);
        (what, Lost { roads, checkpoint: None, footway: None, when: THROUGHOUT })
    }));
    let changes: Vec<Change> = whole.iter().map(|(_, lost)| change(lost)).collect();
    book.weigh(&by_each(&changes, readings), stage, work)?;
    whole.sort_by_key(|(_, lost)| book.get(&change(lost), readings[Offers::LIKELY]).map(Weighed::safe));
    let mut hours = Hours::of(scales, &situation);
    for reading in readings.iter().filter(|_| situation.fleets.is_empty()) {
        let (Some(agreed), Some(situation)) =
            (book.get(&Change::default(), *reading), scales.situation(&Change::default(), *reading))
        else {
            continue;
        };
        let of_its_own = (*reading != Reading::Likely).then(|| plan(network, &situation, work)).transpose()?;
        hours.note(network, &situation, of_its_own.as_ref().unwrap_or(&likely), agreed);
    }
    let places: Vec<&Lost> = whole.iter().map(|(_, lost)| lost).collect();
    hours.nest(&situation, &places);
    by_hour::weigh(book, &places, &hours, readings, work)?;
    Ok(Tried { whole, hours, left_out })
}

fn plan(network: &Network, situation: &Situation, work: &Work<'_>) -> Result<Plan, Failure> {
    let plan = passage_plan::plan(network, situation, None, &Work { watch: &Unwatched, ..*work });
    plan.map_err(|error| not_planned(&error))
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

/// The change that a loss is.
pub(super) fn change(lost: &Lost) -> Change {
    Change { lost: Some(lost.clone()), ..Change::default() }
}

/// The answer from what is in the book.
pub fn losses(book: &Book<'_>, readings: &[Reading], tried: Tried) -> Losses {
    let Tried { whole, hours, left_out } = tried;
    let left = |lost: &Lost| book.each(&change(lost), readings);
    let in_hour = |lost: &Lost, hour: usize| {
        let by_each = readings.iter().filter_map(|reading| hours.left(book, lost, hour, *reading));
        (hours.tried[hour], by_each.collect::<Vec<_>>())
    };
    let worst = whole.first().map(|(_, lost)| (0..hours.tried.len()).map(|hour| in_hour(lost, hour)).collect());
    let places: Vec<&Lost> = whole.iter().map(|(_, lost)| lost).collect();
    let costs = (0..places.len()).map(|place| by_hour::costs(book, &places, place, &hours, readings[Offers::LIKELY]));
    let costs: Vec<_> = costs.collect();
    let loss = |((what, lost), for_an_hour)| Loss { what, left: left(&lost), lost, for_an_hour };
    let whole: Vec<Loss> = whole.into_iter().zip(costs).map(loss).collect();
    let worst = worst.unwrap_or_default();
    Losses { whole, worst, not_tried: left_out, hours_not_tried: hours.left_out, hours: hours.tried }
}

/// The stretches between neighbouring named places that the plan's vehicles use, those with the most vehicles first.
fn stretches(network: &Network, situation: &Situation, plan: &Plan) -> Vec<(What, Vec<RoadId>)> {
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
    told.collect()
}
