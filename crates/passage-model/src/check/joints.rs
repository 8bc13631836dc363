//! How a certificate joins roads: whoever may turn, wait, be served or be received at a junction can do so in it too.
//!
//! Nothing is shared with the planner. Turning back where one came from is left out: no plan of ours does so.
//! O(pairs of roads at a junction + stretches within it).

use super::proof::{Fault, fault};
use crate::certificate::{Certificate, Stretch};
use crate::id::{JunctionId, RoadId};
use crate::network::Network;
use crate::situation::{Situation, VehicleKind};
use crate::time::{Clock, Opening};
use std::collections::{BTreeMap, BTreeSet};

/// Looks at stretches within junctions beyond which a document is refused: no real junction has so many sides.
const MOST_LOOKS: usize = 1 << 26;

fn wrong(words: String) -> Fault {
    fault("certificate.other-basis", words)
}

/// Compares the joints of the roads that are part of it with the network and the situation.
pub(super) fn joints(network: &Network, situation: &Situation, document: &Certificate) -> Result<(), Fault> {
    let mut joints = Joints::of(network, situation, document)?;
    for number in 0..document.sources.len() {
        let spot = document.sources[number].spot;
        let at = document.spots[spot as usize].junction;
        let onto = joints.leaving(at, |_| true);
        joints.lead(at, spot, &onto, || format!("home at {at}"))?;
    }
    for road in network.roads() {
        let Some((stretch, position)) = joints.place[road.index()] else { continue };
        let at = network.to(road);
        let may = |next: RoadId| {
            network.to(next) != network.from(road) && (!situation.obey_turns || network.may_turn(road, next))
        };
        let onto = joints.leaving(at, may);
        let stretch = &document.stretches[stretch];
        if position + 1 < stretch.roads.len() {
            joints.within(stretch, position, &onto)?;
            continue;
        }
        if document.spots[stretch.to as usize].room < situation.waiting_room(at) {
            return Err(wrong(format!("at {at} fewer may wait in it than there")));
        }
        joints.lead(at, stretch.to, &onto, || format!("road {road}"))?;
    }
    Ok(())
}

/// Where everything is in the document.
struct Joints<'a> {
    network: &'a Network,
    situation: &'a Situation,
    document: &'a Certificate,
    /// For each road, the stretch that it is part of and its place there.
    place: Vec<Option<(usize, usize)>>,
    /// The stretches within junctions, by the spot that they start at.
    inner: BTreeMap<u32, Vec<u32>>,
    /// Where reception sites stand.
    sites: BTreeMap<JunctionId, Vec<u32>>,
    /// The kinds of vehicle that leave.
    kinds: Vec<VehicleKind>,
    /// The spots that a kind reaches from another within its junction.
    reached: BTreeMap<(u32, VehicleKind), BTreeSet<u32>>,
    looks: usize,
}

impl<'a> Joints<'a> {
    fn of(network: &'a Network, situation: &'a Situation, document: &'a Certificate) -> Result<Self, Fault> {
        let mut joints = Self {
            network,
            situation,
            document,
            place: vec![None; network.road_count()],
            inner: BTreeMap::new(),
            sites: BTreeMap::new(),
            kinds: VehicleKind::ALL
                .into_iter()
                .filter(|kind| document.sources.iter().any(|s| s.kind == *kind))
                .collect(),
            reached: BTreeMap::new(),
            looks: 0,
        };
        let mut phases = BTreeMap::new();
        for spot in &document.spots {
            if *phases.entry(spot.junction).or_insert(spot.phase) != spot.phase {
                return Err(wrong(format!("the sides of {} stand at different moments", spot.junction)));
            }
        }
        for (number, stretch) in document.stretches.iter().enumerate() {
            if stretch.roads.is_empty() {
                joints.inner.entry(stretch.from).or_default().push(number as u32);
            }
            for (position, road) in stretch.roads.iter().enumerate() {
                if joints.place[road.index()].replace((number, position)).is_some() {
                    return Err(wrong(format!("road {road} is part of it twice")));
                }
            }
        }
        for sink in &document.sinks {
            let site = situation.receptions.get(sink.site.index()).filter(|site| site.room.0 > 0);
            let Some(site) = site else { continue };
            if document.spots[sink.spot as usize].junction == site.junction && sink.room >= site.room {
                joints.sites.entry(site.junction).or_default().push(sink.spot);
            }
        }
        Ok(joints)
    }

    /// The roads out of a junction that are part of it.
    fn leaving(&self, at: JunctionId, may: impl Fn(RoadId) -> bool) -> Vec<RoadId> {
        let roads = self.network.leaving(at).iter().copied();
        roads.filter(|road| self.place[road.index()].is_some() && may(*road)).collect()
    }

