//! Whether there is a way at all: assembly points, reception sites and checkpoints on the roads that may be used.

use super::Laid;
use super::sites::all_walk;
use passage_model::finding::{Finding, Severity};
use passage_model::id::{JunctionId, RoadId};
use passage_model::scenario::{Span, TravelOn};
use passage_model::situation::{Reading, VehicleKind};
use passage_model::units::{VehiclesPerDay, VehiclesPerHour};
use passage_network::overlay::Overlay;
use passage_network::route::{CLOSED, Router, Search, Weights};

/// Looks for ways, windows left aside: a road counts if it is ever open. `refused`: only what sites show is looked at.
/// With the overlay, what shuts the way from a place is looked for too.
///
/// O((reception sites + 3) x (junctions + roads) log).
pub fn check(laid: &Laid<'_>, overlay: Option<&Overlay>, refused: bool) -> Vec<Finding> {
    let mut findings = together(laid);
    if refused {
        return findings;
    }
    let usable = usable(laid);
    let all: Vec<JunctionId> = laid.sites.receptions.iter().flatten().copied().collect();
    let safe = reaches(laid, &usable, &all);
    findings.extend(unreachable_assemblies(laid, overlay, &safe, &all));
    findings.extend(unreachable_receptions(laid, &usable));
    findings.extend(blocked_kinds(laid, &usable, &safe, &all));
    findings.extend(off_the_way(laid, &usable, &safe));
    findings.extend(held_while_served(laid));
    findings
}

/// The roads that are open at some time and pass somebody.
fn usable(laid: &Laid<'_>) -> Weights {
    let mut weights = Weights::of_network(laid.network);
    for road in laid.network.roads() {
        if laid.openings.of(road).is_never() || laid.network.capacity(road) == VehiclesPerHour(0) {
            weights.close(road);
        }
    }
    weights
}

/// Whether each junction has a way to one of `receptions`.
fn reaches(laid: &Laid<'_>, weights: &Weights, receptions: &[JunctionId]) -> Vec<bool> {
    let router = if laid.scenario.obey_turns.value {
        Router::new(laid.network, weights)
    } else {
        Router::waiving_turns(laid.network, weights)
    };
    router.times_to(&mut Search::default(), receptions).into_iter().map(|time| time != CLOSED).collect()
}

fn unreachable_assemblies(
    laid: &Laid<'_>,
    overlay: Option<&Overlay>,
    safe: &[bool],
    receptions: &[JunctionId],
) -> Vec<Finding> {
    let sites = starts(laid);
    let lost: Vec<&Start<'_>> = sites.iter().filter(|start| !safe[start.junction.index()]).collect();
    if lost.is_empty() {
        return Vec::new();
    }
    let severity = if lost.len() == sites.len() { Severity::Error } else { Severity::Warning };
    let by_any_road = reaches(laid, &Weights::of_network(laid.network), receptions);
    let words = |junction: JunctionId| match (by_any_road[junction.index()], laid.scenario.travel_on.value) {
        (false, _) => "the network has no road from it to any reception site",
        (true, TravelOn::Corridors) => "no corridor that opens within the plan leads from it to a reception site",
        (true, TravelOn::AnyRoad) => "closures, hazards and lines of control leave no way from it to a reception site",
    };
    let found = lost.into_iter().map(|start| {
        let overlay = overlay.filter(|_| by_any_road[start.junction.index()]);
        let shut = overlay.and_then(|overlay| super::shut::what(laid, overlay, &start.about));
        let said = words(start.junction);
        let said = shut.as_ref().map_or_else(|| said.to_owned(), |shut| format!("{said}: {}", shut.words));
        let advice = "Nobody can leave from there. Check its place, the corridors' places and the closures.";
        let advice = shut.as_ref().map_or(advice, |shut| shut.advice.as_str());
        let at = shut.as_ref().map_or(start.span, |shut| &shut.at);
        Finding::new(severity, "scenario.unreachable", said).about(&start.about).advise(advice).at(at.0.clone())
    });
    found.collect()
}

/// Where vehicles start: an assembly point, or the far end of a footway.
struct Start<'l> {
    about: String,
    span: &'l Span,
    junction: JunctionId,
}

