//! `passage turn-back`: the last moment to pass each place and still be through.

use crate::brief::last_moments as told;
use crate::command::check;
use crate::failure::{Failure, Kind};
use crate::given::given;
use crate::outcome::{last_moments, setting};
use crate::situate::lay;
use crate::terminal::Terminal;
use crate::words::{Language, Words};
use clap::Args;
use passage_model::finding::any_error;
use passage_model::situation::Reading;
use passage_model::time::Clock;
use std::path::PathBuf;

/// For which scenario.
#[derive(Debug, Args)]
#[command(after_help = "Example: the last moments with the queues of a plan, in Ukrainian\n  \
    passage turn-back scenario.toml --plan passage-demo --language uk")]
pub struct TurnBack {
    /// The scenario file.
    #[arg(value_name = "SCENARIO")]
    pub scenario: PathBuf,
    /// A plan of it, the folder or its plan.json: its queues at checkpoints count, and its places are told.
    #[arg(long, value_name = "PLAN")]
    pub plan: Option<PathBuf>,
    /// The network to use, instead of the one that the scenario names.
    #[arg(long, value_name = "FILE")]
    pub network: Option<PathBuf>,
    /// Which end of the ranges: with slow roads the pessimistic times are the safe ones.
    #[arg(long, value_enum)]
    pub reading: Option<OneReading>,
    /// The language of the answer.
    #[arg(long, value_enum, default_value_t = Language::En)]
    pub language: Language,
}

/// A reading, by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum OneReading {
    /// The values that bring out the fewest.
    Pessimistic,
    /// The values to plan with.
    Likely,
    /// The values that bring out the most.
    Optimistic,
}

/// Does what was asked.
pub fn run(command: &TurnBack, terminal: &Terminal) -> Result<(), Failure> {
    let words = Words::new(command.language);
    let plan = command.plan.as_deref().map(check::read).transpose()?;
    let given = given(&command.scenario, command.network.as_deref(), &terminal.work(0))?;
    let reading = match (command.reading, &plan) {
        (None, None) | (Some(OneReading::Likely), _) => Reading::Likely,
        (None, Some(plan)) => plan.reading,
        (Some(OneReading::Pessimistic), _) => Reading::Pessimistic,
        (Some(OneReading::Optimistic), _) => Reading::Optimistic,
    };
    let laid = lay(&given.scenario, &given.network, given.network_digest, &given.overlay);
    let mut findings = given.findings.clone();
    findings.extend(laid.findings.iter().cloned());
    let Some(situation) = laid.situation(reading).filter(|_| !any_error(&findings)) else {
        let (name, text) = given.text;
        return Err(Failure::in_text(Kind::Input, findings, name, text));
    };
    let situation = plan.as_ref().map_or_else(|| situation.clone(), |plan| situation.with_reversed(&plan.reversed));
    if let Some(plan) = &plan {
        // A plan refers to groups and roads by their numbers.
        check::made_for(plan, &situation)?;
        let faults = passage_model::check::plan(&given.network, &situation, plan);
        if plan.reading == reading && any_error(&faults) {
            return Err(Failure { kind: Kind::Answer, findings: faults, text: None });
        }
    }
    let times = setting::times(&given.scenario);
    // The queues of a plan are those of its own reading.
    let queues = plan.as_ref().filter(|plan| plan.reading == reading);
    let rows = last_moments::of(&given.network, &situation, queues, &times);
    let document = serde_json::json!({
        "exercise": given.scenario.exercise,
        "scenario": situation.scenario,
        "network": situation.network,
        "plan": queues.map(passage_model::plan::Plan::digest),
        "reading": reading,
        "persons_who_stay": queues.map(told::stay),
        "rows": told::document(&rows, &times),
        "findings": findings,
    });
    let name = match reading {
        Reading::Pessimistic => "reading-pessimistic",
        Reading::Likely => "reading-likely",
        Reading::Optimistic => "reading-optimistic",
    };
    let mut text = String::new();
    if given.scenario.exercise {
        text = format!("{}\n", words.say("exercise-line"));
    }
    text += &words.tell("turn-back-title", &[("title", given.scenario.title.as_str().into())]);
    let figures = [("reading", words.say(name).into()), ("zone", times.zone(Clock::H_HOUR, &words).into())];
    text = format!("{text}\n{}\n", words.tell("turn-back-reading", &figures));
    if rows.is_empty() {
        text += &words.say("turn-back-nowhere");
    } else {
        text = format!("{text}{}\n", words.say("last-moments-intro"));
        for line in queues.iter().filter_map(|plan| told::who_stays(plan, &words)) {
            text = format!("{text}{line}\n");
        }
        text += &told::lines(&rows, &times, &words);
    }
    terminal.answer(&document, &text)
}
