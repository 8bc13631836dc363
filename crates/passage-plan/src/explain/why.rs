//! Why no more are safe by a moment, and where one vehicle more would be one more that is safe.
//!
//! A minimum cut (Ford and Fulkerson 1956) says what is full, and when. Widening one thing in one step helps if and only
//! if it is part of *every* minimum cut: a waiting vehicle comes up to it, and from behind it somebody can still be
//! received. Two searches of the residual network tell that of every step of every stretch (the right derivative of a
//! maximum flow in its capacities). Twin: `tests/it/why.rs`, a road beside the road for that step alone.

use super::{met, place_of};
use crate::expand::{Timed, TimedStretch};
use crate::fleet::receives;
use crate::flow::Flow;
use crate::reduce::What;
use crate::{PlanError, calling, fits, fleet, weigh};
use passage_model::id::{OriginId, ReceptionId, RoadId};
use passage_model::network::Network;
use passage_model::plan::BottleneckAt;
use passage_model::situation::{Situation, VehicleKind};
use passage_model::time::{Clock, Interval, Opening};
use passage_model::units::{Seconds, Vehicles};
use passage_model::work::Work;
use std::collections::BTreeMap;

/// Why no more are safe by a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Why {
    /// The moment.
    pub by: Clock,
    /// What is full between those who wait and safety, nearest to home; what most vehicles pass first.
    pub places: Vec<Place>,
    /// Whether nothing else helps alone: one number of people in every vehicle, turns that need not
    /// be shared out, and nothing that is weighed before people.
    pub complete: bool,
}

/// What is full.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// A road, that which passes the fewest of those that follow each other without a choice; a checkpoint; a site.
    pub at: BottleneckAt,
    /// The roads that pass as few there, in their order.
    pub roads: Vec<RoadId>,
    /// The kind that is held up at a checkpoint.
    pub kind: Option<VehicleKind>,
    /// When it is full in the cut that is nearest to home.
    pub full: Vec<Interval>,
    /// Vehicles that pass it then.
    pub vehicles: Vehicles,
    /// When one vehicle more would be one more that is safe by then. Of a site: while it takes anybody. Never said where
    /// something stands before people.
    pub each: Vec<Interval>,
    /// The groups that come up to it.
    pub met_by: Vec<OriginId>,
}

/// Says why no more are safe by `by`; nothing where all are.
///
/// Cost: a plan of `situation` until then, and two looks at each stretch in each step; the groups as in the reasons of a
/// plan.
pub fn why(network: &Network, situation: &Situation, by: Clock, work: &Work<'_>) -> Result<Why, PlanError> {
    let situation = &Situation { horizon: by.min(situation.horizon), ..situation.clone() };
    fits(network, situation)?;
    let timed = calling::in_time(network, situation, work)?;
    let mut fleet = fleet::fleet(situation, &timed, work)?;
    let mut found = BTreeMap::new();
    let mut met = met::Met::new();
    for (flow, sources) in fleet.flows.iter_mut().zip(&fleet.sources) {
        if flow.hubs.iter().all(|hub| hub.left == 0) {
            continue;
        }
        flow.mark_reached();
        flow.mark_leading_on();
        let kind =
            (fleet.classes.len() == 1).then(|| sources.first().map(|(owner, _)| situation.origins[owner.index()].kind));
        let owners: Vec<OriginId> = sources.iter().map(|(owner, _)| *owner).collect();
        add(situation, flow, kind.flatten(), &owners, &mut found);
        met::add(situation, flow, &owners, &mut met);
    }
    let mut places: Vec<Place> = found.into_iter().map(|(at, found)| found.place(at, &met)).collect();
    places.sort_by_key(|place| (std::cmp::Reverse(place.vehicles), place.at));
    Ok(Why {
        by: situation.horizon,
        places,
        complete: fleet.classes.len() <= 1 && !timed.shared_out && !weigh::binds(situation),
    })
}

/// What was found of one place.
#[derive(Default)]
struct Found {
    roads: Vec<RoadId>,
    kind: Option<VehicleKind>,
    full: Vec<Interval>,
    vehicles: u64,
    each: Vec<Interval>,
}

