//! `passage plan`: from a scenario to a checked plan, and the files that people take away.

use crate::brief::{last_moments, report};
use crate::command::cannot;
use crate::command::network::{span, whole};
use crate::exchange::{calls, dispatch, exercise, geojson, plan_json, rosters, walks};
use crate::failure::{Failure, Kind};
use crate::folder;
use crate::given::{Given, given};
use crate::outcome::bracket::Bracket;
use crate::outcome::few_routes::FewRoutes;
use crate::outcome::naive::Naive;
use crate::outcome::{Answer, Outcome, setting};
use crate::situate::lay;
use crate::summary;
use crate::terminal::Terminal;
use crate::words::{Language, Words};
use clap::Args;
use passage_model::check;
use passage_model::digest::{Digest, canonical_json};
use passage_model::finding::{Finding, any_error};
use passage_model::network::Network;
use passage_model::plan::Slots;
use passage_model::situation::{Reading, Situation};
use passage_model::units::Seconds;
use passage_model::work::{Unwatched, Work};
use passage_plan::{PlanError, Priced};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Plan who leaves when and by which road, prove it, and write the report.
#[derive(Debug, Args)]
pub struct Plan {
    /// The scenario file.
    #[arg(value_name = "SCENARIO")]
    pub scenario: PathBuf,
    /// The folder for the plan and its report; made if it is not there.
    #[arg(short, long, value_name = "FOLDER")]
    pub out: PathBuf,
    /// The network to plan on, instead of the one that the scenario names.
    #[arg(long, value_name = "FILE")]
    pub network: Option<PathBuf>,
    /// The language of the summary and of the report.
    #[arg(long, value_enum, default_value_t = Language::En)]
    pub language: Language,
    /// The seed of the run, recorded in the plan.
    #[arg(long, value_name = "NUMBER", default_value_t = 0, value_parser = seed, allow_hyphen_values = true)]
    pub seed: u64,
    /// Write over a plan of another scenario.
    #[arg(long)]
    pub force: bool,
    /// Write certificate.json beside the likely plan as well: the proof of its limits, for `passage check --certificate`.
    #[arg(long, conflicts_with = "from")]
    pub certificate: bool,
    /// Give each group at most so many routes, 2 if no number is given, and call departures in slots at an even rate: a
    /// plan that can be read aloud, with what that costs in people.
    #[arg(long, value_name = "N", num_args = 0..=1, default_missing_value = "2", value_parser = routes, conflicts_with = "from")]
    pub few_routes: Option<u32>,
    /// The length of the slots of --few-routes.
    #[arg(long, value_name = "MINUTES", default_value = "15min", value_parser = minutes, requires = "few_routes")]
    pub slots: Seconds,
    /// Plan again from what is known by now, a state file; needs --parent.
    #[arg(long, value_name = "STATE", requires = "parent")]
    pub from: Option<PathBuf>,
    /// The plan that is being carried out, the folder or its plan.json: it is changed no more than the state asks.
    #[arg(long, value_name = "PLAN", requires = "from")]
    pub parent: Option<PathBuf>,
}

impl Plan {
    /// Planning with every other choice left as it is by default.
    pub fn of(scenario: PathBuf, out: PathBuf, force: bool) -> Self {
        Self {
            scenario,
            out,
            network: None,
            language: Language::En,
            seed: 0,
            force,
            certificate: false,
            few_routes: None,
            slots: Seconds::minutes(15),
            from: None,
            parent: None,
        }
    }
}

/// Reads a seed.
fn seed(text: &str) -> Result<u64, String> {
    whole(text, &u64::MAX, "--seed 7")
}

/// Reads how many routes.
fn routes(text: &str) -> Result<u32, String> {
    whole(text, &100, "--few-routes 2").and_then(|n| if n > 0 { Ok(n) } else { Err("no route at all".to_owned()) })
}

/// Reads minutes, with or without their unit.
fn minutes(text: &str) -> Result<Seconds, String> {
    const DAY: Seconds = Seconds::minutes(24 * 60);
    let number = text.trim();
    let length = match number.parse::<u32>() {
        Ok(minutes) => Seconds(minutes.saturating_mul(60)),
        Err(_) => span(number).map_err(|words| format!("{words}, or minutes as in --slots 15min"))?,
    };
    match length {
        Seconds(0) => Err("a slot of no time".to_owned()),
        _ if length > DAY => Err("a slot is a day at most".to_owned()),
        _ if length.0 % 60 != 0 => Err("a slot is whole minutes".to_owned()),
        _ => Ok(length),
    }
}

