//! The network in time that a certificate speaks of leaves nothing out of the scenario: everybody who leaves, every road
//! that leads somewhere, for as long, as fast and by as many as the roads allow.
//!
//! How it joins the roads at junctions is looked at in [`super::joints`]. Nothing is shared with the planner.
//! O(roads + ranges).

use super::joints::{joints, steps_within};
use super::proof::{Fault, fault};
use crate::certificate::{Certificate, Stretch};
use crate::id::{JunctionId, RoadId};
use crate::network::Network;
use crate::situation::{CarEquivalents, Origin, Situation, VehicleKind};
use crate::units::{PersonsPerVehicle, VehiclesPerDay};
use std::collections::{BTreeMap, BTreeSet};

/// What a certificate rests on, and what it leaves out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Basis {
    /// Roads that lead from somebody who leaves to a reception site, and are part of it.
    pub roads: usize,
    /// Such roads that are not part of it: they lead only into places from which one has to turn back.
    pub left_out: usize,
}

fn wrong(words: String) -> Fault {
    fault("certificate.other-basis", words)
}

/// Compares a certificate that [holds](super::certificate()) with the network and the situation.
pub fn basis(network: &Network, situation: &Situation, document: &Certificate) -> Result<Basis, Fault> {
    let same = (document.network, document.scenario, document.reading, document.step)
        == (situation.network, situation.scenario, situation.reading, situation.step);
    if !same || document.step.0 == 0 {
        return Err(wrong("it was made for another scenario, network, reading or step".to_owned()));
    }
    if document.last + 1 < situation.horizon.0 / document.step.0 {
        return Err(wrong("it ends before the horizon".to_owned()));
    }
    people(situation, document)?;
    let mut used = vec![false; network.road_count()];
    for (number, stretch) in document.stretches.iter().enumerate().filter(|(_, s)| !s.roads.is_empty()) {
        drive(network, situation, document, stretch, number)?;
        stretch.roads.iter().for_each(|road| used[road.index()] = true);
    }
    joints(network, situation, document)?;
    let leading = leading(network, situation);
    let special = special(situation);
    let roads = leading.iter().zip(&used).filter(|(leads, used)| **leads && **used).count();
    let left_out: Vec<RoadId> = network.roads().filter(|r| leading[r.index()] && !used[r.index()]).collect();
    if let Some(road) = left_out.iter().find(|road| !dead_end(network, &leading, &used, &special, **road)) {
        return Err(wrong(format!("road {road} leads to safety, but is not part of it")));
    }
    Ok(Basis { roads, left_out: left_out.len() })
}

/// Vehicles that cannot be told apart: where they leave, what they are and how many people each carries.
type Alike = (JunctionId, VehicleKind, PersonsPerVehicle);

