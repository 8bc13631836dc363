//! The answer for programs.

use super::screen::Told;
use super::{Explained, What};
use passage_model::plan::BottleneckAt;
use passage_model::time::Interval;
use passage_plan::Place;
use serde_json::{Value, json};

/// The document.
pub fn of(explained: &Explained, told: &Told<'_>) -> Value {
    let (situation, times) = (told.case.situation, told.times);
    let places = explained.why.places.iter().enumerate();
    let changes = explained.changes.iter().map(|changed| {
        let place = if let What::Place(number, _) = changed.what { Some(number) } else { None };
        json!({
            "what": told.change(explained, &changed.what),
            "place": place,
            "persons_more": changed.gain,
        })
    });
    let hours = explained.hours.iter().map(|hour| {
        json!({
            "by": times.stamp(hour.by),
            "persons": hour.safe,
            "everybody": hour.everybody,
            "full": hour.full.iter().map(|place| told.what(place)).collect::<Vec<_>>(),
        })
    });
    json!({
        "scenario": situation.scenario,
        "network": situation.network,
        "plan": told.case.plan.digest(),
        "by": times.stamp(explained.by),
        "explained": times.stamp(explained.at),
        "everybody_by": explained.everybody.map(|end| times.stamp(end)),
        "persons": situation.persons(),
        "safe": explained.safe,
        "full": places.map(|(number, place)| of_place(explained, told, number, place)).collect::<Vec<_>>(),
        "changes": changes.collect::<Vec<_>>(),
        "nothing_else_alone": explained.why.complete,
        "changes_not_tried": explained.left_out,
        "fleets": !situation.fleets.is_empty(),
        "by_hour": hours.collect::<Vec<_>>(),
    })
}

fn of_place(explained: &Explained, told: &Told<'_>, number: usize, place: &Place) -> Value {
    let spans = |when: &[Interval]| {
        let span =
            |when: &Interval| json!({ "from": told.times.stamp(when.from), "until": told.times.stamp(when.until) });
        when.iter().map(span).collect::<Vec<_>>()
    };
    let groups = place.met_by.iter().map(|group| {
        let (origin, waits) = (&told.case.situation.origins[group.index()], &explained.waits[group.index()]);
        json!({
            "assembly": origin.assembly,
            "group": origin.group,
            "persons_stay": stays(told, *group),
            "vehicles_leave": waits.leave,
            "vehicles_stay": waits.stay,
            "mean_wait_seconds": waits.mean,
            "last_leaves": (waits.leave.0 > 0).then(|| told.times.stamp(waits.last)),
        })
    });
    let kind = match place.at {
        BottleneckAt::Road(_) => "road",
        BottleneckAt::Checkpoint(_) => "checkpoint",
        BottleneckAt::Reception(_) => "reception",
        BottleneckAt::Assembly(_) => "assembly",
        BottleneckAt::Footway(_) => "footway",
    };
    json!({
        "kind": kind,
        "what": told.what(place),
        "roads": place.roads,
        "full": spans(&place.full),
        "vehicles": place.vehicles,
        "each_vehicle_more_helps": spans(&place.each),
        "useless_alone": explained.useless.contains(&number),
        "waiting": groups.collect::<Vec<_>>(),
    })
}

fn stays(told: &Told<'_>, group: passage_model::id::OriginId) -> passage_model::units::Persons {
    let left = told.case.plan.left_behind.iter().filter(|left| left.origin == group);
    left.map(|left| left.persons).sum()
}
