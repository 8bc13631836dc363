//! Plans with fleets: vehicles that shuttle, columns behind lead vehicles, and aid on its way in beside people in cars of
//! their own. To the solver a lead vehicle with a column is a vehicle whose riders are cars.
//!
//! First what has no other means: aid that goes first, then whoever is carried ([`crate::shuttle`], on fastest ways), in
//! what the roads and checkpoints pass; then the exact flow of cars in what they leave ([`crate::room`]); last the aid that
//! may wait. A seat in a bus that displaces cars from a full road pays for it with what they are worth there: the cuts
//! of the cars' flow are dual prices of every road and step ([`prices`]). The limit adds up: the cars' at full
//! roads, and the shuttles' at these prices (Lagrangian relaxation: Geoffrion 1974).

mod beside;
mod convoy;
mod days;
mod gates;
mod groups;
mod home;
mod kept;
mod ledger;
mod limit;
mod pick_ups;
mod prices;
mod rosters;
mod runs;
mod stops;
mod ways;

use crate::{PlanError, explain, figures, foot, framed};
use beside::{Around, Beside};
use days::Days;
use passage_model::digest::Digest;
use passage_model::network::Network;
use passage_model::plan::Plan;
use passage_model::situation::{Situation, Task};
use passage_model::work::Work;
use prices::Prices;
use rosters::Rosters;

pub(crate) use kept::{Beyond, keep, plan_beside};
pub use kept::{RunsLeft, runs_left};
pub use runs::{Ride, Told};

use stops::Stops;

/// Plans a situation with fleets. Cost: that of the cars' flow twice, and some hundreds of sweeps over the trips; a
/// search for better days ends after `most_sweeps`.
pub(crate) fn plan(
    network: &Network,
    situation: &Situation,
    parent: Option<Digest>,
    most_sweeps: u64,
    work: &Work<'_>,
) -> Result<Plan, PlanError> {
    work.watch.progress("reducing", 0, 0);
    let mut stops = Stops::new(network, situation, None)?;
    let drives = days::drives(&mut stops)?;
    let stops = stops;
    let timed = &stops.nets[0];
    let prices = Prices::of(situation, timed, work)?;
    let mut rosters = Rosters::default();
    rosters.convoys(&stops, &drives, true, None);
    let days = Days::plan(&stops, &drives, (&prices, &rosters), (most_sweeps, true), work)?;
    rosters.shuttle(&stops, &drives, &days);
    rosters.bring_home(&stops, &drives, &days.groups);
    let around = Around { situation, sites: &situation.receptions, fixed: &[], fill: true, aid: true };
    let Beside { rosters, open: rest, mut cars, written } = beside::beside(&stops, &drives, rosters, &around, work)?;
    let (written, plan_rosters) = rosters.written(&stops, situation, &drives, &written);
    let limit = limit::Limit { stops: &stops, drives: &drives, prices: &prices, days: &days };
    let bound = limit.bound(&mut cars, &written.curve, work)?;
    let binding = explain::bottlenecks(&rest, timed, &mut cars, work)?;
    let figures = figures::figures(network, situation, &written.courses, &written.movements, &plan_rosters);
    let left_behind = explain::left_behind(network, situation, timed, &cars, &written.moved, &binding);
    let plan = Plan {
        rosters: plan_rosters,
        left_behind,
        bottlenecks: binding.listed,
        figures: Some(figures),
        ..framed(situation, parent, written, bound, work)
    };
    Ok(foot::finish(situation, plan))
}

/// Whether a fleet carries people, or leads them.
fn carries(task: &Task) -> bool {
    matches!(task, Task::Carry { .. } | Task::Lead { .. })
}
