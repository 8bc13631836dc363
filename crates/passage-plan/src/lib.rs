//! Scenario to plan: who leaves when, by which road, in how many vehicles, with the proven limit beside it.
//!
//! [`plan`] reduces the network to what the situation can use ([`reduce`]), puts it into time without copying it
//! ([`expand`]), sends the vehicles class by class as exact flows over time ([`fleet`], [`flow`]), follows the flows
//! into trips ([`decompose`]), fills the vehicles ([`persons`]) and says what binds ([`bound`], [`explain`]).
//!
//! It knows no file, no clock and no simulator. Same inputs, same bytes, whatever the number of threads.

// The tests' worlds, shared with the integration tests, call the planner by its name.
#[cfg(test)]
extern crate self as passage_plan;
#[cfg(test)]
#[path = "../tests/it/world.rs"]
#[allow(dead_code, reason = "shared with the integration tests")]
mod world;

mod again;
mod arrivals;
mod bound;
mod calling;
mod carry;
mod certificate;
mod contraflow;
mod count;
mod decompose;
mod expand;
mod explain;
mod fair;
mod few_routes;
mod figures;
mod fleet;
mod flow;
mod foot;
mod limits;
mod lose;
mod outer;
mod persons;
mod prices;
mod reduce;
mod room;
mod sets;
mod shorten;
pub mod shuttle;
mod sparing;
pub mod turn_back;
mod weigh;
mod wider;
mod write;

pub use again::{Again, Change, remaining};
pub use arrivals::{Arrivals, Taken, arrivals, arrivals_beside, arrivals_with};
pub use carry::{Ride, RunsLeft, Told, runs_left};
pub use certificate::certificate;
pub use contraflow::{plan_in_sweeps, plan_reversing};
pub use explain::{Place, Why, why};
pub use few_routes::{Followed, few_routes};
pub use foot::walk_over;
pub use lose::{InTime, Lost, Ongoing, UnderWay};
pub use outer::outer;
pub use prices::{Priced, plan_priced};
pub use sets::{Choice, choices};
pub use sparing::{Spare, spare};
pub use wider::Wider;
pub use write::Fixed;

use passage_model::digest::Digest;
use passage_model::network::Network;
use passage_model::plan::{Bound, Plan};
use passage_model::situation::Situation;
use passage_model::weighing::Weighing;
use passage_model::work::Work;

/// Sweeps after which the search for better days of fleets ends.
const MOST_SWEEPS: u64 = 2_000;

/// Why there is no plan. A plan that brings out nobody is a plan.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    /// Somebody asked to stop.
    #[error("the planning was stopped")]
    Stopped,
    /// The situation's step is zero.
    #[error("the planning step is zero seconds")]
    ZeroStep,
    /// The horizon holds more steps than can be planned.
    #[error("{steps} steps until the horizon are more than the {most} that can be planned: take a longer step")]
    TooManySteps {
        /// Steps until the horizon.
        steps: u32,
        /// The most that can be planned.
        most: u32,
    },
    /// The network and the horizon together are too large.
    #[error("{copies} junctions times steps are too many: take a longer step or a shorter horizon")]
    TooLarge {
        /// Useful junctions times steps.
        copies: u64,
    },
    /// The situation was not made for this network.
    #[error("the situation does not fit the network: {what}")]
    Mismatch {
        /// What does not fit.
        what: String,
    },
}

/// Plans `situation` on `network`. `parent` is the plan that this one replaces.
///
/// Maximises the persons safe by the horizon; among such plans, those safe by every hour. With one occupancy this is
/// exact for every hour at once ([`passage_model::plan::BoundKind::Exact`]); where that cannot be, the limit is
/// [stated](passage_model::plan::Bound). Waiting at home is preferred to waiting on the road; no vehicle turns back.
///
/// Time: about 1 to 20 looks at each useful road in each step; memory: about 4 bytes for each useful road in each
/// step and 16 for each useful junction in each step; where reception sites fill, 12 more for each junction and step, and
/// the roads' once more.
pub fn plan(
    network: &Network,
    situation: &Situation,
    parent: Option<Digest>,
    work: &Work<'_>,
) -> Result<Plan, PlanError> {
    plan_searching(network, situation, parent, MOST_SWEEPS, work)
}

/// The same, where the search for better days of fleets ends after so many sweeps. Without fleets they have no part.
pub(crate) fn plan_searching(
    network: &Network,
    situation: &Situation,
    parent: Option<Digest>,
    most_sweeps: u64,
    work: &Work<'_>,
) -> Result<Plan, PlanError> {
    fits(network, situation)?;
    if !situation.fleets.is_empty() {
        let plan = carry::plan(network, situation, parent, most_sweeps, work)?;
        return Ok(explain::count_fleets(network, situation, plan));
    }
    if weigh::binds(situation) {
        return weighed(network, situation, parent, work);
    }
    work.watch.progress("reducing", 0, 0);
    let timed = calling::in_time(network, situation, work)?;
    let mut fleet = fleet::fleet(situation, &timed, work)?;
    let written = write::write(network, situation, &timed, &fleet);
    let bound = if timed.shared_out {
        let relaxed = expand::expand(network, situation, reduce::reduce(network, situation, true))?;
        bound::bound(network, situation, &mut fleet, &relaxed, true, &written.curve, work)?
    } else {
        bound::bound(network, situation, &mut fleet, &timed, false, &written.curve, work)?
    };
    let binding = explain::bottlenecks(situation, &timed, &mut fleet, work)?;
    let left_behind = explain::left_behind(network, situation, &timed, &fleet, &written.moved, &binding);
    let figures = figures::figures(network, situation, &written.courses, &written.movements, &[]);
    let plan = Plan {
        left_behind,
        bottlenecks: binding.listed,
        figures: Some(figures),
        ..framed(situation, parent, written, bound, work)
    };
    Ok(foot::finish(situation, plan))
}

