//! The proof beside a plan, for whoever does not trust us: the network in time, and cuts of every step.
//!
//! A copy is cut off from those who wait in the stage of some arrival step, and stays so ([`crate::flow`]): nothing is
//! sent over it afterwards. So the step in which each copy was cut off, noted in passing, is the cut of every deadline.
//! Vehicles of several occupancies and full sites have several such flows ([`crate::limits`]).

use crate::expand::{self, Rate, Timed};
use crate::fleet::{self, Class, Mixture};
use crate::flow::{Capacity, Flow, Source};
use crate::limits::{Layer, ample, layers, sets_of_rooms};
use crate::reduce::What;
use crate::{PlanError, fits, reduce, weigh};
use passage_model::certificate::{self as document, CERTIFICATE_VERSION, Certificate, Cut, Limit, Run};
use passage_model::id::{OriginId, ReceptionId};
use passage_model::network::Network;
use passage_model::situation::{CarEquivalents, Situation, VehicleKind};
use passage_model::units::{Persons, Seconds, Vehicles};
use passage_model::weighing::Weighing;
use passage_model::work::Work;

/// The certificate of `situation`; `None` where no reception site can be reached at all, and where there are fleets,
/// sites for some kinds alone, people who are received on foot, or only vehicles that count as more than a car: their limits are other than those of flows.
///
/// With one occupancy it has the plan's flow, unless forbidden turns had to be shared out; the cuts then are those of
/// the network without them. Cost: an earliest-arrival flow for each occupancy and, where reception sites are full,
/// for each set of [`sets_of_rooms`]; with several occupancies that can fill sites, a plan as well.
pub fn certificate(
    network: &Network,
    situation: &Situation,
    work: &Work<'_>,
) -> Result<Option<Certificate>, PlanError> {
    fits(network, situation)?;
    // What people weigh besides may cost people: no plan exceeds the limits without it.
    let weighs = weigh::binds(situation);
    let situation = &Situation { weighing: Weighing::default(), ..situation.clone() };
    let timed = expand::expand(network, situation, reduce::reduce(network, situation, false))?;
    let classes = fleet::classes(situation, &timed);
    let only = situation.receptions.iter().any(|site| !site.only.is_empty());
    let on_foot = situation.origins.iter().any(|origin| origin.kind == VehicleKind::Foot);
    let other = on_foot
        || only
        || !situation.crowds.is_empty()
        || !situation.fleets.is_empty()
        || timed.least != CarEquivalents::CAR.0;
    if other || !timed.spots.iter().any(|spot| spot.reaches) {
        return Ok(None);
    }
    let sets = match (classes.as_slice(), timed.shared_out) {
        ([class], false) => {
            let mut flow = of_one(situation, &timed, class)?;
            flow.note_cuts();
            flow.run(work)?;
            let sets = sets_of_rooms(situation, &classes, std::slice::from_mut(&mut flow));
            let mut written = written(situation, &timed, &classes);
            written.flow = (!weighs).then(|| flow_of(situation, &timed, &flow));
            written.limits =
                if flow.docks.iter().zip(&situation.receptions).any(|(dock, site)| dock.full && site.room.0 > 0) {
                    limits(situation, &timed, &classes, &sets, work)?
                } else {
                    vec![Limit {
                        rooms: Vec::new(),
                        cuts: vec![cut(&timed, &flow, &flow.cuts(), written.sources.len())],
                    }]
                };
            return Ok(Some(written));
        }
        _ if fleet::mixture(situation, &classes) == Mixture::Interchangeable => {
            sets_of_rooms(situation, &classes, &mut [])
        }
        _ => sets_of_rooms(situation, &classes, &mut fleet::fleet(situation, &timed, work)?.flows),
    };
    let relaxed = if timed.shared_out {
        expand::expand(network, situation, reduce::reduce(network, situation, true))?
    } else {
        timed
    };
    let mut written = written(situation, &relaxed, &classes);
    written.limits = limits(situation, &relaxed, &classes, &sets, work)?;
    Ok(Some(written))
}

