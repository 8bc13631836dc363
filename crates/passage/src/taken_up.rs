//! A plan taken up while it is being carried out: its state, its parent, and the situation from now on.

pub mod chain;
mod crossed;

pub use crossed::Counted;

use crate::failure::{Failure, Kind};
use crate::given::Given;
use crate::outcome::names::Names;
use crate::situate::{Matched, lay};
use chain::DayPlan;
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
use passage_plan::walk_over;
use std::path::Path;

/// A larger state is another kind of file: 4 MiB.
const LARGEST: u64 = 4 << 20;

/// What was taken up.
pub struct TakenUp {
    /// What is known by now.
    pub state: State,
    /// How things stand.
    pub standing: Standing,
    /// Persons safe by then, since the first plan of the day.
    pub safe: Persons,
    /// The plans of the day so far, the parent last.
    pub plans: Vec<DayPlan>,
    /// As the parent had it, from now on.
    pub before: Situation,
    /// As it is, from now on.
    pub after: Situation,
    /// What the laying out found.
    pub findings: Vec<Finding>,
    /// What names were taken for.
    pub matched: Vec<Matched>,
    /// Who was counted behind footways otherwise than planned.
    pub crossed: Vec<Counted>,
}

/// Takes up `parent`, read from `folder`, at the state in a file. The scenario in `given` becomes the one that all states
/// so far have made of it. A parent that was made again itself is followed from the first plan of the day on.
pub fn take_up(given: &mut Given, path: &Path, folder: &Path, parent: &Plan) -> Result<TakenUp, Failure> {
    let plans = chain::up_to(folder, parent)?;
    let first = &plans[0].plan;
    let mut day = Day { base: situation(given, first)?, standings: Vec::new(), begun: Clock::H_HOUR };
    day.holds(given, first)?;
    if let Some(later) = plans.get(1).filter(|_| !day.base.fleets.is_empty()) {
        let words =
            format!("plan {} was made from the middle of another plan with fleets", later.plan.digest().short());
        let advice = "Vehicles of fleets are followed through one plan only: give the first plan of the day as the parent, \
                      with all that is known by now in one state.";
        let finding = Finding::error("plan.chain-fleets", words).advise(advice);
        return Err(Failure { kind: Kind::Input, findings: vec![finding], text: None });
    }
    for pair in plans.windows(2) {
        let Some(state) = &pair[1].state else { continue };
        let step = day.step(given, &pair[0].plan, state).map_err(|findings| Failure {
            kind: Kind::Input,
            findings: findings.into_iter().map(|finding| Finding { span: None, ..finding }).collect(),
            text: None,
        })?;
        day = Day { base: step.after, begun: state.now, ..day };
        day.standings.push(step.standing);
        day.holds(given, &pair[1].plan)?;
    }
    let (state, text) = state_of(given, path)?;
    let refused = |findings| Failure::in_text(Kind::Input, findings, path.display().to_string(), text.clone());
    if state.now < day.begun {
        let words = "the parent plan was made at a later moment than this state";
        let advice = "Give the plan that was being carried out then, or correct the moment.";
        return Err(refused(vec![Finding::error("state.before-parent", words).advise(advice)]));
    }
    let Step { standing, before, after, findings, matched, crossed } =
        day.step(given, parent, &state).map_err(refused)?;
    let safe = day.standings.iter().chain([&standing]).flat_map(|standing| &standing.safe).map(|safe| safe.1).sum();
    Ok(TakenUp { state, standing, safe, plans, before, after, findings, matched, crossed })
}

/// A day's plans so far.
struct Day {
    /// What the plan that is being carried out was made for.
    base: Situation,
    /// How things stood each time that it was planned again.
    standings: Vec<Standing>,
    /// Since when that plan is being carried out.
    begun: Clock,
}

/// What one state makes of it.
struct Step {
    standing: Standing,
    before: Situation,
    after: Situation,
    findings: Vec<Finding>,
    matched: Vec<Matched>,
    crossed: Vec<Counted>,
}

impl Day {
    /// Whether a plan holds for what it was made for.
    fn holds(&self, given: &Given, plan: &Plan) -> Result<(), Failure> {
        let faults = check::plan(&given.network, &self.base, plan);
        if any_error(&faults) { Err(Failure { kind: Kind::Input, findings: faults, text: None }) } else { Ok(()) }
    }