/// Everybody with a seat is at home as early as they are ready, and every site takes as many as it has room for.
fn people(situation: &Situation, document: &Certificate) -> Result<(), Fault> {
    if let Some(carried) = situation.origins.iter().find(|origin| !origin.carried_by.is_empty()) {
        return Err(wrong(format!("the people of {} are carried by fleets, and not part of it", carried.assembly)));
    }
    // Of vehicles that count as less than a car, more pass than the cuts count.
    let small = |origin: &&Origin| situation.equivalents[origin.kind as usize] < CarEquivalents::CAR;
    if let Some(small) = situation.origins.iter().filter(|origin| origin.vehicles().0 > 0).find(small) {
        return Err(wrong(format!("the vehicles of {} count as less than a car each", small.assembly)));
    }
    let step = u64::from(document.step.0);
    let mut at_home: BTreeMap<Alike, Vec<(u64, u64)>> = BTreeMap::new();
    for source in &document.sources {
        let spot = &document.spots[source.spot as usize];
        let from = u64::from(source.first) * step * 1000 + u64::from(spot.phase.0);
        let alike = (spot.junction, source.kind, source.per_vehicle);
        at_home.entry(alike).or_default().push((from, u64::from(source.vehicles.0)));
    }
    let mut ready: BTreeMap<Alike, Vec<(u64, u64)>> = BTreeMap::new();
    for origin in situation.origins.iter().filter(|origin| origin.per_vehicle.0 > 0) {
        let parts = origin.ready.iter().map(|part| (u64::from(part.from.0) * 1000, u64::from(part.vehicles.0)));
        ready.entry((origin.junction, origin.kind, origin.per_vehicle)).or_default().extend(parts);
    }
    for (alike, parts) in &ready {
        let by = |moment: u64, parts: &[(u64, u64)]| -> u64 {
            parts.iter().filter(|(from, _)| *from <= moment).map(|(_, vehicles)| vehicles).sum()
        };
        let home = at_home.get(alike).map_or(&[][..], Vec::as_slice);
        // Whoever is ready within a step is at home in the next one.
        if parts.iter().any(|(from, _)| by(from + step * 1000 - 1, home) < by(*from, parts)) {
            return Err(wrong(format!("vehicles of {} are ready before they are part of it", alike.0)));
        }
    }
    for (number, site) in situation.receptions.iter().enumerate().filter(|(_, site)| site.room.0 > 0) {
        let sink = document.sinks.iter().find(|sink| sink.site.index() == number);
        let there = sink.is_some_and(|sink| document.spots[sink.spot as usize].junction == site.junction);
        if !there || sink.is_some_and(|sink| sink.room < site.room) {
            return Err(wrong(format!("the reception site {} is not part of it, or with less room", site.name)));
        }
    }
    Ok(())
}

/// The junctions where something other than driving on happens to vehicles that drive in.
fn special(situation: &Situation) -> BTreeSet<JunctionId> {
    let homes = situation.origins.iter().map(|origin| origin.junction);
    let sites = situation.receptions.iter().map(|site| site.junction);
    let waiting = situation.waiting.iter().filter(|place| place.room.0 > 0).map(|place| place.junction);
    homes.chain(sites).chain(waiting).collect()
}

/// The stretch passes its roads no slower, no fewer and no shorter than they allow.
fn drive(
    network: &Network,
    situation: &Situation,
    document: &Certificate,
    stretch: &Stretch,
    number: usize,
) -> Result<(), Fault> {
    let told = |what: &str| Err(wrong(format!("stretch {number} {what} than its roads allow")));
    let (from, to) = (&document.spots[stretch.from as usize], &document.spots[stretch.to as usize]);
    let there = stretch.roads.iter().all(|road| road.index() < network.road_count());
    let ends = |road: Option<&RoadId>, end: fn(&Network, RoadId) -> JunctionId| road.map(|road| end(network, *road));
    let joined = there
        && stretch.roads.windows(2).all(|pair| network.to(pair[0]) == network.from(pair[1]))
        && ends(stretch.roads.first(), Network::from) == Some(from.junction)
        && ends(stretch.roads.last(), Network::to) == Some(to.junction);
    if !joined {
        return Err(wrong(format!("the roads of stretch {number} do not lead from its start to its end")));
    }
    let uses = || stretch.roads.iter().map(|road| &situation.roads[road.index()]);
    let least = uses().map(|road| VehiclesPerDay::from(road.capacity).0).min().unwrap_or(0);
    if stretch.rate.is_some_and(|rate| rate.per_day < least) {
        return told("passes fewer");
    }
    let step = u64::from(document.step.0);
    let time: u64 = uses().map(|road| u64::from(road.travel.0.max(1))).sum();
    let (phase, phase_to) = (u64::from(from.phase.0), u64::from(to.phase.0));
    let steps = (phase + time).saturating_sub(phase_to).div_ceil(step * 1000);
    if u64::from(stretch.steps) > steps {
        return told("takes longer");
    }
    let arrive = (steps * step * 1000 + phase_to).div_ceil(1000);
    let mut within = vec![(0, document.last)];
    let mut so_far = phase;
    for (place, road) in stretch.roads.iter().enumerate() {
        let (enter, time) = (so_far.div_ceil(1000), u64::from(situation.roads[road.index()].travel.0.max(1)));
        so_far += time;
        let leave = match (place + 1 == stretch.roads.len(), situation.waiting_room(to.junction).0 > 0) {
            (false, _) => so_far.div_ceil(1000),
            // Whoever may wait at the end waits off the road.
            (true, true) => enter + time.div_ceil(1000),
            (true, false) => arrive,
        };
        within = common(&within, &steps_within(situation.opening(*road), document, enter, leave));
    }
    if common(&within, &stretch.entries) != within {
        return told("may be entered for less time");
    }
    Ok(())
}