/// Does what was asked.
pub fn run(plan: &Plan, terminal: &Terminal) -> Result<(), Failure> {
    if let (Some(from), Some(parent)) = (&plan.from, &plan.parent) {
        return super::again::run(plan, from, parent, terminal);
    }
    let begun = Instant::now();
    let words = Words::new(plan.language);
    let work = terminal.work(plan.seed);
    let given = given(&plan.scenario, plan.network.as_deref(), &work)?;
    let scenario = given.scenario.digest();
    folder::may_hold(&plan.out, scenario, plan.force)?;
    let mut outcome = outcome(plan, &given, &words, &work)?;
    if let Some(routes) = plan.few_routes {
        follow(&mut outcome, routes, plan.slots, &work)?;
    }
    let mut proof = None;
    if plan.certificate {
        work.watch.progress("writing the certificate", 0, 0);
        let bytes = certificate(&outcome, &work)?;
        outcome.setting.certificate = Some(Digest::of(&bytes));
        proof = Some(("certificate.json", bytes));
    }
    work.watch.progress("writing the report", 0, 0);
    let mut files = files(&outcome, &given, &words)?;
    files.splice(0..0, proof);
    folder::write(&plan.out, &files)?;
    let mut names: Vec<String> = files.into_iter().map(|(name, _)| name.to_owned()).collect();
    names.sort();
    let seconds = begun.elapsed().as_secs_f64();
    terminal.answer(
        &summary::document(&outcome, &words, &plan.out, &names, seconds),
        &summary::words_of(&outcome, &words, &plan.out, &names, seconds),
    )
}

/// The proof of the likely plan's limits, verified before it is written.
fn certificate(outcome: &Outcome<'_>, work: &Work<'_>) -> Result<Vec<u8>, Failure> {
    let (network, situation) = (outcome.network, &outcome.likely.situation);
    let document = passage_plan::certificate(network, situation, work).map_err(|error| not_planned(&error))?;
    let Some(document) = document else {
        let words = "there is no certificate where no reception site can be reached";
        let advice = "Plan without --certificate; the plan and its limit are the same.";
        return Err(Failure::new(Kind::Answer, Finding::error("certificate.none", words).advise(advice)));
    };
    let held = check::certificate(&document).and_then(|proof| {
        check::basis(network, situation, &document)?;
        check::stated(situation, &outcome.likely.plan, &proof)
    });
    held.map_err(|fault| Failure::new(Kind::Answer, *fault))?;
    Ok(serde_json::to_vec(&document)
        .map(|mut bytes| {
            bytes.push(b'\n');
            bytes
        })
        .unwrap_or_default())
}

/// What is to be typed in the folder of the plan to check it: with the scenario, and the network unless it names that.
fn check_command(plan: &Plan, given: &Given) -> String {
    let from_folder = |path: &Path| folder::quoted(&folder::path_from(&plan.out, path).to_string_lossy());
    let network = plan.network.as_ref().map(|_| format!(" --network {}", from_folder(&given.network_path)));
    format!("passage check . --scenario {}{}", from_folder(&plan.scenario), network.unwrap_or_default())
}

/// The plans of the three readings, each checked; only one where no value is a range.
fn outcome<'a>(plan: &Plan, given: &'a Given, words: &Words, work: &Work<'_>) -> Result<Outcome<'a>, Failure> {
    let check = check_command(plan, given);
    work.watch.progress("laying the scenario over the network", 0, 0);
    let laid = lay(&given.scenario, &given.network, given.network_digest, &given.overlay);
    let (name, text) = &given.text;
    let refused = || {
        let mut findings = given.findings.clone();
        findings.extend(laid.findings.iter().cloned());
        findings.retain(|f| f.severity == passage_model::finding::Severity::Error);
        Failure::in_text(Kind::Input, findings, name, text)
    };
    if any_error(&laid.findings) || any_error(&given.findings) {
        return Err(refused());
    }
    let situation = |reading| laid.situation(reading).ok_or_else(refused);
    let likely = situation(Reading::Likely)?;
    cannot::refuse(plan, &likely)?;
    let mut others = Vec::new();
    for reading in [Reading::Pessimistic, Reading::Optimistic] {
        let other = situation(reading)?;
        others.push((other != Situation { reading, ..likely.clone() }).then_some(other));
    }
    // Where only one end of a range differs, both ends are still shown.
    let ranges = others.iter().any(Option::is_some);
    let ends = [Reading::Pessimistic, Reading::Optimistic].into_iter().zip(others);
    let mut ends =
        ends.map(|(reading, other)| other.or_else(|| ranges.then(|| Situation { reading, ..likely.clone() })));
    let (pessimistic, optimistic) = (ends.next().flatten(), ends.next().flatten());
    drop(ends);
    // The readings know nothing of each other. Only the answer to plan with tells how far it is.
    let unwatched = Work { watch: &Unwatched, ..*work };
    let end = |situation: Option<Situation>| situation.map(|it| answer(given, &it, &unwatched)).transpose();
    let outer = || passage_plan::outer(&given.network, &likely, &unwatched).map_err(|error| not_planned(&error));
    let (likely, (outer, (pessimistic, optimistic))) = rayon::join(
        || priced(given, &likely, work),
        || rayon::join(outer, || rayon::join(|| end(pessimistic), || end(optimistic))),
    );
    let ((likely, prices), outer) = (likely?, outer?);
    Ok(Outcome {
        network: &given.network,
        setting: setting::of(given, &laid.matched, &laid.findings, check, words),
        few_routes: None,
        bracket: outer.map(|outer| Bracket::of(&likely, outer)),
        likely,
        prices,
        pessimistic: pessimistic?,
        optimistic: optimistic?,
    })
}

