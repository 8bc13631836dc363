//! A plan taken up while it is being carried out: its state, its parent, and the situation from now on.

use crate::failure::{Failure, Kind};
use crate::given::Given;
use crate::outcome::names::Names;
use crate::situate::{Matched, lay};
use passage_model::check;
use passage_model::digest::Digest;
use passage_model::finding::{Finding, any_error};
use passage_model::id::{FleetId, JunctionId, OriginId};
use passage_model::plan::Plan;
use passage_model::scenario::read_state;
use passage_model::scenario::state::{Seen, State, Whereabouts};
use passage_model::situation::Situation;
use passage_model::standing::{Standing, UnderWay};
use passage_model::time::Clock;
use passage_model::units::{Persons, Vehicles};
use passage_plan::turn_back::Drives;
use std::path::Path;

/// A larger state is another kind of file: 4 MiB.
const LARGEST: u64 = 4 << 20;

/// What was taken up.
pub struct TakenUp {
    /// What is known by now.
    pub state: State,
    /// How things stand.
    pub standing: Standing,
    /// As the parent had it, from now on.
    pub before: Situation,
    /// As it is, from now on.
    pub after: Situation,
    /// What the laying out found.
    pub findings: Vec<Finding>,
    /// What names were taken for.
    pub matched: Vec<Matched>,
}

/// Takes up `parent` at the state in a file. The scenario in `given` becomes the one that the state has made of it.
pub fn take_up(given: &mut Given, path: &Path, parent: &Plan) -> Result<TakenUp, Failure> {
    let base = situation(given, parent, &mut Vec::new())?;
    let faults = check::plan(&given.network, &base, parent);
    if any_error(&faults) {
        return Err(Failure { kind: Kind::Input, findings: faults, text: None });
    }
    let (state, text) = state_of(given, path)?;
    let refused = |findings| Failure::in_text(Kind::Input, findings, path.display().to_string(), text.clone());
    let (amended, faults) = state.applied_to(&given.scenario);
    if any_error(&faults) {
        return Err(refused(faults));
    }
    given.scenario = amended;
    let mut found = (Vec::new(), Vec::new());
    let laid = lay(&given.scenario, &given.network, given.network_digest, &given.overlay);
    let changed = laid.situation(parent.reading).map(|situation| situation.with_reversed(&parent.reversed));
    found.0.extend(laid.findings.iter().cloned());
    found.1.extend(laid.matched.iter().map(|m| Matched { ..m.clone() }));
    drop(laid);
    let Some(changed) = changed else {
        return Err(Failure { kind: Kind::Input, findings: found.0, text: None });
    };
    let mut standing = Standing::of(&given.network, &base, parent, state.now);
    counted(&mut standing, &base, &state);
    see(&mut standing, given, &changed, &state).map_err(refused)?;
    break_down(&mut standing, &base, &state);
    let before = standing.left_of(&given.network, &base);
    let mut after = standing.left_of(&given.network, &changed);
    after.scenario = Digest::of_document(&(changed.scenario, state.digest(), parent.digest()));
    Ok(TakenUp { state, standing, before, after, findings: found.0, matched: found.1 })
}

/// The situation of a plan by its scenario.
fn situation(given: &Given, plan: &Plan, findings: &mut Vec<Finding>) -> Result<Situation, Failure> {
    let laid = lay(&given.scenario, &given.network, given.network_digest, &given.overlay);
    findings.extend(laid.findings.iter().cloned());
    laid.situation(plan.reading).map(|situation| situation.with_reversed(&plan.reversed)).ok_or_else(|| {
        let (name, text) = given.text.clone();
        Failure::in_text(Kind::Input, laid.findings.clone(), name, text)
    })
}

fn state_of(given: &Given, path: &Path) -> Result<(State, String), Failure> {
    let size = std::fs::metadata(path).map_err(|cause| Failure::file("read", path, &cause))?.len();
    if size > LARGEST {
        let words = format!("{} has {} MB: too large for a state", path.display(), size >> 20);
        let finding = Finding::error("state.too-large", words);
        return Err(Failure::input(finding.advise("Give the file that says what is known by now.")));
    }
    let bytes = std::fs::read(path).map_err(|cause| Failure::file("read", path, &cause))?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    match read_state(&bytes, &given.scenario) {
        (Some(state), _) => Ok((state, text)),
        (None, findings) => Err(Failure::in_text(Kind::Input, findings, path.display().to_string(), text)),
    }
}

/// Counts at the sites go before what the plan says.
fn counted(standing: &mut Standing, base: &Situation, state: &State) {
    for count in &state.safe {
        for (site, safe) in base.receptions.iter().zip(&mut standing.safe) {
            if site.name == count.site {
                safe.1 = count.persons;
            }
        }
    }
}

