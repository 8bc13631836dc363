//! Depots and fleets.

use super::super::{Depot, FleetTask, FleetText, Ranged, Sourced, Span, defaults};
use super::fields::{Fields, Notes};
use super::number::Limits;
use super::when::Frame;
use crate::finding::Finding;
use crate::situation::{FleetEnd, VehicleKind};
use crate::units::{Persons, Seconds, Vehicles};

/// The keys of a fleet.
pub(super) const KEYS: [&str; 13] = [
    "name",
    "kind",
    "depot",
    "vehicles",
    "seats",
    "loading",
    "unloading",
    "duty",
    "crew_hours",
    "ends",
    "deliver_to",
    "by",
    "first",
];

/// More vehicles of one fleet than any city has: a slip of the hand.
const VEHICLES: Limits = Limits::whole("vehicles", 0, 10_000);
/// Buses have carried up to 120, standing.
const SEATS: Limits = Limits::any("seats", 1.0, 120.0);
/// Longer than a day nobody loads.
const MINUTES: Limits = Limits::any("minutes", 0.0, 1_440.0);
/// A crew is relieved within a day.
const HOURS: Limits = Limits::any("hours", 0.5, 24.0);

pub(super) fn depot(notes: &mut Notes<'_>, fields: &Fields<'_>) -> Option<Depot> {
    Some(Depot { site: fields.site(notes, defaults::within())? })
}

pub(super) fn fleet(notes: &mut Notes<'_>, fields: &Fields<'_>, frame: &Frame) -> Option<FleetText> {
    const KINDS: [(&str, VehicleKind); 3] =
        [("bus", VehicleKind::Bus), ("medical", VehicleKind::Medical), ("truck", VehicleKind::Truck)];
    let name = fields.need_text(notes, "name", "name = \"city buses\"");
    let kind = match fields.need(notes, "kind", "kind = \"bus\", \"medical\" or \"truck\"") {
        Some(_) => fields.choice(notes, "kind", &KINDS).map(|(kind, _)| kind),
        None => None,
    };
    let depot = fields.need_text(notes, "depot", "depot = \"the name of a [[depot]]\"");
    let vehicles = match fields.need(notes, "vehicles", "vehicles = 50") {
        Some(_) => fields.whole(notes, "vehicles", VEHICLES),
        None => None,
    };
    let duty = fields.windows(notes, "duty", frame);
    let hours = fields.get("crew_hours").map(|at| (at.start, fields.number(notes, "crew_hours", at, HOURS)));
    let longest_duty = match hours {
        None => Some(defaults::longest_duty()),
        Some((start, hours)) => hours.map(|h| fields.sourced(notes, Seconds((h * 3600.0).round() as u32), start)),
    };
    let choices = [("anywhere", FleetEnd::Anywhere), ("depot", FleetEnd::Depot)];
    let ends = fields.choice(notes, "ends", &choices).map(|(end, start)| fields.sourced(notes, end, start));
    let ends = fields.or(ends, "ends", defaults::ends);
    let task = task(notes, fields, frame, kind?);
    let vehicles = vehicles?;
    Some(FleetText {
        name: name?.0,
        kind: kind?,
        depot: depot?.0,
        vehicles: Sourced { value: Vehicles(vehicles.value), source: vehicles.source },
        duty: duty?,
        longest_duty: longest_duty?,
        ends: ends?,
        task: task?,
        span: Span(fields.span.clone()),
    })
}

fn task(notes: &mut Notes<'_>, fields: &Fields<'_>, frame: &Frame, kind: VehicleKind) -> Option<FleetTask> {
    let unloading = minutes(notes, fields, "unloading", || defaults::unloading(kind));
    let (of_aid, of_people) = (["deliver_to", "by", "first"], ["seats", "loading"]);
    let wrong = if kind == VehicleKind::Truck { &of_people[..] } else { &of_aid[..] };
    let mut fits = true;
    for key in wrong {
        if let Some(at) = fields.get(key) {
            let words =
                if kind == VehicleKind::Truck { "trucks bring aid and carry nobody" } else { "only trucks bring aid" };
            let finding = Finding::error("scenario.fleet-task", format!("{key:?} does not go with its kind: {words}"));
            let advice = format!("Leave {key:?} out, or write another kind.");
            notes.add(finding.about(&fields.label).advise(advice).at(at.span()));
            fits = false;
        }
    }
    if kind == VehicleKind::Truck {
        let to = fields.need_text(notes, "deliver_to", "deliver_to = \"the name of a site\"");
        let by = match fields.need(notes, "by", "by = \"16:00\", the last moment of arrival") {
            Some(_) => fields.clock(notes, "by", frame).map(|(by, span)| fields.sourced(notes, by, span.start)),
            None => None,
        };
        let first = fields.truth(notes, "first").zip(fields.get("first"));
        let first = first.map(|(first, at)| fields.sourced(notes, first, at.start));
        let first = fields.or(first, "first", defaults::first);
        return Some(FleetTask::Deliver { to: to?.0, by: by?, unloading: unloading?, first: first? }).filter(|_| fits);
    }
    let whole = |range: Ranged<f64>| range.map(|seats| Persons(seats.floor() as u32));
    let seats = fields.ranged(notes, "seats", SEATS).map(|s| Sourced { value: whole(s.value), source: s.source });
    let seats = fields.or(seats, "seats", || defaults::seats(kind));
    let loading = minutes(notes, fields, "loading", || defaults::loading(kind));
    Some(FleetTask::Carry { seats: seats?, loading: loading?, unloading: unloading? }).filter(|_| fits)
}

/// A number of minutes.
fn minutes(
    notes: &mut Notes<'_>,
    fields: &Fields<'_>,
    key: &str,
    default: impl FnOnce() -> Sourced<Seconds>,
) -> Option<Sourced<Seconds>> {
    let Some(at) = fields.get(key) else { return Some(default()) };
    let minutes = fields.number(notes, key, at, MINUTES)?;
    Some(fields.sourced(notes, Seconds((minutes * 60.0).round() as u32), at.start))
}
