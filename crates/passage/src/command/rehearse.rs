//! `passage rehearse`: a plan played through many days on which things go otherwise.

use crate::command::check;
use crate::exchange::exercise;
use crate::failure::{Failure, Kind};
use crate::folder;
use crate::given::{Given, given};
use crate::outcome::names::Names;
use crate::outcome::setting;
use crate::rehearsed::{Rehearsed, dark, document, margins, screen, story};
use crate::situate::lay;
use crate::terminal::Terminal;
use crate::words::{Language, Words};
use clap::Args;
use passage_model::check as checks;
use passage_model::finding::{Finding, any_error};
use passage_model::plan::Plan;
use passage_model::situation::Situation;
use passage_rehearsal::{Assumptions, Enough, Rehearsal, Stage, Storage, Summary};
use std::path::PathBuf;

/// Which plan, and how often.
#[derive(Debug, Args)]
#[command(after_help = "Examples: a thousand days; and the worst of them told again\n  \
    passage rehearse passage-demo --scenario scenario.toml --runs 1000 --seed 7\n  \
    passage rehearse passage-demo --scenario scenario.toml --seed 7 --day 417")]
pub struct Rehearse {
    /// The plan: the folder that `passage plan` wrote, or its plan.json.
    #[arg(value_name = "PLAN")]
    pub plan: PathBuf,
    /// The scenario that it was made for.
    #[arg(long, value_name = "FILE")]
    pub scenario: PathBuf,
    /// The network that it was made on, instead of the one that the scenario names.
    #[arg(long, value_name = "FILE")]
    pub network: Option<PathBuf>,
    /// How many days at most.
    #[arg(long, value_name = "N", default_value_t = 1000, value_parser = clap::value_parser!(u64).range(1..=1_000_000))]
    pub runs: u64,
    /// The seed: the same days for the same seed, whatever the plan.
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub seed: u64,
    /// Stop as soon as the mean of persons safe and the share of days with somebody caught are known this well, in per cent.
    #[arg(long, value_name = "PERCENT", value_parser = precision)]
    pub precision: Option<f64>,
    /// Tell one day, by its number, instead of many.
    #[arg(long, value_name = "N", conflicts_with_all = ["precision", "runs"])]
    pub day: Option<u64>,
    /// Leave chance out: the plan as it is, with queues that spill back.
    #[arg(long, conflicts_with_all = ["precision", "runs", "day"])]
    pub calm: bool,
    /// Propose margins (earlier turn-back times, fewer cars, a slower first hour) until somebody is caught on no more than this
    /// share of days, in per cent, and say what they cost.
    #[arg(long, value_name = "PERCENT", value_parser = precision, conflicts_with_all = ["precision", "day", "calm"])]
    pub harden: Option<f64>,
    /// Print what is assumed, with sources, and stop.
    #[arg(long)]
    pub assumptions: bool,
    /// The language of the answer.
    #[arg(long, value_enum, default_value_t = Language::En)]
    pub language: Language,
}

fn precision(text: &str) -> Result<f64, String> {
    let number: f64 = text.trim_end_matches('%').trim().parse().map_err(|_| "not a number".to_owned())?;
    if number > 0.0 && number <= 50.0 { Ok(number / 100.0) } else { Err("from 0.1 to 50".to_owned()) }
}

/// Days that are played again for each cause.
const FOR_CAUSES: u64 = 200;

/// Days on which each set of margins is played, at most.
const MOST_FOR_MARGINS: u64 = 200;

/// Does what was asked.
pub fn run(command: &Rehearse, terminal: &Terminal) -> Result<(), Failure> {
    let words = Words::new(command.language);
    let (plan, work) = (check::read(&command.plan)?, terminal.work(command.seed));
    let given = given(&command.scenario, command.network.as_deref(), &work)?;
    let situation = situation_of(&given, &plan)?;
    let (times, names) = (setting::times(&given.scenario), Names::new(&given.network, &situation));
    let stage = Stage::new(&given.network, &situation, &plan, Storage::Finite);
    let assumptions = if command.calm { Assumptions::none() } else { Assumptions::default() };
    let dark = dark::hours(&stage, &times);
    let rehearsal = Rehearsal { stage: &stage, assumptions: &assumptions, dark: &dark, seed: command.seed };
    let exercise = given.scenario.exercise;
    if command.assumptions {
        let document = exercise::said(document::assumptions(&assumptions), exercise);
        return terminal.answer(&document, &screen::assumptions(&assumptions, &words));
    }
    if let Some(day) = command.day {
        let (setting, played) = (rehearsal.setting(day, None), rehearsal.day(day, None));
        let told = story::Told { stage: &stage, times: &times, names: &names, words: &words };
        let document = exercise::said(story::document(day, command.seed, &setting, &played, &told), exercise);
        return terminal.answer(&document, &story::screen(day, &setting, &played, &told, exercise));
    }
    let stopped = || Failure::input(Finding::error("rehearse.stopped", "the rehearsal was stopped"));
    if let Some(limit) = command.harden {
        let search = rehearsal.harden(limit, command.runs.min(MOST_FOR_MARGINS), &work).ok_or_else(stopped)?;
        let told = margins::Told { limit, search: &search, stage: &stage, times: &times, words: &words };
        return terminal.answer(&exercise::said(told.document(command.seed), exercise), &told.screen(exercise));
    }
    let enough = Enough { days: if command.calm { 1 } else { command.runs }, precision: command.precision };
    let days = rehearsal.days(enough, &work).ok_or_else(stopped)?;
    let contributions = if command.calm {
        Vec::new()
    } else {
        rehearsal.contributions(&days, FOR_CAUSES, &work).ok_or_else(stopped)?
    };
    let rehearsed = Rehearsed {
        summary: Summary::of(&stage, &days),
        contributions,
        rehearsal: &rehearsal,
        days: &days,
        times: &times,
        names: &names,
        exercise,
        title: &given.scenario.title,
    };
    let document = exercise::said(document::of(&rehearsed, &words), exercise);
    let mut text = screen::of(&rehearsed, &words);
    if command.plan.is_dir() && !command.calm {
        let bytes = format!("{document:#}\n").into_bytes();
        folder::add(&command.plan, &[("rehearsal.json", bytes)])?;
        let file = command.plan.join("rehearsal.json");
        text = format!("{text}\n{}\n", words.tell("rehearse-written", &[("file", file.display().to_string().into())]));
    }
    terminal.answer(&document, &text)
}

/// The situation that a plan was made for; the plan must hold in it.
fn situation_of(given: &Given, plan: &Plan) -> Result<Situation, Failure> {
    let laid = lay(&given.scenario, &given.network, given.network_digest, &given.overlay);
    let mut findings = given.findings.clone();
    findings.extend(laid.findings.iter().cloned());
    let Some(situation) = laid.situation(plan.reading).filter(|_| !any_error(&findings)) else {
        let (name, text) = given.text.clone();
        return Err(Failure::in_text(Kind::Input, findings, name, text));
    };
    let situation = situation.with_reversed(&plan.reversed);
    let faults = checks::plan(&given.network, &situation, plan);
    if any_error(&faults) {
        return Err(Failure { kind: Kind::Answer, findings: faults, text: None });
    }
    Ok(situation)
}