/// The steps that are in both lists of ranges.
fn common(one: &[(u32, u32)], other: &[(u32, u32)]) -> Vec<(u32, u32)> {
    let meet = |a: &(u32, u32)| {
        let both = other.iter().map(move |b| (a.0.max(b.0), a.1.min(b.1)));
        both.filter(|range| range.0 <= range.1).collect::<Vec<_>>()
    };
    let mut common: Vec<(u32, u32)> = Vec::new();
    for range in one.iter().flat_map(meet) {
        // Neighbouring ranges are one.
        match common.last_mut() {
            Some(before) if before.1 + 1 == range.0 => before.1 = range.1,
            _ => common.push(range),
        }
    }
    common
}

/// Whether each road can be driven at some time, from somebody who leaves, to a reception site.
fn leading(network: &Network, situation: &Situation) -> Vec<bool> {
    let drivable = |road: RoadId| {
        let role = &situation.roads[road.index()];
        let time = role.travel.0.div_ceil(1000).saturating_add(situation.step.0);
        let open = situation.opening(road).intervals().iter();
        let mut open = open.map(|open| open.until.0.min(situation.horizon.0).saturating_sub(open.from.0));
        role.capacity.0 > 0 && network.from(road) != network.to(road) && open.any(|seconds| seconds >= time)
    };
    let drivable: Vec<bool> = network.roads().map(drivable).collect();
    let spread = |starts: Vec<JunctionId>, next: &dyn Fn(JunctionId) -> Vec<(RoadId, JunctionId)>| {
        let mut seen = vec![false; network.junction_count()];
        let mut open = starts;
        while let Some(at) = open.pop() {
            if !std::mem::replace(&mut seen[at.index()], true) {
                open.extend(next(at).into_iter().filter(|(road, _)| drivable[road.index()]).map(|(_, end)| end));
            }
        }
        seen
    };
    let homes = situation.origins.iter().filter(|o| o.vehicles().0 > 0).map(|o| o.junction).collect();
    let ahead = spread(homes, &|at| network.leaving(at).iter().map(|&road| (road, network.to(road))).collect());
    let sites = situation.receptions.iter().filter(|r| r.room.0 > 0).map(|r| r.junction).collect();
    let behind = spread(sites, &|at| network.entering(at).iter().map(|&road| (road, network.from(road))).collect());
    let leads =
        |road: RoadId| drivable[road.index()] && ahead[network.from(road).index()] && behind[network.to(road).index()];
    network.roads().map(leads).collect()
}

/// Whether a road that is not part of it is not needed either: with all those left out, its pieces hang on the rest by
/// one junction at most, so that whoever drives in has to come back the same way, and nobody has anything to do there.
fn dead_end(network: &Network, leading: &[bool], used: &[bool], special: &BTreeSet<JunctionId>, road: RoadId) -> bool {
    let out = |r: &RoadId| leading[r.index()] && !used[r.index()];
    let mut seen = BTreeSet::new();
    let mut open = vec![network.from(road), network.to(road)];
    let mut touched = 0;
    while let Some(at) = open.pop() {
        if !seen.insert(at) {
            continue;
        }
        let around = || network.leaving(at).iter().chain(network.entering(at));
        if around().any(|r| used[r.index()]) {
            touched += 1;
            continue;
        }
        if special.contains(&at) {
            return false;
        }
        open.extend(around().filter(|r| out(r)).flat_map(|r| [network.from(*r), network.to(*r)]));
    }
    touched <= 1
}
