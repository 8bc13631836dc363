//! The part that a kept movement takes of every road, checkpoint and waiting place.

use crate::expand::Timed;
use crate::flow::Capacity;
use crate::reduce::What;
use crate::write::Fixed;
use passage_model::id::{JunctionId, RoadId};
use passage_model::plan::Course;
use passage_model::situation::{Situation, VehicleKind};
use passage_model::time::Clock;
use std::collections::BTreeMap;

/// Where to find the stretches that a movement uses.
pub(super) struct Index {
    /// Those that begin with a road.
    roads: BTreeMap<RoadId, Vec<usize>>,
    /// Those that serve a kind at a junction.
    services: Vec<(JunctionId, VehicleKind, usize)>,
    /// Those by which people are let go from a junction.
    gates: Vec<(JunctionId, usize)>,
}

impl Index {
    pub(super) fn of(timed: &Timed) -> Self {
        let mut index = Self { roads: BTreeMap::new(), services: Vec::new(), gates: Vec::new() };
        for (i, stretch) in timed.stretches.iter().enumerate().filter(|(_, s)| s.first <= s.last) {
            match &stretch.what {
                What::Turn => {}
                What::Gate(_) => index.gates.push((timed.spots[stretch.from as usize].junction, i)),
                What::Roads(range) => index.roads.entry(timed.roads[range.start as usize]).or_default().push(i),
                What::Service(of) => {
                    index.services.push((timed.spots[stretch.from as usize].junction, of.kind, i));
                }
            }
        }
        index
    }
}

/// Takes the part of a kept movement out of the capacities. `false`, and nothing taken, where it is not on the beat of a
/// stretch that is slower than before.
pub(super) fn take(
    situation: &Situation,
    timed: &Timed,
    index: &Index,
    slower: &[bool],
    left: &mut Capacity,
    movement: &Fixed,
) -> bool {
    let Course { roads, enter, arrive } = &movement.course;
    let kind = situation.origins[movement.origin.index()].kind;
    // In the smallest vehicles, whole ones.
    let on_roads =
        situation.equivalents[kind as usize].0.div_ceil(timed.least.max(1)).saturating_mul(movement.vehicles.0);
    let amount = |i: usize| match timed.stretches[i].what {
        What::Roads(_) => on_roads,
        What::Turn | What::Service(_) | What::Gate(_) => movement.vehicles.0,
    };
    let mut uses: Vec<(usize, u32)> = Vec::new();
    let mut put = |i: usize, at: Clock| {
        let offset = timed.spots[timed.stretches[i].from as usize].offset;
        uses.push((i, (at.0.saturating_sub(offset) + timed.step / 2) / timed.step));
    };
    for (road, after) in roads.iter().zip(enter) {
        index.roads.get(road).into_iter().flatten().for_each(|i| put(*i, movement.departure + *after));
    }
    for (junction, _, i) in index.services.iter().filter(|(_, of, _)| *of == kind) {
        if let Some(at) = movement.junctions.iter().position(|here| here == junction) {
            put(*i, movement.departure + enter.get(at).copied().unwrap_or(*arrive));
        }
    }
    for (_, i) in index.gates.iter().filter(|(junction, _)| movement.junctions.first() == Some(junction)) {
        put(*i, movement.departure);
    }
    let place = |left: &Capacity, i: usize, k: u32| left.stretch_base[i].wrapping_add(k as usize);
    let within = |i: usize, k: u32| (timed.stretches[i].first..=timed.stretches[i].last).contains(&k);
    let fits =
        |left: &Capacity, i: usize, k: u32| within(i, k) && u32::from(left.stretch[place(left, i, k)]) >= amount(i);
    if !uses.iter().all(|(i, k)| !slower[*i] || fits(left, *i, *k)) {
        return false;
    }
    for (i, near) in uses {
        let mut more = amount(i);
        // What does not fit where it belongs is taken beside it.
        for k in [near, near + 1, near.wrapping_sub(1), near + 2, near.wrapping_sub(2)] {
            if within(i, k) {
                let at = place(left, i, k);
                let taken = more.min(u32::from(left.stretch[at]));
                left.stretch[at] -= taken as u16;
                more -= taken;
            }
        }
    }
    take_room(situation, timed, left, movement);
    true
}

/// Takes the places where a kept movement waits on its way.
fn take_room(situation: &Situation, timed: &Timed, left: &mut Capacity, movement: &Fixed) {
    let Course { roads, enter, arrive } = &movement.course;
    for (place, spot) in timed.spots.iter().enumerate().filter(|(_, s)| s.room > 0 && s.first <= s.last) {
        let Some(at) = movement.junctions.iter().position(|j| *j == spot.junction) else { continue };
        let go = movement.departure + enter.get(at).copied().unwrap_or(*arrive);
        let come = match at.checked_sub(1) {
            Some(before) => {
                movement.departure + enter[before] + situation.roads[roads[before].index()].travel.seconds_up()
            }
            // At home nobody takes a place; who is under way and stands here is at its home now.
            None => continue,
        };
        let step = |moment: Clock| moment.0.saturating_sub(spot.offset) / timed.step;
        if come < go {
            for k in step(come).max(spot.first)..=step(go).min(spot.last) {
                let here = &mut left.wait[left.wait_base[place].wrapping_add(k as usize)];
                *here = here.saturating_sub(movement.vehicles.0);
            }
        }
    }
}
