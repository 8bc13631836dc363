//! A plan that people can follow: few routes for each group, departures called in slots, at one rate within a slot.
//!
//! The exact plan ([`crate::plan`]) sends each minute's vehicles where there is room; a thousand courses cannot be read
//! aloud. Here each group has at most [`Slots::routes`] routes (sequences of roads to a reception site), and leaves in
//! slots of the civil clock: from the first to the last departure of a slot as many vehicles leave in each step, one
//! more in some steps. So a line says all: "11:00 to 11:15, 120 cars by Orikhiv". Where vehicles may wait on the way,
//! they drive on as soon as there is room.
//!
//! Method: zone plans fix the routes first and the schedule then (Even, Pillac and Van Hentenryck, AAAI 2015). Routes to
//! choose from are those of the exact plan, the shortest to each site and, in small networks, all ([`routes`]). For given
//! routes the slots are filled in the order of arrival, the latest departure first, over the capacities of the exact
//! plan (after the capacity-constrained route planner: Lu, George and Shekhar 2005), first within what the exact plan
//! sends by each route, then beyond ([`fill`]). Routes are exchanged one by one as long as that makes more people safe,
//! or as many of them earlier.
//!
//! Promise: the plan obeys every rule of the exact plan, and the exact plan's limits hold for it; so its gap is proven.
//! Where [`Followed::all_tried`], no other choice among all routes does better with slots filled so; with one group, one
//! route, nowhere to wait and slots of a step that is the best there is. Not promised: the best schedule in slots.
//! Cost: a trial looks at each step of each slot once for each stretch of its routes; at most [`MOST_LOOKS`] looks in all,
//! counted, so that the same input gives the same plan. Twin: `tests/it/few_routes.rs`, every choice of one route as an
//! explicit network.

mod fill;
mod routes;
mod sent;

use crate::again::as_plan;
use crate::expand::expand;
use crate::fleet::{Fleet, Mixture};
use crate::write::write;
use crate::{PlanError, fits, reduce};
use fill::Ground;
use passage_model::network::Network;
use passage_model::plan::{Plan, Slots};
use passage_model::situation::Situation;
use passage_model::work::Work;
use routes::Choice;
use sent::Filling;
use std::cmp::Reverse;

/// Looks at capacities in one plan: about five seconds. Chosen by us.
const MOST_LOOKS: u64 = 800_000_000;
/// An exchange that loses more than one in so many persons is not filled up.
const NEAR: u64 = 100;
/// Choices of routes that are all tried.
const MOST_CHOICES: usize = 64;

/// A plan of few routes.
#[derive(Clone, Debug)]
pub struct Followed {
    /// The plan. Its limits are those of the exact plan.
    pub plan: Plan,
    /// Whether every choice among all routes that there are was tried.
    pub all_tried: bool,
}

/// Plans `situation` with few routes; `exact` is the plan that [`crate::plan`] makes of it.
///
/// # Errors
///
/// As [`crate::plan`].
pub fn few_routes(
    network: &Network,
    situation: &Situation,
    exact: &Plan,
    how: Slots,
    work: &Work<'_>,
) -> Result<Followed, PlanError> {
    fits(network, situation)?;
    let timed = expand(network, situation, reduce::reduce(network, situation, false))?;
    let choice = routes::routes(situation, &timed, exact);
    let ground = Ground::new(situation, &timed, how);
    let mut search = Search { ground, choice: &choice, routes: how.routes.max(1) as usize, looks: 0, best: None };
    let all_tried = search.run(work)?;
    let trips = search.best.as_ref().map_or_else(Vec::new, |best| search.ground.trips(&best.filling, &choice.routes));
    let fleet = Fleet { trips, ..Fleet::of(Vec::new(), Mixture::One) };
    let written = write(network, situation, &timed, &fleet);
    let plan = Plan { slots: Some(how), ..as_plan(network, situation, exact, written, Vec::new()) };
    Ok(Followed { plan, all_tried: all_tried && choice.complete })
}

/// Persons by the horizon, then the sum over the steps of those safe: both in hundredths.
type Worth = (u64, u64);

/// The search for the routes of each group.
struct Search<'a> {
    ground: Ground<'a>,
    choice: &'a Choice,
    routes: usize,
    looks: u64,
    best: Option<Best>,
}

/// Slots filled, with the routes that were chosen.
#[derive(Clone)]
struct Best {
    worth: Worth,
    chosen: Vec<Vec<usize>>,
    filling: Filling,
}

