//! `passage check`: proves a plan anew from its roads and its scenario, whoever made it; its bound too where there is a
//! certificate, and says so where there is none.

use crate::command::proof::{self, Verified};
use crate::failure::{Failure, Kind};
use crate::given::given;
use crate::outcome::setting;
use crate::outcome::times::Times;
use crate::outcome::used::Used;
use crate::situate::lay;
use crate::taken_up::take_up;
use crate::terminal::Terminal;
use crate::words::{Language, Words, count};
use clap::Args;
use passage_model::check;
use passage_model::finding::{Finding, any_error};
use passage_model::plan::{self, Plan};
use passage_model::situation::Situation;
use passage_model::units::Persons;
use std::path::{Path, PathBuf};

/// What is checked.
#[derive(Debug, Args)]
pub struct Check {
    /// The plan: the folder that `passage plan` wrote, or its plan.json.
    #[arg(value_name = "PLAN")]
    pub plan: PathBuf,
    /// The scenario that it was made for.
    #[arg(long, value_name = "FILE")]
    pub scenario: PathBuf,
    /// The network that it was made on, instead of the one that the scenario names.
    #[arg(long, value_name = "FILE")]
    pub network: Option<PathBuf>,
    /// Verify the certificate beside the plan too, or the one in this file: the proof that no plan does better.
    #[arg(long, value_name = "FILE", num_args = 0..=1, conflicts_with = "from")]
    pub certificate: Option<Option<PathBuf>>,
    /// The state that it was planned again from; needs --parent.
    #[arg(long, value_name = "STATE", requires = "parent")]
    pub from: Option<PathBuf>,
    /// The plan that it replaces.
    #[arg(long, value_name = "PLAN", requires = "from")]
    pub parent: Option<PathBuf>,
    /// The language of the answer.
    #[arg(long, value_enum, default_value_t = Language::En)]
    pub language: Language,
}

/// Does what was asked. A plan that does not hold is an answer, with exit code 1.
pub fn run(command: &Check, terminal: &Terminal) -> Result<(), Failure> {
    let (plan, words) = (read(&command.plan)?, Words::new(command.language));
    let mut given = given(&command.scenario, command.network.as_deref(), &terminal.work(0))?;
    if let (Some(from), Some(parent)) = (&command.from, &command.parent) {
        let (folder, parent) = (parent, read(parent)?);
        let taken = take_up(&mut given, from, folder, &parent)?;
        let mut faults = check::plan(&given.network, &taken.after, &plan);
        if plan.parent != Some(parent.digest()) {
            let finding = Finding::error("plan.other-parent", "the plan names another plan as the one it replaces");
            faults.push(finding.advise("Give the plan that was being carried out when it was made."));
        }
        return tell(given.scenario.exercise, &plan, &taken.after, faults, None, &words, terminal);
    }
    let laid = lay(&given.scenario, &given.network, given.network_digest, &given.overlay);
    let mut findings = given.findings.clone();
    findings.extend(laid.findings.iter().cloned());
    let Some(situation) = laid.situation(plan.reading).filter(|_| !any_error(&findings)) else {
        let (name, text) = given.text;
        return Err(Failure::in_text(Kind::Input, findings, name, text));
    };
    let situation = situation.with_reversed(&plan.reversed);
    let faults = check::plan(&given.network, &situation, &plan);
    let proof = match (&command.certificate, faults.is_empty()) {
        (Some(file), true) => {
            let path = file.clone().unwrap_or_else(|| proof::beside(&command.plan));
            Some(proof::verified(&path, &given.network, &situation, &plan)?)
        }
        _ => None,
    };
    let times = setting::times(&given.scenario);
    tell(
        given.scenario.exercise,
        &plan,
        &situation,
        faults,
        proof.as_ref().map(|proof| (proof, &times)),
        &words,
        terminal,
    )
}

/// What was found.
fn tell(
    exercise: bool,
    plan: &Plan,
    situation: &Situation,
    faults: Vec<Finding>,
    proof: Option<(&Verified, &Times)>,
    words: &Words,
    terminal: &Terminal,
) -> Result<(), Failure> {
    if !faults.is_empty() {
        return Err(Failure { kind: Kind::Answer, findings: faults, text: None });
    }
    let used = Used::of(plan, situation);
    let document = serde_json::json!({
        "holds": true,
        "exercise": exercise,
        "plan": plan.digest(),
        "network": plan.network,
        "scenario": plan.scenario,
        "reading": plan.reading,
        "persons": plan.safe(),
        "vehicles": used.vehicles(),
        "vehicles_of": used.document(),
        "on_foot": used.on_foot,
        "movements": plan.movements.len(),
        "left_behind": left_behind(plan),
        "bound": {
            "persons": plan.bound.persons,
            "kind": plan.bound.kind,
            "proved_here": proof.is_some(),
            "certificate": proof.map(|(proof, times)| proof.document(times)),
            "checked_here": "not below the movements at any step, never falling, ending at its total, not above what \
                             can be counted: seats, room, vehicles ready, roads at both ends while open",
        },
        "findings": faults,
    });
    let mut text = told(plan, situation, proof.is_some(), words);
    if let Some((proof, times)) = proof {
        text = format!("{text}\n{}", proof.words(times, words));
    }
    terminal.answer(&document, &text)
}

/// Refuses a plan that was made for another scenario or network: everything else that is wrong with it follows from that.
pub fn made_for(plan: &Plan, situation: &Situation) -> Result<(), Failure> {
    if (plan.network, plan.scenario) == (situation.network, situation.scenario) {
        return Ok(());
    }
    let words = format!("the plan {} was made for another scenario or network", plan.digest().short());
    let advice = "Give the scenario and the network that it was made for, or make it anew with `passage plan`.";
    Err(Failure::input(Finding::error("plan.other-scenario", words).advise(advice)))
}

/// The plan in a folder or a file.
pub fn read(path: &Path) -> Result<Plan, Failure> {
    let file = if path.is_dir() { path.join("plan.json") } else { path.to_owned() };
    let bytes = std::fs::read(&file).map_err(|cause| Failure::file("read", &file, &cause))?;
    match plan::read(&bytes) {
        (Some(plan), _) => Ok(plan),
        (None, findings) => {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            Err(Failure::in_text(Kind::Input, findings, file.display().to_string(), text))
        }
    }
}

fn told(plan: &Plan, situation: &Situation, proven: bool, words: &Words) -> String {
    let used = Used::of(plan, situation);
    let figures = [
        ("persons", count(plan.safe().0)),
        ("foot", count(used.on_foot.0)),
        ("vehicles", used.words(words).into()),
        ("movements", count(plan.movements.len() as u64)),
        ("left", count(left_behind(plan).0)),
    ];
    let mut lines = vec![
        words.tell(if used.on_foot.0 > 0 { "check-holds-foot" } else { "check-holds" }, &figures),
        words.tell("check-rules", &[("n", count(situation.checkpoints.len() as u64))]),
    ];
    if !proven {
        lines.push(words.tell("check-bound-unproven", &[("limit", count(plan.bound.persons.0))]));
    }
    let documents =
        [("plan", plan.digest().short()), ("scenario", plan.scenario.short()), ("network", plan.network.short())];
    lines.push(words.tell("check-documents", &documents.map(|(name, digest)| (name, digest.into()))));
    lines.join("\n")
}

fn left_behind(plan: &Plan) -> Persons {
    plan.left_behind.iter().map(|left| left.persons).sum()
}
