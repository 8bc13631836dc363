//! What only the whole scenario shows: names used twice, names that nobody has, people without a way.

use super::super::{
    AreaText, Assembly, CheckpointSite, Closure, ContraflowText, CorridorText, Depot, FleetTask, FleetText,
    FootwayText, Group, ReceptionSite, WaitingPlace,
};
use super::Rows;
use super::fields::{Fields, Notes};
use crate::finding::Finding;
use crate::nearest::nearest;
use std::collections::BTreeMap;

/// Everything that stands in `[[...]]`.
pub(super) struct Tables {
    pub assemblies: Rows<Assembly>,
    pub groups: Rows<Group>,
    pub depots: Rows<Depot>,
    pub fleets: Rows<FleetText>,
    pub receptions: Rows<ReceptionSite>,
    pub checkpoints: Rows<CheckpointSite>,
    pub corridors: Rows<CorridorText>,
    pub areas: Rows<AreaText>,
    pub closures: Rows<Closure>,
    pub waiting: Rows<WaitingPlace>,
    pub contraflow: Rows<ContraflowText>,
    pub footways: Rows<FootwayText>,
}

/// The most stretches of contraflow: each doubles the plans that are compared.
const MOST_CONTRAFLOW: usize = 5;

pub(super) fn check(notes: &mut Notes<'_>, top: &Fields<'_>, tables: &Tables, overlays: &[String]) {
    once(notes, "assembly point", &tables.assemblies);
    once(notes, "depot", &tables.depots);
    once(notes, "fleet", &tables.fleets);
    once(notes, "reception site", &tables.receptions);
    once(notes, "checkpoint", &tables.checkpoints);
    once(notes, "corridor", &tables.corridors);
    once(notes, "area", &tables.areas);
    once(notes, "waiting place", &tables.waiting);
    once(notes, "footway", &tables.footways);
    groups_once(notes, tables);
    groups_gather(notes, tables);
    corridors_open_with_others(notes, tables);
    few_contraflows(notes, tables);
    fleets_stand(notes, tables);
    groups_carried(notes, tables);
    groups_walk(notes, tables);
    needed(notes, top, "assembly", "nobody gathers anywhere", tables.assemblies.rows.is_empty());
    needed(notes, top, "group", "nobody wants to leave", tables.groups.rows.is_empty());
    needed(notes, top, "reception", "nobody is received anywhere", tables.receptions.rows.is_empty());
    if overlays.is_empty() {
        for area in tables.areas.read() {
            let finding =
                Finding::error("scenario.area-without-overlay", "no overlay is named that could hold this area");
            let advice = "Add overlays = [\"control.geojson\"] at the top of the scenario.";
            notes.add(finding.about(format!("area {:?}", area.name)).advise(advice).at(area.span.0.clone()));
        }
    }
}

/// Says where a name is used twice among things of one sort.
fn once<T>(notes: &mut Notes<'_>, sort: &str, rows: &Rows<T>) {
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    for (name, span) in rows.names() {
        let line = notes.line(span.start);
        if let Some(first) = seen.get(&name.to_lowercase()) {
            let article = if sort.starts_with('a') { "an" } else { "a" };
            let words = format!("there is already {article} {sort} {name:?}, in line {first}");
            let finding = Finding::error("scenario.duplicate-name", words);
            notes.add(finding.advise("Give each its own name, or remove one.").at(span.clone()));
        } else {
            seen.insert(name.to_lowercase(), line);
        }
    }
}

/// A group's name is its own among those of its assembly point.
fn groups_once(notes: &mut Notes<'_>, tables: &Tables) {
    let mut seen: BTreeMap<(String, String), u32> = BTreeMap::new();
    for group in tables.groups.read() {
        let key = (group.assembly.to_lowercase(), group.name.to_lowercase());
        let line = notes.line(group.span.0.start);
        if let Some(first) = seen.get(&key) {
            let words = format!("{:?} already has a group {:?}, in line {first}", group.assembly, group.name);
            let finding = Finding::error("scenario.duplicate-name", words);
            notes.add(finding.advise("Give each its own name, or join them.").at(group.span.0.clone()));
        } else {
            seen.insert(key, line);
        }
    }
}

