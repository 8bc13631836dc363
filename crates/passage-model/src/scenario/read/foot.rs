//! Footways, and what it means for a group that it walks.

use super::super::{FootwayText, Ranged, Sourced, Span, defaults};
use super::fields::{Fields, Notes};
use super::number::Limits;
use super::when::Frame;
use crate::finding::Finding;
use crate::units::Persons;

/// The keys of a footway.
pub(super) const KEYS: [&str; 8] = ["name", "from", "to", "length", "speed", "persons_per_hour", "windows", "exposed"];

/// Nobody walks faster for long, with a child or a bag.
const SPEED: Limits = Limits::any("km/h", 0.1, 7.0);
/// Four times what walked on one road of Gaza in an hour (November 2023: 50,000 in five).
const RATE: Limits = Limits::whole("persons", 1, 40_000).beyond("It is in persons per hour, one behind the other.");

pub(super) fn footway(notes: &mut Notes<'_>, fields: &Fields<'_>, frame: &Frame) -> Option<FootwayText> {
    let name = fields.need_text(notes, "name", "name = \"Romanivka bridge\"");
    let mut end = |key: &str, example: &str| {
        let at = fields.need(notes, key, example)?;
        fields.waypoint(notes, key, at)
    };
    let from = end("from", "from = \"the place on the near side\", or [50.4921, 30.2556]");
    let to = end("to", "to = \"the place on the far side, where vehicles wait\", or [50.4880, 30.2600]");
    let length = if fields.has("length") { fields.metres(notes, "length").map(Some) } else { Some(None) };
    let speed = fields.ranged(notes, "speed", SPEED);
    let metres = |kilometres: f64| (kilometres * 1000.0).round() as u32;
    let speed = speed.map(|speed| Sourced { value: speed.value.map(metres), source: speed.source });
    let speed = fields.or(speed, "speed", defaults::walking_speed);
    let rate = match fields.need(notes, "persons_per_hour", "persons_per_hour = 1000, how many can pass") {
        Some(_) => rate(notes, fields),
        None => None,
    };
    let windows = fields.windows(notes, "windows", frame);
    let exposed = fields.truth(notes, "exposed").zip(fields.get("exposed"));
    let exposed = exposed.map(|(exposed, at)| fields.sourced(notes, exposed, at.start));
    let exposed = fields.or(exposed, "exposed", defaults::footway_exposed);
    let (from, to) = (from?, to?);
    if from.place == to.place {
        let finding = Finding::error("scenario.waypoint-twice", "it begins and ends at the same place");
        let advice = "Name the other side of it in \"to\", or its coordinates.";
        notes.add(finding.about(&fields.label).advise(advice).at(to.span.0.clone()));
        return None;
    }
    Some(FootwayText {
        name: name?.0,
        ends: [from, to],
        length: length?,
        speed: speed?,
        persons_per_hour: rate?,
        windows: windows?,
        exposed: exposed?,
        span: Span(fields.span.clone()),
    })
}

/// How many can pass in an hour.
pub(super) fn rate(notes: &mut Notes<'_>, fields: &Fields<'_>) -> Option<Sourced<Ranged<Persons>>> {
    let rate = fields.ranged(notes, "persons_per_hour", RATE)?;
    Some(Sourced { value: rate.value.map(|persons| Persons(persons as u32)), source: rate.source })
}

/// The footway that a group walks over.
pub(super) fn walks(notes: &mut Notes<'_>, fields: &Fields<'_>) -> Option<String> {
    fields.text(notes, "walks").map(|(name, _)| name)
}

/// Says where a group on foot does not walk, or has vehicles or a fleet.
pub(super) fn on_foot(notes: &mut Notes<'_>, fields: &Fields<'_>) {
    if !fields.has("walks") {
        let words = "people on foot cross a footway, and none is named";
        let advice = "Write walks = \"the name of a [[footway]]\" that ends at a reception site.";
        let finding = Finding::error("scenario.on-foot", words).about(&fields.label);
        notes.add(finding.advise(advice).at(fields.span.clone()));
    }
    let of_vehicles = ["vehicles", "persons_per_vehicle", "carried_by"];
    if let Some((key, at)) = of_vehicles.into_iter().find_map(|key| Some((key, fields.get(key)?))) {
        let finding = Finding::error("scenario.on-foot", format!("people on foot have no {key:?}"));
        let advice = "Leave it out; if vehicles wait for them on the far side, write the kind of those.";
        notes.add(finding.about(&fields.label).advise(advice).at(at.span()));
    }
}
