//! Barriers on nodes: bollards, blocks and gates, and what they do to the roads they stand on.

use super::tags::access;
use crate::draft::Line;
use crate::tally::{Kind, Tally};
use passage_model::units::Position;

/// The tags of a node that say whether vehicles pass it.
#[derive(Clone, Copy, Debug, Default)]
pub struct BarrierTags<'a> {
    barrier: Option<&'a str>,
    bollard: Option<&'a str>,
    locked: Option<&'a str>,
    motorcar: Option<&'a str>,
    motor_vehicle: Option<&'a str>,
    vehicle: Option<&'a str>,
    access: Option<&'a str>,
}

/// What a barrier does to motor vehicles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// They do not pass. Holds its kind.
    Closed(&'static str),
    /// They pass, perhaps after somebody has opened it. Holds its kind.
    Opens(&'static str),
    /// It is of a kind that is not known, and is taken for passable.
    Unknown,
}

/// Kinds that no car gets past: those of `GraphHopper`'s `CarAccessParser` (`barriers`), and of the other values of the
/// wiki's `Key:barrier` those that are built or laid to stop vehicles. OSRM's `car.lua` closes all of these too, as every
/// kind that its `barrier_whitelist` does not name; Valhalla's `graph.lua` the bollard, the block, the jersey barrier and
/// the sump buster.
const CLOSING: [&str; 24] = [
    "block",
    "bollard",
    "bus_trap",
    "city_wall",
    "cycle_barrier",
    "debris",
    "ditch",
    "fence",
    "full-height_turnstile",
    "guard_rail",
    "hedge",
    "horse_stile",
    "jersey_barrier",
    "kissing_gate",
    "log",
    "motorcycle_barrier",
    "retaining_wall",
    "spikes",
    "stile",
    "sump_buster",
    "tank_trap",
    "tyres",
    "turnstile",
    "wall",
];

/// Kinds that can be opened, and are taken for open: OSRM's `barrier_whitelist`, Valhalla's gates, and those that
/// `GraphHopper` does not list.
const OPENING: [&str; 13] = [
    "border_control",
    "bump_gate",
    "chain",
    "gate",
    "hampshire_gate",
    "lift_gate",
    "rope",
    "sally_port",
    "sliding_beam",
    "sliding_gate",
    "swing_gate",
    "toll_booth",
    "yes",
];

/// Kinds that are in nobody's way (wiki, `Key:barrier`; OSRM's `barrier_whitelist`).
const HARMLESS: [&str; 7] = ["arch", "cattle_grid", "coupure", "entrance", "height_restrictor", "kerb", "no"];

/// Values of access that open even a bollard (`GraphHopper`'s `AbstractAccessParser`, `allowedValues`).
const ALLOWED: [&str; 5] = ["yes", "designated", "official", "permissive", "destination"];

impl<'a> BarrierTags<'a> {
    /// Takes one tag.
    pub fn set(&mut self, key: &str, value: &'a str) {
        match key {
            "barrier" => self.barrier = Some(value),
            "bollard" => self.bollard = Some(value),
            "locked" => self.locked = Some(value),
            "motorcar" => self.motorcar = Some(value),
            "motor_vehicle" => self.motor_vehicle = Some(value),
            "vehicle" => self.vehicle = Some(value),
            "access" => self.access = Some(value),
            _ => {}
        }
    }

    /// What the barrier does; `None` where there is none, or one in nobody's way.
    ///
    /// As `GraphHopper` (`AbstractAccessParser.isBarrier`): what its access tags say counts first, the most special one,
    /// then a lock, then its kind. A rising bollard is a gate (OSRM and Valhalla; a removable one is not: somebody must
    /// come with the key).
    pub fn effect(&self) -> Option<Effect> {
        let kind = self.barrier?.trim();
        let named = |kinds: &[&'static str]| kinds.iter().copied().find(|known| *known == kind);
        let (closing, opening) = (named(&CLOSING), named(&OPENING));
        let name = closing.or(opening).or(named(&HARMLESS)).unwrap_or("barrier");
        let stated = self.motorcar.or(self.motor_vehicle).or(self.vehicle).or(self.access);
        let rises = kind == "bollard" && self.bollard == Some("rising");
        match stated {
            Some(value) if ALLOWED.contains(&value) => closing.or(opening).map(Effect::Opens),
            Some(value) if !access::is_open(value) => Some(Effect::Closed(name)),
            _ if self.locked == Some("yes") => Some(Effect::Closed(name)),
            _ if rises => Some(Effect::Opens("bollard")),
            _ if closing.is_some() => Some(Effect::Closed(name)),
            _ if opening.is_some() => Some(Effect::Opens(name)),
            _ if named(&HARMLESS).is_some() => None,
            _ => Some(Effect::Unknown),
        }
    }

    /// The kind of the barrier if it closes its roads; the others are counted.
    pub(crate) fn closes(&self, id: i64, tally: &mut Tally) -> Option<&'static str> {
        match self.effect()? {
            Effect::Closed(kind) => return Some(kind),
            Effect::Opens(kind) => tally.count(OPENS, || format!("node {id}: {kind}")),
            Effect::Unknown => tally.count(UNKNOWN, || format!("node {id}: {}", self.barrier.unwrap_or_default())),
        }
        None
    }
}

/// Roads that are to be cut at barriers: the lines with the points they run over.
pub(crate) struct Roads<'a> {
    /// The lines.
    pub lines: Vec<Line>,
    /// The points of the lines, as positions in `positions`.
    pub points: &'a mut Vec<u32>,
    /// Where the points are.
    pub positions: &'a mut Vec<Position>,
}

