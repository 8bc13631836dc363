//! Assembly points, groups and reception sites.

use super::super::{Assembly, Factor, Group, Ranged, ReadyShare, ReceptionSite, Sourced, Span, defaults};
use super::fields::{Fields, Notes};
use super::number::Limits;
use super::when::Frame;
use crate::finding::Finding;
use crate::nearest::nearest;
use crate::situation::VehicleKind;
use crate::time::Clock;
use crate::units::{Persons, PersonsPerVehicle, Seconds, Vehicles};
use toml::de::DeValue;

/// More people than live in any country that could be evacuated by road: a slip of the hand.
pub(super) const PERSONS: Limits = Limits::whole("persons", 0, 100_000_000);
const VEHICLES: Limits = Limits::whole("vehicles", 0, 10_000_000);

/// The keys of a group.
pub(super) const GROUP_KEYS: [&str; 10] = [
    "name",
    "assembly",
    "kind",
    "persons",
    "persons_per_vehicle",
    "vehicles",
    "ready",
    "carried_by",
    "escorted_by",
    "walks",
];

/// The kinds as a scenario writes them.
const KINDS: [(&str, VehicleKind); 4] = [
    ("own car", VehicleKind::OwnCar),
    ("bus", VehicleKind::Bus),
    ("medical", VehicleKind::Medical),
    ("on foot", VehicleKind::Foot),
];

pub(super) fn assembly(notes: &mut Notes<'_>, fields: &Fields<'_>) -> Option<Assembly> {
    let site = fields.site(notes, defaults::within());
    let most = fields.whole(notes, "most_present", PERSONS);
    let most = if fields.has("most_present") { most.map(Some) } else { Some(None) };
    let gather = gather(notes, fields);
    Some(Assembly {
        site: site?,
        most_present: most?.map(|most| Sourced { value: Persons(most.value), source: most.source }),
        gather: gather?,
    })
}

/// How long before they leave people are called: a span of time, a step at least.
fn gather(notes: &mut Notes<'_>, fields: &Fields<'_>) -> Option<Sourced<Seconds>> {
    let Some(at) = fields.get("gather") else { return Some(defaults::gather()) };
    let (text, _) = fields.as_text(notes, "gather", at)?;
    let Some(found) = crate::civil::span(&text).filter(|span| (60..=86_400).contains(&span.0)) else {
        let words = format!("{text:?} is not a time to gather in");
        let finding = Finding::error("scenario.out-of-range", words).about(&fields.label);
        notes.add(finding.advise("Write 1 min to 24 h, such as gather = \"30 min\".").at(at.span()));
        return None;
    };
    Some(fields.sourced(notes, found, at.start))
}

pub(super) fn reception(notes: &mut Notes<'_>, fields: &Fields<'_>) -> Option<ReceptionSite> {
    let site = fields.site(notes, defaults::within());
    let room = match fields.need(notes, "room", "room = 200000, the persons that it can take") {
        Some(_) => fields.whole(notes, "room", PERSONS),
        None => None,
    };
    let room = room.map(|room| Sourced { value: Persons(room.value), source: room.source })?;
    if room.value == Persons(0) {
        let start = fields.get("room").map_or(fields.span.clone(), |at| at.span());
        let finding = Finding::warning("scenario.no-room", "it has room for nobody").about(&fields.label);
        notes.add(finding.advise("Nobody will be sent there; leave it out if that is meant.").at(start));
    }
    Some(ReceptionSite { site: site?, room, only: only(notes, fields)? })
}

/// The kinds that a site receives alone; none where it receives everybody.
fn only(notes: &mut Notes<'_>, fields: &Fields<'_>) -> Option<Vec<VehicleKind>> {
    let mut only = Vec::new();
    for (text, span) in fields.some_texts(notes, "only") {
        if let Some((_, kind)) = KINDS.iter().find(|(word, _)| *word == text) {
            only.push(*kind);
            continue;
        }
        let words: Vec<_> = KINDS.iter().map(|(word, _)| format!("{word:?}")).collect();
        let advice = match nearest(&text, KINDS.iter().map(|(word, _)| *word)) {
            Some(near) => format!("Did you mean {near:?}? It may be {}.", words.join(" or ")),
            None => format!("It may be {}.", words.join(" or ")),
        };
        let finding = Finding::error("scenario.unknown-choice", format!("only cannot be {text:?}"));
        notes.add(finding.about(&fields.label).advise(advice).at(span));
        return None;
    }
    Some(only)
}

