//! Why people are left behind, and what held the others up.
//!
//! By the theorem of Ford and Fulkerson (1956) a maximum flow fills every stretch that leads from what a waiting
//! vehicle can still reach to what it cannot: the minimum cut. Grouped by road, checkpoint and reception site it says
//! what binds, and when. If everybody gets out, it is the cut for the last step before the last arrival.

mod again;
mod met;
mod used;
mod weighed;
mod why;

pub(crate) use again::not_too_late;
pub(crate) use used::finish as count_fleets;
pub(crate) use weighed::held_for;
pub use why::{Place, Why, why};

use crate::PlanError;
use crate::decompose::Trip;
use crate::expand::{Timed, TimedStretch};
use crate::fleet::{Fleet, receives};
use crate::flow::Flow;
use crate::reduce::What;
use passage_model::id::{JunctionId, OriginId, ReceptionId, RoadId};
use passage_model::network::Network;
use passage_model::plan::{Bottleneck, BottleneckAt, LeftBehind, Reason};
use passage_model::situation::{Origin, Reception, Situation};
use passage_model::time::{Clock, Interval, Opening};
use passage_model::units::{Persons, Seconds, Vehicles};
use passage_model::work::Work;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

/// The most bottlenecks that are listed: those that most vehicles pass.
const MOST_LISTED: usize = 100;

/// What binds: all of it, and what of it each group meets that is left.
pub(crate) struct Binding {
    pub listed: Vec<Bottleneck>,
    met: met::Met,
}

impl Binding {
    /// What a group meets, as positions in `listed`, what it can come to first before the rest.
    fn met_by(&self, group: OriginId) -> Vec<u32> {
        let Some(met) = self.met.get(&group) else { return Vec::new() };
        let listed = (0u32..).zip(&self.listed).filter_map(|(i, b)| Some((*met.get(&b.at)?, i)));
        let mut listed: Vec<(u32, u32)> = listed.collect();
        listed.sort_unstable();
        listed.into_iter().map(|(_, i)| i).collect()
    }
}

/// The minimum cut of every class, joined.
pub(crate) fn bottlenecks(
    situation: &Situation,
    timed: &Timed,
    fleet: &mut Fleet<'_>,
    work: &Work<'_>,
) -> Result<Binding, PlanError> {
    let mut found: BTreeMap<BottleneckAt, (Vec<Interval>, u64)> = BTreeMap::new();
    let mut met = met::Met::new();
    for (i, flow) in fleet.flows.iter_mut().enumerate() {
        if work.stopped() {
            return Err(PlanError::Stopped);
        }
        let nobody_waits = flow.hubs.iter().all(|hub| hub.left == 0);
        if nobody_waits {
            let own = fleet.sources.get(i).map_or(&[][..], Vec::as_slice);
            let trips = fleet.trips.iter().filter(|(id, _)| own.iter().any(|(o, _)| o == id)).map(|(_, trip)| trip);
            take_back_the_last(flow, trips);
        }
        flow.mark_reached();
        cut(situation, timed, flow, &mut found);
        if !nobody_waits {
            let owners: Vec<OriginId> =
                fleet.sources.get(i).map_or(&[][..], Vec::as_slice).iter().map(|(owner, _)| *owner).collect();
            met::add(situation, flow, &owners, &mut met);
        }
    }
    let mut listed: Vec<Bottleneck> = found
        .into_iter()
        .map(|(at, (spans, vehicles))| {
            let mut full = Opening::within(spans).intervals().to_vec();
            full.sort_by_key(|i| (Reverse(i.until - i.from), i.from));
            Bottleneck { at, full, vehicles: Vehicles(u32::try_from(vehicles).unwrap_or(u32::MAX)) }
        })
        .collect();
    listed.sort_by_key(|b| (Reverse(b.vehicles), b.at));
    listed.truncate(MOST_LISTED);
    Ok(Binding { listed, met })
}

/// Sends the vehicles of the last step of arrival back home, so that the flow is the maximum for the step before.
fn take_back_the_last<'t>(flow: &mut Flow<'_>, trips: impl Iterator<Item = &'t Trip> + Clone) {
    let last = trips.clone().map(|t| t.arrive).max();
    for trip in trips.filter(|t| Some(t.arrive) == last) {
        flow.take_back(trip);
    }
}

