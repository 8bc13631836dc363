//! What a changed scenario brings out by each moment.

use super::carried;
use super::change::{Change, Lost};
use crate::command::plan::not_planned;
use crate::failure::{Failure, Kind};
use crate::given::Given;
use crate::outcome::names::Names;
use crate::situate::lay;
use passage_model::finding::any_error;
use passage_model::id::{OpeningId, RoadId};
use passage_model::network::Network;
use passage_model::scenario::{Scenario, TravelOn};
use passage_model::situation::{Reading, Situation};
use passage_model::time::{Clock, Interval, Opening};
use passage_model::units::{Decimetres, Persons, Seconds};
use passage_model::work::{Unwatched, Work};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicU64, Ordering};

/// Persons safe by the end of each step, up to the horizon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weighed {
    /// The horizon.
    pub horizon: Clock,
    pub(super) step: u32,
    pub(super) curve: Vec<Persons>,
    /// What no plan exceeds, where fleets carry people; `None`: said of the scenario's own vehicles alone.
    pub(super) limit: Option<Vec<Persons>>,
}

impl Weighed {
    /// Persons safe by a moment; after the horizon nobody more.
    pub fn by(&self, moment: Clock) -> Persons {
        self.on(&self.curve, moment)
    }

    /// No plan has more persons safe by a moment: with fleets, on the ways that were planned with.
    pub fn most_by(&self, moment: Clock) -> Persons {
        self.on(self.limit.as_ref().unwrap_or(&self.curve), moment)
    }

    /// Persons safe by the horizon.
    pub fn safe(&self) -> Persons {
        self.by(self.horizon)
    }

    /// No plan has more persons safe by the horizon.
    pub fn most(&self) -> Persons {
        self.most_by(self.horizon)
    }

    /// Whether it has a limit of its own: then it is a plan with fleets.
    pub fn is_with_fleets(&self) -> bool {
        self.limit.is_some()
    }

    /// Takes, moment by moment, the plans of a smaller offer where they bring out more. Where they bring out more than our
    /// limit says, they drive ways that it does not know: then theirs holds too.
    pub fn rise(&mut self, smaller: &Self) {
        let ends = |k: usize| Clock((k as u32 + 1).saturating_mul(self.step));
        let risen: Vec<(Persons, Persons)> = (0..self.curve.len())
            .map(|k| {
                let (own, most) = (self.curve[k], self.most_by(ends(k)));
                let (other, theirs) = (smaller.by(ends(k)), smaller.most_by(ends(k)));
                (own.max(other), if other > most { theirs.max(other) } else { most })
            })
            .collect();
        self.curve = risen.iter().map(|(persons, _)| *persons).collect();
        if self.limit.is_some() {
            self.limit = Some(risen.into_iter().map(|(_, most)| most).collect());
        }
    }

    fn on(&self, curve: &[Persons], moment: Clock) -> Persons {
        let steps = (moment.0.min(self.horizon.0) / self.step.max(1)) as usize;
        let last = steps.min(curve.len());
        last.checked_sub(1).map_or(Persons(0), |last| curve[last])
    }
}

/// Steps of seconds that are taken where the scenario's own make too much work.
const COARSER: [u32; 5] = [120, 300, 600, 900, 1800];
/// Roads times steps that are weighed at once in about a second. Chosen by us; the same on every machine.
const MOST_ROAD_STEPS: u64 = 2_500_000;

/// Roads that two corridors have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared {
    /// The corridors, by their numbers.
    pub corridors: (usize, usize),
    /// How long the roads are.
    pub length: Decimetres,
    /// Where they begin.
    pub from: String,
    /// Where they end.
    pub to: String,
}

/// The agreed scenario with the roads of all its corridors, in force or proposed.
pub struct Scales<'a> {
    given: &'a Given,
    /// The step in which everything is weighed: the scenario's, or a coarser one on a large network.
    pub step: Seconds,
    /// What corridors have in common.
    pub shared: Vec<Shared>,
    /// The roads of each corridor, in the scenario's order.
    pub roads: Vec<Vec<RoadId>>,
}

impl<'a> Scales<'a> {
    /// Lays out all corridors, also those that are only proposed; refuses what a plan would be refused for.
    pub fn new(given: &'a Given) -> Result<Self, Failure> {
        let all = (0..given.scenario.corridors.len()).collect();
        let all = Change { corridors: Some(all), ..Change::default() };
        let scenario = all.apply(&given.scenario, Reading::Likely);
        let laid = lay(&scenario, &given.network, given.network_digest, &given.overlay);
        if any_error(&laid.findings) || any_error(&given.findings) {
            let mut findings = given.findings.clone();
            findings.extend(laid.findings.iter().cloned());
            findings.retain(|f| f.severity == passage_model::finding::Severity::Error);
            let (name, text) = &given.text;
            return Err(Failure::in_text(Kind::Input, findings, name, text));
        }
        let roads: Vec<Vec<RoadId>> = laid.corridors().iter().map(|corridor| corridor.roads.clone()).collect();
        let situation = laid.situation(Reading::Likely);
        let shared = situation.map(|situation| shared(&given.network, &situation, &roads)).unwrap_or_default();
        Ok(Self { given, step: step(given), shared, roads })
    }