/// Every group gathers at an assembly point that exists, and every assembly point is used.
fn groups_gather(notes: &mut Notes<'_>, tables: &Tables) {
    let names: Vec<&str> = tables.assemblies.names().map(|(name, _)| name.as_str()).collect();
    for group in tables.groups.read().filter(|group| !names.contains(&group.assembly.as_str())) {
        let words = format!("there is no assembly point {:?}", group.assembly);
        let advice = match nearest(&group.assembly, names.iter().copied()) {
            Some(near) => format!("Did you mean {near:?}?"),
            None => "Add an [[assembly]] of that name.".to_owned(),
        };
        let finding = Finding::error("scenario.unknown-name", words).about(format!("group {:?}", group.name));
        notes.add(finding.advise(advice).at(notes.named(&group.span.0, &group.assembly)));
    }
    // A group whose assembly point is not known may well be meant to gather at one that seems unused.
    let known = |group: &Group| names.contains(&group.assembly.as_str());
    let all_read = tables.groups.rows.iter().all(|(group, _)| group.as_ref().is_some_and(known));
    for (name, span) in tables.assemblies.names().filter(|_| all_read && !tables.groups.rows.is_empty()) {
        if tables.groups.read().all(|group| group.assembly != *name) {
            let finding = Finding::warning("scenario.nobody", "no group gathers here");
            notes.add(finding.about(format!("assembly {name:?}")).at(span.clone()));
        }
    }
}

/// Every corridor that another waits for is there, and is another.
fn corridors_open_with_others(notes: &mut Notes<'_>, tables: &Tables) {
    let names: Vec<&str> = tables.corridors.names().map(|(name, _)| name.as_str()).collect();
    for corridor in tables.corridors.read() {
        for other in corridor.opens_with.iter().filter(|other| !names.contains(&other.as_str())) {
            let words = format!("it opens only with the corridor {other:?}, and there is none of that name");
            let advice = match nearest(other, names.iter().copied()) {
                Some(near) => format!("Did you mean {near:?}?"),
                None => "Add a [[corridor]] of that name.".to_owned(),
            };
            let finding = Finding::error("scenario.unknown-name", words).about(format!("corridor {:?}", corridor.name));
            notes.add(finding.advise(advice).at(notes.named(&corridor.span.0, other)));
        }
        if corridor.opens_with.contains(&corridor.name) {
            let finding = Finding::error("scenario.corridor-waits-for-itself", "it opens only with itself");
            let finding = finding.about(format!("corridor {:?}", corridor.name));
            notes.add(finding.advise("Name the other corridor.").at(corridor.span.0.clone()));
        }
    }
}

fn few_contraflows(notes: &mut Notes<'_>, tables: &Tables) {
    let too_many = tables.contraflow.rows.len().saturating_sub(MOST_CONTRAFLOW);
    if let Some(first) = tables.contraflow.read().nth(MOST_CONTRAFLOW).filter(|_| too_many > 0) {
        let words = format!("{too_many} stretches of contraflow more than the {MOST_CONTRAFLOW} that can be compared");
        let finding = Finding::error("scenario.too-many-contraflows", words);
        notes.add(finding.advise("Join neighbouring stretches, or leave out the shortest.").at(first.span.0.clone()));
    }
}

/// Every fleet stands at, and goes to, a site that exists.
fn fleets_stand(notes: &mut Notes<'_>, tables: &Tables) {
    let sites = tables.depots.names().chain(tables.assemblies.names()).chain(tables.receptions.names());
    let names: Vec<&str> = sites.map(|(name, _)| name.as_str()).collect();
    for fleet in tables.fleets.read() {
        let to = match &fleet.task {
            FleetTask::Deliver { to, .. } => Some(to),
            FleetTask::Carry { .. } | FleetTask::Lead { .. } => None,
        };
        for name in [Some(&fleet.depot), to].into_iter().flatten().filter(|name| !names.contains(&name.as_str())) {
            let words = format!("there is no depot, assembly point or reception site {name:?}");
            let finding = Finding::error("scenario.unknown-name", words).about(format!("fleet {:?}", fleet.name));
            let advice = or_nearest(name, &names, "Add a [[depot]] of that name.");
            notes.add(finding.advise(advice).at(notes.named(&fleet.span.0, name)));
        }
    }
}