/// The fleets that carry a group, which then has no vehicles of its own.
fn carried_by(notes: &mut Notes<'_>, fields: &Fields<'_>) -> Option<Vec<String>> {
    let names = fields.some_texts(notes, "carried_by");
    let own = ["vehicles", "persons_per_vehicle"].into_iter().find_map(|key| Some((key, fields.get(key)?)));
    if let Some((key, at)) = own.filter(|_| !names.is_empty()) {
        let words = format!("the group is carried by a fleet, and has {key:?} of its own");
        let finding = Finding::error("scenario.carried", words).about(&fields.label);
        notes.add(finding.advise("Write vehicles and seats in the [[fleet]], or leave carried_by out.").at(at.span()));
        return None;
    }
    Some(names.into_iter().map(|(name, _)| name).collect())
}

/// The fleets that lead a group's own cars; a group that is carried has none to lead.
fn escorted_by(notes: &mut Notes<'_>, fields: &Fields<'_>, kind: Option<VehicleKind>) -> Option<Vec<String>> {
    let names = fields.some_texts(notes, "escorted_by");
    let Some(at) = fields.get("escorted_by").filter(|_| !names.is_empty()) else { return Some(Vec::new()) };
    let words = if fields.has("carried_by") {
        "the group is carried by a fleet, and led by one"
    } else if kind.is_some_and(|kind| kind != VehicleKind::OwnCar) {
        "only own cars are led in columns"
    } else if fields.has("walks") {
        "the group walks first, and is led by a fleet: that is not planned together"
    } else {
        return Some(names.into_iter().map(|(name, _)| name).collect());
    };
    let finding = Finding::error("scenario.escorted", words).about(&fields.label);
    notes.add(
        finding
            .advise("Write kind = \"own car\" without carried_by and walks, or leave escorted_by out.")
            .at(at.span()),
    );
    None
}

pub(super) fn group(notes: &mut Notes<'_>, fields: &Fields<'_>, frame: &Frame) -> Option<Group> {
    let assembly = fields.need_text(notes, "assembly", "assembly = \"the name of an [[assembly]]\"");
    let kind = match fields.need(notes, "kind", "kind = \"own car\", \"bus\", \"medical\" or \"on foot\"") {
        Some(_) => fields.choice(notes, "kind", &KINDS).map(|(kind, _)| kind),
        None => None,
    };
    let persons = match fields.need(notes, "persons", "persons = 200000") {
        Some(_) => fields.whole(notes, "persons", PERSONS),
        None => None,
    };
    if let Some(nobody) = persons.as_ref().filter(|p| p.value == 0).and(fields.get("persons")) {
        let finding = Finding::warning("scenario.nobody", "the group has no persons").about(&fields.label);
        notes.add(finding.advise("Leave the group out if that is meant.").at(nobody.span()));
    }
    let per_vehicle = kind.map(|kind| per_vehicle(notes, fields, kind));
    let vehicles = fields.whole(notes, "vehicles", VEHICLES);
    let vehicles = if fields.has("vehicles") { vehicles.map(Some) } else { Some(None) };
    let ready = ready(notes, fields, frame);
    let carried_by = carried_by(notes, fields);
    let walks = super::foot::walks(notes, fields);
    if kind == Some(VehicleKind::Foot) {
        super::foot::on_foot(notes, fields);
    }
    let escorted_by = escorted_by(notes, fields, kind);
    let (assembly, _) = assembly?;
    let persons = persons?;
    let name = fields.text(notes, "name").map(|(name, _)| name).filter(|name| !name.is_empty());
    let kind = kind?;
    let default_name = || KINDS.iter().find(|(_, k)| *k == kind).map_or("", |(word, _)| word).to_owned();
    Some(Group {
        name: name.unwrap_or_else(default_name),
        assembly,
        kind,
        persons: Sourced { value: Persons(persons.value), source: persons.source },
        persons_per_vehicle: per_vehicle??,
        vehicles: vehicles?.map(|v| Sourced { value: Vehicles(v.value), source: v.source }),
        ready: ready?,
        carried_by: carried_by?,
        walks,
        escorted_by: escorted_by?,
        span: Span(fields.span.clone()),
    })
}

