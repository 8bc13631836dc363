//! `passage rehearse PLAN --against PLAN2`: two plans on the same days.

use super::{Rehearse, situation_of, stopped};
use crate::command::check;
use crate::exchange::exercise;
use crate::failure::Failure;
use crate::given::{Given, given};
use crate::outcome::setting;
use crate::rehearsed::{dark, versus};
use crate::terminal::Terminal;
use crate::words::Words;
use passage_rehearsal::{Enough, Rehearsal, Stage, Storage, Versus};
use std::path::Path;

/// Plays both plans on the seed's days, with what the first plan's scenario assumes, and tells the difference.
pub fn run(
    command: &Rehearse,
    other: &Path,
    first: &Rehearsal<'_, '_>,
    first_given: &Given,
    terminal: &Terminal,
) -> Result<(), Failure> {
    let (words, work) = (Words::new(command.language), terminal.work(command.seed));
    let plan = check::read(other)?;
    let scenario = command.against_scenario.as_deref().unwrap_or(&command.scenario);
    let given = given(scenario, command.network.as_deref(), &work)?;
    let situation = situation_of(&given, &plan).map_err(|failure| advised(failure, command))?;
    let stage = Stage::new(&given.network, &situation, &plan, Storage::Finite);
    let times = setting::times(&given.scenario);
    let dark = dark::hours(&stage, &times);
    let second = Rehearsal { stage: &stage, assumptions: first.assumptions, dark: &dark, seed: first.seed };
    // One day says nothing of a difference.
    let enough = Enough { days: command.runs.max(2), precision: command.precision };
    let days = first.days(enough, &work).ok_or_else(stopped)?;
    let as_many = Enough { days: days.len() as u64, precision: None };
    let others = second.days(as_many, &work).ok_or_else(stopped)?;
    let first_times = setting::times(&first_given.scenario);
    let told = versus::Told {
        versus: Versus::of(&days, &others),
        seed: command.seed,
        plans: [
            versus::Side { path: &command.plan, plan: first.stage.plan, times: &first_times },
            versus::Side { path: other, plan: &plan, times: &times },
        ],
        words: &words,
    };
    let exercise = first_given.scenario.exercise || given.scenario.exercise;
    terminal.answer(&exercise::said(told.document(), exercise), &told.screen(exercise))
}

/// Where the other plan was made for another scenario, that can be said.
fn advised(mut failure: Failure, command: &Rehearse) -> Failure {
    let strange = failure.findings.iter_mut().filter(|finding| finding.code == "plan.other-scenario");
    for finding in strange.filter(|_| command.against_scenario.is_none()) {
        "Name the scenario of the other plan with --against-scenario.".clone_into(&mut finding.advice);
    }
    failure
}