/// Every assembly point from which not all walk, and every footway that somebody walks over.
fn starts<'l>(laid: &'l Laid<'_>) -> Vec<Start<'l>> {
    let groups = &laid.scenario.groups;
    let mut starts = Vec::new();
    for (assembly, junction) in laid.scenario.assemblies.iter().zip(&laid.sites.assemblies) {
        if let Some(junction) = junction.filter(|_| !all_walk(laid.scenario, &assembly.site.name)) {
            let about = format!("assembly point {:?}", assembly.site.name);
            starts.push(Start { about, span: &assembly.site.span, junction });
        }
    }
    for (footway, found) in laid.scenario.footways.iter().zip(&laid.footways) {
        let walked = groups.iter().any(|group| group.walks.as_ref() == Some(&footway.name));
        if let Some(found) = found.as_ref().filter(|_| walked) {
            let about = format!("the far end of footway {:?}", footway.name);
            starts.push(Start { about, span: &footway.span, junction: found.far });
        }
    }
    starts
}

fn unreachable_receptions(laid: &Laid<'_>, usable: &Weights) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (site, junction) in laid.scenario.receptions.iter().zip(laid.sites.receptions.iter().flatten()) {
        let reached = reaches(laid, usable, &[*junction]);
        if starts(laid).iter().all(|start| !reached[start.junction.index()]) {
            let words = "no assembly point has a way to it";
            let finding = Finding::warning("scenario.unreachable", words);
            let finding = finding.about(format!("reception site {:?}", site.site.name));
            findings.push(finding.advise("It receives nobody. Check its place.").at(site.site.span.0.clone()));
        }
    }
    findings
}

/// Kinds of vehicle that a checkpoint does not let through where there is no way round it.
fn blocked_kinds(laid: &Laid<'_>, usable: &Weights, safe: &[bool], receptions: &[JunctionId]) -> Vec<Finding> {
    let scenario = laid.scenario;
    let mut findings = Vec::new();
    let mut blocked = 0;
    for (kind_index, kind) in VehicleKind::ALL.into_iter().enumerate() {
        let groups: Vec<_> = scenario.groups.iter().filter(|group| group.kind == kind).collect();
        let shut = || {
            let checkpoints = scenario.checkpoints.iter().zip(laid.sites.checkpoints.iter().flatten());
            checkpoints.filter(move |(c, _)| c.rates[kind_index].value.at(Reading::Likely) == VehiclesPerDay(0))
        };
        if groups.is_empty() || shut().count() == 0 {
            continue;
        }
        let mut weights = usable.clone();
        for (_, junction) in shut() {
            let touching = laid.network.leaving(*junction).iter().chain(laid.network.entering(*junction));
            touching.for_each(|road: &RoadId| weights.close(*road));
        }
        let through = reaches(laid, &weights, receptions);
        let names: Vec<String> = shut().map(|(c, _)| format!("{:?}", c.site.name)).collect();
        for group in groups {
            let at = scenario.assemblies.iter().position(|a| a.site.name == group.assembly);
            let at = at.and_then(|i| laid.sites.assemblies[i]);
            let over = super::footways::walks(laid, group).map(|(_, footway)| footway.far);
            let Some(junction) = over.or(at) else { continue };
            if safe[junction.index()] && !through[junction.index()] {
                blocked += 1;
                let words =
                    format!("there is no way round {}, which lets none of its vehicles through", names.join(", "));
                let finding = Finding::warning("scenario.checkpoint-blocks", words);
                let finding = finding.about(format!("group {:?} of {:?}", group.name, group.assembly));
                let advice = "Write the rate for their kind, or another corridor.";
                findings.push(finding.advise(advice).at(group.span.0.clone()));
            }
        }
    }
    if blocked == scenario.groups.len() {
        for finding in &mut findings {
            finding.severity = Severity::Error;
        }
    }
    findings
}

