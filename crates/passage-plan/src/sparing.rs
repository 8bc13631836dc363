//! The least time in danger, on the road and waiting among equal arrivals.
//!
//! A flow that is as early as can be may still drive in circles, because time on the road costs it nothing. The flows of
//! [`crate::flow`]'s exposure run take the least burden that their arrivals allow ([`Burden`]): while no reception
//! site is full by themselves, afterwards ([`lessen_beside_full_sites`]) for each class of vehicles with the arrivals that
//! it has, and then by rounds of who comes to which site.

use crate::decompose::{Trip, trips};
use crate::expand;
use crate::fleet;
use crate::flow::{Burden, Capacity, Flow, Sink, Source, Spared};
use crate::{Arrivals, PlanError, arrivals, fits, reduce};
use passage_model::id::OriginId;
use passage_model::network::Network;
use passage_model::situation::{Situation, VehicleKind};
use passage_model::work::Work;

/// Looks at residual ways that a plan spends on the least burden of one class of vehicles where reception sites may be
/// full: about a second, so that thirty towns stay within ten. Chosen by us; the same on every machine. Where they do
/// not suffice, or a site is full, trips are shortened one by one.
pub(crate) const MOST_LOOKS: u64 = 32_000_000;
/// The same where all have room: nothing is searched twice.
const MOST_LOOKS_WITH_ROOM: u64 = 200_000_000;

/// Arrivals, and the least that their vehicles bear on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spare {
    /// As [`crate::arrivals`] finds them.
    pub arrivals: Arrivals,
    /// Steps on the road, over all vehicles.
    pub on_the_road: u64,
    /// Steps of waiting in the open, on the way, over all vehicles.
    pub waiting: u64,
    /// Whether no flow of as many vehicles with as small a sum of arrival steps has less, exposure before all else.
    pub least: bool,
}

/// Solves `situation` for every moment until the horizon, and for the least exposure, time on the road and waiting, in
/// this order, that its arrivals allow. `None` with vehicles of several occupancies.
///
/// Cost: one earliest-arrival flow; with full reception sites another and the way to it.
pub fn spare(network: &Network, situation: &Situation, work: &Work<'_>) -> Result<Option<Spare>, PlanError> {
    fits(network, situation)?;
    let timed = expand::expand(network, situation, reduce::reduce(network, situation, false))?;
    let classes = fleet::classes(situation, &timed);
    let ([class], false) = (classes.as_slice(), timed.shared_out) else { return Ok(None) };
    let (sources, _) = fleet::sources(situation, &timed, class);
    let sinks = fleet::sinks(situation, &timed, class.occupancy, &fleet::rooms(situation));
    let mut flow = Flow::new(&timed, Capacity::full(&timed), &class.kinds, &sources, &sinks)?;
    let burden = Burden::of(situation, &timed);
    let (mut least, mut unlimited) = (true, u64::MAX);
    if flow.run_sparing(&burden, &mut unlimited, work)? != Spared::All {
        flow.run(work)?;
        least = lessen_beside_full_sites(&mut flow, &class.kinds, &burden, unlimited, work)?;
    }
    let full = flow.docks.iter().any(|dock| dock.full);
    let received = fleet::summed(flow.arrivals());
    let all = fleet::seated(situation);
    Ok(Some(Spare {
        arrivals: arrivals::one_class(&received, class.occupancy, all, !full, flow.least),
        on_the_road: flow.steps_on_the_road(),
        waiting: flow.waits.iter().map(|&vehicles| u64::from(vehicles)).sum(),
        least,
    }))
}

/// Solves a flow that nobody has gone in yet with the least burden, for a plan; `None` where a reception site fills up or
/// that would take too long.
pub(crate) fn run_sparing<'a>(
    mut flow: Flow<'a>,
    burden: &Burden,
    work: &Work<'_>,
) -> Result<Option<Flow<'a>>, PlanError> {
    let may_fill = flow.docks.iter().any(|dock| dock.sink.room != u32::MAX);
    let mut looks = if may_fill { MOST_LOOKS } else { MOST_LOOKS_WITH_ROOM };
    let spared = flow.run_sparing(burden, &mut looks, work)?;
    Ok(Some(flow).filter(|_| spared == Spared::All))
}

/// Lessens the burden of a flow of one class beside full reception sites: first with the arrivals that it has, then by
/// rounds of who comes to which site when. Whether it is the least with as small a sum of arrival steps; if not, that
/// would take more than `looks`, or the sum itself is not known to be the least.
pub(crate) fn lessen_beside_full_sites(
    flow: &mut Flow<'_>,
    kinds: &[VehicleKind],
    burden: &Burden,
    mut looks: u64,
    work: &Work<'_>,
) -> Result<bool, PlanError> {
    if !flow.least {
        return Ok(false);
    }
    let mut own: Vec<_> = trips(flow).into_iter().map(|trip| (OriginId(0), trip)).collect();
    Ok(lessen(flow, &mut own, kinds, burden, &mut looks, work)?
        && looks > 0
        && flow.lessen_by_rounds(burden, &mut looks, work)?)
}

/// Sends the vehicles of `own`, trips of `flow` of one class, anew: those received at each site in each step stay as
/// many, and bear the least that all others leave possible. `false`, and nothing changed, where that would take too long.
fn lessen(
    flow: &mut Flow<'_>,
    own: &mut Vec<(OriginId, Trip)>,
    kinds: &[VehicleKind],
    burden: &Burden,
    looks_left: &mut u64,
    work: &Work<'_>,
) -> Result<bool, PlanError> {
    if *looks_left == 0 {
        return Ok(false);
    }
    let mut whose: Vec<(u32, OriginId, u32)> = Vec::new();
    for (origin, trip) in own.iter() {
        flow.take_back(trip);
        match whose.iter_mut().find(|(source, of, _)| (*source, *of) == (trip.source, *origin)) {
            Some((_, _, vehicles)) => *vehicles += trip.vehicles,
            None => whose.push((trip.source, *origin, trip.vehicles)),
        }
    }
    let source =
        |&(source, _, vehicles): &(u32, OriginId, u32)| Source { vehicles, ..flow.hubs[source as usize].source };
    let sources: Vec<Source> = whose.iter().map(source).collect();
    let sinks: Vec<Sink> = flow.docks.iter().map(|dock| Sink { room: u32::MAX, ..dock.sink }).collect();
    let mut part = Flow::new(flow.timed, flow.left.clone(), kinds, &sources, &sinks)?;
    part.limit_arrivals(own.iter().map(|(_, trip)| trip));
    let spared = part.run_sparing(burden, looks_left, work);
    let all_sent = part.hubs.iter().all(|hub| hub.left == 0);
    let lessened = matches!(spared, Ok(Spared::All)) && all_sent;
    debug_assert!(all_sent || !lessened, "as many can be received as before");
    if lessened {
        own.clear();
        own.extend(trips(&part).into_iter().map(|trip| {
            let (source, origin, _) = whose[trip.source as usize];
            (origin, Trip { source, ..trip })
        }));
    }
    for (_, trip) in own.iter() {
        flow.send(trip);
    }
    spared.map(|_| lessened)
}