/// Every group that is carried or led is so by fleets that exist and are of its kind, and no fleet stands idle.
fn groups_carried(notes: &mut Notes<'_>, tables: &Tables) {
    let names: Vec<&str> = tables.fleets.names().map(|(name, _)| name.as_str()).collect();
    for group in tables.groups.read() {
        for name in group.fleets() {
            let fleet = tables.fleets.read().find(|fleet| fleet.name == *name);
            let finding = if !names.contains(&name.as_str()) {
                let finding = Finding::error("scenario.unknown-name", format!("there is no fleet {name:?}"));
                finding.advise(or_nearest(name, &names, "Add a [[fleet]] of that name."))
            } else if let Some(words) = fleet.and_then(|fleet| unfit(group, fleet)) {
                words
            } else {
                continue;
            };
            let at = notes.named(&group.span.0, name);
            notes.add(finding.about(format!("group {:?}", group.name)).at(at));
        }
    }
    let all_read = tables.groups.rows.iter().all(|(group, _)| group.is_some());
    for fleet in tables.fleets.read().filter(|_| all_read) {
        let (words, key) = match fleet.task {
            FleetTask::Carry { .. } => ("no group is carried by it", "carried_by"),
            FleetTask::Lead { .. } => ("no group is led by it", "escorted_by"),
            FleetTask::Deliver { .. } => continue,
        };
        if tables.groups.read().all(|group| group.fleets().all(|name| *name != fleet.name)) {
            let finding = Finding::warning("scenario.nobody", words);
            let advice = format!("Write {key} = [{:?}] in a [[group]].", fleet.name);
            notes.add(finding.about(format!("fleet {:?}", fleet.name)).advise(advice).at(fleet.span.0.clone()));
        }
    }
}

/// Every group that walks does so over a footway that exists, from an assembly point without a limit; every footway is used.
fn groups_walk(notes: &mut Notes<'_>, tables: &Tables) {
    let names: Vec<&str> = tables.footways.names().map(|(name, _)| name.as_str()).collect();
    for group in tables.groups.read() {
        let Some(footway) = &group.walks else { continue };
        let about = format!("group {:?}", group.name);
        if !names.contains(&footway.as_str()) {
            let finding = Finding::error("scenario.unknown-name", format!("there is no footway {footway:?}"));
            let advice = or_nearest(footway, &names, "Add a [[footway]] of that name.");
            notes.add(finding.about(&about).advise(advice).at(notes.named(&group.span.0, footway)));
        }
        let assembly = tables.assemblies.read().find(|assembly| assembly.site.name == group.assembly);
        if assembly.is_some_and(|assembly| assembly.most_present.is_some()) {
            let words =
                format!("it walks from {:?}, where few may be present: that is not planned together", group.assembly);
            let advice = "Leave most_present out, or give those who walk an assembly point of their own.";
            let finding = Finding::error("scenario.crowd-on-foot", words).about(about);
            notes.add(finding.advise(advice).at(group.span.0.clone()));
        }
    }
    let all_read = tables.groups.rows.iter().all(|(group, _)| group.is_some());
    for footway in tables.footways.read().filter(|_| all_read) {
        if tables.groups.read().all(|group| group.walks.as_ref() != Some(&footway.name)) {
            let finding = Finding::warning("scenario.nobody", "no group walks over it");
            let advice = format!("Write walks = {:?} in a [[group]].", footway.name);
            notes.add(finding.about(format!("footway {:?}", footway.name)).advise(advice).at(footway.span.0.clone()));
        }
    }
}

/// Why a fleet that a group names cannot be its fleet.
fn unfit(group: &Group, fleet: &FleetText) -> Option<Finding> {
    let name = &fleet.name;
    let leads = matches!(fleet.task, FleetTask::Lead { .. });
    if group.carried_by.contains(name) && leads {
        let words = format!("the fleet {name:?} leads columns and carries nobody");
        let finding = Finding::error("scenario.escorted", words);
        return Some(finding.advise(format!("Write escorted_by = [{name:?}] instead of carried_by.")));
    }
    if group.escorted_by.contains(name) && !leads {
        let words = format!("the fleet {name:?} does not lead columns");
        let finding = Finding::error("scenario.escorted", words);
        return Some(finding.advise("Write kind = \"lead\" in the [[fleet]], or carried_by in the group."));
    }
    (fleet.kind != group.kind).then(|| {
        let words = format!("the fleet {name:?} is of another kind than the group");
        Finding::error("scenario.carried", words).advise("Write the same kind for both.")
    })
}

fn or_nearest(name: &str, names: &[&str], otherwise: &str) -> String {
    nearest(name, names.iter().copied()).map_or_else(|| otherwise.to_owned(), |near| format!("Did you mean {near:?}?"))
}

fn needed(notes: &mut Notes<'_>, top: &Fields<'_>, key: &str, words: &str, missing: bool) {
    if missing && !top.has(key) {
        let finding = Finding::error("scenario.missing-key", format!("{words}: [[{key}]] is missing"));
        notes.add(finding.advise(format!("Add at least one [[{key}]].")));
    }
}