fn cut(
    situation: &Situation,
    timed: &Timed,
    flow: &Flow<'_>,
    found: &mut BTreeMap<BottleneckAt, (Vec<Interval>, u64)>,
) {
    for (i, stretch) in timed.stretches.iter().enumerate().filter(|(_, s)| s.first <= s.last) {
        let Some(at) = place_of(situation, timed, stretch) else { continue };
        let base = flow.left.stretch_base[i];
        let (mut spans, mut vehicles, mut since) = (Vec::new(), 0u64, None);
        for k in stretch.first..=stretch.last {
            let place = base.wrapping_add(k as usize);
            let full = flow.left.stretch[place] == 0;
            let cut = full && flow.reached(stretch.from, k) && !flow.reached(stretch.to, k + stretch.steps);
            if cut && flow.used[place] > 0 {
                vehicles += u64::from(flow.used[place]);
                let from = timed.moment(stretch.from, k);
                spans.push(Interval { from: since.unwrap_or(from), until: from + Seconds(timed.step) });
            }
            // Steps in which a slow checkpoint passes nobody belong to the stretch of time in which it is full.
            since = if cut { since.or(Some(timed.moment(stretch.from, k))) } else { None };
        }
        if vehicles > 0 {
            let entry = found.entry(at).or_default();
            entry.0.extend(spans);
            entry.1 += vehicles;
        }
    }
    for (j, dock) in flow.docks.iter().enumerate().filter(|(_, d)| d.left == 0) {
        let vehicles: u64 = dock.received.iter().map(|&n| u64::from(n)).sum();
        let Some(last) = dock.received.iter().rposition(|&n| n > 0) else { continue };
        let reachable = (0..dock.received.len() as u32).any(|p| flow.reached(dock.sink.spot, dock.first + p));
        if reachable {
            let from = timed.moment(dock.sink.spot, dock.first + last as u32);
            let until = Clock(situation.horizon.0.max(from.0) + 1);
            let entry = found.entry(BottleneckAt::Reception(ReceptionId::at(j))).or_default();
            entry.0.push(Interval { from, until });
            entry.1 += vehicles;
        }
    }
}

/// Where a full stretch binds: its checkpoint, or the road of it that passes the fewest; a turn has no limit.
fn place_of(situation: &Situation, timed: &Timed, stretch: &TimedStretch) -> Option<BottleneckAt> {
    match &stretch.what {
        What::Turn => None,
        What::Gate(at) => Some(BottleneckAt::Assembly(*at)),
        What::Service(service) => Some(BottleneckAt::Checkpoint(service.checkpoint)),
        What::Roads(range) => {
            let roads = &timed.roads[range.start as usize..range.end as usize];
            roads.iter().min_by_key(|r| situation.roads[r.index()].capacity).map(|&least| BottleneckAt::Road(least))
        }
    }
}

/// Who is left, and why. `moved` are the persons of each group that are brought out.
pub(crate) fn left_behind(
    network: &Network,
    situation: &Situation,
    timed: &Timed,
    fleet: &Fleet<'_>,
    moved: &[Persons],
    binding: &Binding,
) -> Vec<LeftBehind> {
    let mut left = Vec::new();
    for (o, origin) in situation.origins.iter().enumerate() {
        let id = OriginId::at(o);
        let no_seat = origin.persons - origin.seated();
        if no_seat.0 > 0 {
            left.push(LeftBehind { origin: id, persons: no_seat, vehicles: Vehicles(0), reason: Reason::NoSeat });
        }
        let mut persons = origin.seated() - moved[o];
        if persons.0 == 0 {
            continue;
        }
        let (late, others) = vehicles_left(situation, timed, fleet, id);
        let full = Reason::Full { bottlenecks: binding.met_by(id) };
        let last = latest_leave(timed, origin.junction).filter(|_| may_be_received(situation, origin));
        let reason = match last {
            Some(last) if origin.is_carried() => of_the_carried(situation, origin, last),
            Some(_) => full,
            None => no_way(network, situation, origin),
        };
        let late_reason = if last.is_some() && !origin.is_carried() { Reason::TooLate } else { reason.clone() };
        for (vehicles, reason, rest) in [(late, late_reason, others == 0), (others, reason, true)] {
            if vehicles == 0 && !(rest && persons.0 > 0) {
                continue;
            }
            let share = if rest { persons } else { origin.per_vehicle.persons_in(Vehicles(vehicles)).min(persons) };
            persons -= share;
            if share.0 > 0 {
                left.push(LeftBehind { origin: id, persons: share, vehicles: Vehicles(vehicles), reason });
            }
        }
    }
    left
}

