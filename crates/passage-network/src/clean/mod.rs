//! Cleaning: from a draft to a network, as named steps that each say what they did.
//!
//! The idea of named steps that can be run plainly or with a look after each is osm2streets' (`transform/mod.rs`).

mod chains;
mod components;
mod doubles;
mod finish;
mod gaps;
mod joints;
mod long;
mod loops;
mod split;
pub(crate) mod streets;

use crate::draft::Draft;
use passage_model::finding::Finding;
use passage_model::network::{Inconsistent, Network, Origin};
use passage_model::work::Work;
use serde::Serialize;
pub use streets::Streets;

/// How a network is cleaned.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Settings {
    /// Junctions closer than this are one, in metres. 0.5: half a lane's kerb, far below the width of any road.
    pub join_within_metres: f64,
    /// Isolated groups of roads with less than this together are dropped, in metres. 300: a yard, not a hamlet.
    pub drop_isolated_below_metres: f64,
    /// Roads longer than this are cut, in metres, so that no place on them is far from a junction. 5,000.
    pub cut_above_metres: f64,
}

impl Default for Settings {
    fn default() -> Self {
        Self { join_within_metres: 0.5, drop_isolated_below_metres: 300.0, cut_above_metres: 5_000.0 }
    }
}

/// A step of the cleaning, in the order in which they are done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Junctions at the same place become one.
    Joints,
    /// Roads that return to their own junction are cut in two; those without length are removed.
    Loops,
    /// Roads that run along each other point by point become one.
    Doubles,
    /// Gap connectors are counted; they stay, marked.
    Gaps,
    /// Isolated groups of roads are counted; tiny ones are dropped.
    Components,
    /// Roads in a row without another road between them become one, its line kept.
    Chains,
    /// Long roads are cut.
    Long,
}

impl Step {
    /// All steps in their order.
    pub const ALL: [Self; 7] =
        [Self::Joints, Self::Loops, Self::Doubles, Self::Gaps, Self::Components, Self::Chains, Self::Long];

    /// What it does, in a few words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Loops => "loops cut or removed",
            Self::Joints => "junctions at the same place joined",
            Self::Doubles => "double roads removed",
            Self::Gaps => "gap connectors kept",
            Self::Components => "isolated roads dropped",
            Self::Chains => "junctions between two roads merged away",
            Self::Long => "cuts of long roads",
        }
    }

    fn run(self, streets: &mut Streets, settings: &Settings, found: &mut Vec<Finding>) -> u64 {
        match self {
            Self::Loops => loops::cut(streets, found),
            Self::Joints => joints::join(streets, settings, found),
            Self::Doubles => doubles::remove(streets, found),
            Self::Gaps => gaps::count(streets, found),
            Self::Components => components::drop_tiny(streets, settings, found),
            Self::Chains => chains::merge(streets, settings),
            Self::Long => long::cut(streets, settings),
        }
    }
}

/// What a step did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct StepReport {
    /// The step.
    pub step: Step,
    /// How many times it did what its words say.
    pub count: u64,
    /// Junctions after it.
    pub junctions: u64,
    /// Roads after it; one for each direction.
    pub roads: u64,
}

/// A cleaned network.
pub struct Cleaned {
    /// The network.
    pub network: Network,
    /// What was found.
    pub findings: Vec<Finding>,
    /// What each step did.
    pub steps: Vec<StepReport>,
}

/// Cleans a draft into a network. Time and memory proportional to its points, plus sorting its junctions.
pub fn clean(draft: Draft, origin: Origin, settings: &Settings, work: &Work<'_>) -> Result<Cleaned, Inconsistent> {
    let (network, findings, steps) = run(draft, origin, settings, work, |_, _| ())?;
    Ok(Cleaned { network, findings, steps })
}

type Run = (Network, Vec<Finding>, Vec<StepReport>);

/// Runs the steps and looks at the streets before the first (`None`) and after each.
fn run(
    draft: Draft,
    origin: Origin,
    settings: &Settings,
    work: &Work<'_>,
    mut look: impl FnMut(&Streets, Option<Step>),
) -> Result<Run, Inconsistent> {
    let mut findings = Vec::new();
    work.watch.progress("cutting roads at junctions", 0, 0);
    let mut streets = split::split(draft, &mut findings);
    look(&streets, None);
    let mut reports = Vec::with_capacity(Step::ALL.len());
    let (mut junctions, mut roads) = (0, 0);
    for step in Step::ALL {
        work.watch.progress(step.words(), reports.len() as u64, Step::ALL.len() as u64);
        let count = step.run(&mut streets, settings, &mut findings);
        look(&streets, Some(step));
        if count > 0 || matches!(step, Step::Joints | Step::Doubles) {
            (junctions, roads) = streets.sizes();
        }
        reports.push(StepReport { step, count, junctions, roads });
    }
    work.watch.progress("laying out the network", 0, 0);
    let network = finish::network(streets, origin, &mut findings)?;
    Ok((network, findings, reports))
}

#[cfg(test)]
mod tests;
