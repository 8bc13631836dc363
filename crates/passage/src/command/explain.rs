//! `passage explain`: what is full and when, who waits for it, and what would change the answer.

use crate::command::check;
use crate::command::offers::moment;
use crate::command::plan::not_planned;
use crate::exchange::exercise;
use crate::failure::{Failure, Kind};
use crate::given::{Given, given};
use crate::offers::weigh::Scales;
use crate::outcome::names::Names;
use crate::outcome::setting;
use crate::situate::lay;
use crate::terminal::Terminal;
use crate::why::screen::{Told, write};
use crate::why::{Case, document, explained};
use crate::words::{Language, Words};
use clap::Args;
use passage_model::finding::{Finding, any_error};
use passage_model::plan::Plan;
use passage_model::scenario::Scenario;
use passage_model::situation::{Reading, Situation};
use passage_model::time::Clock;
use passage_model::work::Work;
use std::path::PathBuf;

/// For which scenario, and which moment.
#[derive(Debug, Args)]
#[command(after_help = "Example: why not more by 15:00, and what is full by each hour until then\n  \
    passage explain scenario.toml --by 15:00 --hourly")]
pub struct Explain {
    /// The scenario file.
    #[arg(value_name = "SCENARIO")]
    pub scenario: PathBuf,
    /// The network to use, instead of the one that the scenario names.
    #[arg(long, value_name = "FILE")]
    pub network: Option<PathBuf>,
    /// Its plan, the folder or its plan.json: who waits is told by it [default: planned here].
    #[arg(long, value_name = "PLAN")]
    pub plan: Option<PathBuf>,
    /// The moment to explain [default: the end].
    #[arg(long, value_name = "TIME")]
    pub by: Option<String>,
    /// Say of each hour until then as well what is full.
    #[arg(long)]
    pub hourly: bool,
    /// The language of the answer.
    #[arg(long, value_enum, default_value_t = Language::En)]
    pub language: Language,
}

/// Does what was asked.
pub fn run(command: &Explain, terminal: &Terminal) -> Result<(), Failure> {
    let words = Words::new(command.language);
    let work = terminal.work(0);
    let plan = command.plan.as_deref().map(check::read).transpose()?;
    let given = given(&command.scenario, command.network.as_deref(), &work)?;
    let by = command.by.as_deref().map(|text| within(&given.scenario, text)).transpose()?;
    let scales = Scales::new(&given)?;
    let (situation, plan) = planned(&given, plan, &work)?;
    let by = by.unwrap_or(situation.horizon);
    let case = Case { network: &given.network, situation: &situation, plan: &plan, scales: &scales };
    let explained = explained(&case, by, command.hourly, &work)?;
    let (times, names) = (setting::times(&given.scenario), Names::new(&given.network, &situation));
    let told = Told { case: &case, times: &times, names: &names, words: &words };
    let document = exercise::said(document::of(&explained, &told), given.scenario.exercise);
    terminal.answer(&document, &write(&explained, &told))
}

/// A moment of the plan as people write it; one after its end is refused, and so is an hour that has passed when the plan
/// begins, which is one of the next day.
fn within(scenario: &Scenario, text: &str) -> Result<Clock, Failure> {
    let by = moment(scenario, text)?;
    let (calendar, end) = (&scenario.calendar, scenario.horizon.value);
    if by <= end {
        return Ok(by);
    }
    let words = format!(
        "--by {text} is {}, after the plan ends: it is from {} to {}",
        calendar.civil(by),
        calendar.civil(Clock::H_HOUR),
        calendar.civil(end)
    );
    let advice = format!("Name a moment of the plan, such as --by \"{}\".", calendar.civil(end));
    Err(Failure::input(Finding::error("command.moment", words).advise(advice)))
}

/// The likely situation with its plan, which is checked if it was given.
fn planned(given: &Given, plan: Option<Plan>, work: &Work<'_>) -> Result<(Situation, Plan), Failure> {
    let laid = lay(&given.scenario, &given.network, given.network_digest, &given.overlay);
    let mut findings = given.findings.clone();
    findings.extend(laid.findings.iter().cloned());
    let Some(situation) = laid.situation(Reading::Likely).filter(|_| !any_error(&findings)) else {
        let (name, text) = &given.text;
        return Err(Failure::in_text(Kind::Input, findings, name, text));
    };
    let Some(plan) = plan else {
        let planned = passage_plan::plan_reversing(&given.network, &situation, None, work);
        return planned.map_err(|error| not_planned(&error));
    };
    if (plan.network, plan.scenario, plan.reading) != (situation.network, situation.scenario, situation.reading) {
        let words = format!("the plan {} was made for another scenario, network or reading", plan.digest().short());
        let advice = "Give the likely plan of this scenario and network, or make it anew with `passage plan`.";
        return Err(Failure::input(Finding::error("plan.other-scenario", words).advise(advice)));
    }
    let situation = situation.with_reversed(&plan.reversed);
    let faults = passage_model::check::plan(&given.network, &situation, &plan);
    if any_error(&faults) {
        return Err(Failure { kind: Kind::Answer, findings: faults, text: None });
    }
    Ok((situation, plan))
}