    /// Applies a state to the scenario, and stops `plan` at its moment.
    fn step(&self, given: &mut Given, plan: &Plan, state: &State) -> Result<Step, Vec<Finding>> {
        let (amended, faults) = state.applied_to(&given.scenario);
        if any_error(&faults) {
            return Err(faults);
        }
        given.scenario = amended;
        let laid = lay(&given.scenario, &given.network, given.network_digest, &given.overlay);
        let changed = laid.situation(plan.reading).map(|situation| situation.with_reversed(&plan.reversed));
        let findings: Vec<Finding> = laid.findings.clone();
        let matched = laid.matched.iter().map(|m| Matched { ..m.clone() }).collect();
        drop(laid);
        let Some(changed) = changed else { return Err(findings) };
        // The roads as they are, with the groups of the plan that is being carried out.
        let changed = self.standings.iter().fold(changed, |left, standing| standing.left_of(&given.network, &left));
        let mut standing = Standing::of(&given.network, &self.base, plan, state.now);
        counted(&mut standing, &self.base, state, &self.standings);
        see(&mut standing, given, &changed, state)?;
        let crossed = crossed::count(&mut standing, &self.base, state, &self.standings)?;
        break_down(&mut standing, &self.base, state);
        let mut before = standing.left_of(&given.network, &self.base);
        let mut after = standing.left_of(&given.network, &changed);
        walk_over(&mut before);
        walk_over(&mut after);
        after.scenario = Digest::of_document(&(changed.scenario, state.digest(), plan.digest()));
        Ok(Step { standing, before, after, findings, matched, crossed })
    }
}

/// The situation of a plan by its scenario.
fn situation(given: &Given, plan: &Plan) -> Result<Situation, Failure> {
    let laid = lay(&given.scenario, &given.network, given.network_digest, &given.overlay);
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

/// Counts at the sites go before what the plans say; of them those who came by earlier plans are received already.
fn counted(standing: &mut Standing, base: &Situation, state: &State, earlier: &[Standing]) {
    for count in &state.safe {
        for (at, _) in base.receptions.iter().enumerate().filter(|(_, site)| site.name == count.site) {
            let before: u32 = earlier.iter().filter_map(|earlier| earlier.safe.get(at)).map(|safe| safe.1.0).sum();
            standing.safe[at].1 = Persons(count.persons.0.saturating_sub(before));
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
    let since = |seen: &Seen, origin: OriginId| {
        let on_its_way = |o: &passage_model::situation::Origin| {
            o.group == seen.group && o.assembly.starts_with(&format!("{} → ", seen.assembly))
        };
        changed.origins.get(origin.index()).is_some_and(on_its_way)
    };
    let named = |origin: OriginId| state.under_way.iter().any(|seen| whose(seen, origin) || since(seen, origin));
    for part in standing.under_way.iter().filter(|part| named(part.origin)) {
        let gone = &mut standing.gone[part.origin.index()];
        gone.0 = Vehicles(gone.0.0.saturating_sub(part.vehicles.0));
        gone.1 = Persons(gone.1.0.saturating_sub(part.persons.0));
    }
    standing.under_way.retain(|part| !named(part.origin));
    // Whoever has been under way since an earlier plan and is not safe is among those who were seen.
    let mut of_them: Vec<(Vehicles, Persons)> = vec![(Vehicles(0), Persons(0)); state.under_way.len()];
    for (at, origin) in changed.origins.iter().enumerate() {
        let Some(whose) = state.under_way.iter().position(|seen| since(seen, OriginId::at(at))) else { continue };
        let gone = &mut standing.gone[at];
        of_them[whose].0 += Vehicles(origin.vehicles().0.saturating_sub(gone.0.0));
        of_them[whose].1 += Persons(origin.persons.0.saturating_sub(gone.1.0));
        *gone = (origin.vehicles(), origin.persons);
    }
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
                // The rest of them left home by the last plan; what is counted once is not counted again.
                let same = |other: &&Seen| (&other.group, &other.assembly) == (&seen.group, &seen.assembly);
                let known = state.under_way.iter().position(|other| same(&other)).map(|at| &mut of_them[at]);
                let mut none = (Vehicles(0), Persons(0));
                let known = known.unwrap_or(&mut none);
                let both = (known.0.0.min(seen.vehicles.0), known.1.0.min(seen.persons.0));
                *known = (Vehicles(known.0.0 - both.0), Persons(known.1.0 - both.1));
                gone.0 += Vehicles(seen.vehicles.0 - both.0);
                gone.1 += Persons(seen.persons.0 - both.1);
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