impl Found {
    fn place(self, at: BottleneckAt, met: &met::Met) -> Place {
        let groups = met.iter().filter(|(_, meets)| meets.contains_key(&at)).map(|(group, _)| *group);
        Place {
            at,
            roads: self.roads,
            kind: self.kind,
            full: Opening::within(self.full).intervals().to_vec(),
            vehicles: Vehicles(u32::try_from(self.vehicles).unwrap_or(u32::MAX)),
            each: Opening::within(self.each).intervals().to_vec(),
            met_by: groups.collect(),
        }
    }
}

/// Adds the cuts of a flow.
fn add(
    situation: &Situation,
    flow: &Flow<'_>,
    kind: Option<VehicleKind>,
    owners: &[OriginId],
    found: &mut BTreeMap<BottleneckAt, Found>,
) {
    let timed = flow.timed;
    for (i, stretch) in timed.stretches.iter().enumerate().filter(|(_, s)| s.first <= s.last) {
        let Some(at) = place_of(situation, timed, stretch) else { continue };
        if matches!(&stretch.what, What::Service(service) if kind.is_some_and(|kind| kind != service.kind)) {
            continue;
        }
        let weighs = weigh::binds(situation);
        let (base, later) = (flow.left.stretch_base[i], narrow(situation, timed, stretch));
        let mut place = Found { kind: lane(stretch), roads: later.roads, ..Found::default() };
        for k in (stretch.first..=stretch.last).filter(|k| timed.is_open(stretch, *k)) {
            let copy = base.wrapping_add(k as usize);
            // What is closed for the sake of what stands before people is not full.
            let closed = weighs && flow.used[copy] == 0;
            if flow.left.stretch[copy] > 0 || closed || !flow.reached(stretch.from, k) {
                continue;
            }
            let from = Clock(k * timed.step + later.enter);
            let when = Interval { from, until: from + Seconds(timed.step) };
            if !flow.reached(stretch.to, k + stretch.steps) {
                place.full.push(when);
                place.vehicles += u64::from(flow.used[copy]);
            }
            // Whoever is let through more may not be the one who is to go first.
            if !weighs && flow.leads_on_from(stretch.to, k + stretch.steps) {
                place.each.push(when);
            }
        }
        if !place.full.is_empty() {
            let known = found.entry(at).or_default();
            known.roads.extend(place.roads);
            known.kind = known.kind.or(place.kind);
            known.full.extend(place.full);
            known.vehicles += place.vehicles;
            known.each.extend(place.each);
        }
    }
    // More room in a site for others would receive nobody of these.
    let received_at = |site: usize| {
        owners.iter().any(|owner| receives(&situation.receptions[site], &situation.origins[owner.index()]))
    };
    let reached = |number: usize| flow.reached_dock(number as u32) && received_at(number);
    for (number, dock) in flow.docks.iter().enumerate().filter(|(number, _)| reached(*number)) {
        let received = || dock.received.iter().map(|&vehicles| u64::from(vehicles));
        let from = received()
            .position(|vehicles| vehicles > 0)
            .map_or(situation.horizon, |place| timed.moment(dock.sink.spot, dock.first + place as u32));
        let known = found.entry(BottleneckAt::Reception(ReceptionId::at(number))).or_default();
        known.vehicles += received().sum::<u64>();
        let when = Interval { from, until: Clock(situation.horizon.0.max(from.0.saturating_add(1))) };
        known.full.push(when);
        known.each.extend((!weigh::binds(situation)).then_some(when));
    }
}

/// Where a stretch is narrowest.
struct Narrow {
    roads: Vec<RoadId>,
    /// When that is passed, in seconds after the start of the step of entry.
    enter: u32,
}

fn narrow(situation: &Situation, timed: &Timed, stretch: &TimedStretch) -> Narrow {
    let What::Roads(range) = &stretch.what else {
        return Narrow { roads: Vec::new(), enter: timed.spots[stretch.from as usize].offset };
    };
    let places = range.start as usize..range.end as usize;
    let capacity = |place: usize| situation.roads[timed.roads[place].index()].capacity;
    let least = places.clone().map(capacity).min();
    let narrowest: Vec<usize> = places.filter(|&place| Some(capacity(place)) == least).collect();
    let enter = narrowest.first().map_or(0, |&place| timed.enters[place]);
    Narrow { roads: narrowest.into_iter().map(|place| timed.roads[place]).collect(), enter }
}

fn lane(stretch: &TimedStretch) -> Option<VehicleKind> {
    if let What::Service(service) = &stretch.what { Some(service.kind) } else { None }
}
