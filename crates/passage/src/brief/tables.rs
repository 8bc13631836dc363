//! The tables of a report: what is full, who is left, turn-back times, assumptions, findings, documents.

use super::page::{Column, Page};
use crate::exchange::geojson::reason;
use crate::markup::escape;
use crate::outcome::Outcome;
use crate::outcome::names::Names;
use crate::outcome::turn_back;
use crate::outcome::used::left_vehicles;
use crate::summary;
use crate::words::{Words, count};
use passage_model::finding::Severity;
use passage_model::id::OriginId;
use passage_model::plan::{LeftBehind, Plan};
use passage_model::situation::VehicleKind;
use std::collections::BTreeSet;

/// What is full, when.
pub fn bottlenecks(page: &mut Page, outcome: &Outcome<'_>, words: &Words) {
    let names = Names::new(outcome.network, &outcome.likely.situation);
    let lines = summary::bottlenecks(outcome, &names, words);
    // With fleets no minimum cut says what would help.
    let [none, intro] = if outcome.likely.situation.fleets.is_empty() {
        ["bottlenecks-none", "bottlenecks-intro"]
    } else {
        ["bottlenecks-none-fleets", "bottlenecks-intro-fleets"]
    };
    if lines.is_empty() {
        page.paragraph("", &words.say(none));
    } else {
        page.paragraph("", &words.say(intro));
        page.list(&lines);
    }
}

/// Who is left behind and why.
pub fn left_behind(page: &mut Page, outcome: &Outcome<'_>, words: &Words) {
    let (plan, situation) = (&outcome.likely.plan, &outcome.likely.situation);
    if plan.left_behind.is_empty() {
        page.paragraph("", &words.say("left-behind-none"));
        return;
    }
    let names = Names::new(outcome.network, situation);
    let mut left: Vec<&LeftBehind> = plan.left_behind.iter().collect();
    left.sort_by_key(|l| (std::cmp::Reverse(l.persons), l.origin, reason(&l.reason)));
    let rows: Vec<Vec<String>> = left
        .into_iter()
        .map(|l| {
            let origin = &situation.origins[l.origin.index()];
            vec![
                origin.assembly.clone(),
                origin.group.clone(),
                words.number(l.persons.0),
                words.number(left_vehicles(l, plan, situation).0),
                summary::why(l, outcome, &names, words, summary::MOST_PLACES),
            ]
        })
        .collect();
    let columns = [
        Column::words(words.say("assembly-point")),
        Column::words(words.say("group")),
        Column::number(words.say("column-persons")),
        Column::number(words.say("column-vehicles")),
        Column::words(words.say("why")),
    ];
    let all: u64 = plan.left_behind.iter().map(|l| u64::from(l.persons.0)).sum();
    let caption = words.tell("left-behind-caption", &[("n", count(all))]);
    page.table(&caption, true, &columns, &rows);
}

/// The last moment for each group at each named place of its way.
pub fn turn_back(page: &mut Page, outcome: &Outcome<'_>, words: &Words) {
    let (plan, situation, times) = (&outcome.likely.plan, &outcome.likely.situation, &outcome.setting.times);
    let found = turn_back::of(outcome.network, situation, plan, 2);
    if found.is_empty() {
        page.paragraph("", &words.say("turn-back-none"));
        return;
    }
    page.paragraph("", &words.say("turn-back-intro"));
    let names = Names::new(outcome.network, situation);
    let on_foot = |origin: OriginId| situation.origins[origin.index()].kind == VehicleKind::Foot;
    let rows: Vec<Vec<String>> = found
        .iter()
        .filter(|way| !on_foot(way.origin))
        .map(|way| {
            let origin = &situation.origins[way.origin.index()];
            let mut places: Vec<String> = Vec::new();
            // Not the reception site: whoever passes its place has arrived.
            let between = way.last.len().saturating_sub(2);
            let (mut told, mut known) = (None, BTreeSet::new());
            for (junction, last) in way.last.iter().skip(1).take(between) {
                // A place of several junctions is told once, by the first: its last moment is the earliest.
                if let Some(here) = names.at(*junction).first().filter(|here| known.insert(here.name.as_str())) {
                    places.push(format!("{} {}", here.name, times.minute_after_another(told, *last, words)));
                    told = Some(*last);
                }
            }
            vec![
                situation.start_of(way.origin),
                group_of_kind(&origin.group, origin.kind, words),
                names.course(&plan.courses[way.course.index()], words),
                way.last.first().map_or_else(String::new, |(_, last)| times.minute(*last, words)),
                places.join(", "),
            ]
        })
        .collect();
    let columns = [
        Column::words(words.say("assembly-point")),
        Column::words(words.say("group")),
        Column::words(words.say("road")),
        Column::times(words.say("last-departure")),
        Column::words(words.say("last-at-places")),
    ];
    page.table(&words.say("turn-back-caption"), true, &columns, &rows);
}

/// A group and what it travels in, told once where its name has it: not `own cars (cars)`.
fn group_of_kind(group: &str, of: VehicleKind, words: &Words) -> String {
    let kind = words.say(kind(of));
    if group.contains(&kind) {
        return group.to_owned();
    }
    words.tell("group-kind", &[("group", group.into()), ("kind", kind.into())])
}

