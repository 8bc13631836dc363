//! Labels: where a search stands. A junction without forbidden turns is one label; at a junction with one, it matters by
//! which road it was reached, so that each entering (or, looking back, leaving) road there is a label of its own.

use super::search::Towards;
use passage_model::id::{JunctionId, RoadId};
use passage_model::network::Network;

/// The labels of a network: one for each junction, then one for each road at a junction with forbidden turns.
///
/// Only the junctions that have a restriction are expanded: in a city that is a few thousand
/// labels more, where one label for each road would be twice as many in all.
#[derive(Clone, Debug)]
pub(super) struct Turns {
    junctions: u32,
    obeys: bool,
    arriving: Side,
    departing: Side,
}

/// Labels of one direction.
#[derive(Clone, Debug)]
struct Side {
    /// For each road, the label that it leads to.
    label: Vec<u32>,
    /// For each label beyond the junctions, its road.
    road: Vec<RoadId>,
    /// For each label beyond the junctions, the junction it is at.
    junction: Vec<JunctionId>,
}

impl Turns {
    /// Labels under which forbidden turns are obeyed. O(junctions + roads).
    pub(super) fn obeyed(network: &Network) -> Self {
        let mut restricted = vec![false; network.junction_count()];
        for turn in network.forbidden() {
            restricted[network.to(turn.from).index()] = true;
        }
        Self::expanding(network, &restricted, true)
    }

    /// Labels under which every turn is allowed: the junctions alone.
    pub(super) fn waived(network: &Network) -> Self {
        Self::expanding(network, &vec![false; network.junction_count()], false)
    }

    fn expanding(network: &Network, restricted: &[bool], obeys: bool) -> Self {
        let columns = network.columns();
        Self {
            junctions: network.junction_count() as u32,
            obeys,
            arriving: Side::of(&columns.to, restricted),
            departing: Side::of(&columns.from, restricted),
        }
    }

    /// Whether one may drive from one road straight onto another.
    pub(super) fn may_turn(&self, network: &Network, from: RoadId, onto: RoadId) -> bool {
        if self.obeys { network.may_turn(from, onto) } else { network.to(from) == network.from(onto) }
    }

    /// How many labels a search in this direction has.
    pub(super) fn count(&self, towards: Towards) -> usize {
        self.junctions as usize + self.side(towards).road.len()
    }

    /// The label that a road leads to.
    pub(super) fn reached_by(&self, towards: Towards, road: RoadId) -> u32 {
        self.side(towards).label[road.index()]
    }

    /// The road by which a label was reached, where that matters.
    pub(super) fn road(&self, towards: Towards, label: u32) -> Option<RoadId> {
        let beyond = label.checked_sub(self.junctions)?;
        self.side(towards).road.get(beyond as usize).copied()
    }

    /// The junction that a label is at.
    pub(super) fn junction_of(&self, towards: Towards, label: u32) -> JunctionId {
        match label.checked_sub(self.junctions) {
            None => JunctionId(label),
            Some(beyond) => self.side(towards).junction[beyond as usize],
        }
    }

    fn side(&self, towards: Towards) -> &Side {
        match towards {
            Towards::Forward => &self.arriving,
            Towards::Backward => &self.departing,
        }
    }
}

impl Side {
    fn of(ends: &[u32], restricted: &[bool]) -> Self {
        let (mut road, mut junction) = (Vec::new(), Vec::new());
        let label = ends
            .iter()
            .enumerate()
            .map(|(i, &end)| {
                if !restricted[end as usize] {
                    return end;
                }
                road.push(RoadId::at(i));
                junction.push(JunctionId(end));
                (restricted.len() + road.len() - 1) as u32
            })
            .collect();
        Self { label, road, junction }
    }
}