/// The flow of the only class, not yet begun.
fn of_one<'a>(situation: &Situation, timed: &'a Timed, class: &Class) -> Result<Flow<'a>, PlanError> {
    let (sources, _) = fleet::sources(situation, timed, class);
    let sinks = fleet::sinks(situation, timed, class.occupancy, &fleet::rooms(situation));
    Flow::new(timed, Capacity::full(timed), &class.kinds, &sources, &sinks)
}

/// A limit for every set of sites.
fn limits(
    situation: &Situation,
    timed: &Timed,
    classes: &[Class],
    sets: &[Vec<bool>],
    work: &Work<'_>,
) -> Result<Vec<Limit>, PlanError> {
    let layers = layers(classes);
    let sources = layers.last().map_or(0, |layer| sources_of(situation, timed, layer).len());
    let of_set = |rooms: &Vec<bool>| {
        let cuts = layers.iter().map(|layer| {
            let flow = ample(situation, timed, layer, rooms, true, work)?;
            Ok(cut(timed, &flow, &flow.cuts(), sources))
        });
        Ok(Limit { rooms: numbers(situation, rooms), cuts: cuts.collect::<Result<_, PlanError>>()? })
    };
    sets.iter().map(of_set).collect()
}

fn sources_of(situation: &Situation, timed: &Timed, layer: &Layer) -> Vec<(Source, (OriginId, usize))> {
    let (sources, whose) = fleet::sources(situation, timed, &layer.class);
    sources.into_iter().zip(whose).collect()
}

/// The numbers of the sinks of some sites: those without room have no sink.
fn numbers(situation: &Situation, rooms: &[bool]) -> Vec<u32> {
    let sinks = rooms.iter().zip(&situation.receptions).filter(|(_, site)| site.room.0 > 0);
    (0..).zip(sinks).filter(|(_, (counted, _))| **counted).map(|(number, _)| number).collect()
}

/// The network in time, without limits.
pub(crate) fn written(situation: &Situation, timed: &Timed, classes: &[Class]) -> Certificate {
    let last = layers(classes).pop();
    let sources = last.iter().flat_map(|layer| sources_of(situation, timed, layer)).map(|(source, (owner, _))| {
        let origin = &situation.origins[owner.index()];
        document::Source {
            spot: source.spot,
            first: source.first,
            vehicles: Vehicles(source.vehicles),
            kind: origin.kind,
            per_vehicle: origin.per_vehicle,
        }
    });
    let sites = situation.receptions.iter().enumerate().filter(|(_, site)| site.room.0 > 0);
    let seated = fleet::seated(situation);
    let sinks = sites.map(|(number, site)| document::Sink {
        site: ReceptionId::at(number),
        spot: timed.arrival.get(&site.junction).copied().unwrap_or(0),
        // Vehicles may have more seats than people: whoever has room for all the people has room for them.
        room: if u64::from(site.room.0) < seated { site.room } else { Persons(u32::MAX) },
    });
    let spots = timed.spots.iter().map(|spot| document::Spot {
        junction: spot.junction,
        phase: spot.phase,
        room: Vehicles(spot.room),
    });
    Certificate {
        version: CERTIFICATE_VERSION,
        network: situation.network,
        scenario: situation.scenario,
        reading: situation.reading,
        step: Seconds(timed.step),
        last: timed.last,
        spots: spots.collect(),
        stretches: (0..timed.stretches.len()).map(|number| stretch_of(timed, number)).collect(),
        sources: sources.collect(),
        sinks: sinks.collect(),
        limits: Vec::new(),
        flow: None,
    }
}