/// Every value with its range and source.
pub fn assumptions(page: &mut Page, outcome: &Outcome<'_>, words: &Words) {
    page.paragraph("", &words.say("assumptions-intro"));
    let rows: Vec<Vec<String>> = outcome
        .setting
        .assumptions
        .iter()
        .map(|a| {
            let range = a.range.as_ref().map(|(low, high)| format!("{low} – {high}")).unwrap_or_default();
            vec![a.what.clone(), a.value.clone(), range, a.source.clone()]
        })
        .collect();
    let columns = [
        Column::words(words.say("what")),
        Column::words(words.say("value")),
        Column::words(words.say("range")),
        Column::words(words.say("source")),
    ];
    page.table(&words.say("assumptions-caption"), true, &columns, &rows);
}

/// What place names were taken for, and what was found on the way.
pub fn findings(page: &mut Page, outcome: &Outcome<'_>, words: &Words) {
    let rows: Vec<Vec<String>> =
        outcome.setting.matched.iter().map(|m| vec![m.asked.clone(), m.found.clone()]).collect();
    if !rows.is_empty() {
        let columns = [Column::words(words.say("matched-asked")), Column::words(words.say("matched-found"))];
        page.table(&words.say("matched-caption"), true, &columns, &rows);
    }
    if outcome.setting.findings.is_empty() {
        page.paragraph("", &words.say("findings-none"));
        return;
    }
    let rows: Vec<Vec<String>> = outcome
        .setting
        .findings
        .iter()
        .map(|f| {
            let severity = words.say(match f.severity {
                Severity::Note => "severity-note",
                Severity::Warning => "severity-warning",
                Severity::Error => "severity-error",
            });
            let count = if f.count > 1 { format!(" (×{})", words.number(f.count)) } else { String::new() };
            vec![severity, format!("{}{count}", words.found(f)), f.advice.clone(), f.code.to_string()]
        })
        .collect();
    let columns = [
        Column::words(words.say("severity")),
        Column::words(words.say("finding")),
        Column::words(words.say("advice")),
        Column::words(words.say("code")),
    ];
    page.table(&words.say("findings-caption"), true, &columns, &rows);
}

/// The documents, by their digests, and how anybody can check the plan.
pub fn documents(page: &mut Page, outcome: &Outcome<'_>, words: &Words) {
    let origin = outcome.network.origin();
    let plan = &outcome.likely.plan;
    let digest = |plan: &Plan| plan.digest().to_string();
    let read_from = |file: &str| words.tell("document-scenario", &[("file", file.into())]);
    let of_network = [("file", outcome.setting.network_file.as_str().into())];
    let made_of = words.tell("document-made-of", &of_network);
    let mut rows: Vec<Vec<String>> = [
        [words.say("document-plan"), "plan.json".to_owned(), digest(plan)],
        [read_from(&outcome.setting.scenario_file), "scenario.json".to_owned(), plan.scenario.to_string()],
        [words.say("document-network"), made_of, plan.network.to_string()],
        [words.say("document-roads"), origin.file.clone(), origin.digest.to_string()],
    ]
    .map(Vec::from)
    .into();
    let others = [
        (&outcome.pessimistic, "document-plan-pessimistic", "plan-pessimistic.json"),
        (&outcome.optimistic, "document-plan-optimistic", "plan-optimistic.json"),
    ];
    for (answer, name, file) in others {
        rows.extend(answer.iter().map(|a| vec![words.say(name), file.to_owned(), digest(&a.plan)]));
    }
    let proof = outcome.setting.certificate.iter();
    rows.extend(
        proof.map(|digest| vec![words.say("document-certificate"), "certificate.json".to_owned(), digest.to_string()]),
    );
    let columns =
        [Column::words(words.say("document")), Column::words(words.say("file")), Column::words(words.say("digest"))];
    page.table(&words.say("documents-caption"), true, &columns, &rows);
    page.paragraph("", &words.tell("digests-how", &of_network));
    page.paragraph(
        "",
        &words.tell(
            "made-by",
            &[
                ("program", plan.program.as_str().into()),
                ("seed", plan.seed.to_string().into()),
                ("step", plan.step.0.to_string().into()),
            ],
        ),
    );
    let certified = outcome.setting.certificate.is_some();
    page.paragraph("", &words.say(if certified { "how-to-check-certified" } else { "how-to-check" }));
    let check = format!("{}{}", outcome.setting.check, if certified { " --certificate" } else { "" });
    page.raw(&format!("<pre class=\"command\">{}</pre>\n", escape(&check)));
    page.paragraph("", &words.say("how-to-rehearse"));
    page.paragraph("small", &words.say("what-a-plan-is-not"));
}

/// The message for a kind of vehicle.
pub const fn kind(kind: VehicleKind) -> &'static str {
    match kind {
        VehicleKind::OwnCar => "kind-own-car",
        VehicleKind::Bus => "kind-bus",
        VehicleKind::Medical => "kind-medical",
        VehicleKind::Truck => "kind-truck",
        VehicleKind::Foot => "kind-foot",
    }
}

/// The kinds that a situation has, in words.
pub fn kinds(outcome: &Outcome<'_>, words: &Words) -> String {
    let all: BTreeSet<VehicleKind> = outcome.likely.situation.origins.iter().map(|o| o.kind).collect();
    all.into_iter().map(|k| words.say(kind(k))).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    #[test]
    fn own_cars_are_not_said_to_be_cars() {
        let words = Words::new(Language::En);
        assert_eq!(group_of_kind("own cars", VehicleKind::OwnCar, &words), "own cars");
        assert_eq!(group_of_kind("the hospital", VehicleKind::Medical, &words), "the hospital (ambulances)");
    }
}
