//! What a planning run found: the three readings of a scenario with their plans, and what is told of them.

pub mod adrift;
pub mod aid;
mod apart;
pub mod bracket;
pub mod calls;
pub mod changes;
pub mod few_routes;
pub mod fleet_changes;
pub mod flows;
pub mod foot;
pub mod hours;
pub mod last_moments;
pub mod naive;
pub mod names;
pub mod near;
pub mod overnight;
pub mod runs;
#[cfg(test)]
pub mod sample;
pub mod setting;
pub mod sun;
pub mod times;
pub mod turn_back;
pub mod used;
pub mod verdict;
pub mod walked;
pub mod weighed;

use crate::assumptions::Assumption;
use bracket::Bracket;
use few_routes::FewRoutes;
use naive::Naive;
use passage_model::digest::Digest;
use passage_model::finding::Finding;
use passage_model::network::Network;
use passage_model::plan::Plan;
use passage_model::situation::{Reading, Situation};
use passage_plan::Priced;
use times::Times;

/// Everything that summary, report and exchange files are made from.
pub struct Outcome<'a> {
    /// The roads.
    pub network: &'a Network,
    /// What the scenario says of itself.
    pub setting: Setting,
    /// The answer to plan with.
    pub likely: Answer,
    /// Where the plan has few routes and slots: the exact plan beside it.
    pub few_routes: Option<FewRoutes>,
    /// How far steps of another length, or none, could change the answer to plan with.
    pub bracket: Option<Bracket>,
    /// The answer with the values that bring out the fewest; `None` where no value is a range.
    pub pessimistic: Option<Answer>,
    /// The answer with the values that bring out the most; `None` where no value is a range.
    pub optimistic: Option<Answer>,
    /// What each thing costs that people weigh, of the answer to plan with.
    pub prices: Vec<Priced>,
}

impl Outcome<'_> {
    /// The answers that there are, from the fewest to the most.
    pub fn answers(&self) -> impl Iterator<Item = &Answer> {
        self.pessimistic.iter().chain(std::iter::once(&self.likely)).chain(&self.optimistic)
    }

    /// The last moments at each place, of the answer to plan with.
    pub fn last_moments(&self) -> Vec<last_moments::Row> {
        last_moments::of(self.network, &self.likely.situation, Some(&self.likely.plan), &self.setting.times)
    }

    /// The answer of one reading.
    pub fn answer(&self, reading: Reading) -> Option<&Answer> {
        match reading {
            Reading::Pessimistic => self.pessimistic.as_ref(),
            Reading::Likely => Some(&self.likely),
            Reading::Optimistic => self.optimistic.as_ref(),
        }
    }
}

/// One reading's situation with its plan, which has been checked.
pub struct Answer {
    /// The scenario laid over the network.
    pub situation: Situation,
    /// The plan.
    pub plan: Plan,
    /// What flow times hours would have said.
    pub naive: Naive,
}

/// What the scenario says of itself, for people.
#[derive(Clone, Debug)]
pub struct Setting {
    /// Its title.
    pub title: String,
    /// Whether it is an exercise or an example; then every page says so.
    pub exercise: bool,
    /// Clocks to civil times.
    pub times: Times,
    /// The scenario file's name.
    pub scenario_file: String,
    /// The network file's name.
    pub network_file: String,
    /// The command that checks the plan, to be given in its folder.
    pub check: String,
    /// The digest of certificate.json, where one is written beside the plan.
    pub certificate: Option<Digest>,
    /// The digest of the network that was planned on.
    pub network: Digest,
    /// Every value that the answer rests on.
    pub assumptions: Vec<Assumption>,
    /// What each place name of the scenario was found to be, in words.
    pub matched: Vec<Matched>,
    /// What was found while reading and laying out; none of it forbids planning.
    pub findings: Vec<Finding>,
}

/// What a name of the scenario was found to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matched {
    /// The name as written.
    pub asked: String,
    /// What was found.
    pub found: String,
}