impl Search<'_> {
    /// Whether every choice was tried.
    fn run(&mut self, work: &Work<'_>) -> Result<bool, PlanError> {
        if let Some(all) = self.all_choices() {
            for chosen in all {
                self.try_routes(&chosen, work)?;
            }
            return Ok(true);
        }
        let first: Vec<Vec<usize>> =
            self.choice.of_group.iter().map(|routes| routes.iter().copied().take(self.routes).collect()).collect();
        self.try_routes(&first, work)?;
        while self.looks < MOST_LOOKS && self.exchange(work)? {}
        Ok(false)
    }

    /// Every choice of routes for every group, if they are few.
    fn all_choices(&self) -> Option<Vec<Vec<Vec<usize>>>> {
        let mut all = vec![Vec::new()];
        for routes in &self.choice.of_group {
            let own = subsets(routes, self.routes, MOST_CHOICES)?;
            if all.len() * own.len() > MOST_CHOICES {
                return None;
            }
            all = all
                .iter()
                .flat_map(|chosen: &Vec<Vec<usize>>| {
                    own.iter().map(|own| chosen.iter().chain([own]).cloned().collect::<Vec<_>>())
                })
                .collect();
        }
        Some(all)
    }

    /// Fills the slots of these routes, and keeps the best.
    fn try_routes(&mut self, chosen: &[Vec<usize>], work: &Work<'_>) -> Result<bool, PlanError> {
        if work.stopped() {
            return Err(PlanError::Stopped);
        }
        work.watch.progress("choosing routes", self.looks.min(MOST_LOOKS), MOST_LOOKS);
        let mut better = false;
        for within_exact in [true, false] {
            let filling = self.ground.fill(&self.choice.routes, chosen, within_exact);
            self.looks += filling.looks;
            let worth = self.ground.worth(&filling);
            if self.best.as_ref().is_none_or(|best| worth > best.worth) {
                self.best = Some(Best { worth, chosen: chosen.to_vec(), filling });
                better = true;
            }
        }
        Ok(better)
    }

    /// One round of exchanges, those first who lose most beside the exact plan; whether any was better.
    fn exchange(&mut self, work: &Work<'_>) -> Result<bool, PlanError> {
        let Some(Best { mut chosen, filling, .. }) = self.best.clone() else { return Ok(false) };
        let mut order: Vec<usize> = (0..chosen.len()).collect();
        let loss = |group: usize| {
            let planned: u64 =
                self.choice.of_group[group].iter().map(|&route| u64::from(self.choice.routes[route].planned)).sum();
            let sent: u64 = filling.all().filter(|sent| sent.group == group).map(|sent| u64::from(sent.vehicles)).sum();
            planned.saturating_sub(sent)
        };
        order.sort_by_key(|&group| (Reverse(loss(group)), group));
        let mut any = false;
        for group in order {
            for &route in &self.choice.of_group[group] {
                let places = if chosen[group].len() < self.routes { chosen[group].len() + 1 } else { self.routes };
                for place in 0..places {
                    if chosen[group].contains(&route) || self.looks >= MOST_LOOKS {
                        break;
                    }
                    let mut other = chosen.clone();
                    let out = other[group].get(place).copied();
                    match other[group].get_mut(place) {
                        Some(taken) => *taken = route,
                        None => other[group].push(route),
                    }
                    if self.try_exchange(&other, out, route, work)? {
                        (chosen, any) = (other, true);
                    }
                }
            }
        }
        Ok(any)
    }

    /// Puts one route in the place of another, then fills what that leaves; whether it is better, and kept.
    fn try_exchange(
        &mut self,
        chosen: &[Vec<usize>],
        out: Option<usize>,
        new: usize,
        work: &Work<'_>,
    ) -> Result<bool, PlanError> {
        if work.stopped() {
            return Err(PlanError::Stopped);
        }
        work.watch.progress("choosing routes", self.looks.min(MOST_LOOKS), MOST_LOOKS);
        let Some(best) = &self.best else { return Ok(false) };
        let most = best.worth;
        let mut other = self.ground.exchange(&best.filling, &self.choice.routes, out, new);
        // What is far behind is not caught up with by filling what is left.
        let near = self.ground.worth(&other).0 >= most.0 - most.0 / NEAR;
        if near {
            self.ground.fill_up(&mut other, &self.choice.routes, chosen);
        }
        self.looks += other.looks;
        let worth = self.ground.worth(&other);
        if worth > most {
            self.best = Some(Best { worth, chosen: chosen.to_vec(), filling: other });
        }
        Ok(worth > most)
    }
}

/// All sets of at most `most` of these, none of which is part of another; `None` where they are more than `limit`.
fn subsets(routes: &[usize], most: usize, limit: usize) -> Option<Vec<Vec<usize>>> {
    let size = most.min(routes.len());
    let mut sets: Vec<Vec<usize>> = vec![Vec::new()];
    for _ in 0..size {
        let longer = |set: &Vec<usize>| {
            let from = set.last().and_then(|last| routes.iter().position(|route| route == last)).map_or(0, |at| at + 1);
            routes[from..]
                .iter()
                .map(|&route| set.iter().copied().chain([route]).collect())
                .collect::<Vec<Vec<usize>>>()
        };
        sets = sets.iter().flat_map(longer).collect();
        if sets.len() > limit * routes.len().max(1) {
            return None;
        }
    }
    (sets.len() <= limit).then_some(sets)
}
