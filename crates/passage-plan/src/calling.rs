//! Which way of calling people forward brings out more: evenly, or in bursts.

use crate::expand::{Timed, expand};
use crate::reduce::{What, reduce};
use crate::{PlanError, fleet};
use passage_model::network::Network;
use passage_model::situation::Situation;
use passage_model::weighing::Weighing;
use passage_model::work::Work;

/// The network in time. Where few may be present at an assembly point, the way of calling that makes more people safe, or
/// as many of them earlier: two flows more.
pub(crate) fn in_time(network: &Network, situation: &Situation, work: &Work<'_>) -> Result<Timed, PlanError> {
    let even = expand(network, situation, reduce(network, situation, false))?;
    let is_called =
        |timed: &Timed| timed.stretches.iter().any(|s| matches!(s.what, What::Gate(_)) && s.first <= s.last);
    if !is_called(&even) {
        return Ok(even);
    }
    let mut bursts = even.clone();
    bursts.call_in_bursts(situation);
    let free = Situation { weighing: Weighing::default(), ..situation.clone() };
    if worth(&free, &bursts, work)? > worth(&free, &even, work)? { Ok(bursts) } else { Ok(even) }
}

/// Persons by the horizon, then the sum over the steps of those safe: both in hundredths.
fn worth(situation: &Situation, timed: &Timed, work: &Work<'_>) -> Result<(u64, u64), PlanError> {
    let planned = fleet::fleet(situation, timed, work)?;
    let (mut persons, mut sum) = (0, 0);
    for (origin, trip) in &planned.trips {
        let carried = u64::from(trip.vehicles) * u64::from(situation.origins[origin.index()].per_vehicle.0);
        persons += carried;
        sum += carried * u64::from(timed.last + 1 - trip.arrive);
    }
    Ok((persons, sum))
}
