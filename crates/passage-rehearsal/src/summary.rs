//! What many days have in common: bands, shares and the worst of them.

use crate::Moment;
use crate::layout::QueueId;
use crate::many::{Z, moment_at, quantile};
use crate::played::Played;
use crate::stage::{Stage, What};
use passage_model::id::{CheckpointId, OriginId, RoadId};
use passage_model::time::Clock;
use passage_model::units::Persons;
use std::collections::BTreeMap;

/// What is said of a plan after many days.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    /// How many days.
    pub days: u64,
    /// Persons safe by the end of each hour.
    pub hours: Vec<Hour>,
    /// The share of days on which everybody whom the plan brings out was safe by the horizon.
    pub finished: Proportion,
    /// Who was on a road whose window had ended.
    pub caught: CaughtOnRoads,
    /// Each checkpoint, in the situation's order.
    pub checkpoints: Vec<AtCheckpoint>,
    /// Persons of the plan received at each site.
    pub sites: Vec<Band>,
    /// Persons received at each site, with those who joined or followed: for so many to prepare.
    pub arrivals: Vec<Band>,
    /// Persons of the plan that stayed at home, and that were left on the way.
    pub stayed: Band,
    /// The same of those left on the way.
    pub left_on_the_way: Band,
    /// Persons of those who joined or followed, safe by the horizon.
    pub joined: Band,
    /// Persons of those who joined or followed and were not.
    pub joined_left: Band,
    /// Queues that reach back over a junction, those on most days first.
    pub reach: Vec<Reaches>,
    /// The share of days with gridlock, and its queues on the first such day.
    pub gridlock: (Proportion, Option<(u64, Vec<QueueId>)>),
    /// The worst days, the worst first: those with most persons caught, then with fewest safe.
    pub worst: Vec<u64>,
}

/// A number by its quantiles over the days.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Band {
    /// One day in twenty is below.
    pub p5: u32,
    /// One in four is below.
    pub p25: u32,
    /// Half are below.
    pub p50: u32,
    /// One in four is above.
    pub p75: u32,
    /// One in twenty is above.
    pub p95: u32,
    /// The mean.
    pub mean: f64,
}

impl Band {
    /// Of numbers in any order.
    pub fn of(mut numbers: Vec<u32>) -> Self {
        numbers.sort_unstable();
        let at = |share| quantile(&numbers, share);
        let mean = numbers.iter().map(|n| f64::from(*n)).sum::<f64>() / numbers.len().max(1) as f64;
        Self { p5: at(0.05), p25: at(0.25), p50: at(0.5), p75: at(0.75), p95: at(0.95), mean }
    }
}

/// One hour.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hour {
    /// Its end.
    pub by: Clock,
    /// Persons safe by then as planned.
    pub planned: Persons,
    /// Persons of the plan safe by then on the days.
    pub safe: Band,
}

/// A share of days with its 95 % interval (Wilson 1927).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Proportion {
    /// How many days.
    pub days: u64,
    /// The share.
    pub share: f64,
    /// No less.
    pub low: f64,
    /// No more.
    pub high: f64,
}

impl Proportion {
    /// So many of so many days.
    pub fn of(days: u64, all: u64) -> Self {
        let n = all.max(1) as f64;
        let (share, z2) = (days as f64 / n, Z * Z);
        let middle = (share + z2 / (2.0 * n)) / (1.0 + z2 / n);
        let half = Z / (1.0 + z2 / n) * (share * (1.0 - share) / n + z2 / (4.0 * n * n)).sqrt();
        Self { days, share, low: (middle - half).max(0.0), high: (middle + half).min(1.0) }
    }
}

/// Who was on a road whose window had ended.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CaughtOnRoads {
    /// On how many days anybody was.
    pub days: Proportion,
    /// Vehicles on a day on which anybody was.
    pub vehicles: Band,
    /// Persons on such a day.
    pub persons: Band,
    /// Roads, those on most days first.
    pub roads: Vec<CaughtOn>,
    /// For each group of which anybody was caught on the way, in their order.
    pub groups: Vec<CaughtOf>,
    /// On how many days anybody was caught on the way.
    pub late: Proportion,
    /// Who had stopped on a road for good: on how many days, and vehicles and persons on such a day.
    pub out_of_fuel: (Proportion, Band, Band),
}

/// A road on which vehicles were caught.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CaughtOn {
    /// The road.
    pub road: RoadId,
    /// On how many days.
    pub days: Proportion,
    /// The mean of vehicles over these days.
    pub vehicles: f64,
}

