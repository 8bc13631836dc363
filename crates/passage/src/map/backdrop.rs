//! Roads for orientation, thin and grey; and roads joined end to end into chains, so that they become long lines.

use super::line;
use super::projection::Projection;
use passage_model::id::{JunctionId, RoadId};
use passage_model::network::{Network, RoadClass};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Roads that follow one another and carry the same amount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chain {
    /// The roads in order.
    pub roads: Vec<RoadId>,
    /// The amount on each of them.
    pub amount: u64,
}

/// The points that the background may spend: about a third of a megabyte of path data.
const MOST_POINTS: usize = 24_000;

/// Joins roads with the same amount where exactly one of them arrives and one leaves. The weakest come first, so that
/// the strongest are drawn on top. O(roads log roads).
pub fn chains(network: &Network, amounts: &BTreeMap<RoadId, u64>) -> Vec<Chain> {
    let mut arriving: BTreeMap<JunctionId, Vec<RoadId>> = BTreeMap::new();
    let mut leaving: BTreeMap<JunctionId, Vec<RoadId>> = BTreeMap::new();
    for &road in amounts.keys() {
        arriving.entry(network.to(road)).or_default().push(road);
        leaving.entry(network.from(road)).or_default().push(road);
    }
    let next = |road: RoadId| {
        let meeting = network.to(road);
        match (arriving.get(&meeting).map(Vec::as_slice), leaving.get(&meeting).map(Vec::as_slice)) {
            (Some([_]), Some([onto])) if amounts[onto] == amounts[&road] => Some(*onto),
            _ => None,
        }
    };
    let inner: std::collections::BTreeSet<RoadId> = amounts.keys().filter_map(|&road| next(road)).collect();
    let mut done = std::collections::BTreeSet::new();
    let mut found = Vec::new();
    // First from the starts of chains, then whatever is left over: circles.
    for start in amounts.keys().filter(|r| !inner.contains(r)).chain(amounts.keys()) {
        let mut roads = Vec::new();
        let mut at = Some(*start);
        while let Some(road) = at.filter(|road| done.insert(*road)) {
            roads.push(road);
            at = next(road);
        }
        if !roads.is_empty() {
            found.push(Chain { roads, amount: amounts[start] });
        }
    }
    found.sort_by_key(|chain| chain.amount);
    found
}

/// The background: the roads in view, the larger classes first, until there are enough. Each is drawn once, whichever
/// directions it has.
pub fn draw(network: &Network, projection: &Projection) -> String {
    let mut by_class: BTreeMap<u8, BTreeMap<RoadId, u64>> = BTreeMap::new();
    let mut seen: BTreeMap<(u32, u32), RoadId> = BTreeMap::new();
    for road in network.roads() {
        let (from, to) = (network.from(road), network.to(road));
        let in_view = [from, to].iter().any(|&j| projection.holds(projection.point(network.position(j))));
        let first = *seen.entry((from.0.min(to.0), from.0.max(to.0))).or_insert(road);
        if in_view && first == road {
            by_class.entry(network.class(road) as u8).or_default().insert(road, 0);
        }
    }
    let mut svg = String::from("<g fill=\"none\" stroke=\"#aaa\" stroke-width=\"0.9\">");
    let mut left = MOST_POINTS;
    for (class, roads) in by_class {
        let main = class <= RoadClass::PrimaryLink as u8;
        let mut data = String::new();
        let mut points = 0;
        for chain in chains(network, &roads) {
            let whole = projection.all(chain.roads.iter().flat_map(|&road| network.line(road)));
            let drawn = line::simple(whole, if main { 0.5 } else { 0.8 });
            let length: f64 = drawn.windows(2).map(|w| (w[1].0 - w[0].0).hypot(w[1].1 - w[0].1)).sum();
            if length >= 1.5 {
                points += drawn.len();
                data.push_str(&line::path(&drawn));
            }
        }
        if points > left {
            break;
        }
        left -= points;
        let _ = write!(svg, "<path{} d=\"{data}\"/>", if main { "" } else { " stroke-width=\"0.5\"" });
    }
    svg.push_str("</g>");
    svg
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outcome::sample;

    #[test]
    fn roads_with_the_same_flow_become_one_line_and_a_change_starts_another() {
        let (network, _) = sample::mariupol();
        let mut amounts: BTreeMap<RoadId, u64> = (0..5).map(|i| (RoadId(2 * i), 10)).collect();
        let roads = chains(&network, &amounts);
        assert_eq!(roads.len(), 1);
        assert_eq!(roads[0].roads.len(), 5);
        amounts.insert(RoadId(8), 4);
        let roads = chains(&network, &amounts);
        assert_eq!(roads.iter().map(|c| (c.amount, c.roads.len())).collect::<Vec<_>>(), [(4, 1), (10, 4)]);
    }

    #[test]
    fn a_circle_is_drawn_once_around() {
        let (network, _) = sample::mariupol();
        // There and back between two junctions is the smallest circle.
        let amounts = BTreeMap::from([(RoadId(0), 1), (RoadId(1), 1)]);
        let roads = chains(&network, &amounts);
        assert_eq!(roads.iter().map(|c| c.roads.len()).sum::<usize>(), 2);
    }
}
