//! What shuts the way from a place that nobody can leave: each corridor, then the closures, opened in thought.

use super::{Laid, laid};
use passage_model::finding::Finding;
use passage_model::scenario::{CorridorText, Scenario, Span};
use passage_model::time::{Clock, Interval, Opening};
use passage_network::overlay::Overlay;
use std::ops::Range;

/// Corridors that are tried one by one; more are only tried together. Chosen by us.
const MOST_TRIED: usize = 20;

/// Why there is no way, with what would open one.
pub(super) struct Shut {
    /// To go on with after "no corridor ...".
    pub words: String,
    /// What to do.
    pub advice: String,
    /// Where it is written.
    pub at: Span,
}

/// What shuts the way from whatever is said as `about`: a corridor, all of them together, or the closures. `None` where
/// opening all of them would not help. A laying out for each corridor that is tried.
pub(super) fn what(was: &Laid<'_>, overlay: &Overlay, about: &str) -> Option<Shut> {
    let scenario = was.scenario();
    let reaches = |changed: &Scenario| {
        let found = laid(changed, was.network, was.network_digest, overlay, false).findings;
        !found.iter().any(|finding: &Finding| finding.code == "scenario.unreachable" && finding.subject == about)
    };
    let shut: Vec<usize> =
        (0..scenario.corridors.len()).filter(|at| !reasons(scenario, &scenario.corridors[*at]).is_empty()).collect();
    for &at in shut.iter().take(MOST_TRIED) {
        let mut changed = scenario.clone();
        open(&mut changed.corridors[at]);
        if reaches(&changed) {
            return Some(of_corridors(scenario, &[at]));
        }
    }
    let mut every = scenario.clone();
    for &at in &shut {
        open(&mut every.corridors[at]);
    }
    if shut.len() > 1 && reaches(&every) {
        return Some(of_corridors(scenario, &shut));
    }
    every.closures.clear();
    let first = scenario.closures.first()?;
    let alone = Scenario { closures: Vec::new(), ..scenario.clone() };
    if !reaches(&alone) && !reaches(&every) {
        return None;
    }
    let one = scenario.closures.iter().enumerate().find(|(at, _)| {
        let mut without = scenario.clone();
        without.closures.remove(*at);
        reaches(&without)
    });
    let closure = one.map_or(first, |(_, closure)| closure);
    let reason = closure.reason.as_str();
    let words = match one {
        Some(_) => format!("without the closure {reason:?} there would be a way"),
        None => format!("without the closures, of which {reason:?} is the first, there would be a way"),
    };
    let advice = "Check the closure's roads and its from and until, or agree a way round it.".to_owned();
    Some(Shut { words, advice, at: closure.span.clone() })
}

/// A corridor that nothing of its own shuts.
fn open(corridor: &mut CorridorText) {
    (corridor.proposed, corridor.unconfirmed) = (false, false);
    corridor.opens_with.clear();
    corridor.windows.opening = Opening::always();
}

/// What of its own shuts a corridor for the whole plan, each with what to do.
fn reasons(scenario: &Scenario, corridor: &CorridorText) -> Vec<(String, &'static str)> {
    let mut reasons = Vec::new();
    if corridor.proposed {
        reasons.push((
            "it is only proposed (proposed = true)".to_owned(),
            "Remove `proposed` once it is agreed; `passage offers` says what it would be worth.",
        ));
    }
    if corridor.unconfirmed && !scenario.use_unconfirmed.value {
        reasons.push((
            "only one side has confirmed it (confirmed = false)".to_owned(),
            "Remove `confirmed` once both sides have, or write use_unconfirmed = true to plan with it as exposed.",
        ));
    }
    let plan = Opening::within(vec![Interval { from: Clock::H_HOUR, until: scenario.horizon.value }]);
    if corridor.windows.opening.and(&plan).is_never() {
        let windows = corridor.windows.written.join("\", \"");
        reasons.push((
            format!("none of its windows lies within the plan (windows = [\"{windows}\"])"),
            "Check the day and the hours of its windows against h_hour and horizon.",
        ));
    }
    let opens = |name: &&String| {
        let other = scenario.corridors.iter().find(|other| other.name == **name);
        other.is_none_or(|other| of_itself(scenario, other).is_none())
    };
    let missed: Vec<&str> = corridor.opens_with.iter().filter(|name| !opens(name)).map(String::as_str).collect();
    if let Some(first) = missed.first() {
        let why = scenario.corridors.iter().find(|other| other.name == **first);
        let why = why.and_then(|other| of_itself(scenario, other)).map(|why| format!(": {why}")).unwrap_or_default();
        reasons.push((
            format!("it waits for \"{}\" (opens_with){why}", missed.join("\", \"")),
            "Agree the other corridor too, or drop opens_with.",
        ));
    } else if !corridor.opens_with.is_empty() && reasons.is_empty() {
        reasons.push((
            format!("it waits for \"{}\" (opens_with)", corridor.opens_with.join("\", \"")),
            "Agree the other corridor for the same hours, or drop opens_with.",
        ));
    }
    reasons
}

/// What shuts a corridor but for the others that it waits for, the first of it.
fn of_itself(scenario: &Scenario, corridor: &CorridorText) -> Option<String> {
    let alone = CorridorText { opens_with: Vec::new(), ..corridor.clone() };
    reasons(scenario, &alone).into_iter().next().map(|(words, _)| words)
}

fn of_corridors(scenario: &Scenario, shut: &[usize]) -> Shut {
    let of = |at: &usize| {
        let corridor = &scenario.corridors[*at];
        let reasons = reasons(scenario, corridor).into_iter().map(|(words, _)| words);
        format!("{:?} would, but {}", corridor.name, reasons.collect::<Vec<_>>().join(", and "))
    };
    let first = &scenario.corridors[shut[0]];
    let mut words = shut.iter().map(of).collect::<Vec<_>>().join("; ");
    if shut.len() > 1 {
        words = format!("together with the others, {words}");
    }
    let advice = reasons(scenario, first).into_iter().map(|(_, advice)| advice);
    let span: Range<usize> = first.span.0.clone();
    Shut { words, advice: advice.collect::<Vec<_>>().join(" "), at: Span(span) }
}
