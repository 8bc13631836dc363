//! What people weigh: each thing in order with its figure and its price, what it costs by each hour, and the share of each
//! assembly point.

use super::page::{Column, Page};
use crate::outcome::used::Used;
use crate::outcome::{Outcome, hours, weighed};
use crate::words::{Words, count};
use passage_model::plan::BoundKind;
use passage_model::weighing::{Fairness, Figures, Objective};

/// The most rows of hours.
const ROWS: usize = 26;

/// The section.
pub fn write(page: &mut Page, outcome: &Outcome<'_>, words: &Words) {
    page.paragraph("", &words.say("weighed-intro"));
    let Some(figures) = &outcome.likely.plan.figures else { return };
    let columns = [
        Column::number(words.say("weighed-place")),
        Column::words(words.say("weighed-what")),
        Column::words(words.say("weighed-figure")),
        Column::words(words.say("weighed-price")),
    ];
    let order = outcome.likely.situation.weighing.order();
    let rows: Vec<Vec<String>> = order
        .iter()
        .enumerate()
        .map(|(place, &objective)| {
            vec![
                words.number(place as u64 + 1),
                words.say(head(objective)),
                figure(outcome, figures, objective, words),
                price(outcome, objective, words),
            ]
        })
        .collect();
    page.table(&words.say("weighed-caption"), true, &columns, &rows);
    if let Some(short) = weighed::short_of_the_floor(outcome, words) {
        page.paragraph("warning", &short);
    }
    by_hour(page, outcome, words);
    shares(page, outcome, figures, words);
}

const fn head(objective: Objective) -> &'static str {
    match objective {
        Objective::Safe => "weighed-objective-safe",
        Objective::Early => "weighed-objective-early",
        Objective::Exposure => "weighed-objective-exposure",
        Objective::Fairness => "weighed-objective-fairness",
        Objective::Waiting => "weighed-objective-waiting",
        Objective::Vehicles => "weighed-objective-vehicles",
        Objective::Change => "weighed-objective-change",
    }
}

fn figure(outcome: &Outcome<'_>, figures: &Figures, objective: Objective, words: &Words) -> String {
    let plan = &outcome.likely.plan;
    match objective {
        Objective::Safe => words.number(plan.safe().0),
        Objective::Early => {
            let hours = plan.bound.plan_sum * u64::from(plan.step.0) / 3600;
            words.tell("weighed-figure-early", &[("n", count(hours))])
        }
        Objective::Exposure => weighed::exposure(figures, words),
        Objective::Fairness => figures
            .least()
            .map(|least| weighed::least_share(&outcome.likely.situation, least, words))
            .unwrap_or_default(),
        Objective::Waiting => weighed::waiting(figures, words),
        Objective::Vehicles => Used::of(plan, &outcome.likely.situation).words(words),
        Objective::Change => words.say(if plan.parent.is_some() { "weighed-see-summary" } else { "weighed-no-parent" }),
    }
}

fn price(outcome: &Outcome<'_>, objective: Objective, words: &Words) -> String {
    let own = outcome.prices.iter().find(|priced| priced.objective == objective);
    match (own, objective) {
        (Some(priced), _) => weighed::price(outcome, priced, words),
        (None, Objective::Safe | Objective::Early) => String::new(),
        (None, Objective::Vehicles) => words.say("weighed-vehicles-why"),
        (None, _) => words.say("weighed-reported"),
    }
}

/// What each thing costs by each hour; nothing where nobody pays at any.
fn by_hour(page: &mut Page, outcome: &Outcome<'_>, words: &Words) {
    let paid = |(_, cost): &(_, i64)| *cost != 0;
    if !outcome.prices.iter().any(|priced| weighed::hourly(outcome, priced).iter().any(paid)) {
        return;
    }
    let mut columns = vec![Column::words(words.say("hour-by")), Column::number(words.say("hour-safe"))];
    columns.extend(outcome.prices.iter().map(|priced| Column::number(weighed::named(priced.objective, words))));
    let rows = hours::of(&outcome.likely, &outcome.setting.times, ROWS).into_iter().map(|hour| {
        let mut row = vec![outcome.setting.times.minute(hour.by, words), words.number(hour.safe.0)];
        row.extend(outcome.prices.iter().map(|priced| {
            let cost = priced.costs(&outcome.likely.plan, hour.by);
            let sign = if cost < 0 { "+" } else { "" };
            format!("{sign}{}", words.number(cost.unsigned_abs()))
        }));
        row
    });
    page.table(&words.say("weighed-hours-caption"), false, &columns, &rows.collect::<Vec<_>>());
}

/// Each assembly point's share, the least first.
fn shares(page: &mut Page, outcome: &Outcome<'_>, figures: &Figures, words: &Words) {
    let situation = &outcome.likely.situation;
    let mut shares = figures.shares.clone();
    shares.sort_by_key(|share| (share.share(), share.origin));
    let columns = [
        Column::words(words.say("assembly-point")),
        Column::number(words.say("weighed-share-wanting")),
        Column::number(words.say("weighed-share-safe")),
        Column::number(words.say("weighed-share")),
    ];
    let rows: Vec<Vec<String>> = shares
        .iter()
        .map(|share| {
            vec![
                situation.origins[share.origin.index()].assembly.clone(),
                words.number(share.persons.0),
                words.number(share.safe.0),
                weighed::percent(share, words),
            ]
        })
        .collect();
    page.table(&words.say("weighed-shares-caption"), false, &columns, &rows);
    if situation.weighing.binds(Objective::Fairness) {
        // The plan that is free of it is exact where its limits are no relaxation: one number of people in a vehicle.
        let free = outcome.prices.iter().find(|priced| priced.objective == Objective::Fairness);
        let exact = free.is_some_and(|priced| priced.other.bound.kind != BoundKind::Relaxation);
        let message = match (exact, situation.weighing.fairness) {
            (false, _) => "weighed-not-proven",
            (true, Some(Fairness::Floor(_))) => "weighed-proven-floor",
            (true, _) => "weighed-proven",
        };
        page.paragraph("small", &words.say(message));
    }
}