/// Vehicles of fleets that have broken down.
fn break_down(standing: &mut Standing, base: &Situation, state: &State) {
    for out in &state.out {
        let fleet = base.fleets.iter().position(|fleet| fleet.name == out.fleet).map(FleetId::at);
        for (fleet, number) in fleet.into_iter().flat_map(|fleet| out.numbers.iter().map(move |n| (fleet, n - 1))) {
            standing.break_down(base, fleet, number);
        }
    }
}

/// Vehicles that were seen stand where they were seen, instead of where the plan has their group.
fn see(standing: &mut Standing, given: &Given, changed: &Situation, state: &State) -> Result<(), Vec<Finding>> {
    let whose = |seen: &Seen, origin: OriginId| {
        changed.origins.get(origin.index()).is_some_and(|o| o.group == seen.group && o.assembly == seen.assembly)
    };
    let named = |origin: OriginId| state.under_way.iter().any(|seen| whose(seen, origin));
    for part in standing.under_way.iter().filter(|part| named(part.origin)) {
        let gone = &mut standing.gone[part.origin.index()];
        gone.0 = Vehicles(gone.0.0.saturating_sub(part.vehicles.0));
        gone.1 = Persons(gone.1.0.saturating_sub(part.persons.0));
    }
    standing.under_way.retain(|part| !named(part.origin));
    let mut findings = Vec::new();
    for seen in &state.under_way {
        let Some(origin) = (0..changed.origins.len()).map(OriginId::at).find(|id| whose(seen, *id)) else { continue };
        let most = u64::from(changed.origins[origin.index()].per_vehicle.most_in_one().0) * u64::from(seen.vehicles.0);
        if u64::from(seen.persons.0) > most {
            let words =
                format!("{} persons are more than {} vehicles of this group hold", seen.persons.0, seen.vehicles.0);
            let advice = "Correct the count, or the persons per vehicle in the scenario.";
            findings.push(Finding::error("state.overloaded", words).advise(advice).at(seen.span.0.clone()));
        }
        match whereabouts(given, changed, seen, origin, state.now) {
            Ok((junction, from)) => {
                let gone = &mut standing.gone[origin.index()];
                gone.0 += seen.vehicles;
                gone.1 += seen.persons;
                let (vehicles, persons) = (seen.vehicles, seen.persons);
                standing.under_way.push(UnderWay { origin, vehicles, persons, junction, from, road: None, rest: None });
            }
            Err(finding) => findings.push(finding.at(seen.span.0.clone())),
        }
    }
    if findings.is_empty() { Ok(()) } else { Err(findings) }
}

/// The junction where somebody is or comes to, and when.
fn whereabouts(
    given: &Given,
    situation: &Situation,
    seen: &Seen,
    origin: OriginId,
    now: Clock,
) -> Result<(JunctionId, Clock), Box<Finding>> {
    let find = |name: &str| {
        let known = situation.named.iter().find(|n| n.name == name).map(|n| n.junction);
        known.ok_or_else(|| {
            let finding = Finding::error("state.unknown-place", format!("{name:?} is no place along the ways"));
            Box::new(
                finding.advise("Name a site or a place of a corridor as the timetable does, or give at = [lat, lon]."),
            )
        })
    };
    match &seen.whereabouts {
        Whereabouts::Place(name) => Ok((find(name)?, now)),
        Whereabouts::At(position) => {
            let ways = situation.roads.iter().zip(given.network.roads());
            let ways = ways.filter(|(role, _)| !situation.openings[role.opening.index()].is_never());
            let near = ways.map(|(_, road)| given.network.to(road)).min_by(|a, b| {
                let metres = |j: &JunctionId| given.network.position(*j).metres_to(*position);
                metres(a).total_cmp(&metres(b))
            });
            near.map(|junction| (junction, now)).ok_or_else(|| {
                Box::new(Finding::error("state.unknown-place", "no road is open").advise("Check the windows."))
            })
        }
        Whereabouts::Between { from, to, passed } => {
            let (start, end) = (find(from)?, find(to)?);
            let kind = situation.origins[origin.index()].kind;
            // The fastest way between the two, whatever its hours.
            let mut free = situation.clone();
            free.openings.iter_mut().for_each(|o| *o = passage_model::time::Opening::always());
            free.checkpoints.clear();
            free.receptions.truncate(1);
            free.receptions.iter_mut().for_each(|site| site.junction = end);
            let chances = Drives::new(&given.network, &free, kind).from(start);
            let travel =
                chances.last().map(|chance| free.horizon.0.saturating_sub(chance.last.0)).ok_or_else(|| {
                    let finding =
                        Finding::error("state.unknown-place", format!("no road leads from {from:?} to {to:?}"));
                    Box::new(finding.advise("Name two places in the order in which they are passed."))
                })?;
            Ok((end, Clock(passed.0.saturating_add(travel)).max(now)))
        }
    }
}

/// The named places of a situation, for tables.
pub fn place(given: &Given, situation: &Situation, junction: JunctionId) -> String {
    Names::new(&given.network, situation).junction(junction)
}
