//! Lanes for everyone in each direction.

use super::RoadTags;
use passage_model::network::RoadClass;

/// The lanes of one direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lanes {
    /// How many, at least 1.
    pub count: u8,
    /// One lane serves both directions, in turn.
    pub shared: bool,
}

/// The lanes of a way.
pub struct RoadLanes<'a> {
    /// Along its points.
    pub forward: Lanes,
    /// Against its points.
    pub backward: Lanes,
    /// A value that could not be read.
    pub unread: Option<&'a str>,
}

/// More lanes than any road has. Assumed by us.
const MOST: u8 = 20;
/// Below this width two cars do not pass at speed: two lanes of 2.75 m, the narrowest of the German RAL 2012 and the
/// Ukrainian DBN V.2.3-4 for through roads.
const NARROW_METRES: f64 = 5.5;

/// Splits the lanes of a way over its directions: `lanes:forward` and `lanes:backward` first, else `lanes`, which
/// counts both directions (wiki, `Key:lanes`), else what the class usually has. Lanes for buses are taken off.
/// An odd lane of a two-way road counts for neither side: it is for turning, or for overtaking by turns.
pub fn lanes<'a>(tags: &RoadTags<'a>, class: RoadClass, two_way: bool, forward_open: bool) -> RoadLanes<'a> {
    let mut unread = None;
    let mut known = |value: Option<&'a str>| {
        let count = value.and_then(read);
        if count.is_none() {
            unread = unread.or(value);
        }
        count
    };
    let total = known(tags.lanes);
    let own = [known(tags.lanes_forward), known(tags.lanes_backward)];
    let both = known(tags.lanes_both).unwrap_or(0);
    let buses = [bus_lanes(tags, true, two_way), bus_lanes(tags, false, two_way)];
    let usual = usual(class, !two_way);
    let one = |side: usize| {
        let open = if side == 0 { forward_open } else { !forward_open || two_way };
        if !open {
            return Lanes { count: 1, shared: false };
        }
        let stated = own[side].or_else(|| {
            let total = total?;
            match (two_way, own[1 - side]) {
                (false, _) => Some(total),
                (true, Some(other)) => Some(total.saturating_sub(other).saturating_sub(both)),
                // Bus lanes are on one side or both; they are part of the total that is split.
                (true, None) => Some(total.saturating_sub(both) / 2),
            }
        });
        let shared = two_way && own == [None, None] && is_single(tags, total);
        let count = stated.unwrap_or(usual).saturating_sub(buses[side]).clamp(1, MOST);
        Lanes { count: if shared { 1 } else { count }, shared }
    };
    RoadLanes { forward: one(0), backward: one(1), unread }
}

/// Whether one lane serves both directions of a two-way road.
fn is_single(tags: &RoadTags<'_>, total: Option<u8>) -> bool {
    if let Some(total) = total {
        total < 2
    } else {
        let width = tags.width.and_then(|w| w.trim_end_matches(['m', ' ']).replace(',', ".").parse::<f64>().ok());
        tags.lane_markings == Some("no") || width.is_some_and(|w| w > 0.0 && w < NARROW_METRES)
    }
}

/// Lanes in one direction where nothing is stated: 2 on motorways and on one-way trunk roads (they are halves of
/// divided ones), else 1. Fewer than osm2gmns takes, as MATSim does: a lane too many is a bottleneck overlooked.
const fn usual(class: RoadClass, one_way: bool) -> u8 {
    match class {
        RoadClass::Motorway => 2,
        RoadClass::Trunk if one_way => 2,
        _ => 1,
    }
}

/// Lanes that only buses may use in one direction (`lanes:bus`, `lanes:psv`, or `designated` in `bus:lanes`).
fn bus_lanes(tags: &RoadTags<'_>, forward: bool, two_way: bool) -> u8 {
    let (own_counts, own_lists) = if forward {
        ([tags.lanes_psv_forward, tags.lanes_bus_forward], [tags.bus_lanes_forward, tags.psv_lanes_forward])
    } else {
        ([tags.lanes_psv_backward, tags.lanes_bus_backward], [tags.bus_lanes_backward, tags.psv_lanes_backward])
    };
    let counted = own_counts.into_iter().flatten().find_map(read);
    let listed = || own_lists.into_iter().flatten().map(designated).next();
    let of_both = || {
        let count = [tags.lanes_psv, tags.lanes_bus].into_iter().flatten().find_map(read);
        let count = count.or_else(|| [tags.bus_lanes, tags.psv_lanes].into_iter().flatten().map(designated).next());
        // A count for both directions is split like the lanes; one lane of unknown side burdens both.
        count.map(|count| if two_way { count.div_ceil(2) } else { count })
    };
    counted.or_else(listed).or_else(of_both).unwrap_or(0)
}

fn designated(lanes: &str) -> u8 {
    lanes.split('|').filter(|lane| *lane == "designated").count().min(usize::from(MOST)) as u8
}

/// A count such as `2` or `1.5` (rounded down); of several values (`2;3`) the lowest.
fn read(value: &str) -> Option<u8> {
    let parts = value.split([';', '|']).map(|part| part.trim().parse::<f64>().ok());
    let lowest = parts.collect::<Option<Vec<_>>>()?.into_iter().fold(f64::MAX, f64::min);
    (0.0..100.0).contains(&lowest).then_some(lowest as u8)
}
