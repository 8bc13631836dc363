//! The checks on a plan: every rule that a plan must obey, proven from the plan, the network and the situation alone.
//! That no other plan does better is no such rule: it stays the word of whoever made the plan.
//!
//! The checker shares no code with the planner: it lies below it. Each family of rules has its own file:
//!
//! | file | what it proves |
//! |---|---|
//! | `document` | the plan is of this version, network, scenario and reading, and in order |
//! | `case` | whatever the plan refers to is there |
//! | `course` | roads join end to end, turns are allowed, nobody drives faster than the road |
//! | `opening` | nobody is on a closed road |
//! | `waiting` | vehicles wait only where there is room |
//! | `capacity` | no road takes more vehicles than it can |
//! | `checkpoint` | checkpoints are passed at their rates and within their hours |
//! | `ends` | courses lead from the assembly point to the reception site, between readiness and horizon |
//! | `column` | cars that are led leave in columns of their size, with the gaps that they must keep |
//! | `roster` | each vehicle of a fleet can do what it is sent to do, and whoever is carried is carried once |
//! | `foot` | footways are crossed at their rates and hours, and nobody rides who has not walked over |
//! | `persons` | nobody is lost, invented or received without room |
//! | `slots` | where the plan says so: few routes for each group, departures at an even rate in slots |
//! | `crowd` | no more people are present at an assembly point than may be |
//! | `totals` | the curve and the sums are those of the movements |
//! | `bound` | the bound contradicts neither the plan nor the scenario; that no plan does better is not proven here |
//! | `turn_back` | the turn-back times are right |
//! | `figures` | exposure, waiting, vehicles and shares are those of the movements |
//!
//! `certificate` and `flow` verify the proof that no plan does better, where there is one; `basis` and `joints` that it is
//! about these roads.

mod basis;
mod bound;
mod capacity;
mod case;
mod certificate;
mod checkpoint;
mod column;
mod course;
mod crowd;
mod document;
mod drive;
mod ends;
mod figures;
mod flow;
mod foot;
mod joints;
mod opening;
mod persons;
mod proof;
mod rate;
mod roster;
mod slots;
mod tally;
mod totals;
mod turn_back;
mod waiting;
mod words;

pub use basis::{Basis, basis};
pub use certificate::certificate;
pub use proof::{Fault, Proof, stated};

use crate::finding::Finding;
use crate::network::Network;
use crate::plan::Plan;
use crate::situation::Situation;
use case::Case;
use tally::Tally;

/// Everything that is wrong with a plan; nothing, if the plan holds.
///
/// There is one finding for each kind of fault, with how often it was seen and the first few places. The plan may
/// be foreign: whatever it says, there is no panic, and faults in one movement do not hide those in another.
///
/// O(s log s) time, where s is the number of roads over all movements (a road counts once for each movement on it),
/// and space proportional to the plan.
pub fn plan(network: &Network, situation: &Situation, plan: &Plan) -> Vec<Finding> {
    let mut tally = Tally::default();
    if !document::situation_fits(network, situation, &mut tally) {
        return tally.findings();
    }
    let case = Case::new(network, situation, plan, &mut tally);
    document::check(&case, &mut tally);
    course::check(&case, &mut tally);
    opening::check(&case, &mut tally);
    waiting::check(&case, &mut tally);
    capacity::check(&case, &mut tally);
    checkpoint::check(&case, &mut tally);
    ends::check(&case, &mut tally);
    roster::check(&case, &mut tally);
    foot::check(&case, &mut tally);
    column::check(&case, &mut tally);
    persons::check(&case, &mut tally);
    slots::check(&case, &mut tally);
    crowd::check(&case, &mut tally);
    totals::check(&case, &mut tally);
    turn_back::check(&case, &mut tally);
    figures::check(&case, &mut tally);
    tally.findings()
}