    /// The scenario as agreed.
    pub fn agreed(&self) -> &'a Scenario {
        &self.given.scenario
    }

    /// What was given.
    pub fn given(&self) -> &'a Given {
        self.given
    }

    /// The situation with a change; `None` where nobody has a way, so that nobody is brought out.
    pub fn situation(&self, change: &Change, reading: Reading) -> Option<Situation> {
        let given = self.given;
        let scenario = change.apply(&given.scenario, reading);
        let laid = lay(&scenario, &given.network, given.network_digest, &given.overlay);
        let mut situation = laid.situation(reading)?;
        situation.step = self.step;
        if given.scenario.travel_on.value == TravelOn::AnyRoad {
            let not_open = self.only_of_those_left_out(change);
            close(&mut situation, &not_open, Interval { from: Clock::H_HOUR, until: Clock::NEVER });
        }
        if let Some(Lost { roads, when, .. }) = &change.lost {
            close(&mut situation, roads, *when);
        }
        Some(situation)
    }

    /// Where every road may be used, a corridor that was agreed and is left out is closed, not set free.
    fn only_of_those_left_out(&self, change: &Change) -> Vec<RoadId> {
        let open = change.open(&self.given.scenario);
        let kept: BTreeSet<RoadId> = open.iter().flat_map(|&i| &self.roads[i]).copied().collect();
        let corridors = self.given.scenario.corridors.iter().enumerate();
        let left_out = corridors.filter(|(i, corridor)| !corridor.proposed && !open.contains(i));
        left_out.flat_map(|(i, _)| &self.roads[i]).copied().filter(|road| !kept.contains(road)).collect()
    }

    /// Weighs all of `changes`, several at a time; the results stand in their order.
    ///
    /// Each costs a laying out and an earliest-arrival flow ([`passage_plan::arrivals`]); with fleets a
    /// [plan](carried::weighed).
    pub fn weigh(&self, changes: &[(Change, Reading)], stage: &str, work: &Work<'_>) -> Result<Vec<Weighed>, Failure> {
        let network = &self.given.network;
        self.each(changes, stage, work, |situation, work| match situation.fleets.as_slice() {
            [] => cars(network, situation, work),
            [..] => carried::weighed(network, situation, work),
        })
    }

    /// The same of those alone who leave in vehicles of their own, whatever fleets there are.
    pub fn weigh_cars(
        &self,
        changes: &[(Change, Reading)],
        stage: &str,
        work: &Work<'_>,
    ) -> Result<Vec<Weighed>, Failure> {
        self.each(changes, stage, work, |situation, work| cars(&self.given.network, situation, work))
    }

    fn each(
        &self,
        changes: &[(Change, Reading)],
        stage: &str,
        work: &Work<'_>,
        weigh: impl Fn(&Situation, &Work<'_>) -> Result<Weighed, Failure> + Sync,
    ) -> Result<Vec<Weighed>, Failure> {
        let done = AtomicU64::new(0);
        let unwatched = Work { watch: &Unwatched, ..*work };
        let one = |(change, reading): &(Change, Reading)| {
            let situation = self.situation(change, *reading);
            let weighed =
                situation.map_or_else(|| Ok(self.nobody(change, *reading)), |situation| weigh(&situation, &unwatched));
            work.watch.progress(stage, done.fetch_add(1, Ordering::Relaxed) + 1, changes.len() as u64);
            weighed
        };
        changes.par_iter().map(one).collect()
    }

    fn nobody(&self, change: &Change, reading: Reading) -> Weighed {
        let horizon = change.apply(&self.given.scenario, reading).horizon.value;
        Weighed { horizon, step: self.step.0, curve: Vec::new(), limit: None }
    }
}

fn cars(network: &Network, situation: &Situation, work: &Work<'_>) -> Result<Weighed, Failure> {
    let arrivals = passage_plan::arrivals(network, situation, work).map_err(|error| not_planned(&error))?;
    Ok(Weighed { horizon: situation.horizon, step: situation.step.0, curve: arrivals.persons, limit: None })
}

/// The scenario's step, or the first coarser one with which a weighing is short.
fn step(given: &Given) -> Seconds {
    let own = given.scenario.step.value;
    let work = |step: u32| given.network.road_count() as u64 * u64::from(given.scenario.horizon.value.0 / step.max(1));
    let coarser = COARSER.into_iter().filter(|&step| step > own.0);
    let steps = std::iter::once(own.0).chain(coarser);
    Seconds(steps.clone().find(|&step| work(step) <= MOST_ROAD_STEPS).or(steps.last()).unwrap_or(own.0))
}

/// The roads that each two corridors have in common, from the first to the last on the way.
fn shared(network: &Network, situation: &Situation, roads: &[Vec<RoadId>]) -> Vec<Shared> {
    let names = Names::new(network, situation);
    let mut shared = Vec::new();
    for (i, one) in roads.iter().enumerate() {
        for (j, other) in roads.iter().enumerate().skip(i + 1) {
            let common: Vec<RoadId> = one.iter().copied().filter(|road| other.contains(road)).collect();
            let (Some(&first), Some(&last)) = (common.first(), common.last()) else { continue };
            shared.push(Shared {
                corridors: (i, j),
                length: common.iter().map(|road| network.length(*road)).sum(),
                from: names.junction(network.from(first)),
                to: names.junction(network.to(last)),
            });
        }
    }
    shared
}

/// Closes roads for a time.
fn close(situation: &mut Situation, roads: &[RoadId], when: Interval) {
    let when = Opening::within(vec![when]);
    let mut cut: BTreeMap<OpeningId, OpeningId> = BTreeMap::new();
    for road in roads.iter().copied().collect::<BTreeSet<_>>() {
        let old = situation.roads[road.index()].opening;
        let new = *cut.entry(old).or_insert_with(|| {
            situation.openings.push(situation.openings[old.index()].except(&when));
            OpeningId::at(situation.openings.len() - 1)
        });
        situation.roads[road.index()].opening = new;
    }
}