/// A group of which vehicles were caught.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CaughtOf {
    /// The group.
    pub origin: OriginId,
    /// On how many days.
    pub days: Proportion,
    /// On 95 % of all days nobody was caught who set out before this moment, as far as these days say: the turn-back time that would
    /// have prevented it.
    pub uncaught_before: Moment,
    /// The same on every day.
    pub always_before: Moment,
}

/// A checkpoint.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct AtCheckpoint {
    /// How long vehicles waited, in seconds: of all vehicles of all days half waited no longer.
    pub wait_p50: u32,
    /// Of all vehicles of all days 95 % waited no longer.
    pub wait_p95: u32,
    /// The longest queue of a day, in vehicles.
    pub longest: Band,
    /// Vehicles that passed on all days.
    pub passed: u64,
}

/// Behind what a queue stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Head {
    /// A checkpoint.
    Checkpoint(CheckpointId),
    /// The end of a road, where the next takes no more.
    Road(RoadId),
}

/// A queue that reaches back over a junction.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reaches {
    /// Behind what it stands.
    pub head: Head,
    /// The road that it fills to the junction where that begins.
    pub road: RoadId,
    /// On how many days.
    pub days: Proportion,
    /// Since when, on the median of these.
    pub since: Moment,
}

impl Summary {
    /// Of days in their order. O(days x (hours + vehicles) x log).
    pub fn of(stage: &Stage<'_>, days: &[Played]) -> Self {
        let all = days.len() as u64;
        let band = |of: &dyn Fn(&Played) -> u32| Band::of(days.iter().map(of).collect());
        let hours = days.first().map_or(0, |played| played.safe.len());
        let by = |hour: usize| Clock((hour as u32 + 1) * 3600).min(stage.plan.horizon);
        let hour = |hour: usize| Hour {
            by: by(hour),
            planned: stage.plan.safe_by(by(hour)),
            safe: band(&|played| played.safe[hour]),
        };
        let share =
            |of: &dyn Fn(&Played) -> bool| Proportion::of(days.iter().filter(|played| of(played)).count() as u64, all);
        let stuck = days.iter().position(|played| !played.stuck.is_empty());
        Self {
            days: all,
            hours: (0..hours).map(hour).collect(),
            finished: share(&|played| played.finished),
            caught: caught(stage, days),
            checkpoints: checkpoints(stage, days),
            sites: (0..stage.situation.receptions.len()).map(|site| band(&|played| played.received[site])).collect(),
            arrivals: (0..stage.situation.receptions.len()).map(|site| band(&|played| played.arrived[site])).collect(),
            stayed: band(&|played| played.stayed),
            left_on_the_way: band(&|played| played.left_on_the_way),
            joined: band(&|played| played.joined),
            joined_left: band(&|played| played.joined_left),
            reach: reach(stage, days),
            gridlock: (
                share(&|played| !played.stuck.is_empty()),
                stuck.map(|day| (day as u64, days[day].stuck[0].clone())),
            ),
            worst: worst(days),
        }
    }
}

fn caught(stage: &Stage<'_>, days: &[Played]) -> CaughtOnRoads {
    let all = days.len() as u64;
    let days: Vec<&Played> = days.iter().filter(|played| !played.caught.is_empty()).collect();
    let mut roads: BTreeMap<RoadId, (u64, u64)> = BTreeMap::new();
    let mut groups: BTreeMap<OriginId, Vec<Moment>> = BTreeMap::new();
    let (mut vehicles, mut persons) = (Vec::new(), Vec::new());
    for played in &days {
        let (mut on, mut first) = (BTreeMap::new(), BTreeMap::new());
        for caught in &played.caught {
            if let What::Road(road) = stage.queues[caught.road.index()] {
                *on.entry(road).or_insert(0u64) += u64::from(caught.vehicles);
            }
            if let Some(origin) = stage.group(caught.vehicle).filter(|_| !caught.out_of_fuel) {
                let first = first.entry(origin).or_insert(caught.left);
                *first = caught.left.min(*first);
            }
        }
        let all = played.caught_in_all();
        vehicles.push(all.0);
        persons.push(all.1);
        for (road, vehicles) in on {
            let sum = roads.entry(road).or_default();
            *sum = (sum.0 + 1, sum.1 + vehicles);
        }
        for (origin, first) in first {
            groups.entry(origin).or_default().push(first);
        }
    }
    let mut roads: Vec<CaughtOn> = roads
        .into_iter()
        .map(|(road, (on, vehicles))| CaughtOn {
            road,
            days: Proportion::of(on, all),
            vehicles: vehicles as f64 / on.max(1) as f64,
        })
        .collect();
    roads.sort_by(|a, b| b.days.days.cmp(&a.days.days).then(a.road.cmp(&b.road)));
    let of = |(origin, mut firsts): (OriginId, Vec<Moment>)| {
        firsts.sort_unstable();
        let caught = firsts.len() as u64;
        // Days on which nobody was caught have no first: they come after all others.
        firsts.resize(all as usize, Moment::NEVER);
        CaughtOf {
            origin,
            days: Proportion::of(caught, all),
            uncaught_before: moment_at(&firsts, 0.05),
            always_before: moment_at(&firsts, 0.0),
        }
    };
    CaughtOnRoads {
        days: Proportion::of(days.len() as u64, all),
        vehicles: Band::of(vehicles),
        persons: Band::of(persons),
        roads,
        groups: groups.into_iter().map(of).collect(),
        late: Proportion::of(days.iter().filter(|played| played.is_late()).count() as u64, all),
        out_of_fuel: out_of_fuel(&days, all),
    }
}