/// Vehicles of a group that stay: those ready too late, and the others.
fn vehicles_left(situation: &Situation, timed: &Timed, fleet: &Fleet<'_>, id: OriginId) -> (u32, u32) {
    let origin = &situation.origins[id.index()];
    let latest = latest_leave(timed, origin.junction).unwrap_or(0);
    let (mut late, mut others, mut planned) = (0, 0, false);
    for (flow, sources) in fleet.flows.iter().zip(&fleet.sources) {
        for (hub, _) in flow.hubs.iter().zip(sources).filter(|(_, (owner, _))| *owner == id) {
            planned = true;
            if hub.source.first > latest { late += hub.left } else { others += hub.left }
        }
    }
    if planned { (late, others) } else { (0, origin.vehicles().0) }
}

/// The last step in which somebody at home at a junction can leave and still be received. `None` where nobody can.
fn latest_leave(timed: &Timed, junction: JunctionId) -> Option<u32> {
    let spot = &timed.spots[*timed.home.get(&junction)? as usize];
    spot.reaches.then_some(spot.last)
}

/// Whether any site that would receive a group has room.
fn may_be_received(situation: &Situation, origin: &Origin) -> bool {
    situation.receptions.iter().any(|site| site.room.0 > 0 && receives(site, origin))
}

/// Why those who are carried or led wait, where their last moment to leave is step `last`.
fn of_the_carried(situation: &Situation, origin: &Origin, last: u32) -> Reason {
    let end = u64::from(last + 1) * u64::from(situation.step.0);
    let late = origin.riders.iter().all(|riders| u64::from(riders.from.0) >= end);
    if late { Reason::TooLate } else { Reason::NotCarried }
}

/// Why nobody of a group can ever be received.
fn no_way(network: &Network, situation: &Situation, origin: &Origin) -> Reason {
    let to = |wanted: &dyn Fn(&Reception) -> bool| {
        let sites = situation.receptions.iter().filter(|site| receives(site, origin) && wanted(site));
        Journeys::of(network, situation, sites)
    };
    let with_room = to(&|site| site.room.0 > 0);
    match with_room.why(situation, origin.junction) {
        Reason::NoRoad if to(&|_| true).leads_on(origin.junction) => Reason::NoRoom,
        reason => reason,
    }
}

/// Journeys on empty roads, to tell apart those who have no road from those whose windows are too short.
struct Journeys {
    /// For each junction, the time to the nearest reception site and the first road of the way there.
    time: Vec<Option<(u64, u32)>>,
    next: Vec<u32>,
}

impl Journeys {
    fn of<'r>(network: &Network, situation: &Situation, sites: impl Iterator<Item = &'r Reception>) -> Self {
        let mut journeys =
            Self { time: vec![None; network.junction_count()], next: vec![u32::MAX; network.junction_count()] };
        let mut open: BinaryHeap<Reverse<(u64, u32, u32)>> =
            sites.map(|r| Reverse((0, r.junction.0, u32::MAX))).collect();
        while let Some(Reverse((so_far, at, road))) = open.pop() {
            if journeys.time[at as usize].is_some() {
                continue;
            }
            journeys.time[at as usize] = Some((so_far, road));
            if road != u32::MAX {
                journeys.next[at as usize] = network.columns().to[road as usize];
            }
            for &into in network.entering(JunctionId(at)) {
                let role = &situation.roads[into.index()];
                if role.capacity.0 > 0 && !situation.opening(into).is_never() {
                    open.push(Reverse((so_far + u64::from(role.travel.0), network.from(into).0, into.0)));
                }
            }
        }
        journeys
    }

    /// Whether roads lead from a junction to a site at all.
    fn leads_on(&self, junction: JunctionId) -> bool {
        self.time[junction.index()].is_some()
    }

    fn why(&self, situation: &Situation, junction: JunctionId) -> Reason {
        let Some((journey, _)) = self.time[junction.index()] else { return Reason::NoRoad };
        let mut open = Opening::within(vec![Interval { from: Clock::H_HOUR, until: situation.horizon }]);
        let mut at = junction;
        while let Some((_, road)) = self.time[at.index()].filter(|(_, road)| *road != u32::MAX) {
            open = open.and(situation.opening(RoadId(road)));
            at = JunctionId(self.next[at.index()]);
        }
        let longest = open.intervals().iter().map(|i| i.until - i.from).max().unwrap_or(Seconds(0));
        Reason::WindowTooShort {
            journey: Seconds(u32::try_from(journey.div_ceil(1000)).unwrap_or(u32::MAX)),
            longest_window: longest,
        }
    }
}