/// The cuts that a flow has noted ([`Flow::cuts`]); its groups are the first of all `sources`.
pub(crate) fn cut(timed: &Timed, flow: &Flow<'_>, cuts: &[u32], sources: usize) -> Cut {
    let far = |stage: &u32| (*stage != u32::MAX).then_some(*stage);
    let mut homes: Vec<Option<u32>> = cuts.iter().skip(flow.copies() as usize).take(flow.hubs.len()).map(far).collect();
    homes.resize(sources, None);
    let spots = 0..timed.spots.len() as u32;
    Cut { spots: spots.map(|spot| sides_of(timed, flow, spot, cuts)).collect(), sources: homes }
}

fn sides_of(timed: &Timed, flow: &Flow<'_>, number: u32, cuts: &[u32]) -> Vec<(u32, Option<u32>)> {
    let spot = &timed.spots[number as usize];
    let side = |k: u32| match k {
        // Whoever is there too late reaches nobody's far side any more.
        _ if !spot.reaches || k > spot.last => None,
        // Nobody can be there yet.
        _ if k < spot.first => Some(0),
        _ => Some(cuts[flow.copy(number, k) as usize]).filter(|stage| *stage != u32::MAX),
    };
    let mut far: Vec<(u32, Option<u32>)> = Vec::new();
    for k in 0..=timed.last {
        match far.last_mut() {
            Some((steps, same)) if *same == side(k) => *steps += 1,
            _ => far.push((1, side(k))),
        }
    }
    far
}

fn stretch_of(timed: &Timed, number: usize) -> document::Stretch {
    let stretch = &timed.stretches[number];
    let (roads, lane) = match &stretch.what {
        What::Roads(range) => (timed.roads[range.start as usize..range.end as usize].to_vec(), None),
        What::Turn | What::Gate(_) => (Vec::new(), None),
        What::Service(service) => {
            (Vec::new(), Some(document::Lane { checkpoint: service.checkpoint, kind: service.kind }))
        }
    };
    let rate = match stretch.rate {
        Rate::Unlimited | Rate::Gate { .. } | Rate::Burst { .. } => None,
        Rate::PerDay { vehicles, .. } => Some(document::Rate { per_day: vehicles, beat: stretch.beat }),
    };
    document::Stretch {
        from: stretch.from,
        to: stretch.to,
        steps: stretch.steps,
        roads,
        lane,
        entries: timed.entries[stretch.entries.start as usize..stretch.entries.end as usize].to_vec(),
        rate,
    }
}

/// Where the vehicles of a flow of all sources are.
pub(crate) fn flow_of(situation: &Situation, timed: &Timed, flow: &Flow<'_>) -> document::Flow {
    let waits = timed.spots.iter().zip(&flow.left.wait_base).map(|(spot, base)| {
        let useful = spot.first <= spot.last && spot.room > 0;
        let steps = (spot.first..=spot.last).filter(|_| useful);
        runs(spot.first, steps.map(|k| flow.waits[base.wrapping_add(k as usize)]))
    });
    let enter = timed.stretches.iter().zip(&flow.left.stretch_base).map(|(stretch, base)| {
        let steps = (stretch.first..=stretch.last).filter(|_| stretch.first <= stretch.last);
        runs(stretch.first, steps.map(|k| u32::from(flow.used[base.wrapping_add(k as usize)])))
    });
    let open = flow.docks.iter().zip(&situation.receptions).filter(|(_, site)| site.room.0 > 0);
    document::Flow {
        waits: waits.collect(),
        enter: enter.collect(),
        leave: flow.hubs.iter().map(|hub| runs(hub.first, hub.sent.iter().copied())).collect(),
        receive: open.map(|(dock, _)| runs(dock.first, dock.received.iter().copied())).collect(),
    }
}

/// Equal counts of steps in a row, those of nobody left out.
fn runs(first: u32, counts: impl Iterator<Item = u32>) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (place, vehicles) in counts.enumerate().filter(|(_, vehicles)| *vehicles > 0) {
        let k = first + place as u32;
        match runs.last_mut() {
            Some([from, steps, same]) if *same == vehicles && *from + *steps == k => *steps += 1,
            _ => runs.push([k, 1, vehicles]),
        }
    }
    runs
}