    /// Whoever is between two roads of one stretch has no other choice there.
    fn within(&self, stretch: &Stretch, position: usize, onto: &[RoadId]) -> Result<(), Fault> {
        let (road, next) = (stretch.roads[position], stretch.roads[position + 1]);
        let at = self.network.to(road);
        if let Some(other) = onto.iter().find(|other| **other != next) {
            return Err(wrong(format!("in it nobody can turn from road {road} onto {other}")));
        }
        if self.situation.waiting_room(at).0 > 0
            || self.situation.receptions_at(at).any(|site| self.takes(site.index()))
        {
            return Err(wrong(format!("in it nobody can stay at {at}, behind road {road}")));
        }
        Ok(())
    }

    fn takes(&self, site: usize) -> bool {
        self.situation.receptions[site].room.0 > 0
    }

    /// From a spot of a junction vehicles of every kind that may be there get onto every road and into every site.
    fn lead(&mut self, at: JunctionId, from: u32, onto: &[RoadId], who: impl Fn() -> String) -> Result<(), Fault> {
        let mut ends: Vec<u32> = self.sites.get(&at).cloned().unwrap_or_default();
        for road in onto {
            let (stretch, position) = self.place[road.index()].unwrap_or_default();
            if position > 0 {
                return Err(wrong(format!("in it nobody can turn from {} onto road {road}", who())));
            }
            ends.push(self.document.stretches[stretch].from);
        }
        for kind in self.kinds.clone() {
            if self.situation.checkpoint(at).is_some_and(|checkpoint| checkpoint.rates[kind as usize].0 == 0) {
                continue;
            }
            let reached = self.reach(from, kind)?;
            if let Some(end) = ends.iter().find(|end| !reached.contains(end)) {
                return Err(wrong(format!("in it nobody can pass {at} from {} to spot {end}", who())));
            }
        }
        Ok(())
    }

    /// The spots of its junction that a kind reaches from a spot by turns without a limit and lanes of its own.
    fn reach(&mut self, from: u32, kind: VehicleKind) -> Result<&BTreeSet<u32>, Fault> {
        if !self.reached.contains_key(&(from, kind)) {
            let (mut seen, mut open) = (BTreeSet::from([from]), vec![from]);
            while let Some(spot) = open.pop() {
                for number in self.inner.get(&spot).map_or(&[][..], Vec::as_slice) {
                    self.looks += 1;
                    let stretch = &self.document.stretches[*number as usize];
                    if self.is_free(stretch, kind) && seen.insert(stretch.to) {
                        open.push(stretch.to);
                    }
                }
            }
            if self.looks > MOST_LOOKS {
                return Err(wrong("its junctions have more sides than can be looked at".to_owned()));
            }
            self.reached.insert((from, kind), seen);
        }
        Ok(&self.reached[&(from, kind)])
    }

    /// Whether a stretch within a junction holds up nobody of a kind more than the junction does.
    fn is_free(&self, stretch: &Stretch, kind: VehicleKind) -> bool {
        let junction = self.document.spots[stretch.from as usize].junction;
        if stretch.steps > 0 || self.document.spots[stretch.to as usize].junction != junction {
            return false;
        }
        let Some(lane) = stretch.lane else {
            return stretch.rate.is_none() && stretch.entries == [(0, self.document.last)];
        };
        let checkpoint = self.situation.checkpoints.get(lane.checkpoint.index());
        let Some(checkpoint) = checkpoint.filter(|c| c.junction == junction && lane.kind == kind) else {
            return false;
        };
        let phase = u64::from(self.document.spots[stretch.from as usize].phase.0);
        let hours = steps_within(&checkpoint.hours, self.document, phase.div_ceil(1000), phase.div_ceil(1000));
        let covered = |range: &(u32, u32)| stretch.entries.iter().any(|e| e.0 <= range.0 && range.1 <= e.1);
        stretch.rate.is_none_or(|rate| rate.per_day >= checkpoint.rates[kind as usize].0) && hours.iter().all(covered)
    }
}

/// The steps whose first enters a thing so many seconds after their start, and whose last, a step later, is off it so
/// many seconds after, all while it is open.
pub(super) fn steps_within(opening: &Opening, document: &Certificate, enter: u64, leave: u64) -> Vec<(u32, u32)> {
    let step = u64::from(document.step.0);
    let within = opening.intervals().iter().filter_map(|open| {
        let first = u64::from(open.from.0).saturating_sub(enter).div_ceil(step);
        let until = if open.until == Clock::NEVER { u64::MAX } else { u64::from(open.until.0) };
        let latest = (until.checked_sub(leave.max(enter) + step)? / step).min(u64::from(document.last));
        (first <= latest).then_some((first as u32, latest as u32))
    });
    within.collect()
}