/// Persons per vehicle in the limits of `domain.md` A.8: more than 6 in a car is implausible, more than 8 refused;
/// buses carried up to 70, standing.
fn per_vehicle(
    notes: &mut Notes<'_>,
    fields: &Fields<'_>,
    kind: VehicleKind,
) -> Option<Sourced<Ranged<PersonsPerVehicle>>> {
    let (most, implausible, limits) = match kind {
        VehicleKind::Bus => (120.0, 70.0, "persons in a bus"),
        VehicleKind::Foot => (1.0, 1.0, "persons in a walker"),
        VehicleKind::OwnCar | VehicleKind::Medical | VehicleKind::Truck => (8.0, 6.0, "persons in a vehicle"),
    };
    let key = "persons_per_vehicle";
    let beyond = "Count vehicles and persons again; a group that travels in buses has kind = \"bus\".";
    let found = fields.ranged(notes, key, Limits::any(limits, 1.0, most).beyond(beyond));
    if let Some(range) = found.as_ref().filter(|r| r.value.optimistic > implausible)
        && let Some(at) = fields.get(key)
    {
        let words = format!("{} persons in each vehicle are hardly possible", range.value.optimistic);
        let advice = "Out of Mariupol it was 3 to 4 a car, 5 at most; buses took up to 70, standing.";
        notes.add(Finding::warning("scenario.implausible", words).about(&fields.label).advise(advice).at(at.span()));
    }
    let found = found.map(|f| Sourced { value: f.value.map(PersonsPerVehicle::from_mean), source: f.source });
    fields.or(found, key, || defaults::persons_per_vehicle(kind))
}

/// When which share is ready: a time, or a list of `{ from, share }`.
fn ready(notes: &mut Notes<'_>, fields: &Fields<'_>, frame: &Frame) -> Option<Sourced<Vec<ReadyShare>>> {
    let whole = |from: Clock| vec![ReadyShare { from, share: Factor::ONE }];
    let Some(at) = fields.get("ready") else {
        return Some(Sourced::by_default(whole(Clock::H_HOUR), "passage: ready at the H-hour where nothing is said"));
    };
    let DeValue::Array(_) = at.value else {
        let (from, span) = fields.ready_from(notes, "ready", frame)?;
        return Some(fields.sourced(notes, whole(from), span.start));
    };
    let mut shares = Vec::new();
    let parts = fields.tables(notes, "ready");
    let expected = parts.len();
    for (table, span) in parts {
        let part = Fields::open(notes, table, span, &format!("ready of {}", fields.label), &["from", "share"]);
        let from = match part.need(notes, "from", "from = \"11:00\"") {
            Some(_) => part.ready_from(notes, "from", frame),
            None => None,
        };
        let share = part.need(notes, "share", "share = 0.5");
        let share = share.and_then(|at| part.number(notes, "share", at, Limits::any("shares", 0.0, 1.0)));
        if let (Some((from, _)), Some(share)) = (from, share) {
            shares.push(ReadyShare { from, share: Factor::from_number(share) });
        }
    }
    if shares.len() != expected {
        return None;
    }
    shares.sort_by_key(|share| share.from);
    let sum: u64 = shares.iter().map(|share| u64::from(share.share.0)).sum();
    if sum.abs_diff(u64::from(Factor::ONE.0)) > 1_000 {
        let words = format!("the shares that are ready add up to {}, not 1", sum as f64 / 1e6);
        let finding = Finding::error("scenario.shares", words).about(&fields.label);
        notes.add(finding.advise("Shares are parts of one: 0.5 and 0.5.").at(at.span()));
        return None;
    }
    Some(fields.sourced(notes, shares, at.start))
}
