//! `offers.json`: every figure that the screen and the page show, and the curves that they come from.

use super::by_hour::Cost;
use super::least::Least;
use super::losses::{Losses, What};
use super::told::proven;
use super::weigh::{Scales, Weighed};
use super::{Lever, MORE_AN_HOUR, Offers};
use crate::outcome::times::Times;
use passage_model::scenario::Scenario;
use passage_model::situation::{Reading, VehicleKind};
use passage_model::time::{Clock, Interval};
use serde_json::{Value, json};

/// The document. Times are RFC 3339, lengths whole hours, everything else persons.
pub fn of(offers: &Offers, scales: &Scales<'_>, times: &Times) -> Value {
    let scenario = scales.agreed();
    let corridors = scenario.corridors.iter().enumerate();
    let corridors: Vec<Value> = corridors
        .map(|(i, corridor)| json!({ "number": i, "name": corridor.name, "proposed": corridor.proposed }))
        .collect();
    let shared = scales.shared.iter().map(|shared| {
        let kilometres = shared.length.kilometres();
        json!({ "corridors": shared.corridors, "kilometres": kilometres, "from": shared.from, "to": shared.to })
    });
    let pen = Pen { readings: &offers.readings, times };
    let worth: Vec<Value> = offers
        .worth
        .iter()
        .map(|worth| {
            let mut value = lever(worth.lever, scenario);
            let gain = |i: usize| i64::from(worth.weighed[i].safe().0) - i64::from(offers.agreed[i].safe().0);
            value["worth"] = pen.each(|i| json!(gain(i)));
            if !scenario.fleets.is_empty() {
                let within = (if worth.never_less { 0 } else { i64::MIN }, i64::MAX);
                value["worth_between"] = pen.each(|i| json!(proven(&worth.weighed[i], &offers.agreed[i], within)));
            }
            value["with_it"] = pen.curves(&worth.weighed);
            value
        })
        .collect();
    let sets: Vec<Value> = offers
        .sets
        .iter()
        .map(|set| {
            let lengths = offers.lengths.iter().zip(&set.by_length).zip(&set.struck_out);
            let safe = |weighed: &[Option<Weighed>]| pen.each(|i| json!(weighed[i].as_ref().map(|it| pen.curve(it))));
            let lengths: Vec<Value> = lengths
                .map(|((hours, weighed), out)| json!({ "hours": hours, "struck_out": out, "safe": safe(weighed) }))
                .collect();
            json!({ "corridors": set.corridors, "windows": lengths })
        })
        .collect();
    json!({
        "scenario": scenario.digest(),
        "network": scales.given().network_digest,
        "persons": scenario.persons(),
        "step": scales.step,
        "corridors": corridors,
        "shared": shared.collect::<Vec<_>>(),
        "agreed": pen.curves(&offers.agreed),
        "worth": worth,
        "sets": sets,
        "sets_not_weighed": offers.left_out.0,
        "with_fleets": !scenario.fleets.is_empty(),
        "losses": losses(&offers.losses, offers, &pen),
        "least": offers.least.as_ref().map(|it| least(it, offers, &pen)),
    })
}

struct Pen<'a> {
    readings: &'a [Reading],
    times: &'a Times,
}

impl Pen<'_> {
    /// A value for each reading, under its name.
    fn each(&self, of: impl Fn(usize) -> Value) -> Value {
        let named = self.readings.iter().enumerate().map(|(i, reading)| {
            let name = match reading {
                Reading::Pessimistic => "pessimistic",
                Reading::Likely => "likely",
                Reading::Optimistic => "optimistic",
            };
            (name.to_owned(), of(i))
        });
        Value::Object(named.collect())
    }

    /// When something is closed.
    fn closed(&self, when: Interval) -> Value {
        json!({ "closed_from": self.times.stamp(when.from), "closed_until": self.times.stamp(when.until) })
    }

    /// Who is safe by the end and by each hour.
    fn curves(&self, weighed: &[Weighed]) -> Value {
        self.each(|i| self.curve(&weighed[i]))
    }

    /// The same of one; with fleets also what no plan exceeds.
    fn curve(&self, curve: &Weighed) -> Value {
        let point = |hour: Clock| {
            let mut point = json!({ "by": self.times.stamp(hour), "persons": curve.by(hour) });
            if curve.is_with_fleets() {
                point["at_most"] = json!(curve.most_by(hour));
            }
            point
        };
        let mut value = point(curve.horizon);
        value["by_hour"] = hours(curve, self.times).into_iter().map(point).collect();
        value
    }
}

/// The whole hours of the civil day after the H-hour, and the horizon.
pub fn hours(weighed: &Weighed, times: &Times) -> Vec<Clock> {
    let first = times.first_hour().0;
    let hours = (0..).map(|i| first + i * 3600).take_while(|&hour| hour < weighed.horizon.0);
    hours.filter(|&hour| hour > 0).map(Clock).chain([weighed.horizon]).collect()
}

