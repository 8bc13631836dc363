//! The proof beside a flow, for whoever does not trust us: the network in time, the flow, and every step's cut.
//!
//! A copy is cut off from those who wait in the stage of some arrival step, and stays so ([`crate::flow`]): nothing is
//! sent over it afterwards. So the step in which each copy was cut off, noted in passing, is the cut of every deadline.

use crate::expand::{self, Rate, Timed};
use crate::fleet;
use crate::flow::{Capacity, Flow, Sink};
use crate::reduce::What;
use crate::{PlanError, fits, reduce};
use passage_model::certificate::{self as document, CERTIFICATE_VERSION, Certificate, Run};
use passage_model::network::Network;
use passage_model::situation::{Situation, VehicleKind};
use passage_model::units::{Seconds, Vehicles};
use passage_model::work::Work;

/// The certificate of `situation`; `None` with vehicles of several occupancies, whose limits are not one flow's, where
/// forbidden turns had to be shared out, and where no reception site can be reached at all.
///
/// Where reception sites are full the cuts are those with room for all. Cost: one or two earliest-arrival flows.
pub fn certificate(
    network: &Network,
    situation: &Situation,
    work: &Work<'_>,
) -> Result<Option<Certificate>, PlanError> {
    fits(network, situation)?;
    let timed = expand::expand(network, situation, reduce::reduce(network, situation, false))?;
    let classes = fleet::classes(situation, &timed);
    if !timed.spots.iter().any(|spot| spot.reaches) {
        return Ok(None);
    }
    let ([class], false) = (classes.as_slice(), timed.shared_out) else { return Ok(None) };
    let (sources, _) = fleet::sources(situation, &timed, class);
    let sinks = fleet::sinks(situation, &timed, class.occupancy, &fleet::rooms(situation));
    let mut flow = Flow::new(&timed, Capacity::full(&timed), &class.kinds, &sources, &sinks)?;
    flow.note_cuts();
    flow.run(work)?;
    let cuts = if flow.docks.iter().any(|dock| dock.full) {
        let open = sinks.iter().zip(&situation.receptions).filter(|(_, site)| site.room.0 > 0);
        let ample: Vec<Sink> = open.map(|(sink, _)| Sink { room: u32::MAX, ..*sink }).collect();
        let mut ample = Flow::new(&timed, Capacity::full(&timed), &class.kinds, &sources, &ample)?;
        ample.note_cuts();
        ample.run(work)?;
        ample.cuts()
    } else {
        flow.cuts()
    };
    Ok(Some(written(situation, &timed, &flow, &class.kinds, &cuts)))
}

/// The document of a flow and its cuts ([`Flow::cuts`]).
pub(crate) fn written(
    situation: &Situation,
    timed: &Timed,
    flow: &Flow<'_>,
    kinds: &[VehicleKind],
    cuts: &[u32],
) -> Certificate {
    // The lanes of other kinds are closed to these vehicles.
    let open = |number: &usize| match &timed.stretches[*number].what {
        What::Service(service) => kinds.contains(&service.kind),
        What::Roads(_) | What::Turn => true,
    };
    let far = |stage: u32| (stage != u32::MAX).then_some(stage);
    let hubs = cuts.iter().skip(flow.copies() as usize);
    let sources = flow.hubs.iter().zip(hubs).map(|(hub, stage)| document::Source {
        spot: hub.source.spot,
        first: hub.source.first,
        vehicles: Vehicles(hub.source.vehicles),
        far: far(*stage),
        leave: runs(hub.first, hub.sent.iter().copied()),
    });
    let sinks = flow.docks.iter().zip(&situation.receptions).filter(|(_, site)| site.room.0 > 0).map(|(dock, _)| {
        document::Sink {
            spot: dock.sink.spot,
            room: (dock.sink.room != u32::MAX).then_some(Vehicles(dock.sink.room)),
            receive: runs(dock.first, dock.received.iter().copied()),
        }
    });
    Certificate {
        version: CERTIFICATE_VERSION,
        network: situation.network,
        scenario: situation.scenario,
        reading: situation.reading,
        step: Seconds(timed.step),
        last: timed.last,
        spots: (0..timed.spots.len() as u32).map(|spot| spot_of(timed, flow, spot, cuts)).collect(),
        stretches: (0..timed.stretches.len()).filter(open).map(|number| stretch_of(timed, flow, number)).collect(),
        sources: sources.collect(),
        sinks: sinks.collect(),
    }
}

fn spot_of(timed: &Timed, flow: &Flow<'_>, number: u32, cuts: &[u32]) -> document::Spot {
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
    let useful = spot.first <= spot.last && spot.room > 0;
    let base = flow.left.wait_base[number as usize];
    let waits = (spot.first..=spot.last).filter(|_| useful).map(|k| flow.waits[base.wrapping_add(k as usize)]);
    document::Spot {
        junction: spot.junction,
        phase: spot.phase,
        room: Vehicles(spot.room),
        waits: runs(spot.first, waits),
        far,
    }
}

fn stretch_of(timed: &Timed, flow: &Flow<'_>, number: usize) -> document::Stretch {
    let stretch = &timed.stretches[number];
    let useful = stretch.first <= stretch.last;
    let base = flow.left.stretch_base[number];
    let entered =
        (stretch.first..=stretch.last).filter(|_| useful).map(|k| u32::from(flow.used[base.wrapping_add(k as usize)]));
    let roads = match &stretch.what {
        What::Roads(range) => timed.roads[range.start as usize..range.end as usize].to_vec(),
        What::Turn | What::Service(_) => Vec::new(),
    };
    let rate = match stretch.rate {
        Rate::Unlimited => None,
        Rate::PerDay { vehicles, part, parts } => {
            Some(document::Rate { per_day: vehicles, beat: stretch.beat, part, parts })
        }
    };
    document::Stretch {
        from: stretch.from,
        to: stretch.to,
        steps: stretch.steps,
        roads,
        entries: timed.entries[stretch.entries.start as usize..stretch.entries.end as usize].to_vec(),
        rate,
        enter: runs(stretch.first, entered),
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
