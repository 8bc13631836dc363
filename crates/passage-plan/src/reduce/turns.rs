//! Junctions taken apart where a turn is forbidden or a checkpoint stands, so that a flow obeys both exactly.
//!
//! The roads into a junction fall into classes with the same forbidden turns. Each class has a side where it
//! arrives (and may wait), and, behind the checkpoint if there is one, a side where it has been served. Turns lead
//! from there to the sides from which roads leave. Without forbidden turns there is one class and no turn.

use super::chains::Chains;
use super::{Service, Spot, Streets, Stretch, What};
use passage_model::id::{CheckpointId, JunctionId, RoadId};
use passage_model::network::{ForbiddenTurn, Network};
use passage_model::situation::{Situation, VehicleKind};
use std::collections::{BTreeMap, BTreeSet};

/// The forbidden turns between kept roads; none where they are waived.
pub(super) fn bans(network: &Network, situation: &Situation, keep: &[bool]) -> Vec<ForbiddenTurn> {
    if !situation.obey_turns {
        return Vec::new();
    }
    network.forbidden().iter().copied().filter(|t| keep[t.from.index()] && keep[t.onto.index()]).collect()
}

/// Builds spots and stretches.
pub(super) fn assemble(
    network: &Network,
    situation: &Situation,
    chains: &Chains,
    bans: &[ForbiddenTurn],
    waive_shared: bool,
) -> Streets {
    let mut sides = Sides::of(network, situation, bans, waive_shared);
    for chain in chains.iter() {
        let (Some(&first), Some(&last)) = (chain.first(), chain.last()) else { continue };
        let from = sides.leaving(network.from(first), first);
        let to = sides.entering(network.to(last), last);
        let start = sides.streets.roads.len() as u32;
        sides.streets.roads.extend_from_slice(chain);
        let what = What::Roads(start..sides.streets.roads.len() as u32);
        sides.streets.stretches.push(Stretch { from, to, what });
    }
    for origin in &situation.origins {
        if !sides.streets.home.contains_key(&origin.junction) {
            let spot = sides.gate(origin.junction);
            sides.streets.home.insert(origin.junction, spot);
        }
    }
    for reception in &situation.receptions {
        let spot = sides.arrival(reception.junction);
        sides.streets.arrival.insert(reception.junction, spot);
    }
    sides.streets
}

/// The junctions met so far.
struct Sides<'a> {
    situation: &'a Situation,
    waive_shared: bool,
    /// For each road into a junction, the roads that may not follow it.
    banned: BTreeMap<RoadId, BTreeSet<RoadId>>,
    /// The distinct sets of banned roads at each junction, without the empty one.
    classes: BTreeMap<JunctionId, Vec<BTreeSet<RoadId>>>,
    parts: BTreeMap<JunctionId, Parts>,
    streets: Streets,
}

/// One junction taken apart.
#[derive(Default)]
struct Parts {
    /// Where each class arrives; class 0 has no forbidden turn.
    arrive: Vec<u32>,
    /// Where each class is once it has been served; the same as `arrive` without a checkpoint.
    served: Vec<u32>,
    /// Where roads leave from, by the classes that may take them.
    leave: BTreeMap<Vec<bool>, u32>,
}

impl<'a> Sides<'a> {
    fn of(network: &Network, situation: &'a Situation, bans: &[ForbiddenTurn], waive_shared: bool) -> Self {
        let mut banned: BTreeMap<RoadId, BTreeSet<RoadId>> = BTreeMap::new();
        for turn in bans {
            let at = network.to(turn.from);
            let sharing = situation.checkpoint(at).is_some() || situation.waiting_room(at).0 > 0;
            if !(waive_shared && sharing) {
                banned.entry(turn.from).or_default().insert(turn.onto);
            }
        }
        let mut classes: BTreeMap<JunctionId, Vec<BTreeSet<RoadId>>> = BTreeMap::new();
        for (road, set) in &banned {
            let known = classes.entry(network.to(*road)).or_default();
            if !known.contains(set) {
                known.push(set.clone());
            }
        }
        Self { situation, waive_shared, banned, classes, parts: BTreeMap::new(), streets: Streets::default() }
    }