fn lever(lever: Lever, scenario: &Scenario) -> Value {
    match lever {
        Lever::Later => json!({ "offer": "window_an_hour_longer" }),
        Lever::Earlier => json!({ "offer": "first_move_an_hour_earlier" }),
        Lever::Corridor(number) => json!({ "offer": "corridor", "corridor": number }),
        Lever::Checkpoint(number, VehicleKind::OwnCar) => {
            json!({ "offer": "checkpoint", "checkpoint": number, "more_cars_an_hour": MORE_AN_HOUR })
        }
        Lever::Checkpoint(number, kind) => {
            json!({ "offer": "checkpoint", "checkpoint": number, "kind": kind, "more_an_hour": MORE_AN_HOUR })
        }
        Lever::Lane => json!({ "offer": "lane", "more_vehicles_an_hour": MORE_AN_HOUR }),
        Lever::Buses(buses) => json!({ "offer": "buses", "more_buses": buses }),
        Lever::Fleet(number, more) => {
            json!({ "offer": "fleet", "fleet": scenario.fleets[number].name, "more_vehicles": more })
        }
    }
}

fn losses(losses: &Losses, offers: &Offers, pen: &Pen<'_>) -> Value {
    let cost = |left: &[Weighed]| pen.each(|i| json!(Cost::in_all(&offers.agreed[i], &left[i]).persons));
    let what = |what: &What| match what {
        What::Corridor(number) => json!({ "corridor": number }),
        What::Checkpoint(number) => json!({ "checkpoint": number }),
        What::Footway(number) => json!({ "footway": number }),
        What::Stretch { from, to } => json!({ "road_from": from, "road_to": to }),
    };
    let costs = |mut value: Value, left: &[Weighed]| {
        value["costs"] = cost(left);
        if left.iter().any(Weighed::is_with_fleets) {
            let between = |i: usize| proven(&left[i], &offers.agreed[i], (i64::MIN, 0));
            value["costs_between"] = pen.each(|i| json!([-between(i).1, -between(i).0]));
        }
        value
    };
    let whole = losses.whole.iter().map(|loss| costs(json!({ "lost": what(&loss.what) }), &loss.left));
    let hours = losses.worst.iter().map(|(when, left)| costs(pen.closed(*when), left));
    let places = losses.whole.iter().map(|loss| {
        json!({
            "lost": what(&loss.what),
            "by_hour": by_hour(&loss.left, offers, pen),
            "closed_for_an_hour": loss.for_an_hour.as_ref().map(|costs| for_an_hour(costs, offers, pen)),
        })
    });
    json!({
        "throughout": whole.collect::<Vec<_>>(),
        "worst_by_hour": hours.collect::<Vec<_>>(),
        "places": places.collect::<Vec<_>>(),
        "stretches_not_tried": losses.not_tried,
        "hours_not_tried": losses.hours_not_tried,
    })
}

/// People fewer safe by each hour where it is closed from the beginning.
fn by_hour(left: &[Weighed], offers: &Offers, pen: &Pen<'_>) -> Vec<Value> {
    let fleets = left.iter().any(Weighed::is_with_fleets);
    let at = |hour: Clock| {
        let cost = |i: usize| Cost::by(hour, &offers.agreed[i], &left[i]);
        let mut value = json!({ "by": pen.times.stamp(hour), "costs": pen.each(|i| json!(cost(i).persons)) });
        if fleets {
            value["costs_between"] = pen.each(|i| json!(cost(i).between));
        }
        value
    };
    hours(&offers.agreed[Offers::LIKELY], pen.times).into_iter().map(at).collect()
}

/// People fewer safe by the end where it is closed in each hour alone.
fn for_an_hour(costs: &[Cost], offers: &Offers, pen: &Pen<'_>) -> Vec<Value> {
    let fleets = offers.agreed.iter().any(Weighed::is_with_fleets);
    let hours = offers.losses.hours.iter().zip(costs).map(|(when, cost)| {
        let mut value = pen.closed(*when);
        value["costs"] = json!({ "likely": cost.persons });
        if fleets {
            value["costs_between"] = json!({ "likely": cost.between });
        }
        value
    });
    hours.collect()
}

fn least(least: &Least, offers: &Offers, pen: &Pen<'_>) -> Value {
    let sets = least.sets.iter().map(|&set| &offers.sets[set]).zip(&least.hours).zip(&least.struck_out);
    let sets = sets.map(|((set, shortest), out)| {
        let (hours, no_less) = (pen.each(|i| json!(shortest[i].hours)), pen.each(|i| json!(shortest[i].no_less)));
        json!({ "corridors": set.corridors, "hours": hours, "no_less_than": no_less, "struck_out": out })
    });
    json!({
        "persons": least.persons,
        "by": least.by.map(|by| pen.times.stamp(by)),
        "sets": sets.collect::<Vec<_>>(),
    })
}