/// Cuts the roads at the points of closed barriers, each with its kind. The ends are points of their own, which are
/// returned: nothing may be joined to them. `ids` are the numbers of the nodes.
///
/// A barrier where three or more arms meet is left open and counted, as `GraphHopper` does (`WaySegmentParser`: "a barrier
/// node at a junction"): it is not known which arm it stands on. O(points + barriers log barriers).
pub(crate) fn close(
    mut barriers: Vec<(u32, &'static str)>,
    ids: &[i64],
    roads: Roads<'_>,
    tally: &mut Tally,
) -> (Vec<Line>, Vec<u32>) {
    barriers.sort_unstable();
    barriers.dedup_by_key(|(point, _)| *point);
    if barriers.is_empty() {
        return (roads.lines, Vec::new());
    }
    let is_closed = closed_points(&barriers, ids, &roads, tally);
    let Roads { lines, points, positions } = roads;
    let (mut cut, mut ends) = (Vec::with_capacity(lines.len()), Vec::new());
    for line in lines {
        let first = line.first_point as usize;
        let range = first..first + line.point_count as usize;
        if !points[range.clone()].iter().any(|&point| is_closed[point as usize]) {
            cut.push(line);
            continue;
        }
        let own = points[range].to_vec();
        let last = own.len() - 1;
        let inner = (1..last).filter(|&at| is_closed[own[at] as usize]);
        let mut from = 0;
        for until in inner.chain([last]) {
            let mut piece = own[from..=until].to_vec();
            for end in [0, until - from] {
                let point = piece[end] as usize;
                if is_closed[point] {
                    piece[end] = positions.len() as u32;
                    ends.push(piece[end]);
                    positions.push(positions[point]);
                }
            }
            // The first piece stays where the line was.
            let first_point = if from == 0 { first } else { points.len() };
            if from == 0 {
                points[first..first + piece.len()].copy_from_slice(&piece);
            } else {
                points.extend_from_slice(&piece);
            }
            cut.push(Line { first_point: first_point as u32, point_count: piece.len() as u32, ..line });
            from = until;
        }
    }
    (cut, ends)
}

/// For each point whether a barrier closes it: where exactly two arms meet.
fn closed_points(barriers: &[(u32, &'static str)], ids: &[i64], roads: &Roads<'_>, tally: &mut Tally) -> Vec<bool> {
    let mut is_closed = vec![false; roads.positions.len()];
    for &(point, _) in barriers {
        is_closed[point as usize] = true;
    }
    let mut arms = vec![0u32; barriers.len()];
    for line in &roads.lines {
        let own = &roads.points[line.first_point as usize..][..line.point_count as usize];
        for (at, point) in own.iter().enumerate().filter(|(_, point)| is_closed[**point as usize]) {
            if let Ok(barrier) = barriers.binary_search_by_key(point, |&(point, _)| point) {
                arms[barrier] = arms[barrier].saturating_add(if at == 0 || at == own.len() - 1 { 1 } else { 2 });
            }
        }
    }
    for (&(point, kind), arms) in barriers.iter().zip(arms) {
        let which = || format!("node {}: {kind}", ids[point as usize]);
        match arms {
            2 => tally.count(CLOSED, which),
            // A barrier at the end of the only road closes nothing.
            0 | 1 => is_closed[point as usize] = false,
            _ => {
                tally.count(AT_JUNCTION, which);
                is_closed[point as usize] = false;
            }
        }
    }
    is_closed
}

const CLOSED: Kind = Kind::note(
    "osm.barrier-closed",
    "a bollard, a block, a locked or private gate or the like closes a road to motor vehicles",
    "Where vehicles can pass, say so on the node in OpenStreetMap (`motor_vehicle=yes`).",
);
const OPENS: Kind = Kind::note(
    "osm.barrier-open",
    "a gate or another barrier that can be opened stands on a road and is taken for open",
    "Put a closure into the scenario where nobody will open it.",
);
const AT_JUNCTION: Kind = Kind::note(
    "osm.barrier-at-junction",
    "a barrier stands where several roads meet, so that it is not known which of them it closes; all are taken for open",
    "Put a closure into the scenario where it matters.",
);
const UNKNOWN: Kind = Kind::note(
    "osm.barrier-unknown",
    "a barrier on a road is of a kind that is not known and is taken for open",
    "Put a closure into the scenario where it matters.",
);

#[cfg(test)]
mod tests {
    use super::*;

    fn effect(pairs: &[(&str, &'static str)]) -> Option<Effect> {
        let mut tags = BarrierTags::default();
        for (key, value) in pairs {
            tags.set(key, value);
        }
        tags.effect()
    }

    #[test]
    fn a_bollard_closes_and_a_gate_opens_unless_their_tags_say_otherwise() {
        use Effect::{Closed, Opens, Unknown};
        for (pairs, expected) in [
            (&[("barrier", "bollard")][..], Some(Closed("bollard"))),
            (&[("barrier", "block"), ("foot", "yes")], Some(Closed("block"))),
            (&[("barrier", "bollard"), ("bollard", "removable")], Some(Closed("bollard"))),
            (&[("barrier", "bollard"), ("bollard", "rising")], Some(Opens("bollard"))),
            (&[("barrier", "bollard"), ("access", "yes")], Some(Opens("bollard"))),
            (
                &[("barrier", "jersey_barrier"), ("access", "no"), ("motor_vehicle", "yes")],
                Some(Opens("jersey_barrier")),
            ),
            (&[("barrier", "tank_trap")], Some(Closed("tank_trap"))),
            (&[("barrier", "gate")], Some(Opens("gate"))),
            (&[("barrier", "lift_gate"), ("access", "private")], Some(Closed("lift_gate"))),
            (&[("barrier", "gate"), ("locked", "yes")], Some(Closed("gate"))),
            (&[("barrier", "gate"), ("locked", "yes"), ("motorcar", "permissive")], Some(Opens("gate"))),
            (&[("barrier", "bollard"), ("access", "who knows")], Some(Closed("bollard"))),
            (&[("barrier", "cattle_grid")], None),
            (&[("barrier", "cattle_grid"), ("vehicle", "no")], Some(Closed("cattle_grid"))),
            (&[("barrier", "dragon")], Some(Unknown)),
            (&[("access", "no")], None),
        ] {
            assert_eq!(effect(pairs), expected, "{pairs:?}");
        }
    }
}
