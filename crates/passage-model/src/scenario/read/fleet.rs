//! Depots and fleets.

use super::super::{Depot, FleetTask, FleetText, Ranged, Sourced, Span, defaults};
use super::fields::{At, Fields, Notes};
use super::number::Limits;
use super::when::Frame;
use crate::finding::Finding;
use crate::situation::{FleetEnd, VehicleKind};
use crate::units::{Persons, Seconds, Vehicles};

/// The keys of a fleet.
pub(super) const KEYS: [&str; 16] = [
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
    "column",
    "gap",
    "apart",
];

/// The longest column that is not taken for a slip of the hand.
const COLUMN: Limits = Limits::whole("cars", 1, 30);
/// What the convoy instructions of Battambang advise: `domain.md` A.5.
const ADVISED: std::ops::RangeInclusive<u32> = 6..=10;

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
    // A lead vehicle is a car among cars, on roads and at checkpoints.
    const KINDS: [(&str, VehicleKind); 4] = [
        ("bus", VehicleKind::Bus),
        ("medical", VehicleKind::Medical),
        ("truck", VehicleKind::Truck),
        ("lead", VehicleKind::OwnCar),
    ];
    let name = fields.need_text(notes, "name", "name = \"city buses\"");
    let kind = match fields.need(notes, "kind", "kind = \"bus\", \"medical\", \"truck\" or \"lead\"") {
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
    let fits = keys_fit(notes, fields, kind);
    if kind == VehicleKind::OwnCar {
        return lead(notes, fields).filter(|_| fits);
    }
    let unloading = minutes(notes, fields, "unloading", || defaults::unloading(kind));
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

/// Whether a fleet has no keys of fleets that do something else; says which it has.
fn keys_fit(notes: &mut Notes<'_>, fields: &Fields<'_>, kind: VehicleKind) -> bool {
    let (of_aid, of_columns) = (["deliver_to", "by", "first"], ["column", "gap", "apart"]);
    let mut wrong: Vec<(&str, &str)> = Vec::new();
    if kind == VehicleKind::Truck {
        wrong.extend(["seats", "loading"].map(|key| (key, "trucks bring aid and carry nobody")));
    } else {
        wrong.extend(of_aid.map(|key| (key, "only trucks bring aid")));
    }
    if kind == VehicleKind::OwnCar {
        wrong.extend(["seats", "unloading"].map(|key| (key, "whoever leads a column carries nobody")));
    } else {
        wrong.extend(of_columns.map(|key| (key, "only lead vehicles lead columns")));
    }
    let mut fits = true;
    for (key, words) in wrong {
        if let Some(at) = fields.get(key) {
            let finding = Finding::error("scenario.fleet-task", format!("{key:?} does not go with its kind: {words}"));
            let advice = format!("Leave {key:?} out, or write another kind.");
            notes.add(finding.about(&fields.label).advise(advice).at(at.span()));
            fits = false;
        }
    }
    fits
}

/// What a lead vehicle does.
fn lead(notes: &mut Notes<'_>, fields: &Fields<'_>) -> Option<FleetTask> {
    let cars = fields.whole(notes, "column", COLUMN);
    let cars = match fields.get("column") {
        None => defaults::column(),
        Some(at) => {
            let cars = cars?;
            if !ADVISED.contains(&cars.value) {
                let words = format!("columns of {} cars, where 6 to 10 are advised", cars.value);
                let finding = Finding::warning("scenario.implausible", words).about(&fields.label);
                let advice = "Longer ones break apart, shorter ones need more leaders (Battambang security manual).";
                notes.add(finding.advise(advice).at(at.span()));
            }
            Sourced { value: Vehicles(cars.value), source: cars.source }
        }
    };
    let forming = minutes(notes, fields, "loading", || defaults::loading(VehicleKind::OwnCar));
    let gap = match fields.get("gap") {
        None => Some(defaults::gap()),
        Some(at) => span(notes, fields, ("gap", at), 0..=86_400, "gap = \"10 min\""),
    };
    let apart = match fields.get("apart") {
        None => Some(None),
        Some(at) => span(notes, fields, ("apart", at), 1..=3_600, "apart = \"30 s\"").map(Some),
    };
    Some(FleetTask::Lead { cars, forming: forming?, gap: gap?, apart: apart? })
}

/// A span of time.
fn span(
    notes: &mut Notes<'_>,
    fields: &Fields<'_>,
    (key, at): (&str, At<'_>),
    within: std::ops::RangeInclusive<u32>,
    example: &str,
) -> Option<Sourced<Seconds>> {
    let (text, _) = fields.as_text(notes, key, at)?;
    let Some(found) = crate::civil::span(&text).filter(|span| within.contains(&span.0)) else {
        let words = format!("{text:?} is not a time between vehicles");
        let finding = Finding::error("scenario.out-of-range", words).about(&fields.label);
        let advice = format!("Write {} s to {} min, such as {example}.", within.start(), within.end() / 60);
        notes.add(finding.advise(advice).at(at.span()));
        return None;
    };
    Some(fields.sourced(notes, found, at.start))
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
