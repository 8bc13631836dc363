//! What people weigh, told of a plan: its figures in the order of the scenario, and what each thing costs that stands
//! before another, as the difference of two plans.

use super::times::Times;
use super::used::Used;
use super::{Outcome, hours};
use crate::words::{Words, count};
use passage_model::situation::Situation;
use passage_model::time::Clock;
use passage_model::weighing::{Fairness, Figures, Objective, Share};
use passage_plan::Priced;
use serde_json::{Value, json};

/// Person-minutes, rounded up, of person-seconds.
pub fn minutes(person_seconds: u64) -> u64 {
    person_seconds.div_ceil(60)
}

/// The figures of the plan, on one line.
pub fn figures(outcome: &Outcome<'_>, words: &Words) -> String {
    let Some(figures) = &outcome.likely.plan.figures else { return String::new() };
    let least = figures.least().map(|least| least_share(&outcome.likely.situation, least, words));
    let mut told: Vec<String> = least.into_iter().collect();
    if minutes(figures.exposure) == 0 && minutes(figures.waiting) == 0 {
        told.push(words.say("weighed-neither"));
    } else {
        told.extend([exposure(figures, words), waiting(figures, words)]);
    }
    told.push(Used::of(&outcome.likely.plan, &outcome.likely.situation).words(words));
    words.tell("weighed-figures", &[("figures", told.join("; ").into())])
}

/// The least share and where: `least share 12 % (Berdiansk)`.
pub fn least_share(situation: &Situation, least: &Share, words: &Words) -> String {
    let place = situation.origins.get(least.origin.index()).map_or("", |origin| origin.assembly.as_str());
    words.tell("weighed-least", &[("share", percent(least, words).into()), ("place", place.into())])
}

/// A share in hundredths; one place more below ten. Rounded down: nobody is promised more than they have.
pub fn percent(share: &Share, words: &Words) -> String {
    let tenths = share.share().0 / 1000;
    if tenths < 100 { words.decimal(f64::from(tenths) / 10.0, 1) } else { words.number(tenths / 10) }
}

/// Person-minutes on exposed roads.
pub fn exposure(figures: &Figures, words: &Words) -> String {
    told_or_nobody(figures.exposure, "weighed-exposure", "weighed-exposure-none", words)
}

/// Person-minutes of waiting on the way.
pub fn waiting(figures: &Figures, words: &Words) -> String {
    told_or_nobody(figures.waiting, "weighed-waiting", "weighed-waiting-none", words)
}

fn told_or_nobody(person_seconds: u64, some: &str, nobody: &str, words: &Words) -> String {
    match minutes(person_seconds) {
        0 => words.say(nobody),
        minutes => words.tell(some, &[("n", count(minutes))]),
    }
}

/// A floor that not all can have, then what each thing costs, one line each, in the order of the scenario.
pub fn prices(outcome: &Outcome<'_>, words: &Words) -> Vec<String> {
    let order = outcome.likely.situation.weighing.order();
    let mut told: Vec<&Priced> = outcome.prices.iter().collect();
    told.sort_by_key(|priced| order.iter().position(|objective| *objective == priced.objective));
    let short = short_of_the_floor(outcome, words);
    short.into_iter().chain(told.into_iter().map(|priced| price(outcome, priced, words))).collect()
}

/// What one thing costs: `The floor of 30 % costs 340 people by 16:00, nobody by the end.`
pub fn price(outcome: &Outcome<'_>, priced: &Priced, words: &Words) -> String {
    if priced.objective == Objective::Change && priced.binds {
        return kept(outcome, priced, words);
    }
    let plan = &outcome.likely.plan;
    let what = thing(&outcome.likely.situation, priced.objective, words);
    let costs = costs(outcome, priced, words);
    let message = if priced.binds { "weighed-costs" } else { "weighed-would-cost" };
    let sentence = words.tell(message, &[("what", what.into()), ("costs", costs.into())]);
    let (Some(own), Some(other)) = (&plan.figures, &priced.other.figures) else { return sentence };
    let with = if priced.binds { "weighed-without" } else { "weighed-with" };
    let figure = match priced.objective {
        Objective::Fairness => {
            let least = other.least().filter(|least| Some(least.share()) != own.least().map(Share::share));
            least.map(|least| least_share(&outcome.likely.situation, least, words))
        }
        Objective::Exposure => (other.exposure != own.exposure).then(|| exposure(other, words)),
        Objective::Waiting => (other.waiting != own.waiting).then(|| waiting(other, words)),
        Objective::Safe | Objective::Early | Objective::Vehicles | Objective::Change => None,
    };
    figure.map_or(sentence.clone(), |figure| format!("{sentence} {}", words.tell(with, &[("figure", figure.into())])))
}

/// What stands before people, as the subject of a sentence.
fn thing(situation: &Situation, objective: Objective, words: &Words) -> String {
    match (objective, situation.weighing.fairness) {
        (Objective::Fairness, Some(Fairness::Floor(floor))) => {
            words.tell("weighed-floor", &[("share", words.decimal(floor.number() * 100.0, 0).into())])
        }
        (Objective::Fairness, _) => words.say("weighed-max-min"),
        (Objective::Exposure, _) => words.say("weighed-off-exposed"),
        (Objective::Waiting, _) => words.say("weighed-no-waiting"),
        (Objective::Change, _) => words.say("weighed-keeping"),
        (Objective::Safe | Objective::Early | Objective::Vehicles, _) => String::new(),
    }
}