/// Plans again from `change`; `parent` is the plan that was being carried out.
///
/// Three solves at most: with what can be kept, with nothing kept, and, where a kept movement stands in the way of the
/// rules, with the kept alone. The plan is never worse for the horizon than the parent's movements that can be kept.
/// With fleets ([`crate::carry`]) vehicles go on as told as long as they can; where that breaks a rule, only those that can do
/// all of it; at last the free plan.
pub fn plan_again(
    network: &Network,
    change: Change<'_>,
    parent: (&Plan, Digest),
    work: &Work<'_>,
) -> Result<Again, PlanError> {
    let again = again::plan_again(network, change, parent, work)?;
    let again = explain::not_too_late(network, change, again);
    if change.after.fleets.is_empty() {
        return Ok(again);
    }
    let counted = |plan: Plan| explain::count_fleets(network, change.after, plan);
    Ok(Again { plan: counted(again.plan), free: counted(again.free), ..again })
}

/// A plan of what was written, without what is told of it.
fn framed(
    situation: &Situation,
    parent: Option<Digest>,
    written: write::Written,
    bound: Bound,
    work: &Work<'_>,
) -> Plan {
    Plan {
        version: passage_model::plan::PLAN_VERSION,
        program: concat!("passage ", env!("CARGO_PKG_VERSION")).to_owned(),
        network: situation.network,
        scenario: situation.scenario,
        reading: situation.reading,
        parent,
        seed: work.seed,
        step: situation.step,
        horizon: situation.horizon,
        courses: written.courses,
        movements: written.movements,
        rosters: Vec::new(),
        walks: Vec::new(),
        slots: None,
        reversed: situation.reversed.clone(),
        curve: written.curve,
        bound,
        left_behind: Vec::new(),
        bottlenecks: Vec::new(),
        figures: None,
    }
}

/// The plan that has first what stands before people, with the limits of the plan that is free of it.
fn weighed(
    network: &Network,
    situation: &Situation,
    parent: Option<Digest>,
    work: &Work<'_>,
) -> Result<Plan, PlanError> {
    let without = Situation { weighing: Weighing::default(), ..situation.clone() };
    let free = plan(network, &without, parent, work)?;
    weighed_beside(network, situation, &free, work)
}

/// The same beside the free plan that is there already.
fn weighed_beside(network: &Network, situation: &Situation, free: &Plan, work: &Work<'_>) -> Result<Plan, PlanError> {
    let timed = calling::in_time(network, situation, work)?;
    let mut fleet = fleet::fleet(situation, &timed, work)?;
    let written = write::write(network, situation, &timed, &fleet);
    // The limits are the free plan's; what is full, and who stays why, are its own.
    let binding = explain::bottlenecks(situation, &timed, &mut fleet, work)?;
    let left_behind = explain::left_behind(network, situation, &timed, &fleet, &written.moved, &binding);
    let left_behind = explain::held_for(situation, free, left_behind);
    let reasons = Plan { bottlenecks: binding.listed, left_behind: left_behind.clone(), ..free.clone() };
    let plan = again::as_plan(network, situation, &reasons, written, Vec::new());
    // With footways the plan has given some of them their reason already.
    Ok(if situation.footways.is_empty() { Plan { left_behind, ..plan } } else { plan })
}

/// Refuses a situation with numbers that are not in the network.
fn fits(network: &Network, situation: &Situation) -> Result<(), PlanError> {
    let mismatch = |what: String| Err(PlanError::Mismatch { what });
    let (roads, junctions) = (network.road_count(), network.junction_count());
    if situation.roads.len() != roads {
        return mismatch(format!("{} roads instead of {roads}", situation.roads.len()));
    }
    if let Some(road) = situation.roads.iter().position(|r| r.opening.index() >= situation.openings.len()) {
        return mismatch(format!("road {road} has an opening that is not there"));
    }
    let carried = situation.origins.iter().flat_map(|origin| &origin.carried_by);
    if let Some(fleet) = carried.clone().find(|fleet| fleet.index() >= situation.fleets.len()) {
        return mismatch(format!("fleet {fleet} of {}", situation.fleets.len()));
    }
    let mut walkers = situation.footways.iter().flat_map(|footway| &footway.walkers);
    if let Some(unknown) = walkers.find(|walkers| walkers.origin.index() >= situation.origins.len()) {
        return mismatch(format!("group {} of {} on a footway", unknown.origin, situation.origins.len()));
    }
    let depots = situation.fleets.iter().map(|fleet| fleet.depot);
    let begun = situation.fleets.iter().flat_map(|fleet| &fleet.begun).map(|begun| begun.junction);
    let mut named = reduce::special_junctions(situation).chain(depots).chain(begun);
    if let Some(junction) = named.find(|j| j.index() >= junctions) {
        return mismatch(format!("junction {junction} of {junctions}"));
    }
    let sorted = situation.waiting.is_sorted_by(|a, b| a.junction < b.junction)
        && situation.checkpoints.is_sorted_by(|a, b| a.junction < b.junction);
    if !sorted {
        return mismatch("its waiting places or checkpoints are not sorted by junction".to_owned());
    }
    Ok(())
}
