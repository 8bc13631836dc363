//! What is lost without each place: throughout, by each hour, and for an hour alone.

use super::{of_proven, readings, some_of};
use crate::brief::page::{Column, Page};
use crate::offers::by_hour::Cost;
use crate::offers::losses::Loss;
use crate::offers::told::Told;
use crate::offers::weigh::Weighed;
use crate::offers::{Offers, document};
use crate::words::count;
use passage_model::time::Clock;

/// Hours beside the names of places that a phone has room for.
const MOST_HOURS: usize = 6;

/// The section.
pub fn write(page: &mut Page, told: &Told<'_>) {
    let (offers, words) = (told.offers, told.words);
    if offers.losses.whole.is_empty() {
        return;
    }
    page.section("losses", &words.say("offers-losses"));
    throughout(page, told);
    by_hour(page, told);
    for_an_hour(page, told);
    worst(page, told);
}

/// A loss by each reading, with what is proven of it.
fn by_reading(told: &Told<'_>, name: String, left: &[Weighed]) -> Vec<Vec<String>> {
    let pairs = left.iter().zip(&told.offers.agreed);
    let costs = pairs.map(|(left, agreed)| told.gain(left.safe(), agreed.safe()));
    let row = [name].into_iter().chain(costs).collect();
    let proven = told.proven_loss(left).map(|cells| of_proven(told, cells));
    std::iter::once(row).chain(proven).collect()
}

fn throughout(page: &mut Page, told: &Told<'_>) {
    let (losses, words) = (&told.offers.losses, told.words);
    let columns: Vec<Column> = [Column::words(words.say("offers-lost"))].into_iter().chain(readings(told)).collect();
    let rows = losses.whole.iter().flat_map(|loss| by_reading(told, told.loss(&loss.what), &loss.left));
    page.table(&words.say("offers-losses-caption"), false, &columns, &rows.collect::<Vec<_>>());
    if losses.not_tried > 0 {
        let figures = [("n", count(losses.not_tried as u64))];
        page.paragraph("small", &words.tell("offers-not-tried", &figures));
    }
}

/// A row for each place and a column for each hour: what it costs by then, closed from the beginning. Neighbours that
/// cost the same stand in one row, for all are named in the table before.
fn by_hour(page: &mut Page, told: &Told<'_>) {
    let offers = told.offers;
    let agreed = &offers.agreed[Offers::LIKELY];
    let some_safe = |hour: &Clock| agreed.by(*hour).0 > 0;
    let hours: Vec<Clock> = document::hours(agreed, told.times).into_iter().filter(some_safe).collect();
    let hours = some_of(&hours, MOST_HOURS);
    if hours.is_empty() {
        return;
    }
    let costs = |loss: &Loss| {
        let left = &loss.left[Offers::LIKELY];
        hours.iter().map(|hour| Cost::by(*hour, agreed, left)).collect::<Vec<_>>()
    };
    let alike = offers.losses.whole.chunk_by(|one, other| costs(one) == costs(other));
    let rows = alike.flat_map(|alike| of_costs(told, told.losses_alike(alike), &costs(&alike[0])));
    page.table(
        &caption(told, "offers-losses-by-hour-caption"),
        false,
        &columns(told, &hours),
        &rows.collect::<Vec<_>>(),
    );
}

/// A column for each hour in which closing anything costs anybody, closed for that hour alone, and a row for each place
/// that costs anybody in these hours.
fn for_an_hour(page: &mut Page, told: &Told<'_>) {
    let (losses, words) = (&told.offers.losses, told.words);
    let weighed: Vec<(&Loss, &Vec<Cost>)> =
        losses.whole.iter().filter_map(|loss| Some((loss, loss.for_an_hour.as_ref()?))).collect();
    let costs_any = |cost: &Cost| cost.between.1.0 > 0;
    let costly = |hour: &usize| weighed.iter().any(|(_, costs)| costs_any(&costs[*hour]));
    let shown: Vec<usize> = (0..losses.hours.len()).filter(costly).collect();
    let parts = shown.len().div_ceil(MOST_HOURS).max(1);
    for part in shown.chunks(shown.len().div_ceil(parts).max(1)) {
        let hours: Vec<Clock> = part.iter().map(|hour| losses.hours[*hour].from).collect();
        let rows = weighed.iter().flat_map(|(loss, costs)| {
            let costs: Vec<Cost> = part.iter().map(|hour| costs[*hour]).collect();
            if costs.iter().any(costs_any) { of_costs(told, told.loss(&loss.what), &costs) } else { Vec::new() }
        });
        let rows: Vec<_> = rows.collect();
        page.table(&caption(told, "offers-losses-an-hour-caption"), false, &columns(told, &hours), &rows);
    }
    let remarks = [
        ("offers-hours-idle", losses.hours.len() - shown.len()),
        ("offers-places-not-by-hour", losses.whole.len() - weighed.len()),
        ("offers-hours-not-tried", losses.hours_not_tried),
    ];
    for (message, n) in remarks.into_iter().filter(|(_, n)| *n > 0) {
        page.paragraph("small", &words.tell(message, &[("n", count(n as u64))]));
    }
}

/// The worst in each hour alone, by all readings; nothing where there is but one, for it stands above already.
fn worst(page: &mut Page, told: &Told<'_>) {
    let (offers, words) = (told.offers, told.words);
    let Some(worst) = offers.losses.whole.first().filter(|_| offers.readings.len() > 1) else { return };
    if offers.losses.worst.is_empty() {
        return;
    }
    let columns: Vec<Column> = [Column::times(words.say("offers-closed"))].into_iter().chain(readings(told)).collect();
    let hours = offers.losses.worst.iter();
    let rows: Vec<_> = hours.flat_map(|(when, left)| by_reading(told, told.times.span(*when, words), left)).collect();
    let what = told.loss(&worst.what);
    page.table(&words.tell("offers-loss-hours-caption", &[("what", what.into())]), false, &columns, &rows);
}

fn caption(told: &Told<'_>, message: &str) -> String {
    let reading = told.reading(told.offers.readings[Offers::LIKELY]);
    told.words.tell(message, &[("reading", reading.into())])
}

/// Lost places beside hours, the day told where it begins.
fn columns(told: &Told<'_>, hours: &[Clock]) -> Vec<Column> {
    let before = std::iter::once(None).chain(hours.iter().copied().map(Some));
    let head = |(hour, before): (&Clock, Option<Clock>)| {
        Column::number(told.times.minute_after_another(before, *hour, told.words))
    };
    let hours = hours.iter().zip(before).map(head);
    std::iter::once(Column::words(told.words.say("offers-lost"))).chain(hours).collect()
}

/// A row of what it costs, and where anything of that is open a row of what is proven.
fn of_costs(told: &Told<'_>, name: String, costs: &[Cost]) -> Vec<Vec<String>> {
    let row = std::iter::once(name).chain(costs.iter().map(|cost| told.fewer(cost.persons))).collect();
    let proven = costs.iter().any(Cost::is_open).then(|| {
        let cells = costs.iter().map(|cost| if cost.is_open() { told.fewer_between(cost) } else { String::new() });
        of_proven(told, cells.collect())
    });
    std::iter::once(row).chain(proven).collect()
}