    /// The spot from which `road` leaves `junction`.
    fn leaving(&mut self, junction: JunctionId, road: RoadId) -> u32 {
        let mut allowed = vec![true];
        let classes = self.classes.get(&junction).map_or(&[][..], Vec::as_slice);
        allowed.extend(classes.iter().map(|set| !set.contains(&road)));
        self.side(junction, allowed)
    }

    /// The spot at which `road` arrives at `junction`.
    fn entering(&mut self, junction: JunctionId, road: RoadId) -> u32 {
        let class = match (self.banned.get(&road), self.classes.get(&junction)) {
            (Some(set), Some(classes)) => classes.iter().position(|c| c == set).map_or(0, |at| at + 1),
            _ => 0,
        };
        self.parts(junction);
        self.parts[&junction].arrive[class]
    }

    fn home(&mut self, junction: JunctionId) -> u32 {
        self.parts(junction);
        self.parts[&junction].arrive[0]
    }

    /// Where those who start at a junction are at first: before its gate, where there is one. For limits they may wait
    /// behind it. Whoever is carried or led passes it freely: their fleets count them.
    fn gate(&mut self, junction: JunctionId) -> u32 {
        let home = self.home(junction);
        let own = self.situation.origins.iter().any(|origin| origin.junction == junction && !origin.is_carried());
        let Some((at, _)) = self.situation.crowd(junction).filter(|_| own) else { return home };
        self.streets.shared_out |= !self.waive_shared;
        let outside = if self.waive_shared { self.streets.spot(junction, u32::MAX) } else { home };
        if self.waive_shared {
            self.streets.stretches.push(Stretch { from: outside, to: home, what: What::Turn });
        }
        let inside = self.streets.spot(junction, 0);
        self.streets.stretches.push(Stretch { from: inside, to: outside, what: What::Gate(at as u32) });
        inside
    }

    fn arrival(&mut self, junction: JunctionId) -> u32 {
        let classes = self.classes.get(&junction).map_or(0, Vec::len);
        self.side(junction, vec![true; classes + 1])
    }

    /// The side of a junction that exactly the `allowed` classes may turn to.
    fn side(&mut self, junction: JunctionId, allowed: Vec<bool>) -> u32 {
        self.parts(junction);
        let Some(parts) = self.parts.get_mut(&junction) else { return 0 };
        if allowed.len() == 1 {
            return parts.served[0];
        }
        if let Some(&known) = parts.leave.get(&allowed) {
            return known;
        }
        let side = self.streets.spot(junction, 0);
        for (class, _) in allowed.iter().enumerate().filter(|(_, may)| **may) {
            self.streets.stretches.push(Stretch { from: parts.served[class], to: side, what: What::Turn });
        }
        parts.leave.insert(allowed, side);
        side
    }

    /// Takes a junction apart the first time that it is met.
    fn parts(&mut self, junction: JunctionId) {
        if self.parts.contains_key(&junction) {
            return;
        }
        let count = self.classes.get(&junction).map_or(0, Vec::len) as u32 + 1;
        let room = self.situation.waiting_room(junction).0;
        let mut parts = Parts::default();
        for part in 0..count {
            let share = room / count + u32::from(part < room % count);
            parts.arrive.push(self.streets.spot(junction, share));
        }
        parts.served.clone_from(&parts.arrive);
        if let Ok(at) = self.situation.checkpoints.binary_search_by_key(&junction, |c| c.junction) {
            for part in 0..count {
                parts.served[part as usize] = self.serve(at, parts.arrive[part as usize], part, count);
            }
        }
        let sharing = room > 0 || self.situation.checkpoint(junction).is_some();
        self.streets.shared_out |= sharing && count > 1 && !self.waive_shared;
        self.parts.insert(junction, parts);
    }

    /// The side of those who have been served, with the lanes that lead there.
    fn serve(&mut self, at: usize, from: u32, part: u32, parts: u32) -> u32 {
        let to = self.streets.spot(self.situation.checkpoints[at].junction, 0);
        for kind in VehicleKind::ALL {
            if self.situation.checkpoints[at].rates[kind as usize].0 > 0 {
                let service = Service { checkpoint: CheckpointId::at(at), kind, part, parts };
                self.streets.stretches.push(Stretch { from, to, what: What::Service(service) });
            }
        }
        to
    }
}

impl Streets {
    fn spot(&mut self, junction: JunctionId, room: u32) -> u32 {
        self.spots.push(Spot { junction, room });
        self.spots.len() as u32 - 1
    }
}
