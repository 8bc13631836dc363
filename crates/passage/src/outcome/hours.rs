//! Persons safe by each hour, beside those ready to leave and the limit.

use super::Answer;
use super::times::Times;
use passage_model::plan::Safe;
use passage_model::time::Clock;
use passage_model::units::Persons;

/// One moment's figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hour {
    /// The moment.
    pub by: Clock,
    /// Persons received by then.
    pub safe: Persons,
    /// Persons who have a seat and are ready by then.
    pub ready: Persons,
    /// No plan in steps of this length has more persons safe by then.
    pub limit: Persons,
}

/// The figures at every whole civil hour and at the horizon; with more than `most` rows at every second, third, sixth
/// or twelfth hour instead.
pub fn of(answer: &Answer, times: &Times, most: usize) -> Vec<Hour> {
    let horizon = answer.plan.horizon;
    let hours = (horizon.0 / 3600) as usize + 2;
    let every = [1u32, 2, 3, 6, 12, 24, 48, 96].into_iter().find(|&e| hours / e as usize <= most).unwrap_or(96 * 7);
    let mut moments = Vec::new();
    let (mut at, begin) = (times.first_hour(), begins(answer));
    while at < horizon {
        if at > begin && u32::from(times.at(at).hour().unsigned_abs()) % every.min(24) == 0 {
            moments.push(at);
        }
        at = Clock(at.0 + 3600);
    }
    moments.push(horizon);
    moments.into_iter().map(|by| hour(answer, by)).collect()
}

/// When the plan begins: of one made again, when the first of those who are left can go on.
fn begins(answer: &Answer) -> Clock {
    let of = |o: &passage_model::situation::Origin| {
        o.ready.iter().map(|r| r.from).chain(o.riders.iter().map(|r| r.from)).min()
    };
    let first = answer.plan.parent.and_then(|_| answer.situation.origins.iter().filter_map(of).min());
    first.unwrap_or(Clock::H_HOUR)
}

/// The figures at one moment.
pub fn hour(answer: &Answer, by: Clock) -> Hour {
    let safe = answer.plan.safe_by(by);
    Hour { by, safe, ready: ready_by(answer, by), limit: limit_by(answer, by).max(safe) }
}

/// Persons ready to leave by a moment, without those who have no seat.
pub fn ready_by(answer: &Answer, by: Clock) -> Persons {
    let ready = |o: &passage_model::situation::Origin| {
        if o.is_carried() {
            let there = o.riders.iter().filter(|riders| riders.from <= by);
            return there.map(|riders| riders.persons).sum::<Persons>().min(o.persons);
        }
        let vehicles = o.ready.iter().filter(|r| r.from <= by).map(|r| r.vehicles).sum();
        o.per_vehicle.persons_in(vehicles).min(o.persons)
    };
    answer.situation.origins.iter().map(ready).sum()
}

/// No plan has more persons safe by a moment. The curve of the bound is a staircase; before its first step nobody
/// can be safe.
pub fn limit_by(answer: &Answer, by: Clock) -> Persons {
    let curve: &[Safe] = &answer.plan.bound.curve;
    if curve.is_empty() { answer.plan.bound.persons } else { at(curve, by) }
}

/// The height of a rising staircase at a moment.
pub fn at(curve: &[Safe], by: Clock) -> Persons {
    match curve.partition_point(|safe| safe.by <= by) {
        0 => Persons(0),
        passed => curve[passed - 1].persons,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outcome::sample;

    #[test]
    fn the_hours_rise_to_the_answer() {
        let outcome = sample::outcome();
        let hours = of(&outcome.likely, &outcome.setting.times, 12);
        assert_eq!(hours.len(), 8);
        assert_eq!(hours.last().map(|h| h.safe), Some(outcome.likely.plan.safe()));
        assert!(hours.windows(2).all(|w| w[0].by < w[1].by && w[0].safe <= w[1].safe && w[0].ready <= w[1].ready));
        assert!(hours.iter().all(|h| h.safe <= h.limit));
    }

    #[test]
    fn a_long_horizon_gets_fewer_rows() {
        let mut outcome = sample::outcome();
        outcome.likely.plan.horizon = Clock(72 * 3600);
        let hours = of(&outcome.likely, &outcome.setting.times, 12);
        assert!((6..=14).contains(&hours.len()), "{}", hours.len());
    }
}