fn out_of_fuel(days: &[&Played], all: u64) -> (Proportion, Band, Band) {
    let each = days.iter().map(|played| played.caught_and_out_of_fuel()).filter(|(vehicles, _)| vehicles[1] > 0);
    let (vehicles, persons): (Vec<u32>, Vec<u32>) = each.map(|(vehicles, persons)| (vehicles[1], persons[1])).unzip();
    (Proportion::of(vehicles.len() as u64, all), Band::of(vehicles), Band::of(persons))
}

fn checkpoints(stage: &Stage<'_>, days: &[Played]) -> Vec<AtCheckpoint> {
    let at = |checkpoint: usize| {
        let mut waits: Vec<u32> = days.iter().flat_map(|played| played.waits[checkpoint].iter().copied()).collect();
        waits.sort_unstable();
        AtCheckpoint {
            wait_p50: quantile(&waits, 0.5),
            wait_p95: quantile(&waits, 0.95),
            longest: Band::of(days.iter().map(|played| played.longest[checkpoint].0).collect()),
            passed: waits.len() as u64 - days.iter().map(|played| u64::from(played.waiting[checkpoint])).sum::<u64>(),
        }
    };
    (0..stage.situation.checkpoints.len()).map(at).collect()
}

fn reach(stage: &Stage<'_>, days: &[Played]) -> Vec<Reaches> {
    let mut since: BTreeMap<(Head, RoadId), Vec<Moment>> = BTreeMap::new();
    for played in days {
        let mut of_the_day: BTreeMap<(Head, RoadId), Moment> = BTreeMap::new();
        for reach in &played.reach {
            let head = match stage.queues[reach.head.index()] {
                What::Lane(checkpoint, _) => Head::Checkpoint(checkpoint),
                What::Road(road) => Head::Road(road),
                What::Waiting(..) | What::Group(..) | What::Run(..) => continue,
            };
            let What::Road(road) = stage.queues[reach.road.index()] else { continue };
            let first = of_the_day.entry((head, road)).or_insert(reach.since);
            *first = reach.since.min(*first);
        }
        for (of, first) in of_the_day {
            since.entry(of).or_default().push(first);
        }
    }
    let of = |((head, road), mut since): ((Head, RoadId), Vec<Moment>)| {
        since.sort_unstable();
        let days = Proportion::of(since.len() as u64, days.len() as u64);
        Reaches { head, road, days, since: moment_at(&since, 0.5) }
    };
    let mut reach: Vec<Reaches> = since.into_iter().map(of).collect();
    reach.sort_by(|a, b| b.days.days.cmp(&a.days.days).then((a.head, a.road).cmp(&(b.head, b.road))));
    reach
}

/// The ten worst.
fn worst(days: &[Played]) -> Vec<u64> {
    let mut order: Vec<u64> = (0..days.len() as u64).collect();
    let badness = |day: &u64| {
        let played = &days[*day as usize];
        (std::cmp::Reverse(played.caught_in_all().1), played.safe.last().copied().unwrap_or(0), *day)
    };
    order.sort_by_key(badness);
    order.truncate(10);
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_has_an_interval_that_is_never_nothing() {
        // Wilson: 0 of 100 is up to 3.7 %, 50 of 100 is 40.4 to 59.6 %.
        let none = Proportion::of(0, 100);
        assert!(none.low == 0.0 && (none.high - 0.037).abs() < 0.001, "{none:?}");
        let half = Proportion::of(50, 100);
        assert!((half.low - 0.404).abs() < 0.001 && (half.high - 0.596).abs() < 0.001, "{half:?}");
    }

    #[test]
    fn a_band_is_the_nearest_rank() {
        let band = Band::of((1..=100).rev().collect());
        assert_eq!((band.p5, band.p25, band.p50, band.p75, band.p95, band.mean), (5, 25, 50, 75, 95, 50.5));
        assert_eq!(Band::of(Vec::new()), Band::default());
    }
}
