//! Turn-back times: the last moment at which a vehicle may pass each place of its course and still be through.

use passage_model::id::{CourseId, JunctionId, OriginId, RoadId};
use passage_model::network::Network;
use passage_model::plan::Plan;
use passage_model::situation::Situation;
use passage_model::time::{Clock, Interval, Opening};
use std::collections::BTreeMap;

/// One course's last moments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TurnBack {
    /// The group.
    pub origin: OriginId,
    /// The course.
    pub course: CourseId,
    /// Vehicles of the group that take it.
    pub vehicles: u64,
    /// The last moment at which each junction may be passed, freely driving on: the origin's first.
    pub last: Vec<(JunctionId, Clock)>,
}

/// The last moments for each group's most used course over each different sequence of named places, at most `most` for
/// each group, the most used first. O(roads of those courses times intervals).
pub fn of(network: &Network, situation: &Situation, plan: &Plan, most: usize) -> Vec<TurnBack> {
    let mut used: BTreeMap<(OriginId, Vec<JunctionId>), BTreeMap<CourseId, u64>> = BTreeMap::new();
    let mut through: BTreeMap<CourseId, Vec<JunctionId>> = BTreeMap::new();
    for movement in &plan.movements {
        let places = through.entry(movement.course).or_insert_with(|| {
            let roads = &plan.courses[movement.course.index()].roads;
            roads.iter().map(|&r| network.to(r)).filter(|&j| is_named(situation, j)).collect()
        });
        *used.entry((movement.origin, places.clone())).or_default().entry(movement.course).or_default() +=
            u64::from(movement.vehicles.0);
    }
    let mut found: Vec<TurnBack> = used
        .into_iter()
        .filter_map(|((origin, _), courses)| {
            let vehicles = courses.values().sum();
            let (&course, _) = courses.iter().max_by_key(|(id, count)| (**count, std::cmp::Reverse(**id)))?;
            let last = last_moments(network, situation, &plan.courses[course.index()].roads, plan.horizon);
            Some(TurnBack { origin, course, vehicles, last })
        })
        .collect();
    found.sort_by_key(|t| (t.origin, std::cmp::Reverse(t.vehicles), t.course));
    let mut kept: BTreeMap<OriginId, usize> = BTreeMap::new();
    found.retain(|t| {
        let count = kept.entry(t.origin).or_default();
        *count += 1;
        *count <= most
    });
    found
}

/// For each junction of a road sequence, the last moment at which a vehicle may pass it so that, driving freely, it is
/// off every road before that road closes, meets each checkpoint within its hours, and arrives by the horizon.
/// A junction that can never be passed so, and all before it, are left out.
///
/// Backwards along the roads, the set of good moments at a junction is the set of good entries of its next road, cut
/// with the set at the road's end moved back by its travel time.
pub fn last_moments(
    network: &Network,
    situation: &Situation,
    roads: &[RoadId],
    horizon: Clock,
) -> Vec<(JunctionId, Clock)> {
    let mut passed = vec![0u64; roads.len() + 1];
    for (i, road) in roads.iter().enumerate() {
        passed[i + 1] = passed[i] + u64::from(situation.roads[road.index()].travel.0);
    }
    let seconds = |i: usize| u32::try_from(passed[i].div_ceil(1000)).unwrap_or(u32::MAX);
    let Some(&last) = roads.last() else { return Vec::new() };
    let mut good = Opening::within(vec![Interval { from: Clock::H_HOUR, until: Clock(horizon.0.saturating_add(1)) }]);
    good = at_checkpoint(situation, network.to(last), &good);
    let mut found = vec![(network.to(last), latest(&good, 1))];
    for (i, &road) in roads.iter().enumerate().rev() {
        let travel = seconds(i + 1).saturating_sub(seconds(i));
        let entries = situation.opening(road).intervals().iter().map(|open| Interval {
            from: open.from,
            until: Clock(open.until.0.saturating_sub(travel).saturating_add(1).min(open.until.0)),
        });
        let before = good.intervals().iter().map(|at| Interval {
            from: Clock(at.from.0.saturating_sub(travel)),
            until: Clock(at.until.0.saturating_sub(travel)),
        });
        good = Opening::within(entries.collect()).and(&Opening::within(before.collect()));
        good = at_checkpoint(situation, network.from(road), &good);
        found.push((network.from(road), latest(&good, u32::from(i > 0))));
    }
    found.reverse();
    found.into_iter().filter_map(|(junction, at)| at.map(|at| (junction, at))).collect()
}

fn at_checkpoint(situation: &Situation, junction: JunctionId, good: &Opening) -> Opening {
    situation.checkpoint(junction).map_or_else(|| good.clone(), |c| good.and(&c.hours))
}

/// The last good moment, less `slack` seconds: times are rounded up from the origin on, so a time between two places
/// further on may be a second longer than their difference.
fn latest(good: &Opening, slack: u32) -> Option<Clock> {
    good.intervals().last().map(|i| Clock(i.until.0.saturating_sub(1 + slack)).max(i.from))
}

/// Whether a junction stands for a named place.
fn is_named(situation: &Situation, junction: JunctionId) -> bool {
    situation.named.binary_search_by_key(&junction, |n| n.junction).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outcome::sample;

    /// Drives freely from `start` and says when each junction is passed, or nothing where a rule is broken.
    fn drive(situation: &Situation, roads: &[RoadId], start: u32, horizon: Clock) -> Option<Vec<u32>> {
        let mut passed = vec![start];
        let mut travelled = 0u64;
        for road in roads {
            travelled += u64::from(situation.roads[road.index()].travel.0);
            let leave = start + travelled.div_ceil(1000) as u32;
            let enter = *passed.last()?;
            situation.opening(*road).holds(Clock(enter), Clock(leave)).then_some(())?;
            passed.push(leave);
        }
        (Clock(*passed.last()?) <= horizon).then_some(passed)
    }

    #[test]
    fn a_vehicle_at_the_turn_back_time_is_through_and_one_second_later_is_not() {
        let (network, mut situation) = sample::mariupol();
        let roads = situation.corridors[0].roads.clone();
        // The first road of the second half closes at noon for good.
        let cut = Opening::within(vec![Interval { from: Clock(0), until: Clock(4 * 3600 + 1800) }]);
        situation.openings.push(cut);
        let half = roads[roads.len() / 2];
        situation.roads[half.index()].opening = passage_model::id::OpeningId::at(situation.openings.len() - 1);
        let found = last_moments(&network, &situation, &roads, situation.horizon);
        assert_eq!(found.len(), roads.len() + 1);
        let (_, first) = found[0];
        assert!(drive(&situation, &roads, first.0, situation.horizon).is_some());
        assert!(drive(&situation, &roads, first.0 + 1, situation.horizon).is_none());
        // Beyond the cut the window itself decides again.
        let after = roads.len() / 2 + 1;
        assert!(drive(&situation, &roads[after..], found[after].1.0, situation.horizon).is_some());
        assert!(drive(&situation, &roads[after..], found[after].1.0 + 2, situation.horizon).is_none());
    }

    #[test]
    fn each_group_gets_its_most_used_course() {
        let outcome = sample::outcome();
        let answer = &outcome.likely;
        let found = of(outcome.network, &answer.situation, &answer.plan, 3);
        assert_eq!(found.len(), 1);
        assert!(answer.plan.movements.iter().all(|m| m.turn_back <= found[0].last[0].1));
    }
}
