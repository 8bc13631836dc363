//! What no plan exceeds: flows with room for all, by how many people vehicles carry and by which sites' rooms are
//! counted instead.
//!
//! With `w_1 > w_2 > ...` persons per vehicle, no plan has more persons safe by `t` than
//! `sum_k (w_k - w_(k+1)) F_k(t)` (Abel's summation), where `F_k(t)` is the most vehicles with `w_k` people or more that
//! any plan of these alone can bring out by `t`, over checkpoints that pass the sum of their rates: in any plan, the
//! vehicles of these classes are such a plan; each counts as so many cars on the road as the smallest of all does. The people whom some sites receive are no more than their rooms; the same
//! sum, of flows to the other sites alone, limits the rest. So every set of sites gives a limit at every step: none, and
//! those of a minimum cut, of whom more want to come than there is room for.
//!
//! Where people in a vehicle are no whole number, each of the other sites may have a person more of each mean than the mean
//! of its vehicles ([`crate::persons`]): one who found no place at a full site.

use crate::PlanError;
use crate::expand::Timed;
use crate::fleet::{self, Class, Fleet};
use crate::flow::{Capacity, Flow, Sink};
use passage_model::situation::Situation;
use passage_model::work::Work;

/// Vehicles with some number of people or more.
pub(crate) struct Layer {
    /// By how much their number of people is above the next one, in hundredths.
    pub more: u32,
    /// All of them as one.
    pub class: Class,
}

/// The layers of classes in descending occupancy: the fullest vehicles alone, with the next ones, at last all.
pub(crate) fn layers(classes: &[Class]) -> Vec<Layer> {
    let mut layers = Vec::new();
    for (i, class) in classes.iter().enumerate() {
        let next = classes.get(i + 1).map_or(0, |class| class.occupancy);
        if next == class.occupancy {
            continue;
        }
        let all = &classes[..=i];
        let mut kinds: Vec<_> = all.iter().flat_map(|class| class.kinds.iter().copied()).collect();
        kinds.sort_unstable();
        kinds.dedup();
        let origins = all.iter().flat_map(|class| class.origins.iter().copied()).collect();
        let each = all.iter().map(|class| class.each).min().unwrap_or(class.each);
        let class = Class { occupancy: class.occupancy, each, kinds, origins };
        layers.push(Layer { more: class.occupancy - next, class });
    }
    layers
}

/// The flow of a layer to the sites whose rooms are not counted, with room for all; with its cuts noted if they are asked
/// for.
pub(crate) fn ample<'a>(
    situation: &Situation,
    timed: &'a Timed,
    layer: &Layer,
    rooms: &[bool],
    noted: bool,
    work: &Work<'_>,
) -> Result<Flow<'a>, PlanError> {
    let (sources, _) = fleet::sources(situation, timed, &layer.class);
    let sinks = fleet::sinks(situation, timed, layer.class.occupancy, &fleet::rooms(situation));
    let admits = fleet::admits(situation, &layer.class);
    let others = sinks.iter().zip(rooms).zip(admits).filter(|((_, counted), admits)| !**counted && *admits);
    let sinks: Vec<Sink> = others.map(|(other, _)| other).map(|(sink, _)| Sink { room: u32::MAX, ..*sink }).collect();
    let mut flow = Flow::new(timed, Capacity::full(timed), &layer.class.kinds, &sources, &sinks)?;
    if noted {
        flow.note_cuts();
    }
    flow.run(work)?;
    Ok(flow)
}

/// The sites that have not room for a single vehicle, if any has room for somebody.
pub(crate) fn too_small(situation: &Situation, classes: &[Class]) -> Option<Vec<bool>> {
    let least = classes.last().map_or(0, |class| u64::from(class.occupancy));
    let small: Vec<bool> = situation.receptions.iter().map(|site| u64::from(site.room.0) * 100 < least).collect();
    (room_of(situation, &small) > 0).then_some(small)
}

/// The sets of sites that are tried: those without any room, those without room for a vehicle, and with them those of
/// the flows' minimum cuts.
pub(crate) fn sets_of_rooms(situation: &Situation, classes: &[Class], flows: &mut [Flow<'_>]) -> Vec<Vec<bool>> {
    let mut sets = vec![situation.receptions.iter().map(|site| site.room.0 == 0).collect::<Vec<bool>>()];
    sets.extend(too_small(situation, classes));
    let mut wanted = sets.last().cloned().unwrap_or_default();
    for flow in flows.iter_mut().filter(|flow| flow.docks.iter().any(|dock| dock.full)) {
        flow.mark_reached();
        for (number, wanted) in wanted.iter_mut().enumerate() {
            *wanted |= flow.reached_dock(number as u32);
        }
    }
    if sets.last() != Some(&wanted) {
        sets.push(wanted);
    }
    sets
}

/// Persons, in hundredths, for whom some sites have room.
pub(crate) fn room_of(situation: &Situation, rooms: &[bool]) -> u64 {
    let counted = situation.receptions.iter().zip(rooms).filter(|(_, counted)| **counted);
    counted.map(|(site, _)| u64::from(site.room.0) * 100).sum()
}

/// Persons, in hundredths, whom the sites whose rooms are not counted may have above the mean of their vehicles, where others
/// fill up. Where no room is counted all people together are no more than the mean at last.
pub(crate) fn above_the_mean(situation: &Situation, classes: &[Class], rooms: &[bool]) -> u64 {
    if room_of(situation, rooms) == 0 || !situation.sites_may_fill() {
        return 0;
    }
    let broken = |layer: &&Layer| !layer.class.occupancy.is_multiple_of(100);
    let means = layers(classes).iter().filter(broken).count() as u64;
    let others = situation.receptions.iter().zip(rooms).filter(|(site, counted)| site.room.0 > 0 && !**counted);
    means * others.count() as u64 * 100
}

/// The most persons, in hundredths, and vehicles by the end of each step.
pub(crate) fn limits(
    situation: &Situation,
    timed: &Timed,
    fleet: &mut Fleet<'_>,
    work: &Work<'_>,
) -> Result<(Vec<u64>, Vec<u64>), PlanError> {
    let steps = timed.last as usize + 1;
    let layers = layers(&fleet.classes);
    let (mut persons, mut vehicles) = (vec![u64::MAX; steps], Vec::new());
    for (number, rooms) in sets_of_rooms(situation, &fleet.classes, &mut fleet.flows).iter().enumerate() {
        let mut sum = vec![room_of(situation, rooms); steps];
        let mut most = vec![0; steps];
        for layer in &layers {
            most = fleet::summed(ample(situation, timed, layer, rooms, false, work)?.arrivals());
            for (sum, most) in sum.iter_mut().zip(&most) {
                *sum += u64::from(layer.more) * most;
            }
        }
        let above = above_the_mean(situation, &fleet.classes, rooms);
        for (sum, vehicles) in sum.iter_mut().zip(&most) {
            // No vehicle has a whole person above the mean.
            *sum += above.min(vehicles * 100);
        }
        if number == 0 {
            vehicles = most;
        }
        persons.iter_mut().zip(sum).for_each(|(least, sum)| *least = (*least).min(sum));
    }
    Ok((persons, vehicles))
}