/// The plan to plan with, and the plans that its prices are told by; all of them checked.
fn priced(given: &Given, situation: &Situation, work: &Work<'_>) -> Result<(Answer, Vec<Priced>), Failure> {
    let planned = passage_plan::plan_priced(&given.network, situation, None, work);
    let (situation, plan, prices) = planned.map_err(|error| not_planned(&error))?;
    for priced in &prices {
        holds(&given.network, &situation, &priced.other)?;
    }
    Ok((checked(given, situation, plan, work)?, prices))
}

/// One reading's plan, checked.
fn answer(given: &Given, situation: &Situation, work: &Work<'_>) -> Result<Answer, Failure> {
    let planned = passage_plan::plan_reversing(&given.network, situation, None, work);
    let (situation, plan) = planned.map_err(|error| not_planned(&error))?;
    checked(given, situation, plan, work)
}

fn checked(
    given: &Given,
    situation: Situation,
    plan: passage_model::plan::Plan,
    work: &Work<'_>,
) -> Result<Answer, Failure> {
    work.watch.progress("checking the plan", 0, 0);
    holds(&given.network, &situation, &plan)?;
    let naive = Naive::of(&given.network, &situation);
    Ok(Answer { situation, plan, naive })
}

/// Checks a plan by rules that share no code with the planner. One that does not hold is never used.
fn holds(network: &Network, situation: &Situation, plan: &passage_model::plan::Plan) -> Result<(), Failure> {
    let faults = check::plan(network, situation, plan);
    if any_error(&faults) {
        let words = format!("the plan does not hold by {} rules and was thrown away", faults.len());
        let advice = "This is a fault of the program, not of the scenario. Nothing was written. Please report it with \
                      the scenario and its network.";
        let mut findings = vec![Finding::error("plan.thrown-away", words).advise(advice)];
        findings.extend(faults);
        return Err(Failure { kind: Kind::Answer, findings, text: None });
    }
    Ok(())
}

/// Puts a plan of few routes in the place of the exact one.
fn follow(outcome: &mut Outcome<'_>, routes: u32, length: Seconds, work: &Work<'_>) -> Result<(), Failure> {
    let h_hour = outcome.setting.times.h_hour();
    let second = h_hour.hour() as u32 * 3600 + h_hour.minute() as u32 * 60 + h_hour.second() as u32;
    let slots = Slots { routes, length, into: Seconds(second % length.0.max(1)) };
    let (network, likely) = (outcome.network, &mut outcome.likely);
    let followed = passage_plan::few_routes(network, &likely.situation, &likely.plan, slots, work)
        .map_err(|error| not_planned(&error))?;
    holds(network, &likely.situation, &followed.plan)?;
    let exact = std::mem::replace(&mut likely.plan, followed.plan).curve;
    outcome.few_routes = Some(FewRoutes { slots, exact, all_tried: followed.all_tried });
    Ok(())
}

/// Why there is no plan, at the edge.
pub fn not_planned(error: &PlanError) -> Failure {
    let words = error.to_string();
    if *error == PlanError::Stopped {
        return Failure::new(Kind::Answer, Finding::error("plan.stopped", words));
    }
    let advice = "Shorten the horizon, take a longer step, or plan on fewer roads.";
    Failure::input(Finding::error("plan.not-planned", words).advise(advice))
}

/// The files with their names; `plan.json` is the last, so that a folder that has it has everything.
pub fn files(outcome: &Outcome<'_>, given: &Given, words: &Words) -> Result<Vec<(&'static str, Vec<u8>)>, Failure> {
    let mut files = vec![
        ("report.html", report::write(outcome, words)),
        ("dispatch.csv", dispatch::write(outcome, words)?),
        ("turn-back.csv", last_moments::csv(&outcome.last_moments(), &outcome.setting.times)?),
        ("plan.geojson", geojson::write(outcome, words)),
        ("scenario.json", canonical_json(&given.scenario).into_bytes()),
    ];
    if !outcome.likely.plan.rosters.is_empty() {
        files.push(("rosters.csv", rosters::write(outcome, words)?));
    }
    files.extend(calls::write(outcome)?.map(|bytes| ("calls.csv", bytes)));
    files.extend(walks::write(outcome)?.map(|bytes| ("walks.csv", bytes)));
    if outcome.setting.exercise {
        let tables = files.iter_mut().filter(|(name, _)| Path::new(name).extension().is_some_and(|kind| kind == "csv"));
        for (name, bytes) in tables {
            *bytes = exercise::marked(bytes, name)?;
        }
    }
    let others = [(&outcome.pessimistic, "plan-pessimistic.json"), (&outcome.optimistic, "plan-optimistic.json")];
    for (answer, name) in others {
        files.extend(answer.iter().map(|answer| (name, plan_json::write(&answer.plan))));
    }
    files.push(("plan.json", plan_json::write(&outcome.likely.plan)));
    Ok(files)
}