/// Checkpoints and waiting places that nobody on the way to safety passes.
fn off_the_way(laid: &Laid<'_>, usable: &Weights, safe: &[bool]) -> Vec<Finding> {
    let mut reached = vec![false; laid.network.junction_count()];
    let mut next: Vec<JunctionId> = starts(laid).iter().map(|start| start.junction).collect();
    while let Some(junction) = next.pop() {
        if !std::mem::replace(&mut reached[junction.index()], true) {
            let open = laid.network.leaving(junction).iter().filter(|road| usable.is_open(**road));
            next.extend(open.map(|road| laid.network.to(*road)));
        }
    }
    let checkpoints = laid.scenario.checkpoints.iter().map(|c| ("checkpoint", &c.site)).zip(&laid.sites.checkpoints);
    let waiting = laid.scenario.waiting.iter().map(|w| ("waiting place", &w.site)).zip(&laid.sites.waiting);
    let mut findings = Vec::new();
    for ((role, site), junction) in checkpoints.chain(waiting) {
        let Some(junction) = *junction else { continue };
        if !(reached[junction.index()] && safe[junction.index()]) {
            let words = "no road that may be used leads past it";
            let finding = Finding::warning("scenario.not-on-the-way", words).about(format!("{role} {:?}", site.name));
            let advice = "It changes nothing in the plan. Check its place, or give its coordinates on the road.";
            findings.push(finding.advise(advice).at(site.span.0.clone()));
        }
    }
    findings
}

/// Checkpoints that share a junction.
fn together(laid: &Laid<'_>) -> Vec<Finding> {
    let placed: Vec<_> = laid.scenario.checkpoints.iter().zip(laid.sites.checkpoints.iter().copied()).collect();
    let mut findings = Vec::new();
    for (i, (checkpoint, junction)) in placed.iter().enumerate() {
        let other = placed[..i].iter().find(|(_, other)| other == junction && junction.is_some());
        if let Some((other, _)) = other {
            let words = format!("it stands at the same junction as the checkpoint {:?}", other.site.name);
            let finding = Finding::warning("scenario.same-junction", words);
            let finding = finding.about(format!("checkpoint {:?}", checkpoint.site.name));
            let advice =
                "They are planned as one: the lower rates, the common hours. Give coordinates if they lie apart.";
            findings.push(finding.advise(advice).at(checkpoint.site.span.0.clone()));
        }
    }
    findings
}

/// How long a checkpoint may be over one vehicle before that is told, in seconds: a rehearsal counts a vehicle as caught a
/// minute after its window's end, so that a shorter hold changes nothing that is told.
const SHORT_HOLD: u32 = 60;

/// Checkpoints that are long over each vehicle: a plan counts how many pass them, and not for how long each is held.
fn held_while_served(laid: &Laid<'_>) -> Vec<Finding> {
    let travels = |kind: VehicleKind| laid.scenario.groups.iter().any(|group| group.kind == kind);
    let kinds = [(VehicleKind::OwnCar, "car"), (VehicleKind::Bus, "bus"), (VehicleKind::Medical, "medical vehicle")];
    let mut findings = Vec::new();
    for (checkpoint, _) in laid.scenario.checkpoints.iter().zip(&laid.sites.checkpoints).filter(|(_, at)| at.is_some())
    {
        let held: Vec<String> = kinds
            .iter()
            .filter(|(kind, _)| travels(*kind))
            .filter_map(|(kind, name)| {
                let VehiclesPerDay(rate) = checkpoint.rates[*kind as usize].value.at(Reading::Likely);
                let seconds = 86_400_u32.checked_div(rate).filter(|seconds| *seconds > SHORT_HOLD)?;
                Some(format!("{} min over each {name}", seconds.div_ceil(60)))
            })
            .collect();
        if held.is_empty() {
            continue;
        }
        let words = format!("it takes {}; a plan counts how many pass, and not how long each is held", held.join(", "));
        let advice = "Whoever passes it towards the end of a window comes out that much later, a column by the time of all its \
                      vehicles. Take it off their turn-back time; passage rehearse counts it.";
        let finding = Finding::warning("scenario.held-while-served", words);
        let finding = finding.about(format!("checkpoint {:?}", checkpoint.site.name));
        findings.push(finding.advise(advice).at(checkpoint.site.span.0.clone()));
    }
    findings
}