/// How many people, by the hour at which it is most, and by the end.
fn costs(outcome: &Outcome<'_>, priced: &Priced, words: &Words) -> String {
    let (plan, times) = (&outcome.likely.plan, &outcome.setting.times);
    let end = priced.costs(plan, plan.horizon);
    let whole = hourly(outcome, priced).into_iter().max_by_key(|&(by, cost)| (cost, std::cmp::Reverse(by)));
    let most = whole.filter(|(_, cost)| *cost > 0).or_else(|| priced.most(plan));
    let by_the_end = match end {
        0 => words.say("weighed-nobody-at-the-end"),
        more if more < 0 => words.tell("weighed-more-at-the-end", &[("n", count(more.unsigned_abs()))]),
        fewer => words.tell("weighed-at-the-end", &[("n", count(fewer.unsigned_abs()))]),
    };
    match most {
        None if end == 0 => words.say("weighed-nobody"),
        None if end < 0 => words.tell("weighed-gain", &[("n", count(end.unsigned_abs()))]),
        Some((by, cost)) if by < plan.horizon && cost > end => words.tell(
            "weighed-by-then",
            &[
                ("n", count(cost.unsigned_abs())),
                ("by", times.minute_after(by, words).into()),
                ("end", by_the_end.into()),
            ],
        ),
        _ => by_the_end,
    }
}

/// What it costs to keep what was told, against planning everything anew: by the hour at which it is most, and by the end.
fn kept(outcome: &Outcome<'_>, priced: &Priced, words: &Words) -> String {
    let plan = &outcome.likely.plan;
    let end = priced.costs(plan, plan.horizon);
    let n = ("n", count(end.unsigned_abs()));
    let whole = hourly(outcome, priced).into_iter().max_by_key(|&(by, cost)| (cost, std::cmp::Reverse(by)));
    let most = whole.filter(|(_, cost)| *cost > 0).or_else(|| priced.most(plan));
    match most.filter(|(by, cost)| *by < plan.horizon && *cost > end.max(0)) {
        Some((by, cost)) => {
            let end = match end {
                0 => words.say("weighed-kept-then-same"),
                more if more < 0 => words.tell("weighed-kept-then-more", &[n]),
                _ => words.tell("weighed-kept-then-fewer", &[n]),
            };
            let by = outcome.setting.times.minute_after(by, words);
            let figures = [("n", count(cost.unsigned_abs())), ("by", by.into()), ("end", end.into())];
            words.tell("weighed-kept-then", &figures)
        }
        None if end > 0 => words.tell("weighed-kept-end", &[n]),
        None if end < 0 => words.tell("weighed-kept-gain", &[n]),
        None => words.say("weighed-kept-nobody"),
    }
}

/// What a thing costs by every hour.
pub fn hourly(outcome: &Outcome<'_>, priced: &Priced) -> Vec<(Clock, i64)> {
    let hours = hours::of(&outcome.likely, &outcome.setting.times, usize::MAX);
    hours.into_iter().map(|hour| (hour.by, priced.costs(&outcome.likely.plan, hour.by))).collect()
}

/// That not every assembly point can have the floor.
pub fn short_of_the_floor(outcome: &Outcome<'_>, words: &Words) -> Option<String> {
    let weighing = &outcome.likely.situation.weighing;
    let Some(Fairness::Floor(floor)) = weighing.fairness.filter(|_| weighing.binds(Objective::Fairness)) else {
        return None;
    };
    let figures = outcome.likely.plan.figures.as_ref()?;
    let short = figures.shares.iter().filter(|share| share.share() < floor).count();
    let share = words.decimal(floor.number() * 100.0, 0);
    (short > 0).then(|| words.tell("weighed-short", &[("n", count(short as u64)), ("share", share.into())]))
}

/// An objective in a word or two.
pub fn named(objective: Objective, words: &Words) -> String {
    words.say(match objective {
        Objective::Safe => "objective-safe",
        Objective::Early => "objective-early",
        Objective::Exposure => "objective-exposure",
        Objective::Fairness => "objective-fairness",
        Objective::Waiting => "objective-waiting",
        Objective::Vehicles => "objective-vehicles",
        Objective::Change => "objective-change",
    })
}

/// What people weigh, for programs.
pub fn document(outcome: &Outcome<'_>, times: &Times) -> Value {
    let (plan, situation) = (&outcome.likely.plan, &outcome.likely.situation);
    let told = |figures: &Option<Figures>| {
        figures.as_ref().map(|figures| {
            let shares: Vec<Value> = figures.shares.iter().map(|share| share_document(situation, share)).collect();
            json!({
                "exposure_person_minutes": minutes(figures.exposure),
                "waiting_person_minutes": minutes(figures.waiting),
                "vehicles": figures.vehicles,
                "least_share": figures.least().map(|least| share_document(situation, least)),
                "shares": shares,
            })
        })
    };
    let prices = outcome.prices.iter().map(|priced| {
        let hours = hourly(outcome, priced).into_iter();
        let hours = hours.map(|(by, fewer)| json!({ "by": times.stamp(by), "fewer_persons_safe": fewer }));
        json!({
            "objective": priced.objective,
            "stands_before_people": priced.binds,
            "hours": hours.collect::<Vec<_>>(),
            "fewer_persons_safe": priced.costs(plan, plan.horizon),
            "other_plan": told(&priced.other.figures),
        })
    });
    json!({
        "order": situation.weighing.order(),
        "fairness": situation.weighing.fairness,
        "figures": told(&plan.figures),
        "vehicles_of": Used::of(plan, situation).document(),
        "prices": prices.collect::<Vec<_>>(),
    })
}

fn share_document(situation: &Situation, share: &Share) -> Value {
    let place = situation.origins.get(share.origin.index()).map(|origin| &origin.assembly);
    json!({
        "assembly_point": place, "persons": share.persons, "safe": share.safe,
        "share": f64::from(share.share().0) / 1e6,
    })
}
