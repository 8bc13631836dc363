//! How near a plan comes to its limit: by the end, and at the hour at which it is farthest from it.

use super::{Answer, Outcome, hours};
use crate::words::Words;
use passage_model::plan::BoundKind;
use passage_model::time::Clock;
use passage_model::units::Persons;
use serde_json::{Value, json};

/// An hour is told where the plan has less than so many tenths of a per cent of its limit then.
const FEW: u32 = 950;

/// Tenths of a per cent of the limit, rounded down: nobody is promised more than they have.
fn tenths(safe: Persons, limit: Persons) -> u32 {
    let share = u64::from(safe.0) * 1000 / u64::from(limit.0.max(1));
    u32::try_from(share).unwrap_or(1000).min(1000)
}

/// The end of the plan.
fn end(answer: &Answer) -> (Persons, Persons) {
    let safe = answer.plan.safe();
    (safe, answer.plan.bound.persons.max(safe))
}

/// The whole hour at which the plan is farthest from its limit, the first of several.
fn weakest(outcome: &Outcome<'_>) -> Option<(Clock, u32)> {
    let hours = hours::of(&outcome.likely, &outcome.setting.times, usize::MAX).into_iter();
    let shares = hours.filter(|hour| hour.limit > Persons(0)).map(|hour| (hour.by, tenths(hour.safe, hour.limit)));
    shares.min_by_key(|&(by, share)| (share, by)).filter(|(_, share)| *share < FEW)
}

/// Whether the limit is only over the ways that fleets were planned with.
fn over_ways(answer: &Answer) -> bool {
    answer.plan.bound.kind == BoundKind::Shuttles
}

/// How near, in a sentence or two; nothing where nobody could do better at any hour, or where nobody is brought out. What
/// few routes cost is told elsewhere.
pub fn words(outcome: &Outcome<'_>, words: &Words) -> Option<String> {
    let (safe, limit) = end(&outcome.likely);
    if outcome.few_routes.is_some() || safe == Persons(0) {
        return None;
    }
    let share = |tenths: u32| words.decimal(f64::from(tenths) / 10.0, 1).into();
    let mut told = Vec::new();
    match (safe < limit, over_ways(&outcome.likely)) {
        (true, true) => told.push(words.tell("near-over-ways", &[("share", share(tenths(safe, limit)))])),
        (true, false) => told.push(words.tell("near", &[("share", share(tenths(safe, limit)))])),
        (false, true) => told.push(words.say("near-ways")),
        (false, false) => {}
    }
    told.extend(weakest(outcome).map(|(by, least)| {
        let by = outcome.setting.times.minute(by, words);
        words.tell("near-hour", &[("by", by.into()), ("share", share(least))])
    }));
    (!told.is_empty()).then(|| told.join(" "))
}

/// For programs.
pub fn document(outcome: &Outcome<'_>) -> Value {
    let (safe, limit) = end(&outcome.likely);
    let percent = |tenths: u32| f64::from(tenths) / 10.0;
    json!({
        "percent_of_limit": percent(tenths(safe, limit)),
        "over_ways_of_fleets_only": over_ways(&outcome.likely),
        "weakest_hour": weakest(outcome).map(|(by, share)| {
            json!({ "by": outcome.setting.times.stamp(by), "percent_of_limit": percent(share) })
        }),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outcome::sample;
    use crate::words::Language;

    fn told(outcome: &Outcome<'_>) -> Option<String> {
        let told = Language::ALL.map(|language| words(outcome, &Words::new(language)));
        told.into_iter().collect::<Option<Vec<String>>>().map(|told| told.join("\n"))
    }

    #[test]
    fn what_is_exact_needs_no_word_and_what_is_not_is_told_rounded_down() {
        let mut outcome = sample::outcome();
        assert_eq!(told(&outcome), None);
        let bound = &mut outcome.likely.plan.bound;
        // 1,908 of 1,912 are 99.79 %.
        bound.persons += Persons(4);
        for safe in &mut bound.curve {
            safe.persons += Persons(4);
        }
        bound.kind = BoundKind::Shuttles;
        insta::assert_snapshot!(told(&outcome).unwrap(), @"
        At least 99.7 % of the best possible on the ways that the fleets drive here.
        Щонайменше 99,7 % від найкращого можливого на шляхах, якими тут їздять парки.
        ");
        // A limit that is there an hour before anybody can be safe.
        let first = outcome.likely.plan.bound.curve[0];
        outcome.likely.plan.bound.curve.insert(0, passage_model::plan::Safe { by: Clock(5 * 3600), ..first });
        outcome.likely.plan.bound.kind = BoundKind::Relaxation;
        insta::assert_snapshot!(told(&outcome).unwrap(), @"
        At least 99.7 % of the best possible. Weakest hour: 0.0 % of the limit by 14:00.
        Щонайменше 99,7 % від найкращого можливого. Найслабша година: 0,0 % межі до 14:00.
        ");
    }
}
