//! The plans and states that lead to a plan made again: `chain.json` in its folder.

use crate::failure::{Failure, Kind};
use passage_model::finding::Finding;
use passage_model::plan::Plan;
use passage_model::scenario::state::State;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// The file's name.
pub const FILE: &str = "chain.json";

/// A plan, and the state from which it was made again; the first plan of a day has none.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DayPlan {
    /// What was known when it was made.
    pub state: Option<State>,
    /// The plan.
    pub plan: Plan,
}

/// All that came before a plan made again, and the state that it was made from.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Chain {
    /// The plans of the day so far, the first first.
    pub before: Vec<DayPlan>,
    /// The state that the plan beside this file was made from.
    pub state: State,
}

/// The plans up to `plan`, read from `path`, and it at last; each made again from the one before it.
pub fn up_to(path: &Path, plan: &Plan) -> Result<Vec<DayPlan>, Failure> {
    if plan.parent.is_none() {
        return Ok(vec![DayPlan { state: None, plan: plan.clone() }]);
    }
    let folder = if path.is_dir() { path } else { path.parent().unwrap_or_else(|| Path::new("")) };
    let file = folder.join(FILE);
    if !file.exists() {
        let words = format!(
            "{} was made from the middle of another plan, and {FILE}, which holds that plan, is not beside it",
            path.display()
        );
        let advice =
            "Give the whole folder that passage plan --from wrote; one from an older passage must be made again.";
        return Err(refused("plan.chain-missing", words, advice));
    }
    let bytes = std::fs::read(&file).map_err(|cause| Failure::file("read", &file, &cause))?;
    let broken = |words: String| {
        let advice = "Give the folder as passage plan --from wrote it, or make the plan again.";
        refused("plan.chain-broken", format!("{}: {words}", file.display()), advice)
    };
    let chain: Chain =
        serde_json::from_slice(&bytes).map_err(|error| broken(format!("it cannot be read ({error})")))?;
    let mut plans = chain.before;
    plans.push(DayPlan { state: Some(chain.state), plan: plan.clone() });
    if plans[0].state.is_some() || plans[0].plan.parent.is_some() {
        return Err(broken("the first plan of the day is missing".to_owned()));
    }
    for (number, pair) in plans.windows(2).enumerate() {
        if pair[1].plan.parent != Some(pair[0].plan.digest()) || pair[1].state.is_none() {
            return Err(broken(format!("plan {} was not made again from plan {}", number + 2, number + 1)));
        }
    }
    Ok(plans)
}

fn refused(code: &'static str, words: String, advice: &str) -> Failure {
    Failure { kind: Kind::Input, findings: vec![Finding::error(code, words).advise(advice)], text: None }
}
