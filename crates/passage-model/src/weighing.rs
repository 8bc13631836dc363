//! What people weigh: the objectives of a plan, in the order in which they come first.
//!
//! The order is lexicographic: nothing that stands later may cost anything of what stands before it. Whatever stands
//! after "every hour as early as possible" is reported, and decides nothing but between plans that are equal so far.

use crate::id::OriginId;
use crate::scenario::Factor;
use crate::units::{Persons, Vehicles};
use serde::{Deserialize, Serialize};

/// One thing that people weigh.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Objective {
    /// Persons safe by the horizon.
    Safe,
    /// Every hour as early as possible.
    Early,
    /// Person-minutes on exposed roads.
    Exposure,
    /// No assembly point's share below the floor; the least share as high as can be.
    Fairness,
    /// Person-minutes that vehicles stand waiting on the way.
    Waiting,
    /// Vehicles used.
    Vehicles,
    /// What differs from the plan that is being carried out.
    Change,
}

impl Objective {
    /// All of them, in the order used where a scenario names none.
    pub const ALL: [Self; 7] =
        [Self::Safe, Self::Early, Self::Exposure, Self::Fairness, Self::Waiting, Self::Vehicles, Self::Change];

    /// Its word in a scenario.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Safe => "safe",
            Self::Early => "early",
            Self::Exposure => "exposure",
            Self::Fairness => "fairness",
            Self::Waiting => "waiting",
            Self::Vehicles => "vehicles",
            Self::Change => "change",
        }
    }
}

/// What is fair between assembly points. A share is the persons brought out by the horizon, of those who want to leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fairness {
    /// Nobody's share below this one, as far as all can have it.
    Floor(Factor),
    /// The least share as high as can be, then the next, and so on.
    MaxMin,
}

impl Fairness {
    /// The share up to which it asks for more.
    pub const fn floor(self) -> Factor {
        match self {
            Self::Floor(floor) => floor,
            Self::MaxMin => Factor::ONE,
        }
    }
}

/// The objectives in order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Weighing {
    /// Those that a scenario names, each once; the rest follow in the order of [`Objective::ALL`].
    pub named: Vec<Objective>,
    /// What is fair, where somebody said so.
    pub fairness: Option<Fairness>,
}

impl Weighing {
    /// Every objective once, what comes first in front.
    pub fn order(&self) -> Vec<Objective> {
        let mut order: Vec<Objective> = Vec::with_capacity(Objective::ALL.len());
        for objective in self.named.iter().chain(&Objective::ALL) {
            if !order.contains(objective) {
                order.push(*objective);
            }
        }
        order
    }

    /// The position of an objective in the order, from 0.
    pub fn place(&self, objective: Objective) -> usize {
        self.order().iter().position(|known| *known == objective).unwrap_or(Objective::ALL.len())
    }

    /// The position before which an objective may cost people at some hour.
    pub fn last_of_people(&self) -> usize {
        self.place(Objective::Safe).max(self.place(Objective::Early))
    }

    /// Whether an objective stands where it may cost people at some hour.
    pub fn binds(&self, objective: Objective) -> bool {
        let before = self.place(objective) < self.last_of_people();
        match objective {
            Objective::Safe | Objective::Early | Objective::Vehicles => false,
            Objective::Fairness => before && self.fairness.is_some(),
            Objective::Exposure | Objective::Waiting | Objective::Change => before,
        }
    }

    /// The same with one objective before all others.
    #[must_use]
    pub fn with_first(&self, objective: Objective) -> Self {
        let rest = self.named.iter().copied().filter(|known| *known != objective);
        Self { named: std::iter::once(objective).chain(rest).collect(), fairness: self.fairness }
    }

    /// The same without one objective's say: it is only reported.
    #[must_use]
    pub fn without(&self, objective: Objective) -> Self {
        let named = self.named.iter().copied().filter(|known| *known != objective).collect();
        Self { named, fairness: self.fairness.filter(|_| objective != Objective::Fairness) }
    }
}

/// What people weigh, counted in one plan. The planner states it and the checker counts it again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figures {
    /// Seconds on exposed roads, of every person.
    pub exposure: u64,
    /// Seconds that vehicles stand on the way, at checkpoints and waiting places, of every person in them.
    pub waiting: u64,
    /// Vehicles that go; one of a fleet counts once, however often it comes.
    pub vehicles: Vehicles,
    /// For each assembly point, in the order of its first group, who wants to leave and who is brought out.
    pub shares: Vec<Share>,
}

/// How many of an assembly point's people are brought out by the horizon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Share {
    /// The first group of the assembly point.
    pub origin: OriginId,
    /// Those who want to leave, of all its groups.
    pub persons: Persons,
    /// Those who are brought out.
    pub safe: Persons,
}

impl Share {
    /// The share, rounded down; all of nobody.
    pub fn share(&self) -> Factor {
        let millionths = u64::from(self.safe.0) * u64::from(Factor::ONE.0);
        millionths.checked_div(self.persons.0.into()).map_or(Factor::ONE, |share| Factor(share as u32))
    }
}

impl Figures {
    /// The assembly point of which the smallest share is brought out; the first of several.
    pub fn least(&self) -> Option<&Share> {
        self.shares.iter().min_by_key(|share| share.share())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_named_follows_in_its_usual_order() {
        let named = vec![Objective::Fairness, Objective::Safe];
        let weighing = Weighing { named, fairness: Some(Fairness::MaxMin) };
        assert_eq!(weighing.order().len(), 7);
        assert_eq!(weighing.order()[..3], [Objective::Fairness, Objective::Safe, Objective::Early]);
        assert!(weighing.binds(Objective::Fairness) && !weighing.binds(Objective::Exposure));
        assert!(!weighing.without(Objective::Fairness).binds(Objective::Fairness));
    }

    #[test]
    fn nothing_costs_anybody_where_nobody_says_so() {
        assert!(Objective::ALL.iter().all(|objective| !Weighing::default().binds(*objective)));
    }
}
